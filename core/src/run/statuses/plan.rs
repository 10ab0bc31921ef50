//! Plans: what is worked out once for all reports of a shape, and the pass over one report.

use std::ops::Range;
use std::sync::atomic::{AtomicU8, Ordering};

use super::atoms::{Atom, Facts as Told, Kind, sign};
use super::gather::gather;
use super::lanes::{Known, NOT_TOLD};
use super::open::{OPEN_CLASSES, Open};
use super::shape::{Shape, Statuses};
use super::slots::{BLANK, Keys, Slots};
use crate::run::evaluate::{Docket, Sitting, lines};
use crate::run::facts::{Body, Facts};
use crate::run::verdict::Status;

/// Most entries of a table: what has more is left to the evaluator.
const MOST_ENTRIES: usize = 4096;
/// An entry that has not been asked for.
const NOT_ASKED: u8 = NOT_TOLD;

/// All that is worked out once for the reports of a shape.
///
/// It is shared by threads; what one of them asks of the evaluator serves the others.
#[derive(Debug)]
pub struct Plan<'s> {
    pub(super) statuses: &'s Statuses<'s>,
    pub(super) shape: Shape,
    docket: Docket,
    /// A body of the shape that reports nothing.
    body: Body,
    verdicts: Vec<Planned>,
    lines: Vec<Line>,
    /// What time alone decides, in its place.
    pub(super) settled: Vec<Status>,
    pub(super) shares: Vec<Share>,
    /// Parts of shares behind their first.
    more: Vec<(u32, u32)>,
    /// Of each of the shares what its parts are, where a class can be told though numbers are missing.
    open: Vec<Option<Box<[Kind]>>>,
    pub(super) steps: Vec<Step>,
    /// Lines for which the evaluator is always asked.
    pub(super) asked: Vec<u32>,
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
pub(super) struct Spot {
    pub(super) verdict: u32,
    table: u32,
    line: u32,
}

/// A status that hangs on one share of members told by two numbers each.
#[derive(Debug)]
pub(super) struct Share {
    /// Of the first part: how many, and for how many it holds.
    first: (u32, u32),
    /// The other parts.
    more: Range<u32>,
    pub(super) numerator: i64,
    pub(super) denominator: i64,
    /// The statuses of its classes while all numbers are told: nobody, below the bound, just so, above it.
    known: [AtomicU8; 4],
    /// Of the other classes.
    pub(super) spot: Spot,
}

/// A status that hangs on any comparisons.
#[derive(Debug)]
pub(super) struct Step {
    /// Each with how many classes it has.
    pub(super) atoms: Vec<(usize, Atom)>,
    pub(super) spot: Spot,
}

impl<'s> Plan<'s> {
    pub(super) fn new(statuses: &'s Statuses<'s>, shape: Shape) -> Self {
        let periods = shape.periods.iter().map(|(period, _)| *period).collect();
        let docket = Docket::of_periods(&statuses.request, periods);
        let mut plan = Self {
            statuses,
            docket,
            body: shape.body(),
            verdicts: Vec::new(),
            lines: Vec::new(),
            settled: Vec::new(),
            shares: Vec::new(),
            more: Vec::new(),
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
        let n_entries = if let Some((share, pairs)) = share {
            let mut parts = pairs.iter().map(|(size, yes, _)| (*size, *yes));
            let Some(first) = parts.next() else {
                return false;
            };
            let begin = narrow(self.more.len());
            self.more.extend(parts);
            self.shares.push(Share {
                first,
                more: begin..narrow(self.more.len()),
                numerator: share.bound.0,
                denominator: share.bound.1,
                known: [const { AtomicU8::new(NOT_ASKED) }; 4],
                spot,
            });
            let kinds = pairs.iter().map(|(_, _, kind)| *kind).collect();
            self.open.push(share.is_open.then_some(kinds));
            if share.is_open { OPEN_CLASSES } else { 0 }
        } else {
            let atoms = atoms.into_iter().map(|atom| (atom.classes(), atom));
            let atoms = atoms.collect();
            self.steps.push(Step { atoms, spot });
            size
        };
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

    /// The places of the verdicts for which the evaluator is asked whatever a report tells.
    pub fn left_to_evaluator(&self) -> impl Iterator<Item = usize> {
        self.asked.iter().flat_map(|line| self.verdicts_of(*line))
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
            let known = share
                .class(&self.more, slots)
                .and_then(|class| share.known(class));
            if let (Some(status), Some(place)) = (known, told.get_mut(share.spot.verdict as usize))
            {
                *place = status;
            } else {
                asked += self.tell_share(at, slots, told);
            }
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

    /// Tells the status of a share that is not told by its class at once.
    #[cold]
    fn tell_share(&self, at: usize, slots: &[i64], told: &mut [Status]) -> usize {
        let Some(share) = self.shares.get(at) else {
            return 0;
        };
        let (known, entry) = self.known_share(at, slots);
        if let (Some(status), Some(place)) = (known, told.get_mut(share.spot.verdict as usize)) {
            *place = status;
            return 0;
        }
        self.learn(entry, share.spot, slots, told);
        1
    }

    /// The status of a share, where it is known, and where it is kept.
    pub(super) fn known_share(
        &self,
        at: usize,
        slots: &(impl Told + ?Sized),
    ) -> (Option<Status>, Option<&AtomicU8>) {
        let Some(share) = self.shares.get(at) else {
            return (None, None);
        };
        let entry = match share.class(&self.more, slots) {
            Some(class) => share.known.get(class),
            None => self.entry(self.open_class(at, slots), share.spot),
        };
        (entry.and_then(status), entry)
    }

    /// The class of a share of which numbers are missing.
    fn open_class(&self, at: usize, slots: &(impl Told + ?Sized)) -> Option<usize> {
        let (share, kinds) = (self.shares.get(at)?, self.open.get(at)?.as_ref()?);
        let mut open = Open::new(share.numerator, share.denominator);
        for ((size, yes), kind) in share.pairs(&self.more).zip(kinds) {
            open.add(slots.at(size)?, slots.at(yes)?, *kind)?;
        }
        Some(open.class())
    }

    /// Looks up a status by its class, or asks for it.
    fn tell(&self, class: Option<usize>, spot: Spot, slots: &[i64], told: &mut [Status]) -> usize {
        let entry = self.entry(class, spot);
        if let (Some(status), Some(place)) =
            (entry.and_then(status), told.get_mut(spot.verdict as usize))
        {
            *place = status;
            return 0;
        }
        self.learn(entry, spot, slots, told);
        1
    }

    /// Where the status of a class is kept.
    pub(super) fn entry(&self, class: Option<usize>, spot: Spot) -> Option<&AtomicU8> {
        self.table.get(spot.table as usize + class?)
    }

    /// Where the statuses of all classes of a step are kept.
    pub(super) fn entries(&self, step: &Step) -> &[AtomicU8] {
        let begin = step.spot.table as usize;
        let size = step
            .atoms
            .iter()
            .map(|(classes, _)| classes)
            .product::<usize>();
        self.table.get(begin..begin + size).unwrap_or_default()
    }

    /// Parts of shares behind their first.
    pub(super) fn more(&self) -> &[(u32, u32)] {
        &self.more
    }

    /// The verdicts of a line.
    pub(super) fn verdicts_of(&self, line: u32) -> Range<usize> {
        let line = self.lines.get(line as usize);
        line.map_or(0..0, |line| line.verdicts.clone())
    }

    /// Asks for a status, and remembers it for all reports that compare alike.
    #[cold]
    pub(super) fn learn(
        &self,
        entry: Option<&AtomicU8>,
        spot: Spot,
        slots: &[i64],
        told: &mut [Status],
    ) {
        self.ask(spot.line, slots, told);
        let status = told.get(spot.verdict as usize);
        let position = Status::ALL.iter().position(|one| Some(one) == status);
        if let (Some(entry), Some(Ok(position))) = (entry, position.map(u8::try_from)) {
            entry.store(position, Ordering::Relaxed);
        }
    }

    /// The statuses of a line as the evaluator tells them.
    #[cold]
    pub(super) fn ask(&self, line: u32, slots: &[i64], told: &mut [Status]) {
        let (program, docket) = (self.statuses.program, &self.docket);
        let (Some(line), Some(keys)) = (
            self.lines.get(line as usize),
            self.statuses.keys(self.shape.level),
        ) else {
            return;
        };
        let (Some(wordings), Some(reads), Some(places)) = (
            program.requirements.get(line.wordings.clone()),
            program.derived().reads.get(line.wordings.clone()),
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
    /// Of each part: how many, and for how many it holds.
    pub(super) fn pairs<'m>(
        &self,
        more: &'m [(u32, u32)],
    ) -> impl Iterator<Item = (u32, u32)> + 'm {
        let more = more.get(self.more.start as usize..self.more.end as usize);
        let more = more.unwrap_or_default().iter().copied();
        std::iter::once(self.first).chain(more)
    }

    /// Nobody, below its bound, just so, or above; none where a number is not told.
    #[inline]
    fn class(&self, more: &[(u32, u32)], slots: &(impl Told + ?Sized)) -> Option<usize> {
        let (mut base, mut holding) = (slots.at(self.first.0)?, slots.at(self.first.1)?);
        let mut told = base | holding;
        if self.more.start < self.more.end {
            let more = more.get(self.more.start as usize..self.more.end as usize)?;
            for (size, yes) in more {
                let (size, yes) = (slots.at(*size)?, slots.at(*yes)?);
                told |= size | yes;
                base = base.wrapping_add(size);
                holding = holding.wrapping_add(yes);
            }
        }
        if told < 0 {
            return None;
        }
        // INVARIANT: slots, parts and bounds are so small that none of this leaves 64 bits.
        let distance = holding
            .wrapping_mul(self.denominator)
            .wrapping_sub(base.wrapping_mul(self.numerator));
        // A product, not a branch: whether there is anybody cannot be foreseen.
        Some(usize::from(base != 0) * (1 + sign(distance)))
    }

    /// How often a number of it is counted at most: of two numbers above zero neither is less than their difference.
    pub(super) fn most_times(&self, more: &[(u32, u32)]) -> i64 {
        let n_parts = i64::try_from(self.pairs(more).count()).unwrap_or(i64::MAX);
        let times = self.numerator.max(self.denominator);
        times.saturating_mul(n_parts)
    }

    /// What its classes are known as.
    pub(super) fn kept(&self) -> Known {
        let [nobody, below, equal, above] = &self.known;
        let kept = |class: &AtomicU8| class.load(Ordering::Relaxed);
        Known {
            nobody: kept(nobody),
            below: kept(below),
            equal: kept(equal),
            above: kept(above),
        }
    }

    /// The status of a class, where it was asked for.
    #[inline]
    fn known(&self, class: usize) -> Option<Status> {
        self.known.get(class).and_then(status)
    }
}

/// What an entry says; none where it was not asked for.
#[inline]
pub(super) fn status(entry: &AtomicU8) -> Option<Status> {
    Status::at(entry.load(Ordering::Relaxed))
}

impl Step {
    fn class(&self, slots: &[i64]) -> Option<usize> {
        let mut atoms = self.atoms.iter();
        atoms.try_fold(0, |class, (classes, atom)| {
            Some(class * classes + atom.class(slots)?)
        })
    }
}

/// A position; programs are far below where this would saturate.
fn narrow(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
