//! Receipts over HTTP: written for a report, and held against it by a back office that was sent both.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use luat_core::receipt::{Against, Receipt, canonical, issue_by};
use luat_core::run::facts::read::{ReadError, Reader};
use luat_core::run::json::Json;
use luat_core::words::{self, Language as Words};
use luat_grammar::diagnostic::Text;
use serde_json::Map;

use super::answer::{JSON, counted, told};
use super::problem::{Problem, RECEIPT, RECEIPT_DIFFERS, RECEIPT_NOT_TRUSTED};
use super::query::{Name, Query};
use super::service::Service;
use super::shelf::Shelved;
use super::task::{Takes, Task};
use crate::receipt::{Checked, Signing, Trusted};

/// The keys of a service.
#[derive(Default)]
pub(crate) struct Keys {
    /// That by which it signs.
    pub(super) signing: Option<Signing>,
    /// Those by which what it is sent is to be signed.
    pub(super) trusted: Trusted,
}

/// The receipt of a report: what `luat check --receipt FILE` writes.
pub(super) async fn written(
    State(service): State<Arc<Service>>,
    request: Request,
) -> Result<Response, Problem> {
    const TAKES: Takes = Takes {
        names: &[Name::Ruleset, Name::AsOf, Name::Periods],
        content: JSON,
    };
    Task::of_report(
        service,
        request,
        &TAKES,
        |service, shelved, query, report| {
            let reader = Reader::new(shelved.rules.program()).within(shelved.rules.limits());
            let issued = Json::parse(report)
                .map_err(ReadError::Json)
                .and_then(|report| issue_by(&reader, &report, &query.request()));
            let issued = counted(service, shelved, issued)?;
            Ok(match &service.keys.signing {
                None => issued.text(),
                Some(key) => key.sign(issued).text(),
            })
        },
    )
    .await
}

/// Whether a receipt agrees with a report and the rules that are served: what `luat verify` tells.
pub(super) async fn verified(
    State(service): State<Arc<Service>>,
    request: Request,
) -> Result<Response, Problem> {
    const TAKES: Takes = Takes {
        names: &[Name::Ruleset, Name::AsOf, Name::Layout],
        content: JSON,
    };
    Task::of_report(service, request, &TAKES, verify).await
}

fn verify(
    service: &Service,
    shelved: &Shelved,
    query: &Query,
    sent: &str,
) -> Result<String, Problem> {
    let sent = Json::parse(sent).map_err(ReadError::Json)?;
    let part = |key: &str| sent.as_object().and_then(|object| object.get(key));
    let (Some(receipt), Some(report)) = (part("receipt"), part("report")) else {
        return Err(RECEIPT.of(Text::new(
            "send {\"receipt\": …, \"report\": …}",
            "cần gửi {\"receipt\": …, \"report\": …}",
        )));
    };
    let receipt = match receipt {
        Json::String(text) => Receipt::read(text),
        tree => Receipt::read(&canonical(tree)),
    };
    let receipt = receipt.map_err(|flaw| {
        RECEIPT.of(Text::new(
            words::flawed(&flaw, Words::En),
            words::flawed(&flaw, Words::Vi),
        ))
    })?;
    let against = Against {
        program: Some(shelved.rules.program()),
        report: Some(report),
        as_of: query.as_of,
        limits: shelved.rules.limits(),
    };
    let checked = Checked::new(&receipt, &against, &service.keys.trusted)?;
    if checked.agrees {
        return Ok(told(query, &checked.json(&receipt)));
    }
    Err(refused(&receipt, &checked))
}

/// Why a receipt is not taken.
fn refused(receipt: &Receipt, checked: &Checked) -> Problem {
    let mut parts: Vec<_> = checked
        .verified
        .differences
        .iter()
        .map(|one| one.part)
        .collect();
    parts.dedup();
    if parts.is_empty() {
        return RECEIPT_NOT_TRUSTED.of(Text::new(
            "it is to be signed, as it is, by a key that the service trusts",
            "biên nhận phải được ký, đúng nguyên văn, bằng khóa mà dịch vụ tin cậy",
        ));
    }
    let names = |language: Words| {
        let names = parts.iter().map(|part| words::part(*part, language));
        names.collect::<Vec<_>>().join("; ")
    };
    let detail = Text::new(
        format!("not the same: {}", names(Words::En)),
        format!("không khớp: {}", names(Words::Vi)),
    );
    let found = serde_json::to_value(checked.json(receipt)).unwrap_or_default();
    let more = Map::from_iter([("receipt".to_owned(), found)]);
    RECEIPT_DIFFERS.of(detail).with(more)
}
