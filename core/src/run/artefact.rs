//! A program as bytes: `NAME.luatc`, what a form ships instead of rule text.
//!
//! ```text
//! magic     8 bytes, \x8D L U A T C \r \n: no text begins so, and a transfer as text breaks it
//! format    1 byte: which layout follows; another one is not read
//! engine    the version of the engine that compiled it, behind 1 byte of its length
//! length    4 bytes, little endian: of the payload
//! checksum  32 bytes: SHA-256 of the payload
//! payload   the digest of meaning, then the program; equal programs are equal bytes
//! ```
//!
//! Another engine may judge by other rules of the language, so an artefact is read by the version
//! that wrote it and by no other.

mod bytes;
mod forms;
#[cfg_attr(
    not(feature = "author"),
    expect(
        dead_code,
        reason = "only who has texts holds programs against each other"
    )
)]
mod named;
mod sound;

use sha2::{Digest as _, Sha256};

#[cfg(feature = "author")]
pub(crate) use self::bytes::Coded;
#[cfg(not(feature = "author"))]
use self::bytes::Coded;
use self::bytes::{Reader, Writer, length};
#[cfg(feature = "author")]
pub(crate) use self::named::{Names, meaning};
use super::program::Program;
use crate::digest::sha256;

/// The file name's ending.
pub const ENDING: &str = "luatc";

/// The largest artefact that is read, in bytes.
pub const MOST_BYTES: usize = 64 << 20;

/// The version of this engine, which an artefact and a result name.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

const MAGIC: &[u8; 8] = b"\x8DLUATC\r\n";
const FORMAT: u8 = 3;

/// Why bytes cannot be used as a program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// Something else than an artefact.
    #[error("not a compiled rule set")]
    Foreign,
    /// Compiled by another version of the engine, named where it can be told.
    #[error("compiled by another version of luat")]
    OtherVersion {
        /// The version that compiled it.
        found: Option<String>,
    },
    /// Cut short, changed, or not what a compiler writes.
    #[error("damaged")]
    Damaged,
}

impl LoadError {
    /// A stable name, for machines.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Foreign => "not_an_artefact",
            Self::OtherVersion { .. } => "other_version",
            Self::Damaged => "damaged",
        }
    }
}

/// A program as an artefact; equal programs give equal bytes.
pub fn encode(program: &Program) -> Vec<u8> {
    let mut payload = Writer::of_all();
    program.digest.write(&mut payload);
    program.write(&mut payload);
    let payload = payload.written();
    let mut artefact = Writer::of_all();
    artefact.bytes(MAGIC);
    artefact.byte(FORMAT);
    ENGINE.to_owned().write(&mut artefact);
    artefact.bytes(&length(payload.len()).to_le_bytes());
    artefact.bytes(&Sha256::digest(&payload));
    artefact.bytes(&payload);
    artefact.written()
}

/// The program of an artefact, ready to judge: every position in it is within bounds, every
/// nesting shallow enough, no definition stands on itself.
///
/// # Errors
/// When the bytes are no artefact, damaged, or of another version.
pub fn decode(bytes: &[u8]) -> Result<Program, LoadError> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(LoadError::Foreign)?;
    let (format, rest) = rest.split_first().ok_or(LoadError::Damaged)?;
    if *format != FORMAT {
        return Err(LoadError::OtherVersion { found: None });
    }
    let mut head = Reader::new(rest);
    let engine = String::read(&mut head).ok_or(LoadError::Damaged)?;
    if engine != ENGINE {
        return Err(LoadError::OtherVersion {
            found: Some(engine),
        });
    }
    body(head.rest()).ok_or(LoadError::Damaged)
}

fn body(bytes: &[u8]) -> Option<Program> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (checksum, payload) = rest.split_first_chunk::<32>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    if length != payload.len() || length > MOST_BYTES || Sha256::digest(payload)[..] != checksum[..]
    {
        return None;
    }
    let mut reader = Reader::new(payload);
    let digest = String::read(&mut reader)?;
    let program = Program::read(&mut reader)?;
    reader
        .rest()
        .is_empty()
        .then_some(Program { digest, ..program })
}

/// The digest of meaning, `sha256:…`: not over comments, layout, order or the language that the
/// text was written in.
pub fn digest(program: &Program) -> String {
    let mut meaning = Writer::of_meaning();
    program.write(&mut meaning);
    sha256(&meaning.written())
}

/// The digest of the days off that the rules count by, `sha256:…`.
pub fn calendar_digest(program: &Program) -> String {
    let mut meaning = Writer::of_meaning();
    program.calendars.write(&mut meaning);
    sha256(&meaning.written())
}
