//! A portal's own service with the rules inside it: one address that judges a report.
//!
//! `cargo run -p luat-cli --example portal -- rules/common.luat rules/muong_ang_154/muong_ang_154.luat`, then
//! `curl --data-binary @report.json http://127.0.0.1:8081/reports?as_of=2026-01-10`. Without texts it judges by a rule of its own.
//!
//! `luat serve` is this with limits, metrics and rules that are replaced while it runs; a portal in Rust that has
//! those already needs no more than what stands here.

#![expect(
    clippy::disallowed_methods,
    reason = "a program of its own reads its own files"
)]

use std::error::Error;
use std::sync::Arc;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use luat_core::run::calendar::iso;
use luat_core::run::evaluate::Request;
use luat_core::words::{self, Language};
use luat_core::{Ruleset, Source};
use tokio::net::TcpListener;

const RULES: &str = include_str!("../../tests/cli/serve/ward.luat");

fn main() -> Result<(), Box<dyn Error>> {
    // Made once, before anybody asks.
    let rules = Arc::new(Ruleset::compile(&texts()?)?);
    eprintln!("{} {}", rules.program().id, rules.digest());
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:8081").await?;
        axum::serve(listener, routes(rules)).await?;
        Ok(())
    })
}

fn routes(rules: Arc<Ruleset>) -> Router {
    Router::new()
        .route("/reports", post(judge))
        .with_state(rules)
}

/// The texts named on the command line, with all that they use.
fn texts() -> std::io::Result<Vec<Source>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        return Ok(vec![Source::new("ward.luat", RULES)]);
    }
    let read = |path: &String| Ok(Source::new(path.as_str(), std::fs::read_to_string(path)?));
    paths.iter().map(read).collect()
}

async fn judge(
    State(rules): State<Arc<Ruleset>>,
    RawQuery(query): RawQuery,
    report: String,
) -> Response {
    let day = query
        .as_deref()
        .and_then(|query| query.strip_prefix("as_of="));
    let Some(as_of) = day.and_then(iso::parse_date) else {
        return (StatusCode::BAD_REQUEST, "as_of=2026-01-10").into_response();
    };
    // Judging takes the processor, not the network: it has threads of its own.
    let judged =
        tokio::task::spawn_blocking(move || rules.check_json(&report, &Request::on(as_of)));
    match judged.await {
        Ok(Ok(result)) => ([(CONTENT_TYPE, "application/json")], result).into_response(),
        Ok(Err(error)) => {
            let why = words::unusable(&error, Language::Vi);
            (StatusCode::UNPROCESSABLE_ENTITY, why).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    use super::*;

    /// What the service answers to a report: the status line, and all that follows.
    fn answered(query: &str, report: &str) -> (String, String) {
        let rules = Arc::new(Ruleset::compile(&[Source::new("ward.luat", RULES)]).unwrap());
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(async move { axum::serve(listener, routes(rules)).await });
        let mut stream = TcpStream::connect(address).unwrap();
        let length = report.len();
        write!(
            stream,
            "POST /reports{query} HTTP/1.1\r\nhost: portal\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{report}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (status, rest) = answer.split_once("\r\n").unwrap();
        (status.to_owned(), rest.to_owned())
    }

    #[test]
    fn a_report_is_judged_and_what_is_none_is_refused_in_words() {
        let report = r#"{"body": {"level": "ward", "id": "w"}, "periods": {"2026": {"officers": 41, "officers.trained": 9}}}"#;
        let (status, result) = answered("?as_of=2027-01-10", report);
        assert_eq!(status, "HTTP/1.1 200 OK");
        assert!(result.contains(r#""status":"met""#), "{result}");
        let (status, _) = answered("", report);
        assert_eq!(status, "HTTP/1.1 400 Bad Request");
        let (status, why) = answered("?as_of=2027-01-10", "{");
        assert_eq!(status, "HTTP/1.1 422 Unprocessable Entity");
        assert!(why.contains("JSON"), "{why}");
    }
}
