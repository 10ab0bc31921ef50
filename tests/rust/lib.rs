//! Helpers shared by the test harnesses.

pub mod conformance;
pub mod docs;
pub mod project;

/// The Rust of the documentation, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../docs/backend.md")]
struct Backend;
