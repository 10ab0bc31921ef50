//! A report, from JSON to facts and problems.
//!
//! What makes the whole report unusable is a [`ReadError`]. Anything else that is wrong becomes a
//! [`Problem`]: its value is [`Value::Faulty`], the rules that stand on it are unknown, and reading
//! goes on.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::agree;
use super::names::{Miss, Names, Target};
use super::path::Id;
use super::timing::bound_to_period;
use super::value::{Fault, read_size, read_total, read_value};
use super::{Body, Facts, Member, Problem, ProblemCode, Reported, Value};
use crate::run::calendar::period::Period;
use crate::run::json::{Json, JsonError, Object, shorten};
use crate::run::program::{CollectionId, FactId, LevelId, Program};

/// The version of the report format that is read, as `"luat": 1`.
pub const FORMAT_VERSION: u32 = 1;
/// Most bodies in one report.
pub const MOST_BODIES: usize = 100_000;
/// Most members in all rosters of one report.
pub const MOST_MEMBERS: usize = 1_000_000;
/// Most periods of one body.
pub const MOST_PERIODS: usize = 1_000;
/// Most problems that are listed; what else is wrong is still not known.
pub const MOST_PROBLEMS: usize = 1_000;

/// A report that cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Not JSON, or larger than is read.
    #[error("the report is not readable JSON: {0}")]
    Json(#[from] JsonError),
    /// JSON, but no object.
    #[error("the report is {found}, not an object with a body and its periods")]
    NotAnObject {
        /// What it is.
        found: String,
    },
    /// Another version of the format.
    #[error("the report says \"luat\": {found}; this engine reads version {FORMAT_VERSION}")]
    Version {
        /// What it says.
        found: String,
    },
    /// It does not say whose report it is.
    #[error("the report needs one \"body\": {{\"level\": …, \"id\": …}}")]
    NoBody,
    /// Its body is of no level of the rules.
    #[error("the rules have no level \"{found}\"{}", nearest.as_ref().map(|nearest| format!("; did you mean \"{nearest}\"?")).unwrap_or_default())]
    UnknownLevel {
        /// The level named.
        found: String,
        /// The nearest one.
        nearest: Option<String>,
    },
}

impl ReadError {
    /// Its key in JSON.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Json(JsonError::Syntax { .. }) => "not_json",
            Self::Json(JsonError::TooLarge { .. }) => "too_large",
            Self::NotAnObject { .. } => "not_an_object",
            Self::Version { .. } => "version",
            Self::NoBody => "no_body",
            Self::UnknownLevel { .. } => "unknown_level",
        }
    }
}

/// Reads a report.
pub fn read(program: &Program, report: &str) -> Result<Facts, ReadError> {
    Reader::new(program).read(report)
}

/// Reads any number of reports for one program.
pub struct Reader<'p> {
    names: Names<'p>,
    bound_to_period: Vec<bool>,
}

impl<'p> Reader<'p> {
    /// Prepares the names of a program.
    pub fn new(program: &'p Program) -> Self {
        Self {
            names: Names::new(program),
            bound_to_period: bound_to_period(program),
        }
    }

    /// Reads a report.
    pub fn read(&self, report: &str) -> Result<Facts, ReadError> {
        self.read_json(&Json::parse(report)?)
    }

    /// Reads a report that is parsed already.
    pub fn read_json(&self, report: &Json) -> Result<Facts, ReadError> {
        let object = report.as_object().ok_or_else(|| ReadError::NotAnObject {
            found: report.shown(),
        })?;
        check_version(object)?;
        let header = object
            .get("body")
            .and_then(Header::of)
            .ok_or(ReadError::NoBody)?;
        if object.repeated().contains("body") {
            return Err(ReadError::NoBody);
        }
        let level = self
            .names
            .level(header.level)
            .ok_or_else(|| ReadError::UnknownLevel {
                found: shorten(header.level),
                nearest: self.names.nearest_level(header.level),
            })?;
        let mut reading = Reading {
            names: &self.names,
            bound_to_period: &self.bound_to_period,
            problems: Vec::new(),
            unlisted: false,
            bodies: BTreeSet::from([(level, header.id.clone())]),
            repeated: BTreeSet::new(),
            members: 0,
        };
        let mut body = reading.body(&header, level, object);
        agree::spoil_repeated(&mut body, &reading.repeated);
        agree::check(&self.names, &mut body, &mut |problem| {
            push(&mut reading.problems, &mut reading.unlisted, problem)
        });
        Ok(Facts {
            body,
            problems: reading.problems,
        })
    }
}

fn check_version(report: &Object) -> Result<(), ReadError> {
    match report.get("luat") {
        None => Ok(()),
        Some(Json::Number(version)) if *version == FORMAT_VERSION.to_string() => Ok(()),
        Some(other) => Err(ReadError::Version {
            found: other.shown(),
        }),
    }
}

/// `"body": {"level", "id", "name"}`.
struct Header<'j> {
    level: &'j str,
    id: String,
    fields: &'j Object,
}

impl<'j> Header<'j> {
    fn of(json: &'j Json) -> Option<Self> {
        let fields = json.as_object()?;
        let level = fields.get("level")?.as_str()?;
        Some(Self {
            level,
            id: read_id(fields.get("id")?)?,
            fields,
        })
    }
}

/// An id: a string, or a number's digits.
fn read_id(json: &Json) -> Option<String> {
    match json {
        Json::String(id) | Json::Number(id) if !id.is_empty() => Some(id.clone()),
        Json::Null
        | Json::Bool(_)
        | Json::Number(_)
        | Json::String(_)
        | Json::Array(_)
        | Json::Object(_) => None,
    }
}

/// Lists a problem, up to the limit; the last one says that there are more.
fn push(problems: &mut Vec<Problem>, unlisted: &mut bool, problem: Problem) {
    if problems.len() < MOST_PROBLEMS {
        problems.push(problem);
    } else if !*unlisted {
        *unlisted = true;
        let found = Some(format!("> {MOST_PROBLEMS}"));
        problems.push(Problem {
            code: ProblemCode::TooLarge,
            body: problem.body,
            period: None,
            fact: "problems".to_owned(),
            found,
            expected: None,
        });
    }
}

/// Where in the report something stands.
#[derive(Clone)]
struct Place {
    body: String,
    level: LevelId,
    period: Option<Period>,
}

/// One report being read.
struct Reading<'r, 'p> {
    names: &'r Names<'p>,
    bound_to_period: &'r [bool],
    problems: Vec<Problem>,
    unlisted: bool,
    /// All bodies met so far, and those met again.
    bodies: BTreeSet<(LevelId, String)>,
    repeated: BTreeSet<(LevelId, String)>,
    members: usize,
}

impl Reading<'_, '_> {
    fn problem(
        &mut self,
        place: &Place,
        code: ProblemCode,
        fact: impl Into<String>,
        found: Option<String>,
        expected: Option<String>,
    ) {
        let period = place.period.map(|period| period.to_string());
        let problem = Problem {
            code,
            body: place.body.clone(),
            period,
            fact: fact.into(),
            found,
            expected,
        };
        push(&mut self.problems, &mut self.unlisted, problem);
    }

    fn wrong_type(&mut self, place: &Place, fact: impl Into<String>, json: &Json, expected: &str) {
        self.problem(
            place,
            ProblemCode::WrongType,
            fact,
            Some(json.shown()),
            Some(expected.to_owned()),
        );
    }

    fn unknown_name(&mut self, place: &Place, key: &str, miss: Miss) {
        let (code, expected) = match miss {
            Miss::Unknown(nearest) => (ProblemCode::UnknownName, nearest),
            Miss::WrongLevel(levels) => (ProblemCode::WrongLevel, Some(levels)),
        };
        self.problem(place, code, shorten(key), Some(shorten(key)), expected);
    }

    /// A body with its periods and the bodies below it.
    fn body(&mut self, header: &Header<'_>, level: LevelId, object: &Object) -> Body {
        let body = format!("{}:{}", self.names.level_name(level), Id(&header.id));
        let place = Place {
            body,
            level,
            period: None,
        };
        let name = self.body_name(&place, header.fields);
        let (mut within, mut periods, mut below) = (Vec::new(), BTreeMap::new(), Vec::new());
        for (key, json) in object.iter() {
            match (key, json) {
                ("body" | "luat", _) | ("within" | "periods" | "below", Json::Null) => {}
                ("within", Json::Array(bodies)) => {
                    within.extend(bodies.iter().filter_map(|body| self.within(&place, body)))
                }
                ("within", other) => {
                    self.wrong_type(&place, "within", other, "[\"district:muong-ang\"]")
                }
                ("periods", Json::Object(reported)) => {
                    self.sort_periods(&place, reported, &mut periods)
                }
                ("periods", other) => self.wrong_type(&place, "periods", other, "{\"2025\": {}}"),
                ("below", Json::Array(bodies)) => below.extend(
                    bodies
                        .iter()
                        .enumerate()
                        .filter_map(|(row, body)| self.body_below(&place, row, body)),
                ),
                ("below", other) => self.wrong_type(&place, "below", other, "[]"),
                (unknown, _) => {
                    self.unknown_name(&place, unknown, Miss::Unknown(nearest_part(unknown)))
                }
            }
        }
        for key in object.repeated() {
            self.problem(
                &place,
                ProblemCode::Duplicate,
                key,
                Some(shorten(key)),
                None,
            );
        }
        let mut periods: Vec<Reported> = periods
            .into_iter()
            .map(|(period, entries)| self.period(&place, period, &entries))
            .collect();
        periods.sort_by_key(|reported| (reported.period.start, Reverse(reported.period.end)));
        Body {
            level,
            id: header.id.clone(),
            name,
            within,
            periods,
            below,
        }
    }

    fn body_name(&mut self, place: &Place, fields: &Object) -> Option<String> {
        for key in fields.repeated() {
            self.problem(
                place,
                ProblemCode::Duplicate,
                format!("body.{}", shorten(key)),
                Some(shorten(key)),
                None,
            );
        }
        for (key, json) in fields.iter() {
            match (key, json) {
                ("level" | "id", _) | ("name", Json::String(_) | Json::Null) => {}
                ("name", other) => self.wrong_type(place, "body.name", other, "\"…\""),
                (unknown, _) => {
                    let nearest = nearest_part(unknown);
                    self.unknown_name(place, &format!("body.{unknown}"), Miss::Unknown(nearest));
                }
            }
        }
        fields.get("name").and_then(Json::as_str).map(str::to_owned)
    }

    /// `"district:muong-ang"`.
    fn within(&mut self, place: &Place, json: &Json) -> Option<(LevelId, String)> {
        let named = json
            .as_str()
            .and_then(|text| text.split_once(':'))
            .filter(|(_, id)| !id.is_empty());
        let Some((level, id)) = named else {
            self.wrong_type(place, "within", json, "[\"district:muong-ang\"]");
            return None;
        };
        match self.names.level(level) {
            Some(level) => Some((level, id.to_owned())),
            None => {
                let nearest = self.names.nearest_level(level);
                self.problem(
                    place,
                    ProblemCode::UnknownLevel,
                    "within",
                    Some(shorten(level)),
                    nearest,
                );
                None
            }
        }
    }

    fn body_below(&mut self, above: &Place, row: usize, json: &Json) -> Option<Body> {
        let fact = || format!("below[#{}]", row + 1);
        let Some((object, header)) = json
            .as_object()
            .and_then(|object| Some((object, Header::of(object.get("body")?)?)))
        else {
            self.wrong_type(
                above,
                fact(),
                json,
                "{\"body\": {\"level\": \"…\", \"id\": \"…\"}, \"periods\": {}}",
            );
            return None;
        };
        let level = match self.names.level(header.level) {
            Some(level) if self.names.lies_below(level, above.level) => level,
            other => {
                let nearest = if other.is_none() {
                    self.names.nearest_level(header.level)
                } else {
                    None
                };
                self.problem(
                    above,
                    ProblemCode::UnknownLevel,
                    fact(),
                    Some(shorten(header.level)),
                    nearest,
                );
                return None;
            }
        };
        if self.bodies.len() >= MOST_BODIES {
            self.problem(
                above,
                ProblemCode::TooLarge,
                "below",
                Some(format!("> {MOST_BODIES}")),
                None,
            );
            return None;
        }
        let key = (level, header.id.clone());
        if !self.bodies.insert(key.clone()) {
            let name = format!("{}:{}", header.level, Id(&header.id));
            self.problem(
                above,
                ProblemCode::Duplicate,
                fact(),
                Some(shorten(&name)),
                None,
            );
            self.repeated.insert(key);
            return None;
        }
        Some(self.body(&header, level, object))
    }

    /// Brings together what is reported under one period, also where its key is written twice.
    fn sort_periods<'j>(
        &mut self,
        place: &Place,
        reported: &'j Object,
        periods: &mut BTreeMap<Period, Vec<(&'j str, &'j Json)>>,
    ) {
        for (key, json) in reported.iter() {
            let Ok(period) = key.parse::<Period>() else {
                self.problem(
                    place,
                    ProblemCode::UnknownPeriod,
                    "",
                    Some(shorten(key)),
                    None,
                );
                continue;
            };
            let entries = match json {
                Json::Null => continue,
                Json::Object(entries) => entries,
                Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => {
                    let place = Place {
                        period: Some(period),
                        ..place.clone()
                    };
                    self.wrong_type(&place, "", json, "{}");
                    continue;
                }
            };
            if periods.len() >= MOST_PERIODS && !periods.contains_key(&period) {
                self.problem(
                    place,
                    ProblemCode::TooLarge,
                    "periods",
                    Some(format!("> {MOST_PERIODS}")),
                    None,
                );
                return;
            }
            if periods.contains_key(&period) {
                self.problem(place, ProblemCode::Duplicate, "", Some(shorten(key)), None);
            }
            periods.entry(period).or_default().extend(entries.iter());
        }
    }

    fn period(&mut self, place: &Place, period: Period, entries: &[(&str, &Json)]) -> Reported {
        let place = Place {
            period: Some(period),
            ..place.clone()
        };
        let mut reported = Reported {
            period,
            closed: false,
            values: BTreeMap::new(),
            members: BTreeMap::new(),
        };
        let mut seen = BTreeSet::new();
        let mut twice = BTreeSet::new();
        for (key, json) in entries {
            if !seen.insert(*key) {
                twice.insert(*key);
            } else if *key == "final" {
                match json {
                    Json::Null => {}
                    Json::Bool(closed) => reported.closed = *closed,
                    other => self.wrong_type(&place, "final", other, "true, false"),
                }
            } else {
                self.entry(&place, &mut reported, key, json);
            }
        }
        for key in twice {
            self.problem(
                &place,
                ProblemCode::Duplicate,
                shorten(key),
                Some(shorten(key)),
                None,
            );
            self.spoil(&place, &mut reported, key);
        }
        reported
    }

    /// One key of a period.
    fn entry(&mut self, place: &Place, reported: &mut Reported, key: &str, json: &Json) {
        match self.names.resolve(place.level, key) {
            Err(miss) => self.unknown_name(place, key, miss),
            Ok(Target::Fact(id)) => {
                if let Some(value) = self.value(place, id, || key.to_owned(), json) {
                    reported.values.insert(id, value);
                }
            }
            Ok(Target::Collection(id)) => {
                let members = match json {
                    Json::Array(rows) => self.roster(place, id, key, rows),
                    _ => self
                        .settle(place, || key.to_owned(), json, read_size(json))
                        .map(|size| (Some(size), None)),
                };
                if let Some((total, roster)) = members {
                    let entry = reported.members.entry(id).or_default();
                    entry.total = total;
                    entry.roster = roster;
                }
            }
            Ok(Target::Total(collection, id)) => {
                let Some(kind) = self.names.fact(id).map(|fact| &fact.kind) else {
                    return;
                };
                if let Some(value) =
                    self.settle(place, || key.to_owned(), json, read_total(kind, json))
                {
                    reported
                        .members
                        .entry(collection)
                        .or_default()
                        .totals
                        .insert(id, value);
                }
            }
        }
    }

    /// A key given twice: which of them holds is not known.
    fn spoil(&mut self, place: &Place, reported: &mut Reported, key: &str) {
        match self.names.resolve(place.level, key) {
            // Twice final may be twice the same; what is open is the safer reading.
            Err(_) => reported.closed &= key != "final",
            Ok(Target::Fact(id)) => {
                reported.values.insert(id, Value::Faulty);
            }
            Ok(Target::Collection(id)) => {
                let entry = reported.members.entry(id).or_default();
                entry.total = Some(Value::Faulty);
                entry.roster = None;
            }
            Ok(Target::Total(collection, id)) => {
                reported
                    .members
                    .entry(collection)
                    .or_default()
                    .totals
                    .insert(id, Value::Faulty);
            }
        }
    }

    /// A value as read, or its problem.
    fn settle(
        &mut self,
        place: &Place,
        fact: impl Fn() -> String,
        json: &Json,
        read: Result<Option<Value>, Fault>,
    ) -> Option<Value> {
        read.unwrap_or_else(|fault| {
            self.problem(
                place,
                fault.code,
                fact(),
                Some(json.shown()),
                Some(fault.expected),
            );
            Some(Value::Faulty)
        })
    }

    /// A fact of a body or of a member.
    fn value(
        &mut self,
        place: &Place,
        id: FactId,
        path: impl Fn() -> String,
        json: &Json,
    ) -> Option<Value> {
        let kind = self.names.fact(id).map(|fact| &fact.kind)?;
        let value = self.settle(place, &path, json, read_value(kind, json))?;
        let bound = self
            .bound_to_period
            .get(id.index())
            .copied()
            .unwrap_or(false);
        let early = match (&value, place.period) {
            (Value::Moment(moment), Some(period)) => bound && moment.date < period.start,
            _ => false,
        };
        if early {
            let expected = place.period.map(|period| period.to_string());
            self.problem(
                place,
                ProblemCode::OutsidePeriod,
                path(),
                Some(json.shown()),
                expected,
            );
            return Some(Value::Faulty);
        }
        Some(value)
    }

    /// Each member. A roster whose members cannot be told apart is not known as a whole.
    fn roster(
        &mut self,
        place: &Place,
        collection: CollectionId,
        key: &str,
        rows: &[Json],
    ) -> Option<(Option<Value>, Option<Vec<Member>>)> {
        let faulty = Some((Some(Value::Faulty), None));
        self.members = self.members.saturating_add(rows.len());
        if self.members > MOST_MEMBERS {
            self.problem(
                place,
                ProblemCode::TooLarge,
                key,
                Some(format!("> {MOST_MEMBERS}")),
                None,
            );
            return faulty;
        }
        let mut members = Vec::with_capacity(rows.len());
        let mut ids = BTreeSet::new();
        let mut told_apart = true;
        for (row, json) in rows.iter().enumerate() {
            let named = json
                .as_object()
                .and_then(|object| Some((object, read_id(object.get("id")?)?)));
            let Some((object, id)) = named else {
                self.wrong_type(
                    place,
                    format!("{key}[#{}]", row + 1),
                    json,
                    "{\"id\": \"…\"}",
                );
                told_apart = false;
                continue;
            };
            if !ids.insert(id.clone()) {
                self.problem(
                    place,
                    ProblemCode::Duplicate,
                    format!("{key}[{}]", Id(&id)),
                    Some(shorten(&id)),
                    None,
                );
                told_apart = false;
                continue;
            }
            members.push(self.member(place, collection, key, id, object));
        }
        if told_apart {
            Some((None, Some(members)))
        } else {
            faulty
        }
    }

    fn member(
        &mut self,
        place: &Place,
        collection: CollectionId,
        key: &str,
        id: String,
        object: &Object,
    ) -> Member {
        let mut values = BTreeMap::new();
        for (name, json) in object.iter().filter(|(name, _)| *name != "id") {
            let path = || format!("{key}[{}].{}", Id(&id), shorten(name));
            match self.names.member_fact(collection, name) {
                Some(fact) => {
                    if let Some(value) = self.value(place, fact, path, json) {
                        values.insert(fact, value);
                    }
                }
                None => {
                    let nearest = self.names.nearest_member_fact(collection, name);
                    self.problem(
                        place,
                        ProblemCode::UnknownName,
                        path(),
                        Some(shorten(name)),
                        nearest,
                    );
                }
            }
        }
        for name in object.repeated() {
            self.problem(
                place,
                ProblemCode::Duplicate,
                format!("{key}[{}].{}", Id(&id), shorten(name)),
                Some(shorten(name)),
                None,
            );
            if let Some(fact) = self.names.member_fact(collection, name) {
                values.insert(fact, Value::Faulty);
            }
        }
        Member { id, values }
    }
}

/// The part of a report whose name is nearest in spelling.
fn nearest_part(name: &str) -> Option<String> {
    super::names::nearest(
        name,
        ["body", "periods", "below", "within", "luat"]
            .into_iter()
            .map(str::to_owned),
    )
}
