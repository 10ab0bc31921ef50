//! Shares: so many of a round number.

use luat_grammar::Parsed;
use luat_grammar::names::NameKind;
use luat_grammar::syntax::{
    Bound, ExprKind, GivenValue, Ident, MemberRef, Number, Ref, Selection, Share, ShareBase,
};

use super::assumed::assume;
use super::numbers::{literals, settled};
use super::slot::Slot;
use super::{Draft, Ground, HUNDRED, Path, Value, plain, reference, whole};

/// A share over totals: so many of a round number, the other populations empty; where each population has
/// a rate of its own, all alike.
pub(super) fn share(ground: Ground<'_>, of: &Share) -> Vec<Draft> {
    let Some((part, whole_of)) = totals(ground.parsed, of) else {
        return weighed(ground, of);
    };
    let all = round_number(&of.bound.node);
    let alike = matches!(&of.base, ShareBase::Of(whom) if whom.for_each);
    let is_open = |at: usize| at == 0 || alike;
    let mut facts = Vec::new();
    for (at, set) in whole_of.iter().enumerate() {
        let size = if is_open(at) { all } else { 0 };
        facts.push((set.clone(), Value::Fixed(whole(size))));
    }
    for (at, counted) in part.iter().enumerate() {
        let value = if is_open(at) {
            Value::Open
        } else {
            Value::Fixed(whole(0))
        };
        facts.push((counted.clone(), value));
    }
    let mut thresholds: Vec<i128> = literals(&of.bound.node)
        .into_iter()
        .filter_map(|share| exactly(share, all))
        .collect();
    if matches!(of.bound.node, Bound::All) {
        thresholds.push(all);
    }
    let slot = Slot::Numbers {
        tried: (0..=all).collect(),
        thresholds,
    };
    let reported = Draft::of(facts.clone(), slot.clone());
    match below(ground, &whole_of) {
        Some((path, counts)) => {
            let mut draft = Draft::of(counts, slot);
            draft.add(&path, facts);
            vec![reported, draft]
        }
        None => vec![reported],
    }
}

/// A share of a quantity of members: one who is counted, with so much of it, beside one who is not.
fn weighed(ground: Ground<'_>, of: &Share) -> Vec<Draft> {
    let ShareBase::Weighted { weight, of: whom } = &of.base else {
        return Vec::new();
    };
    let own: Vec<&Ref> = of
        .predicate
        .iter()
        .filter_map(|fact| fact.refs.first())
        .collect();
    let sets = sets(ground.parsed, whom);
    let ([set], Some(weight)) = (sets.as_slice(), weight.refs.first()) else {
        return Vec::new();
    };
    let assumed = match &whom.filter {
        Some(filter) => assume(ground.parsed, filter, true),
        None => Vec::new(),
    };
    // So much for which the bound is kept exactly, beside a round number.
    let even = |share: Number| {
        let part = share.numerator.checked_mul(HUNDRED)?;
        let rest = share
            .denominator
            .checked_sub(share.numerator)
            .filter(|rest| *rest > 0)?;
        (part % rest == 0).then(|| part / rest)
    };
    let bound = settled(ground.parsed, None, &of.bound.node);
    let thresholds: Vec<i128> = literals(&bound).into_iter().filter_map(even).collect();
    let mut tried: Vec<i128> = thresholds
        .iter()
        .flat_map(|near| [near - 1, *near, near + 1])
        .filter(|value| *value >= 0)
        .collect();
    tried.dedup();
    let member = |id: &str| -> Path { vec![(set.clone(), plain(id.to_owned()))] };
    let facts = |value: Value, counted: bool| {
        let states = own.iter().map(|fact| {
            let state = Value::Fixed(GivenValue::Bool(counted));
            ((*fact).clone(), state)
        });
        let mut facts = assumed.clone();
        facts.extend(states);
        facts.push((weight.clone(), value));
        facts
    };
    let mut draft = Draft::of(Vec::new(), Slot::Numbers { tried, thresholds });
    draft.add(&member("m1"), facts(Value::Open, true));
    draft.add(&member("m2"), facts(Value::Fixed(whole(HUNDRED)), false));
    vec![draft]
}

/// Where what is counted belongs to the bodies below: the one of them that reports, and how many there are.
fn below(ground: Ground<'_>, sets: &[Ref]) -> Option<(Path, Vec<(Ref, Value)>)> {
    let set = sets.first().filter(|set| !ground.is_level(set))?;
    if ground.is_own(set) {
        return None;
    }
    let levels = ground.levels(set);
    let level = |at: usize| levels.get(at).map(|of| reference(&of.document, &of.id));
    let first = level(0)?;
    let one = |at: usize| Some((level(at)?, Value::Fixed(whole(i128::from(at == 0)))));
    let counts = (0..levels.len()).filter_map(one).collect();
    let id: Ident = plain(first.id.clone());
    Some((vec![(first, id)], counts))
}

/// What is counted of each population of a share, and the populations.
pub(super) fn totals(parsed: &Parsed, of: &Share) -> Option<(Vec<Ref>, Vec<Ref>)> {
    match &of.base {
        ShareBase::Of(whom) if whom.filter.is_none() => {
            let [predicate] = of.predicate.as_slice() else {
                return None;
            };
            let whole_of = sets(parsed, whom);
            Some((counted_of(&whole_of, predicate)?, whole_of))
        }
        ShareBase::Ratio { part, whole } => match (&part.kind, &whole.kind) {
            (ExprKind::Name(part), ExprKind::Name(whole)) => {
                Some((vec![part.clone()], vec![whole.clone()]))
            }
            _ => None,
        },
        ShareBase::Of(_) | ShareBase::Weighted { .. } => None,
    }
}

/// The populations of a selection, groups taken apart.
pub(super) fn sets(parsed: &Parsed, whom: &Selection) -> Vec<Ref> {
    let mut sets: Vec<Ref> = Vec::new();
    for one in &whom.of {
        match parsed.names.resolve(one) {
            Some(name) if name.kind == NameKind::Group => {
                let members = name.of.iter().map(|member| parsed.names.at(*member));
                sets.extend(members.map(|member| reference(&member.document, &member.id)));
            }
            _ => sets.push(one.clone()),
        }
    }
    sets
}

/// For each population, what is counted of it.
fn counted_of(sets: &[Ref], predicate: &MemberRef) -> Option<Vec<Ref>> {
    let of = |set: &Ref| {
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
    };
    sets.iter().map(of).collect()
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
