//! What is answered is what the commands write.

use std::io::Write;

use serde_json::json;

use crate::client::{Service, answer, command, report, root, rules};

const DAY: &str = "2026-01-10";

#[test]
fn a_check_is_byte_for_byte_that_of_the_command() {
    let service = Service::of_trial(&[]);
    let report = report("muong-ang");
    let rules = rules();
    let by_command = |more: &[&str]| {
        let given = ["check", &rules, "--report", "-", "--format", "json"];
        command(&[&given[..], more].concat(), &report)
    };
    let told = service.post(&format!("/v1/check?as_of={DAY}&layout=pretty"), &report);
    assert_eq!(told.status, 200);
    assert_eq!(told.headers["content-type"], "application/json");
    assert_eq!(told.body, by_command(&["--as-of", DAY]));
    let told = service.post(&format!("/v1/check?as_of={DAY}"), &report);
    let pretty: serde_json::Value = serde_json::from_slice(&by_command(&["--as-of", DAY])).unwrap();
    assert_eq!(told.json(), pretty);
    assert!(!told.text().contains('\n'));
    let told = service.post(
        "/v1/check?as_of=30%2F06%2F2025&period=2025&period=2026&layout=pretty",
        &report,
    );
    let periods = [
        "--as-of",
        "30/06/2025",
        "--period",
        "2025",
        "--period",
        "2026",
    ];
    assert_eq!(told.body, by_command(&periods));
    // Without a day both take today's.
    let told = service.post("/v1/check?layout=pretty", &report);
    assert_eq!(told.body, by_command(&[]));
}

#[test]
fn a_batch_is_byte_for_byte_that_of_the_command_however_it_comes() {
    let service = Service::of_trial(&["--max-line", "4096"]);
    let lines = [
        format!("\u{feff}{}", report("một")),
        String::new(),
        "{\"body\": 1}".to_owned(),
        "  \t".to_owned(),
        "[".repeat(200),
        report("hai"),
    ];
    // Longer than a piece, and without an end of the last line.
    let many: Vec<String> = (0..300).map(|at| report(&format!("body-{at}"))).collect();
    let sent = [lines.join("\r\n"), many.join("\n")].join("\n");
    let rules = rules();
    let expected = command(&["batch", &rules, "--reports", "-", "--as-of", DAY], &sent);
    let told = service.ask(
        &format!("POST /v1/batch?as_of={DAY} HTTP/1.1\nContent-Type: application/x-ndjson"),
        sent.as_bytes(),
    );
    assert_eq!(told.headers["content-type"], "application/x-ndjson");
    assert!(told.is_whole);
    assert_eq!(
        String::from_utf8_lossy(&told.body),
        String::from_utf8_lossy(&expected)
    );

    // In chunks of a few bytes, cut anywhere.
    let mut stream = service.connect();
    write!(
        stream,
        "POST /v1/batch?as_of={DAY} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    .unwrap();
    for (at, piece) in sent.as_bytes().chunks(997).enumerate() {
        write!(stream, "{:x}\r\n", piece.len()).unwrap();
        stream.write_all(piece).unwrap();
        stream.write_all(b"\r\n").unwrap();
        if at % 20 == 0 {
            stream.flush().unwrap();
        }
    }
    stream.write_all(b"0\r\n\r\n").unwrap();
    assert_eq!(answer(stream).body, expected);
}

#[test]
fn a_line_that_is_too_long_is_told_and_the_rest_goes_on() {
    let service = Service::of_trial(&["--max-line", "300"]);
    let sent = format!("{}\n{}\n{}", report("a"), "x".repeat(100_000), report("b"));
    let told = service.post(&format!("/v1/batch?as_of={DAY}"), &sent);
    let records: Vec<serde_json::Value> = told
        .text()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(records.len(), 3);
    assert_eq!(records[0]["result"]["body"]["id"], "a");
    assert_eq!(records[1]["error"]["code"], "too_large");
    assert!(
        records[1]["error"]["message"]["en"]
            .as_str()
            .unwrap()
            .contains("300")
    );
    assert_eq!(records[2]["line"], 3);
    assert_eq!(service.post("/v1/batch", "").text(), "");
}

#[test]
fn records_come_while_lines_are_still_being_sent() {
    let service = Service::of_trial(&[]);
    let mut stream = service.connect();
    write!(
        stream,
        "POST /v1/batch HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    .unwrap();
    for at in 0..3 {
        let line = report(&format!("body-{at}")) + "\n";
        write!(stream, "{:x}\r\n{line}\r\n", line.len()).unwrap();
        let mut seen = String::new();
        crate::client::wait(|| {
            let mut bytes = [0; 4096];
            let read = std::io::Read::read(&mut stream, &mut bytes).unwrap();
            seen.push_str(&String::from_utf8_lossy(&bytes[..read]));
            seen.contains(&format!("body-{at}"))
        });
    }
}

#[test]
fn a_form_is_byte_for_byte_that_of_the_command() {
    let service = Service::of_trial(&["--lang", "en"]);
    let rules = rules();
    let form = ["form", &rules, "--period", "2025", "--format", "json"];
    let blank = command(&[&form[..], &["--level", "district"]].concat(), "");
    let told = service.get("/v1/form?level=district&period=2025&layout=pretty");
    assert_eq!(told.status, 200, "{told:?}");
    assert_eq!(told.body, blank);
    let report = report("muong-ang");
    let begun = command(
        &[&form[..], &["--report", "-", "--as-of", DAY]].concat(),
        &report,
    );
    let path = format!("/v1/form?period=2025&as_of={DAY}&layout=pretty");
    assert_eq!(service.post(&path, &report).body, begun);
    for (path, said) in [
        ("/v1/form?period=2025", "level=ID"),
        ("/v1/form?level=district", "period=2025"),
        ("/v1/form?level=x&period=2025", "district"),
        ("/v1/form?level=district&period=0001-9999", "30"),
    ] {
        let told = service.get(path);
        assert_eq!(told.code(), "unknown_argument");
        assert!(told.json()["detail"].as_str().unwrap().contains(said));
    }
}

#[test]
fn several_rulesets_are_asked_by_name_as_texts_or_compiled() {
    let folder = tempfile::tempdir().unwrap();
    let compiled = folder.path().join("compiled.luatc").display().to_string();
    command(&["build", &rules(), "-o", &compiled], "");
    let hanoi = root().join("rules/law_10_2022").display().to_string();
    let service = Service::start(&[
        "--ruleset",
        &format!("trial={compiled}"),
        "--ruleset",
        &format!("other={hanoi}"),
    ]);
    let report = report("muong-ang");
    let told = service.post(&format!("/v1/check?ruleset=trial&as_of={DAY}"), &report);
    let alone = Service::of_trial(&[]).post(&format!("/v1/check?as_of={DAY}"), &report);
    assert_eq!(told.text(), alone.text());
    let told = service.get("/v1/rulesets").json();
    assert_eq!(told["rulesets"][0]["id"], "trial");
    assert_eq!(told["rulesets"][1]["id"], "other");
    assert_eq!(told["rulesets"][0]["documents"][0]["from"], "2024-11-13");
    for path in [
        "/v1/check",
        "/v1/check?ruleset=",
        "/v1/check?ruleset=nobody",
    ] {
        let told = service.post(path, &report);
        assert_eq!(told.code(), "unknown_ruleset");
        assert!(told.text().contains("trial, other"));
    }
}

#[test]
fn what_goes_wrong_is_told_in_the_language_asked_for() {
    let service = Service::of_trial(&["--lang", "en"]);
    let ask = |languages: &str| {
        let head = format!("POST /v1/check HTTP/1.1\nAccept-Language: {languages}");
        service.ask(&head, b"{}").json()
    };
    let english = ask("en");
    assert_eq!(english["code"], "no_body");
    assert_eq!(english["status"], 422);
    assert_eq!(english["title"], "The report does not say whose it is");
    assert_eq!(
        ask("vi-VN,vi;q=0.9,en;q=0.5")["title"],
        "Báo cáo không nêu đơn vị nào"
    );
    assert_eq!(ask("fr"), english);
    assert_ne!(ask("vi")["detail"], english["detail"]);
}

#[test]
fn pages_of_other_origins_may_ask_only_where_they_are_named() {
    let preflight =
        "OPTIONS /v1/check HTTP/1.1\nOrigin: https://one.vn\nAccess-Control-Request-Method: POST";
    let closed = Service::of_trial(&[]);
    let told = closed.ask(preflight, b"");
    assert!(!told.headers.contains_key("access-control-allow-origin"));
    let open = Service::of_trial(&["--allow-origin", "https://one.vn"]);
    let told = open.ask(preflight, b"");
    assert_eq!(
        told.headers["access-control-allow-origin"],
        "https://one.vn"
    );
    let told = open.ask("GET /v1/rulesets HTTP/1.1\nOrigin: https://other.vn", b"");
    assert!(!told.headers.contains_key("access-control-allow-origin"));
    assert_eq!(told.headers["x-content-type-options"], "nosniff");
    assert_eq!(told.headers["cache-control"], "no-store");
}

#[test]
fn it_describes_itself() {
    let service = Service::of_trial(&[]);
    assert_eq!(
        service.get("/health/live").json(),
        json!({ "status": "live" })
    );
    assert_eq!(
        service.get("/health/ready").json()["rulesets"][0]["id"],
        "trial"
    );
    let described = service.get("/openapi.json").json();
    assert_eq!(described["openapi"], "3.1.0");
    for path in described["paths"].as_object().unwrap().keys() {
        assert_ne!(service.get(path).status, 404, "{path}");
    }
    service.post("/v1/check", &report("one"));
    service.post("/v1/check", "[]");
    service.get("/nowhere/secret");
    let metrics = service.get("/metrics").text().to_owned();
    for line in [
        "luat_requests_total{route=\"/v1/check\",status=\"200\"} 1",
        "luat_requests_total{route=\"other\",status=\"404\"} 1",
        "luat_reports_total{ruleset=\"trial\",outcome=\"judged\"} 1",
        "luat_reports_total{ruleset=\"trial\",outcome=\"unusable\"} 1",
        "luat_request_seconds_count{route=\"/v1/check\"} ",
        "luat_rules_stale 0",
        "luat_panics_total 0",
    ] {
        assert!(metrics.contains(line), "{line}\n{metrics}");
    }
    assert!(metrics.ends_with("# EOF\n"));
}
