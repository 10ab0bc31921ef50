//! `luat diff`: what an amendment changes, in the rules and for those who have reported.

mod page;

use luat_core::author::diff::{Compared, compare, diff};
use luat_core::wire;

use crate::args::{CoverFormat, DiffArguments};
use crate::failure::Failure;
use crate::render::page::{Page, Print};
use crate::session::{Session, facts_of};
use crate::{Exit, files};
use page::Told;

/// Holds newer rules against older ones. A difference is told by the exit code.
pub(crate) fn diff_rules(
    session: &mut Session<'_, '_>,
    arguments: &DiffArguments,
) -> Result<Exit, Failure> {
    let old = session.rules(std::slice::from_ref(&arguments.old))?;
    let new = session.rules(std::slice::from_ref(&arguments.new))?;
    let (Some((old_rules, old)), Some((new_rules, new))) = (old, new) else {
        return Ok(Exit::Unusable);
    };
    let mut found = diff(&old, &new);
    if let (Some(old_rules), Some(new_rules)) = (&old_rules, &new_rules) {
        let (before, after) = (old_rules.principles(), new_rules.principles());
        found = found.with_principles((&old, before), (&new, after));
    }
    let request = session.request(&arguments.when)?;
    let mut compared: Vec<Compared> = Vec::new();
    for (name, text) in files::reports(&arguments.reports)? {
        let before = facts_of(&name, &text, &old)?;
        let after = facts_of(&name, &text, &new)?;
        compared.push(compare(&found, (&old, &before), (&new, &after), &request));
    }
    let judged = (!arguments.reports.is_empty()).then_some((request.as_of, &compared[..]));
    let told = Told {
        old: &old,
        new: &new,
        difference: &found,
        judged,
    };
    let chosen = session.chosen().map(Into::into);
    match arguments.format {
        CoverFormat::Json => session.json(&wire::diff::diff((&old, &new), &found, judged))?,
        // Nothing is said where nothing differs, so that a script may look at the answer alone.
        CoverFormat::Text if found.is_empty() => {}
        CoverFormat::Text => {
            let language = session.language().into();
            let page = Page::new(Some(language), |language| told.part(language));
            session.print(&page.print(Print::Text))?;
        }
        CoverFormat::Markdown => {
            let page = Page::new(chosen, |language| told.part(language));
            session.print(&page.print(Print::Markdown))?;
        }
        CoverFormat::Html => {
            let page = Page::new(chosen, |language| told.part(language));
            session.print(&page.print(Print::Html))?;
        }
    }
    Ok(if found.is_empty() {
        Exit::Fine
    } else {
        Exit::Found
    })
}
