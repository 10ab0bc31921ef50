//! Scenarios made from a rule: the reports on both sides of each place where its verdict turns.
//!
//! They are put together from the sentence, judged by the engine, and given to the writer, who ticks
//! whether the law wants it so.

mod beyond;
mod days_off;
mod draft;
mod edges;
mod time;
mod told;
mod years;

use luat_grammar::diagnostic::Text;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{
    Condition as When, Declaration, Leads, Line, Rule as RuleTree, RuleMember, Scenario,
    ScenarioLine, Sentence, Status, Tick, Trivia,
};
use luat_grammar::{Language, Parsed};

use super::model::{self, Rule, RuleSet};
use super::mutate::slice::Slice;
use super::shown;
use crate::run::calendar::Calendar;
use crate::run::verdict;
use beyond::beyond;
use draft::{Draft, Ground};
use edges::edges_of;
use years::years_left;

/// What was made for a rule.
#[derive(Debug, Clone, Default)]
pub struct Generated {
    /// The scenarios, in the order of the requirements, ready to be printed; nobody has ticked them.
    pub made: Vec<Declaration>,
    /// Requirements whose reports are beyond this, and why: their scenarios are written by hand.
    pub left_out: Vec<(u32, Text)>,
}

/// Makes the scenarios of a rule, with titles in a language.
pub fn generate(parsed: &Parsed, rules: &RuleSet, rule: &Rule, language: Language) -> Generated {
    let mut generated = Generated::default();
    let Some(subject) = shown::subject(parsed, rule.span) else {
        return generated;
    };
    let Some(slice) = Slice::of_rule(parsed, rules, subject) else {
        return generated;
    };
    let Some(Declaration::Rule(tree)) = slice.declaration().cloned() else {
        return generated;
    };
    for sentence in &rule.sentences {
        let Some((leads, written)) = sentence_of(&tree, sentence.span) else {
            continue;
        };
        let years = years_left(written);
        let frame = Frame::of(parsed, rules, rule, sentence, (years, language));
        let made = frame.as_ref().map_or_else(Vec::new, |frame| {
            let exceptions = exceptions(&tree, sentence.span);
            edges(&slice, frame, (leads, written), &exceptions)
        });
        if made.is_empty() {
            let document = rules.documents.get(rule.document.index());
            let time = frame.as_ref().map(|frame| &frame.time);
            let why = beyond(document, time, written, &sentence.timing);
            generated.left_out.push((sentence.number, why));
        }
        generated.made.extend(made);
    }
    generated
}

/// The sentence that stands in a place, with the lead it shares.
fn sentence_of(rule: &RuleTree, span: Span) -> Option<(Option<&Leads>, &Sentence)> {
    rule.members.iter().find_map(|line| match &line.node {
        RuleMember::Sentence(sentence) => {
            (sentence.span == span).then_some((None, sentence.as_ref()))
        }
        RuleMember::Shared { leads, bullets } => bullets
            .iter()
            .map(|line| &line.node)
            .find(|sentence| sentence.span == span)
            .map(|sentence| (Some(leads), sentence)),
        RuleMember::Cite(_)
        | RuleMember::Bearer(_)
        | RuleMember::Note(_)
        | RuleMember::NoneCountsAsMet
        | RuleMember::Allow { .. }
        | RuleMember::ExceptWhen(_) => None,
    })
}

/// What decides whether a sentence of a rule is asked: none of the exceptions below it, and the one it stands under.
fn exceptions(rule: &RuleTree, span: Span) -> Vec<When> {
    let mut under: Option<When> = None;
    let mut met = false;
    let mut found = Vec::new();
    for line in &rule.members {
        match &line.node {
            RuleMember::ExceptWhen(when) if met => found.push(When::Unless(when.clone())),
            RuleMember::ExceptWhen(when) => under = Some(When::If(when.clone())),
            RuleMember::Sentence(sentence) => met |= sentence.span == span,
            RuleMember::Shared { bullets, .. } => {
                met |= bullets.iter().any(|line| line.node.span == span);
            }
            RuleMember::Cite(_)
            | RuleMember::Bearer(_)
            | RuleMember::Note(_)
            | RuleMember::NoneCountsAsMet
            | RuleMember::Allow { .. } => {}
        }
    }
    under.into_iter().chain(found).collect()
}

/// Who reports, for which period, judged when, and what is expected of.
struct Frame<'r> {
    parsed: &'r Parsed,
    level: luat_grammar::syntax::Ref,
    body: Option<String>,
    rule: String,
    requirement: Option<u32>,
    time: time::Frame,
    calendar: Option<&'r Calendar>,
    /// What titles begin with.
    title: String,
    language: Language,
}

impl<'r> Frame<'r> {
    fn of(
        parsed: &'r Parsed,
        rules: &'r RuleSet,
        rule: &Rule,
        sentence: &model::Sentence,
        (years, language): (i16, Language),
    ) -> Option<Self> {
        let document = rules.documents.get(rule.document.index())?;
        let bearer = *rule.bearers.first()?;
        let id = &rules.levels.get(bearer.index())?.id;
        let level = parsed
            .names
            .visible_from(rule.span.source)
            .find(|name| name.id == *id)?;
        let body = document
            .applies_to
            .as_ref()
            .filter(|(level, _)| *level == bearer)
            .map(|(_, body)| body.clone());
        let requirement = (rule.sentences.len() > 1).then_some(sentence.number);
        Some(Self {
            parsed,
            level: draft::reference(&level.document, &level.id),
            body,
            rule: rule.id.clone(),
            requirement,
            time: time::Frame::of(document, &sentence.timing)?.later(years),
            calendar: document
                .calendar
                .and_then(|calendar| rules.calendars.get(calendar.index())),
            title: told::subject(rule, requirement, language),
            language,
        })
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            parsed: self.parsed,
            time: &self.time,
            level: &self.level,
        }
    }

    /// A scenario with these lines, expecting a status.
    fn scenario(&self, title: String, given: Vec<ScenarioLine>, status: Status) -> Scenario {
        let mut lines = vec![
            ScenarioLine::AsOf(plain(self.time.as_of)),
            ScenarioLine::For {
                level: self.level.clone(),
                body: self.body.clone().map(plain),
            },
        ];
        lines.extend(given);
        lines.push(ScenarioLine::ExpectStatus {
            rule: plain(self.rule.clone()),
            called: None,
            requirement: self.requirement.map(plain),
            status: plain(status),
            period: self.time.expected.clone().map(plain),
        });
        lines.push(ScenarioLine::Review {
            tick: plain(Tick::Open),
            note: None,
        });
        Scenario {
            title: plain(title),
            lines: lines.into_iter().map(line).collect(),
        }
    }
}

/// The scenarios on both sides of every edge of one sentence.
fn edges(
    slice: &Slice<'_>,
    frame: &Frame<'_>,
    (leads, sentence): (Option<&Leads>, &Sentence),
    exceptions: &[When],
) -> Vec<Declaration> {
    let own: Vec<&When> = [
        leads.and_then(|leads| leads.condition.as_ref()),
        sentence.leads.condition.as_ref(),
        sentence.condition.as_ref(),
    ]
    .into_iter()
    .flatten()
    .map(|condition| &condition.node)
    .collect();
    let conditions: Vec<&When> = own.into_iter().chain(exceptions).collect();
    let ground = frame.ground();
    let groups = draft::drafts(ground, sentence, &conditions);
    let several = groups.len() > 1;
    let of_group = |(at, drafts): (usize, &Vec<Draft>)| {
        let part = several.then_some(at + 1);
        // The first way of putting it that has an edge is the most telling one.
        let mut made = drafts
            .iter()
            .map(|draft| edges_of(slice, frame, (draft, part)));
        made.find(|made| !made.is_empty()).unwrap_or_default()
    };
    groups.iter().enumerate().flat_map(of_group).collect()
}

fn expected(status: verdict::Status) -> Status {
    match status {
        verdict::Status::Met => Status::Met,
        verdict::Status::Late => Status::Late,
        verdict::Status::NotMet => Status::NotMet,
        verdict::Status::Pending => Status::Pending,
        verdict::Status::Unknown => Status::Unknown,
        verdict::Status::NotApplicable => Status::NotApplicable,
    }
}

fn plain<T>(node: T) -> Spanned<T> {
    Spanned {
        node,
        span: Span::default(),
    }
}

fn line(node: ScenarioLine) -> Line<ScenarioLine> {
    Line {
        node,
        span: Span::default(),
        trivia: Trivia::default(),
    }
}
