//! Tables: their keys and rows.

use crate::cursor::Cursor;
use crate::faults;
use crate::keywords::Keyword;
use crate::lines::Logical;
use crate::reader::Reader;
use crate::sentence;
use crate::syntax::{Expr, RowValue, Table, TableMember, TableRow};

use super::blocks::Block;
use super::facts::begins_with_text;
use super::rules::{citations, from_date, need_label};

/// `table ID "…" / "…" by KEY, KEY` and its rows.
pub(crate) fn table(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Table> {
    let by = if block.head.broken {
        None
    } else {
        keys(block, reader)
    };
    let mut members = Vec::new();
    for (_, line) in &block.members {
        let member = member(line, by.as_deref(), reader);
        members.extend(member.map(|node| Reader::line(node, line)));
    }
    let (id, label) = block.head.id.clone().zip(block.head.label.clone())?;
    Some(Table {
        id,
        label,
        by: by?,
        members,
    })
}

fn keys(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Vec<Expr>> {
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    if cursor.keyword(Keyword::KeyedBy).is_none() || cursor.is_done() {
        let fault = faults::table_without_key(cursor.here(), reader.language);
        cursor.fault(fault);
    }
    let tokens = cursor.rest();
    cursor.at = cursor.tokens.len();
    if !reader.close(cursor, &block.line) {
        return None;
    }
    sentence::keys(tokens, reader)
}

fn member(line: &Logical<'_>, by: Option<&[Expr]>, reader: &mut Reader<'_>) -> Option<TableMember> {
    let mut cursor = reader.cursor(line);
    let node = if cursor.keyword(Keyword::Cite).is_some() {
        Some(TableMember::Cite(citations(&mut cursor)))
    } else if is_note(reader.cursor(line)) {
        cursor.keyword(Keyword::Note);
        need_label(&mut cursor).map(TableMember::Note)
    } else {
        // The fault of the table's own line is told; its rows cannot be read without it.
        let by = by.filter(|_| !line.faulty)?;
        return row(line, by, reader).map(TableMember::Row);
    };
    let sound = reader.close(cursor, line);
    node.filter(|_| sound)
}

pub(super) fn is_note(mut after: Cursor<'_, '_>) -> bool {
    after.keyword(Keyword::Note).is_some() && begins_with_text(&after)
}

/// `under 200: 3`.
pub(super) fn row(line: &Logical<'_>, by: &[Expr], reader: &mut Reader<'_>) -> Option<TableRow> {
    let colon = line.tokens.iter().position(|token| token.is(":"));
    let value = colon.map_or(&[][..], |colon| line.tokens.get(colon + 1..).unwrap_or(&[]));
    let (Some(colon), false) = (colon, value.is_empty()) else {
        reader.faults.push(faults::row_without_value(line.span));
        return None;
    };
    let keys = sentence::row(line.tokens.get(..colon).unwrap_or(&[]), by, reader);
    let mut cursor = reader.cursor(line);
    cursor.at = colon + 1;
    let values = values(&mut cursor, reader);
    let sound = reader.close(cursor, line);
    let (keys, values) = keys.zip(values).filter(|_| sound)?;
    Some(TableRow { keys, values })
}

/// `75%`, or `75%, 80% from 2026-01-01`; `not prescribed`.
fn values(cursor: &mut Cursor<'_, '_>, reader: &mut Reader<'_>) -> Option<Vec<RowValue>> {
    let mut found = Vec::new();
    if cursor.keyword(Keyword::NotPrescribed).is_some() {
        return Some(found);
    }
    loop {
        let start = cursor.at;
        while !cursor.is_done() && !cursor.is(",") && !from_date(cursor) {
            cursor.at += 1;
        }
        let tokens = cursor.tokens.get(start..cursor.at).unwrap_or(&[]);
        if tokens.is_empty() {
            let fault = faults::row_without_value(cursor.here());
            cursor.fault(fault);
            return None;
        }
        let value = sentence::expression(tokens, reader)?;
        let from = if cursor.keyword(Keyword::From).is_some() {
            Some(cursor.need_date()?)
        } else if found.is_empty() {
            None
        } else {
            cursor.fault(faults::value_without_from(value.span));
            return None;
        };
        found.push(RowValue { value, from });
        if cursor.symbol(",").is_none() {
            return Some(found);
        }
    }
}
