//! The keyword table as the reader looks words up in it.

use std::collections::HashMap;

use crate::Language;
use crate::keywords::{Class, Keyword};
use crate::lines::{Token, split_phrase};
use crate::names::Spelled;
use crate::words::{Word, Words};

/// Phrases of words, each with what it stands for.
#[derive(Debug)]
pub(crate) struct Trie<T> {
    edges: HashMap<(u32, Word), u32>,
    values: Vec<Vec<T>>,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self {
            edges: HashMap::new(),
            values: vec![Vec::new()],
        }
    }
}

impl<T> Trie<T> {
    /// Adds a phrase; an empty one is passed over.
    pub(crate) fn insert(&mut self, phrase: &[Word], value: T) {
        if phrase.is_empty() {
            return;
        }
        let mut node = 0;
        for word in phrase {
            let next = crate::source::to_u32(self.values.len());
            node = *self.edges.entry((node, *word)).or_insert(next);
            if node == next {
                self.values.push(Vec::new());
            }
        }
        if let Some(values) = self.values.get_mut(node as usize) {
            values.push(value);
        }
    }

    /// All phrases that the words begin with, the shortest first: their length and what they stand for.
    pub(crate) fn prefixes<W: Iterator<Item = Word>>(
        &self,
        words: W,
    ) -> impl Iterator<Item = (usize, &[T])> + use<'_, T, W> {
        let mut node = 0;
        words
            .map_while(move |word| {
                node = *self.edges.get(&(node, word))?;
                self.values.get(node as usize)
            })
            .enumerate()
            .filter(|(_, values)| !values.is_empty())
            .map(|(index, values)| (index + 1, values.as_slice()))
    }

    /// What a whole phrase stands for.
    pub(crate) fn get(&self, phrase: &[Word]) -> &[T] {
        self.prefixes(phrase.iter().copied())
            .last()
            .filter(|(length, _)| *length == phrase.len())
            .map_or(&[], |(_, values)| values)
    }
}

/// The forms of all keywords, folded.
#[derive(Debug)]
pub(crate) struct Lexicon {
    forms: HashMap<(Keyword, Language), Vec<Vec<Word>>>,
    sentence: [Trie<Keyword>; 2],
    /// All keywords, those of sentences among them.
    all: [Trie<Keyword>; 2],
    spellings: [Vec<Spelled>; 2],
}

impl Lexicon {
    /// Folds the table.
    pub(crate) fn new(words: &mut Words) -> Self {
        let mut lexicon = Self {
            forms: HashMap::new(),
            sentence: [Trie::default(), Trie::default()],
            all: [Trie::default(), Trie::default()],
            spellings: [Vec::new(), Vec::new()],
        };
        for keyword in Keyword::ALL {
            for language in [Language::En, Language::Vi] {
                if stands_in_sentences(*keyword) {
                    lexicon.spellings[language as usize].extend(
                        keyword
                            .forms(language)
                            .iter()
                            .map(|form| Spelled::new(form)),
                    );
                }
                let mut forms: Vec<Vec<Word>> = keyword
                    .forms(language)
                    .iter()
                    .map(|form| split_phrase(form, words))
                    .collect();
                forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
                forms.dedup();
                for form in &forms {
                    lexicon.all[language as usize].insert(form, *keyword);
                    if stands_in_sentences(*keyword) {
                        lexicon.sentence[language as usize].insert(form, *keyword);
                    }
                }
                lexicon.forms.insert((*keyword, language), forms);
            }
        }
        lexicon
    }

    /// How many tokens a keyword takes at the start of `tokens`, in its longest form there.
    pub(crate) fn matches(
        &self,
        keyword: Keyword,
        language: Language,
        tokens: &[Token<'_>],
    ) -> Option<usize> {
        let forms = self.forms.get(&(keyword, language))?;
        let fits = |form: &&Vec<Word>| {
            form.len() <= tokens.len()
                && form
                    .iter()
                    .zip(tokens)
                    .all(|(word, token)| *word == token.word)
        };
        forms.iter().find(fits).map(Vec::len)
    }

    /// The forms of the keywords of sentences, to find the one that was meant.
    pub(crate) fn spellings(&self, language: Language) -> &[Spelled] {
        &self.spellings[language as usize]
    }

    /// All keywords.
    pub(crate) fn all(&self, language: Language) -> &Trie<Keyword> {
        &self.all[language as usize]
    }

    /// The keywords of sentences.
    pub(crate) fn sentence(&self, language: Language) -> &Trie<Keyword> {
        &self.sentence[language as usize]
    }
}

/// Whether a keyword stands in sentences.
pub(crate) fn stands_in_sentences(keyword: Keyword) -> bool {
    match keyword.class() {
        Class::Modality
        | Class::Period
        | Class::Deadline
        | Class::Month
        | Class::Limit
        | Class::Unit
        | Class::Comparator
        | Class::Quantifier
        | Class::Number
        | Class::Fraction
        | Class::Connective
        | Class::Condition
        | Class::Rounding
        | Class::Expression
        | Class::Filler => true,
        Class::Header => keyword == Keyword::Throughout,
        Class::Declaration
        | Class::Member
        | Class::RuleLine
        | Class::ScenarioLine
        | Class::CalendarLine
        | Class::Detail
        | Class::DocumentStatus
        | Class::Weekday
        | Class::Status
        | Class::Citation => false,
    }
}
