//! When a requirement is judged: its periods, its deadline, or the day of the check.

use std::cmp::Reverse;

use jiff_core::civil::Date;

use super::goal::hangs_on_event;
use super::scope::{Tense, Window};
use super::terms::ended_reason;
use crate::run::calendar::iso;
use crate::run::calendar::period::{Grid, Period};
use crate::run::facts::{Body, Reported};
use crate::run::ordered::sort;
use crate::run::program::{DueDay, Requirement, Schedule};
use crate::run::reads::Reads;
use crate::run::verdict::{Reason, Status};

/// One time at which a requirement is judged.
#[derive(Debug, Clone)]
pub(super) struct Occasion {
    /// `2025`, `by 2030-12-31`, `standing`.
    pub(super) label: String,
    pub(super) window: Window,
    pub(super) tense: Tense,
    /// The last day on which it could be met.
    pub(super) due: Option<Date>,
    /// The text itself names a day by which deeds must be done.
    pub(super) deed_due: Option<Date>,
    /// Not met is still pending until the horizon ends.
    pub(super) in_horizon: bool,
    /// The day whose text judges it.
    pub(super) decided_on: Date,
    /// Time alone decides: the text does not reach this period.
    pub(super) settled_by_time: Option<(Status, Reason)>,
}

impl Occasion {
    /// The last day on which a deed serves: the one the text names, else the last of the period.
    pub(super) fn last_day(&self) -> Option<Date> {
        match self.window {
            Window::Period(_) => self.due,
            Window::Standing(_) => self.deed_due,
        }
    }
}

/// The periods asked for.
#[derive(Debug, Clone)]
pub(super) enum Asked {
    /// Those that the report speaks of, and everything that is not periodic.
    Reported(Vec<Period>),
    /// Those named, and nothing else.
    Named(Vec<PeriodName>),
}

/// A period as a caller names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodName {
    /// `2025`, `2025-H1` …: a period of time, with all that falls due in it.
    Period(Period),
    /// `by 2030-12-31`: a milestone.
    By(Date),
    /// `standing`: duties without a period.
    Standing,
}

impl std::fmt::Display for PeriodName {
    /// As it is read.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Period(period) => period.fmt(f),
            Self::By(due) => write!(f, "by {}", iso::print(*due)),
            Self::Standing => f.write_str("standing"),
        }
    }
}

impl std::str::FromStr for PeriodName {
    type Err = crate::run::calendar::period::NotAPeriod;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "standing" {
            return Ok(Self::Standing);
        }
        if let Some(date) = text.strip_prefix("by ").and_then(iso::parse_date) {
            return Ok(Self::By(date));
        }
        text.parse().map(Self::Period)
    }
}

impl Asked {
    fn spans(&self) -> Vec<Period> {
        match self {
            Self::Reported(periods) => periods.clone(),
            Self::Named(names) => names
                .iter()
                .filter_map(|name| match name {
                    PeriodName::Period(period) => Some(*period),
                    PeriodName::By(_) | PeriodName::Standing => None,
                })
                .collect(),
        }
    }

    /// Whether this very period was asked for by name.
    fn names(&self, period: Period) -> bool {
        match self {
            Self::Reported(_) => false,
            Self::Named(names) => names.contains(&PeriodName::Period(period)),
        }
    }

    fn wants_standing(&self) -> bool {
        match self {
            Self::Reported(_) => true,
            Self::Named(names) => names.contains(&PeriodName::Standing),
        }
    }

    fn wants_due(&self, due: Date) -> bool {
        match self {
            Self::Reported(_) => true,
            Self::Named(names) => names.iter().any(|name| match name {
                PeriodName::By(date) => *date == due,
                PeriodName::Period(period) => period.contains(due),
                PeriodName::Standing => false,
            }),
        }
    }
}

/// The occasions on which a requirement is judged for a body, in time order.
pub(super) fn occasions(
    requirement: &Requirement,
    reads: &Reads,
    body: &Body,
    asked: &Asked,
    as_of: Date,
) -> Vec<Occasion> {
    match requirement.schedule {
        Schedule::Periodic {
            kind,
            starting,
            due,
        } => {
            let Some(grid) = Grid::new(kind, starting, requirement.entry) else {
                return Vec::new();
            };
            let mut periods: Vec<Period> = match asked {
                Asked::Reported(spans) => spans
                    .iter()
                    .flat_map(|span| grid.overlapping(*span))
                    .collect(),
                Asked::Named(_) => asked
                    .spans()
                    .iter()
                    .flat_map(|span| grid.within(*span))
                    .collect(),
            };
            sort(&mut periods);
            periods.dedup();
            periods
                .into_iter()
                .map(|period| periodic(requirement, grid, period, due, body, as_of))
                .collect()
        }
        Schedule::By { due } if asked.wants_due(due) => {
            vec![milestone(requirement, reads, body, due, as_of)]
        }
        Schedule::Standing { horizon } if asked.wants_standing() => {
            vec![standing(requirement, reads, body, horizon, as_of)]
        }
        Schedule::By { .. } | Schedule::Standing { .. } => Vec::new(),
        Schedule::Events => {
            let spans = asked.spans();
            let mut periods: Vec<Period> = reported_below(body)
                .map(|reported| reported.period)
                .collect();
            sort(&mut periods);
            periods.dedup();
            let judged = |period: &Period| {
                spans.iter().any(|span| period.is_within(*span))
                    && (asked.names(*period)
                        || !lies_within_another(*period, &periods)
                        || speaks_of(reads, body, *period))
            };
            periods
                .iter()
                .copied()
                .filter(judged)
                .map(|period| events(requirement, period, as_of))
                .collect()
        }
    }
}

/// A day of a period; a month or year that is too short for it ends sooner.
fn due_in(period: Period, due: DueDay) -> Option<Date> {
    match due {
        DueDay::OfYear(month, day) => {
            let date = Date::new_constrain(period.end.year(), month, day).ok()?;
            if period.contains(date) {
                Some(date)
            } else {
                Date::new_constrain(period.start.year(), month, day).ok()
            }
        }
        DueDay::OfLastMonth(day) => {
            Date::new_constrain(period.end.year(), period.end.month(), day).ok()
        }
    }
}

fn periodic(
    requirement: &Requirement,
    grid: Grid,
    period: Period,
    due: Option<DueDay>,
    body: &Body,
    as_of: Date,
) -> Occasion {
    let deed_due = due.and_then(|due| due_in(period, due));
    let last = deed_due.unwrap_or(period.end);
    let settled_by_time = if period.start < grid.first() {
        Some((Status::NotApplicable, Reason::BeforeFirstPeriod))
    } else {
        out_of_force(requirement, period.end)
            .or_else(|| (as_of < period.start).then_some((Status::Pending, Reason::NotBegun)))
    };
    let is_final = body
        .periods
        .iter()
        .any(|reported| reported.period == period && reported.closed);
    Occasion {
        label: period.to_string(),
        window: Window::Period(period),
        tense: if is_final || as_of > last {
            Tense::Settled
        } else {
            Tense::Running
        },
        due: Some(last),
        deed_due,
        in_horizon: false,
        decided_on: period.end,
        settled_by_time,
    }
}

fn milestone(
    requirement: &Requirement,
    reads: &Reads,
    body: &Body,
    due: Date,
    as_of: Date,
) -> Occasion {
    let holds_due = |reported: &&Reported| reported.period.contains(due);
    let closing = body
        .periods
        .iter()
        .filter(holds_due)
        .min_by_key(|reported| nearest(reported.period));
    let closed = as_of > due || closing.is_some_and(|reported| reported.closed);
    let period = if closed {
        let held = reported_below(body)
            .filter(holds_due)
            .map(|reported| reported.period)
            .min_by_key(|period| nearest(*period));
        held.or_else(|| Period::containing(due, crate::run::calendar::period::PeriodKind::Year))
    } else {
        latest(reads, body, as_of.min(due))
    };
    Occasion {
        label: PeriodName::By(due).to_string(),
        window: Window::Standing(period),
        tense: if closed {
            Tense::Settled
        } else {
            Tense::Running
        },
        due: Some(due),
        deed_due: Some(due),
        in_horizon: false,
        decided_on: due,
        settled_by_time: out_of_force(requirement, due),
    }
}

/// Of periods that hold a day the one that ends nearest to it tells how things stood, the longer one first.
fn nearest(period: Period) -> (Date, Date) {
    (period.end, period.start)
}

fn standing(
    requirement: &Requirement,
    reads: &Reads,
    body: &Body,
    horizon: Option<(Date, Date)>,
    as_of: Date,
) -> Occasion {
    let in_horizon = horizon.is_some_and(|(_, last)| as_of <= last);
    // The last of the years decides, though the text has ended with them.
    let decided_on = horizon.map_or(as_of, |(_, last)| as_of.min(last));
    let not_begun = horizon
        .filter(|(first, _)| as_of < *first)
        .map(|_| (Status::Pending, Reason::NotBegun));
    Occasion {
        label: "standing".to_owned(),
        window: Window::Standing(latest(reads, body, as_of)),
        tense: Tense::Settled,
        due: horizon.map(|(_, last)| last),
        deed_due: None,
        in_horizon,
        decided_on,
        settled_by_time: out_of_force(requirement, decided_on).or(not_begun),
    }
}

fn events(requirement: &Requirement, period: Period, as_of: Date) -> Occasion {
    // What hangs on an event is judged by the text in force on its day, unless all of the period lies before.
    let too_early = period.end < requirement.from;
    let not_begun = (as_of < period.start).then_some((Status::Pending, Reason::NotBegun));
    let by_text = (too_early || !hangs_on_event(&requirement.goal))
        .then(|| out_of_force(requirement, period.end))
        .flatten();
    Occasion {
        label: period.to_string(),
        window: Window::Period(period),
        tense: Tense::Settled,
        due: None,
        deed_due: None,
        in_horizon: false,
        decided_on: period.end,
        settled_by_time: by_text.or(not_begun),
    }
}

fn out_of_force(requirement: &Requirement, day: Date) -> Option<(Status, Reason)> {
    if day < requirement.from {
        return Some((Status::NotApplicable, Reason::NotInForce));
    }
    requirement
        .to
        .filter(|to| *to < day)
        .map(|_| (Status::NotApplicable, ended_reason(requirement.ended)))
}

/// The latest period reported that has begun by a day.
///
/// A report of a part of a year that says nothing of what is asked is no later report of it.
fn latest(reads: &Reads, body: &Body, by: Date) -> Option<Period> {
    let rank = |period: Period| (period.end, Reverse(period.start));
    let mut last: Option<Period> = None;
    for reported in reported_below(body) {
        let period = reported.period;
        // Bodies mostly report the same periods: what is no later needs no look.
        if period.start > by || last.is_some_and(|last| rank(period) <= rank(last)) {
            continue;
        }
        let is_whole_year = period.start.until(period.end) >= 364;
        if is_whole_year || speaks(reads, reported) {
            last = Some(period);
        }
    }
    last
}

/// Whether a report of a period, of a body or one below it, says something of what is read.
///
/// A quarter reported for the sake of its quarterly duties is not asked for the events of the year again.
fn speaks_of(reads: &Reads, body: &Body, period: Period) -> bool {
    reported_below(body).any(|reported| reported.period == period && speaks(reads, reported))
}

fn speaks(reads: &Reads, reported: &Reported) -> bool {
    let mut facts = reported.values.keys();
    let mut collections = reported.members.keys();
    facts.any(|fact| reads.facts.contains(fact))
        || collections.any(|collection| reads.collections.contains(collection))
}

fn lies_within_another(period: Period, all: &[Period]) -> bool {
    let mut others = all.iter().filter(|other| **other != period);
    others.any(|other| period.is_within(*other))
}

/// What a body and all bodies below it report.
pub(super) fn reported_below(body: &Body) -> impl Iterator<Item = &Reported> {
    let mut stack = vec![body];
    std::iter::from_fn(move || {
        let next = stack.pop()?;
        stack.extend(next.below.iter().rev());
        Some(&next.periods)
    })
    .flatten()
}
