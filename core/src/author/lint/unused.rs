//! Facts and populations that nothing stands on: a form would ask for them in vain.

use std::collections::BTreeSet;

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::SourceId;

use super::{Declared, text};
use crate::author::model::RuleSet;
use crate::run::program::{CollectionId, CollectionKind, FactId, Owner};

/// Lints of declarations.
pub(super) fn lint(rules: &RuleSet, declared: &Declared, findings: &mut Vec<Diagnostic>) {
    // Names shared by several documents are there for all of them.
    let sources: BTreeSet<SourceId> = rules.rules.iter().map(|rule| rule.span.source).collect();
    for ((at, collection), span) in (0..).zip(&rules.collections).zip(&declared.collections) {
        let used = declared.used_collections.contains(&CollectionId(at));
        let member_used = collection
            .facts
            .iter()
            .any(|fact| declared.used_facts.contains(fact));
        let is_level = matches!(collection.kind, CollectionKind::Bodies(_));
        if !used && !member_used && !is_level && sources.contains(&span.source) {
            findings.push(unused(*span, &collection.key));
        }
    }
    for ((at, fact), span) in (0..).zip(&rules.facts).zip(&declared.facts) {
        if declared.used_facts.contains(&FactId(at)) || !sources.contains(&span.source) {
            continue;
        }
        let is_needless = match &fact.owner {
            Owner::Members(set) => {
                // By its day a case is one of the text that was in force.
                let set_of = rules.collections.get(set.index());
                let day = set_of.and_then(|set| set.day_of_case(&rules.facts));
                declared.used_collections.contains(set) && day != Some(FactId(at))
            }
            Owner::Bodies(_) => true,
        };
        if is_needless {
            findings.push(unused(*span, &fact.name));
        }
    }
}

fn unused(span: luat_grammar::source::Span, name: &str) -> Diagnostic {
    Diagnostic::warning(
        "L0005",
        span,
        text(
            format!("nothing uses `{name}`"),
            format!("không có quy định nào dùng `{name}`"),
        ),
    )
    .help(text(
        "leave it out, so that nobody has to report it",
        "bỏ nó đi để không ai phải báo cáo",
    ))
}
