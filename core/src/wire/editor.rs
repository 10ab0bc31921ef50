//! The JSON of what an editor asks: places are UTF-16 offsets, as browsers and editors count.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use luat_grammar::diagnostic::{self, Severity};

use super::diagnostics::OwnedWords;
use crate::author::editor::{self, Workspace};

/// The offsets of one text, in bytes and in UTF-16.
///
/// ```
/// use luat_core::wire::editor::Offsets;
///
/// let offsets = Offsets::new("xã 𝄞\ntỉnh");
/// assert_eq!(offsets.utf16(4), 3);
/// assert_eq!(offsets.byte(6), 9);
/// ```
#[derive(Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    /// Places within short reach of each other, whatever the lines: in bytes, in UTF-16.
    marks: Vec<(usize, usize)>,
}

/// So many bytes a mark is from the next, or a character more.
const APART: usize = 128;

impl<'t> Offsets<'t> {
    /// Marks places of a text.
    pub fn new(text: &'t str) -> Self {
        let (mut marks, mut next, mut units) = (vec![], 0, 0);
        for (byte, letter) in text.char_indices() {
            if byte >= next {
                marks.push((byte, units));
                next = byte + APART;
            }
            units += letter.len_utf16();
        }
        Self { text, marks }
    }

    /// The UTF-16 offset of a byte; past the end, the end.
    pub fn utf16(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let marks = self.marks.partition_point(|(start, _)| *start <= byte);
        let (start, units) = self.last_of(marks);
        let before = self.text.get(start..byte).unwrap_or_default();
        let is_ascii = before.is_ascii();
        let length = || before.encode_utf16().count();
        units + if is_ascii { before.len() } else { length() }
    }

    /// The byte of a UTF-16 offset; past the end, the end.
    pub fn byte(&self, units: usize) -> usize {
        let marks = self.marks.partition_point(|(_, start)| *start <= units);
        let (start, mut left) = self.last_of(marks);
        left = units.saturating_sub(left);
        let rest = self.text.get(start..).unwrap_or_default();
        for (at, letter) in rest.char_indices() {
            if left < letter.len_utf16() {
                return start + at;
            }
            left -= letter.len_utf16();
        }
        self.text.len()
    }

    /// The last of so many marks.
    fn last_of(&self, marks: usize) -> (usize, usize) {
        let mark = marks.checked_sub(1).and_then(|last| self.marks.get(last));
        mark.copied().unwrap_or_default()
    }

    fn span(&self, bytes: &Range<usize>) -> Span {
        Span {
            from: self.utf16(bytes.start),
            to: self.utf16(bytes.end),
        }
    }
}

/// A range of a text.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct Span {
    /// First unit.
    pub from: usize,
    /// One past the last.
    pub to: usize,
}

/// A range of a text that is named.
#[derive(Debug, serde::Serialize)]
pub struct Place {
    /// The text's name.
    pub file: String,
    /// Where.
    #[serde(flatten)]
    pub span: Span,
}

/// One finding.
#[derive(Debug, serde::Serialize)]
pub struct Finding {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// Its stable code.
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The headline.
    pub message: OwnedWords,
    /// What the words there are; may be empty.
    pub label: OwnedWords,
    /// What to write instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<OwnedWords>,
    /// Other places that have to do with it.
    pub also: Vec<Related>,
    /// What mends it for sure.
    pub fixes: Vec<Fix>,
}

/// A place that has to do with a finding.
#[derive(Debug, serde::Serialize)]
pub struct Related {
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// What it has to do with it.
    pub text: OwnedWords,
}

/// Some words of a text.
#[derive(Debug, serde::Serialize)]
pub struct Token {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// What they are.
    pub kind: &'static str,
}

/// Something declared.
#[derive(Debug, serde::Serialize)]
pub struct Item {
    /// Its name or title.
    pub label: String,
    /// The articles cited, or the id.
    pub detail: String,
    /// What it is.
    pub kind: &'static str,
    /// All of it.
    #[serde(flatten)]
    pub span: Span,
    /// Its id.
    pub selection: Span,
    /// What it holds.
    pub children: Vec<Item>,
}

/// Something to be written at a cursor.
#[derive(Debug, serde::Serialize)]
pub struct Completion {
    /// What it takes the place of.
    #[serde(flatten)]
    pub span: Span,
    /// What is written; in a `snippet` with places to fill in.
    pub insert: String,
    /// What is shown.
    pub label: String,
    /// What it is.
    pub kind: &'static str,
    /// A few words more.
    pub detail: String,
}

/// What is told of some words.
#[derive(Debug, serde::Serialize)]
pub struct Hover {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// What is told.
    pub markdown: String,
}

/// What to write in the place of some words.
#[derive(Debug, serde::Serialize)]
pub struct Edit {
    /// What goes.
    #[serde(flatten)]
    pub place: Place,
    /// What comes.
    pub insert: String,
}

/// A mend of a finding.
#[derive(Debug, serde::Serialize)]
pub struct Fix {
    /// What it does.
    pub title: OwnedWords,
    /// The finding's code.
    pub code: &'static str,
    /// How.
    pub edits: Vec<Edit>,
}

/// A renaming, or why there is none.
#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Renaming {
    /// The edits to make.
    Edits(Vec<Edit>),
    /// Why there is none.
    Refused {
        /// A stable code.
        code: &'static str,
        /// What to tell the writer.
        message: OwnedWords,
    },
}

/// A text laid out or translated, or why it is not.
#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Laid {
    /// The whole new text.
    Text(String),
    /// Why there is none.
    Refused {
        /// What to tell the writer.
        message: OwnedWords,
    },
}

/// What a renaming would change.
#[derive(Debug, serde::Serialize)]
pub struct Renamable {
    /// Where the words stand.
    #[serde(flatten)]
    pub place: Place,
    /// The name or id as it is.
    pub name: String,
}

/// A workspace as it is asked over JSON.
#[derive(Debug)]
pub struct Asked<'w> {
    workspace: &'w Workspace,
    /// Of the texts asked of so far: an answer may name thousands of places.
    offsets: RefCell<BTreeMap<String, Rc<Offsets<'w>>>>,
}

impl<'w> Asked<'w> {
    /// Asks a workspace.
    pub const fn of(workspace: &'w Workspace) -> Self {
        Self {
            workspace,
            offsets: RefCell::new(BTreeMap::new()),
        }
    }

    fn offsets(&self, name: &str) -> Rc<Offsets<'w>> {
        if let Some(known) = self.offsets.borrow().get(name) {
            return Rc::clone(known);
        }
        let texts = self.workspace.texts().iter();
        let mut texts = texts.filter(|text| text.name == name);
        let offsets = Rc::new(Offsets::new(texts.next().map_or("", |text| &text.text)));
        let mut known = self.offsets.borrow_mut();
        known.insert(name.to_owned(), Rc::clone(&offsets));
        offsets
    }

    fn place(&self, place: editor::Place) -> Place {
        Place {
            span: self.offsets(&place.name).span(&(place.start..place.end)),
            file: place.name,
        }
    }

    /// What is wrong in a text.
    pub fn diagnostics(&self, name: &str) -> Vec<Finding> {
        let offsets = self.offsets(name);
        let found = self.workspace.diagnostics(name).into_iter();
        found.map(|one| self.finding(&offsets, one)).collect()
    }

    fn finding(&self, offsets: &Offsets<'_>, found: diagnostic::Diagnostic) -> Finding {
        let span = found.span();
        let fixes = self.mends(self.workspace.mends(&found));
        let mut labels = found.labels.into_iter();
        let label = labels.next().map(|label| label.text);
        Finding {
            span: offsets.span(&(span.start as usize..span.end as usize)),
            code: found.code.0,
            severity: match found.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: found.message.into(),
            label: label
                .unwrap_or_else(|| diagnostic::Text::new("", ""))
                .into(),
            help: found.help.map(Into::into),
            also: labels
                .filter_map(|label| {
                    Some(Related {
                        place: self.place(self.workspace.place(label.span)?),
                        text: label.text.into(),
                    })
                })
                .collect(),
            fixes,
        }
    }

    /// What a text is made of.
    pub fn tokens(&self, name: &str) -> Vec<Token> {
        let offsets = self.offsets(name);
        let tokens = self.workspace.tokens(name).into_iter();
        let tokens = tokens.map(|token| Token {
            span: offsets.span(&token.span),
            kind: token.kind.id(),
        });
        tokens.collect()
    }

    /// What a text declares.
    pub fn outline(&self, name: &str) -> Vec<Item> {
        let offsets = self.offsets(name);
        let items = self.workspace.outline(name).into_iter();
        items.map(|one| item(&offsets, one)).collect()
    }

    /// What can be folded in a text.
    pub fn folds(&self, name: &str) -> Vec<Span> {
        let offsets = self.offsets(name);
        let folds = self.workspace.folds(name);
        folds.iter().map(|fold| offsets.span(fold)).collect()
    }

    /// What may be written at an offset.
    pub fn complete(
        &self,
        name: &str,
        at: usize,
        language: luat_grammar::Language,
    ) -> Vec<Completion> {
        let offsets = self.offsets(name);
        let found = self.workspace.complete(name, offsets.byte(at), language);
        let found = found.into_iter().map(|one| Completion {
            span: offsets.span(&one.replaces),
            insert: one.insert,
            label: one.label,
            kind: one.kind.id(),
            detail: one.detail,
        });
        found.collect()
    }

    /// What is told of the words at an offset.
    pub fn hover(&self, name: &str, at: usize, language: luat_grammar::Language) -> Option<Hover> {
        let offsets = self.offsets(name);
        let found = self.workspace.hover(name, offsets.byte(at), language)?;
        Some(Hover {
            span: offsets.span(&found.span),
            markdown: found.markdown,
        })
    }

    /// Where what stands at an offset is declared.
    pub fn definition(&self, name: &str, at: usize) -> Option<Place> {
        let at = self.offsets(name).byte(at);
        let found = self.workspace.definition(name, at)?;
        Some(self.place(found))
    }

    /// Where what stands at an offset is declared and named.
    pub fn references(&self, name: &str, at: usize) -> Vec<Place> {
        let at = self.offsets(name).byte(at);
        let found = self.workspace.references(name, at).into_iter();
        found.map(|place| self.place(place)).collect()
    }

    /// What a renaming at an offset would change.
    pub fn renamable(&self, name: &str, at: usize) -> Option<Renamable> {
        let at = self.offsets(name).byte(at);
        let (place, name) = self.workspace.renamable(name, at)?;
        Some(Renamable {
            place: self.place(place),
            name,
        })
    }

    /// The edits that give what stands at an offset another name.
    pub fn rename(&self, name: &str, at: usize, new: &str) -> Renaming {
        let at = self.offsets(name).byte(at);
        match self.workspace.rename(name, at, new) {
            Ok(edits) => Renaming::Edits(self.edits(edits)),
            Err(refusal) => Renaming::Refused {
                code: refusal.code,
                message: refusal.message.into(),
            },
        }
    }

    fn edits(&self, edits: Vec<editor::Edit>) -> Vec<Edit> {
        let edits = edits.into_iter().map(|edit| Edit {
            place: self.place(edit.place),
            insert: edit.insert,
        });
        edits.collect()
    }

    /// A text in the one layout, in a language or in its own.
    pub fn laid(&self, name: &str, language: Option<luat_grammar::Language>) -> Laid {
        let laid = match language {
            Some(language) => self.workspace.translate(name, language),
            None => self.workspace.format(name),
        };
        match laid {
            Ok(text) => Laid::Text(text),
            Err(error) => Laid::Refused {
                message: error.message().into(),
            },
        }
    }

    /// The mends of findings that touch a part of a text.
    pub fn fixes(&self, name: &str, from: usize, to: usize) -> Vec<Fix> {
        let offsets = self.offsets(name);
        let span = offsets.byte(from)..offsets.byte(to);
        self.mends(self.workspace.fixes(name, span))
    }

    fn mends(&self, fixes: Vec<editor::Fix>) -> Vec<Fix> {
        let fixes = fixes.into_iter().map(|fix| Fix {
            title: fix.title.into(),
            code: fix.code,
            edits: self.edits(fix.edits),
        });
        fixes.collect()
    }
}

fn item(offsets: &Offsets<'_>, item: editor::Item) -> Item {
    let children = item.children.into_iter();
    Item {
        label: item.label,
        detail: item.detail,
        kind: item.kind.id(),
        span: offsets.span(&item.span),
        selection: offsets.span(&item.selection),
        children: children.map(|one| self::item(offsets, one)).collect(),
    }
}
