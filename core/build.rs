//! The digest of this engine's own source, which receipts name: what judges otherwise is another engine.

#![expect(
    clippy::disallowed_methods,
    reason = "a build reads its own source; what is built reads nothing"
)]

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src");
    let mut files = Vec::new();
    list(Path::new("src"), &mut files)?;
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        // A checkout may differ in how it writes paths and the ends of lines.
        let text = text.replace('\r', "");
        let name = file.to_string_lossy().replace('\\', "/");
        for part in [name, text] {
            digest.update(part.len().to_string());
            digest.update(" ");
            digest.update(part);
        }
    }
    let mut digits = String::new();
    for byte in digest.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    println!("cargo::rustc-env=LUAT_ENGINE=sha256:{digits}");
    Ok(())
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    Ok(())
}
