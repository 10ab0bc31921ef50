//! Values of JavaScript, read and made.
//!
//! Reports and answers cross as JSON text, which JavaScript itself writes and reads: they are the bytes
//! that every platform has.

use std::str::FromStr;

use js_sys::JSON;
use luat_core::run::calendar::Date;
use luat_core::run::calendar::iso;
use luat_core::run::calendar::period::Period;
use luat_core::run::evaluate::{PeriodName, Request};
use luat_core::run::facts::read::MOST_PERIODS;
use luat_core::run::form::{MOST_YEARS, is_too_long};
use luat_core::run::json::Json;
use luat_core::wire;
use luat_core::words::Language;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsError, JsValue};

use crate::error::Failure;

/// A value as JSON text on one line.
pub(crate) fn json(value: &impl Serialize) -> Result<String, JsValue> {
    wire::to_compact(value).map_err(|error| JsError::from(error).into())
}

/// JSON text as a value of JavaScript.
pub(crate) fn parse(text: &str) -> Result<JsValue, JsValue> {
    JSON::parse(text)
}

/// A value as one of JavaScript.
pub(crate) fn encode(value: &impl Serialize) -> Result<JsValue, JsValue> {
    parse(&json(value)?)
}

/// A report, given as JSON text or as an object.
pub(crate) fn report(report: &JsValue) -> Result<Json, Failure> {
    if let Some(text) = report.as_string() {
        return Json::parse(&text).map_err(|error| Failure::unreadable(error.into()));
    }
    written(report)
        .ok_or_else(|| Failure::Arguments("a report must be an object or a JSON text".to_owned()))
}

/// A fact as JSON; `undefined` is none, as `null` is.
pub(crate) fn fact(value: &JsValue) -> Result<Json, Failure> {
    if value.is_undefined() {
        return Ok(Json::Null);
    }
    if let Some(answer) = value.as_bool() {
        return Ok(Json::Bool(answer));
    }
    let is_no_number = value.as_f64().is_some_and(|number| !number.is_finite());
    let json = if is_no_number { None } else { written(value) };
    json.ok_or_else(|| Failure::Arguments("a fact must be what JSON can say".to_owned()))
}

/// A value as JavaScript itself writes it; none where it cannot.
fn written(value: &JsValue) -> Option<Json> {
    let text = JSON::stringify(value).ok()?.as_string()?;
    let mut json = Json::parse(&text).ok()?;
    mark_inexact(&mut json);
    Some(json)
}

/// The digits of the largest whole number up to which JavaScript tells all apart.
const MOST_SAFE: &str = "9007199254740991";

/// Marks whole numbers that JavaScript may have rounded, so that they are read as too large: a
/// problem, where the digits would be a guess.
fn mark_inexact(json: &mut Json) {
    match json {
        Json::Number(digits) if is_inexact(digits) => digits.insert(0, '≈'),
        Json::Array(items) => items.iter_mut().for_each(mark_inexact),
        Json::Object(object) => {
            let values = object.0.iter_mut().map(|(_, value)| value);
            values.for_each(mark_inexact);
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

fn is_inexact(digits: &str) -> bool {
    let whole = digits.strip_prefix('-').unwrap_or(digits);
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return whole.contains("e+");
    }
    (whole.len(), whole) > (MOST_SAFE.len(), MOST_SAFE)
}

/// The options of a check, as JavaScript gives them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CheckOptions {
    as_of: String,
    periods: Option<Vec<String>>,
}

/// When and for which periods to judge.
pub(crate) fn request(options: &JsValue) -> Result<Request, Failure> {
    let options: CheckOptions = decode("the options", options)?;
    let as_of = day(&options.as_of)?;
    let periods = options.periods.unwrap_or_default();
    let periods = periods.iter().map(|name| period::<PeriodName>(name));
    let periods: Vec<PeriodName> = periods.collect::<Result<_, _>>()?;
    if PeriodName::are_too_many(&periods) {
        let message = format!(
            "`periods` may be at most {MOST_PERIODS}, one of several years counted as so many"
        );
        return Err(Failure::Arguments(message));
    }
    Ok(Request { as_of, periods })
}

/// The day of a check.
pub(crate) fn day(text: &str) -> Result<Date, Failure> {
    iso::parse_date(text).ok_or_else(|| {
        Failure::Arguments(format!("asOf must be a date as 2026-11-20, not `{text}`"))
    })
}

/// A period, or what else may be named in its place.
pub(crate) fn period<P: FromStr>(text: &str) -> Result<P, Failure> {
    text.parse().map_err(|_| {
        Failure::Arguments(format!(
            "periods are written 2025, 2025-H1, 2025-Q3 or 2025-07, not `{text}`"
        ))
    })
}

/// The period of a form.
pub(crate) fn period_of_form(text: &str) -> Result<Period, Failure> {
    let period = period(text)?;
    if is_too_long(period) {
        let message = format!("a form is of at most {MOST_YEARS} years");
        return Err(Failure::Arguments(message));
    }
    Ok(period)
}

pub(crate) fn language(language: &str) -> Result<Language, Failure> {
    match language {
        "en" => Ok(Language::En),
        "vi" => Ok(Language::Vi),
        other => Err(Failure::Arguments(format!(
            "language must be `en` or `vi`, not `{other}`"
        ))),
    }
}

/// A value of JavaScript, read as what it has to be.
pub(crate) fn decode<T: DeserializeOwned>(what: &str, value: &JsValue) -> Result<T, Failure> {
    serde_wasm_bindgen::from_value(value.clone())
        .map_err(|error| Failure::Arguments(format!("{what}: {error}")))
}
