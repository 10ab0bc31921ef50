//! What every line is read with: keywords, names, and where its faults go.

use crate::Language;
use crate::cursor::Cursor;
use crate::diagnostic::{Diagnostic, Severity};
use crate::expect::{Want, Wants};
use crate::faults;
use crate::keywords::Keyword;
use crate::lexicon::Lexicon;
use crate::lines::{Logical, Token, TokenKind};
use crate::names::{Name, NameId, Names};
use crate::recovery;
use crate::source::{SourceId, Span};
use crate::syntax::{Line, Period, Ref};

/// Reads lines of one text.
pub(crate) struct Reader<'c> {
    /// The keywords.
    pub(crate) lexicon: &'c Lexicon,
    /// The names of all texts.
    pub(crate) names: &'c Names,
    /// The text.
    pub(crate) source: SourceId,
    /// Its language.
    pub(crate) language: Language,
    /// The levels that bear the rule being read.
    pub(crate) bearers: Vec<NameId>,
    /// Whether the line is one of several of which not all need hold.
    pub(crate) is_part: bool,
    /// How often the line above asks, of which the line is a bullet.
    pub(crate) often: Vec<Period>,
    /// What has been found wrong.
    pub(crate) faults: &'c mut Vec<Diagnostic>,
    /// Notes what is looked for at the end of a line that is being written.
    pub(crate) wants: Option<&'c Wants>,
}

impl<'c> Reader<'c> {
    /// Whether so many faults were met that of another no more than its place is wanted.
    pub(crate) fn is_full(&self) -> bool {
        recovery::is_full(self.faults)
    }

    /// The start of a line.
    pub(crate) fn cursor<'l, 't>(&self, line: &'l Logical<'t>) -> Cursor<'l, 't>
    where
        'c: 'l,
    {
        Cursor {
            wants: self.wants,
            ..Cursor::new(self.lexicon, self.language, line)
        }
    }

    /// Ends a line: its faults are told, unless one was before. Whether it is sound.
    pub(crate) fn close(&mut self, mut cursor: Cursor<'_, '_>, line: &Logical<'_>) -> bool {
        let colon =
            matches!(cursor.rest(), [] | [_]) && cursor.rest().iter().all(|one| one.is(":"));
        match line.bullets.first() {
            Some(bullet) if colon && cursor.faults.is_empty() => {
                cursor.faults.push(faults::bullets_not_here(bullet.span));
            }
            _ => cursor.finish(),
        }
        if !line.faulty {
            self.faults.append(&mut cursor.faults);
            return self.faults_since(&cursor);
        }
        false
    }

    fn faults_since(&self, cursor: &Cursor<'_, '_>) -> bool {
        !self.faults.last().is_some_and(|fault| {
            let span = fault.span();
            fault.severity == Severity::Error
                && span.source == cursor.line.source
                && span.start >= cursor.line.start
                && span.end <= cursor.line.end
        })
    }

    /// The longest name at the start of the tokens that is wanted; ids count too.
    pub(crate) fn name_at(
        &self,
        tokens: &[Token<'_>],
        wanted: impl Fn(&Name) -> bool,
    ) -> Option<(usize, NameId)> {
        let scope = self.names.scope(self.source)?;
        let fits = |id: &NameId| wanted(self.names.at(*id));
        let by_phrase = scope
            .phrases
            .prefixes(tokens.iter().map(|token| token.word));
        let by_phrase = by_phrase
            .filter(|(_, ids)| self.names.alike(ids).is_none())
            .filter_map(|(length, ids)| Some((length, *ids.iter().find(|id| fits(id))?)))
            .last();
        let by_id = tokens.first().filter(|token| token.kind == TokenKind::Word);
        let by_id = by_id
            .and_then(|token| self.names.id_in_scope(self.source, token.text))
            .filter(fits)
            .map(|id| (1, id));
        by_phrase.or(by_id)
    }

    /// Takes a name that is wanted; tells when there is none.
    pub(crate) fn reference(
        &self,
        cursor: &mut Cursor<'_, '_>,
        wanted: impl Fn(&Name) -> bool,
        what: Wanted,
    ) -> Option<(NameId, Ref)> {
        cursor.want(Want::Reference(what));
        let Some((length, id)) = self.name_at(cursor.rest(), &wanted) else {
            let fault = self.no_such_name(cursor, wanted, what);
            cursor.fault(fault);
            return None;
        };
        let start = cursor.here();
        cursor.at += length;
        let span = start.to(cursor.previous());
        Some((id, self.names.reference(id, span)))
    }

    /// Takes names joined by commas or `and`.
    pub(crate) fn references(
        &self,
        cursor: &mut Cursor<'_, '_>,
        wanted: impl Fn(&Name) -> bool,
        what: Wanted,
    ) -> Vec<(NameId, Ref)> {
        let mut found = Vec::new();
        loop {
            match self.reference(cursor, &wanted, what) {
                Some(reference) => found.push(reference),
                None => return found,
            }
            let comma = cursor.symbol(",");
            let and = cursor.keyword(Keyword::And);
            if comma.is_none() && and.is_none() {
                return found;
            }
        }
    }

    fn no_such_name(
        &self,
        cursor: &mut Cursor<'_, '_>,
        wanted: impl Fn(&Name) -> bool,
        what: Wanted,
    ) -> Diagnostic {
        if self.is_full() {
            let span = cursor.rest_span();
            cursor.at = cursor.tokens.len();
            return faults::untold(span);
        }
        if cursor.is_done() {
            return faults::missing_name(cursor.here(), what);
        }
        if let Some((length, id)) = self.name_at(cursor.rest(), |_| true) {
            let start = cursor.here();
            cursor.at += length;
            let span = start.to(cursor.previous());
            let name = self.names.at(id);
            return faults::wrong_kind_of_name(span, name, what, &self.some_of(wanted));
        }
        let rest = cursor.rest();
        let length = rest
            .iter()
            .position(|token| token.is(",") || token.is("=") || token.is(":"))
            .unwrap_or(rest.len())
            .max(1);
        let words = rest.get(..length).unwrap_or(rest);
        let typed = spell(words);
        let span = words
            .iter()
            .map(|token| token.span)
            .reduce(Span::to)
            .unwrap_or_default();
        // `UBND xã`, `các thôn`: the name at the end is one that is wanted.
        let within = (1..length).find_map(|from| {
            let rest = words.get(from..)?;
            let (length, _) = self.name_at(rest, &wanted)?;
            (length == rest.len()).then(|| (0, spell(rest)))
        });
        let near = within.or_else(|| {
            self.names
                .nearest(self.source, self.language, &typed, wanted)
        });
        cursor.at = cursor.tokens.len();
        if self.names.may_be_lost(self.source, words) {
            return faults::lost(span);
        }
        if near.is_none() && self.names.lacks_names(self.source) {
            return faults::lost(span);
        }
        faults::unknown_name(span, &typed, what, near.map(|(_, spelling)| spelling))
    }

    /// Some names that a place may take, as they are printed.
    fn some_of(&self, wanted: impl Fn(&Name) -> bool) -> String {
        let known = self.names.visible_from(self.source);
        let known = known.filter(|name| wanted(name)).take(SOME);
        let known: Vec<String> = known
            .map(|name| format!("`{}`", name.printed(self.language)))
            .collect();
        known.join(", ")
    }

    /// A line of the tree around what it says.
    pub(crate) fn line<T>(node: T, line: &Logical<'_>) -> Line<T> {
        Line {
            node,
            span: line.span,
            trivia: line.trivia.clone(),
        }
    }
}

/// So many names are listed in a message.
const SOME: usize = 6;

/// What kind of name a place wants, for messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A level.
    Level,
    /// A population, group or level.
    Population,
    /// A fact.
    Fact,
    /// A rule, by its id.
    Rule,
}

/// The words of tokens as one would write them.
pub(crate) fn spell(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    for token in tokens {
        if !text.is_empty() && !token.glued {
            text.push(' ');
        }
        if token.kind == TokenKind::Quoted {
            text.push('"');
            text.push_str(token.text);
            text.push('"');
        } else {
            text.push_str(token.text);
        }
    }
    text
}
