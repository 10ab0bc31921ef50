//! A request that is worked on: its place among the others, its rules, its body, its time.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, EXPECT, HeaderValue};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;
use luat_core::run::facts::read::ReadError;
use luat_core::run::json::JsonError;
use luat_grammar::diagnostic::Text;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout, timeout_at};

use super::log::Seen;
use super::problem::{BROKEN_OFF, MEDIA_TYPE, NOT_UTF8, Problem, RULESET, SLOW_REQUEST, TOO_SLOW};
use super::query::{Name, Query};
use super::service::Service;
use super::shelf::{Shelf, Shelved};

/// How long what is left of a refused request is read, so that who sent it hears why.
const LINGER: Duration = Duration::from_secs(2);

/// What a route takes.
pub(super) struct Takes {
    /// What its address can ask for.
    pub(super) names: &'static [Name],
    /// Kinds of content; none: whatever it is, it is not read.
    pub(super) content: &'static [&'static str],
}

/// A request that is worked on.
pub(super) struct Task {
    pub(super) query: Query,
    pub(super) rules: Arc<Shelved>,
    pub(super) seen: Arc<Seen>,
    pub(super) service: Arc<Service>,
    /// Held until the work is done, even where nobody waits for it any more.
    pub(super) permit: OwnedSemaphorePermit,
    pub(super) body: Body,
    headers: HeaderMap,
    until: Instant,
}

impl Task {
    /// Begins with a request, if there is room for it and it asks for what is there.
    pub(super) async fn begin(
        service: Arc<Service>,
        request: Request,
        takes: &Takes,
    ) -> Result<Self, Problem> {
        let (head, body) = request.into_parts();
        let until = Instant::now() + service.limits.of_request();
        let ready = || {
            let permit = service.admit()?;
            is_kind(&head.headers, takes.content)?;
            let query = Query::read(head.uri.query().unwrap_or_default(), takes.names)?;
            let shelf = service.shelf();
            let rules = shelf.named(query.ruleset.as_deref());
            let rules = rules.ok_or_else(|| no_rules(query.ruleset.as_deref(), &shelf))?;
            Ok((permit, query, Arc::clone(rules)))
        };
        let (permit, query, rules) = match ready() {
            Ok(ready) => ready,
            Err(problem) => {
                if !takes.content.is_empty() {
                    pass_over(body, &head.headers, service.limits.body()).await;
                }
                return Err(problem);
            }
        };
        let seen = head.extensions.get::<Arc<Seen>>().cloned();
        let seen = seen.unwrap_or_default();
        seen.rules(&rules);
        Ok(Self {
            query,
            rules,
            seen,
            service,
            permit,
            body,
            headers: head.headers,
            until,
        })
    }

    /// Answers a request that sends one report.
    pub(super) async fn of_report(
        service: Arc<Service>,
        request: Request,
        takes: &Takes,
        work: impl FnOnce(&Service, &Shelved, &Query, &str) -> Result<String, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let mut task = Self::begin(service, request, takes).await?;
        let report = task.report().await?;
        let (service, seen) = (Arc::clone(&task.service), Arc::clone(&task.seen));
        task.answer(move |shelved, query| {
            seen.reports(1);
            work(&service, shelved, query, &report)
        })
        .await
    }

    /// The report that was sent.
    async fn report(&mut self) -> Result<String, Problem> {
        let body = std::mem::replace(&mut self.body, Body::empty());
        let most = self.service.limits.body();
        let declared = self.headers.get(CONTENT_LENGTH);
        let declared = declared.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        if declared.is_some_and(|length| length > most) {
            self.service.metrics.refused("body");
            pass_over(body, &self.headers, most).await;
            return Err(too_large(most));
        }
        let whole = read_whole(body, most, &self.seen);
        let slow = |_| {
            self.service.metrics.refused("request_time");
            SLOW_REQUEST.of(Text::new(
                "send it whole within the time of a request",
                "cần gửi trọn trong thời gian của một yêu cầu",
            ))
        };
        let whole = timeout_at(self.until, whole).await.map_err(slow)?;
        String::from_utf8(whole?).map_err(|_| not_utf8())
    }

    /// Works out the answer, of JSON, away from the threads that serve connections.
    pub(super) async fn answer(
        self,
        work: impl FnOnce(&Shelved, &Query) -> Result<String, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let Self {
            query,
            rules,
            permit,
            ..
        } = self;
        let handle = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work(&rules, &query)
        });
        let stop = handle.abort_handle();
        match timeout_at(self.until, handle).await {
            Ok(Ok(answer)) => answer.map(json),
            Ok(Err(_)) => {
                self.service.metrics.panicked();
                Err(Problem::internal())
            }
            Err(_) => {
                // What has not begun need not begin.
                stop.abort();
                self.service.metrics.refused("request_time");
                Err(TOO_SLOW.of(Text::new(
                    "try again, or send smaller reports",
                    "hãy thử lại hoặc gửi báo cáo nhỏ hơn",
                )))
            }
        }
    }
}

fn json(text: String) -> Response {
    let mut response = text.into_response();
    let kind = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

/// Reads a body; of one that is too large, what comes soon is read and not held.
async fn read_whole(body: Body, most: usize, seen: &Seen) -> Result<Vec<u8>, Problem> {
    let mut stream = body.into_data_stream();
    let mut whole = Vec::new();
    while let Some(bytes) = stream.next().await {
        let bytes = bytes.map_err(|_| broken_off())?;
        seen.received(bytes.len());
        if whole.len() + bytes.len() > most {
            drop(whole);
            pass_over(Body::from_stream(stream), &HeaderMap::new(), most).await;
            return Err(too_large(most));
        }
        whole.extend_from_slice(&bytes);
    }
    Ok(whole)
}

/// Reads what is left of a request without holding it: an answer to a request that is still being sent may
/// never be seen. Who asks beforehand is told to send nothing.
async fn pass_over(body: Body, headers: &HeaderMap, most: usize) {
    if headers.contains_key(EXPECT) {
        return;
    }
    let mut stream = body.into_data_stream();
    let passed = async {
        let mut left = most;
        while let Some(Ok(bytes)) = stream.next().await {
            let bytes: Bytes = bytes;
            match left.checked_sub(bytes.len()) {
                Some(rest) => left = rest,
                None => break,
            }
        }
    };
    // Whoever is slower has lost the answer.
    let _ = timeout(LINGER, passed).await;
}

/// Whether what is sent is of a kind that is read; what does not say is taken as it.
fn is_kind(headers: &HeaderMap, kinds: &[&str]) -> Result<(), Problem> {
    if kinds.is_empty() {
        return Ok(());
    }
    let expected = kinds.join(", ");
    if let Some(encoding) = headers.get(CONTENT_ENCODING)
        && encoding != "identity"
    {
        return Err(MEDIA_TYPE.of(Text::new(
            "send it without a content encoding",
            "cần gửi không nén (không có Content-Encoding)",
        )));
    }
    let Some(kind) = headers.get(CONTENT_TYPE) else {
        return Ok(());
    };
    let kind = kind.to_str().unwrap_or_default().split(';').next();
    let kind = kind.unwrap_or_default().trim();
    if kinds.iter().any(|one| one.eq_ignore_ascii_case(kind)) {
        return Ok(());
    }
    Err(MEDIA_TYPE.of(Text::new(
        format!("the Content-Type is to be {expected}"),
        format!("Content-Type cần là {expected}"),
    )))
}

fn no_rules(name: Option<&str>, shelf: &Shelf) -> Problem {
    let names = shelf.names().join(", ");
    RULESET.of(match name {
        Some(name) => Text::new(
            format!("no ruleset {name}; there are: {names}"),
            format!("không có bộ quy định {name}; có các bộ: {names}"),
        ),
        None => Text::new(
            format!("say which ruleset: {names}"),
            format!("cần nêu bộ quy định: {names}"),
        ),
    })
}

fn too_large(most: usize) -> Problem {
    let limit = most;
    ReadError::Json(JsonError::TooLarge {
        what: "bytes",
        limit,
    })
    .into()
}

fn not_utf8() -> Problem {
    NOT_UTF8.of(Text::new(
        "it is not UTF-8 text",
        "không phải văn bản UTF-8",
    ))
}

fn broken_off() -> Problem {
    BROKEN_OFF.of(Text::new(
        "it ended before it was whole",
        "yêu cầu kết thúc khi chưa gửi trọn",
    ))
}
