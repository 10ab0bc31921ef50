//! Laws that hold of every verdict, against naive counting over all ways of filling the gaps.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it cannot read"
)]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use luat_core::run::evaluate::{Request, evaluate};
use luat_core::run::facts;
use luat_core::run::program::Program;
use luat_core::run::verdict::{Outcome, Status, Step};
use luat_grammar::source::Source;
use luat_tests::project;
use proptest::prelude::*;

/// Whether a left side keeps the bound of a right side.
type Holds = fn(u64, u64) -> bool;

const COMPARATORS: [(&str, Holds); 4] = [
    ("over", |left, right| left > right),
    ("at least", |left, right| left >= right),
    ("under", |left, right| left < right),
    ("at most", |left, right| left <= right),
];

/// Thresholds on and off the round ones.
const PERCENTS: [u64; 9] = [1, 15, 20, 33, 50, 67, 75, 90, 99];

/// The rules for a comparator and a threshold; compiled once.
fn rules(comparator: &'static str, percent: u64) -> &'static Program {
    static COMPILED: LazyLock<BTreeMap<(&str, u64), Program>> = LazyLock::new(|| {
        let pairs = COMPARATORS
            .iter()
            .flat_map(|(word, _)| PERCENTS.map(|percent| (*word, percent)));
        pairs
            .map(|(word, percent)| ((word, percent), compiled(word, percent)))
            .collect()
    });
    &COMPILED[&(comparator, percent)]
}

fn compiled(comparator: &str, percent: u64) -> Program {
    let text = format!(
        "language en\n\
         document shares \"Shares\" / \"Tỷ lệ\"\n  in force from 2024-01-01\n\
         level district \"district | districts\" / \"huyện\"\n\
         population heads \"head | heads\" / \"trưởng bản\" per district\n\
         \x20 state trained \"trained\" / \"được tập huấn\" in the period\n\
         rule training \"Training\" / \"Tập huấn\"\n  cite article 1\n  bearer district\n\
         \x20 annually {comparator} {percent}% of heads trained\n"
    );
    project::compile(&[Source::new("shares.luat", text)])
        .unwrap_or_else(|errors| panic!("{errors}"))
}

fn judge(program: &Program, facts_of_2025: &str) -> Outcome {
    let report = format!(
        r#"{{"body":{{"level":"district","id":"d"}},"periods":{{"2025":{{{facts_of_2025}}}}}}}"#
    );
    let facts = facts::read::read(program, &report).unwrap();
    let as_of = luat_core::run::calendar::iso::parse_date("2026-01-10").unwrap();
    evaluate(
        program,
        &facts,
        &Request {
            as_of,
            periods: vec!["2025".parse().unwrap()],
        },
    )
}

fn status(program: &Program, facts_of_2025: &str) -> Status {
    judge(program, facts_of_2025).verdicts[0].status
}

fn roster(members: &[Option<bool>]) -> String {
    let rows = members
        .iter()
        .enumerate()
        .map(|(at, trained)| match trained {
            Some(trained) => format!(r#"{{"id":"h{at}","trained":{trained}}}"#),
            None => format!(r#"{{"id":"h{at}"}}"#),
        });
    format!(r#""heads":[{}]"#, rows.collect::<Vec<_>>().join(","))
}

/// Every way of filling the gaps, counted by hand.
fn naive(members: &[Option<bool>], holds: impl Fn(u64, u64) -> bool, percent: u64) -> Status {
    let of = members.len() as u64;
    if of == 0 {
        return Status::NotApplicable;
    }
    let sure = members
        .iter()
        .filter(|member| **member == Some(true))
        .count() as u64;
    let open = members.iter().filter(|member| member.is_none()).count() as u64;
    let met: Vec<bool> = (sure..=sure + open)
        .map(|trained| holds(100 * trained, percent * of))
        .collect();
    match (met.contains(&true), met.contains(&false)) {
        (true, false) => Status::Met,
        (false, true) => Status::NotMet,
        _ => Status::Unknown,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_verdict_is_what_all_completions_agree_on(
        comparator in 0..4_usize,
        percent in prop::sample::select(PERCENTS.as_slice()),
        members in prop::collection::vec(prop::option::of(any::<bool>()), 0..9),
    ) {
        let (word, holds) = COMPARATORS[comparator];
        prop_assert_eq!(status(rules(word, percent), &roster(&members)), naive(&members, holds, percent));
    }

    #[test]
    fn roster_and_totals_agree(
        comparator in 0..4_usize,
        percent in prop::sample::select(PERCENTS.as_slice()),
        members in prop::collection::vec(any::<bool>(), 0..12),
    ) {
        let program = rules(COMPARATORS[comparator].0, percent);
        let rows: Vec<Option<bool>> = members.iter().copied().map(Some).collect();
        let trained = members.iter().filter(|member| **member).count();
        let totals = format!(r#""heads":{},"heads.trained":{trained}"#, members.len());
        prop_assert_eq!(status(program, &roster(&rows)), status(program, &totals));
    }

    #[test]
    fn the_remedy_meets_and_one_less_does_not(percent in prop::sample::select(PERCENTS.as_slice()), of in 1..200_u64, trained in 0..200_u64, floor in 0..2_usize) {
        let trained = trained.min(of);
        let program = rules(COMPARATORS[floor].0, percent);
        let totals = |trained: u64| format!(r#""heads":{of},"heads.trained":{trained}"#);
        let outcome = judge(program, &totals(trained));
        if let [remedy] = outcome.verdicts[0].remedy.as_slice() {
            let Step::More(more) = remedy.step else { panic!("a floor asks for more") };
            let more = u64::try_from(more.to_i64().unwrap()).unwrap();
            prop_assert_eq!(status(program, &totals(trained + more)), Status::Met);
            prop_assert_eq!(status(program, &totals(trained + more - 1)), Status::NotMet);
        } else if outcome.verdicts[0].status == Status::NotMet {
            prop_assert_eq!(status(program, &totals(of)), Status::NotMet);
        }
    }

    #[test]
    fn more_trained_never_turns_met_into_not_met(percent in prop::sample::select(PERCENTS.as_slice()), of in 1..50_u64, trained in 0..50_u64) {
        let trained = trained.min(of - 1);
        let program = rules("over", percent);
        let totals = |trained: u64| format!(r#""heads":{of},"heads.trained":{trained}"#);
        if status(program, &totals(trained)) == Status::Met {
            prop_assert_eq!(status(program, &totals(trained + 1)), Status::Met);
        }
    }

    #[test]
    fn a_further_fact_never_changes_a_decided_verdict(
        percent in prop::sample::select(PERCENTS.as_slice()),
        members in prop::collection::vec(prop::option::of(any::<bool>()), 1..9),
        fill in any::<bool>(),
    ) {
        let program = rules("at least", percent);
        let before = status(program, &roster(&members));
        for at in 0..members.len() {
            let mut more = members.clone();
            more[at] = more[at].or(Some(fill));
            if matches!(before, Status::Met | Status::NotMet) {
                prop_assert_eq!(status(program, &roster(&more)), before);
            }
        }
    }
}
