//! Numbers as laws write them: `05 (năm) ngày`, `thirty (30) days`, `2 triệu đồng`.

use crate::Language;
use crate::figures::{self, NumberFault};
use crate::keywords::{Class, Keyword};
use crate::lines::{Token, TokenKind};
use crate::reader::Reader;
use crate::syntax::{Notation, Number};
use crate::units;

use super::resolve::{Candidate, Meaning};

/// Words in brackets that repeat a number are at most so many.
const MOST_WORDS: usize = 8;

/// What a number and the words beside it stand for together.
pub(super) fn candidates(tokens: &[Token<'_>], reader: &Reader<'_>, found: &mut Vec<Candidate>) {
    let repeated = repeated(tokens, reader);
    let scaled = scaled(tokens, reader.language);
    let grouped = grouped(tokens, reader);
    for (number, length) in repeated.into_iter().chain(scaled).chain(grouped) {
        found.push(Candidate {
            meaning: Meaning::Number(number),
            length,
            foreign: false,
            weak: false,
        });
    }
    if let Some(length) = percent(tokens) {
        found.push(Candidate {
            meaning: Meaning::Symbol("%"),
            length,
            foreign: false,
            weak: false,
        });
    }
    if let Some(unit) = tokens.first().and_then(|token| unit(token, reader)) {
        found.push(Candidate {
            meaning: Meaning::Unit(unit.to_owned()),
            length: 1,
            foreign: false,
            weak: false,
        });
    }
}

/// `50 phần trăm`, `50 per cent`.
fn percent(tokens: &[Token<'_>]) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map(folded);
    match (word(0)?.as_str(), word(1).as_deref()) {
        ("phần", Some("trăm")) | ("per", Some("cent")) => Some(2),
        ("percent", _) => Some(1),
        _ => None,
    }
}

/// `10 000 000 đồng`: thousands parted by blanks, of an amount alone.
fn grouped(tokens: &[Token<'_>], reader: &Reader<'_>) -> Option<Read> {
    let is_digits = |token: &&Token<'_>| token.text.bytes().all(|digit| digit.is_ascii_digit());
    let first = tokens.first().filter(is_digits)?;
    let rest = tokens.get(1..)?.iter();
    let groups = rest
        .take_while(|token| token.text.len() == 3 && is_digits(token))
        .count();
    let after = tokens.get(1 + groups)?;
    if groups == 0 || first.text.len() > 3 || unit(after, reader).is_none() {
        return None;
    }
    let digits = tokens.get(..=groups)?.iter().map(|token| token.text);
    let digits: String = digits.collect();
    Some((figures::number(&digits, reader.language), 1 + groups))
}

/// What some words stand for, and how many they are.
type Read = (Result<Number, NumberFault>, usize);

/// `05 (năm)`, `thirty (30)`: digits and words must say the same.
fn repeated(tokens: &[Token<'_>], reader: &Reader<'_>) -> Option<Read> {
    let open = tokens
        .iter()
        .take(MOST_WORDS)
        .position(|token| token.is("("))?;
    let close = open
        + tokens
            .iter()
            .skip(open)
            .take(MOST_WORDS)
            .position(|token| token.is(")"))?;
    let (before, inside) = (tokens.get(..open)?, tokens.get(open + 1..close)?);
    let (digits, words) = match (before, inside) {
        ([digits], words) if digits.kind == TokenKind::Number => (digits, words),
        (words, [digits]) if digits.kind == TokenKind::Number => (digits, words),
        _ => return None,
    };
    let said = spelled(words)?;
    let number = figures::number(digits.text, reader.language).and_then(|number| {
        if (number.numerator, number.denominator) == (said, 1) {
            Ok(number)
        } else {
            Err(NumberFault::WordsDiffer(said))
        }
    });
    Some((number, close + 1))
}

/// `2 triệu`, `1.5 billion`.
pub(crate) fn scaled(tokens: &[Token<'_>], language: Language) -> Option<Read> {
    let [digits, scale, after @ ..] = tokens else {
        return None;
    };
    if digits.kind != TokenKind::Number {
        return None;
    }
    // `tỷ lệ` is a share.
    if after.first().is_some_and(|token| folded(token) == "lệ") {
        return None;
    }
    let by = scale_of(scale)?;
    let number = figures::number(digits.text, language).and_then(|number| {
        let whole = number
            .numerator
            .checked_mul(by)
            .ok_or(NumberFault::TooLarge)?;
        Ok(figures::reduced(
            whole,
            number.denominator,
            Notation::Digits,
        ))
    });
    Some((number, 2))
}

/// By how much a word scales the number before it.
pub(crate) fn scale_of(word: &Token<'_>) -> Option<i128> {
    match folded(word).as_str() {
        "nghìn" | "ngàn" | "thousand" => Some(1_000),
        "triệu" | "million" => Some(1_000_000),
        "tỷ" | "tỉ" | "billion" => Some(1_000_000_000),
        _ => None,
    }
}

/// By how much the words behind a figure scale it.
pub(super) fn scale(tokens: &[Token<'_>]) -> Option<i128> {
    match tokens {
        [digits, scale] if digits.kind == TokenKind::Number => scale_of(scale),
        _ => None,
    }
}

/// The declared unit that a word names: `VND`, and `đồng` for it.
pub(crate) fn unit<'r>(token: &Token<'_>, reader: &'r Reader<'_>) -> Option<&'r str> {
    if token.kind != TokenKind::Word {
        return None;
    }
    let letters = token.text.chars().flat_map(char::to_lowercase);
    let is = |name: &str| letters.clone().eq(name.chars());
    let named = if ["đồng", "đ", "vnđ"].into_iter().any(is) {
        units::DONG
    } else {
        token.text
    };
    reader.names.units().find(|unit| *unit == named)
}

fn folded(token: &Token<'_>) -> String {
    token.text.to_lowercase()
}

/// A whole number in words of either language, up to a billion.
fn spelled(words: &[Token<'_>]) -> Option<i128> {
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    let (mut total, mut group, mut last) = (0_i128, 0_i128, None);
    for word in words {
        match word_value(&folded(word))? {
            Part::Joins => {}
            Part::Value(value) => {
                group += value;
                last = Some(value);
            }
            // `ba mươi`: what stands before counts tens; `hai trăm`, hundreds of it.
            Part::Times(10) => {
                let tens = last.take()?;
                group += tens * 9;
            }
            Part::Times(100) => {
                group = group.max(1) * 100;
                last = None;
            }
            Part::Times(scale) => {
                total += group.max(1) * scale;
                (group, last) = (0, None);
            }
        }
    }
    Some(total + group)
}

enum Part {
    Value(i128),
    Times(i128),
    Joins,
}

fn word_value(word: &str) -> Option<Part> {
    if let Some(value) = keyword_value(word) {
        return Some(Part::Value(value));
    }
    let part = match word {
        "linh" | "lẻ" | "and" | "-" => Part::Joins,
        "không" => Part::Value(0),
        "mốt" => Part::Value(1),
        "lăm" | "nhăm" => Part::Value(5),
        "bẩy" => Part::Value(7),
        "thirteen" => Part::Value(13),
        "fourteen" => Part::Value(14),
        "fifteen" => Part::Value(15),
        "sixteen" => Part::Value(16),
        "seventeen" => Part::Value(17),
        "eighteen" => Part::Value(18),
        "nineteen" => Part::Value(19),
        "twenty" => Part::Value(20),
        "thirty" => Part::Value(30),
        "forty" => Part::Value(40),
        "fifty" => Part::Value(50),
        "sixty" => Part::Value(60),
        "seventy" => Part::Value(70),
        "eighty" => Part::Value(80),
        "ninety" => Part::Value(90),
        "mươi" => Part::Times(10),
        "trăm" | "hundred" => Part::Times(100),
        "nghìn" | "ngàn" | "thousand" => Part::Times(1_000),
        "triệu" | "million" => Part::Times(1_000_000),
        _ => return None,
    };
    Some(part)
}

/// The number that is a keyword: `một`, `twelve`.
fn keyword_value(word: &str) -> Option<i128> {
    let is_it = |keyword: &Keyword| {
        let forms = [Language::Vi, Language::En].map(|language| keyword.forms(language));
        keyword.class() == Class::Number && forms.iter().any(|forms| forms.contains(&word))
    };
    let keyword = Keyword::ALL.iter().find(|keyword| is_it(keyword))?;
    keyword.value().map(|(value, _)| value)
}
