//! What is answered to one report, and what a form asks for.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use luat_core::run::facts::Facts;
use luat_core::run::facts::read::ReadError;
use luat_core::run::form::Asked;
use luat_core::run::program::Program;
use luat_core::wire;
use luat_grammar::diagnostic::Text;
use serde::Serialize;

use super::problem::{ARGUMENT, Problem};
use super::query::{Name, Query};
use super::service::Service;
use super::shelf::Shelved;
use super::task::{Takes, Task};
use crate::form::{bounded, level_of};
use crate::named::level_named;

/// What a report is sent as.
pub(super) const JSON: &[&str] = &["application/json"];

/// Judges a report: what `luat check --format json` writes.
pub(super) async fn check(
    State(service): State<Arc<Service>>,
    request: Request,
) -> Result<Response, Problem> {
    const TAKES: Takes = Takes {
        names: &[Name::Ruleset, Name::AsOf, Name::Periods, Name::Layout],
        content: JSON,
    };
    Task::of_report(
        service,
        request,
        &TAKES,
        |service, shelved, query, report| {
            let facts = read(service, shelved, report)?;
            let outcome = shelved.rules.judge(&facts, &query.request());
            Ok(told(
                query,
                &wire::outcome(shelved.rules.program(), &outcome),
            ))
        },
    )
    .await
}

/// What a body of a level is asked to report: what `luat form --format json` writes.
pub(super) async fn blank_form(
    State(service): State<Arc<Service>>,
    request: Request,
) -> Result<Response, Problem> {
    const TAKES: Takes = Takes {
        names: &[Name::Ruleset, Name::Level, Name::Period, Name::Layout],
        content: &[],
    };
    let task = Task::begin(service, request, &TAKES).await?;
    task.answer(|shelved, query| form_of(shelved.rules.program(), query, None))
        .await
}

/// What of a report is still missing: what `luat form --report FILE --format json` writes.
pub(super) async fn begun_form(
    State(service): State<Arc<Service>>,
    request: Request,
) -> Result<Response, Problem> {
    const TAKES: Takes = Takes {
        names: &[
            Name::Ruleset,
            Name::Level,
            Name::Period,
            Name::AsOf,
            Name::Layout,
        ],
        content: JSON,
    };
    Task::of_report(
        service,
        request,
        &TAKES,
        |service, shelved, query, report| {
            let facts = read(service, shelved, report)?;
            form_of(shelved.rules.program(), query, Some(&facts))
        },
    )
    .await
}

fn read(service: &Service, shelved: &Shelved, report: &str) -> Result<Facts, Problem> {
    counted(service, shelved, shelved.rules.read(report))
}

/// What came of a report, counted as judged or refused.
pub(super) fn counted<T>(
    service: &Service,
    shelved: &Shelved,
    came: Result<T, ReadError>,
) -> Result<T, Problem> {
    let judged = u64::from(came.is_ok());
    service.metrics.reports(&shelved.name, judged, 1 - judged);
    Ok(came?)
}

fn form_of(program: &Program, query: &Query, report: Option<&Facts>) -> Result<String, Problem> {
    let level = query.level.as_deref();
    if level.is_none() && report.is_none() {
        return Err(ARGUMENT.of(Text::new(
            "name the level of the body: level=ID",
            "cần nêu cấp của đơn vị: level=MÃ",
        )));
    }
    let level = level.map(|id| level_named(program, id)).transpose();
    let level = level.and_then(|level| level_of(program, level, report));
    let asked = Asked {
        level: level.map_err(|failure| ARGUMENT.of(failure.text()))?,
        period: query.period.ok_or_else(no_period)?,
        as_of: report.map(|_| query.request().as_of),
    };
    let form = bounded(program, &asked, report);
    let form = form.map_err(|failure| ARGUMENT.of(failure.text()))?;
    Ok(told(query, &wire::form::form(program, &form)))
}

fn no_period() -> Problem {
    ARGUMENT.of(Text::new(
        "name the period to report for: period=2025",
        "cần nêu kỳ báo cáo: period=2025",
    ))
}

/// As the command writes it, or on one line.
pub(super) fn told(query: &Query, value: &impl Serialize) -> String {
    // These shapes have nothing that JSON cannot say.
    if query.is_pretty {
        wire::to_pretty(value).unwrap_or_default() + "\n"
    } else {
        wire::to_compact(value).unwrap_or_default()
    }
}
