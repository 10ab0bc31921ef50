//! A report with one place left open, for the value that decides.

use luat_grammar::Parsed;
use luat_grammar::names::NameKind;
use luat_grammar::source::Span;
use luat_grammar::syntax::{
    Aggregate, Bound, Comparator, Comparison, Condition, Counted, Date, Declaration, Each,
    EachRequirement, EventRef, Expr, ExprKind, GivenValue, Ident, MemberRef, Notation, Number,
    Operator, Ref, Requirement, ScenarioLine, Selection, Sentence, Share, ShareBase, TimeLimit,
};

use super::{plain, time};
use crate::wire::date as day;

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

/// What is compared: a day with a day, else a number.
fn compared(parsed: &Parsed, of: &Comparison, time: &time::Frame) -> Option<Draft> {
    let left = counted(&of.left)?;
    let is_day = parsed
        .names
        .resolve(left)
        .is_some_and(|name| matches!(name.kind, NameKind::Date | NameKind::Act));
    if !is_day {
        return Some(number(left, &settled(parsed, &of.bound.node)));
    }
    let mut facts: Vec<(Ref, Value)> = names(&of.bound.node)
        .into_iter()
        .map(|day| (day, Value::Fixed(GivenValue::Date(time.anchor()))))
        .collect();
    facts.push((left.clone(), Value::Open));
    Some(Draft {
        lines: vec![(None, facts)],
        slot: Slot::Days,
    })
}

/// Facts under which a condition holds, or does not, as far as they are plain.
fn assume(parsed: &Parsed, when: &Expr, holds: bool) -> Vec<(Ref, Value)> {
    let mut assumed = Assumed {
        parsed,
        facts: Vec::new(),
        denied: Vec::new(),
        depth: 0,
    };
    assumed.of(when, holds);
    for (choice, denied) in assumed.denied {
        let known = assumed.facts.iter().any(|(fact, _)| fact.id == choice.id);
        let own = format!("{}.", choice.id);
        let mut options = parsed.names.iter().filter(|name| {
            name.kind == NameKind::Option
                && name.document == choice.document
                && name.id.starts_with(&own)
        });
        let other = options.find(|name| !denied.contains(&name.id));
        if let Some(other) = other.filter(|_| !known) {
            let option = GivenValue::Option(reference(&other.document, &other.id));
            assumed.facts.push((choice, Value::Fixed(option)));
        }
    }
    assumed.facts
}

/// Definitions are followed so deep.
const DEPTH: u32 = 8;

struct Assumed<'p> {
    parsed: &'p Parsed,
    facts: Vec<(Ref, Value)>,
    /// Options that choices must not have.
    denied: Vec<(Ref, Vec<String>)>,
    depth: u32,
}

/// What a name is defined as.
fn defined<'p>(parsed: &'p Parsed, name: &Ref) -> Option<&'p Expr> {
    let name = parsed.names.resolve(name)?;
    let tree = parsed
        .documents
        .iter()
        .find(|tree| tree.source == name.source)?;
    tree.declarations.iter().find_map(|line| match &line.node {
        Declaration::Define(define) if define.id.span == name.span => Some(&define.value),
        _ => None,
    })
}

impl Assumed<'_> {
    fn of(&mut self, when: &Expr, holds: bool) {
        match &when.kind {
            ExprKind::Name(fact) => {
                if let Some(value) = defined(self.parsed, fact).filter(|_| self.depth < DEPTH) {
                    self.depth += 1;
                    self.of(value, holds);
                    self.depth -= 1;
                    return;
                }
                let answer = Value::Fixed(GivenValue::Bool(holds));
                self.facts.push((fact.clone(), answer));
            }
            ExprKind::Not(inner) => self.of(inner, !holds),
            ExprKind::IsOption {
                choice,
                option,
                negated,
            } if holds != *negated => {
                let option = Value::Fixed(GivenValue::Option(option.clone()));
                // Of `A or B`, the first will do.
                if !self.facts.iter().any(|(fact, _)| fact.id == choice.id) {
                    self.facts.push((choice.clone(), option));
                }
            }
            ExprKind::IsOption { choice, option, .. } => {
                match self.denied.iter_mut().find(|(of, _)| of.id == choice.id) {
                    Some((_, denied)) => denied.push(option.id.clone()),
                    None => self.denied.push((choice.clone(), vec![option.id.clone()])),
                }
            }
            ExprKind::Binary {
                left,
                op: Operator::And | Operator::Or,
                right,
            } => {
                self.of(left, holds);
                self.of(right, holds);
            }
            ExprKind::Compare { left, bound } => {
                if let (Some(fact), Bound::Compare(comparator, limit)) =
                    (counted(left), bound.as_ref())
                    && let ExprKind::Number(number) = limit.kind
                {
                    let at = number.numerator / number.denominator.max(1);
                    let value = beside(*comparator, at, holds);
                    self.facts.push((fact.clone(), Value::Fixed(whole(value))));
                }
            }
            _ => {}
        }
    }
}

/// What is a number by itself: a fact, or how many members there are.
fn counted(of: &Expr) -> Option<&Ref> {
    match &of.kind {
        ExprKind::Name(fact) => Some(fact),
        ExprKind::Aggregate {
            what: Aggregate::Number,
            over,
            predicate,
            ..
        } if over.filter.is_none() && predicate.is_empty() => match over.of.as_slice() {
            [set] => Some(set),
            _ => None,
        },
        _ => None,
    }
}

/// A whole number for which a comparison with another one holds, or does not.
fn beside(comparator: Comparator, at: i128, holds: bool) -> i128 {
    match (comparator, holds) {
        (Comparator::Over | Comparator::AtLeast | Comparator::Not, true)
        | (Comparator::AtMost | Comparator::Exactly, false) => at + 1,
        (Comparator::Under | Comparator::AtMost, true) | (Comparator::AtLeast, false) => {
            (at - 1).max(0)
        }
        (Comparator::Exactly, true)
        | (Comparator::Over | Comparator::Under | Comparator::Not, false) => at,
    }
}

fn whole(numerator: i128) -> GivenValue {
    GivenValue::Number(Number {
        numerator,
        denominator: 1,
        notation: Notation::Digits,
    })
}

/// A share over totals: so many of a round number, the other populations empty.
fn share(parsed: &Parsed, of: &Share) -> Option<Draft> {
    let all = round_number(&of.bound.node);
    let (whole_of, part) = match &of.base {
        ShareBase::Of(whom) if whom.filter.is_none() => {
            let [predicate] = of.predicate.as_slice() else {
                return None;
            };
            totals(parsed, whom, predicate)?
        }
        ShareBase::Ratio { part, whole } => match (&part.kind, &whole.kind) {
            (ExprKind::Name(part), ExprKind::Name(whole)) => {
                (vec![whole.clone()], vec![part.clone()])
            }
            _ => return None,
        },
        ShareBase::Of(_) | ShareBase::Weighted { .. } => return None,
    };
    let mut sizes = Vec::new();
    let mut parts = Vec::new();
    for (at, (set, counted)) in whole_of.iter().zip(&part).enumerate() {
        let size = if at == 0 { all } else { 0 };
        sizes.push((set.clone(), Value::Fixed(whole(size))));
        let value = if at == 0 {
            Value::Open
        } else {
            Value::Fixed(whole(0))
        };
        parts.push((counted.clone(), value));
    }
    sizes.extend(parts);
    let mut thresholds: Vec<i128> = literals(&of.bound.node)
        .into_iter()
        .filter_map(|share| exactly(share, all))
        .collect();
    if matches!(of.bound.node, Bound::All) {
        thresholds.push(all);
    }
    Some(Draft {
        lines: vec![(None, sizes)],
        slot: Slot::Numbers {
            tried: (0..=all).collect(),
            thresholds,
        },
    })
}

/// The populations of a share and, for each, what is counted of it.
fn totals(
    parsed: &Parsed,
    whom: &Selection,
    predicate: &MemberRef,
) -> Option<(Vec<Ref>, Vec<Ref>)> {
    let mut sets: Vec<Ref> = Vec::new();
    for one in &whom.of {
        let name = parsed.names.resolve(one)?;
        if name.kind == NameKind::Group {
            let members = name.of.iter().map(|member| parsed.names.at(*member));
            sets.extend(members.map(|member| reference(&member.document, &member.id)));
        } else {
            sets.push(one.clone());
        }
    }
    let counted = sets
        .iter()
        .map(|set| {
            let own = format!("{}.", set.id);
            let state = predicate
                .refs
                .iter()
                .find(|fact| fact.document == set.document && fact.id.starts_with(&own));
            state.cloned().or_else(|| {
                // An act of the bodies of a level, of the document that declares it.
                let act = predicate.refs.iter().find(|fact| !fact.id.contains('.'))?;
                Some(reference(&act.document, &format!("{own}{}", act.id)))
            })
        })
        .collect::<Option<Vec<_>>>()?;
    Some((sets, counted))
}

/// A number of members such that the bound can be kept exactly.
fn round_number(bound: &Bound) -> i128 {
    let denominators = literals(bound).into_iter().map(|number| number.denominator);
    let least = denominators.max().unwrap_or(1);
    if HUNDRED % least == 0 {
        HUNDRED
    } else {
        least.saturating_mul(10).min(1000)
    }
}

/// So much of a whole, where that is a whole number.
fn exactly(share: Number, whole: i128) -> Option<i128> {
    let part = share.numerator.checked_mul(whole)?;
    (part % share.denominator == 0).then(|| part / share.denominator)
}

/// The numbers that a bound writes out; a percentage as a ratio.
fn literals(bound: &Bound) -> Vec<Number> {
    let of = |limit: &Expr| match &limit.kind {
        ExprKind::Number(number) | ExprKind::Money { amount: number, .. } => Some(*number),
        ExprKind::Percent(number) => Some(Number {
            denominator: number.denominator.saturating_mul(HUNDRED),
            ..*number
        }),
        _ => None,
    };
    match bound {
        Bound::Compare(_, limit) => of(limit).into_iter().collect(),
        Bound::Between(least, most) => [least, most].into_iter().filter_map(of).collect(),
        Bound::All | Bound::No => Vec::new(),
    }
}

/// A bound with the first value of a parameter in its place.
fn settled(parsed: &Parsed, bound: &Bound) -> Bound {
    let value = |limit: &Expr| match &limit.kind {
        ExprKind::Name(name) => parameter(parsed, name).cloned(),
        _ => None,
    };
    let or_itself = |limit: &Expr| value(limit).unwrap_or_else(|| limit.clone());
    match bound {
        Bound::Compare(comparator, limit) => Bound::Compare(*comparator, or_itself(limit)),
        Bound::Between(least, most) => Bound::Between(or_itself(least), or_itself(most)),
        Bound::All | Bound::No => bound.clone(),
    }
}

/// The first value of a parameter.
fn parameter<'p>(parsed: &'p Parsed, name: &Ref) -> Option<&'p Expr> {
    let name = parsed
        .names
        .resolve(name)
        .filter(|name| name.kind == NameKind::Parameter)?;
    let declared = parsed
        .documents
        .iter()
        .find(|tree| tree.source == name.source)?
        .declarations
        .iter();
    let mut values = declared.filter_map(|line| match &line.node {
        Declaration::Parameter(one) if one.id.span == name.span => one.values.first(),
        _ => None,
    });
    values.next().map(|(value, _)| value)
}

/// A number with a bound: those around the bound.
fn number(fact: &Ref, bound: &Bound) -> Draft {
    let mut facts = Vec::new();
    let mut values: Vec<i128> = vec![0, 1];
    let mut thresholds = Vec::new();
    for literal in literals(bound) {
        thresholds.extend(exactly(literal, 1));
        let near = literal.numerator / literal.denominator.max(1);
        values.extend([near - 1, near, near + 1, near + 2]);
    }
    for named in names(bound) {
        facts.push((named, Value::Fixed(whole(HUNDRED))));
        thresholds.push(HUNDRED);
        values.extend([HUNDRED - 1, HUNDRED, HUNDRED + 1]);
    }
    values.retain(|value| *value >= 0);
    values.sort_unstable();
    values.dedup();
    facts.push((fact.clone(), Value::Open));
    Draft {
        lines: vec![(None, facts)],
        slot: Slot::Numbers {
            tried: values,
            thresholds,
        },
    }
}

/// The facts and populations that a bound is worked out from.
fn names(bound: &Bound) -> Vec<Ref> {
    let mut found = Vec::new();
    match bound {
        Bound::Compare(_, limit) => named(limit, &mut found),
        Bound::Between(least, most) => {
            named(least, &mut found);
            named(most, &mut found);
        }
        Bound::All | Bound::No => {}
    }
    found
}

fn named(limit: &Expr, found: &mut Vec<Ref>) {
    match &limit.kind {
        ExprKind::Name(fact) => found.push(fact.clone()),
        ExprKind::Aggregate {
            what: Aggregate::Number,
            over,
            predicate,
            ..
        } if over.filter.is_none() && predicate.is_empty() => {
            found.extend(over.of.iter().cloned());
        }
        ExprKind::Extreme { greatest: _, of } => of.iter().for_each(|one| named(one, found)),
        ExprKind::Binary { left, op: _, right } => {
            named(left, found);
            named(right, found);
        }
        _ => {}
    }
}

/// So many members, or so many of a large population.
fn members(whom: &Selection, predicate: &[MemberRef], bound: &Bound) -> Option<Draft> {
    let ([set], None) = (whom.of.as_slice(), &whom.filter) else {
        return None;
    };
    match predicate {
        [] => Some(number(set, bound)),
        [state] => {
            let mut draft = number(state.refs.first()?, bound);
            let Slot::Numbers { tried, .. } = &draft.slot else {
                return None;
            };
            let all = tried.last().map_or(HUNDRED, |most| most + 1);
            let size = vec![(set.clone(), Value::Fixed(whole(all)))];
            draft.lines.insert(0, (None, size));
            Some(draft)
        }
        _ => None,
    }
}

/// Deeds, all on the day left open; where no day decides, whether they were done.
fn deeds(
    acts: &[Ref],
    member: Holder,
    limit: Option<&TimeLimit>,
    time: &time::Frame,
) -> Vec<Draft> {
    if acts.is_empty() {
        return Vec::new();
    }
    let event = match limit {
        Some(
            TimeLimit::Within { of: event, .. }
            | TimeLimit::Before { event, .. }
            | TimeLimit::Order { event, .. },
        ) => match event {
            EventRef::Fact(event) => Some(event.clone()),
            EventRef::EndOfPeriod(_) => None,
        },
        Some(TimeLimit::Lasting { .. }) | None => None,
    };
    let lasts = matches!(limit, Some(TimeLimit::Lasting { .. }));
    let mut lines: Vec<(Holder, Vec<(Ref, Value)>)> = Vec::new();
    let mut own = Vec::new();
    if let Some(event) = event {
        let fact = (event, Value::Anchor);
        match &member {
            Some((set, _)) if !fact.0.id.starts_with(&format!("{}.", set.id)) => {
                lines.push((None, vec![fact]));
            }
            _ => own.push(fact),
        }
    }
    let open = if lasts {
        Value::OpenEnd(time.anchor())
    } else {
        Value::Open
    };
    own.extend(acts.iter().map(|act| (act.clone(), open.clone())));
    lines.push((member, own));
    let slots = if lasts {
        vec![Slot::Days]
    } else {
        vec![Slot::Days, Slot::Answer]
    };
    slots
        .into_iter()
        .map(|slot| Draft {
            lines: lines.clone(),
            slot,
        })
        .collect()
}

/// One member of those looked at, its deed or its number left open.
fn each_member(
    parsed: &Parsed,
    each: &Each,
    limit: Option<&TimeLimit>,
    time: &time::Frame,
) -> Vec<Draft> {
    let [set] = each.of.of.as_slice() else {
        return Vec::new();
    };
    let looked_at = match &each.of.filter {
        Some(filter) => assume(parsed, filter, true),
        None => Vec::new(),
    };
    let limit = each.limit.as_ref().map(|limit| &limit.node).or(limit);
    let member = (set.clone(), plain("m1".to_owned()));
    let mut drafts = match &each.requirement.node {
        EachRequirement::Has(facts) => {
            let acts: Vec<Ref> = facts
                .iter()
                .filter_map(|fact| fact.refs.first().cloned())
                .collect();
            deeds(&acts, Some(member.clone()), limit, time)
        }
        EachRequirement::Requirement(of) => of_requirement(parsed, of, limit, time),
    };
    for draft in &mut drafts {
        let lines = std::mem::take(&mut draft.lines);
        let mut facts: Vec<_> = lines.into_iter().flat_map(|(_, facts)| facts).collect();
        for (fact, value) in &looked_at {
            if !facts.iter().any(|(known, _)| known.id == fact.id) {
                facts.insert(0, (fact.clone(), value.clone()));
            }
        }
        let own = format!("{}.", set.id);
        let (members, bodies): (Vec<_>, Vec<_>) = facts
            .into_iter()
            .partition(|(fact, _)| fact.id.starts_with(&own));
        if !bodies.is_empty() {
            draft.lines.push((None, bodies));
        }
        draft.lines.push((Some(member.clone()), members));
    }
    drafts
}

/// Of a share or a number one member alone, who is one of those counted; what is asked of it left open.
fn one_member(
    parsed: &Parsed,
    whom: &Selection,
    predicate: &[MemberRef],
    limit: Option<&TimeLimit>,
    time: &time::Frame,
) -> Vec<Draft> {
    if predicate.is_empty() {
        return Vec::new();
    }
    let each = Each {
        of: whom.clone(),
        requirement: Box::new(plain(EachRequirement::Has(predicate.to_vec()))),
        limit: None,
    };
    each_member(parsed, &each, limit, time)
}

/// Of members who are counted by what they are, one alone; whether it is so left open.
fn chosen(whom: &Selection) -> Option<Draft> {
    let ([set], Some(filter)) = (whom.of.as_slice(), &whom.filter) else {
        return None;
    };
    let (fact, slot) = match &filter.kind {
        ExprKind::Name(fact) => (fact.clone(), Slot::Answer),
        ExprKind::Not(inner) => match &inner.kind {
            ExprKind::Name(fact) => (fact.clone(), Slot::Answer),
            _ => return None,
        },
        ExprKind::Compare { left, bound } => match &left.kind {
            ExprKind::Name(fact) => (fact.clone(), number(fact, bound).slot),
            _ => return None,
        },
        _ => return None,
    };
    let member = (set.clone(), plain("m1".to_owned()));
    Some(Draft {
        lines: vec![(Some(member), vec![(fact, Value::Open)])],
        slot,
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
