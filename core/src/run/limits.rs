//! How much one report may hold.

use super::facts::read::{MOST_BODIES, MOST_MEMBERS, MOST_PERIODS, MOST_PROBLEMS, MOST_TIMES};
use super::json::MOST_BYTES;

/// How much one report may hold. What is over a limit is told with a code (`too_large`), never cut off in silence.
///
/// These bound work and memory, so that who reads what strangers send may set them lower, and who knows what comes
/// higher: of a report within them no verdict depends on any. How deep a report may nest is none of them, for it
/// bounds the stack, which a caller cannot know; nor is how long an id may be, which others rely on.
///
/// ```
/// use luat_core::run::limits::Limits;
///
/// let mut limits = Limits::default();
/// assert_eq!(limits.members, 1_000_000);
/// limits.members = 20_000;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of its text; more, and the report is not read ([`MOST_BYTES`]).
    pub bytes: usize,
    /// Bodies, its own counted; those beyond are left out ([`MOST_BODIES`]).
    pub bodies: usize,
    /// Periods of one body, one of several years counted as so many; those beyond are left out ([`MOST_PERIODS`]).
    pub periods: usize,
    /// Bodies times the periods that the report speaks of, for each is judged in each ([`MOST_TIMES`]).
    pub times: usize,
    /// Members in all lists together; from the list on that has more, none is known ([`MOST_MEMBERS`]).
    pub members: usize,
    /// Problems that are listed; what else is wrong is still not known ([`MOST_PROBLEMS`]).
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: MOST_BYTES,
            bodies: MOST_BODIES,
            periods: MOST_PERIODS,
            times: MOST_TIMES,
            members: MOST_MEMBERS,
            problems: MOST_PROBLEMS,
        }
    }
}
