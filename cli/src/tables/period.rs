//! Periods as people call them: `năm 2026`, `quý I/2026`, `6 tháng đầu năm 2026`, `tháng 7/2026`.

use super::day::plain;

/// The key of a report for a period; what is called otherwise is left as it stands, for the reader of reports to say so.
pub(crate) fn key_of(text: &str) -> String {
    plain(text)
        .and_then(|words| read(&words))
        .unwrap_or_else(|| text.to_owned())
}

fn read(words: &str) -> Option<String> {
    let parts: Vec<&str> = words
        .split([' ', '/', '-'])
        .filter(|part| !matches!(*part, "" | "nam" | "year" | "of"))
        .collect();
    let key = match parts.as_slice() {
        [year] => format!("{}", year_of(year)?),
        ["giai", "doan", from, to] => format!("{}-{}", year_of(from)?, year_of(to)?),
        ["quy" | "quarter", quarter, year] => of_quarter(quarter, year)?,
        [quarter, year] if quarter.starts_with('q') => of_quarter(quarter.get(1..)?, year)?,
        ["6", "thang", half @ ("dau" | "cuoi"), year] => {
            format!("{}-H{}", year_of(year)?, if *half == "dau" { 1 } else { 2 })
        }
        [half @ ("first" | "second"), "half", year] => {
            format!(
                "{}-H{}",
                year_of(year)?,
                if *half == "first" { 1 } else { 2 }
            )
        }
        ["thang" | "month", month, year] => {
            let month: u8 = month
                .parse()
                .ok()
                .filter(|month| (1..=12).contains(month))?;
            format!("{}-{month:02}", year_of(year)?)
        }
        _ => return None,
    };
    Some(key)
}

fn year_of(text: &str) -> Option<u16> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| text.parse().ok()).flatten()
}

fn of_quarter(quarter: &str, year: &str) -> Option<String> {
    let names = [["1", "i"], ["2", "ii"], ["3", "iii"], ["4", "iv"]];
    let at = names.iter().position(|names| names.contains(&quarter))?;
    Some(format!("{}-Q{}", year_of(year)?, at + 1))
}

#[cfg(test)]
mod tests {
    use luat_core::words::{self, Language};

    use super::key_of;

    #[test]
    fn periods_are_read_as_they_are_told() {
        for key in [
            "2026",
            "2026-H1",
            "2026-H2",
            "2026-Q1",
            "2026-Q4",
            "2026-2030",
        ] {
            assert_eq!(key_of(&words::period(key, Language::Vi)), key);
        }
        for key in ["2026", "2026-H1", "2026-H2", "2026-Q3"] {
            assert_eq!(key_of(&words::period(key, Language::En)), key);
        }
        assert_eq!(key_of(&words::period("2026-07", Language::Vi)), "2026-07");
    }
}
