//! Two requirements over one measure that cannot both be met, or of which one adds nothing.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;
use luat_grammar::syntax::Period;

use super::in_force::Wording;
use super::{Findings, text};
use crate::author::check::exclusive::{End, range};
use crate::author::model::{RuleSet, Sentence, Timing};
use crate::run::program::{Bound, DocumentId, Goal, LevelId, Modality, Part, Quantity};

/// So many sentences over one measure are compared with each, as long as there are no more than so many pairs; it keeps a
/// huge text from taking long.
const NEIGHBOURS: usize = 64;
const PAIRS: usize = 400_000;

/// One measured goal of a sentence.
struct Measured<'r> {
    wording: &'r Wording<'r>,
    sentence: &'r Sentence,
    goal: &'r Goal,
    bound: &'r Bound,
}

/// What is found of two sentences: first the one that it is told of.
enum Found<'r> {
    /// They cannot be met together.
    Apart(&'r Sentence, &'r Sentence),
    /// It asks for less than the document that it carries out.
    Weaker(&'r Sentence, &'r Sentence),
    /// It adds nothing to the other.
    Idle(&'r Sentence, &'r Sentence),
}

impl Found<'_> {
    /// Its code, and the place at which it is told.
    const fn place(&self) -> (&'static str, Span) {
        match self {
            Self::Apart(one, _) => ("L0006", one.goal_span),
            Self::Weaker(one, _) => ("L0012", one.goal_span),
            Self::Idle(one, _) => ("L0007", one.goal_span),
        }
    }

    fn told(&self) -> Diagnostic {
        match self {
            Self::Apart(second, first) => unmeetable(second, first),
            Self::Weaker(local, superior) => weaker(local, superior),
            Self::Idle(idle, binding) => adds_nothing(idle, binding),
        }
    }
}

/// Lints of sentences two by two.
pub(super) fn lint(rules: &RuleSet, wordings: &[Wording<'_>], findings: &mut Findings) {
    let mut measured: Vec<Measured<'_>> = Vec::new();
    for wording in wordings {
        for sentence in &wording.rule.sentences {
            for (_, goal) in &sentence.goals {
                if let Some(bound) = bound(goal) {
                    measured.push(Measured {
                        wording,
                        sentence,
                        goal,
                        bound,
                    });
                }
            }
        }
    }
    // Only sentences over the same populations or facts need comparing.
    measured.sort_by_cached_key(|one| key(one.goal));
    for group in measured.chunk_by(|one, other| key(one.goal) == key(other.goal)) {
        let neighbours = NEIGHBOURS.min(PAIRS / group.len());
        for (at, one) in group.iter().enumerate() {
            for other in group.iter().skip(at + 1).take(neighbours) {
                if let Some(found) = compare(rules, one, other) {
                    let rules = (one.wording.rule, other.wording.rule);
                    let allows: [&[_]; 2] = [&rules.0.allows, &rules.1.allows];
                    findings.add_once(found.place(), &allows, || found.told());
                }
            }
        }
    }
}

fn bound(goal: &Goal) -> Option<&Bound> {
    match goal {
        Goal::Share {
            bound,
            rounding: None,
            ..
        }
        | Goal::Compare { bound, .. }
        | Goal::Ratio { bound, .. } => Some(bound),
        Goal::Share { .. }
        | Goal::Deeds { .. }
        | Goal::Refrain { .. }
        | Goal::Each { .. }
        | Goal::Combined { .. } => None,
    }
}

/// What tells most measures apart cheaply.
fn key(goal: &Goal) -> (u8, Vec<u32>) {
    let parts = |pool: &[Part]| pool.iter().map(|part| part.collection.0).collect();
    match goal {
        Goal::Share { pool, .. } => (0, parts(pool)),
        Goal::Compare {
            quantity: Quantity::Size(pool),
            ..
        } => (1, parts(pool)),
        Goal::Compare {
            quantity: Quantity::Fact(fact),
            ..
        } => (2, vec![fact.0]),
        Goal::Compare { .. } => (3, Vec::new()),
        Goal::Ratio { .. } => (4, Vec::new()),
        Goal::Deeds { .. } | Goal::Refrain { .. } | Goal::Each { .. } | Goal::Combined { .. } => {
            (5, Vec::new())
        }
    }
}

fn compare<'r>(rules: &RuleSet, one: &Measured<'r>, other: &Measured<'r>) -> Option<Found<'r>> {
    if !same_measure(one.goal, other.goal) || !together(one, other) {
        return None;
    }
    let (range_one, range_other) = (range(&one.bound.relation)?, range(&other.bound.relation)?);
    let both_bind = |measured: &Measured<'_>| {
        matches!(
            measured.sentence.modality,
            Modality::Must | Modality::MustNot
        )
    };
    if apart(range_one, range_other) {
        return (both_bind(one) && both_bind(other)).then(|| {
            let (first, second) = in_order(one, other);
            Found::Apart(second.sentence, first.sentence)
        });
    }
    let idle = if within(range_other, range_one) {
        (one, other)
    } else if within(range_one, range_other) {
        (other, one)
    } else {
        return None;
    };
    let (idle, binding) = if range_one == range_other {
        let (first, second) = in_order(one, other);
        if strength(first.sentence) < strength(second.sentence) {
            (first, second)
        } else {
            (second, first)
        }
    } else {
        idle
    };
    // What is only striven for leaves a duty standing, however low.
    if strength(idle.sentence) > strength(binding.sentence) {
        return None;
    }
    let local = range_one != range_other && carries_out(rules, idle.wording, binding.wording);
    Some(if local {
        Found::Weaker(idle.sentence, binding.sentence)
    } else {
        Found::Idle(idle.sentence, binding.sentence)
    })
}

fn unmeetable(second: &Sentence, first: &Sentence) -> Diagnostic {
    Diagnostic::warning(
        "L0006",
        second.goal_span,
        text(
            "this cannot be met together with another requirement",
            "yêu cầu này không thể cùng đạt với một yêu cầu khác",
        ),
    )
    .also(
        first.goal_span,
        text(
            "the other requirement, over the same measure",
            "yêu cầu kia, cùng một đại lượng",
        ),
    )
    .help(text(
        "check both bounds, or say when each applies",
        "kiểm tra cả hai mức, hoặc nêu rõ khi nào áp dụng từng mức",
    ))
}

/// How much a sentence binds; what binds more makes the same asked less strongly idle.
pub(super) fn strength(sentence: &Sentence) -> u8 {
    match sentence.modality {
        Modality::Must | Modality::MustNot => 2,
        Modality::Strive => 1,
        Modality::Encouraged | Modality::Requested => 0,
    }
}

/// Whether what one wording is made under carries out what the other is made under.
pub(super) fn carries_out(rules: &RuleSet, local: &Wording<'_>, superior: &Wording<'_>) -> bool {
    let of = |wording: &Wording<'_>| [wording.document, wording.rule.document];
    of(local).into_iter().any(|local| {
        of(superior)
            .into_iter()
            .any(|superior| implements(rules, local, superior))
    })
}

/// Whether a document carries out another, by itself or by one that does.
fn implements(rules: &RuleSet, local: DocumentId, superior: DocumentId) -> bool {
    let mut at = rules.documents.get(local.index());
    let superior = rules.documents.get(superior.index()).map(|one| &one.id);
    // No chain is longer than there are documents, even where it bites its tail.
    for _ in 0..rules.documents.len() {
        let above = at.and_then(|document| document.implements.as_ref());
        if above.is_none() || above == superior {
            return above.is_some();
        }
        at = rules.documents.iter().find(|one| Some(&one.id) == above);
    }
    false
}

pub(super) fn weaker(local: &Sentence, superior: &Sentence) -> Diagnostic {
    Diagnostic::warning(
        "L0012",
        local.goal_span,
        text(
            "this asks for less than the document it carries out",
            "yêu cầu này thấp hơn mức của văn bản mà nó triển khai",
        ),
    )
    .also(
        superior.goal_span,
        text("what that document asks for", "mức của văn bản đó"),
    )
    .help(text(
        "raise the bound to that of the other document",
        "nâng mức lên bằng văn bản kia",
    ))
}

pub(super) fn adds_nothing(idle: &Sentence, binding: &Sentence) -> Diagnostic {
    Diagnostic::warning(
        "L0007",
        idle.goal_span,
        text(
            "this requirement adds nothing to another one",
            "yêu cầu này không thêm gì so với một yêu cầu khác",
        ),
    )
    .also(
        binding.goal_span,
        text(
            "whoever meets this one meets both",
            "đạt yêu cầu này là đạt cả hai",
        ),
    )
    .help(text(
        "check both bounds, or leave this one out",
        "kiểm tra cả hai mức, hoặc bỏ yêu cầu này",
    ))
}

fn in_order<'m, 'r>(
    one: &'m Measured<'r>,
    other: &'m Measured<'r>,
) -> (&'m Measured<'r>, &'m Measured<'r>) {
    if one.sentence.span <= other.sentence.span {
        (one, other)
    } else {
        (other, one)
    }
}

/// Whether two goals measure the same thing; bounds aside.
fn same_measure(one: &Goal, other: &Goal) -> bool {
    match (one, other) {
        (
            Goal::Share { pool, weights, .. },
            Goal::Share {
                pool: other_pool,
                weights: other_weights,
                ..
            },
        ) => pool == other_pool && weights == other_weights,
        (
            Goal::Compare { quantity, .. },
            Goal::Compare {
                quantity: other, ..
            },
        ) => quantity == other,
        (
            Goal::Ratio { part, whole, .. },
            Goal::Ratio {
                part: other_part,
                whole: other_whole,
                ..
            },
        ) => part == other_part && whole == other_whole,
        _ => false,
    }
}

/// Whether both are asked of one body, at one time, in the same case.
fn together(one: &Measured<'_>, other: &Measured<'_>) -> bool {
    let bearers = &other.wording.rule.bearers;
    let mut shared = one.wording.rule.bearers.iter();
    shared.any(|level: &LevelId| bearers.contains(level))
        && one.wording.meets(other.wording)
        && same_case((one.wording, one.sentence), (other.wording, other.sentence))
        && same_time(&one.sentence.timing, &other.sentence.timing)
}

/// Whether two sentences apply in the same case.
pub(super) fn same_case(
    (one, sentence): (&Wording<'_>, &Sentence),
    (other, other_sentence): (&Wording<'_>, &Sentence),
) -> bool {
    let exception = |wording: &Wording<'_>, sentence: &Sentence| {
        let exceptions = &wording.rule.exceptions;
        let own = sentence.exception.and_then(|at| exceptions.get(at));
        own.map(|exception| exception.when.clone())
    };
    sentence.condition == other_sentence.condition
        && exception(one, sentence) == exception(other, other_sentence)
        && one.rule.exceptions.is_empty() == other.rule.exceptions.is_empty()
}

pub(super) fn same_time(one: &Timing, other: &Timing) -> bool {
    match (one, other) {
        (Timing::Standing { since, .. }, Timing::Standing { since: other, .. })
        | (Timing::Events { since }, Timing::Events { since: other })
        | (Timing::Cases { since }, Timing::Cases { since: other }) => since == other,
        (Timing::By { due, .. }, Timing::By { due: other, .. }) => due == other,
        (
            Timing::Periodic {
                periods, within, ..
            },
            Timing::Periodic {
                periods: others,
                within: other_within,
                ..
            },
        ) => {
            within == other_within
                && periods
                    .iter()
                    .any(|period: &Period| others.contains(period))
        }
        _ => false,
    }
}

fn apart(one: (End, End), other: (End, End)) -> bool {
    let below = |high: End, low: End| match (high, low) {
        (Some((high, closed)), Some((low, open))) => {
            high < low || (high == low && !(closed && open))
        }
        _ => false,
    };
    below(one.1, other.0) || below(other.1, one.0)
}

/// Whether every number of the first range lies in the second.
fn within(inner: (End, End), outer: (End, End)) -> bool {
    let low = match (inner.0, outer.0) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some((inner, closed)), Some((outer, open))) => {
            inner > outer || (inner == outer && (open || !closed))
        }
    };
    let high = match (inner.1, outer.1) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some((inner, closed)), Some((outer, open))) => {
            inner < outer || (inner == outer && (open || !closed))
        }
    };
    low && high
}
