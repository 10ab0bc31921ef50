//! Duties without a period over what is counted within one.

use luat_grammar::diagnostic::Diagnostic;

use super::text;
use crate::author::check::exclusive::{is_ceiling, range};
use crate::author::model::{Rule, RuleSet, Sentence, Timing};
use crate::author::walk::{self, Item};
use crate::run::number::Number;
use crate::run::program::{Bound, FactKind, Goal, Modality, Quantity, Relation};
use crate::words::{Language, date};

/// A standing duty reads the latest period alone: of what happens in a period, it sees no other, and decides before that is over.
pub(super) fn lint(rules: &RuleSet, rule: &Rule, findings: &mut Vec<Diagnostic>) {
    for sentence in &rule.sentences {
        in_phase(rules, rule, sentence, findings);
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

/// What years given to reach something do to a sentence that reaches nothing: a ceiling, or what each must have, is pending until
/// they end; and an amount is that of one year.
fn in_phase(rules: &RuleSet, rule: &Rule, sentence: &Sentence, findings: &mut Vec<Diagnostic>) {
    let Timing::Standing {
        throughout,
        always: false,
        ..
    } = &sentence.timing
    else {
        return;
    };
    let document = rules.documents.get(rule.document.index());
    let of_document = document.and_then(|document| document.horizon);
    if let (None, Some((_, last))) = (throughout, of_document)
        && sentence.modality == Modality::Must
        && sentence.goals.iter().any(|(_, goal)| binds_each_day(goal))
    {
        findings.push(
            Diagnostic::warning(
                "L0019",
                sentence.goal_span,
                text(
                    format!("until {} this cannot be missed: the years of the document give time to reach it", date(last, Language::En)),
                    format!("đến hết ngày {} yêu cầu này chưa thể bị coi là không đạt: giai đoạn của văn bản cho thời gian để đạt", date(last, Language::Vi)),
                ),
            )
            .help(text(
                "where it binds on each day, write `at all times`",
                "nếu phải giữ từng ngày, ghi `thường xuyên`",
            )),
        );
    }
    let is_amount = |goal: &Goal| matches!(goal, Goal::Compare { quantity: Quantity::Fact(fact), .. } if rules.facts.get(fact.index()).is_some_and(|fact| matches!(fact.kind, FactKind::Amount(_))));
    if throughout.is_some() && sentence.goals.iter().any(|(_, goal)| is_amount(goal)) {
        findings.push(
            Diagnostic::warning(
                "L0020",
                sentence.goal_span,
                text(
                    "the amount of the latest year is looked at: those of the years are not added up",
                    "chỉ xét số tiền của năm báo cáo gần nhất: không cộng các năm của giai đoạn",
                ),
            )
            .help(text(
                "for the sum of all years declare an amount of its own, reported as it adds up; for that of each year write `annually`",
                "nếu là tổng của cả giai đoạn, hãy khai báo một `số tiền` riêng, báo cáo số cộng dồn; nếu là số của từng năm, ghi `hằng năm`",
            )),
        );
    }
}

/// Whether it is kept or broken on each day, so that no years are needed to reach it.
fn binds_each_day(goal: &Goal) -> bool {
    match goal {
        Goal::Each { goals, .. } => goals
            .iter()
            .any(|goal| matches!(goal, Goal::Compare { .. })),
        Goal::Compare { bound, .. } => is_ceiling(&bound.relation),
        _ => false,
    }
}

/// Whether a sentence asks for so many at least of what is counted anew in each period, for a share of it, or holds a number
/// against that of an earlier period; ceilings hold of each period as of the next.
fn counts_within(rules: &RuleSet, sentence: &Sentence) -> bool {
    sentence.goals.iter().any(|(_, goal)| match goal {
        Goal::Compare { quantity, bound } => {
            let is_floor = range(&bound.relation).is_some_and(|(low, _)| low.is_some());
            is_floor && is_flow(rules, quantity)
                || looks_back(quantity)
                || bound.relation.limits().any(looks_back)
        }
        // Of all, one who is left out decides, however many follow.
        Goal::Share { bound, .. } => !is_all(bound) && is_of_a_period(rules, goal),
        Goal::Ratio { .. }
        | Goal::Deeds { .. }
        | Goal::Refrain { .. }
        | Goal::Each { .. }
        | Goal::Combined { .. } => false,
    })
}

fn is_all(bound: &Bound) -> bool {
    matches!(&bound.relation, Relation::AtLeast(Quantity::Number(number)) if *number == Number::ONE)
}

/// Whether a share is of what happens in a period, or of those who did something in it.
fn is_of_a_period(rules: &RuleSet, share: &Goal) -> bool {
    let mut found = false;
    walk::goal(share, &mut |item| {
        found |= match item {
            Item::Fact(fact) => {
                let fact = rules.facts.get(fact.index());
                fact.is_some_and(|fact| fact.kind == FactKind::StateInPeriod)
            }
            Item::Collection(id) => {
                let set = rules.collections.get(id.index());
                set.is_some_and(|set| set.kind.happens())
            }
            Item::Definition(_)
            | Item::Limit
            | Item::Duration
            | Item::EndOfPeriod
            | Item::Calendar => false,
        };
    });
    found
}

/// Whether a number is one of an earlier period, or what became of it since.
fn looks_back(quantity: &Quantity) -> bool {
    match quantity {
        Quantity::Past(..) | Quantity::Growth(_) => true,
        Quantity::Add(one, other)
        | Quantity::Subtract(one, other)
        | Quantity::Multiply(one, other)
        | Quantity::Divide(one, other) => looks_back(one) || looks_back(other),
        Quantity::Rounded(one, _) | Quantity::InUnit(one, ..) => looks_back(one),
        _ => false,
    }
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
