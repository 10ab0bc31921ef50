//! Lints: what is legal but probably not meant.

mod bounds;
mod names;
mod pairs;
mod scenarios;
mod standing;
mod unused;

use std::collections::BTreeSet;

use luat_grammar::diagnostic::{Diagnostic, Text};
use luat_grammar::source::Span;

use super::model::{Rule, RuleSet};
use crate::run::program::{CollectionId, FactId};

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
}

impl Findings {
    /// Adds a finding about some rules, each of which may allow it.
    fn add(&mut self, finding: Diagnostic, rules: &[&Rule]) {
        let mut allows = rules.iter().flat_map(|rule| &rule.allows);
        match allows.find(|(code, _)| code == finding.code.0) {
            Some((_, reason)) => self.allowed.push(Allowed {
                finding,
                reason: reason.clone(),
            }),
            None => self.told.push(finding),
        }
    }
}

/// All lints of a rule set.
pub(super) fn lint(rules: &RuleSet, declared: &Declared) -> Findings {
    let mut findings = Findings::default();
    for rule in &rules.rules {
        let mut own = Vec::new();
        bounds::lint(rules, rule, &mut own);
        standing::lint(rules, rule, &mut own);
        uncited(rule, &mut own);
        for finding in own {
            findings.add(finding, &[rule]);
        }
    }
    pairs::lint(rules, &mut findings);
    unused::lint(rules, declared, &mut findings.told);
    scenarios::lint(rules, &mut findings.told);
    names::lint(declared, &mut findings.told);
    findings
}

/// Codes of all lints, for `allow`.
pub(super) const CODES: [&str; 13] = [
    "L0001", "L0002", "L0003", "L0004", "L0005", "L0006", "L0007", "L0008", "L0009", "L0010",
    "L0011", "L0012", "L0013",
];

fn uncited(rule: &Rule, findings: &mut Vec<Diagnostic>) {
    if rule.cites.is_empty() {
        let id = &rule.id;
        findings.push(
            Diagnostic::warning(
                "L0011",
                rule.span,
                text(
                    format!("rule `{id}` cites nothing"),
                    format!("quy định `{id}` không dẫn căn cứ"),
                ),
            )
            .help(text(
                "add a line `cite article 1 clause 2`",
                "thêm dòng `căn cứ Điều 1 khoản 2`",
            )),
        );
    }
}

fn text(en: impl Into<String>, vi: impl Into<String>) -> Text {
    Text::new(en, vi)
}
