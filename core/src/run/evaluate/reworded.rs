//! What is judged day by day under a rule that was amended: each wording judges what was done, or happened, on its
//! own days. What is judged by whole periods is judged by the text of their end.

use jiff_core::civil::Date;

use super::cases::judges_by_day;
use super::goal::hangs_on_event;
use super::line::{Line, together};
use super::occasions::{Occasion, is_told_of, reached};
use super::scope::{Tense, Window};
use super::{Judged, Walk};
use crate::run::facts::Body;
use crate::run::program::{Ended, Program, Requirement, Schedule};
use crate::run::verdict::Status;

/// The days on which a line says one and the same.
pub(super) struct Stretch<'p> {
    position: usize,
    requirement: &'p Requirement,
    first: Date,
    last: Option<Date>,
}

/// The stretches that are judged day by day; none where all days have one text, or were but suspended between.
pub(super) fn stretches<'p>(program: &Program, wordings: Line<'_, 'p>) -> Vec<Stretch<'p>> {
    if wordings.len() < 2 {
        return Vec::new();
    }
    let mut found: Vec<Stretch<'p>> = Vec::new();
    let mut was_changed = false;
    for (position, requirement) in wordings {
        if let Some(before) = found.last_mut()
            && before.requirement.ended == Ended::Amended
        {
            if says_the_same(before.requirement, requirement) {
                *before = Stretch {
                    position: *position,
                    requirement,
                    first: before.first,
                    last: requirement.to,
                };
                continue;
            }
            was_changed = true;
        }
        found.push(Stretch {
            position: *position,
            requirement,
            first: requirement.from,
            last: requirement.to,
        });
    }
    if !was_changed {
        return Vec::new();
    }
    found.retain(|one| is_of_days(program, one.requirement));
    found
}

fn is_of_days(program: &Program, requirement: &Requirement) -> bool {
    let goal = &requirement.goal;
    let is_for_years = matches!(
        requirement.schedule,
        Schedule::Standing { horizon: Some(_) }
    );
    judges_by_day(program, goal) && !hangs_on_event(goal) && !is_for_years
}

fn says_the_same(one: &Requirement, other: &Requirement) -> bool {
    let asked = |one: &Requirement| (one.modality, one.none_counts_as_met, one.attested);
    one.goal == other.goal
        && one.condition == other.condition
        && one.exception == other.exception
        && one.bearers == other.bearers
        && asked(one) == asked(other)
}

impl Walk<'_> {
    /// One verdict of all wordings that judge days of an occasion; none where the one that stands for it judges it whole.
    pub(super) fn day_by_day(
        &self,
        stretches: &[Stretch<'_>],
        (position, requirement): (usize, &Requirement),
        body: &Body,
        occasion: &Occasion,
    ) -> Option<Judged> {
        let parts: Vec<(&Stretch<'_>, Occasion)> = stretches
            .iter()
            .filter_map(|one| Some((one, self.part(one, body, occasion)?)))
            .collect();
        let is_whole = parts.len() == 1 && parts.iter().all(|(_, part)| part.span == occasion.span);
        if parts.is_empty() || is_whole {
            return None;
        }
        // A total is that of the whole period, whatever was forbidden in a part of it.
        let of_period = (!is_of_days(self.program, requirement))
            .then(|| self.judge(position, requirement, body, occasion, false));
        let mut parts = parts
            .iter()
            .rev()
            .map(|(one, part)| self.judge(one.position, one.requirement, body, part, false));
        let mut judged = match of_period {
            Some(judged) => judged,
            None => parts.next()?,
        };
        for before in parts {
            if before.verdict.status != Status::NotApplicable {
                judged = together(judged, before);
            }
        }
        Some(judged)
    }

    /// The wording that judges the last days of an occasion that have begun, where each judges its own.
    pub(super) fn last_begun_of_days(
        &self,
        stretches: &[Stretch<'_>],
        wordings: Line<'_, '_>,
        at: usize,
        body: &Body,
        occasion: &Occasion,
    ) -> Option<usize> {
        let (_, requirement) = wordings.get(at)?;
        is_of_days(self.program, requirement).then_some(())?;
        let begun = |one: &&Stretch<'_>| self.part(one, body, occasion).is_some();
        let last = stretches.iter().rev().find(begun)?;
        wordings
            .iter()
            .position(|(position, _)| *position == last.position)
    }

    /// What of an occasion falls to a stretch, as far as it has begun.
    fn part(&self, stretch: &Stretch<'_>, body: &Body, occasion: &Occasion) -> Option<Occasion> {
        let Window::Period(period) = occasion.window else {
            return self.part_of_standing(stretch, body, occasion);
        };
        let (from, to) = occasion.span.unwrap_or((period.start, period.end));
        let first = stretch.first.max(from);
        let last = stretch.last.map_or(to, |last| last.min(to));
        (first <= last && first <= self.as_of).then_some(())?;
        Some(Occasion {
            span: ((first, last) != (period.start, period.end)).then_some((first, last)),
            since: Some(first),
            due: occasion.due.map(|due| due.min(last)),
            tense: if self.as_of > last {
                Tense::Settled
            } else {
                occasion.tense
            },
            lapses: Vec::new(),
            ..occasion.clone()
        })
    }

    fn part_of_standing(
        &self,
        stretch: &Stretch<'_>,
        body: &Body,
        occasion: &Occasion,
    ) -> Option<Occasion> {
        (stretch.first <= self.as_of).then_some(())?;
        let since = Some(stretch.first);
        match stretch.last.filter(|last| *last < self.as_of) {
            None => Some(Occasion {
                since,
                ..occasion.clone()
            }),
            Some(last) => {
                // How things stand is told by the latest report: of earlier days what is told of them.
                let reads = self.reads.get(stretch.position)?;
                is_told_of(reads, body, (stretch.first, last)).then_some(())?;
                Some(Occasion {
                    since,
                    ..reached(stretch.requirement, reads, body, last, self.as_of)
                })
            }
        }
    }
}
