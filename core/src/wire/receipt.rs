//! The JSON of a receipt that was held against something.

use serde::Serialize;

use super::VERSION;
use crate::receipt::{Difference, Part, Receipt, Signed, Verified};

/// A receipt that was held against something.
#[derive(Debug, Serialize)]
pub struct Checked<'a> {
    /// The version of this shape.
    pub luat: u32,
    /// Whether the receipt can be relied on, as far as was asked.
    pub agrees: bool,
    /// The digest over all that the receipt says.
    pub digest: &'a str,
    /// As of which day it was judged.
    pub as_of: String,
    /// Who signed it.
    pub signature: By<'a>,
    /// The parts that were compared.
    pub compared: Vec<&'static str>,
    /// What is not the same.
    pub differences: Vec<Differing<'a>>,
}

/// Who signed a receipt.
#[derive(Debug, Serialize)]
pub struct By<'a> {
    /// `none`, `wrong`, `unknown_key`, `trusted`.
    pub state: &'static str,
    /// The public key, 64 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<&'a str>,
}

/// A part that is not the same.
#[derive(Debug, Serialize)]
pub struct Differing<'a> {
    /// Its key in the receipt.
    pub part: &'static str,
    /// Of verdicts: which one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<&'a str>,
    /// What the receipt says, as canonical JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<&'a str>,
    /// What was found instead, as canonical JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<&'a str>,
}

/// A checked receipt in its JSON shape.
pub fn checked<'a>(
    receipt: &'a Receipt,
    signed: &'a Signed,
    verified: &'a Verified,
    agrees: bool,
) -> Checked<'a> {
    Checked {
        luat: VERSION,
        agrees,
        digest: receipt.digest(),
        as_of: super::date(receipt.request().as_of),
        signature: By {
            state: signed.key(),
            key: signed.signature().map(|signature| signature.key.as_str()),
        },
        compared: verified
            .compared
            .iter()
            .map(|part| Part::key(*part))
            .collect(),
        differences: differing(&verified.differences),
    }
}

/// Differences in their JSON shape.
pub fn differing(differences: &[Difference]) -> Vec<Differing<'_>> {
    let told = differences.iter().map(|one| Differing {
        part: one.part.key(),
        verdict: one.verdict.as_deref(),
        receipt: one.one.as_deref(),
        found: one.other.as_deref(),
    });
    told.collect()
}
