//! Tables as CSV: UTF-8, parted by commas, semicolons or tabs.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use csv::{ByteRecord, ErrorKind, ReaderBuilder, Terminator};
use luat_core::run::json::MOST_BYTES;

use super::cell::Cell;
use super::fault::Fault;
use super::headings::Headings;
use super::kind::Keys;
use super::{Row, Rows, fault};
use crate::failure::Failure;

/// What may part the cells of a row.
const MARKS: [u8; 3] = [b',', b';', b'\t'];
/// How much of a file is looked at to see which of them does, and read at a time.
const AHEAD: usize = 1 << 18;
/// Most lines of which it is noted where they begin: more than are read ahead of a row.
const MOST_STARTS: usize = 1 << 16;

/// A table as CSV.
pub(super) struct Csv {
    path: PathBuf,
    table: Arc<str>,
    headings: Arc<Headings>,
    reader: csv::Reader<Bounded<BufReader<File>>>,
    record: ByteRecord,
}

impl Csv {
    pub(super) fn open(path: &Path, keys: &Keys) -> Result<Self, Failure> {
        let unreadable = |error| Failure::Unreadable(path.to_owned(), error);
        let file = File::open(path).map_err(unreadable)?;
        let mut file = BufReader::with_capacity(AHEAD, file);
        let mark = mark(file.fill_buf().map_err(unreadable)?);
        let mut reader = ReaderBuilder::new()
            .delimiter(mark)
            .terminator(Terminator::CRLF)
            .has_headers(false)
            .flexible(true)
            .from_reader(Bounded::new(file));
        let mut record = ByteRecord::new();
        if !reader
            .read_byte_record(&mut record)
            .map_err(|error| failed(path, &error))?
        {
            return Err(fault(path, Fault::MissingHeading("body")));
        }
        let first: Result<Vec<String>, _> = record
            .iter()
            .map(|cell| String::from_utf8(cell.to_vec()))
            .collect();
        let first = first.map_err(|_| fault(path, Fault::NotText(1)))?;
        let headings = Headings::read(&first, keys).map_err(|found| fault(path, found))?;
        Ok(Self {
            path: path.to_owned(),
            table: Arc::from(path.display().to_string()),
            headings: Arc::new(headings),
            reader,
            record,
        })
    }
}

impl Rows for Csv {
    fn row(&mut self) -> Result<Option<Row>, Failure> {
        self.reader.get_mut().left = MOST_BYTES;
        let more = self.reader.read_byte_record(&mut self.record);
        if !more.map_err(|error| failed(&self.path, &error))? {
            return Ok(None);
        }
        let about = self.record.position();
        let number = about.map_or(0, |about| self.reader.get_mut().line_at(about));
        let width = self.headings.columns.len();
        let cells: Result<Vec<Cell>, _> = self
            .record
            .iter()
            .take(width)
            .map(|cell| std::str::from_utf8(cell).map(Cell::of_text))
            .collect();
        let spare = self
            .record
            .iter()
            .skip(width)
            .any(|cell| !cell.trim_ascii().is_empty());
        let (cells, fault) = match cells {
            Err(_) => (Vec::new(), Some(Fault::NotText(number))),
            Ok(cells) => (cells, spare.then_some(Fault::TooManyCells(number))),
        };
        Ok(Some(Row {
            table: Arc::clone(&self.table),
            headings: Arc::clone(&self.headings),
            number,
            cells,
            fault,
        }))
    }

    fn read(&self) -> u64 {
        self.reader.position().byte()
    }

    fn is_of_members(&self) -> bool {
        self.headings.members.is_some()
    }
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

fn failed(path: &Path, error: &csv::Error) -> Failure {
    match error.kind() {
        ErrorKind::Io(why) if why.kind() == io::ErrorKind::FileTooLarge => {
            let row = error.position().map_or(0, csv::Position::line);
            fault(path, Fault::TooLarge(row))
        }
        _ => fault(path, Fault::Damaged("CSV", error.to_string())),
    }
}

/// A stream of which a row may hold so many bytes: a quotation mark that is not closed swallows the rest of a file.
struct Bounded<R> {
    file: R,
    left: usize,
    /// How many bytes are read, and lines begun.
    bytes: u64,
    line: u64,
    is_start: bool,
    /// Where lines that are not empty begin, with their numbers: rows are counted without the empty ones.
    starts: VecDeque<(u64, u64)>,
}

impl<R> Bounded<R> {
    fn new(file: R) -> Self {
        Self {
            file,
            left: MOST_BYTES,
            bytes: 0,
            line: 0,
            is_start: true,
            starts: VecDeque::new(),
        }
    }

    fn note_lines(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.line += u64::from(self.is_start);
            let is_end = *byte == b'\n';
            if self.is_start && !is_end && *byte != b'\r' && self.starts.len() < MOST_STARTS {
                self.starts.push_back((self.bytes, self.line));
            }
            self.is_start = is_end;
            self.bytes += 1;
        }
    }

    /// The number of the line where a row begins.
    fn line_at(&mut self, row: &csv::Position) -> u64 {
        while self
            .starts
            .front()
            .is_some_and(|(start, _)| *start < row.byte())
        {
            self.starts.pop_front();
        }
        self.starts.front().map_or(row.line(), |(_, line)| *line)
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let most = into.len().min(self.left);
        let read = self.file.read(&mut into[..most])?;
        self.left -= read;
        self.note_lines(&into[..read]);
        Ok(read)
    }
}
