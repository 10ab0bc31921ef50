//! Every fenced block of every page of the project, and who runs it.

use std::path::{Path, PathBuf};

use luat_cli::Exit;

use super::console::luat;
use super::fences::{Block, blocks};
use crate::project;

/// Blocks that nobody runs, and why: page, first line, reason.
const NOT_RUN: [(&str, &str, &str); 3] = [
    (
        "ARCHITECTURE.md",
        "  rule text (vi or en)                                    report (JSON)",
        "a drawing",
    ),
    ("CONTRIBUTING.md", "scripts/test", "is what runs this test"),
    (
        "tests/conformance/README.md",
        "{ \"rules\": { \"example.luat\": [\"line\", \"line\"] },",
        "shows the shape of a case; the cases beside it are run",
    ),
];

/// Folders that hold no page of ours.
const OTHERS: [&str; 6] = [".git", "target", "node_modules", "pkg", "dist", "artefacts"];

/// Every Markdown page of the project, by its path in it.
pub fn every_page() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![project::root()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() && !OTHERS.contains(&name.as_ref()) {
                folders.push(path);
            } else if name.ends_with(".md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Blocks that nobody runs, and entries of the list of those that are no more.
pub fn without_runner() -> Vec<String> {
    let mut faults = Vec::new();
    let mut excused = Vec::new();
    for path in every_page() {
        let page = path.strip_prefix(project::root()).unwrap_or(&path);
        for block in blocks(&project::read(&path)) {
            let first = block.text.lines().next().unwrap_or_default();
            let name = page.to_string_lossy().replace('\\', "/");
            if let Some(entry) = NOT_RUN
                .iter()
                .find(|(page, line, _)| *page == name && *line == first)
            {
                excused.push(*entry);
            } else if let Err(fault) = runner(&name, &block) {
                faults.push(format!("{name}:{}: {fault}", block.line));
            }
        }
    }
    let stale = NOT_RUN.iter().filter(|entry| !excused.contains(entry));
    faults.extend(stale.map(|(page, line, _)| format!("{page} has no block `{line}` any more")));
    faults
}

/// Whether somebody runs a block: the tests of this folder, of the crates' documentation, or of
/// `tests/js/node/docs.test.mjs`, which looks at every page too.
fn runner(page: &str, block: &Block) -> Result<(), String> {
    let of_docs = page.starts_with("docs/");
    // Each with what is found in it, by the core's own test of that folder.
    let of_faults = page.starts_with("core/tests/faults/");
    let is_run = match block.language.as_str() {
        "luat" | "text" if of_faults => true,
        "luat" | "json" => of_docs || page == "README.md",
        "console" => of_docs,
        // Files for the commands of the page.
        "csv" => of_docs && block.option("file").is_some(),
        "text" => block.option("as-of").is_some() && page == "README.md",
        // Run by `tests/js/serve`, which starts what they ask; of .NET and PHP it looks at what they ask for.
        "sh" | "java" | "csharp" | "php" if page == "docs/serve.md" => true,
        "sh" => return shell(&block.text),
        "rust" => project::read(&project::root().join("tests/rust/lib.rs"))
            .contains(&format!("../../{page}\")")),
        "js" | "ts" | "tsx" | "html" => true,
        // Settings of editors that these tests do not have; what they start is tested.
        "lua" | "toml" | "elisp" => page.starts_with("docs/editor"),
        _ => false,
    };
    if is_run {
        Ok(())
    } else {
        Err(format!("nobody runs this block of `{}`", block.language))
    }
}

/// Runs the commands of luat; of others, looks whether the script is there.
fn shell(commands: &str) -> Result<(), String> {
    commands.lines().try_for_each(|line| {
        let of_luat = line.strip_prefix("luat ").or_else(|| {
            let (cargo, arguments) = line.split_once(" -p luat-cli -- ")?;
            cargo.starts_with("cargo run").then_some(arguments)
        });
        let words: Vec<&str> = of_luat.unwrap_or(line).split_whitespace().collect();
        match words.as_slice() {
            arguments if of_luat.is_some() => command(arguments),
            // Tools of others, which set up what these tests are run with.
            ["cd" | "npm" | "npx" | "code", ..] | ["cargo", "install" | "build", ..] => Ok(()),
            // A script of the project, with what it is given.
            [script, ..] if project::root().join(script).is_file() => Ok(()),
            _ => Err(format!("`{line}` is no command of this project")),
        }
    })
}

/// Runs a command of luat in a folder of its own, with the project's rules.
fn command(arguments: &[&str]) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut next_is_written = false;
    let arguments = arguments.iter().map(|word| {
        let path = if next_is_written {
            folder.path().join(word)
        } else if word.starts_with("rules/") {
            project::root().join(word)
        } else {
            Path::new(word).to_owned()
        };
        next_is_written = matches!(*word, "-o" | "--output");
        path.into_os_string()
    });
    let words: Vec<_> = std::iter::once("luat".into()).chain(arguments).collect();
    let (exit, told) = luat(&words)?;
    let told = String::from_utf8_lossy(&told).into_owned();
    // What is said of a reader's own files is understood as far as their names.
    if exit == Exit::Unusable && !told.contains("no such file or folder") {
        return Err(told);
    }
    Ok(())
}
