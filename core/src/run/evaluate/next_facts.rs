//! Which missing facts are worth asking for first.

use std::collections::BTreeMap;

use super::address::Address;
use crate::run::verdict::{BodyName, Status, Verdict};

/// How much a fact would decide: verdicts it decides alone, then verdicts it has a part in.
type Use = (usize, usize);

/// Puts each verdict's missing facts in order of use, and answers that order over all verdicts
/// that are unknown (or pending, after those).
pub(super) fn order(judged: &mut [(Verdict, Vec<Address>)], body: &BodyName) -> Vec<String> {
    let mut uses: BTreeMap<Address, (Use, Use, usize)> = BTreeMap::new();
    let mut position = 0;
    for (verdict, missing) in &*judged {
        for address in missing {
            let entry = uses.entry(address.clone()).or_insert_with(|| {
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
    let rank = |address: &Address| {
        let (unknown, pending, position) = uses.get(address).copied().unwrap_or_default();
        (
            std::cmp::Reverse(unknown),
            std::cmp::Reverse(pending),
            position,
        )
    };
    for (verdict, missing) in judged.iter_mut() {
        missing.sort_by_key(|address| rank(address));
        verdict.missing = missing
            .iter()
            .map(|address| address.relative_to(&verdict.body, &verdict.period))
            .collect();
    }
    let mut all: Vec<&Address> = uses.keys().collect();
    all.sort_by_key(|address| rank(address));
    all.into_iter()
        .map(|address| address.relative_to(body, ""))
        .collect()
}
