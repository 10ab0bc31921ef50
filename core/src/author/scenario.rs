//! Scenarios: examples that a rule text carries to show that it is encoded right.

use jiff_core::civil::Date;
use luat_grammar::source::Span;
use luat_grammar::syntax::Status;

use crate::run::number::Number;
use crate::run::program::{DefinitionId, LevelId};

/// A scenario: a report, a day, and what is expected of the verdicts.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// What it shows.
    pub title: String,
    /// Where it stands.
    pub span: Span,
    /// The day it is judged on.
    pub as_of: Date,
    /// The level of the reporting body.
    pub level: LevelId,
    /// The body's id.
    pub body: String,
    /// The report, as JSON text, to be read through the same door as any report.
    pub report: String,
    /// What is expected.
    pub expectations: Vec<Expectation>,
}

/// One expectation of a scenario.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// What is expected.
    pub what: Expected,
    /// Under which period key or label; none: in any.
    pub period: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// What a scenario may expect.
#[derive(Debug, Clone)]
pub enum Expected {
    /// A status of a rule, or of one of its requirements.
    Status {
        /// The rule's document and id.
        rule: (String, String),
        /// The requirement's number; none: the rule has one, or all are meant.
        requirement: Option<u32>,
        /// The status.
        status: Status,
    },
    /// The least change that would meet a requirement.
    Remedy {
        /// The rule's document and id.
        rule: (String, String),
        /// The requirement's number.
        requirement: Option<u32>,
        /// How many.
        amount: Number,
        /// More, else fewer.
        more: bool,
        /// Path of the fact.
        fact: String,
    },
    /// The value of a named expression.
    Value {
        /// Which.
        name: DefinitionId,
        /// The value.
        value: Number,
    },
}
