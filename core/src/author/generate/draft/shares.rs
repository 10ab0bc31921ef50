//! Shares: so many of a round number.

use luat_grammar::Parsed;
use luat_grammar::names::NameKind;
use luat_grammar::syntax::{Bound, ExprKind, MemberRef, Number, Ref, Selection, Share, ShareBase};

use super::numbers::literals;
use super::{Draft, HUNDRED, Slot, Value, reference, whole};

/// A share over totals: so many of a round number, the other populations empty.
pub(super) fn share(parsed: &Parsed, of: &Share) -> Option<Draft> {
    let all = round_number(&of.bound.node);
    let (whole_of, part) = match &of.base {
        ShareBase::Of(whom) if whom.filter.is_none() => {
            let [predicate] = of.predicate.as_slice() else {
                return None;
            };
            totals(parsed, whom, predicate)?
        }
        ShareBase::Ratio { part, whole } => match (&part.kind, &whole.kind) {
            (ExprKind::Name(part), ExprKind::Name(whole)) => {
                (vec![whole.clone()], vec![part.clone()])
            }
            _ => return None,
        },
        ShareBase::Of(_) | ShareBase::Weighted { .. } => return None,
    };
    let mut sizes = Vec::new();
    let mut parts = Vec::new();
    for (at, (set, counted)) in whole_of.iter().zip(&part).enumerate() {
        let size = if at == 0 { all } else { 0 };
        sizes.push((set.clone(), Value::Fixed(whole(size))));
        let value = if at == 0 {
            Value::Open
        } else {
            Value::Fixed(whole(0))
        };
        parts.push((counted.clone(), value));
    }
    sizes.extend(parts);
    let mut thresholds: Vec<i128> = literals(&of.bound.node)
        .into_iter()
        .filter_map(|share| exactly(share, all))
        .collect();
    if matches!(of.bound.node, Bound::All) {
        thresholds.push(all);
    }
    Some(Draft {
        lines: vec![(None, sizes)],
        slot: Slot::Numbers {
            tried: (0..=all).collect(),
            thresholds,
        },
    })
}

/// The populations of a share and, for each, what is counted of it.
fn totals(
    parsed: &Parsed,
    whom: &Selection,
    predicate: &MemberRef,
) -> Option<(Vec<Ref>, Vec<Ref>)> {
    let mut sets: Vec<Ref> = Vec::new();
    for one in &whom.of {
        let name = parsed.names.resolve(one)?;
        if name.kind == NameKind::Group {
            let members = name.of.iter().map(|member| parsed.names.at(*member));
            sets.extend(members.map(|member| reference(&member.document, &member.id)));
        } else {
            sets.push(one.clone());
        }
    }
    let counted = sets
        .iter()
        .map(|set| {
            let own = format!("{}.", set.id);
            let state = predicate
                .refs
                .iter()
                .find(|fact| fact.document == set.document && fact.id.starts_with(&own));
            state.cloned().or_else(|| {
                // An act of the bodies of a level, of the document that declares it.
                let act = predicate.refs.iter().find(|fact| !fact.id.contains('.'))?;
                Some(reference(&act.document, &format!("{own}{}", act.id)))
            })
        })
        .collect::<Option<Vec<_>>>()?;
    Some((sets, counted))
}

/// A number of members such that the bound can be kept exactly.
fn round_number(bound: &Bound) -> i128 {
    let denominators = literals(bound).into_iter().map(|number| number.denominator);
    let least = denominators.max().unwrap_or(1);
    if HUNDRED % least == 0 {
        HUNDRED
    } else {
        least.saturating_mul(10).min(1000)
    }
}

/// So much of a whole, where that is a whole number.
pub(super) fn exactly(share: Number, whole: i128) -> Option<i128> {
    let part = share.numerator.checked_mul(whole)?;
    (part % share.denominator == 0).then(|| part / share.denominator)
}
