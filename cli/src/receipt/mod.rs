//! Receipts: written beside an answer, and held against rules and reports.

mod keys;
mod told;

use std::path::Path;

use luat_core::receipt::{self, Against, Receipt, Signed, Verified};
use luat_core::run::evaluate::Request;
use luat_core::run::facts::read::ReadError;
use luat_core::run::json::Json;
use luat_core::run::limits::Limits;
use luat_core::run::program::Program;
use luat_core::run::verdict::Outcome;
use luat_core::wire;

pub(crate) use self::keys::{Signing, Trusted};
use crate::args::{Format, VerifyArguments};
use crate::failure::Failure;
use crate::session::{Session, name_of, unusable};
use crate::{Exit, files};

/// Writes the receipt of a report that has been judged, signed where there is a key.
pub(crate) fn write(
    path: &Path,
    key: Option<&Path>,
    (program, request): (&Program, &Request),
    (report, outcome): (&str, &Outcome),
) -> Result<(), Failure> {
    let name = path.display().to_string();
    // The report was read before.
    let issued = Json::parse(report)
        .map_err(ReadError::from)
        .and_then(|report| receipt::issue_with(program, &report, request, outcome))
        .map_err(|error| unusable(&name, &error))?;
    let text = match Signing::find(key)? {
        None => issued.text(),
        Some(key) => key.sign(issued).text(),
    };
    files::write_whole(path, format!("{text}\n").as_bytes())
}

/// Holds a receipt against rules, a report and a day, as far as they are given.
pub(crate) fn verify(
    session: &mut Session<'_, '_>,
    arguments: &VerifyArguments,
) -> Result<Exit, Failure> {
    let name = name_of(&arguments.receipt);
    let text = session.report_text(&arguments.receipt)?;
    let receipt = Receipt::read(&text).map_err(|flaw| Failure::Receipt(name, flaw))?;
    let trusted = Trusted::read(&arguments.trusted)?;
    let program = match arguments.rules.as_slice() {
        [] => None,
        paths => match session.program(paths)? {
            Some(program) => Some(program),
            None => return Ok(Exit::Unusable),
        },
    };
    let report = match &arguments.report {
        None => None,
        Some(path) => {
            let text = session.report_text(path)?;
            let parsed = Json::parse(&text);
            Some(parsed.map_err(|error| unusable(&name_of(path), &ReadError::Json(error)))?)
        }
    };
    let against = Against {
        program: program.as_ref(),
        report: report.as_ref(),
        as_of: arguments.as_of,
        limits: Limits::default(),
    };
    let report_name = || arguments.report.as_deref().map(name_of).unwrap_or_default();
    let checked = Checked::new(&receipt, &against, &trusted)
        .map_err(|error| unusable(&report_name(), &error))?;
    match session.format() {
        Format::Json => session.json(&checked.json(&receipt))?,
        Format::Text => {
            session.print(&told::told(&receipt, &checked, session.language().into()))?;
        }
    }
    Ok(if checked.agrees {
        Exit::Fine
    } else {
        Exit::Found
    })
}

/// A receipt that was held against what is at hand.
pub(crate) struct Checked {
    pub(crate) signed: Signed,
    pub(crate) verified: Verified,
    /// One of the trusted keys must have signed it.
    pub(crate) needs_signature: bool,
    /// Whether it can be relied on, as far as was asked.
    pub(crate) agrees: bool,
}

impl Checked {
    /// Where keys are trusted, one of them must have signed it.
    ///
    /// # Errors
    /// When the report cannot be used at all by these rules.
    pub(crate) fn new(
        receipt: &Receipt,
        against: &Against<'_>,
        trusted: &Trusted,
    ) -> Result<Self, ReadError> {
        let verified = receipt::verify(receipt, against)?;
        let signed = signed(receipt, trusted);
        let is_signed_well = match &signed {
            Signed::Trusted(_) => true,
            Signed::Not | Signed::Unknown(_) => trusted.is_empty(),
            Signed::Wrong(_) => false,
        };
        Ok(Self {
            needs_signature: !trusted.is_empty(),
            agrees: verified.agrees() && is_signed_well,
            signed,
            verified,
        })
    }

    /// In its JSON shape.
    pub(crate) fn json<'a>(&'a self, receipt: &'a Receipt) -> wire::receipt::Checked<'a> {
        wire::receipt::checked(receipt, &self.signed, &self.verified, self.agrees)
    }
}

fn signed(receipt: &Receipt, trusted: &Trusted) -> Signed {
    match receipt.signature().cloned() {
        None => Signed::Not,
        Some(signature) if !keys::is_right(receipt, &signature) => Signed::Wrong(signature),
        Some(signature) if trusted.holds(&signature) => Signed::Trusted(signature),
        Some(signature) => Signed::Unknown(signature),
    }
}
