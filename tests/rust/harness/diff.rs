//! What newer rules change: nothing where a text is only written otherwise, and no verdict where
//! nothing changes.

#![expect(clippy::panic, reason = "a test stops at what it cannot read")]

use luat_core::author::diff::{compare, diff};
use luat_core::run::calendar::iso::parse_date;
use luat_core::run::evaluate::Request;
use luat_core::run::facts::read::read;
use luat_core::run::program::Program;
use luat_grammar::Language;
use luat_grammar::source::Source;
use luat_tests::project;
use luat_tests::random::Random;
use luat_tests::rewritten::{shuffled, written};

fn documents() -> Vec<Source> {
    let files = project::rule_files("rules");
    let of_rules = files
        .iter()
        .filter(|path| !path.iter().any(|part| part == "scenarios"));
    of_rules.map(|path| project::source(path)).collect()
}

fn compiled(sources: &[Source]) -> Program {
    project::compile(sources).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn a_text_written_otherwise_differs_in_nothing() {
    let sources = documents();
    // A document and the names that it uses.
    let is_short = |source: &&Source| {
        let named = |name| source.name.contains(name);
        named("common.luat") || named("bac_giang_draft")
    };
    let short: Vec<Source> = sources.iter().filter(is_short).cloned().collect();
    let cases = [
        (&sources, shuffled(&sources, &mut Random::new(7))),
        (&short, written(&short, Language::En)),
        (&short, written(&short, Language::Vi)),
    ];
    for (sources, otherwise) in cases {
        let found = diff(&compiled(sources), &compiled(&otherwise));
        assert!(found.is_empty(), "{:#?}", found.changes);
        assert!(found.asked_anew.is_empty() && found.no_longer_asked.is_empty());
    }
}

#[test]
fn nothing_flips_where_nothing_changes() {
    let sources = documents();
    let (old, new) = (
        compiled(&sources),
        compiled(&shuffled(&sources, &mut Random::new(11))),
    );
    let found = diff(&old, &new);
    for path in project::files("rules/muong_ang_154/reports", "json") {
        let text = project::read(&path);
        let (before, after) = (read(&old, &text).unwrap(), read(&new, &text).unwrap());
        let request = Request {
            as_of: parse_date("2026-06-30").unwrap(),
            periods: Vec::new(),
        };
        let compared = compare(&found, (&old, &before), (&new, &after), &request);
        assert!(compared.flips.is_empty(), "{:#?}", compared.flips);
        assert!(compared.verdicts > 0);
    }
}

/// Whatever is taken out of a rule set is told as removed, and as added the other way round.
#[test]
fn what_is_gone_is_told_both_ways() {
    let all = documents();
    let fewer: Vec<Source> = all
        .iter()
        .filter(|source| !source.name.contains("linh_son"))
        .cloned()
        .collect();
    let (whole, part) = (compiled(&all), compiled(&fewer));
    let (gone, come) = (diff(&whole, &part), diff(&part, &whole));
    let ids = |found: &luat_core::author::diff::Difference, how: &str| {
        let changes = found.changes.iter().filter(|one| one.how.key() == how);
        let mut ids: Vec<String> = changes
            .map(|one| format!("{} {}", one.kind.key(), one.id))
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&gone, "removed"), ids(&come, "added"));
    assert!(ids(&gone, "removed").contains(&"document linh_son_36".to_owned()));
    assert_eq!(ids(&gone, "added"), Vec::<String>::new());
}
