//! The open place of a draft, and what is put into it.

use jiff_core::civil::Date;
use luat_grammar::Language;
use luat_grammar::syntax::{GivenValue, Ref};

use super::{Draft, Ground, days, whole};
use crate::wire::date as day;
use crate::words;

/// Stands for the value in a report while it is not chosen; no law speaks of such numbers or days.
const NUMBER: i128 = 777_777_777;
const DAY: (i16, i8, i8) = (2198, 7, 7);

/// Minutes of an hour, and of a day.
pub(super) const HOUR: i64 = 60;
const MINUTES: i64 = 24 * HOUR;

/// The time of day at which what a limit in hours runs from happens.
const NINE: i64 = 9 * HOUR;

/// The value in the open place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::author::generate) enum SlotValue {
    Number(i128),
    Day(Date),
    /// A day, and the minute of it.
    Moment(Date, i64),
    Answer(bool),
    /// One of the options that are tried.
    Option(usize),
}

/// What may stand in the open place.
#[derive(Debug, Clone)]
pub(super) enum Slot {
    /// Numbers, ascending, and those that are a threshold.
    Numbers {
        tried: Vec<i128>,
        thresholds: Vec<i128>,
    },
    /// Days.
    Days,
    /// The minutes around one that lies so far from what the limit runs from.
    Moments { distance: i64 },
    /// Done or not.
    Answer,
    /// Options of a choice.
    Options(Vec<Ref>),
}

impl SlotValue {
    /// A report put together with the sentinel, with this value in its place; none where a report with
    /// another value must be put together anew.
    pub(in crate::author::generate) fn put_into(self, report: &str) -> Option<String> {
        let a_day = format!("\"{}\"", day(sentinel_day()));
        let (open, value) = match self {
            Self::Number(value) => (NUMBER.to_string(), value.to_string()),
            Self::Day(value) => (a_day, format!("\"{}\"", day(value))),
            Self::Moment(date, minute) => (a_day, format!("\"{}\"", moment(date, minute))),
            Self::Answer(value) => (a_day, value.to_string()),
            Self::Option(_) => return None,
        };
        Some(report.replace(&open, &value))
    }
}

impl Slot {
    pub(super) fn given(&self, value: SlotValue) -> GivenValue {
        match (self, value) {
            (_, SlotValue::Number(value)) => whole(value),
            (_, SlotValue::Day(value)) => GivenValue::Date(value),
            (_, SlotValue::Moment(date, minute)) => GivenValue::Text(moment(date, minute)),
            (_, SlotValue::Answer(value)) => GivenValue::Bool(value),
            (Self::Options(options), SlotValue::Option(at)) => options
                .get(at)
                .map_or(GivenValue::Bool(false), |of| GivenValue::Option(of.clone())),
            (_, SlotValue::Option(_)) => GivenValue::Bool(false),
        }
    }
}

impl Draft {
    /// What stands in the open place while the report is put together.
    pub(in crate::author::generate) fn sentinel(&self) -> SlotValue {
        match self.slot {
            Slot::Numbers { .. } => SlotValue::Number(NUMBER),
            Slot::Days | Slot::Moments { .. } | Slot::Answer => SlotValue::Day(sentinel_day()),
            Slot::Options(_) => SlotValue::Option(0),
        }
    }

    /// The values to try, in their order.
    pub(in crate::author::generate) fn values(&self, ground: Ground<'_>) -> Vec<SlotValue> {
        match &self.slot {
            Slot::Numbers { tried, .. } => tried.iter().copied().map(SlotValue::Number).collect(),
            Slot::Answer => vec![SlotValue::Answer(false), SlotValue::Answer(true)],
            Slot::Days => days(ground.time.first, ground.time.as_of)
                .map(SlotValue::Day)
                .collect(),
            Slot::Moments { distance } => {
                let at = |minutes: i64| {
                    let days = i32::try_from(minutes.div_euclid(MINUTES)).ok()?;
                    let date = ground.time.anchor().checked_add(days).ok()?;
                    Some(SlotValue::Moment(date, minutes.rem_euclid(MINUTES)))
                };
                let around = -1..=1;
                around.filter_map(|one| at(NINE + distance + one)).collect()
            }
            Slot::Options(options) => (0..options.len()).map(SlotValue::Option).collect(),
        }
    }

    /// Whether a value is a threshold that the sentence writes out.
    pub(in crate::author::generate) fn is_threshold(&self, value: SlotValue) -> bool {
        match (&self.slot, value) {
            (Slot::Numbers { thresholds, .. }, SlotValue::Number(value)) => {
                thresholds.contains(&value)
            }
            (Slot::Moments { distance }, SlotValue::Moment(_, minute)) => {
                (NINE + distance).rem_euclid(MINUTES) == minute
            }
            _ => false,
        }
    }

    /// A value as the title of a scenario names it.
    pub(in crate::author::generate) fn shown(
        &self,
        value: SlotValue,
        ground: Ground<'_>,
        language: Language,
    ) -> String {
        match (value, &self.slot) {
            (SlotValue::Number(value), _) => format!(" ({value})"),
            (SlotValue::Day(value), _) => format!(" ({})", words::date(value, language.into())),
            (SlotValue::Moment(date, minute), _) => {
                let date = words::date(date, language.into());
                let (hour, minute) = (minute / HOUR, minute % HOUR);
                format!(" ({hour:02}:{minute:02}, {date})")
            }
            (SlotValue::Option(at), Slot::Options(options)) => {
                let option = options.get(at).and_then(|option| ground.name(option));
                option.map_or_else(String::new, |name| format!(" “{}”", name.printed(language)))
            }
            (SlotValue::Answer(_) | SlotValue::Option(_), _) => String::new(),
        }
    }
}

/// Nine o'clock of a day.
pub(super) fn at_nine(date: Date) -> GivenValue {
    GivenValue::Text(moment(date, NINE))
}

fn moment(date: Date, minute: i64) -> String {
    let (hour, minute) = (minute / HOUR, minute % HOUR);
    format!("{}T{hour:02}:{minute:02}+07:00", day(date))
}

/// Stands for a day in a report while it is not chosen.
fn sentinel_day() -> Date {
    let (year, month, day) = DAY;
    Date::new(year, month, day).unwrap_or(Date::MAX)
}

/// Stands for the day that a limit runs from while it is not chosen.
pub(in crate::author::generate) fn sentinel_anchor() -> Date {
    sentinel_day().yesterday().unwrap_or(Date::MIN)
}
