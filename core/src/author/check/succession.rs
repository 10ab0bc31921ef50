//! Who takes over from bodies that end: a body ends once, and takes over from no body that it hands over to.

use std::collections::BTreeMap;

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;
use luat_grammar::syntax::BodyRef;

use super::Checker;
use super::declare::Entries;
use super::fault::text;
use super::rule::cites;
use crate::author::compile::citations;
use crate::run::program::{LevelId, Succession};

type Named = (LevelId, String);

impl<'t> Checker<'t> {
    /// Reads the successions, in the order of the bodies that take over.
    pub(super) fn successions(&mut self, entries: &Entries<'t>) -> Vec<Succession> {
        let mut found: Vec<Succession> = Vec::new();
        let mut ended: BTreeMap<Named, (Named, Span)> = BTreeMap::new();
        for entry in &entries.successions {
            let Some(to) = self.body_named(&entry.node.to) else {
                continue;
            };
            let mut of = Vec::new();
            for tree in &entry.node.of {
                let Some(body) = self.body_named(tree) else {
                    continue;
                };
                if let Some((_, before)) = ended.get(&body) {
                    self.faults.push(ends_twice(tree, *before));
                } else if leads_to(&ended, &to, &body) {
                    self.faults.push(in_a_circle(tree));
                } else {
                    ended.insert(body.clone(), (to.clone(), tree.body.span));
                    of.push(body);
                }
            }
            of.sort();
            found.push(Succession {
                to,
                from: entry.node.from.node,
                of,
                cites: citations(&cites(&entry.node.members)),
            });
        }
        found.sort_by(|one, other| {
            (&one.to, one.from, &one.of).cmp(&(&other.to, other.from, &other.of))
        });
        found
    }

    fn body_named(&mut self, tree: &BodyRef) -> Option<Named> {
        let level = self.resolve_level(&tree.level)?;
        Some((level, tree.body.node.clone()))
    }
}

/// Whether a body is another, or is taken over, over however many steps, by it.
fn leads_to(ended: &BTreeMap<Named, (Named, Span)>, start: &Named, goal: &Named) -> bool {
    let mut at = start;
    // Ends: what was entered so far holds no circle.
    loop {
        if at == goal {
            return true;
        }
        match ended.get(at) {
            Some((next, _)) => at = next,
            None => return false,
        }
    }
}

fn ends_twice(tree: &BodyRef, before: Span) -> Diagnostic {
    let body = &tree.body.node;
    Diagnostic::error(
        "E0393",
        tree.body.span,
        text(
            format!("`{body}` ends twice"),
            format!("`{body}` kết thúc hai lần"),
        ),
    )
    .also(before, text("it ends here already", "đã kết thúc ở đây"))
    .help(text(
        "name a body under one successor only",
        "chỉ nêu mỗi đơn vị ở một dòng kế thừa",
    ))
}

fn in_a_circle(tree: &BodyRef) -> Diagnostic {
    let body = &tree.body.node;
    Diagnostic::error(
        "E0394",
        tree.body.span,
        text(
            format!("`{body}` would take over from itself"),
            format!("`{body}` kế thừa chính mình"),
        ),
    )
    .help(text(
        "give the new body an id of its own",
        "đặt cho đơn vị mới một mã riêng",
    ))
}
