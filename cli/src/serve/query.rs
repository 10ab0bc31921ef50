//! What an address asks for beside its path.

use jiff_core::civil::Date;
use luat_core::run::calendar::period::Period;
use luat_core::run::evaluate::{PeriodName, Request};
use luat_grammar::diagnostic::Text;

use super::problem::{ARGUMENT, Problem};
use crate::args::{read_date, read_period, read_time, too_many_periods};

/// What an address can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Ruleset,
    AsOf,
    /// Any number of them.
    Periods,
    Layout,
    Level,
    /// The one of a form.
    Period,
}

/// What an address asks for.
#[derive(Debug, Default)]
pub(super) struct Query {
    pub(super) ruleset: Option<String>,
    pub(super) as_of: Option<Date>,
    pub(super) periods: Vec<PeriodName>,
    pub(super) is_pretty: bool,
    pub(super) level: Option<String>,
    pub(super) period: Option<Period>,
}

impl Name {
    const fn key(self) -> &'static str {
        match self {
            Self::Ruleset => "ruleset",
            Self::AsOf => "as_of",
            Self::Periods | Self::Period => "period",
            Self::Layout => "layout",
            Self::Level => "level",
        }
    }
}

impl Query {
    /// Reads what stands behind the `?`, where some names are known.
    pub(super) fn read(query: &str, known: &[Name]) -> Result<Self, Problem> {
        let mut found = Self::default();
        let mut seen = Vec::new();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let name = known.iter().copied().find(|name| name.key() == key);
            let name = name.ok_or_else(|| unknown(&key, known))?;
            if seen.contains(&name) && name != Name::Periods {
                return Err(twice(name));
            }
            seen.push(name);
            found.set(name, &value)?;
        }
        if PeriodName::are_too_many(&found.periods) {
            return Err(ARGUMENT.of(too_many_periods()));
        }
        Ok(found)
    }

    /// What is asked of reports; as of today where no day is named.
    pub(super) fn request(&self) -> Request {
        Request {
            as_of: self.as_of.unwrap_or_else(crate::today),
            periods: self.periods.clone(),
        }
    }

    fn set(&mut self, name: Name, value: &str) -> Result<(), Problem> {
        let unfit = |expected: String| unfit(name, value, &expected);
        match name {
            Name::Ruleset => self.ruleset = Some(value.to_owned()),
            Name::Level => self.level = Some(value.to_owned()),
            Name::AsOf => self.as_of = Some(read_date(value).map_err(unfit)?),
            Name::Periods => self.periods.push(read_period(value).map_err(unfit)?),
            Name::Period => self.period = Some(read_time(value).map_err(unfit)?),
            Name::Layout => {
                self.is_pretty = match value {
                    "pretty" => true,
                    "compact" => false,
                    _ => return Err(unfit("compact, pretty".to_owned())),
                };
            }
        }
        Ok(())
    }
}

fn unknown(key: &str, known: &[Name]) -> Problem {
    let known: Vec<&str> = known.iter().map(|name| name.key()).collect();
    let known = known.join(", ");
    ARGUMENT.of(Text::new(
        format!("no parameter {key} here; there are: {known}"),
        format!("không có tham số {key}; có các tham số: {known}"),
    ))
}

fn twice(name: Name) -> Problem {
    let key = name.key();
    ARGUMENT.of(Text::new(
        format!("the parameter {key} is given twice"),
        format!("tham số {key} ghi hai lần"),
    ))
}

fn unfit(name: Name, value: &str, expected: &str) -> Problem {
    let key = name.key();
    ARGUMENT.of(Text::new(
        format!("{key}={value} is not understood; it is one of: {expected}"),
        format!("không hiểu {key}={value}; cần ghi dạng: {expected}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Name] = &[Name::Ruleset, Name::AsOf, Name::Periods, Name::Layout];

    #[test]
    fn everything_asked_for_is_read() {
        let query =
            "ruleset=c%C3%B4ng&as_of=31%2F12%2F2025&period=2025&period=2025-H1&layout=pretty";
        let query = Query::read(query, KNOWN).unwrap();
        assert_eq!(query.ruleset.as_deref(), Some("công"));
        assert_eq!(query.request().as_of, jiff_core::civil::date(2025, 12, 31));
        assert_eq!(query.periods.len(), 2);
        assert!(query.is_pretty);
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for query in [
            "as-of=2025-12-31",
            "as_of=tomorrow",
            "as_of=2025-01-01&as_of=2025-01-02",
            "period=2025-H3",
            "layout=",
            "level=ward",
            "\0=%FF",
            "period=0001-01-01..9999-12-31",
            "period=2001-01-01..2600-12-31&period=2101-01-01..2600-12-31",
        ] {
            assert!(Query::read(query, KNOWN).is_err(), "{query}");
        }
        // A thousand of one year, or one of a thousand.
        assert!(Query::read("period=1001-01-01..2000-12-31", KNOWN).is_ok());
        assert!(Query::read(&"&period=2026-01".repeat(1_000), KNOWN).is_ok());
    }
}
