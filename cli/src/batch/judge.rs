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

use super::MOST_TOLD;
use super::kept;
use super::lines::{Given, Line, Piece};
use super::table::{self, Words};
use super::tally::Tally;
use crate::args::BatchFormat;
use crate::mistake::{self, Mistake};

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

/// What became of a piece.
pub(crate) struct Judged {
    /// As they are written out, or kept until all are there.
    pub(crate) records: Vec<u8>,
    pub(super) tally: Tally,
    /// Lines that cannot be used and facts with problems, with their place: the first of them.
    pub(super) faults: Vec<(String, Message)>,
    /// How many of those lines are not to blame.
    pub(crate) mistakes: u64,
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
            records: Vec::new(),
            tally: Tally::default(),
            faults: Vec::new(),
            mistakes: 0,
            read: piece.read,
        };
        let mut desk = self.desks.as_ref().map(Desks::take);
        for line in &piece.lines {
            let told = judged.records.len();
            let answered = mistake::caught(|| match (&mut desk, &self.desks) {
                (Some(desk), Some(desks)) => self.statuses(line, desk, desks.statuses, &mut judged),
                _ => self.whole(line, &mut judged),
            });
            let answered = answered.unwrap_or_else(|mistake| {
                // What it had begun with the report is of no use.
                desk = self.desks.as_ref().map(Desks::take);
                judged.records.truncate(told);
                judged.mistakes += 1;
                Err(of_ours(&mistake))
            });
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
        let answer = Answer::Result(wire::outcome(program, &outcome));
        self.write(&mut judged.records, line, answer, |format| {
            table::words(program, &outcome, format, self.language)
        });
        // Counted once it is told.
        judged.tally.add(program, &outcome);
        let left = MOST_TOLD.saturating_sub(judged.faults.len());
        for problem in outcome.problems.iter().take(left) {
            let told = |language| table::problem(program, problem, language);
            let (en, vi) = (told(Language::En), told(Language::Vi));
            judged.faults.push((line.place(), Message { en, vi }));
        }
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
        let answer = Answer::Statuses(wire::batch::statuses(statuses, &told));
        self.write(&mut judged.records, line, answer, |format| {
            table::words_of_statuses(statuses, &told, format, self.language)
        });
        judged.tally.add_statuses(statuses, &told);
        Ok(())
    }

    fn write(
        &self,
        records: &mut Vec<u8>,
        line: &Line,
        answer: Answer<'_>,
        words: impl FnOnce(BatchFormat) -> Vec<Words>,
    ) {
        let record = Record {
            file: line.file.as_deref(),
            line: line.number,
            answer,
        };
        match self.format {
            BatchFormat::Ndjson => {
                // These shapes have nothing that JSON cannot say.
                records.extend(wire::to_compact(&record).unwrap_or_default().into_bytes());
                records.push(b'\n');
            }
            BatchFormat::Csv => table::write(records, &record),
            BatchFormat::Parquet | BatchFormat::Xlsx => {
                kept::write(records, &record, words(self.format));
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

fn of_ours(mistake: &Mistake) -> Unusable {
    let text = mistake.text();
    Unusable {
        code: "internal",
        message: Message {
            en: text.en,
            vi: text.vi,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mistake::tests::broken;

    #[test]
    fn a_mistake_of_ours_spoils_one_report_alone() {
        let (rules, [good, bad]) = broken();
        let request = Request::on(jiff_core::civil::Date::MAX);
        let statuses = Statuses::new(rules.program(), request.clone());
        let formats = [
            BatchFormat::Ndjson,
            BatchFormat::Csv,
            BatchFormat::Parquet,
            BatchFormat::Xlsx,
        ];
        for (format, alone) in formats
            .into_iter()
            .flat_map(|one| [(one, false), (one, true)])
        {
            let judge = Judge {
                rules: &rules,
                request: request.clone(),
                format,
                longest: 1 << 20,
                language: Language::En,
                desks: alone.then(|| Desks::new(&statuses)),
            };
            let lines = (1..).zip([good, bad, good]);
            let piece = Piece {
                lines: lines
                    .map(|(at, line)| Line::of_stream(at, Some(line.into())))
                    .collect(),
                read: 0,
            };
            let judged = judge.piece(&piece);
            assert_eq!((judged.counts(), judged.mistakes), ((2, 1), 1));
            assert_eq!(judged.faults.len(), 1);
            assert!(judged.faults[0].1.en.starts_with("a mistake of luat"));
            let told = String::from_utf8(judged.records).unwrap();
            let lines = told.lines().map(|line| line.contains("internal"));
            assert_eq!(lines.collect::<Vec<_>>(), [false, true, false]);
        }
    }
}
