//! What can be wrong with a text, in the writer's words: one function for each fault.

mod declarations;
mod lines;
mod phrases;
mod sentences;
mod tables;

pub(crate) use declarations::*;
pub(crate) use lines::*;
pub(crate) use phrases::*;
pub(crate) use sentences::*;
pub(crate) use tables::*;

use std::collections::BTreeMap;

use crate::Language;
use crate::codes;
use crate::diagnostic::{Diagnostic, Text};
use crate::ids::bare;
use crate::keywords::Keyword;
use crate::lines::Token;
use crate::reader::spell;
use crate::slip::Spelled;
use crate::source::Span;

fn fault(
    code: &'static str,
    span: Span,
    en: impl Into<String>,
    vi: impl Into<String>,
) -> Diagnostic {
    Diagnostic::error(code, span, Text::new(en, vi))
}

fn text(en: impl Into<String>, vi: impl Into<String>) -> Text {
    Text::new(en, vi)
}

/// Stands for a fault that another may have caused; it is never told.
pub(crate) fn lost(span: Span) -> Diagnostic {
    fault(LOST, span, "", "")
}

/// The code of what is never told.
pub(crate) const LOST: &str = "";

/// Stands for a fault beyond those that are told: its place is known, and nothing more was worked out.
pub(crate) fn untold(span: Span) -> Diagnostic {
    fault(UNTOLD, span, "", "")
}

/// The code of what is beyond those that are told.
pub(crate) const UNTOLD: &str = "-";

/// The printed forms of keywords in a language, joined by commas.
fn forms(keywords: &[Keyword], language: Language) -> String {
    let forms: Vec<String> = keywords
        .iter()
        .map(|keyword| format!("`{}`", keyword.printed(language)))
        .collect();
    forms.join(", ")
}

/// A word cut short has so many letters at least: `art.`, `sec.`.
const SHORTEST_CUT: usize = 3;

/// The keyword that a mistyped line most likely begins with.
pub(crate) fn nearest_keyword(
    keywords: &[Keyword],
    language: Language,
    line: &[Token<'_>],
) -> Option<Near> {
    // The words at the start, by how many they are: spelled, and without their marks.
    let mut starts: BTreeMap<usize, (Spelled, String)> = BTreeMap::new();
    let mut far = |form: &'static str| {
        let n_words = form.split_whitespace().count().min(line.len());
        let words = line.get(..n_words)?;
        let (spelled, without) = starts.entry(n_words).or_insert_with(|| {
            let typed = spell(words);
            (Spelled::new(&typed), bare(&typed))
        });
        let typed = spelled.text.clone();
        let form_without = bare(form);
        // Without its marks it is the same word, however many there are.
        let unmarked = (*without == form_without).then_some(1);
        // Cut short it is that word rather than a like one: `art.` is no `part`.
        let is_cut = typed.len() >= SHORTEST_CUT && form_without.starts_with(&*without);
        let far = is_cut
            .then_some(0)
            .or_else(|| spelled.distance(&Spelled::new(form)))
            .or(unmarked)?;
        let full_stop = line.get(n_words).filter(|token| is_cut && token.is("."));
        let words = words.iter().chain(full_stop);
        let span = words.map(|token| token.span).reduce(Span::to)?;
        Some((far, Near { form, typed, span }))
    };
    let forms = keywords.iter().flat_map(|keyword| keyword.forms(language));
    forms
        .filter_map(|form| far(form))
        .min_by_key(|(far, near)| (*far, near.form.len()))
        .map(|(_, near)| near)
}

/// A line of a rule whose keyword is mistyped.
pub(crate) fn mistyped_line(near: Near) -> Diagnostic {
    let typed = near.typed.clone();
    let found = fault(
        codes::UNKNOWN_WORDS,
        near.span,
        format!("`{typed}` is neither a declared name nor a keyword"),
        format!("`{typed}` không phải tên đã khai báo, cũng không phải từ khoá"),
    );
    near.offer(found)
}

/// A keyword that was probably meant, and the words that stand in its place.
#[derive(Debug, Clone)]
pub(crate) struct Near {
    /// As it is written.
    form: &'static str,
    /// As it was typed.
    typed: String,
    /// What stands there.
    span: Span,
}

impl Near {
    /// Offers it in a finding about the whole line.
    fn offer(self, found: Diagnostic) -> Diagnostic {
        let form = self.form;
        found
            .help(text(
                format!("did you mean `{form}`?"),
                format!("có phải ý bạn là `{form}`?"),
            ))
            .fix(self.span, form)
    }
}
