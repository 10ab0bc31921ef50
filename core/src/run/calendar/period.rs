//! Periods: years, halves, quarters, months, spans of years, and the grids they form.
//!
//! A period of the calendar year has a short key (`2025`, `2025-H1`, `2025-Q3`, `2025-07`, and
//! `2025-2026` for a span of years). Any other one, such as a school year, is keyed by its first
//! and last day: `2024-09-01..2025-08-31`.

use std::fmt;
use std::str::FromStr;

use jiff_core::civil::Date;

use super::iso;

/// A kind of period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A half of the year.
    HalfYear,
    /// A year.
    Year,
    /// So many years.
    Years(u16),
    /// So many months that are no whole years: a term of two and a half years.
    Months(u16),
}

impl PeriodKind {
    /// How many months it lasts; a span of no years is taken as one.
    pub const fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
            Self::Months(months) => {
                if months == 0 {
                    1
                } else {
                    months as i32
                }
            }
            Self::Years(years) => 12 * if years == 0 { 1 } else { years as i32 },
        }
    }

    fn of_months(months: i32) -> Option<Self> {
        match months {
            1 => Some(Self::Month),
            3 => Some(Self::Quarter),
            6 => Some(Self::HalfYear),
            12 => Some(Self::Year),
            _ if months > 12 && months % 12 == 0 => match u16::try_from(months / 12) {
                Ok(years) => Some(Self::Years(years)),
                Err(_) => None,
            },
            _ => None,
        }
    }
}

/// A period of time, both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// The text is not the key of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a period: write 2025, 2025-H1, 2025-Q3, 2025-07, 2025-2026 or 2024-09-01..2025-08-31")]
pub struct NotAPeriod;

impl Period {
    /// From `start` to `end`, both included; `None` when it would end before it starts.
    pub fn new(start: Date, end: Date) -> Option<Self> {
        if start <= end {
            Some(Self { start, end })
        } else {
            None
        }
    }

    /// The calendar period of a kind that holds `date`; spans of years start with its year.
    pub fn containing(date: Date, kind: PeriodKind) -> Option<Self> {
        let months = kind.months();
        let within_year = if months >= 12 {
            0
        } else {
            (i32::from(date.month()) - 1) / months * months
        };
        let start = add_months(date.first_of_year(), within_year)?;
        Self::from(start, months)
    }

    fn from(start: Date, months: i32) -> Option<Self> {
        // The last period of all ends with the last day that can be named.
        let end = match add_months(start, months) {
            Some(next) => next.yesterday().ok()?,
            None => add_months(start, months - 1)?.last_of_month(),
        };
        Self::new(start, end)
    }

    /// Its kind by length: a school year is a year.
    pub fn kind(self) -> Option<PeriodKind> {
        PeriodKind::of_months(self.months()?)
    }

    /// Whether the day lies in it.
    pub fn contains(self, date: Date) -> bool {
        self.start <= date && date <= self.end
    }

    /// Whether it has a day in common with those from one to another.
    pub(crate) fn shares_a_day(self, first: Date, last: Date) -> bool {
        first <= self.end && self.start <= last
    }

    /// Whether all of it lies in `other`.
    pub fn is_within(self, other: Self) -> bool {
        other.start <= self.start && self.end <= other.end
    }

    /// The period just before, of the same length.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        let start = match self.months() {
            Some(months) => add_months(self.start, -months)?,
            None => self
                .start
                .checked_sub(self.start.until(self.end) + 1)
                .ok()?,
        };
        Self::new(start, self.start.yesterday().ok()?)
    }

    /// The same period a year before.
    #[must_use]
    pub fn last_year(self) -> Option<Self> {
        let start = add_months(self.start, -12)?;
        let end = if self.end == self.end.last_of_month() {
            add_months(self.end.first_of_month(), -12)?.last_of_month()
        } else {
            add_months(self.end, -12)?
        };
        Self::new(start, end)
    }

    /// How many years it lasts, a year begun counted: 1 for a school year.
    pub fn years(self) -> usize {
        let day_of_year = |date: Date| (date.month(), date.day());
        let begun = i16::from(day_of_year(self.start) <= day_of_year(self.end));
        usize::try_from(self.end.year() - self.start.year() + begun).unwrap_or_default()
    }

    /// How many whole months it lasts, if so.
    fn months(self) -> Option<i32> {
        let whole = self.start.day() == 1 && self.end == self.end.last_of_month();
        if whole {
            return Some(month_number(self.end) - month_number(self.start) + 1);
        }
        let next = self.end.tomorrow().ok()?;
        let months = month_number(next) - month_number(self.start);
        let fits = add_months(self.start, months) == Some(next)
            || add_months(next, -months) == Some(self.start);
        if months > 0 && fits {
            Some(months)
        } else {
            None
        }
    }

    /// Its key, when it is a period of calendar years.
    fn calendar_key(self) -> Option<String> {
        if self.start.day() != 1 || self.end != self.end.last_of_month() {
            return None;
        }
        let (year, month) = (self.start.year(), self.start.month());
        let part = |of: i8| (month - 1) / of + 1;
        match self.months()? {
            1 => Some(format!("{year:04}-{month:02}")),
            3 if month % 3 == 1 => Some(format!("{year:04}-Q{}", part(3))),
            6 if month % 6 == 1 => Some(format!("{year:04}-H{}", part(6))),
            12 if month == 1 => Some(format!("{year:04}")),
            months if month == 1 && months % 12 == 0 => {
                Some(format!("{year:04}-{:04}", self.end.year()))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Period {
    /// The key: `2025-H1`, or first and last day where no calendar key fits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.calendar_key() {
            Some(key) => f.write_str(&key),
            None => write!(f, "{}..{}", iso::print(self.start), iso::print(self.end)),
        }
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(key: &str) -> Result<Self, NotAPeriod> {
        parse(key).ok_or(NotAPeriod)
    }
}

fn parse(key: &str) -> Option<Period> {
    if let Some((start, end)) = key.split_once("..") {
        return Period::new(iso::parse_date(start)?, iso::parse_date(end)?);
    }
    let (year, part) = match key.split_once('-') {
        Some((year, part)) => (parse_year(year)?, part),
        None => return Period::from(parse_year(key)?, 12),
    };
    let nth = |text: &str, most: i16, months: i16| {
        let n = iso::digits(text).filter(|n| (1..=most).contains(n))?;
        Period::from(
            add_months(year, i32::from((n - 1) * months))?,
            i32::from(months),
        )
    };
    if let Some(half) = part.strip_prefix('H').filter(|half| half.len() == 1) {
        nth(half, 2, 6)
    } else if let Some(quarter) = part.strip_prefix('Q').filter(|quarter| quarter.len() == 1) {
        nth(quarter, 4, 3)
    } else if part.len() == 2 {
        nth(part, 12, 1)
    } else {
        let last = parse_year(part).filter(|last| *last > year)?;
        Period::new(year, last.last_of_year())
    }
}

/// The first day of the year `2025`.
fn parse_year(text: &str) -> Option<Date> {
    if text.len() != 4 {
        return None;
    }
    let year = iso::digits(text).filter(|year| *year > 0)?;
    Date::new(year, 1, 1).ok()
}

/// Months counted from year 0, so that two can be told apart by subtraction.
fn month_number(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

/// The same day of the month so many months on, or the month's last day where it is shorter.
///
/// This is the arithmetic of grids; what a *limit* in months does at a month's end is for the
/// calendar to say.
pub(super) fn add_months(date: Date, months: i32) -> Option<Date> {
    let number = month_number(date).checked_add(months)?;
    let year = i16::try_from(number.div_euclid(12)).ok()?;
    let month = i8::try_from(number.rem_euclid(12) + 1).ok()?;
    Date::new_constrain(year, month, date.day()).ok()
}

/// Periods of one kind, end to end, in both directions from the first that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    kind: PeriodKind,
    first: Date,
}

impl Grid {
    /// The grid of a duty: from the day it says it starts, else from the first whole calendar
    /// period that begins when it is in force. Spans of years count from there.
    pub fn new(kind: PeriodKind, starting: Option<Date>, in_force_from: Date) -> Option<Self> {
        let first = match starting {
            Some(first) => first,
            None => first_whole(kind, in_force_from)?,
        };
        Some(Self { kind, first })
    }

    /// The kind of its periods.
    pub fn kind(self) -> PeriodKind {
        self.kind
    }

    /// First day of the first period that counts; earlier ones lie before the duty.
    pub fn first(self) -> Date {
        self.first
    }

    /// The period that holds a day.
    pub fn containing(self, date: Date) -> Option<Period> {
        let months = self.kind.months();
        let mut index = (month_number(date) - month_number(self.first)).div_euclid(months);
        let period = self.nth(index)?;
        if period.contains(date) {
            return Some(period);
        }
        index += if date < period.start { -1 } else { 1 };
        self.nth(index).filter(|period| period.contains(date))
    }

    /// All periods that share a day with `span`, in order.
    pub fn overlapping(self, span: Period) -> impl Iterator<Item = Period> {
        let first = self.containing(span.start);
        std::iter::successors(first, move |period| {
            self.containing(period.end.tomorrow().ok()?)
        })
        .take_while(move |period| period.start <= span.end)
    }

    /// All periods that lie wholly within `span`, in order.
    pub fn within(self, span: Period) -> impl Iterator<Item = Period> {
        self.overlapping(span)
            .filter(move |period| period.is_within(span))
    }

    /// The n-th period from the first that counts. Each is reckoned from that first day, so a
    /// grid from the 31st never drifts to the 28th.
    fn nth(self, index: i32) -> Option<Period> {
        let months = self.kind.months();
        let start = add_months(self.first, index.checked_mul(months)?)?;
        let next = add_months(self.first, index.checked_add(1)?.checked_mul(months)?)?;
        Period::new(start, next.yesterday().ok()?)
    }
}

fn first_whole(kind: PeriodKind, from: Date) -> Option<Date> {
    let held = Period::containing(from, kind)?;
    if held.start == from {
        return Some(from);
    }
    match kind {
        PeriodKind::Years(_) | PeriodKind::Months(_) => add_months(held.start, 12),
        PeriodKind::Month | PeriodKind::Quarter | PeriodKind::HalfYear | PeriodKind::Year => {
            held.end.tomorrow().ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(key: &str) -> Period {
        key.parse().unwrap()
    }

    fn day(text: &str) -> Date {
        iso::parse_date(text).unwrap()
    }

    fn keys(periods: impl Iterator<Item = Period>) -> String {
        periods
            .map(|period| period.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn a_year_begun_is_counted() {
        for (key, years) in [
            ("2025-02", 1),
            ("2024", 1),
            ("2024-09-01..2025-08-31", 1),
            ("2025-2026", 2),
            ("2023-2024", 2),
            ("2025-01-01..2026-01-02", 2),
            ("0001-01-01..1000-12-31", 1000),
            ("0001-01-01..9999-12-31", 9999),
        ] {
            assert_eq!(period(key).years(), years, "{key}");
        }
    }

    #[test]
    fn keys_are_read_and_printed_back() {
        for (key, span) in [
            ("2025", "2025-01-01..2025-12-31"),
            ("2025-H1", "2025-01-01..2025-06-30"),
            ("2025-H2", "2025-07-01..2025-12-31"),
            ("2025-Q3", "2025-07-01..2025-09-30"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2025-2026", "2025-01-01..2026-12-31"),
            ("2024-09-01..2025-08-31", "2024-09-01..2025-08-31"),
            ("9999", "9999-01-01..9999-12-31"),
        ] {
            assert_eq!(period(key).to_string(), key);
            assert_eq!(period(key), period(span));
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for key in [
            "",
            "25",
            "2025-",
            "2025-H3",
            "2025-H0",
            "2025-Q5",
            "2025-13",
            "2025-00",
            "2025-7",
            "2025-h1",
            "2025-2025",
            "2026-2025",
            "2025-Q+1",
            "2025-H01",
            "0000",
            "2025-03-01",
            "2025-08-31..2024-09-01",
            "final",
            "__proto__",
            "năm 2025",
        ] {
            assert_eq!(key.parse::<Period>(), Err(NotAPeriod), "{key}");
        }
    }

    #[test]
    fn kind_is_told_by_length() {
        for (key, kind) in [
            ("2025-07", Some(PeriodKind::Month)),
            ("2025-Q3", Some(PeriodKind::Quarter)),
            ("2025-H1", Some(PeriodKind::HalfYear)),
            ("2025", Some(PeriodKind::Year)),
            ("2025-2029", Some(PeriodKind::Years(5))),
            ("2024-09-01..2025-08-31", Some(PeriodKind::Year)),
            ("2024-11-15..2025-05-14", Some(PeriodKind::HalfYear)),
            ("2024-08-31..2025-02-27", Some(PeriodKind::HalfYear)),
            ("2025-02-28..2025-03-30", Some(PeriodKind::Month)),
            ("2025-01-01..2025-01-10", None),
            ("2025-01-11..2025-02-15", None),
            ("2025-01-01..2025-02-28", None),
            ("2024-01-01..2025-06-30", None),
        ] {
            assert_eq!(period(key).kind(), kind, "{key}");
        }
    }

    #[test]
    fn earlier_periods_keep_their_length() {
        for (key, previous, last_year) in [
            ("2025", "2024", "2024"),
            ("2025-H1", "2024-H2", "2024-H1"),
            ("2025-Q1", "2024-Q4", "2024-Q1"),
            ("2025-03", "2025-02", "2024-03"),
            ("2025-02", "2025-01", "2024-02"),
            ("2025-2026", "2023-2024", "2024-2025"),
            (
                "2024-09-01..2025-08-31",
                "2023-09-01..2024-08-31",
                "2023-09-01..2024-08-31",
            ),
            (
                "2025-01-11..2025-01-20",
                "2025-01-01..2025-01-10",
                "2024-01-11..2024-01-20",
            ),
        ] {
            assert_eq!(period(key).previous(), Some(period(previous)), "{key}");
            assert_eq!(period(key).last_year(), Some(period(last_year)), "{key}");
        }
    }

    #[test]
    fn duties_count_from_the_first_whole_period() {
        for (kind, from, first) in [
            (PeriodKind::Year, "2024-11-13", "2025-01-01"),
            (PeriodKind::Year, "2025-01-01", "2025-01-01"),
            (PeriodKind::HalfYear, "2024-11-13", "2025-01-01"),
            (PeriodKind::Quarter, "2024-11-13", "2025-01-01"),
            (PeriodKind::Month, "2024-11-13", "2024-12-01"),
            (PeriodKind::Years(2), "2024-11-13", "2025-01-01"),
            (PeriodKind::Years(5), "2025-01-01", "2025-01-01"),
        ] {
            assert_eq!(
                Grid::new(kind, None, day(from)).unwrap().first(),
                day(first),
                "{kind:?} {from}"
            );
        }
    }

    #[test]
    fn grids_list_what_overlaps_and_what_lies_within() {
        let span = Period::new(day("2025-02-10"), day("2026-01-05")).unwrap();
        let grid = |kind, starting| Grid::new(kind, starting, day("2024-11-13")).unwrap();
        assert_eq!(
            keys(grid(PeriodKind::HalfYear, None).overlapping(span)),
            "2025-H1 2025-H2 2026-H1"
        );
        assert_eq!(
            keys(grid(PeriodKind::HalfYear, None).within(span)),
            "2025-H2"
        );
        assert_eq!(
            keys(grid(PeriodKind::Years(2), None).overlapping(span)),
            "2025-2026"
        );
        let school = grid(PeriodKind::Year, Some(day("2024-09-01")));
        assert_eq!(
            keys(school.overlapping(span)),
            "2024-09-01..2025-08-31 2025-09-01..2026-08-31"
        );
        let halves = grid(PeriodKind::HalfYear, Some(day("2024-08-31")));
        assert_eq!(
            keys(halves.overlapping(span)),
            "2024-08-31..2025-02-27 2025-02-28..2025-08-30 2025-08-31..2026-02-27"
        );
        assert_eq!(
            halves.containing(day("2024-03-01")).unwrap().to_string(),
            "2024-02-29..2024-08-30"
        );
    }

    #[test]
    fn grids_stop_at_the_end_of_time() {
        let grid = Grid::new(PeriodKind::Years(u16::MAX), None, day("2025-01-01"));
        assert_eq!(
            grid.and_then(|grid| grid.containing(day("2025-06-01"))),
            None
        );
        let months = Grid::new(PeriodKind::Month, None, Date::MAX);
        assert_eq!(months, None);
    }

    proptest::proptest! {
        #[test]
        fn every_day_lies_in_one_period_of_a_grid(offset in -200_000..200_000_i32, start in 0..4_000_i32, kind in 0..5_usize) {
            let kind = [PeriodKind::Month, PeriodKind::Quarter, PeriodKind::HalfYear, PeriodKind::Year, PeriodKind::Years(3)][kind];
            let first = day("2020-01-01").checked_add(start).unwrap();
            let date = day("2020-01-01").checked_add(offset).unwrap();
            let grid = Grid::new(kind, Some(first), first).unwrap();
            let period = grid.containing(date).unwrap();
            proptest::prop_assert!(period.contains(date));
            let next = grid.containing(period.end.tomorrow().unwrap()).unwrap();
            proptest::prop_assert_eq!(next.start, period.end.tomorrow().unwrap());
            proptest::prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
        }
    }
}
