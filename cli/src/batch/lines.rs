//! Reports from files of one report a line, without ever holding more than a few.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use luat_core::run::json::MOST_BYTES;

use crate::failure::Failure;

/// Most reports handed to a worker at a time.
const MOST_LINES: usize = 64;
/// So many bytes of reports are enough for a worker.
const ENOUGH_BYTES: usize = 256 << 10;
/// What some programs write at the head of a file.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A line with a report.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The file it stands in; none: standard input.
    pub(super) file: Option<Arc<str>>,
    /// Its number there, from 1.
    pub(super) number: u64,
    /// What stands there; none: more than is read.
    pub(super) text: Option<Vec<u8>>,
}

/// Some lines, one after the other, and how far reading has come with them.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub(super) lines: Vec<Line>,
    /// Bytes read of all files together.
    pub(super) read: u64,
}

/// All lines of some files, blank ones left out.
pub(super) struct Lines<'i> {
    waiting: VecDeque<PathBuf>,
    stdin: Option<&'i mut (dyn Read + Send)>,
    open: Option<Open<'i>>,
    read: u64,
}

struct Open<'i> {
    path: PathBuf,
    name: Option<Arc<str>>,
    reader: Box<dyn BufRead + Send + 'i>,
    number: u64,
}

impl<'i> Lines<'i> {
    /// Of files in their order; `-` is standard input.
    ///
    /// # Errors
    /// When one is not there: told before the first is read, not after hours.
    pub(super) fn of(paths: &[PathBuf], stdin: &'i mut (dyn Read + Send)) -> Result<Self, Failure> {
        for path in paths.iter().filter(|path| !is_stdin(path)) {
            File::open(path).map_err(|error| unreadable(path, error))?;
        }
        Ok(Self {
            waiting: paths.iter().cloned().collect(),
            stdin: Some(stdin),
            open: None,
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
            bytes += line.text.as_ref().map_or(0, Vec::len);
            lines.push(line);
        }
        let read = self.read;
        Ok((!lines.is_empty()).then_some(Piece { lines, read }))
    }

    /// The next line that is not blank.
    fn line(&mut self) -> Result<Option<Line>, Failure> {
        loop {
            if self.open.is_none() && !self.open_next()? {
                return Ok(None);
            }
            let Some(open) = &mut self.open else { continue };
            let read = read_line(&mut open.reader);
            let (text, taken) = read.map_err(|error| unreadable(&open.path, error))?;
            self.read += taken;
            if taken == 0 {
                self.open = None;
                continue;
            }
            open.number += 1;
            let text = text.map(|text| bare(text, open.number));
            if text.as_ref().is_none_or(|text| !text.is_empty()) {
                return Ok(Some(Line {
                    file: open.name.clone(),
                    number: open.number,
                    text,
                }));
            }
        }
    }

    /// Opens the next file, if there is one.
    fn open_next(&mut self) -> Result<bool, Failure> {
        let Some(path) = self.waiting.pop_front() else {
            return Ok(false);
        };
        let (name, reader): (_, Box<dyn BufRead + Send + 'i>) = if is_stdin(&path) {
            match self.stdin.take() {
                Some(stdin) => (None, Box::new(BufReader::new(stdin))),
                // Named a second time it has nothing more to give.
                None => (None, Box::new(io::empty())),
            }
        } else {
            let file = File::open(&path).map_err(|error| unreadable(&path, error))?;
            let name = Arc::from(path.display().to_string());
            (
                Some(name),
                Box::new(BufReader::with_capacity(1 << 20, file)),
            )
        };
        self.open = Some(Open {
            path,
            name,
            reader,
            number: 0,
        });
        Ok(true)
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
    let (mut text, mut taken, mut is_held) = (Vec::new(), 0, true);
    loop {
        let found = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            found => found?,
        };
        if found.is_empty() {
            break;
        }
        let end = found.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(found.len(), |end| end + 1);
        is_held &= text.len() + used <= MOST_BYTES + 2;
        if is_held {
            text.extend_from_slice(&found[..used]);
        } else {
            text = Vec::new();
        }
        reader.consume(used);
        taken += used as u64;
        if end.is_some() {
            break;
        }
    }
    Ok((is_held.then_some(text), taken))
}

/// A line without its end, spaces around it and, in the first, the byte order mark.
fn bare(mut text: Vec<u8>, number: u64) -> Vec<u8> {
    let kept = text.trim_ascii_end().len();
    text.truncate(kept);
    let lead = match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(_) if number == 1 => BYTE_ORDER_MARK.len(),
        _ => 0,
    };
    let lead = lead
        + text[lead..]
            .iter()
            .take_while(|b| b.is_ascii_whitespace())
            .count();
    text.drain(..lead);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(text: &str) -> Vec<(u64, String)> {
        let mut stdin = text.as_bytes();
        let lines = Lines::of(&[PathBuf::from("-")], &mut stdin).unwrap();
        let pieces: Vec<Piece> = lines.map(Result::unwrap).collect();
        let lines = pieces.into_iter().flat_map(|piece| piece.lines);
        lines
            .map(|line| (line.number, String::from_utf8(line.text.unwrap()).unwrap()))
            .collect()
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
        let text = "{}\n".repeat(1000);
        let mut stdin = text.as_bytes();
        let lines = Lines::of(&[PathBuf::from("-")], &mut stdin).unwrap();
        let sizes: Vec<usize> = lines.map(|piece| piece.unwrap().lines.len()).collect();
        assert_eq!(sizes.iter().sum::<usize>(), 1000);
        assert!(sizes.iter().all(|size| *size <= MOST_LINES));
    }

    #[test]
    fn a_line_too_long_is_passed_over() {
        let mut long = vec![b' '; MOST_BYTES + 10];
        long.extend_from_slice(b"\n{}\n");
        let mut stdin = long.as_slice();
        let mut lines = Lines::of(&[PathBuf::from("-")], &mut stdin).unwrap();
        let piece = lines.next().unwrap().unwrap();
        let found: Vec<(u64, bool)> = piece
            .lines
            .iter()
            .map(|line| (line.number, line.text.is_some()))
            .collect();
        assert_eq!(found, [(1, false), (2, true)]);
    }
}
