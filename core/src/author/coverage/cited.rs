//! What a document's rules cite where no catalogue lists its statements: the places, and the gaps between them.

use std::collections::{BTreeMap, BTreeSet};

use luat_grammar::Parsed;
use luat_grammar::syntax;

use super::citing::{Citing, citing};
use super::{
    Catalogue, CataloguedDocument, Computable, Coverage, Covered, Coverer, Held, Place, Statement,
};
use crate::author::check::declare::label_or_id;
use crate::author::compile::order::{self, Piece};
use crate::author::model::RuleSet;

/// The places of a document as its rules tell them, each with what cites it.
#[derive(Debug, Clone)]
pub struct Cited {
    /// The places, in the document's order, those that nothing cites among them.
    pub catalogue: Catalogue,
    by: Vec<Vec<Coverer>>,
}

impl Cited {
    /// Gathers what a document cites; none where there is no such document, or it cites nothing. A number left out
    /// below the highest one cited is an article, or a clause of its article, that no rule holds.
    pub fn of(parsed: &Parsed, rules: &RuleSet, document: &str) -> Option<Self> {
        let found = parsed.documents.iter().find(|one| id_of(one) == document)?;
        let mut places: BTreeMap<Order, (Place, Vec<Coverer>)> = BTreeMap::new();
        for Citing { by, unit, ordinal } in citing(found, None, rules) {
            let place = Place {
                ordinal: ordinal.unwrap_or(0),
                ..unit
            };
            let held = places.entry(order(&place)).or_insert((place, Vec::new()));
            if !held.1.contains(&by) {
                held.1.push(by);
            }
        }
        if places.is_empty() {
            return None;
        }
        for gap in gaps(places.values().map(|(place, _)| place)) {
            places.entry(order(&gap)).or_insert((gap, Vec::new()));
        }
        let (statements, by) = places
            .into_values()
            .map(|(place, by)| (statement(place), by))
            .unzip();
        let document = described(found);
        Some(Self {
            catalogue: Catalogue {
                document,
                statements,
            },
            by,
        })
    }

    /// The places with what cites them.
    pub fn coverage(&self) -> Coverage<'_> {
        let rows = self.catalogue.statements.iter().zip(&self.by);
        let rows = rows.map(|(statement, by)| Covered {
            statement,
            held: by.iter().map(|one| one.held).max().unwrap_or(Held::Missing),
            by: by.clone(),
            repeats: None,
        });
        Coverage {
            rows: rows.collect(),
            astray: Vec::new(),
            unclear: Vec::new(),
            is_named: true,
        }
    }
}

fn id_of(document: &syntax::Document) -> &str {
    let header = document.header.as_ref();
    header.map_or("", |header| header.node.id.node.as_str())
}

fn described(document: &syntax::Document) -> CataloguedDocument {
    let id = id_of(document).to_owned();
    let title = document
        .header
        .as_ref()
        .and_then(|header| header.node.title.as_ref());
    let title = label_or_id(title, &id);
    CataloguedDocument {
        id,
        title_vi: Some(title.vi),
        title_en: Some(title.en),
    }
}

/// A place of which nothing but the place is known.
fn statement(citation: Place) -> Statement {
    Statement {
        id: String::new(),
        citation,
        computable: Computable::No,
        summary_vi: String::new(),
        summary_en: String::new(),
        repeats: None,
    }
}

/// A unit's number or letter in the order of laws: `9` before `10`, `d` before `đ`.
type Natural = Option<(Vec<Piece>, String)>;
type Order = (Option<String>, Natural, Natural, Natural, Option<u32>, u32);

fn order(place: &Place) -> Order {
    (
        place.instrument.clone(),
        natural(place.article.as_deref()),
        natural(place.clause.as_deref()),
        natural(place.point.as_deref()),
        place.indent,
        place.ordinal,
    )
}

fn natural(unit: Option<&str>) -> Natural {
    unit.map(|unit| (order::natural(unit), unit.to_owned()))
}

/// Articles, and clauses of an article that is cited by its clauses alone, whose number is left out. A citation
/// of a number that no law reaches tells of no gaps.
fn gaps<'p>(places: impl Iterator<Item = &'p Place>) -> Vec<Place> {
    const MOST: u32 = 500;
    let number = |unit: &Option<String>| unit.as_deref()?.parse().ok().filter(|n| *n <= MOST);
    let mut articles: BTreeMap<Option<String>, BTreeSet<u32>> = BTreeMap::new();
    let mut clauses: BTreeMap<(Option<String>, Option<String>), BTreeSet<u32>> = BTreeMap::new();
    let mut whole = BTreeSet::new();
    for place in places {
        let of = (place.instrument.clone(), place.article.clone());
        if let Some(article) = number(&place.article) {
            articles.entry(of.0.clone()).or_default().insert(article);
        }
        if let Some(clause) = number(&place.clause) {
            clauses.entry(of).or_default().insert(clause);
        } else if place.clause.is_none() {
            whole.insert(of);
        }
    }
    clauses.retain(|of, _| !whole.contains(of));
    let articles = articles.into_iter().flat_map(|(instrument, held)| {
        let article = move |n: u32| place(instrument.clone(), Some(n.to_string()), None);
        left_out(held).map(article)
    });
    let clauses = clauses
        .into_iter()
        .flat_map(|((instrument, article), held)| {
            let clause =
                move |n: u32| place(instrument.clone(), article.clone(), Some(n.to_string()));
            left_out(held).map(clause)
        });
    articles.chain(clauses).collect()
}

/// The numbers from 1 that are not held, below the highest that is.
fn left_out(held: BTreeSet<u32>) -> impl Iterator<Item = u32> {
    let last = held.last().copied().unwrap_or(0);
    (1..last).filter(move |n| !held.contains(n))
}

fn place(instrument: Option<String>, article: Option<String>, clause: Option<String>) -> Place {
    Place {
        instrument,
        article,
        clause,
        point: None,
        indent: None,
        ordinal: 0,
    }
}
