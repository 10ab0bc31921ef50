//! What must not be, as officials put it: prohibitions with their conditions, shares of those who are not.

use super::Prose;
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::format::digits;
use crate::keywords::Keyword;
use crate::names::{Name, NameKind};
use crate::syntax::Number;

const PROHIBITING: &[&str] = &["nghiêm cấm", "cấm", "không được", "must not", "prohibited"];
const IF: &[&str] = &["nếu", "khi", "mà", "if", "when", "where"];
const NOT: &[&str] = &["không", "chưa", "not"];

/// What frees from a duty, and forbids nothing.
const NOT_OBLIGED: &[&str] = &[
    "không bắt buộc phải",
    "không bắt buộc",
    "không nhất thiết phải",
    "không nhất thiết",
    "không có nghĩa vụ",
    "is not required to",
    "are not required to",
    "not required to",
    "is not obliged to",
    "are not obliged to",
    "not obliged to",
    "need not",
    "does not have to",
    "do not have to",
];

impl Prose<'_, '_> {
    /// `không bắt buộc diễn tập`
    pub(super) fn not_obliged(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, NOT_OBLIGED)?;
        Some(faults::not_obliged(self.span(at, at + length)))
    }

    /// `cấm bể bơi hoạt động khi không có giấy phép`, `bể bơi không được hoạt động nếu không có giấy phép`
    pub(super) fn ban_with_condition(&self, at: usize) -> Option<Diagnostic> {
        let ban = self.starts(at, PROHIBITING)?;
        let behind = at + ban;
        let (from, population, fact) = if let Some(end) = self.population(behind) {
            (at, (behind, end), end)
        } else {
            let from = (0..at).find(|from| {
                let end = self.population(*from);
                end.is_some_and(|end| end == at || end + 1 == at && self.is(end, "phải"))
            })?;
            (from, (from, self.population(from)?), behind)
        };
        let fact_end = self.fact(fact)?;
        let case = fact_end + usize::from(self.is(fact_end, ","));
        if !self.is_one(case, IF) {
            return None;
        }
        let denied = self.is_one(case + 1, NOT);
        let named = case + 1 + usize::from(denied);
        let end = self.fact(named)?;
        if end != self.tokens.len() {
            return None;
        }
        let language = self.reader.language;
        let not = if denied {
            language.pick("not ", "không ")
        } else {
            ""
        };
        let lead = self.spelled(0, from);
        let instead = format!(
            "{lead} {} {} {} {} {} {not}{}",
            language.pick("no", "không có"),
            self.spelled(population.0, population.1),
            Keyword::Where.printed(language),
            self.spelled(fact, fact_end),
            Keyword::And.printed(language),
            self.spelled(named, end),
        );
        Some(faults::ban_with_condition(
            self.span(case, end),
            instead.trim(),
        ))
    }

    /// `dưới 5% hồ sơ không giải quyết đúng hạn`
    pub(super) fn share_of_those_not(&self, at: usize) -> Option<Diagnostic> {
        let (bound, length) = self.comparator(at)?;
        let number = at + length;
        let percent = self.decimal(number).filter(|_| self.is(number + 1, "%"))?;
        let population = self.population(number + 2)?;
        if !self.is_one(population, NOT) {
            return None;
        }
        let fact_end = self.fact(population + 1)?;
        let turned = match bound {
            Keyword::Over => Keyword::Under,
            Keyword::Under => Keyword::Over,
            Keyword::AtLeast => Keyword::AtMost,
            Keyword::AtMost => Keyword::AtLeast,
            _ => return None,
        };
        let rest = Number {
            numerator: percent
                .denominator
                .checked_mul(100)?
                .checked_sub(percent.numerator)?,
            ..percent
        };
        if rest.numerator < 0 {
            return None;
        }
        let language = self.reader.language;
        let share = format!("{} {}%", turned.printed(language), digits(&rest, language));
        let instead = format!(
            "{} {share} {} {}",
            self.spelled(0, at),
            self.spelled(number + 2, population),
            self.spelled(population + 1, self.tokens.len()),
        );
        Some(faults::share_of_those_not(
            self.span(population, fact_end),
            instead.trim(),
        ))
    }

    /// The end of a population's name at a place.
    pub(super) fn population(&self, at: usize) -> Option<usize> {
        self.named(at, |name| {
            matches!(name.kind, NameKind::Population | NameKind::Group)
        })
    }

    /// The end of the name of what can be so or not at a place, the words before it that add nothing passed over.
    fn fact(&self, at: usize) -> Option<usize> {
        let fact = |name: &Name| {
            matches!(
                name.kind,
                NameKind::State | NameKind::Date | NameKind::Act | NameKind::YesNo
            )
        };
        let filler = usize::from(self.is_one(at, &["được", "có", "là", "bị"]));
        self.named(at, fact)
            .or_else(|| self.named(at + filler, fact))
    }

    /// The end of a name of some kind at a place.
    pub(super) fn named(&self, at: usize, wanted: impl Fn(&Name) -> bool) -> Option<usize> {
        let (length, _) = self.reader.name_at(self.tokens.get(at..)?, wanted)?;
        Some(at + length)
    }
}
