//! One fact, from JSON to a value of its kind.

use jiff_core::civil::Date;

use super::{Moment, ProblemCode, Value};
use crate::run::calendar::iso;
use crate::run::json::{Json, Object};
use crate::run::number::Number;
use crate::run::program::FactKind;

/// What is wrong with a value, and what would be right: an example in JSON, or a name.
pub(super) struct Fault {
    pub(super) code: ProblemCode,
    pub(super) expected: String,
}

impl Fault {
    fn new(code: ProblemCode, expected: impl Into<String>) -> Self {
        Self {
            code,
            expected: expected.into(),
        }
    }
}

const COUNT: &str = "12";
const AMOUNT: &str = "12.5";
const DEED: &str = "\"2025-03-01\", true, false";
const STATE: &str = "true, false";
const SPAN: &str = "{\"from\": \"2025-03-01\", \"to\": \"2025-03-31\"}";
const REASON: &str = "{\"unknown\": \"…\"}";

/// Reads a fact of a body or of a member; a blank one is none.
pub(super) fn read_value(kind: &FactKind, json: &Json) -> Result<Option<Value>, Fault> {
    if let Some(undecided) = read_undecided(json)? {
        return Ok(undecided);
    }
    let value = match kind {
        FactKind::Act | FactKind::Date => read_deed(json, DEED)?,
        FactKind::StateInPeriod | FactKind::StateToDate | FactKind::StateNow => {
            read_deed(json, STATE)?
        }
        FactKind::Count => Value::Number(read_count(json, COUNT)?),
        FactKind::Amount(_) => Value::Number(read_amount(json)?),
        FactKind::YesNo => match json {
            Json::Bool(value) => Value::Bool(*value),
            _ => return Err(Fault::new(ProblemCode::WrongType, STATE)),
        },
        FactKind::Choice(options) => {
            let ids = || {
                options
                    .iter()
                    .map(|(id, _)| id.as_str())
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            let Some(chosen) = json.as_str() else {
                return Err(Fault::new(ProblemCode::WrongType, ids()));
            };
            let position = options.iter().position(|(id, _)| id == chosen);
            let position = position.and_then(|position| u32::try_from(position).ok());
            Value::Option(position.ok_or_else(|| Fault::new(ProblemCode::UnknownOption, ids()))?)
        }
    };
    Ok(Some(value))
}

/// Reads for how many members a fact holds, or its sum; a blank one is none.
pub(super) fn read_total(kind: &FactKind, json: &Json) -> Result<Option<Value>, Fault> {
    if let Some(undecided) = read_undecided(json)? {
        return Ok(undecided);
    }
    let number = match kind {
        FactKind::Amount(_) => read_amount(json)?,
        FactKind::StateInPeriod
        | FactKind::StateToDate
        | FactKind::StateNow
        | FactKind::Act
        | FactKind::Date
        | FactKind::YesNo
        | FactKind::Count => read_count(json, COUNT)?,
        // How many chose what is told by a roster only.
        FactKind::Choice(_) => return Err(Fault::new(ProblemCode::WrongType, "[{\"id\": \"…\"}]")),
    };
    Ok(Some(Value::Number(number)))
}

/// Reads how many members there are; a blank one is none.
pub(super) fn read_size(json: &Json) -> Result<Option<Value>, Fault> {
    if let Some(undecided) = read_undecided(json)? {
        return Ok(undecided);
    }
    Ok(Some(Value::Number(read_count(
        json,
        "12, [{\"id\": \"…\"}]",
    )?)))
}

/// Blank, declared unknown or declared not applicable; none of these: none.
#[expect(
    clippy::option_option,
    reason = "the outer says whether it is one of these, the inner what it is"
)]
fn read_undecided(json: &Json) -> Result<Option<Option<Value>>, Fault> {
    let object = match json {
        Json::Null => return Ok(Some(None)),
        Json::Object(object) => object,
        Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => return Ok(None),
    };
    let make = match object.0.first().map(|(key, _)| key.as_str()) {
        Some("unknown") => Value::Unknown,
        Some("not_applicable") => Value::NotApplicable,
        _ => return Ok(None),
    };
    match object.0.as_slice() {
        [(_, Json::String(why))] => Ok(Some(Some(make(why.clone())))),
        _ => Err(Fault::new(ProblemCode::WrongType, REASON)),
    }
}

/// A deed, date or state: done or not, the day or moment it was done, or how long it lasted.
fn read_deed(json: &Json, expected: &str) -> Result<Value, Fault> {
    match json {
        Json::Bool(done) => Ok(Value::Bool(*done)),
        Json::String(text) => read_moment(text).map(Value::Moment).ok_or_else(|| {
            let code = if text.bytes().any(|byte| byte.is_ascii_digit()) {
                ProblemCode::InvalidDate
            } else {
                ProblemCode::WrongType
            };
            Fault::new(code, expected)
        }),
        Json::Object(object) => read_span(object),
        Json::Null | Json::Number(_) | Json::Array(_) => {
            Err(Fault::new(ProblemCode::WrongType, expected))
        }
    }
}

/// A day or moment.
pub(super) fn read_moment(text: &str) -> Option<Moment> {
    if let Some(date) = iso::parse_date(text) {
        return Some(Moment { date, time: None });
    }
    let time = iso::parse_moment(text)?;
    Some(Moment {
        date: time.date(),
        time: Some(time),
    })
}

/// `{"from": "2025-03-01", "to": "2025-03-31"}`; without `to` it still lasts.
fn read_span(object: &Object) -> Result<Value, Fault> {
    let wrong = || Fault::new(ProblemCode::WrongType, SPAN);
    if !object.repeated().is_empty() || object.iter().any(|(key, _)| !matches!(key, "from" | "to"))
    {
        return Err(wrong());
    }
    let from = read_day(object.get("from").ok_or_else(wrong)?)?;
    let to = match object.get("to") {
        None | Some(Json::Null) => None,
        Some(json) => Some(read_day(json)?),
    };
    if to.is_some_and(|to| to < from) {
        return Err(Fault::new(ProblemCode::EndsBeforeStart, SPAN));
    }
    Ok(Value::Lasting(from, to))
}

fn read_day(json: &Json) -> Result<Date, Fault> {
    let text = json
        .as_str()
        .ok_or_else(|| Fault::new(ProblemCode::WrongType, SPAN))?;
    let moment = read_moment(text).ok_or_else(|| Fault::new(ProblemCode::InvalidDate, SPAN))?;
    Ok(moment.date)
}

/// A whole number, not below zero.
///
/// `"40.000"` is forty thousand to many who would write it, and forty to others: no count at all.
fn read_count(json: &Json, expected: &str) -> Result<Number, Fault> {
    let number = read_number(json, expected)?;
    let grouped = matches!(json, Json::String(text) if text.contains('.'));
    if number.is_integer() && !grouped {
        Ok(number)
    } else {
        Err(Fault::new(ProblemCode::NotWhole, expected))
    }
}

/// An exact number, not below zero.
fn read_amount(json: &Json) -> Result<Number, Fault> {
    read_number(json, AMOUNT)
}

fn read_number(json: &Json, expected: &str) -> Result<Number, Fault> {
    let digits = match json {
        Json::Number(digits) => digits,
        Json::String(text) if is_decimal(text) => text,
        Json::Null | Json::Bool(_) | Json::String(_) | Json::Array(_) | Json::Object(_) => {
            return Err(Fault::new(ProblemCode::WrongType, expected));
        }
    };
    let number: Number = digits
        .parse()
        .map_err(|_| Fault::new(ProblemCode::Overflow, expected))?;
    if number.is_negative() {
        Err(Fault::new(ProblemCode::Negative, expected))
    } else {
        Ok(number)
    }
}

/// Digits with an optional sign and decimals: no grouping, no comma, no ratio.
fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    match unsigned.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(unsigned),
    }
}
