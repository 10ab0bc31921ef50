//! What was counted or measured, by its names: `hamlet heads trained`.

use super::path::counted;
use super::{Language, list};
use crate::run::program::{
    Condition, FactId, FactKind, Goal, Limit, Part, Past, Program, Quantity,
};

pub(super) fn goal_limit(goal: &Goal) -> Option<&Limit> {
    match goal {
        Goal::Deeds { limit, .. } => limit.as_ref(),
        Goal::Each { goals, .. } => goals.iter().find_map(goal_limit),
        Goal::Share { .. }
        | Goal::Ratio { .. }
        | Goal::Compare { .. }
        | Goal::Refrain { .. }
        | Goal::Combined { .. } => None,
    }
}

pub(super) fn goal_quantity(goal: &Goal) -> Option<&Quantity> {
    match goal {
        Goal::Compare { quantity, .. } => Some(quantity),
        Goal::Share { .. }
        | Goal::Ratio { .. }
        | Goal::Deeds { .. }
        | Goal::Refrain { .. }
        | Goal::Each { .. }
        | Goal::Combined { .. } => None,
    }
}

/// What a share is taken of: `hamlet heads trained`.
pub(super) fn share_subject(program: &Program, goal: &Goal, language: Language) -> Option<String> {
    match goal {
        Goal::Share { pool, weights, .. } => {
            let pool = pool_name(program, pool, false, language)?;
            Some(match weights.first() {
                Some(weight) => weighed(program, *weight, &pool, language),
                None => pool,
            })
        }
        Goal::Ratio { part, whole, .. } => {
            let part = name(program, part, false, language)?.into_words();
            let whole = name(program, whole, false, language)?.into_words();
            Some(format!("({part} / {whole})"))
        }
        Goal::Compare { .. }
        | Goal::Deeds { .. }
        | Goal::Refrain { .. }
        | Goal::Each { .. }
        | Goal::Combined { .. } => None,
    }
}

/// What of the members is weighed: `m2 of floor area of households in agreement`.
fn weighed(program: &Program, weight: FactId, pool: &str, language: Language) -> String {
    let fact = &program.facts[weight.index()];
    let of = language.pick("of", "của");
    if let FactKind::Amount(unit) = &fact.kind {
        let name = language.one(&fact.label);
        language.pick(
            format!("{unit} of {name} {of} {pool}"),
            format!("{unit} {name} {of} {pool}"),
        )
    } else {
        format!("{} {of} {pool}", language.many(&fact.label))
    }
}

/// How a quantity is called.
pub(super) enum Named {
    /// Stands behind its number: `2 training classes`.
    Counted(String),
    /// Stands before its value: `budget: 12,500,000 VND`.
    Valued(String),
}

impl Named {
    pub(super) fn into_words(self) -> String {
        match self {
            Self::Counted(words) | Self::Valued(words) => words,
        }
    }
}

pub(super) fn name(
    program: &Program,
    quantity: &Quantity,
    one: bool,
    language: Language,
) -> Option<Named> {
    match quantity {
        Quantity::Fact(fact) => {
            let label = &program.facts[fact.index()].label;
            Some(Named::Counted(
                if one {
                    language.one(label)
                } else {
                    language.many(label)
                }
                .to_owned(),
            ))
        }
        Quantity::Size(parts) => pool_name(program, parts, one, language).map(Named::Counted),
        Quantity::Definition(id) => Some(Named::Valued(
            language
                .one(&program.definitions[id.index()].label)
                .to_owned(),
        )),
        Quantity::Growth(growth) => {
            let of = match &growth.of {
                Quantity::Share(pool) => {
                    let members = pool_name(program, pool, false, language)?;
                    format!("{} {members}", language.pick("share of", "tỷ lệ"))
                }
                of => {
                    let told = name(program, of, false, language)?.into_words();
                    let is_counted = matches!(of, Quantity::Size(_))
                        || matches!(of, Quantity::Fact(fact) if program.facts[fact.index()].kind == FactKind::Count);
                    if language == Language::Vi && is_counted && !told.starts_with("số ") {
                        format!("số {told}")
                    } else {
                        told
                    }
                }
            };
            let how = if growth.falls {
                language.pick("decrease of", "mức giảm")
            } else {
                language.pick("increase of", "mức tăng")
            };
            let since = match growth.since {
                Past::LastYear => language.pick("since last year", "so với năm trước"),
                Past::PreviousPeriod => {
                    language.pick("since the previous period", "so với kỳ trước")
                }
            };
            Some(Named::Valued(format!("{how} {of} {since}")))
        }
        Quantity::Past(of, _) | Quantity::Rounded(of, _) | Quantity::InUnit(of, ..) => {
            name(program, of, one, language)
        }
        Quantity::Share(_)
        | Quantity::Number(_)
        | Quantity::Over(..)
        | Quantity::Add(..)
        | Quantity::Subtract(..)
        | Quantity::Multiply(..)
        | Quantity::Divide(..)
        | Quantity::Greatest(_)
        | Quantity::Least(_)
        | Quantity::If(..)
        | Quantity::Moved { .. }
        | Quantity::Parameter(_)
        | Quantity::Table(_)
        | Quantity::Score(_) => None,
    }
}

/// Members pooled, with the states that count them: `hamlet heads and heads of Front committees trained`.
pub(super) fn pool_name(
    program: &Program,
    parts: &[Part],
    one: bool,
    language: Language,
) -> Option<String> {
    let label = |part: &Part| {
        let label = &program.collections[part.collection.index()].label;
        if one {
            language.one(label)
        } else {
            language.many(label)
        }
        .to_owned()
    };
    let members: Vec<String> = parts.iter().map(label).collect();
    let members = list(&members, language.pick("and", "và"));
    let facts = parts
        .first()?
        .holds
        .as_ref()
        .map(facts_of)
        .unwrap_or_default();
    let Some((first, more)) = facts.split_first() else {
        return Some(members);
    };
    let mut words = counted(&members, &program.facts[first.index()], language);
    for name in more.iter().map(|fact| fact_name(program, *fact, language)) {
        words = format!("{words} {} {name}", language.pick("and", "và"));
    }
    Some(words)
}

/// The facts of a plain condition; a condition of another kind is left to the rule's title.
fn facts_of(condition: &Condition) -> Vec<FactId> {
    match condition {
        Condition::Fact(fact) => vec![*fact],
        Condition::All(all) => all.iter().flat_map(facts_of).collect(),
        Condition::Constant(_)
        | Condition::Is(..)
        | Condition::Not(_)
        | Condition::Any(_)
        | Condition::Compare(..)
        | Condition::Goal(_) => Vec::new(),
    }
}

pub(super) fn fact_name(program: &Program, fact: FactId, language: Language) -> &str {
    language.one(&program.facts[fact.index()].label)
}
