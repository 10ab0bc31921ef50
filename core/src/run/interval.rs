//! What is still possible of a quantity, and truth that may not be known.

use super::number::Number;

/// The values still possible: all between two ends, both included; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub from: Option<Number>,
    /// The greatest.
    pub to: Option<Number>,
}

/// An exact result does not fit 128 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overflow;

impl Range {
    /// Anything at all.
    pub const ANY: Self = Self {
        from: None,
        to: None,
    };
    /// Zero or more.
    pub const NOT_NEGATIVE: Self = Self {
        from: Some(Number::ZERO),
        to: None,
    };

    /// The one value `n`.
    pub const fn exactly(n: Number) -> Self {
        Self {
            from: Some(n),
            to: Some(n),
        }
    }

    /// `n` or more.
    pub const fn at_least(n: Number) -> Self {
        Self {
            from: Some(n),
            to: None,
        }
    }

    /// From `low` to `high`.
    pub const fn between(low: Number, high: Number) -> Self {
        Self {
            from: Some(low),
            to: Some(high),
        }
    }

    /// The one value, when it is known.
    pub fn exact(self) -> Option<Number> {
        if self.from == self.to {
            self.from
        } else {
            None
        }
    }

    /// The same, from no less than `least` on.
    #[must_use]
    pub fn no_less_than(self, least: Number) -> Self {
        Self {
            from: self.from.max(Some(least)),
            ..self
        }
    }

    /// As much of a number that counts as may be left of it.
    #[must_use]
    pub(in crate::run) fn down_to_none(self) -> Self {
        Self {
            from: Some(Number::ZERO),
            ..self
        }
    }

    /// Whether a number that counts may be none.
    pub fn may_be_nothing(self) -> bool {
        self.from.is_none_or(|least| least <= Number::ZERO)
    }

    /// Every sum of one value of each.
    ///
    /// # Errors
    /// [`Overflow`] where an end does not fit.
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        Ok(Self {
            from: both(self.from, other.from, Number::checked_add)?,
            to: both(self.to, other.to, Number::checked_add)?,
        })
    }

    /// Every difference of one value of each.
    ///
    /// # Errors
    /// [`Overflow`] where an end does not fit.
    pub fn minus(self, other: Self) -> Result<Self, Overflow> {
        Ok(Self {
            from: both(self.from, other.to, Number::checked_sub)?,
            to: both(self.to, other.from, Number::checked_sub)?,
        })
    }

    /// Every product of one value of each.
    ///
    /// # Errors
    /// [`Overflow`] where an end does not fit.
    pub fn times(self, other: Self) -> Result<Self, Overflow> {
        let mut ends = [End::Value(Number::ZERO); 4];
        let pairs = [
            (self.low(), other.low()),
            (self.low(), other.high()),
            (self.high(), other.low()),
            (self.high(), other.high()),
        ];
        for (end, (a, b)) in ends.iter_mut().zip(pairs) {
            *end = a.times(b)?;
        }
        Ok(Self::spanning(&ends))
    }

    /// Every quotient of one value of each; a divisor that may be zero leaves anything.
    ///
    /// # Errors
    /// [`Overflow`] where an end does not fit.
    pub fn divided_by(self, other: Self) -> Result<Self, Overflow> {
        let positive = other.from.is_some_and(|low| low > Number::ZERO);
        let negative = other.to.is_some_and(|high| high < Number::ZERO);
        if !positive && !negative {
            return Ok(Self::ANY);
        }
        let inverse = |end: Option<Number>| match end {
            None => Ok(Some(Number::ZERO)),
            Some(n) => Number::ONE.checked_div(n).map(Some).ok_or(Overflow),
        };
        self.times(Self {
            from: inverse(other.to)?,
            to: inverse(other.from)?,
        })
    }

    /// The greater of one value of each.
    #[must_use]
    pub fn greatest(self, other: Self) -> Self {
        Self {
            from: match (self.from, other.from) {
                (Some(a), Some(b)) => Some(a.max(b)),
                (a, b) => a.or(b),
            },
            to: self.to.zip(other.to).map(|(a, b)| a.max(b)),
        }
    }

    /// The lesser of one value of each.
    #[must_use]
    pub fn least(self, other: Self) -> Self {
        Self {
            from: self.from.zip(other.from).map(|(a, b)| a.min(b)),
            to: match (self.to, other.to) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            },
        }
    }

    /// All that is possible of either.
    #[must_use]
    pub fn either(self, other: Self) -> Self {
        Self {
            from: self.from.zip(other.from).map(|(a, b)| a.min(b)),
            to: self.to.zip(other.to).map(|(a, b)| a.max(b)),
        }
    }

    /// Whether every value of this is above every value of the other; known only where the ranges part.
    pub fn over(self, other: Self) -> Truth {
        if self.from.zip(other.to).is_some_and(|(a, b)| a > b) {
            Truth::True
        } else if self.to.zip(other.from).is_some_and(|(a, b)| a <= b) {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// Whether the two are equal.
    pub fn equals(self, other: Self) -> Truth {
        match (self.exact(), other.exact()) {
            (Some(a), Some(b)) if a == b => Truth::True,
            _ => self
                .over(other)
                .or(other.over(self))
                .not()
                .and(Truth::Unknown),
        }
    }

    fn low(self) -> End {
        self.from.map_or(End::Minus, End::Value)
    }

    fn high(self) -> End {
        self.to.map_or(End::Plus, End::Value)
    }

    fn spanning(ends: &[End; 4]) -> Self {
        let values = || ends.iter().filter_map(|end| end.value());
        let has = |wanted: fn(&End) -> bool| ends.iter().any(wanted);
        Self {
            from: if has(|end| matches!(end, End::Minus)) {
                None
            } else {
                values().min()
            },
            to: if has(|end| matches!(end, End::Plus)) {
                None
            } else {
                values().max()
            },
        }
    }
}

/// An end of a range, for products.
#[derive(Clone, Copy)]
enum End {
    Minus,
    Value(Number),
    Plus,
}

impl End {
    fn times(self, other: Self) -> Result<Self, Overflow> {
        Ok(match (self, other) {
            (Self::Value(a), Self::Value(b)) => Self::Value(a.checked_mul(b).ok_or(Overflow)?),
            // Zero times anything, however large, is zero: an open end stands for finite values.
            (Self::Value(a), infinite) | (infinite, Self::Value(a)) => match a.cmp(&Number::ZERO) {
                std::cmp::Ordering::Equal => Self::Value(Number::ZERO),
                std::cmp::Ordering::Greater => infinite,
                std::cmp::Ordering::Less => infinite.opposite(),
            },
            (Self::Plus, Self::Plus) | (Self::Minus, Self::Minus) => Self::Plus,
            (Self::Plus, Self::Minus) | (Self::Minus, Self::Plus) => Self::Minus,
        })
    }

    fn value(self) -> Option<Number> {
        match self {
            Self::Value(n) => Some(n),
            Self::Minus | Self::Plus => None,
        }
    }

    fn opposite(self) -> Self {
        match self {
            Self::Minus => Self::Plus,
            Self::Plus => Self::Minus,
            Self::Value(n) => Self::Value(n),
        }
    }
}

/// Applies an exact operation where both ends are known.
fn both(
    a: Option<Number>,
    b: Option<Number>,
    operation: fn(Number, Number) -> Option<Number>,
) -> Result<Option<Number>, Overflow> {
    match (a, b) {
        (Some(a), Some(b)) => operation(a, b).map(Some).ok_or(Overflow),
        _ => Ok(None),
    }
}

/// Kleene's three truths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// The facts do not decide it.
    Unknown,
}

impl Truth {
    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Unknown,
        }
    }

    /// Either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// The opposite.
    #[must_use]
    pub const fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(from: i64, to: i64) -> Range {
        Range::between(Number::from(from), Number::from(to))
    }

    #[test]
    fn products_span_the_signs() {
        assert_eq!(range(-2, 3).times(range(-5, 4)), Ok(range(-15, 12)));
        assert_eq!(Range::NOT_NEGATIVE.times(range(0, 0)), Ok(range(0, 0)));
        assert_eq!(
            Range::at_least(Number::from(2)).times(range(3, 4)),
            Ok(Range::at_least(Number::from(6)))
        );
    }

    fn n(n: i64) -> Number {
        Number::from(n)
    }

    fn at_most(n: i64) -> Range {
        Range {
            from: None,
            to: Some(Number::from(n)),
        }
    }

    fn at_least(n: i64) -> Range {
        Range::at_least(Number::from(n))
    }

    #[test]
    fn sums_and_differences_reach_from_end_to_end() {
        assert_eq!(range(1, 2).plus(range(-5, 10)), Ok(range(-4, 12)));
        assert_eq!(range(1, 2).minus(range(-5, 10)), Ok(range(-9, 7)));
        assert_eq!(range(1, 2).plus(at_least(3)), Ok(at_least(4)));
        assert_eq!(range(1, 2).minus(at_least(3)), Ok(at_most(-1)));
        assert_eq!(at_most(2).minus(range(3, 4)), Ok(at_most(-1)));
        let most = Range::exactly(Number::ratio(i128::MAX, 1).unwrap());
        assert_eq!(most.plus(range(1, 1)), Err(Overflow));
        assert_eq!(range(-2, -2).minus(most), Err(Overflow));
        assert_eq!(most.times(range(2, 2)), Err(Overflow));
    }

    #[test]
    fn products_of_open_ends_take_the_sign_of_the_other() {
        for (one, other, product) in [
            (at_least(2), range(-4, -3), at_most(-6)),
            (at_most(-2), range(3, 4), at_most(-6)),
            (at_most(-2), range(-4, -3), at_least(6)),
            (at_least(2), at_least(3), at_least(6)),
            (at_most(-2), at_most(-3), at_least(6)),
            (at_least(2), at_most(-3), at_most(-6)),
            (at_most(-3), at_least(2), at_most(-6)),
            (at_least(-1), range(2, 3), at_least(-3)),
            (at_least(2), range(-1, 1), Range::ANY),
            (Range::ANY, range(0, 0), range(0, 0)),
            (Range::ANY, range(1, 1), Range::ANY),
        ] {
            assert_eq!(one.times(other), Ok(product), "{one:?} {other:?}");
            assert_eq!(other.times(one), Ok(product), "{other:?} {one:?}");
        }
    }

    #[test]
    fn quotients_span_the_signs() {
        let half = |n: i64| Number::ratio(i128::from(n), 2).unwrap();
        for (one, other, quotient) in [
            (range(4, 8), range(2, 4), range(1, 4)),
            (range(4, 8), range(-4, -2), range(-4, -1)),
            (range(-3, 3), range(2, 6), Range::between(half(-3), half(3))),
            (range(4, 8), at_least(2), range(0, 4)),
            (range(4, 8), at_most(-2), range(-4, 0)),
            (range(4, 8), range(-1, 2), Range::ANY),
            (range(4, 8), range(0, 2), Range::ANY),
            (range(4, 8), range(-2, 0), Range::ANY),
            (range(4, 8), Range::ANY, Range::ANY),
        ] {
            assert_eq!(one.divided_by(other), Ok(quotient), "{one:?} {other:?}");
        }
    }

    #[test]
    fn the_greater_the_lesser_and_either_of_two() {
        for (one, other, greatest, least, either) in [
            (
                range(1, 5),
                range(2, 3),
                range(2, 5),
                range(1, 3),
                range(1, 5),
            ),
            (
                range(1, 2),
                range(4, 5),
                range(4, 5),
                range(1, 2),
                range(1, 5),
            ),
            (
                at_least(1),
                range(2, 3),
                at_least(2),
                range(1, 3),
                at_least(1),
            ),
            (at_most(4), range(2, 3), range(2, 4), at_most(3), at_most(4)),
            (at_least(3), at_most(4), at_least(3), at_most(4), Range::ANY),
        ] {
            for (a, b) in [(one, other), (other, one)] {
                assert_eq!(a.greatest(b), greatest, "{a:?} {b:?}");
                assert_eq!(a.least(b), least, "{a:?} {b:?}");
                assert_eq!(a.either(b), either, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn one_is_over_another_only_where_the_ranges_part() {
        for (one, other, over) in [
            (range(3, 4), range(1, 2), Truth::True),
            (range(2, 4), range(1, 2), Truth::Unknown),
            (range(1, 2), range(2, 3), Truth::False),
            (range(1, 3), range(2, 3), Truth::Unknown),
            (range(2, 2), range(2, 2), Truth::False),
            (at_least(3), at_most(2), Truth::True),
            (at_most(2), at_least(2), Truth::False),
            (at_most(3), range(2, 2), Truth::Unknown),
            (at_least(2), range(2, 2), Truth::Unknown),
        ] {
            assert_eq!(one.over(other), over, "{one:?} {other:?}");
        }
    }

    #[test]
    fn what_is_possible_is_told_and_narrowed() {
        assert_eq!(range(2, 2).exact(), Some(n(2)));
        assert_eq!(range(2, 3).exact(), None);
        assert_eq!(Range::ANY.exact(), None);
        assert_eq!(range(1, 5).no_less_than(n(3)), range(3, 5));
        assert_eq!(range(4, 5).no_less_than(n(3)), range(4, 5));
        assert_eq!(Range::ANY.no_less_than(n(3)), at_least(3));
        for (range, nothing) in [
            (range(0, 3), true),
            (range(1, 3), false),
            (at_most(3), true),
            (range(-1, 3), true),
        ] {
            assert_eq!(range.may_be_nothing(), nothing, "{range:?}");
        }
    }

    #[test]
    fn truth_is_kleenes() {
        use Truth::{False, True, Unknown};
        for (one, other, and, or) in [
            (True, True, True, True),
            (True, False, False, True),
            (True, Unknown, Unknown, True),
            (False, False, False, False),
            (False, Unknown, False, Unknown),
            (Unknown, Unknown, Unknown, Unknown),
        ] {
            for (a, b) in [(one, other), (other, one)] {
                assert_eq!((a.and(b), a.or(b)), (and, or), "{a:?} {b:?}");
            }
        }
        assert_eq!(
            [True, False, Unknown].map(Truth::not),
            [False, True, Unknown]
        );
        assert_eq!([true, false].map(Truth::from), [True, False]);
    }

    #[test]
    fn a_divisor_that_may_be_zero_leaves_anything() {
        assert_eq!(range(1, 1).divided_by(range(0, 2)), Ok(Range::ANY));
        assert_eq!(
            range(1, 4).divided_by(range(2, 2)).unwrap().to,
            Some(Number::from(2))
        );
    }

    #[test]
    fn equality_is_known_only_when_the_ranges_part_or_are_points() {
        assert_eq!(range(1, 1).equals(range(1, 1)), Truth::True);
        assert_eq!(range(1, 2).equals(range(3, 4)), Truth::False);
        assert_eq!(range(1, 3).equals(range(3, 4)), Truth::Unknown);
        assert_eq!(range(1, 1).equals(range(2, 2)), Truth::False);
        assert_eq!(range(3, 4).equals(range(1, 2)), Truth::False);
        assert_eq!(range(1, 2).equals(range(1, 2)), Truth::Unknown);
        assert_eq!(Range::ANY.equals(Range::ANY), Truth::Unknown);
    }
}
