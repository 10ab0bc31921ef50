//! What sentences become, and what their digest stands for.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use luat_core::author::scenario::Expected;
use luat_core::author::{check, compile};
use luat_core::run::calendar::iso;
use luat_core::run::program::{Goal, Program, Relation, Requirement, Schedule};
use luat_grammar::source::{Source, SourceId};
use luat_grammar::{Language, format, parse};

const BASE: &str = include_str!("check/base.luat");

const CASE: &str = r#"language en
document case "Case" / "Thử"
  in force from 2024-11-13
use base
"#;

fn program(texts: &[Source]) -> Program {
    let parsed = parse(texts);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let checked = check(&parsed);
    compile(
        &checked
            .rules
            .unwrap_or_else(|| panic!("{:?}", checked.diagnostics)),
    )
}

fn of(sentences: &str) -> Program {
    let text =
        format!("{CASE}rule r \"R\" / \"R\"\n  cite article 1\n  bearer district\n{sentences}\n");
    program(&[
        Source::new("case.luat", text),
        Source::new("base.luat", BASE),
    ])
}

fn only(sentence: &str) -> Requirement {
    let mut requirements = of(sentence).requirements;
    assert_eq!(requirements.len(), 1, "{sentence}");
    requirements.remove(0)
}

fn schedule(sentence: &str) -> String {
    let date = |date| iso::print(date).to_string();
    match only(sentence).schedule {
        Schedule::By { due } => format!("by {}", date(due)),
        Schedule::Events => "events".to_owned(),
        Schedule::Cases => "cases".to_owned(),
        Schedule::Standing { horizon } => format!(
            "standing {:?}",
            horizon.map(|(from, to)| (date(from), date(to)))
        ),
        Schedule::Periodic {
            kind,
            starting,
            due,
        } => format!("{kind:?} from {:?} due {due:?}", starting.map(date)),
    }
}

#[test]
fn leads_become_schedules() {
    for (sentence, expected) in [
        ("  by 2030 a review held", "by 2030-12-31"),
        ("  before 2030 a review held", "by 2029-12-31"),
        ("  by June 2026 a review held", "by 2026-06-30"),
        ("  before June 2026 a review held", "by 2026-05-31"),
        ("  before 2026-03-01 a review held", "by 2026-02-28"),
        (
            "  by 15 December each year a review held",
            "Year from Some(\"2024-01-01\") due Some(OfYear(12, 15))",
        ),
        (
            "  before 1 March each year a review held",
            "Year from None due Some(OfYear(2, 29))",
        ),
        ("  quarterly a review held", "Quarter from None due None"),
        (
            "  every 2 years a review held",
            "Years(2) from None due None",
        ),
        (
            "  each term a review held",
            "Years(5) from Some(\"2026-01-01\") due None",
        ),
        (
            "  annually starting 2027 a review held",
            "Year from Some(\"2027-01-01\") due None",
        ),
        (
            "  throughout 2025 to 2030 a review held",
            "standing Some((\"2025-01-01\", \"2030-12-31\"))",
        ),
        ("  a review held", "standing None"),
        (
            "  each decision published within 5 days of issued",
            "events",
        ),
        ("  no retaliation cases", "cases"),
        ("  at all times a review held", "standing None"),
    ] {
        assert_eq!(schedule(sentence), expected, "{sentence}");
    }
}

#[test]
fn a_period_until_a_year_ends_with_it() {
    let requirement = only("  throughout 2025 to 2030, annually a review held");
    assert_eq!(iso::print(requirement.from).to_string(), "2025-01-01");
    assert_eq!(
        requirement.to.map(|to| iso::print(to).to_string()),
        Some("2030-12-31".to_owned())
    );
}

#[test]
fn several_periods_are_requirements_of_one_number() {
    let program = of("  quarterly, annually a review held\n  annually at least 1 training class");
    let told: Vec<u32> = program.requirements.iter().map(|one| one.number).collect();
    assert_eq!(told, [1, 1, 2]);
}

#[test]
fn each_of_several_populations_has_a_requirement_of_its_own() {
    let program = of("  annually over 15% for each of hamlet heads, staff trained");
    let parts: Vec<&str> = program
        .requirements
        .iter()
        .map(|one| program.collections[one.part.unwrap().index()].key.as_str())
        .collect();
    assert_eq!(parts, ["heads", "staff"]);
}

#[test]
fn all_and_no_are_bounds() {
    let Goal::Share { bound, .. } = only("  annually all hamlet heads trained").goal else {
        panic!()
    };
    assert!(matches!(bound.relation, Relation::AtLeast(_)));
    let Goal::Share { bound, .. } = only("  annually 100% of hamlet heads trained").goal else {
        panic!()
    };
    assert!(matches!(bound.relation, Relation::AtLeast(_)));
    let Goal::Compare { bound, .. } = only("  must not retaliation cases").goal else {
        panic!()
    };
    assert!(matches!(bound.relation, Relation::AtMost(_)));
    assert!(matches!(
        only("  must not retaliation").goal,
        Goal::Refrain { .. }
    ));
}

#[test]
fn an_exception_displaces_and_may_lifts() {
    let program = of(
        "  annually at least 2 training classes\n  except when region is hills\n  annually at least 1 training class\n  except when region is river delta\n  may a review held",
    );
    let [base, exception] = program.requirements.as_slice() else {
        panic!("{}", program.requirements.len())
    };
    assert!(base.exception.is_some() && base.condition.is_none());
    assert!(exception.exception.is_none() && exception.condition.is_some());
    assert_eq!((base.number, exception.number), (1, 2));
}

#[test]
fn a_sentence_stands_on_the_citations_before_it() {
    let sentences = "  annually over 15% of hamlet heads trained\n  cite article 3; article 4\n  annually a review held\n  by 2030 over 75% of hamlet heads trained to date\n  cite article 2\n  strive by 2026 over 50% of hamlet heads trained to date\n  cite article 9";
    let program = of(sentences);
    let told: Vec<(u32, &str)> = program
        .requirements
        .iter()
        .map(|one| {
            (
                one.number,
                program.cite(one, one.version).unwrap().parts[0].1.as_str(),
            )
        })
        .collect();
    // Told in the order of the document; what stands last belongs to the rule.
    assert_eq!(told, [(1, "1"), (4, "2"), (2, "3"), (3, "3")]);
    let of_rule: Vec<&str> = program.rules[0]
        .cites
        .iter()
        .map(|cite| cite.parts[0].1.as_str())
        .collect();
    assert_eq!(of_rule, ["1", "9"]);
    let moved = sentences.replace("article 3; article 4", "article 4");
    assert_ne!(of(&moved).digest, program.digest);
}

#[test]
fn the_digest_is_of_meaning_alone() {
    let rules = "rule a \"A\" / \"A\"\n  cite article 2\n  bearer district\n  annually over 15% of hamlet heads trained\n";
    let other = "rule b \"B\" / \"B\"\n  cite article 10\n  bearer district\n  by 2030 over 75% of hamlet heads trained to date\n";
    let one = Source::new("case.luat", format!("{CASE}{rules}{other}"));
    let base = Source::new("base.luat", BASE);
    let first = program(&[one.clone(), base.clone()]);
    let same = [
        vec![base.clone(), one.clone()],
        vec![
            Source::new("case.luat", format!("{CASE}# why\n\n{other}\n{rules}")),
            base.clone(),
        ],
        vec![in_vietnamese(&[one.clone(), base.clone()]), base.clone()],
    ];
    for texts in same {
        let again = program(&texts);
        assert_eq!((&again.digest, &again.id), (&first.digest, &first.id));
    }
    let cites: Vec<&str> = first
        .rules
        .iter()
        .map(|rule| rule.cites[0].parts[0].1.as_str())
        .collect();
    assert_eq!(cites, ["2", "10"]);
    let changed = Source::new(
        "case.luat",
        format!("{CASE}{rules}{other}").replace("15%", "16%"),
    );
    assert_ne!(program(&[changed, base]).digest, first.digest);
}

fn in_vietnamese(texts: &[Source]) -> Source {
    let printed = format::format(&parse(texts), SourceId(0), Language::Vi).unwrap();
    assert!(printed.contains("hằng năm"));
    Source::new("case.luat", printed)
}

#[test]
fn a_scenario_means_the_rule_of_its_own_document() {
    let text = |id: &str, scenario: &str| {
        format!(
            "language en\ndocument {id} \"Case\" / \"Thử\"\n  in force from 2024-11-13\nuse base\n\
             rule r \"R\" / \"R\"\n  cite article 1\n  bearer district\n  annually at least 2 meetings\n{scenario}"
        )
    };
    let scenario = "scenario \"s\"\n  as of 2026-01-10\n  for district d\n  given meetings = 2 in 2025\n  expect r met in 2025\n";
    let parsed = parse(&[
        Source::new("one.luat", text("one", "")),
        Source::new("two.luat", text("two", scenario)),
        Source::new("base.luat", BASE),
    ]);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let rules = check(&parsed).rules.unwrap();
    let expected = &rules.scenarios()[0].expectations[0].what;
    let Expected::Status { rule, .. } = expected else {
        panic!("{expected:?}");
    };
    assert_eq!(rule, &("two".to_owned(), "r".to_owned()));
}

#[test]
fn principles_are_kept_with_their_places() {
    let text = format!(
        "{CASE}principle p \"P\" / \"Q\"\n  cite article 3\nprinciple q\n  cite article 4\n"
    );
    let parsed = parse(&[
        Source::new("case.luat", text),
        Source::new("base.luat", BASE),
    ]);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let rules = check(&parsed).rules.unwrap();
    let told: Vec<_> = rules
        .principles()
        .iter()
        .map(|one| {
            (
                one.id.as_str(),
                one.document.as_str(),
                one.label.vi.as_str(),
                one.cites.len(),
            )
        })
        .collect();
    assert_eq!(told, [("p", "case", "Q", 1), ("q", "case", "q", 1)]);
}

#[test]
fn an_amendment_is_held_against_what_its_own_document_carries_out() {
    let first = format!(
        "{CASE}rule r \"R\" / \"R\"\n  cite article 1\n  bearer district\n  annually at least 5 meetings\n"
    );
    let superior = "language en\ndocument superior \"Superior\" / \"Cấp trên\"\n  in force from 2024-11-13\n\
         use base\nrule s \"S\" / \"S\"\n  cite article 1\n  bearer district\n  annually at least 3 meetings\n";
    let revision = "language en\ndocument revision \"Revision\" / \"Sửa đổi\"\n  in force from 2026-01-01\n  \
         implements superior\nuse base\nuse case\namend case rule r from 2026-01-01\n  cite article 1\n  \
         annually at least 2 meetings\n";
    let parsed = parse(&[
        Source::new("case.luat", first),
        Source::new("superior.luat", superior),
        Source::new("revision.luat", revision),
        Source::new("base.luat", BASE),
    ]);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let told: Vec<&str> = check(&parsed)
        .diagnostics
        .iter()
        .map(|one| one.code.0)
        .collect();
    assert_eq!(told, ["L0007", "L0012"]);
}
