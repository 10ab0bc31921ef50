//! Receipts: whatever is changed is noticed, and by its own part.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

use luat_core::receipt::{Flaw, Part, Receipt, Signature, canonical, differences, facts_of, issue};
use luat_core::run::calendar::iso::parse_date;
use luat_core::run::evaluate::Request;
use luat_core::run::json::Json;
use luat_core::{Ruleset, Source};

const RULES: &str = r#"
ngôn ngữ vi
văn bản tap_huan "Training" / "Tập huấn"
  có hiệu lực từ 01/01/2025
cấp xa "commune | communes" / "xã"
đối tượng truong_ban "hamlet head | hamlet heads" / "trưởng bản" theo xã
  trạng thái tap_huan "trained" / "được tập huấn" trong kỳ
quy định hang_nam "Training each year" / "Tập huấn hằng năm"
  căn cứ Điều 1 khoản 2
  chủ thể xã
  hằng năm trên 15% trưởng bản được tập huấn
"#;
const ENGLISH: &str = r#"
language en
document tap_huan "Training" / "Tập huấn"
  in force from 2025-01-01
level xa "commune | communes" / "xã"
population truong_ban "hamlet head | hamlet heads" / "trưởng bản" per commune
  state tap_huan "trained" / "được tập huấn" in the period
rule hang_nam "Training each year" / "Tập huấn hằng năm"
  cite article 1 clause 2
  bearer commune
  annually over 15% of hamlet heads trained
"#;
const REPORT: &str = r#"{"body": {"level": "xa", "id": "ang-to"}, "periods": {"2025": {"truong_ban": 131, "truong_ban.tap_huan": 19}}}"#;

fn rules(text: &str) -> Ruleset {
    Ruleset::compile(&[Source::new("tap_huan.luat", text)]).unwrap()
}

fn request() -> Request {
    Request::on(parse_date("2026-01-10").unwrap())
}

fn issued(rules: &Ruleset, report: &str, request: &Request) -> String {
    issue(rules.program(), report, request).unwrap().text()
}

/// Keys of the parts in which two receipts differ.
fn apart(one: &str, other: &str) -> Vec<&'static str> {
    let read = |text| Receipt::read(text).unwrap();
    let found = differences(&read(one), &read(other));
    found.iter().map(|one| one.part.key()).collect()
}

#[test]
fn no_byte_can_be_changed() {
    let text = issued(&rules(RULES), REPORT, &request());
    let receipt = Receipt::read(&text).unwrap();
    let signature = Signature {
        key: "0f".repeat(32),
        value: "a5".repeat(64),
    };
    let signed = receipt.with_signature(signature.clone()).text();
    assert_eq!(Receipt::read(&signed).unwrap().signed_text(), text);
    for (text, sealed) in [(&text, text.len()), (&signed, signed.len())] {
        for at in 0..sealed {
            for bit in 0..8 {
                let mut bytes = text.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let Ok(changed) = String::from_utf8(bytes) else {
                    continue;
                };
                // Who signed, and how, is outside of the seal: there a check of the signature tells.
                let read = Receipt::read(&changed);
                let own = read.as_ref().ok().and_then(Receipt::signature);
                assert!(
                    read.is_err() || own.is_some_and(|own| *own != signature),
                    "byte {at}, bit {bit}: {changed}"
                );
            }
            assert!(Receipt::read(&text[..at]).is_err(), "cut at {at}");
        }
        for added in [" ", "\n\n", "{}", "\u{feff}"] {
            assert!(Receipt::read(&format!("{text}{added}")).is_err());
            assert!(Receipt::read(&format!("{added}{text}")).is_err());
        }
        assert!(Receipt::read(&format!("{text}\n")).is_ok());
    }
}

#[test]
fn a_change_is_told_by_its_part() {
    let judged = rules(RULES);
    let text = issued(&judged, REPORT, &request());
    assert!(apart(&text, &text).is_empty());

    let laid_out = REPORT.replace(' ', "\n  ").replace("131", "131.0");
    assert!(apart(&text, &issued(&judged, &laid_out, &request())).is_empty());

    let fewer = REPORT.replace("19", "20");
    let other = issued(&judged, &fewer, &request());
    assert_eq!(apart(&text, &other), ["facts", "verdicts", "result"]);

    let noted = REPORT.replace(r#""level""#, r#""note": "x", "level""#);
    let other = issued(&judged, &noted, &request());
    assert_eq!(apart(&text, &other).first(), Some(&"facts"));
    assert!(!apart(&text, &other).contains(&"verdicts"));

    let earlier = Request::on(parse_date("2025-06-30").unwrap());
    let other = issued(&judged, REPORT, &earlier);
    assert!(apart(&text, &other).contains(&"as_of"));
    assert!(!apart(&text, &other).contains(&"facts"));

    let named = Request {
        periods: vec!["2025".parse().unwrap()],
        ..request()
    };
    assert_eq!(apart(&text, &issued(&judged, REPORT, &named)), ["periods"]);

    let stricter = rules(&RULES.replace("15%", "14%"));
    let other = issued(&stricter, REPORT, &request());
    assert_eq!(apart(&text, &other), ["rules", "verdicts", "result"]);
}

#[test]
fn the_english_text_of_the_same_rules_gives_the_same_receipt() {
    let one = issued(&rules(RULES), REPORT, &request());
    assert_eq!(issued(&rules(ENGLISH), REPORT, &request()), one);
}

/// A receipt with its parts otherwise and a digest that fits.
fn sealed_anew(text: &str, change: impl FnOnce(&mut Vec<(String, Json)>)) -> String {
    let mut entries = Json::parse(text).unwrap().as_object().unwrap().clone();
    entries.0.retain(|(key, _)| key != "digest");
    change(&mut entries.0);
    // A digest is that of the canonical form, here as of a report.
    let (_, digest) = facts_of(&Json::Object(entries.clone()));
    entries.0.push(("digest".to_owned(), digest));
    canonical(&Json::Object(entries))
}

#[test]
fn a_receipt_has_its_own_parts_and_no_others() {
    let judged = rules(RULES);
    let text = issued(&judged, REPORT, &request());
    assert_eq!(sealed_anew(&text, |_| ()), text);
    let waived = ("waived".to_owned(), Json::String("by order".to_owned()));
    let more = sealed_anew(&text, |parts| parts.push(waived));
    assert_eq!(Receipt::read(&more).unwrap_err(), Flaw::Changed);
    for part in Part::ALL {
        let fewer = sealed_anew(&text, |parts| parts.retain(|(key, _)| key != part.key()));
        assert_eq!(
            Receipt::read(&fewer).unwrap_err(),
            Flaw::Changed,
            "{part:?}"
        );
    }
}

#[test]
fn verdicts_in_another_order_are_not_the_same() {
    let judged = rules(RULES);
    let two = REPORT.replace(r#""periods": {"#, r#""periods": {"2024": {}, "#);
    let text = issued(&judged, &two, &request());
    let turned = sealed_anew(&text, |parts| {
        for (key, part) in parts {
            if let (true, Json::Array(verdicts)) = (key == "verdicts", part) {
                assert!(verdicts.len() > 1);
                verdicts.reverse();
            }
        }
    });
    assert_eq!(apart(&text, &turned), ["verdicts"]);
    assert_eq!(apart(&turned, &text), ["verdicts"]);
}

#[test]
fn what_is_no_receipt_is_told_as_such() {
    let flaw = |text: &str| Receipt::read(text).unwrap_err();
    assert!(matches!(flaw(""), Flaw::Json(_)));
    assert_eq!(flaw(REPORT), Flaw::NoReceipt);
    assert_eq!(flaw("[]"), Flaw::NoReceipt);
    assert_eq!(flaw(r#"{"receipt":"9"}"#), Flaw::OtherForm("9".to_owned()));
    assert_eq!(flaw(r#"{ "receipt": "1" }"#), Flaw::NotCanonical);
    assert_eq!(flaw(r#"{"receipt":"1"}"#), Flaw::Changed);
    assert_eq!(flaw(r#"{"receipt":"1","receipt":"1"}"#), Flaw::NotCanonical);
}
