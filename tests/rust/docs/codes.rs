//! Every code that the engine tells.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use luat_grammar::codes;
use luat_grammar::diagnostic::Text;

use crate::project;

/// Codes of findings in rule texts and of problems in reports, with their titles where they have one.
pub fn all_codes() -> BTreeMap<String, Option<Text>> {
    let mut found: BTreeMap<String, Option<Text>> = BTreeMap::new();
    sources(&project::root().join("core/src/author"), &mut found);
    found.extend(problems().into_iter().map(|code| (code, None)));
    found.extend(
        codes::all()
            .into_iter()
            .map(|entry| (entry.code.0.to_owned(), Some(entry.title))),
    );
    found
}

/// Codes written in the checker's sources: it has no list of them.
fn sources(folder: &Path, found: &mut BTreeMap<String, Option<Text>>) {
    for path in std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.path())
    {
        if path.is_dir() {
            sources(&path, found);
        } else {
            let text = project::read(&path);
            found.extend(
                text.split('"')
                    .filter(|word| is_code(word))
                    .map(|code| (code.to_owned(), None)),
            );
        }
    }
}

/// `E0343`, `L0007`.
fn is_code(word: &str) -> bool {
    let digits = word.strip_prefix(['E', 'L']).unwrap_or_default();
    digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Keys of what fails as a whole: files, reports, compiled rules.
pub fn failure_keys() -> BTreeSet<String> {
    let files = [
        "cli/src/failure.rs",
        "core/src/run/facts/read.rs",
        "core/src/run/artefact.rs",
        "core/src/receipt/read.rs",
    ];
    let keys = files.into_iter().flat_map(|file| {
        let text = project::read(&project::root().join(file));
        let body = text.split("fn key(").nth(1).unwrap_or_default();
        let body = body.split("\n    }\n").next().unwrap_or_default();
        let words = body.split('"').skip(1).step_by(2);
        words.map(str::to_owned).collect::<Vec<_>>()
    });
    keys.collect()
}

/// The problems that the schema of results lists.
fn problems() -> Vec<String> {
    let schema = project::read(&project::root().join("schemas/result.schema.json"));
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap_or_default();
    let codes = schema
        .pointer("/$defs/problem/properties/code/enum")
        .and_then(serde_json::Value::as_array);
    codes
        .into_iter()
        .flatten()
        .filter_map(serde_json::Value::as_str)
        .map(str::to_owned)
        .collect()
}
