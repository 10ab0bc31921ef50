//! Coverage of a source document: which of its statements the rules hold, and how.
//!
//! A catalogue numbers every normative statement of a document. A rule, a principle, the header's
//! `in force` line, a definition or a parameter covers the statements it cites. A statement that
//! the document repeats elsewhere is one statement: it is counted once, and held where either is.

mod cited;
mod citing;
pub mod page;

use std::collections::BTreeMap;

use luat_grammar::Parsed;
use luat_grammar::syntax::{self, HeaderMember};
use serde::{Deserialize, Serialize};

use super::model::RuleSet;
use crate::run::program::Label;
pub use cited::Cited;
use citing::{Citing, citing};

/// A catalogue: the statements of a document, in its order.
#[derive(Debug, Clone, Deserialize)]
pub struct Catalogue {
    /// The document.
    pub document: CataloguedDocument,
    /// Its statements.
    pub statements: Vec<Statement>,
}

/// The document that a catalogue lists.
#[derive(Debug, Clone, Deserialize)]
pub struct CataloguedDocument {
    /// The name that a header's `catalogue` line gives.
    pub id: String,
    /// Title in Vietnamese.
    #[serde(default)]
    pub title_vi: Option<String>,
    /// Title in English.
    #[serde(default)]
    pub title_en: Option<String>,
}

/// A normative statement.
#[derive(Debug, Clone, Deserialize)]
pub struct Statement {
    /// Its id in the catalogue.
    pub id: String,
    /// Where it stands.
    pub citation: Place,
    /// What a verdict on it can stand on.
    pub computable: Computable,
    /// What it says, in Vietnamese.
    pub summary_vi: String,
    /// What it says, in English.
    pub summary_en: String,
    /// The statement that this one repeats: its id, or `CATALOGUE#ID` of one in another catalogue.
    #[serde(default)]
    pub repeats: Option<String>,
}

/// Where a statement stands; units that the document does not use are absent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Place {
    /// The instrument, where a catalogue holds several.
    #[serde(default)]
    pub instrument: Option<String>,
    /// Article.
    pub article: Option<String>,
    /// Clause; of a document without articles, the paragraph.
    pub clause: Option<String>,
    /// Point.
    pub point: Option<String>,
    /// Indent, counted.
    pub indent: Option<u32>,
    /// The n-th statement of the smallest unit.
    pub ordinal: u32,
}

/// What a verdict on a statement can stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Computable {
    /// Numbers or dates.
    Yes,
    /// A person's word.
    Attestation,
    /// Nothing: no verdict.
    No,
}

/// How a statement is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Held {
    /// Nothing cites it.
    Missing,
    /// Kept as a principle.
    Principle,
    /// By a rule over a person's word.
    Attested,
    /// By a computed rule, or as what the law itself settles.
    Computed,
}

impl Held {
    /// All, the fullest first.
    pub const ALL: [Self; 4] = [
        Self::Computed,
        Self::Attested,
        Self::Principle,
        Self::Missing,
    ];

    /// Its key in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Computed => "computed",
            Self::Attested => "attested",
            Self::Principle => "principle",
            Self::Missing => "missing",
        }
    }
}

/// What covers a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverer {
    /// Id of its document.
    pub document: String,
    /// Its own id.
    pub id: String,
    /// Its title.
    pub label: Label,
    /// How it holds the statement.
    pub held: Held,
    /// Of a rule: the numbers of the sentences that stand on the citation.
    pub sentences: Vec<u32>,
}

/// A statement with what covers it.
#[derive(Debug, Clone)]
pub struct Covered<'c> {
    /// The statement.
    pub statement: &'c Statement,
    /// How it is held, by the fullest of its coverers or of those of its repetitions.
    pub held: Held,
    /// What cites it, in the order of the texts.
    pub by: Vec<Coverer>,
    /// Position of the row that this one repeats; it is counted there.
    pub repeats: Option<usize>,
}

impl Covered<'_> {
    /// Whether it is held, but less fully than the catalogue asks.
    pub fn is_weak(&self) -> bool {
        let wanted = match self.statement.computable {
            Computable::Yes => Held::Computed,
            Computable::Attestation => Held::Attested,
            Computable::No => Held::Principle,
        };
        self.held != Held::Missing && self.held < wanted
    }
}

/// The coverage of a catalogue by the rules of the documents tied to it.
#[derive(Debug, Clone)]
pub struct Coverage<'c> {
    /// Every statement, in the catalogue's order.
    pub rows: Vec<Covered<'c>>,
    /// Ids of what cites a place that the catalogue does not list.
    pub astray: Vec<String>,
    /// Ids of what cites a place of several statements without saying which; it covers none of them.
    pub unclear: Vec<String>,
    /// Whether some document's header names the catalogue; where none does, nothing can be held.
    pub is_named: bool,
}

impl Coverage<'_> {
    /// The rows that count: a repetition counts with what it repeats.
    pub fn counted(&self) -> impl Iterator<Item = &Covered<'_>> {
        self.rows.iter().filter(|row| row.repeats.is_none())
    }

    /// How many statements are held in this way.
    pub fn count(&self, held: Held) -> usize {
        self.counted().filter(|row| row.held == held).count()
    }

    /// How many are held less fully than the catalogue asks.
    pub fn weak(&self) -> usize {
        self.counted().filter(|row| row.is_weak()).count()
    }
}

/// A catalogue contradicts itself: a statement repeats one that is not listed, or that repeats another.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BrokenRepeat(
    /// Id of the statement.
    pub String,
);

/// Covers a catalogue with the rules of the documents whose header names it.
///
/// # Errors
/// When a statement is said to repeat what it cannot.
pub fn cover<'c>(
    parsed: &Parsed,
    rules: &RuleSet,
    catalogue: &'c Catalogue,
) -> Result<Coverage<'c>, BrokenRepeat> {
    let mut coverage = Coverage {
        rows: rows(catalogue)?,
        astray: Vec::new(),
        unclear: Vec::new(),
        is_named: false,
    };
    let mut unclear = Vec::new();
    let mut places: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for (at, statement) in catalogue.statements.iter().enumerate() {
        let place = smallest_unit(&statement.citation);
        places.entry(place).or_default().push(at);
    }
    for document in &parsed.documents {
        if let Some(tie) = tie(document, &catalogue.document.id) {
            coverage.is_named = true;
            for citing in citing(document, tie.instrument, rules) {
                coverage.cite(citing, &places, &mut unclear);
            }
        }
    }
    coverage.tell_unclear(unclear, &places);
    coverage.share_repeated();
    Ok(coverage)
}

fn rows(catalogue: &Catalogue) -> Result<Vec<Covered<'_>>, BrokenRepeat> {
    let positions: BTreeMap<&str, usize> = catalogue
        .statements
        .iter()
        .enumerate()
        .map(|(at, statement)| (statement.id.as_str(), at))
        .collect();
    let row = |statement: &'_ Statement| {
        let broken = || BrokenRepeat(statement.id.clone());
        // What another catalogue lists is counted there and here: each document must hold it.
        let own = statement.repeats.as_deref().filter(|id| !id.contains('#'));
        let repeats = match own {
            Some(id) => Some(*positions.get(id).ok_or_else(broken)?),
            None => None,
        };
        let first = repeats.and_then(|at| catalogue.statements.get(at));
        if first.is_some_and(|first| first.repeats.as_deref().is_some_and(|id| !id.contains('#'))) {
            return Err(broken());
        }
        Ok(repeats)
    };
    let rows = catalogue.statements.iter().map(|statement| {
        Ok(Covered {
            statement,
            held: Held::Missing,
            by: Vec::new(),
            repeats: row(statement)?,
        })
    });
    rows.collect()
}

impl Coverage<'_> {
    /// A citation without a number covers its place only where that holds one statement.
    fn cite(
        &mut self,
        citing: Citing,
        places: &BTreeMap<Place, Vec<usize>>,
        unclear: &mut Vec<Citing>,
    ) {
        let there = places.get(&citing.unit).map_or(&[][..], Vec::as_slice);
        let meant = match (citing.ordinal, there) {
            (Some(n), _) => there.iter().copied().find(|at| {
                let row = self.rows.get(*at);
                row.is_some_and(|row| row.statement.citation.ordinal == n)
            }),
            (None, [only]) => Some(*only),
            (None, []) => None,
            (None, _) => return unclear.push(citing),
        };
        let Some(row) = meant.and_then(|at| self.rows.get_mut(at)) else {
            return note(&mut self.astray, citing.by.id);
        };
        row.held = row.held.max(citing.by.held);
        if !row.by.contains(&citing.by) {
            row.by.push(citing.by);
        }
    }

    /// Whoever numbers a statement of the place elsewhere has said which.
    fn tell_unclear(&mut self, unclear: Vec<Citing>, places: &BTreeMap<Place, Vec<usize>>) {
        for citing in unclear {
            let there = places.get(&citing.unit).map_or(&[][..], Vec::as_slice);
            let said = there.iter().any(|at| {
                let row = self.rows.get(*at);
                row.is_some_and(|row| row.by.iter().any(|by| by.id == citing.by.id))
            });
            if !said {
                note(&mut self.unclear, citing.by.id);
            }
        }
    }

    /// A statement and its repetitions are held where one of them is.
    fn share_repeated(&mut self) {
        for repetition in [false, true] {
            for at in 0..self.rows.len() {
                let Some((first, held)) = self
                    .rows
                    .get(at)
                    .and_then(|row| row.repeats.map(|first| (first, row.held)))
                else {
                    continue;
                };
                let (from, to) = if repetition { (first, at) } else { (at, first) };
                let held = self.rows.get(from).map_or(held, |row| row.held);
                if let Some(row) = self.rows.get_mut(to) {
                    row.held = row.held.max(held);
                }
            }
        }
    }
}

fn note(ids: &mut Vec<String>, id: String) {
    if !ids.contains(&id) {
        ids.push(id);
    }
}

/// A document's `catalogue` line.
struct Tie<'d> {
    /// The instrument it stands for, where the catalogue lists several.
    instrument: Option<&'d str>,
}

/// How a document is tied to a catalogue; none where it is not.
fn tie<'d>(document: &'d syntax::Document, catalogue: &str) -> Option<Tie<'d>> {
    let members = document
        .header
        .iter()
        .flat_map(|header| &header.node.members);
    members.into_iter().find_map(|member| match &member.node {
        HeaderMember::Catalogue { name, instrument } if name.node == catalogue => Some(Tie {
            instrument: instrument
                .as_ref()
                .map(|instrument| instrument.node.as_str()),
        }),
        _ => None,
    })
}

/// A statement's place without its number in it.
fn smallest_unit(place: &Place) -> Place {
    Place {
        ordinal: 0,
        ..place.clone()
    }
}
