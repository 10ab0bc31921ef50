//! Bounds and dates that decide nothing, or that nothing can keep.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::syntax::Period;

use super::in_force::Wording;
use super::text;
use crate::author::check::exclusive::{End, range};
use crate::author::check::points::most_points;
use crate::author::model::{Rule, RuleSet, Sentence, Timing};
use crate::run::number::Number;
use crate::run::program::{Bound, CollectionId, Event, Goal, Limit, Part, Quantity, Unit};

/// A limit that runs from the very deed it is for: no day of it decides anything.
fn from_itself(goal: &Goal, sentence: &Sentence, findings: &mut Vec<Diagnostic>) {
    let (facts, limit) = match goal {
        Goal::Deeds {
            facts,
            limit: Some(limit),
        } => (facts, limit),
        Goal::Each { goals, .. } => {
            for goal in goals {
                from_itself(goal, sentence, findings);
            }
            return;
        }
        _ => return,
    };
    let (event, kept) = match limit {
        Limit::Within(_, event) | Limit::By(event) => (event, true),
        Limit::Before(_, event) | Limit::EarlierThan(event) | Limit::LaterThan(event) => {
            (event, false)
        }
        Limit::Lasting(_) => return,
    };
    if !matches!(event, Event::Fact(fact) if facts.contains(fact)) {
        return;
    }
    let (code, message) = if kept {
        let message = text(
            "this time limit can never be missed",
            "thời hạn này lúc nào cũng đạt",
        );
        ("L0002", message)
    } else {
        let message = text(
            "this time limit can never be met",
            "thời hạn này không bao giờ có thể đạt",
        );
        ("L0001", message)
    };
    findings.push(
        Diagnostic::warning(code, sentence.goal_span, message)
            .label(text(
                "it runs from the very deed it is for",
                "thời hạn tính từ chính việc phải làm",
            ))
            .help(text(
                "name the event it runs from",
                "nêu sự kiện làm mốc tính thời hạn",
            )),
    );
}

/// Lints of the sentences of one wording by themselves.
pub(super) fn lint(rules: &RuleSet, wording: &Wording<'_>, findings: &mut Vec<Diagnostic>) {
    for sentence in &wording.rule.sentences {
        for (_, goal) in sentence.goals.iter().take(1) {
            decided(rules, goal, sentence, findings);
            from_itself(goal, sentence, findings);
        }
        too_early(wording, sentence, findings);
    }
    floors(wording.rule, findings);
}

/// A bound that nothing can keep, or that nothing can miss.
fn decided(rules: &RuleSet, goal: &Goal, sentence: &Sentence, findings: &mut Vec<Diagnostic>) {
    let Some((bound, most)) = bounded(rules, goal) else {
        return;
    };
    let Some((low, high)) = range(&bound.relation) else {
        return;
    };
    let zero = Number::ZERO;
    let above = low.is_some_and(|(low, closed)| {
        most.is_some_and(|most| low > most || (low == most && !closed))
    });
    let below = high.is_some_and(|(high, closed)| high < zero || (high == zero && !closed));
    if above || below {
        findings.push(
            Diagnostic::warning(
                "L0001",
                sentence.goal_span,
                text(
                    "this requirement can never be met",
                    "yêu cầu này không bao giờ có thể đạt",
                ),
            )
            .label(text(
                "no number keeps this bound",
                "không có con số nào thỏa mức này",
            ))
            .help(match most.filter(|_| bound.unit == Unit::Points) {
                Some(most) => text(
                    format!("the lines of the score give {most} points at most"),
                    format!("các dòng của thang điểm cho tối đa {most} điểm"),
                ),
                None => text(
                    "check the comparator: `at least 100%` can be met, `over 100%` cannot",
                    "kiểm tra phép so sánh: `ít nhất 100%` có thể đạt, `trên 100%` thì không",
                ),
            }),
        );
        return;
    }
    let from_all = low.is_none_or(|(low, closed)| low < zero || (low == zero && closed));
    let to_all = match (high, most) {
        (None, _) => true,
        (Some((high, closed)), Some(most)) => high > most || (high == most && closed),
        (Some(_), None) => false,
    };
    if from_all && to_all {
        findings.push(
            Diagnostic::warning(
                "L0002",
                sentence.goal_span,
                text(
                    "this requirement can never be missed",
                    "yêu cầu này lúc nào cũng đạt",
                ),
            )
            .label(text(
                "every number keeps this bound",
                "mọi con số đều thỏa mức này",
            ))
            .help(text(
                "raise the lower bound, or leave the sentence out",
                "nâng mức dưới, hoặc bỏ câu này",
            )),
        );
    }
}

/// The bound of a goal over numbers from zero on, and the most there can be.
fn bounded<'g>(rules: &RuleSet, goal: &'g Goal) -> Option<(&'g Bound, Option<Number>)> {
    match goal {
        Goal::Share { bound, .. } => Some((bound, Some(Number::ONE))),
        Goal::Compare {
            quantity: Quantity::Size(_) | Quantity::Fact(_),
            bound,
        } => Some((bound, None)),
        Goal::Compare {
            quantity: quantity @ (Quantity::Definition(_) | Quantity::Score(_)),
            bound,
        } if bound.unit == Unit::Points => {
            most_points(quantity, &rules.definitions).map(|most| (bound, Some(most)))
        }
        Goal::Each { goals, .. } => goals.first().and_then(|goal| bounded(rules, goal)),
        Goal::Ratio { .. }
        | Goal::Compare { .. }
        | Goal::Deeds { .. }
        | Goal::Refrain { .. }
        | Goal::Combined { .. } => None,
    }
}

fn too_early(wording: &Wording<'_>, sentence: &Sentence, findings: &mut Vec<Diagnostic>) {
    let Timing::By { due, span } = sentence.timing else {
        return;
    };
    let (from, from_span) = wording.since;
    if due < from {
        findings.push(
            Diagnostic::warning(
                "L0004",
                span,
                text(
                    "the date lies before the entry into force",
                    "thời hạn trước ngày văn bản có hiệu lực",
                ),
            )
            .also(
                from_span,
                text("in force from here", "có hiệu lực từ ngày này"),
            )
            .help(text("check both dates", "kiểm tra cả hai ngày")),
        );
    }
}

/// A yearly floor above the milestone over the same people: the first year would reach it.
fn floors(rule: &Rule, findings: &mut Vec<Diagnostic>) {
    for milestone in rule
        .sentences
        .iter()
        .filter(|sentence| matches!(sentence.timing, Timing::By { .. }))
    {
        for yearly in rule.sentences.iter().filter(|sentence| is_yearly(sentence)) {
            for ((_, one), (_, other)) in yearly.goals.iter().zip(&milestone.goals) {
                let (Some((of, floor)), Some((other_of, target))) = (floor(one), floor(other))
                else {
                    continue;
                };
                if of == other_of && floor > target {
                    findings.push(
                        Diagnostic::warning(
                            "L0003",
                            yearly.goal_span,
                            text(
                                "the yearly floor is above the milestone",
                                "mức hằng năm cao hơn mức phải đạt đến thời hạn",
                            ),
                        )
                        .also(
                            milestone.goal_span,
                            text(
                                "the milestone over the same people",
                                "mức đến thời hạn, cùng đối tượng",
                            ),
                        )
                        .help(text(
                            "check whether the two percentages are interchanged",
                            "kiểm tra xem hai tỷ lệ có bị đổi chỗ không",
                        )),
                    );
                }
            }
        }
    }
}

fn is_yearly(sentence: &Sentence) -> bool {
    matches!(&sentence.timing, Timing::Periodic { periods, .. } if periods.contains(&Period::Year))
}

fn floor(goal: &Goal) -> Option<(Vec<CollectionId>, Number)> {
    let Goal::Share { pool, bound, .. } = goal else {
        return None;
    };
    let (low, _): (End, End) = range(&bound.relation)?;
    let of = pool.iter().map(|part: &Part| part.collection).collect();
    low.map(|(low, _)| (of, low))
}
