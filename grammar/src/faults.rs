//! What can be wrong with a text, in the writer's words: one function for each fault.

mod declarations;
mod lines;
mod sentences;
mod tables;

pub(crate) use declarations::*;
pub(crate) use lines::*;
pub(crate) use sentences::*;
pub(crate) use tables::*;

use crate::Language;
use crate::diagnostic::{Diagnostic, Text};
use crate::keywords::Keyword;
use crate::names::Spelled;
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

/// The printed forms of keywords in a language, joined by commas.
fn forms(keywords: &[Keyword], language: Language) -> String {
    let forms: Vec<String> = keywords
        .iter()
        .map(|keyword| format!("`{}`", keyword.printed(language)))
        .collect();
    forms.join(", ")
}

/// The keyword that a mistyped line most likely begins with.
pub(crate) fn nearest_keyword(
    keywords: &[Keyword],
    language: Language,
    typed: &str,
) -> Option<String> {
    let typed: Vec<&str> = typed.split_whitespace().collect();
    let far = |form: &str| {
        let n_words = form.split_whitespace().count().min(typed.len());
        Spelled::new(&typed.get(..n_words)?.join(" ")).distance(&Spelled::new(form))
    };
    let forms = keywords.iter().flat_map(|keyword| keyword.forms(language));
    forms
        .filter_map(|form| Some((far(form)?, form)))
        .min_by_key(|(far, form)| (*far, form.len()))
        .map(|(_, form)| (*form).to_owned())
}
