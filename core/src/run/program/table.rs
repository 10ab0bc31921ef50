//! Tables: a value by the options of a choice or by bands of a number.

use jiff_core::civil::Date;

use super::{FactId, Quantity, Unit};
use crate::run::number::Number;

/// A value for every combination of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it goes by; each value of a key falls into one of the key's steps.
    pub keys: Vec<Key>,
    /// Its rows, in the order of the text.
    pub rows: Vec<Row>,
    /// For each combination of steps, those of the last key next to one another, the row that holds.
    pub grid: Vec<u32>,
}

/// What a table goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A choice; each of its options is a step.
    Choice {
        /// The choice.
        fact: FactId,
        /// How many options it has.
        options: u32,
    },
    /// A number.
    Number {
        /// What.
        quantity: Quantity,
        /// How it is shown.
        unit: Unit,
        /// Stretches that together hold every value it can have, each once, ascending.
        steps: Vec<Stretch>,
    },
}

impl Key {
    /// How many steps it has.
    pub fn n_steps(&self) -> usize {
        match self {
            Self::Choice { options, .. } => *options as usize,
            Self::Number { steps, .. } => steps.len(),
        }
    }
}

/// Numbers between two ends; without an end, they go on for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins.
    pub low: Option<Edge>,
    /// Where it ends.
    pub high: Option<Edge>,
}

/// An end of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The number.
    pub at: Number,
    /// Whether the number itself belongs to the stretch.
    pub included: bool,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// For each key, what it stands for, as written.
    pub cells: Vec<Cell>,
    /// What it gives, from each day on, ascending; the first value also before its day. None:
    /// the law prescribes nothing for it.
    pub values: Vec<(Date, Number)>,
}

/// What a row stands for in one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// These options.
    Options(Vec<u32>),
    /// A stretch of numbers.
    Band(Stretch),
    /// Whatever no other row names.
    Rest,
}
