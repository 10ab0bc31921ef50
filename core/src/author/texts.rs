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
    use luat_grammar::MAX_FINDINGS;

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

    #[test]
    fn of_more_lints_than_are_told_the_place_of_the_next_is_and_the_rules_can_be_used() {
        let head = "language en\ndocument d \"D\" / \"D\"\n  in force from 2026-01-01\n\
            level ward \"ward | wards\" / \"phường\"\nact plan \"a plan\" / \"kế hoạch\" per ward\n";
        let unused = |text: String, at: usize| {
            text + &format!("count c{at} \"counted {at}\" / \"số đếm {at}\" per ward\n")
        };
        let text = (0..MAX_FINDINGS).fold(head.to_owned(), unused);
        let text = text + "rule r \"R\" / \"R\"\n  bearer ward\n  annually a plan\n";
        let checked = check(&luat_grammar::parse(&[Source::new("d.luat", text)]));
        let (beyond, told) = checked.diagnostics.split_last().unwrap();
        assert_eq!(told.len(), MAX_FINDINGS);
        assert!(told.iter().all(|one| one.code.0 == "L0005"));
        assert_eq!(
            (beyond.code.0, beyond.severity),
            ("E0020", Severity::Warning)
        );
        assert!(checked.rules.is_some());
    }
}
