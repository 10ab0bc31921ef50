//! Words to canonical tokens: every way to read a line's words, the likeliest first.
//!
//! The longest phrase is tried first, a name before a keyword of equal length. A reading that the
//! grammar or the names refuse sends the search back to the last choice at or before the token
//! that was refused; the number of tries is bounded.

use std::ops::{Deref, Range};

use crate::Language;
use crate::figures::{self, DateFault, NumberFault};
use crate::keywords::{Class, Keyword};
use crate::lines::{Token, TokenKind};
use crate::names::{NameId, NameKind};
use crate::reader::Reader;
use crate::source::Span;
use crate::syntax::{Date, Notation, Number};

use super::amounts;

/// What a canonical token stands for.
#[derive(Debug, Clone)]
pub(crate) enum Meaning {
    /// A keyword.
    Keyword(Keyword),
    /// Things that share a name, all of one kind of token.
    Names(char, Ids),
    /// A number in digits or as a word.
    Number(Result<Number, NumberFault>),
    /// A fraction in words.
    Fraction(Number),
    /// A date.
    Date(Result<Date, DateFault>),
    /// A month, from 1.
    Month(i8),
    /// A unit of an amount.
    Unit(String),
    /// A bracket, comma, colon or percent sign.
    Symbol(&'static str),
    /// Passed over.
    Filler,
    /// A word that is neither declared nor known.
    Unknown,
}

/// Things that share a name. Nearly always it is one, which allocates nothing: a line of many names has thousands of
/// candidates.
#[derive(Debug, Clone)]
pub(crate) enum Ids {
    /// One thing.
    One(NameId),
    /// Several.
    Several(Vec<NameId>),
}

impl Ids {
    fn add(&mut self, id: NameId) {
        match self {
            Self::One(first) => *self = Self::Several(vec![*first, id]),
            Self::Several(all) => all.push(id),
        }
    }
}

impl Deref for Ids {
    type Target = [NameId];

    fn deref(&self) -> &[NameId] {
        match self {
            Self::One(id) => std::slice::from_ref(id),
            Self::Several(all) => all,
        }
    }
}

/// A way to read the words at one place.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// What they mean.
    pub(crate) meaning: Meaning,
    /// How many tokens they are.
    pub(crate) length: usize,
    /// A keyword of the other language.
    pub(crate) foreign: bool,
    /// Only there for want of a better one: no second reading is made of it.
    pub(crate) weak: bool,
}

/// A canonical token in a reading.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// What it means.
    pub(crate) meaning: Meaning,
    /// The tokens of the line it covers.
    pub(crate) tokens: Range<usize>,
    /// Its place.
    pub(crate) span: Span,
    /// A keyword of the other language.
    pub(crate) foreign: bool,
    /// Where it begins in the canonical text.
    pub(crate) start: usize,
}

/// Every way to read each place of a line.
pub(crate) struct Lattice<'l, 't> {
    /// The line's tokens.
    pub(crate) tokens: &'l [Token<'t>],
    candidates: Vec<Vec<Candidate>>,
    /// The least number of unknown words from each place to the end.
    unknown: Vec<usize>,
}

impl<'l, 't> Lattice<'l, 't> {
    /// All candidates of a line; keywords of the other language only where `foreign` asks for them.
    pub(crate) fn new(tokens: &'l [Token<'t>], reader: &Reader<'_>, foreign: bool) -> Self {
        let mut candidates: Vec<Vec<Candidate>> = (0..tokens.len())
            .map(|at| candidates(tokens.get(at..).unwrap_or(&[]), reader, foreign))
            .collect();
        let mut unknown = vec![0; tokens.len() + 1];
        for at in (0..tokens.len()).rev() {
            let cost = |candidate: &Candidate| {
                unknown.get(at + candidate.length).copied().unwrap_or(0)
                    + usize::from(is_unknown(candidate))
            };
            let Some(here) = candidates.get_mut(at) else {
                continue;
            };
            if here.is_empty() || here.iter().map(cost).min() > Some(unknown[at + 1] + 1) {
                here.push(Candidate {
                    meaning: Meaning::Unknown,
                    length: 1,
                    foreign: false,
                    weak: false,
                });
            }
            let least = here.iter().map(cost).min().unwrap_or(0);
            here.retain(|candidate| cost(candidate) == least);
            unknown[at] = least;
        }
        Self {
            tokens,
            candidates,
            unknown,
        }
    }

    /// Whether every word can be read.
    pub(crate) fn is_known(&self) -> bool {
        self.unknown.first() == Some(&0)
    }

    fn at(&self, place: usize) -> &[Candidate] {
        self.candidates.get(place).map_or(&[], Vec::as_slice)
    }

    /// The runs of words that are neither declared nor known, as ranges of tokens.
    pub(crate) fn unknown_runs(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while let Some(candidate) = self.at(at).first() {
            if is_unknown(candidate) {
                match runs.last_mut() {
                    Some(run) if run.end == at => run.end = at + 1,
                    _ => runs.push(at..at + 1),
                }
            }
            at += candidate.length;
        }
        runs
    }
}

fn is_unknown(candidate: &Candidate) -> bool {
    matches!(candidate.meaning, Meaning::Unknown)
}

/// The letter by which a kind of name stands in the sentence grammar.
pub(crate) fn letter(kind: NameKind) -> Option<char> {
    let letter = match kind {
        NameKind::Population | NameKind::Group => 'P',
        NameKind::Level => 'L',
        NameKind::Act => 'A',
        NameKind::State => 'S',
        NameKind::Date => 'D',
        NameKind::Count => 'C',
        NameKind::Amount => 'B',
        NameKind::Choice => 'K',
        NameKind::Option => 'O',
        NameKind::YesNo => 'F',
        NameKind::Parameter | NameKind::Define | NameKind::Table => 'V',
        NameKind::Score => 'G',
        NameKind::Rule | NameKind::Principle | NameKind::Calendar => return None,
    };
    Some(letter)
}

fn candidates(tokens: &[Token<'_>], reader: &Reader<'_>, foreign: bool) -> Vec<Candidate> {
    let mut found = Vec::new();
    names(tokens, reader, &mut found);
    keywords(tokens, reader, reader.language, false, &mut found);
    if foreign {
        keywords(tokens, reader, reader.language.other(), true, &mut found);
    }
    literals(tokens, reader, &mut found);
    amounts::candidates(tokens, reader, &mut found);
    // Stable, so that of equal length names stay before keywords.
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.length));
    let longest = |wanted: fn(&Meaning) -> bool| {
        found
            .iter()
            .filter(|candidate| wanted(&candidate.meaning))
            .map(|candidate| candidate.length)
            .max()
    };
    let longest_keyword = longest(|meaning| matches!(meaning, Meaning::Keyword(_)));
    let longest_name = longest(|meaning| matches!(meaning, Meaning::Names(..)));
    for candidate in &mut found {
        let length = Some(candidate.length);
        candidate.weak |= match candidate.meaning {
            // `must not` is never `must` and `not`; `not for profit`, where it is a name, never `not` and a name.
            Meaning::Keyword(_) | Meaning::Number(_) => {
                longest_keyword > length || longest_name > length
            }
            Meaning::Filler => longest_name > length,
            _ => false,
        };
    }
    found.extend(deeds(&found));
    found
}

/// Of names that begin each other so many are tried at one place, the longest: nobody declares more, and a text that
/// does is read in the time its length asks for.
const MOST_NAMES_AT_A_PLACE: usize = 8;

fn names(tokens: &[Token<'_>], reader: &Reader<'_>, found: &mut Vec<Candidate>) {
    let Some(scope) = reader.names.scope(reader.source) else {
        return;
    };
    let words = tokens.iter().map(|token| token.word);
    let named: Vec<_> = scope.phrases.prefixes(words).collect();
    let longest = named.len().saturating_sub(MOST_NAMES_AT_A_PLACE);
    for (length, ids) in named.into_iter().skip(longest) {
        let first = found.len();
        for id in ids {
            let Some(letter) = letter(reader.names.at(*id).kind) else {
                continue;
            };
            let same =
                found
                    .iter_mut()
                    .skip(first)
                    .find_map(|candidate| match &mut candidate.meaning {
                        Meaning::Names(known, ids) if *known == letter => Some(ids),
                        _ => None,
                    });
            match same {
                Some(ids) => ids.add(*id),
                None => found.push(Candidate {
                    meaning: Meaning::Names(letter, Ids::One(*id)),
                    length,
                    foreign: false,
                    weak: false,
                }),
            }
        }
    }
}

/// Facts that end a condition and begin what is asked: `each proposal where … number of households discussed`.
fn deeds(found: &[Candidate]) -> Vec<Candidate> {
    let deed = |candidate: &Candidate| match &candidate.meaning {
        Meaning::Names(letter @ ('S' | 'D' | 'A' | 'F'), ids) => {
            let meaning = Meaning::Names(letter.to_ascii_lowercase(), ids.clone());
            Some(Candidate {
                meaning,
                weak: true,
                ..candidate.clone()
            })
        }
        _ => None,
    };
    found.iter().filter_map(deed).collect()
}

fn keywords(
    tokens: &[Token<'_>],
    reader: &Reader<'_>,
    language: Language,
    foreign: bool,
    found: &mut Vec<Candidate>,
) {
    let trie = reader.lexicon.sentence(language);
    for (length, keywords) in trie.prefixes(tokens.iter().map(|token| token.word)) {
        let Some(keyword) = keywords.first() else {
            continue;
        };
        found.push(Candidate {
            meaning: meaning(*keyword),
            length,
            foreign,
            weak: false,
        });
    }
}

fn meaning(keyword: Keyword) -> Meaning {
    let Some((numerator, denominator)) = keyword.value() else {
        return if keyword.class() == Class::Filler {
            Meaning::Filler
        } else {
            Meaning::Keyword(keyword)
        };
    };
    match keyword.class() {
        Class::Number => Meaning::Number(Ok(Number {
            numerator,
            denominator,
            notation: Notation::Digits,
        })),
        Class::Fraction => Meaning::Fraction(Number {
            numerator,
            denominator,
            notation: Notation::FractionWords,
        }),
        Class::Month => Meaning::Month(i8::try_from(numerator).unwrap_or(1)),
        _ => Meaning::Keyword(keyword),
    }
}

fn literals(tokens: &[Token<'_>], reader: &Reader<'_>, found: &mut Vec<Candidate>) {
    let Some(token) = tokens.first() else { return };
    let ratio = ratio(tokens);
    let weak = ratio.is_some();
    if let Some(ratio) = ratio {
        found.push(Candidate {
            meaning: Meaning::Fraction(ratio),
            length: 3,
            foreign: false,
            weak: false,
        });
    }
    let meaning = match token.kind {
        TokenKind::Number => Meaning::Number(figures::number(token.text, reader.language)),
        TokenKind::Date => Meaning::Date(figures::date(token.text, reader.language)),
        TokenKind::Symbol => match [",", ":", "(", ")", "%"]
            .into_iter()
            .find(|symbol| *symbol == token.text)
        {
            Some(symbol) => Meaning::Symbol(symbol),
            None => return,
        },
        TokenKind::Word | TokenKind::PeriodKey | TokenKind::Quoted => return,
    };
    found.push(Candidate {
        meaning,
        length: 1,
        foreign: false,
        weak,
    });
}

/// `2/3` without blanks is a fraction, as `two thirds` is.
fn ratio(tokens: &[Token<'_>]) -> Option<Number> {
    let [part, slash, whole, after @ ..] = tokens else {
        return None;
    };
    let is_ratio = part.kind == TokenKind::Number
        && whole.kind == TokenKind::Number
        && slash.is("/")
        && slash.glued
        && whole.glued;
    let is_date = after
        .first()
        .is_some_and(|token| token.glued && token.is("/"));
    if !is_ratio || is_date {
        return None;
    }
    let number = figures::ratio(part.text, whole.text)?;
    Some(Number {
        notation: Notation::FractionWords,
        ..number
    })
}

/// Readings of a lattice, one after the other.
pub(crate) struct Readings<'r, 'l, 't> {
    lattice: &'r Lattice<'l, 't>,
    /// For each choice made: the place, and which candidate.
    path: Vec<(usize, usize)>,
    /// The canonical tokens of the present reading.
    pub(crate) items: Vec<Item>,
    /// The present reading as the grammar takes it.
    pub(crate) text: String,
    /// How many items and bytes there were before each choice.
    marks: Vec<(usize, usize)>,
    /// Weak candidates are passed over.
    pub(crate) strict: bool,
}

impl<'r, 'l, 't> Readings<'r, 'l, 't> {
    /// The words that are read.
    pub(crate) fn tokens(&self) -> &'l [Token<'t>] {
        self.lattice.tokens
    }

    /// The likeliest reading.
    pub(crate) fn new(lattice: &'r Lattice<'l, 't>) -> Self {
        let mut readings = Self {
            lattice,
            path: Vec::new(),
            items: Vec::new(),
            text: String::new(),
            marks: Vec::new(),
            strict: false,
        };
        readings.complete(0);
        readings
    }

    /// The next reading that differs at or before an item; false when there is none.
    pub(crate) fn advance(&mut self, item: usize) -> bool {
        while let Some((place, candidate)) = self.path.pop() {
            let (n_items, n_bytes) = self.marks.pop().unwrap_or_default();
            self.items.truncate(n_items);
            self.text.truncate(n_bytes);
            if n_items > item {
                continue;
            }
            let further = self
                .lattice
                .at(place)
                .iter()
                .enumerate()
                .skip(candidate + 1);
            let next = further
                .filter(|(_, further)| !(self.strict && further.weak))
                .map(|(at, _)| at)
                .next();
            if let Some(next) = next {
                self.take(place, next);
                return true;
            }
        }
        false
    }

    fn take(&mut self, place: usize, choice: usize) {
        if let Some(end) = self.choose(place, choice) {
            self.complete(end);
        }
    }

    fn complete(&mut self, mut place: usize) {
        while let Some(end) = self.choose(place, 0) {
            place = end;
        }
    }

    fn choose(&mut self, place: usize, choice: usize) -> Option<usize> {
        let candidate = self.lattice.at(place).get(choice)?;
        self.path.push((place, choice));
        self.marks.push((self.items.len(), self.text.len()));
        let end = place + candidate.length;
        if !matches!(candidate.meaning, Meaning::Filler) {
            let tokens = self.lattice.tokens.get(place..end).unwrap_or(&[]);
            let span = tokens
                .iter()
                .map(|token| token.span)
                .reduce(Span::to)
                .unwrap_or_default();
            let start = self.text.len();
            write(&candidate.meaning, &mut self.text);
            self.items.push(Item {
                meaning: candidate.meaning.clone(),
                tokens: place..end,
                span,
                foreign: candidate.foreign,
                start,
            });
        }
        Some(end)
    }
}

fn write(meaning: &Meaning, text: &mut String) {
    match meaning {
        Meaning::Keyword(keyword) => {
            text.push('<');
            text.push_str(keyword.id());
            text.push('>');
        }
        Meaning::Names(letter, _) => text.push(*letter),
        Meaning::Number(_) => text.push('N'),
        Meaning::Fraction(_) => text.push('Q'),
        Meaning::Date(_) => text.push('T'),
        Meaning::Month(_) => text.push('M'),
        Meaning::Unit(_) => text.push('U'),
        Meaning::Symbol(symbol) => text.push_str(symbol),
        Meaning::Unknown => text.push('?'),
        Meaning::Filler => {}
    }
}

/// The item that begins at a byte of the canonical text; past the end, the number of items.
pub(crate) fn item_at(items: &[Item], byte: usize) -> usize {
    items.partition_point(|item| item.start < byte)
}
