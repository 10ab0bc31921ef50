//! Syntax trees to model: every name resolved, every sentence typed, all faults gathered.

mod bound;
mod calendar;
mod change;
pub(in crate::author) mod declare;
mod deed;
mod define;
pub(in crate::author) mod exclusive;
mod expression;
mod fact;
mod fault;
mod goal;
mod grid;
mod group;
mod header;
mod instrument;
mod kind;
mod level;
mod limit;
mod literal;
mod members;
mod name;
pub(in crate::author) mod points;
mod quote;
mod replaced;
mod report;
mod rule;
mod says;
mod scenario;
mod scope;
mod sentence;
mod succession;
mod table;
mod time;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use luat_grammar::diagnostic::{Diagnostic, Severity};
use luat_grammar::source::{SourceId, Span};
use luat_grammar::syntax::{Declaration, Document};
use luat_grammar::{Parsed, tell_at_most};

use super::lint::{self, Allowed, Declared};
use super::model::RuleSet;
use crate::run::program::{CollectionId, Succession};
use declare::{Entries, Text};
use table::{Table, Use};

/// What checking found.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The rule set; none where the texts have errors, the parser's included.
    pub rules: Option<RuleSet>,
    /// Errors and lints, in the order of the texts; the parser's own are not among them.
    pub diagnostics: Vec<Diagnostic>,
    /// Lints that a rule allows, in the order of the texts.
    pub allowed: Vec<Allowed>,
}

/// Resolves and types what was read.
///
/// ```no_run
/// use luat_grammar::source::Source;
/// let parsed = luat_grammar::parse(&[Source::new("rules.luat", "language en\n")]);
/// let checked = luat_core::author::check(&parsed);
/// assert!(checked.diagnostics.is_empty());
/// ```
pub fn check(parsed: &Parsed) -> Checked {
    let texts: Vec<Text<'_>> = parsed
        .documents
        .iter()
        .map(|tree| Text {
            id: document_id(parsed, tree),
            tree,
        })
        .collect();
    check_texts(&texts, &parsed.diagnostics)
}

/// Checks trees that were read without a fault, each with the id of its document.
pub(in crate::author) fn check_trees<'t>(
    trees: impl IntoIterator<Item = (&'t str, &'t Document)>,
) -> Checked {
    let texts: Vec<Text<'_>> = trees
        .into_iter()
        .map(|(id, tree)| Text { id, tree })
        .collect();
    check_texts(&texts, &[])
}

/// The id under which what a text declares is known: its header's, else that of its file. A text
/// that declares nothing needs none.
pub(in crate::author) fn document_id<'p>(parsed: &'p Parsed, tree: &'p Document) -> &'p str {
    let header = tree
        .header
        .as_ref()
        .map(|header| header.node.id.node.as_str());
    let declared = || {
        parsed
            .names
            .iter()
            .find(|name| name.source == tree.source)
            .map(|name| name.document.as_str())
    };
    header.or_else(declared).unwrap_or_default()
}

fn check_texts(texts: &[Text<'_>], read: &[Diagnostic]) -> Checked {
    let unread = read.iter().any(|one| one.severity == Severity::Error);
    let mut checker = Checker {
        unread,
        ..Checker::default()
    };
    let (rules, declared) = checker.rule_set(texts);
    let mut diagnostics = checker.faults;
    let refused = unread
        || diagnostics
            .iter()
            .any(|one| one.severity == Severity::Error);
    // A lint may follow from an error; those are mended first.
    let mut allowed = Vec::new();
    if !refused {
        let found = lint::lint(&rules, &declared);
        diagnostics.extend(found.told);
        allowed = found.allowed;
        allowed.sort_by_key(|one| (one.finding.span(), one.finding.code));
    }
    diagnostics.sort_by_key(|one| (one.span(), one.code));
    diagnostics.dedup();
    tell_at_most(&mut diagnostics, read);
    Checked {
        allowed,
        rules: if refused { None } else { Some(rules) },
        diagnostics,
    }
}

/// What one check carries along.
#[derive(Debug, Default)]
struct Checker<'t> {
    /// What the texts declare.
    table: Table,
    /// What was found so far.
    faults: Vec<Diagnostic>,
    /// Some line could not be read, so what seems to be missing may stand there.
    unread: bool,
    /// Sets of levels and populations, by position among the entries.
    set_of_level: BTreeMap<usize, CollectionId>,
    set_of_population: BTreeMap<usize, CollectionId>,
    /// What the named expression being read stands on.
    open: Vec<Use>,
    /// Parameters without a value at entry into force, told once.
    parameters_told: BTreeSet<u32>,
    /// Populations whose English name is a plural alone, by where it stands.
    plural_only: BTreeMap<CollectionId, Span>,
    /// Populations spoken of one by one whose English name has no singular, and where.
    without_singular: Vec<(Span, Span)>,
    /// Documents that have a header, faulty or not.
    headed: BTreeSet<&'t str>,
    /// What each text names after `use`.
    used: BTreeMap<SourceId, BTreeSet<&'t str>>,
    /// Who takes over from bodies that end.
    successions: Vec<Succession>,
    /// Documents without one that hold rules, told once.
    headless_told: BTreeSet<&'t str>,
}

impl<'t> Checker<'t> {
    fn rule_set(&mut self, texts: &[Text<'t>]) -> (RuleSet, Declared) {
        let entries = Entries::of(texts, &mut self.faults);
        self.headed = texts
            .iter()
            .filter(|text| text.tree.header.is_some())
            .map(|text| text.id)
            .collect();
        self.used = texts.iter().map(used).collect();
        self.place(&entries);
        self.declare(&entries);
        self.calendars(&entries, texts);
        self.headers(texts);
        self.successions = self.successions(&entries);
        self.define(&entries);
        let mut rules = self.rules(&entries);
        self.changes(&entries, &mut rules);
        let scenarios = self.scenarios(&entries, &rules);
        let principles = Self::principles(&entries);
        let table = std::mem::take(&mut self.table);
        let declared = declared(&table, texts, std::mem::take(&mut self.without_singular));
        let rules = RuleSet {
            documents: table.documents,
            levels: table.levels,
            collections: table.collections,
            facts: table.facts,
            definitions: table.definitions.into_iter().flatten().collect(),
            calendars: table.calendars,
            successions: std::mem::take(&mut self.successions),
            rules,
            principles,
            scenarios,
        };
        (rules, declared)
    }
}

/// What a text names after `use`.
fn used<'t>(text: &Text<'t>) -> (SourceId, BTreeSet<&'t str>) {
    let named = text
        .tree
        .declarations
        .iter()
        .filter_map(|line| match &line.node {
            Declaration::Use(name) => Some(name.node.as_str()),
            _ => None,
        });
    (text.tree.source, named.collect())
}

/// What lints need beside the rule set.
fn declared(table: &Table, texts: &[Text<'_>], without_singular: Vec<(Span, Span)>) -> Declared {
    let mut declared = Declared {
        facts: table.fact_spans.clone(),
        collections: table.collection_spans.clone(),
        names: names(texts),
        without_singular,
        instruments: texts
            .iter()
            .flat_map(|text| instrument::named(text.tree))
            .collect(),
        swapped: texts
            .iter()
            .flat_map(|text| lint::swapped::lint(text.tree))
            .collect(),
        ..Declared::default()
    };
    for one in &table.used {
        match one {
            Use::Fact(fact) => {
                declared.used_facts.insert(*fact);
            }
            Use::Collection(set) => {
                declared.used_collections.insert(*set);
            }
            Use::Parameter(_) => {}
        }
    }
    declared
}

/// Names of levels, populations, groups, acts and facts of bodies, which every sentence sees.
fn names(texts: &[Text<'_>]) -> Vec<(String, Span)> {
    let labels = texts
        .iter()
        .flat_map(|text| &text.tree.declarations)
        .filter_map(|line| match &line.node {
            Declaration::Level(node) => Some(&node.label),
            Declaration::Act(node) => Some(&node.label),
            Declaration::Population(node) => Some(&node.label),
            Declaration::Group(node) => Some(&node.label),
            Declaration::Fact(node) => Some(&node.label),
            Declaration::Parameter(node) => Some(&node.label),
            Declaration::Define(node) => Some(&node.label),
            Declaration::Table(node) => Some(&node.label),
            Declaration::Score(node) => Some(&node.label),
            Declaration::Use(_)
            | Declaration::Principle(_)
            | Declaration::Rule(_)
            | Declaration::Amend(_)
            | Declaration::Repeal(_)
            | Declaration::Scenario(_)
            | Declaration::Calendar(_)
            | Declaration::Successor(_) => None,
        });
    labels
        .flat_map(|label| {
            label
                .vi
                .iter()
                .map(|phrase| (phrase.one.clone(), phrase.span))
        })
        .collect()
}
