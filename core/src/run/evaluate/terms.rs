//! What a requirement says beside its goal.

use jiff_core::civil::Date;

use super::judgement::Judgement;
use super::may::May;
use crate::run::interval::{Range, Truth};
use crate::run::program::Ended;
use crate::run::verdict::{Reason, Status};

/// What a requirement says beside its goal.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Terms {
    /// The last day that serves for deeds without a limit of their own, where the text names one.
    pub(super) due: Option<Date>,
    /// A share or `each` over nobody is met.
    pub(super) none_counts_as_met: bool,
    /// First and last day of the text in force, and why it ended: it judges a limit by its event.
    pub(super) in_force: Option<(Date, Option<Date>, Ended)>,
    /// First day of the wording whose sentence names the years in which it is first asked.
    pub(super) since: Option<Date>,
    /// First day on which the rule bound in any wording that says the same: nothing done before it is forbidden by it.
    pub(super) entry: Option<Date>,
    /// The text was in force for a part of the period alone: it judges limits whose event is known to
    /// lie there, and nothing else.
    pub(super) events_only: bool,
    /// No duty is judged, a condition is: what cannot be told from the days alone does not hold.
    pub(super) of_condition: bool,
}

impl Terms {
    /// Those of a condition.
    pub(super) fn of_condition() -> Self {
        Self {
            of_condition: true,
            ..Self::default()
        }
    }

    /// The answer where there is nobody to count.
    pub(super) fn of_nobody(&self) -> Judgement {
        let status = if self.none_counts_as_met {
            Status::Met
        } else {
            Status::NotApplicable
        };
        Judgement::new(status, Reason::EmptyPopulation)
    }

    /// What is held of some, where there may be nobody.
    pub(super) fn of_some(&self, kept: Truth, of: Range) -> Truth {
        match kept {
            Truth::True if self.none_counts_as_met => Truth::True,
            _ if of.may_be_nothing() => Truth::Unknown,
            kept => kept,
        }
    }

    /// What a share of so many may come to.
    pub(super) fn may_of(&self, kept: Truth, of: Range) -> May {
        let may = May::keep(kept);
        if of.may_be_nothing() {
            may.or(self.of_nobody().may)
        } else {
            may
        }
    }

    /// Why no event that has not come so far can still be judged: the text has ended.
    pub(super) fn over(&self, as_of: Date) -> Option<Judgement> {
        let (_, to, ended) = self.in_force?;
        to.filter(|to| as_of > *to)
            .map(|_| Judgement::new(Status::NotApplicable, ended_reason(ended)))
    }

    /// Whether an event to come may find the text not in force yet, or not any more.
    pub(super) fn may_miss_an_event(&self, as_of: Date) -> bool {
        self.in_force
            .is_some_and(|(from, to, _)| as_of < from || to.is_some())
    }

    /// Why a day that comes too early is not judged: a text that is in force already may ask something of
    /// later years alone.
    pub(super) fn not_yet(&self, reason: Reason, day: Date) -> Reason {
        let early = matches!(reason, Reason::NotInForce | Reason::BeforeFirstPeriod);
        match (self.since, self.in_force) {
            (Some(since), Some((from, ..))) if early && since <= day && day < from => {
                Reason::PhaseNotBegun
            }
            _ => reason,
        }
    }

    pub(super) fn out_of_force(&self, day: Date) -> Option<Reason> {
        let (from, to, ended) = self.in_force?;
        if day < from {
            Some(self.not_yet(Reason::NotInForce, day))
        } else if to.is_some_and(|to| day > to) {
            Some(ended_reason(ended))
        } else {
            None
        }
    }
}

/// Why a text that has ended does not apply.
pub(super) const fn ended_reason(ended: Ended) -> Reason {
    match ended {
        Ended::Expired => Reason::Expired,
        Ended::PhaseOver => Reason::PhaseOver,
        Ended::Repealed => Reason::Repealed,
        Ended::Suspended => Reason::Suspended,
        Ended::Amended => Reason::Amended,
    }
}
