//! Faults of turns of phrase, told with what to write instead in the writer's own words.

use super::{fault, text};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// `tất cả cơ sở khác`: other than which, is said elsewhere.
pub(crate) fn others(span: Span, population: (&str, &str), instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        format!("other {} than which?", population.0),
        format!("{} nào là khác?", population.1),
    )
    .help(text(
        format!("say with `where` which are meant: `{instead}`"),
        format!("hãy nêu rõ bằng `mà`: `{instead}`"),
    ))
}

/// Two facts behind a population: the first may say which members, or be asked as the second is.
pub(crate) fn described_or_asked(
    span: Span,
    first: Span,
    chosen: &str,
    joined: &str,
) -> Diagnostic {
    fault(
        codes::TWO_REQUIREMENTS,
        span,
        "does the first of these say which members are meant, or is it asked as well?",
        "phần đứng trước nói rõ đối tượng nào, hay cũng là yêu cầu?",
    )
    .label(text(
        "this is asked of them",
        "đây là yêu cầu đối với đối tượng",
    ))
    .also(first, text("and this?", "còn phần này?"))
    .help(text(
        format!("to choose the members write `{chosen}`; to ask for both write `{joined}`"),
        format!(
            "nếu để chọn đối tượng, hãy viết `{chosen}`; nếu cả hai là yêu cầu, hãy viết `{joined}`"
        ),
    ))
}

/// Two levels by two dates in one sentence.
pub(crate) fn two_targets(span: Span, first: &str, second: &str) -> Diagnostic {
    fault(
        codes::TWO_REQUIREMENTS,
        span,
        "a sentence has one requirement, and this has two",
        "mỗi câu chỉ có một yêu cầu, câu này có hai",
    )
    .label(text("the second target", "mức thứ hai"))
    .help(text(
        format!("write two sentences: `{first}` and `{second}`"),
        format!("hãy viết hai câu: `{first}` và `{second}`"),
    ))
}

/// `sau ngày hẹn trả quá 10 ngày`.
pub(crate) fn later_by(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "so long after an event is said as a limit that was not kept",
        "chậm quá bao lâu thì nêu bằng thời hạn không giữ được",
    )
    .help(text(
        format!("write `{instead}`"),
        format!("hãy viết `{instead}`"),
    ))
}

/// `trong 3 ngày kể từ ngày X + 30 ngày`.
pub(crate) fn limit_added_to(span: Span, sum: Option<&str>) -> Diagnostic {
    let found = fault(
        codes::NOT_EXPECTED,
        span,
        "a time limit runs from the event itself",
        "thời hạn tính từ chính sự kiện, không cộng thêm ngày",
    );
    match sum {
        Some(sum) => found.help(text(
            format!("write one length of time: `{sum}`"),
            format!("hãy viết một khoảng thời gian: `{sum}`"),
        )),
        None => found.help(text(
            "declare the later day as a `date` of its own and count from it; days of two kinds do not add up",
            "hãy khai báo ngày sau đó thành một `ngày` riêng rồi tính từ ngày ấy; ngày thường và ngày làm việc không cộng với nhau được",
        )),
    }
}

/// A period or deadline within the requirement.
pub(crate) fn lead_within(span: Span, words: &str, instead: &str) -> Diagnostic {
    fault(
        codes::LEAD_AFTER,
        span,
        format!("`{words}` belongs at the start or the end of the sentence"),
        format!("`{words}` phải đứng đầu hoặc cuối câu"),
    )
    .help(text(
        format!("write `{instead}`"),
        format!("hãy viết `{instead}`"),
    ))
}

/// A small word that the sentence reads well without.
pub(crate) fn left_out(span: Span, words: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        format!("`{words}` cannot stand here"),
        format!("`{words}` không đứng ở đây được"),
    )
    .help(text(
        format!("leave `{words}` out"),
        format!("hãy bỏ `{words}`"),
    ))
    .fix(span, "")
}

/// `đúng hạn`: by which day, the text must say.
pub(crate) fn on_time(span: Span) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        "on time: by which day?",
        "đúng hạn là chậm nhất ngày nào?",
    )
    .help(text(
        "write the limit itself: `no later than …`, `within 5 working days of …`",
        "hãy nêu chính thời hạn: `chậm nhất vào ngày …`, `trong vòng 5 ngày làm việc kể từ ngày …`",
    ))
}

/// `đối với thôn khó khăn, …`.
pub(crate) fn as_for(span: Span, words: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        format!("`{words}` is no keyword"),
        format!("`{words}` không phải từ khoá"),
    )
    .help(text(
        "for a body of some kind write `if …, …`; for some of what is counted `each … where …`",
        "nếu nói về chính chủ thể, hãy viết `nếu …, …`; nếu chọn một số đối tượng, hãy viết `mỗi … mà …, …`",
    ))
}

/// `// …`: a comment by the sign of other languages.
pub(crate) fn comment_sign(span: Span) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        "a comment begins with `#`",
        "ghi chú bắt đầu bằng `#`",
    )
    .help(text("write `# …`", "hãy viết `# …`"))
}

/// `5tr`, `5.000.000đ`: a unit written onto its number.
pub(crate) fn unit_glued(span: Span) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        "a number and its unit are written as one word",
        "con số viết liền với đơn vị",
    )
    .help(text(
        "put a blank between them: `5 million VND`, `5000000 VND`",
        "hãy để dấu cách giữa số và đơn vị: `5 triệu đồng`, `5.000.000 đồng`",
    ))
}

/// `9O%`: letters that look like digits.
pub(crate) fn letter_in_number(span: Span, typed: &str, meant: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        format!("a letter stands in the number `{typed}`"),
        format!("con số `{typed}` có chữ cái lẫn trong các chữ số"),
    )
    .did_you_mean(meant)
}
