//! Requests of the service: each connection is answered as HTTP, and never by a fault of the service.
//!
//! Bytes that begin with `raw` and a line end are sent as they are. Of others the first line is `METHOD TARGET [TYPE]`,
//! and the rest is the body of that request.

use luat_cli::doors::Service;
use luat_core::Ruleset;
use luat_core::run::calendar::iso;
use luat_core::run::evaluate::Request;
use serde_json::Value;

use super::first_line;
use crate::project;

const DAY: &str = "2026-02-01";
/// The first line of reports whose answer is known.
const CHECKED: &str = "POST /v1/check?as_of=2026-02-01 application/json";

thread_local! {
    static SERVED: (Service, Ruleset) = {
        let rules = project::root().join("tests/cli/form/offices.luat");
        let source = project::source(&rules);
        let program = project::compile(&[source]).unwrap_or_else(|error| panic!("{error}"));
        let service = Service::new(&[rules]).unwrap_or_else(|| panic!("the rules are in order"));
        (service, program.into())
    };
}

/// Of a request, or of whatever bytes on a connection.
pub fn holds(bytes: &[u8]) {
    let (first, body) = first_line(bytes);
    SERVED.with(|(service, rules)| {
        if first == b"raw" {
            is_well(&service.answer(body));
        } else if let Some(head) = head(first, body.len()) {
            let answered = service.answer(&[head.as_bytes(), body].concat());
            assert!(!answered.is_empty(), "no answer");
            is_well(&answered);
            if first == CHECKED.as_bytes() {
                as_the_library(rules, body, &answered);
            }
        }
    });
}

/// Requests of each kind.
pub fn seeds() -> Vec<Vec<u8>> {
    const REPORTS: [&str; 4] = [
        r#"{"body": {"level": "commune", "id": "ang-to", "name": "Ẳng Tở"}, "periods": {"2025": {"final": true, "heads": 17, "heads.trained": 4, "plan": "2025-03-01", "counter": true, "code": false, "region": "delta", "budget": "75000000.5"}, "2025-H1": {"review": "2025-06-30"}}}"#,
        r#"{"body": {"level": "commune", "id": "01"}, "periods": {"2025": {"heads": {"unknown": "đang sao sổ"}, "plan": false, "budget": 1250}}}"#,
        r#"{"body": {"level": "communes", "id": "01"}}"#,
        "{",
    ];
    let mut seeds = Vec::new();
    for report in REPORTS {
        for first in [
            CHECKED,
            "POST /v1/check?as_of=2026-02-01&period=2025&period=by%202030-12-31&layout=pretty",
            "POST /v1/form?level=commune&period=2025 application/json",
        ] {
            seeds.push(format!("{first}\n{report}"));
        }
    }
    let lines = [REPORTS.join("\n"), REPORTS.join("\r\n\r\n")];
    for line in lines {
        seeds.push(format!(
            "POST /v1/batch?as_of=2026-02-01 application/x-ndjson\n{line}"
        ));
    }
    for path in [
        "/v1/form?level=commune",
        "/v1/rulesets",
        "/health/live",
        "/health/ready",
        "/metrics",
        "/openapi.json",
        "/",
    ] {
        seeds.push(format!("GET {path}\n"));
        seeds.push(format!("HEAD {path}\n"));
    }
    seeds.push("raw\nPOST /v1/batch HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n3\r\n{}\n\r\n0\r\n\r\nGET / HTTP/1.0\r\n\r\n".to_owned());
    seeds.into_iter().map(String::into_bytes).collect()
}

fn head(first: &[u8], length: usize) -> Option<String> {
    let first = std::str::from_utf8(first).ok()?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?, words.next()?);
    let kind = words.next().map(|kind| format!("content-type: {kind}\r\n"));
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
    let is_method = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase());
    // What is no head of a request is tried raw.
    (is_method && target.starts_with('/') && first.split(' ').all(is_plain)).then(|| {
        format!(
            "{method} {target} HTTP/1.1\r\nhost: a\r\ncontent-length: {length}\r\nconnection: close\r\n{}\r\n",
            kind.unwrap_or_default()
        )
    })
}

/// Whatever is answered is HTTP, and no fault of the service.
fn is_well(answered: &[u8]) {
    let text = String::from_utf8_lossy(answered);
    let status = text.lines().next().unwrap_or_default();
    assert!(status.is_empty() || status.starts_with("HTTP/1."), "{text}");
    assert!(!status.contains(" 500 "), "{text}");
}

/// What is answered to a report is what the library says.
fn as_the_library(rules: &Ruleset, body: &[u8], answered: &[u8]) {
    let text = String::from_utf8_lossy(answered);
    let (head, told) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let told: Value = serde_json::from_str(told).unwrap_or_else(|error| panic!("{error}: {text}"));
    let is_fine = head.starts_with("HTTP/1.1 200 ");
    let (Ok(report), Some(as_of)) = (std::str::from_utf8(body), iso::parse_date(DAY)) else {
        assert!(!is_fine, "{text}");
        return;
    };
    let expected = rules.check_json(report, &Request::on(as_of));
    assert_eq!(is_fine, expected.is_ok(), "{text}");
    if let Ok(expected) = expected {
        let expected: Value = serde_json::from_str(&expected).unwrap_or_default();
        assert_eq!(told, expected);
    }
}
