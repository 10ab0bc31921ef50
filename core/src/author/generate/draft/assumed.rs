//! Facts under which a condition holds, or does not.

use luat_grammar::Parsed;
use luat_grammar::names::NameKind;
use luat_grammar::syntax::{
    Bound, Comparator, Declaration, Expr, ExprKind, GivenValue, Operator, Ref, Requirement,
};

use super::numbers::{counted, counted_whole, literals, names, settled};
use super::shares::totals;
use super::{HUNDRED, Value, reference, whole};

/// Facts under which a condition holds, or does not, as far as they are plain.
pub(super) fn assume(parsed: &Parsed, when: &Expr, holds: bool) -> Vec<(Ref, Value)> {
    let mut assumed = Assumed {
        parsed,
        facts: Vec::new(),
        denied: Vec::new(),
        depth: 0,
    };
    assumed.of(when, holds);
    for (choice, denied) in assumed.denied {
        let known = assumed.facts.iter().any(|(fact, _)| fact.id == choice.id);
        let own = format!("{}.", choice.id);
        let mut options = parsed.names.iter().filter(|name| {
            name.kind == NameKind::Option
                && name.document == choice.document
                && name.id.starts_with(&own)
        });
        let other = options.find(|name| !denied.contains(&name.id));
        if let Some(other) = other.filter(|_| !known) {
            let option = GivenValue::Option(reference(&other.document, &other.id));
            assumed.facts.push((choice, Value::Fixed(option)));
        }
    }
    once(assumed.facts)
}

/// Each fact once: what is assumed last is held against the rule when the draft is tried.
pub(super) fn once(facts: Vec<(Ref, Value)>) -> Vec<(Ref, Value)> {
    let mut kept: Vec<(Ref, Value)> = Vec::new();
    for (fact, value) in facts {
        let same = |(known, _): &&mut (Ref, Value)| {
            (&known.document, &known.id) == (&fact.document, &fact.id)
        };
        match kept.iter_mut().find(same) {
            Some((_, known)) => *known = value,
            None => kept.push((fact, value)),
        }
    }
    kept
}

/// Definitions are followed so deep.
pub(super) const DEPTH: u32 = 8;

struct Assumed<'p> {
    parsed: &'p Parsed,
    facts: Vec<(Ref, Value)>,
    /// Options that choices must not have.
    denied: Vec<(Ref, Vec<String>)>,
    depth: u32,
}

/// What a name is defined as.
pub(super) fn defined<'p>(parsed: &'p Parsed, name: &Ref) -> Option<&'p Expr> {
    let name = parsed.names.resolve(name)?;
    let tree = parsed
        .documents
        .iter()
        .find(|tree| tree.source == name.source)?;
    tree.declarations.iter().find_map(|line| match &line.node {
        Declaration::Define(define) if define.id.span == name.span => Some(&define.value),
        _ => None,
    })
}

impl Assumed<'_> {
    fn of(&mut self, when: &Expr, holds: bool) {
        match &when.kind {
            ExprKind::Name(fact) => {
                if let Some(value) = defined(self.parsed, fact).filter(|_| self.depth < DEPTH) {
                    self.depth += 1;
                    self.of(value, holds);
                    self.depth -= 1;
                    return;
                }
                let answer = Value::Fixed(GivenValue::Bool(holds));
                self.facts.push((fact.clone(), answer));
            }
            ExprKind::Not(inner) => self.of(inner, !holds),
            ExprKind::IsOption {
                choice,
                option,
                negated,
            } if holds != *negated => {
                let option = Value::Fixed(GivenValue::Option(option.clone()));
                // Of `A or B`, the first will do.
                if !self.facts.iter().any(|(fact, _)| fact.id == choice.id) {
                    self.facts.push((choice.clone(), option));
                }
            }
            ExprKind::IsOption { choice, option, .. } => {
                match self.denied.iter_mut().find(|(of, _)| of.id == choice.id) {
                    Some((_, denied)) => denied.push(option.id.clone()),
                    None => self.denied.push((choice.clone(), vec![option.id.clone()])),
                }
            }
            ExprKind::Binary {
                left,
                op: Operator::And | Operator::Or,
                right,
            } => {
                self.of(left, holds);
                self.of(right, holds);
            }
            ExprKind::Compare { left, bound } => {
                if let Some(fact) = counted(left) {
                    self.number(fact, bound, holds);
                }
            }
            ExprKind::Requirement(required) => self.requirement(required, holds),
            _ => {}
        }
    }

    /// What is required in a condition.
    fn requirement(&mut self, required: &Requirement, holds: bool) {
        match required {
            Requirement::Acts(acts) => {
                let done = Value::Fixed(GivenValue::Bool(holds));
                let facts = acts.iter().map(|act| (act.clone(), done.clone()));
                self.facts.extend(facts);
            }
            Requirement::Share(of) => {
                if let Some((part, whole_of)) = totals(self.parsed, of) {
                    let all = Value::Fixed(whole(HUNDRED));
                    self.facts
                        .extend(whole_of.into_iter().map(|of| (of, all.clone())));
                    for part in part {
                        let value = kept(&of.bound.node, HUNDRED, holds).min(HUNDRED);
                        self.facts.push((part, Value::Fixed(whole(value))));
                    }
                }
            }
            Requirement::Count(of) => {
                if let Some(fact) = counted_whole(&of.of) {
                    self.number(fact, &of.bound.node, holds);
                }
            }
            Requirement::Comparison(of) => {
                if let Some(fact) = counted(&of.left) {
                    self.number(fact, &of.bound.node, holds);
                }
            }
            Requirement::Each(_) | Requirement::Combined { .. } => {}
        }
    }

    /// A number that keeps a bound, or does not; what the bound is worked out from is a round number.
    fn number(&mut self, fact: &Ref, bound: &Bound, holds: bool) {
        for named in names(bound) {
            self.facts.push((named, Value::Fixed(whole(HUNDRED))));
        }
        let value = kept(&settled(self.parsed, Some(fact), bound), 1, holds);
        self.facts.push((fact.clone(), Value::Fixed(whole(value))));
    }
}

/// A number that keeps a bound, or does not; a share is of so many.
fn kept(bound: &Bound, of: i128, holds: bool) -> i128 {
    let at = literals(bound).first().map(|number| {
        let part = number.numerator.saturating_mul(of);
        part / number.denominator.max(1)
    });
    match (bound, at) {
        (Bound::Compare(comparator, _), Some(at)) => beside(*comparator, at, holds),
        (Bound::Compare(comparator, _), None) => beside(*comparator, HUNDRED, holds),
        (Bound::Between(..), Some(at)) if holds => at,
        (Bound::All, _) if holds => of,
        (Bound::No, _) if !holds => 1,
        (Bound::Between(..) | Bound::All | Bound::No, _) => 0,
    }
}

/// A whole number for which a comparison with another one holds, or does not.
fn beside(comparator: Comparator, at: i128, holds: bool) -> i128 {
    match (comparator, holds) {
        (Comparator::Over | Comparator::AtLeast | Comparator::Not, true)
        | (Comparator::AtMost | Comparator::Exactly, false) => at + 1,
        (Comparator::Under | Comparator::AtMost, true) | (Comparator::AtLeast, false) => {
            (at - 1).max(0)
        }
        (Comparator::Exactly, true)
        | (Comparator::Over | Comparator::Under | Comparator::Not, false) => at,
    }
}
