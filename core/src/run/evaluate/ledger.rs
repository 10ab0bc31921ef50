//! What came up while a requirement was judged: missing facts, faulty ones, overflow.

use std::cell::{Cell, RefCell};

use super::judgement::latest_due;
use crate::run::calendar::limits::Due;
use crate::run::facts::path::{ByMember, Path};
use crate::run::ordered::Set;

/// Notes taken during one judgement.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    missing: RefCell<Vec<Path>>,
    /// Lists of whom only totals are told, which do not tell of whom two things hold at once.
    untold_lists: RefCell<Vec<Path>>,
    faulty: Cell<bool>,
    overflow: Cell<bool>,
    counted_twice: Cell<bool>,
    no_such_day: Cell<bool>,
    /// How many of the missing are days whose time of day is asked for.
    times: Cell<usize>,
    before_event: Cell<bool>,
    /// Something is still to come.
    waits: Cell<bool>,
    /// The last day for it, where there is one.
    waits_until: Cell<Option<Due>>,
}

impl Ledger {
    /// A fact that was asked for is blank or declared unknown.
    pub(super) fn miss(&self, path: Path) {
        self.missing.borrow_mut().push(path);
    }

    /// Totals do not tell of whom two things hold at once; this list would.
    pub(super) fn miss_list(&self, path: Path) {
        self.untold_lists.borrow_mut().push(path);
    }

    /// Of a fact that was asked for the day is known, and the time of day is not.
    pub(super) fn miss_time(&self, path: Path) {
        self.miss(path);
        self.times.set(self.times.get() + 1);
    }

    /// Whether nothing but times of day is missing.
    pub(super) fn lacks_times_alone(&self) -> bool {
        let times = self.times.get();
        times > 0 && times == self.missing.borrow().len()
    }

    /// A deed was done before the event from which its limit counts.
    pub(super) fn precede(&self) {
        self.before_event.set(true);
    }

    pub(super) fn is_before_event(&self) -> bool {
        self.before_event.get()
    }

    /// A deed has not been done yet, and still may.
    pub(super) fn wait(&self, due: Option<Due>) {
        let until = latest_due(self.waits_until.get(), due);
        self.waits_until.set(until);
        self.waits.set(true);
    }

    /// Whether something is still to come.
    pub(super) fn waits(&self) -> bool {
        self.waits.get()
    }

    /// The last day for what is still to come, where there is one.
    pub(super) fn waits_until(&self) -> Option<Due> {
        self.waits_until.get()
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

    /// The missing facts, each once, in the order in which they were asked for; of what is undecided though nothing is
    /// missing, the lists that would decide it.
    pub(super) fn take_missing(&self, undecided: bool) -> Vec<Path> {
        let mut missing = self.missing.take();
        if missing.is_empty() && undecided && !self.is_faulty() {
            missing = self.untold_lists.take();
        }
        let mut seen = Set::new();
        let is_new: Vec<bool> = missing
            .iter()
            .map(|path| seen.insert(ByMember(path)))
            .collect();
        let told = missing.into_iter().zip(is_new);
        told.filter_map(|(path, is_new)| is_new.then_some(path))
            .collect()
    }
}
