//! The header of a document.

use crate::Language;
use crate::cursor::Cursor;
use crate::faults;
use crate::keywords::Keyword;
use crate::lines::Logical;
use crate::names::NameKind;
use crate::reader::{Reader, Wanted, spell};
use crate::source::Spanned;
use crate::syntax::{DocumentStatus, Header, HeaderMember, Ident};
use crate::words::fold;

use super::blocks::Block;
use super::keyed::keyed_line;
use super::rules::citations;

/// The keywords of its lines.
pub(crate) const LINES: &[Keyword] = &[
    Keyword::Number,
    Keyword::Issuer,
    Keyword::Issued,
    Keyword::Basis,
    Keyword::InForce,
    Keyword::DocumentStatus,
    Keyword::Implements,
    Keyword::Calendar,
    Keyword::Catalogue,
    Keyword::Throughout,
    Keyword::AppliesTo,
    Keyword::Note,
    Keyword::Allow,
];

/// `document ID "…" / "…"` and its lines.
pub(crate) fn header(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Header> {
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    let sound = block.head.broken || reader.close(cursor, &block.line);
    let mut members = Vec::new();
    for (_, line) in &block.members {
        members.extend(member(line, reader).map(|node| Reader::line(node, line)));
    }
    let id = block.head.id.clone().filter(|_| sound)?;
    Some(Header {
        id,
        title: block.head.label.clone(),
        members,
    })
}

/// `use NAME`.
pub(crate) fn used(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Ident> {
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    // That no such text was given is told already; the line itself is sound, and whoever reads
    // files must see what it asks for.
    let told = reader.faults.len();
    let sound =
        block.head.broken || reader.close(cursor, &block.line) || reader.faults.len() == told;
    for (_, line) in block.members.iter().filter(|(_, line)| !line.faulty) {
        reader.faults.push(faults::line_of_nothing(line.span));
    }
    block.head.id.clone().filter(|_| sound)
}

fn member(line: &Logical<'_>, reader: &mut Reader<'_>) -> Option<HeaderMember> {
    let mut calendar = None;
    let found = keyed_line(
        line,
        reader,
        LINES,
        faults::unknown_header_line,
        |keyword, cursor, reader| {
            calendar = (keyword == Keyword::Calendar).then(|| cursor.rest_span());
            lower_member(keyword, cursor, reader)
        },
    );
    // A calendar was named, though not so that it can be read: that there is none need not be told besides.
    let of_engine = |span| Spanned::new(OF_ENGINE.to_owned(), span);
    found.or_else(|| calendar.map(of_engine).map(HeaderMember::Calendar))
}

/// The id of the calendar that comes with the engine; it stands in for one that cannot be read.
const OF_ENGINE: &str = "vietnam";

fn lower_member(
    keyword: Keyword,
    cursor: &mut Cursor<'_, '_>,
    reader: &mut Reader<'_>,
) -> Option<HeaderMember> {
    match keyword {
        Keyword::Number => need_quoted(cursor).map(HeaderMember::Number),
        Keyword::Issuer => super::rules::need_label(cursor).map(HeaderMember::Issuer),
        Keyword::Note => super::rules::need_label(cursor).map(HeaderMember::Note),
        Keyword::Issued => cursor.need_date().map(HeaderMember::Issued),
        Keyword::Basis => basis(cursor),
        Keyword::InForce => in_force(cursor),
        Keyword::DocumentStatus => status(cursor),
        Keyword::Implements => need_ident(cursor, keyword).map(HeaderMember::Implements),
        Keyword::Calendar => calendar(cursor).map(HeaderMember::Calendar),
        Keyword::Catalogue => {
            let name = need_quoted(cursor)?;
            let instrument = cursor
                .keyword(Keyword::Instrument)
                .and_then(|_| need_quoted(cursor));
            Some(HeaderMember::Catalogue { name, instrument })
        }
        Keyword::Throughout => throughout(cursor),
        Keyword::AppliesTo => {
            let (_, level) =
                reader.reference(cursor, |name| name.kind == NameKind::Level, Wanted::Level)?;
            let body = need_body(cursor)?;
            Some(HeaderMember::AppliesTo { level, body })
        }
        Keyword::Allow => {
            let code = need_ident(cursor, keyword)?;
            let reason = need_quoted(cursor)?;
            Some(HeaderMember::Allow { code, reason })
        }
        _ => None,
    }
}

fn basis(cursor: &mut Cursor<'_, '_>) -> Option<HeaderMember> {
    let number = need_quoted(cursor)?;
    let issued = if cursor.keyword(Keyword::Issued).is_some() {
        Some(cursor.need_date()?)
    } else {
        None
    };
    let title = cursor.label();
    Some(HeaderMember::Basis {
        number,
        issued,
        title,
    })
}

fn in_force(cursor: &mut Cursor<'_, '_>) -> Option<HeaderMember> {
    if cursor.keyword(Keyword::From).is_none() {
        let fault = faults::in_force_without_from(cursor.here());
        cursor.fault(fault);
        return None;
    }
    let from = cursor.need_date()?;
    let to = if cursor.keyword(Keyword::To).is_some() {
        Some(cursor.need_date()?)
    } else {
        None
    };
    let cites = if cursor.keyword(Keyword::Cite).is_some() {
        citations(cursor)
    } else {
        Vec::new()
    };
    Some(HeaderMember::InForce { from, to, cites })
}

fn status(cursor: &mut Cursor<'_, '_>) -> Option<HeaderMember> {
    let Some(word) = cursor.one_of(&[Keyword::InForce, Keyword::Draft, Keyword::Plan]) else {
        let fault = faults::unknown_status(cursor.rest_span());
        cursor.fault(fault);
        return None;
    };
    let status = match word.node {
        Keyword::Draft => DocumentStatus::Draft,
        Keyword::Plan => DocumentStatus::Plan,
        _ => DocumentStatus::InForce,
    };
    Some(HeaderMember::Status(Spanned::new(status, word.span)))
}

fn throughout(cursor: &mut Cursor<'_, '_>) -> Option<HeaderMember> {
    let years = years(cursor);
    if years.is_none() {
        let fault = faults::throughout_without_years(cursor.here());
        cursor.fault(fault);
    }
    let (from, to) = years?;
    Some(HeaderMember::Throughout { from, to })
}

/// `2025 to 2030`, `2025-2030`, `từ năm 2025 đến năm 2030`.
fn years(cursor: &mut Cursor<'_, '_>) -> Option<(Spanned<i16>, Spanned<i16>)> {
    cursor.keyword(Keyword::From);
    let from = cursor.year()?;
    if cursor.symbol("-").is_none() {
        cursor.keyword(Keyword::To)?;
    }
    Some((from, cursor.year()?))
}

/// A quoted text that must stand here.
pub(crate) fn need_quoted(cursor: &mut Cursor<'_, '_>) -> Option<Spanned<String>> {
    let quoted = cursor.quoted();
    if quoted.is_none() {
        let rest = cursor.tokens.get(cursor.at..).unwrap_or_default();
        let fault = faults::unquoted(rest, cursor.rest_span());
        cursor.fault(fault);
    }
    quoted
}

/// The calendar's id; the one that comes with the engine is often called as its country is.
fn calendar(cursor: &mut Cursor<'_, '_>) -> Option<Ident> {
    let span = cursor.rest_span();
    if fold(&spell(cursor.rest())) != fold(COUNTRY) {
        return need_ident(cursor, Keyword::Calendar);
    }
    cursor.at = cursor.tokens.len();
    cursor.fault(faults::calendar_by_its_country(span));
    None
}

/// What the calendar that comes with the engine is taken for.
const COUNTRY: &str = "Việt Nam";

fn need_ident(cursor: &mut Cursor<'_, '_>, keyword: Keyword) -> Option<Ident> {
    let ident = cursor.ident();
    if ident.is_none() {
        let language = cursor.language;
        let fault = faults::missing_id(cursor.here(), keyword, language, None);
        cursor.fault(fault);
    }
    ident
}

/// The id of a body that must stand here.
pub(crate) fn need_body(cursor: &mut Cursor<'_, '_>) -> Option<Ident> {
    let body = cursor.body_id();
    if body.is_none() {
        let fault = faults::missing_body_id(cursor.here());
        cursor.fault(fault);
    }
    body
}

/// The language that the line `language vi` names.
pub(crate) fn named_language(word: &str) -> Option<Language> {
    match word.to_ascii_lowercase().as_str() {
        "vi" => Some(Language::Vi),
        "en" => Some(Language::En),
        _ => None,
    }
}
