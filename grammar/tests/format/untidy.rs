//! Tidy texts made untidy, and where their comments stand.

use unicode_normalization::UnicodeNormalization;

/// A line with the comments before it and behind it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Noted {
    pub(crate) before: Vec<String>,
    pub(crate) code: String,
    pub(crate) behind: Option<String>,
}

/// The lines of a text with their comments; those after the last line stand with an empty one.
pub(crate) fn noted(text: &str) -> Vec<Noted> {
    let mut lines = Vec::new();
    let mut next = Noted::default();
    for line in text.lines() {
        let (code, comment) = parted(line);
        if code.trim().is_empty() {
            next.before
                .extend(comment.map(|one| one.trim_end().to_owned()));
            continue;
        }
        code.trim().clone_into(&mut next.code);
        next.behind = comment.map(|one| one.trim_end().to_owned());
        lines.push(std::mem::take(&mut next));
    }
    lines.push(next);
    lines
}

/// A line parted before its comment; what stands in quotes is none.
fn parted(line: &str) -> (&str, Option<&str>) {
    let mut quoted = false;
    for (at, letter) in line.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '#' if !quoted => return (&line[..at], Some(&line[at..])),
            _ => {}
        }
    }
    (line, None)
}

pub(crate) fn without_comments(text: &str) -> String {
    text.lines().fold(String::new(), |bare, line| {
        let (code, comment) = parted(line);
        if comment.is_some() && code.trim().is_empty() {
            return bare;
        }
        bare + code.trim_end() + "\n"
    })
}

/// Choices, taken one by one and over again.
struct Choices<'c> {
    from: &'c [u8],
    at: usize,
}

impl Choices<'_> {
    /// One of so many.
    fn of(&mut self, many: u8) -> u8 {
        let chosen = self.from.get(self.at % self.from.len().max(1));
        self.at += 1;
        chosen.copied().unwrap_or_default() % many
    }

    fn comment(&mut self) -> String {
        let number = self.at;
        match self.of(5) {
            0 => format!("#{number}"),
            1 => format!("# ghi chú {number}: việc này \"chưa rõ"),
            2 => format!("## {number} — rule r, annually over 15%; (see [1]"),
            3 => format!("# {number} quy định 🙂 = :"),
            _ => format!("#\t{number}  two  blanks"),
        }
    }
}

/// A tidy text without comments, with comments, blank lines, other blanks and other ends of lines; and
/// where the comments stand.
pub(crate) fn untidy(tidy: &str, choices: &[u8]) -> (String, Vec<Noted>) {
    let mut choices = Choices {
        from: choices,
        at: 0,
    };
    let indent = usize::from(choices.of(3)) + 1;
    let end = ["\n", "\r\n", "\n", "\u{2028}"][usize::from(choices.of(4))];
    // Behind a comment only an end of line is read that everybody sees.
    let seen = if end == "\u{2028}" { "\n" } else { end };
    let mut text = if choices.of(3) == 0 {
        "\u{FEFF}".to_owned()
    } else {
        String::new()
    };
    let mut lines = noted(tidy);
    let mut rows = tidy.lines().filter(|line| !line.trim().is_empty());
    for line in &mut lines {
        let row = rows.next().unwrap_or_default();
        let lead = row.len() - row.trim_start().len();
        for _ in 0..choices.of(3) {
            let comment = choices.comment();
            let blanks = " ".repeat(usize::from(choices.of(7)));
            text.extend([blanks.as_str(), &comment, seen]);
            line.before.push(comment.trim_end().to_owned());
        }
        if line.code.is_empty() {
            continue;
        }
        text.push_str(&" ".repeat(lead * indent));
        text.push_str(&respaced(&line.code, &mut choices));
        if choices.of(3) == 0 {
            let comment = choices.comment();
            text.push_str(["", " ", "\t "][usize::from(choices.of(3))]);
            text.push_str(&comment);
            line.behind = Some(comment.trim_end().to_owned());
        } else if choices.of(5) == 0 {
            text.push_str("  \t");
        }
        text.push_str(if line.behind.is_some() { seen } else { end });
    }
    if choices.of(3) == 0 {
        text = text.nfd().collect();
    }
    (text, lines)
}

/// Blanks outside quotes made other blanks.
fn respaced(code: &str, choices: &mut Choices<'_>) -> String {
    let mut quoted = false;
    let mut told = String::new();
    for letter in code.chars() {
        if letter == '"' {
            quoted = !quoted;
        }
        match letter {
            ' ' if !quoted && choices.of(4) == 0 => {
                told.push_str(["  ", "\t", "   ", " \u{200B}"][usize::from(choices.of(4))]);
            }
            other => told.push(other),
        }
    }
    told
}
