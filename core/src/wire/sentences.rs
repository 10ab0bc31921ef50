//! The JSON of the sentences of rules: what each asks, in words, and where it stands.

use luat_grammar::source::{Source, Span};
use serde::Serialize;

use super::editor::Offsets;
use super::{Version, collection_key, version};
use crate::author::model::{Rule, RuleSet};
use crate::run::program::{DocumentId, Program, Requirement};
use crate::words::{self, Language};

/// What a sentence of a wording of a rule asks.
#[derive(Debug, Serialize)]
pub struct Sentence<'a> {
    /// Id of the rule's document.
    pub document: &'a str,
    /// Id of the rule.
    pub rule: &'a str,
    /// Number of the requirement within the rule, from 1.
    pub requirement: u32,
    /// Of `for each of A, B`: the population it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'a str>,
    /// The wording.
    pub version: Version<'a>,
    /// What is asked: `over 15% of hamlet heads trained`.
    pub what: String,
    /// Where it stands; absent where the texts no longer say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place<'a>>,
}

/// A range of a text, in UTF-16 units.
#[derive(Debug, Serialize)]
pub struct Place<'a> {
    /// The text's name.
    pub file: &'a str,
    /// Its start.
    pub from: usize,
    /// Its end.
    pub to: usize,
}

/// Every sentence that is judged, in each of its wordings, in the order of the rules.
pub fn sentences<'a>(
    sources: &'a [Source],
    rules: &RuleSet,
    program: &'a Program,
    language: Language,
) -> Vec<Sentence<'a>> {
    let offsets: Vec<Offsets<'_>> = sources.iter().map(|one| Offsets::new(&one.text)).collect();
    let mut before = None;
    let mut told = Vec::new();
    for requirement in &program.requirements {
        let name = (
            requirement.rule,
            requirement.number,
            requirement.part,
            requirement.version,
        );
        // A sentence with several periods is a requirement for each.
        if before.replace(name) == Some(name) {
            continue;
        }
        let rule = &program.rules[requirement.rule.index()];
        let place = span(rules, program, requirement).and_then(|span| {
            let at = span.source.0 as usize;
            let offsets = offsets.get(at)?;
            Some(Place {
                file: &sources.get(at)?.name,
                from: offsets.utf16(span.start as usize),
                to: offsets.utf16(span.end as usize),
            })
        });
        told.push(Sentence {
            document: &program.documents[rule.document.index()].id,
            rule: &rule.id,
            requirement: requirement.number,
            part: requirement.part.map(|part| collection_key(program, part)),
            version: version(program, requirement.version),
            what: words::statement(program, requirement, language).what,
            place,
        });
    }
    told
}

/// Where a requirement's sentence stands, in the wording that it is of.
fn span(rules: &RuleSet, program: &Program, requirement: &Requirement) -> Option<Span> {
    let made = &program.versions[requirement.version.index()];
    let rule = &program.rules[requirement.rule.index()];
    let id = |document: &DocumentId| &program.documents[document.index()].id;
    let known = |document: &DocumentId| {
        let found = rules.documents().get(document.index());
        found.map(|document| &document.id)
    };
    let mut all = rules.rules().iter();
    let found =
        all.find(|one| one.id == rule.id && known(&one.document) == Some(id(&rule.document)))?;
    let amended = found.changes.iter().find_map(|change| {
        let is_it = change.from == made.from && known(&change.document) == Some(id(&made.document));
        change.wording.as_ref().filter(|_| is_it)
    });
    let wording: &Rule = amended.unwrap_or(found);
    let mut sentences = wording.sentences.iter();
    let sentence = sentences.find(|one| one.number == requirement.number)?;
    Some(sentence.span)
}
