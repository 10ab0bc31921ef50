//! `judge`: answers questions as they come, one JSON line in, one JSON line out.
//!
//! In: `{"rules": [[NAME, TEXT], …], "cases": [[REPORT, AS_OF, [PERIOD, …]], …]}`, a report being its text.
//! Out: `{"answers": [ANSWER, …]}`, or `{"error": …}` where the rules are faulty. An answer is
//! `{"verdicts": […], "problems": [CODE, …]}`, or `{"error": …}`; a verdict is an array: rule, requirement,
//! period, status, severity, reason, due, level and id of the body, in that order.

#![expect(
    clippy::unwrap_used,
    reason = "a tool of the tests, which stops at what it cannot read"
)]

use std::io::{BufRead as _, Write as _, stdin, stdout};

use luat_core::run::calendar::iso;
use luat_core::run::evaluate::{PeriodName, Request, evaluate};
use luat_core::run::facts;
use luat_core::run::program::Program;
use luat_core::run::verdict::{Severity, Verdict};
use luat_core::wire;
use luat_grammar::source::Source;
use luat_tests::project;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Question {
    rules: Vec<(String, String)>,
    cases: Vec<(String, String, Vec<String>)>,
}

fn main() {
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let question: Question = serde_json::from_str(&line.unwrap()).unwrap();
        writeln!(out, "{}", answered(&question)).unwrap();
        out.flush().unwrap();
    }
}

fn answered(question: &Question) -> Value {
    let sources: Vec<Source> = question
        .rules
        .iter()
        .map(|(name, text)| Source::new(name.as_str(), text.as_str()))
        .collect();
    match project::compile(&sources) {
        Err(error) => json!({ "error": error }),
        Ok(program) => {
            let answers: Vec<Value> = question
                .cases
                .iter()
                .map(|(report, as_of, periods)| {
                    judged(&program, report, as_of, periods)
                        .unwrap_or_else(|error| json!({ "error": error }))
                })
                .collect();
            json!({ "answers": answers })
        }
    }
}

fn judged(
    program: &Program,
    report: &str,
    as_of: &str,
    periods: &[String],
) -> Result<Value, String> {
    let facts = facts::read::read(program, report).map_err(|error| error.to_string())?;
    let periods: Result<Vec<PeriodName>, _> = periods.iter().map(|period| period.parse()).collect();
    let request = Request {
        as_of: iso::parse_date(as_of).ok_or("as_of is no date")?,
        periods: periods.map_err(|error| error.to_string())?,
    };
    let outcome = evaluate(program, &facts, &request);
    let verdicts = outcome
        .verdicts
        .iter()
        .map(|verdict| told(program, verdict));
    let problems = outcome
        .problems
        .iter()
        .map(|problem| wire::problem_key(problem.code));
    Ok(json!({
        "verdicts": verdicts.collect::<Vec<Value>>(),
        "problems": problems.collect::<Vec<&str>>(),
    }))
}

fn told(program: &Program, verdict: &Verdict) -> Value {
    json!([
        program.rules[verdict.rule.index()].id,
        program.requirements[verdict.requirement].number,
        verdict.period,
        verdict.status.key(),
        verdict.severity.map(Severity::key),
        verdict.reason.key(),
        verdict.due.map(|due| iso::print(due).to_string()),
        verdict.body.level,
        verdict.body.id,
    ])
}
