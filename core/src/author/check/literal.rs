//! What a sentence says in numbers: bounds, years, days, lengths of time, periods.

use luat_grammar::syntax::{
    Bound, Comparator, Counted, Deadline, Duration, Each, EachRequirement, Expr, ExprKind, Leads,
    Modality, Number, Operator, Period, Point, Requirement, Selection, Sentence, ShareBase,
    TimeLimit, TimeUnit,
};

use crate::run::number::Number as Exact;

/// One thing said in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Literal {
    /// A number with a comparator.
    Bound(Comparator, Value),
    /// Two numbers as the ends of a range.
    Between(Value, Value),
    /// A number in any other place.
    Number(Value),
    /// A length of time.
    Length(Exact, TimeUnit),
    /// A year.
    Year(i16),
    /// A day of a year, and how it bounds what is due, if it does.
    Day(i8, i8, Option<Due>),
    /// A day of a month.
    DayOfMonth(i8),
    /// How often.
    Period(Period),
    /// A change over time, and whether it is a fall.
    Change { falls: bool },
    /// How strongly something is asked, and whether that is nothing but a deed.
    Asked { how: Modality, deed: bool },
}

/// How a day bounds what is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// It is the last day in time.
    By,
    /// It is the first that is too late.
    Before,
}

/// A number, with or without a percent sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Value {
    /// The number before the sign.
    pub(super) number: Exact,
    /// Whether there is a sign.
    pub(super) percent: bool,
}

/// `all`: another thing than the number 1.
fn all() -> Value {
    Value {
        number: Exact::from(100),
        percent: true,
    }
}

/// What a sentence says in numbers, shared leads included.
pub(super) fn of(shared: Option<&Leads>, sentence: &Sentence) -> Vec<Literal> {
    let mut found = Vec::new();
    for leads in shared.into_iter().chain([&sentence.leads]) {
        of_leads(leads, &mut found);
    }
    of_sentence(sentence, &mut found);
    found.push(asked(shared, sentence));
    found
}

/// How strongly a sentence asks for what.
fn asked(shared: Option<&Leads>, sentence: &Sentence) -> Literal {
    let leads = || shared.into_iter().chain([&sentence.leads]);
    let how = leads().find_map(|leads| leads.modality.map(|modality| modality.node));
    let how = how.unwrap_or(Modality::Must);
    let is_bound = sentence.limit.is_some()
        || sentence.condition.is_some()
        || leads().any(|leads| leads.condition.is_some());
    let is_act = matches!(sentence.requirement.node, Requirement::Acts(_));
    let deed = is_act && !is_bound && !how.forbids();
    Literal::Asked { how, deed }
}

/// What the condition of an exception says in numbers.
pub(super) fn of_exception(when: &Expr) -> Vec<Literal> {
    let mut found = Vec::new();
    expression(when, &mut found);
    found
}

fn of_sentence(sentence: &Sentence, found: &mut Vec<Literal>) {
    requirement(&sentence.requirement.node, found);
    if let Some(limit) = &sentence.limit {
        time_limit(&limit.node, found);
    }
    if let Some(when) = &sentence.condition {
        condition(&when.node, found);
    }
}

fn of_leads(leads: &Leads, found: &mut Vec<Literal>) {
    found.extend(
        leads
            .periods
            .iter()
            .map(|period| Literal::Period(period.node)),
    );
    if let Some(starting) = leads.starting {
        point(starting.node, found);
    }
    match leads.deadline.map(|deadline| deadline.node) {
        Some(Deadline::By(day)) => due(day, Due::By, found),
        Some(Deadline::Before(day)) => due(day, Due::Before, found),
        Some(Deadline::Throughout { from, to }) => {
            found.extend([Literal::Year(from), Literal::Year(to)]);
        }
        None => {}
    }
    if let Some(when) = &leads.condition {
        condition(&when.node, found);
    }
}

fn condition(condition: &luat_grammar::syntax::Condition, found: &mut Vec<Literal>) {
    use luat_grammar::syntax::Condition::{If, IfAny, Unless};
    match condition {
        If(expr) | Unless(expr) => expression(expr, found),
        IfAny => {}
    }
}

fn due(day: Point, how: Due, found: &mut Vec<Literal>) {
    let first = found.len();
    point(day, found);
    for literal in found.iter_mut().skip(first) {
        if let Literal::Day(_, _, due) = literal {
            *due = Some(how);
        }
    }
}

fn point(point: Point, found: &mut Vec<Literal>) {
    match point {
        Point::Year(year) | Point::Month(year, _) => found.push(Literal::Year(year)),
        Point::Day(date) => found.extend([
            Literal::Year(date.year()),
            Literal::Day(date.month(), date.day(), None),
        ]),
        Point::EachMonth { day } => {
            found.extend([Literal::DayOfMonth(day), Literal::Period(Period::Month)]);
        }
        Point::LastMonth { day } => found.push(Literal::DayOfMonth(day)),
        Point::EachYear { month, day } => {
            found.extend([
                Literal::Day(month, day, None),
                Literal::Period(Period::Year),
            ]);
        }
    }
}

fn requirement(requirement_: &Requirement, found: &mut Vec<Literal>) {
    match requirement_ {
        Requirement::Share(share) => {
            bound(&share.bound.node, found);
            match &share.base {
                ShareBase::Of(of) | ShareBase::Weighted { of, .. } => selection(of, found),
                ShareBase::Ratio { part, whole } => {
                    expression(part, found);
                    expression(whole, found);
                }
            }
        }
        Requirement::Count(count) => {
            bound(&count.bound.node, found);
            if let Counted::Members { of, .. } = &count.of {
                selection(of, found);
            }
        }
        Requirement::Acts(_) => {}
        Requirement::Each(Each {
            of,
            requirement: each,
            limit,
        }) => {
            selection(of, found);
            if let Some(limit) = limit {
                time_limit(&limit.node, found);
            }
            if let EachRequirement::Requirement(inner) = &each.node {
                requirement(inner, found);
            }
        }
        Requirement::Comparison(comparison) => {
            expression(&comparison.left, found);
            bound(&comparison.bound.node, found);
        }
        Requirement::Combined { how, parts } => {
            if let luat_grammar::syntax::Combination::AtLeast(n) = how {
                found.push(Literal::Number(Value {
                    number: Exact::from(i64::from(*n)),
                    percent: false,
                }));
            }
            for part in parts {
                of_leads(&part.node.leads, found);
                of_sentence(&part.node, found);
            }
        }
    }
}

fn selection(selection: &Selection, found: &mut Vec<Literal>) {
    if let Some(filter) = &selection.filter {
        expression(filter, found);
    }
}

fn time_limit(limit: &TimeLimit, found: &mut Vec<Literal>) {
    match limit {
        TimeLimit::Within { length, .. }
        | TimeLimit::Before { length, .. }
        | TimeLimit::Lasting { length } => duration(length, found),
        TimeLimit::Order { .. } => {}
    }
}

fn duration(duration: &Duration, found: &mut Vec<Literal>) {
    if let Some(amount) = exact(&duration.amount.node) {
        found.push(Literal::Length(amount, duration.unit));
    }
}

fn bound(bound: &Bound, found: &mut Vec<Literal>) {
    match bound {
        Bound::Compare(comparator, limit) => match value(limit) {
            Some(value) => found.push(Literal::Bound(*comparator, value)),
            None => expression(limit, found),
        },
        Bound::Between(least, most) => {
            if let (Some(least), Some(most)) = (value(least), value(most)) {
                found.push(Literal::Between(least, most));
            } else {
                expression(least, found);
                expression(most, found);
            }
        }
        Bound::All => found.push(Literal::Bound(Comparator::AtLeast, all())),
        Bound::No => found.push(Literal::Bound(
            Comparator::AtMost,
            Value {
                number: Exact::ZERO,
                percent: false,
            },
        )),
    }
}

fn expression(expr: &Expr, found: &mut Vec<Literal>) {
    match &expr.kind {
        ExprKind::Number(_)
        | ExprKind::Percent(_)
        | ExprKind::Money { .. }
        | ExprKind::Points(_)
        | ExprKind::PercentagePoints(_) => {
            found.extend(value(expr).map(Literal::Number));
        }
        ExprKind::Date(date) => point(Point::Day(*date), found),
        ExprKind::Duration(length) => duration(length, found),
        ExprKind::Bool(_)
        | ExprKind::Name(_)
        | ExprKind::Past { .. }
        | ExprKind::IsOption { .. } => {}
        ExprKind::Not(of) => expression(of, found),
        ExprKind::Growth { of, falls, .. } => {
            found.push(Literal::Change { falls: *falls });
            expression(of, found);
        }
        ExprKind::Binary { left, right, .. } => {
            expression(left, found);
            expression(right, found);
        }
        ExprKind::Compare {
            left,
            bound: against,
        } => {
            expression(left, found);
            bound(against, found);
        }
        ExprKind::If {
            condition,
            then,
            otherwise,
        } => [condition, then, otherwise]
            .into_iter()
            .for_each(|one| expression(one, found)),
        ExprKind::Extreme { of, .. } => of.iter().for_each(|one| expression(one, found)),
        ExprKind::Aggregate { over, .. } => selection(over, found),
        ExprKind::Requirement(inner) => requirement(inner, found),
        ExprKind::Timed { limit, .. } => time_limit(&limit.node, found),
    }
}

fn value(expr: &Expr) -> Option<Value> {
    match &expr.kind {
        ExprKind::Number(number)
        | ExprKind::Points(number)
        | ExprKind::PercentagePoints(number)
        | ExprKind::Money { amount: number, .. } => Some(Value {
            number: exact(number)?,
            percent: false,
        }),
        ExprKind::Percent(number) => Some(Value {
            number: exact(number)?,
            percent: true,
        }),
        // `2/3`
        ExprKind::Binary {
            left,
            op: Operator::Divide,
            right,
        } => match (&left.kind, &right.kind) {
            (ExprKind::Number(part), ExprKind::Number(whole)) => Some(Value {
                number: exact(part)?.checked_div(exact(whole)?)?,
                percent: false,
            }),
            _ => None,
        },
        _ => None,
    }
}

fn exact(number: &Number) -> Option<Exact> {
    Exact::ratio(number.numerator, number.denominator)
}
