//! What a document does to rules: `amend`, `repeal`, `suspend`.

use crate::cursor::Cursor;
use crate::faults;
use crate::keywords::Keyword;
use crate::names::{NameId, NameKind};
use crate::reader::{Reader, Wanted};
use crate::slip::Spelled;
use crate::source::Spanned;
use crate::syntax::{Change, Date, Ident, Ref};

use super::blocks::Block;
use super::rules;

/// `amend DOCUMENT rule ID from DATE [to DATE]` and the lines of the new wording.
pub(crate) fn amend(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Change> {
    let head = head(block, reader);
    // Who bears the rule is said again only where the new wording changes it.
    let named = rules::ties(block, reader).per;
    if named.is_empty()
        && let Some(head) = &head
    {
        let bearers = reader.names.at(head.id).per.clone();
        reader.bearers = bearers;
    }
    let members = rules::rule_members(block, reader);
    Some(head?.change(members))
}

/// `repeal DOCUMENT rule ID from DATE`, `suspend DOCUMENT rule ID from DATE to DATE`.
pub(crate) fn repeal(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Change> {
    let head = head(block, reader);
    let members = rules::citing_members(block, reader);
    Some(head?.change(members))
}

struct Head {
    document: Ident,
    id: NameId,
    rule: Ref,
    from: Spanned<Date>,
    to: Option<Spanned<Date>>,
}

impl Head {
    fn change(self, members: Vec<crate::syntax::Line<crate::syntax::RuleMember>>) -> Change {
        Change {
            document: self.document,
            rule: self.rule,
            from: self.from,
            to: self.to,
            members,
        }
    }
}

fn head(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Head> {
    if block.head.broken {
        return None;
    }
    let document = block.head.id.clone()?;
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    let rule = changed_rule(&document, &mut cursor, reader);
    let dates = if cursor.faults.is_empty() {
        days(block.head.keyword, &mut cursor)
    } else {
        // One fault a line is enough.
        cursor.at = cursor.tokens.len();
        None
    };
    let sound = reader.close(cursor, &block.line);
    let (id, rule) = rule.filter(|_| sound)?;
    let (from, to) = dates?;
    Some(Head {
        document,
        id,
        rule,
        from,
        to,
    })
}

/// `rule ID`, of a document that the text is or uses.
fn changed_rule(
    document: &Ident,
    cursor: &mut Cursor<'_, '_>,
    reader: &Reader<'_>,
) -> Option<(NameId, Ref)> {
    let named = cursor.keyword(Keyword::Rule).and_then(|_| cursor.ident());
    let Some(rule) = named else {
        let fault = faults::change_without_rule(cursor.here());
        cursor.fault(fault);
        return None;
    };
    if !is_used(document, cursor, reader) {
        return None;
    }
    match reader.names.id(&document.node, &rule.node) {
        Some(id) if reader.names.at(id).kind == NameKind::Rule => {
            Some((id, reader.names.reference(id, rule.span)))
        }
        Some(id) => {
            let name = reader.names.at(id);
            cursor.fault(faults::wrong_kind_of_name(
                rule.span,
                name,
                Wanted::Rule,
                "",
            ));
            None
        }
        None => {
            let typed = Spelled::new(&rule.node);
            let rules = reader
                .names
                .iter()
                .filter(|name| name.kind == NameKind::Rule && name.document == document.node);
            let near = rules
                .filter_map(|name| Some((typed.distance(&Spelled::new(&name.id))?, &name.id)))
                .min();
            let near = near.map(|(_, id)| id.clone());
            let fault = faults::no_such_rule(rule.span, &rule.node, document, near);
            cursor.fault(fault);
            None
        }
    }
}

fn is_used(document: &Ident, cursor: &mut Cursor<'_, '_>, reader: &Reader<'_>) -> bool {
    let Some(scope) = reader.names.scope(reader.source) else {
        return false;
    };
    if scope.sees(&document.node) {
        return true;
    }
    let typed = Spelled::new(&document.node);
    let seen = std::iter::once(&scope.document).chain(&scope.uses);
    let near = seen
        .filter_map(|id| Some((typed.distance(&Spelled::new(id))?, id)))
        .min();
    let given = reader
        .names
        .iter()
        .any(|name| name.document == document.node);
    let near = near.filter(|_| !given).map(|(_, id)| id.as_str());
    let fault = faults::document_not_used(document, near);
    cursor.fault(fault);
    false
}

/// `from DATE [to DATE]`; a suspension has both.
fn days(
    keyword: Keyword,
    cursor: &mut Cursor<'_, '_>,
) -> Option<(Spanned<Date>, Option<Spanned<Date>>)> {
    if cursor.keyword(Keyword::From).is_none() {
        let fault = faults::change_without_from(cursor.here());
        cursor.fault(fault);
        return None;
    }
    let from = cursor.need_date()?;
    let to = match cursor.keyword(Keyword::To) {
        Some(_) => Some(cursor.need_date()?),
        None => None,
    };
    if keyword == Keyword::Suspend && to.is_none() {
        let fault = faults::suspension_without_to(cursor.here());
        cursor.fault(fault);
        return None;
    }
    Some((from, to))
}
