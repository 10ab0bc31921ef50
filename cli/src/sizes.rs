//! How much one report may hold, where somebody else sends it.

use std::num::NonZero;

use clap::Args;
use luat_core::run::limits::Limits;

/// Limits of a report by which work and memory are bounded; the engine's own where none is given.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Sizes {
    #[arg(id = "report_bodies", long = "report-bodies", value_name = "COUNT")]
    bodies: Option<NonZero<usize>>,
    #[arg(id = "report_periods", long = "report-periods", value_name = "COUNT")]
    periods: Option<NonZero<usize>>,
    #[arg(id = "report_members", long = "report-members", value_name = "COUNT")]
    members: Option<NonZero<usize>>,
}

impl Sizes {
    pub(crate) fn limits(self) -> Limits {
        let mut limits = Limits::default();
        let given = [
            (&mut limits.bodies, self.bodies),
            (&mut limits.periods, self.periods),
            (&mut limits.members, self.members),
        ];
        for (limit, count) in given {
            *limit = count.map_or(*limit, NonZero::get);
        }
        limits
    }
}
