//! Where a thing is declared, and where it is named.

use luat_grammar::highlight::Kind;
use luat_grammar::source::{SourceId, Span};

use super::analysis::Analysis;
use super::index::{Occurrence, Target, Way, under};

/// What the words under a cursor stand for; in a line that cannot be read, what they most likely do.
pub(super) fn target(analysis: &Analysis, source: SourceId, byte: usize) -> Option<(Target, Span)> {
    if let Some(found) = under(analysis.occurrences(), source, byte) {
        return Some((found.target.clone(), found.span));
    }
    let over = analysis
        .pieces(source)
        .iter()
        .find(|piece| piece.span.start as usize <= byte && byte < piece.span.end as usize);
    over.and_then(|piece| match piece.kind {
        Kind::Name(id) => Some((Target::Name(id), piece.span)),
        _ => None,
    })
}

/// Where it is declared.
pub(super) fn definition(analysis: &Analysis, source: SourceId, byte: usize) -> Option<Span> {
    let (target, _) = target(analysis, source, byte)?;
    let declared = analysis.occurrences().iter();
    let mut declared = declared.filter(|one| one.way == Way::Id && one.target == target);
    declared.next().map(|one| one.span)
}

/// Where it is declared and named, in the order of the texts; names in its label left out.
pub(super) fn references(analysis: &Analysis, source: SourceId, byte: usize) -> Vec<Span> {
    let Some((target, _)) = target(analysis, source, byte) else {
        return Vec::new();
    };
    let mut found: Vec<Span> = of(analysis, &target)
        .filter(|one| one.way != Way::Phrase)
        .map(|one| one.span)
        .collect();
    found.sort();
    found.dedup();
    found
}

/// All words that stand for something.
pub(super) fn of<'a>(
    analysis: &'a Analysis,
    target: &'a Target,
) -> impl Iterator<Item = &'a Occurrence> {
    let all = analysis.occurrences().iter();
    all.filter(move |one| one.target == *target)
}
