//! Readers that go away.

use std::process::{Command, Stdio};

use crate::{fixture, luat, put, report, rules, text};

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
        // The only reader of this pipe ends at once.
        let mut reader = Command::new("true").stdin(Stdio::piped()).spawn().unwrap();
        let pipe = reader.stdin.take().unwrap();
        reader.wait().unwrap();
        let told = luat(&arguments).stdout(pipe).output().unwrap();
        let err = text(&told.stderr);
        let code = told.status.code();
        assert!(matches!(code, Some(0..=2)), "{arguments:?}: {told:?}");
        assert!(!err.contains("panicked"), "{arguments:?}: {err}");
        assert!(!err.contains("cannot write"), "{arguments:?}: {err}");
    }
}
