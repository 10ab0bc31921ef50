//! Who takes over from bodies that end: a body ends once, and takes over from no body that it hands over to.

use std::collections::{BTreeMap, BTreeSet};

use jiff_core::civil::Date;
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;
use luat_grammar::syntax::BodyRef;

use super::Checker;
use super::declare::Entries;
use super::fault::text;
use super::rule::cites;
use crate::author::compile::citations;
use crate::run::program::{LevelId, Predecessor, Succession};

type Named = (LevelId, String);

impl<'t> Checker<'t> {
    /// Reads the successions, in the order of the bodies that take over.
    pub(super) fn successions(&mut self, entries: &Entries<'t>) -> Vec<Succession> {
        let mut found: Vec<Succession> = Vec::new();
        let mut ended: BTreeMap<Named, Ends> = BTreeMap::new();
        for entry in &entries.successions {
            let Some(to) = self.body_named(&entry.node.to) else {
                continue;
            };
            let mut of = Vec::new();
            for tree in &entry.node.of {
                let Some(body) = self.body_named(&tree.body) else {
                    continue;
                };
                let end = ended.entry(body.clone()).or_insert_with(|| Ends {
                    from: entry.node.from.node,
                    in_part: tree.in_part,
                    to: Vec::new(),
                    span: tree.body.body.span,
                });
                let divided = end.in_part && tree.in_part && !end.to.contains(&to);
                if !(end.to.is_empty() || divided) {
                    let before = end.span;
                    self.faults.push(ends_twice(&tree.body, before));
                } else if end.from != entry.node.from.node {
                    let before = end.span;
                    self.faults.push(ends_on_two_days(&tree.body, before));
                } else if leads_to(&ended, &to, &body) {
                    self.faults.push(in_a_circle(&tree.body));
                } else if let Some(end) = ended.get_mut(&body) {
                    end.to.push(to.clone());
                    of.push(Predecessor {
                        body,
                        in_part: tree.in_part,
                    });
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

/// How a body ends: on which day, and who takes it over.
struct Ends {
    from: Date,
    in_part: bool,
    to: Vec<Named>,
    span: Span,
}

/// Whether a body is another, or is taken over, over however many steps, by it.
fn leads_to(ended: &BTreeMap<Named, Ends>, start: &Named, goal: &Named) -> bool {
    let mut seen: BTreeSet<&Named> = BTreeSet::new();
    let mut open = vec![start];
    while let Some(at) = open.pop() {
        if at == goal {
            return true;
        }
        if seen.insert(at) {
            open.extend(ended.get(at).into_iter().flat_map(|end| &end.to));
        }
    }
    false
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
        "name a body under one successor; where several take it over, write `part of` before it in each",
        "chỉ nêu mỗi đơn vị ở một dòng kế thừa; nếu được chia cho nhiều đơn vị, ghi `một phần` trước tên ở từng dòng",
    ))
}

fn ends_on_two_days(tree: &BodyRef, before: Span) -> Diagnostic {
    let body = &tree.body.node;
    Diagnostic::error(
        "E0395",
        tree.body.span,
        text(
            format!("the parts of `{body}` are taken over on two days"),
            format!("các phần của `{body}` được kế thừa vào hai ngày khác nhau"),
        ),
    )
    .also(
        before,
        text(
            "it ends on another day here",
            "ở đây kết thúc vào ngày khác",
        ),
    )
    .help(text(
        "a body ends on one day: write the same date for each part",
        "một đơn vị chỉ kết thúc vào một ngày: ghi cùng một ngày cho mọi phần",
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
