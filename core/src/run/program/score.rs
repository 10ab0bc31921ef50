//! Scores, which are worth points, and growth since an earlier period.

use super::{Clause, Past, Quantity};
use crate::run::number::Number;

/// Points for what has been done, line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// Its lines, in the order of the text.
    pub lines: Vec<ScoreLine>,
    /// A line that does not apply earns all its points; else none.
    pub none_counts_as_met: bool,
}

/// A line of a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreLine {
    /// The most points it can give.
    pub most: Number,
    /// What earns them.
    pub earned: Earned,
}

/// What earns the points of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Earned {
    /// All of them where it is met, else none.
    Whole(Clause),
    /// As large a part of them as the part reached of what is required, up to all.
    ProRata {
        /// Where it is met, it earns all.
        clause: Clause,
        /// How much has been reached.
        achieved: Quantity,
        /// How much is required.
        required: Quantity,
    },
    /// What this quantity gives.
    Points(Quantity),
}

/// By how much a quantity has changed since an earlier period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Growth {
    /// The quantity.
    pub of: Quantity,
    /// Since when.
    pub since: Past,
    /// How much it has fallen, rather than risen.
    pub falls: bool,
    /// As a share of what it was, rather than in its own unit.
    pub relative: bool,
}
