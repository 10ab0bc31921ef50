//! Scenarios made of the documents as shipped: how many there are, that they hold, and what is left to be
//! written by hand.

use std::fs;

use luat_cli::Exit;
use luat_tests::project;

use crate::{json, luat};

/// A file, how many scenarios are made of it, and how many of its requirements are left to be written by
/// hand.
const SHIPPED: [(&str, usize, usize); 9] = [
    ("bac_giang_draft/bac_giang_draft", 49, 0),
    ("can_tho_draft/can_tho_draft", 73, 0),
    ("law_10_2022/decree_59_2023", 251, 0),
    ("law_10_2022/decree_61_2023", 103, 0),
    ("law_10_2022/law_10_2022", 431, 0),
    ("law_10_2022/local_government_2025", 27, 0),
    ("linh_son_36/linh_son_36", 85, 0),
    ("muong_ang_154/muong_ang_154", 161, 0),
    ("provincial_plan/provincial_plan", 76, 0),
];

#[test]
fn of_every_requirement_as_shipped_scenarios_are_made_that_hold() {
    let folder = tempfile::tempdir().unwrap();
    let mut found = Vec::new();
    for (file, ..) in SHIPPED {
        let rules = project::root().join(format!("rules/{file}.luat"));
        let rules = rules.to_str().unwrap();
        let made = luat(&["gen-tests", rules]);
        assert_eq!(made.exit, Exit::Fine, "{}", made.err);
        let starts = |sign: &str| {
            made.out
                .lines()
                .filter(|line| line.starts_with(sign))
                .count()
        };
        found.push((file, starts("tình huống"), starts("# yêu cầu")));
        let path = folder.path().join("made.luat");
        fs::write(&path, &made.out).unwrap();
        let told = luat(&["test", rules, path.to_str().unwrap(), "--format", "json"]);
        assert_eq!(told.exit, Exit::Fine, "{}{}", told.out, told.err);
        let summary = &json(&told.out)["summary"];
        assert!(
            summary["to_tick"].as_u64().unwrap() >= starts("tình huống") as u64,
            "{summary}"
        );
    }
    assert_eq!(found, SHIPPED);
}

/// Amounts reported in millions turn at so many millions, written out or as the value of a parameter.
#[test]
fn scenarios_of_an_amount_in_millions_stand_at_its_threshold() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rules.luat");
    fs::write(
        &path,
        "ngôn ngữ vi

văn bản d \"Money\" / \"Kinh phí\"
  có hiệu lực từ 01/01/2026

cấp commune \"commune\" / \"xã\"
số tiền budget \"budget\" / \"kinh phí\" theo xã tính bằng triệu đồng

tham số floor \"floor\" / \"mức sàn\" 200 triệu đồng từ 01/01/2026

quy định most \"Most\" / \"Mức trần\"
  căn cứ Điều 1
  chủ thể xã
  hằng năm kinh phí không quá 300 triệu đồng

quy định least \"Least\" / \"Mức sàn\"
  căn cứ Điều 2
  chủ thể xã
  hằng năm kinh phí ít nhất mức sàn
",
    )
    .unwrap();
    let rules = path.to_str().unwrap();
    let made = luat(&["gen-tests", rules]);
    let given: Vec<&str> = made
        .out
        .lines()
        .filter_map(|line| line.trim().strip_prefix("biết kinh phí = "))
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(
        given,
        ["299", "300", "301", "199", "200", "201"],
        "{}",
        made.out
    );
    let tests = folder.path().join("made.luat");
    // What nobody has ticked notices nothing.
    fs::write(&tests, made.out.replace("[ ] đúng", "[x] đúng")).unwrap();
    let told = luat(&[
        "test",
        rules,
        tests.to_str().unwrap(),
        "--mutate",
        "--format",
        "json",
    ]);
    let told = json(&told.out);
    let survivors = told["survivors"].as_array().unwrap();
    assert!(told["summary"]["noticed"].as_u64().unwrap() >= 4, "{told}");
    let is_next = |one: &serde_json::Value| {
        let after = one["after"].as_str().unwrap();
        ["199.", "201.", "299.", "301."]
            .iter()
            .any(|next| after.contains(next))
    };
    assert!(!survivors.iter().any(is_next), "{told}");
}
