//! What may come next in a sentence, asked of the grammar itself: each word in turn is put behind
//! what stands already, and counts where the grammar gets past it.

use std::sync::OnceLock;

use pest::Parser;
use pest::error::InputLocation;

use super::resolve::{Lattice, Meaning, Readings, item_at, letter};
use super::{Rule, SentenceGrammar, too_deep};
use crate::Language;
use crate::expect::{May, Want, Wants};
use crate::keywords::{Class, Keyword};
use crate::lexicon::stands_in_sentences;
use crate::lines::Token;
use crate::reader::Reader;

/// Readings of what stands already that are tried.
const MAX_TRIES: usize = 32;
/// Readings that the grammar takes so far of which the next words are asked.
const MAX_TAKEN: usize = 2;

/// What a sentence, or the line above bullets, may go on with after these words.
pub(crate) fn begin_sentence(tokens: &[Token<'_>], reader: &Reader<'_>, wants: &Wants) {
    expect(Rule::sentence, tokens, reader, wants);
    expect(Rule::opening, tokens, reader, wants);
}

/// What an expression may go on with after these words.
pub(crate) fn begin_value(tokens: &[Token<'_>], reader: &Reader<'_>, wants: &Wants) {
    expect(Rule::value, tokens, reader, wants);
}

/// What the keys of a table's row may go on with after these words.
pub(crate) fn begin_row(tokens: &[Token<'_>], reader: &Reader<'_>, wants: &Wants) {
    expect(Rule::row, tokens, reader, wants);
}

/// Notes what may follow these words where they are to be read by a rule of the grammar.
pub(super) fn expect(rule: Rule, tokens: &[Token<'_>], reader: &Reader<'_>, wants: &Wants) {
    let May {
        keywords,
        kinds,
        others,
    } = &wants.may;
    if keywords.is_empty() && kinds.is_empty() && !others {
        return;
    }
    let mut lattice = Lattice::new(tokens, reader, false);
    if !lattice.is_known() {
        lattice = Lattice::new(tokens, reader, true);
    }
    if !lattice.is_known() {
        return;
    }
    let mut readings = Readings::new(&lattice);
    let mut taken = 0;
    for _ in 0..MAX_TRIES {
        // Nothing can follow what is refused; to ask the grammar would take more stack than a page has.
        if too_deep(&readings.items).is_some() {
            return;
        }
        let stop = reached(rule, &readings.text);
        let back = if stop < readings.text.len() {
            item_at(&readings.items, stop)
        } else {
            follow(rule, &readings, wants);
            taken += 1;
            usize::MAX
        };
        if taken == MAX_TAKEN || !readings.advance(back) {
            return;
        }
    }
}

/// How far the grammar gets, in bytes.
fn reached(rule: Rule, text: &str) -> usize {
    match SentenceGrammar::parse(rule, text) {
        Ok(_) => usize::MAX,
        Err(error) => match error.location {
            InputLocation::Pos(byte) | InputLocation::Span((byte, _)) => byte,
        },
    }
}

fn follow(rule: Rule, readings: &Readings<'_, '_, '_>, wants: &Wants) {
    let mut text = readings.text.clone();
    let before = text.len();
    let mut may_follow = |terminal: &str| {
        text.truncate(before);
        text.push_str(terminal);
        reached(rule, &text) >= text.len()
    };
    for keyword in &wants.may.keywords {
        if may_follow(&format!("<{}>", keyword.id())) {
            wants.push(Want::Keyword(*keyword));
        }
    }
    for kind in &wants.may.kinds {
        let mut symbol = [0; 4];
        if letter(*kind).is_some_and(|letter| may_follow(letter.encode_utf8(&mut symbol))) {
            wants.push(Want::Kind(*kind));
        }
    }
    for (terminal, classes) in [("M", Class::Month), ("Q", Class::Fraction)] {
        if wants.may.others && may_follow(terminal) {
            let all = Keyword::ALL.iter().copied();
            let words = all.filter(|keyword| keyword.class() == classes);
            words.for_each(|keyword| wants.push(Want::Keyword(keyword)));
        }
    }
    for (terminal, want) in [("N", Want::Number), ("T", Want::Date), ("U", Want::Unit)] {
        if wants.may.others && may_follow(terminal) {
            wants.push(want);
        }
    }
    for item in &readings.items {
        if let Meaning::Names(_, ids) = &item.meaning {
            wants.see(ids);
        }
    }
}

/// Keywords that are offered in sentences: of two whose words are the same the reader's.
pub fn terminals(language: Language) -> &'static [Keyword] {
    static TERMINALS: OnceLock<[Vec<Keyword>; 2]> = OnceLock::new();
    let both = TERMINALS.get_or_init(|| [Language::En, Language::Vi].map(offered));
    &both[language as usize]
}

fn offered(language: Language) -> Vec<Keyword> {
    let words = || Keyword::ALL.iter().copied().filter(|one| is_word(*one));
    let is_first = |keyword: &Keyword| {
        let printed = keyword.printed(language);
        let first = words().find(|one| one.forms(language).contains(&printed));
        first == Some(*keyword)
    };
    words().filter(is_first).collect()
}

/// Whether a keyword is written in letters and means something by itself.
fn is_word(keyword: Keyword) -> bool {
    stands_in_sentences(keyword)
        && !matches!(
            keyword.class(),
            Class::Filler | Class::Number | Class::Fraction | Class::Month
        )
        && !matches!(
            keyword,
            // These are read only so that a message can say what to write instead.
            Keyword::WorkingHours | Keyword::Minutes | Keyword::Weekly
        )
        && keyword
            .printed(Language::En)
            .chars()
            .any(char::is_alphabetic)
}
