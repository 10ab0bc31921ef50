//! `luat test`: the scenarios that the rules carry.

mod junit;
mod told;

use std::fmt::Write as _;

use luat_core::author::model::{Rule, RuleSet};
use luat_core::author::scenario::{self, Expectation, Expected, Found, Scenario};
use luat_core::author::shown::{Lack, is_computed, lacking};
use luat_core::run::number::Number;
use luat_core::run::program::{DefinitionId, Program};
use luat_core::run::verdict::Range;
use luat_core::words::{self, Language};
use luat_grammar::diagnostic::Text;
use luat_grammar::source::{LineIndex, Source, Span};

use crate::Exit;
use crate::args::{TestArguments, TestFormat};
use crate::cores::share_out;
use crate::failure::Failure;
use crate::mutate::mutate;
use crate::render::{BOLD, DIM, GREEN, RED, YELLOW, clean, pick, styled};
use crate::rules::Rules;
use crate::session::Session;
use told::told;

/// What was found where a scenario expected something else.
struct Disappointment {
    span: Span,
    found: Vec<String>,
}

/// Runs all scenarios and tells each: as expected, or what was found instead; then what they do not
/// show of the rules.
pub(crate) fn test(
    session: &mut Session<'_, '_>,
    arguments: &TestArguments,
) -> Result<Exit, Failure> {
    if arguments.mutate && arguments.format == TestFormat::Junit {
        return Err(Failure::Asked(no_junit_of_mutants()));
    }
    let rules = session.read_rules(&arguments.rules)?;
    let Some((found, program)) = session.compile(&rules)? else {
        return Ok(Exit::Unusable);
    };
    let language = session.language().into();
    let ran: Vec<Ran<'_>> = found
        .scenarios()
        .iter()
        .map(|scenario| Ran {
            scenario,
            disappointments: disappointments(&program, scenario, language),
        })
        .collect();
    let all_as_expected = ran.iter().all(Ran::as_expected);
    if arguments.mutate && all_as_expected {
        return mutate(session, arguments, &rules, &found);
    }
    let untouched = if arguments.mutate {
        Vec::new()
    } else {
        untouched(session, &rules, &found)
    };
    let sources = &rules.parsed.sources;
    match arguments.format {
        TestFormat::Json => session.json(&told(sources, &ran, &untouched))?,
        TestFormat::Junit => {
            let told = told(sources, &ran, &untouched);
            session.print(&junit::report(&told, arguments.require_all)?)?;
        }
        TestFormat::Text => session.print(&page(sources, &ran, &untouched, language))?,
    }
    let complete = !arguments.require_all || untouched.is_empty();
    Ok(if all_as_expected && complete {
        Exit::Fine
    } else {
        Exit::Found
    })
}

fn no_junit_of_mutants() -> Text {
    Text::new(
        "JUnit tells scenarios; with --mutate choose --format text or json",
        "JUnit chỉ nêu kết quả tình huống; với --mutate hãy chọn --format text hoặc json",
    )
}

/// A scenario, run.
struct Ran<'a> {
    scenario: &'a Scenario,
    disappointments: Vec<Disappointment>,
}

impl Ran<'_> {
    fn as_expected(&self) -> bool {
        self.disappointments.is_empty()
    }
}

/// A rule of which the scenarios do not show all.
struct Untouched<'a> {
    rule: &'a Rule,
    lacks: Vec<Lack>,
}

/// What the scenarios do not show of the computed rules in the files given.
fn untouched<'a>(
    session: &mut Session<'_, '_>,
    rules: &Rules,
    found: &'a RuleSet,
) -> Vec<Untouched<'a>> {
    let mut asked: Vec<&Rule> = found
        .rules()
        .iter()
        .filter(|rule| (rule.span.source.0 as usize) < rules.given && is_computed(rule))
        .collect();
    asked.sort_by_key(|rule| rule.span);
    let lacks = share_out(
        &asked,
        |rule| lacking(&rules.parsed, found, rule),
        |done| session.progress(&format!("{done}/{}", asked.len())),
    );
    session.progress("");
    asked
        .into_iter()
        .zip(lacks)
        .filter(|(_, lacks)| !lacks.is_empty())
        .map(|(rule, lacks)| Untouched { rule, lacks })
        .collect()
}

fn page(
    sources: &[Source],
    ran: &[Ran<'_>],
    untouched: &[Untouched<'_>],
    language: Language,
) -> String {
    let mut page = String::new();
    for one in ran {
        page.push_str(&tell(sources, one.scenario, &one.disappointments, language));
    }
    let passed = ran.iter().filter(|one| one.as_expected()).count();
    page.push_str(&summary(passed, ran.len() - passed, language));
    if !untouched.is_empty() {
        let lead = pick(
            language,
            "No scenario shows:",
            "Chưa có tình huống nào thể hiện:",
        );
        // Writing to a string cannot fail.
        let _ = writeln!(page, "\n{}", styled(YELLOW, lead));
        for one in untouched {
            let at = place(sources, one.rule.span).map_or_else(String::new, |place| place.at());
            let lacks: Vec<&str> = one
                .lacks
                .iter()
                .map(|lack| lack_word(*lack, language))
                .collect();
            let _ = writeln!(
                page,
                "  {} {}: {}",
                styled(DIM, &clean(&at)),
                clean(&one.rule.id),
                lacks.join(", ")
            );
        }
    }
    page
}

fn lack_word(lack: Lack, language: Language) -> &'static str {
    match lack {
        Lack::Met => pick(language, "met", "đạt"),
        Lack::NotMet => pick(language, "not met or late", "không đạt hoặc trễ hạn"),
        Lack::Boundary => pick(language, "exactly on its boundary", "đúng tại ngưỡng"),
    }
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
        // Writing to a string cannot fail.
        if let Some(place) = place(sources, one.span) {
            let _ = writeln!(
                text,
                "    {} {}",
                styled(DIM, &clean(&place.at())),
                clean(place.line)
            );
        }
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
pub(crate) struct Place<'a> {
    pub(crate) file: &'a str,
    pub(crate) number: u32,
    line: &'a str,
}

impl Place<'_> {
    /// `rules.luat:12:`
    pub(crate) fn at(&self) -> String {
        format!("{}:{}:", self.file, self.number)
    }
}

pub(crate) fn place(sources: &[Source], span: Span) -> Option<Place<'_>> {
    let source = sources.get(span.source.0 as usize)?;
    let number = LineIndex::new(&source.text)
        .line_column(&source.text, span.start)
        .line;
    let line = source.text.lines().nth(number.saturating_sub(1) as usize);
    Some(Place {
        file: &source.name,
        number,
        line: line.unwrap_or_default().trim(),
    })
}
