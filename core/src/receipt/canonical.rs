//! JSON in one form only, after RFC 8785 (JSON Canonicalization Scheme): no space, keys in the order
//! of their UTF-16 units, the shortest escapes. That scheme's numbers are doubles, which do not hold
//! every amount: a number is written as a string here, by its value.

use crate::run::json::Json;
use crate::run::ordered::sort_by;

/// The longest amount that is written without an exponent, in digits.
const PLAIN_DIGITS: i64 = 40;

/// A value in its only form. `75.50` and `"75.5"` are the same, as they are in a report.
///
/// ```
/// use luat_core::receipt::canonical;
/// use luat_core::run::json::Json;
///
/// let json = Json::parse(r#"{ "trained": 19.50, "plan": true, "của": 1e3 }"#)?;
/// assert_eq!(canonical(&json), r#"{"của":"1000","plan":true,"trained":"19.5"}"#);
/// # Ok::<(), luat_core::run::json::JsonError>(())
/// ```
pub fn canonical(value: &Json) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

/// As deep as JSON is read at most.
fn write(value: &Json, text: &mut String) {
    match value {
        Json::Null => text.push_str("null"),
        Json::Bool(true) => text.push_str("true"),
        Json::Bool(false) => text.push_str("false"),
        Json::Number(digits) => quote(&amount(digits), text),
        Json::String(string) => quote(string, text),
        Json::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                comma(at, text);
                write(item, text);
            }
            text.push(']');
        }
        Json::Object(object) => {
            let mut entries: Vec<&(String, Json)> = object.0.iter().collect();
            sort_by(&mut entries, |(one, _), (other, _)| {
                one.encode_utf16().cmp(other.encode_utf16())
            });
            text.push('{');
            for (at, (key, value)) in entries.into_iter().enumerate() {
                comma(at, text);
                quote(key, text);
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
    }
}

fn comma(at: usize, text: &mut String) {
    if at > 0 {
        text.push(',');
    }
}

fn quote(string: &str, text: &mut String) {
    text.push('"');
    for character in string.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            control @ '\0'..='\u{1f}' => {
                text.push_str("\\u00");
                for half in [u32::from(control) >> 4, u32::from(control) & 15] {
                    text.push(char::from_digit(half, 16).unwrap_or('0'));
                }
            }
            plain => text.push(plain),
        }
    }
    text.push('"');
}

/// A number of JSON by its value: `75.50` as `75.5`, `1e3` as `1000`, `-0` as `0`; where that takes
/// more than forty digits, as `15e99`.
fn amount(written: &str) -> String {
    exact(written).unwrap_or_else(|| written.to_owned())
}

/// None where the exponent itself is beyond counting: those digits stay as they are.
fn exact(written: &str) -> Option<String> {
    let (sign, unsigned) = match written.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", written),
    };
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{part}");
    let significant = all.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Some("0".to_owned());
    }
    let count = |text: &str| i64::try_from(text.len()).ok();
    let dropped = all.len() - all.trim_end_matches('0').len();
    let exponent: i64 = exponent.parse().ok()?;
    let exponent = exponent
        .checked_sub(count(part)?)?
        .checked_add(i64::try_from(dropped).ok()?)?;
    let digits = count(significant)?;
    let unsigned = if exponent >= 0 && digits.checked_add(exponent)? <= PLAIN_DIGITS {
        format!("{significant}{}", zeros(exponent))
    } else if exponent < 0 && digits.max(-exponent) <= PLAIN_DIGITS {
        let padded = format!("{}{significant}", zeros(1 - exponent - digits));
        let (whole, part) = padded.split_at_checked(padded.len() - zeros(-exponent).len())?;
        format!("{whole}.{part}")
    } else {
        format!("{significant}e{exponent}")
    };
    Some(format!("{sign}{unsigned}"))
}

fn zeros(count: i64) -> String {
    "0".repeat(usize::try_from(count).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        canonical(&Json::parse(text).unwrap())
    }

    #[test]
    fn an_amount_is_its_value() {
        for (written, value) in [
            ("0", "0"),
            ("-0.000e7", "0"),
            ("75.50", "75.5"),
            ("755e-1", "75.5"),
            ("0.0755E+3", "75.5"),
            ("1250", "1250"),
            ("125e1", "1250"),
            ("0.001", "0.001"),
            ("-1e-3", "-0.001"),
            ("1e39", "1000000000000000000000000000000000000000"),
            ("1e40", "1e40"),
            ("-15.0e99", "-15e99"),
            ("1e-41", "1e-41"),
            ("9007199254740993", "9007199254740993"),
            ("0.30000000000000004", "0.30000000000000004"),
        ] {
            assert_eq!(of(written), format!("\"{value}\""), "{written}");
            assert_eq!(of(&format!("\"{value}\"")), of(written));
        }
        // An exponent beyond counting is left, and breaks nothing.
        assert_eq!(amount("1e99999999999999999999"), "1e99999999999999999999");
    }

    #[test]
    fn texts_and_keys_are_as_the_standard_has_them() {
        // RFC 8785, 3.2.3: keys by UTF-16 units, where the emoji comes before U+FB33.
        let keys = r#"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#;
        assert_eq!(
            of(keys),
            "{\"\\r\":\"2\",\"1\":\"4\",\"\u{80}\":\"6\",\"ö\":\"7\",\"€\":\"1\",\"😀\":\"5\",\"\u{fb33}\":\"3\"}"
        );
        // 3.2.2.2: the shortest escapes.
        let text = r#""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/\b\f\t\u007f""#;
        assert_eq!(
            of(text),
            "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\f\\t\u{7f}\""
        );
        assert_eq!(of(" [ ] "), "[]");
        assert_eq!(
            of("[null, {\"b\": true, \"a\": {}}]"),
            r#"[null,{"a":{},"b":true}]"#
        );
    }
}
