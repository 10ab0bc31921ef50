//! The command `luat` from its arguments to its exit code.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops at what it cannot read"
)]

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use luat_cli::{Exit, Io, run};
use luat_tests::project;

/// What a run of the command told.
struct Told {
    exit: Exit,
    out: String,
    err: String,
}

fn luat(arguments: &[&str]) -> Told {
    luat_with(arguments, "")
}

fn luat_with(arguments: &[&str], stdin: &str) -> Told {
    let mut out = anstream::StripStream::new(Vec::new());
    let mut err = anstream::StripStream::new(Vec::new());
    let exit = run_in(arguments, stdin, &mut out, &mut err);
    let text =
        |stream: anstream::StripStream<Vec<u8>>| String::from_utf8(stream.into_inner()).unwrap();
    Told {
        exit,
        out: text(out),
        err: text(err),
    }
}

fn run_in(arguments: &[&str], stdin: &str, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    let arguments: Vec<OsString> = std::iter::once("luat")
        .chain(arguments.iter().copied())
        .map(OsString::from)
        .collect();
    let mut io = Io {
        stdin: &mut stdin.as_bytes(),
        stdout: out,
        stderr: err,
        watched: false,
        today: jiff_core::civil::date(2026, 1, 10),
    };
    run(&arguments, &mut io)
}

fn fixture(name: &str) -> String {
    path(&format!("tests/cli/{name}")).display().to_string()
}

fn path(below: &str) -> PathBuf {
    project::root().join(below)
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn a_breach_is_told_by_the_exit_code() {
    let told = luat(&[
        "check",
        &fixture("beside/trial.luat"),
        "--report",
        &fixture("not_met.json"),
    ]);
    assert_eq!(told.exit, Exit::Found, "{}{}", told.out, told.err);
    assert!(
        told.out.contains("19/131 (14,50%)  trên 15%"),
        "{}",
        told.out
    );
    assert!(
        told.out.contains("thêm 1 trưởng bản được tập huấn"),
        "{}",
        told.out
    );
    assert_eq!(told.err, "");
}

#[test]
fn a_problem_in_one_fact_does_not_change_the_exit_code() {
    let told = luat(&[
        "check",
        &fixture("beside/trial.luat"),
        "--report",
        &fixture("met.json"),
        "--lang",
        "en",
    ]);
    assert_eq!(told.exit, Exit::Fine, "{}{}", told.out, told.err);
    assert!(
        told.out.contains("did you mean “hamlet_heads”?"),
        "{}",
        told.out
    );
}

#[test]
fn json_is_the_one_thing_on_standard_output() {
    let told = luat(&[
        "check",
        &fixture("beside/trial.luat"),
        "--report",
        &fixture("not_met.json"),
        "--format",
        "json",
    ]);
    let result = json(&told.out);
    assert_eq!(result["luat"], 1);
    assert_eq!(result["as_of"], "2026-01-10");
    assert_eq!(result["verdicts"][0]["measure"]["share"], "19/131");
    assert_eq!(result["verdicts"][0]["remedy"][0]["more"], "1");
}

#[test]
fn the_day_and_periods_can_be_chosen() {
    let rules = fixture("beside/trial.luat");
    let report = fixture("not_met.json");
    let open = luat(&[
        "check",
        &rules,
        "--report",
        &report,
        "--format",
        "json",
        "--as-of",
        "30/06/2025",
    ]);
    assert_eq!(json(&open.out)["verdicts"][0]["status"], "pending");
    assert_eq!(open.exit, Exit::Fine);
    let other = luat(&[
        "check", &rules, "--report", &report, "--format", "json", "--period", "2026",
    ]);
    assert_eq!(json(&other.out)["verdicts"][0]["period"], "2026");
    let wrong = luat(&["check", &rules, "--report", &report, "--period", "2025-H9"]);
    assert_eq!(wrong.exit, Exit::Unusable);
    assert!(wrong.err.contains("2025-H1"), "{}", wrong.err);
}

#[test]
fn a_report_can_come_from_standard_input() {
    let report = fs::read_to_string(path("tests/cli/not_met.json")).unwrap();
    let told = luat_with(
        &["check", &fixture("beside/trial.luat"), "--report", "-"],
        &report,
    );
    assert_eq!(told.exit, Exit::Found, "{}", told.err);
}

#[test]
fn rules_with_errors_are_unusable_and_say_where() {
    let arguments = [
        "check",
        &fixture("broken.luat"),
        "--report",
        &fixture("met.json"),
    ];
    let text = luat(&arguments);
    assert_eq!(text.exit, Exit::Unusable);
    assert_eq!(text.out, "");
    assert!(text.err.contains("broken.luat:11:12"), "{}", text.err);
    assert!(text.err.contains("lỗi["), "{}", text.err);
    let machine = luat(&[&arguments[..], &["--format", "json"]].concat());
    let found = json(&machine.out);
    assert_eq!(
        (machine.exit, found["diagnostics"][0]["line"].as_u64()),
        (Exit::Unusable, Some(11))
    );
}

#[test]
fn what_cannot_be_read_is_named() {
    let rules = fixture("beside/trial.luat");
    for (rules, report, named) in [
        (rules.as_str(), "/no/such.json", "/no/such.json"),
        ("/no/such.luat", "-", "/no/such.luat"),
        (rules.as_str(), "-", "stdin"),
    ] {
        let told = luat_with(
            &["check", rules, "--report", report, "--format", "json"],
            "{",
        );
        assert_eq!(told.exit, Exit::Unusable);
        assert!(told.err.contains(named), "{}", told.err);
        assert!(json(&told.out)["error"]["message"]["vi"].is_string());
    }
}

#[test]
fn scenarios_are_green_or_tell_what_was_found() {
    let green = luat(&["test", &fixture("beside")]);
    assert_eq!(green.exit, Exit::Fine, "{}{}", green.out, green.err);
    assert!(
        green.out.contains("✓ đúng 15% là chưa đạt"),
        "{}",
        green.out
    );
    let red = luat(&[
        "test",
        &fixture("beside/trial.luat"),
        &fixture("wrong_scenario.luat"),
    ]);
    assert_eq!(red.exit, Exit::Found, "{}{}", red.out, red.err);
    assert!(red.out.contains("✗ đúng 15% là đạt"), "{}", red.out);
    assert!(
        red.out
            .contains("thực tế: huyện muong-ang, năm 2025: không đạt"),
        "{}",
        red.out
    );
    assert!(red.out.contains("wrong_scenario.luat:10:"), "{}", red.out);
}

#[test]
fn formatting_turns_files_and_leaves_faulty_ones_alone() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["names.luat", "broken.luat", "beside/trial.luat"] {
        fs::copy(
            path("tests/cli").join(name),
            folder.path().join(Path::new(name).file_name().unwrap()),
        )
        .unwrap();
    }
    let file = |name: &str| folder.path().join(name).display().to_string();
    let first = luat(&["fmt", &file("trial.luat")]);
    assert_eq!(first.exit, Exit::Fine, "{}", first.err);
    let vietnamese = fs::read_to_string(file("trial.luat")).unwrap();
    assert_eq!(
        luat(&["fmt", "--check", &file("trial.luat")]).exit,
        Exit::Fine
    );
    let check = luat(&["fmt", "--check", "--lang", "en", &file("trial.luat")]);
    assert_eq!(
        (check.exit, check.out),
        (Exit::Found, format!("{}\n", file("trial.luat")))
    );
    assert_eq!(
        luat(&["fmt", "--lang", "en", &file("trial.luat")]).exit,
        Exit::Fine
    );
    assert!(
        fs::read_to_string(file("trial.luat"))
            .unwrap()
            .starts_with("language en\n")
    );
    luat(&["fmt", "--lang", "vi", &file("trial.luat")]);
    assert_eq!(fs::read_to_string(file("trial.luat")).unwrap(), vietnamese);
    let before = fs::read_to_string(file("broken.luat")).unwrap();
    let faulty = luat(&["fmt", "--lang", "en", &file("broken.luat")]);
    assert_eq!(faulty.exit, Exit::Unusable);
    assert_eq!(fs::read_to_string(file("broken.luat")).unwrap(), before);
    assert!(faulty.err.contains("broken.luat"), "{}", faulty.err);
}

#[test]
fn a_rule_is_explained_down_to_its_facts() {
    let arguments = [
        "explain",
        &fixture("beside/trial.luat"),
        "--report",
        &fixture("not_met.json"),
        "--rule",
    ];
    let told = luat(&[&arguments[..], &["heads_trained"]].concat());
    assert_eq!(told.exit, Exit::Fine, "{}", told.err);
    assert!(
        told.out.contains("trưởng bản được tập huấn: 19"),
        "{}",
        told.out
    );
    let unknown = luat(&[&arguments[..], &["no_such_rule"]].concat());
    assert_eq!(unknown.exit, Exit::Unusable);
    assert!(unknown.err.contains("heads_trained"), "{}", unknown.err);
}

#[test]
fn help_speaks_both_languages() {
    let en = luat(&["--help"]);
    let vi = luat(&["check", "--help", "--lang", "vi"]);
    assert_eq!((en.exit, vi.exit), (Exit::Fine, Exit::Fine));
    assert!(en.out.contains("Judge a report"), "{}", en.out);
    assert!(vi.out.contains("Xét một báo cáo"), "{}", vi.out);
    assert_eq!(luat(&["check"]).exit, Exit::Unusable);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut err = Vec::new();
    let exit = run_in(
        &[
            "check",
            &fixture("beside/trial.luat"),
            "--report",
            &fixture("met.json"),
        ],
        "",
        &mut Closed,
        &mut err,
    );
    assert_eq!((exit, err.len()), (Exit::Fine, 0));
}

/// The shipped resolution's answer as people read it; `INSTA_UPDATE=always` accepts a new wording.
#[test]
fn a_whole_answer_reads_well_in_both_languages() {
    let rules = path("rules/muong_ang_154").display().to_string();
    let report = path("rules/muong_ang_154/reports/breaks-every-rule.json")
        .display()
        .to_string();
    for lang in ["vi", "en"] {
        let told = luat(&[
            "check",
            &rules,
            "--report",
            &report,
            "--as-of",
            "2026-07-15",
            "--lang",
            lang,
        ]);
        assert_eq!(told.exit, Exit::Found, "{}", told.err);
        insta::with_settings!({ snapshot_path => path("tests/cli/snapshots"), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("muong_ang_{lang}"), told.out);
        });
    }
}

/// An answer in both languages, as recorded in `tests/cli/snapshots`.
fn assert_reads_well(name: &str, arguments: &[&str], exit: Exit) {
    for lang in ["vi", "en"] {
        let told = luat(&[arguments, &["--lang", lang]].concat());
        assert_eq!(told.exit, exit, "{}{}", told.out, told.err);
        let out = told.out.replace(&project::root().display().to_string(), "");
        insta::with_settings!({ snapshot_path => path("tests/cli/snapshots"), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}_{lang}"), out);
        });
    }
}

#[test]
fn a_test_tells_what_no_scenario_shows() {
    let rules = fixture("mutants/trial.luat");
    assert_reads_well("untouched", &["test", &rules], Exit::Fine);
    let strict = luat(&["test", &rules, "--require-all"]);
    assert_eq!(strict.exit, Exit::Found, "{}", strict.out);
    let machine = luat(&["test", &rules, "--format", "json"]);
    let found = json(&machine.out);
    assert_eq!(found["summary"]["as_expected"], 3);
    assert_eq!(found["untouched"][0]["rule"], "plan_issued");
    assert_eq!(
        found["untouched"][1]["lacks"],
        serde_json::json!(["met", "not_met", "boundary"])
    );
}

#[test]
fn changes_that_no_scenario_notices_are_told() {
    let rules = fixture("mutants/trial.luat");
    assert_reads_well("survivors", &["test", "--mutate", &rules], Exit::Fine);
    let low = luat(&["test", "--mutate", "--min", "20", &rules]);
    let high = luat(&["test", "--mutate", "--min", "95", &rules]);
    assert_eq!((low.exit, high.exit), (Exit::Fine, Exit::Found));
    let machine = luat(&["test", "--mutate", &rules, "--format", "json"]);
    let found = json(&machine.out);
    assert_eq!(found["survivors"][0]["line"], 28);
    assert_eq!(found["summary"]["refused"], 2);
    let wrong = luat(&[
        "test",
        "--mutate",
        &fixture("beside/trial.luat"),
        &fixture("wrong_scenario.luat"),
    ]);
    assert_eq!(wrong.exit, Exit::Found);
    assert!(wrong.out.contains("✗ đúng 15% là đạt"), "{}", wrong.out);
}
