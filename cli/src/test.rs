//! `luat test`: the scenarios that the rules carry.

use std::fmt::Write as _;

use luat_core::author::scenario::{self, Expectation, Expected, Found, Scenario};
use luat_core::run::number::Number;
use luat_core::run::program::{DefinitionId, Program};
use luat_core::run::verdict::Range;
use luat_core::words::{self, Language};
use luat_grammar::source::{LineIndex, Source, Span};

use crate::Exit;
use crate::args::TestArguments;
use crate::failure::Failure;
use crate::render::{BOLD, DIM, GREEN, RED, clean, pick, styled};
use crate::session::Session;

/// What was found where a scenario expected something else.
struct Disappointment {
    span: Span,
    found: Vec<String>,
}

/// Runs all scenarios and tells each: as expected, or what was found instead.
pub(crate) fn test(
    session: &mut Session<'_, '_>,
    arguments: &TestArguments,
) -> Result<Exit, Failure> {
    let rules = session.read_rules(&arguments.rules)?;
    let Some((found, program)) = session.compile(&rules)? else {
        return Ok(Exit::Unusable);
    };
    let language = session.language().into();
    let mut failed = 0;
    for scenario in found.scenarios() {
        let disappointments = disappointments(&program, scenario, language);
        failed += usize::from(!disappointments.is_empty());
        let told = tell(&rules.parsed.sources, scenario, &disappointments, language);
        session.print(&told)?;
    }
    let passed = found.scenarios().len() - failed;
    session.print(&summary(passed, failed, language))?;
    Ok(if failed == 0 { Exit::Fine } else { Exit::Found })
}

fn disappointments(
    program: &Program,
    scenario: &Scenario,
    language: Language,
) -> Vec<Disappointment> {
    let answers = match scenario::run(program, scenario) {
        Ok(answers) => answers,
        Err(error) => {
            let found = vec![words::unusable(&error, language)];
            return vec![Disappointment {
                span: scenario.span,
                found,
            }];
        }
    };
    let missed = answers
        .into_iter()
        .filter(|answer| !answer.holds)
        .filter_map(|answer| {
            let expectation = scenario.expectations.get(answer.expectation)?;
            let found = found(program, expectation, &answer.found, language);
            Some(Disappointment {
                span: expectation.span,
                found,
            })
        });
    missed.collect()
}

fn found(
    program: &Program,
    expectation: &Expectation,
    found: &Found,
    language: Language,
) -> Vec<String> {
    match found {
        Found::Verdicts(verdicts) if verdicts.is_empty() => {
            vec![
                pick(
                    language,
                    "no verdict is given for it",
                    "không có kết quả nào cho quy định và kỳ này",
                )
                .to_owned(),
            ]
        }
        Found::Verdicts(verdicts) => {
            let tell = |verdict| {
                let told = words::verdict(program, verdict, None, language);
                format!("{}, {}: {}", told.body, told.period, told.sentence)
            };
            verdicts.iter().map(tell).collect()
        }
        Found::Value(range) => match &expectation.what {
            Expected::Value { name, value } => {
                vec![value_of(program, *name, (*range, *value), language)]
            }
            Expected::Status { .. } | Expected::Remedy { .. } => Vec::new(),
        },
    }
}

fn value_of(
    program: &Program,
    name: DefinitionId,
    (found, expected): (Range, Number),
    language: Language,
) -> String {
    let definition = &program.definitions[name.index()];
    let value = words::value(found, &definition.unit, expected, language);
    format!("{} = {value}", language.one(&definition.label))
}

fn tell(
    sources: &[Source],
    scenario: &Scenario,
    disappointments: &[Disappointment],
    language: Language,
) -> String {
    let title = clean(&scenario.title);
    if disappointments.is_empty() {
        return format!("{} {title}\n", styled(GREEN, "✓"));
    }
    let mut text = format!("{} {}\n", styled(RED, "✗"), styled(BOLD, &title));
    let lead = pick(language, "found instead:", "thực tế:");
    for one in disappointments {
        let place = place(sources, one.span);
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "    {} {}",
            styled(DIM, &clean(&place.at)),
            clean(place.line)
        );
        for line in &one.found {
            let _ = writeln!(text, "      {} {}", styled(RED, lead), clean(line));
        }
    }
    text
}

fn summary(passed: usize, failed: usize, language: Language) -> String {
    let text = pick(
        language,
        format!("{passed} as expected, {failed} not"),
        format!("{passed} tình huống đúng kỳ vọng, {failed} không đúng"),
    );
    format!(
        "\n{}\n",
        styled(if failed == 0 { GREEN } else { RED }, &text)
    )
}

/// A line of a text and where it stands.
struct Place<'a> {
    at: String,
    line: &'a str,
}

fn place(sources: &[Source], span: Span) -> Place<'_> {
    let Some(source) = sources.get(span.source.0 as usize) else {
        return Place {
            at: String::new(),
            line: "",
        };
    };
    let start = LineIndex::new(&source.text).line_column(&source.text, span.start);
    let line = source
        .text
        .lines()
        .nth(start.line.saturating_sub(1) as usize)
        .unwrap_or_default();
    Place {
        at: format!("{}:{}:", source.name, start.line),
        line: line.trim(),
    }
}
