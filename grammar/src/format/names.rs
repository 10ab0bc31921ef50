//! How a declared thing is called where a text names it.

use std::collections::BTreeMap;

use super::layout::Place;
use super::printer::quoted;
use crate::Language;
use crate::names::{Name, NameKind, Names};
use crate::syntax::{MemberRef, Phrase, Ref};

/// How far a name must go to be understood where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Care {
    /// The label as it is.
    Bare,
    /// The label in quotes.
    Quoted,
    /// The path of ids.
    Id,
}

/// One thing or several, as English labels tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// One.
    One,
    /// None, or several.
    Many,
}

/// Calls things by name in one language, with more care where a plain name was misread.
#[derive(Debug)]
pub(super) struct Speaker<'n> {
    names: &'n Names,
    language: Language,
    care: BTreeMap<Place, Care>,
}

impl<'n> Speaker<'n> {
    pub(super) fn new(names: &'n Names, language: Language) -> Self {
        Self {
            names,
            language,
            care: BTreeMap::new(),
        }
    }

    /// Takes more care at a place; false when there is none left to take.
    pub(super) fn mistrust(&mut self, place: Place) -> bool {
        let next = match self.care(place) {
            Care::Bare => Care::Quoted,
            Care::Quoted => Care::Id,
            Care::Id => return false,
        };
        self.care.insert(place, next);
        true
    }

    /// Whether names were misread at a place.
    pub(super) fn mistrusts(&self, place: Place) -> bool {
        self.care(place) != Care::Bare
    }

    /// Whether a thing is a score.
    pub(super) fn is_score(&self, name: &Ref) -> bool {
        let named = self.names.resolve(name);
        named.is_some_and(|named| named.kind == NameKind::Score)
    }

    /// Whether a thing is a day: a date, or that of a deed.
    pub(super) fn is_day(&self, name: &Ref) -> bool {
        let named = self.names.resolve(name);
        named.is_some_and(|named| matches!(named.kind, NameKind::Date | NameKind::Act))
    }

    /// The title of a rule.
    pub(super) fn title<'t>(&'t self, name: &'t Ref) -> &'t str {
        let named = self.names.resolve(name);
        let title = named.and_then(|named| self.phrases(named).next());
        title.map_or(&name.id, |title| &title.one)
    }

    /// A thing by its label.
    pub(super) fn name(&self, name: &Ref, amount: Amount, place: Place) -> String {
        let phrase = self
            .names
            .resolve(name)
            .and_then(|named| self.phrases(named).next());
        written(phrase, &name.id, amount, self.care(place))
    }

    /// A fact of members of several populations, by a label that all its declarations bear.
    pub(super) fn member(&self, member: &MemberRef, place: Place) -> String {
        let Some((first, others)) = member.refs.split_first() else {
            return String::new();
        };
        let shared = |phrase: &&Phrase| others.iter().all(|other| self.bears(other, phrase));
        let phrase = self
            .names
            .resolve(first)
            .and_then(|named| self.phrases(named).find(shared));
        // An id path names one declaration, so it cannot stand for several.
        let care = if others.is_empty() {
            self.care(place)
        } else {
            self.care(place).min(Care::Quoted)
        };
        written(phrase, &first.id, Amount::One, care)
    }

    fn care(&self, place: Place) -> Care {
        self.care.get(&place).copied().unwrap_or(Care::Bare)
    }

    fn bears(&self, name: &Ref, phrase: &Phrase) -> bool {
        self.names
            .resolve(name)
            .is_some_and(|named| self.phrases(named).any(|own| own.one == phrase.one))
    }

    /// All phrases of a thing, those of the printed language first.
    fn phrases(&self, named: &'n Name) -> impl Iterator<Item = &'n Phrase> + use<'n> {
        named
            .phrases(self.language)
            .iter()
            .chain(named.phrases(self.language.other()))
    }
}

fn written(phrase: Option<&Phrase>, id: &str, amount: Amount, care: Care) -> String {
    let Some(phrase) = phrase else {
        return id.to_owned();
    };
    let words = match amount {
        Amount::One => &phrase.one,
        Amount::Many => phrase.many.as_ref().unwrap_or(&phrase.one),
    };
    match care {
        Care::Bare => words.clone(),
        Care::Id if id.contains(['_', '.']) => id.to_owned(),
        Care::Quoted | Care::Id => quoted(words),
    }
}
