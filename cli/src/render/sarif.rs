//! Findings as SARIF 2.1.0 (OASIS), the form in which other people's checks collect them.

use std::collections::BTreeMap;

use luat_core::wire::diagnostics::{Diagnostic, Fix, Place, Words};
use luat_grammar::Language;
use serde::Serialize;

use super::pick;
use crate::uri::encode;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const HOME: &str = env!("CARGO_PKG_REPOSITORY");

/// A log with one run.
#[derive(Serialize)]
pub(crate) struct Log<'a> {
    version: &'static str,
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    language: &'static str,
    results: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    information_uri: &'static str,
    rules: Vec<Kind>,
}

/// A code, with its page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Kind {
    id: &'static str,
    help_uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Mend<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression<'a>>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

/// Lines and columns from 1, the end past the last; columns in units of UTF-16.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

/// A way to mend the text.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mend<'a> {
    description: Message,
    artifact_changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: ArtifactLocation,
    replacements: [Replacement<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Content<'a>,
}

#[derive(Serialize)]
struct Content<'a> {
    text: &'a str,
}

/// A finding that the text itself allows.
#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    justification: &'a str,
}

/// Where a code is explained.
pub(crate) fn page_of(code: &str, language: Language) -> String {
    let page = pick(language.into(), "errors.md", "errors.vi.md");
    format!("{HOME}/blob/main/docs/{page}#{}", code.to_lowercase())
}

/// The log of findings; those that a rule allows come with its reason.
pub(crate) fn log<'a>(
    found: &[Diagnostic<'a>],
    allowed: &[(Diagnostic<'a>, &'a str)],
    language: Language,
) -> Log<'a> {
    let mut codes: BTreeMap<&'static str, usize> = BTreeMap::new();
    codes.extend(found.iter().map(|one| (one.code, 0)));
    codes.extend(allowed.iter().map(|(one, _)| (one.code, 0)));
    for (position, index) in codes.values_mut().enumerate() {
        *index = position;
    }
    let kinds = codes.keys().map(|code| Kind {
        id: code,
        help_uri: page_of(code, language),
    });
    let rules = kinds.collect();
    let finding = |one: &Diagnostic<'a>, reason| finding(one, &codes, reason, language);
    let open = found.iter().map(|one| finding(one, None));
    let allowed = allowed
        .iter()
        .map(|(one, reason)| finding(one, Some(reason)));
    Log {
        version: "2.1.0",
        schema: SCHEMA,
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "luat",
                    version: env!("CARGO_PKG_VERSION"),
                    information_uri: HOME,
                    rules,
                },
            },
            column_kind: "utf16CodeUnits",
            language: match language {
                Language::En => "en",
                Language::Vi => "vi",
            },
            results: open.chain(allowed).collect(),
        }],
    }
}

fn finding<'a>(
    one: &Diagnostic<'a>,
    codes: &BTreeMap<&'static str, usize>,
    allowed_because: Option<&'a str>,
    language: Language,
) -> Finding<'a> {
    let say = |words: &Words<'_>| match language {
        Language::En => words.en.to_owned(),
        Language::Vi => words.vi.to_owned(),
    };
    let mut text = say(&one.message);
    if let Some(help) = &one.help {
        text.push_str("\n\n");
        text.push_str(&say(help));
    }
    let suppression = |justification| Suppression {
        kind: "inSource",
        justification,
    };
    let related = one.labels.iter().filter_map(|label| {
        let text = say(&label.text);
        (!text.is_empty()).then(|| location(&label.place, Some(Message { text })))
    });
    Finding {
        rule_id: one.code,
        rule_index: codes.get(one.code).copied().unwrap_or_default(),
        level: one.severity,
        message: Message { text },
        related_locations: related.collect(),
        locations: [location(&one.place, None)],
        fixes: one.fixes.iter().map(|one| mend(one, language)).collect(),
        suppressions: allowed_because.map(suppression).into_iter().collect(),
    }
}

fn mend<'a>(fix: &Fix<'a>, language: Language) -> Mend<'a> {
    let changes = fix.edits.iter().map(|edit| Change {
        artifact_location: artifact(&edit.place),
        replacements: [Replacement {
            deleted_region: region(&edit.place),
            inserted_content: Content { text: edit.insert },
        }],
    });
    Mend {
        description: Message {
            text: language.pick(&fix.title.en, &fix.title.vi).clone(),
        },
        artifact_changes: changes.collect(),
    }
}

fn location(place: &Place<'_>, message: Option<Message>) -> Location {
    Location {
        physical_location: PhysicalLocation {
            artifact_location: artifact(place),
            region: region(place),
        },
        message,
    }
}

fn artifact(place: &Place<'_>) -> ArtifactLocation {
    ArtifactLocation {
        uri: encode(place.file),
    }
}

fn region(place: &Place<'_>) -> Region {
    let [start, end] = place.utf16.map(|[line, column]| (line + 1, column + 1));
    Region {
        start_line: start.0,
        start_column: start.1,
        end_line: end.0,
        end_column: end.1,
    }
}
