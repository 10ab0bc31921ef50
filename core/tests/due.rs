//! What is due for a body, and when: of periods, of days set, of limits that run from what is reported.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

use luat_core::run::calendar::iso;
use luat_core::run::calendar::period::Period;
use luat_core::run::due::{Due, dues};
use luat_core::run::facts::read::read;
use luat_core::{Ruleset, Source};

const RULES: &str = r#"
language en
document due "Due" / "Hạn"
  in force from 2025-01-01
  calendar vietnam
level commune "commune | communes" / "xã"
population hamlet_heads "hamlet head | hamlet heads" / "trưởng bản" per commune
  state trained "trained" / "được tập huấn" in the period
population files "file | files" / "hồ sơ" per commune in the period
  date taken "number taken" / "lấy số"
  date received "received" / "tiếp nhận"
  date accepted "accepted" / "thụ lý"
  date decided "decided" / "giải quyết"
act plan "a plan issued" / "ban hành kế hoạch" per commune
act flood "a flood" / "lũ" per commune
act reported "a report sent" / "gửi báo cáo" per commune
act notice "a notice sent" / "gửi thông báo" per commune
act fee "charge a fee" / "thu phí" per commune
fact remote "remote" / "vùng sâu" per commune
rule trained "Trained" / "Tập huấn"
  cite article 1
  bearer commune
  annually over 15% of hamlet heads trained
rule planned "Planned" / "Kế hoạch"
  cite article 2
  bearer commune
  by 2026-06-30 a plan issued
rule no_fee "No fee" / "Không thu phí"
  cite article 3
  bearer commune
  annually must not charge a fee
rule flooded "Flooded" / "Lũ"
  cite article 4
  bearer commune
  a report sent within 24 hours of a flood
rule noticed "Noticed" / "Thông báo"
  cite article 9
  bearer commune
  a notice sent within 5 working days of a flood
rule waiting "Waiting" / "Thời gian chờ"
  cite article 5
  bearer commune
  annually each file received within 2 hours of number taken
rule decided "Decided" / "Giải quyết"
  cite article 6
  bearer commune
  annually each file decided within 5 working days of accepted
rule share "Share in time" / "Tỷ lệ đúng hạn"
  cite article 7
  bearer commune
  annually at least 95% of files decided within 5 working days of accepted
rule near "Near" / "Vùng gần"
  cite article 8
  bearer commune
  by 2026-09-30 if not remote, a plan issued
"#;

fn printed(due: &Due, program: &luat_core::run::program::Program) -> String {
    let rule = &program.rules[program.requirements[due.requirement].rule.index()];
    format!(
        "{}{}{} {} {} {:?}{}",
        iso::print(due.day),
        due.time
            .map(|time| format!("T{}", iso::print_end(time)))
            .unwrap_or_default(),
        if due.provisional { "?" } else { "" },
        rule.id,
        due.period,
        due.status,
        due.member
            .as_deref()
            .map(|member| format!(" {member}"))
            .unwrap_or_default(),
    )
}

fn told(report: &str, as_of: &str, span: (&str, &str)) -> Vec<String> {
    told_by(RULES, report, as_of, span)
}

fn told_by(rules: &str, report: &str, as_of: &str, (from, to): (&str, &str)) -> Vec<String> {
    let rules = Ruleset::compile(&[Source::new("due.luat", rules)]).unwrap();
    let program = rules.program();
    let facts = read(program, report).unwrap();
    let day = |text| iso::parse_date(text).unwrap();
    let span = Period::new(day(from), day(to)).unwrap();
    dues(program, &facts, day(as_of), span)
        .iter()
        .map(|due| printed(due, program))
        .collect()
}

const REPORT: &str = r#"{"body": {"level": "commune", "id": "a"}, "periods": {"2026": {
  "remote": true, "flood": "2026-03-02T09:30", "hamlet_heads": 10, "hamlet_heads.trained": 1,
  "files": [
    {"id": "f1", "taken": "2026-03-02T09:00", "received": "2026-03-02T10:00", "accepted": "2026-12-28", "decided": false},
    {"id": "f2", "taken": "2026-03-03T10:00", "received": false, "accepted": "2026-03-02", "decided": "2026-03-12"},
    {"id": "f3", "taken": "not_applicable", "accepted": "not_applicable"}
  ]}}}"#;

#[test]
fn all_that_is_due_is_told_in_the_order_of_days() {
    assert_eq!(
        told(REPORT, "2026-03-10", ("2026-01-01", "2027-12-31")),
        [
            "2026-03-02T11:00 waiting 2026 Met files[f1]",
            "2026-03-03T09:30 flooded 2026 Unknown",
            "2026-03-03T12:00 waiting 2026 NotMet files[f2]",
            "2026-03-09 decided 2026 NotMet files[f2]",
            "2026-03-09 noticed 2026 Unknown",
            "2026-06-30 planned by 2026-06-30 Pending",
            // Of a share, no file by itself is asked for.
            "2026-12-31 trained 2026 Pending",
            "2026-12-31 share 2026 Pending",
            // The days off of the next year are not announced yet.
            "2027-01-05? decided 2026 Pending files[f1]",
            "2027-12-31 trained 2027 Pending",
            "2027-12-31 waiting 2027 Pending",
            "2027-12-31 decided 2027 Pending",
            "2027-12-31 share 2027 Pending",
        ]
    );
}

#[test]
fn only_what_is_due_in_the_span_is_told() {
    assert_eq!(
        told(REPORT, "2026-03-10", ("2026-03-09", "2026-12-30")),
        [
            "2026-03-09 decided 2026 NotMet files[f2]",
            "2026-03-09 noticed 2026 Unknown",
            "2026-06-30 planned by 2026-06-30 Pending",
        ]
    );
}

#[test]
fn an_end_past_the_days_off_announced_may_still_move() {
    let report = r#"{"body": {"level": "commune", "id": "a"}, "periods": {"2026": {
        "remote": false, "flood": "2026-12-28T09:30"}}}"#;
    assert_eq!(
        told(report, "2026-12-29", ("2026-09-30", "2027-01-31"))
            .iter()
            .filter(|due| !due.starts_with("2026-12-31"))
            .collect::<Vec<_>>(),
        [
            "2026-09-30 near by 2026-09-30 Unknown",
            "2026-12-29T09:30 flooded 2026 Pending",
            "2027-01-05? noticed 2026 Pending",
        ]
    );
}

#[test]
fn every_limit_is_told_however_many_there_are() {
    let files: Vec<String> = (0..51)
        .map(|n| format!(r#"{{"id": "f{n}", "accepted": "2026-03-02", "decided": false}}"#))
        .collect();
    let report = format!(
        r#"{{"body": {{"level": "commune", "id": "a"}}, "periods": {{"2026": {{"files": [{}]}}}}}}"#,
        files.join(", ")
    );
    let found = told(&report, "2026-03-03", ("2026-03-09", "2026-03-09"));
    assert_eq!(found.len(), 51, "{found:?}");
}

/// Those counted for a ward are shown with their limits, but what is asked is asked of the ward.
#[test]
fn nothing_is_due_of_those_that_are_only_counted() {
    const WARDS: &str = r#"
language en
document due "Due" / "Hạn"
  in force from 2025-01-01
level province "province | provinces" / "tỉnh"
level ward "ward | wards" / "phường" within province
population files "file | files" / "hồ sơ" per ward in the period
  date accepted "accepted" / "thụ lý"
  date decided "decided" / "giải quyết"
rule late "Late" / "Quá hạn"
  cite article 1
  bearer province
  annually each ward, at most 0 files where not decided within 5 days of accepted
"#;
    let report = r#"{"body": {"level": "province", "id": "p"}, "periods": {"2026": {"ward": 1}},
      "below": [{"body": {"level": "ward", "id": "w"}, "periods": {"2026": {"files": [
        {"id": "f1", "accepted": "2026-03-02", "decided": "2026-03-04"},
        {"id": "f2", "accepted": "2026-03-02", "decided": false}]}}}]}"#;
    assert_eq!(
        told_by(WARDS, report, "2026-03-10", ("2026-01-01", "2026-12-31")),
        ["2026-12-31 late 2026 NotMet"]
    );
}
