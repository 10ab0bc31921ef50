//! Scenarios made from a rule: the reports on both sides of each place where its verdict turns.
//!
//! They are put together from the sentence, judged by the engine, and given to the writer, who says
//! whether the law wants it so.

mod draft;
mod time;

use luat_grammar::Parsed;
use luat_grammar::diagnostic::Text;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{
    Condition as When, Date, Declaration, EachRequirement, ExprKind, Leads, Line, Period,
    Requirement, Rule as RuleTree, RuleMember, Scenario, ScenarioLine, Sentence, ShareBase, Status,
    Trivia,
};

use super::compile;
use super::model::{self, Rule, RuleSet};
use super::mutate::slice::Slice;
use super::scenario::{self as run_scenario, Found};
use super::shown;
use crate::run::program::Program;
use crate::run::verdict;
use draft::{Draft, SlotValue};

/// A scenario made for a rule.
#[derive(Debug, Clone)]
pub struct Made {
    /// Which side of which edge it stands on.
    pub edge: Text,
    /// The scenario, ready to be printed.
    pub scenario: Declaration,
}

/// What was made for a rule.
#[derive(Debug, Clone, Default)]
pub struct Generated {
    /// The scenarios, in the order of the requirements.
    pub made: Vec<Made>,
    /// Requirements whose reports are beyond this, and why: their scenarios are written by hand.
    pub left_out: Vec<(u32, Text)>,
}

/// Makes the scenarios of a rule.
pub fn generate(parsed: &Parsed, rules: &RuleSet, rule: &Rule) -> Generated {
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
        let made = Frame::of(parsed, rules, rule, sentence)
            .map(|frame| edges(parsed, &slice, &frame, (leads, written)))
            .unwrap_or_default();
        if made.is_empty() {
            let why = beyond(written, &sentence.timing);
            generated.left_out.push((sentence.number, why));
        }
        generated.made.extend(made);
    }
    generated
}

/// Why no scenario can be made of a sentence.
fn beyond(sentence: &Sentence, timing: &model::Timing) -> Text {
    let by_term = matches!(timing, model::Timing::Periodic { periods, .. } if matches!(periods.first(), Some(Period::Term(_))));
    let requirement = match &sentence.requirement.node {
        Requirement::Each(each) => match &each.requirement.node {
            EachRequirement::Requirement(inner) => inner,
            EachRequirement::Has(_) => &sentence.requirement.node,
        },
        other => other,
    };
    match requirement {
        _ if by_term => Text::new(
            "it is asked once a term, whose years are not known here",
            "yêu cầu tính theo nhiệm kỳ, chưa rõ nhiệm kỳ gồm những năm nào",
        ),
        Requirement::Combined { .. } => {
            Text::new("it joins several requirements", "yêu cầu gộp nhiều việc")
        }
        Requirement::Share(share) => match &share.base {
            ShareBase::Weighted { .. } => Text::new(
                "it weighs the members by a quantity of theirs",
                "tỷ lệ tính theo một đại lượng của từng đối tượng",
            ),
            ShareBase::Of(whom) if whom.filter.is_some() || share.predicate.len() != 1 => {
                Text::new(
                    "who is counted hangs on several facts of each",
                    "việc tính ai phụ thuộc nhiều thông tin của từng đối tượng",
                )
            }
            ShareBase::Of(_) | ShareBase::Ratio { .. } => no_edge(),
        },
        Requirement::Comparison(of) if !matches!(of.left.kind, ExprKind::Name(_)) => Text::new(
            "what is compared is worked out from several facts",
            "đại lượng được so tính ra từ nhiều thông tin",
        ),
        Requirement::Comparison(_)
        | Requirement::Count(_)
        | Requirement::Acts(_)
        | Requirement::Each(_) => no_edge(),
    }
}

fn no_edge() -> Text {
    Text::new(
        "no single value was found at which the verdict turns",
        "chưa tìm được một giá trị mà tại đó kết quả thay đổi",
    )
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

/// Who reports, for which period, judged when, and what is expected of.
struct Frame {
    level: luat_grammar::syntax::Ref,
    body: Option<String>,
    rule: String,
    requirement: Option<u32>,
    time: time::Frame,
}

impl Frame {
    fn of(
        parsed: &Parsed,
        rules: &RuleSet,
        rule: &Rule,
        sentence: &model::Sentence,
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
        Some(Self {
            level: draft::reference(&level.document, &level.id),
            body,
            rule: rule.id.clone(),
            requirement: (rule.sentences.len() > 1).then_some(sentence.number),
            time: time::Frame::of(document, &sentence.timing)?,
        })
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
        Scenario {
            title: plain(title),
            lines: lines.into_iter().map(line).collect(),
        }
    }
}

/// The scenarios on both sides of every edge of one sentence.
fn edges(
    parsed: &Parsed,
    slice: &Slice<'_>,
    frame: &Frame,
    (leads, sentence): (Option<&Leads>, &Sentence),
) -> Vec<Made> {
    let conditions: Vec<&When> = [
        leads.and_then(|leads| leads.condition.as_ref()),
        sentence.leads.condition.as_ref(),
        sentence.condition.as_ref(),
    ]
    .into_iter()
    .flatten()
    .map(|condition| &condition.node)
    .collect();
    let drafts = draft::drafts(parsed, sentence, &conditions, &frame.time);
    // The first way of putting it that has an edge is the most telling one.
    drafts
        .iter()
        .map(|draft| edges_of(slice, frame, draft))
        .find(|made| !made.is_empty())
        .unwrap_or_default()
}

fn edges_of(slice: &Slice<'_>, frame: &Frame, draft: &Draft) -> Vec<Made> {
    let made = |value: &SlotValue, status| {
        let title = format!("{}: {}", frame.title(), draft.told(value));
        frame.scenario(title, draft.given(value, &frame.time.period), status)
    };
    let sentinel = draft.sentinel();
    let Some((program, scenario)) = judged(slice, made(&sentinel, Status::Met)) else {
        return Vec::new();
    };
    let tried: Vec<(SlotValue, verdict::Status)> = draft
        .values(&frame.time)
        .into_iter()
        .filter_map(|value| {
            let moved = run_scenario::Scenario {
                report: value.put_into(&scenario.report),
                ..scenario.clone()
            };
            Some((value, status(&program, &moved)?))
        })
        .collect();
    let mut found: Vec<Made> = Vec::new();
    let mut taken: Vec<&SlotValue> = Vec::new();
    for pair in tried.windows(2) {
        let [(before, one), (after, other)] = pair else {
            continue;
        };
        if !turns(*one, *other) {
            continue;
        }
        let sides = [
            (before, *one, draft.edge_before(before, after)),
            (after, *other, draft.edge_after(before, after)),
        ];
        for (value, status, edge) in sides {
            if !taken.contains(&value) {
                taken.push(value);
                found.push(Made {
                    edge,
                    scenario: Declaration::Scenario(made(value, expected(status))),
                });
            }
        }
    }
    found
}

impl Frame {
    fn title(&self) -> String {
        match self.requirement {
            Some(number) => format!("{} {number}", self.rule),
            None => self.rule.clone(),
        }
    }
}

/// The scenario read and checked beside the rule.
fn judged(slice: &Slice<'_>, scenario: Scenario) -> Option<(Program, run_scenario::Scenario)> {
    let rules = slice.with_scenario(scenario).check()?;
    let scenario = rules.scenarios.last()?.clone();
    Some((compile(&rules), scenario))
}

/// The one verdict that the scenario expects something of.
fn status(program: &Program, scenario: &run_scenario::Scenario) -> Option<verdict::Status> {
    let answers = run_scenario::run(program, scenario).ok()?;
    let answer = answers.into_iter().next()?;
    let Found::Verdicts(verdicts) = answer.found else {
        return None;
    };
    let mut statuses = verdicts.iter().map(|verdict| verdict.status);
    let first = statuses.next()?;
    statuses.all(|status| status == first).then_some(first)
}

/// Whether an edge lies between two verdicts: one is reached, the other is missed.
fn turns(one: verdict::Status, other: verdict::Status) -> bool {
    let sides = |status| match status {
        verdict::Status::Met => Some(true),
        verdict::Status::Late | verdict::Status::NotMet => Some(false),
        verdict::Status::Pending | verdict::Status::Unknown | verdict::Status::NotApplicable => {
            None
        }
    };
    matches!((sides(one), sides(other)), (Some(one), Some(other)) if one != other)
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

/// A date as titles and comments give it.
fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}
