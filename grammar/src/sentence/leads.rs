//! What stands before the requirement.

use pest::iterators::Pair;

use crate::faults;
use crate::figures;
use crate::source::{Span, Spanned};
use crate::syntax::{
    Condition, Deadline, Expr, ExprKind, Leads, Modality, Number, Period, Point, TimeUnit,
};
use crate::words::fold;

use super::Rule;
use super::lower::{Lowered, Lowerer, Within};
use super::resolve::Meaning;

impl Lowerer<'_> {
    /// The leads, and a time limit that stands among them.
    pub(super) fn leads<'i>(
        &mut self,
        pair: Pair<'i, Rule>,
    ) -> Lowered<(Leads, Option<Pair<'i, Rule>>)> {
        let mut leads = Leads::default();
        let mut limit = None;
        for lead in pair.into_inner() {
            if lead.as_rule() == Rule::lead_limit {
                limit = lead
                    .into_inner()
                    .find(|child| child.as_rule() == Rule::limit);
                continue;
            }
            let span = self.span(&lead);
            if let Some(first) = self.lead(lead, &mut leads)? {
                return Err(Box::new(faults::said_twice(span, first)));
            }
        }
        Ok((leads, limit))
    }

    /// One lead; the place of the first, where it is said twice.
    pub(super) fn lead(
        &mut self,
        lead: Pair<'_, Rule>,
        leads: &mut Leads,
    ) -> Lowered<Option<Span>> {
        let span = self.span(&lead);
        Ok(match lead.as_rule() {
            Rule::modality => leads
                .modality
                .replace(Spanned::new(modality(lead), span))
                .map(|first| first.span),
            Rule::periods => {
                let first = leads.periods.first().map(|first| first.span);
                self.periods(lead, &mut leads.periods)?;
                first
            }
            Rule::deadline | Rule::throughout => {
                self.within = within(&lead).map(|year| Within { span, year });
                let deadline = if lead.as_rule() == Rule::deadline {
                    self.deadline(lead, &leads.periods)?
                } else {
                    self.throughout(lead)?
                };
                leads
                    .deadline
                    .replace(Spanned::new(deadline, span))
                    .map(|first| first.span)
            }
            Rule::starting => {
                let point = lead
                    .into_inner()
                    .find(|child| matches!(child.as_rule(), Rule::point | Rule::point_said));
                let point = point.map(|point| self.point(point)).transpose()?;
                point
                    .and_then(|point| leads.starting.replace(Spanned::new(point, span)))
                    .map(|first| first.span)
            }
            Rule::how_often => {
                self.once(lead)?;
                None
            }
            Rule::lead_condition => {
                let condition = self.lead_condition(lead)?;
                leads
                    .condition
                    .replace(Spanned::new(condition, span))
                    .map(|first| first.span)
            }
            _ => None,
        })
    }

    /// That a level named again is the one that bears the rule.
    fn is_bearer(&self, pair: &Pair<'_, Rule>) -> Lowered<()> {
        let span = self.span(pair);
        let (named, bearers) = (self.names(pair), &self.reader.bearers);
        if bearers.is_empty() || named.iter().any(|level| bearers.contains(level)) {
            return Ok(());
        }
        let of = |ids: &[_]| ids.first().map(|id| self.reader.names.at(*id));
        Err(Box::new(faults::other_bearer(span, of(named), of(bearers))))
    }

    /// `the commune must …`: it says again what the rule's bearer says, and is checked against it.
    pub(super) fn subject(&mut self, pair: Pair<'_, Rule>, leads: &mut Leads) -> Lowered<()> {
        for child in pair.into_inner() {
            let span = self.span(&child);
            match child.as_rule() {
                Rule::level => {
                    self.is_bearer(&child)?;
                    let (named, bearers) = (self.names(&child), &self.reader.bearers);
                    let left_out = bearers.iter().find(|bearer| !named.contains(bearer));
                    if let Some(left_out) = left_out {
                        let name = |id| self.reader.names.at(id);
                        let fault = faults::some_bearers(
                            span,
                            named.first().map(|id| name(*id)),
                            name(*left_out),
                        );
                        return Err(Box::new(fault));
                    }
                }
                Rule::of_which => {
                    let asked = child
                        .into_inner()
                        .find(|child| child.as_rule() == Rule::quantified);
                    let asked = asked
                        .map(|asked| self.quantified(asked, None))
                        .transpose()?;
                    let kind = asked.map(|(asked, _)| ExprKind::Requirement(Box::new(asked)));
                    let condition = kind.map(|kind| Condition::If(Expr { kind, span }));
                    let first = condition.and_then(|condition| {
                        leads.condition.replace(Spanned::new(condition, span))
                    });
                    if let Some(first) = first {
                        return Err(Box::new(faults::said_twice(span, first.span)));
                    }
                }
                // What stands before the bearer already says how strongly; `phải` alone adds nothing.
                Rule::modality if modality(child.clone()) == Modality::Must => {
                    if let Some(first) = leads.modality {
                        return Err(Box::new(faults::said_twice(span, first.span)));
                    }
                }
                _ => {
                    if let Some(first) = self.lead(child, leads)? {
                        return Err(Box::new(faults::said_twice(span, first)));
                    }
                }
            }
        }
        Ok(())
    }

    /// `at least once`, said of a deed.
    pub(super) fn once(&self, pair: Pair<'_, Rule>) -> Lowered<()> {
        let span = self.span(&pair);
        for child in pair.into_inner() {
            if child.as_rule() == Rule::number && whole(self.number(&child)?) != Some(1) {
                return Err(Box::new(faults::deed_counted(span)));
            }
        }
        Ok(())
    }

    fn lead_condition(&mut self, pair: Pair<'_, Rule>) -> Lowered<Condition> {
        let span = self.span(&pair);
        let ends_with_comma = pair
            .clone()
            .into_inner()
            .any(|child| matches!(child.as_rule(), Rule::comma | Rule::then));
        // The colon over bullets closes a condition as well.
        let place = pair.as_span();
        let is_closed = ends_with_comma
            || place
                .get_input()
                .get(place.end()..)
                .is_some_and(|after| after.starts_with(':'));
        if let Some(bearer) = pair
            .clone()
            .into_inner()
            .find(|child| child.as_rule() == Rule::of_bearer)
        {
            self.is_bearer(&bearer)?;
        }
        let condition = self.condition(pair)?;
        if is_closed {
            Ok(condition)
        } else {
            Err(Box::new(faults::condition_without_comma(span)))
        }
    }

    /// How often a sentence asks, where it says so once, or the line above it does.
    pub(super) fn said_often(&self, sentence: &Pair<'_, Rule>) -> Option<Period> {
        let mut said = self.reader.often.clone();
        let periods = sentence.clone().into_inner().flatten();
        for period in periods.filter(|part| part.as_rule() == Rule::period) {
            said.push(match period.into_inner().next()?.as_rule() {
                Rule::annually | Rule::each_year => Period::Year,
                Rule::monthly => Period::Month,
                Rule::quarterly => Period::Quarter,
                _ => return None,
            });
        }
        let first = said.first().copied()?;
        said.iter().all(|one| *one == first).then_some(first)
    }

    /// `trước ngày 20 của tháng cuối quý`: each quarter, then.
    pub(super) fn quarter_of_last_month(&self, leads: &mut Leads) {
        let last_month = |deadline: &Spanned<Deadline>| {
            matches!(
                deadline.node,
                Deadline::By(Point::LastMonth { .. }) | Deadline::Before(Point::LastMonth { .. })
            )
        };
        let Some(deadline) = leads.deadline.filter(last_month) else {
            return;
        };
        let said = self.said(deadline.span);
        let names_quarter = said
            .split(' ')
            .map(fold)
            .any(|word| word == fold("quý") || word == "quarter");
        if leads.periods.is_empty() && self.reader.often.is_empty() && names_quarter {
            leads
                .periods
                .push(Spanned::new(Period::Quarter, deadline.span));
        }
    }

    fn periods(&self, pair: Pair<'_, Rule>, periods: &mut Vec<Spanned<Period>>) -> Lowered<()> {
        for period in pair
            .into_inner()
            .filter(|child| matches!(child.as_rule(), Rule::period | Rule::bare_period))
        {
            let span = self.span(&period);
            if period.as_rule() == Rule::bare_period {
                periods.push(Spanned::new(self.bare_period(period)?, span));
                continue;
            }
            let Some(word) = period.into_inner().next() else {
                continue;
            };
            let node = match word.as_rule() {
                Rule::half_yearly => Period::HalfYear,
                Rule::quarterly => Period::Quarter,
                Rule::monthly => Period::Month,
                Rule::weekly => return Err(Box::new(faults::no_such_period(span))),
                Rule::term => self.term(word)?,
                Rule::at_all_times => Period::AllTimes,
                Rule::every_so_long => self.every(word)?,
                _ => Period::Year,
            };
            periods.push(Spanned::new(node, span));
        }
        Ok(())
    }

    /// `6 tháng`, `năm`, behind a period.
    fn bare_period(&self, pair: Pair<'_, Rule>) -> Lowered<Period> {
        let span = self.span(&pair);
        let mut months = Some(12);
        for child in pair.into_inner() {
            if child.as_rule() == Rule::number {
                months = whole(self.number(&child)?);
            }
        }
        match months {
            Some(1) => Ok(Period::Month),
            Some(3) => Ok(Period::Quarter),
            Some(6) => Ok(Period::HalfYear),
            Some(12) => Ok(Period::Year),
            _ => Err(Box::new(faults::no_such_period(span))),
        }
    }

    /// `each term`, `each term of 5 years`, `mỗi nhiệm kỳ 2,5 năm`.
    fn term(&self, pair: Pair<'_, Rule>) -> Lowered<Period> {
        let span = self.span(&pair);
        let length = pair
            .into_inner()
            .find(|child| child.as_rule() == Rule::duration);
        let Some(length) = length else {
            return Ok(Period::Term(None));
        };
        let length = self.duration(length)?;
        let each = match length.unit {
            TimeUnit::Months => 1,
            TimeUnit::Years => 12,
            _ => 0,
        };
        let Number {
            numerator,
            denominator,
            ..
        } = length.amount.node;
        let months = numerator.checked_mul(each).unwrap_or(0);
        let whole = months.checked_rem(denominator) == Some(0);
        let months = months.checked_div(denominator).filter(|_| whole);
        months
            .and_then(|months| u16::try_from(months).ok())
            .filter(|months| (6..=1200).contains(months))
            .map(|months| Period::Term(Some(months)))
            .ok_or_else(|| Box::new(faults::no_such_term(span)))
    }

    fn every(&self, pair: Pair<'_, Rule>) -> Lowered<Period> {
        let span = self.span(&pair);
        let mut number = None;
        let mut months = None;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::number => number = whole(self.number(&child)?),
                Rule::unit => {
                    months = match child.into_inner().next().map(|unit| unit.as_rule()) {
                        Some(Rule::months) => Some(1),
                        Some(Rule::years) => Some(12),
                        _ => None,
                    }
                }
                _ => {}
            }
        }
        let months = number
            .zip(months)
            .and_then(|(number, each)| number.checked_mul(each));
        let period = match months {
            Some(1) => Some(Period::Month),
            Some(3) => Some(Period::Quarter),
            Some(6) => Some(Period::HalfYear),
            Some(12) => Some(Period::Year),
            Some(months) if months > 12 && months % 12 == 0 => {
                u16::try_from(months / 12).ok().map(Period::Years)
            }
            _ => None,
        };
        period.ok_or_else(|| Box::new(faults::no_such_period(span)))
    }

    /// `8 shifts a month`, `once/year`, behind what is asked.
    pub(super) fn per_period(
        &self,
        pair: Pair<'_, Rule>,
        periods: &mut Vec<Spanned<Period>>,
    ) -> Lowered<Option<Span>> {
        let span = self.span(&pair);
        let first = periods.first().map(|first| first.span);
        let mut period = Period::Year;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::number if whole(self.number(&child)?) != Some(1) => {
                    return Err(Box::new(faults::no_such_period(span)));
                }
                Rule::months => period = Period::Month,
                _ => {}
            }
        }
        periods.push(Spanned::new(period, span));
        Ok(first)
    }

    fn deadline(&self, pair: Pair<'_, Rule>, periods: &[Spanned<Period>]) -> Lowered<Deadline> {
        let span = self.span(&pair);
        let mut before = false;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::before => before = true,
                Rule::whole_year => return self.year(child).map(Point::Year).map(Deadline::By),
                Rule::part_of_year | Rule::month_within => {
                    return self.part_of_year(child, periods).map(Deadline::By);
                }
                Rule::part_before => return self.part_before(child).map(Deadline::Before),
                Rule::point => {
                    let point = self.point(child)?;
                    return Ok(if before {
                        Deadline::Before(point)
                    } else {
                        Deadline::By(point)
                    });
                }
                _ => {}
            }
        }
        Err(Box::new(faults::missing_date(span)))
    }

    /// The last day of a quarter, half or month, of one year or of each.
    fn part_of_year(&self, pair: Pair<'_, Rule>, periods: &[Spanned<Period>]) -> Lowered<Point> {
        let span = self.span(&pair);
        let mut month = 12;
        let mut named = None;
        let mut year = None;
        let is_yearly = |period: &Spanned<Period>| period.node == Period::Year;
        let mut recurring = self.often == Some(Period::Year) || periods.iter().any(is_yearly);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::whole_year => return self.year(child).map(Point::Year),
                Rule::stretch_of_year => month = last_month(child),
                Rule::month => {
                    let number = self.month(&child);
                    month = i8::try_from(number).unwrap_or(12);
                    named = Some(number);
                }
                Rule::recurring => recurring = true,
                Rule::year_of => year = Some(self.year(child)?),
                _ => {}
            }
        }
        match year {
            Some(year) => Ok(Point::Month(year, month)),
            // A leap year, so that the last day of February is there.
            None if recurring => figures::civil(2024, i16::from(month), 1)
                .map(|first| Point::EachYear {
                    month,
                    day: first.days_in_month(),
                })
                .map_err(|fault| Box::new(faults::bad_date(span, &fault))),
            None => Err(Box::new(match named {
                Some(month) => faults::month_without_year(span, month),
                None => faults::day_without_year(span),
            })),
        }
    }

    /// The first month of a part of one year, or of each.
    fn part_before(&self, pair: Pair<'_, Rule>) -> Lowered<Point> {
        let span = self.span(&pair);
        let (mut month, mut year) = (1, None);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::stretch_of_year => month = first_month(child),
                Rule::year_of => year = Some(self.year(child)?),
                _ => {}
            }
        }
        let day = figures::civil(year.unwrap_or(2024), i16::from(month), 1)
            .map_err(|fault| Box::new(faults::bad_date(span, &fault)))?;
        Ok(match year {
            Some(_) => Point::Day(day),
            None => Point::EachYear { month, day: 1 },
        })
    }

    fn throughout(&self, pair: Pair<'_, Rule>) -> Lowered<Deadline> {
        let span = self.span(&pair);
        let mut years = Vec::new();
        for child in pair
            .into_inner()
            .filter(|child| child.as_rule() == Rule::year)
        {
            years.push(self.year(child)?);
        }
        match years.as_slice() {
            [from, to] if from <= to => Ok(Deadline::Throughout {
                from: *from,
                to: *to,
            }),
            _ => Err(Box::new(faults::throughout_backwards(span))),
        }
    }

    /// A year, month or day as the text names it.
    pub(super) fn point(&self, pair: Pair<'_, Rule>) -> Lowered<Point> {
        let span = self.span(&pair);
        let mut names_day = self.ends_with_day(&pair);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::date => return self.date(&child).map(Point::Day),
                Rule::day_of_period => return self.day_of_period(child),
                Rule::day_of_month => return self.day_of_month(child),
                Rule::month_of_year => return self.month_of_year(child),
                Rule::year if names_day => return self.day_or_year(child),
                Rule::year => return self.year(child).map(Point::Year),
                Rule::days => names_day = true,
                _ => {}
            }
        }
        Err(Box::new(faults::missing_date(span)))
    }

    /// Whether the keyword before a point says that it is a day: `chậm nhất ngày`.
    fn ends_with_day(&self, pair: &Pair<'_, Rule>) -> bool {
        let start = self.span(pair).start;
        let before = self
            .tokens
            .iter()
            .rev()
            .find(|token| token.span.end <= start);
        before.is_some_and(|token| fold(token.text) == fold("ngày"))
    }

    /// `hằng tháng, trước ngày 15`: a day of each of them.
    fn day_or_year(&self, pair: Pair<'_, Rule>) -> Lowered<Point> {
        let span = self.span(&pair);
        let number = pair
            .clone()
            .into_inner()
            .find(|child| child.as_rule() == Rule::number);
        let day = number.map(|number| self.number(&number)).transpose()?;
        let day = day.and_then(whole).filter(|day| (1..=31).contains(day));
        match (day, self.often) {
            (Some(day), Some(Period::Month)) => Ok(Point::EachMonth {
                day: i8::try_from(day).unwrap_or(1),
            }),
            (Some(day), Some(Period::Quarter)) => {
                Err(Box::new(faults::day_of_which_month(span, day, true)))
            }
            (Some(day), Some(Period::Year)) => {
                Err(Box::new(faults::day_of_which_month(span, day, false)))
            }
            _ => self.year(pair).map(Point::Year),
        }
    }

    fn day_of_period(&self, pair: Pair<'_, Rule>) -> Lowered<Point> {
        let span = self.span(&pair);
        let (mut day, mut each_month) = (0, false);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::number => day = whole(self.number(&child)?).unwrap_or(0),
                Rule::of_each_month => each_month = true,
                _ => {}
            }
        }
        // January has every day that a month can have.
        let date = figures::civil(2024, 1, i16::try_from(day).unwrap_or(0))
            .map_err(|fault| Box::new(faults::bad_date(span, &fault)))?;
        let day = date.day();
        Ok(if each_month {
            Point::EachMonth { day }
        } else {
            Point::LastMonth { day }
        })
    }

    fn day_of_month(&self, pair: Pair<'_, Rule>) -> Lowered<Point> {
        let span = self.span(&pair);
        let mut numbers = Vec::new();
        let (mut year, mut recurring) = (None, false);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::number => numbers.push(whole(self.number(&child)?).unwrap_or(0)),
                Rule::month => numbers.push(self.month(&child)),
                Rule::recurring => recurring = true,
                Rule::year_of => year = Some(self.year(child)?),
                _ => {}
            }
        }
        let part = |at: usize| {
            numbers
                .get(at)
                .and_then(|number| i16::try_from(*number).ok())
                .unwrap_or(0)
        };
        let (day, month) = (part(0), part(1));
        // A leap year, so that 29 February each year can be said.
        let date = figures::civil(year.unwrap_or(2024), month, day)
            .map_err(|fault| Box::new(faults::bad_date(span, &fault)))?;
        match (year, recurring) {
            (Some(_), _) => Ok(Point::Day(date)),
            (None, recurring) if recurring || self.often == Some(Period::Year) => {
                Ok(Point::EachYear {
                    month: date.month(),
                    day: date.day(),
                })
            }
            (None, _) => Err(Box::new(faults::day_without_year(span))),
        }
    }

    fn month_of_year(&self, pair: Pair<'_, Rule>) -> Lowered<Point> {
        let span = self.span(&pair);
        let (mut month, mut year) = (1, None);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::month => month = self.month(&child),
                Rule::year_of => year = Some(self.year(child)?),
                _ => {}
            }
        }
        let year = year.ok_or_else(|| Box::new(faults::day_without_year(span)))?;
        Ok(Point::Month(year, i8::try_from(month).unwrap_or(1)))
    }

    fn month(&self, pair: &Pair<'_, Rule>) -> u32 {
        match self.item(pair).map(|item| &item.meaning) {
            Some(Meaning::Month(month)) => u32::from(month.unsigned_abs()),
            // The keyword of the modality has the same form.
            _ => 5,
        }
    }

    fn year(&self, pair: Pair<'_, Rule>) -> Lowered<i16> {
        let span = self.span(&pair);
        let number = pair
            .into_inner()
            .find(|child| child.as_rule() == Rule::number);
        let number = number.map(|number| self.number(&number)).transpose()?;
        let year = number
            .and_then(whole)
            .and_then(|year| i16::try_from(year).ok());
        year.filter(|year| (1900..=2199).contains(year))
            .ok_or_else(|| Box::new(faults::not_a_year(span)))
    }
}

/// The month that a part of the year ends with.
fn last_month(stretch: Pair<'_, Rule>) -> i8 {
    match stretch.into_inner().next().map(|word| word.as_rule()) {
        Some(Rule::first_quarter) => 3,
        Some(Rule::second_quarter | Rule::first_half) => 6,
        Some(Rule::third_quarter | Rule::first_nine_months) => 9,
        _ => 12,
    }
}

/// The month that a part of the year begins with.
fn first_month(stretch: Pair<'_, Rule>) -> i8 {
    match stretch.into_inner().next().map(|word| word.as_rule()) {
        Some(Rule::second_quarter) => 4,
        Some(Rule::third_quarter | Rule::second_half) => 7,
        Some(Rule::fourth_quarter) => 10,
        _ => 1,
    }
}

fn modality(pair: Pair<'_, Rule>) -> Modality {
    match pair.into_inner().next().map(|word| word.as_rule()) {
        Some(Rule::must_not) => Modality::MustNot,
        Some(Rule::prohibited) => Modality::Prohibited,
        Some(Rule::strive) => Modality::Strive,
        Some(Rule::encouraged) => Modality::Encouraged,
        Some(Rule::requested) => Modality::Requested,
        Some(Rule::may) => Modality::May,
        _ => Modality::Must,
    }
}

/// A whole number that is not too large to count with.
pub(super) fn whole(number: Number) -> Option<u32> {
    u32::try_from(number.numerator)
        .ok()
        .filter(|_| number.denominator == 1)
}

/// Whether a deadline is said as the time within which it is to be, and whether that is a whole year.
fn within(deadline: &Pair<'_, Rule>) -> Option<bool> {
    let mut parts = deadline.clone().into_inner();
    let first = parts.next()?;
    match first.as_rule() {
        Rule::whole_year => Some(true),
        Rule::within => {
            let part = parts.next()?;
            let inside = part.into_inner().next();
            Some(inside.is_some_and(|part| part.as_rule() == Rule::whole_year))
        }
        _ => None,
    }
}
