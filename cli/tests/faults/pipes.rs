//! Readers that go away.

use std::fs;
use std::process::{Command, Output, Stdio};

use crate::{fixture, luat, put, report, reports, rules, shell, text};

/// Each command that prints, with what it needs to do so; what `luat` lists and is not here is a fault of this test.
fn commands(report: &str, home: &str) -> Vec<Vec<String>> {
    let (rules, trial) = (rules(), fixture("beside/trial.luat"));
    let all = [
        vec!["new", home],
        vec!["check", &rules, "--report", report],
        vec!["batch", &rules, "--reports", report],
        vec!["build", &rules, "-o", "/dev/null"],
        vec!["test", &trial],
        vec!["fmt", "--check", &rules],
        vec![
            "explain",
            &rules,
            "--rule",
            "officers_trained",
            "--report",
            report,
        ],
        vec!["explain-error", "E0343"],
        vec!["cover", &rules, "--catalogue", report],
        vec!["diff", &rules, &trial],
        vec!["render", &rules],
        vec![
            "calendar",
            &rules,
            "--body",
            "ward:an-binh",
            "--from",
            "2026-01-01",
            "--to",
            "2027-01-01",
        ],
        vec!["form", &rules, "--level", "ward", "--period", "2026"],
        vec!["schema", &rules],
        vec!["lint", &rules, "--format", "json"],
        vec!["gen-tests", &rules],
        vec!["verify", report],
        vec!["completions", "bash"],
        vec!["lsp"],
        vec!["serve", "no-such-rules.luat"],
        vec!["--help"],
        vec!["check", "--help"],
    ];
    all.into_iter()
        .map(|one| one.into_iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn a_reader_that_is_gone_brings_no_command_down() {
    let home = tempfile::tempdir().unwrap();
    let report = put(home.path(), "report.json", report(1));
    let new = home.path().join("new").display().to_string();
    let commands = commands(&report, &new);
    let help = luat(["--help"]).output().unwrap();
    let listed = text(&help.stdout).lines();
    // Commands stand two spaces in, and what they do further.
    let listed = listed.filter_map(|line| line.strip_prefix("  ")?.split("  ").next());
    let listed = listed.filter(|name| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    });
    let listed: Vec<&str> = listed.filter(|name| !name.starts_with('-')).collect();
    assert!(listed.len() > 15, "{listed:?}");
    for name in listed {
        assert!(
            commands.iter().any(|one| one[0] == name),
            "{name} is not tried"
        );
    }
    for arguments in commands {
        let told = unread(&arguments);
        let err = text(&told.stderr);
        assert!(!err.contains("panicked"), "{arguments:?}: {err}");
        assert!(!err.contains("cannot write"), "{arguments:?}: {err}");
        if arguments[0] == "new" {
            assert!(told.status.success());
            fs::remove_dir_all(&new).unwrap();
        }
        let read = luat(&arguments).stdout(Stdio::null()).output().unwrap();
        assert_eq!(told.status.code(), read.status.code(), "{arguments:?}");
    }
}

/// The command, with nobody at the other end of its standard output.
fn unread(arguments: &[String]) -> Output {
    // The only reader of this pipe ends at once.
    let mut reader = Command::new("true").stdin(Stdio::piped()).spawn().unwrap();
    let pipe = reader.stdin.take().unwrap();
    reader.wait().unwrap();
    luat(arguments).stdout(pipe).output().unwrap()
}

#[test]
fn what_was_found_is_told_by_the_code_though_nobody_reads_it() {
    let home = tempfile::tempdir().unwrap();
    let report = put(home.path(), "breach.json", report(1));
    let receipt = home.path().join("receipt.json").display().to_string();
    let rules = rules();
    let all = [
        "check",
        &rules,
        "--report",
        &report,
        "--receipt",
        &receipt,
        "--as-of",
        "2027-06-01",
    ];
    let told = unread(&all.map(str::to_owned));
    assert_eq!(told.status.code(), Some(1), "{told:?}");
    assert!(fs::exists(&receipt).unwrap());
    // As a shell has it: all of the answer, a part of it, nothing.
    for reader in ["cat", "head -1", "head -c 1", "true"] {
        let script = format!(
            "{{ \"$0\" check \"$1\" --report \"$2\" --as-of 2027-06-01; echo $? >&2; }} | {reader} >/dev/null"
        );
        let told = shell(&script, &[&rules, &report]);
        assert_eq!(
            text(&told.stderr).lines().next_back(),
            Some("1"),
            "{reader}"
        );
    }
}

#[test]
fn a_batch_that_nobody_reads_stops_and_says_that_it_did() {
    let home = tempfile::tempdir().unwrap();
    let many = reports(20_000);
    let codes = [
        // Judged in one piece, before anybody could tell that it is not read.
        ("few", report(1) + "\n", Some(1)),
        ("many", many.clone(), Some(141)),
        ("begins-badly", format!("no report\n{many}"), Some(2)),
        ("ends-badly", format!("{many}no report\n"), Some(141)),
    ];
    for (name, reports, code) in codes {
        let reports = put(home.path(), name, reports);
        let rules = rules();
        let arguments = [
            "batch",
            &rules,
            "--reports",
            &reports,
            "--as-of",
            "2027-06-01",
        ];
        let arguments = arguments.map(str::to_owned);
        let told = unread(&arguments);
        assert_eq!(told.status.code(), code, "{name}: {told:?}");
    }
}
