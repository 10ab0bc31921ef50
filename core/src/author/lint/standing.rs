//! Duties without a period over what is counted within one.

use luat_grammar::diagnostic::Diagnostic;

use super::text;
use crate::author::check::exclusive::range;
use crate::author::model::{Rule, RuleSet, Sentence, Timing};
use crate::run::program::{FactKind, Goal, Quantity};

/// A standing duty reads the latest period alone: of what happens in a period, it sees no other.
pub(super) fn lint(rules: &RuleSet, rule: &Rule, findings: &mut Vec<Diagnostic>) {
    for sentence in &rule.sentences {
        if matches!(sentence.timing, Timing::Standing { .. }) && counts_within(rules, sentence) {
            findings.push(
                Diagnostic::warning(
                    "L0013",
                    sentence.goal_span,
                    text(
                        "nothing says in which period this is counted",
                        "chưa nêu con số này tính trong kỳ nào",
                    ),
                )
                .label(text(
                    "only the latest period reported is looked at",
                    "chỉ xét kỳ báo cáo gần nhất",
                ))
                .help(text(
                    "write `annually`, or count it `to date`",
                    "ghi `hằng năm`, hoặc tính `lũy kế`",
                )),
            );
        }
    }
}

/// Whether a sentence asks for so many at least of what is counted anew in each period; others of its
/// kind hold of each period as of the next.
fn counts_within(rules: &RuleSet, sentence: &Sentence) -> bool {
    sentence.goals.iter().any(|(_, goal)| match goal {
        Goal::Compare { quantity, bound } => {
            range(&bound.relation).is_some_and(|(low, _)| low.is_some()) && is_flow(rules, quantity)
        }
        Goal::Share { .. }
        | Goal::Ratio { .. }
        | Goal::Deeds { .. }
        | Goal::Refrain { .. }
        | Goal::Each { .. }
        | Goal::Combined { .. } => false,
    })
}

fn is_flow(rules: &RuleSet, quantity: &Quantity) -> bool {
    match quantity {
        Quantity::Fact(fact) => rules
            .facts
            .get(fact.index())
            .is_some_and(|fact| fact.kind == FactKind::Count),
        Quantity::Size(pool) => pool.iter().any(|part| {
            let set = rules.collections.get(part.collection.index());
            set.is_some_and(|set| set.kind.happens())
        }),
        _ => false,
    }
}
