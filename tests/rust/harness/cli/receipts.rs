//! Receipts, from the command line; a verifier in another language agrees.

use std::fs;
use std::process::Command;

use luat_cli::Exit;
use luat_core::receipt::{canonical, facts_of};
use luat_core::run::json::Json;

use super::{fixture, json, luat, luat_with, path};

const RULES: &str = "beside/trial.luat";

fn office(key: &str) -> String {
    fixture(&format!("receipts/office.{key}.pem"))
}

/// A signed receipt of a report among the fixtures, in a folder of its own.
fn signed(report: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("receipt.json").display().to_string();
    let told = luat(&[
        "check",
        &fixture(RULES),
        "--report",
        &fixture(report),
        "--receipt",
        &file,
        "--sign-with",
        &office("key"),
    ]);
    assert_ne!(told.exit, Exit::Unusable, "{}", told.err);
    (folder, file)
}

/// What the verifier in Python says.
fn independent(arguments: &[&str]) -> (bool, String) {
    let told = Command::new("python3")
        .arg(path("tests/receipts/verify.py"))
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8(told.stdout).unwrap();
    assert!(told.stderr.is_empty(), "{:?}", told.stderr);
    (told.status.success(), text)
}

#[test]
fn a_receipt_agrees_with_what_it_was_written_for() {
    let (_folder, file) = signed("met.json");
    let (rules, report, trusted) = (fixture(RULES), fixture("met.json"), office("pub"));
    let told = luat(&[
        "verify",
        &file,
        "--rules",
        &rules,
        "--report",
        &report,
        "--trust",
        &trusted,
        "--as-of",
        "10/01/2026",
        "--lang",
        "en",
    ]);
    assert_eq!(told.exit, Exit::Fine, "{}{}", told.out, told.err);
    assert!(told.out.contains("signed by the trusted key"));
    assert!(told.out.ends_with("The receipt agrees.\n"), "{}", told.out);
    assert_eq!(
        independent(&[&file, "--report", &report, "--trust", &trusted]),
        (true, "right\n".to_owned())
    );
}

#[test]
fn the_part_that_differs_is_told() {
    let (_folder, file) = signed("met.json");
    let (rules, other) = (fixture(RULES), fixture("not_met.json"));
    let told = luat(&[
        "verify", &file, "--rules", &rules, "--report", &other, "--format", "json",
    ]);
    assert_eq!(told.exit, Exit::Found);
    let found = json(&told.out);
    assert_eq!(found["agrees"], false);
    let parts: Vec<&str> = found["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["part"].as_str().unwrap())
        .collect();
    assert_eq!(parts, ["facts", "verdicts", "result"]);
    assert_eq!(found["signature"]["state"], "unknown_key");
    let (right, said) = independent(&[&file, "--report", &other]);
    assert!(!right);
    assert_eq!(said, "not right: facts\n");

    let words = luat(&[
        "verify", &file, "--rules", &rules, "--report", &other, "--lang", "vi",
    ]);
    assert!(
        words.out.contains("biên nhận ghi đạt; nay là không đạt"),
        "{}",
        words.out
    );
    let day = luat(&["verify", &file, "--as-of", "2026-01-11"]);
    assert_eq!(day.exit, Exit::Found);
    assert!(day.out.contains("2026-01-10"), "{}", day.out);
}

#[test]
fn other_rules_are_told_though_the_verdicts_are_the_same() {
    let (folder, file) = signed("met.json");
    let text = fs::read_to_string(path("tests/cli").join(RULES)).unwrap();
    let names = path("tests/cli/names.luat");
    fs::copy(names, folder.path().join("names.luat")).unwrap();
    let other = folder.path().join("trial.luat");
    fs::write(&other, text.replace("15%", "15.1%")).unwrap();
    let told = luat(&[
        "verify",
        &file,
        "--rules",
        &other.display().to_string(),
        "--report",
        &fixture("met.json"),
        "--format",
        "json",
    ]);
    assert_eq!(told.exit, Exit::Found, "{}", told.err);
    let first = json(&told.out)["differences"][0]["part"].clone();
    assert_eq!(first, "rules");
}

#[test]
fn who_did_not_sign_is_told() {
    let (folder, file) = signed("met.json");
    let stranger = fixture("receipts/stranger.pub.pem");
    let told = luat(&["verify", &file, "--trust", &stranger, "--lang", "vi"]);
    assert_eq!(told.exit, Exit::Found);
    assert!(told.out.contains("không phải khóa tin cậy"), "{}", told.out);
    assert_eq!(
        independent(&[&file, "--trust", &stranger]).1,
        "not right: key\n"
    );

    let bare = folder.path().join("bare.json").display().to_string();
    luat(&[
        "check",
        &fixture(RULES),
        "--report",
        &fixture("met.json"),
        "--receipt",
        &bare,
    ]);
    assert_eq!(luat(&["verify", &bare]).exit, Exit::Fine);
    let told = luat(&["verify", &bare, "--trust", &stranger, "--lang", "vi"]);
    assert_eq!(told.exit, Exit::Found);
    assert!(told.out.contains("✗ chưa ký"), "{}", told.out);
    assert_eq!(
        independent(&[&bare, "--trust", &stranger]).1,
        "not right: not signed\n"
    );
}

#[test]
fn a_part_that_no_receipt_has_is_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("receipt.json").display().to_string();
    let (rules, report) = (fixture(RULES), fixture("met.json"));
    luat(&["check", &rules, "--report", &report, "--receipt", &file]);
    let whole = json(&fs::read_to_string(&file).unwrap());
    for (part, value, said) in [
        ("waived", Some("by order"), "no part of a receipt: waived"),
        ("verdicts", None, "without verdicts"),
    ] {
        let mut changed = whole.clone();
        let parts = changed.as_object_mut().unwrap();
        parts.remove("digest");
        match value {
            Some(value) => parts.insert(part.to_owned(), value.into()),
            None => parts.remove(part),
        };
        // Of a report the digest is made alike.
        let (_, digest) = facts_of(&Json::parse(&changed.to_string()).unwrap());
        changed["digest"] = digest.as_str().into();
        let changed = canonical(&Json::parse(&changed.to_string()).unwrap());
        fs::write(&file, changed).unwrap();
        let told = luat(&[
            "verify", &file, "--rules", &rules, "--report", &report, "--lang", "vi",
        ]);
        assert_eq!(told.exit, Exit::Unusable, "{}", told.out);
        assert!(told.err.contains("biên nhận đã bị sửa"), "{}", told.err);
        assert_eq!(
            independent(&[&file]),
            (false, format!("not right: {said}\n"))
        );
    }
}

#[test]
fn no_byte_of_a_signed_receipt_can_be_changed() {
    let (_folder, file) = signed("met.json");
    let text = fs::read_to_string(&file).unwrap();
    let text = text.trim_end();
    // Of all else the engine's own test turns every bit.
    let of_key = text.find("\"signature\"").unwrap();
    let signature = text
        .split_at(of_key)
        .1
        .find(']')
        .map_or(text.len(), |end| of_key + end);
    for at in (of_key..signature).step_by(3) {
        let mut bytes = text.as_bytes().to_vec();
        // A letter stays a letter, a digit a digit: what a forger would do.
        bytes[at] ^= 1;
        let Ok(changed) = String::from_utf8(bytes) else {
            continue;
        };
        let told = luat_with(&["verify", "-"], &changed);
        assert_ne!(told.exit, Exit::Fine, "byte {at}: {changed}");
    }
    let flips = Command::new("python3")
        .arg(path("tests/receipts/flips.py"))
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&flips.stdout).into_owned();
    assert!(
        flips.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&flips.stderr)
    );
}

#[test]
fn both_write_odd_json_alike() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.json");
    let odd = r#"{ "body": {"id": "muong-ang", "level": "district", "name": "Mường\u0020Ảng"},
      "periods": {"2025": {"hamlet_heads": 131.0, "hamlet_heads.trained": 2.0e1}},
      "x": [-0, 1e400, 1E-7, 12345678901234567890.50, 1e39, 1e40, 0.1e-39, 0.1e-40, 1e99999],
      "\ufb33": "\u0000\u001f\"\\\/\b\f\n\r\t\u007f€", "\ud83d\ude00": null, "é": [true, {}, []] }"#;
    fs::write(&report, odd).unwrap();
    let report = report.display().to_string();
    let file = folder.path().join("receipt.json").display().to_string();
    luat(&[
        "check",
        &fixture(RULES),
        "--report",
        &report,
        "--receipt",
        &file,
    ]);
    assert_eq!(
        luat(&["verify", &file, "--report", &report]).exit,
        Exit::Fine
    );
    assert_eq!(independent(&[&file, "--report", &report]).1, "right\n");
}

#[test]
fn what_is_no_receipt_or_key_is_refused_in_words() {
    let told = luat(&["verify", &fixture("met.json"), "--lang", "vi"]);
    assert_eq!(told.exit, Exit::Unusable);
    assert!(
        told.err.contains("đây không phải biên nhận"),
        "{}",
        told.err
    );
    let told = luat(&["verify", &fixture("met.json"), "--format", "json"]);
    assert_eq!(json(&told.out)["error"]["code"], "not_a_receipt");

    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("key.pem");
    let secret = fs::read_to_string(office("key")).unwrap();
    let spoilt = secret.replace("MC4C", "MC4D");
    fs::write(&key, &spoilt).unwrap();
    let file = folder.path().join("receipt.json");
    let told = luat(&[
        "check",
        &fixture(RULES),
        "--report",
        &fixture("met.json"),
        "--receipt",
        &file.display().to_string(),
        "--sign-with",
        &key.display().to_string(),
    ]);
    assert_eq!(told.exit, Exit::Unusable);
    assert!(told.err.contains("openssl genpkey"), "{}", told.err);
    let body = spoilt.lines().nth(1).unwrap();
    assert!(!told.err.contains(body) && !told.out.contains(body));
    assert!(!file.exists());
}
