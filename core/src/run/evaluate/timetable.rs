//! What plans of statuses are made with: when a line is judged for a body, numbers that hang on no
//! fact, and the statuses of one line.

use jiff_core::civil::Date;

use super::goal::hangs_on_event;
use super::occasions::{Asked, Occasion, is_whole_year, last_standing_day};
use super::reworded::stretches;
use super::scope::{Tense, Window};
use super::succession::Tenure;
use super::{Docket, Request, Walk, is_bound, wordings};
use crate::run::calendar::period::Period;
use crate::run::facts::Body;
use crate::run::number::Number;
use crate::run::program::{Quantity, Requirement, Schedule};
use crate::run::reads::Reads;
use crate::run::verdict::Status;

/// One time at which a line is judged.
pub(in crate::run) struct Sitting<'w> {
    /// The position of the wording that stands for it.
    pub(in crate::run) position: usize,
    pub(in crate::run) requirement: &'w Requirement,
    /// Time alone decides.
    pub(in crate::run) settled: Option<Status>,
    /// Another wording may judge some of it as well.
    pub(in crate::run) is_shared: bool,
    /// Which period is read hangs on what is reported, or which cases count on their days: not on when alone.
    pub(in crate::run) floats: bool,
    occasion: Occasion,
}

impl Sitting<'_> {
    /// `2025`, `by 2030-12-31`, `standing`.
    pub(in crate::run) fn label(&self) -> &str {
        &self.occasion.label
    }

    /// The period whose facts are read.
    pub(in crate::run) fn period(&self) -> Option<Period> {
        self.occasion.window.period()
    }

    /// Whether what is reported may still change before it is judged for good.
    pub(in crate::run) fn is_running(&self) -> bool {
        self.occasion.tense == Tense::Running
    }

    /// The last day on which a deed serves.
    pub(in crate::run) fn last_day(&self) -> Option<Date> {
        self.occasion.last_day()
    }
}

impl Docket {
    /// What is to be judged of reports that speak of some periods.
    pub(in crate::run) fn of_periods(request: &Request, mut periods: Vec<Period>) -> Self {
        let asked = if request.periods.is_empty() {
            periods.sort_unstable();
            periods.dedup();
            Asked::Reported(periods)
        } else {
            Asked::Named(request.periods.clone())
        };
        Self {
            as_of: request.as_of,
            asked,
        }
    }
}

impl Walk<'_> {
    /// The day of the check.
    pub(in crate::run) fn as_of(&self) -> Date {
        self.as_of
    }

    /// When a line is judged for a body that reports alone, in time order; never, where it does not bind it.
    pub(in crate::run) fn sittings<'l>(
        &self,
        first: usize,
        line: &'l [Requirement],
        body: &Body,
    ) -> Vec<Sitting<'l>> {
        let wordings = wordings(first, line, body.level);
        let binds = |(_, one): &(usize, &Requirement)| is_bound(self.document(one), body, &[]);
        if !wordings.first().is_some_and(binds) {
            return Vec::new();
        }
        let tenure = Tenure::of(self.program, body, None);
        let occasions = self.occasions(&wordings, body, &tenure).into_iter();
        let is_reworded = !stretches(self.program, &wordings).is_empty();
        let sittings = occasions.filter_map(|(at, occasion)| {
            let (position, requirement) = *wordings.get(at)?;
            let mut others = wordings.iter().filter(|(other, _)| *other != position);
            // Whether it is judged by its last day hangs on whether anything is reported of its time.
            let ran_out = last_standing_day(requirement, self.as_of).is_some();
            let settled = occasion.settled_by_time.filter(|_| !ran_out);
            let is_of_part =
                occasion.span.is_some() && matches!(occasion.window, Window::Period(_));
            Some(Sitting {
                position,
                requirement,
                settled: settled.map(|(status, _)| status),
                is_shared: others.any(|(_, other)| hangs_on_event(&other.goal)) || is_reworded,
                floats: ran_out
                    || is_of_part
                    || !occasion.lapses.is_empty()
                    || floats(requirement, &occasion, body, self.as_of),
                occasion,
            })
        });
        sittings.collect()
    }

    /// The statuses of a line that is known to bind a body.
    pub(in crate::run) fn statuses(
        &self,
        first: usize,
        line: &[Requirement],
        body: &Body,
    ) -> impl Iterator<Item = Status> {
        let judged = self.again(first, line, body).into_iter();
        judged.map(|judged| judged.verdict.status)
    }

    /// The number that a quantity comes to where it hangs on no fact.
    pub(in crate::run) fn constant(
        &self,
        sitting: &Sitting<'_>,
        body: &Body,
        quantity: &Quantity,
    ) -> Option<Number> {
        let reads = Reads::of_quantity(self.program, quantity);
        if !reads.facts.is_empty() || !reads.collections.is_empty() {
            return None;
        }
        let occasion = &sitting.occasion;
        self.case(sitting.requirement, body, occasion, |judge, scope, _| {
            judge.quantity(scope, quantity, occasion.tense).exact()
        })
    }
}

/// Whether the period read is the latest that says something of what is asked: a part of a year
/// or a year that still runs counts only where it does, and of several that hold the last day those that do come first.
fn floats(requirement: &Requirement, occasion: &Occasion, body: &Body, as_of: Date) -> bool {
    let latest = match requirement.schedule {
        Schedule::By { .. } | Schedule::Standing { .. } => {
            matches!(occasion.window, Window::Standing(_))
        }
        Schedule::Periodic { .. } | Schedule::Events | Schedule::Cases => false,
    };
    let periods = || body.periods.iter().map(|reported| reported.period);
    let holds = |period: &Period| occasion.due.is_some_and(|due| period.contains(due));
    let runs = |period: Period| period.contains(as_of);
    let one_of_several = periods().count() > 1 && periods().any(runs);
    latest
        && (one_of_several
            || periods().any(|period| !is_whole_year(period))
            || periods().filter(holds).count() > 1)
}
