//! Disks that are full, files that cannot be read, and what is no file.

use std::fs;

use crate::{assert_refused, fixture, luat, names, put, report, reports, rules, shell, text};

#[test]
fn a_full_disk_is_told_and_what_was_there_stays() {
    let home = tempfile::tempdir().unwrap();
    let output = put(home.path(), "out", "old");
    let lines = put(home.path(), "in.ndjson", reports(2000));
    let report = put(home.path(), "report.json", report(1));
    let before = names(home.path());
    // What is written beyond four blocks is refused, as on a full disk.
    let refused = |command: &str, given: &str| {
        let limited = format!("trap '' XFSZ; ulimit -f 4; exec \"$0\" {command} --lang en");
        let told = shell(&limited, &[&rules(), &output, given]);
        let err = text(&told.stderr);
        assert_eq!(told.status.code(), Some(2), "{command}: {err}");
        assert!(err.contains("cannot write"), "{command}: {err}");
        assert!(!err.contains("panicked"), "{command}: {err}");
        assert_eq!(fs::read(&output).unwrap(), b"old", "{command}");
    };
    for format in ["ndjson", "csv", "parquet", "xlsx"] {
        let batch = format!("batch \"$1\" --reports \"$3\" -o \"$2\" --force --format {format}");
        refused(&batch, &lines);
        let left = names(home.path());
        for name in left.iter().filter(|name| !before.contains(name)) {
            assert!(
                ["out.part", "out.run"].contains(&name.as_str()),
                "{format}: {name}"
            );
            fs::remove_file(home.path().join(name)).unwrap();
        }
    }
    let form = home.path().join("form.xlsx");
    refused(
        "form \"$1\" --level ward --period 2026 --xlsx \"$3\"",
        form.to_str().unwrap(),
    );
    assert_eq!(names(home.path()), before);
    let large = fixture("form/offices.luat");
    let told = shell(
        "trap '' XFSZ; ulimit -f 0; exec \"$0\" build \"$1\" -o \"$2\" --lang en",
        &[&large, &output],
    );
    assert!(text(&told.stderr).contains("cannot write"), "{told:?}");
    assert_eq!(fs::read(&output).unwrap(), b"old");
    assert_eq!(names(home.path()), before);
    // An answer that nobody gets is no answer.
    for command in [
        "check \"$1\" --report \"$2\"",
        "batch \"$1\" --reports \"$2\"",
        "form \"$1\" --level ward --period 2026",
        "lint \"$1\" --format json",
        "schema \"$1\"",
        "render \"$1\"",
    ] {
        let told = shell(
            &format!("exec \"$0\" {command} --lang en >/dev/full"),
            &[&rules(), &report],
        );
        let err = text(&told.stderr);
        assert_eq!(told.status.code(), Some(2), "{command}: {err}");
        assert!(err.contains("cannot write the answer"), "{command}: {err}");
    }
}

#[test]
fn a_device_is_not_replaced_by_a_file() {
    let home = tempfile::tempdir().unwrap();
    let pipe = home.path().join("pipe");
    let told = shell(
        "mkfifo \"$2\" && { cat \"$2\" >\"$3\" & \"$0\" build \"$1\" -o \"$2\"; wait; }",
        &[
            &rules(),
            pipe.to_str().unwrap(),
            home.path().join("read").to_str().unwrap(),
        ],
    );
    assert!(told.status.success(), "{told:?}");
    let built = home.path().join("built");
    luat(["build", &rules(), "-o"])
        .arg(&built)
        .output()
        .unwrap();
    assert!(fs::read(home.path().join("read")).unwrap() == fs::read(built).unwrap());
    assert_eq!(names(home.path()), ["built", "pipe", "read"]);
    assert_refused(
        &[
            "batch",
            &rules(),
            "--reports",
            &put(home.path(), "in", ""),
            "-o",
            pipe.to_str().unwrap(),
            "--force",
        ],
        "is no file; without --output",
        "không phải tệp; bỏ --output",
    );
    assert_eq!(names(home.path()), ["built", "in", "pipe", "read"]);
}

#[test]
fn what_is_no_file_or_cannot_be_read_is_told() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().to_str().unwrap();
    // Nobody can read its first bytes, not even who may read everything.
    let unreadable = "/proc/self/mem";
    let (en, vi) = ("cannot read", "không đọc được");
    for arguments in [
        vec!["check", unreadable, "--report", "-"],
        vec!["check", &rules(), "--report", unreadable],
        vec!["check", &rules(), "--report", folder],
        vec!["batch", &rules(), "--reports", unreadable],
        vec!["batch", &rules(), "--reports", folder],
        vec!["lint", unreadable],
        vec!["fmt", unreadable],
    ] {
        assert_refused(&arguments, en, vi);
    }
    let (en, vi) = ("cannot write", "không ghi được");
    for output in [folder, "/proc/luat", "/no/such/folder/out"] {
        assert_refused(&["build", &rules(), "-o", output], en, vi);
    }
    let input = put(home.path(), "in.ndjson", reports(2));
    for output in ["/proc/luat", "/no/such/folder/out"] {
        let batch = ["batch", &rules(), "--reports", &input, "-o", output];
        assert_refused(&batch, en, vi);
    }
    let batch = ["batch", &rules(), "--reports", &input, "-o", folder];
    assert_refused(&batch, "is no file", "không phải tệp");
    assert_eq!(names(home.path()), ["in.ndjson"]);
    for name in ["ward.luat", "ward.luatc", "in.csv", "in.parquet", "in.xlsx"] {
        fs::create_dir(home.path().join(name)).unwrap();
    }
    let named = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    for table in ["in.csv", "in.parquet", "in.xlsx"] {
        let told = luat(["batch", &rules(), "--reports", &named(table)])
            .output()
            .unwrap();
        assert_eq!(
            told.status.code(),
            Some(2),
            "{table}: {}",
            text(&told.stderr)
        );
    }
    assert_refused(
        &["check", &named("ward.luatc"), "--report", "-"],
        "ward.luatc",
        "ward.luatc",
    );
    assert_refused(
        &["check", &named("ward.luat"), "--report", "-"],
        "no .luat file",
        "không có tệp .luat",
    );
}

#[test]
fn what_is_too_large_is_not_read_to_its_end() {
    let home = tempfile::tempdir().unwrap();
    // Two gigabytes that take no room on the disk.
    for name in ["large.luat", "large.luatc", "large.json"] {
        let file = fs::File::create(home.path().join(name)).unwrap();
        file.set_len(2 << 30).unwrap();
    }
    let named = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let (en, vi) = ("more than 64 MiB", "lớn hơn 64 MiB");
    let report = named("large.json");
    for arguments in [
        vec!["lint", &named("large.luat")],
        vec!["check", &named("large.luatc"), "--report", &report],
        vec!["check", &rules(), "--report", &report],
        vec!["check", &rules(), "--report", "/dev/zero"],
    ] {
        assert_refused(&arguments, en, vi);
    }
    let told = shell(
        "exec \"$0\" check \"$1\" --report - --lang en </dev/zero",
        &[&rules()],
    );
    assert!(text(&told.stderr).contains(en), "{told:?}");
    // A line without an end is passed over, and only a piece of it is held at a time.
    let told = shell(
        "{ echo \"$2\"; head -c 80000000 /dev/zero; echo; echo \"$2\"; } | \
         { ulimit -v 900000; exec \"$0\" batch \"$1\" --reports - --threads 1 --as-of 2027-01-10 --lang en; }",
        &[&rules(), &report_line()],
    );
    let out: Vec<&str> = text(&told.stdout).lines().collect();
    assert_eq!(out.len(), 3, "{}", text(&told.stderr));
    assert!(
        out[1].contains("\"line\":2,\"error\":{\"code\":\"too_large\""),
        "{}",
        out[1]
    );
    assert!(out[2].contains("\"line\":3,\"result\""));
}

fn report_line() -> String {
    report(3)
}
