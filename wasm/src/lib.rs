//! luat for browsers and Node: decodes what JavaScript hands over, calls the engine, encodes its answer.
//!
//! Built three times: with the feature `author` it is the package's entry `luat`, which reads rule texts;
//! without, `luat/runtime`, which judges by compiled rules alone; with `editor`, `luat/editor`, which holds
//! all of `luat` and answers what an editor asks.

#[cfg(feature = "author")]
mod author;
#[cfg(feature = "editor")]
mod checked;
#[cfg(feature = "editor")]
mod editor;
mod error;
#[cfg(feature = "author")]
mod explain;
mod form;
mod session;
mod values;

use std::rc::Rc;

use luat_core::run::artefact::{ENGINE, decode};
use luat_core::run::evaluate;
use luat_core::run::facts::Facts;
use luat_core::run::facts::read::Reader;
use luat_core::run::program::Program;
use luat_core::run::verdict::Outcome;
use luat_core::words::Language;
use luat_core::{receipt, wire, words};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[cfg(feature = "author")]
pub use author::diagnose;
use error::Failure;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// Sends a failure of the engine itself to the console, with its place.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    ENGINE.to_owned()
}

/// A set of rules, compiled: made once, used for any number of reports.
#[wasm_bindgen]
pub struct Ruleset {
    program: Rc<Program>,
    /// What it was compiled from; nothing where it was loaded.
    #[cfg(feature = "author")]
    texts: author::Texts,
}

#[wasm_bindgen]
impl Ruleset {
    /// Loads compiled rules, `NAME.luatc` as `luat build` writes it.
    ///
    /// # Errors
    ///
    /// A `LuatError` of kind `artefact` when the bytes are none, damaged, or of another version.
    pub fn load(bytes: &[u8]) -> Result<Ruleset, JsValue> {
        let program = decode(bytes).map_err(Failure::Artefact)?;
        Ok(Self {
            program: Rc::new(program),
            #[cfg(feature = "author")]
            texts: author::Texts::default(),
        })
    }

    /// Ids of the documents, joined by `+`.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> String {
        self.program.id.clone()
    }

    /// `sha256:…` over the meaning of the rules.
    #[wasm_bindgen(getter)]
    pub fn digest(&self) -> String {
        self.program.digest.clone()
    }

    /// Checks a report, given as an object or as JSON text.
    ///
    /// # Errors
    ///
    /// A `LuatError` of kind `report` or `arguments`. Wrong facts are no error: see `problems`.
    #[wasm_bindgen(unchecked_return_type = "Result")]
    pub fn check(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Report | string")] report: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "CheckOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        values::parse(&self.check_json(report, options)?)
    }

    /// Checks a report; the answer is JSON text on one line, byte for byte the same on every platform.
    ///
    /// # Errors
    ///
    /// As `check`.
    #[wasm_bindgen(js_name = checkJson)]
    pub fn check_json(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Report | string")] report: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "CheckOptions")] options: &JsValue,
    ) -> Result<String, JsValue> {
        let outcome = self.outcome(report, options)?;
        values::json(&wire::outcome(&self.program, &outcome))
    }

    /// The receipt of a report: canonical JSON text with the digests of rules, days off, engine and report,
    /// and the verdicts; to be kept or sent byte for byte. Not signed: a page keeps no secret.
    ///
    /// # Errors
    ///
    /// As `check`.
    pub fn receipt(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Report | string")] report: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "CheckOptions")] options: &JsValue,
    ) -> Result<String, JsValue> {
        let report = values::report(report)?;
        let request = values::request(options)?;
        let issued = receipt::issue_of(&self.program, &report, &request);
        Ok(issued.map_err(Failure::unreadable)?.text())
    }

    /// Checks a report and tells the answer in words too.
    ///
    /// # Errors
    ///
    /// As `check`.
    #[wasm_bindgen(unchecked_return_type = "Told")]
    pub fn tell(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Report | string")] report: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "CheckOptions")] options: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Language")] language: &str,
    ) -> Result<JsValue, JsValue> {
        let language = values::language(language)?;
        told(&self.program, &self.outcome(report, options)?, language)
    }
}

impl Ruleset {
    fn facts(&self, report: &JsValue) -> Result<Facts, Failure> {
        let report = values::report(report)?;
        let read = Reader::new(&self.program).read_json(&report);
        read.map_err(Failure::unreadable)
    }

    fn outcome(&self, report: &JsValue, options: &JsValue) -> Result<Outcome, Failure> {
        let request = values::request(options)?;
        let facts = self.facts(report)?;
        Ok(evaluate::evaluate(&self.program, &facts, &request))
    }
}

/// A result with its words.
fn told(program: &Program, outcome: &Outcome, language: Language) -> Result<JsValue, JsValue> {
    let verdicts = outcome.verdicts.iter();
    let problems = outcome.problems.iter();
    let next_facts = outcome.next_facts.iter();
    values::encode(&Told {
        result: wire::outcome(program, outcome),
        verdicts: verdicts
            .map(|verdict| words::verdict(program, verdict, None, language))
            .collect(),
        problems: problems
            .map(|problem| words::problem(program, problem, language))
            .collect(),
        next_facts: next_facts
            .map(|path| words::path(program, path, language))
            .collect(),
    })
}

#[derive(Serialize)]
struct Told<'a> {
    result: wire::Outcome<'a>,
    verdicts: Vec<words::VerdictWords>,
    problems: Vec<words::ProblemWords>,
    next_facts: Vec<String>,
}
