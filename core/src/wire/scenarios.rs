//! The JSON of scenarios run: as expected, or what was found instead.

use luat_grammar::source::{LineIndex, Source, Span};
use serde::Serialize;

use crate::author::scenario::{Ran, Standing};

/// A scenario, run.
#[derive(Debug, Serialize)]
pub struct Scenario<'a> {
    /// The text it stands in.
    pub file: &'a str,
    /// Its line, from 1.
    pub line: u32,
    /// What it shows.
    pub title: &'a str,
    /// Whether all came out as expected.
    pub as_expected: bool,
    /// How it stands: `as_expected`, `not_as_expected`, `to_tick`, `ticked_wrong`.
    pub standing: &'static str,
    /// Where something else was found.
    pub found: Vec<Found<'a>>,
}

/// What was found where something else was expected.
#[derive(Debug, Serialize)]
pub struct Found<'a> {
    /// The line of the expectation, from 1.
    pub line: u32,
    /// The expectation, as written.
    pub expected: &'a str,
    /// What was found, in words.
    pub found: &'a [String],
}

/// A scenario run, in its JSON shape; none where it lies in none of the texts.
pub fn scenario<'a>(sources: &'a [Source], ran: &'a Ran<'_>) -> Option<Scenario<'a>> {
    let at = place(sources, ran.scenario.span)?;
    let found = ran.disappointments.iter().filter_map(|one| {
        let at = place(sources, one.span)?;
        Some(Found {
            line: at.number,
            expected: at.line,
            found: &one.found,
        })
    });
    Some(Scenario {
        file: at.file,
        line: at.number,
        title: &ran.scenario.title,
        as_expected: ran.standing == Standing::AsExpected,
        standing: ran.standing.key(),
        found: found.collect(),
    })
}

/// A line of a text and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The text's name.
    pub file: &'a str,
    /// The line's number, from 1.
    pub number: u32,
    /// The line, trimmed.
    pub line: &'a str,
}

impl Place<'_> {
    /// `rules.luat:12:`
    pub fn at(&self) -> String {
        format!("{}:{}:", self.file, self.number)
    }
}

/// The line on which a span begins.
pub fn place(sources: &[Source], span: Span) -> Option<Place<'_>> {
    let source = sources.get(span.source.0 as usize)?;
    let number = LineIndex::new(&source.text)
        .line_column(&source.text, span.start)
        .line;
    let line = source.text.lines().nth(number.saturating_sub(1) as usize);
    Some(Place {
        file: &source.name,
        number,
        line: line.unwrap_or_default().trim(),
    })
}
