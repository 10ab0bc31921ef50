//! What every part of the printer shares: names, keywords, lists, labels.

use super::layout::{Columns, Place, Row};
use super::names::{Amount, Speaker};
use super::numbers;
use crate::Language;
use crate::keywords::Keyword;
use crate::syntax::{Date, Label, Phrase, Ref, Trivia};

/// Prints parts of the tree; where it stands decides how careful names are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printer<'p> {
    pub(super) names: &'p Speaker<'p>,
    pub(super) language: Language,
    pub(super) place: Place,
}

impl Printer<'_> {
    /// The printer at another line.
    pub(super) fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    pub(super) fn row<'t>(
        &self,
        trivia: &'t Trivia,
        indent: usize,
        columns: Columns,
        cells: Vec<String>,
    ) -> Row<'t> {
        Row {
            trivia,
            indent,
            columns,
            cells,
            place: self.place,
        }
    }

    pub(super) fn word(&self, keyword: Keyword) -> &'static str {
        keyword.printed(self.language)
    }

    /// A keyword and what follows it.
    pub(super) fn after(&self, keyword: Keyword, rest: &str) -> String {
        format!("{} {rest}", self.word(keyword))
    }

    pub(super) fn name(&self, name: &Ref, amount: Amount) -> String {
        self.names.name(name, amount, self.place)
    }

    pub(super) fn date(&self, date: Date) -> String {
        numbers::date(date, self.language)
    }

    /// Levels by name, as `per` and `bearer` list them.
    pub(super) fn levels(&self, levels: &[Ref]) -> String {
        let names: Vec<String> = levels
            .iter()
            .map(|level| self.name(level, Amount::One))
            .collect();
        names.join(", ")
    }

    /// `"en" / "vi"`, each with its alternatives; a text in the file's own language stands alone.
    pub(super) fn label(self, label: &Label) -> String {
        let (en, vi) = (phrases(&label.en), phrases(&label.vi));
        match (en.is_empty(), vi.is_empty(), self.language) {
            (true, _, Language::Vi) => vi,
            (_, true, Language::En) => en,
            (true, _, Language::En) => format!("\"\" / {vi}"),
            (_, true, Language::Vi) => format!("{en} / \"\""),
            (false, false, _) => format!("{en} / {vi}"),
        }
    }

    /// `A, B and C`.
    pub(super) fn list(&self, parts: &[String]) -> String {
        match parts.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, others)) => {
                format!("{} {} {last}", others.join(", "), self.word(Keyword::And))
            }
        }
    }
}

fn phrases(phrases: &[Phrase]) -> String {
    let phrases: Vec<String> = phrases
        .iter()
        .map(|phrase| match &phrase.many {
            Some(many) => quoted(&format!("{} | {many}", phrase.one)),
            None => quoted(&phrase.one),
        })
        .collect();
    phrases.join(" | ")
}

/// A text in quotes; it holds straight ones only where it was written in curly ones.
pub(super) fn quoted(text: &str) -> String {
    if text.contains('"') {
        format!("“{text}”")
    } else {
        format!("\"{text}\"")
    }
}

/// The parts with a blank between them, the empty ones left out.
pub(super) fn spaced(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}
