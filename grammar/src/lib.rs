//! Text of luat: reading it, and printing it in either language.

pub mod diagnostic;
pub mod keywords;
pub mod source;
pub mod syntax;

/// A language of keywords and messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Vietnamese.
    Vi,
}
