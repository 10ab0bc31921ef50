//! Time limits, by cases of the law.

use super::*;
use crate::run::calendar::{SpecialDay, iso};
use crate::run::program::Label;

fn day(text: &str) -> Date {
    iso::parse_date(text).unwrap()
}

fn on(text: &str) -> Moment {
    match iso::parse_moment(text) {
        Some(time) => Moment {
            date: time.date(),
            time: Some(time),
        },
        None => Moment {
            date: day(text),
            time: None,
        },
    }
}

fn special(date: Date, off: bool, public: Option<bool>, name: &str) -> SpecialDay {
    let label = Label {
        vi: name.to_owned(),
        ..Label::default()
    };
    SpecialDay {
        day: date,
        off,
        public,
        label,
        source: None,
    }
}

/// What 2025 needs of Vietnam's calendar.
fn vietnam() -> Calendar {
    let tet = (27..=31).map(|n| special(Date::new(2025, 1, n).unwrap(), true, None, "Tết"));
    let may = [
        special(day("2025-04-26"), false, Some(true), "làm bù"),
        special(day("2025-04-30"), true, None, "Ngày Chiến thắng"),
        special(day("2025-05-01"), true, None, "Ngày Quốc tế lao động"),
        special(day("2025-05-02"), true, Some(true), "hoán đổi"),
    ];
    Calendar {
        days: tet.chain(may).collect(),
        weekend_rolls: true,
        holiday_rolls: true,
        known_until: Some(day("2026-12-31")),
        ..Calendar::without_holidays()
    }
}

fn length(amount: u32, unit: TimeUnit) -> Length {
    Length { amount, unit }
}

fn due(calendar: &Calendar, amount: u32, unit: TimeUnit, event: &str) -> String {
    match calendar
        .public()
        .due_within(length(amount, unit), on(event))
    {
        Ok(due) => iso::print(due.day).to_string(),
        Err(none) => format!("{none:?}"),
    }
}

#[test]
fn working_days_skip_tet() {
    let calendar = vietnam();
    assert_eq!(
        due(&calendar, 5, TimeUnit::WorkingDays, "2025-01-24"),
        "2025-02-07"
    );
    let account = calendar
        .public()
        .account_within(length(5, TimeUnit::WorkingDays), on("2025-01-24"))
        .unwrap();
    let shown = |(date, off): &(Date, Option<DayOff<'_>>)| {
        let why = match off {
            None => "1",
            Some(DayOff::Weekend) => "w",
            Some(DayOff::Holiday(special)) => special.label.vi.as_str(),
        };
        format!("{}{why}", date.day())
    };
    assert_eq!(
        account.days.iter().map(shown).collect::<Vec<_>>().join(" "),
        "25w 26w 27Tết 28Tết 29Tết 30Tết 31Tết 1w 2w 31 41 51 61 71"
    );
    assert!(account.moved_over.is_empty());
}

#[test]
fn swaps_bind_their_sector() {
    let calendar = vietnam();
    let five = length(2, TimeUnit::WorkingDays);
    let public = calendar
        .public()
        .due_within(five, on("2025-04-29"))
        .unwrap();
    let private = calendar
        .for_sector(crate::run::calendar::Sector::Private)
        .due_within(five, on("2025-04-29"))
        .unwrap();
    assert_eq!(
        (public.day, private.day),
        (day("2025-05-06"), day("2025-05-05"))
    );
    assert_eq!(
        due(&calendar, 1, TimeUnit::WorkingDays, "2025-04-25"),
        "2025-04-26"
    );
}

#[test]
fn months_end_on_the_last_day_and_roll() {
    let calendar = vietnam();
    for (amount, unit, event, end) in [
        (1, TimeUnit::Months, "2025-01-31", "2025-02-28"),
        (1, TimeUnit::Months, "2027-01-31", "2027-03-01"),
        (1, TimeUnit::Years, "2024-02-29", "2025-02-28"),
        (12, TimeUnit::Months, "2024-11-13", "2025-11-13"),
        (10, TimeUnit::Days, "2025-01-20", "2025-02-03"),
        (3, TimeUnit::Days, "2025-01-20", "2025-01-23"),
        (7, TimeUnit::Days, "2025-04-23", "2025-05-05"),
        (0, TimeUnit::Days, "2025-02-01", "2025-02-03"),
        (0, TimeUnit::WorkingDays, "2025-02-05", "2025-02-05"),
        (u32::MAX, TimeUnit::Days, "2025-01-20", "OutOfRange"),
        (u32::MAX, TimeUnit::Years, "2025-01-20", "OutOfRange"),
        (u32::MAX, TimeUnit::WorkingDays, "2025-01-20", "OutOfRange"),
        (u32::MAX, TimeUnit::Hours, "2025-01-20", "OutOfRange"),
    ] {
        assert_eq!(
            due(&calendar, amount, unit, event),
            end,
            "{amount} {unit:?} from {event}"
        );
    }
    let refusing = Calendar {
        month_end_clamps: false,
        ..vietnam()
    };
    assert_eq!(
        due(&refusing, 1, TimeUnit::Months, "2025-01-31"),
        "NoSuchDay"
    );
    assert_eq!(
        due(&refusing, 1, TimeUnit::Months, "2025-01-28"),
        "2025-02-28"
    );
}

#[test]
fn the_account_says_what_moved_the_end() {
    let calendar = vietnam();
    let account = calendar
        .public()
        .account_within(length(7, TimeUnit::Days), on("2025-01-24"))
        .unwrap();
    assert_eq!(
        (account.counted_to, account.due.day),
        (day("2025-01-31"), day("2025-02-03"))
    );
    let names: Vec<_> = account
        .moved_over
        .iter()
        .map(|(date, off)| (date.day(), matches!(off, DayOff::Holiday(_))))
        .collect();
    assert_eq!(names, [(31, true), (1, false), (2, false)]);
}

#[test]
fn weekend_and_holiday_roll_each_for_itself() {
    for (weekend_rolls, holiday_rolls, saturday, holiday) in [
        (true, true, "2025-02-03", "2025-02-03"),
        (false, true, "2025-02-01", "2025-02-03"),
        (true, false, "2025-02-03", "2025-01-31"),
        (false, false, "2025-02-01", "2025-01-31"),
    ] {
        let calendar = Calendar {
            weekend_rolls,
            holiday_rolls,
            ..vietnam()
        };
        assert_eq!(due(&calendar, 1, TimeUnit::Days, "2025-01-31"), saturday);
        assert_eq!(due(&calendar, 1, TimeUnit::Days, "2025-01-30"), holiday);
    }
}

#[test]
fn before_counts_back_and_never_rolls() {
    let calendar = vietnam();
    let reckoner = calendar.public();
    for (amount, unit, event, last) in [
        (3, TimeUnit::Days, "2025-05-15", "2025-05-12"),
        (1, TimeUnit::Days, "2025-05-05", "2025-05-04"),
        (2, TimeUnit::WorkingDays, "2025-02-04", "2025-01-24"),
        (15, TimeUnit::WorkingDays, "2025-05-15", "2025-04-22"),
        (1, TimeUnit::Months, "2025-03-31", "2025-02-28"),
        (24, TimeUnit::Hours, "2025-05-15", "2025-05-14"),
    ] {
        let due = reckoner
            .due_before(length(amount, unit), on(event))
            .unwrap();
        assert_eq!(due.day, day(last), "{amount} {unit:?} before {event}");
        // Of hours before a day alone, what is done on the last day may be in time or not.
        let serves = if unit == TimeUnit::Hours {
            Truth::Unknown
        } else {
            Truth::True
        };
        assert_eq!(due.serves(on(last)), serves);
    }
    let account = reckoner
        .account_before(length(2, TimeUnit::WorkingDays), on("2025-02-04"))
        .unwrap();
    assert_eq!(account.days.len(), 11);
}

#[test]
fn what_lasts_ends_so_many_days_after_its_first() {
    let calendar = vietnam();
    for (amount, unit, first, last) in [
        (30, TimeUnit::ConsecutiveDays, "2025-03-01", "2025-03-31"),
        (1, TimeUnit::Days, "2025-01-31", "2025-02-01"),
        (5, TimeUnit::WorkingDays, "2025-01-24", "2025-02-07"),
        (12, TimeUnit::Hours, "2025-03-01", "2025-03-02"),
        (24, TimeUnit::Hours, "2025-03-01", "2025-03-02"),
        (36, TimeUnit::Hours, "2025-03-01", "2025-03-03"),
        (48, TimeUnit::Hours, "2025-03-01", "2025-03-03"),
        (1, TimeUnit::Months, "2025-01-31", "2025-02-28"),
    ] {
        assert_eq!(
            calendar
                .public()
                .earliest_end(length(amount, unit), day(first))
                .unwrap()
                .day,
            day(last)
        );
    }
}

#[test]
fn hours_go_by_the_clock_where_there_is_one() {
    let calendar = vietnam();
    let due = |amount, event| {
        calendar
            .public()
            .due_within(length(amount, TimeUnit::Hours), on(event))
            .unwrap()
    };
    let by_clock = due(72, "2025-01-24T10:00");
    assert_eq!(by_clock.day, day("2025-01-27"));
    for (deed, serves) in [
        ("2025-01-27T10:00", Truth::True),
        ("2025-01-27T10:01", Truth::False),
        ("2025-01-26", Truth::True),
        ("2025-01-27", Truth::Unknown),
        ("2025-01-28", Truth::False),
    ] {
        assert_eq!(by_clock.serves(on(deed)), serves, "{deed}");
    }
    let by_day = due(72, "2025-01-24");
    assert_eq!(by_day.day, day("2025-01-27"));
    for (deed, serves) in [
        ("2025-01-26", Truth::True),
        ("2025-01-27T00:00", Truth::True),
        ("2025-01-27T23:59", Truth::Unknown),
        ("2025-01-27", Truth::Unknown),
        ("2025-01-28", Truth::False),
    ] {
        assert_eq!(by_day.serves(on(deed)), serves, "{deed}");
    }
    let few = due(5, "2025-01-24");
    assert_eq!(few.day, day("2025-01-25"));
    assert_eq!(few.time(), None);
    assert_eq!(few.serves(on("2025-01-24T05:00")), Truth::True);
    assert_eq!(few.serves(on("2025-01-25T04:59")), Truth::Unknown);
    assert_eq!(few.serves(on("2025-01-25T05:00")), Truth::False);
    for (as_of, passed) in [
        ("2025-01-24", Truth::False),
        ("2025-01-25", Truth::Unknown),
        ("2025-01-26", Truth::True),
    ] {
        assert_eq!(few.has_passed(day(as_of)), passed, "{as_of}");
    }
    let midnight = due(14, "2025-01-24T10:00");
    assert_eq!(midnight.day, day("2025-01-24"));
    assert_eq!(
        midnight.time().map(iso::print_end),
        Some("24:00".to_owned())
    );
    // Midnight itself still serves, and a day alone may mean its first moment.
    for (deed, serves) in [
        ("2025-01-25T00:00", Truth::True),
        ("2025-01-25T00:01", Truth::False),
        ("2025-01-25", Truth::Unknown),
        ("2025-01-26", Truth::False),
    ] {
        assert_eq!(midnight.serves(on(deed)), serves, "{deed}");
    }
}

#[test]
fn lateness_is_told_in_the_unit_of_the_limit() {
    let calendar = vietnam();
    let reckoner = calendar.public();
    for (amount, unit, event, deed, late) in [
        (5, TimeUnit::WorkingDays, "2025-01-24", "2025-02-07", None),
        (
            5,
            TimeUnit::WorkingDays,
            "2025-01-24",
            "2025-02-11",
            Some((2, LateUnit::WorkingDays)),
        ),
        (
            5,
            TimeUnit::WorkingDays,
            "2025-01-24",
            "2025-02-08",
            Some((1, LateUnit::Days)),
        ),
        (
            5,
            TimeUnit::Days,
            "2025-02-03",
            "2025-02-12",
            Some((2, LateUnit::Days)),
        ),
        (
            1,
            TimeUnit::Months,
            "2025-01-31",
            "2025-03-05",
            Some((5, LateUnit::Days)),
        ),
        (
            72,
            TimeUnit::Hours,
            "2025-02-03T10:00",
            "2025-02-06T10:01",
            Some((1, LateUnit::Minutes)),
        ),
        (
            72,
            TimeUnit::Hours,
            "2025-02-03T10:00",
            "2025-02-06T10:58:30",
            Some((59, LateUnit::Minutes)),
        ),
        (
            72,
            TimeUnit::Hours,
            "2025-02-03T10:00",
            "2025-02-06T11:00",
            Some((1, LateUnit::Hours)),
        ),
        (
            72,
            TimeUnit::Hours,
            "2025-02-03T10:00",
            "2025-02-06T11:00:01",
            Some((2, LateUnit::Hours)),
        ),
        (
            72,
            TimeUnit::Hours,
            "2025-02-03T10:00",
            "2025-02-07T12:30",
            Some((27, LateUnit::Hours)),
        ),
        (
            72,
            TimeUnit::Hours,
            "2025-02-03",
            "2025-02-07T00:30",
            Some((30, LateUnit::Minutes)),
        ),
        (
            72,
            TimeUnit::Hours,
            "2025-02-03",
            "2025-02-07",
            Some((1, LateUnit::Minutes)),
        ),
        (1, TimeUnit::Hours, "2025-03-03", "2025-03-03", None),
        (
            1,
            TimeUnit::Hours,
            "2025-03-03",
            "2025-03-10",
            Some((143, LateUnit::Hours)),
        ),
    ] {
        let due = reckoner
            .due_within(length(amount, unit), on(event))
            .unwrap();
        let timeless = !(event.contains('T') && deed.contains('T'));
        let expected = late.map(|(amount, unit)| LateBy {
            amount,
            unit,
            at_least: matches!(unit, LateUnit::Minutes | LateUnit::Hours) && timeless,
        });
        assert_eq!(
            reckoner.late_by(unit, &due, on(deed)),
            expected,
            "{amount} {unit:?} {event} {deed}"
        );
    }
}

#[test]
fn past_the_known_days_an_end_is_provisional() {
    let calendar = vietnam();
    for (amount, unit, event, provisional) in [
        (5, TimeUnit::WorkingDays, "2026-12-24", false),
        (5, TimeUnit::WorkingDays, "2026-12-25", true),
        (30, TimeUnit::Days, "2026-12-15", true),
        (1, TimeUnit::Hours, "2027-01-01", false),
    ] {
        assert_eq!(
            calendar
                .public()
                .due_within(length(amount, unit), on(event))
                .unwrap()
                .provisional,
            provisional,
            "{event}"
        );
    }
    for (unit, weekend_rolls, holiday_rolls, provisional) in [
        (TimeUnit::Days, false, false, false),
        (TimeUnit::Days, true, false, true),
        (TimeUnit::Days, false, true, true),
        (TimeUnit::Months, false, false, false),
        (TimeUnit::Months, false, true, true),
        (TimeUnit::WorkingDays, false, false, true),
    ] {
        let calendar = Calendar {
            weekend_rolls,
            holiday_rolls,
            ..vietnam()
        };
        assert_eq!(
            calendar
                .public()
                .due_within(length(30, unit), on("2026-12-15"))
                .unwrap()
                .provisional,
            provisional,
            "{unit:?} {weekend_rolls} {holiday_rolls}"
        );
    }
}

#[test]
fn what_lasts_is_provisional_only_by_the_days_off_it_counts() {
    let calendar = vietnam();
    for (amount, unit, first, provisional) in [
        (3, TimeUnit::WorkingDays, "2026-12-28", false),
        (4, TimeUnit::WorkingDays, "2026-12-28", true),
        (4, TimeUnit::Days, "2026-12-28", false),
    ] {
        assert_eq!(
            calendar
                .public()
                .earliest_end(length(amount, unit), day(first))
                .unwrap()
                .provisional,
            provisional,
            "{amount} {unit:?}"
        );
    }
}

#[test]
fn an_end_may_move_to_the_last_day_of_all() {
    let calendar = Calendar {
        // 31 December 9999 is a Friday.
        weekend: vec![4],
        weekend_rolls: true,
        ..Calendar::without_holidays()
    };
    assert_eq!(
        due(&calendar, 1, TimeUnit::Days, "9999-12-29"),
        "9999-12-31"
    );
}

#[test]
fn no_more_working_days_are_counted_than_two_centuries_hold() {
    let calendar = Calendar::without_holidays();
    let reckoner = calendar.public();
    // Ten thousand weeks after a Monday.
    assert_eq!(
        reckoner.add_working_days(day("2025-01-06"), 50_000),
        Some(day("2216-09-02"))
    );
    assert_eq!(reckoner.add_working_days(day("2025-01-06"), 50_001), None);
    assert_eq!(reckoner.add_working_days(day("2025-01-06"), 50_002), None);
}

#[test]
fn a_break_of_more_than_a_leap_year_has_no_end() {
    let worked = day("2027-01-04");
    let calendar = Calendar {
        weekend: (1..=7).collect(),
        days: vec![special(worked, false, None, "làm bù")],
        ..Calendar::without_holidays()
    };
    let reckoner = calendar.public();
    let from = |days: i32| worked.checked_add(days).unwrap();
    for (off, end) in [(365, Some(worked)), (366, Some(worked)), (367, None)] {
        assert_eq!(reckoner.add_working_days(from(-off - 1), 1), end, "{off}");
        assert_eq!(
            reckoner.subtract_working_days(from(off + 1), 1),
            end,
            "{off}"
        );
    }
    for (off, end) in [(0, Some(worked)), (365, Some(worked)), (366, None)] {
        assert_eq!(reckoner.working_day_from(from(-off)), end, "{off}");
    }
}

#[test]
fn a_calendar_without_working_days_gives_no_end() {
    let calendar = Calendar {
        weekend: (1..=7).collect(),
        weekend_rolls: true,
        ..Calendar::without_holidays()
    };
    assert_eq!(
        due(&calendar, 1, TimeUnit::WorkingDays, "2025-01-24"),
        "OutOfRange"
    );
    assert_eq!(
        due(&calendar, 1, TimeUnit::Days, "2025-01-24"),
        "OutOfRange"
    );
}

proptest::proptest! {
    #[test]
    fn forward_and_back_by_working_days_returns(offset in 0..3_000_i32, n in 0..400_u32) {
        let calendar = vietnam();
        let reckoner = calendar.public();
        let from = reckoner.working_day_from(day("2022-01-01").checked_add(offset).unwrap()).unwrap();
        let there = reckoner.add_working_days(from, n).unwrap();
        proptest::prop_assert_eq!(reckoner.subtract_working_days(there, n), Some(from));
        proptest::prop_assert_eq!(reckoner.working_days_between(from, there), n);
    }

    #[test]
    fn working_days_are_counted_as_day_by_day(offset in 0..1_500_i32, days in 0..1_500_i32) {
        let calendar = vietnam();
        let reckoner = calendar.public();
        let from = day("2024-01-01").checked_add(offset).unwrap();
        let counted = (1..=days).filter(|n| reckoner.is_working_day(from.checked_add(*n).unwrap())).count();
        let to = from.checked_add(days).unwrap();
        proptest::prop_assert_eq!(reckoner.working_days_between(from, to) as usize, counted);
    }
}

/// Every day of three centuries, against another implementation.
#[test]
fn days_agree_with_jiff() {
    use jiff::{ToSpan, civil};
    let theirs = |date: Date| civil::date(date.year(), date.month(), date.day());
    let ours = |date: civil::Date| Date::new(date.year(), date.month(), date.day()).unwrap();
    let calendar = Calendar::without_holidays();
    let mut date = day("1900-01-01");
    while date < day("2201-01-01") {
        assert_eq!(
            date.weekday().to_monday_one_offset(),
            theirs(date).weekday().to_monday_one_offset()
        );
        assert_eq!(iso::print(date).to_string(), theirs(date).to_string());
        for n in [1, 30, 365, 1461] {
            assert_eq!(
                add_days(date, n).unwrap(),
                ours(theirs(date).checked_add(n.days()).unwrap())
            );
            assert_eq!(
                add_days(date, -n).unwrap(),
                ours(theirs(date).checked_sub(n.days()).unwrap())
            );
        }
        for n in [1, 6, 13] {
            assert_eq!(
                calendar.add_months(date, n).unwrap(),
                ours(theirs(date).checked_add(n.months()).unwrap())
            );
            assert_eq!(
                calendar.add_months(date, -n).unwrap(),
                ours(theirs(date).checked_sub(n.months()).unwrap())
            );
        }
        date = date.tomorrow().unwrap();
    }
}
