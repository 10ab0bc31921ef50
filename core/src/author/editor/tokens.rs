//! Words of a text and what they are, for highlighting.

use std::ops::Range;

use luat_grammar::highlight::Kind;
use luat_grammar::keywords::Class;
use luat_grammar::names::NameKind;
use luat_grammar::source::SourceId;

use super::analysis::Analysis;
use super::bytes;

/// Some words of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where they stand.
    pub span: Range<usize>,
    /// What they are.
    pub kind: TokenKind,
}

/// What words are, as they are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// A keyword.
    Keyword,
    /// A unit of time, of points or of an amount.
    Unit,
    /// A number in words.
    NumberWord,
    /// The name of a level, population or group.
    Bearer,
    /// The name of a fact: what is reported.
    Fact,
    /// The name of an option of a choice.
    Option,
    /// The name of a parameter, definition, table or score.
    Defined,
    /// The id of a rule or the like, where it is named.
    Rule,
    /// An id, where it is declared.
    Id,
    /// A number.
    Number,
    /// A date or a period.
    Date,
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

impl TokenKind {
    /// All kinds.
    pub const ALL: [Self; 16] = [
        Self::Keyword,
        Self::Unit,
        Self::NumberWord,
        Self::Bearer,
        Self::Fact,
        Self::Option,
        Self::Defined,
        Self::Rule,
        Self::Id,
        Self::Number,
        Self::Date,
        Self::Title,
        Self::Text,
        Self::Comment,
        Self::Symbol,
        Self::Word,
    ];

    /// Its name on the wire.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Keyword => "keyword",
            Self::Unit => "unit",
            Self::NumberWord => "numberWord",
            Self::Bearer => "bearer",
            Self::Fact => "fact",
            Self::Option => "option",
            Self::Defined => "defined",
            Self::Rule => "rule",
            Self::Id => "id",
            Self::Number => "number",
            Self::Date => "date",
            Self::Title => "title",
            Self::Text => "text",
            Self::Comment => "comment",
            Self::Symbol => "symbol",
            Self::Word => "word",
        }
    }
}

pub(super) fn tokens(analysis: &Analysis, source: SourceId) -> Vec<Token> {
    let pieces = analysis.pieces(source).iter();
    let tokens = pieces.map(|piece| Token {
        span: bytes(piece.span),
        kind: kind(analysis, piece.kind),
    });
    let mut found: Vec<Token> = Vec::new();
    for token in tokens {
        match found.last_mut() {
            // Signs that touch are coloured as one.
            Some(last) if is_one_more(last, &token) => last.span.end = token.span.end,
            _ => found.push(token),
        }
    }
    found
}

/// Whether a sign stands right behind others.
fn is_one_more(last: &Token, token: &Token) -> bool {
    let are_signs = last.kind == TokenKind::Symbol && token.kind == TokenKind::Symbol;
    are_signs && last.span.end == token.span.start
}

fn kind(analysis: &Analysis, kind: Kind) -> TokenKind {
    match kind {
        Kind::Keyword(keyword) => match keyword.class() {
            Class::Unit => TokenKind::Unit,
            Class::Number | Class::Fraction => TokenKind::NumberWord,
            _ => TokenKind::Keyword,
        },
        Kind::Name(id) => name(analysis.parsed.names.at(id).kind),
        Kind::Id => TokenKind::Id,
        Kind::Number => TokenKind::Number,
        Kind::Date => TokenKind::Date,
        Kind::Unit => TokenKind::Unit,
        Kind::Title => TokenKind::Title,
        Kind::Text => TokenKind::Text,
        Kind::Comment => TokenKind::Comment,
        Kind::Symbol => TokenKind::Symbol,
        Kind::Word => TokenKind::Word,
    }
}

fn name(kind: NameKind) -> TokenKind {
    match kind {
        NameKind::Level | NameKind::Population | NameKind::Group => TokenKind::Bearer,
        NameKind::Act
        | NameKind::State
        | NameKind::Date
        | NameKind::Count
        | NameKind::Amount
        | NameKind::Choice
        | NameKind::YesNo => TokenKind::Fact,
        NameKind::Option => TokenKind::Option,
        NameKind::Parameter | NameKind::Define | NameKind::Table | NameKind::Score => {
            TokenKind::Defined
        }
        NameKind::Rule | NameKind::Principle | NameKind::Calendar => TokenKind::Rule,
    }
}
