//! Sums of slots, each times a number, and their sign.

use std::collections::BTreeMap;

use super::atoms::Facts;
use super::slots::MOST;
use crate::run::number::Number;

/// A sum of slots, each times an exact number, and a number.
#[derive(Debug, Clone)]
pub(super) struct Linear {
    pub(super) terms: BTreeMap<usize, Number>,
    pub(super) constant: Number,
}

/// The same in whole numbers, each so small that no sum leaves 64 bits: its sign is that of the sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Whole {
    pub(super) terms: Vec<(u32, i64)>,
    pub(super) constant: i64,
}

impl Linear {
    pub(super) fn of(constant: Number) -> Self {
        Self {
            terms: BTreeMap::new(),
            constant,
        }
    }

    /// A slot times a number; times nothing, it still must be known.
    pub(super) fn slot(slot: usize, times: Number) -> Self {
        Self {
            terms: BTreeMap::from([(slot, times)]),
            constant: Number::ZERO,
        }
    }

    /// Both together; none on overflow.
    pub(super) fn plus(mut self, other: &Self) -> Option<Self> {
        for (slot, more) in &other.terms {
            let own = self.terms.entry(*slot).or_insert(Number::ZERO);
            *own = own.checked_add(*more)?;
        }
        self.constant = self.constant.checked_add(other.constant)?;
        Some(self)
    }

    /// Times a number; none on overflow.
    pub(super) fn times(mut self, factor: Number) -> Option<Self> {
        for own in self.terms.values_mut() {
            *own = own.checked_mul(factor)?;
        }
        self.constant = self.constant.checked_mul(factor)?;
        Some(self)
    }

    /// The difference; none on overflow.
    pub(super) fn minus(self, other: &Self) -> Option<Self> {
        self.plus(&other.clone().times(Number::from(-1))?)
    }

    /// In whole numbers; none where they are too large.
    pub(super) fn whole(&self) -> Option<Whole> {
        let all = self.terms.values().chain([&self.constant]);
        let common = all.clone().try_fold(1_i128, |common, number| {
            let (_, denominator) = number.parts();
            common.checked_mul(denominator / gcd(common, denominator))
        })?;
        let scaled = |number: &Number| {
            let (numerator, denominator) = number.parts();
            let scaled = numerator.checked_mul(common / denominator)?;
            i64::try_from(scaled).ok()
        };
        let terms: Option<Vec<(u32, i64)>> = self
            .terms
            .iter()
            .map(|(slot, times)| Some((u32::try_from(*slot).ok()?, scaled(times)?)))
            .collect();
        let (terms, constant) = (terms?, scaled(&self.constant)?);
        let most = terms
            .iter()
            .try_fold(constant.checked_abs()?, |most, (_, times)| {
                most.checked_add(times.checked_abs()?.checked_mul(MOST)?)
            });
        most.map(|_| Whole { terms, constant })
    }
}

const fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Whole {
    /// What it comes to; none where a slot says no number.
    #[inline]
    pub(super) fn value(&self, slots: &(impl Facts + ?Sized)) -> Option<i64> {
        let mut sum = self.constant;
        for (slot, times) in &self.terms {
            let value = slots.at(*slot)?;
            if value < 0 {
                return None;
            }
            // INVARIANT: `Linear::whole` refuses what could leave 64 bits.
            sum = sum.wrapping_add(value.wrapping_mul(*times));
        }
        Some(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_keep_the_sign() {
        let share = Linear::slot(0, Number::ONE)
            .minus(&Linear::slot(1, Number::ratio(3, 20).unwrap()))
            .unwrap();
        let whole = share.whole().unwrap();
        assert_eq!(whole.terms, [(0, 20), (1, -3)]);
        assert_eq!(whole.value([3, 20].as_slice()), Some(0));
        assert_eq!(whole.value([3, -1].as_slice()), None);
        assert_eq!(
            whole.value([MOST - 1, MOST - 1].as_slice()),
            Some(17 * (MOST - 1))
        );
    }

    #[test]
    fn what_may_leave_64_bits_is_refused() {
        let large = |n: i64| Linear::slot(0, Number::from(n)).whole();
        assert!(large(1 << 18).is_some());
        assert!(large(1 << 19).is_none());
        assert!(
            Linear::of(Number::from(i64::MAX))
                .plus(&Linear::slot(0, Number::ONE))
                .unwrap()
                .whole()
                .is_none()
        );
    }
}
