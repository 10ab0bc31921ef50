//! What `luat test` found, for machines.

use luat_core::author::scenario::{Ran, Standing};
use luat_core::wire::scenarios::{Scenario, place, scenario};
use luat_grammar::source::Source;
use serde::Serialize;

use super::Untouched;

/// The answer for machines.
#[derive(Serialize)]
pub(super) struct Told<'a> {
    pub(super) scenarios: Vec<Scenario<'a>>,
    pub(super) untouched: Vec<ToldRule<'a>>,
    pub(super) summary: Summary,
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
    pub(super) to_tick: usize,
    pub(super) untouched: usize,
}

pub(super) fn told<'a>(
    sources: &'a [Source],
    ran: &'a [Ran<'a>],
    untouched: &'a [Untouched<'a>],
) -> Told<'a> {
    let count = |standing| ran.iter().filter(|one| one.standing == standing).count();
    let scenarios = ran.iter().filter_map(|one| scenario(sources, one));
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
            as_expected: count(Standing::AsExpected),
            not: ran.iter().filter(|one| one.failed()).count(),
            to_tick: count(Standing::ToTick),
            untouched: untouched.len(),
        },
    }
}
