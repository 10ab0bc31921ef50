//! A scenario run, told in words where it did not come out as expected.

use luat_grammar::source::Span;

use super::{Expectation, Expected, Found, Scenario, Standing, run};
use crate::run::number::Number;
use crate::run::program::{DefinitionId, Program};
use crate::run::verdict::Range;
use crate::words::{self, Language};

/// A scenario, run.
#[derive(Debug)]
pub struct Ran<'a> {
    /// Which.
    pub scenario: &'a Scenario,
    /// How it stands.
    pub standing: Standing,
    /// Where something else was found than expected.
    pub disappointments: Vec<Disappointment>,
}

/// What was found where a scenario expected something else.
#[derive(Debug)]
pub struct Disappointment {
    /// The expectation, or the scenario where its report is refused.
    pub span: Span,
    /// What was found, in words.
    pub found: Vec<String>,
}

impl<'a> Ran<'a> {
    /// Runs a scenario.
    pub fn new(program: &Program, scenario: &'a Scenario, language: Language) -> Self {
        let mut disappointments = disappointments(program, scenario, language);
        let standing = scenario.standing(disappointments.is_empty());
        match (standing, &scenario.review) {
            // What was ticked wrong is to be missed.
            (Standing::AsExpected, _) => disappointments.clear(),
            (Standing::TickedWrong, Some(review)) => disappointments.push(Disappointment {
                span: review.span,
                found: vec![ticked_wrong(language).to_owned()],
            }),
            (Standing::TickedWrong | Standing::NotAsExpected | Standing::ToTick, _) => {}
        }
        Self {
            scenario,
            standing,
            disappointments,
        }
    }

    /// Whether something is to be mended: what the rules say, or what is expected of them.
    pub fn failed(&self) -> bool {
        match self.standing {
            Standing::AsExpected | Standing::ToTick => false,
            Standing::NotAsExpected | Standing::TickedWrong => true,
        }
    }
}

fn ticked_wrong(language: Language) -> &'static str {
    language.pick(
        "the rules say so, and a reader ticked it wrong; correct the rule, or the facts and what is expected",
        "bộ quy định vẫn cho kết quả này, nhưng người rà soát đánh dấu sai; hãy sửa quy định, hoặc sửa thông tin và kết quả kỳ vọng",
    )
}

fn disappointments(
    program: &Program,
    scenario: &Scenario,
    language: Language,
) -> Vec<Disappointment> {
    let answers = match run(program, scenario) {
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
                language
                    .pick(
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
