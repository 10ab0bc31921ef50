//! What the machine does to a command: it is killed, the disk is full, a file is not what it is called.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test stops at what it cannot read, and waits by the clock"
)]

mod disks;
mod killed;
mod machines;
mod pipes;
mod texts;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The rules that most tests read.
fn rules() -> String {
    fixture("serve/ward.luat")
}

fn fixture(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.join("tests/cli").join(name).display().to_string()
}

/// A report on them: nobody trained, or one more each time.
fn report(trained: usize) -> String {
    format!(
        r#"{{"body": {{"level": "ward", "id": "ward-{trained}"}}, "periods": {{"2026": {{"officers": 41, "officers.trained": {}}}}}}}"#,
        trained % 42
    )
}

fn reports(count: usize) -> String {
    (0..count).map(|at| report(at) + "\n").collect()
}

/// The command, with nothing on standard input.
fn luat(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_luat"));
    command.args(arguments).stdin(Stdio::null());
    command
}

/// A command of a shell in which `$0` is the command; more arguments are `$1`, `$2`.
fn shell(script: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_luat")]);
    command.args(arguments).stdin(Stdio::null());
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// That a command refused its work, and says why, in both languages.
fn assert_refused(arguments: &[&str], en: &str, vi: &str) {
    for (language, why) in [("en", en), ("vi", vi)] {
        let told = luat(arguments).args(["--lang", language]).output().unwrap();
        let err = text(&told.stderr);
        assert_eq!(told.status.code(), Some(2), "{arguments:?}: {err}");
        assert!(err.contains(why), "{arguments:?}: {err}");
        assert!(!err.contains("panicked"), "{err}");
    }
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = names
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn put(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path: PathBuf = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}
