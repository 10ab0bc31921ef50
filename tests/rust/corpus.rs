//! `corpus FILE`: every case that all targets must answer alike, with the digest of the native answer.
//!
//! One line a block, as JSON: rule texts, the digest of their meaning, and for each case the report,
//! when and for what it is judged, and the SHA-256 of the result's bytes. The cases are the
//! hand-written ones, the scenarios and reports of the rules as shipped, and ten thousand made up
//! from a seed. The compiled rules read back, and a session, answer each case as well.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool of the tests, which stops at what it cannot read"
)]

use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;

use luat_core::author;
use luat_core::author::model::RuleSet;
use luat_core::run::artefact;
use luat_core::run::calendar::iso;
use luat_core::run::evaluate::Request;
use luat_core::run::json::Json;
use luat_core::run::program::Program;
use luat_core::run::session::Session;
use luat_core::wire;
use luat_grammar::format::format;
use luat_grammar::source::{Source, SourceId};
use luat_grammar::{Language, parse};
use luat_tests::conformance::{Suite, check};
use luat_tests::generated;
use luat_tests::project;
use serde::Serialize;

/// Sets of rules made up, and reports on each.
const MADE_UP: (u64, usize) = (500, 20);

#[derive(Serialize)]
struct Block {
    name: String,
    kind: &'static str,
    texts: Vec<Text>,
    digest: String,
    cases: Vec<Case>,
}

#[derive(Serialize)]
struct Text {
    name: String,
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    name: String,
    report: String,
    as_of: String,
    periods: Vec<String>,
    sha256: String,
}

/// A case before it is answered.
struct Question {
    name: String,
    report: String,
    as_of: String,
    periods: Vec<String>,
}

fn main() -> ExitCode {
    let Some(file) = std::env::args_os().nth(1) else {
        return ExitCode::FAILURE;
    };
    match write(Path::new(&file)) {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(file: &Path) -> Result<String, String> {
    let error = |error: std::io::Error| format!("{}: {error}", file.display());
    let mut out = BufWriter::new(std::fs::File::create(file).map_err(error)?);
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    let mut put = |block: Block| {
        match counts.iter_mut().find(|(kind, _)| *kind == block.kind) {
            Some((_, count)) => *count += block.cases.len(),
            None => counts.push((block.kind, block.cases.len())),
        }
        let line = serde_json::to_string(&block).map_err(|error| error.to_string())?;
        writeln!(out, "{line}").map_err(error)
    };
    written_by_hand(&mut put)?;
    shipped(&mut put)?;
    for seed in 0..MADE_UP.0 {
        put(made_up(seed)?)?;
    }
    out.flush().map_err(error)?;
    let sum: usize = counts.iter().map(|(_, count)| count).sum();
    let mut told = format!("corpus: {sum} cases answered natively");
    for (kind, count) in counts {
        _ = write!(told, ", {count} {kind}");
    }
    Ok(told)
}

fn written_by_hand(put: &mut impl FnMut(Block) -> Result<(), String>) -> Result<(), String> {
    let folder = project::root().join("tests/conformance");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .map_err(|error| error.to_string())?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    for file in files {
        let suite = Suite::read(&file)?;
        let sources = suite.sources();
        let questions = suite.cases.iter().map(|case| Question {
            name: case.name.clone(),
            report: case.text(),
            as_of: case.as_of.clone(),
            periods: case.periods.clone(),
        });
        let program = project::compile(&sources)?;
        let name = project::source(&file).name;
        put(block(
            name,
            "written by hand",
            sources,
            program,
            questions.collect(),
        )?)?;
    }
    Ok(())
}

/// The rules as shipped, with their scenarios and the reports beside them.
fn shipped(put: &mut impl FnMut(Block) -> Result<(), String>) -> Result<(), String> {
    let files = project::rule_files("rules");
    let sources: Vec<Source> = files.iter().map(|file| project::source(file)).collect();
    let rules: RuleSet = author::check(&parse(&sources))
        .rules
        .ok_or("the rules as shipped have errors")?;
    let scenarios = rules.scenarios().iter().map(|scenario| Question {
        name: scenario.title.clone(),
        report: scenario.report.clone(),
        as_of: iso::print(scenario.as_of).to_string(),
        periods: Vec::new(),
    });
    let program = author::compile(&rules);
    let scenarios = scenarios.collect();
    put(block(
        "rules".to_owned(),
        "scenarios",
        sources.clone(),
        program,
        scenarios,
    )?)?;
    let mut reports = Vec::new();
    for file in project::files("rules", "json") {
        let Source { name, text, .. } = project::source(&file);
        for as_of in ["2025-06-30", "2026-01-10", "2026-11-20", "2031-01-01"] {
            for periods in [&[][..], &["2025"], &["2026", "by 2030-12-31"]] {
                reports.push(Question {
                    name: format!("{name} as of {as_of}"),
                    report: text.to_string(),
                    as_of: as_of.to_owned(),
                    periods: periods.iter().map(|one| (*one).to_owned()).collect(),
                });
            }
        }
    }
    let program = author::compile(&rules);
    put(block(
        "reports".to_owned(),
        "reports of the rules as shipped",
        sources,
        program,
        reports,
    )?)
}

/// A block made up; every other one is written in Vietnamese.
fn made_up(seed: u64) -> Result<Block, String> {
    let generated::Block {
        text,
        program,
        cases,
    } = generated::Block::new(seed, MADE_UP.1)?;
    let mut source = Source::new("made_up.luat", text);
    if seed % 2 == 1 {
        let parsed = parse(std::slice::from_ref(&source));
        let text = format(&parsed, SourceId(0), Language::Vi)
            .map_err(|error| format!("{error}\n{}", source.text))?;
        source = Source::new("made_up.luat", text);
        let again = project::compile(std::slice::from_ref(&source))?;
        if again.digest != program.digest {
            return Err(format!("seed {seed}: another meaning in Vietnamese"));
        }
    }
    let questions = cases.into_iter().enumerate().map(|(at, case)| Question {
        name: format!("seed {seed}, report {at}"),
        report: case.report,
        as_of: case.as_of.to_owned(),
        periods: case.periods.into_iter().map(str::to_owned).collect(),
    });
    let questions = questions.collect();
    block(
        format!("seed {seed}"),
        "made up",
        vec![source],
        program,
        questions,
    )
}

fn block(
    name: String,
    kind: &'static str,
    sources: Vec<Source>,
    program: Program,
    questions: Vec<Question>,
) -> Result<Block, String> {
    let loaded =
        artefact::decode(&artefact::encode(&program)).map_err(|error| error.to_string())?;
    let program = Rc::new(program);
    let mut cases = Vec::with_capacity(questions.len());
    for question in questions {
        let Question {
            name,
            report,
            as_of,
            periods,
        } = question;
        // A report that cannot be read at all has no result; that it is refused is tested elsewhere.
        let Ok(answer) = check(&program, &report, &as_of, &periods) else {
            continue;
        };
        for other in [
            check(&loaded, &report, &as_of, &periods),
            in_a_session(&program, &report, &as_of, &periods),
        ] {
            if other.as_ref() != Ok(&answer) {
                return Err(format!("{name}: {other:?}\nbeside\n{answer}"));
            }
        }
        let sha256 = luat_tests::sha256(&answer);
        cases.push(Case {
            name,
            report,
            as_of,
            periods,
            sha256,
        });
    }
    Ok(Block {
        name,
        kind,
        digest: program.digest.clone(),
        texts: sources
            .into_iter()
            .map(|source| Text {
                name: source.name.clone(),
                text: source.text.to_string(),
            })
            .collect(),
        cases,
    })
}

fn in_a_session(
    program: &Rc<Program>,
    report: &str,
    as_of: &str,
    periods: &[String],
) -> Result<String, String> {
    let request = Request {
        as_of: iso::parse_date(as_of).ok_or("as_of is no date")?,
        periods: periods.iter().map(|one| one.parse().unwrap()).collect(),
    };
    let json = Json::parse(report).map_err(|error| error.to_string())?;
    let session = Session::new(Rc::clone(program), json, request, None);
    let session = session.map_err(|error| error.to_string())?;
    wire::to_compact(&wire::outcome(program, &session.outcome())).map_err(|error| error.to_string())
}
