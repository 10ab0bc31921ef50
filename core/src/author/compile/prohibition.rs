//! Which sentences ask that something not happen at all.
//!
//! The years that a document gives are time in which a duty is to be reached. What must not happen has nothing to
//! reach: once it has happened it is a miss, however many years are left.

use crate::author::check::exclusive::{counts_only, is_ceiling};
use crate::author::model::{RuleSet, Sentence};
use crate::run::program::{Goal, Modality, Part};

/// Whether a sentence prohibits, or sets a ceiling on events: `no fire where deaths over 0`.
pub(super) fn prohibits(rules: &RuleSet, sentence: &Sentence) -> bool {
    let mut goals = sentence.goals.iter().map(|(_, goal)| goal);
    sentence.modality == Modality::MustNot || goals.all(|goal| is_ceiling_on_events(rules, goal))
}

fn is_ceiling_on_events(rules: &RuleSet, goal: &Goal) -> bool {
    match goal {
        Goal::Refrain { .. } => true,
        Goal::Compare { quantity, bound } => {
            let happens = |part: &Part| {
                let of = rules.collections.get(part.collection.index());
                of.is_some_and(|of| of.kind.happens())
            };
            is_ceiling(&bound.relation) && counts_only(quantity, happens)
        }
        Goal::Each { goals, .. } => goals.iter().all(|goal| is_ceiling_on_events(rules, goal)),
        Goal::Combined { parts, .. } => parts
            .iter()
            .all(|part| is_ceiling_on_events(rules, &part.goal)),
        Goal::Share { .. } | Goal::Ratio { .. } | Goal::Deeds { .. } => false,
    }
}
