//! Workbooks: a sheet of bodies, and one for each list of members.
//!
//! A workbook is held whole, so its size is bounded.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::vec::IntoIter;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};
use zip::ZipArchive;

use super::cell::{Cell, day};
use super::fault::Fault;
use super::group::body_of;
use super::headings::{Headings, Key, MOST_COLUMNS, key_of};
use super::kind::Keys;
use super::{Row, Rows, fault};
use crate::failure::Failure;
use crate::mistake::caught;

/// Most bytes of a workbook, unpacked.
pub(super) const MOST_UNPACKED: u64 = 512 << 20;
/// Most cells with something in them.
pub(super) const MOST_CELLS: usize = 4_000_000;
/// Most files within a workbook.
const MOST_FILES: usize = 10_000;

/// The tables of a workbook.
#[derive(Default)]
pub(super) struct Workbook {
    /// Rows of bodies, one sheet after the other.
    pub(super) bodies: Vec<Row>,
    /// Rows of members, sheet by sheet, in the order of the bodies.
    pub(super) members: Vec<Vec<Row>>,
}

/// Rows that are held.
pub(super) struct Held(IntoIter<Row>);

impl From<Vec<Row>> for Held {
    fn from(rows: Vec<Row>) -> Self {
        Self(rows.into_iter())
    }
}

impl Rows for Held {
    fn row(&mut self) -> Result<Option<Row>, Failure> {
        Ok(self.0.next())
    }

    fn read(&self) -> u64 {
        0
    }

    fn is_of_members(&self) -> bool {
        false
    }
}

impl Workbook {
    pub(super) fn read(path: &Path, keys: &Keys) -> Result<Self, Failure> {
        let open = || File::open(path).map_err(|error| Failure::Unreadable(path.to_owned(), error));
        let (packed, file) = (open()?, BufReader::new(open()?));
        // A damaged workbook may make its reader give up.
        let read = caught(|| {
            measure(packed)?;
            Self::sheets(path, file, keys)
        });
        let mut book = read
            .unwrap_or_else(|_| Err(damaged("its parts contradict one another")))
            .map_err(|found| fault(path, found))?;
        book.sort_members();
        Ok(book)
    }

    fn sheets(path: &Path, file: BufReader<File>, keys: &Keys) -> Result<Self, Fault> {
        let mut xlsx: Xlsx<_> = Xlsx::new(file).map_err(|error| damaged(&error))?;
        let sheets = xlsx.sheets_metadata().iter();
        let names: Vec<String> = sheets
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| sheet.name.clone())
            .collect();
        let (mut book, mut left, mut found) = (Self::default(), MOST_CELLS, false);
        for name in names {
            let table = format!("{}#{name}", path.display());
            let grid = grid(&mut xlsx, &name, &mut left)?;
            let Some((headings, rows)) = sheet(&Arc::from(table), grid, keys)? else {
                continue;
            };
            found = true;
            if headings.members.is_some() {
                book.members.push(rows);
            } else {
                book.bodies.extend(rows);
            }
        }
        if found {
            Ok(book)
        } else {
            Err(Fault::MissingHeading(Key::Body.heading()))
        }
    }

    fn sort_members(&mut self) {
        let mut places = HashMap::new();
        for (at, row) in self.bodies.iter().enumerate() {
            if let Some(body) = body_of(row) {
                places.entry(body).or_insert(at);
            }
        }
        for rows in &mut self.members {
            rows.sort_by_key(|row| {
                body_of(row)
                    .and_then(|body| places.get(&body).copied())
                    .unwrap_or(usize::MAX)
            });
        }
    }
}

/// Looks how much there is to unpack, before it is unpacked to be held.
fn measure(file: File) -> Result<(), Fault> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(&error))?;
    let mut left = MOST_UNPACKED;
    if archive.len() > MOST_FILES {
        return Err(Fault::LargeWorkbook("files", MOST_FILES as u64));
    }
    for at in 0..archive.len() {
        let mut one = archive
            .by_index(at)
            .map_err(|error| damaged(&error))?
            .take(left + 1);
        let unpacked = io::copy(&mut one, &mut io::sink()).map_err(|error| damaged(&error))?;
        left = left
            .checked_sub(unpacked)
            .ok_or(Fault::LargeWorkbook("bytes", MOST_UNPACKED))?;
    }
    Ok(())
}

/// The rows of a sheet that are not empty, with their numbers.
type Grid = Vec<(u64, Vec<Cell>)>;

fn grid(xlsx: &mut Xlsx<BufReader<File>>, name: &str, left: &mut usize) -> Result<Grid, Fault> {
    let failed = |error: XlsxError| damaged(&error);
    let mut cells = xlsx.worksheet_cells_reader(name).map_err(failed)?;
    let mut grid = Grid::new();
    while let Some(found) = cells.next_cell().map_err(failed)? {
        let (row, column) = found.get_position();
        let cell = cell(found.get_value());
        if cell.is_blank() {
            continue;
        }
        *left = left
            .checked_sub(1)
            .ok_or(Fault::LargeWorkbook("cells", MOST_CELLS as u64))?;
        let (number, column) = (
            u64::from(row) + 1,
            usize::try_from(column).unwrap_or(usize::MAX),
        );
        if column >= MOST_COLUMNS {
            return Err(Fault::TooManyColumns);
        }
        if grid.last().is_none_or(|(last, _)| *last != number) {
            grid.push((number, Vec::new()));
        }
        if let Some((_, row)) = grid.last_mut() {
            row.resize(row.len().max(column + 1), Cell::Blank);
            row[column] = cell;
        }
    }
    grid.sort_by_key(|(number, _)| *number);
    Ok(grid)
}

/// Its headings, and its rows.
type Sheet = (Arc<Headings>, Vec<Row>);

/// The rows of a sheet; none where it is no table of reports.
fn sheet(table: &Arc<str>, grid: Grid, keys: &Keys) -> Result<Option<Sheet>, Fault> {
    let mut grid = grid.into_iter();
    let Some((_, first)) = grid.next() else {
        return Ok(None);
    };
    let first: Vec<String> = first
        .iter()
        .map(|cell| cell.word().unwrap_or_default().to_owned())
        .collect();
    if !first
        .iter()
        .any(|heading| key_of(heading) == Key::Body.heading())
    {
        return Ok(None);
    }
    let headings = Arc::new(Headings::read(&first, keys)?);
    let width = headings.columns.len();
    let rows = grid.map(|(number, mut cells)| {
        let spare = cells.len() > width;
        cells.truncate(width);
        Row {
            table: Arc::clone(table),
            headings: Arc::clone(&headings),
            number,
            cells,
            fault: spare.then_some(Fault::TooManyCells(number)),
        }
    });
    let rows = rows.collect();
    Ok(Some((headings, rows)))
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Blank,
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => Cell::of_float(*number),
        DataRef::String(text) => Cell::of_text(text),
        DataRef::SharedString(text) => Cell::of_text(text),
        DataRef::Bool(answer) => Cell::Bool(*answer),
        DataRef::DateTime(moment) => moment_of(moment),
        DataRef::DateTimeIso(moment) => day(moment),
        DataRef::DurationIso(text) => Cell::Other(text.clone()),
        DataRef::Error(error) => Cell::Other(error.to_string()),
    }
}

fn moment_of(moment: &ExcelDateTime) -> Cell {
    // Of a time without a day, and of a span of time, no report tells.
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return Cell::Other(moment.as_f64().to_string());
    }
    let (year, month, date, hour, minute, second, _) = moment.to_ymd_hms_milli();
    day(&format!(
        "{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}"
    ))
}

fn damaged(why: &(impl ToString + ?Sized)) -> Fault {
    Fault::Damaged("xlsx", why.to_string())
}
