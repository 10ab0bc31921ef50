//! Deeds of a body or of one member, on a day left open.

use luat_grammar::Parsed;
use luat_grammar::syntax::{
    Each, EachRequirement, EventRef, ExprKind, MemberRef, Ref, Selection, TimeLimit,
};

use super::assumed::assume;
use super::numbers::number;
use super::{Draft, Holder, Slot, Value, of_requirement, plain, time};

/// Deeds, all on the day left open; where no day decides, whether they were done.
pub(super) fn deeds(
    acts: &[Ref],
    member: Holder,
    limit: Option<&TimeLimit>,
    time: &time::Frame,
) -> Vec<Draft> {
    if acts.is_empty() {
        return Vec::new();
    }
    let event = match limit {
        Some(
            TimeLimit::Within { of: event, .. }
            | TimeLimit::Before { event, .. }
            | TimeLimit::Order { event, .. },
        ) => match event {
            EventRef::Fact(event) => Some(event.clone()),
            EventRef::EndOfPeriod(_) => None,
        },
        Some(TimeLimit::Lasting { .. }) | None => None,
    };
    let lasts = matches!(limit, Some(TimeLimit::Lasting { .. }));
    let mut lines: Vec<(Holder, Vec<(Ref, Value)>)> = Vec::new();
    let mut own = Vec::new();
    if let Some(event) = event {
        let fact = (event, Value::Anchor);
        match &member {
            Some((set, _)) if !fact.0.id.starts_with(&format!("{}.", set.id)) => {
                lines.push((None, vec![fact]));
            }
            _ => own.push(fact),
        }
    }
    let open = if lasts {
        Value::OpenEnd(time.anchor())
    } else {
        Value::Open
    };
    own.extend(acts.iter().map(|act| (act.clone(), open.clone())));
    lines.push((member, own));
    let slots = if lasts {
        vec![Slot::Days]
    } else {
        vec![Slot::Days, Slot::Answer]
    };
    slots
        .into_iter()
        .map(|slot| Draft {
            lines: lines.clone(),
            slot,
        })
        .collect()
}

/// One member of those looked at, its deed or its number left open.
pub(super) fn each_member(
    parsed: &Parsed,
    each: &Each,
    limit: Option<&TimeLimit>,
    time: &time::Frame,
) -> Vec<Draft> {
    let [set] = each.of.of.as_slice() else {
        return Vec::new();
    };
    let looked_at = match &each.of.filter {
        Some(filter) => assume(parsed, filter, true),
        None => Vec::new(),
    };
    let limit = each.limit.as_ref().map(|limit| &limit.node).or(limit);
    let member = (set.clone(), plain("m1".to_owned()));
    let mut drafts = match &each.requirement.node {
        EachRequirement::Has(facts) => {
            let acts: Vec<Ref> = facts
                .iter()
                .filter_map(|fact| fact.refs.first().cloned())
                .collect();
            deeds(&acts, Some(member.clone()), limit, time)
        }
        EachRequirement::Requirement(of) => of_requirement(parsed, of, limit, time),
    };
    for draft in &mut drafts {
        let lines = std::mem::take(&mut draft.lines);
        let mut facts: Vec<_> = lines.into_iter().flat_map(|(_, facts)| facts).collect();
        for (fact, value) in &looked_at {
            if !facts.iter().any(|(known, _)| known.id == fact.id) {
                facts.insert(0, (fact.clone(), value.clone()));
            }
        }
        let own = format!("{}.", set.id);
        let (members, bodies): (Vec<_>, Vec<_>) = facts
            .into_iter()
            .partition(|(fact, _)| fact.id.starts_with(&own));
        if !bodies.is_empty() {
            draft.lines.push((None, bodies));
        }
        draft.lines.push((Some(member.clone()), members));
    }
    drafts
}

/// Of a share or a number one member alone, who is one of those counted; what is asked of it left open.
pub(super) fn one_member(
    parsed: &Parsed,
    whom: &Selection,
    predicate: &[MemberRef],
    limit: Option<&TimeLimit>,
    time: &time::Frame,
) -> Vec<Draft> {
    if predicate.is_empty() {
        return Vec::new();
    }
    let each = Each {
        of: whom.clone(),
        requirement: Box::new(plain(EachRequirement::Has(predicate.to_vec()))),
        limit: None,
    };
    each_member(parsed, &each, limit, time)
}

/// Of members who are counted by what they are, one alone; whether it is so left open.
pub(super) fn chosen(whom: &Selection) -> Option<Draft> {
    let ([set], Some(filter)) = (whom.of.as_slice(), &whom.filter) else {
        return None;
    };
    let (fact, slot) = match &filter.kind {
        ExprKind::Name(fact) => (fact.clone(), Slot::Answer),
        ExprKind::Not(inner) => match &inner.kind {
            ExprKind::Name(fact) => (fact.clone(), Slot::Answer),
            _ => return None,
        },
        ExprKind::Compare { left, bound } => match &left.kind {
            ExprKind::Name(fact) => (fact.clone(), number(fact, bound).slot),
            _ => return None,
        },
        _ => return None,
    };
    let member = (set.clone(), plain("m1".to_owned()));
    Some(Draft {
        lines: vec![(Some(member), vec![(fact, Value::Open)])],
        slot,
    })
}
