//! Sentences over a small set of rules, as people read them.

use jiff_core::civil::Date;

use super::measure::measured;
use super::{BecauseLine, Language, because, path, problem, verdict};
use crate::run::calendar::period::PeriodKind;
use crate::run::evaluate::{Request, evaluate, explain};
use crate::run::facts::read::read;
use crate::run::number::Number;
use crate::run::program::*;
use crate::run::verdict::{DeedState, Measure, Outcome};

fn label(en: &str, vi: &str) -> Label {
    let (one, many) = en.split_once(" | ").unwrap_or((en, en));
    Label {
        en: one.to_owned(),
        en_many: many.to_owned(),
        vi: vi.to_owned(),
    }
}

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

fn fact(name: &str, names: (&str, &str), owner: Owner, kind: FactKind) -> Fact {
    Fact {
        name: name.to_owned(),
        label: label(names.0, names.1),
        owner,
        kind,
        attested_by: None,
        note: None,
    }
}

fn level(id: &str, names: (&str, &str), within: Option<LevelId>, collection: u32) -> Level {
    Level {
        id: id.to_owned(),
        label: label(names.0, names.1),
        within,
        collection: CollectionId(collection),
    }
}

fn collection(key: &str, names: (&str, &str), kind: CollectionKind, facts: &[u32]) -> Collection {
    Collection {
        key: key.to_owned(),
        label: label(names.0, names.1),
        note: None,
        kind,
        facts: facts.iter().copied().map(FactId).collect(),
    }
}

fn share(collection: u32, fact: u32, relation: Relation) -> Goal {
    Goal::Share {
        pool: vec![Part {
            collection: CollectionId(collection),
            filter: None,
            holds: Some(Condition::Fact(FactId(fact))),
        }],
        weights: Vec::new(),
        bound: Bound {
            relation,
            unit: Unit::Percent,
        },
        rounding: None,
    }
}

fn percent(of: i128) -> Quantity {
    Quantity::Number(Number::ratio(of, 100).unwrap())
}

fn annual() -> Schedule {
    Schedule::Periodic {
        kind: PeriodKind::Year,
        starting: None,
        due: None,
    }
}

fn requirement(number: u32, modality: Modality, schedule: Schedule, goal: Goal) -> Requirement {
    Requirement {
        cites: Vec::new(),
        rule: RuleId(0),
        number,
        part: None,
        modality,
        bearers: vec![LevelId(0)],
        schedule,
        goal,
        condition: None,
        exception: None,
        none_counts_as_met: false,
        attested: false,
        version: VersionId(0),
        entry: day(2024, 11, 13),
        from: day(2024, 11, 13),
        to: None,
        ended: Ended::Expired,
        ended_by: None,
    }
}

fn program() -> Program {
    let district = Owner::Bodies(vec![LevelId(0)]);
    let heads = || Owner::Members(CollectionId(2));
    let decisions = || Owner::Members(CollectionId(3));
    let population = |events| CollectionKind::Population {
        per: vec![LevelId(0)],
        events,
    };
    let published = Goal::Each {
        pool: vec![Part {
            collection: CollectionId(3),
            filter: None,
            holds: None,
        }],
        goals: vec![Goal::Deeds {
            facts: vec![FactId(4)],
            limit: Some(Limit::Within(
                Length {
                    amount: 5,
                    unit: TimeUnit::Days,
                },
                Event::Fact(FactId(3)),
            )),
        }],
    };
    let budget = Goal::Compare {
        quantity: Quantity::Fact(FactId(5)),
        bound: Bound {
            relation: Relation::AtLeast(Quantity::Number(Number::from(12_500_000))),
            unit: Unit::Of("VND".to_owned()),
        },
    };
    let all = Relation::Exactly(Quantity::Number(Number::ONE));
    let milestone = Schedule::By {
        due: day(2030, 12, 31),
    };
    Program {
        id: "trial".to_owned(),
        digest: "sha256:0".to_owned(),
        documents: vec![Document {
            id: "trial".to_owned(),
            label: label("Trial", "Thử"),
            number: None,
            advisory: false,
            from: day(2024, 11, 13),
            to: None,
            calendar: None,
            horizon: None,
            applies_to: None,
        }],
        levels: vec![
            level("district", ("district | districts", "huyện"), None, 0),
            level("commune", ("commune | communes", "xã"), Some(LevelId(0)), 1),
        ],
        collections: vec![
            collection(
                "district",
                ("district | districts", "huyện"),
                CollectionKind::Bodies(LevelId(0)),
                &[5],
            ),
            collection(
                "commune",
                ("commune | communes", "xã"),
                CollectionKind::Bodies(LevelId(1)),
                &[2],
            ),
            collection(
                "hamlet_heads",
                ("hamlet head | hamlet heads", "trưởng bản"),
                population(false),
                &[0, 1],
            ),
            collection(
                "decisions",
                ("decision | decisions", "quyết định"),
                population(true),
                &[3, 4],
            ),
        ],
        facts: vec![
            fact(
                "trained",
                ("trained", "được tập huấn"),
                heads(),
                FactKind::StateInPeriod,
            ),
            fact(
                "trained_to_date",
                ("trained to date", "đã được tập huấn"),
                heads(),
                FactKind::StateToDate,
            ),
            fact(
                "dialogue",
                ("hold a dialogue", "tổ chức đối thoại"),
                Owner::Bodies(vec![LevelId(1)]),
                FactKind::Act,
            ),
            fact(
                "issued",
                ("issued", "ban hành"),
                decisions(),
                FactKind::Date,
            ),
            fact(
                "published",
                ("published", "công khai"),
                decisions(),
                FactKind::Date,
            ),
            fact(
                "budget",
                ("budget", "kinh phí"),
                district,
                FactKind::Amount("VND".to_owned()),
            ),
        ],
        versions: vec![Version {
            document: DocumentId(0),
            from: day(2024, 11, 13),
            cites: vec![Citation {
                parts: vec![("article", "1".to_owned()), ("point", "đ".to_owned())],
            }],
        }],
        rules: vec![Rule {
            id: "trial_rule".to_owned(),
            label: label("Trial rule", "Quy định thử"),
            document: DocumentId(0),
            cites: vec![Citation {
                parts: vec![("article", "1".to_owned()), ("point", "đ".to_owned())],
            }],
        }],
        requirements: vec![
            requirement(
                1,
                Modality::Must,
                annual(),
                share(2, 0, Relation::Over(percent(15))),
            ),
            requirement(
                2,
                Modality::Strive,
                milestone,
                share(2, 1, Relation::Over(percent(75))),
            ),
            requirement(3, Modality::Must, annual(), share(1, 2, all)),
            requirement(4, Modality::Must, annual(), budget),
            requirement(5, Modality::Must, Schedule::Events, published),
        ],
        definitions: Vec::new(),
        calendars: Vec::new(),
        successions: Vec::new(),
        derived: std::sync::OnceLock::new(),
    }
}

const REPORT: &str = r#"{
    "body": {"level": "district", "id": "muong-ang"},
    "periods": {"2025": {
        "hamlet_heads": 131, "hamlet_heads.trained": 19, "hamlet_heads.trained_to_date": 60,
        "commune": 10, "commune.dialogue": 9,
        "budget": "12000000",
        "decisions": [
            {"id": "d1", "issued": "2025-03-03", "published": "2025-03-05"},
            {"id": "d2", "issued": "2025-03-03", "published": "2025-03-10"},
            {"id": "d3", "issued": "2025-03-03", "published": false}
        ],
        "hamlet_haeds": 1
    }}
}"#;

fn judged(program: &Program) -> Outcome {
    let facts = read(program, REPORT).unwrap();
    let request = Request {
        as_of: day(2026, 1, 10),
        periods: Vec::new(),
    };
    evaluate(program, &facts, &request)
}

fn sentences(number: u32, language: Language) -> Vec<String> {
    let program = program();
    let outcome = judged(&program);
    let of_number = outcome
        .verdicts
        .iter()
        .filter(|one| program.requirements[one.requirement].number == number);
    of_number
        .map(|one| verdict(&program, one, None, language).sentence)
        .collect()
}

#[test]
fn a_missed_share_shows_counts_bound_and_remedy() {
    assert_eq!(
        sentences(1, Language::En),
        [
            "not met (breach): 19 of 131 hamlet heads trained (14.50%); required: over 15%; due 2025-12-31; to meet it: 1 more hamlet head trained"
        ]
    );
    assert_eq!(
        sentences(1, Language::Vi),
        [
            "không đạt (vi phạm): 19 trong số 131 trưởng bản được tập huấn (14,50%); yêu cầu: trên 15%; hạn 31/12/2025; để đạt: thêm 1 trưởng bản được tập huấn"
        ]
    );
}

#[test]
fn what_happened_outside_the_days_of_a_prohibition_is_told_to_be_so() {
    let program = program();
    let deed = |on: Date| Measure::Deeds(vec![(FactId(0), DeedState::Done(Some(on)))]);
    let mut kept = program.requirements[1].clone();
    kept.goal = Goal::Refrain {
        facts: vec![FactId(0)],
    };
    kept.schedule = Schedule::Standing { horizon: None };
    kept.from = day(2026, 4, 15);
    kept.to = Some(day(2028, 12, 31));
    let told = |kept: &Requirement, on: Date, language: Language| {
        measured(&program, (&kept.goal, &[], Some(kept)), &deed(on), language).sentence
    };
    let before = told(&kept, day(2026, 4, 14), Language::Vi);
    assert!(
        before.ends_with("đã xảy ra 14/04/2026, trước ngày bắt đầu bị cấm (15/04/2026)"),
        "{before}"
    );
    let after = told(&kept, day(2029, 1, 1), Language::En);
    assert!(
        after.ends_with("happened 2029-01-01, after it was forbidden, until 2028-12-31"),
        "{after}"
    );
    let amid = told(&kept, day(2028, 12, 31), Language::En);
    assert!(amid.ends_with("happened 2028-12-31"), "{amid}");
    kept.schedule = Schedule::By {
        due: day(2027, 12, 31),
    };
    let released = told(&kept, day(2028, 1, 1), Language::Vi);
    assert!(
        released.ends_with("sau ngày cuối cùng bị cấm (31/12/2027)"),
        "{released}"
    );
}

#[test]
fn an_open_milestone_tells_the_pace() {
    assert_eq!(
        sentences(2, Language::En),
        [
            "pending: 60 of 131 hamlet heads trained to date (45.80%); required: over 75%; so far: not met; due 2030-12-31; to meet it: 39 more hamlet heads trained to date; 8 a year in the 5 years left"
        ]
    );
}

#[test]
fn acts_of_bodies_and_amounts_read_naturally() {
    assert_eq!(
        sentences(3, Language::Vi),
        [
            "không đạt (vi phạm): 9 trong số 10 xã tổ chức đối thoại (90%); yêu cầu: 100%; hạn 31/12/2025; để đạt: thêm 1 xã tổ chức đối thoại"
        ]
    );
    assert_eq!(
        sentences(3, Language::En),
        [
            "not met (breach): 9 of 10 communes hold a dialogue (90%); required: 100%; due 2025-12-31; to meet it: hold a dialogue: 1 more commune"
        ]
    );
    assert_eq!(
        sentences(4, Language::Vi),
        [
            "không đạt (vi phạm): kinh phí: 12.000.000 đồng; yêu cầu: ít nhất 12.500.000 đồng; hạn 31/12/2025; để đạt: kinh phí: thêm 500.000 đồng"
        ]
    );
}

#[test]
fn members_of_each_are_named() {
    let program = program();
    let outcome = judged(&program);
    let each = outcome
        .verdicts
        .iter()
        .find(|one| program.requirements[one.requirement].number == 5)
        .unwrap();
    let told = verdict(&program, each, None, Language::En);
    assert_eq!(
        told.measure.unwrap().required.as_deref(),
        Some("within 5 days of “issued”")
    );
    assert_eq!(
        told.members,
        [
            "decision d2: late; done after its time; late by 2 days; due 2025-03-08",
            "decision d3: not met; the time has passed and it is reported as not done; due 2025-03-08",
        ]
    );
}

#[test]
fn problems_name_the_nearest_fact() {
    let program = program();
    let outcome = judged(&program);
    let told = problem(&program, &outcome.problems[0], Language::Vi);
    assert_eq!(
        told.message,
        "các quy định này không có số liệu nào tên là “hamlet_haeds”"
    );
    assert_eq!(
        told.help.as_deref(),
        Some("có phải là “hamlet_heads” không?")
    );
}

#[test]
fn paths_are_told_by_name() {
    let program = program();
    let cases = [
        ("hamlet_heads.trained", "hamlet heads trained"),
        (
            "commune:ang-to/2025/dialogue",
            "commune ang-to, 2025: hold a dialogue",
        ),
        ("commune:ang-to", "commune ang-to"),
        ("commune.dialogue", "communes that hold a dialogue"),
        ("decisions[d1].published", "decision d1: published"),
        ("budget", "budget"),
        ("no_such", "no_such"),
        ("", ""),
    ];
    for (given, told) in cases {
        assert_eq!(path(&program, given, Language::En), told);
    }
}

#[test]
fn an_explanation_names_the_members_in_the_way_of_a_share() {
    let program = program();
    let report = r#"{
        "body": {"level": "district", "id": "muong-ang"},
        "periods": {"2025": {"hamlet_heads": [
            {"id": "h1", "trained": true}, {"id": "h2", "trained": false}, {"id": "h3", "trained": false}
        ]}}
    }"#;
    let facts = read(&program, report).unwrap();
    let request = Request {
        as_of: day(2026, 1, 10),
        periods: Vec::new(),
    };
    let explained = explain(&program, &facts, &request, &[RuleId(0)]);
    let lines = because(&program, &explained[0], Language::Vi);
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    assert!(texts.contains(&"trưởng bản h2"), "{texts:#?}");
    assert!(texts.contains(&"trưởng bản h3"), "{texts:#?}");
    assert!(!texts.contains(&"trưởng bản h1"), "{texts:#?}");
    let trained = lines
        .iter()
        .find(|line| line.path.as_deref() == Some("hamlet_heads[h2].trained"));
    let told = trained.map(BecauseLine::with_path);
    assert_eq!(
        told.as_deref(),
        Some("trưởng bản h2: được tập huấn: không đúng (hamlet_heads[h2].trained)")
    );
}

#[test]
fn an_explanation_goes_down_to_the_facts() {
    let program = program();
    let facts = read(&program, REPORT).unwrap();
    let request = Request {
        as_of: day(2026, 1, 10),
        periods: Vec::new(),
    };
    let explained = explain(&program, &facts, &request, &[RuleId(0)]);
    let lines = because(&program, &explained[0], Language::Vi);
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    assert!(
        texts.contains(&"trưởng bản được tập huấn: 19"),
        "{texts:#?}"
    );
}

#[test]
fn a_condition_denied_is_told_as_the_law_would_say_it() {
    let mut program = program();
    let district = || Owner::Bodies(vec![LevelId(0)]);
    let regions = FactKind::Choice(vec![
        ("hills".to_owned(), label("hills", "vùng đồi")),
        ("delta".to_owned(), label("delta", "đồng bằng")),
    ]);
    let union = ("a trade union", "công đoàn");
    program.facts.extend([
        fact("union", union, district(), FactKind::YesNo),
        fact("region", ("region", "vùng"), district(), regions),
    ]);
    program.collections[0].facts.extend([FactId(6), FactId(7)]);
    let not = |what: Condition| Condition::Not(Box::new(what));
    let (union, delta) = (Condition::Fact(FactId(6)), Condition::Is(FactId(7), 1));
    program.requirements[0].condition = Some(Condition::All(vec![
        not(union.clone()),
        not(delta.clone()),
        not(Condition::Any(vec![union, delta])),
    ]));
    let report = r#"{
        "body": {"level": "district", "id": "muong-ang"},
        "periods": {"2025": {"hamlet_heads": 4, "hamlet_heads.trained": 1, "union": false, "region": "hills"}}
    }"#;
    let facts = read(&program, report).unwrap();
    let request = Request {
        as_of: day(2026, 1, 10),
        periods: Vec::new(),
    };
    let explained = explain(&program, &facts, &request, &[RuleId(0)]);
    let told = |language| -> Vec<String> {
        let lines = because(&program, &explained[0], language);
        lines.into_iter().map(|line| line.text).collect()
    };
    let (vi, en) = (told(Language::Vi), told(Language::En));
    for line in [
        "không có công đoàn: đúng",
        "công đoàn: không đúng",
        "vùng không phải là đồng bằng: đúng",
        "không có nội dung sau: đúng",
    ] {
        assert!(vi.iter().any(|told| told == line), "{line}: {vi:#?}");
    }
    for line in [
        "there is no trade union: yes",
        "region is not delta: yes",
        "what follows does not hold: yes",
    ] {
        assert!(en.iter().any(|told| told == line), "{line}: {en:#?}");
    }
}
