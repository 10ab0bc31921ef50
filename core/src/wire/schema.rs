//! A JSON Schema (2020-12) of the reports that a set of rules reads.

use serde_json::{Map, Value, json};

use super::VERSION;
use super::form::{field_key, field_label};
use crate::run::facts::read::MOST_ID_BYTES;
use crate::run::form::{Target, reportable};
use crate::run::ordered::Set;
use crate::run::program::{CollectionId, Fact, FactKind, Label, LevelId, Program};
use crate::words::Language;

/// The schema of the reports of one level, or of every level: its `$defs` hold them all.
///
/// What it refuses is never read without a problem; what it allows may still contradict itself,
/// as more trained than there are.
pub fn schema(program: &Program, level: Option<LevelId>) -> Value {
    let levels = (0..).map(LevelId).zip(&program.levels);
    let mut definitions = shared();
    for (id, level) in levels.clone() {
        definitions.insert(report_key(&level.id), report(program, id));
        definitions.insert(facts_key(&level.id), facts(program, id));
    }
    let one = |id: LevelId| reference(&report_key(&program.levels[id.index()].id));
    let top = match level {
        Some(level) => json!([one(level)]),
        None => levels.map(|(id, _)| one(id)).collect(),
    };
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("luat report: {}", program.id),
        "description": format!("{} ({})", program.id, program.digest),
        "anyOf": top,
        "$defs": definitions,
    })
}

fn report_key(level: &str) -> String {
    format!("report.{level}")
}

fn facts_key(level: &str) -> String {
    format!("facts.{level}")
}

fn reference(definition: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{definition}") })
}

/// The report of a body of a level, with those of bodies below it.
fn report(program: &Program, id: LevelId) -> Value {
    let level = &program.levels[id.index()];
    let levels = (0..).map(LevelId).zip(&program.levels);
    let below: Vec<Value> = levels
        .filter(|(below, _)| program.lies_within(*below, id))
        .map(|(_, below)| reference(&report_key(&below.id)))
        .collect();
    let items = if below.is_empty() {
        json!(false)
    } else {
        json!({ "anyOf": below })
    };
    let mut report = json!({
        "title": both(&level.label),
        "type": "object",
        "required": ["body", "periods"],
        "additionalProperties": false,
        "properties": {
            "luat": { "const": VERSION },
            "body": {
                "type": "object",
                "required": ["level", "id"],
                "additionalProperties": false,
                "properties": {
                    "level": { "const": level.id },
                    "id": reference("id"),
                    "name": { "type": "string" },
                },
            },
            "within": {
                "type": "array",
                "items": { "type": "string", "pattern": "^[a-z][a-z0-9_]*:.+$" },
                "uniqueItems": true,
            },
            "periods": {
                "type": "object",
                "propertyNames": reference("period"),
                "additionalProperties": reference(&facts_key(&level.id)),
            },
            "below": { "type": "array", "items": items },
        },
    });
    let took_over: Vec<Value> = took_over(program, id)
        .map(|level| reference(&report_key(&program.levels[level.index()].id)))
        .collect();
    let properties = report.get_mut("properties").and_then(Value::as_object_mut);
    if let (false, Some(properties)) = (took_over.is_empty(), properties) {
        let predecessors = json!({ "type": "array", "items": { "anyOf": took_over } });
        properties.insert("predecessors".to_owned(), predecessors);
    }
    report
}

/// The levels of the bodies that bodies of a level take over from, each once.
fn took_over(program: &Program, level: LevelId) -> impl Iterator<Item = LevelId> {
    let to = program
        .successions
        .iter()
        .filter(move |one| one.to.0 == level);
    let of: Set<LevelId> = to
        .flat_map(|one| one.of.iter().map(|of| of.body.0))
        .collect();
    of.into_iter()
}

/// What a body of a level may report under a period.
fn facts(program: &Program, level: LevelId) -> Value {
    let mut properties = Map::new();
    properties.insert("final".to_owned(), json!({ "type": "boolean" }));
    let in_stead = took_over(program, level).filter(|other| *other != level);
    let levels = in_stead.chain([level]);
    for target in levels.flat_map(|level| reportable(program, level)) {
        let value = match target {
            Target::Fact(fact) => stated(value(&program.facts[fact.index()].kind)),
            Target::Size(of) => stated(vec![reference("count"), roster(program, of)]),
            Target::Total(_, fact) => stated(vec![total(&program.facts[fact.index()].kind)]),
            Target::Column(..) => continue,
        };
        let entry = described(program, target, &value);
        properties.insert(field_key(program, target), entry);
    }
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

/// The members of a collection, one by one.
fn roster(program: &Program, of: CollectionId) -> Value {
    let mut properties = Map::new();
    properties.insert("id".to_owned(), reference("id"));
    for fact in &program.collections[of.index()].facts {
        let target = Target::Column(of, *fact);
        let value = stated(value(&program.facts[fact.index()].kind));
        properties.insert(
            field_key(program, target),
            described(program, target, &value),
        );
    }
    json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["id"],
            "additionalProperties": false,
            "properties": properties,
        },
    })
}

/// A value or what may stand for it: a blank, declared unknown, declared not applicable.
fn stated(values: Vec<Value>) -> Vec<Value> {
    let states = [
        json!({ "type": "null" }),
        reference("unknown"),
        reference("not_applicable"),
    ];
    values.into_iter().chain(states).collect()
}

fn value(kind: &FactKind) -> Vec<Value> {
    match kind {
        FactKind::StateInPeriod
        | FactKind::StateToDate
        | FactKind::StateNow
        | FactKind::Act
        | FactKind::Date => vec![reference("deed")],
        FactKind::YesNo => vec![json!({ "type": "boolean" })],
        FactKind::Count => vec![reference("count")],
        FactKind::Amount(_) => vec![reference("amount")],
        FactKind::Choice(options) => options
            .iter()
            .map(|(id, label)| json!({ "const": id, "title": both(label) }))
            .collect(),
    }
}

fn total(kind: &FactKind) -> Value {
    match kind {
        FactKind::Amount(_) => reference("amount"),
        FactKind::StateInPeriod
        | FactKind::StateToDate
        | FactKind::StateNow
        | FactKind::Act
        | FactKind::Date
        | FactKind::YesNo
        | FactKind::Count
        | FactKind::Choice(_) => reference("count"),
    }
}

/// A value with what is asked, in both languages.
fn described(program: &Program, target: Target, values: &[Value]) -> Value {
    let label = field_label(program, target);
    let mut entry = json!({ "title": format!("{} / {}", label.en, label.vi), "anyOf": values });
    let fact = target.fact().map(|fact| &program.facts[fact.index()]);
    let description = fact.map(description).unwrap_or_default();
    let size = match target {
        Target::Size(of) => program.collections[of.index()].note.as_ref().map(both),
        Target::Fact(_) | Target::Total(..) | Target::Column(..) => None,
    };
    let told: Vec<String> = description.into_iter().chain(size).collect();
    if let (false, Some(entry)) = (told.is_empty(), entry.as_object_mut()) {
        entry.insert("description".to_owned(), json!(told.join("; ")));
    }
    entry
}

/// Unit, explanation and the office that confirms.
fn description(fact: &Fact) -> Vec<String> {
    let unit = if let FactKind::Amount(unit) = &fact.kind {
        Some(unit.clone())
    } else {
        None
    };
    let office = fact.attested_by.as_ref().map(|office| {
        let (en, vi) = (Language::En.one(office), Language::Vi.one(office));
        format!("attested by {en} / {vi} xác nhận")
    });
    unit.into_iter()
        .chain(fact.note.as_ref().map(both))
        .chain(office)
        .collect()
}

fn both(label: &Label) -> String {
    format!("{} / {}", Language::En.one(label), Language::Vi.one(label))
}

/// What all levels share.
fn shared() -> Map<String, Value> {
    let year = "[0-9]{4}";
    let date = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    let declared = |key: &str| {
        json!({
            "type": "object",
            "required": [key],
            "additionalProperties": false,
            "properties": { key: { "type": "string" } },
        })
    };
    let entries = [
        (
            "id",
            json!({ "type": "string", "minLength": 1, "maxLength": MOST_ID_BYTES }),
        ),
        (
            "period",
            json!({ "type": "string", "pattern": format!(
                "^{year}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]|{year}))?$|^{date}\\.\\.{date}$"
            ) }),
        ),
        (
            "count",
            json!({ "anyOf": [
                { "type": "integer", "minimum": 0 },
                { "type": "string", "pattern": "^[0-9]+$" },
            ] }),
        ),
        (
            "amount",
            json!({ "anyOf": [
                { "type": "number", "minimum": 0 },
                { "type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?$" },
            ] }),
        ),
        (
            "moment",
            json!({ "type": "string", "pattern": format!("^{date}(T.+)?$") }),
        ),
        (
            "deed",
            json!({ "anyOf": [{ "type": "boolean" }, reference("moment"), reference("lasting")] }),
        ),
        (
            "lasting",
            json!({
                "type": "object",
                "required": ["from"],
                "additionalProperties": false,
                "properties": {
                    "from": reference("moment"),
                    "to": { "anyOf": [reference("moment"), { "type": "null" }] },
                },
            }),
        ),
        ("unknown", declared("unknown")),
        ("not_applicable", declared("not_applicable")),
    ];
    entries
        .into_iter()
        .map(|(name, definition)| (name.to_owned(), definition))
        .collect()
}
