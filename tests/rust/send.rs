//! `send [PART]`: everything hostile of whose name this is a part is sent, and answered within its time on a thread
//! with little stack. To be built as a release: the time is that of what people use.
//!
//! `send --write FILE BYTES`: about so many bytes of everything are written with what is answered natively, for other
//! targets to try.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a tool of the tests, which stops at what it cannot read, and tells how long things take"
)]

use std::ffi::OsString;
use std::process::ExitCode;
use std::rc::Rc;
use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};

use luat_cli::{Io, run};
use luat_core::author::editor::Workspace;
use luat_core::run::calendar::iso;
use luat_core::run::json::Json;
use luat_core::run::program::Program;
use luat_core::run::session::Session;
use luat_core::run::statuses::Statuses;
use luat_core::wire::editor::Asked;
use luat_core::{Ruleset, wire};
use luat_grammar::source::Source;
use luat_tests::hostile::{self, Hostile, NAME, Sent};
use luat_tests::project;

/// Each way of asking is answered in this time.
const WITHIN: Duration = Duration::from_secs(2);
/// The stack it has, in bytes: what a page has.
const STACK: usize = 1 << 20;

fn main() -> ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let part = match asked.as_slice() {
        [] => String::new(),
        [part] => part.clone(),
        [write, file, bytes] if write == "--write" => {
            let lines = hostile::lines_of_json(bytes.parse().unwrap());
            std::fs::write(file, lines.unwrap()).unwrap();
            return ExitCode::SUCCESS;
        }
        _ => return ExitCode::FAILURE,
    };
    let sender = thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || send_all(&part));
    let slow = sender.unwrap().join().unwrap();
    if slow.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("over {WITHIN:?}:\n{}", slow.join("\n"));
    ExitCode::FAILURE
}

fn send_all(part: &str) -> Vec<String> {
    let rules = Source::new("rules.luat", hostile::rules());
    let rules = Rc::new(project::compile(&[rules]).unwrap());
    let home = tempfile::tempdir().unwrap();
    let (mut slow, mut longest, mut count) = (Vec::new(), Duration::ZERO, 0);
    let mut asked = hostile::all(hostile::MEGABYTE);
    asked.retain(|one| one.name.contains(part));
    for Hostile { name, sent } in asked {
        let times = match &sent {
            Sent::Text(text) => of_text(text, &home.path().join(NAME)),
            Sent::Report(report, periods) => of_report(&rules, report, periods),
        };
        for (what, time) in times {
            count += 1;
            longest = longest.max(time);
            if time > WITHIN / 8 {
                println!("  {time:>8.2?}  {what}: {name}");
            }
            if time > WITHIN {
                slow.push(format!("{time:.2?}  {what}: {name}"));
            }
        }
    }
    println!("{count} hostile questions answered, the slowest in {longest:.2?}");
    slow
}

type Times = Vec<(&'static str, Duration)>;

fn timed<T>(times: &mut Times, what: &'static str, work: impl FnOnce() -> T) {
    let begin = clock();
    let made = work();
    times.push((what, clock().saturating_sub(begin)));
    drop(made);
}

/// The time this thread has worked, where the system tells it: others may have the cores meanwhile.
fn clock() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let worked = told.and_then(|told| told.split(' ').next()?.parse().ok());
    worked.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

fn of_text(text: &str, file: &std::path::Path) -> Times {
    let mut times = Vec::new();
    let sources = [Source::new(NAME, text)];
    timed(&mut times, "compiled", || {
        match Ruleset::compile(&sources) {
            Ok(rules) => rules.save().len(),
            Err(errors) => wire::to_compact(&errors.findings()).unwrap().len(),
        }
    });
    let mut workspace = Workspace::default();
    timed(&mut times, "in an editor", || {
        workspace.set(NAME, text);
        let asked = Asked::of(&workspace);
        wire::to_compact(&asked.diagnostics(NAME)).unwrap().len()
            + wire::to_compact(&asked.tokens(NAME)).unwrap().len()
            + wire::to_compact(&asked.outline(NAME)).unwrap().len()
    });
    timed(&mut times, "after a key", || {
        workspace.set(NAME, &format!("{text}#"));
        let asked = Asked::of(&workspace);
        wire::to_compact(&asked.diagnostics(NAME)).unwrap().len()
    });
    timed(&mut times, "mended", || {
        let asked = Asked::of(&workspace);
        let mends = asked.fixes(NAME, 0, text.len());
        wire::to_compact(&mends).unwrap().len()
    });
    timed(&mut times, "completed", || {
        let mut places = (0..=text.len() / 2).rev();
        let half = places
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or_default();
        workspace
            .complete(NAME, half, luat_grammar::Language::Vi)
            .len()
    });
    timed(&mut times, "laid out", || {
        workspace
            .format(NAME)
            .map(|text| text.len())
            .unwrap_or_default()
    });
    std::fs::write(file, text).unwrap();
    for format in ["text", "json"] {
        let words = ["luat", "lint", "--format", format, "--lang", "vi"].map(OsString::from);
        let words = [&words[..], &[file.into()]].concat();
        let what = if format == "text" {
            "told as text"
        } else {
            "told as JSON"
        };
        timed(&mut times, what, || {
            let (mut told, mut said) = (Vec::new(), Vec::new());
            let mut io = Io {
                stdin: &mut std::io::empty(),
                stdout: &mut told,
                stderr: &mut said,
                watched: false,
                today: iso::parse_date("2026-02-01").unwrap(),
                language: None,
            };
            run(&words, &mut io);
            told.len() + said.len()
        });
    }
    times
}

fn of_report(program: &Rc<Program>, report: &str, periods: &[String]) -> Times {
    let mut times = Vec::new();
    let rules = Ruleset::from(Program::clone(program));
    let Some(request) = hostile::request(periods) else {
        return times;
    };
    timed(&mut times, "judged", || {
        rules
            .check_json(report, &request)
            .map(|told| told.len())
            .unwrap_or_default()
    });
    timed(&mut times, "by a plan", || {
        let statuses = Statuses::new(program, request.clone());
        let mut desk = statuses.desk();
        desk.judge(report).map(|told| told.each().count()).ok()
    });
    let mut session = None;
    timed(&mut times, "as a session", || {
        let report = Json::parse(report).ok()?;
        session = Session::new(Rc::clone(program), report, request.clone(), None).ok();
        Some(())
    });
    let Some(mut session) = session else {
        return times;
    };
    timed(&mut times, "as a form", || {
        session.form(None, None).sections.len()
    });
    timed(&mut times, "a fact entered", || {
        session
            .set("heads", Json::Number("3".to_owned()))
            .map(|change| change.verdicts().count())
            .ok()
    });
    times
}
