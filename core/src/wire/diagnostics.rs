//! The JSON of findings in rule texts.

use std::collections::BTreeMap;

use luat_grammar::diagnostic::{self, Severity, Text};
use luat_grammar::source::{LineIndex, Source, SourceId, Span};

/// What is wrong with rule texts.
#[derive(Debug, serde::Serialize)]
pub struct Diagnostics<'a> {
    /// In the order found.
    pub diagnostics: Vec<Diagnostic<'a>>,
}

/// One finding.
#[derive(Debug, serde::Serialize)]
pub struct Diagnostic<'a> {
    /// Its stable code.
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The headline.
    pub message: Words<'a>,
    /// The primary place.
    #[serde(flatten)]
    pub place: Place<'a>,
    /// The primary place and those that have to do with it.
    pub labels: Vec<Label<'a>>,
    /// What to write instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<Words<'a>>,
    /// Ways to mend it, where they are known for sure; each is enough by itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Fix<'a>>,
}

/// A way to mend a text.
#[derive(Debug, serde::Serialize)]
pub struct Fix<'a> {
    /// What it does.
    pub title: OwnedWords,
    /// What to change; all of it together mends the text.
    pub edits: Vec<Edit<'a>>,
}

/// Words in the place of others.
#[derive(Debug, serde::Serialize)]
pub struct Edit<'a> {
    /// What is to be replaced; empty where something is to be put in.
    #[serde(flatten)]
    pub place: Place<'a>,
    /// What to write there; empty to delete.
    pub insert: &'a str,
}

/// A place and what the words there are.
#[derive(Debug, serde::Serialize)]
pub struct Label<'a> {
    /// Where.
    #[serde(flatten)]
    pub place: Place<'a>,
    /// What these words are; both empty for the place alone.
    pub text: Words<'a>,
}

/// A range of a text, for people (line, column) and for editors (UTF-16).
#[derive(Debug, serde::Serialize)]
pub struct Place<'a> {
    /// The text's name.
    pub file: &'a str,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Bytes `start..end` of the text as given.
    pub span: [u32; 2],
    /// Start and end as line and UTF-16 column, both from 0.
    pub utf16: [[u32; 2]; 2],
}

/// A wording in both languages.
#[derive(Debug, serde::Serialize)]
pub struct Words<'a> {
    /// English.
    pub en: &'a str,
    /// Vietnamese.
    pub vi: &'a str,
}

/// A wording in both languages that is made for the answer.
#[derive(Debug, serde::Serialize)]
pub struct OwnedWords {
    /// English.
    pub en: String,
    /// Vietnamese.
    pub vi: String,
}

impl From<Text> for OwnedWords {
    fn from(Text { en, vi }: Text) -> Self {
        Self { en, vi }
    }
}

/// Findings in their JSON shape; `sources` are the texts that their places lie in.
pub fn diagnostics<'a>(
    sources: &'a [Source],
    found: &'a [diagnostic::Diagnostic],
) -> Diagnostics<'a> {
    let mut places = Places {
        sources,
        indexes: BTreeMap::new(),
    };
    let diagnostics = found
        .iter()
        .map(|one| diagnostic(&mut places, one))
        .collect();
    Diagnostics { diagnostics }
}

fn diagnostic<'a>(places: &mut Places<'a>, found: &'a diagnostic::Diagnostic) -> Diagnostic<'a> {
    Diagnostic {
        code: found.code.0,
        severity: match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: words(&found.message),
        place: places.place(found.span()),
        labels: found
            .labels
            .iter()
            .map(|label| Label {
                place: places.place(label.span),
                text: words(&label.text),
            })
            .collect(),
        help: found.help.as_ref().map(words),
        fixes: found
            .fixes
            .iter()
            .filter_map(|one| fix(places, one))
            .collect(),
    }
}

fn fix<'a>(places: &mut Places<'a>, fix: &'a diagnostic::Fix) -> Option<Fix<'a>> {
    Some(Fix {
        title: fix.title(places.sources)?.into(),
        edits: vec![Edit {
            place: places.place(fix.span),
            insert: &fix.text,
        }],
    })
}

fn words(text: &Text) -> Words<'_> {
    Words {
        en: &text.en,
        vi: &text.vi,
    }
}

/// Lines of the texts, worked out once for each text that has a finding.
struct Places<'a> {
    sources: &'a [Source],
    indexes: BTreeMap<SourceId, LineIndex>,
}

impl<'a> Places<'a> {
    fn place(&mut self, span: Span) -> Place<'a> {
        let (file, text) = self
            .sources
            .get(span.source.0 as usize)
            .map_or(("", ""), |source| (source.name.as_str(), &*source.text));
        let index = self
            .indexes
            .entry(span.source)
            .or_insert_with(|| LineIndex::new(text));
        let start = index.line_column(text, span.start);
        let utf16 = [span.start, span.end].map(|at| {
            let (line, column) = index.utf16(text, at);
            [line, column]
        });
        Place {
            file,
            line: start.line,
            column: start.column,
            span: [span.start, span.end],
            utf16,
        }
    }
}
