//! Keys of a report, looked up: what a body of a level may report, and the nearest name to one
//! that it may not.

use crate::run::ordered::{Map, sort};
use crate::run::program::{CollectionId, CollectionKind, Fact, FactId, LevelId, Owner, Program};

/// What a key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::run) enum Target {
    /// A fact of the body.
    Fact(FactId),
    /// A population, or the bodies of a level below: how many, or each of them.
    Collection(CollectionId),
    /// For how many members a fact holds, or its sum.
    Total(CollectionId, FactId),
}

/// Why a key stands for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Miss {
    /// No such name; the nearest one.
    Unknown(Option<String>),
    /// Another level reports it.
    WrongLevel(String),
}

/// All keys that a program knows, looked up once.
#[derive(Debug)]
pub(super) struct Index {
    facts: Map<String, Vec<FactId>>,
    collections: Map<String, Vec<CollectionId>>,
    levels: Map<String, LevelId>,
    members: Vec<Map<String, FactId>>,
}

/// All keys that the program knows.
#[derive(Clone, Copy)]
pub(super) struct Names<'p> {
    program: &'p Program,
    index: &'p Index,
}

impl Index {
    pub(super) fn new(program: &Program) -> Self {
        let mut facts: Map<String, Vec<FactId>> = Map::new();
        for (id, fact) in (0..).map(FactId).zip(&program.facts) {
            if matches!(fact.owner, Owner::Bodies(_)) {
                facts.entry(fact.name.clone()).or_default().push(id);
            }
        }
        let mut collections: Map<String, Vec<CollectionId>> = Map::new();
        for (id, collection) in (0..).map(CollectionId).zip(&program.collections) {
            let named = collections.entry(collection.key.clone());
            named.or_default().push(id);
        }
        let levels = (0..)
            .map(LevelId)
            .zip(&program.levels)
            .map(|(id, level)| (level.id.clone(), id))
            .collect();
        let named = |id: &FactId| {
            program
                .facts
                .get(id.index())
                .map(|fact| (fact.name.clone(), *id))
        };
        let members = program
            .collections
            .iter()
            .map(|collection| collection.facts.iter().filter_map(named).collect())
            .collect();
        Self {
            facts,
            collections,
            levels,
            members,
        }
    }
}

impl<'p> Names<'p> {
    pub(super) fn new(program: &'p Program, index: &'p Index) -> Self {
        Self { program, index }
    }

    pub(super) fn program(&self) -> &'p Program {
        self.program
    }

    /// The fact of an id that stands in this program.
    pub(super) fn fact(&self, id: FactId) -> Option<&'p Fact> {
        self.program.facts.get(id.index())
    }

    /// The level of this name.
    pub(super) fn level(&self, name: &str) -> Option<LevelId> {
        self.index.levels.get(name).copied()
    }

    /// The name of a level.
    pub(super) fn level_name(&self, id: LevelId) -> &'p str {
        self.program
            .levels
            .get(id.index())
            .map_or("", |level| level.id.as_str())
    }

    /// The level nearest in spelling.
    pub(super) fn nearest_level(&self, name: &str) -> Option<String> {
        nearest(name, self.index.levels.keys().cloned())
    }

    /// A fact of the members of a collection.
    pub(super) fn member_fact(&self, collection: CollectionId, name: &str) -> Option<FactId> {
        self.index
            .members
            .get(collection.index())?
            .get(name)
            .copied()
    }

    /// The fact of the members of a collection that is nearest in spelling.
    pub(super) fn nearest_member_fact(
        &self,
        collection: CollectionId,
        name: &str,
    ) -> Option<String> {
        let known = self.index.members.get(collection.index())?;
        nearest(name, known.keys().cloned())
    }

    /// What a key stands for in the report of a body of a level.
    pub(super) fn resolve(&self, level: LevelId, key: &str) -> Option<Target> {
        let (head, tail) = split(key);
        if tail.is_none()
            && let Some(ids) = self.index.facts.get(key)
            && let Some(id) = ids.iter().find(|id| self.is_reported_by(**id, level))
        {
            return Some(Target::Fact(*id));
        }
        let of_level = self
            .index
            .collections
            .get(head)
            .into_iter()
            .flatten()
            .find(|id| self.collects(**id, level));
        match (*of_level?, tail) {
            (id, None) => Some(Target::Collection(id)),
            (id, Some(tail)) => self
                .member_fact(id, tail)
                .map(|fact| Target::Total(id, fact)),
        }
    }

    /// Why a key stands for nothing in the report of a body of a level.
    pub(super) fn explain(&self, level: LevelId, key: &str) -> Miss {
        let (head, tail) = split(key);
        match self.other_level(head, tail) {
            Some(levels) => Miss::WrongLevel(levels),
            None => Miss::Unknown(nearest(key, self.keys_of(level))),
        }
    }

    /// Whether a body of the level reports a fact of its own.
    pub(super) fn is_reported_by(&self, id: FactId, level: LevelId) -> bool {
        self.fact(id).is_some_and(
            |fact| matches!(&fact.owner, Owner::Bodies(levels) if levels.contains(&level)),
        )
    }

    /// Whether a body of the level reports how many there are.
    pub(super) fn collects(&self, id: CollectionId, level: LevelId) -> bool {
        match self
            .program
            .collections
            .get(id.index())
            .map(|collection| &collection.kind)
        {
            Some(CollectionKind::Population { per, .. }) => per.contains(&level),
            Some(CollectionKind::Bodies(of)) => self.program.lies_within(*of, level),
            None => false,
        }
    }

    /// The levels that do report a key that this one does not.
    fn other_level(&self, head: &str, tail: Option<&str>) -> Option<String> {
        let mut levels: Vec<LevelId> = Vec::new();
        let known =
            |id: &&CollectionId| tail.is_none_or(|tail| self.member_fact(**id, tail).is_some());
        for id in self
            .index
            .collections
            .get(head)
            .into_iter()
            .flatten()
            .filter(known)
        {
            levels.extend(
                (0..)
                    .map(LevelId)
                    .take(self.program.levels.len())
                    .filter(|level| self.collects(*id, *level)),
            );
        }
        if tail.is_none() {
            for id in self.index.facts.get(head).into_iter().flatten() {
                if let Some(Owner::Bodies(of)) = self.fact(*id).map(|fact| &fact.owner) {
                    levels.extend(of);
                }
            }
        }
        sort(&mut levels);
        levels.dedup();
        let names: Vec<&str> = levels
            .into_iter()
            .map(|level| self.level_name(level))
            .collect();
        if names.is_empty() {
            None
        } else {
            Some(names.join(", "))
        }
    }

    /// All keys that a body of a level may report.
    fn keys_of(&self, level: LevelId) -> impl Iterator<Item = String> {
        let facts = self
            .index
            .facts
            .iter()
            .filter(move |(_, ids)| ids.iter().any(|id| self.is_reported_by(*id, level)));
        let collections = self
            .index
            .collections
            .iter()
            .flat_map(|(key, ids)| ids.iter().map(move |id| (key, *id)));
        let collections = collections.filter(move |(_, id)| self.collects(*id, level));
        let collections = collections.flat_map(|(key, id)| {
            let members = self
                .index
                .members
                .get(id.index())
                .into_iter()
                .flat_map(Map::keys);
            std::iter::once(key.clone()).chain(members.map(move |fact| format!("{key}.{fact}")))
        });
        facts.map(|(key, _)| key.clone()).chain(collections)
    }
}

/// `hamlet_heads.trained` is a collection and a fact of its members.
fn split(key: &str) -> (&str, Option<&str>) {
    match key.split_once('.') {
        Some((head, tail)) => (head, Some(tail)),
        None => (key, None),
    }
}

/// Longest name for which a nearest one is sought.
const LONGEST_COMPARED: usize = 64;
/// A name further away was hardly meant.
const MOST_EDITS: usize = 3;

/// The known name with the fewest edits, if it is near enough to be meant.
pub fn nearest(name: &str, known: impl Iterator<Item = String>) -> Option<String> {
    let letters: Vec<char> = name
        .chars()
        .take(LONGEST_COMPARED + 1)
        .flat_map(char::to_lowercase)
        .collect();
    if letters.len() > LONGEST_COMPARED {
        return None;
    }
    let near = known.filter_map(|candidate| {
        let edits = distance(
            &letters,
            &candidate.to_lowercase().chars().collect::<Vec<_>>(),
        );
        if edits <= (letters.len() / 3).min(MOST_EDITS) {
            Some((edits, candidate))
        } else {
            None
        }
    });
    near.min().map(|(_, candidate)| candidate)
}

/// Letters inserted, left out or replaced between two words.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (above, one) in left.iter().enumerate() {
        let mut diagonal = above;
        let mut behind = above + 1;
        for (other, cell) in right.iter().zip(row.iter_mut().skip(1)) {
            let replaced = diagonal + usize::from(one != other);
            diagonal = *cell;
            behind = replaced.min(behind + 1).min(diagonal + 1);
            *cell = behind;
        }
        if let Some(first) = row.first_mut() {
            *first = above + 1;
        }
    }
    row.last().copied().unwrap_or(left.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found() {
        let known = || {
            ["hamlet_heads", "hamlet_heads.trained", "plan", "budget"]
                .into_iter()
                .map(str::to_owned)
        };
        for (name, meant) in [
            ("hamlet_head", Some("hamlet_heads")),
            ("hamlet_heads.traned", Some("hamlet_heads.trained")),
            ("Budget", Some("budget")),
            ("bugdet", Some("budget")),
            ("paln", None),
            ("__proto__", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, known()).as_deref(), meant, "{name}");
        }
        assert_eq!(nearest(&"x".repeat(10_000), known()), None);
    }

    #[test]
    fn distance_counts_edits() {
        for (left, right, edits) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("kitten", "sitting", 3),
            ("plan", "plan", 0),
        ] {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            assert_eq!(
                distance(&letters(left), &letters(right)),
                edits,
                "{left} {right}"
            );
        }
    }
}
