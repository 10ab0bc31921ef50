//! Which sentences ask that something not happen at all.
//!
//! The years that a document gives are time in which a duty is to be reached. What must not happen has nothing to
//! reach: once it has happened it is a miss, however many years are left.

use crate::author::check::exclusive::is_ceiling;
use crate::author::model::{RuleSet, Sentence};
use crate::run::program::{Collection, CollectionKind, Goal, Modality, Part, Quantity};

/// Whether a sentence prohibits, or sets a ceiling on events: `no fire where deaths over 0`.
pub(super) fn prohibits(rules: &RuleSet, sentence: &Sentence) -> bool {
    let mut goals = sentence.goals.iter().map(|(_, goal)| goal);
    sentence.modality == Modality::MustNot || goals.all(|goal| is_ceiling_on_events(rules, goal))
}

fn is_ceiling_on_events(rules: &RuleSet, goal: &Goal) -> bool {
    match goal {
        Goal::Refrain { .. } => true,
        Goal::Compare { quantity, bound } => {
            is_ceiling(&bound.relation) && counts_events(rules, quantity)
        }
        Goal::Each { goals, .. } => goals.iter().all(|goal| is_ceiling_on_events(rules, goal)),
        Goal::Combined { parts, .. } => parts
            .iter()
            .all(|part| is_ceiling_on_events(rules, &part.goal)),
        Goal::Share { .. } | Goal::Ratio { .. } | Goal::Deeds { .. } => false,
    }
}

fn counts_events(rules: &RuleSet, quantity: &Quantity) -> bool {
    let happens = |part: &Part| {
        let of = rules.collections.get(part.collection.index());
        let kind = of.map(|of: &Collection| &of.kind);
        matches!(kind, Some(CollectionKind::Population { events: true, .. }))
    };
    match quantity {
        Quantity::Size(pool) => pool.iter().all(happens),
        Quantity::Over(_, facts) => facts.iter().all(|(part, _)| happens(part)),
        _ => false,
    }
}
