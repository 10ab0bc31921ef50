//! Many reports, one a line.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use luat_cli::{Exit, Io, run};
use luat_tests::project;

use crate::{Told, fixture, json, luat, luat_with};

const DAY: [&str; 2] = ["--as-of", "2026-01-10"];

/// Reports that differ: nobody trained, one more each time.
fn reports(count: usize) -> String {
    let one = fs::read_to_string(project::root().join("tests/cli/not_met.json")).unwrap();
    let mut report = json(&one);
    let lines = (0..count).map(|trained| {
        report["body"]["id"] = format!("body-{trained}").into();
        report["periods"]["2025"]["hamlet_heads.trained"] = trained.into();
        report.to_string() + "\n"
    });
    lines.collect()
}

fn batch(stdin: &str, more: &[&str]) -> Told {
    let rules = fixture("beside/trial.luat");
    let given = ["batch", &rules, "--reports", "-"];
    luat_with(&[&given[..], &DAY, more].concat(), stdin)
}

/// A stream that breaks off after some bytes, as a pipe does whose writer was killed.
struct BreaksOff<'t>(&'t [u8]);

impl Read for BreaksOff<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Err(io::Error::other("broken off"));
        }
        self.0.read(into)
    }
}

/// A run whose reports break off.
fn interrupted(reports: &[u8], more: &[&str]) -> Exit {
    let rules = fixture("beside/trial.luat");
    let given = ["batch", &rules, "--reports", "-"];
    broken_off(reports, &[&given[..], &DAY, more].concat())
}

/// A command whose standard input breaks off.
pub(crate) fn broken_off(stdin: &[u8], arguments: &[&str]) -> Exit {
    let arguments = ["luat"].iter().chain(arguments);
    let arguments: Vec<OsString> = arguments.map(OsString::from).collect();
    let mut io = Io {
        stdin: &mut BreaksOff(stdin),
        stdout: &mut io::sink(),
        stderr: &mut io::sink(),
        watched: false,
        today: jiff_core::civil::date(2026, 1, 10),
        language: None,
    };
    run(&arguments, &mut io)
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn a_report_holds_no_more_than_is_allowed() {
    let one = json(&reports(1));
    let lines: String = (0..3)
        .map(|_| {
            let mut report = one.clone();
            report["periods"]["2024"] = report["periods"]["2025"].clone();
            report.to_string() + "\n"
        })
        .collect();
    let statuses = |told: &str| -> Vec<String> {
        let mut all = Vec::new();
        for record in told.lines().map(json) {
            let verdicts = record["result"]["verdicts"].as_array();
            all.extend(
                verdicts
                    .unwrap()
                    .iter()
                    .map(|one| one["status"].to_string()),
            );
        }
        all
    };
    let free = batch(&lines, &[]);
    assert!(!free.out.contains("too_large"));
    let held = batch(&lines, &["--report-periods", "1"]);
    assert_eq!(held.out.matches("too_large").count(), 3, "{}", held.out);
    // By plans as by the evaluator.
    let planned = batch(&lines, &["--report-periods", "1", "--statuses"]);
    assert_eq!(statuses(&planned.out), statuses(&held.out));
    assert_ne!(statuses(&held.out), statuses(&free.out));
    let refused = batch(&lines, &["--report-bodies", "0"]);
    assert_eq!(refused.exit, Exit::Unusable);
}

#[test]
fn each_record_is_what_a_check_of_its_report_tells() {
    let lines = reports(30);
    let told = batch(&lines, &[]);
    assert_eq!(told.exit, Exit::Found, "{}", told.err);
    let records: Vec<&str> = told.out.lines().collect();
    assert_eq!(records.len(), 30);
    for (at, (record, report)) in records.iter().zip(lines.lines()).enumerate() {
        let rules = fixture("beside/trial.luat");
        let given = ["check", &rules, "--report", "-", "--format", "json"];
        let alone = luat_with(&[&given[..], &DAY].concat(), report);
        let record = json(record);
        assert_eq!(record["line"], at + 1);
        assert_eq!(record["result"], json(&alone.out));
    }
}

#[test]
fn a_line_that_cannot_be_used_is_told_with_its_number_and_the_rest_goes_on() {
    let good = reports(1);
    let lines = format!("{good}\n{{\"body\": oops}}\n{good}[1]\n{good}");
    let told = batch(&lines, &["--lang", "en"]);
    assert_eq!(told.exit, Exit::Unusable);
    let records: Vec<serde_json::Value> = told.out.lines().map(json).collect();
    let faulty: Vec<(u64, &str)> = records
        .iter()
        .filter_map(|record| Some((record["line"].as_u64()?, record["error"]["code"].as_str()?)))
        .collect();
    assert_eq!(faulty, [(3, "not_json"), (5, "not_an_object")]);
    assert_eq!(records.len(), 5);
    assert!(
        told.err.contains("stdin:3: not readable as JSON"),
        "{}",
        told.err
    );
    assert!(
        told.err
            .contains("reports judged: 3; breaches: 3; lines that cannot be used: 2"),
        "{}",
        told.err
    );
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let lines = reports(200);
    for format in ["ndjson", "csv"] {
        let one = batch(&lines, &["--format", format, "--threads", "1"]);
        for threads in ["2", "7"] {
            let many = batch(&lines, &["--format", format, "--threads", threads]);
            assert_eq!(one.out, many.out);
            assert_eq!(one.err, many.err);
        }
    }
}

#[test]
fn a_verdict_is_a_row_of_a_table() {
    let told = batch(&format!("{}nonsense\n", reports(1)), &["--format", "csv"]);
    let rows: Vec<&str> = told.out.lines().collect();
    assert_eq!(
        rows[0],
        "file,line,level,body,document,rule,requirement,part,period,due,status,severity,reason,achieved,of,required,error"
    );
    assert!(rows[1].starts_with(",1,district,body-0,"), "{}", rows[1]);
    assert!(
        rows[1].contains(",not_met,breach,share,0,131,> 15%,"),
        "{}",
        rows[1]
    );
    assert_eq!(rows.last(), Some(&",2,,,,,,,,,,,,,,,not_json"));
}

/// Reports of which some are not so plain: another body, nothing told, a list, what cannot be used.
fn mixed() -> String {
    let lines = reports(12);
    let one = lines.lines().next().unwrap();
    let of = |change: fn(&mut serde_json::Value)| {
        let mut other = json(one);
        change(&mut other["periods"]["2025"]);
        other.to_string()
    };
    let nothing = of(|told| told["hamlet_heads.trained"] = serde_json::Value::Null);
    let faulty = of(|told| told["nobody"] = 1.into());
    let list =
        of(|told| *told = serde_json::json!({"hamlet_heads": [{"id": "a", "trained": true}]}));
    let more = [&nothing, "nonsense", &faulty, one, &list, ""];
    lines.clone() + &more.join("\n")
}

#[test]
fn statuses_alone_are_those_of_whole_records() {
    let lines = mixed();
    let (whole, lean) = (batch(&lines, &[]), batch(&lines, &["--statuses"]));
    assert_eq!(whole.exit, lean.exit);
    // Whole records tell of facts with problems, too.
    let told = whole.err.split_inclusive('\n');
    let told: String = told.filter(|line| !line.contains("nobody")).collect();
    let problems = "; số liệu có vấn đề: 1, trong 1 báo cáo";
    assert!(told.contains(problems), "{told}");
    assert_eq!(told.replace(problems, ""), lean.err);
    assert!(lean.out.len() * 3 < whole.out.len());
    for (whole, lean) in whole.out.lines().zip(lean.out.lines()) {
        let (mut whole, lean) = (json(whole), json(lean));
        if let Some(result) = whole
            .get_mut("result")
            .and_then(|result| result.as_object_mut())
        {
            result.retain(|key, _| ["body", "verdicts"].contains(&key.as_str()));
            for verdict in result["verdicts"].as_array_mut().unwrap() {
                let verdict = verdict.as_object_mut().unwrap();
                let told = [
                    "document",
                    "rule",
                    "requirement",
                    "part",
                    "body",
                    "period",
                    "status",
                    "severity",
                ];
                verdict.retain(|key, _| told.contains(&key.as_str()));
            }
        }
        assert_eq!(lean, whole);
    }
    let rows = |more: &[&str]| {
        let told = batch(&lines, &[&["--format", "csv"], more].concat()).out;
        let mut rows = Vec::new();
        for row in csv_rows(&told) {
            // Neither when it was due is told, nor why, nor any number.
            let row = row
                .iter()
                .enumerate()
                .filter(|(at, _)| ![9, 12, 13, 14, 15].contains(at));
            rows.push(row.map(|(_, cell)| cell.clone()).collect::<Vec<String>>());
        }
        rows
    };
    let mut whole = rows(&[]);
    whole.retain(|row| !row.contains(&"nobody".to_owned()));
    assert_eq!(rows(&["--statuses"]), whole);
}

fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let rows = text.lines();
    rows.map(|row| row.split(',').map(str::to_owned).collect())
        .collect()
}

#[test]
fn a_run_for_statuses_goes_on_as_one() {
    let lines = reports(300);
    let whole = batch(&lines, &["--statuses"]).out;
    for format in ["ndjson", "csv"] {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out");
        let output = output.to_str().unwrap();
        let more = ["--statuses", "--format", format, "-o", output];
        let exit = interrupted(&lines.as_bytes()[..lines.len() / 2], &more);
        assert_eq!(exit, Exit::Unusable);
        // What is told must be the same.
        let refused = batch(
            &lines,
            &["--format", format, "-o", output, "--resume", "--lang", "en"],
        );
        assert!(refused.err.contains("--statuses"), "{}", refused.err);
        let resumed = batch(&lines, &[&more[..], &["--resume"]].concat());
        let undisturbed = batch(&lines, &["--statuses", "--format", format]);
        assert_eq!(read(folder.path(), "out"), undisturbed.out);
        assert_eq!(resumed.exit, undisturbed.exit);
        assert_eq!(undisturbed.out == whole, format == "ndjson");
    }
}

#[test]
fn what_is_there_is_not_lost() {
    let home = tempfile::tempdir().unwrap();
    let output = home.path().join("out.ndjson");
    let output = output.to_str().unwrap();
    let lines = reports(3);
    let first = batch(&lines, &["-o", output]);
    assert_eq!(first.exit, Exit::Found, "{}", first.err);
    assert_eq!(first.out, "");
    let whole = read(home.path(), "out.ndjson");
    assert_eq!(whole, batch(&lines, &[]).out);
    let again = batch(&reports(1), &["-o", output]);
    assert_eq!(again.exit, Exit::Unusable);
    assert!(again.err.contains("--force"), "{}", again.err);
    assert_eq!(read(home.path(), "out.ndjson"), whole);
    assert_eq!(
        batch(&reports(1), &["-o", output, "--force"]).exit,
        Exit::Found
    );
    assert_eq!(read(home.path(), "out.ndjson").lines().count(), 1);
    assert_eq!(
        fs::read_dir(home.path()).unwrap().count(),
        1,
        "nothing is left beside it"
    );
}

#[test]
fn reports_are_not_replaced_by_their_verdicts() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("in");
    fs::create_dir(&folder).unwrap();
    let file = |name: &str| home.path().join(name).display().to_string();
    for (reports, written) in [
        ("it.ndjson", ["-o", "it.ndjson"]),
        ("it.ndjson", ["-o", "in/../it.ndjson"]),
        ("it.ndjson.part", ["-o", "it.ndjson"]),
        ("it.ndjson", ["--summary", "it.ndjson"]),
    ] {
        let out = file("out");
        let more = if written[0] == "-o" {
            &[][..]
        } else {
            &["-o", &out]
        };
        fs::write(home.path().join(reports), self::reports(2)).unwrap();
        let rules = fixture("beside/trial.luat");
        let told = luat(
            &[
                &[
                    "batch",
                    &rules,
                    "--reports",
                    &file(reports),
                    "--force",
                    "--lang",
                    "en",
                ][..],
                &DAY[..],
                &[written[0], &file(written[1])],
                more,
            ]
            .concat(),
        );
        assert_eq!(told.exit, Exit::Unusable, "{written:?}");
        assert!(
            told.err.contains("would be written over"),
            "{written:?}: {}",
            told.err
        );
        assert_eq!(read(home.path(), reports), self::reports(2));
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
        fs::remove_file(home.path().join(reports)).unwrap();
    }
}

#[test]
fn an_interrupted_run_goes_on_where_it_stopped() {
    let lines = format!("{}nonsense\n{}", reports(60), reports(60));
    for format in ["ndjson", "csv"] {
        let home = tempfile::tempdir().unwrap();
        let whole = home.path().join("whole");
        let given = ["--format", format, "-o"];
        let summary = |name: &str| home.path().join(name).display().to_string();
        let more = [whole.to_str().unwrap(), "--summary", &summary("whole.json")];
        batch(&lines, &[&given[..], &more].concat());
        let whole = read(home.path(), "whole");

        let output = home.path().join("out");
        let more = [&given[..], &[output.to_str().unwrap()]].concat();
        let ended = interrupted(&lines.as_bytes()[..lines.len() * 2 / 3], &more);
        assert_eq!(ended, Exit::Unusable);
        assert!(!output.exists());
        let part = fs::read(home.path().join("out.part")).unwrap();
        let noted = fs::read(home.path().join("out.run")).unwrap();
        assert!(part.len() > whole.len() / 3, "some of it was done");

        let refused = batch(&lines, &more);
        assert!(refused.err.contains("--resume"), "{}", refused.err);
        for kept in [part.len(), part.len() - 1, part.len() / 2, 150, 0] {
            let _ = fs::remove_file(&output);
            fs::write(home.path().join("out.part"), &part[..kept]).unwrap();
            fs::write(home.path().join("out.run"), &noted).unwrap();
            let of_it = summary("out.json");
            let resumed = batch(
                &lines,
                &[&more[..], &["--resume", "--summary", &of_it]].concat(),
            );
            assert_eq!(resumed.exit, Exit::Unusable, "{}", resumed.err);
            assert!(
                read(home.path(), "out") == whole,
                "{format}, {kept} bytes kept"
            );
            assert_eq!(
                read(home.path(), "out.json"),
                read(home.path(), "whole.json")
            );
        }
    }
}

#[test]
fn a_run_goes_on_only_as_it_began() {
    let home = tempfile::tempdir().unwrap();
    let output = home.path().join("out");
    let lines = reports(200);
    interrupted(
        &lines.as_bytes()[..lines.len() / 2],
        &["-o", output.to_str().unwrap()],
    );
    let part = fs::read(home.path().join("out.part")).unwrap();
    let rules = fixture("beside/trial.luat");
    let other_day = luat(&[
        "batch",
        &rules,
        "--reports",
        "-",
        "--as-of",
        "2026-01-11",
        "--resume",
        "--lang",
        "en",
        "-o",
        output.to_str().unwrap(),
    ]);
    assert_eq!(other_day.exit, Exit::Unusable);
    assert!(
        other_day.err.contains("the day (--as-of)"),
        "{}",
        other_day.err
    );
    assert!(other_day.err.contains("2026-01-10"), "{}", other_day.err);
    assert_eq!(fs::read(home.path().join("out.part")).unwrap(), part);
}

/// A run on a machine whose clock shows a day of January 2026, of which what is said on standard error.
fn on(day: i8, stdin: &str, arguments: &[&str]) -> (Exit, String) {
    let arguments = ["luat"].iter().chain(arguments);
    let arguments: Vec<OsString> = arguments.map(OsString::from).collect();
    let mut err = Vec::new();
    let mut io = Io {
        stdin: &mut stdin.as_bytes(),
        stdout: &mut io::sink(),
        stderr: &mut err,
        watched: false,
        today: jiff_core::civil::date(2026, 1, day),
        language: None,
    };
    let exit = run(&arguments, &mut io);
    (exit, String::from_utf8(err).unwrap())
}

#[test]
fn a_clock_put_back_or_forth_does_not_mix_days() {
    let home = tempfile::tempdir().unwrap();
    let output = home.path().join("out").display().to_string();
    let (lines, rules) = (reports(300), fixture("beside/trial.luat"));
    let whole = batch(&lines, &[]).out;
    // The day is that on which the run began, here the tenth.
    let given = [
        "batch",
        &rules,
        "--reports",
        "-",
        "-o",
        &output,
        "--lang",
        "en",
    ];
    assert_eq!(
        broken_off(&lines.as_bytes()[..lines.len() / 2], &given),
        Exit::Unusable
    );
    let resume = [&given[..], &["--resume"]].concat();
    for day in [9, 11] {
        let (exit, said) = on(day, &lines, &resume);
        assert_eq!(exit, Exit::Unusable);
        assert!(said.contains("the day (--as-of)"), "{said}");
        assert!(said.contains("2026-01-10"), "{said}");
    }
    let (exit, said) = on(11, &lines, &[&resume[..], &DAY].concat());
    assert_eq!(exit, Exit::Found, "{said}");
    assert_eq!(read(home.path(), "out"), whole);
}

#[test]
fn a_run_goes_on_only_over_what_it_read() {
    let home = tempfile::tempdir().unwrap();
    let file = |name: &str| home.path().join(name).display().to_string();
    let (input, output, rules) = (file("in.ndjson"), file("out"), fixture("beside/trial.luat"));
    let whole = reports(400);
    fs::write(&input, &whole).unwrap();
    // Standard input comes behind the file, and breaks off.
    let given = [
        "batch",
        &rules,
        "--reports",
        &input,
        "-",
        "-o",
        &output,
        "--lang",
        "en",
    ];
    let given = [&given[..], &DAY].concat();
    assert_eq!(broken_off(b"", &given), Exit::Unusable);
    let (part, noted) = (file("out.part"), file("out.run"));
    let done = fs::read(&part).unwrap();
    assert!(done.len() > 1000);
    let resume = |more: &[&str]| luat_with(&[&given[..], &["--resume"], more].concat(), "");
    let same_length = whole.replacen("body-7\"", "body-0\"", 1);
    assert_eq!(same_length.len(), whole.len());
    let longer = format!("{whole}{}", reports(1));
    for other in [&whole[..whole.len() / 2], &same_length, &longer] {
        fs::write(&input, other).unwrap();
        let refused = resume(&[]);
        assert_eq!(refused.exit, Exit::Unusable);
        assert!(
            refused.err.contains("what stands in the files"),
            "{}",
            refused.err
        );
        assert_eq!(fs::read(&part).unwrap(), done);
    }
    // Written anew as it was it has another time of change; with that put back it is the same.
    let time = json(&fs::read_to_string(&noted).unwrap())["inputs"][0]["changed"].clone();
    let nanos: u64 = time.as_str().unwrap().parse().unwrap();
    fs::write(&input, &whole).unwrap();
    let time = std::time::UNIX_EPOCH + std::time::Duration::from_nanos(nanos);
    let opened = fs::OpenOptions::new().write(true).open(&input).unwrap();
    opened.set_modified(time).unwrap();
    for (more, said) in [
        (&["--rosters", &input][..], "no table of members"),
        (&["--numbers", "vi"], "--numbers"),
        (&["--report-members", "7"], "limits"),
    ] {
        let refused = resume(more);
        assert_eq!(refused.exit, Exit::Unusable);
        assert!(refused.err.contains(said), "{}", refused.err);
    }
    assert_eq!(resume(&[]).exit, Exit::Found);
    let undisturbed: Vec<&str> = given
        .iter()
        .copied()
        .filter(|one| *one != "-o" && *one != output)
        .collect();
    let undisturbed = luat_with(&undisturbed, "");
    assert_eq!(read(home.path(), "out"), undisturbed.out);
}

#[test]
fn a_file_that_is_not_there_is_told_before_anything_is_read() {
    let rules = fixture("beside/trial.luat");
    let told = luat_with(
        &[
            "batch",
            &rules,
            "--reports",
            "-",
            "no-such.ndjson",
            "--lang",
            "en",
        ],
        &reports(2),
    );
    assert_eq!((told.exit, told.out.as_str()), (Exit::Unusable, ""));
    assert!(told.err.contains("no-such.ndjson"), "{}", told.err);
}
