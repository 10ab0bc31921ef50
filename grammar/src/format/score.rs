//! Prints scores.

use super::layout::{Columns, Row};
use super::printer::{Printer, spaced};
use crate::keywords::Keyword;
use crate::syntax::{Line, ScoreLine, ScoreMember, TableRow, Trivia};

impl Printer<'_> {
    pub(super) fn score_members<'t>(
        self,
        members: &'t [Line<ScoreMember>],
        rows: &mut Vec<Row<'t>>,
    ) {
        for (number, line) in members.iter().enumerate() {
            let printer = self.at((self.place.0, number + 1));
            let word = |keyword| printer.word(keyword).to_owned();
            let (columns, cells) = match &line.node {
                ScoreMember::Cite(citations) => (
                    Columns::Members,
                    vec![word(Keyword::Cite), printer.citations(citations)],
                ),
                ScoreMember::Note(note) => (
                    Columns::Members,
                    vec![word(Keyword::Note), printer.label(note)],
                ),
                ScoreMember::NoneCountsAsMet => {
                    (Columns::None, vec![word(Keyword::NoneCountsAsMet)])
                }
                ScoreMember::Line(worth) => {
                    printer.score_line(worth, &line.trivia, rows);
                    continue;
                }
                ScoreMember::Banded { of, bands } => {
                    let text = format!("{}:", printer.whole(of));
                    rows.push(printer.row(&line.trivia, 1, Columns::None, vec![text]));
                    printer.score_bands(bands, rows);
                    continue;
                }
                ScoreMember::Other(other) => (Columns::None, vec![printer.whole(other)]),
            };
            rows.push(printer.row(&line.trivia, 1, columns, cells));
        }
    }

    fn score_line<'t>(self, line: &'t ScoreLine, trivia: &'t Trivia, rows: &mut Vec<Row<'t>>) {
        let pro_rata = if line.pro_rata {
            self.word(Keyword::ProRata)
        } else {
            ""
        };
        let points = spaced(&[&self.whole(&line.points), pro_rata]);
        self.sentence(&line.sentence, trivia, 1, &format!("{points}:"), rows);
    }

    fn score_bands<'t>(self, bands: &'t [Line<TableRow>], rows: &mut Vec<Row<'t>>) {
        for band in bands {
            let text = format!("- {}", self.table_row(&band.node));
            rows.push(self.row(&band.trivia, 2, Columns::None, vec![text]));
        }
    }
}
