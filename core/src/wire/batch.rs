//! The JSON of a batch: one line a report.

use serde::Serialize;

use super::Outcome;
#[cfg(feature = "statuses")]
use super::{Body, collection_key};
#[cfg(feature = "statuses")]
use crate::run::statuses::{Statuses, Tells, Told};
#[cfg(feature = "statuses")]
use crate::run::verdict::Severity;

/// What became of one report among many.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    /// The file it stands in; none: standard input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<&'a str>,
    /// Its line there, from 1.
    pub line: u64,
    /// The verdicts on it, or why there are none.
    #[serde(flatten)]
    pub answer: Answer<'a>,
}

/// The verdicts on a report, or why there are none.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer<'a> {
    /// It was judged.
    Result(Outcome<'a>),
    /// It was judged for its statuses alone.
    #[cfg(feature = "statuses")]
    #[serde(rename = "result")]
    Statuses(OnlyStatuses<'a>),
    /// It cannot be used.
    Error(Unusable),
}

/// The statuses of a report: what is told of verdicts is as in a whole result, only less.
#[cfg(feature = "statuses")]
#[derive(Debug, Serialize)]
pub struct OnlyStatuses<'a> {
    /// Whose report it is.
    pub body: Body<'a>,
    /// In the order of a whole result.
    pub verdicts: Vec<OnlyStatus<'a>>,
}

/// A verdict of which the status alone is told.
#[cfg(feature = "statuses")]
#[derive(Debug, Serialize)]
pub struct OnlyStatus<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// Id of the rule.
    pub rule: &'a str,
    /// Number of the requirement within the rule, from 1.
    pub requirement: u32,
    /// Of `for each of A, B`: the population it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'a str>,
    /// Who is judged.
    pub body: Body<'a>,
    /// `2025`, `2025-H1`, `2025-2026`, `by 2030-12-31`, `standing`.
    pub period: &'a str,
    /// `met`, `late`, `not_met`, `pending`, `unknown`, `not_applicable`.
    pub status: &'static str,
    /// Of a miss: `breach`, `shortfall`, `note`, `advisory`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<&'static str>,
}

/// The statuses of a report as JSON has them.
#[cfg(feature = "statuses")]
pub fn statuses<'a>(statuses: &'a Statuses<'a>, told: &'a Told<'a>) -> OnlyStatuses<'a> {
    let program = statuses.program();
    let one = |one: Tells<'a>| {
        let requirement = &program.requirements[one.requirement];
        let rule = &program.rules[requirement.rule.index()];
        let severity = statuses.severity(one.requirement, one.status);
        OnlyStatus {
            document: &program.documents[rule.document.index()].id,
            rule: &rule.id,
            requirement: requirement.number,
            part: requirement.part.map(|part| collection_key(program, part)),
            body: Body {
                level: one.level,
                id: one.id,
            },
            period: one.period,
            status: one.status.key(),
            severity: severity.map(Severity::key),
        }
    };
    let (level, id) = told.body();
    OnlyStatuses {
        body: Body { level, id },
        verdicts: told.each().map(one).collect(),
    }
}

/// Why a report cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unusable {
    /// Why, as a code.
    pub code: &'static str,
    /// Why, in words.
    pub message: Message,
}

/// Words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Message {
    /// English.
    pub en: String,
    /// Vietnamese.
    pub vi: String,
}
