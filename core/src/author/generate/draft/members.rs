//! One member of a population, or one body of a level, whose facts decide.

use luat_grammar::syntax::{Each, EachRequirement, Ident, MemberRef, Ref, Selection, TimeLimit};

use super::assumed::assume;
use super::deeds::{belongs, deeds};
use super::shares::sets;
use super::{Draft, Given, Ground, Value, of_requirement, plain, reference, whole};

/// One member of those looked at, its deed or its number left open.
pub(super) fn each_member(
    ground: Ground<'_>,
    each: &Each,
    limit: Option<&TimeLimit>,
) -> Vec<Draft> {
    let limit = each.limit.as_ref().map(|limit| &limit.node).or(limit);
    let drafts = match &each.requirement.node {
        EachRequirement::Has(facts) => {
            let acts: Vec<Ref> = facts
                .iter()
                .filter_map(|fact| fact.refs.first().cloned())
                .collect();
            deeds(&acts, &Vec::new(), limit, ground.time)
        }
        EachRequirement::Requirement(of) => of_requirement(ground, of, limit),
    };
    of_member(ground, &each.of, drafts, true)
}

/// Of a share or a number one member alone, who is one of those counted; what is asked of it left open.
pub(super) fn one_member(
    ground: Ground<'_>,
    whom: &Selection,
    predicate: &[MemberRef],
    limit: Option<&TimeLimit>,
) -> Vec<Draft> {
    if predicate.is_empty() {
        return Vec::new();
    }
    let each = Each {
        of: whom.clone(),
        requirement: Box::new(plain(EachRequirement::Has(predicate.to_vec()))),
        limit: None,
    };
    each_member(ground, &each, limit)
}

/// Drafts that speak of a member, told of one that is looked at; there is nobody else.
pub(super) fn of_member(
    ground: Ground<'_>,
    whom: &Selection,
    drafts: Vec<Draft>,
    looked_at: bool,
) -> Vec<Draft> {
    let sets = sets(ground.parsed, whom);
    let Some((set, others)) = sets.split_first() else {
        return Vec::new();
    };
    let assumed = match &whom.filter {
        Some(filter) if looked_at => assume(ground.parsed, filter, true),
        _ => Vec::new(),
    };
    let is_level = ground.is_level(set);
    let mut nobody: Vec<(Ref, Value)> = others
        .iter()
        .map(|other| (other.clone(), Value::Fixed(whole(0))))
        .collect();
    if is_level {
        nobody.insert(0, (set.clone(), Value::Fixed(whole(1))));
    }
    drafts
        .into_iter()
        .map(|draft| placed(ground, (set, is_level), &nobody, draft, &assumed))
        .collect()
}

/// What a draft says of the member goes to it, the rest stays with the body.
fn placed(
    ground: Ground<'_>,
    (set, is_level): (&Ref, bool),
    nobody: &[(Ref, Value)],
    draft: Draft,
    assumed: &[(Ref, Value)],
) -> Draft {
    let id: Ident = plain(if is_level { "b1" } else { "m1" }.to_owned());
    let mut path = vec![(set.clone(), id)];
    if !is_level
        && !ground.is_own(set)
        && let Some(level) = ground.levels(set).first()
    {
        let level = reference(&level.document, &level.id);
        let body = plain(level.id.clone());
        path.insert(0, (level, body));
    }
    let is_members = |fact: &Ref| {
        let reports = |level: &&luat_grammar::names::Name| super::is(level, set);
        belongs(fact, set) || is_level && ground.levels(fact).iter().any(reports)
    };
    let mut found = Draft::of(nobody.to_vec(), draft.slot.clone());
    let of_filter = assumed.iter().filter(|(fact, _)| !draft.knows(fact));
    let (own, rest): (Vec<_>, Vec<_>) = of_filter.cloned().partition(|(fact, _)| is_members(fact));
    found.add(&Vec::new(), rest);
    found.add(&path, own);
    for line in draft.lines {
        if !line.of.is_empty() || line.earlier.is_some() {
            let of = path.iter().chain(&line.of).cloned().collect();
            found.lines.push(Given { of, ..line });
            continue;
        }
        let (own, rest): (Vec<_>, Vec<_>) = line
            .facts
            .into_iter()
            .partition(|(fact, _)| is_members(fact));
        found.add(&Vec::new(), rest);
        found.add(&path, own);
    }
    found
}
