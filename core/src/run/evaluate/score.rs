//! What scores and growth are worth.

use super::scope::{Judge, Scope, Tense};
use super::terms::Terms;
use crate::run::interval::{Range, Truth};
use crate::run::number::Number;
use crate::run::program::{Earned, Growth, Quantity, Score, ScoreLine};
use crate::run::verdict::Status;

impl Judge<'_> {
    /// The points that a score can still come to.
    pub(super) fn score(&self, scope: &Scope<'_>, sheet: &Score, tense: Tense) -> Range {
        sheet
            .lines
            .iter()
            .fold(Range::exactly(Number::ZERO), |sum, line| {
                self.fitting(sum.plus(self.points(scope, sheet, line, tense)))
            })
    }

    /// The points that a line of a score can still earn.
    pub(super) fn points(
        &self,
        scope: &Scope<'_>,
        sheet: &Score,
        line: &ScoreLine,
        tense: Tense,
    ) -> Range {
        let all = Range::exactly(line.most);
        let nothing = Range::exactly(Number::ZERO);
        let without = if sheet.none_counts_as_met {
            all
        } else {
            nothing
        };
        let (clause, in_part) = match &line.earned {
            Earned::Points(quantity) => {
                let by_row = || self.quantity(scope, quantity, tense);
                return match self.keys_worth(scope, quantity, tense).given {
                    Truth::True => by_row(),
                    Truth::False => without,
                    Truth::Unknown => by_row().either(without),
                };
            }
            Earned::Whole(clause) => (clause, None),
            Earned::ProRata {
                clause,
                achieved,
                required,
            } => (clause, Some((achieved, required))),
        };
        let applies = clause
            .condition
            .as_ref()
            .map_or(Truth::True, |when| self.condition(scope, when, tense));
        if applies == Truth::False {
            return without;
        }
        let judgement = self.goal(scope, &clause.goal, tense, &Terms::default());
        let earned = match (judgement.status, self.reached(&judgement), in_part) {
            (Status::NotApplicable, ..) => without,
            (_, Truth::True, _) => all,
            (_, Truth::False, None) => nothing,
            (_, Truth::Unknown, None) => nothing.either(all),
            (_, _, Some((achieved, required))) => {
                let part = self.part(scope, (achieved, required), tense);
                self.fitting(part.times(all))
            }
        };
        let may_not_apply =
            applies == Truth::Unknown || judgement.may.come_to(Status::NotApplicable);
        if may_not_apply {
            earned.either(without)
        } else {
            earned
        }
    }

    /// The part reached of what is required, from none to all.
    fn part(
        &self,
        scope: &Scope<'_>,
        (achieved, required): (&Quantity, &Quantity),
        tense: Tense,
    ) -> Range {
        let required = self.quantity(scope, required, tense);
        if required.to.is_some_and(|most| most <= Number::ZERO) {
            return Range::exactly(Number::ONE);
        }
        let achieved = self.quantity(scope, achieved, tense);
        let part = self.fitting(achieved.divided_by(required));
        part.least(Range::exactly(Number::ONE))
            .greatest(Range::exactly(Number::ZERO))
    }

    /// By how much a quantity has changed.
    pub(super) fn growth(&self, scope: &Scope<'_>, growth: &Growth, tense: Tense) -> Range {
        let now = self.quantity(scope, &growth.of, tense);
        let before = self.past(scope, &growth.of, growth.since);
        let (now, before) = if growth.relative {
            (now.divided_by(before), Range::exactly(Number::ONE))
        } else {
            (Ok(now), before)
        };
        let change = now.and_then(|now| {
            if growth.falls {
                before.minus(now)
            } else {
                now.minus(before)
            }
        });
        self.fitting(change)
    }

    /// Whether growth is asked of a quantity that was nothing before: no share of it can be taken.
    pub(super) fn grew_from_nothing(&self, scope: &Scope<'_>, quantity: &Quantity) -> bool {
        let Quantity::Growth(growth) = quantity else {
            return false;
        };
        let before = || self.past(scope, &growth.of, growth.since);
        growth.relative && before().exact() == Some(Number::ZERO)
    }
}
