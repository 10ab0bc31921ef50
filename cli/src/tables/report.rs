//! The rows of one report, as its JSON.

use std::collections::HashMap;
use std::sync::Arc;

use luat_core::run::json::{Json, Object};
use luat_core::wire;

use super::fault::{Fault, Where};
use super::group::{Body, body_of};
use super::headings::{Column, Key};
use super::kind::Kind;
use super::{Row, cell::Cell, period};
use crate::args::Norm;

/// Bodies one below the other.
const MOST_DEPTH: usize = 24;

/// One report in rows.
#[derive(Debug)]
pub(crate) struct Flat {
    /// The table it stands in.
    pub(crate) table: Arc<str>,
    /// The number of its first row.
    pub(crate) number: u64,
    pub(super) norm: Option<Norm>,
    pub(super) rows: Vec<Row>,
    /// Rows of members.
    pub(super) members: Vec<Row>,
    /// Why it cannot be used.
    pub(super) fault: Option<Fault>,
}

/// A body with what is told of it.
struct Node {
    level: String,
    id: String,
    name: Option<Json>,
    within: Vec<Json>,
    periods: Vec<(String, Object)>,
    below: Vec<Json>,
    predecessors: Vec<Json>,
    above: Option<(usize, Key)>,
    depth: usize,
}

impl Flat {
    pub(super) fn new(table: Arc<str>, number: u64, norm: Option<Norm>) -> Self {
        Self {
            table,
            number,
            norm,
            rows: Vec::new(),
            members: Vec::new(),
            fault: None,
        }
    }

    /// How many bytes it takes.
    pub(crate) fn size(&self) -> usize {
        self.rows.iter().chain(&self.members).map(Row::size).sum()
    }

    /// The report as JSON.
    pub(crate) fn json(&self) -> Result<String, Fault> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        let mut nodes: Vec<Node> = Vec::new();
        let mut known: HashMap<Body, usize> = HashMap::new();
        for row in &self.rows {
            let body = body_of(row).ok_or_else(|| Fault::NoKey(row.place(Key::Body.heading())))?;
            let at = if let Some(at) = known.get(&body) {
                *at
            } else {
                nodes.push(Node::of(row, &body, &known, &nodes)?);
                known.insert(body, nodes.len() - 1);
                nodes.len() - 1
            };
            let told = self.told(row)?;
            let node = &mut nodes[at];
            let name = row
                .at(Key::Name)
                .word()
                .map(|name| Json::String(name.to_owned()));
            node.name = node.name.take().or(name);
            node.periods.push((row.period()?, Object(told)));
        }
        for row in &self.members {
            self.add_member(row, &known, &mut nodes)?;
        }
        nodes
            .iter_mut()
            .flat_map(|node| &mut node.periods)
            .for_each(|(_, told)| drop_sizes(told));
        Ok(wire::to_compact(&put_together(nodes)).unwrap_or_default())
    }

    /// The facts of a row.
    fn told(&self, row: &Row) -> Result<Vec<(String, Json)>, Fault> {
        if let Some(fault) = &row.fault {
            return Err(match fault {
                Fault::OpenQuote(place) => Fault::OpenQuote(self.place(row, &place.column)),
                other => other.clone(),
            });
        }
        let of = row
            .headings
            .members
            .as_deref()
            .or_else(|| row.at(Key::Level).word());
        let mut told = Vec::new();
        for (column, cell) in row.headings.columns.iter().zip(&row.cells) {
            let value = match column {
                Column::Key(Key::Final) => {
                    let answer = cell.answer().map(Json::Bool);
                    let value =
                        || cell.value(Some(&Kind::Answer), self.norm, || row.place("final"));
                    answer
                        .map_or_else(value, |answer| Ok(Some(answer)))?
                        .map(|json| ("final", json))
                }
                Column::Fact(key, kinds) => {
                    let kind = kinds.iter().find(|(known, _)| Some(known.as_str()) == of);
                    let value = cell.value(kind.map(|(_, kind)| kind), self.norm, || {
                        self.place(row, key)
                    })?;
                    value.map(|json| (key.as_str(), json))
                }
                Column::Key(_) | Column::None => None,
            };
            told.extend(value.map(|(key, json)| (key.to_owned(), json)));
        }
        Ok(told)
    }

    fn place(&self, row: &Row, column: &str) -> Where {
        let table = (row.table != self.table).then(|| row.table.to_string());
        Where {
            table,
            ..row.place(column)
        }
    }

    fn add_member(
        &self,
        row: &Row,
        known: &HashMap<Body, usize>,
        nodes: &mut [Node],
    ) -> Result<(), Fault> {
        let told = self.told(row)?;
        let body = body_of(row);
        let body = body.ok_or_else(|| Fault::NoKey(self.place(row, Key::Body.heading())))?;
        let (Some(population), Some(at)) = (row.headings.members.as_ref(), known.get(&body)) else {
            return Ok(());
        };
        let id = row
            .at(Key::Member)
            .word()
            .map(|id| ("id".to_owned(), Json::String(id.to_owned())));
        let id = id.ok_or_else(|| Fault::NoKey(self.place(row, &format!("{population}.id"))))?;
        let member = Json::Object(Object([id].into_iter().chain(told).collect()));
        let period = row.period()?;
        let periods = &mut nodes[*at].periods;
        let own = periods.iter().position(|(known, _)| *known == period);
        let own = own.unwrap_or_else(|| {
            periods.push((period, Object::default()));
            periods.len() - 1
        });
        let entries = &mut periods[own].1.0;
        let list = entries.iter_mut().find_map(|(key, json)| match json {
            Json::Array(list) if key == population => Some(list),
            _ => None,
        });
        match list {
            Some(list) => list.push(member),
            None => entries.push((population.clone(), Json::Array(vec![member]))),
        }
        Ok(())
    }
}

impl Row {
    pub(super) fn place(&self, column: &str) -> Where {
        Where {
            table: None,
            row: self.number,
            column: column.to_owned(),
        }
    }

    fn period(&self) -> Result<String, Fault> {
        let period = self.at(Key::Period).word().map(period::key_of);
        period.ok_or_else(|| Fault::NoKey(self.place(Key::Period.heading())))
    }
}

impl Node {
    fn of(
        row: &Row,
        body: &Body,
        known: &HashMap<Body, usize>,
        nodes: &[Self],
    ) -> Result<Self, Fault> {
        let above = [Key::Below, Key::PredecessorOf]
            .into_iter()
            .find_map(|key| Some((key, row.at(key).word()?)));
        let above = above.map(|(key, named)| {
            let missing = || Fault::NotBelow(row.place(key.heading()), named.to_owned());
            let (level, id) = named.split_once(':').ok_or_else(missing)?;
            let found = known.get(&(level.trim().to_owned(), id.trim().to_owned()));
            found.map(|at| (*at, key)).ok_or_else(missing)
        });
        let above = above.transpose()?;
        let depth = above
            .and_then(|(at, _)| nodes.get(at))
            .map_or(0, |above| above.depth + 1);
        if depth > MOST_DEPTH {
            return Err(Fault::TooLarge(row.number));
        }
        let within = match row.at(Key::Within) {
            Cell::Text(bodies) => bodies
                .split([';', ','])
                .map(|one| Json::String(one.trim().to_owned()))
                .collect(),
            _ => Vec::new(),
        };
        Ok(Self {
            level: body.0.clone(),
            id: body.1.clone(),
            name: None,
            within,
            periods: Vec::new(),
            below: Vec::new(),
            predecessors: Vec::new(),
            above,
            depth,
        })
    }

    fn into_json(mut self) -> Json {
        // Bodies below were put in from the last to the first.
        self.below.reverse();
        self.predecessors.reverse();
        let body = [
            ("level", Some(Json::String(self.level))),
            ("id", Some(Json::String(self.id))),
            ("name", self.name),
        ];
        let some = |list: Vec<Json>| (!list.is_empty()).then_some(Json::Array(list));
        let periods = self
            .periods
            .into_iter()
            .map(|(period, told)| (period, Json::Object(told)));
        object([
            ("body", Some(object(body))),
            ("within", some(self.within)),
            ("periods", Some(Json::Object(Object(periods.collect())))),
            ("below", some(self.below)),
            ("predecessors", some(self.predecessors)),
        ])
    }
}

/// How many members there are need not be told beside all of them, where it agrees.
fn drop_sizes(told: &mut Object) {
    let lists = told.0.iter().filter_map(|(key, json)| match json {
        Json::Array(list) => Some((key.clone(), Json::Number(list.len().to_string()))),
        _ => None,
    });
    let sizes: Vec<(String, Json)> = lists.collect();
    told.0.retain(|entry| !sizes.contains(entry));
}

/// The first body, with those below it; a body stands before those below it.
fn put_together(mut nodes: Vec<Node>) -> Json {
    while nodes.len() > 1 {
        let Some(last) = nodes.pop() else { break };
        if let Some((at, key)) = last.above
            && let Some(above) = nodes.get_mut(at)
        {
            let part = if key == Key::Below {
                &mut above.below
            } else {
                &mut above.predecessors
            };
            part.push(last.into_json());
        }
    }
    nodes.pop().map_or(Json::Null, Node::into_json)
}

fn object<const N: usize>(entries: [(&str, Option<Json>); N]) -> Json {
    let given = entries
        .into_iter()
        .filter_map(|(key, json)| Some((key.to_owned(), json?)));
    Json::Object(Object(given.collect()))
}
