//! Where the verdict on a draft turns, and the scenarios around it.

use std::collections::{BTreeMap, BTreeSet};

use luat_grammar::syntax::{Date, Declaration, Scenario, ScenarioLine, Status};

use super::days_off::{self, Crossing};
use super::draft::{Draft, SlotValue, sentinel_anchor};
use super::{Frame, expected, told};
use crate::author::compile;
use crate::author::mutate::slice::Slice;
use crate::author::scenario::{self as run_scenario, Found};
use crate::run::program::Program;
use crate::run::verdict;
use crate::wire::date as day;

/// The scenarios around every value at which the verdict turns, and around days off.
pub(super) fn edges_of(
    slice: &Slice<'_>,
    frame: &Frame<'_>,
    (draft, part): (&Draft, Option<usize>),
) -> Vec<Declaration> {
    let Some(bench) = Bench::of(slice, frame, draft, part) else {
        return Vec::new();
    };
    let anchor = frame.time.anchor();
    let mut made = around(&bench, draft.values(frame.ground()), anchor, None);
    if made.is_empty() || !draft.is_anchored() {
        return made;
    }
    for (crossing, anchor, due) in days_off::crossings(&bench) {
        let near = days_off::near(due).map(SlotValue::Day).collect();
        made.extend(around(&bench, near, anchor, Some(&crossing)));
    }
    made
}

/// A draft with the means to judge what is put into its open place.
pub(super) struct Bench<'a> {
    slice: &'a Slice<'a>,
    pub(super) frame: &'a Frame<'a>,
    draft: &'a Draft,
    /// Which part of a sentence that joins several is left open, from one.
    part: Option<usize>,
    program: Program,
    scenario: run_scenario::Scenario,
}

impl<'a> Bench<'a> {
    fn of(
        slice: &'a Slice<'a>,
        frame: &'a Frame<'a>,
        draft: &'a Draft,
        part: Option<usize>,
    ) -> Option<Self> {
        let given = draft.given(draft.sentinel(), sentinel_anchor(), &frame.time.period);
        let (program, scenario) = judged(slice, frame.scenario(String::new(), given, Status::Met))?;
        Some(Self {
            slice,
            frame,
            draft,
            part,
            program,
            scenario,
        })
    }

    /// The verdict with a value in the open place; none where there is not just one.
    pub(super) fn verdict(&self, value: SlotValue, anchor: Date) -> Option<Tried> {
        let Some(report) = value.put_into(&self.scenario.report) else {
            let scenario =
                self.frame
                    .scenario(String::new(), self.given(value, anchor), Status::Met);
            let (program, scenario) = judged(self.slice, scenario)?;
            let (status, due) = status(&program, &scenario)?;
            return Some(Tried { value, status, due });
        };
        let moved = run_scenario::Scenario {
            report: report.replace(&day(sentinel_anchor()), &day(anchor)),
            ..self.scenario.clone()
        };
        let (status, due) = status(&self.program, &moved)?;
        Some(Tried { value, status, due })
    }

    fn given(&self, value: SlotValue, anchor: Date) -> Vec<ScenarioLine> {
        self.draft.given(value, anchor, &self.frame.time.period)
    }

    fn scenario(&self, tried: &Tried, anchor: Date, title: String) -> Declaration {
        let given = self.given(tried.value, anchor);
        let scenario = self.frame.scenario(title, given, expected(tried.status));
        Declaration::Scenario(scenario)
    }

    fn title(&self, side: Side, value: SlotValue, crossing: Option<&Crossing>) -> String {
        let language = self.frame.language;
        let shown = self.draft.shown(value, self.frame.ground(), language);
        told::title(self.frame, self.part, side, (value, &shown), crossing)
    }

    /// Whether a value is the threshold, or the day that is due.
    fn is_at(&self, tried: &Tried, due: Option<Date>) -> bool {
        match tried.value {
            SlotValue::Day(day) => due == Some(day),
            value => self.draft.is_threshold(value),
        }
    }
}

/// A value and what came of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tried {
    value: SlotValue,
    status: verdict::Status,
    pub(super) due: Option<Date>,
}

/// On which side of an edge a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Under the threshold, or before the day.
    Under,
    /// The threshold, or the day.
    At,
    /// Over it, or after it.
    Over,
    /// The last value before the verdict turns, where no value is the threshold.
    Last,
    /// The first one after it.
    First,
}

/// The scenarios around the values at which the verdict turns: under, at and over.
fn around(
    bench: &Bench<'_>,
    values: Vec<SlotValue>,
    anchor: Date,
    crossing: Option<&Crossing>,
) -> Vec<Declaration> {
    let mut trial = Trial::of(bench, values, anchor);
    let mut taken: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for at in trial.turning() {
        let (Some(before), Some(after)) = (trial.tried(at), trial.tried(at + 1)) else {
            continue;
        };
        let due = before.due.or(after.due);
        let sides = if bench.is_at(&before, due) {
            [
                (at.checked_sub(1), Side::Under),
                (Some(at), Side::At),
                (Some(at + 1), Side::Over),
            ]
        } else if bench.is_at(&after, due) {
            [
                (Some(at), Side::Under),
                (Some(at + 1), Side::At),
                (Some(at + 2), Side::Over),
            ]
        } else {
            [
                (Some(at), Side::Last),
                (Some(at + 1), Side::First),
                (None, Side::First),
            ]
        };
        for (place, side) in sides {
            let Some((place, one)) = place.and_then(|place| Some((place, trial.tried(place)?)))
            else {
                continue;
            };
            if !taken.contains(&place) {
                taken.push(place);
                let title = bench.title(side, one.value, crossing);
                found.push(bench.scenario(&one, anchor, title));
            }
        }
    }
    found
}

/// Of values in a row every so many are judged, and those near what is known to decide; where two of them
/// differ, the place between them at which the verdict turns is looked for.
const STEP: usize = 7;

/// Values in a row, judged as they are asked for.
struct Trial<'b> {
    bench: &'b Bench<'b>,
    values: Vec<SlotValue>,
    anchor: Date,
    known: BTreeMap<usize, Option<Tried>>,
}

impl<'b> Trial<'b> {
    fn of(bench: &'b Bench<'b>, values: Vec<SlotValue>, anchor: Date) -> Self {
        Self {
            bench,
            values,
            anchor,
            known: BTreeMap::new(),
        }
    }

    /// What comes of the value at a place.
    fn tried(&mut self, at: usize) -> Option<Tried> {
        let value = *self.values.get(at)?;
        if let Some(known) = self.known.get(&at) {
            return *known;
        }
        let tried = self.bench.verdict(value, self.anchor);
        self.known.insert(at, tried);
        tried
    }

    /// The places of the last values before the verdict turns.
    fn turning(&mut self) -> Vec<usize> {
        let mut samples = self.samples();
        let mut found = Vec::new();
        let mut at = 0;
        while let (Some(from), Some(to)) = (samples.get(at).copied(), samples.get(at + 1).copied())
        {
            let sides = self.tried(from).zip(self.tried(to));
            match sides {
                Some((one, other)) if turns(one.status, other.status) => {
                    if to == from + 1 {
                        found.push(from);
                    } else {
                        samples.insert(at + 1, from.midpoint(to));
                        continue;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        found
    }

    /// The places that are judged first, ascending.
    fn samples(&mut self) -> Vec<usize> {
        let last = self.values.len().saturating_sub(1);
        let mut samples: BTreeSet<usize> = (0..self.values.len()).step_by(STEP).collect();
        samples.insert(last);
        let is_marked = |value: &SlotValue| {
            *value == SlotValue::Day(self.anchor) || self.bench.draft.is_threshold(*value)
        };
        let marked = self.values.iter().enumerate();
        let mut marked: Vec<usize> = marked
            .filter(|(_, value)| is_marked(value))
            .map(|(at, _)| at)
            .collect();
        for at in samples.clone() {
            let due = self.tried(at).and_then(|tried| tried.due);
            let day = due.map(SlotValue::Day);
            marked.extend(self.values.iter().position(|value| Some(*value) == day));
        }
        for at in marked {
            samples.extend(at.saturating_sub(1)..=(at + 1).min(last));
        }
        samples.into_iter().collect()
    }
}

/// The scenario read and checked beside the rule.
fn judged(slice: &Slice<'_>, scenario: Scenario) -> Option<(Program, run_scenario::Scenario)> {
    let rules = slice.with_scenario(scenario).check()?;
    let scenario = rules.scenarios.last()?.clone();
    Some((compile(&rules), scenario))
}

/// The one verdict that the scenario expects something of, and when it is due.
fn status(
    program: &Program,
    scenario: &run_scenario::Scenario,
) -> Option<(verdict::Status, Option<Date>)> {
    let answers = run_scenario::run(program, scenario).ok()?;
    let answer = answers.into_iter().next()?;
    let Found::Verdicts(verdicts) = answer.found else {
        return None;
    };
    let first = verdicts.first()?;
    let due = first.due.or_else(|| first.members.first()?.due);
    let same = verdicts
        .iter()
        .all(|verdict| verdict.status == first.status);
    same.then_some((first.status, due))
}

/// Whether an edge lies between two verdicts: one is reached, the other is missed.
fn turns(one: verdict::Status, other: verdict::Status) -> bool {
    let sides = |status| match status {
        verdict::Status::Met => Some(true),
        verdict::Status::Late | verdict::Status::NotMet => Some(false),
        verdict::Status::Pending | verdict::Status::Unknown | verdict::Status::NotApplicable => {
            None
        }
    };
    matches!((sides(one), sides(other)), (Some(one), Some(other)) if one != other)
}
