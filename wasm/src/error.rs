//! The one error that JavaScript catches: an `Error` with a kind and, for rules, findings as data.

use js_sys::{Array, Error, JsString, Reflect};
use wasm_bindgen::JsValue;

/// What went wrong with a call.
pub(crate) enum Failure {
    /// The rule texts cannot be used; the findings, encoded.
    Rules(JsValue),
    /// The report cannot be read at all.
    Report(String),
    /// The call's arguments are not what the types say.
    Arguments(String),
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        let (kind, message, diagnostics) = match failure {
            Failure::Rules(diagnostics) => (
                "rules",
                "the rules have errors, see `diagnostics`".to_owned(),
                diagnostics,
            ),
            Failure::Report(message) => ("report", message, Array::new().into()),
            Failure::Arguments(message) => ("arguments", message, Array::new().into()),
        };
        let error = Error::new(&message);
        error.set_name("LuatError");
        set(&error, "kind", &JsString::from(kind));
        set(&error, "diagnostics", &diagnostics);
        error.into()
    }
}

/// Setting a property of an object just made cannot be refused.
fn set(error: &Error, key: &str, value: &JsValue) {
    let _ = Reflect::set(error, &JsValue::from_str(key), value);
}
