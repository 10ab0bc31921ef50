//! Plain loops over columns, without branches, which compilers turn into instructions for several numbers at once.

use super::columns::Work;
use super::sheet::{Sheet, Sums};

/// In the place of a status: it is not known.
pub(super) const NOT_TOLD: u8 = u8::MAX;

/// A width of numbers. Nothing here panics: what could leave it is never asked of it, or means nothing.
pub(super) trait Lane: Copy + Default + Ord + std::fmt::Debug {
    /// A number, cut to this width.
    fn of(number: i64) -> Self;
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
    fn times(self, other: Self) -> Self;
    /// Its last eight bits.
    fn byte(self) -> u8;
    /// All bits where it is below zero, else none.
    fn gap(self) -> u8;
    /// The numbers of a slot in this width.
    fn column<'c>(sheet: &Sheet<'c>, slot: u32) -> &'c [Self];
    /// Room for sums in this width.
    fn sums(work: &mut Work) -> &mut Sums<Self>;
}

macro_rules! lane {
    ($width:ty, $column:ident, $sums:ident) => {
        impl Lane for $width {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::unnecessary_cast,
                reason = "what does not fit is not asked for"
            )]
            #[inline]
            fn of(number: i64) -> Self {
                number as Self
            }
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "bits are moved, no number is meant"
            )]
            #[inline]
            fn byte(self) -> u8 {
                self as u8
            }
            #[inline]
            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }
            #[inline]
            fn minus(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }
            #[inline]
            fn times(self, other: Self) -> Self {
                self.wrapping_mul(other)
            }
            #[inline]
            fn gap(self) -> u8 {
                if self < 0 { NOT_TOLD } else { 0 }
            }
            #[inline]
            fn column<'c>(sheet: &Sheet<'c>, slot: u32) -> &'c [Self] {
                sheet.$column(slot)
            }
            #[inline]
            fn sums(work: &mut Work) -> &mut Sums<Self> {
                &mut work.$sums
            }
        }
    };
}

lane!(i32, narrow, narrow_sums);
lane!(i64, wide, wide_sums);

/// Copies numbers in half their width, and answers all of them put over one another.
#[inline(never)]
pub(super) fn narrow(numbers: &[i64], into: &mut [i32]) -> i64 {
    let mut all = 0;
    for (into, number) in into.iter_mut().zip(numbers) {
        *into = i32::of(*number);
        all |= number;
    }
    all
}

/// As [`narrow`], and answers as well whether one is more than what stands beside it, as far as both are narrow.
#[inline(never)]
pub(super) fn narrow_part(numbers: &[i64], wholes: &[i32], into: &mut [i32]) -> (i64, bool) {
    let (mut all, mut is_more) = (0, 0);
    for ((into, number), whole) in into.iter_mut().zip(numbers).zip(wholes) {
        let number_cut = i32::of(*number);
        *into = number_cut;
        all |= number;
        is_more |= i32::from(number_cut > *whole);
    }
    (all, is_more != 0)
}

/// As [`narrow`], and answers before that how far each lies above the least, put over one another.
#[inline(never)]
pub(super) fn narrow_coded(numbers: &[i64], least: i64, into: &mut [i32]) -> (i64, i64) {
    let (mut above_least, mut all) = (0, 0);
    for (into, number) in into.iter_mut().zip(numbers) {
        *into = i32::of(*number);
        above_least |= number.wrapping_sub(least);
        all |= number;
    }
    (above_least, all)
}

/// Whether one of these is more than what stands beside it.
#[inline(never)]
pub(super) fn is_any_more<T: Lane>(parts: &[T], wholes: &[T]) -> bool {
    let pairs = parts.iter().zip(wholes);
    pairs.fold(0, |any, (part, whole)| any | i32::from(part > whole)) != 0
}

/// What the classes of a share are known as.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) nobody: u8,
    pub(super) below: u8,
    pub(super) equal: u8,
    pub(super) above: u8,
}

/// Tells of shares what their class is known as: of nobody, below the bound, just so, above it.
pub(super) fn compare<T: Lane>(
    share: (&[T], &[T]),
    (numerator, denominator): (T, T),
    known: Known,
    told: &mut [u8],
) {
    // Each for itself, and as wide as the numbers: from a list one would be picked for each number.
    let [nobody, below] = [known.nobody, known.below].map(|one| T::of(i64::from(one)));
    let [equal, above] = [known.equal, known.above].map(|one| T::of(i64::from(one)));
    let known = (nobody, below, equal, above);
    if numerator == denominator {
        // Of all: nothing needs to be multiplied.
        tell(share, |base, holding| holding.minus(base), known, told);
    } else {
        let distance = |base: T, holding: T| {
            let held = holding.times(denominator);
            held.minus(base.times(numerator))
        };
        tell(share, distance, known, told);
    }
}

/// Tells each share by its distance from the bound.
#[inline(never)]
fn tell<T: Lane>(
    (base, holding): (&[T], &[T]),
    distance: impl Fn(T, T) -> T,
    (nobody, below, equal, above): (T, T, T, T),
    told: &mut [u8],
) {
    let zero = T::default();
    for (told, (base, holding)) in told.iter_mut().zip(base.iter().zip(holding)) {
        let distance = distance(*base, *holding);
        let known = if distance < zero { below } else { equal };
        let known = if distance > zero { above } else { known };
        let known = if *base == zero { nobody } else { known };
        *told = known.byte();
    }
}

/// Adds to classes those of shares whose number may lie between a least and a most: of nobody nothing, else each side
/// of the bound by three.
#[inline(never)]
pub(super) fn compare_open<T: Lane>(
    (base, least, most): (&[T], &[T], &[T]),
    (numerator, denominator): (T, T),
    classes: &mut [i32],
) {
    let holding = least.iter().zip(most);
    for (class, (base, (least, most))) in classes.iter_mut().zip(base.iter().zip(holding)) {
        let quota = base.times(numerator);
        let side = |holding: &T| sign(holding.times(denominator).minus(quota));
        let own = 1 + 3 * side(least) + side(most);
        let own = if *base == T::default() { 0 } else { own };
        *class = class.wrapping_add(own);
    }
}

/// As [`compare_open`], where totals tell just for how many it holds.
#[inline(never)]
pub(super) fn compare_exact<T: Lane>(
    (base, holding): (&[T], &[T]),
    (numerator, denominator): (T, T),
    classes: &mut [i32],
) {
    for (class, (base, holding)) in classes.iter_mut().zip(base.iter().zip(holding)) {
        let distance = holding.times(denominator).minus(base.times(numerator));
        let own = 1 + sign(distance);
        let own = if *base == T::default() { 0 } else { own };
        *class = class.wrapping_add(own);
    }
}

/// Whether a status is not known.
#[inline(never)]
pub(super) fn is_any_untold(told: &[u8]) -> bool {
    told.iter()
        .fold(0, |any, told| any | u8::from(*told == NOT_TOLD))
        != 0
}

/// Notes where a number is not told.
#[inline(never)]
pub(super) fn note_gaps<T: Lane>(numbers: &[T], untold: &mut [u8]) {
    for (untold, number) in untold.iter_mut().zip(numbers) {
        *untold |= number.gap();
    }
}

/// Sums of two columns.
#[inline(never)]
pub(super) fn sum<T: Lane>(one: &[T], other: &[T], into: &mut Vec<T>) {
    into.clear();
    into.extend(one.iter().zip(other).map(|(one, other)| one.plus(*other)));
}

/// Differences of two columns.
#[inline(never)]
pub(super) fn difference<T: Lane>(from: &[T], take: &[T], into: &mut Vec<T>) {
    into.clear();
    into.extend(from.iter().zip(take).map(|(from, take)| from.minus(*take)));
}

/// Adds numbers.
#[inline(never)]
pub(super) fn add<T: Lane>(numbers: &[T], sums: &mut [T]) {
    for (sum, number) in sums.iter_mut().zip(numbers) {
        *sum = sum.plus(*number);
    }
}

/// Adds numbers where they are above zero.
#[inline(never)]
pub(super) fn add_above_zero<T: Lane>(numbers: &[T], sums: &mut [T]) {
    for (sum, number) in sums.iter_mut().zip(numbers) {
        *sum = sum.plus((*number).max(T::default()));
    }
}

/// Takes numbers away.
#[inline(never)]
pub(super) fn take<T: Lane>(numbers: &[T], sums: &mut [T]) {
    for (sum, number) in sums.iter_mut().zip(numbers) {
        *sum = sum.minus(*number);
    }
}

/// Lowers what is more.
#[inline(never)]
pub(super) fn lower<T: Lane>(numbers: &[T], most: &mut [T]) {
    for (most, number) in most.iter_mut().zip(numbers) {
        *most = (*most).min(*number);
    }
}

/// Adds numbers so many times.
#[inline(never)]
pub(super) fn add_times(numbers: &[i64], times: i64, sums: &mut [i64]) {
    for (sum, number) in sums.iter_mut().zip(numbers) {
        *sum = sum.wrapping_add(number.wrapping_mul(times));
    }
}

/// Adds to classes on which side of zero a number is.
#[inline(never)]
pub(super) fn add_signs(numbers: &[i64], classes: &mut [i32]) {
    for (class, number) in classes.iter_mut().zip(numbers) {
        *class = class.wrapping_add(sign(*number));
    }
}

/// Nothing below zero, one at zero, two above.
#[inline]
fn sign<T: Lane>(number: T) -> i32 {
    let zero = T::default();
    i32::from(number >= zero) + i32::from(number > zero)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOBODY: u8 = 0;
    const BELOW: u8 = 1;
    const EQUAL: u8 = 2;
    const ABOVE: u8 = 3;
    const KNOWN: Known = Known {
        nobody: NOBODY,
        below: BELOW,
        equal: EQUAL,
        above: ABOVE,
    };

    #[test]
    fn shares_are_told_on_the_right_side_of_their_bound() {
        fn told<T: Lane>(base: i64, holding: i64) -> u8 {
            // At least 3 of 20.
            let (mut told, bound) = ([NOT_TOLD], (T::of(3), T::of(20)));
            let share = (&[T::of(base)][..], &[T::of(holding)][..]);
            compare(share, bound, KNOWN, &mut told);
            told[0]
        }
        for (base, holding, expected) in [
            (0, 0, NOBODY),
            (20, 2, BELOW),
            (20, 3, EQUAL),
            (20, 4, ABOVE),
            (100_000_000, 14_999_999, BELOW),
            (100_000_000, 15_000_001, ABOVE),
        ] {
            assert_eq!(told::<i64>(base, holding), expected, "{holding} of {base}");
            if base < 100 {
                assert_eq!(told::<i32>(base, holding), expected, "{holding} of {base}");
            }
        }
        assert_eq!(told::<i64>(1 << 43, 1 << 42), ABOVE);
    }

    #[test]
    fn gaps_are_noted() {
        let mut untold = [0; 4];
        note_gaps(&[0, -1, 5, -3], &mut untold);
        assert_eq!(untold, [0, NOT_TOLD, 0, NOT_TOLD]);
    }

    #[test]
    fn what_is_narrow_keeps_its_codes() {
        let mut into = [0; 3];
        assert_eq!(narrow_coded(&[-1, 7, 0], -1, &mut into), (8 | 1, -1));
        assert_eq!(into, [-1, 7, 0]);
        assert!(narrow(&[1, 1 << 40], &mut into[..2]) > i64::from(i32::MAX));
    }

    #[test]
    fn a_sign_is_that_of_a_number() {
        for (number, expected) in [(-5, 0), (0, 1), (7, 2), (i64::MAX, 2), (i64::MIN + 1, 0)] {
            assert_eq!(sign(number), expected);
        }
    }
}
