//! Rosters: the members of a collection, each with its facts.

use super::reading::{Place, Reading, read_id};
use crate::run::facts::names::Miss;
use crate::run::facts::path::Id;
use crate::run::facts::{Member, ProblemCode, Value};
use crate::run::json::{Json, Object, shorten};
use crate::run::ordered::{Map, Set};
use crate::run::program::CollectionId;

impl Reading<'_, '_> {
    /// Each member; none when they cannot be told apart, for then not even their number is known.
    pub(super) fn roster(
        &mut self,
        place: &Place,
        collection: CollectionId,
        key: &str,
        rows: &[Json],
    ) -> Option<Vec<Member>> {
        self.members = self.members.saturating_add(rows.len());
        let most = self.vocabulary.limits.members;
        if self.members > most {
            self.problem(
                place,
                ProblemCode::TooLarge,
                key,
                Some(format!("> {most}")),
                None,
            );
            return None;
        }
        let mut members = Vec::with_capacity(rows.len());
        let mut ids = Set::new();
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
            if !ids.insert(id) || object.repeated().contains("id") {
                self.problem(
                    place,
                    ProblemCode::Duplicate,
                    format!("{key}[{}]", Id(id)),
                    Some(shorten(id)),
                    None,
                );
                told_apart = false;
                continue;
            }
            members.push(self.member(place, collection, key, id, object));
        }
        if told_apart { Some(members) } else { None }
    }

    pub(in crate::run::facts) fn member(
        &mut self,
        place: &Place,
        collection: CollectionId,
        key: &str,
        id: &str,
        object: &Object,
    ) -> Member {
        let mut values = Map::new();
        for (name, json) in object.iter().filter(|(name, _)| *name != "id") {
            let path = || format!("{key}[{}].{}", Id(id), shorten(name));
            let Some(fact) = self.names.member_fact(collection, name) else {
                let names = self.names;
                self.unknown_name(place, &path(), name, || {
                    Miss::Unknown(names.nearest_member_fact(collection, name))
                });
                continue;
            };
            if let Some(value) = self.value(place, fact, path, json) {
                values.insert(fact, value);
            }
        }
        for name in object.repeated() {
            self.problem(
                place,
                ProblemCode::Duplicate,
                format!("{key}[{}].{}", Id(id), shorten(name)),
                Some(shorten(name)),
                None,
            );
            if let Some(fact) = self.names.member_fact(collection, name) {
                values.insert(fact, Value::Faulty);
            }
        }
        Member {
            id: id.to_owned(),
            values,
        }
    }
}
