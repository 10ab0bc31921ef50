//! A page on a terminal.

use std::fmt::Write as _;

use super::{Block, Page};
use crate::render::{BOLD, DIM, clean, padded, styled, width};

/// Columns beyond which a table is told row by row.
const WIDEST: usize = 110;

// Writing to a string cannot fail.
pub(super) fn render(page: &Page) -> String {
    let mut text = String::new();
    for part in &page.parts {
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = writeln!(text, "{}", styled(BOLD, &clean(&part.title)));
        for one in &part.blocks {
            block(one, &mut text);
        }
    }
    text
}

fn block(block: &Block, text: &mut String) {
    match block {
        Block::Heading(_, heading) => {
            let _ = writeln!(text, "\n{}", styled(BOLD, &clean(heading)));
        }
        Block::Text(told) => {
            let _ = writeln!(text, "{}", clean(told));
        }
        Block::List(items) => {
            for item in items {
                let _ = writeln!(text, "  - {}", clean(&item.text));
                for below in &item.below {
                    let _ = writeln!(text, "      {}", clean(below));
                }
            }
        }
        Block::Table { head, rows } => table(head, rows, text),
    }
}

fn table(head: &[&str], rows: &[Vec<String>], text: &mut String) {
    let widest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        let lines = cells.flat_map(|cell| cell.lines().map(|line| width(&clean(line))));
        lines
            .chain([width(head.get(at).unwrap_or(&""))])
            .max()
            .unwrap_or(0)
    };
    let columns: Vec<usize> = (0..head.len()).map(widest).collect();
    let several_lines = rows.iter().flatten().any(|cell| cell.contains('\n'));
    if several_lines || columns.iter().map(|columns| columns + 2).sum::<usize>() > WIDEST {
        return stacked(head, rows, text);
    }
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells
            .zip(&columns)
            .map(|(cell, columns)| padded(&cell, *columns))
            .collect();
        format!("  {}", cells.join("  ")).trim_end().to_owned()
    };
    let _ = writeln!(
        text,
        "{}",
        styled(DIM, &line(&mut head.iter().map(|cell| (*cell).to_owned())))
    );
    for row in rows {
        let _ = writeln!(text, "{}", line(&mut row.iter().map(|cell| clean(cell))));
    }
}

/// Row by row, each cell after what it is.
fn stacked(head: &[&str], rows: &[Vec<String>], text: &mut String) {
    for row in rows {
        let mut cells = head.iter().zip(row);
        if let Some((_, first)) = cells.next() {
            let _ = writeln!(text, "  {}", styled(BOLD, &clean(first)));
        }
        for (what, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
            let mut lines = cell.lines();
            let first = lines.next().unwrap_or_default();
            let _ = writeln!(
                text,
                "    {} {}",
                styled(DIM, &format!("{what}:")),
                clean(first)
            );
            for line in lines {
                let _ = writeln!(text, "      {}", clean(line));
            }
        }
    }
}
