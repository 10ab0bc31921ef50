//! The names that declarations give, before any sentence is read.

use std::collections::BTreeMap;

use crate::Language;
use crate::diagnostic::{Diagnostic, Severity};
use crate::faults;
use crate::keywords::Keyword;
use crate::lexicon::{Lexicon, Trie};
use crate::lines::split_phrase;
use crate::names::{Name, NameId, NameKind, Names, Scope};
use crate::recovery::{self, is_full};
use crate::slip::Spelled;
use crate::source::Source;
use crate::words::{Word, Words};

use super::blocks::{Head, Text};

/// Enters what the texts declare; none where a declaration taken over has an id that is taken by now.
pub(crate) fn collect(
    texts: &mut [Text<'_>],
    documents: &[String],
    lexicon: &Lexicon,
    names: &mut Names,
    faults: &mut Vec<Diagnostic>,
) -> Option<()> {
    for (text, document) in texts.iter_mut().zip(documents) {
        for block in &mut text.blocks {
            let owner = add(&mut block.head, None, document, names, faults);
            if let Some(taken) = &block.taken {
                names.lose(document, taken.lost().to_vec());
            } else {
                names.lose(document, recovery::lost_words(block));
                if recovery::loses_name(block, text.language, lexicon) {
                    names.lose_name(document);
                }
            }
            let mut choice = owner.filter(|_| block.head.keyword == Keyword::Choice);
            for head in block
                .members
                .iter_mut()
                .filter_map(|(head, _)| head.as_mut())
            {
                let owner = if head.keyword == Keyword::Option {
                    choice
                } else {
                    owner
                };
                if owner.is_none() {
                    continue;
                }
                let member = add(head, owner, document, names, faults);
                if head.keyword == Keyword::Choice {
                    choice = member;
                }
            }
            let mut heads = block.members.iter().filter_map(|(head, _)| head.as_ref());
            let is_broken = block.head.broken || heads.any(|head| head.broken);
            if is_broken && block.taken.is_some() {
                return None;
            }
        }
    }
    Some(())
}

fn add(
    head: &mut Head,
    owner: Option<NameId>,
    document: &str,
    names: &mut Names,
    faults: &mut Vec<Diagnostic>,
) -> Option<NameId> {
    let kind = kind(head.keyword)?;
    let id = head.id.as_ref()?;
    let path = match owner {
        Some(owner) => format!("{}.{}", names.at(owner).id, id.node),
        None => id.node.clone(),
    };
    let name = Name {
        document: document.to_owned(),
        source: id.span.source,
        id: path,
        kind,
        label: head.label.clone(),
        span: id.span,
        owner,
        per: Vec::new(),
        of: Vec::new(),
    };
    if is_reserved(kind, owner.is_some(), &id.node) {
        faults.push(faults::reserved_id(id.span, &id.node));
    }
    match names.add(name) {
        Ok(id) => head.name = Some(id),
        Err(first) => {
            if is_full(faults) {
                faults.push(faults::untold(id.span));
            } else if !head.broken {
                faults.push(faults::id_taken(id.span, &id.node, names.at(first).span));
            }
            head.broken = true;
        }
    }
    head.name
}

/// Whether a report tells something else under an id: `final` beside the facts of a period, `id` of each member.
fn is_reserved(kind: NameKind, of_members: bool, id: &str) -> bool {
    let is_reported = matches!(
        kind,
        NameKind::Level
            | NameKind::Population
            | NameKind::Act
            | NameKind::State
            | NameKind::Date
            | NameKind::Count
            | NameKind::Amount
            | NameKind::Choice
            | NameKind::YesNo
    );
    is_reported && id == if of_members { "id" } else { "final" }
}

fn kind(keyword: Keyword) -> Option<NameKind> {
    let kind = match keyword {
        Keyword::Level => NameKind::Level,
        Keyword::Act => NameKind::Act,
        Keyword::Population => NameKind::Population,
        Keyword::Group => NameKind::Group,
        Keyword::State => NameKind::State,
        Keyword::Date => NameKind::Date,
        Keyword::Count => NameKind::Count,
        Keyword::Amount => NameKind::Amount,
        Keyword::Choice => NameKind::Choice,
        Keyword::Option => NameKind::Option,
        Keyword::Fact => NameKind::YesNo,
        Keyword::Parameter => NameKind::Parameter,
        Keyword::Define => NameKind::Define,
        Keyword::Table => NameKind::Table,
        Keyword::Score => NameKind::Score,
        Keyword::Rule => NameKind::Rule,
        Keyword::Principle => NameKind::Principle,
        Keyword::Calendar => NameKind::Calendar,
        _ => return None,
    };
    Some(kind)
}

/// Works out what each text sees, and tells names that collide. Where the same was declared before,
/// the same is seen; whether that is so.
pub(crate) fn visible(
    (texts, sources): (&[Text<'_>], &[Source]),
    documents: &[String],
    before: Option<&mut Names>,
    names: &mut Names,
    words: &mut Words,
    faults: &mut Vec<Diagnostic>,
) -> bool {
    let mut scopes: Vec<Scope> = texts
        .iter()
        .zip(documents)
        .map(|(text, document)| {
            let (uses, blind) = uses(text, documents, sources, faults);
            Scope {
                document: document.clone(),
                uses,
                phrases: Trie::default(),
                blind,
            }
        })
        .collect();
    if before.is_some_and(|before| names.take_phrases(before, &mut scopes)) {
        names.set_scopes(scopes, false);
        return true;
    }
    let phrases: Vec<(NameId, Vec<Vec<Word>>)> = names
        .ids()
        .map(|id| (id, spellings(names.at(id), words)))
        .collect();
    let mut clashes = BTreeMap::new();
    for scope in &mut scopes {
        for (id, spellings) in &phrases {
            if scope.sees(&names.at(*id).document) {
                enter(*id, spellings, scope, names, &mut clashes);
            }
        }
    }
    let languages: BTreeMap<&str, Language> = texts
        .iter()
        .zip(documents)
        .map(|(text, document)| (document.as_str(), text.language))
        .collect();
    for clash in clashes.values() {
        let language = languages.get(names.at(clash.own).document.as_str());
        let told = clash.told(names, language.copied().unwrap_or_default(), words);
        if told.severity == Severity::Warning {
            names.add_alike(clash.own, clash.other);
        }
        faults.push(told);
    }
    names.set_scopes(scopes, !clashes.is_empty());
    false
}

/// Two things that one text sees by one name.
struct Clash {
    own: NameId,
    other: NameId,
    /// What both are called.
    spellings: Vec<Vec<Word>>,
}

impl Clash {
    /// An error where the text's own language has the name; names of the other one are wanted only in a text of that language.
    fn told(&self, names: &Names, language: Language, words: &mut Words) -> Diagnostic {
        let (own, other) = (names.at(self.own), names.at(self.other));
        let place = |name: &Name| name.label.as_ref().map_or(name.span, |label| label.span);
        let mut spoken = |name: &Name| {
            let only = name.label.clone().map(|mut label| {
                match language {
                    Language::En => label.vi.clear(),
                    Language::Vi => label.en.clear(),
                }
                label
            });
            let only = Name {
                label: only,
                ..name.clone()
            };
            spellings(&only, words)
        };
        let (in_own, in_other) = (spoken(own), spoken(other));
        let is_spoken =
            |spelling: &Vec<Word>| in_own.contains(spelling) || in_other.contains(spelling);
        if self.spellings.iter().any(is_spoken) {
            faults::equal_names((place(own), own), (place(other), other), language)
        } else {
            faults::equal_names_elsewhere((place(own), own), (place(other), other), language)
        }
    }
}

/// The words that a thing may be named by.
pub(crate) fn spellings(name: &Name, words: &mut Words) -> Vec<Vec<Word>> {
    let mut found: Vec<Vec<Word>> = Vec::new();
    if matches!(
        name.kind,
        NameKind::Rule | NameKind::Principle | NameKind::Calendar
    ) {
        return found;
    }
    for phrase in name
        .label
        .iter()
        .flat_map(|label| label.en.iter().chain(&label.vi))
    {
        for spelling in std::iter::once(&phrase.one).chain(&phrase.many) {
            found.push(split_phrase(spelling, words));
            found.push(vec![words.intern_quoted(spelling)]);
        }
    }
    if name.id.contains(['_', '.']) {
        found.push(split_phrase(&name.id, words));
    }
    found.sort();
    found.dedup();
    found
}

fn enter(
    id: NameId,
    spellings: &[Vec<Word>],
    scope: &mut Scope,
    names: &Names,
    clashes: &mut BTreeMap<(NameId, NameId), Clash>,
) {
    let name = names.at(id);
    for spelling in spellings {
        let taken = scope
            .named(spelling)
            .iter()
            .copied()
            .find(|other| names.at(*other).owner == name.owner && *other != id);
        if let Some(first) = taken {
            let own = [first, id]
                .into_iter()
                .rfind(|id| names.at(*id).document == scope.document)
                .unwrap_or(id);
            let other = if own == id { first } else { id };
            let clash = clashes
                .entry((first.min(id), first.max(id)))
                .or_insert_with(|| Clash {
                    own,
                    other,
                    spellings: Vec::new(),
                });
            clash.spellings.push(spelling.clone());
        }
        scope.phrases.insert(spelling, id);
    }
}

fn uses(
    text: &Text<'_>,
    documents: &[String],
    sources: &[Source],
    faults: &mut Vec<Diagnostic>,
) -> (Vec<String>, bool) {
    let mut found = Vec::new();
    let mut blind = false;
    for head in text
        .blocks
        .iter()
        .map(|block| &block.head)
        .filter(|head| head.keyword == Keyword::Use)
    {
        let Some(id) = &head.id else { continue };
        match used(text, &id.node, documents, sources) {
            Some(at) if at == text.source.0 as usize => faults.push(faults::uses_itself(id.span)),
            Some(at) => found.extend(documents.get(at).cloned()),
            None => {
                blind = true;
                if is_full(faults) {
                    faults.push(faults::untold(id.span));
                    continue;
                }
                let near = sources
                    .iter()
                    .map(|source| stem(&source.name))
                    .chain(documents.iter().map(String::as_str));
                let typed = Spelled::new(&id.node);
                let near = near
                    .filter_map(|name| Some((typed.distance(&Spelled::new(name))?, name)))
                    .min();
                faults.push(faults::unknown_document(
                    id.span,
                    &id.node,
                    near.map(|(_, name)| name),
                ));
            }
        }
    }
    (found, blind)
}

/// The text that `use NAME` takes: beside this one, else in a folder above, else any of that name.
fn used(text: &Text<'_>, name: &str, documents: &[String], sources: &[Source]) -> Option<usize> {
    let own = sources
        .get(text.source.0 as usize)
        .map_or("", |source| folder(&source.name));
    let by_stem = sources
        .iter()
        .enumerate()
        .filter(|(_, source)| stem(&source.name) == name);
    let nearest = by_stem.max_by_key(|(at, source)| {
        let other = folder(&source.name);
        let shared = if own.starts_with(other) {
            other.len() + 1
        } else {
            0
        };
        (shared, std::cmp::Reverse(*at))
    });
    nearest
        .map(|(at, _)| at)
        .or_else(|| documents.iter().position(|document| document == name))
}

fn folder(path: &str) -> &str {
    path.rfind(['/', '\\'])
        .and_then(|at| path.get(..=at))
        .unwrap_or("")
}

/// The name of a file without folders and ending.
pub(crate) fn stem(path: &str) -> &str {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.strip_suffix(".luat").unwrap_or(file)
}
