//! The digest of meaning: SHA-256 over an encoding in which equal programs are equal bytes.
//!
//! Every value is preceded by a tag or its length, so no two programs share an encoding. Positions
//! stand for ids, since a program's vectors are in the order of ids.

use std::fmt::Write as _;

use jiff_core::civil::Date;
use sha2::{Digest, Sha256};

use crate::run::calendar::Calendar;
use crate::run::calendar::period::PeriodKind;
use crate::run::number::Number;
use crate::run::program::{
    Bound, Citation, Clause, CollectionKind, Combination, Condition, DueDay, Earned, Edge, Event,
    Fact, FactKind, Goal, Key, Label, Length, Limit, Modality, Owner, Part, Past, Program,
    Quantity, Reduction, Relation, Requirement, Rounding, Schedule, ScoreLine, Table, TimeUnit,
    Unit,
};

/// The digest of a program, `sha256:…`; its id and digest do not enter.
pub(super) fn of(program: &Program) -> String {
    let mut encoder = Encoder { bytes: Vec::new() };
    encoder.program(program);
    let mut digest = String::from("sha256:");
    for byte in Sha256::digest(&encoder.bytes) {
        // Writing to a string cannot fail.
        let _ = write!(digest, "{byte:02x}");
    }
    digest
}

struct Encoder {
    bytes: Vec<u8>,
}

impl Encoder {
    fn tag(&mut self, tag: u8) {
        self.bytes.push(tag);
    }

    fn count(&mut self, n: usize) {
        self.bytes.extend((n as u64).to_be_bytes());
    }

    fn position(&mut self, position: u32) {
        self.bytes.extend(position.to_be_bytes());
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend(text.as_bytes());
    }

    fn flag(&mut self, flag: bool) {
        self.tag(u8::from(flag));
    }

    fn date(&mut self, date: Date) {
        self.bytes
            .extend(date.to_unix_epoch_day().day().to_be_bytes());
    }

    fn number(&mut self, number: Number) {
        let (numerator, denominator) = number.parts();
        self.bytes.extend(numerator.to_be_bytes());
        self.bytes.extend(denominator.to_be_bytes());
    }

    fn list<T>(&mut self, list: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.count(list.len());
        for one in list {
            each(self, one);
        }
    }

    fn maybe<T>(&mut self, value: Option<&T>, each: impl FnOnce(&mut Self, &T)) {
        self.flag(value.is_some());
        if let Some(value) = value {
            each(self, value);
        }
    }

    fn label(&mut self, label: &Label) {
        self.text(&label.en);
        self.text(&label.en_many);
        self.text(&label.vi);
    }

    fn program(&mut self, program: &Program) {
        self.list(&program.documents, |this, document| {
            this.text(&document.id);
            this.label(&document.label);
            this.maybe(document.number.as_ref(), |this, number| this.text(number));
            this.flag(document.advisory);
            this.date(document.from);
            this.maybe(document.to.as_ref(), |this, to| this.date(*to));
            this.maybe(document.calendar.as_ref(), |this, calendar| {
                this.position(calendar.0);
            });
            this.maybe(document.horizon.as_ref(), |this, (from, to)| {
                this.date(*from);
                this.date(*to);
            });
            this.maybe(document.applies_to.as_ref(), |this, (level, body)| {
                this.position(level.0);
                this.text(body);
            });
        });
        self.list(&program.levels, |this, level| {
            this.text(&level.id);
            this.label(&level.label);
            this.maybe(level.within.as_ref(), |this, within| {
                this.position(within.0);
            });
            this.position(level.collection.0);
        });
        self.collections(program);
        self.list(&program.facts, Self::fact);
        self.list(&program.rules, |this, rule| {
            this.text(&rule.id);
            this.label(&rule.label);
            this.position(rule.document.0);
            this.list(&rule.cites, Self::citation);
        });
        self.list(&program.versions, |this, version| {
            this.position(version.document.0);
            this.date(version.from);
            this.list(&version.cites, Self::citation);
        });
        self.list(&program.requirements, Self::requirement);
        self.list(&program.definitions, |this, definition| {
            this.text(&definition.id);
            this.label(&definition.label);
            this.quantity(&definition.value);
            this.unit(&definition.unit);
        });
        self.list(&program.calendars, Self::calendar);
    }

    fn citation(&mut self, cite: &Citation) {
        self.list(&cite.parts, |this, (unit, value)| {
            this.text(unit);
            this.text(value);
        });
    }

    fn collections(&mut self, program: &Program) {
        self.list(&program.collections, |this, collection| {
            this.text(&collection.key);
            this.label(&collection.label);
            match &collection.kind {
                CollectionKind::Population { per, events } => {
                    this.tag(0);
                    this.list(per, |this, level| this.position(level.0));
                    this.flag(*events);
                }
                CollectionKind::Bodies(level) => {
                    this.tag(1);
                    this.position(level.0);
                }
            }
            this.list(&collection.facts, |this, fact| this.position(fact.0));
            this.maybe(collection.note.as_ref(), Self::label);
        });
    }

    fn fact(&mut self, fact: &Fact) {
        self.text(&fact.name);
        self.label(&fact.label);
        match &fact.owner {
            Owner::Bodies(levels) => {
                self.tag(0);
                self.list(levels, |this, level| this.position(level.0));
            }
            Owner::Members(of) => {
                self.tag(1);
                self.position(of.0);
            }
        }
        match &fact.kind {
            FactKind::StateInPeriod => self.tag(0),
            FactKind::StateToDate => self.tag(1),
            FactKind::StateNow => self.tag(2),
            FactKind::Act => self.tag(3),
            FactKind::Date => self.tag(4),
            FactKind::Count => self.tag(5),
            FactKind::Amount(unit) => {
                self.tag(6);
                self.text(unit);
            }
            FactKind::Choice(options) => {
                self.tag(7);
                self.list(options, |this, (id, label)| {
                    this.text(id);
                    this.label(label);
                });
            }
            FactKind::YesNo => self.tag(8),
        }
        self.maybe(fact.attested_by.as_ref(), Self::label);
        self.maybe(fact.note.as_ref(), Self::label);
    }

    fn calendar(&mut self, calendar: &Calendar) {
        self.text(&calendar.id);
        self.label(&calendar.label);
        self.list(&calendar.weekend, |this, day| {
            this.bytes.extend(day.to_be_bytes());
        });
        self.list(&calendar.days, |this, day| {
            this.date(day.day);
            this.flag(day.off);
            this.maybe(day.public.as_ref(), |this, public| this.flag(*public));
            this.label(&day.label);
            this.maybe(day.source.as_ref(), |this, source| this.text(source));
        });
        self.flag(calendar.month_end_clamps);
        self.flag(calendar.weekend_rolls);
        self.flag(calendar.holiday_rolls);
        self.maybe(calendar.known_until.as_ref(), |this, day| this.date(*day));
    }

    fn requirement(&mut self, requirement: &Requirement) {
        self.position(requirement.rule.0);
        self.position(requirement.number);
        self.maybe(requirement.part.as_ref(), |this, part| {
            this.position(part.0);
        });
        self.list(&requirement.cites, Self::citation);
        self.tag(match requirement.modality {
            Modality::Must => 0,
            Modality::Strive => 1,
            Modality::Encouraged => 2,
            Modality::Requested => 3,
            Modality::MustNot => 4,
        });
        self.list(&requirement.bearers, |this, level| this.position(level.0));
        self.schedule(&requirement.schedule);
        self.goal(&requirement.goal);
        self.maybe(requirement.condition.as_ref(), Self::condition);
        self.maybe(requirement.exception.as_ref(), Self::condition);
        self.flag(requirement.none_counts_as_met);
        self.flag(requirement.attested);
        self.position(requirement.version.0);
        self.date(requirement.entry);
        self.date(requirement.from);
        self.maybe(requirement.to.as_ref(), |this, to| this.date(*to));
        self.tag(match requirement.ended {
            crate::run::program::Ended::Expired => 0,
            crate::run::program::Ended::Repealed => 1,
            crate::run::program::Ended::Amended => 2,
            crate::run::program::Ended::Suspended => 3,
        });
        self.maybe(requirement.ended_by.as_ref(), |this, by| {
            this.position(by.0);
        });
    }

    fn schedule(&mut self, schedule: &Schedule) {
        match schedule {
            Schedule::Standing { horizon } => {
                self.tag(0);
                self.maybe(horizon.as_ref(), |this, (from, to)| {
                    this.date(*from);
                    this.date(*to);
                });
            }
            Schedule::Periodic {
                kind,
                starting,
                due,
            } => {
                self.tag(1);
                match kind {
                    PeriodKind::Month => self.tag(0),
                    PeriodKind::Quarter => self.tag(1),
                    PeriodKind::HalfYear => self.tag(2),
                    PeriodKind::Year => self.tag(3),
                    PeriodKind::Months(n) => {
                        self.tag(5);
                        self.position(u32::from(*n));
                    }
                    PeriodKind::Years(n) => {
                        self.tag(4);
                        self.position(u32::from(*n));
                    }
                }
                self.maybe(starting.as_ref(), |this, day| this.date(*day));
                self.maybe(due.as_ref(), |this, due| match due {
                    DueDay::OfYear(month, day) => {
                        this.bytes.extend(month.to_be_bytes());
                        this.bytes.extend(day.to_be_bytes());
                    }
                    DueDay::OfLastMonth(day) => {
                        this.tag(0);
                        this.bytes.extend(day.to_be_bytes());
                    }
                });
            }
            Schedule::By { due } => {
                self.tag(2);
                self.date(*due);
            }
            Schedule::Events => self.tag(3),
        }
    }

    fn goal(&mut self, goal: &Goal) {
        match goal {
            Goal::Share {
                pool,
                weights,
                bound,
                rounding,
            } => {
                self.tag(0);
                self.list(pool, Self::part);
                self.list(weights, |this, fact| this.position(fact.0));
                self.bound(bound);
                self.maybe(rounding.as_ref(), |this, rounding| this.rounding(*rounding));
            }
            Goal::Ratio { part, whole, bound } => {
                self.tag(1);
                self.quantity(part);
                self.quantity(whole);
                self.bound(bound);
            }
            Goal::Compare { quantity, bound } => {
                self.tag(2);
                self.quantity(quantity);
                self.bound(bound);
            }
            Goal::Deeds { facts, limit } => {
                self.tag(3);
                self.list(facts, |this, fact| this.position(fact.0));
                self.maybe(limit.as_ref(), Self::limit);
            }
            Goal::Refrain { facts } => {
                self.tag(4);
                self.list(facts, |this, fact| this.position(fact.0));
            }
            Goal::Each { pool, goals } => {
                self.tag(5);
                self.list(pool, Self::part);
                self.list(goals, Self::goal);
            }
            Goal::Combined { how, parts } => {
                self.tag(6);
                match how {
                    Combination::AllOf => self.tag(0),
                    Combination::AnyOf => self.tag(1),
                    Combination::AtLeast(n) => {
                        self.tag(2);
                        self.position(*n);
                    }
                }
                self.list(parts, Self::clause);
            }
        }
    }

    fn part(&mut self, part: &Part) {
        self.position(part.collection.0);
        self.maybe(part.filter.as_ref(), Self::condition);
        self.maybe(part.holds.as_ref(), Self::condition);
    }

    fn limit(&mut self, limit: &Limit) {
        match limit {
            Limit::Within(length, event) => {
                self.tag(0);
                self.length(*length);
                self.event(*event);
            }
            Limit::Before(length, event) => {
                self.tag(1);
                self.length(*length);
                self.event(*event);
            }
            Limit::Lasting(length) => {
                self.tag(2);
                self.length(*length);
            }
            Limit::EarlierThan(event) => {
                self.tag(3);
                self.event(*event);
            }
            Limit::LaterThan(event) => {
                self.tag(4);
                self.event(*event);
            }
        }
    }

    fn length(&mut self, length: Length) {
        self.position(length.amount);
        self.tag(match length.unit {
            TimeUnit::Hours => 0,
            TimeUnit::Days => 1,
            TimeUnit::ConsecutiveDays => 2,
            TimeUnit::WorkingDays => 3,
            TimeUnit::Months => 4,
            TimeUnit::Years => 5,
        });
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Fact(fact) => {
                self.tag(0);
                self.position(fact.0);
            }
            Event::EndOfPeriod => self.tag(1),
        }
    }

    fn bound(&mut self, bound: &Bound) {
        let (tag, limit) = match &bound.relation {
            Relation::Over(limit) => (0, limit),
            Relation::AtLeast(limit) => (1, limit),
            Relation::Under(limit) => (2, limit),
            Relation::AtMost(limit) => (3, limit),
            Relation::Exactly(limit) => (4, limit),
            Relation::Not(limit) => (5, limit),
            Relation::Between(least, most) => {
                self.tag(6);
                self.quantity(least);
                self.quantity(most);
                return self.unit(&bound.unit);
            }
        };
        self.tag(tag);
        self.quantity(limit);
        self.unit(&bound.unit);
    }

    fn unit(&mut self, unit: &Unit) {
        match unit {
            Unit::Plain => self.tag(0),
            Unit::Percent => self.tag(1),
            Unit::Fraction => self.tag(2),
            Unit::Of(unit) => {
                self.tag(3);
                self.text(unit);
            }
            Unit::Date => self.tag(4),
            Unit::Points => self.tag(5),
            Unit::PercentagePoints => self.tag(6),
        }
    }

    fn rounding(&mut self, rounding: Rounding) {
        self.tag(match rounding {
            Rounding::Down => 0,
            Rounding::Up => 1,
            Rounding::HalfUp => 2,
        });
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Constant(constant) => {
                self.tag(0);
                self.flag(*constant);
            }
            Condition::Fact(fact) => {
                self.tag(1);
                self.position(fact.0);
            }
            Condition::Is(fact, option) => {
                self.tag(2);
                self.position(fact.0);
                self.position(*option);
            }
            Condition::Not(of) => {
                self.tag(3);
                self.condition(of);
            }
            Condition::All(of) => {
                self.tag(4);
                self.list(of, Self::condition);
            }
            Condition::Any(of) => {
                self.tag(5);
                self.list(of, Self::condition);
            }
            Condition::Compare(quantity, bound) => {
                self.tag(6);
                self.quantity(quantity);
                self.bound(bound);
            }
            Condition::Goal(goal) => {
                self.tag(7);
                self.goal(goal);
            }
        }
    }

    fn quantity(&mut self, quantity: &Quantity) {
        match quantity {
            Quantity::Number(number) => {
                self.tag(0);
                self.number(*number);
            }
            Quantity::Fact(fact) => {
                self.tag(1);
                self.position(fact.0);
            }
            Quantity::Size(pool) => {
                self.tag(2);
                self.list(pool, Self::part);
            }
            Quantity::Share(pool) => {
                self.tag(3);
                self.list(pool, Self::part);
            }
            Quantity::Over(reduction, pairs) => {
                self.tag(4);
                self.tag(match reduction {
                    Reduction::Sum => 0,
                    Reduction::Average => 1,
                    Reduction::Least => 2,
                    Reduction::Greatest => 3,
                });
                self.list(pairs, |this, (part, fact)| {
                    this.part(part);
                    this.position(fact.0);
                });
            }
            Quantity::Add(left, right) => self.pair(5, left, right),
            Quantity::Subtract(left, right) => self.pair(6, left, right),
            Quantity::Multiply(left, right) => self.pair(7, left, right),
            Quantity::Divide(left, right) => self.pair(8, left, right),
            Quantity::Greatest(of) => {
                self.tag(9);
                self.list(of, Self::quantity);
            }
            Quantity::Least(of) => {
                self.tag(10);
                self.list(of, Self::quantity);
            }
            Quantity::If(when, then, otherwise) => {
                self.tag(11);
                self.condition(when);
                self.quantity(then);
                self.quantity(otherwise);
            }
            Quantity::Past(of, which) => {
                self.tag(12);
                self.past(*which);
                self.quantity(of);
            }
            Quantity::Parameter(values) => {
                self.tag(13);
                self.list(values, |this, (day, value)| {
                    this.date(*day);
                    this.number(*value);
                });
            }
            Quantity::Definition(of) => {
                self.tag(14);
                self.position(of.0);
            }
            Quantity::Rounded(of, rounding) => {
                self.tag(15);
                self.rounding(*rounding);
                self.quantity(of);
            }
            Quantity::Moved { day, months, back } => {
                self.tag(17);
                self.position(*months);
                self.flag(*back);
                self.quantity(day);
            }
            Quantity::Table(table) => {
                self.tag(16);
                self.table(table);
            }
            Quantity::Score(score) => {
                self.tag(18);
                self.flag(score.none_counts_as_met);
                self.list(&score.lines, Self::score_line);
            }
            Quantity::Growth(growth) => {
                self.tag(19);
                self.quantity(&growth.of);
                self.past(growth.since);
                self.flag(growth.falls);
                self.flag(growth.relative);
            }
        }
    }

    /// Of a table what it gives for which keys; how its rows are grouped does not matter.
    fn table(&mut self, table: &Table) {
        self.list(&table.keys, |this, key| match key {
            Key::Choice { fact, options } => {
                this.tag(0);
                this.position(fact.0);
                this.position(*options);
            }
            Key::Number {
                quantity,
                unit: _,
                steps,
            } => {
                this.tag(1);
                this.quantity(quantity);
                this.list(steps, |this, step| {
                    this.edge(step.low);
                    this.edge(step.high);
                });
            }
        });
        self.list(&table.grid, |this, row| {
            let values = table.rows.get(*row as usize).map(|row| &row.values);
            this.list(
                values.map_or(&[][..], Vec::as_slice),
                |this, (day, value)| {
                    this.date(*day);
                    this.number(*value);
                },
            );
        });
    }

    fn clause(&mut self, Clause { goal, condition }: &Clause) {
        self.goal(goal);
        self.maybe(condition.as_ref(), Self::condition);
    }

    fn score_line(&mut self, line: &ScoreLine) {
        self.number(line.most);
        match &line.earned {
            Earned::Whole(clause) => {
                self.tag(0);
                self.clause(clause);
            }
            Earned::ProRata {
                clause,
                achieved,
                required,
            } => {
                self.tag(1);
                self.clause(clause);
                self.quantity(achieved);
                self.quantity(required);
            }
            Earned::Points(quantity) => {
                self.tag(2);
                self.quantity(quantity);
            }
        }
    }

    fn past(&mut self, past: Past) {
        self.tag(match past {
            Past::LastYear => 0,
            Past::PreviousPeriod => 1,
        });
    }

    fn edge(&mut self, edge: Option<Edge>) {
        self.flag(edge.is_some());
        if let Some(Edge { at, included }) = edge {
            self.number(at);
            self.flag(included);
        }
    }

    fn pair(&mut self, tag: u8, left: &Quantity, right: &Quantity) {
        self.tag(tag);
        self.quantity(left);
        self.quantity(right);
    }
}
