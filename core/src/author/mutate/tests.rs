//! What the changes made here are to others: each that means something else is a difference that
//! can be told.

use luat_grammar::source::Source;
use luat_grammar::{Parsed, parse};

use super::{Written, change, subjects};
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
            slice.replace(changed);
            let Some(new) = slice.check().map(|rules| compile(&rules)) else {
                continue;
            };
            let found = diff(&old, &new);
            assert_eq!(found.is_empty(), old.digest == new.digest);
            different += usize::from(!found.is_empty());
            for change in &found.changes {
                assert_ne!(change.kind, Kind::Other, "{original:?}");
                for aspect in &change.aspects {
                    let hidden = aspect.before.is_some() && aspect.before == aspect.after;
                    let words = aspect.words(Language::Vi);
                    assert!(!hidden, "{}: {words}\n{original:#?}", change.id);
                }
            }
        }
    }
    different
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
