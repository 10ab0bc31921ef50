//! What reading and checking all texts gave, kept until one of them changes.

use std::sync::OnceLock;

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::highlight::{Piece, pieces};
use luat_grammar::source::{Source, SourceId};
use luat_grammar::syntax::Document;
use luat_grammar::{Parsed, parse_again};

use super::index::{Occurrence, occurrences};
use crate::author::{Checked, check};

/// The texts read, and checked when first asked for.
#[derive(Debug)]
pub(super) struct Analysis {
    /// What was read.
    pub(super) parsed: Parsed,
    checked: OnceLock<Checked>,
    occurrences: OnceLock<Vec<Occurrence>>,
    /// Of each text.
    pieces: Vec<OnceLock<Vec<Piece>>>,
}

impl Analysis {
    /// Reads texts, of which some may have been read before.
    pub(super) fn of(texts: &[Source], before: Option<Parsed>) -> Self {
        Self {
            parsed: parse_again(before.unwrap_or_default(), texts),
            checked: OnceLock::new(),
            occurrences: OnceLock::new(),
            pieces: texts.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    pub(super) fn checked(&self) -> &Checked {
        self.checked.get_or_init(|| check(&self.parsed))
    }

    /// All findings, of reading and of checking.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        let checked = &self.checked().diagnostics;
        self.parsed.diagnostics.iter().chain(checked)
    }

    /// All words that stand for something declared, in the order of the texts.
    pub(super) fn occurrences(&self) -> &[Occurrence] {
        self.occurrences.get_or_init(|| occurrences(&self.parsed))
    }

    /// What a text is made of, in its order.
    pub(super) fn pieces(&self, source: SourceId) -> &[Piece] {
        let kept = self.pieces.get(source.0 as usize);
        kept.map_or(&[], |kept| {
            kept.get_or_init(|| pieces(&self.parsed, source))
        })
    }

    pub(super) fn document(&self, source: SourceId) -> Option<&Document> {
        self.parsed.documents.get(source.0 as usize)
    }

    pub(super) fn text(&self, source: SourceId) -> &str {
        let text = self.parsed.sources.get(source.0 as usize);
        text.map_or("", |text| &text.text)
    }
}
