//! The keys that a body of a level may report.

use std::collections::BTreeSet;

use super::names::Names;
pub(in crate::run) use super::names::Target;
use super::read::Vocabulary;
use crate::run::program::{LevelId, Owner, Program};

/// A key and what it stands for.
#[derive(Debug, Clone)]
pub(in crate::run) struct Key {
    pub(in crate::run) name: String,
    pub(in crate::run) target: Target,
    /// A deed reported under it cannot lie before its period.
    pub(in crate::run) bound_to_period: bool,
}

/// All keys under which a body of a level may report something, by name.
pub(in crate::run) fn keys(program: &Program, vocabulary: &Vocabulary, level: LevelId) -> Vec<Key> {
    let names = Names::new(program, &vocabulary.index);
    let of_bodies = program
        .facts
        .iter()
        .filter(|fact| matches!(fact.owner, Owner::Bodies(_)))
        .map(|fact| fact.name.clone());
    let of_sets = program.collections.iter().flat_map(|set| {
        let totals = set.facts.iter().filter_map(|id| names.fact(*id));
        let totals = totals.map(|fact| format!("{}.{}", set.key, fact.name));
        std::iter::once(set.key.clone()).chain(totals)
    });
    let all: BTreeSet<String> = of_bodies.chain(of_sets).collect();
    let known = all.into_iter().filter_map(|name| {
        let target = names.resolve(level, &name)?;
        let bound_to_period = match target {
            Target::Fact(id) => program.derived().timing.is_bound_to_period(id),
            Target::Collection(_) | Target::Total(..) => false,
        };
        Some(Key {
            name,
            target,
            bound_to_period,
        })
    });
    known.collect()
}
