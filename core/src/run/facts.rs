//! Facts: what a report says, read into positions of the program.

mod agree;
pub(super) mod edit;
pub(super) mod kept;
#[cfg(feature = "statuses")]
pub(super) mod keys;
mod names;
pub mod path;
pub mod read;
mod retold;
mod succession;
#[cfg(test)]
mod tests;
pub(super) mod timing;
mod value;

use jiff_core::civil::{Date, DateTime};
use std::cmp::Reverse;

use super::calendar::period::Period;
use super::number::Number;
use super::program::{CollectionId, FactId, LevelId};
use crate::run::ordered::{Map, Set};
pub use names::nearest;

/// A report, read: the body it is for, the bodies below, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The reporting body.
    pub body: Body,
    /// What is wrong with the facts; what stands on them is not known.
    pub problems: Vec<Problem>,
}

/// One body and what it reports.
#[derive(Debug, Clone)]
pub struct Body {
    /// Its level.
    pub level: LevelId,
    /// Its id.
    pub id: String,
    /// Its name, where given.
    pub name: Option<String>,
    /// Bodies it says it lies within, as `(level, id)`; its place in the report adds to them.
    pub within: Vec<(LevelId, String)>,
    /// What it reports, by period, in order of start, longer periods first.
    pub periods: Vec<Reported>,
    /// Bodies below, as reported.
    pub below: Vec<Body>,
    /// Bodies that it took over from, with what they reported of periods that ended before.
    pub predecessors: Vec<Body>,
    /// The first day on which it lies here: it lay below a body that ended then.
    pub since: Option<Date>,
    /// Of periods in which bodies ended: what it and each of them reported, before it was added up.
    pub told: Vec<Told>,
}

/// What one of several bodies reported of a period that is judged for them together.
#[derive(Debug, Clone)]
pub struct Told {
    /// The period.
    pub period: Period,
    /// The body.
    pub body: (LevelId, String),
    /// The keys under which it reported something that is known.
    pub keys: Set<String>,
}

impl Body {
    /// What it reports under a period.
    pub fn reported(&self, period: Period) -> Option<&Reported> {
        let order = |period: Period| (period.start, Reverse(period.end));
        let found = self
            .periods
            .binary_search_by_key(&order(period), |reported| order(reported.period));
        self.periods.get(found.ok()?)
    }
}

/// What one body reports under one period.
#[derive(Debug, Clone)]
pub struct Reported {
    /// The period.
    pub period: Period,
    /// Declared final: nothing of it will change.
    pub closed: bool,
    /// Facts of the body itself. A fact left blank is absent.
    pub values: Map<FactId, Value>,
    /// Collections reported in totals or as a roster.
    pub members: Map<CollectionId, Members>,
}

/// What is reported of a collection.
#[derive(Debug, Clone, Default)]
pub struct Members {
    /// How many there are, when reported as a total.
    pub total: Option<Value>,
    /// For how many a fact holds (or its sum), when reported as totals.
    pub totals: Map<FactId, Value>,
    /// Each member, when reported as a roster.
    pub roster: Option<Vec<Member>>,
    /// Of those who are there year after year, by their ids, the days that are left open here and that other periods tell:
    /// of an event, what was done since.
    pub(in crate::run) told_elsewhere: Map<(FactId, FactId), Map<String, Value>>,
}

/// A member of a roster.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its id.
    pub id: String,
    /// Its facts; a blank one is absent.
    pub values: Map<FactId, Value>,
}

/// A fact as given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A count or amount.
    Number(Number),
    /// Yes or no; of an act or date, `false` is "not done so far" and `true` "done, no date given".
    Bool(bool),
    /// A day, with a time of day where one was given (local time of the place).
    Moment(Moment),
    /// What lasts: first day, and last day once it has ended.
    Lasting(Date, Option<Date>),
    /// The option at this position.
    Option(u32),
    /// Declared unknown, and why.
    Unknown(String),
    /// Declared not applicable, and why.
    NotApplicable(String),
    /// A deed of several bodies together: the day on which one of them did it, and what is told without a
    /// day, or not at all, by another, which may have done it earlier.
    Partly(Box<[Value; 2]>),
    /// Given, but with a problem that is listed: not known.
    Faulty,
}

impl Value {
    /// The day that is told, of what lasts its first.
    pub(in crate::run) const fn day(&self) -> Option<Date> {
        match self {
            Self::Moment(moment) => Some(moment.date),
            Self::Lasting(from, _) => Some(*from),
            _ => None,
        }
    }

    /// Whether what is told of a day leaves open when it comes.
    pub(in crate::run) const fn is_open(value: Option<&Self>) -> bool {
        matches!(value, None | Some(Self::Bool(false) | Self::Unknown(_)))
    }
}

/// A day, with a time of day where one was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The civil day (and, in `time`, the clock) at the place.
    pub date: Date,
    /// The civil date and time, when given.
    pub time: Option<DateTime>,
}

/// Something wrong with a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub code: ProblemCode,
    /// Whose fact, as `LEVEL:ID`.
    pub body: String,
    /// Under which period key, where it is within one.
    pub period: Option<String>,
    /// The path of the fact within the period: `hamlet_heads[h2].trained`, or the key as written.
    pub fact: String,
    /// The value or name found, shortened.
    pub found: Option<String>,
    /// What was expected: the nearest known name, the names to choose from, a number it must fit,
    /// or an example in JSON.
    pub expected: Option<String>,
}

/// Kinds of problems; each has a page in the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemCode {
    /// No fact of that name; `expected` is the nearest.
    UnknownName,
    /// A known fact that this level does not report.
    WrongLevel,
    /// No level of that name, or a body that cannot lie there.
    UnknownLevel,
    /// Not a period key: `2025`, `2025-H1`, `2025-Q3`, `2025-07`.
    UnknownPeriod,
    /// Not of the fact's type.
    WrongType,
    /// A count or amount below zero.
    Negative,
    /// A count that is not whole.
    NotWhole,
    /// No such option; `expected` lists them.
    UnknownOption,
    /// Not a date of the calendar.
    InvalidDate,
    /// More with a state than there are members.
    MoreThanPopulation,
    /// Totals that the roster, or the bodies below, contradict.
    TotalsContradict,
    /// An id or key given twice.
    Duplicate,
    /// A deed dated before the period it is reported under, where only periodic duties read it, or a case after it.
    OutsidePeriod,
    /// A span that ends before it starts.
    EndsBeforeStart,
    /// A number too large to be computed with exactly.
    Overflow,
    /// A reported limit of size is passed.
    TooLarge,
    /// A predecessor that no `successor` line names for this body.
    NotAPredecessor,
    /// A predecessor that the report of a period in which it ended leaves out.
    PredecessorMissing,
    /// Something of a body after the day on which it ended.
    AfterItsEnd,
    /// A predecessor and its successor report what cannot be brought together.
    PartsUnlike,
}
