//! A requirement over time: each period is judged once, by the wording in force when it ends; a time
//! limit by the wording in force on the day of its event, what is [judged day by day](super::reworded) by that of each day.

use jiff_core::civil::Date;

use super::cases::judges_by_day;
use super::goal::hangs_on_event;
use super::judgement::all_of;
use super::occasions::{Occasion, occasions};
use super::reworded::{Stretch, stretches};
use super::succession::Tenure;
use super::{Judged, Walk};
use crate::run::facts::Body;
use crate::run::ordered::sort_by_key;
use crate::run::program::{Ended, Requirement, Schedule};
use crate::run::verdict::{Measure, Status, Verdict};

/// The wordings of a requirement with their positions, in the order of their days.
pub(super) type Line<'l, 'p> = &'l [(usize, &'p Requirement)];

impl Walk<'_> {
    /// Judges a requirement in all its wordings, on the occasions that fall to a body.
    pub(super) fn line(&self, wordings: Line<'_, '_>, body: &Body, tenure: &Tenure) -> Vec<Judged> {
        let stretches = stretches(self.program, wordings);
        let occasions = self.occasions(wordings, body, tenure).into_iter();
        occasions
            .filter_map(|(at, occasion)| self.occasion((wordings, &stretches), at, body, &occasion))
            .collect()
    }

    /// When it is judged, each time with the position of the wording that stands for it, in time order.
    pub(super) fn occasions(
        &self,
        wordings: Line<'_, '_>,
        body: &Body,
        tenure: &Tenure,
    ) -> Vec<(usize, Occasion)> {
        let mut found = Vec::new();
        for (at, (position, requirement)) in wordings.iter().enumerate() {
            let Some(reads) = self.reads.get(*position) else {
                continue;
            };
            let all = occasions(
                self.program,
                (requirement, reads),
                body,
                self.asked,
                self.as_of,
            );
            let own = |occasion: &Occasion| {
                last_begun(wordings, occasion) == at && tenure.holds(occasion)
            };
            found.extend(all.into_iter().filter(own).map(|occasion| (at, occasion)));
        }
        keep_one_of_each(wordings, &mut found);
        let lapses = lapses(wordings);
        if !lapses.is_empty() {
            for (at, occasion) in &mut found {
                let by_day = wordings.get(*at).is_some_and(|(_, wording)| {
                    matches!(wording.schedule, Schedule::Cases)
                        || judges_by_day(self.program, &wording.goal)
                });
                if by_day {
                    occasion.leave_out(&lapses);
                }
            }
        }
        let stretches = stretches(self.program, wordings);
        if !stretches.is_empty() {
            let is_open = |one: &&mut (usize, Occasion)| one.1.settled_by_time.is_none();
            for (at, occasion) in found.iter_mut().filter(is_open) {
                let begun = self.last_begun_of_days(&stretches, wordings, *at, body, occasion);
                *at = begun.unwrap_or(*at);
            }
        }
        sort_by_key(&mut found, |(_, occasion)| occasion.window.period());
        found
    }

    fn occasion(
        &self,
        (wordings, stretches): (Line<'_, '_>, &[Stretch<'_>]),
        at: usize,
        body: &Body,
        occasion: &Occasion,
    ) -> Option<Judged> {
        let (position, requirement) = wordings.get(at)?;
        let is_settled = occasion.settled_by_time.is_some();
        let by_day = || self.day_by_day(stretches, (*position, requirement), body, occasion);
        if !is_settled && let Some(judged) = by_day() {
            return Some(judged);
        }
        let mut judged = self.judge(*position, requirement, body, occasion, false);
        if is_settled {
            return Some(judged);
        }
        for (other, (position, requirement)) in wordings.iter().enumerate() {
            if other != at && hangs_on_event(&requirement.goal) {
                let beside = self.judge(*position, requirement, body, occasion, true);
                if beside.verdict.status != Status::NotApplicable {
                    judged = together(judged, beside);
                }
            }
        }
        Some(judged)
    }
}

/// A wording that was ended by a change leaves to a later one what that judges; what no later one does, it judges. What a
/// wording does not apply to is left to any that does.
fn keep_one_of_each(wordings: Line<'_, '_>, found: &mut Vec<(usize, Occasion)>) {
    let changed = |at: usize| {
        let wording = wordings.get(at).map(|(_, wording)| wording.ended);
        matches!(wording, Some(Ended::Suspended | Ended::Amended))
    };
    let reached = |one: &Occasion| !matches!(one.settled_by_time, Some((Status::NotApplicable, _)));
    let judged: Vec<(usize, String)> = found
        .iter()
        .filter(|(_, one)| reached(one))
        .map(|(at, one)| (*at, one.label.clone()))
        .collect();
    let is_judged = |label: &str, by: &dyn Fn(usize) -> bool| {
        let mut judged = judged.iter();
        judged.any(|(at, of)| of == label && by(*at))
    };
    found.retain(|(at, one)| {
        let is_left = if reached(one) {
            changed(*at) && is_judged(&one.label, &|other| other > *at)
        } else {
            is_judged(&one.label, &|_| true)
        };
        !is_left
    });
}

/// The first and last days of the times in which a line was suspended.
fn lapses(wordings: Line<'_, '_>) -> Vec<(Date, Date)> {
    let suspended = wordings.iter().enumerate();
    let suspended = suspended.filter(|(_, (_, one))| one.ended == Ended::Suspended);
    let lapse = |(at, (_, one)): (usize, &(usize, &Requirement))| {
        let first = one.to?.tomorrow().ok()?;
        let next = wordings.get(at + 1).map(|(_, next)| next.from);
        let last = next.map_or(Some(Date::MAX), |next| next.yesterday().ok())?;
        (first <= last).then_some((first, last))
    };
    suspended.filter_map(lapse).collect()
}

/// The wording that stands for an occasion: the last one begun on its day, else the first.
fn last_begun(wordings: Line<'_, '_>, occasion: &Occasion) -> usize {
    let begun = |(_, wording): &(usize, &Requirement)| wording.from <= occasion.decided_on;
    wordings.iter().rposition(begun).unwrap_or(0)
}

/// One verdict of two: what the text of the period's end judges, and what an earlier one does.
pub(super) fn together(now: Judged, before: Judged) -> Judged {
    let (version, position) = (now.verdict.version, now.verdict.requirement);
    let status = all_of([now.verdict.status, before.verdict.status].into_iter());
    let (deciding, other) = if now.verdict.status == status {
        (now, before)
    } else {
        (before, now)
    };
    if other.verdict.status == Status::NotApplicable {
        return deciding;
    }
    let (mut verdict, beside) = (deciding.verdict, other.verdict);
    let mut missing = deciding.missing;
    missing.extend(other.missing);
    (verdict.due, verdict.due_time) =
        (verdict.due, verdict.due_time).max((beside.due, beside.due_time));
    verdict.severity = verdict.severity.or(beside.severity);
    verdict.before_event |= beside.before_event;
    add_counts(&mut verdict, &beside);
    verdict.remedy.extend(beside.remedy);
    verdict.members.extend(beside.members);
    verdict.version = version;
    verdict.requirement = position;
    Judged {
        verdict,
        missing,
        tree: deciding.tree.or(other.tree),
    }
}

/// Members that one wording leaves to the other do not count twice.
fn add_counts(verdict: &mut Verdict, beside: &Verdict) {
    let (Some(Measure::Each { counts, .. }), Some(Measure::Each { counts: other, .. })) =
        (&mut verdict.measure, &beside.measure)
    else {
        return;
    };
    let mut moved = 0;
    for (status, more) in other.iter() {
        if status != Status::NotApplicable {
            counts.add(status, more);
            moved += more;
        }
    }
    counts.take(Status::NotApplicable, moved);
}
