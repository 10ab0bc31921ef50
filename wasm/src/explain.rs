//! How a report was judged: a matter for whoever writes rules or doubts a verdict, so the runtime does without.

use luat_core::run::because::Explained;
use luat_core::run::evaluate;
use luat_core::run::program::{Program, RuleId};
use luat_core::wire;
use luat_core::words::{self, Language};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::error::Failure;
use crate::{Ruleset, values};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("explain.d.ts");

#[wasm_bindgen]
impl Ruleset {
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
        #[wasm_bindgen(unchecked_param_type = "ExplainOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let request = values::request(options)?;
        let asked: Asked = values::decode("the options", options)?;
        let language = asked
            .language
            .as_deref()
            .map(values::language)
            .transpose()?;
        let program = &self.program;
        let rules = rules(program, asked.rule.as_deref())?;
        let facts = self.facts(report)?;
        let explained = evaluate::explain(program, &facts, &request, &rules);
        values::encode(&Explanations {
            told: wire::because::explanations(program, request.as_of, &explained),
            words: language.map(|language| {
                let words = |one| explained_words(program, one, language);
                explained.iter().map(words).collect()
            }),
        })
    }
}

/// What to explain, beside the options of a check.
#[derive(Deserialize)]
struct Asked {
    rule: Option<String>,
    language: Option<String>,
}

/// The rules of a name; without one, all.
fn rules(program: &Program, named: Option<&str>) -> Result<Vec<RuleId>, Failure> {
    let Some(name) = named else {
        let all = (0..).map(RuleId).zip(&program.rules);
        return Ok(all.map(|(id, _)| id).collect());
    };
    let rules = program.rules_named(name);
    if rules.is_empty() {
        return Err(Failure::Arguments(format!("there is no rule `{name}`")));
    }
    Ok(rules)
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
