//! What an answer may still come to once all is known.

use crate::run::interval::Truth;
use crate::run::verdict::Status;

/// Some of met, late, not met and not applicable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct May(u8);

const ENDS: [Status; 4] = [
    Status::Met,
    Status::Late,
    Status::NotMet,
    Status::NotApplicable,
];

impl May {
    /// Whatever there is.
    pub(super) const ANY: Self = Self(0b1111);
    /// Met, late or not met: a deed that is asked for.
    pub(super) const BE_DONE: Self = Self(0b0111);
    /// Met or not met.
    pub(super) const BE_KEPT: Self = Self(0b0101);

    /// This and nothing else; anything, where it is not decided.
    pub(super) const fn be(status: Status) -> Self {
        Self(match status {
            Status::Met => 0b0001,
            Status::Late => 0b0010,
            Status::NotMet => 0b0100,
            Status::NotApplicable => 0b1000,
            Status::Pending | Status::Unknown => 0b1111,
        })
    }

    /// What a bound leaves.
    pub(super) const fn keep(truth: Truth) -> Self {
        match truth {
            Truth::True => Self::be(Status::Met),
            Truth::False => Self::be(Status::NotMet),
            Truth::Unknown => Self::BE_KEPT,
        }
    }

    /// The one or the other.
    #[must_use]
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it may come to this.
    pub(super) const fn come_to(self, status: Status) -> bool {
        self.0 & Self::be(status).0 != 0
    }

    /// Whether it comes to late or not met, one or the other.
    pub(super) const fn only_miss(self) -> bool {
        self.0 != 0 && self.0 & !0b0110 == 0
    }

    /// What it comes to, where it can come to nothing else.
    pub(super) fn only(self) -> Option<Status> {
        ENDS.into_iter().find(|status| self == Self::be(*status))
    }

    /// What two together may come to.
    #[must_use]
    pub(super) fn together(self, other: Self, join: fn([Status; 2]) -> Status) -> Self {
        let of = |may: Self| ENDS.into_iter().filter(move |status| may.come_to(*status));
        of(self)
            .flat_map(|one| of(other).map(move |two| join([one, two])))
            .fold(Self(0), |so_far, status| so_far.or(Self::be(status)))
    }
}
