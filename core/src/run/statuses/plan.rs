//! Plans: what is worked out once for all reports of a shape, and the pass over one report.

use std::ops::Range;
use std::sync::atomic::{AtomicU8, Ordering};

use super::atoms::{Atom, Kind, sign};
use super::gather::gather;
use super::open::{OPEN_CLASSES, Open};
use super::shape::{Shape, Statuses};
use super::slots::{BLANK, Keys, Slots};
use crate::run::evaluate::{Docket, Sitting, lines};
use crate::run::facts::{Body, Facts};
use crate::run::verdict::Status;

/// Most entries of a table: what has more is left to the evaluator.
const MOST_ENTRIES: usize = 4096;
/// Classes of a share of which all numbers are told.
const TOLD_CLASSES: usize = 4;
/// An entry that has not been asked for.
const NOT_ASKED: u8 = u8::MAX;

/// All that is worked out once for the reports of a shape.
///
/// It is shared by threads; what one of them asks of the evaluator serves the others.
#[derive(Debug)]
pub struct Plan<'s> {
    statuses: &'s Statuses<'s>,
    shape: Shape,
    docket: Docket,
    /// A body of the shape that reports nothing.
    body: Body,
    verdicts: Vec<Planned>,
    lines: Vec<Line>,
    /// What time alone decides, in its place.
    settled: Vec<Status>,
    shares: Vec<Share>,
    pairs: Vec<(u32, u32)>,
    /// Of each of the shares what its parts are, where a class can be told though numbers are missing.
    open: Vec<Option<Box<[Kind]>>>,
    steps: Vec<Step>,
    /// Lines for which the evaluator is always asked.
    asked: Vec<u32>,
    table: Vec<AtomicU8>,
}

/// A verdict that a plan gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The position of the requirement in the program.
    pub requirement: usize,
    /// The period judged: `2025`, `by 2030-12-31`, `standing`.
    pub period: String,
}

/// The wordings of a requirement, and its verdicts.
#[derive(Debug)]
struct Line {
    wordings: Range<usize>,
    verdicts: Range<usize>,
}

/// Where a status stands: its verdict, the first entry of its table, and its line.
#[derive(Debug, Clone, Copy)]
struct Spot {
    verdict: u32,
    table: u32,
    line: u32,
}

/// A status that hangs on one share of members told by two numbers each.
#[derive(Debug)]
struct Share {
    /// Of each part: how many, and for how many it holds.
    pairs: Range<u32>,
    numerator: i64,
    denominator: i64,
    spot: Spot,
}

/// A status that hangs on any comparisons.
#[derive(Debug)]
struct Step {
    atoms: Vec<Atom>,
    spot: Spot,
}

impl<'s> Plan<'s> {
    pub(super) fn new(statuses: &'s Statuses<'s>, shape: Shape) -> Self {
        let periods = shape.periods.iter().map(|(period, _)| *period).collect();
        let docket = Docket::of_periods(&statuses.request, &statuses.reads, periods);
        let mut plan = Self {
            statuses,
            docket,
            body: shape.body(),
            verdicts: Vec::new(),
            lines: Vec::new(),
            settled: Vec::new(),
            shares: Vec::new(),
            pairs: Vec::new(),
            open: Vec::new(),
            steps: Vec::new(),
            asked: Vec::new(),
            table: Vec::new(),
            shape,
        };
        if let Some(keys) = statuses.keys(plan.shape.level) {
            plan.add_lines(keys);
        }
        plan
    }

    fn add_lines(&mut self, keys: &Keys) {
        for (first, line) in lines(self.statuses.program) {
            let (number, begin) = (narrow(self.lines.len()), self.verdicts.len());
            let drafts = {
                let walk = self.docket.walk(self.statuses.program, &[]);
                let sittings = walk.sittings(first, line, &self.body).into_iter();
                let draft = |sitting: Sitting<'_>| {
                    let planned = Planned {
                        requirement: sitting.position,
                        period: sitting.label().to_owned(),
                    };
                    let atoms = if sitting.is_shared || sitting.floats || sitting.settled.is_some()
                    {
                        None
                    } else {
                        gather(&walk, self.statuses.program, keys, &self.body, &sitting)
                    };
                    (planned, sitting.settled, atoms)
                };
                sittings.map(draft).collect::<Vec<_>>()
            };
            for (planned, settled, atoms) in drafts {
                let verdict = narrow(self.verdicts.len());
                self.verdicts.push(planned);
                self.settled.push(settled.unwrap_or(Status::Unknown));
                let is_planned = atoms.is_some_and(|atoms| self.add(atoms, verdict, number));
                if settled.is_none() && !is_planned && self.asked.last() != Some(&number) {
                    self.asked.push(number);
                }
            }
            if begin < self.verdicts.len() {
                self.lines.push(Line {
                    wordings: first..first + line.len(),
                    verdicts: begin..self.verdicts.len(),
                });
            }
        }
    }

    /// Adds what a status hangs on; false where that makes too large a table.
    fn add(&mut self, atoms: Vec<Atom>, verdict: u32, line: u32) -> bool {
        let size = atoms
            .iter()
            .try_fold(1_usize, |size, atom| size.checked_mul(atom.classes()));
        let Some(size) = size.filter(|size| *size <= MOST_ENTRIES) else {
            return false;
        };
        let spot = Spot {
            verdict,
            table: narrow(self.table.len()),
            line,
        };
        let share = match atoms.as_slice() {
            [Atom::Share(share)] => share.pairs().map(|pairs| (share, pairs)),
            _ => None,
        };
        let mut n_entries = size;
        match share {
            Some((share, pairs)) => {
                let begin = narrow(self.pairs.len());
                self.pairs
                    .extend(pairs.iter().map(|(size, yes, _)| (*size, *yes)));
                self.shares.push(Share {
                    pairs: begin..narrow(self.pairs.len()),
                    numerator: share.bound.0,
                    denominator: share.bound.1,
                    spot,
                });
                let kinds = pairs.iter().map(|(_, _, kind)| *kind).collect();
                self.open.push(share.is_open.then_some(kinds));
                n_entries += if share.is_open { OPEN_CLASSES } else { 0 };
            }
            None => self.steps.push(Step { atoms, spot }),
        }
        let entries = std::iter::repeat_with(|| AtomicU8::new(NOT_ASKED));
        self.table.extend(entries.take(n_entries));
        true
    }

    pub(super) fn is_for(&self, shape: &Shape) -> bool {
        self.shape == *shape
    }

    /// The level of the bodies whose reports it is for.
    pub fn level(&self) -> &'s str {
        let level = self.statuses.program.levels.get(self.shape.level.index());
        level.map_or("", |level| level.id.as_str())
    }

    /// Makes room for the statuses of a report in what is there already.
    pub(super) fn begin(&self, told: &mut Vec<Status>) {
        told.clone_from(&self.settled);
    }

    /// The verdicts it gives, in the order of an evaluation.
    pub fn verdicts(&self) -> &[Planned] {
        &self.verdicts
    }

    /// Room for the statuses of a report, each in the place of its verdict.
    pub fn statuses(&self) -> Vec<Status> {
        self.settled.clone()
    }

    /// A report's facts in slots; none where it is of another shape, or a slot cannot hold a fact:
    /// broken numbers, times of day, spans of days.
    pub fn slots(&self, facts: &Facts) -> Option<Slots> {
        if self.statuses.shape(facts)? != self.shape {
            return None;
        }
        let keys = self.statuses.keys(self.shape.level)?;
        let mut values = vec![BLANK; keys.len() * self.shape.periods.len()];
        let periods = values.chunks_exact_mut(keys.len().max(1));
        for (reported, slots) in facts.body.periods.iter().zip(periods) {
            keys.fill(reported, slots)?;
        }
        Some(Slots { values })
    }

    /// Tells the statuses of a report, in the places that [`Self::statuses`] made for them, and for how many
    /// of its requirements the evaluator was asked.
    ///
    /// Nothing is allocated unless it is.
    pub fn judge(&self, slots: &Slots, told: &mut [Status]) -> usize {
        let slots = slots.values.as_slice();
        let mut asked = 0;
        for (at, share) in self.shares.iter().enumerate() {
            let class = share.class(&self.pairs, slots);
            let class = class.or_else(|| self.open_class(at, slots));
            asked += self.tell(class, share.spot, slots, told);
        }
        for step in &self.steps {
            let class = step.class(slots);
            asked += self.tell(class, step.spot, slots, told);
        }
        for line in &self.asked {
            asked += 1;
            self.ask(*line, slots, told);
        }
        asked
    }

    /// The class of a share of which numbers are missing.
    #[cold]
    fn open_class(&self, at: usize, slots: &[i64]) -> Option<usize> {
        let (share, kinds) = (self.shares.get(at)?, self.open.get(at)?.as_ref()?);
        let pairs = share.pairs.start as usize..share.pairs.end as usize;
        let mut open = Open::new(share.numerator, share.denominator);
        for ((size, yes), kind) in self.pairs.get(pairs)?.iter().zip(kinds) {
            let (size, yes) = (slots.get(*size as usize)?, slots.get(*yes as usize)?);
            open.add(*size, *yes, *kind)?;
        }
        Some(TOLD_CLASSES + open.class())
    }

    /// Looks up a status by its class, or asks for it.
    #[inline]
    fn tell(&self, class: Option<usize>, spot: Spot, slots: &[i64], told: &mut [Status]) -> usize {
        let entry = class.and_then(|class| self.table.get(spot.table as usize + class));
        let known = entry.map_or(NOT_ASKED, |entry| entry.load(Ordering::Relaxed));
        if let (Some(status), Some(place)) = (
            Status::ALL.get(usize::from(known)),
            told.get_mut(spot.verdict as usize),
        ) {
            *place = *status;
            return 0;
        }
        self.learn(entry, spot, slots, told);
        1
    }

    /// Asks for a status, and remembers it for all reports that compare alike.
    #[cold]
    fn learn(&self, entry: Option<&AtomicU8>, spot: Spot, slots: &[i64], told: &mut [Status]) {
        self.ask(spot.line, slots, told);
        let status = told.get(spot.verdict as usize);
        let position = Status::ALL.iter().position(|one| Some(one) == status);
        if let (Some(entry), Some(Ok(position))) = (entry, position.map(u8::try_from)) {
            entry.store(position, Ordering::Relaxed);
        }
    }

    /// The statuses of a line as the evaluator tells them.
    #[cold]
    fn ask(&self, line: u32, slots: &[i64], told: &mut [Status]) {
        let (program, docket) = (self.statuses.program, &self.docket);
        let (Some(line), Some(keys)) = (
            self.lines.get(line as usize),
            self.statuses.keys(self.shape.level),
        ) else {
            return;
        };
        let (Some(wordings), Some(reads), Some(places)) = (
            program.requirements.get(line.wordings.clone()),
            docket.reads().get(line.wordings.clone()),
            told.get_mut(line.verdicts.clone()),
        ) else {
            return;
        };
        let mut body = self.body.clone();
        let periods = slots.chunks_exact(keys.len().max(1));
        for (reported, slots) in body.periods.iter_mut().zip(periods) {
            keys.reported(reported, slots, reads);
        }
        let walk = docket.walk(program, &[]);
        let statuses = walk.statuses(line.wordings.start, wordings, &body);
        for (place, status) in places.iter_mut().zip(statuses) {
            *place = status;
        }
    }
}

impl Share {
    /// Nobody, below its bound, just so, or above; none where a number is not told.
    #[inline]
    fn class(&self, pairs: &[(u32, u32)], slots: &[i64]) -> Option<usize> {
        let pairs = pairs.get(self.pairs.start as usize..self.pairs.end as usize)?;
        let (mut base, mut holding, mut told) = (0_i64, 0_i64, 0_i64);
        for (size, yes) in pairs {
            let (size, yes) = (*slots.get(*size as usize)?, *slots.get(*yes as usize)?);
            told |= size | yes;
            base = base.wrapping_add(size);
            holding = holding.wrapping_add(yes);
        }
        if told < 0 {
            return None;
        }
        // INVARIANT: slots, parts and bounds are so small that none of this leaves 64 bits.
        let distance = holding
            .wrapping_mul(self.denominator)
            .wrapping_sub(base.wrapping_mul(self.numerator));
        Some(if base == 0 { 0 } else { 1 + sign(distance) })
    }
}

impl Step {
    fn class(&self, slots: &[i64]) -> Option<usize> {
        self.atoms.iter().try_fold(0, |class, atom| {
            Some(class * atom.classes() + atom.class(slots)?)
        })
    }
}

/// A position; programs are far below where this would saturate.
fn narrow(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
