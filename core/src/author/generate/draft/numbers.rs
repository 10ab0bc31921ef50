//! Numbers held against a bound, and days against days.

use luat_grammar::Parsed;
use luat_grammar::names::NameKind;
use luat_grammar::syntax::{
    Aggregate, Bound, Comparison, Declaration, Expr, ExprKind, GivenValue, MemberRef, Number, Ref,
    Selection,
};

use super::shares::exactly;
use super::{Draft, HUNDRED, Slot, Value, time, whole};

/// What is compared: a day with a day, else a number.
pub(super) fn compared(parsed: &Parsed, of: &Comparison, time: &time::Frame) -> Option<Draft> {
    let left = counted(&of.left)?;
    let is_day = parsed
        .names
        .resolve(left)
        .is_some_and(|name| matches!(name.kind, NameKind::Date | NameKind::Act));
    if !is_day {
        return Some(number(left, &settled(parsed, &of.bound.node)));
    }
    let mut facts: Vec<(Ref, Value)> = names(&of.bound.node)
        .into_iter()
        .map(|day| (day, Value::Fixed(GivenValue::Date(time.anchor()))))
        .collect();
    facts.push((left.clone(), Value::Open));
    Some(Draft {
        lines: vec![(None, facts)],
        slot: Slot::Days,
    })
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

/// A bound with the first value of a parameter in its place.
pub(super) fn settled(parsed: &Parsed, bound: &Bound) -> Bound {
    let value = |limit: &Expr| match &limit.kind {
        ExprKind::Name(name) => parameter(parsed, name).cloned(),
        _ => None,
    };
    let or_itself = |limit: &Expr| value(limit).unwrap_or_else(|| limit.clone());
    match bound {
        Bound::Compare(comparator, limit) => Bound::Compare(*comparator, or_itself(limit)),
        Bound::Between(least, most) => Bound::Between(or_itself(least), or_itself(most)),
        Bound::All | Bound::No => bound.clone(),
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
    values.retain(|value| *value >= 0);
    values.sort_unstable();
    values.dedup();
    facts.push((fact.clone(), Value::Open));
    Draft {
        lines: vec![(None, facts)],
        slot: Slot::Numbers {
            tried: values,
            thresholds,
        },
    }
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

/// So many members, or so many of a large population.
pub(super) fn members(whom: &Selection, predicate: &[MemberRef], bound: &Bound) -> Option<Draft> {
    let ([set], None) = (whom.of.as_slice(), &whom.filter) else {
        return None;
    };
    match predicate {
        [] => Some(number(set, bound)),
        [state] => {
            let mut draft = number(state.refs.first()?, bound);
            let Slot::Numbers { tried, .. } = &draft.slot else {
                return None;
            };
            let all = tried.last().map_or(HUNDRED, |most| most + 1);
            let size = vec![(set.clone(), Value::Fixed(whole(all)))];
            draft.lines.insert(0, (None, size));
            Some(draft)
        }
        _ => None,
    }
}
