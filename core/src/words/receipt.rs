//! Words about receipts.

use super::Language;
use super::unusable::not_json;
use crate::receipt::{Flaw, Part};

/// Why a text is no receipt that can be relied on, and what to do.
pub fn flawed(flaw: &Flaw, language: Language) -> String {
    let (en, vi) = match flaw {
        Flaw::Json(error) => return not_json(error, language),
        Flaw::NoReceipt => (
            "this is no receipt; `luat check --receipt FILE` writes one",
            "đây không phải biên nhận; lệnh `luat check --receipt TỆP` lập biên nhận",
        ),
        Flaw::OtherForm(form) => {
            return language.pick(
                format!("this receipt has form {form}, which this version of luat does not read"),
                format!("biên nhận theo mẫu {form}, phiên bản luat này không đọc được"),
            );
        }
        Flaw::NotCanonical => (
            "the receipt was laid out anew or changed; use the file as it was written, byte for byte",
            "biên nhận đã bị trình bày lại hoặc sửa đổi; hãy dùng đúng tệp gốc, không đổi ký tự nào",
        ),
        Flaw::Changed => (
            "the receipt was changed after it was written; ask for the original",
            "biên nhận đã bị sửa sau khi lập; hãy yêu cầu gửi bản gốc",
        ),
    };
    language.pick(en, vi).to_owned()
}

/// The name of a part.
pub fn part(part: Part, language: Language) -> &'static str {
    let (en, vi) = match part {
        Part::Engine => ("the engine", "phiên bản luat"),
        Part::Rules => ("the rules", "quy định"),
        Part::Calendar => ("the days off", "lịch ngày nghỉ"),
        Part::Facts => ("the report", "số liệu báo cáo"),
        Part::Body => ("the body", "đơn vị báo cáo"),
        Part::AsOf => ("the day as of which it was judged", "ngày xét"),
        Part::Periods => ("the periods asked for", "kỳ được xét"),
        Part::Verdicts => ("the verdicts", "kết luận"),
        Part::Result => (
            "what else the result tells: members, missing facts, remedies, problems",
            "phần còn lại của kết quả: thành viên, số liệu còn thiếu, cách khắc phục, vấn đề của số liệu",
        ),
    };
    language.pick(en, vi)
}
