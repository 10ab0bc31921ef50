//! Words as they are compared: lower case, one placement of the tone mark, one number each.

use std::collections::HashMap;

use crate::latin::{compose, parts};

/// A folded word, numbered in the order of its first use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Word(pub(crate) u32);

/// All words seen so far. Each spelling is folded once.
#[derive(Debug, Default, Clone)]
pub(crate) struct Words {
    spellings: HashMap<Box<str>, Word>,
    folded: HashMap<Box<str>, Word>,
    quoted: HashMap<Box<[Word]>, Word>,
}

impl Words {
    /// How many spellings there are.
    pub(crate) fn len(&self) -> usize {
        self.spellings.len() + self.quoted.len()
    }

    /// The number of a word as written.
    pub(crate) fn intern(&mut self, spelling: &str) -> Word {
        if let Some(known) = self.spellings.get(spelling) {
            return *known;
        }
        let word = self.number(fold(spelling));
        self.spellings.insert(spelling.into(), word);
        word
    }

    /// The number of a quoted phrase, all of it one word.
    pub(crate) fn intern_quoted(&mut self, phrase: &str) -> Word {
        let words: Box<[Word]> = phrase
            .split_whitespace()
            .map(|word| self.intern(word))
            .collect();
        let next = self.next();
        *self.quoted.entry(words).or_insert(next)
    }

    fn number(&mut self, folded: String) -> Word {
        let next = self.next();
        *self.folded.entry(folded.into_boxed_str()).or_insert(next)
    }

    fn next(&self) -> Word {
        Word(crate::source::to_u32(self.folded.len() + self.quoted.len()))
    }
}

/// The form in which words are compared: lower case; the tone after the letters, so that both
/// placements (`hoà`, `hòa`) agree; `hàng` as `hằng`; dashes, apostrophes and operators in one shape.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    match word {
        "≥" => return ">=".to_owned(),
        "≤" => return "<=".to_owned(),
        "≠" => return "!=".to_owned(),
        "×" => return "*".to_owned(),
        _ => {}
    }
    let mut letters = String::with_capacity(word.len());
    let mut tones = String::new();
    for letter in word.chars().flat_map(char::to_lowercase) {
        fold_letter(letter, &mut letters, &mut tones);
    }
    letters.push_str(&tones);
    // "hàng năm" and "hằng năm" are both in use; folding the word alone is enough to agree.
    if letters == "hang1" {
        "hăng1".to_owned()
    } else {
        letters
    }
}

fn fold_letter(letter: char, letters: &mut String, tones: &mut String) {
    match letter {
        '\u{2019}' => letters.push('\''),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '•' => letters.push('-'),
        _ if letter.is_ascii() => letters.push(letter),
        _ => {
            let mut base: Option<char> = None;
            for part in parts(letter) {
                if let Some(digit) = tone(part) {
                    tones.push(digit);
                } else {
                    let joined = base.and_then(|before| compose(before, part));
                    if joined.is_none() {
                        letters.extend(base);
                    }
                    base = joined.or(Some(part));
                }
            }
            letters.extend(base);
        }
    }
}

fn tone(mark: char) -> Option<char> {
    match mark {
        '\u{300}' => Some('1'),
        '\u{301}' => Some('2'),
        '\u{309}' => Some('3'),
        '\u{303}' => Some('4'),
        '\u{323}' => Some('5'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_placements_of_the_tone_agree() {
        assert_eq!(fold("hoà"), fold("HÒA"));
        assert_eq!(fold("thuỷ"), fold("thủy"));
        assert_ne!(fold("hoà"), fold("hoá"));
    }

    #[test]
    fn vietnamese_capitals_fold() {
        assert_eq!(fold("ĐẾN"), fold("đến"));
        assert_eq!(fold("Ủy"), fold("ủy"));
        assert_ne!(fold("dân"), fold("đân"));
    }

    #[test]
    fn hang_nam_has_two_spellings() {
        assert_eq!(fold("Hàng"), fold("hằng"));
    }
}
