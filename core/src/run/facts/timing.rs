//! Which days cannot lie outside the period they are reported under: a deed that only periodic duties read not before it,
//! and the day of a case not after it.

use crate::run::program::{
    Bound, Clause, Condition, Definition, Event, Fact, FactId, FactKind, Goal, Limit, Part,
    Program, Quantity, Requirement, Schedule,
};
use crate::run::reads::Reads;

/// Which days of a program's facts must lie within the period they are reported under.
#[derive(Debug, Clone)]
pub(in crate::run) struct Timing {
    bound_to_period: Vec<bool>,
    days_of_cases: Vec<bool>,
}

impl Timing {
    pub(in crate::run) fn of(program: &Program) -> Self {
        let uses = Uses::of(program);
        Self {
            bound_to_period: uses.bound_to_period(),
            days_of_cases: uses.days_of_cases(),
        }
    }

    /// Whether a date before the period it is reported under is a mistake: a periodic duty asks for the deed, and nothing
    /// else reads the fact.
    pub(in crate::run) fn is_bound_to_period(&self, fact: FactId) -> bool {
        self.bound_to_period.get(fact.index()) == Some(&true)
    }

    /// Whether it is the day on which a case happened: its population's first date, which nothing reads but limits that
    /// begin with it. A day that is arranged, or promised, may lie ahead.
    ///
    /// A case that is still open may be listed in a later period again, so that its day may lie before the period.
    pub(in crate::run) fn is_day_of_case(&self, fact: FactId) -> bool {
        self.days_of_cases.get(fact.index()) == Some(&true)
    }
}

/// How a fact is read.
#[derive(Clone, Copy)]
enum Use {
    /// As a deed that a period asks for.
    PeriodicDeed,
    /// As the event with which a limit begins.
    Beginning,
    /// In any other way: as an event, in a condition, as it stands.
    Other,
}

struct Uses<'p> {
    program: &'p Program,
    deeds: Vec<bool>,
    otherwise: Vec<bool>,
    /// In any other way than as that with which a limit begins.
    arranged: Vec<bool>,
}

impl<'p> Uses<'p> {
    fn of(program: &'p Program) -> Self {
        let none = || vec![false; program.facts.len()];
        let mut uses = Self {
            program,
            deeds: none(),
            otherwise: none(),
            arranged: none(),
        };
        for requirement in &program.requirements {
            uses.requirement(requirement);
        }
        for Definition { value, .. } in &program.definitions {
            uses.quantity(value);
        }
        uses
    }

    fn bound_to_period(&self) -> Vec<bool> {
        let is_deed = |fact: &Fact| {
            matches!(
                fact.kind,
                FactKind::Act | FactKind::Date | FactKind::StateInPeriod
            )
        };
        let read = self.deeds.iter().zip(&self.otherwise);
        let facts = self.program.facts.iter().zip(read);
        facts
            .map(|(fact, (deed, otherwise))| is_deed(fact) && *deed && !otherwise)
            .collect()
    }

    fn days_of_cases(&self) -> Vec<bool> {
        let mut is_day = vec![false; self.program.facts.len()];
        let all = self.program.collections.iter();
        for day in all.filter_map(|of| of.day_of_case(&self.program.facts)) {
            let is_read = |list: &[bool]| list.get(day.index()) == Some(&true);
            let begins_alone = !is_read(&self.deeds) && !is_read(&self.arranged);
            if let Some(is_day) = is_day.get_mut(day.index()) {
                *is_day = begins_alone;
            }
        }
        is_day
    }

    fn note(&mut self, id: FactId, how: Use) {
        let mark = |list: &mut Vec<bool>| {
            if let Some(noted) = list.get_mut(id.index()) {
                *noted = true;
            }
        };
        match how {
            Use::PeriodicDeed => mark(&mut self.deeds),
            Use::Beginning => mark(&mut self.otherwise),
            Use::Other => {
                mark(&mut self.otherwise);
                mark(&mut self.arranged);
            }
        }
    }

    fn notes(&mut self, ids: &[FactId], how: Use) {
        for id in ids {
            self.note(*id, how);
        }
    }

    fn requirement(&mut self, requirement: &Requirement) {
        let how = match requirement.schedule {
            Schedule::Periodic { .. } => Use::PeriodicDeed,
            Schedule::Standing { .. }
            | Schedule::By { .. }
            | Schedule::Events
            | Schedule::Cases => Use::Other,
        };
        self.goal(&requirement.goal, how);
        for condition in requirement.condition.iter().chain(&requirement.exception) {
            self.condition(condition, Use::Other);
        }
    }

    fn goal(&mut self, goal: &Goal, how: Use) {
        match goal {
            Goal::Share {
                pool,
                weights,
                bound,
                rounding: _,
            } => {
                self.parts(pool, how);
                self.notes(weights, Use::Other);
                self.bound(bound);
            }
            Goal::Ratio { part, whole, bound } => {
                self.quantity(part);
                self.quantity(whole);
                self.bound(bound);
            }
            Goal::Compare { quantity, bound } => {
                // How many have done it in the period asks for the deed as a share does.
                match quantity {
                    Quantity::Size(pool) => self.parts(pool, how),
                    other => self.quantity(other),
                }
                self.bound(bound);
            }
            Goal::Deeds { facts, limit } => self.deeds(facts, limit.as_ref(), how),
            Goal::Refrain { facts } => self.notes(facts, how),
            Goal::Each { pool, goals } => {
                self.parts(pool, how);
                for goal in goals {
                    self.goal(goal, how);
                }
            }
            Goal::Combined { how: _, parts } => {
                for Clause { goal, condition } in parts {
                    self.goal(goal, how);
                    self.conditions(condition, Use::Other);
                }
            }
        }
    }

    /// A deed that hangs on an event may rightly lie before the period in which the event does.
    fn deeds(&mut self, facts: &[FactId], limit: Option<&Limit>, how: Use) {
        let event = match limit {
            Some(Limit::Within(_, event) | Limit::LaterThan(event)) => {
                Some((*event, Use::Beginning))
            }
            Some(Limit::Before(_, event) | Limit::EarlierThan(event) | Limit::By(event)) => {
                Some((*event, Use::Other))
            }
            Some(Limit::Lasting(_)) | None => None,
        };
        let event = event.and_then(|(event, how)| match event {
            Event::Fact(id) => Some((id, how)),
            Event::EndOfPeriod => None,
        });
        let how = if event.is_some() { Use::Other } else { how };
        self.notes(facts, how);
        if let Some((event, how)) = event {
            self.note(event, how);
        }
    }

    fn parts(&mut self, parts: &[Part], how: Use) {
        for Part {
            collection: _,
            filter,
            holds,
        } in parts
        {
            self.conditions(filter, Use::Other);
            self.conditions(holds, how);
        }
    }

    fn conditions<'c>(&mut self, conditions: impl IntoIterator<Item = &'c Condition>, how: Use) {
        for condition in conditions {
            self.condition(condition, how);
        }
    }

    fn condition(&mut self, condition: &Condition, how: Use) {
        match condition {
            Condition::Constant(_) => {}
            Condition::Fact(id) | Condition::Is(id, _) => self.note(*id, how),
            Condition::Not(inner) => self.condition(inner, how),
            Condition::All(all) | Condition::Any(all) => self.conditions(all, how),
            Condition::Compare(quantity, bound) => {
                self.quantity(quantity);
                self.bound(bound);
            }
            Condition::Goal(goal) => self.goal(goal, how),
        }
    }

    /// Whatever a bound or a quantity stands on is read otherwise than as a deed.
    fn bound(&mut self, bound: &Bound) {
        self.otherwise(&Reads::of_bound(self.program, bound));
    }

    fn quantity(&mut self, quantity: &Quantity) {
        self.otherwise(&Reads::of_quantity(self.program, quantity));
    }

    fn otherwise(&mut self, reads: &Reads) {
        for id in &reads.facts {
            self.note(*id, Use::Other);
        }
    }
}
