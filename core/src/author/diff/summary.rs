//! Flips counted: from which status to which, by rule and by level.

use std::collections::{BTreeMap, BTreeSet};

use super::verdicts::{Compared, Flip};
use crate::run::verdict::{BodyName, Severity, Status};

/// From which status to which; none where one side does not ask it.
pub type Move = (Option<Status>, Option<Status>);

/// How many verdicts made which move.
pub type Moves = BTreeMap<Move, u32>;

/// What all reports together show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Reports judged.
    pub reports: u32,
    /// Verdicts held against each other.
    pub verdicts: u32,
    /// Bodies of which some verdict differs.
    pub bodies: u32,
    /// All flips.
    pub moves: Moves,
    /// Flips by id of the rule.
    pub by_rule: BTreeMap<String, Moves>,
    /// Flips by id of the body's level.
    pub by_level: BTreeMap<String, Moves>,
    /// Breaches that were none before.
    pub new_breaches: u32,
    /// Breaches that are none any more.
    pub ended_breaches: u32,
    /// Verdicts that became unknown or pending because a fact is missing.
    pub new_unknown: u32,
}

/// Counts the flips of all reports.
pub fn summary(compared: &[Compared]) -> Summary {
    let mut found = Summary::default();
    let mut bodies: BTreeSet<&BodyName> = BTreeSet::new();
    for report in compared {
        found.reports += 1;
        found.verdicts += report.verdicts;
        for flip in &report.flips {
            bodies.insert(&flip.body);
            let rule = flip.rule_id.clone().unwrap_or_default();
            found.count(flip, rule);
        }
    }
    found.bodies = u32::try_from(bodies.len()).unwrap_or(u32::MAX);
    found
}

impl Summary {
    /// How many verdicts differ.
    pub fn flips(&self) -> u32 {
        self.moves.values().sum()
    }

    fn count(&mut self, flip: &Flip, rule: String) {
        let way = flip.statuses();
        let level = flip.body.level.clone();
        let by_rule = self.by_rule.entry(rule).or_default();
        let by_level = self.by_level.entry(level).or_default();
        for moves in [&mut self.moves, by_rule, by_level] {
            *moves.entry(way).or_default() += 1;
        }
        let breach = |of: &Option<crate::run::verdict::Verdict>| {
            of.as_ref()
                .is_some_and(|one| one.severity == Some(Severity::Breach))
        };
        match (breach(&flip.before), breach(&flip.after)) {
            (false, true) => self.new_breaches += 1,
            (true, false) => self.ended_breaches += 1,
            (true, true) | (false, false) => {}
        }
        let lacks = flip
            .after
            .as_ref()
            .is_some_and(|one| one.status == Status::Unknown && !one.missing.is_empty());
        if lacks && way.0 != Some(Status::Unknown) {
            self.new_unknown += 1;
        }
    }
}
