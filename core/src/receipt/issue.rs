//! Writing a receipt.

use super::{FORM, Part, Receipt, canonical};
use crate::digest::sha256;
use crate::run::artefact::{ENGINE, calendar_digest};
use crate::run::evaluate::{Request, evaluate};
use crate::run::facts::read::{ReadError, Reader};
use crate::run::json::{Json, Object};
use crate::run::program::Program;
use crate::run::verdict::Outcome;
use crate::wire;

/// What a receipt tells of a verdict: nothing that names a member of a roster. What is added to
/// results later stands in no receipt before it is listed here.
const OF_VERDICT: [&str; 22] = [
    "document",
    "rule",
    "requirement",
    "part",
    "body",
    "version",
    "cite",
    "modality",
    "period",
    "due",
    "due_time",
    "due_provisional",
    "status",
    "severity",
    "reason",
    "attested",
    "measure",
    "so_far",
    "late_by",
    "read_from",
    "counted_twice",
    "before_event",
];

/// The digest of the engine's own source.
pub const fn engine_digest() -> &'static str {
    env!("LUAT_ENGINE")
}

/// Judges a report and makes the receipt of it, not signed.
///
/// # Errors
/// When the report cannot be used at all.
pub fn issue(program: &Program, report: &str, request: &Request) -> Result<Receipt, ReadError> {
    let report = Json::parse(report)?;
    issue_of(program, &report, request)
}

/// As [`issue`], of a report that is read as JSON already.
///
/// # Errors
/// When the report cannot be used at all.
pub fn issue_of(program: &Program, report: &Json, request: &Request) -> Result<Receipt, ReadError> {
    issue_by(&Reader::new(program), report, request)
}

/// As [`issue_of`], by a reader of its own limits.
///
/// # Errors
/// When the report cannot be used at all.
pub fn issue_by(
    reader: &Reader<'_>,
    report: &Json,
    request: &Request,
) -> Result<Receipt, ReadError> {
    let (program, facts) = (reader.program(), reader.read_json(report)?);
    let outcome = evaluate(program, &facts, request);
    issue_with(program, report, request, &outcome)
}

/// As [`issue_of`], of a report that has been judged already, by the same program and request.
///
/// # Errors
/// When the outcome is no JSON that is read again.
pub fn issue_with(
    program: &Program,
    report: &Json,
    request: &Request,
    outcome: &Outcome,
) -> Result<Receipt, ReadError> {
    // That shape has nothing which JSON cannot say, nor more than is read.
    let result = wire::to_compact(&wire::outcome(program, outcome)).unwrap_or_default();
    let result = Json::parse(&result)?;
    let part = |key: &str| {
        let found = result.as_object().and_then(|object| object.get(key));
        found.cloned().unwrap_or(Json::Null)
    };
    let verdicts = match part("verdicts") {
        Json::Array(verdicts) => verdicts.into_iter().map(told).collect(),
        _ => Vec::new(),
    };
    let periods = request.periods.iter();
    let periods = periods.map(|period| text(&period.to_string())).collect();
    let mut receipt = object([("receipt", text(FORM))]);
    let parts = judged_by(program).into_iter().chain([
        facts_of(report),
        (Part::Body, part("body")),
        (Part::AsOf, part("as_of")),
        (Part::Periods, Json::Array(periods)),
        (Part::Verdicts, Json::Array(verdicts)),
        (Part::Result, digest(&result)),
    ]);
    receipt
        .0
        .extend(parts.map(|(part, json)| (part.key().to_owned(), json)));
    let digest = seal(&receipt);
    receipt.0.push(("digest".to_owned(), Json::String(digest)));
    // In the form in which it is read again: its numbers are strings, its keys in order.
    match Json::parse(&canonical(&Json::Object(receipt)))? {
        Json::Object(entries) => Ok(Receipt::of(entries, request.clone())),
        other => Err(ReadError::NotAnObject {
            found: other.shown(),
        }),
    }
}

/// What a receipt says of that by which was judged: engine, rules, days off.
pub fn judged_by(program: &Program) -> [(Part, Json); 3] {
    let engine = object([("version", text(ENGINE)), ("digest", text(engine_digest()))]);
    let rules = object([("id", text(&program.id)), ("digest", text(&program.digest))]);
    [
        (Part::Engine, Json::Object(engine)),
        (Part::Rules, Json::Object(rules)),
        (Part::Calendar, text(&calendar_digest(program))),
    ]
}

/// What a receipt says of a report: its digest.
pub fn facts_of(report: &Json) -> (Part, Json) {
    (Part::Facts, digest(report))
}

fn digest(json: &Json) -> Json {
    text(&sha256(canonical(json).as_bytes()))
}

/// The digest of a receipt, of all but the digest itself and the signature.
pub(super) fn seal(receipt: &Object) -> String {
    let entries = receipt.0.iter();
    let entries = entries.filter(|(key, _)| !matches!(key.as_str(), "digest" | "signature"));
    let bare = Json::Object(Object(entries.cloned().collect()));
    sha256(canonical(&bare).as_bytes())
}

fn told(verdict: Json) -> Json {
    let Json::Object(Object(mut entries)) = verdict else {
        return verdict;
    };
    entries.retain(|(key, _)| OF_VERDICT.contains(&key.as_str()));
    Json::Object(Object(entries))
}

fn object<const N: usize>(entries: [(&str, Json); N]) -> Object {
    let entries = entries.into_iter();
    Object(
        entries
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

fn text(text: &str) -> Json {
    Json::String(text.to_owned())
}
