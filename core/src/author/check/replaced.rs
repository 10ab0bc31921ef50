//! Sentences that take the place of others, below an exception or in an amendment: what they leave unsaid is not taken
//! over, so that the milder rule would bind at once, or harder.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;
use luat_grammar::syntax::{self, Requirement};

use super::Checker;
use super::fault::text;
use crate::author::model::{Sentence, Timing};
use crate::run::program::{Goal, Modality};

impl Checker<'_> {
    /// Tells of a sentence that says less than those whose place it takes; whether it says how binding it is.
    pub(super) fn says_as_much(
        &mut self,
        sentence: &Sentence,
        names_modality: bool,
        replaced: &[Sentence],
    ) {
        // What exceptions ask is taken the place of by none but themselves.
        let replaced = replaced.iter().filter(|one| one.exception.is_none());
        let Some(first) = replaced.clone().next() else {
            return;
        };
        if is_timeless(sentence) && !replaced.clone().any(is_timeless) {
            self.faults
                .push(without_time(sentence.goal_span, first.goal_span));
        }
        let binds = |one: &Sentence| matches!(one.modality, Modality::Must | Modality::MustNot);
        if !names_modality && sentence.modality == Modality::Must && !replaced.clone().any(binds) {
            self.faults
                .push(without_modality(sentence.goal_span, first.span));
        }
    }

    /// Tells of a permission with a bound or a limit: nothing would be left of either.
    pub(super) fn permits_no_bound(&mut self, tree: &syntax::Sentence) {
        let span = match (&tree.limit, &tree.requirement.node) {
            (Some(limit), _) => limit.span,
            (None, Requirement::Acts(_)) => return,
            (None, _) => tree.requirement.span,
        };
        self.faults.push(
            Diagnostic::error(
                "E0378",
                span,
                text(
                    "what is permitted has no bound or limit",
                    "điều được phép làm thì không có mức hay thời hạn",
                ),
            )
            .label(text(
                "with `may` nothing is asked, and this would not be judged",
                "có `có thể` thì không yêu cầu gì, phần này sẽ không được xét",
            ))
            .help(text(
                "where the bound or limit still holds leave `may` out; where nothing is asked in this case write `… unless …` in the sentence that states the duty",
                "nếu vẫn phải giữ mức hay thời hạn này, bỏ `có thể`; nếu trường hợp này được miễn hẳn, ghi `… trừ khi …` ở câu nêu nghĩa vụ",
            )),
        );
    }
}

/// Whether a sentence asks for something with neither period nor day, and does not say that it holds at all times.
fn is_timeless(sentence: &Sentence) -> bool {
    let standing = matches!(
        sentence.timing,
        Timing::Standing {
            throughout: None,
            always: false,
            ..
        }
    );
    let forbids = sentence.modality == Modality::MustNot
        || sentence
            .goals
            .iter()
            .all(|(_, goal)| matches!(goal, Goal::Refrain { .. }));
    standing && !forbids
}

fn without_time(span: Span, replaced: Span) -> Diagnostic {
    Diagnostic::error(
        "E0377",
        span,
        text(
            "the sentence whose place this takes says when, and this does not",
            "câu được thay có nêu kỳ hoặc hạn, câu thay thế thì không",
        ),
    )
    .label(text(
        "as it stands this is due at once and on every day",
        "viết thế này thì phải đạt ngay và vào mọi ngày",
    ))
    .also(replaced, text("in place of this", "thay cho câu này"))
    .help(text(
        "say when here too: `annually …`, `by 2030 …`; for a duty of every day write `at all times …`",
        "hãy nêu cả ở đây: `hằng năm …`, `đến năm 2030 …`; nếu phải giữ từng ngày thì viết `thường xuyên …`",
    ))
}

fn without_modality(span: Span, replaced: Span) -> Diagnostic {
    Diagnostic::error(
        "E0377",
        span,
        text(
            "the sentence whose place this takes does not bind, and this would",
            "câu được thay không bắt buộc, câu thay thế lại thành bắt buộc",
        ),
    )
    .also(replaced, text("in place of this", "thay cho câu này"))
    .help(text(
        "say here too how binding it is: `strive …`, `encouraged …`; for a duty write `must …`",
        "hãy nêu lại mức độ: `phấn đấu …`, `khuyến khích …`; nếu là bắt buộc thì viết `phải …`",
    ))
}
