//! The JSON of a form: what a body is asked to report, with names in both languages.

use serde::Serialize;

use super::{Cite, RuleSet, VERSION, collection_key, date, modality_key, rule_set};
use crate::run::form::{self, Field as FormField, Need, State as FieldState, Target};
use crate::run::ordered::Set;
use crate::run::program::{FactId, FactKind, Label, Program, Requirement, RuleId};
use crate::run::reads::Grain;
use crate::words::{self, Language};

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// English.
    pub en: String,
    /// Vietnamese.
    pub vi: String,
}

impl Words {
    fn told(tell: impl Fn(Language) -> String) -> Self {
        Self {
            en: tell(Language::En),
            vi: tell(Language::Vi),
        }
    }

    fn one(label: &Label) -> Self {
        Self::told(|language| language.one(label).to_owned())
    }

    fn many(label: &Label) -> Self {
        Self::told(|language| language.many(label).to_owned())
    }
}

/// Whose forms there are: the documents, and the levels with bodies that report.
#[derive(Debug, Serialize)]
pub struct Levels<'a> {
    /// What is checked against.
    pub documents: Vec<Document<'a>>,
    /// The kinds of bodies.
    pub levels: Vec<Level<'a>>,
}

/// A document that is checked against.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub label: Words,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<&'a str>,
}

/// A kind of body.
#[derive(Debug, Serialize)]
pub struct Level<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub label: Words,
    /// Id of the level above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<&'a str>,
    /// How many rules bind a body of it.
    pub rules: usize,
}

/// What a body of a level is asked to report for a period.
#[derive(Debug, Serialize)]
pub struct Form<'a> {
    /// The version of this shape.
    pub luat: u32,
    /// By which rules and which engine.
    pub ruleset: RuleSet<'a>,
    /// Id of the level.
    pub level: &'a str,
    /// The period.
    pub period: String,
    /// The day as of which a report was judged, where one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Given a report: bodies that ended within the period, whose reports stand under `predecessors`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<super::TakenOver<'a>>,
    /// The body's own facts, then each collection; the period's own before shorter and earlier ones.
    pub sections: Vec<Section<'a>>,
    /// The rules that fields name, in the order of the program.
    pub rules: Vec<Rule<'a>>,
    /// Given a report: paths of the missing facts that would decide most, the most useful first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_facts: Option<&'a [String]>,
}

/// What is reported under one period of the body itself, or of one collection.
#[derive(Debug, Serialize)]
pub struct Section<'a> {
    /// The period under which it is reported.
    pub period: String,
    /// Key of the collection; absent: the body itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'a str>,
    /// What it is about.
    pub label: Words,
    /// Explanation for those who report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Words>,
    /// What is told once: the body's facts, or the number of members and totals over them.
    pub fields: Vec<Field<'a>>,
    /// Of a population: what can be told of each member instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Field<'a>>,
    /// Present and true when some rule tells members apart, so that totals do not serve it.
    #[serde(skip_serializing_if = "super::is_false")]
    pub one_by_one: bool,
}

/// One thing to report.
#[derive(Debug, Serialize)]
pub struct Field<'a> {
    /// Its path, as in `missing` and `next_facts`: the key, with the period where it is not the form's own.
    pub path: String,
    /// Its key under the section's period, or within a member.
    pub key: String,
    /// What is asked.
    pub label: Words,
    /// Explanation for those who report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Words>,
    /// How it is entered: `count`, `amount`, `act`, `date`, `choice`, `yes_no`.
    pub input: &'static str,
    /// How closely its time is told: `hour`, with the time of day; `span`, from a day to a day; absent: by its day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<&'static str>,
    /// Unit of an amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'a str>,
    /// Options of a choice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice<'a>>,
    /// The least number; `"0"` of every number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<&'static str>,
    /// Path of the number that it may not pass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<String>,
    /// An earlier date is a mistake.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_before: Option<String>,
    /// The office whose word it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attested_by: Option<Words>,
    /// Who needs it.
    pub needed_by: Vec<NeededBy<'a>>,
    /// Given a report: `missing`, `given`, `open`, `settled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<&'static str>,
    /// Of a missing one: its place in the order of `next_facts`, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<usize>,
    /// Of a missing one: what is missing, members one by one.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub missing: &'a [String],
}

/// An option of a choice.
#[derive(Debug, Serialize)]
pub struct Choice<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub label: Words,
}

/// A requirement that reads a fact.
#[derive(Debug, Serialize)]
pub struct NeededBy<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// Id of the rule.
    pub rule: &'a str,
    /// Number of the requirement within the rule, from 1.
    pub requirement: u32,
    /// Where the law says it.
    pub cite: Cite<'a>,
    /// How strongly it is asked.
    pub modality: &'static str,
    /// The period of its verdict.
    pub period: &'a str,
    /// When the fact matters to it; absent: always. All of them must hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relevant: Vec<Words>,
}

/// A rule that needs a field of the form.
#[derive(Debug, Serialize)]
pub struct Rule<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// Id of the rule.
    pub id: &'a str,
    /// Its title.
    pub label: Words,
    /// Where the law says it, in words.
    pub cite: Words,
}

/// Whose forms there are, in their JSON shape.
pub fn levels(program: &Program) -> Levels<'_> {
    let document = |document: &'_ crate::run::program::Document| Words::one(&document.label);
    Levels {
        documents: program
            .documents
            .iter()
            .map(|one| Document {
                id: &one.id,
                label: document(one),
                number: one.number.as_deref(),
            })
            .collect(),
        levels: program
            .levels
            .iter()
            .enumerate()
            .map(|(at, level)| Level {
                id: &level.id,
                label: Words::one(&level.label),
                within: level
                    .within
                    .map(|above| program.levels[above.index()].id.as_str()),
                rules: rules_of(program, at),
            })
            .collect(),
    }
}

fn rules_of(program: &Program, level: usize) -> usize {
    let binds = |requirement: &&Requirement| {
        requirement
            .bearers
            .iter()
            .any(|bearer| bearer.index() == level)
    };
    let rules: Set<RuleId> = program
        .requirements
        .iter()
        .filter(binds)
        .map(|requirement| requirement.rule)
        .collect();
    rules.len()
}

/// A form in its JSON shape.
pub fn form<'a>(program: &'a Program, form: &'a form::Form<'a>) -> Form<'a> {
    Form {
        luat: VERSION,
        ruleset: rule_set(program),
        level: &program.levels[form.level.index()].id,
        period: form.period.to_string(),
        as_of: form.next_facts.is_some().then(|| date(form.as_of)),
        predecessors: form.predecessors.iter().map(super::taken_over).collect(),
        sections: form
            .sections
            .iter()
            .map(|one| section(program, form, one))
            .collect(),
        rules: rules(program, form),
        next_facts: form.next_facts.as_deref(),
    }
}

/// The rules that fields need, each once.
fn rules<'a>(program: &'a Program, form: &form::Form<'_>) -> Vec<Rule<'a>> {
    let fields = form
        .sections
        .iter()
        .flat_map(|section| section.fields.iter().chain(&section.columns));
    let needed: Set<RuleId> = fields
        .flat_map(|field| &field.needs)
        .map(|need| program.requirements[need.requirement].rule)
        .collect();
    needed
        .into_iter()
        .map(|id| {
            let rule = &program.rules[id.index()];
            let cite = |language| match rule.cites.first() {
                Some(cite) => words::citation(cite, language),
                None => String::new(),
            };
            Rule {
                document: &program.documents[rule.document.index()].id,
                id: &rule.id,
                label: Words::one(&rule.label),
                cite: Words::told(cite),
            }
        })
        .collect()
}

fn section<'a>(
    program: &'a Program,
    form: &'a form::Form<'a>,
    section: &'a form::Section<'a>,
) -> Section<'a> {
    let collection = section.of.map(|of| &program.collections[of.index()]);
    let level = &program.levels[form.level.index()];
    Section {
        period: section.period.to_string(),
        of: collection.map(|of| of.key.as_str()),
        label: collection.map_or_else(|| Words::one(&level.label), |of| Words::many(&of.label)),
        note: collection.and_then(|of| of.note.as_ref()).map(Words::one),
        fields: section
            .fields
            .iter()
            .map(|one| field(program, one))
            .collect(),
        columns: section
            .columns
            .iter()
            .map(|one| field(program, one))
            .collect(),
        one_by_one: section.one_by_one,
    }
}

fn field<'a>(program: &'a Program, field: &'a FormField<'a>) -> Field<'a> {
    let fact = field.target.fact().map(|fact| &program.facts[fact.index()]);
    let input = input(program, field.target);
    let (place, missing) = match &field.state {
        Some(FieldState::Missing { place, paths }) => (Some(*place), paths.as_slice()),
        Some(FieldState::Given | FieldState::Open | FieldState::Settled) | None => (None, &[][..]),
    };
    Field {
        path: field.path.to_string(),
        key: field_key(program, field.target),
        label: field_label(program, field.target),
        note: fact.and_then(|fact| fact.note.as_ref()).map(Words::one),
        input,
        time: match field.grain {
            Grain::Day => None,
            Grain::Hour => Some("hour"),
            Grain::Span => Some("span"),
        },
        unit: fact.and_then(|fact| unit(&fact.kind)),
        options: fact.map_or_else(Vec::new, |fact| options(&fact.kind)),
        least: matches!(input, "count" | "amount").then_some("0"),
        at_most: at_most(program, field),
        not_before: field
            .not_before
            .filter(|_| matches!(input, "act" | "date"))
            .map(date),
        attested_by: fact
            .and_then(|fact| fact.attested_by.as_ref())
            .map(Words::one),
        needed_by: field
            .needs
            .iter()
            .map(|need| needed_by(program, need))
            .collect(),
        state: field.state.as_ref().map(state_key),
        place,
        missing,
    }
}

fn state_key(state: &FieldState) -> &'static str {
    match state {
        FieldState::Missing { .. } => "missing",
        FieldState::Given => "given",
        FieldState::Open => "open",
        FieldState::Settled => "settled",
    }
}

fn needed_by<'a>(program: &'a Program, need: &'a Need<'a>) -> NeededBy<'a> {
    let requirement = &program.requirements[need.requirement];
    let rule = &program.rules[requirement.rule.index()];
    let told = |guard| Words::told(|language| words::guard(program, guard, language));
    NeededBy {
        document: &program.documents[rule.document.index()].id,
        rule: &rule.id,
        requirement: requirement.number,
        cite: Cite(program.cite(requirement, requirement.version)),
        modality: modality_key(requirement.modality),
        period: &need.period,
        relevant: need.guards.iter().map(told).collect(),
    }
}

/// The key under its period; of a column, within a member.
pub fn field_key(program: &Program, target: Target) -> String {
    let name = |fact: FactId| &program.facts[fact.index()].name;
    match target {
        Target::Fact(fact) | Target::Column(_, fact) => name(fact).clone(),
        Target::Size(of) => collection_key(program, of).to_owned(),
        Target::Total(of, fact) => format!("{}.{}", collection_key(program, of), name(fact)),
    }
}

/// What is asked, in the words that verdicts use for it.
pub(super) fn field_label(program: &Program, target: Target) -> Words {
    match target {
        Target::Fact(fact) | Target::Column(_, fact) => {
            Words::many(&program.facts[fact.index()].label)
        }
        Target::Size(_) | Target::Total(..) => {
            let key = field_key(program, target);
            Words::told(|language| words::path(program, &key, language))
        }
    }
}

/// How it is entered; totals are numbers, whatever they count.
fn input(program: &Program, target: Target) -> &'static str {
    let kind = target.fact().map(|fact| &program.facts[fact.index()].kind);
    let counted = matches!(target, Target::Size(_) | Target::Total(..));
    match kind {
        None | Some(FactKind::Count) => "count",
        Some(FactKind::Amount(_)) => "amount",
        Some(_) if counted => "count",
        Some(FactKind::Act) => "act",
        Some(FactKind::Date) => "date",
        Some(FactKind::Choice(_)) => "choice",
        Some(
            FactKind::StateInPeriod | FactKind::StateToDate | FactKind::StateNow | FactKind::YesNo,
        ) => "yes_no",
    }
}

fn unit(kind: &FactKind) -> Option<&str> {
    if let FactKind::Amount(unit) = kind {
        Some(unit)
    } else {
        None
    }
}

fn options(kind: &FactKind) -> Vec<Choice<'_>> {
    let FactKind::Choice(options) = kind else {
        return Vec::new();
    };
    options
        .iter()
        .map(|(id, label)| Choice {
            id,
            label: Words::one(label),
        })
        .collect()
}

/// No more have it than there are.
fn at_most(program: &Program, field: &FormField<'_>) -> Option<String> {
    let Target::Total(_, fact) = field.target else {
        return None;
    };
    let counts = program.facts[fact.index()].kind.is_yes_or_no();
    let size = crate::run::facts::path::Path {
        fact: None,
        ..field.path.clone()
    };
    counts.then(|| size.to_string())
}
