//! Connections: taken, limited, and ended in order.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

use super::service::Service;

/// The largest head of a request, in bytes.
const MOST_HEAD: usize = 16 << 10;
/// How much of a connection is held on each side, in bytes.
const BUFFER: usize = 64 << 10;
/// How long to wait where the machine has no room for one more connection.
const NO_ROOM: Duration = Duration::from_millis(100);
/// What is said where there is no room for one more.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// How a connection is read.
pub(crate) fn http(service: &Service) -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(service.limits.of_head())
        .max_header_size(MOST_HEAD)
        .max_buf_size(BUFFER)
        // Who has sent all may close that side and still wait for the answer.
        .half_close(true);
    http
}

/// Connections that are taken and served.
pub(super) struct Connections {
    listener: TcpListener,
    routes: Router,
    service: Arc<Service>,
    http: http1::Builder,
    room: Arc<Semaphore>,
    open: GracefulShutdown,
}

impl Connections {
    pub(super) fn new(listener: TcpListener, routes: Router, service: &Arc<Service>) -> Self {
        Self {
            listener,
            routes,
            service: Arc::clone(service),
            http: http(service),
            room: Arc::new(Semaphore::new(service.limits.connections())),
            open: GracefulShutdown::new(),
        }
    }

    /// Takes connections for ever.
    pub(super) async fn take(&mut self) {
        loop {
            match self.listener.accept().await {
                Ok((stream, _)) => self.serve(stream),
                Err(error) if is_of_connection(&error) => {}
                Err(error) => {
                    tracing::warn!(%error, "no connection can be taken");
                    tokio::time::sleep(NO_ROOM).await;
                }
            }
        }
    }

    fn serve(&self, stream: TcpStream) {
        let Ok(room) = Arc::clone(&self.room).try_acquire_owned() else {
            self.service.metrics.refused("connections");
            // Nothing was sent on it, so it takes this at once or not at all.
            let _ = stream.try_write(FULL);
            return;
        };
        // Small answers are not held back.
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        // Who takes nothing of an answer for so long takes none of it.
        stream.set_write_timeout(Some(self.service.limits.of_request()));
        let service = TowerToHyperService::new(self.routes.clone());
        let connection = self
            .http
            .serve_connection(TokioIo::new(Box::pin(stream)), service);
        let connection = self.open.watch(connection);
        let counted = Arc::clone(&self.service);
        counted.metrics.connected();
        tokio::spawn(async move {
            // What ends a connection early is the other side's business.
            let _ = connection.await;
            counted.metrics.disconnected();
            drop(room);
        });
    }

    /// Takes no more, and waits until those there are have ended.
    pub(super) async fn end(self) {
        drop(self.listener);
        self.open.shutdown().await;
    }
}

/// One that was gone before it was taken.
fn is_of_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
    )
}
