//! Which days are off, and steps from working day to working day.

use jiff_core::civil::{Date, Weekday};

use super::{Reckoner, Sector, SpecialDay};

/// Why a day is off.
#[derive(Debug, Clone, Copy)]
pub enum DayOff<'c> {
    /// A day of the week that is off.
    Weekend,
    /// A holiday, or a day given in exchange for another; also one that falls on a weekend.
    Holiday(&'c SpecialDay),
}

/// No calendar announces a longer run of days off; one that never ends is broken.
const LONGEST_BREAK: u32 = 366;

/// No limit counts more working days than this, some two hundred years.
pub const MOST_WORKING_DAYS: u32 = 50_000;

impl<'c> Reckoner<'c> {
    /// Why a day is off; none: it is worked.
    pub fn day_off(&self, date: Date) -> Option<DayOff<'c>> {
        match self.special(date) {
            Some(special) if special.off => Some(DayOff::Holiday(special)),
            None if self.is_weekend(date.weekday()) => Some(DayOff::Weekend),
            Some(_) | None => None,
        }
    }

    /// Whether a day is worked.
    pub fn is_working_day(&self, date: Date) -> bool {
        self.day_off(date).is_none()
    }

    /// The day itself when it is worked, else the next one that is.
    pub fn working_day_from(&self, date: Date) -> Option<Date> {
        let mut day = date;
        for _ in 0..LONGEST_BREAK {
            if self.is_working_day(day) {
                return Some(day);
            }
            day = day.tomorrow().ok()?;
        }
        None
    }

    /// The n-th working day after a day, which is itself not counted.
    pub fn add_working_days(&self, date: Date, n: u32) -> Option<Date> {
        self.walk(date, n, Direction::Forward, &mut |_, _| {})
    }

    /// The n-th working day before a day, which is itself not counted.
    pub fn subtract_working_days(&self, date: Date, n: u32) -> Option<Date> {
        self.walk(date, n, Direction::Back, &mut |_, _| {})
    }

    /// How many working days lie after `from`, up to and with `to`.
    ///
    /// Counted by weeks, so that a date of another century costs nothing.
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        let days = from.until(to);
        if days <= 0 {
            return 0;
        }
        let weekdays = (1..=7)
            .filter(|weekday| !self.calendar.weekend.contains(weekday))
            .count();
        let mut worked = i64::from(days / 7) * i64::try_from(weekdays).unwrap_or(7);
        let mut weekday = from.weekday();
        for _ in 0..days % 7 {
            weekday = weekday.next();
            worked += i64::from(!self.is_weekend(weekday));
        }
        let specials = &self.calendar.days;
        let first = specials.partition_point(|special| special.day <= from);
        let mut previous = None;
        for special in specials
            .iter()
            .skip(first)
            .take_while(|special| special.day <= to)
        {
            if previous.replace(special.day) != Some(special.day) {
                let usual = !self.is_weekend(special.day.weekday());
                worked += i64::from(self.is_working_day(special.day)) - i64::from(usual);
            }
        }
        u32::try_from(worked).unwrap_or(0)
    }

    fn is_weekend(&self, weekday: Weekday) -> bool {
        self.calendar
            .weekend
            .contains(&weekday.to_monday_one_offset())
    }

    /// Whether what the calendar says of a day may still change.
    pub fn is_provisional(&self, date: Date) -> bool {
        self.calendar.known_until.is_some_and(|known| date > known)
    }

    /// Steps to the n-th working day and shows every day passed on the way.
    pub(super) fn walk(
        &self,
        from: Date,
        n: u32,
        direction: Direction,
        show: &mut dyn FnMut(Date, Option<DayOff<'c>>),
    ) -> Option<Date> {
        if n > MOST_WORKING_DAYS {
            return None;
        }
        let (mut day, mut counted, mut idle) = (from, 0, 0);
        while counted < n {
            day = direction.step(day)?;
            let off = self.day_off(day);
            show(day, off);
            if off.is_none() {
                counted += 1;
                idle = 0;
            } else {
                idle += 1;
                if idle > LONGEST_BREAK {
                    return None;
                }
            }
        }
        Some(day)
    }

    /// What the calendar says of this very day for this sector; an entry for one sector wins.
    fn special(&self, date: Date) -> Option<&'c SpecialDay> {
        let days = &self.calendar.days;
        let first = days.partition_point(|special| special.day < date);
        let of_day = || {
            days.iter()
                .skip(first)
                .take_while(|special| special.day == date)
        };
        let public = Some(self.sector == Sector::Public);
        of_day()
            .find(|special| special.public == public)
            .or_else(|| of_day().find(|special| special.public.is_none()))
    }
}

/// Which way days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::run) enum Direction {
    /// Later.
    Forward,
    /// Earlier.
    Back,
}

impl Direction {
    fn step(self, day: Date) -> Option<Date> {
        match self {
            Self::Forward => day.tomorrow().ok(),
            Self::Back => day.yesterday().ok(),
        }
    }
}
