//! Characters to tokens.

use pest::Parser;
use pest::iterators::Pair;
use pest_derive::Parser;

use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::source::{SourceId, Span};
use crate::text::Composed;
use crate::words::{Word, Words};

#[derive(Parser)]
#[grammar = "lines.pest"]
struct LineGrammar;

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
    /// How wide its quotes are, in bytes.
    quote: u32,
}

impl Token<'_> {
    /// The place of a quoted text within its quotes.
    pub(crate) fn inner(&self) -> Span {
        Span {
            start: self.span.start + self.quote,
            end: self.span.end.saturating_sub(self.quote),
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

/// Reads the lines of a text; what cannot be read is told and left out.
pub(crate) fn tokenize<'t>(
    source: SourceId,
    composed: &'t Composed<'_>,
    words: &mut Words,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Physical<'t>> {
    let mut reader = Reader {
        source,
        composed,
        words,
        faults,
        lines: vec![Physical::default()],
        line_start: 0,
        end: usize::MAX,
    };
    if let Ok(pairs) = LineGrammar::parse(Rule::file, &composed.text) {
        for pair in pairs.flat_map(Pair::into_inner) {
            reader.take(&pair);
        }
    }
    reader.lines
}

/// The folded words of a phrase: a keyword's form or a declared name.
pub(crate) fn split_phrase(phrase: &str, words: &mut Words) -> Vec<Word> {
    let pairs = LineGrammar::parse(Rule::name, phrase)
        .into_iter()
        .flatten()
        .flat_map(Pair::into_inner);
    pairs
        .filter(|pair| !matches!(pair.as_rule(), Rule::EOI | Rule::newline))
        .map(|pair| words.intern(pair.as_str()))
        .collect()
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
    fn take(&mut self, pair: &Pair<'t, Rule>) {
        let rule = pair.as_rule();
        let place = pair.as_span();
        match rule {
            Rule::newline => {
                self.lines.push(Physical::default());
                self.line_start = place.end();
            }
            Rule::comment => self.line().comment = Some(place.as_str().trim_end()),
            Rule::junk => self.refuse(faults::odd_character(
                self.span(place.start(), place.end()),
                place.as_str(),
            )),
            Rule::open_string => {
                self.refuse(faults::open_quote(self.span(place.start(), place.end())));
                self.push(
                    TokenKind::Quoted,
                    place.as_str().trim_start_matches(is_quote).trim_end(),
                    place.start(),
                    place.end(),
                );
            }
            Rule::string => {
                let inner = place
                    .as_str()
                    .trim_start_matches(is_quote)
                    .trim_end_matches(is_quote);
                self.push(TokenKind::Quoted, inner, place.start(), place.end());
            }
            Rule::number => self.push(
                TokenKind::Number,
                place.as_str(),
                place.start(),
                place.end(),
            ),
            Rule::date => self.push(TokenKind::Date, place.as_str(), place.start(), place.end()),
            Rule::period_key => self.push(
                TokenKind::PeriodKey,
                place.as_str(),
                place.start(),
                place.end(),
            ),
            Rule::word | Rule::word_of_figures => {
                self.push(TokenKind::Word, place.as_str(), place.start(), place.end());
            }
            Rule::symbol => self.push(
                TokenKind::Symbol,
                place.as_str(),
                place.start(),
                place.end(),
            ),
            Rule::EOI
            | Rule::file
            | Rule::name
            | Rule::token
            | Rule::blank
            | Rule::straight
            | Rule::curly
            | Rule::figures
            | Rule::hidden_group
            | Rule::inside
            | Rule::ascii
            | Rule::boundary
            | Rule::letter
            | Rule::mark => {}
        }
    }

    fn refuse(&mut self, fault: Diagnostic) {
        if !self.line().faulty {
            self.faults.push(fault);
        }
        self.line().faulty = true;
    }

    fn push(&mut self, kind: TokenKind, text: &'t str, start: usize, end: usize) {
        let word = match kind {
            TokenKind::Quoted => self.words.intern_quoted(text),
            _ => self.words.intern(text),
        };
        let quote = match kind {
            TokenKind::Quoted => self.composed.text[start..]
                .chars()
                .next()
                .map_or(0, char::len_utf8),
            _ => 0,
        };
        let quote = crate::source::to_u32(quote);
        let token = Token {
            kind,
            text,
            word,
            span: self.span(start, end),
            glued: self.end == start,
            quote,
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

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}')
}
