//! Numbers, dates and period keys as written.

use crate::Language;
use crate::syntax::{Date, Notation, Number};

/// What is wrong with a number as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NumberFault {
    /// `1.000` in an English text, `1,000` in a Vietnamese one: a thousand in one language, one in the other.
    SingleGroup {
        /// As a whole number.
        whole: String,
        /// As a decimal.
        decimal: String,
    },
    /// `0,5` in an English text; how it is written there.
    CommaDecimal(String),
    /// Groups and signs that make no number.
    Malformed,
    /// `05 (sáu)`: the words in brackets say another number.
    WordsDiffer(i128),
    /// More digits than can be counted with.
    TooLarge,
}

/// The longest number, in digits.
const MAX_DIGITS: usize = 30;

/// Reads a number.
pub(crate) fn number(text: &str, language: Language) -> Result<Number, NumberFault> {
    let text: String = text
        .chars()
        .filter(|letter| !matches!(letter, '_' | '\u{A0}' | '\u{202F}'))
        .collect();
    let signs: Vec<char> = text
        .chars()
        .filter(|letter| !letter.is_ascii_digit())
        .collect();
    let parts: Vec<&str> = text.split(['.', ',']).collect();
    match signs.as_slice() {
        [] => decimal(&text, ""),
        [sign] => one_sign(&parts, *sign, language),
        [first, rest @ ..] if rest.iter().all(|sign| sign == first) => {
            if grouped(&parts) {
                decimal(&parts.concat(), "")
            } else {
                Err(NumberFault::Malformed)
            }
        }
        [first @ .., last]
            if first
                .iter()
                .all(|sign| Some(sign) == first.first() && sign != last) =>
        {
            let (fraction, whole) = parts.split_last().ok_or(NumberFault::Malformed)?;
            let sign_is_right = (*last == ',') == (language == Language::Vi);
            if grouped(whole) && sign_is_right {
                decimal(&whole.concat(), fraction)
            } else {
                Err(NumberFault::Malformed)
            }
        }
        _ => Err(NumberFault::Malformed),
    }
}

fn one_sign(parts: &[&str], sign: char, language: Language) -> Result<Number, NumberFault> {
    let [whole, fraction] = parts else {
        return Err(NumberFault::Malformed);
    };
    // Where the sign parts groups in the language, three digits after it are a group.
    if grouped(parts) && (sign == '.') == (language == Language::Vi) {
        return decimal(&parts.concat(), "");
    }
    if grouped(parts) {
        let point = if language == Language::Vi { ',' } else { '.' };
        return Err(NumberFault::SingleGroup {
            whole: parts.concat(),
            decimal: format!("{whole}{point}{}", single(fraction)),
        });
    }
    if sign == ',' && language == Language::En {
        return Err(NumberFault::CommaDecimal(format!("{whole}.{fraction}")));
    }
    decimal(whole, fraction)
}

/// The decimals of a number whose three digits could be a group, so that they are not three.
fn single(fraction: &str) -> String {
    match fraction.trim_end_matches('0') {
        "" => "0".to_owned(),
        short if short.len() < 3 => short.to_owned(),
        full => format!("{full}0"),
    }
}

/// `1.500.000`: a first group of one to three digits without a leading zero, then groups of three.
fn grouped(parts: &[&str]) -> bool {
    match parts {
        [first, rest @ ..] => {
            (1..=3).contains(&first.len())
                && !first.starts_with('0')
                && rest.iter().all(|part| part.len() == 3)
        }
        [] => false,
    }
}

fn decimal(whole: &str, fraction: &str) -> Result<Number, NumberFault> {
    let fraction = fraction.trim_end_matches('0');
    if whole.len() + fraction.len() > MAX_DIGITS {
        return Err(NumberFault::TooLarge);
    }
    let digits = format!("{whole}{fraction}");
    let numerator: i128 = digits.parse().map_err(|_| NumberFault::Malformed)?;
    let places = u32::try_from(fraction.len()).map_err(|_| NumberFault::TooLarge)?;
    let denominator = 10_i128.checked_pow(places).ok_or(NumberFault::TooLarge)?;
    Ok(reduced(numerator, denominator, Notation::Digits))
}

/// A fraction in lowest terms.
pub(crate) fn reduced(numerator: i128, denominator: i128, notation: Notation) -> Number {
    let divisor = common_divisor(numerator, denominator);
    Number {
        numerator: numerator / divisor,
        denominator: denominator / divisor,
        notation,
    }
}

/// Reads `part/whole` of two whole numbers, at most one.
pub(crate) fn ratio(part: &str, whole: &str) -> Option<Number> {
    let (part, whole): (i128, i128) = (part.parse().ok()?, whole.parse().ok()?);
    if part < 1 || part > whole {
        return None;
    }
    Some(reduced(part, whole, Notation::Digits))
}

fn common_divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

/// What is wrong with a date as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DateFault {
    /// No such month.
    Month,
    /// No such day; how many the month has.
    Day(i8),
    /// `13/11/2024` in an English text; how it is written there.
    English(String),
    /// A year that no law has.
    Year,
}

/// Reads a date: `2024-11-13`, in Vietnamese also `13/11/2024`.
pub(crate) fn date(text: &str, language: Language) -> Result<Date, DateFault> {
    let parts: Vec<i16> = text
        .split(['-', '/', '.'])
        .map_while(|part| part.parse().ok())
        .collect();
    let [first, month, last] = parts.as_slice() else {
        return Err(DateFault::Month);
    };
    let year_first = text
        .split(['-', '/', '.'])
        .next()
        .is_some_and(|part| part.len() == 4);
    let (year, day) = if year_first {
        (*first, *last)
    } else {
        (*last, *first)
    };
    let date = civil(year, *month, day)?;
    if !year_first && language == Language::En {
        return Err(DateFault::English(format!("{year:04}-{month:02}-{day:02}")));
    }
    Ok(date)
}

/// A day of the calendar.
pub(crate) fn civil(year: i16, month: i16, day: i16) -> Result<Date, DateFault> {
    if !(1900..=2199).contains(&year) {
        return Err(DateFault::Year);
    }
    let month = i8::try_from(month)
        .ok()
        .filter(|month| (1..=12).contains(month))
        .ok_or(DateFault::Month)?;
    let first = Date::new(year, month, 1).map_err(|_| DateFault::Month)?;
    let day = i8::try_from(day).unwrap_or(0);
    Date::new(year, month, day).map_err(|_| DateFault::Day(first.days_in_month()))
}

/// Reads a year.
pub(crate) fn year(text: &str) -> Option<i16> {
    text.parse()
        .ok()
        .filter(|year| (1900..=2199).contains(year) && text.len() == 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(text: &str, language: Language) -> Option<(i128, i128)> {
        number(text, language)
            .ok()
            .map(|number| (number.numerator, number.denominator))
    }

    #[test]
    fn two_groups_are_a_whole_number() {
        assert_eq!(pair("1.500.000", Language::Vi), Some((1_500_000, 1)));
        assert_eq!(pair("1,500,000", Language::En), Some((1_500_000, 1)));
        assert_eq!(pair("1.500.000,5", Language::Vi), Some((3_000_001, 2)));
    }

    #[test]
    fn the_sign_of_the_language_parts_groups() {
        assert_eq!(pair("1.000", Language::Vi), Some((1000, 1)));
        assert_eq!(pair("21.500", Language::Vi), Some((21_500, 1)));
        assert_eq!(pair("1,000", Language::En), Some((1000, 1)));
    }

    #[test]
    fn a_single_group_is_refused() {
        let fault = NumberFault::SingleGroup {
            whole: "1000".to_owned(),
            decimal: "1.0".to_owned(),
        };
        assert_eq!(number("1.000", Language::En), Err(fault));
        assert_eq!(pair("0.125", Language::En), Some((1, 8)));
    }

    #[test]
    fn the_decimal_comma_is_vietnamese() {
        assert_eq!(pair("0,5", Language::Vi), Some((1, 2)));
        assert_eq!(
            number("0,5", Language::En),
            Err(NumberFault::CommaDecimal("0.5".to_owned()))
        );
        assert_eq!(pair("06", Language::Vi), Some((6, 1)));
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        assert_eq!(date("2025-02-30", Language::En), Err(DateFault::Day(28)));
        assert_eq!(date("30/02/2024", Language::Vi), Err(DateFault::Day(29)));
        assert!(date("13/11/2024", Language::Vi).is_ok());
    }
}
