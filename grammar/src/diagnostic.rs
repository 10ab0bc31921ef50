//! Findings in rule texts, as plain data that any shell can render.

use crate::Language;
use crate::source::{Source, Span};

/// A text in both languages of luat; made in one place, so no half can be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The English wording.
    pub en: String,
    /// The Vietnamese wording.
    pub vi: String,
}

impl Text {
    /// Pairs the two wordings.
    pub fn new(en: impl Into<String>, vi: impl Into<String>) -> Self {
        Self {
            en: en.into(),
            vi: vi.into(),
        }
    }

    /// The wording in `language`.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Vi => &self.vi,
        }
    }
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The rules cannot be used.
    Error,
    /// Legal, but probably not meant.
    Warning,
}

/// A stable name of a kind of finding: `E0203`, `L0012`.
///
/// The first digits group the codes by stage: `E00..` reading lines, `E01..` names and
/// declarations, `E02..` sentences, `E03..` meaning (types, time, references), `L....` lints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// A place with what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What these words are; may be empty for the place alone.
    pub text: Text,
}

/// A way to mend a text: words in the place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is to be replaced; empty where something is to be put in.
    pub span: Span,
    /// What to write there, in the language of the text; empty to delete.
    pub text: String,
}

impl Fix {
    /// What it does to the texts; none where they do not hold its place.
    pub fn title(&self, texts: &[Source]) -> Option<Text> {
        let text = &texts.get(self.span.source.0 as usize)?.text;
        let old = text.get(self.span.start as usize..self.span.end as usize)?;
        Some(match (old, self.text.trim()) {
            ("", new) => Text::new(format!("Add `{new}`"), format!("Thêm `{new}`")),
            (old, "") => Text::new(format!("Delete `{old}`"), format!("Xóa `{old}`")),
            (_, new) => Text::new(format!("Write `{new}`"), format!("Viết `{new}`")),
        })
    }
}

/// One finding: what is wrong, where, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable code.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// The headline; it stands alone, in lower case, without a full stop.
    pub message: Text,
    /// The place; the first is the primary one.
    pub labels: Vec<Label>,
    /// What to write instead.
    pub help: Option<Text>,
    /// Ways to mend it, where they are known for sure; each is enough by itself.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, span: Span, message: Text) -> Self {
        Self {
            code: Code(code),
            severity: Severity::Error,
            message,
            labels: vec![Label {
                span,
                text: Text::new("", ""),
            }],
            help: None,
            fixes: Vec::new(),
        }
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, span: Span, message: Text) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, span, message)
        }
    }

    /// Says what the words at the primary place are.
    #[must_use]
    pub fn label(mut self, text: Text) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text;
        }
        self
    }

    /// Adds a second place that has to do with it.
    #[must_use]
    pub fn also(mut self, span: Span, text: Text) -> Self {
        self.labels.push(Label { span, text });
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, text: Text) -> Self {
        self.help = Some(text);
        self
    }

    /// Offers what was probably meant, in the place of the words at the primary place.
    #[must_use]
    pub fn did_you_mean(self, near: &str) -> Self {
        let span = self.span();
        self.help(Text::new(
            format!("did you mean `{near}`?"),
            format!("có phải ý bạn là `{near}`?"),
        ))
        .fix(span, near)
    }

    /// Says what to write at the primary place, in whatever language.
    #[must_use]
    pub fn write(self, right: &str) -> Self {
        let span = self.span();
        self.instead(right).fix(span, right)
    }

    /// Says what to write, which is more than what stands at the primary place.
    #[must_use]
    pub(crate) fn instead(self, right: &str) -> Self {
        self.help(Text::new(
            format!("write `{right}`"),
            format!("hãy viết `{right}`"),
        ))
    }

    /// Adds a way to mend the text.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fixes.push(Fix {
            span,
            text: text.into(),
        });
        self
    }

    /// The primary place.
    pub fn span(&self) -> Span {
        self.labels
            .first()
            .map(|label| label.span)
            .unwrap_or_default()
    }
}
