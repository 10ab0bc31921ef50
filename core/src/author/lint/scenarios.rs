//! Scenarios with equal facts and different expectations.

use std::collections::BTreeMap;

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;
use luat_grammar::syntax::Status;

use super::text;
use crate::author::model::RuleSet;
use crate::author::scenario::Expected;

/// Lints of scenarios two by two.
pub(super) fn lint(rules: &RuleSet, findings: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<_, (Status, Span)> = BTreeMap::new();
    for scenario in rules.scenarios.iter().filter(|one| one.vouched()) {
        for expectation in &scenario.expectations {
            let Expected::Status {
                rule,
                requirement,
                status,
            } = &expectation.what
            else {
                continue;
            };
            let about = (
                scenario.report.as_str(),
                scenario.as_of,
                rule,
                *requirement,
                expectation.period.as_deref(),
            );
            let (before, span) = *seen.entry(about).or_insert((*status, expectation.span));
            if before != *status {
                findings.push(
                    Diagnostic::warning(
                        "L0008",
                        expectation.span,
                        text(
                            "equal facts, different expectations",
                            "cùng thông tin nhưng kỳ vọng khác nhau",
                        ),
                    )
                    .also(
                        span,
                        text(
                            "the same facts are expected to give another verdict here",
                            "cùng thông tin nhưng ở đây kỳ vọng kết quả khác",
                        ),
                    )
                    .help(text(
                        "correct the facts or the expectation of one of them",
                        "sửa thông tin hoặc kỳ vọng của một trong hai",
                    )),
                );
            }
        }
    }
}
