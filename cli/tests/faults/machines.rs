//! Where a machine stands and what it speaks changes no verdict.

use std::collections::BTreeSet;
use std::fs;

use crate::{luat, put, report, reports, rules};

const MACHINES: [[(&str, &str); 3]; 5] = [
    [("TZ", "UTC"), ("LANG", "C"), ("LC_ALL", "C")],
    [
        ("TZ", "Asia/Ho_Chi_Minh"),
        ("LANG", "vi_VN.UTF-8"),
        ("LC_ALL", "vi_VN.UTF-8"),
    ],
    [
        ("TZ", "Pacific/Kiritimati"),
        ("LANG", "de_DE.ISO-8859-1"),
        ("LC_ALL", ""),
    ],
    [
        ("TZ", "America/Los_Angeles"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
    ],
    [
        ("TZ", ":/no/such/zone"),
        ("LANG", "\u{1F4A5}"),
        ("LC_ALL", "nonsense"),
    ],
];

#[test]
fn time_zone_and_locale_change_no_byte() {
    let home = tempfile::tempdir().unwrap();
    let report = put(home.path(), "report.json", report(8));
    let lines = put(home.path(), "in.ndjson", reports(20));
    let output = home.path().join("out").display().to_string();
    let rules = rules();
    // Where no day is named it is that in Vietnam, on every machine.
    for arguments in [
        vec!["check", &rules, "--report", &report, "--format", "json"],
        vec!["check", &rules, "--report", &report, "--as-of", "10/1/2027"],
        vec![
            "batch",
            &rules,
            "--reports",
            &lines,
            "--format",
            "csv",
            "-o",
            &output,
            "--force",
        ],
        vec![
            "batch",
            &rules,
            "--reports",
            &lines,
            "--format",
            "parquet",
            "-o",
            &output,
            "--force",
        ],
        vec![
            "calendar",
            &rules,
            "--body",
            "ward:an-binh",
            "--from",
            "2026-01-01",
            "--to",
            "2027-01-01",
            "--format",
            "ics",
        ],
        vec!["form", &rules, "--level", "ward", "--period", "2026"],
        vec!["build", &rules, "-o", &output],
    ] {
        let told = MACHINES.map(|machine| {
            let told = luat(&arguments).envs(machine).output().unwrap();
            (
                told.status.code(),
                told.stdout,
                told.stderr,
                fs::read(&output).ok(),
            )
        });
        let different: BTreeSet<_> = told.iter().collect();
        assert_eq!(different.len(), 1, "{arguments:?}");
        assert!(matches!(told[0].0, Some(0 | 1)), "{arguments:?}");
    }
}
