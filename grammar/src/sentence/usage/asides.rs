//! Words beside what is asked: those that a sentence reads well without, and exceptions put at its end.

use super::{Prose, starts};
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::lines::Token;
use crate::names::NameKind;
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
    "hành vi",
    "ủy ban nhân dân",
    "UBND",
    "chính quyền",
];

/// Of several words, of which some mean something by themselves.
const NEEDLESS_TOGETHER: &[&str] = &[
    "mọi hành vi",
    "các hành vi",
    "trên địa bàn",
    "tại địa bàn",
    "bằng văn bản",
];

impl Prose<'_, '_> {
    /// `…, trừ trường hợp …`, at the end of a sentence
    pub(super) fn exception(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, &["trừ trường hợp", "except when"])?;
        let unless = self.reader.language.pick("unless", "trừ khi");
        let instead = (at > 0).then(|| self.instead(at, at + length, unless))?;
        Some(faults::exception_within(
            self.span(at, at + length),
            &instead,
            unless,
        ))
    }

    /// `trên địa bàn xã`
    pub(super) fn needless(&self, at: usize) -> Option<Diagnostic> {
        let once = self.is(at, "ít") && self.is(at + 1, "nhất") && self.number(at + 2) == Some(1);
        if once && self.is(at + 3, "lần") && at + 4 == self.tokens.len() {
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
