//! A report put together from the `given` lines of a scenario.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

/// Whose facts are given: the body itself, or another told within its report.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// From the body, step by step.
    pub(super) bodies: Vec<Step>,
    /// A member of one of its populations: the population's key and the member's id.
    pub(super) member: Option<(String, String)>,
}

/// A body told within the report of another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    /// Under which key it stands.
    pub(super) part: Part,
    /// Its level.
    pub(super) level: String,
    /// Its id.
    pub(super) id: String,
}

/// Where a body stands in the report of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// It lies below it.
    Below,
    /// It ended, and the other took over.
    Predecessor,
}

/// Members by id, in the order in which they are first named.
type Roster = Vec<(String, Map<String, Value>)>;

/// Other reports by level and id, in the order in which they are first named.
type Reports = Vec<((String, String), Report)>;

/// A report in the making.
#[derive(Debug, Default)]
pub(super) struct Report {
    own: BTreeMap<String, Period>,
    below: Reports,
    predecessors: Reports,
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

    /// Gives a fact.
    pub(super) fn set(&mut self, place: &Place, period: &str, key: &str, value: Value) {
        self.values(place, period).insert(key.to_owned(), value);
    }

    fn values(&mut self, place: &Place, period: &str) -> &mut Map<String, Value> {
        let mut report = self;
        for Step { part, level, id } in &place.bodies {
            let reports = match part {
                Part::Below => &mut report.below,
                Part::Predecessor => &mut report.predecessors,
            };
            report = entry(reports, (level.clone(), id.clone()));
        }
        let period = report.own.entry(period.to_owned()).or_default();
        match &place.member {
            None => &mut period.values,
            Some((set, id)) => {
                let roster = period.rosters.entry(set.clone()).or_default();
                entry(roster, id.clone())
            }
        }
    }

    /// The report as JSON text.
    pub(super) fn to_json(&self, level: &str, body: &str) -> String {
        self.json(level, body, &self.closed).to_string()
    }

    /// What is final is so for all who ended within it.
    fn json(&self, level: &str, body: &str, closed: &BTreeSet<String>) -> Value {
        let mut report = Map::new();
        report.insert("body".to_owned(), json!({ "level": level, "id": body }));
        let periods = self.own.iter();
        let periods = periods.map(|(key, period)| (key.clone(), period.json(closed.contains(key))));
        report.insert("periods".to_owned(), Value::Object(periods.collect()));
        let parts = [
            ("below", &self.below, &BTreeSet::new()),
            ("predecessors", &self.predecessors, closed),
        ];
        for (key, reports, closed) in parts {
            let told: Vec<Value> = reports
                .iter()
                .map(|((level, id), report)| report.json(level, id, closed))
                .collect();
            if !told.is_empty() {
                report.insert(key.to_owned(), Value::Array(told));
            }
        }
        Value::Object(report)
    }
}

impl Period {
    fn json(&self, is_closed: bool) -> Value {
        let mut values = self.values.clone();
        for (set, members) in &self.rosters {
            let rows = members.iter().map(|(id, facts)| {
                let mut row = Map::new();
                row.insert("id".to_owned(), json!(id));
                row.extend(facts.clone());
                Value::Object(row)
            });
            values.insert(set.clone(), rows.collect());
        }
        if is_closed {
            values.insert("final".to_owned(), json!(true));
        }
        Value::Object(values)
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
