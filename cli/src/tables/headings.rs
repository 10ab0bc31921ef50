//! The headings of a table: which column holds what.

use std::collections::{BTreeMap, BTreeSet};

use luat_core::run::facts::nearest;

use super::fault::Fault;
use super::kind::{Keys, Kind};

/// Most columns of a table.
pub(crate) const MOST_COLUMNS: usize = 4_096;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    Key(Key),
    /// A fact by its key, with how its cells are read, by level.
    Fact(String, Vec<(String, Kind)>),
    /// Nothing: it has no heading.
    None,
}

/// Columns that say whose row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Level,
    Body,
    Period,
    Name,
    Final,
    Within,
    Below,
    PredecessorOf,
    /// Of a table of members: the member.
    Member,
}

impl Key {
    const OF_BODIES: [Self; 8] = [
        Self::Level,
        Self::Body,
        Self::Period,
        Self::Name,
        Self::Final,
        Self::Within,
        Self::Below,
        Self::PredecessorOf,
    ];
    const OF_MEMBERS: [Self; 3] = [Self::Level, Self::Body, Self::Period];

    pub(super) const fn heading(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Body => "body",
            Self::Period => "period",
            Self::Name => "name",
            Self::Final => "final",
            Self::Within => "within",
            Self::Below => "below",
            Self::PredecessorOf => "predecessor_of",
            Self::Member => "id",
        }
    }
}

/// The columns of a table.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Headings {
    pub(super) columns: Vec<Column>,
    /// Of a table of members: the key of the population.
    pub(super) members: Option<String>,
}

impl Headings {
    /// Reads the first row.
    pub(super) fn read(first: &[String], keys: &Keys) -> Result<Self, Fault> {
        if first.len() > MOST_COLUMNS {
            return Err(Fault::TooManyColumns);
        }
        let names: Vec<&str> = first.iter().map(|text| key_of(text)).collect();
        let mut seen = BTreeSet::new();
        if let Some(twice) = names
            .iter()
            .find(|name| !name.is_empty() && !seen.insert(**name))
        {
            return Err(Fault::RepeatedHeading((*twice).to_owned()));
        }
        let members = names.iter().find_map(|name| {
            let population = name.strip_suffix(".id")?;
            keys.members.contains_key(population).then_some(population)
        });
        let columns = names.iter().map(|name| match members {
            Some(population) => of_members(name, population, keys),
            None => of_bodies(name, keys),
        });
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        for key in Key::OF_MEMBERS {
            if !columns.contains(&Column::Key(key)) {
                return Err(Fault::MissingHeading(key.heading()));
            }
        }
        Ok(Self {
            columns,
            members: members.map(str::to_owned),
        })
    }

    /// Where a key column stands.
    pub(super) fn at(&self, key: Key) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| *column == Column::Key(key))
    }
}

/// A heading is the key, or ends with it in brackets: `Trưởng thôn / hamlet heads [hamlet_heads]`.
pub(super) fn key_of(heading: &str) -> &str {
    let heading =
        heading.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    let bracketed = heading
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['));
    bracketed.map_or(heading, |(_, key)| key.trim())
}

fn of_bodies(name: &str, keys: &Keys) -> Result<Column, Fault> {
    if name.is_empty() {
        return Ok(Column::None);
    }
    if let Some(key) = Key::OF_BODIES.into_iter().find(|key| key.heading() == name) {
        return Ok(Column::Key(key));
    }
    let of_levels = keys.levels.iter();
    let kinds: Vec<(String, Kind)> = of_levels
        .filter_map(|(level, known)| Some((level.clone(), known.get(name)?.clone())))
        .collect();
    if kinds.is_empty() {
        let known = keys.levels.values().flat_map(BTreeMap::keys).cloned();
        return Err(unknown(name, &Key::OF_BODIES, known));
    }
    Ok(Column::Fact(name.to_owned(), kinds))
}

fn of_members(name: &str, population: &str, keys: &Keys) -> Result<Column, Fault> {
    if name.is_empty() {
        return Ok(Column::None);
    }
    if name.strip_suffix(".id") == Some(population) {
        return Ok(Column::Key(Key::Member));
    }
    if let Some(key) = Key::OF_MEMBERS
        .into_iter()
        .find(|key| key.heading() == name)
    {
        return Ok(Column::Key(key));
    }
    let known = keys.members.get(population);
    if let Some(kind) = known.and_then(|known| known.get(name)) {
        let of_population = (population.to_owned(), kind.clone());
        return Ok(Column::Fact(name.to_owned(), vec![of_population]));
    }
    let known = known.into_iter().flat_map(BTreeMap::keys).cloned();
    Err(unknown(name, &Key::OF_MEMBERS, known))
}

fn unknown(name: &str, own: &[Key], known: impl Iterator<Item = String>) -> Fault {
    let own = own.iter().map(|key| key.heading().to_owned());
    Fault::UnknownHeading(name.to_owned(), nearest(name, known.chain(own)))
}
