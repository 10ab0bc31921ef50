//! `luat calendar`: what is due for a body and when, for people, offices and programs.

mod csv;
mod ics;

use jiff_core::civil::Date;
use luat_core::run::calendar::period::Period;
use luat_core::run::due::{Due, dues};
use luat_core::run::facts::Facts;
use luat_core::run::program::Program;
use luat_core::wire;
use luat_core::words::{self, DueWords, Language};
use luat_grammar::diagnostic::Text;

use crate::Exit;
use crate::args::{CalendarArguments, CalendarFormat};
use crate::failure::Failure;
use crate::named::level_named;
use crate::render::page::{Block, Page, Part, Print};
use crate::render::pick;
use crate::render::verdicts::name_of;
use crate::session::{Session, facts_of};

/// Tells what is due from one day to another.
pub(crate) fn calendar_of(
    session: &mut Session<'_, '_>,
    arguments: &CalendarArguments,
) -> Result<Exit, Failure> {
    let Some(program) = session.program(&arguments.rules)? else {
        return Ok(Exit::Unusable);
    };
    let facts = match &arguments.report {
        Some(_) if arguments.body.is_some() || arguments.level.is_some() => {
            return Err(body_told_twice());
        }
        Some(path) => session.read_report(path, &program)?,
        None => silent(&program, arguments)?,
    };
    let as_of = arguments.as_of.unwrap_or_else(|| session.today());
    let from = arguments.from.unwrap_or(as_of);
    let to = arguments.to.unwrap_or_else(|| end_of_next_year(from));
    let span = Period::new(from, to).ok_or_else(backwards)?;
    let found = dues(&program, &facts, as_of, span);
    let language = session.language().into();
    let agenda = Agenda {
        program: &program,
        facts: &facts,
        as_of,
        span,
        language,
    };
    match arguments.format {
        CalendarFormat::Json => session.json(&wire::due::dues(&program, as_of, span, &found))?,
        CalendarFormat::Text => {
            let page = Page::new(Some(language), |_| agenda.part(&found));
            session.print(&page.print(Print::Text))?;
        }
        CalendarFormat::Ics => session.print(&ics::render(&agenda, &found))?,
        CalendarFormat::Csv => session.print(&csv::render(&agenda, &found, arguments.bom)?)?,
    }
    Ok(Exit::Fine)
}

/// Due dates, and what is needed to tell them.
struct Agenda<'a> {
    program: &'a Program,
    facts: &'a Facts,
    as_of: Date,
    span: Period,
    language: Language,
}

impl Agenda<'_> {
    fn words(&self, due: &Due) -> DueWords {
        let name = name_of(self.program, &self.facts.body, &due.body);
        words::due(self.program, due, name, self.language)
    }

    /// `Due dates of district Mường Ảng`.
    fn title(&self) -> String {
        let body = &self.facts.body;
        let name = luat_core::run::evaluate::name(self.program, body);
        let body = words::body(self.program, &name, body.name.as_deref(), self.language);
        pick(
            self.language,
            format!("Due dates of {body}"),
            format!("Lịch thực hiện của {body}"),
        )
    }

    fn part(&self, dues: &[Due]) -> Part {
        let language = self.language;
        let day = |day| words::date(day, language);
        let (from, to) = (day(self.span.start), day(self.span.end));
        let mut blocks = vec![Block::Text(pick(
            language,
            format!("from {from} to {to}, as of {}", day(self.as_of)),
            format!("từ {from} đến {to}, tính đến ngày {}", day(self.as_of)),
        ))];
        if dues.is_empty() {
            blocks.push(Block::Text(
                pick(language, "nothing is due", "không có việc nào đến hạn").to_owned(),
            ));
        } else {
            blocks.push(Block::Table {
                head: columns(language).to_vec(),
                rows: dues.iter().map(|due| self.row(due)).collect(),
            });
        }
        Part {
            language,
            title: self.title(),
            blocks,
        }
    }

    /// A due date as the cells of a table.
    fn row(&self, due: &Due) -> Vec<String> {
        let told = self.words(due);
        let day = match told.provisional {
            Some(provisional) => format!("{} ({provisional})", told.day),
            None => told.day,
        };
        vec![
            day,
            told.body,
            told.title,
            told.period,
            told.cite,
            told.status.to_owned(),
        ]
    }
}

/// The headings of a table of due dates.
fn columns(language: Language) -> [&'static str; 6] {
    pick(
        language,
        ["Due", "Body", "What", "For", "Place in the law", "Status"],
        ["Hạn", "Đơn vị", "Việc", "Kỳ", "Căn cứ", "Kết quả"],
    )
}

/// A report of a body that says nothing yet.
fn silent(program: &Program, arguments: &CalendarArguments) -> Result<Facts, Failure> {
    let asked = arguments.body.as_deref().unwrap_or_default();
    let (level, id) = match (&arguments.level, asked.split_once(':')) {
        (Some(level), _) => (level.as_str(), asked),
        (None, Some((level, id))) => (level, id),
        (None, None) => return Err(no_level()),
    };
    let level = &program.levels[level_named(program, level)?.index()].id;
    let report = serde_json::json!({ "body": { "level": level, "id": id }, "periods": {} });
    facts_of(asked, &report.to_string(), program)
}

fn end_of_next_year(day: Date) -> Date {
    Date::new(day.year().saturating_add(1), 12, 31).unwrap_or(Date::MAX)
}

fn backwards() -> Failure {
    Failure::Asked(Text::new(
        "--to lies before --from",
        "ngày --to sớm hơn ngày --from",
    ))
}

fn body_told_twice() -> Failure {
    Failure::Asked(Text::new(
        "the report says whose it is: leave out --body and --level",
        "báo cáo đã nêu đơn vị: hãy bỏ --body và --level",
    ))
}

fn no_level() -> Failure {
    Failure::Asked(Text::new(
        "name the level of the body: --body commune:ang-to, or --level commune --body ang-to",
        "cần nêu cấp của đơn vị: --body commune:ang-to, hoặc --level commune --body ang-to",
    ))
}
