//! Limits in time.

use pest::iterators::Pair;

use crate::faults;
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
        for child in form.into_inner() {
            match child.as_rule() {
                Rule::duration => length = Some(self.duration(child)?),
                Rule::event | Rule::named_event => event = Some(self.event(child)?),
                Rule::after => order = Order::After,
                Rule::by => order = Order::By,
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
            (Rule::lasting, Some(length), None) => Ok(TimeLimit::Lasting { length }),
            (Rule::order, None, Some(event)) => Ok(TimeLimit::Order { order, event }),
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
                Rule::unit => unit = time_unit(child),
                _ => {}
            }
        }
        let amount = amount.ok_or_else(|| Box::new(faults::missing_number(span)))?;
        Ok(Duration { amount, unit })
    }

    fn event(&mut self, pair: Pair<'_, Rule>) -> Lowered<EventRef> {
        let span = self.span(&pair);
        match pair.into_inner().next() {
            Some(name) if name.as_rule() != Rule::end_of_period => {
                self.any_fact(&name).map(EventRef::Fact)
            }
            _ => Ok(EventRef::EndOfPeriod(span)),
        }
    }
}

/// The unit that a pair `unit` names.
pub(super) fn time_unit(pair: Pair<'_, Rule>) -> TimeUnit {
    match pair.into_inner().next().map(|unit| unit.as_rule()) {
        Some(Rule::hours) => TimeUnit::Hours,
        Some(Rule::working_days) => TimeUnit::WorkingDays,
        Some(Rule::consecutive_days) => TimeUnit::ConsecutiveDays,
        Some(Rule::weeks) => TimeUnit::Weeks,
        Some(Rule::months) => TimeUnit::Months,
        Some(Rule::years) => TimeUnit::Years,
        _ => TimeUnit::Days,
    }
}
