//! Rule texts: compiled, and what is wrong with them.

use std::rc::Rc;

use luat_core::author::{self, Checked};
use luat_core::run::artefact::encode;
use luat_core::run::program::Program;
use luat_core::wire;
use luat_grammar::Parsed;
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Source;
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use crate::error::Failure;
use crate::{Ruleset, values};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("author.d.ts");

/// Rule texts and what is to be said of them.
#[derive(Default)]
pub(crate) struct Texts {
    sources: Vec<Source>,
    warnings: Vec<Diagnostic>,
}

impl Texts {
    /// Texts in order.
    pub(crate) const fn new(sources: Vec<Source>, warnings: Vec<Diagnostic>) -> Self {
        Self { sources, warnings }
    }
}

/// What is wrong with rule texts, errors and warnings; nothing where they are in order.
///
/// # Errors
///
/// A `LuatError` of kind `arguments`.
#[wasm_bindgen(unchecked_return_type = "Diagnostic[]")]
pub fn diagnose(
    #[wasm_bindgen(unchecked_param_type = "RuleText[]")] texts: &JsValue,
) -> Result<JsValue, JsValue> {
    let sources = sources(texts)?;
    let (_, found) = compile(&sources);
    findings(&sources, &found)
}

#[wasm_bindgen]
impl Ruleset {
    /// Compiles rule texts; all that they `use` must be among them.
    ///
    /// # Errors
    ///
    /// A `LuatError`, of kind `rules` with the findings when the texts have errors.
    pub fn compile(
        #[wasm_bindgen(unchecked_param_type = "RuleText[]")] texts: &JsValue,
    ) -> Result<Ruleset, JsValue> {
        let sources = sources(texts)?;
        match compile(&sources) {
            (Some(program), warnings) => Ok(Self {
                program: Rc::new(program),
                texts: Texts::new(sources, warnings),
            }),
            (None, errors) => Err(Failure::Rules(findings(&sources, &errors)?).into()),
        }
    }

    /// The rules compiled, for `Ruleset.load`: the bytes that `luat build` writes.
    pub fn save(&self) -> Vec<u8> {
        encode(&self.program)
    }

    /// Warnings on the rules; none where they were loaded compiled.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "Diagnostic[]")]
    pub fn diagnostics(&self) -> Result<JsValue, JsValue> {
        findings(&self.texts.sources, &self.texts.warnings)
    }
}

/// The program of rule texts, where they are in order, and all findings.
fn compile(sources: &[Source]) -> (Option<Program>, Vec<Diagnostic>) {
    let (_, checked) = check(sources);
    let program = checked.rules.as_ref().map(author::compile);
    (program, checked.diagnostics)
}

/// Rule texts read and checked, with all findings, those of reading first.
pub(crate) fn check(sources: &[Source]) -> (Parsed, Checked) {
    let mut parsed = luat_grammar::parse(sources);
    let mut checked = author::check(&parsed);
    let mut found = std::mem::take(&mut parsed.diagnostics);
    found.append(&mut checked.diagnostics);
    checked.diagnostics = found;
    (parsed, checked)
}

/// A rule text, as JavaScript gives it.
#[derive(Deserialize)]
struct RuleText {
    name: String,
    text: String,
}

pub(crate) fn sources(texts: &JsValue) -> Result<Vec<Source>, Failure> {
    let texts: Vec<RuleText> = values::decode("the rule texts", texts)?;
    let texts = texts.into_iter();
    Ok(texts.map(|one| Source::new(one.name, one.text)).collect())
}

pub(crate) fn findings(sources: &[Source], found: &[Diagnostic]) -> Result<JsValue, JsValue> {
    values::encode(&wire::diagnostics::diagnostics(sources, found).diagnostics)
}
