//! Shares: so many of so many, or one amount of another, held against a bound.

use super::judgement::Judgement;
use super::scope::{Judge, Scope, Tense};
use super::tally::Tally;
use super::terms::Terms;
use crate::run::interval::{Range, Truth};
use crate::run::number::Number;
use crate::run::program::{Bound, FactId, Part, Quantity, Relation, Rounding};
use crate::run::verdict::{Measure, Reason};

impl Judge<'_> {
    pub(super) fn judge_share(
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
    pub(super) fn members_keep(
        &self,
        scope: &Scope<'_>,
        tally: &Tally,
        bound: &Bound,
        tense: Tense,
    ) -> Truth {
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
    pub(super) fn whole_keeps(
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

    pub(super) fn judge_ratio(
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
}
