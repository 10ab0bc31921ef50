//! What `luat test` found, for machines.

use luat_grammar::source::Source;
use serde::Serialize;

use super::{Ran, Untouched, place};

/// The answer for machines.
#[derive(Serialize)]
pub(super) struct Told<'a> {
    pub(super) scenarios: Vec<ToldScenario<'a>>,
    pub(super) untouched: Vec<ToldRule<'a>>,
    pub(super) summary: Summary,
}

#[derive(Serialize)]
pub(super) struct ToldScenario<'a> {
    pub(super) file: &'a str,
    pub(super) line: u32,
    pub(super) title: &'a str,
    pub(super) as_expected: bool,
    pub(super) found: Vec<ToldFound<'a>>,
}

#[derive(Serialize)]
pub(super) struct ToldFound<'a> {
    pub(super) line: u32,
    pub(super) expected: &'a str,
    pub(super) found: &'a [String],
}

#[derive(Serialize)]
pub(super) struct ToldRule<'a> {
    pub(super) file: &'a str,
    pub(super) line: u32,
    pub(super) rule: &'a str,
    pub(super) lacks: Vec<&'static str>,
}

#[derive(Serialize)]
pub(super) struct Summary {
    pub(super) as_expected: usize,
    pub(super) not: usize,
    pub(super) untouched: usize,
}

pub(super) fn told<'a>(
    sources: &'a [Source],
    ran: &'a [Ran<'a>],
    untouched: &'a [Untouched<'a>],
) -> Told<'a> {
    let as_expected = ran.iter().filter(|one| one.as_expected()).count();
    let scenarios = ran.iter().filter_map(|one| {
        let at = place(sources, one.scenario.span)?;
        let found = one.disappointments.iter().filter_map(|one| {
            let at = place(sources, one.span)?;
            Some(ToldFound {
                line: at.number,
                expected: at.line,
                found: &one.found,
            })
        });
        Some(ToldScenario {
            file: at.file,
            line: at.number,
            title: &one.scenario.title,
            as_expected: one.as_expected(),
            found: found.collect(),
        })
    });
    let rules = untouched.iter().filter_map(|one| {
        let at = place(sources, one.rule.span)?;
        Some(ToldRule {
            file: at.file,
            line: at.number,
            rule: &one.rule.id,
            lacks: one.lacks.iter().map(|lack| lack.key()).collect(),
        })
    });
    Told {
        scenarios: scenarios.collect(),
        untouched: rules.collect(),
        summary: Summary {
            as_expected,
            not: ran.len() - as_expected,
            untouched: untouched.len(),
        },
    }
}
