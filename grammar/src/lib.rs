//! Text of luat: reading it, and printing it in either language.
//!
//! [`parse()`] reads any number of texts together. It never fails: what is sound comes out as trees,
//! and every fault as a [`diagnostic::Diagnostic`], each once.
//!
//! ```
//! use luat_grammar::{parse, source::Source};
//!
//! let text = r#"
//! document d "D"
//!   in force from 2024-11-13
//! level district "district | districts" / "huyện"
//! population heads "hamlet head | hamlet heads" / "trưởng bản" per district
//!   state trained "trained" / "được tập huấn" in the period
//! rule training "Training"
//!   bearer district
//!   annually over 15% of hamlet heads trained
//! "#;
//! let parsed = parse(&[Source::new("d.luat", text)]);
//! assert!(parsed.diagnostics.is_empty());
//! assert_eq!(parsed.documents[0].declarations.len(), 3);
//! ```

mod again;
pub mod codes;
mod cursor;
mod declarations;
pub mod diagnostic;
pub mod expect;
mod faults;
mod figures;
pub mod format;
pub mod highlight;
pub mod ids;
pub mod keywords;
mod latin;
mod lexicon;
mod lines;
pub mod names;
mod parse;
mod reader;
mod recovery;
mod sentence;
mod slip;
pub mod source;
pub mod syntax;
mod text;
mod typing;
pub mod units;
mod words;

pub use lines::{MAX_LINE_BYTES, MAX_NAME_CHARS, MAX_NESTING, MAX_TEXT_BYTES};
pub use parse::{Parsed, parse, parse_again};
pub use reader::Wanted;
pub use recovery::{MAX_FINDINGS, tell_at_most};

/// A language of keywords and messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Vietnamese.
    Vi,
}

impl Language {
    /// One of two wordings.
    pub fn pick<T>(self, en: T, vi: T) -> T {
        match self {
            Self::En => en,
            Self::Vi => vi,
        }
    }

    /// The other language.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::Vi,
            Self::Vi => Self::En,
        }
    }
}
