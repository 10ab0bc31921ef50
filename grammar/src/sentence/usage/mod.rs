//! Ways of officials' prose that the language has another form for, or none: told from the words alone, since
//! readings stop at the wrong place in them.

mod amounts;
mod asides;
mod averages;
mod bans;
mod base_year;
mod bylaws;
mod growth;
mod members;
mod norms;
mod targets;
mod time;
mod turns;

use std::ops::Range;

use super::amounts as amounts_of;
use crate::diagnostic::Diagnostic;
use crate::keywords::Keyword;
use crate::lines::{Token, TokenKind};
use crate::reader::{Reader, spell};
use crate::source::Span;
use crate::words::fold;

pub(super) use asides::needless;
pub(super) use members::meant;

/// What is to be said of a sentence that does not read, if it holds a way of speaking that is known.
pub(super) fn told(tokens: &[Token<'_>], reader: &Reader<'_>) -> Option<Diagnostic> {
    let words = Prose::new(tokens, reader);
    let mut places = (0..tokens.len()).filter(|at| !words.is_within_name(*at));
    places.find_map(|at| {
        words
            .each_of_several(at)
            .or_else(|| words.norm(at))
            .or_else(|| words.options_in_order(at))
            .or_else(|| words.the_rest(at))
            .or_else(|| words.share_of_points(at))
            .or_else(|| words.figure_of_each(at))
            .or_else(|| words.figure_of_those(at))
            .or_else(|| words.act_of_body(at))
            .or_else(|| words.never_after(at))
            .or_else(|| words.has_no_more(at))
            .or_else(|| words.rate_in_time(at))
            .or_else(|| words.before_it(at))
            .or_else(|| words.half_of_year(at))
            .or_else(|| words.option_alone(at))
            .or_else(|| words.when_due(at))
            .or_else(|| words.under_days(at))
            .or_else(|| words.amount_from(at))
            .or_else(|| words.share_left(at))
            .or_else(|| words.exempt(at))
            .or_else(|| words.excepted_members(at))
            .or_else(|| words.two_numbers(at))
            .or_else(|| words.having(at))
            .or_else(|| words.quarter_alone(at))
            .or_else(|| words.whichever(at))
            .or_else(|| words.limit_before_must(at))
            .or_else(|| words.none_undone(at))
            .or_else(|| words.until(at))
            .or_else(|| words.several_dates(at))
            .or_else(|| words.clear_days(at))
            .or_else(|| words.passive_ban(at))
            .or_else(|| words.members_barred(at))
            .or_else(|| words.no_body_may(at))
            .or_else(|| words.only(at))
            .or_else(|| words.described_first(at))
            .or_else(|| words.more_than_last(at))
            .or_else(|| words.later_than(at))
            .or_else(|| words.other_word(at))
            .or_else(|| words.averaged(at))
            .or_else(|| words.between_days(at))
            .or_else(|| words.next_period(at))
            .or_else(|| words.next_month(at))
            .or_else(|| words.no_such_quarter(at))
            .or_else(|| words.half_a_day(at))
            .or_else(|| words.same_day(at))
            .or_else(|| words.two_lengths(at))
            .or_else(|| words.base_year(at))
            .or_else(|| words.so_many_times(at))
            .or_else(|| words.no_fall(at))
            .or_else(|| words.growth_without_base(at))
            .or_else(|| words.not_before(at))
            .or_else(|| words.since_year(at))
            .or_else(|| words.since_in_force(at))
            .or_else(|| words.number_in_words(at))
            .or_else(|| words.day_of_each_month(at))
            .or_else(|| words.joined_by_semicolon(at))
            .or_else(|| words.shorthand(at))
            .or_else(|| words.in_the_term(at))
            .or_else(|| words.ban_with_condition(at))
            .or_else(|| words.share_of_those_not(at))
            .or_else(|| words.set_aside(at))
            .or_else(|| words.among_them(at))
            .or_else(|| words.otherwise_within(at))
            .or_else(|| words.not_yet(at))
            .or_else(|| words.vague_amount(at))
            .or_else(|| words.fixed_day(at))
            .or_else(|| words.in_a_row(at))
            .or_else(|| words.without_measure(at))
            .or_else(|| words.without_occasion(at))
            .or_else(|| words.not_obliged(at))
            .or_else(|| words.softly(at))
            .or_else(|| words.counter(at))
            .or_else(|| words.office(at))
            .or_else(|| words.several_days(at))
            .or_else(|| words.open_range(at))
            .or_else(|| words.share_of_amounts(at))
            .or_else(|| words.several_targets(at))
            .or_else(|| words.exception(at))
            .or_else(|| words.excepted(at))
            .or_else(|| words.needless(at))
            .or_else(|| words.no_more_growth(at))
            .or_else(|| words.members_rise(at))
            .or_else(|| words.two_dated(at))
            .or_else(|| words.two_whole(at))
            .or_else(|| words.reads_without(at))
            .or_else(|| words.comma_left_out(at))
    })
}

/// What stands before a day that is a deadline.
const DEADLINE: &[&str] = &[
    "chậm", "nhất", "trước", "đến", "hết", "vào", "là", "hạn", "muộn",
];

/// What turns what follows into its opposite.
const DENYING: &[&str] = &["không", "cấm", "not", "no", "prohibited"];

/// Whether a folded word is one that is wanted.
fn is_word(folded: &str, wanted: &str) -> bool {
    may_be(folded, wanted) && folded == fold(wanted)
}

/// Whether a folded word may be what is wanted, or its beginning. First letters tell most apart before anything is
/// folded: one without marks, and `đ`, stay first, and as they are.
fn may_be(folded: &str, wanted: &str) -> bool {
    let (Some(first), Some(asked)) = (folded.chars().next(), wanted.chars().next()) else {
        return false;
    };
    let stays = asked.is_ascii() || asked == 'đ';
    !stays || first == asked.to_ascii_lowercase()
}

/// The length in words of the first phrase that stands at a place.
fn starts(words: &[String], at: usize, phrases: &[&str]) -> Option<usize> {
    let first = words.get(at)?;
    let mut phrases = phrases.iter().filter(|phrase| may_be(first, phrase));
    phrases.find_map(|phrase| {
        is_word(first, phrase.split(' ').next()?).then_some(())?;
        let phrase: Vec<String> = phrase.split(' ').map(fold).collect();
        let here = words.get(at..at + phrase.len())?;
        (here == phrase).then_some(phrase.len())
    })
}

/// What bounds a number.
const BOUNDS: &[Keyword] = &[
    Keyword::Over,
    Keyword::AtLeast,
    Keyword::Under,
    Keyword::AtMost,
    Keyword::Exactly,
];

/// What scales a number.
const SCALES: &[&str] = &[
    "nghìn", "ngàn", "triệu", "tỷ", "thousand", "million", "billion",
];

struct Prose<'p, 't> {
    tokens: &'p [Token<'t>],
    reader: &'p Reader<'p>,
    /// The words folded; none where they are part of a declared name.
    words: Vec<String>,
    /// Where declared names stand, in their order.
    names: Vec<Range<usize>>,
}

/// Where declared names stand, the longest from each place on.
pub(super) fn names(tokens: &[Token<'_>], reader: &Reader<'_>) -> Vec<Range<usize>> {
    let scope = reader.names.scope(reader.source);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        let named = scope.and_then(|scope| {
            let prefixes = scope.phrases.prefixes(rest.iter().map(|token| token.word));
            prefixes.map(|(length, _)| length).last()
        });
        found.extend(named.map(|length| at..at + length));
        at += named.unwrap_or(1);
    }
    found
}

impl<'p, 't> Prose<'p, 't> {
    fn new(tokens: &'p [Token<'t>], reader: &'p Reader<'p>) -> Self {
        let mut words: Vec<String> = tokens.iter().map(|token| fold(token.text)).collect();
        let names = names(tokens, reader);
        for name in &names {
            for word in words.get_mut(name.clone()).into_iter().flatten() {
                word.clear();
            }
        }
        Self {
            tokens,
            reader,
            words,
            names,
        }
    }

    /// Whether a name goes on before and after a word: no way of speaking begins or ends there.
    fn is_within_name(&self, at: usize) -> bool {
        let name = self.names.partition_point(|name| name.end <= at);
        let name = self.names.get(name);
        name.is_some_and(|name| name.start < at && at + 1 < name.end)
    }

    fn is(&self, at: usize, wanted: &str) -> bool {
        self.words.get(at).is_some_and(|word| is_word(word, wanted))
    }

    fn is_one(&self, at: usize, wanted: &[&str]) -> bool {
        wanted.iter().any(|wanted| self.is(at, wanted))
    }

    fn starts(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        starts(&self.words, at, phrases)
    }

    fn number(&self, at: usize) -> Option<u32> {
        let token = self.tokens.get(at)?;
        let is_number = token.kind == TokenKind::Number;
        is_number.then(|| token.text.parse().ok()).flatten()
    }

    fn span(&self, from: usize, to: usize) -> Span {
        let spans = self.tokens.get(from..to).unwrap_or(&[]).iter();
        spans
            .map(|token| token.span)
            .reduce(Span::to)
            .unwrap_or_default()
    }

    fn spelled(&self, from: usize, to: usize) -> String {
        let words = spell(self.tokens.get(from..to).unwrap_or(&[]));
        words.trim_matches([',', ' ']).to_owned()
    }

    /// The sentence with other words in the place of some.
    fn instead(&self, from: usize, to: usize, words: &str) -> String {
        let parts = [
            self.spelled(0, from),
            words.to_owned(),
            self.spelled(to, self.tokens.len()),
        ];
        let parts: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" ")
    }

    /// The comparator at a place, and how long it is.
    fn comparator(&self, at: usize) -> Option<(Keyword, usize)> {
        let rest = self.tokens.get(at..)?;
        let language = self.reader.language;
        self.reader.lexicon.longest(BOUNDS, language, rest)
    }

    /// The comparator at a place, if there is one, and where what it compares with begins.
    fn bound_at(&self, at: usize) -> (Option<Keyword>, usize) {
        match self.comparator(at) {
            Some((bound, length)) => (Some(bound), at + length),
            None => (None, at),
        }
    }

    /// Whether a unit of an amount ends at a place.
    fn has_unit(&self, end: usize) -> bool {
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last));
        last.is_some_and(|last| amounts_of::unit(last, self.reader).is_some())
    }

    /// The end of a number with its sign or unit: `15%`, `5 tỷ đồng`.
    fn level_end(&self, number: usize) -> Option<usize> {
        self.tokens
            .get(number)
            .filter(|token| token.kind == TokenKind::Number)?;
        let mut end = number + 1;
        if self.is(end, "%") {
            return Some(end + 1);
        }
        end += usize::from(self.is_one(end, SCALES));
        let unit = self.tokens.get(end);
        let is_unit = unit.is_some_and(|unit| amounts_of::unit(unit, self.reader).is_some());
        Some(end + usize::from(is_unit))
    }
}
