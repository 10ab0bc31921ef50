//! Rows kept on disk until all are there: Parquet and workbooks cannot be added to once they are written.
//!
//! Kept as CSV, so that an interrupted run goes on as one that writes CSV does.

use std::io::{self, Read};

use csv::StringRecord;
use luat_core::wire::batch::Record;

use super::table::{self, Cells, HEADINGS, Words};

/// All columns: those that all tables have, then words.
const COLUMNS: usize = HEADINGS.len() + 4;

/// A row with words for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Worded {
    pub(super) cells: [String; HEADINGS.len()],
    pub(super) words: Words,
}

/// The first row.
pub(super) fn headings() -> Vec<u8> {
    let mut row = Vec::new();
    let words = ["first", "second", "status", "severity"];
    table::put(&mut row, [HEADINGS.iter().chain(&words)]);
    row
}

/// Keeps the rows of a report, each with its words.
pub(super) fn write(rows: &mut Vec<u8>, record: &Record<'_>, words: Vec<Words>) {
    let none = std::iter::repeat_with(Words::default);
    let all = table::cells(record)
        .into_iter()
        .zip(words.into_iter().chain(none));
    table::put(rows, all.map(|(cells, words)| columns(cells, words)));
}

fn columns(cells: Cells<'_>, words: Words) -> impl Iterator<Item = String> {
    let Words { beside, instead } = words;
    let cells = cells.into_iter().map(Into::into);
    cells.chain(beside).chain(instead)
}

/// The rows kept, in their order.
pub(super) fn read(kept: impl Read) -> impl Iterator<Item = io::Result<Worded>> {
    let rows = csv::Reader::from_reader(kept).into_records();
    rows.map(|row| Ok(Worded::of(&row.map_err(io::Error::other)?)))
}

impl Worded {
    fn of(row: &StringRecord) -> Self {
        let [cells @ .., first, second, status, severity]: [String; COLUMNS] =
            std::array::from_fn(|at| row.get(at).unwrap_or_default().to_owned());
        Self {
            cells,
            words: Words {
                beside: [first, second],
                instead: [status, severity],
            },
        }
    }
}
