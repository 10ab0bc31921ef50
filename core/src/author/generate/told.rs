//! What made scenarios are called.

use luat_grammar::Language;

use super::days_off::Crossing;
use super::draft::SlotValue;
use super::edges::Side;
use super::{Frame, Rule};
use crate::words::{self, date};

/// `Training of officers, requirement 2`.
pub(super) fn subject(rule: &Rule, requirement: Option<u32>, language: Language) -> String {
    let label = words::Language::from(language).one(&rule.label);
    let label = if label.is_empty() { &rule.id } else { label };
    requirement.map_or_else(
        || label.to_owned(),
        |number| {
            let word = language.pick("requirement", "yêu cầu");
            format!("{label}, {word} {number}")
        },
    )
}

/// The title of a scenario: its rule, where its value stands, and the value.
pub(super) fn title(
    frame: &Frame<'_>,
    part: Option<usize>,
    side: Side,
    (value, shown): (SlotValue, &str),
    crossing: Option<&Crossing>,
) -> String {
    let language = frame.language;
    let side = side_words(side, value, language);
    let crossing = crossing.map_or_else(String::new, |crossing| {
        format!(", {}", crossing_words(crossing, language))
    });
    let part = part.map_or_else(String::new, |part| {
        let word = language.pick("part", "ý");
        format!(", {word} {part}")
    });
    format!("{}{part}: {side}{shown}{crossing}", frame.title)
}

fn side_words(side: Side, value: SlotValue, language: Language) -> &'static str {
    let (en, vi) = match (side, value) {
        (_, SlotValue::Answer(true)) => ("done", "đã thực hiện"),
        (_, SlotValue::Answer(false)) => ("not done", "không thực hiện"),
        (_, SlotValue::Option(_)) => ("the choice is", "chọn"),
        (Side::Under, SlotValue::Moment(..)) => ("a minute before it is due", "trước hạn một phút"),
        (Side::At, SlotValue::Moment(..)) => ("the minute it is due", "đúng phút đến hạn"),
        (Side::Over, SlotValue::Moment(..)) => ("a minute after it is due", "sau hạn một phút"),
        (Side::Under, SlotValue::Number(_)) => ("just under the threshold", "ngay dưới ngưỡng"),
        (Side::At, SlotValue::Number(_)) => ("exactly at the threshold", "đúng ngưỡng"),
        (Side::Over, SlotValue::Number(_)) => ("just over the threshold", "vừa vượt ngưỡng"),
        (Side::Under, SlotValue::Day(_)) => ("the day before it is due", "trước hạn một ngày"),
        (Side::At, SlotValue::Day(_)) => ("on the day it is due", "đúng ngày đến hạn"),
        (Side::Over, SlotValue::Day(_)) => ("the day after it is due", "sau hạn một ngày"),
        (Side::Last, _) => (
            "the last one before the verdict turns",
            "ngay trước khi kết quả đổi",
        ),
        (Side::First, _) => (
            "the first one after the verdict turns",
            "ngay sau khi kết quả đổi",
        ),
    };
    language.pick(en, vi)
}

fn crossing_words(crossing: &Crossing, language: Language) -> String {
    match crossing {
        Crossing::Weekend => language.pick("over a weekend", "qua cuối tuần").to_owned(),
        Crossing::Holiday(label) => language.pick(
            format!("over {}", label.en),
            format!("qua kỳ nghỉ {}", label.vi),
        ),
        Crossing::Worked(day) => {
            let day = date(*day, language.into());
            language.pick(
                format!("with {day} worked for a day off"),
                format!("có ngày làm bù {day}"),
            )
        }
    }
}
