//! Texts that say the same and are written otherwise.

use luat_grammar::source::{Source, SourceId};
use luat_grammar::{Language, format};

use crate::random::Random;

/// Every text laid out, in a language of keywords.
pub fn written(sources: &[Source], language: Language) -> Vec<Source> {
    let parsed = luat_grammar::parse(sources);
    let texts = (0..).map(SourceId).zip(sources).map(|(id, source)| {
        let text = format::format(&parsed, id, language)
            .unwrap_or_else(|error| panic!("{}: {error}", source.name));
        Source::new(source.name.clone(), text)
    });
    texts.collect()
}

/// The declarations of every text in another order, and the texts, too.
pub fn shuffled(sources: &[Source], random: &mut Random) -> Vec<Source> {
    let parsed = luat_grammar::parse(sources);
    let mut found: Vec<Source> = Vec::new();
    for (document, source) in parsed.documents.iter().zip(sources) {
        let starts: Vec<usize> = document
            .declarations
            .iter()
            .map(|line| line.span.start as usize)
            .chain([source.text.len()])
            .collect();
        let mut text = source.text[..starts[0]].to_owned();
        let mut pieces: Vec<&str> = starts
            .windows(2)
            .map(|ends| &source.text[ends[0]..ends[1]])
            .collect();
        while !pieces.is_empty() {
            text.push_str(pieces.remove(random.below(pieces.len())));
            text.push('\n');
        }
        found.push(Source::new(source.name.clone(), text));
    }
    found.reverse();
    found
}
