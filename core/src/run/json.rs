//! JSON as a small tree that keeps what exactness needs: the digits of numbers, the order of keys,
//! and keys given twice.

use crate::run::ordered::Set;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// Longest text that is read, in bytes.
pub const MOST_BYTES: usize = 64 << 20;
/// Deepest nesting that is read.
pub const MOST_DEPTH: usize = 64;
/// Most values in one text.
pub const MOST_VALUES: usize = 4_000_000;

/// So few keys are compared each with each, which allocates nothing.
const FEW_KEYS: usize = 12;

/// The key under which `serde_json` hands on a number's digits (feature `arbitrary_precision`).
const NUMBER_KEY: &str = "$serde_json::private::Number";

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number: all its digits, never rounded.
    Number(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(Object),
}

/// An object: its entries in the order of the text, doubles included.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Object(pub Vec<(String, Json)>);

/// A text that cannot be read as JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON.
    #[error("line {line}, column {column}: {fault}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What was found amiss.
        fault: JsonFault,
    },
    /// Longer, deeper or of more values than is read.
    #[error("{what} over the limit of {limit}")]
    TooLarge {
        /// `bytes`, `nesting` or `values`.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
}

/// What is amiss where a text is not JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JsonFault {
    /// A list, object or text is not closed, or there is nothing at all.
    #[error("the text ends too early")]
    EndsEarly,
    /// A key without its colon.
    #[error("a colon is missing after the key")]
    NoColon,
    /// Two entries of a list or object run together.
    #[error("a comma or a closing bracket is missing")]
    NoComma,
    /// A comma before a closing bracket.
    #[error("there is a comma too many")]
    TrailingComma,
    /// A key without quotation marks.
    #[error("a key must stand in quotation marks")]
    NoKey,
    /// A number written as JSON does not allow.
    #[error("the number is not written as JSON asks: no leading zero, a point for decimals")]
    Number,
    /// A backslash with what it cannot stand before.
    #[error("what follows the backslash is not allowed")]
    Escape,
    /// A line break or other control character in a quoted text.
    #[error("a quoted text must not run over the end of a line")]
    Control,
    /// More after the end.
    #[error("something follows after the end")]
    Trailing,
    /// Anything else where a value should stand.
    #[error("no value can be read here; texts stand in quotation marks")]
    NoValue,
}

impl JsonFault {
    /// The parser tells its faults in words alone.
    fn of(message: &str) -> Self {
        let begins = |words: &[&str]| words.iter().any(|start| message.starts_with(start));
        if begins(&["EOF", "unexpected end"]) {
            Self::EndsEarly
        } else if begins(&["expected `:`"]) {
            Self::NoColon
        } else if begins(&["expected `,`"]) {
            Self::NoComma
        } else if begins(&["trailing comma"]) {
            Self::TrailingComma
        } else if begins(&["key must"]) {
            Self::NoKey
        } else if begins(&["invalid number", "number out"]) {
            Self::Number
        } else if begins(&["invalid escape", "invalid unicode", "lone leading"]) {
            Self::Escape
        } else if begins(&["control character"]) {
            Self::Control
        } else if begins(&["trailing characters"]) {
            Self::Trailing
        } else {
            Self::NoValue
        }
    }
}

impl Json {
    /// Reads a text.
    ///
    /// # Errors
    /// When it is not JSON, or larger or deeper than is read.
    ///
    /// ```
    /// use luat_core::run::json::Json;
    /// let Json::Object(object) = Json::parse(r#"{"budget": 0.10}"#).unwrap() else { panic!() };
    /// assert_eq!(object.get("budget"), Some(&Json::Number("0.10".to_owned())));
    /// ```
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        Self::parse_within(text, MOST_BYTES)
    }

    /// As [`Json::parse`], of a text of at most so many bytes.
    pub(in crate::run) fn parse_within(text: &str, limit: usize) -> Result<Self, JsonError> {
        if text.len() > limit {
            let what = "bytes";
            return Err(JsonError::TooLarge { what, limit });
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut budget = Budget {
            values: MOST_VALUES,
            passed: None,
        };
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let tree = Tree {
            depth: MOST_DEPTH,
            budget: &mut budget,
        }
        .deserialize(&mut deserializer);
        match tree.and_then(|tree| deserializer.end().map(|()| tree)) {
            Ok(tree) => Ok(tree),
            Err(error) => Err(budget.passed.unwrap_or_else(|| syntax_error(&error))),
        }
    }

    /// As an object.
    pub fn as_object(&self) -> Option<&Object> {
        if let Self::Object(object) = self {
            Some(object)
        } else {
            None
        }
    }

    /// As a string.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// As it would be shown in a message: shortened, without what is nested.
    pub fn shown(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(digits) => shorten(digits),
            Self::String(text) => format!("\"{}\"", shorten(text)),
            Self::Array(_) => "[…]".to_owned(),
            Self::Object(_) => "{…}".to_owned(),
        }
    }
}

/// At most forty characters of a text.
pub fn shorten(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
        None => text.to_owned(),
    }
}

impl Object {
    /// The first value of a key.
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.0
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// Its entries.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// The keys given more than once.
    pub fn repeated(&self) -> Set<&str> {
        if self.0.len() <= FEW_KEYS {
            let earlier =
                |at: usize, key: &str| self.0.iter().take(at).any(|(other, _)| other == key);
            let keys = self.0.iter().enumerate();
            return keys
                .filter(|(at, (key, _))| earlier(*at, key))
                .map(|(_, (key, _))| key.as_str())
                .collect();
        }
        let mut seen = Set::new();
        self.0
            .iter()
            .map(|(key, _)| key.as_str())
            .filter(|key| !seen.insert(*key))
            .collect()
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(digits) => match digits.parse::<serde_json::Number>() {
                Ok(number) => number.serialize(serializer),
                // Digits that are none came from an object that looked like a number.
                Err(_) => serializer.collect_map([(NUMBER_KEY, digits)]),
            },
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(object) => serializer.collect_map(object.iter()),
        }
    }
}

fn syntax_error(error: &serde_json::Error) -> JsonError {
    JsonError::Syntax {
        line: error.line(),
        column: error.column(),
        fault: JsonFault::of(&error.to_string()),
    }
}

/// What may still be read; which limit was passed, as the parser's own error cannot carry it.
struct Budget {
    values: usize,
    passed: Option<JsonError>,
}

/// Reads one value at most so deep.
struct Tree<'b> {
    depth: usize,
    budget: &'b mut Budget,
}

impl Tree<'_> {
    fn refuse<E: serde::de::Error>(&mut self, what: &'static str, limit: usize) -> E {
        self.budget.passed = Some(JsonError::TooLarge { what, limit });
        E::custom("too large")
    }

    fn inner<E: serde::de::Error>(&mut self) -> Result<Tree<'_>, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Tree {
                depth,
                budget: self.budget,
            }),
            None => Err(self.refuse("nesting", MOST_DEPTH)),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<Json, D::Error> {
        match self.budget.values.checked_sub(1) {
            Some(values) => self.budget.values = values,
            None => return Err(self.refuse("values", MOST_VALUES)),
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Json, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(self.inner()?)? {
            array.push(item);
        }
        Ok(Json::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Json, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if entries.is_empty() && key == NUMBER_KEY {
                return map.next_value().map(Json::Number);
            }
            entries.push((key, map.next_value_seed(self.inner()?)?));
        }
        Ok(Json::Object(Object(entries)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(digits: &str) -> Json {
        Json::Number(digits.to_owned())
    }

    #[test]
    fn digits_order_and_doubles_are_kept() {
        let tree = Json::parse(r#" {"z": 1.10, "a": [null, true, -0, 1e400], "z": "ổ", "n": 123456789012345678901234567890} "#).unwrap();
        let entries = vec![
            ("z".to_owned(), number("1.10")),
            (
                "a".to_owned(),
                Json::Array(vec![
                    Json::Null,
                    Json::Bool(true),
                    number("-0"),
                    number("1e+400"),
                ]),
            ),
            ("z".to_owned(), Json::String("ổ".to_owned())),
            ("n".to_owned(), number("123456789012345678901234567890")),
        ];
        assert_eq!(tree, Json::Object(Object(entries)));
        assert_eq!(
            tree.as_object()
                .unwrap()
                .repeated()
                .into_iter()
                .collect::<Vec<_>>(),
            ["z"]
        );
    }

    #[test]
    fn what_is_written_is_read_back() {
        for text in [
            r#"{"z":1.10,"a":[null,true,-0,1e+400],"z":"ổ\n","n":123456789012345678901234567890}"#,
            r#"{"$serde_json::private::Number":"x"}"#,
            "{}",
        ] {
            let tree = Json::parse(text).unwrap();
            assert_eq!(serde_json::to_string(&tree).unwrap(), text);
        }
    }

    #[test]
    fn faults_have_a_place() {
        use JsonFault::{
            Control, EndsEarly, Escape, NoColon, NoComma, NoKey, NoValue, Number, Trailing,
            TrailingComma,
        };
        for (text, place, fault) in [
            ("", (1, 0), EndsEarly),
            ("{\n \"a\": ,}", (2, 7), NoValue),
            ("[1, 2", (1, 5), EndsEarly),
            ("{} x", (1, 4), Trailing),
            ("[01]", (1, 3), Number),
            ("NaN", (1, 1), NoValue),
            ("{\"a\" 1}", (1, 6), NoColon),
            ("[1 2]", (1, 4), NoComma),
            ("[1,]", (1, 4), TrailingComma),
            ("{a: 1}", (1, 2), NoKey),
            ("\"\\x\"", (1, 3), Escape),
            ("\"a\nb\"", (2, 0), Control),
        ] {
            match Json::parse(text) {
                Err(JsonError::Syntax {
                    line,
                    column,
                    fault: found,
                }) => assert_eq!(((line, column), found), (place, fault), "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn what_is_too_deep_is_refused() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Json::parse(&nested(MOST_DEPTH)).is_ok());
        for depth in [MOST_DEPTH + 1, 127, 200, 1_000_000] {
            assert_eq!(
                Json::parse(&nested(depth)),
                Err(JsonError::TooLarge {
                    what: "nesting",
                    limit: MOST_DEPTH
                }),
                "{depth}"
            );
        }
    }

    #[test]
    fn an_object_that_looks_like_a_number_does_no_harm() {
        assert_eq!(
            Json::parse(r#"{"$serde_json::private::Number": "x"}"#),
            Ok(number("x"))
        );
        assert!(Json::parse(r#"{"$serde_json::private::Number": {}}"#).is_err());
        assert!(Json::parse(r#"{"$serde_json::private::Number": "1", "a": 2}"#).is_err());
        assert!(matches!(
            Json::parse(r#"{"__proto__": {"a": 1}}"#),
            Ok(Json::Object(_))
        ));
    }
}
