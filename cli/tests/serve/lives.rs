//! How it begins, reads its rules again, and ends.

use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::client::{Service, answer, fixture, report, rules, wait};

/// The rules in a folder of their own, with another threshold.
fn write(folder: &Path, percent: u32) {
    let text = fs::read_to_string(rules()).unwrap();
    let text = text.replace("15%", &format!("{percent}%"));
    fs::copy(fixture("names.luat"), folder.join("names.luat")).unwrap();
    put(folder, &text);
}

/// The text is there whole or not at all: one that is half written would be a right one with fewer rules.
fn put(folder: &Path, text: &str) {
    let whole = folder.join("trial.new");
    fs::write(&whole, text).unwrap();
    fs::rename(whole, folder.join("trial.luat")).unwrap();
}

fn digest(service: &Service) -> String {
    let told = service.get("/health/ready").json();
    told["rulesets"][0]["digest"].as_str().unwrap().to_owned()
}

#[test]
fn rules_are_read_again_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), 15);
    let service = Service::start(&[&folder.path().display().to_string()]);
    let first = digest(&service);
    // Every answer of the while stands on the one or on the other.
    let is_over = AtomicBool::new(false);
    let second = thread::scope(|scope| {
        let asker = scope.spawn(|| {
            let mut seen = Vec::new();
            while !is_over.load(Ordering::Relaxed) {
                let told = service
                    .post("/v1/check?as_of=2026-01-10", &report("one"))
                    .json();
                let required = told["verdicts"][0]["measure"]["required"].clone();
                seen.push((told["ruleset"]["digest"].clone(), required));
            }
            seen.dedup();
            seen
        });
        write(folder.path(), 16);
        service.signal("HUP");
        wait(|| digest(&service) != first);
        is_over.store(true, Ordering::Relaxed);
        let seen = asker.join().unwrap();
        let second = digest(&service);
        for (digest, required) in seen {
            let expected = if digest == first { "> 15%" } else { "> 16%" };
            assert_eq!(required, expected);
        }
        second
    });
    // A faulty text changes nothing, and is told.
    put(folder.path(), "language en\nrule r\n");
    service.signal("HUP");
    wait(|| service.get("/health/ready").json()["stale"].is_object());
    assert_eq!(digest(&service), second);
    let ready = service.get("/health/ready");
    assert_eq!(
        (ready.status, &ready.json()["status"]),
        (200, &"ready".into())
    );
    assert!(
        service
            .get("/metrics")
            .text()
            .contains("luat_rules_stale 1")
    );
    assert!(
        service.log().contains("\"finding\",\"code\":\"E0"),
        "{}",
        service.log()
    );
    // A right one mends it.
    write(folder.path(), 15);
    service.signal("HUP");
    wait(|| digest(&service) == first);
    assert!(service.get("/health/ready").json()["stale"].is_null());
}

#[test]
fn rules_asked_for_again_and_again_while_they_are_broken_spoil_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), 15);
    let place = folder.path().display().to_string();
    let both = [format!("one={place}"), format!("two={place}")];
    let service = Service::start(&["--ruleset", &both[0], "--ruleset", &both[1]]);
    let first = digest(&service);
    for turn in 0..20 {
        let text = ["language en\nrule", "\0\u{feff}\0", "ngôn ngữ vi\n\"\"\"\n"][turn % 3];
        put(folder.path(), text);
        service.signal("HUP");
        service.signal("HUP");
        let told = service.post("/v1/check?ruleset=two", &report("one"));
        assert_eq!(told.status, 200);
    }
    // At once, and not file by file.
    let gone = tempfile::tempdir().unwrap();
    fs::rename(folder.path(), gone.path().join("rules")).unwrap();
    service.signal("HUP");
    wait(|| service.get("/health/ready").json()["stale"].is_object());
    assert_eq!(digest(&service), first);
    fs::create_dir(folder.path()).unwrap();
    write(folder.path(), 16);
    service.signal("HUP");
    wait(|| digest(&service) != first);
    assert!(
        service
            .get("/metrics")
            .text()
            .contains("luat_panics_total 0")
    );
}

#[test]
fn files_are_watched_where_that_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), 15);
    let service = Service::start(&[&folder.path().display().to_string(), "--watch"]);
    let first = digest(&service);
    write(folder.path(), 20);
    wait(|| digest(&service) != first);
    put(folder.path(), "nonsense");
    wait(|| service.get("/health/ready").json()["stale"].is_object());
    write(folder.path(), 15);
    wait(|| digest(&service) == first);
    fs::remove_file(folder.path().join("names.luat")).unwrap();
    wait(|| service.get("/health/ready").json()["stale"].is_object());
    assert_eq!(service.post("/v1/check", &report("one")).status, 200);
}

#[test]
fn told_to_stop_it_ends_what_it_began_and_takes_no_more() {
    for signal in ["TERM", "INT"] {
        let mut service = Service::of_trial(&[]);
        let body = report("one");
        let mut open: Vec<TcpStream> = (0..8).map(|_| service.connect()).collect();
        for stream in &mut open {
            let length = body.len();
            write!(
                stream,
                "POST /v1/check HTTP/1.1\r\nHost: test\r\nContent-Length: {length}\r\n\r\n{{"
            )
            .unwrap();
        }
        // One on which nothing is said does not hold it up.
        let idle = service.connect();
        wait(|| {
            service
                .get("/metrics")
                .text()
                .contains("luat_requests_at_work 9")
        });
        service.signal(signal);
        wait(|| TcpStream::connect(&service.address).is_err());
        for mut stream in open {
            stream.write_all(&body.as_bytes()[1..]).unwrap();
            let told = answer(stream);
            assert_eq!((told.status, told.is_whole), (200, true));
        }
        assert_eq!(service.ended().code(), Some(0));
        drop(idle);
        assert!(service.log().contains("\"stopped\""), "{}", service.log());
    }
}

#[test]
fn it_does_not_wait_for_ever_to_stop() {
    let mut service = Service::of_trial(&["--stop-seconds", "1"]);
    let mut open = service.connect();
    open.write_all(b"POST /v1/check HTTP/1.1\r\nHost: test\r\nContent-Length: 99\r\n\r\n{")
        .unwrap();
    wait(|| {
        service
            .get("/metrics")
            .text()
            .contains("luat_requests_at_work 2")
    });
    service.signal("TERM");
    assert_eq!(service.ended().code(), Some(0));
    assert!(service.log().contains("cut off"));
}

#[test]
fn the_log_says_nothing_of_who_reports_or_what() {
    let service = Service::of_trial(&[]);
    let secret = "Nguyễn-Văn-Kín";
    service.post("/v1/check?as_of=2026-01-11", &report(secret));
    service.post("/v1/check?ruleset=secret-name", &report(secret));
    service.post("/v1/batch", &format!("{}\n{secret}\n", report(secret)));
    service.post(
        "/v1/check",
        &format!("{{\"body\": {{\"level\": \"{secret}\", \"id\": 1}}}}"),
    );
    service.get("/private/secret-path?secret-query");
    service.ask(
        "SECRETMETHOD /v1/check HTTP/1.1\nX-Request-Id: secret-id",
        b"",
    );
    wait(|| service.log().matches("\"message\":\"request\"").count() == 6);
    let log = service.log();
    for line in log.lines() {
        let told: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(told["timestamp"].is_string(), "{line}");
    }
    for word in [
        secret,
        "Kín",
        "secret",
        "SECRET",
        "2026-01-11",
        "hamlet",
        "127.0.0.1:5",
    ] {
        assert!(!log.contains(word), "{word}: {log}");
    }
    assert!(log.contains("\"digest\":\"sha256:"));
}

#[test]
fn what_cannot_be_served_is_told_at_once() {
    let luat = |arguments: &[&str]| {
        let told = Command::new(env!("CARGO_BIN_EXE_luat"))
            .arg("serve")
            .args(arguments)
            .output()
            .unwrap();
        (told.status.code(), String::from_utf8(told.stderr).unwrap())
    };
    let busy = Service::of_trial(&[]);
    let rules = rules();
    let broken = fixture("broken.luat");
    for (arguments, said) in [
        (&["no/such/folder"][..], "no/such/folder"),
        (&[broken.as_str()], "E0"),
        (&[rules.as_str(), "--listen", &busy.address], &busy.address),
        (&[rules.as_str(), "--listen", "nowhere"], "nowhere"),
        (&[], "RULES"),
        (&["--ruleset", "a b=x"], "a b=x"),
        (&[rules.as_str(), "--max-body", "0"], "--max-body"),
    ] {
        let (code, told) = luat(arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {told}");
        assert!(told.contains(said), "{arguments:?}: {told}");
    }
}
