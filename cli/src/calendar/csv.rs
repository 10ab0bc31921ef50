//! Due dates as a table for spreadsheets.

use std::io;

use luat_core::run::due::Due;
use luat_core::wire;

use super::Agenda;
use crate::failure::Failure;
use crate::render::{clean, guarded, pick};

/// By which spreadsheets of Windows know that a text is UTF-8.
const BOM: &str = "\u{feff}";

pub(super) fn render(agenda: &Agenda<'_>, dues: &[Due], bom: bool) -> Result<String, Failure> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let provisional = pick(agenda.language, "Provisional", "Tạm tính");
    let asked = pick(agenda.language, "What is asked", "Nội dung yêu cầu");
    let [due, body, what, of, place, status] = super::columns(agenda.language);
    let head = [due, provisional, body, what, of, place, asked, status];
    table.write_record(head).map_err(failed)?;
    for due in dues {
        let told = agenda.words(due);
        let mut day = wire::date(due.day);
        if due.time.is_some() {
            day = told.day;
        }
        let cells = [
            day.as_str(),
            told.provisional.unwrap_or_default(),
            &told.body,
            &told.title,
            &told.period,
            &told.cite,
            &told.asked,
            told.status,
        ];
        let cells = cells.map(|cell| guarded(&clean(cell)));
        table.write_record(cells).map_err(failed)?;
    }
    let bytes = table
        .into_inner()
        .map_err(|error| Failure::Output(error.into_error()))?;
    let text =
        String::from_utf8(bytes).map_err(|error| Failure::Output(io::Error::other(error)))?;
    Ok(if bom { format!("{BOM}{text}") } else { text })
}

fn failed(error: csv::Error) -> Failure {
    Failure::Output(io::Error::other(error))
}
