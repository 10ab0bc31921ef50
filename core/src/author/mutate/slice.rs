//! The part of the texts that one declaration is tried with.

use luat_grammar::Parsed;
use luat_grammar::source::Span;
use luat_grammar::syntax::{Declaration, Document, Line, Scenario, ScenarioLine, Trivia};

use super::{Subject, Written};
use crate::author::check::{check_trees, document_id};
use crate::author::model::RuleSet;
use crate::author::scenario::{Expectation, Expected};

/// Trees that can be checked by themselves, one declaration of which is tried.
pub(in crate::author) struct Slice<'p> {
    trees: Vec<(&'p str, Document)>,
    /// Which tree, and which of its declarations; none: its header.
    at: (usize, Option<usize>),
}

impl<'p> Slice<'p> {
    /// All texts.
    pub(in crate::author) fn whole(parsed: &'p Parsed, subject: Subject) -> Self {
        let trees = parsed
            .documents
            .iter()
            .map(|tree| (document_id(parsed, tree), tree.clone()))
            .collect();
        Self {
            trees,
            at: (subject.document, subject.declaration),
        }
    }

    /// A rule with all that is declared and the scenarios that expect something of it, and without
    /// the other rules. None where the declaration is no rule.
    pub(in crate::author) fn of_rule(
        parsed: &'p Parsed,
        rules: &RuleSet,
        subject: Subject,
    ) -> Option<Self> {
        let tree = parsed.documents.get(subject.document)?;
        let Declaration::Rule(rule) = &tree.declarations.get(subject.declaration?)?.node else {
            return None;
        };
        let id = (document_id(parsed, tree).to_owned(), rule.id.node.clone());
        let expected = expectations_of(rules, &id);
        let mut at = (subject.document, None);
        let trees = parsed.documents.iter().enumerate().map(|(document, tree)| {
            let mut declarations = Vec::new();
            for (number, line) in tree.declarations.iter().enumerate() {
                let own = (document, Some(number)) == (subject.document, subject.declaration);
                if own {
                    at.1 = Some(declarations.len());
                }
                declarations.extend(kept(line, own, &expected));
            }
            (
                document_id(parsed, tree),
                without_comments(tree, declarations),
            )
        });
        let trees = trees.collect();
        Some(Self { trees, at })
    }

    /// What the declaration says now.
    pub(in crate::author) fn declaration(&self) -> Option<&Declaration> {
        let (_, tree) = self.trees.get(self.at.0)?;
        tree.declarations.get(self.at.1?).map(|line| &line.node)
    }

    /// Has the header or declaration say something else.
    pub(super) fn replace(&mut self, written: Written) {
        let (document, number) = self.at;
        let Some((_, tree)) = self.trees.get_mut(document) else {
            return;
        };
        match written {
            Written::Header(header) => {
                if let Some(line) = &mut tree.header {
                    line.node = header;
                }
            }
            Written::Declaration(declaration) => {
                if let Some(line) = number.and_then(|at| tree.declarations.get_mut(at)) {
                    line.node = declaration;
                }
            }
        }
    }

    /// The same without its scenarios but one, which stands beside the declaration.
    pub(in crate::author) fn with_scenario(&self, scenario: Scenario) -> Self {
        let mut trees = self.trees.clone();
        for (_, tree) in &mut trees {
            tree.declarations
                .retain(|line| !matches!(line.node, Declaration::Scenario(_)));
        }
        if let Some((_, tree)) = trees.get_mut(self.at.0) {
            tree.declarations.push(Line {
                node: Declaration::Scenario(scenario),
                span: Span::default(),
                trivia: Trivia::default(),
            });
        }
        Self { trees, at: self.at }
    }

    /// The rules, unless the checker refuses them.
    pub(in crate::author) fn check(&self) -> Option<RuleSet> {
        check_trees(self.trees.iter().map(|(id, tree)| (*id, tree))).rules
    }
}

/// Where something is expected of a rule.
fn expectations_of(rules: &RuleSet, id: &(String, String)) -> Vec<Span> {
    let all = rules
        .scenarios
        .iter()
        .flat_map(|scenario| &scenario.expectations);
    all.filter(|expectation| rule_of(expectation) == Some(id))
        .map(|expectation| expectation.span)
        .collect()
}

/// The rule that something is expected of.
pub(in crate::author) fn rule_of(expectation: &Expectation) -> Option<&(String, String)> {
    match &expectation.what {
        Expected::Status { rule, .. } | Expected::Remedy { rule, .. } => Some(rule),
        Expected::Value { .. } => None,
    }
}

fn kept(line: &Line<Declaration>, own: bool, expected: &[Span]) -> Option<Line<Declaration>> {
    match &line.node {
        Declaration::Rule(_) => own.then(|| line.clone()),
        Declaration::Principle(_) => None,
        Declaration::Scenario(scenario) => {
            let of_rule = |line: &Line<ScenarioLine>| expected.contains(&line.span);
            if !scenario.lines.iter().any(of_rule) {
                return None;
            }
            let mut line = line.clone();
            if let Declaration::Scenario(scenario) = &mut line.node {
                scenario
                    .lines
                    .retain(|line| !line.node.is_expectation() || of_rule(line));
            }
            Some(line)
        }
        Declaration::Use(_)
        | Declaration::Level(_)
        | Declaration::Act(_)
        | Declaration::Population(_)
        | Declaration::Group(_)
        | Declaration::Fact(_)
        | Declaration::Amend(_)
        | Declaration::Repeal(_)
        | Declaration::Parameter(_)
        | Declaration::Define(_)
        | Declaration::Table(_)
        | Declaration::Score(_)
        | Declaration::Calendar(_)
        | Declaration::Successor(_) => Some(line.clone()),
    }
}

fn without_comments(tree: &Document, declarations: Vec<Line<Declaration>>) -> Document {
    Document {
        source: tree.source,
        language: tree.language,
        language_line: None,
        header: tree.header.clone(),
        declarations,
        rest: Trivia::default(),
    }
}
