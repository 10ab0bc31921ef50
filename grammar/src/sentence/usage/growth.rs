//! Rises and falls as officials put them: so many times, none at all, against no period.

use super::Prose;
use crate::diagnostic::Diagnostic;
use crate::faults;

pub(super) const RISES: &[&str] = &["tăng", "rises", "rise", "increases", "increase", "grows"];
pub(super) const FALLS: &[&str] = &["giảm", "falls", "fall", "decreases", "decrease"];

/// What follows the verb where so much is meant.
const MUCH: &[&str] = &[
    "ít", "tối", "không", "trên", "dưới", "từ", "số", "by", "at", "over", "the", "thêm",
];

impl Prose<'_, '_> {
    /// `tăng gấp đôi so với năm trước`, `gấp 3 lần năm trước`
    pub(super) fn so_many_times(&self, at: usize) -> Option<Diagnostic> {
        if !self.is(at, "gấp") {
            return None;
        }
        let times = self.number(at + 1);
        let (words, times) = match () {
            () if self.is(at + 1, "đôi") => (2, Some(2)),
            () if times.is_some() && self.is(at + 2, "lần") => (3, times),
            () if self.is(at + 2, "lần") => (3, None),
            () => (2, None),
        };
        let end = (at + words).min(self.tokens.len());
        let before = (0..self.tokens.len()).any(|at| {
            self.is(at, "năm") && self.is(at + 1, "trước")
                || self.is(at, "kỳ") && self.is(at + 1, "trước")
                || self.is(at, "so") && self.is(at + 1, "với")
        });
        Some(faults::so_many_times(self.span(at, end), times, before))
    }

    /// `không giảm so với năm trước`
    pub(super) fn no_fall(&self, at: usize) -> Option<Diagnostic> {
        if !(self.is(at, "không") && self.is(at + 2, "so") && self.is(at + 3, "với")) {
            return None;
        }
        let words = match () {
            () if self.is(at + 1, "giảm") => "không thấp hơn",
            () if self.is(at + 1, "tăng") => "không cao hơn",
            () => return None,
        };
        let instead = self.instead(at, at + 4, words);
        Some(faults::no_fall(self.span(at, at + 4), &instead, words))
    }

    /// `giảm ít nhất 5% mỗi năm`, `giảm số vụ cháy ít nhất 5% so với năm trước`
    pub(super) fn growth_without_base(&self, at: usize) -> Option<Diagnostic> {
        let falls = self.is_one(at, FALLS);
        if !falls && !self.is_one(at, RISES) {
            return None;
        }
        let measured = (at + 1..self.tokens.len()).any(|at| self.number(at).is_some());
        let much = self.number(at + 1).is_some() || self.is_one(at + 1, MUCH);
        // With a quantity before it and a period behind it, something else is wrong.
        let named = (0..at).any(|at| self.words.get(at).is_some_and(String::is_empty));
        let based = (at + 1..self.tokens.len()).any(|at| {
            self.is(at, "so") && self.is(at + 1, "với")
                || self.is_one(at, &["compared", "over", "than"])
        });
        let told = measured && much && !(named && based);
        told.then(|| faults::growth_without_base(self.span(at, at + 1), falls))
    }
}
