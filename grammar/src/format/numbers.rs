//! Numbers and dates, as each language writes them.

use super::words;
use crate::Language;
use crate::keywords::{Class, Keyword};
use crate::syntax::{Date, Notation, Number, Point};

/// `15`, `0.5`, `two thirds`; in Vietnamese `0,5` and `1.500.000`. A fraction without words is `3/7`.
pub(super) fn number(number: &Number, language: Language) -> String {
    match (number.notation, fraction_words(number, language)) {
        (Notation::FractionWords, Some(words)) => words.to_owned(),
        (Notation::FractionWords, None) => ratio(number),
        (Notation::Digits, _) => digits(number, language),
    }
}

fn ratio(number: &Number) -> String {
    format!("{}/{}", number.numerator, number.denominator)
}

fn fraction_words(number: &Number, language: Language) -> Option<&'static str> {
    let value = Some((number.numerator, number.denominator));
    let found = Keyword::ALL
        .iter()
        .find(|keyword| keyword.class() == Class::Fraction && keyword.value() == value);
    found.map(|keyword| keyword.printed(language))
}

/// `15`, `0.5`; in Vietnamese `0,5`.
pub(crate) fn digits(number: &Number, language: Language) -> String {
    let sign = if number.numerator < 0 { "-" } else { "" };
    let denominator = number.denominator.unsigned_abs().max(1);
    let whole = grouped(number.numerator.unsigned_abs() / denominator, language);
    let Some(decimals) = decimals(number.numerator.unsigned_abs() % denominator, denominator)
    else {
        return ratio(number);
    };
    // Three decimals after one to three digits read as a group of thousands.
    let decimals = if decimals.len() == 3 && whole.len() <= 3 && !whole.starts_with('0') {
        format!("{decimals}0")
    } else {
        decimals
    };
    match (decimals.as_str(), language) {
        ("", _) => format!("{sign}{whole}"),
        (decimals, Language::En) => format!("{sign}{whole}.{decimals}"),
        (decimals, Language::Vi) => format!("{sign}{whole},{decimals}"),
    }
}

/// Groups of three from a million on: one group alone reads differently in the two languages.
fn grouped(whole: u128, language: Language) -> String {
    let digits = whole.to_string();
    if language == Language::En || whole < 1_000_000 {
        return digits;
    }
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

/// The digits after the sign of decimals, or none where they never end.
fn decimals(mut rest: u128, denominator: u128) -> Option<String> {
    let mut digits = String::new();
    while rest != 0 {
        let next = rest.checked_mul(10)?;
        digits.push(char::from_digit(
            u32::try_from(next / denominator).ok()?,
            10,
        )?);
        rest = next % denominator;
        if digits.len() > 38 {
            return None;
        }
    }
    Some(digits)
}

/// `2024-11-13`, in Vietnamese `13/11/2024`.
pub(crate) fn date(date: Date, language: Language) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match language {
        Language::En => format!("{year:04}-{month:02}-{day:02}"),
        Language::Vi => format!("{day:02}/{month:02}/{year:04}"),
    }
}

/// A point in time after `by`, `before` or `starting`: `2030`, in Vietnamese `năm 2030`.
pub(super) fn point(point: Point, language: Language) -> String {
    let day_word = Keyword::Days.printed(language);
    let one_day = match language {
        Language::En => "day",
        Language::Vi => day_word,
    };
    let year_word = Keyword::Years.printed(language);
    match (point, language) {
        (Point::Year(year), Language::En) => year.to_string(),
        (Point::Year(year), Language::Vi) => format!("{year_word} {year}"),
        (Point::Month(year, month), Language::En) => {
            format!("{} {year}", month_name(month, language))
        }
        (Point::Month(year, month), Language::Vi) => {
            format!("{} {year_word} {year}", month_name(month, language))
        }
        (Point::Day(day), Language::En) => date(day, language),
        (Point::Day(day), Language::Vi) => format!("{day_word} {}", date(day, language)),
        (Point::EachMonth { day }, _) => {
            format!("{one_day} {day} {}", Keyword::EachMonth.printed(language))
        }
        (Point::LastMonth { day }, _) => {
            format!("{one_day} {day} {}", Keyword::LastMonth.printed(language))
        }
        (Point::EachYear { month, day }, _) => {
            let text = format!(
                "{day} {} {}",
                month_name(month, language),
                Keyword::EachYear.printed(language)
            );
            match language {
                Language::En => text,
                Language::Vi => format!("{day_word} {text}"),
            }
        }
    }
}

fn month_name(month: i8, language: Language) -> &'static str {
    words::counted(Keyword::January, month, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(numerator: i128, denominator: i128) -> [String; 2] {
        let value = Number {
            numerator,
            denominator,
            notation: Notation::Digits,
        };
        [Language::En, Language::Vi].map(|language| number(&value, language))
    }

    #[test]
    fn decimals_follow_the_language() {
        assert_eq!(printed(1, 2), ["0.5", "0,5"]);
        assert_eq!(printed(15, 1), ["15", "15"]);
        assert_eq!(printed(1, 8), ["0.125", "0,125"]);
        assert_eq!(printed(9, 8), ["1.1250", "1,1250"]);
        assert_eq!(printed(8_001, 8), ["1000.125", "1000,125"]);
    }

    #[test]
    fn vietnamese_groups_from_a_million_on() {
        assert_eq!(printed(1_500, 1), ["1500", "1500"]);
        assert_eq!(printed(1_500_000, 1), ["1500000", "1.500.000"]);
        assert_eq!(printed(25_000_001, 2), ["12500000.5", "12.500.000,5"]);
        assert_eq!(printed(123_456_789_000, 1)[1], "123.456.789.000");
    }

    #[test]
    fn fractions_in_words_stay_in_words() {
        let value = Number {
            numerator: 2,
            denominator: 3,
            notation: Notation::FractionWords,
        };
        assert_eq!(number(&value, Language::En), "two thirds");
        assert_eq!(number(&value, Language::Vi), "hai phần ba");
    }

    #[test]
    fn points_in_time() {
        assert_eq!(point(Point::Month(2026, 5), Language::En), "May 2026");
        assert_eq!(
            point(Point::Month(2026, 5), Language::Vi),
            "tháng 5 năm 2026"
        );
        assert_eq!(
            point(Point::EachYear { month: 12, day: 15 }, Language::En),
            "15 December each year"
        );
        assert_eq!(
            point(Point::EachYear { month: 12, day: 15 }, Language::Vi),
            "ngày 15 tháng 12 hằng năm"
        );
    }
}
