//! A text as an editor sees it: lines and columns in the editor's units, and edits of a part.

use std::ops::Range;

use gen_lsp_types as lsp;

/// The unit in which columns are counted, as agreed with the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// What an editor that says nothing counts in.
    #[default]
    Utf16,
}

impl Encoding {
    fn length(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }
}

/// A text and where its lines start.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    text: String,
    /// Of each line its first byte.
    starts: Vec<usize>,
}

impl Text {
    pub(super) fn new(text: String) -> Self {
        let starts = line_starts(&text);
        Self { text, starts }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The byte at a position. A column past the end of its line is that end, a line past the last
    /// the end of the text, and a column within a character the start of it.
    pub(super) fn offset(&self, position: lsp::Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line) else {
            return self.text.len();
        };
        let content = self.line(line);
        let mut left = position.character as usize;
        let mut length = 0;
        for character in content.chars() {
            let units = match encoding {
                Encoding::Utf8 => character.len_utf8(),
                Encoding::Utf16 => character.len_utf16(),
            };
            if units > left {
                break;
            }
            left -= units;
            length += character.len_utf8();
        }
        start + length
    }

    /// The position of a byte; one past the end is the end.
    pub(super) fn position(&self, offset: usize, encoding: Encoding) -> lsp::Position {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= end) - 1;
        let before = self
            .starts
            .get(line)
            .map_or("", |start| self.text.get(*start..end).unwrap_or_default());
        lsp::Position {
            line: to_u32(line),
            character: to_u32(encoding.length(before)),
        }
    }

    /// A range of bytes, in the editor's terms.
    pub(super) fn range(&self, bytes: Range<usize>, encoding: Encoding) -> lsp::Range {
        lsp::Range {
            start: self.position(bytes.start, encoding),
            end: self.position(bytes.end, encoding),
        }
    }

    /// The bytes of a range; one given from back to front is turned.
    pub(super) fn bytes(&self, range: lsp::Range, encoding: Encoding) -> Range<usize> {
        let start = self.offset(range.start, encoding);
        let end = self.offset(range.end, encoding);
        start.min(end)..start.max(end)
    }

    /// Puts other words in the place of a range.
    pub(super) fn replace(&mut self, range: lsp::Range, with: &str, encoding: Encoding) {
        let bytes = self.bytes(range, encoding);
        self.text.replace_range(bytes, with);
        self.starts = line_starts(&self.text);
    }

    /// A line without what ends it.
    fn line(&self, line: usize) -> &str {
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let end = self
            .starts
            .get(line + 1)
            .copied()
            .unwrap_or(self.text.len());
        let content = self.text.get(start..end).unwrap_or_default();
        content.trim_end_matches(['\n', '\r'])
    }
}

/// A way through a text from its start: positions of bytes that come one after the other.
pub(super) struct Walk<'t> {
    text: &'t Text,
    encoding: Encoding,
    at: usize,
    position: lsp::Position,
}

impl<'t> Walk<'t> {
    pub(super) fn new(text: &'t Text, encoding: Encoding) -> Self {
        Self {
            text,
            encoding,
            at: 0,
            position: lsp::Position::default(),
        }
    }

    /// The position of a byte, as [`Text::position`] gives it; soon found where it comes after the one before.
    pub(super) fn to(&mut self, offset: usize) -> lsp::Position {
        let starts = self.text.starts.get(self.position.line as usize + 1..);
        let lines = starts.map_or(0, |starts| {
            starts.iter().take_while(|start| **start <= offset).count()
        });
        if lines > 0 {
            self.position.line += to_u32(lines);
            self.position.character = 0;
            let start = self.text.starts.get(self.position.line as usize);
            self.at = start.copied().unwrap_or(self.at);
        }
        if let Some(between) = self.text.text.get(self.at..offset) {
            self.position.character += to_u32(self.encoding.length(between));
        } else {
            self.position = self.text.position(offset, self.encoding);
        }
        self.at = offset.min(self.text.text.len());
        self.position
    }
}

/// Lines end with `\n`, `\r\n` or `\r`, as the protocol has it.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for (at, byte) in bytes.iter().enumerate() {
        let ends = match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        if ends {
            starts.push(at + 1);
        }
    }
    starts
}

/// Texts are far below 4 GiB: messages that could hold longer ones are refused.
pub(super) fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> lsp::Position {
        lsp::Position { line, character }
    }

    #[test]
    fn columns_are_counted_in_the_units_agreed() {
        let text = Text::new("số 😀 một\r\nhai\rba".to_owned());
        let after_face = "số 😀".len();
        for (encoding, column) in [(Encoding::Utf8, 9), (Encoding::Utf16, 5)] {
            assert_eq!(text.position(after_face, encoding), at(0, column));
            assert_eq!(text.offset(at(0, column), encoding), after_face);
        }
        assert_eq!(
            text.position(text.as_str().len(), Encoding::Utf16),
            at(2, 2)
        );
    }

    #[test]
    fn positions_that_are_nowhere_are_brought_back() {
        let text = Text::new("số\r\n😀".to_owned());
        assert_eq!(text.offset(at(0, 99), Encoding::Utf16), "số".len());
        assert_eq!(text.offset(at(1, 1), Encoding::Utf16), "số\r\n".len());
        assert_eq!(text.offset(at(7, 0), Encoding::Utf16), text.as_str().len());
        assert_eq!(text.position(usize::MAX, Encoding::Utf8), at(1, 4));
    }

    #[test]
    fn every_character_is_found_again() {
        let text = Text::new("một\n\r\n hai 😀\rba\n".to_owned());
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            for (offset, character) in text.as_str().char_indices() {
                if !['\n', '\r'].contains(&character) {
                    let position = text.position(offset, encoding);
                    assert_eq!(text.offset(position, encoding), offset);
                }
            }
        }
    }

    #[test]
    fn a_walk_finds_what_a_look_finds() {
        let text = Text::new("một\n\r\n hai 😀\rba\n".to_owned());
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            for step in 1..5 {
                let mut walk = Walk::new(&text, encoding);
                for offset in (0..text.as_str().len() + 2).step_by(step).chain([3, 1]) {
                    assert_eq!(walk.to(offset), text.position(offset, encoding));
                }
            }
        }
    }

    #[test]
    fn a_part_is_replaced() {
        let mut text = Text::new("một hai\nba".to_owned());
        let range = lsp::Range {
            start: at(0, 4),
            end: at(1, 0),
        };
        text.replace(range, "bốn\n\n", Encoding::Utf16);
        assert_eq!(text.as_str(), "một bốn\n\nba");
        assert_eq!(
            text.position(text.as_str().len(), Encoding::Utf16),
            at(2, 2)
        );
    }
}
