//! The documents as shipped: they check, their scenarios hold, they cover their sources, and they
//! read the same in English.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

use std::path::Path;

use luat_core::author::coverage::{Catalogue, Coverage, Covered, Held, cover};
use luat_core::author::{self, scenario};
use luat_grammar::source::{Source, SourceId};
use luat_grammar::{Language, Parsed, format};
use luat_tests::project;

fn all_rules() -> Vec<Source> {
    project::rule_files("rules")
        .iter()
        .map(|path| project::source(path))
        .collect()
}

fn checked(sources: &[Source]) -> (Parsed, author::model::RuleSet) {
    let parsed = luat_grammar::parse(sources);
    let checked = author::check(&parsed);
    let errors = project::errors(&parsed, &checked.diagnostics);
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    (parsed, checked.rules.unwrap())
}

#[test]
fn all_documents_load_together() {
    checked(&all_rules());
}

#[test]
fn scenarios_hold() {
    let (_, rules) = checked(&all_rules());
    let program = author::compile(&rules);
    let mut failed = Vec::new();
    for one in rules.scenarios() {
        let answers =
            scenario::run(&program, one).unwrap_or_else(|error| panic!("{}: {error}", one.title));
        failed.extend(
            answers
                .into_iter()
                .filter(|answer| !answer.holds)
                .map(|answer| format!("{}: {answer:?}", one.title)),
        );
    }
    assert!(
        rules.scenarios().len() >= 60,
        "{} scenarios",
        rules.scenarios().len()
    );
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn districts_that_ended_are_judged_for_their_successors() {
    let mut sources = all_rules();
    let path = project::root().join("tests/succession/districts_end.luat");
    sources.push(project::source(&path));
    let (parsed, rules) = checked(&sources);
    let last = SourceId(u32::try_from(sources.len() - 1).unwrap());
    let text = format::format(&parsed, last, Language::Vi).unwrap();
    assert!(
        text == project::read(&path),
        "lay it out with `luat fmt`:\n{text}"
    );
    let program = author::compile(&rules);
    let shown = rules
        .scenarios()
        .iter()
        .filter(|one| one.span.source == last);
    let mut n_held = 0;
    for one in shown {
        for answer in scenario::run(&program, one).unwrap() {
            assert!(answer.holds, "{}: {answer:?}", one.title);
            n_held += 1;
        }
    }
    assert_eq!(n_held, 5);
}

/// Each catalogue, how many statements it lists, and those that are held less fully than they could be.
const CATALOGUES: [(&str, usize, &[&str]); 6] = [
    ("muong-ang-154-2024", 113, &[]),
    ("linh-son-36-2025", 78, &[]),
    ("bac-giang-draft-2024", 39, &[]),
    ("provincial-plan", 57, &[]),
    ("can-tho-draft-2024", 51, &[]),
    ("law-10-2022", 170, &[]),
];

#[test]
fn every_statement_is_held_as_fully_as_it_can_be() {
    let (parsed, rules) = checked(&all_rules());
    for (catalogue, statements, less_fully) in CATALOGUES {
        let file = project::root().join(format!("catalogue/{catalogue}.json"));
        let catalogue: Catalogue = serde_json::from_str(&project::read(&file)).unwrap();
        let coverage = cover(&parsed, &rules, &catalogue).unwrap();
        assert_eq!(coverage.rows.len(), statements);
        let missing: Vec<&str> = ids(&coverage, |row| row.held == Held::Missing);
        assert!(missing.is_empty(), "nothing cites {missing:?}");
        assert_eq!(ids(&coverage, Covered::is_weak), less_fully);
        let astray = &coverage.astray;
        assert!(
            astray.is_empty(),
            "cite a place that is not listed: {astray:?}"
        );
    }
}

fn ids<'c>(coverage: &Coverage<'c>, which: impl Fn(&Covered<'c>) -> bool) -> Vec<&'c str> {
    coverage
        .rows
        .iter()
        .filter(|row| which(row))
        .map(|row| row.statement.id.as_str())
        .collect()
}

#[test]
fn rule_files_stand_as_the_formatter_prints_them() {
    let parsed = luat_grammar::parse(&all_rules());
    for (position, source) in parsed.sources.iter().enumerate() {
        let id = SourceId(u32::try_from(position).unwrap());
        let language = parsed.documents[position].language;
        let printed = format::format(&parsed, id, language).unwrap();
        assert!(
            printed == *source.text,
            "{}: lay it out with `luat fmt`",
            source.name
        );
    }
}

/// The English twins of the first document, printed by the formatter.
const TWINS: [&str; 2] = ["common.luat", "muong_ang_154/muong_ang_154.luat"];

#[test]
fn muong_ang_reads_the_same_in_english() {
    let originals: Vec<Source> = TWINS
        .iter()
        .map(|twin| project::source(&project::root().join("rules").join(twin)))
        .collect();
    let parsed = luat_grammar::parse(&originals);
    let mut twins = Vec::new();
    for (position, twin) in TWINS.iter().enumerate() {
        let printed = format::format(
            &parsed,
            SourceId(u32::try_from(position).unwrap()),
            Language::En,
        )
        .unwrap();
        twins.push(kept(&Path::new("english").join(twin), &printed));
    }
    let (back, english) = checked(&twins);
    assert_eq!(
        author::compile(&english).digest,
        author::compile(&checked(&originals).1).digest
    );
    for (position, original) in originals.iter().enumerate() {
        let printed = format::format(
            &back,
            SourceId(u32::try_from(position).unwrap()),
            Language::Vi,
        )
        .unwrap();
        assert!(printed == *original.text, "{} from its twin", original.name);
    }
}

/// A text kept below `tests/`, which must be the one given; accepted with `LUAT_ACCEPT=1`.
fn kept(path: &Path, text: &str) -> Source {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    project::assert_kept(&format!("tests/{}", path.display()), text);
    project::source(&file)
}
