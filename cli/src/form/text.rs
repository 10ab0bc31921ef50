//! A form on a terminal or on paper.

use std::fmt::Write as _;

use super::page::{Group, Mark, Page, Row};
use crate::render::{BOLD, DIM, GREEN, YELLOW, clean, pick, styled};

pub(super) fn render(page: &Page) -> String {
    let mut text = format!("{}\n", styled(BOLD, &clean(&page.title)));
    for note in &page.notes {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", styled(DIM, &clean(note)));
    }
    for one in &page.groups {
        group(one, page, &mut text);
    }
    text
}

fn group(group: &Group, page: &Page, text: &mut String) {
    let _ = writeln!(text, "\n{}", styled(BOLD, &clean(&group.heading)));
    for note in &group.notes {
        let _ = writeln!(text, "{}", styled(DIM, &clean(note)));
    }
    for one in &group.rows {
        row(one, page, "", text);
    }
    if let Some(list) = &group.list {
        let _ = writeln!(text, "  {}", clean(&list.lead));
        for one in &list.columns {
            row(one, page, "  ", text);
        }
    }
}

fn row(row: &Row, page: &Page, indent: &str, text: &mut String) {
    let lead = match row.mark {
        Mark::None => "•".to_owned(),
        Mark::Missing(place) => styled(YELLOW, &format!("({place})")),
        Mark::Given => styled(GREEN, "✓"),
        Mark::Open => "·".to_owned(),
        Mark::Settled => styled(DIM, "–"),
    };
    let label = clean(&row.label);
    let line = match row.mark {
        Mark::Given => label,
        Mark::Settled => {
            let none = pick(page.language, "no longer needed", "không còn cần");
            styled(DIM, &format!("{label}: {none}"))
        }
        Mark::None | Mark::Missing(_) | Mark::Open => format!("{label}: {}", clean(&row.entry)),
    };
    let _ = writeln!(text, "{indent}  {lead} {line}");
    let mut below = |line: &str| {
        let _ = writeln!(text, "{indent}      {}", styled(DIM, &clean(line)));
    };
    for hint in &row.hints {
        below(hint);
    }
    for rule in &row.needed_by {
        below(&format!("← {rule}"));
    }
}
