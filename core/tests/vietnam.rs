//! The calendar of Vietnam that ships with the engine, day by day against an independent source.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it cannot read"
)]
#![cfg(feature = "author")]

use std::collections::BTreeMap;

use luat_core::author::{check, compile};
use luat_core::run::calendar::{Calendar, Sector, VIETNAM, iso};
use luat_core::run::facts::Moment;
use luat_core::run::program::{Length, TimeUnit};
use luat_grammar::source::Source;

/// The days on which a week is no usual week, with what we say of each; `days_off.py` writes it.
const TABLE: &str = include_str!("calendar/days_off.tsv");

fn vietnam() -> Calendar {
    let rules = "language en\ndocument test\n  in force from 2022-01-01\n  calendar vietnam\n";
    let parsed = luat_grammar::parse(&[
        Source::new("vietnam.luat", VIETNAM),
        Source::new("test.luat", rules),
    ]);
    let checked = check(&parsed);
    let program = compile(
        &checked
            .rules
            .unwrap_or_else(|| panic!("{:?} {:?}", parsed.diagnostics, checked.diagnostics)),
    );
    program
        .calendars
        .into_iter()
        .find(|calendar| calendar.id == "vietnam")
        .unwrap()
}

fn on(text: &str) -> Moment {
    Moment {
        date: iso::parse_date(text).unwrap(),
        time: None,
    }
}

#[test]
fn every_day_is_off_or_worked_as_announced() {
    let mut table = BTreeMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [day, theirs, ours, _name, why] = fields.as_slice() else {
            panic!("{line}")
        };
        assert_eq!(
            theirs == ours,
            why.is_empty(),
            "each difference is explained: {line}"
        );
        table.insert(iso::parse_date(day).unwrap(), *ours == "worked");
    }
    let calendar = vietnam();
    let mut day = iso::parse_date("2022-01-01").unwrap();
    while day <= iso::parse_date("2027-12-31").unwrap() {
        let usual = day.weekday().to_monday_one_offset() <= 5;
        let worked = table.get(&day).copied().unwrap_or(usual);
        assert_eq!(
            calendar.public().is_working_day(day),
            worked,
            "{}",
            iso::print(day)
        );
        day = day.tomorrow().unwrap();
    }
}

#[test]
fn every_special_day_names_its_source() {
    for special in vietnam().days {
        assert!(special.source.is_some(), "{}", iso::print(special.day));
        assert!(
            !special.label.en.is_empty() && !special.label.vi.is_empty(),
            "{}",
            iso::print(special.day)
        );
    }
}

#[test]
fn limits_end_as_the_law_counts_them() {
    let calendar = vietnam();
    for (amount, unit, event, last) in [
        (5, TimeUnit::WorkingDays, "2025-01-24", "2025-02-07"),
        (1, TimeUnit::Months, "2025-01-31", "2025-02-28"),
        (1, TimeUnit::Months, "2027-01-31", "2027-03-01"),
        (5, TimeUnit::WorkingDays, "2026-01-01", "2026-01-09"),
        (6, TimeUnit::WorkingDays, "2026-01-01", "2026-01-10"),
        (30, TimeUnit::Days, "2025-08-01", "2025-09-03"),
    ] {
        let due = calendar
            .public()
            .due_within(Length { amount, unit }, on(event))
            .unwrap();
        assert_eq!(
            iso::print(due.day).to_string(),
            last,
            "{amount} {unit:?} from {event}"
        );
    }
}

#[test]
fn swaps_do_not_bind_the_private_sector() {
    let calendar = vietnam();
    let private = calendar.for_sector(Sector::Private);
    for (day, off) in [
        ("2026-01-02", false),
        ("2026-01-10", true),
        ("2026-01-01", true),
        ("2025-05-02", false),
    ] {
        assert_eq!(
            private.day_off(iso::parse_date(day).unwrap()).is_some(),
            off,
            "{day}"
        );
    }
}

#[test]
fn ends_past_what_is_announced_are_provisional() {
    let calendar = vietnam();
    let ten = Length {
        amount: 10,
        unit: TimeUnit::WorkingDays,
    };
    assert!(
        !calendar
            .public()
            .due_within(ten, on("2026-11-02"))
            .unwrap()
            .provisional
    );
    assert!(
        calendar
            .public()
            .due_within(ten, on("2026-11-12"))
            .unwrap()
            .provisional
    );
}
