//! Amendments that leave out what the wording before them asks.

use luat_grammar::diagnostic::Diagnostic;

use super::text;
use crate::author::model::{Change, Rule};
use crate::words::{Language, date};

/// An amendment takes the place of the whole rule: what it does not say again is not asked any more. Many amending
/// texts quote only the sentence that changes, so the others are easily lost.
pub(super) fn lint(rule: &Rule, change: &Change, before: &Rule) -> Option<Diagnostic> {
    let after = change.wording.as_ref()?;
    let (kept, asked) = (after.sentences.len(), before.sentences.len());
    if kept >= asked {
        return None;
    }
    let id = &rule.id;
    let since = |language| date(change.from, language);
    let found = Diagnostic::warning(
        "L0016",
        change.span,
        text(
            format!(
                "rule `{id}` asks {asked} things, its amendment {kept}: from {} the rest is not asked any more",
                since(Language::En)
            ),
            format!(
                "quy định `{id}` có {asked} yêu cầu, phần sửa đổi chỉ còn {kept}: từ {} các yêu cầu kia không còn",
                since(Language::Vi)
            ),
        ),
    );
    let last = before.sentences.last()?;
    Some(
        found
            .also(
                last.span,
                text("asked before the amendment", "yêu cầu trước khi sửa đổi"),
            )
            .help(text(
                "an amendment takes the place of all sentences: write those that stay again; where the law drops them, \
                 write `allow L0016 \"…\"` in the amendment",
                "phần sửa đổi thay cho mọi câu của quy định: hãy viết lại những câu vẫn giữ; nếu văn bản bỏ hẳn chúng, \
                 ghi `cho phép L0016 \"…\"` trong phần sửa đổi",
            )),
    )
}
