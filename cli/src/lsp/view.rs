//! A text that something is asked of, in the editor's terms.

use std::collections::HashMap;
use std::ops::Range;

use gen_lsp_types as lsp;
use luat_core::author::editor::{Edit, Place};

use super::client::Client;
use super::projects::{Project, Projects};
use super::text::Text;

/// A text with all that it hangs together with.
#[derive(Clone, Copy)]
pub(super) struct View<'s> {
    pub(super) client: Client,
    pub(super) projects: &'s Projects,
    pub(super) project: &'s Project,
    pub(super) name: &'s str,
    pub(super) text: &'s Text,
}

impl<'s> View<'s> {
    pub(super) fn of(
        client: Client,
        projects: &'s Projects,
        project: &'s Project,
        name: &'s str,
    ) -> Option<Self> {
        let text = project.text(name)?;
        Some(Self {
            client,
            projects,
            project,
            name,
            text,
        })
    }

    /// The byte at a position.
    pub(super) fn offset(&self, position: lsp::Position) -> usize {
        self.text.offset(position, self.client.encoding)
    }

    /// Bytes of the text as the editor counts.
    pub(super) fn range(&self, bytes: &Range<usize>) -> lsp::Range {
        self.text.range(bytes.clone(), self.client.encoding)
    }

    /// A place in any text of the project.
    pub(super) fn location(&self, place: &Place) -> Option<lsp::Location> {
        let text = self.project.text(&place.name)?;
        Some(lsp::Location {
            uri: self.projects.uri(&place.name),
            range: text.range(place.start..place.end, self.client.encoding),
        })
    }

    /// Edits of any texts of the project.
    pub(super) fn edit(&self, edits: &[Edit]) -> lsp::WorkspaceEdit {
        let mut changes: HashMap<lsp::Uri, Vec<lsp::TextEdit>> = HashMap::new();
        for edit in edits {
            if let Some(lsp::Location { uri, range }) = self.location(&edit.place) {
                changes.entry(uri).or_default().push(lsp::TextEdit {
                    range,
                    new_text: edit.insert.clone(),
                });
            }
        }
        lsp::WorkspaceEdit {
            changes: Some(changes),
            ..lsp::WorkspaceEdit::default()
        }
    }
}
