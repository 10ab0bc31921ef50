//! Flat reports: tables in which a row is one body in one period, and a column a fact.
//!
//! Rows that follow one another are put together to the JSON of one report, for the one reader of reports.

mod cell;
mod csv;
mod day;
mod fault;
mod group;
mod headings;
mod kind;
mod number;
mod pages;
mod parquet;
pub(crate) mod period;
mod report;
mod xlsx;

use std::path::Path;
use std::sync::Arc;

use cell::Cell;
use headings::{Column, Headings};

use crate::failure::Failure;
pub(crate) use fault::Fault;
pub(crate) use group::{Reports, Rosters};
pub(crate) use kind::Keys;
pub(crate) use report::Flat;

/// A row of a table.
#[derive(Debug)]
struct Row {
    /// The table it stands in.
    table: Arc<str>,
    headings: Arc<Headings>,
    /// Its number there, from 1.
    number: u64,
    cells: Vec<Cell>,
    /// Why it cannot be used.
    fault: Option<Fault>,
}

/// Rows of one or more tables, one after the other.
trait Rows: Send {
    /// The next row.
    fn row(&mut self) -> Result<Option<Row>, Failure>;

    /// How much of the file is read, in bytes.
    fn read(&self) -> u64;

    /// Whether it is a table of members in a file of its own.
    fn is_of_members(&self) -> bool;
}

/// The kinds of files that hold tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    Parquet,
    Xlsx,
}

impl Format {
    /// By the ending of a file's name.
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "csv" => Some(Self::Csv),
            "parquet" => Some(Self::Parquet),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

/// Whether a file is a table, by the ending of its name.
pub(crate) fn is_table(path: &Path) -> bool {
    Format::of(path).is_some()
}

fn fault(path: &Path, fault: Fault) -> Failure {
    Failure::Table(path.to_owned(), Box::new(fault))
}

impl Row {
    fn at(&self, key: headings::Key) -> &Cell {
        let cell = self.headings.at(key).and_then(|at| self.cells.get(at));
        cell.unwrap_or(&Cell::Blank)
    }

    /// Nothing is told: no body is named, and no fact.
    fn is_idle(&self) -> bool {
        let of_facts = |(column, cell): (&Column, &Cell)| {
            matches!(
                column,
                Column::Fact(..) | Column::Key(headings::Key::Body | headings::Key::Member)
            ) && !cell.is_blank()
        };
        self.fault.is_none() && !self.headings.columns.iter().zip(&self.cells).any(of_facts)
    }

    fn size(&self) -> usize {
        self.cells.iter().map(Cell::size).sum()
    }
}
