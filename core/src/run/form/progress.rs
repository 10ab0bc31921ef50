//! What a report leaves open: which fields are missing, given, or matter no more.

use std::collections::{BTreeMap, BTreeSet};

use super::{Asked, Field, State, Target};
use crate::run::calendar::period::Period;
use crate::run::facts::path::Path;
use crate::run::facts::{Body, Member};
use crate::run::program::Program;
use crate::run::verdict::{BodyName, Outcome, Status, Truth};

pub(super) struct Progress<'a> {
    body: &'a Body,
    /// Missing facts, by period and name: their place in the order, and their paths.
    missing: BTreeMap<(Period, String), (usize, Vec<String>)>,
    /// The requirements decided, with the periods of their verdicts.
    decided: BTreeSet<(usize, String)>,
    pub(super) next_facts: Vec<String>,
}

impl<'a> Progress<'a> {
    pub(super) fn new(program: &Program, asked: &Asked, body: &'a Body, outcome: &Outcome) -> Self {
        let level = program.levels.get(asked.level.index());
        let level = level.map(|level| level.id.as_str()).unwrap_or_default();
        let mut missing: BTreeMap<_, (usize, Vec<String>)> = BTreeMap::new();
        for (at, text) in outcome.next_facts.iter().enumerate() {
            let Ok(path) = text.parse::<Path>() else {
                continue;
            };
            let period = path.period.unwrap_or(asked.period);
            let entry = missing.entry((period, name(&path)));
            entry.or_insert((at + 1, Vec::new())).1.push(text.clone());
        }
        let own = |name: &BodyName| name.level == level && name.id == body.id;
        let verdicts = outcome.verdicts.iter().filter(|verdict| own(&verdict.body));
        let verdicts = verdicts
            .filter(|verdict| is_decided(verdict.status))
            .map(|verdict| (verdict.requirement, verdict.period.clone()));
        let counted = outcome.counted.iter();
        let counted = counted
            .filter(|counted| counted.counts != Truth::Unknown)
            .map(|counted| (counted.requirement, counted.period.clone()));
        Self {
            body,
            missing,
            decided: verdicts.chain(counted).collect(),
            next_facts: outcome.next_facts.clone(),
        }
    }

    pub(super) fn state(&self, period: Period, target: Target, field: &Field<'_>) -> State {
        if let Some((place, paths)) = self.missing.get(&(period, name(&field.path))) {
            return State::Missing {
                place: *place,
                paths: paths.clone(),
            };
        }
        if self.is_given(period, target) {
            return State::Given;
        }
        let decided = |requirement: usize, period: &String| {
            self.decided.contains(&(requirement, period.clone()))
        };
        let settled = field
            .needs
            .iter()
            .all(|need| decided(need.requirement, &need.period));
        if settled { State::Settled } else { State::Open }
    }

    fn is_given(&self, period: Period, target: Target) -> bool {
        let Some(reported) = self.body.reported(period) else {
            return false;
        };
        let of = target.collection().and_then(|of| reported.members.get(&of));
        let roster = of.and_then(|of| of.roster.as_ref());
        match target {
            Target::Fact(fact) => reported.values.contains_key(&fact),
            Target::Size(_) => roster.is_some() || of.is_some_and(|of| of.total.is_some()),
            Target::Total(_, fact) | Target::Column(_, fact) => {
                let all = |roster: &Vec<Member>| {
                    roster
                        .iter()
                        .all(|member| member.values.contains_key(&fact))
                };
                roster.is_some_and(all) || of.is_some_and(|of| of.totals.contains_key(&fact))
            }
        }
    }
}

const fn is_decided(status: Status) -> bool {
    match status {
        Status::Met | Status::Late | Status::NotMet | Status::NotApplicable => true,
        Status::Pending | Status::Unknown => false,
    }
}

/// What a path leads to, whoever reports it: a fact of a body below is one of its level's members.
fn name(path: &Path) -> String {
    match (&path.body, &path.fact) {
        (_, Some(fact)) => format!("{}.{fact}", path.name),
        (Some((level, _)), None) => format!("{level}.{}", path.name),
        (None, None) => path.name.clone(),
    }
}
