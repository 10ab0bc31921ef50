//! The one error that JavaScript catches: an `Error` with a kind and, for rules, findings as data.

use js_sys::{Array, Error, Reflect};
use luat_core::run::artefact::LoadError;
use luat_core::run::facts::read::ReadError;
use wasm_bindgen::JsValue;

/// What went wrong with a call.
pub(crate) enum Failure {
    /// The rule texts cannot be used; the findings, encoded.
    #[cfg(feature = "author")]
    Rules(JsValue),
    /// The compiled rules cannot be used.
    Artefact(LoadError),
    /// The report cannot be read at all.
    Report(String),
    /// The call's arguments are not what the types say.
    Arguments(String),
}

impl Failure {
    /// A report that cannot be read at all.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "it is passed where errors are mapped"
    )]
    pub(crate) fn unreadable(error: ReadError) -> Self {
        Self::Report(error.to_string())
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        let nothing = || JsValue::from(Array::new());
        let (kind, message, code, diagnostics) = match failure {
            #[cfg(feature = "author")]
            Failure::Rules(found) => {
                let message = "the rules have errors, see `diagnostics`";
                ("rules", message.to_owned(), None, found)
            }
            Failure::Artefact(error) => {
                ("artefact", error.to_string(), Some(error.key()), nothing())
            }
            Failure::Report(message) => ("report", message, None, nothing()),
            Failure::Arguments(message) => ("arguments", message, None, nothing()),
        };
        let error = Error::new(&message);
        error.set_name("LuatError");
        set(&error, "kind", &kind.into());
        set(&error, "diagnostics", &diagnostics);
        if let Some(code) = code {
            set(&error, "code", &code.into());
        }
        error.into()
    }
}

/// Setting a property of an object just made cannot be refused.
fn set(error: &Error, key: &str, value: &JsValue) {
    let _ = Reflect::set(error, &JsValue::from_str(key), value);
}
