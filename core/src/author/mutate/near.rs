//! Values next to those written: what a slip of the pen would have put there.

use luat_grammar::syntax::{
    Comparator, Date, Deadline, ExprKind, Notation, Number, Operator, Period, Point, Rounding,
    TimeUnit,
};

/// The number one unit of its last digit up and down; of a fraction, its whole one more and less.
pub(super) fn numbers(of: Number) -> Vec<Number> {
    let near = match of.notation {
        Notation::Digits => places(of.denominator).map_or_else(Vec::new, |unit| {
            let scaled = of.numerator.checked_mul(unit / of.denominator);
            let steps = [-1, 1].into_iter();
            steps
                .filter_map(|step| Some((scaled?.checked_add(step)?, unit)))
                .collect()
        }),
        Notation::FractionWords => [-1, 1]
            .into_iter()
            .filter_map(|step| Some((of.numerator, of.denominator.checked_add(step)?)))
            .filter(|(part, whole)| part <= whole)
            .collect(),
    };
    near.into_iter()
        .filter(|(numerator, denominator)| *numerator >= 0 && *denominator > 0)
        .map(|(numerator, denominator)| lowest(numerator, denominator, of.notation))
        .collect()
}

/// An amount of money a million, a thousand or one of its unit up and down, as round as it is written: nobody reports
/// millions to the single dong.
pub(super) fn amounts(of: Number) -> Vec<Number> {
    let is_round =
        |step: &i128| of.denominator == 1 && of.numerator > 0 && of.numerator % step == 0;
    let Some(step) = [1_000_000, 1_000].into_iter().find(is_round) else {
        return numbers(of);
    };
    let near = [-step, step].into_iter();
    near.filter_map(|step| of.numerator.checked_add(step))
        .map(|numerator| lowest(numerator, 1, of.notation))
        .collect()
}

/// The smallest power of ten that a denominator divides: the last digit's place.
fn places(denominator: i128) -> Option<i128> {
    let mut unit: i128 = 1;
    while unit % denominator != 0 {
        unit = unit.checked_mul(10)?;
    }
    Some(unit)
}

fn lowest(numerator: i128, denominator: i128, notation: Notation) -> Number {
    let (mut a, mut b) = (numerator, denominator);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let divisor = a.max(1);
    Number {
        numerator: numerator / divisor,
        denominator: denominator / divisor,
        notation,
    }
}

/// The day before and the day after.
pub(super) fn dates(of: Date) -> Vec<Date> {
    let near = [of.yesterday(), of.tomorrow()];
    near.into_iter().filter_map(Result::ok).collect()
}

/// The same point a day, month or year earlier and later, as it is written.
pub(super) fn points(of: Point) -> Vec<Point> {
    match of {
        Point::Year(year) => vec![Point::Year(year - 1), Point::Year(year + 1)],
        Point::Month(year, month) => [month - 1, month + 1]
            .into_iter()
            .filter(|month| (1..=12).contains(month))
            .map(|month| Point::Month(year, month))
            .collect(),
        Point::Day(day) => dates(day).into_iter().map(Point::Day).collect(),
        // 29 days are there in every month of every leap year.
        Point::EachYear { month, day } => [day - 1, day + 1]
            .into_iter()
            .filter(|day| (1..=28).contains(day) || of_month(month, *day))
            .map(|day| Point::EachYear { month, day })
            .collect(),
        Point::EachMonth { day } => days_of_any_month(day)
            .map(|day| Point::EachMonth { day })
            .collect(),
        Point::LastMonth { day } => days_of_any_month(day)
            .map(|day| Point::LastMonth { day })
            .collect(),
    }
}

/// The day before and the day after, where a month can have them.
fn days_of_any_month(day: i8) -> impl Iterator<Item = i8> {
    [day - 1, day + 1]
        .into_iter()
        .filter(|day| (1..=31).contains(day))
}

/// Whether a month has so many days in any year.
fn of_month(month: i8, day: i8) -> bool {
    Date::new(2025, month, day).is_ok()
}

/// A deadline moved, and one that takes its last day in or leaves it out.
pub(super) fn deadlines(of: Deadline) -> Vec<Deadline> {
    match of {
        Deadline::By(point) => points(point)
            .into_iter()
            .map(Deadline::By)
            .chain([Deadline::Before(point)])
            .collect(),
        Deadline::Before(point) => points(point)
            .into_iter()
            .map(Deadline::Before)
            .chain([Deadline::By(point)])
            .collect(),
        Deadline::Throughout { from, to } => [
            (from - 1, to),
            (from + 1, to),
            (from, to - 1),
            (from, to + 1),
        ]
        .into_iter()
        .filter(|(from, to)| from <= to)
        .map(|(from, to)| Deadline::Throughout { from, to })
        .collect(),
    }
}

/// The comparator that takes the bound itself in, or leaves it out.
pub(super) fn comparators(of: Comparator, bound: &ExprKind) -> Vec<Comparator> {
    match of {
        Comparator::Over => vec![Comparator::AtLeast],
        Comparator::AtLeast => vec![Comparator::Over],
        Comparator::Under => vec![Comparator::AtMost],
        Comparator::AtMost => vec![Comparator::Under],
        // More than all there is nobody, so that at least all is all.
        Comparator::Exactly if is_all(bound) => vec![Comparator::AtMost],
        Comparator::Exactly => vec![Comparator::AtLeast, Comparator::AtMost],
        Comparator::Not => vec![Comparator::Exactly],
    }
}

fn is_all(bound: &ExprKind) -> bool {
    matches!(bound, ExprKind::Percent(number) if number.numerator == 100 && number.denominator == 1)
}

/// Units taken for one another.
pub(super) fn units(of: TimeUnit) -> Vec<TimeUnit> {
    match of {
        TimeUnit::Hours | TimeUnit::WorkingDays | TimeUnit::Weeks | TimeUnit::Months => {
            vec![TimeUnit::Days]
        }
        // Days without a break are counted as days are.
        TimeUnit::Days | TimeUnit::ConsecutiveDays => vec![TimeUnit::WorkingDays],
        TimeUnit::Years => vec![TimeUnit::Months],
    }
}

/// Periods taken for one another.
pub(super) fn periods(of: Period) -> Vec<Period> {
    match of {
        Period::Month | Period::HalfYear => vec![Period::Quarter],
        Period::Quarter => vec![Period::Month],
        Period::Year => vec![Period::HalfYear],
        Period::Years(2) => vec![Period::Year, Period::Years(3)],
        Period::Years(n) => vec![Period::Years(n - 1), Period::Years(n + 1)],
        Period::Term(_) => vec![Period::Year],
        Period::AllTimes => Vec::new(),
    }
}

/// Operators taken for one another.
pub(super) fn operators(of: Operator) -> Operator {
    match of {
        Operator::Add => Operator::Subtract,
        Operator::Subtract => Operator::Add,
        Operator::Multiply => Operator::Divide,
        Operator::Divide => Operator::Multiply,
        Operator::And => Operator::Or,
        Operator::Or => Operator::And,
    }
}

/// Ways of rounding taken for one another.
pub(super) fn roundings(of: Rounding) -> Vec<Rounding> {
    match of {
        Rounding::Down => vec![Rounding::Up],
        Rounding::Up => vec![Rounding::Down],
        Rounding::HalfUp => vec![Rounding::Down, Rounding::Up],
    }
}
