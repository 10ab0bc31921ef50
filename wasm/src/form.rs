//! What a body of each level can report, with names: what a form is made from.

use std::collections::BTreeSet;

use luat_core::run::program::{
    CollectionId, CollectionKind, Fact, FactId, FactKind, Label, LevelId, Owner, Program,
};
use luat_core::words::{Language, path};

/// Everything that can be reported, by level.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Form<'a> {
    documents: Vec<Document<'a>>,
    levels: Vec<Level<'a>>,
}

/// A document that is checked against.
#[derive(Debug, serde::Serialize)]
struct Document<'a> {
    id: &'a str,
    label: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
}

/// What a body of a level can report.
#[derive(Debug, serde::Serialize)]
struct Level<'a> {
    id: &'a str,
    label: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<&'a str>,
    /// How many rules bind a body of it.
    rules: usize,
    fields: Vec<Field<'a>>,
}

/// One thing to report under a period.
#[derive(Debug, serde::Serialize)]
struct Field<'a> {
    /// Its key: `hamlet_heads`, `hamlet_heads.trained`, `budget`.
    key: String,
    /// What is asked.
    label: Words,
    /// How it is entered.
    input: Input,
    /// The population that it counts members of, or the size of.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
    /// Unit of an amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    /// Options of a choice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<Choice<'a>>,
    /// The office whose word it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    attested_by: Option<Words>,
    /// Explanation for those who report.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Words>,
}

/// How a fact is entered.
#[derive(Debug, Clone, Copy, serde::Serialize)]
#[serde(rename_all = "snake_case")]
enum Input {
    /// A whole number.
    Count,
    /// An exact amount.
    Amount,
    /// Done, by its date, or not so far.
    Act,
    /// A date, or not so far.
    Date,
    /// One of the options.
    Choice,
    /// Yes or no.
    YesNo,
}

#[derive(Debug, serde::Serialize)]
struct Choice<'a> {
    id: &'a str,
    label: Words,
}

#[derive(Debug, serde::Serialize)]
struct Words {
    en: String,
    vi: String,
}

/// The form of a program.
pub(crate) fn form(program: &Program) -> Form<'_> {
    let levels = (0u32..).zip(&program.levels);
    Form {
        documents: program
            .documents
            .iter()
            .map(|document| Document {
                id: &document.id,
                label: words(&document.label),
                number: document.number.as_deref(),
            })
            .collect(),
        levels: levels
            .map(|(id, level)| Level {
                id: &level.id,
                label: words(&level.label),
                within: level
                    .within
                    .map(|above| program.levels[above.index()].id.as_str()),
                rules: rules_of(program, LevelId(id)),
                fields: fields(program, LevelId(id)),
            })
            .collect(),
    }
}

fn rules_of(program: &Program, level: LevelId) -> usize {
    let bound = program
        .requirements
        .iter()
        .filter(|requirement| requirement.bearers.contains(&level));
    bound
        .map(|requirement| requirement.rule)
        .collect::<BTreeSet<_>>()
        .len()
}

/// The body's own facts, then the populations it reports, then the levels below it in totals.
fn fields(program: &Program, level: LevelId) -> Vec<Field<'_>> {
    let own = (0u32..).zip(&program.facts).filter(
        |(_, fact)| matches!(&fact.owner, Owner::Bodies(levels) if levels.contains(&level)),
    );
    let mut fields: Vec<Field> = own.map(|(_, fact)| own_field(program, fact)).collect();
    for (id, collection) in (0u32..).zip(&program.collections) {
        let reported = match &collection.kind {
            CollectionKind::Population { per, .. } => per.contains(&level),
            CollectionKind::Bodies(below) => lies_within(program, *below, level),
        };
        if reported {
            fields.push(size_field(program, CollectionId(id)));
            fields.extend(
                collection
                    .facts
                    .iter()
                    .filter_map(|fact| member_field(program, CollectionId(id), *fact)),
            );
        }
    }
    fields
}

fn lies_within(program: &Program, level: LevelId, above: LevelId) -> bool {
    // INVARIANT: levels form a tree, so no chain is longer than there are levels.
    let mut at = program.levels[level.index()].within;
    for _ in &program.levels {
        match at {
            Some(next) if next == above => return true,
            Some(next) => at = program.levels[next.index()].within,
            None => return false,
        }
    }
    false
}

fn own_field<'a>(program: &'a Program, fact: &'a Fact) -> Field<'a> {
    let input = match &fact.kind {
        FactKind::Count => Input::Count,
        FactKind::Amount(_) => Input::Amount,
        FactKind::Act => Input::Act,
        FactKind::Date => Input::Date,
        FactKind::Choice(_) => Input::Choice,
        FactKind::StateInPeriod | FactKind::StateToDate | FactKind::StateNow | FactKind::YesNo => {
            Input::YesNo
        }
    };
    described(program, fact.name.clone(), input, fact)
}

fn size_field(program: &Program, collection: CollectionId) -> Field<'_> {
    let of = &program.collections[collection.index()];
    Field {
        label: named(program, &of.key),
        key: of.key.clone(),
        input: Input::Count,
        of: Some(&of.key),
        unit: None,
        options: Vec::new(),
        attested_by: None,
        note: None,
    }
}

/// A fact of members, told in totals: for how many it holds, or its sum. A choice has no total.
fn member_field(program: &Program, collection: CollectionId, fact: FactId) -> Option<Field<'_>> {
    let fact = &program.facts[fact.index()];
    let input = match &fact.kind {
        FactKind::Choice(_) => return None,
        FactKind::Amount(_) => Input::Amount,
        FactKind::StateInPeriod
        | FactKind::StateToDate
        | FactKind::StateNow
        | FactKind::Act
        | FactKind::Date
        | FactKind::Count
        | FactKind::YesNo => Input::Count,
    };
    let of = &program.collections[collection.index()].key;
    Some(Field {
        of: Some(of),
        ..described(program, format!("{of}.{}", fact.name), input, fact)
    })
}

fn described<'a>(program: &'a Program, key: String, input: Input, fact: &'a Fact) -> Field<'a> {
    let (unit, options) = match &fact.kind {
        FactKind::Amount(unit) => (Some(unit.as_str()), &[][..]),
        FactKind::Choice(options) => (None, options.as_slice()),
        FactKind::StateInPeriod
        | FactKind::StateToDate
        | FactKind::StateNow
        | FactKind::Act
        | FactKind::Date
        | FactKind::Count
        | FactKind::YesNo => (None, &[][..]),
    };
    Field {
        label: named(program, &key),
        key,
        input,
        of: None,
        unit,
        options: options
            .iter()
            .map(|(id, label)| Choice {
                id,
                label: words(label),
            })
            .collect(),
        attested_by: fact.attested_by.as_ref().map(words),
        note: fact.note.as_ref().map(words),
    }
}

/// A fact by its name, in the words that verdicts use for it.
fn named(program: &Program, key: &str) -> Words {
    Words {
        en: path(program, key, Language::En),
        vi: path(program, key, Language::Vi),
    }
}

fn words(label: &Label) -> Words {
    Words {
        en: label.en.clone(),
        vi: label.vi.clone(),
    }
}
