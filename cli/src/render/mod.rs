//! Text for people: findings in rules, verdicts on reports.
//!
//! Everything is written with its colours; the stream takes them out where nobody sees them.

pub(crate) mod diagnostics;
pub(crate) mod page;
pub(crate) mod sarif;
pub(crate) mod verdicts;

use anstyle::{AnsiColor, Style};
use luat_core::words::Language;
use unicode_width::UnicodeWidthStr;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default();
pub(crate) const RED: Style = AnsiColor::Red.on_default().bold();
pub(crate) const YELLOW: Style = AnsiColor::Yellow.on_default();
pub(crate) const CYAN: Style = AnsiColor::Cyan.on_default();

/// One of two wordings.
pub(crate) fn pick<T>(language: Language, en: T, vi: T) -> T {
    language.pick(en, vi)
}

/// A text in a style.
pub(crate) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// A text from rules or reports without what could steer a terminal: control characters and
/// marks that turn the direction of writing.
pub(crate) fn clean(text: &str) -> String {
    let steers = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|letter| if steers(letter) { '\u{fffd}' } else { letter })
        .collect()
}

/// A cell of a table that no spreadsheet takes for a formula: names and ids come from reports.
pub(crate) fn guarded(cell: &str) -> String {
    let is_formula = cell.trim_start().starts_with(['=', '+', '-', '@']);
    if is_formula || cell.starts_with(['\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// A text without what Markdown, or HTML in it, would take for its own.
pub(crate) fn markdown(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    for letter in clean(text).chars() {
        if "\\`*_[]<>|#&".contains(letter) {
            told.push('\\');
        }
        told.push(letter);
    }
    told
}

/// How many columns a text takes on a terminal.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// A text with blanks behind it up to a width in columns.
pub(crate) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_terminal() {
        let composed = "đạt";
        let decomposed = "đa\u{323}t";
        assert_eq!((width(composed), width(decomposed)), (3, 3));
        assert_eq!(padded(decomposed, 5), "đa\u{323}t  ");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "-2", "@a", " =1", "\t=1"] {
            assert_eq!(guarded(cell), format!("'{cell}"));
        }
        for cell in ["Hạn", "xã"] {
            assert_eq!(guarded(cell), cell);
        }
    }

    #[test]
    fn a_report_cannot_steer_the_terminal() {
        assert_eq!(
            clean("a\u{1b}[2Jb\u{202e}c\n"),
            "a\u{fffd}[2Jb\u{fffd}c\u{fffd}"
        );
    }
}
