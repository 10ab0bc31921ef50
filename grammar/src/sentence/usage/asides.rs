//! Words beside what is asked: those that a sentence reads well without, and exceptions put at its end.

use super::{Prose, starts};
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::lines::Token;
use crate::names::NameKind;
use crate::sentence::is_sentence;
use crate::words::fold;

/// How long the words are at the start of a run that a sentence reads well without.
pub(in crate::sentence) fn needless(tokens: &[Token<'_>]) -> usize {
    let folded: Vec<String> = tokens.iter().map(|token| fold(token.text)).collect();
    let mut at = 0;
    while let Some(length) = starts(&folded, at, NEEDLESS) {
        at += length;
    }
    at
}

/// Verbs and places that official prose adds to what is asked.
const NEEDLESS: &[&str] = &[
    "tổ chức thực hiện",
    "tổ chức",
    "triển khai",
    "thực hiện việc",
    "thực hiện",
    "tiến hành",
    "bố trí",
    "duy trì",
    "giữ vững",
    "mở",
    "thời hạn",
    "để xảy ra",
    "nào",
    "hành vi",
    "ủy ban nhân dân",
    "UBND",
    "chính quyền",
    "a",
    "an",
];

/// Of several words, of which some mean something by themselves.
const NEEDLESS_TOGETHER: &[&str] = &[
    "mọi hành vi",
    "các hành vi",
    "trên địa bàn",
    "tại địa bàn",
    "bằng văn bản",
    "kể cả ngày nghỉ",
    "ủy ban nhân dân",
    "hội đồng nhân dân",
];

/// Offices that act for a body.
const OFFICES: &[&str] = &["ủy ban nhân dân", "UBND", "hội đồng nhân dân", "HĐND"];

impl Prose<'_, '_> {
    /// `Ủy ban nhân dân xã hằng năm …`: the office of a level, under another name than its own.
    pub(super) fn office(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, OFFICES)?;
        let level = |name: &crate::names::Name| name.kind == NameKind::Level;
        let rest = self.tokens.get(at + length..)?;
        let (named, id) = self.reader.name_at(rest, level)?;
        let name = self.reader.names.at(id);
        let office = self.spelled(at, at + length + named);
        let label = name.printed(self.reader.language);
        Some(faults::office(
            self.span(at, at + length),
            &self.spelled(at, at + length),
            (&name.id, label),
            &office,
        ))
    }

    /// `…, trừ trường hợp …`, at the end of a sentence
    pub(super) fn exception(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, &["trừ trường hợp", "except when"])?;
        let unless = self.reader.language.pick("unless", "trừ khi");
        let instead = (at > 0).then(|| self.instead(at, at + length, unless))?;
        Some(faults::exception_within(
            self.span(at, at + length),
            &instead,
            unless,
            true,
        ))
    }

    /// `…, trừ xã đảo`, `(trừ xã đảo)`
    pub(super) fn excepted(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, &["ngoại trừ", "trừ", "except for", "except"])?;
        let Some(before) = at.checked_sub(1) else {
            return self.excepted_first(length);
        };
        if self.is(before, "ngoại") {
            return None;
        }
        let fact = |name: &crate::names::Name| name.kind == NameKind::YesNo;
        let rest = self.tokens.get(at + length..)?;
        let (fact, _) = self.reader.name_at(rest, fact)?;
        let end = at + length + fact;
        let in_brackets = self.is(before, "(") && self.is(end, ")");
        if !(in_brackets || self.is(before, ",") || end == self.tokens.len()) {
            return None;
        }
        let (from, to) = if in_brackets {
            (before, end + 1)
        } else {
            (at, end)
        };
        let unless = self.reader.language.pick("unless", "trừ khi");
        let case = format!("{unless} {}", self.spelled(at + length, end));
        let instead = self.instead(from, to, &case);
        Some(faults::exception_within(
            self.span(at, at + length),
            &instead,
            unless,
            !in_brackets,
        ))
    }

    /// `except for a festival town, publish …`
    fn excepted_first(&self, length: usize) -> Option<Diagnostic> {
        let end = self.named(length, |name| name.kind == NameKind::YesNo)?;
        if end == self.tokens.len() {
            return None;
        }
        let unless = self.reader.language.pick("unless", "trừ khi");
        let case = format!("{unless} {},", self.spelled(length, end));
        let instead = self.instead(0, end, &case);
        Some(faults::exception_within(
            self.span(0, length),
            &instead,
            unless,
            true,
        ))
    }

    /// `mỗi bể bơi có ít nhất 2 người cứu hộ, trong đó ít nhất 1 người có chứng chỉ`
    pub(super) fn among_them(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, &["trong đó", "of which", "of whom"])?;
        let (before, rest) = (self.spelled(0, at), at + length);
        let asked = !before.is_empty() && rest < self.tokens.len();
        let rest = self.spelled(rest, self.tokens.len());
        asked.then(|| faults::among_them(self.span(at, at + length), &before, &rest))
    }

    /// `… trong 15 ngày, trường hợp khẩn cấp thì trong 3 ngày`
    pub(super) fn otherwise_within(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, &["trường hợp"]).filter(|_| at > 0)?;
        let led = self.is_one(
            at - 1,
            &["trừ", "trong", "các", "những", "mỗi", "từng", "mọi", "nếu"],
        );
        let then = (at + length..self.tokens.len()).find(|at| self.is(*at, "thì"))?;
        let case = self.spelled(at + length, then);
        let told = !led && !case.is_empty();
        told.then(|| faults::otherwise_within(self.span(at, then + 1), &case))
    }

    /// `mỗi bể bơi phải có:`, `mỗi bể bơi, tất cả các việc sau:`
    pub(super) fn each_of_several(&self, at: usize) -> Option<Diagnostic> {
        let opens = self.tokens.last().is_some_and(|last| last.is(":"));
        let each = self.is_one(at, &["mỗi", "từng", "each"]);
        let end = self.population(at + 1).filter(|_| opens && each)?;
        let each = self.spelled(at, end);
        Some(faults::each_of_several(self.span(at, end), &each))
    }

    /// `bể bơi chưa được cấp phép`
    pub(super) fn not_yet(&self, at: usize) -> Option<Diagnostic> {
        let fact = |name: &crate::names::Name| {
            matches!(
                name.kind,
                NameKind::State | NameKind::Date | NameKind::Act | NameKind::YesNo
            )
        };
        let rest = self.tokens.get(at + 1..).filter(|_| self.is(at, "chưa"))?;
        let skipped = rest.iter().position(|token| !token.is("được")).unwrap_or(0);
        let named = |from: usize| {
            rest.get(from..)
                .and_then(|rest| self.reader.name_at(rest, fact))
        };
        named(0).or_else(|| named(skipped))?;
        let not = Some("không".to_owned());
        Some(faults::unknown_words(
            self.span(at, at + 1),
            &self.spelled(at, at + 1),
            not,
        ))
    }

    /// `lớp tập huấn ko quá 2`
    pub(super) fn shorthand(&self, at: usize) -> Option<Diagnostic> {
        let is_it = self.reader.language == crate::Language::Vi && self.is_one(at, &["ko", "hok"]);
        let is_unit = at > 0 && self.number(at - 1).is_some();
        let not = Some("không".to_owned());
        (is_it && !is_unit)
            .then(|| faults::unknown_words(self.span(at, at + 1), &self.spelled(at, at + 1), not))
    }

    /// `hằng năm A; hằng năm B`, `hằng năm A. Hằng năm B`
    pub(super) fn joined_by_semicolon(&self, at: usize) -> Option<Diagnostic> {
        let ends = |token: &&Token<'_>| token.is(";") || token.is(".");
        let sign = self.tokens.get(at).filter(ends)?;
        (at > 0 && at + 1 < self.tokens.len()).then(|| faults::joined_by_semicolon(sign.span))
    }

    /// `trên địa bàn xã`
    pub(super) fn needless(&self, at: usize) -> Option<Diagnostic> {
        let once = self.is(at, "ít") && self.is(at + 1, "nhất") && self.number(at + 2) == Some(1);
        let alone = self.tokens.get(..at).unwrap_or(&[]);
        if once
            && self.is(at + 3, "lần")
            && at + 4 == self.tokens.len()
            && is_sentence(alone, self.reader)
        {
            let words = self.spelled(at, at + 4);
            return Some(faults::needless(self.span(at, at + 4), &words));
        }
        let mut end = at + self.starts(at, NEEDLESS_TOGETHER)?;
        if self.is(end - 1, "bàn") {
            let level = |name: &crate::names::Name| name.kind == NameKind::Level;
            let rest = self.tokens.get(end..).unwrap_or(&[]);
            end += self
                .reader
                .name_at(rest, level)
                .map_or(0, |(length, _)| length);
        }
        let words = self.spelled(at, end);
        Some(faults::needless(self.span(at, end), &words))
    }
}
