//! Facts under which a condition holds, or does not.

use luat_grammar::Parsed;
use luat_grammar::names::NameKind;
use luat_grammar::syntax::{
    Bound, Comparator, Declaration, Expr, ExprKind, GivenValue, Operator, Ref,
};

use super::numbers::counted;
use super::{Value, reference, whole};

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
    assumed.facts
}

/// Definitions are followed so deep.
const DEPTH: u32 = 8;

struct Assumed<'p> {
    parsed: &'p Parsed,
    facts: Vec<(Ref, Value)>,
    /// Options that choices must not have.
    denied: Vec<(Ref, Vec<String>)>,
    depth: u32,
}

/// What a name is defined as.
fn defined<'p>(parsed: &'p Parsed, name: &Ref) -> Option<&'p Expr> {
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
                if let (Some(fact), Bound::Compare(comparator, limit)) =
                    (counted(left), bound.as_ref())
                    && let ExprKind::Number(number) = limit.kind
                {
                    let at = number.numerator / number.denominator.max(1);
                    let value = beside(*comparator, at, holds);
                    self.facts.push((fact.clone(), Value::Fixed(whole(value))));
                }
            }
            _ => {}
        }
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
