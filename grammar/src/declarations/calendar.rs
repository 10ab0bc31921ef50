//! Calendars: the days off that the state announces.

use crate::cursor::Cursor;
use crate::faults;
use crate::keywords::Keyword;
use crate::lines::Logical;
use crate::reader::Reader;
use crate::source::Spanned;
use crate::syntax::{Calendar, CalendarLine, EndRule, MonthEnd, Sector};

use super::blocks::Block;
use super::facts::names;
use super::keyed::keyed_line;
use super::rules::need_label;

/// The keywords of a calendar's lines.
pub(crate) const LINES: &[Keyword] = &[
    Keyword::Weekend,
    Keyword::Holiday,
    Keyword::Workday,
    Keyword::MonthEnd,
    Keyword::WeekendEnd,
    Keyword::HolidayEnd,
    Keyword::KnownUntil,
    Keyword::Note,
];

/// `calendar ID "…" / "…"` and its days.
pub(crate) fn calendar(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Calendar> {
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    let names = names(block, cursor, reader);
    let mut lines = Vec::new();
    for (_, line) in &block.members {
        lines.extend(calendar_line(line, reader).map(|node| Reader::line(node, line)));
    }
    names.map(|(id, label)| Calendar { id, label, lines })
}

fn calendar_line(line: &Logical<'_>, reader: &mut Reader<'_>) -> Option<CalendarLine> {
    keyed_line(
        line,
        reader,
        LINES,
        faults::unknown_calendar_line,
        |keyword, cursor, _| lower_calendar_line(keyword, cursor),
    )
}

fn lower_calendar_line(keyword: Keyword, cursor: &mut Cursor<'_, '_>) -> Option<CalendarLine> {
    match keyword {
        Keyword::Weekend => weekend(cursor),
        Keyword::Holiday => holiday(cursor),
        Keyword::Workday => {
            let day = cursor.need_date()?;
            let label = cursor.label();
            let (sector, source) = (sector(cursor), source(cursor));
            Some(CalendarLine::Workday {
                day,
                label,
                sector,
                source,
            })
        }
        Keyword::MonthEnd => {
            let end = choose(
                cursor,
                &[
                    (Keyword::LastDay, MonthEnd::LastDay),
                    (Keyword::Refused, MonthEnd::Refused),
                ],
            )?;
            Some(CalendarLine::MonthEnd(end))
        }
        Keyword::WeekendEnd => end_rule(cursor).map(CalendarLine::WeekendEnd),
        Keyword::HolidayEnd => end_rule(cursor).map(CalendarLine::HolidayEnd),
        Keyword::KnownUntil => cursor.need_date().map(CalendarLine::KnownUntil),
        Keyword::Note => need_label(cursor).map(CalendarLine::Note),
        _ => None,
    }
}

fn weekend(cursor: &mut Cursor<'_, '_>) -> Option<CalendarLine> {
    let days = [
        Keyword::Monday,
        Keyword::Tuesday,
        Keyword::Wednesday,
        Keyword::Thursday,
        Keyword::Friday,
        Keyword::Saturday,
        Keyword::Sunday,
    ];
    let mut found = Vec::new();
    loop {
        let Some(day) = cursor.one_of(&days) else {
            let fault = faults::not_a_weekday(cursor.rest_span());
            cursor.fault(fault);
            return None;
        };
        let number = day
            .node
            .value()
            .and_then(|(number, _)| i8::try_from(number).ok());
        found.extend(number.map(|number| Spanned::new(number, day.span)));
        if cursor.symbol(",").is_none() && cursor.keyword(Keyword::And).is_none() {
            return Some(CalendarLine::Weekend(found));
        }
    }
}

fn holiday(cursor: &mut Cursor<'_, '_>) -> Option<CalendarLine> {
    let from = cursor.need_date()?;
    let to = if cursor.keyword(Keyword::To).is_some() {
        Some(cursor.need_date()?)
    } else {
        None
    };
    let label = need_label(cursor)?;
    let (sector, source) = (sector(cursor), source(cursor));
    Some(CalendarLine::Holiday {
        from,
        to,
        label,
        sector,
        source,
    })
}

fn sector(cursor: &mut Cursor<'_, '_>) -> Option<Sector> {
    cursor.keyword(Keyword::ForBody);
    cursor
        .one_of(&[Keyword::Public, Keyword::Private])
        .map(|word| match word.node {
            Keyword::Public => Sector::Public,
            _ => Sector::Private,
        })
}

fn source(cursor: &mut Cursor<'_, '_>) -> Option<Spanned<String>> {
    cursor
        .keyword(Keyword::Source)
        .and_then(|_| super::header::need_quoted(cursor))
}

fn end_rule(cursor: &mut Cursor<'_, '_>) -> Option<Spanned<EndRule>> {
    choose(
        cursor,
        &[
            (Keyword::Rolls, EndRule::Rolls),
            (Keyword::Stands, EndRule::Stands),
        ],
    )
}

fn choose<T: Copy>(cursor: &mut Cursor<'_, '_>, choices: &[(Keyword, T)]) -> Option<Spanned<T>> {
    for (keyword, value) in choices {
        if let Some(span) = cursor.keyword(*keyword) {
            return Some(Spanned::new(*value, span));
        }
    }
    let keywords: Vec<Keyword> = choices.iter().map(|(keyword, _)| *keyword).collect();
    let language = cursor.language;
    let fault = faults::one_of_these(cursor.rest_span(), &keywords, language);
    cursor.fault(fault);
    None
}
