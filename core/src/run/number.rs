//! Exact numbers: ratios of 128-bit integers whose every operation says when it overflows.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};
use serde::{Deserialize, Serialize};

/// An exact rational number.
///
/// No operation rounds. One whose exact result does not fit answers `None`.
///
/// ```
/// use luat_core::run::number::Number;
/// let tenth: Number = "0.1".parse().unwrap();
/// assert_eq!(tenth, Number::ratio(1, 10).unwrap());
/// assert_eq!(Number::from(1).checked_div(Number::from(3)).unwrap().to_string(), "1/3");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Number(Ratio<i128>);

/// The text is not a number: digits, with an optional sign and decimals, or a ratio `2/3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an exact number that fits 128 bits")]
pub struct NotANumber;

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));

    /// `numerator / denominator` in lowest terms; `None` for a zero denominator or out of range.
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        Some(Self(Ratio::new(numerator, denominator)))
    }

    /// The exact sum.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        match self.wholes(other) {
            Some((a, b)) => Self::whole(a.checked_add(b)?),
            None => match self.smalls(other) {
                Some([a, b, c, d]) => Some(Self::small(a * d + c * b, b * d)),
                None => self.0.checked_add(&other.0).map(Self),
            },
        }
    }

    /// The exact difference.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        match self.wholes(other) {
            Some((a, b)) => Self::whole(a.checked_sub(b)?),
            None => match self.smalls(other) {
                Some([a, b, c, d]) => Some(Self::small(a * d - c * b, b * d)),
                None => self.0.checked_sub(&other.0).map(Self),
            },
        }
    }

    /// The exact product.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        match self.wholes(other) {
            Some((a, b)) => Self::whole(a.checked_mul(b)?),
            None => match self.smalls(other) {
                Some([a, b, c, d]) => Some(Self::small(a * c, b * d)),
                None => self.0.checked_mul(&other.0).map(Self),
            },
        }
    }

    /// Both where both are whole, as nearly all reported numbers are: they need none of the divisions
    /// by which ratios are brought to lowest terms.
    fn wholes(self, other: Self) -> Option<(i128, i128)> {
        let both = self.is_integer() && other.is_integer();
        both.then(|| (*self.0.numer(), *other.0.numer()))
    }

    /// The parts of both where all fit 32 bits, as nearly all shares do: a sum of two of their products fits 64,
    /// which machines divide at once.
    fn smalls(self, other: Self) -> Option<[i64; 4]> {
        let small = |n: &i128| i32::try_from(*n).ok().map(i64::from);
        let (one, other) = (&self.0, &other.0);
        Some([
            small(one.numer())?,
            small(one.denom())?,
            small(other.numer())?,
            small(other.denom())?,
        ])
    }

    /// In lowest terms; the denominator is above zero.
    fn small(numerator: i64, denominator: i64) -> Self {
        let (mut divisor, mut rest) = (denominator, numerator % denominator);
        while rest != 0 {
            (divisor, rest) = (rest, divisor % rest);
        }
        let divisor = divisor.abs();
        Self(Ratio::new_raw(
            i128::from(numerator / divisor),
            i128::from(denominator / divisor),
        ))
    }

    /// The least has no opposite, and ratios take the opposite of what they reduce.
    fn whole(number: i128) -> Option<Self> {
        (number != i128::MIN).then(|| Self(Ratio::from_integer(number)))
    }

    /// The exact quotient; `None` for a zero divisor too.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        if other.0.is_zero() {
            None
        } else {
            self.0.checked_div(&other.0).map(Self)
        }
    }

    /// The greatest whole number not above it.
    #[must_use]
    pub fn floor(self) -> Self {
        Self(Ratio::from_integer(
            self.0.numer().div_euclid(*self.0.denom()),
        ))
    }

    /// The least whole number not below it; `None` when that does not fit.
    pub fn ceil(self) -> Option<Self> {
        let floor = self.floor();
        if floor == self {
            Some(self)
        } else {
            floor.checked_add(Self::ONE)
        }
    }

    /// Whether it has no fractional part.
    pub fn is_integer(self) -> bool {
        self.0.is_integer()
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.0.is_negative()
    }

    /// Numerator and denominator in lowest terms, the denominator positive.
    pub fn parts(self) -> (i128, i128) {
        (*self.0.numer(), *self.0.denom())
    }

    /// As a whole number, when it is one that fits.
    pub fn to_i64(self) -> Option<i64> {
        if self.is_integer() {
            i64::try_from(*self.0.numer()).ok()
        } else {
            None
        }
    }
}

/// Lowest terms are one and the same for equal numbers.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let ((a, b), (c, d)) = (self.parts(), other.parts());
        if b == d {
            return a.cmp(&c);
        }
        match self.smalls(*other) {
            Some([a, b, c, d]) => (a * d).cmp(&(c * b)),
            None => self.0.cmp(&other.0),
        }
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}

impl From<i64> for Number {
    fn from(n: i64) -> Self {
        Self(Ratio::from_integer(i128::from(n)))
    }
}

impl fmt::Display for Number {
    /// Whole numbers as digits, terminating decimals with a point, other ratios as `n/d`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (numerator, denominator) = self.parts();
        if denominator == 1 {
            return write!(f, "{numerator}");
        }
        match decimal_places(denominator) {
            Some((places, factor)) => match numerator.checked_mul(factor) {
                Some(scaled) => {
                    let sign = if scaled < 0 { "-" } else { "" };
                    let digits = format!("{:0>width$}", scaled.unsigned_abs(), width = places + 1);
                    let (whole, fraction) = digits.split_at(digits.len() - places);
                    write!(f, "{sign}{whole}.{fraction}")
                }
                None => write!(f, "{numerator}/{denominator}"),
            },
            None => write!(f, "{numerator}/{denominator}"),
        }
    }
}

/// For a denominator 2^a·5^b: how many decimals it takes, and the factor to a power of ten.
fn decimal_places(denominator: i128) -> Option<(usize, i128)> {
    let mut power: i128 = 1;
    for places in 0..=18 {
        if power % denominator == 0 {
            return Some((places, power / denominator));
        }
        power *= 10;
    }
    None
}

impl std::str::FromStr for Number {
    type Err = NotANumber;

    /// Reads `-12`, `0.10`, `1e3` (as JSON writes numbers) and `2/3`, exactly.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        if let Some((numerator, denominator)) = text.split_once('/') {
            let numerator: i128 = numerator.parse().map_err(|_| NotANumber)?;
            let denominator: i128 = denominator.parse().map_err(|_| NotANumber)?;
            return Self::ratio(numerator, denominator).ok_or(NotANumber);
        }
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => {
                (mantissa, exponent.parse::<i32>().map_err(|_| NotANumber)?)
            }
            None => (text, 0),
        };
        let (negative, digits) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty()
            || !plain(whole)
            || !plain(fraction)
            || (digits.contains('.') && fraction.is_empty())
        {
            return Err(NotANumber);
        }
        let mut value: i128 = 0;
        for digit in whole.bytes().chain(fraction.bytes()) {
            value = value
                .checked_mul(10)
                .and_then(|v| v.checked_add(i128::from(digit - b'0')))
                .ok_or(NotANumber)?;
        }
        let scale = i32::try_from(fraction.len())
            .map_err(|_| NotANumber)?
            .checked_sub(exponent)
            .ok_or(NotANumber)?;
        let value = if negative { -value } else { value };
        if value == 0 {
            return Ok(Self::ZERO);
        }
        let power = 10_i128
            .checked_pow(scale.unsigned_abs())
            .ok_or(NotANumber)?;
        if scale >= 0 {
            Self::ratio(value, power).ok_or(NotANumber)
        } else {
            value
                .checked_mul(power)
                .and_then(|n| Self::ratio(n, 1))
                .ok_or(NotANumber)
        }
    }
}

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (numerator, denominator) = self.parts();
        (numerator.to_string(), denominator.to_string()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (numerator, denominator) = <(String, String)>::deserialize(deserializer)?;
        let parse = |text: &str| text.parse::<i128>().map_err(serde::de::Error::custom);
        Self::ratio(parse(&numerator)?, parse(&denominator)?)
            .ok_or_else(|| serde::de::Error::custom(NotANumber))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn prints_shortest_exact_form() {
        for (text, printed) in [
            ("0.1", "0.1"),
            ("-12.50", "-12.5"),
            ("2/3", "2/3"),
            ("4/2", "2"),
            ("1e3", "1000"),
            ("0.05", "0.05"),
            ("-0.5", "-0.5"),
            ("15e-2", "0.15"),
            ("12E+2", "1200"),
            ("0e5", "0"),
            ("-0.0", "0"),
            ("-2/3", "-2/3"),
            ("2/-3", "-2/3"),
            ("-5/4", "-1.25"),
            // The most decimals that are written out, and one more.
            ("1e-18", "0.000000000000000001"),
            ("1e-19", "1/10000000000000000000"),
            ("7/262144", "0.000026702880859375"),
            ("1/524288", "1/524288"),
            // Its decimals alone do not fit.
            (
                "170141183460469231731687303715884105727/2",
                "170141183460469231731687303715884105727/2",
            ),
            (
                "170141183460469231731687303715884105727",
                "170141183460469231731687303715884105727",
            ),
        ] {
            assert_eq!(text.parse::<Number>().unwrap().to_string(), printed);
        }
    }

    #[test]
    fn whole_numbers_are_worked_out_as_ratios_are() {
        let most = Number::ratio(i128::MAX, 1).unwrap();
        let least = Number::ratio(-i128::MAX, 1).unwrap();
        let half = Number::ratio(1, 2).unwrap();
        for (a, b) in [(7, 5), (-7, 5), (0, 3), (12, -12)] {
            let (a, b) = (Number::from(a), Number::from(b));
            let (shifted, both) = (a.checked_add(half).unwrap(), b.checked_add(half).unwrap());
            assert_eq!(
                a.checked_add(b),
                shifted.checked_add(both).unwrap().checked_sub(Number::ONE)
            );
            assert_eq!(a.checked_sub(b), shifted.checked_sub(both));
            assert_eq!(
                a.checked_mul(b),
                a.checked_mul(half)
                    .unwrap()
                    .checked_mul(b)
                    .unwrap()
                    .checked_mul(Number::from(2))
            );
        }
        assert_eq!(most.checked_add(Number::ONE), None);
        assert_eq!(least.checked_sub(Number::ONE), None);
        assert_eq!(most.checked_mul(Number::from(2)), None);
    }

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_are_rounded_to_the_whole_below_and_above() {
        for (text, floor, ceil) in [
            ("5/2", 2, 3),
            ("-5/2", -3, -2),
            ("0.1", 0, 1),
            ("-0.1", -1, 0),
            ("3", 3, 3),
            ("-3", -3, -3),
            ("0", 0, 0),
        ] {
            assert_eq!(number(text).floor(), Number::from(floor), "{text}");
            assert_eq!(number(text).ceil(), Some(Number::from(ceil)), "{text}");
        }
    }

    #[test]
    fn quotients_are_exact_and_none_by_zero() {
        for (a, b, quotient) in [
            ("1", "3", Some("1/3")),
            ("-7", "2", Some("-3.5")),
            ("2/3", "-4/9", Some("-1.5")),
            ("0", "5", Some("0")),
            ("1", "0", None),
            ("0", "0", None),
        ] {
            let found = number(a).checked_div(number(b));
            assert_eq!(
                found.map(|found| found.to_string()).as_deref(),
                quotient,
                "{a} by {b}"
            );
        }
    }

    #[test]
    fn whole_and_negative_numbers_are_told() {
        for (text, whole, negative, fits) in [
            ("0", true, false, Some(0)),
            ("-0.5", false, true, None),
            ("1/3", false, false, None),
            ("-4", true, true, Some(-4)),
            ("9223372036854775807", true, false, Some(i64::MAX)),
            ("9223372036854775808", true, false, None),
        ] {
            let found = number(text);
            assert_eq!(
                (found.is_integer(), found.is_negative(), found.to_i64()),
                (whole, negative, fits),
                "{text}"
            );
        }
    }

    #[test]
    fn numbers_of_every_size_are_compared_exactly() {
        let ascending = [
            "-170141183460469231731687303715884105727",
            "-10000000000/3",
            "-3333333333",
            "-1/2",
            "-1/3",
            "0",
            "1/10000000000000000000",
            "1/3",
            "0.3333333334",
            "2/5",
            "1/2",
            "1",
            "10000000000/3",
            "3333333334",
            "170141183460469231731687303715884105727/2",
            "170141183460469231731687303715884105727",
        ];
        for (at, one) in ascending.iter().enumerate() {
            for (other_at, other) in ascending.iter().enumerate() {
                let (a, b) = (number(one), number(other));
                assert_eq!(a.cmp(&b), at.cmp(&other_at), "{one} {other}");
                assert_eq!(a.partial_cmp(&b), Some(at.cmp(&other_at)), "{one} {other}");
                assert_eq!(a == b, at == other_at, "{one} {other}");
            }
        }
    }

    #[test]
    fn what_has_no_opposite_is_no_part_of_a_ratio() {
        for (numerator, denominator) in [(1, 0), (i128::MIN, 1), (1, i128::MIN)] {
            assert_eq!(Number::ratio(numerator, denominator), None);
        }
        // The sum itself would be the least number of all.
        let least = Number::ratio(-i128::MAX, 1).unwrap();
        assert_eq!(least.checked_add(Number::from(-1)), None);
        assert_eq!(least.checked_sub(Number::ONE), None);
    }

    #[test]
    fn numbers_are_kept_and_read_back() {
        for text in ["0", "-2/3", "170141183460469231731687303715884105727"] {
            let kept = serde_json::to_string(&number(text)).unwrap();
            assert_eq!(serde_json::from_str::<Number>(&kept).unwrap(), number(text));
        }
        assert_eq!(
            serde_json::to_string(&number("-0.5")).unwrap(),
            r#"["-1","2"]"#
        );
        for text in [r#"["1","0"]"#, r#"["x","1"]"#, r#"["1"]"#] {
            assert!(serde_json::from_str::<Number>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn equal_numbers_have_one_hash() {
        use std::hash::{BuildHasher, RandomState};
        let state = RandomState::new();
        let hash = |text: &str| state.hash_one(number(text));
        assert_eq!(hash("0.5"), hash("2/4"));
        assert_ne!(hash("0.5"), hash("1/3"));
    }

    proptest! {
        #[test]
        fn small_numbers_are_worked_out_as_large_ones_are(
            a in part(), b in 1..=i128::from(i32::MAX), c in part(), d in 1..=i128::from(i32::MAX)
        ) {
            let (one, other) = (Number::ratio(a, b).unwrap(), Number::ratio(c, d).unwrap());
            let (left, right) = (Ratio::new(a, b), Ratio::new(c, d));
            prop_assert_eq!(one.checked_add(other).unwrap().0, left + right);
            prop_assert_eq!(one.checked_sub(other).unwrap().0, left - right);
            prop_assert_eq!(one.checked_mul(other).unwrap().0, left * right);
            prop_assert_eq!(one.cmp(&other), left.cmp(&right));
            prop_assert_eq!(one == other, left == right);
        }
    }

    /// What fits 32 bits or only just does not, small ones and the ends above all.
    fn part() -> impl Strategy<Value = i128> {
        let least = i128::from(i32::MIN);
        prop_oneof![
            -20..=20_i128,
            least - 2..=least + 2,
            least..=-least,
            -least - 2..=-least + 2
        ]
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "",
            "-",
            ".5",
            "1.",
            "1,5",
            "0x10",
            "1/0",
            "NaN",
            "1e999",
            "1e-999",
            "1e2147483648",
            "0.1e-2147483648",
            "1e",
            "1.x",
            "x.1",
            "--1",
            "1/",
            "/2",
            "170141183460469231731687303715884105728",
            "-170141183460469231731687303715884105728",
            "99999999999999999999999999999999999999999",
            "+1",
            " 1",
        ] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }
}
