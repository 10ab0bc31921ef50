//! Ids: what things are called where names in words are too long, in reports and beside rules.

use crate::latin::{is_mark, parts};

/// An id out of a name in words: its letters without marks, a `_` between words; `None` where
/// nothing is left, or the first is no letter.
///
/// ```
/// use luat_grammar::ids::id_from;
///
/// assert_eq!(id_from("Phường Ẳng Tở (mới)").as_deref(), Some("phuong_ang_to_moi"));
/// assert_eq!(id_from("2026"), None);
/// ```
#[must_use]
pub fn id_from(name: &str) -> Option<String> {
    let mut id = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        let base = base(letter);
        if base.is_ascii_alphanumeric() {
            id.push(base);
        } else if !id.is_empty() && !id.ends_with('_') && !is_mark(base) {
            id.push('_');
        }
    }
    id.truncate(id.trim_end_matches('_').len());
    id.starts_with(|first: char| first.is_ascii_lowercase())
        .then_some(id)
}

/// A text in lower case without its marks, as one types it who leaves them out.
///
/// ```
/// assert_eq!(luat_grammar::ids::bare("Trưởng bản"), "truong ban");
/// ```
#[must_use]
pub fn bare(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase);
    letters
        .map(base)
        .filter(|letter| !is_mark(*letter))
        .collect()
}

/// Whether a typed letter is that letter, its marks put or still to come.
///
/// ```
/// use luat_grammar::ids::may_become;
///
/// assert!(may_become('u', 'ữ') && may_become('ư', 'ữ') && !may_become('ú', 'ữ'));
/// ```
#[must_use]
pub fn may_become(typed: char, letter: char) -> bool {
    if typed == letter || (typed.is_ascii() && letter.is_ascii()) {
        return typed == letter;
    }
    if typed == 'd' || typed == 'đ' {
        return typed == 'd' && letter == 'đ';
    }
    let (typed, letter) = (parts(typed), parts(letter));
    typed.first() == letter.first() && typed.iter().all(|part| letter.contains(part))
}

/// A letter without its marks.
fn base(letter: char) -> char {
    if letter == 'đ' {
        return 'd';
    }
    parts(letter).first().copied().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::id_from;

    #[test]
    fn marks_are_dropped_however_they_are_written() {
        assert_eq!(id_from("Trưởng bản").as_deref(), Some("truong_ban"));
        assert_eq!(
            id_from("Tru\u{31b}o\u{31b}\u{309}ng").as_deref(),
            Some("truong")
        );
        assert_eq!(id_from("  Đông – Tây ").as_deref(), Some("dong_tay"));
    }

    #[test]
    fn what_leaves_nothing_is_no_id() {
        assert_eq!(id_from(""), None);
        assert_eq!(id_from("—"), None);
        assert_eq!(id_from("3 xã"), None);
    }
}
