//! What must not matter: the order in which things are written, their words, who counts whom, and facts that decide nothing any more.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it cannot read"
)]

use std::sync::LazyLock;

use luat_core::Ruleset;
use luat_core::run::calendar::iso;
use luat_core::run::evaluate::{Request, evaluate};
use luat_core::run::facts::read::read;
use luat_core::run::program::Program;
use luat_core::run::verdict::{Measure, Outcome, Remedy, Status, Step, Verdict};
use luat_grammar::Language;
use luat_grammar::source::Source;
use luat_tests::generated::{Block, Case, VALUES};
use luat_tests::project;
use luat_tests::random::Random;
use luat_tests::rewritten::{shuffled, written};
use proptest::prelude::*;
use serde_json::Value;

/// Sets of rules made up, and reports on each.
const MADE_UP: (u64, usize) = (24, 12);

/// Facts that most of these rules read.
const FACTS: [&str; 8] = [
    "plan",
    "dialogue",
    "gift",
    "session",
    "market",
    "classes",
    "complaints",
    "place",
];

fn request(case: &Case) -> Request {
    let periods = case.periods.iter().map(|one| one.parse().unwrap());
    Request {
        as_of: iso::parse_date(case.as_of).unwrap(),
        periods: periods.collect(),
    }
}

fn judged(program: &Program, case: &Case, report: &str) -> Option<Outcome> {
    let facts = read(program, report).ok()?;
    Some(evaluate(program, &facts, &request(case)))
}

/// The report as a tree. A key told twice is one entry of it.
fn tree(case: &Case) -> Option<Value> {
    serde_json::from_str(&case.report).ok()
}

/// Verdicts without their order.
fn told(outcome: &Outcome) -> Vec<String> {
    let verdicts = outcome.verdicts.iter().map(|one| {
        format!(
            "{:?} {} {} {:?} {:?} {:?}",
            one.body, one.requirement, one.period, one.status, one.severity, one.measure
        )
    });
    let mut told: Vec<String> = verdicts.collect();
    told.sort_unstable();
    told
}

/// The same JSON with the entries of each object in another order.
fn turned(value: &Value, random: &mut Random) -> String {
    match value {
        Value::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            let mut parts = Vec::new();
            while !entries.is_empty() {
                let (key, value) = entries.swap_remove(random.below(entries.len()));
                parts.push(format!(
                    "{}:{}",
                    Value::from(key.as_str()),
                    turned(value, random)
                ));
            }
            format!("{{{}}}", parts.join(","))
        }
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(|one| turned(one, random)).collect();
            format!("[{}]", values.join(","))
        }
        plain => plain.to_string(),
    }
}

#[test]
fn the_order_of_facts_is_none_of_the_verdicts_business() {
    let mut compared = 0;
    for seed in 0..MADE_UP.0 {
        let block = Block::new(seed, MADE_UP.1).unwrap();
        let mut random = Random::new(seed);
        for case in &block.cases {
            let Some(tree) = tree(case) else { continue };
            let Some(outcome) = judged(&block.program, case, &tree.to_string()) else {
                continue;
            };
            let other = turned(&tree, &mut random);
            let other = judged(&block.program, case, &other).unwrap();
            assert_eq!(told(&outcome), told(&other), "seed {seed}: {}", case.report);
            compared += outcome.verdicts.len();
        }
    }
    assert!(compared > 1_500, "{compared}");
}

/// What is answered to each report, all of it.
fn answers(program: &Program, cases: &[Case]) -> Vec<String> {
    let rules = Ruleset::from(program.clone());
    let answers = cases.iter().map(|case| {
        rules
            .check_json(&case.report, &request(case))
            .unwrap_or_else(|error| error.to_string())
    });
    answers.collect()
}

#[test]
fn a_text_in_another_order_or_language_means_and_answers_the_same() {
    for seed in 0..MADE_UP.0 {
        let block = Block::new(seed, MADE_UP.1).unwrap();
        let source = [Source::new("made_up.luat", block.text.clone())];
        let vietnamese = written(&source, Language::Vi);
        let ways = [
            shuffled(&source, &mut Random::new(seed)),
            written(&vietnamese, Language::En),
            vietnamese,
        ];
        let before = answers(&block.program, &block.cases);
        for way in ways {
            let text = &way[0].text;
            let other = project::compile(&way)
                .unwrap_or_else(|errors| panic!("seed {seed}: {errors}\n{text}"));
            assert_eq!(other.digest, block.program.digest, "seed {seed}\n{text}");
            assert_eq!(answers(&other, &block.cases), before, "seed {seed}\n{text}");
        }
    }
}

#[test]
fn the_order_of_files_is_none_of_the_meaning() {
    // Two documents and the names that they use.
    let few = ["common.luat", "bac_giang_draft", "linh_son"];
    let files = project::rule_files("rules");
    let mut files: Vec<Source> = files.iter().map(|file| project::source(file)).collect();
    files.retain(|file| few.iter().any(|name| file.name.contains(name)));
    assert!(files.len() >= 3, "{}", files.len());
    let digest = project::compile(&files).unwrap().digest;
    let mut random = Random::new(1);
    for at in (1..files.len()).rev() {
        files.swap(at, random.below(at + 1));
    }
    assert_eq!(project::compile(&files).unwrap().digest, digest);
}

/// One fact more where none was told, in a period there is; and the period.
fn with_one_more(report: &Value, random: &mut Random) -> Option<(String, Value)> {
    let mut report = report.clone();
    let periods = report.get_mut("periods")?.as_object_mut()?;
    let names: Vec<String> = periods.keys().cloned().collect();
    if names.is_empty() {
        return None;
    }
    let name = random.of(&names).clone();
    let facts = periods.get_mut(&name)?.as_object_mut()?;
    let blank: Vec<&String> = facts
        .iter()
        .filter(|(_, value)| value.is_null())
        .map(|(key, _)| key)
        .collect();
    let key = if blank.is_empty() {
        (*random.of(&FACTS)).to_owned()
    } else {
        (*random.of(&blank)).clone()
    };
    if facts.get(&key).is_some_and(|value| !value.is_null()) {
        return None;
    }
    let value = serde_json::from_str(random.of::<&str>(&VALUES)).ok()?;
    facts.insert(key, value);
    Some((name, report))
}

/// Whether it is decided, and its time was over on the day of the check.
fn is_decided_and_over(verdict: &Verdict, as_of: &str) -> bool {
    let is_decided = !matches!(verdict.status, Status::Unknown | Status::Pending);
    let is_over = |due| iso::print(due).to_string().as_str() < as_of;
    is_decided && verdict.due.is_some_and(is_over)
}

/// The lines of the rule that a verdict is on.
fn rule<'b>(block: &'b Block, of: &Verdict) -> &'b str {
    let id = format!("rule {} ", block.program.rules[of.rule.index()].id);
    let lines = &block.text[block.text.find(&id).unwrap()..];
    let next = lines[1..].find("\nrule ").map_or(lines.len(), |at| at + 2);
    &lines[..next]
}

fn of_same<'o>(outcome: &'o Outcome, one: &Verdict) -> Option<&'o Verdict> {
    let named = |of: &Verdict| (of.requirement, of.period.clone(), of.body.clone());
    let mut verdicts = outcome.verdicts.iter();
    verdicts.find(|other| named(other) == named(one))
}

#[test]
fn one_fact_more_never_changes_what_is_decided_of_a_closed_period() {
    let mut compared = 0;
    for seed in 0..MADE_UP.0 {
        let block = Block::new(seed, MADE_UP.1).unwrap();
        let mut random = Random::new(seed);
        for case in &block.cases {
            let Some(tree) = tree(case) else { continue };
            let Some(before) = judged(&block.program, case, &tree.to_string()) else {
                continue;
            };
            for _ in 0..6 {
                let Some((_, more)) = with_one_more(&tree, &mut random) else {
                    continue;
                };
                let after = judged(&block.program, case, &more.to_string()).unwrap();
                if before.problems.len() != after.problems.len() {
                    continue;
                }
                let over = |one: &&Verdict| is_decided_and_over(one, case.as_of);
                for one in before.verdicts.iter().filter(over) {
                    let again = of_same(&after, one).map(|other| other.status);
                    assert_eq!(
                        again,
                        Some(one.status),
                        "seed {seed}, of {}: {}{tree}\n{more}",
                        one.period,
                        rule(&block, one)
                    );
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 600, "{compared}");
}

/// The report with another number where a total is told; `None` where none is.
fn with_total(report: &Value, verdict: &Verdict, fact: &str, by: i64) -> Option<Value> {
    let mut report = report.clone();
    let period = verdict.read_from.as_deref().unwrap_or(&verdict.period);
    let total = report.get_mut("periods")?.get_mut(period)?.get_mut(fact)?;
    *total = (total.as_i64()? + by).into();
    Some(report)
}

/// The status by what is reported, where the period still runs as well.
fn as_it_stands(verdict: &Verdict) -> Status {
    verdict.so_far.unwrap_or(verdict.status)
}

/// By how much a step changes a total.
fn change(remedy: &Remedy) -> Option<i64> {
    match remedy.step {
        Step::More(more) => more.to_i64(),
        Step::Fewer(fewer) => fewer.to_i64().map(|fewer| -fewer),
        Step::Do => None,
    }
}

#[test]
fn what_a_remedy_asks_meets_and_one_less_does_not() {
    let mut tried = 0;
    for seed in 0..MADE_UP.0 * 2 {
        let block = Block::new(seed, MADE_UP.1).unwrap();
        for case in &block.cases {
            let Some(tree) = tree(case) else { continue };
            let Some(outcome) = judged(&block.program, case, &tree.to_string()) else {
                continue;
            };
            let own = |one: &&Verdict| one.body == outcome.body && one.status == Status::NotMet;
            for one in outcome.verdicts.iter().filter(own) {
                let [remedy] = one.remedy.as_slice() else {
                    continue;
                };
                let Some(by) = change(remedy) else { continue };
                let status = |by| {
                    let changed = with_total(&tree, one, &remedy.fact, by)?;
                    let after = judged(&block.program, case, &changed.to_string())?;
                    // More than there are is a fault of the report.
                    let is_sound = after.problems.len() == outcome.problems.len();
                    is_sound
                        .then(|| of_same(&after, one).map(as_it_stands))
                        .flatten()
                };
                let Some(met) = status(by) else { continue };
                // Of several parts one may still be blank.
                let has_blanks =
                    matches!(one.measure, Some(Measure::Combined(_))) && met == Status::Unknown;
                assert!(
                    met == Status::Met || has_blanks,
                    "seed {seed}, {met:?} after {remedy:?} of {}: {}{tree}",
                    one.period,
                    rule(&block, one)
                );
                let less = status(by - by.signum());
                assert_eq!(
                    less,
                    Some(Status::NotMet),
                    "seed {seed}, {remedy:?} of {}: {}{tree}",
                    one.period,
                    rule(&block, one)
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 12, "{tried}");
}

/// Rules on what a district's communes report.
static POOLED: LazyLock<Program> = LazyLock::new(|| {
    let head = "language en\n\
         document pooled \"Pooled\" / \"Gộp\"\n  in force from 2024-01-01\n\
         level district \"district | districts\" / \"huyện\"\n\
         level commune \"commune | communes\" / \"xã\" within district\n\
         population heads \"head | heads\" / \"trưởng bản\" per commune\n\
         \x20 state trained \"trained\" / \"được tập huấn\" in the period\n\
         \x20 state certified \"certified\" / \"có chứng chỉ\" in the period\n\
         \x20 fact rural \"rural\" / \"ở nông thôn\"\n";
    let sentences = [
        "annually at least 60% of heads trained",
        "annually under 60% of heads trained",
        "annually over half of heads where rural trained",
        "annually at least 3 heads trained and certified",
        "annually each head trained",
        "annually at most 40% of heads certified",
    ];
    let rules = sentences.iter().enumerate().map(|(at, sentence)| {
        format!("rule r{at} \"Rule {at}\" / \"Quy định {at}\"\n  cite article 1\n  bearer district\n  {sentence}\n")
    });
    let text = head.to_owned() + &rules.collect::<String>();
    project::compile(&[Source::new("pooled.luat", text)])
        .unwrap_or_else(|errors| panic!("{errors}"))
});

/// What is reported of one head: trained, certified, rural.
type Head = [Option<bool>; 3];

const KEYS: [&str; 3] = ["trained", "certified", "rural"];

fn row(at: usize, head: Head) -> String {
    let told = KEYS.iter().zip(head);
    let told = told.filter_map(|(key, value)| value.map(|value| format!(",\"{key}\":{value}")));
    format!("{{\"id\":\"h{at}\"{}}}", told.collect::<String>())
}

/// A district whose communes report what is given for each, judged: statuses and measures.
fn of_communes(communes: &[String]) -> Vec<String> {
    let below = communes.iter().enumerate().map(|(at, facts)| {
        format!(r#"{{"body":{{"level":"commune","id":"c{at}"}},"periods":{{"2025":{{{facts}}}}}}}"#)
    });
    let report = format!(
        r#"{{"body":{{"level":"district","id":"d"}},"periods":{{"2025":{{"commune":{}}}}},"below":[{}]}}"#,
        communes.len(),
        below.collect::<Vec<_>>().join(",")
    );
    let facts = read(&POOLED, &report).unwrap();
    assert!(facts.problems.is_empty(), "{:?}", facts.problems);
    let request = Request {
        as_of: iso::parse_date("2026-01-10").unwrap(),
        periods: vec!["2025".parse().unwrap()],
    };
    let outcome = evaluate(&POOLED, &facts, &request);
    let verdicts = outcome.verdicts.iter();
    verdicts
        .map(|one| {
            format!(
                "{} {:?} {:?}",
                one.requirement,
                one.status,
                one.measure.as_ref()
            )
        })
        .collect()
}

fn one_head() -> impl Strategy<Value = Head> {
    let known = || prop::option::weighted(0.8, any::<bool>());
    [known(), known(), known()]
}

fn listed(rows: &[(usize, Head)]) -> String {
    let rows: Vec<String> = rows.iter().map(|(at, head)| row(*at, *head)).collect();
    format!("\"heads\":[{}]", rows.join(","))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn those_listed_by_several_are_judged_as_those_listed_by_one(
        heads in prop::collection::vec((one_head(), 0..4_usize), 1..12),
    ) {
        let numbered = || heads.iter().enumerate().map(|(at, (head, commune))| (at, *head, *commune));
        let all: Vec<(usize, Head)> = numbered().map(|(at, head, _)| (at, head)).collect();
        let parts: Vec<String> = (0..4)
            .map(|wanted| {
                let own = numbered().filter(|(.., commune)| *commune == wanted);
                listed(&own.map(|(at, head, _)| (at, head)).collect::<Vec<_>>())
            })
            .collect();
        prop_assert_eq!(of_communes(&parts), of_communes(&[listed(&all)]));
    }

    #[test]
    fn those_counted_by_several_are_judged_as_those_counted_by_one(
        counted in prop::collection::vec((0..20_u64, 0..20_u64, 0..20_u64), 1..6),
    ) {
        let totals = |(of, trained, certified): (u64, u64, u64)| {
            format!(r#""heads":{of},"heads.trained":{},"heads.certified":{}"#, trained.min(of), certified.min(of))
        };
        let added = counted.iter().fold((0, 0, 0), |sum, (of, trained, certified)| {
            (sum.0 + of, sum.1 + trained.min(of), sum.2 + certified.min(of))
        });
        let parts: Vec<String> = counted.iter().map(|one| totals(*one)).collect();
        let (apart, together) = (of_communes(&parts), of_communes(&[totals(added)]));
        prop_assert_eq!(shares(&apart), shares(&together));
    }

    /// Blanks filled with what a floor asks for, and denials taken back, never make it worse.
    #[test]
    fn more_trained_never_makes_a_floor_worse(
        heads in prop::collection::vec(one_head(), 1..10),
        at in any::<prop::sample::Index>(),
    ) {
        let worth = |heads: &[Head]| {
            let rows: Vec<(usize, Head)> = heads.iter().copied().enumerate().collect();
            let told = of_communes(&[listed(&rows)]);
            [0, 2, 4].map(|floor: usize| {
                let found = told.iter().find_map(|one| one.strip_prefix(&format!("{floor} ")));
                match found.unwrap().split(' ').next() {
                    Some("NotMet") => 0,
                    Some("Unknown") => 1,
                    Some("Met") => 2,
                    // Who is asked for does not change.
                    _ => 3,
                }
            })
        };
        let mut more = heads.clone();
        at.get_mut(&mut more)[0] = Some(true);
        for (before, after) in worth(&heads).into_iter().zip(worth(&more)) {
            prop_assert!(before <= after, "{:?}", heads);
        }
    }
}

/// What totals tell: the shares of one state.
fn shares(told: &[String]) -> Vec<&String> {
    let of_totals = |one: &&String| ["0 ", "1 ", "5 "].iter().any(|at| one.starts_with(at));
    told.iter().filter(of_totals).collect()
}
