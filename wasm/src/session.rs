//! A report while it is filled in: a fact goes in, what changed comes out.
//!
//! `next_facts` and `problems` can be long and seldom change with a key press: their arrays are made
//! anew only when they are others, and handed out again otherwise.

use std::rc::Rc;

use js_sys::Reflect;
use luat_core::run::session;
use luat_core::wire;
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use crate::error::Failure;
use crate::{Ruleset, told, values};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("session.d.ts");

/// A report being filled in, with its verdicts. It lives on when its `Ruleset` is freed.
#[wasm_bindgen]
pub struct Session {
    engine: session::Session,
    next_facts: Kept,
    problems: Kept,
}

#[wasm_bindgen]
impl Ruleset {
    /// Begins to fill in a report, which is judged once; `set` then tells only what changes.
    ///
    /// # Errors
    ///
    /// As `check`.
    pub fn session(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Report | string")] report: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "SessionOptions")] options: &JsValue,
    ) -> Result<Session, JsValue> {
        let request = values::request(options)?;
        let Own { period } = values::decode("the options", options)?;
        let period = period.as_deref().map(values::period).transpose()?;
        let report = values::report(report)?;
        let session = session::Session::new(Rc::clone(&self.program), report, request, period);
        let session = session.map_err(Failure::unreadable)?;
        Ok(Session {
            next_facts: Kept::new("next_facts", values::encode(&session.next_facts())?),
            problems: Kept::new("problems", problems(&session)?),
            engine: session,
        })
    }
}

#[wasm_bindgen]
impl Session {
    /// Enters a fact at its path and tells what became another; `null` and `undefined` make a blank.
    ///
    /// # Errors
    ///
    /// A `LuatError` of kind `arguments` when there is no such place. A wrong fact is no error: see `problems`.
    #[wasm_bindgen(unchecked_return_type = "Change")]
    pub fn set(
        &mut self,
        path: &str,
        #[wasm_bindgen(unchecked_param_type = "FactValue | Member | Member[] | undefined")]
        value: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let value = values::fact(value)?;
        let change = self.engine.set(path, value);
        let change = change.map_err(|error| Failure::Arguments(error.to_string()))?;
        let told = values::encode(&wire::change::change(&change))?;
        self.next_facts
            .refresh(&told, change.next_facts().is_some())?;
        self.problems.refresh(&told, change.problems().is_some())?;
        Ok(told)
    }

    /// The result of the report as it now stands, as `check` would give it.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "Result")]
    pub fn result(&self) -> Result<JsValue, JsValue> {
        values::parse(&self.result_json()?)
    }

    /// The result of the report as it now stands, byte for byte as `checkJson` would give it.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(js_name = resultJson)]
    pub fn result_json(&self) -> Result<String, JsValue> {
        let outcome = self.engine.outcome();
        values::json(&wire::outcome(self.engine.program(), &outcome))
    }

    /// The result as it now stands, and its words.
    ///
    /// # Errors
    ///
    /// A `LuatError` of kind `arguments` when there is no such language.
    #[wasm_bindgen(unchecked_return_type = "Told")]
    pub fn tell(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Language")] language: &str,
    ) -> Result<JsValue, JsValue> {
        let language = values::language(language)?;
        told(self.engine.program(), &self.engine.outcome(), language)
    }

    /// What the body is asked to report, with the state of each field as the report now stands; left
    /// out, the period and the day of the session.
    ///
    /// # Errors
    ///
    /// A `LuatError` of kind `arguments`.
    #[wasm_bindgen(unchecked_return_type = "Form")]
    pub fn form(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "SessionFormOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let asked = if options.is_undefined() || options.is_null() {
            FormOptions::default()
        } else {
            values::decode("the options", options)?
        };
        let period = asked.period.as_deref().map(values::period_of_form);
        let as_of = asked.as_of.as_deref().map(values::day).transpose()?;
        let form = self.engine.form(period.transpose()?, as_of);
        values::encode(&wire::form::form(self.engine.program(), &form))
    }

    /// The report as it now stands, as JSON text.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(js_name = reportJson)]
    pub fn report_json(&self) -> Result<String, JsValue> {
        values::json(self.engine.report())
    }
}

/// What a session asks beside the options of a check.
#[derive(Deserialize)]
struct Own {
    period: Option<String>,
}

/// Which form, as JavaScript says it.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct FormOptions {
    period: Option<String>,
    as_of: Option<String>,
}

fn problems(session: &session::Session) -> Result<JsValue, JsValue> {
    let problems = session.problems().iter().map(wire::problem);
    values::encode(&problems.collect::<Vec<_>>())
}

/// A list of changes as it was last handed out.
struct Kept {
    /// Its name in a change; a string made once.
    key: JsValue,
    list: JsValue,
}

impl Kept {
    fn new(key: &str, list: JsValue) -> Self {
        Self {
            key: JsValue::from_str(key),
            list,
        }
    }

    /// Takes the list out of a change where it is another now, or puts the one handed out before into it.
    fn refresh(&mut self, change: &JsValue, is_new: bool) -> Result<(), JsValue> {
        if is_new {
            self.list = Reflect::get(change, &self.key)?;
        } else {
            Reflect::set(change, &self.key, &self.list)?;
        }
        Ok(())
    }
}
