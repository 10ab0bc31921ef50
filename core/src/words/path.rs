//! Paths of facts, `[LEVEL:ID/][PERIOD/]FACT`, told by the names of what they lead to.

use super::{Language, place};
use crate::run::program::{Collection, CollectionKind, Fact, FactId, FactKind, Owner, Program};
use crate::run::verdict::BodyName;

/// A fact by its name: `hamlet heads trained`, `commune ang-to, 2025: a dialogue held`. A path
/// that leads nowhere is told as written.
pub fn path(program: &Program, path: &str, language: Language) -> String {
    let place = Place::read(program, path);
    match place.thing.phrase(language) {
        Some(phrase) => place.before(program, &phrase, language),
        None => path.to_owned(),
    }
}

/// What a path leads to, and whose and when it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    body: Option<(&'a str, &'a str)>,
    period: Option<&'a str>,
    /// What it leads to.
    pub(super) thing: Thing<'a>,
}

/// What a path leads to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Thing<'a> {
    /// The number of a collection's members.
    Collection(&'a Collection),
    /// A fact of a collection's members, counted.
    Counted(&'a Collection, &'a Fact),
    /// A fact of one member.
    OfMember(&'a Collection, &'a str, &'a Fact),
    /// One member.
    Member(&'a Collection, &'a str),
    /// A fact of the body.
    Fact(&'a Fact),
    /// A body, by its level and id.
    Body,
    /// Nothing known.
    Nothing,
}

impl<'a> Place<'a> {
    /// Reads a path; what is not understood leads to nothing.
    pub(super) fn read(program: &'a Program, path: &'a str) -> Self {
        let mut rest = path;
        let mut body = None;
        let mut period = None;
        while let Some((head, tail)) = rest.split_once('/') {
            match head.split_once(':') {
                Some(named) => body = Some(named),
                None => period = Some(head),
            }
            rest = tail;
        }
        let thing = match rest.split_once(':') {
            Some(named) => {
                body = Some(named);
                Thing::Body
            }
            None => thing(program, rest),
        };
        Self {
            body,
            period,
            thing,
        }
    }

    /// Puts the body and period, where there are any, before a phrase.
    pub(super) fn before(&self, program: &Program, phrase: &str, language: Language) -> String {
        let body = self.body.map(|(level, id)| {
            let name = BodyName {
                level: level.to_owned(),
                id: id.to_owned(),
            };
            place::body(program, &name, None, language)
        });
        let period = self.period.map(|period| place::period(period, language));
        let places: Vec<String> = body.into_iter().chain(period).collect();
        match (places.is_empty(), phrase.is_empty()) {
            (true, _) => phrase.to_owned(),
            (false, true) => places.join(", "),
            (false, false) => format!("{}: {phrase}", places.join(", ")),
        }
    }
}

impl Thing<'_> {
    /// What is reported, as a noun; `None` where nothing is known.
    pub(super) fn phrase(self, language: Language) -> Option<String> {
        Some(match self {
            Self::Collection(collection) => format!(
                "{} {}",
                language.pick("number of", "số lượng"),
                language.many(&collection.label)
            ),
            Self::Counted(collection, fact) => {
                counted(language.many(&collection.label), fact, language)
            }
            Self::OfMember(collection, id, fact) => format!(
                "{} {id}: {}",
                language.one(&collection.label),
                language.one(&fact.label)
            ),
            Self::Member(collection, id) => format!("{} {id}", language.one(&collection.label)),
            Self::Fact(fact) => language.many(&fact.label).to_owned(),
            Self::Body => String::new(),
            Self::Nothing => return None,
        })
    }
}

/// Members for whom a fact holds, or whose quantity it is: `hamlet heads trained`,
/// `communes with a dialogue held`, `floor area of owners`.
pub(super) fn counted(members: &str, fact: &Fact, language: Language) -> String {
    let name = language.one(&fact.label);
    match fact.kind {
        FactKind::StateInPeriod | FactKind::StateToDate | FactKind::StateNow | FactKind::Date => {
            format!("{members} {name}")
        }
        FactKind::Act => format!("{members} {}{name}", language.pick("with ", "")),
        FactKind::YesNo => format!("{members} {} {name}", language.pick("with", "có")),
        FactKind::Count | FactKind::Amount(_) | FactKind::Choice(_) => {
            format!(
                "{} {} {members}",
                language.many(&fact.label),
                language.pick("of", "của")
            )
        }
    }
}

/// The collection whose members a fact belongs to, as its path would name it.
fn thing<'a>(program: &'a Program, text: &'a str) -> Thing<'a> {
    let (key, member, name) = split(text);
    let Some(collection) = program
        .collections
        .iter()
        .find(|collection| collection.key == key)
    else {
        return body_fact(program, text).map_or(Thing::Nothing, Thing::Fact);
    };
    let fact = name.map(|name| member_fact(program, collection, name));
    match (member, fact) {
        (_, Some(None)) => Thing::Nothing,
        (None, None) => Thing::Collection(collection),
        (None, Some(Some(fact))) => Thing::Counted(collection, fact),
        (Some(id), None) => Thing::Member(collection, id),
        (Some(id), Some(Some(fact))) => Thing::OfMember(collection, id, fact),
    }
}

/// `hamlet_heads[h2].trained` as `hamlet_heads`, `h2`, `trained`.
fn split(text: &str) -> (&str, Option<&str>, Option<&str>) {
    if let Some((key, rest)) = text.split_once('[')
        && let Some((member, rest)) = rest.rsplit_once(']')
    {
        return (key, Some(member), rest.strip_prefix('.'));
    }
    match text.split_once('.') {
        Some((key, name)) => (key, None, Some(name)),
        None => (text, None, None),
    }
}

fn member_fact<'a>(
    program: &'a Program,
    collection: &'a Collection,
    name: &str,
) -> Option<&'a Fact> {
    let own = |id: &FactId| {
        program
            .facts
            .get(id.index())
            .filter(|fact| fact.name == name)
    };
    collection
        .facts
        .iter()
        .find_map(own)
        .or_else(|| match collection.kind {
            CollectionKind::Bodies(_) => body_fact(program, name),
            CollectionKind::Population { .. } => None,
        })
}

fn body_fact<'a>(program: &'a Program, name: &str) -> Option<&'a Fact> {
    program
        .facts
        .iter()
        .find(|fact| fact.name == name && matches!(fact.owner, Owner::Bodies(_)))
}
