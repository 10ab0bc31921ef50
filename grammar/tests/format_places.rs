//! Laws of printing, over texts as people leave them: comments at every place, odd blanks and ends of
//! lines, decomposed letters. What is said stays, and every comment stays with what it is about.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

#[path = "format/generate.rs"]
mod generate;
#[path = "format/untidy.rs"]
mod untidy;

use luat_grammar::diagnostic::Severity;
use luat_grammar::format::{format, same_tree};
use luat_grammar::source::{Source, SourceId};
use luat_grammar::syntax::{Declaration, Document, RuleMember};
use luat_grammar::{Language, Parsed, parse};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use unicode_normalization::UnicodeNormalization;
use untidy::{Noted, noted};

const NAMES: [&str; 2] = [
    include_str!("format/names.en.luat"),
    include_str!("format/names.vi.luat"),
];
const SENTENCES: [&str; 2] = [
    include_str!("format/sentences.en.luat"),
    include_str!("format/sentences.vi.luat"),
];
const LANGUAGES: [Language; 2] = [Language::En, Language::Vi];

/// A text, read beside one that declares names for it.
struct Beside<'n> {
    names: Option<&'n str>,
}

impl Beside<'_> {
    fn read(&self, text: &str) -> Parsed {
        let names = self.names.map(|names| Source::new("names.luat", names));
        let parsed = parse(
            &[
                vec![Source::new("text.luat", text)],
                names.into_iter().collect(),
            ]
            .concat(),
        );
        let error = parsed
            .diagnostics
            .iter()
            .find(|finding| finding.severity == Severity::Error);
        assert!(error.is_none(), "{error:?} in\n{text}");
        parsed
    }

    fn printed(&self, text: &str, language: Language) -> String {
        format(&self.read(text), SourceId(0), language)
            .unwrap_or_else(|error| panic!("{error:?} for\n{text}"))
    }

    fn tree(&self, text: &str) -> Document {
        let documents = self.read(text).documents;
        let own = |document: &Document| document.source == SourceId(0);
        documents.into_iter().find(own).unwrap()
    }

    /// All that printing promises, of a text that says what `tidy` says.
    fn keeps(&self, tidy: &str, untidy: &str, language: Language, comments: &[Noted]) {
        let printed = self.printed(untidy, language);
        let (meant, again) = (self.tree(untidy), self.tree(&printed));
        assert!(
            same_tree(&meant, &again),
            "the tree differs:\n{untidy}\n---\n{printed}"
        );
        assert_eq!(
            self.printed(&printed, language),
            printed,
            "printing twice differs"
        );

        let other = LANGUAGES[usize::from(language == Language::En)];
        let abroad = self.printed(&printed, other);
        assert!(
            same_tree(&meant, &self.tree(&abroad)),
            "the translation differs:\n{abroad}"
        );
        assert_eq!(
            self.printed(&abroad, other),
            abroad,
            "printing the translation changes it"
        );
        assert_eq!(
            self.printed(&abroad, language),
            printed,
            "the way back differs"
        );

        assert_eq!(
            codes(&noted(&printed)),
            codes(&noted(tidy)),
            "other lines:\n{untidy}"
        );
        assert_eq!(
            remarks(&noted(&printed)),
            remarks(comments),
            "comments moved:\n{untidy}\n---\n{printed}"
        );
        assert_eq!(
            remarks(&noted(&abroad)),
            remarks(comments),
            "comments moved:\n{abroad}"
        );
    }
}

/// What stands on the lines, however it is spaced and composed.
fn codes(lines: &[Noted]) -> Vec<String> {
    let words = |line: &Noted| line.code.nfc().collect::<String>();
    let words = lines.iter().map(words);
    words
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// The comments before and behind each line.
fn remarks(lines: &[Noted]) -> Vec<(Vec<String>, Option<String>)> {
    let composed = |text: &String| text.nfc().collect::<String>();
    lines
        .iter()
        .map(|line| {
            let before = line.before.iter().map(composed).collect();
            (before, line.behind.as_ref().map(composed))
        })
        .collect()
}

/// A tidy text without comments, made untidy as the choices say, keeps what printing promises.
fn holds(beside: &Beside<'_>, text: &str, language: Language, choices: &[u8]) {
    let bare = untidy::without_comments(text);
    let tidy = beside.printed(&bare, language);
    let (untidy, comments) = untidy::untidy(&tidy, choices);
    beside.keeps(&tidy, &untidy, language, &comments);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn declarations_and_their_comments_keep_their_places(choices in vec(any::<u8>(), 600)) {
        for (text, language) in NAMES.iter().zip(LANGUAGES) {
            holds(&Beside { names: None }, text, language, &choices);
        }
    }

    #[test]
    fn sentences_and_their_comments_keep_their_places(choices in vec(any::<u8>(), 600)) {
        for (text, language) in SENTENCES.iter().zip(LANGUAGES) {
            holds(&Beside { names: Some(NAMES[0]) }, text, language, &choices);
        }
    }

    #[test]
    fn sentences_made_up_keep_their_comments(lines in generate::lines(), choices in vec(any::<u8>(), 300)) {
        let mut parsed = parse(&[Source::new("gen.luat", generate::FRAME)]);
        for declaration in &mut parsed.documents[0].declarations {
            if let Declaration::Rule(rule) = &mut declaration.node {
                let model = rule.members[0].clone();
                let lines = lines.iter().map(|line: &RuleMember| generate::line(line.clone(), &model));
                rule.members.extend(lines);
            }
        }
        for language in LANGUAGES {
            let text = format(&parsed, SourceId(0), language)
                .unwrap_or_else(|error| panic!("{error:?}: {}", generate::show(&parsed)));
            holds(&Beside { names: None }, &text, language, &choices);
        }
    }
}
