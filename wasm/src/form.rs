//! What a body is asked to report: what a form is drawn from.

use luat_core::run::form::{Asked, form};
use luat_core::run::program::LevelId;
use luat_core::wire;
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use crate::error::Failure;
use crate::{Ruleset, values};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("form.d.ts");

#[wasm_bindgen]
impl Ruleset {
    /// Whose forms there are: the documents, and the levels of bodies that report.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "Levels")]
    pub fn levels(&self) -> Result<JsValue, JsValue> {
        values::encode(&wire::form::levels(&self.program))
    }

    /// What a body of a level is asked to report for a period and why; with a report, what of it
    /// is missing and what no longer matters.
    ///
    /// # Errors
    ///
    /// A `LuatError` of kind `arguments`, or of kind `report`.
    #[wasm_bindgen(unchecked_return_type = "Form")]
    pub fn form(
        &self,
        #[wasm_bindgen(unchecked_param_type = "FormOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let options: FormOptions = values::decode("the options", options)?;
        let id = &options.level;
        let level = self.level(id)?;
        let period = values::period_of_form(&options.period)?;
        let report = &options.report;
        let report = if report.is_undefined() || report.is_null() {
            None
        } else {
            Some(self.facts(report)?)
        };
        if report
            .as_ref()
            .is_some_and(|report| report.body.level != level)
        {
            let message = format!("the report is not of the level `{id}`");
            return Err(Failure::Arguments(message).into());
        }
        let as_of = options.as_of.as_deref().map(values::day).transpose()?;
        let asked = Asked {
            level,
            period,
            as_of,
        };
        let form = form(&self.program, &asked, report.as_ref());
        values::encode(&wire::form::form(&self.program, &form))
    }
}

/// Whose form, and for when, as JavaScript says it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FormOptions {
    level: String,
    period: String,
    #[serde(default, with = "serde_wasm_bindgen::preserve")]
    report: JsValue,
    as_of: Option<String>,
}

impl Ruleset {
    fn level(&self, id: &str) -> Result<LevelId, Failure> {
        let found = self.program.level_named(id);
        found.ok_or_else(|| Failure::Arguments(format!("there is no level `{id}`")))
    }
}
