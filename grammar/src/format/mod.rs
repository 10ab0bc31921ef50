//! The one layout of a text, in either language.
//!
//! Printing chooses the first form of every keyword and name, and one order of parts. What it
//! printed is read again before it is answered: a name that would be understood otherwise where it
//! stands is put in quotes, or given by its id, until the tree is the same.

mod document;
mod expression;
mod layout;
mod limit;
mod misread;
mod names;
mod numbers;
mod printer;
mod reread;
mod rule;
mod same;
mod scenario;
mod score;
mod sentence;
mod table;
mod words;

pub use words::citation_unit;

pub(crate) use numbers::digits;
pub use same::same_tree;
pub(crate) use same::{Placed, Same};
pub use same::{Spelling, named, spelled};
pub(crate) use words::comparator;

use std::fmt;

use crate::codes;
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::names::Names;
use crate::source::{SourceId, Span};
use crate::syntax::{Declaration, Document, Header, Trivia};
use crate::{Language, Parsed};
use layout::{Page, lay_out};
use names::Speaker;
use printer::Printer;
use reread::reread;

/// Why a text was not formatted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatError {
    /// No such text was given.
    UnknownSource,
    /// The text has errors, which its findings tell.
    Faulty,
    /// Something in the text cannot be written so that it reads the same; its declaration.
    Unfaithful(Span),
    /// Two things have one name in the other language; the declaration of one of them.
    NamesAlike(Span),
}

impl FormatError {
    /// What to tell the writer.
    pub fn message(self) -> Text {
        match self {
            Self::UnknownSource => Text::new("there is no such text", "không có văn bản này"),
            Self::Faulty => Text::new(
                "a text with errors is not formatted",
                "văn bản còn lỗi nên chưa trình bày lại được",
            ),
            Self::Unfaithful(_) => Text::new(
                "this cannot be written in the other layout or language without changing its meaning",
                "không thể viết lại phần này theo cách trình bày hoặc ngôn ngữ kia mà giữ nguyên nghĩa",
            ),
            Self::NamesAlike(_) => Text::new(
                "two things have one name in the other language: give them two, then turn the text",
                "hai mục trùng tên ở ngôn ngữ kia: đặt hai tên khác nhau rồi mới chuyển được văn bản",
            ),
        }
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for FormatError {}

/// Prints a text in a language, in the one canonical layout.
///
/// Formatting twice is formatting once, and a round by the other language gives the formatted text
/// back. Comments stay with their lines.
///
/// ```
/// use luat_grammar::{Language, format::format, parse, source::{Source, SourceId}};
///
/// let text = "language en\nlevel commune \"commune | communes\" / \"xã\"\n";
/// let parsed = parse(&[Source::new("d.luat", text)]);
/// let vietnamese = format(&parsed, SourceId(0), Language::Vi).unwrap();
/// assert_eq!(vietnamese, "ngôn ngữ vi\ncấp commune  \"commune | communes\" / \"xã\"\n");
/// ```
///
/// # Errors
///
/// A text with errors is refused, as is one that cannot be written without changing its meaning, or whose names are not told
/// apart in the other language.
pub fn format(
    parsed: &Parsed,
    source: SourceId,
    language: Language,
) -> Result<String, FormatError> {
    let document = parsed
        .documents
        .iter()
        .find(|document| document.source == source)
        .ok_or(FormatError::UnknownSource)?;
    if has_errors(parsed, source) {
        return Err(FormatError::Faulty);
    }
    if language != document.language
        && let Some(alike) = names_alike(parsed, source)
    {
        return Err(FormatError::NamesAlike(alike));
    }
    let mut speaker = Speaker::new(&parsed.names, language);
    loop {
        let page = print(document, &speaker, language);
        let again = reread(parsed, source, &page.text);
        let copy = again
            .documents
            .iter()
            .find(|document| document.source == source)
            .ok_or(FormatError::UnknownSource)?;
        if same_tree(document, copy) && !has_errors(&again, source) {
            return Ok(page.text);
        }
        let misread = misread::places(document, copy, &again, &page);
        let cured = misread
            .iter()
            .filter(|place| speaker.mistrust(**place))
            .count();
        if cured == 0 {
            let place = misread.first().copied().unwrap_or_default();
            return Err(FormatError::Unfaithful(misread::span(document, place)));
        }
    }
}

/// The lines of one declaration, as they are printed; names stand bare, so that the lines are for
/// people and not to be read again.
pub fn lines(names: &Names, declaration: &Declaration, language: Language) -> Vec<String> {
    bare(names, language, |printer, trivia| {
        let mut rows = Vec::new();
        document::declaration(declaration, trivia, printer, &mut rows);
        told(&rows)
    })
}

/// The lines of a header, as they are printed.
pub fn header_lines(names: &Names, header: &Header, language: Language) -> Vec<String> {
    bare(names, language, |printer, trivia| {
        let mut rows = Vec::new();
        document::header(header, trivia, printer, &mut rows);
        told(&rows)
    })
}

fn told(rows: &[layout::Row<'_>]) -> Vec<String> {
    rows.iter().map(|row| row.cells.join(" ")).collect()
}

fn bare<T>(names: &Names, language: Language, print: impl FnOnce(Printer<'_>, &Trivia) -> T) -> T {
    let speaker = Speaker::new(names, language);
    let printer = Printer {
        names: &speaker,
        language,
        place: (0, 0),
    };
    print(printer, &Trivia::default())
}

fn print(document: &Document, speaker: &Speaker<'_>, language: Language) -> Page {
    let printer = Printer {
        names: speaker,
        language,
        place: (0, 0),
    };
    lay_out(&document::rows(document, printer), &document.rest)
}

fn has_errors(parsed: &Parsed, source: SourceId) -> bool {
    errors(parsed, source).next().is_some()
}

/// The place of a name that another thing has too, in the language that the text is not written in.
fn names_alike(parsed: &Parsed, source: SourceId) -> Option<Span> {
    let alike = |finding: &&Diagnostic| {
        finding.code.0 == codes::EQUAL_NAMES && finding.span().source == source
    };
    parsed.diagnostics.iter().find(alike).map(Diagnostic::span)
}

/// The places of the errors in a text.
fn errors(parsed: &Parsed, source: SourceId) -> impl Iterator<Item = Span> {
    let errors = parsed
        .diagnostics
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    errors
        .map(Diagnostic::span)
        .filter(move |span| span.source == source)
}
