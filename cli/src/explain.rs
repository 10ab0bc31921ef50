//! `luat explain`: how one rule was judged.

use luat_core::run::evaluate::{Request, explain as explain_rules};
use luat_core::run::program::Program;
use luat_core::wire::because;
use luat_grammar::diagnostic::Text;

use crate::Exit;
use crate::args::{ExplainArguments, Format};
use crate::failure::Failure;
use crate::render;
use crate::session::Session;

/// Tells the verdicts on one rule in full.
pub(crate) fn explain(
    session: &mut Session<'_, '_>,
    arguments: &ExplainArguments,
) -> Result<Exit, Failure> {
    let Some(program) = session.program(&arguments.rules)? else {
        return Ok(Exit::Unusable);
    };
    let asked = program.rules_named(&arguments.rule);
    if asked.is_empty() {
        return Err(no_such_rule(&program, &arguments.rule));
    }
    let facts = session.read_report(&arguments.report.report, &program)?;
    let as_of = arguments.report.as_of.unwrap_or_else(|| session.today());
    let request = Request {
        as_of,
        periods: arguments.report.periods.clone(),
    };
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
    match session.format() {
        Format::Json => session.json(&because::explanations(&program, as_of, &explained))?,
        Format::Text => session.print(&render::verdicts::render_explained(
            &program,
            &facts,
            &explained,
            session.language().into(),
        ))?,
    }
    Ok(Exit::Fine)
}

fn no_such_rule(program: &Program, asked: &str) -> Failure {
    let ids: Vec<&str> = program.rules.iter().map(|rule| rule.id.as_str()).collect();
    let known = ids.join(", ");
    Failure::Asked(Text::new(
        format!("no rule {asked}; there are: {known}"),
        format!("không có quy định {asked}; có các quy định: {known}"),
    ))
}
