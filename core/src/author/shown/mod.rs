//! What the scenarios show of a rule: that it can be met, that it can be missed, and where it turns.

mod nudge;

use luat_grammar::Parsed;
use luat_grammar::source::Span;
use luat_grammar::syntax::{Declaration, Status as Expects};

use super::compile;
use super::model::{Rule, RuleSet};
use super::mutate::slice::{Slice, rule_of};
use super::mutate::{Subject, has_edge};
use super::scenario::{self, Expected, Found, Scenario};
use crate::run::program::Program;
use crate::run::verdict::Status;

/// What no scenario shows of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// None expects it met.
    Met,
    /// None expects it not met, or late.
    NotMet,
    /// None stands where one more or fewer, or a day earlier or later, turns the verdict.
    Boundary,
}

impl Lack {
    /// Its key in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::Boundary => "boundary",
        }
    }
}

/// Whether a rule is judged from facts; one that rests on a person's word alone is not.
pub fn is_computed(rule: &Rule) -> bool {
    rule.sentences.iter().any(|sentence| !sentence.attested)
}

/// What no scenario shows of a rule.
pub fn lacking(parsed: &Parsed, rules: &RuleSet, rule: &Rule) -> Vec<Lack> {
    let expected = expected(rules, rule);
    let met = expected.contains(&Expects::Met);
    let missed = expected.contains(&Expects::NotMet) || expected.contains(&Expects::Late);
    let at_boundary =
        || subject(parsed, rule.span).is_none_or(|subject| on_boundary(parsed, rules, subject));
    let mut lacks = Vec::new();
    lacks.extend((!met).then_some(Lack::Met));
    lacks.extend((!missed).then_some(Lack::NotMet));
    lacks.extend((!at_boundary()).then_some(Lack::Boundary));
    lacks
}

/// The statuses that scenarios expect of a rule.
fn expected(rules: &RuleSet, rule: &Rule) -> Vec<Expects> {
    let document = rules.documents.get(rule.document.index());
    let is_own = |(of, id): &(String, String)| {
        *id == rule.id && document.is_some_and(|document| document.id == *of)
    };
    let all = rules
        .scenarios
        .iter()
        .filter(|scenario| scenario.vouched())
        .flat_map(|scenario| &scenario.expectations);
    all.filter(|expectation| rule_of(expectation).is_some_and(is_own))
        .filter_map(|expectation| match &expectation.what {
            Expected::Status { status, .. } => Some(*status),
            Expected::Remedy { .. } | Expected::Value { .. } => None,
        })
        .collect()
}

/// The rule whose id stands in a place.
pub(in crate::author) fn subject(parsed: &Parsed, id: Span) -> Option<Subject> {
    let (document, tree) = parsed
        .documents
        .iter()
        .enumerate()
        .find(|(_, tree)| tree.source == id.source)?;
    let declaration = tree
        .declarations
        .iter()
        .position(|line| matches!(&line.node, Declaration::Rule(rule) if rule.id.span == id))?;
    Some(Subject {
        source: tree.source,
        document,
        declaration: Some(declaration),
    })
}

/// Whether some scenario stands where the verdict turns; a rule without a threshold, number or date
/// has no such place.
fn on_boundary(parsed: &Parsed, rules: &RuleSet, subject: Subject) -> bool {
    let Some(slice) = Slice::of_rule(parsed, rules, subject) else {
        return true;
    };
    if !slice.declaration().is_some_and(has_edge) {
        return true;
    }
    let Some(alone) = slice.check() else {
        return false;
    };
    let program = compile(&alone);
    alone
        .scenarios
        .iter()
        .filter(|scenario| scenario.vouched())
        .any(|scenario| turns(&program, scenario))
}

/// Whether the verdicts of a scenario turn when one of its facts, or the day, is moved to the next value.
fn turns(program: &Program, scenario: &Scenario) -> bool {
    let Some(found) = statuses(program, scenario) else {
        return false;
    };
    let reports = nudge::reports(&scenario.report)
        .into_iter()
        .map(|report| Scenario {
            report,
            ..scenario.clone()
        });
    let days = [scenario.as_of.yesterday(), scenario.as_of.tomorrow()]
        .into_iter()
        .filter_map(Result::ok)
        .map(|as_of| Scenario {
            as_of,
            ..scenario.clone()
        });
    let mut moved = reports.chain(days);
    moved.any(|moved| {
        statuses(program, &moved).is_some_and(|others| {
            let mut pairs = found.iter().zip(&others);
            found.len() == others.len() && pairs.any(|(one, other)| turned(*one, *other))
        })
    })
}

/// Each verdict that a scenario expects something of.
fn statuses(program: &Program, scenario: &Scenario) -> Option<Vec<Status>> {
    let answers = scenario::run(program, scenario).ok()?;
    let statuses = answers.iter().flat_map(|answer| match &answer.found {
        Found::Verdicts(verdicts) => verdicts.iter().map(|verdict| verdict.status).collect(),
        Found::Value(_) => Vec::new(),
    });
    Some(statuses.collect())
}

/// Whether two verdicts are on both sides of a boundary; facts that are not usable are on no side.
fn turned(one: Status, other: Status) -> bool {
    one != other && one != Status::Unknown && other != Status::Unknown
}
