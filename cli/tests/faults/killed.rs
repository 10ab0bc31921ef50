//! Killed in the middle: the old file is there or the new one, never half of one.

use std::fs;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::{luat, names, put, reports, rules, shell, text};

const SIGKILL: i32 = 9;
const SIGXFSZ: i32 = 25;

#[test]
fn a_build_that_is_killed_while_it_writes_leaves_the_old_file() {
    let home = tempfile::tempdir().unwrap();
    let output = put(home.path(), "ward.luatc", "old");
    // The system kills what writes more than it may: here within the first bytes.
    let told = shell(
        "ulimit -c 0; ulimit -f 0; exec \"$0\" build \"$1\" -o \"$2\"",
        &[&rules(), &output],
    );
    assert_eq!(told.status.signal(), Some(SIGXFSZ), "{told:?}");
    assert_eq!(fs::read(&output).unwrap(), b"old");
    let told = luat(["build", &rules(), "-o", &output]).output().unwrap();
    assert!(told.status.success(), "{told:?}");
    assert!(fs::read(&output).unwrap().len() > 3);
}

#[test]
fn a_build_that_is_killed_at_any_time_leaves_the_old_file_or_the_new_one() {
    let home = tempfile::tempdir().unwrap();
    let output = home.path().join("ward.luatc");
    let build = || {
        let mut command = luat(["build", &rules(), "-o"]);
        command.arg(&output).stdout(Stdio::null());
        command.spawn().unwrap()
    };
    let begun = Instant::now();
    assert!(build().wait().unwrap().success());
    let took = begun.elapsed();
    let new = fs::read(&output).unwrap();
    for at in 0..16 {
        fs::write(&output, "old").unwrap();
        let mut child = build();
        thread::sleep(took * at / 14);
        let _ = child.kill();
        child.wait().unwrap();
        let left = fs::read(&output).unwrap();
        assert!(left == b"old" || left == new, "{at}: {} bytes", left.len());
    }
}

#[test]
fn a_batch_that_is_killed_goes_on_as_if_it_had_not_been() {
    let lines = reports(2000);
    for format in ["ndjson", "csv", "parquet", "xlsx"] {
        let home = tempfile::tempdir().unwrap();
        let all = put(home.path(), "all.ndjson", &lines);
        let output = put(home.path(), "out", "old");
        let part = home.path().join("out.part");
        let run = |more: &[&str]| {
            let given = [
                "batch",
                &rules(),
                "--as-of",
                "2027-01-10",
                "--format",
                format,
                "--reports",
                "-",
            ];
            luat([&given[..], more].concat())
        };
        let whole = home.path().join("whole");
        let mut undisturbed = run(&["-o", whole.to_str().unwrap()]);
        undisturbed.stdin(fs::File::open(&all).unwrap());
        assert_eq!(undisturbed.output().unwrap().status.code(), Some(1));

        let mut killed = run(&["-o", &output, "--force"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // More is to come, so it cannot have ended.
        let mut pipe = killed.stdin.take().unwrap();
        pipe.write_all(&lines.as_bytes()[..lines.len() / 2])
            .unwrap();
        let begun = Instant::now();
        while fs::metadata(&part).map_or(0, |about| about.len()) < 10_000 {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "nothing is written"
            );
            thread::sleep(Duration::from_millis(5));
        }
        killed.kill().unwrap();
        assert_eq!(killed.wait().unwrap().signal(), Some(SIGKILL));
        drop(pipe);
        assert_eq!(fs::read(&output).unwrap(), b"old", "{format}");

        let mut resumed = run(&["-o", &output, "--resume"]);
        resumed.stdin(fs::File::open(&all).unwrap());
        let told = resumed.output().unwrap();
        assert_eq!(told.status.code(), Some(1), "{}", text(&told.stderr));
        let same = fs::read(&output).unwrap() == fs::read(&whole).unwrap();
        assert!(same, "{format}");
        assert_eq!(names(home.path()), ["all.ndjson", "out", "whole"]);
    }
}
