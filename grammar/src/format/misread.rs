//! Where a printed text was understood otherwise than meant.

use std::collections::BTreeSet;

use super::errors;
use super::layout::{Page, Place};
use super::same::Same;
use crate::Parsed;
use crate::source::{LineIndex, Span};
use crate::syntax::{Declaration, Document, Header, Line};

/// The lines of the tree whose printed text says something else, or is faulty.
pub(super) fn places(
    meant: &Document,
    read: &Document,
    parsed: &Parsed,
    page: &Page,
) -> BTreeSet<Place> {
    let faulty = faulty_lines(read, parsed, page);
    if !faulty.is_empty() {
        // A line with a fault is left out of the tree, and the lines after it would be compared with their neighbours.
        return faulty;
    }
    let mut places = BTreeSet::new();
    match (&meant.header, &read.header) {
        (Some(meant), Some(read)) => places.extend(header(&meant.node, &read.node)),
        (Some(_), None) | (None, Some(_)) => places.extend([(0, 0)]),
        (None, None) => {}
    }
    if meant.declarations.len() == read.declarations.len() {
        for (number, (meant, read)) in meant
            .declarations
            .iter()
            .zip(&read.declarations)
            .enumerate()
        {
            places.extend(
                declaration(&meant.node, &read.node)
                    .into_iter()
                    .map(|line| (number + 1, line)),
            );
        }
    }
    places
}

fn faulty_lines(read: &Document, parsed: &Parsed, page: &Page) -> BTreeSet<Place> {
    let index = LineIndex::new(&page.text);
    let place = |span: Span| {
        let line = index.line_column(&page.text, span.start).line as usize;
        page.places.get(line.saturating_sub(1)).copied().flatten()
    };
    errors(parsed, read.source).filter_map(place).collect()
}

fn header(meant: &Header, read: &Header) -> Vec<Place> {
    if meant.same(read) {
        return Vec::new();
    }
    lines(&meant.members, &read.members)
        .into_iter()
        .map(|line| (0, line))
        .collect()
}

/// The numbers of the lines of a declaration that differ.
fn declaration(meant: &Declaration, read: &Declaration) -> Vec<usize> {
    if meant.same(read) {
        return Vec::new();
    }
    match (meant, read) {
        (Declaration::Level(meant), Declaration::Level(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Population(meant), Declaration::Population(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Act(meant), Declaration::Act(read)) => lines(&meant.members, &read.members),
        (Declaration::Fact(meant), Declaration::Fact(read)) => lines(&meant.members, &read.members),
        (Declaration::Parameter(meant), Declaration::Parameter(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Define(meant), Declaration::Define(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Table(meant), Declaration::Table(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Score(meant), Declaration::Score(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Principle(meant), Declaration::Principle(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Rule(meant), Declaration::Rule(read)) => lines(&meant.members, &read.members),
        (Declaration::Amend(meant), Declaration::Amend(read))
        | (Declaration::Repeal(meant), Declaration::Repeal(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Scenario(meant), Declaration::Scenario(read)) => {
            lines(&meant.lines, &read.lines)
        }
        (Declaration::Calendar(meant), Declaration::Calendar(read)) => {
            lines(&meant.lines, &read.lines)
        }
        (Declaration::Successor(meant), Declaration::Successor(read)) => {
            lines(&meant.members, &read.members)
        }
        _ => vec![0],
    }
}

/// The numbers of the lines that differ, from 1; 0 stands for the line that opens the declaration.
fn lines<T: Same>(meant: &[Line<T>], read: &[Line<T>]) -> Vec<usize> {
    if meant.len() != read.len() {
        return (0..=meant.len()).collect();
    }
    let differ: Vec<usize> = meant
        .iter()
        .zip(read)
        .enumerate()
        .filter(|(_, (meant, read))| !meant.same(read))
        .map(|(number, _)| number + 1)
        .collect();
    if differ.is_empty() { vec![0] } else { differ }
}

/// Where the declaration of a place stands in the text as given.
pub(super) fn span(document: &Document, (number, _): Place) -> Span {
    let declaration = number
        .checked_sub(1)
        .and_then(|number| document.declarations.get(number))
        .map(|line| line.span);
    let header = document.header.as_ref().map(|line| line.span);
    declaration
        .or(header)
        .unwrap_or(Span::new(document.source, 0, 0))
}
