//! The members of an `each`, those among them of whom it is not known whether they are meant at all.

use super::judgement::{Judgement, all_may};
use super::may::May;
use super::scope::Tense;
use crate::run::interval::Truth;
use crate::run::ordered::sort_by_key;
use crate::run::verdict::{MemberVerdict, Reason, Status};

/// What becomes of the members, one by one.
pub(super) struct Members {
    /// Of a member that may be left out and would not be met: what that leaves.
    open: Status,
    none_counts_as_met: bool,
    statuses: Vec<Status>,
    /// Those that need attention, by their position among all.
    told: Vec<(usize, MemberVerdict)>,
    /// Those that are met or do not apply, and may be left out: where all may be, nobody may be left.
    perhaps: Vec<(usize, MemberVerdict)>,
    /// What holds of some that are meant for certain.
    certain: Certain,
    /// What each may come to, as far as it is meant.
    ways: Vec<May>,
}

/// What holds of some member that is meant for certain.
struct Certain {
    some: bool,
    met: bool,
    not_applicable: bool,
}

impl Members {
    pub(super) const fn new(tense: Tense, none_counts_as_met: bool) -> Self {
        Self {
            open: match tense {
                Tense::Running => Status::Pending,
                Tense::Settled => Status::Unknown,
            },
            none_counts_as_met,
            statuses: Vec::new(),
            told: Vec::new(),
            perhaps: Vec::new(),
            certain: Certain {
                some: false,
                met: false,
                not_applicable: false,
            },
            ways: Vec::new(),
        }
    }

    /// What they may come to together; `others` says whether there may be more of them.
    pub(super) fn may(&self, others: bool) -> May {
        let others = others.then_some(May::ANY);
        let may = all_may(self.ways.iter().copied().chain(others));
        if self.none_counts_as_met && !self.certain.some {
            may.or(May::be(Status::Met))
        } else {
            may
        }
    }

    /// Adds a member; `selected` is whether it is meant, `waits` whether that hangs on nothing but what is still to
    /// come, and `tell` makes its verdict.
    pub(super) fn add(
        &mut self,
        (selected, waits): (Truth, bool),
        judgement: &Judgement,
        tell: impl FnOnce(Status, Reason) -> MemberVerdict,
    ) {
        let position = self.statuses.len();
        let Judgement { status, reason, .. } = *judgement;
        self.statuses.push(status);
        if selected == Truth::True {
            self.certain.some = true;
            self.ways.push(judgement.may);
            self.certain.met |= status == Status::Met;
            self.certain.not_applicable |= status == Status::NotApplicable;
            if !is_quiet(status) || judgement.before_event {
                self.told.push((position, tell(status, reason)));
            }
            return;
        }
        self.ways
            .push(judgement.may.or(May::be(Status::NotApplicable)));
        let open = if waits { Status::Pending } else { self.open };
        let verdict = tell(open, Reason::ConditionUnknown);
        if is_quiet(status) {
            self.perhaps.push((position, verdict));
        } else {
            self.settle(position, verdict);
        }
    }

    fn settle(&mut self, position: usize, verdict: MemberVerdict) {
        if let Some(status) = self.statuses.get_mut(position) {
            *status = verdict.status;
        }
        self.told.push((position, verdict));
    }

    /// All statuses, and the verdicts on those that need attention.
    pub(super) fn told(mut self) -> (Vec<Status>, Vec<MemberVerdict>) {
        if !self.certain.met {
            for (position, verdict) in std::mem::take(&mut self.perhaps) {
                // Left out, it leaves nobody; met, or not applicable, it must say the same.
                let alike = match self.statuses.get(position) {
                    Some(Status::Met) => self.none_counts_as_met && !self.certain.not_applicable,
                    _ => !self.none_counts_as_met,
                };
                if !alike {
                    self.settle(position, verdict);
                }
            }
            sort_by_key(&mut self.told, |(position, _)| *position);
        }
        let told = self.told.into_iter().map(|(_, verdict)| verdict);
        (self.statuses, told.collect())
    }
}

/// Whether nothing need be said of it.
const fn is_quiet(status: Status) -> bool {
    matches!(status, Status::Met | Status::NotApplicable)
}
