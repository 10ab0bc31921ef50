//! Helpers shared by the test harnesses.

#![expect(
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a harness that cannot read the project's own files stops the test"
)]

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

pub mod conformance;
#[cfg(feature = "command")]
pub mod docs;
pub mod fuzzed;
pub mod generated;
pub mod hostile;
pub mod project;
pub mod random;
pub mod rewritten;

/// The SHA-256 of an answer, as other targets hold it against theirs.
pub fn sha256(answer: &str) -> String {
    let mut told = String::with_capacity(64);
    for byte in Sha256::digest(answer) {
        // Writing to a string cannot fail.
        let _ = write!(told, "{byte:02x}");
    }
    told
}

/// The Rust of the documentation, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../docs/backend.md")]
struct Backend;
