//! What a service tells of itself.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use luat_core::run::artefact::ENGINE;
use luat_core::wire;
use luat_core::words::Language;
use serde::Serialize;
use serde_json::{Value, json};

use super::metrics::MEDIA_TYPE;
use super::service::Service;
use super::shelf::Shelved;

/// It runs.
pub(super) async fn live() -> Response {
    answer(StatusCode::OK, &json!({ "status": "live" }))
}

/// It takes requests, and by which rules they are answered.
pub(super) async fn ready(State(service): State<Arc<Service>>) -> Response {
    let shelf = service.shelf();
    let rules = shelf
        .iter()
        .map(|one| json!({ "id": one.name, "digest": one.rules.digest() }));
    let mut told = json!({
        "status": "ready",
        "rulesets": rules.collect::<Vec<_>>(),
    });
    if let Some(why) = &*service.stale() {
        told["stale"] = json!({ "en": why.en, "vi": why.vi });
    }
    let mut status = StatusCode::OK;
    if service.is_stopping() {
        told["status"] = json!("stopping");
        status = StatusCode::SERVICE_UNAVAILABLE;
    }
    answer(status, &told)
}

/// All that is counted.
pub(super) async fn metrics(State(service): State<Arc<Service>>) -> Response {
    let mut response = service.metrics.text().into_response();
    let kind = HeaderValue::from_static(MEDIA_TYPE);
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

/// The rules that are served.
pub(super) async fn rulesets(State(service): State<Arc<Service>>) -> Response {
    let shelf = service.shelf();
    let rulesets: Vec<Told<'_>> = shelf.iter().map(|one| Told::of(one)).collect();
    let told = Served {
        luat: wire::VERSION,
        engine: ENGINE,
        rulesets,
    };
    answer(StatusCode::OK, &told)
}

#[derive(Serialize)]
struct Served<'a> {
    luat: u32,
    engine: &'static str,
    rulesets: Vec<Told<'a>>,
}

#[derive(Serialize)]
struct Told<'a> {
    id: &'a str,
    digest: &'a str,
    documents: Vec<Value>,
    levels: Vec<Value>,
}

impl<'a> Told<'a> {
    fn of(shelved: &'a Shelved) -> Self {
        let program = shelved.rules.program();
        let documents = program.documents.iter().map(|one| {
            let mut told = json!({
                "id": one.id,
                "title": { "en": Language::En.one(&one.label), "vi": Language::Vi.one(&one.label) },
                "from": wire::date(one.from),
            });
            if let Some(number) = &one.number {
                told["number"] = json!(number);
            }
            if let Some(to) = one.to {
                told["to"] = json!(wire::date(to));
            }
            told
        });
        let levels = program.levels.iter().map(|one| {
            json!({
                "id": one.id,
                "title": { "en": Language::En.one(&one.label), "vi": Language::Vi.one(&one.label) },
            })
        });
        Self {
            id: &shelved.name,
            digest: shelved.rules.digest(),
            documents: documents.collect(),
            levels: levels.collect(),
        }
    }
}

fn answer(status: StatusCode, told: &impl Serialize) -> Response {
    // These shapes have nothing that JSON cannot say.
    let text = wire::to_compact(told).unwrap_or_default();
    let kind = (CONTENT_TYPE, HeaderValue::from_static("application/json"));
    (status, [kind], text).into_response()
}
