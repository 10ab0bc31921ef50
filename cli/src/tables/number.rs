//! Numbers as people type them into tables.
//!
//! Two norms are around: `1.250.000,5` in Vietnamese, `1,250,000.5` in English. What both read alike, or
//! only one of them can read, is that number; what they read differently is not guessed.

use crate::args::Norm;

/// What a typed text is as a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    /// Its digits, as JSON writes them.
    Number(String),
    /// Two numbers, by the Vietnamese and the English norm, or one that the norm asked for cannot read.
    Ambiguous(Vec<String>),
    /// No number.
    Other,
}

/// Reads a typed number by the norm of its table, where one was named.
pub(super) fn read(text: &str, whole: bool, norm: Option<Norm>) -> Typed {
    let text = text.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
    let text = text.trim().replace(['\u{2212}', '\u{2013}'], "-");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text.as_str()),
    };
    let read_by = |group, mark| {
        let number = read_by(digits, group, mark)?;
        (!whole || !number.contains('.')).then(|| signed(sign, number))
    };
    let (vi, en) = (read_by('.', ','), read_by(',', '.'));
    let by_norm = match norm {
        None if vi == en => vi.clone(),
        None => vi.clone().xor(en.clone()),
        Some(Norm::Vi) => vi.clone(),
        Some(Norm::En) => en.clone(),
    };
    match by_norm {
        Some(number) => Typed::Number(number),
        None if vi.is_none() && en.is_none() => Typed::Other,
        None => Typed::Ambiguous(vi.into_iter().chain(en).collect()),
    }
}

/// What one norm reads, without superfluous zeros.
fn read_by(digits: &str, group: char, mark: char) -> Option<String> {
    let (whole, fraction) = digits.split_once(mark).unwrap_or((digits, "0"));
    let group = if whole.contains(' ') { ' ' } else { group };
    let parts: Vec<&str> = whole.split(group).collect();
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|one| one.is_ascii_digit());
    let is_grouped = match parts.as_slice() {
        [first, rest @ ..] if !rest.is_empty() => {
            first.len() <= 3 && !first.starts_with('0') && rest.iter().all(|part| part.len() == 3)
        }
        _ => true,
    };
    if !is_grouped || !parts.iter().all(|part| are_digits(part)) || !are_digits(fraction) {
        return None;
    }
    let whole = parts.concat();
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(match fraction.trim_end_matches('0') {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    })
}

fn signed(sign: &str, number: String) -> String {
    if number == "0" {
        number
    } else {
        format!("{sign}{number}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, whole: bool, norm: Option<Norm>) -> String {
        match read(text, whole, norm) {
            Typed::Number(number) => number,
            Typed::Ambiguous(numbers) => format!("{}?", numbers.join(" or ")),
            Typed::Other => "no number".to_owned(),
        }
    }

    #[test]
    fn what_both_norms_or_only_one_can_read_is_that_number() {
        for (text, number) in [
            ("131", "131"),
            ("0131", "131"),
            ("75,5", "75.5"),
            ("75.5", "75.5"),
            ("1.250.000", "1250000"),
            ("1,250,000", "1250000"),
            ("1.250.000,50", "1250000.5"),
            ("1 250 000", "1250000"),
            ("0,125", "0.125"),
            ("−3", "-3"),
            ("-0", "0"),
            ("12.5.3", "no number"),
            ("1.25.000", "no number"),
            ("mười", "no number"),
            ("", "no number"),
            (",5", "no number"),
            ("1e3", "no number"),
        ] {
            assert_eq!(told(text, false, None), number, "{text}");
        }
    }

    #[test]
    fn what_the_norms_read_differently_is_not_guessed() {
        assert_eq!(told("1.250", false, None), "1250 or 1.25?");
        assert_eq!(told("1,250", false, None), "1.25 or 1250?");
        assert_eq!(told("1.250", false, Some(Norm::Vi)), "1250");
        assert_eq!(told("1.250", false, Some(Norm::En)), "1.25");
        assert_eq!(told("1250.5", false, Some(Norm::Vi)), "1250.5?");
        assert_eq!(told("1250,5", false, Some(Norm::En)), "1250.5?");
    }

    #[test]
    fn of_what_is_counted_only_whole_numbers_are_readings() {
        assert_eq!(told("1.250", true, None), "1250");
        assert_eq!(told("1,250", true, None), "1250");
        assert_eq!(told("40.000", true, None), "40000 or 40?");
        assert_eq!(told("12,5", true, None), "no number");
        assert_eq!(told("12.0", true, None), "12");
    }

    #[test]
    fn any_text_is_answered() {
        for text in [
            "-",
            "--1",
            ",",
            ".",
            "..",
            "1,",
            ".1",
            "١٢",
            "1\u{a0}000",
            "000",
            " 1 ",
            "- 1",
            "½",
            "1 .000",
        ] {
            for norm in [None, Some(Norm::Vi), Some(Norm::En)] {
                let _ = read(text, false, norm);
            }
        }
    }
}
