//! Which sentences of the rules as shipped plans tell, and which they leave to the evaluator.

use std::collections::{BTreeMap, BTreeSet};

use luat_core::author;
use luat_core::run::program::{Goal, Program, Requirement, Schedule};
use luat_core::run::statuses::Statuses;
use luat_grammar::parse;
use luat_grammar::source::Source;
use luat_tests::project;

use super::request;

/// What of a sentence no plan tells, the outermost first.
fn why(requirement: &Requirement) -> &'static str {
    match (&requirement.schedule, &requirement.goal) {
        (Schedule::Events | Schedule::Cases, _) => "once for each event",
        (_, goal) => of_goal(goal),
    }
}

fn of_goal(goal: &Goal) -> &'static str {
    match goal {
        Goal::Deeds { limit: Some(_), .. } => "a limit counted from an event",
        Goal::Share { weights, .. } if !weights.is_empty() => "members that weigh more than others",
        Goal::Share { .. } => "a share by what totals do not tell",
        Goal::Ratio { .. } => "a ratio by what totals do not tell",
        Goal::Compare { .. } => "a quantity that is no sum",
        Goal::Each { .. } => "each member by itself",
        Goal::Combined { parts, .. } => {
            let mut parts = parts.iter().map(|part| of_goal(&part.goal));
            let limited = parts.find(|why| *why == "a limit counted from an event");
            limited.unwrap_or("several goals, or under conditions")
        }
        Goal::Deeds { .. } | Goal::Refrain { .. } => "a deed under conditions",
    }
}

fn named(program: &Program, at: usize) -> String {
    let requirement = &program.requirements[at];
    let rule = &program.rules[requirement.rule.index()];
    let document = &program.documents[rule.document.index()].id;
    format!("{document}.{}.{}", rule.id, requirement.number)
}

#[test]
fn most_sentences_as_shipped_are_told_without_the_evaluator() {
    let files = project::rule_files("rules");
    let sources: Vec<Source> = files.iter().map(|file| project::source(file)).collect();
    let rules = author::check(&parse(&sources)).rules.unwrap();
    let program = author::compile(&rules);
    let statuses = Statuses::new(&program, request("2031-01-15", &[] as &[&str]));
    let periods = [("2030".parse().unwrap(), true)];
    let (mut told, mut left) = (BTreeSet::new(), BTreeSet::new());
    for level in &program.levels {
        let Some(plan) = statuses.plan_of(&level.id, &periods, &[]) else {
            continue;
        };
        let not_told: BTreeSet<usize> = plan.left_to_evaluator().collect();
        for (at, verdict) in plan.verdicts().iter().enumerate() {
            let into = if not_told.contains(&at) {
                &mut left
            } else {
                &mut told
            };
            into.insert(verdict.requirement);
        }
    }
    let mut whys: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for at in &left {
        let why = why(&program.requirements[*at]);
        whys.entry(why).or_default().push(named(&program, *at));
    }
    println!(
        "{} sentences are told by plans",
        told.difference(&left).count()
    );
    for (why, sentences) in &whys {
        println!(
            "{} are not: {why}: {}",
            sentences.len(),
            sentences.join(", ")
        );
    }
    let all = told.union(&left).count();
    assert!(told.difference(&left).count() * 100 >= all * 60, "{whys:?}");
}
