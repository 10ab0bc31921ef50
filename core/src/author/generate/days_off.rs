//! Limits that run over days off: a weekend, the longest holiday of the year, a weekend that is worked.

use jiff_core::civil::Date;

use super::draft::{SlotValue, days};
use super::edges::Bench;
use crate::run::calendar::{Calendar, SpecialDay};
use crate::run::program::Label;

/// What lies between the day that a limit runs from and the day that is due.
#[derive(Debug, Clone)]
pub(super) enum Crossing {
    /// Days of the week that are off, just before the day that is due.
    Weekend,
    /// A holiday.
    Holiday(Label),
    /// A day of the week that is off, and worked.
    Worked(Date),
}

/// So far from a day off the day is looked for that a limit runs from.
const REACH: i32 = 45;

/// After so many days what is left undone is late.
const LONG_AFTER: i32 = 120;

/// Each crossing with the day that the limit runs from, and the day that is due.
pub(super) fn crossings(bench: &Bench<'_>) -> Vec<(Crossing, Date, Date)> {
    let Some(calendar) = bench.frame.calendar else {
        return Vec::new();
    };
    let year = bench.frame.time.first.year();
    if bench.frame.time.period != year.to_string() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let spring = Date::new(year, 3, 9).ok();
    found.extend(spring.and_then(|spring| {
        let (anchor, due) = search(bench, calendar, spring, |_, due| {
            ends_weekend(calendar, due)
        })?;
        Some((Crossing::Weekend, anchor, due))
    }));
    found.extend(longest_holiday(calendar, year).and_then(|(first, last)| {
        let over = |from: Date, to: Date| from < first.day && last < to;
        let (anchor, due) = search(bench, calendar, first.day, over)?;
        Some((Crossing::Holiday(first.label.clone()), anchor, due))
    }));
    let mut worked = calendar.days.iter().filter(|special| {
        !special.off && special.day.year() == year && special.public != Some(false)
    });
    found.extend(worked.find_map(|special| {
        let counts = |from: Date, to: Date| from < special.day && special.day <= to;
        let (anchor, due) = search(bench, calendar, special.day, counts)?;
        Some((Crossing::Worked(special.day), anchor, due))
    }));
    found
}

/// The days around one that is due.
pub(super) fn near(due: Date) -> impl Iterator<Item = Date> {
    let from = due.checked_add(-2).unwrap_or(due);
    let to = due.checked_add(2).unwrap_or(due);
    days(from, to)
}

/// A working day near another from which a limit runs so that what is asked holds of the two days, the
/// earlier of which is named first.
fn search(
    bench: &Bench<'_>,
    calendar: &Calendar,
    near: Date,
    asked: impl Fn(Date, Date) -> bool,
) -> Option<(Date, Date)> {
    let reckoner = calendar.public();
    let span = days(
        near.checked_add(-REACH).ok()?,
        near.checked_add(REACH).ok()?,
    );
    let mut anchors: Vec<Date> = span.filter(|day| reckoner.is_working_day(*day)).collect();
    anchors.sort_by_key(|day| near.until(*day).abs());
    anchors.into_iter().find_map(|anchor| {
        let long_after = anchor.checked_add(LONG_AFTER).ok()?;
        let due = bench.verdict(SlotValue::Day(long_after), anchor)?.due?;
        asked(anchor.min(due), anchor.max(due)).then_some((anchor, due))
    })
}

fn ends_weekend(calendar: &Calendar, due: Date) -> bool {
    let before = due.yesterday().ok();
    before.is_some_and(|before| {
        calendar
            .weekend
            .contains(&before.weekday().to_monday_one_offset())
    })
}

/// The first and the last day of the holiday with most days of its own in a year.
fn longest_holiday(calendar: &Calendar, year: i16) -> Option<(&SpecialDay, Date)> {
    let mut longest: Option<(&SpecialDay, Date, i32)> = None;
    let mut current: Option<(&SpecialDay, Date, i32)> = None;
    let off = |special: &&SpecialDay| {
        special.off && special.day.year() == year && special.public != Some(false)
    };
    for special in calendar.days.iter().filter(off) {
        let goes_on = current.filter(|(_, last, _)| last.until(special.day) == 1);
        let (first, count) = goes_on.map_or((special, 1), |(first, _, count)| (first, count + 1));
        current = Some((first, special.day, count));
        if longest.is_none_or(|(_, _, most)| count > most) {
            longest = current;
        }
    }
    longest.map(|(first, last, _)| (first, last))
}
