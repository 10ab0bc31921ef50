//! Reports in, records out.

use luat_core::Ruleset;
use luat_core::run::evaluate::Request;
use luat_core::run::facts::read::ReadError;
use luat_core::run::json::JsonError;
use luat_core::run::verdict::Outcome;
use luat_core::wire;
use luat_core::wire::batch::{Answer, Message, Record, Unusable};
use luat_core::words::{self, Language};

use super::lines::{Given, Line, Piece};
use super::table::{self, Worded};
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
        for line in &piece.lines {
            let outcome = self.outcome(line);
            match &outcome {
                Ok(outcome) => judged.tally.add(self.rules.program(), outcome),
                Err(unusable) => {
                    judged.tally.unusable += 1;
                    judged.faults.push((line.place(), unusable.message.clone()));
                }
            }
            self.write(&mut judged.records, line, outcome.as_ref());
        }
        judged
    }

    fn outcome(&self, line: &Line) -> Result<Outcome, Unusable> {
        let facts = match &line.given {
            Given::TooLong => Err(ReadError::Json(JsonError::TooLarge {
                what: "bytes",
                limit: self.longest,
            })),
            Given::Text(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => self.rules.read(text),
                Err(_) => return Err(not_text()),
            },
            Given::Rows(rows) => self
                .rules
                .read(&rows.json().map_err(|fault| fault.unusable())?),
        };
        let facts = facts.map_err(|error| Unusable {
            code: error.key(),
            message: Message {
                en: words::unusable(&error, Language::En),
                vi: words::unusable(&error, Language::Vi),
            },
        })?;
        Ok(self.rules.judge(&facts, &self.request))
    }

    fn write(&self, records: &mut Records, line: &Line, outcome: Result<&Outcome, &Unusable>) {
        let program = self.rules.program();
        let record = Record {
            file: line.file.as_deref(),
            line: line.number,
            answer: match outcome {
                Ok(outcome) => Answer::Result(wire::outcome(program, outcome)),
                Err(unusable) => Answer::Error(unusable.clone()),
            },
        };
        match (records, self.format) {
            (Records::Rows(rows), BatchFormat::Xlsx) => {
                rows.extend(table::told_in(self.language, &record, outcome, program));
            }
            (Records::Rows(rows), _) => rows.extend(table::told(&record, outcome, program)),
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
    /// Its file and number.
    fn place(&self) -> String {
        let file = self.file.as_deref().unwrap_or("stdin");
        format!("{file}:{}", self.number)
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
