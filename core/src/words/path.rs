//! Paths of facts, `[LEVEL:ID/][PERIOD/]FACT`, told by the names of what they lead to.

use super::predicate::{of_whom, said_vi};
use super::{Language, place};
use crate::run::facts::path::Path;
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
#[derive(Debug)]
pub(super) struct Place<'p> {
    body: Option<BodyName>,
    period: Option<String>,
    /// What it leads to.
    pub(super) thing: Thing<'p>,
}

/// What a path leads to.
#[derive(Debug)]
pub(super) enum Thing<'p> {
    /// The number of a collection's members.
    Collection(&'p Collection),
    /// A fact of a collection's members, counted.
    Counted(&'p Collection, &'p Fact),
    /// A fact of one member.
    OfMember(&'p Collection, String, &'p Fact),
    /// One member.
    Member(&'p Collection, String),
    /// A fact of the body.
    Fact(&'p Fact),
    /// The body itself.
    Body,
    /// Nothing known.
    Nothing,
}

impl<'p> Place<'p> {
    /// Reads a path; what is not understood leads to nothing.
    pub(super) fn read(program: &'p Program, path: &str) -> Self {
        if let Ok(path) = path.parse::<Path>() {
            let thing = thing(program, &path);
            return Self::at(&path, thing);
        }
        // A body alone is a path that lacks its fact.
        match format!("{path}/body").parse::<Path>() {
            Ok(path) => Self::at(&path, Thing::Body),
            Err(_) => Self {
                body: None,
                period: None,
                thing: Thing::Nothing,
            },
        }
    }

    fn at(path: &Path, thing: Thing<'p>) -> Self {
        let body = path.body.clone().map(|(level, id)| BodyName { level, id });
        let period = path.period.map(|period| period.to_string());
        Self {
            body,
            period,
            thing,
        }
    }

    /// Puts the body and period, where there are any, before a phrase.
    pub(super) fn before(&self, program: &Program, phrase: &str, language: Language) -> String {
        let body = self
            .body
            .iter()
            .map(|body| place::body(program, body, None, language));
        let period = self
            .period
            .iter()
            .map(|period| place::period(period, language));
        let places: Vec<String> = body.chain(period).collect();
        match (places.is_empty(), phrase.is_empty()) {
            (true, _) => phrase.to_owned(),
            (false, true) => places.join(", "),
            (false, false) => format!("{}: {phrase}", places.join(", ")),
        }
    }
}

impl Thing<'_> {
    /// What is reported, as a noun; `None` where nothing is known.
    pub(super) fn phrase(&self, language: Language) -> Option<String> {
        Some(match self {
            Self::Collection(collection) => format!(
                "{} {}",
                language.pick("number of", "số lượng"),
                language.many(&collection.label)
            ),
            Self::Counted(collection, fact) => {
                let members = language.many(&collection.label);
                let of_bodies = matches!(fact.owner, Owner::Bodies(_));
                let that = if of_bodies && is_deed(fact) {
                    language.pick(" that", "")
                } else {
                    ""
                };
                counted(&format!("{members}{that}"), fact, language)
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
        FactKind::YesNo if language == Language::Vi => {
            format!("{members} {}", said_vi(members, fact))
        }
        FactKind::YesNo if matches!(fact.owner, Owner::Members(_)) && !is_noun(fact) => {
            of_whom(members, fact, false)
        }
        FactKind::Act | FactKind::YesNo => format!("{members} {}{name}", link(fact, language)),
        FactKind::Count | FactKind::Amount(_) | FactKind::Choice(_) => {
            let of = language.pick("of", "của");
            format!("{} {of} {members}", language.many(&fact.label))
        }
    }
}

/// The word that ties members to what they have where the label is a noun, which in both
/// languages shows by the English article: `firms with a trade union`, `doanh nghiệp có công đoàn`.
fn link(fact: &Fact, language: Language) -> &'static str {
    let noun = starts(fact, &["a ", "an ", "the "]) && !is_clause(fact);
    match language {
        Language::En if noun || starts(fact, &["their ", "its "]) => "with ",
        Language::Vi if is_thing(fact) => "có ",
        Language::En | Language::Vi => "",
    }
}

/// Whether a yes/no fact says that there is a thing, so that the Vietnamese label is a noun: `công đoàn`.
pub(super) fn is_thing(fact: &Fact) -> bool {
    const PREDICATES: [&str; 10] = [
        "bị ",
        "chưa ",
        "có ",
        "đang ",
        "đã ",
        "được ",
        "không ",
        "là ",
        "phải ",
        "thuộc ",
    ];
    let named = is_noun(fact) || starts(fact, &["there is ", "there are "]);
    let is_predicate = PREDICATES
        .iter()
        .any(|word| fact.label.vi.starts_with(word));
    fact.kind == FactKind::YesNo && named && !is_predicate
}

/// Whether the English label is a verb, so that many do it: `communes hold a dialogue`.
pub(super) fn is_deed(fact: &Fact) -> bool {
    let first = fact.label.en.split(' ').next().unwrap_or_default();
    matches!(fact.kind, FactKind::Act | FactKind::YesNo)
        && !is_noun(fact)
        && !is_clause(fact)
        && !first.ends_with("ing")
        && first != "there"
}

/// Whether the English label is a noun with its article: `a trade union`.
pub(super) fn is_noun(fact: &Fact) -> bool {
    starts(fact, &["a ", "an ", "the ", "their ", "its "]) && !is_clause(fact)
}

/// Whether the English label is a whole sentence: `the body is special`.
pub(super) fn is_clause(fact: &Fact) -> bool {
    let name = &fact.label.en;
    name.starts_with("there ") || name.contains(" is ") || name.contains(" are ")
}

fn starts(fact: &Fact, words: &[&str]) -> bool {
    words.iter().any(|word| fact.label.en.starts_with(word))
}

fn thing<'p>(program: &'p Program, path: &Path) -> Thing<'p> {
    let collection = program
        .collections
        .iter()
        .find(|collection| collection.key == path.name);
    let Some(collection) = collection else {
        let alone = path.member.is_none() && path.fact.is_none();
        let fact = body_fact(program, &path.name).filter(|_| alone);
        return fact.map_or(Thing::Nothing, Thing::Fact);
    };
    let fact = path
        .fact
        .as_ref()
        .map(|name| member_fact(program, collection, name));
    match (path.member.clone(), fact) {
        (_, Some(None)) => Thing::Nothing,
        (None, None) => Thing::Collection(collection),
        (None, Some(Some(fact))) => Thing::Counted(collection, fact),
        (Some(id), None) => Thing::Member(collection, id),
        (Some(id), Some(Some(fact))) => Thing::OfMember(collection, id, fact),
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
