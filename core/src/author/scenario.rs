//! Scenarios: examples that a rule text carries to show that it is encoded right.

mod ran;

pub use ran::{Disappointment, Ran};

use jiff_core::civil::Date;
use luat_grammar::source::Span;
use luat_grammar::syntax::{Status, Tick};

use crate::run::calendar::period::Period;
use crate::run::evaluate::{PeriodName, Request, evaluate, value};
use crate::run::facts::Facts;
use crate::run::facts::read::{ReadError, read};
use crate::run::interval::Range;
use crate::run::number::Number;
use crate::run::program::{DefinitionId, LevelId, Program};
use crate::run::verdict::{self, Remedy, Step, Verdict};

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
    /// What a reader ticked, and where; none where nobody is asked.
    pub review: Option<Review>,
}

/// What a reader of a scenario ticked.
#[derive(Debug, Clone)]
pub struct Review {
    /// Right, wrong or nothing yet.
    pub tick: Tick,
    /// Where the line stands.
    pub span: Span,
}

/// How a scenario stands once it is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// As expected; or ticked wrong, and the rules say so no longer.
    AsExpected,
    /// The rules say something else than expected.
    NotAsExpected,
    /// The rules say what is expected, and nobody has ticked whether the law wants it so.
    ToTick,
    /// The rules say what is expected, and a reader ticked that the law wants it otherwise.
    TickedWrong,
}

impl Standing {
    /// How machines are told.
    pub fn key(self) -> &'static str {
        match self {
            Self::AsExpected => "as_expected",
            Self::NotAsExpected => "not_as_expected",
            Self::ToTick => "to_tick",
            Self::TickedWrong => "ticked_wrong",
        }
    }
}

impl Scenario {
    /// Whether it shows what the law wants: nobody need tick it, or somebody ticked it right.
    pub fn vouched(&self) -> bool {
        self.review
            .as_ref()
            .is_none_or(|review| review.tick == Tick::Right)
    }

    /// How it stands, where the rules bear out all that it expects, or do not.
    pub fn standing(&self, borne_out: bool) -> Standing {
        let ticked = self.review.as_ref().map(|review| review.tick);
        match (ticked, borne_out) {
            (Some(Tick::Wrong), true) => Standing::TickedWrong,
            (Some(Tick::Open), true) => Standing::ToTick,
            (Some(Tick::Wrong), false) | (Some(Tick::Right) | None, true) => Standing::AsExpected,
            (Some(Tick::Open | Tick::Right) | None, false) => Standing::NotAsExpected,
        }
    }
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

/// How one expectation of a scenario came out.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Position among the scenario's expectations.
    pub expectation: usize,
    /// Whether it was borne out.
    pub holds: bool,
    /// What was found.
    pub found: Found,
}

/// What was found where something was expected.
#[derive(Debug, Clone)]
pub enum Found {
    /// The verdicts on the requirement expected of; empty: there is none for that period.
    Verdicts(Vec<Verdict>),
    /// The value of the named expression.
    Value(Range),
}

/// Judges a scenario's report and compares the verdicts with what is expected.
///
/// # Errors
///
/// Its report is refused, which is a fault of the scenario's facts.
pub fn run(program: &Program, scenario: &Scenario) -> Result<Vec<Answer>, ReadError> {
    let facts = read(program, &scenario.report)?;
    let checked = scenario
        .expectations
        .iter()
        .enumerate()
        .map(|(at, expectation)| {
            let (holds, found) = compare(program, scenario, &facts, expectation);
            Answer {
                expectation: at,
                holds,
                found,
            }
        });
    Ok(checked.collect())
}

fn compare(
    program: &Program,
    scenario: &Scenario,
    facts: &Facts,
    expectation: &Expectation,
) -> (bool, Found) {
    match &expectation.what {
        Expected::Status {
            rule,
            requirement,
            status,
        } => {
            let verdicts = verdicts(
                program,
                scenario,
                facts,
                rule,
                *requirement,
                expectation.period.as_deref(),
            );
            let wanted = status_of(*status);
            let holds =
                !verdicts.is_empty() && verdicts.iter().all(|verdict| verdict.status == wanted);
            (holds, Found::Verdicts(verdicts))
        }
        Expected::Remedy {
            rule,
            requirement,
            amount,
            more,
            fact,
        } => {
            let verdicts = verdicts(
                program,
                scenario,
                facts,
                rule,
                *requirement,
                expectation.period.as_deref(),
            );
            let step = if *more {
                Step::More(*amount)
            } else {
                Step::Fewer(*amount)
            };
            let holds = verdicts.iter().any(|verdict| {
                verdict
                    .remedy
                    .iter()
                    .any(|remedy| is_remedy(remedy, fact, step))
            });
            (holds, Found::Verdicts(verdicts))
        }
        Expected::Value {
            name,
            value: wanted,
        } => {
            let period = expectation
                .period
                .as_deref()
                .and_then(|period| period.parse::<Period>().ok());
            let found = value(program, facts, *name, period, scenario.as_of);
            (found.exact() == Some(*wanted), Found::Value(found))
        }
    }
}

/// Whether a step of a remedy is the one expected, by the fact itself or one that serves instead.
fn is_remedy(remedy: &Remedy, fact: &str, step: Step) -> bool {
    remedy.step == step && (remedy.fact == fact || remedy.or.iter().any(|other| other == fact))
}

/// The verdicts on a rule for the scenario's body, in the period expected of.
fn verdicts(
    program: &Program,
    scenario: &Scenario,
    facts: &Facts,
    rule: &(String, String),
    requirement: Option<u32>,
    period: Option<&str>,
) -> Vec<Verdict> {
    let judge = |periods: Vec<PeriodName>| {
        let outcome = evaluate(
            program,
            facts,
            &Request {
                as_of: scenario.as_of,
                periods,
            },
        );
        let own = outcome.verdicts.into_iter().filter(|verdict| {
            verdict.body == outcome.body
                && is_of(program, verdict, rule, requirement)
                && period.is_none_or(|period| verdict.period == period)
        });
        own.collect::<Vec<_>>()
    };
    let reported = judge(Vec::new());
    match period.and_then(|period| period.parse().ok()) {
        // A period that nothing is reported for is judged where it is asked for.
        Some(name) if reported.is_empty() => judge(vec![name]),
        _ => reported,
    }
}

fn is_of(
    program: &Program,
    verdict: &Verdict,
    (document, id): &(String, String),
    number: Option<u32>,
) -> bool {
    let rule = program.rules.get(verdict.rule.index());
    let same_rule = rule.is_some_and(|rule| {
        rule.id == *id
            && program
                .documents
                .get(rule.document.index())
                .is_some_and(|of| of.id == *document)
    });
    let requirement = program.requirements.get(verdict.requirement);
    same_rule
        && number.is_none_or(|number| {
            requirement.is_some_and(|requirement| requirement.number == number)
        })
}

fn status_of(status: Status) -> verdict::Status {
    match status {
        Status::Met => verdict::Status::Met,
        Status::Late => verdict::Status::Late,
        Status::NotMet => verdict::Status::NotMet,
        Status::Pending => verdict::Status::Pending,
        Status::Unknown => verdict::Status::Unknown,
        Status::NotApplicable => verdict::Status::NotApplicable,
    }
}
