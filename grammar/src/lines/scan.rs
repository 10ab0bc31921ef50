//! Where the token at the start of a text ends, and what it is.
//!
//! `lines.pest` says what a token is. What it says is read by hand here, since every character of
//! every text passes through; a property test holds the two together.

use crate::source::{ends_line, line_end};

/// What stands at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// A word, an id, or a path of ids joined by dots; digits with letters too.
    Word,
    /// A number.
    Number,
    /// A date.
    Date,
    /// `2025-H1`, `2025-Q3`, `2025-07`.
    PeriodKey,
    /// A quoted text with its quotes.
    Quoted,
    /// A quote that nothing closes, to the end of its line.
    OpenQuote,
    /// A sign.
    Symbol,
    /// The end of a line.
    Newline,
    /// A comment, to the end of its line.
    Comment,
    /// A blank.
    Blank,
    /// A character that nothing takes.
    Junk,
}

/// The piece at the start of a text and its length in bytes; none at the end.
pub(super) fn piece(text: &str) -> Option<(Piece, usize)> {
    let first = text.chars().next()?;
    let found = match first {
        ' ' => (Piece::Blank, 1),
        _ if is_letter(first) => (Piece::Word, word(text)),
        '0'..='9' => figures(text),
        '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' => quoted(text, first),
        '#' => (Piece::Comment, line(text)),
        _ => match newline(text).or_else(|| symbol(text)) {
            Some(found) => found,
            None if is_blank(first) => (Piece::Blank, first.len_utf8()),
            None => (Piece::Junk, first.len_utf8()),
        },
    };
    Some(found)
}

fn is_letter(letter: char) -> bool {
    match letter {
        'a'..='z'
        | 'A'..='Z'
        | '\u{1E00}'..='\u{1EFF}'
        | '\u{C0}'..='\u{D6}'
        | '\u{D8}'..='\u{F6}'
        | '\u{F8}'..='\u{24F}' => true,
        '\0'..='\u{7f}' => false,
        _ => pest::unicode::ALPHABETIC(letter),
    }
}

/// Plain, no-break, thin and zero-width blanks, and the byte order mark.
pub(super) fn is_blank(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{FEFF}' | '\u{2000}'
            ..='\u{200D}' | '\u{2060}' | '\u{3000}' | '\u{AD}'
    )
}

fn newline(text: &str) -> Option<(Piece, usize)> {
    line_end(text).map(|length| (Piece::Newline, length))
}

/// How long the rest of a line is.
fn line(text: &str) -> usize {
    text.find(ends_line).unwrap_or(text.len())
}

/// How many bytes of what goes on in a word stand at the start of a text.
fn inside(text: &str) -> usize {
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        let goes_on = is_letter(letter)
            || match letter {
                '0'..='9' | '_' => true,
                '\'' | '\u{2019}' => letters.next().is_some_and(|(_, after)| is_letter(after)),
                _ => matches!(letter, '\u{300}'..='\u{36F}'),
            };
        if !goes_on {
            return at;
        }
    }
    text.len()
}

/// Whether a text begins with what would belong to the word before it.
fn goes_on(text: &str) -> bool {
    inside(text) > 0
}

fn word(text: &str) -> usize {
    let mut end = inside(text);
    loop {
        let rest = &text[end..];
        let dotted = rest
            .strip_prefix('.')
            .filter(|after| after.starts_with(|first: char| first.is_ascii_alphabetic()));
        match dotted {
            Some(after) => end += 1 + inside(after),
            None => return end,
        }
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn figures(text: &str) -> (Piece, usize) {
    if let Some(length) = date(text) {
        return (Piece::Date, length);
    }
    if let Some(length) = period_key(text) {
        return (Piece::PeriodKey, length);
    }
    if let Some(length) = number(text) {
        return (Piece::Number, length);
    }
    (Piece::Word, inside(text))
}

/// `2024-11-13`, `13/11/2024`, `13-11-2024`, `13.11.2024`.
fn date(text: &str) -> Option<usize> {
    let first = digits(text);
    let rest = &text[first..];
    let mark = rest.chars().next().filter(|mark| "/-.".contains(*mark))?;
    let (year_first, short) = (first == 4 && mark == '-', first <= 2);
    if !year_first && !short {
        return None;
    }
    let rest = &rest[1..];
    let second = digits(rest);
    let after = rest.get(second..)?.strip_prefix(mark)?;
    let third = digits(after);
    let fits = (1..=2).contains(&second)
        && if year_first {
            (1..=2).contains(&third)
        } else {
            third == 4
        };
    let end = first + 1 + second + 1 + third;
    (fits && !goes_on(&text[end..])).then_some(end)
}

fn period_key(text: &str) -> Option<usize> {
    let rest = text.get(4..).filter(|_| digits(text) == 4)?;
    let rest = rest.strip_prefix('-')?;
    let bytes = rest.as_bytes();
    let [first, second, ..] = bytes else {
        return None;
    };
    let fits = second.is_ascii_digit()
        && (first.is_ascii_digit() || matches!(first, b'h' | b'H' | b'q' | b'Q'));
    let after = rest.get(2..).filter(|_| fits)?;
    (!goes_on(after) && !after.starts_with('-')).then_some(7)
}

/// `1500`, `1.500,5`; `1_500_000` or with no-break blanks, but not in a percentage.
fn number(text: &str) -> Option<usize> {
    let first = digits(text);
    let mut end = first;
    while let Some(length) = hidden_group(&text[end..]) {
        end += length;
    }
    let is_percentage = || text[end..].trim_start_matches(is_blank).starts_with('%');
    if end > first && is_percentage() {
        end = first;
    }
    if end == first {
        while let Some(after) = text[end..].strip_prefix(['.', ',']) {
            let more = digits(after);
            if more == 0 {
                break;
            }
            end += 1 + more;
        }
    }
    (!goes_on(&text[end..])).then_some(end)
}

/// A sign that hides between figures, and three figures.
fn hidden_group(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['_', '\u{A0}', '\u{202F}'])?;
    (digits(rest) == 3).then_some(text.len() - rest.len() + 3)
}

fn quoted(text: &str, quote: char) -> (Piece, usize) {
    let inner = &text[quote.len_utf8()..];
    let closes = |letter: char| match quote {
        '"' => letter == '"',
        _ => matches!(letter, '\u{201C}' | '\u{201D}'),
    };
    let end = inner.find(|letter| closes(letter) || ends_line(letter));
    let close = end.and_then(|end| inner[end..].chars().next().map(|close| (end, close)));
    match close {
        Some((end, close)) if closes(close) => {
            (Piece::Quoted, quote.len_utf8() + end + close.len_utf8())
        }
        _ => (Piece::OpenQuote, line(text)),
    }
}

fn symbol(text: &str) -> Option<(Piece, usize)> {
    let double = [">=", "<=", "!="]
        .iter()
        .any(|double| text.starts_with(double));
    if double {
        return Some((Piece::Symbol, 2));
    }
    let first = text.chars().next()?;
    let single = matches!(
        first,
        '≥' | '≤'
            | '≠'
            | '>'
            | '<'
            | '='
            | ','
            | ';'
            | ':'
            | '('
            | ')'
            | '['
            | ']'
            | '%'
            | '|'
            | '/'
            | '.'
            | '\''
            | '\u{2019}'
            | '+'
            | '*'
            | '×'
            | '-'
            | '\u{2010}'..='\u{2015}' | '\u{2212}' | '•' | '&'
    );
    single.then_some((Piece::Symbol, first.len_utf8()))
}

#[cfg(test)]
mod tests {
    use pest::Parser;
    use pest_derive::Parser;
    use proptest::prelude::*;

    use super::{Piece, piece};

    #[derive(Parser)]
    #[grammar = "lines.pest"]
    struct LineGrammar;

    /// The pieces of a text as the grammar has them; blanks are passed over.
    fn by_grammar(text: &str) -> Vec<(Piece, &str)> {
        let pairs = LineGrammar::parse(Rule::file, text).unwrap();
        let pairs = pairs.flat_map(pest::iterators::Pair::into_inner);
        pairs
            .filter_map(|pair| {
                let piece = match pair.as_rule() {
                    Rule::word | Rule::word_of_figures => Piece::Word,
                    Rule::number => Piece::Number,
                    Rule::date => Piece::Date,
                    Rule::period_key => Piece::PeriodKey,
                    Rule::string => Piece::Quoted,
                    Rule::open_string => Piece::OpenQuote,
                    Rule::symbol => Piece::Symbol,
                    Rule::newline => Piece::Newline,
                    Rule::comment => Piece::Comment,
                    Rule::junk => Piece::Junk,
                    _ => return None,
                };
                Some((piece, pair.as_str()))
            })
            .collect()
    }

    fn by_hand(text: &str) -> Vec<(Piece, &str)> {
        let mut found = Vec::new();
        let mut rest = text;
        while let Some((piece, length)) = piece(rest) {
            let (taken, after) = rest.split_at(length);
            if piece != Piece::Blank {
                found.push((piece, taken));
            }
            rest = after;
        }
        found
    }

    /// What texts of the language hold, and what they may hold by mistake.
    fn parts() -> impl Strategy<Value = String> {
        let known = prop::sample::select(vec![
            "2024",
            "11",
            "13",
            "1",
            "000",
            "500",
            "H1",
            "q3",
            "-",
            "/",
            ".",
            ",",
            "_",
            "'",
            "%",
            "\u{2019}",
            "\u{a0}",
            "\u{202f}",
            " ",
            "\t",
            "\n",
            "\r\n",
            "\r",
            "\u{85}",
            "\u{2028}",
            "#",
            "\"",
            "“",
            "”",
            "„",
            "a",
            "xã",
            "Đ",
            "e\u{301}",
            "\u{300}",
            "hamlet_heads.trained",
            ">=",
            "<",
            "≥",
            "–",
            "•",
            "×",
            "…",
            "\u{200b}",
            "\u{feff}",
            "(",
            ")",
            ":",
            ";",
            "|",
            "中",
        ]);
        prop_oneof![8 => known.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn the_hand_reads_what_the_grammar_says(parts in prop::collection::vec(parts(), 0..24)) {
            let text = parts.concat();
            prop_assert_eq!(by_hand(&text), by_grammar(&text));
        }
    }

    #[test]
    fn every_letter_is_read_as_the_grammar_says() {
        let letters = ('\0'..'\u{2200}').chain(('\u{2200}'..=char::MAX).step_by(97));
        let words: Vec<String> = letters.map(|letter| format!("a{letter}1\n")).collect();
        let text = words.concat();
        assert!(by_hand(&text) == by_grammar(&text));
    }
}
