//! Conditions with one thing left open: whether it is so decides.

use luat_grammar::names::NameKind;
use luat_grammar::syntax::{Expr, ExprKind, Operator, Ref, Selection};

use super::assumed::{DEPTH, assume, defined};
use super::deeds::deeds;
use super::members::of_member;
use super::numbers::{counted, number, settled};
use super::slot::Slot;
use super::{Draft, Ground, Value, of_requirement, reference};

/// Of members who are counted by what they are, one alone; whether it is so left open.
pub(super) fn chosen(ground: Ground<'_>, whom: &Selection) -> Vec<Draft> {
    let Some(filter) = &whom.filter else {
        return Vec::new();
    };
    let drafts = turning(ground, filter, 0);
    of_member(ground, whom, drafts, false)
}

/// The ways of leaving one thing open so that a condition hangs on it.
fn turning(ground: Ground<'_>, when: &Expr, depth: u32) -> Vec<Draft> {
    match &when.kind {
        ExprKind::Name(fact) => match defined(ground.parsed, fact) {
            Some(value) if depth < DEPTH => turning(ground, value, depth + 1),
            _ => vec![Draft::of(vec![(fact.clone(), Value::Open)], Slot::Answer)],
        },
        ExprKind::Not(inner) => turning(ground, inner, depth),
        ExprKind::Binary {
            left,
            op: op @ (Operator::And | Operator::Or),
            right,
        } => {
            let mut drafts = Vec::new();
            for (one, other) in [(left, right), (right, left)] {
                let rest = assume(ground.parsed, other, *op == Operator::And);
                for mut draft in turning(ground, one, depth) {
                    let rest = rest.iter().filter(|(fact, _)| !draft.knows(fact));
                    let rest = rest.cloned().collect();
                    draft.add(&Vec::new(), rest);
                    drafts.push(draft);
                }
            }
            drafts
        }
        ExprKind::Compare { left, bound } => counted(left)
            .map(|fact| number(fact, &settled(ground.parsed, Some(fact), bound)))
            .into_iter()
            .collect(),
        ExprKind::IsOption { choice, option, .. } => options(ground, choice, option),
        ExprKind::Requirement(of) => of_requirement(ground, of, None),
        ExprKind::Timed { deed, limit } => {
            let acts = std::slice::from_ref(deed);
            deeds(acts, &Vec::new(), Some(&limit.node), ground.time)
        }
        _ => Vec::new(),
    }
}

/// A choice left open between an option and each other one.
fn options(ground: Ground<'_>, choice: &Ref, option: &Ref) -> Vec<Draft> {
    let own = format!("{}.", choice.id);
    let others = ground.parsed.names.iter().filter(|name| {
        name.kind == NameKind::Option
            && name.document == choice.document
            && name.id.starts_with(&own)
            && name.id != option.id
    });
    others
        .map(|other| {
            let tried = vec![option.clone(), reference(&other.document, &other.id)];
            Draft::of(vec![(choice.clone(), Value::Open)], Slot::Options(tried))
        })
        .collect()
}
