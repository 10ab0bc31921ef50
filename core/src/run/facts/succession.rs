//! What a body takes over: of a period in which bodies ended, their facts are added to its own.

use jiff_core::civil::Date;

use super::agree::spoil;
use super::names::Names;
use super::path::Id;
use super::read::reading::Problems;
use super::{Body, Member, Members, Problem, ProblemCode, Reported, Told, Value};
use crate::run::calendar::iso;
use crate::run::calendar::period::Period;
use crate::run::number::Number;
use crate::run::ordered::{Map, Set};
use crate::run::program::{
    Collection, CollectionId, FactId, FactKind, LevelId, Predecessor, Succession,
};

/// Adds to a body, and to those below it, what its predecessors report of the periods in which they
/// ended. What they report of earlier periods stays theirs; of later ones there is nothing.
pub(super) fn take_over(names: &Names<'_>, body: &mut Body, problems: &mut Problems) {
    for other in body.below.iter_mut().chain(&mut body.predecessors) {
        take_over(names, other, problems);
    }
    for succession in &names.program().successions {
        if succession.is_to(body.level, &body.id) {
            one(names, body, succession, problems);
        }
    }
}

fn one(names: &Names<'_>, body: &mut Body, succession: &Succession, problems: &mut Problems) {
    let from = succession.from;
    let mut predecessors = std::mem::take(&mut body.predecessors);
    let is_one = |other: &Body| succession.predecessor(other.level, &other.id).is_some();
    let ended = predecessors.iter().filter(|other| is_one(other));
    let periods: Set<Period> = ended
        .chain([&*body])
        .flat_map(|body| &body.periods)
        .map(|reported| reported.period)
        .filter(|period| succession.is_within(*period))
        .collect();
    for Predecessor {
        body: (level, id), ..
    } in &succession.of
    {
        let found = predecessors
            .iter_mut()
            .find(|other| (other.level, &other.id) == (*level, id));
        let mut taking = Taking {
            names,
            level: *level,
            name: format!("{}:{}", names.level_name(*level), Id(id)),
            from,
            period: None,
            problems,
        };
        let mut theirs = match found {
            Some(found) => {
                let below = handed_below(&mut found.below, from);
                taking.below(&mut body.below, below);
                taking.handed_over(found)
            }
            None => Map::new(),
        };
        for period in &periods {
            taking.period = Some(*period);
            let other = theirs.remove(period);
            if other.is_none() {
                taking.problem(ProblemCode::PredecessorMissing, "", None);
            }
            let other = other.unwrap_or_else(|| blank(*period));
            let own = (body.level, body.id.clone());
            let is_told = |told: &Told| told.period == *period && told.body == own;
            if !body.told.iter().any(is_told) {
                let mine = told(names, own_period(body, *period), own);
                body.told.push(mine);
            }
            body.told.push(told(names, &other, (*level, id.clone())));
            taking.add(own_period(body, *period), other);
        }
    }
    body.predecessors = predecessors;
}

fn blank(period: Period) -> Reported {
    Reported {
        period,
        closed: false,
        values: Map::new(),
        members: Map::new(),
    }
}

/// The keys under which a body reports something that is known.
fn told(names: &Names<'_>, reported: &Reported, body: (LevelId, String)) -> Told {
    let is_known = |value: &Value| !matches!(value, Value::Unknown(_));
    let name = |id: FactId| names.fact(id).map_or("", |fact| fact.name.as_str());
    let own = reported.values.iter().filter(|(_, value)| is_known(value));
    let mut keys: Set<String> = own.map(|(id, _)| name(*id).to_owned()).collect();
    for (of, members) in &reported.members {
        let Some(set) = names.program().collections.get(of.index()) else {
            continue;
        };
        if members.roster.is_some() || members.total.as_ref().is_some_and(is_known) {
            keys.insert(set.key.clone());
        }
        let totals = members.totals.iter().filter(|(_, value)| is_known(value));
        keys.extend(totals.map(|(id, _)| format!("{}.{}", set.key, name(*id))));
        if members.roster.is_some() {
            let facts = set.facts.iter();
            keys.extend(facts.map(|id| format!("{}.{}", set.key, name(*id))));
        }
    }
    Told {
        period: reported.period,
        body,
        keys,
    }
}

/// What a body reports of a period; nothing yet where it is silent.
fn own_period(body: &mut Body, period: Period) -> &mut Reported {
    let order = |period: Period| (period.start, std::cmp::Reverse(period.end));
    let at = body
        .periods
        .binary_search_by_key(&order(period), |reported| order(reported.period));
    let at = at.unwrap_or_else(|at| {
        body.periods.insert(at, blank(period));
        at
    });
    &mut body.periods[at]
}

/// Takes from the bodies below a predecessor what they report of the periods that did not end before it.
fn handed_below(bodies: &mut Vec<Body>, from: Date) -> Vec<Body> {
    let mut handed = Vec::new();
    bodies.retain_mut(|body| {
        let (kept, taken): (Vec<_>, Vec<_>) = std::mem::take(&mut body.periods)
            .into_iter()
            .partition(|reported| reported.period.end < from);
        let below = handed_below(&mut body.below, from);
        let stays = !kept.is_empty() || !body.below.is_empty();
        handed.push(Body {
            level: body.level,
            id: body.id.clone(),
            name: body.name.clone(),
            within: body.within.clone(),
            periods: taken,
            below,
            predecessors: if stays {
                Vec::new()
            } else {
                std::mem::take(&mut body.predecessors)
            },
            since: Some(body.since.map_or(from, |since| since.max(from))),
            told: std::mem::take(&mut body.told),
        });
        body.periods = kept;
        stays
    });
    handed
}

/// One predecessor whose facts are taken over.
struct Taking<'t> {
    names: &'t Names<'t>,
    level: LevelId,
    name: String,
    from: Date,
    period: Option<Period>,
    problems: &'t mut Problems,
}

impl Taking<'_> {
    fn problem(&mut self, code: ProblemCode, fact: &str, found: Option<String>) {
        self.problems.list(Problem {
            code,
            body: self.name.clone(),
            period: self.period.map(|period| period.to_string()),
            fact: fact.to_owned(),
            found,
            expected: Some(iso::print(self.from).to_string()),
        });
    }

    /// Takes from a predecessor the periods in which it ended, and those after its end.
    fn handed_over(&mut self, predecessor: &mut Body) -> Map<Period, Reported> {
        let from = self.from;
        let (kept, taken): (Vec<_>, Vec<_>) = std::mem::take(&mut predecessor.periods)
            .into_iter()
            .partition(|reported| reported.period.end < from);
        predecessor.periods = kept;
        let mut handed = Map::new();
        for mut reported in taken {
            self.period = Some(reported.period);
            if reported.period.start >= from {
                let found = reported.period.to_string();
                self.problem(ProblemCode::AfterItsEnd, "", Some(found));
            } else {
                self.late_deeds(&mut reported);
                handed.insert(reported.period, reported);
            }
        }
        handed
    }

    /// Puts bodies that lay below a predecessor below its successor.
    fn below(&mut self, own: &mut Vec<Body>, theirs: Vec<Body>) {
        let place: Map<(LevelId, String), usize> = (0..)
            .zip(own.iter())
            .map(|(at, body)| ((body.level, body.id.clone()), at))
            .collect();
        for other in theirs {
            let at = place.get(&(other.level, other.id.clone()));
            let Some(known) = at.and_then(|at| own.get_mut(*at)) else {
                own.push(other);
                continue;
            };
            self.below(&mut known.below, other.below);
            // What it reports here from before, it reported as one of those that lay here already.
            let from = self.from;
            if known.periods.iter().all(|one| one.period.end >= from) {
                known.since = other.since;
            }
            known.predecessors.extend(other.predecessors);
            for mut reported in other.periods {
                let twice = known.reported(reported.period).is_some();
                if twice {
                    self.period = Some(reported.period);
                    let name = self.names.level_name(known.level);
                    let found = format!("{name}:{}", Id(&known.id));
                    self.problem(ProblemCode::Duplicate, "below", Some(found));
                    spoil(&mut reported);
                }
                let place = own_period(known, reported.period);
                *place = reported;
            }
        }
    }

    /// A body that is no more has done nothing: such days are not known.
    fn late_deeds(&mut self, reported: &mut Reported) {
        let rosters = reported
            .members
            .iter_mut()
            .flat_map(|(collection, members)| {
                let rows = members.roster.iter_mut().flatten();
                rows.flat_map(move |row| {
                    let place = (Some(*collection), row.id.clone());
                    let values = row.values.iter_mut();
                    values.map(move |(id, value)| (place.clone(), *id, value))
                })
            });
        let own = reported
            .values
            .iter_mut()
            .map(|(id, value)| ((None, String::new()), *id, value));
        for ((collection, row), id, value) in own.chain(rosters) {
            let Some(day) = value.day().filter(|day| *day >= self.from) else {
                continue;
            };
            let fact = self.names.fact(id).map_or("", |fact| fact.name.as_str());
            let set = collection.and_then(|id| self.names.program().collections.get(id.index()));
            let path = set.map_or_else(
                || fact.to_owned(),
                |set| format!("{}[{}].{fact}", set.key, Id(&row)),
            );
            *value = Value::Faulty;
            self.problem(
                ProblemCode::AfterItsEnd,
                &path,
                Some(iso::print(day).to_string()),
            );
        }
    }

    /// Adds a predecessor's part; a fact that its level does not report has no such part.
    fn add(&mut self, own: &mut Reported, theirs: Reported) {
        own.closed &= theirs.closed;
        let Reported {
            mut values,
            mut members,
            ..
        } = theirs;
        let facts: Set<FactId> = own.values.keys().chain(values.keys()).copied().collect();
        for id in facts {
            if !self.names.is_reported_by(id, self.level) {
                continue;
            }
            let Some(fact) = self.names.fact(id) else {
                continue;
            };
            let both = together(&fact.kind, own.values.remove(&id), values.remove(&id));
            let both = both.unwrap_or_else(|Unlike| {
                self.problem(ProblemCode::PartsUnlike, &fact.name, None);
                Some(Value::Faulty)
            });
            own.values.extend(both.map(|value| (id, value)));
        }
        let sets: Set<_> = own.members.keys().chain(members.keys()).copied().collect();
        for id in sets {
            if !self.names.collects(id, self.level) {
                continue;
            }
            let (Some(mine), Some(theirs)) = (own.members.remove(&id), members.remove(&id)) else {
                continue;
            };
            let both = self.pooled(id, mine, theirs).unwrap_or_else(|Unlike| {
                let set = self.names.program().collections.get(id.index());
                let key = set.map_or("", |set| set.key.as_str());
                self.problem(ProblemCode::PartsUnlike, key, None);
                Members {
                    total: Some(Value::Faulty),
                    ..Members::default()
                }
            });
            own.members.insert(id, both);
        }
    }

    fn pooled(
        &self,
        id: CollectionId,
        mut mine: Members,
        mut theirs: Members,
    ) -> Result<Members, Unlike> {
        let is_listed = mine.roster.is_some() || theirs.roster.is_some();
        let roster = match (listed(&mut mine), listed(&mut theirs)) {
            _ if !is_listed => None,
            (Some(mut mine), Some(theirs)) => {
                let theirs = self.left_after_handing_over(id, &mut mine, theirs);
                // The same id may stand for somebody else there.
                let renamed = theirs.into_iter().map(|row| Member {
                    id: format!("{}/{}", self.name, row.id),
                    ..row
                });
                mine.extend(renamed);
                Some(mine)
            }
            _ => return Err(Unlike),
        };
        let mut theirs_in_total = theirs.totals;
        let totals = mine.totals.into_iter().filter_map(|(id, total)| {
            let both = sum(Some(total), theirs_in_total.remove(&id))?;
            Some((id, both))
        });
        Ok(Members {
            total: sum(mine.total, theirs.total),
            totals: totals.collect(),
            roster,
            told_elsewhere: Map::new(),
        })
    }

    /// Those of a predecessor's cases that the successor does not list as its own: what was open when the predecessor ended
    /// goes on with the successor, and is one case.
    fn left_after_handing_over(
        &self,
        id: CollectionId,
        mine: &mut [Member],
        theirs: Vec<Member>,
    ) -> Vec<Member> {
        let program = self.names.program();
        let of = program.collections.get(id.index());
        let day = of.and_then(|of| of.day_of_case(&program.facts));
        let (Some(of), Some(day)) = (of, day) else {
            return theirs;
        };
        let mut own: Map<String, &mut Member> = Map::new();
        for row in mine {
            own.insert(row.id.clone(), row);
        }
        let is_left = |row: &Member| {
            let known = own.get_mut(&row.id);
            !known.is_some_and(|own| self.goes_on((of, day), row, own))
        };
        theirs.into_iter().filter(is_left).collect()
    }

    /// Whether a case that was open is one that the successor goes on with, of the same day; what the predecessor alone tells
    /// of it is added.
    fn goes_on(&self, (of, day): (&Collection, FactId), theirs: &Member, own: &mut Member) -> bool {
        let told = theirs.values.get(&day).and_then(Value::day);
        if told.is_none() || told != own.values.get(&day).and_then(Value::day) {
            return false;
        }
        let is_date = |id: FactId| {
            let fact = self.names.fact(id);
            fact.is_some_and(|fact| matches!(fact.kind, FactKind::Date))
        };
        let by_successor = |value: &Value| value.day().is_none_or(|day| self.from <= day);
        let fits = |id: &FactId| match (theirs.values.get(id), own.values.get(id)) {
            (_, None) => true,
            (theirs, Some(own)) if theirs == Some(own) => true,
            (theirs, Some(own)) => is_date(*id) && Value::is_open(theirs) && by_successor(own),
        };
        let mut dates = of.facts.iter().filter(|id| **id != day && is_date(**id));
        let was_open = dates.any(|id| Value::is_open(theirs.values.get(id)));
        if !was_open || !of.facts.iter().all(fits) {
            return false;
        }
        for (id, value) in &theirs.values {
            own.values.entry(*id).or_insert_with(|| value.clone());
        }
        true
    }
}

/// The members of a list; nobody is an empty one.
fn listed(members: &mut Members) -> Option<Vec<Member>> {
    let nobody = Some(Value::Number(Number::ZERO));
    let is_nobody =
        members.total == nobody && members.totals.values().all(|n| nobody.as_ref() == Some(n));
    let empty = || is_nobody.then(Vec::new);
    members.roster.take().or_else(empty)
}

/// Two parts that cannot be brought together.
struct Unlike;

/// Both parts as one; what is blank in one of them is blank.
fn together(
    kind: &FactKind,
    mine: Option<Value>,
    theirs: Option<Value>,
) -> Result<Option<Value>, Unlike> {
    match kind {
        FactKind::Count | FactKind::Amount(_) => Ok(sum(mine, theirs)),
        FactKind::StateInPeriod
        | FactKind::StateToDate
        | FactKind::StateNow
        | FactKind::Act
        | FactKind::Date => Ok(either(mine, theirs)),
        FactKind::Choice(_) | FactKind::YesNo => match (mine, theirs) {
            (Some(mine), Some(theirs)) if mine == theirs => Ok(Some(mine)),
            (Some(open @ (Value::Unknown(_) | Value::Faulty)), Some(_))
            | (Some(_), Some(open @ (Value::Unknown(_) | Value::Faulty))) => Ok(Some(open)),
            (Some(_), Some(_)) => Err(Unlike),
            (None, _) | (_, None) => Ok(None),
        },
    }
}

fn sum(mine: Option<Value>, theirs: Option<Value>) -> Option<Value> {
    Some(match (mine?, theirs?) {
        (Value::Number(mine), Value::Number(theirs)) => mine
            .checked_add(theirs)
            .map_or(Value::Faulty, Value::Number),
        (Value::NotApplicable(_), other @ (Value::Number(_) | Value::NotApplicable(_)))
        | (other @ Value::Number(_), Value::NotApplicable(_)) => other,
        (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Value::Unknown(why),
        _ => Value::Faulty,
    })
}

/// A deed counts whichever of the two did it, from the earlier day on. Where one tells its day, and the other no
/// day, the other may have been earlier.
fn either(mine: Option<Value>, theirs: Option<Value>) -> Option<Value> {
    let (my_day, mine) = day_and_rest(mine);
    let (their_day, theirs) = day_and_rest(theirs);
    let days = my_day.into_iter().chain(their_day);
    let first = days.min_by_key(Value::day);
    let rest = either_without_day(mine, theirs);
    match (first, rest) {
        (None, rest) => rest,
        (Some(_), Some(Value::Faulty)) => Some(Value::Faulty),
        (Some(first), Some(Value::Bool(false))) => Some(first),
        (Some(first), rest) => {
            let rest = rest.unwrap_or_else(|| Value::Unknown(String::new()));
            Some(Value::Partly(Box::new([first, rest])))
        }
    }
}

/// The day that is told of a deed, and what is told beside it.
fn day_and_rest(value: Option<Value>) -> (Option<Value>, Option<Value>) {
    match value {
        Some(day @ (Value::Moment(_) | Value::Lasting(..))) => {
            (Some(day), Some(Value::Bool(false)))
        }
        Some(Value::Partly(parts)) => {
            let [day, rest] = *parts;
            (Some(day), Some(rest))
        }
        other => (None, other),
    }
}

fn either_without_day(mine: Option<Value>, theirs: Option<Value>) -> Option<Value> {
    match (mine, theirs) {
        (Some(Value::Faulty), _) | (_, Some(Value::Faulty)) => Some(Value::Faulty),
        (Some(Value::Bool(true)), _) | (_, Some(Value::Bool(true))) => Some(Value::Bool(true)),
        (Some(Value::NotApplicable(_)), other) | (other, Some(Value::NotApplicable(_))) => other,
        (Some(Value::Bool(false)), Some(Value::Bool(false))) => Some(Value::Bool(false)),
        (Some(open @ Value::Unknown(_)), _) | (_, Some(open @ Value::Unknown(_))) => Some(open),
        _ => None,
    }
}
