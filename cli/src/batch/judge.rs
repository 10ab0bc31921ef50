//! Reports in, records out.

use std::borrow::Cow;
use std::sync::{Mutex, MutexGuard, PoisonError};

use luat_core::Ruleset;
use luat_core::run::evaluate::Request;
use luat_core::run::facts::read::ReadError;
use luat_core::run::json::JsonError;
use luat_core::run::statuses::{Desk, Statuses};
use luat_core::wire;
use luat_core::wire::batch::{Answer, Message, Record, Unusable};
use luat_core::words::{self, Language};

use super::lines::{Given, Line, Piece};
use super::table::{self, Worded, Words};
use super::tally::Tally;
use crate::args::BatchFormat;

/// Judges lines; shared by all workers.
pub(crate) struct Judge<'r> {
    pub(crate) rules: &'r Ruleset,
    pub(crate) request: Request,
    pub(crate) format: BatchFormat,
    /// The longest line that is read, in bytes.
    pub(crate) longest: usize,
    /// The language of words in a workbook.
    pub(crate) language: Language,
    /// Where reports are judged for their statuses alone.
    pub(crate) desks: Option<Desks<'r>>,
}

/// Desks at which no worker sits; each keeps from piece to piece what it has worked out.
pub(crate) struct Desks<'r> {
    statuses: &'r Statuses<'r>,
    free: Mutex<Vec<Desk<'r>>>,
}

impl<'r> Desks<'r> {
    pub(super) fn new(statuses: &'r Statuses<'r>) -> Self {
        Self {
            statuses,
            free: Mutex::default(),
        }
    }

    fn free(&self) -> MutexGuard<'_, Vec<Desk<'r>>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Desk<'r> {
        let free = self.free().pop();
        free.unwrap_or_else(|| self.statuses.desk())
    }
}

/// What is written out of some reports.
pub(crate) enum Records {
    Bytes(Vec<u8>),
    Rows(Vec<Worded>),
}

impl Records {
    /// Records that are text.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Rows(_) => Vec::new(),
        }
    }
}

/// What became of a piece.
pub(crate) struct Judged {
    /// As they are written out.
    pub(crate) records: Records,
    pub(super) tally: Tally,
    /// Lines that cannot be used, with their place.
    pub(super) faults: Vec<(String, Message)>,
    /// Bytes read up to its end.
    pub(super) read: u64,
}

impl Judged {
    /// How many reports were judged, and how many lines cannot be used.
    pub(crate) const fn counts(&self) -> (u64, u64) {
        (self.tally.judged, self.tally.unusable)
    }
}

impl Judge<'_> {
    pub(crate) fn piece(&self, piece: &Piece) -> Judged {
        let mut judged = Judged {
            records: match self.format {
                BatchFormat::Ndjson | BatchFormat::Csv => Records::Bytes(Vec::new()),
                BatchFormat::Parquet | BatchFormat::Xlsx => Records::Rows(Vec::new()),
            },
            tally: Tally::default(),
            faults: Vec::new(),
            read: piece.read,
        };
        let mut desk = self.desks.as_ref().map(Desks::take);
        for line in &piece.lines {
            let answered = match (&mut desk, &self.desks) {
                (Some(desk), Some(desks)) => self.statuses(line, desk, desks.statuses, &mut judged),
                _ => self.whole(line, &mut judged),
            };
            if let Err(unusable) = answered {
                judged.tally.unusable += 1;
                judged.faults.push((line.place(), unusable.message.clone()));
                let words = table::why(&unusable, self.format, self.language);
                let answer = Answer::Error(unusable);
                self.write(&mut judged.records, line, answer, |_| words);
            }
        }
        if let (Some(desk), Some(desks)) = (desk, &self.desks) {
            desks.free().push(desk);
        }
        judged
    }

    /// Judges a line with all there is to tell.
    fn whole(&self, line: &Line, judged: &mut Judged) -> Result<(), Unusable> {
        let facts = self.rules.read(&line.text(self.longest)?);
        let facts = facts.map_err(|error| unusable(&error))?;
        let outcome = self.rules.judge(&facts, &self.request);
        let program = self.rules.program();
        judged.tally.add(program, &outcome);
        let answer = Answer::Result(wire::outcome(program, &outcome));
        self.write(&mut judged.records, line, answer, |format| {
            table::words(program, &outcome, format, self.language)
        });
        Ok(())
    }

    /// Judges a line for its statuses alone.
    fn statuses(
        &self,
        line: &Line,
        desk: &mut Desk<'_>,
        statuses: &Statuses<'_>,
        judged: &mut Judged,
    ) -> Result<(), Unusable> {
        let text = line.text(self.longest)?;
        let told = desk.judge(&text).map_err(|error| unusable(&error))?;
        judged.tally.add_statuses(statuses, &told);
        let answer = Answer::Statuses(wire::batch::statuses(statuses, &told));
        self.write(&mut judged.records, line, answer, |format| {
            table::words_of_statuses(statuses, &told, format, self.language)
        });
        Ok(())
    }

    fn write(
        &self,
        records: &mut Records,
        line: &Line,
        answer: Answer<'_>,
        words: impl FnOnce(BatchFormat) -> Vec<Words>,
    ) {
        let record = Record {
            file: line.file.as_deref(),
            line: line.number,
            answer,
        };
        match (records, self.format) {
            (Records::Rows(rows), format) => rows.extend(table::told(&record, words(format))),
            (Records::Bytes(bytes), BatchFormat::Csv) => table::write(bytes, &record),
            (Records::Bytes(bytes), _) => {
                // These shapes have nothing that JSON cannot say.
                bytes.extend(wire::to_compact(&record).unwrap_or_default().into_bytes());
                bytes.push(b'\n');
            }
        }
    }
}

impl Line {
    /// The report as JSON.
    fn text(&self, longest: usize) -> Result<Cow<'_, str>, Unusable> {
        match &self.given {
            Given::TooLong => Err(unusable(&ReadError::Json(JsonError::TooLarge {
                what: "bytes",
                limit: longest,
            }))),
            Given::Text(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => Ok(Cow::Borrowed(text)),
                Err(_) => Err(not_text()),
            },
            Given::Rows(rows) => {
                let text = rows.json().map_err(|fault| fault.unusable())?;
                Ok(Cow::Owned(text))
            }
        }
    }

    /// Its file and number.
    fn place(&self) -> String {
        let file = self.file.as_deref().unwrap_or("stdin");
        format!("{file}:{}", self.number)
    }
}

fn unusable(error: &ReadError) -> Unusable {
    Unusable {
        code: error.key(),
        message: Message {
            en: words::unusable(error, Language::En),
            vi: words::unusable(error, Language::Vi),
        },
    }
}

fn not_text() -> Unusable {
    Unusable {
        code: "not_utf8",
        message: Message {
            en: "it is not UTF-8 text".to_owned(),
            vi: "không phải văn bản UTF-8".to_owned(),
        },
    }
}
