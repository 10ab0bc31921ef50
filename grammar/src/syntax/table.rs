//! Tables: a value by the options of a choice or by bands of a number.

use super::{Citation, Date, Expr, Ident, Label, Line, Ref};
use crate::source::Spanned;

/// `table ID "…" / "…" by KEY, KEY` and its rows.
#[derive(Debug, Clone)]
pub struct Table {
    /// Id.
    pub id: Ident,
    /// Names.
    pub label: Label,
    /// What it goes by: choices, numbers.
    pub by: Vec<Expr>,
    /// Its lines.
    pub members: Vec<Line<TableMember>>,
}

/// A line of a table.
#[derive(Debug, Clone)]
pub enum TableMember {
    /// `cite …`.
    Cite(Vec<Citation>),
    /// `note "…" / "…"`.
    Note(Label),
    /// `Red River delta: 100%`.
    Row(TableRow),
}

/// A row: a key for each that the table goes by, and what it gives.
#[derive(Debug, Clone)]
pub struct TableRow {
    /// For which keys it stands.
    pub keys: Vec<Spanned<RowKey>>,
    /// What it gives, each value from a day on; none: `not prescribed`.
    pub values: Vec<RowValue>,
}

/// `75% from 2026-01-01`; the first value of a row may go without a day.
#[derive(Debug, Clone)]
pub struct RowValue {
    /// The value.
    pub value: Expr,
    /// Its first day.
    pub from: Option<Spanned<Date>>,
}

/// The keys that a row stands for.
#[derive(Debug, Clone)]
pub enum RowKey {
    /// `Red River delta or South East`.
    Options(Vec<Ref>),
    /// `under 200`.
    Band(Box<Band>),
    /// `otherwise`: whatever no other row names.
    Otherwise,
}

/// A stretch of numbers.
#[derive(Debug, Clone)]
pub enum Band {
    /// `3`: this number alone.
    Exactly(Expr),
    /// `over 50% to 90%`, `from 200 to under 500`, `at least 90%`.
    Stretch {
        /// Where it begins, if it does.
        low: Option<Edge>,
        /// Where it ends, if it does.
        high: Option<Edge>,
    },
}

/// An end of a band.
#[derive(Debug, Clone)]
pub struct Edge {
    /// The number.
    pub at: Expr,
    /// Whether the number itself belongs to the band.
    pub included: bool,
}
