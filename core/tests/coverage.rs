//! Which statements of a catalogue the rules hold, and how.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use luat_core::author::coverage::{Catalogue, Cited, Coverage, Held, Place, cover};
use luat_core::author::{check, model::RuleSet};
use luat_grammar::source::Source;
use luat_grammar::{Parsed, parse};

const BASE: &str = include_str!("check/base.luat");

const HEAD: &str = r#"language en
document case "Case" / "Thử"
  in force from 2024-11-13 cite article 9
  catalogue "case"
use base
act conduct "good conduct" / "gương mẫu" per district
  attested by "Board" / "Ban"
"#;

fn read(rules: &str) -> (Parsed, RuleSet) {
    let parsed = parse(&[
        Source::new("case.luat", format!("{HEAD}{rules}")),
        Source::new("base.luat", BASE),
    ]);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let checked = check(&parsed);
    let rules = checked.rules;
    (
        parsed,
        rules.unwrap_or_else(|| panic!("{:?}", checked.diagnostics)),
    )
}

/// Rows as `id article statement computable [repeats]`.
fn catalogue(rows: &[&str]) -> Catalogue {
    let row = |row: &&str| {
        let words: Vec<&str> = row.split(' ').collect();
        let repeats = words
            .get(4)
            .map(|id| format!(r#", "repeats": "{id}""#))
            .unwrap_or_default();
        format!(
            r#"{{"id": "{}", "citation": {{"article": "{}", "clause": null, "point": null, "indent": null, "ordinal": {}}},
                "computable": "{}", "summary_vi": "nội dung", "summary_en": "statement"{repeats}}}"#,
            words[0], words[1], words[2], words[3]
        )
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    let text = format!(
        r#"{{"document": {{"id": "case"}}, "statements": [{}]}}"#,
        rows.join(",")
    );
    serde_json::from_str(&text).unwrap()
}

fn held(coverage: &Coverage<'_>) -> Vec<(String, Held)> {
    let rows = coverage.rows.iter();
    rows.map(|row| (row.statement.id.clone(), row.held))
        .collect()
}

fn expect(rules: &str, rows: &[&str], expected: &[(&str, Held)]) {
    let (parsed, rules) = read(rules);
    let catalogue = catalogue(rows);
    let coverage = cover(&parsed, &rules, &catalogue).unwrap();
    let expected: Vec<(String, Held)> = expected
        .iter()
        .map(|(id, held)| ((*id).to_owned(), *held))
        .collect();
    assert_eq!(held(&coverage), expected);
}

const RULE: &str = "rule r \"R\" / \"R\"\n  bearer district\n";

#[test]
fn a_statement_is_computed_attested_a_principle_or_missing() {
    let rules = format!(
        "{RULE}  cite article 1\n  annually over 15% of hamlet heads trained\n\
         rule s \"S\" / \"S\"\n  bearer district\n  cite article 2\n  good conduct\n\
         principle p \"P\" / \"P\"\n  cite article 3\n"
    );
    expect(
        &rules,
        &[
            "a 1 1 yes",
            "b 2 1 attestation",
            "c 3 1 no",
            "d 4 1 no",
            "e 9 1 yes",
        ],
        &[
            ("a", Held::Computed),
            ("b", Held::Attested),
            ("c", Held::Principle),
            ("d", Held::Missing),
            // `in force from … cite article 9`.
            ("e", Held::Computed),
        ],
    );
}

#[test]
fn what_settles_a_statement_without_a_verdict_computes_it() {
    let rules = format!(
        "define d \"d\" / \"d\" = training classes + 1\n  cite article 1\n\
         parameter q \"q\" / \"q\" 15% from 2024-11-13\n  cite article 2\n\
         {RULE}  cite article 3\n  good conduct\n  cite article 4\n  may a review held\n\
         \x20 except when a state secret\n    cite article 5\n    good conduct\n"
    );
    expect(
        &rules,
        &[
            "a 1 1 yes",
            "b 2 1 yes",
            "c 3 1 attestation",
            "d 4 1 yes",
            "e 5 1 yes",
        ],
        &[
            ("a", Held::Computed),
            ("b", Held::Computed),
            ("c", Held::Attested),
            ("d", Held::Computed),
            ("e", Held::Computed),
        ],
    );
}

#[test]
fn a_sentence_covers_by_its_own_citation() {
    let rules = format!(
        "{RULE}  cite article 1\n  good conduct\n  cite article 2\n  annually over 15% of hamlet heads trained\n"
    );
    let (parsed, rules) = read(&rules);
    let catalogue = catalogue(&["a 1 1 attestation", "b 2 1 yes"]);
    let coverage = cover(&parsed, &rules, &catalogue).unwrap();
    assert_eq!(coverage.rows[0].held, Held::Attested);
    assert_eq!(coverage.rows[1].held, Held::Computed);
    assert_eq!(coverage.rows[0].by[0].sentences, [1]);
    assert_eq!(coverage.rows[1].by[0].sentences, [2]);
}

#[test]
fn a_citation_without_a_number_covers_its_place_only_where_that_holds_one_statement() {
    let (parsed, rules) = read(&format!(
        "{RULE}  cite article 1; article 2 statement 2; article 7\n  good conduct\n"
    ));
    let catalogue = catalogue(&[
        "a 1 1 attestation",
        "b 1 2 attestation",
        "c 2 1 no",
        "d 2 2 attestation",
    ]);
    let coverage = cover(&parsed, &rules, &catalogue).unwrap();
    let missing: Vec<&str> = coverage
        .rows
        .iter()
        .filter(|row| row.held == Held::Missing)
        .map(|row| row.statement.id.as_str())
        .collect();
    assert_eq!(missing, ["a", "b", "c"]);
    assert_eq!(coverage.unclear, ["r"]);
    // The header cites article 9, the rule article 7.
    assert_eq!(coverage.astray, ["case", "r"]);
}

#[test]
fn a_repetition_counts_once_and_is_held_with_what_it_repeats() {
    let (parsed, rules) = read(&format!("{RULE}  cite article 2\n  good conduct\n"));
    let rows = catalogue(&[
        "a 1 1 attestation",
        "b 2 1 attestation a",
        "c 3 1 no a",
        "d 4 1 no law#x",
    ]);
    let coverage = cover(&parsed, &rules, &rows).unwrap();
    let found: Vec<Held> = coverage.rows.iter().map(|row| row.held).collect();
    assert_eq!(
        found,
        [
            Held::Attested,
            Held::Attested,
            Held::Attested,
            // What another catalogue lists must be held here, too.
            Held::Missing
        ]
    );
    assert_eq!(coverage.counted().count(), 2);
    assert_eq!(
        (
            coverage.count(Held::Attested),
            coverage.count(Held::Missing)
        ),
        (1, 1)
    );
    for broken in [["a 1 1 no b", "b 2 1 no a"], ["a 1 1 no x", "b 2 1 no"]] {
        assert!(cover(&parsed, &rules, &catalogue(&broken)).is_err());
    }
}

#[test]
fn what_is_held_less_fully_than_asked_is_told_apart() {
    let (parsed, rules) = read(&format!(
        "{RULE}  cite article 1; article 5\n  good conduct\n\
         principle p \"P\" / \"P\"\n  cite article 2; article 3; article 4\n"
    ));
    let catalogue = catalogue(&[
        "a 1 1 yes",
        "b 2 1 yes",
        "c 3 1 attestation",
        "d 4 1 no",
        "e 5 1 attestation",
        "f 6 1 yes",
    ]);
    let coverage = cover(&parsed, &rules, &catalogue).unwrap();
    let weak: Vec<&str> = coverage
        .rows
        .iter()
        .filter(|row| row.is_weak())
        .map(|row| row.statement.id.as_str())
        .collect();
    assert_eq!(weak, ["a", "b", "c"]);
    assert_eq!(coverage.weak(), 3);
}

#[test]
fn without_a_catalogue_the_places_cited_are_told_with_those_left_out_between_them() {
    let (parsed, rules) = read(
        r#"principle first "First" / "Thứ nhất"
  cite article 10 clause 3 point đ
principle second "Second" / "Thứ hai"
  cite article 10 clause 1
principle third "Third" / "Thứ ba"
  cite article 7
principle fourth "Fourth" / "Thứ tư"
  cite article 10 clause 3.10; article 10 clause 3.2
"#,
    );
    let cited = Cited::of(&parsed, &rules, "case").unwrap();
    let coverage = cited.coverage();
    let told: Vec<(String, Held)> = coverage
        .rows
        .iter()
        .map(|row| {
            let Place {
                article,
                clause,
                point,
                ..
            } = &row.statement.citation;
            let units = [article, clause, point].map(|unit| unit.as_deref().unwrap_or("-"));
            (units.join(" "), row.held)
        })
        .collect();
    let gaps = (1..=8).filter(|n| *n != 7);
    let mut expected: Vec<(String, Held)> =
        gaps.map(|n| (format!("{n} - -"), Held::Missing)).collect();
    expected.insert(6, ("7 - -".to_owned(), Held::Principle));
    expected.extend([
        ("9 - -".to_owned(), Held::Computed),
        ("10 1 -".to_owned(), Held::Principle),
        ("10 2 -".to_owned(), Held::Missing),
        ("10 3 đ".to_owned(), Held::Principle),
        ("10 3.2 -".to_owned(), Held::Principle),
        ("10 3.10 -".to_owned(), Held::Principle),
    ]);
    assert_eq!(told, expected);
    assert!(Cited::of(&parsed, &rules, "another").is_none());
}
