//! Columns as a pass reads them: in half the width where their numbers allow it, so that twice as many fit an
//! instruction and what is worked out between stays close to the processor.

use super::columns::Column;
use super::direct::Seen;
use super::lanes::{self, Lane};
use super::slots::BLANK;

/// Columns of some reports, as they came and narrow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet<'c> {
    pub(super) columns: &'c [Column<'c>],
    pub(super) n_rows: usize,
    narrow: &'c Narrow,
}

/// Copies of columns in 32 bits, with what is known of each.
#[derive(Debug, Default)]
pub(super) struct Narrow {
    /// One behind the other; nothing is copied that was seen already.
    numbers: Vec<i32>,
    spans: Vec<Option<Span>>,
    /// Where the copy of each begins.
    begins: Vec<Option<usize>>,
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
    /// Begins with so many columns, of which nothing was seen.
    pub(super) fn begin(&mut self, n_columns: usize, parts: impl Iterator<Item = (u32, u32)>) {
        self.spans.clear();
        self.spans.resize(n_columns, None);
        self.begins.clear();
        self.begins.resize(n_columns, None);
        self.wholes.clear();
        self.wholes.resize(n_columns, None);
        for (whole, part) in parts {
            if let Some(place) = self.wholes.get_mut(part as usize) {
                *place = Some(whole);
            }
        }
    }

    /// Notes what was seen of numbers that are narrow: how many there are, and for how many of them something holds.
    pub(super) fn note(&mut self, (size, yes): (u32, u32), seen: Seen) {
        let is_part = self.wholes.get(yes as usize) == Some(&Some(size));
        for (slot, is_more) in [(size, None), (yes, is_part.then_some(seen.is_more()))] {
            if let Some(span) = self.spans.get_mut(slot as usize) {
                *span = Some(Span::of(seen.all, seen.all, is_more));
            }
        }
    }

    /// Copies the columns that are `read` or of which nothing was seen, and notes how large their numbers are, and which of some parts
    /// are more than their wholes.
    pub(super) fn take(&mut self, columns: &[Column<'_>], n_rows: usize, is_read: &[bool]) {
        let mut end = 0;
        for (at, column) in columns.iter().enumerate() {
            let is_read = is_read.get(at).copied().unwrap_or_default();
            let seen = self.spans.get(at).copied().flatten();
            if seen.is_some() && !is_read {
                continue;
            }
            let begin = end;
            end += n_rows;
            // What stood there is written over.
            if self.numbers.len() < end {
                self.numbers.resize(end, 0);
            }
            let (before, rest) = self.numbers.split_at_mut(begin);
            let into = rest.get_mut(..n_rows).unwrap_or_default();
            let whole = self.wholes.get(at).copied().flatten();
            let whole = whole.and_then(|whole| *self.begins.get(whole as usize)?);
            let whole = whole.and_then(|begin| before.get(begin..begin + n_rows));
            let span = match (column, whole) {
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
            };
            if let (Some(place), Some(copy)) = (self.spans.get_mut(at), self.begins.get_mut(at)) {
                (*place, *copy) = (Some(seen.unwrap_or(span)), Some(begin));
            }
        }
    }

    fn span(&self, slot: u32) -> Option<Span> {
        self.spans.get(slot as usize).copied().flatten()
    }

    /// The copy of a column.
    fn of(&self, slot: u32, n_rows: usize) -> Option<&[i32]> {
        let begin = (*self.begins.get(slot as usize)?)?;
        self.numbers.get(begin..begin + n_rows)
    }
}

/// Whether sums of numbers that are at most so large, each so many times, can be told in 32 bits; none where one is below zero.
pub(super) fn fits(most: i64, times: i64) -> bool {
    let product = most.checked_add(1).and_then(|most| most.checked_mul(times));
    most >= 0 && product.is_some_and(|most| i32::try_from(most).is_ok())
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
    pub(super) fn most(&self, slot: u32) -> i64 {
        self.narrow.span(slot).map_or(-1, |span| span.above_least)
    }

    /// Whether something is not told in a column.
    pub(super) fn has_gaps(&self, slot: u32) -> bool {
        self.narrow.span(slot).is_none_or(|span| span.has_gaps)
    }

    /// Whether one of a column is more than what it is part of.
    pub(super) fn is_any_more(&self, part: u32, whole: u32) -> bool {
        let copies = (self.is_narrow([part, whole].into_iter(), 1))
            .then(|| (self.narrow.span(part), self.copy(part), self.copy(whole)));
        match copies {
            Some((
                Some(Span {
                    is_more: Some(is_more),
                    ..
                }),
                ..,
            )) => is_more,
            Some((_, Some(part), Some(whole))) => lanes::is_any_more(part, whole),
            _ => lanes::is_any_more(self.wide(part), self.wide(whole)),
        }
    }

    /// Whether sums of so many numbers of these columns, each so many times, can be told in 32 bits.
    pub(super) fn is_narrow(&self, slots: impl Iterator<Item = u32>, times: i64) -> bool {
        fits(slots.fold(0, |all, slot| all | self.most(slot)), times)
    }

    /// The numbers of a slot.
    pub(super) fn wide(&self, slot: u32) -> &'c [i64] {
        let column = self.columns.get(slot as usize);
        column.map_or(&[], |column| column.values())
    }

    /// The same in 32 bits; without meaning where they do not fit.
    pub(super) fn narrow(&self, slot: u32) -> &'c [i32] {
        self.copy(slot).unwrap_or_default()
    }

    fn copy(&self, slot: u32) -> Option<&'c [i32]> {
        self.narrow.of(slot, self.n_rows)
    }

    /// Notes the reports of which a slot does not tell a number.
    pub(super) fn note_gaps(&self, slot: u32, untold: &mut [u8]) {
        if !self.has_gaps(slot) {
            return;
        }
        match self.copy(slot) {
            Some(numbers) if self.is_narrow(std::iter::once(slot), 1) => {
                lanes::note_gaps(numbers, untold);
            }
            _ => lanes::note_gaps(self.wide(slot), untold),
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
