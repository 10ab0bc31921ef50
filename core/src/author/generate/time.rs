//! For which period a made report is, and on which day it is judged.

use jiff_core::civil::Date;
use luat_grammar::syntax::Period;

use crate::author::model::{Document, Timing};

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
        let whole_year = whole_year_from(document.from);
        match timing {
            Timing::Standing { throughout } => {
                let horizon = throughout.or(document.horizon);
                let year = horizon.map_or(whole_year, |(_, last)| last.year());
                Self::years(year, year, false)
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
                    Period::Term(_) => None,
                }
            }
            Timing::By { due, .. } => Self::years(due.year(), due.year(), false),
            Timing::Events => Self::years(whole_year, whole_year, true),
        }
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

    /// A day on which something happens that a limit runs from: so late in a week that few working
    /// days span its end.
    pub(super) fn anchor(&self) -> Date {
        let mut day = Date::new(self.first.year(), 3, 1).unwrap_or(self.first);
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
