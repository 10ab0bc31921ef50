//! The pass over columns: status by status, comparison by comparison, each over all reports at hand.

use std::sync::atomic::AtomicU8;

use super::atoms::{Atom, Counted, Literal, Share as Counting};
use super::columns::{Column, Row, Work};
use super::lanes::{self, below_zero, sign};
use super::linear::Whole;
use super::plan::{Plan, Share, Spot, Step, status};
use crate::run::verdict::Status;

/// Reports in columns, and where their statuses go.
pub(super) struct Pass<'p> {
    plan: &'p Plan<'p>,
    columns: &'p [Column<'p>],
    n_rows: usize,
    told: &'p mut [Vec<u8>],
    work: &'p mut Work,
}

impl<'p> Pass<'p> {
    pub(super) fn new(
        plan: &'p Plan<'_>,
        (columns, n_rows): (&'p [Column<'_>], usize),
        told: &'p mut [Vec<u8>],
        work: &'p mut Work,
    ) -> Self {
        work.fit(plan, n_rows);
        Self {
            plan,
            columns,
            n_rows,
            told,
            work,
        }
    }

    pub(super) fn run(&mut self) {
        let plan = self.plan;
        for (at, share) in plan.shares.iter().enumerate() {
            self.share(at, share);
        }
        for step in &plan.steps {
            self.step(step);
        }
        for line in &plan.asked {
            for row in 0..self.n_rows {
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
    fn told_of(&mut self, verdict: usize) -> &mut [u8] {
        let told = self.told.get_mut(verdict).map(Vec::as_mut_slice);
        let told = told.unwrap_or_default();
        let earlier = told.len().saturating_sub(self.n_rows);
        told.get_mut(earlier..).unwrap_or_default()
    }

    /// Puts what was told of one report in its place.
    fn put(&mut self, verdict: usize, row: usize) {
        let status = self.work.statuses.get(verdict).copied();
        if let (Some(status), Some(place)) = (status, self.told_of(verdict).get_mut(row)) {
            *place = status as u8;
        }
    }

    /// The slots of one report.
    fn gather(&mut self, row: usize) {
        let slots = &mut self.work.slots;
        slots.clear();
        let columns = self.columns.iter();
        slots.extend(columns.filter_map(|column| column.values().get(row)));
    }

    /// Puts the status of one report in its place, or asks for it.
    fn tell(&mut self, known: Option<Status>, entry: Option<&AtomicU8>, spot: Spot, row: usize) {
        let verdict = spot.verdict as usize;
        if let (Some(known), Some(place)) = (known, self.told_of(verdict).get_mut(row)) {
            *place = known as u8;
        } else if !self.is_left(row) {
            self.gather(row);
            let (slots, statuses) = (&self.work.slots, &mut self.work.statuses);
            self.plan.learn(entry, spot, slots, statuses);
            self.put(verdict, row);
        }
    }

    fn share(&mut self, at: usize, share: &Share) {
        let (plan, columns) = (self.plan, self.columns);
        let work = &mut *self.work;
        let bound = (share.numerator, share.denominator);
        let mut signs = std::mem::take(&mut work.signs);
        let pairs = share.pairs(plan.more());
        let mut parts = pairs.map(|(size, yes)| (values(columns, size), values(columns, yes)));
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(one), None, ..) => lanes::compare_one(one, bound, &mut signs),
            (Some(one), Some(other), None, _) => {
                lanes::compare_two([one, other], bound, &mut signs);
            }
            (Some(one), Some(other), Some(third), None) => {
                lanes::compare_three([one, other, third], bound, &mut signs);
            }
            (one, other, third, fourth) => {
                work.clear();
                let first = [one, other, third, fourth].into_iter().flatten();
                for (size, yes) in first.chain(parts) {
                    lanes::add(size, &mut work.base, &mut work.told);
                    lanes::add(yes, &mut work.least, &mut work.told);
                }
                lanes::compare((&work.base, &work.least), &work.told, bound, &mut signs);
            }
        }
        let known = [0, 1, 2, 3].map(|class| {
            // Where none of these reports is of a class, what it is known as does not matter.
            let of_class = |signs: &u8| lanes::class_of(*signs) == Some(class);
            if share.known(class).is_none() && lanes::is_any_of(class, &signs) {
                let rows = signs.iter().enumerate();
                let mut rows = rows.filter(|(row, one)| of_class(one) && !self.is_left(*row));
                if let Some((row, _)) = rows.next() {
                    self.tell_share(at, share.spot, row);
                }
            }
            share.known(class).map_or(0, |status| status as u8)
        });
        lanes::look_up(&signs, known, self.told_of(share.spot.verdict as usize));
        if lanes::is_any_otherwise(&signs) {
            let signs = signs.iter().enumerate();
            for (row, _) in signs.filter(|(_, one)| lanes::class_of(**one).is_none()) {
                self.tell_share(at, share.spot, row);
            }
        }
        self.work.signs = signs;
    }

    /// Tells the status of one report, of a share.
    fn tell_share(&mut self, at: usize, spot: Spot, row: usize) {
        if !self.is_left(row) {
            let columns = self.columns;
            let (known, entry) = self.plan.known_share(at, &Row { columns, row });
            self.tell(known, entry, spot, row);
        }
    }

    fn step(&mut self, step: &Step) {
        let plan = self.plan;
        self.work.class.fill(0);
        let mut untold = std::mem::take(&mut self.work.untold);
        untold.fill(0);
        for (radix, atom) in &step.atoms {
            let radix = i64::try_from(*radix).unwrap_or(i64::MAX);
            let classes = self.work.class.iter_mut();
            classes.for_each(|class| *class = class.wrapping_mul(radix));
            self.work.told.fill(0);
            self.atom(atom);
            for (untold, told) in untold.iter_mut().zip(&self.work.told) {
                *untold |= told;
            }
        }
        let classes = std::mem::take(&mut self.work.class);
        let entries = classes.iter().zip(&untold);
        let mut rows = std::mem::take(&mut self.work.rows);
        rows.clear();
        let told = self.told_of(step.spot.verdict as usize).iter_mut();
        for (row, (told, (class, untold))) in told.zip(entries).enumerate() {
            match plan
                .entry(told_class(*class, *untold), step.spot)
                .and_then(status)
            {
                Some(known) => *told = known as u8,
                None => rows.push(row),
            }
        }
        for row in &rows {
            if let (Some(class), Some(untold)) = (classes.get(*row), untold.get(*row)) {
                let entry = plan.entry(told_class(*class, *untold), step.spot);
                self.tell(entry.and_then(status), entry, step.spot, *row);
            }
        }
        self.work.rows = rows;
        (self.work.class, self.work.untold) = (classes, untold);
    }

    /// Adds the class of a comparison to that of its step; where it has none, what is told is below zero.
    fn atom(&mut self, atom: &Atom) {
        match atom {
            Atom::Sign(sum) => self.sign(sum),
            Atom::Share(share) if share.rounding.is_none() => self.counting(share),
            Atom::Deed { slot, days } => self.deed(values(self.columns, *slot), days),
            Atom::Share(_) | Atom::Choice { .. } => {
                let columns = self.columns;
                let Work {
                    class, told, left, ..
                } = &mut *self.work;
                let rows = class.iter_mut().zip(told).zip(left).enumerate();
                for (row, ((class, told), _)) in rows.filter(|(_, (_, left))| !**left) {
                    match atom.class(&Row { columns, row }).map(i64::try_from) {
                        Some(Ok(own)) => *class = class.wrapping_add(own),
                        _ => *told = -1,
                    }
                }
            }
        }
    }

    fn sign(&mut self, sum: &Whole) {
        let work = &mut *self.work;
        work.base.fill(sum.constant);
        for (slot, times) in &sum.terms {
            let numbers = values(self.columns, *slot);
            lanes::add_times(numbers, *times, &mut work.base, &mut work.told);
        }
        for (class, sum) in work.class.iter_mut().zip(&work.base) {
            *class = class.wrapping_add(sign(*sum));
        }
    }

    fn deed(&mut self, values: &[i64], days: &[i64]) {
        for (class, value) in self.work.class.iter_mut().zip(values) {
            *class = class.wrapping_add((*value).min(2) + 3);
        }
        for day in days {
            for (class, value) in self.work.class.iter_mut().zip(values) {
                *class = class.wrapping_add(below_zero(day.wrapping_sub(*value)));
            }
        }
    }

    /// A share of which totals may leave the number open.
    fn counting(&mut self, share: &Counting) {
        self.work.clear();
        share.parts.iter().for_each(|part| self.count(part));
        let work = &mut *self.work;
        let (numerator, denominator) = share.bound;
        let is_told_exactly = share.is_told_exactly();
        let holding = work.least.iter().zip(&work.most);
        let shares = work.base.iter().zip(holding);
        for (class, (base, (least, most))) in work.class.iter_mut().zip(shares) {
            let quota = base.wrapping_mul(numerator);
            let side = |holding: i64| sign(holding.wrapping_mul(denominator).wrapping_sub(quota));
            let own = if is_told_exactly {
                1 + side(*least)
            } else {
                1 + 3 * side(*least) + side(*most)
            };
            // Of nobody there is but one class.
            let nobody = below_zero(base.wrapping_sub(1));
            *class = class.wrapping_add(own & nobody.wrapping_sub(1));
        }
    }

    /// Adds the members of a collection: how many are looked at, and for how many it holds, at least and at most.
    fn count(&mut self, part: &Counted) {
        let columns = self.columns;
        let work = &mut *self.work;
        let size = values(columns, part.size);
        let filtered = part.filter.map(|filter| work.held(filter, columns, size));
        let base = filtered.unwrap_or_else(|| size.to_vec());
        let (mut overlap, mut most) = (base.clone(), base.clone());
        for literal in &part.holds {
            let held = work.held(*literal, columns, size);
            for ((overlap, most), (held, size)) in
                overlap.iter_mut().zip(&mut most).zip(held.iter().zip(size))
            {
                // Of what totals leave open at least none and at most all.
                let least = if *literal == Literal::Open { 0 } else { *held };
                *overlap = overlap.wrapping_add(least.wrapping_sub(*size));
                *most = (*most).min(*held);
            }
        }
        let Work {
            base: bases,
            least,
            most: mosts,
            told,
            ..
        } = work;
        lanes::note(size, told);
        let sums = bases.iter_mut().zip(least).zip(mosts);
        for (((bases, leasts), mosts), ((base, overlap), most)) in
            sums.zip(base.iter().zip(&overlap).zip(&most))
        {
            *bases = bases.wrapping_add(*base);
            *leasts = leasts.wrapping_add((*overlap).max(0));
            *mosts = mosts.wrapping_add(*most);
        }
    }
}

impl Work {
    /// Makes room for so many reports.
    fn fit(&mut self, plan: &Plan<'_>, n_rows: usize) {
        plan.begin(&mut self.statuses);
        self.signs.resize(n_rows, 0);
        for one in [
            &mut self.base,
            &mut self.least,
            &mut self.most,
            &mut self.told,
            &mut self.untold,
            &mut self.class,
        ] {
            one.resize(n_rows, 0);
        }
    }

    /// Begins sums anew.
    fn clear(&mut self) {
        for one in [
            &mut self.base,
            &mut self.least,
            &mut self.most,
            &mut self.told,
        ] {
            one.fill(0);
        }
    }

    /// For how many it holds, at most.
    fn held(&mut self, literal: Literal, columns: &[Column<'_>], size: &[i64]) -> Vec<i64> {
        let (slot, is_not) = match literal {
            Literal::Holds(slot) => (slot, false),
            Literal::Not(slot) => (slot, true),
            Literal::Open => return size.to_vec(),
        };
        let values = values(columns, slot);
        lanes::note(values, &mut self.told);
        if is_not {
            let others = size.iter().zip(values);
            others
                .map(|(size, value)| size.wrapping_sub(*value))
                .collect()
        } else {
            values.to_vec()
        }
    }
}

/// A class, unless a number is not told.
fn told_class(class: i64, untold: i64) -> Option<usize> {
    usize::try_from(class).ok().filter(|_| untold >= 0)
}

/// The numbers of a slot.
fn values<'c>(columns: &[Column<'c>], slot: u32) -> &'c [i64] {
    let column = columns.get(slot as usize);
    column.map_or(&[], |column| column.values())
}
