//! Coverage for machines: codes, numbers and the words of rules in both languages.

use luat_core::author::coverage::{Catalogue, Coverage, Covered, Coverer, Held};
use luat_core::run::program::Program;
use luat_core::words::Language;
use serde::Serialize;

use luat_core::author::coverage::page::thresholds;

#[derive(Serialize)]
pub(super) struct Told<'a> {
    catalogue: &'a str,
    statements: Vec<Row<'a>>,
    summary: Summary,
    astray: &'a [String],
    unclear: &'a [String],
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    held: &'static str,
    /// Held less fully than the catalogue asks.
    weak: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    repeats: Option<&'a str>,
    by: Vec<By<'a>>,
}

#[derive(Serialize)]
struct By<'a> {
    document: &'a str,
    id: &'a str,
    held: &'static str,
    title: Words<String>,
    thresholds: Words<Vec<String>>,
}

#[derive(Serialize)]
struct Words<T> {
    en: T,
    vi: T,
}

/// Statements, each counted once.
#[derive(Serialize)]
struct Summary {
    statements: usize,
    computed: usize,
    attested: usize,
    principle: usize,
    missing: usize,
    weak: usize,
}

pub(super) fn told<'a>(
    catalogue: &'a Catalogue,
    coverage: &'a Coverage<'_>,
    program: &Program,
) -> Told<'a> {
    Told {
        catalogue: &catalogue.document.id,
        statements: coverage.rows.iter().map(|one| row(one, program)).collect(),
        summary: Summary {
            statements: coverage.counted().count(),
            computed: coverage.count(Held::Computed),
            attested: coverage.count(Held::Attested),
            principle: coverage.count(Held::Principle),
            missing: coverage.count(Held::Missing),
            weak: coverage.weak(),
        },
        astray: &coverage.astray,
        unclear: &coverage.unclear,
    }
}

fn row<'a>(covered: &'a Covered<'_>, program: &Program) -> Row<'a> {
    Row {
        id: &covered.statement.id,
        held: covered.held.key(),
        weak: covered.is_weak() && covered.repeats.is_none(),
        repeats: covered.statement.repeats.as_deref(),
        by: covered.by.iter().map(|one| by(one, program)).collect(),
    }
}

fn by<'a>(coverer: &'a Coverer, program: &Program) -> By<'a> {
    By {
        document: &coverer.document,
        id: &coverer.id,
        held: coverer.held.key(),
        title: Words {
            en: coverer.label.en.clone(),
            vi: coverer.label.vi.clone(),
        },
        thresholds: Words {
            en: thresholds(coverer, program, Language::En),
            vi: thresholds(coverer, program, Language::Vi),
        },
    }
}
