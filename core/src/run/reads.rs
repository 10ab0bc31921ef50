//! What a requirement reads: the facts and collections it stands on.

use jiff_core::civil::Date;

use super::number::Number;
use super::program::{
    Bound, Clause, CollectionId, CollectionKind, Condition, Earned, Event, FactId, Goal, Key,
    LevelId, Limit, Owner, Part, Past, Program, Quantity, Reduction, Requirement, TimeUnit,
};
use crate::run::ordered::{Map, Set};
use crate::wire::fact_key;

/// The facts and collections that something stands on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reads {
    /// Facts, of bodies and of members.
    pub facts: Set<FactId>,
    /// Collections whose members are counted or judged.
    pub collections: Set<CollectionId>,
}

impl Reads {
    /// What a requirement stands on, its conditions included.
    pub fn of(program: &Program, requirement: &Requirement) -> Self {
        let mut reads = Self::gather(program, |reader| reader.requirement(requirement));
        // By its day a case is one of the text that was in force.
        let cases = reads.collections.iter();
        let days: Vec<FactId> = cases
            .filter_map(|of| {
                program
                    .collections
                    .get(of.index())?
                    .day_of_case(&program.facts)
            })
            .collect();
        reads.facts.extend(days);
        reads
    }

    /// What a condition stands on.
    pub fn of_condition(program: &Program, condition: &Condition) -> Self {
        Self::gather(program, |reader| reader.condition(condition))
    }

    /// What a bound stands on.
    pub fn of_bound(program: &Program, bound: &Bound) -> Self {
        Self::gather(program, |reader| reader.bound(bound))
    }

    /// What a quantity stands on.
    pub fn of_quantity(program: &Program, quantity: &Quantity) -> Self {
        Self::gather(program, |reader| reader.quantity(quantity))
    }

    /// Keys of what is read for requirements that bodies of `bearers` bear, each with the levels whose bodies report it.
    pub fn reported(&self, program: &Program, bearers: &[LevelId]) -> Map<String, Vec<LevelId>> {
        let of_set = |of: CollectionId| match &program.collections[of.index()].kind {
            CollectionKind::Population { per, .. } => per.clone(),
            CollectionKind::Bodies(level) => counting(program, *level, bearers),
        };
        let facts = self.facts.iter().map(|fact| {
            let levels = match &program.facts[fact.index()].owner {
                Owner::Bodies(levels) => levels.clone(),
                Owner::Members(of) => of_set(*of),
            };
            (fact_key(program, *fact), levels)
        });
        let sets = self.collections.iter();
        let sets = sets.map(|of| (program.collections[of.index()].key.clone(), of_set(*of)));
        facts.chain(sets).collect()
    }

    fn gather<'p>(program: &'p Program, read: impl FnOnce(&mut Reader<'_, 'p>)) -> Self {
        let mut reads = Self::default();
        let mut note = |read: Read<'_, 'p>| reads.note(read.thing);
        read(&mut Reader::new(program, &mut note));
        reads
    }

    fn note(&mut self, thing: Thing) {
        match thing {
            Thing::Fact(fact) => self.facts.insert(fact),
            Thing::Members(collection) => self.collections.insert(collection),
        };
    }
}

/// Who tells how many bodies of a level there are: those above them whose duty it is, else the next above.
fn counting(program: &Program, counted: LevelId, bearers: &[LevelId]) -> Vec<LevelId> {
    let above = |bearer: &&LevelId| program.lies_within(counted, **bearer);
    let own: Vec<LevelId> = bearers.iter().filter(above).copied().collect();
    if own.is_empty() {
        let level = program.levels.get(counted.index());
        return level.and_then(|level| level.within).into_iter().collect();
    }
    own
}

/// Something that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A fact of whoever is in question.
    Fact(FactId),
    /// How many members there are, or each of them.
    Members(CollectionId),
}

/// One reading, and how the requirement comes to it.
#[derive(Debug, Clone, Copy)]
pub struct Read<'r, 'p> {
    /// What is read.
    pub thing: Thing,
    /// Collections whose members are in question, the widest first.
    pub among: &'r [CollectionId],
    /// The steps back to an earlier period, the first step first.
    pub past: &'r [Past],
    /// What must hold for it to matter.
    pub guards: &'r [Guard<'p>],
    /// Members are told apart by it, so that a total does not serve.
    pub one_by_one: bool,
    /// How closely its time has to be told.
    pub grain: Grain,
}

/// How closely the time of a deed or date has to be told for a requirement to be judged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// By its day.
    #[default]
    Day,
    /// By day and time of day: hours are counted from it or to it.
    Hour,
    /// From a day to a day: it has to last.
    Span,
}

impl Grain {
    const fn of(limit: Option<&Limit>) -> Self {
        match limit {
            Some(Limit::Within(length, _) | Limit::Before(length, _))
                if matches!(length.unit, TimeUnit::Hours) =>
            {
                Self::Hour
            }
            Some(Limit::Lasting(_)) => Self::Span,
            _ => Self::Day,
        }
    }
}

/// A condition that must hold, or must not, for a reading to matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guard<'p> {
    /// The condition.
    pub condition: &'p Condition,
    /// Whether it must hold or must not.
    pub holds: bool,
}

/// Tells each reading of a requirement, in the order of its goal, condition and exception.
pub fn each<'p>(
    program: &'p Program,
    requirement: &'p Requirement,
    note: &mut dyn FnMut(Read<'_, 'p>),
) {
    Reader::new(program, note).requirement(requirement);
}

/// The days on which numbers become others that members are held against, each by its own day.
pub(in crate::run) fn days_of_change(program: &Program, requirement: &Requirement) -> Vec<Date> {
    let mut nothing = |_: Read<'_, '_>| {};
    let mut reader = Reader::new(program, &mut nothing);
    reader.requirement(requirement);
    reader.changes
}

/// Tells each reading of a bound.
pub(in crate::run) fn each_of_bound<'p>(
    program: &'p Program,
    bound: &'p Bound,
    note: &mut dyn FnMut(Read<'_, 'p>),
) {
    Reader::new(program, note).bound(bound);
}

struct Reader<'r, 'p> {
    program: &'p Program,
    note: &'r mut dyn FnMut(Read<'_, 'p>),
    among: Vec<CollectionId>,
    past: Vec<Past>,
    guards: Vec<Guard<'p>>,
    one_by_one: bool,
    grain: Grain,
    /// Days on which numbers that members are held against become others.
    changes: Vec<Date>,
}

impl<'r, 'p> Reader<'r, 'p> {
    fn new(program: &'p Program, note: &'r mut dyn FnMut(Read<'_, 'p>)) -> Self {
        Self {
            program,
            note,
            among: Vec::new(),
            past: Vec::new(),
            guards: Vec::new(),
            one_by_one: false,
            grain: Grain::Day,
            changes: Vec::new(),
        }
    }

    fn read(&mut self, thing: Thing) {
        (self.note)(Read {
            thing,
            among: &self.among,
            past: &self.past,
            guards: &self.guards,
            one_by_one: self.one_by_one,
            grain: self.grain,
        });
    }

    fn fact(&mut self, fact: FactId) {
        self.read(Thing::Fact(fact));
    }

    fn facts(&mut self, facts: &[FactId]) {
        for fact in facts {
            self.fact(*fact);
        }
    }

    fn requirement(&mut self, requirement: &'p Requirement) {
        let applies = requirement
            .condition
            .iter()
            .map(|condition| (condition, true));
        let displaced = requirement
            .exception
            .iter()
            .map(|condition| (condition, false));
        let guards = || applies.clone().chain(displaced.clone());
        self.guards
            .extend(guards().map(|(condition, holds)| Guard { condition, holds }));
        self.goal(&requirement.goal);
        self.guards.clear();
        for (condition, _) in guards() {
            self.condition(condition);
        }
    }

    /// What is read only where a condition holds, or does not.
    fn guarded(&mut self, condition: &'p Condition, holds: bool, read: impl FnOnce(&mut Self)) {
        self.guards.push(Guard { condition, holds });
        read(self);
        self.guards.pop();
    }

    /// What is read of the members of a collection.
    fn of_members(
        &mut self,
        collection: CollectionId,
        one_by_one: bool,
        read: impl FnOnce(&mut Self),
    ) {
        let around = std::mem::replace(&mut self.one_by_one, one_by_one);
        self.among.push(collection);
        read(self);
        self.among.pop();
        self.one_by_one = around;
    }

    fn goal(&mut self, goal: &'p Goal) {
        match goal {
            Goal::Share {
                pool,
                weights,
                bound,
                rounding: _,
            } => {
                self.pool(pool);
                for (part, weight) in pool.iter().zip(weights) {
                    self.of_members(part.collection, true, |reader| reader.fact(*weight));
                }
                self.bound(bound);
            }
            Goal::Ratio { part, whole, bound } => {
                self.quantity(part);
                self.quantity(whole);
                self.bound(bound);
            }
            Goal::Compare { quantity, bound } => {
                self.quantity(quantity);
                self.bound(bound);
            }
            Goal::Deeds { facts, limit } => {
                self.grain = Grain::of(limit.as_ref());
                self.facts(facts);
                if let Some(limit) = limit {
                    self.limit(limit);
                }
                self.grain = Grain::Day;
            }
            Goal::Refrain { facts } => self.facts(facts),
            Goal::Each { pool, goals } => {
                self.pool(pool);
                for (part, goal) in pool.iter().zip(goals) {
                    let one_by_one = !is_told_by_totals(part, goal);
                    self.of_members(part.collection, one_by_one, |reader| reader.goal(goal));
                }
            }
            Goal::Combined { how: _, parts } => {
                for part in parts {
                    self.clause(part);
                }
            }
        }
    }

    fn clause(&mut self, clause: &'p Clause) {
        match &clause.condition {
            None => self.goal(&clause.goal),
            Some(condition) => {
                self.condition(condition);
                self.guarded(condition, true, |reader| reader.goal(&clause.goal));
            }
        }
    }

    fn limit(&mut self, limit: &Limit) {
        let event = match limit {
            Limit::Within(_, event)
            | Limit::Before(_, event)
            | Limit::EarlierThan(event)
            | Limit::LaterThan(event)
            | Limit::By(event) => event,
            Limit::Lasting(_) => return,
        };
        match event {
            Event::Fact(fact) => self.fact(*fact),
            Event::EndOfPeriod => {}
        }
    }

    fn pool(&mut self, pool: &'p [Part]) {
        for part in pool {
            self.part(part);
        }
    }

    fn part(&mut self, part: &'p Part) {
        self.read(Thing::Members(part.collection));
        let plain = matches!(
            (&part.filter, &part.holds),
            (None, Some(Condition::Fact(_)))
        );
        self.of_members(part.collection, !plain, |reader| {
            for condition in part.filter.iter().chain(&part.holds) {
                reader.condition(condition);
            }
        });
    }

    fn bound(&mut self, bound: &'p Bound) {
        for limit in bound.relation.limits() {
            self.quantity(limit);
        }
    }

    fn condition(&mut self, condition: &'p Condition) {
        match condition {
            Condition::Constant(_) => {}
            Condition::Fact(fact) | Condition::Is(fact, _) => self.fact(*fact),
            Condition::Not(inner) => self.condition(inner),
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.condition(part);
                }
            }
            Condition::Compare(quantity, bound) => {
                self.quantity(quantity);
                self.bound(bound);
            }
            Condition::Goal(goal) => self.goal(goal),
        }
    }

    fn quantity(&mut self, quantity: &'p Quantity) {
        match quantity {
            Quantity::Number(_) => {}
            Quantity::Parameter(values) => self.changing(values),
            Quantity::Fact(fact) => self.fact(*fact),
            Quantity::Size(pool) | Quantity::Share(pool) => self.pool(pool),
            Quantity::Over(reduction, parts) => {
                let sums = matches!(reduction, Reduction::Sum | Reduction::Average);
                for (part, fact) in parts {
                    self.part(part);
                    let one_by_one = part.filter.is_some() || part.holds.is_some() || !sums;
                    self.of_members(part.collection, one_by_one, |reader| reader.fact(*fact));
                }
            }
            Quantity::Add(a, b)
            | Quantity::Subtract(a, b)
            | Quantity::Multiply(a, b)
            | Quantity::Divide(a, b) => {
                self.quantity(a);
                self.quantity(b);
            }
            Quantity::Greatest(of) | Quantity::Least(of) => {
                for quantity in of {
                    self.quantity(quantity);
                }
            }
            Quantity::If(condition, then, otherwise) => {
                self.condition(condition);
                self.guarded(condition, true, |reader| reader.quantity(then));
                self.guarded(condition, false, |reader| reader.quantity(otherwise));
            }
            Quantity::Past(inner, past) => {
                self.past.push(*past);
                self.quantity(inner);
                self.past.pop();
            }
            Quantity::Rounded(inner, _)
            | Quantity::InUnit(inner, ..)
            | Quantity::Moved { day: inner, .. } => {
                self.quantity(inner);
            }
            Quantity::Table(table) => {
                for key in &table.keys {
                    match key {
                        Key::Choice { fact, .. } => self.fact(*fact),
                        Key::Number { quantity, .. } => self.quantity(quantity),
                    }
                }
                for row in &table.rows {
                    self.changing(&row.values);
                }
            }
            Quantity::Score(score) => {
                for line in &score.lines {
                    match &line.earned {
                        Earned::Whole(clause) | Earned::ProRata { clause, .. } => {
                            self.clause(clause);
                        }
                        Earned::Points(quantity) => self.quantity(quantity),
                    }
                }
            }
            Quantity::Growth(growth) => {
                self.quantity(&growth.of);
                self.past.push(growth.since);
                self.quantity(&growth.of);
                self.past.pop();
            }
            Quantity::Definition(id) => self.quantity(&self.program.definitions[id.index()].value),
        }
    }

    fn changing(&mut self, values: &[(Date, Number)]) {
        if !self.among.is_empty() {
            let changes = values.iter().skip(1);
            self.changes.extend(changes.map(|(from, _)| *from));
        }
    }
}

/// Whether `each X has S` can be told by how many of them have it.
fn is_told_by_totals(part: &Part, goal: &Goal) -> bool {
    let all = part.filter.is_none() && part.holds.is_none();
    all && matches!(goal, Goal::Deeds { facts, limit: None } if facts.len() == 1)
}
