//! What the changes made here are to others: each that means something else is a difference that
//! can be told.

use luat_grammar::source::Source;
use luat_grammar::{Parsed, parse};

use super::{Written, change, subjects, words};
use crate::author::diff::{Kind, diff};
use crate::author::mutate::slice::Slice;
use crate::author::{check, compile};
use crate::words::Language;

fn read(texts: &[(&str, &str)]) -> Parsed {
    let sources: Vec<Source> = texts
        .iter()
        .map(|(name, text)| Source::new(*name, *text))
        .collect();
    let parsed = parse(&sources);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    parsed
}

/// Changes each word in turn; answers how many changes mean something else.
fn told(parsed: &Parsed) -> usize {
    let rules = check(parsed).rules.expect("rules without errors");
    let mut different = 0;
    for subject in subjects(parsed) {
        let original = parsed
            .documents
            .get(subject.document)
            .and_then(|tree| Written::at(tree, subject.declaration));
        let Some(original) = original else { continue };
        let slice = Slice::of_rule(parsed, &rules, subject).filter(|slice| slice.check().is_some());
        let mut slice = slice.unwrap_or_else(|| Slice::whole(parsed, subject));
        let Some(old) = slice.check().map(|rules| compile(&rules)) else {
            continue;
        };
        for number in 0.. {
            let Some((changed, _)) = change(&original, number) else {
                break;
            };
            let shown = words(parsed, (&original, &changed), luat_grammar::Language::En);
            slice.replace(changed);
            let Some(new) = slice.check().map(|rules| compile(&rules)) else {
                continue;
            };
            let found = diff(&old, &new);
            assert_eq!(found.is_empty(), old.digest == new.digest);
            different += usize::from(!found.is_empty());
            for change in &found.changes {
                assert_ne!(change.kind, Kind::Other, "{shown:?}");
                for aspect in &change.aspects {
                    let hidden = aspect.before.is_some() && aspect.before == aspect.after;
                    for language in [Language::Vi, Language::En] {
                        let said = aspect.words(language);
                        assert!(!hidden, "{}: {said}: {shown:?}", change.id);
                        assert!(!said.trim().is_empty(), "{}", change.id);
                    }
                }
            }
        }
    }
    different
}

/// The rules that cases are written beside.
fn of_suite(suite: &str) -> Parsed {
    let suite: serde_json::Value = serde_json::from_str(suite).expect("a suite");
    let rules = suite["rules"].as_object().expect("rules beside the cases");
    let texts = rules.iter().map(|(name, lines)| {
        let lines = lines.as_array().expect("lines").iter();
        let lines: Vec<&str> = lines.filter_map(serde_json::Value::as_str).collect();
        (name.as_str(), lines.join("\n"))
    });
    let texts: Vec<(&str, String)> = texts.collect();
    let texts: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    read(&texts)
}

#[test]
fn so_is_every_change_of_every_form() {
    let suites = [
        include_str!("../../../../tests/conformance/amendments.json"),
        include_str!("../../../../tests/conformance/as_laws_say.json"),
        include_str!("../../../../tests/conformance/dates.json"),
        include_str!("../../../../tests/conformance/duties.json"),
        include_str!("../../../../tests/conformance/every_way.json"),
        include_str!("../../../../tests/conformance/groups_and_forms.json"),
        include_str!("../../../../tests/conformance/growth.json"),
        include_str!("../../../../tests/conformance/norms.json"),
        include_str!("../../../../tests/conformance/plain_words.json"),
        include_str!("../../../../tests/conformance/scores.json"),
        include_str!("../../../../tests/conformance/sessions.json"),
        include_str!("../../../../tests/conformance/stages.json"),
        include_str!("../../../../tests/conformance/successors.json"),
        include_str!("../../../../tests/conformance/tables.json"),
    ];
    let different: usize = suites.iter().map(|suite| told(&of_suite(suite))).sum();
    assert!(different > 500, "{different}");
}

#[test]
fn every_change_that_means_something_else_is_told() {
    let parsed = read(&[
        ("common.luat", include_str!("../../../../rules/common.luat")),
        (
            "muong_ang_154.luat",
            include_str!("../../../../rules/muong_ang_154/muong_ang_154.luat"),
        ),
    ]);
    let different = told(&parsed);
    assert!(different > 100, "{different}");
}
