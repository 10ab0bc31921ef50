//! One instrument under two numbers, or with two days of issue.

use std::collections::BTreeMap;

use jiff_core::civil::Date;
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;

use super::{Declared, Findings, text};
use crate::author::model::RuleSet;

/// An instrument as a text names it.
#[derive(Debug, Clone)]
pub(in crate::author) struct Instrument {
    /// Its number as written: `346/QĐ-TTg`.
    pub(in crate::author) number: String,
    /// The day of its issue, where named.
    pub(in crate::author) issued: Option<Date>,
    /// Its title, where named.
    pub(in crate::author) title: Option<String>,
    /// Where it is named.
    pub(in crate::author) span: Span,
}

/// Titles that share so many of a hundred words are taken for one.
const ALIKE: usize = 60;

/// So many instruments are compared with each; it keeps a huge text from taking long.
const NEIGHBOURS: usize = 512;

/// The places that name one instrument alike.
struct Named<'d> {
    number: String,
    issued: Option<Date>,
    title: Option<&'d str>,
    places: Vec<&'d Instrument>,
}

/// Lints of the instruments that all texts name.
pub(super) fn lint(rules: &RuleSet, declared: &Declared, findings: &mut Findings) {
    let mut named: BTreeMap<(String, Option<Date>), Named<'_>> = BTreeMap::new();
    for one in &declared.instruments {
        let number = one.number.to_lowercase();
        let known = named
            .entry((number.clone(), one.issued))
            .or_insert_with(|| Named {
                number,
                issued: one.issued,
                title: None,
                places: Vec::new(),
            });
        known.title = known.title.or(one.title.as_deref());
        known.places.push(one);
    }
    // What is named most often is taken to be right.
    let mut named: Vec<Named<'_>> = named.into_values().collect();
    named.sort_by_key(|one| {
        let first = one.places.iter().map(|place| place.span).min();
        (std::cmp::Reverse(one.places.len()), first)
    });
    for (at, one) in named.iter().enumerate() {
        let mut commoner = named.iter().take(at.min(NEIGHBOURS));
        let known = commoner.find(|other| same(one, other));
        if let Some(known) = known.and_then(|known| known.places.first()) {
            for place in &one.places {
                findings.add_in_text(rules, told(place, known));
            }
        }
    }
}

/// Whether two names seem to be of one instrument.
fn same(one: &Named<'_>, other: &Named<'_>) -> bool {
    if one.number == other.number {
        // Numbers begin anew each year.
        return match (one.issued, other.issued) {
            (Some(day), Some(other)) => day.year() == other.year(),
            _ => false,
        };
    }
    let (Some((serial, symbol)), Some((other_serial, other_symbol))) =
        (one.number.split_once('/'), other.number.split_once('/'))
    else {
        return false;
    };
    if symbol != other_symbol {
        return false;
    }
    let slip = is_slip(serial, other_serial);
    let titles = match (one.title, other.title) {
        (Some(title), Some(other)) => Some(is_alike(title, other)),
        _ => None,
    };
    match (one.issued, other.issued) {
        (Some(day), Some(other)) if day == other => titles.unwrap_or(slip),
        (Some(_), Some(_)) => false,
        _ => slip && titles == Some(true),
    }
}

/// Whether one number is the other with two digits interchanged, or one digit wrong, missing or too many.
fn is_slip(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() == other.len() {
        let wrong = one.iter().zip(other).filter(|(one, other)| one != other);
        let sorted = |digits: &[u8]| {
            let mut digits = digits.to_vec();
            digits.sort_unstable();
            digits
        };
        return wrong.count() == 1 || sorted(one) == sorted(other);
    }
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let same = short
        .iter()
        .zip(long)
        .take_while(|(one, other)| one == other)
        .count();
    long.len() == short.len() + 1 && short.get(same..) == long.get(same + 1..)
}

/// Whether most words of two titles are the same.
fn is_alike(one: &str, other: &str) -> bool {
    let words = |title: &str| -> std::collections::BTreeSet<String> {
        let lower = title.to_lowercase();
        let words = lower.split(|letter: char| !letter.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    let all = one.union(&other).count();
    shared * 100 >= all * ALIKE
}

fn told(one: &Instrument, other: &Instrument) -> Diagnostic {
    let (number, known) = (&one.number, &other.number);
    let message = if number.to_lowercase() == known.to_lowercase() {
        text(
            format!("`{number}` is given two days of issue"),
            format!("`{number}` được ghi hai ngày ban hành khác nhau"),
        )
    } else {
        text(
            format!("`{number}` and `{known}` seem to be one instrument"),
            format!("`{number}` và `{known}` có vẻ là cùng một văn bản"),
        )
    };
    Diagnostic::warning("L0014", one.span, message)
        .also(
            other.span,
            text("named otherwise here", "ở đây ghi khác"),
        )
        .help(text(
            "check the number and the day against the instrument itself; where the document has it wrong, \
             write `allow L0014 \"…\"` in its header",
            "đối chiếu số và ngày với chính văn bản đó; nếu tài liệu gốc ghi nhầm, thêm `cho phép L0014 \"…\"` \
             ở phần đầu văn bản",
        ))
}
