//! `luat gen-tests`: scenarios on both sides of every edge of the rules, for the writer to judge.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use luat_core::author::generate::{Generated, generate};
use luat_core::author::model::{Rule, RuleSet};
use luat_core::words::Language as Spoken;
use luat_grammar::keywords::Keyword;
use luat_grammar::source::SourceId;
use luat_grammar::syntax::Declaration;
use luat_grammar::{Language, Parsed, format};

use crate::Exit;
use crate::args::GenerateArguments;
use crate::cores::share_out;
use crate::failure::Failure;
use crate::named::{is_called, no_such_rule};
use crate::render::pick;
use crate::rules::Rules;
use crate::session::Session;

/// Prints a file of scenarios; they pass `luat test` as they are.
pub(crate) fn generate_tests(
    session: &mut Session<'_, '_>,
    arguments: &GenerateArguments,
) -> Result<Exit, Failure> {
    let rules = session.read_rules(&arguments.rules)?;
    let Some((found, _)) = session.compile(&rules)? else {
        return Ok(Exit::Unusable);
    };
    let asked = asked(&rules, &found, arguments.rule.as_deref())?;
    let language = session.language();
    let made = share_out(
        &asked,
        |rule| generate(&rules.parsed, &found, rule, language),
        |done| session.progress(&format!("{done}/{}", asked.len())),
    );
    session.progress("");
    let mut page = opening(&rules.parsed, &asked, language);
    for (rule, generated) in asked.iter().zip(&made) {
        page.push_str(&section(&rules.parsed, rule, generated, language));
    }
    session.print(&page)?;
    Ok(Exit::Fine)
}

/// The rules of the files given, or the one asked for.
fn asked<'r>(
    rules: &Rules,
    found: &'r RuleSet,
    id: Option<&str>,
) -> Result<Vec<&'r Rule>, Failure> {
    let mut asked: Vec<&Rule> = found
        .rules()
        .iter()
        .filter(|rule| match id {
            Some(id) => rule.id == id || is_called(&rule.label, id, true),
            None => (rule.span.source.0 as usize) < rules.given,
        })
        .collect();
    asked.sort_by_key(|rule| rule.span);
    match (asked.is_empty(), id) {
        (true, Some(id)) => {
            let rules = found.rules().iter();
            Err(no_such_rule(
                id,
                rules.map(|rule| (rule.id.as_str(), &rule.label)),
            ))
        }
        _ => Ok(asked),
    }
}

/// The language line, and the texts that the scenarios name things of.
fn opening(parsed: &Parsed, rules: &[&Rule], language: Language) -> String {
    let code = match language {
        Language::En => "en",
        Language::Vi => "vi",
    };
    let mut page = format!("{} {code}\n\n", Keyword::Language.printed(language));
    let sources: BTreeSet<SourceId> = rules.iter().map(|rule| rule.span.source).collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    for tree in &parsed.documents {
        if !sources.contains(&tree.source) {
            continue;
        }
        used.extend(
            tree.declarations
                .iter()
                .filter_map(|line| match &line.node {
                    Declaration::Use(name) => Some(name.node.clone()),
                    _ => None,
                }),
        );
        let source = parsed.sources.get(tree.source.0 as usize);
        let stem = source.and_then(|source| Path::new(&source.name).file_stem());
        used.extend(stem.map(|stem| stem.to_string_lossy().into_owned()));
    }
    for name in used {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{} {name}", Keyword::Use.printed(language));
    }
    page
}

fn section(parsed: &Parsed, rule: &Rule, generated: &Generated, language: Language) -> String {
    let spoken = Spoken::from(language);
    let mut page = format!("\n# {}: {}\n", rule.id, spoken.one(&rule.label));
    for (number, why) in &generated.left_out {
        let why = why.in_language(language);
        let text = pick(
            spoken,
            format!("requirement {number}: write its scenarios by hand: {why}"),
            format!("yêu cầu {number}: cần tự viết tình huống: {why}"),
        );
        let _ = writeln!(page, "# {text}");
    }
    for made in &generated.made {
        page.push('\n');
        let lines = format::lines(&parsed.names, made, language);
        for (number, line) in lines.iter().enumerate() {
            let indent = if number == 0 { "" } else { "  " };
            let _ = writeln!(page, "{indent}{line}");
        }
    }
    page
}
