//! `luat form`: what a body is asked to report, as a page to fill in or as JSON.

mod entry;
mod markdown;
mod page;
mod text;

use luat_core::run::facts::Facts;
use luat_core::run::form::{Asked, form};
use luat_core::run::program::{LevelId, Program};
use luat_core::wire;
use luat_grammar::diagnostic::Text;

use crate::Exit;
use crate::args::{FormArguments, PageFormat};
use crate::failure::Failure;
use crate::session::Session;
use page::Page;

/// Tells what a body of a level is asked to report for a period; with a report, what of it is missing.
pub(crate) fn form_of(
    session: &mut Session<'_, '_>,
    arguments: &FormArguments,
) -> Result<Exit, Failure> {
    let rules = session.read_rules(&arguments.rules)?;
    let Some((_, program)) = session.compile(&rules)? else {
        return Ok(Exit::Unusable);
    };
    let level = arguments.level.as_deref();
    let level = level.map(|id| level_named(&program, id)).transpose()?;
    let report = arguments.report.as_deref();
    let report = report
        .map(|path| session.read_report(path, &program))
        .transpose()?;
    let asked = Asked {
        level: level_of(&program, level, report.as_ref())?,
        period: arguments.period,
        as_of: arguments
            .as_of
            .or_else(|| report.as_ref().map(|_| session.today())),
    };
    let form = form(&program, &asked, report.as_ref());
    let told = wire::form::form(&program, &form);
    let page = || Page::new(&program, &told, session.language().into());
    match arguments.format {
        PageFormat::Json => session.json(&told)?,
        PageFormat::Text => {
            let page = text::render(&page());
            session.print(&page)?;
        }
        PageFormat::Markdown => {
            let page = markdown::render(&page());
            session.print(&page)?;
        }
    }
    Ok(Exit::Fine)
}

/// The level of this id.
pub(crate) fn level_named(program: &Program, id: &str) -> Result<LevelId, Failure> {
    program.level_named(id).ok_or_else(|| {
        let ids: Vec<&str> = program.levels.iter().map(|one| one.id.as_str()).collect();
        let known = ids.join(", ");
        Failure::Asked(Text::new(
            format!("no level {id}; there are: {known}"),
            format!("không có cấp {id}; có các cấp: {known}"),
        ))
    })
}

/// The level asked for, which is the report's where there is one.
pub(crate) fn level_of(
    program: &Program,
    level: Option<LevelId>,
    report: Option<&Facts>,
) -> Result<LevelId, Failure> {
    let id = |level: LevelId| program.levels[level.index()].id.as_str();
    match (level, report.map(|report| report.body.level)) {
        (Some(level), None) | (None, Some(level)) => Ok(level),
        (Some(level), Some(reported)) if level == reported => Ok(level),
        (Some(level), Some(reported)) => {
            let (asked, found) = (id(level), id(reported));
            Err(Failure::Asked(Text::new(
                format!("the report is of level {found}, not {asked}"),
                format!("báo cáo thuộc cấp {found}, không phải cấp {asked}"),
            )))
        }
        (None, None) => Err(Failure::Asked(Text::new(
            "name a level with --level, or give a report",
            "cần nêu cấp bằng --level, hoặc đưa vào một báo cáo",
        ))),
    }
}
