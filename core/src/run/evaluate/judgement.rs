//! The answer to a goal, and to several together.

use super::may::May;
use crate::run::calendar::limits::Due;
use crate::run::verdict::{LateBy, Measure, MemberVerdict, Reason, Status};

/// The answer to a goal.
#[derive(Debug, Clone)]
pub(super) struct Judgement {
    pub(super) status: Status,
    /// What it may come to, however the gaps are filled.
    pub(super) may: May,
    pub(super) reason: Reason,
    pub(super) due: Option<Due>,
    pub(super) late_by: Option<LateBy>,
    /// It was done before the event from which its limit counts.
    pub(super) before_event: bool,
    pub(super) measure: Option<Measure>,
    pub(super) members: Vec<MemberVerdict>,
}

impl Judgement {
    pub(super) fn new(status: Status, reason: Reason) -> Self {
        Self {
            status,
            may: May::be(status),
            reason,
            due: None,
            late_by: None,
            before_event: false,
            measure: None,
            members: Vec::new(),
        }
    }

    pub(super) fn running() -> Self {
        Self::new(Status::Pending, Reason::Running)
    }

    pub(super) fn late(late_by: LateBy) -> Self {
        Self {
            late_by: Some(late_by),
            ..Self::new(Status::Late, Reason::Late)
        }
    }

    /// The same, of which this much is known while it is not decided.
    pub(super) fn that_may(self, may: May) -> Self {
        match self.status {
            Status::Pending | Status::Unknown => Self { may, ..self },
            _ => self,
        }
    }

    pub(super) fn measured(self, measure: Measure) -> Self {
        Self {
            measure: Some(measure),
            ..self
        }
    }
}

/// The later of two last days; of hours the later moment.
pub(super) fn latest_due(a: Option<Due>, b: Option<Due>) -> Option<Due> {
    match (a, b) {
        (Some(a), Some(b)) => {
            let last = |due: Due| (due.day, due.moment.map(|end| end.to));
            Some(if last(a) >= last(b) { a } else { b })
        }
        (a, b) => a.or(b),
    }
}

/// One not met decides; else one unknown, then one pending, leaves it so; else one late makes it late.
/// What does not apply drops out.
pub(super) fn all_of(statuses: impl Iterator<Item = Status>) -> Status {
    const ORDER: [Status; 6] = [
        Status::NotMet,
        Status::Unknown,
        Status::Pending,
        Status::Late,
        Status::Met,
        Status::NotApplicable,
    ];
    first_of(ORDER, statuses)
}

/// What all together may come to.
pub(super) fn all_may(ways: impl Iterator<Item = May>) -> May {
    ways.fold(May::be(Status::NotApplicable), |so_far, may| {
        so_far.together(may, |two| all_of(two.into_iter()))
    })
}

/// What the best of them may come to.
pub(super) fn any_may(ways: impl Iterator<Item = May>) -> May {
    ways.fold(May::be(Status::NotApplicable), |so_far, may| {
        so_far.together(may, |two| any_of(two.into_iter()))
    })
}

/// One met decides; else one unknown, then pending, then late; what does not apply drops out.
pub(super) fn any_of(statuses: impl Iterator<Item = Status>) -> Status {
    const ORDER: [Status; 6] = [
        Status::Met,
        Status::Unknown,
        Status::Pending,
        Status::Late,
        Status::NotMet,
        Status::NotApplicable,
    ];
    first_of(ORDER, statuses)
}

fn first_of(order: [Status; 6], statuses: impl Iterator<Item = Status>) -> Status {
    let rank = |status: Status| order.iter().position(|s| *s == status);
    statuses
        .min_by_key(|status| rank(*status))
        .unwrap_or(Status::NotApplicable)
}

/// What so many of them come to while it is open: unknown where one that may be done is.
pub(super) fn open_of(judgements: &[Judgement]) -> Status {
    let mut open = judgements.iter().filter(|one| is_done(one.may));
    if open.any(|one| one.status == Status::Unknown) {
        Status::Unknown
    } else {
        Status::Pending
    }
}

/// What so many of them may come to: so many must be met; those late make up what is lacking, late. What does not
/// apply counts as not met.
pub(super) fn at_least_may(n: usize, judgements: &[Judgement]) -> May {
    let count = |is_counted: &dyn Fn(May) -> bool| {
        let all = judgements.iter().map(|judgement| judgement.may);
        all.filter(|may| is_counted(*may)).count()
    };
    let surely_met = count(&|may| may.only() == Some(Status::Met));
    let surely_done =
        count(&|may| !may.come_to(Status::NotMet) && !may.come_to(Status::NotApplicable));
    let perhaps_met = count(&|may| may.come_to(Status::Met));
    let perhaps_done = count(&is_done);
    let some_late = count(&|may| may.come_to(Status::Late)) > 0;
    let ways = [
        (perhaps_met >= n, Status::Met),
        (
            some_late && perhaps_done >= n && surely_met < n,
            Status::Late,
        ),
        (surely_done < n, Status::NotMet),
    ];
    let ways = ways.into_iter().filter(|(is_open, _)| *is_open);
    let ways = ways.map(|(_, status)| May::be(status));
    ways.reduce(May::or).unwrap_or(May::ANY)
}

/// Whether it may come to something done, in time or late.
fn is_done(may: May) -> bool {
    may.come_to(Status::Met) || may.come_to(Status::Late)
}
