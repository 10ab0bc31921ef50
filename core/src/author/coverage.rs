//! Coverage of a source document: which of its statements the rules hold, and how.
//!
//! A catalogue numbers every normative statement of a document. A rule, a principle, the header's
//! `in force` line, a definition or a parameter covers the statements it cites.

use std::collections::BTreeMap;

use luat_grammar::Parsed;
use luat_grammar::syntax::{
    self, Citation, CitationUnit, Declaration, HeaderMember, Line, RuleMember, TableMember,
};
use serde::Deserialize;

use super::model::{RuleSet, Sentence};
use crate::run::number::Number;
use crate::run::program::{Goal, Quantity, Relation};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// A statement with what covers it.
#[derive(Debug, Clone)]
pub struct Covered<'c> {
    /// The statement.
    pub statement: &'c Statement,
    /// How it is held, by the fullest of its coverers.
    pub held: Held,
    /// Ids of what cites it, in the order of the texts.
    pub by: Vec<String>,
}

impl Covered<'_> {
    /// Whether it is held less fully than it could be.
    pub fn falls_short(&self) -> bool {
        let wanted = match self.statement.computable {
            Computable::Yes => Held::Computed,
            Computable::Attestation => Held::Attested,
            Computable::No => Held::Principle,
        };
        self.held < wanted
    }
}

/// The coverage of a catalogue by the rules of the documents tied to it.
#[derive(Debug, Clone)]
pub struct Coverage<'c> {
    /// Every statement, in the catalogue's order.
    pub rows: Vec<Covered<'c>>,
    /// Ids of what cites a place that the catalogue does not list.
    pub astray: Vec<String>,
}

/// Covers a catalogue with the rules of the documents whose header names it.
pub fn cover<'c>(parsed: &Parsed, rules: &RuleSet, catalogue: &'c Catalogue) -> Coverage<'c> {
    let mut citing = Vec::new();
    for document in &parsed.documents {
        if let Some(tie) = tie(document, &catalogue.document.id) {
            collect(document, tie.instrument, rules, &mut citing);
        }
    }
    let mut places: BTreeMap<Place, usize> = BTreeMap::new();
    for statement in &catalogue.statements {
        *places
            .entry(smallest_unit(&statement.citation))
            .or_default() += 1;
    }
    let mut rows: Vec<Covered<'_>> = catalogue
        .statements
        .iter()
        .map(|statement| Covered {
            statement,
            held: Held::Missing,
            by: Vec::new(),
        })
        .collect();
    let mut astray = Vec::new();
    for citing in citing {
        let alone = citing.ordinal.is_some() || places.get(&citing.unit) == Some(&1);
        let mut found = false;
        for row in &mut rows {
            let place = &row.statement.citation;
            let same = smallest_unit(place) == citing.unit
                && citing.ordinal.is_none_or(|n| n == place.ordinal);
            if same && alone {
                row.held = row.held.max(citing.held);
                if !row.by.contains(&citing.id) {
                    row.by.push(citing.id.clone());
                }
            }
            found |= same;
        }
        if !found && !astray.contains(&citing.id) {
            astray.push(citing.id);
        }
    }
    Coverage { rows, astray }
}

/// A document's `catalogue` line.
struct Tie<'d> {
    /// The instrument it stands for, where the catalogue lists several.
    instrument: Option<&'d str>,
}

/// A declaration that cites a place.
struct Citing {
    id: String,
    held: Held,
    unit: Place,
    ordinal: Option<u32>,
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

fn collect(
    document: &syntax::Document,
    instrument: Option<&str>,
    rules: &RuleSet,
    into: &mut Vec<Citing>,
) {
    let mut add = |id: &str, held: Held, cites: &[Citation]| {
        into.extend(cites.iter().map(|cite| place(id, held, cite, instrument)));
    };
    if let Some(header) = &document.header {
        for member in &header.node.members {
            if let HeaderMember::InForce { cites, .. } = &member.node {
                add(&header.node.id.node, Held::Computed, cites);
            }
        }
    }
    for declaration in &document.declarations {
        match &declaration.node {
            Declaration::Rule(rule) => add(
                &rule.id.node,
                held_by(&rule.id.node, document, rules),
                &cites(&rule.members),
            ),
            Declaration::Amend(change) | Declaration::Repeal(change) => {
                add(&change.rule.id, Held::Computed, &cites(&change.members));
            }
            Declaration::Principle(principle) => add(
                &principle.id.node,
                Held::Principle,
                &cites(&principle.members),
            ),
            Declaration::Define(define) => {
                add(&define.id.node, Held::Computed, &cites(&define.members));
            }
            Declaration::Parameter(parameter) => add(
                &parameter.id.node,
                Held::Computed,
                &cites(&parameter.members),
            ),
            Declaration::Table(table) => {
                let cites = table.members.iter().filter_map(|line| match &line.node {
                    TableMember::Cite(cites) => Some(cites.clone()),
                    TableMember::Note(_) | TableMember::Row(_) => None,
                });
                let cites: Vec<Citation> = cites.flatten().collect();
                add(&table.id.node, Held::Computed, &cites);
            }
            Declaration::Use(_)
            | Declaration::Level(_)
            | Declaration::Act(_)
            | Declaration::Population(_)
            | Declaration::Group(_)
            | Declaration::Fact(_)
            | Declaration::Scenario(_)
            | Declaration::Calendar(_) => {}
        }
    }
}

/// A rule computes unless all its sentences stand on a person's word; one that only permits computes.
fn held_by(id: &str, document: &syntax::Document, rules: &RuleSet) -> Held {
    let header = document
        .header
        .as_ref()
        .map(|header| header.node.id.node.as_str());
    let own = |rule: &&super::model::Rule| {
        let of = rules
            .documents()
            .get(rule.document.index())
            .map(|document| document.id.as_str());
        rule.id == id && of == header
    };
    let on_a_word = |sentence: &Sentence| {
        sentence.attested && !sentence.goals.iter().any(|(_, goal)| has_threshold(goal))
    };
    match rules.rules().iter().find(own) {
        Some(rule) if !rule.sentences.is_empty() && rule.sentences.iter().all(on_a_word) => {
            Held::Attested
        }
        _ => Held::Computed,
    }
}

/// A share with a threshold of its own is computed, whoever vouches for its counts; "all" is not.
fn has_threshold(goal: &Goal) -> bool {
    let (Goal::Share { bound, .. } | Goal::Ratio { bound, .. }) = goal else {
        return false;
    };
    let all = |quantity: &Quantity| matches!(quantity, Quantity::Number(n) if *n == Number::ONE);
    !matches!(&bound.relation, Relation::AtLeast(quantity) if all(quantity))
}

fn cites(members: &[Line<RuleMember>]) -> Vec<Citation> {
    let cites = members.iter().filter_map(|member| match &member.node {
        RuleMember::Cite(cites) => Some(cites.clone()),
        _ => None,
    });
    cites.flatten().collect()
}

fn place(id: &str, held: Held, cite: &Citation, instrument: Option<&str>) -> Citing {
    let part = |unit: CitationUnit| {
        cite.parts
            .iter()
            .find(|(own, _)| *own == unit)
            .map(|(_, value)| value.clone())
    };
    let number = |unit: CitationUnit| part(unit).and_then(|value| value.parse().ok());
    let unit = Place {
        instrument: part(CitationUnit::Instrument).or_else(|| instrument.map(str::to_owned)),
        article: part(CitationUnit::Article),
        clause: part(CitationUnit::Clause).or_else(|| part(CitationUnit::Paragraph)),
        point: part(CitationUnit::Point),
        indent: number(CitationUnit::Indent),
        ordinal: 0,
    };
    Citing {
        id: id.to_owned(),
        held,
        unit,
        ordinal: number(CitationUnit::Statement),
    }
}

/// A statement's place without its number in it.
fn smallest_unit(place: &Place) -> Place {
    Place {
        ordinal: 0,
        ..place.clone()
    }
}
