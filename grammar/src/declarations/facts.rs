//! Levels, acts, populations, groups, facts and calendars.

use crate::cursor::Cursor;
use crate::faults;
use crate::keywords::Keyword;
use crate::lines::{Logical, Token, TokenKind};
use crate::names::{Name, NameKind};
use crate::reader::{Reader, Wanted, spell};
use crate::sentence::scale_of;
use crate::source::Spanned;
use crate::syntax::{
    Act, BodyFact, ChoiceOption, Declaration, FactKind, Group, Ident, Label, Level, Line, Member,
    MemberFact, Population, Ref, StateKind,
};
use crate::units;

use super::blocks::{Block, Head};
use super::lower::Ties;
use super::rules::need_label;

type Lowered = (Ties, Option<Declaration>);

/// `level ID "…" / "…" [within LEVEL]`.
pub(crate) fn level(block: &Block<'_>, reader: &mut Reader<'_>) -> Lowered {
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    let within = cursor
        .keyword(Keyword::WithinLevel)
        .and_then(|_| reader.reference(&mut cursor, is_level, Wanted::Level));
    let names = names(block, cursor, reader);
    let members = members(block, reader);
    let declaration = names.map(|(id, label)| {
        Declaration::Level(Level {
            id,
            label,
            within: within.map(|(_, level)| level),
            members,
        })
    });
    (Ties::default(), declaration)
}

/// `act ID "…" / "…" per LEVEL, …`.
pub(crate) fn act(block: &Block<'_>, reader: &mut Reader<'_>) -> Lowered {
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    let (ties, per) = per(&mut cursor, reader, block);
    let attested_by = attested(&mut cursor);
    let names = names(block, cursor, reader);
    let mut members = members(block, reader);
    if let Some(label) = attested_by {
        members.insert(
            0,
            Line {
                node: Member::AttestedBy(label.clone()),
                span: label.span,
                trivia: crate::syntax::Trivia::default(),
            },
        );
    }
    (
        ties,
        names.map(|(id, label)| {
            Declaration::Act(Act {
                id,
                label,
                per,
                members,
            })
        }),
    )
}

/// `population ID "…" / "…" per LEVEL, … [in the period]`.
pub(crate) fn population(block: &Block<'_>, reader: &mut Reader<'_>) -> Lowered {
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    let (ties, per) = per(&mut cursor, reader, block);
    let events = cursor.keyword(Keyword::InThePeriod).is_some();
    let names = names(block, cursor, reader);
    let members = members(block, reader);
    (
        ties,
        names.map(|(id, label)| {
            Declaration::Population(Population {
                id,
                label,
                per,
                events,
                members,
            })
        }),
    )
}

/// `group ID "…" / "…" = POPULATION, …`.
pub(crate) fn group(block: &Block<'_>, reader: &mut Reader<'_>) -> Lowered {
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    if cursor.symbol("=").is_none() && !block.head.broken {
        let fault = faults::group_without_equals(cursor.here());
        cursor.fault(fault);
    }
    let of = if cursor.faults.is_empty() {
        reader.references(&mut cursor, is_population, Wanted::Population)
    } else {
        Vec::new()
    };
    let (ids, of) = of.into_iter().unzip();
    let names = names(block, cursor, reader);
    no_members(block, reader);
    let ties = Ties {
        per: Vec::new(),
        of: ids,
    };
    (
        ties,
        names.map(|(id, label)| Declaration::Group(Group { id, label, of })),
    )
}

/// `count | amount | choice | fact | date ID "…" / "…" per LEVEL, …`.
pub(crate) fn body_fact(block: &Block<'_>, reader: &mut Reader<'_>) -> Lowered {
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    let unit = unit(&mut cursor);
    let (ties, per) = per(&mut cursor, reader, block);
    let kind = fact_kind(block.head.keyword, unit, &mut cursor, block.head.broken);
    let names = names(block, cursor, reader);
    let members = members(block, reader);
    let declaration = names.zip(kind).map(|((id, label), kind)| {
        Declaration::Fact(BodyFact {
            id,
            label,
            kind,
            per,
            members,
        })
    });
    (ties, declaration)
}

fn is_level(name: &Name) -> bool {
    name.kind == NameKind::Level
}

/// What can be counted: populations, groups of them, levels.
pub(crate) fn is_population(name: &Name) -> bool {
    matches!(
        name.kind,
        NameKind::Population | NameKind::Group | NameKind::Level
    )
}

/// Ends the first line of a declaration; its id and label when all of it is sound.
pub(super) fn names(
    block: &Block<'_>,
    cursor: Cursor<'_, '_>,
    reader: &mut Reader<'_>,
) -> Option<(Ident, Label)> {
    let sound = !block.head.broken && reader.close(cursor, &block.line);
    block
        .head
        .id
        .clone()
        .zip(block.head.label.clone())
        .filter(|_| sound)
}

fn per(cursor: &mut Cursor<'_, '_>, reader: &Reader<'_>, block: &Block<'_>) -> (Ties, Vec<Ref>) {
    if cursor.keyword(Keyword::Per).is_none() {
        if cursor.faults.is_empty() {
            let fault = faults::missing_per(cursor.here(), block.head.keyword, cursor.language);
            cursor.fault(fault);
        }
        return (Ties::default(), Vec::new());
    }
    let (per, refs) = reader
        .references(cursor, is_level, Wanted::Level)
        .into_iter()
        .unzip();
    (
        Ties {
            per,
            of: Vec::new(),
        },
        refs,
    )
}

fn unit(cursor: &mut Cursor<'_, '_>) -> Option<Spanned<String>> {
    cursor.keyword(Keyword::InUnit)?;
    let known = known_unit(cursor.rest());
    let unit = match known {
        Some((unit, length)) => {
            let start = cursor.here();
            cursor.at += length;
            let place = start.to(cursor.previous());
            Some(Spanned::new(unit.to_owned(), place))
        }
        None => cursor.ident(),
    };
    if unit.is_none() {
        let fault = faults::bad_unit(cursor.rest_span(), &spell(cursor.rest()));
        cursor.fault(fault);
        cursor.at = cursor.tokens.len();
    }
    unit
}

/// A unit whose meaning the language knows, and how many words it has.
fn known_unit(tokens: &[Token<'_>]) -> Option<(&'static str, usize)> {
    let word = |at: usize| tokens.get(at).map(|token| token.text.to_lowercase());
    let (first, second) = (word(0)?, word(1));
    let dong = |word: Option<&str>| matches!(word, Some("đồng" | "vnd" | "vnđ"));
    if let Some(unit) = scale_of(tokens.first()?)
        .filter(|_| dong(second.as_deref()))
        .and_then(units::multiple_of)
    {
        return Some((unit, 2));
    }
    match (first.as_str(), second.as_deref()) {
        ("phần", Some("trăm")) | ("per", Some("cent")) => Some((units::PERCENT, 2)),
        ("%" | "percent", _) => Some((units::PERCENT, 1)),
        ("điểm" | "points", _) => Some((units::POINTS, 1)),
        ("đồng" | "vnđ", _) => Some((units::DONG, 1)),
        _ => None,
    }
}

fn fact_kind(
    keyword: Keyword,
    unit_before: Option<Spanned<String>>,
    cursor: &mut Cursor<'_, '_>,
    broken: bool,
) -> Option<FactKind> {
    let kind = match keyword {
        Keyword::State => FactKind::State(state_kind(cursor, broken)?),
        Keyword::Date => FactKind::Date,
        Keyword::Count => FactKind::Count,
        Keyword::Choice => FactKind::Choice,
        Keyword::Fact => FactKind::YesNo,
        Keyword::Amount => {
            let n_faults = cursor.faults.len();
            let unit = unit_before.or_else(|| unit(cursor));
            if unit.is_none()
                && n_faults == cursor.faults.len()
                && cursor.faults.is_empty()
                && !broken
            {
                let fault = faults::amount_without_unit(cursor.here());
                cursor.fault(fault);
            }
            FactKind::Amount { unit: unit? }
        }
        _ => return None,
    };
    Some(kind)
}

fn state_kind(cursor: &mut Cursor<'_, '_>, broken: bool) -> Option<StateKind> {
    let kinds = [Keyword::InThePeriod, Keyword::ToDate, Keyword::AsItStands];
    let Some(kind) = cursor.one_of(&kinds) else {
        if !broken {
            let fault = faults::state_without_kind(cursor.rest_span());
            cursor.fault(fault);
        }
        return None;
    };
    Some(match kind.node {
        Keyword::InThePeriod => StateKind::InPeriod,
        Keyword::ToDate => StateKind::ToDate,
        _ => StateKind::AsItStands,
    })
}

fn attested(cursor: &mut Cursor<'_, '_>) -> Option<Label> {
    cursor
        .keyword(Keyword::AttestedBy)
        .and_then(|_| need_label(cursor))
}

fn no_members(block: &Block<'_>, reader: &mut Reader<'_>) {
    for (_, line) in block.members.iter().filter(|(_, line)| !line.faulty) {
        reader.faults.push(faults::line_of_nothing(line.span));
    }
}

fn members(block: &Block<'_>, reader: &mut Reader<'_>) -> Vec<Line<Member>> {
    let mut found = Vec::new();
    for (head, line) in &block.members {
        let member = match head {
            Some(head) => named_member(block, head, line, reader),
            None => plain_member(line, reader),
        };
        found.extend(member.map(|node| Reader::line(node, line)));
    }
    found
}

fn named_member(
    block: &Block<'_>,
    head: &Head,
    line: &Logical<'_>,
    reader: &mut Reader<'_>,
) -> Option<Member> {
    let has_facts = matches!(block.head.keyword, Keyword::Population | Keyword::Level);
    if !has_facts && head.keyword != Keyword::Option {
        if !line.faulty && !head.broken {
            let fault = faults::fact_without_owner(line.span, head.keyword, reader.language);
            reader.faults.push(fault);
        }
        return None;
    }
    if head.keyword == Keyword::Option
        && head.name.is_none()
        && !head.broken
        && block.head.name.is_some()
    {
        reader.faults.push(faults::option_without_choice(line.span));
        return None;
    }
    let mut cursor = reader.cursor(line);
    cursor.at = head.after;
    let kind = match head.keyword {
        Keyword::Option => None,
        _ => fact_kind(head.keyword, None, &mut cursor, head.broken),
    };
    let attested_by = attested(&mut cursor);
    let sound = !head.broken && reader.close(cursor, line);
    let (id, label) = head.id.clone().zip(head.label.clone()).filter(|_| sound)?;
    match (head.keyword, kind) {
        (Keyword::Option, _) => Some(Member::Option(ChoiceOption { id, label })),
        (_, Some(kind)) => Some(Member::Fact(MemberFact {
            id,
            label,
            kind,
            attested_by,
        })),
        (_, None) => None,
    }
}

fn plain_member(line: &Logical<'_>, reader: &mut Reader<'_>) -> Option<Member> {
    let mut cursor = reader.cursor(line);
    let member = match cursor
        .one_of(&[Keyword::Note, Keyword::AttestedBy])
        .map(|keyword| keyword.node)
    {
        Some(Keyword::Note) => need_label(&mut cursor).map(Member::Note),
        Some(_) => need_label(&mut cursor).map(Member::AttestedBy),
        None => {
            let known = [
                Keyword::State,
                Keyword::Date,
                Keyword::Count,
                Keyword::Amount,
                Keyword::Choice,
                Keyword::Fact,
                Keyword::Option,
                Keyword::Note,
                Keyword::AttestedBy,
            ];
            let near = faults::nearest_keyword(&known, reader.language, &line.tokens);
            cursor.fault(faults::unknown_member_line(line.span, near));
            None
        }
    };
    let sound = reader.close(cursor, line);
    member.filter(|_| sound)
}

/// Whether a line's text could be a label, for rules that also hold sentences.
pub(crate) fn begins_with_text(cursor: &Cursor<'_, '_>) -> bool {
    cursor
        .peek()
        .is_some_and(|token| token.kind == TokenKind::Quoted)
}
