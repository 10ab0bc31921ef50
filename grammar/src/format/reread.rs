//! Reading a text as printed, among those it stands with.

use std::collections::BTreeSet;

use crate::declarations::stem;
use crate::source::{Source, SourceId};
use crate::syntax::{Declaration, Document};
use crate::{Parsed, parse};

/// Reads a text as printed, with the texts that it uses; the others are left empty, for speed.
pub(super) fn reread(parsed: &Parsed, source: SourceId, text: &str) -> Parsed {
    let used = used(parsed, source);
    let sources = parsed
        .sources
        .iter()
        .zip(0..)
        .map(|(given, number)| match SourceId(number) {
            number if number == source => Source::new(given.name.clone(), text),
            number if used.contains(&number) => given.clone(),
            _ => Source::new(given.name.clone(), ""),
        });
    parse(&sources.collect::<Vec<_>>())
}

/// The texts that one uses, and those that they use; with two of a name, both.
fn used(parsed: &Parsed, source: SourceId) -> BTreeSet<SourceId> {
    let mut found = BTreeSet::from([source]);
    let mut open = vec![source];
    while let Some(next) = open.pop() {
        let uses = parsed
            .documents
            .iter()
            .filter(|document| document.source == next)
            .flat_map(uses);
        for name in uses {
            let texts = parsed
                .documents
                .iter()
                .filter(|document| is_called(parsed, document, name));
            open.extend(
                texts
                    .map(|document| document.source)
                    .filter(|source| found.insert(*source)),
            );
        }
    }
    found
}

fn uses(document: &Document) -> impl Iterator<Item = &str> {
    document
        .declarations
        .iter()
        .filter_map(|line| match &line.node {
            Declaration::Use(id) => Some(id.node.as_str()),
            _ => None,
        })
}

fn is_called(parsed: &Parsed, document: &Document, name: &str) -> bool {
    let has_id = document
        .header
        .as_ref()
        .is_some_and(|header| header.node.id.node == name);
    has_id
        || parsed
            .sources
            .get(document.source.0 as usize)
            .is_some_and(|source| stem(&source.name) == name)
}
