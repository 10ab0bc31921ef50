//! Who takes over from bodies that end.

use crate::cursor::Cursor;
use crate::faults;
use crate::keywords::Keyword;
use crate::names::NameKind;
use crate::reader::{Reader, Wanted};
use crate::source::Spanned;
use crate::syntax::{BodyRef, Date, Predecessor, Succession};

use super::blocks::Block;
use super::header::need_body;
use super::rules::citing_members;

/// `successor LEVEL BODY of LEVEL BODY, … from DATE` and its `cite` and `note` lines.
pub(crate) fn succession(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Succession> {
    let members = citing_members(block, reader);
    if block.head.broken {
        return None;
    }
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    let line = line(&mut cursor, reader);
    if line.is_none() {
        // One fault a line is enough.
        cursor.at = cursor.tokens.len();
    }
    let sound = reader.close(cursor, &block.line);
    let (to, of, from) = line.filter(|_| sound)?;
    Some(Succession {
        to,
        of,
        from,
        members,
    })
}

fn line(
    cursor: &mut Cursor<'_, '_>,
    reader: &Reader<'_>,
) -> Option<(BodyRef, Vec<Predecessor>, Spanned<Date>)> {
    let to = body(cursor, reader)?;
    need(cursor, Keyword::Of)?;
    let mut of = vec![predecessor(cursor, reader)?];
    while cursor.symbol(",").is_some() {
        of.push(predecessor(cursor, reader)?);
    }
    need(cursor, Keyword::From)?;
    let from = cursor.need_date()?;
    Some((to, of, from))
}

fn predecessor(cursor: &mut Cursor<'_, '_>, reader: &Reader<'_>) -> Option<Predecessor> {
    let in_part = cursor.keyword(Keyword::PartOf).is_some();
    let body = body(cursor, reader)?;
    Some(Predecessor { body, in_part })
}

fn body(cursor: &mut Cursor<'_, '_>, reader: &Reader<'_>) -> Option<BodyRef> {
    let (_, level) =
        reader.reference(cursor, |name| name.kind == NameKind::Level, Wanted::Level)?;
    let body = need_body(cursor)?;
    Some(BodyRef { level, body })
}

fn need(cursor: &mut Cursor<'_, '_>, keyword: Keyword) -> Option<()> {
    if cursor.keyword(keyword).is_some() {
        return Some(());
    }
    let fault = faults::succession_not_whole(cursor.here(), keyword, cursor.language);
    cursor.fault(fault);
    None
}
