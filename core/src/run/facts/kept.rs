//! A report kept while it changes: one entry of it is read again, by the same code that read it first.
//!
//! A fact may spoil others: totals are held against their population, their roster and the bodies
//! below. Those of one collection are therefore read again together. Where more than that hangs
//! together (a body that takes over from others, one given twice, keys given twice, a case told of in
//! several periods), the report is read whole.

use std::cmp::Reverse;

use jiff_core::civil::Date;

use super::agree;
use super::edit::{self, Edited};
use super::names::{Names, Target};
use super::read::reading::{Place, Problems, Reading};
use super::read::{Raw, ReadError, Vocabulary};
use super::retold;
use super::succession::take_over;
use super::{Body, Facts, Members, Problem, Reported};
use crate::run::calendar::period::Period;
use crate::run::json::{Json, Object};
use crate::run::limits::Limits;
use crate::run::ordered::{Map, sort};
use crate::run::program::{CollectionId, CollectionKind, FactId, LevelId, Program};

/// A report as read, with what is needed to read parts of it again.
pub(in crate::run) struct Kept {
    pub(in crate::run) facts: Facts,
    parts: Option<Parts>,
}

/// A report in parts that can be read again one by one.
struct Parts {
    bodies: Vec<Seat>,
    /// The problems of reading, in its order.
    blocks: Vec<Block>,
    /// What contradicts itself, by collection; nothing else of that collection holds then.
    contradictions: Map<Group, Vec<Problem>>,
    /// Rows of all rosters.
    members: usize,
}

/// A body of the report, and where it is.
pub(in crate::run) struct Seat {
    pub(in crate::run) level: LevelId,
    pub(in crate::run) id: String,
    /// The body right above.
    pub(in crate::run) above: Option<usize>,
    /// The way to it, from the reporting body down.
    route: Vec<usize>,
    /// Its place among all when those below a body come before it.
    rank: usize,
    /// Its name in problems.
    name: String,
}

enum Block {
    /// Problems of what is no fact.
    Fixed(Vec<Problem>),
    /// What was read of one period of a body.
    Period {
        seat: usize,
        period: Period,
        entries: Vec<Entry>,
    },
}

/// What was read of one key of a period.
#[derive(Default)]
struct Entry {
    problems: Vec<Problem>,
    /// Rows of its roster.
    rows: usize,
}

/// What one body reports of one collection, in the order in which such are held together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    rank: usize,
    start: Date,
    end: Reverse<Date>,
    collection: CollectionId,
}

/// What another value of an entry touches.
#[derive(Debug, Default)]
pub(in crate::run) struct Touched {
    /// The body, by its seat.
    pub(in crate::run) seat: usize,
    pub(in crate::run) facts: Vec<FactId>,
    pub(in crate::run) collections: Vec<CollectionId>,
    /// Whether the period is declared final, or the number of bodies: anything may hang on it.
    pub(in crate::run) all: bool,
    /// The list of problems is another.
    pub(in crate::run) problems: bool,
}

impl Kept {
    /// Reads a report whole.
    pub(in crate::run) fn read(
        program: &Program,
        vocabulary: &Vocabulary,
        report: &Json,
    ) -> Result<Self, ReadError> {
        let names = Names::new(program, &vocabulary.index);
        let mut raw = Raw::read(&names, vocabulary, report)?;
        match Parts::of((program, &vocabulary.limits), &raw, report) {
            None => {
                agree::check(&names, &mut raw.body, &mut raw.problems);
                take_over(&names, &mut raw.body, &mut raw.problems);
                retold::fill(program, &mut raw.body);
                Ok(Self {
                    facts: Facts {
                        body: raw.body,
                        problems: raw.problems.into_vec(),
                    },
                    parts: None,
                })
            }
            Some(mut parts) => {
                parts.hold_together(&names, &mut raw.body);
                let problems = parts.problems();
                Ok(Self {
                    facts: Facts {
                        body: raw.body,
                        problems,
                    },
                    parts: Some(parts),
                })
            }
        }
    }

    /// All bodies, where parts of the report can be read again.
    pub(in crate::run) fn seats(&self) -> &[Seat] {
        self.parts.as_ref().map_or(&[], |parts| &parts.bodies)
    }

    pub(in crate::run) fn body(&self, seat: usize) -> Option<&Body> {
        let seat = self.seats().get(seat)?;
        let mut route = seat.route.iter();
        route.try_fold(&self.facts.body, |body, at| body.below.get(*at))
    }

    /// Reads again what was edited at a key of a body's period; none where the report must be read
    /// whole.
    pub(in crate::run) fn again(
        &mut self,
        program: &Program,
        vocabulary: &Vocabulary,
        report: &Json,
        spot: &edit::Spot,
        edited: Edited,
    ) -> Option<Touched> {
        let parts = self.parts.as_mut()?;
        let names = Names::new(program, &vocabulary.index);
        let at = parts.seat(&names, spot)?;
        if parts.totals_above(&names, &self.facts.body, at, spot.period) {
            return None;
        }
        let seat = parts.bodies.get(at)?;
        let object = json_of(report, &seat.route, &names, &self.facts.body)?;
        let mut route = seat.route.iter();
        let body = route.try_fold(&mut self.facts.body, |body, at| body.below.get_mut(*at))?;
        let (name, level, rank) = (seat.name.clone(), seat.level, seat.rank);
        let mut again = Again {
            names,
            vocabulary,
            place: Place {
                body: name,
                level,
                took_over: Vec::new(),
                period: Some(spot.period),
            },
            entries: edit::entries(object, spot.period)?,
            group: Group {
                rank,
                start: spot.period.start,
                end: Reverse(spot.period.end),
                collection: CollectionId(0),
            },
            parts,
            touched: Touched {
                seat: at,
                ..Touched::default()
            },
        };
        again.edited(body, spot, edited)?;
        let touched = again.touched;
        if touched.problems {
            self.facts.problems = parts.problems();
        }
        Some(touched)
    }
}

/// The part of the report that a body was read from.
fn json_of<'j>(
    report: &'j Json,
    route: &[usize],
    names: &Names<'_>,
    body: &Body,
) -> Option<&'j Object> {
    let mut object = report.as_object()?;
    let mut body = body;
    for at in route {
        body = body.below.get(*at)?;
        let Json::Array(rows) = object.get("below")? else {
            return None;
        };
        let is_it = |row: &&Object| {
            let header = row.get("body").and_then(super::read::bodies::Header::of);
            header.is_some_and(|header| {
                header.id == body.id && header.level == names.level_name(body.level)
            })
        };
        object = rows.iter().filter_map(Json::as_object).find(is_it)?;
    }
    Some(object)
}

impl Parts {
    /// A report's parts; none where they hang together.
    fn of((program, limits): (&Program, &Limits), raw: &Raw, report: &Json) -> Option<Self> {
        let is_regular = !raw.has_repeated
            && raw.members <= limits.members
            && raw.problems.len() <= limits.problems
            && report.as_object().is_some_and(is_regular);
        if !is_regular || retold::is_open(program, &raw.body) {
            return None;
        }
        let mut bodies = Vec::new();
        seat_all(program, &raw.body, None, &[], &mut 0, &mut bodies)?;
        let mut parts = Self {
            bodies,
            blocks: Vec::new(),
            contradictions: Map::new(),
            members: raw.members,
        };
        parts.outline(raw)?;
        Some(parts)
    }

    fn outline(&mut self, raw: &Raw) -> Option<()> {
        let problems = raw.problems.listed();
        let seats = self.bodies.iter().enumerate();
        let seats: Map<&str, usize> = seats.map(|(at, seat)| (&*seat.name, at)).collect();
        let mut done = 0;
        for read in &raw.outline {
            let (mut from, mut rows) = read.before;
            self.blocks
                .push(Block::Fixed(problems.get(done..from)?.to_vec()));
            let mut entries = Vec::with_capacity(read.after.len());
            for (to, members) in &read.after {
                entries.push(Entry {
                    problems: problems.get(from..*to)?.to_vec(),
                    rows: members.saturating_sub(rows),
                });
                (from, rows) = (*to, *members);
            }
            self.blocks.push(Block::Period {
                seat: *seats.get(&*read.body)?,
                period: read.period,
                entries,
            });
            done = from;
        }
        self.blocks
            .push(Block::Fixed(problems.get(done..)?.to_vec()));
        Some(())
    }

    /// Holds all that is reported of each collection together.
    fn hold_together(&mut self, names: &Names<'_>, body: &mut Body) {
        for seat in &self.bodies {
            let mut route = seat.route.iter();
            let Some(body) = route.try_fold(&mut *body, |body, at| body.below.get_mut(*at)) else {
                continue;
            };
            let Body { periods, below, .. } = body;
            for reported in periods {
                let period = reported.period;
                for (collection, members) in &mut reported.members {
                    let group = Group {
                        rank: seat.rank,
                        start: period.start,
                        end: Reverse(period.end),
                        collection: *collection,
                    };
                    let problems = agreed(names, (&seat.name, period, below), group, members);
                    if !problems.is_empty() {
                        self.contradictions.insert(group, problems);
                    }
                }
            }
        }
    }

    /// All problems, up to the limit.
    fn problems(&self) -> Vec<Problem> {
        let mut all = Problems::default();
        let mut list = |problems: &[Problem]| {
            for problem in problems {
                all.list(problem.clone());
            }
        };
        for block in &self.blocks {
            match block {
                Block::Fixed(problems) => list(problems),
                Block::Period { entries, .. } => {
                    for entry in entries {
                        list(&entry.problems);
                    }
                }
            }
        }
        self.contradictions.values().for_each(|found| list(found));
        all.into_vec()
    }

    fn seat(&self, names: &Names<'_>, spot: &edit::Spot) -> Option<usize> {
        let Some((level, id)) = &spot.body else {
            return Some(0);
        };
        let level = names.level(level)?;
        let is_it = |seat: &Seat| seat.level == level && seat.id == *id;
        self.bodies.iter().position(is_it)
    }

    fn entries(&mut self, of: usize, within: Period) -> Option<&mut Vec<Entry>> {
        self.blocks.iter_mut().find_map(|block| match block {
            Block::Period {
                seat,
                period,
                entries,
            } if *seat == of && *period == within => Some(entries),
            _ => None,
        })
    }

    /// Whether a body above reports totals over the bodies of this one's level.
    fn totals_above(&self, names: &Names<'_>, root: &Body, at: usize, period: Period) -> bool {
        let Some(seat) = self.bodies.get(at) else {
            return false;
        };
        let mut body = root;
        for next in &seat.route {
            let reported = body.reported(period).into_iter();
            let mut sets = reported.flat_map(|reported| reported.members.keys());
            let counts = |id: &CollectionId| {
                let declared = names.program().collections.get(id.index());
                declared.is_some_and(
                    |one| matches!(one.kind, CollectionKind::Bodies(level) if level == seat.level),
                )
            };
            if sets.any(counts) {
                return true;
            }
            match body.below.get(*next) {
                Some(below) => body = below,
                None => return false,
            }
        }
        false
    }
}

/// What contradicts itself in one collection, made not known.
fn agreed(
    names: &Names<'_>,
    report: (&str, Period, &[Body]),
    group: Group,
    members: &mut Members,
) -> Vec<Problem> {
    let mut problems = Problems::default();
    agree::one(names, report, group.collection, members, &mut problems);
    problems.into_vec()
}

/// Gives every body its seat; none where one takes over from others.
fn seat_all(
    program: &Program,
    body: &Body,
    above: Option<usize>,
    route: &[usize],
    next_rank: &mut usize,
    seats: &mut Vec<Seat>,
) -> Option<()> {
    let mut successions = program.successions.iter();
    if !body.predecessors.is_empty() || successions.any(|one| one.is_to(body.level, &body.id)) {
        return None;
    }
    let own = seats.len();
    let level = program.levels.get(body.level.index())?;
    seats.push(Seat {
        level: body.level,
        id: body.id.clone(),
        above,
        route: route.to_vec(),
        rank: 0,
        name: format!("{}:{}", level.id, super::path::Id(&body.id)),
    });
    for (at, below) in body.below.iter().enumerate() {
        let mut route = route.to_vec();
        route.push(at);
        seat_all(program, below, Some(own), &route, next_rank, seats)?;
    }
    seats.get_mut(own)?.rank = *next_rank;
    *next_rank += 1;
    Some(())
}

/// Whether no key that matters is given twice.
fn is_regular(body: &Object) -> bool {
    let periods = body.get("periods").and_then(Json::as_object);
    let is_clear = |periods: &Object| {
        let mut found: Vec<Period> = periods
            .iter()
            .filter_map(|(key, _)| key.parse().ok())
            .collect();
        sort(&mut found);
        let once = found.windows(2).all(|pair| pair.first() != pair.get(1));
        let objects = periods.iter().filter_map(|(_, json)| json.as_object());
        let mut objects = objects.map(|entries| entries.repeated().is_empty());
        once && periods.repeated().is_empty() && objects.all(|once| once)
    };
    let is_below_clear = || match body.get("below") {
        Some(Json::Array(rows)) => rows.iter().filter_map(Json::as_object).all(is_regular),
        _ => true,
    };
    body.repeated().is_empty() && periods.is_none_or(is_clear) && is_below_clear()
}

/// One entry being read again.
struct Again<'a, 'p> {
    names: Names<'p>,
    vocabulary: &'a Vocabulary,
    place: Place,
    /// What the body now reports under the period.
    entries: &'a Object,
    group: Group,
    parts: &'a mut Parts,
    touched: Touched,
}

impl Again<'_, '_> {
    fn edited(&mut self, body: &mut Body, spot: &edit::Spot, edited: Edited) -> Option<()> {
        let Body { periods, below, .. } = body;
        let reported = periods
            .iter_mut()
            .find(|reported| reported.period == spot.period)?;
        match self.names.resolve(self.place.level, &spot.key) {
            None => {
                let was = std::mem::take(&mut reported.closed);
                if spot.key != "final" {
                    reported.closed = was;
                }
                self.entry(reported, &spot.key, edited)?;
                self.touched.all |= reported.closed != was;
            }
            Some(Target::Fact(id)) if spot.key != "final" => {
                let was = reported.values.remove(&id);
                self.entry(reported, &spot.key, edited)?;
                if reported.values.get(&id) != was.as_ref() {
                    self.touched.facts.push(id);
                }
            }
            Some(Target::Collection(id) | Target::Total(id, _)) if spot.key != "final" => {
                self.group.collection = id;
                self.collection(reported, below, &spot.key, edited)?;
                if retold::is_listed_again(self.names.program(), body, id) {
                    return None;
                }
            }
            // A fact of that name could never be reported.
            Some(_) => return None,
        }
        Some(())
    }

    /// Reads the entry edited, and keeps its problems.
    fn entry(&mut self, reported: &mut Reported, key: &str, edited: Edited) -> Option<()> {
        let (seat, period) = (self.touched.seat, reported.period);
        let entries = self.parts.entries(seat, period)?;
        let at = match edited {
            Edited::Entry(at) | Edited::Row(at, _) => at,
            Edited::Removed(at) => {
                if at >= entries.len() {
                    return None;
                }
                let gone = entries.remove(at);
                self.touched.problems |= !gone.problems.is_empty();
                self.parts.members -= gone.rows;
                return Some(());
            }
            Edited::Nothing | Edited::Period => return None,
        };
        if at == entries.len() {
            entries.push(Entry::default());
        }
        let rows = entries.get(at)?.rows;
        let (found, json) = self.entries.0.get(at)?;
        if found != key {
            return None;
        }
        let mut reading = Reading::new(&self.names, self.vocabulary);
        reading.members = self.parts.members - rows;
        reading.entry(&self.place, reported, key, json);
        let members = reading.members;
        if members > self.vocabulary.limits.members {
            return None;
        }
        let problems = reading.problems.into_vec();
        self.kept(at, reported.period, problems)?;
        let before = std::mem::replace(&mut self.parts.members, members);
        let entries = self.parts.entries(seat, period)?;
        entries.get_mut(at)?.rows = rows + members - before;
        Some(())
    }

    /// Keeps the problems of an entry.
    fn kept(&mut self, at: usize, period: Period, problems: Vec<Problem>) -> Option<()> {
        let entries = self.parts.entries(self.touched.seat, period)?;
        let entry = entries.get_mut(at)?;
        self.touched.problems |= entry.problems != problems;
        entry.problems = problems;
        Some(())
    }

    /// Reads again what is reported of a collection, as far as need be.
    fn collection(
        &mut self,
        reported: &mut Reported,
        below: &[Body],
        key: &str,
        edited: Edited,
    ) -> Option<()> {
        let id = self.group.collection;
        let period = reported.period;
        let contradicted = self.parts.contradictions.remove(&self.group);
        match edited {
            Edited::Row(at, row) if contradicted.is_none() && self.is_clean(at, period) => {
                self.row(reported, key, at, row)?;
            }
            _ if contradicted.is_some()
                || matches!(edited, Edited::Row(..))
                || self.is_roster(reported, key, edited) =>
            {
                self.all(reported, key, edited)?;
            }
            _ => self.total(reported, key, edited)?,
        }
        if let Some(members) = reported.members.get_mut(&id) {
            let report = (self.place.body.as_str(), period, below);
            let problems = agreed(&self.names, report, self.group, members);
            if !problems.is_empty() {
                self.parts.contradictions.insert(self.group, problems);
            }
        }
        let now = self.parts.contradictions.get(&self.group);
        if now != contradicted.as_ref() {
            self.touched.problems = true;
        }
        if now.is_some() || contradicted.is_some() {
            self.touch_all();
        }
        Some(())
    }

    fn touch_all(&mut self) {
        let collection = self.group.collection;
        self.touched.collections.push(collection);
        let set = self.names.program().collections.get(collection.index());
        let facts = set.into_iter().flat_map(|set| &set.facts);
        self.touched.facts.extend(facts);
        self.touched.all |= self.counts_bodies();
    }

    /// How many bodies there are is asked for wherever they might be silent.
    fn counts_bodies(&self) -> bool {
        let set = self
            .names
            .program()
            .collections
            .get(self.group.collection.index());
        set.is_some_and(|set| matches!(set.kind, CollectionKind::Bodies(_)))
    }

    /// Whether the entry has no problems of its own.
    fn is_clean(&mut self, at: usize, period: Period) -> bool {
        let entries = self.parts.entries(self.touched.seat, period);
        let entry = entries.and_then(|entries| entries.get(at));
        entry.is_some_and(|entry| entry.problems.is_empty())
    }

    /// Whether an edited entry was a roster, or is one now.
    fn is_roster(&self, reported: &Reported, key: &str, edited: Edited) -> bool {
        let members = reported.members.get(&self.group.collection);
        let was = members.is_some_and(|members| members.roster.is_some());
        let is = match edited {
            Edited::Entry(at) => matches!(self.entries.0.get(at), Some((_, Json::Array(_)))),
            _ => false,
        };
        is || (was && self.is_the_collection(key))
    }

    /// Whether a key is that of the collection itself, not of a total over it.
    fn is_the_collection(&self, key: &str) -> bool {
        let target = self.names.resolve(self.place.level, key);
        matches!(target, Some(Target::Collection(_)))
    }

    /// One row of a roster without faults.
    fn row(&mut self, reported: &mut Reported, key: &str, at: usize, row: usize) -> Option<()> {
        let id = self.group.collection;
        let period = reported.period;
        let (_, Json::Array(rows)) = self.entries.0.get(at)? else {
            return None;
        };
        let object = rows.get(row)?.as_object()?;
        let members = reported.members.get_mut(&id)?;
        let member = members.roster.as_mut()?.get_mut(row)?;
        let mut reading = Reading::new(&self.names, self.vocabulary);
        let now = reading.member(&self.place, id, key, &member.id, object);
        let problems = reading.problems.into_vec();
        let was = std::mem::replace(member, now);
        let either = was.values.keys().chain(member.values.keys());
        let differs = |fact: &&FactId| was.values.get(*fact) != member.values.get(*fact);
        self.touched.facts.extend(either.filter(differs));
        self.kept(at, period, problems)
    }

    /// A number of members, or a total over them.
    fn total(&mut self, reported: &mut Reported, key: &str, edited: Edited) -> Option<()> {
        let id = self.group.collection;
        let was_there = reported.members.contains_key(&id);
        let members = reported.members.entry(id).or_default();
        match self.names.resolve(self.place.level, key)? {
            Target::Total(_, fact) => {
                let was = members.totals.remove(&fact);
                self.entry(reported, key, edited)?;
                let members = reported.members.get(&id)?;
                if members.totals.get(&fact) != was.as_ref() {
                    self.touched.facts.push(fact);
                }
            }
            Target::Collection(_) => {
                let was = members.total.take();
                self.entry(reported, key, edited)?;
                let members = reported.members.get(&id)?;
                if members.total != was {
                    self.touched.collections.push(id);
                    self.touched.all |= self.counts_bodies();
                }
            }
            Target::Fact(_) => return None,
        }
        self.drop_blank(reported);
        if reported.members.contains_key(&id) != was_there {
            self.touched.collections.push(id);
        }
        Some(())
    }

    /// All that is reported of a collection.
    fn all(&mut self, reported: &mut Reported, key: &str, edited: Edited) -> Option<()> {
        let id = self.group.collection;
        reported.members.remove(&id);
        self.entry(reported, key, edited)?;
        for (other, json) in self.entries.iter().filter(|(other, _)| *other != key) {
            let target = self.names.resolve(self.place.level, other);
            let of = match target {
                Some(Target::Collection(of) | Target::Total(of, _)) => of,
                Some(Target::Fact(_)) | None => continue,
            };
            if of == id {
                // Its problems are kept already.
                let mut reading = Reading::new(&self.names, self.vocabulary);
                reading.entry(&self.place, reported, other, json);
            }
        }
        self.drop_blank(reported);
        self.touch_all();
        Some(())
    }

    /// A collection of which nothing is reported is not there.
    fn drop_blank(&self, reported: &mut Reported) {
        let id = self.group.collection;
        let is_blank = |members: &Members| {
            members.total.is_none() && members.roster.is_none() && members.totals.is_empty()
        };
        if reported.members.get(&id).is_some_and(is_blank) {
            reported.members.remove(&id);
        }
    }
}
