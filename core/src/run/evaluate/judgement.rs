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

/// So many must be met; late, or not applicable, counts as not met.
pub(super) fn at_least(n: usize, judgements: &[Judgement]) -> Status {
    let count = |wanted: Status| {
        let open = judgements
            .iter()
            .filter(|judgement| judgement.may.come_to(Status::Met));
        open.filter(|judgement| judgement.status == wanted).count()
    };
    let (met, unknown, pending) = (
        count(Status::Met),
        count(Status::Unknown),
        count(Status::Pending),
    );
    if met >= n {
        Status::Met
    } else if met + unknown + pending < n {
        Status::NotMet
    } else if unknown > 0 {
        Status::Unknown
    } else {
        Status::Pending
    }
}
