//! One fact of a report, entered where its path says: changes of the report's own JSON.

use super::path::{Id, Path};
use super::read::bodies::Header;
use super::read::reading::read_id;
use crate::run::calendar::period::Period;
use crate::run::json::{Json, Object};

/// Deepest nesting of a value that is entered: a roster, its rows, and how long something lasted.
const MOST_DEPTH: usize = 4;

/// A value that cannot be entered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The report is not of that body, and none such is below it.
    #[error("the report speaks of no {0}")]
    NoBody(String),
    /// A member of what is reported in totals.
    #[error("{0} is reported in totals, not member by member")]
    NotARoster(String),
    /// A row that is no object, or without an id.
    #[error("a member of {0} is an object with an id")]
    NotAMember(String),
    /// Nested deeper than any fact is.
    #[error("the value is nested too deep to be a fact")]
    TooDeep,
}

/// Where a fact is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::run) struct Spot {
    /// Level and id of the body, where it is not the reporting one.
    pub(in crate::run) body: Option<(String, String)>,
    pub(in crate::run) period: Period,
    /// The key in the report.
    pub(in crate::run) key: String,
    /// Of a roster: the member, and its cell unless all of it is meant.
    member: Option<(String, Option<String>)>,
}

impl Spot {
    /// Where a path leads; without a period of its own, in the one given.
    pub(in crate::run) fn new(path: Path, period: Period) -> Self {
        let Path {
            body,
            period: own,
            name,
            member,
            fact,
        } = path;
        let (key, member) = match (member, fact) {
            (Some(member), fact) => (name, Some((member, fact))),
            (None, Some(fact)) => (format!("{name}.{fact}"), None),
            (None, None) => (name, None),
        };
        Self {
            body,
            period: own.unwrap_or(period),
            key,
            member,
        }
    }
}

/// What became of the entries that a body reports under a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::run) enum Edited {
    /// Nothing.
    Nothing,
    /// The entry at a position has another value, or is new there.
    Entry(usize),
    /// A cell of the row at a position of the roster at a position.
    Row(usize, usize),
    /// The entry that was at a position is no more.
    Removed(usize),
    /// The period is new, or was not written as it should be.
    Period,
}

/// Enters a value; `null` makes a blank.
pub(in crate::run) fn enter(
    report: &mut Json,
    spot: &Spot,
    value: Json,
) -> Result<Edited, EditError> {
    if !is_shallow(&value, MOST_DEPTH) {
        return Err(EditError::TooDeep);
    }
    let named = |(level, id): &(String, String)| format!("{level}:{}", Id(id));
    let body = match &spot.body {
        None => as_object(report),
        Some(body) => body_of(report, body),
    };
    let no_body = || EditError::NoBody(spot.body.as_ref().map_or_else(String::new, named));
    let body = body.ok_or_else(no_body)?;
    if value == Json::Null && entries(body, spot.period).is_none() {
        return Ok(Edited::Nothing);
    }
    let value = match &spot.member {
        Some((id, None)) => whole_row(&spot.key, id, value)?,
        _ => value,
    };
    // What could refuse the value comes before what changes the report.
    if spot.member.is_some()
        && let Some(entries) = entries(body, spot.period)
        && let Some(json) = entries.get(&spot.key)
        && !matches!(json, Json::Array(_) | Json::Null)
    {
        return Err(EditError::NotARoster(spot.key.clone()));
    }
    if let Some((_, Some(cell))) = &spot.member
        && cell == "id"
        && read_id(&value).is_none()
    {
        return Err(EditError::NotAMember(spot.key.clone()));
    }
    let (entries, is_new) = opened(body, spot.period);
    let edited = entry(entries, spot, value);
    Ok(if is_new { Edited::Period } else { edited })
}

fn is_shallow(value: &Json, depth: usize) -> bool {
    let Some(inner) = depth.checked_sub(1) else {
        return false;
    };
    match value {
        Json::Array(items) => items.iter().all(|item| is_shallow(item, inner)),
        Json::Object(object) => object.iter().all(|(_, item)| is_shallow(item, inner)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => true,
    }
}

fn as_object(json: &mut Json) -> Option<&mut Object> {
    if let Json::Object(object) = json {
        Some(object)
    } else {
        None
    }
}

/// The part of the report that is a body's own.
fn body_of<'j>(report: &'j mut Json, body: &(String, String)) -> Option<&'j mut Object> {
    let object = as_object(report)?;
    let header = object.get("body").and_then(Header::of);
    if header.is_some_and(|header| header.level == body.0 && header.id == body.1) {
        return Some(object);
    }
    let mut parts = object.0.iter_mut();
    parts.find_map(|(key, json)| match json {
        Json::Array(rows) if key == "below" || key == "predecessors" => {
            rows.iter_mut().find_map(|row| body_of(row, body))
        }
        _ => None,
    })
}

/// What a body reports under a period.
pub(in crate::run) fn entries(body: &Object, period: Period) -> Option<&Object> {
    let periods = body.get("periods")?.as_object()?;
    let mut periods = periods.iter();
    let (_, json) = periods.find(|(key, _)| key.parse() == Ok(period))?;
    json.as_object()
}

/// The same to write in, and whether it had to be made first.
fn opened(body: &mut Object, period: Period) -> (&mut Object, bool) {
    let mut is_new = entries(body, period).is_none();
    let periods = object_at(body, |key| key == "periods", "periods");
    let key = period.to_string();
    let doubles = periods.iter().filter(|(key, _)| key.parse() == Ok(period));
    is_new |= doubles.count() > 1;
    let entries = object_at(periods, |key| key.parse() == Ok(period), &key);
    (entries, is_new)
}

/// The object at a key, made where there is none.
fn object_at<'j>(
    object: &'j mut Object,
    is_meant: impl Fn(&str) -> bool,
    key: &str,
) -> &'j mut Object {
    let at = object.iter().position(|(key, _)| is_meant(key));
    let at = at.unwrap_or_else(|| {
        object.0.push((key.to_owned(), Json::Null));
        object.0.len() - 1
    });
    let json = &mut object.0[at].1;
    if !matches!(json, Json::Object(_)) {
        *json = Json::Object(Object::default());
    }
    match json {
        Json::Object(object) => object,
        _ => unreachable!("INVARIANT: it was made an object"),
    }
}

/// Enters a value at a key of a period; of a key given twice only the new value stays.
fn entry(entries: &mut Object, spot: &Spot, value: Json) -> Edited {
    let had = entries.0.len();
    let at = keep_one(entries, &spot.key);
    let repeated = entries.0.len() < had;
    let edited = match (at, &spot.member) {
        (None, _) if value == Json::Null => Edited::Nothing,
        (None, member) => {
            let value = match member {
                None => value,
                Some((id, cell)) => Json::Array(vec![new_row(id, cell.as_deref(), value)]),
            };
            entries.0.push((spot.key.clone(), value));
            Edited::Entry(entries.0.len() - 1)
        }
        (Some(at), None) if value == Json::Null => {
            entries.0.remove(at);
            Edited::Removed(at)
        }
        (Some(at), None) => {
            entries.0[at].1 = value;
            Edited::Entry(at)
        }
        (Some(at), Some((id, cell))) => {
            member(&mut entries.0[at].1, at, id, cell.as_deref(), value)
        }
    };
    if repeated { Edited::Period } else { edited }
}

/// Where a key stands, once all but its first place are taken away.
fn keep_one(object: &mut Object, key: &str) -> Option<usize> {
    let at = object.iter().position(|(name, _)| name == key)?;
    let mut seen = false;
    object
        .0
        .retain(|(name, _)| name != key || !std::mem::replace(&mut seen, true));
    Some(at)
}

/// Enters a member, or a cell of it, into the roster at a position of its period.
fn member(roster: &mut Json, at: usize, id: &str, cell: Option<&str>, value: Json) -> Edited {
    if *roster == Json::Null {
        *roster = Json::Array(Vec::new());
    }
    let Json::Array(rows) = roster else {
        return Edited::Nothing;
    };
    let Some(row) = rows.iter().position(|row| id_of(row) == Some(id)) else {
        if value == Json::Null {
            return Edited::Nothing;
        }
        rows.push(new_row(id, cell, value));
        return Edited::Entry(at);
    };
    match (cell, value) {
        (None, Json::Null) => {
            rows.remove(row);
            Edited::Entry(at)
        }
        (None, value) => {
            let kept = id_of(&value) == Some(id);
            rows[row] = value;
            if kept {
                Edited::Row(at, row)
            } else {
                Edited::Entry(at)
            }
        }
        (Some(cell), value) => {
            if let Json::Object(object) = &mut rows[row] {
                set_cell(object, cell, value);
            }
            if cell == "id" {
                Edited::Entry(at)
            } else {
                Edited::Row(at, row)
            }
        }
    }
}

fn set_cell(row: &mut Object, cell: &str, value: Json) {
    let at = keep_one(row, cell);
    match (at, value) {
        (None, Json::Null) => {}
        (None, value) => row.0.push((cell.to_owned(), value)),
        (Some(at), Json::Null) => {
            row.0.remove(at);
        }
        (Some(at), value) => row.0[at].1 = value,
    }
}

/// The id of a roster's row.
fn id_of(row: &Json) -> Option<&str> {
    row.as_object()?.get("id").and_then(read_id)
}

/// A row of one cell, or the whole row given.
fn new_row(id: &str, cell: Option<&str>, value: Json) -> Json {
    let Some(cell) = cell else { return value };
    let mut row = Object(vec![("id".to_owned(), Json::String(id.to_owned()))]);
    set_cell(&mut row, cell, value);
    Json::Object(row)
}

/// A whole row, with the id of its path where it gives none itself.
fn whole_row(key: &str, id: &str, value: Json) -> Result<Json, EditError> {
    match value {
        Json::Null => Ok(Json::Null),
        Json::Object(mut row) => {
            match row.get("id") {
                None => {
                    let id = Json::String(id.to_owned());
                    row.0.insert(0, ("id".to_owned(), id));
                }
                Some(own) if read_id(own).is_some() => {}
                Some(_) => return Err(EditError::NotAMember(key.to_owned())),
            }
            Ok(Json::Object(row))
        }
        Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => {
            Err(EditError::NotAMember(key.to_owned()))
        }
    }
}
