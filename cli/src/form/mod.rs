//! `luat form`: what a body is asked to report, as a page to fill in or as JSON.

mod entry;
mod markdown;
mod page;
mod text;
mod workbook;

use std::io;
use std::path::Path;

use luat_core::run::facts::Facts;
use luat_core::run::form::{Asked, Form, MOST_YEARS, form, is_too_long};
use luat_core::run::program::{LevelId, Program};
use luat_core::wire;
use luat_grammar::diagnostic::Text;

use crate::Exit;
use crate::args::{FormArguments, PageFormat};
use crate::failure::Failure;
use crate::files;
use crate::named::level_named;
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
    let form = bounded(&program, &asked, report.as_ref())?;
    let told = wire::form::form(&program, &form);
    let page = || Page::new(&program, &told, session.language().into());
    if let Some(path) = &arguments.xlsx {
        let level = &program.levels[asked.level.index()].label;
        let book = workbook::render(&told, &page(), level);
        write_new(
            path,
            &book.map_err(|error| Failure::Unwritable(path.clone(), io::Error::other(error)))?,
        )?;
        return Ok(Exit::Fine);
    }
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

/// A form over no more years than one can be asked for.
pub(crate) fn bounded<'p>(
    program: &'p Program,
    asked: &Asked,
    report: Option<&Facts>,
) -> Result<Form<'p>, Failure> {
    let period = asked.period;
    if is_too_long(period) {
        return Err(Failure::Asked(Text::new(
            format!("{period} is more than the {MOST_YEARS} years of a form; name a part of it"),
            format!(
                "{period} dài hơn {MOST_YEARS} năm, mức tối đa của một biểu mẫu; hãy nêu một phần của kỳ đó"
            ),
        )));
    }
    Ok(form(program, asked, report))
}

/// Writes a file that is not there yet: one that is may be filled in.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path.exists() {
        let path = path.display();
        return Err(Failure::Asked(Text::new(
            format!("{path} is there already, and may be filled in; name another file"),
            format!("đã có tệp {path}, có thể đã được điền; hãy chọn tên khác"),
        )));
    }
    files::write_whole(path, bytes)
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
