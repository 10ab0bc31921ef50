//! Reading a receipt: whether it is whole, before anything in it is believed.

use super::issue::seal;
use super::{FORM, Part, canonical};
use crate::run::calendar::iso;
use crate::run::evaluate::{PeriodName, Request};
use crate::run::json::{Json, JsonError, Object};

/// The only algorithm by which receipts are signed (RFC 8032).
pub const ALGORITHM: &str = "Ed25519";

/// Why a text is no receipt that could be held against anything.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Not JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// JSON, but no receipt.
    #[error("no receipt")]
    NoReceipt,
    /// A receipt in a form that this engine does not read, named where it can be told.
    #[error("a receipt of another form")]
    OtherForm(String),
    /// Written otherwise than receipts are: it was laid out anew, or changed.
    #[error("not in canonical form")]
    NotCanonical,
    /// What it says is not what was sealed, or it has parts that no receipt has, or lacks some.
    #[error("changed since it was written")]
    Changed,
}

impl Flaw {
    /// A stable name, for machines.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Json(_) => "not_json",
            Self::NoReceipt => "not_a_receipt",
            Self::OtherForm(_) => "other_form",
            Self::NotCanonical => "not_canonical",
            Self::Changed => "changed",
        }
    }
}

/// Who signed a receipt, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The public key, 64 hexadecimal digits.
    pub key: String,
    /// The signature, 128 hexadecimal digits.
    pub value: String,
}

/// A receipt that is whole: canonical, and what it says is what was sealed.
#[derive(Debug, Clone)]
pub struct Receipt {
    entries: Object,
    request: Request,
    signature: Option<Signature>,
}

impl Receipt {
    /// What was just sealed.
    pub(super) const fn of(entries: Object, request: Request) -> Self {
        Self {
            entries,
            request,
            signature: None,
        }
    }

    /// Reads the text of a receipt; one line break may follow it.
    ///
    /// # Errors
    /// When any of it was changed since it was written. That it was not *made* by somebody else only a
    /// signature tells.
    pub fn read(text: &str) -> Result<Self, Flaw> {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let json = Json::parse(text)?;
        let form = json.as_object().and_then(|object| object.get("receipt"));
        match form.and_then(Json::as_str) {
            Some(FORM) => {}
            Some(other) => return Err(Flaw::OtherForm(other.to_owned())),
            None => return Err(Flaw::NoReceipt),
        }
        if canonical(&json) != text {
            return Err(Flaw::NotCanonical);
        }
        let Json::Object(mut entries) = json else {
            return Err(Flaw::NoReceipt);
        };
        if !entries.repeated().is_empty() {
            return Err(Flaw::NotCanonical);
        }
        let digest = entries.get("digest").and_then(Json::as_str);
        if digest != Some(seal(&entries).as_str()) {
            return Err(Flaw::Changed);
        }
        if !is_whole(&entries) {
            return Err(Flaw::Changed);
        }
        let signed = entries.get("signature");
        let signature = signed.map(|found| signature(found).ok_or(Flaw::Changed));
        let signature = signature.transpose()?;
        entries.0.retain(|(key, _)| key != "signature");
        let request = request(&entries).ok_or(Flaw::NoReceipt)?;
        Ok(Self {
            entries,
            request,
            signature,
        })
    }

    /// What a signature is over: the receipt in canonical form, without the signature itself.
    pub fn signed_text(&self) -> String {
        canonical(&Json::Object(self.entries.clone()))
    }

    /// Who signed it, as it says; not checked.
    pub const fn signature(&self) -> Option<&Signature> {
        self.signature.as_ref()
    }

    /// Signed, by a signature over [`Self::signed_text`].
    #[must_use]
    pub fn with_signature(self, signature: Signature) -> Self {
        Self {
            signature: Some(signature),
            ..self
        }
    }

    /// The receipt as it is kept and sent, byte for byte.
    pub fn text(&self) -> String {
        let Some(Signature { key, value }) = &self.signature else {
            return self.signed_text();
        };
        let part = |key: &str, value: &str| (key.to_owned(), Json::String(value.to_owned()));
        let signature = Object(vec![
            part("algorithm", ALGORITHM),
            part("key", key),
            part("value", value),
        ]);
        let mut entries = self.entries.clone();
        entries
            .0
            .push(("signature".to_owned(), Json::Object(signature)));
        canonical(&Json::Object(entries))
    }

    /// As of which day and for which periods was judged.
    pub const fn request(&self) -> &Request {
        &self.request
    }

    /// What it says of a part.
    pub fn part(&self, part: Part) -> Option<&Json> {
        self.entries.get(part.key())
    }

    /// The digest over all that it says.
    pub fn digest(&self) -> &str {
        let digest = self.entries.get("digest").and_then(Json::as_str);
        digest.unwrap_or_default()
    }
}

/// Whether it has each part that a receipt has, and nothing else: what is not compared could say anything.
fn is_whole(entries: &Object) -> bool {
    let own = Part::ALL.map(Part::key);
    let is_known =
        |key: &str| matches!(key, "receipt" | "digest" | "signature") || own.contains(&key);
    own.iter().all(|key| entries.get(key).is_some())
        && entries.0.iter().all(|(key, _)| is_known(key))
        && matches!(entries.get(Part::Verdicts.key()), Some(Json::Array(_)))
}

fn request(entries: &Object) -> Option<Request> {
    let as_of = entries.get(Part::AsOf.key()).and_then(Json::as_str)?;
    let Some(Json::Array(periods)) = entries.get(Part::Periods.key()) else {
        return None;
    };
    let periods = periods.iter().map(|period| period.as_str()?.parse().ok());
    let periods: Vec<PeriodName> = periods.collect::<Option<_>>()?;
    let as_of = iso::parse_date(as_of)?;
    (!PeriodName::are_too_many(&periods)).then_some(Request { as_of, periods })
}

fn signature(found: &Json) -> Option<Signature> {
    let object = found.as_object()?;
    let part = |key: &str| object.get(key).and_then(Json::as_str);
    let is_hex = |text: &str, digits: usize| {
        text.len() == digits
            && text
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let (key, value) = (part("key")?, part("value")?);
    let is_known = part("algorithm") == Some(ALGORITHM) && object.0.len() == 3;
    (is_known && is_hex(key, 64) && is_hex(value, 128)).then(|| Signature {
        key: key.to_owned(),
        value: value.to_owned(),
    })
}
