//! What falls due, or begins, only after the document has ended.

use jiff_core::civil::Date;
use luat_grammar::diagnostic::Diagnostic;

use super::in_force::Wording;
use super::text;
use crate::author::model::{RuleSet, Sentence, Timing};
use crate::words::{Language, date};

/// Nothing is judged of a day on which the document no longer holds: one of the two days is a slip.
pub(super) fn lint(rules: &RuleSet, wording: &Wording<'_>, findings: &mut Vec<Diagnostic>) {
    let document = rules.documents.get(wording.document.index());
    let Some((document, last)) = document.and_then(|document| Some((document, document.to?)))
    else {
        return;
    };
    for sentence in &wording.rule.sentences {
        let Some(day) = earliest(sentence).filter(|day| last < *day) else {
            continue;
        };
        findings.push(
            Diagnostic::warning(
                "L0022",
                sentence.span,
                text(
                    format!(
                        "the document ends before {}, so that this is never judged",
                        date(day, Language::En)
                    ),
                    format!(
                        "văn bản hết hiệu lực trước ngày {}, nên câu này không bao giờ được xét",
                        date(day, Language::Vi)
                    ),
                ),
            )
            .also(
                document.from_span,
                text(
                    format!("in force until {}", date(last, Language::En)),
                    format!("có hiệu lực đến ngày {}", date(last, Language::Vi)),
                ),
            )
            .help(text(
                "compare both days with the document and correct the one that is wrong",
                "hãy đối chiếu hai ngày với văn bản gốc và sửa ngày ghi sai",
            )),
        );
    }
}

/// The day before which nothing of a sentence is judged, where it names one.
fn earliest(sentence: &Sentence) -> Option<Date> {
    match sentence.timing {
        Timing::By { due, .. } => Some(due),
        Timing::Standing {
            throughout, since, ..
        } => throughout.map(|(first, _)| first).or(since),
        Timing::Periodic {
            starting, within, ..
        } => starting.max(within.0),
        Timing::Events { since } | Timing::Cases { since } => since,
    }
}
