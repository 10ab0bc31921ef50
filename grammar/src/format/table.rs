//! Prints tables.

use super::expression::Strength;
use super::layout::{Columns, Row};
use super::names::Amount;
use super::printer::{Printer, spaced};
use crate::Language;
use crate::keywords::Keyword;
use crate::syntax::{Band, Edge, Expr, Line, RowKey, RowValue, TableMember, TableRow};

impl Printer<'_> {
    /// What a table goes by.
    pub(super) fn table_keys(self, by: &[Expr]) -> String {
        let keys: Vec<String> = by.iter().map(|key| self.expr(key, Strength::Sum)).collect();
        self.after(Keyword::KeyedBy, &keys.join(", "))
    }

    pub(super) fn table_members<'t>(
        self,
        members: &'t [Line<TableMember>],
        rows: &mut Vec<Row<'t>>,
    ) {
        for (number, line) in members.iter().enumerate() {
            let printer = self.at((self.place.0, number + 1));
            let word = |keyword| printer.word(keyword).to_owned();
            let (columns, cells) = match &line.node {
                TableMember::Cite(citations) => (
                    Columns::Members,
                    vec![word(Keyword::Cite), printer.citations(citations)],
                ),
                TableMember::Note(note) => (
                    Columns::Members,
                    vec![word(Keyword::Note), printer.label(note)],
                ),
                TableMember::Row(row) => (Columns::None, vec![printer.table_row(row)]),
            };
            rows.push(printer.row(&line.trivia, 1, columns, cells));
        }
    }

    pub(super) fn table_row(self, row: &TableRow) -> String {
        let keys: Vec<String> = row.keys.iter().map(|key| self.row_key(&key.node)).collect();
        let values: Vec<String> = row
            .values
            .iter()
            .map(|value| self.row_value(value))
            .collect();
        let values = if values.is_empty() {
            self.word(Keyword::NotPrescribed).to_owned()
        } else {
            values.join(", ")
        };
        format!("{}: {values}", keys.join(", "))
    }

    fn row_value(self, RowValue { value, from }: &RowValue) -> String {
        let from = from
            .map(|from| self.after(Keyword::From, &self.date(from.node)))
            .unwrap_or_default();
        spaced(&[&self.whole(value), &from])
    }

    fn row_key(self, key: &RowKey) -> String {
        match key {
            RowKey::Options(options) => {
                let options: Vec<String> = options
                    .iter()
                    .map(|option| self.name(option, Amount::One))
                    .collect();
                options.join(&format!(" {} ", self.word(Keyword::Or)))
            }
            RowKey::Band(band) => self.band(band),
            RowKey::Otherwise => self.word(Keyword::Rest).to_owned(),
        }
    }

    /// `from 200 to under 500`, `at least 90%`; in Vietnamese `từ 90% trở lên`.
    pub(super) fn band(self, band: &Band) -> String {
        let end = |edge: &Edge| self.expr(&edge.at, Strength::Atom);
        match band {
            Band::Exactly(number) => self.expr(number, Strength::Atom),
            Band::Stretch {
                low: Some(low),
                high: Some(high),
            } => {
                let from = if low.included {
                    Keyword::From
                } else {
                    Keyword::Over
                };
                let under = if high.included {
                    ""
                } else {
                    self.word(Keyword::Under)
                };
                spaced(&[
                    self.word(from),
                    &end(low),
                    self.word(Keyword::To),
                    under,
                    &end(high),
                ])
            }
            Band::Stretch {
                low: Some(low),
                high: None,
            } => match (low.included, self.language) {
                (true, Language::Vi) => spaced(&[
                    self.word(Keyword::From),
                    &end(low),
                    self.word(Keyword::OrMore),
                ]),
                (true, Language::En) => self.after(Keyword::AtLeast, &end(low)),
                (false, _) => self.after(Keyword::Over, &end(low)),
            },
            Band::Stretch { low: None, high } => {
                let Some(high) = high else {
                    return self.word(Keyword::Rest).to_owned();
                };
                let keyword = if high.included {
                    Keyword::AtMost
                } else {
                    Keyword::Under
                };
                self.after(keyword, &end(high))
            }
        }
    }
}
