//! Faults of characters, numbers and lines.

use super::{fault, text};
use crate::codes;
use crate::diagnostic::{Diagnostic, Severity};
use crate::figures::{DateFault, NumberFault};
use crate::lines::{MAX_LINE_BYTES, MAX_NESTING, MAX_TEXT_BYTES, turns_writing};
use crate::recovery::MAX_FINDINGS;
use crate::source::Span;

pub(crate) fn text_too_long(span: Span) -> Diagnostic {
    let limit = MAX_TEXT_BYTES / 1024 / 1024;
    fault(
        codes::TEXT_TOO_LONG,
        span,
        "this text is too long to be read",
        "văn bản quá dài, không đọc được",
    )
    .help(text(
        format!("split it into texts of at most {limit} MB each"),
        format!("hãy chia thành các tệp không quá {limit} MB"),
    ))
}

/// Stands for all that is found beyond as many findings as are told.
pub(crate) fn too_many_faults(span: Span, severity: Severity) -> Diagnostic {
    let told = fault(
        codes::TOO_MANY_FAULTS,
        span,
        format!("more than {MAX_FINDINGS} faults were met: those beyond are not told"),
        format!("gặp hơn {MAX_FINDINGS} lỗi: các lỗi còn lại chưa được nêu"),
    )
    .label(text(
        "here stands the first that is not told",
        "lỗi đầu tiên chưa được nêu nằm ở đây",
    ))
    .help(text(
        "mend those that are told; then the rest are told",
        "hãy sửa các lỗi đã nêu; các lỗi còn lại sẽ được nêu sau đó",
    ));
    Diagnostic { severity, ..told }
}

/// A line end that most programs do not show as one, behind a comment.
pub(crate) fn seeming_comment(span: Span, sign: &str) -> Diagnostic {
    let number = format!(
        "U+{:04X}",
        u32::from(sign.chars().next().unwrap_or_default())
    );
    fault(
        codes::ODD_CHARACTER,
        span,
        format!("the sign {number} ends the comment here, yet many programs show what follows as a part of it"),
        format!("dấu {number} kết thúc chú thích ở đây, nhưng nhiều chương trình vẫn hiện phần sau như còn trong chú thích"),
    )
    .help(text(
        "put a line break in its place",
        "hãy thay dấu này bằng dấu xuống dòng",
    ))
}

pub(crate) fn odd_character(span: Span, character: &str) -> Diagnostic {
    let letter = character.chars().next().unwrap_or_default();
    let number = format!("U+{:04X}", u32::from(letter));
    if turns_writing(letter) {
        return fault(
            codes::ODD_CHARACTER,
            span,
            format!("the invisible mark {number} turns the direction of writing: what is shown is not what is read"),
            format!("dấu ẩn {number} đảo chiều viết: chữ nhìn thấy không phải chữ được đọc"),
        )
        .help(text(
            "delete it; where the text came from somebody else, read it again",
            "hãy xoá dấu này; nếu văn bản do người khác gửi, hãy đọc lại",
        ));
    }
    let shown = if letter.is_control() {
        number
    } else {
        character.to_owned()
    };
    let told = fault(
        codes::ODD_CHARACTER,
        span,
        format!("the character `{shown}` has no place here"),
        format!("ký tự `{shown}` không dùng được ở đây"),
    );
    if let Some(digit) = raised(letter) {
        return told.did_you_mean(digit);
    }
    told.help(text(
        "delete it, or put the name that holds it in quotes",
        "hãy xoá ký tự này, hoặc đặt tên gọi chứa nó trong dấu ngoặc kép",
    ))
}

/// The digit that one above the line stands for: `m³` is written `m3`.
fn raised(letter: char) -> Option<&'static str> {
    match letter {
        '²' => Some("2"),
        '³' => Some("3"),
        _ => None,
    }
}

pub(crate) fn open_quote(span: Span) -> Diagnostic {
    fault(
        codes::OPEN_QUOTE,
        span,
        "a quotation mark is opened and not closed",
        "dấu ngoặc kép mở mà chưa đóng",
    )
    .label(text(
        "the quotation would run to the end of the line",
        "phần trích sẽ kéo đến hết dòng",
    ))
    .help(text(
        "close it with `\"` on the same line",
        "hãy đóng bằng `\"` trên cùng dòng",
    ))
}

pub(crate) fn line_too_long(span: Span) -> Diagnostic {
    let limit = MAX_LINE_BYTES / 1024;
    let end = Span {
        end: span.start.saturating_add(40).min(span.end),
        ..span
    };
    fault(
        codes::LINE_TOO_LONG,
        end,
        "this line is too long",
        "dòng này quá dài",
    )
    .label(text(
        format!("longer than {limit} kB with the lines that continue it"),
        format!("dài quá {limit} kB, tính cả các dòng nối tiếp"),
    ))
    .help(text(
        "split it into several sentences",
        "hãy tách thành nhiều câu",
    ))
}

pub(crate) fn too_deep(span: Span) -> Diagnostic {
    fault(
        codes::TOO_DEEP,
        span,
        "too many parts in one another",
        "quá nhiều phần lồng nhau",
    )
    .label(text(
        format!("part number {} that opens here", MAX_NESTING + 1),
        format!("phần thứ {} mở ra ở đây", MAX_NESTING + 1),
    ))
    .help(text(
        "give a part a name of its own with `define`",
        "hãy đặt tên riêng cho một phần bằng `định nghĩa`",
    ))
}

pub(crate) fn open_bracket(span: Span) -> Diagnostic {
    fault(
        codes::OPEN_BRACKET,
        span,
        "a bracket is opened and not closed",
        "dấu ngoặc mở mà chưa đóng",
    )
    .help(text(
        "close it before the next sentence begins",
        "hãy đóng ngoặc trước khi sang câu sau",
    ))
}

pub(crate) fn unopened_bracket(span: Span) -> Diagnostic {
    fault(
        codes::UNOPENED_BRACKET,
        span,
        "a bracket is closed that was not opened",
        "dấu ngoặc đóng mà chưa mở",
    )
    .help(text(
        "delete it, or open it where it should begin",
        "hãy xoá dấu ngoặc này, hoặc thêm dấu mở ở chỗ cần thiết",
    ))
}

pub(crate) fn stray_comma(span: Span) -> Diagnostic {
    fault(
        codes::STRAY_COMMA,
        span,
        "a comma stands at the end of a sentence",
        "dấu phẩy thừa ở cuối câu",
    )
    .label(text(
        "a comma here says that the sentence goes on in the next line",
        "dấu phẩy ở đây có nghĩa là câu còn tiếp ở dòng sau",
    ))
    .help(text("delete the comma", "hãy xoá dấu phẩy này"))
    .fix(span, "")
}

/// `a) hằng năm …`: the numbering of the document, pasted with its words.
pub(crate) fn numbered_line(span: Span, mark: &str) -> Diagnostic {
    fault(
        codes::BULLET_WITHOUT_COLON,
        span,
        format!("this line begins with the numbering `{mark}`"),
        format!("dòng này mở đầu bằng số thứ tự `{mark}`"),
    )
    .help(text(
        "leave it out; where the document says it stands in a line `cite …`, and lists have `-`",
        "hãy bỏ đi; vị trí trong văn bản nêu ở dòng `căn cứ …`, còn danh sách thì dùng `-`",
    ))
    .fix(span, "")
}

pub(crate) fn bullet_without_colon(span: Span) -> Diagnostic {
    fault(codes::BULLET_WITHOUT_COLON, span, "a bullet stands under no line that opens a list", "gạch đầu dòng không nằm dưới dòng mở danh sách")
        .help(text(
            "end the line above with `:`, such as `annually:` or `all of:`, and write the sentence after the bullet; a sentence by itself has no bullet",
            "hãy kết thúc dòng trên bằng `:`, chẳng hạn `hằng năm:` hoặc `tất cả các việc sau:`, rồi viết câu sau gạch đầu dòng; câu đứng một mình thì bỏ gạch đầu dòng",
        ))
}

pub(crate) fn colon_without_bullets(span: Span) -> Diagnostic {
    fault(
        codes::COLON_WITHOUT_BULLETS,
        span,
        "no bullets follow this colon",
        "sau dấu hai chấm không có gạch đầu dòng nào",
    )
    .help(text(
        "write each requirement below it, on a line that begins with `-`",
        "hãy viết từng yêu cầu ở dưới, mỗi dòng bắt đầu bằng `-`",
    ))
}

pub(crate) fn bullets_without_colon(span: Span) -> Diagnostic {
    fault(
        codes::BULLET_WITHOUT_COLON,
        span,
        "the line above the bullets does not end with a colon",
        "dòng trên các gạch đầu dòng không kết thúc bằng dấu hai chấm",
    )
    .help(text("end it with `:`", "hãy thêm `:` ở cuối dòng"))
    .fix(span.after(), ":")
}

pub(crate) fn bullets_not_here(span: Span) -> Diagnostic {
    fault(
        codes::BULLETS_NOT_HERE,
        span,
        "this line takes no bullets",
        "dòng này không có gạch đầu dòng đi kèm",
    )
    .help(text(
        "only sentences of a rule have bullets",
        "chỉ câu trong một quy định mới có gạch đầu dòng",
    ))
}

pub(crate) fn bad_number(span: Span, number: &NumberFault) -> Diagnostic {
    match number {
        NumberFault::SingleGroup { whole, decimal } => fault(
            codes::SINGLE_GROUP,
            span,
            "this number reads differently in the two languages",
            "số này mỗi ngôn ngữ đọc một khác",
        )
        .label(text("a thousand, or one?", "một nghìn hay một?"))
        .help(text(
            format!("write `{whole}` for the whole number, or `{decimal}` for the decimal"),
            format!("hãy viết `{whole}` nếu là số nguyên, hoặc `{decimal}` nếu là số thập phân"),
        ))
        .fix(span, whole)
        .fix(span, decimal),
        NumberFault::CommaDecimal(right) => fault(
            codes::COMMA_DECIMAL,
            span,
            "a decimal comma in an English text",
            "dấu phẩy thập phân trong văn bản tiếng Anh",
        )
        .write(right),
        NumberFault::Malformed => fault(
            codes::MALFORMED_NUMBER,
            span,
            "this is no number",
            "đây không phải là một số",
        )
        .help(text(
            "group digits by threes: `1500000` or, with two groups or more, `1,500,000`",
            "hãy nhóm ba chữ số một: `1500000`, hoặc khi có từ hai nhóm trở lên, `1.500.000`",
        )),
        NumberFault::WordsDiffer(said) => fault(
            codes::WORDS_DIFFER,
            span,
            "the digits and the words in brackets say two numbers",
            "chữ số và chữ trong ngoặc là hai số khác nhau",
        )
        .label(text(
            format!("the words say {said}"),
            format!("phần chữ là {said}"),
        ))
        .help(text("correct one of them", "hãy sửa lại một trong hai")),
        NumberFault::TooLarge => fault(
            codes::NUMBER_TOO_LARGE,
            span,
            "this number has too many digits",
            "số này có quá nhiều chữ số",
        )
        .help(text(
            "write at most 30 digits",
            "hãy viết không quá 30 chữ số",
        )),
    }
}

pub(crate) fn bad_date(span: Span, date: &DateFault) -> Diagnostic {
    match date {
        DateFault::Day(days) => fault(
            codes::NO_SUCH_DAY,
            span,
            "there is no such day",
            "không có ngày này",
        )
        .label(text(
            format!("this month has {days} days"),
            format!("tháng này có {days} ngày"),
        ))
        .help(text(
            "check the day of the month",
            "hãy kiểm tra lại ngày trong tháng",
        )),
        DateFault::Month => fault(
            codes::NO_SUCH_DAY,
            span,
            "there is no such month",
            "không có tháng này",
        )
        .help(text(
            "write year, month and day: `2026-06-30`",
            "hãy viết ngày, tháng, năm: `30/06/2026`",
        )),
        DateFault::English(right) => fault(
            codes::DAY_FIRST,
            span,
            "a date with the day first in an English text",
            "ngày viết trước tháng trong văn bản tiếng Anh",
        )
        .write(right),
        DateFault::Year => fault(
            codes::NOT_A_YEAR,
            span,
            "this year is out of range",
            "năm nằm ngoài phạm vi cho phép",
        )
        .help(text(
            "years run from 1900 to 2199",
            "năm phải từ 1900 đến 2199",
        )),
    }
}
