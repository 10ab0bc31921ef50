//! Digests, as every file and answer of luat writes them.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// `sha256:` and 64 digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let mut text = String::from("sha256:");
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
