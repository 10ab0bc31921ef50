//! A coverage page in Markdown.

use std::fmt::Write as _;

use crate::render::{markdown as escaped, pick};
use luat_core::author::coverage::page::{By, Page, Row, word};

pub(super) fn render(page: &Page) -> String {
    let mut text = format!("# {}\n\n", escaped(&page.title));
    for share in &page.shares {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "- {}", share.words);
    }
    for note in page.notes.iter().chain(&page.warnings) {
        let _ = writeln!(text, "- {}", escaped(note));
    }
    let [held, place, says, by] = columns(page);
    for group in &page.groups {
        if let Some(heading) = &group.heading {
            let _ = write!(text, "\n## {}\n", escaped(heading));
        }
        let _ = write!(
            text,
            "\n| {held} | {place} | {says} | {by} |\n|---|---|---|---|\n"
        );
        for one in &group.rows {
            row(one, page, &mut text);
        }
    }
    text
}

/// The headings of the table.
pub(super) fn columns(page: &Page) -> [&'static str; 4] {
    pick(
        page.language,
        ["Held", "Place", "Statement", "By"],
        ["Cách thể hiện", "Vị trí", "Nội dung", "Quy định thể hiện"],
    )
}

fn row(row: &Row, page: &Page, text: &mut String) {
    let by = row.by.iter().map(told_by);
    let notes = row.notes.iter().map(|note| format!("*{}*", escaped(note)));
    let below: Vec<String> = by.chain(notes).collect();
    let _ = writeln!(
        text,
        "| {} | {} | {} | {} |",
        word(row.held, page.language),
        escaped(&row.place),
        escaped(&row.says),
        below.join("<br>")
    );
}

fn told_by(by: &By) -> String {
    let told = match &by.title {
        Some(title) => format!("{} (`{}`)", escaped(title), by.id),
        None => format!("`{}`", by.id),
    };
    if by.thresholds.is_empty() {
        told
    } else {
        format!("{told}: {}", escaped(&by.thresholds))
    }
}
