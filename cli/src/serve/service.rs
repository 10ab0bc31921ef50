//! What all requests share.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use luat_grammar::Language;
use luat_grammar::diagnostic::Text;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::limits::Limits;
use super::metrics::Metrics;
use super::problem::{BUSY, Problem};
use super::receipt::Keys;
use super::shelf::Shelf;

/// What all requests share.
pub(crate) struct Service {
    shelf: RwLock<Arc<Shelf>>,
    /// Why the rules on disk are not those served, where they are not.
    stale: Mutex<Option<Text>>,
    pub(super) keys: Keys,
    pub(super) limits: Limits,
    /// Spoken where a request asks for no other.
    pub(super) language: Language,
    pub(super) metrics: Metrics,
    requests: Arc<Semaphore>,
    is_stopping: AtomicBool,
    /// What tells this run from others.
    run: u32,
    asked: AtomicU64,
}

/// A name of a request that tells nothing of who asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct RequestId {
    run: u32,
    number: u64,
}

impl fmt::Display for RequestId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:08x}-{}", self.run, self.number)
    }
}

impl Service {
    pub(crate) fn new(shelf: Shelf, keys: Keys, limits: Limits, language: Language) -> Self {
        let metrics = Metrics::new();
        metrics.rules(&shelf);
        Self {
            shelf: RwLock::new(Arc::new(shelf)),
            stale: Mutex::new(None),
            keys,
            limits,
            language,
            metrics,
            requests: Arc::new(Semaphore::new(limits.requests())),
            is_stopping: AtomicBool::new(false),
            run: u32::try_from(jiff::Timestamp::now().as_second() & 0xFFFF_FFFF)
                .unwrap_or_default(),
            asked: AtomicU64::new(0),
        }
    }

    /// The rules as they stand; a request keeps those with which it began.
    pub(super) fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.shelf.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Serves other rules from here on.
    pub(super) fn replace(&self, served: Shelf) {
        self.metrics.rules(&served);
        *self.shelf.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(served);
        *self.stale() = None;
        self.tell_rules();
    }

    /// Goes on with the rules there are, for those on disk cannot be used.
    pub(super) fn keep(&self, why: Text) {
        self.metrics.stale();
        *self.stale() = Some(why);
    }

    /// Why the rules on disk are not those served, where they are not.
    pub(super) fn stale(&self) -> MutexGuard<'_, Option<Text>> {
        self.stale.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Logs which rules are served.
    pub(super) fn tell_rules(&self) {
        for one in self.shelf().iter() {
            tracing::info!(ruleset = one.name, digest = one.rules.digest(), "rules");
        }
    }

    /// Room for one more request that is worked on.
    pub(super) fn admit(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let permit = Arc::clone(&self.requests).try_acquire_owned();
        permit.map_err(|_| {
            self.metrics.refused("requests");
            BUSY.of(Text::new(
                format!(
                    "{} requests are being worked on already",
                    self.limits.requests()
                ),
                format!("đang xử lý {} yêu cầu", self.limits.requests()),
            ))
        })
    }

    pub(super) fn stop(&self) {
        self.is_stopping.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::Relaxed)
    }

    pub(super) fn next_id(&self) -> RequestId {
        RequestId {
            run: self.run,
            number: self.asked.fetch_add(1, Ordering::Relaxed) + 1,
        }
    }
}
