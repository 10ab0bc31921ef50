//! A page in Markdown, to be turned into a document.

use std::fmt::Write as _;

use super::{Block, Page};
use crate::render::markdown as escaped;

// Writing to a string cannot fail.
pub(super) fn render(page: &Page) -> String {
    let mut text = String::new();
    for part in &page.parts {
        if !text.is_empty() {
            text.push_str("\n---\n\n");
        }
        let _ = writeln!(text, "# {}", escaped(&part.title));
        for one in &part.blocks {
            text.push('\n');
            block(one, &mut text);
        }
    }
    text
}

fn block(block: &Block, text: &mut String) {
    match block {
        Block::Heading(depth, heading) => {
            let marks = "#".repeat(usize::from(*depth));
            let _ = writeln!(text, "{marks} {}", escaped(heading));
        }
        Block::Text(told) => {
            let _ = writeln!(text, "{}", paragraph(told));
        }
        Block::List(items) => {
            for item in items {
                let _ = writeln!(text, "- {}", paragraph(&item.text));
                for below in &item.below {
                    let _ = writeln!(text, "  - {}", paragraph(below));
                }
            }
        }
        Block::Table { head, rows } => {
            let _ = writeln!(
                text,
                "| {} |\n|{}",
                head.join(" | "),
                "---|".repeat(head.len())
            );
            for row in rows {
                let cells: Vec<String> = row.iter().map(|cell| self::cell(cell)).collect();
                let _ = writeln!(text, "| {} |", cells.join(" | "));
            }
        }
    }
}

/// A text at the head of a line, where a mark would begin a list or a heading.
fn paragraph(text: &str) -> String {
    let told = escaped(text);
    let digits = told.chars().take_while(char::is_ascii_digit).count();
    let numbers = digits > 0
        && told
            .get(digits..)
            .is_some_and(|rest| rest.starts_with(['.', ')']));
    if told.starts_with(['-', '+', '=', '~']) {
        format!("\\{told}")
    } else if numbers {
        let (number, rest) = told.split_at(digits);
        format!("{number}\\{rest}")
    } else {
        told
    }
}

fn cell(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(escaped).collect();
    lines.join("<br>")
}
