//! Scores: lines that are worth points.

use crate::cursor::Cursor;
use crate::faults;
use crate::keywords::Keyword;
use crate::lines::{Logical, Token, TokenKind};
use crate::reader::{Reader, spell};
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
            let off = ["trừ", "minus", "deduct", "less", "-"];
            let first = before.first();
            let told = match first.filter(|first| off.contains(&&*first.text.to_lowercase())) {
                Some(first) => faults::points_off(first.span),
                None => faults::line_of_score(line.span),
            };
            reader.faults.push(told);
            None
        }
        None if gives_points(reader.cursor(line)) && points_if(before, reader) => None,
        None => sentence::expression(before, reader).map(ScoreMember::Other),
    }
}

/// `20 điểm nếu có ít nhất 2 lớp tập huấn`: what earns points stands behind a colon; told if it is so.
fn points_if(line: &[Token<'_>], reader: &mut Reader<'_>) -> bool {
    let joins = ["nếu", "khi", "if", "when", "where", "for"];
    let is_join = |token: &Token<'_>| joins.contains(&token.text);
    let Some(join) = line.iter().take(MOST_BEFORE).position(is_join) else {
        return false;
    };
    let (points, rest) = (line.get(..join), line.get(join + 1..));
    let (points, rest) = (spell(points.unwrap_or(&[])), spell(rest.unwrap_or(&[])));
    let span = line.get(join).map(|token| token.span).unwrap_or_default();
    reader
        .faults
        .push(faults::points_if(span, &format!("{points}: {rest}")));
    true
}

/// What earns points begins so many words behind the number at the most.
const MOST_BEFORE: usize = 5;

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
