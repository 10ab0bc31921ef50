//! One walk that finds every place where a sentence could have been written otherwise, and writes it so.

use luat_grammar::source::Span;

/// Counts the changes that could be made, and makes the one that is wanted.
#[derive(Debug, Default)]
pub(super) struct Sites {
    /// Which change to make, counted in the order of the walk.
    wanted: usize,
    /// How many were met.
    met: usize,
    /// Where the change was made.
    pub(super) changed: Option<Span>,
    /// A threshold, number, date or length of time was met.
    pub(super) edge: bool,
}

impl Sites {
    /// A walk that makes the change of this number.
    pub(super) fn making(wanted: usize) -> Self {
        Self {
            wanted,
            ..Self::default()
        }
    }

    /// Offers other readings of what stands in a place.
    pub(super) fn offer<T>(
        &mut self,
        slot: &mut T,
        span: Span,
        others: impl IntoIterator<Item = T>,
    ) {
        for other in others {
            let here = self.met == self.wanted && self.changed.is_none();
            self.met += 1;
            if here {
                *slot = other;
                self.changed = Some(span);
                return;
            }
        }
    }

    /// Offers other values of a threshold, number, date or length of time.
    pub(super) fn offer_edge<T>(
        &mut self,
        slot: &mut T,
        span: Span,
        others: impl IntoIterator<Item = T>,
    ) {
        self.edge = true;
        self.offer(slot, span, others);
    }
}
