//! What is told of each request, to the log and the metrics: nothing of what was reported, of who
//! reports, or of what else an address says.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Body as _, Frame, SizeHint};
use tokio::time::Instant;

use super::service::{RequestId, Service};
use super::shelf::Shelved;
use crate::mistake;

/// The header that names a request.
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What is seen while a request is worked on.
#[derive(Default)]
pub(super) struct Seen {
    rules: OnceLock<Arc<Shelved>>,
    received: AtomicU64,
    reports: AtomicU64,
}

impl Seen {
    /// The rules it is judged by.
    pub(super) fn rules(&self, rules: &Arc<Shelved>) {
        // A request has but one.
        let _ = self.rules.set(Arc::clone(rules));
    }

    /// So many bytes of it came.
    pub(super) fn received(&self, bytes: usize) {
        self.received.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// So many of its reports are done with.
    pub(super) fn reports(&self, count: u64) {
        self.reports.fetch_add(count, Ordering::Relaxed);
    }
}

/// Sends the log to standard error, a JSON object a line. What a panic says may hold what was reported,
/// so only its place is told.
pub(super) fn begin() {
    let log = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_target(false)
        .with_writer(io::stderr);
    // A process logs once; tests may serve more often.
    let _ = log.try_init();
    mistake::on_panic(|panic, _| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "panic");
    });
}

/// Tells of a request when its answer has gone out, and names it.
pub(super) async fn observed(
    State(service): State<Arc<Service>>,
    mut request: Request,
    next: Next,
) -> Response {
    let mut told = Told {
        id: service.next_id(),
        method: known(request.method()),
        route: request
            .extensions()
            .get::<MatchedPath>()
            .map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned()),
        begun: Instant::now(),
        seen: Arc::new(Seen::default()),
        status: None,
        sent: 0,
        is_whole: false,
        service,
    };
    told.service.metrics.begun();
    request.extensions_mut().insert(Arc::clone(&told.seen));
    let mut response = next.run(request).await;
    told.status = Some(response.status());
    told.is_whole = response.body().is_end_stream();
    dress(&mut response, told.id);
    response.map(|body| Body::new(Observed { body, told }))
}

/// Headers of every answer: it is for whoever asked alone, and no page.
fn dress(response: &mut Response, id: RequestId) {
    let headers = response.headers_mut();
    let fixed = [
        (CACHE_CONTROL, "no-store"),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(id) = HeaderValue::try_from(id.to_string()) {
        headers.insert(REQUEST_ID, id);
    }
}

/// A method as the log names it: one made up could say anything.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

/// What is to be told of a request; told when it is dropped, whichever way it ended.
struct Told {
    id: RequestId,
    method: &'static str,
    route: String,
    begun: Instant,
    seen: Arc<Seen>,
    /// None: who asked went away before there was an answer.
    status: Option<StatusCode>,
    sent: u64,
    is_whole: bool,
    service: Arc<Service>,
}

impl Drop for Told {
    fn drop(&mut self) {
        let took = self.begun.elapsed();
        let status = self.status.map_or(0, |status| status.as_u16());
        let rules = self.seen.rules.get();
        self.service.metrics.ended(&self.route, status, took);
        tracing::info!(
            id = %self.id,
            method = self.method,
            route = self.route,
            status,
            us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
            received = self.seen.received.load(Ordering::Relaxed),
            sent = self.sent,
            whole = self.is_whole,
            reports = self.seen.reports.load(Ordering::Relaxed),
            ruleset = rules.map(|rules| rules.name.as_str()),
            digest = rules.map(|rules| rules.rules.digest()),
            "request"
        );
    }
}

/// The body of an answer, counted as it goes out.
struct Observed {
    body: Body,
    told: Told,
}

impl http_body::Body for Observed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        match &polled {
            Poll::Ready(Some(Ok(frame))) => {
                self.told.sent += frame.data_ref().map_or(0, Bytes::len) as u64;
                self.told.is_whole = self.body.is_end_stream();
            }
            Poll::Ready(None) => self.told.is_whole = true,
            Poll::Ready(Some(Err(_))) | Poll::Pending => {}
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
