//! The least change that would meet a requirement that is not met.

use super::address;
use super::judgement::Judgement;
use super::quantity::round;
use super::scope::{Judge, Scope, Tense};
use super::terms::Terms;
use crate::run::facts::path::Path;
use crate::run::interval::Truth;
use crate::run::number::Number;
use crate::run::ordered::sort_by_key;
use crate::run::program::{
    Bound, Clause, CollectionId, Combination, Condition, FactId, FactKind, Goal, Growth, Limit,
    Part, Quantity, Relation, Rounding,
};
use crate::run::reads::{self, Thing};
use crate::run::verdict::{DeedState, Measure, Remedy, Status, Step};

impl Judge<'_> {
    /// What would meet a goal, judged as things stand; empty where no change of its facts alone would,
    /// or where what is missing must be known first.
    pub(super) fn remedies(
        &self,
        scope: &Scope<'_>,
        goal: &Goal,
        settled: &Judgement,
        terms: &Terms,
    ) -> Vec<Remedy> {
        if settled.status != Status::NotMet {
            return Vec::new();
        }
        match goal {
            Goal::Share {
                pool,
                weights,
                bound,
                rounding,
            } if weights.is_empty() => self.share_remedy(scope, pool, bound, *rounding, settled),
            Goal::Compare {
                quantity: Quantity::Growth(growth),
                bound,
            } => match grown_to(growth, &bound.relation) {
                Some(relation) => self.count_remedy(
                    scope,
                    &growth.of,
                    &Bound {
                        relation,
                        unit: bound.unit.clone(),
                    },
                ),
                None => Vec::new(),
            },
            Goal::Compare { quantity, bound } => self.count_remedy(scope, quantity, bound),
            Goal::Deeds { facts, limit } => self.deed_remedies(scope, facts, limit.as_ref()),
            Goal::Each { pool, goals } => self.each_remedies(scope, pool, goals, terms),
            Goal::Combined { how, parts } => self.combined_remedies(scope, *how, parts, terms),
            Goal::Ratio { .. } | Goal::Refrain { .. } | Goal::Share { .. } => Vec::new(),
        }
    }

    fn share_remedy(
        &self,
        scope: &Scope<'_>,
        pool: &[Part],
        bound: &Bound,
        rounding: Option<Rounding>,
        settled: &Judgement,
    ) -> Vec<Remedy> {
        let Some(Measure::Share { achieved, of, .. }) = &settled.measure else {
            return Vec::new();
        };
        let Some((achieved, of)) = achieved.exact().zip(of.exact()) else {
            return Vec::new();
        };
        if self.moves_with(bound, &Moved::in_pool(pool)) {
            return Vec::new();
        }
        let quota = |share: &Quantity| {
            let share = self.quantity(scope, share, Tense::Settled).exact()?;
            let quota = share.checked_mul(of)?;
            rounding.map_or(Some(quota), |rounding| round(quota, rounding))
        };
        let Some(step) = step_to(achieved, &bound.relation, Number::ONE, quota) else {
            return Vec::new();
        };
        match step {
            Step::More(n) if achieved.checked_add(n).is_none_or(|sum| sum > of) => Vec::new(),
            Step::More(n) => self.more_members(scope, pool, n, achieved.checked_add(n) == Some(of)),
            Step::Fewer(_) | Step::Do => self.one_step(scope, pool, step),
        }
    }

    /// Whether a limit stands on what a step would change: what is lacking from it now is not lacking after the step.
    fn moves_with(&self, bound: &Bound, moved: &Moved) -> bool {
        let mut is_met_again = false;
        reads::each_of_bound(self.program, bound, &mut |read| {
            let is_of_now = read.past.is_empty();
            is_met_again |= is_of_now && moved.touches(read.thing);
        });
        is_met_again
    }

    /// So many more members for whom it holds.
    fn more_members(
        &self,
        scope: &Scope<'_>,
        pool: &[Part],
        n: Number,
        everyone: bool,
    ) -> Vec<Remedy> {
        let conjunction = pool
            .iter()
            .any(|part| !matches!(part.holds, Some(Condition::Fact(_))));
        if !conjunction {
            return self.one_step(scope, pool, Step::More(n));
        }
        let mut remedies = Vec::new();
        for (position, part) in pool.iter().enumerate() {
            let Some(facts) = part.holds.as_ref().and_then(facts_of) else {
                return Vec::new();
            };
            let lacking = match (everyone, part.filter.is_none() && pool.len() == 1) {
                (true, _) => self.lacking_of_all(scope, (pool, position), &facts),
                (false, true) => self.lacking_of_cheapest(scope, part, &facts, n),
                (false, false) => None,
            };
            let Some(lacking) = lacking else {
                return Vec::new();
            };
            for (fact, more) in facts
                .into_iter()
                .zip(lacking)
                .filter(|(_, more)| *more > Number::ZERO)
            {
                let fact = self.total_path(part.collection, fact).to_string();
                remedies.push(Remedy {
                    fact,
                    step: Step::More(more),
                    or: Vec::new(),
                });
            }
        }
        remedies
    }

    /// For how many members of a group each fact does not hold yet, but for those who count through another one.
    fn lacking_of_all(
        &self,
        scope: &Scope<'_>,
        (pool, position): (&[Part], usize),
        facts: &[FactId],
    ) -> Option<Vec<Number>> {
        facts
            .iter()
            .map(|fact| {
                let mut pool = pool.to_vec();
                pool.get_mut(position)?.holds = Some(Condition::Fact(*fact));
                let tally = self.tally_of_group(scope, &pool, position);
                tally
                    .base()?
                    .exact()?
                    .checked_sub(tally.holding()?.exact()?)
            })
            .collect()
    }

    /// What the members closest to it lack, fact by fact.
    fn lacking_of_cheapest(
        &self,
        scope: &Scope<'_>,
        part: &Part,
        facts: &[FactId],
        n: Number,
    ) -> Option<Vec<Number>> {
        let mut rows: Vec<Vec<bool>> = Vec::new();
        let mut known = true;
        let complete = self.each_member(
            scope,
            &Part {
                holds: None,
                ..part.clone()
            },
            Tense::Settled,
            |member, _| {
                let truths = facts
                    .iter()
                    .map(|fact| self.condition(member, &Condition::Fact(*fact), Tense::Settled));
                let row: Vec<Truth> = truths.collect();
                known &= !row.contains(&Truth::Unknown);
                rows.push(row.into_iter().map(|truth| truth != Truth::True).collect());
            },
        );
        if !complete || !known {
            return None;
        }
        let lacks = |row: &Vec<bool>| row.iter().filter(|lacking| **lacking).count();
        rows.retain(|row| lacks(row) > 0);
        sort_by_key(&mut rows, lacks);
        rows.truncate(usize::try_from(n.to_i64()?).ok()?);
        let count = |column: usize| {
            rows.iter()
                .filter(|row| row.get(column) == Some(&true))
                .count()
        };
        (0..facts.len())
            .map(|column| i64::try_from(count(column)).ok().map(Number::from))
            .collect()
    }

    /// One step that may be made in any of the populations pooled.
    fn one_step(&self, scope: &Scope<'_>, pool: &[Part], step: Step) -> Vec<Remedy> {
        let mut keys: Vec<String> = Vec::new();
        for part in pool {
            let key = match &part.holds {
                Some(Condition::Fact(fact)) => self.total_path(part.collection, *fact).to_string(),
                // What has happened cannot be undone.
                None if matches!(step, Step::Fewer(_)) && self.are_events(part) => {
                    return Vec::new();
                }
                None => self.collection_key(part.collection).to_owned(),
                Some(_) => return Vec::new(),
            };
            let tally = self.tally(scope, std::slice::from_ref(part), &[], Tense::Settled);
            let full = part.holds.is_some()
                && tally
                    .base()
                    .zip(tally.holding())
                    .is_some_and(|(base, holding)| base == holding);
            if !full || !matches!(step, Step::More(_)) {
                keys.push(key);
            }
        }
        let mut keys = keys.into_iter();
        keys.next()
            .map(|fact| Remedy {
                fact,
                step,
                or: keys.collect(),
            })
            .into_iter()
            .collect()
    }

    fn count_remedy(&self, scope: &Scope<'_>, quantity: &Quantity, bound: &Bound) -> Vec<Remedy> {
        let moved = match quantity {
            Quantity::Fact(fact) => Moved::Facts(vec![*fact]),
            Quantity::Size(pool) => Moved::in_pool(pool),
            _ => return Vec::new(),
        };
        if self.moves_with(bound, &moved) {
            return Vec::new();
        }
        let value = self.quantity(scope, quantity, Tense::Settled);
        let limit = |limit: &Quantity| self.quantity(scope, limit, Tense::Settled).exact();
        let grain = match quantity {
            Quantity::Fact(fact) => self.fact(*fact).kind.grain(),
            _ => Number::ONE,
        };
        let Some(step) = value
            .exact()
            .and_then(|value| step_to(value, &bound.relation, grain, limit))
        else {
            return Vec::new();
        };
        match quantity {
            Quantity::Fact(fact)
                if matches!(self.fact(*fact).kind, FactKind::Count | FactKind::Amount(_)) =>
            {
                vec![Remedy {
                    fact: self.mended(self.fact_path(scope, *fact)),
                    step,
                    or: Vec::new(),
                }]
            }
            // A pool opened before it was licensed is not mended by having fewer of them.
            Quantity::Size(pool)
                if matches!(step, Step::Fewer(_))
                    && pool.iter().any(|one| one.filter.is_some()) =>
            {
                Vec::new()
            }
            Quantity::Size(pool) => self.one_step(scope, pool, step),
            _ => Vec::new(),
        }
    }

    fn deed_remedies(
        &self,
        scope: &Scope<'_>,
        facts: &[FactId],
        limit: Option<&Limit>,
    ) -> Vec<Remedy> {
        let undone = facts
            .iter()
            .filter(|fact| matches!(self.deed_state(scope, **fact, limit), DeedState::NotDone));
        undone
            .map(|fact| Remedy {
                fact: self.mended(self.fact_path(scope, *fact)),
                step: Step::Do,
                or: Vec::new(),
            })
            .collect()
    }

    fn each_remedies(
        &self,
        scope: &Scope<'_>,
        pool: &[Part],
        goals: &[Goal],
        terms: &Terms,
    ) -> Vec<Remedy> {
        let mut remedies = Vec::new();
        for (part, goal) in pool.iter().zip(goals) {
            self.each_member(scope, part, Tense::Settled, |member, selected| {
                if selected == Truth::True {
                    let judgement = self.goal(member, goal, Tense::Settled, terms);
                    remedies.extend(self.remedies(member, goal, &judgement, terms));
                }
            });
        }
        remedies
    }

    fn combined_remedies(
        &self,
        scope: &Scope<'_>,
        how: Combination,
        parts: &[Clause],
        terms: &Terms,
    ) -> Vec<Remedy> {
        let applies = |part: &&Clause| {
            part.condition
                .as_ref()
                .is_none_or(|c| self.condition(scope, c, Tense::Settled) == Truth::True)
        };
        let judged: Vec<(&Clause, Judgement)> = parts
            .iter()
            .filter(applies)
            .map(|part| (part, self.goal(scope, &part.goal, Tense::Settled, terms)))
            .collect();
        let met = judged
            .iter()
            .filter(|(_, judgement)| judgement.status == Status::Met)
            .count();
        let mut mended = judged
            .iter()
            .filter(|(_, judgement)| judgement.status == Status::NotMet)
            .map(|(part, judgement)| self.remedies(scope, &part.goal, judgement, terms));
        match how {
            Combination::AllOf => {
                let steps: Vec<Vec<Remedy>> = mended.collect();
                if steps.iter().any(Vec::is_empty) {
                    Vec::new()
                } else {
                    steps.into_iter().flatten().collect()
                }
            }
            Combination::AnyOf => mended.find(|steps| !steps.is_empty()).unwrap_or_default(),
            Combination::AtLeast(n) => {
                let lacking = (n as usize).saturating_sub(met);
                let steps: Vec<Vec<Remedy>> = mended
                    .filter(|steps| !steps.is_empty())
                    .take(lacking)
                    .collect();
                if steps.len() < lacking {
                    Vec::new()
                } else {
                    steps.into_iter().flatten().collect()
                }
            }
        }
    }

    /// A path as a remedy names it: whose fact, but in whichever period it is mended.
    fn mended(&self, path: Path) -> String {
        address::relative(
            &Path {
                period: None,
                ..path
            },
            self.asker,
            self.label,
        )
    }
}

/// What a step changes.
enum Moved {
    Facts(Vec<FactId>),
    /// Who there is.
    Members(Vec<CollectionId>),
}

impl Moved {
    fn in_pool(pool: &[Part]) -> Self {
        let held = pool
            .iter()
            .map(|part| part.holds.as_ref().and_then(facts_of));
        match held.collect::<Option<Vec<_>>>() {
            Some(facts) => Self::Facts(facts.concat()),
            None => Self::Members(pool.iter().map(|part| part.collection).collect()),
        }
    }

    fn touches(&self, thing: Thing) -> bool {
        match (self, thing) {
            (Self::Facts(facts), Thing::Fact(fact)) => facts.contains(&fact),
            (Self::Members(collections), Thing::Members(of)) => collections.contains(&of),
            (Self::Facts(_), Thing::Members(_)) | (Self::Members(_), Thing::Fact(_)) => false,
        }
    }
}

/// The facts of a conjunction of facts.
fn facts_of(condition: &Condition) -> Option<Vec<FactId>> {
    match condition {
        Condition::Fact(fact) => Some(vec![*fact]),
        Condition::All(parts) => {
            let facts: Option<Vec<Vec<FactId>>> = parts.iter().map(facts_of).collect();
            facts.map(|facts| facts.into_iter().flatten().collect())
        }
        _ => None,
    }
}

/// The least step of so many grains from a value to where it keeps the bound.
fn step_to(
    value: Number,
    relation: &Relation,
    grain: Number,
    limit: impl Fn(&Quantity) -> Option<Number>,
) -> Option<Step> {
    let in_grains = |by: Number| by.checked_div(grain);
    let at_least = |by: Number| in_grains(by)?.ceil()?.checked_mul(grain);
    let more_than = |by: Number| {
        in_grains(by)?
            .floor()
            .checked_add(Number::ONE)?
            .checked_mul(grain)
    };
    let more = |by: Number| (by > Number::ZERO).then_some(Step::More(by));
    let fewer = |by: Number| (by > Number::ZERO && by <= value).then_some(Step::Fewer(by));
    let up_to = |least: Number| more(at_least(least.checked_sub(value)?)?);
    let past = |limit: Number| more(more_than(limit.checked_sub(value)?)?);
    let down_to = |most: Number| fewer(at_least(value.checked_sub(most)?)?);
    let below = |limit: Number| fewer(more_than(value.checked_sub(limit)?)?);
    match relation {
        Relation::Over(q) => past(limit(q)?),
        Relation::AtLeast(q) => up_to(limit(q)?),
        Relation::Under(q) => below(limit(q)?),
        Relation::AtMost(q) => down_to(limit(q)?),
        Relation::Exactly(q) => {
            let goal = limit(q)?;
            let whole = in_grains(goal.checked_sub(value)?)?.is_integer();
            if whole {
                up_to(goal).or_else(|| down_to(goal))
            } else {
                None
            }
        }
        Relation::Not(_) => None,
        Relation::Between(low, high) => {
            let (low, high) = (limit(low)?, limit(high)?);
            let step = up_to(low).or_else(|| down_to(high))?;
            let lands = match step {
                Step::More(n) => value.checked_add(n)?,
                Step::Fewer(n) => value.checked_sub(n)?,
                Step::Do => value,
            };
            (low <= lands && lands <= high).then_some(step)
        }
    }
}

/// What a quantity itself must keep for its growth to keep a bound.
fn grown_to(growth: &Growth, relation: &Relation) -> Option<Relation> {
    let before = || Box::new(Quantity::Past(Box::new(growth.of.clone()), growth.since));
    let target = |change: &Quantity| {
        let change = Box::new(change.clone());
        let from = if growth.relative {
            Box::new(Quantity::Number(Number::ONE))
        } else {
            before()
        };
        let reached = if growth.falls {
            Quantity::Subtract(from, change)
        } else {
            Quantity::Add(from, change)
        };
        if growth.relative {
            Quantity::Multiply(before(), Box::new(reached))
        } else {
            reached
        }
    };
    Some(match (relation, growth.falls) {
        (Relation::Over(change), false) | (Relation::Under(change), true) => {
            Relation::Over(target(change))
        }
        (Relation::AtLeast(change), false) | (Relation::AtMost(change), true) => {
            Relation::AtLeast(target(change))
        }
        (Relation::Under(change), false) | (Relation::Over(change), true) => {
            Relation::Under(target(change))
        }
        (Relation::AtMost(change), false) | (Relation::AtLeast(change), true) => {
            Relation::AtMost(target(change))
        }
        (Relation::Exactly(change), _) => Relation::Exactly(target(change)),
        (Relation::Not(_) | Relation::Between(..), _) => return None,
    })
}
