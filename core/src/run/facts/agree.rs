//! Whether what is reported fits together: totals with their population, with the roster, and
//! with the bodies below.

use super::names::Names;
use super::path::Id;
use super::read::reading::Problems;
use super::{Body, Member, Members, Problem, ProblemCode, Reported, Value};
use crate::run::calendar::period::Period;
use crate::run::number::Number;
use crate::run::ordered::{Map, Set};
use crate::run::program::{CollectionId, CollectionKind, FactId, FactKind, LevelId};

/// Makes what bodies given twice report not known: which of them holds cannot be told.
pub(super) fn spoil_repeated(body: &mut Body, repeated: &Set<(LevelId, String)>) {
    if repeated.is_empty() {
        return;
    }
    if repeated.contains(&(body.level, body.id.clone())) {
        body.periods.iter_mut().for_each(spoil);
    }
    for other in body.below.iter_mut().chain(&mut body.predecessors) {
        spoil_repeated(other, repeated);
    }
}

/// Makes all that is reported under a period not known.
pub(super) fn spoil(reported: &mut Reported) {
    reported
        .values
        .values_mut()
        .for_each(|value| *value = Value::Faulty);
    for members in reported.members.values_mut() {
        *members = Members {
            total: Some(Value::Faulty),
            totals: members
                .totals
                .keys()
                .map(|id| (*id, Value::Faulty))
                .collect(),
            roster: None,
            told_elsewhere: Map::new(),
        };
    }
}

/// Lists what contradicts itself, in a body and those below it, and makes it not known.
pub(super) fn check(names: &Names<'_>, body: &mut Body, problems: &mut Problems) {
    for other in body.below.iter_mut().chain(&mut body.predecessors) {
        check(names, other, problems);
    }
    let name = reporter(names, body);
    let Body { periods, below, .. } = body;
    for Reported {
        period, members, ..
    } in periods
    {
        for (collection, members) in members {
            let report = (name.as_str(), *period, below.as_slice());
            one(names, report, *collection, members, problems);
        }
    }
}

/// A body as problems name it.
pub(super) fn reporter(names: &Names<'_>, body: &Body) -> String {
    format!("{}:{}", names.level_name(body.level), Id(&body.id))
}

/// Lists what contradicts itself in what is reported of one collection, and makes it not known;
/// told by whose report it is, its period, and the bodies below.
pub(super) fn one(
    names: &Names<'_>,
    (body, period, below): (&str, Period, &[Body]),
    collection: CollectionId,
    members: &mut Members,
    problems: &mut Problems,
) {
    let Some(declared) = names.program().collections.get(collection.index()) else {
        return;
    };
    let mut check = Check {
        names,
        body,
        period,
        key: &declared.key,
        members,
        problems,
    };
    match declared.kind {
        CollectionKind::Population { .. } => {}
        CollectionKind::Bodies(level) => check.bodies_below(level, below),
    }
    check.more_than_there_are();
    check.roster();
}

/// One collection as a body reports it under one period.
struct Check<'c> {
    names: &'c Names<'c>,
    body: &'c str,
    period: Period,
    key: &'c str,
    members: &'c mut Members,
    problems: &'c mut Problems,
}

/// What a number must lie within; no upper end: anything above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Possible {
    least: Number,
    most: Option<Number>,
}

impl Possible {
    fn allows(self, number: Number) -> bool {
        self.least <= number && self.most.is_none_or(|most| number <= most)
    }

    fn shown(self) -> String {
        match self.most {
            Some(most) if most == self.least => most.to_string(),
            Some(most) => format!("{}..{most}", self.least),
            None => format!("{}..", self.least),
        }
    }
}

impl Check<'_> {
    fn problem(
        &mut self,
        code: ProblemCode,
        fact: Option<FactId>,
        found: Number,
        expected: String,
    ) {
        let fact = fact
            .and_then(|id| self.names.fact(id))
            .map(|fact| format!("{}.{}", self.key, fact.name));
        self.problems.list(Problem {
            code,
            body: self.body.to_owned(),
            period: Some(self.period.to_string()),
            fact: fact.unwrap_or_else(|| self.key.to_owned()),
            found: Some(found.to_string()),
            expected: Some(expected),
        });
    }

    fn kind(&self, id: FactId) -> Option<&FactKind> {
        self.names.fact(id).map(|fact| &fact.kind)
    }

    /// More with a state than there are members: neither number can be trusted.
    fn more_than_there_are(&mut self) {
        let Some(size) = number(self.members.total.as_ref()) else {
            return;
        };
        let counts = self
            .members
            .totals
            .iter()
            .filter(|(id, _)| self.kind(**id).is_some_and(FactKind::is_yes_or_no));
        let more: Vec<(FactId, Number)> = counts
            .filter_map(|(id, total)| Some((*id, number(Some(total))?)))
            .filter(|(_, total)| *total > size)
            .collect();
        for (id, total) in more {
            self.problem(
                ProblemCode::MoreThanPopulation,
                Some(id),
                total,
                size.to_string(),
            );
            self.members.totals.insert(id, Value::Faulty);
            self.members.total = Some(Value::Faulty);
        }
    }

    /// Totals beside a roster that says otherwise; where there is nobody, nothing is listed.
    fn roster(&mut self) {
        let is_nobody = number(self.members.total.as_ref()) == Some(Number::ZERO);
        let roster = match &self.members.roster {
            Some(roster) => roster.as_slice(),
            None if is_nobody => &[],
            None => return,
        };
        let mut wrong = Vec::new();
        for (id, total) in &self.members.totals {
            let (Some(kind), Some(total)) = (self.kind(*id), number(Some(total))) else {
                continue;
            };
            let values = || roster.iter().map(|member: &Member| member.values.get(id));
            let size = roster.len();
            if let Some(possible) = possible(kind, values(), size, Some(size))
                && !possible.allows(total)
            {
                wrong.push((*id, total, possible));
            }
        }
        for (id, total, possible) in wrong {
            self.problem(
                ProblemCode::TotalsContradict,
                Some(id),
                total,
                possible.shown(),
            );
            self.members.totals.insert(id, Value::Faulty);
            match &mut self.members.roster {
                Some(roster) => {
                    for member in roster {
                        member.values.insert(id, Value::Faulty);
                    }
                }
                None => self.members.total = Some(Value::Faulty),
            }
        }
    }

    /// Totals over the bodies of a level beside the reports of those bodies.
    fn bodies_below(&mut self, level: LevelId, below: &[Body]) {
        let mut listed = Vec::new();
        gather(below, level, &mut listed);
        if listed.is_empty() {
            return;
        }
        let size = self
            .members
            .roster
            .as_ref()
            .map(|roster| whole(roster.len()))
            .or_else(|| number(self.members.total.as_ref()));
        if let Some(size) = size.filter(|size| *size < whole(listed.len())) {
            self.problem(
                ProblemCode::TotalsContradict,
                None,
                size,
                Possible {
                    least: whole(listed.len()),
                    most: None,
                }
                .shown(),
            );
            self.members.total = Some(Value::Faulty);
            self.members.roster = None;
        }
        let size = size
            .and_then(Number::to_i64)
            .and_then(|size| usize::try_from(size).ok());
        let mut wrong = Vec::new();
        for (id, total) in &self.members.totals {
            let (Some(kind), Some(total)) = (self.kind(*id), number(Some(total))) else {
                continue;
            };
            let values = listed
                .iter()
                .map(|body| body.reported(self.period)?.values.get(id));
            if let Some(possible) = possible(kind, values, listed.len(), size)
                && !possible.allows(total)
            {
                wrong.push((*id, total, possible));
            }
        }
        for (id, total, possible) in wrong {
            self.problem(
                ProblemCode::TotalsContradict,
                Some(id),
                total,
                possible.shown(),
            );
            self.members.totals.insert(id, Value::Faulty);
        }
    }
}

/// The bodies of a level, however deep.
fn gather<'b>(below: &'b [Body], level: LevelId, listed: &mut Vec<&'b Body>) {
    for body in below {
        if body.level == level {
            listed.push(body);
        }
        gather(&body.below, level, listed);
    }
}

/// What the total of a fact may be, given those who are listed of so many there are; a number of
/// all that is not known leaves it open above.
fn possible<'v>(
    kind: &FactKind,
    values: impl Iterator<Item = Option<&'v Value>>,
    listed: usize,
    size: Option<usize>,
) -> Option<Possible> {
    let silent = size.map(|size| size.saturating_sub(listed));
    if kind.is_yes_or_no() {
        let (mut least, mut most) = (0, 0);
        for value in values {
            match value {
                Some(Value::Bool(true)) => {
                    least += 1;
                    most += 1;
                }
                Some(Value::Bool(false) | Value::NotApplicable(_)) => {}
                // A dated deed counts from its day on, a blank one perhaps.
                _ => most += 1,
            }
        }
        return Some(Possible {
            least: whole(least),
            most: silent.map(|silent| whole(most + silent)),
        });
    }
    let mut least = Number::ZERO;
    let mut open = silent != Some(0);
    for value in values {
        match value {
            Some(Value::Number(number)) => least = least.checked_add(*number)?,
            _ => open = true,
        }
    }
    Some(Possible {
        least,
        most: if open { None } else { Some(least) },
    })
}

fn number(value: Option<&Value>) -> Option<Number> {
    if let Some(Value::Number(number)) = value {
        Some(*number)
    } else {
        None
    }
}

/// How many, as a number; limits keep it far below where this would saturate.
fn whole(n: usize) -> Number {
    Number::from(i64::try_from(n).unwrap_or(i64::MAX))
}
