//! A command line that cannot be understood: why, in both languages.

use std::error::Error as _;
use std::num::ParseIntError;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use luat_grammar::Language;
use luat_grammar::diagnostic::Text;

use crate::render::{RED, styled};

/// What may have been meant.
const SUGGESTED: [ContextKind; 3] = [
    ContextKind::SuggestedSubcommand,
    ContextKind::SuggestedArg,
    ContextKind::SuggestedValue,
];

/// What to write to a terminal: help and version as they are, mistakes in words of a language.
pub(crate) fn told(error: &clap::Error, language: Language) -> String {
    if !error.use_stderr() {
        return error.render().ansi().to_string();
    }
    let lead = language.pick("error", "lỗi");
    let mut lines = vec![format!(
        "{}: {}",
        styled(RED, lead),
        why(error).in_language(language)
    )];
    for near in SUGGESTED.into_iter().filter_map(|kind| given(error, kind)) {
        let lead = language.pick("did you mean", "có phải ý bạn là");
        lines.push(format!("  {lead} `{near}`?"));
    }
    if let Some(usage) = given(error, ContextKind::Usage) {
        let usage = usage.trim_start_matches("Usage:").trim();
        let lead = language.pick("Usage", "Cách dùng");
        lines.push(format!("\n{lead}: {usage}"));
    }
    let lead = language.pick("For more", "Xem thêm");
    lines.push(format!("\n{lead}: `luat --help`\n"));
    lines.join("\n")
}

/// What is known of a mistake, as text.
fn given(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let found = match error.get(kind)? {
        ContextValue::None | ContextValue::Bool(_) => return None,
        // Of several that are near, the last is the nearest.
        ContextValue::Strings(all) if SUGGESTED.contains(&kind) => all.last()?.clone(),
        ContextValue::Strings(all) => all.join("`, `"),
        known => known.to_string(),
    };
    (!found.is_empty()).then_some(found)
}

fn why(error: &clap::Error) -> Text {
    let argument = given(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = given(error, ContextKind::InvalidValue);
    match (error.kind(), value) {
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Some(value)) => {
            wrong_value(error, &argument, &value)
        }
        (ErrorKind::InvalidValue | ErrorKind::NoEquals | ErrorKind::TooFewValues, _) => Text::new(
            format!("`{argument}` lacks its value"),
            format!("`{argument}` còn thiếu giá trị"),
        ),
        (ErrorKind::MissingRequiredArgument, _) => Text::new(
            format!("still needed: `{argument}`"),
            format!("còn thiếu: `{argument}`"),
        ),
        (ErrorKind::UnknownArgument, _) => Text::new(
            format!("`{argument}` is not known here"),
            format!("không có tùy chọn `{argument}` ở lệnh này"),
        ),
        (ErrorKind::InvalidSubcommand, _) => {
            let command = given(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            Text::new(
                format!("there is no command `{command}`"),
                format!("không có lệnh `{command}`"),
            )
        }
        (ErrorKind::ArgumentConflict, _) => conflict(error, &argument),
        (ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues, Some(value)) => Text::new(
            format!("`{value}` is one value too many for `{argument}`"),
            format!("thừa giá trị `{value}` của `{argument}`"),
        ),
        (ErrorKind::InvalidUtf8, _) => Text::new(
            "an argument is not UTF-8 text",
            "có tham số không phải văn bản UTF-8",
        ),
        _ => Text::new(
            "the command line cannot be understood",
            "không hiểu được dòng lệnh",
        ),
    }
}

fn wrong_value(error: &clap::Error, argument: &str, value: &str) -> Text {
    let told = error.source();
    let is_number = told.is_some_and(<dyn std::error::Error>::is::<ParseIntError>);
    let known = given(error, ContextKind::ValidValue);
    let known = known.map(|known| format!("`{known}`"));
    let (en, vi) = match known.or_else(|| Some(told?.to_string())) {
        _ if is_number => ("a whole number".to_owned(), "một số nguyên".to_owned()),
        // Numbers out of their range: `200 is not in 0..=100`.
        Some(told) => match told.split_once(" is not in ") {
            Some((_, range)) => within(range),
            None => (told.clone(), told),
        },
        None => (String::new(), String::new()),
    };
    Text::new(
        format!("`{value}` does not fit `{argument}`; it takes: {en}"),
        format!("giá trị `{value}` của `{argument}` không đúng; cách viết: {vi}"),
    )
}

/// `0..=100` in words.
fn within(range: &str) -> (String, String) {
    match range.split_once("..=") {
        Some((from, to)) => (format!("{from} to {to}"), format!("từ {from} đến {to}")),
        None => (range.to_owned(), range.to_owned()),
    }
}

fn conflict(error: &clap::Error, argument: &str) -> Text {
    let other = given(error, ContextKind::PriorArg).filter(|other| other != argument);
    match other {
        Some(other) => Text::new(
            format!("`{argument}` does not go together with `{other}`"),
            format!("không dùng `{argument}` cùng với `{other}`"),
        ),
        None => Text::new(
            format!("`{argument}` is given more than once"),
            format!("`{argument}` được nêu nhiều lần"),
        ),
    }
}
