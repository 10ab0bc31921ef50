//! Lints: what is legal but probably not meant.

mod after_end;
mod amended;
mod bounds;
mod due_days;
mod grids;
mod in_force;
mod instruments;
mod names;
mod pairs;
mod pooled;
mod scenarios;
mod standing;
pub(super) mod swapped;
mod unused;

use std::collections::BTreeSet;

use luat_grammar::diagnostic::{Diagnostic, Text};
use luat_grammar::source::Span;

use super::model::{Change, Rule, RuleSet};
use crate::run::program::{CollectionId, FactId};
use in_force::{Wording, wordings};
pub(super) use instruments::Instrument;

/// What lints need beside the rule set: where things are declared, and what is used.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// Where facts are declared.
    pub(super) facts: Vec<Span>,
    /// Where populations and levels are declared.
    pub(super) collections: Vec<Span>,
    /// Facts that something stands on.
    pub(super) used_facts: BTreeSet<FactId>,
    /// Populations and levels that something stands on.
    pub(super) used_collections: BTreeSet<CollectionId>,
    /// Names of things in both languages, with their places, for each text that sees them.
    pub(super) names: Vec<(String, Span)>,
    /// Populations spoken of one by one whose English name has no singular of its own.
    pub(super) without_singular: Vec<(Span, Span)>,
    /// Instruments named by their numbers.
    pub(super) instruments: Vec<Instrument>,
    /// Names given the wrong way round, told.
    pub(super) swapped: Vec<Diagnostic>,
}

/// A finding that a rule allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The finding.
    pub finding: Diagnostic,
    /// Why it is allowed.
    pub reason: String,
}

/// What the lints found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// To be told.
    pub(super) told: Vec<Diagnostic>,
    /// Allowed by a rule that they are about.
    pub(super) allowed: Vec<Allowed>,
    /// What is told or allowed once: primary place, code, whether allowed.
    once: BTreeSet<(Span, &'static str, bool)>,
}

impl Findings {
    /// Adds a finding that one of these `allow` lines may silence.
    fn add(&mut self, finding: Diagnostic, allows: &[&[(String, String)]]) {
        let mut allows = allows.iter().copied().flatten();
        match allows.find(|(code, _)| code == finding.code.0) {
            Some((_, reason)) => self.allowed.push(Allowed {
                finding,
                reason: reason.clone(),
            }),
            None => self.told.push(finding),
        }
    }

    /// Adds a finding of a code at a primary place unless there is one: what is said of a requirement beside each of a
    /// hundred others alike is put into words and said once. One that is allowed beside some may yet be told beside another.
    fn add_once(
        &mut self,
        (code, place): (&'static str, Span),
        allows: &[&[(String, String)]],
        tell: impl FnOnce() -> Diagnostic,
    ) {
        let is_allowed = allows
            .iter()
            .copied()
            .flatten()
            .any(|(allowed, _)| allowed == code);
        if self.once.insert((place, code, is_allowed)) {
            self.add(tell(), allows);
        }
    }

    /// Adds a finding about no rule: the headers of the texts it points at may allow it.
    fn add_in_text(&mut self, rules: &RuleSet, finding: Diagnostic) {
        let of_texts: Vec<&[(String, String)]> = rules
            .documents
            .iter()
            .filter(|document| {
                let mut labels = finding.labels.iter();
                labels.any(|label| label.span.source == document.span.source)
            })
            .map(|document| document.allows.as_slice())
            .collect();
        self.add(finding, &of_texts);
    }
}

/// All lints of a rule set.
pub(super) fn lint(rules: &RuleSet, declared: &Declared) -> Findings {
    let mut findings = Findings::default();
    let wordings: Vec<Wording<'_>> = rules
        .rules
        .iter()
        .flat_map(|rule| wordings(rules, rule))
        .collect();
    for wording in &wordings {
        let mut own = Vec::new();
        bounds::lint(rules, wording, &mut own);
        standing::lint(rules, wording.rule, &mut own);
        grids::lint(wording, &mut own);
        after_end::lint(rules, wording, &mut own);
        for finding in own {
            findings.add(finding, &[&wording.rule.allows]);
        }
    }
    for rule in &rules.rules {
        if rule.cites.is_empty() {
            findings.add(uncited(rule), &[&rule.allows]);
        }
        for change in rule.changes.iter().filter(|change| change.cites.is_empty()) {
            let wording = change.wording.as_ref().unwrap_or(rule);
            findings.add(uncited_change(rule, change), &[&wording.allows]);
        }
        let mut before = rule;
        for change in &rule.changes {
            if let Some(found) = amended::lint(rule, change, before) {
                let wording = change.wording.as_ref().unwrap_or(rule);
                findings.add(found, &[&wording.allows]);
            }
            before = match (&change.wording, change.to) {
                (Some(wording), None) => wording,
                _ => before,
            };
        }
    }
    pairs::lint(rules, &wordings, &mut findings);
    due_days::lint(&wordings, &mut findings);
    pooled::lint(rules, &wordings, &mut findings);
    instruments::lint(rules, declared, &mut findings);
    let mut of_texts = Vec::new();
    unused::lint(rules, declared, &mut of_texts);
    scenarios::lint(rules, &mut of_texts);
    names::lint(declared, &mut of_texts);
    of_texts.extend(declared.swapped.iter().cloned());
    for finding in of_texts {
        findings.add_in_text(rules, finding);
    }
    findings
}

/// Codes of all lints, for `allow`.
pub(super) const CODES: [&str; 22] = [
    "L0001", "L0002", "L0003", "L0004", "L0005", "L0006", "L0007", "L0008", "L0009", "L0010",
    "L0011", "L0012", "L0013", "L0014", "L0015", "L0016", "L0017", "L0018", "L0019", "L0020",
    "L0021", "L0022",
];

fn uncited(rule: &Rule) -> Diagnostic {
    let id = &rule.id;
    let message = text(
        format!("rule `{id}` cites nothing"),
        format!("quy định `{id}` không dẫn căn cứ"),
    );
    without_citation(rule.span, message)
}

fn uncited_change(rule: &Rule, change: &Change) -> Diagnostic {
    let id = &rule.id;
    let message = match &change.wording {
        Some(_) => text(
            format!("the amendment of rule `{id}` cites nothing"),
            format!("phần sửa đổi quy định `{id}` không dẫn căn cứ"),
        ),
        None => text(
            format!("the repeal of rule `{id}` cites nothing"),
            format!("phần bãi bỏ, ngưng hiệu lực quy định `{id}` không dẫn căn cứ"),
        ),
    };
    without_citation(change.span, message)
}

fn without_citation(span: Span, message: Text) -> Diagnostic {
    Diagnostic::warning("L0011", span, message).help(text(
        "add a line `cite article 1 clause 2`",
        "thêm dòng `căn cứ Điều 1 khoản 2`",
    ))
}

fn text(en: impl Into<String>, vi: impl Into<String>) -> Text {
    Text::new(en, vi)
}
