//! A receipt held against what is at hand: rules, a report, a day.

use jiff_core::civil::Date;

use super::{
    Difference, Part, Receipt, Signature, differences, differences_from, facts_of, issue_by,
    judged_by,
};
use crate::run::calendar::iso;
use crate::run::facts::read::{ReadError, Reader};
use crate::run::json::Json;
use crate::run::limits::Limits;
use crate::run::program::Program;

/// Who signed a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signed {
    /// Nobody.
    Not,
    /// The signature is not that of the key it names, or not over this receipt.
    Wrong(Signature),
    /// Somebody whose key nobody said to trust.
    Unknown(Signature),
    /// Somebody whose key is trusted.
    Trusted(Signature),
}

impl Signed {
    /// Its key in JSON.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Not => "none",
            Self::Wrong(_) => "wrong",
            Self::Unknown(_) => "unknown_key",
            Self::Trusted(_) => "trusted",
        }
    }

    /// The signature as it stands in the receipt.
    pub const fn signature(&self) -> Option<&Signature> {
        match self {
            Self::Not => None,
            Self::Wrong(signature) | Self::Unknown(signature) | Self::Trusted(signature) => {
                Some(signature)
            }
        }
    }
}

/// What a receipt is held against; what is not at hand is not compared.
#[derive(Debug, Clone, Copy, Default)]
pub struct Against<'a> {
    /// The rules.
    pub program: Option<&'a Program>,
    /// The report.
    pub report: Option<&'a Json>,
    /// The day as of which it is to have been judged.
    pub as_of: Option<Date>,
    /// How much of the report is read.
    pub limits: Limits,
}

/// What became of a receipt that was held against something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The parts that were compared.
    pub compared: Vec<Part>,
    /// What is not the same.
    pub differences: Vec<Difference>,
}

impl Verified {
    /// Whether all that was compared is the same.
    pub fn agrees(&self) -> bool {
        self.differences.is_empty()
    }
}

/// Holds a receipt against what is at hand. Where both rules and report are, the report is judged
/// anew, as of the day and for the periods that the receipt names, and everything is compared.
///
/// # Errors
/// When the report cannot be used at all by these rules.
pub fn verify(receipt: &Receipt, against: &Against<'_>) -> Result<Verified, ReadError> {
    let (mut compared, mut found) = match (against.program, against.report) {
        (Some(program), Some(report)) => {
            let reader = Reader::new(program).within(against.limits);
            let again = issue_by(&reader, report, receipt.request())?;
            (Part::ALL.to_vec(), differences(receipt, &again))
        }
        (program, report) => {
            let by = program.map(judged_by).into_iter().flatten();
            let parts: Vec<(Part, Json)> = by.chain(report.map(facts_of)).collect();
            let compared = parts.iter().map(|(part, _)| *part).collect();
            (compared, differences_from(receipt, &parts))
        }
    };
    if let Some(day) = against.as_of {
        let day = Json::String(iso::print(day).to_string());
        compared.retain(|part| *part != Part::AsOf);
        compared.push(Part::AsOf);
        found.extend(differences_from(receipt, &[(Part::AsOf, day)]));
    }
    Ok(Verified {
        compared,
        differences: found,
    })
}
