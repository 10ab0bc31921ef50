//! Two receipts held against each other, part by part.

use super::{Receipt, canonical};
use crate::run::json::{Json, Object};

/// A part of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The engine that judged.
    Engine,
    /// The rules, their days off among them.
    Rules,
    /// The days off.
    Calendar,
    /// The report.
    Facts,
    /// Whose report.
    Body,
    /// The day as of which was judged.
    AsOf,
    /// The periods asked for.
    Periods,
    /// The verdicts.
    Verdicts,
    /// What else the result tells: members, missing facts, remedies, problems.
    Result,
}

impl Part {
    /// All, in the order in which they are told: what judges, what is judged, what came of it.
    pub const ALL: [Self; 9] = [
        Self::Engine,
        Self::Rules,
        Self::Calendar,
        Self::Facts,
        Self::Body,
        Self::AsOf,
        Self::Periods,
        Self::Verdicts,
        Self::Result,
    ];

    /// Its key in a receipt.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Engine => "engine",
            Self::Rules => "rules",
            Self::Calendar => "calendar",
            Self::Facts => "facts",
            Self::Body => "body",
            Self::AsOf => "as_of",
            Self::Periods => "periods",
            Self::Verdicts => "verdicts",
            Self::Result => "result",
        }
    }
}

/// A part that is not the same in two receipts; of verdicts, one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which part.
    pub part: Part,
    /// Of a verdict: what it is about, `muong_ang_154.training/1 commune:ang-to 2025`. None where verdicts are the same
    /// but for their order: then the sides say which stands first where they differ.
    pub verdict: Option<String>,
    /// What the first receipt says, canonical; none where it says nothing.
    pub one: Option<String>,
    /// What the other says.
    pub other: Option<String>,
}

/// What tells one verdict from the others.
const OF_KEY: [&str; 6] = ["document", "rule", "requirement", "part", "body", "period"];

/// What is not the same in two receipts; nothing where they agree. Who signed them is not compared.
pub fn differences(one: &Receipt, other: &Receipt) -> Vec<Difference> {
    let mut found = Vec::new();
    for part in Part::ALL {
        compare(part, one.part(part), other.part(part), &mut found);
    }
    found
}

/// What is not the same in a receipt and in parts that one would have.
pub fn differences_from(receipt: &Receipt, parts: &[(Part, Json)]) -> Vec<Difference> {
    let mut found = Vec::new();
    for (part, json) in parts {
        compare(*part, receipt.part(*part), Some(json), &mut found);
    }
    found
}

fn compare(part: Part, one: Option<&Json>, other: Option<&Json>, found: &mut Vec<Difference>) {
    if let (Part::Verdicts, Some(Json::Array(one)), Some(Json::Array(other))) = (part, one, other) {
        let before = found.len();
        verdicts(one, other, found);
        if found.len() == before {
            out_of_place(one, other, found);
        }
    } else if one != other {
        found.push(Difference {
            part,
            verdict: None,
            one: one.map(canonical),
            other: other.map(canonical),
        });
    }
}

/// Both sides are in the engine's order and mostly the same, so equal ones are passed in step.
fn verdicts(ours: &[Json], theirs: &[Json], found: &mut Vec<Difference>) {
    let same = ours.iter().zip(theirs).take_while(|(a, b)| a == b).count();
    let (ours, theirs) = (rest(ours, same), rest(theirs, same));
    let differs = |key: &Json, one: Option<&Json>, other: Option<&Json>| Difference {
        part: Part::Verdicts,
        verdict: Some(name(key)),
        one: one.map(canonical),
        other: other.map(canonical),
    };
    for one in ours {
        let other = theirs.iter().find(|other| key(other) == key(one));
        if other != Some(one) {
            found.push(differs(one, Some(one), other));
        }
    }
    for other in theirs {
        if !ours.iter().any(|one| key(one) == key(other)) {
            found.push(differs(other, None, Some(other)));
        }
    }
}

/// The same verdicts in another order: which stands first where another should.
fn out_of_place(ours: &[Json], theirs: &[Json], found: &mut Vec<Difference>) {
    let moved = ours.iter().zip(theirs).find(|(one, other)| one != other);
    found.extend(moved.map(|(one, other)| Difference {
        part: Part::Verdicts,
        verdict: None,
        one: Some(canonical(&Json::String(name(one)))),
        other: Some(canonical(&Json::String(name(other)))),
    }));
}

fn rest(verdicts: &[Json], from: usize) -> &[Json] {
    verdicts.get(from..).unwrap_or_default()
}

fn key(verdict: &Json) -> [Option<&Json>; 6] {
    OF_KEY.map(|key| verdict.as_object()?.get(key))
}

/// `muong_ang_154.training/1 commune:ang-to 2025`.
fn name(verdict: &Json) -> String {
    let empty = Object::default();
    let verdict = verdict.as_object().unwrap_or(&empty);
    let text = |object: &Object, key: &str| {
        let found = object.get(key).and_then(Json::as_str);
        found.unwrap_or_default().to_owned()
    };
    let of = |key: &str| text(verdict, key);
    let body = verdict.get("body").and_then(Json::as_object);
    let body = body.unwrap_or(&empty);
    let part = match of("part") {
        part if part.is_empty() => part,
        part => format!("/{part}"),
    };
    format!(
        "{}.{}/{}{part} {}:{} {}",
        of("document"),
        of("rule"),
        of("requirement"),
        text(body, "level"),
        text(body, "id"),
        of("period"),
    )
}
