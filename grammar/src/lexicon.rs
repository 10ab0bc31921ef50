//! The keyword table as the reader looks words up in it.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::ops::RangeInclusive;

use crate::Language;
use crate::ids::bare;
use crate::keywords::{Class, Keyword};
use crate::lines::{Token, split_phrase};
use crate::slip::Spelled;
use crate::words::{Word, Words};

/// Phrases of words, each with what it stands for.
#[derive(Debug)]
pub(crate) struct Trie<T> {
    edges: HashMap<Edge, u32, BuildHasherDefault<EdgeHasher>>,
    values: Vec<Vec<T>>,
}

/// A word after what a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edge(u32, Word);

impl Hash for Edge {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(u64::from(self.0) << 32 | u64::from(self.1.0));
    }
}

/// Spreads two small numbers: each word of each text is looked up at each node it may stand at.
#[derive(Debug, Default)]
struct EdgeHasher(u64);

impl Hasher for EdgeHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        // An odd number without a pattern (the golden section): its high bits are folded upon the low.
        let spread = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = spread ^ (spread >> 32);
    }
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self {
            edges: HashMap::default(),
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
            node = *self.edges.entry(Edge(node, *word)).or_insert(next);
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
                node = *self.edges.get(&Edge(node, word))?;
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

/// A keyword, and words it may be written in.
type Form = (Keyword, Vec<Word>);

/// The forms of all keywords, folded.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// For each language and word, the forms that begin with it, the longest first.
    forms: [Vec<Vec<Form>>; 2],
    sentence: [Trie<Keyword>; 2],
    /// All keywords, those of sentences among them.
    all: [Trie<Keyword>; 2],
    spellings: [Vec<Spelling>; 2],
}

impl Lexicon {
    /// Folds the table.
    pub(crate) fn new(words: &mut Words) -> Self {
        let mut lexicon = Self {
            forms: [Vec::new(), Vec::new()],
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
                            .map(|form| Spelling::new(form)),
                    );
                }
                for form in keyword.forms(language) {
                    let form = split_phrase(form, words);
                    if stands_in_sentences(*keyword) {
                        lexicon.sentence[language as usize].insert(&form, *keyword);
                    }
                    lexicon.all[language as usize].insert(&form, *keyword);
                    lexicon.add(*keyword, language, form);
                }
            }
        }
        for spellings in &mut lexicon.spellings {
            for (place, one) in spellings.iter_mut().enumerate() {
                one.place = place;
            }
            spellings.sort_by_key(|one| one.spelled.n_letters());
        }
        for forms in lexicon.forms.iter_mut().flatten() {
            forms.sort_by_key(|(_, form)| std::cmp::Reverse(form.len()));
        }
        lexicon
    }

    fn add(&mut self, keyword: Keyword, language: Language, form: Vec<Word>) {
        let Some(Word(first)) = form.first() else {
            return;
        };
        let first = *first as usize;
        let forms = &mut self.forms[language as usize];
        if forms.len() <= first {
            forms.resize_with(first + 1, Vec::new);
        }
        forms[first].push((keyword, form));
    }

    /// The keywords that stand at the start of `tokens`, each with how many it takes, the longest first.
    pub(crate) fn at<'s>(
        &'s self,
        language: Language,
        tokens: &'s [Token<'_>],
    ) -> impl Iterator<Item = (Keyword, usize)> + 's {
        let forms = tokens
            .first()
            .and_then(|first| self.forms[language as usize].get(first.word.0 as usize));
        let fits = move |form: &[Word]| {
            form.len() <= tokens.len()
                && form
                    .iter()
                    .zip(tokens)
                    .all(|(word, token)| *word == token.word)
        };
        forms
            .into_iter()
            .flatten()
            .filter(move |(_, form)| fits(form))
            .map(|(keyword, form)| (*keyword, form.len()))
    }

    /// How many tokens a keyword takes at the start of `tokens`, in its longest form there.
    pub(crate) fn matches(
        &self,
        keyword: Keyword,
        language: Language,
        tokens: &[Token<'_>],
    ) -> Option<usize> {
        let mut found = self.at(language, tokens);
        found
            .find(|(known, _)| *known == keyword)
            .map(|(_, length)| length)
    }

    /// The keyword, of those given, that takes most tokens at the start of `tokens`; of several, the first given.
    pub(crate) fn longest(
        &self,
        keywords: &[Keyword],
        language: Language,
        tokens: &[Token<'_>],
    ) -> Option<(Keyword, usize)> {
        let place = |keyword| keywords.iter().position(|known| *known == keyword);
        self.at(language, tokens)
            .filter_map(|(keyword, length)| Some((keyword, length, place(keyword)?)))
            .min_by_key(|(_, length, place)| (std::cmp::Reverse(*length), *place))
            .map(|(keyword, length, _)| (keyword, length))
    }

    /// A keyword as tokens that stand nowhere, to try what would read with it.
    pub(crate) fn tokens(&self, keyword: Keyword, language: Language) -> Vec<Token<'static>> {
        let forms = self.forms[language as usize].iter().flatten();
        let form = forms
            .filter(|(known, _)| *known == keyword)
            .map(|(_, form)| form);
        let words = form.min_by_key(|form| form.len()).into_iter().flatten();
        words.map(|word| Token::nowhere(*word)).collect()
    }

    /// The forms of the keywords of sentences that have so many letters, to find the one that was meant.
    pub(crate) fn spellings(
        &self,
        language: Language,
        lengths: RangeInclusive<usize>,
    ) -> impl Iterator<Item = &Spelling> {
        let all = &self.spellings[language as usize];
        let first = all.partition_point(|one| one.spelled.n_letters() < *lengths.start());
        let alike = all.get(first..).unwrap_or(&[]).iter();
        alike.take_while(move |one| one.spelled.n_letters() <= *lengths.end())
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

/// A form of a keyword, to be held against what is typed.
#[derive(Debug)]
pub(crate) struct Spelling {
    pub(crate) spelled: Spelled,
    /// As one types it without any marks.
    pub(crate) bare: String,
    /// Which of all forms it is, in the order of the keywords.
    pub(crate) place: usize,
}

impl Spelling {
    fn new(text: &str) -> Self {
        Self {
            spelled: Spelled::new(text),
            bare: bare(text),
            place: 0,
        }
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
