//! Faults of declarations and names.

use super::{Near, fault, forms, left_out, text};
use crate::Language;
use crate::codes;
use crate::cursor::is_ident;
use crate::diagnostic::{Diagnostic, Severity};
use crate::ids::{bare, id_from};
use crate::keywords::Keyword;
use crate::lines::MAX_NAME_CHARS;
use crate::lines::{Token, TokenKind};
use crate::names::{Name, NameKind};
use crate::reader::{Wanted, spell};
use crate::slip::Spelled;
use crate::source::Span;
use crate::syntax::Ident;
use crate::words::fold;

/// The line may name the thing already, by `called`.
pub(crate) fn missing_id(
    span: Span,
    keyword: Keyword,
    language: Language,
    called: Option<&str>,
) -> Diagnostic {
    let word = keyword.printed(language);
    fault(
        codes::MISSING_ID,
        span,
        format!("`{word}` needs an id"),
        format!("`{word}` cần có một mã"),
    )
    .label(text("the id should stand here", "mã phải đứng ở đây"))
    .help(match called.and_then(id_from) {
        Some(id) => text(
            format!("write an id between the keyword and the names: `{word} {id} \"…\" / \"…\"`"),
            format!("hãy viết mã giữa từ khoá và tên gọi: `{word} {id} \"…\" / \"…\"`"),
        ),
        None => text(
            "write a short id in plain letters, digits and `_`, such as `hamlet_heads`",
            "hãy viết một mã ngắn gồm chữ cái không dấu, chữ số và `_`, ví dụ `hamlet_heads`",
        ),
    })
}

pub(crate) fn id_not_ascii(span: Span, written: &str) -> Diagnostic {
    fault(
        codes::ID_NOT_ASCII,
        span,
        format!("`{written}` cannot be an id"),
        format!("`{written}` không thể làm mã"),
    )
    .label(text(
        "ids have plain letters, digits and `_` only",
        "mã chỉ gồm chữ cái không dấu, chữ số và `_`",
    ))
    .help(match id_from(written) {
        Some(id) => text(
            format!("write an id such as `{id}`, and the Vietnamese words in quotes after it"),
            format!("hãy viết một mã, ví dụ `{id}`, rồi tên tiếng Việt trong dấu ngoặc kép sau mã"),
        ),
        None => text(
            "write the Vietnamese words in quotes after the id",
            "hãy viết tên tiếng Việt trong dấu ngoặc kép sau mã",
        ),
    })
}

/// Words where one id should be.
pub(crate) fn spaced_id(words: &[Token<'_>]) -> Diagnostic {
    let (span, written) = (whole(words), spell(words));
    let found = fault(
        codes::ID_NOT_ASCII,
        span,
        format!("`{written}` cannot be an id"),
        format!("`{written}` không thể làm mã"),
    )
    .label(text(
        "an id is one word, without spaces",
        "mã là một từ liền, không có dấu cách",
    ));
    match id_from(&written) {
        Some(id) => found.write(&id),
        None => found.help(text(
            "write an id in front of the names, such as `hamlet_heads`",
            "hãy viết một mã trước tên gọi, ví dụ `hamlet_heads`",
        )),
    }
}

/// A title that stands without quotes behind its id, or without an id, to the end of the line.
pub(crate) fn unquoted_title(
    rest: &[Token<'_>],
    keyword: Keyword,
    language: Language,
) -> Option<Diagnostic> {
    let is_word = |token: &Token<'_>| matches!(token.kind, TokenKind::Word | TokenKind::Number);
    let (first, after) = rest.split_first()?;
    if after.is_empty() || !rest.iter().all(is_word) {
        return None;
    }
    let (id, title) = if is_ident(first) {
        (first.text.to_owned(), after)
    } else {
        (id_from(&spell(rest))?, rest)
    };
    let (word, called) = (keyword.printed(language), spell(title));
    let found = fault(
        codes::MISSING_QUOTES,
        whole(title),
        "the title should stand in quotes",
        "tên phải đặt trong dấu ngoặc kép",
    );
    let mend = format!("{id} \"{called}\"");
    Some(
        found
            .help(text(
                format!("write `{word} {mend}`"),
                format!("hãy viết `{word} {mend}`"),
            ))
            .fix(whole(rest), mend),
    )
}

/// `bãi bỏ quy định fees từ …`: of which document?
pub(crate) fn change_without_document(
    rest: &[Token<'_>],
    keyword: Keyword,
    language: Language,
) -> Diagnostic {
    let word = keyword.printed(language);
    fault(
        codes::MISSING_ID,
        whole(rest),
        format!("`{word}` needs the id of the document, and that of its rule"),
        format!("`{word}` phải có mã của văn bản, rồi mã của quy định trong văn bản ấy"),
    )
    .help(text(
        format!("write them as they are declared: `{word} DOCUMENT rule RULE from 2027-01-01`"),
        format!("hãy ghi như đã khai báo: `{word} MÃ_VĂN_BẢN quy định MÃ_QUY_ĐỊNH từ 01/01/2027`"),
    ))
}

/// `lịch Việt Nam`
pub(crate) fn calendar_by_its_country(span: Span) -> Diagnostic {
    fault(
        codes::ID_NOT_ASCII,
        span,
        "a calendar is named by its id",
        "lịch được gọi bằng mã",
    )
    .write("vietnam")
}

/// A scenario whose title stands without quotes, or behind what has no place there.
pub(crate) fn untitled_scenario(rest: &[Token<'_>], here: Span) -> Diagnostic {
    let quoted = rest
        .iter()
        .position(|token| token.kind == TokenKind::Quoted);
    let before = rest.get(..quoted.unwrap_or(rest.len())).unwrap_or(&[]);
    if before.is_empty() {
        return missing_quotes(here);
    }
    if quoted.is_some() {
        return left_out(whole(before), &spell(before));
    }
    let title = format!("\"{}\"", spell(before));
    fault(
        codes::MISSING_QUOTES,
        whole(before),
        "the title of a scenario should stand in quotes",
        "tên tình huống phải đặt trong dấu ngoặc kép",
    )
    .write(&title)
}

fn whole(words: &[Token<'_>]) -> Span {
    words
        .iter()
        .map(|word| word.span)
        .reduce(Span::to)
        .unwrap_or_default()
}

pub(crate) fn member_id_not_ascii(span: Span, written: &str) -> Diagnostic {
    fault(
        codes::ID_NOT_ASCII,
        span,
        format!("`{written}` cannot be the id of a member"),
        format!("`{written}` không thể làm mã của một thành viên"),
    )
    .label(text(
        "ids of members have plain letters, digits, `-` and `_` only",
        "mã của thành viên chỉ gồm chữ cái không dấu, chữ số, `-` và `_`",
    ))
    .help(text(
        "write a short id, such as `d1`",
        "hãy viết một mã ngắn, ví dụ `d1`",
    ))
}

pub(crate) fn missing_label(span: Span, id: &str) -> Diagnostic {
    fault(
        codes::MISSING_LABEL,
        span,
        format!("`{id}` has no name"),
        format!("`{id}` chưa có tên gọi"),
    )
    .help(text(
        "write its names in both languages: `\"English name\" / \"tên tiếng Việt\"`",
        "hãy viết tên bằng cả hai ngôn ngữ: `\"English name\" / \"tên tiếng Việt\"`",
    ))
}

pub(crate) fn label_in_one_language(span: Span, lacking: Language) -> Diagnostic {
    let (en, vi) = match lacking {
        Language::Vi => ("the Vietnamese name is missing", "thiếu tên tiếng Việt"),
        Language::En => ("the English name is missing", "thiếu tên tiếng Anh"),
    };
    fault(codes::LABEL_IN_ONE_LANGUAGE, span, en, vi).help(text(
        "write both, the English one first: `\"English name\" / \"tên tiếng Việt\"`",
        "hãy viết cả hai, tên tiếng Anh trước: `\"English name\" / \"tên tiếng Việt\"`",
    ))
}

pub(crate) fn label_after_slash(span: Span) -> Diagnostic {
    fault(
        codes::LABEL_AFTER_SLASH,
        span,
        "a quoted name should follow `/`",
        "sau `/` phải là một tên trong dấu ngoặc kép",
    )
    .help(text(
        "write `\"English name\" / \"tên tiếng Việt\"`",
        "hãy viết `\"English name\" / \"tên tiếng Việt\"`",
    ))
}

pub(crate) fn empty_name(span: Span) -> Diagnostic {
    fault(
        codes::EMPTY_NAME,
        span,
        "this name is empty",
        "tên này trống",
    )
    .help(text(
        "write the words that people use for it",
        "hãy viết từ ngữ mà mọi người vẫn dùng để gọi",
    ))
}

pub(crate) fn name_too_long(span: Span) -> Diagnostic {
    fault(
        codes::NAME_TOO_LONG,
        span,
        "this name is too long",
        "tên này quá dài",
    )
    .help(text(
        format!("shorten it to {MAX_NAME_CHARS} characters; details go into a `note`"),
        format!("hãy rút gọn còn {MAX_NAME_CHARS} ký tự; phần giải thích đưa vào `ghi chú`"),
    ))
}

pub(crate) fn three_numbers(span: Span) -> Diagnostic {
    fault(codes::THREE_NUMBERS, span, "a name has one singular and one plural", "một tên chỉ có một dạng số ít và một dạng số nhiều")
        .help(text(
            "write `\"decision | decisions\"`; other names stand in quotes of their own: `\"a\" | \"b\"`",
            "hãy viết `\"decision | decisions\"`; tên khác đặt trong dấu ngoặc kép riêng: `\"a\" | \"b\"`",
        ))
}

pub(crate) fn id_taken(span: Span, id: &str, first: Span) -> Diagnostic {
    fault(
        codes::ID_TAKEN,
        span,
        format!("the id `{id}` is declared twice"),
        format!("mã `{id}` được khai báo hai lần"),
    )
    .label(text("declared again here", "khai báo lại ở đây"))
    .also(first, text("first declared here", "khai báo lần đầu ở đây"))
    .help(text(
        "give one of them another id",
        "hãy đặt mã khác cho một trong hai",
    ))
}

/// An id under which every report tells something else.
pub(crate) fn reserved_id(span: Span, id: &str) -> Diagnostic {
    let (en, vi) = if id == "final" {
        ("that a period is closed", "số liệu của kỳ đã chốt")
    } else {
        ("which member it is", "mã của từng thành viên")
    };
    fault(
        codes::RESERVED_ID,
        span,
        format!("reports say by `{id}` {en}"),
        format!("trong báo cáo, `{id}` là {vi}"),
    )
    .help(text(
        format!("give it another id, such as `{id}_1`; names in quotes stay as they are"),
        format!("hãy đặt mã khác, ví dụ `{id}_1`; tên gọi trong ngoặc kép giữ nguyên"),
    ))
}

/// The name that two things share, and in which language: in the one given, if they do.
fn shared_phrase<'n>(name: &'n Name, other: &Name, first: Language) -> (&'n str, Language) {
    for language in [first, first.other()] {
        for phrase in name.phrases(language) {
            let forms = [Some(&phrase.one), phrase.many.as_ref()];
            for form in forms.into_iter().flatten() {
                let same = |known: &String| fold(known) == fold(form);
                let shared = other
                    .phrases(language)
                    .iter()
                    .any(|phrase| same(&phrase.one) || phrase.many.as_ref().is_some_and(same));
                if shared {
                    return (form, language);
                }
            }
        }
    }
    (&name.id, Language::En)
}

pub(crate) fn equal_names(
    (span, name): (Span, &Name),
    (first, other): (Span, &Name),
    written: Language,
) -> Diagnostic {
    let (phrase, language) = shared_phrase(name, other, written);
    let (in_en, in_vi) = match language {
        Language::En => ("English", "tiếng Anh"),
        Language::Vi => ("Vietnamese", "tiếng Việt"),
    };
    let (one, two) = (&name.id, &other.id);
    fault(
        codes::EQUAL_NAMES,
        span,
        format!("`{one}` and `{two}` have the same {in_en} name `{phrase}`"),
        format!("`{one}` và `{two}` trùng tên gọi {in_vi} `{phrase}`"),
    )
    .also(first, text("the other one", "tên gọi kia"))
    .help(text(
        "no sentence could tell them apart: change one of the names",
        "không câu nào phân biệt được hai tên này: hãy đổi một trong hai",
    ))
}

/// Of a language that the text is not written in: nothing in it is read otherwise.
pub(crate) fn equal_names_elsewhere(
    name: (Span, &Name),
    other: (Span, &Name),
    written: Language,
) -> Diagnostic {
    let told = equal_names(name, other, written.other());
    Diagnostic {
        severity: Severity::Warning,
        ..told
    }
    .help(text(
        "nothing here is misread, but the text cannot be turned to that language: change one of the names",
        "các câu ở đây vẫn hiểu đúng, nhưng chưa chuyển được văn bản sang ngôn ngữ kia: hãy đổi một trong hai tên",
    ))
}

pub(crate) fn unknown_document(span: Span, id: &str, near: Option<&str>) -> Diagnostic {
    let found = fault(
        codes::UNKNOWN_DOCUMENT,
        span,
        format!("there is no text `{id}`"),
        format!("không tìm thấy văn bản `{id}`"),
    );
    match near {
        Some(near) => found.did_you_mean(near),
        None => found.help(text(
            format!("put `{id}.luat` beside this file or in a folder above it"),
            format!("hãy đặt tệp `{id}.luat` cạnh tệp này hoặc ở thư mục phía trên"),
        )),
    }
}

pub(crate) fn uses_itself(span: Span) -> Diagnostic {
    fault(
        codes::USES_ITSELF,
        span,
        "a text cannot use itself",
        "văn bản không thể dùng chính nó",
    )
    .help(text("delete this line", "hãy xoá dòng này"))
}

pub(crate) fn document_taken(span: Span, id: &str, first: Span) -> Diagnostic {
    fault(
        codes::DOCUMENT_TAKEN,
        span,
        format!("two texts are both the document `{id}`"),
        format!("hai tệp cùng khai báo văn bản `{id}`"),
    )
    .also(first, text("the other one", "tệp kia"))
    .help(text(
        "give one of them another id",
        "hãy đặt mã khác cho một trong hai",
    ))
}

pub(crate) fn second_header(span: Span, first: Span) -> Diagnostic {
    fault(
        codes::SECOND_HEADER,
        span,
        "a text has one document header",
        "mỗi tệp chỉ có một phần đầu văn bản",
    )
    .also(first, text("the first one", "phần đầu đã có"))
    .help(text(
        "put the second document into a file of its own",
        "hãy đưa văn bản thứ hai sang tệp riêng",
    ))
}

pub(crate) fn header_not_first(span: Span) -> Diagnostic {
    fault(
        codes::HEADER_NOT_FIRST,
        span,
        "the document header is not the first declaration",
        "phần đầu văn bản không đứng đầu tệp",
    )
    .help(text(
        "move it to the top, after the `language` line",
        "hãy chuyển lên đầu tệp, ngay sau dòng `ngôn ngữ`",
    ))
}

pub(crate) fn line_before_declarations(span: Span) -> Diagnostic {
    fault(
        codes::LINE_OF_NOTHING,
        span,
        "this line stands before any declaration",
        "dòng này đứng trước mọi khai báo",
    )
    .help(text(
        "begin with a declaration, such as `document ID \"…\"` or `rule ID \"…\"`",
        "hãy bắt đầu bằng một khai báo, chẳng hạn `văn bản MÃ \"…\"` hoặc `quy định MÃ \"…\"`",
    ))
}

pub(crate) fn line_of_nothing(span: Span) -> Diagnostic {
    fault(
        codes::LINE_OF_NOTHING,
        span,
        "this line belongs to no declaration that could hold it",
        "dòng này không thuộc khai báo nào chứa được nó",
    )
    .help(text(
        "sentences stand below `rule ID \"…\"`",
        "câu quy định phải đứng dưới `quy định MÃ \"…\"`",
    ))
}

pub(crate) fn succession_not_whole(span: Span, keyword: Keyword, language: Language) -> Diagnostic {
    let word = keyword.printed(language);
    fault(
        codes::SUCCESSION_NOT_WHOLE,
        span,
        format!("`{word}` is missing in this line"),
        format!("dòng này thiếu `{word}`"),
    )
    .help(text(
        "write `successor commune ang-to of district muong-ang from 2025-07-01`",
        "hãy viết `kế thừa xã ang-to của huyện muong-ang từ 2025-07-01`",
    ))
}

pub(crate) fn unknown_language(span: Span) -> Diagnostic {
    fault(
        codes::UNKNOWN_LANGUAGE,
        span,
        "this is no language of luat",
        "luat không có ngôn ngữ này",
    )
    .help(text(
        "write `language en` or `language vi`",
        "hãy viết `ngôn ngữ vi` hoặc `ngôn ngữ en`",
    ))
}

pub(crate) fn foreign_keyword(span: Span, keyword: Keyword, language: Language) -> Diagnostic {
    let right = keyword.printed(language);
    let (en, vi) = match language {
        Language::En => (
            "a Vietnamese keyword in an English text",
            "từ khoá tiếng Việt trong văn bản tiếng Anh",
        ),
        Language::Vi => (
            "an English keyword in a Vietnamese text",
            "từ khoá tiếng Anh trong văn bản tiếng Việt",
        ),
    };
    fault(codes::FOREIGN_KEYWORD, span, en, vi).write(right)
}

/// The keyword that some words were meant for, and how that is told.
pub(crate) fn misspelt_keyword(
    keywords: &[Keyword],
    language: Language,
    words: &[Token<'_>],
) -> Option<(Keyword, Diagnostic)> {
    let typed = spell(words);
    let plain = |text: &str| bare(text).replace('y', "i");
    let spelled = Spelled::new(&typed);
    let far = |form: &str| {
        let far = spelled.distance(&Spelled::new(form));
        if plain(&typed) == plain(form) {
            Some(far.unwrap_or(1))
        } else {
            far
        }
    };
    let forms = keywords.iter().flat_map(|keyword| {
        let forms = keyword.forms(language).iter();
        forms.filter_map(|form| Some((far(form)?, *keyword, *form)))
    });
    let (_, keyword, form) = forms.min_by_key(|(far, ..)| *far)?;
    let span = words.iter().map(|word| word.span).reduce(Span::to)?;
    let found = fault(
        codes::MISSPELT_KEYWORD,
        span,
        format!("`{typed}` is no keyword that begins a declaration"),
        format!("`{typed}` không phải từ khoá mở đầu một khai báo"),
    );
    Some((keyword, found.did_you_mean(form)))
}

pub(crate) fn foreign_word(span: Span, language: Language) -> Diagnostic {
    let (en, vi) = match language {
        Language::En => (
            "a Vietnamese word in an English text",
            "từ tiếng Việt trong văn bản tiếng Anh",
        ),
        Language::Vi => (
            "an English word in a Vietnamese text",
            "từ tiếng Anh trong văn bản tiếng Việt",
        ),
    };
    fault(codes::FOREIGN_KEYWORD, span, en, vi).help(text(
        "write it in the language of the text, or as a number",
        "hãy viết bằng ngôn ngữ của văn bản, hoặc viết thành số",
    ))
}

pub(crate) fn left_over(span: Span) -> Diagnostic {
    fault(
        codes::LEFT_OVER,
        span,
        "these words are too many for the line",
        "phần này thừa so với cả dòng",
    )
    .label(text(
        "the line is complete before them",
        "dòng đã đủ ý trước phần này",
    ))
    .help(text(
        "delete them, or move them to a line of their own",
        "hãy xoá đi, hoặc chuyển sang dòng riêng",
    ))
}

pub(crate) fn missing_date(span: Span) -> Diagnostic {
    fault(
        codes::MISSING_DATE,
        span,
        "a date is missing here",
        "thiếu ngày ở đây",
    )
    .help(text(
        "write year, month and day: `2026-06-30`",
        "hãy viết ngày, tháng, năm: `30/06/2026`",
    ))
}

pub(crate) fn missing_number(span: Span) -> Diagnostic {
    fault(
        codes::MISSING_NUMBER,
        span,
        "a number is missing here",
        "thiếu một số ở đây",
    )
    .help(text("write it in digits", "hãy viết bằng chữ số"))
}

/// `số 88/KH-UBND`
pub(crate) fn unquoted(rest: &[Token<'_>], here: Span) -> Diagnostic {
    let is_quoted = |token: &Token<'_>| token.kind == TokenKind::Quoted;
    // A slash between two names: which of them is meant is not known.
    let is_apart = |token: &Token<'_>| token.is("/") && !token.glued;
    if rest.is_empty() || rest.iter().any(|token| is_quoted(token) || is_apart(token)) {
        return missing_quotes(here);
    }
    not_in_quotes(here).write(&format!("\"{}\"", spell(rest)))
}

fn not_in_quotes(span: Span) -> Diagnostic {
    fault(
        codes::MISSING_QUOTES,
        span,
        "a text in quotes should stand here",
        "ở đây phải là một đoạn trong dấu ngoặc kép",
    )
}

pub(crate) fn missing_quotes(span: Span) -> Diagnostic {
    not_in_quotes(span).help(text(
        "write it between quotation marks: `\"…\"`",
        "hãy viết trong dấu ngoặc kép: `\"…\"`",
    ))
}

pub(crate) fn missing_body_id(span: Span) -> Diagnostic {
    fault(
        codes::MISSING_ID,
        span,
        "the id of the body is missing",
        "thiếu mã của đơn vị",
    )
    .help(text(
        "write it after the level: `applies to district muong-ang`",
        "hãy viết sau tên cấp: `áp dụng cho huyện muong-ang`",
    ))
}

pub(crate) fn missing_per(span: Span, keyword: Keyword, language: Language) -> Diagnostic {
    let (word, per) = (keyword.printed(language), Keyword::Per.printed(language));
    fault(
        codes::MISSING_PER,
        span,
        format!("`{word}` does not say which level reports it"),
        format!("`{word}` chưa nêu cấp báo cáo"),
    )
    .help(text(
        format!("write `{per}` and one level or more at the end of the line"),
        format!("hãy viết `{per}` và một hoặc nhiều cấp ở cuối dòng"),
    ))
}

pub(crate) fn fact_without_owner(span: Span, keyword: Keyword, language: Language) -> Diagnostic {
    let (word, per) = (keyword.printed(language), Keyword::Per.printed(language));
    if keyword == Keyword::State {
        return fault(
            codes::FACT_WITHOUT_OWNER,
            span,
            format!("this `{word}` stands below no population"),
            format!("`{word}` này không nằm dưới đối tượng nào"),
        )
        .help(text(
            "move it below the population whose members are in it",
            "hãy chuyển xuống dưới đối tượng có trạng thái này",
        ));
    }
    fault(
        codes::FACT_WITHOUT_OWNER,
        span,
        format!("this `{word}` belongs neither to a population nor to a level"),
        format!("`{word}` này không thuộc đối tượng hay cấp nào"),
    )
    .help(text(
        format!("write `{per}` and the levels that report it, or move it below its population"),
        format!("hãy viết `{per}` và các cấp báo cáo, hoặc chuyển xuống dưới đối tượng của nó"),
    ))
}

pub(crate) fn option_without_choice(span: Span) -> Diagnostic {
    fault(
        codes::OPTION_WITHOUT_CHOICE,
        span,
        "this option stands below no choice",
        "phương án này không nằm dưới lựa chọn nào",
    )
    .help(text(
        "write it below the `choice` it belongs to",
        "hãy viết dưới dòng `lựa chọn` của nó",
    ))
}

pub(crate) fn state_without_kind(span: Span) -> Diagnostic {
    fault(codes::STATE_WITHOUT_KIND, span, "this state does not say how it is counted over time", "trạng thái này chưa nêu cách tính theo thời gian")
        .help(text(
            "end the line with `in the period` (counted anew each period), `to date` (cumulative) or `as it stands` (may fall)",
            "hãy kết thúc dòng bằng `trong kỳ` (tính lại mỗi kỳ), `lũy kế` (cộng dồn) hoặc `hiện tại` (có thể giảm)",
        ))
}

pub(crate) fn amount_without_unit(span: Span) -> Diagnostic {
    fault(
        codes::AMOUNT_WITHOUT_UNIT,
        span,
        "this amount has no unit",
        "số tiền hoặc số đo này chưa có đơn vị tính",
    )
    .help(text(
        "end the line with its unit, such as `in VND`",
        "hãy kết thúc dòng bằng đơn vị, ví dụ `tính bằng VND`",
    ))
}

pub(crate) fn bad_unit(span: Span, typed: &str) -> Diagnostic {
    let found = fault(
        codes::BAD_UNIT,
        span,
        "a unit is one word in plain letters",
        "đơn vị tính là một từ không dấu",
    );
    let unit = id_from(typed).filter(|unit| unit != typed && !typed.contains("đồng"));
    match unit {
        Some(unit) => found.did_you_mean(&unit),
        None => found.help(text(
            "write for example `VND` or `m2`",
            "hãy viết chẳng hạn `VND` hoặc `m2`",
        )),
    }
}

pub(crate) fn group_without_equals(span: Span) -> Diagnostic {
    fault(
        codes::GROUP_WITHOUT_EQUALS,
        span,
        "this group does not say whom it pools",
        "nhóm này chưa nêu gồm những đối tượng nào",
    )
    .help(text(
        "write `=` and the populations, joined by commas",
        "hãy viết `=` rồi các đối tượng, cách nhau bằng dấu phẩy",
    ))
}

pub(crate) fn define_without_equals(span: Span) -> Diagnostic {
    fault(
        codes::DEFINE_WITHOUT_EQUALS,
        span,
        "this definition has no value",
        "định nghĩa này chưa có giá trị",
    )
    .help(text(
        "write `=` and what it stands for after the name",
        "hãy viết `=` và biểu thức sau tên gọi",
    ))
}

pub(crate) fn parameter_without_from(span: Span) -> Diagnostic {
    fault(
        codes::PARAMETER_WITHOUT_FROM,
        span,
        "a value of this parameter does not say from when it holds",
        "một giá trị của tham số chưa nêu áp dụng từ khi nào",
    )
    .help(text(
        "write for example `15% from 2024-11-13, 25% from 2027-01-01`",
        "hãy viết chẳng hạn `15% từ 13/11/2024, 25% từ 01/01/2027`",
    ))
}

pub(crate) fn only_cite_and_note(span: Span, keyword: Keyword, language: Language) -> Diagnostic {
    let word = keyword.printed(language);
    let lines = forms(&[Keyword::Cite, Keyword::Note], language);
    fault(
        codes::ONLY_CITE_AND_NOTE,
        span,
        format!("`{word}` takes no sentence"),
        format!("`{word}` không chứa câu quy định"),
    )
    .help(text(
        format!("only {lines} lines stand below it; sentences belong to a `rule`"),
        format!("bên dưới chỉ có dòng {lines}; câu quy định thuộc về `quy định`"),
    ))
}

pub(crate) fn unknown_header_line(span: Span, near: Option<Near>) -> Diagnostic {
    unknown_line(
        codes::UNKNOWN_HEADER_LINE,
        span,
        near,
        "this is no line of a document header",
        "đây không phải dòng của phần đầu văn bản",
    )
}

pub(crate) fn unknown_member_line(span: Span, near: Option<Near>) -> Diagnostic {
    unknown_line(
        codes::UNKNOWN_MEMBER_LINE,
        span,
        near,
        "this line says nothing about the declaration above it",
        "dòng này không nói gì về khai báo phía trên",
    )
}

pub(crate) fn unknown_calendar_line(span: Span, near: Option<Near>) -> Diagnostic {
    unknown_line(
        codes::UNKNOWN_CALENDAR_LINE,
        span,
        near,
        "this is no line of a calendar",
        "đây không phải dòng của lịch",
    )
}

pub(crate) fn unknown_scenario_line(span: Span, near: Option<Near>) -> Diagnostic {
    unknown_line(
        codes::UNKNOWN_SCENARIO_LINE,
        span,
        near,
        "this is no line of a scenario",
        "đây không phải dòng của tình huống",
    )
}

fn unknown_line(
    code: &'static str,
    span: Span,
    near: Option<Near>,
    en: &str,
    vi: &str,
) -> Diagnostic {
    let found = fault(code, span, en, vi);
    match near {
        Some(near) => near.offer(found),
        None => found.help(text(
            "begin a new declaration, such as `rule ID \"…\"`; put `#` before a line that is only for reading, or delete it",
            "hãy bắt đầu một khai báo mới, chẳng hạn `quy định MÃ \"…\"`; dòng chỉ để đọc thì đặt `#` ở đầu, hoặc xoá đi",
        )),
    }
}

pub(crate) fn in_force_without_from(span: Span) -> Diagnostic {
    fault(
        codes::IN_FORCE_WITHOUT_FROM,
        span,
        "`in force` does not say from when",
        "`có hiệu lực` chưa nêu từ khi nào",
    )
    .help(text(
        "write `in force from 2024-11-13`",
        "hãy viết `có hiệu lực từ 13/11/2024`",
    ))
}

pub(crate) fn unknown_status(span: Span) -> Diagnostic {
    fault(
        codes::UNKNOWN_STATUS,
        span,
        "this is no status of a document",
        "đây không phải tình trạng của văn bản",
    )
    .help(text(
        "write `in force`, `draft` or `plan`",
        "hãy viết `có hiệu lực`, `dự thảo` hoặc `kế hoạch`",
    ))
}

pub(crate) fn throughout_without_years(span: Span) -> Diagnostic {
    fault(
        codes::THROUGHOUT_WITHOUT_YEARS,
        span,
        "two years are missing here",
        "thiếu hai năm ở đây",
    )
    .help(text(
        "write `throughout 2025 to 2030`",
        "hãy viết `giai đoạn 2025-2030`",
    ))
}

pub(crate) fn not_a_weekday(span: Span) -> Diagnostic {
    fault(
        codes::NOT_A_WEEKDAY,
        span,
        "this is no day of the week",
        "đây không phải ngày trong tuần",
    )
    .help(text(
        "write for example `weekend Saturday, Sunday`",
        "hãy viết chẳng hạn `nghỉ hằng tuần thứ bảy, chủ nhật`",
    ))
}

pub(crate) fn one_of_these(span: Span, keywords: &[Keyword], language: Language) -> Diagnostic {
    let words = forms(keywords, language);
    fault(
        codes::ONE_OF_THESE,
        span,
        "these words are not understood here",
        "từ ngữ này không hiểu được ở đây",
    )
    .help(text(
        format!("write one of {words}"),
        format!("hãy viết một trong các từ {words}"),
    ))
}

pub(crate) fn not_a_citation(span: Span, near: Option<Near>) -> Diagnostic {
    let found = fault(
        codes::NOT_A_CITATION,
        span,
        "this is no place in a document",
        "đây không phải một vị trí trong văn bản",
    );
    match near {
        Some(near) => near.offer(found),
        None => found.help(text(
            "write for example `article 1 clause 2 point b`",
            "hãy viết chẳng hạn `Điều 1 khoản 2 điểm b`",
        )),
    }
}

pub(crate) fn citation_without_number(span: Span) -> Diagnostic {
    fault(
        codes::CITATION_WITHOUT_NUMBER,
        span,
        "this unit has no number",
        "đơn vị này chưa có số",
    )
    .help(text(
        "write which one: `article 1`, `point b`, `instrument \"…\"`",
        "hãy viết rõ: `Điều 1`, `điểm b`, `văn bản \"…\"`",
    ))
}

pub(crate) fn citation_repeats(span: Span) -> Diagnostic {
    fault(
        codes::CITATION_REPEATS,
        span,
        "this unit stands twice in one citation",
        "đơn vị này lặp lại trong một căn cứ",
    )
    .help(text(
        "separate two citations with `;`",
        "hãy ngăn cách hai căn cứ bằng `;`",
    ))
}

pub(crate) fn except_without_condition(span: Span) -> Diagnostic {
    fault(
        codes::EXCEPT_WITHOUT_CONDITION,
        span,
        "the exception does not say when it holds",
        "ngoại lệ chưa nêu khi nào áp dụng",
    )
    .help(text(
        "write the condition on the same line, and its sentences below",
        "hãy viết điều kiện trên cùng dòng, các câu của ngoại lệ ở dưới",
    ))
}

fn wanted(what: Wanted) -> (&'static str, &'static str) {
    match what {
        Wanted::Level => ("a level", "một cấp"),
        Wanted::Population => ("a population", "một đối tượng"),
        Wanted::Fact => ("a fact", "một thông tin"),
        Wanted::Rule => ("a rule", "một quy định"),
    }
}

/// What a kind of name is called.
pub(crate) fn kind(kind: NameKind) -> (&'static str, &'static str) {
    match kind {
        NameKind::Level => ("a level", "một cấp"),
        NameKind::Act => ("an act", "một việc"),
        NameKind::Population => ("a population", "một đối tượng"),
        NameKind::Group => ("a group", "một nhóm"),
        NameKind::State => ("a state", "một trạng thái"),
        NameKind::Date => ("a date", "một ngày"),
        NameKind::Count => ("a count", "một số lượng"),
        NameKind::Amount => ("an amount", "một số tiền"),
        NameKind::Choice => ("a choice", "một lựa chọn"),
        NameKind::Option => ("an option", "một phương án"),
        NameKind::YesNo => ("a fact", "một thông tin"),
        NameKind::Parameter => ("a parameter", "một tham số"),
        NameKind::Define => ("a definition", "một định nghĩa"),
        NameKind::Table => ("a table", "một bảng"),
        NameKind::Score => ("a score", "một thang điểm"),
        NameKind::Rule => ("a rule", "một quy định"),
        NameKind::Principle => ("a principle", "một nguyên tắc"),
        NameKind::Calendar => ("a calendar", "một lịch"),
    }
}

pub(crate) fn missing_name(span: Span, what: Wanted) -> Diagnostic {
    let (en, vi) = wanted(what);
    fault(
        codes::MISSING_NAME,
        span,
        format!("{en} should be named here"),
        format!("ở đây phải nêu tên {vi}"),
    )
    .help(text(
        "write its name as declared, or its id",
        "hãy viết đúng tên đã khai báo, hoặc mã",
    ))
}

/// `known` are names of the kind that is wanted.
pub(crate) fn wrong_kind_of_name(span: Span, name: &Name, what: Wanted, known: &str) -> Diagnostic {
    let ((en, vi), (is_en, is_vi)) = (wanted(what), kind(name.kind));
    let found = fault(
        codes::WRONG_KIND_OF_NAME,
        span,
        format!("{en} should be named here"),
        format!("ở đây phải nêu tên {vi}"),
    )
    .label(text(
        format!("`{}` is {is_en}", name.id),
        format!("`{}` là {is_vi}", name.id),
    ))
    .also(name.span, text("declared here", "khai báo ở đây"));
    if known.is_empty() {
        return found;
    }
    found.help(text(
        format!("there are: {known}"),
        format!("có các tên: {known}"),
    ))
}

pub(crate) fn unknown_name(
    span: Span,
    typed: &str,
    what: Wanted,
    near: Option<String>,
) -> Diagnostic {
    let (en, vi) = wanted(what);
    let found = fault(
        codes::UNKNOWN_NAME,
        span,
        format!("`{typed}` is not declared"),
        format!("`{typed}` chưa được khai báo"),
    )
    .label(text(
        format!("{en} should be named here"),
        format!("ở đây phải nêu tên {vi}"),
    ));
    match near {
        Some(near) => found.did_you_mean(&near),
        None => found.help(text(
            "declare it, or `use` the text that does",
            "hãy khai báo, hoặc `dùng` văn bản đã khai báo nó",
        )),
    }
}

pub(crate) fn change_without_rule(span: Span) -> Diagnostic {
    fault(
        codes::CHANGE_WITHOUT_RULE,
        span,
        "this does not say which rule is changed",
        "chưa nêu thay đổi quy định nào",
    )
    .help(text(
        "write the document's id, `rule` and the rule's id: `amend law_2025 rule reports from 2027-01-01`",
        "hãy viết mã văn bản, `quy định` và mã quy định: `sửa đổi law_2025 quy định reports từ 01/01/2027`",
    ))
}

pub(crate) fn change_without_from(span: Span) -> Diagnostic {
    fault(
        codes::CHANGE_WITHOUT_FROM,
        span,
        "this does not say from which day the change holds",
        "chưa nêu thay đổi có hiệu lực từ ngày nào",
    )
    .help(text(
        "write `from` and the first day: `from 2027-01-01`",
        "hãy viết `từ` và ngày đầu tiên: `từ 01/01/2027`",
    ))
}

pub(crate) fn suspension_without_to(span: Span) -> Diagnostic {
    fault(
        codes::SUSPENSION_WITHOUT_TO,
        span,
        "a suspension says until which day",
        "ngưng hiệu lực phải nêu đến hết ngày nào",
    )
    .help(text(
        "write `to` and the last day, or `repeal` where the rule does not come back",
        "hãy viết `đến` và ngày cuối, hoặc `bãi bỏ` nếu quy định không có hiệu lực trở lại",
    ))
}

pub(crate) fn document_not_used(document: &Ident, near: Option<&str>) -> Diagnostic {
    let id = &document.node;
    let found = fault(
        codes::DOCUMENT_NOT_USED,
        document.span,
        format!("this text does not use a document `{id}`"),
        format!("văn bản này chưa dùng văn bản `{id}`"),
    );
    match near {
        Some(near) => found.did_you_mean(near),
        None => found.help(text(
            format!("add a line `use {id}` below the header"),
            format!("thêm dòng `dùng {id}` dưới phần đầu văn bản"),
        )),
    }
}

pub(crate) fn no_such_rule(
    span: Span,
    typed: &str,
    document: &Ident,
    near: Option<String>,
) -> Diagnostic {
    let id = &document.node;
    let found = fault(
        codes::UNKNOWN_NAME,
        span,
        format!("document `{id}` has no rule `{typed}`"),
        format!("văn bản `{id}` không có quy định `{typed}`"),
    )
    .also(document.span, text("this document", "văn bản này"));
    match near {
        Some(near) => found.did_you_mean(&near),
        None => found.help(text(
            "write the rule's id as that document declares it",
            "hãy viết mã quy định đúng như văn bản đó khai báo",
        )),
    }
}

pub(crate) fn missing_period_key(span: Span) -> Diagnostic {
    fault(
        codes::MISSING_PERIOD_KEY,
        span,
        "a period is missing here",
        "thiếu kỳ ở đây",
    )
    .help(text(
        "write for example `2025`, `2025-H1`, `2025-Q3` or `2025-07`",
        "hãy viết chẳng hạn `2025`, `2025-H1`, `2025-Q3` hoặc `2025-07`",
    ))
}

/// A review without its brackets.
pub(crate) fn no_brackets(span: Span) -> Diagnostic {
    unread_review(
        span,
        "a review has a bracket for right and one for wrong",
        "dòng rà soát cần một ô cho đúng và một ô cho sai",
    )
}

/// A review with a mark in more than one bracket.
pub(crate) fn ticked_twice(span: Span) -> Diagnostic {
    unread_review(
        span,
        "more than one bracket is ticked",
        "đánh dấu nhiều hơn một ô",
    )
}

fn unread_review(span: Span, en: &str, vi: &str) -> Diagnostic {
    fault(codes::REVIEW_NOT_TICKED, span, en, vi).help(text(
        "write `review [ ] right [ ] wrong` and put an x into one of the brackets",
        "viết `rà soát [ ] đúng [ ] sai` rồi ghi x vào một trong hai ô",
    ))
}

pub(crate) fn given_without_equals(span: Span) -> Diagnostic {
    fault(
        codes::GIVEN_WITHOUT_EQUALS,
        span,
        "a fact without a value",
        "thông tin chưa có giá trị",
    )
    .help(text("write `=` and its value", "hãy viết `=` và giá trị"))
}

pub(crate) fn not_a_value(span: Span) -> Diagnostic {
    fault(codes::NOT_A_VALUE, span, "this is no value that can be reported", "đây không phải giá trị báo cáo được")
        .help(text(
            "write a number, a date, a quoted text, `true`, `false`, an option, or `unknown \"why\"`",
            "hãy viết một số, một ngày, một đoạn trong dấu ngoặc kép, `đúng`, `sai`, một phương án, hoặc `chưa rõ \"lý do\"`",
        ))
}

/// `cho muong-la`
pub(crate) fn body_alone(span: Span, body: &str, level: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_NAME,
        span,
        format!("`{body}`: a body of which level?"),
        format!("`{body}` thuộc cấp nào?"),
    )
    .help(text(
        format!("put the level before it: `for {level} {body}`"),
        format!("hãy ghi cấp trước tên: `cho {level} {body}`"),
    ))
}

/// `biết trẻ em được học bơi = 20`, where `học bơi` is declared.
pub(crate) fn name_of_given(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_NAME,
        span,
        "in a scenario a fact is called by its name alone",
        "trong tình huống chỉ ghi đúng tên đã khai báo",
    )
    .instead(instead)
}

/// `biết tổ liên gia a có hộ tham gia = 10`
pub(crate) fn without_colon(span: Span, instead: &str) -> Diagnostic {
    fault(
        codes::UNKNOWN_NAME,
        span,
        "whose figure it is ends with a colon",
        "sau đối tượng phải có dấu hai chấm",
    )
    .instead(instead)
}
