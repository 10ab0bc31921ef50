//! Shares of which numbers are missing: how far from their bound they may lie.

use super::atoms::{Kind, sign};
use super::slots::{BLANK, UNKNOWN};

/// Classes of what is open.
pub(super) const OPEN_CLASSES: usize = 81;

/// What is still possible of a share: its distance from the bound, times the bound's denominator, and how
/// many there are.
pub(super) struct Open {
    numerator: i64,
    denominator: i64,
    /// The least distance; none: without end.
    least: Option<i64>,
    /// The greatest.
    most: Option<i64>,
    /// At least so many there are.
    base: i64,
    /// Of some parts not even the number is known.
    sizeless: bool,
    /// Parts that are not known.
    uncertain: usize,
}

impl Open {
    /// For a bound above nothing, up to all.
    pub(super) fn new(numerator: i64, denominator: i64) -> Self {
        Self {
            numerator,
            denominator,
            least: Some(0),
            most: Some(0),
            base: 0,
            sizeless: false,
            uncertain: 0,
        }
    }

    /// With a part more; none where it says something else than a number or nothing.
    pub(super) fn add(&mut self, size: i64, yes: i64, kind: Kind) -> Option<()> {
        let told = |value: i64| match value {
            BLANK | UNKNOWN => Some(None),
            value if value < 0 => None,
            value => Some(Some(value)),
        };
        let yes = told(yes)?;
        let (size, yes) = match (told(size)?, kind) {
            (None, Kind::Further) => return None,
            // Of bodies whose number is missing nothing is known.
            (None, Kind::Bodies) => (None, None),
            (size, Kind::Members | Kind::Bodies | Kind::Further) => (size, yes),
        };
        let below = |base: i64| -base.wrapping_mul(self.numerator);
        let above = |base: i64| base.wrapping_mul(self.denominator - self.numerator);
        // All of them, and as many more as there may be, lie on or below the line of the bound.
        let (least, most) = match (size, yes) {
            (Some(size), Some(yes)) => {
                let distance = yes.wrapping_mul(self.denominator) + below(size);
                (Some(distance), Some(distance))
            }
            (Some(size), None) => (Some(below(size)), Some(above(size))),
            (None, Some(yes)) => (None, Some(above(yes))),
            (None, None) if self.numerator == self.denominator => (None, Some(0)),
            (None, None) => (None, None),
        };
        let sum = |a: Option<i64>, b: Option<i64>| a.zip(b).map(|(a, b)| a.wrapping_add(b));
        (self.least, self.most) = (sum(self.least, least), sum(self.most, most));
        self.base += size.or(yes).unwrap_or(0);
        self.sizeless |= size.is_none();
        let is_known = size.is_some() && yes.is_some() || size == Some(0);
        self.uncertain += usize::from(!is_known);
        Some(())
    }

    pub(super) fn class(&self) -> usize {
        let least = self.least.map_or(0, sign);
        let most = self.most.map_or(2, sign);
        let base = match (self.base, self.sizeless) {
            (0, false) => 0,
            (0, true) => 1,
            _ => 2,
        };
        ((least * 3 + most) * 3 + base) * 3 + self.uncertain.min(2)
    }
}
