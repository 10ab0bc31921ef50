//! Bytes that broke something once, and those the search begins with, changed at random: all hold.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at what it cannot read, and tells what it saw"
)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};

use luat_tests::fuzzed::{TARGETS, Target};
use luat_tests::project;
use luat_tests::random::Random;

/// How many of the seeds are tried, each once as it is and once changed.
const TRIED: usize = 16;

static PANICS: AtomicUsize = AtomicUsize::new(0);
/// One target at a time: a panic that is caught within is known by the count.
static TURN: LazyLock<Mutex<()>> = LazyLock::new(|| {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        hook(panic);
    }));
    Mutex::new(())
});

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn holds(target: &Target, name: &str, bytes: &[u8]) {
    let before = PANICS.load(Ordering::Relaxed);
    let held = catch_unwind(AssertUnwindSafe(|| (target.holds)(bytes)));
    let is_quiet = PANICS.load(Ordering::Relaxed) == before;
    if held.is_err() || !is_quiet {
        let kept = std::env::temp_dir().join(format!("{}-broken", target.name));
        fs::write(&kept, bytes).unwrap();
        panic!("{} {name}: kept as {}", target.name, kept.display());
    }
}

fn tried(name: &str) {
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let target = TARGETS.iter().find(|one| one.name == name).unwrap();
    let mut count = 0;
    for kept in ["finds", "corpus"] {
        let all = files(&project::root().join("fuzz").join(kept).join(name));
        assert!(
            kept == "finds" || !all.is_empty(),
            "nothing is kept of what was learned of {name}"
        );
        for file in all {
            let shown = file.display().to_string();
            holds(target, &shown, &fs::read(&file).unwrap());
            count += 1;
        }
    }
    let mut random = Random::new(1);
    let seeds = (target.seeds)();
    assert!(!seeds.is_empty());
    for _ in 0..TRIED.min(seeds.len()) {
        let at = random.below(seeds.len());
        holds(target, &format!("seed {at}"), &seeds[at]);
        let changed = changed(&seeds, at, &mut random);
        holds(target, &format!("seed {at}, changed"), &changed);
        count += 2;
    }
    println!("{name}: {count} inputs");
    drop(turn);
}

/// A seed with a few bytes or stretches other than they were.
fn changed(seeds: &[Vec<u8>], at: usize, random: &mut Random) -> Vec<u8> {
    let mut bytes = seeds[at].clone();
    for _ in 0..=random.below(4) {
        let (from, to) = (random.below(bytes.len() + 1), random.below(bytes.len() + 1));
        let (from, to) = (from.min(to), from.max(to));
        match random.below(5) {
            0 => drop(bytes.drain(from..to)),
            1 => bytes.insert(from, u8::try_from(random.below(256)).unwrap()),
            2 => {
                let again = bytes[from..to].to_vec();
                bytes.splice(from..from, again);
            }
            3 => {
                let other = random.of(seeds);
                let (start, end) = (random.below(other.len() + 1), random.below(other.len() + 1));
                let other = other[start.min(end)..start.max(end)].to_vec();
                bytes.splice(from..to, other);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
        bytes.truncate(20_000);
    }
    bytes
}

#[test]
fn rule_texts() {
    tried("rules");
}

#[test]
fn reports() {
    tried("report");
}

#[test]
fn tables() {
    tried("table");
}

#[test]
fn artefacts() {
    tried("artefact");
}

#[test]
fn editors() {
    tried("lsp");
}

#[test]
fn requests() {
    tried("service");
}
