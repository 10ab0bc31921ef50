//! Reports: read by each reader, judged in each way, told in words.
//!
//! The first line is `SUITE DAY [PERIOD,…]`: rules of `tests/conformance/SUITE.json`; below it stands the report.

use std::collections::BTreeMap;
use std::rc::Rc;

use luat_core::run::calendar::iso;
use luat_core::run::evaluate::{Request, evaluate, explain};
use luat_core::run::facts::Facts;
use luat_core::run::facts::read::Reader;
use luat_core::run::json::Json;
use luat_core::run::program::{Program, RuleId};
use luat_core::run::session::Session;
use luat_core::run::statuses::{Statuses, Told};
use luat_core::wire;
use luat_core::words::{self, Language};

use super::first_line;
use crate::conformance::Suite;
use crate::project;

thread_local! {
    static SUITES: std::cell::RefCell<BTreeMap<String, Option<Rc<Program>>>> = const {
        std::cell::RefCell::new(BTreeMap::new())
    };
}

/// Of a line that says what by, and a report of whatever bytes.
pub fn holds(bytes: &[u8]) {
    let (asked, report) = first_line(bytes);
    let Ok(asked) = std::str::from_utf8(asked) else {
        return;
    };
    if let Some((program, request)) = asked_of(asked) {
        judged(&program, &String::from_utf8_lossy(report), &request);
    }
}

/// The reports of all suites.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for file in project::files("tests/conformance", "json") {
        let (Ok(suite), Some(name)) = (Suite::read(&file), file.file_stem()) else {
            continue;
        };
        for case in &suite.cases {
            let (name, report) = (name.to_string_lossy(), case.text());
            let periods = case.periods.join(",");
            let seed = format!("{name} {} {periods}\n{report}", case.as_of);
            seeds.push(seed.into_bytes());
        }
    }
    seeds.retain(|seed| seed.len() < 4_000);
    seeds
}

fn asked_of(line: &str) -> Option<(Rc<Program>, Request)> {
    let mut words = line.split(' ');
    let program = suite(words.next()?)?;
    let as_of = iso::parse_date(words.next()?)?;
    let periods = words.next().unwrap_or_default().split(',');
    let periods = periods.filter_map(|period| period.parse().ok());
    let periods = periods.take(8).collect();
    Some((program, Request { as_of, periods }))
}

fn suite(name: &str) -> Option<Rc<Program>> {
    if !name
        .bytes()
        .all(|byte| byte == b'_' || byte.is_ascii_lowercase())
    {
        return None;
    }
    SUITES.with_borrow_mut(|suites| {
        let compiled = suites.entry(name.to_owned()).or_insert_with(|| {
            let file = project::root().join(format!("tests/conformance/{name}.json"));
            let suite = file.is_file().then(|| Suite::read(&file).ok()).flatten()?;
            project::compile(&suite.sources()).ok().map(Rc::new)
        });
        compiled.clone()
    })
}

fn judged(program: &Rc<Program>, report: &str, request: &Request) {
    let facts = match Reader::new(program).read(report) {
        Ok(facts) => facts,
        Err(error) => {
            for language in [Language::En, Language::Vi] {
                assert!(!words::unusable(&error, language).is_empty());
            }
            by_desk(program, report, request, None);
            return;
        }
    };
    let outcome = evaluate(program, &facts, request);
    let answer = wire::to_compact(&wire::outcome(program, &outcome));
    let answer = answer.unwrap_or_else(|error| panic!("no JSON: {error}"));
    assert_eq!(
        in_a_session(program, report, request).as_deref(),
        Some(answer.as_str())
    );
    by_desk(program, report, request, Some(&facts));
    told(program, &facts, request);
    // As everybody gets it who reads JSON by other means.
    let tree: serde_json::Value =
        serde_json::from_str(report).unwrap_or_else(|error| panic!("read, yet no JSON: {error}"));
    assert!(tree.is_object());
    if Json::parse(report).is_ok_and(|json| has_no_doubles(&json)) {
        let again = Reader::new(program).read(&tree.to_string());
        let again = again.map(|facts| facts.body.id.clone());
        assert_eq!(again.as_ref(), Ok(&facts.body.id));
    }
}

fn has_no_doubles(json: &Json) -> bool {
    match json {
        Json::Object(object) => {
            object.repeated().iter().next().is_none()
                && object.iter().all(|(_, value)| has_no_doubles(value))
        }
        Json::Array(values) => values.iter().all(has_no_doubles),
        _ => true,
    }
}

fn in_a_session(program: &Rc<Program>, report: &str, request: &Request) -> Option<String> {
    let report = Json::parse(report).ok()?;
    let session = Session::new(Rc::clone(program), report, request.clone(), None).ok()?;
    session.form(None, Some(request.as_of));
    wire::to_compact(&wire::outcome(program, &session.outcome())).ok()
}

/// Statuses from the text are those of the evaluator; the second and third time a plan may tell them.
fn by_desk(program: &Program, report: &str, request: &Request, facts: Option<&Facts>) {
    let statuses = Statuses::new(program, request.clone());
    let mut desk = statuses.desk();
    let outcome = facts.map(|facts| evaluate(program, facts, request));
    for _ in 0..3 {
        let told = desk.judge(report);
        let (Some(outcome), Ok(told)) = (&outcome, &told) else {
            assert_eq!(outcome.is_some(), told.is_ok(), "read by one reader alone");
            return;
        };
        if matches!(told, Told::Planned { .. }) {
            assert!(outcome.problems.is_empty());
        }
        let found: Vec<_> = told
            .each()
            .map(|one| {
                (
                    one.requirement,
                    one.period.to_owned(),
                    one.status,
                    one.id.to_owned(),
                )
            })
            .collect();
        let expected = outcome.verdicts.iter().map(|verdict| {
            let (requirement, status) = (verdict.requirement, verdict.status);
            (
                requirement,
                verdict.period.clone(),
                status,
                verdict.body.id.clone(),
            )
        });
        assert_eq!(found, expected.collect::<Vec<_>>());
    }
}

/// All that is told of a report.
fn told(program: &Program, facts: &Facts, request: &Request) {
    let outcome = evaluate(program, facts, request);
    for language in [Language::En, Language::Vi] {
        for verdict in &outcome.verdicts {
            words::verdict(program, verdict, None, language);
        }
        for problem in &outcome.problems {
            words::problem(program, problem, language);
        }
    }
    let rules: Vec<RuleId> = outcome.verdicts.iter().map(|one| one.rule).collect();
    let explained = explain(program, facts, request, &rules);
    assert_eq!(explained.len(), outcome.verdicts.len());
    for one in &explained {
        words::because(program, one, Language::Vi);
    }
}
