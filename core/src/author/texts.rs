//! Rule texts as a back end gives them, and why they cannot be used.

use std::fmt;

use luat_grammar::diagnostic::{Diagnostic, Severity};
use luat_grammar::source::{LineIndex, Source};

use super::{check, compile};
use crate::run::ruleset::Ruleset;
use crate::wire::diagnostics::{Diagnostics, diagnostics};

/// Why rule texts cannot be used.
///
/// Told in English, a line for each error: `wards.luat:3:5: E0203: …`; both languages, and warnings, stand
/// in [`RuleErrors::findings`].
#[derive(Debug, Clone)]
pub struct RuleErrors {
    /// The texts.
    pub sources: Vec<Source>,
    /// All that was found in them, in the order of the texts.
    pub diagnostics: Vec<Diagnostic>,
}

impl RuleErrors {
    /// In their JSON shape.
    pub fn findings(&self) -> Diagnostics<'_> {
        diagnostics(&self.sources, &self.diagnostics)
    }
}

impl fmt::Display for RuleErrors {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.diagnostics.iter();
        let errors = errors.filter(|one| one.severity == Severity::Error);
        for (at, error) in errors.enumerate() {
            if at > 0 {
                to.write_str("\n")?;
            }
            let span = error.span();
            if let Some(source) = self.sources.get(span.source.0 as usize) {
                let place = LineIndex::new(&source.text).line_column(&source.text, span.start);
                write!(to, "{}:{}:{}: ", source.name, place.line, place.column)?;
            }
            write!(to, "{}: {}", error.code.0, error.message.en)?;
        }
        Ok(())
    }
}

impl std::error::Error for RuleErrors {}

impl Ruleset {
    /// Compiles rule texts; all that they `use` must be among them.
    ///
    /// # Errors
    /// When the texts have errors, with all that was found.
    pub fn compile(texts: &[Source]) -> Result<Self, RuleErrors> {
        let parsed = luat_grammar::parse(texts);
        let checked = check(&parsed);
        if let Some(rules) = &checked.rules {
            return Ok(compile(rules).into());
        }
        let mut diagnostics = parsed.diagnostics;
        diagnostics.extend(checked.diagnostics);
        diagnostics.sort_by_key(|one| (one.span(), one.code));
        Err(RuleErrors {
            sources: parsed.sources,
            diagnostics,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_told_a_line_each_with_their_place() {
        let text = "language en\ndocument d \"D\" / \"D\"\n  in force from 2026-13-01\nlevl ward\n";
        let errors = Ruleset::compile(&[Source::new("d.luat", text)]).unwrap_err();
        let told = errors.to_string();
        assert!(told.lines().count() > 0, "{told}");
        assert!(told.starts_with("d.luat:3:"), "{told}");
        assert!(told.lines().all(|line| line.contains(": E0")), "{told}");
        assert_eq!(
            errors.findings().diagnostics.len(),
            errors.diagnostics.len()
        );
    }
}
