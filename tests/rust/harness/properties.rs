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
use luat_core::run::verdict::{Outcome, Status, Step, Verdict};
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

/// Rules that look at some members alone; compiled once.
fn filtered() -> &'static Program {
    static COMPILED: LazyLock<Program> = LazyLock::new(|| {
        let mut text = String::from(
            "language en\n\
             document filters \"Filters\" / \"Chọn lọc\"\n  in force from 2024-01-01\n\
             level district \"district | districts\" / \"huyện\"\n\
             population heads \"head | heads\" / \"trưởng bản\" per district\n\
             \x20 state trained \"trained\" / \"được tập huấn\" in the period\n\
             \x20 fact rural \"rural\" / \"ở nông thôn\"\n\
             \x20 date asked \"asked\" / \"được hỏi\"\n\
             \x20 date answered \"answered\" / \"trả lời\"\n\
             count votes \"votes\" / \"phiếu\" per district\n\
             count present \"people present\" / \"người có mặt\" per district\n",
        );
        text.extend(FILTERED.iter().map(|(rule, none, sentence)| {
            let none = if *none { "  none counts as met\n" } else { "" };
            format!(
                "rule {rule} \"Rule {rule}\" / \"Quy định {rule}\"\n  cite article 1\n  bearer district\n{none}  {sentence}\n"
            )
        }));
        project::compile(&[Source::new("filters.luat", text)])
            .unwrap_or_else(|errors| panic!("{errors}"))
    });
    &COMPILED
}

const FILTERED: &[(&str, bool, &str)] = &[
    ("every", false, "annually each head where rural trained"),
    (
        "every_or_none",
        true,
        "annually each head where rural trained",
    ),
    (
        "most",
        false,
        "annually at least 60% of heads where rural trained",
    ),
    (
        "most_or_none",
        true,
        "annually at least 60% of heads where rural trained",
    ),
    (
        "few",
        false,
        "annually under 60% of heads where rural trained",
    ),
    ("two", false, "annually at least 2 heads where rural"),
    (
        "in_time",
        false,
        "annually each head where rural answered within 5 days of asked",
    ),
    (
        "ratio",
        false,
        "annually votes at most 100% of people present",
    ),
];

fn named(verdict: &Verdict) -> &'static str {
    &filtered().rules[verdict.rule.index()].id
}

/// What is reported of one head; `None` is blank.
type Head = (Option<bool>, Option<bool>, Answer);

/// How a head answered.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Answer {
    InTime,
    Late,
    No,
    Blank,
}

/// Every way of filling the gaps of a head.
fn completions((rural, trained, answer): Head) -> Vec<(bool, bool, Answer)> {
    let either = |known: Option<bool>| known.map_or(vec![true, false], |known| vec![known]);
    let answers = match answer {
        Answer::Blank => vec![Answer::InTime, Answer::Late, Answer::No],
        known => vec![known],
    };
    let mut all = Vec::new();
    for rural in either(rural) {
        for trained in either(trained) {
            all.extend(answers.iter().map(|answer| (rural, trained, *answer)));
        }
    }
    all
}

/// The answer to a rule where nothing is blank, counted by hand.
fn plain(rule: &str, heads: &[(bool, bool, Answer)]) -> Status {
    let rural: Vec<_> = heads.iter().filter(|(rural, ..)| *rural).collect();
    let (of, trained) = (
        rural.len(),
        rural.iter().filter(|(_, trained, _)| *trained).count(),
    );
    let holds = match rule {
        "two" => of >= 2,
        "every_or_none" | "most_or_none" if of == 0 => true,
        _ if of == 0 => return Status::NotApplicable,
        "every" | "every_or_none" => trained == of,
        "most" | "most_or_none" => 100 * trained >= 60 * of,
        "few" => 100 * trained < 60 * of,
        _ => {
            let any = |wanted| rural.iter().any(|(.., answer)| *answer == wanted);
            if !any(Answer::No) && any(Answer::Late) {
                return Status::Late;
            }
            !any(Answer::No)
        }
    };
    if holds { Status::Met } else { Status::NotMet }
}

/// All that can still become of a rule: each head filled in every way, beside every other.
fn possible(rule: &str, heads: &[Head]) -> Vec<Status> {
    let mut ways: Vec<Vec<(bool, bool, Answer)>> = vec![Vec::new()];
    for head in heads {
        let filled = completions(*head);
        ways = ways
            .iter()
            .flat_map(|way| {
                filled.iter().map(|one| {
                    let mut way = way.clone();
                    way.push(*one);
                    way
                })
            })
            .collect();
    }
    let mut found: Vec<Status> = ways.iter().map(|way| plain(rule, way)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn heads(heads: &[Head]) -> String {
    let flag = |name: &str, known: Option<bool>| {
        known.map_or(String::new(), |known| format!(r#","{name}":{known}"#))
    };
    let rows = heads
        .iter()
        .enumerate()
        .map(|(at, (rural, trained, answer))| {
            let answered = match answer {
                Answer::InTime => r#","answered":"2025-03-05""#,
                Answer::Late => r#","answered":"2025-04-05""#,
                Answer::No => r#","answered":false"#,
                Answer::Blank => "",
            };
            let (rural, trained) = (flag("rural", *rural), flag("trained", *trained));
            format!(r#"{{"id":"h{at}","asked":"2025-03-03"{answered}{rural}{trained}}}"#)
        });
    format!(r#""heads":[{}]"#, rows.collect::<Vec<_>>().join(","))
}

fn one_head() -> impl Strategy<Value = Head> {
    let answer = prop::sample::select(vec![
        Answer::InTime,
        Answer::Late,
        Answer::No,
        Answer::Blank,
    ]);
    let known = || prop::option::of(any::<bool>());
    (known(), known(), answer)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn who_is_looked_at_may_be_nobody(reported in prop::collection::vec(one_head(), 0..4)) {
        let outcome = judge(filtered(), &heads(&reported));
        for verdict in &outcome.verdicts {
            let rule = named(verdict);
            if rule == "ratio" {
                continue;
            }
            let possible = possible(rule, &reported);
            let expected = match possible.as_slice() {
                [only] => *only,
                _ => Status::Unknown,
            };
            // Late by those that are meant, and by others that may be: told less, never otherwise.
            let told_less = expected == Status::Late && verdict.status == Status::Unknown;
            prop_assert!(told_less || verdict.status == expected, "{} of {:?}", rule, reported);
            let missed = possible.iter().all(|status| status.is_miss());
            prop_assert_eq!(verdict.severity.is_some(), missed, "{} of {:?}", rule, reported);
        }
    }

    #[test]
    fn a_share_of_what_is_blank_is_not_known(votes in 0..9_u64, present in 0..9_u64) {
        let status = |facts: &str| {
            let outcome = judge(filtered(), facts);
            let ratio = outcome.verdicts.iter().find(|one| named(one) == "ratio");
            ratio.unwrap().status
        };
        prop_assert_eq!(status(&format!(r#""votes":{votes}"#)), Status::Unknown);
        prop_assert_eq!(status(&format!(r#""present":{present}"#)) == Status::NotApplicable, present == 0);
        let expected = match (votes, present) {
            (_, 0) => Status::NotApplicable,
            _ if votes <= present => Status::Met,
            _ => Status::NotMet,
        };
        prop_assert_eq!(status(&format!(r#""votes":{votes},"present":{present}"#)), expected);
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
