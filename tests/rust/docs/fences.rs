//! Fenced blocks of a Markdown page.

use std::ops::Range;

/// A fenced block.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// `luat`, `json`, `console`.
    pub(super) language: String,
    /// What follows it: `in=ward`, `append`.
    options: Vec<String>,
    /// What stands between the fences.
    pub(super) text: String,
    /// Where that stands in the page.
    pub(super) range: Range<usize>,
    /// The line of the opening fence, from 1.
    pub(super) line: usize,
}

impl Block {
    /// The value of an option `KEY=VALUE`.
    pub(super) fn option(&self, key: &str) -> Option<&str> {
        self.options
            .iter()
            .find_map(|option| option.strip_prefix(key)?.strip_prefix('='))
    }

    /// Its language and the keys of its options: `luat,in`.
    pub(super) fn kind(&self) -> String {
        let keys = self.options.iter().map(|option| {
            let (key, value) = option.split_once('=').unwrap_or((option, ""));
            // Which finding is shown, not of which declarations.
            if matches!(key, "error" | "warning" | "problem") {
                format!(",{key}={value}")
            } else {
                format!(",{key}")
            }
        });
        self.language.clone() + &keys.collect::<String>()
    }

    /// Whether an option stands alone: `append`.
    pub(super) fn has(&self, key: &str) -> bool {
        self.options.iter().any(|option| option == key)
    }
}

/// All fenced blocks of a page, in order.
pub(super) fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<(Vec<String>, usize, usize)> = None;
    let mut at = 0;
    for (line, text) in (1..).zip(page.split_inclusive('\n')) {
        let end = at + text.len();
        if let Some(info) = text.trim_end().strip_prefix("```") {
            if let Some((mut info, start, line)) = open.take() {
                found.push(Block {
                    language: info.remove(0),
                    options: info,
                    text: page.get(start..at).unwrap_or_default().to_owned(),
                    range: start..at,
                    line,
                });
            } else {
                let info = info.split(',').map(|part| part.trim().to_owned());
                open = Some((info.collect(), end, line));
            }
        }
        at = end;
    }
    found
}
