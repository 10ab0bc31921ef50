//! Plain loops over columns, without branches, which compilers turn into instructions for several numbers at once.

/// Sixteen numbers below two to the power of this come to less than 32 bits: they are multiplied as halves of
/// 64 bits.
const SMALL: u32 = 28;

/// Below its bound.
const BELOW: u8 = 1;
/// Above it.
const ABOVE: u8 = 2;
/// Of nobody.
const NOBODY: u8 = 4;
/// Not told, or by large numbers.
const OTHERWISE: u8 = 8;

/// Of shares their class in signs: nothing is just so.
///
/// `told` is all numbers of a share put over one another.
#[inline(never)]
pub(super) fn compare(
    (base, holding): (&[i64], &[i64]),
    told: &[i64],
    bound: (i64, i64),
    signs: &mut [u8],
) {
    let shares = base.iter().zip(holding).zip(told);
    for (into, ((base, holding), told)) in signs.iter_mut().zip(shares) {
        *into = signs_of(*base, *holding, *told, bound);
    }
}

/// As [`compare`], of shares of one part.
#[inline(never)]
pub(super) fn compare_one((base, holding): (&[i64], &[i64]), bound: (i64, i64), signs: &mut [u8]) {
    for (into, (base, holding)) in signs.iter_mut().zip(base.iter().zip(holding)) {
        *into = signs_of(*base, *holding, base | holding, bound);
    }
}

/// As [`compare`], of shares of two parts.
#[inline(never)]
pub(super) fn compare_two(
    [(base, holding), (more_base, more_holding)]: [(&[i64], &[i64]); 2],
    bound: (i64, i64),
    signs: &mut [u8],
) {
    let bases = base.iter().zip(more_base);
    let rows = bases.zip(holding.iter().zip(more_holding));
    for (into, ((base, more_base), (holding, more_holding))) in signs.iter_mut().zip(rows) {
        let told = base | more_base | holding | more_holding;
        let (base, holding) = (
            base.wrapping_add(*more_base),
            holding.wrapping_add(*more_holding),
        );
        *into = signs_of(base, holding, told, bound);
    }
}

/// As [`compare`], of shares of three parts.
#[inline(never)]
pub(super) fn compare_three(
    [first, second, third]: [(&[i64], &[i64]); 3],
    bound: (i64, i64),
    signs: &mut [u8],
) {
    let bases = first.0.iter().zip(second.0).zip(third.0);
    let holdings = first.1.iter().zip(second.1).zip(third.1);
    for (into, (bases, holdings)) in signs.iter_mut().zip(bases.zip(holdings)) {
        let sum = |((one, other), third): ((&i64, &i64), &i64)| {
            (
                one.wrapping_add(*other).wrapping_add(*third),
                one | other | third,
            )
        };
        let ((base, told), (holding, also_told)) = (sum(bases), sum(holdings));
        *into = signs_of(base, holding, told | also_told, bound);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bits are moved, no number is meant"
)]
#[inline]
fn signs_of(base: i64, holding: i64, told: i64, (numerator, denominator): (i64, i64)) -> u8 {
    let low = |number: i64| number & 0xffff_ffff;
    // Small numbers, else the last sign says so.
    let distance = (low(holding).wrapping_mul(low(denominator)))
        .wrapping_sub(low(base).wrapping_mul(low(numerator)));
    let below = below_zero(distance);
    let above = below_zero(distance.wrapping_neg());
    let nobody = below_zero(base.wrapping_sub(1));
    let large = told as u64 >> SMALL;
    let otherwise = large.wrapping_neg() >> 63;
    (below | above << 1 | nobody << 2) as u8 | (otherwise as u8) << 3
}

/// The class of a share that signs say; none where they do not.
pub(super) const fn class_of(signs: u8) -> Option<usize> {
    match signs {
        _ if signs & OTHERWISE != 0 => None,
        _ if signs & NOBODY != 0 => Some(0),
        BELOW => Some(1),
        ABOVE => Some(3),
        _ => Some(2),
    }
}

/// Whether one of them is of a class.
pub(super) fn is_any_of(class: usize, signs: &[u8]) -> bool {
    let Some(wanted) = [NOBODY, BELOW, 0, ABOVE].get(class) else {
        return false;
    };
    let any = signs
        .iter()
        .fold(0, |any, signs| any | u8::from(signs == wanted));
    any != 0
}

/// Whether one of them has no class.
pub(super) fn is_any_otherwise(signs: &[u8]) -> bool {
    signs.iter().fold(0, |all, signs| all | signs) & OTHERWISE != 0
}

/// What classes are known as, put where signs stand for them.
#[inline(never)]
pub(super) fn look_up(signs: &[u8], [nobody, below, equal, above]: [u8; 4], told: &mut [u8]) {
    for (into, signs) in told.iter_mut().zip(signs) {
        let known = if *signs == 0 { equal } else { nobody };
        let known = if *signs == BELOW { below } else { known };
        *into = if *signs == ABOVE { above } else { known };
    }
}

/// All numbers put over one another, bit by bit.
#[inline(never)]
pub(super) fn put_over(numbers: &[i64]) -> i64 {
    numbers.iter().fold(0, |all, number| all | number)
}

/// All differences put over one another: below zero where one is.
#[inline(never)]
pub(super) fn least_of_differences(from: &[i64], take: &[i64]) -> i64 {
    let pairs = from.iter().zip(take);
    pairs.fold(0, |all, (from, take)| all | from.wrapping_sub(*take))
}

/// Puts numbers over what is told.
pub(super) fn note(numbers: &[i64], told: &mut [i64]) {
    for (told, number) in told.iter_mut().zip(numbers) {
        *told |= number;
    }
}

/// Adds numbers, and puts them over what is told.
#[inline(never)]
pub(super) fn add(numbers: &[i64], sums: &mut [i64], told: &mut [i64]) {
    for ((sum, told), number) in sums.iter_mut().zip(told).zip(numbers) {
        *sum = sum.wrapping_add(*number);
        *told |= number;
    }
}

/// Adds numbers so many times, and puts them over what is told.
#[inline(never)]
pub(super) fn add_times(numbers: &[i64], times: i64, sums: &mut [i64], told: &mut [i64]) {
    for ((sum, told), number) in sums.iter_mut().zip(told).zip(numbers) {
        *sum = sum.wrapping_add(number.wrapping_mul(times));
        *told |= number;
    }
}

/// One where a number is below zero, else nothing.
#[expect(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "bits are moved, no number is meant"
)]
#[inline]
pub(super) const fn below_zero(number: i64) -> i64 {
    (number as u64 >> 63) as i64
}

/// Nothing below zero, one at zero, two above.
#[inline]
pub(super) const fn sign(number: i64) -> i64 {
    1 - below_zero(number) + below_zero(number.wrapping_neg())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_say_on_which_side_of_the_bound() {
        // At least 3 of 20.
        let cases = [
            ((0, 0), Some(0)),
            ((20, 2), Some(1)),
            ((20, 3), Some(2)),
            ((20, 4), Some(3)),
            ((20, -1), None),
            ((-1, 3), None),
            ((1 << SMALL, 3), None),
            (((1 << SMALL) - 1, (1 << SMALL) - 1), Some(3)),
        ];
        for ((base, holding), class) in cases {
            let mut signs = [0];
            compare_one((&[base], &[holding]), (3, 20), &mut signs);
            assert_eq!(class_of(signs[0]), class, "{holding} of {base}");
        }
    }

    #[test]
    fn a_sign_is_that_of_a_number() {
        for (number, expected) in [(-5, 0), (0, 1), (7, 2), (i64::MAX, 2), (i64::MIN + 1, 0)] {
            assert_eq!(sign(number), expected);
        }
    }
}
