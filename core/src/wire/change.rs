//! The JSON of a change: what a session tells when a fact is entered.

use super::{Problem, Summary, Verdict, one_verdict, problem, summary};
use crate::run::program::Program;
use crate::run::{session, verdict};

/// What became another by entering a fact.
#[derive(Debug, serde::Serialize)]
pub struct Change<'a> {
    /// The verdicts that are new or others.
    pub verdicts: Vec<Verdict<'a>>,
    /// The verdicts that are no more, each as [`verdict_key`] names it.
    pub gone: Vec<String>,
    /// What is wrong with the facts, where that is another list than before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problems: Option<Vec<Problem<'a>>>,
    /// What to ask for first, where that is another list than before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_facts: Option<&'a [String]>,
    /// How many verdicts of which status there now are.
    pub summary: Summary,
}

/// A change in its JSON shape.
pub fn change<'a>(change: &'a session::Change<'_>) -> Change<'a> {
    let program = change.program();
    let verdicts = change.verdicts();
    let gone = change.gone().iter();
    let problems = change.problems();
    Change {
        verdicts: verdicts.map(|one| one_verdict(program, one)).collect(),
        gone: gone.map(|one| verdict_key(program, one)).collect(),
        problems: problems.map(|found| found.iter().map(problem).collect()),
        next_facts: change.next_facts(),
        summary: summary(change.summary()),
    }
}

/// What tells a verdict apart in a result: `DOCUMENT/RULE/REQUIREMENT/PART/LEVEL:ID/PERIOD`, nothing for
/// the part where there is none.
pub fn verdict_key(program: &Program, verdict: &verdict::Verdict) -> String {
    let told = one_verdict(program, verdict);
    format!(
        "{}/{}/{}/{}/{}:{}/{}",
        told.document,
        told.rule,
        told.requirement,
        told.part.unwrap_or_default(),
        told.body.level,
        told.body.id,
        told.period
    )
}
