//! Faults of turns of phrase, told with what to write instead in the writer's own words.

use super::{fault, text};
use crate::Language;
use crate::codes;
use crate::diagnostic::{Diagnostic, Text};
use crate::format::digits;
use crate::keywords::Keyword;
use crate::lines::{Logical, Token};
use crate::reader::spell;
use crate::source::Span;
use crate::syntax::Number;

/// `tất cả cơ sở khác`: other than which, is said elsewhere.
pub(crate) fn others(span: Span, population: (&str, &str), instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        format!("other {} than which?", population.0),
        format!("{} nào là khác?", population.1),
    )
    .help(text(
        format!("say with `where` which are meant, for instance `{instead}`"),
        format!("hãy nêu rõ bằng `mà`, chẳng hạn `{instead}`"),
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
pub(crate) fn two_targets(span: Span, first: &str, second: &str, is_part: bool) -> Diagnostic {
    let label = text("the second target", "mức thứ hai");
    two_requirements(span, label, [first, second], is_part)
}

/// Two sentences in one line, each with what it says of time.
pub(crate) fn two_sentences(span: Span, first: &str, second: &str, is_part: bool) -> Diagnostic {
    let label = text("the second requirement", "yêu cầu thứ hai");
    two_requirements(span, label, [first, second], is_part)
}

fn two_requirements(span: Span, label: Text, both: [&str; 2], is_part: bool) -> Diagnostic {
    let sentences = both.map(str::to_owned).to_vec();
    let halves = if is_part {
        Halves::Parts(sentences)
    } else {
        Halves::Sentences(sentences)
    };
    fault(
        codes::TWO_REQUIREMENTS,
        span,
        "a sentence has one requirement, and this has two",
        "mỗi câu chỉ có một yêu cầu, câu này có hai",
    )
    .label(label)
    .help(halves.told())
}

/// `xử lý phản ánh`, with no limit.
pub(crate) fn verb_first(span: Span, object: &str, instead: &str, done: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "who or what something is done to is named before it",
        "đối tượng phải đứng trước việc làm với nó",
    )
    .help(text(
        format!("for every one of them write `{instead}`; for a part of them say how large: `at least … of {object} … {done}`"),
        format!("nếu là mọi {object}, hãy viết `{instead}`; nếu chỉ một phần, hãy nêu mức: `ít nhất … {object} {done}`"),
    ))
}

/// `phản ánh không được xử lý quá 7 ngày kể từ …`
pub(crate) fn no_longer_than(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "how long something may take is said as what must be done within that time",
        "thời hạn tối đa thì nêu bằng việc phải làm trong thời hạn ấy",
    )
    .instead(instead)
}

/// `ban hành kế hoạch phấn đấu`
pub(crate) fn modality_last(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::LEAD_AFTER,
        span,
        "this belongs before the requirement",
        "phần này phải đứng trước yêu cầu",
    )
    .instead(instead)
}

/// `sau ngày hẹn trả quá 10 ngày`.
pub(crate) fn later_by(span: Span, instead: Option<&str>) -> Diagnostic {
    let found = fault(
        codes::NOT_EXPECTED,
        span,
        "so long after an event is said as a limit that was not kept",
        "chậm quá bao lâu thì nêu bằng thời hạn không giữ được",
    );
    match instead {
        Some(instead) => found.instead(instead),
        None => found.help(text(
            "say what must be done: `… within 10 days of …`; a case in which it was not: `where not … within 10 days of …`",
            "hãy nêu điều phải làm: `… trong vòng 10 ngày kể từ ngày …`; trường hợp không kịp thì viết `mà không … trong vòng 10 ngày kể từ ngày …`",
        )),
    }
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
    .instead(instead)
}

/// `bể bơi đưa vào hoạt động trước năm 2028 phải …`: which of them, or until when?
pub(crate) fn chosen_or_due(span: Span, chosen: Option<&str>, instead: &str) -> Diagnostic {
    let found = fault(
        codes::TWO_READINGS,
        span,
        "does this say which members are meant, or when it is due?",
        "phần này nói rõ đối tượng nào, hay là hạn phải làm?",
    );
    found.help(match chosen {
        Some(chosen) => text(
            format!("to choose the members write `where {chosen}`; for the day when it is due write `{instead}`"),
            format!("nếu để chọn đối tượng, hãy viết `mà {chosen}`; nếu là hạn phải làm, hãy viết `{instead}`"),
        ),
        None => text(
            format!("to choose the members declare its day with `date` and say it with `where`; for the day when it is due write `{instead}`"),
            format!("nếu để chọn đối tượng, hãy khai báo ngày ấy bằng `ngày` rồi nêu sau `mà`; nếu là hạn phải làm, hãy viết `{instead}`"),
        ),
    })
}

/// `thông báo nếu nhận được kế hoạch trước ngày 31/01/2027`: the day of the condition, or of the sentence?
pub(crate) fn day_of_condition(span: Span, chosen: &str, due: &str) -> Diagnostic {
    fault(
        codes::TWO_READINGS,
        span,
        "does this day belong to the condition, or is it when the whole is due?",
        "ngày này thuộc điều kiện, hay là hạn của cả câu?",
    )
    .help(text(
        format!("if it belongs to the condition, write `{chosen}`; for the day when it is due write `{due}`"),
        format!("nếu thuộc điều kiện, hãy viết `{chosen}`; nếu là hạn phải làm, hãy viết `{due}`"),
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

/// `trên 80% trở lên`: with that number, or without it?
pub(crate) fn bounded_twice(span: Span, bounded: &str, suffixed: &str) -> Diagnostic {
    fault(
        codes::TWO_READINGS,
        span,
        "two comparators stand beside one number, and they differ",
        "một con số có hai từ so sánh khác nhau",
    )
    .help(text(
        format!("keep the one that the document means: `{bounded} …` or `{suffixed} …`"),
        format!("hãy giữ từ đúng ý văn bản: `{bounded} …` hoặc `{suffixed} …`"),
    ))
}

/// `khu vực không phải khu vực I`.
pub(crate) fn option_without_is(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "an option follows its choice with `is`",
        "phương án đứng sau lựa chọn phải có chữ `là`",
    )
    .instead(instead)
}

/// `hằng năm: A, B`.
pub(crate) fn colon_within(span: Span) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "a colon ends its line; what it opens stands below, each with a `-`",
        "dấu hai chấm đứng cuối dòng; các yêu cầu viết ở dưới, mỗi yêu cầu một gạch đầu dòng",
    )
    .help(text(
        "break the line after `:` and begin each requirement with `-`; before one requirement leave the colon out",
        "hãy xuống dòng sau `:` và mở đầu mỗi yêu cầu bằng `-`; nếu chỉ có một yêu cầu thì bỏ dấu hai chấm",
    ))
}

/// `không sớm hơn 3 ngày sau …`, `ít nhất 3 ngày kể từ …`
pub(crate) fn not_before(span: Span) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "how long one must wait after an event is not judged",
        "chưa xét được phải chờ ít nhất bao lâu sau một sự kiện",
    )
    .help(text(
        "for the last day that serves write `within … of …`; for a first day declare it as a `date` and write `after …`",
        "nếu là hạn cuối, hãy viết `trong vòng … kể từ ngày …`; nếu là ngày sớm nhất, hãy khai báo thành một `ngày` rồi viết `sau …`",
    ))
}

/// `từ năm 2026 diễn tập`: how often?
pub(crate) fn since_year(span: Span, year: u32, begins: bool) -> Diagnostic {
    let told = fault(
        codes::NOT_EXPECTED,
        span,
        "a first year goes with how often it is done",
        "nêu năm bắt đầu thì phải nêu định kỳ",
    );
    if begins {
        return told.help(text(
            format!("for what holds at all times from then on put a comma behind it: `from {year}, …`; for each year from then on write `annually starting {year} …`"),
            format!("nếu áp dụng thường xuyên kể từ đó, hãy thêm dấu phẩy: `từ năm {year}, …`; nếu xét từng năm kể từ đó, hãy viết `hằng năm bắt đầu từ năm {year} …`"),
        ));
    }
    told.help(text(
        format!("for each year from then on write `annually starting {year} …`; for what must be done by the end of that year `by {year} …`"),
        format!("nếu mỗi năm kể từ đó, hãy viết `hằng năm bắt đầu từ năm {year} …`; nếu là phải xong trong năm ấy, hãy viết `đến năm {year} …`"),
    ))
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
        "put a blank between them and write the unit in full: `5 million VND`, `24 hours`",
        "hãy để dấu cách và viết đủ tên đơn vị: `5 triệu đồng`, `24 giờ`",
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
            format!("where a last day that is a day off moves to the next working day, write `{instead}`; a day of the next period that never moves cannot be said"),
            format!("nếu hạn rơi vào ngày nghỉ được chuyển sang ngày làm việc tiếp theo, hãy viết `{instead}`; chưa ghi được ngày cố định của kỳ sau"),
        )),
        None => found.help(text(
            "write how often, and so many days: `quarterly … within 5 days of the end of the period`",
            "hãy nêu định kỳ và số ngày: `hằng quý … trong vòng 5 ngày kể từ hết kỳ`",
        )),
    }
}

/// `quý V`.
pub(crate) fn no_such_quarter(span: Span) -> Diagnostic {
    fault(
        codes::NO_SUCH_PERIOD,
        span,
        "a year has four quarters",
        "một năm chỉ có bốn quý",
    )
    .help(text(
        "write the first, second, third or fourth quarter",
        "hãy viết `quý I`, `quý II`, `quý III` hoặc `quý IV`",
    ))
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
        "where the document says how many hours it is, write these (`within 12 hours of …`, reported with the time of day); else make it a `principle`",
        "nếu văn bản nói rõ nửa ngày là bao nhiêu giờ, hãy viết số giờ ấy (`trong vòng 12 giờ kể từ khi …`, báo cáo kèm giờ); nếu không, hãy ghi thành `nguyên tắc`",
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
        SameDay::Named(by) => found.instead(by),
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
        format!("where the shorter one forbids nothing, write `{instead}`; that something may not be done earlier is not judged"),
        format!("nếu làm sớm hơn vẫn được, hãy viết `{instead}`; điều không được làm sớm hơn thì chưa xét được"),
    ))
}

/// How a figure is to stand to that of a base year.
pub(crate) enum BaseLevel {
    /// `cao hơn năm 2025`
    Itself(Keyword),
    /// `giảm ít nhất 30%`: so many percent of it.
    Part(Keyword, Number),
    /// `giảm 30%`, with neither `ít nhất` nor `không quá`: with the first of them it would be this part. The words said.
    PartUnbounded(Keyword, Number, String, String),
    /// `tăng ít nhất 5 tỷ đồng`
    Moved(Keyword, char, String),
    /// The words say something else.
    Unsaid,
}

/// `giảm ít nhất 30% so với năm 2025`.
pub(crate) fn base_year(span: Span, year: u32, level: &BaseLevel) -> Diagnostic {
    let named = |language: Language| language.pick("level of", "mức năm");
    let asked = |language: Language| {
        let level_of = format!("{} {year}", named(language));
        let part = |part: &Number| format!("{}% * {level_of}", digits(part, language));
        match level {
            BaseLevel::Itself(how) => Some(format!("… {} {level_of}", how.printed(language))),
            BaseLevel::Part(how, of) | BaseLevel::PartUnbounded(how, of, ..) => {
                Some(format!("… {} {}", how.printed(language), part(of)))
            }
            BaseLevel::Moved(how, sign, amount) => Some(format!(
                "… {} {level_of} {sign} {amount}",
                how.printed(language)
            )),
            BaseLevel::Unsaid => None,
        }
    };
    let then = |language: Language| {
        match (asked(language), level) {
        (Some(asked), BaseLevel::PartUnbounded(_, _, moves, much)) => language.pick(
            format!("then say whether at least or at most so much: if `{moves}` at least {much}, write `{asked}`"),
            format!("rồi nêu rõ ít nhất hay không quá bấy nhiêu: nếu {moves} ít nhất {much} thì viết `{asked}`"),
        ),
        (Some(asked), _) => language.pick(
            format!("then write `{asked}`"),
            format!("rồi viết `{asked}`"),
        ),
        (None, _) => language.pick(
            format!("then compare with `level of {year}`"),
            format!("rồi so sánh với `mức năm {year}`"),
        ),
    }
    };
    fault(
        codes::NOT_EXPECTED,
        span,
        format!("the figure of {year} is not in the reports of later years"),
        format!("báo cáo các năm sau không có số liệu của năm {year}"),
    )
    .help(text(
        format!("state that figure: `parameter level_{year} \"level of {year}\" / \"mức năm {year}\" 1000 from {}-01-01`, with its unit if it has one; {}", year + 1, then(Language::En)),
        format!("hãy nêu số liệu ấy: `tham số muc_{year} \"level of {year}\" / \"mức năm {year}\" 1000 từ 01/01/{}`, kèm đơn vị nếu có; {}", year + 1, then(Language::Vi)),
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
    .instead(instead)
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

fn neither_name_nor_keyword(span: Span, words: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        format!("`{words}` is neither declared nor a keyword"),
        format!("`{words}` không phải tên đã khai báo, cũng không phải từ khoá"),
    )
}

/// `bố trí`, `tổ chức`: words that nothing declares, and that the sentence reads well without.
pub(crate) fn needless(span: Span, words: &str) -> Diagnostic {
    neither_name_nor_keyword(span, words)
        .help(text(
            format!("leave `{words}` out, or declare a name with it"),
            format!("hãy bỏ `{words}`, hoặc khai báo một tên có những chữ ấy"),
        ))
        .fix(span, "")
}

/// `khi cần thiết`: which report tells when?
pub(crate) fn without_occasion(span: Span, words: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        format!("`{words}`: nothing that is reported tells when"),
        format!("`{words}`: không có số liệu nào cho biết khi nào"),
    )
    .help(text(
        "declare the case as a `fact` and write `if …, …`; what leaves it to the office is no requirement: make it a `principle`",
        "hãy khai báo trường hợp ấy bằng `thông tin` rồi viết `nếu …, …`; điều để đơn vị tự quyết thì không phải yêu cầu, hãy ghi thành `nguyên tắc`",
    ))
}

/// `nên diễn tập`: how strongly is it asked?
pub(crate) fn should(span: Span) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        "is this a duty, or is it encouraged?",
        "đây là bắt buộc, hay chỉ khuyến khích?",
    )
    .help(text(
        "for a duty write `must …`, else `encouraged …`",
        "nếu bắt buộc, hãy viết `phải …`; nếu không, hãy viết `khuyến khích …`",
    ))
}

/// `không bắt buộc …`: nothing is asked, and nothing forbidden.
pub(crate) fn not_obliged(span: Span) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        "this asks for nothing, so that there is nothing to judge",
        "câu này không đặt ra yêu cầu nào nên không có gì để xét",
    )
    .help(text(
        "make it a `principle`; where it frees some from a duty, say so of that duty: `… unless …`",
        "hãy ghi thành `nguyên tắc`; nếu để miễn cho một số trường hợp, hãy ghi ở câu nêu nghĩa vụ: `… trừ khi …`",
    ))
}

/// `không quá 3 vụ trẻ em tử vong`: are those counted by the name, or by this word?
pub(crate) fn counter(span: Span, words: &str, name: &str, instead: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        format!("does the number count `{name}`, or `{words}` of it?"),
        format!("con số này đếm `{name}`, hay đếm `{words}`?"),
    )
    .help(text(
        format!("if it counts `{name}` write `{instead}`; else declare a name with `{words}` in it"),
        format!("nếu đếm `{name}`, hãy viết `{instead}`; nếu không, hãy khai báo một tên có chữ `{words}`"),
    ))
}

/// `Ủy ban nhân dân xã`: the office of a level, under a name that the level does not have.
pub(crate) fn office(span: Span, words: &str, level: (&str, &str), office: &str) -> Diagnostic {
    let (id, label) = level;
    neither_name_nor_keyword(span, words).help(text(
        format!("leave `{words}` out, or give the level this name, too: `level {id} \"…\" / \"{label} | {office}\"`"),
        format!("hãy bỏ `{words}`, hoặc thêm tên gọi này cho cấp: `cấp {id} \"…\" / \"{label} | {office}\"`"),
    ))
}

/// `trước ngày 20/6 và 20/12`: several days in one sentence.
pub(crate) fn several_days(span: Span, sentences: &[String]) -> Diagnostic {
    let listed = sentences.iter().map(|one| format!("`{one}`"));
    let listed = listed.collect::<Vec<_>>().join("; ");
    fault(
        codes::TWO_REQUIREMENTS,
        span,
        "a sentence has one day when it is due, and this has several",
        "mỗi câu chỉ có một hạn, câu này có nhiều hạn",
    )
    .help(text(
        format!("write a sentence for each: {listed}"),
        format!("hãy viết mỗi hạn một câu: {listed}"),
    ))
}

/// What members are by an option, or bodies by a fact of theirs, without `where`.
pub(crate) fn chosen_without_where(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "which of them are meant is said by a condition",
        "đối tượng nào thì nêu bằng một điều kiện",
    )
    .instead(instead)
}

/// What takes the place of a sentence that says two things.
pub(crate) enum Halves {
    /// A sentence each.
    Sentences(Vec<String>),
    /// Parts of what is one of several already: sentences of their own would be alternatives.
    Parts(Vec<String>),
    /// The two bounds, within a condition.
    Joined(String, String),
}

impl Halves {
    fn told(&self) -> Text {
        let listed = |halves: &[String]| {
            let quoted: Vec<String> = halves.iter().map(|half| format!("`{half}`")).collect();
            quoted.join(", ")
        };
        match self {
            Self::Sentences(halves) => text(
                format!("write a sentence each: {}", listed(halves)),
                format!("hãy viết mỗi yêu cầu một câu: {}", listed(halves)),
            ),
            Self::Parts(halves) => text(
                format!(
                    "write `all of:` in its place, with a bullet each: {}",
                    listed(halves)
                ),
                format!(
                    "hãy viết `tất cả các việc sau:` ở chỗ này, mỗi yêu cầu một gạch đầu dòng: {}",
                    listed(halves)
                ),
            ),
            Self::Joined(lower, upper) => text(
                format!("say both bounds and join them by `and`: `… {lower} and … {upper}`"),
                format!("hãy nêu đủ hai vế và nối bằng `và`: `… {lower} và … {upper}`"),
            ),
        }
    }
}

/// `từ trên 50% đến dưới 70%`.
pub(crate) fn open_range(span: Span, halves: &Halves) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "a range names its bounds alone; where one of them is left out, both are said",
        "`từ … đến …` chỉ gồm hai con số, tính cả hai đầu; không tính một đầu thì nêu rõ từng mức",
    )
    .help(halves.told())
}

/// `tỷ lệ rác chôn lấp trên khối lượng rác dưới 30%`.
pub(crate) fn share_of_amounts(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "a share is of members; of two amounts, one is said as a percentage of the other",
        "tỷ lệ tính trên các thành viên; với hai đại lượng thì nêu đại lượng này bằng bao nhiêu phần trăm đại lượng kia",
    )
    .instead(instead)
}

/// `đến năm 2026 đạt 50%, năm 2028 đạt 70% …`.
pub(crate) fn several_targets(span: Span, halves: &Halves) -> Diagnostic {
    fault(
        codes::TWO_REQUIREMENTS,
        span,
        "a sentence has one target, and this has several",
        "mỗi câu chỉ có một mức, câu này có nhiều mức",
    )
    .help(halves.told())
}

/// `…, trừ trường hợp …` in one line.
pub(crate) fn exception_within(
    span: Span,
    instead: &str,
    unless: &str,
    in_place: bool,
) -> Diagnostic {
    let told = fault(
        codes::NOT_EXPECTED,
        span,
        "an exception with sentences of its own begins a line",
        "trường hợp ngoại lệ có câu riêng thì viết thành dòng riêng",
    )
    .help(text(
        format!("within a sentence write `{instead}`"),
        format!("trong một câu, hãy viết `{instead}`"),
    ));
    if in_place {
        told.fix(span, unless)
    } else {
        told
    }
}

/// `hằng năm A; hằng năm B`.
pub(crate) fn joined_by_semicolon(span: Span) -> Diagnostic {
    fault(
        codes::TWO_REQUIREMENTS,
        span,
        "a sentence has one requirement, and this has two",
        "mỗi câu chỉ có một yêu cầu, câu này có hai",
    )
    .label(text("the next one begins after this", "câu sau bắt đầu từ sau dấu này"))
    .help(text(
        "write each in a line of its own, with the period and conditions that hold of it; within a list, with a bullet of its own",
        "hãy viết mỗi yêu cầu một dòng, nêu đủ kỳ và điều kiện của yêu cầu ấy; trong danh sách thì mỗi yêu cầu một gạch đầu dòng",
    ))
}

/// `giám sát ít nhất 01 lần trong nhiệm kỳ 2026 - 2031`.
pub(crate) fn in_the_term(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "what is done once a term says so; terms last five years, counted from 2021",
        "việc của nhiệm kỳ thì ghi `mỗi nhiệm kỳ`; mỗi nhiệm kỳ năm năm, tính từ năm 2021",
    )
    .instead(instead)
}

/// `trừ trường hợp C thì …`, in one line.
pub(crate) fn exception_first(
    line: &Logical<'_>,
    condition: &[Token<'_>],
    then: usize,
) -> Diagnostic {
    let first = line.tokens.len() - condition.len();
    let (case, rest) = line.tokens.split_at((first + then).min(line.tokens.len()));
    let span = rest.first().map_or(line.span, |then| then.span);
    let (case, rest) = (spell(case), spell(rest.get(1..).unwrap_or(&[])));
    let case = case.trim_end_matches([',', ' ']);
    fault(
        codes::NOT_EXPECTED,
        span,
        "an exception has a line of its own; what holds in it stands below",
        "trường hợp ngoại lệ đứng riêng một dòng; câu áp dụng khi đó viết ở dưới",
    )
    .help(text(
        format!("write the line `{case}`, and below it the line `{rest}`"),
        format!("hãy viết dòng `{case}`, rồi dòng `{rest}` ở dưới"),
    ))
}

/// `tăng gấp đôi so với năm trước`.
pub(crate) fn so_many_times(span: Span, times: Option<u32>, since: bool) -> Diagnostic {
    let much = times.map_or_else(|| "…".to_owned(), |times| times.to_string());
    let told = fault(
        codes::NOT_EXPECTED,
        span,
        "so many times as much is said as a product, with a comparator",
        "gấp bao nhiêu lần thì nêu bằng phép nhân, kèm từ so sánh",
    );
    if !since {
        return told.help(text(
            format!("if it is at least so much, write `… at least {much} * …`"),
            format!("nếu là ít nhất bấy nhiêu, hãy viết `… ít nhất {much} * …`"),
        ));
    }
    told.help(text(
        format!("if it is at least so much, write `… at least {much} * … last year`, with the quantity named twice"),
        format!("nếu là ít nhất bấy nhiêu, hãy viết `… ít nhất {much} * … năm trước`, nêu tên đại lượng cả hai lần"),
    ))
}

/// `kinh phí không giảm so với năm trước`.
pub(crate) fn no_fall(span: Span, instead: &str, words: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "that something does not rise or fall is said by a comparison",
        "không tăng, không giảm thì nêu bằng phép so sánh",
    )
    .instead(instead)
    .fix(span, words)
}

/// `giảm ít nhất 5% mỗi năm`: against what?
pub(crate) fn growth_without_base(span: Span, falls: bool) -> Diagnostic {
    let (en, vi) = if falls {
        ("falls", "giảm")
    } else {
        ("rises", "tăng")
    };
    fault(
        codes::NOT_EXPECTED,
        span,
        "a rise or fall names the quantity first, then how much, and against which period",
        "tăng, giảm thì nêu đại lượng trước, rồi mức, rồi so với kỳ nào",
    )
    .help(text(
        format!("write for example `annually … {en} by at least 5% compared with last year`"),
        format!("hãy viết chẳng hạn `hằng năm … {vi} ít nhất 5% so với năm trước`"),
    ))
}

/// `hai mươi ngày`.
pub(crate) fn number_in_words(span: Span) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        "a number above twelve is written in digits",
        "số lớn hơn mười hai phải viết bằng chữ số",
    )
    .help(text(
        "write it in digits, with the words in brackets if they are wanted: `20 (twenty) days`",
        "hãy viết bằng chữ số, cần thì ghi chữ trong ngoặc: `20 (hai mươi) ngày`",
    ))
}

/// `trong vòng 60 ngày kể từ ngày nghị quyết có hiệu lực`.
pub(crate) fn since_in_force(span: Span) -> Diagnostic {
    fault(
        codes::LIMIT_WITHOUT_EVENT,
        span,
        "the day of entry into force is no event that is reported",
        "ngày văn bản có hiệu lực không phải là sự kiện được báo cáo",
    )
    .help(text(
        "work out the last day and write it: `by 2026-03-02 …`",
        "hãy tính ra ngày cuối cùng rồi ghi: `chậm nhất ngày 02/03/2026 …`",
    ))
}

/// `đưa vào sử dụng trước ngày Nghị quyết này có hiệu lực`
pub(crate) fn day_in_force(span: Span, words: &str) -> Diagnostic {
    fault(
        codes::MISSING_DATE,
        span,
        "the day of entry into force is told by its date",
        "ngày văn bản có hiệu lực thì ghi rõ ngày, tháng, năm",
    )
    .help(text(
        format!("write the date that stands in the line `in force`: `{words} 2026-07-01`"),
        format!("hãy ghi ngày ở dòng `có hiệu lực`, chẳng hạn `{words} 01/07/2026`"),
    ))
}

/// `hằng tháng trước ngày 25 …`.
pub(crate) fn day_of_each_month(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::DAY_WITHOUT_YEAR,
        span,
        "a day of each month says so",
        "ngày của mỗi tháng thì ghi rõ hằng tháng",
    )
    .instead(instead)
}

/// `cấm bể bơi hoạt động khi không có giấy phép`.
pub(crate) fn ban_with_condition(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "what no member may be is said with `no … where …`",
        "điều không đối tượng nào được có thì nêu bằng `không có … mà …`",
    )
    .instead(instead)
}

/// `dưới 5% hồ sơ không giải quyết đúng hạn`.
pub(crate) fn share_of_those_not(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "a share counts those who are, not those who are not",
        "tỷ lệ tính trên những đối tượng đạt, không tính trên những đối tượng không đạt",
    )
    .help(text(
        format!("turned round it says as much: `{instead}`"),
        format!("viết ngược lại thì cùng nghĩa: `{instead}`"),
    ))
}

/// `…, trong đó ít nhất 1 người có chứng chỉ`.
pub(crate) fn among_them(span: Span, before: &str, rest: &str) -> Diagnostic {
    fault(
        codes::TWO_REQUIREMENTS,
        span,
        "a sentence has one requirement, and this has two",
        "mỗi câu chỉ có một yêu cầu, câu này có hai",
    )
    .label(text("the second begins here", "yêu cầu thứ hai bắt đầu ở đây"))
    .help(text(
        format!("write two sentences: `{before}`, and one for `{rest}` that says again when, and of whom"),
        format!("hãy viết thành hai câu: `{before}`, và một câu cho `{rest}`, trong đó nhắc lại kỳ hoặc hạn và đối tượng"),
    ))
}

/// `… trong 15 ngày, trường hợp khẩn cấp thì trong 3 ngày`.
pub(crate) fn otherwise_within(span: Span, case: &str) -> Diagnostic {
    fault(
        codes::TWO_REQUIREMENTS,
        span,
        "a sentence has one requirement, and this has another for a case of its own",
        "mỗi câu chỉ có một yêu cầu, câu này còn yêu cầu khác cho một trường hợp riêng",
    )
    .help(text(
        format!("of members write two sentences: `each … where {case}, …` and `each … where not {case}, …`; of the body itself write `except when {case}` in a line of its own, and below it the whole sentence that holds then"),
        format!("với từng đối tượng, hãy viết hai câu: `mỗi … mà {case}, …` và `mỗi … mà không {case}, …`; với chính chủ thể, hãy viết dòng riêng `trừ trường hợp {case}`, dưới dòng ấy là cả câu áp dụng khi đó"),
    ))
}

/// `mỗi bể bơi phải có:` with parts below.
pub(crate) fn each_of_several(span: Span, each: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "each part names its members itself",
        "từng gạch đầu dòng phải tự nêu đối tượng",
    )
    .help(text(
        format!("leave `{each}` out here (`all of:`) and begin each bullet with it: `- {each} …`"),
        format!("ở đây chỉ viết `tất cả các việc sau:`, rồi mở đầu từng gạch đầu dòng bằng đối tượng: `- {each} …`"),
    ))
}

/// `dành ít nhất 2% tổng chi cho …`.
pub(crate) fn set_aside(span: Span, asked: &str, instead: Option<&str>) -> Diagnostic {
    let told = fault(
        codes::NOT_EXPECTED,
        span,
        "of two amounts, the part stands before what it is a part of",
        "so hai khoản tiền thì nêu khoản được dành trước, khoản chung sau",
    );
    match instead {
        Some(instead) => told.instead(instead),
        None => told.help(text(
            format!(
                "declare what is set aside as an `amount` of its own, then write `NAME {asked}`"
            ),
            format!(
                "hãy khai báo khoản được dành ra thành một `số tiền` riêng, rồi viết `TÊN {asked}`"
            ),
        )),
    }
}

/// What is averaged over periods.
pub(crate) enum Averaged {
    /// A rise or fall, over years.
    Growth,
    /// A figure, over years.
    Years,
    /// A figure, over so many parts of a year.
    Parts(u32),
    /// A figure of members, over these.
    Members(String),
}

/// `bình quân mỗi tháng ít nhất 2 lớp`.
pub(crate) fn averaged(span: Span, averaged: &Averaged) -> Diagnostic {
    let question = match averaged {
        Averaged::Members(_) => text(
            "an average of members: of which figure of theirs?",
            "bình quân của các đối tượng là bình quân số liệu nào?",
        ),
        _ => text(
            "an average over periods: of which total?",
            "bình quân của các kỳ là chia tổng nào?",
        ),
    };
    let told = Diagnostic::error(codes::NOT_EXPECTED, span, question);
    match averaged {
        Averaged::Parts(parts) => told.help(text(
            format!("divide the total of the year: `annually … / {parts} at least …`; where each period must reach it, leave the average out"),
            format!("hãy chia tổng số của năm: `hằng năm … / {parts} ít nhất …`; nếu kỳ nào cũng phải đạt thì bỏ chữ bình quân"),
        )),
        Averaged::Members(of) => told.help(text(
            format!("the average of what its members have is `annually average … of {of} at least …`"),
            format!("bình quân số liệu của các thành viên thì viết `hằng năm bình quân … của {of} ít nhất …`"),
        )),
        Averaged::Years => told.help(text(
            "where each year must reach it, write `annually …` and leave the average out; for the total of several years say how often: `every 5 years … / 5 at least …`",
            "nếu năm nào cũng phải đạt, hãy viết `hằng năm …` và bỏ chữ bình quân; nếu tính tổng của nhiều năm, hãy nêu định kỳ: `5 năm một lần … / 5 ít nhất …`",
        )),
        Averaged::Growth => told.help(text(
            "where it must rise or fall so much in each year, write `annually … compared with last year`; growth averaged over years is not judged: state the figure to be reached, `by 2030 … at least …`",
            "nếu năm nào cũng phải tăng, giảm bấy nhiêu, hãy viết `hằng năm … so với năm trước`; chưa xét được mức tăng, giảm bình quân nhiều năm: hãy nêu con số phải đạt, `đến năm 2030 … ít nhất …`",
        )),
    }
}

/// `từ ngày 01/7/2026 đến ngày 31/12/2028, …`.
pub(crate) fn between_days(span: Span, since: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "what holds between two days is said in whole years, or from the first of them on",
        "điều áp dụng trong một khoảng thời gian thì nêu bằng các năm trọn vẹn, hoặc nêu từ ngày đầu",
    )
    .help(text(
        format!("write `throughout 2027 to 2028 …`, or `{since}, …`; a text that ends on a day says so in its header: `in force from … to …`"),
        format!("hãy viết `giai đoạn 2027-2028 …`, hoặc `{since}, …`; văn bản có ngày hết hiệu lực thì ghi ở phần đầu: `có hiệu lực từ … đến …`"),
    ))
}

/// Facts in a row.
pub(crate) enum Listed {
    /// All of them: `hằng năm A, B`.
    Asked(String),
    /// None of them: `cấm A, B`.
    Prohibited(String),
    /// One of them: `hằng năm A hoặc B`.
    Either,
}

/// `hằng năm A, B`, `cấm A, B`, `hằng năm A hoặc B`.
pub(crate) fn listed(span: Span, listed: &Listed) -> Diagnostic {
    let told = fault(
        codes::NOT_EXPECTED,
        span,
        "several deeds or states in a row are joined by `and`",
        "nhiều việc hoặc trạng thái liền nhau thì nối bằng `và`",
    );
    match listed {
        Listed::Asked(instead) => told.help(text(
            format!("write `{instead}`, or a bullet for each below `all of:`"),
            format!("hãy viết `{instead}`, hoặc mỗi việc một gạch đầu dòng dưới `tất cả các việc sau:`"),
        )),
        Listed::Prohibited(instead) => told.help(text(
            format!("write `{instead}`, which prohibits each of them, or a bullet for each below `prohibited:`"),
            format!("hãy viết `{instead}`, cấm từng việc một, hoặc mỗi việc một gạch đầu dòng dưới `nghiêm cấm:`"),
        )),
        Listed::Either => told.help(text(
            "where one of them will do, write `any of:` and a bullet for each",
            "nếu chỉ cần một trong số đó, hãy viết `một trong các việc sau:`, mỗi việc một gạch đầu dòng",
        )),
    }
}

/// `20% trẻ em học bơi hoặc biết bơi`.
pub(crate) fn either_of(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "which of them count where one of several will do is said with `where`",
        "đối tượng chỉ cần đạt một trong nhiều điều thì nêu bằng `mà`",
    )
    .instead(instead)
}

/// A norm of so many for every so many: each way to take what falls short of that many, as a sentence.
pub(crate) struct Norm {
    /// For how many it is.
    pub(crate) size: String,
    /// Only what is full counts.
    pub(crate) full: String,
    /// What is begun counts as well.
    pub(crate) begun: String,
    /// Where more than one is owed: by the very proportion.
    pub(crate) in_proportion: Option<String>,
}

/// `cứ 500 hộ gia đình có ít nhất 1 đội dân phòng`: how many for 700?
pub(crate) fn norm(span: Span, norm: &Norm) -> Diagnostic {
    let Norm {
        size,
        full,
        begun,
        in_proportion,
    } = norm;
    let [also_en, also_vi] = match in_proportion {
        Some(sentence) => [
            format!("; if it grows in proportion, `{sentence}`"),
            format!("; nếu tính đúng theo tỷ lệ, hãy viết `{sentence}`"),
        ],
        None => [String::new(), String::new()],
    };
    fault(
        codes::TWO_READINGS,
        span,
        format!("what of a rest of fewer than {size}?"),
        format!("phần lẻ chưa đủ {size} thì tính thế nào?"),
    )
    .help(text(
        format!("if only every full {size} counts, write `{full}`; if a rest counts as well, `{begun}`{also_en}"),
        format!("nếu chỉ tính mỗi {size} tròn, hãy viết `{full}`; nếu phần lẻ cũng tính như đủ, hãy viết `{begun}`{also_vi}"),
    ))
}

/// The same, where the sentence says how to round.
pub(crate) fn norm_rounded(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "so many for every so many is said as a quotient",
        "định mức cho mỗi bấy nhiêu thì nêu bằng phép chia",
    )
    .instead(instead)
}

/// `không tăng quá 5%`: what the sentence says, as the language has it.
pub(crate) fn written_so(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "how much something may change stands behind the verb",
        "mức tăng, giảm đứng sau chữ `tăng`, `giảm`",
    )
    .instead(instead)
}

/// `hộ gia đình, trừ hộ nghèo, phải …`
pub(crate) fn excepted_members(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "members who are excepted are left out where the members are named",
        "đối tượng được trừ ra thì nêu ngay sau tên đối tượng",
    )
    .instead(instead)
}

/// `kết quả xếp loại từ khá trở lên`
pub(crate) fn options_in_order(span: Span) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "the options of a choice have no order",
        "các phương án của một lựa chọn không có thứ bậc",
    )
    .help(text(
        "name each option that serves: `CHOICE is OPTION or OPTION`",
        "hãy nêu từng phương án đạt yêu cầu: `LỰA CHỌN là PHƯƠNG ÁN hoặc PHƯƠNG ÁN`",
    ))
}

/// `20% số xã còn lại`
pub(crate) fn the_rest(span: Span) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "the rest: all but which?",
        "còn lại là ngoài những đối tượng nào?",
    )
    .help(text(
        "each group has a sentence of its own: `… where …` for the first, `… where not …` for the others",
        "mỗi nhóm viết một câu: nhóm đầu ghi `… mà …`, nhóm còn lại ghi `… mà không …`",
    ))
}

/// `hộ nghèo không phải trang bị bình chữa cháy`: need those not, or must they not?
pub(crate) fn exempt_members(span: Span, members: &str, case: &str, deed: &str) -> Diagnostic {
    super::sentences::forbidden_or_not_asked(span)
    .help(text(
        format!("if it is forbidden write `no {members} where {case} and {deed}`; if it is not asked, say so of the duty: `{members} where not {case} must {deed}`"),
        format!("nếu cấm, hãy viết `không có {members} mà {case} và {deed}`; nếu không bắt buộc, hãy ghi ở câu nêu nghĩa vụ: `{members} mà không phải {case} phải {deed}`"),
    ))
}

/// `at least 5 clear days before held`
pub(crate) fn clear_days(
    span: Span,
    (days, unit): (u32, &str),
    instead: Option<&str>,
) -> Diagnostic {
    let told = fault(
        codes::NOT_EXPECTED,
        span,
        "of clear days neither the first nor the last is counted",
        "`clear days` không tính cả ngày đầu lẫn ngày cuối",
    );
    match instead {
        Some(instead) => told.instead(instead),
        None => told.help(text(
            format!("between two events write one day more, `at least {} {unit} before …`; for a limit count its last day: `within {days} {unit} of …`", days.saturating_add(1)),
            format!("giữa hai sự kiện, hãy ghi thêm một ngày: `at least {} {unit} before …`; nếu là hạn, hãy tính cả ngày cuối: `within {days} {unit} of …`", days.saturating_add(1)),
        )),
    }
}

/// `until the end of 2028`
pub(crate) fn until(span: Span, year: u32) -> Diagnostic {
    let next = year.saturating_add(1);
    fault(
        codes::TWO_READINGS,
        span,
        "must it be so all the time until then, or be done by then?",
        "luôn phải như vậy cho đến khi đó, hay phải xong trước khi đó?",
    )
    .help(text(
        format!("for what is forbidden until then write `before {next} …`, for what must be done by then `by {year} …`, for what must be so in each year until then `annually throughout … to {year} …` with the first year"),
        format!("nếu cấm đến khi đó, hãy viết `before {next} …`; nếu phải xong trước khi đó, hãy viết `by {year} …`; nếu năm nào cũng phải như vậy cho đến khi đó, hãy viết `annually throughout … to {year} …` với năm đầu"),
    ))
}

/// `no meeting may be closed to the public`
pub(crate) fn barred(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "what must not be is said otherwise",
        "điều cấm này phải viết cách khác",
    )
    .instead(instead)
}

/// `no town may charge a fee`
pub(crate) fn no_body_may(span: Span, act: &str, none: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "is this forbidden to the bearer itself, or to bodies below it?",
        "cấm chính chủ thể, hay cấm các cơ quan trực thuộc?",
    )
    .help(text(
        format!("to the bearer: `must not {act}`; to those below it: `{none} {act}`"),
        format!("nếu cấm chính chủ thể, hãy viết `must not {act}`; nếu cấm các cơ quan trực thuộc, hãy viết `{none} {act}`"),
    ))
}

/// `only a festival town may charge a fee`
pub(crate) fn only(span: Span, instead: Option<&str>) -> Diagnostic {
    let told = fault(
        codes::UNKNOWN_WORDS,
        span,
        "what only some may do is said of the others, who must not",
        "việc chỉ một số được làm thì nêu bằng điều cấm đối với các trường hợp còn lại",
    );
    match instead {
        Some(instead) => told.instead(instead),
        None => told.help(text(
            "write `unless …, must not …`; of members `no … where not … and …`",
            "hãy viết `trừ khi …, không được …`; đối với đối tượng thì viết `không có … mà không … và …`",
        )),
    }
}

/// `must not publish … later than 30 June`
pub(crate) fn later_than(span: Span, due: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        "what must not be late is said as what must be done by a day",
        "không được chậm thì nêu bằng việc phải làm và hạn của nó",
    )
    .help(text(
        format!("say what must be done, and `{due}`; leave out the `not` that goes with it"),
        format!("hãy nêu việc phải làm, rồi `{due}`; bỏ chữ phủ định đi kèm"),
    ))
}

/// `urgent requests must be answered`
pub(crate) fn described_first(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "which members are meant is said behind their name",
        "đối tượng nào thì nêu sau tên đối tượng",
    )
    .instead(instead)
}

/// `more public hearings than last year`
pub(crate) fn compared_behind(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "what is compared stands before the comparison",
        "đại lượng phải đứng trước phép so sánh",
    )
    .instead(instead)
}

/// `mỗi vụ cháy mà người chết ít nhất 1 có thiệt hại …`
pub(crate) fn choice_without_comma(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "a comma is missing behind what says which of them",
        "thiếu dấu phẩy sau phần nói rõ đối tượng nào",
    )
    .instead(instead)
}

/// `mỗi kiến nghị không quá 5 ngày kể từ … phải được khắc phục`
pub(crate) fn limit_amid(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "what must be done stands first, then the time for it",
        "việc phải làm đứng trước, thời hạn đứng sau",
    )
    .instead(instead)
}

/// `khu dân cư có điểm chữa cháy tăng ít nhất 2 so với năm trước`
pub(crate) fn number_rises(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "what rises or falls is a number",
        "tăng, giảm là tăng, giảm số lượng",
    )
    .instead(instead)
}

/// `…, tùy mức nào thấp hơn`
pub(crate) fn whichever(span: Span, which: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        "which of two levels counts is said before them",
        "lấy mức nào trong hai mức thì nêu trước hai mức ấy",
    )
    .help(text(
        format!("write `{which} A and B`, a share as a product: `{which} 500 million VND and 30% * AMOUNT`"),
        format!("hãy viết `{which} A và B`, phần trăm thì nêu bằng phép nhân: `{which} 500 triệu đồng và 30% * SỐ TIỀN`"),
    ))
}

/// `tổng kết quý IV năm 2030`
pub(crate) fn quarter_alone(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "a quarter stands with `within`",
        "quý phải có chữ `trong` đứng trước",
    )
    .instead(instead)
}

/// `trước Tết Nguyên đán`, which nothing declares
pub(crate) fn undeclared_day(span: Span, words: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        format!("`{words}` is neither a declared name nor a keyword"),
        format!("`{words}` không phải tên đã khai báo, cũng không phải từ khoá"),
    )
    .help(text(
        "if it is a day, declare it with `date`, so that its day is reported; or write the name as it is declared",
        "nếu là một ngày, hãy khai báo bằng `ngày` để báo cáo ngày ấy; hoặc viết đúng tên đã khai báo",
    ))
}

/// `ít nhất 60% điểm tối đa`
pub(crate) fn share_of_points(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "a score is compared with points, not with a share of the most there are",
        "thang điểm được so sánh với số điểm, không phải với tỷ lệ của điểm tối đa",
    )
    .help(text(
        format!("work out the points; if the most are 100 points, write `{instead}`"),
        format!("hãy tính ra số điểm; nếu điểm tối đa là 100 điểm, hãy viết `{instead}`"),
    ))
}

/// `a charge for a request must be at most …`
pub(crate) fn figure_of_each(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "whose figure it is stands before it",
        "số liệu của đối tượng nào thì nêu sau tên đối tượng đó",
    )
    .instead(instead)
}

/// `kinh phí bằng 120% năm trước`
pub(crate) fn of_last_year(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "so many per cent of what it was last year is a product",
        "bằng bao nhiêu phần trăm của năm trước thì viết thành phép nhân",
    )
    .instead(instead)
}

/// `nếu khu vực III thì …`
pub(crate) fn option_alone(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "an option stands behind its choice",
        "phương án phải đứng sau tên lựa chọn",
    )
    .instead(instead)
}

/// `trả kết quả đúng hẹn trả`
pub(crate) fn when_due(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "on the day or before it is said otherwise",
        "đúng hẹn nghĩa là trước hoặc đúng ngày hẹn",
    )
    .instead(instead)
}

/// `xử lý dưới 7 ngày kể từ ngày tiếp nhận`
pub(crate) fn under_days(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "a time limit names its last day",
        "thời hạn nêu số ngày tối đa",
    )
    .instead(instead)
}

/// `kinh phí từ 500 triệu đồng`
pub(crate) fn from_amount(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "from so much to how much?",
        "từ mức này đến mức nào?",
    )
    .instead(instead)
}

/// `cán bộ không được chia sẻ tài khoản`
pub(crate) fn act_of_body(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "what is done is declared of the body, which answers for these too",
        "việc này khai báo cho cơ quan, nên cơ quan chịu trách nhiệm cả về các đối tượng ấy",
    )
    .instead(instead)
}

/// `tỷ lệ hồ sơ trả kết quả trước hoặc đúng hẹn trả đạt 98% trở lên`
pub(crate) fn rate_in_time(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "a share of those done in time begins with its percentage",
        "tỷ lệ đối tượng được thực hiện đúng hạn thì nêu phần trăm trước",
    )
    .instead(instead)
}

/// `trước khi cắt nước phải thông báo ít nhất 3 ngày`
pub(crate) fn before_it(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "what is to be done stands before what it precedes",
        "việc phải làm đứng trước, sự kiện đứng sau",
    )
    .instead(instead)
}

/// `trong 6 tháng đầu năm rà soát`
pub(crate) fn half_of_year(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "half a year is named by its last day",
        "nửa năm được nêu bằng ngày cuối cùng còn kịp",
    )
    .instead(instead)
}
