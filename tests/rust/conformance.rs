//! Conformance suites: small rules, cases against them, and whole answers that every target repeats.

use std::path::Path;

use luat_core::run::artefact;
use luat_core::run::evaluate::{PeriodName, Request, evaluate};
use luat_core::run::facts;
use luat_core::run::program::Program;
use luat_core::wire;
use luat_grammar::source::Source;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::project;

/// A conformance file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suite {
    /// Rule files: their lines, or paths within the project.
    pub rules: Rules,
    /// The cases.
    pub cases: Vec<Case>,
}

/// Rules of a suite.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Rules {
    /// Files of the project.
    Files(Vec<String>),
    /// Lines by file name.
    Lines(Map<String, Value>),
}

/// A case: a report, what is asked of it, and what is expected.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The day of the check.
    pub as_of: String,
    /// The periods asked for; none: those reported.
    #[serde(default)]
    pub periods: Vec<String>,
    /// The report; a string is taken as its text.
    #[serde(default)]
    pub report: Value,
    /// Or its file within the project.
    pub report_file: Option<String>,
    /// What is expected.
    #[serde(default)]
    pub expect: Expect,
}

/// What a case expects; see the folder's README.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Fields of verdicts.
    #[serde(default)]
    pub verdicts: Vec<Map<String, Value>>,
    /// Fields of all problems.
    pub problems: Option<Vec<Map<String, Value>>>,
    /// The facts to ask for next.
    pub next_facts: Option<Value>,
    /// Fields of the reporting body's parts in rules above it.
    pub counted: Option<Vec<Map<String, Value>>>,
}

/// Runs a suite.
///
/// # Errors
/// All expectations that do not hold, as text for a person.
pub fn run(file: &Path) -> Result<(), String> {
    let suite = Suite::read(file)?;
    let program = project::compile(&suite.sources())?;
    let loaded = artefact::decode(&artefact::encode(&program))
        .map_err(|error| format!("the artefact: {error}"))?;
    let mut faults = Vec::new();
    let mut answers = String::from("[\n");
    for (position, case) in suite.cases.iter().enumerate() {
        let answer = case
            .answer(&program)
            .map_err(|error| format!("{}: {error}", case.name))?;
        if case.answer(&loaded).as_ref() != Ok(&answer) {
            faults.push(format!("{}: the artefact answers otherwise", case.name));
        }
        let value: Value = serde_json::from_str(&answer).map_err(|error| error.to_string())?;
        faults.extend(
            case.expect
                .faults(&value)
                .into_iter()
                .map(|fault| format!("{}: {fault}", case.name)),
        );
        answers.push_str(&answer);
        answers.push_str(if position + 1 < suite.cases.len() {
            ",\n"
        } else {
            "\n"
        });
    }
    answers.push_str("]\n");
    faults.extend(compare(file, &answers));
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("\n"))
    }
}

/// The whole answers are kept beside the suites; every target must repeat them.
fn compare(file: &Path, answers: &str) -> Option<String> {
    let kept = file.parent()?.join("results").join(file.file_name()?);
    #[expect(
        clippy::disallowed_methods,
        reason = "a harness is told by its caller to accept"
    )]
    if std::env::var("LUAT_ACCEPT").is_ok() {
        return std::fs::write(&kept, answers)
            .err()
            .map(|error| format!("{}: {error}", kept.display()));
    }
    let known = std::fs::read(&kept).unwrap_or_default();
    (known != answers.as_bytes()).then(|| {
        format!("{}: the answers differ from those kept; accept them with LUAT_ACCEPT=1 and read the difference", kept.display())
    })
}

/// The answer to a report, as every target writes it.
///
/// # Errors
/// The report cannot be read at all, or the day or a period is none.
pub fn check(
    program: &Program,
    report: &str,
    as_of: &str,
    periods: &[impl AsRef<str>],
) -> Result<String, String> {
    let facts = facts::read::read(program, report).map_err(|error| error.to_string())?;
    let request = request(as_of, periods)?;
    let outcome = evaluate(program, &facts, &request);
    wire::to_compact(&wire::outcome(program, &outcome)).map_err(|error| error.to_string())
}

fn request(as_of: &str, periods: &[impl AsRef<str>]) -> Result<Request, String> {
    let as_of = luat_core::run::calendar::iso::parse_date(as_of).ok_or("as_of is no date")?;
    let periods: Result<Vec<PeriodName>, _> =
        periods.iter().map(|one| one.as_ref().parse()).collect();
    Ok(Request {
        as_of,
        periods: periods.map_err(|error| error.to_string())?,
    })
}

impl Suite {
    /// Reads a suite.
    ///
    /// # Errors
    /// It is not one.
    pub fn read(file: &Path) -> Result<Self, String> {
        serde_json::from_str(&project::read(file))
            .map_err(|error| format!("{}: {error}", file.display()))
    }

    /// The rule texts.
    pub fn sources(&self) -> Vec<Source> {
        match &self.rules {
            Rules::Files(files) => files
                .iter()
                .map(|file| project::source(&project::root().join(file)))
                .collect(),
            Rules::Lines(files) => files
                .iter()
                .map(|(name, lines)| Source::new(name.as_str(), joined(lines)))
                .collect(),
        }
    }
}

fn joined(lines: &Value) -> String {
    let lines = lines
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    lines.flat_map(|line| [line, "\n"]).collect()
}

impl Case {
    /// The report's text.
    pub fn text(&self) -> String {
        match (&self.report_file, &self.report) {
            (Some(file), _) => project::read(&project::root().join(file)),
            (None, Value::String(text)) => text.clone(),
            (None, report) => report.to_string(),
        }
    }

    /// When and for what it is judged.
    ///
    /// # Errors
    /// The day or a period is none.
    pub fn request(&self) -> Result<Request, String> {
        request(&self.as_of, &self.periods)
    }

    fn answer(&self, program: &Program) -> Result<String, String> {
        check(program, &self.text(), &self.as_of, &self.periods)
    }
}

impl Expect {
    fn faults(&self, answer: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        for expected in &self.verdicts {
            faults.extend(verdict_fault(expected, answer));
        }
        for (key, expected) in [("problems", &self.problems), ("counted", &self.counted)] {
            if let Some(expected) = expected {
                faults.extend(list_fault(key, expected, answer));
            }
        }
        if let Some(expected) = &self.next_facts
            && answer.get("next_facts") != Some(expected)
        {
            faults.push(format!(
                "next_facts is {}, expected {expected}",
                answer["next_facts"]
            ));
        }
        faults
    }
}

fn verdict_fault(expected: &Map<String, Value>, answer: &Value) -> Vec<String> {
    let names = ["document", "rule", "requirement", "part", "body", "period"];
    let verdicts = answer
        .get("verdicts")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let is_meant = |verdict: &&Value| {
        names.iter().all(|name| {
            expected
                .get(*name)
                .is_none_or(|v| verdict.get(*name) == Some(v))
        })
    };
    let found: Vec<&Value> = verdicts.filter(is_meant).collect();
    let [verdict] = found.as_slice() else {
        return vec![format!(
            "{} verdicts are {}",
            found.len(),
            Value::Object(expected.clone())
        )];
    };
    differing(expected, verdict)
}

fn list_fault(key: &str, expected: &[Map<String, Value>], answer: &Value) -> Vec<String> {
    let empty = Vec::new();
    let found = answer.get(key).and_then(Value::as_array).unwrap_or(&empty);
    if found.len() != expected.len() {
        return vec![format!(
            "{key} are {}, expected {}",
            Value::Array(found.clone()),
            expected.len()
        )];
    }
    expected
        .iter()
        .zip(found)
        .flat_map(|(expected, found)| differing(expected, found))
        .collect()
}

fn differing(expected: &Map<String, Value>, found: &Value) -> Vec<String> {
    let differs = |(key, value): &(&String, &Value)| {
        found.get(key.as_str()).unwrap_or(&Value::Null) != *value
    };
    expected
        .iter()
        .filter(differs)
        .map(|(key, value)| format!("{key} is not {value} in {found}"))
        .collect()
}
