//! Bodies: whose report it is, where it lies, and the bodies below it.

use std::cmp::Reverse;

use super::reading::{Place, Reading, read_id};
use crate::run::facts::names::{Miss, Names, nearest};
use crate::run::facts::path::Id;
use crate::run::facts::{Body, ProblemCode, Reported};
use crate::run::json::{Json, Object, shorten};
use crate::run::ordered::{Map, sort_by_key};
use crate::run::program::LevelId;

/// `"body": {"level", "id", "name"}`.
pub(in crate::run::facts) struct Header<'j> {
    pub(in crate::run::facts) level: &'j str,
    pub(in crate::run::facts) id: &'j str,
    fields: &'j Object,
}

impl<'j> Header<'j> {
    pub(in crate::run::facts) fn of(json: &'j Json) -> Option<Self> {
        let fields = json.as_object()?;
        let level = fields.get("level")?.as_str()?;
        Some(Self {
            level,
            id: read_id(fields.get("id")?)?,
            fields,
        })
    }
}

impl Reading<'_, '_> {
    /// A body with its periods and the bodies below it.
    pub(super) fn body(&mut self, header: &Header<'_>, level: LevelId, object: &Object) -> Body {
        let body = format!("{}:{}", self.names.level_name(level), Id(header.id));
        let place = Place {
            body,
            level,
            took_over: self.took_over(level, header.id),
            period: None,
        };
        let name = self.body_name(&place, header.fields);
        let (mut within, mut periods, mut below) = (Vec::new(), Map::new(), Vec::new());
        let mut predecessors = Vec::new();
        for (key, json) in object.iter() {
            match (key, json) {
                ("body" | "luat", _)
                | ("within" | "periods" | "below" | "predecessors", Json::Null) => {}
                ("within", Json::Array(bodies)) => {
                    within.extend(bodies.iter().filter_map(|body| self.within(&place, body)));
                }
                ("within", other) => {
                    self.wrong_type(&place, "within", other, "[\"district:muong-ang\"]");
                }
                ("periods", Json::Object(reported)) => {
                    self.sort_periods(&place, reported, &mut periods);
                }
                ("periods", other) => self.wrong_type(&place, "periods", other, "{\"2025\": {}}"),
                ("below", Json::Array(bodies)) => below.extend(
                    bodies
                        .iter()
                        .enumerate()
                        .filter_map(|(row, body)| self.body_below(&place, row, body)),
                ),
                ("below", other) => self.wrong_type(&place, "below", other, "[]"),
                ("predecessors", Json::Array(bodies)) => predecessors.extend(
                    bodies
                        .iter()
                        .enumerate()
                        .filter_map(|(row, body)| self.predecessor(&place, header.id, row, body)),
                ),
                ("predecessors", other) => self.wrong_type(&place, "predecessors", other, "[]"),
                (unknown, _) => {
                    self.unknown_name(&place, &shorten(unknown), unknown, || {
                        Miss::Unknown(nearest_part(unknown))
                    });
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
        sort_by_key(&mut periods, |reported| {
            (reported.period.start, Reverse(reported.period.end))
        });
        Body {
            level,
            id: header.id.to_owned(),
            name,
            within,
            periods,
            below,
            predecessors,
            since: None,
            told: Vec::new(),
        }
    }

    /// The levels of the bodies that a body took over from.
    fn took_over(&self, level: LevelId, id: &str) -> Vec<LevelId> {
        let own = self.names.program().successions.iter();
        own.filter(|one| one.is_to(level, id))
            .flat_map(|one| &one.of)
            .map(|of| of.body.0)
            .collect()
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
                    let path = format!("body.{}", shorten(unknown));
                    self.unknown_name(place, &path, unknown, || {
                        Miss::Unknown(nearest_part(unknown))
                    });
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
        let known = self.names.level(level);
        if known.is_none() {
            let nearest = self.names.nearest_level(level);
            self.problem(
                place,
                ProblemCode::UnknownLevel,
                "within",
                Some(shorten(level)),
                nearest,
            );
        }
        known.map(|level| (level, id.to_owned()))
    }

    fn body_below(&mut self, above: &Place, row: usize, json: &Json) -> Option<Body> {
        self.body_of(above, ("below", row), json, |names, level, _| {
            if names.program().lies_within(level, above.level) {
                Ok(Standing::Below)
            } else {
                Err(ProblemCode::UnknownLevel)
            }
        })
    }

    /// A body that this one took over from, by a `successor` line.
    fn predecessor(&mut self, place: &Place, own: &str, row: usize, json: &Json) -> Option<Body> {
        self.body_of(place, ("predecessors", row), json, |names, level, id| {
            let successions = names.program().successions.iter();
            let named = successions
                .filter(|one| one.is_to(place.level, own))
                .find_map(|one| one.predecessor(level, id));
            match named {
                Some(of) if of.in_part => Ok(Standing::PredecessorInPart),
                Some(_) => Ok(Standing::Predecessor),
                None => Err(ProblemCode::NotAPredecessor),
            }
        })
    }

    /// The report of another body, where it may stand; told by what it is in, and the row.
    fn body_of(
        &mut self,
        place: &Place,
        (part, row): (&str, usize),
        json: &Json,
        may_stand: impl FnOnce(&Names<'_>, LevelId, &str) -> Result<Standing, ProblemCode>,
    ) -> Option<Body> {
        let fact = || format!("{part}[#{}]", row + 1);
        let Some((object, header)) = json
            .as_object()
            .and_then(|object| Some((object, Header::of(object.get("body")?)?)))
        else {
            self.wrong_type(
                place,
                fact(),
                json,
                "{\"body\": {\"level\": \"…\", \"id\": \"…\"}, \"periods\": {}}",
            );
            return None;
        };
        let Some(level) = self.names.level(header.level) else {
            let nearest = self.names.nearest_level(header.level);
            let found = Some(shorten(header.level));
            self.problem(place, ProblemCode::UnknownLevel, fact(), found, nearest);
            return None;
        };
        let name = format!("{}:{}", header.level, Id(header.id));
        let standing = match may_stand(self.names, level, header.id) {
            Ok(standing) => standing,
            Err(code) => {
                let found = match code {
                    ProblemCode::UnknownLevel => header.level,
                    _ => name.as_str(),
                };
                self.problem(place, code, fact(), Some(shorten(found)), None);
                return None;
            }
        };
        let is_full = self.is_full(1, 0);
        let limits = &self.vocabulary.limits;
        if is_full || self.bodies.len() >= limits.bodies {
            let limit = if is_full { limits.times } else { limits.bodies };
            let found = Some(format!("> {limit}"));
            self.problem(place, ProblemCode::TooLarge, part, found, None);
            return None;
        }
        let around = match standing {
            Standing::Below | Standing::Predecessor => self.under.clone(),
            // Each successor has its own part of it.
            Standing::PredecessorInPart => format!("{}/{}", self.under, place.body),
        };
        let key = (level, header.id.to_owned());
        if !self.bodies.insert((around.clone(), key.clone())) {
            let found = Some(shorten(&name));
            self.problem(place, ProblemCode::Duplicate, fact(), found, None);
            self.repeated.insert(key);
            return None;
        }
        let outer = match standing {
            Standing::Below => None,
            // What lay below it then may lie below its successor now.
            Standing::Predecessor | Standing::PredecessorInPart => {
                let inner = format!("{around}/{name}");
                Some(std::mem::replace(&mut self.under, inner))
            }
        };
        let body = self.body(&header, level, object);
        if let Some(outer) = outer {
            self.under = outer;
        }
        Some(body)
    }
}

/// As what a body stands within the report of another.
#[derive(Clone, Copy)]
enum Standing {
    Below,
    Predecessor,
    PredecessorInPart,
}

/// The part of a report whose name is nearest in spelling.
fn nearest_part(name: &str) -> Option<String> {
    nearest(
        name,
        ["body", "periods", "below", "within", "predecessors", "luat"]
            .into_iter()
            .map(str::to_owned),
    )
}
