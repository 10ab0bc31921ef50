//! The comparisons of slots on which statuses hang. Each answers with one of a few classes.

use super::linear::Whole;
use crate::run::program::Rounding;

/// Where the numbers of a report stand.
pub(super) trait Facts {
    /// What a slot holds.
    fn at(&self, slot: u32) -> Option<i64>;
}

impl Facts for [i64] {
    #[inline]
    fn at(&self, slot: u32) -> Option<i64> {
        self.get(slot as usize).copied()
    }
}

/// A comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Atom {
    /// Whether a sum is below zero, zero, or above.
    Sign(Whole),
    /// A share of members beside its bound.
    Share(Share),
    /// A deed: blank, declared, done or not, or between which days it was done.
    Deed {
        slot: u32,
        /// In order.
        days: Vec<i64>,
    },
    /// Yes or no, or one of so many options; blank or declared.
    Choice { slot: u32, options: u32 },
}

/// Those for whom it holds, of those looked at, beside `bound`: nobody, below it, just so, above it. Where
/// totals leave the number open, both the least and the greatest are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) parts: Vec<Counted>,
    /// Numerator and denominator.
    pub(super) bound: (i64, i64),
    /// The bound is a number of members, rounded so.
    pub(super) rounding: Option<Rounding>,
    /// How far above or below its bound it may lie is all that counts where numbers are missing.
    pub(super) is_open: bool,
    /// Totals tell just for how many it holds.
    is_told_exactly: bool,
}

/// The members of one collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) size: u32,
    pub(super) kind: Kind,
    pub(super) filter: Option<Literal>,
    /// All of these hold of those who count; of none: all do.
    pub(super) holds: Vec<Literal>,
}

/// What those counted are, which says what is known of them where their number is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// People or things: at least those for whom it holds.
    Members,
    /// Bodies right below: nothing.
    Bodies,
    /// Bodies further below: what the bodies between say.
    Further,
}

/// For how many something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Literal {
    /// As a slot has it.
    Holds(u32),
    /// For all others.
    Not(u32),
    /// For none, all, or some: totals do not tell.
    Open,
}

/// Most parts of a share.
pub(super) const MOST_PARTS: usize = 16;
/// Greatest numerator and denominator of a bound, so that shares fit 64 bits.
pub(super) const MOST_RATIO: i64 = 1 << 12;

impl Atom {
    /// How many classes there are.
    pub(super) fn classes(&self) -> usize {
        match self {
            Self::Sign(_) => 3,
            Self::Share(share) if share.is_told_exactly() => 4,
            Self::Share(_) => 10,
            Self::Deed { days, .. } => 6 + days.len(),
            Self::Choice { options, .. } => 3 + *options as usize,
        }
    }

    /// The class; none where a slot says no number.
    pub(super) fn class(&self, slots: &(impl Facts + ?Sized)) -> Option<usize> {
        match self {
            Self::Sign(sum) => sum.value(slots).map(sign),
            Self::Share(share) => share.class(slots),
            Self::Deed { slot, days } => {
                let value = slots.at(*slot)?;
                let later = if value < 2 {
                    return usize::try_from(value + 3).ok();
                } else {
                    days.iter().filter(|day| **day < value).count()
                };
                Some(5 + later)
            }
            Self::Choice { slot, options } => {
                let class = usize::try_from(slots.at(*slot)? + 3).ok()?;
                (class < 3 + *options as usize).then_some(class)
            }
        }
    }
}

impl Share {
    pub(super) fn new(
        parts: Vec<Counted>,
        bound: (i64, i64),
        rounding: Option<Rounding>,
        is_open: bool,
    ) -> Self {
        Self {
            is_told_exactly: parts.iter().all(Counted::is_told_exactly),
            parts,
            bound,
            rounding,
            is_open,
        }
    }

    /// Whether totals tell just for how many it holds.
    pub(super) const fn is_told_exactly(&self) -> bool {
        self.is_told_exactly
    }

    /// Of each part the slots of how many there are and of for how many it holds, where two tell all.
    pub(super) fn pairs(&self) -> Option<Vec<(u32, u32, Kind)>> {
        let pair = |part: &Counted| match (part.filter, part.holds.as_slice()) {
            (None, [Literal::Holds(slot)]) => Some((part.size, *slot, part.kind)),
            _ => None,
        };
        self.rounding
            .is_none()
            .then(|| self.parts.iter().map(pair).collect())?
    }

    /// The slots read.
    pub(super) fn slots(&self) -> impl Iterator<Item = u32> {
        let of_part = |part: &'_ Counted| {
            let literals = part.filter.into_iter().chain(part.holds.iter().copied());
            let slots = literals.filter_map(|literal| match literal {
                Literal::Holds(slot) | Literal::Not(slot) => Some(slot),
                Literal::Open => None,
            });
            std::iter::once(part.size).chain(slots).collect::<Vec<_>>()
        };
        self.parts.iter().flat_map(of_part)
    }

    /// Whatever is worked out of it is at most so many times the greatest number in its slots.
    pub(super) fn most_times(&self) -> i64 {
        let n_sums = self
            .parts
            .iter()
            .map(|part| 2 + part.holds.len())
            .sum::<usize>();
        let (numerator, denominator) = self.bound;
        let times = 2 * numerator.max(denominator);
        times.saturating_mul(i64::try_from(n_sums).unwrap_or(i64::MAX))
    }

    fn class(&self, slots: &(impl Facts + ?Sized)) -> Option<usize> {
        let (mut base, mut least, mut most) = (0, 0, 0);
        for part in &self.parts {
            let (of, from, to) = part.count(slots)?;
            base += of;
            least += from;
            most += to;
        }
        if base == 0 {
            return Some(0);
        }
        let (numerator, denominator) = self.bound;
        let distance = |holding: i64| match self.rounding {
            None => holding * denominator - base * numerator,
            Some(rounding) => holding - quota(base * numerator, denominator, rounding),
        };
        if self.is_told_exactly() {
            Some(1 + sign(distance(least)))
        } else {
            Some(1 + 3 * sign(distance(least)) + sign(distance(most)))
        }
    }
}

fn quota(dividend: i64, divisor: i64, rounding: Rounding) -> i64 {
    match rounding {
        Rounding::Down => dividend / divisor,
        Rounding::Up => (dividend + divisor - 1) / divisor,
        Rounding::HalfUp => (2 * dividend + divisor) / (2 * divisor),
    }
}

impl Counted {
    fn is_told_exactly(&self) -> bool {
        match self.holds.as_slice() {
            [] => true,
            [only] => self.filter.is_none() && *only != Literal::Open,
            _ => false,
        }
    }

    /// How many are looked at; of them for how many it holds, at least and at most.
    fn count(&self, slots: &(impl Facts + ?Sized)) -> Option<(i64, i64, i64)> {
        let size = known(slots, self.size)?;
        let base = match &self.filter {
            None => size,
            Some(filter) => filter.range(slots, size)?.1,
        };
        let (mut overlap, mut most) = (base, base);
        for literal in &self.holds {
            let (from, to) = literal.range(slots, size)?;
            // What must overlap, at least; the smallest, at most.
            overlap += from - size;
            most = most.min(to);
        }
        Some((base, overlap.max(0), most))
    }
}

impl Literal {
    /// The least and the greatest.
    fn range(self, slots: &(impl Facts + ?Sized), size: i64) -> Option<(i64, i64)> {
        let exactly = |number: i64| (number, number);
        match self {
            Self::Holds(slot) => known(slots, slot).map(exactly),
            Self::Not(slot) => known(slots, slot).map(|number| exactly(size - number)),
            Self::Open => Some((0, size)),
        }
    }
}

/// Below zero, zero, above.
#[inline]
pub(super) fn sign(number: i64) -> usize {
    usize::from(number >= 0) + usize::from(number > 0)
}

fn known(slots: &(impl Facts + ?Sized), slot: u32) -> Option<i64> {
    slots.at(slot).filter(|value| *value >= 0)
}
