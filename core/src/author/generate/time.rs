//! For which period a made report is, and on which day it is judged.

use jiff_core::civil::Date;
use luat_grammar::syntax::{Past, Period};

use crate::author::compile::{FIRST_YEAR_OF_A_TERM, TERM};
use crate::author::model::{Document, Timing};
use crate::run::calendar::period;

/// The period of a report, and the day on which it is judged.
pub(super) struct Frame {
    /// Key of the period under which facts are given.
    pub(super) period: String,
    /// Key of the period expected of; none where there is only one verdict.
    pub(super) expected: Option<String>,
    /// First day of the period.
    pub(super) first: Date,
    /// The day of judgement, past the period.
    pub(super) as_of: Date,
}

impl Frame {
    /// The first whole period in which a sentence is asked, judged a month after its end.
    pub(super) fn of(document: &Document, timing: &Timing) -> Option<Self> {
        let since = match timing {
            Timing::Standing { since, .. } | Timing::Events { since } | Timing::Cases { since } => {
                *since
            }
            Timing::Periodic { .. } | Timing::By { .. } => None,
        };
        let binds_from = since.map_or(document.from, |since| since.max(document.from));
        let whole_year = whole_year_from(binds_from);
        match timing {
            Timing::Standing {
                throughout, always, ..
            } => {
                let horizon = throughout.or(document.horizon).filter(|_| !always);
                let year = horizon.map_or(whole_year, |(_, last)| last.year());
                Some(Self::years(year, year, false)?.within(document, true))
            }
            Timing::Periodic {
                periods,
                starting,
                within,
                ..
            } => {
                let from = starting.or(within.0).map_or(whole_year, whole_year_from);
                let year = from.max(whole_year);
                match periods.first()? {
                    Period::Month => Self::part(year, "01"),
                    Period::Quarter => Self::part(year, "Q1"),
                    Period::HalfYear => Self::part(year, "H1"),
                    Period::Year => Self::years(year, year, true),
                    Period::Years(length) => {
                        let last = year.checked_add(i16::try_from(*length).ok()?)? - 1;
                        Self::years(year, last, true)
                    }
                    Period::AllTimes => Self::years(year, year, false),
                    Period::Term(months) => {
                        let months = months.unwrap_or(TERM);
                        let length = i16::try_from(months / 12).ok()?;
                        // A term that is no whole years has no key that a writer would use.
                        if months % 12 != 0 || length == 0 {
                            return None;
                        }
                        let over = (year - FIRST_YEAR_OF_A_TERM).rem_euclid(length);
                        let first = year + (length - over) % length;
                        Self::years(first, first.checked_add(length)? - 1, true)
                    }
                }
            }
            Timing::By { due, .. } => Self::years(due.year(), due.year(), false),
            Timing::Events { .. } | Timing::Cases { .. } => {
                Some(Self::years(whole_year, whole_year, true)?.within(document, false))
            }
        }
    }

    /// The same for a text that ends before its first whole year: in the year in which it begins, and what
    /// stands judged while it is in force.
    fn within(self, document: &Document, standing: bool) -> Self {
        let Some(to) = document.to else {
            return self;
        };
        let mut within = self;
        if to < within.first {
            within.first = document.from;
            within.period = document.from.year().to_string();
            within.expected = within.expected.map(|_| within.period.clone());
        }
        if standing {
            within.as_of = within.as_of.min(to);
        }
        within
    }

    fn years(first: i16, last: i16, expected: bool) -> Option<Self> {
        let key = if first == last {
            first.to_string()
        } else {
            format!("{first}-{last}")
        };
        Some(Self {
            expected: expected.then(|| key.clone()),
            period: key,
            first: Date::new(first, 1, 1).ok()?,
            as_of: Date::new(last.checked_add(1)?, 1, 31).ok()?,
        })
    }

    fn part(year: i16, part: &str) -> Option<Self> {
        let whole = Self::years(year, year, true)?;
        let key = format!("{year}-{part}");
        Some(Self {
            expected: Some(key.clone()),
            period: key,
            ..whole
        })
    }

    /// Whether the text is no longer in force when the period ends, so that nothing is asked.
    pub(super) fn outlasts(&self, document: &Document) -> bool {
        let period: Option<period::Period> = self.period.parse().ok();
        let ends = period.zip(document.to);
        self.expected.is_some() && ends.is_some_and(|(period, to)| to < period.end)
    }

    /// The key of an earlier period: the one before, or the same of the year before.
    pub(super) fn earlier(&self, which: Past) -> Option<String> {
        let period: period::Period = self.period.parse().ok()?;
        let earlier = match which {
            Past::LastYear => period.last_year(),
            Past::PreviousPeriod => period.previous(),
        };
        Some(earlier?.to_string())
    }

    /// The same, judged so many years later.
    pub(super) fn later(self, years: i16) -> Self {
        let later = self.as_of.year().checked_add(years).filter(|_| years > 0);
        let later = later.and_then(|year| Date::new(year, 1, 31).ok());
        Self {
            as_of: later.unwrap_or(self.as_of),
            ..self
        }
    }

    /// A day on which something happens that a limit runs from: so late in a week that few working
    /// days span its end.
    pub(super) fn anchor(&self) -> Date {
        let spring = Date::new(self.first.year(), 3, 1).unwrap_or(self.first);
        let mut day = spring.max(self.first);
        while day.weekday() != jiff_core::civil::Weekday::Thursday {
            let Ok(next) = day.tomorrow() else {
                break;
            };
            day = next;
        }
        day
    }
}

/// The first year that lies wholly after a day, or begins with it.
fn whole_year_from(day: Date) -> i16 {
    if (day.month(), day.day()) == (1, 1) {
        day.year()
    } else {
        day.year().saturating_add(1)
    }
}
