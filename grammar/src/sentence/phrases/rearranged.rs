//! Sentences whose parts stand in another order than they are read in, and those that are two.

use super::Phrase;
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::keywords::{Class, Keyword};
use crate::lines::Token;
use crate::reader::spell;
use crate::sentence::is_sentence;
use crate::sentence::resolve::Meaning;

/// So many places of a sentence are tried at most.
const MAX_PLACES: usize = 6;

impl Phrase<'_, '_> {
    /// `xử lý phản ánh`, with no time limit that would say it of each of them.
    pub(super) fn verb_first(&self) -> Option<Diagnostic> {
        let at = (0..self.items.len()).find(|at| self.does_to(*at))?;
        let mut from = at;
        while from > 0 && self.is(from - 1, &[Keyword::Must]) {
            from -= 1;
        }
        if from > 0 && self.names(from - 1, "L").is_some() {
            from -= 1;
        }
        let denying = [Keyword::Not, Keyword::MustNot, Keyword::Prohibited];
        if (0..at).any(|at| self.is(at, &denying)) {
            return None;
        }
        let (lead, rest) = (
            self.stretch(0..from),
            self.stretch(at + 2..self.items.len()),
        );
        let (verb, object) = (self.stretch(at..at + 1), self.stretch(at + 1..at + 2));
        let asked = [lead, &self.tokens_of(Keyword::Each), object, verb, rest].concat();
        if !is_sentence(&asked, self.reader) {
            return None;
        }
        let instead = self.each_done((lead, object, verb), &spell(rest));
        let (object, done) = (self.words(at + 1..at + 2), self.done(verb));
        let span = self.span(at..at + 2);
        Some(faults::verb_first(span, &object, &instead, &done))
    }

    /// `phản ánh không được xử lý quá 7 ngày kể từ ngày tiếp nhận`
    pub(super) fn no_longer_than(&self) -> Option<Diagnostic> {
        let since = [Keyword::Since, Keyword::From, Keyword::After, Keyword::Of];
        let is_it = |at: &usize| {
            self.is(*at, &[Keyword::Over])
                && self.is_number(at + 1)
                && self.is_unit(at + 2)
                && self.is(at + 3, &since)
        };
        let over = (2..self.items.len()).find(is_it)?;
        let denied = [Keyword::Not, Keyword::MustNot];
        let not = (0..over).rev().find(|at| self.is(*at, &denied))?;
        let (verb, of) = match over - not {
            2 => (not + 1, not.checked_sub(1)?),
            3 => (not + 1, not + 2),
            _ => return None,
        };
        self.names(verb, "SDAsda").and(self.names(of, "PL"))?;
        let from = of.min(not);
        let each = from.checked_sub(1);
        let each = each.filter(|at| self.is(*at, &[Keyword::Each]));
        let lead = self.stretch(0..each.unwrap_or(from));
        let (within, rest) = (
            self.tokens_of(Keyword::Within),
            self.stretch(over + 1..self.items.len()),
        );
        let (verb, of) = (self.stretch(verb..verb + 1), self.stretch(of..of + 1));
        let each = self.tokens_of(Keyword::Each);
        let asked = [lead, &each, of, verb, &within, rest].concat();
        if !is_sentence(&asked, self.reader) {
            return None;
        }
        let limit = format!("{} {}", self.printed(Keyword::Within), spell(rest));
        let instead = self.each_done((lead, of, verb), &limit);
        Some(faults::no_longer_than(self.span(not..over + 3), &instead))
    }

    /// `xử lý sau 10 ngày kể từ ngày tiếp nhận`
    pub(super) fn waits(&self) -> Option<Diagnostic> {
        let since = [Keyword::Since, Keyword::From];
        let is_it = |at: &usize| {
            self.is(*at, &[Keyword::After])
                && self.is_number(at + 1)
                && self.is_unit(at + 2)
                && self.is(at + 3, &since)
        };
        let at = (1..self.items.len()).find(is_it)?;
        Some(faults::not_before(self.span(at..at + 4)))
    }

    /// `ban hành kế hoạch trước ngày 15/01/2027 và báo cáo trước ngày 20/12/2027`: each with a day of its own.
    pub(super) fn two_deadlines(&self) -> Option<Diagnostic> {
        let end = self.items.len();
        let joins = |at: &usize| {
            self.is(*at, &[Keyword::And]) || matches!(self.meaning(*at), Some(Meaning::Symbol(",")))
        };
        let is_timed = |at: usize, end: usize| (at..end).any(|at| self.is_deadline(at));
        let splits = |at: &usize| is_timed(1, *at) && is_timed(*at + 1, end);
        let mut places = (1..end).filter(joins).filter(splits).take(MAX_PLACES);
        let named = (0..end).find(|at| matches!(self.meaning(*at), Some(Meaning::Names(..))))?;
        places.find_map(|at| {
            let (first, second) = (self.stretch(0..at), self.stretch(at + 1..end));
            let with_lead = [self.stretch(0..named), second].concat();
            let seconds = [with_lead.as_slice(), second];
            if !is_sentence(first, self.reader) {
                return None;
            }
            let second = seconds
                .into_iter()
                .find(|one| is_sentence(one, self.reader))?;
            Some(faults::two_sentences(
                self.span(at + 1..end),
                &spell(first),
                &spell(second),
                self.reader.is_part,
            ))
        })
    }

    /// `hằng năm ban hành kế hoạch hằng năm tổ chức đối thoại`: two lines that ran into one.
    pub(super) fn run_together(&self) -> Option<Diagnostic> {
        let end = self.items.len();
        let begins = |at: &usize| match self.meaning(*at) {
            Some(Meaning::Keyword(keyword)) => {
                matches!(
                    keyword.class(),
                    Class::Period | Class::Deadline | Class::Modality
                )
            }
            _ => false,
        };
        let mut places = (1..end).filter(begins).take(MAX_PLACES);
        places.find_map(|at| {
            let halves = [self.stretch(0..at), self.stretch(at..end)];
            let are_whole = halves.iter().all(|one| is_sentence(one, self.reader));
            let [first, second] = halves.map(spell);
            are_whole.then(|| {
                faults::two_sentences(self.span(at..end), &first, &second, self.reader.is_part)
            })
        })
    }

    /// `ban hành kế hoạch phấn đấu`: it reads with how strongly it is asked in front.
    pub(super) fn modality_last(&self) -> Option<Diagnostic> {
        let at = self.items.len().checked_sub(1)?;
        let is_modality = matches!(self.meaning(at), Some(Meaning::Keyword(keyword)) if keyword.class() == Class::Modality);
        let moved = [self.stretch(at..at + 1), self.stretch(0..at)].concat();
        let reads = is_modality && is_sentence(&moved, self.reader);
        reads.then(|| faults::modality_last(self.span(at..at + 1), &spell(&moved)))
    }

    /// `nếu C thì A, nếu không thì B`
    pub(super) fn two_cases(&self) -> Option<Diagnostic> {
        let end = self.items.len();
        let negated = |at: usize| {
            self.is(at, &[Keyword::If])
                && self.is(at + 1, &[Keyword::Not])
                && self.is(at + 2, &[Keyword::Then])
        };
        let begins = |at: &usize| self.is(*at, &[Keyword::Else]) || negated(*at);
        let other = (1..end).find(begins)?;
        let rest = other + if negated(other) { 3 } else { 1 };
        let then = (1..other).find(|at| self.is(*at, &[Keyword::Then]))?;
        if !self.is(0, &[Keyword::If]) {
            return None;
        }
        let ends = matches!(self.meaning(other - 1), Some(Meaning::Symbol(",")));
        let first = self.stretch(0..other - usize::from(ends));
        let (case, rest) = (self.stretch(1..then + 1), self.stretch(rest..end));
        let second = [&self.tokens_of(Keyword::Unless), case, rest].concat();
        if ![first, &second]
            .iter()
            .all(|one| is_sentence(one, self.reader))
        {
            return None;
        }
        let unless = self.printed(Keyword::Unless);
        let after_if = self.items.first().map_or(0, |first| first.tokens.end);
        let until = self.items.get(then).map_or(0, |then| then.tokens.start);
        let case = spell(self.tokens.get(after_if..until).unwrap_or(&[]));
        let second = format!(
            "{unless} {}, {}",
            case.trim_matches([',', ' ']),
            spell(rest)
        );
        let span = self.span(other..end);
        let first = self.words(0..other - usize::from(ends));
        Some(faults::two_sentences(
            span,
            &first,
            &second,
            self.reader.is_part,
        ))
    }

    /// `hằng năm ít nhất lớp tập huấn`: at least how many?
    pub(super) fn number_forgotten(&self) -> Option<Diagnostic> {
        let last = self.items.len().checked_sub(1)?;
        let bound = last.checked_sub(1)?;
        self.names(last, "CP")?;
        let is_bound = matches!(self.meaning(bound), Some(Meaning::Keyword(keyword)) if keyword.class() == Class::Comparator);
        is_bound.then(|| faults::missing_number(self.span(bound..last + 1)))
    }

    /// Whether a deed or state of members stands right before them.
    fn does_to(&self, at: usize) -> bool {
        let names = self.reader.names;
        let (Some(Meaning::Names(letter, facts)), Some(Meaning::Names('P' | 'L', of))) =
            (self.meaning(at), self.meaning(at + 1))
        else {
            return false;
        };
        let is_of = |fact: &crate::names::NameId| {
            let fact = names.at(*fact);
            of.iter()
                .any(|of| fact.owner == Some(*of) || fact.owner.is_none() && fact.per.contains(of))
        };
        "SDAsda".contains(*letter) && facts.iter().any(is_of)
    }

    /// `mỗi phản ánh phải được xử lý …`
    fn each_done(
        &self,
        (lead, of, verb): (&[Token<'_>], &[Token<'_>], &[Token<'_>]),
        rest: &str,
    ) -> String {
        let parts = [
            spell(lead),
            self.printed(Keyword::Each).to_owned(),
            spell(of),
            self.printed(Keyword::Must).to_owned(),
            self.done(verb),
            rest.to_owned(),
        ];
        let parts: Vec<&str> = parts.iter().map(|part| part.trim()).collect();
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }

    /// What is done, in the passive.
    fn done(&self, verb: &[Token<'_>]) -> String {
        let (words, passive) = (spell(verb), self.reader.language.pick("be", "được"));
        if words.starts_with(passive) {
            words
        } else {
            format!("{passive} {words}")
        }
    }

    fn tokens_of(&self, keyword: Keyword) -> Vec<Token<'_>> {
        self.reader.lexicon.tokens(keyword, self.reader.language)
    }
}
