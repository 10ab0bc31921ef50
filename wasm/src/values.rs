//! Values of JavaScript, read and made.
//!
//! Reports and answers cross as JSON text, which JavaScript itself writes and reads: they are the bytes
//! that every platform has.

use std::str::FromStr;

use js_sys::JSON;
use luat_core::run::calendar::Date;
use luat_core::run::calendar::iso;
use luat_core::run::evaluate::{PeriodName, Request};
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

/// A report as text; an object is written as JSON by JavaScript itself.
pub(crate) fn report(report: &JsValue) -> Result<String, Failure> {
    if let Some(text) = report.as_string() {
        return Ok(text);
    }
    let text = JSON::stringify(report)
        .ok()
        .and_then(|text| text.as_string());
    text.ok_or_else(|| Failure::Arguments("a report must be an object or a JSON text".to_owned()))
}

/// The largest whole number up to which numbers of JavaScript tell all apart.
const MOST_SAFE: f64 = 9_007_199_254_740_991.0;

/// A fact as JSON; `undefined` is none, as `null` is.
pub(crate) fn fact(value: &JsValue) -> Result<Json, Failure> {
    if value.is_undefined() {
        return Ok(Json::Null);
    }
    if let Some(number) = value.as_f64()
        && !(-MOST_SAFE..=MOST_SAFE).contains(&number)
    {
        return Err(Failure::Arguments(
            "a number of JavaScript is not exact beyond 9007199254740991: give it as a text"
                .to_owned(),
        ));
    }
    let text = JSON::stringify(value)
        .ok()
        .and_then(|text| text.as_string());
    let json = text.and_then(|text| Json::parse(&text).ok());
    json.ok_or_else(|| Failure::Arguments("a fact must be what JSON can say".to_owned()))
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
    Ok(Request {
        as_of,
        periods: periods.collect::<Result<_, _>>()?,
    })
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
