//! Cells, and what they say in a report.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use luat_core::run::json::{Json, Object};
use luat_grammar::names::folded;

use super::day::{plain, read_moment, read_span};
use super::fault::{Fault, Where};
use super::kind::{Choice, Kind};
use super::number::{self, Typed};
use crate::args::Norm;

/// What stands in a cell, whatever kind of file it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    Blank,
    Text(String),
    /// The digits of a number that the file holds exactly.
    Number(String),
    /// A number of which the file does not hold all digits.
    Inexact(String),
    Bool(bool),
    /// A day, or a moment, as a report writes it.
    Day(String),
    /// What no report can hold: an error of a spreadsheet, a list in a column.
    Other(String),
}

/// Whole numbers up to this are held exactly by a spreadsheet's cell.
const MOST_EXACT: i64 = (1 << 53) - 1;

impl Cell {
    pub(super) fn of_text(text: &str) -> Self {
        if text.trim().is_empty() {
            Self::Blank
        } else {
            Self::Text(text.to_owned())
        }
    }

    /// A number of a spreadsheet, by the shortest digits that mean it.
    pub(super) fn of_float(number: f64) -> Self {
        let digits = format!("{number}");
        if !number.is_finite() {
            Self::Other(digits)
        } else if number.abs() > Self::most_exact() {
            Self::Inexact(digits)
        } else if digits == "-0" {
            Self::Number("0".to_owned())
        } else {
            Self::Number(digits)
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "it is the largest number without loss"
    )]
    const fn most_exact() -> f64 {
        MOST_EXACT as f64
    }

    pub(super) const fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// How many bytes it holds.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Blank | Self::Bool(_) => 1,
            Self::Text(text)
            | Self::Number(text)
            | Self::Inexact(text)
            | Self::Day(text)
            | Self::Other(text) => text.len() + 1,
        }
    }

    /// As the id of a body or member, or the name of something.
    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.trim()),
            Self::Number(digits) => Some(digits),
            Self::Day(day) => Some(day),
            Self::Blank | Self::Inexact(_) | Self::Bool(_) | Self::Other(_) => None,
        }
    }

    /// Yes or no.
    pub(super) fn answer(&self) -> Option<bool> {
        match self {
            Self::Bool(answer) => Some(*answer),
            Self::Text(text) => read_answer(&folded(text)),
            Self::Blank | Self::Number(_) | Self::Inexact(_) | Self::Day(_) | Self::Other(_) => {
                None
            }
        }
    }

    /// What a report says by it; none for a blank. What cannot be read is handed on as it stands, for
    /// the reader of reports to tell what is wrong with it.
    pub(super) fn value(
        &self,
        kind: Option<&Kind>,
        norm: Option<Norm>,
        place: impl FnOnce() -> Where,
    ) -> Result<Option<Json>, Fault> {
        Ok(Some(match self {
            Self::Blank => return Ok(None),
            Self::Bool(answer) => Json::Bool(*answer),
            Self::Number(digits) => match kind {
                Some(Kind::Choice(_)) => Json::String(digits.clone()),
                _ => Json::Number(digits.clone()),
            },
            Self::Day(day) => Json::String(day.clone()),
            Self::Inexact(digits) => return Err(Fault::InexactNumber(place(), digits.clone())),
            Self::Other(found) => return Err(Fault::UnreadableCell(place(), found.clone())),
            Self::Text(text) => return typed(text.trim(), kind, norm, place).map(Some),
        }))
    }
}

/// A day, or a moment that is not its first.
pub(super) fn day(moment: &str) -> Cell {
    let is_start = |time: &str| time.trim_matches(['0', ':', '.']).is_empty();
    Cell::Day(match moment.split_once('T') {
        Some((day, time)) if is_start(time) => day.to_owned(),
        _ => moment.to_owned(),
    })
}

fn typed(
    text: &str,
    kind: Option<&Kind>,
    norm: Option<Norm>,
    place: impl FnOnce() -> Where,
) -> Result<Json, Fault> {
    let as_is = || Json::String(text.to_owned());
    if text.starts_with('{') {
        return Ok(Json::parse(text).unwrap_or_else(|_| as_is()));
    }
    let word = folded(text);
    Ok(match kind {
        None => as_is(),
        Some(Kind::Number { whole }) => match number::read(text, *whole, norm) {
            Typed::Number(digits) => Json::Number(digits),
            Typed::Other => as_is(),
            Typed::Ambiguous(readings) => {
                return Err(Fault::AmbiguousNumber(place(), text.to_owned(), readings));
            }
        },
        Some(Kind::Choice(options)) => {
            let named = |option: &&Choice| option.id == text || option.words.contains(&word);
            let found = options.iter().find(named);
            found.map_or_else(as_is, |option| Json::String(option.id.clone()))
        }
        Some(Kind::Date | Kind::Answer) => {
            let plain = plain(text).unwrap_or_default();
            if let Some(moment) = read_moment(&plain) {
                return Ok(Json::String(moment));
            }
            if let Some((from, to)) = read_span(&plain) {
                let days = [("from", Some(from)), ("to", to)].into_iter();
                let days = days.filter_map(|(key, day)| Some((key.to_owned(), Json::String(day?))));
                return Ok(Json::Object(Object(days.collect())));
            }
            match read_answer(&word) {
                // That a day has come is told by the day.
                Some(answer) if !answer || !matches!(kind, Some(Kind::Date)) => Json::Bool(answer),
                _ => as_is(),
            }
        }
    })
}

/// What people write for yes and for no.
const ANSWERS: [(bool, &[&str]); 2] = [
    (
        true,
        &[
            "có",
            "rồi",
            "đúng",
            "đã làm",
            "đã thực hiện",
            "đã xảy ra",
            "yes",
            "done",
            "happened",
            "true",
            "x",
        ],
    ),
    (
        false,
        &[
            "không",
            "chưa",
            "chưa có",
            "chưa làm",
            "chưa thực hiện",
            "không xảy ra",
            "no",
            "not yet",
            "not so far",
            "did not happen",
            "false",
        ],
    ),
];

static BY_WORD: LazyLock<BTreeMap<String, bool>> = LazyLock::new(|| {
    let words = ANSWERS
        .iter()
        .flat_map(|(answer, words)| words.iter().map(|word| (folded(word), *answer)));
    words.collect()
});

fn read_answer(word: &str) -> Option<bool> {
    BY_WORD.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, kind: &Kind) -> String {
        let value = Cell::of_text(text).value(Some(kind), None, Where::default);
        value.map_or_else(
            |_| "?".to_owned(),
            |json| json.map_or_else(String::new, |json| json.shown()),
        )
    }

    #[test]
    fn days_and_answers_are_read_as_they_are_typed() {
        for (text, value) in [
            ("2026-03-02", "\"2026-03-02\""),
            ("2/3/2026", "\"2026-03-02\""),
            ("02-03-2026", "\"2026-03-02\""),
            ("02.03.2026", "\"2026-03-02\""),
            ("3/13/2026", "\"3/13/2026\""),
            ("2/3/26", "\"2/3/26\""),
            ("Có", "true"),
            ("x", "true"),
            ("X", "true"),
            ("chưa", "false"),
            ("KHÔNG", "false"),
            ("không biết", "\"không biết\""),
            ("{\"unknown\": \"đang sao sổ\"}", "{…}"),
            ("{", "\"{\""),
            ("", ""),
        ] {
            assert_eq!(said(text, &Kind::Answer), value, "{text}");
        }
        assert_eq!(said("có", &Kind::Date), "\"có\"");
        assert_eq!(said("chưa", &Kind::Date), "false");
    }

    #[test]
    fn an_option_is_named_by_its_id_or_its_name() {
        let words = ["town", "town", "thị trấn"].map(folded).to_vec();
        let id = "town".to_owned();
        let kind = Kind::Choice(vec![Choice { id, words }]);
        for text in ["town", "Thị trấn", "TOWN"] {
            assert_eq!(said(text, &kind), "\"town\"");
        }
        assert_eq!(said("city", &kind), "\"city\"");
    }

    #[test]
    fn numbers_of_spreadsheets_are_exact_or_told() {
        for (number, digits) in [
            (131.0, "131"),
            (0.1, "0.1"),
            (-3.5, "-3.5"),
            (-0.0, "0"),
            (9_007_199_254_740_991.0, "9007199254740991"),
        ] {
            assert_eq!(Cell::of_float(number), Cell::Number(digits.to_owned()));
        }
        assert!(matches!(Cell::of_float(1e17), Cell::Inexact(_)));
        assert!(matches!(Cell::of_float(f64::NAN), Cell::Other(_)));
    }
}
