//! What an interrupted run has done already, read from the records that it left.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::Path;

use luat_core::run::program::{Program, RuleId};
use luat_core::run::verdict::{Severity, Status};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::table::column;
use super::tally::Tally;
use crate::args::BatchFormat;
use crate::failure::Failure;

/// What is done already.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// Reports whose records are whole.
    pub(super) reports: u64,
    /// Where the last whole record ends.
    pub(super) bytes: u64,
    pub(super) tally: Tally,
}

/// Reads what is done already; none where nothing was left.
pub(super) fn read(
    part: &Path,
    format: BatchFormat,
    program: &Program,
) -> Result<Earlier, Failure> {
    let file = match File::open(part) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Earlier::default()),
        found => found.map_err(|error| Failure::Unreadable(part.to_owned(), error))?,
    };
    let again = Again::new(program);
    let reader = BufReader::new(file);
    let earlier = match format {
        BatchFormat::Ndjson => again.lines(reader),
        BatchFormat::Csv | BatchFormat::Parquet | BatchFormat::Xlsx => again.rows(reader),
    };
    earlier.map_err(|error| Failure::Unreadable(part.to_owned(), error))
}

/// A record as far as it is counted.
#[derive(Deserialize)]
struct Record<'r> {
    #[serde(borrow)]
    result: Option<Outcome<'r>>,
}

#[derive(Deserialize)]
struct Outcome<'r> {
    #[serde(borrow)]
    verdicts: Vec<Verdict<'r>>,
    #[serde(default)]
    problems: Vec<IgnoredAny>,
}

#[derive(Deserialize)]
struct Verdict<'r> {
    #[serde(borrow)]
    body: Body<'r>,
    #[serde(borrow)]
    document: Cow<'r, str>,
    #[serde(borrow)]
    rule: Cow<'r, str>,
    #[serde(borrow)]
    status: Cow<'r, str>,
    #[serde(borrow)]
    severity: Option<Cow<'r, str>>,
}

#[derive(Deserialize)]
struct Body<'r> {
    #[serde(borrow)]
    level: Cow<'r, str>,
}

/// Counts records again.
struct Again<'p> {
    program: &'p Program,
    rules: BTreeMap<(&'p str, &'p str), RuleId>,
}

impl<'p> Again<'p> {
    fn new(program: &'p Program) -> Self {
        let rules = (0..).map(RuleId).zip(&program.rules);
        let rules = rules.filter_map(|(id, rule)| {
            let document = program.documents.get(rule.document.index())?;
            Some(((document.id.as_str(), rule.id.as_str()), id))
        });
        Self {
            program,
            rules: rules.collect(),
        }
    }

    /// Records that end with their line; the last may have been cut off.
    fn lines(&self, mut reader: impl BufRead) -> std::io::Result<Earlier> {
        let mut earlier = Earlier::default();
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = reader.read_until(b'\n', &mut line)?;
            let record = line
                .strip_suffix(b"\n")
                .map(serde_json::from_slice::<Record<'_>>);
            let Some(Ok(record)) = record else {
                return Ok(earlier);
            };
            earlier.reports += 1;
            earlier.bytes += read as u64;
            match record.result {
                None => earlier.tally.unusable += 1,
                Some(result) => {
                    earlier.tally.judged += 1;
                    earlier.tally.problems += result.problems.len() as u64;
                    earlier.tally.faulty += u64::from(!result.problems.is_empty());
                    for one in &result.verdicts {
                        let severity = one.severity.as_deref().unwrap_or_default();
                        self.count(
                            &mut earlier.tally,
                            &one.body.level,
                            &one.document,
                            &one.rule,
                            &one.status,
                            severity,
                        );
                    }
                }
            }
        }
    }

    /// Rows of several to a report: those of the last may lack some, and are written again.
    fn rows(&self, reader: impl BufRead) -> std::io::Result<Earlier> {
        let mut earlier = Earlier::default();
        let mut current: Option<(String, String)> = None;
        let mut own = Tally::default();
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(true)
            .from_reader(reader);
        let mut row = csv::StringRecord::new();
        loop {
            let start = if rows.headers().is_ok_and(|headings| !headings.is_empty()) {
                rows.position().byte()
            } else {
                return Ok(earlier);
            };
            // A row that was cut off has fewer columns, which is told as a fault.
            if !matches!(rows.read_record(&mut row), Ok(true)) {
                return Ok(earlier);
            }
            let of = (row[0].to_owned(), row[1].to_owned());
            if current.as_ref() != Some(&of) {
                if current.is_some() {
                    earlier.reports += 1;
                    earlier.tally.add_all(&std::mem::take(&mut own));
                }
                earlier.bytes = start;
                current = Some(of);
                own.judged += u64::from(row[column::ERROR].is_empty());
                own.unusable += u64::from(!row[column::ERROR].is_empty());
            } else if !row[column::ERROR].is_empty() {
                own.problems += 1;
                own.faulty = 1;
            }
            if !row[column::STATUS].is_empty() {
                self.count(
                    &mut own,
                    &row[column::LEVEL],
                    &row[column::DOCUMENT],
                    &row[column::RULE],
                    &row[column::STATUS],
                    &row[column::SEVERITY],
                );
            }
        }
    }

    fn count(
        &self,
        tally: &mut Tally,
        level: &str,
        document: &str,
        rule: &str,
        status: &str,
        severity: &str,
    ) {
        let status = Status::ALL.into_iter().find(|one| one.key() == status);
        let rule = self.rules.get(&(document, rule));
        if let (Some(level), Some(rule), Some(status)) =
            (self.program.level_named(level), rule, status)
        {
            tally.count(level, *rule, status, severity == Severity::Breach.key());
        }
    }
}
