//! Facts in slots: one whole number for each key of each period.

use std::collections::{BTreeMap, BTreeSet};

use jiff_core::civil::Date;

use crate::run::facts::keys::{Key, Target, keys};
use crate::run::facts::read::Vocabulary;
use crate::run::facts::{Moment, Reported, Value};
use crate::run::number::Number;
use crate::run::program::{CollectionId, CollectionKind, FactId, FactKind, LevelId, Program};
use crate::run::reads::Reads;

/// Nothing is reported.
pub(super) const BLANK: i64 = -1;
/// Declared not known.
pub(super) const UNKNOWN: i64 = -2;
/// Declared not applicable.
pub(super) const NOT_APPLICABLE: i64 = -3;
/// A deed: not done so far; a yes/no fact: no.
pub(super) const NO: i64 = 0;
/// A deed done on a day that is not told; a yes/no fact: yes.
pub(super) const YES: i64 = 1;
/// The first day that can be named; of deeds, later days follow.
const FIRST_DAY: i64 = 2;
/// Numbers in slots are below this, so that sums of them times what rules ask for fit 64 bits.
pub(super) const MOST: i64 = 1 << 44;

/// What a report says of one body, as numbers in the places that a [`Plan`](super::Plan) gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slots {
    pub(super) values: Vec<i64>,
}

/// How what stands under a key is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeping {
    Number,
    Deed,
    YesNo,
    Choice(u32),
}

/// The keys of a level, with their places within a period.
#[derive(Debug)]
pub(super) struct Keys {
    pub(super) all: Vec<Key>,
    pub(super) keeping: Vec<Keeping>,
    places: BTreeMap<Place, usize>,
    /// Collections of bodies: where there are none of them, nothing is theirs.
    bodies: BTreeSet<CollectionId>,
}

/// What a key stands for, in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Fact(FactId),
    Size(CollectionId),
    Total(CollectionId, FactId),
}

impl From<Target> for Place {
    fn from(target: Target) -> Self {
        match target {
            Target::Fact(id) => Self::Fact(id),
            Target::Collection(id) => Self::Size(id),
            Target::Total(of, id) => Self::Total(of, id),
        }
    }
}

impl Keys {
    pub(super) fn new(program: &Program, vocabulary: &Vocabulary, level: LevelId) -> Self {
        let keys = keys(program, vocabulary, level);
        let places = keys.iter().enumerate();
        let places = places.map(|(at, key)| (key.target.into(), at)).collect();
        let kept = |key: &Key| match key.target {
            Target::Fact(id) => program.facts.get(id.index()).map(|fact| &fact.kind),
            Target::Collection(_) | Target::Total(..) => None,
        };
        // How many chose what is told by lists only.
        let is_refused = |key: &Key| match key.target {
            Target::Total(_, id) => {
                let fact = program.facts.get(id.index());
                fact.is_some_and(|fact| matches!(fact.kind, FactKind::Choice(_)))
            }
            Target::Fact(_) | Target::Collection(_) => false,
        };
        let keeping = |key: &Key| match kept(key) {
            None if is_refused(key) => Keeping::Choice(0),
            None | Some(FactKind::Count | FactKind::Amount(_)) => Keeping::Number,
            Some(FactKind::YesNo) => Keeping::YesNo,
            Some(FactKind::Choice(options)) => {
                Keeping::Choice(u32::try_from(options.len()).unwrap_or(u32::MAX))
            }
            Some(
                FactKind::StateInPeriod
                | FactKind::StateToDate
                | FactKind::StateNow
                | FactKind::Act
                | FactKind::Date,
            ) => Keeping::Deed,
        };
        let collections = (0..).map(CollectionId).zip(&program.collections);
        let bodies = collections.filter(|(_, set)| matches!(set.kind, CollectionKind::Bodies(_)));
        Self {
            keeping: keys.iter().map(keeping).collect(),
            all: keys,
            places,
            bodies: bodies.map(|(id, _)| id).collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn place(&self, place: Place) -> Option<usize> {
        self.places.get(&place).copied()
    }

    /// The slots of how many there are, each with one of for how many of them something holds.
    pub(super) fn parts(&self, program: &Program) -> Vec<(u32, u32)> {
        self.totals(program, FactKind::is_yes_or_no)
    }

    /// The slots of how many there are, each with one of what they have together.
    pub(super) fn sums(&self, program: &Program) -> Vec<(u32, u32)> {
        self.totals(program, |kind| !kind.is_yes_or_no())
    }

    fn totals(&self, program: &Program, is_meant: fn(&FactKind) -> bool) -> Vec<(u32, u32)> {
        let totals = self.places.iter().filter_map(|(place, part)| {
            let Place::Total(of, id) = place else {
                return None;
            };
            let whole = self.place(Place::Size(*of))?;
            let kind = &program.facts.get(id.index())?.kind;
            let pair = (u32::try_from(whole).ok()?, u32::try_from(*part).ok()?);
            is_meant(kind).then_some(pair)
        });
        totals.collect()
    }

    /// Puts what is reported under a period into its slots; none where one cannot hold it.
    pub(super) fn fill(&self, reported: &Reported, slots: &mut [i64]) -> Option<()> {
        let mut put = |place: Place, value: &Value| {
            let slot = slots.get_mut(self.place(place)?)?;
            *slot = code(value)?;
            Some(())
        };
        for (id, value) in &reported.values {
            put(Place::Fact(*id), value)?;
        }
        for (of, members) in &reported.members {
            if members.roster.is_some() {
                return None;
            }
            if let Some(total) = &members.total {
                put(Place::Size(*of), total)?;
            }
            for (id, total) in &members.totals {
                put(Place::Total(*of, *id), total)?;
            }
        }
        Some(())
    }

    /// What slots of a period say of what some requirements read.
    pub(super) fn reported(&self, reported: &mut Reported, slots: &[i64], reads: &[Reads]) {
        let is_read = |place: Place| {
            if matches!(place, Place::Size(of) if self.bodies.contains(&of)) {
                return true;
            }
            reads.iter().any(|reads| match place {
                Place::Fact(id) => reads.facts.contains(&id),
                Place::Size(of) => reads.collections.contains(&of),
                Place::Total(of, id) => {
                    reads.collections.contains(&of) || reads.facts.contains(&id)
                }
            })
        };
        let kept = self.all.iter().zip(&self.keeping).zip(slots);
        for ((key, keeping), slot) in kept {
            let place = key.target.into();
            let Some(value) = keeping.value(*slot).filter(|_| is_read(place)) else {
                continue;
            };
            match place {
                Place::Size(of) => reported.members.entry(of).or_default().total = Some(value),
                Place::Total(of, id) => {
                    let members = reported.members.entry(of).or_default();
                    members.totals.insert(id, value);
                }
                Place::Fact(id) => {
                    reported.values.insert(id, value);
                }
            }
        }
    }
}

impl Keeping {
    /// What a slot says; none where it is blank.
    fn value(self, slot: i64) -> Option<Value> {
        match slot {
            UNKNOWN => return Some(Value::Unknown(String::new())),
            NOT_APPLICABLE => return Some(Value::NotApplicable(String::new())),
            slot if slot < 0 => return None,
            _ => {}
        }
        Some(match self {
            Self::Number => Value::Number(Number::from(slot)),
            Self::YesNo => Value::Bool(slot == YES),
            Self::Choice(_) => Value::Option(u32::try_from(slot).ok()?),
            Self::Deed if slot < FIRST_DAY => Value::Bool(slot == YES),
            Self::Deed => Value::Moment(Moment {
                date: Date::MIN
                    .checked_add(i32::try_from(slot - FIRST_DAY).ok()?)
                    .ok()?,
                time: None,
            }),
        })
    }
}

/// A value as a slot holds it; none where it holds no such thing.
fn code(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.to_i64().filter(|n| (0..MOST).contains(n)),
        Value::Bool(yes) => Some(if *yes { YES } else { NO }),
        Value::Moment(Moment { date, time: None }) => Some(day(*date)),
        Value::Option(position) => Some(i64::from(*position)),
        Value::Unknown(_) => Some(UNKNOWN),
        Value::NotApplicable(_) => Some(NOT_APPLICABLE),
        Value::Moment(_) | Value::Lasting(..) | Value::Partly(_) | Value::Faulty => None,
    }
}

/// A day as a slot holds it.
pub(super) fn day(date: Date) -> i64 {
    FIRST_DAY + i64::from(Date::MIN.until(date))
}
