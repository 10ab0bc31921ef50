//! What an editor of rule texts asks, answered from the one parser, checker and formatter.
//!
//! A [`Workspace`] holds texts as they are being written. All places are bytes of a text as given;
//! an answer never depends on whether a text is whole.

mod analysis;
mod complete;
mod fixes;
mod hover;
mod index;
mod matching;
mod meaning;
mod navigate;
mod outline;
mod rename;
mod snippets;
mod tokens;

use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

use luat_grammar::diagnostic::{Diagnostic, Text};
use luat_grammar::format::{FormatError, format};
use luat_grammar::source::{Source, SourceId, Span};
use luat_grammar::syntax::Declaration;
use luat_grammar::{Language, Parsed};

use analysis::Analysis;
use index::bytes;
pub use outline::{Item, ItemKind};
pub use tokens::{Token, TokenKind};

/// Texts that are being written, and what is known of them.
///
/// ```
/// use luat_core::author::editor::Workspace;
///
/// let mut workspace = Workspace::default();
/// workspace.set("d.luat", "document d \"D\"\n  in force from 2024-11-13\nlevel commune \"commune | communes\" / \"xã\"\n");
/// assert!(workspace.diagnostics("d.luat").is_empty());
/// assert_eq!(workspace.outline("d.luat")[0].label, "D");
/// ```
#[derive(Debug, Default)]
pub struct Workspace {
    texts: Vec<Source>,
    analysis: OnceLock<Analysis>,
    /// What was read before the last change.
    before: Mutex<Option<Parsed>>,
}

/// A place in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The text's name.
    pub name: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// What to write in the place of some bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit {
    /// What goes.
    pub place: Place,
    /// What comes.
    pub insert: String,
}

/// What can be told of the words under a cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// The words.
    pub span: Range<usize>,
    /// What is told, as Markdown.
    pub markdown: String,
}

/// Something to be written at a cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it takes the place of: the words typed so far, maybe none.
    pub replaces: Range<usize>,
    /// What is written. In a snippet, places to fill in are `${1:…}` and `$0` is where the cursor ends.
    pub insert: String,
    /// What is shown in the list.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words more: what a name is, an example of a keyword.
    pub detail: String,
}

/// What kind of thing is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CompletionKind {
    /// A keyword.
    Keyword,
    /// A declared name.
    Name,
    /// An id: of a rule, a document.
    Id,
    /// A unit of an amount.
    Unit,
    /// Several lines with places to fill in.
    Snippet,
}

impl CompletionKind {
    /// Its name on the wire.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Keyword => "keyword",
            Self::Name => "name",
            Self::Id => "id",
            Self::Unit => "unit",
            Self::Snippet => "snippet",
        }
    }
}

/// A mend of a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does.
    pub title: Text,
    /// The code of the finding it mends.
    pub code: &'static str,
    /// How.
    pub edits: Vec<Edit>,
}

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Its stable code: `R0001`.
    pub code: &'static str,
    /// What to tell the writer.
    pub message: Text,
}

impl Workspace {
    /// Takes a text in, or anew.
    pub fn set(&mut self, name: &str, text: &str) {
        match self.texts.iter_mut().find(|known| known.name == name) {
            Some(known) if *known.text == *text => return,
            Some(known) => known.text = text.into(),
            None => self.texts.push(Source::new(name, text)),
        }
        self.forget();
    }

    /// Forgets a text.
    pub fn remove(&mut self, name: &str) {
        self.texts.retain(|known| known.name != name);
        self.forget();
    }

    /// The texts, in the order they came in.
    pub fn texts(&self) -> &[Source] {
        &self.texts
    }

    /// The ids in the `use` lines of a text.
    pub fn uses(&self, name: &str) -> Vec<&str> {
        let document = self
            .source(name)
            .and_then(|source| self.analysis().document(source));
        let declared = document.map_or(&[] as &[_], |document| &document.declarations);
        declared
            .iter()
            .filter_map(|declaration| match &declaration.node {
                Declaration::Use(id) => Some(id.node.as_str()),
                _ => None,
            })
            .collect()
    }

    /// What is wrong in a text, in its order: errors, then (where there are none) lints. Spans point into
    /// [`Workspace::texts`].
    pub fn diagnostics(&self, name: &str) -> Vec<Diagnostic> {
        let Some(source) = self.source(name) else {
            return Vec::new();
        };
        let found = self.analysis().findings();
        let mut found: Vec<Diagnostic> = found
            .filter(|finding| finding.span().source == source)
            .cloned()
            .collect();
        found.sort_by_key(|finding| (finding.span(), finding.code));
        found
    }

    /// The language of a text's keywords.
    pub fn language(&self, name: &str) -> Option<Language> {
        let source = self.source(name)?;
        Some(self.analysis().document(source)?.language)
    }

    /// A text in the one layout.
    ///
    /// # Errors
    ///
    /// A text with errors is refused, as is one that cannot be written without changing its meaning.
    pub fn format(&self, name: &str) -> Result<String, FormatError> {
        let language = self.language(name).ok_or(FormatError::UnknownSource)?;
        self.translate(name, language)
    }

    /// A text with the keywords and names of a language, in the one layout.
    ///
    /// # Errors
    ///
    /// As [`Workspace::format`].
    pub fn translate(&self, name: &str, language: Language) -> Result<String, FormatError> {
        let source = self.source(name).ok_or(FormatError::UnknownSource)?;
        format(&self.analysis().parsed, source, language)
    }

    /// What a text is made of, in its order, for highlighting.
    pub fn tokens(&self, name: &str) -> Vec<Token> {
        self.source(name)
            .map(|source| tokens::tokens(self.analysis(), source))
            .unwrap_or_default()
    }

    /// The document of a text with what it declares.
    pub fn outline(&self, name: &str) -> Vec<Item> {
        self.source(name)
            .map(|source| outline::outline(self.analysis(), source))
            .unwrap_or_default()
    }

    /// Lines of a text that can be folded into their first: declarations, lists, runs of comments.
    pub fn folds(&self, name: &str) -> Vec<Range<usize>> {
        self.source(name)
            .map(|source| outline::folds(self.analysis(), source))
            .unwrap_or_default()
    }

    /// What may be written at a byte, the likeliest first: in the language of the text, with details in
    /// `language`.
    pub fn complete(&self, name: &str, offset: usize, language: Language) -> Vec<Completion> {
        self.source(name)
            .map(|source| complete::complete(self.analysis(), source, offset, language))
            .unwrap_or_default()
    }

    /// What can be told in `language` of the words at a byte.
    pub fn hover(&self, name: &str, offset: usize, language: Language) -> Option<Hover> {
        hover::hover(self.analysis(), self.source(name)?, offset, language)
    }

    /// Where what stands at a byte is declared.
    pub fn definition(&self, name: &str, offset: usize) -> Option<Place> {
        let found = navigate::definition(self.analysis(), self.source(name)?, offset)?;
        self.place(found)
    }

    /// Where what stands at a byte is declared and named, in the order of the texts.
    pub fn references(&self, name: &str, offset: usize) -> Vec<Place> {
        let Some(source) = self.source(name) else {
            return Vec::new();
        };
        let found = navigate::references(self.analysis(), source, offset).into_iter();
        found.filter_map(|span| self.place(span)).collect()
    }

    /// What a renaming at a byte would change: where the words stand, and the name or id as it is now.
    pub fn renamable(&self, name: &str, offset: usize) -> Option<(Place, String)> {
        let (span, old) = rename::renamed_words(self.analysis(), self.source(name)?, offset)?;
        Some((self.place(span)?, old))
    }

    /// The edits that give what stands at a byte another name, in all texts: an id, or a name in the
    /// language and number of the word there.
    ///
    /// # Errors
    ///
    /// Nothing declared stands there; a text has errors; the name is none, is taken, or would change
    /// what a sentence says.
    pub fn rename(&self, name: &str, offset: usize, new: &str) -> Result<Vec<Edit>, Refusal> {
        let source = self.source(name).unwrap_or(SourceId(u32::MAX));
        let changes = rename::rename(self.analysis(), source, offset, new)?;
        let edits = changes.into_iter().filter_map(|(source, place, insert)| {
            let name = self.texts.get(source.0 as usize)?.name.clone();
            let place = Place {
                name,
                start: place.start,
                end: place.end,
            };
            Some(Edit { place, insert })
        });
        Ok(edits.collect())
    }

    /// The mends of findings that touch a part of a text.
    pub fn fixes(&self, name: &str, span: Range<usize>) -> Vec<Fix> {
        fixes::fixes(self, name, &span)
    }

    /// The mends of a finding.
    pub fn mends(&self, finding: &Diagnostic) -> Vec<Fix> {
        fixes::of(self, finding)
    }

    /// A span as a place; none for a text that is not here.
    pub fn place(&self, span: Span) -> Option<Place> {
        let text = self.texts.get(span.source.0 as usize)?;
        Some(Place {
            name: text.name.clone(),
            start: span.start as usize,
            end: span.end as usize,
        })
    }

    fn source(&self, name: &str) -> Option<SourceId> {
        let at = self.texts.iter().position(|known| known.name == name)?;
        u32::try_from(at).ok().map(SourceId)
    }

    /// Something has changed: what was read serves the next reading alone.
    fn forget(&mut self) {
        if let Some(analysis) = self.analysis.take() {
            let before = self.before.get_mut();
            *before.unwrap_or_else(PoisonError::into_inner) = Some(analysis.parsed);
        }
    }

    fn analysis(&self) -> &Analysis {
        self.analysis.get_or_init(|| {
            let before = self.before.lock();
            let before = before.unwrap_or_else(PoisonError::into_inner).take();
            Analysis::of(&self.texts, before)
        })
    }
}
