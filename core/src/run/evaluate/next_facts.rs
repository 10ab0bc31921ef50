//! Which missing facts are worth asking for first.

use std::collections::BTreeMap;

use super::Judged;
use super::address::relative;
use crate::run::facts::path::Path;
use crate::run::verdict::{BodyName, Status};

/// How much a fact would decide: verdicts it decides alone, then verdicts it has a part in.
type Use = (usize, usize);

/// Puts each verdict's missing facts in order of use, and answers that order over all verdicts
/// that are unknown (or pending, after those).
pub(super) fn order(judged: &mut [Judged], body: &BodyName) -> Vec<String> {
    let mut uses: BTreeMap<Path, (Use, Use, usize)> = BTreeMap::new();
    let mut position = 0;
    for Judged {
        verdict, missing, ..
    } in &*judged
    {
        for path in missing {
            let entry = uses.entry(path.clone()).or_insert_with(|| {
                position += 1;
                ((0, 0), (0, 0), position)
            });
            let tallied = if verdict.status == Status::Unknown {
                &mut entry.0
            } else {
                &mut entry.1
            };
            tallied.0 += usize::from(missing.len() == 1);
            tallied.1 += 1;
        }
    }
    let rank = |path: &Path| {
        let (unknown, pending, position) = uses.get(path).copied().unwrap_or_default();
        (
            std::cmp::Reverse(unknown),
            std::cmp::Reverse(pending),
            position,
        )
    };
    for Judged {
        verdict, missing, ..
    } in judged.iter_mut()
    {
        missing.sort_by_key(|path| rank(path));
        verdict.missing = missing
            .iter()
            .map(|path| relative(path, &verdict.body, &verdict.period))
            .collect();
    }
    let mut all: Vec<&Path> = uses.keys().collect();
    all.sort_by_key(|path| rank(path));
    all.into_iter()
        .map(|path| relative(path, body, ""))
        .collect()
}
