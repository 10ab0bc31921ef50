//! Meaning of luat: rules checked, compiled and evaluated against reported facts.
//!
//! Two halves: `author` (a default feature) knows of rule text; [`run`] does not, and is all
//! that ships to a form.

#[cfg(feature = "author")]
pub mod author;
mod digest;
pub mod receipt;
pub mod run;
pub mod wire;
pub mod words;

#[cfg(feature = "author")]
pub use luat_grammar::source::Source;
pub use run::ruleset::Ruleset;
