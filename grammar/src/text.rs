//! A source text in composed form (NFC), with the way back to its bytes as given.

use std::borrow::Cow;

use crate::latin::{compose_onto, is_mark};
use crate::source::to_u32;

/// The text that is read: composed, so that a letter is one character however it was typed.
#[derive(Debug)]
pub(crate) struct Composed<'t> {
    /// The composed text; borrowed when it was given so.
    pub(crate) text: Cow<'t, str>,
    /// Byte in `text`, byte in the text as given: one for each letter with its marks; empty when they agree.
    anchors: Vec<(u32, u32)>,
}

impl<'t> Composed<'t> {
    /// Composes a text.
    pub(crate) fn new(given: &'t str) -> Self {
        // Marks of their own are `U+0300` to `U+036F`: two bytes, of which the first tells.
        let may_hold_marks = given.bytes().any(|byte| matches!(byte, 0xCC | 0xCD));
        if !may_hold_marks || !given.contains(is_mark) {
            return Self {
                text: Cow::Borrowed(given),
                anchors: Vec::new(),
            };
        }
        let mut text = String::with_capacity(given.len());
        let mut anchors = Vec::new();
        let mut start = 0;
        for (at, letter) in given.char_indices() {
            if at > start && !is_mark(letter) {
                anchors.push((to_u32(text.len()), to_u32(start)));
                compose_onto(&mut text, &given[start..at]);
                start = at;
            }
        }
        anchors.push((to_u32(text.len()), to_u32(start)));
        compose_onto(&mut text, &given[start..]);
        anchors.push((to_u32(text.len()), to_u32(given.len())));
        Self {
            text: Cow::Owned(text),
            anchors,
        }
    }

    /// Whether nothing had to be composed: all bytes stand where they were given.
    pub(crate) fn is_as_given(&self) -> bool {
        self.anchors.is_empty()
    }

    /// The byte in the text as given for a byte of the composed one.
    pub(crate) fn given(&self, composed: usize) -> u32 {
        let composed = to_u32(composed);
        if self.anchors.is_empty() {
            return composed;
        }
        let next = self.anchors.partition_point(|(at, _)| *at <= composed);
        self.anchors
            .get(next.saturating_sub(1))
            .map_or(composed, |(_, given)| *given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back_to_the_text_as_given() {
        let given = "đe\u{302}\u{301}n năm";
        let composed = Composed::new(given);
        assert_eq!(composed.text, "đến năm");
        let at = composed.text.find("năm").unwrap();
        assert_eq!(&given[composed.given(at) as usize..], "năm");
        assert_eq!(composed.given(composed.text.len()) as usize, given.len());
    }
}
