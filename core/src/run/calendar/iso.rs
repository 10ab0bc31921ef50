//! Days and moments as ISO 8601 writes them: `2025-03-01`, `2025-03-01T14:05+07:00`.

use std::fmt;

use jiff_core::civil::{Date, DateTime, Time};

/// Hours by which Vietnam's clocks are ahead of UTC, all year round.
///
/// A moment given with another offset is turned into the time of the place, so that what a
/// browser writes as `2025-03-01T23:30Z` is a deed of 2 March.
pub const PLACE_OFFSET_HOURS: i32 = 7;

/// Reads `2025-03-01`; years have four digits, from 0001.
///
/// ```
/// use luat_core::run::calendar::iso;
/// let day = iso::parse_date("2024-02-29").unwrap();
/// assert_eq!(iso::print(day).to_string(), "2024-02-29");
/// assert_eq!(iso::parse_date("2025-02-29"), None);
/// ```
pub fn parse_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return None;
    }
    let year = digits(text.get(0..4)?)?;
    let month = digits(text.get(5..7)?)?;
    let day = digits(text.get(8..10)?)?;
    if year == 0 {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Reads `2025-03-01T14:05`, with seconds, a fraction and an offset (`Z`, `+07:00`) if given.
///
/// The answer is the time of the place; without an offset it is taken to be that already.
pub fn parse_moment(text: &str) -> Option<DateTime> {
    let (date, clock) = text.split_once(['T', 't'])?;
    let date = parse_date(date)?;
    let (clock, offset) = split_offset(clock)?;
    let (clock, nanosecond) = match clock.split_once('.') {
        Some((clock, fraction)) if clock.len() == 8 => (clock, parse_fraction(fraction)?),
        Some(_) => return None,
        None => (clock, 0),
    };
    let mut fields = clock.split(':');
    let hour = two_digits(fields.next()?)?;
    let minute = two_digits(fields.next()?)?;
    let second = fields.next().map_or(Some(0), two_digits)?;
    if fields.next().is_some() {
        return None;
    }
    let time = Time::new(hour, minute, second, nanosecond).ok()?;
    let local = DateTime::from_parts(date, time);
    match offset {
        None => Some(local),
        Some(seconds) => local
            .checked_add_seconds(PLACE_OFFSET_HOURS * 3600 - seconds)
            .ok(),
    }
}

/// A day as `2025-03-01`.
pub fn print(date: Date) -> impl fmt::Display {
    PrintedDate(date)
}

struct PrintedDate(Date);

impl fmt::Display for PrintedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.0.year(),
            self.0.month(),
            self.0.day()
        )
    }
}

/// A time of day at which something ends: `14:05`, with seconds where they are not zero; midnight is `24:00`.
pub fn print_end(time: Time) -> String {
    if (time.hour(), time.minute(), time.second()) == (0, 0, 0) {
        return "24:00".to_owned();
    }
    print_time(time).to_string()
}

/// A time of day as `14:05`, with seconds where they are not zero.
pub fn print_time(time: Time) -> impl fmt::Display {
    PrintedTime(time)
}

struct PrintedTime(Time);

impl fmt::Display for PrintedTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())?;
        if self.0.second() == 0 {
            Ok(())
        } else {
            write!(f, ":{:02}", self.0.second())
        }
    }
}

/// A moment as `2025-03-01T14:05`, with seconds where they are not zero.
pub fn print_moment(moment: DateTime) -> impl fmt::Display {
    PrintedMoment(moment)
}

struct PrintedMoment(DateTime);

impl fmt::Display for PrintedMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, time) = (print(self.0.date()), print_time(self.0.time()));
        write!(f, "{date}T{time}")
    }
}

/// ASCII digits alone, as a number.
pub(super) fn digits(text: &str) -> Option<i16> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

fn two_digits(text: &str) -> Option<i8> {
    if text.len() == 2 {
        i8::try_from(digits(text)?).ok()
    } else {
        None
    }
}

/// Nanoseconds from the digits after the decimal point; finer ones are dropped.
fn parse_fraction(text: &str) -> Option<i32> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nanoseconds = text
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(9)
        .fold(0, |sum, byte| sum * 10 + i32::from(byte - b'0'));
    Some(nanoseconds)
}

/// Splits a clock from its offset, in seconds.
fn split_offset(clock: &str) -> Option<(&str, Option<i32>)> {
    if let Some(clock) = clock.strip_suffix(['Z', 'z']) {
        return Some((clock, Some(0)));
    }
    let Some(at) = clock.find(['+', '-']) else {
        return Some((clock, None));
    };
    let (clock, offset) = clock.split_at(at);
    let negative = offset.starts_with('-');
    let offset = offset.get(1..)?;
    let (hours, minutes) = match offset.len() {
        2 => (offset, "00"),
        4 => offset.split_at_checked(2)?,
        _ => offset.split_once(':')?,
    };
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    let seconds = i32::from(hours) * 3600 + i32::from(minutes) * 60;
    Some((clock, Some(if negative { -seconds } else { seconds })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_printed_back() {
        for text in ["0001-01-01", "2024-02-29", "2025-12-31", "9999-12-31"] {
            assert_eq!(print(parse_date(text).unwrap()).to_string(), text);
        }
        for text in [
            "",
            "2025-2-01",
            "2025-02-30",
            "2025/02-01",
            "2025-02/01",
            "01/03/2025",
            "2025-13-01",
            "2025-00-10",
            "0000-01-01",
            "2025-01-011",
            "+025-01-01",
            "２０２５-01-01",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn moments_become_the_time_of_the_place() {
        for (text, local) in [
            ("2025-03-01T14:05", "2025-03-01T14:05"),
            ("2025-03-01T14:05+07:00", "2025-03-01T14:05"),
            ("2025-03-01T14:05:30+0700", "2025-03-01T14:05:30"),
            ("2025-03-01T23:30:00.000Z", "2025-03-02T06:30"),
            ("2025-03-01T02:00+09", "2025-03-01T00:00"),
            ("2025-03-01T01:00+09:00", "2025-02-28T23:00"),
            ("2025-03-01T14:05+05:30", "2025-03-01T15:35"),
            ("2025-03-01T14:05-03:30", "2025-03-02T00:35"),
            ("2025-03-01T14:05+14:59", "2025-03-01T06:06"),
            ("2025-03-01T14:05+00:00", "2025-03-01T21:05"),
        ] {
            assert_eq!(
                parse_moment(text)
                    .map(|moment| print_moment(moment).to_string())
                    .as_deref(),
                Some(local),
                "{text}"
            );
        }
        for text in [
            "2025-03-01",
            "2025-03-01T",
            "2025-03-01T24:00",
            "2025-03-01T14",
            "2025-03-01T14:60",
            "2025-03-01T14:05:00.",
            "2025-03-01T14:05+7",
            "2025-03-01T14:05+07:00:00",
            "2025-03-01T14:05+15:00",
            "2025-03-01T14:05+16:00",
            "2025-03-01T14:05+07:60",
            "2025-03-01T14:05+07:61",
            "2025-03-01T14:05.5",
            "2025-02-30T10:00",
            "9999-12-31T23:59-12:00",
            "2025-03-01T14:05+é1",
        ] {
            assert_eq!(parse_moment(text), None, "{text}");
        }
    }

    #[test]
    fn fractions_of_a_second_are_kept_to_the_nanosecond() {
        for (fraction, nanosecond) in [
            ("5", 500_000_000),
            ("25", 250_000_000),
            ("000000001", 1),
            ("123456789", 123_456_789),
            ("9876543219", 987_654_321),
        ] {
            assert_eq!(
                parse_moment(&format!("2025-03-01T14:05:30.{fraction}")),
                Some(DateTime::from_parts(
                    parse_date("2025-03-01").unwrap(),
                    Time::new(14, 5, 30, nanosecond).unwrap()
                )),
                "{fraction}"
            );
        }
    }
}
