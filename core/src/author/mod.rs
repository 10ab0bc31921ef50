//! From syntax trees to a program: everything that knows of rule text.

pub mod check;
pub mod compile;
pub mod coverage;
pub mod diff;
#[cfg(feature = "editor")]
pub mod editor;
pub mod generate;
mod lint;
pub mod model;
pub mod mutate;
mod passages;
pub mod scenario;
pub mod shown;
mod texts;
mod walk;

pub use check::{Checked, check};
pub use compile::compile;
pub use lint::Allowed;
pub use texts::RuleErrors;
pub use walk::stands_on;
