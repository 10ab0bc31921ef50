//! What a few words quoted from a law claim: comparators, numbers, years, units.
//!
//! The quote is in the words of the law, not of the rule language, and in either language.

use luat_grammar::Language;
use luat_grammar::keywords::{Class, Keyword};
use luat_grammar::syntax::{Comparator, Period, TimeUnit};

use super::literal::{Due, Value};
use crate::run::number::Number;

/// A claim, and the words that make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quoted {
    pub(super) claim: Claim,
    pub(super) words: String,
}

/// What is claimed. A number may be read in more than one way (`1.000`); each is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Claim {
    /// A number with a comparator.
    Bound(Comparator, Vec<Value>),
    /// The two ends of a range.
    Between(Vec<Value>, Vec<Value>),
    /// A number alone.
    Number(Vec<Value>),
    /// A length of time, with the comparator before it.
    Length(Option<Comparator>, Vec<Number>, TimeUnit),
    /// A year.
    Year(i16),
    /// A month and a day, and how it bounds what is due, where that is said.
    Day(i8, i8, Option<Due>),
    /// How often.
    Period(Period),
    /// A change over time, and whether it is a fall.
    Change { falls: bool },
    /// How strongly something is asked.
    Asked(Strength),
}

/// How strongly a law asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// It is a duty.
    Must,
    /// It is to be striven for.
    Strive,
    /// It is encouraged.
    Encouraged,
    /// It is forbidden.
    MustNot,
}

/// Comparators as laws write them before a number; longer ones first.
const BEFORE: [(&str, Comparator); 34] = [
    ("không ít hơn", Comparator::AtLeast),
    ("không thấp hơn", Comparator::AtLeast),
    ("không dưới", Comparator::AtLeast),
    ("tối thiểu", Comparator::AtLeast),
    ("ít nhất", Comparator::AtLeast),
    ("at least", Comparator::AtLeast),
    ("not less than", Comparator::AtLeast),
    ("no less than", Comparator::AtLeast),
    ("không quá", Comparator::AtMost),
    ("không vượt quá", Comparator::AtMost),
    ("tối đa", Comparator::AtMost),
    ("nhiều nhất", Comparator::AtMost),
    ("at most", Comparator::AtMost),
    ("not more than", Comparator::AtMost),
    ("no more than", Comparator::AtMost),
    ("không được vượt quá", Comparator::AtMost),
    ("không được quá", Comparator::AtMost),
    ("vượt quá", Comparator::Over),
    ("nhiều hơn", Comparator::Over),
    ("cao hơn", Comparator::Over),
    ("lớn hơn", Comparator::Over),
    ("ít hơn", Comparator::Under),
    ("thấp hơn", Comparator::Under),
    ("nhỏ hơn", Comparator::Under),
    ("hơn", Comparator::Over),
    ("more than", Comparator::Over),
    ("less than", Comparator::Under),
    ("trên", Comparator::Over),
    ("quá", Comparator::Over),
    ("over", Comparator::Over),
    ("dưới", Comparator::Under),
    ("under", Comparator::Under),
    ("đúng", Comparator::Exactly),
    ("exactly", Comparator::Exactly),
];

/// Comparators as laws write them after a number.
const AFTER: [(&str, Comparator); 4] = [
    ("trở lên", Comparator::AtLeast),
    ("or more", Comparator::AtLeast),
    ("trở xuống", Comparator::AtMost),
    ("or less", Comparator::AtMost),
];

/// Units of time; longer ones first.
const UNITS: [(&str, TimeUnit); 19] = [
    ("ngày làm việc", TimeUnit::WorkingDays),
    ("working days", TimeUnit::WorkingDays),
    ("working day", TimeUnit::WorkingDays),
    ("ngày liên tục", TimeUnit::ConsecutiveDays),
    ("consecutive days", TimeUnit::ConsecutiveDays),
    ("ngày", TimeUnit::Days),
    ("days", TimeUnit::Days),
    ("day", TimeUnit::Days),
    ("giờ", TimeUnit::Hours),
    ("hours", TimeUnit::Hours),
    ("hour", TimeUnit::Hours),
    ("tuần", TimeUnit::Weeks),
    ("weeks", TimeUnit::Weeks),
    ("week", TimeUnit::Weeks),
    ("tháng", TimeUnit::Months),
    ("months", TimeUnit::Months),
    ("month", TimeUnit::Months),
    ("năm", TimeUnit::Years),
    ("years", TimeUnit::Years),
];

/// How often, as laws write it.
const PERIODS: [(&str, Period); 19] = [
    ("hằng năm", Period::Year),
    ("hàng năm", Period::Year),
    ("mỗi năm", Period::Year),
    ("annually", Period::Year),
    ("each year", Period::Year),
    ("every year", Period::Year),
    ("half yearly", Period::HalfYear),
    ("hằng quý", Period::Quarter),
    ("hàng quý", Period::Quarter),
    ("mỗi quý", Period::Quarter),
    ("quarterly", Period::Quarter),
    ("each quarter", Period::Quarter),
    ("every quarter", Period::Quarter),
    ("hằng tháng", Period::Month),
    ("hàng tháng", Period::Month),
    ("mỗi tháng", Period::Month),
    ("monthly", Period::Month),
    ("each month", Period::Month),
    ("every month", Period::Month),
];

/// How strongly something is asked, as laws write it; longer ones first.
const STRENGTHS: [(&str, Strength); 15] = [
    ("không được", Strength::MustNot),
    ("nghiêm cấm", Strength::MustNot),
    ("cấm", Strength::MustNot),
    ("must not", Strength::MustNot),
    ("shall not", Strength::MustNot),
    ("may not", Strength::MustNot),
    ("prohibited", Strength::MustNot),
    ("phấn đấu", Strength::Strive),
    ("strive", Strength::Strive),
    ("khuyến khích", Strength::Encouraged),
    ("encouraged", Strength::Encouraged),
    ("phải", Strength::Must),
    ("có trách nhiệm", Strength::Must),
    ("must", Strength::Must),
    ("shall", Strength::Must),
];

/// What follows `không được` where a number is bounded rather than something forbidden.
const BOUNDED: [&str; 11] = [
    "quá", "vượt", "dưới", "thấp", "ít", "nhỏ", "cao", "lớn", "nhiều", "chậm", "muộn",
];

/// Words of a rise or a fall, before how much.
const CHANGES: [(&str, bool); 8] = [
    ("tăng", false),
    ("giảm", true),
    ("increase", false),
    ("increases", false),
    ("rises", false),
    ("decrease", true),
    ("decreases", true),
    ("falls", true),
];

/// What scales a number.
const SCALES: [(&str, i64); 8] = [
    ("nghìn", 1_000),
    ("ngàn", 1_000),
    ("thousand", 1_000),
    ("triệu", 1_000_000),
    ("million", 1_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
    ("billion", 1_000_000_000),
];

/// Words before a number that names a place in a law, not a quantity.
const PLACES: [&str; 14] = [
    "điều", "khoản", "điểm", "chương", "mục", "số", "ý", "article", "clause", "point", "chapter",
    "section", "number", "no",
];

/// A word of a quote, or a number in it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    /// Lower case; of a number, its digits and marks as written.
    text: String,
    number: bool,
}

/// What a quote claims, in its order.
pub(super) fn claims(quote: &str) -> Vec<Quoted> {
    let tokens = tokens(quote);
    let mut claims = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let found = if token.number {
            let (claim, next) = claim(&tokens, at);
            let before = match &claim {
                Some(Claim::Day(.., due)) => due_before(&tokens, at, *due),
                _ => comparator_before(&tokens, at).map_or(0, |(_, words)| words),
            };
            (claim.map(|claim| (claim, at - before)), next)
        } else if let Some((claim, first, next)) = fraction(&tokens, at) {
            (Some((claim, first)), next)
        } else if let Some((claim, next)) = in_words(&tokens, at) {
            (Some((claim, at)), next)
        } else {
            (None, at + 1)
        };
        let (claim, next) = found;
        claims.extend(claim.map(|(claim, first)| {
            let words = tokens.get(first..next).unwrap_or_default();
            let words: Vec<&str> = words.iter().map(|token| token.text.as_str()).collect();
            let words = words.join(" ").replace(" %", "%");
            Quoted { claim, words }
        }));
        at = next;
    }
    claims
}

/// What words without a number claim, and where to read on.
fn in_words(tokens: &[Token], at: usize) -> Option<(Claim, usize)> {
    if let Some((period, next)) = phrase(tokens, at, &PERIODS) {
        return Some((Claim::Period(period), next));
    }
    if let Some((falls, next)) = phrase(tokens, at, &CHANGES) {
        // Of how much: `giảm nghèo` is a name.
        let measured = |token: &Token| token.number;
        let near = tokens.iter().skip(next).take(4).any(measured);
        return near.then_some((Claim::Change { falls }, next));
    }
    let (strength, next) = phrase(tokens, at, &STRENGTHS)?;
    let word = |at: usize| tokens.get(at).map(|token| token.text.as_str());
    let is_bound = word(next).is_some_and(|word| BOUNDED.contains(&word));
    let is_exempt = strength == Strength::Must && at > 0 && word(at - 1) == Some("không");
    (!(is_exempt || strength == Strength::MustNot && is_bound))
        .then_some((Claim::Asked(strength), next))
}

/// `hai phần ba`, `quá nửa`: the claim, where its words begin and where to read on.
fn fraction(tokens: &[Token], at: usize) -> Option<(Claim, usize, usize)> {
    let before = comparator_before(tokens, at);
    let (number, end) = match tokens.get(at)?.text.as_str() {
        // `quá bán`
        "bán" => (Number::ratio(1, 2)?, at + 1),
        _ => Keyword::ALL
            .iter()
            .filter(|keyword| keyword.class() == Class::Fraction)
            .flat_map(|keyword| {
                let forms = [Language::En, Language::Vi].map(|language| keyword.forms(language));
                forms.concat().into_iter().map(move |form| (form, keyword))
            })
            .filter_map(|(form, keyword)| {
                let end = phrase(tokens, at, &[(form, true)])?.1;
                let (part, whole) = keyword.value()?;
                Some((Number::ratio(part, whole)?, end))
            })
            .max_by_key(|(_, end)| *end)?,
    };
    // By itself half is as often that of a year.
    if end == at + 1 && before.is_none() {
        return None;
    }
    let value = vec![Value {
        number,
        percent: false,
    }];
    let after = phrase(tokens, end, &AFTER);
    let comparator = before.or(after).map(|(comparator, _)| comparator);
    let claim = match comparator {
        Some(comparator) => Claim::Bound(comparator, value),
        None => Claim::Number(value),
    };
    let next = after.map_or(end, |(_, next)| next);
    Some((claim, at - before.map_or(0, |(_, words)| words), next))
}

/// The claim of the number at a place, and where to read on.
fn claim(tokens: &[Token], at: usize) -> (Option<Claim>, usize) {
    let before = at
        .checked_sub(1)
        .and_then(|at| tokens.get(at))
        .map(|token| token.text.as_str());
    if before.is_some_and(|word| PLACES.contains(&word)) {
        return (None, at + 1);
    }
    if let Some((claim, next)) = date(tokens, at, before) {
        return (claim, next);
    }
    let Some((values, mut next)) = values(tokens, at) else {
        return (None, at + 1);
    };
    let (values, after) = scaled(tokens, values, next);
    next = after;
    if let Some(joint) = tokens.get(next)
        && ["đến", "to", "-", "–", "and"].contains(&joint.text.as_str())
        && let Some((most, after)) = values_at(tokens, next + 1)
        && (joint.text != "and" || before == Some("between"))
    {
        let percent = most.first().is_some_and(|value| value.percent);
        let least: Vec<Value> = values
            .into_iter()
            .map(|value| Value {
                percent: value.percent || percent,
                ..value
            })
            .collect();
        let (most, end) = scaled(tokens, most, after);
        // The scale behind the second serves both.
        let least = if end > after && next == at + 1 {
            scaled(tokens, least, after).0
        } else {
            least
        };
        return (Some(Claim::Between(least, most)), end);
    }
    let comparator = comparator_before(tokens, at).map(|(comparator, _)| comparator);
    if let Some((unit, after)) = phrase(tokens, next, &UNITS)
        && !values.iter().any(|value| value.percent)
    {
        return (
            Some(Claim::Length(
                comparator,
                values.iter().map(|value| value.number).collect(),
                unit,
            )),
            after,
        );
    }
    let after = phrase(tokens, next, &AFTER);
    if let Some((_, end)) = after {
        next = end;
    }
    let claim = match comparator.or(after.map(|(comparator, _)| comparator)) {
        Some(comparator) => Claim::Bound(comparator, values),
        None => Claim::Number(values),
    };
    (Some(claim), next)
}

/// Numbers with the words behind them that scale them, and where to read on.
fn scaled(tokens: &[Token], values: Vec<Value>, next: usize) -> (Vec<Value>, usize) {
    let is_share = |at: usize| tokens.get(at).is_some_and(|word| word.text == "lệ");
    let Some((by, end)) = phrase(tokens, next, &SCALES).filter(|(_, end)| !is_share(*end)) else {
        return (values, next);
    };
    let values = values.into_iter().filter_map(|value| {
        let number = value.number.checked_mul(Number::from(by))?;
        Some(Value { number, ..value })
    });
    (values.collect(), end)
}

/// Years and days: `năm 2030`, `15/12`, `30 tháng 6`, `giai đoạn 2025-2030`.
fn date(tokens: &[Token], at: usize, before: Option<&str>) -> Option<(Option<Claim>, usize)> {
    let text = tokens.get(at)?.text.as_str();
    let unit = tokens.get(at + 1).map(|token| token.text.as_str());
    if let Some((day, rest)) = text.split_once('/') {
        if let Some((comparator, _)) = comparator_before(tokens, at)
            && let (Ok(part), Ok(whole)) = (day.parse::<i128>(), rest.parse::<i128>())
        {
            let number = Number::ratio(part, whole)?;
            let percent = false;
            return Some((
                Some(Claim::Bound(comparator, vec![Value { number, percent }])),
                at + 1,
            ));
        }
        let month = rest.split('/').next()?;
        return Some((day_claim(day, month, due(tokens, at)), at + 1));
    }
    if unit == Some("tháng")
        && tokens.get(at + 2).is_some_and(|token| token.number)
        && before == Some("ngày")
    {
        let month = &tokens.get(at + 2)?.text;
        return Some((day_claim(text, month, due(tokens, at)), at + 3));
    }
    if before == Some("tháng") || before == Some("ngày") || before == Some("quý") {
        return Some((None, at + 1));
    }
    let year = text
        .parse::<i16>()
        .ok()
        .filter(|year| (1900..=2200).contains(year))?;
    (unit != Some("%") && phrase(tokens, at + 1, &UNITS).is_none())
        .then_some((Some(Claim::Year(year)), at + 1))
}

/// Whether a day is called one.
fn before_day(tokens: &[Token], at: usize) -> usize {
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    usize::from(before.is_some_and(|word| word.text == "ngày"))
}

/// How many words before a day belong to it: `chậm nhất ngày`.
fn due_before(tokens: &[Token], at: usize, due: Option<Due>) -> usize {
    let named = before_day(tokens, at);
    if due.is_none() {
        return named;
    }
    let before = at.checked_sub(named + 2).and_then(|at| tokens.get(at));
    let is_of_two = before.is_some_and(|word| ["chậm", "muộn"].contains(&word.text.as_str()));
    named + 1 + usize::from(is_of_two)
}

/// How a day bounds what is due, by the words before it.
fn due(tokens: &[Token], at: usize) -> Option<Due> {
    let word = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let is = |back: usize, wanted: &[&str]| {
        word(back).is_some_and(|word| wanted.contains(&word.text.as_str()))
    };
    let back = 1 + before_day(tokens, at);
    match () {
        () if is(back, &["trước", "before"]) => Some(Due::Before),
        () if is(back, &["nhất", "đến", "hết", "by"]) => Some(Due::By),
        () => None,
    }
}

fn day_claim(day: &str, month: &str, due: Option<Due>) -> Option<Claim> {
    let (day, month) = (day.parse::<i8>().ok()?, month.parse::<i8>().ok()?);
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some(Claim::Day(month, day, due))
}

fn values_at(tokens: &[Token], at: usize) -> Option<(Vec<Value>, usize)> {
    tokens.get(at).filter(|token| token.number)?;
    values(tokens, at)
}

/// The readings of a number, with its percent sign.
fn values(tokens: &[Token], at: usize) -> Option<(Vec<Value>, usize)> {
    let text = &tokens.get(at)?.text;
    let percent = tokens.get(at + 1).is_some_and(|token| token.text == "%");
    let numbers = readings(text);
    if numbers.is_empty() {
        return None;
    }
    Some((
        numbers
            .into_iter()
            .map(|number| Value { number, percent })
            .collect(),
        if percent { at + 2 } else { at + 1 },
    ))
}

/// `1.500` may be one thousand five hundred, or one and a half; `1.500,25` has both marks, and one reading.
fn readings(text: &str) -> Vec<Number> {
    if let Some((whole, part)) = text.rsplit_once(['.', ',']).filter(|(whole, part)| {
        let mark = text.as_bytes().get(whole.len());
        let mut marks = whole.bytes().filter(|byte| !byte.is_ascii_digit());
        let parts_thousands =
            marks.clone().next().is_some() && !marks.any(|one| Some(&one) == mark);
        parts_thousands && !part.is_empty()
    }) {
        let sound = whole
            .split(['.', ','])
            .skip(1)
            .all(|group| group.len() == 3);
        let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
        let number = format!("{digits}.{part}").parse::<Number>().ok();
        return number.filter(|_| sound).into_iter().collect();
    }
    let grouped: String = text.chars().filter(char::is_ascii_digit).collect();
    let decimal = text.replace(',', ".");
    let groups = text.split(['.', ',']).skip(1).all(|group| group.len() == 3);
    let mut found: Vec<Number> = Vec::new();
    if groups {
        found.extend(grouped.parse::<Number>().ok());
    }
    found.extend(
        decimal
            .parse::<Number>()
            .ok()
            .filter(|number| !found.contains(number)),
    );
    found
}

/// The comparator that ends just before a place, and how many words it has.
fn comparator_before(tokens: &[Token], at: usize) -> Option<(Comparator, usize)> {
    BEFORE.iter().find_map(|(words, comparator)| {
        let count = words.split(' ').count();
        let first = at.checked_sub(count)?;
        let found = tokens
            .get(first..at)?
            .iter()
            .map(|token| token.text.as_str());
        found.eq(words.split(' ')).then_some((*comparator, count))
    })
}

/// The phrase that starts at a place, and where it ends.
fn phrase<T: Copy>(tokens: &[Token], at: usize, phrases: &[(&str, T)]) -> Option<(T, usize)> {
    phrases.iter().find_map(|(words, meaning)| {
        let end = at + words.split(' ').count();
        let found = tokens.get(at..end)?.iter().map(|token| token.text.as_str());
        found.eq(words.split(' ')).then_some((*meaning, end))
    })
}

fn tokens(quote: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut word = String::new();
    let lower = quote.to_lowercase();
    let mut characters = lower.chars().peekable();
    while let Some(character) = characters.next() {
        let in_number = word.starts_with(|first: char| first.is_ascii_digit());
        let mark = matches!(character, '.' | ',' | '/')
            && in_number
            && characters.peek().is_some_and(char::is_ascii_digit);
        if character.is_alphanumeric()
            && (word.is_empty() || in_number == character.is_ascii_digit())
            || mark
        {
            word.push(character);
            continue;
        }
        flush(&mut word, &mut tokens);
        match character {
            // `05 (năm) ngày`: the number again, in words.
            '(' if tokens.last().is_some_and(|before| before.number) => {
                let inside = characters.clone().take_while(|inside| *inside != ')');
                if !inside.clone().any(|inside| inside.is_ascii_digit()) {
                    let length = inside.count();
                    characters.nth(length);
                }
            }
            '>' => tokens.push(Token {
                text: "over".to_owned(),
                number: false,
            }),
            '<' => tokens.push(Token {
                text: "under".to_owned(),
                number: false,
            }),
            '≥' => tokens.extend(["at", "least"].map(|text| Token {
                text: text.to_owned(),
                number: false,
            })),
            '≤' => tokens.extend(["at", "most"].map(|text| Token {
                text: text.to_owned(),
                number: false,
            })),
            '%' | '-' | '–' => tokens.push(Token {
                text: character.to_string(),
                number: false,
            }),
            other if other.is_alphanumeric() => word.push(other),
            _ => {}
        }
    }
    flush(&mut word, &mut tokens);
    tokens
}

fn flush(word: &mut String, tokens: &mut Vec<Token>) {
    if !word.is_empty() {
        let number = word.starts_with(|first: char| first.is_ascii_digit());
        tokens.push(Token {
            text: std::mem::take(word),
            number,
        });
    }
}

/// A comparator in the words of rules.
pub(super) fn comparator_words(comparator: Comparator) -> (&'static str, &'static str) {
    match comparator {
        Comparator::Over => ("over", "trên"),
        Comparator::AtLeast => ("at least", "ít nhất"),
        Comparator::Under => ("under", "dưới"),
        Comparator::AtMost => ("at most", "không quá"),
        Comparator::Exactly => ("exactly", "đúng"),
        Comparator::Not => ("not", "khác"),
    }
}

/// A unit of time in the words of rules.
pub(super) fn unit_words(unit: TimeUnit) -> (&'static str, &'static str) {
    match unit {
        TimeUnit::Hours => ("hours", "giờ"),
        TimeUnit::Days => ("days", "ngày"),
        TimeUnit::ConsecutiveDays => ("consecutive days", "ngày liên tục"),
        TimeUnit::WorkingDays => ("working days", "ngày làm việc"),
        TimeUnit::Weeks => ("weeks", "tuần"),
        TimeUnit::Months => ("months", "tháng"),
        TimeUnit::Years => ("years", "năm"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(n: i64) -> Vec<Value> {
        vec![Value {
            number: Number::from(n),
            percent: true,
        }]
    }

    fn plain(n: i64) -> Vec<Value> {
        vec![Value {
            number: Number::from(n),
            percent: false,
        }]
    }

    fn ratio(part: i128, whole: i128) -> Vec<Value> {
        vec![Value {
            number: Number::ratio(part, whole).unwrap_or(Number::ZERO),
            percent: false,
        }]
    }

    #[test]
    fn quotes_of_both_languages_make_claims() {
        for (quote, expected) in [
            (
                "Hằng năm có trên 20%",
                vec![
                    Claim::Period(Period::Year),
                    Claim::Bound(Comparator::Over, percent(20)),
                ],
            ),
            (
                "đến năm 2030 có trên 85%",
                vec![
                    Claim::Year(2030),
                    Claim::Bound(Comparator::Over, percent(85)),
                ],
            ),
            (
                "đến năm 2030, 100%",
                vec![Claim::Year(2030), Claim::Number(percent(100))],
            ),
            (
                "từ 60% trở lên",
                vec![Claim::Bound(Comparator::AtLeast, percent(60))],
            ),
            (
                "05 ngày làm việc",
                vec![Claim::Length(
                    None,
                    vec![Number::from(5)],
                    TimeUnit::WorkingDays,
                )],
            ),
            ("03 đến 05", vec![Claim::Between(plain(3), plain(5))]),
            (
                "không quá 02",
                vec![Claim::Bound(Comparator::AtMost, plain(2))],
            ),
            ("theo khoản 2 Điều 15", vec![]),
            (
                "over 50%",
                vec![Claim::Bound(Comparator::Over, percent(50))],
            ),
            (
                "trước ngày 15 tháng 12",
                vec![Claim::Day(12, 15, Some(Due::Before))],
            ),
            (
                "quá nửa, hai phần ba, ít nhất 3/4",
                vec![
                    Claim::Bound(Comparator::Over, ratio(1, 2)),
                    Claim::Number(ratio(2, 3)),
                    Claim::Bound(Comparator::AtLeast, ratio(3, 4)),
                ],
            ),
            (
                "từ 10 đến 15 tỷ đồng, tỷ lệ",
                vec![Claim::Between(plain(10_000_000_000), plain(15_000_000_000))],
            ),
            (
                "phấn đấu hằng quý giảm ít nhất 5%",
                vec![
                    Claim::Asked(Strength::Strive),
                    Claim::Period(Period::Quarter),
                    Claim::Change { falls: true },
                    Claim::Bound(Comparator::AtLeast, percent(5)),
                ],
            ),
            (
                "không được vượt quá 05 (năm) ngày",
                vec![Claim::Length(
                    Some(Comparator::AtMost),
                    vec![Number::from(5)],
                    TimeUnit::Days,
                )],
            ),
            (
                "giai đoạn 2025-2030",
                vec![Claim::Year(2025), Claim::Year(2030)],
            ),
        ] {
            let found: Vec<Claim> = claims(quote).into_iter().map(|one| one.claim).collect();
            assert_eq!(found, expected, "{quote}");
        }
    }

    #[test]
    fn signs_and_ranges_are_read_like_their_words() {
        let both = vec![
            Value {
                number: Number::from(1000),
                percent: false,
            },
            Value {
                number: Number::from(1),
                percent: false,
            },
        ];
        for (quote, expected) in [
            ("> 20%", Claim::Bound(Comparator::Over, percent(20))),
            ("đạt <20%", Claim::Bound(Comparator::Under, percent(20))),
            ("≥20%", Claim::Bound(Comparator::AtLeast, percent(20))),
            ("≤ 20%", Claim::Bound(Comparator::AtMost, percent(20))),
            ("from 10 to 15%", Claim::Between(percent(10), percent(15))),
            ("10%-15%", Claim::Between(percent(10), percent(15))),
            (
                "between 3 and 5 classes",
                Claim::Between(plain(3), plain(5)),
            ),
            (
                "5ngày",
                Claim::Length(None, vec![Number::from(5)], TimeUnit::Days),
            ),
            ("1.000 hộ", Claim::Number(both)),
            ("1,5", Claim::Number(ratio(3, 2))),
            ("1.500,25 ha", Claim::Number(ratio(6001, 4))),
            ("1,000,500.5", Claim::Number(ratio(2_001_001, 2))),
        ] {
            let found: Vec<Claim> = claims(quote).into_iter().map(|one| one.claim).collect();
            assert_eq!(found, [expected], "{quote}");
        }
        let apart = claims("3 and 5 classes");
        let apart: Vec<&Claim> = apart.iter().map(|one| &one.claim).collect();
        assert_eq!(apart, [&Claim::Number(plain(3)), &Claim::Number(plain(5))]);
    }

    #[test]
    fn a_number_is_a_day_only_where_it_is_one() {
        let day = |month, day, due| vec![Claim::Day(month, day, due)];
        for (quote, expected) in [
            ("ngày 15 tháng 6", day(6, 15, None)),
            (
                "báo cáo chậm nhất ngày 15 tháng 6",
                day(6, 15, Some(Due::By)),
            ),
            ("gửi báo cáo trước 15/12 và 20/12/2026", {
                let mut both = day(12, 15, Some(Due::Before));
                both.extend(day(12, 20, None));
                both
            }),
            // No month has such a day, no year such a month.
            ("40/12", vec![]),
            ("15/20", vec![]),
            ("ngày 15", vec![]),
            ("tháng 6", vec![]),
            ("quý 2", vec![]),
            ("ngày 15 có 20 cuộc họp", vec![Claim::Number(plain(20))]),
            (
                "6 tháng 5 lần",
                vec![Claim::Length(None, vec![Number::from(6)], TimeUnit::Months)],
            ),
            (
                "2030%, 2030 ngày",
                vec![
                    Claim::Number(percent(2030)),
                    Claim::Length(None, vec![Number::from(2030)], TimeUnit::Days),
                ],
            ),
            ("năm 1899", vec![Claim::Number(plain(1899))]),
            // What is no number claims nothing.
            ("mục 1.2.3 và 1.2.3, 4 lớp", vec![Claim::Number(plain(4))]),
            ("nửa năm đầu, việc mua bán", vec![]),
            (
                "phải quá bán, một nửa",
                vec![
                    Claim::Asked(Strength::Must),
                    Claim::Bound(Comparator::Over, ratio(1, 2)),
                    Claim::Number(ratio(1, 2)),
                ],
            ),
        ] {
            let found: Vec<Claim> = claims(quote).into_iter().map(|one| one.claim).collect();
            assert_eq!(found, expected, "{quote}");
        }
    }

    #[test]
    fn how_strongly_it_is_asked_is_read_with_the_words_around_it() {
        let asked = |strength| vec![Claim::Asked(strength)];
        for (quote, expected) in [
            ("phải xin phép", asked(Strength::Must)),
            ("cơ quan phải xin phép", asked(Strength::Must)),
            ("không phải xin phép", vec![]),
            ("nhà ở không phải xin phép", vec![]),
            ("không phấn đấu", asked(Strength::Strive)),
            ("cơ quan (phải báo cáo)", asked(Strength::Must)),
            ("không được xây dựng", asked(Strength::MustNot)),
            ("không được chậm trễ", vec![]),
            (
                "10 triệu đến 15 tỷ",
                vec![Claim::Between(plain(10_000_000), plain(15_000_000_000))],
            ),
        ] {
            let found: Vec<Claim> = claims(quote).into_iter().map(|one| one.claim).collect();
            assert_eq!(found, expected, "{quote}");
        }
    }

    #[test]
    fn the_words_of_a_claim_are_those_that_make_it() {
        for (quote, expected) in [
            ("hoàn thành trước 15/12 này", &["trước 15/12"][..]),
            ("vào ngày 15/12 này", &["ngày 15/12"]),
            ("xong trước ngày 15 tháng 6 này", &["trước ngày 15 tháng 6"]),
            ("xong chậm nhất ngày 15/12 này", &["chậm nhất ngày 15/12"]),
            ("hết ngày 15/12 này", &["hết ngày 15/12"]),
            ("có trên 20 % số hộ", &["trên 20%"]),
            ("đạt từ 60% trở lên so với", &["60% trở lên"]),
            ("quá nửa số hộ", &["quá nửa"]),
            ("phải có ít nhất 3/4 số hộ", &["phải", "ít nhất 3/4"]),
            ("theo khoản 2: năm 2030 này", &["2030"]),
            ("từ 10 đến 15 tỷ đồng", &["10 đến 15 tỷ"]),
            ("trong 05 (năm) ngày này", &["05 ngày"]),
        ] {
            let found: Vec<String> = claims(quote).into_iter().map(|one| one.words).collect();
            assert_eq!(found, expected, "{quote}");
        }
    }
}
