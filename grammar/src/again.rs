//! Reading texts again after they were changed: declarations that nothing has touched are taken over.
//!
//! A change in one place leaves what stands well before and well after it as it was: those declarations are not even
//! cut into words again. One is taken over where its text is the same to the byte, where nothing was told of it,
//! and where no name that its words could stand for has changed. All else is read as if for the first time, so that
//! the outcome is the same. Where that cannot be seen at once, all is read.

mod changed;
mod kept;
mod touched;

pub(crate) use changed::{read_again, read_changed};
pub(crate) use kept::{Kept, Lowered, Taken};
pub(crate) use touched::Touched;

use std::collections::HashMap;
use std::sync::Arc;

use crate::declarations::Ties;
use crate::names::{NameId, Names};
use crate::parse::Parsed;
use crate::source::SourceId;
use crate::syntax::Document;

/// What was read before.
pub(crate) struct Before {
    /// By their names.
    texts: HashMap<String, Old>,
    names: Names,
}

/// A text as it was read before.
pub(crate) struct Old {
    given: Arc<str>,
    document: Document,
    kept: Kept,
}

impl Before {
    /// A text, to be taken over.
    pub(crate) fn take(&mut self, name: &str) -> Option<Old> {
        self.texts.remove(name)
    }

    /// What was declared.
    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    /// What was declared, to be taken over.
    pub(crate) fn names_mut(&mut self) -> &mut Names {
        &mut self.names
    }

    /// Where a text stood that is now `source`: whether what its words mean was looked up in the same documents.
    pub(crate) fn sees_as(&self, before: SourceId, names: &Names, source: SourceId) -> bool {
        let scopes = (self.names.scope(before), names.scope(source));
        let (Some(one), Some(other)) = scopes else {
            return false;
        };
        one.document == other.document && one.uses == other.uses
    }

    /// The same things by the ids that they have now.
    pub(crate) fn renumbered(&self, ties: &Ties, names: &Names) -> Option<Ties> {
        let now = |ids: &[NameId]| -> Option<Vec<NameId>> {
            let names = ids.iter().map(|id| {
                let name = self.names.at(*id);
                names.id(&name.document, &name.id)
            });
            names.collect()
        };
        Some(Ties {
            per: now(&ties.per)?,
            of: now(&ties.of)?,
        })
    }
}

impl From<Parsed> for Before {
    fn from(parsed: Parsed) -> Self {
        let texts = parsed.sources.into_iter().zip(parsed.documents);
        let texts = texts.zip(parsed.kept).map(|((source, document), kept)| {
            let old = Old {
                given: source.text,
                document,
                kept,
            };
            (source.name, old)
        });
        Self {
            texts: texts.collect(),
            names: parsed.names,
        }
    }
}
