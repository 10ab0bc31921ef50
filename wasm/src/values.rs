//! Values of JavaScript, read and made. Structured ones cross as JSON text, which JavaScript itself
//! writes and reads: no second codec ships.

use js_sys::{Array, JSON, Reflect};
use luat_core::run::calendar::iso;
use luat_core::run::evaluate::{PeriodName, Request};
use luat_core::wire;
use luat_core::words::Language;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsError, JsValue};

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

/// When and for which periods to judge.
pub(crate) fn request(options: &JsValue) -> Result<Request, Failure> {
    let as_of = text(options, "asOf")?;
    let as_of = iso::parse_date(&as_of).ok_or_else(|| {
        Failure::Arguments(format!("asOf must be a date as 2026-11-20, not `{as_of}`"))
    })?;
    let periods = property(options, "periods")?;
    let periods = if periods.is_undefined() {
        Vec::new()
    } else {
        list("periods", &periods)?
            .iter()
            .map(|period| self::period(&period))
            .collect::<Result<_, _>>()?
    };
    Ok(Request { as_of, periods })
}

fn period(period: &JsValue) -> Result<PeriodName, Failure> {
    let text = period.as_string().unwrap_or_default();
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

/// A property that must be a text.
pub(crate) fn text(of: &JsValue, key: &str) -> Result<String, Failure> {
    let text = property(of, key)?.as_string();
    text.ok_or_else(|| Failure::Arguments(format!("`{key}` must be a text")))
}

/// A property that must be a text where it is given.
#[cfg(feature = "author")]
pub(crate) fn optional_text(of: &JsValue, key: &str) -> Result<Option<String>, Failure> {
    if property(of, key)?.is_undefined() {
        Ok(None)
    } else {
        text(of, key).map(Some)
    }
}

/// A value that must be an array.
pub(crate) fn list<'v>(what: &str, value: &'v JsValue) -> Result<&'v Array, Failure> {
    let list = value.dyn_ref();
    list.ok_or_else(|| Failure::Arguments(format!("{what} must be an array")))
}

fn property(of: &JsValue, key: &str) -> Result<JsValue, Failure> {
    let found = Reflect::get(of, &JsValue::from_str(key));
    found.map_err(|_| Failure::Arguments(format!("an object with `{key}` is needed")))
}
