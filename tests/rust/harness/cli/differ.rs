//! What an amendment changes, as people and programs read it.

use luat_cli::Exit;

use crate::{assert_answers, assert_reads_well, fixture, json, luat};

/// The older rules, the newer ones and the reports of a case.
fn case(name: &str, new: &str, reports: &str) -> [String; 3] {
    [
        fixture(&format!("diff/{name}/old.luat")),
        fixture(&format!("diff/{name}/{new}")),
        fixture(&format!("diff/{name}/{reports}")),
    ]
}

/// A text that was edited, put in another order and written in the other language.
#[test]
fn an_edited_text_is_told_by_what_it_means() {
    let [old, new, reports] = case("edited", "new.luat", "reports.ndjson");
    assert_reads_well(
        "diff_edited",
        &["diff", &old, &new, "--reports", &reports],
        Exit::Found,
    );
    assert_reads_well(
        "diff_edited_html",
        &[
            "diff",
            &old,
            &new,
            "--reports",
            &reports,
            "--format",
            "html",
        ],
        Exit::Found,
    );
    assert_answers(
        "diff_edited",
        &["diff", &old, &new, "--reports", &reports],
        Exit::Found,
    );
}

/// What no program holds is not called new, or gone.
#[test]
fn compiled_rules_tell_nothing_of_principles() {
    let [old, new, _] = case("edited", "new.luat", "reports.ndjson");
    let directory = tempfile::tempdir().unwrap();
    let compiled = directory.path().join("old.luatc").display().to_string();
    let built = luat(&["build", &old, "-o", &compiled]);
    assert_eq!(built.exit, Exit::Fine, "{}", built.err);
    let kinds = |old: &str| {
        let found = json(&luat(&["diff", old, &new, "--format", "json"]).out);
        let changes = found["changes"].as_array().unwrap().clone();
        let kinds = changes.iter().filter(|one| one["kind"] == "principle");
        kinds.count()
    };
    assert_eq!((kinds(&old), kinds(&compiled)), (4, 0));
}

/// The older rules with a text that amends one rule and repeals another.
#[test]
fn an_amending_document_is_told_by_what_it_changes() {
    let [old, new, reports] = case("amended", "new", "report.json");
    assert_reads_well(
        "diff_amended",
        &["diff", &old, &new, "--reports", &reports],
        Exit::Found,
    );
}

/// A rule amended by fewer sentences than it has, one repealed and one suspended.
#[test]
fn a_duty_that_an_amendment_leaves_out_is_told() {
    let [old, new, _] = case("dropped", "new", "");
    assert_reads_well("diff_dropped", &["diff", &old, &new], Exit::Found);
    assert_answers("diff_dropped", &["diff", &old, &new], Exit::Found);
}

/// The years for which a sentence asks something, moved, taken away, added, and moved by an amendment.
#[test]
fn years_that_a_sentence_names_are_told_as_when_it_is_judged() {
    let [old, new, _] = case("years", "new", "");
    assert_reads_well("diff_years", &["diff", &old, &new], Exit::Found);
    assert_answers("diff_years", &["diff", &old, &new], Exit::Found);
}

/// What is declared beside the rules: header, calendar, levels, what is reported.
#[test]
fn what_is_declared_is_told_respect_by_respect() {
    let [old, new, _] = case("declared", "new.luat", "");
    assert_reads_well("diff_declared", &["diff", &old, &new], Exit::Found);
}

/// A parameter, a table, and a fact that nobody had to report before.
#[test]
fn what_rules_stand_on_is_told_with_the_rules_it_touches() {
    let [old, new, reports] = case("asked", "new.luat", "report.json");
    let arguments = ["diff", &old, &new, "--reports", &reports];
    assert_reads_well("diff_asked", &arguments, Exit::Found);
    let told = luat(&[&arguments[..], &["--format", "json"]].concat());
    assert_eq!(told.exit, Exit::Found, "{}", told.err);
    let found = json(&told.out);
    assert_eq!(found["asked_anew"][0]["fact"], "hamlets");
    assert_eq!(found["asked_anew"][0]["rules"][0], "by_quota");
    assert_eq!(found["reports"]["summary"]["new_unknown"], 1);
    let flip = &found["reports"]["flips"][0];
    assert_eq!(flip["before"]["status"], "met");
    assert_eq!(flip["after"]["status"], "not_met");
}

#[test]
fn nothing_is_said_where_nothing_differs() {
    let text = fixture("diff/edited/old.luat");
    let told = luat(&["diff", &text, &text]);
    assert_eq!((told.exit, told.out.as_str()), (Exit::Fine, ""));
    let machine = luat(&["diff", &text, &text, "--format", "json"]);
    assert_eq!(json(&machine.out)["changes"], serde_json::json!([]));
}

/// The council's page is in both languages unless one is asked for.
#[test]
fn the_page_speaks_both_languages() {
    let [old, new, reports] = case("edited", "new.luat", "reports.ndjson");
    let arguments = ["diff", &old, &new, "--reports", &reports, "--format"];
    let html = luat(&[&arguments[..], &["html"]].concat()).out;
    assert!(html.contains("<section lang=\"vi\">") && html.contains("<section lang=\"en\">"));
    assert!(
        !html.contains("<b>") && html.contains("A &lt;b&gt;"),
        "{html}"
    );
    let markdown = luat(&[&arguments[..], &["markdown"]].concat()).out;
    assert!(markdown.contains("## Tóm tắt") && markdown.contains("## Summary"));
}

#[test]
fn what_cannot_be_used_is_no_difference() {
    let told = luat(&[
        "diff",
        &fixture("broken.luat"),
        &fixture("diff/edited/new.luat"),
    ]);
    assert_eq!(told.exit, Exit::Unusable);
    let [old, new, _] = case("asked", "new.luat", "report.json");
    let told = luat(&["diff", &old, &new, "--reports", &fixture("nowhere.json")]);
    assert_eq!(told.exit, Exit::Unusable);
}
