//! A report with one place left open, for the value that decides.

mod assumed;
mod deeds;
mod numbers;
mod shares;

use luat_grammar::Parsed;
use luat_grammar::source::Span;
use luat_grammar::syntax::{
    Condition, Counted, Date, GivenValue, Ident, Notation, Number, Ref, Requirement, ScenarioLine,
    Sentence, ShareBase, TimeLimit,
};

use super::{plain, time};
use crate::wire::date as day;
use assumed::assume;
use deeds::{chosen, deeds, each_member, one_member};
use numbers::{compared, members, number, settled};
use shares::share;

/// Stands for the value in a report while it is not chosen; no law speaks of such numbers or days.
const NUMBER: i128 = 777_777_777;

const DAY: (i16, i8, i8) = (2198, 7, 7);

/// How many a share is taken of, where its bound is a whole number of percent.
const HUNDRED: i128 = 100;

/// The value in the open place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SlotValue {
    Number(i128),
    Day(Date),
    Answer(bool),
}

/// What may stand in the open place.
#[derive(Debug, Clone)]
enum Slot {
    /// Numbers, ascending, and those that are a threshold.
    Numbers {
        tried: Vec<i128>,
        thresholds: Vec<i128>,
    },
    /// Days.
    Days,
    /// Done or not.
    Answer,
}

/// A fact in a draft.
#[derive(Debug, Clone)]
enum Value {
    /// As it stands.
    Fixed(GivenValue),
    /// The day on which what a limit runs from happens.
    Anchor,
    /// The open place.
    Open,
    /// What lasts from this day to the one in the open place.
    OpenEnd(Date),
}

/// Whose facts: the body's own, or a member's.
type Holder = Option<(Ref, Ident)>;

/// A report with one place left open.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    lines: Vec<(Holder, Vec<(Ref, Value)>)>,
    slot: Slot,
}

/// A name where nothing is written.
pub(super) fn reference(document: &str, id: &str) -> Ref {
    Ref {
        document: document.to_owned(),
        id: id.to_owned(),
        span: Span::default(),
    }
}

/// The ways of reporting on a sentence that leave one place open; the more telling one first.
pub(super) fn drafts(
    parsed: &Parsed,
    sentence: &Sentence,
    conditions: &[&Condition],
    time: &time::Frame,
) -> Vec<Draft> {
    let mut assumed = Vec::new();
    for condition in conditions {
        match condition {
            Condition::If(when) => assumed.extend(assume(parsed, when, true)),
            Condition::Unless(when) => assumed.extend(assume(parsed, when, false)),
            Condition::IfAny => {}
        }
    }
    let limit = sentence.limit.as_ref().map(|limit| &limit.node);
    let requirement = &sentence.requirement.node;
    let mut drafts = of_requirement(parsed, requirement, limit, time);
    for draft in &mut drafts {
        let named: Vec<String> = draft
            .lines
            .iter()
            .flat_map(|(_, facts)| facts.iter().map(|(fact, _)| fact.id.clone()))
            .collect();
        let more: Vec<_> = assumed
            .iter()
            .filter(|(fact, _)| !named.contains(&fact.id))
            .cloned()
            .collect();
        if !more.is_empty() {
            draft.lines.insert(0, (None, more));
        }
    }
    drafts
}

/// The ways of reporting on a requirement.
fn of_requirement(
    parsed: &Parsed,
    requirement: &Requirement,
    limit: Option<&TimeLimit>,
    time: &time::Frame,
) -> Vec<Draft> {
    match requirement {
        Requirement::Share(of) => {
            let alone = match &of.base {
                ShareBase::Of(whom) => one_member(parsed, whom, &of.predicate, limit, time),
                ShareBase::Ratio { .. } | ShareBase::Weighted { .. } => Vec::new(),
            };
            share(parsed, of).into_iter().chain(alone).collect()
        }
        Requirement::Count(of) => match &of.of {
            Counted::Fact(fact) => vec![number(fact, &settled(parsed, &of.bound.node))],
            Counted::Members {
                of: whom,
                predicate,
            } => members(whom, predicate, &of.bound.node)
                .into_iter()
                .chain(one_member(parsed, whom, predicate, limit, time))
                .chain(chosen(whom))
                .collect(),
        },
        Requirement::Acts(acts) => deeds(acts, None, limit, time),
        Requirement::Each(each) => each_member(parsed, each, limit, time),
        Requirement::Comparison(of) => compared(parsed, of, time).into_iter().collect(),
        Requirement::Combined { .. } => Vec::new(),
    }
}

fn whole(numerator: i128) -> GivenValue {
    GivenValue::Number(Number {
        numerator,
        denominator: 1,
        notation: Notation::Digits,
    })
}

impl SlotValue {
    /// A report put together with the sentinel, with this value in its place.
    pub(super) fn put_into(self, report: &str) -> String {
        let (open, value) = match self {
            SlotValue::Number(value) => (NUMBER.to_string(), value.to_string()),
            SlotValue::Day(value) => (
                format!("\"{}\"", day(sentinel_day())),
                format!("\"{}\"", day(value)),
            ),
            SlotValue::Answer(value) => (format!("\"{}\"", day(sentinel_day())), value.to_string()),
        };
        report.replace(&open, &value)
    }
}

impl Draft {
    /// What stands in the open place while the report is put together.
    pub(super) fn sentinel(&self) -> SlotValue {
        match self.slot {
            Slot::Numbers { .. } => SlotValue::Number(NUMBER),
            Slot::Days | Slot::Answer => SlotValue::Day(sentinel_day()),
        }
    }

    /// The values to try, in their order.
    pub(super) fn values(&self, time: &time::Frame) -> Vec<SlotValue> {
        match &self.slot {
            Slot::Numbers { tried, .. } => tried.iter().copied().map(SlotValue::Number).collect(),
            Slot::Answer => vec![SlotValue::Answer(false), SlotValue::Answer(true)],
            Slot::Days => days(time.first, time.as_of).map(SlotValue::Day).collect(),
        }
    }

    /// Whether a value is a threshold that the sentence writes out.
    pub(super) fn is_threshold(&self, value: SlotValue) -> bool {
        match (&self.slot, value) {
            (Slot::Numbers { thresholds, .. }, SlotValue::Number(value)) => {
                thresholds.contains(&value)
            }
            _ => false,
        }
    }

    /// Whether a day left open is held against another day.
    pub(super) fn is_anchored(&self) -> bool {
        let mut facts = self.lines.iter().flat_map(|(_, facts)| facts);
        matches!(self.slot, Slot::Days) && facts.any(|(_, value)| matches!(value, Value::Anchor))
    }

    /// The `given` lines with a value in the open place, where what a limit runs from happens on a day.
    pub(super) fn given(&self, value: SlotValue, anchor: Date, period: &str) -> Vec<ScenarioLine> {
        let chosen = match value {
            SlotValue::Number(value) => whole(value),
            SlotValue::Day(value) => GivenValue::Date(value),
            SlotValue::Answer(value) => GivenValue::Bool(value),
        };
        let lines = self.lines.iter().map(|(member, facts)| {
            let facts = facts.iter().map(|(fact, value)| {
                let value = match value {
                    Value::Fixed(value) => value.clone(),
                    Value::Anchor => GivenValue::Date(anchor),
                    Value::Open => chosen.clone(),
                    Value::OpenEnd(from) => match chosen {
                        GivenValue::Date(to) => GivenValue::Span(*from, Some(to)),
                        _ => chosen.clone(),
                    },
                };
                (fact.clone(), plain(value))
            });
            ScenarioLine::Given {
                of: member.iter().cloned().collect(),
                facts: facts.collect(),
                period: Some(plain(period.to_owned())),
            }
        });
        lines.collect()
    }
}

/// The days from one to another, both among them.
pub(super) fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(move |day| *day <= to)
}

/// Stands for a day in a report while it is not chosen.
pub(super) fn sentinel_day() -> Date {
    let (year, month, day) = DAY;
    Date::new(year, month, day).unwrap_or(Date::MAX)
}
