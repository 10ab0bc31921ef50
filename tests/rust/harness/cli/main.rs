//! The command `luat` from its arguments to its exit code.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops at what it cannot read"
)]

mod batch;
mod collected;
mod differ;
mod first_steps;
mod hours;
mod made;
mod readable;
mod receipts;
mod tables;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use luat_cli::{Exit, Io, run};
use luat_grammar::Language;
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
    luat_at(None, arguments, stdin)
}

/// A run on a machine that is set to a language.
fn luat_at(place: Option<Language>, arguments: &[&str], stdin: &str) -> Told {
    let mut out = anstream::StripStream::new(Vec::new());
    let mut err = anstream::StripStream::new(Vec::new());
    let exit = run_in((place, arguments), stdin, &mut out, &mut err);
    let text =
        |stream: anstream::StripStream<Vec<u8>>| String::from_utf8(stream.into_inner()).unwrap();
    Told {
        exit,
        out: text(out),
        err: text(err),
    }
}

fn run_in(
    (place, arguments): (Option<Language>, &[&str]),
    stdin: &str,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
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
        language: place,
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
fn the_machine_s_language_counts_where_none_is_asked_for() {
    let vi = |arguments: &[&str]| luat_at(Some(Language::Vi), arguments, "");
    assert!(vi(&["--help"]).out.contains("Cách dùng"));
    assert!(luat(&["--lang", "vi", "--help"]).out.contains("Cách dùng"));
    assert!(vi(&["--help", "--lang=en"]).out.contains("Usage"));
    let missing = vi(&["test", "nope.luat"]);
    assert!(missing.err.contains("không có tệp"), "{}", missing.err);
    // Once rules are read, theirs is spoken; asked for before the command, another.
    let rules = fixture("beside/trial.luat");
    let lint = |arguments: &[&str]| luat_at(Some(Language::En), arguments, "");
    let (theirs, asked) = (
        lint(&["render", &rules]),
        lint(&["--lang", "en", "render", &rules]),
    );
    assert_ne!(theirs.out, asked.out);
    assert_eq!(asked.out, luat(&["render", &rules, "--lang", "en"]).out);
}

#[test]
fn a_mistaken_command_line_is_told_in_the_language_asked_for() {
    let mistakes: [&[&str]; 9] = [
        &["chek"],
        &["check", "r.luat"],
        &["check", "r.luat", "--report"],
        &["check", "r.luat", "--report", "b.json", "--as-of", "2027"],
        &["check", "r.luat", "--report", "b.json", "--form", "json"],
        &["lint", "r.luat", "--format", "xml"],
        &["test", "r.luat", "--mutate", "--require-all"],
        &["test", "r.luat", "--mutate", "--min", "200"],
        &["test", "r.luat", "--mutate", "--min", "nhiều"],
    ];
    for language in ["en", "vi"] {
        let told = mistakes.map(|mistake| {
            let told = luat(&[mistake, &["--lang", language]].concat());
            assert_eq!((told.exit, told.out.as_str()), (Exit::Unusable, ""));
            format!("luat {}\n{}", mistake.join(" "), told.err)
        });
        assert_snapshot(&format!("mistakes_{language}"), &told.join("\n"));
    }
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
    for (report, found) in [("met.json", Exit::Fine), ("not_met.json", Exit::Found)] {
        let mut err = Vec::new();
        let (rules, report) = (fixture("beside/trial.luat"), fixture(report));
        let arguments = ["check", &rules, "--report", &report];
        let exit = run_in((None, &arguments), "", &mut Closed, &mut err);
        assert_eq!((exit, err.len()), (found, 0));
    }
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
        assert_snapshot(&format!("muong_ang_{lang}"), &told.out);
    }
}

/// An answer in both languages, as recorded in `tests/cli/snapshots`.
/// Holds what is told to machines; the schemas are held against it.
fn assert_answers(name: &str, arguments: &[&str], exit: Exit) {
    let arguments = [arguments, &["--format", "json"]].concat();
    assert_told(&format!("{name}_json"), &arguments, exit);
}

fn assert_reads_well(name: &str, arguments: &[&str], exit: Exit) {
    for lang in ["vi", "en"] {
        let arguments = [arguments, &["--lang", lang]].concat();
        assert_told(&format!("{name}_{lang}"), &arguments, exit);
    }
}

fn assert_told(name: &str, arguments: &[&str], exit: Exit) {
    let told = luat(arguments);
    assert_eq!(told.exit, exit, "{}{}", told.out, told.err);
    let out = told.out.replace(&project::root().display().to_string(), "");
    assert_snapshot(name, &out);
}

fn assert_snapshot(name: &str, told: &str) {
    insta::with_settings!({ snapshot_path => path("tests/cli/snapshots"), prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, told);
    });
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
fn what_nobody_ticked_is_no_review_and_what_is_ticked_wrong_fails() {
    let rules = fixture("ticked/ward.luat");
    assert_reads_well("ticked", &["test", &rules], Exit::Found);
    assert_reads_well(
        "ticked_junit",
        &["test", &rules, "--format", "junit"],
        Exit::Found,
    );
    let machine = luat(&["test", &rules, "--format", "json"]);
    let found = json(&machine.out);
    assert_eq!(found["summary"]["as_expected"], 2);
    assert_eq!(found["summary"]["not"], 1);
    assert_eq!(found["summary"]["to_tick"], 2);
    assert_eq!(found["scenarios"][1]["standing"], "ticked_wrong");
    assert_eq!(
        found["untouched"][0]["lacks"],
        serde_json::json!(["met", "boundary"]),
        "only what is ticked right shows the rule"
    );
}

/// A scenario made is one that nobody has ticked: it passes, and fails where all is required.
#[test]
fn made_scenarios_wait_to_be_ticked() {
    let folder = tempfile::tempdir().unwrap();
    let rules = folder.path().join("ward.luat");
    fs::copy(fixture("made/ward.luat"), &rules).unwrap();
    let made = luat(&["gen-tests", rules.to_str().unwrap()]);
    fs::write(folder.path().join("made.luat"), &made.out).unwrap();
    let folder = folder.path().to_str().unwrap();
    let told = luat(&["test", folder, "--format", "json"]);
    assert_eq!(told.exit, Exit::Fine, "{}{}", told.out, told.err);
    let summary = &json(&told.out)["summary"];
    assert_eq!(summary["as_expected"], 0);
    assert!(summary["to_tick"].as_u64().unwrap() > 10, "{summary}");
    assert_eq!(luat(&["test", folder, "--require-all"]).exit, Exit::Found);
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
    assert_eq!(found["survivors"][2]["line"], 28);
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

#[test]
fn every_line_that_binds_is_changed_in_turn() {
    let rules = fixture("changed/whole.luat");
    assert_reads_well("changed", &["test", "--mutate", &rules], Exit::Fine);
}

#[test]
fn made_scenarios_read_well_in_both_languages() {
    let rules = fixture("made/ward.luat");
    assert_reads_well("made", &["gen-tests", &rules], Exit::Fine);
    let limit = fixture("made/decisions.luat");
    assert_reads_well("made_days_off", &["gen-tests", &limit], Exit::Fine);
    let members = fixture("made/members.luat");
    assert_reads_well("made_members", &["gen-tests", &members], Exit::Fine);
    let periods = fixture("made/periods.luat");
    assert_reads_well("made_periods", &["gen-tests", &periods], Exit::Fine);
    let ended = fixture("made/ended.luat");
    assert_reads_well("made_ended", &["gen-tests", &ended], Exit::Fine);
}

#[test]
fn lints_read_well_in_both_languages() {
    let rules = fixture("lint/ward.luat");
    assert_reads_well("lint", &["lint", &rules], Exit::Fine);
    let denied = luat(&["lint", &rules, "--deny"]);
    let other = luat(&["lint", &rules, "--deny=L0002"]);
    assert_eq!((denied.exit, other.exit), (Exit::Found, Exit::Fine));
}

fn explained(rule: &str, report: &str, more: &[&str]) -> Told {
    let (rules, report) = (
        fixture("explained/notices.luat"),
        fixture(&format!("explained/{report}.json")),
    );
    let mut arguments = vec!["explain", &rules, "--rule", rule, "--report", &report];
    arguments.extend(["--period", "2025"]);
    arguments.extend(more);
    let told = luat(&arguments);
    assert_eq!(told.exit, Exit::Fine, "{}{}", told.out, told.err);
    told
}

/// The lines of a text as one, so that what is sought may be broken across lines.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[test]
fn an_explanation_says_what_moved_a_limit() {
    let en = flowing(&explained("published", "late", &[]).out);
    for wanted in [
        "Lunar New Year and the weekend moved this from 2025-01-29 to 2025-02-03",
        "It was done late by 2 days.",
        "working days counted: 2025-02-03, 2025-02-04",
        "2025-01-27 to 2025-01-31 (Lunar New Year)",
        "(Article 2, 12/NQ-HĐND) is met.",
    ] {
        assert!(en.contains(wanted), "{wanted}: {en}");
    }
    let vi = flowing(&explained("published", "late", &["--lang", "vi"]).out);
    for wanted in [
        "Tết Nguyên đán và ngày nghỉ cuối tuần dời hạn từ 29/01/2025 sang 03/02/2025",
        "Xã Ẳng Tở, năm 2025: nội dung “Công khai quyết định” (Điều 1, 12/NQ-HĐND) trễ hạn (vi phạm).",
        "Việc này thực hiện trễ 2 ngày.",
        "các ngày làm việc được tính: 03/02/2025, 04/02/2025",
    ] {
        assert!(vi.contains(wanted), "{wanted}: {vi}");
    }
}

#[test]
fn an_explanation_says_what_silent_bodies_can_change() {
    let en = flowing(&explained("dialogues", "silent", &[]).out);
    assert!(
        en.contains("Needs 3 of the 5 communes still silent."),
        "{en}"
    );
    let vi = flowing(&explained("dialogues", "silent", &["--lang", "vi"]).out);
    assert!(vi.contains("Cần 3 trong 5 xã chưa có số liệu."), "{vi}");
}

#[test]
fn explanations_are_told_to_machines_as_a_tree() {
    let told = json(&explained("notices.published", "late", &["--format", "json"]).out);
    assert_eq!(told["luat"], 1);
    let text = told["explanations"].to_string();
    assert_eq!(told["explanations"].as_array().unwrap().len(), 2);
    assert!(text.contains(r#""counted_to":"2025-01-29""#), "{text}");
    assert!(
        text.contains(r#""late_by":{"amount":2,"unit":"days"}"#),
        "{text}"
    );
    let told = json(&explained("dialogues", "silent", &["--format", "json"]).out);
    let outlook = &told["explanations"][0]["tree"]["parts"][1]["outlook"];
    assert_eq!(
        outlook,
        &json(r#"{"turn": "needs", "silent": "5", "of_them": "3"}"#)
    );
}

fn covered(more: &[&str]) -> Told {
    let (rules, catalogue) = (
        path("rules").display().to_string(),
        path("catalogue/muong-ang-154-2024.json")
            .display()
            .to_string(),
    );
    let mut arguments = vec!["cover", &rules, "--catalogue", &catalogue];
    arguments.extend(more);
    luat(&arguments)
}

#[test]
fn coverage_is_told_by_article_with_thresholds() {
    let told = covered(&["--lang", "vi"]);
    assert_eq!(told.exit, Exit::Fine, "{}{}", told.out, told.err);
    for wanted in [
        "\nĐiều 1\n",
        "trên 20%",
        "4 nội dung lặp lại nội dung khác",
        "lặp lại Điều 1 khoản 2",
    ] {
        assert!(told.out.contains(wanted), "{wanted}: {}", told.out);
    }
    let page = covered(&["--lang", "en", "--format", "html"]).out;
    assert!(
        page.starts_with("<!doctype html>\n<html lang=\"en\">"),
        "{page}"
    );
    assert!(page.contains("<h2>Article 1</h2>"), "{page}");
    let page = covered(&["--lang", "en", "--format", "markdown"]).out;
    assert!(
        page.contains("\n## Article 1\n\n| Held | Place | Statement | By |"),
        "{page}"
    );
    let told = json(&covered(&["--format", "json"]).out);
    let summary = &told["summary"];
    assert_eq!(
        (&summary["statements"], &summary["missing"]),
        (&json("109"), &json("0"))
    );
}

#[test]
fn a_catalogue_that_no_document_names_is_told() {
    let rules = path("rules/linh_son_36").display().to_string();
    let common = path("rules/common.luat").display().to_string();
    let catalogue = path("catalogue/muong-ang-154-2024.json");
    let catalogue = catalogue.display().to_string();
    let told = luat(&[
        "cover",
        &rules,
        &common,
        "--catalogue",
        &catalogue,
        "--lang",
        "en",
    ]);
    assert_eq!(told.exit, Exit::Found, "{}{}", told.out, told.err);
    let wanted = "no document names this catalogue";
    assert!(told.err.contains(wanted), "{}", told.err);
    assert!(!covered(&["--lang", "en"]).err.contains(wanted));
}

#[test]
fn a_statement_held_less_fully_than_asked_fails_when_strict() {
    let folder = tempfile::tempdir().unwrap();
    let rules = folder.path().join("a.luat");
    fs::write(
        &rules,
        "language en\ndocument a \"A\" / \"A\"\n  in force from 2025-01-01\n  catalogue \"a\"\nprinciple p \"P\" / \"P\"\n  cite article 1\n",
    )
    .unwrap();
    let catalogue = folder.path().join("a.json");
    fs::write(
        &catalogue,
        r#"{"document": {"id": "a"}, "statements": [{"id": "x", "computable": "yes", "summary_vi": "x", "summary_en": "x",
            "citation": {"article": "1", "clause": null, "point": null, "indent": null, "ordinal": 1}}]}"#,
    )
    .unwrap();
    let (rules, catalogue) = (rules.display().to_string(), catalogue.display().to_string());
    let arguments = ["cover", &rules, "--catalogue", &catalogue];
    let told = luat(&arguments);
    assert_eq!(told.exit, Exit::Fine, "{}{}", told.out, told.err);
    assert!(
        told.out.contains("held less fully than the catalogue asks"),
        "{}",
        told.out
    );
    let strict: Vec<&str> = arguments.into_iter().chain(["--strict"]).collect();
    assert_eq!(luat(&strict).exit, Exit::Found);
}

#[test]
fn rules_built_into_one_file_judge_as_their_text_does() {
    let folder = tempfile::tempdir().unwrap();
    let built = folder.path().join("muong_ang.luatc").display().to_string();
    let rules = path("rules/muong_ang_154").display().to_string();
    let report = path("rules/muong_ang_154/reports/muong-ang-2025-2026.json");
    let report = report.display().to_string();
    let done = luat(&["build", &rules, "-o", &built]);
    assert_eq!(done.exit, Exit::Fine, "{}", done.err);
    assert!(done.out.starts_with("sha256:"), "{}", done.out);
    let bytes = fs::read(&built).unwrap();
    luat(&["build", &rules, "-o", &built]);
    assert_eq!(fs::read(&built).unwrap(), bytes);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

    let check = |rules: &str| luat(&["check", rules, "--report", &report, "--format", "json"]);
    let (text, artefact) = (check(&rules), check(&built));
    assert_eq!((text.exit, &text.out), (artefact.exit, &artefact.out));

    fs::write(&built, &bytes[..bytes.len() - 1]).unwrap();
    let damaged = check(&built);
    assert_eq!(damaged.exit, Exit::Unusable);
    assert!(damaged.out.contains("\"damaged\""), "{}", damaged.out);
    let told = luat(&["check", &built, "--report", &report, "--lang", "vi"]);
    assert!(told.err.contains("tệp bị hỏng"), "{}", told.err);
}

#[test]
fn a_form_reads_well_in_both_languages() {
    let rules = fixture("form/offices.luat");
    let form = |level, format| {
        [
            "form",
            rules.as_str(),
            "--level",
            level,
            "--period",
            "2025",
            "--format",
            format,
        ]
    };
    assert_reads_well("form_commune", &form("commune", "text"), Exit::Fine);
    assert_reads_well("form_district", &form("district", "markdown"), Exit::Fine);
    let report = fixture("form/begun.json");
    let begun = ["form", &rules, "--report", &report, "--period", "2025"];
    assert_reads_well("form_begun", &begun, Exit::Fine);
}

#[test]
fn a_successor_is_asked_for_what_its_predecessor_bore() {
    let (rules, report) = (fixture("form/merged.luat"), fixture("form/merged.json"));
    let form = ["form", &rules, "--report", &report, "--period", "2025"];
    assert_reads_well("form_merged", &form, Exit::Fine);
    let check = [
        "check",
        &rules,
        "--report",
        &report,
        "--as-of",
        "2026-01-10",
    ];
    assert_reads_well("check_merged", &check, Exit::Found);
    let told = luat(&["schema", &rules, "--level", "commune"]);
    let schema = json(&told.out);
    let commune = &schema["$defs"]["report.commune"]["properties"];
    assert_eq!(
        commune["predecessors"]["items"]["anyOf"],
        serde_json::json!([{ "$ref": "#/$defs/report.district" }])
    );
    assert!(schema["$defs"]["facts.commune"]["properties"]["plan"].is_object());
    let district = &schema["$defs"]["report.district"]["properties"];
    assert!(district["predecessors"].is_null());
}

#[test]
fn a_form_that_cannot_be_made_says_why() {
    let (rules, report) = (fixture("form/offices.luat"), fixture("form/begun.json"));
    for (more, named) in [
        (&["--level", "planet"][..], "commune, district"),
        (&["--level", "district", "--report", &report], "commune"),
        (&[], "--level"),
    ] {
        let told = luat(&[&["form", &rules, "--period", "2025", "--lang", "en"], more].concat());
        assert_eq!(told.exit, Exit::Unusable);
        assert!(told.err.contains(named), "{}", told.err);
    }
    let wrong = luat(&["form", &rules, "--level", "commune", "--period", "2025-H9"]);
    assert_eq!(wrong.exit, Exit::Unusable);
    assert!(wrong.err.contains("2025-H1"), "{}", wrong.err);
}

/// Fields of a form by path, of all its sections.
fn fields(form: &serde_json::Value) -> Vec<&serde_json::Value> {
    let sections = form["sections"].as_array().unwrap();
    sections
        .iter()
        .flat_map(|section| ["fields", "columns"].map(|key| section[key].as_array()))
        .flatten()
        .flatten()
        .collect()
}

#[test]
fn whatever_is_missing_has_its_field() {
    let rules = path("rules").display().to_string();
    for level in ["district", "commune", "agency", "enterprise", "province"] {
        for period in ["2025", "2026-H1"] {
            let report =
                format!(r#"{{"body": {{"level": "{level}", "id": "x"}}, "periods": {{}}}}"#);
            let arguments = [
                "form",
                &rules,
                "--report",
                "-",
                "--period",
                period,
                "--format",
                "json",
                "--as-of",
                "2027-01-10",
            ];
            let told = luat_with(&arguments, &report);
            assert_eq!(told.exit, Exit::Fine, "{level}: {}", told.err);
            let form = json(&told.out);
            let fields = fields(&form);
            for path in form["next_facts"].as_array().unwrap() {
                // What bodies below have yet to report is asked of them, in forms of their own.
                if path.as_str().unwrap().contains(":\"?\"/") {
                    continue;
                }
                let asks = |field: &&&serde_json::Value| {
                    let missing = field["missing"].as_array();
                    missing.is_some_and(|missing| missing.contains(path))
                };
                assert!(
                    fields.iter().find(asks).is_some(),
                    "{level} {period}: {path}"
                );
            }
        }
    }
}

/// `LUAT_ACCEPT=1` writes the schema anew; the test in `tests/js` holds reports against it.
#[test]
fn a_schema_of_reports_is_as_recorded() {
    let told = luat(&["schema", &fixture("form/offices.luat")]);
    assert_eq!(told.exit, Exit::Fine, "{}", told.err);
    let recorded = path("tests/cli/form/offices.schema.json");
    if std::env::var_os("LUAT_ACCEPT").is_some() {
        fs::write(&recorded, &told.out).unwrap();
    }
    assert_eq!(told.out, fs::read_to_string(recorded).unwrap());
    let one = luat(&[
        "schema",
        &fixture("form/offices.luat"),
        "--level",
        "commune",
    ]);
    assert_eq!(
        json(&one.out)["anyOf"],
        serde_json::json!([{ "$ref": "#/$defs/report.commune" }])
    );
}
