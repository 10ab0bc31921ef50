//! What a requirement reads: the facts and collections it stands on.

use std::collections::BTreeSet;

use super::program::{
    Bound, CollectionId, Condition, Earned, Event, FactId, Goal, Key, Limit, Part, Program,
    Quantity, Relation, Requirement,
};

/// The facts and collections that something stands on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reads {
    /// Facts, of bodies and of members.
    pub facts: BTreeSet<FactId>,
    /// Collections whose members are counted or judged.
    pub collections: BTreeSet<CollectionId>,
}

impl Reads {
    /// What a requirement stands on, its conditions included.
    pub fn of(program: &Program, requirement: &Requirement) -> Self {
        let mut reads = Self::default();
        let mut reader = Reader {
            program,
            reads: &mut reads,
        };
        reader.goal(&requirement.goal);
        for condition in requirement.condition.iter().chain(&requirement.exception) {
            reader.condition(condition);
        }
        reads
    }

    /// What a bound stands on.
    pub fn of_bound(program: &Program, bound: &Bound) -> Self {
        let mut reads = Self::default();
        Reader {
            program,
            reads: &mut reads,
        }
        .bound(bound);
        reads
    }

    /// What a quantity stands on.
    pub fn of_quantity(program: &Program, quantity: &Quantity) -> Self {
        let mut reads = Self::default();
        Reader {
            program,
            reads: &mut reads,
        }
        .quantity(quantity);
        reads
    }
}

struct Reader<'r> {
    program: &'r Program,
    reads: &'r mut Reads,
}

impl Reader<'_> {
    fn goal(&mut self, goal: &Goal) {
        match goal {
            Goal::Share {
                pool,
                weights,
                bound,
                rounding: _,
            } => {
                self.pool(pool);
                self.reads.facts.extend(weights);
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
                self.reads.facts.extend(facts);
                if let Some(limit) = limit {
                    self.limit(limit);
                }
            }
            Goal::Refrain { facts } => self.reads.facts.extend(facts),
            Goal::Each { pool, goals } => {
                self.pool(pool);
                for goal in goals {
                    self.goal(goal);
                }
            }
            Goal::Combined { how: _, parts } => {
                for part in parts {
                    self.goal(&part.goal);
                    if let Some(condition) = &part.condition {
                        self.condition(condition);
                    }
                }
            }
        }
    }

    fn limit(&mut self, limit: &Limit) {
        let event = match limit {
            Limit::Within(_, event)
            | Limit::Before(_, event)
            | Limit::EarlierThan(event)
            | Limit::LaterThan(event) => event,
            Limit::Lasting(_) => return,
        };
        match event {
            Event::Fact(fact) => {
                self.reads.facts.insert(*fact);
            }
            Event::EndOfPeriod => {}
        }
    }

    fn pool(&mut self, pool: &[Part]) {
        for part in pool {
            self.part(part);
        }
    }

    fn part(&mut self, part: &Part) {
        self.reads.collections.insert(part.collection);
        for condition in part.filter.iter().chain(&part.holds) {
            self.condition(condition);
        }
    }

    fn bound(&mut self, bound: &Bound) {
        match &bound.relation {
            Relation::Over(q)
            | Relation::AtLeast(q)
            | Relation::Under(q)
            | Relation::AtMost(q)
            | Relation::Exactly(q)
            | Relation::Not(q) => {
                self.quantity(q);
            }
            Relation::Between(low, high) => {
                self.quantity(low);
                self.quantity(high);
            }
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Constant(_) => {}
            Condition::Fact(fact) | Condition::Is(fact, _) => {
                self.reads.facts.insert(*fact);
            }
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

    fn quantity(&mut self, quantity: &Quantity) {
        match quantity {
            Quantity::Number(_) | Quantity::Parameter(_) => {}
            Quantity::Fact(fact) => {
                self.reads.facts.insert(*fact);
            }
            Quantity::Size(pool) | Quantity::Share(pool) => self.pool(pool),
            Quantity::Over(_, parts) => {
                for (part, fact) in parts {
                    self.part(part);
                    self.reads.facts.insert(*fact);
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
                self.quantity(then);
                self.quantity(otherwise);
            }
            Quantity::Past(inner, _)
            | Quantity::Rounded(inner, _)
            | Quantity::Moved { day: inner, .. } => self.quantity(inner),
            Quantity::Table(table) => {
                for key in &table.keys {
                    match key {
                        Key::Choice { fact, .. } => {
                            self.reads.facts.insert(*fact);
                        }
                        Key::Number { quantity, .. } => self.quantity(quantity),
                    }
                }
            }
            Quantity::Score(score) => {
                for line in &score.lines {
                    match &line.earned {
                        Earned::Whole(clause) | Earned::ProRata { clause, .. } => {
                            self.goal(&clause.goal);
                            if let Some(condition) = &clause.condition {
                                self.condition(condition);
                            }
                        }
                        Earned::Points(quantity) => self.quantity(quantity),
                    }
                }
            }
            Quantity::Growth(growth) => self.quantity(&growth.of),
            Quantity::Definition(id) => self.quantity(&self.program.definitions[id.index()].value),
        }
    }
}
