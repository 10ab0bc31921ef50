//! Texts as other programs write them, and names as people do.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use crate::{assert_refused, luat, put, report, reports, rules, text};

fn utf16(text: &str, is_big: bool) -> Vec<u8> {
    let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
    units
        .flat_map(|unit| {
            if is_big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

const TABLE: &str =
    "level,body,period,officers,officers.trained\nward,an-binh,2026,41,8\nward,an-lac,2026,41,9\n";

fn verdicts(rules: &str, given: &[&str]) -> Vec<u8> {
    let day = ["--as-of", "2027-01-10", "--format"];
    let format = if given[0] == "check" { "json" } else { "csv" };
    let told = luat([&[given[0], rules][..], &given[1..], &day, &[format]].concat());
    let told = { told }.output().unwrap();
    assert_eq!(
        told.status.code(),
        Some(1),
        "{given:?}: {}",
        text(&told.stderr)
    );
    told.stdout
}

#[test]
fn ends_of_lines_and_byte_order_marks_change_nothing() {
    let home = tempfile::tempdir().unwrap();
    let texts = [
        ("ward.luat", fs::read_to_string(rules()).unwrap()),
        ("report.json", report(8)),
        ("in.ndjson", reports(3)),
        ("in.csv", TABLE.to_owned()),
    ];
    let mut expected = None;
    for (mark, end) in [
        ("", "\n"),
        ("\u{feff}", "\n"),
        ("", "\r\n"),
        ("\u{feff}", "\r\n"),
    ] {
        let [rules, report, lines, table] = texts.each_ref().map(|(name, text)| {
            put(
                home.path(),
                name,
                format!("{mark}{}", text.replace('\n', end)),
            )
        });
        let found = [
            verdicts(&rules, &["check", "--report", &report]),
            verdicts(&rules, &["batch", "--reports", &lines]),
            verdicts(&rules, &["batch", "--reports", &table]),
        ];
        let first = expected.get_or_insert_with(|| found.clone());
        assert!(*first == found, "{mark:?} {end:?}");
    }
}

#[test]
fn another_encoding_is_told_and_never_guessed() {
    let home = tempfile::tempdir().unwrap();
    let (en, vi) = ("UTF-8", "UTF-8");
    let source = fs::read_to_string(rules()).unwrap();
    for is_big in [false, true] {
        let wrong = put(home.path(), "ward.luat", utf16(&source, is_big));
        assert_refused(&["lint", &wrong], en, vi);
        let wrong = put(home.path(), "report.json", utf16(&report(1), is_big));
        assert_refused(&["check", &rules(), "--report", &wrong], en, vi);
        let wrong = put(home.path(), "in.csv", utf16(TABLE, is_big));
        assert_refused(&["batch", &rules(), "--reports", &wrong], en, vi);
        // Here a line alone is wrong, and told as such.
        let wrong = put(home.path(), "in.ndjson", utf16(&reports(1), is_big));
        let told = luat(["batch", &rules(), "--reports", &wrong])
            .output()
            .unwrap();
        assert!(
            text(&told.stdout).contains("\"code\":\"not_utf8\""),
            "{told:?}"
        );
    }
    // An old font's letters are no UTF-8 either.
    let wrong = put(home.path(), "ward.luat", b"ng\xf4n ng\xf6 vi\n");
    assert_refused(&["fmt", &wrong], en, vi);
}

#[test]
fn bytes_that_mean_nothing_are_told_where_they_stand() {
    let home = tempfile::tempdir().unwrap();
    let source = fs::read_to_string(rules()).unwrap();
    let wrong = put(
        home.path(),
        "ward.luat",
        source.replace("article", "arti\0cle"),
    );
    assert_refused(
        &["check", &wrong, "--report", "-"],
        "ward.luat:12",
        "ward.luat:12",
    );
    let wrong = put(
        home.path(),
        "report.json",
        report(1).replace("41", "4\u{0}1"),
    );
    assert_refused(
        &["check", &rules(), "--report", &wrong],
        "report.json",
        "report.json",
    );
    let wrong = put(home.path(), "in.csv", TABLE.replace("41,9", "4\u{0}1,9"));
    let told = luat([
        "batch",
        &rules(),
        "--reports",
        &wrong,
        "--as-of",
        "2027-01-10",
    ])
    .output()
    .unwrap();
    let out: Vec<&str> = text(&told.stdout).lines().collect();
    assert_eq!(out.len(), 2);
    assert!(out[0].contains("\"status\":\"not_met\""), "{}", out[0]);
    assert!(out[1].contains("faulty_facts"), "{}", out[1]);
    for line in ["\0", "{\"body\"\0: 1}"] {
        let told = put(
            home.path(),
            "in.ndjson",
            format!("{}\n{line}\n{}\n", report(1), report(2)),
        );
        let told = luat(["batch", &rules(), "--reports", &told])
            .output()
            .unwrap();
        let out: Vec<&str> = text(&told.stdout).lines().collect();
        assert!(out[1].contains("\"code\":\"not_json\""), "{}", out[1]);
        assert_eq!(out.len(), 3);
    }
}

#[test]
fn names_of_files_may_be_vietnamese_or_no_text_at_all() {
    let home = tempfile::tempdir().unwrap();
    let composed = "Quy định của phường Ẳng Tở (bản 2)";
    let decomposed = "Quy đi\u{323}nh cu\u{309}a phu\u{31b}o\u{300}ng";
    for name in [composed, decomposed] {
        let folder = home.path().join(name);
        fs::create_dir(&folder).unwrap();
        let rules = put(&folder, &format!("{name}.luat"), fs::read(rules()).unwrap());
        let report = put(&folder, "báo cáo quý 1.json", report(8));
        let lines = put(&folder, "báo cáo.ndjson", reports(2));
        let output = folder.join("kết quả.csv").display().to_string();
        verdicts(&rules, &["check", "--report", &report]);
        verdicts(folder.to_str().unwrap(), &["check", "--report", &report]);
        verdicts(&rules, &["batch", "--reports", &lines, "-o", &output]);
        assert!(
            fs::read_to_string(&output)
                .unwrap()
                .contains("báo cáo.ndjson,1,ward")
        );
        let none = folder.join("thiếu.json").display().to_string();
        assert_refused(
            &["check", &rules, "--report", &none],
            "thiếu.json",
            "thiếu.json",
        );
    }
    let odd = home.path().join(OsStr::from_bytes(b"ph\xf4ng.luat"));
    fs::copy(rules(), &odd).unwrap();
    let told = luat(["lint"]).arg(&odd).output().unwrap();
    assert_eq!(told.status.code(), Some(0), "{}", text(&told.stderr));
    let built = home.path().join(OsStr::from_bytes(b"ph\xf4ng.luatc"));
    let told = luat(["build"])
        .arg(&odd)
        .arg("-o")
        .arg(&built)
        .output()
        .unwrap();
    assert_eq!(told.status.code(), Some(0), "{}", text(&told.stderr));
    assert!(built.is_file());
}
