//! Bodies that end: a period in which one ends is judged for its successor, an earlier one for itself.

use jiff_core::civil::Date;

use super::line::Line;
use super::occasions::{Occasion, reported_below};
use super::{Walk, is_bound, name};
use crate::run::calendar::period::Period;
use crate::run::facts::Body;
use crate::run::program::{LevelId, Program, Succession};

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
        Self::Span {
            begun: days(&|one| is_body(&one.to)),
            reported: body.periods.iter().map(|one| one.period).collect(),
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

impl Walk<'_> {
    /// Judges what a body's predecessors bore and it does not, for the periods in which they ended.
    pub(super) fn line_taken_over(
        &mut self,
        line: Line<'_, '_>,
        body: &Body,
        above: &[(LevelId, String)],
    ) {
        let program = self.program;
        let own = |one: &&Succession| (one.to.0, &one.to.1) == (body.level, &body.id);
        let mut judged: Vec<(LevelId, Date)> = Vec::new();
        for succession in program.successions.iter().filter(own) {
            for (level, id) in &succession.of {
                let borne = line.iter().filter(|(_, one)| one.bearers.contains(level));
                let borne: Vec<_> = borne.copied().collect();
                let key = (*level, succession.from);
                let Some((_, requirement)) = borne.first().filter(|_| !judged.contains(&key))
                else {
                    continue;
                };
                // In its predecessor's stead, it is read as a body of that level.
                let mut instead = body.clone();
                instead.level = *level;
                instead.within.push((*level, id.clone()));
                if is_bound(self.document(requirement), &instead, above) {
                    let first = self.judged.len();
                    self.line(&borne, &instead, &Tenure::Takeover(succession.from));
                    for one in self.judged.iter_mut().skip(first) {
                        one.verdict.body = name(program, body);
                    }
                    judged.push(key);
                }
            }
        }
    }
}
