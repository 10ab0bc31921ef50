//! Helpers shared by the test harnesses.

pub mod conformance;
pub mod docs;
pub mod project;
