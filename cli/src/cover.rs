//! `luat cover`: which statements of a source document the rules hold, and how.

use std::fmt::Write as _;

use luat_core::author::coverage::{Catalogue, Coverage, Covered, Held, Place, cover};
use luat_core::run::program::Citation;
use luat_core::words;
use luat_grammar::diagnostic::Text;
use serde::Serialize;

use crate::args::{CoverArguments, Format};
use crate::failure::Failure;
use crate::render::{
    BOLD, CYAN, DIM, GREEN, RED, YELLOW, clean, padded, percent, pick, styled, width,
};
use crate::session::Session;
use crate::{Exit, files};

/// The coverage of a catalogue, for machines.
#[derive(Serialize)]
struct Told<'a> {
    catalogue: &'a str,
    statements: Vec<Row<'a>>,
    summary: Summary,
    astray: &'a [String],
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    held: &'static str,
    falls_short: bool,
    by: &'a [String],
}

#[derive(Serialize)]
struct Summary {
    computed: usize,
    attested: usize,
    principle: usize,
    missing: usize,
}

/// Lists each statement of a catalogue with what holds it; a missing one is a finding.
pub(crate) fn cover_catalogue(
    session: &mut Session<'_, '_>,
    arguments: &CoverArguments,
) -> Result<Exit, Failure> {
    let rules = session.read_rules(&arguments.rules)?;
    let Some((found, _)) = session.compile(&rules)? else {
        return Ok(Exit::Unusable);
    };
    let text = files::read_text(&arguments.catalogue)?;
    let catalogue: Catalogue =
        serde_json::from_str(&text).map_err(|error| not_a_catalogue(arguments, &error))?;
    let coverage = cover(&rules.parsed, &found, &catalogue);
    let summary = summary(&coverage);
    let complete = summary.missing == 0;
    match session.format() {
        Format::Json => session.json(&Told {
            catalogue: &catalogue.document.id,
            statements: coverage.rows.iter().map(row).collect(),
            summary,
            astray: &coverage.astray,
        })?,
        Format::Text => {
            let page = page(&catalogue, &coverage, &summary, session.language().into());
            session.print(&page)?;
        }
    }
    Ok(if complete { Exit::Fine } else { Exit::Found })
}

fn not_a_catalogue(arguments: &CoverArguments, error: &serde_json::Error) -> Failure {
    let path = arguments.catalogue.display();
    Failure::Asked(Text::new(
        format!("{path} is not a catalogue of statements: {error}"),
        format!("{path} không phải là danh mục nội dung: {error}"),
    ))
}

fn row<'a>(covered: &'a Covered<'_>) -> Row<'a> {
    Row {
        id: &covered.statement.id,
        held: covered.held.key(),
        falls_short: covered.falls_short(),
        by: &covered.by,
    }
}

fn summary(coverage: &Coverage<'_>) -> Summary {
    let count = |held: Held| coverage.rows.iter().filter(|row| row.held == held).count();
    Summary {
        computed: count(Held::Computed),
        attested: count(Held::Attested),
        principle: count(Held::Principle),
        missing: count(Held::Missing),
    }
}

fn page(
    catalogue: &Catalogue,
    coverage: &Coverage<'_>,
    summary: &Summary,
    language: words::Language,
) -> String {
    let document = &catalogue.document;
    let title = pick(language, &document.title_en, &document.title_vi);
    let mut page = format!(
        "{}\n\n",
        styled(BOLD, &clean(title.as_deref().unwrap_or(&document.id)))
    );
    let places: Vec<String> = coverage
        .rows
        .iter()
        .map(|row| place(&row.statement.citation, language))
        .collect();
    let columns = places.iter().map(|place| width(place)).max().unwrap_or(0);
    for (row, place) in coverage.rows.iter().zip(&places) {
        let (style, mark, word) = match row.held {
            Held::Computed => (GREEN, "✓", pick(language, "computed", "tính được")),
            Held::Attested => (CYAN, "✓", pick(language, "attested", "xác nhận")),
            Held::Principle => (DIM, "·", pick(language, "principle", "nguyên tắc")),
            Held::Missing => (RED, "✗", pick(language, "missing", "còn thiếu")),
        };
        let says = pick(
            language,
            &row.statement.summary_en,
            &row.statement.summary_vi,
        );
        let status = styled(style, &padded(&format!("{mark} {word}"), 12));
        // Writing to a string cannot fail.
        let _ = writeln!(
            page,
            "  {status}  {}  {}",
            padded(&clean(place), columns),
            clean(says)
        );
        if !row.by.is_empty() {
            let _ = writeln!(
                page,
                "  {:12}  {:columns$}  {}",
                "",
                "",
                styled(DIM, &clean(&row.by.join(", ")))
            );
        }
        if row.falls_short() && row.held != Held::Missing {
            let note = pick(
                language,
                "could be held more fully",
                "có thể diễn đạt đầy đủ hơn",
            );
            let _ = writeln!(
                page,
                "  {:12}  {:columns$}  {}",
                "",
                "",
                styled(YELLOW, note)
            );
        }
    }
    let total = coverage.rows.len();
    let told = |n: usize, en: &str, vi: &str| {
        format!(
            "{n} {} ({})",
            pick(language, en, vi),
            percent(n, total, language)
        )
    };
    let _ = writeln!(
        page,
        "\n{} · {} · {} · {}",
        told(summary.computed, "computed", "tính được"),
        told(summary.attested, "attested", "xác nhận"),
        told(summary.principle, "principles", "nguyên tắc"),
        told(summary.missing, "missing", "còn thiếu"),
    );
    if !coverage.astray.is_empty() {
        let lead = pick(
            language,
            "cite a place that the catalogue does not list:",
            "dẫn chiếu nơi không có trong danh mục:",
        );
        let _ = writeln!(
            page,
            "{} {}",
            styled(YELLOW, lead),
            clean(&coverage.astray.join(", "))
        );
    }
    page
}

fn place(place: &Place, language: words::Language) -> String {
    let number = |n: u32| Some(n.to_string());
    let parts = [
        ("instrument", place.instrument.clone()),
        ("article", place.article.clone()),
        ("clause", place.clause.clone()),
        ("point", place.point.clone()),
        ("indent", place.indent.and_then(number)),
        ("statement", number(place.ordinal)),
    ];
    let parts = parts
        .into_iter()
        .filter_map(|(unit, value)| Some((unit, value?)))
        .collect();
    words::citation(&Citation { parts }, language)
}
