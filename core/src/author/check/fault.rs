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

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn longer_ids_may_be_further_from_what_is_meant() {
        for (id, known, near) in [
            ("trianed", &["plan", "trained"][..], Some("trained")),
            // Of three letters one may be wrong, of four two.
            ("abx", &["abc"], Some("abc")),
            ("axy", &["abc"], None),
            ("abxy", &["abcd"], Some("abcd")),
            ("axyz", &["abcd"], None),
            ("abxy", &["abc"], None),
            ("plans", &["review", "plan", "plants"], Some("plan")),
            ("entirely", &["otherwise"], None),
        ] {
            assert_eq!(
                nearest(id, known.iter().copied()),
                near,
                "{id} of {known:?}"
            );
        }
    }
}
