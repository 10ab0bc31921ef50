//! Goals: whether what is required holds, for the body or member in question.

use super::deeds::date_of;
use super::judgement::{Judgement, all_may, all_of, any_may, any_of, at_least_may, open_of};
use super::may::May;
use super::scope::{Awaited, Deed, Judge, Scope, Tense};
use super::terms::Terms;
use crate::run::calendar::limits::Due;
use crate::run::interval::{Range, Truth};
use crate::run::number::Number;
use crate::run::program::{
    Bound, Clause, Combination, Event, FactId, FactKind, Goal, Limit, Quantity, Relation,
};
use crate::run::verdict::{Measure, Reason, RelationKind, Required, Status};

impl Judge<'_> {
    /// Judges a goal.
    pub(super) fn goal(
        &self,
        scope: &Scope<'_>,
        goal: &Goal,
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        if terms.events_only && !hangs_on_event(goal) {
            return Judgement::new(Status::NotApplicable, Reason::NotInForce);
        }
        let worth = self.goal_worth(scope, goal, tense);
        match worth.given {
            Truth::True => self.valued_goal(scope, goal, tense, terms),
            Truth::False => Judgement::new(Status::NotApplicable, worth.reason),
            Truth::Unknown => {
                let judgement = self.valued_goal(scope, goal, tense, terms);
                let may = judgement.may.or(May::be(Status::NotApplicable));
                Judgement {
                    measure: judgement.measure,
                    ..self
                        .decided(Truth::Unknown, worth.reason, tense)
                        .that_may(may)
                }
            }
        }
    }

    /// Judges a goal of which whatever it compares has a value.
    fn valued_goal(
        &self,
        scope: &Scope<'_>,
        goal: &Goal,
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        match goal {
            Goal::Share {
                pool,
                weights,
                bound,
                rounding,
            } => self.judge_share(scope, (pool, weights), bound, *rounding, tense, terms),
            Goal::Ratio { part, whole, bound } => {
                self.judge_ratio(scope, (part, whole), bound, tense, terms)
            }
            Goal::Compare { quantity, bound } => {
                self.judge_comparison(scope, quantity, bound, tense)
            }
            Goal::Deeds { facts, limit } => {
                self.judge_deeds(scope, facts, limit.as_ref(), tense, terms)
            }
            Goal::Refrain { facts } => {
                let judgements = facts
                    .iter()
                    .map(|fact| self.judge_abstention(scope, *fact, tense, terms))
                    .collect();
                self.all_deeds(scope, (facts, None), judgements)
            }
            Goal::Each { pool, goals } => self.judge_each(scope, pool, goals, tense, terms),
            Goal::Combined { how, parts } => self.judge_combined(scope, *how, parts, tense, terms),
        }
    }

    /// Nothing decides it: says why.
    pub(super) fn undecided(&self) -> Judgement {
        let reason = if self.ledger.has_overflow() {
            Reason::Overflow
        } else if self.ledger.has_refused_day() {
            Reason::NoSuchDay
        } else if self.ledger.is_faulty() {
            Reason::FaultyFacts
        } else if self.ledger.lacks_times_alone() {
            Reason::TimeOfDay
        } else {
            Reason::MissingFacts
        };
        Judgement::new(Status::Unknown, reason)
    }

    pub(super) fn decided(&self, truth: Truth, reason: Reason, tense: Tense) -> Judgement {
        match (truth, tense) {
            (Truth::True, _) => Judgement::new(Status::Met, reason),
            (Truth::False, _) => Judgement::new(Status::NotMet, reason),
            (Truth::Unknown, Tense::Running) => Judgement::running().that_may(May::BE_KEPT),
            (Truth::Unknown, Tense::Settled) => self.undecided().that_may(May::BE_KEPT),
        }
    }

    /// As [`Self::decided`]; where nothing but what has not been done yet leaves it open, it is
    /// pending, to the last day for that.
    pub(super) fn decided_later(
        &self,
        truth: Truth,
        reason: Reason,
        tense: Tense,
        again: &dyn Fn(&Self) -> Truth,
    ) -> Judgement {
        if truth != Truth::Unknown || tense == Tense::Running || !self.ledger.waits() {
            return self.decided(truth, reason, tense);
        }
        let soon = self.awaiting(Awaited::Soon);
        let waits = again(&soon) != Truth::Unknown
            && again(&self.awaiting(Awaited::Never)) != Truth::Unknown;
        if !waits {
            return self.decided(truth, reason, tense);
        }
        Judgement {
            due: soon.ledger.waits_until(),
            ..Judgement::running()
        }
    }

    /// The last day for a deed that is compared with a day.
    fn last_day_of(&self, scope: &Scope<'_>, of: (&Quantity, &Bound)) -> Option<Due> {
        let (Quantity::Fact(fact), bound) = of else {
            return None;
        };
        let is_day = matches!(self.fact(*fact).kind, FactKind::Date | FactKind::Act);
        let (last, before) = match &bound.relation {
            Relation::AtMost(last) | Relation::Between(_, last) => (last, false),
            Relation::Under(last) => (last, true),
            _ => return None,
        };
        let judge = self.on_the_side();
        let last = judge.quantity(scope, last, Tense::Settled).exact();
        let last = last.filter(|_| is_day).and_then(date_of)?;
        Some(Due {
            day: if before { last.yesterday().ok()? } else { last },
            moment: None,
            provisional: false,
        })
    }

    /// A comparison of days of which one has not come: it comes on the day of the check, later, or never.
    fn dated_later(
        &self,
        scope: &Scope<'_>,
        quantity: &Quantity,
        tense: Tense,
        keeps: &dyn Fn(&Self) -> Truth,
    ) -> Option<Judgement> {
        if !self.ledger.waits() {
            return None;
        }
        let later = self.awaiting(Awaited::Later);
        later.quantity(scope, quantity, tense);
        let own = later.ledger.waits();
        let judgement = match keeps(&later) {
            Truth::False if own => Judgement::new(Status::NotMet, Reason::Overdue),
            Truth::False => Judgement::new(Status::NotMet, Reason::Comparison),
            Truth::True if !own => Judgement::new(Status::Met, Reason::Comparison),
            // It is not done yet: once it is, it will be in order.
            Truth::True => Judgement::running(),
            Truth::Unknown => return None,
        };
        Some(judgement)
    }

    fn judge_comparison(
        &self,
        scope: &Scope<'_>,
        quantity: &Quantity,
        bound: &Bound,
        tense: Tense,
    ) -> Judgement {
        let value = self.quantity(scope, quantity, tense);
        let one = Range::exactly(Number::ONE);
        let truth = match quantity {
            Quantity::Share(pool) => {
                let tally = self.tally(scope, pool, &[], tense);
                self.members_keep(scope, &tally, bound, tense)
            }
            quantity => self
                .is_whole(quantity)
                .then(|| self.whole_keeps(scope, Range::ANY, one, bound, tense))
                .flatten()
                .unwrap_or_else(|| self.keeps(scope, value, bound, tense)),
        };
        let required = self.required(scope, bound, tense);
        let reason = match quantity {
            Quantity::Fact(_) | Quantity::Size(_) => Reason::Count,
            _ => Reason::Comparison,
        };
        let measure = Measure::Quantity {
            value,
            required,
            unit: bound.unit.clone(),
        };
        if self.grew_from_nothing(scope, quantity) {
            return Judgement::new(Status::NotApplicable, Reason::NothingBefore).measured(measure);
        }
        let keeps = |judge: &Self| {
            let value = judge.quantity(scope, quantity, tense);
            judge.keeps(scope, value, bound, tense)
        };
        let judgement = match truth {
            Truth::Unknown => self.dated_later(scope, quantity, tense, &keeps),
            Truth::True | Truth::False => None,
        };
        let judgement =
            judgement.unwrap_or_else(|| self.decided_later(truth, reason, tense, &keeps));
        let due = match judgement.reason {
            Reason::Running | Reason::Overdue => self.last_day_of(scope, (quantity, bound)),
            _ => None,
        };
        Judgement {
            due: judgement.due.or(due),
            ..judgement
        }
        .measured(measure)
    }

    fn judge_deeds(
        &self,
        scope: &Scope<'_>,
        facts: &[FactId],
        limit: Option<&Limit>,
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        let judgements = facts
            .iter()
            .map(|fact| self.judge_deed(scope, *fact, limit, tense, terms))
            .collect();
        self.all_deeds(scope, (facts, limit), judgements)
    }

    fn all_deeds(
        &self,
        scope: &Scope<'_>,
        (facts, limit): (&[FactId], Option<&Limit>),
        judgements: Vec<Judgement>,
    ) -> Judgement {
        let status = all_of(judgements.iter().map(|judgement| judgement.status));
        let measure = Measure::Deeds(
            facts
                .iter()
                .map(|fact| (*fact, self.deed_state(scope, *fact, limit)))
                .collect(),
        );
        let may = all_may(judgements.iter().map(|judgement| judgement.may));
        let status = may.only().unwrap_or(status);
        let deciding = judgements
            .into_iter()
            .find(|judgement| judgement.status == status)
            .unwrap_or_else(|| Judgement::new(status, Reason::Deed));
        Judgement { may, ..deciding }.measured(measure)
    }

    fn judge_combined(
        &self,
        scope: &Scope<'_>,
        how: Combination,
        parts: &[Clause],
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        let judgements: Vec<Judgement> = parts
            .iter()
            .map(|part| {
                match part
                    .condition
                    .as_ref()
                    .map(|c| self.condition(scope, c, tense))
                {
                    None | Some(Truth::True) => self.goal(scope, &part.goal, tense, terms),
                    Some(Truth::False) => Judgement::new(Status::NotApplicable, Reason::Condition),
                    Some(Truth::Unknown) if tense == Tense::Running => Judgement::running(),
                    Some(Truth::Unknown) => self.undecided(),
                }
            })
            .collect();
        let statuses: Vec<Status> = judgements
            .iter()
            .map(|judgement| judgement.status)
            .collect();
        let ways = judgements.iter().map(|judgement| judgement.may);
        let may = match how {
            Combination::AllOf => all_may(ways),
            Combination::AnyOf => any_may(ways),
            Combination::AtLeast(n) => at_least_may(n as usize, &judgements),
        };
        let status = may.only().unwrap_or_else(|| match how {
            Combination::AllOf => all_of(statuses.iter().copied()),
            Combination::AnyOf => any_of(statuses.iter().copied()),
            Combination::AtLeast(_) => open_of(&judgements),
        });
        let deciding = judgements
            .into_iter()
            .find(|judgement| judgement.status == status);
        let judgement = match status {
            Status::Unknown => self.undecided(),
            Status::Pending => Judgement::running(),
            status => Judgement::new(status, Reason::Combined),
        };
        let (due, late_by) =
            deciding.map_or((None, None), |judgement| (judgement.due, judgement.late_by));
        Judgement {
            due,
            late_by,
            ..judgement.that_may(may)
        }
        .measured(Measure::Combined(statuses))
    }

    /// A bound with its numbers worked out.
    pub(super) fn required(&self, scope: &Scope<'_>, bound: &Bound, tense: Tense) -> Required {
        let range = |quantity: &Quantity| self.quantity(scope, quantity, tense);
        let (relation, from, to) = match &bound.relation {
            Relation::Over(q) => (RelationKind::Over, range(q), None),
            Relation::AtLeast(q) => (RelationKind::AtLeast, range(q), None),
            Relation::Under(q) => (RelationKind::Under, range(q), None),
            Relation::AtMost(q) => (RelationKind::AtMost, range(q), None),
            Relation::Exactly(q) => (RelationKind::Exactly, range(q), None),
            Relation::Not(q) => (RelationKind::Not, range(q), None),
            Relation::Between(low, high) => (RelationKind::Between, range(low), Some(range(high))),
        };
        Required {
            relation,
            from,
            to,
            unit: bound.unit.clone(),
        }
    }

    /// What is reported of a deed, without noting that it is missing.
    pub(super) fn deed_silently(&self, scope: &Scope<'_>, fact: FactId) -> Deed {
        self.on_the_side().deed(scope, fact)
    }

    /// A judge of the same whose notes are thrown away.
    pub(super) fn on_the_side(&self) -> Self {
        Judge {
            ledger: super::ledger::Ledger::default(),
            ..*self
        }
    }

    /// The same, for whom what has not been done yet is as given.
    pub(super) fn awaiting(&self, awaited: Awaited) -> Self {
        Judge {
            awaited: Some(awaited),
            ..self.on_the_side()
        }
    }

    /// Whether a goal is reached, as a share, a count or points take it; what is done late is not.
    pub(super) fn reached(&self, judgement: &Judgement) -> Truth {
        match judgement.status {
            Status::Met => Truth::True,
            Status::Late | Status::NotMet | Status::NotApplicable => Truth::False,
            Status::Pending | Status::Unknown if !judgement.may.come_to(Status::Met) => {
                Truth::False
            }
            Status::Pending => {
                self.ledger.wait(judgement.due);
                match self.awaited {
                    Some(Awaited::Soon) => Truth::True,
                    Some(Awaited::Never) => Truth::False,
                    Some(Awaited::Later) | None => Truth::Unknown,
                }
            }
            Status::Unknown => Truth::Unknown,
        }
    }
}

/// Whether some deed of a goal has its time from an event, so that the text of that day judges it.
pub(super) fn hangs_on_event(goal: &Goal) -> bool {
    match goal {
        Goal::Deeds { limit, .. } => matches!(
            limit,
            Some(
                Limit::Within(_, Event::Fact(_))
                    | Limit::Before(_, Event::Fact(_))
                    | Limit::EarlierThan(Event::Fact(_))
                    | Limit::LaterThan(Event::Fact(_))
                    | Limit::By(Event::Fact(_))
            )
        ),
        Goal::Each { goals, .. } => goals.iter().any(hangs_on_event),
        Goal::Combined { parts, .. } => parts.iter().any(|part| hangs_on_event(&part.goal)),
        Goal::Share { .. } | Goal::Ratio { .. } | Goal::Compare { .. } | Goal::Refrain { .. } => {
            false
        }
    }
}
