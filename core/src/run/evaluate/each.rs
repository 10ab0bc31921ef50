//! What each member must have, and who the members are.

use super::judgement::{Judgement, all_of, latest_due};
use super::members::Members;
use super::scope::{Awaited, Frame, Judge, Scope, Tense};
use super::tally::bodies;
use super::terms::Terms;
use crate::run::calendar::limits::Due;
use crate::run::facts::Value;
use crate::run::facts::path::Path;
use crate::run::interval::{Range, Truth};
use crate::run::number::Number;
use crate::run::program::{Bound, CollectionKind, Condition, Goal, Part, Quantity, Relation, Unit};
use crate::run::verdict::{Measure, MemberVerdict, Reason, Status};

impl Judge<'_> {
    pub(super) fn judge_each(
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
            let scope = &scope.looked_at_for(goal);
            complete &= self.each_member(scope, part, tense, |member, selected| {
                let judgement = self.goal(member, goal, tense, terms);
                latest = latest_due(latest, judgement.due);
                let waits = selected == Truth::Unknown && self.waits_for_selection(member, part);
                members.add((selected, waits), &judgement, |status, reason| {
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
            (members.roster.is_none() && members.total.is_some()).then_some(())?;
            // Bodies that report tell when each did it.
            match &self.program.collections[part.collection.index()].kind {
                CollectionKind::Bodies(level) if bodies(scope, *level).next().is_some() => None,
                _ => Some(()),
            }
        };
        let meant = pool.iter().map(|part| {
            totals(part)?;
            let conditions = part.filter.iter().chain(&part.holds);
            let filter = conditions
                .cloned()
                .reduce(|one, other| Condition::All(vec![one, other]));
            Some(Part {
                collection: part.collection,
                filter,
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

    /// Whether it is known of a member that it is meant, once what is reported as not done so far is done or never will be.
    fn waits_for_selection(&self, member: &Scope<'_>, part: &Part) -> bool {
        [Awaited::Soon, Awaited::Never].into_iter().all(|awaited| {
            let judge = self.awaiting(awaited);
            let conditions = part.filter.iter().chain(&part.holds);
            let holds = conditions.map(|one| judge.condition(member, one, Tense::Settled));
            holds.fold(judge.falls_within(member), Truth::and) != Truth::Unknown
        })
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
            let selected = selected.and(self.falls_within(member));
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
                    if self.silent(scope, level).exact() != Some(Number::ZERO) {
                        let of = Path::of(self.collection_key(part.collection));
                        self.miss_of_unreported(scope, level, of);
                        complete = false;
                    }
                }
                complete
            }
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
