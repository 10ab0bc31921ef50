//! Faults of sentences and expressions.

use super::{fault, kind, text};
use crate::Language;
use crate::codes;
use crate::diagnostic::{Diagnostic, Text};
use crate::format::comparator;
use crate::keywords::Keyword;
use crate::names::{Name, NameKind};
use crate::source::Span;
use crate::syntax::{Comparator, Point};

pub(crate) fn unknown_words(span: Span, typed: &str, near: Option<String>) -> Diagnostic {
    let found = fault(
        codes::UNKNOWN_WORDS,
        span,
        format!("`{typed}` is neither a declared name nor a keyword"),
        format!("`{typed}` không phải tên đã khai báo, cũng không phải từ khoá"),
    );
    match near {
        Some(near) => found.did_you_mean(&near),
        None => found.help(text(
            "declare it, or write the name as it is declared",
            "hãy khai báo, hoặc viết đúng tên đã khai báo",
        )),
    }
}

pub(crate) fn id_in_sentence(span: Span, id: &str, name: &Name, language: Language) -> Diagnostic {
    let (en, vi) = (name.printed(Language::En), name.printed(Language::Vi));
    fault(
        codes::ID_IN_SENTENCE,
        span,
        format!("`{id}` is an id; a sentence takes the name"),
        format!("`{id}` là mã; trong câu phải viết tên gọi"),
    )
    .also(name.span, text("declared here", "khai báo ở đây"))
    .help(text(format!("write `{en}`"), format!("hãy viết `{vi}`")))
    .fix(span, name.printed(language))
}

pub(crate) fn without_marks(span: Span) -> Diagnostic {
    fault(
        codes::UNKNOWN_WORDS,
        span,
        "this sentence is written without Vietnamese marks",
        "câu này viết không dấu",
    )
    .help(text(
        "write it with its marks: `hằng năm ít nhất 15% công chức …`, not `hang nam it nhat 15% cong chuc …`",
        "hãy viết có dấu: `hằng năm ít nhất 15% công chức …`, không viết `hang nam it nhat 15% cong chuc …`",
    ))
}

pub(crate) fn unknown_unit(span: Span, unit: &str, known: &str) -> Diagnostic {
    let found = fault(
        codes::UNKNOWN_UNIT,
        span,
        format!("`{unit}` is no unit of a declared amount"),
        format!("`{unit}` không phải đơn vị tính đã khai báo"),
    );
    if known.is_empty() {
        found.help(text(
            format!("declare an `amount` in {unit}"),
            format!("hãy khai báo một `số tiền` tính bằng {unit}"),
        ))
    } else {
        found.help(text(
            format!("known units: {known}"),
            format!("các đơn vị đã có: {known}"),
        ))
    }
}

pub(crate) fn percent_without_comparator(span: Span, value: &str) -> Diagnostic {
    fault(
        codes::PERCENT_WITHOUT_COMPARATOR,
        span,
        "this percentage has no comparator",
        "tỷ lệ này chưa có từ so sánh",
    )
    .label(text("over, at least, under?", "trên, ít nhất, dưới?"))
    .help(if value == "100%" {
        // Nothing is over all of it.
        text(
            "write for example `at least 100%`",
            "hãy viết chẳng hạn `ít nhất 100%`",
        )
    } else {
        text(
            format!("write for example `over {value}` or `at least {value}`"),
            format!("hãy viết chẳng hạn `trên {value}` hoặc `ít nhất {value}`"),
        )
    })
}

pub(crate) fn number_without_comparator(span: Span, value: &str) -> Diagnostic {
    fault(
        codes::NUMBER_WITHOUT_COMPARATOR,
        span,
        "this number has no comparator",
        "con số này chưa có từ so sánh",
    )
    .label(text(
        "at least, at most, exactly?",
        "ít nhất, không quá, đúng?",
    ))
    .help(text(
        format!("write for example `at least {value}` or `exactly {value}`"),
        format!("hãy viết chẳng hạn `ít nhất {value}` hoặc `đúng {value}`"),
    ))
}

pub(crate) fn share_without_state(span: Span) -> Diagnostic {
    fault(
        codes::SHARE_WITHOUT_STATE,
        span,
        "this share does not say what is asked of the members",
        "tỷ lệ này chưa nêu yêu cầu gì đối với đối tượng",
    )
    .help(text(
        "add a state, fact or act of theirs, such as `trained`, or `where …`",
        "hãy thêm một trạng thái, thông tin hoặc việc, ví dụ `được tập huấn`, hoặc `mà …`",
    ))
}

pub(crate) fn share_of_count(span: Span, count: &str, share: &str) -> Diagnostic {
    fault(
        codes::SHARE_OF_COUNT,
        span,
        "a share of a count needs the count that is compared with it",
        "tỷ lệ của một số lượng cần số lượng được so với nó",
    )
    .help(text(
        format!("of which whole? write `{count} {share} of …`, as in `votes in favour over half of people present`"),
        format!("của tổng số nào? hãy viết `{count} {share} …`, như trong `phiếu tán thành trên một nửa trong số người có mặt`"),
    ))
}

pub(crate) fn count_of_quantity(span: Span) -> Diagnostic {
    fault(
        codes::COUNT_OF_QUANTITY,
        span,
        "a number of these cannot be asked",
        "không thể yêu cầu một số lượng như thế này",
    )
    .help(text(
        "a percentage takes `of`; a number takes a count or a population",
        "tỷ lệ thì cần phần trăm; con số thì đi với số lượng hoặc đối tượng",
    ))
}

pub(crate) fn ratio_without_share(span: Span) -> Diagnostic {
    fault(
        codes::RATIO_WITHOUT_SHARE,
        span,
        "a share of something needs a percentage or a fraction",
        "tỷ lệ trong tổng số phải là phần trăm hoặc phân số",
    )
    .help(text(
        "write for example `over 50% of` or `at least two thirds of`",
        "hãy viết chẳng hạn `trên 50%` hoặc `ít nhất hai phần ba`",
    ))
}

pub(crate) fn two_requirements(span: Span) -> Diagnostic {
    fault(
        codes::TWO_REQUIREMENTS,
        span,
        "a sentence has one requirement, and this has two",
        "mỗi câu chỉ có một yêu cầu, câu này có hai",
    )
    .help(text(
        "write `all of:` with a bullet for each, or two sentences, each with the period, deadline and conditions that hold of it",
        "hãy viết `tất cả các việc sau:` với mỗi yêu cầu một gạch đầu dòng, hoặc viết thành hai câu, câu nào cũng nêu đủ kỳ, hạn và điều kiện của mình",
    ))
}

pub(crate) fn second_requirement(span: Span, first: Span) -> Diagnostic {
    two_requirements(span)
        .label(text(
            "the second begins here",
            "yêu cầu thứ hai bắt đầu ở đây",
        ))
        .also(first, text("the first", "yêu cầu thứ nhất"))
}

pub(crate) fn no_requirement(span: Span) -> Diagnostic {
    fault(
        codes::NO_REQUIREMENT,
        span,
        "this sentence asks for nothing",
        "câu này chưa yêu cầu điều gì",
    )
    .help(text(
        "add a share, a count or an act: `over 15% of …`, `at least 2 …`",
        "hãy thêm tỷ lệ, số lượng hoặc việc phải làm: `trên 15% …`, `ít nhất 2 …`",
    ))
}

pub(crate) fn not_a_requirement(span: Span) -> Diagnostic {
    fault(
        codes::NOT_A_REQUIREMENT,
        span,
        "this can be worked out, but nothing is asked of it",
        "phần này tính được nhưng chưa nêu yêu cầu",
    )
    .help(text(
        "compare it: `… at least …`, `… at most …`, or ask for a share or an act; not more is `at most`, not fewer `at least`",
        "hãy so sánh: `… ít nhất …`, `… không quá …`, hoặc yêu cầu một tỷ lệ hay một việc; không hơn là `không quá`, không kém là `ít nhất`",
    ))
}

pub(crate) fn must_not_measure(span: Span) -> Diagnostic {
    fault(
        codes::MUST_NOT_MEASURE,
        span,
        "only an act or a kind of case can be forbidden",
        "chỉ có thể cấm một việc hoặc một loại vụ việc",
    )
    .help(text(
        "write the bound that is allowed: `at most …` where no more may be, `at least …` where no fewer; a case that must not be: `no … where …`",
        "hãy viết mức được phép: `không quá …` nếu không được hơn, `ít nhất …` nếu không được kém; loại trường hợp không được có thì viết `không có … mà …`",
    ))
}

pub(crate) fn condition_without_comma(span: Span) -> Diagnostic {
    let end = span.after();
    fault(
        codes::CONDITION_WITHOUT_COMMA,
        end,
        "a comma is missing after the condition",
        "thiếu dấu phẩy sau điều kiện",
    )
    .also(span, text("the condition", "điều kiện"))
    .help(text(
        "write `,` between the condition and what it asks for",
        "hãy viết `,` giữa điều kiện và yêu cầu",
    ))
    .fix(end, ",")
}

pub(crate) fn said_twice(span: Span, first: Span) -> Diagnostic {
    fault(
        codes::SAID_TWICE,
        span,
        "this is said twice in one sentence",
        "phần này lặp lại trong một câu",
    )
    .also(first, text("said before here", "đã nêu ở đây"))
    .help(text(
        "keep one, or write two sentences",
        "hãy giữ một phần, hoặc viết thành hai câu",
    ))
}

pub(crate) fn limit_over_bullets(span: Span) -> Diagnostic {
    fault(
        codes::LIMIT_OVER_BULLETS,
        span,
        "a time limit cannot stand over bullets",
        "thời hạn không thể đứng chung cho các gạch đầu dòng",
    )
    .help(text(
        "write it in each bullet",
        "hãy viết trong từng gạch đầu dòng",
    ))
}

pub(crate) fn lead_in_bullet(span: Span) -> Diagnostic {
    fault(codes::LEAD_IN_BULLET, span, "a list within a list must say how many of it are asked", "danh sách lồng trong danh sách phải nêu cần đạt bao nhiêu phần")
        .help(text("write `all of:`, `any of:` or `at least 2 of:`", "hãy viết `tất cả các việc sau:`, `một trong các việc sau:` hoặc `ít nhất 2 trong các việc sau:`"))
}

pub(crate) fn no_such_period(span: Span) -> Diagnostic {
    fault(
        codes::NO_SUCH_PERIOD,
        span,
        "there is no such reporting period",
        "không có kỳ báo cáo như vậy",
    )
    .help(text(
        "periods are 1, 3, 6 or 12 months, or whole years; for weeks, declare a `count` and ask for so many `annually` or `monthly`",
        "kỳ báo cáo là 1, 3, 6, 12 tháng, hoặc số năm tròn; theo tuần thì khai báo `số lượng` rồi yêu cầu bao nhiêu `hằng năm` hoặc `hằng tháng`",
    ))
}

pub(crate) fn no_such_term(span: Span) -> Diagnostic {
    fault(
        codes::NO_SUCH_PERIOD,
        span,
        "no term of office is so long",
        "không có nhiệm kỳ dài như vậy",
    )
    .help(text(
        "write whole months, or years with a half at most: `each term of 2.5 years`",
        "ghi số tháng tròn, hoặc số năm lẻ nửa năm: `mỗi nhiệm kỳ 2,5 năm`",
    ))
}

pub(crate) fn throughout_backwards(span: Span) -> Diagnostic {
    fault(
        codes::THROUGHOUT_BACKWARDS,
        span,
        "this stretch of years ends before it begins",
        "giai đoạn này kết thúc trước khi bắt đầu",
    )
    .help(text(
        "write the earlier year first",
        "hãy viết năm trước rồi đến năm sau",
    ))
}

fn which_year(span: Span) -> Diagnostic {
    fault(
        codes::DAY_WITHOUT_YEAR,
        span,
        "which year is meant?",
        "chưa rõ năm nào",
    )
}

pub(crate) fn day_without_year(span: Span) -> Diagnostic {
    which_year(span).help(text(
        "write the year, or `each year` after a day: `15 December each year`",
        "hãy viết năm, hoặc `hằng năm` sau ngày: `ngày 15 tháng 12 hằng năm`",
    ))
}

/// `trong tháng 01`, of no year.
pub(crate) fn month_without_year(span: Span, month: u32) -> Diagnostic {
    let name = (1..)
        .zip(Keyword::months())
        .find(|(number, _)| *number == month);
    let name = name.map_or("January", |(_, name)| name.printed(Language::En));
    which_year(span).help(text(
        format!("if it is so each year, write `within {name} each year`; else the year as well: `within {name} 2028`"),
        format!("nếu năm nào cũng vậy, hãy viết `trong tháng {month:02} hằng năm`; nếu không, hãy ghi cả năm: `trong tháng {month:02} năm 2028`"),
    ))
}

/// `hằng quý, chậm nhất ngày 20`: of which of its months?
pub(crate) fn day_of_which_month(span: Span, day: u32, quarterly: bool) -> Diagnostic {
    let found = fault(
        codes::DAY_WITHOUT_YEAR,
        span,
        "of which month is this the day?",
        "đây là ngày của tháng nào?",
    );
    if quarterly {
        found.help(text(
            format!("write `day {day} of the last month`; a day of another month of the quarter cannot be said"),
            format!("nếu là tháng cuối quý, hãy viết `ngày {day} của tháng cuối quý`; ngày của tháng khác trong quý thì chưa ghi được"),
        ))
    } else {
        found.help(text(
            format!("write the month: `{day} December each year`"),
            format!("hãy ghi tháng: `ngày {day} tháng 12 hằng năm`"),
        ))
    }
}

/// `từ ngày 15 đến ngày 20 hằng tháng`: only the last day is judged.
pub(crate) fn stretch_of_days(span: Span, last: &str) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        "a deed is due by a last day; a first day is not judged",
        "chỉ xét được hạn cuối, chưa xét được ngày sớm nhất",
    )
    .help(text(
        format!("where doing it earlier serves as well, write the last day: `by day {last} each month`, `by {last} December each year`"),
        format!("nếu làm sớm hơn vẫn được, hãy viết hạn cuối: `chậm nhất ngày {last} hằng tháng`, `chậm nhất ngày {last} tháng 12 hằng năm`"),
    ))
}

pub(crate) fn not_a_year(span: Span) -> Diagnostic {
    fault(
        codes::NOT_A_YEAR,
        span,
        "this is no year",
        "đây không phải là năm",
    )
    .help(text(
        "write a year in four digits, from 1900 to 2199; a day of each month is written `by day 25 each month`",
        "năm viết bốn chữ số, từ 1900 đến 2199; ngày của mỗi tháng viết `ngày 25 hằng tháng`, của quý viết `hằng quý … ngày 25 của tháng cuối quý`",
    ))
}

pub(crate) fn limit_without_event(span: Span) -> Diagnostic {
    fault(
        codes::LIMIT_WITHOUT_EVENT,
        span,
        "this time limit does not say from what it runs",
        "thời hạn này chưa nêu tính từ đâu",
    )
    .help(text(
        "after an event: `within 5 working days of …`; before it: `at least 40 days before …`; from a day of the calendar work out the last day: `by 2026-03-02 …`",
        "sau một sự kiện: `trong vòng 5 ngày làm việc kể từ ngày …`; trước sự kiện: `chậm nhất 40 ngày trước ngày …`; kể từ một ngày theo lịch thì tính ra ngày cuối cùng: `chậm nhất ngày 02/03/2026 …`",
    ))
}

pub(crate) fn other_bearer(span: Span, named: Option<&Name>, bearer: Option<&Name>) -> Diagnostic {
    let printed =
        |name: Option<&Name>, language| name.map_or("…", |name| name.printed(language)).to_owned();
    let (en, vi) = (printed(bearer, Language::En), printed(bearer, Language::Vi));
    let found = fault(
        codes::OTHER_BEARER,
        span,
        format!("the rule binds the {en}, the sentence another body"),
        format!("chủ thể của quy định là {vi}, câu này lại nêu chủ thể khác"),
    )
    .help(text(
        format!(
            "correct the `bearer` line, or write `each {}` for each of those below",
            one(named)
        ),
        format!(
            "hãy sửa dòng `chủ thể`, hoặc viết `mỗi {}` nếu là từng đơn vị cấp dưới",
            printed(named, Language::Vi)
        ),
    ));
    match bearer {
        Some(bearer) => found.also(bearer.span, text("the bearer", "chủ thể của quy định")),
        None => found,
    }
}

/// A sentence that names one of its rule's bearers, as if it bound that one alone.
pub(crate) fn some_bearers(span: Span, named: Option<&Name>, left_out: &Name) -> Diagnostic {
    let named_vi = named.map_or("…", |name| name.printed(Language::Vi));
    let left_out_vi = left_out.printed(Language::Vi);
    let (named, other) = (one(named), one(Some(left_out)));
    fault(
        codes::OTHER_BEARER,
        span,
        format!("the rule binds the {other}, too; the sentence names the {named} alone"),
        format!("chủ thể của quy định còn có {left_out_vi}, câu này chỉ nêu {named_vi}"),
    )
    .help(text(
        format!("make the sentence a rule of its own with `bearer {named}`; for all bearers leave out `the {named}`"),
        format!(
            "hãy viết câu này thành một quy định riêng với `chủ thể {named_vi}`; nếu là mọi chủ thể thì bỏ `{named_vi}` ở đầu câu"
        ),
    ))
    .also(left_out.span, text("a bearer, too", "cũng là chủ thể"))
}

/// The English name in the singular.
fn one(name: Option<&Name>) -> &str {
    let phrase = name.and_then(|name| name.phrases(Language::En).first());
    phrase.map_or("…", |phrase| &phrase.one)
}

pub(crate) fn deed_counted(span: Span) -> Diagnostic {
    fault(
        codes::DEED_COUNTED,
        span,
        "an act is done or not; how many times is not reported of it",
        "một việc chỉ có làm hoặc không, không báo cáo bao nhiêu lần",
    )
    .help(text(
        "declare a `count` of it instead of an `act`, then write how many are asked or allowed: `at least 2 …`, `at most 1 …`",
        "hãy khai báo `số lượng` thay cho `việc`, rồi nêu số lần phải có hoặc được phép: `ít nhất 2 …`, `không quá 1 …`",
    ))
}

pub(crate) fn days_or_stay(span: Span) -> Diagnostic {
    fault(
        codes::DAYS_OR_STAY,
        span,
        "how long it lasts, or on how many days it is done?",
        "kéo dài bao nhiêu ngày, hay làm bao nhiêu ngày?",
    )
    .help(text(
        "for a length of time write `for at least 2 days`; for a number of days declare a `count` of them and write `at least 2 …`",
        "nếu là thời gian kéo dài, hãy viết `trong thời gian ít nhất 2 ngày` hoặc `ít nhất 2 ngày liên tục`; nếu là số ngày, hãy khai báo `số lượng`, ví dụ \"ngày tiếp công dân\", rồi viết `ít nhất 2 ngày tiếp công dân`",
    ))
}

pub(crate) fn working_hours(span: Span) -> Diagnostic {
    fault(
        codes::UNIT_NOT_JUDGED,
        span,
        "working hours cannot be judged: no calendar says when an office is open",
        "chưa xét được giờ làm việc: lịch không ghi giờ mở cửa của cơ quan",
    )
    .help(text(
        "write clock hours (`within 24 hours of …`) or working days (`within 1 working day of …`) where the law means these; else state it as a `principle`",
        "hãy viết số giờ theo đồng hồ (`trong vòng 24 giờ kể từ khi …`) hoặc số ngày làm việc (`trong vòng 1 ngày làm việc kể từ ngày …`) nếu luật cho phép; nếu không, hãy ghi thành `nguyên tắc`",
    ))
}

pub(crate) fn minutes(span: Span) -> Diagnostic {
    fault(
        codes::UNIT_NOT_JUDGED,
        span,
        "minutes cannot be judged; the shortest time is an hour",
        "chưa xét được phút; đơn vị ngắn nhất là giờ",
    )
    .help(text(
        "minutes that make whole hours are written as hours (60 minutes: `within 1 hour of …`); state others as a `principle`",
        "số phút tròn giờ thì viết thành giờ (60 phút là `trong vòng 1 giờ kể từ khi …`); còn lại hãy ghi thành `nguyên tắc`",
    ))
}

pub(crate) fn limit_without_unit(span: Span) -> Diagnostic {
    fault(
        codes::LIMIT_WITHOUT_UNIT,
        span,
        "this time limit has no number of days, hours or months",
        "thời hạn này chưa đủ con số và đơn vị",
    )
    .help(text(
        "write a number and its unit: `within 5 working days of …`, `at least 3 days before …`",
        "hãy viết con số cùng đơn vị: `trong vòng 5 ngày làm việc kể từ ngày …`, `trước … ít nhất 3 ngày`",
    ))
}

pub(crate) fn limit_without_comparator(span: Span) -> Diagnostic {
    fault(
        codes::LIMIT_WITHOUT_COMPARATOR,
        span,
        "at least so long before the event, or on that very day?",
        "ít nhất bấy lâu trước sự kiện, hay đúng ngày đó?",
    )
    .help(text(
        "write `at least 3 days before …`",
        "hãy viết `trước … ít nhất 3 ngày`",
    ))
}

pub(crate) fn not_a_choice(span: Span) -> Diagnostic {
    fault(
        codes::NOT_A_CHOICE,
        span,
        "`is` needs a choice before it and one of its options after it",
        "`là` cần một lựa chọn đứng trước và một phương án đứng sau",
    )
    .help(text(
        "declare it with `choice` and `option` lines",
        "hãy khai báo bằng `lựa chọn` và các dòng `phương án`",
    ))
}

fn no_option_of(span: Span, choice: &Name) -> Diagnostic {
    fault(
        codes::NOT_AN_OPTION,
        span,
        format!("this is no option of `{}`", choice.printed(Language::En)),
        format!(
            "đây không phải phương án của `{}`",
            choice.printed(Language::Vi)
        ),
    )
    .also(choice.span, text("declared here", "khai báo ở đây"))
}

pub(crate) fn not_an_option_of(span: Span, choice: &Name) -> Diagnostic {
    no_option_of(span, choice).help(text(
        "write one of its options",
        "hãy viết một phương án của lựa chọn đó",
    ))
}

/// `địa bàn là vùng cao`, which is none of its options
pub(crate) fn options_are(span: Span, choice: &Name, options: &[String]) -> Diagnostic {
    let listed: Vec<String> = options.iter().map(|option| format!("`{option}`")).collect();
    let listed = listed.join(", ");
    no_option_of(span, choice).help(text(
        format!("write one of its options: {listed}"),
        format!("hãy viết một phương án của lựa chọn đó: {listed}"),
    ))
}

pub(crate) fn not_a_fact_of(span: Span, fact: &Name, population: &Name) -> Diagnostic {
    fault(
        codes::NOT_A_FACT_OF,
        span,
        format!(
            "`{}` is not reported of `{}`",
            fact.printed(Language::En),
            population.printed(Language::En)
        ),
        format!(
            "`{}` không phải thông tin của `{}`",
            fact.printed(Language::Vi),
            population.printed(Language::Vi)
        ),
    )
    .label(text(
        "no such fact of these members",
        "đối tượng này không có thông tin ấy",
    ))
    .also(
        population.span,
        text(
            "declared here, without it",
            "khai báo ở đây, không có thông tin này",
        ),
    )
    .help(text(
        "declare it there too, or name another population",
        "hãy khai báo thêm ở đó, hoặc nêu đối tượng khác",
    ))
}

pub(crate) fn not_a_fact_here(
    span: Span,
    fact: &Name,
    owner: Option<&Name>,
    negated: bool,
) -> Diagnostic {
    let (not_en, not_vi) = if negated {
        ("not ", "không ")
    } else {
        ("", "")
    };
    let (en, vi) = kind(fact.kind);
    let of = |language| owner.map_or("…", |owner| owner.printed(language));
    let (of_en, of_vi) = (of(Language::En), of(Language::Vi));
    let (fact_en, fact_vi) = (fact.printed(Language::En), fact.printed(Language::Vi));
    fault(
        codes::NOT_A_FACT_HERE,
        span,
        format!("`{fact_en}` says nothing here"),
        format!("`{fact_vi}` không có nghĩa ở đây"),
    )
    .label(text(
        format!("{en} of the members of `{of_en}`"),
        format!("{vi} của từng thành viên `{of_vi}`"),
    ))
    .also(fact.span, text("declared here", "khai báo ở đây"))
    .help(if matches!(fact.kind, NameKind::Count | NameKind::Amount) {
        text(
            format!("name the population before it: `each {} has at least … {fact_en}`", one(owner)),
            format!("hãy nêu đối tượng trước: `mỗi {of_vi} có ít nhất … {fact_vi}`"),
        )
    } else {
        text(
            format!("name the population before it: `at least … of {of_en}`, `each …`; a case apart is chosen with `where`, not with `if` or `except when`: `each {} where {not_en}{fact_en}, …`", one(owner)),
            format!("hãy nêu đối tượng trước: `ít nhất … {of_vi}`, `mỗi {of_vi} …`; trường hợp riêng thì chọn bằng `mà`, không bằng `nếu` hay `trừ trường hợp`: `mỗi {of_vi} mà {not_vi}{fact_vi}, …`"),
        )
    })
}

pub(crate) fn fact_of_several(span: Span) -> Diagnostic {
    fault(
        codes::FACT_OF_SEVERAL,
        span,
        "this fact belongs to several populations at once here",
        "thông tin này cùng lúc thuộc nhiều đối tượng",
    )
    .help(text(
        "write one sentence for each population",
        "hãy viết mỗi đối tượng một câu",
    ))
}

pub(crate) fn two_readings(span: Span, one: (&str, &str), other: (&str, &str)) -> Diagnostic {
    fault(
        codes::TWO_READINGS,
        span,
        "this sentence reads two ways",
        "câu này có hai cách hiểu",
    )
    .label(text(
        format!("`{}`, or `{}`?", one.0, other.0),
        format!("`{}` hay `{}`?", one.1, other.1),
    ))
    .help(text(
        "put the name that is meant in quotes, or change one of the names",
        "hãy đặt tên cần dùng trong dấu ngoặc kép, hoặc đổi một trong các tên",
    ))
}

/// What is meant by words that forbid, or say that nothing is asked.
pub(super) fn forbidden_or_not_asked(span: Span) -> Diagnostic {
    fault(
        codes::TWO_READINGS,
        span,
        "is this forbidden, or is it only not asked?",
        "cấm làm việc này, hay chỉ là không bắt buộc?",
    )
}

/// `không phải gửi báo cáo`: need not, or must not?
pub(crate) fn exemption(span: Span, act: &str) -> Diagnostic {
    forbidden_or_not_asked(span)
    .help(text(
        format!("if it is forbidden write `must not {act}`; if it is not asked in some cases, say so of the duty: `… unless …`"),
        format!("nếu cấm, hãy viết `không được {act}`; nếu miễn trong một số trường hợp, hãy ghi ở câu nêu nghĩa vụ: `… trừ khi …`"),
    ))
}

/// `trong tháng 12 không được …`: a ban or ceiling within a part of the year.
pub(crate) fn only_within(span: Span) -> Diagnostic {
    fault(
        codes::TWO_READINGS,
        span,
        "is this forbidden in that time alone, or until its end?",
        "chỉ cấm trong thời gian này, hay cấm đến hết thời gian này?",
    )
    .help(text(
        "a prohibition or ceiling holds in whole periods: `annually …`, `quarterly …`, `throughout 2028 to 2028 …`; until a day: `before …`; that it holds in one month or quarter of the year alone cannot be said: make it a `principle`",
        "điều cấm và mức trần xét theo kỳ trọn vẹn: `hằng năm …`, `hằng quý …`, `giai đoạn 2028-2028 …`; đến một ngày thì viết `trước ngày …`; chưa ghi được điều chỉ áp dụng trong một tháng hay một quý của năm: hãy ghi thành `nguyên tắc`",
    ))
}

/// `chậm nhất năm 2027 không được …`: forbidden from then on, or until then?
pub(crate) fn ban_by(span: Span, point: Point) -> Diagnostic {
    let day = |language: Language, of_year: &str, of_day: &str| match point {
        Point::Year(year) => format!("{of_year} {}", year + 1),
        _ => format!("{of_day} {}", language.pick("DAY", "DD/MM/YYYY")),
    };
    let since = |language: Language| {
        let [of_year, of_day] = language.pick(["from", "from"], ["từ năm", "từ ngày"]);
        format!("{}, …", day(language, of_year, of_day))
    };
    let until = |language: Language| {
        let [of_year, of_day] = language.pick(["before", "before"], ["trước năm", "trước ngày"]);
        format!("{} …", day(language, of_year, of_day))
    };
    fault(
        codes::TWO_READINGS,
        span,
        "is this forbidden from then on, or until then?",
        "cấm từ khi đó, hay chỉ cấm đến khi đó?",
    )
    .help(text(
        format!(
            "if it must have ended by then write `{}`; if it is forbidden until then, `{}`",
            since(Language::En),
            until(Language::En)
        ),
        format!(
            "nếu đến khi đó phải chấm dứt, hãy viết `{}`; nếu chỉ cấm đến khi đó, hãy viết `{}`",
            since(Language::Vi),
            until(Language::Vi)
        ),
    ))
}

/// `25.000 đồng/tháng` of members: a price, or so much in each month?
pub(crate) fn price(span: Span) -> Diagnostic {
    fault(
        codes::TWO_READINGS,
        span,
        "is this judged in each period, or is it a price for so long?",
        "mức này xét trong từng kỳ, hay là đơn giá cho mỗi kỳ?",
    )
    .help(text(
        "where the figure is that of each period, begin with how often: `monthly …`; where the figure reported is a price for a month or a year, leave these words out",
        "nếu xét con số của từng kỳ, hãy ghi định kỳ ở đầu câu: `hằng tháng …`; nếu số liệu báo cáo đã là đơn giá một tháng, một năm thì bỏ các chữ này",
    ))
}

/// `xã được thu tiền`: may, or is it a duty?
pub(crate) fn permission(span: Span, act: &str) -> Diagnostic {
    fault(
        codes::TWO_READINGS,
        span,
        "is this allowed, or is it a duty?",
        "cho phép làm việc này, hay bắt buộc làm?",
    )
    .help(text(
        format!("if it is allowed write `may {act}`; if it is a duty write `must {act}`"),
        format!("nếu cho phép, hãy viết `có thể {act}`; nếu bắt buộc, hãy viết `phải {act}`"),
    ))
}

/// `trả kết quả đúng ngày hẹn`: by that day, or on no other?
pub(crate) fn appointment(span: Span, deed: &str, day: &str) -> Diagnostic {
    fault(
        codes::TWO_READINGS,
        span,
        "may this be done earlier, or on that very day only?",
        "được làm sớm hơn, hay chỉ được làm vào đúng ngày ấy?",
    )
    .help(text(
        format!("if earlier serves as well write `{deed} no later than {day}`; if no other day serves write `{deed} equal to {day}`"),
        format!("nếu sớm hơn vẫn được, hãy viết `{deed} chậm nhất vào ngày {day}`; nếu chỉ vào đúng ngày ấy, hãy viết `{deed} bằng {day}`"),
    ))
}

/// `mỗi hộ được vay vốn một lần`: is it owed to them, or may they have it no more than once?
pub(crate) fn entitlement(span: Span, state: &str) -> Diagnostic {
    fault(
        codes::TWO_READINGS,
        span,
        "must this be done for each of them, or may each have it only so often?",
        "phải làm việc này cho từng đối tượng, hay mỗi đối tượng chỉ được hưởng bấy nhiêu lần?",
    )
    .help(text(
        format!("if it must be done write `must {state} at least once`; if no more is allowed declare the number of times with `count` and write `at most 1`"),
        format!("nếu phải làm, hãy viết `phải {state} ít nhất một lần`; nếu không được nhiều hơn, hãy khai báo số lần bằng `số lượng` rồi viết `không quá 1`"),
    ))
}

/// `ít nhất 10-20 mẫu`: from ten to twenty, or ten less twenty?
pub(crate) fn stretch_or_difference(span: Span, first: &str, last: &str) -> Diagnostic {
    fault(
        codes::TWO_READINGS,
        span,
        "is this a stretch, or one number less the other?",
        "đây là một khoảng, hay phép trừ?",
    )
    .help(text(
        format!("a stretch stands by itself: `{first} to {last} …`; with a comparator write one number: `at least {first} …`"),
        format!("khoảng thì đứng một mình: `từ {first} đến {last} …`; sau từ so sánh chỉ ghi một số: `ít nhất {first} …`"),
    ))
}

/// `tăng ít nhất 2 lần so với năm trước`: so many times as much, or so many more?
pub(crate) fn times_or_more(span: Span, how: Comparator, number: &str, falls: bool) -> Diagnostic {
    let how = comparator(how);
    let product = |language: Language| {
        let last_year = language.pick("… last year", "… năm trước");
        if falls {
            format!(
                "… {} {last_year} / {number}",
                how.mirrored().printed(language)
            )
        } else {
            format!("… {} {number} * {last_year}", how.printed(language))
        }
    };
    let more = |language: Language| {
        let told = how.printed(language);
        match (language, falls) {
            (Language::En, false) => {
                format!("increases by {told} {number} compared with last year")
            }
            (Language::En, true) => {
                format!("decreases by {told} {number} compared with last year")
            }
            (Language::Vi, false) => format!("tăng {told} {number} so với năm trước"),
            (Language::Vi, true) => format!("giảm {told} {number} so với năm trước"),
        }
    };
    fault(
        codes::TWO_READINGS,
        span,
        "is this so many times the old level, or a difference of so many?",
        "gấp bấy nhiêu lần mức cũ, hay chênh bấy nhiêu?",
    )
    .help(text(
        format!("for so many times write `{}`; for a difference leave the unit out: `{}`", product(Language::En), more(Language::En)),
        format!("nếu là gấp bấy nhiêu lần, hãy viết `{}`; nếu là chênh bấy nhiêu, hãy bỏ chữ `lần`: `{}`", product(Language::Vi), more(Language::Vi)),
    ))
}

/// `ít nhất 10 triệu đồng/cán bộ`: for each of them, or divided by their number?
pub(crate) fn per_head(span: Span, much: &str, each: &str, is_bearer: bool) -> Diagnostic {
    let found = fault(
        codes::TWO_READINGS,
        span,
        "is this so much for each, or divided by how many there are?",
        "đây là mức tính cho từng đối tượng, hay phép chia cho số đối tượng?",
    );
    if is_bearer {
        return found.help(text(
            format!("every sentence of the rule is asked of each {each} already: write `{much}`"),
            format!("câu nào của quy định cũng đã xét từng {each}: hãy viết `{much}`"),
        ));
    }
    found.help(text(
        format!("for each of them write `{much} * number of {each}`"),
        format!("nếu là mức cho từng đối tượng, hãy viết `{much} * (tổng số {each})`"),
    ))
}

pub(crate) fn suffix_apart(span: Span, value: Span) -> Diagnostic {
    fault(
        codes::SUFFIX_APART,
        span,
        "these words must follow their number directly",
        "cụm từ này phải đứng ngay sau con số",
    )
    .also(value, text("the number", "con số"))
    .help(text(
        "write for example `60% or more of …`",
        "hãy viết chẳng hạn `từ 60% trở lên …`",
    ))
}

pub(crate) fn share_without_of(span: Span) -> Diagnostic {
    fault(
        codes::SHARE_WITHOUT_OF,
        span,
        "`of` is missing after the share",
        "thiếu `of` sau tỷ lệ",
    )
    .help(text(
        "write for example `over 15% of hamlet heads trained`",
        "hãy viết chẳng hạn `over 15% of hamlet heads trained`",
    ))
}

pub(crate) fn share_without_members(span: Span) -> Diagnostic {
    fault(
        codes::SHARE_WITHOUT_MEMBERS,
        span,
        "this share does not say of whom",
        "tỷ lệ này chưa nêu của đối tượng nào",
    )
    .help(text(
        "write for example `over 15% of hamlet heads trained`",
        "hãy viết chẳng hạn `trên 15% trưởng bản được tập huấn`",
    ))
}

pub(crate) fn ends_early(span: Span, wanted: (&str, &str)) -> Diagnostic {
    fault(
        codes::ENDS_EARLY,
        span,
        "the sentence ends too early",
        "câu kết thúc sớm",
    )
    .label(text(
        format!("{} should follow", wanted.0),
        format!("tiếp theo phải là {}", wanted.1),
    ))
    .help(order_of_words())
}

/// A sentence broken into two lines; `is_bare` where nothing but blanks stands between them.
pub(crate) fn cut_in_two(first: Span, second: Span, is_bare: bool) -> Diagnostic {
    let end = Span {
        start: first.end,
        ..first
    };
    let told = fault(
        codes::ENDS_EARLY,
        end,
        "the sentence ends too early",
        "câu kết thúc sớm",
    )
    .label(text("it goes on in the next line", "còn tiếp ở dòng dưới"))
    .help(text(
        "write a sentence in one line: join the two",
        "mỗi câu viết trên một dòng: nối hai dòng này lại",
    ));
    let between = Span {
        start: first.end,
        end: second.start,
        ..first
    };
    if is_bare {
        told.fix(between, " ")
    } else {
        told
    }
}

/// How a sentence goes, for whoever is told no more than that some words do not fit.
fn order_of_words() -> Text {
    text(
        "a sentence says when, how much of whom and what, or when and which act: \
         `annually over 80% of households trained`, `annually issue a plan`",
        "một câu nêu kỳ hoặc hạn, mức, đối tượng rồi trạng thái, hoặc kỳ hoặc hạn rồi việc: \
         `hằng năm trên 80% hộ dân được tập huấn`, `hằng năm ban hành kế hoạch`",
    )
}

pub(crate) fn not_expected(span: Span, words: &str, wanted: (&str, &str)) -> Diagnostic {
    fault(
        codes::NOT_EXPECTED,
        span,
        format!("`{words}` cannot stand here"),
        format!("`{words}` không đứng ở đây được"),
    )
    .label(text(
        format!("here {} should stand", wanted.0),
        format!("ở đây phải là {}", wanted.1),
    ))
    .help(order_of_words())
}
