//! Keys that sign receipts and that are trusted: Ed25519, in the PEM files that `openssl` writes.
//!
//! What a key holds stands in no message, not even where it cannot be read.

use std::path::{Path, PathBuf};

use ed25519_dalek::pkcs8::{DecodePrivateKey as _, DecodePublicKey as _};
use ed25519_dalek::{Signature as Signed, Signer as _, SigningKey, VerifyingKey};
use luat_core::receipt::{Receipt, Signature};
use luat_grammar::diagnostic::Text;

use crate::failure::Failure;
use crate::files;
use crate::hex::hex;

/// Where a key stands that no file is named for: the PEM text itself.
pub(crate) const VARIABLE: &str = "LUAT_SIGNING_KEY";

/// A key that signs.
pub(crate) struct Signing(SigningKey);

impl Signing {
    /// The key of a file, else that of the environment, else none.
    #[expect(
        clippy::disallowed_methods,
        reason = "where hosts keep their secrets is their environment"
    )]
    pub(crate) fn find(file: Option<&Path>) -> Result<Option<Self>, Failure> {
        let (name, pem) = match file {
            Some(path) => (path.display().to_string(), files::read_text(path)?),
            None => match std::env::var(VARIABLE) {
                Ok(pem) => (VARIABLE.to_owned(), pem),
                Err(std::env::VarError::NotPresent) => return Ok(None),
                Err(std::env::VarError::NotUnicode(_)) => return Err(no_signing_key(VARIABLE)),
            },
        };
        let key = SigningKey::from_pkcs8_pem(&pem);
        key.map(|key| Some(Self(key)))
            .map_err(|_| no_signing_key(&name))
    }

    /// A receipt, signed.
    pub(crate) fn sign(&self, receipt: Receipt) -> Receipt {
        let signed = self.0.sign(receipt.signed_text().as_bytes());
        receipt.with_signature(Signature {
            key: hex(self.0.verifying_key().as_bytes()),
            value: hex(&signed.to_bytes()),
        })
    }
}

/// Keys by which receipts may be signed.
#[derive(Debug, Default)]
pub(crate) struct Trusted(Vec<VerifyingKey>);

impl Trusted {
    /// The public keys of files.
    pub(crate) fn read(paths: &[PathBuf]) -> Result<Self, Failure> {
        let keys = paths.iter().map(|path| {
            let pem = files::read_text(path)?;
            VerifyingKey::from_public_key_pem(&pem).map_err(|_| no_public_key(path))
        });
        Ok(Self(keys.collect::<Result<_, _>>()?))
    }

    /// Whether nobody was named, so that nobody need have signed.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is the signature of one of these keys.
    pub(super) fn holds(&self, signature: &Signature) -> bool {
        let mut keys = self.0.iter();
        keys.any(|key| hex(key.as_bytes()) == signature.key)
    }
}

/// Whether the signature is one of the key that it names, over this receipt.
pub(super) fn is_right(receipt: &Receipt, signature: &Signature) -> bool {
    let bytes = |text: &str| -> Option<Vec<u8>> {
        let pairs = (0..text.len()).step_by(2);
        let byte = |at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
        pairs.map(byte).collect()
    };
    let checked = || {
        let key: [u8; 32] = bytes(&signature.key)?.try_into().ok()?;
        let value: [u8; 64] = bytes(&signature.value)?.try_into().ok()?;
        let key = VerifyingKey::from_bytes(&key).ok()?;
        let text = receipt.signed_text();
        // Strict: of a key of small order any text would seem to be signed.
        key.verify_strict(text.as_bytes(), &Signed::from_bytes(&value))
            .ok()
    };
    checked().is_some()
}

fn no_signing_key(name: &str) -> Failure {
    Failure::Key(
        name.to_owned(),
        Text::new(
            "it is no Ed25519 private key in PKCS#8 PEM; make one with `openssl genpkey -algorithm ed25519 -out key.pem`",
            "không phải khóa riêng Ed25519 dạng PKCS#8 PEM; tạo khóa bằng `openssl genpkey -algorithm ed25519 -out key.pem`",
        ),
    )
}

fn no_public_key(path: &Path) -> Failure {
    Failure::Key(
        path.display().to_string(),
        Text::new(
            "it is no Ed25519 public key in PEM; write it from the private one with `openssl pkey -in key.pem -pubout -out public.pem`",
            "không phải khóa công khai Ed25519 dạng PEM; xuất từ khóa riêng bằng `openssl pkey -in key.pem -pubout -out public.pem`",
        ),
    )
}
