//! The JSON of what was measured: numbers beside their bound.

use jiff_core::civil::{Date, UnixEpochDay};
use serde::ser::{Serialize, Serializer};

use super::{collection_key, date, fact_key, range};
use crate::run::counts::Counts;
use crate::run::number::Number;
use crate::run::program::{Program, Unit};
use crate::run::verdict::{self, DeedState, RelationKind, Required, Status};

/// What was measured. The kinds are told apart by their keys.
#[derive(Debug, serde::Serialize)]
#[serde(untagged)]
pub enum Measure<'a> {
    /// So many of so many.
    Share {
        /// For how many it holds: `19`, or what is still possible: `8..10`.
        achieved: String,
        /// Of how many.
        of: String,
        /// `19/131`, when both are known and there is anybody.
        #[serde(skip_serializing_if = "Option::is_none")]
        share: Option<String>,
        /// `> 15%`, `>= 1/3`, `50% to 60%`.
        required: String,
    },
    /// A quantity against a bound.
    Quantity {
        /// `2`, `1..3`; a ratio as a decimal or `n/d`; a day as a date.
        value: String,
        /// `>= 1`, `1 to 2`, `<= 2026-06-30`.
        required: String,
        /// `percent`, `fraction`, `date` or the unit of an amount; absent for a plain number.
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<&'a str>,
    },
    /// Deeds and states, each with what is reported.
    Deeds {
        /// In the order of the text.
        deeds: Vec<Deed>,
    },
    /// How many members have which status.
    Each {
        /// Keys of the collections judged.
        each: Vec<&'a str>,
        /// Members by status.
        counts: Counts,
    },
    /// The status of each part.
    Combined {
        /// In the order of the text.
        parts: Vec<&'static str>,
    },
}

/// A deed and what is reported of it.
#[derive(Debug, serde::Serialize)]
pub struct Deed {
    /// Its key.
    pub fact: String,
    /// The day it was done, `true` without a day, `false` while not done; absent when not reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<Done>,
}

/// Whether, or when, a deed was done.
#[derive(Debug)]
pub enum Done {
    /// On this day.
    On(Date),
    /// Done, or not.
    Plain(bool),
}

impl Serialize for Done {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::On(day) => serializer.serialize_str(&date(*day)),
            Self::Plain(done) => serializer.serialize_bool(*done),
        }
    }
}

impl<'a> Measure<'a> {
    /// What was measured, in its JSON shape.
    pub(super) fn new(program: &'a Program, measure: &'a verdict::Measure) -> Self {
        match measure {
            verdict::Measure::Share {
                achieved,
                of,
                required,
            } => Self::Share {
                achieved: range(*achieved, plain),
                of: range(*of, plain),
                share: achieved
                    .exact()
                    .zip(of.exact())
                    .and_then(|(part, whole)| share(part, whole)),
                required: bound(required),
            },
            verdict::Measure::Quantity {
                value,
                required,
                unit,
            } => Self::Quantity {
                value: range(*value, |number| in_unit_bare(number, unit)),
                required: bound(required),
                unit: unit_key(unit),
            },
            verdict::Measure::Deeds(deeds) => Self::Deeds {
                deeds: deeds
                    .iter()
                    .map(|(fact, state)| Deed {
                        fact: fact_key(program, *fact),
                        done: done(*state),
                    })
                    .collect(),
            },
            verdict::Measure::Each { counts, of } => Self::Each {
                each: of.iter().map(|id| collection_key(program, *id)).collect(),
                counts: *counts,
            },
            verdict::Measure::Combined(parts) => Self::Combined {
                parts: parts.iter().map(|status: &Status| status.key()).collect(),
            },
        }
    }
}

pub(super) fn done(state: DeedState) -> Option<Done> {
    match state {
        DeedState::Done(Some(day)) => Some(Done::On(day)),
        DeedState::Done(None) => Some(Done::Plain(true)),
        DeedState::NotDone => Some(Done::Plain(false)),
        DeedState::Blank => None,
    }
}

/// `19/131` as counted, not in lowest terms: the reader looks for the report's own numbers.
fn share(part: Number, whole: Number) -> Option<String> {
    let ratio = part.checked_div(whole)?;
    if part.is_integer() && whole.is_integer() {
        return Some(format!("{part}/{whole}"));
    }
    let (numerator, denominator) = ratio.parts();
    Some(format!("{numerator}/{denominator}"))
}

pub(super) fn unit_key(unit: &Unit) -> Option<&str> {
    match unit {
        Unit::Plain => None,
        Unit::Percent => Some("percent"),
        Unit::Fraction => Some("fraction"),
        Unit::Of(unit) => Some(unit),
        Unit::Points => Some("points"),
        Unit::PercentagePoints => Some("percentage_points"),
        Unit::Date => Some("date"),
    }
}

pub(super) fn bound(required: &Required) -> String {
    let from = range(required.from, |number| in_unit(number, &required.unit));
    match required.relation {
        RelationKind::Over => format!("> {from}"),
        RelationKind::AtLeast => format!(">= {from}"),
        RelationKind::Under => format!("< {from}"),
        RelationKind::AtMost => format!("<= {from}"),
        RelationKind::Exactly => format!("= {from}"),
        RelationKind::Not => format!("!= {from}"),
        RelationKind::Between => {
            let to = required
                .to
                .map(|to| range(to, |number| in_unit(number, &required.unit)));
            format!("{from} to {}", to.unwrap_or_default())
        }
    }
}

fn plain(number: Number) -> String {
    number.to_string()
}

/// The number of a value; its unit stands in a key of its own.
pub(super) fn in_unit_bare(number: Number, unit: &Unit) -> String {
    match unit {
        Unit::Plain
        | Unit::Percent
        | Unit::Fraction
        | Unit::Of(_)
        | Unit::Points
        | Unit::PercentagePoints => plain(number),
        Unit::Date => day(number).map_or_else(|| plain(number), date),
    }
}

pub(super) fn in_unit(number: Number, unit: &Unit) -> String {
    match unit {
        Unit::Plain => plain(number),
        Unit::Percent => number
            .checked_mul(Number::from(100))
            .map_or_else(|| plain(number), |percent| format!("{percent}%")),
        Unit::PercentagePoints => number.checked_mul(Number::from(100)).map_or_else(
            || plain(number),
            |points| format!("{points} percentage points"),
        ),
        Unit::Points => format!("{number} points"),
        Unit::Fraction => {
            let (numerator, denominator) = number.parts();
            if denominator == 1 {
                plain(number)
            } else {
                format!("{numerator}/{denominator}")
            }
        }
        Unit::Of(unit) => format!("{number} {unit}"),
        Unit::Date => in_unit_bare(number, unit),
    }
}

/// The date of a day number: days since 1 January 1970.
pub(crate) fn day(number: Number) -> Option<Date> {
    let days = i32::try_from(number.to_i64()?).ok()?;
    UnixEpochDay::new(days).ok().map(UnixEpochDay::to_date)
}
