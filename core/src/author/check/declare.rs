//! Declarations: who is counted, what is reported and by whom.
//!
//! Positions are given in the order of ids, so that a program does not depend on the order of
//! declarations or of files.

use std::collections::HashMap;

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;
use luat_grammar::syntax::{self, Declaration, Ident, Line};

use super::Checker;
use super::fault::text;
use super::table::{Symbol, position};
use crate::run::program::{CalendarId, CollectionId, DefinitionId, Label, LevelId};

/// One source text and the id of its document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'t> {
    /// The document's id.
    pub(super) id: &'t str,
    /// What it says.
    pub(super) tree: &'t syntax::Document,
}

/// A declaration of one kind.
#[derive(Debug)]
pub(super) struct Entry<'t, T> {
    /// The document it stands in.
    pub(super) document: &'t str,
    /// What it declares.
    pub(super) node: &'t T,
}

impl<T> Clone for Entry<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Entry<'_, T> {}

/// A name that stands for a value worked out: as far as names go, tables and scores are definitions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Valued<'t> {
    /// The document it stands in.
    pub(super) document: &'t str,
    /// Its id.
    pub(super) id: &'t Ident,
    /// Its names.
    pub(super) label: &'t syntax::Label,
    /// How its value is worked out.
    pub(super) by: Working<'t>,
}

/// How a value is worked out.
#[derive(Debug, Clone, Copy)]
pub(super) enum Working<'t> {
    /// By an expression.
    Expression(&'t syntax::Expr),
    /// By the rows of a table.
    Table(&'t syntax::Table),
    /// By the lines of a score.
    Score(&'t syntax::Score),
}

/// All declarations by kind, each in the order of document and id.
#[derive(Debug, Default)]
pub(super) struct Entries<'t> {
    pub(super) levels: Vec<Entry<'t, syntax::Level>>,
    pub(super) acts: Vec<Entry<'t, syntax::Act>>,
    pub(super) populations: Vec<Entry<'t, syntax::Population>>,
    pub(super) groups: Vec<Entry<'t, syntax::Group>>,
    pub(super) facts: Vec<Entry<'t, syntax::BodyFact>>,
    pub(super) parameters: Vec<Entry<'t, syntax::Parameter>>,
    pub(super) valued: Vec<Valued<'t>>,
    pub(super) calendars: Vec<Entry<'t, syntax::Calendar>>,
    pub(super) principles: Vec<Entry<'t, syntax::Principle>>,
    pub(super) rules: Vec<Entry<'t, syntax::Rule>>,
    pub(super) amendments: Vec<Entry<'t, syntax::Change>>,
    pub(super) repeals: Vec<Entry<'t, syntax::Change>>,
    pub(super) scenarios: Vec<Entry<'t, syntax::Scenario>>,
    pub(super) successions: Vec<Entry<'t, syntax::Succession>>,
}

impl<'t> Entries<'t> {
    /// Sorts the declarations of all texts by kind; a second one of an id is told and left out.
    pub(super) fn of(texts: &[Text<'t>], faults: &mut Vec<Diagnostic>) -> Self {
        let mut entries = Self::default();
        let mut claimed = HashMap::new();
        for text in texts {
            for line in &text.tree.declarations {
                entries.add(text.id, line, &mut claimed, faults);
            }
        }
        entries.sort();
        entries
    }

    fn add(
        &mut self,
        document: &'t str,
        line: &'t Line<Declaration>,
        claimed: &mut HashMap<(&'t str, &'t str), Span>,
        faults: &mut Vec<Diagnostic>,
    ) {
        let mut first = |id: &'t Ident| match claimed.get(&(document, id.node.as_str())) {
            Some(before) => {
                faults.push(declared_twice(id, *before));
                false
            }
            None => claimed
                .insert((document, id.node.as_str()), id.span)
                .is_none(),
        };
        macro_rules! keep {
            ($list:ident, $node:expr) => {
                if first(&$node.id) {
                    self.$list.push(Entry {
                        document,
                        node: $node,
                    });
                }
            };
        }
        macro_rules! keep_value {
            ($node:expr, $by:expr) => {
                if first(&$node.id) {
                    self.valued.push(Valued {
                        document,
                        id: &$node.id,
                        label: &$node.label,
                        by: $by,
                    });
                }
            };
        }
        match &line.node {
            Declaration::Use(_) => {}
            Declaration::Level(node) => keep!(levels, node),
            Declaration::Act(node) => keep!(acts, node),
            Declaration::Population(node) => keep!(populations, node),
            Declaration::Group(node) => keep!(groups, node),
            Declaration::Fact(node) => keep!(facts, node),
            Declaration::Parameter(node) => keep!(parameters, node),
            Declaration::Define(node) => {
                keep_value!(node, Working::Expression(&node.value));
            }
            Declaration::Table(node) => keep_value!(node, Working::Table(node)),
            Declaration::Score(node) => keep_value!(node, Working::Score(node)),
            Declaration::Principle(node) => keep!(principles, node),
            Declaration::Rule(node) => keep!(rules, node),
            Declaration::Amend(node) => self.amendments.push(Entry { document, node }),
            Declaration::Repeal(node) => self.repeals.push(Entry { document, node }),
            Declaration::Scenario(node) => self.scenarios.push(Entry { document, node }),
            Declaration::Calendar(node) => keep!(calendars, node),
            Declaration::Successor(node) => self.successions.push(Entry { document, node }),
        }
    }

    fn sort(&mut self) {
        macro_rules! by_id {
            ($($list:ident),*) => { $( self.$list.sort_by_key(|entry| (entry.document, entry.node.id.node.as_str())); )* };
        }
        by_id!(
            levels,
            acts,
            populations,
            groups,
            facts,
            parameters,
            calendars,
            principles,
            rules
        );
        self.valued
            .sort_by_key(|entry| (entry.document, entry.id.node.as_str()));
    }
}

fn declared_twice(id: &Ident, before: Span) -> Diagnostic {
    let name = &id.node;
    Diagnostic::error(
        "E0302",
        id.span,
        text(
            format!("`{name}` is declared twice in one document"),
            format!("`{name}` được khai báo hai lần trong một văn bản"),
        ),
    )
    .label(text("declared again here", "khai báo lại ở đây"))
    .also(
        before,
        text("first declared here", "khai báo lần đầu ở đây"),
    )
    .help(text(
        "give one of them another id",
        "đặt mã khác cho một trong hai",
    ))
}

impl<'t> Checker<'t> {
    /// Gives every declared thing its position; what they say of each other comes after.
    pub(super) fn place(&mut self, entries: &Entries<'t>) {
        let mut sets: Vec<(&str, &str, bool, usize)> = Vec::new();
        for (at, entry) in entries.levels.iter().enumerate() {
            sets.push((entry.document, &entry.node.id.node, true, at));
        }
        for (at, entry) in entries.populations.iter().enumerate() {
            sets.push((entry.document, &entry.node.id.node, false, at));
        }
        sets.sort_unstable();
        for (at, (document, id, is_level, entry)) in sets.into_iter().enumerate() {
            let collection = CollectionId(position(at));
            if is_level {
                self.set_of_level.insert(entry, collection);
                self.bind(document, id, Symbol::Level(LevelId(position(entry))));
            } else {
                self.set_of_population.insert(entry, collection);
                self.bind(document, id, Symbol::Population(collection));
            }
        }
        for (at, entry) in entries.groups.iter().enumerate() {
            self.bind(entry.document, &entry.node.id.node, Symbol::Group(at));
        }
        for (at, entry) in entries.parameters.iter().enumerate() {
            self.bind(entry.document, &entry.node.id.node, Symbol::Parameter(at));
        }
        for (at, entry) in entries.valued.iter().enumerate() {
            self.bind(
                entry.document,
                &entry.id.node,
                Symbol::Definition(DefinitionId(position(at))),
            );
        }
        for (at, entry) in entries.calendars.iter().enumerate() {
            self.bind(
                entry.document,
                &entry.node.id.node,
                Symbol::Calendar(CalendarId(position(at))),
            );
        }
        for entry in &entries.rules {
            self.bind(entry.document, &entry.node.id.node, Symbol::Rule);
        }
        for entry in &entries.principles {
            self.bind(entry.document, &entry.node.id.node, Symbol::Principle);
        }
    }

    /// Notes what an id of a document stands for.
    pub(super) fn bind(&mut self, document: &str, id: &str, symbol: Symbol) {
        let symbols = &mut self.table.symbols;
        let of_document = match symbols.get_mut(document) {
            Some(known) => known,
            None => symbols.entry(document.to_owned()).or_default(),
        };
        of_document.insert(id.to_owned(), symbol);
    }
}

/// A label as programs carry it: the first name in either language.
pub(super) fn label(of: &syntax::Label) -> Label {
    let en = of.en.first().or(of.vi.first());
    let one = en.map(|phrase| phrase.one.clone()).unwrap_or_default();
    Label {
        en_many: en
            .and_then(|phrase| phrase.many.clone())
            .unwrap_or_else(|| one.clone()),
        vi: of
            .vi
            .first()
            .map_or_else(|| one.clone(), |phrase| phrase.one.clone()),
        en: one,
    }
}

/// The label of a thing that may go without: its id.
pub(in crate::author) fn label_or_id(of: Option<&syntax::Label>, id: &str) -> Label {
    of.map_or_else(
        || Label {
            en: id.to_owned(),
            en_many: id.to_owned(),
            vi: id.to_owned(),
        },
        label,
    )
}
