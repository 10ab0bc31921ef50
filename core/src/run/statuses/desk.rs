//! A desk: reports one after the other, each by the plan of its shape, or by the evaluator.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::Plan;
use super::scan::{Scratch, scan};
use super::shape::{Shape, Statuses};
use super::slots::Slots;
use crate::run::evaluate::evaluate;
use crate::run::facts::read::{ReadError, Reader};
use crate::run::verdict::{Outcome, Status};

/// Most plans that a desk keeps.
const MOST_PLANS: usize = 64;
/// Most shapes of which it remembers that they were met.
const MOST_SHAPES: usize = 4096;

/// Where one thread judges reports, with what it keeps from one to the next.
pub struct Desk<'s> {
    statuses: &'s Statuses<'s>,
    reader: Reader<'s>,
    scratch: Scratch,
    slots: Slots,
    plans: Vec<Plan<'s>>,
    of_shape: BTreeMap<Shape, usize>,
    /// The plan that served last.
    last: usize,
    /// Shapes met once: a plan is worth its while from the second report on.
    met: BTreeSet<Shape>,
    told: Vec<Status>,
}

/// The statuses of one report.
#[derive(Debug)]
pub enum Told<'d> {
    /// As a plan tells them.
    Planned {
        /// The level of the report's body.
        level: &'d str,
        /// Its id.
        id: &'d str,
        /// Whose statuses they are.
        plan: &'d Plan<'d>,
        /// Of each verdict of the plan.
        statuses: &'d [Status],
    },
    /// As the evaluator told them, and all that it tells beside.
    Evaluated(Box<Outcome>),
}

/// One status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tells<'d> {
    /// The level of the body that is judged.
    pub level: &'d str,
    /// Its id.
    pub id: &'d str,
    /// The position of the requirement in the program.
    pub requirement: usize,
    /// The period judged: `2025`, `by 2030-12-31`, `standing`.
    pub period: &'d str,
    /// The status.
    pub status: Status,
}

impl<'s> Desk<'s> {
    pub(super) fn new(statuses: &'s Statuses<'s>) -> Self {
        Self {
            statuses,
            reader: Reader::new(statuses.program).within(statuses.limits),
            scratch: Scratch::default(),
            slots: Slots::default(),
            plans: Vec::new(),
            of_shape: BTreeMap::new(),
            last: 0,
            met: BTreeSet::new(),
            told: Vec::new(),
        }
    }

    /// Judges a report.
    ///
    /// # Errors
    /// When the report cannot be used at all.
    pub fn judge<'d>(&'d mut self, report: &'d str) -> Result<Told<'d>, ReadError> {
        std::mem::swap(&mut self.scratch.slots, &mut self.slots.values);
        let id = scan(self.statuses, report, &mut self.scratch);
        std::mem::swap(&mut self.scratch.slots, &mut self.slots.values);
        let planned = id.and_then(|id| Some((id, self.plan()?)));
        let Some((id, plan)) = planned.and_then(|(id, at)| Some((id, self.plans.get(at)?))) else {
            let facts = self.reader.read(report)?;
            let request = &self.statuses.request;
            let outcome = evaluate(self.statuses.program, &facts, request);
            return Ok(Told::Evaluated(Box::new(outcome)));
        };
        plan.begin(&mut self.told);
        plan.judge(&self.slots, &mut self.told);
        Ok(Told::Planned {
            level: plan.level(),
            id,
            plan,
            statuses: &self.told,
        })
    }

    /// The plan for the report in the scratch.
    fn plan(&mut self) -> Option<usize> {
        let shape = self.scratch.shape.as_ref()?;
        let last = self.plans.get(self.last);
        if last.is_some_and(|plan| plan.is_for(shape)) {
            return Some(self.last);
        }
        if let Some(known) = self.of_shape.get(shape) {
            self.last = *known;
            return Some(*known);
        }
        if !self.met.contains(shape) {
            if self.met.len() < MOST_SHAPES {
                self.met.insert(shape.clone());
            }
            return None;
        }
        let made = self.plans.len();
        if made == MOST_PLANS || !self.statuses.is_fixed(shape) {
            return None;
        }
        self.plans.push(Plan::new(self.statuses, shape.clone()));
        self.of_shape.insert(shape.clone(), made);
        self.last = made;
        Some(made)
    }
}

impl Told<'_> {
    /// The level and id of the report's body.
    pub fn body(&self) -> (&str, &str) {
        match self {
            Told::Planned { level, id, .. } => (level, id),
            Told::Evaluated(outcome) => (&outcome.body.level, &outcome.body.id),
        }
    }

    /// Each status, in the order of an evaluation.
    pub fn each(&self) -> Box<dyn Iterator<Item = Tells<'_>> + '_> {
        match self {
            Told::Planned {
                level,
                id,
                plan,
                statuses,
            } => Box::new(
                plan.verdicts()
                    .iter()
                    .zip(*statuses)
                    .map(|(planned, status)| Tells {
                        level,
                        id,
                        requirement: planned.requirement,
                        period: &planned.period,
                        status: *status,
                    }),
            ),
            Told::Evaluated(outcome) => Box::new(outcome.verdicts.iter().map(|verdict| Tells {
                level: &verdict.body.level,
                id: &verdict.body.id,
                requirement: verdict.requirement,
                period: &verdict.period,
                status: verdict.status,
            })),
        }
    }
}
