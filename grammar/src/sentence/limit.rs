//! Limits in time.

use pest::iterators::Pair;

use crate::faults;
use crate::lines::Token;
use crate::names::NameId;
use crate::source::Spanned;
use crate::syntax::{Duration, EventRef, Order, TimeLimit, TimeUnit};

use super::Rule;
use super::lower::{Lowered, Lowerer};

impl Lowerer<'_> {
    /// `within 5 working days of EVENT` and the like.
    pub(super) fn limit(&mut self, pair: Pair<'_, Rule>) -> Lowered<TimeLimit> {
        let span = self.span(&pair);
        let Some(form) = pair.into_inner().next() else {
            return Err(Box::new(faults::limit_without_event(span)));
        };
        let rule = form.as_rule();
        let (mut length, mut event, mut order) = (None, None, Order::Before);
        let mut said_to_last = false;
        for child in form.into_inner() {
            match child.as_rule() {
                Rule::duration => length = Some(self.duration(child)?),
                Rule::event | Rule::named_event => event = Some(self.event(child)?),
                Rule::after => order = Order::After,
                Rule::by => order = Order::By,
                Rule::for_at_least | Rule::within => said_to_last = true,
                _ => {}
            }
        }
        match (rule, length, event) {
            (Rule::within_limit | Rule::within_event, Some(length), Some(of)) => {
                Ok(TimeLimit::Within { length, of })
            }
            (Rule::before_limit, Some(length), Some(event)) => {
                Ok(TimeLimit::Before { length, event })
            }
            (Rule::order, None, Some(event)) => Ok(TimeLimit::Order { order, event }),
            (Rule::lasting, Some(length), None) => {
                if !said_to_last && is_days(length.unit) {
                    let is_after = |token: &Token<'_>| ["after", "sau", "kể"].contains(&token.text);
                    let next = self
                        .tokens
                        .iter()
                        .find(|token| token.span.start >= span.end);
                    let before = self.tokens.iter().rev();
                    let mut before = before
                        .filter(|token| token.span.end <= span.start)
                        .take(MOST_OF_EVENT);
                    if next.is_some_and(is_after) || before.any(is_after) {
                        return Err(Box::new(faults::not_before(span)));
                    }
                    return Err(Box::new(faults::days_or_stay(span)));
                }
                Ok(TimeLimit::Lasting { length })
            }
            _ => Err(Box::new(faults::limit_without_event(span))),
        }
    }

    /// `5 working days`.
    pub(super) fn duration(&self, pair: Pair<'_, Rule>) -> Lowered<Duration> {
        let span = self.span(&pair);
        let (mut amount, mut unit) = (None, TimeUnit::Days);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::number => {
                    amount = Some(Spanned::new(self.number(&child)?, self.span(&child)));
                }
                Rule::unit => unit = self.time_unit(child)?,
                _ => {}
            }
        }
        let amount = amount.ok_or_else(|| Box::new(faults::missing_number(span)))?;
        Ok(Duration { amount, unit })
    }

    /// The unit that a pair `unit` names.
    pub(super) fn time_unit(&self, pair: Pair<'_, Rule>) -> Lowered<TimeUnit> {
        let span = self.span(&pair);
        Ok(match pair.into_inner().next().map(|unit| unit.as_rule()) {
            Some(Rule::hours) => TimeUnit::Hours,
            Some(Rule::working_days) => TimeUnit::WorkingDays,
            Some(Rule::consecutive_days) => TimeUnit::ConsecutiveDays,
            Some(Rule::weeks) => TimeUnit::Weeks,
            Some(Rule::months) => TimeUnit::Months,
            Some(Rule::years) => TimeUnit::Years,
            Some(Rule::working_hours) => return Err(Box::new(faults::working_hours(span))),
            Some(Rule::minutes) => return Err(Box::new(faults::minutes(span))),
            _ => TimeUnit::Days,
        })
    }

    fn event(&mut self, pair: Pair<'_, Rule>) -> Lowered<EventRef> {
        let span = self.span(&pair);
        let mut parts = pair.into_inner();
        let name = parts.next();
        let of = parts.find(|part| part.as_rule() == Rule::population);
        match name {
            Some(name) if name.as_rule() != Rule::end_of_period => {
                let event = self.any_fact(&name)?;
                if let Some(of) = of {
                    self.is_event_of(&name, &of)?;
                }
                Ok(EventRef::Fact(event))
            }
            _ => Ok(EventRef::EndOfPeriod(span)),
        }
    }
}

impl Lowerer<'_> {
    /// Whether an event is one of the members looked at, who are named again behind it.
    fn is_event_of(&self, name: &Pair<'_, Rule>, of: &Pair<'_, Rule>) -> Lowered<()> {
        let members = self.scopes.last().map_or(&[][..], Vec::as_slice);
        let named = self.names(of);
        let owner = |id: &NameId| self.reader.names.at(*id).owner;
        let is_theirs = self.names(name).iter().any(|event| {
            owner(event).is_some_and(|of| named.contains(&of) && members.contains(&of))
        });
        if is_theirs {
            Ok(())
        } else {
            Err(Box::new(faults::left_over(self.span(of))))
        }
    }
}

/// The name of an event is so many words long at the most, where it stands before a number of days.
const MOST_OF_EVENT: usize = 6;

/// Days of which a number may be a length of time or a number of times.
fn is_days(unit: TimeUnit) -> bool {
    matches!(unit, TimeUnit::Days | TimeUnit::WorkingDays)
}
