//! `luat explain`: how one rule was judged.

use luat_core::run::because::Explained;
use luat_core::run::evaluate::explain as explain_rules;
use luat_core::run::facts::Facts;
use luat_core::run::program::Program;
use luat_core::wire::because;
use luat_core::words::{self, Language};
use luat_grammar::diagnostic::Text;

use crate::Exit;
use crate::args::{ExplainArguments, PageFormat};
use crate::failure::Failure;
use crate::named::rules_named;
use crate::render;
use crate::render::page::{Block, Item, Page, Part, Print};
use crate::session::Session;

/// Tells the verdicts on one rule in full.
pub(crate) fn explain(
    session: &mut Session<'_, '_>,
    arguments: &ExplainArguments,
) -> Result<Exit, Failure> {
    let Some(program) = session.program(&arguments.rules)? else {
        return Ok(Exit::Unusable);
    };
    let asked = rules_named(&program, &arguments.rule)?;
    let facts = session.read_report(&arguments.report.report, &program)?;
    let request = session.request(&arguments.report.when)?;
    let explained = explain_rules(&program, &facts, &request, &asked);
    if explained.is_empty() {
        session.note(&Text::new(
            format!(
                "no body and period of this report is judged by {}",
                arguments.rule
            ),
            format!(
                "báo cáo này không có đơn vị và kỳ nào thuộc diện xét theo {}",
                arguments.rule
            ),
        ));
    }
    match arguments.format {
        PageFormat::Json => {
            session.json(&because::explanations(&program, request.as_of, &explained))?;
        }
        PageFormat::Markdown => {
            let page = Page::new(Some(session.language().into()), |language| {
                part(&program, &facts, &explained, language)
            });
            session.print(&page.print(Print::Markdown))?;
        }
        PageFormat::Text => session.print(&render::verdicts::render_explained(
            &program,
            &facts,
            &explained,
            session.language().into(),
        ))?,
    }
    Ok(Exit::Fine)
}

/// Each verdict as a paragraph, then the sentence step by step.
fn part(program: &Program, facts: &Facts, explained: &[Explained], language: Language) -> Part {
    let mut blocks = Vec::new();
    let mut title = String::new();
    for one in explained {
        let name = render::verdicts::name_of(program, &facts.body, &one.verdict.body);
        let told = words::verdict(program, &one.verdict, name, language);
        blocks.push(Block::Heading(2, format!("{}, {}", told.body, told.period)));
        blocks.push(Block::Text(words::paragraph(program, one, name, language)));
        let mut lines = words::because(program, one, language).into_iter();
        if let Some(first) = lines.next() {
            let below = lines.map(|line| {
                let depth = usize::try_from(line.depth).unwrap_or_default();
                format!(
                    "{}{}",
                    "– ".repeat(depth.saturating_sub(1)),
                    line.with_path()
                )
            });
            blocks.push(Block::List(vec![Item {
                text: first.text,
                below: below.collect(),
            }]));
        }
        title = told.title;
    }
    Part {
        language,
        title,
        blocks,
    }
}
