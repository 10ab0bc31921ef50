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

/// `chậm nhất ngày 15/01 năm sau`: a day of the period that follows.
pub(crate) fn next_period(span: Span, instead: Option<&str>) -> Diagnostic {
    let found = fault(
        codes::NOT_EXPECTED,
        span,
        "a day of the next period is counted from the end of this one",
        "ngày của kỳ sau thì tính từ hết kỳ này",
    );
    match instead {
        Some(instead) => found.help(text(
            format!("write `{instead}`"),
            format!("hãy viết `{instead}`"),
        )),
        None => found.help(text(
            "write how often, and so many days: `quarterly … within 5 days of the end of the period`",
            "hãy nêu định kỳ và số ngày: `hằng quý … trong vòng 5 ngày kể từ hết kỳ`",
        )),
    }
}

/// `trong nửa ngày`.
pub(crate) fn half_a_day(span: Span) -> Diagnostic {
    fault(
        codes::UNIT_NOT_JUDGED,
        span,
        "half a day is not judged; the shortest unit is the hour",
        "chưa xét được nửa ngày; đơn vị ngắn nhất là giờ",
    )
    .help(text(
        "write hours (`within 4 hours of …`, reported with the time of day) or a whole day (`within 1 working day of …`), or make it a `principle`",
        "hãy viết số giờ (`trong vòng 4 giờ kể từ khi …`, báo cáo kèm giờ) hoặc tròn ngày (`trong vòng 1 ngày làm việc kể từ ngày …`), hoặc ghi thành `nguyên tắc`",
    ))
}

/// Which day `trong ngày` is.
pub(crate) enum SameDay {
    /// `trong ngày làm việc`.
    Working,
    /// `trong ngày tiếp nhận`: the sentence with that day as its deadline.
    Named(String),
    /// It is not said.
    Unnamed,
}

/// `trong ngày tiếp nhận`.
pub(crate) fn same_day(span: Span, day: &SameDay) -> Diagnostic {
    let found = fault(
        codes::LIMIT_WITHOUT_UNIT,
        span,
        "on the same day: that of which event?",
        "trong ngày là chậm nhất ngày nào?",
    );
    match day {
        SameDay::Named(by) => found.help(text(format!("write `{by}`"), format!("hãy viết `{by}`"))),
        SameDay::Unnamed => found.help(text(
            "name the event: `no later than …`",
            "hãy nêu tên ngày ấy: `chậm nhất vào ngày …`",
        )),
        SameDay::Working => found.help(text(
            "write `within 1 working day of …`; on the day itself `no later than …`",
            "hãy viết `trong vòng 1 ngày làm việc kể từ ngày …`; ngay trong ngày ấy thì `chậm nhất vào ngày …`",
        )),
    }
}

/// `từ 3 đến 5 ngày kể từ …`.
pub(crate) fn two_lengths(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::LIMIT_WITHOUT_UNIT,
        span,
        "a time limit has one length, the longest allowed",
        "thời hạn chỉ có một con số, là mức dài nhất",
    )
    .help(text(
        format!("write `{instead}`"),
        format!("hãy viết `{instead}`"),
    ))
}

/// `giảm ít nhất 30% so với năm 2025`; whether it falls, and the percentage of that year that is left.
pub(crate) fn base_year(span: Span, year: u32, factor: Option<(bool, u32)>) -> Diagnostic {
    let (en, vi) = match factor {
        Some((true, left)) => (
            format!("at most {left}% * level of {year}"),
            format!("không quá {left}% * mức năm {year}"),
        ),
        Some((false, left)) => (
            format!("at least {left}% * level of {year}"),
            format!("ít nhất {left}% * mức năm {year}"),
        ),
        None => (
            format!("at least level of {year}"),
            format!("ít nhất mức năm {year}"),
        ),
    };
    fault(
        codes::NOT_EXPECTED,
        span,
        format!("the figure of {year} is not in the reports of later years"),
        format!("báo cáo các năm sau không có số liệu của năm {year}"),
    )
    .help(text(
        format!("state that figure: `parameter level_{year} \"level of {year}\" / \"mức năm {year}\" 1000 from {}-01-01`, with its unit if it has one; then write `… {en}`", year + 1),
        format!("hãy nêu số liệu ấy: `tham số muc_{year} \"level of {year}\" / \"mức năm {year}\" 1000 từ 01/01/{}`, kèm đơn vị nếu có; rồi viết `… {vi}`", year + 1),
    ))
}

/// `hầu hết`, `khoảng`.
pub(crate) fn vague_amount(span: Span, words: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        format!("`{words}`: how many?"),
        format!("`{words}` là bao nhiêu?"),
    )
    .help(text(
        "name a level: `over 50% of …`, `at least 90% of …`, `90% to 95% of …`",
        "hãy nêu một mức: `trên 50% …`, `ít nhất 90% …`, `từ 90% đến 95% …`",
    ))
}

/// `vào năm 2030`.
pub(crate) fn fixed_day(span: Span, instead: &str, words: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        "what is due is said by its last day",
        "hạn được nêu bằng ngày cuối cùng còn kịp",
    )
    .help(text(
        format!("write `{instead}`"),
        format!("hãy viết `{instead}`"),
    ))
    .fix(span, words)
}

/// `2 năm liên tiếp`.
pub(crate) fn in_a_row(span: Span) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        "several periods in a row are not judged together",
        "chưa xét được nhiều kỳ liền nhau",
    )
    .help(text(
        "ask it of each period (`annually …`), or make it a `principle`",
        "hãy yêu cầu ở mỗi kỳ (`hằng năm …`), hoặc ghi thành `nguyên tắc`",
    ))
}

/// `kịp thời`.
pub(crate) fn without_measure(span: Span, words: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        format!("`{words}` is no measure that can be judged"),
        format!("`{words}` chưa phải là mức để xét"),
    )
    .help(text(
        "name a limit or a level (`within 5 working days of …`, `at least 90% of …`), or make it a `principle`",
        "hãy nêu thời hạn hoặc mức (`trong vòng 5 ngày làm việc kể từ ngày …`, `ít nhất 90% …`), hoặc ghi thành `nguyên tắc`",
    ))
}

/// `bố trí`, `tổ chức`: words that nothing declares, and that the sentence reads well without.
pub(crate) fn needless(span: Span, words: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        format!("`{words}` is neither declared nor a keyword"),
        format!("`{words}` không phải tên đã khai báo, cũng không phải từ khoá"),
    )
    .help(text(
        format!("leave `{words}` out, or declare a name with it"),
        format!("hãy bỏ `{words}`, hoặc khai báo một tên có những chữ ấy"),
    ))
    .fix(span, "")
}

/// `từ trên 50% đến dưới 70%`.
pub(crate) fn open_range(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "a range names its bounds alone; where one of them is left out, both are said",
        "`từ … đến …` chỉ gồm hai con số, tính cả hai đầu; không tính một đầu thì nêu rõ từng mức",
    )
    .help(text(
        format!("write two sentences: {instead}"),
        format!("hãy viết hai câu: {instead}"),
    ))
}

/// `tỷ lệ rác chôn lấp trên khối lượng rác dưới 30%`.
pub(crate) fn share_of_amounts(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "a share is of members; of two amounts, one is said as a percentage of the other",
        "tỷ lệ tính trên các thành viên; với hai đại lượng thì nêu đại lượng này bằng bao nhiêu phần trăm đại lượng kia",
    )
    .help(text(
        format!("write `{instead}`"),
        format!("hãy viết `{instead}`"),
    ))
}

/// `đến năm 2026 đạt 50%, năm 2028 đạt 70% …`.
pub(crate) fn several_targets(span: Span, sentences: &str) -> Diagnostic {
    fault(
        codes::TWO_REQUIREMENTS,
        span,
        "a sentence has one target, and this has several",
        "mỗi câu chỉ có một mức, câu này có nhiều mức",
    )
    .help(text(
        format!("write a sentence each: {sentences}"),
        format!("hãy viết mỗi mức một câu: {sentences}"),
    ))
}

/// `…, trừ trường hợp …` in one line.
pub(crate) fn exception_within(span: Span, instead: &str, unless: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "an exception with sentences of its own begins a line",
        "trường hợp ngoại lệ có câu riêng thì viết thành dòng riêng",
    )
    .help(text(
        format!("within a sentence write `{instead}`"),
        format!("trong một câu, hãy viết `{instead}`"),
    ))
    .fix(span, unless)
}
