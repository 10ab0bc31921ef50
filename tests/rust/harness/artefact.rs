//! Artefacts: the same bytes each time, and no bytes that do harm.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

use std::sync::LazyLock;

use jiff_core::civil::Date;
use luat_core::run::artefact::{self, LoadError, decode, encode};
use luat_core::run::evaluate::{Request, evaluate};
use luat_core::run::facts::read::read;
use luat_core::run::program::Program;
use luat_core::{wire, words};
use luat_tests::project;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

/// All rules as shipped.
fn shipped() -> Program {
    let files = project::rule_files("rules");
    let sources: Vec<_> = files.iter().map(|file| project::source(file)).collect();
    project::compile(&sources).unwrap()
}

static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| encode(&shipped()));

#[test]
fn equal_programs_are_equal_bytes() {
    let (one, other) = (shipped(), shipped());
    assert_eq!(encode(&one), encode(&other));
    let loaded = decode(&encode(&one)).unwrap();
    assert_eq!(
        (&loaded.id, &loaded.digest, encode(&loaded)),
        (&one.id, &artefact::digest(&one), encode(&one))
    );
}

#[test]
fn what_is_no_artefact_is_refused() {
    for foreign in [&b""[..], b"{}", b"language vi\n", &[0; 64]] {
        assert_eq!(decode(foreign).err(), Some(LoadError::Foreign));
    }
    let mut other = GOOD.clone();
    other[8] += 1;
    assert_eq!(
        decode(&other).err(),
        Some(LoadError::OtherVersion { found: None })
    );
    let mut other = GOOD.clone();
    other[10] = b'7';
    let found = Some(format!("7{}", &artefact::ENGINE[1..]));
    assert_eq!(
        decode(&other).err(),
        Some(LoadError::OtherVersion { found })
    );
}

#[test]
fn an_artefact_cut_short_or_drawn_out_is_damaged() {
    for length in (9..GOOD.len()).step_by(97).chain([GOOD.len() - 1]) {
        assert_eq!(
            decode(&GOOD[..length]).err(),
            Some(LoadError::Damaged),
            "{length}"
        );
    }
    let longer = [&GOOD[..], b"\0"].concat();
    assert_eq!(decode(&longer).err(), Some(LoadError::Damaged));
}

/// Where the payload begins: behind the magic, format, engine, length and digest.
const PAYLOAD: usize = 8 + 1 + 1 + artefact::ENGINE.len() + 4 + 32;

/// An artefact with a digest that fits what became of its payload.
fn signed(mut bytes: Vec<u8>) -> Vec<u8> {
    let digest = Sha256::digest(&bytes[PAYLOAD..]);
    bytes[PAYLOAD - 32..PAYLOAD].copy_from_slice(&digest);
    let length = u32::try_from(bytes.len() - PAYLOAD).unwrap();
    bytes[PAYLOAD - 36..PAYLOAD - 32].copy_from_slice(&length.to_le_bytes());
    bytes
}

/// Judges a report and tells all about it, in whatever way.
fn judge(program: &Program) {
    let report = project::read(&project::root().join(REPORT));
    let Ok(facts) = read(program, &report) else {
        return;
    };
    let as_of = Date::new(2026, 11, 20).unwrap();
    let request = Request {
        as_of,
        periods: Vec::new(),
    };
    let outcome = evaluate(program, &facts, &request);
    wire::to_compact(&wire::outcome(program, &outcome)).unwrap();
    for language in [words::Language::En, words::Language::Vi] {
        for verdict in &outcome.verdicts {
            words::verdict(program, verdict, None, language);
        }
    }
}

const REPORT: &str = "rules/muong_ang_154/reports/muong-ang-2025-2026.json";

proptest! {
    #[test]
    fn every_changed_byte_is_noticed(at in any::<prop::sample::Index>(), flip in 1..=255_u8) {
        let mut bytes = GOOD.clone();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        prop_assert!(decode(&bytes).is_err());
    }

    /// Whoever forges the digest too gets a program that can be judged by, or is refused.
    #[test]
    fn no_forged_artefact_does_harm(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = GOOD.clone();
        for (at, byte) in changes {
            let at = PAYLOAD + at.index(bytes.len() - PAYLOAD);
            bytes[at] = byte;
        }
        if let Ok(program) = decode(&signed(bytes)) {
            judge(&program);
        }
    }

    #[test]
    fn no_bytes_do_harm(payload in prop::collection::vec(prop_oneof![0..16_u8, any::<u8>()], 0..400)) {
        let bytes = [&GOOD[..PAYLOAD], &payload].concat();
        if let Ok(program) = decode(&signed(bytes)) {
            judge(&program);
        }
    }
}

#[test]
fn nesting_is_bounded_before_it_is_entered() {
    // One definition, `not not not …`.
    for depth in [100, 100_000, 10_000_000] {
        let mut payload = vec![0];
        payload.extend([0, 0, 0, 0, 0, 0, 1, 0]);
        payload.extend([0, 0, 0, 0, 11]);
        payload.extend(vec![3; depth]);
        payload.extend([0, 1, 1, 0, 1, 0, 0]);
        let bytes = [&GOOD[..PAYLOAD], &payload].concat();
        assert_eq!(
            decode(&signed(bytes)).err(),
            Some(LoadError::Damaged),
            "{depth}"
        );
    }
}
