//! Syntax trees to model: every name resolved, every sentence typed, all faults gathered.

mod bound;
mod calendar;
mod declare;
mod define;
pub(in crate::author) mod exclusive;
mod expression;
mod fault;
mod goal;
mod header;
mod kind;
mod level;
mod limit;
mod name;
mod report;
mod rule;
mod scenario;
mod scope;
mod sentence;
mod table;
mod time;

use std::collections::{BTreeMap, BTreeSet};

pub struct Parsed {
    pub documents: Vec<(String, luat_grammar::syntax::Document)>,
    pub diagnostics: Vec<Diagnostic>,
}
use luat_grammar::diagnostic::{Diagnostic, Severity};

use super::model::RuleSet;
use crate::run::program::CollectionId;
use declare::{Entries, Text};
use table::{Table, Use};

/// What checking found.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The rule set; none where the texts have errors, the parser's included.
    pub rules: Option<RuleSet>,
    /// Errors and lints, in the order of the texts; the parser's own are not among them.
    pub diagnostics: Vec<Diagnostic>,
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
        .map(|(id, tree)| Text { id, tree })
        .collect();
    let unread = parsed
        .diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error);
    check_texts(&texts, unread)
}

fn check_texts(texts: &[Text<'_>], unread: bool) -> Checked {
    let mut checker = Checker {
        unread,
        ..Checker::default()
    };
    let rules = checker.rule_set(texts);
    let mut diagnostics = checker.faults;
    diagnostics.sort_by_key(|one| (one.span(), one.code));
    diagnostics.dedup();
    let refused = unread
        || diagnostics
            .iter()
            .any(|one| one.severity == Severity::Error);
    Checked {
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
    /// Documents that have a header, faulty or not.
    headed: BTreeSet<&'t str>,
    /// Documents without one that hold rules, told once.
    headless_told: BTreeSet<&'t str>,
}

impl<'t> Checker<'t> {
    fn rule_set(&mut self, texts: &[Text<'t>]) -> RuleSet {
        let entries = Entries::of(texts, &mut self.faults);
        self.headed = texts
            .iter()
            .filter(|text| text.tree.header.is_some())
            .map(|text| text.id)
            .collect();
        self.place(&entries);
        self.declare(&entries);
        self.calendars(&entries);
        self.headers(texts);
        self.define(&entries);
        let rules = self.rules(&entries);
        let scenarios = self.scenarios(&entries, &rules);
        let principles = Self::principles(&entries);
        let table = std::mem::take(&mut self.table);
        RuleSet {
            documents: table.documents,
            levels: table.levels,
            collections: table.collections,
            facts: table.facts,
            definitions: table.definitions.into_iter().flatten().collect(),
            calendars: table.calendars,
            rules,
            principles,
            scenarios,
        }
    }
}
