//! A coverage page on a terminal.

use std::fmt::Write as _;

use luat_core::author::coverage::Held;

use crate::render::{BOLD, CYAN, DIM, GREEN, RED, YELLOW, clean, padded, styled, width};
use luat_core::author::coverage::page::{By, Page, Row, word};

/// Columns that how a statement is held takes.
const HELD: usize = 12;

pub(super) fn render(page: &Page) -> String {
    let rows = page.groups.iter().flat_map(|group| &group.rows);
    let places = rows.map(|row| width(&row.place)).max().unwrap_or(0);
    let mut text = format!("{}\n", styled(BOLD, &clean(&page.title)));
    for group in &page.groups {
        text.push('\n');
        if let Some(heading) = &group.heading {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}", styled(BOLD, &clean(heading)));
        }
        for one in &group.rows {
            row(one, places, page, &mut text);
        }
    }
    let shares: Vec<&str> = page
        .shares
        .iter()
        .map(|share| share.words.as_str())
        .collect();
    let _ = writeln!(text, "\n{}", shares.join(" · "));
    for note in &page.notes {
        let _ = writeln!(text, "{}", clean(note));
    }
    for warning in &page.warnings {
        let _ = writeln!(text, "{}", styled(YELLOW, &clean(warning)));
    }
    text
}

fn row(row: &Row, places: usize, page: &Page, text: &mut String) {
    let (style, mark) = match row.held {
        Held::Computed => (GREEN, "✓"),
        Held::Attested => (CYAN, "✓"),
        Held::Principle => (DIM, "·"),
        Held::Missing => (RED, "✗"),
    };
    let held = format!("{mark} {}", word(row.held, page.language));
    let held = styled(style, &padded(&held, HELD));
    let place = padded(&clean(&row.place), places);
    // Writing to a string cannot fail.
    let _ = writeln!(text, "  {held}  {place}  {}", clean(&row.says));
    let mut below = |style, line: &str| {
        let indent = 2 + HELD + 2 + places + 2;
        let _ = writeln!(text, "{:indent$}{}", "", styled(style, &clean(line)));
    };
    for by in &row.by {
        below(DIM, &told_by(by));
    }
    for note in &row.notes {
        below(YELLOW, note);
    }
}

fn told_by(by: &By) -> String {
    let told = match &by.title {
        Some(title) => format!("{title} ({})", by.id),
        None => by.id.clone(),
    };
    if by.thresholds.is_empty() {
        told
    } else {
        format!("{told}: {}", by.thresholds)
    }
}
