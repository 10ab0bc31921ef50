//! Declarations: which lines they are, what they name, and their trees.

mod blocks;
mod calendar;
mod changes;
mod collect;
mod facts;
mod header;
mod keyed;
mod lower;
mod opening;
mod rules;
mod scenario;
mod score;
mod succession;
mod table;

pub(crate) use blocks::{Above, Block, Head, Role, Text, blocks, lines_of, read_head, role};
pub(crate) use collect::{collect, spellings, stem, visible};
pub(crate) use header::named_language;
pub(crate) use lower::{Ties, gives_percentages, look_into, lower, lower_all_things};
pub(crate) use opening::{DECLARATIONS, FACTS, NAMING, language_of, opening, opens};
