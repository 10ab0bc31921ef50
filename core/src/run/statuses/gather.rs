//! Which comparisons the status of a requirement hangs on, as long as all numbers it reads are told.

use jiff_core::civil::Date;

use super::atoms::{Atom, Counted, Kind, Literal, MOST_PARTS, MOST_RATIO, Share};
use super::linear::Linear;
use super::slots::{Keeping, Keys, Place, day};
use crate::run::calendar::period::Period;
use crate::run::evaluate::{Sitting, Walk, is_of_facts};
use crate::run::facts::Body;
use crate::run::number::Number;
use crate::run::program::{
    Bound, Clause, CollectionKind, Condition, FactId, FactKind, Goal, Owner, Part, Past, Program,
    Quantity, Relation, Requirement, Rounding,
};

/// The comparisons on which the status of a requirement hangs; none where the evaluator must be asked.
pub(super) fn gather(
    walk: &Walk<'_>,
    program: &Program,
    keys: &Keys,
    body: &Body,
    sitting: &Sitting<'_>,
) -> Option<Vec<Atom>> {
    let mut gatherer = Gatherer {
        walk,
        program,
        keys,
        body,
        sitting,
        window: sitting.period(),
        is_running: sitting.is_running(),
        is_past: false,
        atoms: Vec::new(),
    };
    gatherer.requirement(sitting.requirement)?;
    Some(gatherer.atoms)
}

struct Gatherer<'g> {
    walk: &'g Walk<'g>,
    program: &'g Program,
    keys: &'g Keys,
    body: &'g Body,
    sitting: &'g Sitting<'g>,
    /// The period read.
    window: Option<Period>,
    is_running: bool,
    /// It is a period before the one that is judged.
    is_past: bool,
    atoms: Vec<Atom>,
}

/// What is counted, as far as totals say.
enum Pool {
    /// As slots have it.
    Counted(Vec<Counted>),
    /// Nothing that is reported tells.
    Open,
    /// There are some of these, or nobody.
    Sizes(Vec<u32>),
}

impl<'g> Gatherer<'g> {
    fn requirement(&mut self, requirement: &Requirement) -> Option<()> {
        for condition in requirement.condition.iter().chain(&requirement.exception) {
            self.condition(condition)?;
        }
        self.goal(&requirement.goal)
    }

    fn add(&mut self, atom: Atom) {
        if !self.atoms.contains(&atom) {
            self.atoms.push(atom);
        }
    }

    /// The place of the window's period among those reported.
    fn reported(&self) -> Option<usize> {
        let window = self.window?;
        let mut periods = self.body.periods.iter();
        periods.position(|reported| reported.period == window)
    }

    fn slot_in(&self, period: usize, place: Place) -> Option<usize> {
        Some(period * self.keys.len() + self.keys.place(place)?)
    }

    /// The slot of the window's period; the first period's where that is not reported: it is not read then.
    fn slot(&self, place: Place) -> Option<usize> {
        self.slot_in(self.reported().unwrap_or(0), place)
    }

    fn narrow(&self, place: Place) -> Option<u32> {
        u32::try_from(self.slot(place)?).ok()
    }

    fn goal(&mut self, goal: &Goal) -> Option<()> {
        match goal {
            Goal::Share {
                pool,
                weights,
                bound,
                rounding,
            } if weights.is_empty() => self.share(pool, bound, *rounding),
            Goal::Ratio { part, whole, bound } => self.ratio(part, whole, bound),
            Goal::Compare { quantity, bound } => self.compare(quantity, bound),
            Goal::Deeds { facts, limit: None } | Goal::Refrain { facts } => {
                facts.iter().try_for_each(|fact| self.yes_or_no(*fact))
            }
            Goal::Each { pool, goals } => self.each(pool, goals),
            Goal::Combined { how: _, parts } => {
                for Clause { goal, condition } in parts {
                    if let Some(condition) = condition {
                        self.condition(condition)?;
                    }
                    self.goal(goal)?;
                }
                Some(())
            }
            Goal::Share { .. } | Goal::Deeds { .. } => None,
        }
    }

    fn condition(&mut self, condition: &Condition) -> Option<()> {
        match condition {
            Condition::Constant(_) => Some(()),
            Condition::Fact(fact) => self.yes_or_no(*fact),
            Condition::Is(fact, _) => self.choice(*fact),
            Condition::Not(inner) => self.condition(inner),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().try_for_each(|part| self.condition(part))
            }
            Condition::Compare(quantity, bound) => self.compare(quantity, bound),
            Condition::Goal(goal) => self.goal(goal),
        }
    }

    /// The kind of a fact that the body reports itself.
    fn own_kind(&self, id: FactId) -> Option<&FactKind> {
        let fact = self.program.facts.get(id.index())?;
        match &fact.owner {
            Owner::Bodies(levels) if levels.contains(&self.body.level) => Some(&fact.kind),
            Owner::Bodies(_) | Owner::Members(_) => None,
        }
    }

    fn yes_or_no(&mut self, id: FactId) -> Option<()> {
        let kind = self.own_kind(id)?;
        let dated = matches!(kind, FactKind::Act | FactKind::Date);
        match kind {
            FactKind::YesNo => return self.choice(id),
            FactKind::Act
            | FactKind::Date
            | FactKind::StateInPeriod
            | FactKind::StateToDate
            | FactKind::StateNow => {}
            FactKind::Count | FactKind::Amount(_) | FactKind::Choice(_) => return None,
        }
        let days = self.days(dated);
        // A dated deed may stand under any period.
        let periods = match (dated, self.reported()) {
            (true, _) if self.window.is_some() => 0..self.body.periods.len(),
            (false, Some(own)) => own..own + 1,
            _ => 0..0,
        };
        for period in periods {
            let slot = u32::try_from(self.slot_in(period, Place::Fact(id))?).ok()?;
            let days = days.clone();
            self.add(Atom::Deed { slot, days });
        }
        Some(())
    }

    /// The days after which, or up to which, a deed is seen otherwise.
    fn days(&self, dated: bool) -> Vec<i64> {
        let periods = self.body.periods.iter().map(|reported| reported.period);
        let ends = |period: Period| {
            let before: Option<Date> = period.start.yesterday().ok();
            before.into_iter().chain([period.end])
        };
        let ends = periods.chain(self.window).filter(|_| dated).flat_map(ends);
        let Requirement {
            entry, from, to, ..
        } = self.sitting.requirement;
        let begun = [entry, from]
            .into_iter()
            .filter_map(|day| day.yesterday().ok());
        let mut days: Vec<i64> = ends
            .chain(begun)
            .chain(*to)
            .chain([self.walk.as_of()])
            .chain(self.sitting.last_day())
            .map(day)
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    fn choice(&mut self, id: FactId) -> Option<()> {
        self.own_kind(id)?;
        let place = Place::Fact(id);
        let options = match self.keys.keeping.get(self.keys.place(place)?)? {
            Keeping::YesNo => 2,
            Keeping::Choice(options) => *options,
            Keeping::Number | Keeping::Deed => return None,
        };
        let slot = self.narrow(place)?;
        if self.reported().is_some() {
            self.add(Atom::Choice { slot, options });
        }
        Some(())
    }

    /// The numbers that a bound compares with, where they hang on no fact.
    fn limits(&self, bound: &Bound) -> Option<Vec<Number>> {
        let limits = bound.relation.limits();
        limits
            .map(|limit| self.walk.constant(self.sitting, self.body, limit))
            .collect()
    }

    fn share(&mut self, pool: &[Part], bound: &Bound, rounding: Option<Rounding>) -> Option<()> {
        let limits = self.limits(bound)?;
        let equals = matches!(bound.relation, Relation::Exactly(_) | Relation::Not(_));
        let is_open = !equals && limits.len() == 1;
        match self.pool(pool)? {
            Pool::Open => {}
            Pool::Sizes(_) if equals || rounding.is_some() => return None,
            Pool::Sizes(sizes) => self.nobody(&sizes),
            Pool::Counted(parts) => {
                for limit in limits {
                    let (numerator, denominator) = limit.parts();
                    let fits = |n: i128| {
                        i64::try_from(n)
                            .ok()
                            .filter(|n| (0..=MOST_RATIO).contains(n))
                    };
                    let share = Share::new(
                        parts.clone(),
                        (fits(numerator)?, fits(denominator)?),
                        rounding,
                        is_open && (0 < numerator && numerator <= denominator),
                    );
                    if equals && !share.is_told_exactly() {
                        return None;
                    }
                    self.add(Atom::Share(share));
                }
            }
        }
        Some(())
    }

    /// Whether there is anybody at all: a share of all that is none or above its bound.
    fn nobody(&mut self, sizes: &[u32]) {
        let parts = sizes.iter().map(|size| Counted {
            size: *size,
            kind: Kind::Members,
            filter: None,
            holds: vec![Literal::Holds(*size)],
        });
        let share = Share::new(parts.collect(), (0, 1), None, false);
        self.add(Atom::Share(share));
    }

    fn pool(&self, pool: &[Part]) -> Option<Pool> {
        if pool.len() > MOST_PARTS {
            return None;
        }
        let mut counted = Vec::new();
        for part in pool {
            let set = self.program.collections.get(part.collection.index())?;
            let size = self.narrow(Place::Size(part.collection))?;
            match &set.kind {
                kind if kind.happens() && self.is_running => return None,
                CollectionKind::Bodies(_)
                    if !self.is_running
                        && part.filter.as_ref().is_some_and(|one| !is_of_facts(one)) =>
                {
                    // Totals do not tell of whom else it holds: all is open but that there are some.
                    return match pool {
                        [_] if self.reported().is_some() => Some(Pool::Sizes(vec![size])),
                        [_] => Some(Pool::Open),
                        _ => None,
                    };
                }
                CollectionKind::Population { .. } | CollectionKind::Bodies(_) => {}
            }
            let filter = match &part.filter {
                None => None,
                Some(filter) => match self.literal(part, filter)? {
                    Literal::Open => return None,
                    told => Some(told),
                },
            };
            let holds = match &part.holds {
                None => Vec::new(),
                Some(Condition::All(all)) => {
                    let all = all.iter().map(|one| self.literal(part, one));
                    all.collect::<Option<_>>()?
                }
                Some(one) => vec![self.literal(part, one)?],
            };
            let kind = self.kind(&set.kind);
            counted.push(Counted {
                size,
                kind,
                filter,
                holds,
            });
        }
        // While a period runs, members may come and go.
        Some(if self.is_running || self.reported().is_none() {
            Pool::Open
        } else {
            Pool::Counted(counted)
        })
    }

    fn kind(&self, kind: &CollectionKind) -> Kind {
        match kind {
            CollectionKind::Population { per, .. } if per.contains(&self.body.level) => {
                Kind::Members
            }
            CollectionKind::Bodies(of) => {
                let towards = self.program.levels_towards(self.body.level, &[*of]);
                if towards == [*of] {
                    Kind::Bodies
                } else {
                    Kind::Further
                }
            }
            CollectionKind::Population { .. } => Kind::Further,
        }
    }

    fn literal(&self, part: &Part, condition: &Condition) -> Option<Literal> {
        match condition {
            Condition::Fact(fact) => self.total(part, *fact).map(Literal::Holds),
            Condition::Not(inner) => match inner.as_ref() {
                Condition::Fact(fact) => self.total(part, *fact).map(Literal::Not),
                _ => None,
            },
            Condition::Is(..) | Condition::Compare(..) | Condition::Goal(_) => Some(Literal::Open),
            Condition::Constant(_) | Condition::All(_) | Condition::Any(_) => None,
        }
    }

    /// The slot of how many members a fact holds for.
    fn total(&self, part: &Part, fact: FactId) -> Option<u32> {
        let kind = &self.program.facts.get(fact.index())?.kind;
        let slot = self.narrow(Place::Total(part.collection, fact))?;
        kind.is_yes_or_no().then_some(slot)
    }

    /// Of members that are told by totals alone: that all have what they should, or that there are some.
    fn each(&mut self, pool: &[Part], goals: &[Goal]) -> Option<()> {
        let plain = pool.iter().all(|part| {
            let set = self.program.collections.get(part.collection.index());
            let is_open = |kind: &CollectionKind| kind.happens() && self.is_running;
            part.filter.is_none()
                && part.holds.is_none()
                && set.is_some_and(|set| !is_open(&set.kind))
        });
        if !plain || pool.len() > MOST_PARTS {
            return None;
        }
        let sizes = pool
            .iter()
            .map(|part| self.narrow(Place::Size(part.collection)));
        let sizes: Vec<u32> = sizes.collect::<Option<_>>()?;
        if self.is_running || self.reported().is_none() {
            return Some(());
        }
        let mut parts = Vec::new();
        for ((part, goal), size) in pool.iter().zip(goals).zip(&sizes) {
            let kind = &self.program.collections.get(part.collection.index())?.kind;
            let Goal::Deeds { facts, limit: None } = goal else {
                self.nobody(&sizes);
                return Some(());
            };
            let holds = facts
                .iter()
                .map(|fact| self.literal(part, &Condition::Fact(*fact)));
            let kind = match kind {
                CollectionKind::Population { .. } => Kind::Members,
                CollectionKind::Bodies(_) => self.kind(kind),
            };
            parts.push(Counted {
                size: *size,
                kind,
                filter: None,
                holds: holds.collect::<Option<_>>()?,
            });
        }
        self.add(Atom::Share(Share::new(parts, (1, 1), None, false)));
        Some(())
    }

    fn ratio(&mut self, part: &Quantity, whole: &Quantity, bound: &Bound) -> Option<()> {
        if self.is_running || self.reported().is_none() {
            return None;
        }
        let limits = self.limits(bound)?;
        let (part, whole) = (self.linear(part)?, self.linear(whole)?);
        self.add(Atom::Sign(whole.whole()?));
        for limit in limits {
            let distance = part.clone().minus(&whole.clone().times(limit)?)?;
            self.add(Atom::Sign(distance.whole()?));
        }
        Some(())
    }

    fn compare(&mut self, quantity: &Quantity, bound: &Bound) -> Option<()> {
        if let Quantity::Share(pool) = self.meant(quantity)? {
            return self.share(pool, bound, None);
        }
        if self.is_running {
            return self.compare_running(quantity, bound);
        }
        let value = self.linear(quantity)?;
        for limit in bound.relation.limits() {
            let distance = value.clone().minus(&self.linear(limit)?)?.whole()?;
            if self.reported().is_none() && !distance.terms.is_empty() {
                return None;
            }
            self.add(Atom::Sign(distance));
        }
        Some(())
    }

    /// What is counted while a period runs only grows; other numbers may become anything.
    fn compare_running(&mut self, quantity: &Quantity, bound: &Bound) -> Option<()> {
        let limits = self.limits(bound)?;
        let fact = match self.meant(quantity)? {
            Quantity::Size(pool) => {
                return match self.pool(pool)? {
                    Pool::Open => Some(()),
                    Pool::Counted(_) | Pool::Sizes(_) => None,
                };
            }
            Quantity::Fact(fact) => *fact,
            _ => return None,
        };
        match self.own_kind(fact)? {
            FactKind::Amount(_) => return Some(()),
            FactKind::Count => {}
            _ => return None,
        }
        let value = Linear::slot(self.slot(Place::Fact(fact))?, Number::ONE);
        for limit in limits {
            let distance = value.clone().minus(&Linear::of(limit))?.whole()?;
            if self.reported().is_some() {
                self.add(Atom::Sign(distance));
            }
        }
        Some(())
    }

    /// What a name stands for.
    fn meant<'q>(&self, mut quantity: &'q Quantity) -> Option<&'q Quantity>
    where
        'g: 'q,
    {
        // Definitions are acyclic; bounded, so that a broken program cannot hold it in a circle.
        for _ in 0..=self.program.definitions.len() {
            let Quantity::Definition(id) = quantity else {
                return Some(quantity);
            };
            quantity = &self.program.definitions.get(id.index())?.value;
        }
        None
    }

    /// A quantity as a sum of slots.
    fn linear(&self, quantity: &Quantity) -> Option<Linear> {
        // Parameters are those of the period judged; what they were before it only the evaluator tells.
        let constant = || self.walk.constant(self.sitting, self.body, quantity);
        if let Some(number) = if self.is_past { None } else { constant() } {
            return Some(Linear::of(number));
        }
        match quantity {
            Quantity::Number(number) => Some(Linear::of(*number)),
            Quantity::Fact(fact) => match self.own_kind(*fact)? {
                FactKind::Count | FactKind::Amount(_) => {
                    Some(Linear::slot(self.slot(Place::Fact(*fact))?, Number::ONE))
                }
                _ => None,
            },
            Quantity::Size(pool) => self.size(pool),
            Quantity::Add(a, b) => self.linear(a)?.plus(&self.linear(b)?),
            Quantity::Subtract(a, b) => self.linear(a)?.minus(&self.linear(b)?),
            Quantity::Multiply(a, b) => {
                let (a, b) = (self.linear(a)?, self.linear(b)?);
                match (a.terms.is_empty(), b.terms.is_empty()) {
                    (true, _) => b.times(a.constant),
                    (_, true) => a.times(b.constant),
                    _ => None,
                }
            }
            Quantity::InUnit(of, factor, _) => self.linear(of)?.times(*factor),
            Quantity::Past(inner, past) => self.past(inner, *past),
            Quantity::Definition(id) => {
                self.linear(&self.program.definitions.get(id.index())?.value)
            }
            _ => None,
        }
    }

    fn past(&self, inner: &Quantity, past: Past) -> Option<Linear> {
        let earlier = match past {
            Past::LastYear => self.window?.last_year(),
            Past::PreviousPeriod => self.window?.previous(),
        };
        let there = Gatherer {
            window: Some(earlier?),
            is_past: true,
            is_running: false,
            atoms: Vec::new(),
            ..*self
        };
        there.reported()?;
        there.linear(inner)
    }

    fn size(&self, pool: &[Part]) -> Option<Linear> {
        let Pool::Counted(parts) = self.pool(pool)? else {
            return None;
        };
        let mut sum = Linear::of(Number::ZERO);
        for part in parts {
            let size = |times: i64| Linear::slot(part.size as usize, Number::from(times));
            let one = match (part.filter, part.holds.as_slice()) {
                (None, []) => size(1),
                (Some(literal), []) => literal_of(literal, part.size)?,
                (None, [literal]) => literal_of(*literal, part.size)?,
                _ => return None,
            };
            // How many there are must be known as well.
            sum = sum.plus(&one)?.plus(&size(0))?;
        }
        Some(sum)
    }
}

fn literal_of(literal: Literal, size: u32) -> Option<Linear> {
    let slot = |slot: u32| Linear::slot(slot as usize, Number::ONE);
    match literal {
        Literal::Holds(holding) => Some(slot(holding)),
        Literal::Not(holding) => slot(size).minus(&slot(holding)),
        Literal::Open => None,
    }
}
