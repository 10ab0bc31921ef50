//! Rows of tables in words: `Red River delta, from 200 to under 500`.

use super::Language;
use super::number::{Cut, in_unit};
use crate::run::because::RowKey;
use crate::run::number::Number;
use crate::run::program::{Edge, Stretch, Unit};

/// The keys of a row.
pub(super) fn row(keys: &[RowKey], language: Language) -> String {
    let keys: Vec<String> = keys.iter().map(|key| row_key(key, language)).collect();
    keys.join(", ")
}

fn row_key(key: &RowKey, language: Language) -> String {
    match key {
        RowKey::Options(options) => {
            let names: Vec<&str> = options
                .iter()
                .map(|(_, label)| language.one(label))
                .collect();
            names.join(language.pick(" or ", " hoặc "))
        }
        RowKey::Band(band, unit) => stretch(*band, unit, language),
        RowKey::Rest => language.pick("otherwise", "còn lại").to_owned(),
    }
}

/// A stretch of numbers: `from 200 to under 500`, `over 90%`.
pub(crate) fn stretch(band: Stretch, unit: &Unit, language: Language) -> String {
    let show = |at: Number| in_unit(at, unit, &[], Cut::Down, language);
    let end = |edge: Edge| show(edge.at);
    match (band.low, band.high) {
        (Some(low), Some(high)) if low.at == high.at => show(low.at),
        (Some(low), Some(high)) => {
            let from = if low.included {
                language.pick("from", "từ")
            } else {
                language.pick("over", "trên")
            };
            let to = if high.included {
                language.pick("to", "đến")
            } else {
                language.pick("to under", "đến dưới")
            };
            format!("{from} {} {to} {}", end(low), end(high))
        }
        (Some(low), None) if low.included => {
            let shown = end(low);
            language.pick(format!("at least {shown}"), format!("từ {shown} trở lên"))
        }
        (Some(low), None) => format!("{} {}", language.pick("over", "trên"), end(low)),
        (None, Some(high)) if high.included => {
            format!("{} {}", language.pick("at most", "không quá"), end(high))
        }
        (None, Some(high)) => format!("{} {}", language.pick("under", "dưới"), end(high)),
        (None, None) => language.pick("otherwise", "còn lại").to_owned(),
    }
}
