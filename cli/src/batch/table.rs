//! Records as rows: one a verdict, for spreadsheets and databases.

use std::borrow::Cow;

use luat_core::run::facts::Problem;
use luat_core::run::program::Program;
use luat_core::run::statuses::{Statuses, Tells, Told};
use luat_core::run::verdict::Outcome;
use luat_core::wire::Measure;
use luat_core::wire::batch::{Answer, Message, OnlyStatuses, Record, Unusable};
use luat_core::words::{self, Language};

use crate::args::BatchFormat;
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
    pub(in crate::batch) const PART: usize = 7;
    pub(in crate::batch) const PERIOD: usize = 8;
    pub(in crate::batch) const DUE: usize = 9;
    pub(in crate::batch) const STATUS: usize = 10;
    pub(in crate::batch) const SEVERITY: usize = 11;
    pub(in crate::batch) const ACHIEVED: usize = 13;
    pub(in crate::batch) const OF: usize = 14;
    pub(in crate::batch) const ERROR: usize = 16;
}

/// The cells of a row; an empty one has nothing to tell.
pub(super) type Cells<'r> = [Cow<'r, str>; HEADINGS.len()];

/// What is said of a verdict.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// For machines the verdict in English and Vietnamese; for people the rule's title, and the verdict.
    pub(super) beside: [String; 2],
    /// Its status and how grave it is, where rows have words for these instead of keys; else nothing.
    pub(super) instead: [String; 2],
}

/// The first row.
pub(super) fn headings() -> Vec<u8> {
    let mut row = Vec::new();
    put(&mut row, [&HEADINGS]);
    row
}

/// Writes the rows of a report as CSV.
pub(super) fn write(rows: &mut Vec<u8>, record: &Record<'_>) {
    let cells = cells(record).into_iter();
    put(rows, cells.map(|row| row.map(|cell| guarded(&cell))));
}

/// What is said of each verdict: in both languages, or in a workbook as people of a language read it.
pub(super) fn words(
    program: &Program,
    outcome: &Outcome,
    format: BatchFormat,
    language: Language,
) -> Vec<Words> {
    let verdicts = outcome.verdicts.iter();
    let told = outcome.problems.iter().map(|one| {
        let in_words = |language| problem(program, one, language);
        Words {
            beside: match format {
                BatchFormat::Xlsx => [String::new(), in_words(language)],
                _ => [Language::En, Language::Vi].map(in_words),
            },
            instead: Default::default(),
        }
    });
    // A report without verdicts has a row of its own.
    let bare = outcome.verdicts.is_empty().then(Words::default);
    let of = |verdict| {
        let in_words = |language| words::verdict(program, verdict, None, language);
        if format != BatchFormat::Xlsx {
            return Words {
                beside: [Language::En, Language::Vi].map(|language| in_words(language).sentence),
                instead: Default::default(),
            };
        }
        let words = in_words(language);
        Words {
            beside: [words.title, words.sentence],
            instead: [words.status.to_owned(), words.severity.unwrap_or_default()],
        }
    };
    bare.into_iter()
        .chain(verdicts.map(of))
        .chain(told)
        .collect()
}

/// What is wrong with a fact, where, and what to do.
pub(super) fn problem(program: &Program, problem: &Problem, language: Language) -> String {
    let words = words::problem(program, problem, language);
    let help = words.help.map(|help| format!("; {help}"));
    let help = help.unwrap_or_default();
    format!("{}: {}{help}", words.place, words.message)
}

/// What is said of statuses alone: nothing, or in a workbook as people of a language read them.
pub(super) fn words_of_statuses(
    statuses: &Statuses<'_>,
    told: &Told<'_>,
    format: BatchFormat,
    language: Language,
) -> Vec<Words> {
    if format != BatchFormat::Xlsx {
        return Vec::new();
    }
    let program = statuses.program();
    let of = |one: Tells<'_>| {
        let severity = statuses.severity(one.requirement, one.status);
        let severity = severity.map_or("", |severity| words::severity(severity, language));
        let title = program.requirements.get(one.requirement);
        let title = title.map(|requirement| words::title(program, requirement, language));
        Words {
            beside: [title.unwrap_or_default(), String::new()],
            instead: [
                words::status(one.status, language).to_owned(),
                severity.to_owned(),
            ],
        }
    };
    told.each().map(of).collect()
}

/// Why a report cannot be used.
pub(super) fn why(unusable: &Unusable, format: BatchFormat, language: Language) -> Vec<Words> {
    let Message { en, vi } = unusable.message.clone();
    let beside = match format {
        BatchFormat::Xlsx => [String::new(), language.pick(en, vi)],
        BatchFormat::Ndjson | BatchFormat::Csv | BatchFormat::Parquet => [en, vi],
    };
    vec![Words {
        beside,
        instead: Default::default(),
    }]
}

/// The rows of a report; one that cannot be used has a single row, as has one without verdicts. Facts with problems have
/// theirs behind the verdicts.
pub(super) fn cells<'r>(record: &'r Record<'r>) -> Vec<Cells<'r>> {
    let mut blank: Cells<'r> = [const { Cow::Borrowed("") }; HEADINGS.len()];
    blank[0] = record.file.unwrap_or_default().into();
    blank[column::LINE] = record.line.to_string().into();
    let result = match &record.answer {
        Answer::Error(unusable) => {
            blank[column::ERROR] = unusable.code.into();
            return vec![blank];
        }
        Answer::Statuses(told) => return cells_of_statuses(&blank, told),
        Answer::Result(result) => result,
    };
    let bare = result.verdicts.is_empty().then(|| {
        let mut row = blank.clone();
        row[column::LEVEL] = result.body.level.into();
        row[column::BODY] = result.body.id.into();
        row
    });
    let problems = result.problems.iter().map(|problem| {
        let mut row = blank.clone();
        let (level, id) = problem.body.split_once(':').unwrap_or_default();
        row[column::LEVEL] = level.into();
        row[column::BODY] = id.into();
        row[column::PERIOD] = problem.period.unwrap_or_default().into();
        let found = problem.found.unwrap_or_default();
        let fact = Some(problem.fact).filter(|fact| !fact.is_empty());
        row[column::PART] = fact.unwrap_or(found).into();
        row[column::ERROR] = problem.code.into();
        row
    });
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
    bare.into_iter().chain(rows).chain(problems).collect()
}

/// The rows of a report of which the statuses alone are told.
fn cells_of_statuses<'r>(blank: &Cells<'r>, told: &OnlyStatuses<'r>) -> Vec<Cells<'r>> {
    let mut of_body = blank.clone();
    of_body[column::LEVEL] = told.body.level.into();
    of_body[column::BODY] = told.body.id.into();
    if told.verdicts.is_empty() {
        return vec![of_body];
    }
    let rows = told.verdicts.iter().map(|verdict| {
        let mut row = blank.clone();
        row[column::LEVEL] = verdict.body.level.into();
        row[column::BODY] = verdict.body.id.into();
        row[column::DOCUMENT] = verdict.document.into();
        row[column::RULE] = verdict.rule.into();
        row[column::REQUIREMENT] = verdict.requirement.to_string().into();
        row[column::PART] = verdict.part.unwrap_or_default().into();
        row[column::PERIOD] = verdict.period.into();
        row[column::STATUS] = verdict.status.into();
        row[column::SEVERITY] = verdict.severity.unwrap_or_default().into();
        row
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

/// Writes rows as CSV.
pub(super) fn put<R>(rows: &mut Vec<u8>, all: impl IntoIterator<Item = R>)
where
    R: IntoIterator<Item: AsRef<[u8]>>,
{
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
            (column::PART, "part"),
            (column::PERIOD, "period"),
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
