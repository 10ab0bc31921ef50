//! Periods: years, halves, quarters, months, spans of years.

use jiff_core::civil::Date;

/// A kind of period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A half of the year.
    HalfYear,
    /// A year.
    Year,
    /// So many years.
    Years(u16),
}

/// A period of time, both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}
