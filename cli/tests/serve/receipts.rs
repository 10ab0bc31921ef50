//! Receipts as the service and the command write them, and who is to have signed them.

use std::process::Command;

use serde_json::{Value, json};

use crate::client::{Service, fixture, report, rules};

const DAY: &str = "2026-01-10";

fn key(name: &str) -> String {
    fixture(&format!("receipts/{name}.pem"))
}

/// The receipt that the command writes, by the key of the environment.
fn by_command(report: &str, key: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("report.json"), report).unwrap();
    let told = Command::new(env!("CARGO_BIN_EXE_luat"))
        .args(["check", &rules(), "--as-of", DAY, "--report"])
        .arg(at("report.json"))
        .arg("--receipt")
        .arg(at("receipt.json"))
        .env("LUAT_SIGNING_KEY", std::fs::read_to_string(key).unwrap())
        .output()
        .unwrap();
    assert_eq!(told.status.code(), Some(1), "{told:?}");
    std::fs::read_to_string(at("receipt.json")).unwrap()
}

#[test]
fn a_receipt_is_that_of_the_command_and_taken_where_its_key_is_trusted() {
    let service = Service::of_trial(&[
        "--sign-with",
        &key("office.key"),
        "--trust",
        &key("office.pub"),
    ]);
    let report = report("muong-ang");
    let written = service.post(&format!("/v1/receipt?as_of={DAY}"), &report);
    assert_eq!(written.status, 200, "{written:?}");
    let receipt = by_command(&report, &key("office.key"));
    assert_eq!(format!("{}\n", written.text()), receipt);

    let report: Value = serde_json::from_str(&report).unwrap();
    let verify = |receipt: &str, query: &str| {
        let sent = json!({ "receipt": receipt, "report": report }).to_string();
        service.post(&format!("/v1/verify{query}"), &sent)
    };
    let told = verify(&receipt, &format!("?as_of={DAY}"));
    assert_eq!(told.status, 200, "{told:?}");
    assert_eq!(told.json()["signature"]["state"], "trusted");

    let told = verify(&receipt, "?as_of=2026-01-11");
    assert_eq!(told.code(), "receipt_differs");
    assert_eq!(told.json()["receipt"]["differences"][0]["part"], "as_of");
    let by_stranger = by_command(&report.to_string(), &key("stranger.key"));
    let told = verify(&by_stranger, "");
    assert_eq!(told.code(), "receipt_not_trusted");
    // Nothing of the key stands in what is logged.
    let secret = std::fs::read_to_string(key("office.key")).unwrap();
    let secret = secret.lines().nth(1).unwrap();
    assert!(!service.log().contains(secret));
}
