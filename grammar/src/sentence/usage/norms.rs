//! So many of one thing for every so many of another, as norms of staff and of equipment are put.

use super::Prose;
use crate::Language;
use crate::diagnostic::Diagnostic;
use crate::faults::{self, Norm};
use crate::keywords::Keyword;
use crate::names::{Name, NameKind};

/// What stands before the number of those for whom it is.
const EVERY: &[&str] = &[
    "với mỗi",
    "cứ mỗi",
    "trên mỗi",
    "cho mỗi",
    "cứ",
    "mỗi",
    "cho",
    "trên",
    "for every",
    "for each",
    "to every",
    "every",
    "each",
    "per",
    "for",
    "/",
];

/// Words between the two halves that add nothing.
const BETWEEN: &[&str] = &[
    ",", "thì", "phải", "có", "bố", "trí", "được", "bảo", "đảm", "must", "shall", "have", "has",
    "be", "there", "is", "are", "the",
];

/// What begins the end of a sentence.
const ENDS: &[Keyword] = &[
    Keyword::Annually,
    Keyword::EachYear,
    Keyword::HalfYearly,
    Keyword::Quarterly,
    Keyword::Monthly,
    Keyword::By,
    Keyword::Before,
    Keyword::Within,
    Keyword::Throughout,
    Keyword::From,
    Keyword::Starting,
    Keyword::If,
    Keyword::Unless,
];

const ROUNDED: &[Keyword] = &[
    Keyword::RoundedDown,
    Keyword::RoundedUp,
    Keyword::RoundedHalfUp,
];

/// How many of what, and where the words for it begin and end.
struct Many {
    from: usize,
    number: usize,
    end: usize,
    figure: i128,
    is_quantity: bool,
}

impl Prose<'_, '_> {
    /// `cứ 500 hộ gia đình có ít nhất 1 đội dân phòng`, `ít nhất 1 bác sĩ cho mỗi 5.000 dân`
    pub(super) fn norm(&self, at: usize) -> Option<Diagnostic> {
        let (every, owed, end) = if let Some(every) = self.every(at) {
            let owed = self.owed(self.passed(every.end))?;
            let end = owed.end;
            (every, owed, end)
        } else {
            let owed = self.owed(at)?;
            let every = self.every(owed.end)?;
            let end = every.end;
            (every, owed, end)
        };
        let language = self.reader.language;
        let (bound, number) = self.bound_at(owed.from);
        let comparator = match bound {
            Some(_) => self.spelled(owed.from, number),
            None => Keyword::AtLeast.printed(language).to_owned(),
        };
        let (rest, rounding) = self.behind_norm(end);
        let counted = |many: &Many, to: usize| {
            if many.is_quantity {
                return self.spelled(many.number + 1, to);
            }
            match language {
                Language::Vi => format!("số {}", self.spelled(many.number + 1, to)),
                Language::En => format!(
                    "number of {} {}",
                    self.plural(many.number + 1, many.end),
                    self.spelled(many.end, to)
                )
                .trim_end()
                .to_owned(),
            }
        };
        // What stands behind the second half says more of it, unless it ends the sentence.
        let owed_end = if rest == end || owed.end != end {
            owed.end
        } else {
            rest
        };
        let lead = self.spelled(0, at);
        let rest = match self.spelled(rest.max(owed_end).max(end), self.rounded_from(end)) {
            rest if rest.is_empty() => rest,
            rest => format!(" {rest}"),
        };
        let (owed_of, each) = (counted(&owed, owed_end), counted(&every, every.end));
        let size = self.spelled(every.number, every.number + 1);
        let by = self.spelled(owed.number, owed.number + 1);
        let sentence = |of: &str, level: &str, rounding: Option<Keyword>| {
            let rounded = rounding.map(|how| format!(" {}", how.printed(language)));
            let sentence = format!(
                "{lead} {of} {comparator} {level}{rest}{}",
                rounded.unwrap_or_default()
            );
            sentence.trim().to_owned()
        };
        let (left, level) = (
            if owed.figure == 1 {
                owed_of.clone()
            } else {
                format!("{owed_of} / {by}")
            },
            format!("{each} / {size}"),
        );
        let full = sentence(&left, &level, Some(Keyword::RoundedDown));
        let begun = sentence(&left, &level, Some(Keyword::RoundedUp));
        let in_proportion =
            (owed.figure != 1).then(|| sentence(&owed_of, &format!("{by} * {level}"), None));
        let span = self.span(at, end.max(owed_end));
        Some(match rounding {
            Some(how) => faults::norm_rounded(span, &sentence(&left, &level, Some(how))),
            None => faults::norm(
                span,
                &Norm {
                    size,
                    full,
                    begun,
                    in_proportion,
                },
            ),
        })
    }

    /// `cứ 500 hộ gia đình`, `per 500 households`
    fn every(&self, at: usize) -> Option<Many> {
        let length = self.starts(at, EVERY)?;
        let next = at + length;
        let more = self
            .starts(next, &["mỗi", "từng", "every", "each"])
            .unwrap_or(0);
        let many = self.many(next + more)?;
        (many.figure > 1).then_some(Many { from: at, ..many })
    }

    /// `ít nhất 1 đội dân phòng`
    fn owed(&self, at: usize) -> Option<Many> {
        let (_, number) = self.bound_at(at);
        let many = self.many(number)?;
        (many.figure > 0).then_some(Many { from: at, ..many })
    }

    fn many(&self, number: usize) -> Option<Many> {
        let said = self.decimal(number);
        let is_one = said.is_none() && self.is_one(number, &["một", "one", "a", "an"]);
        let figure = match said {
            Some(said) if said.denominator == 1 => said.numerator,
            _ if is_one => 1,
            _ => return None,
        };
        let kind = |quantity: bool| {
            move |name: &Name| match name.kind {
                NameKind::Population | NameKind::Group | NameKind::Level => !quantity,
                NameKind::Count => quantity,
                _ => false,
            }
        };
        let quantity = self.named(number + 1, kind(true));
        let end = quantity.or_else(|| self.named(number + 1, kind(false)))?;
        Some(Many {
            from: number,
            number,
            end,
            figure,
            is_quantity: quantity.is_some(),
        })
    }

    /// A name as English says it of several.
    fn plural(&self, from: usize, end: usize) -> String {
        let rest = self.tokens.get(from..end).unwrap_or(&[]);
        let many = |name: &Name| name.phrases(Language::En).first()?.many.clone();
        let named = self.reader.name_at(rest, |name| many(name).is_some());
        named
            .and_then(|(_, id)| many(self.reader.names.at(id)))
            .unwrap_or_else(|| self.spelled(from, end))
    }

    fn passed(&self, mut at: usize) -> usize {
        while self.is_one(at, BETWEEN) {
            at += 1;
        }
        at
    }

    /// Where the sentence's end begins behind a norm, and how it rounds.
    fn behind_norm(&self, end: usize) -> (usize, Option<Keyword>) {
        let language = self.reader.language;
        let stands = |at: usize, keywords: &[Keyword]| {
            let rest = self.tokens.get(at..)?;
            self.reader.lexicon.longest(keywords, language, rest)
        };
        let last = self.tokens.len();
        let tail = (end..last).find(|at| self.is(*at, ",") || stands(*at, ENDS).is_some());
        let rounded = (end..last).find_map(|at| stands(at, ROUNDED));
        let tail = tail.unwrap_or(last).min(self.rounded_from(end));
        (tail, rounded.map(|(how, _)| how))
    }

    /// Where what says how to round begins, if it ends the sentence.
    fn rounded_from(&self, end: usize) -> usize {
        let language = self.reader.language;
        let last = self.tokens.len();
        let rounds = |at: &usize| {
            let rest = self.tokens.get(*at..).unwrap_or(&[]);
            let found = self.reader.lexicon.longest(ROUNDED, language, rest);
            found.is_some_and(|(_, length)| at + length == last)
        };
        (end..last).find(rounds).unwrap_or(last)
    }
}
