//! Which keyword a line opens with, and whether it can be anything but a sentence.

use crate::Language;
use crate::cursor::is_ident;
use crate::keywords::Keyword;
use crate::lexicon::Lexicon;
use crate::lines::{Logical, Token, TokenKind};

/// Keywords that open a declaration.
pub(crate) const DECLARATIONS: &[Keyword] = &[
    Keyword::Document,
    Keyword::Use,
    Keyword::Level,
    Keyword::Act,
    Keyword::Population,
    Keyword::Group,
    Keyword::Parameter,
    Keyword::Define,
    Keyword::Table,
    Keyword::Score,
    Keyword::Principle,
    Keyword::Rule,
    Keyword::Amend,
    Keyword::Repeal,
    Keyword::Suspend,
    Keyword::Scenario,
    Keyword::Calendar,
    Keyword::Successor,
];

/// Keywords of declarations that change a rule of a document named by its id.
pub(crate) const CHANGES: &[Keyword] = &[Keyword::Amend, Keyword::Repeal, Keyword::Suspend];

/// Keywords that open a declaration with `per`, a member line without.
pub(crate) const FACTS: &[Keyword] = &[
    Keyword::Date,
    Keyword::Count,
    Keyword::Amount,
    Keyword::Choice,
    Keyword::Fact,
];

/// Keywords of lines that belong to a declaration and name something.
pub(crate) const NAMING: &[Keyword] = &[
    Keyword::State,
    Keyword::Date,
    Keyword::Count,
    Keyword::Amount,
    Keyword::Choice,
    Keyword::Fact,
    Keyword::Option,
];

/// The keyword, of those given, that a line opens with: the longest, in the text's own language first.
pub(crate) fn opening(
    lexicon: &Lexicon,
    language: Language,
    tokens: &[Token<'_>],
    keywords: &[Keyword],
) -> Option<(Keyword, usize)> {
    [language, language.other()]
        .into_iter()
        .find_map(|language| lexicon.longest(keywords, language, tokens))
}

/// How sure it is that a line is a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Keyword, id, and a quoted text, the end of the line or a detail: nothing else reads so.
    Whole,
    /// Keyword and a quoted text, or words that no id may be before one: an id is missing.
    WithoutId,
    /// The keyword alone.
    KeywordOnly,
}

/// The shape of a line that opens with a declaration's keyword of the given length.
pub(crate) fn shape(
    lexicon: &Lexicon,
    keyword: Keyword,
    tokens: &[Token<'_>],
    length: usize,
) -> Shape {
    let rest = tokens.get(length..).unwrap_or(&[]);
    let is_text =
        |token: Option<&Token<'_>>| token.is_some_and(|token| token.kind == TokenKind::Quoted);
    if keyword == Keyword::Successor {
        return succession_shape(lexicon, rest);
    }
    if !CHANGES.contains(&keyword) && spaced_id(rest).is_some() {
        return Shape::WithoutId;
    }
    match rest {
        [first, ..] if first.kind == TokenKind::Quoted => {
            if keyword == Keyword::Scenario {
                Shape::Whole
            } else {
                Shape::WithoutId
            }
        }
        [first] if is_ident(first) => Shape::Whole,
        [first, after @ ..] if is_ident(first) => {
            if is_text(after.first()) || begins_with_detail(lexicon, keyword, after) {
                Shape::Whole
            } else {
                Shape::KeywordOnly
            }
        }
        [_, after @ ..] if is_text(after.first()) => Shape::WithoutId,
        _ => Shape::KeywordOnly,
    }
}

/// So many words are taken for one id at most.
const LONGEST_SPACED: usize = 4;

/// How many words stand before a quoted text, where one id should: `tap huan "…"`.
pub(crate) fn spaced_id(rest: &[Token<'_>]) -> Option<usize> {
    let is_part = |token: &&Token<'_>| matches!(token.kind, TokenKind::Word | TokenKind::Number);
    let n_words = rest.iter().take_while(is_part).count();
    let is_spaced = (2..=LONGEST_SPACED).contains(&n_words)
        && rest
            .first()
            .is_some_and(|first| first.kind == TokenKind::Word)
        && rest.get(n_words)?.kind == TokenKind::Quoted;
    is_spaced.then_some(n_words)
}

/// The declaration that a line is meant for though it has no quotes: the lines below it belong to none but such.
pub(crate) fn unquoted_head(
    lexicon: &Lexicon,
    language: Language,
    tokens: &[Token<'_>],
    below: &[Logical<'_>],
) -> Option<(Keyword, usize)> {
    if let Some(change) = opening(lexicon, language, tokens, CHANGES) {
        let dated = tokens
            .last()
            .is_some_and(|last| last.kind == TokenKind::Date);
        return dated.then_some(change);
    }
    let titled = [Keyword::Rule, Keyword::Scenario];
    let (keyword, length) = opening(lexicon, language, tokens, &titled)?;
    let opens = |line: &Logical<'_>, keywords: &[Keyword]| {
        opening(lexicon, language, &line.tokens, keywords).is_some()
    };
    let is_head = if keyword == Keyword::Rule {
        let cites = below
            .iter()
            .take_while(|line| opens(line, &[Keyword::Cite]));
        let below_cites = below.get(cites.count());
        below_cites.is_some_and(|line| opens(line, &[Keyword::Bearer]))
    } else {
        let first = [Keyword::AsOf, Keyword::ForBody, Keyword::Given];
        below.first().is_some_and(|line| opens(line, &first))
    };
    (is_head && tokens.len() > length).then_some((keyword, length))
}

/// Bodies are named without an id of their own: what tells such a line is the `of` further on.
fn succession_shape(lexicon: &Lexicon, rest: &[Token<'_>]) -> Shape {
    let is_of = |at: usize| {
        let rest = rest.get(at..).unwrap_or(&[]);
        [Language::En, Language::Vi]
            .into_iter()
            .any(|language| lexicon.matches(Keyword::Of, language, rest).is_some())
    };
    if (2..rest.len()).any(is_of) {
        Shape::Whole
    } else {
        Shape::KeywordOnly
    }
}

fn begins_with_detail(lexicon: &Lexicon, keyword: Keyword, tokens: &[Token<'_>]) -> bool {
    let details: &[Keyword] = if CHANGES.contains(&keyword) {
        &[Keyword::Rule, Keyword::From]
    } else {
        &[Keyword::Per, Keyword::WithinLevel]
    };
    let matches = |keyword, language| lexicon.matches(keyword, language, tokens).is_some();
    tokens.first().is_some_and(|token| token.is("="))
        || details
            .iter()
            .any(|keyword| matches(*keyword, Language::En) || matches(*keyword, Language::Vi))
}

/// The language of a declaration's keyword at the start of a line.
pub(crate) fn language_of(lexicon: &Lexicon, tokens: &[Token<'_>]) -> Option<Language> {
    let begins = |language: Language| {
        let keywords = DECLARATIONS.iter().chain(FACTS);
        keywords.into_iter().any(|keyword| {
            let length = lexicon.matches(*keyword, language, tokens);
            length.is_some_and(|length| shape(lexicon, *keyword, tokens, length) == Shape::Whole)
        })
    };
    [Language::En, Language::Vi]
        .into_iter()
        .find(|language| begins(*language))
}

/// Whether a line can only be a declaration or member line, so that the line before it has ended.
pub(crate) fn opens(lexicon: &Lexicon, language: Language, tokens: &[Token<'_>]) -> bool {
    if let Some((keyword, length)) = opening(lexicon, language, tokens, DECLARATIONS)
        && shape(lexicon, keyword, tokens, length) == Shape::Whole
    {
        return true;
    }
    if let Some((_, length)) = opening(lexicon, language, tokens, NAMING)
        && let Some([id, text, ..]) = tokens.get(length..)
        && is_ident(id)
        && text.kind == TokenKind::Quoted
    {
        return true;
    }
    let with_text = [
        Keyword::Note,
        Keyword::AttestedBy,
        Keyword::Number,
        Keyword::Issuer,
    ];
    if let Some((_, length)) = opening(lexicon, language, tokens, &with_text) {
        return tokens
            .get(length)
            .is_some_and(|token| token.kind == TokenKind::Quoted);
    }
    let sure = [
        Keyword::Cite,
        Keyword::Bearer,
        Keyword::ExceptWhen,
        Keyword::NoneCountsAsMet,
        Keyword::Given,
        Keyword::Expect,
    ];
    opening(lexicon, language, tokens, &sure).is_some()
}
