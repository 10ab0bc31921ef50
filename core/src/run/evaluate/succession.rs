//! Bodies that end: a period in which one ends is judged for its successor, an earlier one for itself.

use jiff_core::civil::Date;

use super::line::Line;
use super::occasions::{Occasion, reported_below};
use super::{Walk, is_bound, name};
use crate::run::calendar::period::Period;
use crate::run::facts::Body;
use crate::run::program::{LevelId, Program, Requirement, Succession};

/// The occasions that fall to a body.
pub(super) enum Tenure {
    /// Decided before its end; from its beginning on, or of the periods it reports all the same.
    Span {
        begun: Option<Date>,
        reported: Vec<Period>,
        ended: Option<Date>,
    },
    /// The periods in which its predecessor ended on that day.
    Takeover(Date),
}

impl Tenure {
    pub(super) fn of(program: &Program, body: &Body) -> Self {
        let is_body = |(level, id): &(LevelId, String)| *level == body.level && *id == body.id;
        let days = |is_meant: &dyn Fn(&Succession) -> bool| {
            let meant = program.successions.iter().filter(|one| is_meant(one));
            meant.map(|one| one.from).min()
        };
        let begun = days(&|one| is_body(&one.to));
        // Only of a body that has a beginning is it asked what it reports from before.
        let reported = begun.map_or_else(Vec::new, |_| {
            body.periods.iter().map(|one| one.period).collect()
        });
        Self::Span {
            begun,
            reported,
            ended: days(&|one| one.of.iter().any(is_body)),
        }
    }

    pub(super) fn holds(&self, occasion: &Occasion) -> bool {
        match self {
            Self::Span {
                begun,
                reported,
                ended,
            } => {
                let day = occasion.decided_on;
                let is_reported = || {
                    let period = occasion.window.period();
                    period.is_some_and(|period| reported.contains(&period))
                };
                ended.is_none_or(|ended| day < ended)
                    && (begun.is_none_or(|begun| begun <= day) || is_reported())
            }
            Self::Takeover(from) => match occasion.window {
                super::scope::Window::Period(period) => period.start < *from && *from <= period.end,
                super::scope::Window::Standing(_) => false,
            },
        }
    }
}

/// The periods that a report speaks of, those of predecessors among them.
pub(super) fn periods(body: &Body) -> Vec<Period> {
    let mut found: Vec<Period> = reported_below(body)
        .map(|reported| reported.period)
        .collect();
    let mut stack = vec![body];
    while let Some(next) = stack.pop() {
        found.extend(next.predecessors.iter().flat_map(periods));
        stack.extend(&next.below);
    }
    found
}

/// A body in its predecessor's stead: read as one of that level, from the day on which the other ended.
pub(super) struct StandIn {
    body: Body,
    from: Date,
}

/// A body in the stead of each of its predecessors.
pub(super) fn stand_ins(program: &Program, body: &Body) -> Vec<StandIn> {
    let own = |one: &&Succession| (one.to.0, &one.to.1) == (body.level, &body.id);
    let successions = program.successions.iter().filter(own);
    let of_one = |succession: &Succession| {
        let instead = |(level, id): &(LevelId, String)| {
            let mut instead = body.clone();
            instead.level = *level;
            instead.within.push((*level, id.clone()));
            StandIn {
                body: instead,
                from: succession.from,
            }
        };
        succession.of.iter().map(instead).collect::<Vec<_>>()
    };
    successions.flat_map(of_one).collect()
}

impl Walk<'_> {
    /// Judges what a body's predecessors bore and it does not, for the periods in which they ended.
    pub(super) fn line_taken_over(
        &mut self,
        line: Line<'_, '_>,
        stand_ins: &[StandIn],
        body: &Body,
        above: &[(LevelId, String)],
    ) {
        let mut judged: Vec<(LevelId, Date)> = Vec::new();
        for StandIn {
            body: instead,
            from,
        } in stand_ins
        {
            let bears = |(_, one): &&(usize, &Requirement)| one.bearers.contains(&instead.level);
            let borne: Vec<_> = line.iter().filter(bears).copied().collect();
            let key = (instead.level, *from);
            let Some((_, requirement)) = borne.first().filter(|_| !judged.contains(&key)) else {
                continue;
            };
            if is_bound(self.document(requirement), instead, above) {
                let first = self.judged.len();
                self.line(&borne, instead, &Tenure::Takeover(*from));
                for one in self.judged.iter_mut().skip(first) {
                    one.verdict.body = name(self.program, body);
                }
                judged.push(key);
            }
        }
    }
}
