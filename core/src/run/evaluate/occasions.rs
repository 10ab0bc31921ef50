//! When a requirement is judged: its periods, its deadline, or the day of the check.

use std::cmp::Reverse;

use jiff_core::civil::Date;

use super::cases::{is_ceiling_on_cases, judges_by_day};
use super::scope::{Tense, Window};
use super::terms::ended_reason;
use crate::run::calendar::iso;
use crate::run::calendar::period::{Grid, Period};
use crate::run::facts::read::MOST_PERIODS;
use crate::run::facts::{Body, Member, Members, Reported};
use crate::run::ordered::{Map, sort};
use crate::run::program::{DueDay, Ended, FactId, Goal, Program, Requirement, Schedule};
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
    /// The first and the last day on which the text binds, where these are not all days of the period.
    pub(super) span: Option<(Date, Date)>,
    /// The first day of the text that judges it, where another judges the days before.
    pub(super) since: Option<Date>,
    /// First and last days of the times in which the rule was suspended, by what is judged by day.
    pub(super) lapses: Vec<(Date, Date)>,
    /// Time alone decides: the text does not reach this period.
    pub(super) settled_by_time: Option<(Status, Reason)>,
    /// The days of the last period on which the text bound, of a ceiling that may have been passed on them.
    pub(super) bound_on: Option<(Date, Date)>,
}

impl Occasion {
    /// The last day on which a deed serves: the one the text names, else the last of the period.
    pub(super) fn last_day(&self) -> Option<Date> {
        match self.window {
            Window::Period(_) => self.due,
            Window::Standing(_) => self.deed_due,
        }
    }

    /// What happened in times in which the rule was suspended does not count.
    pub(super) fn leave_out(&mut self, lapses: &[(Date, Date)]) {
        self.lapses = lapses.to_vec();
        let Window::Period(period) = self.window else {
            return;
        };
        if lapses
            .iter()
            .any(|(first, last)| period.shares_a_day(*first, *last))
        {
            self.span = self.span.or(Some((period.start, period.end)));
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

impl PeriodName {
    /// Whether these are more than one body may report ([`MOST_PERIODS`]), one of several years counted as so many;
    /// who asks on behalf of others refuses that.
    pub fn are_too_many(names: &[Self]) -> bool {
        let years = names.iter().map(|name| match name {
            Self::Period(period) => period.years(),
            Self::By(_) | Self::Standing => 1,
        });
        years.sum::<usize>() > MOST_PERIODS
    }
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
    program: &Program,
    (requirement, reads): (&Requirement, &Reads),
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
                    .flat_map(|span| {
                        grid.overlapping(*span)
                            .filter(|one| falls_due_in(*one, *span))
                    })
                    .collect(),
            };
            sort(&mut periods);
            periods.dedup();
            let by_day = judges_by_day(program, &requirement.goal);
            let span = |period: Period| {
                let whole = starting.is_some().then_some(period.start);
                let span = span_in(requirement, whole, period);
                // Before the years that the sentence names nothing is asked, however little of them the text binds.
                let is_asked = starting.is_none() || grid.first() <= period.start;
                span.filter(|_| by_day && is_asked)
            };
            let is_ceiling = is_ceiling_on_cases(program, &requirement.goal);
            let bound_on = |period: Period| {
                let last = requirement
                    .to
                    .filter(|to| is_ceiling && period.contains(*to));
                let span = last.and_then(|_| span_in(requirement, Some(period.start), period));
                span.filter(|_| !by_day && grid.first() <= period.start)
            };
            periods
                .into_iter()
                .map(|period| Occasion {
                    bound_on: bound_on(period),
                    ..periodic(requirement, grid, (period, span(period)), due, body, as_of)
                })
                .collect()
        }
        Schedule::By { due } if asked.wants_due(due) => {
            vec![milestone(requirement, reads, body, due, as_of)]
        }
        Schedule::Standing { horizon } if asked.wants_standing() => {
            vec![standing(requirement, reads, body, horizon, as_of)]
        }
        Schedule::By { .. } | Schedule::Standing { .. } => Vec::new(),
        Schedule::Events | Schedule::Cases => {
            let spans = asked.spans();
            let mut periods: Vec<Period> = reported_below(body)
                .map(|reported| reported.period)
                .collect();
            sort(&mut periods);
            periods.dedup();
            // Of those named, too, what a longer one tells is judged once.
            let told = |span: &&Period| periods.contains(*span);
            let named: Vec<Period> = spans.iter().filter(told).copied().collect();
            let judged = |period: &Period| {
                spans.iter().any(|span| period.is_within(*span))
                    && (asked.names(*period) && !lies_within_another(*period, &named)
                        || !lies_within_another(*period, &periods)
                        || adds_to(reads, body, *period))
            };
            periods
                .iter()
                .copied()
                .filter(judged)
                .map(|period| match requirement.schedule {
                    Schedule::Cases => cases(requirement, period, as_of),
                    _ => events(requirement, period, as_of),
                })
                .collect()
        }
    }
}

/// Whether a period lies within a span; of several years, whether its last year does.
fn falls_due_in(period: Period, span: Period) -> bool {
    let last_year_of = || period.years() > 1 && is_whole_year(span);
    period.is_within(span) || last_year_of() && span.contains(period.end)
}

fn periodic(
    requirement: &Requirement,
    grid: Grid,
    (period, span): (Period, Option<(Date, Date)>),
    due: Option<DueDay>,
    body: &Body,
    as_of: Date,
) -> Occasion {
    let deed_due = due.and_then(|due| due.within(period));
    let end = span.map_or(period.end, |(_, last)| last);
    let last = deed_due.unwrap_or(end);
    // What was due while the text was in force is judged, though it ended with the period still running.
    let came_before_its_end = |due: &Date| {
        requirement.from <= *due && requirement.to.is_some_and(|to| *due <= to && to < end)
    };
    let decided_on = deed_due.filter(came_before_its_end).unwrap_or(end);
    // A wording asks nothing for a day that was over when it came into force.
    let is_too_late = deed_due.is_some_and(|due| due < requirement.from);
    let settled_by_time = if period.start < grid.first() && span.is_none() {
        Some((Status::NotApplicable, Reason::BeforeFirstPeriod))
    } else if is_too_late {
        Some((Status::NotApplicable, Reason::NotInForce))
    } else {
        out_of_force(requirement, decided_on).or_else(|| not_begun((period, span), as_of))
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
        decided_on,
        span,
        since: None,
        lapses: Vec::new(),
        bound_on: None,
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
    let held = closing(reads, body, due);
    let is_final = |reported: &Reported| {
        reported.closed && held.is_some_and(|held| held.is_within(reported.period))
    };
    let closed = as_of > due || body.periods.iter().any(is_final);
    let period = if closed {
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
        span: None,
        since: None,
        lapses: Vec::new(),
        bound_on: None,
        settled_by_time: out_of_force(requirement, due),
    }
}

fn standing(
    requirement: &Requirement,
    reads: &Reads,
    body: &Body,
    horizon: Option<(Date, Date)>,
    as_of: Date,
) -> Occasion {
    if let Some((_, last)) = horizon
        && ended_with(requirement, last, as_of)
    {
        return Occasion {
            span: horizon,
            ..reached(requirement, reads, body, last, as_of)
        };
    }
    if let Some(last) = ran_out_after(requirement, reads, body, as_of) {
        let held = reached(requirement, reads, body, last, as_of);
        // How things stood last is known from the report before; that nothing was done since is not.
        let is_ban = matches!(requirement.goal, Goal::Refrain { .. });
        if is_ban || closing(reads, body, last).is_some() {
            return held;
        }
        return Occasion {
            window: Window::Standing(latest(reads, body, last)),
            ..held
        };
    }
    let in_horizon = horizon.is_some_and(|(_, last)| as_of <= last);
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
        decided_on: as_of,
        span: horizon,
        since: None,
        lapses: Vec::new(),
        bound_on: None,
        settled_by_time: out_of_force(requirement, as_of).or(not_begun),
    }
}

/// Whether years given to reach something ended while the text was in force, which it no longer is.
fn ended_with(requirement: &Requirement, last: Date, as_of: Date) -> bool {
    let over = requirement.to.filter(|to| *to < as_of);
    requirement.from <= last && over.is_some_and(|to| last <= to)
}

/// The last day of a standing duty whose text has run out or was repealed; of a prohibition, or was suspended.
pub(super) fn last_standing_day(requirement: &Requirement, as_of: Date) -> Option<Date> {
    let is_standing = matches!(requirement.schedule, Schedule::Standing { horizon: None });
    let ran_out = match requirement.ended {
        Ended::Expired | Ended::PhaseOver | Ended::Repealed => true,
        // What is asked again after a while is judged as it stands then; what was forbidden and done stays done.
        Ended::Suspended => matches!(requirement.goal, Goal::Refrain { .. }),
        Ended::Amended => false,
    };
    let last = requirement.to.filter(|to| *to < as_of)?;
    (is_standing && ran_out).then_some(last)
}

/// The same, where something is reported of the time in which it bound: what was amiss then stays a miss.
fn ran_out_after(
    requirement: &Requirement,
    reads: &Reads,
    body: &Body,
    as_of: Date,
) -> Option<Date> {
    let last = last_standing_day(requirement, as_of)?;
    is_told_of(reads, body, (requirement.from, last)).then_some(last)
}

/// Whether a body, or one below it, tells something of what is read of the time between two days.
pub(super) fn is_told_of(reads: &Reads, body: &Body, (first, last): (Date, Date)) -> bool {
    let is_of_then = |one: &Reported| one.period.shares_a_day(first, last);
    reported_below(body).any(|one| is_of_then(one) && speaks(reads, one))
}

/// How things stood on the last day given to reach something, or on which the text bound.
pub(super) fn reached(
    requirement: &Requirement,
    reads: &Reads,
    body: &Body,
    last: Date,
    as_of: Date,
) -> Occasion {
    Occasion {
        label: PeriodName::Standing.to_string(),
        ..milestone(requirement, reads, body, last, as_of)
    }
}

/// Cases of a period, as they stand on the day of the check.
fn cases(requirement: &Requirement, period: Period, as_of: Date) -> Occasion {
    let span = span_in(requirement, None, period);
    let end = span.map_or(period.end, |(_, last)| last);
    let settled_by_time = out_of_force(requirement, end);
    Occasion {
        decided_on: end,
        span,
        settled_by_time: settled_by_time.or_else(|| not_begun((period, span), as_of)),
        ..events(requirement, period, as_of)
    }
}

fn events(requirement: &Requirement, period: Period, as_of: Date) -> Occasion {
    // What happened before the text was in force was not governed by it; later, each event has its own day.
    let before =
        (period.end < requirement.from).then_some((Status::NotApplicable, Reason::NotInForce));
    Occasion {
        label: period.to_string(),
        window: Window::Period(period),
        tense: Tense::Settled,
        due: None,
        deed_due: None,
        in_horizon: false,
        decided_on: period.end,
        span: None,
        since: None,
        lapses: Vec::new(),
        bound_on: None,
        settled_by_time: before.or_else(|| not_begun((period, None), as_of)),
    }
}

/// The first and the last day on which a text binds, where these are some days of a period alone; `first` is that
/// of the period where the text says itself from which on it is judged.
fn span_in(requirement: &Requirement, first: Option<Date>, period: Period) -> Option<(Date, Date)> {
    let from = first.unwrap_or_else(|| requirement.entry.max(period.start));
    // Another wording judges the whole of the period in which it takes the place of one.
    let to = requirement
        .to
        .filter(|_| requirement.ended != Ended::Amended);
    let to = to.map_or(period.end, |to| to.min(period.end));
    (from <= to && (from, to) != (period.start, period.end)).then_some((from, to))
}

fn not_begun(
    (period, span): (Period, Option<(Date, Date)>),
    as_of: Date,
) -> Option<(Status, Reason)> {
    let first = span.map_or(period.start, |(first, _)| first);
    (as_of < first).then_some((Status::Pending, Reason::NotBegun))
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
/// A report of a part of a year that says nothing of what is asked is no later report of it, and none of a year that still
/// runs where the one before it does.
fn latest(reads: &Reads, body: &Body, by: Date) -> Option<Period> {
    let tells = |one: &Reported| is_whole_year(one.period) || speaks(reads, one);
    let newest = latest_of(body, by, &tells)?;
    let is_told = |period: &Period| {
        let mut told = reported_below(body).filter(|one| one.period == *period);
        told.any(|one| speaks(reads, one))
    };
    if newest.end < by || is_told(&newest) {
        return Some(newest);
    }
    let before = latest_of(body, by, &|one| one.period != newest && tells(one));
    before.filter(is_told).or(Some(newest))
}

fn latest_of(body: &Body, by: Date, counts: &dyn Fn(&Reported) -> bool) -> Option<Period> {
    let rank = |period: Period| (period.end, Reverse(period.start));
    let mut last: Option<Period> = None;
    for reported in reported_below(body) {
        let period = reported.period;
        // Bodies mostly report the same periods: what is no later needs no look.
        if period.start > by || last.is_some_and(|last| rank(period) <= rank(last)) {
            continue;
        }
        if counts(reported) {
            last = Some(period);
        }
    }
    last
}

/// The period reported that tells how things stood on a day: of those that hold it and say something of what is read the first
/// to end, of these the longest; where none does, a year that is silent.
fn closing(reads: &Reads, body: &Body, day: Date) -> Option<Period> {
    let first = |tells: &dyn Fn(&Reported) -> bool| {
        let told = reported_below(body).filter(|reported| reported.period.contains(day));
        let periods = told
            .filter(|reported| tells(reported))
            .map(|one| one.period);
        periods.min_by_key(|period| (period.end, period.start))
    };
    first(&|reported| speaks(reads, reported)).or_else(|| first(&|one| is_whole_year(one.period)))
}

/// Whether a period is a year or longer.
pub(super) const fn is_whole_year(period: Period) -> bool {
    period.start.until(period.end) >= 364
}

/// Whether a report of a period, of a body or one below it, says something of what is read that no report of a longer one
/// around it says as well.
///
/// A quarter reported for the sake of its quarterly duties is not asked for the events of the year again, and what both tell is
/// judged once.
fn adds_to(reads: &Reads, body: &Body, period: Period) -> bool {
    let adds = |periods: &[Reported]| {
        let own = periods.iter().filter(|reported| reported.period == period);
        let mut own = own.filter(|reported| speaks(reads, reported));
        own.any(|own| !is_told_around(reads, own, periods))
    };
    adds(&body.periods) || body.below.iter().any(|below| adds_to(reads, below, period))
}

/// Whether reports of longer periods tell all that one tells of what is read.
fn is_told_around(reads: &Reads, own: &Reported, all: &[Reported]) -> bool {
    let longer =
        |other: &&Reported| own.period != other.period && own.period.is_within(other.period);
    let around: Vec<&Reported> = all.iter().filter(longer).collect();
    let mut facts = own.values.iter();
    let mut collections = own.members.iter();
    facts.all(|(fact, value)| {
        !reads.facts.contains(fact)
            || around
                .iter()
                .any(|other| other.values.get(fact) == Some(value))
    }) && collections.all(|(of, members)| {
        !reads.collections.contains(of)
            || around.iter().any(|other| {
                let also = other.members.get(of);
                also.is_some_and(|also| tell_all_of(reads, also, members))
            })
    })
}

/// Whether some members are among others that tell the same of them; totals are told by a list, too.
fn tell_all_of(reads: &Reads, all: &Members, some: &Members) -> bool {
    let Some(some) = &some.roster else {
        return true;
    };
    let all = all.roster.iter().flatten();
    let all: Map<&str, &Member> = all.map(|member| (member.id.as_str(), member)).collect();
    some.iter().all(|member| {
        let mut values = member.values.iter();
        all.get(member.id.as_str()).is_some_and(|same| {
            values.all(|(fact, value)| {
                !reads.facts.contains(fact) || same.values.get(fact) == Some(value)
            })
        })
    })
}

/// Whether a report says something of what is read: of a population that there are so many, who they are, or of how many of
/// them something holds that is asked.
fn speaks(reads: &Reads, reported: &Reported) -> bool {
    let is_asked = |fact: &FactId| reads.facts.contains(fact);
    let tells = |members: &Members| {
        members.total.is_some() || members.roster.is_some() || members.totals.keys().any(is_asked)
    };
    let mut collections = reported.members.iter();
    reported.values.keys().any(is_asked)
        || collections.any(|(of, members)| reads.collections.contains(of) && tells(members))
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

#[cfg(test)]
mod tests {
    use super::{MOST_PERIODS, PeriodName, falls_due_in};

    #[test]
    fn a_period_of_several_years_counts_as_so_many() {
        let named = |years: usize, standing: usize| -> bool {
            let years = (0..years).filter_map(|at| format!("{}", 2000 + at % 100).parse().ok());
            let standing = (0..standing).map(|_| PeriodName::Standing);
            PeriodName::are_too_many(
                &years
                    .map(PeriodName::Period)
                    .chain(standing)
                    .collect::<Vec<_>>(),
            )
        };
        assert!(!named(0, 0));
        assert!(!named(1, 1));
        assert!(!named(MOST_PERIODS, 0));
        assert!(!named(MOST_PERIODS - 1, 1));
        assert!(named(MOST_PERIODS, 1));
        assert!(named(MOST_PERIODS + 1, 0));
        let decade = "2000-2009".parse().map(PeriodName::Period);
        let decades =
            decade.map_or_else(|_| Vec::new(), |decade| vec![decade; MOST_PERIODS / 10 + 1]);
        assert!(PeriodName::are_too_many(&decades));
    }

    #[test]
    fn a_quarter_that_is_named_names_no_period_of_years() {
        let falls = |period: &str, span: &str| {
            let (period, span) = (period.parse().ok()?, span.parse().ok()?);
            Some(falls_due_in(period, span))
        };
        assert_eq!(falls("2027-2028", "2028"), Some(true));
        assert_eq!(falls("2027-2028", "2027"), Some(false));
        assert_eq!(falls("2027-2028", "2028-Q4"), Some(false));
        assert_eq!(falls("2028-Q4", "2028"), Some(true));
    }
}
