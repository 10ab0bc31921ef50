//! Reading a line from left to right, with its faults.

use crate::Language;
use crate::diagnostic::Diagnostic;
use crate::expect::{Want, Wants};
use crate::faults;
use crate::figures;
use crate::keywords::{Class, Keyword};
use crate::lexicon::Lexicon;
use crate::lines::{Logical, Token, TokenKind};
use crate::source::{Span, Spanned};
use crate::syntax::{Date, Ident, Label, Phrase};

/// A place in a line.
pub(crate) struct Cursor<'c, 't> {
    /// The keywords.
    pub(crate) lexicon: &'c Lexicon,
    /// The language of the text.
    pub(crate) language: Language,
    /// The line's tokens.
    pub(crate) tokens: &'c [Token<'t>],
    /// The next token.
    pub(crate) at: usize,
    /// The whole line.
    pub(crate) line: Span,
    /// What has been found wrong.
    pub(crate) faults: Vec<Diagnostic>,
    /// Notes what is looked for at the end of a line that is being written.
    pub(crate) wants: Option<&'c Wants>,
}

impl<'c, 't> Cursor<'c, 't> {
    /// The start of a line.
    pub(crate) fn new(lexicon: &'c Lexicon, language: Language, line: &'c Logical<'t>) -> Self {
        Self {
            lexicon,
            language,
            tokens: &line.tokens,
            at: 0,
            line: line.span,
            faults: Vec::new(),
            wants: None,
        }
    }

    /// Notes that this could stand here, where the line ends.
    pub(crate) fn want(&self, want: Want) {
        if let Some(wants) = self.wants.filter(|_| self.is_done()) {
            wants.note(self.tokens, want);
        }
    }

    /// The same place, to look ahead from.
    pub(crate) fn ahead(&self) -> Self {
        Self {
            faults: Vec::new(),
            ..*self
        }
    }

    /// The tokens still to be read.
    pub(crate) fn rest(&self) -> &'c [Token<'t>] {
        self.tokens.get(self.at..).unwrap_or(&[])
    }

    /// The next token.
    pub(crate) fn peek(&self) -> Option<&'c Token<'t>> {
        self.tokens.get(self.at)
    }

    /// The token just read.
    pub(crate) fn previous(&self) -> Span {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        before.map_or(
            Span {
                end: self.line.start,
                ..self.line
            },
            |token| token.span,
        )
    }

    /// Where the next token stands, else the end of the line.
    pub(crate) fn here(&self) -> Span {
        self.peek().map_or(
            Span {
                start: self.previous().end,
                end: self.previous().end,
                ..self.line
            },
            |token| token.span,
        )
    }

    /// All that is still to be read.
    pub(crate) fn rest_span(&self) -> Span {
        match (self.peek(), self.tokens.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => self.here(),
        }
    }

    /// Tells a fault.
    pub(crate) fn fault(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// Whether nothing is left.
    pub(crate) fn is_done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Tells what is left over at the end of a line that is otherwise sound.
    pub(crate) fn finish(&mut self) {
        if !self.is_done() && self.faults.is_empty() {
            let fault = faults::left_over(self.rest_span());
            self.fault(fault);
        }
    }

    /// Whether the next token is a symbol.
    pub(crate) fn is(&self, symbol: &str) -> bool {
        self.peek().is_some_and(|token| token.is(symbol))
    }

    /// Takes a symbol.
    pub(crate) fn symbol(&mut self, symbol: &str) -> Option<Span> {
        if symbol == "=" {
            self.want(Want::Equals);
        }
        let token = self.peek().filter(|token| token.is(symbol))?;
        self.at += 1;
        Some(token.span)
    }

    /// Whether a keyword stands next, in either language.
    pub(crate) fn sees(&self, keyword: Keyword) -> bool {
        self.length_of(keyword).is_some()
    }

    fn length_of(&self, keyword: Keyword) -> Option<(usize, Language)> {
        self.want(Want::Keyword(keyword));
        let languages = [self.language, self.language.other()];
        languages.into_iter().find_map(|language| {
            Some((
                self.lexicon.matches(keyword, language, self.rest())?,
                language,
            ))
        })
    }

    /// Takes a keyword; one of the other language is told and taken.
    pub(crate) fn keyword(&mut self, keyword: Keyword) -> Option<Span> {
        let (length, language) = self.length_of(keyword)?;
        let span = self.here();
        self.at += length;
        let span = span.to(self.previous());
        if language != self.language {
            let fault = faults::foreign_keyword(span, keyword, self.language);
            self.fault(fault);
        }
        Some(span)
    }

    /// Takes one of several keywords, the longest that stands here.
    pub(crate) fn one_of(&mut self, keywords: &[Keyword]) -> Option<Spanned<Keyword>> {
        for keyword in keywords {
            self.want(Want::Keyword(*keyword));
        }
        let longest = |language| self.lexicon.longest(keywords, language, self.rest());
        let (keyword, _) = longest(self.language).or_else(|| longest(self.language.other()))?;
        self.keyword(keyword)
            .map(|span| Spanned::new(keyword, span))
    }

    /// Takes an ASCII id such as `hamlet_heads`.
    pub(crate) fn ident(&mut self) -> Option<Ident> {
        let token = self.peek().filter(|token| is_ident(token))?;
        self.at += 1;
        Some(Spanned::new(token.text.to_owned(), token.span))
    }

    /// Takes the id of a body or member, which may hold dashes and digits: `muong-ang`.
    pub(crate) fn body_id(&mut self) -> Option<Ident> {
        let first = self.peek().filter(|token| is_body_part(token))?;
        let (mut text, mut span) = (first.text.to_owned(), first.span);
        self.at += 1;
        while let Some(token) = self.peek().filter(|token| {
            token.glued && (is_body_part(token) || token.text == "-" || token.text == ".")
        }) {
            text.push_str(token.text);
            span = span.to(token.span);
            self.at += 1;
        }
        Some(Spanned::new(text, span))
    }

    /// Takes a quoted text.
    pub(crate) fn quoted(&mut self) -> Option<Spanned<String>> {
        self.want(Want::Quoted);
        let token = self
            .peek()
            .filter(|token| token.kind == TokenKind::Quoted)?;
        self.at += 1;
        Some(Spanned::new(token.text.to_owned(), token.span))
    }

    /// Takes a label, `"en" / "vi"`; a lone text is of the text's own language.
    pub(crate) fn label(&mut self) -> Option<Label> {
        self.want(Want::Quoted);
        let start = self.here();
        let first = self.alternatives()?;
        let slash = self.symbol("/");
        let second = slash.and_then(|slash| {
            let phrases = self.alternatives();
            if phrases.is_none() {
                self.fault(faults::label_after_slash(slash));
            }
            phrases
        });
        let span = start.to(self.previous());
        let mut label = Label {
            en: Vec::new(),
            vi: Vec::new(),
            span,
        };
        match second {
            Some(second) => {
                // `""` beside a text says that this side is not given: how a note in one language is kept in the other.
                let is_given =
                    |texts: &[Token<'_>]| texts.iter().any(|text| !text.text.trim().is_empty());
                let (en, vi) = (is_given(&first), is_given(&second));
                if en || !vi {
                    label.en = self.phrases(&first, Language::En);
                }
                if vi || !en {
                    label.vi = self.phrases(&second, Language::Vi);
                }
            }
            None if self.language == Language::En => label.en = self.phrases(&first, Language::En),
            None => label.vi = self.phrases(&first, Language::Vi),
        }
        Some(label)
    }

    fn alternatives(&mut self) -> Option<Vec<Token<'t>>> {
        let mut found = Vec::new();
        loop {
            let token = self
                .peek()
                .filter(|token| token.kind == TokenKind::Quoted)?;
            found.push(*token);
            self.at += 1;
            if self.symbol("|").is_none() {
                return Some(found);
            }
        }
    }

    fn phrases(&mut self, texts: &[Token<'t>], language: Language) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        for text in texts {
            let parts: Vec<&str> = text.text.split('|').map(str::trim).collect();
            if parts.iter().any(|part| part.is_empty()) {
                self.fault(faults::empty_name(text.span));
            }
            let span = text.inner();
            match (parts.as_slice(), language) {
                ([one], _) => phrases.push(Phrase {
                    one: (*one).to_owned(),
                    many: None,
                    span,
                }),
                ([one, many], Language::En) => phrases.push(Phrase {
                    one: (*one).to_owned(),
                    many: Some((*many).to_owned()),
                    span,
                }),
                (_, Language::En) => self.fault(faults::three_numbers(text.span)),
                (parts, Language::Vi) => phrases.extend(parts.iter().map(|part| Phrase {
                    one: (*part).to_owned(),
                    many: None,
                    span,
                })),
            }
        }
        phrases
    }

    /// Takes a date; what looks like one and is none is told.
    pub(crate) fn date(&mut self) -> Option<Spanned<Date>> {
        self.want(Want::Date);
        if self.language == Language::Vi
            || self
                .length_of(Keyword::Days)
                .is_some_and(|(_, language)| language == Language::Vi)
        {
            let before = self.at;
            if self
                .lexicon
                .matches(Keyword::Days, Language::Vi, self.rest())
                .is_some()
            {
                self.at += 1;
                if self
                    .peek()
                    .is_none_or(|token| token.kind != TokenKind::Date)
                {
                    self.at = before;
                }
            }
        }
        if let Some(day) = self.day_in_words() {
            return Some(day);
        }
        let token = self.peek().filter(|token| token.kind == TokenKind::Date)?;
        self.at += 1;
        match figures::date(token.text, self.language) {
            Ok(date) => Some(Spanned::new(date, token.span)),
            Err(fault) => {
                self.fault(faults::bad_date(token.span, &fault));
                None
            }
        }
    }

    /// `1 March 2025`, `ngày 1 tháng 3 năm 2025`.
    fn day_in_words(&mut self) -> Option<Spanned<Date>> {
        let before = self.at;
        let day = self.read_day_in_words();
        if day.is_none() {
            self.at = before;
        }
        day
    }

    fn read_day_in_words(&mut self) -> Option<Spanned<Date>> {
        let start = self.here();
        let taken = |cursor: &mut Self, keyword| {
            let language = cursor.language;
            let length = cursor.lexicon.matches(keyword, language, cursor.rest());
            cursor.at += length.unwrap_or(0);
            length.is_some()
        };
        taken(self, Keyword::Days);
        let day = self.whole()?;
        let month = Keyword::ALL
            .iter()
            .copied()
            .filter(|keyword| keyword.class() == Class::Month)
            .filter_map(|keyword| {
                let length = self.lexicon.matches(keyword, self.language, self.rest())?;
                Some((length, keyword.value()?.0))
            })
            .max_by_key(|(length, _)| *length);
        let (length, month) = month?;
        self.at += length;
        taken(self, Keyword::Years);
        let year = self.year()?;
        let span = start.to(self.previous());
        let date = figures::civil(
            year.node,
            i16::try_from(month).ok()?,
            i16::try_from(day.node).ok()?,
        );
        match date {
            Ok(date) => Some(Spanned::new(date, span)),
            Err(fault) => {
                self.fault(faults::bad_date(span, &fault));
                None
            }
        }
    }

    /// Takes a date that must stand here.
    pub(crate) fn need_date(&mut self) -> Option<Spanned<Date>> {
        let n_faults = self.faults.len();
        let date = self.date();
        if date.is_none() && self.faults.len() == n_faults {
            let fault = faults::missing_date(self.here());
            self.fault(fault);
        }
        date
    }

    /// Takes a year.
    pub(crate) fn year(&mut self) -> Option<Spanned<i16>> {
        self.want(Want::Number);
        let token = self
            .peek()
            .filter(|token| token.kind == TokenKind::Number)?;
        let year = figures::year(token.text)?;
        self.at += 1;
        Some(Spanned::new(year, token.span))
    }

    /// Takes a whole number.
    pub(crate) fn whole(&mut self) -> Option<Spanned<u32>> {
        let token = self
            .peek()
            .filter(|token| token.kind == TokenKind::Number)?;
        let number = token.text.parse().ok()?;
        self.at += 1;
        Some(Spanned::new(number, token.span))
    }
}

/// Whether a token is an ASCII id without dots.
pub(crate) fn is_ident(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Word
        && token
            .text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && token
            .text
            .starts_with(|first: char| first.is_ascii_alphabetic())
}

fn is_body_part(token: &Token<'_>) -> bool {
    matches!(
        token.kind,
        TokenKind::Word | TokenKind::Number | TokenKind::PeriodKey
    ) && token
        .text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.' || byte == b'-')
}
