//! What `luat test` found as `JUnit` XML, which other people's checks collect.

use std::io;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use luat_core::wire::scenarios::Scenario;

use super::told::{Told, ToldRule};
use crate::failure::Failure;

/// A suite for each file of scenarios, and one of the rules that scenarios do not show whole:
/// these are passed over, or fail where all must be shown.
pub(super) fn report(told: &Told<'_>, require_all: bool) -> Result<String, Failure> {
    let mut report = Report::new("luat test");
    for scenarios in told.scenarios.chunk_by(|one, next| one.file == next.file) {
        let Some(first) = scenarios.first() else {
            continue;
        };
        let mut suite = TestSuite::new(first.file);
        suite.add_test_cases(scenarios.iter().map(scenario));
        report.add_test_suite(suite);
    }
    if !told.untouched.is_empty() {
        let mut suite = TestSuite::new("untouched");
        suite.add_test_cases(told.untouched.iter().map(|one| rule(one, require_all)));
        report.add_test_suite(suite);
    }
    let text = report.to_string();
    text.map_err(|error| Failure::Output(io::Error::other(error)))
}

fn scenario(told: &Scenario<'_>) -> TestCase {
    if told.as_expected {
        return case(told.title, told.file, told.line, TestCaseStatus::success());
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
    let mut status = if must_be_shown {
        TestCaseStatus::non_success(NonSuccessKind::Failure)
    } else {
        TestCaseStatus::skipped()
    };
    status.set_message(told.lacks.join(", "));
    case(told.rule, told.file, told.line, status)
}

fn case(name: &str, file: &str, line: u32, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(file);
    case.extra.insert("file".into(), file.into());
    case.extra.insert("line".into(), line.to_string().into());
    case
}
