//! What no request, and not all of them together, can take.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::time::Instant;
use std::{io, thread};

use crate::client::{PATIENCE, Service, answer, answers, fixture, report, wait};

#[test]
fn hostile_bodies_are_refused_and_the_service_goes_on() {
    let service = Service::of_trial(&[]);
    let deep = "[".repeat(100_000);
    for (body, status, code) in [
        (&b""[..], 400, "not_json"),
        (b"{", 400, "not_json"),
        (b"\xff\xfe", 400, "not_utf8"),
        (deep.as_bytes(), 413, "too_large"),
        (b"[]", 422, "not_an_object"),
        (b"{\"luat\": 9}", 422, "version"),
        (
            b"{\"body\": {\"level\": \"x\", \"id\": \"1\"}}",
            422,
            "unknown_level",
        ),
    ] {
        let told = service.ask("POST /v1/check HTTP/1.1", body);
        assert_eq!((told.status, told.code().as_str()), (status, code));
    }
    for (head, status, code) in [
        (
            "POST /v1/check HTTP/1.1\nContent-Type: text/xml",
            415,
            "wrong_media_type",
        ),
        (
            "POST /v1/check HTTP/1.1\nContent-Encoding: gzip",
            415,
            "wrong_media_type",
        ),
        (
            "POST /v1/check?asof=2026-01-01 HTTP/1.1",
            400,
            "unknown_argument",
        ),
        (
            "POST /v1/check?as_of=%FF%00 HTTP/1.1",
            400,
            "unknown_argument",
        ),
        (
            "POST /v1/check?period=2025-H9 HTTP/1.1",
            400,
            "unknown_argument",
        ),
        ("PUT /v1/check HTTP/1.1", 405, "wrong_method"),
        ("POST /../etc/passwd HTTP/1.1", 404, "unknown_route"),
        ("GET /%2e%2e/%00 HTTP/1.1", 404, "unknown_route"),
    ] {
        let told = service.ask(head, b"{}");
        assert_eq!(
            (told.status, told.code().as_str()),
            (status, code),
            "{head}"
        );
    }
    assert_eq!(service.post("/v1/check", &report("one")).status, 200);
    assert!(
        service
            .get("/metrics")
            .text()
            .contains("luat_panics_total 0")
    );
}

#[test]
fn a_body_is_no_larger_than_is_allowed() {
    let service = Service::of_trial(&["--max-body", "1000"]);
    assert_eq!(service.post("/v1/check", &report("one")).status, 200);
    for size in [1001, 50_000, 5_000_000] {
        let told = service.post("/v1/check", &" ".repeat(size));
        assert_eq!(told.code(), "too_large", "{size}");
    }
    // One whose size is not told beforehand.
    let mut stream = service.connect();
    let head = "POST /v1/check HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    let chunk = format!("3e8\r\n{}\r\n", " ".repeat(1000));
    stream.write_all(chunk.repeat(2).as_bytes()).unwrap();
    stream.write_all(b"0\r\n\r\n").unwrap();
    assert_eq!(answer(stream).code(), "too_large");
    // One that asks first is told before it sends.
    let mut stream = service.connect();
    let head = "POST /v1/check HTTP/1.1\r\nHost: test\r\nContent-Length: 9999999\r\nExpect: 100-continue\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    assert_eq!(answer(stream).code(), "too_large");
}

#[test]
fn a_report_holds_no_more_than_is_allowed() {
    let rules = fixture("serve/ward.luat");
    let service = Service::start(&[&rules, "--report-members", "2"]);
    let of = |members: &str| {
        let period = format!(r#"{{"officers": [{members}]}}"#);
        format!(
            r#"{{"body": {{"level": "ward", "id": "an-binh"}}, "periods": {{"2026": {period}}}}}"#
        )
    };
    let two = of(r#"{"id": "a", "trained": true}, {"id": "b", "trained": true}"#);
    let three = of(
        r#"{"id": "a", "trained": true}, {"id": "b", "trained": true}, {"id": "c", "trained": true}"#,
    );
    for (report, is_read) in [(two, true), (three, false)] {
        let told = service.post("/v1/check?as_of=2027-06-01", &report);
        let told = told.text();
        assert_eq!(told.contains("too_large"), !is_read, "{told}");
        assert_eq!(told.contains(r#""status":"met""#), is_read, "{told}");
        // What is signed is what is told.
        let receipt = service.post("/v1/receipt?as_of=2027-06-01", &report);
        let receipt = receipt.text();
        assert_eq!(receipt.contains(r#""status":"met""#), is_read, "{receipt}");
        let sent = format!(r#"{{"receipt": {receipt}, "report": {report}}}"#);
        assert_eq!(service.post("/v1/verify", &sent).status, 200);
    }
}

#[test]
fn who_is_slow_is_not_waited_for() {
    let service = Service::of_trial(&["--header-seconds", "1", "--request-seconds", "1"]);
    let begun = Instant::now();
    // A head that never ends, a connection on which nothing is said, and one kept after an answer.
    let mut head = service.connect();
    head.write_all(b"GET /health/live HTTP/1.1\r\nHost: te")
        .unwrap();
    let mut silent = service.connect();
    let mut kept = service.connect();
    kept.write_all(b"GET /health/live HTTP/1.1\r\nHost: test\r\n\r\n")
        .unwrap();
    for stream in [&mut head, &mut silent, &mut kept] {
        let mut told = Vec::new();
        let _ = stream.read_to_end(&mut told);
    }
    // A body that stays out.
    let mut body = service.connect();
    body.write_all(b"POST /v1/check HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\n\r\n{")
        .unwrap();
    assert_eq!(answer(body).code(), "slow_request");
    // Lines that stay out: what was judged was told, and that it is not whole can be seen.
    let mut lines = service.connect();
    let line = report("one") + "\n";
    write!(
        lines,
        "POST /v1/batch HTTP/1.1\r\nHost: test\r\nContent-Length: 9999\r\n\r\n{line}"
    )
    .unwrap();
    let told = answer(lines);
    assert_eq!(told.text().lines().count(), 1);
    assert!(!told.is_whole);
    assert!(begun.elapsed() < PATIENCE);
    wait(|| service.get("/health/live").status == 200);
}

#[test]
fn who_takes_no_answer_is_given_none_and_holds_nothing() {
    let service = Service::of_trial(&["--request-seconds", "1"]);
    let mut stream = service.connect();
    stream
        .write_all(b"POST /v1/batch HTTP/1.1\r\nHost: test\r\nContent-Length: 999999999\r\n\r\n")
        .unwrap();
    let lines = (report("one") + "\n").repeat(1000);
    // Lines are taken only as long as records are.
    let mut taken = 0;
    let stopped = loop {
        match stream.write(lines.as_bytes()) {
            Ok(bytes) => taken += bytes,
            Err(error) => break error,
        }
        assert!(taken < 50 << 20, "all is taken");
    };
    assert_ne!(
        stopped.kind(),
        io::ErrorKind::WouldBlock,
        "it was not ended"
    );
    wait(|| service.log().contains("\"whole\":false"));
    // Soon, however busy the machine is with other tests.
    wait(|| service.post("/v1/check", &report("one")).status == 200);
}

#[test]
fn there_is_room_for_so_many_requests_at_a_time() {
    let service = Service::of_trial(&["--max-requests", "1"]);
    let mut first = service.connect();
    let body = report("one");
    write!(
        first,
        "POST /v1/check HTTP/1.1\r\nHost: test\r\nContent-Length: {}\r\n\r\n{{",
        body.len()
    )
    .unwrap();
    // Itself, and the one that is held: before that, another could take its place.
    let is_held = "luat_requests_at_work 2";
    wait(|| service.get("/metrics").text().contains(is_held));
    let told = service.post("/v1/check", &body);
    assert_eq!((told.status, told.code().as_str()), (503, "busy"));
    assert_eq!(told.headers["retry-after"], "1");
    assert_eq!(service.get("/health/ready").status, 200);
    assert!(
        service
            .get("/metrics")
            .text()
            .contains("luat_refused_total{limit=\"requests\"}")
    );
    first.write_all(&body.as_bytes()[1..]).unwrap();
    assert_eq!(answers(&mut first, 1)[0].status, 200);
    assert_eq!(service.post("/v1/check", &body).status, 200);
}

#[test]
fn there_is_room_for_so_many_connections() {
    let service = Service::of_trial(&["--max-connections", "2"]);
    let held = [service.connect(), service.connect()];
    for mut one in &held {
        one.write_all(b"GET /health/live HTTP/1.1\r\nHost: test\r\n\r\n")
            .unwrap();
        assert_eq!(answer(one).status, 200);
    }
    assert_eq!(answer(service.connect()).status, 503);
    drop(held);
    wait(|| service.get("/health/live").status == 200);
}

#[test]
fn half_a_connection_is_enough_for_an_answer() {
    let service = Service::of_trial(&[]);
    let body = report("one");
    let mut stream = service.connect();
    write!(
        stream,
        "POST /v1/check HTTP/1.1\r\nHost: test\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    assert_eq!(answer(stream).status, 200);
    // A request cut in half is none.
    let mut stream = service.connect();
    stream
        .write_all(b"POST /v1/check HTTP/1.1\r\nHost: test\r\nContent-Length: 999\r\n\r\n{")
        .unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let told = answer(stream);
    assert!(told.status == 0 || told.code() == "broken_off", "{told:?}");
}

#[test]
fn rubbish_is_no_request() {
    let service = Service::of_trial(&[]);
    // Two requests at once are two answers; what follows them is told as rubbish.
    let mut stream = service.connect();
    stream
        .write_all(b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\nGET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n\x16\x03\x01 rubbish\r\n\r\n")
        .unwrap();
    let told: Vec<u16> = answers(stream, 3).iter().map(|one| one.status).collect();
    assert_eq!(told, [200, 200, 400]);
    let long = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(200_000));
    let fields = "X-Field: y\r\n".repeat(5000);
    let both = "POST /v1/check HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzzzzz";
    for rubbish in [
        "\r\n\r\n\r\n\0\0\0",
        "GET / HTTP/9.9\r\n\r\n",
        "GET\t/health/live\tHTTP/1.1\r\n\r\n",
        "POST /v1/check HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/check HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        "POST /v1/check HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        both,
        &long,
        &format!("GET / HTTP/1.1\r\nHost: a\r\n{fields}\r\n"),
    ] {
        let mut stream = service.connect();
        let _ = stream.write_all(rubbish.as_bytes());
        let _ = stream.shutdown(Shutdown::Write);
        let told = answer(stream);
        let refused = told.status == 0 || (400..500).contains(&told.status);
        assert!(refused, "{rubbish:.60}: {told:?}");
    }
    assert_eq!(service.get("/health/live").status, 200);
}

#[test]
fn old_and_odd_ways_to_ask_are_answered() {
    let service = Service::of_trial(&[]);
    let body = report("one");
    let raw = |request: &str| {
        let mut stream = service.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut told = String::new();
        let _ = stream.read_to_string(&mut told);
        told
    };
    let old = format!(
        "POST /v1/check HTTP/1.0\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    assert!(raw(&old).starts_with("HTTP/1.0 200 OK"));
    // A head alone is asked for, and a head alone is told.
    let told = raw("HEAD /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assert!(told.starts_with("HTTP/1.1 200 OK"), "{told}");
    assert!(told.ends_with("\r\n\r\n") && told.contains("content-length: "));
    for method in ["OPTIONS", "TRACE", "CONNECT", "DELETE", "FOO"] {
        let told = service.ask(&format!("{method} /v1/check HTTP/1.1"), b"");
        assert_eq!((told.status, told.code().as_str()), (405, "wrong_method"));
        assert_eq!(told.headers["allow"], "POST", "{method}");
    }
    for (query, status, code) in [
        ("ruleset=../../etc/passwd", 404, "unknown_ruleset"),
        ("ruleset=%2e%2e%2f%00%ff", 404, "unknown_ruleset"),
        ("as_of=2026-01-01&as_of=2027-01-01", 400, "unknown_argument"),
        ("period=0001..9999", 400, "unknown_argument"),
    ] {
        let told = service.post(&format!("/v1/check?{query}"), &body);
        assert_eq!(
            (told.status, told.code().as_str()),
            (status, code),
            "{query}"
        );
    }
    // Compressed and not said to be.
    let told = service.ask("POST /v1/check HTTP/1.1", b"\x1f\x8b\x08\0\0\0\0\0\0\x03");
    assert_eq!(told.code(), "not_utf8");
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_too_long_is_not_held() {
    let service = Service::of_trial(&["--max-line", "1000000"]);
    let lines = format!("{}\n{}\n", " x".repeat(20_000_000), report("one"));
    let told = service.post("/v1/batch", &lines);
    let told: Vec<&str> = told.text().lines().collect();
    assert!(told[0].contains("\"code\":\"too_large\""), "{}", told[0]);
    assert!(told[1].contains("\"line\":2,\"result\""), "{}", told[1]);
    let peak = service.peak_kilobytes();
    assert!(peak < 120_000, "{peak} kB");
}

#[test]
fn fifty_at_a_time_are_answered_each_with_its_own() {
    let service = Service::of_trial(&[]);
    thread::scope(|scope| {
        for at in 0..50 {
            let service = &service;
            scope.spawn(move || {
                for turn in 0..4 {
                    let body = format!("body-{at}-{turn}");
                    let told = service.post("/v1/check", &report(&body));
                    assert_eq!(told.json()["body"]["id"], body);
                }
            });
        }
    });
    wait(|| service.log().matches("\"route\":\"/v1/check\"").count() == 200);
}
