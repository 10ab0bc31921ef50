//! Dimensions: a percentage is not a count is not money is not a date.

use luat_grammar::Language;
use luat_grammar::diagnostic::Text;
use luat_grammar::units;

use crate::run::number::Number;
use crate::run::program::{Quantity, Unit};

/// What sort of quantity an expression is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A plain number: how many.
    Number,
    /// A percentage.
    Share,
    /// A ratio that serves as a number and as a share: `one third`, a count by a count.
    Ratio,
    /// An amount of a unit.
    Amount(String),
    /// Points of a score.
    Points,
    /// A difference of two percentages.
    PercentagePoints,
    /// A day.
    Date,
    /// A length of time, in days.
    Days,
}

impl Kind {
    /// The kind of two that stand side by side, where they can.
    pub(super) fn meet(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Ratio, Self::Number | Self::Share) => Some(other.clone()),
            (Self::Number | Self::Share, Self::Ratio) => Some(self.clone()),
            _ if self == other => Some(self.clone()),
            _ => None,
        }
    }

    /// The kind of an amount declared in a unit.
    pub(super) fn of_unit(unit: &str) -> Self {
        if unit == units::POINTS {
            Self::Points
        } else {
            Self::Amount(unit.to_owned())
        }
    }

    /// Whether it is measured in per cent, and is no share of what is counted.
    pub(super) fn is_percent(&self) -> bool {
        matches!(self, Self::Amount(unit) if unit == units::PERCENT)
    }

    /// What another kind is to be multiplied by to be told in the unit of this one: 100 for a share beside what is
    /// measured in per cent, a millionth for the currency beside millions of it.
    fn factor_from(&self, other: &Self) -> Option<Number> {
        let (from, to) = match (self, other) {
            (Self::Share | Self::Ratio, percent) if percent.is_percent() => (1, 100),
            (percent, Self::Share | Self::Ratio) if percent.is_percent() => (100, 1),
            (Self::Amount(unit), Self::PercentagePoints) if unit == units::PERCENTAGE_POINTS => {
                (100, 1)
            }
            (Self::Amount(unit), Self::Amount(other)) => {
                let much = |unit: &str| match unit {
                    units::DONG => Some(1),
                    unit => units::multiple(unit),
                };
                (much(other)?, much(unit)?)
            }
            _ => return None,
        };
        Number::ratio(from, to)
    }

    /// A quantity of another kind as it stands beside one of this: in the same unit, where both have one.
    pub(super) fn bring(&self, quantity: Quantity, kind: Self) -> (Quantity, Self) {
        if self.meet(&kind).is_some() {
            return (quantity, kind);
        }
        match self.factor_from(&kind) {
            Some(factor) => (scaled(quantity, factor, kind.unit()), self.clone()),
            None => (quantity, kind),
        }
    }

    /// The kind of a product.
    pub(super) fn times(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Share | Self::Ratio, Self::Share | Self::Ratio) => Some(if self == other {
                self.clone()
            } else {
                Self::Share
            }),
            (
                Self::Number | Self::Ratio | Self::Share,
                scaled @ (Self::Number | Self::Amount(_) | Self::Points | Self::Days),
            )
            | (
                scaled @ (Self::Number | Self::Amount(_) | Self::Points | Self::Days),
                Self::Number | Self::Ratio | Self::Share,
            ) => Some(scaled.clone()),
            _ => None,
        }
    }

    /// The kind of a quotient.
    pub(super) fn by(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Number, Self::Number)
            | (Self::Points, Self::Points)
            | (Self::Days, Self::Days)
            | (Self::Share | Self::Ratio, Self::Share) => Some(Self::Ratio),
            (Self::Amount(unit), Self::Amount(other)) if unit == other => Some(Self::Ratio),
            (
                Self::Number | Self::Amount(_) | Self::Points | Self::Days,
                Self::Share | Self::Ratio,
            )
            | (Self::Amount(_) | Self::Points | Self::Days, Self::Number)
            | (Self::Share | Self::Ratio, Self::Number | Self::Ratio) => Some(self.clone()),
            _ => None,
        }
    }

    /// The kind of a sum.
    pub(super) fn plus(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Date, Self::Days) | (Self::Days, Self::Date) => Some(Self::Date),
            (Self::Date, Self::Date) => None,
            _ => self.meet(other),
        }
    }

    /// The kind of a difference.
    pub(super) fn minus(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Date, Self::Days) => Some(Self::Date),
            (Self::Date, Self::Date) => Some(Self::Days),
            _ => self.meet(other),
        }
    }

    /// How a quantity of this kind is shown.
    pub(super) fn unit(&self) -> Unit {
        match self {
            Self::Number | Self::Days => Unit::Plain,
            Self::Share => Unit::Percent,
            Self::Ratio => Unit::Fraction,
            Self::Amount(unit) => Unit::Of(unit.clone()),
            Self::Points => Unit::Points,
            Self::PercentagePoints => Unit::PercentagePoints,
            Self::Date => Unit::Date,
        }
    }

    /// What it is, at the place where it stands.
    pub(super) fn label(&self) -> Text {
        let name = self.name();
        Text::new(
            format!("this is {}", name.en),
            format!("đây là {}", name.vi),
        )
    }

    /// What it is called.
    pub(super) fn name(&self) -> Text {
        match self {
            Self::Number => Text::new("a number", "một số đếm"),
            Self::Share => Text::new("a percentage", "một tỷ lệ phần trăm"),
            Self::Ratio => Text::new("a ratio", "một tỷ số"),
            Self::Amount(unit) => Text::new(
                format!("an amount in {}", units::written(unit, Language::En)),
                format!("một lượng tính bằng {}", units::written(unit, Language::Vi)),
            ),
            Self::Points => Text::new("a number of points", "một số điểm"),
            Self::PercentagePoints => Text::new("percentage points", "điểm phần trăm"),
            Self::Date => Text::new("a date", "một ngày"),
            Self::Days => Text::new("a length of time", "một khoảng thời gian"),
        }
    }
}

/// A quantity of a unit in another one.
fn scaled(quantity: Quantity, factor: Number, own: Unit) -> Quantity {
    let product = match &quantity {
        Quantity::Number(number) => number.checked_mul(factor),
        _ => None,
    };
    match product {
        Some(product) => Quantity::Number(product),
        None => Quantity::InUnit(Box::new(quantity), factor, own),
    }
}

#[cfg(test)]
mod tests {
    use super::Kind::{self, Date, Days, Number as Count, PercentagePoints, Points, Ratio, Share};

    fn dong() -> Kind {
        Kind::Amount("VND".to_owned())
    }

    fn hectares() -> Kind {
        Kind::Amount("ha".to_owned())
    }

    #[test]
    fn side_by_side_stand_those_of_one_kind_and_a_ratio_beside_either() {
        for (one, other, both) in [
            (Count, Count, Some(Count)),
            (Ratio, Count, Some(Count)),
            (Count, Ratio, Some(Count)),
            (Ratio, Share, Some(Share)),
            (Share, Ratio, Some(Share)),
            (Ratio, Ratio, Some(Ratio)),
            (dong(), dong(), Some(dong())),
            (dong(), hectares(), None),
            (Count, Share, None),
            (Ratio, Days, None),
            (Date, Days, None),
            (PercentagePoints, Share, None),
        ] {
            assert_eq!(one.meet(&other), both, "{one:?} beside {other:?}");
        }
    }

    #[test]
    fn products_keep_what_is_scaled() {
        for (one, other, product) in [
            (Share, Share, Some(Share)),
            (Ratio, Ratio, Some(Ratio)),
            (Share, Ratio, Some(Share)),
            (Ratio, Share, Some(Share)),
            (Count, Count, Some(Count)),
            (Share, Count, Some(Count)),
            (Count, Share, Some(Count)),
            (dong(), Share, Some(dong())),
            (Ratio, dong(), Some(dong())),
            (Count, Points, Some(Points)),
            (Days, Count, Some(Days)),
            (dong(), dong(), None),
            (Date, Count, None),
        ] {
            assert_eq!(one.times(&other), product, "{one:?} × {other:?}");
        }
    }

    #[test]
    fn what_is_divided_by_its_like_is_a_ratio() {
        for (one, other, quotient) in [
            (Count, Count, Some(Ratio)),
            (Points, Points, Some(Ratio)),
            (Days, Days, Some(Ratio)),
            (Share, Share, Some(Ratio)),
            (Ratio, Share, Some(Ratio)),
            (dong(), dong(), Some(Ratio)),
            (dong(), hectares(), None),
            (dong(), Count, Some(dong())),
            (dong(), Share, Some(dong())),
            (Count, Ratio, Some(Count)),
            (Share, Count, Some(Share)),
            (Share, Ratio, Some(Share)),
            (Count, dong(), None),
            (Date, Count, None),
        ] {
            assert_eq!(one.by(&other), quotient, "{one:?} : {other:?}");
        }
    }

    #[test]
    fn days_are_moved_by_lengths_of_time() {
        for (one, other, sum, difference) in [
            (Date, Days, Some(Date), Some(Date)),
            (Days, Date, Some(Date), None),
            (Date, Date, None, Some(Days)),
            (Days, Days, Some(Days), Some(Days)),
            (Ratio, Share, Some(Share), Some(Share)),
            (Count, Share, None, None),
            (Date, Count, None, None),
        ] {
            assert_eq!(one.plus(&other), sum, "{one:?} + {other:?}");
            assert_eq!(one.minus(&other), difference, "{one:?} - {other:?}");
        }
    }
}
