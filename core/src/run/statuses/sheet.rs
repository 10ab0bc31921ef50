//! Columns as a pass reads them: in half the width where their numbers allow it, so that twice as many fit an
//! instruction and what is worked out between stays close to the processor.

use super::columns::Column;
use super::lanes::{self, Lane};
use super::slots::BLANK;

/// Columns of some reports, as they came and narrow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet<'c> {
    pub(super) columns: &'c [Column<'c>],
    pub(super) n_rows: usize,
    narrow: &'c Narrow,
}

/// Copies of columns in 32 bits, one behind the other, with what is known of each.
#[derive(Debug, Default)]
pub(super) struct Narrow {
    numbers: Vec<i32>,
    spans: Vec<Span>,
    /// The slot that each is a part of.
    wholes: Vec<Option<u32>>,
}

/// What is known of the numbers of a column.
#[derive(Debug, Clone, Copy)]
struct Span {
    /// How far they lie above the least that may stand there, put over one another: below zero where one is less.
    above_least: i64,
    /// One is below zero: something is not told.
    has_gaps: bool,
    /// One is more than what it is part of, as far as both are narrow; none: not looked at.
    is_more: Option<bool>,
}

impl Narrow {
    /// Copies all columns, and notes how large their numbers are, and which of some parts are more than their wholes.
    pub(super) fn take(
        &mut self,
        columns: &[Column<'_>],
        n_rows: usize,
        parts: impl Iterator<Item = (u32, u32)>,
    ) {
        self.spans.clear();
        self.wholes.clear();
        self.wholes.resize(columns.len(), None);
        for (whole, part) in parts {
            if let Some(place) = self.wholes.get_mut(part as usize) {
                *place = Some(whole);
            }
        }
        // What stood there is written over.
        self.numbers.resize(columns.len() * n_rows, 0);
        for (at, (column, whole)) in columns.iter().zip(&self.wholes).enumerate() {
            let (before, rest) = self.numbers.split_at_mut(at * n_rows);
            let into = rest.get_mut(..n_rows).unwrap_or_default();
            let whole = whole.filter(|whole| (*whole as usize) < at);
            let begin = whole.map_or(0, |whole| whole as usize * n_rows);
            let whole = whole.and_then(|_| before.get(begin..begin + n_rows));
            self.spans.push(match (column, whole) {
                (Column::Numbers(values), None) => {
                    let all = lanes::narrow(values, into);
                    Span::of(all, all, None)
                }
                (Column::Numbers(values), Some(whole)) => {
                    let (all, is_more) = lanes::narrow_part(values, whole, into);
                    Span::of(all, all, Some(is_more))
                }
                (Column::Coded(values), _) => {
                    let (above_least, all) = lanes::narrow_coded(values, BLANK, into);
                    Span::of(above_least, all, None)
                }
            });
        }
    }
}

impl Span {
    const fn of(above_least: i64, all: i64, is_more: Option<bool>) -> Self {
        Self {
            above_least,
            has_gaps: all < 0,
            is_more,
        }
    }
}

impl<'c> Sheet<'c> {
    pub(super) const fn new(columns: &'c [Column<'c>], n_rows: usize, narrow: &'c Narrow) -> Self {
        Self {
            columns,
            n_rows,
            narrow,
        }
    }

    /// A number that none of a column lies above; below zero where one is less than may stand there.
    pub(super) fn most(&self, slot: usize) -> i64 {
        let span = self.narrow.spans.get(slot);
        span.map_or(-1, |span| span.above_least)
    }

    /// Whether something is not told in a column.
    pub(super) fn has_gaps(&self, slot: u32) -> bool {
        let span = self.narrow.spans.get(slot as usize);
        span.is_none_or(|span| span.has_gaps)
    }

    /// Whether one of a column is more than what it is part of.
    pub(super) fn is_any_more(&self, part: u32, whole: u32) -> bool {
        if !self.is_narrow([part, whole].into_iter(), 1) {
            return lanes::is_any_more(self.wide(part), self.wide(whole));
        }
        let span = self.narrow.spans.get(part as usize);
        let seen = span.and_then(|span| span.is_more);
        seen.unwrap_or_else(|| lanes::is_any_more(self.narrow(part), self.narrow(whole)))
    }

    /// Whether sums of so many numbers of these columns, each so many times, can be told in 32 bits.
    pub(super) fn is_narrow(&self, slots: impl Iterator<Item = u32>, times: i64) -> bool {
        let all = slots.fold(0, |all, slot| all | self.most(slot as usize));
        let most = all.checked_add(1).and_then(|most| most.checked_mul(times));
        all >= 0 && most.is_some_and(|most| i32::try_from(most).is_ok())
    }

    /// The numbers of a slot.
    pub(super) fn wide(&self, slot: u32) -> &'c [i64] {
        let column = self.columns.get(slot as usize);
        column.map_or(&[], |column| column.values())
    }

    /// The same in 32 bits; without meaning where they do not fit.
    pub(super) fn narrow(&self, slot: u32) -> &'c [i32] {
        let begin = slot as usize * self.n_rows;
        let numbers = self.narrow.numbers.get(begin..begin + self.n_rows);
        numbers.unwrap_or_default()
    }

    /// Notes the reports of which a slot does not tell a number.
    pub(super) fn note_gaps(&self, slot: u32, untold: &mut [u8]) {
        if !self.has_gaps(slot) {
            return;
        }
        if self.is_narrow(std::iter::once(slot), 1) {
            lanes::note_gaps(self.narrow(slot), untold);
        } else {
            lanes::note_gaps(self.wide(slot), untold);
        }
    }
}

/// Sums over columns, kept from pass to pass.
#[derive(Debug, Default)]
pub(super) struct Sums<T> {
    /// How many are looked at, and for how many it holds, at least and at most.
    pub(super) base: Vec<T>,
    pub(super) least: Vec<T>,
    pub(super) most: Vec<T>,
    /// The same of one part.
    pub(super) of_part: Vec<T>,
    pub(super) least_of_part: Vec<T>,
    pub(super) most_of_part: Vec<T>,
    pub(super) held: Vec<T>,
}

impl<T: Lane> Sums<T> {
    /// Begins anew, for so many reports.
    pub(super) fn clear(&mut self, n_rows: usize) {
        for one in [&mut self.base, &mut self.least, &mut self.most] {
            one.clear();
            one.resize(n_rows, T::default());
        }
    }
}
