//! Records as rows: one a verdict, for spreadsheets and databases.

use std::borrow::Cow;

use luat_core::run::program::Program;
use luat_core::run::verdict::Outcome;
use luat_core::wire::Measure;
use luat_core::wire::batch::{Answer, Record, Unusable};
use luat_core::words::{self, Language};

use crate::render::guarded;

/// The columns.
pub(super) const HEADINGS: [&str; 17] = [
    "file",
    "line",
    "level",
    "body",
    "document",
    "rule",
    "requirement",
    "part",
    "period",
    "due",
    "status",
    "severity",
    "reason",
    "achieved",
    "of",
    "required",
    "error",
];

/// Where columns stand: those that are read again when an interrupted run goes on, and those that are no texts.
pub(super) mod column {
    pub(in crate::batch) const LINE: usize = 1;
    pub(in crate::batch) const LEVEL: usize = 2;
    pub(in crate::batch) const BODY: usize = 3;
    pub(in crate::batch) const DOCUMENT: usize = 4;
    pub(in crate::batch) const RULE: usize = 5;
    pub(in crate::batch) const REQUIREMENT: usize = 6;
    pub(in crate::batch) const DUE: usize = 9;
    pub(in crate::batch) const STATUS: usize = 10;
    pub(in crate::batch) const SEVERITY: usize = 11;
    pub(in crate::batch) const ACHIEVED: usize = 13;
    pub(in crate::batch) const OF: usize = 14;
    pub(in crate::batch) const ERROR: usize = 16;
}

/// The cells of a row; an empty one has nothing to tell.
type Cells<'r> = [Cow<'r, str>; HEADINGS.len()];

/// A row with words for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Worded {
    pub(super) cells: [String; HEADINGS.len()],
    /// For machines the verdict in English and Vietnamese; for people the rule's title, and the verdict.
    pub(super) words: [String; 2],
}

/// The first row.
pub(super) fn headings() -> Vec<u8> {
    let mut row = Vec::new();
    put(&mut row, [HEADINGS]);
    row
}

/// Writes the rows of a report as CSV.
pub(super) fn write(rows: &mut Vec<u8>, record: &Record<'_>) {
    let cells = cells(record).into_iter();
    put(rows, cells.map(|row| row.map(|cell| guarded(&cell))));
}

/// The rows of a report with its verdicts in both languages.
pub(super) fn told(
    record: &Record<'_>,
    outcome: Result<&Outcome, &Unusable>,
    program: &Program,
) -> Vec<Worded> {
    let of_verdicts = outcome.map(|outcome| {
        let verdicts = outcome.verdicts.iter();
        verdicts.map(|verdict| {
            [Language::En, Language::Vi]
                .map(|language| words::verdict(program, verdict, None, language).sentence)
        })
    });
    let words: Vec<[String; 2]> = match of_verdicts {
        Ok(words) => words.collect(),
        Err(unusable) => vec![[unusable.message.en.clone(), unusable.message.vi.clone()]],
    };
    with_words(record, words)
}

/// The rows of a report as people of a language read them.
pub(super) fn told_in(
    language: Language,
    record: &Record<'_>,
    outcome: Result<&Outcome, &Unusable>,
    program: &Program,
) -> Vec<Worded> {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(unusable) => {
            let why = language.pick(&unusable.message.en, &unusable.message.vi);
            return with_words(record, vec![[String::new(), why.clone()]]);
        }
    };
    let words = outcome.verdicts.iter();
    let words: Vec<_> = words
        .map(|verdict| words::verdict(program, verdict, None, language))
        .collect();
    let sentences = words
        .iter()
        .map(|one| [one.title.clone(), one.sentence.clone()]);
    let mut rows = with_words(record, sentences.collect());
    for (row, words) in rows.iter_mut().zip(words) {
        words.status.clone_into(&mut row.cells[column::STATUS]);
        row.cells[column::SEVERITY] = words.severity.unwrap_or_default();
    }
    rows
}

fn with_words(record: &Record<'_>, words: Vec<[String; 2]>) -> Vec<Worded> {
    let none = std::iter::repeat_with(Default::default);
    let rows = cells(record).into_iter().zip(words.into_iter().chain(none));
    rows.map(|(cells, words)| Worded {
        cells: cells.map(Cow::into_owned),
        words,
    })
    .collect()
}

/// The rows of a report; one that cannot be used has a single row, as has one without verdicts.
fn cells<'r>(record: &'r Record<'r>) -> Vec<Cells<'r>> {
    let mut blank: Cells<'r> = [const { Cow::Borrowed("") }; HEADINGS.len()];
    blank[0] = record.file.unwrap_or_default().into();
    blank[column::LINE] = record.line.to_string().into();
    let result = match &record.answer {
        Answer::Error(unusable) => {
            blank[column::ERROR] = unusable.code.into();
            return vec![blank];
        }
        Answer::Result(result) => result,
    };
    if result.verdicts.is_empty() {
        blank[column::LEVEL] = result.body.level.into();
        blank[column::BODY] = result.body.id.into();
        return vec![blank];
    }
    let rows = result.verdicts.iter().map(|verdict| {
        let [achieved, of, required] = measured(verdict.measure.as_ref());
        [
            blank[0].clone(),
            blank[column::LINE].clone(),
            verdict.body.level.into(),
            verdict.body.id.into(),
            verdict.document.into(),
            verdict.rule.into(),
            verdict.requirement.to_string().into(),
            verdict.part.unwrap_or_default().into(),
            verdict.period.into(),
            verdict.due.as_deref().unwrap_or_default().into(),
            verdict.status.into(),
            verdict.severity.unwrap_or_default().into(),
            verdict.reason.into(),
            achieved.into(),
            of.into(),
            required.into(),
            "".into(),
        ]
    });
    rows.collect()
}

/// A number, of how many, and its bound.
fn measured<'m>(measure: Option<&'m Measure<'_>>) -> [&'m str; 3] {
    match measure {
        Some(Measure::Share {
            achieved,
            of,
            required,
            ..
        }) => [achieved, of, required],
        Some(Measure::Quantity {
            value, required, ..
        }) => [value, "", required],
        Some(Measure::Deeds { .. } | Measure::Each { .. } | Measure::Combined { .. }) | None => {
            ["", "", ""]
        }
    }
}

fn put<C: AsRef<[u8]>>(rows: &mut Vec<u8>, all: impl IntoIterator<Item = [C; HEADINGS.len()]>) {
    let mut writer = csv::WriterBuilder::new().from_writer(rows);
    for row in all {
        // Memory does not refuse what is written to it.
        let _ = writer.write_record(row);
    }
    let _ = writer.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_where_they_are_named() {
        let named = [
            (column::LINE, "line"),
            (column::LEVEL, "level"),
            (column::BODY, "body"),
            (column::DOCUMENT, "document"),
            (column::RULE, "rule"),
            (column::REQUIREMENT, "requirement"),
            (column::DUE, "due"),
            (column::STATUS, "status"),
            (column::SEVERITY, "severity"),
            (column::ACHIEVED, "achieved"),
            (column::OF, "of"),
            (column::ERROR, "error"),
        ];
        for (at, name) in named {
            assert_eq!(HEADINGS[at], name);
        }
    }
}
