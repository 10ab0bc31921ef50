//! Days, moments and spans as people type them in a cell, turned into what a report writes.
//!
//! The day stands before the month, and clocks are those of Viet Nam. What can be no day is left as it stands.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use luat_core::run::calendar::iso;
use luat_grammar::names::folded;

/// Words beside the digits, and how they are compared: whatever their case and the placement of their marks.
static WORDS: LazyLock<BTreeMap<String, &str>> = LazyLock::new(|| {
    let words = [
        ("lúc", "luc"),
        ("giờ", "gio"),
        ("phút", "phut"),
        ("ngày", "ngay"),
        ("tháng", "thang"),
        ("năm", "nam"),
        ("từ", "tu"),
        ("đến", "den"),
        ("tới", "den"),
        ("hết", "het"),
        ("quý", "quy"),
        ("đầu", "dau"),
        ("cuối", "cuoi"),
        ("giai", "giai"),
        ("đoạn", "doan"),
    ];
    words.map(|(word, plain)| (folded(word), plain)).into()
});

/// A typed text with each word as [`WORDS`] has it, one blank between words, one kind of dash; none without a digit.
pub(super) fn plain(text: &str) -> Option<String> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut word = String::new();
    let end = |word: &mut String, plain: &mut String| {
        if !word.is_empty() {
            let known = folded(word);
            plain.push_str(WORDS.get(&known).copied().unwrap_or(&known));
            word.clear();
        }
    };
    for letter in text.trim().chars() {
        if letter.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&letter) {
            word.push(letter);
            continue;
        }
        end(&mut word, &mut plain);
        if !letter.is_whitespace() {
            plain.push(if matches!(letter, '–' | '−') {
                '-'
            } else {
                letter
            });
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    end(&mut word, &mut plain);
    Some(plain)
}

/// A day, or a moment where a time of day stands before or behind it: `2026-03-02`, `2/3/2026`, `02.03.2026`,
/// `ngày 2 tháng 3 năm 2026`, `14:30 2/3/2026`, `14h30 ngày 2/3/2026`, `2026-03-02 14:30`. The text is [`plain`].
pub(super) fn read_moment(words: &str) -> Option<String> {
    if iso::parse_moment(words).is_some() {
        return Some(words.to_uppercase());
    }
    let words = words.strip_prefix("luc ").unwrap_or(words);
    if let Some(day) = read_day(words) {
        return Some(day);
    }
    let (day, time) = if let Some((time, rest)) = clock(words) {
        (rest.trim_start_matches([',', ' ']), time)
    } else {
        let mut ends = words.match_indices(' ').map(|(at, _)| words.split_at(at));
        ends.find_map(|(day, rest)| {
            let rest = rest.trim_start();
            let (time, left) = clock(rest.strip_prefix("luc ").unwrap_or(rest))?;
            left.is_empty().then_some((day.trim_end_matches(','), time))
        })?
    };
    Some(format!("{}T{time}", read_day(day)?))
}

/// From a day to a day: `từ 1/3/2026 đến 31/3/2026`, `1/3/2026 - 31/3/2026`, `from 2026-03-01 to 2026-03-31`; without the
/// second (`từ 1/3/2026`) it still lasts. The text is [`plain`].
pub(super) fn read_span(words: &str) -> Option<(String, Option<String>)> {
    let led = ["tu ", "from "]
        .iter()
        .find_map(|lead| words.strip_prefix(lead));
    let rest = led.unwrap_or(words);
    let mut both = [" den ", " to ", " - "].iter();
    let Some((from, to)) = both.find_map(|between| rest.split_once(between)) else {
        return Some((read_day(led?)?, None));
    };
    let to = to.strip_prefix("het ").unwrap_or(to);
    let end = if ["nay", "now"].contains(&to) {
        None
    } else {
        Some(read_day(to)?)
    };
    Some((read_day(from)?, end))
}

/// A day without a time.
fn read_day(words: &str) -> Option<String> {
    let words = words.strip_prefix("ngay ").unwrap_or(words);
    let said = words
        .replace(" thang ", "/")
        .replace(", nam ", "/")
        .replace(" nam ", "/");
    let mark = ['/', '-', '.']
        .into_iter()
        .find(|mark| said.contains(*mark))?;
    let parts: Vec<&str> = said.split(mark).map(str::trim).collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    let day = format!("{year}-{month:0>2}-{day:0>2}");
    (year.len() == 4 && iso::parse_date(&day).is_some()).then_some(day)
}

/// A time of day at the beginning of a text, as a report writes it, and what follows: `14:30`, `14h30`, `14g30`, `8h`,
/// `14 giờ 30 phút`, `14:30:05`.
fn clock(words: &str) -> Option<(String, &str)> {
    let (hour, rest) = digits(words)?;
    let rest = rest.trim_start();
    let (minute, rest) = if let Some(rest) = rest.strip_prefix(':') {
        digits(rest)?
    } else {
        let rest = ["gio", "h", "g"]
            .iter()
            .find_map(|word| rest.strip_prefix(word))?;
        minutes(rest)
    };
    let (second, rest) = rest.strip_prefix(':').map_or(Some((0, rest)), digits)?;
    let is_end = rest.is_empty() || rest.starts_with([' ', ',']);
    if !is_end || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let seconds = if second == 0 {
        String::new()
    } else {
        format!(":{second:02}")
    };
    Some((format!("{hour:02}:{minute:02}{seconds}"), rest))
}

/// The minutes behind the hour, where there are some: no day follows that could be meant.
fn minutes(rest: &str) -> (u8, &str) {
    let none = (0, rest);
    let Some((minute, left)) = digits(rest.trim_start()) else {
        return none;
    };
    let left = left
        .strip_prefix(" phut")
        .or_else(|| left.strip_prefix("phut"))
        .unwrap_or(left);
    let is_day = left.trim_start().starts_with(['/', '-', '.']) || left.starts_with(" thang");
    if is_day { none } else { (minute, left) }
}

/// One or two digits, and what follows.
fn digits(words: &str) -> Option<(u8, &str)> {
    let n = words.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = words.split_at_checked(n)?;
    ((1..=2).contains(&n)).then_some((number.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_they_are_typed() {
        for (text, moment) in [
            ("2026-03-02", Some("2026-03-02")),
            ("2/3/2026", Some("2026-03-02")),
            ("2026/3/2", Some("2026-03-02")),
            ("Ngày 2 tháng 3 năm 2026", Some("2026-03-02")),
            ("01/05/2026 22:00", Some("2026-05-01T22:00")),
            ("22:00 01/05/2026", Some("2026-05-01T22:00")),
            ("1/5/2026 22:00:00", Some("2026-05-01T22:00")),
            ("1/5/2026 9:05:07", Some("2026-05-01T09:05:07")),
            ("2026-05-01 22:00", Some("2026-05-01T22:00")),
            ("2026-05-01T22:00+07:00", Some("2026-05-01T22:00+07:00")),
            ("2026-05-01t22:00z", Some("2026-05-01T22:00Z")),
            ("22h00 01/05/2026", Some("2026-05-01T22:00")),
            ("22h ngày 1/5/2026", Some("2026-05-01T22:00")),
            ("22 giờ ngày 01/05/2026", Some("2026-05-01T22:00")),
            ("22 giờ 15 phút, ngày 01/05/2026", Some("2026-05-01T22:15")),
            ("22h 01/05/2026", Some("2026-05-01T22:00")),
            ("22 giờ 1 tháng 5 năm 2026", Some("2026-05-01T22:00")),
            (
                "Lúc 22 giờ 00 ngày 1 tháng 5 năm 2026",
                Some("2026-05-01T22:00"),
            ),
            ("ngày 1/5/2026, lúc 8g5", Some("2026-05-01T08:05")),
            ("1/5/2026 24:00", None),
            ("1/5/2026 22:60", None),
            ("22:00", None),
            ("1/31/2026", None),
            ("1/5/2026 22:00 PM", None),
            ("22:00x 1/5/2026", None),
            ("1/5/26 22:00", None),
            ("22 gio ngay 1/5/2026", Some("2026-05-01T22:00")),
            ("22giờ30 ngày 1/5/2026", Some("2026-05-01T22:30")),
            ("không biết", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(
                plain(text).and_then(|text| read_moment(&text)).as_deref(),
                moment,
                "{text}"
            );
        }
    }

    /// What the form reads of the same words: `tests/js/node/entry.test.mjs`.
    #[test]
    fn moments_are_read_as_in_the_form() {
        let cases = include_str!("../../../tests/typed/moments.json");
        let cases: Vec<(String, Option<String>)> = serde_json::from_str(cases).unwrap();
        for (text, moment) in cases {
            let read = plain(&text).and_then(|text| read_moment(&text));
            assert_eq!(read, moment, "{text}");
        }
    }

    #[test]
    fn spans_are_read_as_they_are_typed() {
        let span = |from: &str, to: Option<&str>| Some((from.to_owned(), to.map(str::to_owned)));
        let march = span("2026-03-01", Some("2026-03-31"));
        for (text, found) in [
            ("từ 1/3/2026 đến 31/3/2026", march.clone()),
            ("Từ ngày 01/03/2026 đến hết ngày 31/03/2026", march.clone()),
            ("01/03/2026 - 31/03/2026", march.clone()),
            ("from 2026-03-01 to 2026-03-31", march),
            ("từ 1/3/2026", span("2026-03-01", None)),
            ("từ 1/3/2026 đến nay", span("2026-03-01", None)),
            ("1/3/2026", None),
            ("từ tháng 3 đến tháng 4", None),
        ] {
            assert_eq!(
                plain(text).and_then(|text| read_span(&text)),
                found,
                "{text}"
            );
        }
    }
}
