//! Tables as CSV: UTF-8, parted by commas, semicolons or tabs.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};
use luat_core::run::json::MOST_BYTES;

use super::cell::Cell;
use super::fault::{Fault, Where};
use super::headings::{Column, Headings, Key};
use super::kind::Keys;
use super::{Row, Rows, fault};
use crate::failure::Failure;

/// What may part the cells of a row.
const MARKS: [u8; 3] = [b',', b';', b'\t'];
/// How much of a file is looked at to see which of them does, and read at a time.
const AHEAD: usize = 1 << 18;
/// So many lines a row may have, where a note runs over several.
const MOST_LINES: u64 = 100;
/// For so many more cells there is room at a time.
const AT_ONCE: usize = 64;

/// A table as CSV.
pub(super) struct Csv {
    path: PathBuf,
    table: Arc<str>,
    headings: Arc<Headings>,
    mark: u8,
    lines: Lines,
    reader: Reader,
    record: Record,
}

/// The cells of a row, one behind the other, and where each ends.
#[derive(Default)]
struct Record {
    text: Vec<u8>,
    ends: Vec<usize>,
    /// How much of both is in use.
    written: usize,
    cells: usize,
}

/// How far a row was read.
enum Found {
    Whole,
    /// A cell has a quotation mark that is not closed as it should be: which.
    Open(usize),
    /// It is longer than a report may be.
    TooLong,
    /// There is none.
    End,
}

impl Csv {
    pub(super) fn open(path: &Path, keys: &Keys) -> Result<Self, Failure> {
        let unreadable = |error| Failure::Unreadable(path.to_owned(), error);
        let file = File::open(path).map_err(unreadable)?;
        let mut lines = Lines::new(file);
        let mark = mark(lines.ahead().map_err(unreadable)?);
        let reader = ReaderBuilder::new()
            .delimiter(mark)
            .terminator(Terminator::CRLF)
            .build();
        let mut table = Self {
            path: path.to_owned(),
            table: Arc::from(path.display().to_string()),
            headings: Arc::default(),
            mark,
            lines,
            reader,
            record: Record::default(),
        };
        // A heading may stand on several lines.
        let found = match table.read_row(|_, _| true)? {
            Found::Whole => {
                let cells = table
                    .record
                    .each()
                    .map(|cell| String::from_utf8(cell.to_vec()));
                match cells.collect::<Result<Vec<String>, _>>() {
                    Ok(cells) => Headings::read(&cells, keys),
                    Err(_) => Err(Fault::NotText(1)),
                }
            }
            Found::Open(cell) => Err(Fault::OpenQuote(table.place(cell))),
            Found::TooLong => Err(Fault::TooLarge(1)),
            Found::End => Err(Fault::MissingHeading("body")),
        };
        table.headings = Arc::new(found.map_err(|found| fault(path, found))?);
        Ok(table)
    }

    /// Reads a row of one line, or of more where a cell may go on behind its line, of so many, as `goes_on` says.
    fn read_row(&mut self, goes_on: impl Fn(usize, u64) -> bool) -> Result<Found, Failure> {
        let unreadable = |error| Failure::Unreadable(self.path.clone(), error);
        self.record.clear();
        self.lines.begin();
        loop {
            if !self.lines.take().map_err(unreadable)? {
                return Ok(if self.lines.count == 0 {
                    Found::End
                } else {
                    Found::Open(self.record.cells)
                });
            }
            if self.lines.row().len() > MOST_BYTES {
                return Ok(if self.lines.count == 1 {
                    Found::TooLong
                } else {
                    Found::Open(self.record.cells)
                });
            }
            let line = self.lines.last();
            if self.record.add(&mut self.reader, line) {
                let is_alone = self.lines.count == 1;
                let open = (!is_alone).then(|| ill_closed(self.lines.row(), self.mark));
                return Ok(open.flatten().map_or(Found::Whole, Found::Open));
            }
            if line.is_empty() && self.lines.count == 1 {
                self.lines.begin();
            } else if !goes_on(self.record.cells, self.lines.count) {
                return Ok(Found::Open(self.record.cells));
            }
        }
    }

    /// A cell of the row.
    fn place(&self, cell: usize) -> Where {
        let heading = match (self.headings.columns.get(cell), &self.headings.members) {
            (Some(Column::Key(Key::Member)), Some(population)) => format!("{population}.id"),
            (Some(Column::Key(key)), _) => key.heading().to_owned(),
            (Some(Column::Fact(key, _)), _) => key.clone(),
            (Some(Column::None) | None, _) => (cell + 1).to_string(),
        };
        Where {
            table: None,
            row: self.lines.first,
            column: heading,
        }
    }
}

impl Rows for Csv {
    fn row(&mut self) -> Result<Option<Row>, Failure> {
        let headings = Arc::clone(&self.headings);
        // What is not read may be a note of several lines; what is read stands on one.
        let is_note = |cell: usize| headings.columns.get(cell) == Some(&Column::None);
        let found = self.read_row(|cell, lines| is_note(cell) && lines < MOST_LINES)?;
        let (number, width) = (self.lines.first, headings.columns.len());
        let (known, mut found) = match found {
            Found::End => return Ok(None),
            Found::TooLong => return Err(fault(&self.path, Fault::TooLarge(number))),
            Found::Whole => (width, None),
            Found::Open(cell) => {
                // The rows behind it are rows, whatever the mark was meant to enclose.
                self.lines.back_behind_first();
                self.reader.reset();
                (cell.min(width), Some(Fault::OpenQuote(self.place(cell))))
            }
        };
        if found.is_none() {
            let mut spare = self.record.each().skip(width);
            found = spare
                .any(|cell| !cell.trim_ascii().is_empty())
                .then_some(Fault::TooManyCells(number));
        }
        let mut cells = Vec::with_capacity(width);
        for cell in self.record.each().take(known) {
            cells.push(std::str::from_utf8(cell).map_or_else(
                |_| {
                    found = Some(Fault::NotText(number));
                    Cell::Blank
                },
                Cell::of_text,
            ));
        }
        Ok(Some(Row {
            table: Arc::clone(&self.table),
            headings,
            number,
            cells,
            fault: found,
        }))
    }

    fn read(&self) -> u64 {
        self.lines.read
    }

    fn is_of_members(&self) -> bool {
        self.headings.members.is_some()
    }
}

impl Record {
    fn clear(&mut self) {
        (self.written, self.cells) = (0, 0);
    }

    /// Adds a line, and tells whether the row ends with it.
    fn add(&mut self, reader: &mut Reader, line: &[u8]) -> bool {
        [line, b"\n"]
            .into_iter()
            .any(|part| self.add_part(reader, part))
    }

    fn add_part(&mut self, reader: &mut Reader, mut part: &[u8]) -> bool {
        while !part.is_empty() {
            // What is written is never longer than what is read.
            self.text
                .resize(self.text.len().max(self.written + part.len()), 0);
            self.ends
                .resize(self.ends.len().max(self.cells + AT_ONCE), 0);
            let (text, ends) = (&mut self.text[self.written..], &mut self.ends[self.cells..]);
            let (found, read, written, cells) = reader.read_record(part, text, ends);
            self.written += written;
            self.cells += cells;
            part = &part[read..];
            if matches!(found, ReadRecordResult::Record) {
                return true;
            }
        }
        false
    }

    /// The cells, one after the other.
    fn each(&self) -> impl Iterator<Item = &[u8]> {
        let ends = &self.ends[..self.cells];
        let starts = std::iter::once(&0).chain(ends);
        starts
            .zip(ends)
            .map(|(start, end)| &self.text[*start..*end])
    }
}

/// The first cell whose quotation mark is closed amid the cell, and so by a mark that was meant to open another.
fn ill_closed(row: &[u8], mark: u8) -> Option<usize> {
    let mut rest = row.strip_prefix(b"\xef\xbb\xbf").unwrap_or(row);
    for cell in 0.. {
        if let Some(quoted) = rest.strip_prefix(b"\"") {
            rest = quoted;
            while let Some(at) = rest.iter().position(|byte| *byte == b'"') {
                rest = &rest[at + 1..];
                match rest.strip_prefix(b"\"") {
                    Some(doubled) => rest = doubled,
                    None => break,
                }
            }
            if !matches!(rest, [] | [b'\r' | b'\n', ..]) && rest.first() != Some(&mark) {
                return Some(cell);
            }
        }
        let end = rest.iter().position(|byte| *byte == mark)?;
        rest = &rest[end + 1..];
    }
    None
}

/// The mark that parts the headings: the one that stands most often among them.
fn mark(start: &[u8]) -> u8 {
    let first = start
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let mut quoted = false;
    let mut counts = [0_usize; MARKS.len()];
    for byte in first {
        quoted ^= *byte == b'"';
        if let Some(at) = MARKS.iter().position(|mark| mark == byte && !quoted) {
            counts[at] += 1;
        }
    }
    let most = (0..MARKS.len()).rev().max_by_key(|at| counts[*at]);
    MARKS[most.unwrap_or_default()]
}

/// The lines of a file, those of the row at hand held.
struct Lines {
    file: File,
    held: Vec<u8>,
    /// Where in what is held the row begins, the last of its lines, what comes behind it, and where its first one ends.
    start: usize,
    last: Range<usize>,
    next: usize,
    first_end: usize,
    is_ended: bool,
    /// The number of its first line, and how many it has.
    first: u64,
    count: u64,
    /// Bytes up to the end of the last line.
    read: u64,
}

impl Lines {
    fn new(file: File) -> Self {
        Self {
            file,
            held: Vec::new(),
            start: 0,
            last: 0..0,
            next: 0,
            first_end: 0,
            is_ended: false,
            first: 1,
            count: 0,
            read: 0,
        }
    }

    /// What comes behind the last line, as far as it is read.
    fn ahead(&mut self) -> io::Result<&[u8]> {
        if self.next == self.held.len() {
            self.read_more()?;
        }
        Ok(&self.held[self.next..])
    }

    /// Begins a row.
    fn begin(&mut self) {
        self.first += self.count;
        self.count = 0;
        self.start = self.next;
    }

    /// Takes the next line into the row; whether there is one.
    fn take(&mut self) -> io::Result<bool> {
        let mut looked = self.next;
        let (end, next) = loop {
            let found = self.held[looked..]
                .iter()
                .position(|byte| matches!(byte, b'\n' | b'\r'));
            let end = found.map_or(self.held.len(), |at| looked + at);
            match &self.held[end..] {
                [b'\r', b'\n', ..] => break (end, end + 2),
                [b'\n', ..] | [b'\r', _, ..] => break (end, end + 1),
                [.., b'\r'] if self.is_ended => break (end, end + 1),
                _ if self.is_ended => break (end, end),
                // More than is read needs no end.
                _ if end - self.start > MOST_BYTES => break (end, end),
                _ => {}
            }
            looked = end - self.start;
            self.read_more()?;
        };
        if next == self.next {
            return Ok(false);
        }
        self.read += (next - self.next) as u64;
        (self.last, self.next) = (self.next..end, next);
        self.count += 1;
        if self.count == 1 {
            self.first_end = next;
        }
        Ok(true)
    }

    /// The last line of the row, without its end.
    fn last(&self) -> &[u8] {
        &self.held[self.last.clone()]
    }

    /// The lines of the row.
    fn row(&self) -> &[u8] {
        &self.held[self.start..self.next]
    }

    /// What comes next is the second line of the row.
    fn back_behind_first(&mut self) {
        self.read -= (self.next - self.first_end) as u64;
        self.next = self.first_end;
        self.count = 1;
    }

    /// Reads more, and forgets what stands before the row.
    fn read_more(&mut self) -> io::Result<()> {
        self.held.drain(..self.start);
        self.next -= self.start;
        self.first_end = self.first_end.saturating_sub(self.start);
        self.start = 0;
        let read = (&mut self.file)
            .take(AHEAD as u64)
            .read_to_end(&mut self.held)?;
        self.is_ended = read == 0;
        Ok(())
    }
}
