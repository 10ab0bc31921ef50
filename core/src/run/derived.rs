//! What follows from a program alone, worked out once for all reports judged by it.

use super::facts::timing::Timing;
use super::program::Program;
use super::reads::Reads;

/// What follows from a program alone.
#[derive(Debug, Clone)]
pub(crate) struct Derived {
    /// What each requirement reads, by its position.
    pub(crate) reads: Vec<Reads>,
    /// Which days must lie within their period.
    pub(in crate::run) timing: Timing,
}

impl Program {
    /// What follows from it, worked out when it is first asked for.
    pub(crate) fn derived(&self) -> &Derived {
        self.derived.get_or_init(|| {
            let requirements = self.requirements.iter();
            Derived {
                reads: requirements.map(|one| Reads::of(self, one)).collect(),
                timing: Timing::of(self),
            }
        })
    }
}
