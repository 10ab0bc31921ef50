//! Problems in the facts as sentences, with what to report instead.

use jiff_core::civil::Date;

use super::{Language, path, period};
use crate::run::calendar::iso;
use crate::run::facts::{Problem, ProblemCode};
use crate::run::program::Program;

/// A problem in words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ProblemWords {
    /// Whose fact, when, and which: `district:muong-ang, 2025, hamlet heads trained (hamlet_heads.trained)`.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to report instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// What is wrong with a fact, and what to report instead.
pub fn problem(program: &Program, problem: &Problem, language: Language) -> ProblemWords {
    // A text that was found stands in quotes already.
    let found = problem
        .found
        .as_deref()
        .unwrap_or(&problem.fact)
        .trim_matches('"');
    let expected = problem.expected.as_deref();
    ProblemWords {
        place: place(program, problem, language),
        message: message(problem.code, found, expected, language),
        help: ungrouped(problem, language)
            .or_else(|| day_first(problem, language))
            .or_else(|| help(problem.code, expected, language)),
    }
}

fn place(program: &Program, problem: &Problem, language: Language) -> String {
    let mut parts = vec![problem.body.clone()];
    parts.extend(problem.period.as_ref().map(|key| period(key, language)));
    if !problem.fact.is_empty() {
        let name = path(program, &problem.fact, language);
        parts.push(if name == problem.fact {
            name
        } else {
            format!("{name} ({})", problem.fact)
        });
    }
    parts.join(", ")
}

fn message(code: ProblemCode, found: &str, expected: Option<&str>, language: Language) -> String {
    let of = expected
        .map(|expected| {
            language.pick(
                format!(" of {expected}"),
                format!(" trên tổng số {expected}"),
            )
        })
        .unwrap_or_default();
    let against = expected
        .map(|expected| format!(" ({expected})"))
        .unwrap_or_default();
    let (en, vi) = match code {
        ProblemCode::UnknownName => (
            format!("these rules know no fact “{found}”"),
            format!("các quy định này không có số liệu nào tên là “{found}”"),
        ),
        ProblemCode::WrongLevel => (
            format!("a body of this level does not report “{found}”"),
            format!("cấp này không báo cáo “{found}”"),
        ),
        ProblemCode::UnknownLevel => (
            format!("no body of level “{found}” can stand here"),
            format!("ở đây không có cấp “{found}”"),
        ),
        ProblemCode::UnknownPeriod => (
            format!("“{found}” is not a period"),
            format!("“{found}” không phải là một kỳ báo cáo"),
        ),
        ProblemCode::WrongType => (
            format!("“{found}” is not what this fact is reported by"),
            format!("“{found}” không đúng loại giá trị của số liệu này"),
        ),
        ProblemCode::Negative => (
            format!("a number below zero: {found}"),
            format!("số âm: {found}"),
        ),
        ProblemCode::NotWhole => (
            format!("a count that is not whole: {found}"),
            format!("số đếm không phải số nguyên: {found}"),
        ),
        ProblemCode::UnknownOption => (
            format!("“{found}” is not one of the options"),
            format!("“{found}” không phải là một phương án"),
        ),
        ProblemCode::InvalidDate => (
            format!("“{found}” is not a date of the calendar"),
            format!("“{found}” không phải là một ngày có trong lịch"),
        ),
        ProblemCode::MoreThanPopulation => (
            format!("more than there are: {found}{of}"),
            format!("nhiều hơn tổng số đối tượng: {found}{of}"),
        ),
        ProblemCode::TotalsContradict => (
            format!("the total {found} contradicts what is listed{against}"),
            format!("tổng số {found} không khớp với số liệu chi tiết{against}"),
        ),
        ProblemCode::Duplicate => (
            format!("given twice: “{found}”"),
            format!("“{found}” được khai hai lần"),
        ),
        ProblemCode::OutsidePeriod => (
            format!("{found} lies outside the period it is reported under"),
            format!("{found} nằm ngoài kỳ báo cáo"),
        ),
        ProblemCode::EndsBeforeStart => (
            format!("it ends before it starts: {found}"),
            format!("ngày kết thúc trước ngày bắt đầu: {found}"),
        ),
        ProblemCode::Overflow => (
            format!("a number too large to compute with exactly: {found}"),
            format!("số quá lớn, không thể tính chính xác: {found}"),
        ),
        ProblemCode::TooLarge => (
            format!("more than a report may hold: {found}"),
            format!("vượt quá giới hạn của một báo cáo: {found}"),
        ),
        ProblemCode::NotAPredecessor => (
            format!("this body did not take over from {found}"),
            format!("đơn vị này không kế thừa {found}"),
        ),
        ProblemCode::PredecessorMissing => (
            "it ended within this period, and its part is not reported".to_owned(),
            "đơn vị này kết thúc trong kỳ, nhưng phần của đơn vị chưa được báo cáo".to_owned(),
        ),
        ProblemCode::AfterItsEnd => (
            format!("{found} lies after the end of this body{against}"),
            format!("{found} là sau khi đơn vị này kết thúc{against}"),
        ),
        ProblemCode::PartsUnlike => (
            format!(
                "the ended body and its successor report “{found}” in ways that do not fit together"
            ),
            format!("đơn vị đã kết thúc và đơn vị kế thừa báo cáo “{found}” không khớp nhau"),
        ),
    };
    language.pick(en, vi)
}

/// A number with marks between its groups of digits, as it is to be written; none where the marks can mean two things. In a
/// count one mark can only stand between groups.
fn ungrouped(problem: &Problem, language: Language) -> Option<String> {
    let is_number = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let fewest = match problem.code {
        ProblemCode::WrongType => 2,
        ProblemCode::NotWhole => 1,
        _ => return None,
    };
    if !problem.expected.as_deref().is_some_and(is_number) {
        return None;
    }
    let found = problem.found.as_deref()?.trim_matches('"');
    let mark = found.chars().find(|letter| matches!(letter, '.' | ','))?;
    let mut groups = found.split(mark);
    let first = groups.next()?;
    let groups: Vec<&str> = groups.collect();
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = groups.len() >= fewest
        && (1..=3).contains(&first.len())
        && digits(first)
        && groups.iter().all(|group| group.len() == 3 && digits(group));
    is_grouped.then(|| {
        let plain = found.replace(mark, "");
        language.pick(
            format!("write {plain}, with no mark between groups of digits"),
            format!("hãy viết {plain}, không dùng dấu ngăn cách các nhóm chữ số"),
        )
    })
}

/// A date written day first, as it is to be written if that is what it is.
fn day_first(problem: &Problem, language: Language) -> Option<String> {
    if problem.code != ProblemCode::InvalidDate {
        return None;
    }
    let mut parts = problem
        .found
        .as_deref()?
        .trim_matches('"')
        .split(['/', '.', '-']);
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let meant = Date::new(year, month, day)
        .ok()
        .filter(|_| parts.next().is_none())?;
    let plain = iso::print(meant);
    Some(language.pick(
        format!("write \"{plain}\", if day {day} of month {month} is meant"),
        format!("nếu là ngày {day} tháng {month}, hãy viết \"{plain}\""),
    ))
}

fn help(code: ProblemCode, expected: Option<&str>, language: Language) -> Option<String> {
    let expected = expected.unwrap_or_default();
    let named = |en: String, vi: String| {
        if expected.is_empty() {
            None
        } else {
            Some(language.pick(en, vi))
        }
    };
    let fixed = |en: &str, vi: &str| Some(language.pick(en, vi).to_owned());
    match code {
        ProblemCode::UnknownName | ProblemCode::UnknownLevel => named(
            format!("did you mean “{expected}”?"),
            format!("có phải là “{expected}” không?"),
        ),
        ProblemCode::WrongLevel => named(
            format!("it is reported by: {expected}"),
            format!("cấp báo cáo là: {expected}"),
        ),
        ProblemCode::UnknownPeriod => fixed(
            "write 2025, 2025-H1, 2025-Q3 or 2025-07",
            "hãy viết 2025, 2025-H1, 2025-Q3 hoặc 2025-07",
        ),
        ProblemCode::WrongType if expected == "12.5" => fixed(
            "write digits alone, decimals behind a point: 12500000 or 12.5",
            "hãy viết liền các chữ số, phần thập phân sau dấu chấm: 12500000 hoặc 12.5",
        ),
        ProblemCode::WrongType
        | ProblemCode::Negative
        | ProblemCode::NotWhole
        | ProblemCode::InvalidDate
        | ProblemCode::EndsBeforeStart => named(
            format!("write it like: {expected}"),
            format!("hãy viết theo mẫu: {expected}"),
        ),
        ProblemCode::UnknownOption => named(
            format!("write one of: {expected}"),
            format!("hãy chọn một trong: {expected}"),
        ),
        ProblemCode::OutsidePeriod => named(
            format!("the period is: {expected}"),
            format!("kỳ báo cáo là: {expected}"),
        ),
        ProblemCode::NotAPredecessor => fixed(
            "name it in a line `successor … of … from …` of the rules, or report it on its own",
            "hãy nêu đơn vị đó trong dòng `kế thừa … của … từ …` của quy định, hoặc báo cáo riêng",
        ),
        ProblemCode::PredecessorMissing => fixed(
            "add its report of this period under \"predecessors\"",
            "hãy thêm báo cáo kỳ này của đơn vị đó vào \"predecessors\"",
        ),
        ProblemCode::AfterItsEnd => fixed(
            "report it for the successor",
            "hãy báo cáo ở đơn vị kế thừa",
        ),
        ProblemCode::PartsUnlike => fixed(
            "report both alike: the same answer, or both in totals or both member by member",
            "hãy báo cáo thống nhất: cùng một câu trả lời, hoặc cùng theo tổng số, hoặc cùng theo danh sách",
        ),
        ProblemCode::MoreThanPopulation
        | ProblemCode::TotalsContradict
        | ProblemCode::Duplicate
        | ProblemCode::Overflow
        | ProblemCode::TooLarge => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(code: ProblemCode, found: &str) -> Problem {
        Problem {
            code,
            body: "ward:a".to_owned(),
            period: None,
            fact: "households".to_owned(),
            found: Some(found.to_owned()),
            expected: Some("12".to_owned()),
        }
    }

    #[test]
    fn a_date_written_day_first_is_told_as_it_is_written_here() {
        let told = |text: &str| {
            let problem = found(ProblemCode::InvalidDate, text);
            [Language::Vi, Language::En].map(|language| day_first(&problem, language))
        };
        let [vi, en] = told("\"31/03/2027\"");
        assert_eq!(
            vi.as_deref(),
            Some("nếu là ngày 31 tháng 3, hãy viết \"2027-03-31\"")
        );
        assert_eq!(
            en.as_deref(),
            Some("write \"2027-03-31\", if day 31 of month 3 is meant")
        );
        for other in ["2025-02-30", "31/02/2027", "1/2/27", "1/2/2027/3", "soon"] {
            assert_eq!(told(other), [None, None], "{other}");
        }
    }

    #[test]
    fn marks_between_groups_of_digits_are_told_where_they_can_be_nothing_else() {
        let told = |code, text| ungrouped(&found(code, text), Language::En);
        let write = |plain: &str| {
            Some(format!(
                "write {plain}, with no mark between groups of digits"
            ))
        };
        assert_eq!(
            told(ProblemCode::WrongType, "\"1.250.000\""),
            write("1250000")
        );
        assert_eq!(told(ProblemCode::WrongType, "1,250,000"), write("1250000"));
        // A thousand and a quarter, or one and a quarter.
        assert_eq!(told(ProblemCode::WrongType, "1,250"), None);
        assert_eq!(told(ProblemCode::NotWhole, "1.250"), write("1250"));
        assert_eq!(told(ProblemCode::NotWhole, "2.5"), None);
        assert_eq!(told(ProblemCode::NotWhole, "1250.750"), None);
        assert_eq!(told(ProblemCode::Negative, "1.250.000"), None);
    }
}
