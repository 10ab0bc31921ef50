//! Rules, verdicts and due dates as people and offices read them.

use std::collections::BTreeSet;

use ical::IcalParser;
use ical::parser::Component as _;
use luat_cli::Exit;

use crate::{assert_reads_well, fixture, json, luat};

#[test]
fn a_document_reads_article_by_article() {
    let (rules, catalogue) = (
        fixture("rendered/rules.luat"),
        fixture("rendered/trial.json"),
    );
    assert_reads_well(
        "render",
        &["render", &rules, "--catalogue", &catalogue],
        Exit::Fine,
    );
    assert_reads_well(
        "render_markdown",
        &["render", &rules, "--format", "markdown"],
        Exit::Fine,
    );
    let html = luat(&["render", &rules, "--doc", "trial", "--format", "html"]);
    assert!(html.out.starts_with("<!doctype html>"), "{}", html.out);
    let none = luat(&["render", &rules, "--doc", "other"]);
    assert_eq!(none.exit, Exit::Unusable);
    assert!(none.err.contains("there are: trial"), "{}", none.err);
}

#[test]
fn a_verdict_reads_as_a_paragraph() {
    assert_reads_well(
        "explain_markdown",
        &[
            "explain",
            &fixture("explained/notices.luat"),
            "--rule",
            "published",
            "--report",
            &fixture("explained/late.json"),
            "--format",
            "markdown",
        ],
        Exit::Fine,
    );
}

fn calendar(format: &[&str]) -> String {
    let (rules, report) = (
        fixture("calendar/rules.luat"),
        fixture("calendar/report.json"),
    );
    let arguments = [
        "calendar",
        &rules,
        "--report",
        &report,
        "--as-of",
        "2026-06-08",
        "--to",
        "2027-12-31",
    ];
    let told = luat(&[&arguments[..], format].concat());
    assert_eq!(told.exit, Exit::Fine, "{}", told.err);
    told.out
}

#[test]
fn due_dates_are_told_in_order_and_the_provisional_ones_marked() {
    let (rules, report) = (
        fixture("calendar/rules.luat"),
        fixture("calendar/report.json"),
    );
    for format in ["text", "ics", "csv"] {
        assert_reads_well(
            &format!("calendar_{format}"),
            &[
                "calendar",
                &rules,
                "--report",
                &report,
                "--as-of",
                "2026-06-08",
                "--to",
                "2027-12-31",
                "--format",
                format,
            ],
            Exit::Fine,
        );
    }
    let found = json(&calendar(&["--format", "json"]));
    let dues = found["dues"].as_array().unwrap();
    let of = |rule: &str| dues.iter().filter(|due| due["rule"] == rule).count();
    assert_eq!(of("plan_issued"), 1);
    assert_eq!(of("review_held"), 4);
    assert_eq!(of("decisions_published"), 2);
    assert_eq!(of("all_reviewed"), 1);
    let provisional: Vec<&str> = dues
        .iter()
        .filter(|due| due["provisional"] == true)
        .filter_map(|due| due["member"].as_str())
        .collect();
    assert_eq!(provisional, ["decisions[d2]"]);
}

/// Chosen members, what is denied, worked-out bounds, days and hours, tables.
#[test]
fn rules_read_as_laws_are_written() {
    let rules = fixture("rendered/wording.luat");
    assert_reads_well("render_wording", &["render", &rules], Exit::Fine);
}

#[test]
fn which_of_the_duties_of_a_rule_is_due_is_told() {
    let rules = fixture("diff/dropped/old.luat");
    let told = luat(&[
        "calendar",
        &rules,
        "--body",
        "commune:ang-to",
        "--lang",
        "vi",
    ]);
    assert!(
        told.out.contains("Thời hạn – tổ chức đối thoại"),
        "{}",
        told.out
    );
}

#[test]
fn each_of_many_members_has_its_due_date() {
    let decisions: Vec<_> = (1..=51)
        .map(|at| serde_json::json!({ "id": format!("d{at}"), "issued": "2026-06-05" }))
        .collect();
    let report = serde_json::json!({
        "luat": 1,
        "body": { "level": "commune", "id": "ang-to" },
        "periods": { "2026": { "decisions": decisions } },
    });
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("report.json");
    std::fs::write(&path, report.to_string()).unwrap();
    let told = luat(&[
        "calendar",
        &fixture("calendar/rules.luat"),
        "--report",
        &path.display().to_string(),
        "--format",
        "json",
    ]);
    let found = json(&told.out);
    let dues = found["dues"].as_array().unwrap().iter();
    let members: BTreeSet<&str> = dues.filter_map(|due| due["member"].as_str()).collect();
    assert_eq!(members.len(), 51, "{}", told.err);
}

/// A parser of other hands reads the file as it was meant.
#[test]
fn a_calendar_file_is_read_by_others() {
    let text = calendar(&["--format", "ics", "--lang", "vi"]);
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    let read: Vec<_> = IcalParser::new(text.as_bytes())
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(read.len(), 1);
    let events = &read[0].events;
    assert_eq!(events.len(), 8);
    let value = |at: usize, name: &str| {
        let property = events[at].get_property(name);
        property.and_then(|one| one.value.clone()).unwrap()
    };
    let mut uids: Vec<String> = (0..events.len()).map(|at| value(at, "UID")).collect();
    uids.sort();
    uids.dedup();
    assert_eq!(uids.len(), events.len());
    for at in 0..events.len() {
        assert_eq!(value(at, "DTSTAMP"), "20260608T000000Z");
        let tentative = value(at, "STATUS") == "TENTATIVE";
        assert_eq!(tentative, value(at, "SUMMARY").contains("tạm tính"));
        assert!(value(at, "DTSTART") < value(at, "DTEND"));
    }
    // In another language, and asked on another day, an event is the same event.
    let again = luat(&[
        "calendar",
        &fixture("calendar/rules.luat"),
        "--report",
        &fixture("calendar/report.json"),
        "--as-of",
        "2026-06-09",
        "--to",
        "2027-12-31",
        "--format",
        "ics",
        "--lang",
        "en",
    ]);
    assert!(uids.iter().all(|uid| again.out.contains(uid.as_str())));
}

#[test]
fn a_spreadsheet_works_nothing_out() {
    let text = calendar(&["--format", "csv", "--lang", "en", "--bom"]);
    assert!(text.starts_with('\u{feff}'));
    assert!(text.contains("'=A plan, every year"), "{text}");
}

#[test]
fn a_body_that_has_not_reported_has_due_dates() {
    let rules = fixture("calendar/rules.luat");
    let by_path = luat(&["calendar", &rules, "--body", "commune:ang-to"]);
    let by_level = luat(&["calendar", &rules, "--level", "commune", "--body", "ang-to"]);
    assert_eq!(by_path.exit, Exit::Fine, "{}", by_path.err);
    assert_eq!(by_path.out, by_level.out);
    assert!(by_path.out.contains("31/03/2026"), "{}", by_path.out);
    for arguments in [
        ["calendar", &rules, "--body", "ang-to"],
        ["calendar", &rules, "--body", "village:ang-to"],
    ] {
        assert_eq!(luat(&arguments).exit, Exit::Unusable);
    }
}

#[test]
fn rules_and_levels_go_by_their_names() {
    let (rules, report) = (
        fixture("explained/notices.luat"),
        fixture("explained/late.json"),
    );
    let explained = |rule: &str| luat(&["explain", &rules, "--rule", rule, "--report", &report]);
    let by_id = explained("published");
    assert_eq!(by_id.exit, Exit::Fine, "{}", by_id.err);
    for name in [
        "Công khai quyết định",
        "cong khai  quyet dinh",
        "publication of decisions",
    ] {
        assert_eq!(explained(name).out, by_id.out, "{name}");
    }
    let none = explained("Công khai");
    assert_eq!(none.exit, Exit::Unusable);
    assert!(
        none.err.contains("published (Publication of decisions)"),
        "{}",
        none.err
    );

    let due = |body: &[&str]| luat(&[&["calendar", &rules, "--from", "2026-01-01"], body].concat());
    let by_id = due(&["--body", "commune:ang-to"]);
    assert_eq!(by_id.exit, Exit::Fine, "{}", by_id.err);
    for level in ["xã", "xa", "Communes"] {
        let body = format!("{level}:ang-to");
        assert_eq!(due(&["--body", &body]).out, by_id.out, "{level}");
        assert_eq!(
            due(&["--level", level, "--body", "ang-to"]).out,
            by_id.out,
            "{level}"
        );
    }
    let none = due(&["--lang", "vi", "--body", "tỉnh:ang-to"]);
    assert!(none.err.contains("commune (xã)"), "{}", none.err);
}

/// Forbidden deeds happen or do not, members that must not be are named, hours are told as hours, periods before the rules were in
/// force in one line, numbers with marks between their digits as they are to be written.
#[test]
fn verdicts_are_told_as_clerks_read_them() {
    let (rules, report) = (fixture("told/swimming.luat"), fixture("told/commune.json"));
    let asked = [&rules, "--report", &report, "--as-of", "2027-01-20"];
    assert_reads_well(
        "told_check",
        &[&["check"], &asked[..]].concat(),
        Exit::Found,
    );
    for rule in ["urgent", "conduct"] {
        let explained = [&["explain"], &asked[..], &["--rule", rule]].concat();
        assert_reads_well(&format!("told_explain_{rule}"), &explained, Exit::Fine);
    }
    let named = luat(
        &[
            &["check"],
            &asked[..],
            &["--period", "2025", "--lang", "en"],
        ]
        .concat(),
    );
    assert!(
        named.out.contains("before the first whole period"),
        "{}",
        named.out
    );
}

/// Each duty once, as a check tells it, and nothing that is forbidden.
#[test]
fn a_calendar_lists_what_is_to_be_done_and_each_duty_once() {
    let (rules, report) = (fixture("told/swimming.luat"), fixture("told/commune.json"));
    assert_reads_well(
        "told_calendar",
        &[
            "calendar",
            &rules,
            "--report",
            &report,
            "--from",
            "2026-01-01",
            "--to",
            "2026-12-31",
            "--as-of",
            "2026-06-20",
        ],
        Exit::Fine,
    );
    let both = luat(&[
        "calendar",
        &rules,
        "--report",
        &report,
        "--body",
        "commune:a",
    ]);
    assert_eq!(both.exit, Exit::Unusable);
    assert!(
        both.err.contains("hãy bỏ --body và --level"),
        "{}",
        both.err
    );
}

/// Who issued it, who reports how many bodies there are, what is due after an event; and what an amending document does, told
/// without the document that it amends.
#[test]
fn a_document_is_told_with_its_head_its_reporters_and_what_it_amends() {
    let rules = fixture("told/swimming.luat");
    assert_reads_well("told_render", &["render", &rules], Exit::Fine);
    let amending = fixture("told/amending.luat");
    assert_reads_well("told_amending", &["render", &amending], Exit::Fine);
}

#[test]
fn a_form_asks_whether_what_is_forbidden_happened_and_for_dong() {
    let rules = fixture("told/swimming.luat");
    let asked = ["form", &rules, "--level", "commune", "--period", "2026"];
    let vi = luat(&asked).out;
    for line in [
        "gây phiền hà: ☐ đã xảy ra ngày ……/……/…………  ☐ không xảy ra",
        "chi dạy bơi: ………… đồng",
    ] {
        assert!(vi.contains(line), "{line}\n{vi}");
    }
    let en = luat(&[&asked[..], &["--lang", "en"]].concat()).out;
    for line in [
        "☐ happened on ……/……/…………  ☐ did not happen",
        "spending: ………… VND",
    ] {
        assert!(en.contains(line), "{line}\n{en}");
    }
}
