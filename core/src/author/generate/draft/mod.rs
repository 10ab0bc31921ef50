//! A report with one place left open, for the value that decides.

mod assumed;
mod deeds;
mod joined;
mod members;
mod numbers;
mod shares;
mod slot;
mod turning;

use luat_grammar::Parsed;
use luat_grammar::names::{Name, NameKind};
use luat_grammar::source::Span;
use luat_grammar::syntax::{
    Condition, Counted, Date, GivenValue, Ident, Notation, Number, Ref, Requirement, ScenarioLine,
    Sentence, ShareBase, TimeLimit,
};

use super::{plain, time};
use assumed::{assume, once};
use deeds::deeds;
use members::{each_member, one_member};
use numbers::{compared, counted_members, number, settled};
use shares::share;
use turning::chosen;

use slot::{Slot, at_nine};
pub(super) use slot::{SlotValue, sentinel_anchor};

/// How many a share is taken of, where its bound is a whole number of percent.
const HUNDRED: i128 = 100;

/// A fact in a draft.
#[derive(Debug, Clone)]
enum Value {
    /// As it stands.
    Fixed(GivenValue),
    /// The day on which what a limit runs from happens.
    Anchor,
    /// That day, and nine o'clock.
    AnchorAtNine,
    /// The open place.
    Open,
    /// What lasts from this day to the one in the open place.
    OpenEnd(Date),
}

/// Whose facts, step by step from the body down; its own where there is none.
type Path = Vec<(Ref, Ident)>;

/// Facts of one holder.
#[derive(Debug, Clone)]
struct Given {
    of: Path,
    /// Of which earlier period, by its key; none: the one that is judged.
    earlier: Option<String>,
    facts: Vec<(Ref, Value)>,
}

/// A report with one place left open.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    lines: Vec<Given>,
    slot: Slot,
}

/// What drafts of a sentence are put together from.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) parsed: &'a Parsed,
    pub(super) time: &'a time::Frame,
    /// The level of the body that reports.
    pub(super) level: &'a Ref,
}

impl<'a> Ground<'a> {
    fn name(&self, of: &Ref) -> Option<&'a Name> {
        self.parsed.names.resolve(of)
    }

    /// The levels whose bodies report a fact, or what it belongs to.
    fn levels(&self, of: &Ref) -> Vec<&'a Name> {
        let names = &self.parsed.names;
        let Some(name) = self.name(of) else {
            return Vec::new();
        };
        let owned = name.owner.filter(|_| name.per.is_empty());
        let of = owned.map_or(name, |owner| names.at(owner));
        of.per.iter().map(|level| names.at(*level)).collect()
    }

    /// Whether the body that reports gives a fact itself.
    fn is_own(&self, of: &Ref) -> bool {
        let levels = self.levels(of);
        levels.is_empty() || levels.iter().any(|level| is(level, self.level))
    }

    fn is_level(&self, of: &Ref) -> bool {
        self.name(of)
            .is_some_and(|name| name.kind == NameKind::Level)
    }
}

fn is(name: &Name, of: &Ref) -> bool {
    (&name.document, &name.id) == (&of.document, &of.id)
}

/// A name where nothing is written.
pub(super) fn reference(document: &str, id: &str) -> Ref {
    Ref {
        document: document.to_owned(),
        id: id.to_owned(),
        span: Span::default(),
    }
}

/// The ways of reporting on a sentence that leave one place open, the more telling one first; for each
/// part of a sentence that joins several.
pub(super) fn drafts(
    ground: Ground<'_>,
    sentence: &Sentence,
    conditions: &[&Condition],
) -> Vec<Vec<Draft>> {
    let mut groups = match &sentence.requirement.node {
        Requirement::Combined { how, parts } => joined::parts(ground, *how, parts),
        _ => vec![of_sentence(ground, sentence)],
    };
    let assumed = assumed_of(ground, conditions);
    for draft in groups.iter_mut().flatten() {
        draft.assume(ground, &assumed);
    }
    groups
}

/// Facts under which conditions hold.
fn assumed_of(ground: Ground<'_>, conditions: &[&Condition]) -> Vec<(Ref, Value)> {
    let mut assumed = Vec::new();
    for condition in conditions {
        match condition {
            Condition::If(when) => assumed.extend(assume(ground.parsed, when, true)),
            Condition::Unless(when) => assumed.extend(assume(ground.parsed, when, false)),
            Condition::IfAny => {}
        }
    }
    once(assumed)
}

/// The ways of reporting on a sentence without its conditions.
fn of_sentence(ground: Ground<'_>, sentence: &Sentence) -> Vec<Draft> {
    let limit = sentence.limit.as_ref().map(|limit| &limit.node);
    of_requirement(ground, &sentence.requirement.node, limit)
}

/// The ways of reporting on a requirement.
fn of_requirement(
    ground: Ground<'_>,
    requirement: &Requirement,
    limit: Option<&TimeLimit>,
) -> Vec<Draft> {
    match requirement {
        Requirement::Share(of) => {
            let mut drafts = share(ground, of);
            if let ShareBase::Of(whom) = &of.base {
                drafts.extend(one_member(ground, whom, &of.predicate, limit));
                if of.predicate.is_empty() {
                    drafts.extend(chosen(ground, whom));
                }
            }
            drafts
        }
        Requirement::Count(of) => match &of.of {
            Counted::Fact(fact) => vec![number(
                fact,
                &settled(ground.parsed, Some(fact), &of.bound.node),
            )],
            Counted::Members {
                of: whom,
                predicate,
            } => {
                let mut drafts = counted_members(whom, predicate, &of.bound.node);
                drafts.extend(one_member(ground, whom, predicate, limit));
                drafts.extend(chosen(ground, whom));
                drafts
            }
        },
        Requirement::Acts(acts) => deeds(acts, &Vec::new(), limit, ground.time),
        Requirement::Each(each) => each_member(ground, each, limit),
        Requirement::Comparison(of) => compared(ground, of).into_iter().collect(),
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

impl Draft {
    fn of(facts: Vec<(Ref, Value)>, slot: Slot) -> Self {
        let mut draft = Self {
            lines: Vec::new(),
            slot,
        };
        draft.add(&Vec::new(), facts);
        draft
    }

    fn knows(&self, fact: &Ref) -> bool {
        let mut all = self.lines.iter().flat_map(|line| &line.facts);
        all.any(|(known, _)| known.id == fact.id)
    }

    /// Facts of a holder that it has none of.
    fn add(&mut self, of: &Path, facts: Vec<(Ref, Value)>) {
        let steps = |path: &Path| -> Vec<(String, String)> {
            let steps = path.iter();
            steps
                .map(|(set, id)| (set.id.clone(), id.node.clone()))
                .collect()
        };
        if facts.is_empty() {
            return;
        }
        let same = |line: &&mut Given| line.earlier.is_none() && steps(&line.of) == steps(of);
        let Some(line) = self.lines.iter_mut().find(same) else {
            self.lines.push(Given {
                of: of.clone(),
                earlier: None,
                facts,
            });
            return;
        };
        for (fact, value) in facts {
            if !line.facts.iter().any(|(known, _)| known.id == fact.id) {
                line.facts.push((fact, value));
            }
        }
    }

    /// What is assumed of the body itself, unless the draft speaks of it.
    fn assume(&mut self, ground: Ground<'_>, assumed: &[(Ref, Value)]) {
        let more = assumed.iter().filter(|(fact, _)| !self.knows(fact));
        let (own, below): (Vec<_>, Vec<_>) =
            more.cloned().partition(|(fact, _)| ground.is_own(fact));
        if !own.is_empty() {
            let line = Given {
                of: Vec::new(),
                earlier: None,
                facts: own,
            };
            self.lines.insert(0, line);
        }
        let members = self.lines.iter().map(|line| &line.of);
        let member = members.max_by_key(|path| path.len()).cloned();
        if let Some(member) = member.filter(|path| !path.is_empty()) {
            self.add(&member, below);
        } else {
            self.add(&Vec::new(), below);
        }
    }

    /// Whether a day left open is held against another day.
    pub(super) fn is_anchored(&self) -> bool {
        let mut facts = self.lines.iter().flat_map(|line| &line.facts);
        matches!(self.slot, Slot::Days) && facts.any(|(_, value)| matches!(value, Value::Anchor))
    }

    /// The `given` lines with a value in the open place, where what a limit runs from happens on a day.
    pub(super) fn given(&self, value: SlotValue, anchor: Date, period: &str) -> Vec<ScenarioLine> {
        let chosen = self.slot.given(value);
        let lines = self.lines.iter().map(|line| {
            let facts = line.facts.iter().map(|(fact, value)| {
                let value = match value {
                    Value::Fixed(value) => value.clone(),
                    Value::Anchor => GivenValue::Date(anchor),
                    Value::AnchorAtNine => at_nine(anchor),
                    Value::Open => chosen.clone(),
                    Value::OpenEnd(from) => match chosen {
                        GivenValue::Date(to) => GivenValue::Span(*from, Some(to)),
                        _ => chosen.clone(),
                    },
                };
                (fact.clone(), plain(value))
            });
            let period = line.earlier.clone().unwrap_or_else(|| period.to_owned());
            ScenarioLine::Given {
                of: line.of.clone(),
                facts: facts.collect(),
                period: Some(plain(period)),
            }
        });
        lines.collect()
    }
}

/// The days from one to another, both among them.
pub(super) fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(move |day| *day <= to)
}
