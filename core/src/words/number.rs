//! Numbers, percentages, amounts, dates and ranges the language's way.

use std::fmt::Display;

use jiff_core::civil::Date;

use super::Language;
use crate::run::number::Number;
use crate::run::program::Unit;
use crate::run::verdict::Range;
use crate::wire;

/// Decimals shown of a number that has more.
const LEAST_PLACES: u32 = 2;
/// Decimals at most, where fewer would show a number on the wrong side of its bound.
const MOST_PLACES: u32 = 9;

/// Digits from which a number is grouped where nothing says how its mark is meant.
const SAFE_GROUPS: usize = 7;
/// Digits from which a number is grouped anyway.
const ANY_GROUPS: usize = 5;

/// Which way digits are cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    Down,
    Up,
}

/// A number as the language writes it: `12.5` / `12,5`; grouped from two groups on, since a
/// single group (`1.000`, `1,000`) reads differently in the two languages.
pub fn number(number: Number, language: Language) -> String {
    digits(&number.to_string(), SAFE_GROUPS, language)
}

/// A number with its unit, which leaves no doubt how a single group is meant: `500.000 đồng`.
pub(super) fn amount(number: Number, unit: &str, language: Language) -> String {
    let digits = digits(&number.to_string(), ANY_GROUPS, language);
    with_unit(&digits, unit, language)
}

/// A date as the language writes it: `2030-12-31` / `31/12/2030`.
pub fn date(date: Date, language: Language) -> String {
    match language {
        Language::En => wire::date(date),
        Language::Vi => format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year()),
    }
}

/// A time of day on its day: `10:00 on 2030-12-31` / `10:00 ngày 31/12/2030`.
pub(super) fn clock(time: impl Display, day: Date, language: Language) -> String {
    let day = date(day, language);
    language.pick(format!("{time} on {day}"), format!("{time} ngày {day}"))
}

/// A value in its unit, cut so that it never shows as `beside` unless it is that.
pub fn value(value: Range, unit: &Unit, beside: Number, language: Language) -> String {
    let show = |number, cut| in_unit(number, unit, &[beside], cut, language);
    range(value, show, language)
}

/// A value in its unit, cut so that it never shows on the wrong side of a bound in `against`.
pub(super) fn in_unit(
    value: Number,
    unit: &Unit,
    against: &[Number],
    cut: Cut,
    language: Language,
) -> String {
    match unit {
        Unit::Plain => decimal(value, against, cut, language),
        Unit::Fraction => fraction(value, language),
        Unit::Percent => percent(value, against, cut, language),
        Unit::Points => {
            let points = decimal(value, against, cut, language);
            let one = value == Number::ONE;
            let unit = language.pick(if one { "point" } else { "points" }, "điểm");
            format!("{points} {unit}")
        }
        Unit::PercentagePoints => {
            let shown = percent(value, against, cut, language);
            let points = shown.trim_end_matches('%');
            format!(
                "{points} {}",
                language.pick("percentage points", "điểm phần trăm")
            )
        }
        Unit::Of(unit) if is_decimal(value) => amount(value, unit, language),
        Unit::Of(unit) => {
            let cut = decimal(value, against, cut, language);
            with_unit(&cut, unit, language)
        }
        Unit::Date => {
            wire::day(value).map_or_else(|| number(value, language), |day| date(day, language))
        }
    }
}

/// A unit as people write it; units are free words but for those whose meaning the language knows.
pub fn unit(unit: &str, language: Language) -> &str {
    match unit {
        _ if unit.eq_ignore_ascii_case("VND") => language.pick("VND", "đồng"),
        "thousand VND" => language.pick(unit, "nghìn đồng"),
        "million VND" => language.pick(unit, "triệu đồng"),
        "billion VND" => language.pick(unit, "tỷ đồng"),
        "points" => language.pick(unit, "điểm"),
        "percentage points" => language.pick(unit, "điểm phần trăm"),
        _ => unit,
    }
}

/// Digits with the unit behind them; a percent sign stands close.
fn with_unit(digits: &str, unit: &str, language: Language) -> String {
    let blank = if unit == "%" { "" } else { " " };
    format!("{digits}{blank}{}", self::unit(unit, language))
}

/// A ratio as a percentage: `14.50%` for 19/131, so cut and never rounded over a bound.
pub(super) fn percent(ratio: Number, against: &[Number], cut: Cut, language: Language) -> String {
    let hundred = |ratio: Number| ratio.checked_mul(Number::from(100));
    let against: Option<Vec<Number>> = against.iter().copied().map(hundred).collect();
    match (hundred(ratio), against) {
        (Some(percent), Some(against)) => format!("{}%", decimal(percent, &against, cut, language)),
        _ => number(ratio, language),
    }
}

/// A range of values as a table shows it: `8`, `8–10`, `≥8`, `≤10`, `?`.
pub(super) fn short_range(range: Range, show: impl Fn(Number, Cut) -> String) -> String {
    match ends(range) {
        (Some(from), Some(to)) if from == to => show(from, Cut::Down),
        (Some(from), Some(to)) => {
            let (from, to) = (show(from, Cut::Down), show(to, Cut::Up));
            // A minus beside the dash of a range would read as two.
            let dash = if from.starts_with('-') {
                " – "
            } else {
                "–"
            };
            format!("{}{dash}{to}", said_once(&from, &to))
        }
        (Some(from), None) => format!("≥{}", show(from, Cut::Down)),
        (None, Some(to)) => format!("≤{}", show(to, Cut::Up)),
        (None, None) => "?".to_owned(),
    }
}

/// The lower end of a range without its unit, where the upper end tells the same one.
fn said_once<'t>(from: &'t str, to: &str) -> &'t str {
    match (from.split_once(' '), to.split_once(' ')) {
        (Some((value, unit)), Some((_, other))) if unit == other => value,
        _ => from,
    }
}

/// A range of values as a sentence tells it: `8`, `8 to 10`, `at least 8`.
pub(super) fn range(
    range: Range,
    show: impl Fn(Number, Cut) -> String,
    language: Language,
) -> String {
    match ends(range) {
        (Some(from), Some(to)) if from == to => show(from, Cut::Down),
        (Some(from), Some(to)) => {
            let (from, to) = (show(from, Cut::Down), show(to, Cut::Up));
            format!(
                "{} {} {to}",
                said_once(&from, &to),
                language.pick("to", "đến")
            )
        }
        (Some(from), None) => format!(
            "{} {}",
            language.pick("at least", "ít nhất"),
            show(from, Cut::Down)
        ),
        (None, Some(to)) => format!(
            "{} {}",
            language.pick("at most", "nhiều nhất"),
            show(to, Cut::Up)
        ),
        (None, None) => language.pick("not known", "chưa rõ").to_owned(),
    }
}

/// The ends that say something: that a count is not below zero goes without saying.
fn ends(range: Range) -> (Option<Number>, Option<Number>) {
    let from = range
        .from
        .filter(|from| range.to.is_some() || *from != Number::ZERO);
    (from, range.to)
}

/// `1/3` stays a fraction, `0.5` too, as the law wrote a fraction.
fn fraction(value: Number, language: Language) -> String {
    let (numerator, denominator) = value.parts();
    if denominator == 1 {
        number(value, language)
    } else {
        format!("{numerator}/{denominator}")
    }
}

/// Whether all its decimals can be written.
fn is_decimal(value: Number) -> bool {
    !value.to_string().contains('/')
}

/// Decimal digits, as few as keep the number on its side of every bound.
///
/// A third is told beside a bound of a third, which stands there as a fraction: no number of digits would reach it.
fn decimal(value: Number, against: &[Number], cut: Cut, language: Language) -> String {
    let mut last = None;
    let is_endless = !is_decimal(value);
    for places in LEAST_PLACES..=MOST_PLACES {
        let Some(shown) = cut_to(value, places, cut) else {
            break;
        };
        if shown == value {
            return number(value, language);
        }
        let faithful = against
            .iter()
            .filter(|bound| !(is_endless && **bound == value))
            .all(|bound| shown.cmp(bound) == value.cmp(bound));
        last = Some(padded(shown, places, language));
        if faithful {
            break;
        }
    }
    last.unwrap_or_else(|| number(value, language))
}

fn cut_to(value: Number, places: u32, cut: Cut) -> Option<Number> {
    let power = Number::ratio(10_i128.checked_pow(places)?, 1)?;
    let scaled = value.checked_mul(power)?;
    let whole = match cut {
        Cut::Down => scaled.floor(),
        Cut::Up => scaled.ceil()?,
    };
    whole.checked_div(power)
}

/// With all its places, zeros too: they show that more digits were cut off.
fn padded(value: Number, places: u32, language: Language) -> String {
    let mut text = value.to_string();
    let given = text
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    if given == 0 {
        text.push('.');
    }
    text.extend(std::iter::repeat_n(
        '0',
        (places as usize).saturating_sub(given),
    ));
    digits(&text, SAFE_GROUPS, language)
}

fn digits(plain: &str, least: usize, language: Language) -> String {
    let (whole, decimals) = match plain.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (plain, None),
    };
    let whole = grouped(whole, least, language.pick(',', '.'));
    match decimals {
        Some(decimals) => format!("{whole}{}{decimals}", language.pick('.', ',')),
        None => whole,
    }
}

fn grouped(whole: &str, least: usize, mark: char) -> String {
    let digits = whole.trim_start_matches('-');
    if digits.len() < least || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return whole.to_owned();
    }
    let mut text = String::from(if whole.starts_with('-') { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// A share with one decimal, cut off: it is told beside its count.
pub fn share(n: usize, total: usize, language: Language) -> String {
    let tenths = (n * 1000).checked_div(total).unwrap_or(0);
    let mark = language.pick('.', ',');
    format!("{}{mark}{}%", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(part: i128, whole: i128) -> Number {
        Number::ratio(part, whole).unwrap()
    }

    fn share(part: i128, whole: i128, bound: i128, cut: Cut) -> String {
        percent(ratio(part, whole), &[ratio(bound, 100)], cut, Language::En)
    }

    #[test]
    fn a_failing_share_never_shows_as_its_bound() {
        assert_eq!(share(1496, 10_000, 15, Cut::Down), "14.96%");
        assert_eq!(share(149_999, 1_000_000, 15, Cut::Down), "14.99%");
        assert_eq!(share(149_999, 1_000_000, 15, Cut::Up), "14.9999%");
        assert_eq!(share(19, 131, 15, Cut::Down), "14.50%");
        assert_eq!(share(15, 100, 15, Cut::Down), "15%");
    }

    #[test]
    fn a_share_just_over_its_bound_shows_so() {
        assert_eq!(share(150_001, 1_000_000, 15, Cut::Down), "15.0001%");
        assert_eq!(share(2, 3, 15, Cut::Down), "66.66%");
    }

    #[test]
    fn a_third_that_just_meets_a_bound_of_a_third_is_not_told_by_nine_digits() {
        let third = ratio(1, 3);
        let told = |value| percent(value, &[third], Cut::Down, Language::Vi);
        assert_eq!(told(ratio(2, 6)), "33,33%");
        assert_eq!(told(ratio(3_333_334, 10_000_000)), "33,33334%");
    }

    #[test]
    fn numbers_are_written_the_languages_way() {
        let cases = [
            ("12.5", "12.5", "12,5"),
            ("12500000", "12,500,000", "12.500.000"),
            ("1000", "1000", "1000"),
            ("-1234567.5", "-1,234,567.5", "-1.234.567,5"),
        ];
        for (given, en, vi) in cases {
            let value: Number = given.parse().unwrap();
            assert_eq!(
                (
                    number(value, Language::En).as_str(),
                    number(value, Language::Vi).as_str()
                ),
                (en, vi)
            );
        }
    }
}
