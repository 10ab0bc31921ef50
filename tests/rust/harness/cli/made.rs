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
