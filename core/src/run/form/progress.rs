//! What a report leaves open: which fields are missing, given, or matter no more.

use super::{Asked, Field, Need, State, Target};
use crate::run::calendar::period::Period;
use crate::run::facts::path::Path;
use crate::run::facts::{Body, Member, Told};
use crate::run::program::Program;
use crate::run::verdict::{BodyName, Outcome, Status, Truth};

pub(super) struct Progress<'a> {
    program: &'a Program,
    body: &'a Body,
    /// Missing facts, the most useful first: period and name, and the whole path.
    missing: Vec<(Period, String, &'a str)>,
    /// The requirements decided, with the periods of their verdicts.
    decided: Vec<(usize, &'a str)>,
}

impl<'a> Progress<'a> {
    pub(super) fn new(
        program: &'a Program,
        asked: &Asked,
        body: &'a Body,
        outcome: &'a Outcome,
    ) -> Self {
        let level = program.levels.get(asked.level.index());
        let level = level.map(|level| level.id.as_str()).unwrap_or_default();
        let own = |name: &BodyName| name.level == level && name.id == body.id;
        let missing = outcome.next_facts.iter().filter_map(|text| {
            let path = text.parse::<Path>().ok()?;
            let period = path.period.unwrap_or(asked.period);
            Some((period, name(&path), text.as_str()))
        });
        let verdicts = outcome.verdicts.iter();
        let verdicts = verdicts
            .filter(|verdict| own(&verdict.body) && is_decided(verdict.status))
            .map(|verdict| (verdict.requirement, verdict.period.as_str()));
        let counted = outcome.counted.iter();
        let counted = counted
            .filter(|counted| counted.counts != Truth::Unknown)
            .map(|counted| (counted.requirement, counted.period.as_str()));
        Self {
            program,
            body,
            missing: missing.collect(),
            decided: verdicts.chain(counted).collect(),
        }
    }

    pub(super) fn state(&self, period: Period, field: &Field<'_>) -> State {
        let name = name(&field.path);
        let asks = |(of, named, _): &(Period, String, &str)| *of == period && *named == name;
        if let Some(first) = self.missing.iter().position(asks) {
            let missing = self.missing.iter().filter(|one| asks(one));
            return State::Missing {
                place: first + 1,
                paths: missing.map(|(_, _, path)| (*path).to_owned()).collect(),
            };
        }
        if self.is_given(period, field.target) {
            return State::Given;
        }
        let decided = |need: &Need<'_>| {
            self.decided
                .contains(&(need.requirement, need.period.as_str()))
        };
        if field.needs.iter().all(decided) {
            State::Settled
        } else {
            State::Open
        }
    }

    fn is_given(&self, period: Period, target: Target) -> bool {
        let own = (self.body.level, &self.body.id);
        let is_own = |told: &&Told| told.period == period && (told.body.0, &told.body.1) == own;
        if let Some(told) = self.body.told.iter().find(is_own) {
            let key = name(&target.path(self.program));
            return told.keys.contains(&key);
        }
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
