//! Compiled rules whose bytes were forged, digest and all: refused, or rules that can be judged by.
//!
//! The bytes are those behind the head of an artefact; the head is put in front.

use std::sync::LazyLock;

use luat_core::run::artefact::{self, decode, encode};
use luat_core::run::calendar::iso;
use luat_core::run::evaluate::{Request, evaluate};
use luat_core::run::facts::read::read;
use luat_core::run::form::{Asked, form};
use luat_core::run::program::{LevelId, Program};
use luat_core::words::{self, Language};
use luat_core::{Ruleset, wire};
use luat_grammar::source::Source;
use sha2::{Digest, Sha256};

use super::short_files;
use crate::conformance::Suite;
use crate::{generated, project};

/// The head: magic, format, engine; then length and digest of what stands behind.
const HEAD: usize = 8 + 1 + 1 + artefact::ENGINE.len();
const PAYLOAD: usize = HEAD + 4 + 32;

static EMPTY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let nothing = project::compile(&[]).unwrap_or_else(|error| panic!("{error}"));
    encode(&nothing)
});

/// Of forged bytes, and of the same bytes as they are.
pub fn holds(bytes: &[u8]) {
    assert!(decode(bytes).is_err(), "bytes without a head are loaded");
    let forged = signed(bytes);
    let Ok(rules) = Ruleset::load(&forged) else {
        return;
    };
    // What stands twice among forged bytes is written once.
    let saved = rules.save();
    let again = Ruleset::load(&saved).map(|again| again.save());
    assert!(
        again.as_ref() == Ok(&saved),
        "saved, and not loaded as it was"
    );
    use_it(rules.program());
}

/// Rules of tests, compiled.
pub fn seeds() -> Vec<Vec<u8>> {
    let suites = project::files("tests/conformance", "json").into_iter();
    let suites = suites.filter_map(|file| Some(Suite::read(&file).ok()?.sources()));
    let texts = short_files(&["tests/cli", "cli/src/new"], "luat").into_iter();
    let texts = texts.map(|text| vec![Source::new("it.luat", String::from_utf8_lossy(&text))]);
    let made_up = (0..12).filter_map(|seed| generated::Block::new(seed, 0).ok());
    let made_up = made_up.map(|block| block.program);
    let compiled = suites
        .chain(texts)
        .filter_map(|one| project::compile(&one).ok());
    let artefacts = compiled.chain(made_up).map(|program| encode(&program));
    let mut seeds: Vec<Vec<u8>> = artefacts.map(|bytes| bytes[PAYLOAD..].to_vec()).collect();
    seeds.retain(|seed| seed.len() < 6_000);
    seeds
}

fn signed(payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
    let head = EMPTY.get(..HEAD).unwrap_or_default();
    let digest = Sha256::digest(payload);
    [head, &length.to_le_bytes(), &digest, payload].concat()
}

/// A report of each level is judged and told, and asked for.
fn use_it(program: &Program) {
    let (Some(as_of), Ok(period)) = (iso::parse_date("2026-11-20"), "2025".parse()) else {
        return;
    };
    let request = Request {
        as_of,
        periods: ["2025", "2026-Q1"]
            .iter()
            .filter_map(|one| one.parse().ok())
            .collect(),
    };
    for (at, level) in (0..).zip(&program.levels).take(4) {
        let id = serde_json::Value::from(level.id.as_str());
        let report = format!(
            r#"{{"body":{{"level":{id},"id":"it"}},"periods":{{"2025":{{}},"2026":{{}}}}}}"#
        );
        let Ok(facts) = read(program, &report) else {
            continue;
        };
        let outcome = evaluate(program, &facts, &request);
        let told = wire::to_compact(&wire::outcome(program, &outcome));
        assert!(told.is_ok());
        for language in [Language::En, Language::Vi] {
            for verdict in &outcome.verdicts {
                words::verdict(program, verdict, None, language);
            }
        }
        let asked = Asked {
            level: LevelId(at),
            period,
            as_of: Some(as_of),
        };
        form(program, &asked, Some(&facts));
        wire::schema::schema(program, Some(LevelId(at)));
    }
}
