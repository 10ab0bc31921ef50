//! Rules, principles, parameters and definitions; citations.

use crate::codes;
use crate::cursor::Cursor;
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::keywords::Keyword;
use crate::lines::{Logical, Token, TokenKind};
use crate::names::NameKind;
use crate::reader::{Reader, Wanted};
use crate::sentence;
use crate::source::{Span, Spanned};
use crate::syntax::{
    Citation, CitationUnit, Date, Define, Expr, Ident, Label, Line, Parameter, Principle, Rule,
    RuleMember,
};
use crate::words::fold;

use super::blocks::{Block, Head};
use super::facts::begins_with_text;
use super::header::need_quoted;
use super::lower::Ties;
use super::opening::opening;

/// `rule ID "…" / "…"` and its lines.
pub(crate) fn rule(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Rule> {
    let (id, label) = head(block, reader);
    let members = rule_members(block, reader);
    id.map(|id| Rule { id, label, members })
}

/// The lines of a rule, or of its new wording.
pub(crate) fn rule_members(block: &Block<'_>, reader: &mut Reader<'_>) -> Vec<Line<RuleMember>> {
    let mut members = Vec::new();
    let mut lines = block.members.iter().peekable();
    while let Some((head, line)) = lines.next() {
        if let Some(head) = head {
            names_nothing_here(head, line, reader);
            continue;
        }
        let n_faults = reader.faults.len();
        let node = member(line, reader);
        let next = lines.peek().filter(|(head, _)| head.is_none());
        if let (true, Some((_, next))) = (reader.faults.len() > n_faults, next)
            && !reader.is_full()
            && let Some(fault) = cut_in_two(line, next, reader)
        {
            reader.faults.truncate(n_faults);
            reader.faults.push(fault);
            lines.next();
        }
        members.extend(node.map(|node| Reader::line(node, line)));
    }
    members
}

/// A sentence that does not read because its line was broken, as when it is pasted.
fn cut_in_two(line: &Logical<'_>, next: &Logical<'_>, reader: &Reader<'_>) -> Option<Diagnostic> {
    let is_plain = |line: &Logical<'_>| {
        let opened = opening(reader.lexicon, reader.language, &line.tokens, LINES);
        !line.faulty && line.bullets.is_empty() && opened.is_none()
    };
    let reads = |tokens: &[Token<'_>]| sentence::is_sentence(tokens, reader);
    let is_cut = is_plain(line)
        && is_plain(next)
        && !reads(&next.tokens)
        && reads(&[line.tokens.as_slice(), &next.tokens].concat());
    let is_bare = next.trivia.before.is_empty() && line.trivia.after.is_none();
    is_cut.then(|| faults::cut_in_two(line.span, next.span, is_bare))
}

/// A state, fact or option below a rule, where it belongs to nothing.
fn names_nothing_here(head: &Head, line: &Logical<'_>, reader: &mut Reader<'_>) {
    if line.faulty || head.broken {
        return;
    }
    reader.faults.push(match head.keyword {
        Keyword::Option => faults::option_without_choice(line.span),
        keyword => faults::fact_without_owner(line.span, keyword, reader.language),
    });
}

/// The levels that bear a rule, as far as its lines can be read: told faults come when they are read in earnest.
pub(crate) fn ties(block: &Block<'_>, reader: &mut Reader<'_>) -> Ties {
    let mut per = Vec::new();
    for (_, line) in &block.members {
        let mut cursor = reader.cursor(line);
        if cursor.keyword(Keyword::Bearer).is_some() {
            let levels = reader.references(
                &mut cursor,
                |name| name.kind == NameKind::Level,
                Wanted::Level,
            );
            per.extend(levels.into_iter().map(|(level, _)| level));
        }
    }
    Ties {
        per,
        of: Vec::new(),
    }
}

/// `principle ID ["…" / "…"]`.
pub(crate) fn principle(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Principle> {
    let (id, label) = head(block, reader);
    let members = citing_members(block, reader);
    id.map(|id| Principle { id, label, members })
}

fn head(block: &Block<'_>, reader: &mut Reader<'_>) -> (Option<Ident>, Option<Label>) {
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    let sound = !block.head.broken && reader.close(cursor, &block.line);
    (
        block.head.id.clone().filter(|_| sound),
        block.head.label.clone(),
    )
}

/// `define ID "…" / "…" = EXPRESSION`.
pub(crate) fn define(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Define> {
    let members = citing_members(block, reader);
    if block.head.broken {
        return None;
    }
    let rest = block.line.tokens.get(block.head.after..).unwrap_or(&[]);
    let [equals, value @ ..] = rest else {
        reader
            .faults
            .push(faults::define_without_equals(block.line.span));
        return None;
    };
    if !equals.is("=") || value.is_empty() {
        reader
            .faults
            .push(faults::define_without_equals(equals.span));
        return None;
    }
    let value = sentence::expression(value, reader)?;
    let (id, label) = block.head.id.clone().zip(block.head.label.clone())?;
    Some(Define {
        id,
        label,
        value,
        members,
    })
}

/// `parameter ID "…" / "…" VALUE from DATE, VALUE from DATE …`.
pub(crate) fn parameter(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Parameter> {
    let members = citing_members(block, reader);
    if block.head.broken {
        return None;
    }
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    cursor.symbol("=");
    let mut values = Vec::new();
    loop {
        values.push(parameter_value(&mut cursor, reader)?);
        if cursor.symbol(",").is_none() {
            break;
        }
    }
    let sound = reader.close(cursor, &block.line);
    let (id, label) = block
        .head
        .id
        .clone()
        .zip(block.head.label.clone())
        .filter(|_| sound)?;
    Some(Parameter {
        id,
        label,
        values,
        members,
    })
}

fn parameter_value(
    cursor: &mut Cursor<'_, '_>,
    reader: &mut Reader<'_>,
) -> Option<(Expr, Spanned<Date>)> {
    let start = cursor.at;
    while !cursor.is_done() && !from_date(cursor) {
        cursor.at += 1;
    }
    let value = cursor.tokens.get(start..cursor.at).unwrap_or(&[]);
    if value.is_empty() || cursor.is_done() {
        reader
            .faults
            .push(faults::parameter_without_from(if value.is_empty() {
                cursor.here()
            } else {
                spans(value)
            }));
        return None;
    }
    let value = sentence::expression(value, reader);
    cursor.keyword(Keyword::From);
    let date = cursor.need_date();
    if date.is_none() {
        reader.faults.append(&mut cursor.faults);
    }
    value.zip(date)
}

/// Whether `from` and a date stand next.
pub(super) fn from_date(cursor: &Cursor<'_, '_>) -> bool {
    cursor.sees(Keyword::From)
        && cursor
            .rest()
            .iter()
            .take(3)
            .any(|token| token.kind == TokenKind::Date)
}

fn spans(tokens: &[Token<'_>]) -> Span {
    tokens
        .iter()
        .map(|token| token.span)
        .reduce(Span::to)
        .unwrap_or_default()
}

pub(crate) fn citing_members(block: &Block<'_>, reader: &mut Reader<'_>) -> Vec<Line<RuleMember>> {
    let mut members = Vec::new();
    for (_, line) in &block.members {
        let mut cursor = reader.cursor(line);
        let node = match cursor
            .one_of(&[Keyword::Cite, Keyword::Note])
            .map(|keyword| keyword.node)
        {
            Some(Keyword::Cite) => Some(RuleMember::Cite(citations(&mut cursor))),
            Some(_) => need_label(&mut cursor).map(RuleMember::Note),
            None => {
                let language = reader.language;
                cursor.fault(faults::only_cite_and_note(
                    line.span,
                    block.head.keyword,
                    language,
                ));
                None
            }
        };
        let sound = reader.close(cursor, line);
        members.extend(node.filter(|_| sound).map(|node| Reader::line(node, line)));
    }
    members
}

/// The keywords of lines of a rule that are no sentences.
pub(crate) const LINES: &[Keyword] = &[
    Keyword::Cite,
    Keyword::Bearer,
    Keyword::Note,
    Keyword::NoneCountsAsMet,
    Keyword::Allow,
    Keyword::ExceptWhen,
];

/// What an exception leads over with, where a sentence stands behind it in one line.
const THEN: &[&str] = &["thì", "then"];

fn member(line: &Logical<'_>, reader: &mut Reader<'_>) -> Option<RuleMember> {
    let mut cursor = reader.cursor(line);
    let opened = opening(reader.lexicon, reader.language, cursor.tokens, LINES);
    let Some((keyword, _)) =
        opened.filter(|(keyword, length)| opens_line(*keyword, *length, &cursor))
    else {
        return if line.faulty {
            None
        } else {
            let n_faults = reader.faults.len();
            let node = sentence::sentence(line, reader);
            let unread = reader.faults.get(n_faults..).unwrap_or(&[]);
            // A line whose first word nothing names may be another line than a sentence.
            let begins = |fault: &Diagnostic| fault.code.0 == codes::UNKNOWN_WORDS;
            if unread.iter().any(begins)
                && let Some(near) = faults::nearest_keyword(LINES, reader.language, &line.tokens)
            {
                reader.faults.truncate(n_faults);
                reader.faults.push(faults::mistyped_line(near));
            }
            node
        };
    };
    cursor.keyword(keyword);
    let node = match keyword {
        Keyword::Cite => Some(RuleMember::Cite(citations(&mut cursor))),
        Keyword::Bearer => {
            let bearers = reader.references(
                &mut cursor,
                |name| name.kind == NameKind::Level,
                Wanted::Level,
            );
            let (ids, refs): (Vec<_>, Vec<_>) = bearers.into_iter().unzip();
            reader.bearers.extend(ids);
            Some(RuleMember::Bearer(refs))
        }
        Keyword::Note => need_label(&mut cursor).map(RuleMember::Note),
        Keyword::NoneCountsAsMet => Some(RuleMember::NoneCountsAsMet),
        Keyword::Allow => allow(&mut cursor),
        _ => {
            let condition = cursor.rest();
            cursor.at = cursor.tokens.len();
            if condition.is_empty() {
                let fault = faults::except_without_condition(cursor.previous());
                cursor.fault(fault);
                None
            } else if line.faulty {
                None
            } else {
                let n_faults = reader.faults.len();
                let node = sentence::expression(condition, reader);
                let then = condition
                    .iter()
                    .position(|token| THEN.iter().any(|then| fold(then) == fold(token.text)));
                if let (None, Some(then)) = (&node, then) {
                    reader.faults.truncate(n_faults);
                    reader
                        .faults
                        .push(faults::exception_first(line, condition, then));
                }
                node.map(RuleMember::ExceptWhen)
            }
        }
    };
    let sound = reader.close(cursor, line);
    node.filter(|_| sound)
}

/// Whether a rule's line is of the keyword it opens with, and not a sentence that begins with the same words.
fn opens_line(keyword: Keyword, length: usize, cursor: &Cursor<'_, '_>) -> bool {
    let mut after = Cursor {
        lexicon: cursor.lexicon,
        language: cursor.language,
        tokens: cursor.tokens,
        at: length,
        line: cursor.line,
        faults: Vec::new(),
        wants: None,
    };
    match keyword {
        Keyword::Note => begins_with_text(&after),
        Keyword::Allow => after
            .ident()
            .is_some_and(|code| code.node.starts_with('L') && code.node.len() == 5),
        _ => true,
    }
}

fn allow(cursor: &mut Cursor<'_, '_>) -> Option<RuleMember> {
    let code = cursor.ident()?;
    let reason = need_quoted(cursor)?;
    Some(RuleMember::Allow { code, reason })
}

/// A label that must stand here.
pub(crate) fn need_label(cursor: &mut Cursor<'_, '_>) -> Option<Label> {
    let label = cursor.label();
    if label.is_none() && cursor.faults.is_empty() {
        let fault = faults::missing_quotes(cursor.rest_span());
        cursor.fault(fault);
        cursor.at = cursor.tokens.len();
    }
    label
}

const UNITS: &[(Keyword, CitationUnit)] = &[
    (Keyword::Instrument, CitationUnit::Instrument),
    (Keyword::Annex, CitationUnit::Annex),
    (Keyword::Part, CitationUnit::Part),
    (Keyword::Chapter, CitationUnit::Chapter),
    (Keyword::Section, CitationUnit::Section),
    (Keyword::Article, CitationUnit::Article),
    (Keyword::Clause, CitationUnit::Clause),
    (Keyword::Point, CitationUnit::Point),
    (Keyword::Indent, CitationUnit::Indent),
    (Keyword::Paragraph, CitationUnit::Paragraph),
    (Keyword::Statement, CitationUnit::Statement),
];

/// `article 1 clause 2 point b says "…"; article 3`; the units in any order.
pub(crate) fn citations(cursor: &mut Cursor<'_, '_>) -> Vec<Citation> {
    let mut found = Vec::new();
    loop {
        let n_before = found.len();
        found.extend(citation(cursor));
        let goes_on = cursor.symbol(";").is_some() || found.len() > n_before && next_place(cursor);
        if found.len() == n_before || !goes_on {
            return found;
        }
    }
}

/// `Điều 1 khoản 2, Điều 3 khoản 4`: a comma before a unit begins another place.
fn next_place(cursor: &mut Cursor<'_, '_>) -> bool {
    let before = cursor.at;
    let joined = cursor.symbol(",").is_some() || cursor.keyword(Keyword::And).is_some();
    let begins = joined && UNITS.iter().any(|(keyword, _)| cursor.sees(*keyword));
    if !begins {
        cursor.at = before;
    }
    begins
}

/// A place, or those that a list of one unit names: `các Điều 25, 26 và 27`, `khoản 1, 2 Điều 3`.
fn citation(cursor: &mut Cursor<'_, '_>) -> Vec<Citation> {
    let start = cursor.here();
    let Some((parts, listed)) = places(cursor) else {
        return Vec::new();
    };
    let says = cursor
        .keyword(Keyword::Says)
        .and_then(|_| need_quoted(cursor));
    let span = start.to(cursor.previous());
    let with = |(unit, value): (CitationUnit, String)| {
        let others = parts.iter().filter(|(known, _)| *known != unit).cloned();
        let mut all: Vec<(CitationUnit, String)> = others.collect();
        all.push((unit, value));
        all.sort_by_key(|(unit, _)| *unit);
        all
    };
    std::iter::once(parts.clone())
        .chain(listed.into_iter().map(with))
        .map(|parts| Citation {
            parts,
            says: says.clone(),
            span,
        })
        .collect()
}

type Unit = (CitationUnit, String);

/// The units of a place, the largest first, and further values of the one that is listed.
fn places(cursor: &mut Cursor<'_, '_>) -> Option<(Vec<Unit>, Vec<Unit>)> {
    let (mut parts, mut listed): (Vec<Unit>, Vec<Unit>) = (Vec::new(), Vec::new());
    let keywords: Vec<Keyword> = UNITS.iter().map(|(keyword, _)| *keyword).collect();
    // `các Điều 25, 26`
    cursor.keyword(Keyword::Filler);
    while let Some(keyword) = cursor.one_of(&keywords) {
        let unit = unit_of(keyword.node)?;
        let Some(value) = unit_value(unit, cursor) else {
            cursor.fault(faults::citation_without_number(keyword.span));
            return None;
        };
        if parts.iter().any(|(known, _)| *known == unit) {
            cursor.fault(faults::citation_repeats(keyword.span));
            return None;
        }
        parts.push((unit, value));
        if listed.is_empty() {
            while let Some(value) = further(unit, keyword.node, cursor) {
                listed.push((unit, value));
            }
        }
        if cursor.is(",") {
            let mut ahead = cursor.ahead();
            ahead.at += 1;
            let next = ahead.one_of(&keywords).and_then(|next| unit_of(next.node));
            let is_new = next.is_some_and(|unit| parts.iter().all(|(known, _)| *known != unit));
            cursor.at += usize::from(is_new);
        }
    }
    if let Some(instrument) = instrument(cursor) {
        parts.push((CitationUnit::Instrument, instrument));
    }
    if parts.is_empty() {
        let language = cursor.language;
        let near = faults::nearest_keyword(&keywords, language, cursor.rest());
        let fault = faults::not_a_citation(cursor.rest_span(), near);
        cursor.fault(fault);
        return None;
    }
    parts.sort_by_key(|(unit, _)| *unit);
    Some((parts, listed))
}

fn unit_of(keyword: Keyword) -> Option<CitationUnit> {
    let found = UNITS.iter().find(|(unit, _)| *unit == keyword);
    found.map(|(_, unit)| *unit)
}

/// The next of several values of a unit: `, 26`, `và Điều 27`.
fn further(unit: CitationUnit, keyword: Keyword, cursor: &mut Cursor<'_, '_>) -> Option<String> {
    let before = cursor.at;
    if cursor.symbol(",").is_none() {
        cursor.keyword(Keyword::And);
    }
    if cursor.at == before {
        return None;
    }
    cursor.keyword(keyword);
    // A number, or a letter alone.
    let fits = cursor.peek().is_some_and(|token| {
        token.kind == TokenKind::Number
            || token.kind == TokenKind::Word && token.text.chars().count() == 1
    });
    let value = fits.then(|| unit_value(unit, cursor)).flatten();
    if value.is_none() {
        cursor.at = before;
    }
    value
}

/// `Nghị định số 61/2018/NĐ-CP`: an instrument by its kind and number, without quotes.
fn instrument(cursor: &mut Cursor<'_, '_>) -> Option<String> {
    const KINDS: &[&str] = &[
        "nghị định",
        "nghị quyết",
        "thông tư",
        "thông tư liên tịch",
        "quyết định",
        "chỉ thị",
        "pháp lệnh",
        "bộ luật",
        "luật",
        "kế hoạch",
        "hướng dẫn",
        "decree",
        "law",
        "resolution",
        "decision",
        "circular",
    ];
    let rest = cursor.rest();
    let words = rest
        .iter()
        .take_while(|token| token.kind == TokenKind::Word)
        .take(3)
        .count();
    let kind = (1..=words).rev().find(|length| {
        let typed = crate::reader::spell(rest.get(..*length).unwrap_or(&[])).to_lowercase();
        KINDS.contains(&typed.as_str())
    })?;
    let number = rest.get(kind..)?;
    let named = number
        .first()
        .is_some_and(|token| matches!(token.text.to_lowercase().as_str(), "số" | "no" | "number"));
    let digits = number.get(usize::from(named)..)?;
    let first = digits
        .first()
        .filter(|token| token.kind == TokenKind::Number)?;
    let in_number = |token: &&Token<'_>| {
        token.glued && (token.kind != TokenKind::Symbol || token.is("/") || token.is("-"))
    };
    let glued = digits.iter().skip(1).take_while(in_number);
    let length = 1 + glued.count();
    let mut text = crate::reader::spell(number.get(..usize::from(named))?);
    if named {
        text.push(' ');
    }
    let mut whole = crate::reader::spell(rest.get(..kind)?);
    whole.push(' ');
    whole.push_str(&text);
    whole.push_str(first.text);
    for token in digits.get(1..length)? {
        whole.push_str(token.text);
    }
    cursor.at += kind + usize::from(named) + length;
    Some(whole)
}

fn unit_value(unit: CitationUnit, cursor: &mut Cursor<'_, '_>) -> Option<String> {
    let token = cursor.peek()?;
    let fits = match unit {
        CitationUnit::Instrument => token.kind == TokenKind::Quoted,
        _ => {
            matches!(token.kind, TokenKind::Number)
                || token.kind == TokenKind::Word && token.text.chars().count() <= 6
        }
    };
    if !fits {
        return None;
    }
    let first = token.text;
    cursor.at += 1;
    // `Phần thứ nhất`: an ordinal is two words.
    let second = cursor
        .peek()
        .filter(|next| first.eq_ignore_ascii_case("thứ") && next.kind == TokenKind::Word);
    let Some(second) = second else {
        return Some(first.to_owned());
    };
    let value = format!("{first} {}", second.text);
    cursor.at += 1;
    Some(value)
}
