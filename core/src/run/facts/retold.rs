//! Cases that a report tells of in several periods: the day on which something was done, told in one of them, holds where
//! another says that it had not been done, or nothing.

use jiff_core::civil::Date;

use super::{Body, Member, Reported, Value};
use crate::run::ordered::sort;
use crate::run::program::{CollectionId, FactId, FactKind, Program};

/// A day that one period leaves open and another tells.
struct Gap {
    period: usize,
    collection: CollectionId,
    row: usize,
    fact: FactId,
    day: Value,
}

/// Fills in, for a body and all below it, the days of cases that other periods tell.
pub(super) fn fill(program: &Program, body: &mut Body) {
    for gap in gaps(program, &body.periods) {
        let reported = body.periods.get_mut(gap.period);
        let members = reported.and_then(|reported| reported.members.get_mut(&gap.collection));
        let rows = members.and_then(|members| members.roster.as_mut());
        if let Some(row) = rows.and_then(|rows| rows.get_mut(gap.row)) {
            row.values.insert(gap.fact, gap.day);
        }
    }
    for other in body.below.iter_mut().chain(&mut body.predecessors) {
        fill(program, other);
    }
}

/// Whether there is anything to fill in.
pub(super) fn is_open(program: &Program, body: &Body) -> bool {
    let mut others = body.below.iter().chain(&body.predecessors);
    !gaps(program, &body.periods).is_empty() || others.any(|other| is_open(program, other))
}

/// Whether several periods list cases of a collection.
pub(super) fn is_listed_again(program: &Program, body: &Body, collection: CollectionId) -> bool {
    let of = program.collections.get(collection.index());
    of.is_some_and(|of| of.kind.happens()) && listing(&body.periods, collection).nth(1).is_some()
}

/// The rosters of a collection, with the positions of their periods.
fn listing(
    periods: &[Reported],
    collection: CollectionId,
) -> impl Iterator<Item = (usize, &Vec<Member>)> {
    let all = periods.iter().enumerate();
    all.filter_map(move |(at, reported)| {
        let members = reported.members.get(&collection)?;
        Some((at, members.roster.as_ref()?))
    })
}

fn gaps(program: &Program, periods: &[Reported]) -> Vec<Gap> {
    let mut found = Vec::new();
    if periods.len() < 2 {
        return found;
    }
    for (of, set) in (0..).map(CollectionId).zip(&program.collections) {
        if set.kind.happens() && listing(periods, of).nth(1).is_some() {
            let is_date = |fact: &&FactId| {
                let fact = program.facts.get(fact.index());
                fact.is_some_and(|fact| matches!(fact.kind, FactKind::Date))
            };
            let dates: Vec<FactId> = set.facts.iter().filter(is_date).copied().collect();
            if let Some((first, others)) = dates.split_first() {
                gaps_of(periods, of, (*first, others), &mut found);
            }
        }
    }
    found
}

/// It is one case where its id and the day of its first date are the same; another of that id may be another's.
fn gaps_of(
    periods: &[Reported],
    collection: CollectionId,
    (first, others): (FactId, &[FactId]),
    found: &mut Vec<Gap>,
) {
    let mut cases: Vec<(&str, Date, (usize, usize))> = Vec::new();
    for (period, rows) in listing(periods, collection) {
        for (row, member) in rows.iter().enumerate() {
            let day = member.values.get(&first).and_then(day_of);
            cases.extend(day.map(|day| (member.id.as_str(), day, (period, row))));
        }
    }
    sort(&mut cases);
    let value = |(period, row): (usize, usize), fact: &FactId| {
        let members = periods.get(period)?.members.get(&collection)?;
        members.roster.as_ref()?.get(row)?.values.get(fact)
    };
    let alike = cases.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1));
    for told in alike.filter(|told| told.len() > 1) {
        let told: Vec<(usize, usize)> = told.iter().map(|(_, _, place)| *place).collect();
        for fact in others {
            let days = told.iter().filter_map(|place| value(*place, fact));
            let mut days = days.filter(|value| day_of(value).is_some());
            let Some(day) = days.next() else {
                continue;
            };
            // Where they tell of different days, each is judged by its own.
            if days.any(|other| other != day) {
                continue;
            }
            let is_open = |place: &&(usize, usize)| match value(**place, fact) {
                None | Some(Value::Bool(false) | Value::Unknown(_)) => true,
                Some(_) => false,
            };
            found.extend(told.iter().filter(is_open).map(|(period, row)| Gap {
                period: *period,
                collection,
                row: *row,
                fact: *fact,
                day: day.clone(),
            }));
        }
    }
}

fn day_of(value: &Value) -> Option<Date> {
    match value {
        Value::Moment(moment) => Some(moment.date),
        Value::Lasting(from, _) => Some(*from),
        _ => None,
    }
}
