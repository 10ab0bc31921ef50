//! Rules read again, on a signal or when their files change: all of them, or none.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::Duration;

use luat_core::wire;
use luat_grammar::diagnostic::{Diagnostic, Severity, Text};

use super::service::Service;
use super::shelf::{Places, Stamp, Unusable};
use crate::mistake;
use crate::rules::Rules;

/// How often files are looked at.
const LOOK: Duration = Duration::from_secs(1);
/// Most findings that are logged of rules that cannot be used.
const MOST_TOLD: usize = 20;

/// What reads rules again.
pub(super) struct Reload {
    asked: SyncSender<()>,
}

impl Reload {
    /// Asks for it; asked again while it is at it, it does so once more.
    pub(super) fn now(&self) {
        // One that is waiting serves all who ask.
        let _ = self.asked.try_send(());
    }
}

/// Begins a thread that reads rules again when asked to and, watching, when their files change.
pub(super) fn begin(
    service: &Arc<Service>,
    places: Places,
    loaded: Stamp,
    is_watching: bool,
) -> Reload {
    let (asked, asking) = mpsc::sync_channel(1);
    let mut watch = Watch {
        service: Arc::clone(service),
        places,
        seen: loaded.clone(),
        loaded,
    };
    thread::spawn(move || {
        loop {
            let asked = if is_watching {
                asking.recv_timeout(LOOK)
            } else {
                asking.recv().map_err(RecvTimeoutError::from)
            };
            match asked {
                Ok(()) => watch.reload(),
                Err(RecvTimeoutError::Timeout) => watch.look(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    });
    Reload { asked }
}

/// Files, as they were read and as they were seen last.
struct Watch {
    service: Arc<Service>,
    places: Places,
    loaded: Stamp,
    seen: Stamp,
}

impl Watch {
    /// Reads the files again once they have changed and stand still: a text half written is not read.
    fn look(&mut self) {
        let now = self.places.stamp(&self.loaded.files());
        let is_still = now == self.seen;
        self.seen = now;
        if is_still && self.seen != self.loaded {
            self.reload();
        }
    }

    fn reload(&mut self) {
        self.loaded = self.places.stamp(&self.loaded.files());
        // Texts that bring the engine down must not end what reads the next ones.
        let loaded = mistake::caught(|| self.places.load());
        match loaded {
            Ok(Ok(loaded)) => {
                self.loaded = loaded.stamp;
                self.service.metrics.reloaded();
                self.service.replace(loaded.shelf);
            }
            Err(mistake) => {
                self.service.metrics.panicked();
                self.service.keep(mistake.text());
            }
            Ok(Err(Unusable::Failure(failure))) => {
                let text = failure.text();
                tracing::error!(
                    code = failure.key(),
                    why = text.en,
                    "the rules cannot be used; older ones are served"
                );
                self.service.keep(text);
            }
            Ok(Err(Unusable::Findings(rules, found))) => {
                tell(&rules, &found);
                self.service.keep(summary(&rules, &found));
            }
        }
        self.seen = self.loaded.clone();
    }
}

/// Logs what is wrong with rules.
fn tell(rules: &Rules, found: &[Diagnostic]) {
    let told = wire::diagnostics::diagnostics(&rules.parsed.sources, found);
    let errors = told.diagnostics.iter();
    let errors = errors.filter(|one| one.severity == "error");
    for one in errors.take(MOST_TOLD) {
        tracing::error!(
            code = one.code,
            file = one.place.file,
            line = one.place.line,
            column = one.place.column,
            why = one.message.en,
            "finding"
        );
    }
    tracing::error!("the rules cannot be used; older ones are served");
}

/// The first error, with its place.
fn summary(rules: &Rules, found: &[Diagnostic]) -> Text {
    let told = wire::diagnostics::diagnostics(&rules.parsed.sources, found);
    let count = found
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .count();
    let mut errors = told.diagnostics.iter();
    let Some(first) = errors.find(|one| one.severity == "error") else {
        return Text::new("", "");
    };
    let place = format!(
        "{}:{}:{}",
        first.place.file, first.place.line, first.place.column
    );
    Text::new(
        format!(
            "errors in the rules: {count}; the first: {place}: {}: {}",
            first.code, first.message.en
        ),
        format!(
            "số lỗi trong quy định: {count}; lỗi đầu tiên: {place}: {}: {}",
            first.code, first.message.vi
        ),
    )
}
