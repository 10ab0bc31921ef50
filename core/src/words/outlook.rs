//! What silent bodies can still change, in words: `needs 3 of the 5 communes still silent`.

use super::{Language, place};
use crate::run::because::{Outlook, Turn, Who};
use crate::run::program::Program;
use crate::run::verdict::BodyName;

pub(super) fn outlook(program: &Program, outlook: &Outlook, language: Language) -> String {
    let n = outlook.silent;
    let label = &program.collections[outlook.of.index()].label;
    let silent = if n == 1 {
        language.one(label).to_owned()
    } else {
        format!("{n} {}", language.many(label))
    };
    let told = match &outlook.turn {
        Turn::Met => language.pick(
            format!("met whatever the other {silent} {}", verb(n)),
            format!("đạt dù {n} {} còn lại báo cáo thế nào", label.vi),
        ),
        Turn::NotMet => language.pick(
            format!(
                "cannot be met any more, whatever the other {silent} {}",
                verb(n)
            ),
            format!(
                "không thể đạt được nữa, dù {n} {} còn lại báo cáo thế nào",
                label.vi
            ),
        ),
        Turn::Needs(all) if *all == n => language.pick(
            format!("needs all {silent} still silent"),
            format!("cần cả {n} {} chưa có số liệu", label.vi),
        ),
        Turn::Needs(some) => language.pick(
            format!("needs {some} of the {silent} still silent"),
            format!("cần {some} trong {n} {} chưa có số liệu", label.vi),
        ),
        Turn::AtMost(0) => language.pick(
            format!("met only if none of the {silent} still silent adds to the count"),
            format!(
                "chỉ đạt nếu không tính thêm {} nào trong {n} {} chưa có số liệu",
                label.vi, label.vi
            ),
        ),
        Turn::AtMost(most) => language.pick(
            format!("met if at most {most} of the {silent} still silent add to the count"),
            format!(
                "đạt nếu tính thêm không quá {most} trong {n} {} chưa có số liệu",
                label.vi
            ),
        ),
        Turn::Alone(Some(who)) => {
            let who = body(program, who, language);
            language.pick(
                format!("{who} alone decides"),
                format!("chỉ còn {who} quyết định kết quả"),
            )
        }
        Turn::Alone(None) => language.pick(
            format!("the one {silent} still silent decides"),
            format!("chỉ còn 1 {} chưa có số liệu quyết định kết quả", label.vi),
        ),
    };
    if outlook.running {
        format!("{} {told}", language.pick("so far:", "đến nay:"))
    } else {
        told
    }
}

const fn verb(n: i64) -> &'static str {
    if n == 1 { "reports" } else { "report" }
}

fn body(program: &Program, who: &Who, language: Language) -> String {
    let Some((level, id)) = who.path.split_once(':') else {
        return who.path.clone();
    };
    let body = BodyName {
        level: level.to_owned(),
        id: id.to_owned(),
    };
    place::body(program, &body, who.name.as_deref(), language)
}
