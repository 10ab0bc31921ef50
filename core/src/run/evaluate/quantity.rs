//! Quantities as ranges of what is still possible, and conditions as Kleene truths.

use jiff_core::civil::Date;

use super::deeds::{date_of, day_number};
use super::scope::{Awaited, Deed, Found, Frame, Judge, Scope, Tense, Window};
use super::tally::bodies;
use super::terms::Terms;
use crate::run::calendar::Calendar;
use crate::run::calendar::limits::NoDue;
use crate::run::facts::Value;
use crate::run::facts::path::Path;
use crate::run::interval::{Overflow, Range, Truth};
use crate::run::number::Number;
use crate::run::ordered::sort;
use crate::run::program::{
    Bound, CollectionKind, Condition, FactId, FactKind, Length, Owner, Part, Past, Program,
    Quantity, Reduction, Relation, Rounding, Unit,
};

/// Definitions may name one another; a program's are acyclic, and `compile` bounds their depth.
impl Judge<'_> {
    /// The values a quantity can still have.
    pub(super) fn quantity(&self, scope: &Scope<'_>, quantity: &Quantity, tense: Tense) -> Range {
        let both =
            |a: &Quantity, b: &Quantity, operation: fn(Range, Range) -> Result<Range, Overflow>| {
                let (a, b) = (
                    self.quantity(scope, a, tense),
                    self.quantity(scope, b, tense),
                );
                self.fitting(operation(a, b))
            };
        match quantity {
            Quantity::Number(n) => Range::exactly(*n),
            Quantity::Fact(fact) => self.fact_quantity(scope, *fact, tense),
            Quantity::Size(pool) => self.size(scope, pool, tense),
            Quantity::Share(pool) => self.share(scope, pool, tense),
            Quantity::Over(reduction, parts) => self.reduce(scope, *reduction, parts, tense),
            Quantity::Add(a, b) => both(a, b, Range::plus),
            Quantity::Subtract(a, b) => both(a, b, Range::minus),
            Quantity::Multiply(a, b) => both(a, b, Range::times),
            Quantity::Divide(a, b) => both(a, b, Range::divided_by),
            Quantity::Greatest(of) => self.extreme(scope, of, tense, Range::greatest),
            Quantity::Least(of) => self.extreme(scope, of, tense, Range::least),
            Quantity::If(condition, then, otherwise) => {
                match self.condition(scope, condition, tense) {
                    Truth::True => self.quantity(scope, then, tense),
                    Truth::False => self.quantity(scope, otherwise, tense),
                    Truth::Unknown => self
                        .quantity(scope, then, tense)
                        .either(self.quantity(scope, otherwise, tense)),
                }
            }
            Quantity::Past(inner, past) => self.past(scope, inner, *past),
            Quantity::Parameter(values) => self.parameter(scope, values),
            Quantity::Definition(id) => {
                self.quantity(scope, &self.program.definitions[id.index()].value, tense)
            }
            Quantity::Rounded(inner, rounding) => {
                self.rounded(self.quantity(scope, inner, tense), *rounding)
            }
            Quantity::InUnit(inner, factor, _) => self.fitting(
                self.quantity(scope, inner, tense)
                    .times(Range::exactly(*factor)),
            ),
            Quantity::Table(table) => self.table(scope, table, tense),
            Quantity::Score(sheet) => self.score(scope, sheet, tense),
            Quantity::Growth(growth) => self.growth(scope, growth, tense),
            Quantity::Moved { day, length, back } => {
                self.moved(self.quantity(scope, day, tense), *length, *back)
            }
        }
    }

    /// Days so much later or earlier; what becomes of a month too short is the calendar's to say.
    fn moved(&self, days: Range, length: Length, back: bool) -> Range {
        let plain = Calendar::without_holidays();
        let reckoner = self.calendar.unwrap_or(&plain).public();
        let mut sound = true;
        let mut end = |day: Option<Number>| {
            let day = day?;
            let moved = date_of(day).map(|date| reckoner.moved(length, date, back));
            match moved {
                Some(Ok(date)) => return Some(day_number(date)),
                Some(Err(NoDue::NoSuchDay)) => self.ledger.refuse_day(),
                Some(Err(NoDue::OutOfRange)) | None => self.ledger.overflow(),
            }
            sound = false;
            None
        };
        let (from, to) = (end(days.from), end(days.to));
        if sound {
            Range { from, to }
        } else {
            Range::ANY
        }
    }

    /// Notes an overflow and goes on with "anything".
    pub(super) fn fitting(&self, range: Result<Range, Overflow>) -> Range {
        range.unwrap_or_else(|Overflow| {
            self.ledger.overflow();
            Range::ANY
        })
    }

    /// A count, amount or day as a number.
    pub(super) fn fact_quantity(&self, scope: &Scope<'_>, id: FactId, tense: Tense) -> Range {
        if matches!(self.fact(id).kind, FactKind::Date | FactKind::Act) {
            return match self.deed(scope, id) {
                Deed::At(moment) => Range::exactly(day_number(moment.date)),
                Deed::Lasting(from, _) => Range::exactly(day_number(from)),
                Deed::No => self.not_yet(),
                Deed::Yes | Deed::Blank | Deed::NotApplicable => Range::ANY,
            };
        }
        // What has happened has its numbers; those of who is there may still grow, as a body's own do.
        let of_event = match (scope.frame, &self.fact(id).owner) {
            (Frame::Member(collection, _), Owner::Members(_)) => {
                self.program.collections[collection.index()].kind.happens()
            }
            _ => false,
        };
        match self.find(scope, id) {
            Found::Given(Value::Number(n)) => match (tense, &self.fact(id).kind) {
                (Tense::Settled, _) => Range::exactly(*n),
                (Tense::Running, _) if of_event => Range::exactly(*n),
                (Tense::Running, FactKind::Count) => Range::at_least(*n),
                (Tense::Running, _) => Range::NOT_NEGATIVE,
            },
            Found::Elsewhere => self.sum_below(scope, id, tense),
            Found::NotApplicable => Range::exactly(Number::ZERO),
            Found::Given(_) | Found::Nothing => Range::NOT_NEGATIVE,
        }
    }

    /// The day of what has not come; it may still come on the day of the check.
    fn not_yet(&self) -> Range {
        self.ledger.wait(None);
        let today = day_number(self.as_of);
        match self.awaited {
            None => Range::ANY,
            Some(Awaited::Later) => Range::at_least(today),
            Some(Awaited::Soon) => Range::exactly(today),
            Some(Awaited::Never) => Range::exactly(day_number(Date::MAX)),
        }
    }

    /// A count that bodies below report, added up; silent ones leave it open upwards.
    fn sum_below(&self, scope: &Scope<'_>, id: FactId, tense: Tense) -> Range {
        let Owner::Bodies(levels) = &self.fact(id).owner else {
            return Range::NOT_NEGATIVE;
        };
        let mut sum = Range::exactly(Number::ZERO);
        for level in levels {
            for body in bodies(scope, *level) {
                let value = self.fact_quantity(&scope.within(Frame::Body(body)), id, tense);
                sum = self.fitting(sum.plus(value));
            }
            if self.silent(scope, *level).exact() != Some(Number::ZERO) {
                self.miss_of_unreported(scope, *level, Path::of(&self.fact(id).name));
                sum.to = None;
            }
        }
        sum
    }

    fn size(&self, scope: &Scope<'_>, pool: &[Part], tense: Tense) -> Range {
        self.fitting(
            self.tally(scope, pool, &[], tense)
                .holding()
                .ok_or(Overflow),
        )
    }

    /// The share among whoever there is; whether there is anybody is for [`Self::goal_worth`] to say.
    fn share(&self, scope: &Scope<'_>, pool: &[Part], tense: Tense) -> Range {
        let tally = self.tally(scope, pool, &[], tense);
        let tally = tally.of_some().unwrap_or(tally);
        let Some((yes, base)) = tally.holding().zip(tally.base()) else {
            return self.fitting(Err(Overflow));
        };
        let possible = Range::between(Number::ZERO, Number::ONE);
        if base.may_be_nothing() {
            return possible;
        }
        self.fitting(yes.divided_by(base))
            .least(Range::exactly(Number::ONE))
            .greatest(Range::exactly(Number::ZERO))
    }

    fn reduce(
        &self,
        scope: &Scope<'_>,
        reduction: Reduction,
        parts: &[(Part, FactId)],
        tense: Tense,
    ) -> Range {
        let mut sum = Range::exactly(Number::ZERO);
        if reduction == Reduction::Sum && tense == Tense::Settled {
            let n_looked_at = self.on_the_side().looked_at(scope, parts, tense);
            if n_looked_at == sum {
                return sum;
            }
        }
        let mut extreme: Option<Range> = None;
        let mut members = Range::exactly(Number::ZERO);
        let mut complete = true;
        // What those have who may be meant or not.
        let mut perhaps: Vec<Range> = Vec::new();
        for (part, fact) in parts {
            if matches!(reduction, Reduction::Sum | Reduction::Average)
                && let Some((total, of)) = self.sum_in_total(scope, part, *fact)
            {
                sum = self.fitting(sum.plus(total));
                members = self.fitting(members.plus(of));
                complete &= tense == Tense::Settled;
                continue;
            }
            let whole = self.each_member(scope, part, tense, |member, selected| {
                let value = self.fact_quantity(member, *fact, Tense::Settled);
                if selected == Truth::True {
                    members = self.fitting(members.plus(Range::exactly(Number::ONE)));
                    sum = self.fitting(sum.plus(value));
                    let best = |a: Range, b: Range| {
                        if reduction == Reduction::Least {
                            a.least(b)
                        } else {
                            a.greatest(b)
                        }
                    };
                    extreme = Some(extreme.map_or(value, |so_far| best(so_far, value)));
                } else if reduction == Reduction::Sum {
                    let none = Range::exactly(Number::ZERO);
                    sum = self.fitting(sum.plus(value.either(none)));
                } else {
                    complete = false;
                    perhaps.push(value);
                }
            });
            complete &= whole && (tense == Tense::Settled);
        }
        if !complete {
            let are_events = parts.iter().all(|(part, _)| self.are_events(part));
            let is_day = |id: FactId| matches!(self.fact(id).kind, FactKind::Date | FactKind::Act);
            let lowest = if parts.iter().any(|(_, fact)| is_day(*fact)) {
                Range::ANY
            } else {
                Range::NOT_NEGATIVE
            };
            // Who is known bounds the extreme on one side, whatever the others have.
            return match (reduction, extreme) {
                // Who is counted now may have left by the end.
                (Reduction::Sum, _) if tense == Tense::Running && !are_events => lowest,
                (Reduction::Sum, _) => Range { to: None, ..sum },
                (Reduction::Greatest, Some(known)) if tense == Tense::Settled => {
                    Range { to: None, ..known }
                }
                (Reduction::Least, Some(known)) if tense == Tense::Settled => Range {
                    to: known.to,
                    ..lowest
                },
                (Reduction::Average, _) if tense == Tense::Settled && lowest.from.is_some() => {
                    let untold = self.n_untold(scope, parts);
                    average((sum, members), &perhaps, untold).unwrap_or(lowest)
                }
                (Reduction::Average | Reduction::Greatest | Reduction::Least, _) => lowest,
            };
        }
        match reduction {
            Reduction::Sum => sum,
            Reduction::Average => self.fitting(sum.divided_by(members)),
            Reduction::Least | Reduction::Greatest => extreme.unwrap_or(Range::ANY),
        }
    }

    /// How many that are not told of an average may be taken of besides; none where nobody knows.
    fn n_untold(&self, scope: &Scope<'_>, parts: &[(Part, FactId)]) -> Option<Number> {
        let judge = self.on_the_side();
        parts.iter().try_fold(Number::ZERO, |sum, (part, _)| {
            let of = &self.program.collections[part.collection.index()].kind;
            let untold = match of {
                CollectionKind::Bodies(level) => judge.silent(scope, *level).to?,
                CollectionKind::Population { .. } => {
                    let told = scope.members(part.collection)?.roster.is_some();
                    told.then_some(Number::ZERO)?
                }
            };
            sum.checked_add(untold)
        })
    }

    /// Whether a part counts things that happen, whose number only grows while the period runs.
    pub(super) fn are_events(&self, part: &Part) -> bool {
        self.program.collections[part.collection.index()]
            .kind
            .happens()
    }

    /// What a fact comes to over all members, and how many they are, where both are reported as
    /// totals; else members are looked at one by one.
    fn sum_in_total(&self, scope: &Scope<'_>, part: &Part, fact: FactId) -> Option<(Range, Range)> {
        let collection = &self.program.collections[part.collection.index()];
        if part.filter.is_some()
            || part.holds.is_some()
            || matches!(collection.kind, CollectionKind::Bodies(_))
        {
            return None;
        }
        let members = scope.members(part.collection)?;
        if members.roster.is_some() || members.total.is_none() {
            return None;
        }
        let sum = self.total(scope, members.totals.get(&fact), || {
            self.total_path(part.collection, fact)
        });
        let of = self.total(scope, members.total.as_ref(), || {
            Path::of(self.collection_key(part.collection))
        });
        if self.may_be_outside(scope, part.collection, of) {
            return Some((sum.down_to_none(), of.down_to_none()));
        }
        Some((sum, of))
    }

    fn extreme(
        &self,
        scope: &Scope<'_>,
        of: &[Quantity],
        tense: Tense,
        pick: fn(Range, Range) -> Range,
    ) -> Range {
        of.iter()
            .map(|quantity| self.quantity(scope, quantity, tense))
            .reduce(pick)
            .unwrap_or(Range::ANY)
    }

    pub(super) fn past(&self, scope: &Scope<'_>, quantity: &Quantity, past: Past) -> Range {
        // An earlier period is over: what is reported of it is settled.
        scope.earlier(past).map_or(Range::ANY, |scope| {
            self.quantity(&scope, quantity, Tense::Settled)
        })
    }

    /// Its value: within a case that on its day, whatever it became since.
    pub(super) fn parameter(&self, scope: &Scope<'_>, values: &[(Date, Number)]) -> Range {
        // What never changes need not be looked for.
        if values.len() > 1
            && let Some(days) = self.days_of_its_case(scope, values)
        {
            return days;
        }
        // On the day by which it is due; else at the end of the period; of what holds at any time, on the day of the check.
        let at = match scope.window {
            Window::Standing(_) => self.last_day.unwrap_or(self.as_of),
            Window::Period(period) => self
                .last_day
                .filter(|day| period.contains(*day))
                .unwrap_or(period.end),
        };
        value_on(values, at).map_or(Range::ANY, Range::exactly)
    }

    /// What a value that changes is on the day of the case that is looked at; where that day is not told, all that it
    /// is in the period. None where no case is looked at.
    fn days_of_its_case(&self, scope: &Scope<'_>, values: &[(Date, Number)]) -> Option<Range> {
        let (case, period, day) = self.case_of(scope)?;
        if let Some(day) = Self::first_day_of(&case, day) {
            return value_on(values, day).map(Range::exactly);
        }
        let changes = values.iter().map(|(from, _)| *from);
        let within = changes.filter(|from| period.start < *from && *from <= period.end);
        let days = std::iter::once(period.start).chain(within);
        let held = days.filter_map(|day| value_on(values, day));
        let range = held.map(Range::exactly).reduce(Range::either)?;
        if range.exact().is_none() {
            // It is missing, where it makes a difference.
            self.deed(&case, day);
        }
        Some(range)
    }

    fn rounded(&self, range: Range, rounding: Rounding) -> Range {
        let round = |n: Number| round(n, rounding);
        let end = |n: Option<Number>| n.map(|n| round(n).ok_or(Overflow)).transpose();
        self.fitting(end(range.from).and_then(|from| {
            Ok(Range {
                from,
                to: end(range.to)?,
            })
        }))
    }

    /// Whether a quantity is a whole number, whatever its facts are.
    pub(super) fn is_whole(&self, quantity: &Quantity) -> bool {
        let counts = |fact: &FactId| matches!(self.fact(*fact).kind, FactKind::Count);
        match quantity {
            Quantity::Number(n) => n.is_integer(),
            Quantity::Fact(fact) => counts(fact),
            Quantity::Size(_) | Quantity::Rounded(..) => true,
            Quantity::Add(a, b) | Quantity::Subtract(a, b) | Quantity::Multiply(a, b) => {
                self.is_whole(a) && self.is_whole(b)
            }
            Quantity::Greatest(of) | Quantity::Least(of) => of.iter().all(|one| self.is_whole(one)),
            Quantity::Over(Reduction::Sum | Reduction::Least | Reduction::Greatest, parts) => {
                parts.iter().all(|(_, fact)| counts(fact))
            }
            Quantity::Definition(id) => {
                let definition = self.program.definitions.get(id.index());
                definition.is_some_and(|definition| self.is_whole(&definition.value))
            }
            _ => false,
        }
    }

    /// Whether a condition holds.
    pub(super) fn condition(
        &self,
        scope: &Scope<'_>,
        condition: &Condition,
        tense: Tense,
    ) -> Truth {
        match condition {
            Condition::Constant(holds) => Truth::from(*holds),
            Condition::Fact(fact) => self.holds(scope, *fact, tense),
            Condition::Is(fact, option) => match self.find(scope, *fact) {
                Found::Given(Value::Option(given)) => Truth::from(given == option),
                Found::NotApplicable => Truth::False,
                Found::Given(_) | Found::Nothing | Found::Elsewhere => Truth::Unknown,
            },
            Condition::Not(inner) => self.condition(scope, inner, tense).not(),
            Condition::All(parts) => parts.iter().fold(Truth::True, |so_far, part| {
                so_far.and(self.condition(scope, part, tense))
            }),
            Condition::Any(parts) => parts.iter().fold(Truth::False, |so_far, part| {
                so_far.or(self.condition(scope, part, tense))
            }),
            Condition::Compare(quantity, bound) => {
                let holds = self.compared(scope, (quantity, bound), tense);
                if holds == Truth::Unknown && self.awaited.is_none() && self.ledger.waits() {
                    // What has not come by the day of the check comes after every day before it, if at all.
                    let later = self.awaiting(Awaited::Later);
                    return later.compared(scope, (quantity, bound), tense);
                }
                holds
            }
            Condition::Goal(goal) => {
                let judgement = self.goal(scope, goal, tense, &Terms::of_condition());
                self.reached(&judgement)
            }
        }
    }

    fn compared(
        &self,
        scope: &Scope<'_>,
        (quantity, bound): (&Quantity, &Bound),
        tense: Tense,
    ) -> Truth {
        let worth = self.comparison_worth(scope, quantity, bound, tense);
        let value = self.quantity(scope, quantity, tense);
        worth.given.and(self.keeps(scope, value, bound, tense))
    }

    /// Whether a state, act or yes/no fact holds, or a date has come.
    fn holds(&self, scope: &Scope<'_>, id: FactId, tense: Tense) -> Truth {
        let may_come = |holds: Truth| {
            if tense == Tense::Running {
                holds.or(Truth::Unknown)
            } else {
                holds
            }
        };
        let kind = &self.fact(id).kind;
        // What was done late counts as not done.
        let serves = |day: Date| day <= self.as_of && self.last_day.is_none_or(|last| day <= last);
        let told = |deed: Deed| match deed {
            Deed::At(moment) => Some(serves(moment.date)),
            Deed::Lasting(from, _) => Some(serves(from)),
            _ => None,
        };
        let by_one = self.by_one(scope, id);
        let serves_by_one = by_one.and_then(|judge| told(judge.deed(scope, id))) == Some(true);
        let truth = match self.deed(scope, id) {
            _ if serves_by_one => Truth::True,
            Deed::At(moment) => Truth::from(serves(moment.date)),
            Deed::Lasting(from, _) => Truth::from(serves(from)),
            Deed::Yes => Truth::True,
            Deed::No | Deed::NotApplicable => Truth::False,
            Deed::Blank => Truth::Unknown,
        };
        match kind {
            FactKind::Act | FactKind::Date | FactKind::StateInPeriod | FactKind::StateToDate => {
                may_come(truth)
            }
            FactKind::StateNow if tense == Tense::Running => Truth::Unknown,
            // What a body is does not change by waiting: a yes/no fact is taken as reported.
            FactKind::StateNow
            | FactKind::YesNo
            | FactKind::Choice(_)
            | FactKind::Count
            | FactKind::Amount(_) => truth,
        }
    }

    /// A state that was declared not to apply to the member takes the member out of the count.
    pub(super) fn declared_not_applicable(
        &self,
        member: &Scope<'_>,
        condition: &Condition,
    ) -> bool {
        match condition {
            Condition::Fact(fact) => {
                matches!(self.deed_silently(member, *fact), Deed::NotApplicable)
            }
            Condition::All(parts) => parts
                .iter()
                .any(|part| self.declared_not_applicable(member, part)),
            _ => false,
        }
    }

    /// Whether a value keeps a bound.
    pub(super) fn keeps(
        &self,
        scope: &Scope<'_>,
        value: Range,
        bound: &Bound,
        tense: Tense,
    ) -> Truth {
        let range = |quantity: &Quantity| self.quantity(scope, quantity, tense);
        match &bound.relation {
            Relation::Over(limit) => value.over(range(limit)),
            Relation::AtLeast(limit) => range(limit).over(value).not(),
            Relation::Under(limit) => range(limit).over(value),
            Relation::AtMost(limit) => value.over(range(limit)).not(),
            Relation::Exactly(limit) => value.equals(range(limit)),
            Relation::Not(limit) => value.equals(range(limit)).not(),
            Relation::Between(low, high) => range(low)
                .over(value)
                .not()
                .and(value.over(range(high)).not()),
        }
    }
}

/// The average of some that are certainly meant, some that may be, and some of whom nothing is told; each has
/// nothing or more. None where that bounds nothing.
fn average(
    (sum, members): (Range, Range),
    perhaps: &[Range],
    untold: Option<Number>,
) -> Option<Range> {
    let members = members.exact()?;
    // Of those that may be meant, whoever draws it further is.
    let furthest =
        |from: (Number, Number), ends: Vec<Number>, draws: fn(Number, Number) -> bool| {
            let (sum, of) = ends.into_iter().try_fold(from, |(sum, of), end| {
                let level = of.checked_mul(end)?;
                if of == Number::ZERO || draws(level, sum) {
                    Some((sum.checked_add(end)?, of.checked_add(Number::ONE)?))
                } else {
                    Some((sum, of))
                }
            })?;
            sum.checked_div(of)
        };
    let nothing = Number::ZERO;
    let ends = perhaps.iter();
    let mut least: Vec<Number> = ends.map(|range| range.from.unwrap_or(nothing)).collect();
    sort(&mut least);
    let all = members.checked_add(untold?)?;
    let from = furthest((sum.from?, all), least, |end, sum| end < sum);
    let most: Option<Vec<Number>> = perhaps.iter().map(|range| range.to).collect();
    let to = most.zip(sum.to).and_then(|(mut most, sum)| {
        sort(&mut most);
        most.reverse();
        furthest((sum, members), most, |end, sum| end > sum)
    });
    Some(Range {
        from: from.or(Some(nothing)),
        to: to.filter(|_| untold == Some(nothing)),
    })
}

/// Rounds as a text says; `None` on overflow.
pub(super) fn round(n: Number, rounding: Rounding) -> Option<Number> {
    match rounding {
        Rounding::Down => Some(n.floor()),
        Rounding::Up => n.ceil(),
        Rounding::HalfUp => n.checked_add(Number::ratio(1, 2)?).map(Number::floor),
    }
}

/// How a quantity is shown, by what it is made of.
pub(super) fn shown_unit(program: &Program, quantity: &Quantity) -> Unit {
    match quantity {
        Quantity::Fact(fact) => match &program.facts[fact.index()].kind {
            FactKind::Amount(unit) => Unit::Of(unit.clone()),
            FactKind::Date | FactKind::Act => Unit::Date,
            _ => Unit::Plain,
        },
        Quantity::Share(_) => Unit::Percent,
        Quantity::Moved { .. } => Unit::Date,
        Quantity::Score(_) => Unit::Points,
        Quantity::Growth(growth) if growth.relative => Unit::Percent,
        Quantity::Growth(growth) => match shown_unit(program, &growth.of) {
            Unit::Percent => Unit::PercentagePoints,
            Unit::Of(unit) if unit == "%" => Unit::Of("percentage points".to_owned()),
            unit => unit,
        },
        Quantity::Definition(id) => program.definitions[id.index()].unit.clone(),
        Quantity::Over(_, parts) => parts.first().map_or(Unit::Plain, |(_, fact)| {
            shown_unit(program, &Quantity::Fact(*fact))
        }),
        Quantity::Past(inner, _) | Quantity::Rounded(inner, _) | Quantity::If(_, inner, _) => {
            shown_unit(program, inner)
        }
        Quantity::InUnit(_, _, own) => own.clone(),
        Quantity::Number(_)
        | Quantity::Size(_)
        | Quantity::Add(..)
        | Quantity::Subtract(..)
        | Quantity::Multiply(..)
        | Quantity::Divide(..)
        | Quantity::Greatest(_)
        | Quantity::Least(_)
        | Quantity::Parameter(_)
        | Quantity::Table(_) => Unit::Plain,
    }
}

/// The value in force on a day; before the first of them the first.
fn value_on(values: &[(Date, Number)], day: Date) -> Option<Number> {
    let begun = values.iter().rev().find(|(from, _)| *from <= day);
    begun.or_else(|| values.first()).map(|(_, value)| *value)
}
