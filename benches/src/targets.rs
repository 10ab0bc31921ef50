//! The eighteen quantified targets of Article 1 clause 2 as shipped, reports on them, and what a programmer
//! would write by hand for just these.

use luat_core::author::{check, compile};
use luat_core::run::program::Program;
use luat_core::run::verdict::Status;
use luat_grammar::parse;
use luat_grammar::source::Source;
use serde::Deserialize;

use crate::pattern::Dice;

/// How many there are: eighteen that totals decide, and two that they leave open, one of them always.
pub const TARGETS: usize = 20;
/// The year reported, the last of those in which the targets are to be reached.
pub const YEAR: &str = "2030";
/// The day of the check.
pub const AS_OF: &str = "2031-01-15";

/// The rules, cut from the document as shipped.
///
/// # Panics
/// When they have become faulty.
#[expect(clippy::panic, reason = "a bench without its rules measures nothing")]
pub fn program() -> Program {
    let shipped = include_str!("../../rules/muong_ang_154/muong_ang_154.luat");
    let clause = shipped.split("# Điều 1 khoản 3").next().unwrap_or_default();
    let kept = clause.lines().filter(|line| {
        !["thi hành", "danh mục"]
            .iter()
            .any(|word| line.trim_start().starts_with(word))
    });
    let text: Vec<&str> = kept.collect();
    let sources = [
        Source::new("common.luat", include_str!("../../rules/common.luat")),
        Source::new("targets.luat", text.join("\n")),
    ];
    match check(&parse(&sources)).rules {
        Some(rules) => compile(&rules),
        None => panic!("the rules have faults"),
    }
}

macro_rules! figures {
    ($($field:ident = $key:literal),* $(,)?) => {
        /// What a district reports of a year.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Figures {
            $( #[doc = concat!("`", $key, "`")] #[serde(rename = $key)] pub $field: i64, )*
        }

        /// The keys of a report, in their order.
        pub const KEYS: &[&str] = &[$($key),*];

        impl Figures {
            /// The number of a key.
            pub fn at_mut(&mut self, key: &str) -> Option<&mut i64> {
                match key {
                    $( $key => Some(&mut self.$field), )*
                    _ => None,
                }
            }

            /// All numbers, in the order of their keys.
            pub const fn all(&self) -> [i64; KEYS.len()] {
                [$(self.$field),*]
            }

            /// A line as a programmer would scan it who knows how each is written, key by key; none where
            /// one is written otherwise.
            #[inline(never)]
            pub fn scanned(line: &[u8]) -> Option<Self> {
                let rest = line.strip_prefix(br#"{"luat":1,"body":{"level":"district","id":""#)?;
                let end = rest.iter().position(|byte| *byte == b'"')?;
                let rest = rest.get(end..)?.strip_prefix(br#""},"periods":{"2030":{"#)?;
                let rest = &mut { rest };
                let figures = Self {
                    $( $field: number(rest, concat!("\"", $key, "\":"))?, )*
                };
                (*rest == b"}}").then_some(figures)
            }
        }
    };
}

figures! {
    democracy_staff = "democracy_staff",
    democracy_staff_trained = "democracy_staff.trained",
    democracy_staff_to_date = "democracy_staff.trained_to_date",
    inspection_members = "inspection_members",
    inspection_members_trained = "inspection_members.trained",
    inspection_members_to_date = "inspection_members.trained_to_date",
    investment_members = "investment_members",
    investment_members_trained = "investment_members.trained",
    investment_members_to_date = "investment_members.trained_to_date",
    hamlet_heads = "hamlet_heads",
    hamlet_heads_trained = "hamlet_heads.trained",
    hamlet_heads_to_date = "hamlet_heads.trained_to_date",
    front_heads = "front_heads",
    front_heads_trained = "front_heads.trained",
    front_heads_to_date = "front_heads.trained_to_date",
    drafters = "convention_drafters",
    drafters_trained = "convention_drafters.trained",
    drafters_to_date = "convention_drafters.trained_to_date",
    staff = "staff",
    staff_reached = "staff.reached",
    residents = "residents",
    residents_reached = "residents.reached",
    agency = "agency",
    agency_uses_it = "agency.uses_it",
    agency_plan = "agency.democracy_plan",
    agency_committee = "agency.steering_committee",
    agency_regulation = "agency.democracy_regulation",
    agency_followed = "agency.regulation_followed",
    agency_conference = "agency.staff_conference",
    commune = "commune",
    commune_uses_it = "commune.uses_it",
    commune_plan = "commune.democracy_plan",
    commune_resolution = "commune.commune_resolution",
    commune_committee = "commune.steering_committee",
    commune_regulation = "commune.democracy_regulation",
    commune_followed = "commune.regulation_followed",
    commune_dialogue = "commune.dialogue",
    enterprise = "enterprise",
    enterprise_uses_it = "enterprise.uses_it",
    enterprise_conference = "enterprise.workers_conference",
    hamlet = "hamlet",
    hamlet_uses_it = "hamlet.uses_it",
    hamlet_convention = "hamlet.convention",
    hamlet_reviewed = "hamlet.convention_reviewed",
    inspection_boards = "inspection_boards",
    inspection_boards_complete = "inspection_boards.complete",
    inspection_boards_effective = "inspection_boards.effective",
    investment_boards = "investment_boards",
    investment_boards_complete = "investment_boards.complete",
    investment_boards_effective = "investment_boards.effective",
}

/// A number behind its key, and the sign behind it.
#[inline]
fn number(rest: &mut &[u8], key: &str) -> Option<i64> {
    let digits = rest.strip_prefix(key.as_bytes())?;
    let (mut number, mut at) = (0_i64, 0);
    while let Some(digit @ b'0'..=b'9') = digits.get(at) {
        number = number
            .checked_mul(10)?
            .checked_add(i64::from(digit - b'0'))?;
        at += 1;
    }
    *rest = digits.get(at + 1..)?;
    (at > 0).then_some(number)
}

/// A report as a programmer would have it read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report<'r> {
    /// The version of the format.
    pub luat: u32,
    /// Whose it is.
    #[serde(borrow)]
    pub body: Reporter<'r>,
    /// Of the one year.
    pub periods: Year,
}

/// Whose report it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reporter<'r> {
    /// Its level.
    pub level: &'r str,
    /// Its id.
    pub id: &'r str,
}

/// The one year reported.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// Its figures.
    #[serde(rename = "2030")]
    pub figures: Figures,
}

impl Figures {
    /// The figures of a number, near the bounds as often as far from them.
    pub fn made(number: u64) -> Self {
        let mut dice = Dice::new(number);
        let mut made = Self::default();
        let mut size = 0;
        for key in KEYS {
            let value = if key.contains('.') {
                let percent = *[0, 15, 16, 20, 21, 70, 75, 85, 90, 91, 100, 100, 100, 100]
                    .get(dice.index(14))
                    .unwrap_or(&0);
                (size * percent / 100).min(size)
            } else {
                size = i64::try_from(dice.below(if key == &"residents" { 40_000 } else { 160 }))
                    .unwrap_or(0);
                size
            };
            if let Some(place) = made.at_mut(key) {
                *place = value;
            }
        }
        made
    }

    /// As a line of a file of reports.
    pub fn line(&self, number: u64, into: &mut String) {
        use std::fmt::Write as _;
        let _ = write!(
            into,
            r#"{{"luat":1,"body":{{"level":"district","id":"d{number:06}"}},"periods":{{"{YEAR}":{{"#
        );
        for (at, (key, value)) in KEYS.iter().zip(self.all()).enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let _ = write!(into, r#"{comma}"{key}":{value}"#);
        }
        into.push_str("}}}\n");
    }
}

/// The statuses of all targets, in the order of an evaluation, as a programmer would write them for just these.
#[inline(never)]
pub fn by_hand(of: &Figures) -> [Status; TARGETS] {
    let none = |met: bool, base: i64| match (base, met) {
        (0, _) => Status::NotApplicable,
        (_, true) => Status::Met,
        (_, false) => Status::NotMet,
    };
    let over = |percent: i64, yes: i64, base: i64| none(100 * yes > percent * base, base);
    let all = |yes: i64, base: i64| none(yes >= base, base);
    let unless_none = |base: i64| {
        if base == 0 {
            Status::NotApplicable
        } else {
            Status::Unknown
        }
    };
    // Totals tell how many of all are, not which: of some of them as many at the least as there are no others for.
    let all_of_some = |yes: i64, some: i64, of: i64| match () {
        () if some == 0 => Status::NotApplicable,
        () if yes < some => Status::NotMet,
        () if yes >= of => Status::Met,
        () => Status::Unknown,
    };
    let overseers = of.democracy_staff + of.inspection_members + of.investment_members;
    let leaders = of.hamlet_heads + of.front_heads + of.drafters;
    let places = of.agency + of.commune;
    let boards = of.inspection_boards + of.investment_boards;
    let both = |complete: i64, effective: i64, of: i64| {
        ((complete + effective - of).max(0), complete.min(effective))
    };
    let inspection = both(
        of.inspection_boards_complete,
        of.inspection_boards_effective,
        of.inspection_boards,
    );
    let investment = both(
        of.investment_boards_complete,
        of.investment_boards_effective,
        of.investment_boards,
    );
    let effective = |holding: i64| 100 * holding > 90 * boards;
    [
        over(
            20,
            of.democracy_staff_trained
                + of.inspection_members_trained
                + of.investment_members_trained,
            overseers,
        ),
        over(
            85,
            of.democracy_staff_to_date
                + of.inspection_members_to_date
                + of.investment_members_to_date,
            overseers,
        ),
        over(
            15,
            of.hamlet_heads_trained + of.front_heads_trained + of.drafters_trained,
            leaders,
        ),
        over(
            75,
            of.hamlet_heads_to_date + of.front_heads_to_date + of.drafters_to_date,
            leaders,
        ),
        all(of.staff_reached, of.staff),
        over(70, of.residents_reached, of.residents),
        over(
            90,
            of.agency_uses_it + of.commune_uses_it + of.enterprise_uses_it,
            places + of.enterprise,
        ),
        over(70, of.hamlet_uses_it, of.hamlet),
        all(of.agency_plan + of.commune_plan, places),
        unless_none(places),
        all(of.commune_resolution, of.commune),
        all(of.agency_committee + of.commune_committee, places),
        all(of.agency_regulation + of.commune_regulation, places),
        all(of.agency_conference, of.agency),
        all(of.commune_dialogue, of.commune),
        over(80, of.enterprise_conference, of.enterprise),
        all(of.agency_followed + of.commune_followed, places),
        all(of.hamlet_convention, of.hamlet),
        all_of_some(of.hamlet_reviewed, of.hamlet_convention, of.hamlet),
        match (
            effective(inspection.0 + investment.0),
            effective(inspection.1 + investment.1),
        ) {
            _ if boards == 0 => Status::NotApplicable,
            (true, _) => Status::Met,
            (_, false) => Status::NotMet,
            _ => Status::Unknown,
        },
    ]
}
