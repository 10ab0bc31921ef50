//! Rows of cells to lines of text: comments and blank lines in their places, columns aligned.

use std::collections::BTreeMap;

use crate::syntax::Trivia;

/// A cell wider than this does not push the others of its column to the right.
const WIDEST: usize = 40;

/// Where a row takes part in columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    /// Nowhere; a sentence.
    None,
    /// With the other member lines of its declaration.
    Members,
    /// With the declarations of its kind that follow one another without a gap.
    Declarations,
}

/// A line to be, with what stands around it.
#[derive(Debug)]
pub(super) struct Row<'t> {
    /// Comments and blank lines before, comment after.
    pub(super) trivia: &'t Trivia,
    /// Steps of two blanks.
    pub(super) indent: usize,
    /// Which columns it shares.
    pub(super) columns: Columns,
    /// Parts that may be aligned.
    pub(super) cells: Vec<String>,
    /// Which declaration and line of it the row prints.
    pub(super) place: Place,
}

/// A line of the tree: the number of its declaration (the header is 0), and of its line within.
pub(super) type Place = (usize, usize);

/// The text of the rows and the place of each of its lines.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) places: Vec<Option<Place>>,
}

/// Sets rows as text.
pub(super) fn lay_out(rows: &[Row<'_>], rest: &Trivia) -> Page {
    let runs = runs(rows);
    let mut widths: BTreeMap<Run, Vec<usize>> = BTreeMap::new();
    for (row, run) in rows.iter().zip(&runs) {
        widen(widths.entry(*run).or_default(), row);
    }
    let mut page = Page::default();
    for (row, run) in rows.iter().zip(&runs) {
        let widths = widths.get(run).map_or(&[][..], Vec::as_slice);
        page.before(row.trivia, row.indent);
        page.line(
            row.indent,
            &aligned(row, widths),
            row.trivia.after.as_deref(),
            Some(row.place),
        );
    }
    page.before(rest, 0);
    while page.text.ends_with("\n\n") {
        page.text.pop();
    }
    page
}

/// Rows that are aligned with one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Run {
    /// With no other.
    Alone,
    /// The member lines of a declaration at one depth.
    Members(usize, usize),
    /// The declarations from this row on.
    Declarations(usize),
}

fn runs(rows: &[Row<'_>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let run = match row.columns {
            Columns::None => Run::Alone,
            Columns::Members => Run::Members(row.place.0, row.indent),
            Columns::Declarations => match (
                at.checked_sub(1).and_then(|before| rows.get(before)),
                runs.last(),
            ) {
                (Some(above), Some(Run::Declarations(first)))
                    if row.trivia.before.is_empty() && keyword(above) == keyword(row) =>
                {
                    Run::Declarations(*first)
                }
                _ => Run::Declarations(at),
            },
        };
        runs.push(run);
    }
    runs
}

fn keyword<'r>(row: &'r Row<'_>) -> &'r str {
    row.cells.first().map_or("", |cell| {
        cell.rsplit_once(' ')
            .map_or(cell.as_str(), |(keyword, _)| keyword)
    })
}

/// A column is as wide as its widest cell that another follows.
fn widen(widths: &mut Vec<usize>, row: &Row<'_>) {
    for (column, cell) in row
        .cells
        .iter()
        .take(row.cells.len().saturating_sub(1))
        .enumerate()
    {
        let width = if width(cell) > WIDEST { 0 } else { width(cell) };
        match widths.get_mut(column) {
            None => widths.push(width),
            Some(widest) => *widest = width.max(*widest),
        }
    }
}

fn width(cell: &str) -> usize {
    cell.chars().count()
}

fn aligned(row: &Row<'_>, widths: &[usize]) -> String {
    let mut line = String::new();
    for (column, cell) in row.cells.iter().enumerate() {
        line.push_str(cell);
        if column + 1 < row.cells.len() {
            let width = width(cell);
            let wanted = widths.get(column).copied().unwrap_or(width).max(width) + 2;
            line.extend(std::iter::repeat_n(' ', wanted - width));
        }
    }
    line
}

impl Page {
    fn before(&mut self, trivia: &Trivia, indent: usize) {
        for comment in &trivia.before {
            match comment {
                Some(comment) => self.line(indent, comment.trim_end(), None, None),
                None if self.text.is_empty() || self.text.ends_with("\n\n") => {}
                None => self.end_line(None),
            }
        }
    }

    fn line(&mut self, indent: usize, text: &str, comment: Option<&str>, place: Option<Place>) {
        self.text.extend(std::iter::repeat_n("  ", indent));
        self.text.push_str(text);
        if let Some(comment) = comment {
            self.text.push_str("  ");
            self.text.push_str(comment.trim_end());
        }
        self.end_line(place);
    }

    fn end_line(&mut self, place: Option<Place>) {
        self.text.push('\n');
        self.places.push(place);
    }
}
