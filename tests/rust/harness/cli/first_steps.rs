//! What meets somebody who is new to luat.

use std::fs;
use std::path::Path;

use luat_cli::Exit;

use crate::luat;

/// Runs a command and answers what it printed; it must find nothing to complain of.
fn fine(arguments: &[&str]) -> String {
    let told = luat(arguments);
    assert_eq!(
        told.exit,
        Exit::Fine,
        "{arguments:?}: {}{}",
        told.out,
        told.err
    );
    told.out
}

#[test]
fn a_new_document_works_as_it_is_laid_down() {
    for (language, arguments, first_word) in [
        ("vi", &[][..], "ngôn ngữ vi"),
        ("en", &["--lang", "en"], "language en"),
    ] {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("Xã Ẳng Tở");
        let name = folder.to_str().unwrap();
        let told = fine(&[&["new", name], arguments].concat());
        assert!(told.contains("xa_ang_to.luat"), "{told}");

        let rules = fs::read_to_string(folder.join("xa_ang_to.luat")).unwrap();
        assert!(rules.starts_with(first_word), "{rules}");
        fine(&["fmt", "--check", name]);
        fine(&["lint", "--deny", name]);
        let tested = fine(&["test", "--require-all", name]);
        assert!(tested.contains('6'), "{language}: {tested}");
        let report = folder.join("reports/an-binh.json");
        let checked = luat(&[
            "check",
            name,
            "--report",
            report.to_str().unwrap(),
            "--as-of",
            "10/01/2027",
        ]);
        assert_eq!(
            checked.exit,
            Exit::Found,
            "a decision is published late: {}",
            checked.err
        );
    }
}

#[test]
fn both_languages_lay_down_the_same_document() {
    let home = tempfile::tempdir().unwrap();
    let digest = |language: &str| {
        let folder = home.path().join(language).join("xa");
        let name = folder.to_str().unwrap();
        fine(&["new", name, "--lang", language]);
        let compiled = home.path().join(format!("{language}.luatc"));
        fine(&["build", name, "--output", compiled.to_str().unwrap()])
    };
    fs::create_dir(home.path().join("vi")).unwrap();
    assert_eq!(digest("vi"), digest("en"));
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("notes.txt"), "mine").unwrap();
    let name = home.path().to_str().unwrap();
    let told = luat(&["new", name, "--lang", "en"]);
    assert_eq!(told.exit, Exit::Unusable);
    assert!(told.err.contains("is not empty"), "{}", told.err);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);

    let nameless = home.path().join("2026");
    let told = luat(&["new", nameless.to_str().unwrap()]);
    assert_eq!(told.exit, Exit::Unusable);
    assert!(told.err.contains("không lập được mã"), "{}", told.err);
    assert!(!Path::new(&nameless).exists());
}

#[test]
fn shells_are_told_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = fine(&["completions", shell]);
        assert!(script.contains("gen-tests"), "{shell}");
    }
}

#[test]
fn every_finding_has_a_page_in_both_languages() {
    let vietnamese = fine(&["explain-error", "E0203"]);
    assert!(vietnamese.starts_with("E0203 tỷ lệ chưa có từ so sánh"));
    assert!(vietnamese.contains("Sai:\n    hằng năm 15% công chức"));
    assert!(vietnamese.contains("Đúng:\n    hằng năm trên 15% công chức"));
    let english = fine(&["explain-error", "e0203", "--lang", "en"]);
    assert!(english.contains("Wrong:\n    annually 15% of officers"));

    let all = fine(&["explain-error"]);
    for code in ["E0001", "L0015", "not_whole", "not_utf8"] {
        assert!(all.contains(code), "{code}");
        let page = fine(&["explain-error", code, "--format", "json"]);
        assert!(page.contains(&format!("\"code\": \"{code}\"")));
    }

    let unknown = luat(&["explain-error", "E2003"]);
    assert_eq!(unknown.exit, Exit::Unusable);
    assert!(unknown.err.contains("E0203"), "{}", unknown.err);
}
