//! Reports read into facts, by what a user would see of it.

use super::read::{ReadError, Reader, read};
use super::{Body, Facts, ProblemCode, Value};
use crate::run::calendar::iso;
use crate::run::calendar::period::PeriodKind;
use crate::run::limits::Limits;
use crate::run::number::Number;
use crate::run::program::{
    Collection, CollectionId, CollectionKind, Ended, Fact, FactId, FactKind, Goal, Label, Level,
    LevelId, Modality, Owner, Program, Requirement, RuleId, Schedule, VersionId,
};

const DISTRICT: LevelId = LevelId(0);
const COMMUNE: LevelId = LevelId(1);
const HEADS: CollectionId = CollectionId(3);
const DECISIONS: CollectionId = CollectionId(4);
const COMMUNES: CollectionId = CollectionId(1);

const TRAINED: FactId = FactId(0);
const AREA: FactId = FactId(1);
const KIND: FactId = FactId(2);
const ISSUED: FactId = FactId(3);
const DIALOGUE: FactId = FactId(4);
const CLASSES: FactId = FactId(5);
const BUDGET: FactId = FactId(6);
const REGION: FactId = FactId(7);
const UNION: FactId = FactId(8);
const POSTED: FactId = FactId(9);

/// A district with communes and agencies; it reports hamlet heads, communes report decisions.
fn program() -> Program {
    let level = |id: &str, within, collection| Level {
        id: id.to_owned(),
        label: Label::default(),
        within,
        collection: CollectionId(collection),
    };
    let collection = |key: &str, kind, facts: &[FactId]| Collection {
        key: key.to_owned(),
        label: Label::default(),
        note: None,
        kind,
        facts: facts.to_vec(),
    };
    let fact = |name: &str, owner, kind| Fact {
        name: name.to_owned(),
        label: Label::default(),
        owner,
        kind,
        attested_by: None,
        note: None,
    };
    let of_heads = || Owner::Members(HEADS);
    let of = |levels: &[LevelId]| Owner::Bodies(levels.to_vec());
    let options = ["midlands", "delta"]
        .map(|id| (id.to_owned(), Label::default()))
        .to_vec();
    let annual = Schedule::Periodic {
        kind: PeriodKind::Year,
        starting: None,
        due: None,
    };
    let requirement = |facts: &[FactId]| Requirement {
        cites: Vec::new(),
        rule: RuleId(0),
        number: 1,
        part: None,
        modality: Modality::Must,
        bearers: vec![COMMUNE],
        schedule: annual,
        goal: Goal::Deeds {
            facts: facts.to_vec(),
            limit: None,
        },
        condition: None,
        exception: None,
        none_counts_as_met: false,
        attested: false,
        version: VersionId(0),
        entry: iso::parse_date("2024-11-13").unwrap(),
        from: iso::parse_date("2024-11-13").unwrap(),
        to: None,
        ended: Ended::Expired,
        ended_by: None,
    };
    Program {
        id: "test".to_owned(),
        digest: String::new(),
        documents: Vec::new(),
        versions: Vec::new(),
        levels: vec![
            level("district", None, 0),
            level("commune", Some(DISTRICT), 1),
            level("agency", Some(DISTRICT), 2),
        ],
        collections: vec![
            collection(
                "district",
                CollectionKind::Bodies(DISTRICT),
                &[CLASSES, BUDGET, UNION],
            ),
            collection(
                "commune",
                CollectionKind::Bodies(COMMUNE),
                &[DIALOGUE, REGION, CLASSES],
            ),
            collection("agency", CollectionKind::Bodies(LevelId(2)), &[]),
            collection(
                "hamlet_heads",
                CollectionKind::Population {
                    per: vec![DISTRICT],
                    events: false,
                },
                &[TRAINED, AREA, KIND],
            ),
            collection(
                "decisions",
                CollectionKind::Population {
                    per: vec![COMMUNE],
                    events: true,
                },
                &[ISSUED, POSTED],
            ),
        ],
        facts: vec![
            fact("trained", of_heads(), FactKind::StateInPeriod),
            fact("area", of_heads(), FactKind::Amount("m2".to_owned())),
            fact("kind", of_heads(), FactKind::Choice(options.clone())),
            fact("issued", Owner::Members(DECISIONS), FactKind::Date),
            fact("dialogue", of(&[COMMUNE]), FactKind::Act),
            fact("classes", of(&[DISTRICT, COMMUNE]), FactKind::Count),
            fact(
                "budget",
                of(&[DISTRICT]),
                FactKind::Amount("VND".to_owned()),
            ),
            fact("region", of(&[COMMUNE]), FactKind::Choice(options)),
            fact("union", of(&[DISTRICT]), FactKind::YesNo),
            fact("posted", Owner::Members(DECISIONS), FactKind::StateNow),
        ],
        rules: Vec::new(),
        requirements: vec![requirement(&[DIALOGUE])],
        definitions: Vec::new(),
        calendars: Vec::new(),
        successions: Vec::new(),
        derived: std::sync::OnceLock::new(),
    }
}

fn facts(report: &str) -> Facts {
    read(&program(), report).unwrap()
}

/// A district's report of 2025.
fn district(entries: &str) -> Facts {
    facts(&format!(
        r#"{{"body": {{"level": "district", "id": "ma"}}, "periods": {{"2025": {{{entries}}}}}}}"#
    ))
}

/// A commune's report of 2025.
fn commune(entries: &str) -> Facts {
    facts(&format!(
        r#"{{"body": {{"level": "commune", "id": "at"}}, "periods": {{"2025": {{{entries}}}}}}}"#
    ))
}

fn number(n: i64) -> Value {
    Value::Number(Number::from(n))
}

fn value(facts: &Facts, id: FactId) -> Option<&Value> {
    facts.body.periods.first()?.values.get(&id)
}

/// `code fact [found] {expected}` of each problem.
fn told(facts: &Facts) -> Vec<String> {
    let tell = |problem: &super::Problem| {
        let found = problem
            .found
            .as_ref()
            .map(|found| format!(" [{found}]"))
            .unwrap_or_default();
        let expected = problem
            .expected
            .as_ref()
            .map(|expected| format!(" {{{expected}}}"))
            .unwrap_or_default();
        format!("{:?} {}{found}{expected}", problem.code, problem.fact)
    };
    facts.problems.iter().map(tell).collect()
}

fn codes(facts: &Facts) -> Vec<ProblemCode> {
    facts.problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn a_whole_report_is_read() {
    let read = facts(
        r#"{
        "luat": 1,
        "body": {"level": "district", "id": "muong-ang", "name": "Mường Ảng"},
        "within": ["district:x"],
        "periods": {
            "2025-H1": {"classes": 1},
            "2025": {"final": true, "hamlet_heads": 131, "hamlet_heads.trained": 20, "budget": "12500000.10", "union": true, "commune": 17, "commune.dialogue": 16},
            "2024": null
        },
        "below": [{"body": {"level": "commune", "id": "ang-to"}, "periods": {"2025": {"dialogue": "2025-03-01T14:05+07:00"}}}]
    }"#,
    );
    assert_eq!(told(&read), [""; 0]);
    let Body {
        name,
        within,
        periods,
        below,
        ..
    } = &read.body;
    assert_eq!(
        (name.as_deref(), within.as_slice()),
        (Some("Mường Ảng"), [(DISTRICT, "x".to_owned())].as_slice())
    );
    assert_eq!(
        periods
            .iter()
            .map(|reported| reported.period.to_string())
            .collect::<Vec<_>>(),
        ["2025", "2025-H1"]
    );
    let year = &periods[0];
    assert!(year.closed && !periods[1].closed);
    assert_eq!(
        year.values[&BUDGET],
        Value::Number("12500000.1".parse().unwrap())
    );
    assert_eq!(year.values[&UNION], Value::Bool(true));
    assert_eq!(
        (
            year.members[&HEADS].total.as_ref(),
            &year.members[&HEADS].totals[&TRAINED]
        ),
        (Some(&number(131)), &number(20))
    );
    assert_eq!(
        (
            year.members[&COMMUNES].total.as_ref(),
            &year.members[&COMMUNES].totals[&DIALOGUE]
        ),
        (Some(&number(17)), &number(16))
    );
    assert_eq!(below[0].level, COMMUNE);
    let Value::Moment(moment) = &below[0].periods[0].values[&DIALOGUE] else {
        panic!("a moment")
    };
    assert_eq!(
        iso::print_moment(moment.time.unwrap()).to_string(),
        "2025-03-01T14:05"
    );
}

#[test]
fn a_report_that_cannot_be_used_says_why() {
    for (report, key) in [
        ("", "not_json"),
        ("{", "not_json"),
        ("[1]", "not_an_object"),
        ("{}", "no_body"),
        (r#"{"body": {"level": "district"}}"#, "no_body"),
        (r#"{"body": {"level": "district", "id": ""}}"#, "no_body"),
        (
            r#"{"body": {"level": "district", "id": "a"}, "body": {"level": "commune", "id": "b"}}"#,
            "no_body",
        ),
        (
            r#"{"luat": 2, "body": {"level": "district", "id": "a"}}"#,
            "version",
        ),
        (
            r#"{"luat": "1", "body": {"level": "district", "id": "a"}}"#,
            "version",
        ),
        (
            r#"{"body": {"level": "distric", "id": "a"}}"#,
            "unknown_level",
        ),
    ] {
        assert_eq!(read(&program(), report).unwrap_err().key(), key, "{report}");
    }
    let error = read(&program(), r#"{"body": {"level": "distric", "id": "a"}}"#).unwrap_err();
    assert_eq!(
        error,
        ReadError::UnknownLevel {
            found: "distric".to_owned(),
            nearest: Some("district".to_owned())
        }
    );
    assert_eq!(
        error.to_string(),
        "the rules have no level \"distric\"; did you mean \"district\"?"
    );
    let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
    assert_eq!(read(&program(), &deep).unwrap_err().key(), "too_large");
}

#[test]
fn the_four_states_of_a_fact_are_told_apart() {
    let read = commune(r#""dialogue": null"#);
    assert_eq!((value(&read, DIALOGUE), told(&read)), (None, vec![]));
    for (json, expected) in [
        (
            r#"{"unknown": "minutes lost"}"#,
            Value::Unknown("minutes lost".to_owned()),
        ),
        (
            r#"{"not_applicable": "new commune"}"#,
            Value::NotApplicable("new commune".to_owned()),
        ),
        ("false", Value::Bool(false)),
        ("true", Value::Bool(true)),
        (
            r#"{"from": "2025-03-01", "to": "2025-03-31"}"#,
            Value::Lasting(
                iso::parse_date("2025-03-01").unwrap(),
                iso::parse_date("2025-03-31"),
            ),
        ),
        (
            r#"{"from": "2025-03-01"}"#,
            Value::Lasting(iso::parse_date("2025-03-01").unwrap(), None),
        ),
    ] {
        let read = commune(&format!("\"dialogue\": {json}"));
        assert_eq!(
            (value(&read, DIALOGUE), told(&read)),
            (Some(&expected), vec![]),
            "{json}"
        );
    }
}

#[test]
fn numbers_are_exact() {
    for (json, exact) in [
        ("0.1", "1/10"),
        ("\"0.10\"", "1/10"),
        ("1e3", "1000"),
        ("12500000", "12500000"),
        ("\"12500000\"", "12500000"),
        ("-0", "0"),
    ] {
        let read = district(&format!("\"budget\": {json}"));
        assert_eq!(
            (value(&read, BUDGET), told(&read)),
            (Some(&Value::Number(exact.parse().unwrap())), vec![]),
            "{json}"
        );
    }
    for (key, json, problem) in [
        (
            "budget",
            "\"12.500.000\"",
            "WrongType budget [\"12.500.000\"] {12.5}",
        ),
        ("budget", "\"0,5\"", "WrongType budget [\"0,5\"] {12.5}"),
        ("budget", "\"1/3\"", "WrongType budget [\"1/3\"] {12.5}"),
        ("budget", "-1", "Negative budget [-1] {12.5}"),
        ("budget", "1e99", "Overflow budget [1e+99] {12.5}"),
        ("classes", "2.5", "NotWhole classes [2.5] {12}"),
        ("classes", "-2", "Negative classes [-2] {12}"),
        ("classes", "true", "WrongType classes [true] {12}"),
        ("classes", "[]", "WrongType classes [[…]] {12}"),
        ("union", "1", "WrongType union [1] {true, false}"),
        (
            "union",
            r#"{"unknown": 1}"#,
            "WrongType union [{…}] {{\"unknown\": \"…\"}}",
        ),
    ] {
        let read = district(&format!("\"{key}\": {json}"));
        assert_eq!(told(&read), [problem]);
        assert_eq!(
            read.body.periods[0].values.values().next(),
            Some(&Value::Faulty)
        );
    }
    assert_eq!(told(&district(r#""classes": 2.0"#)), [""; 0]);
}

#[test]
fn dates_that_are_none_are_told() {
    for (json, code) in [
        ("\"2025-02-30\"", ProblemCode::InvalidDate),
        ("\"01/03/2025\"", ProblemCode::InvalidDate),
        ("\"yes\"", ProblemCode::WrongType),
        ("1", ProblemCode::WrongType),
        (
            r#"{"from": "2025-03-02", "to": "2025-03-01"}"#,
            ProblemCode::EndsBeforeStart,
        ),
        (r#"{"from": "x"}"#, ProblemCode::InvalidDate),
        (r#"{"to": "2025-03-01"}"#, ProblemCode::WrongType),
        (
            r#"{"from": "2025-03-01", "until": "2025-03-02"}"#,
            ProblemCode::WrongType,
        ),
    ] {
        let read = commune(&format!("\"dialogue\": {json}"));
        assert_eq!(
            (codes(&read), value(&read, DIALOGUE)),
            (vec![code], Some(&Value::Faulty)),
            "{json}"
        );
    }
}

#[test]
fn options_are_named() {
    assert_eq!(
        value(&commune(r#""region": "delta""#), REGION),
        Some(&Value::Option(1))
    );
    assert_eq!(
        told(&commune(r#""region": "coast""#)),
        ["UnknownOption region [\"coast\"] {midlands, delta}"]
    );
    assert_eq!(codes(&commune(r#""region": 1"#)), [ProblemCode::WrongType]);
}

#[test]
fn a_name_that_is_none_brings_the_nearest() {
    for (key, problem) in [
        (
            "hamlet_head",
            "UnknownName hamlet_head [hamlet_head] {hamlet_heads}",
        ),
        (
            "hamlet_heads.trainde",
            "UnknownName hamlet_heads.trainde [hamlet_heads.trainde] {hamlet_heads.trained}",
        ),
        ("budgte", "UnknownName budgte [budgte] {budget}"),
        ("__proto__", "UnknownName __proto__ [__proto__]"),
        ("constructor", "UnknownName constructor [constructor]"),
        ("", "UnknownName  []"),
        ("dialogue", "WrongLevel dialogue [dialogue] {commune}"),
        ("decisions", "WrongLevel decisions [decisions] {commune}"),
        (
            "decisions.issued",
            "WrongLevel decisions.issued [decisions.issued] {commune}",
        ),
        ("district", "UnknownName district [district]"),
        ("trained", "UnknownName trained [trained]"),
        (
            "commune.trained",
            "UnknownName commune.trained [commune.trained]",
        ),
    ] {
        assert_eq!(told(&district(&format!("\"{key}\": 1"))), [problem]);
    }
    let odd = facts(
        r#"{"body": {"level": "district", "id": "a", "nmae": "x", "name": 1}, "period": {}, "periods": {"2025": 1, "25": {}}, "below": {}, "within": ["x", "y:z"]}"#,
    );
    assert_eq!(
        told(&odd),
        [
            "UnknownName body.nmae [nmae]",
            "WrongType body.name [1] {\"…\"}",
            "UnknownName period [period] {periods}",
            "WrongType  [1] {{}}",
            "UnknownPeriod  [25]",
            "WrongType below [{…}] {[]}",
            "WrongType within [\"x\"] {[\"district:muong-ang\"]}",
            "UnknownLevel within [y]",
        ]
    );
}

#[test]
fn rosters_are_read_member_by_member() {
    let read = district(
        r#""hamlet_heads": [{"id": "h1", "trained": true, "area": 12.5, "kind": "delta"}, {"id": 2, "trained": null}]"#,
    );
    assert_eq!(told(&read), [""; 0]);
    let members = &read.body.periods[0].members[&HEADS];
    assert_eq!(members.total, None);
    let roster = members.roster.as_ref().unwrap();
    assert_eq!((roster[0].id.as_str(), roster[1].id.as_str()), ("h1", "2"));
    assert_eq!(roster[0].values[&TRAINED], Value::Bool(true));
    assert_eq!(
        (&roster[0].values[&AREA], &roster[0].values[&KIND]),
        (&Value::Number("12.5".parse().unwrap()), &Value::Option(1))
    );
    assert!(roster[1].values.is_empty());
}

#[test]
fn a_fault_in_a_roster_is_told_by_member() {
    let read = district(
        r#""hamlet_heads": [{"id": "h1", "trained": 1}, {"id": "h 2", "traned": true, "trained": true, "trained": false}]"#,
    );
    assert_eq!(
        told(&read),
        [
            "WrongType hamlet_heads[h1].trained [1] {true, false}",
            "UnknownName hamlet_heads[\"h 2\"].traned [traned] {trained}",
            "Duplicate hamlet_heads[\"h 2\"].trained [trained]",
        ]
    );
    let roster = read.body.periods[0].members[&HEADS]
        .roster
        .as_ref()
        .unwrap();
    assert!(
        roster
            .iter()
            .all(|member| member.values[&TRAINED] == Value::Faulty)
    );
}

#[test]
fn a_roster_whose_members_cannot_be_told_apart_is_not_known() {
    for (rows, problem) in [
        (
            r#"{"id": "h1"}, {"id": "h1"}"#,
            "Duplicate hamlet_heads[h1] [h1]",
        ),
        (
            r#"{"id": "h1"}, {"trained": true}"#,
            "WrongType hamlet_heads[#2] [{…}] {{\"id\": \"…\"}}",
        ),
        ("7", "WrongType hamlet_heads[#1] [7] {{\"id\": \"…\"}}"),
    ] {
        let read = district(&format!("\"hamlet_heads\": [{rows}]"));
        assert_eq!(told(&read), [problem]);
        let members = &read.body.periods[0].members[&HEADS];
        assert_eq!(
            (&members.total, members.roster.is_none()),
            (&Some(Value::Faulty), true)
        );
    }
}

#[test]
fn what_is_given_twice_is_not_known() {
    let read = district(
        r#""classes": 1, "classes": 1, "hamlet_heads": 3, "hamlet_heads": [], "hamlet_heads.trained": 1, "hamlet_heads.trained": 2, "final": true, "final": true"#,
    );
    assert_eq!(codes(&read), [ProblemCode::Duplicate; 4]);
    let year = &read.body.periods[0];
    assert!(!year.closed);
    assert_eq!(value(&read, CLASSES), Some(&Value::Faulty));
    assert_eq!(
        (
            &year.members[&HEADS].total,
            &year.members[&HEADS].totals[&TRAINED]
        ),
        (&Some(Value::Faulty), &Value::Faulty)
    );

    let read = facts(
        r#"{"body": {"level": "district", "id": "a"}, "periods": {"2025": {"classes": 1, "union": true}, "2025-01-01..2025-12-31": {"classes": 2, "budget": 3}}}"#,
    );
    assert_eq!(
        told(&read),
        [
            "Duplicate  [2025-01-01..2025-12-31]",
            "Duplicate classes [classes]"
        ]
    );
    assert_eq!(read.body.periods.len(), 1);
    assert_eq!(
        (
            value(&read, CLASSES),
            value(&read, UNION),
            value(&read, BUDGET)
        ),
        (
            Some(&Value::Faulty),
            Some(&Value::Bool(true)),
            Some(&number(3))
        )
    );
}

#[test]
fn a_body_given_twice_is_not_known() {
    let one = |dialogue: &str| {
        format!(
            r#"{{"body": {{"level": "commune", "id": "at"}}, "periods": {{"2025": {{"dialogue": {dialogue}, "decisions": 2}}}}}}"#
        )
    };
    let read = facts(&format!(
        r#"{{"body": {{"level": "district", "id": "a"}}, "below": [{}, {}]}}"#,
        one("true"),
        one("false")
    ));
    assert_eq!(told(&read), ["Duplicate below[#2] [commune:at]"]);
    assert_eq!(read.body.below.len(), 1);
    let year = &read.body.below[0].periods[0];
    assert_eq!(
        (&year.values[&DIALOGUE], &year.members[&DECISIONS].total),
        (&Value::Faulty, &Some(Value::Faulty))
    );
}

#[test]
fn bodies_stand_below_their_level() {
    let read = facts(
        r#"{"body": {"level": "commune", "id": "a"}, "below": [
            {"body": {"level": "district", "id": "b"}}, {"body": {"level": "comune", "id": "b"}}, {"periods": {}}, 3]}"#,
    );
    assert_eq!(
        codes(&read),
        [
            ProblemCode::UnknownLevel,
            ProblemCode::UnknownLevel,
            ProblemCode::WrongType,
            ProblemCode::WrongType
        ]
    );
    assert_eq!(read.problems[1].expected.as_deref(), Some("commune"));
    assert!(read.body.below.is_empty());
}

#[test]
fn more_with_a_state_than_there_are_is_a_problem() {
    let read =
        district(r#""hamlet_heads": 19, "hamlet_heads.trained": 20, "hamlet_heads.area": 900"#);
    assert_eq!(
        told(&read),
        ["MoreThanPopulation hamlet_heads.trained [20] {19}"]
    );
    let members = &read.body.periods[0].members[&HEADS];
    assert_eq!(
        (&members.total, &members.totals[&TRAINED]),
        (&Some(Value::Faulty), &Value::Faulty)
    );
    assert_eq!(members.totals[&AREA], number(900));
}

#[test]
fn totals_beside_a_roster_must_fit_it() {
    let rows = r#"[{"id": "a", "trained": true, "area": 2}, {"id": "b"}, {"id": "c", "trained": false, "area": 3}]"#;
    for (total, problem) in [
        (
            r#""hamlet_heads.trained": 0"#,
            Some("TotalsContradict hamlet_heads.trained [0] {1..2}"),
        ),
        (r#""hamlet_heads.trained": 1"#, None),
        (r#""hamlet_heads.trained": 2"#, None),
        (
            r#""hamlet_heads.trained": 3"#,
            Some("TotalsContradict hamlet_heads.trained [3] {1..2}"),
        ),
        (
            r#""hamlet_heads.area": 4"#,
            Some("TotalsContradict hamlet_heads.area [4] {5..}"),
        ),
        (r#""hamlet_heads.area": 5"#, None),
    ] {
        let read = district(&format!("\"hamlet_heads\": {rows}, {total}"));
        assert_eq!(
            told(&read),
            problem.into_iter().collect::<Vec<_>>(),
            "{total}"
        );
    }
}

#[test]
fn totals_over_bodies_must_fit_the_bodies_below() {
    let below = |id: &str, entries: &str| {
        format!(
            r#"{{"body": {{"level": "commune", "id": "{id}"}}, "periods": {{"2025": {{{entries}}}}}}}"#
        )
    };
    let bodies = [
        below("a", r#""dialogue": true, "classes": 2"#),
        below("b", r#""dialogue": "2025-05-01", "classes": 3"#),
        below("c", r#""dialogue": false, "classes": 0"#),
    ];
    for (entries, problem) in [
        (
            r#""commune": 2"#,
            Some("TotalsContradict commune [2] {3..}"),
        ),
        (
            r#""commune": 3, "commune.dialogue": 2, "commune.classes": 5"#,
            None,
        ),
        (
            r#""commune": 4, "commune.dialogue": 3, "commune.classes": 9"#,
            None,
        ),
        (
            r#""commune": 3, "commune.dialogue": 3"#,
            Some("TotalsContradict commune.dialogue [3] {1..2}"),
        ),
        (
            r#""commune": 3, "commune.dialogue": 0"#,
            Some("TotalsContradict commune.dialogue [0] {1..2}"),
        ),
        (r#""commune.dialogue": 9"#, None),
        (
            r#""commune": 3, "commune.classes": 6"#,
            Some("TotalsContradict commune.classes [6] {5}"),
        ),
        (
            r#""commune.classes": 4"#,
            Some("TotalsContradict commune.classes [4] {5..}"),
        ),
    ] {
        let report = format!(
            r#"{{"body": {{"level": "district", "id": "a"}}, "periods": {{"2025": {{{entries}}}}}, "below": [{}]}}"#,
            bodies.join(",")
        );
        assert_eq!(
            told(&facts(&report)),
            problem.into_iter().collect::<Vec<_>>(),
            "{entries}"
        );
    }
}

#[test]
fn a_deed_before_its_period_is_a_problem_where_only_periodic_duties_read_it() {
    let read = commune(r#""dialogue": "2024-12-31""#);
    assert_eq!(
        told(&read),
        ["OutsidePeriod dialogue [\"2024-12-31\"] {2025}"]
    );
    assert_eq!(value(&read, DIALOGUE), Some(&Value::Faulty));
    // Done after its period, it is late; that is for the verdict to say.
    assert_eq!(told(&commune(r#""dialogue": "2026-01-05""#)), [""; 0]);
    // Nothing periodic reads when a decision was issued.
    assert_eq!(
        told(&commune(
            r#""decisions": [{"id": "d1", "issued": "2024-12-31"}]"#
        )),
        [""; 0]
    );
}

#[test]
fn problems_are_listed_up_to_a_limit() {
    let entries: Vec<String> = (0..3_000).map(|n| format!("\"x{n}\": 1")).collect();
    let read = district(&entries.join(","));
    assert_eq!(read.problems.len(), super::read::MOST_PROBLEMS + 1);
    assert_eq!(
        read.problems
            .last()
            .map(|problem| (problem.code, problem.fact.as_str())),
        Some((ProblemCode::TooLarge, "problems"))
    );
}

#[test]
fn an_id_has_a_limit() {
    let body = |length: usize| {
        format!(
            r#"{{"body": {{"level": "district", "id": "{}"}}}}"#,
            "x".repeat(length)
        )
    };
    assert!(read(&program(), &body(256)).is_ok());
    assert_eq!(read(&program(), &body(257)).unwrap_err(), ReadError::NoBody);
    let rows = format!(r#""hamlet_heads": [{{"id": "{}"}}]"#, "x".repeat(257));
    assert_eq!(codes(&district(&rows)), [ProblemCode::WrongType]);
}

#[test]
fn too_many_periods_are_a_problem() {
    let first = iso::parse_date("2000-01-01").unwrap();
    let day = |n: i32| iso::print(first.checked_add(n).unwrap()).to_string();
    let periods: Vec<String> = (0..1_200)
        .map(|n| format!("\"{0}..{0}\": {{}}", day(n)))
        .collect();
    let read = facts(&format!(
        r#"{{"body": {{"level": "district", "id": "a"}}, "periods": {{{}}}}}"#,
        periods.join(",")
    ));
    assert_eq!(codes(&read), [ProblemCode::TooLarge]);
    assert_eq!(read.body.periods.len(), super::read::MOST_PERIODS);
}

#[test]
fn a_period_of_many_years_counts_as_so_many() {
    let told = |periods: &str| {
        let body = r#""body": {"level": "district", "id": "a"}"#;
        let read = facts(&format!(r#"{{{body}, "periods": {{{periods}}}}}"#));
        (codes(&read), read.body.periods.len())
    };
    let too_large = vec![ProblemCode::TooLarge];
    assert_eq!(told(r#""1001-01-01..2000-12-31": {}"#), (vec![], 1));
    assert_eq!(
        told(r#""1001-01-01..2000-12-31": {}, "2025": {}"#),
        (too_large.clone(), 1)
    );
    assert_eq!(told(r#""0001-01-01..9999-12-31": {}"#), (too_large, 0));
}

#[test]
fn too_many_bodies_in_too_many_periods_are_a_problem() {
    let below = |n: usize| format!(r#"{{"body": {{"level": "commune", "id": "c{n}"}}}}"#);
    let below: Vec<String> = (0..600).map(below).collect();
    let months: Vec<String> = (0..900)
        .map(|n| format!(r#""{}-{:02}": {{}}"#, 1990 + n / 12, n % 12 + 1))
        .collect();
    let (below, months) = (below.join(","), months.join(","));
    let body = r#""body": {"level": "district", "id": "a"}"#;
    for report in [
        format!(r#"{{{body}, "periods": {{{months}}}, "below": [{below}]}}"#),
        format!(r#"{{{body}, "below": [{below}], "periods": {{{months}}}}}"#),
    ] {
        let read = facts(&report);
        assert!(
            codes(&read)
                .iter()
                .all(|code| *code == ProblemCode::TooLarge)
        );
        let times = (1 + read.body.below.len()) * read.body.periods.len();
        assert!(!read.problems.is_empty() && times <= super::read::MOST_TIMES);
    }
}

#[test]
fn who_reads_for_others_sets_limits_of_its_own() {
    let program = program();
    let read_within = |set: fn(&mut Limits), report: &str| {
        let mut limits = Limits::default();
        set(&mut limits);
        Reader::new(&program).within(limits).read(report)
    };
    let report = r#"{"body": {"level": "district", "id": "ma"}, "periods": {
        "2024": {"hamlet_heads": [{"id": "h1"}, {"id": "h2"}]},
        "2025": {"hamlet_heads": [{"id": "h1"}, {"id": "h2"}, {"id": "h3"}], "a": 1, "b": 2}
    }, "below": [{"body": {"level": "commune", "id": "at"}}, {"body": {"level": "commune", "id": "bt"}}]}"#;
    let told = |set| told(&read_within(set, report).unwrap());
    let unknown = ["UnknownName a [a]", "UnknownName b [b]"];
    let with = |one: &'static str| [&[one][..], &unknown].concat();
    assert_eq!(told(|_| {}), unknown);
    assert_eq!(told(|limits| limits.members = 5), unknown);
    let (members, periods, bodies) = (
        "TooLarge hamlet_heads [> 4]",
        "TooLarge periods [> 1]",
        "TooLarge below [> 2]",
    );
    assert_eq!(told(|limits| limits.members = 4), with(members));
    assert_eq!(told(|limits| limits.periods = 1), [periods]);
    assert_eq!(
        told(|limits| limits.bodies = 2),
        [bodies, unknown[0], unknown[1]]
    );
    assert_eq!(
        told(|limits| limits.times = 5),
        ["TooLarge below [> 5]", unknown[0], unknown[1]]
    );
    assert_eq!(
        told(|limits| limits.problems = 1),
        [unknown[0], "TooLarge problems [> 1]"]
    );
    let error = read_within(|limits| limits.bytes = 100, report).unwrap_err();
    assert_eq!(error.key(), "too_large");
    assert!(error.to_string().ends_with("bytes over the limit of 100"));
}

proptest::proptest! {
    #[test]
    fn any_text_is_answered(report in ".{0,200}") {
        let _ = read(&program(), &report);
    }

    /// Broken at any place, a report is read or refused, never more.
    #[test]
    fn any_damage_is_answered(at in 0..400_usize, letter in proptest::char::any()) {
        let program = program();
        let reader = Reader::new(&program);
        let report = r#"{"luat": 1, "body": {"level": "district", "id": "ma"}, "periods": {"2025": {"final": true, "hamlet_heads": [{"id": "h1", "trained": "2025-03-01T14:05+07:00", "area": 1.5}], "hamlet_heads.trained": 1, "budget": {"unknown": "x"}, "commune": 1}}, "below": [{"body": {"level": "commune", "id": "at"}, "periods": {"2025-Q1": {"dialogue": {"from": "2025-01-01", "to": null}}}}]}"#;
        let mut damaged: Vec<char> = report.chars().collect();
        let at = at % damaged.len();
        damaged[at] = letter;
        let _ = reader.read(&damaged.iter().collect::<String>());
        damaged.remove(at);
        let _ = reader.read(&damaged.iter().collect::<String>());
    }
}
