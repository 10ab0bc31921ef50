//! Which rules a change of something they stand on reaches, and what is asked of those who report.

use std::collections::BTreeMap;

use super::Asked;
use super::aspect::{Side, both};
use crate::author::walk;
use crate::run::program::{
    CollectionId, DefinitionId, FactId, LevelId, Owner, Program, Requirement,
};
use crate::run::reads::Reads;
use crate::words;

/// Something that rules stand on, by its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Definition(u32),
    Collection(u32),
    Fact(u32),
    Calendar(u32),
}

/// Ids of the rules that stand on a part, in the order of the program.
pub(super) fn rules(side: &Side<'_>, part: Part) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (requirement, reads) in side
        .program
        .requirements
        .iter()
        .zip(&side.program.derived().reads)
    {
        if !stands_on(side.program, (requirement, reads), part) {
            continue;
        }
        let rule = side.program.rules.get(requirement.rule.index());
        if let Some(rule) = rule
            && !found.contains(&rule.id)
        {
            found.push(rule.id.clone());
        }
    }
    found
}

fn stands_on(program: &Program, (requirement, reads): (&Requirement, &Reads), part: Part) -> bool {
    match part {
        Part::Fact(at) => reads.facts.contains(&FactId(at)),
        Part::Collection(at) => {
            let of = CollectionId(at);
            let is_member = |fact: &FactId| {
                let owner = program.facts.get(fact.index()).map(|fact| &fact.owner);
                owner == Some(&Owner::Members(of))
            };
            reads.collections.contains(&of) || reads.facts.iter().any(is_member)
        }
        Part::Definition(at) => walk::stands_on(program, requirement)
            .1
            .contains(&DefinitionId(at)),
        Part::Calendar(at) => {
            let rule = program.rules.get(requirement.rule.index());
            let document = rule.and_then(|rule| program.documents.get(rule.document.index()));
            let is_its = document
                .and_then(|one| one.calendar)
                .is_some_and(|id| id.0 == at);
            is_its && walk::stands_on(program, requirement).0
        }
    }
}

/// What the rules of the first side read and those of the second do not, and the other way round.
pub(super) fn asked_by_one(one: &Side<'_>, other: &Side<'_>) -> (Vec<Asked>, Vec<Asked>) {
    let (mut one, mut other) = (asked(one), asked(other));
    one.retain(|key, _| other.remove(key).is_none());
    (one.into_values().collect(), other.into_values().collect())
}

/// All that rules read, by key.
fn asked(side: &Side<'_>) -> BTreeMap<String, Asked> {
    let program = side.program;
    let mut found: BTreeMap<String, Asked> = BTreeMap::new();
    for (requirement, reads) in program.requirements.iter().zip(&program.derived().reads) {
        let rule = program.rules.get(requirement.rule.index());
        for (fact, levels) in reads.reported(program, &requirement.bearers) {
            let asked = found.entry(fact.clone());
            let asked = asked.or_insert_with(|| named(program, fact, &levels));
            if let Some(rule) = rule
                && !asked.rules.contains(&rule.id)
            {
                asked.rules.push(rule.id.clone());
            }
        }
    }
    found
}

fn named(program: &Program, fact: String, levels: &[LevelId]) -> Asked {
    Asked {
        name: both(|language| words::path(program, &fact, language)),
        levels: levels
            .iter()
            .map(|level| program.levels[level.index()].id.clone())
            .collect(),
        by: both(|language| words::levels(program, levels, language)),
        rules: Vec::new(),
        fact,
    }
}
