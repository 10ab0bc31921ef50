//! How each part of a program is written: its fields in this order, a variant by its number.
//!
//! A field or variant added to a program is missed here by the compiler. Numbers are never used
//! again for something else; whatever changes here raises `FORMAT`.

use std::sync::OnceLock;

use super::bytes::{Coded, Counts, Reader, Writer, length};
use super::named::Names;
use super::sound::{Ground, is_grounded, is_tree};
use crate::run::calendar::period::PeriodKind;
use crate::run::calendar::{Calendar, SpecialDay};
use crate::run::program::{
    Bound, CalendarId, Cell, Citation, Clause, Collection, CollectionId, CollectionKind,
    Combination, Condition, Definition, DefinitionId, Document, DocumentId, DueDay, Earned, Edge,
    Ended, Event, Fact, FactId, FactKind, Goal, Growth, Key, Label, Length, Level, LevelId, Limit,
    Modality, Owner, Part, Past, Predecessor, Program, Quantity, Reduction, Relation, Requirement,
    Rounding, Row, Rule, RuleId, Schedule, Score, ScoreLine, Stretch, Succession, Table, TimeUnit,
    UNITS, Unit, Version, VersionId,
};

/// Positions, each held against how many there are.
macro_rules! positions {
    ($($name:ident in $count:ident),+ $(,)?) => { $(
        impl Coded for $name {
            fn write(&self, to: &mut Writer) {
                match to.names() {
                    Some(names) => Names::write(&names.$count, self.0, to),
                    None => self.0.write(to),
                }
            }

            fn read(from: &mut Reader<'_>) -> Option<Self> {
                from.position(from.counts.$count).map(Self)
            }
        }
    )+ };
}

/// Structures: their fields one after the other.
macro_rules! structures {
    ($($name:ident { $($field:ident),+ $(,)? })+) => { $(
        impl Coded for $name {
            fn write(&self, to: &mut Writer) {
                let Self { $($field),+ } = self;
                $($field.write(to);)+
            }

            fn read(from: &mut Reader<'_>) -> Option<Self> {
                $(let $field = Coded::read(from)?;)+
                Some(Self { $($field),+ })
            }
        }
    )+ };
}

/// Alternatives: a variant's number, then what it holds.
macro_rules! alternatives {
    ($($name:ident {
        $($number:literal $variant:ident $(($($item:ident),+))? $({ $($field:ident),+ })?),+ $(,)?
    })+) => { $(
        impl Coded for $name {
            fn write(&self, to: &mut Writer) {
                match self {
                    $(Self::$variant $(($($item),+))? $({ $($field),+ })? => {
                        to.byte($number);
                        $($($item.write(to);)+)?
                        $($($field.write(to);)+)?
                    })+
                }
            }

            fn read(from: &mut Reader<'_>) -> Option<Self> {
                Some(match from.byte()? {
                    $($number => {
                        $($(let $item = Coded::read(from)?;)+)?
                        $($(let $field = Coded::read(from)?;)+)?
                        Self::$variant $(($($item),+))? $({ $($field),+ })?
                    })+
                    _ => return None,
                })
            }
        }
    )+ };
}

/// The counts first: what is read after them names positions in any part.
impl Coded for Program {
    fn write(&self, to: &mut Writer) {
        let Self {
            // Follows from the documents.
            id: _,
            // Follows from the meaning, and stands before it in an artefact.
            digest: _,
            documents,
            levels,
            collections,
            facts,
            rules,
            versions,
            requirements,
            definitions,
            calendars,
            successions,
            // Follows from all of them.
            derived: _,
        } = self;
        for count in [
            documents.len(),
            levels.len(),
            collections.len(),
            facts.len(),
            rules.len(),
            versions.len(),
            definitions.len(),
            calendars.len(),
        ] {
            length(count).write(to);
        }
        write_all(documents, to);
        write_all(levels, to);
        write_all(collections, to);
        write_all(facts, to);
        write_all(rules, to);
        write_all(versions, to);
        write_all(definitions, to);
        write_all(calendars, to);
        requirements.write(to);
        // What is not declared means nothing, and stands last: the digest does not tell of it.
        if !(to.is_of_meaning() && successions.is_empty()) {
            successions.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let mut count = || u32::read(from);
        from.counts = Counts {
            documents: count()?,
            levels: count()?,
            collections: count()?,
            facts: count()?,
            rules: count()?,
            versions: count()?,
            definitions: count()?,
            calendars: count()?,
        };
        let documents: Vec<Document> = from.values(from.counts.documents)?;
        let levels = from.values(from.counts.levels)?;
        if !is_tree(&levels) {
            return None;
        }
        Some(Self {
            id: Program::joined_ids(&documents),
            digest: String::new(),
            documents,
            levels,
            collections: from.values(from.counts.collections)?,
            facts: from.values(from.counts.facts)?,
            rules: from.values(from.counts.rules)?,
            versions: from.values(from.counts.versions)?,
            definitions: definitions(from)?,
            calendars: from.values(from.counts.calendars)?,
            requirements: Coded::read(from)?,
            successions: Coded::read(from)?,
            derived: OnceLock::new(),
        })
    }
}

fn write_all<T: Coded>(values: &[T], to: &mut Writer) {
    for value in values {
        value.write(to);
    }
}

fn definitions(from: &mut Reader<'_>) -> Option<Vec<Definition>> {
    let mut definitions = Vec::new();
    let mut grounds = Vec::new();
    for _ in 0..from.counts.definitions {
        let before = from.rest().len();
        from.deepest = 0;
        from.named.clear();
        definitions.push(Definition::read(from)?);
        grounds.push(Ground {
            names: std::mem::take(&mut from.named),
            weight: before - from.rest().len(),
            depth: from.deepest,
        });
    }
    is_grounded(&grounds).then_some(definitions)
}

impl Coded for DefinitionId {
    fn write(&self, to: &mut Writer) {
        match to.names() {
            Some(names) => Names::write(&names.definitions, self.0, to),
            None => self.0.write(to),
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let id = from.position(from.counts.definitions).map(Self)?;
        from.named.push(id);
        Some(id)
    }
}

/// A unit of a citation, by its place among them.
impl Coded for &'static str {
    fn write(&self, to: &mut Writer) {
        let place = UNITS.iter().position(|unit| unit == self);
        length(place.unwrap_or(UNITS.len())).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let place = usize::try_from(u32::read(from)?).ok()?;
        UNITS.get(place).copied()
    }
}

/// Of its meaning, only what it gives for which keys; how the text groups that into rows is told
/// in explanations and changes no verdict.
impl Coded for Table {
    fn write(&self, to: &mut Writer) {
        let Self { keys, rows, grid } = self;
        keys.write(to);
        if to.is_of_meaning() {
            for row in grid {
                let row = usize::try_from(*row).ok().and_then(|row| rows.get(row));
                row.map(|row| row.values.clone()).write(to);
            }
        } else {
            rows.write(to);
            grid.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let table = Self {
            keys: Coded::read(from)?,
            rows: Coded::read(from)?,
            grid: Coded::read(from)?,
        };
        table.is_full().then_some(table)
    }
}

positions! {
    DocumentId in documents,
    LevelId in levels,
    CollectionId in collections,
    FactId in facts,
    RuleId in rules,
    VersionId in versions,
    CalendarId in calendars,
}

structures! {
    Label { en, en_many, vi }
    Document { id, label, number, advisory, from, to, calendar, horizon, applies_to }
    Level { id, label, within, collection }
    Collection { key, label, kind, facts, note }
    Fact { name, label, owner, kind, attested_by, note }
    Rule { id, label, document, cites }
    Version { document, from, cites }
    Citation { parts }
    Succession { to, from, of, cites }
    Predecessor { body, in_part }
    Requirement {
        rule, number, part, cites, modality, bearers, schedule, goal, condition, exception,
        none_counts_as_met, attested, version, entry, from, to, ended, ended_by,
    }
    Definition { id, label, value, unit }
    Bound { relation, unit }
    Part { collection, filter, holds }
    Clause { goal, condition }
    Length { amount, unit }
    Stretch { low, high }
    Edge { at, included }
    Row { cells, values }
    Score { none_counts_as_met, lines }
    ScoreLine { most, earned }
    Growth { of, since, falls, relative }
    Calendar {
        id, label, weekend, days, month_end_clamps, weekend_rolls, holiday_rolls, known_until,
    }
    SpecialDay { day, off, public, label, source }
}

alternatives! {
    CollectionKind { 0 Population { per, events }, 1 Bodies(level) }
    Owner { 0 Bodies(levels), 1 Members(collection) }
    FactKind {
        0 StateInPeriod, 1 StateToDate, 2 StateNow, 3 Act, 4 Date, 5 Count, 6 Amount(unit),
        7 Choice(options), 8 YesNo,
    }
    Modality { 0 Must, 1 Strive, 2 Encouraged, 3 Requested, 4 MustNot }
    Ended { 0 Expired, 1 Repealed, 2 Amended, 3 Suspended, 4 PhaseOver }
    Schedule {
        0 Standing { horizon }, 1 Periodic { kind, starting, due }, 2 By { due }, 3 Events, 4 Cases,
    }
    DueDay { 0 OfYear(month, day), 1 OfLastMonth(day) }
    PeriodKind { 0 Month, 1 Quarter, 2 HalfYear, 3 Year, 4 Years(years), 5 Months(months) }
    Goal {
        0 Share { pool, weights, bound, rounding }, 1 Ratio { part, whole, bound },
        2 Compare { quantity, bound }, 3 Deeds { facts, limit }, 4 Refrain { facts },
        5 Each { pool, goals }, 6 Combined { how, parts },
    }
    Combination { 0 AllOf, 1 AnyOf, 2 AtLeast(number) }
    Limit {
        0 Within(length, event), 1 Before(length, event), 2 Lasting(length), 3 EarlierThan(event),
        4 LaterThan(event), 5 By(event),
    }
    TimeUnit { 0 Hours, 1 Days, 2 ConsecutiveDays, 3 WorkingDays, 4 Months, 5 Years }
    Event { 0 Fact(fact), 1 EndOfPeriod }
    Relation {
        0 Over(limit), 1 AtLeast(limit), 2 Under(limit), 3 AtMost(limit), 4 Exactly(limit),
        5 Not(limit), 6 Between(least, most),
    }
    Unit { 0 Plain, 1 Percent, 2 Fraction, 3 Of(unit), 4 Date, 5 Points, 6 PercentagePoints }
    Rounding { 0 Down, 1 Up, 2 HalfUp }
    Condition {
        0 Constant(constant), 1 Fact(fact), 2 Is(fact, option), 3 Not(of), 4 All(of), 5 Any(of),
        6 Compare(quantity, bound), 7 Goal(goal),
    }
    Quantity {
        0 Number(number), 1 Fact(fact), 2 Size(pool), 3 Share(pool), 4 Over(reduction, parts),
        5 Add(left, right), 6 Subtract(left, right), 7 Multiply(left, right), 8 Divide(left, right),
        9 Greatest(of), 10 Least(of), 11 If(when, then, otherwise), 12 Past(of, which),
        13 Parameter(values), 14 Definition(of), 15 Rounded(of, rounding),
        16 Table(table), 17 Moved { day, length, back }, 18 Score(score), 19 Growth(growth),
        20 InUnit(of, factor, unit),
    }
    Earned { 0 Whole(clause), 1 ProRata { clause, achieved, required }, 2 Points(points) }
    Key { 0 Choice { fact, options }, 1 Number { quantity, unit, steps } }
    Cell { 0 Options(options), 1 Band(stretch), 2 Rest }
    Reduction { 0 Sum, 1 Average, 2 Least, 3 Greatest }
    Past { 0 LastYear, 1 PreviousPeriod }
}
