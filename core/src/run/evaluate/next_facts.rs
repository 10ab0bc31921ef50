//! Which missing facts are worth asking for first.

use std::collections::BTreeMap;

use super::Judged;
use super::address::relative;
use crate::run::facts::path::Path;
use crate::run::verdict::{BodyName, Status};

/// How much a fact would decide.
#[derive(Debug, Clone, Copy, Default)]
struct Use {
    /// Of verdicts that are unknown: those it decides alone, and those it has a part in.
    unknown: (usize, usize),
    /// The same of verdicts that are pending.
    pending: (usize, usize),
}

/// The missing facts of a whole report, each once, at the position where it was first asked for.
struct Missing {
    paths: Vec<Path>,
    uses: Vec<Use>,
    /// Of each verdict, the positions of what it lacks.
    of: Vec<Vec<usize>>,
}

/// Puts each verdict's missing facts in order of use, and answers that order over all verdicts:
/// first by those that are unknown, then by those that are pending.
pub(super) fn order(judged: &mut [Judged], body: &BodyName) -> Vec<String> {
    let Missing { paths, uses, of } = gather(judged);
    let mut order: Vec<usize> = (0..paths.len()).collect();
    order.sort_by_key(|position| {
        let used = uses.get(*position).copied().unwrap_or_default();
        (std::cmp::Reverse((used.unknown, used.pending)), *position)
    });
    let mut rank = vec![0; paths.len()];
    for (place, position) in order.iter().enumerate() {
        if let Some(rank) = rank.get_mut(*position) {
            *rank = place;
        }
    }
    for (Judged { verdict, .. }, mut lacking) in judged.iter_mut().zip(of) {
        lacking.sort_by_key(|position| rank.get(*position).copied());
        let told = lacking.iter().filter_map(|position| paths.get(*position));
        verdict.missing = told
            .map(|path| relative(path, &verdict.body, &verdict.period))
            .collect();
    }
    let all = order.iter().filter_map(|position| paths.get(*position));
    all.map(|path| relative(path, body, "")).collect()
}

fn gather(judged: &mut [Judged]) -> Missing {
    let mut positions: BTreeMap<Path, usize> = BTreeMap::new();
    let mut uses: Vec<Use> = Vec::new();
    let mut of = Vec::new();
    for Judged {
        verdict, missing, ..
    } in judged
    {
        let alone = usize::from(missing.len() == 1);
        let mut lacking = Vec::with_capacity(missing.len());
        for path in std::mem::take(missing) {
            let next = positions.len();
            let position = *positions.entry(path).or_insert(next);
            if position == uses.len() {
                uses.push(Use::default());
            }
            if let Some(used) = uses.get_mut(position) {
                let tally = if verdict.status == Status::Unknown {
                    &mut used.unknown
                } else {
                    &mut used.pending
                };
                *tally = (tally.0 + alone, tally.1 + 1);
            }
            lacking.push(position);
        }
        of.push(lacking);
    }
    let mut paths: Vec<(usize, Path)> =
        positions.into_iter().map(|(path, at)| (at, path)).collect();
    paths.sort_by_key(|(position, _)| *position);
    let paths = paths.into_iter().map(|(_, path)| path).collect();
    Missing { paths, uses, of }
}
