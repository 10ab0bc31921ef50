//! Small helpers for findings.

use luat_grammar::diagnostic::Text;

/// Both wordings at once.
pub(super) fn text(en: impl Into<String>, vi: impl Into<String>) -> Text {
    Text::new(en, vi)
}

/// Ids in backticks, joined for reading: "`a`, `b` and `c`".
pub(super) fn list(ids: &[String]) -> Text {
    let quoted: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    match quoted.as_slice() {
        [] => text("none", "không có"),
        [one] => text(one, one),
        [first @ .., last] => {
            let first = first.join(", ");
            text(format!("{first} and {last}"), format!("{first} và {last}"))
        }
    }
}

/// The known id nearest to one that is not known.
pub(super) fn nearest<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (strsim::damerau_levenshtein(id, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len().min(id.len()) / 4)
        .min()
        .map(|(_, candidate)| candidate)
}
