//! What came up while a requirement was judged: missing facts, faulty ones, overflow.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use crate::run::facts::path::Path;

/// Notes taken during one judgement.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    missing: RefCell<Vec<Path>>,
    faulty: Cell<bool>,
    overflow: Cell<bool>,
    counted_twice: Cell<bool>,
    no_such_day: Cell<bool>,
}

impl Ledger {
    /// A fact that was asked for is blank or declared unknown.
    pub(super) fn miss(&self, path: Path) {
        self.missing.borrow_mut().push(path);
    }

    /// A fact that was asked for has a problem.
    pub(super) fn fault(&self) {
        self.faulty.set(true);
    }

    /// An exact result did not fit.
    pub(super) fn overflow(&self) {
        self.overflow.set(true);
    }

    /// Totals of several groups were added, where a person may stand in two.
    pub(super) fn count_twice(&self) {
        self.counted_twice.set(true);
    }

    /// A limit ends on a day that its calendar does not have.
    pub(super) fn refuse_day(&self) {
        self.no_such_day.set(true);
    }

    pub(super) fn is_faulty(&self) -> bool {
        self.faulty.get()
    }

    pub(super) fn has_overflow(&self) -> bool {
        self.overflow.get()
    }

    pub(super) fn is_counted_twice(&self) -> bool {
        self.counted_twice.get()
    }

    pub(super) fn has_refused_day(&self) -> bool {
        self.no_such_day.get()
    }

    /// The missing facts, each once, in the order in which they were asked for.
    pub(super) fn take_missing(&self) -> Vec<Path> {
        let mut seen = BTreeSet::new();
        let mut missing = self.missing.take();
        missing.retain(|address| seen.insert(address.clone()));
        missing
    }
}
