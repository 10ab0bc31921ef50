//! Many reports: lines in, records out, as they come.
//!
//! Nothing is read that is not judged soon, and nothing judged that is not taken: what is held is bounded,
//! however long the batch.

use std::io;
use std::sync::Arc;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::response::Response;
use futures_util::{StreamExt as _, stream};
use luat_core::run::evaluate::Request as Asked;
use luat_core::words::Language;
use tokio::time::{Instant, timeout_at};

use super::log::Seen;
use super::problem::Problem;
use super::query::Name;
use super::service::Service;
use super::shelf::Shelved;
use super::task::{Takes, Task};
use crate::args::BatchFormat;
use crate::batch::{Cutter, ENOUGH_BYTES, Judge, Line, MOST_LINES, Piece, bare};
use crate::cores;

/// What lines of JSON are sent as.
const KINDS: &[&str] = &[
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
];

/// Judges reports, one a line: what `luat batch` writes of standard input.
pub(super) async fn batch(
    State(service): State<Arc<Service>>,
    request: Request,
) -> Result<Response, Problem> {
    const TAKES: Takes = Takes {
        names: &[Name::Ruleset, Name::AsOf, Name::Periods],
        content: KINDS,
    };
    let task = Task::begin(service, request, &TAKES).await?;
    let judging = Arc::new(Judging {
        rules: task.rules,
        request: task.query.request(),
        longest: task.service.limits.line(),
        service: Arc::clone(&task.service),
        seen: Arc::clone(&task.seen),
    });
    let incoming = Incoming {
        bytes: task.body.into_data_stream(),
        rest: Bytes::new(),
        cutter: Cutter::new(task.service.limits.line()),
        line: 0,
        until: Instant::now() + task.service.limits.of_batch(),
        service: task.service,
        seen: task.seen,
        is_over: false,
    };
    let permit = task.permit;
    let pieces = stream::unfold(incoming, |mut incoming| async move {
        let piece = incoming.piece().await.transpose()?;
        Some((piece, incoming))
    });
    let records = pieces.map(move |piece| {
        let judging = Arc::clone(&judging);
        async move { judging.records(piece?).await }
    });
    let records = records.buffered(cores::all().get() + 1);
    // Room is taken as long as the answer goes out.
    let records = records.map(move |records| {
        let _permit = &permit;
        records
    });
    let mut response = Response::new(Body::from_stream(records));
    let kind = HeaderValue::from_static("application/x-ndjson");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    Ok(response)
}

/// What the lines of a batch are judged by.
struct Judging {
    rules: Arc<Shelved>,
    request: Asked,
    longest: usize,
    service: Arc<Service>,
    seen: Arc<Seen>,
}

impl Judging {
    /// The records of some lines. Without them the answer breaks off, and who asked sees that it is not whole.
    async fn records(self: Arc<Self>, piece: Piece) -> io::Result<Bytes> {
        let judging = Arc::clone(&self);
        let judged = tokio::task::spawn_blocking(move || {
            let judge = Judge {
                rules: &judging.rules.rules,
                request: judging.request.clone(),
                format: BatchFormat::Ndjson,
                longest: judging.longest,
                // Lines of JSON speak both.
                language: Language::default(),
                desks: None,
            };
            judge.piece(&piece)
        });
        let judged = judged.await.map_err(|error| {
            self.service.metrics.panicked();
            io::Error::other(error)
        })?;
        let (fine, unusable) = judged.counts();
        (0..judged.mistakes).for_each(|_| self.service.metrics.panicked());
        self.seen.reports(fine + unusable);
        self.service
            .metrics
            .reports(&self.rules.name, fine, unusable);
        Ok(judged.records.into())
    }
}

/// The lines of a batch as they come.
struct Incoming {
    bytes: BodyDataStream,
    /// What has come and is not cut yet.
    rest: Bytes,
    cutter: Cutter,
    /// The number of the last line.
    line: u64,
    until: Instant,
    service: Arc<Service>,
    seen: Arc<Seen>,
    is_over: bool,
}

impl Incoming {
    /// Some lines, blank ones left out, as soon as there are any; none at the end.
    async fn piece(&mut self) -> io::Result<Option<Piece>> {
        let mut piece = Piece::default();
        let mut bytes = 0;
        loop {
            while !self.rest.is_empty() && piece.lines.len() < MOST_LINES && bytes < ENOUGH_BYTES {
                let (used, is_whole) = self.cutter.take(&self.rest);
                self.rest = self.rest.split_off(used);
                bytes += used;
                if is_whole {
                    piece.lines.extend(self.line());
                }
            }
            if !piece.lines.is_empty() {
                return Ok(Some(piece));
            }
            bytes = 0;
            if self.rest.is_empty() && !self.more().await? {
                piece.lines.extend(self.line());
                return Ok((!piece.lines.is_empty()).then_some(piece));
            }
        }
    }

    /// The line that was cut last, unless it is blank.
    fn line(&mut self) -> Option<Line> {
        self.line += 1;
        let text = self.cutter.line().map(|text| bare(text, self.line));
        let is_blank = text.as_ref().is_some_and(Vec::is_empty);
        (!is_blank).then(|| Line::of_stream(self.line, text))
    }

    /// Waits for more bytes.
    async fn more(&mut self) -> io::Result<bool> {
        if self.is_over {
            return Ok(false);
        }
        let pause = Instant::now() + self.service.limits.of_request();
        let come = timeout_at(pause.min(self.until), self.bytes.next()).await;
        let come = come.map_err(|_| {
            self.is_over = true;
            self.service.metrics.refused("batch_time");
            io::Error::from(io::ErrorKind::TimedOut)
        })?;
        match come {
            Some(Ok(bytes)) => {
                self.seen.received(bytes.len());
                self.rest = bytes;
                Ok(true)
            }
            Some(Err(error)) => {
                self.is_over = true;
                Err(io::Error::other(error))
            }
            None => {
                self.is_over = true;
                Ok(false)
            }
        }
    }
}
