//! Vietnamese as it is keyed in: letters of Telex and digits of VNI that no editor turned into marks.

/// Words with what is left of Telex or VNI turned into marks: `truowngr`, `tru7o7ng3` as `trưởng`. Nothing
/// where there is none.
pub(crate) fn meant(words: &str) -> Option<String> {
    let turned: Vec<String> = words
        .split_whitespace()
        .map(|word| syllable(word).unwrap_or_else(|| word.to_owned()))
        .collect();
    let turned = turned.join(" ");
    (turned != words).then_some(turned)
}

/// The tone stands after the first vowel; where exactly is all the same to names.
fn syllable(word: &str) -> Option<String> {
    let mut letters: Vec<char> = Vec::new();
    let mut tone = None;
    for key in word.chars().flat_map(char::to_lowercase) {
        let after_vowel = letters.iter().any(|letter| is_vowel(*letter));
        match tone_of(key).filter(|_| after_vowel) {
            Some(mark) => tone = Some(mark),
            None if turn(&mut letters, key) => {}
            None => letters.push(key),
        }
    }
    let first = letters.iter().position(|letter| is_vowel(*letter))?;
    if let Some(tone) = tone {
        letters.insert(first + 1, tone);
    }
    let typed: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    (letters != typed).then(|| letters.into_iter().collect())
}

fn is_vowel(letter: char) -> bool {
    "aăâeêioôơuưy".contains(letter)
}

fn tone_of(key: char) -> Option<char> {
    Some(match key {
        's' | '1' => '\u{301}',
        'f' | '2' => '\u{300}',
        'r' | '3' => '\u{309}',
        'x' | '4' => '\u{303}',
        'j' | '5' => '\u{323}',
        _ => return None,
    })
}

/// Turns a letter before by a key; false where the key is a letter of its own.
fn turn(letters: &mut [char], key: char) -> bool {
    let turns: &[(char, char)] = match key {
        'w' => &[('u', 'ư'), ('o', 'ơ'), ('a', 'ă')],
        'a' => &[('a', 'â')],
        'e' => &[('e', 'ê')],
        'o' => &[('o', 'ô')],
        'd' | '9' => &[('d', 'đ')],
        '6' => &[('a', 'â'), ('e', 'ê'), ('o', 'ô')],
        '7' => &[('u', 'ư'), ('o', 'ơ')],
        '8' => &[('a', 'ă')],
        _ => return false,
    };
    let turned = |letter: char| turns.iter().find(|(bare, _)| *bare == letter);
    let Some(at) = letters.iter().rposition(|letter| turned(*letter).is_some()) else {
        return false;
    };
    // `ươ` is keyed with one key at its end.
    let both = at
        .checked_sub(1)
        .filter(|before| letters.get(*before) == Some(&'u') && letters.get(at) == Some(&'o'))
        .filter(|_| matches!(key, 'w' | '7'));
    for at in both.into_iter().chain([at]) {
        if let Some(letter) = letters.get_mut(at)
            && let Some((_, marked)) = turned(*letter)
        {
            *letter = *marked;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::fold;

    #[test]
    fn what_is_keyed_is_what_is_meant() {
        for (keyed, wanted) in [
            ("truowngr", "trưởng"),
            ("tru7o7ng3", "trưởng"),
            ("chuwsc", "chức"),
            ("chu71c", "chức"),
            ("treen", "trên"),
            ("ddoois", "đối"),
            ("thoaij", "thoại"),
            ("huyeejn", "huyện"),
        ] {
            let meant = meant(keyed).unwrap_or_default();
            assert_eq!(fold(&meant), fold(wanted), "{keyed}");
        }
        assert_eq!(meant("công"), None);
    }
}
