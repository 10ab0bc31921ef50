//! A form in Markdown, to be printed or turned into a document.

use std::fmt::Write as _;

use super::page::{Group, List, Mark, Page, Row};
use crate::render::{markdown, pick};

/// Lines that a printed list leaves for members.
const LINES: usize = 5;

pub(super) fn render(page: &Page) -> String {
    let mut text = format!("# {}\n", markdown(&page.title));
    if !page.notes.is_empty() {
        text.push('\n');
    }
    for note in &page.notes {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "- {}", markdown(note));
    }
    for one in &page.groups {
        group(one, page, &mut text);
    }
    text
}

fn group(group: &Group, page: &Page, text: &mut String) {
    let _ = write!(text, "\n## {}\n\n", markdown(&group.heading));
    for note in &group.notes {
        let _ = write!(text, "{}\n\n", markdown(note));
    }
    let [what, answer, needed] = pick(
        page.language,
        ["What", "Answer", "Needed by"],
        ["Nội dung", "Trả lời", "Quy định cần đến"],
    );
    if !group.rows.is_empty() {
        let _ = write!(text, "| {what} | {answer} | {needed} |\n|---|---|---|\n");
    }
    for one in &group.rows {
        row(one, page, text);
    }
    if let Some(list) = &group.list {
        members(list, text);
    }
}

fn row(row: &Row, page: &Page, text: &mut String) {
    let answer = match row.mark {
        Mark::None | Mark::Open => markdown(&row.entry),
        Mark::Missing(place) => format!("({place}) {}", markdown(&row.entry)),
        Mark::Given => "✓".to_owned(),
        Mark::Settled => pick(page.language, "no longer needed", "không còn cần").to_owned(),
    };
    let _ = writeln!(
        text,
        "| {} | {answer} | {} |",
        labelled(row),
        lines(&row.needed_by)
    );
}

fn labelled(row: &Row) -> String {
    let hints = row.hints.iter().map(|hint| format!("*{}*", markdown(hint)));
    let all: Vec<String> = [markdown(&row.label)].into_iter().chain(hints).collect();
    all.join("<br>")
}

fn lines(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| markdown(line)).collect();
    lines.join("<br>")
}

/// An empty list, a line for each member.
fn members(list: &List, text: &mut String) {
    let _ = write!(text, "\n{}\n\n| # |", markdown(&list.lead));
    for column in &list.columns {
        let _ = write!(text, " {} |", labelled(column));
    }
    let _ = writeln!(text, "\n|---|{}", "---|".repeat(list.columns.len()));
    for line in 1..=LINES {
        let _ = write!(text, "| {line} |");
        for column in &list.columns {
            let _ = write!(text, " {} |", markdown(&column.entry));
        }
        text.push('\n');
    }
}
