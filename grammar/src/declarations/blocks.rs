//! Lines to declarations with their member lines.

use crate::Language;
use crate::again::Taken;
use crate::cursor::{Cursor, is_ident};
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::keywords::Keyword;
use crate::lexicon::Lexicon;
use crate::lines::{Lines, Logical, MAX_NAME_CHARS, Token, TokenKind};
use crate::names::NameId;
use crate::recovery::is_full;
use crate::source::SourceId;
use crate::syntax::{Ident, Label, Line, Trivia};

use super::opening::{
    CHANGES, DECLARATIONS, FACTS, NAMING, Shape, opening, shape, spaced_id, unquoted_head,
};

/// A text in declarations.
#[derive(Debug)]
pub(crate) struct Text<'t> {
    /// Which text.
    pub(crate) source: SourceId,
    /// The language of its keywords.
    pub(crate) language: Language,
    /// The line `language vi`.
    pub(crate) language_line: Option<Line<()>>,
    /// Its declarations, the header among them.
    pub(crate) blocks: Vec<Block<'t>>,
    /// Comments and blank lines after the last.
    pub(crate) rest: Trivia,
    /// Where the line ends that told the language.
    pub(crate) told: Option<usize>,
    /// That lines stand before the first declaration has been told.
    headless_is_told: bool,
}

/// A declaration and the lines that belong to it.
#[derive(Debug)]
pub(crate) struct Block<'t> {
    /// What it declares.
    pub(crate) head: Head,
    /// Its first line.
    pub(crate) line: Logical<'t>,
    /// Its member lines; those that name something have a head.
    pub(crate) members: Vec<(Option<Head>, Logical<'t>)>,
    /// What it was read as before: its lines are not read again, and empty here.
    pub(crate) taken: Option<Box<Taken>>,
}

impl<'t> Block<'t> {
    /// All its lines, bullets within them.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Logical<'t>> {
        std::iter::once(&self.line).chain(self.members.iter().map(|(_, line)| line))
    }

    /// Declares the names of another reading of the same lines; none where they do not name as much.
    pub(crate) fn take_names(&mut self, other: &Self) -> Option<()> {
        let heads = self.members.iter_mut();
        let heads = heads.filter_map(|(head, _)| head.as_mut());
        let others = other.members.iter().filter_map(|(head, _)| head.as_ref());
        let (mut heads, mut others) = (
            std::iter::once(&mut self.head).chain(heads),
            std::iter::once(&other.head).chain(others),
        );
        loop {
            match (heads.next(), others.next()) {
                (Some(head), Some(other)) => head.name = other.name,
                (None, None) => return Some(()),
                _ => return None,
            }
        }
    }
}

/// The start of a line that declares something: keyword, id, label.
#[derive(Debug)]
pub(crate) struct Head {
    /// The keyword.
    pub(crate) keyword: Keyword,
    /// The id, if readable.
    pub(crate) id: Option<Ident>,
    /// The names, if any.
    pub(crate) label: Option<Label>,
    /// The token after them.
    pub(crate) after: usize,
    /// A fault of the line has been told, so that it is left out of the tree.
    pub(crate) broken: bool,
    /// The name it declares.
    pub(crate) name: Option<NameId>,
}

/// What lines of a text stand below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Above {
    /// Nothing: the line `language vi` may come.
    Nothing,
    /// Whatever tells the language, and a declaration with this keyword, if any.
    Language(Option<Keyword>),
}

impl Above {
    fn declaration(self) -> Option<Keyword> {
        match self {
            Self::Nothing => None,
            Self::Language(declaration) => declaration,
        }
    }
}

/// Sorts lines of a text into declarations.
pub(crate) fn blocks<'t>(
    source: SourceId,
    (language, above): (Language, Above),
    lines: Lines<'t>,
    lexicon: &Lexicon,
    faults: &mut Vec<Diagnostic>,
) -> Text<'t> {
    let mut text = Text {
        source,
        language,
        language_line: None,
        blocks: Vec::new(),
        rest: lines.rest,
        told: None,
        headless_is_told: false,
    };
    let mut lines = lines.lines.into_iter();
    while let Some(line) = lines.next() {
        if opening(lexicon, language, &line.tokens, &[Keyword::Language]).is_some()
            && text.blocks.is_empty()
            && above == Above::Nothing
            && text.language_line.is_none()
        {
            text.language_line = Some(Line {
                node: (),
                span: line.span,
                trivia: line.trivia,
            });
            continue;
        }
        let current = text.blocks.last().map(|block| block.head.keyword);
        let current = current.or(above.declaration());
        let mut role = role(lexicon, language, current, &line.tokens);
        if let (Role::Member, Some((keyword, length))) = (
            &role,
            unquoted_head(lexicon, language, &line.tokens, lines.as_slice()),
        ) {
            role = Role::Declaration(keyword, length);
        }
        match role {
            Role::Declaration(keyword, length) => {
                let head = read_head(lexicon, language, keyword, length, &line, faults);
                text.blocks.push(Block {
                    head,
                    line,
                    members: Vec::new(),
                    taken: None,
                });
            }
            Role::Naming(keyword, length) => {
                let head = read_head(lexicon, language, keyword, length, &line, faults);
                push_member(&mut text, Some(head), line, faults);
            }
            Role::Member if is_full(faults) => push_member(&mut text, None, line, faults),
            Role::Member => match misspelt(lexicon, language, current, &line) {
                Some((keyword, length, fault)) => {
                    faults.push(fault);
                    let head = read_head(lexicon, language, keyword, length, &line, faults);
                    let rest = line.tokens.get(length..).unwrap_or(&[]);
                    let declares = DECLARATIONS.contains(&keyword)
                        || FACTS.contains(&keyword) && has_per(lexicon, rest);
                    if declares {
                        text.blocks.push(Block {
                            head,
                            line,
                            members: Vec::new(),
                            taken: None,
                        });
                    } else {
                        push_member(&mut text, Some(head), line, faults);
                    }
                }
                None => push_member(&mut text, None, line, faults),
            },
        }
    }
    text
}

/// The declaration that a line is with its keyword spelled right: so many words before an id and a quoted name.
fn misspelt(
    lexicon: &Lexicon,
    language: Language,
    current: Option<Keyword>,
    line: &Logical<'_>,
) -> Option<(Keyword, usize, Diagnostic)> {
    let tokens = &line.tokens;
    let is_text = |at: usize| (tokens.get(at)).is_some_and(|token| token.kind == TokenKind::Quoted);
    let n_words = (1..=LONGEST_KEYWORD)
        .find(|at| tokens.get(*at).is_some_and(is_ident) && is_text(at + 1))?;
    let words = tokens.get(..n_words)?;
    let own = current.map_or(&[] as &[_], lines_of);
    if line.faulty
        || words.iter().any(|word| word.kind != TokenKind::Word)
        || opening(lexicon, language, tokens, own).is_some()
    {
        return None;
    }
    let known: Vec<Keyword> = DECLARATIONS.iter().chain(NAMING).copied().collect();
    let (keyword, fault) = faults::misspelt_keyword(&known, language, words)?;
    Some((keyword, n_words, fault))
}

/// So many words a keyword of a declaration has at most.
const LONGEST_KEYWORD: usize = 3;

fn push_member<'t>(
    text: &mut Text<'t>,
    head: Option<Head>,
    line: Logical<'t>,
    faults: &mut Vec<Diagnostic>,
) {
    match text.blocks.last_mut() {
        Some(block) => block.members.push((head, line)),
        None if line.faulty => {}
        // The header or another declaration was meant to open them all.
        None if text.headless_is_told => {}
        None => {
            text.headless_is_told = true;
            faults.push(faults::line_before_declarations(line.span));
        }
    }
}

/// What a line is among others.
pub(crate) enum Role {
    /// It opens a declaration with this keyword, of so many tokens.
    Declaration(Keyword, usize),
    /// It belongs to a declaration and names something.
    Naming(Keyword, usize),
    /// It belongs to a declaration.
    Member,
}

/// What a line is that stands below a declaration.
pub(crate) fn role(
    lexicon: &Lexicon,
    language: Language,
    current: Option<Keyword>,
    tokens: &[Token<'_>],
) -> Role {
    let holds_sentences = matches!(
        current,
        Some(Keyword::Rule | Keyword::Amend | Keyword::Scenario | Keyword::Table | Keyword::Score)
    );
    if let Some((keyword, length)) = opening(lexicon, language, tokens, DECLARATIONS) {
        let is_header_line = keyword == Keyword::Calendar
            && current == Some(Keyword::Document)
            && !tokens.iter().any(|token| token.kind == TokenKind::Quoted);
        let shape = shape(lexicon, keyword, tokens, length);
        if !is_header_line
            && (shape != Shape::KeywordOnly
                || !holds_sentences && !opens_member(lexicon, language, current, tokens))
        {
            return Role::Declaration(keyword, length);
        }
    }
    if let Some((keyword, length)) = opening(lexicon, language, tokens, NAMING) {
        let rest = tokens.get(length..).unwrap_or(&[]);
        let names = rest.first().is_some_and(is_ident)
            && rest
                .get(1)
                .is_some_and(|token| token.kind == TokenKind::Quoted);
        let is_spaced = spaced_id(rest).is_some();
        if FACTS.contains(&keyword) && (names || is_spaced) && has_per(lexicon, rest) {
            return Role::Declaration(keyword, length);
        }
        let has_members = matches!(
            current,
            Some(Keyword::Population | Keyword::Level | Keyword::Act | Keyword::Choice)
        );
        let broken_name = rest
            .iter()
            .take(2)
            .any(|token| token.kind == TokenKind::Quoted);
        if names || has_members && (broken_name || is_spaced) {
            return Role::Naming(keyword, length);
        }
    }
    Role::Member
}

/// The keywords that open lines of a declaration, those aside that name something.
pub(crate) fn lines_of(declaration: Keyword) -> &'static [Keyword] {
    match declaration {
        Keyword::Document => super::header::LINES,
        Keyword::Calendar => super::calendar::LINES,
        Keyword::Scenario => super::scenario::LINES,
        Keyword::Rule | Keyword::Amend => super::rules::LINES,
        Keyword::Score => &[Keyword::Cite, Keyword::Note, Keyword::NoneCountsAsMet],
        Keyword::Level
        | Keyword::Act
        | Keyword::Population
        | Keyword::Date
        | Keyword::Count
        | Keyword::Amount
        | Keyword::Choice
        | Keyword::Fact => &[Keyword::Note, Keyword::AttestedBy],
        Keyword::Use | Keyword::Group => &[],
        _ => &[Keyword::Cite, Keyword::Note],
    }
}

fn opens_member(
    lexicon: &Lexicon,
    language: Language,
    current: Option<Keyword>,
    tokens: &[Token<'_>],
) -> bool {
    let keywords = match current {
        Some(keyword @ (Keyword::Document | Keyword::Calendar)) => lines_of(keyword),
        _ => &[Keyword::Note, Keyword::AttestedBy, Keyword::Cite],
    };
    let member = opening(lexicon, language, tokens, keywords).map_or(0, |(_, length)| length);
    let declaration =
        opening(lexicon, language, tokens, DECLARATIONS).map_or(0, |(_, length)| length);
    member >= declaration && member > 0
}

/// Whether the label of a line is followed by `per`.
fn has_per(lexicon: &Lexicon, after_keyword: &[Token<'_>]) -> bool {
    (1..after_keyword.len()).any(|at| {
        let rest = after_keyword.get(at..).unwrap_or(&[]);
        [Language::En, Language::Vi]
            .into_iter()
            .any(|language| lexicon.matches(Keyword::Per, language, rest).is_some())
    })
}

/// Reads keyword, id and label; told faults leave what could be read.
pub(crate) fn read_head(
    lexicon: &Lexicon,
    language: Language,
    keyword: Keyword,
    length: usize,
    line: &Logical<'_>,
    faults: &mut Vec<Diagnostic>,
) -> Head {
    let mut cursor = Cursor::new(lexicon, language, line);
    if lexicon.matches(keyword, language, cursor.tokens).is_none()
        && lexicon
            .matches(keyword, language.other(), cursor.tokens)
            .is_some()
    {
        cursor.keyword(keyword);
    }
    cursor.at = length;
    let id = match keyword {
        Keyword::Scenario | Keyword::Successor => None,
        _ => read_id(&mut cursor, keyword),
    };
    let label = match keyword {
        Keyword::Use
        | Keyword::Scenario
        | Keyword::Successor
        | Keyword::Amend
        | Keyword::Repeal
        | Keyword::Suspend => None,
        _ => read_label(&mut cursor, keyword, id.as_ref()),
    };
    let broken = line.faulty || !cursor.faults.is_empty();
    let after = cursor.at;
    if !line.faulty && broken && is_full(faults) {
        faults.push(faults::untold(line.span));
    } else if !line.faulty {
        faults.append(&mut cursor.faults);
    }
    Head {
        keyword,
        id,
        label,
        after,
        broken,
        name: None,
    }
}

fn read_id(cursor: &mut Cursor<'_, '_>, keyword: Keyword) -> Option<Ident> {
    if !CHANGES.contains(&keyword)
        && keyword != Keyword::Use
        && let Some(n_words) = spaced_id(cursor.rest())
    {
        let words = cursor.rest().get(..n_words).unwrap_or(&[]);
        let fault = faults::spaced_id(words);
        cursor.fault(fault);
        cursor.at += n_words;
        return None;
    }
    if is_titled(keyword)
        && let Some(fault) = faults::unquoted_title(cursor.rest(), keyword, cursor.language)
    {
        let id = cursor.ident();
        cursor.fault(fault);
        cursor.at = cursor.tokens.len();
        return id;
    }
    if CHANGES.contains(&keyword)
        && (cursor.sees(Keyword::Rule) || !cursor.peek().is_some_and(is_ident))
    {
        let fault = faults::change_without_document(cursor.rest(), keyword, cursor.language);
        cursor.fault(fault);
        cursor.at = cursor.tokens.len();
        return None;
    }
    if let Some(id) = cursor.ident() {
        return Some(id);
    }
    let fault = match cursor.peek() {
        Some(token) if token.kind == TokenKind::Word => {
            let fault = faults::id_not_ascii(token.span, token.text);
            cursor.at += 1;
            fault
        }
        _ => {
            let mut names = cursor.tokens.iter();
            let called = names.rfind(|token| token.kind == TokenKind::Quoted);
            let called = called.map(|token| token.text.trim_matches('"'));
            faults::missing_id(cursor.here(), keyword, cursor.language, called)
        }
    };
    cursor.fault(fault);
    None
}

/// Whether what is declared has a title, which may be left out, and no names.
fn is_titled(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::Document | Keyword::Rule | Keyword::Principle
    )
}

fn read_label(cursor: &mut Cursor<'_, '_>, keyword: Keyword, id: Option<&Ident>) -> Option<Label> {
    let n_faults = cursor.faults.len();
    let label = cursor.label();
    let is_title = is_titled(keyword);
    let Some(found) = &label else {
        if !is_title && n_faults == cursor.faults.len() {
            let fault = faults::missing_label(cursor.here(), id.map_or("…", |id| &id.node));
            cursor.fault(fault);
        }
        return None;
    };
    let half = if found.vi.is_empty() {
        Language::Vi
    } else {
        Language::En
    };
    if !is_title
        && keyword != Keyword::Calendar
        && (found.vi.is_empty() || found.en.is_empty())
        && cursor.faults.len() == n_faults
    {
        let fault = faults::label_in_one_language(found.span, half);
        cursor.fault(fault);
    }
    let longest = found
        .en
        .iter()
        .chain(&found.vi)
        .max_by_key(|phrase| phrase.one.len())
        .filter(|phrase| phrase.one.chars().count() > MAX_NAME_CHARS);
    if let (Some(phrase), false) = (longest, is_title) {
        cursor.fault(faults::name_too_long(phrase.span));
    }
    label
}
