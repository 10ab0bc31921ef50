//! What `luat lsp` and `luat serve` are sent, sent within this process: for whoever tries them with whatever bytes.

use std::io::{self, Cursor, Write};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use hyper::rt;
use hyper_util::service::TowerToHyperService;
use luat_core::run::limits::Limits;
use luat_grammar::Language;
use tokio::runtime::{Builder, Runtime};

use crate::args::{self, Subcommands};
use crate::serve::connections;
use crate::serve::receipt::Keys;
use crate::serve::routes::routes;
use crate::serve::service;
use crate::serve::shelf::Places;
use crate::{Exit, lsp};

/// A session of `luat lsp` with a client that sends these bytes and closes.
///
/// # Errors
/// When what is answered cannot be written.
pub fn language_server(sent: Vec<u8>, answers: &mut dyn Write) -> io::Result<Exit> {
    lsp::serve_streams(Cursor::new(sent), answers)
}

/// `luat serve` without a socket.
pub struct Service {
    runtime: Runtime,
    shared: Arc<service::Service>,
    routes: Router,
}

impl Service {
    /// Serves the rules at some paths; none where they cannot be served.
    pub fn new(rules: &[PathBuf]) -> Option<Self> {
        let words = ["luat", "serve", "rules"].map(Into::into);
        let Subcommands::Serve(arguments) = args::parse(&words, Language::En).ok()?.command else {
            return None;
        };
        let shelf = Places::new(rules, &[], Limits::default())
            .load()
            .ok()?
            .shelf;
        let (keys, limits) = (Keys::default(), arguments.limits);
        let service = service::Service::new(shelf, keys, limits, Language::En);
        let shared = Arc::new(service);
        Some(Self {
            runtime: Builder::new_current_thread().enable_all().build().ok()?,
            routes: routes(&shared, &[]).ok()?,
            shared,
        })
    }

    /// What is answered on a connection whose client sends these bytes and closes its side.
    pub fn answer(&self, sent: &[u8]) -> Vec<u8> {
        let mut stream = Stream {
            sent,
            answered: Vec::new(),
        };
        let http = connections::http(&self.shared);
        let served = TowerToHyperService::new(self.routes.clone());
        // What ends a connection early is the other side's business.
        let _ = self
            .runtime
            .block_on(http.serve_connection(&mut stream, served));
        stream.answered
    }
}

/// A connection whose other side has sent all it will.
struct Stream<'s> {
    sent: &'s [u8],
    answered: Vec<u8>,
}

impl rt::Read for Stream<'_> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        mut to: rt::ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let (now, later) = self.sent.split_at(self.sent.len().min(to.remaining()));
        to.put_slice(now);
        self.sent = later;
        Poll::Ready(Ok(()))
    }
}

impl rt::Write for Stream<'_> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.answered.extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
