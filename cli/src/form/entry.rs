//! What stands where an answer goes, by the kind of a field.

use luat_core::wire::form::Field;
use luat_core::words::{self, Language};

use crate::render::pick;

/// A blank for a number or a word.
const BLANK: &str = "…………";
/// A blank for a date.
const DATE: &str = "……/……/…………";

/// The blank to fill in, or the boxes to tick.
pub(super) fn entry(field: &Field<'_>, language: Language) -> String {
    match field.input {
        "amount" => {
            let unit = field.unit.unwrap_or_default();
            format!("{BLANK} {}", words::unit(unit, language))
        }
        "act" if is_forbidden(field) => pick(
            language,
            format!("☐ happened {}  ☐ did not happen", when(field, language)),
            format!("☐ đã xảy ra {}  ☐ không xảy ra", when(field, language)),
        ),
        "act" => pick(
            language,
            format!("☐ done {}  ☐ not done so far", when(field, language)),
            format!("☐ đã làm {}  ☐ chưa làm", when(field, language)),
        ),
        "date" => pick(
            language,
            format!("☐ {}  ☐ not so far", when(field, language)),
            format!("☐ {}  ☐ chưa có", when(field, language)),
        ),
        "yes_no" if field.time.is_some() => pick(
            language,
            format!("☐ yes, {}  ☐ no", when(field, language)),
            format!("☐ có, {}  ☐ không", when(field, language)),
        ),
        "yes_no" => pick(language, "☐ yes  ☐ no", "☐ có  ☐ không").to_owned(),
        "choice" => {
            let options = field.options.iter();
            let boxes: Vec<String> = options
                .map(|option| format!("☐ {}", pick(language, &option.label.en, &option.label.vi)))
                .collect();
            boxes.join("  ")
        }
        _ => BLANK.to_owned(),
    }
}

/// What is only forbidden is not done, it happens.
fn is_forbidden(field: &Field<'_>) -> bool {
    let needs = &field.needed_by;
    !needs.is_empty() && needs.iter().all(|need| need.modality == "must_not")
}

/// The blanks of a day, with the time of day where hours count, or of two days where it has to last.
fn when(field: &Field<'_>, language: Language) -> String {
    match field.time {
        Some("hour") => pick(
            language,
            format!("at ……:…… on {DATE}"),
            format!("lúc …… giờ …… ngày {DATE}"),
        ),
        Some("span") => pick(
            language,
            format!("from {DATE} to {DATE}"),
            format!("từ ngày {DATE} đến ngày {DATE}"),
        ),
        _ => pick(language, format!("on {DATE}"), format!("ngày {DATE}")),
    }
}
