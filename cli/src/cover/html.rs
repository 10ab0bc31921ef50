//! A coverage page as a web page that stands alone.

use std::fmt::Write as _;

use super::markdown::columns;
use crate::render::page::{closing, escaped, opening};
use crate::render::pick;
use luat_core::author::coverage::page::{By, Page, Row, word};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c}\
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ccc}\
.computed{color:#0a6b2d}.attested{color:#0b5c7a}.principle{color:#555}.missing{color:#a40000;font-weight:bold}\
.note{color:#8a4b00}.id{color:#555;font-size:.85em}";

pub(super) fn render(page: &Page) -> String {
    let mut text = opening(page.language, &page.title, STYLE);
    // Writing to a string cannot fail.
    let _ = write!(text, "<h1>{}</h1>\n<ul>\n", escaped(&page.title));
    for share in &page.shares {
        let _ = writeln!(
            text,
            "<li class=\"{}\">{}</li>",
            share.held.key(),
            escaped(&share.words)
        );
    }
    for note in page.notes.iter().chain(&page.warnings) {
        let _ = writeln!(text, "<li class=\"note\">{}</li>", escaped(note));
    }
    text.push_str("</ul>\n");
    let head: Vec<String> = columns(page)
        .iter()
        .map(|column| format!("<th scope=\"col\">{column}</th>"))
        .collect();
    for group in &page.groups {
        if let Some(heading) = &group.heading {
            let _ = writeln!(text, "<h2>{}</h2>", escaped(heading));
        }
        let _ = writeln!(
            text,
            "<table>\n<thead><tr>{}</tr></thead>\n<tbody>",
            head.concat()
        );
        for one in &group.rows {
            row(one, page, &mut text);
        }
        text.push_str("</tbody>\n</table>\n");
    }
    text.push_str(closing());
    text
}

fn row(row: &Row, page: &Page, text: &mut String) {
    let by = row.by.iter().map(told_by);
    let notes = row.notes.iter().map(|note| {
        let lead = pick(page.language, "Note: ", "Lưu ý: ");
        format!("<span class=\"note\">{lead}{}</span>", escaped(note))
    });
    let below: Vec<String> = by.chain(notes).collect();
    let _ = writeln!(
        text,
        "<tr id=\"{}\"><td class=\"{}\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        escaped(&row.id),
        row.held.key(),
        word(row.held, page.language),
        escaped(&row.place),
        escaped(&row.says),
        below.join("<br>")
    );
}

fn told_by(by: &By) -> String {
    let id = format!("<span class=\"id\">{}</span>", escaped(&by.id));
    let told = match &by.title {
        Some(title) => format!("{} {id}", escaped(title)),
        None => id,
    };
    if by.thresholds.is_empty() {
        told
    } else {
        format!("{told}: {}", escaped(&by.thresholds))
    }
}
