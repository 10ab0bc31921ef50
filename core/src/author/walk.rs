//! What an expression is made of, met in the order of the text.

use std::collections::BTreeSet;

use crate::run::program::{
    Bound, Clause, CollectionId, Condition, DefinitionId, Earned, Event, FactId, Goal, Key, Limit,
    Part, Program, Quantity, Requirement, TimeUnit,
};

/// Something an expression stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    /// A fact.
    Fact(FactId),
    /// A set whose members are counted.
    Collection(CollectionId),
    /// A named expression.
    Definition(DefinitionId),
    /// A time limit that hangs on an event.
    Limit,
    /// How long something must last.
    Duration,
    /// The end of the period judged.
    EndOfPeriod,
    /// Days off.
    Calendar,
}

/// Whether time is counted by days off or a limit, and the named expressions stood on, those
/// within others included.
pub fn stands_on(program: &Program, requirement: &Requirement) -> (bool, BTreeSet<DefinitionId>) {
    let mut is_timed = false;
    let mut named: BTreeSet<DefinitionId> = BTreeSet::new();
    let mut open: Vec<DefinitionId> = Vec::new();
    {
        let mut meet = |item: Item| match item {
            Item::Limit | Item::Duration | Item::Calendar => is_timed = true,
            Item::Definition(id) => open.push(id),
            Item::Fact(_) | Item::Collection(_) | Item::EndOfPeriod => {}
        };
        goal(&requirement.goal, &mut meet);
        for one in requirement.condition.iter().chain(&requirement.exception) {
            condition(one, &mut meet);
        }
    }
    while let Some(id) = open.pop() {
        if !named.insert(id) {
            continue;
        }
        if let Some(definition) = program.definitions.get(id.index()) {
            quantity(&definition.value, &mut |item| match item {
                Item::Limit | Item::Duration | Item::Calendar => is_timed = true,
                Item::Definition(id) => open.push(id),
                Item::Fact(_) | Item::Collection(_) | Item::EndOfPeriod => {}
            });
        }
    }
    (is_timed, named)
}

/// Calls `meet` with everything that a goal stands on.
pub(super) fn goal(goal: &Goal, meet: &mut dyn FnMut(Item)) {
    match goal {
        Goal::Share {
            pool,
            weights,
            bound,
            rounding: _,
        } => {
            parts(pool, meet);
            for fact in weights {
                meet(Item::Fact(*fact));
            }
            self::bound(bound, meet);
        }
        Goal::Ratio { part, whole, bound } => {
            quantity(part, meet);
            quantity(whole, meet);
            self::bound(bound, meet);
        }
        Goal::Compare {
            quantity: compared,
            bound,
        } => {
            quantity(compared, meet);
            self::bound(bound, meet);
        }
        Goal::Deeds { facts, limit } => {
            for fact in facts {
                meet(Item::Fact(*fact));
            }
            if let Some(limit) = limit {
                self::limit(limit, meet);
            }
        }
        Goal::Refrain { facts } => facts.iter().for_each(|fact| meet(Item::Fact(*fact))),
        Goal::Each { pool, goals } => {
            parts(pool, meet);
            for each in goals {
                self::goal(each, meet);
            }
        }
        Goal::Combined { how: _, parts } => {
            for part in parts {
                clause(part, meet);
            }
        }
    }
}

fn clause(clause: &Clause, meet: &mut dyn FnMut(Item)) {
    goal(&clause.goal, meet);
    clause
        .condition
        .iter()
        .for_each(|when| condition(when, meet));
}

/// Calls `meet` with everything that a condition stands on.
pub(super) fn condition(when: &Condition, meet: &mut dyn FnMut(Item)) {
    match when {
        Condition::Constant(_) => {}
        Condition::Fact(fact) | Condition::Is(fact, _) => meet(Item::Fact(*fact)),
        Condition::Not(of) => condition(of, meet),
        Condition::All(of) | Condition::Any(of) => of.iter().for_each(|one| condition(one, meet)),
        Condition::Compare(compared, against) => {
            quantity(compared, meet);
            bound(against, meet);
        }
        Condition::Goal(of) => goal(of, meet),
    }
}

/// Calls `meet` with everything that a quantity stands on.
pub(super) fn quantity(of: &Quantity, meet: &mut dyn FnMut(Item)) {
    match of {
        Quantity::Number(_) | Quantity::Parameter(_) => {}
        Quantity::Fact(fact) => meet(Item::Fact(*fact)),
        Quantity::Size(pool) | Quantity::Share(pool) => parts(pool, meet),
        Quantity::Over(_, pool) => {
            for (part, fact) in pool {
                self::part(part, meet);
                meet(Item::Fact(*fact));
            }
        }
        Quantity::Add(left, right)
        | Quantity::Subtract(left, right)
        | Quantity::Multiply(left, right)
        | Quantity::Divide(left, right) => {
            quantity(left, meet);
            quantity(right, meet);
        }
        Quantity::Greatest(of) | Quantity::Least(of) => {
            for one in of {
                quantity(one, meet);
            }
        }
        Quantity::If(when, then, otherwise) => {
            condition(when, meet);
            quantity(then, meet);
            quantity(otherwise, meet);
        }
        Quantity::Past(of, _) | Quantity::Rounded(of, _) | Quantity::InUnit(of, ..) => {
            quantity(of, meet);
        }
        Quantity::Moved { day, length, .. } => {
            if length.unit == TimeUnit::WorkingDays {
                meet(Item::Calendar);
            }
            quantity(day, meet);
        }
        Quantity::Table(table) => {
            for key in &table.keys {
                match key {
                    Key::Choice { fact, .. } => meet(Item::Fact(*fact)),
                    Key::Number { quantity: by, .. } => quantity(by, meet),
                }
            }
        }
        Quantity::Score(score) => {
            for line in &score.lines {
                match &line.earned {
                    Earned::Whole(of) | Earned::ProRata { clause: of, .. } => clause(of, meet),
                    Earned::Points(points) => quantity(points, meet),
                }
            }
        }
        Quantity::Growth(growth) => quantity(&growth.of, meet),
        Quantity::Definition(of) => meet(Item::Definition(*of)),
    }
}

fn bound(bound: &Bound, meet: &mut dyn FnMut(Item)) {
    for limit in bound.relation.limits() {
        quantity(limit, meet);
    }
}

fn parts(pool: &[Part], meet: &mut dyn FnMut(Item)) {
    for one in pool {
        part(one, meet);
    }
}

fn part(part: &Part, meet: &mut dyn FnMut(Item)) {
    meet(Item::Collection(part.collection));
    part.filter
        .iter()
        .chain(&part.holds)
        .for_each(|when| condition(when, meet));
}

fn limit(limit: &Limit, meet: &mut dyn FnMut(Item)) {
    let (length, event) = match limit {
        Limit::Within(length, event) | Limit::Before(length, event) => (Some(length), Some(event)),
        Limit::Lasting(length) => (Some(length), None),
        Limit::EarlierThan(event) | Limit::LaterThan(event) | Limit::By(event) => {
            (None, Some(event))
        }
    };
    meet(event.map_or(Item::Duration, |_| Item::Limit));
    if length.is_some_and(|length| length.unit == TimeUnit::WorkingDays) {
        meet(Item::Calendar);
    }
    match event {
        Some(Event::Fact(fact)) => meet(Item::Fact(*fact)),
        Some(Event::EndOfPeriod) => meet(Item::EndOfPeriod),
        None => {}
    }
}
