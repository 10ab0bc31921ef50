//! The pass over columns: status by status, comparison by comparison, each over all reports at hand.

use std::sync::atomic::{AtomicU8, Ordering};

use super::atoms::{Atom, Counted, Literal, Share as Counting};
use super::columns::{Row, Work};
use super::lanes::{self, Lane, NOT_TOLD};
use super::linear::Whole;
use super::plan::{Plan, Share, Spot, Step, status};
use super::sheet::{Sheet, Sums};

/// Steps of so many classes at most are told from a copy of their entries.
const FEW_CLASSES: usize = 16;

/// Reports in columns, and where their statuses go.
pub(super) struct Pass<'p> {
    plan: &'p Plan<'p>,
    sheet: Sheet<'p>,
    told: &'p mut [Vec<u8>],
    work: &'p mut Work,
}

impl<'p> Pass<'p> {
    pub(super) fn new(
        plan: &'p Plan<'_>,
        sheet: Sheet<'p>,
        told: &'p mut [Vec<u8>],
        work: &'p mut Work,
    ) -> Self {
        plan.begin(&mut work.statuses);
        Self {
            plan,
            sheet,
            told,
            work,
        }
    }

    pub(super) fn run(&mut self) {
        let plan = self.plan;
        for (at, share) in plan.shares.iter().enumerate() {
            if self.work.is_told.get(at) != Some(&true) {
                self.share(share);
            }
            self.tell_the_rest(share.spot, |pass, row| {
                let columns = pass.sheet.columns;
                pass.plan.known_share(at, &Row { columns, row }).1
            });
        }
        for step in &plan.steps {
            self.step(step);
        }
        for line in &plan.asked {
            for row in 0..self.sheet.n_rows {
                if self.is_left(row) {
                    continue;
                }
                self.gather(row);
                let (slots, statuses) = (&self.work.slots, &mut self.work.statuses);
                plan.ask(*line, slots, statuses);
                plan.verdicts_of(*line)
                    .for_each(|verdict| self.put(verdict, row));
            }
        }
    }

    /// Whether only the reader of reports can judge a report: nothing is to be learned from it.
    fn is_left(&self, row: usize) -> bool {
        self.work.left.get(row).copied().unwrap_or(true)
    }

    /// The statuses of these reports for a verdict.
    fn told_of(&mut self, spot: Spot) -> &mut [u8] {
        told_of(self.told, spot.verdict as usize, self.sheet.n_rows)
    }

    /// Puts what was told of one report in its place.
    fn put(&mut self, verdict: usize, row: usize) {
        let status = self.work.statuses.get(verdict).copied();
        let told = told_of(self.told, verdict, self.sheet.n_rows);
        if let (Some(status), Some(place)) = (status, told.get_mut(row)) {
            *place = status as u8;
        }
    }

    /// The slots of one report.
    fn gather(&mut self, row: usize) {
        let slots = &mut self.work.slots;
        slots.clear();
        let columns = self.sheet.columns.iter();
        slots.extend(columns.filter_map(|column| column.values().get(row)));
    }

    /// Tells the statuses that are not known, one by one, each by where it is kept.
    fn tell_the_rest(&mut self, spot: Spot, entry: impl Fn(&Self, usize) -> Option<&'p AtomicU8>) {
        if !lanes::is_any_untold(self.told_of(spot)) {
            return;
        }
        let mut rows = std::mem::take(&mut self.work.rows);
        rows.clear();
        let told = self.told_of(spot).iter().enumerate();
        rows.extend(told.filter_map(|(row, told)| (*told == NOT_TOLD).then_some(row)));
        for row in &rows {
            if !self.is_left(*row) {
                let entry = entry(self, *row);
                self.tell(entry, spot, *row);
            }
        }
        self.work.rows = rows;
    }

    /// Puts the status of one report in its place, or asks for it.
    fn tell(&mut self, entry: Option<&AtomicU8>, spot: Spot, row: usize) {
        let known = entry.and_then(status);
        if let (Some(known), Some(place)) = (known, self.told_of(spot).get_mut(row)) {
            *place = known as u8;
            return;
        }
        self.gather(row);
        let (slots, statuses) = (&self.work.slots, &mut self.work.statuses);
        self.plan.learn(entry, spot, slots, statuses);
        self.put(spot.verdict as usize, row);
    }

    fn share(&mut self, share: &Share) {
        let (plan, sheet) = (self.plan, self.sheet);
        let slots = || {
            let pairs = share.pairs(plan.more());
            pairs.flat_map(|(size, yes)| [size, yes])
        };
        if sheet.is_narrow(slots(), share.most_times(plan.more())) {
            self.compare::<i32>(share);
        } else {
            self.compare::<i64>(share);
        }
        for slot in slots() {
            sheet.note_gaps(slot, self.told_of(share.spot));
        }
    }

    /// Tells the statuses of a share where all its numbers are told.
    fn compare<T: Lane>(&mut self, share: &Share) {
        let (plan, sheet) = (self.plan, self.sheet);
        let sums = T::sums(self.work);
        let mut parts = share.pairs(plan.more());
        let mut next = || {
            let (size, yes) = parts.next()?;
            Some((T::column(&sheet, size), T::column(&sheet, yes)))
        };
        let Some(mut of) = next() else {
            return;
        };
        if let Some((size, yes)) = next() {
            lanes::sum(of.0, size, &mut sums.base);
            lanes::sum(of.1, yes, &mut sums.least);
            while let Some((size, yes)) = next() {
                lanes::add(size, &mut sums.base);
                lanes::add(yes, &mut sums.least);
            }
            of = (&sums.base, &sums.least);
        }
        let bound = (T::of(share.numerator), T::of(share.denominator));
        let told = told_of(self.told, share.spot.verdict as usize, sheet.n_rows);
        lanes::compare(of, bound, share.kept(), told);
    }

    fn step(&mut self, step: &Step) {
        let plan = self.plan;
        self.work.class.clear();
        self.work.class.resize(self.sheet.n_rows, 0);
        self.work.untold.clear();
        self.work.untold.resize(self.sheet.n_rows, 0);
        for (radix, atom) in &step.atoms {
            let radix = i32::try_from(*radix).unwrap_or(i32::MAX);
            let classes = self.work.class.iter_mut();
            classes.for_each(|class| *class = class.wrapping_mul(radix));
            self.atom(atom);
        }
        let told = told_of(self.told, step.spot.verdict as usize, self.sheet.n_rows);
        let classes = self.work.class.iter().zip(&self.work.untold);
        let entries = plan.entries(step);
        if entries.len() <= FEW_CLASSES {
            // Looked up where no class can lie outside; what stands for none is never a status.
            let mut few = [NOT_TOLD; FEW_CLASSES];
            for (place, entry) in few.iter_mut().zip(entries) {
                *place = entry.load(Ordering::Relaxed);
            }
            for (told, (class, untold)) in told.iter_mut().zip(classes) {
                *told = few[usize::from(class.byte()) % FEW_CLASSES] | untold;
            }
        } else {
            for (told, (class, untold)) in told.iter_mut().zip(classes) {
                let entry = usize::try_from(*class).ok();
                let entry = entry.and_then(|class| entries.get(class));
                *told = entry.map_or(NOT_TOLD, |entry| entry.load(Ordering::Relaxed)) | untold;
            }
        }
        self.tell_the_rest(step.spot, |pass, row| {
            let is_told = pass.work.untold.get(row) == Some(&0);
            let class = pass.work.class.get(row).filter(|_| is_told)?;
            pass.plan.entry(usize::try_from(*class).ok(), step.spot)
        });
    }

    /// Adds the class of a comparison to that of its step, and notes where it has none.
    fn atom(&mut self, atom: &Atom) {
        match atom {
            Atom::Sign(sum) => self.sign(sum),
            Atom::Share(share) if share.rounding.is_none() => {
                let is_narrow = (self.sheet).is_narrow(share.slots(), share.most_times());
                if is_narrow {
                    self.counting::<i32>(share);
                } else {
                    self.counting::<i64>(share);
                }
                for slot in share.slots() {
                    self.sheet.note_gaps(slot, &mut self.work.untold);
                }
            }
            Atom::Deed { slot, days } => self.deed(self.sheet.wide(*slot), days),
            Atom::Share(_) | Atom::Choice { .. } => {
                let columns = self.sheet.columns;
                let Work {
                    class,
                    untold,
                    left,
                    ..
                } = &mut *self.work;
                let rows = class.iter_mut().zip(untold).zip(left).enumerate();
                for (row, ((class, untold), _)) in rows.filter(|(_, (_, left))| !**left) {
                    match atom.class(&Row { columns, row }).map(i32::try_from) {
                        Some(Ok(own)) => *class = class.wrapping_add(own),
                        _ => *untold = NOT_TOLD,
                    }
                }
            }
        }
    }

    fn sign(&mut self, sum: &Whole) {
        let sums = &mut self.work.wide_sums.base;
        sums.clear();
        sums.resize(self.sheet.n_rows, sum.constant);
        for (slot, times) in &sum.terms {
            lanes::add_times(self.sheet.wide(*slot), *times, sums);
            self.sheet.note_gaps(*slot, &mut self.work.untold);
        }
        lanes::add_signs(sums, &mut self.work.class);
    }

    fn deed(&mut self, values: &[i64], days: &[i64]) {
        for (class, value) in self.work.class.iter_mut().zip(values) {
            *class = class.wrapping_add(i32::of((*value).min(2) + 3));
        }
        for day in days {
            for (class, value) in self.work.class.iter_mut().zip(values) {
                *class = class.wrapping_add(i32::from(day < value));
            }
        }
    }

    /// A share of which totals may leave the number open.
    fn counting<T: Lane>(&mut self, share: &Counting) {
        let sheet = self.sheet;
        T::sums(self.work).clear(sheet.n_rows);
        for part in &share.parts {
            T::sums(self.work).count(&sheet, part);
        }
        // The classes stand aside, so that the sums can be read.
        let mut classes = std::mem::take(&mut self.work.class);
        let Sums {
            base, least, most, ..
        } = T::sums(self.work);
        let bound = (T::of(share.bound.0), T::of(share.bound.1));
        if share.is_told_exactly() {
            lanes::compare_exact((base, least), bound, &mut classes);
        } else {
            lanes::compare_open((base, least, most), bound, &mut classes);
        }
        self.work.class = classes;
    }
}

impl<T: Lane> Sums<T> {
    /// Adds the members of a collection: how many are looked at, and for how many it holds, at least and at most.
    fn count(&mut self, sheet: &Sheet<'_>, part: &Counted) {
        let size = T::column(sheet, part.size);
        let mut held = std::mem::take(&mut self.held);
        let base = match part.filter {
            None => size,
            Some(filter) => {
                let filtered = literal(sheet, filter, size, &mut held);
                self.of_part.clear();
                self.of_part.extend_from_slice(filtered);
                &self.of_part
            }
        };
        for room in [&mut self.least_of_part, &mut self.most_of_part] {
            room.clear();
            room.extend_from_slice(base);
        }
        lanes::add(base, &mut self.base);
        for one in &part.holds {
            // What must overlap, at least; the smallest, at most. Of what totals leave open at least none and at most all.
            if *one != Literal::Open {
                let holding = literal(sheet, *one, size, &mut held);
                lanes::add(holding, &mut self.least_of_part);
                lanes::lower(holding, &mut self.most_of_part);
            }
            lanes::take(size, &mut self.least_of_part);
        }
        self.held = held;
        lanes::add_above_zero(&self.least_of_part, &mut self.least);
        lanes::add(&self.most_of_part, &mut self.most);
    }
}

/// For how many it holds, at most.
fn literal<'t, T: Lane>(
    sheet: &Sheet<'t>,
    literal: Literal,
    size: &'t [T],
    room: &'t mut Vec<T>,
) -> &'t [T] {
    match literal {
        Literal::Holds(slot) => T::column(sheet, slot),
        Literal::Not(slot) => {
            lanes::difference(size, T::column(sheet, slot), room);
            room
        }
        Literal::Open => size,
    }
}

/// The statuses of the last reports for a verdict.
fn told_of(told: &mut [Vec<u8>], verdict: usize, n_rows: usize) -> &mut [u8] {
    let told = told.get_mut(verdict).map(Vec::as_mut_slice);
    let told = told.unwrap_or_default();
    let earlier = told.len().saturating_sub(n_rows);
    told.get_mut(earlier..).unwrap_or_default()
}
