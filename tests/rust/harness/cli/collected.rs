//! Answers in the forms that other people's tools collect.

use luat_cli::Exit;

use crate::{assert_answers, assert_reads_well, fixture, json, luat};

#[test]
fn findings_are_told_as_sarif() {
    assert_reads_well(
        "sarif",
        &["lint", "--format", "sarif", "--deny", &fixture("collected")],
        Exit::Found,
    );
    assert_reads_well(
        "mended_sarif",
        &["lint", "--format", "sarif", &fixture("mended")],
        Exit::Unusable,
    );
    assert_answers("collected", &["lint", &fixture("collected")], Exit::Fine);
}

#[test]
fn mends_are_told_with_their_findings() {
    let rules = fixture("mended");
    assert_answers("mended", &["lint", &rules], Exit::Unusable);
    let told = luat(&["lint", "--format", "sarif", "--lang", "vi", &rules]);
    let fix = &json(&told.out)["runs"][0]["results"][0]["fixes"][0];
    assert_eq!(fix["description"]["text"], "Viết `công chức`");
    let replacement = &fix["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "công chức");
    assert_eq!(replacement["deletedRegion"]["endColumn"], 32);
}

/// Columns are those of UTF-16, the end past the last, and paths are references.
#[test]
fn places_in_sarif_are_those_of_editors() {
    let file = fixture("collected/phường.luat");
    let told = luat(&["lint", "--format", "sarif", &file]);
    assert_eq!(told.exit, Exit::Fine, "{}", told.err);
    let log = json(&told.out);
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    let uri = place["artifactLocation"]["uri"].as_str().unwrap();
    assert!(uri.ends_with("ph%C6%B0%E1%BB%9Dng.luat"), "{uri}");
    let text = std::fs::read_to_string(file).unwrap();
    let region = |key: &str| usize::try_from(place["region"][key].as_u64().unwrap()).unwrap();
    let line: Vec<u16> = text
        .lines()
        .nth(region("startLine") - 1)
        .unwrap()
        .encode_utf16()
        .collect();
    let words = &line[region("startColumn") - 1..region("endColumn") - 1];
    assert!(
        String::from_utf16(words).unwrap().contains("100%"),
        "{place}"
    );
    let allowed = log["runs"][0]["results"]
        .as_array()
        .and_then(|all| all.last());
    assert_eq!(allowed.unwrap()["suppressions"][0]["kind"], "inSource");
}

#[test]
fn scenarios_are_told_as_junit() {
    assert_reads_well(
        "junit",
        &[
            "test",
            "--format",
            "junit",
            &fixture("wrong_scenario.luat"),
            &fixture("beside"),
        ],
        Exit::Found,
    );
    let told = luat(&["test", "--mutate", "--format", "junit", &fixture("beside")]);
    assert_eq!(told.exit, Exit::Unusable);
    assert!(told.err.contains("JUnit"), "{}", told.err);
}
