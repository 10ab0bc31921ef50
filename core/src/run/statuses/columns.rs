//! Many reports of one shape whose facts stand in columns, judged requirement by requirement.
//!
//! Each comparison goes over a column of some thousand reports in plain loops without branches, which
//! compilers turn into instructions for several numbers at once. What it cannot tell of a report, such as a
//! share of which a number is missing, is told of that report as [`Plan::judge`] tells it.

use jiff_core::civil::Date;

use super::atoms::{Atom, Facts};
use super::pass::Pass;
use super::plan::Plan;
use super::scan::Spelled;
use super::shape::Statuses;
use super::sheet::{Narrow, Sheet, Sums};
use super::slots::{BLANK, Keeping, Keys, MOST, NO, YES, day};
use crate::run::calendar::period::Period;
use crate::run::program::LevelId;
use crate::run::verdict::Status;

/// Most reports judged at a time: what is worked out between stays close to the processor.
pub const MOST_ROWS: usize = 8192;

/// A fact that reports of a shape may tell, and how a column holds it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'p> {
    key: &'p str,
    period: Period,
    keeping: Keeping,
    /// A deed cannot lie before it.
    first: Option<Date>,
    options: &'p [Box<str>],
}

/// What some reports tell in one place, a number each.
#[derive(Debug, Clone, Copy)]
pub enum Column<'c> {
    /// Numbers as they are; one below nothing is a fault.
    Numbers(&'c [i64]),
    /// As [`Place`] gives them out.
    Coded(&'c [i64]),
}

/// What is worked out between, kept from reports to reports.
#[derive(Debug, Default)]
pub struct Work {
    narrow: Narrow,
    /// Of each share whether it is told already, and of each column whether what is not told yet reads it.
    pub(super) is_told: Vec<bool>,
    is_read: Vec<bool>,
    pub(super) narrow_sums: Sums<i32>,
    pub(super) wide_sums: Sums<i64>,
    /// The class of each report, and where it has none.
    pub(super) class: Vec<i32>,
    pub(super) untold: Vec<u8>,
    /// Reports that are told one by one.
    pub(super) rows: Vec<usize>,
    /// Of one report.
    pub(super) slots: Vec<i64>,
    pub(super) statuses: Vec<Status>,
    /// Reports that only their reader can judge.
    pub(super) left: Vec<bool>,
}

/// One report in columns.
pub(super) struct Row<'c> {
    pub(super) columns: &'c [Column<'c>],
    pub(super) row: usize,
}

impl Facts for Row<'_> {
    fn at(&self, slot: u32) -> Option<i64> {
        let column = self.columns.get(slot as usize)?;
        column.values().get(self.row).copied()
    }
}

impl<'c> Column<'c> {
    pub(super) const fn values(self) -> &'c [i64] {
        match self {
            Self::Numbers(values) | Self::Coded(values) => values,
        }
    }
}

impl<'p> Place<'p> {
    /// What a column holds where nothing is reported.
    pub const BLANK: i64 = BLANK;

    /// Its key, as in reports.
    pub const fn key(&self) -> &'p str {
        self.key
    }

    /// The period under which it is reported.
    pub const fn period(&self) -> Period {
        self.period
    }

    /// Whether it is a number, which columns hold as it is.
    pub fn is_number(&self) -> bool {
        self.keeping == Keeping::Number
    }

    /// A number as columns hold it; none where only the reader of reports can say what it means.
    pub fn number(&self, number: i64) -> Option<i64> {
        (self.is_number() && (0..MOST).contains(&number)).then_some(number)
    }

    /// Yes or no, done or not, as columns hold it; none where it is no such fact.
    pub fn yes_or_no(&self, yes: bool) -> Option<i64> {
        let fits = matches!(self.keeping, Keeping::Deed | Keeping::YesNo);
        fits.then_some(if yes { YES } else { NO })
    }

    /// The day on which it was done, as columns hold it; none where it is no deed, or cannot have been done then.
    pub fn day(&self, date: Date) -> Option<i64> {
        let fits = self.keeping == Keeping::Deed && self.first.is_none_or(|first| date >= first);
        fits.then(|| day(date))
    }

    /// The option chosen, as columns hold it; none where there is no such option.
    pub fn option(&self, id: &str) -> Option<i64> {
        let position = self.options.iter().position(|one| **one == *id)?;
        i64::try_from(position).ok()
    }
}

impl Plan<'_> {
    /// The facts that reports may tell, in the order of their columns.
    pub fn places(&self) -> Vec<Place<'_>> {
        let periods = self.shape.periods.iter();
        let places =
            periods.flat_map(|(period, _)| self.statuses.places(self.shape.level, *period));
        places.collect()
    }

    /// Tells the statuses of at most [`MOST_ROWS`] reports, a column for each of [`Self::places`], all of one length:
    /// positions in [`Status::ALL`], put behind what `told` holds of each verdict.
    ///
    /// Answers which of the reports only the reader of reports can judge, such as those that tell of more than there are. What is told
    /// of these means nothing. Of all reports it does where there is not a column of this length for each place.
    pub fn judge_columns(
        &self,
        columns: &[Column<'_>],
        n_rows: usize,
        told: &mut [Vec<u8>],
        work: &mut Work,
    ) -> Vec<usize> {
        let fits = columns.iter().all(|column| column.values().len() == n_rows);
        let n_places = self.shape.periods.len() * self.n_keys();
        for (told, settled) in told.iter_mut().zip(&self.settled) {
            told.resize(told.len() + n_rows, *settled as u8);
        }
        if !fits || columns.len() != n_places || n_rows > MOST_ROWS {
            return (0..n_rows).collect();
        }
        let mut narrow = std::mem::take(&mut work.narrow);
        narrow.begin(columns.len(), self.parts());
        self.tell_directly(columns, n_rows, told, &mut narrow, &mut work.is_told);
        self.note_read(columns.len(), &work.is_told, &mut work.is_read);
        narrow.take(columns, n_rows, &work.is_read);
        let sheet = Sheet::new(columns, n_rows, &narrow);
        let left = self.refuse(&sheet, &mut work.left);
        Pass::new(self, sheet, told, work).run();
        work.narrow = narrow;
        left
    }

    /// The reports that hold what their reader would have a problem with.
    fn refuse(&self, sheet: &Sheet<'_>, left: &mut Vec<bool>) -> Vec<usize> {
        left.clear();
        left.resize(sheet.n_rows, false);
        for (slot, column) in (0..).zip(sheet.columns) {
            if !(0..MOST).contains(&sheet.most(slot)) {
                let (values, least) = match column {
                    Column::Numbers(values) => (*values, 0),
                    Column::Coded(values) => (*values, BLANK),
                };
                for (left, value) in left.iter_mut().zip(values) {
                    *left |= !(least..MOST).contains(value);
                }
            }
        }
        for (whole, part) in self.parts() {
            if sheet.is_any_more(part, whole) {
                let pairs = sheet.wide(whole).iter().zip(sheet.wide(part));
                for (left, (whole, part)) in left.iter_mut().zip(pairs) {
                    *left |= *whole >= 0 && part > whole;
                }
            }
        }
        for (whole, sum) in self.sums() {
            let pairs = sheet.wide(whole).iter().zip(sheet.wide(sum));
            for (left, (whole, sum)) in left.iter_mut().zip(pairs) {
                *left |= *whole == 0 && *sum > 0;
            }
        }
        let rows = left.iter().enumerate();
        rows.filter_map(|(row, left)| left.then_some(row)).collect()
    }

    /// The columns of how many there are, each with one of for how many of them something holds.
    fn parts(&self) -> impl Iterator<Item = (u32, u32)> {
        self.pairs(Spelled::parts)
    }

    /// The columns of how many there are, each with one of what they have together.
    fn sums(&self) -> impl Iterator<Item = (u32, u32)> {
        self.pairs(Spelled::sums)
    }

    fn pairs(&self, of: fn(&Spelled) -> &[(u32, u32)]) -> impl Iterator<Item = (u32, u32)> {
        let parts = self.statuses.spelled(self.shape.level);
        let parts = parts.map_or(&[][..], |(_, spelled)| of(spelled));
        let periods = 0..self.shape.periods.len();
        periods.flat_map(move |period| {
            let begin = u32::try_from(period * self.n_keys()).unwrap_or(u32::MAX);
            let of_period = move |slot: u32| begin.saturating_add(slot);
            parts
                .iter()
                .map(move |(whole, part)| (of_period(*whole), of_period(*part)))
        })
    }

    /// Notes the columns that the pass goes over.
    fn note_read(&self, n_columns: usize, is_told: &[bool], is_read: &mut Vec<bool>) {
        is_read.clear();
        is_read.resize(n_columns, false);
        let mut note = |slot: u32| {
            if let Some(is_read) = is_read.get_mut(slot as usize) {
                *is_read = true;
            }
        };
        let left = self.shares.iter().zip(is_told);
        for (share, _) in left.filter(|(_, is_told)| !**is_told) {
            for (size, yes) in share.pairs(self.more()) {
                note(size);
                note(yes);
            }
        }
        for (_, atom) in self.steps.iter().flat_map(|step| &step.atoms) {
            if let Atom::Share(share) = atom {
                share.slots().for_each(&mut note);
            }
        }
    }

    fn n_keys(&self) -> usize {
        let keys = self.statuses.keys(self.shape.level);
        keys.map_or(0, Keys::len)
    }
}

impl Statuses<'_> {
    /// The facts that a body of a level may report under a period.
    fn places(&self, level: LevelId, period: Period) -> Vec<Place<'_>> {
        let Some((keys, spelled)) = self.spelled(level) else {
            return Vec::new();
        };
        let all = keys.all.iter().zip(&keys.keeping).zip(spelled.options());
        let place = all.map(|((key, keeping), options)| Place {
            key: &key.name,
            period,
            keeping: *keeping,
            first: key.bound_to_period.then_some(period.start),
            options,
        });
        place.collect()
    }
}
