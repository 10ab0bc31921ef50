//! Dates, periods, days off and time limits.
//!
//! How days are counted is law, not a library's default, so it stands here once: the day of the
//! event is not counted (Civil Code 2015, Article 147), a month without that day ends on its last
//! day and an end on a day off moves to the next working day (Article 148), each unless the
//! calendar, and through it the document, says otherwise.

pub mod days_off;
pub mod iso;
pub mod limits;
pub mod period;

pub use jiff_core::civil::Date;

use super::program::Label;

/// The calendar of Vietnam that ships with the engine, as rule text: data announced by the state.
pub const VIETNAM: &str = include_str!("../../../data/vietnam.luat");

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

/// Whose days off: some are given to one sector only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sector {
    /// State bodies, who report under most rules.
    #[default]
    Public,
    /// Everyone else.
    Private,
}

impl Calendar {
    /// Saturdays and Sundays off, ends stand: for documents without a calendar.
    pub fn without_holidays() -> Self {
        Self {
            id: String::new(),
            label: Label::default(),
            weekend: vec![6, 7],
            days: Vec::new(),
            month_end_clamps: true,
            weekend_rolls: false,
            holiday_rolls: false,
            known_until: None,
        }
    }

    /// Counts days as the public sector does.
    pub fn public(&self) -> Reckoner<'_> {
        self.for_sector(Sector::Public)
    }

    /// Counts days as a sector does.
    pub fn for_sector(&self, sector: Sector) -> Reckoner<'_> {
        Reckoner {
            calendar: self,
            sector,
        }
    }
}

/// Counts days by a calendar, as one sector does.
#[derive(Debug, Clone, Copy)]
pub struct Reckoner<'c> {
    calendar: &'c Calendar,
    sector: Sector,
}
