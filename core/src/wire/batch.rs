//! The JSON of a batch: one line a report.

use serde::Serialize;

use super::Outcome;

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
    /// It cannot be used.
    Error(Unusable),
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
