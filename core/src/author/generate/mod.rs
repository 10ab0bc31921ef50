//! Scenarios made from a rule: the reports on both sides of each place where its verdict turns.
//!
//! They are put together from the sentence, judged by the engine, and given to the writer, who ticks
//! whether the law wants it so.

mod days_off;
mod draft;
mod time;
mod told;

use luat_grammar::diagnostic::Text;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{
    Condition as When, Date, Declaration, EachRequirement, ExprKind, Leads, Line, Period,
    Requirement, Rule as RuleTree, RuleMember, Scenario, ScenarioLine, Sentence, ShareBase, Status,
    Tick, TimeLimit, TimeUnit, Trivia,
};
use luat_grammar::{Language, Parsed};

use super::compile;
use super::model::{self, Rule, RuleSet};
use super::mutate::slice::Slice;
use super::scenario::{self as run_scenario, Found};
use super::shown;
use crate::run::calendar::Calendar;
use crate::run::program::Program;
use crate::run::verdict;
use crate::wire::date as day;
use days_off::Crossing;
use draft::{Draft, SlotValue};

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
        let made = Frame::of(parsed, rules, rule, sentence, language)
            .map(|frame| {
                let exceptions = exceptions(&tree, sentence.span);
                edges(parsed, &slice, &frame, (leads, written), &exceptions)
            })
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
    let each_limit = match &sentence.requirement.node {
        Requirement::Each(each) => each.limit.as_ref(),
        _ => None,
    };
    let in_hours = sentence.limit.iter().chain(each_limit).any(|limit| {
        matches!(&limit.node, TimeLimit::Within { length, .. } | TimeLimit::Before { length, .. } | TimeLimit::Lasting { length } if length.unit == TimeUnit::Hours)
    });
    match requirement {
        _ if in_hours => Text::new(
            "its limit is in hours: the reports tell the time of day of both deeds",
            "thời hạn tính theo giờ: số liệu phải ghi cả giờ của hai việc",
        ),
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
        Requirement::Comparison(of) if matches!(of.left.kind, ExprKind::Growth { .. }) => {
            Text::new(
                "it compares with an earlier period: the figures of both are given",
                "yêu cầu so với kỳ trước: cần nêu số liệu của cả hai kỳ",
            )
        }
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
        parsed: &Parsed,
        rules: &'r RuleSet,
        rule: &Rule,
        sentence: &model::Sentence,
        language: Language,
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
            level: draft::reference(&level.document, &level.id),
            body,
            rule: rule.id.clone(),
            requirement,
            time: time::Frame::of(document, &sentence.timing)?,
            calendar: document
                .calendar
                .and_then(|calendar| rules.calendars.get(calendar.index())),
            title: told::subject(rule, requirement, language),
            language,
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
    parsed: &Parsed,
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
    let drafts = draft::drafts(parsed, sentence, &conditions, &frame.time);
    // The first way of putting it that has an edge is the most telling one.
    drafts
        .iter()
        .map(|draft| edges_of(slice, frame, draft))
        .find(|made| !made.is_empty())
        .unwrap_or_default()
}

/// The scenarios around every value at which the verdict turns, and around days off.
fn edges_of(slice: &Slice<'_>, frame: &Frame<'_>, draft: &Draft) -> Vec<Declaration> {
    let Some(bench) = Bench::of(slice, frame, draft) else {
        return Vec::new();
    };
    let anchor = frame.time.anchor();
    let mut made = around(&bench, draft.values(&frame.time), anchor, None);
    if made.is_empty() || !draft.is_anchored() {
        return made;
    }
    for (crossing, anchor, due) in days_off::crossings(&bench) {
        let near = days_off::near(due).map(SlotValue::Day).collect();
        made.extend(around(&bench, near, anchor, Some(&crossing)));
    }
    made
}

/// A draft with the means to judge what is put into its open place.
struct Bench<'a> {
    frame: &'a Frame<'a>,
    draft: &'a Draft,
    program: Program,
    scenario: run_scenario::Scenario,
}

impl<'a> Bench<'a> {
    fn of(slice: &Slice<'_>, frame: &'a Frame<'a>, draft: &'a Draft) -> Option<Self> {
        let given = draft.given(draft.sentinel(), sentinel_anchor(), &frame.time.period);
        let (program, scenario) = judged(slice, frame.scenario(String::new(), given, Status::Met))?;
        Some(Self {
            frame,
            draft,
            program,
            scenario,
        })
    }

    /// The verdict with a value in the open place; none where there is not just one.
    fn verdict(&self, value: SlotValue, anchor: Date) -> Option<Tried> {
        let report = value.put_into(&self.scenario.report);
        let moved = run_scenario::Scenario {
            report: report.replace(&day(sentinel_anchor()), &day(anchor)),
            ..self.scenario.clone()
        };
        let (status, due) = status(&self.program, &moved)?;
        Some(Tried { value, status, due })
    }

    fn scenario(&self, tried: &Tried, anchor: Date, title: String) -> Declaration {
        let given = self
            .draft
            .given(tried.value, anchor, &self.frame.time.period);
        let scenario = self.frame.scenario(title, given, expected(tried.status));
        Declaration::Scenario(scenario)
    }

    /// Whether a value is the threshold, or the day that is due.
    fn is_at(&self, tried: &Tried, due: Option<Date>) -> bool {
        match tried.value {
            SlotValue::Day(day) => due == Some(day),
            value => self.draft.is_threshold(value),
        }
    }
}

/// A value and what came of it.
struct Tried {
    value: SlotValue,
    status: verdict::Status,
    due: Option<Date>,
}

/// On which side of an edge a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Under the threshold, or before the day.
    Under,
    /// The threshold, or the day.
    At,
    /// Over it, or after it.
    Over,
    /// The last value before the verdict turns, where no value is the threshold.
    Last,
    /// The first one after it.
    First,
}

/// The scenarios around the values at which the verdict turns: under, at and over.
fn around(
    bench: &Bench<'_>,
    values: Vec<SlotValue>,
    anchor: Date,
    crossing: Option<&Crossing>,
) -> Vec<Declaration> {
    let tried: Vec<Tried> = values
        .into_iter()
        .filter_map(|value| bench.verdict(value, anchor))
        .collect();
    let mut taken: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for (at, pair) in tried.windows(2).enumerate() {
        let [before, after] = pair else {
            continue;
        };
        if !turns(before.status, after.status) {
            continue;
        }
        let due = before.due.or(after.due);
        let sides = if bench.is_at(before, due) {
            [
                (at.checked_sub(1), Side::Under),
                (Some(at), Side::At),
                (Some(at + 1), Side::Over),
            ]
        } else if bench.is_at(after, due) {
            [
                (Some(at), Side::Under),
                (Some(at + 1), Side::At),
                (Some(at + 2), Side::Over),
            ]
        } else {
            [
                (Some(at), Side::Last),
                (Some(at + 1), Side::First),
                (None, Side::First),
            ]
        };
        for (place, side) in sides {
            let Some((place, one)) = place.and_then(|place| Some((place, tried.get(place)?)))
            else {
                continue;
            };
            if !taken.contains(&place) {
                taken.push(place);
                let title = told::title(bench.frame, side, one.value, crossing);
                found.push(bench.scenario(one, anchor, title));
            }
        }
    }
    found
}

/// Stands for the day that a limit runs from while it is not chosen.
fn sentinel_anchor() -> Date {
    draft::sentinel_day().yesterday().unwrap_or(Date::MIN)
}

/// The scenario read and checked beside the rule.
fn judged(slice: &Slice<'_>, scenario: Scenario) -> Option<(Program, run_scenario::Scenario)> {
    let rules = slice.with_scenario(scenario).check()?;
    let scenario = rules.scenarios.last()?.clone();
    Some((compile(&rules), scenario))
}

/// The one verdict that the scenario expects something of, and when it is due.
fn status(
    program: &Program,
    scenario: &run_scenario::Scenario,
) -> Option<(verdict::Status, Option<Date>)> {
    let answers = run_scenario::run(program, scenario).ok()?;
    let answer = answers.into_iter().next()?;
    let Found::Verdicts(verdicts) = answer.found else {
        return None;
    };
    let first = verdicts.first()?;
    let due = first.due.or_else(|| first.members.first()?.due);
    let same = verdicts
        .iter()
        .all(|verdict| verdict.status == first.status);
    same.then_some((first.status, due))
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
