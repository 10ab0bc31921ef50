//! What each word of a text is, also where the text is broken.
//!
//! The words are cut by the reader's own lexer. What they name stands in the tree where their line was
//! read; elsewhere the longest declared name or keyword is taken, as the reader tries it first.

use std::collections::BTreeMap;

use crate::Language;
use crate::cursor::is_ident;
use crate::declarations::{self, Role};
use crate::keywords::Keyword;
use crate::lines::{self, MAX_TEXT_BYTES, Physical, Token, TokenKind};
use crate::names::NameId;
use crate::parse::{Parsed, keywords};
use crate::source::{SourceId, Span};
use crate::syntax;
use crate::text::Composed;

/// What some words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A keyword.
    Keyword(Keyword),
    /// A declared name, where it is used.
    Name(NameId),
    /// An id, where it is declared.
    Id,
    /// A number, in digits.
    Number,
    /// A date or the key of a period.
    Date,
    /// The unit of an amount: `VND`.
    Unit,
    /// A title or a name in quotes, where it is declared.
    Title,
    /// Another text in quotes.
    Text,
    /// A comment.
    Comment,
    /// A bracket, a comma and the like.
    Symbol,
    /// Words that nothing is known of.
    Word,
}

/// Some words and what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where they stand.
    pub span: Span,
    /// What they are.
    pub kind: Kind,
}

/// Everything that a text is made of, in its order; blanks left out.
///
/// ```
/// use luat_grammar::highlight::{Kind, pieces};
/// use luat_grammar::source::{Source, SourceId};
///
/// let text = "cấp xa \"commune | communes\" / \"xã\" # ghi chú\n";
/// let parsed = luat_grammar::parse(&[Source::new("d.luat", text)]);
/// let kinds: Vec<Kind> = pieces(&parsed, SourceId(0)).iter().map(|piece| piece.kind).collect();
/// assert_eq!(kinds[1..], [Kind::Id, Kind::Title, Kind::Symbol, Kind::Title, Kind::Comment]);
/// ```
pub fn pieces(parsed: &Parsed, source: SourceId) -> Vec<Piece> {
    let at = source.0 as usize;
    let (Some(given), Some(document)) = (parsed.sources.get(at), parsed.documents.get(at)) else {
        return Vec::new();
    };
    if given.text.len() > MAX_TEXT_BYTES {
        return Vec::new();
    }
    let composed = Composed::new(&given.text);
    let mut words = parsed.words.clone();
    let physical = lines::tokenize(
        source,
        &composed,
        0..composed.text.len(),
        &mut words,
        &mut Vec::new(),
    );
    let mut painter = Painter {
        parsed,
        source,
        language: document.language,
        named: named(parsed, document),
        declaration: None,
        vocabulary: Vocabulary::All,
        goes_on: false,
        found: Vec::new(),
    };
    for line in &physical {
        painter.line(line);
        if let Some(comment) = line.comment {
            // The comment is a part of the composed text: how far it stands from its start.
            let start = (comment.as_ptr() as usize).saturating_sub(composed.text.as_ptr() as usize);
            let end = composed.given(start + comment.len());
            painter.push(Span::new(source, composed.given(start), end), Kind::Comment);
        }
    }
    painter.found
}

/// What a document names, by where the words begin; of several things named by the same words the first.
fn named(parsed: &Parsed, document: &syntax::Document) -> BTreeMap<u32, (u32, NameId)> {
    let mut found = BTreeMap::new();
    crate::format::named(document, &mut |reference| {
        if let Some(id) = parsed.names.id(&reference.document, &reference.id) {
            let span = reference.span;
            found.entry(span.start).or_insert((span.end, id));
        }
    });
    found
}

/// Which keywords may stand in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vocabulary {
    All,
    Sentence,
}

struct Painter<'p> {
    parsed: &'p Parsed,
    source: SourceId,
    language: Language,
    named: BTreeMap<u32, (u32, NameId)>,
    declaration: Option<Keyword>,
    vocabulary: Vocabulary,
    goes_on: bool,
    found: Vec<Piece>,
}

impl Painter<'_> {
    fn push(&mut self, span: Span, kind: Kind) {
        if span.start < span.end {
            self.found.push(Piece { span, kind });
        }
    }

    fn line(&mut self, line: &Physical<'_>) {
        let tokens = line.tokens.as_slice();
        let Some(last) = tokens.last() else { return };
        let goes_on = std::mem::replace(&mut self.goes_on, last.is(","));
        let mut at = if goes_on { 0 } else { self.opening(tokens) };
        while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
            at += self.take(rest);
        }
    }

    /// What opens a line; how many tokens that is.
    fn opening(&mut self, tokens: &[Token<'_>]) -> usize {
        let (_, lexicon) = keywords();
        let language = self.language;
        match declarations::role(lexicon, language, self.declaration, tokens) {
            Role::Declaration(keyword, length) => {
                self.declaration = Some(keyword);
                self.vocabulary = Vocabulary::All;
                self.head(tokens, keyword, length)
            }
            Role::Naming(keyword, length) => {
                self.vocabulary = Vocabulary::All;
                self.head(tokens, keyword, length)
            }
            Role::Member => {
                let of = self.declaration.map_or(&[] as &[_], declarations::lines_of);
                let of = if self.declaration.is_none() {
                    &[Keyword::Language]
                } else {
                    of
                };
                let opening = declarations::opening(lexicon, language, tokens, of);
                let Some((keyword, length)) = opening else {
                    self.vocabulary = Vocabulary::Sentence;
                    return 0;
                };
                self.vocabulary = match keyword {
                    Keyword::ExceptWhen => Vocabulary::Sentence,
                    _ => Vocabulary::All,
                };
                self.keyword(tokens, keyword, length)
            }
        }
    }

    fn head(&mut self, tokens: &[Token<'_>], keyword: Keyword, length: usize) -> usize {
        let mut at = self.keyword(tokens, keyword, length);
        if let Some(id) = tokens.get(at).filter(|token| is_ident(token)) {
            self.push(id.span, Kind::Id);
            at += 1;
        }
        while let Some(token) = tokens.get(at) {
            match token.kind {
                TokenKind::Quoted => self.push(token.span, Kind::Title),
                TokenKind::Symbol if token.is("/") || token.is("|") => {
                    self.push(token.span, Kind::Symbol);
                }
                _ => break,
            }
            at += 1;
        }
        at
    }

    fn keyword(&mut self, tokens: &[Token<'_>], keyword: Keyword, length: usize) -> usize {
        let words = tokens.get(..length).unwrap_or(tokens);
        self.push(span_of(words), Kind::Keyword(keyword));
        length
    }

    /// The longest thing that words begin with; how many tokens it is.
    fn take(&mut self, rest: &[Token<'_>]) -> usize {
        let Some(first) = rest.first() else { return 1 };
        let (length, kind) = self
            .known(first, rest)
            .or_else(|| self.longest(rest))
            .unwrap_or_else(|| (1, self.alone(first)));
        self.push(span_of(rest.get(..length).unwrap_or(rest)), kind);
        length
    }

    /// What the tree says of the words.
    fn known(&self, first: &Token<'_>, rest: &[Token<'_>]) -> Option<(usize, Kind)> {
        let (end, id) = self.named.get(&first.span.start)?;
        let length = rest
            .iter()
            .take_while(|token| token.span.end <= *end)
            .count();
        (length > 0).then_some((length, Kind::Name(*id)))
    }

    fn longest(&self, rest: &[Token<'_>]) -> Option<(usize, Kind)> {
        let (_, lexicon) = keywords();
        let trie = match self.vocabulary {
            Vocabulary::All => lexicon.all(self.language),
            Vocabulary::Sentence => lexicon.sentence(self.language),
        };
        let words = || rest.iter().map(|token| token.word);
        let keyword = trie.prefixes(words()).last();
        let keyword = keyword.and_then(|(length, of)| Some((length, Kind::Keyword(*of.first()?))));
        let scope = self.parsed.names.scope(self.source);
        let name = scope.and_then(|scope| scope.phrases.prefixes(words()).last());
        let name = name.and_then(|(length, of)| Some((length, Kind::Name(*of.first()?))));
        // Of equal length the name wins.
        let symbol = |(length, _): &(usize, Kind)| {
            *length == 1
                && rest
                    .first()
                    .is_some_and(|one| one.kind == TokenKind::Symbol)
        };
        keyword
            .filter(|found| !symbol(found))
            .into_iter()
            .chain(name)
            .max_by_key(|(length, _)| *length)
    }

    fn alone(&self, token: &Token<'_>) -> Kind {
        match token.kind {
            TokenKind::Number => Kind::Number,
            TokenKind::Date | TokenKind::PeriodKey => Kind::Date,
            TokenKind::Quoted => Kind::Text,
            TokenKind::Symbol => Kind::Symbol,
            TokenKind::Word if self.is_unit(token.text) => Kind::Unit,
            TokenKind::Word => Kind::Word,
        }
    }

    fn is_unit(&self, word: &str) -> bool {
        self.parsed.names.units().any(|unit| unit == word)
    }
}

fn span_of(tokens: &[Token<'_>]) -> Span {
    let spans = tokens.iter().map(|token| token.span);
    spans.reduce(Span::to).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Kind, pieces};
    use crate::keywords::Keyword;
    use crate::source::{Source, SourceId};

    #[test]
    fn a_keyword_inside_a_line_of_a_declaration_is_one() {
        let text = "văn bản d \"D\"\n  có hiệu lực từ 13/11/2024\n";
        let parsed = crate::parse(&[Source::new("d.luat", text)]);
        let kinds: Vec<Kind> = pieces(&parsed, SourceId(0))
            .iter()
            .map(|piece| piece.kind)
            .collect();
        let last = [
            Kind::Keyword(Keyword::InForce),
            Kind::Keyword(Keyword::From),
            Kind::Date,
        ];
        assert_eq!(kinds[3..], last);
    }
}
