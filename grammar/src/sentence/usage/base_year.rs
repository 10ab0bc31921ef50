//! Figures held against those of a year that later reports do not tell.

use std::ops::Range;

use super::Prose;
use crate::diagnostic::Diagnostic;
use crate::faults::{self, BaseLevel};
use crate::figures;
use crate::keywords::Keyword;
use crate::syntax::{Notation, Number};

/// What stands between `so với` and the year.
const BEFORE_YEAR: &[&str] = &[
    "năm", "mức", "của", "với", "cùng", "kỳ", "the", "level", "that", "of", "in", "with",
];

/// Which way a figure is to move.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    Rise,
    Fall,
}

impl Prose<'_, '_> {
    /// `giảm ít nhất 30% so với năm 2025`, `cao hơn năm 2025`
    pub(super) fn base_year(&self, at: usize) -> Option<Diagnostic> {
        let against =
            self.is(at, "so") && self.is(at + 1, "với") || self.is_one(at, &["compared", "than"]);
        if against {
            let (year, year_at) = self.year_behind(at + 1)?;
            let level = self.level_asked(0..at);
            return Some(faults::base_year(self.span(at, year_at + 1), year, &level));
        }
        let (comparator, length) = self.comparator(at)?;
        let (year, year_at) = self.year_behind(at + length)?;
        if year_at == at + length {
            return None;
        }
        let ends = (year_at + 1..self.tokens.len()).all(|at| self.decimal(at).is_none());
        let level = if ends && !self.denies(at) {
            BaseLevel::Itself(comparator)
        } else {
            BaseLevel::Unsaid
        };
        Some(faults::base_year(self.span(at, year_at + 1), year, &level))
    }

    /// A year, behind no more than words that lead to it, and where it stands.
    fn year_behind(&self, from: usize) -> Option<(u32, usize)> {
        let mut at = from;
        while self.is_one(at, BEFORE_YEAR) {
            at += 1;
        }
        let year = self.number(at)?;
        (1990..2100).contains(&year).then_some((year, at))
    }

    pub(super) fn decimal(&self, at: usize) -> Option<Number> {
        let token = self.tokens.get(at)?;
        figures::number(token.text, self.reader.language).ok()
    }

    /// Whether the word before denies what follows.
    fn denies(&self, at: usize) -> bool {
        let before = at.saturating_sub(2)..at;
        before
            .into_iter()
            .any(|at| self.is_one(at, &["không", "chưa", "not", "no"]))
    }

    /// What is asked against the base year, where the words say it in full.
    fn level_asked(&self, asked: Range<usize>) -> BaseLevel {
        self.moved(asked.clone())
            .or_else(|| self.part_of_level(asked))
            .unwrap_or(BaseLevel::Unsaid)
    }

    /// `giảm ít nhất 30%`, `tăng 5 tỷ đồng trở lên`
    fn moved(&self, asked: Range<usize>) -> Option<BaseLevel> {
        let way = |at: usize| {
            if self.is_one(
                at,
                &["tăng", "rises", "rise", "increases", "increase", "grows"],
            ) {
                Some((at, Move::Rise))
            } else if self.is_one(at, &["giảm", "falls", "fall", "decreases", "decrease"]) {
                Some((at, Move::Fall))
            } else {
                None
            }
        };
        let (verb, way) = asked.clone().rev().find_map(way)?;
        if self.denies(verb) {
            return None;
        }
        let from = verb + 1 + usize::from(self.is(verb + 1, "by"));
        let (said, number) = match self.comparator(from) {
            Some((comparator, length)) => (Some(comparator), from + length),
            None => (None, from + usize::from(self.is(from, "từ"))),
        };
        let value = self.decimal(number)?;
        let is_percent = self.is(number + 1, "%");
        let end = self.level_end(number)?;
        let suffix = self.tokens.get(end..).and_then(|rest| {
            let suffixes = [Keyword::OrMore, Keyword::OrLess];
            let language = self.reader.language;
            self.reader.lexicon.longest(&suffixes, language, rest)
        });
        let (said, end) = match (said, suffix) {
            (None, Some((Keyword::OrMore, length))) => (Some(Keyword::AtLeast), end + length),
            (None, Some((_, length))) => (Some(Keyword::AtMost), end + length),
            (said, None) => (said, end),
            (Some(_), Some(_)) => return None,
        };
        // Whatever else stands there says more than the level would.
        if end != asked.end {
            return None;
        }
        let comparator = said.map(|said| match way {
            Move::Rise => said,
            Move::Fall => said.mirrored(),
        });
        if !is_percent {
            let amount = self.spelled(number, end.min(asked.end));
            let amount = match suffix {
                Some((_, length)) => self.spelled(number, end - length),
                None => amount,
            };
            let sign = match way {
                Move::Rise => '+',
                Move::Fall => '-',
            };
            return comparator.map(|comparator| BaseLevel::Moved(comparator, sign, amount));
        }
        // Of a share, so many percent may be percentage points.
        let is_share = (0..verb).any(|at| self.is_one(at, &["lệ", "share"]));
        let hundred = value.denominator.checked_mul(100)?;
        let left = match way {
            Move::Rise => hundred.checked_add(value.numerator)?,
            Move::Fall => hundred.checked_sub(value.numerator)?,
        };
        let part = figures::reduced(left, value.denominator, Notation::Digits);
        match comparator {
            _ if is_share || left < 0 => None,
            Some(comparator) => Some(BaseLevel::Part(comparator, part)),
            None => Some(BaseLevel::PartUnbounded(
                mirrored_for(way),
                part,
                self.spelled(verb, verb + 1),
                self.spelled(number, number + 2),
            )),
        }
    }

    /// `đạt ít nhất 120%`
    fn part_of_level(&self, asked: Range<usize>) -> Option<BaseLevel> {
        let number = asked.end.checked_sub(2)?;
        let part = self.decimal(number).filter(|_| self.is(number + 1, "%"))?;
        let (from, comparator) = (0..number).rev().find_map(|from| {
            let (comparator, length) = self.comparator(from)?;
            (from + length == number).then_some((from, comparator))
        })?;
        let moves = asked
            .into_iter()
            .any(|at| self.is_one(at, &["tăng", "giảm", "lệ", "share"]));
        (!moves && !self.denies(from)).then_some(BaseLevel::Part(comparator, part))
    }
}

const fn mirrored_for(way: Move) -> Keyword {
    match way {
        Move::Rise => Keyword::AtLeast,
        Move::Fall => Keyword::AtMost,
    }
}
