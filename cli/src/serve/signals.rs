//! What the machine tells a service to do: stop, or read its rules again.

use std::io;
use std::sync::Arc;

use super::connections::Connections;
use super::reload::Reload;
use super::service::Service;

/// Signals, heard from here on.
pub(super) struct Signals {
    #[cfg(unix)]
    stop: [tokio::signal::unix::Signal; 2],
    #[cfg(unix)]
    reload: tokio::signal::unix::Signal,
}

impl Signals {
    #[cfg(unix)]
    pub(super) fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            stop: [
                signal(SignalKind::terminate())?,
                signal(SignalKind::interrupt())?,
            ],
            reload: signal(SignalKind::hangup())?,
        })
    }

    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    /// Serves connections until told to stop; then lets those there are come to their end, for some time
    /// or until told again.
    pub(super) async fn obey(
        mut self,
        mut connections: Connections,
        service: &Arc<Service>,
        reload: &Reload,
    ) {
        tokio::select! {
            () = connections.take() => {}
            () = self.stop(reload) => {}
        }
        service.stop();
        tracing::info!("stopping");
        tokio::select! {
            () = connections.end() => {}
            () = tokio::time::sleep(service.limits.of_stop()) => tracing::warn!("requests are cut off"),
            () = self.stop(reload) => tracing::warn!("requests are cut off"),
        }
    }

    /// Waits until told to stop.
    #[cfg(unix)]
    async fn stop(&mut self, reload: &Reload) {
        let [terminate, interrupt] = &mut self.stop;
        loop {
            tokio::select! {
                _ = terminate.recv() => return,
                _ = interrupt.recv() => return,
                _ = self.reload.recv() => reload.now(),
            }
        }
    }

    #[cfg(not(unix))]
    async fn stop(&mut self, _: &Reload) {
        // One that cannot be heard is none.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
