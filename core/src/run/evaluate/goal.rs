//! Goals: whether what is required holds, for the body or member in question.

use jiff_core::civil::Date;

use super::deeds::date_of;
use super::may::May;
use super::members::Members;
use super::scope::{Awaited, Deed, Frame, Judge, Scope, Tense};
use super::tally::{Tally, bodies};
use crate::run::calendar::limits::Due;
use crate::run::facts::Value;
use crate::run::facts::path::Path;
use crate::run::interval::{Range, Truth};
use crate::run::number::Number;
use crate::run::program::{
    Bound, Clause, CollectionKind, Combination, Condition, Ended, Event, FactId, FactKind, Goal,
    Limit, Part, Quantity, Relation, Rounding, Unit,
};
use crate::run::verdict::{LateBy, Measure, MemberVerdict, Reason, RelationKind, Required, Status};

/// What a requirement says beside its goal.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Terms {
    /// The last day that serves for deeds without a limit of their own, where the text names one.
    pub(super) due: Option<Date>,
    /// A share or `each` over nobody is met.
    pub(super) none_counts_as_met: bool,
    /// First and last day of the text in force, and why it ended: it judges a limit by its event.
    pub(super) in_force: Option<(Date, Option<Date>, Ended)>,
    /// First day on which the rule bound in any wording: nothing done before it is forbidden by it.
    pub(super) entry: Option<Date>,
    /// The text was in force for a part of the period alone: it judges limits whose event is known to
    /// lie there, and nothing else.
    pub(super) events_only: bool,
}

impl Terms {
    /// The answer where there is nobody to count.
    fn of_nobody(&self) -> Judgement {
        let status = if self.none_counts_as_met {
            Status::Met
        } else {
            Status::NotApplicable
        };
        Judgement::new(status, Reason::EmptyPopulation)
    }

    /// What is held of some, where there may be nobody.
    fn of_some(&self, kept: Truth, of: Range) -> Truth {
        match kept {
            Truth::True if self.none_counts_as_met => Truth::True,
            _ if of.may_be_nothing() => Truth::Unknown,
            kept => kept,
        }
    }

    /// What a share of so many may come to.
    fn may_of(&self, kept: Truth, of: Range) -> May {
        let may = May::keep(kept);
        if of.may_be_nothing() {
            may.or(self.of_nobody().may)
        } else {
            may
        }
    }

    /// Why no event that has not come so far can still be judged: the text has ended.
    pub(super) fn over(&self, as_of: Date) -> Option<Judgement> {
        let (_, to, ended) = self.in_force?;
        to.filter(|to| as_of > *to)
            .map(|_| Judgement::new(Status::NotApplicable, ended_reason(ended)))
    }

    /// Whether an event to come may find the text not in force yet, or not any more.
    pub(super) fn may_miss_an_event(&self, as_of: Date) -> bool {
        self.in_force
            .is_some_and(|(from, to, _)| as_of < from || to.is_some())
    }

    pub(super) fn out_of_force(&self, day: Date) -> Option<Reason> {
        let (from, to, ended) = self.in_force?;
        if day < from {
            Some(Reason::NotInForce)
        } else if to.is_some_and(|to| day > to) {
            Some(ended_reason(ended))
        } else {
            None
        }
    }
}

/// Why a text that has ended does not apply.
pub(super) const fn ended_reason(ended: Ended) -> Reason {
    match ended {
        Ended::Expired => Reason::Expired,
        Ended::PhaseOver => Reason::PhaseOver,
        Ended::Repealed => Reason::Repealed,
        Ended::Suspended => Reason::Suspended,
        Ended::Amended => Reason::Amended,
    }
}

/// The answer to a goal.
#[derive(Debug, Clone)]
pub(super) struct Judgement {
    pub(super) status: Status,
    /// What it may come to, however the gaps are filled.
    pub(super) may: May,
    pub(super) reason: Reason,
    pub(super) due: Option<Due>,
    pub(super) late_by: Option<LateBy>,
    /// It was done before the event from which its limit counts.
    pub(super) before_event: bool,
    pub(super) measure: Option<Measure>,
    pub(super) members: Vec<MemberVerdict>,
}

impl Judgement {
    pub(super) fn new(status: Status, reason: Reason) -> Self {
        Self {
            status,
            may: May::be(status),
            reason,
            due: None,
            late_by: None,
            before_event: false,
            measure: None,
            members: Vec::new(),
        }
    }

    pub(super) fn running() -> Self {
        Self::new(Status::Pending, Reason::Running)
    }

    pub(super) fn late(late_by: LateBy) -> Self {
        Self {
            late_by: Some(late_by),
            ..Self::new(Status::Late, Reason::Late)
        }
    }

    /// The same, of which this much is known while it is not decided.
    pub(super) fn that_may(self, may: May) -> Self {
        match self.status {
            Status::Pending | Status::Unknown => Self { may, ..self },
            _ => self,
        }
    }

    fn measured(self, measure: Measure) -> Self {
        Self {
            measure: Some(measure),
            ..self
        }
    }
}

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
            Truth::True => {}
            Truth::False => return Judgement::new(Status::NotApplicable, worth.reason),
            Truth::Unknown => {
                let may = May::BE_KEPT.or(May::be(Status::NotApplicable));
                return self
                    .decided(Truth::Unknown, worth.reason, tense)
                    .that_may(may);
            }
        }
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
                self.all_deeds(scope, facts, judgements)
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

    fn decided(&self, truth: Truth, reason: Reason, tense: Tense) -> Judgement {
        match (truth, tense) {
            (Truth::True, _) => Judgement::new(Status::Met, reason),
            (Truth::False, _) => Judgement::new(Status::NotMet, reason),
            (Truth::Unknown, Tense::Running) => Judgement::running().that_may(May::BE_KEPT),
            (Truth::Unknown, Tense::Settled) => self.undecided().that_may(May::BE_KEPT),
        }
    }

    /// As [`Self::decided`]; where nothing but what has not been done yet leaves it open, it is
    /// pending, to the last day for that.
    fn decided_later(
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

    fn judge_share(
        &self,
        scope: &Scope<'_>,
        (pool, weights): (&[Part], &[FactId]),
        bound: &Bound,
        rounding: Option<Rounding>,
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        let tally = self.tally(scope, pool, weights, tense);
        let Some((of, achieved)) = tally.base().zip(tally.holding()) else {
            self.ledger.overflow();
            return self.undecided();
        };
        let measure = Measure::Share {
            achieved,
            of,
            required: self.required(scope, bound, tense),
        };
        if of.exact() == Some(Number::ZERO) {
            return terms.of_nobody().measured(measure);
        }
        let truth = |judge: &Self, tally: &Tally| {
            let (of, achieved) = tally.base().zip(tally.holding())?;
            let members = weights.is_empty().then_some(of);
            let some = members.and_then(|_| tally.of_some());
            let tally = some.as_ref().unwrap_or(tally);
            let truth = match rounding {
                None => match tally.alike() {
                    Some(share) => judge.keeps(scope, Range::exactly(share), bound, tense),
                    None if members.is_some() => judge.members_keep(scope, tally, bound, tense),
                    None => judge.share_keeps(scope, tally, bound, tense),
                },
                Some(rounding) => {
                    let keeps = |(of, achieved): (Range, Range)| {
                        judge.quota_keeps(scope, of, achieved, bound, rounding, tense)
                    };
                    // How many there are tells how many are asked for.
                    let by_size = members.and_then(|_| tally.size_by_size(&keeps));
                    by_size.unwrap_or_else(|| keeps((of, achieved)))
                }
            };
            Some((truth, terms.of_some(truth, of)))
        };
        let unknown = (Truth::Unknown, Truth::Unknown);
        let (kept, judged) = truth(self, &tally).unwrap_or(unknown);
        let later = |judge: &Self| {
            let tally = judge.tally(scope, pool, weights, tense);
            truth(judge, &tally).unwrap_or(unknown).1
        };
        self.decided_later(judged, Reason::Share, tense, &later)
            .that_may(terms.may_of(kept, of))
            .measured(measure)
    }

    /// Compares a share with its bound by cross-multiplied counts: no division, no rounding.
    pub(super) fn share_keeps(
        &self,
        scope: &Scope<'_>,
        tally: &Tally,
        bound: &Bound,
        tense: Tense,
    ) -> Truth {
        self.distance_keeps(scope, bound, tense, &|share| tally.distance(share))
    }

    /// Compares a share of members with its bound. An equality is looked at size by size: so many of so many
    /// make few shares.
    fn members_keep(&self, scope: &Scope<'_>, tally: &Tally, bound: &Bound, tense: Tense) -> Truth {
        let whole =
            |(of, achieved): (Range, Range)| self.whole_keeps(scope, achieved, of, bound, tense);
        let by_size = |(of, achieved): (Range, Range)| {
            let distance = |share| achieved.minus(of.times(Range::exactly(share)).ok()?).ok();
            let in_range = || self.distance_keeps(scope, bound, tense, &distance);
            whole((of, achieved)).unwrap_or_else(in_range)
        };
        let equal = match bound.relation {
            Relation::Exactly(_) | Relation::Not(_) => tally
                .size_by_size(&by_size)
                .or_else(|| whole(tally.base().zip(tally.holding())?)),
            _ => None,
        };
        equal.unwrap_or_else(|| self.share_keeps(scope, tally, bound, tense))
    }

    /// Whole numbers never make just such a part of each other as only broken ones make; none where that
    /// says nothing.
    fn whole_keeps(
        &self,
        scope: &Scope<'_>,
        achieved: Range,
        of: Range,
        bound: &Bound,
        tense: Tense,
    ) -> Option<Truth> {
        let (part, truth) = match &bound.relation {
            Relation::Exactly(part) => (part, Truth::False),
            Relation::Not(part) => (part, Truth::True),
            _ => return None,
        };
        let part = self.quantity(scope, part, tense).exact()?;
        let broken = |n: Option<Number>| n.is_some_and(|n| !n.is_integer());
        let asked = of.exact().and_then(|of| of.checked_mul(part));
        let base = achieved.exact().and_then(|n| n.checked_div(part));
        (broken(asked) || part > Number::ZERO && broken(base)).then_some(truth)
    }

    /// Compares a share with its bound; `distance` gives `holding − share · base`, none on overflow.
    fn distance_keeps(
        &self,
        scope: &Scope<'_>,
        bound: &Bound,
        tense: Tense,
        distance: &dyn Fn(Number) -> Option<Range>,
    ) -> Truth {
        // It falls as the share rises.
        let distance = |share: &Quantity| {
            let share = self.quantity(scope, share, tense);
            let end = |end: Option<Number>| end.map(distance);
            match (end(share.to), end(share.from)) {
                (Some(Some(low)), Some(Some(high))) => Range {
                    from: low.from,
                    to: high.to,
                },
                (Some(None), _) | (_, Some(None)) => {
                    self.ledger.overflow();
                    Range::ANY
                }
                _ => Range::ANY,
            }
        };
        let zero = Range::exactly(Number::ZERO);
        let over = |share: &Quantity| distance(share).over(zero);
        let under = |share: &Quantity| zero.over(distance(share));
        match &bound.relation {
            Relation::Over(share) => over(share),
            Relation::AtLeast(share) => under(share).not(),
            Relation::Under(share) => under(share),
            Relation::AtMost(share) => over(share).not(),
            Relation::Exactly(share) => distance(share).equals(zero),
            Relation::Not(share) => distance(share).equals(zero).not(),
            Relation::Between(low, high) => under(low).not().and(over(high).not()),
        }
    }

    /// A quota that the law rounds to whole members.
    pub(super) fn quota_keeps(
        &self,
        scope: &Scope<'_>,
        of: Range,
        achieved: Range,
        bound: &Bound,
        rounding: Rounding,
        tense: Tense,
    ) -> Truth {
        let quota = |share: &Quantity| {
            let exact = self.fitting(self.quantity(scope, share, tense).times(of));
            let end = |end: Option<Number>| end.and_then(|n| super::quantity::round(n, rounding));
            Range {
                from: end(exact.from),
                to: end(exact.to),
            }
        };
        match &bound.relation {
            Relation::Over(share) => achieved.over(quota(share)),
            Relation::AtLeast(share) => quota(share).over(achieved).not(),
            Relation::Under(share) => quota(share).over(achieved),
            Relation::AtMost(share) => achieved.over(quota(share)).not(),
            Relation::Exactly(share) => achieved.equals(quota(share)),
            Relation::Not(share) => achieved.equals(quota(share)).not(),
            Relation::Between(low, high) => quota(low)
                .over(achieved)
                .not()
                .and(achieved.over(quota(high)).not()),
        }
    }

    fn judge_ratio(
        &self,
        scope: &Scope<'_>,
        (part, whole): (&Quantity, &Quantity),
        bound: &Bound,
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        let achieved = self.quantity(scope, part, tense);
        let of = self.quantity(scope, whole, tense);
        let measure = Measure::Share {
            achieved,
            of,
            required: self.required(scope, bound, tense),
        };
        if of.exact() == Some(Number::ZERO) {
            return terms.of_nobody().measured(measure);
        }
        // One need not be a part of the other: each may be anything in its range. Of nothing there is no share.
        let within_ranges = || {
            self.distance_keeps(scope, bound, tense, &|share| {
                achieved.minus(of.times(Range::exactly(share)).ok()?).ok()
            })
        };
        let whole = (self.is_whole(part) && self.is_whole(whole))
            .then(|| self.whole_keeps(scope, achieved, of, bound, tense))
            .flatten();
        let kept = whole.unwrap_or_else(within_ranges);
        self.decided(terms.of_some(kept, of), Reason::Share, tense)
            .that_may(terms.may_of(kept, of))
            .measured(measure)
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
        self.all_deeds(scope, facts, judgements)
    }

    fn all_deeds(
        &self,
        scope: &Scope<'_>,
        facts: &[FactId],
        judgements: Vec<Judgement>,
    ) -> Judgement {
        let status = all_of(judgements.iter().map(|judgement| judgement.status));
        let measure = Measure::Deeds(
            facts
                .iter()
                .map(|fact| (*fact, self.deed_state(scope, *fact)))
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

    fn judge_each(
        &self,
        scope: &Scope<'_>,
        pool: &[Part],
        goals: &[Goal],
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        if let Some(judgement) = self.each_from_totals(scope, pool, goals, tense, terms) {
            return judgement;
        }
        let mut members = Members::new(tense, terms.none_counts_as_met);
        let mut complete = true;
        let mut latest: Option<Due> = None;
        for (part, goal) in pool.iter().zip(goals) {
            complete &= self.each_member(scope, part, tense, |member, selected| {
                let judgement = self.goal(member, goal, tense, terms);
                latest = latest_due(latest, judgement.due);
                members.add(selected, &judgement, |status, reason| {
                    member_verdict(self, member, status, reason, &judgement)
                });
            });
        }
        let all_told = terms.events_only || complete && tense == Tense::Settled;
        let may = members.may(!all_told);
        let (statuses, members) = members.told();
        let counts = statuses.iter().copied().collect();
        let of = pool.iter().map(|part| part.collection).collect();
        let measure = Measure::Each { counts, of };
        let judgement = if terms.events_only {
            // Those not listed are the business of the text in force at the period's end.
            self.together(&statuses, true, Tense::Settled, terms)
        } else {
            self.together(&statuses, complete, tense, terms)
        };
        let judgement = match (judgement.status, may.only()) {
            (Status::Pending | Status::Unknown, Some(only)) => Judgement::new(only, Reason::Each),
            _ => judgement.that_may(may),
        };
        Judgement {
            due: latest,
            members,
            ..judgement
        }
        .measured(measure)
    }

    /// `each X has S` over totals alone: all have it, or some lack it.
    fn each_from_totals(
        &self,
        scope: &Scope<'_>,
        pool: &[Part],
        goals: &[Goal],
        tense: Tense,
        terms: &Terms,
    ) -> Option<Judgement> {
        let totals = |part: &Part| {
            let members = scope.members(part.collection)?;
            (members.roster.is_none() && members.total.is_some()).then_some(())
        };
        let meant = pool.iter().map(|part| {
            totals(part)?;
            let filter = part.filter.iter().chain(&part.holds).cloned().collect();
            Some(Part {
                collection: part.collection,
                filter: Some(Condition::All(filter)),
                holds: None,
            })
        });
        let meant: Vec<Part> = meant.collect::<Option<_>>()?;
        let n_meant = self.on_the_side().tally(scope, &meant, &[], tense).base()?;
        if n_meant.exact() == Some(Number::ZERO) {
            return Some(self.together(&[], true, Tense::Settled, terms));
        }
        let mut counted = Vec::new();
        for (meant, goal) in meant.into_iter().zip(goals) {
            let Goal::Deeds { facts, limit: None } = goal else {
                return None;
            };
            let holds = facts.iter().map(|fact| Condition::Fact(*fact)).collect();
            counted.push(Part {
                holds: Some(Condition::All(holds)),
                ..meant
            });
        }
        let tally = self.tally(scope, &counted, &[], tense);
        let (of, achieved) = tally.base().zip(tally.holding())?;
        let zero = Range::exactly(Number::ZERO);
        let kept = tally
            .distance(Number::ONE)
            .map_or(Truth::Unknown, |lacking| zero.over(lacking).not());
        let judgement = self
            .decided(terms.of_some(kept, of), Reason::Each, tense)
            .that_may(terms.may_of(kept, of));
        let bound = Bound {
            relation: Relation::AtLeast(Quantity::Number(Number::ONE)),
            unit: Unit::Percent,
        };
        let required = self.required(scope, &bound, tense);
        Some(judgement.measured(Measure::Share {
            achieved,
            of,
            required,
        }))
    }

    fn together(
        &self,
        statuses: &[Status],
        complete: bool,
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        if statuses.is_empty() && complete && tense == Tense::Settled {
            return terms.of_nobody();
        }
        let open = match (complete, tense) {
            (_, Tense::Running) => Some(Status::Pending),
            (false, Tense::Settled) => Some(Status::Unknown),
            (true, Tense::Settled) => None,
        };
        let status = all_of(statuses.iter().copied().chain(open));
        match status {
            Status::Unknown => self.undecided(),
            Status::Pending => Judgement::running(),
            status => Judgement::new(status, Reason::Each),
        }
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
        let status = match how {
            Combination::AllOf => all_of(statuses.iter().copied()),
            Combination::AnyOf => any_of(statuses.iter().copied()),
            Combination::AtLeast(n) => at_least(n as usize, &judgements),
        };
        let ways = judgements.iter().map(|judgement| judgement.may);
        let may = match how {
            Combination::AllOf => all_may(ways),
            Combination::AnyOf => any_may(ways),
            Combination::AtLeast(_) => May::BE_KEPT,
        };
        let status = may.only().unwrap_or(status);
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

    /// Visits each member for whom the filter may hold; `false` where some are not known one by one.
    pub(super) fn each_member(
        &self,
        scope: &Scope<'_>,
        part: &Part,
        tense: Tense,
        mut visit: impl FnMut(&Scope<'_>, Truth),
    ) -> bool {
        self.visit_members(scope, part, tense, &mut visit)
    }

    fn visit_members(
        &self,
        scope: &Scope<'_>,
        part: &Part,
        tense: Tense,
        visit: &mut dyn FnMut(&Scope<'_>, Truth),
    ) -> bool {
        let mut select = |member: &Scope<'_>| {
            let holds = |condition: &Option<Condition>| {
                condition
                    .as_ref()
                    .map_or(Truth::True, |c| self.condition(member, c, tense))
            };
            let selected = holds(&part.filter).and(holds(&part.holds));
            if selected != Truth::False {
                visit(member, selected);
            }
        };
        match &self.program.collections[part.collection.index()].kind {
            CollectionKind::Bodies(level) => {
                for body in bodies(scope, *level) {
                    select(&scope.within(Frame::Body(body)));
                }
                self.silent(scope, *level).exact() == Some(Number::ZERO)
            }
            CollectionKind::Population { per, .. } => {
                if let Some(members) = scope.members(part.collection) {
                    if let Some(roster) = &members.roster {
                        for member in roster {
                            select(&scope.within(Frame::Member(part.collection, member)));
                        }
                        return true;
                    }
                    if members.total == Some(Value::Number(Number::ZERO)) {
                        return true;
                    }
                }
                let below = self.program.levels_towards(scope.body().level, per);
                if below.is_empty() || scope.body().below.is_empty() {
                    self.ledger
                        .miss(self.path(scope, Path::of(self.collection_key(part.collection))));
                    return false;
                }
                let mut complete = true;
                for level in below {
                    for body in bodies(scope, level) {
                        let below = scope.within(Frame::Body(body));
                        complete &= self.visit_members(&below, part, tense, visit);
                    }
                    complete &= self.silent(scope, level).exact() == Some(Number::ZERO);
                }
                complete
            }
        }
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
    fn awaiting(&self, awaited: Awaited) -> Self {
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

fn member_verdict(
    judge: &Judge<'_>,
    member: &Scope<'_>,
    status: Status,
    reason: Reason,
    judgement: &Judgement,
) -> MemberVerdict {
    MemberVerdict {
        member: judge.member_name(member),
        status,
        reason,
        due: judgement.due.map(|due| due.day),
        due_time: judgement.due.and_then(|due| due.time()),
        late_by: judgement.late_by,
        before_event: judgement.before_event,
        measure: judgement
            .measure
            .clone()
            .filter(|measure| !matches!(measure, Measure::Deeds(_))),
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

/// The later of two last days; of hours the later moment.
pub(super) fn latest_due(a: Option<Due>, b: Option<Due>) -> Option<Due> {
    match (a, b) {
        (Some(a), Some(b)) => {
            let last = |due: Due| (due.day, due.moment.map(|end| end.to));
            Some(if last(a) >= last(b) { a } else { b })
        }
        (a, b) => a.or(b),
    }
}

/// One not met decides; else one unknown, then one pending, leaves it so; else one late makes it late.
/// What does not apply drops out.
pub(super) fn all_of(statuses: impl Iterator<Item = Status>) -> Status {
    const ORDER: [Status; 6] = [
        Status::NotMet,
        Status::Unknown,
        Status::Pending,
        Status::Late,
        Status::Met,
        Status::NotApplicable,
    ];
    first_of(ORDER, statuses)
}

/// What all together may come to.
pub(super) fn all_may(ways: impl Iterator<Item = May>) -> May {
    ways.fold(May::be(Status::NotApplicable), |so_far, may| {
        so_far.together(may, |two| all_of(two.into_iter()))
    })
}

/// What the best of them may come to.
fn any_may(ways: impl Iterator<Item = May>) -> May {
    ways.fold(May::be(Status::NotApplicable), |so_far, may| {
        so_far.together(may, |two| any_of(two.into_iter()))
    })
}

/// One met decides; else one unknown, then pending, then late; what does not apply drops out.
fn any_of(statuses: impl Iterator<Item = Status>) -> Status {
    const ORDER: [Status; 6] = [
        Status::Met,
        Status::Unknown,
        Status::Pending,
        Status::Late,
        Status::NotMet,
        Status::NotApplicable,
    ];
    first_of(ORDER, statuses)
}

fn first_of(order: [Status; 6], statuses: impl Iterator<Item = Status>) -> Status {
    let rank = |status: Status| order.iter().position(|s| *s == status);
    statuses
        .min_by_key(|status| rank(*status))
        .unwrap_or(Status::NotApplicable)
}

/// So many must be met; late, or not applicable, counts as not met.
fn at_least(n: usize, judgements: &[Judgement]) -> Status {
    let count = |wanted: Status| {
        let open = judgements
            .iter()
            .filter(|judgement| judgement.may.come_to(Status::Met));
        open.filter(|judgement| judgement.status == wanted).count()
    };
    let (met, unknown, pending) = (
        count(Status::Met),
        count(Status::Unknown),
        count(Status::Pending),
    );
    if met >= n {
        Status::Met
    } else if met + unknown + pending < n {
        Status::NotMet
    } else if unknown > 0 {
        Status::Unknown
    } else {
        Status::Pending
    }
}
