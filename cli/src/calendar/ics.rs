//! Due dates as a calendar file of RFC 5545, which office calendars take up: an all-day event for
//! each. Nothing in it comes from the clock, so the same call gives the same file, and a file taken
//! up again renews its events.

use jiff_core::civil::Date;
use luat_core::run::due::Due;
use luat_core::words::Language;
use sha2::{Digest as _, Sha256};

use super::Agenda;
use crate::hex::hex;
use crate::render::clean;

/// Bytes of a line, its break not counted (RFC 5545, 3.1).
const WIDEST: usize = 75;

pub(super) fn render(agenda: &Agenda<'_>, dues: &[Due]) -> String {
    let language = match agenda.language {
        Language::En => "EN",
        Language::Vi => "VI",
    };
    let mut text = String::new();
    for fixed in [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//luat//luat calendar//{language}"),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        format!("X-WR-CALNAME:{}", escaped(&agenda.title())),
    ] {
        line(&fixed, &mut text);
    }
    for due in dues {
        event(agenda, due, &mut text);
    }
    line("END:VCALENDAR", &mut text);
    text
}

fn event(agenda: &Agenda<'_>, due: &Due, text: &mut String) {
    let told = agenda.words(due);
    let next = due.day.tomorrow().unwrap_or(due.day);
    let status = if due.provisional {
        "TENTATIVE"
    } else {
        "CONFIRMED"
    };
    let mut about = vec![told.asked, told.cite, told.period, told.status.to_owned()];
    if due.time.is_some() {
        about.insert(0, told.day);
    }
    about.retain(|part| !part.is_empty());
    for content in [
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", uid(agenda, due)),
        format!("DTSTAMP:{}T000000Z", day(agenda.as_of)),
        format!("DTSTART;VALUE=DATE:{}", day(due.day)),
        format!("DTEND;VALUE=DATE:{}", day(next)),
        format!("SUMMARY:{}", escaped(&told.summary)),
        format!("DESCRIPTION:{}", escaped(&about.join("\n"))),
        format!("STATUS:{status}"),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
    ] {
        line(&content, text);
    }
}

/// The same for the same duty, body and period, on whatever day it falls and in whatever language
/// it is told: an event whose day has moved is renewed, not doubled.
fn uid(agenda: &Agenda<'_>, due: &Due) -> String {
    let program = agenda.program;
    let requirement = &program.requirements[due.requirement];
    let rule = &program.rules[requirement.rule.index()];
    let document = &program.documents[rule.document.index()];
    let part = requirement
        .part
        .map_or("", |part| program.collections[part.index()].key.as_str());
    let number = requirement.number.to_string();
    let mut digest = Sha256::new();
    for one in [
        &document.id,
        &rule.id,
        &number,
        part,
        &due.body.level,
        &due.body.id,
        &due.period,
        due.member.as_deref().unwrap_or_default(),
    ] {
        digest.update(one.as_bytes());
        digest.update([0]);
    }
    format!("{}@luat", hex(&digest.finalize()[..16]))
}

fn day(of: Date) -> String {
    format!("{:04}{:02}{:02}", of.year(), of.month(), of.day())
}

/// A text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(clean).collect();
    let mut told = String::with_capacity(text.len());
    for letter in lines.join("\n").chars() {
        match letter {
            '\\' | ';' | ',' => {
                told.push('\\');
                told.push(letter);
            }
            '\n' => told.push_str("\\n"),
            _ => told.push(letter),
        }
    }
    told
}

/// A line, folded so that no part of it is too long, and no letter is cut.
fn line(content: &str, text: &mut String) {
    let mut wide = 0;
    for letter in content.chars() {
        if wide + letter.len_utf8() > WIDEST {
            text.push_str("\r\n ");
            wide = 1;
        }
        text.push(letter);
        wide += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_by_bytes_and_never_within_a_letter() {
        let content = format!("SUMMARY:{}", "ưởng ".repeat(40));
        let mut text = String::new();
        line(&content, &mut text);
        assert!(
            text.split("\r\n").all(|line| line.len() <= WIDEST),
            "{text}"
        );
        assert_eq!(text.replace("\r\n ", "").trim_end_matches("\r\n"), content);
    }

    #[test]
    fn what_a_value_takes_for_its_own_is_escaped() {
        assert_eq!(
            escaped("a, b; c\\d\ne\u{7}"),
            "a\\, b\\; c\\\\d\\ne\u{fffd}"
        );
    }
}
