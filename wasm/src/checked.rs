//! Rule texts, checked as a whole: what their scenarios come to, and which places of the law they hold.

use std::rc::Rc;

use luat_core::author::coverage::page::Page;
use luat_core::author::coverage::{Catalogue, Cited, cover};
use luat_core::author::model::RuleSet;
use luat_core::author::scenario::Ran;
use luat_core::run::program::Program;
use luat_core::wire::scenarios::scenario;
use luat_core::wire::sentences::sentences;
use luat_grammar::Parsed;
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::syntax::HeaderMember;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::author::{self, Texts};
use crate::error::Failure;
use crate::{Ruleset, values};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("checked.d.ts");

/// Rule texts in order: made once for each state of them.
#[wasm_bindgen]
pub struct Checked {
    parsed: Parsed,
    warnings: Vec<Diagnostic>,
    rules: RuleSet,
    program: Rc<Program>,
}

#[wasm_bindgen]
impl Checked {
    /// Reads and checks rule texts; all that they `use` must be among them.
    ///
    /// # Errors
    ///
    /// A `LuatError`, of kind `rules` with the findings when the texts have errors.
    pub fn of(
        #[wasm_bindgen(unchecked_param_type = "RuleText[]")] texts: &JsValue,
    ) -> Result<Checked, JsValue> {
        let sources = author::sources(texts)?;
        let (parsed, checked) = author::check(&sources);
        let Some(rules) = checked.rules else {
            let found = author::findings(&sources, &checked.diagnostics)?;
            return Err(Failure::Rules(found).into());
        };
        let program = Rc::new(luat_core::author::compile(&rules));
        Ok(Self {
            parsed,
            warnings: checked.diagnostics,
            rules,
            program,
        })
    }

    /// The rules, to judge reports by.
    pub fn ruleset(&self) -> Ruleset {
        Ruleset {
            program: Rc::clone(&self.program),
            texts: Texts::new(self.parsed.sources.clone(), self.warnings.clone()),
        }
    }

    /// The documents, in the order of the texts; a text without a document, of scenarios for instance, has none.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "CheckedDocument[]")]
    pub fn documents(&self) -> Result<JsValue, JsValue> {
        let headers = self.parsed.documents.iter();
        let headers = headers.filter_map(|document| document.header.as_ref());
        let documents = headers.map(|header| Document {
            id: &header.node.id.node,
            catalogue: header
                .node
                .members
                .iter()
                .find_map(|member| match &member.node {
                    HeaderMember::Catalogue { name, .. } => Some(name.node.as_str()),
                    _ => None,
                }),
        });
        values::encode(&documents.collect::<Vec<_>>())
    }

    /// Runs every scenario of the texts.
    ///
    /// # Errors
    ///
    /// A `LuatError` of kind `arguments` when there is no such language.
    #[wasm_bindgen(unchecked_return_type = "ScenarioRun[]")]
    pub fn scenarios(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Language")] language: &str,
    ) -> Result<JsValue, JsValue> {
        let language = values::language(language)?;
        let ran = self.rules.scenarios().iter();
        let ran: Vec<Ran<'_>> = ran
            .map(|one| Ran::new(&self.program, one, language))
            .collect();
        let told = ran
            .iter()
            .filter_map(|one| scenario(&self.parsed.sources, one));
        values::encode(&told.collect::<Vec<_>>())
    }

    /// What each sentence asks, in each of its wordings, and where it stands.
    ///
    /// # Errors
    ///
    /// A `LuatError` of kind `arguments` when there is no such language.
    #[wasm_bindgen(unchecked_return_type = "RuleSentence[]")]
    pub fn sentences(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Language")] language: &str,
    ) -> Result<JsValue, JsValue> {
        let language = values::language(language)?;
        let told = sentences(&self.parsed.sources, &self.rules, &self.program, language);
        values::encode(&told)
    }

    /// Which places of a document the rules hold: by a catalogue of its statements, given as JSON text, or, without
    /// one, by what the rules themselves cite. Nothing where the document cites nothing.
    ///
    /// # Errors
    ///
    /// A `LuatError` of kind `arguments` when the catalogue is none, or there is no such language.
    #[wasm_bindgen(unchecked_return_type = "CoveragePage | undefined")]
    pub fn coverage(
        &self,
        document: &str,
        #[wasm_bindgen(unchecked_param_type = "string | undefined")] catalogue: Option<String>,
        #[wasm_bindgen(unchecked_param_type = "Language")] language: &str,
    ) -> Result<JsValue, JsValue> {
        let language = values::language(language)?;
        if let Some(text) = catalogue {
            let catalogue: Catalogue = serde_json::from_str(&text)
                .map_err(|error| Failure::Arguments(format!("no catalogue: {error}")))?;
            let coverage = cover(&self.parsed, &self.rules, &catalogue).map_err(|error| {
                Failure::Arguments(format!("no catalogue: {} repeats what it cannot", error.0))
            })?;
            return values::encode(&Page::new(&catalogue, &coverage, &self.program, language));
        }
        let Some(cited) = Cited::of(&self.parsed, &self.rules, document) else {
            return Ok(JsValue::UNDEFINED);
        };
        let coverage = cited.coverage();
        values::encode(&Page::new(
            &cited.catalogue,
            &coverage,
            &self.program,
            language,
        ))
    }
}

/// A document of the texts.
#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    /// The catalogue of statements that its header names.
    #[serde(skip_serializing_if = "Option::is_none")]
    catalogue: Option<&'a str>,
}
