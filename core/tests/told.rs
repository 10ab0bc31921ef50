//! Rules against every way in which a report can tell their facts: every `told/NAME.luat` beside what is told,
//! `told/NAME.json`, and the answers, `told/NAME.txt`.
//!
//! What is told lists values for each fact; all of them are combined. `null` is what is not told. With `"explained"`
//! the answers stand beside what they stand on, with `"asked"` beside what a form asks for. `LUAT_ACCEPT=1` writes
//! the answers anew; read them as a diff.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    missing_docs
)]

use std::fmt::Write as _;
use std::fs;

use jiff_core::civil::Date;
use luat_core::run::calendar::iso;
use luat_core::run::calendar::period::Period;
use luat_core::run::evaluate::{Request, evaluate, explain};
use luat_core::run::facts::Facts;
use luat_core::run::facts::read::read;
use luat_core::run::form::{Asked, form};
use luat_core::run::interval::Range;
use luat_core::run::program::{Program, RuleId};
use luat_core::run::verdict::{DeedState, Measure, Step, Verdict};
use luat_core::wire;
use luat_core::words::{self, Language};
use luat_core::{Ruleset, Source};
use serde_json::{Map, Value, json};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/told");

#[test]
fn what_is_told_is_judged_as_recorded() {
    let mut paths: Vec<_> = fs::read_dir(CASES)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "luat")
        })
        .collect();
    paths.sort();
    let mut differing = String::new();
    for path in paths {
        let rules = Source::new("rules.luat", fs::read_to_string(&path).unwrap());
        let rules =
            Ruleset::compile(&[rules]).unwrap_or_else(|faults| panic!("{path:?}: {faults:?}"));
        let told = fs::read_to_string(path.with_extension("json")).unwrap();
        let found = answers(rules.program(), &serde_json::from_str(&told).unwrap());
        let recorded = path.with_extension("txt");
        if std::env::var("LUAT_ACCEPT").is_ok() {
            fs::write(&recorded, &found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&recorded).unwrap_or_default();
        let mut heading = "";
        for (at, line) in found.lines().enumerate() {
            if !line.starts_with(' ') {
                heading = line;
            }
            if expected.lines().nth(at) != Some(line) {
                let was = expected.lines().nth(at).unwrap_or_default();
                writeln!(differing, "{recorded:?}: {heading}\n- {was}\n+ {line}").unwrap();
            }
        }
        if expected.lines().count() != found.lines().count() {
            writeln!(differing, "{recorded:?} has another length").unwrap();
        }
    }
    assert!(differing.is_empty(), "\n{differing}");
}

#[test]
fn what_is_explained_names_fifty_members_and_no_more() {
    names_fifty("shares", "over", false);
}

#[test]
fn what_is_asked_of_each_is_explained_for_fifty_members_and_no_more() {
    names_fifty("each", "all", true);
}

/// Of 51 officers the tree of a rule names fifty.
fn names_fifty(rules: &str, rule: &str, trained: bool) {
    let rules = fs::read_to_string(format!("{CASES}/{rules}.luat")).unwrap();
    let rules = Ruleset::compile(&[Source::new("rules.luat", rules)]).unwrap();
    let officers: Vec<Value> = (0..51)
        .map(|n| json!({ "id": format!("o{n}"), "trained": trained }))
        .collect();
    let report = json!({
        "body": { "level": "ward", "id": "a" },
        "periods": { "2026": { "officers": officers } },
    });
    let facts = read(rules.program(), &report.to_string()).unwrap();
    let mut found = String::new();
    let day = iso::parse_date("2027-02-01").unwrap();
    explained(rules.program(), &facts, day, &mut found);
    let heading = format!("  because of {rule}:");
    let tree = found.lines().find(|line| line.starts_with(&heading));
    let tree = tree.unwrap();
    assert!(tree.contains("officers[o49]") && !tree.contains("officers[o50]"));
}

fn answers(program: &Program, told: &Value) -> String {
    let days: Vec<&str> = texts(&told["on"]);
    let always = told["always"].as_object().cloned().unwrap_or_default();
    let period = told["period"].as_str().unwrap();
    let mut combined: Vec<Map<String, Value>> = vec![Map::new()];
    for (fact, values) in told["told"].as_object().unwrap() {
        let mut longer = Vec::new();
        for facts in &combined {
            for value in values.as_array().unwrap() {
                let mut facts = facts.clone();
                facts.insert(fact.clone(), value.clone());
                longer.push(facts);
            }
        }
        combined = longer;
    }
    let mut found = String::new();
    for facts in combined {
        for day in &days {
            writeln!(found, "{day}: {}", Value::Object(facts.clone())).unwrap();
            let mut facts = facts.clone();
            facts.retain(|_, value| !value.is_null());
            facts.extend(always.clone());
            let mut report = json!({ "body": { "level": told["level"], "id": "a" }, "periods": { period: facts } });
            if let Some(earlier) = told["earlier"].as_object() {
                let periods = report["periods"].as_object_mut().unwrap();
                periods.extend(earlier.clone());
            }
            if let Some(more) = told["report"].as_object() {
                report.as_object_mut().unwrap().extend(more.clone());
            }
            let facts = read(program, &report.to_string()).unwrap_or_else(|error| {
                panic!("{report}: {}", words::unusable(&error, Language::En));
            });
            let day = iso::parse_date(day).unwrap();
            judge(program, &facts, day, &mut found);
            if told["explained"] == true {
                explained(program, &facts, day, &mut found);
            }
            if told["asked"] == true {
                asked(program, &facts, period.parse().unwrap(), day, &mut found);
            }
        }
    }
    found
}

fn texts(value: &Value) -> Vec<&str> {
    let values = value.as_array().unwrap().iter();
    values.map(|one| one.as_str().unwrap()).collect()
}

fn judge(program: &Program, facts: &Facts, day: Date, into: &mut String) {
    let outcome = evaluate(program, facts, &Request::on(day));
    for verdict in &outcome.verdicts {
        writeln!(into, "  {}", shown(program, verdict)).unwrap();
    }
    for problem in &outcome.problems {
        writeln!(into, "  problem {problem:?}").unwrap();
    }
}

/// Each rule with what its verdict stands on.
fn explained(program: &Program, facts: &Facts, day: Date, into: &mut String) {
    let rules: Vec<RuleId> = (0..).map(RuleId).take(program.rules.len()).collect();
    for one in explain(program, facts, &Request::on(day), &rules) {
        let because = serde_json::to_value(wire::because::because(program, &one)).unwrap();
        let rule = &program.rules[one.verdict.rule.index()].id;
        writeln!(into, "  because of {rule}: {}", because["tree"]).unwrap();
    }
}

/// The fields of a form, in its order.
fn asked(program: &Program, facts: &Facts, period: Period, day: Date, into: &mut String) {
    let asked = Asked {
        level: facts.body.level,
        period,
        as_of: Some(day),
    };
    for section in form(program, &asked, Some(facts)).sections {
        for field in section.fields.iter().chain(&section.columns) {
            let needs: Vec<String> = field.needs.iter().map(|need| need.period.clone()).collect();
            writeln!(into, "  asked {} for {}", field.path, needs.join(", ")).unwrap();
        }
    }
}

fn shown(program: &Program, verdict: &Verdict) -> String {
    let rule = &program.rules[verdict.rule.index()].id;
    let requirement = &program.requirements[verdict.requirement];
    let mut shown = rule.clone();
    if requirement.number > 1 {
        write!(shown, " {}", requirement.number).unwrap();
    }
    write!(
        shown,
        " {} {} {}",
        verdict.period,
        verdict.status.key(),
        verdict.reason.key()
    )
    .unwrap();
    if let Some(severity) = verdict.severity {
        write!(shown, " ({})", severity.key()).unwrap();
    }
    if let Some(due) = verdict.due {
        write!(shown, ", due {}", iso::print(due)).unwrap();
    }
    if let Some(time) = verdict.due_time {
        write!(shown, "T{}", iso::print_end(time)).unwrap();
    }
    if verdict.due_provisional {
        shown.push('?');
    }
    if let Some(late) = verdict.late_by {
        let at_least = if late.at_least { "at least " } else { "" };
        write!(shown, ", late by {at_least}{} {:?}", late.amount, late.unit).unwrap();
    }
    if let Some(so_far) = verdict.so_far {
        write!(shown, ", so far {}", so_far.key()).unwrap();
    }
    if verdict.before_event {
        shown.push_str(", before its event");
    }
    if let Some(measure) = &verdict.measure {
        write!(shown, "; {}", measured(measure)).unwrap();
    }
    for remedy in &verdict.remedy {
        let step = match remedy.step {
            Step::More(n) => format!("{n} more"),
            Step::Fewer(n) => format!("{n} fewer"),
            Step::Do => "do".to_owned(),
        };
        let mut facts = vec![remedy.fact.clone()];
        facts.extend(remedy.or.clone());
        write!(shown, "; {step} {}", facts.join(" or ")).unwrap();
    }
    if !verdict.missing.is_empty() {
        write!(shown, "; missing {}", verdict.missing.join(", ")).unwrap();
    }
    for member in &verdict.members {
        write!(
            shown,
            "; {} {} {}",
            member.member,
            member.status.key(),
            member.reason.key()
        )
        .unwrap();
    }
    shown
}

fn measured(measure: &Measure) -> String {
    match measure {
        Measure::Share { achieved, of, .. } => format!("{} of {}", range(*achieved), range(*of)),
        Measure::Quantity { value, .. } => range(*value),
        Measure::Deeds(deeds) => {
            let deeds: Vec<&str> = deeds.iter().map(|(_, state)| state_of(*state)).collect();
            deeds.join(", ")
        }
        Measure::Each { counts, .. } => format!("{counts:?}"),
        Measure::Combined(parts) => {
            let parts: Vec<&str> = parts.iter().map(|part| part.key()).collect();
            parts.join(" + ")
        }
    }
}

fn state_of(state: DeedState) -> &'static str {
    match state {
        DeedState::Done(_) => "done",
        DeedState::NotDone => "not done",
        DeedState::Blank => "not told",
    }
}

fn range(of: Range) -> String {
    match (of.from, of.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (from, to) => {
            let end = |end: Option<_>| {
                end.map(|end: luat_core::run::number::Number| end.to_string())
                    .unwrap_or_default()
            };
            format!("{}..{}", end(from), end(to))
        }
    }
}
