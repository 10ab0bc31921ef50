//! Cases that a report tells of in several periods: the day on which something was done, told in one of them, holds where
//! another says that it had not been done, or nothing.
//!
//! Of those who are there year after year each year's figures stay as they are told; the day is kept beside them, for a limit
//! that runs over the end of the year.

use jiff_core::civil::Date;

use super::{Body, Member, Reported, Value};
use crate::run::ordered::sort;
use crate::run::program::{CollectionId, FactId, FactKind, Program};

/// A day that one period leaves open and another tells.
struct Gap {
    period: usize,
    collection: CollectionId,
    row: usize,
    /// The date by which the case is known again.
    known_by: FactId,
    fact: FactId,
    day: Value,
}

/// Fills in, for a body and all below it, the days of cases that other periods tell.
pub(super) fn fill(program: &Program, body: &mut Body) {
    for gap in gaps(program, &body.periods) {
        let reported = body.periods.get_mut(gap.period);
        let members = reported.and_then(|reported| reported.members.get_mut(&gap.collection));
        let Some(members) = members else { continue };
        let Some(row) = members
            .roster
            .as_mut()
            .and_then(|rows| rows.get_mut(gap.row))
        else {
            continue;
        };
        if program.happens(gap.collection) {
            row.values.insert(gap.fact, gap.day);
        } else {
            let days = members.told_elsewhere.entry((gap.known_by, gap.fact));
            let days = days.or_default();
            days.insert(row.id.clone(), gap.day);
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

/// Whether several periods list members of a collection of whom one of them may tell days that another leaves open.
pub(super) fn is_listed_again(program: &Program, body: &Body, collection: CollectionId) -> bool {
    !dates(program, collection).is_empty() && listing(&body.periods, collection).nth(1).is_some()
}

fn dates(program: &Program, collection: CollectionId) -> Vec<FactId> {
    let is_date = |fact: &&FactId| {
        let fact = program.facts.get(fact.index());
        fact.is_some_and(|fact| matches!(fact.kind, FactKind::Date))
    };
    let of = program.collections.get(collection.index());
    let facts = of.map_or(&[][..], |of| &of.facts);
    facts.iter().filter(is_date).copied().collect()
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
    for (of, _) in (0..).map(CollectionId).zip(&program.collections) {
        if listing(periods, of).nth(1).is_none() {
            continue;
        }
        let dates = dates(program, of);
        // What happens is one case by its first date; of who is there year after year any date may begin a limit.
        let happens = program.happens(of);
        let known_by = dates.iter().take(if happens { 1 } else { dates.len() });
        for known_by in known_by {
            let gaps = Gaps {
                periods,
                collection: of,
                known_by: *known_by,
                dates: &dates,
                happens,
            };
            gaps.find(&mut found);
        }
    }
    found
}

/// What is looked at of a collection that several periods list.
struct Gaps<'p> {
    periods: &'p [Reported],
    collection: CollectionId,
    known_by: FactId,
    dates: &'p [FactId],
    happens: bool,
}

impl Gaps<'_> {
    /// It is one case, or one member, where its id and the day of that date are the same; another of that id may be
    /// another's.
    fn find(&self, found: &mut Vec<Gap>) {
        let mut told: Vec<(&str, Date, (usize, usize))> = Vec::new();
        for (period, rows) in listing(self.periods, self.collection) {
            for (row, member) in rows.iter().enumerate() {
                let day = member.values.get(&self.known_by).and_then(Value::day);
                told.extend(day.map(|day| (member.id.as_str(), day, (period, row))));
            }
        }
        sort(&mut told);
        let alike = told.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1));
        for told in alike.filter(|told| told.len() > 1) {
            let since = told.first().map_or(Date::MAX, |(_, day, _)| *day);
            let places: Vec<(usize, usize)> = told.iter().map(|(_, _, place)| *place).collect();
            for fact in self.dates.iter().filter(|date| **date != self.known_by) {
                let Some(day) = self.day_told(*fact, &places, since) else {
                    continue;
                };
                let is_open = |place: &&(usize, usize)| Value::is_open(self.value(**place, *fact));
                found.extend(places.iter().filter(is_open).map(|(period, row)| Gap {
                    period: *period,
                    collection: self.collection,
                    row: *row,
                    known_by: self.known_by,
                    fact: *fact,
                    day: day.clone(),
                }));
            }
        }
    }

    fn value(&self, (period, row): (usize, usize), fact: FactId) -> Option<&Value> {
        let members = self.periods.get(period)?.members.get(&self.collection)?;
        members.roster.as_ref()?.get(row)?.values.get(&fact)
    }

    /// The one day that is told of a case; where they tell of different days, each is judged by its own. Of who is there year
    /// after year, and may do it again, the first since then.
    fn day_told(&self, fact: FactId, places: &[(usize, usize)], since: Date) -> Option<Value> {
        let told = places.iter().filter_map(|place| self.value(*place, fact));
        let mut days = told.filter_map(|value| Some((value.day()?, value)));
        if !self.happens {
            let first = days.filter(|(day, _)| since <= *day);
            return first
                .min_by_key(|(day, _)| *day)
                .map(|(_, value)| value.clone());
        }
        let (_, day) = days.next()?;
        days.all(|(_, other)| other == day).then(|| day.clone())
    }
}
