//! The instruments that a text names: its own number, those it is made under, those it cites or quotes.

use jiff_core::civil::Date;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{
    CalendarLine, CitationUnit, Declaration, Document, Header, HeaderMember, Label, Line, Phrase,
    RuleMember,
};

use crate::author::lint::Instrument;

/// Every instrument with a number that a text names, in the order of the text.
pub(super) fn named(tree: &Document) -> Vec<Instrument> {
    let mut found = Vec::new();
    if let Some(line) = &tree.header {
        header(&line.node, &mut found);
    }
    for line in &tree.declarations {
        declaration(&line.node, &mut found);
    }
    found
}

fn header(header: &Header, found: &mut Vec<Instrument>) {
    let mut number = None;
    let mut own_day = None;
    for line in &header.members {
        match &line.node {
            HeaderMember::Number(written) => number = Some(written),
            HeaderMember::Issued(day) => own_day = Some(day.node),
            HeaderMember::Basis {
                number,
                issued,
                title,
            } => {
                let day = issued.map(|day| day.node);
                found.extend(instrument(number, day, title.as_ref()));
            }
            HeaderMember::Note(note) => quoted_label(note, found),
            HeaderMember::Issuer(_)
            | HeaderMember::InForce { .. }
            | HeaderMember::Status(_)
            | HeaderMember::Implements(_)
            | HeaderMember::Calendar(_)
            | HeaderMember::Catalogue { .. }
            | HeaderMember::Throughout { .. }
            | HeaderMember::AppliesTo { .. }
            | HeaderMember::Allow { .. } => {}
        }
    }
    let own = number.and_then(|number| instrument(number, own_day, header.title.as_ref()));
    found.extend(own);
}

fn instrument(
    number: &Spanned<String>,
    issued: Option<Date>,
    title: Option<&Label>,
) -> Option<Instrument> {
    let (written, _) = number_in(&number.node)?;
    let names = |phrases: &[Phrase]| phrases.first().map(|phrase| phrase.one.clone());
    Some(Instrument {
        number: written.to_owned(),
        issued,
        title: title.and_then(|title| names(&title.vi).or_else(|| names(&title.en))),
        span: number.span,
    })
}

fn declaration(of: &Declaration, found: &mut Vec<Instrument>) {
    match of {
        Declaration::Rule(rule) => rule_lines(&rule.members, found),
        Declaration::Principle(principle) => rule_lines(&principle.members, found),
        Declaration::Amend(change) | Declaration::Repeal(change) => {
            rule_lines(&change.members, found);
        }
        Declaration::Parameter(parameter) => rule_lines(&parameter.members, found),
        Declaration::Define(define) => rule_lines(&define.members, found),
        Declaration::Successor(succession) => rule_lines(&succession.members, found),
        Declaration::Calendar(calendar) => {
            for line in &calendar.lines {
                match &line.node {
                    CalendarLine::Holiday { source, .. } | CalendarLine::Workday { source, .. } => {
                        found.extend(source.as_ref().and_then(quoted));
                    }
                    CalendarLine::Note(note) => quoted_label(note, found),
                    CalendarLine::Weekend(_)
                    | CalendarLine::MonthEnd(_)
                    | CalendarLine::WeekendEnd(_)
                    | CalendarLine::HolidayEnd(_)
                    | CalendarLine::KnownUntil(_) => {}
                }
            }
        }
        Declaration::Use(_)
        | Declaration::Level(_)
        | Declaration::Act(_)
        | Declaration::Population(_)
        | Declaration::Group(_)
        | Declaration::Fact(_)
        | Declaration::Table(_)
        | Declaration::Score(_)
        | Declaration::Scenario(_) => {}
    }
}

fn rule_lines(lines: &[Line<RuleMember>], found: &mut Vec<Instrument>) {
    for line in lines {
        match &line.node {
            RuleMember::Cite(places) => {
                for place in places {
                    let unit = place
                        .parts
                        .iter()
                        .find(|(unit, _)| *unit == CitationUnit::Instrument);
                    let name = unit.map(|(_, name)| Spanned::new(name.clone(), place.span));
                    found.extend(name.as_ref().and_then(quoted));
                    found.extend(place.says.as_ref().and_then(quoted));
                }
            }
            RuleMember::Note(note) => quoted_label(note, found),
            RuleMember::Bearer(_)
            | RuleMember::NoneCountsAsMet
            | RuleMember::Allow { .. }
            | RuleMember::ExceptWhen(_)
            | RuleMember::Sentence(_)
            | RuleMember::Shared { .. } => {}
        }
    }
}

fn quoted_label(label: &Label, found: &mut Vec<Instrument>) {
    let text = label.vi.first().or(label.en.first());
    found.extend(text.and_then(|text| quoted_in(&text.one, text.span)));
}

fn quoted(text: &Spanned<String>) -> Option<Instrument> {
    quoted_in(&text.node, text.span)
}

/// The first instrument that a quoted text names by its number.
fn quoted_in(text: &str, span: Span) -> Option<Instrument> {
    let (number, after) = number_in(text)?;
    Some(Instrument {
        number: number.to_owned(),
        issued: day_in(after),
        title: None,
        span,
    })
}

/// The first number of an instrument in a text, as `346/QĐ-TTg` or `59/2023/NĐ-CP`, and what follows it.
fn number_in(text: &str) -> Option<(&str, &str)> {
    let ends = |letter: char| letter.is_whitespace() || ",;:()\"“”".contains(letter);
    let word = text.split(ends).find(|word| is_number(word.trim()))?;
    let (_, after) = text.split_once(word)?;
    Some((word.trim_end_matches('.'), after))
}

fn is_number(word: &str) -> bool {
    let Some((serial, symbol)) = word.split_once('/') else {
        return false;
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let symbol = match symbol.split_once('/') {
        Some((year, symbol)) if digits(year) && year.len() == 4 => symbol,
        Some(_) => return false,
        None => symbol,
    };
    digits(serial)
        && symbol.starts_with(char::is_uppercase)
        && symbol
            .chars()
            .all(|letter| letter.is_alphanumeric() || "-.".contains(letter))
}

/// The first day in a text: `06/4/2023`, `ngày 06 tháng 4 năm 2023` or `2023-04-06`.
fn day_in(text: &str) -> Option<Date> {
    let runs = text.split(|letter: char| !letter.is_ascii_digit());
    let numbers: Vec<i16> = runs
        .filter(|run| !run.is_empty())
        .take(3)
        .map_while(|run| run.parse().ok())
        .collect();
    let [first, month, last] = numbers.try_into().ok()?;
    let (year, day) = if first > 31 {
        (first, last)
    } else {
        (last, first)
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::{day_in, is_number};
    use crate::run::calendar::iso;

    #[test]
    fn numbers_of_instruments_have_a_serial_and_a_symbol() {
        for number in ["346/QĐ-TTg", "59/2023/NĐ-CP", "1/L", "07/2022/TT-BNV"] {
            assert!(is_number(number), "{number}");
        }
        for word in [
            "346",
            "/QĐ-TTg",
            "a1/QĐ-TTg",
            "59/23/NĐ-CP",
            "59/abcd/NĐ-CP",
            "59/20233/NĐ-CP",
            "1/2",
            "1/qđ",
            "1/QĐ_TTg",
            "1/",
            "và/hoặc",
        ] {
            assert!(!is_number(word), "{word}");
        }
    }

    #[test]
    fn days_are_read_in_either_order() {
        for (text, day) in [
            ("ngày 06 tháng 4 năm 2023", Some("2023-04-06")),
            (" of 2023-04-06, on", Some("2023-04-06")),
            ("31/12/2023", Some("2023-12-31")),
            ("2023", None),
            ("31/13/2023", None),
        ] {
            let found = day_in(text).map(|day| iso::print(day).to_string());
            assert_eq!(found.as_deref(), day, "{text}");
        }
    }
}
