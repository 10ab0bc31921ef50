//! Scores: requirements that are worth points.

use super::{Citation, Expr, Ident, Label, Line, Sentence, TableRow};

/// `score ID "…" / "…"` and its lines.
#[derive(Debug, Clone)]
pub struct Score {
    /// Id.
    pub id: Ident,
    /// Names.
    pub label: Label,
    /// Its lines.
    pub members: Vec<Line<ScoreMember>>,
}

/// A line of a score.
#[derive(Debug, Clone)]
pub enum ScoreMember {
    /// `cite …`.
    Cite(Vec<Citation>),
    /// `note "…" / "…"`.
    Note(Label),
    /// `none counts as met`: what does not apply earns all its points.
    NoneCountsAsMet,
    /// `10 points: all decisions published`.
    Line(Box<ScoreLine>),
    /// `share of complaints answered:` with bullets, `at least 90%: 20 points`.
    Banded {
        /// By what the points go.
        of: Expr,
        /// For each band its points.
        bands: Vec<Line<TableRow>>,
    },
    /// Points worked out elsewhere: another score, a table of points.
    Other(Expr),
}

/// What is required, and the points it earns.
#[derive(Debug, Clone)]
pub struct ScoreLine {
    /// How many at most.
    pub points: Expr,
    /// `pro rata`: in part, as far as what is required has been reached.
    pub pro_rata: bool,
    /// What is required.
    pub sentence: Sentence,
}
