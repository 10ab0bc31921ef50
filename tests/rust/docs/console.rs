//! The commands of a page: run in a folder with the page's own files, through the command's library.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Empty;

use luat_cli::{Exit, Io, run};

use super::fences::{Block, blocks};

/// The day of the check where a command names none.
const TODAY: (i16, i8, i8) = (2026, 11, 22);

/// A page with the outputs of its commands written anew. Changes the working folder of the process.
///
/// # Errors
/// A file that cannot be written, or a command that is not known.
pub fn outputs(page: &str) -> Result<String, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    std::env::set_current_dir(folder.path()).map_err(|error| error.to_string())?;
    let mut told = String::new();
    let mut written = 0;
    let mut files = BTreeMap::new();
    for block in blocks(page) {
        if block.language == "console" {
            told.push_str(page.get(written..block.range.start).unwrap_or_default());
            told.push_str(&answers(&block)?);
            written = block.range.end;
        } else if let Some(name) = block.option("file") {
            write(name, &block, &mut files)?;
        }
    }
    told.push_str(page.get(written..).unwrap_or_default());
    Ok(told)
}

/// What a block with a mistake adds is gone again with the next block.
fn write(name: &str, block: &Block, files: &mut BTreeMap<String, String>) -> Result<(), String> {
    let before = files.get(name).filter(|_| block.has("append"));
    let text = before.cloned().unwrap_or_default() + &block.text;
    std::fs::write(name, &text).map_err(|error| error.to_string())?;
    if block.option("error").is_none() {
        files.insert(name.to_owned(), text);
    }
    Ok(())
}

/// A block's commands, each with what it answers.
fn answers(block: &Block) -> Result<String, String> {
    let commands = block
        .text
        .lines()
        .filter_map(|line| line.strip_prefix("$ "));
    commands
        .map(|command| {
            Ok(format!(
                "$ {command}\n{}",
                answer(command).map_err(|fault| format!("line {}: {fault}", block.line))?
            ))
        })
        .collect()
}

fn answer(command: &str) -> Result<String, String> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let told = match words.as_slice() {
        ["cat", file] => std::fs::read(file).map_err(|error| format!("{file}: {error}"))?,
        ["luat", ..] => {
            let arguments: Vec<OsString> = words.iter().map(OsString::from).collect();
            luat(&arguments)?.1
        }
        _ => return Err(format!("`{command}` is no command of luat")),
    };
    let told = String::from_utf8(told).map_err(|error| error.to_string())?;
    let told = without_digests(&told);
    let lines = told
        .trim_end()
        .lines()
        .map(|line| format!("{}\n", line.trim_end()));
    Ok(lines.collect())
}

/// Digests that stand by their beginning say `sha256:…`: that of the engine changes with each change of its source.
fn without_digests(told: &str) -> String {
    let mut parts = told.split("sha256:");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let short = part
            .get(..12)
            .filter(|digits| digits.bytes().all(|one| one.is_ascii_hexdigit()));
        let rest = part
            .get(12..)
            .filter(|rest| short.is_some() && rest.starts_with('…'));
        plain.push_str("sha256:");
        plain.push_str(rest.unwrap_or(part));
    }
    plain
}

/// How a command ends and what it tells: findings first, then the answer.
pub(super) fn luat(arguments: &[OsString]) -> Result<(Exit, Vec<u8>), String> {
    let (mut stdin, mut stdout, mut stderr) = (Empty::default(), Vec::new(), Vec::new());
    let (year, month, day) = TODAY;
    let today =
        luat_grammar::syntax::Date::new(year, month, day).map_err(|error| error.to_string())?;
    let exit = run(
        arguments,
        &mut Io {
            stdin: &mut stdin,
            stdout: &mut stdout,
            stderr: &mut stderr,
            watched: false,
            today,
            language: None,
        },
    );
    Ok((exit, plain(&[stderr, stdout].concat())))
}

/// Without the codes of colours: `ESC [ … m`.
fn plain(coloured: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut in_code = false;
    for byte in coloured {
        match byte {
            0x1B => in_code = true,
            b'm' if in_code => in_code = false,
            _ if in_code => {}
            other => plain.push(*other),
        }
    }
    plain
}
