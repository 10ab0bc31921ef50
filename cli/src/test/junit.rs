//! What `luat test` found as `JUnit` XML, which other people's checks collect.

use std::io;

use luat_core::author::scenario::Standing;
use luat_core::wire::scenarios::Scenario;
use luat_core::words::Language;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::told::{Told, ToldRule};
use crate::failure::Failure;
use crate::render::pick;

/// A suite for each file of scenarios, and one of the rules that scenarios do not show whole:
/// these are passed over, or fail where all must be shown.
pub(super) fn report(
    told: &Told<'_>,
    require_all: bool,
    language: Language,
) -> Result<String, Failure> {
    let mut report = Report::new("luat test");
    for scenarios in told.scenarios.chunk_by(|one, next| one.file == next.file) {
        let Some(first) = scenarios.first() else {
            continue;
        };
        let mut suite = TestSuite::new(first.file);
        suite.add_test_cases(
            scenarios
                .iter()
                .map(|one| scenario(one, require_all, language)),
        );
        report.add_test_suite(suite);
    }
    if !told.untouched.is_empty() {
        let mut suite = TestSuite::new("untouched");
        suite.add_test_cases(told.untouched.iter().map(|one| rule(one, require_all)));
        report.add_test_suite(suite);
    }
    let text = report.to_string();
    let text = text.map_err(|error| Failure::Output(io::Error::other(error)))?;
    Ok(without_sum_of_skipped(&text))
}

/// How many were passed over stands with each suite; Jenkins' schema knows no such sum of them all.
fn without_sum_of_skipped(report: &str) -> String {
    let Some((before, all)) = report.split_once("<testsuites ") else {
        return report.to_owned();
    };
    let (sums, suites) = all.split_once('>').unwrap_or((all, ""));
    let kept: Vec<&str> = sums
        .split_inclusive("\" ")
        .filter(|one| !one.starts_with("skipped="))
        .collect();
    format!("{before}<testsuites {}>{suites}", kept.concat())
}

fn scenario(told: &Scenario<'_>, all_required: bool, language: Language) -> TestCase {
    if told.as_expected {
        return case(told.title, told.file, told.line, TestCaseStatus::success());
    }
    if told.standing == Standing::ToTick.key() {
        let mut status = unfinished(all_required);
        status.set_message(pick(
            language,
            "not yet ticked right or wrong",
            "chưa được đánh dấu đúng hoặc sai",
        ));
        return case(told.title, told.file, told.line, status);
    }
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    if let Some(first) = told.found.first() {
        status.set_message(first.expected);
    }
    let lines = told.found.iter().flat_map(|one| {
        let head = format!("{}:{}: {}", told.file, one.line, one.expected);
        std::iter::once(head).chain(one.found.iter().map(|found| format!("  {found}")))
    });
    status.set_description(lines.collect::<Vec<_>>().join("\n"));
    case(told.title, told.file, told.line, status)
}

fn rule(told: &ToldRule<'_>, must_be_shown: bool) -> TestCase {
    let mut status = unfinished(must_be_shown);
    status.set_message(told.lacks.join(", "));
    case(told.rule, told.file, told.line, status)
}

/// What is still to be done: passed over, or a failure where all must be there.
fn unfinished(all_required: bool) -> TestCaseStatus {
    if all_required {
        TestCaseStatus::non_success(NonSuccessKind::Failure)
    } else {
        TestCaseStatus::skipped()
    }
}

fn case(name: &str, file: &str, line: u32, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(file);
    case.extra.insert("file".into(), file.into());
    case.extra.insert("line".into(), line.to_string().into());
    case
}
