//! Time limits: the last day that serves, how it was counted, and how late a deed was.

use jiff_core::civil::{Date, DateTime, Time};

use super::days_off::{DayOff, Direction};
use super::period::add_months;
use super::{Calendar, Reckoner};
use crate::run::facts::Moment;
use crate::run::interval::Truth;
use crate::run::program::{Length, TimeUnit};
use crate::run::verdict::{LateBy, LateUnit};

/// The end of a time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The last day that serves.
    pub day: Date,
    /// Of a limit in hours: when it ends, as far as the time of day of its event is known.
    pub moment: Option<Readings>,
    /// It stands on days whose days off are not announced yet.
    pub provisional: bool,
}

/// All that a moment can be: one where its time of day is known, else any of a day from its first
/// moment up to, and without, the first of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readings {
    /// The first.
    pub from: DateTime,
    /// The same, or the first moment after all of them.
    pub to: DateTime,
}

/// Why a limit has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoDue {
    /// The calendar refuses a month without that day.
    #[error("no such day in the month")]
    NoSuchDay,
    /// It lies outside the years 1 to 9999, or the calendar has no working days.
    #[error("outside the years that can be named")]
    OutOfRange,
}

/// How the end of a limit was found.
#[derive(Debug, Clone)]
pub struct Account<'c> {
    /// The day from which it was counted; not counted itself.
    pub from: Date,
    /// Of a limit in working days: each day passed, and why it was skipped if it was.
    pub days: Vec<(Date, Option<DayOff<'c>>)>,
    /// The end before it was moved.
    pub counted_to: Date,
    /// The days off that moved the end, in order; empty: it stands where it was counted to.
    pub moved_over: Vec<(Date, DayOff<'c>)>,
    /// The end.
    pub due: Due,
}

impl Due {
    /// Whether a deed at this moment is in time; of hours known only where every reading agrees.
    pub fn serves(&self, deed: Moment) -> Truth {
        let Some(end) = self.moment else {
            return Truth::from(deed.date <= self.day);
        };
        match Readings::of(deed) {
            Some(deed) if deed.to <= end.from => Truth::True,
            Some(deed) if end.is_before(deed.from) => Truth::False,
            Some(_) | None => Truth::Unknown,
        }
    }

    /// Whether nothing done on this day or later could still serve.
    pub fn has_passed(&self, as_of: Date) -> Truth {
        let earliest = self.moment.and_then(|end| last_day_before(end.from));
        if as_of > self.day {
            Truth::True
        } else if as_of > earliest.unwrap_or(self.day) {
            Truth::Unknown
        } else {
            Truth::False
        }
    }

    /// Of a limit in hours: when it ends on its day, where that is known; midnight is the day's end.
    pub fn time(&self) -> Option<Time> {
        let exact = self.moment.filter(Readings::is_exact)?;
        Some(exact.from.time())
    }
}

impl Readings {
    fn of(moment: Moment) -> Option<Self> {
        Some(match moment.time {
            Some(time) => Self {
                from: time,
                to: time,
            },
            None => Self {
                from: DateTime::from_parts(moment.date, Time::MIN),
                to: end_of_day(moment.date)?,
            },
        })
    }

    /// Whether it is one moment.
    pub fn is_exact(&self) -> bool {
        self.from == self.to
    }

    /// Whether all of them lie before a moment.
    fn is_before(&self, moment: DateTime) -> bool {
        self.to < moment || (!self.is_exact() && self.to == moment)
    }
}

impl<'c> Reckoner<'c> {
    /// The end of a limit that runs from an event: `within 5 working days of …`.
    ///
    /// # Errors
    /// When the limit has no end: see [`NoDue`].
    pub fn due_within(&self, length: Length, event: Moment) -> Result<Due, NoDue> {
        if length.unit == TimeUnit::Hours {
            return due_after_hours(event, i64::from(length.amount));
        }
        let counted_to = self.count(length, event.date, Direction::Forward, &mut |_, _| {})?;
        self.rolled(length.unit, counted_to, &mut |_, _| {})
    }

    /// The last day that serves for what must come first: `at least 3 days before …`. It never rolls.
    ///
    /// # Errors
    /// When the limit has no end: see [`NoDue`].
    pub fn due_before(&self, length: Length, event: Moment) -> Result<Due, NoDue> {
        if length.unit == TimeUnit::Hours {
            return due_after_hours(event, -i64::from(length.amount));
        }
        let day = self.count(length, event.date, Direction::Back, &mut |_, _| {})?;
        let eve = event.date.yesterday().unwrap_or(event.date);
        let provisional = length.unit == TimeUnit::WorkingDays && self.is_provisional(eve);
        Ok(Due {
            day,
            moment: None,
            provisional,
        })
    }

    /// The earliest last day of what must last: `for at least 30 consecutive days`. It never rolls.
    ///
    /// # Errors
    /// When the limit has no end: see [`NoDue`].
    pub fn earliest_end(&self, length: Length, first: Date) -> Result<Due, NoDue> {
        let day = self.count(length, first, Direction::Forward, &mut |_, _| {})?;
        let provisional = length.unit == TimeUnit::WorkingDays && self.is_provisional(day);
        Ok(Due {
            day,
            moment: None,
            provisional,
        })
    }

    /// The day so much later or earlier, wherever it falls.
    ///
    /// # Errors
    /// When there is no such day: see [`NoDue`].
    pub fn moved(&self, length: Length, from: Date, back: bool) -> Result<Date, NoDue> {
        let direction = if back {
            Direction::Back
        } else {
            Direction::Forward
        };
        self.count(length, from, direction, &mut |_, _| {})
    }

    /// [`Self::due_within`], with every step shown.
    ///
    /// # Errors
    /// When the limit has no end: see [`NoDue`].
    pub fn account_within(&self, length: Length, event: Moment) -> Result<Account<'c>, NoDue> {
        let (mut days, mut moved_over) = (Vec::new(), Vec::new());
        if length.unit == TimeUnit::Hours {
            let due = self.due_within(length, event)?;
            return Ok(Account {
                from: event.date,
                days,
                counted_to: due.day,
                moved_over,
                due,
            });
        }
        let counted_to = self.count(length, event.date, Direction::Forward, &mut |day, off| {
            days.push((day, off));
        })?;
        let due = self.rolled(length.unit, counted_to, &mut |day, off| {
            moved_over.push((day, off));
        })?;
        Ok(Account {
            from: event.date,
            days,
            counted_to,
            moved_over,
            due,
        })
    }

    /// [`Self::due_before`], with every step shown, from the event back.
    ///
    /// # Errors
    /// When the limit has no end: see [`NoDue`].
    pub fn account_before(&self, length: Length, event: Moment) -> Result<Account<'c>, NoDue> {
        let due = self.due_before(length, event)?;
        let mut days = Vec::new();
        if length.unit != TimeUnit::Hours {
            self.count(length, event.date, Direction::Back, &mut |day, off| {
                days.push((day, off));
            })?;
        }
        Ok(Account {
            from: event.date,
            days,
            counted_to: due.day,
            moved_over: Vec::new(),
            due,
        })
    }

    /// By how much a deed came after its due time, in the unit of the limit.
    ///
    /// Hours begun are told, and minutes begun within the first.
    /// Months and years are told in days. A deed on a day off right after the last working day is
    /// not "0 working days late" but so many days.
    pub fn late_by(&self, unit: TimeUnit, due: &Due, deed: Moment) -> Option<LateBy> {
        if due.serves(deed) != Truth::False {
            return None;
        }
        let days = u32::try_from(due.day.until(deed.date)).unwrap_or(0);
        match unit {
            TimeUnit::Hours => {
                let (end, deed) = due.moment.zip(Readings::of(deed))?;
                hours_late(end.to, deed.from, !(end.is_exact() && deed.is_exact()))
            }
            TimeUnit::WorkingDays => match self.working_days_between(due.day, deed.date) {
                0 => Some(LateBy {
                    amount: days,
                    unit: LateUnit::Days,
                    at_least: false,
                }),
                amount => Some(LateBy {
                    amount,
                    unit: LateUnit::WorkingDays,
                    at_least: false,
                }),
            },
            TimeUnit::Days | TimeUnit::ConsecutiveDays | TimeUnit::Months | TimeUnit::Years => {
                Some(LateBy {
                    amount: days,
                    unit: LateUnit::Days,
                    at_least: false,
                })
            }
        }
    }

    /// Counts a length from a day, which is not counted itself; hours begun are whole days.
    fn count(
        &self,
        length: Length,
        from: Date,
        direction: Direction,
        show: &mut dyn FnMut(Date, Option<DayOff<'c>>),
    ) -> Result<Date, NoDue> {
        let amount = match direction {
            Direction::Forward => i64::from(length.amount),
            Direction::Back => -i64::from(length.amount),
        };
        match length.unit {
            TimeUnit::WorkingDays => self
                .walk(from, length.amount, direction, show)
                .ok_or(NoDue::OutOfRange),
            TimeUnit::Days | TimeUnit::ConsecutiveDays => add_days(from, amount),
            TimeUnit::Hours => add_days(from, amount / 24 + (amount % 24).signum()),
            TimeUnit::Months => self.calendar.add_months(from, amount),
            TimeUnit::Years => self.calendar.add_months(from, amount * 12),
        }
    }

    /// Moves an end that falls on a day off to the next working day, where the calendar says so.
    fn rolled(
        &self,
        unit: TimeUnit,
        counted_to: Date,
        show: &mut dyn FnMut(Date, DayOff<'c>),
    ) -> Result<Due, NoDue> {
        let rolls = |off: DayOff<'c>| match off {
            DayOff::Weekend => self.calendar.weekend_rolls,
            DayOff::Holiday(_) => self.calendar.holiday_rolls,
        };
        let mut day = counted_to;
        if self.day_off(day).is_some_and(rolls) {
            day = self.working_day_from(day).ok_or(NoDue::OutOfRange)?;
            let mut passed = counted_to;
            while passed < day {
                if let Some(off) = self.day_off(passed) {
                    show(passed, off);
                }
                passed = passed.tomorrow().map_err(|_| NoDue::OutOfRange)?;
            }
        }
        let depends = unit == TimeUnit::WorkingDays
            || self.calendar.weekend_rolls
            || self.calendar.holiday_rolls;
        Ok(Due {
            day,
            moment: None,
            provisional: depends && self.is_provisional(day),
        })
    }
}

impl Calendar {
    /// The same day so many months on; what becomes of a month too short is the calendar's to say.
    ///
    /// # Errors
    /// When the limit has no end: see [`NoDue`].
    pub fn add_months(&self, date: Date, months: i64) -> Result<Date, NoDue> {
        let months = i32::try_from(months).map_err(|_| NoDue::OutOfRange)?;
        let moved = add_months(date, months).ok_or(NoDue::OutOfRange)?;
        if moved.day() == date.day() || self.month_end_clamps {
            Ok(moved)
        } else {
            Err(NoDue::NoSuchDay)
        }
    }
}

/// The day so many days on.
///
/// # Errors
/// When it lies outside the years that can be named.
pub fn add_days(date: Date, days: i64) -> Result<Date, NoDue> {
    let days = i32::try_from(days).map_err(|_| NoDue::OutOfRange)?;
    date.checked_add(days).map_err(|_| NoDue::OutOfRange)
}

/// Midnight at the end of a day: the first moment of the next.
pub fn end_of_day(date: Date) -> Option<DateTime> {
    Some(DateTime::from_parts(date.tomorrow().ok()?, Time::MIN))
}

/// The last day of which something lies before or at this moment.
fn last_day_before(moment: DateTime) -> Option<Date> {
    if moment.time() == Time::MIN {
        moment.date().yesterday().ok()
    } else {
        Some(moment.date())
    }
}

/// A limit in hours never rolls. From a day alone it ends within the 24 hours that are so far from it.
fn due_after_hours(event: Moment, hours: i64) -> Result<Due, NoDue> {
    let event = Readings::of(event).ok_or(NoDue::OutOfRange)?;
    let seconds = hours
        .checked_mul(3600)
        .and_then(|seconds| i32::try_from(seconds).ok())
        .ok_or(NoDue::OutOfRange)?;
    let moved = |moment: DateTime| {
        moment
            .checked_add_seconds(seconds)
            .map_err(|_| NoDue::OutOfRange)
    };
    let end = Readings {
        from: moved(event.from)?,
        to: moved(event.to)?,
    };
    Ok(Due {
        day: last_day_before(end.to).ok_or(NoDue::OutOfRange)?,
        moment: Some(end),
        provisional: false,
    })
}

/// How long after the last moment something is done: in hours begun, within the first in minutes begun.
fn hours_late(last: DateTime, done: DateTime, at_least: bool) -> Option<LateBy> {
    let days = i64::from(last.date().until(done.date()));
    let clock = |time: Time| i64::from(time.to_second().second());
    let seconds = days * 86_400 + clock(done.time()) - clock(last.time());
    let (unit, length) = if seconds < 3600 {
        (LateUnit::Minutes, 60)
    } else {
        (LateUnit::Hours, 3600)
    };
    let amount = u32::try_from((seconds + length - 1).div_euclid(length)).ok()?;
    Some(LateBy {
        amount: amount.max(1),
        unit,
        at_least,
    })
}

#[cfg(test)]
mod tests;
