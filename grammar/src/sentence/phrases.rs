//! Turns of phrase that the grammar does not take, told with what to write instead, in the writer's own words.

mod rearranged;

use std::ops::Range;

use crate::Language;
use crate::diagnostic::Diagnostic;
use crate::faults::{self, Listed};
use crate::keywords::{Class, Keyword};
use crate::lines::Token;
use crate::names::Name;
use crate::reader::{Reader, spell};
use crate::source::Span;

use super::resolve::{Item, Meaning};
use super::{Stop, is_sentence};

/// What is to be said of a turn of phrase at which a reading stopped, if it is one that is known.
pub(super) fn told(stop: &Stop, tokens: &[Token<'_>], reader: &Reader<'_>) -> Option<Diagnostic> {
    let phrase = Phrase {
        items: &stop.items,
        at: stop.item,
        tokens,
        reader,
    };
    phrase
        .others()
        .or_else(|| phrase.no_longer_than())
        .or_else(|| phrase.waits())
        .or_else(|| phrase.verb_first())
        .or_else(|| phrase.chosen_without_where())
        .or_else(|| phrase.two_facts())
        .or_else(|| phrase.two_targets())
        .or_else(|| phrase.later_by())
        .or_else(|| phrase.limit_added_to())
        .or_else(|| phrase.bare_amount())
        .or_else(|| phrase.bounded_twice())
        .or_else(|| phrase.option_without_is())
        .or_else(|| phrase.bearer_named())
        .or_else(|| phrase.two_deadlines())
        .or_else(|| phrase.run_together())
        .or_else(|| phrase.modality_last())
        .or_else(|| phrase.lead_within())
        .or_else(|| phrase.left_out())
        .or_else(|| phrase.bare_level())
        .or_else(|| phrase.colon_within())
        .or_else(|| phrase.listed())
        .or_else(|| phrase.two_cases())
        .or_else(|| phrase.number_forgotten())
}

/// Letters of the names of what is so or not.
const FACTS: &str = "SDAF";

struct Phrase<'p, 't> {
    items: &'p [Item],
    /// Where the reading stopped.
    at: usize,
    tokens: &'p [Token<'t>],
    reader: &'p Reader<'p>,
}

impl Phrase<'_, '_> {
    fn meaning(&self, at: usize) -> Option<&Meaning> {
        self.items.get(at).map(|item| &item.meaning)
    }

    fn is(&self, at: usize, keywords: &[Keyword]) -> bool {
        matches!(self.meaning(at), Some(Meaning::Keyword(keyword)) if keywords.contains(keyword))
    }

    fn names(&self, at: usize, letters: &str) -> Option<&Name> {
        match self.meaning(at) {
            Some(Meaning::Names(letter, ids)) if letters.contains(*letter) => {
                ids.first().map(|id| self.reader.names.at(*id))
            }
            _ => None,
        }
    }

    fn is_number(&self, at: usize) -> bool {
        matches!(self.meaning(at), Some(Meaning::Number(_)))
    }

    fn is_unit(&self, at: usize) -> bool {
        matches!(self.meaning(at), Some(Meaning::Keyword(keyword)) if keyword.class() == Class::Unit)
    }

    /// The tokens of some items, with what is passed over between them.
    fn stretch(&self, items: Range<usize>) -> &[Token<'_>] {
        let first = match self.items.get(items.start) {
            Some(_) if items.start == 0 => 0,
            Some(item) => item.tokens.start,
            None => self.tokens.len(),
        };
        let after = match self.items.get(items.end) {
            Some(item) => item.tokens.start,
            None => self.tokens.len(),
        };
        self.tokens.get(first..after).unwrap_or(&[])
    }

    fn words(&self, items: Range<usize>) -> String {
        let words = spell(self.stretch(items));
        words.trim_end_matches([',', ' ']).to_owned()
    }

    fn span(&self, items: Range<usize>) -> Span {
        let items = self.items.get(items).unwrap_or(&[]);
        let spans = items.iter().map(|item| item.span);
        spans.reduce(Span::to).unwrap_or_default()
    }

    fn printed(&self, keyword: Keyword) -> &'static str {
        keyword.printed(self.reader.language)
    }

    fn not(&self) -> &'static str {
        self.reader.language.pick("not", "không")
    }

    /// `tất cả cơ sở khác được kiểm tra`
    fn others(&self) -> Option<Diagnostic> {
        let at = self.at;
        let before = at.checked_sub(1)?;
        if !self.is(at, &[Keyword::NotEqual]) {
            return None;
        }
        let population = self.names(before, "PL")?;
        let instead = format!(
            "{} {} {} … {}",
            self.words(0..at),
            self.printed(Keyword::Where),
            self.not(),
            self.words(at + 1..self.items.len())
        );
        let [en, vi] = [Language::En, Language::Vi].map(|language| population.printed(language));
        let span = self.items.get(at)?.span;
        Some(faults::others(span, (en, vi), instead.trim_end()))
    }

    /// `100% xã miền núi diễn tập`, `100% xã biên giới diễn tập`
    fn chosen_without_where(&self) -> Option<Diagnostic> {
        let names = self.reader.names;
        let end = self.items.len();
        let is_bearer = |id: &crate::names::NameId| self.reader.bearers.contains(id);
        for at in 0..end.min(self.at + 1) {
            let Some(Meaning::Names(letter, ids)) = self.meaning(at) else {
                continue;
            };
            let id = *ids.first()?;
            let rest = self.words(at + 1..end);
            let said = self.words(at..at + 1);
            let (before, of) = match (*letter, at.checked_sub(1)) {
                ('O', Some(before)) if self.names(before, "PL").is_some() => {
                    let choice = names.at(names.at(id).owner?);
                    let choice = choice.printed(self.reader.language);
                    let is = self.printed(Keyword::Is);
                    (before, format!("{choice} {is} {said}"))
                }
                ('F', Some(before)) if self.asks_share(before) => {
                    let level = *names.at(id).per.first()?;
                    if is_bearer(&level) || names.at(level).kind != crate::names::NameKind::Level {
                        continue;
                    }
                    let level = names.at(level).printed(self.reader.language);
                    let instead = format!(
                        "{} {level} {} {said} {rest}",
                        self.words(0..at),
                        self.printed(Keyword::Where)
                    );
                    let span = self.span(at..at + 1);
                    return Some(faults::chosen_without_where(span, instead.trim_end()));
                }
                _ => continue,
            };
            // The bearer itself is one body: what it is is a condition.
            let is_subject = match self.meaning(before) {
                Some(Meaning::Names('L', levels)) => levels.iter().any(is_bearer),
                _ => false,
            };
            let instead = if is_subject {
                let lead = self.words(0..before);
                let lead = if lead.is_empty() {
                    lead
                } else {
                    format!("{lead} ")
                };
                let of = of.strip_suffix(" có").unwrap_or(&of);
                format!("{lead}{} {of}, {rest}", self.printed(Keyword::If))
            } else {
                format!(
                    "{} {} {of} {rest}",
                    self.words(0..at),
                    self.printed(Keyword::Where)
                )
            };
            let span = self.span(before..at + 1);
            return Some(faults::chosen_without_where(span, instead.trim_end()));
        }
        None
    }

    /// `nghiêm cấm gây phiền hà, thu phí`, `hằng năm diễn tập hoặc tổng kết`
    fn listed(&self) -> Option<Diagnostic> {
        let join = if self.is(self.at, &[Keyword::Or]) {
            self.at
        } else {
            self.at.checked_sub(1)?
        };
        let before = join.checked_sub(1)?;
        self.names(before, FACTS)?;
        self.names(join + 1, FACTS)?;
        let is_or = self.is(join, &[Keyword::Or]);
        if !is_or && !matches!(self.meaning(join), Some(Meaning::Symbol(","))) {
            return None;
        }
        let (span, end) = (self.span(join..join + 2), self.items.len());
        let joined = || {
            let (first, rest) = (self.words(0..join), self.words(join + 1..end));
            format!("{first} {} {rest}", self.printed(Keyword::And))
        };
        let prohibiting = [Keyword::MustNot, Keyword::Prohibited, Keyword::Not];
        let counted = before
            .checked_sub(1)
            .filter(|at| self.names(*at, "PL").is_some());
        let each = counted.and_then(|at| at.checked_sub(1));
        let each = each.is_some_and(|at| self.is(at, &[Keyword::Each]));
        Some(match () {
            () if (0..before).any(|at| self.is(at, &prohibiting)) => {
                faults::listed(span, &Listed::Prohibited(joined()))
            }
            () if !is_or => faults::listed(span, &Listed::Asked(joined())),
            () if counted.is_some() && !each => {
                let (who, what) = (self.words(0..before), self.words(before..end));
                let instead = format!("{who} {} {what}", self.printed(Keyword::Where));
                faults::either_of(span, &instead)
            }
            () => faults::listed(span, &Listed::Either),
        })
    }

    /// Whether a share or each of something is asked for right before.
    fn asks_share(&self, at: usize) -> bool {
        let percent = matches!(
            self.meaning(at),
            Some(Meaning::Symbol("%") | Meaning::Fraction(_))
        );
        percent || self.is(at, &[Keyword::All, Keyword::Each])
    }

    /// `hồ sơ trả kết quả gửi thư xin lỗi`
    fn two_facts(&self) -> Option<Diagnostic> {
        const FACTS: &str = "SDAFsdaf";
        let (at, first) = (self.at, self.at.checked_sub(1)?);
        self.names(at, FACTS).and(self.names(first, FACTS))?;
        let first = match first.checked_sub(1) {
            Some(is) if self.is(is, &[Keyword::Is]) => is,
            _ => first,
        };
        let negated = first
            .checked_sub(1)
            .is_some_and(|not| self.is(not, &[Keyword::Not, Keyword::MustNot]));
        let start = if negated { first - 1 } else { first };
        self.names(start.checked_sub(1)?, "PL")?;
        let (members, rest) = (self.words(0..start), self.words(at..self.items.len()));
        let said = self.words(start..at);
        let chosen = format!("{members} {} {said} {rest}", self.printed(Keyword::Where));
        let joined = format!("{members} {said} {} {rest}", self.printed(Keyword::And));
        Some(faults::described_or_asked(
            self.items.get(at)?.span,
            self.span(start..at),
            &chosen,
            &joined,
        ))
    }

    /// `đến năm 2028 trên 70%, đến năm 2030 trên 85% người …`
    fn two_targets(&self) -> Option<Diagnostic> {
        let comma = |at: usize| matches!(self.meaning(at), Some(Meaning::Symbol(",")));
        let leads = |at: usize| match self.meaning(at) {
            Some(Meaning::Keyword(keyword)) => {
                matches!(keyword.class(), Class::Deadline | Class::Period)
                    || matches!(keyword, Keyword::From | Keyword::Throughout)
                    || *keyword == Keyword::Years && self.is_number(at + 1)
            }
            _ => false,
        };
        let is_value = |at: usize| {
            matches!(self.meaning(at), Some(Meaning::Symbol("%"))) || self.is_number(at)
        };
        let splits = |at: &usize| {
            let at = *at;
            comma(at) && leads(at + 1) && at.checked_sub(1).is_some_and(is_value)
        };
        let at = (0..self.items.len()).find(splits)?;
        let lead = (0..at).find(|at| leads(*at))?;
        let of = (at + 1..self.items.len()).find(|of| self.names(*of, "PLCB").is_some())?;
        // What the first says in front, and how binding it is, hold of the second as well.
        let binding = |items: Range<usize>| {
            let is_it = |at: &usize| matches!(self.meaning(*at), Some(Meaning::Keyword(keyword)) if keyword.class() == Class::Modality);
            items.into_iter().find(is_it)
        };
        let shared = match (binding(lead..at), binding(at + 1..of)) {
            (Some(said), None) => self.stretch(said..said + 1),
            _ => &[],
        };
        let rest = self.stretch(of..self.items.len());
        let first = [self.stretch(0..at), rest].concat();
        let second = [
            self.stretch(0..lead),
            shared,
            self.stretch(at + 1..self.items.len()),
        ];
        let sentences = [first, second.concat()];
        if !sentences.iter().all(|one| is_sentence(one, self.reader)) {
            return None;
        }
        let [first, second] = sentences.map(|one| spell(&one));
        let span = self.span(at + 1..of);
        Some(faults::two_targets(
            span,
            &first,
            &second,
            self.reader.is_part,
        ))
    }

    /// `trả kết quả sau ngày hẹn trả quá 10 ngày làm việc`
    fn later_by(&self) -> Option<Diagnostic> {
        let is_it = |at: &usize| {
            let at = *at;
            self.is(at, &[Keyword::After])
                && self.names(at + 1, "DAda").is_some()
                && self.is(at + 2, &[Keyword::Over])
                && self.is_number(at + 3)
                && self.is_unit(at + 4)
        };
        let at = (1..self.items.len()).find(is_it)?;
        self.names(at - 1, "SDAsda")?;
        // As a case or a choice it is a limit not kept; asked or forbidden by itself it would be another.
        let chosen = (0..at).any(|at| self.is(at, &[Keyword::If, Keyword::Where]));
        let denied =
            (0..at).any(|at| self.is(at, &[Keyword::Not, Keyword::MustNot, Keyword::Unless]));
        if !chosen || denied {
            return Some(faults::later_by(self.span(at..at + 5), None));
        }
        let instead = format!(
            "{} {} {} {} {} {} {} {}",
            self.words(0..at - 1),
            self.not(),
            self.words(at - 1..at),
            self.printed(Keyword::Within),
            self.words(at + 3..at + 5),
            self.printed(Keyword::Since),
            self.words(at + 1..at + 2),
            self.words(at + 5..self.items.len()),
        );
        Some(faults::later_by(
            self.span(at..at + 5),
            Some(instead.trim_end()),
        ))
    }

    /// `trong vòng 3 ngày kể từ ngày cơ sở nhận kết luận + 30 ngày`
    fn limit_added_to(&self) -> Option<Diagnostic> {
        let at = self.at;
        let is_it = self.is(at, &[Keyword::Plus])
            && self.names(at.checked_sub(1)?, "DAda").is_some()
            && self.is_number(at + 1)
            && self.is_unit(at + 2);
        if !is_it {
            return None;
        }
        let since = at.checked_sub(2)?;
        let length = since.checked_sub(2)?;
        let whole = |at: usize| match self.meaning(at) {
            Some(Meaning::Number(Ok(number))) if number.denominator == 1 => Some(number.numerator),
            _ => None,
        };
        let one_unit = self.words(length + 1..since) == self.words(at + 2..at + 3);
        let sum = whole(length)
            .zip(whole(at + 1))
            .and_then(|(one, other)| one.checked_add(other))
            .filter(|_| one_unit);
        let instead = sum.map(|sum| {
            let (before, event) = (self.words(0..length), self.words(length + 1..at));
            format!("{before} {sum} {event}")
        });
        Some(faults::limit_added_to(
            self.span(at..at + 3),
            instead.as_deref(),
        ))
    }

    /// `tiền hỗ trợ 5 triệu đồng`
    fn bare_amount(&self) -> Option<Diagnostic> {
        let at = (1..self.items.len()).find(|at| {
            self.is_number(*at)
                && self.names(at - 1, "CBV").is_some()
                && matches!(self.meaning(at + 1), None | Some(Meaning::Unit(_)))
        })?;
        let end = (at + 2).min(self.items.len());
        let value = self.words(at..end);
        Some(faults::number_without_comparator(
            self.span(at..end),
            &value,
        ))
    }

    /// `tỷ lệ công chức được bồi dưỡng đạt 90%`, `… là 90%`: it reads with a comparator.
    fn bare_level(&self) -> Option<Diagnostic> {
        let at = self.at.saturating_sub(3)..=self.at + 1;
        let at = at
            .rev()
            .find(|at| self.is_number(*at) && !self.is_unit(at + 1))?;
        let is_percent = matches!(self.meaning(at + 1), Some(Meaning::Symbol("%")));
        // `500 triệu đồng`: the unit belongs to the number.
        let has_unit = matches!(self.meaning(at + 1), Some(Meaning::Unit(_)));
        let end = at + 1 + usize::from(is_percent || has_unit);
        // In the place of `là` or `phải`, if it is there.
        let from = at - usize::from(at > 0 && self.is(at - 1, &[Keyword::Is, Keyword::Must]));
        let at_least = self
            .reader
            .lexicon
            .tokens(Keyword::AtLeast, self.reader.language);
        let parts = [
            self.stretch(0..from),
            &at_least,
            self.stretch(at..self.items.len()),
        ];
        if !is_sentence(&parts.concat(), self.reader) {
            return None;
        }
        let (span, value) = (self.span(at..end), self.words(at..end));
        Some(if is_percent {
            faults::percent_without_comparator(span, &value)
        } else {
            faults::number_without_comparator(span, &value)
        })
    }

    /// `số vụ cháy mỗi năm giảm …`: it reads with the period in front.
    fn lead_within(&self) -> Option<Diagnostic> {
        let begins = |at: &usize| match self.meaning(*at) {
            Some(Meaning::Keyword(Keyword::Years)) => self.is_number(*at + 1),
            Some(Meaning::Keyword(Keyword::Throughout)) => true,
            Some(Meaning::Keyword(keyword)) => {
                matches!(keyword.class(), Class::Period | Class::Deadline)
                    && *keyword != Keyword::Starting
            }
            _ => false,
        };
        (1..self.items.len()).filter(begins).find_map(|at| {
            let goes_on = |item: &&Item| match &item.meaning {
                Meaning::Number(_)
                | Meaning::Date(_)
                | Meaning::Month(_)
                | Meaning::Symbol("-")
                | Meaning::Keyword(Keyword::To | Keyword::Minus) => true,
                Meaning::Keyword(keyword) => {
                    matches!(keyword.class(), Class::Period | Class::Unit)
                }
                _ => false,
            };
            let after = self.items.get(at + 1..).unwrap_or(&[]);
            let rest = self.items.len();
            let is_bound = |at: usize| matches!(self.meaning(at), Some(Meaning::Keyword(keyword)) if keyword.class() == Class::Comparator);
            // `ít nhất hằng năm 2 lớp`: the number is the comparator's.
            let end = if is_bound(at - 1) {
                at + 1
            } else {
                at + 1 + after.iter().take_while(goes_on).count()
            };
            let parts = [at..end, 0..at, end..rest].map(|part| self.stretch(part));
            let moved: Vec<Token<'_>> = parts.concat();
            if !is_sentence(&moved, self.reader) {
                return None;
            }
            let words = self.words(at..end);
            let instead = format!("{words}, {} {}", self.words(0..at), self.words(end..rest));
            // Behind what members are and before what they must, it says which of them as often as until when.
            let of_members = self.names(at - 1, "SDAsda").is_some()
                && (0..at - 1).any(|at| self.names(at, "PL").is_some())
                && end < rest;
            if of_members && self.is_deadline(at) {
                let has_day = self.names(at - 1, "DAda").is_some();
                let chosen = has_day.then(|| self.words(at - 1..end));
                let span = self.span(at..end);
                return Some(faults::chosen_or_due(span, chosen.as_deref(), &instead));
            }
            Some(faults::lead_within(
                self.span(at..end),
                &words,
                instead.trim_end(),
            ))
        })
    }

    /// `tối thiểu 80% trở lên`: a comparator on either side of the number.
    fn bounded_twice(&self) -> Option<Diagnostic> {
        let at = self.at;
        let suffix = match self.meaning(at)? {
            Meaning::Keyword(keyword @ (Keyword::OrMore | Keyword::OrLess)) => *keyword,
            _ => return None,
        };
        let number = (0..at).rev().take(3).find(|at| self.is_number(*at))?;
        let before = number.checked_sub(1)?;
        let comparator = match self.meaning(before)? {
            Meaning::Keyword(keyword) if keyword.class() == Class::Comparator => *keyword,
            _ => return None,
        };
        let (span, words) = (self.items.get(at)?.span, self.words(at..at + 1));
        match (comparator, suffix) {
            (Keyword::AtLeast, Keyword::OrMore) | (Keyword::AtMost, Keyword::OrLess) => {
                Some(faults::left_out(span, &words))
            }
            (Keyword::From, _) => None,
            _ => {
                let value = self.words(number..at);
                let from = self.printed(Keyword::From);
                let suffixed = match self.reader.language {
                    Language::En => format!("{value} {words}"),
                    Language::Vi => format!("{from} {value} {words}"),
                };
                let bounded = self.words(before..at);
                Some(faults::bounded_twice(
                    self.span(before..at + 1),
                    &bounded,
                    &suffixed,
                ))
            }
        }
    }

    /// `khu vực khu vực I`, `khu vực không phải khu vực I`: the option stands without its `là`.
    fn option_without_is(&self) -> Option<Diagnostic> {
        let option = (self.at..=self.at + 1).find(|at| self.names(*at, "O").is_some())?;
        let choice = (0..option)
            .rev()
            .find(|at| self.names(*at, "K").is_some())?;
        let between = choice + 1..option;
        let negated = [Keyword::Not, Keyword::NotEqual];
        let is = match between.len() {
            0 => Keyword::Is,
            1 if self.is(choice + 1, &negated) => Keyword::IsNot,
            _ => return None,
        };
        let instead = format!(
            "{} {} {}",
            self.words(0..choice + 1),
            self.printed(is),
            self.words(option..self.items.len())
        );
        Some(faults::option_without_is(
            self.span(choice..option + 1),
            &instead,
        ))
    }

    /// `hằng năm xã phải:`, `nếu xã là xã đảo`: the bearer, where all that is said is of it.
    fn bearer_named(&self) -> Option<Diagnostic> {
        let is_opening = matches!(
            self.items.last().map(|item| &item.meaning),
            Some(Meaning::Symbol(":"))
        );
        let is_bearer = |at: &usize| match self.meaning(*at) {
            Some(Meaning::Names('L', ids)) => {
                self.reader.bearers.as_slice() == &ids[..]
                    && (is_opening
                        || at
                            .checked_sub(1)
                            .is_some_and(|before| self.is(before, &[Keyword::If, Keyword::Unless])))
            }
            _ => false,
        };
        let at = (0..self.items.len()).find(is_bearer)?;
        let said = [Keyword::Is, Keyword::IsNot, Keyword::Not, Keyword::Must];
        let follows = self.is(at + 1, &said) || is_opening && at + 2 == self.items.len();
        follows.then(|| {
            let span = self.items.get(at).map(|item| item.span).unwrap_or_default();
            faults::left_out(span, &self.words(at..at + 1))
        })
    }

    /// `hằng năm: A, B`: a list in one line.
    fn colon_within(&self) -> Option<Diagnostic> {
        let colon = |at: usize| matches!(self.meaning(at), Some(Meaning::Symbol(":")));
        let at = (self.at.saturating_sub(1)..=self.at).find(|at| colon(*at))?;
        let follows = at > 0 && at + 1 < self.items.len();
        follows.then(|| {
            faults::colon_within(self.items.get(at).map(|item| item.span).unwrap_or_default())
        })
    }

    fn is_deadline(&self, at: usize) -> bool {
        matches!(self.meaning(at), Some(Meaning::Keyword(keyword)) if keyword.class() == Class::Deadline)
    }

    /// A small word without which the sentence reads.
    fn left_out(&self) -> Option<Diagnostic> {
        let small = [
            Keyword::Of,
            Keyword::Is,
            Keyword::Then,
            Keyword::Among,
            Keyword::Must,
            Keyword::ShareOf,
        ];
        let before = self.at.saturating_sub(1);
        let at = (before..=self.at).rev().find(|at| {
            let is_colon = matches!(self.meaning(*at), Some(Meaning::Symbol(":")));
            let is_small = is_colon || self.is(*at, &small);
            let parts = [0..*at, *at + 1..self.items.len()].map(|part| self.stretch(part));
            is_small && is_sentence(&parts.concat(), self.reader)
        })?;
        Some(faults::left_out(
            self.items.get(at)?.span,
            &self.words(at..at + 1),
        ))
    }
}
