//! A page that stands alone in a browser, and on paper.

use std::fmt::Write as _;

use luat_core::words::Language;

use super::{Block, Item, Page, Part};
use crate::render::clean;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c}\
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ccc}\
section+section{border-top:3px double #999;margin-top:3rem}\
@media print{body{max-width:none;margin:0;font-size:11pt}section+section{break-before:page;border:0}\
tr,li{break-inside:avoid}h2,h3{break-after:avoid}thead{display:table-header-group}}\
@page{size:A4;margin:2cm}";

pub(super) fn render(page: &Page) -> String {
    let Some(first) = page.parts.first() else {
        return String::new();
    };
    let mut text = opening(first.language, &first.title, STYLE);
    for part in &page.parts {
        self::part(part, &mut text);
    }
    text.push_str(closing());
    text
}

/// The head of a page, up to where its content begins.
pub(crate) fn opening(language: Language, title: &str, style: &str) -> String {
    let (language, title) = (code(language), escaped(title));
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
}

/// The end of a page.
pub(crate) const fn closing() -> &'static str {
    "</body>\n</html>\n"
}

fn code(language: Language) -> &'static str {
    match language {
        Language::En => "en",
        Language::Vi => "vi",
    }
}

// Writing to a string cannot fail.
fn part(part: &Part, text: &mut String) {
    let (language, title) = (code(part.language), escaped(&part.title));
    let _ = writeln!(text, "<section lang=\"{language}\">\n<h1>{title}</h1>");
    for one in &part.blocks {
        block(one, text);
    }
    text.push_str("</section>\n");
}

fn block(block: &Block, text: &mut String) {
    let _ = match block {
        Block::Heading(depth, heading) => {
            writeln!(text, "<h{depth}>{}</h{depth}>", escaped(heading))
        }
        Block::Text(told) => writeln!(text, "<p>{}</p>", escaped(told)),
        Block::List(items) => {
            let items: Vec<String> = items.iter().map(item).collect();
            writeln!(text, "<ul>\n{}</ul>", items.concat())
        }
        Block::Table { head, rows } => {
            let head: Vec<String> = head
                .iter()
                .map(|cell| format!("<th scope=\"col\">{}</th>", escaped(cell)))
                .collect();
            let rows: Vec<String> = rows.iter().map(|cells| row(cells)).collect();
            writeln!(
                text,
                "<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>",
                head.concat(),
                rows.concat()
            )
        }
    };
}

fn item(item: &Item) -> String {
    let below: Vec<String> = item
        .below
        .iter()
        .map(|line| format!("<li>{}</li>", escaped(line)))
        .collect();
    if below.is_empty() {
        format!("<li>{}</li>\n", escaped(&item.text))
    } else {
        format!(
            "<li>{}<ul>{}</ul></li>\n",
            escaped(&item.text),
            below.concat()
        )
    }
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| {
            let lines: Vec<String> = cell.lines().map(escaped).collect();
            format!("<td>{}</td>", lines.join("<br>"))
        })
        .collect();
    format!("<tr>{}</tr>\n", cells.concat())
}

/// A text without what HTML would take for its own.
pub(crate) fn escaped(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    for letter in clean(text).chars() {
        match letter {
            '&' => told.push_str("&amp;"),
            '<' => told.push_str("&lt;"),
            '>' => told.push_str("&gt;"),
            '"' => told.push_str("&quot;"),
            '\'' => told.push_str("&#39;"),
            _ => told.push(letter),
        }
    }
    told
}
