//! Reports from files of one report a line, or from tables, without ever holding more than a few.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use luat_core::run::json::MOST_BYTES;

use super::cut::{Cutter, bare};
use crate::args::BatchArguments;
use crate::failure::Failure;
use crate::tables::{self, Flat, Keys, Reports, Rosters};

/// Most reports handed to a worker at a time.
pub(crate) const MOST_LINES: usize = 64;
/// So many bytes of reports are enough for a worker.
pub(crate) const ENOUGH_BYTES: usize = 256 << 10;

/// Where a report begins, and what it is.
#[derive(Debug)]
pub(crate) struct Line {
    /// The file it stands in; none: standard input.
    pub(super) file: Option<Arc<str>>,
    /// Its number there, from 1.
    pub(super) number: u64,
    pub(super) given: Given,
}

/// A report as it is given.
#[derive(Debug)]
pub(super) enum Given {
    /// A line of JSON.
    Text(Vec<u8>),
    /// More than is read.
    TooLong,
    /// Rows of a table.
    Rows(Flat),
}

/// Some lines, one after the other, and how far reading has come with them.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    pub(crate) lines: Vec<Line>,
    /// Bytes read of all files together.
    pub(crate) read: u64,
}

/// All reports of some files, blank lines left out.
pub(super) struct Lines<'i> {
    waiting: VecDeque<PathBuf>,
    stdin: Option<&'i mut (dyn Read + Send)>,
    open: Option<Open<'i>>,
    tables: Tables<'i>,
    /// Bytes read of files that are done.
    read: u64,
}

/// How tables are read.
struct Tables<'i> {
    keys: &'i Keys,
    rosters: Rosters,
    arguments: &'i BatchArguments,
}

/// A file being read.
enum Open<'i> {
    Text(TextFile<'i>),
    Table(Box<Reports>),
}

struct TextFile<'i> {
    path: PathBuf,
    name: Option<Arc<str>>,
    reader: Box<dyn BufRead + Send + 'i>,
    number: u64,
    read: u64,
}

impl<'i> Lines<'i> {
    /// Of files in their order; `-` is standard input.
    ///
    /// # Errors
    /// When one is not there, or is no table though its name says so: told before the first is read, not after hours.
    pub(super) fn of(
        arguments: &'i BatchArguments,
        keys: &'i Keys,
        stdin: &'i mut (dyn Read + Send),
    ) -> Result<Self, Failure> {
        let paths = &arguments.reports;
        for path in paths.iter().filter(|path| !is_stdin(path)) {
            File::open(path).map_err(|error| unreadable(path, error))?;
            if tables::is_table(path) {
                Reports::open(path, keys, arguments.numbers)?;
            }
        }
        Ok(Self {
            waiting: paths.iter().cloned().collect(),
            stdin: Some(stdin),
            open: None,
            tables: Tables {
                keys,
                rosters: Rosters::open(&arguments.rosters, keys)?,
                arguments,
            },
            read: 0,
        })
    }

    /// How many bytes there are to read, where that can be known.
    pub(super) fn size(paths: &[PathBuf]) -> Option<u64> {
        let sizes = paths.iter().map(|path| {
            let about = path.metadata().ok()?;
            about.is_file().then_some(about.len())
        });
        sizes.sum()
    }

    /// Passes over so many lines.
    pub(super) fn pass_over(&mut self, mut lines: u64) -> Result<(), Failure> {
        while lines > 0 && self.line()?.is_some() {
            lines -= 1;
        }
        Ok(())
    }

    fn piece(&mut self) -> Result<Option<Piece>, Failure> {
        let (mut lines, mut bytes) = (Vec::new(), 0);
        while lines.len() < MOST_LINES && bytes < ENOUGH_BYTES {
            let Some(line) = self.line()? else { break };
            bytes += line.size();
            lines.push(line);
        }
        let read = self.read + self.open.as_ref().map_or(0, Open::read);
        Ok((!lines.is_empty()).then_some(Piece { lines, read }))
    }

    /// The next report.
    fn line(&mut self) -> Result<Option<Line>, Failure> {
        loop {
            if self.open.is_none() && !self.open_next()? {
                let stray = self.tables.rosters.stray(self.tables.arguments.numbers)?;
                return Ok(stray.map(Line::of_rows));
            }
            let next = match &mut self.open {
                None => continue,
                Some(Open::Text(text)) => text.next()?,
                Some(Open::Table(reports)) => {
                    reports.next(&mut self.tables.rosters)?.map(Line::of_rows)
                }
            };
            if next.is_some() {
                return Ok(next);
            }
            self.read += self.open.take().map_or(0, |open| open.read());
        }
    }

    /// Opens the next file, if there is one.
    fn open_next(&mut self) -> Result<bool, Failure> {
        let Some(path) = self.waiting.pop_front() else {
            return Ok(false);
        };
        self.open = Some(if is_stdin(&path) {
            // Named a second time it has nothing more to give.
            let reader: Box<dyn BufRead + Send + 'i> = match self.stdin.take() {
                Some(stdin) => Box::new(BufReader::new(stdin)),
                None => Box::new(io::empty()),
            };
            Open::Text(TextFile::of(path, None, reader))
        } else if tables::is_table(&path) {
            let Tables {
                keys, arguments, ..
            } = self.tables;
            Open::Table(Box::new(Reports::open(&path, keys, arguments.numbers)?))
        } else {
            let file = File::open(&path).map_err(|error| unreadable(&path, error))?;
            let name = Arc::from(path.display().to_string());
            let reader = BufReader::with_capacity(1 << 20, file);
            Open::Text(TextFile::of(path, Some(name), Box::new(reader)))
        });
        Ok(true)
    }
}

impl Open<'_> {
    /// Bytes read so far.
    fn read(&self) -> u64 {
        match self {
            Self::Text(text) => text.read,
            Self::Table(reports) => reports.read(),
        }
    }
}

impl<'i> TextFile<'i> {
    fn of(path: PathBuf, name: Option<Arc<str>>, reader: Box<dyn BufRead + Send + 'i>) -> Self {
        Self {
            path,
            name,
            reader,
            number: 0,
            read: 0,
        }
    }

    /// The next line that is not blank.
    fn next(&mut self) -> Result<Option<Line>, Failure> {
        loop {
            let read = read_line(&mut self.reader);
            let (text, taken) = read.map_err(|error| unreadable(&self.path, error))?;
            self.read += taken;
            if taken == 0 {
                return Ok(None);
            }
            self.number += 1;
            let given = match text.map(|text| bare(text, self.number)) {
                Some(text) if text.is_empty() => continue,
                Some(text) => Given::Text(text),
                None => Given::TooLong,
            };
            return Ok(Some(Line {
                file: self.name.clone(),
                number: self.number,
                given,
            }));
        }
    }
}

impl Line {
    /// A line that stands in no file; no text where it is longer than is read.
    pub(crate) fn of_stream(number: u64, text: Option<Vec<u8>>) -> Self {
        Self {
            file: None,
            number,
            given: text.map_or(Given::TooLong, Given::Text),
        }
    }

    fn of_rows(rows: Flat) -> Self {
        Self {
            file: Some(Arc::clone(&rows.table)),
            number: rows.number,
            given: Given::Rows(rows),
        }
    }

    fn size(&self) -> usize {
        match &self.given {
            Given::Text(text) => text.len(),
            Given::TooLong => 0,
            Given::Rows(rows) => rows.size(),
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Piece, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        self.piece().transpose()
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn unreadable(path: &Path, error: io::Error) -> Failure {
    if error.kind() == io::ErrorKind::NotFound {
        Failure::Missing(path.to_owned())
    } else {
        Failure::Unreadable(path.to_owned(), error)
    }
}

/// A line and how many bytes it took, its end included; no text where it is longer than a report may
/// be: what is too much is passed over without being held.
fn read_line(reader: &mut dyn BufRead) -> io::Result<(Option<Vec<u8>>, u64)> {
    let (mut cutter, mut taken) = (Cutter::new(MOST_BYTES), 0);
    loop {
        let found = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            found => found?,
        };
        if found.is_empty() {
            break;
        }
        let (used, is_whole) = cutter.take(found);
        reader.consume(used);
        taken += used as u64;
        if is_whole {
            break;
        }
    }
    Ok((cutter.line(), taken))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args;
    use luat_grammar::Language;

    fn pieces_of(text: &[u8]) -> Vec<Piece> {
        let words = ["luat", "batch", "rules", "--reports", "-"].map(Into::into);
        let parsed = args::parse(&words, Language::En).unwrap();
        let args::Subcommands::Batch(arguments) = parsed.command else {
            panic!("it is a batch")
        };
        let (keys, mut stdin) = (Keys::default(), text);
        let lines = Lines::of(&arguments, &keys, &mut stdin).unwrap();
        lines.map(Result::unwrap).collect()
    }

    fn lines_of(text: &str) -> Vec<(u64, String)> {
        let lines = pieces_of(text.as_bytes())
            .into_iter()
            .flat_map(|piece| piece.lines);
        let told = lines.map(|line| match line.given {
            Given::Text(text) => (line.number, String::from_utf8(text).unwrap()),
            Given::TooLong | Given::Rows(_) => panic!("it is a line"),
        });
        told.collect()
    }

    #[test]
    fn blank_lines_are_left_out_and_counted() {
        let found = lines_of("\u{feff}{}\r\n\n  \n[1]\n{\"a\":2}");
        let told: Vec<(u64, &str)> = found
            .iter()
            .map(|(at, text)| (*at, text.as_str()))
            .collect();
        assert_eq!(told, [(1, "{}"), (4, "[1]"), (5, "{\"a\":2}")]);
    }

    #[test]
    fn lines_come_in_pieces() {
        let pieces = pieces_of("{}\n".repeat(1000).as_bytes());
        let sizes: Vec<usize> = pieces.iter().map(|piece| piece.lines.len()).collect();
        assert_eq!(sizes.iter().sum::<usize>(), 1000);
        assert!(sizes.iter().all(|size| *size <= MOST_LINES));
    }

    #[test]
    fn a_line_too_long_is_passed_over() {
        let mut long = vec![b' '; MOST_BYTES + 10];
        long.extend_from_slice(b"\n{}\n");
        let pieces = pieces_of(&long);
        let found: Vec<(u64, bool)> = pieces[0]
            .lines
            .iter()
            .map(|line| (line.number, matches!(line.given, Given::Text(_))))
            .collect();
        assert_eq!(found, [(1, false), (2, true)]);
    }
}
