//! What stands where an answer goes, by the kind of a field.

use luat_core::wire::form::Field;
use luat_core::words::Language;

use crate::render::pick;

/// A blank for a number or a word.
const BLANK: &str = "…………";
/// A blank for a date.
const DATE: &str = "……/……/…………";

/// The blank to fill in, or the boxes to tick.
pub(super) fn entry(field: &Field<'_>, language: Language) -> String {
    match field.input {
        "amount" => format!("{BLANK} {}", field.unit.unwrap_or_default()),
        "act" => pick(
            language,
            format!("☐ done on {DATE}  ☐ not done so far"),
            format!("☐ đã làm ngày {DATE}  ☐ chưa làm"),
        ),
        "date" => pick(
            language,
            format!("☐ on {DATE}  ☐ not so far"),
            format!("☐ ngày {DATE}  ☐ chưa có"),
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
