//! The entry for a back end: rules, ready to judge reports by.

use super::artefact::{self, LoadError};
use super::evaluate::{Request, evaluate};
use super::facts::Facts;
use super::facts::read::{ReadError, Vocabulary};
use super::limits::Limits;
use super::program::Program;
use super::verdict::Outcome;
use crate::wire;

/// Rules, ready to judge reports by.
///
/// Made once, shared between threads and used any number of times: nothing in it changes, and
/// nothing outside of it is read. From rule texts it is made by [`Ruleset::compile`] (with the feature
/// `author`), from the bytes that `luat build` writes by [`Ruleset::load`].
///
/// ```
/// use luat_core::{Ruleset, Source};
/// use luat_core::run::calendar::iso;
/// use luat_core::run::evaluate::Request;
///
/// # #[cfg(feature = "author")] {
/// let text = r#"
/// language en
/// document ward_plans "Plans of the ward" / "Kế hoạch của phường"
///   in force from 2026-01-01
/// level ward "ward | wards" / "phường"
/// act plan "a plan issued" / "ban hành kế hoạch" per ward
/// rule yearly_plan "Yearly plan" / "Kế hoạch hằng năm"
///   cite article 1
///   bearer ward
///   annually a plan issued
/// "#;
/// let compiled = Ruleset::compile(&[Source::new("ward_plans.luat", text)])?;
/// let rules = Ruleset::load(&compiled.save())?;
///
/// let as_of = iso::parse_date("2026-06-30").ok_or("a date")?;
/// let report = r#"{"body": {"level": "ward", "id": "an-binh"}, "periods": {"2026": {"plan": "2026-02-03"}}}"#;
/// let outcome = rules.check(report, &Request::on(as_of))?;
/// assert_eq!(outcome.verdicts[0].status.key(), "met");
/// let json = rules.check_json(report, &Request::on(as_of))?;
/// assert!(json.contains(r#""status":"met""#));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Ruleset {
    program: Program,
    vocabulary: Vocabulary,
}

impl Ruleset {
    /// The rules of an artefact, `NAME.luatc`.
    ///
    /// # Errors
    /// When the bytes are no artefact, damaged, or of another version of the engine.
    pub fn load(artefact: &[u8]) -> Result<Self, LoadError> {
        Ok(artefact::decode(artefact)?.into())
    }

    /// The rules as an artefact; equal rules give equal bytes.
    pub fn save(&self) -> Vec<u8> {
        artefact::encode(&self.program)
    }

    /// Reads reports of at most such a size.
    #[must_use]
    pub fn within(mut self, limits: Limits) -> Self {
        self.vocabulary.limits = limits;
        self
    }

    /// How large a report may be that it reads.
    pub const fn limits(&self) -> Limits {
        self.vocabulary.limits
    }

    /// What the rules came to: levels, facts, documents, requirements.
    pub const fn program(&self) -> &Program {
        &self.program
    }

    /// `sha256:…` over the meaning of the rules; to be kept beside every stored result.
    pub fn digest(&self) -> &str {
        &self.program.digest
    }

    /// Reads a report. What is wrong with single facts is listed in what is read.
    ///
    /// # Errors
    /// When the report cannot be used at all.
    pub fn read(&self, report: &str) -> Result<Facts, ReadError> {
        self.vocabulary.read(&self.program, report)
    }

    /// Judges what was read.
    pub fn judge(&self, facts: &Facts, request: &Request) -> Outcome {
        evaluate(&self.program, facts, request)
    }

    /// Reads and judges a report.
    ///
    /// # Errors
    /// When the report cannot be used at all.
    pub fn check(&self, report: &str, request: &Request) -> Result<Outcome, ReadError> {
        Ok(self.judge(&self.read(report)?, request))
    }

    /// Reads and judges a report; the answer is JSON on one line, the same bytes on every platform.
    ///
    /// # Errors
    /// When the report cannot be used at all.
    pub fn check_json(&self, report: &str, request: &Request) -> Result<String, ReadError> {
        let outcome = self.check(report, request)?;
        // That shape has nothing which JSON cannot say.
        Ok(wire::to_compact(&wire::outcome(&self.program, &outcome)).unwrap_or_default())
    }
}

impl From<Program> for Ruleset {
    fn from(program: Program) -> Self {
        Self {
            vocabulary: Vocabulary::new(&program),
            program,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_may_share_it() {
        const fn is_shared<T: Send + Sync + 'static>() {}
        is_shared::<Ruleset>();
        is_shared::<Facts>();
        is_shared::<Outcome>();
        is_shared::<ReadError>();
        is_shared::<LoadError>();
    }
}
