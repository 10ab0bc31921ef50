//! `luat check`: a report judged.

use luat_core::run::evaluate::evaluate;
use luat_core::run::verdict::{Outcome, Severity};
use luat_core::wire;

use crate::Exit;
use crate::args::{CheckArguments, Format};
use crate::failure::Failure;
use crate::receipt;
use crate::render;
use crate::session::{Session, facts_of, name_of};

/// Judges a report and tells the verdicts.
pub(crate) fn check(
    session: &mut Session<'_, '_>,
    arguments: &CheckArguments,
) -> Result<Exit, Failure> {
    let Some(program) = session.program(&arguments.rules)? else {
        return Ok(Exit::Unusable);
    };
    let text = session.report_text(&arguments.report.report)?;
    let facts = facts_of(&name_of(&arguments.report.report), &text, &program)?;
    let request = session.request(&arguments.report.when)?;
    let outcome = evaluate(&program, &facts, &request);
    match session.format() {
        Format::Json => session.json(&wire::outcome(&program, &outcome))?,
        Format::Text => session.print(&render::verdicts::render(
            &program,
            &facts,
            &outcome,
            (&request, session.language().into()),
        ))?,
    }
    if let Some(path) = &arguments.receipt {
        let key = arguments.sign_with.as_deref();
        receipt::write(path, key, (&program, &request), (&text, &outcome))?;
    }
    Ok(exit(&outcome))
}

/// A breach, a late duty included, is told by the exit code; a problem in a single fact is not.
fn exit(outcome: &Outcome) -> Exit {
    let breach = outcome
        .verdicts
        .iter()
        .any(|verdict| verdict.severity == Some(Severity::Breach));
    if breach { Exit::Found } else { Exit::Fine }
}
