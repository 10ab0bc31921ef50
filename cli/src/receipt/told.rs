//! A checked receipt in words.

use std::fmt::Write as _;

use luat_core::receipt::{Difference, Part, Receipt, Signed};
use luat_core::run::json::Json;
use luat_core::run::verdict::Status;
use luat_core::words::{self, Language};

use super::Checked;
use crate::render::{BOLD, DIM, GREEN, RED, YELLOW, clean, styled};

/// A checked receipt, part by part, and what that comes to.
pub(super) fn told(receipt: &Receipt, checked: &Checked, language: Language) -> String {
    let mut text = String::new();
    let head = language.pick("receipt", "biên nhận");
    line(
        &mut text,
        &format!("{} {}", styled(BOLD, head), short(receipt.digest())),
    );
    let day = words::date(receipt.request().as_of, language);
    let judged = language.pick("judged as of", "xét tính đến ngày");
    line(&mut text, &format!("  {judged} {day}"));
    line(&mut text, &format!("  {}", signature(checked, language)));
    for part in &checked.verified.compared {
        let found = &checked.verified.differences;
        let found: Vec<_> = found.iter().filter(|one| one.part == *part).collect();
        let name = words::part(*part, language);
        if found.is_empty() {
            line(&mut text, &format!("  {} {name}", styled(GREEN, "✓")));
        } else {
            line(&mut text, &format!("  {} {name}", styled(RED, "✗")));
        }
        for one in found {
            line(&mut text, &format!("      {}", difference(one, language)));
        }
    }
    line(&mut text, &end(checked, language));
    text
}

fn line(text: &mut String, line: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{line}");
}

fn signature(checked: &Checked, language: Language) -> String {
    let signed = &checked.signed;
    let key = signed.signature().map_or("", |signature| &signature.key);
    match signed {
        Signed::Not if checked.needs_signature => {
            styled(RED, language.pick("✗ not signed", "✗ chưa ký"))
        }
        Signed::Not => styled(DIM, language.pick("not signed", "chưa ký")),
        Signed::Wrong(_) => styled(
            RED,
            language.pick(
                "✗ the signature is not one of this key over this receipt",
                "✗ chữ ký không phải do khóa này ký trên biên nhận này",
            ),
        ),
        Signed::Unknown(_) if checked.needs_signature => styled(
            RED,
            &language.pick(
                format!("✗ signed by another key than those trusted: {key}"),
                format!("✗ do khóa khác ký, không phải khóa tin cậy: {key}"),
            ),
        ),
        Signed::Unknown(_) => styled(
            YELLOW,
            &language.pick(
                format!("signed by the key {key}; whose it is, --trust can hold it against"),
                format!("do khóa {key} ký; dùng --trust để đối chiếu với khóa đã biết"),
            ),
        ),
        Signed::Trusted(_) => language.pick(
            format!("{} signed by the trusted key {key}", styled(GREEN, "✓")),
            format!("{} do khóa tin cậy {key} ký", styled(GREEN, "✓")),
        ),
    }
}

fn difference(one: &Difference, language: Language) -> String {
    let (was, is) = (&one.one, &one.other);
    let side = |side: &Option<String>| {
        let nothing = || language.pick("nothing", "không có").to_owned();
        side.as_deref()
            .map_or_else(nothing, |text| match (one.part, &one.verdict) {
                (Part::Verdicts, Some(_)) => status(text, language),
                _ => plain(text),
            })
    };
    let (was, is) = (side(was), side(is));
    let told = if was == is {
        // Two verdicts of one status, by other numbers.
        language.pick(
            format!("{was} in both, by other numbers or dates"),
            format!("cùng là “{was}” nhưng khác số liệu hoặc ngày"),
        )
    } else {
        language.pick(
            format!("the receipt says {was}; found now: {is}"),
            format!("biên nhận ghi {was}; nay là {is}"),
        )
    };
    let lead = one
        .verdict
        .as_ref()
        .map_or(String::new(), |verdict| format!("{verdict}: "));
    clean(&format!("{lead}{told}"))
}

/// A digest by its beginning; any other text whole.
fn short(text: &str) -> String {
    match text
        .strip_prefix("sha256:")
        .and_then(|digits| digits.get(..12))
    {
        Some(digits) => format!("sha256:{digits}…"),
        None => text.to_owned(),
    }
}

/// What a receipt says of a part: its texts, digests by their beginning.
fn plain(canonical: &str) -> String {
    let texts = |values: &mut dyn Iterator<Item = &Json>| {
        let texts = values.filter_map(Json::as_str).map(short);
        texts.collect::<Vec<_>>().join(" ")
    };
    match Json::parse(canonical) {
        Ok(Json::String(text)) => short(&text),
        Ok(Json::Array(items)) if !items.is_empty() => texts(&mut items.iter()),
        Ok(Json::Object(object)) => texts(&mut object.iter().map(|(_, value)| value)),
        _ => canonical.to_owned(),
    }
}

/// The word for the status of a verdict of a receipt.
fn status(verdict: &str, language: Language) -> String {
    let json = Json::parse(verdict).ok();
    let object = json.as_ref().and_then(Json::as_object);
    let key = object.and_then(|object| object.get("status")?.as_str());
    let status = Status::ALL.into_iter().find(|one| Some(one.key()) == key);
    let word = status.map(|status| words::status(status, language));
    word.or(key).unwrap_or("?").to_owned()
}

fn end(checked: &Checked, language: Language) -> String {
    if checked.agrees {
        let compared = &checked.verified.compared;
        return if compared.contains(&Part::Verdicts) {
            language.pick("The receipt agrees.", "Biên nhận khớp.")
        } else {
            language.pick(
                "The receipt is whole. To judge anew, give --rules and --report.",
                "Biên nhận còn nguyên vẹn. Muốn xét lại, hãy thêm --rules và --report.",
            )
        }
        .to_owned();
    }
    language
        .pick("The receipt does not agree.", "Biên nhận không khớp.")
        .to_owned()
}
