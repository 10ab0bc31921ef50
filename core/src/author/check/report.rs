//! A report put together from the `given` lines of a scenario.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

/// Whose facts are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// The body itself.
    Body,
    /// A member of one of its populations: the population's key and the member's id.
    Member(String, String),
    /// A body below: its level's id and its own.
    Below(String, String),
}

/// A body below, by level and id, and what it gives in each period.
type Below = ((String, String), BTreeMap<String, Map<String, Value>>);

/// Members by id, in the order in which they are first named.
type Roster = Vec<(String, Map<String, Value>)>;

/// A report in the making.
#[derive(Debug, Default)]
pub(super) struct Report {
    own: BTreeMap<String, Period>,
    /// Bodies below, in the order in which they are first named.
    below: Vec<Below>,
    closed: BTreeSet<String>,
}

#[derive(Debug, Default)]
struct Period {
    values: Map<String, Value>,
    /// Members by population, in the order in which they are first named.
    rosters: BTreeMap<String, Roster>,
}

impl Report {
    /// Declares a period final.
    pub(super) fn close(&mut self, period: &str) {
        self.closed.insert(period.to_owned());
        self.own.entry(period.to_owned()).or_default();
    }

    /// Names a member or body, though nothing of it may be given.
    pub(super) fn mention(&mut self, place: &Place, period: &str) {
        self.values(place, period);
    }

    /// Gives a fact.
    pub(super) fn set(&mut self, place: &Place, period: &str, key: &str, value: Value) {
        self.values(place, period).insert(key.to_owned(), value);
    }

    fn values(&mut self, place: &Place, period: &str) -> &mut Map<String, Value> {
        match place {
            Place::Body => &mut self.own.entry(period.to_owned()).or_default().values,
            Place::Member(set, id) => {
                let roster = self
                    .own
                    .entry(period.to_owned())
                    .or_default()
                    .rosters
                    .entry(set.clone())
                    .or_default();
                entry(roster, id.clone())
            }
            Place::Below(level, id) => entry(&mut self.below, (level.clone(), id.clone()))
                .entry(period.to_owned())
                .or_default(),
        }
    }

    /// The report as JSON text.
    pub(super) fn to_json(&self, level: &str, body: &str) -> String {
        let mut periods = Map::new();
        for (key, period) in &self.own {
            let mut values = period.values.clone();
            for (set, members) in &period.rosters {
                let rows = members.iter().map(|(id, facts)| {
                    let mut row = Map::new();
                    row.insert("id".to_owned(), json!(id));
                    row.extend(facts.clone());
                    Value::Object(row)
                });
                values.insert(set.clone(), rows.collect());
            }
            if self.closed.contains(key) {
                values.insert("final".to_owned(), json!(true));
            }
            periods.insert(key.clone(), Value::Object(values));
        }
        let below: Vec<Value> = self
            .below
            .iter()
            .map(|((level, id), periods)| json!({ "body": { "level": level, "id": id }, "periods": periods }))
            .collect();
        json!({ "body": { "level": level, "id": body }, "periods": periods, "below": below })
            .to_string()
    }
}

/// The value of a key, made where it is missing. A scenario names few members: a list will do.
fn entry<K: PartialEq, V: Default>(list: &mut Vec<(K, V)>, key: K) -> &mut V {
    let found = list.iter().position(|(known, _)| *known == key);
    let at = found.unwrap_or_else(|| {
        list.push((key, V::default()));
        list.len() - 1
    });
    // INVARIANT: `at` was found or made just now.
    &mut list[at].1
}
