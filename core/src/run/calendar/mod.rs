//! Dates, periods, days off and time limits.

pub mod period;

use jiff_core::civil::Date;

use super::program::Label;

/// A calendar of days off.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Id.
    pub id: String,
    /// Names.
    pub label: Label,
    /// The days of the week off, 1 (Monday) to 7.
    pub weekend: Vec<i8>,
    /// Days off that are no weekend, and worked weekends, ascending by day.
    pub days: Vec<SpecialDay>,
    /// 31 January plus one month is the last day of February; else it is refused.
    pub month_end_clamps: bool,
    /// A limit that ends on a weekend rolls to the next working day; else it stands.
    pub weekend_rolls: bool,
    /// The same for a holiday.
    pub holiday_rolls: bool,
    /// The last day for which days off are announced.
    pub known_until: Option<Date>,
}

/// A day that differs from its day of the week.
#[derive(Debug, Clone)]
pub struct SpecialDay {
    /// The day.
    pub day: Date,
    /// Off, or worked.
    pub off: bool,
    /// For one sector only: `Some(true)` public, `Some(false)` private.
    pub public: Option<bool>,
    /// What it is.
    pub label: Label,
    /// Where it is announced.
    pub source: Option<String>,
}
