//! Paths on disk as URIs, and back.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;

const FILE: &str = "file://";

/// The path of a `file:` URI; none for a text that lies elsewhere, such as one never saved.
pub(crate) fn to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = strip_scheme(&uri.0)?;
    // A host other than this machine names a share, which only Windows has.
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = decode(path)?;
    let path = match host {
        "" | "localhost" => path,
        host if cfg!(windows) => format!("//{host}{path}"),
        _ => return None,
    };
    Some(PathBuf::from(without_slash_before_drive(&path)))
}

fn strip_scheme(uri: &str) -> Option<&str> {
    let scheme = uri.get(..FILE.len())?;
    let is_file = scheme.eq_ignore_ascii_case(FILE);
    is_file.then(|| uri.get(FILE.len()..)).flatten()
}

/// The `file:` URI of an absolute path (RFC 8089): what is not plain ASCII stands as its bytes.
pub(crate) fn of_path(path: &Path) -> Uri {
    let shown = path.display().to_string();
    let shown = if cfg!(windows) {
        shown.replace('\\', "/")
    } else {
        shown
    };
    let slash = if shown.starts_with('/') { "" } else { "/" };
    Uri(format!("{FILE}{slash}{}", encode(&shown)))
}

/// A path as part of a reference (RFC 3986).
pub(crate) fn encode(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if is_plain(byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            let value = digit()? * 16 + digit()?;
            bytes.push(u8::try_from(value).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// `/c:/rules` is `c:/rules`.
fn without_slash_before_drive(path: &str) -> &str {
    match path.as_bytes() {
        [b'/', drive, b':', ..] if cfg!(windows) && drive.is_ascii_alphabetic() => {
            path.get(1..).unwrap_or(path)
        }
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_again() {
        let path = Path::new("/home/lan/quy định/100%/a b.luat");
        let uri = of_path(path);
        assert_eq!(
            uri.0,
            "file:///home/lan/quy%20%C4%91%E1%BB%8Bnh/100%25/a%20b.luat"
        );
        assert_eq!(to_path(&uri).as_deref(), Some(path));
    }

    #[test]
    fn editors_encode_more_or_less() {
        for uri in [
            "file:///quy%20định/a%2Eluat",
            "FILE://localhost/quy định/a.luat",
        ] {
            let path = to_path(&Uri::from(uri));
            assert_eq!(path.as_deref(), Some(Path::new("/quy định/a.luat")));
        }
    }

    #[test]
    fn what_is_no_file_has_no_path() {
        for uri in [
            "untitled:Untitled-1",
            "file",
            "file://",
            "file:///%",
            "file:///%F",
            "file:///%FF",
            "file:///%+1",
        ] {
            assert_eq!(to_path(&Uri::from(uri)), None, "{uri}");
        }
    }
}
