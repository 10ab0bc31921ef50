//! luat for browsers and Node: decodes what JavaScript hands over, calls the engine, encodes its answer.

mod error;
mod form;

use luat_core::author;
use luat_core::run::because::Explained;
use luat_core::run::calendar::iso;
use luat_core::run::evaluate::{self, PeriodName, Request};
use luat_core::run::facts::read::read;
use luat_core::run::program::{Program, RuleId};
use luat_core::run::verdict::Outcome;
use luat_core::wire;
use luat_core::words::{self, Language};
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Source;
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::{Serializer, from_value};
use wasm_bindgen::prelude::*;

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
    env!("CARGO_PKG_VERSION").to_owned()
}

/// What is wrong with rule texts, errors and warnings; nothing where they are in order.
///
/// # Errors
///
/// A `LuatError` of kind `arguments`.
#[wasm_bindgen(unchecked_return_type = "Diagnostic[]")]
pub fn diagnose(
    #[wasm_bindgen(unchecked_param_type = "RuleText[]")] texts: JsValue,
) -> Result<JsValue, JsValue> {
    let sources = sources(texts)?;
    let (_, found) = compile(&sources);
    encode_findings(&sources, &found)
}

/// A set of rules, compiled: made once, used for any number of reports.
#[wasm_bindgen]
pub struct Ruleset {
    program: Program,
    sources: Vec<Source>,
    warnings: Vec<Diagnostic>,
}

#[wasm_bindgen]
impl Ruleset {
    /// Compiles rule texts; all that they `use` must be among them.
    ///
    /// # Errors
    ///
    /// A `LuatError`, of kind `rules` with the findings when the texts have errors.
    pub fn compile(
        #[wasm_bindgen(unchecked_param_type = "RuleText[]")] texts: JsValue,
    ) -> Result<Ruleset, JsValue> {
        let sources = sources(texts)?;
        match compile(&sources) {
            (Some(program), warnings) => Ok(Self {
                program,
                sources,
                warnings,
            }),
            (None, errors) => Err(Failure::Rules(encode_findings(&sources, &errors)?).into()),
        }
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

    /// Warnings on the rules.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "Diagnostic[]")]
    pub fn diagnostics(&self) -> Result<JsValue, JsValue> {
        encode_findings(&self.sources, &self.warnings)
    }

    /// What bodies can report, by level.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "Form")]
    pub fn form(&self) -> Result<JsValue, JsValue> {
        encode(&form::form(&self.program))
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
        #[wasm_bindgen(unchecked_param_type = "CheckOptions")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let outcome = self.outcome(report, options)?;
        encode(&wire::outcome(&self.program, &outcome))
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
        #[wasm_bindgen(unchecked_param_type = "CheckOptions")] options: JsValue,
    ) -> Result<String, JsValue> {
        let outcome = self.outcome(report, options)?;
        wire::to_compact(&wire::outcome(&self.program, &outcome))
            .map_err(|error| JsError::from(error).into())
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
        #[wasm_bindgen(unchecked_param_type = "CheckOptions")] options: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Language")] language: &str,
    ) -> Result<JsValue, JsValue> {
        let language = read_language(language)?;
        let outcome = self.outcome(report, options)?;
        let program = &self.program;
        encode(&Told {
            result: wire::outcome(program, &outcome),
            verdicts: outcome
                .verdicts
                .iter()
                .map(|verdict| words::verdict(program, verdict, None, language))
                .collect(),
            problems: outcome
                .problems
                .iter()
                .map(|problem| words::problem(program, problem, language))
                .collect(),
            next_facts: outcome
                .next_facts
                .iter()
                .map(|path| words::path(program, path, language))
                .collect(),
        })
    }

    /// Tells how a report was judged: verdicts, each with the tree of its sentence and the value
    /// at each node; with a language also in words.
    ///
    /// # Errors
    ///
    /// As `check`; of kind `arguments`, too, when there is no such rule.
    #[wasm_bindgen(unchecked_return_type = "Explanations")]
    pub fn explain(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Report | string")] report: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "ExplainOptions")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let options: ExplainOptions = decode("options", options)?;
        let language = options.language.as_deref().map(read_language).transpose()?;
        let program = &self.program;
        let rules = match &options.rule {
            None => (0..)
                .map(RuleId)
                .zip(&program.rules)
                .map(|(id, _)| id)
                .collect(),
            Some(rule) => program.rules_named(rule),
        };
        if let (true, Some(rule)) = (rules.is_empty(), &options.rule) {
            return Err(Failure::Arguments(format!("there is no rule `{rule}`")).into());
        }
        let text = report_text(report)?;
        let request = request(&options.as_of, &options.periods)?;
        let facts = read(program, &text).map_err(|error| Failure::Report(error.to_string()))?;
        let explained = evaluate::explain(program, &facts, &request, &rules);
        encode(&Explanations {
            told: wire::because::explanations(program, request.as_of, &explained),
            words: language.map(|language| {
                let words = |one| explained_words(program, one, language);
                explained.iter().map(words).collect()
            }),
        })
    }
}

impl Ruleset {
    fn outcome(&self, report: &JsValue, options: JsValue) -> Result<Outcome, Failure> {
        let text = report_text(report)?;
        let options: CheckOptions = decode("options", options)?;
        let request = request(&options.as_of, &options.periods)?;
        let facts =
            read(&self.program, &text).map_err(|error| Failure::Report(error.to_string()))?;
        Ok(evaluate::evaluate(&self.program, &facts, &request))
    }
}

#[derive(Deserialize)]
struct RuleText {
    name: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CheckOptions {
    as_of: String,
    #[serde(default)]
    periods: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ExplainOptions {
    as_of: String,
    #[serde(default)]
    periods: Vec<String>,
    rule: Option<String>,
    language: Option<String>,
}

#[derive(Serialize)]
struct Explanations<'a> {
    #[serde(flatten)]
    told: wire::because::Explanations<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<Vec<ExplanationWords>>,
}

/// An explanation in words: as a paragraph, and line by line.
#[derive(Serialize)]
struct ExplanationWords {
    paragraph: String,
    lines: Vec<words::BecauseLine>,
}

fn explained_words(program: &Program, one: &Explained, language: Language) -> ExplanationWords {
    ExplanationWords {
        paragraph: words::paragraph(program, one, None, language),
        lines: words::because(program, one, language),
    }
}

fn read_language(language: &str) -> Result<Language, Failure> {
    match language {
        "en" => Ok(Language::En),
        "vi" => Ok(Language::Vi),
        other => Err(Failure::Arguments(format!(
            "language must be `en` or `vi`, not `{other}`"
        ))),
    }
}

#[derive(Serialize)]
struct Told<'a> {
    result: wire::Outcome<'a>,
    verdicts: Vec<words::VerdictWords>,
    problems: Vec<words::ProblemWords>,
    next_facts: Vec<String>,
}

/// The program of rule texts, where they are in order, and all findings.
fn compile(sources: &[Source]) -> (Option<Program>, Vec<Diagnostic>) {
    let parsed = luat_grammar::parse(sources);
    let checked = author::check(&parsed);
    let mut found = parsed.diagnostics;
    found.extend(checked.diagnostics);
    (checked.rules.as_ref().map(author::compile), found)
}

fn sources(texts: JsValue) -> Result<Vec<Source>, Failure> {
    let texts: Vec<RuleText> = decode("rule texts", texts)?;
    Ok(texts
        .into_iter()
        .map(|one| Source::new(one.name, one.text))
        .collect())
}

/// A report as text; an object is written as JSON by JavaScript itself.
fn report_text(report: &JsValue) -> Result<String, Failure> {
    if let Some(text) = report.as_string() {
        return Ok(text);
    }
    let text = js_sys::JSON::stringify(report)
        .ok()
        .and_then(|text| text.as_string());
    text.ok_or_else(|| Failure::Arguments("a report must be an object or a JSON text".to_owned()))
}

fn request(as_of: &str, periods: &[String]) -> Result<Request, Failure> {
    let as_of = iso::parse_date(as_of).ok_or_else(|| {
        Failure::Arguments(format!("asOf must be a date as 2026-11-20, not `{as_of}`"))
    })?;
    let periods: Result<Vec<PeriodName>, Failure> =
        periods.iter().map(|text| period(text)).collect();
    Ok(Request {
        as_of,
        periods: periods?,
    })
}

fn period(text: &str) -> Result<PeriodName, Failure> {
    text.parse().map_err(|_| {
        Failure::Arguments(format!(
            "periods are written 2025, 2025-H1, 2025-Q3 or 2025-07, not `{text}`"
        ))
    })
}

fn decode<T: serde::de::DeserializeOwned>(what: &str, value: JsValue) -> Result<T, Failure> {
    from_value(value).map_err(|error| Failure::Arguments(format!("{what}: {error}")))
}

fn encode<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsValue> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(JsValue::from)
}

fn encode_findings(sources: &[Source], found: &[Diagnostic]) -> Result<JsValue, JsValue> {
    encode(&wire::diagnostics::diagnostics(sources, found).diagnostics)
}
