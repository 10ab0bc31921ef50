//! Why a report, or compiled rules, cannot be used at all.

use super::Language;
use crate::run::artefact::{ENGINE, LoadError};
use crate::run::facts::read::{FORMAT_VERSION, ReadError};
use crate::run::json::{JsonError, JsonFault};

/// Why a report cannot be used, and what to write instead.
pub fn unusable(error: &ReadError, language: Language) -> String {
    let (en, vi) = match error {
        ReadError::Json(error) => return not_json(error, language),
        ReadError::NotAnObject { found } => (
            format!("it is {found}, not an object with a body and its periods"),
            format!("nội dung là {found}, không phải một đối tượng có đơn vị báo cáo và các kỳ"),
        ),
        ReadError::Version { found } => (
            format!("it says \"luat\": {found}; this engine reads version {FORMAT_VERSION}"),
            format!(
                "báo cáo ghi \"luat\": {found}; chương trình này đọc phiên bản {FORMAT_VERSION}"
            ),
        ),
        ReadError::NoBody => (
            "it must say whose it is: \"body\": {\"level\": \"…\", \"id\": \"…\"}".to_owned(),
            "báo cáo phải ghi đơn vị nào báo cáo: \"body\": {\"level\": \"…\", \"id\": \"…\"}"
                .to_owned(),
        ),
        ReadError::UnknownLevel { found, nearest } => {
            let nearest = nearest.as_ref().map(|nearest| {
                language.pick(
                    format!("; did you mean “{nearest}”?"),
                    format!("; có phải là “{nearest}” không?"),
                )
            });
            let nearest = nearest.unwrap_or_default();
            (
                format!("the rules have no level “{found}”{nearest}"),
                format!("các quy định không có cấp “{found}”{nearest}"),
            )
        }
    };
    language.pick(en, vi)
}

/// Why compiled rules cannot be used, and what to do instead.
pub fn unusable_artefact(error: &LoadError, language: Language) -> String {
    let (en, vi) = match error {
        LoadError::Foreign => (
            "it is no compiled rule set; `luat build RULES -o NAME.luatc` makes one".to_owned(),
            "tệp không phải là bộ quy định đã biên dịch; hãy tạo bằng lệnh `luat build QUY-ĐỊNH -o TÊN.luatc`"
                .to_owned(),
        ),
        LoadError::OtherVersion { found } => {
            let found = found.as_ref().map(|found| format!(" ({found})")).unwrap_or_default();
            (
                format!("another version of luat{found} compiled it, this is luat {ENGINE}; build it again"),
                format!("tệp do phiên bản luat khác{found} biên dịch, đây là luat {ENGINE}; hãy biên dịch lại"),
            )
        }
        LoadError::Damaged => (
            "it is damaged; copy it again or build it again".to_owned(),
            "tệp bị hỏng; hãy sao chép lại hoặc biên dịch lại".to_owned(),
        ),
    };
    language.pick(en, vi)
}

pub(super) fn not_json(error: &JsonError, language: Language) -> String {
    match error {
        JsonError::Syntax {
            line,
            column,
            fault,
        } => language.pick(
            format!("not readable as JSON at line {line}, column {column}: {fault}"),
            format!(
                "không đọc được dưới dạng JSON tại dòng {line}, cột {column}: {}",
                fault_vi(*fault)
            ),
        ),
        JsonError::TooLarge { what, limit } => {
            let what = match *what {
                "bytes" => language.pick("bytes", "byte"),
                "nesting" => language.pick("levels of nesting", "mức lồng nhau"),
                _ => language.pick("values", "giá trị"),
            };
            language.pick(
                format!("too large: more than {limit} {what}"),
                format!("quá lớn: nhiều hơn {limit} {what}"),
            )
        }
    }
}

const fn fault_vi(fault: JsonFault) -> &'static str {
    match fault {
        JsonFault::EndsEarly => "nội dung kết thúc quá sớm",
        JsonFault::NoColon => "thiếu dấu hai chấm sau tên mục",
        JsonFault::NoComma => "thiếu dấu phẩy hoặc dấu ngoặc đóng",
        JsonFault::TrailingComma => "thừa dấu phẩy",
        JsonFault::NoKey => "tên mục phải đặt trong dấu ngoặc kép",
        JsonFault::Number => "số viết chưa đúng: không có số 0 ở đầu, phần thập phân dùng dấu chấm",
        JsonFault::Escape => "ký tự sau dấu gạch chéo ngược không dùng được",
        JsonFault::Control => "đoạn trong dấu ngoặc kép không được xuống dòng",
        JsonFault::Trailing => "còn phần thừa sau khi kết thúc",
        JsonFault::NoValue => "không đọc được giá trị ở đây; chữ phải đặt trong dấu ngoặc kép",
    }
}
