//! Characters to tokens.

use std::ops::Range;

use super::scan::{Piece, is_blank, piece};
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::recovery::is_full;
use crate::source::{SourceId, Span, ends_line};
use crate::text::Composed;
use crate::words::{Word, Words};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A word, an id, or a path of ids joined by dots.
    Word,
    /// A number as written.
    Number,
    /// A date as written.
    Date,
    /// `2025-H1`, `2025-Q3`, `2025-07`.
    PeriodKey,
    /// A quoted text; the token's text is without its quotes.
    Quoted,
    /// Anything else.
    Symbol,
}

/// A token, with its place in the text as given.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token<'t> {
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Its characters, composed.
    pub(crate) text: &'t str,
    /// Its characters folded, as a number.
    pub(crate) word: Word,
    /// Its place.
    pub(crate) span: Span,
    /// Nothing stands between it and the token before.
    pub(crate) glued: bool,
    /// How wide the quotes before and after it are, in bytes.
    quotes: [u8; 2],
}

impl Token<'_> {
    /// A word that no text has.
    pub(crate) fn nowhere(word: Word) -> Self {
        Self {
            kind: TokenKind::Word,
            text: "",
            word,
            span: Span::default(),
            glued: false,
            quotes: [0, 0],
        }
    }

    /// The place of a quoted text within its quotes; the last may have been forgotten.
    pub(crate) fn inner(&self) -> Span {
        let [before, after] = self.quotes.map(u32::from);
        Span {
            start: self.span.start + before,
            end: self.span.end.saturating_sub(after),
            ..self.span
        }
    }

    /// Whether it is this symbol, folded.
    pub(crate) fn is(&self, symbol: &str) -> bool {
        match self.kind {
            TokenKind::Symbol => self.text == symbol || symbol == "-" && is_dash(self.text),
            _ => false,
        }
    }
}

fn is_dash(text: &str) -> bool {
    text.chars()
        .all(|letter| matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '•'))
}

/// A line as it stands in the text.
#[derive(Debug, Default)]
pub(crate) struct Physical<'t> {
    /// Its tokens.
    pub(crate) tokens: Vec<Token<'t>>,
    /// Its comment, from the `#`.
    pub(crate) comment: Option<&'t str>,
    /// How far its first token stands from the line's start, in bytes.
    pub(crate) column: u32,
    /// A fault of it has been told.
    pub(crate) faulty: bool,
}

/// Reads the lines of a part of a text, which begins and ends where lines do; what cannot be read is told and left out.
pub(crate) fn tokenize<'t>(
    source: SourceId,
    composed: &'t Composed<'_>,
    part: Range<usize>,
    words: &mut Words,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Physical<'t>> {
    let mut reader = Reader {
        source,
        composed,
        words,
        faults,
        lines: vec![Physical::default()],
        line_start: part.start,
        end: usize::MAX,
    };
    let text: &'t str = composed.text.get(..part.end).unwrap_or(&composed.text);
    let mut at = part.start;
    while let Some((piece, length)) = piece(&text[at..]) {
        reader.take(piece, at, at + length);
        at += length;
    }
    reader.lines
}

/// The folded words of a phrase: a keyword's form or a declared name.
pub(crate) fn split_phrase(phrase: &str, words: &mut Words) -> Vec<Word> {
    let mut found = Vec::new();
    let mut rest = phrase;
    while let Some((piece, length)) = piece(rest) {
        let (taken, after) = rest.split_at(length);
        if !matches!(piece, Piece::Blank | Piece::Newline) {
            found.push(words.intern(taken));
        }
        rest = after;
    }
    found
}

struct Reader<'t, 'w, 'g> {
    source: SourceId,
    composed: &'t Composed<'g>,
    words: &'w mut Words,
    faults: &'w mut Vec<Diagnostic>,
    lines: Vec<Physical<'t>>,
    line_start: usize,
    end: usize,
}

impl<'t> Reader<'t, '_, '_> {
    fn take(&mut self, piece: Piece, start: usize, end: usize) {
        let composed: &'t Composed<'_> = self.composed;
        let text = &composed.text[start..end];
        if matches!(piece, Piece::Comment | Piece::OpenQuote | Piece::Quoted) {
            self.refuse_turning(text, start);
        }
        let kind = match piece {
            Piece::Blank => return,
            Piece::Newline => {
                self.refuse_seeming_comment(text, start, end);
                self.lines.push(Physical::default());
                self.line_start = end;
                return;
            }
            Piece::Comment => {
                self.line().comment = Some(text.trim_end());
                return;
            }
            Piece::Junk => {
                let span = self.span(start, end);
                return self.refuse(span, |span| faults::odd_character(span, text));
            }
            Piece::OpenQuote => {
                self.refuse(self.span(start, end), faults::open_quote);
                let inner = text.trim_start_matches(is_quote).trim_end();
                return self.push(TokenKind::Quoted, inner, start, end);
            }
            Piece::Quoted => {
                let inner = text.trim_start_matches(is_quote).trim_end_matches(is_quote);
                return self.push(TokenKind::Quoted, inner, start, end);
            }
            Piece::Word => TokenKind::Word,
            Piece::Number => TokenKind::Number,
            Piece::Date => TokenKind::Date,
            Piece::PeriodKey => TokenKind::PeriodKey,
            Piece::Symbol => TokenKind::Symbol,
        };
        self.push(kind, text, start, end);
    }

    /// A text that is shown otherwise than it is read could say one thing and mean another.
    fn refuse_turning(&mut self, text: &str, start: usize) {
        if text.is_ascii() {
            return;
        }
        if let Some((at, mark)) = text
            .char_indices()
            .find(|(_, letter)| turns_writing(*letter))
        {
            let (start, end) = (start + at, start + at + mark.len_utf8());
            let mark = &text[at..at + mark.len_utf8()];
            self.refuse(self.span(start, end), |span| {
                faults::odd_character(span, mark)
            });
        }
    }

    /// Behind a comment, what an unusual sign parts from it is read, and yet shown by most programs as a part of it.
    fn refuse_seeming_comment(&mut self, sign: &str, start: usize, end: usize) {
        if matches!(sign, "\n" | "\r\n") || self.line().comment.is_none() {
            return;
        }
        let rest = self.composed.text.get(end..).unwrap_or_default();
        let rest =
            rest.trim_start_matches(|next| next != '\n' && (is_blank(next) || ends_line(next)));
        if !rest.is_empty() && !rest.starts_with(['\n', '#']) {
            self.refuse(self.span(start, end), |span| {
                faults::seeming_comment(span, sign)
            });
        }
    }

    fn refuse(&mut self, span: Span, tell: impl FnOnce(Span) -> Diagnostic) {
        if !self.line().faulty {
            let fault = if is_full(self.faults) {
                faults::untold(span)
            } else {
                tell(span)
            };
            self.faults.push(fault);
        }
        self.line().faulty = true;
    }

    fn push(&mut self, kind: TokenKind, text: &'t str, start: usize, end: usize) {
        let word = match kind {
            TokenKind::Quoted => self.words.intern_quoted(text),
            _ => self.words.intern(text),
        };
        let quotes = match kind {
            TokenKind::Quoted => quotes(&self.composed.text[start..end]),
            _ => [0, 0],
        };
        let token = Token {
            kind,
            text,
            word,
            span: self.span(start, end),
            glued: self.end == start,
            quotes,
        };
        self.end = end;
        let column = crate::source::to_u32(start - self.line_start);
        let line = self.line();
        if line.tokens.is_empty() {
            line.column = column;
        }
        line.tokens.push(token);
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(
            self.source,
            self.composed.given(start),
            self.composed.given(end),
        )
    }

    fn line(&mut self) -> &mut Physical<'t> {
        if self.lines.is_empty() {
            self.lines.push(Physical::default());
        }
        let last = self.lines.len() - 1;
        &mut self.lines[last]
    }
}

/// Marks that turn the direction of writing (Unicode Standard Annex 9); Vietnamese and English need none.
pub(crate) const fn turns_writing(letter: char) -> bool {
    matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// How wide the quotes before and after a text are; one alone opens it.
fn quotes(text: &str) -> [u8; 2] {
    let width = |letter: Option<char>| {
        let quote = letter.filter(|letter| is_quote(*letter));
        quote.map_or(0, |quote| if quote.is_ascii() { 1 } else { 3 })
    };
    let mut letters = text.chars();
    [width(letters.next()), width(letters.next_back())]
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}')
}
