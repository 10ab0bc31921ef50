//! Numbers held against a bound, and days against days.

use luat_grammar::Parsed;
use luat_grammar::names::NameKind;
use luat_grammar::syntax::{
    Aggregate, Bound, Comparison, Counted, Declaration, Expr, ExprKind, FactKind, GivenValue,
    Member, MemberRef, Number, Past, Ref, Selection,
};
use luat_grammar::units;

use super::shares::exactly;
use super::slot::Slot;
use super::{Draft, Given, Ground, HUNDRED, Value, whole};

/// What is compared: a day with a day, what there is with what there was, else a number.
pub(super) fn compared(ground: Ground<'_>, of: &Comparison) -> Option<Draft> {
    let bound = settled(ground.parsed, counted(&of.left), &of.bound.node);
    if let ExprKind::Growth { of, since, .. } = &of.left.kind {
        let draft = changed(counted(of)?, &bound);
        return since_then(ground, draft, counted(of)?, *since);
    }
    let left = counted(&of.left)?;
    let is_day = ground
        .name(left)
        .is_some_and(|name| matches!(name.kind, NameKind::Date | NameKind::Act));
    if !is_day {
        let draft = number(left, &bound);
        return match past(&bound) {
            Some((of, which)) => since_then(ground, draft, &of, which),
            None => Some(draft),
        };
    }
    let mut facts: Vec<(Ref, Value)> = names(&bound)
        .into_iter()
        .map(|day| (day, Value::Fixed(GivenValue::Date(ground.time.anchor()))))
        .collect();
    facts.push((left.clone(), Value::Open));
    Some(Draft::of(facts, Slot::Days))
}

/// What there was a round number of in an earlier period: now about so many more, or fewer.
fn changed(fact: &Ref, bound: &Bound) -> Draft {
    let mut thresholds = Vec::new();
    for literal in literals(bound) {
        // A share is of the round number; a number is added to it.
        let by = if literal.denominator > 1 {
            exactly(literal, HUNDRED)
        } else {
            exactly(literal, 1)
        };
        thresholds.extend(by.into_iter().flat_map(|by| [HUNDRED - by, HUNDRED + by]));
    }
    thresholds.retain(|value| *value >= 0);
    let mut tried: Vec<i128> = thresholds
        .iter()
        .chain(&[0, HUNDRED])
        .flat_map(|near| [near - 1, *near, near + 1])
        .filter(|value| *value >= 0)
        .collect();
    tried.sort_unstable();
    tried.dedup();
    let slot = Slot::Numbers { tried, thresholds };
    Draft::of(vec![(fact.clone(), Value::Open)], slot)
}

/// A draft with a round number of something in an earlier period.
fn since_then(ground: Ground<'_>, mut draft: Draft, fact: &Ref, since: Past) -> Option<Draft> {
    let earlier = Given {
        of: Vec::new(),
        earlier: Some(ground.time.earlier(since)?),
        facts: vec![(fact.clone(), Value::Fixed(whole(HUNDRED)))],
    };
    draft.lines.insert(0, earlier);
    Some(draft)
}

/// What a bound names of an earlier period.
fn past(bound: &Bound) -> Option<(Ref, Past)> {
    match bound {
        Bound::Compare(_, limit) => match &limit.kind {
            ExprKind::Past { of, which } => Some((of.clone(), *which)),
            _ => None,
        },
        Bound::Between(..) | Bound::All | Bound::No => None,
    }
}

/// What is a number by itself: a fact, or how many members there are.
pub(super) fn counted(of: &Expr) -> Option<&Ref> {
    match &of.kind {
        ExprKind::Name(fact) => Some(fact),
        ExprKind::Aggregate {
            what: Aggregate::Number,
            over,
            predicate,
            ..
        } if over.filter.is_none() && predicate.is_empty() => match over.of.as_slice() {
            [set] => Some(set),
            _ => None,
        },
        _ => None,
    }
}

/// The numbers that a bound writes out; a percentage as a ratio.
pub(super) fn literals(bound: &Bound) -> Vec<Number> {
    let of = |limit: &Expr| match &limit.kind {
        ExprKind::Number(number) | ExprKind::Money { amount: number, .. } => Some(*number),
        ExprKind::Percent(number) => Some(Number {
            denominator: number.denominator.saturating_mul(HUNDRED),
            ..*number
        }),
        _ => None,
    };
    match bound {
        Bound::Compare(_, limit) => of(limit).into_iter().collect(),
        Bound::Between(least, most) => [least, most].into_iter().filter_map(of).collect(),
        Bound::All | Bound::No => Vec::new(),
    }
}

/// A bound with the first value of a parameter in its place, and money in the unit of what it is held against.
pub(super) fn settled(parsed: &Parsed, fact: Option<&Ref>, bound: &Bound) -> Bound {
    let much = fact.and_then(|fact| multiple(parsed, fact)).unwrap_or(1);
    let value = |limit: &Expr| match &limit.kind {
        ExprKind::Name(name) => parameter(parsed, name).cloned(),
        _ => None,
    };
    let or_itself = |limit: &Expr| {
        let mut limit = value(limit).unwrap_or_else(|| limit.clone());
        if let ExprKind::Money { amount, unit } = &mut limit.kind
            && unit == units::DONG
        {
            amount.denominator = amount.denominator.saturating_mul(much);
        }
        limit
    };
    match bound {
        Bound::Compare(comparator, limit) => Bound::Compare(*comparator, or_itself(limit)),
        Bound::Between(least, most) => Bound::Between(or_itself(least), or_itself(most)),
        Bound::All | Bound::No => bound.clone(),
    }
}

/// How much of the currency the unit is in which a fact is reported, where that is a multiple of it.
fn multiple(parsed: &Parsed, fact: &Ref) -> Option<i128> {
    let name = parsed.names.resolve(fact)?;
    let mut trees = parsed.documents.iter();
    let tree = trees.find(|tree| tree.source == name.source)?;
    tree.declarations.iter().find_map(|line| {
        let members = match &line.node {
            Declaration::Fact(one) if one.id.span == name.span => return in_multiple(&one.kind),
            Declaration::Population(one) => &one.members,
            Declaration::Level(one) => &one.members,
            _ => return None,
        };
        members.iter().find_map(|line| match &line.node {
            Member::Fact(one) if one.id.span == name.span => in_multiple(&one.kind),
            _ => None,
        })
    })
}

fn in_multiple(kind: &FactKind) -> Option<i128> {
    match kind {
        FactKind::Amount { unit } => units::multiple(&unit.node),
        _ => None,
    }
}

/// The first value of a parameter.
fn parameter<'p>(parsed: &'p Parsed, name: &Ref) -> Option<&'p Expr> {
    let name = parsed
        .names
        .resolve(name)
        .filter(|name| name.kind == NameKind::Parameter)?;
    let declared = parsed
        .documents
        .iter()
        .find(|tree| tree.source == name.source)?
        .declarations
        .iter();
    let mut values = declared.filter_map(|line| match &line.node {
        Declaration::Parameter(one) if one.id.span == name.span => one.values.first(),
        _ => None,
    });
    values.next().map(|(value, _)| value)
}

/// A number with a bound: those around the bound.
pub(super) fn number(fact: &Ref, bound: &Bound) -> Draft {
    let mut facts = Vec::new();
    let mut values: Vec<i128> = vec![0, 1];
    let mut thresholds = Vec::new();
    for literal in literals(bound) {
        thresholds.extend(exactly(literal, 1));
        let near = literal.numerator / literal.denominator.max(1);
        values.extend([near - 1, near, near + 1, near + 2]);
    }
    for named in names(bound) {
        facts.push((named, Value::Fixed(whole(HUNDRED))));
        thresholds.push(HUNDRED);
        values.extend([HUNDRED - 1, HUNDRED, HUNDRED + 1]);
    }
    if past(bound).is_some() {
        thresholds.push(HUNDRED);
        values.extend([HUNDRED - 1, HUNDRED, HUNDRED + 1]);
    }
    values.retain(|value| *value >= 0);
    values.sort_unstable();
    values.dedup();
    facts.push((fact.clone(), Value::Open));
    let slot = Slot::Numbers {
        tried: values,
        thresholds,
    };
    Draft::of(facts, slot)
}

/// The facts and populations that a bound is worked out from.
pub(super) fn names(bound: &Bound) -> Vec<Ref> {
    let mut found = Vec::new();
    match bound {
        Bound::Compare(_, limit) => named(limit, &mut found),
        Bound::Between(least, most) => {
            named(least, &mut found);
            named(most, &mut found);
        }
        Bound::All | Bound::No => {}
    }
    found
}

fn named(limit: &Expr, found: &mut Vec<Ref>) {
    match &limit.kind {
        ExprKind::Name(fact) => found.push(fact.clone()),
        ExprKind::Aggregate {
            what: Aggregate::Number,
            over,
            predicate,
            ..
        } if over.filter.is_none() && predicate.is_empty() => {
            found.extend(over.of.iter().cloned());
        }
        ExprKind::Extreme { greatest: _, of } => of.iter().for_each(|one| named(one, found)),
        ExprKind::Binary { left, op: _, right } => {
            named(left, found);
            named(right, found);
        }
        _ => {}
    }
}

/// What is counted by itself: a fact, or all of a population.
pub(super) fn counted_whole(of: &Counted) -> Option<&Ref> {
    match of {
        Counted::Fact(fact) => Some(fact),
        Counted::Members {
            of: whom,
            predicate,
        } => match whom.of.as_slice() {
            [set] if whom.filter.is_none() && predicate.is_empty() => Some(set),
            _ => None,
        },
    }
}

/// So many members, or so many of a large population.
pub(super) fn counted_members(
    whom: &Selection,
    predicate: &[MemberRef],
    bound: &Bound,
) -> Vec<Draft> {
    let ([set], None) = (whom.of.as_slice(), &whom.filter) else {
        return Vec::new();
    };
    let state = match predicate {
        [] => return vec![number(set, bound)],
        [state] => state.refs.first(),
        _ => None,
    };
    let Some(state) = state else {
        return Vec::new();
    };
    let mut draft = number(state, bound);
    let Slot::Numbers { tried, .. } = &draft.slot else {
        return Vec::new();
    };
    let all = tried.last().map_or(HUNDRED, |most| most + 1);
    let size = vec![(set.clone(), Value::Fixed(whole(all)))];
    let line = Given {
        of: Vec::new(),
        earlier: None,
        facts: size,
    };
    draft.lines.insert(0, line);
    vec![draft]
}
