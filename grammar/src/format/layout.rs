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

#[cfg(test)]
mod tests {
    use super::*;

    fn row<'t>(
        trivia: &'t Trivia,
        place: Place,
        indent: usize,
        columns: Columns,
        cells: &[&str],
    ) -> Row<'t> {
        Row {
            trivia,
            indent,
            columns,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
            place,
        }
    }

    #[test]
    fn member_lines_share_their_columns() {
        let none = Trivia::default();
        let rows = [
            row(
                &none,
                (1, 0),
                0,
                Columns::Declarations,
                &["population a", "\"a\"", "per b"],
            ),
            row(
                &none,
                (1, 1),
                1,
                Columns::Members,
                &["state", "trained", "\"trained\"", "in the period"],
            ),
            row(
                &none,
                (1, 2),
                1,
                Columns::Members,
                &["date", "on", "\"appointed on\""],
            ),
            row(
                &none,
                (1, 3),
                1,
                Columns::Members,
                &["note", "\"a long note that pushes nothing\""],
            ),
        ];
        let expected = "population a  \"a\"  per b\n  state  trained  \"trained\"  in the period\n  date   on       \"appointed on\"\n  note   \"a long note that pushes nothing\"\n";
        assert_eq!(lay_out(&rows, &none).text, expected);
    }

    #[test]
    fn declarations_of_a_kind_align_until_a_gap() {
        let none = Trivia::default();
        let gap = Trivia {
            before: vec![None, None],
            after: Some("# why".to_owned()),
        };
        let rows = [
            row(
                &none,
                (1, 0),
                0,
                Columns::Declarations,
                &["level a", "\"A\"", "within b"],
            ),
            row(
                &none,
                (2, 0),
                0,
                Columns::Declarations,
                &["level agency", "\"B\"", "within b"],
            ),
            row(
                &gap,
                (3, 0),
                0,
                Columns::Declarations,
                &["level c", "\"C\""],
            ),
        ];
        let page = lay_out(&rows, &none);
        assert_eq!(
            page.text,
            "level a       \"A\"  within b\nlevel agency  \"B\"  within b\n\nlevel c  \"C\"  # why\n"
        );
        assert_eq!(
            page.places,
            [Some((1, 0)), Some((2, 0)), None, Some((3, 0))]
        );
    }

    #[test]
    fn blank_lines_never_open_or_close_a_text() {
        let before = Trivia {
            before: vec![None, Some("# head".to_owned()), None],
            after: None,
        };
        let rest = Trivia {
            before: vec![None, Some("# tail ".to_owned()), None],
            after: None,
        };
        let rows = [row(&before, (1, 0), 0, Columns::None, &["use a"])];
        assert_eq!(lay_out(&rows, &rest).text, "# head\n\nuse a\n\n# tail\n");
    }
}
