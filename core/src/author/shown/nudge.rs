//! Reports that differ from another in one fact, by the least there is.

use jiff_core::civil::Date;
use serde_json::{Map, Value};

use crate::run::calendar::iso;

/// Every report in which one number is one more or less, one date a day earlier or later, one
/// member's answer the other one, or one member left out.
pub(super) fn reports(text: &str) -> Vec<String> {
    let Ok(Value::Object(report)) = serde_json::from_str(text) else {
        return Vec::new();
    };
    periods(&report, Holder::Body)
        .into_iter()
        .map(|report| Value::Object(report).to_string())
        .collect()
}

/// The variants of a body's periods, of the bodies below it, which it counts as members, and of those it took over.
fn periods(body: &Map<String, Value>, holder: Holder) -> Vec<Map<String, Value>> {
    let mut found = Vec::new();
    if let Some(Value::Object(periods)) = body.get("periods") {
        for (key, period) in periods {
            let Value::Object(facts) = period else {
                continue;
            };
            for facts in variants(facts, holder) {
                let mut periods = periods.clone();
                periods.insert(key.clone(), Value::Object(facts));
                found.push(with(body, "periods", Value::Object(periods)));
            }
        }
    }
    for (key, holder) in [("below", Holder::Member), ("predecessors", holder)] {
        let Some(Value::Array(others)) = body.get(key) else {
            continue;
        };
        for (at, one) in others.iter().enumerate() {
            let Value::Object(one) = one else {
                continue;
            };
            for one in periods(one, holder) {
                found.push(with(body, key, replaced(others, at, Value::Object(one))));
            }
        }
    }
    found
}

/// Whose facts they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holder {
    Body,
    Member,
}

fn variants(facts: &Map<String, Value>, holder: Holder) -> Vec<Map<String, Value>> {
    let mut found = Vec::new();
    for (key, value) in facts {
        if key == "id" || key == "final" {
            continue;
        }
        for value in near(value, holder) {
            found.push(with(facts, key, value));
        }
    }
    found
}

fn near(value: &Value, holder: Holder) -> Vec<Value> {
    match value {
        // A number of members turns by one of them; what a body did or not is no edge.
        Value::Bool(answer) if holder == Holder::Member => vec![Value::Bool(!answer)],
        Value::Number(number) => numbers(&number.to_string())
            .into_iter()
            .filter_map(|text| serde_json::from_str(&text).ok())
            .collect(),
        Value::String(text) => texts(text).into_iter().map(Value::String).collect(),
        Value::Array(members) => {
            let mut found = Vec::new();
            for (at, member) in members.iter().enumerate() {
                found.push(without(members, at));
                let Value::Object(member) = member else {
                    continue;
                };
                for member in variants(member, Holder::Member) {
                    found.push(replaced(members, at, Value::Object(member)));
                }
            }
            found
        }
        Value::Object(lasting) => variants(lasting, holder)
            .into_iter()
            .map(Value::Object)
            .collect(),
        Value::Null | Value::Bool(_) => Vec::new(),
    }
}

/// A number with its last digit one less and one more.
fn numbers(text: &str) -> Vec<String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let Ok(digits) = format!("{whole}{fraction}").parse::<i128>() else {
        return Vec::new();
    };
    let told = |digits: i128| {
        let digits = format!("{digits:0width$}", width = fraction.len() + 1);
        let (whole, fraction) = digits.split_at(digits.len() - fraction.len());
        if fraction.is_empty() {
            whole.to_owned()
        } else {
            format!("{whole}.{fraction}")
        }
    };
    [digits - 1, digits + 1]
        .into_iter()
        .filter(|digits| *digits >= 0)
        .map(told)
        .collect()
}

/// A date a day, a moment an hour earlier and later; an amount given as text.
fn texts(text: &str) -> Vec<String> {
    if let Some(date) = iso::parse_date(text) {
        return days(date);
    }
    if let Some((date, time)) = text.split_once('T') {
        return moments(date, time);
    }
    numbers(text)
}

fn days(date: Date) -> Vec<String> {
    [date.yesterday(), date.tomorrow()]
        .into_iter()
        .filter_map(Result::ok)
        .map(told)
        .collect()
}

fn told(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// The same time of the days around, and the hours around.
fn moments(date: &str, time: &str) -> Vec<String> {
    let Some(day) = iso::parse_date(date) else {
        return Vec::new();
    };
    let mut found: Vec<String> = days(day)
        .into_iter()
        .map(|day| format!("{day}T{time}"))
        .collect();
    if let Some((hour, rest)) = time.split_at_checked(2)
        && let Ok(hour) = hour.parse::<i8>()
    {
        let hours = [hour - 1, hour + 1].into_iter();
        found.extend(
            hours
                .filter(|hour| (0..24).contains(hour))
                .map(|hour| format!("{date}T{hour:02}{rest}")),
        );
    }
    found
}

fn with(of: &Map<String, Value>, key: &str, value: Value) -> Map<String, Value> {
    let mut copy = of.clone();
    copy.insert(key.to_owned(), value);
    copy
}

fn replaced(of: &[Value], at: usize, value: Value) -> Value {
    let mut copy = of.to_vec();
    if let Some(slot) = copy.get_mut(at) {
        *slot = value;
    }
    Value::Array(copy)
}

fn without(of: &[Value], at: usize) -> Value {
    let others = of.iter().enumerate().filter(|(other, _)| *other != at);
    Value::Array(others.map(|(_, one)| one.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_moves() {
        assert_eq!(numbers("15"), ["14", "16"]);
        assert_eq!(numbers("0.5"), ["0.4", "0.6"]);
        assert_eq!(numbers("0"), ["1"]);
        assert!(numbers("hai").is_empty());
    }

    #[test]
    fn dates_move_by_a_day_and_moments_by_an_hour() {
        assert_eq!(texts("2025-03-01"), ["2025-02-28", "2025-03-02"]);
        assert_eq!(
            texts("2025-03-01T14:05"),
            [
                "2025-02-28T14:05",
                "2025-03-02T14:05",
                "2025-03-01T13:05",
                "2025-03-01T15:05"
            ]
        );
    }

    #[test]
    fn one_fact_at_a_time() {
        let text = r#"{"body":{"level":"c","id":"1"},"periods":{"2025":{"heads":[{"id":"h1","trained":true}],"plan":true}}}"#;
        let found = reports(text);
        assert_eq!(found.len(), 2);
        assert!(found.iter().any(|text| text.contains("\"heads\":[]")));
        assert!(found.iter().any(|text| text.contains("\"trained\":false")));
    }
}
