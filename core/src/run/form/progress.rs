//! What a report leaves open: which fields are missing, given, or matter no more.

use super::{Asked, Field, Need, State, Target};
use crate::run::calendar::period::Period;
use crate::run::evaluate::Standing;
use crate::run::facts::path::Path;
use crate::run::facts::{Body, Member, Told};
use crate::run::ordered::Map;
use crate::run::program::Program;
use crate::run::verdict::{BodyName, Status, Truth};

pub(super) struct Progress<'a> {
    program: &'a Program,
    body: &'a Body,
    /// Missing facts as they are told, by what they lead to: each with its place, the most useful first.
    missing: Map<(Period, Name<'a>), Vec<(usize, &'a str)>>,
    /// The requirements decided, with the periods of their verdicts.
    decided: Vec<(usize, &'a str)>,
}

/// What a path leads to, whoever reports it: a collection or a level, and the fact of its members; a fact of the body's
/// own has no second.
type Name<'a> = (&'a str, Option<&'a str>);

impl<'a> Progress<'a> {
    pub(super) fn new(
        program: &'a Program,
        asked: &Asked,
        body: &'a Body,
        standing: &'a Standing,
    ) -> Self {
        let level = program.levels.get(asked.level.index());
        let level = level.map(|level| level.id.as_str()).unwrap_or_default();
        let mut missing: Map<_, Vec<_>> = Map::new();
        for (place, (path, told)) in standing.missing.iter().enumerate() {
            let is_own = |(of, id): &(String, String)| *of == level && *id == body.id;
            let own = path.body.as_ref().is_none_or(is_own);
            let period = path.period.unwrap_or(asked.period);
            let paths = missing.entry((period, name(path, own))).or_default();
            paths.push((place + 1, told.as_str()));
        }
        let own = |name: &BodyName| name.level == level && name.id == body.id;
        let verdicts = standing.verdicts.iter();
        let verdicts = verdicts
            .filter(|verdict| own(&verdict.body) && is_decided(verdict.status))
            .map(|verdict| (verdict.requirement, verdict.period.as_str()));
        let counted = standing.counted.iter();
        let counted = counted
            .filter(|counted| counted.counts != Truth::Unknown)
            .map(|counted| (counted.requirement, counted.period.as_str()));
        Self {
            program,
            body,
            missing,
            decided: verdicts.chain(counted).collect(),
        }
    }

    pub(super) fn state(&self, period: Period, field: &Field<'_>) -> State {
        let missing = self.missing.get(&(period, name(&field.path, true)));
        if let Some(paths @ [(place, _), ..]) = missing.map(Vec::as_slice) {
            return State::Missing {
                place: *place,
                paths: paths.iter().map(|(_, path)| (*path).to_owned()).collect(),
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
            let path = target.path(self.program);
            let key = match &path.fact {
                Some(fact) => format!("{}.{fact}", path.name),
                None => path.name,
            };
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

/// What a path leads to; a fact of another body is one of its level's members.
fn name(path: &Path, is_own: bool) -> Name<'_> {
    match (&path.body, &path.fact) {
        (_, Some(fact)) => (&path.name, Some(fact)),
        (Some((level, _)), None) if !is_own => (level, Some(&path.name)),
        (_, None) => (&path.name, None),
    }
}
