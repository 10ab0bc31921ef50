//! How well what is typed fits a name: with its tone marks still to come, by a word in its middle, by
//! initials.

use luat_grammar::ids::may_become;

/// How well typed words fit a name; the less, the better.
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

/// How well typed words fit a name; none: not at all. Words with a blank behind them are whole, and the
/// name must have more.
pub(super) fn fit(typed: &str, name: &str) -> Option<Fit> {
    let is_whole = typed.ends_with(char::is_whitespace);
    let wanted: Vec<&str> = typed.split_whitespace().collect();
    let Some(first) = wanted.first() else {
        return Some(Fit::Exact);
    };
    let words: Vec<&str> = split(name);
    let fits_at = |at: usize| {
        let words = words.get(at..).unwrap_or(&[]);
        begins(words, &wanted, is_whole) && !(is_whole && words.len() <= wanted.len())
    };
    if fits_at(0) {
        let exact = name
            .to_lowercase()
            .starts_with(&typed.trim_end().to_lowercase());
        return Some(if exact { Fit::Exact } else { Fit::Bare });
    }
    if (1..words.len()).any(fits_at) {
        return Some(Fit::Middle);
    }
    if is_whole {
        return None;
    }
    if wanted.len() > 1 {
        return scattered(&words, &wanted).then_some(Fit::Scattered);
    }
    let n_letters = first.chars().count();
    let starts = 0..(words.len() + 1).saturating_sub(n_letters);
    let is_initials = |at: usize| {
        let initials = words.iter().skip(at).filter_map(|word| word.chars().next());
        first
            .chars()
            .zip(initials)
            .all(|(typed, letter)| same(typed, letter))
    };
    (n_letters > 1 && starts.into_iter().any(is_initials)).then_some(Fit::Initials)
}

fn split(name: &str) -> Vec<&str> {
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether the words begin with those wanted, of which the last may be a part.
fn begins(words: &[&str], wanted: &[&str], is_whole: bool) -> bool {
    wanted.len() <= words.len()
        && words
            .iter()
            .zip(wanted)
            .enumerate()
            .all(|(at, (word, wanted_word))| {
                let is_part = !is_whole && at + 1 == wanted.len();
                becomes(wanted_word, word, is_part)
            })
}

/// Whether a typed word may become the word, or its beginning.
fn becomes(typed: &str, word: &str, is_part: bool) -> bool {
    let mut letters = word.chars();
    let fits = typed
        .chars()
        .all(|typed| letters.next().is_some_and(|letter| same(typed, letter)));
    fits && (is_part || letters.next().is_none())
}

fn same(typed: char, letter: char) -> bool {
    if typed == letter {
        return true;
    }
    let lower = |letter: char| letter.to_lowercase().next().unwrap_or(letter);
    may_become(lower(typed), lower(letter))
}

fn scattered(words: &[&str], wanted: &[&str]) -> bool {
    let mut words = words.iter();
    wanted
        .iter()
        .all(|wanted| words.any(|word| becomes(wanted, word, true)))
}

#[cfg(test)]
mod tests {
    use super::{Fit, fit};

    #[test]
    fn vietnamese_is_found_without_its_marks() {
        assert_eq!(fit("trưởng b", "trưởng bản"), Some(Fit::Exact));
        assert_eq!(fit("truong ban", "trưởng bản"), Some(Fit::Bare));
        assert_eq!(fit("trương ban", "Trưởng bản"), Some(Fit::Bare));
        assert_eq!(fit("ban", "trưởng bản"), Some(Fit::Middle));
        assert_eq!(fit("tb", "trưởng bản"), Some(Fit::Initials));
        assert_eq!(fit("hoi hop", "hội nghị họp"), Some(Fit::Scattered));
    }

    #[test]
    fn marks_that_are_typed_count() {
        assert_eq!(fit("tính", "tình huống"), None);
        assert_eq!(fit("đ", "dân"), None);
        assert_eq!(fit("da", "đã chốt"), Some(Fit::Bare));
    }

    #[test]
    fn a_word_in_the_middle_is_found_by_its_start_alone() {
        assert_eq!(fit("ach", "ngân sách"), None);
        assert_eq!(fit("sach", "ngân sách"), Some(Fit::Middle));
    }

    #[test]
    fn a_blank_ends_a_word() {
        assert_eq!(fit("truong ", "trưởng bản"), Some(Fit::Bare));
        assert_eq!(fit("truong ban ", "trưởng bản"), None);
        assert_eq!(fit("cho ", "đã chốt"), None);
    }
}
