//! What must hold of whatever bytes are sent: by rule text, report, table, artefact, editor and request.
//!
//! `fuzz/` looks for bytes that break it, and keeps those found; `tests/rust/harness/fuzzed.rs` tries those again.

pub mod artefact;
#[cfg(feature = "command")]
pub mod lsp;
pub mod report;
pub mod rules;
#[cfg(feature = "command")]
pub mod service;
#[cfg(feature = "command")]
pub mod table;

use std::path::Path;

use crate::project;

/// One way in.
pub struct Target {
    /// Its name, of `fuzz/targets/NAME.rs` and `fuzz/finds/NAME/`.
    pub name: &'static str,
    /// Panics where something does not hold of these bytes.
    pub holds: fn(&[u8]),
    /// Bytes to begin with, from the project's own files.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All ways in.
pub const TARGETS: &[Target] = &[
    Target {
        name: "rules",
        holds: rules::holds,
        seeds: rules::seeds,
    },
    Target {
        name: "report",
        holds: report::holds,
        seeds: report::seeds,
    },
    #[cfg(feature = "command")]
    Target {
        name: "table",
        holds: table::holds,
        seeds: table::seeds,
    },
    Target {
        name: "artefact",
        holds: artefact::holds,
        seeds: artefact::seeds,
    },
    #[cfg(feature = "command")]
    Target {
        name: "lsp",
        holds: lsp::holds,
        seeds: lsp::seeds,
    },
    #[cfg(feature = "command")]
    Target {
        name: "service",
        holds: service::holds,
        seeds: service::seeds,
    },
];

/// The longest text of the project that is a seed, in bytes.
const LONGEST_SEED: u64 = 6_000;

/// The project's files of an ending below some folders, those that are not long.
fn short_files(below: &[&str], ending: &str) -> Vec<Vec<u8>> {
    let files = below
        .iter()
        .flat_map(|folder| project::files(folder, ending));
    let is_short = |path: &Path| {
        path.metadata()
            .is_ok_and(|about| about.len() <= LONGEST_SEED)
    };
    files
        .filter(|path| is_short(path))
        .map(|path| project::read(&path).into_bytes())
        .collect()
}

/// A first line, and what stands below it.
fn first_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    match bytes.iter().position(|byte| *byte == b'\n') {
        Some(end) => (&bytes[..end], &bytes[end + 1..]),
        None => (bytes, &[]),
    }
}
