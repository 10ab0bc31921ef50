//! Bodies that end: a period in which one ends is judged for its successor, an earlier one for itself.

use jiff_core::civil::Date;

use super::line::Line;
use super::occasions::{Occasion, reported_below};
use super::{Judged, Walk, is_bound, name};
use crate::run::calendar::period::Period;
use crate::run::facts::path::Path;
use crate::run::facts::{Body, Told};
use crate::run::ordered::sort;
use crate::run::program::{
    CollectionKind, LevelId, Owner, Predecessor, Program, Requirement, Succession,
};
use crate::run::verdict::{BodyName, TakenOver};

/// The occasions that fall to a body.
pub(super) enum Tenure {
    /// Decided before its end; from its beginning on, or of the periods it reports all the same.
    Span {
        begun: Option<Date>,
        reported: Vec<Period>,
        ended: Option<Date>,
    },
    /// What fell due within the periods in which its predecessor ended on that day.
    Takeover(Date),
}

/// The first day on which a body is no more.
pub(super) fn ended(program: &Program, body: &Body) -> Option<Date> {
    let ends = |one: &&Succession| one.predecessor(body.level, &body.id).is_some();
    let ends = program.successions.iter().filter(ends);
    ends.map(|one| one.from).min()
}

impl Tenure {
    /// The time of a body; on the day `away` it, or a body it lies below, ends or is told elsewhere.
    pub(super) fn of(program: &Program, body: &Body, away: Option<Date>) -> Self {
        let took_over = program
            .successions
            .iter()
            .filter(|one| one.is_to(body.level, &body.id))
            .map(|one| one.from)
            .min();
        let begun = took_over.max(body.since);
        // Only of a body that has a beginning is it asked what it reports from before.
        let reported = begun.map_or_else(Vec::new, |_| {
            body.periods.iter().map(|one| one.period).collect()
        });
        Self::Span {
            begun,
            reported,
            ended: ended(program, body).into_iter().chain(away).min(),
        }
    }

    pub(super) fn holds(&self, occasion: &Occasion) -> bool {
        match self {
            Self::Span {
                begun,
                reported,
                ended,
            } => {
                let day = occasion.decided_on;
                let is_reported = || {
                    let period = occasion.window.period();
                    period.is_some_and(|period| reported.contains(&period))
                };
                ended.is_none_or(|ended| day < ended)
                    && (begun.is_none_or(|begun| begun <= day) || is_reported())
            }
            Self::Takeover(from) => {
                let day = occasion.decided_on;
                let is_due = |period: Period| *from <= day && day <= period.end;
                let within = |period: &Period| period.start < *from && *from <= period.end;
                let period = occasion.window.period().filter(within);
                period.is_some_and(is_due)
            }
        }
    }
}

/// The periods that a report speaks of, those of predecessors among them.
pub(super) fn periods(body: &Body) -> Vec<Period> {
    let mut found: Vec<Period> = reported_below(body)
        .map(|reported| reported.period)
        .collect();
    let mut stack = vec![body];
    while let Some(next) = stack.pop() {
        found.extend(next.predecessors.iter().flat_map(periods));
        stack.extend(&next.below);
    }
    found
}

/// A body in its predecessor's stead: read as one of that level, from the day on which the other ended.
pub(super) struct StandIn {
    body: Body,
    from: Date,
}

/// A body as one of the level of each of its predecessors, and the day on which that one ended.
pub(in crate::run) fn in_stead(program: &Program, body: &Body) -> Vec<(Body, Date)> {
    let all = stand_ins(program, body).into_iter();
    let mut others: Vec<(Body, Date)> = Vec::new();
    for StandIn { body: other, from } in all {
        if other.level != body.level && !others.iter().any(|(known, _)| known.level == other.level)
        {
            others.push((other, from));
        }
    }
    others
}

/// A body in the stead of each of its predecessors.
pub(super) fn stand_ins(program: &Program, body: &Body) -> Vec<StandIn> {
    let own = |one: &&Succession| one.is_to(body.level, &body.id);
    let successions = program.successions.iter().filter(own);
    let of_one = |succession: &Succession| {
        let instead = |Predecessor {
                           body: (level, id), ..
                       }: &Predecessor| {
            let mut instead = body.clone();
            instead.level = *level;
            instead.within.push((*level, id.clone()));
            StandIn {
                body: instead,
                from: succession.from,
            }
        };
        succession.of.iter().map(instead).collect::<Vec<_>>()
    };
    successions.flat_map(of_one).collect()
}

/// The predecessors together with whom a body is judged of what was read from a period.
pub(in crate::run) fn taken_over(program: &Program, body: &Body, period: Period) -> Vec<TakenOver> {
    let own = program
        .successions
        .iter()
        .filter(|one| one.is_to(body.level, &body.id) && one.is_within(period));
    own.flat_map(|one| {
        one.of.iter().map(|of| TakenOver {
            body: BodyName {
                level: program.levels[of.body.0.index()].id.clone(),
                id: of.body.1.clone(),
            },
            in_part: of.in_part,
            from: one.from,
        })
    })
    .collect()
}

/// Missing facts of a body that is judged together with others, as facts of those whose part is blank.
pub(super) fn by_part(program: &Program, body: &Body, missing: Vec<Path>) -> Vec<Path> {
    if body.told.is_empty() {
        return missing;
    }
    let own = name(program, body);
    let parts = |path: &Path| {
        let is_own = path.body.as_ref() == Some(&(own.level.clone(), own.id.clone()));
        let told = body.told.iter();
        told.filter(|told| is_own && path.period == Some(told.period))
            .collect::<Vec<&Told>>()
    };
    let named = |path: Path| {
        let told = parts(&path);
        let Some(first) = told.first() else {
            return vec![path];
        };
        let key = match &path.fact {
            Some(fact) => format!("{}.{fact}", path.name),
            None => path.name.clone(),
        };
        let reporting = || {
            let told = told.iter().copied();
            told.filter(|one| reports(program, &one.body, &path.name))
        };
        let mut blank: Vec<&Told> = reporting().filter(|one| !one.keys.contains(&key)).collect();
        if blank.is_empty() || path.member.is_some() {
            blank = vec![reporting().next().unwrap_or(first)];
        }
        let level = |told: &Told| program.levels[told.body.0.index()].id.clone();
        blank
            .into_iter()
            .map(|told| path.clone().at_body(level(told), told.body.1.clone()))
            .collect()
    };
    missing.into_iter().flat_map(named).collect()
}

/// Whether a body reports what goes by a name, on its own account or for one that it took over.
fn reports(program: &Program, (level, id): &(LevelId, String), name: &str) -> bool {
    let owned = program.facts.iter().filter(|fact| fact.name == name);
    let mut owners = owned.filter_map(|fact| match &fact.owner {
        Owner::Bodies(levels) => Some(levels),
        Owner::Members(_) => None,
    });
    let sets = program.collections.iter().filter(|set| set.key == name);
    let mut kinds = sets.map(|set| &set.kind);
    let took_over = program.successions.iter();
    let mut levels = took_over
        .filter(|one| one.is_to(*level, id))
        .flat_map(|one| one.of.iter().map(|of| of.body.0))
        .chain([*level])
        .collect::<Vec<_>>();
    sort(&mut levels);
    owners.any(|owners| owners.iter().any(|owner| levels.contains(owner)))
        || kinds.any(|kind| match kind {
            CollectionKind::Population { per, .. } => per.iter().any(|per| levels.contains(per)),
            CollectionKind::Bodies(below) => levels
                .iter()
                .any(|level| program.lies_within(*below, *level)),
        })
}

impl Walk<'_> {
    /// Says of the verdicts on a body together with whom it was judged.
    pub(super) fn tell_taken_over(&self, judged: &mut [Judged], body: &Body) {
        for judged in judged {
            let verdict = &mut judged.verdict;
            let read = verdict.read_from.as_ref().unwrap_or(&verdict.period);
            if let Ok(period) = read.parse() {
                verdict.taken_over = taken_over(self.program, body, period);
            }
        }
    }

    /// Judges what a body's predecessors bore and it does not, for the periods in which they ended.
    pub(super) fn line_taken_over(
        &self,
        line: Line<'_, '_>,
        stand_ins: &[StandIn],
        body: &Body,
        above: &[(LevelId, String)],
    ) -> Vec<Judged> {
        let mut all = Vec::new();
        let mut judged: Vec<(LevelId, Date)> = Vec::new();
        for StandIn {
            body: instead,
            from,
        } in stand_ins
        {
            let bears = |(_, one): &&(usize, &Requirement)| one.bearers.contains(&instead.level);
            let borne: Vec<_> = line.iter().filter(bears).copied().collect();
            let key = (instead.level, *from);
            let Some((_, requirement)) = borne.first().filter(|_| !judged.contains(&key)) else {
                continue;
            };
            if is_bound(self.document(requirement), instead, above) {
                let mut one = self.line(&borne, instead, &Tenure::Takeover(*from));
                for judged in &mut one {
                    judged.verdict.body = name(self.program, body);
                }
                all.extend(one);
                judged.push(key);
            }
        }
        all
    }
}
