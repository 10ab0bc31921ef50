//! Shares told from columns as they came.
//!
//! What a share asks for, and what the reader of reports would refuse, is seen on one way through its columns; so they are brought
//! from memory while numbers are compared, and copied nowhere.

use std::ops::Range;

use super::atoms::MOST_PARTS;
use super::columns::Column;
use super::lanes::{Known, Lane as _};
use super::plan::{Plan, Share};
use super::sheet::{Narrow, fits};

/// Reports told at a time: what is worked out between stays as close to the processor as can be.
const BLOCK: usize = 128;

/// How many there are, and for how many it holds, of some reports.
type Part<'c> = (&'c [i64], &'c [i64]);

/// What was seen of numbers on the way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// All of them put over one another: below zero where one is less.
    pub(super) all: i64,
    /// For how many it does not hold, put over one another: below zero where a part is more than its whole.
    least_left: i64,
}

impl Seen {
    #[inline]
    const fn see(&mut self, size: i64, yes: i64) {
        self.all |= size | yes;
        self.least_left |= size.wrapping_sub(yes);
    }

    const fn see_all(&mut self, others: Self) {
        self.all |= others.all;
        self.least_left |= others.least_left;
    }

    /// Whether one part is more than its whole.
    pub(super) const fn is_more(self) -> bool {
        self.least_left < 0
    }
}

impl Plan<'_> {
    /// Tells the shares that columns tell as they came, and notes what was seen of these; answers of each share whether it is told.
    pub(super) fn tell_directly(
        &self,
        columns: &[Column<'_>],
        n_rows: usize,
        told: &mut [Vec<u8>],
        narrow: &mut Narrow,
        is_told: &mut Vec<bool>,
    ) {
        is_told.clear();
        is_told.extend(self.shares.iter().map(|share| {
            let told = told.get_mut(share.spot.verdict as usize);
            let Some(told) = told.and_then(|told| last(told, n_rows)) else {
                return false;
            };
            let Some(seen) = self.tell_one(share, columns, told) else {
                return false;
            };
            let is_narrow = fits(seen.all, share.most_times(self.more()));
            if is_narrow {
                for pair in share.pairs(self.more()) {
                    narrow.note(pair, seen);
                }
            }
            is_narrow
        }));
    }

    /// None where columns may have gaps.
    fn tell_one(&self, share: &Share, columns: &[Column<'_>], told: &mut [u8]) -> Option<Seen> {
        let numbers = |slot: u32| match columns.get(slot as usize)? {
            Column::Numbers(values) => Some(*values),
            Column::Coded(_) => None,
        };
        let mut parts: [Part<'_>; MOST_PARTS] = [(&[], &[]); MOST_PARTS];
        let mut n_parts = 0;
        for ((size, yes), part) in share.pairs(self.more()).zip(&mut parts) {
            *part = (numbers(size)?, numbers(yes)?);
            n_parts += 1;
        }
        let bound = (share.numerator, share.denominator);
        tell(parts.get(..n_parts)?, bound, share.kept(), told)
    }
}

/// The places of the last reports.
fn last(told: &mut [u8], n_rows: usize) -> Option<&mut [u8]> {
    let earlier = told.len().checked_sub(n_rows)?;
    told.get_mut(earlier..)
}

/// Tells each share by its distance from the bound. Of no meaning where what was seen is more than narrow.
fn tell(parts: &[Part<'_>], bound: (i64, i64), known: Known, told: &mut [u8]) -> Option<Seen> {
    let mut room = Room {
        bases: [0; BLOCK],
        holding: [0; BLOCK],
        sizes: [0; BLOCK],
        distances: [0; BLOCK],
        seen: Seen::default(),
    };
    let (first, more) = parts.split_first()?;
    for (begin, told) in (0..).step_by(BLOCK).zip(told.chunks_mut(BLOCK)) {
        let rows = begin..begin + told.len();
        if more.is_empty() {
            room.measure(block(*first, &rows)?, bound);
        } else {
            room.set(block(*first, &rows)?);
            for part in more {
                room.add(block(*part, &rows)?);
            }
            room.measure_sums(bound);
        }
        room.tell(known, told);
    }
    Some(room.seen)
}

fn block<'c>((sizes, yes): Part<'c>, rows: &Range<usize>) -> Option<Part<'c>> {
    Some((sizes.get(rows.clone())?, yes.get(rows.clone())?))
}

/// What is worked out between, of a block of reports.
///
/// Each loop does little and writes numbers of one width, so that compilers take as many at a time as the processor can.
struct Room {
    /// Sums over parts: how many there are, and for how many it holds.
    bases: [i64; BLOCK],
    holding: [i64; BLOCK],
    /// How many there are, and how far from the bound that is for which it holds.
    sizes: [i32; BLOCK],
    distances: [i32; BLOCK],
    seen: Seen,
}

impl Room {
    /// A share of one part.
    #[inline(never)]
    fn measure(&mut self, (sizes, yes): Part<'_>, bound: (i64, i64)) {
        let mut seen = Seen::default();
        let into = self.sizes.iter_mut().zip(&mut self.distances);
        for ((into, distance), (size, yes)) in into.zip(sizes.iter().zip(yes)) {
            seen.see(*size, *yes);
            *into = i32::of(*size);
            *distance = distance_of(*size, *yes, bound);
        }
        self.seen.see_all(seen);
    }

    /// The first of several parts.
    #[inline(never)]
    fn set(&mut self, (sizes, yes): Part<'_>) {
        let mut seen = Seen::default();
        let into = self.bases.iter_mut().zip(&mut self.holding);
        for ((base, holding), (size, yes)) in into.zip(sizes.iter().zip(yes)) {
            seen.see(*size, *yes);
            (*base, *holding) = (*size, *yes);
        }
        self.seen.see_all(seen);
    }

    /// Each of the others.
    #[inline(never)]
    fn add(&mut self, (sizes, yes): Part<'_>) {
        let mut seen = Seen::default();
        let into = self.bases.iter_mut().zip(&mut self.holding);
        for ((base, holding), (size, yes)) in into.zip(sizes.iter().zip(yes)) {
            seen.see(*size, *yes);
            *base = base.wrapping_add(*size);
            *holding = holding.wrapping_add(*yes);
        }
        self.seen.see_all(seen);
    }

    /// All parts together.
    #[inline(never)]
    fn measure_sums(&mut self, bound: (i64, i64)) {
        let into = self.sizes.iter_mut().zip(&mut self.distances);
        let sums = self.bases.iter().zip(&self.holding);
        for ((size, distance), (base, holding)) in into.zip(sums) {
            *size = i32::of(*base);
            *distance = distance_of(*base, *holding, bound);
        }
    }

    /// Bits are taken where the sign says so: of choices compilers make steps for one report at a time.
    #[inline(never)]
    fn tell(&self, known: Known, told: &mut [u8]) {
        let [nobody, below] = [known.nobody, known.below].map(i32::from);
        let [equal, above] = [known.equal, known.above].map(i32::from);
        let (below, above) = (below ^ equal, above ^ equal);
        let measured = self.sizes.iter().zip(&self.distances);
        for (told, (size, distance)) in told.iter_mut().zip(measured) {
            let is_below = distance >> 31;
            let is_above = distance.wrapping_neg() >> 31;
            let is_nobody = size.wrapping_sub(1) >> 31;
            let side = equal ^ (is_below & below) ^ (is_above & above);
            *told = (side ^ (is_nobody & (nobody ^ side))).byte();
        }
    }
}

/// How far from the bound that is for which it holds. Only lower halves are multiplied, which processors do two at a time.
#[inline]
fn distance_of(base: i64, holding: i64, (numerator, denominator): (i64, i64)) -> i32 {
    const HALF: i64 = (1 << 32) - 1;
    let product = |one: i64, other: i64| (one & HALF).wrapping_mul(other & HALF);
    i32::of(product(holding, denominator).wrapping_sub(product(base, numerator)))
}
