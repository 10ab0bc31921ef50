//! How well what is typed fits a name: without tone marks, by a word in its middle, by initials.

use luat_grammar::ids::bare;
use luat_grammar::names::folded;

/// How well typed words fit a name; the less, the better. None: not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It begins with them.
    Exact,
    /// It begins with them but for the marks.
    Bare,
    /// They begin a later word of it.
    Middle,
    /// Each begins a word of it, in order.
    Scattered,
    /// They are the first letters of its words.
    Initials,
}

/// How well typed words fit a name.
pub(super) fn fit(typed: &str, name: &str) -> Option<Fit> {
    let typed = typed.trim_start();
    if typed.is_empty() {
        return Some(Fit::Exact);
    }
    if folded_start(typed, name) {
        return Some(Fit::Exact);
    }
    let (plain, name) = (bare(typed), bare(name));
    let wanted: Vec<&str> = plain.split_whitespace().collect();
    let words: Vec<&str> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if begins(&words, &wanted) {
        return Some(Fit::Bare);
    }
    let starts = 1..words.len();
    if starts
        .into_iter()
        .any(|at| begins(words.get(at..).unwrap_or(&[]), &wanted))
    {
        return Some(Fit::Middle);
    }
    if wanted.len() > 1 && scattered(&words, &wanted) {
        return Some(Fit::Scattered);
    }
    let [initials] = wanted.as_slice() else {
        return None;
    };
    let firsts: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    (initials.chars().count() > 1 && firsts.contains(initials)).then_some(Fit::Initials)
}

/// Whether a name begins with typed words, marks and all.
fn folded_start(typed: &str, name: &str) -> bool {
    let ends_with_word = !typed.ends_with(char::is_whitespace);
    let (typed, name) = (typed.to_lowercase(), name.to_lowercase());
    if ends_with_word {
        return name.starts_with(&typed);
    }
    name.starts_with(typed.trim_end()) && folded(&name).starts_with(&folded(&typed))
}

/// Whether the words begin with those wanted, of which the last may be a part.
fn begins(words: &[&str], wanted: &[&str]) -> bool {
    let Some((last, whole)) = wanted.split_last() else {
        return false;
    };
    let first = words.get(..whole.len());
    first == Some(whole)
        && words
            .get(whole.len())
            .is_some_and(|word| word.starts_with(last))
}

fn scattered(words: &[&str], wanted: &[&str]) -> bool {
    let mut words = words.iter();
    wanted
        .iter()
        .all(|wanted| words.any(|word| word.starts_with(wanted)))
}

#[cfg(test)]
mod tests {
    use super::{Fit, fit};

    #[test]
    fn vietnamese_is_found_without_its_marks() {
        assert_eq!(fit("trưởng b", "trưởng bản"), Some(Fit::Exact));
        assert_eq!(fit("truong ban", "trưởng bản"), Some(Fit::Bare));
        assert_eq!(fit("ban", "trưởng bản"), Some(Fit::Middle));
        assert_eq!(fit("tb", "trưởng bản"), Some(Fit::Initials));
        assert_eq!(fit("ho nn", "hộ nghèo"), None);
        assert_eq!(fit("hoi hop", "hội nghị họp"), Some(Fit::Scattered));
    }

    #[test]
    fn a_word_in_the_middle_is_found_by_its_start_alone() {
        assert_eq!(fit("ach", "ngân sách"), None);
        assert_eq!(fit("sach", "ngân sách"), Some(Fit::Middle));
    }
}
