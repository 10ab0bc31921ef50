//! Scores: lines that are worth points.

use crate::cursor::Cursor;
use crate::faults;
use crate::keywords::Keyword;
use crate::lines::{Logical, Token, TokenKind};
use crate::reader::Reader;
use crate::sentence;
use crate::syntax::{Line, RuleMember, Score, ScoreLine, ScoreMember, TableRow};

use super::blocks::Block;
use super::facts::names;
use super::rules::{citations, need_label};
use super::table::{is_note, row};

/// `score ID "…" / "…"` and its lines.
pub(crate) fn score(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Score> {
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    let names = names(block, cursor, reader);
    let mut members = Vec::new();
    for (_, line) in &block.members {
        let member = member(line, reader);
        members.extend(member.map(|node| Reader::line(node, line)));
    }
    names.map(|(id, label)| Score { id, label, members })
}

fn member(line: &Logical<'_>, reader: &mut Reader<'_>) -> Option<ScoreMember> {
    let mut cursor = reader.cursor(line);
    let node = if cursor.keyword(Keyword::Cite).is_some() {
        Some(ScoreMember::Cite(citations(&mut cursor)))
    } else if is_note(reader.cursor(line)) {
        cursor.keyword(Keyword::Note);
        need_label(&mut cursor).map(ScoreMember::Note)
    } else if cursor.keyword(Keyword::NoneCountsAsMet).is_some() {
        Some(ScoreMember::NoneCountsAsMet)
    } else if line.faulty {
        return None;
    } else {
        return worth(line, reader);
    };
    let sound = reader.close(cursor, line);
    node.filter(|_| sound)
}

fn worth(line: &Logical<'_>, reader: &mut Reader<'_>) -> Option<ScoreMember> {
    let colon = line.tokens.iter().position(|token| token.is(":"));
    let before = line.tokens.get(..colon.unwrap_or(line.tokens.len()));
    let before = before.unwrap_or(&[]);
    match colon {
        Some(colon) if gives_points(reader.cursor(line)) => {
            required(before, &line.after(colon + 1), reader)
        }
        Some(colon) if colon + 1 == line.tokens.len() && !line.bullets.is_empty() => {
            banded(before, &line.bullets, reader)
        }
        Some(_) => {
            reader.faults.push(faults::line_of_score(line.span));
            None
        }
        None => sentence::expression(before, reader).map(ScoreMember::Other),
    }
}

/// Whether a line begins with a number of points.
fn gives_points(mut cursor: Cursor<'_, '_>) -> bool {
    cursor.keyword(Keyword::AtMost);
    let number = |token: &Token<'_>| token.kind == TokenKind::Number;
    if !cursor.peek().is_some_and(number) {
        return false;
    }
    cursor.at += 1;
    cursor.sees(Keyword::Points)
}

/// `10 points: all decisions published`.
fn required(
    points: &[Token<'_>],
    rest: &Logical<'_>,
    reader: &mut Reader<'_>,
) -> Option<ScoreMember> {
    let points = sentence::points(points, reader);
    if rest.tokens.is_empty() {
        reader.faults.push(faults::line_of_score(rest.span));
        return None;
    }
    let sentence = sentence::sentence(rest, reader)?;
    let (points, pro_rata) = points?;
    let RuleMember::Sentence(sentence) = sentence else {
        reader.faults.push(faults::several_in_line(rest.span));
        return None;
    };
    Some(ScoreMember::Line(Box::new(ScoreLine {
        points,
        pro_rata,
        sentence: *sentence,
    })))
}

/// `share of complaints answered:` with bullets.
fn banded(
    of: &[Token<'_>],
    bullets: &[Logical<'_>],
    reader: &mut Reader<'_>,
) -> Option<ScoreMember> {
    let of = sentence::expression(of, reader)?;
    let mut bands: Vec<Line<TableRow>> = Vec::new();
    for bullet in bullets.iter().filter(|bullet| !bullet.faulty) {
        let band = row(bullet, std::slice::from_ref(&of), reader);
        bands.extend(band.map(|band| Reader::line(band, bullet)));
    }
    Some(ScoreMember::Banded { of, bands })
}
