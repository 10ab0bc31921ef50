//! Pass 1: a text's tokens, and the logical lines they make.
//!
//! A logical line goes on over a line end after a comma or within brackets, and takes the `-`
//! bullets that follow a `:`. Every fault is told at once and ends with its line.

mod group;
mod scan;
mod tokens;

pub(crate) use group::{Lines, Logical, group};
pub(crate) use tokens::{Physical, Token, TokenKind, split_phrase, tokenize, turns_writing};

/// A rule text may be this many bytes long.
pub const MAX_TEXT_BYTES: usize = 8 * 1024 * 1024;
/// A logical line may be this many bytes long, bullets not counted.
pub const MAX_LINE_BYTES: usize = 16 * 1024;
/// A declared name may be this many characters long.
pub const MAX_NAME_CHARS: usize = 300;
/// Brackets, bullets, conditions and the like may stand this deep in one another.
pub const MAX_NESTING: usize = 64;
