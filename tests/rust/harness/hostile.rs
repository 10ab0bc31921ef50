//! What nobody writes who means well is answered, and no answer is out of proportion to what was sent. How long a megabyte
//! of each takes is measured on a release (`send`); here a small part of it, and what is counted is what comes back.

use std::rc::Rc;

use luat_core::Ruleset;
use luat_core::run::evaluate::{PeriodName, Request};
use luat_core::run::facts::read::MOST_PROBLEMS;
use luat_core::run::form::is_too_long;
use luat_core::run::json::Json;
use luat_core::run::program::Program;
use luat_core::run::session::Session;
use luat_core::run::statuses::Statuses;
use luat_grammar::parse;
use luat_grammar::source::Source;
use luat_tests::hostile::{self, Hostile, Sent};
use luat_tests::project;

/// So many bytes of each.
const SIZE: usize = hostile::MEGABYTE / 64;
/// A text has at most one finding for so few bytes.
const BYTES_OF_A_FINDING: usize = 2;
/// A report has at most so many bytes of answer for each of its own, and ten times as many for each year that was asked for.
const ANSWERED: usize = 1_000;

/// How many years are asked for.
fn years(request: &Request) -> usize {
    let asked = request.periods.iter().map(|asked| match asked {
        PeriodName::Period(period) => period.years(),
        PeriodName::By(_) | PeriodName::Standing => 1,
    });
    asked.sum()
}

fn text(name: &str, text: &str) {
    let found = parse(&[Source::new("hostile.luat", text)]).diagnostics;
    let most = text.len() / BYTES_OF_A_FINDING + 10;
    assert!(found.len() <= most, "{name}: {} findings", found.len());
    let compiled = Ruleset::compile(&[Source::new("hostile.luat", text)]);
    if let Err(errors) = compiled {
        assert!(!errors.findings().diagnostics.is_empty(), "{name}");
    }
}

fn report(name: &str, program: &Rc<Program>, report: &str, periods: &[String]) {
    let Some(request) = hostile::request(periods) else {
        return;
    };
    let rules = Ruleset::from(Program::clone(program));
    let Ok(told) = rules.check_json(report, &request) else {
        return;
    };
    let asked = years(&request);
    let sent = report.len() + 10 * asked;
    assert!(told.len() <= ANSWERED * sent, "{name}: {}", told.len());
    let facts = rules.read(report).expect("it was judged");
    assert!(facts.problems.len() <= MOST_PROBLEMS + 1, "{name}");
    // What is told as it is filled in, and for statuses alone, is told of the same.
    let statuses = Statuses::new(program, request.clone());
    let alone = statuses
        .desk()
        .judge(report)
        .map(|told| told.each().count());
    let json = Json::parse(report).expect("it was read");
    let session = Session::new(Rc::clone(program), json, request, None);
    let mut session = session.expect("it was judged");
    assert_eq!(alone.ok(), Some(session.verdicts().count()), "{name}");
    // A report may name a period of thousands of years.
    assert!(!is_too_long(session.period()), "{name}");
    assert!(session.form(None, None).sections.len() <= 1_000, "{name}");
    let entered = session.set("heads", Json::Number("3".to_owned()));
    assert!(entered.is_ok(), "{name}");
}

#[test]
fn whatever_is_sent_is_answered_in_proportion() {
    let rules = Source::new("rules.luat", hostile::rules());
    let program = Rc::new(project::compile(&[rules]).expect("rules"));
    for Hostile { name, sent } in hostile::all(SIZE) {
        match sent {
            Sent::Text(of) => text(name, &of),
            Sent::Report(of, periods) => report(name, &program, &of, &periods),
        }
    }
}
