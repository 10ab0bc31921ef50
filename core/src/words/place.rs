//! Where and when: citations, bodies, periods.

use super::Language;
use super::number::date;
use crate::run::facts::path::UNREPORTED;
use crate::run::program::{Citation, Program, VersionId};
use crate::run::verdict::BodyName;
use jiff_core::civil::Date;

/// A citation in words: `Article 1 clause 2 point b` / `Điều 1 khoản 2 điểm b`.
pub fn citation(citation: &Citation, language: Language) -> String {
    let parts: Vec<String> = citation
        .parts
        .iter()
        .map(|(unit, value)| unit_words(unit, value, language))
        .collect();
    parts.join(" ")
}

fn unit_words(unit: &str, value: &str, language: Language) -> String {
    let word = match unit {
        "annex" => language.pick("Annex", "Phụ lục"),
        "part" => language.pick("Part", "Phần"),
        "chapter" => language.pick("Chapter", "Chương"),
        "section" => language.pick("Section", "Mục"),
        "article" => language.pick("Article", "Điều"),
        "clause" => language.pick("clause", "khoản"),
        "point" => language.pick("point", "điểm"),
        "indent" => language.pick("indent", "gạch đầu dòng thứ"),
        "paragraph" => language.pick("paragraph", "đoạn"),
        "statement" => language.pick("statement", "ý"),
        // An instrument's value is its name.
        _ => return format!("{value},"),
    };
    format!("{word} {value}")
}

/// A wording of a rule in words: `under 154/NQ-HĐND, from 2024-11-13`.
pub(super) fn version(program: &Program, id: VersionId, language: Language) -> String {
    let version = &program.versions[id.index()];
    let document = &program.documents[version.document.index()];
    let name = document.number.as_deref().unwrap_or_else(|| {
        let title = language.one(&document.label);
        if title.is_empty() {
            &document.id
        } else {
            title
        }
    });
    let from = date(version.from, language);
    language.pick(
        format!("under {name}, from {from}"),
        format!("theo {name}, từ ngày {from}"),
    )
}

/// A body in words, by its name where one is known: `district Mường Ảng` / `huyện Mường Ảng`.
pub fn body(program: &Program, body: &BodyName, name: Option<&str>, language: Language) -> String {
    let level = program.levels.iter().find(|level| level.id == body.level);
    let level = level.map_or(body.level.as_str(), |level| language.one(&level.label));
    if body.id == UNREPORTED {
        return language.pick(
            format!("each {level} not reported yet"),
            format!("{level} chưa báo cáo"),
        );
    }
    format!("{level} {}", name.unwrap_or(&body.id))
}

/// A period of a verdict in words: `first half of 2025` / `6 tháng đầu năm 2025`.
pub fn period(key: &str, language: Language) -> String {
    if key == "standing" {
        return language.pick("at all times", "thường xuyên").to_owned();
    }
    if let Some(due) = key.strip_prefix("by ").and_then(read_date) {
        return format!("{} {}", language.pick("by", "đến"), date(due, language));
    }
    span_words(key, language).unwrap_or_else(|| key.to_owned())
}

fn span_words(key: &str, language: Language) -> Option<String> {
    let Some((year, part)) = key.split_once('-') else {
        return is_year(key).then(|| format!("{}{key}", language.pick("", "năm ")));
    };
    if !is_year(year) {
        return None;
    }
    if is_year(part) {
        return Some(language.pick(
            format!("{year} to {part}"),
            format!("giai đoạn {year}-{part}"),
        ));
    }
    match part {
        "H1" => Some(language.pick(
            format!("first half of {year}"),
            format!("6 tháng đầu năm {year}"),
        )),
        "H2" => Some(language.pick(
            format!("second half of {year}"),
            format!("6 tháng cuối năm {year}"),
        )),
        "Q1" => Some(language.pick(format!("quarter 1 of {year}"), format!("quý I năm {year}"))),
        "Q2" => Some(language.pick(format!("quarter 2 of {year}"), format!("quý II năm {year}"))),
        "Q3" => Some(language.pick(
            format!("quarter 3 of {year}"),
            format!("quý III năm {year}"),
        )),
        "Q4" => Some(language.pick(format!("quarter 4 of {year}"), format!("quý IV năm {year}"))),
        _ => month_words(year, part, language),
    }
}

fn month_words(year: &str, part: &str, language: Language) -> Option<String> {
    let month: usize = if part.len() == 2 {
        part.parse().ok()?
    } else {
        return None;
    };
    let name = MONTHS.get(month.checked_sub(1)?)?;
    Some(language.pick(
        format!("{name} {year}"),
        format!("tháng {month} năm {year}"),
    ))
}

/// The months of the year in English.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A month's English name.
pub(crate) fn month(number: i8) -> &'static str {
    let at = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
    at.and_then(|at| MONTHS.get(at))
        .copied()
        .unwrap_or_default()
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn read_date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_as_people_say_them() {
        let cases = [
            ("2025", "2025", "năm 2025"),
            ("2025-H1", "first half of 2025", "6 tháng đầu năm 2025"),
            ("2025-Q3", "quarter 3 of 2025", "quý III năm 2025"),
            ("2025-07", "July 2025", "tháng 7 năm 2025"),
            ("2025-2026", "2025 to 2026", "giai đoạn 2025-2026"),
            ("by 2030-12-31", "by 2030-12-31", "đến 31/12/2030"),
            ("standing", "at all times", "thường xuyên"),
            ("2025-13", "2025-13", "2025-13"),
        ];
        for (key, en, vi) in cases {
            assert_eq!(
                (
                    period(key, Language::En).as_str(),
                    period(key, Language::Vi).as_str()
                ),
                (en, vi)
            );
        }
    }

    #[test]
    fn citations_go_from_the_widest_unit() {
        let parts = [("article", "1"), ("clause", "2"), ("point", "đ")]
            .map(|(unit, value)| (unit, value.to_owned()));
        let place = Citation {
            parts: parts.to_vec(),
        };
        assert_eq!(citation(&place, Language::En), "Article 1 clause 2 point đ");
        assert_eq!(citation(&place, Language::Vi), "Điều 1 khoản 2 điểm đ");
    }
}
