//! Faults of tables and scores.

use super::{fault, text};
use crate::Language;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::keywords::Keyword;
use crate::source::Span;

pub(crate) fn table_without_key(span: Span, language: Language) -> Diagnostic {
    let by = Keyword::KeyedBy.printed(language);
    fault(
        codes::TABLE_WITHOUT_KEY,
        span,
        "the table does not say what its rows go by",
        "bảng chưa nêu các dòng phân theo gì",
    )
    .help(text(
        format!("write `{by}` and a choice or a number: `{by} region`"),
        format!("hãy viết `{by}` rồi đến một lựa chọn hoặc một con số: `{by} vùng`"),
    ))
}

pub(crate) fn row_without_value(span: Span) -> Diagnostic {
    fault(
        codes::ROW_WITHOUT_VALUE,
        span,
        "this row of the table gives no value",
        "dòng này của bảng chưa có giá trị",
    )
    .help(text(
        "write a colon and the value: `under 200: 3`",
        "hãy viết dấu hai chấm rồi đến giá trị: `dưới 200: 3`",
    ))
}

pub(crate) fn keys_of_row(span: Span, written: usize, wanted: usize) -> Diagnostic {
    fault(
        codes::KEYS_OF_ROW,
        span,
        format!("the row names {written} of what the table goes by, which is {wanted}"),
        format!("dòng nêu {written} điều kiện, trong khi bảng phân theo {wanted}"),
    )
    .help(text(
        "name as many as stand behind `by`, in that order, with commas between them",
        "hãy nêu đủ theo thứ tự đứng sau `theo`, cách nhau bằng dấu phẩy",
    ))
}

pub(crate) fn value_without_from(span: Span) -> Diagnostic {
    fault(
        codes::VALUE_WITHOUT_FROM,
        span,
        "nothing says from when this value holds",
        "chưa nêu giá trị này áp dụng từ khi nào",
    )
    .help(text(
        "write its first day behind it: `80% from 2026-01-01`",
        "hãy ghi ngày bắt đầu sau giá trị: `80% từ 01/01/2026`",
    ))
}

pub(crate) fn line_of_score(span: Span) -> Diagnostic {
    fault(
        codes::LINE_OF_SCORE,
        span,
        "this line of the score gives no points",
        "dòng này của thang điểm chưa cho điểm",
    )
    .help(text(
        "write `10 points: REQUIREMENT`, or what the points go by, a colon and bullets: `- at least 90%: 10 points`",
        "hãy viết `10 điểm: YÊU CẦU`, hoặc đại lượng để tính điểm, dấu hai chấm rồi các gạch đầu dòng: `- từ 90% trở lên: 10 điểm`",
    ))
}

pub(crate) fn several_in_line(span: Span) -> Diagnostic {
    fault(
        codes::SEVERAL_IN_LINE,
        span,
        "one line of the score asks for several things",
        "một dòng của thang điểm có nhiều yêu cầu",
    )
    .help(text(
        "say how many of them earn the points: `10 points: all of:`; or give each a line and points of its own",
        "hãy nêu cần đạt bao nhiêu nội dung: `10 điểm: tất cả các việc sau:`; hoặc cho mỗi yêu cầu một dòng và số điểm riêng",
    ))
}

/// `20 điểm nếu có ít nhất 2 lớp tập huấn`
pub(crate) fn points_if(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::LINE_OF_SCORE,
        span,
        "what earns the points stands behind a colon",
        "nội dung được chấm điểm đứng sau dấu hai chấm",
    )
    .instead(instead)
}

/// `trừ 10 điểm: ít nhất 1 vụ cháy`
pub(crate) fn points_off(span: Span) -> Diagnostic {
    fault(
        codes::LINE_OF_SCORE,
        span,
        "points cannot be taken off",
        "chưa ghi được điểm trừ",
    )
    .help(text(
        "give the points to those whom nothing is taken from, `10 points: REQUIREMENT`, and count as much less elsewhere; what only takes off make a rule of its own",
        "hãy cho điểm khi không vi phạm: `10 điểm: YÊU CẦU`, và bớt bấy nhiêu ở phần khác; nếu chỉ để trừ, hãy ghi thành một quy định riêng",
    ))
}
