//! Amendments, repeals and suspensions: which rule each changes, and that they follow on each other.

use jiff_core::civil::Date;
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax;

use super::Checker;
use super::declare::{Entries, Entry};
use super::fault::text;
use super::rule::{Wording, cites, named_bearers};
use super::scope::DocumentDays;
use crate::author::model::{Change, Rule};
use crate::run::program::DocumentId;

impl<'t> Checker<'t> {
    /// Gives each rule what later texts do to it, in the order of their days.
    pub(super) fn changes(&mut self, entries: &Entries<'t>, rules: &mut [Rule]) {
        let amendments = entries.amendments.iter().map(|entry| (entry, true));
        let repeals = entries.repeals.iter().map(|entry| (entry, false));
        let mut changes: Vec<_> = amendments.chain(repeals).collect();
        changes.sort_by_key(|(entry, _)| (entry.node.from.node, entry.document));
        for (entry, amends) in changes {
            let of = self.table.document_ids.get(&entry.node.rule.document);
            let rule = of.copied().and_then(|of| {
                rules
                    .iter_mut()
                    .find(|rule| rule.document == of && rule.id == entry.node.rule.id)
            });
            // A rule or document with a fault of its own has been told.
            if let (Some(rule), Some(by)) = (rule, self.table.document_ids.get(entry.document))
                && let Some(change) = self.change(*entry, amends, *by, rule)
            {
                rule.changes.push(change);
            }
        }
    }

    fn change(
        &mut self,
        entry: Entry<'t, syntax::Change>,
        amends: bool,
        by: DocumentId,
        rule: &Rule,
    ) -> Option<Change> {
        let tree = entry.node;
        let wording = amends.then(|| self.amended(tree, by, rule));
        self.follows(tree, rule)?;
        Some(Change {
            document: by,
            span: tree.rule.span,
            from: tree.from.node,
            to: tree.to.map(|to| to.node),
            wording,
            cites: cites(&tree.members),
        })
    }

    /// The rule as amended: borne as before, unless the amendment says by whom.
    fn amended(&mut self, tree: &'t syntax::Change, by: DocumentId, rule: &Rule) -> Rule {
        let calendar = self
            .table
            .documents
            .get(rule.document.index())
            .is_some_and(|document| document.calendar.is_some());
        let named = named_bearers(&tree.members);
        let bearers = if named.is_empty() {
            rule.bearers.clone()
        } else {
            self.levels_once(&named)
        };
        let wording = Wording {
            id: &tree.rule.id,
            span: tree.rule.span,
            members: &tree.members,
            days: Some(DocumentDays {
                from: tree.from.node,
                from_span: tree.from.span,
                calendar,
            }),
        };
        let before = rule
            .changes
            .last()
            .and_then(|change| change.wording.as_ref());
        let draft = self.wording(wording, &bearers, &before.unwrap_or(rule).sentences);
        Rule {
            label: rule.label.clone(),
            document: by,
            bearers,
            ..draft
        }
    }

    /// Whether a change finds the rule in force, after the changes before it; told where not.
    fn follows(&mut self, tree: &syntax::Change, rule: &Rule) -> Option<()> {
        let from = tree.from;
        if let Some(to) = tree.to.filter(|to| to.node < from.node) {
            self.faults.push(backwards(from, to));
            return None;
        }
        let document = self.table.documents.get(rule.document.index())?;
        if from.node < document.from || document.to.is_some_and(|to| to < from.node) {
            self.faults
                .push(not_in_force(from.span, document.from_span));
            return None;
        }
        let Some(before) = rule.changes.last() else {
            return Some(());
        };
        let ended = before.wording.is_none() && before.to.is_none();
        let overlaps = before.to.map_or(before.from, |to| to) >= from.node;
        if ended {
            self.faults.push(after_repeal(from.span, before.span));
            return None;
        }
        if overlaps {
            self.faults.push(overlapping(from.span, before.span));
            return None;
        }
        Some(())
    }
}

fn backwards(from: Spanned<Date>, to: Spanned<Date>) -> Diagnostic {
    Diagnostic::error(
        "E0401",
        to.span,
        text(
            "the change ends before it begins",
            "thay đổi kết thúc trước khi bắt đầu",
        ),
    )
    .also(from.span, text("first day", "ngày đầu"))
    .help(text(
        "write the earlier day first",
        "ghi ngày sớm hơn trước",
    ))
}

fn not_in_force(from: Span, in_force: Span) -> Diagnostic {
    Diagnostic::error(
        "E0402",
        from,
        text(
            "the rule is not in force on this day",
            "quy định không có hiệu lực vào ngày này",
        ),
    )
    .also(
        in_force,
        text("in force from here", "có hiệu lực từ ngày này"),
    )
    .help(text(
        "write a day on which the changed document is in force",
        "ghi một ngày mà văn bản được sửa đổi đang có hiệu lực",
    ))
}

fn after_repeal(from: Span, repeal: Span) -> Diagnostic {
    Diagnostic::error(
        "E0403",
        from,
        text(
            "the rule has been repealed before this day",
            "quy định đã bị bãi bỏ trước ngày này",
        ),
    )
    .also(repeal, text("repealed here", "bị bãi bỏ ở đây"))
    .help(text(
        "leave this out, or make a new rule; what is lifted only for a time is `suspend … from DATE to DATE`",
        "bỏ phần này, hoặc viết quy định mới; nếu chỉ ngưng một thời gian thì viết `ngưng hiệu lực … từ NGÀY đến NGÀY`",
    ))
}

fn overlapping(from: Span, before: Span) -> Diagnostic {
    Diagnostic::error(
        "E0404",
        from,
        text(
            "two changes of one rule hold on the same day",
            "hai thay đổi của một quy định cùng áp dụng trong một ngày",
        ),
    )
    .also(before, text("the other change", "thay đổi kia"))
    .help(text(
        "let one begin after the other ends",
        "để thay đổi sau bắt đầu khi thay đổi trước đã kết thúc",
    ))
}
