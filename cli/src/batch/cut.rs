//! Bytes cut into lines as they come, however they come.

/// What some programs write at the head of a file.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Cuts bytes into lines; of one that is too long nothing is held.
pub(crate) struct Cutter {
    most: usize,
    text: Vec<u8>,
    is_held: bool,
}

impl Cutter {
    /// Lines of so many bytes are held.
    pub(crate) const fn new(most: usize) -> Self {
        Self {
            most,
            text: Vec::new(),
            is_held: true,
        }
    }

    /// Takes bytes up to the end of a line: how many, and whether it ended there.
    pub(crate) fn take(&mut self, found: &[u8]) -> (usize, bool) {
        let end = found.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(found.len(), |end| end + 1);
        // Two more, for the end of the line.
        self.is_held &= self.text.len() + used <= self.most + 2;
        if self.is_held {
            self.text.extend_from_slice(&found[..used]);
        } else {
            self.text = Vec::new();
        }
        (used, end.is_some())
    }

    /// The line taken, its end included; none where it is longer than is held. What is taken next begins another.
    pub(crate) fn line(&mut self) -> Option<Vec<u8>> {
        let text = std::mem::take(&mut self.text);
        std::mem::replace(&mut self.is_held, true).then_some(text)
    }
}

/// A line without its end, spaces around it and, in the first, the byte order mark.
pub(crate) fn bare(mut text: Vec<u8>, number: u64) -> Vec<u8> {
    let kept = text.trim_ascii_end().len();
    text.truncate(kept);
    let lead = match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(_) if number == 1 => BYTE_ORDER_MARK.len(),
        _ => 0,
    };
    let lead = lead
        + text[lead..]
            .iter()
            .take_while(|b| b.is_ascii_whitespace())
            .count();
    text.drain(..lead);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(pieces: &[&str], most: usize) -> Vec<Option<String>> {
        let mut cutter = Cutter::new(most);
        let mut lines = Vec::new();
        for piece in pieces {
            let mut rest = piece.as_bytes();
            while !rest.is_empty() {
                let (used, is_whole) = cutter.take(rest);
                rest = &rest[used..];
                if is_whole {
                    let line = cutter.line();
                    lines.push(line.map(|line| String::from_utf8(bare(line, 2)).unwrap()));
                }
            }
        }
        lines
    }

    #[test]
    fn lines_are_the_same_however_the_bytes_come() {
        let text = "{}\r\nđộ\n\n  [1] \n";
        let whole = cut(&[text], 100);
        let told = ["{}", "độ", "", "[1]"].map(|line| Some(line.to_owned()));
        assert_eq!(whole, told);
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            let (one, other) = text.split_at(at);
            assert_eq!(cut(&[one, other], 100), whole);
        }
    }

    #[test]
    fn what_is_too_long_is_not_held_and_the_next_line_is() {
        assert_eq!(
            cut(&["12345", "6789\n", "12\n"], 4),
            [None, Some("12".to_owned())]
        );
    }
}
