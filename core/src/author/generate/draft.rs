//! A report with one place left open, for the value that decides.

use luat_grammar::Parsed;
use luat_grammar::diagnostic::Text;
use luat_grammar::names::NameKind;
use luat_grammar::source::Span;
use luat_grammar::syntax::{
    Bound, Condition, Counted, Date, Each, EachRequirement, EventRef, Expr, ExprKind, GivenValue,
    Ident, MemberRef, Notation, Number, Operator, Ref, Requirement, ScenarioLine, Selection,
    Sentence, Share, ShareBase, TimeLimit,
};

use super::{day, plain, time};

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
    /// Numbers, ascending.
    Numbers(Vec<i128>),
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
    /// The open place.
    Open,
}

/// Whose facts: the body's own, or a member's.
type Holder = Option<(Ref, Ident)>;

/// A report with one place left open.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    lines: Vec<(Holder, Vec<(Ref, Value)>)>,
    slot: Slot,
    /// What is counted or done in the open place, by its path.
    open: String,
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
            Condition::If(when) => assume(when, true, &mut assumed),
            Condition::Unless(when) => assume(when, false, &mut assumed),
            Condition::IfAny => {}
        }
    }
    let limit = sentence.limit.as_ref().map(|limit| &limit.node);
    let mut drafts = match &sentence.requirement.node {
        Requirement::Share(of) => share(parsed, of).into_iter().collect(),
        Requirement::Count(of) => match &of.of {
            Counted::Fact(fact) => vec![number(fact, &of.bound.node)],
            Counted::Members {
                of: whom,
                predicate,
            } => members(whom, predicate, &of.bound.node)
                .into_iter()
                .collect(),
        },
        Requirement::Acts(acts) => deeds(acts, None, limit, time),
        Requirement::Each(each) => each_member(each, limit, time),
        Requirement::Comparison(of) => match &of.left.kind {
            ExprKind::Name(fact) => vec![number(fact, &of.bound.node)],
            _ => Vec::new(),
        },
        Requirement::Combined { .. } => Vec::new(),
    };
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

/// Facts under which a condition holds, or does not, as far as they are plain.
fn assume(when: &Expr, holds: bool, facts: &mut Vec<(Ref, Value)>) {
    match &when.kind {
        ExprKind::Name(fact) => {
            facts.push((fact.clone(), Value::Fixed(GivenValue::Bool(holds))));
        }
        ExprKind::Not(inner) => assume(inner, !holds, facts),
        ExprKind::IsOption {
            choice,
            option,
            negated,
        } if holds != *negated => {
            facts.push((
                choice.clone(),
                Value::Fixed(GivenValue::Option(option.clone())),
            ));
        }
        ExprKind::Binary {
            left,
            op: Operator::And | Operator::Or,
            right,
        } => {
            assume(left, holds, facts);
            assume(right, holds, facts);
        }
        ExprKind::Compare { left, bound } => {
            if let (ExprKind::Name(fact), Bound::Compare(_, limit)) = (&left.kind, bound.as_ref())
                && let ExprKind::Number(number) = limit.kind
                && holds
            {
                let next = number.numerator / number.denominator + 1;
                facts.push((fact.clone(), Value::Fixed(whole(next))));
            }
        }
        _ => {}
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
    Some(Draft {
        open: part.first()?.id.clone(),
        lines: vec![(None, sizes)],
        slot: Slot::Numbers((0..=all).collect()),
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
                // An act of the bodies of a level.
                let act = predicate.refs.iter().find(|fact| !fact.id.contains('.'))?;
                Some(reference(&set.document, &format!("{own}{}", act.id)))
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

/// A number with a bound: those around the bound.
fn number(fact: &Ref, bound: &Bound) -> Draft {
    let mut facts = Vec::new();
    let mut values: Vec<i128> = vec![0, 1];
    for literal in literals(bound) {
        let near = literal.numerator / literal.denominator.max(1);
        values.extend([near - 1, near, near + 1, near + 2]);
    }
    for named in names(bound) {
        facts.push((named, Value::Fixed(whole(HUNDRED))));
        values.extend([HUNDRED - 1, HUNDRED, HUNDRED + 1]);
    }
    values.retain(|value| *value >= 0);
    values.sort_unstable();
    values.dedup();
    facts.push((fact.clone(), Value::Open));
    Draft {
        open: fact.id.clone(),
        lines: vec![(None, facts)],
        slot: Slot::Numbers(values),
    }
}

fn names(bound: &Bound) -> Vec<Ref> {
    let of = |limit: &Expr| match &limit.kind {
        ExprKind::Name(fact) => Some(fact.clone()),
        _ => None,
    };
    match bound {
        Bound::Compare(_, limit) => of(limit).into_iter().collect(),
        Bound::Between(least, most) => [least, most].into_iter().filter_map(of).collect(),
        Bound::All | Bound::No => Vec::new(),
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
            let Slot::Numbers(values) = &draft.slot else {
                return None;
            };
            let all = values.last().map_or(HUNDRED, |most| most + 1);
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
    let Some(first) = acts.first() else {
        return Vec::new();
    };
    let event = match limit {
        Some(
            TimeLimit::Within { of: event, .. }
            | TimeLimit::Before { event, .. }
            | TimeLimit::Order { event, .. },
        ) => match event {
            EventRef::Fact(event) => Some(event.clone()),
            EventRef::EndOfPeriod(_) => None,
        },
        Some(TimeLimit::Lasting { .. }) => return Vec::new(),
        None => None,
    };
    let mut lines: Vec<(Holder, Vec<(Ref, Value)>)> = Vec::new();
    let mut own = Vec::new();
    if let Some(event) = event {
        let fact = (event, Value::Fixed(GivenValue::Date(time.anchor())));
        match &member {
            Some((set, _)) if !fact.0.id.starts_with(&format!("{}.", set.id)) => {
                lines.push((None, vec![fact]));
            }
            _ => own.push(fact),
        }
    }
    own.extend(acts.iter().map(|act| (act.clone(), Value::Open)));
    lines.push((member, own));
    [Slot::Days, Slot::Answer]
        .into_iter()
        .map(|slot| Draft {
            lines: lines.clone(),
            slot,
            open: first.id.clone(),
        })
        .collect()
}

/// One member, its deed on the day left open.
fn each_member(each: &Each, limit: Option<&TimeLimit>, time: &time::Frame) -> Vec<Draft> {
    let ([set], None) = (each.of.of.as_slice(), &each.of.filter) else {
        return Vec::new();
    };
    let limit = each.limit.as_ref().map(|limit| &limit.node).or(limit);
    let member = Some((set.clone(), plain("m1".to_owned())));
    match &each.requirement.node {
        EachRequirement::Has(facts) => {
            let acts: Vec<Ref> = facts
                .iter()
                .filter_map(|fact| fact.refs.first().cloned())
                .collect();
            deeds(&acts, member, limit, time)
        }
        EachRequirement::Requirement(Requirement::Comparison(of)) => match &of.left.kind {
            ExprKind::Name(fact) => {
                let mut draft = number(fact, &of.bound.node);
                for (holder, _) in &mut draft.lines {
                    holder.clone_from(&member);
                }
                vec![draft]
            }
            _ => Vec::new(),
        },
        EachRequirement::Requirement(_) => Vec::new(),
    }
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
            Slot::Numbers(_) => SlotValue::Number(NUMBER),
            Slot::Days | Slot::Answer => SlotValue::Day(sentinel_day()),
        }
    }

    /// The values to try, in their order.
    pub(super) fn values(&self, time: &time::Frame) -> Vec<SlotValue> {
        match &self.slot {
            Slot::Numbers(values) => values
                .iter()
                .map(|value| SlotValue::Number(*value))
                .collect(),
            Slot::Answer => vec![SlotValue::Answer(false), SlotValue::Answer(true)],
            Slot::Days => {
                let mut values = Vec::new();
                let mut date = time.first;
                while date <= time.as_of {
                    values.push(SlotValue::Day(date));
                    let Ok(next) = date.tomorrow() else {
                        break;
                    };
                    date = next;
                }
                values
            }
        }
    }

    /// The `given` lines with a value in the open place.
    pub(super) fn given(&self, value: &SlotValue, period: &str) -> Vec<ScenarioLine> {
        let chosen = match value {
            SlotValue::Number(value) => whole(*value),
            SlotValue::Day(value) => GivenValue::Date(*value),
            SlotValue::Answer(value) => GivenValue::Bool(*value),
        };
        let lines = self.lines.iter().map(|(member, facts)| {
            let facts = facts.iter().map(|(fact, value)| {
                let value = match value {
                    Value::Fixed(value) => value.clone(),
                    Value::Open => chosen.clone(),
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

    /// `hamlet_heads.trained = 15`
    pub(super) fn told(&self, value: &SlotValue) -> String {
        let value = match value {
            SlotValue::Number(value) => value.to_string(),
            SlotValue::Day(value) => day(*value),
            SlotValue::Answer(true) => "có / yes".to_owned(),
            SlotValue::Answer(false) => "không / no".to_owned(),
        };
        format!("{} = {value}", self.open)
    }

    /// What to say of the last value before an edge.
    pub(super) fn edge_before(&self, before: &SlotValue, after: &SlotValue) -> Text {
        let (before, after) = (self.told(before), self.told(after));
        Text::new(
            format!("last before the edge: the verdict turns between {before} and {after}"),
            format!("ngay trước điểm chuyển: kết quả đổi giữa {before} và {after}"),
        )
    }

    /// What to say of the first value past an edge.
    pub(super) fn edge_after(&self, before: &SlotValue, after: &SlotValue) -> Text {
        let (before, after) = (self.told(before), self.told(after));
        Text::new(
            format!("first past the edge: the verdict turns between {before} and {after}"),
            format!("ngay sau điểm chuyển: kết quả đổi giữa {before} và {after}"),
        )
    }
}

fn sentinel_day() -> Date {
    let (year, month, day) = DAY;
    Date::new(year, month, day).unwrap_or(Date::MAX)
}
