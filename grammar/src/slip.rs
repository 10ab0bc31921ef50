//! Spellings compared: how many slips of the pen one is from another.

use std::ops::RangeInclusive;

use crate::ids::bare;
use crate::words::fold;

/// A spelling, ready to be compared with many others.
#[derive(Debug)]
pub(crate) struct Spelled {
    /// As written.
    pub(crate) text: String,
    folded: String,
    n_letters: usize,
    /// Which letters it has, as a set of bits: most spellings differ in more of them than a slip explains.
    letters: u64,
}

impl Spelled {
    /// Prepares a spelling.
    pub(crate) fn new(text: &str) -> Self {
        let folded = fold(text);
        let letters = folded
            .chars()
            .fold(0, |letters, letter| letters | 1 << (u32::from(letter) % 64));
        Self {
            text: text.to_owned(),
            n_letters: folded.chars().count(),
            folded,
            letters,
        }
    }

    /// How many letters it has, folded.
    pub(crate) const fn n_letters(&self) -> usize {
        self.n_letters
    }

    /// How far two spellings are apart, or `None` when too far for a slip of the pen.
    pub(crate) fn distance(&self, meant: &Self) -> Option<usize> {
        Typed::new(self).distance(meant)
    }
}

/// Whether a typed Vietnamese phrase has a word that is another word rather than a slip of the one meant: a whole syllable
/// with its marks (unless they are all that differs), or a short one.
pub(crate) fn is_another(typed: &str, meant: &str, marked: bool) -> bool {
    let (typed, meant) = (typed.to_lowercase(), meant.to_lowercase());
    let pairs: Vec<(&str, &str)> = typed.split(' ').zip(meant.split(' ')).collect();
    let same_length = pairs.len() == typed.split(' ').count().max(meant.split(' ').count());
    same_length
        && pairs.into_iter().any(|(typed, meant)| {
            let spoken = |word: &str| bare(word).replace('y', "i");
            let differs = spoken(typed) != spoken(meant);
            let short = typed.is_ascii() && typed.len() <= SHORT_WORD;
            differs && is_syllable(typed) && (short || marked && !typed.is_ascii())
        })
}

/// A word of so many letters is another word with any one of them changed.
const SHORT_WORD: usize = 3;

/// Whether a word has the shape of a Vietnamese syllable: what may open it, vowels, what may close it.
fn is_syllable(word: &str) -> bool {
    let letters = bare(word);
    let is_vowel = |letter: char| "aeiouy".contains(letter);
    let Some(first) = letters.find(is_vowel) else {
        return false;
    };
    let (onset, rest) = letters.split_at(first);
    let coda = rest.trim_start_matches(is_vowel);
    let vowels = rest.len() - coda.len();
    ONSETS.contains(&onset) && vowels <= 3 && CODAS.contains(&coda)
}

const ONSETS: &[&str] = &[
    "", "b", "c", "ch", "d", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
    "ph", "q", "r", "s", "t", "th", "tr", "v", "x",
];

const CODAS: &[&str] = &["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// A spelling that is held against many.
pub(crate) struct Typed<'s> {
    spelled: &'s Spelled,
    /// So many slips are explained at most.
    allowed: usize,
    /// Where each letter stands, the first place as the lowest bit; of a long spelling none.
    places: Vec<(char, u64)>,
}

impl<'s> Typed<'s> {
    pub(crate) fn new(spelled: &'s Spelled) -> Self {
        let mut places: Vec<(char, u64)> = Vec::new();
        let letters = spelled.folded.chars().take(64).enumerate();
        for (at, letter) in letters.filter(|_| spelled.n_letters <= 64) {
            match places.iter_mut().find(|(known, _)| *known == letter) {
                Some((_, places)) => *places |= 1 << at,
                None => places.push((letter, 1 << at)),
            }
        }
        Self {
            spelled,
            allowed: (spelled.n_letters / 4).clamp(1, 4),
            places,
        }
    }

    /// How many letters a spelling has that it may be a slip for.
    pub(crate) const fn lengths(&self) -> RangeInclusive<usize> {
        let letters = self.spelled.n_letters;
        letters.saturating_sub(self.allowed)..=letters + self.allowed
    }

    /// How far another spelling is from it, or `None` when too far for a slip of the pen.
    pub(crate) fn distance(&self, meant: &Spelled) -> Option<usize> {
        let (typed, allowed) = (self.spelled, self.allowed);
        let differing = (typed.letters ^ meant.letters).count_ones() as usize;
        if typed.n_letters < 3
            || typed.n_letters.abs_diff(meant.n_letters) > allowed
            || differing > 2 * allowed
        {
            return None;
        }
        // A slip may lie between two letters that changed places, which is counted as one and a half at most.
        let bound = allowed + allowed / 2;
        if !self.places.is_empty() && self.slips(&meant.folded) > bound {
            return None;
        }
        let slips = strsim::damerau_levenshtein(&typed.folded, &meant.folded);
        Some(slips).filter(|slips| *slips <= allowed)
    }

    /// Letters left out, added, exchanged, or two that changed places: Hyyrö's algorithm ("A bit-vector algorithm for
    /// computing Levenshtein and Damerau edit distances", 2003), a column of the table of distances in two words.
    fn slips(&self, meant: &str) -> usize {
        let last = self.spelled.n_letters - 1;
        let (mut rises, mut falls) = (u64::MAX, 0_u64);
        let (mut same, mut before) = (0_u64, 0_u64);
        let mut slips = self.spelled.n_letters;
        for letter in meant.chars() {
            let known = self.places.iter().find(|(known, _)| *known == letter);
            let here = known.map_or(0, |(_, places)| *places);
            let swapped = ((!same & here) << 1) & before;
            same = ((here & rises).wrapping_add(rises) ^ rises) | here | falls | swapped;
            let right = falls | !(same | rises);
            let left = same & rises;
            slips += (right >> last & 1) as usize;
            slips -= (left >> last & 1) as usize;
            let right = right << 1 | 1;
            rises = left << 1 | !(same | right);
            falls = right & same;
            before = here;
        }
        slips
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slip_is_found_and_another_word_is_none() {
        let typed = |typed: &str, meant: &str| Spelled::new(typed).distance(&Spelled::new(meant));
        assert_eq!(typed("hướng ước", "hương ước"), Some(1));
        assert_eq!(typed("conut", "count"), Some(1));
        assert_eq!(typed("count", "amount"), None);
    }

    #[test]
    fn another_word_is_no_slip() {
        let another = |typed, meant| is_another(typed, meant, true);
        assert!(another("có thêm", "có thể") && another("thông qua", "không quá"));
        assert!(another("sớm hơn", "lớn hơn") && another("tuần làm việc", "giờ làm việc"));
        assert!(
            !another("hằng quí", "hằng quý")
                && !another("hằng nam", "hằng năm")
                && !another("hằg năm", "hằng năm")
        );
        assert!(is_another("chi ngân sách", "thu ngân sách", false));
        assert!(!is_another("trưởn bản", "trưởng bản", false));
    }

    proptest! {
        #[test]
        fn slips_are_counted_as_one_counts_them(typed in "[abcđê]{1,64}", meant in "[abcđê ]{0,70}") {
            let spelled = Spelled::new(&typed);
            let slips = Typed::new(&spelled).slips(&fold(&meant));
            prop_assert_eq!(slips, strsim::osa_distance(&spelled.folded, &fold(&meant)));
            let all = strsim::damerau_levenshtein(&spelled.folded, &fold(&meant));
            prop_assert!(all <= slips && slips <= all + all / 2);
        }
    }
}
