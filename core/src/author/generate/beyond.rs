//! Why no scenario can be made of a sentence: what is told to those who then write it by hand.

use luat_grammar::diagnostic::Text;
use luat_grammar::syntax::{
    EachRequirement, ExprKind, Period, Requirement, Sentence, ShareBase, TimeLimit,
};

use super::time;
use super::years::{MOST_YEARS, limits, years_of};
use crate::author::model::{Document, Timing};
use crate::words;

/// Why no scenario can be made of a sentence.
pub(super) fn beyond(
    document: Option<&Document>,
    time: Option<&time::Frame>,
    sentence: &Sentence,
    timing: &Timing,
) -> Text {
    let by_time = of_time(document, time, timing).or_else(|| of_limit(sentence));
    by_time.unwrap_or_else(|| of_requirement(&sentence.requirement.node))
}

fn of_time(
    document: Option<&Document>,
    time: Option<&time::Frame>,
    timing: &Timing,
) -> Option<Text> {
    let by_term = matches!(timing, Timing::Periodic { periods, .. } if matches!(periods.first(), Some(Period::Term(_))));
    if by_term && time.is_none() {
        return Some(Text::new(
            "its term is no whole years: no report has a period for it",
            "nhiệm kỳ không tròn năm, chưa có cách ghi kỳ báo cáo",
        ));
    }
    let (document, time) = (document?, time?);
    let to = document.to.filter(|_| time.outlasts(document))?;
    let day = |language| words::date(to, language);
    Some(Text::new(
        format!(
            "the text ends on {}, before its first whole period ({}) does, so that it is never asked",
            day(words::Language::En),
            time.period
        ),
        format!(
            "văn bản hết hiệu lực ngày {}, trước khi hết kỳ trọn vẹn đầu tiên ({}), nên không kỳ nào được xét",
            day(words::Language::Vi),
            time.period
        ),
    ))
}

fn of_limit(sentence: &Sentence) -> Option<Text> {
    let too_long = limits(sentence).any(|limit| match limit {
        TimeLimit::Within { length, .. } | TimeLimit::Lasting { length } => {
            years_of(length).is_some_and(|years| years > MOST_YEARS)
        }
        TimeLimit::Before { .. } | TimeLimit::Order { .. } => false,
    });
    too_long.then(|| {
        Text::new(
            format!("its limit is of more than {MOST_YEARS} years"),
            format!("thời hạn dài hơn {MOST_YEARS} năm"),
        )
    })
}

fn of_requirement(of: &Requirement) -> Text {
    let requirement = match of {
        Requirement::Each(each) => match &each.requirement.node {
            EachRequirement::Requirement(inner) => inner,
            EachRequirement::Has(_) => of,
        },
        other => other,
    };
    match requirement {
        Requirement::Share(share) => match &share.base {
            ShareBase::Weighted { .. } => Text::new(
                "it weighs the members by a quantity of theirs",
                "tỷ lệ tính theo một đại lượng của từng đối tượng",
            ),
            ShareBase::Of(whom) if whom.filter.is_some() || share.predicate.len() != 1 => {
                Text::new(
                    "who is counted hangs on facts that are worked out",
                    "việc tính ai phụ thuộc thông tin phải tính ra",
                )
            }
            ShareBase::Of(_) | ShareBase::Ratio { .. } => no_edge(),
        },
        Requirement::Comparison(of) if !matches!(of.left.kind, ExprKind::Name(_)) => Text::new(
            "what is compared is worked out from several facts",
            "đại lượng được so tính ra từ nhiều thông tin",
        ),
        Requirement::Combined { .. }
        | Requirement::Comparison(_)
        | Requirement::Count(_)
        | Requirement::Acts(_)
        | Requirement::Each(_) => no_edge(),
    }
}

fn no_edge() -> Text {
    Text::new(
        "no single value was found at which the verdict turns",
        "chưa tìm được một giá trị mà tại đó kết quả thay đổi",
    )
}
