//! Source texts and places in them.

use std::sync::Arc;

/// Which of the given source texts a span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(pub u32);

/// One rule text as given: its name (a path or any label) and its characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What the text is called in messages, usually its path.
    pub name: String,
    /// The text, untouched; spans count its bytes.
    pub text: Arc<str>,
}

impl Source {
    /// Wraps a text under a name.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }
}

/// A half-open range of bytes, `start..end`, in one source text as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The text the bytes are in.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end` of `source`.
    pub const fn new(source: SourceId, start: u32, end: u32) -> Self {
        Self { source, start, end }
    }

    /// The smallest span that covers both; they must lie in one source.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            source: self.source,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The empty place right behind this one.
    #[must_use]
    pub const fn after(self) -> Self {
        Self {
            start: self.end,
            ..self
        }
    }
}

/// A node with the place it was read from.
#[derive(Debug, Clone, Copy)]
pub struct Spanned<T> {
    /// What was read.
    pub node: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Pairs a node with its place.
    pub const fn new(node: T, span: Span) -> Self {
        Self { node, span }
    }
}

/// A place counted as people count: line and column from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
}

/// Whether a line ends with this character. Word processors use more than the one sign; `\r\n` ends one line.
pub const fn ends_line(letter: char) -> bool {
    matches!(
        letter,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// How many bytes end a line at the start of a text; none where no line ends there.
pub(crate) fn line_end(text: &str) -> Option<usize> {
    if text.starts_with("\r\n") {
        return Some(2);
    }
    let sign = text.chars().next().filter(|sign| ends_line(*sign))?;
    Some(sign.len_utf8())
}

/// Where the line begins that comes after the one in which a byte stands; none where that is the last.
pub(crate) fn line_after(text: &str, byte: usize) -> Option<usize> {
    let end = byte + text.get(byte..)?.find(ends_line)?;
    Some(end + line_end(text.get(end..)?)?)
}

/// Turns byte offsets of one text into lines and columns; lines are those that rules are read by ([`ends_line`]).
///
/// ```
/// use luat_grammar::source::LineIndex;
/// let index = LineIndex::new("đến\nnăm 2030");
/// let place = index.line_column("đến\nnăm 2030", 10);
/// assert_eq!((place.line, place.column), (2, 3));
/// ```
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Notes where each line of `text` starts.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::successors(Some(0), |start| line_after(text, *start));
        Self {
            starts: starts.map(to_u32).collect(),
        }
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    pub fn line_column(&self, text: &str, offset: u32) -> LineColumn {
        let (line, before) = self.before(text, offset);
        LineColumn {
            line,
            column: to_u32(before.chars().count()) + 1,
        }
    }

    /// The line, from 0, and the column in UTF-16 units, from 0, as editors count columns.
    pub fn utf16(&self, text: &str, offset: u32) -> (u32, u32) {
        let (line, before) = self.before(text, offset);
        (line - 1, to_u32(before.encode_utf16().count()))
    }

    fn before<'t>(&self, text: &'t str, offset: u32) -> (u32, &'t str) {
        let mut end = (offset as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let line = self.starts.partition_point(|start| *start as usize <= end);
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .map_or(0, |start| *start as usize);
        (to_u32(line), text.get(start..end).unwrap_or(""))
    }
}

/// Texts are far below 4 GiB: the reader refuses longer ones.
pub(crate) fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
