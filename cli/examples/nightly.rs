//! A job over a database: every office's report is read, judged on all cores, and its misses are written back.
//!
//! The database is a trait with two methods, here over a table in memory; `cargo run -p luat-cli --example nightly` prints
//! what would be written.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::{Mutex, PoisonError};
use std::thread;

use luat_core::run::calendar::iso;
use luat_core::run::evaluate::Request;
use luat_core::words::{self, Language};
use luat_core::{Ruleset, Source};

const RULES: &str = include_str!("../../tests/cli/serve/ward.luat");

/// What the job needs of a database.
trait Database: Send {
    /// The next report that is not judged yet, by its key.
    fn next(&mut self) -> Option<(u64, String)>;
    /// Keeps what came of a report, with the digest of the rules that it stands on.
    fn keep(&mut self, key: u64, digest: &str, misses: &[String]);
}

/// A table in memory.
struct Table {
    reports: BTreeMap<u64, String>,
    kept: BTreeMap<u64, Vec<String>>,
}

impl Database for Table {
    fn next(&mut self) -> Option<(u64, String)> {
        self.reports.pop_first()
    }

    fn keep(&mut self, key: u64, _digest: &str, misses: &[String]) {
        self.kept.insert(key, misses.to_vec());
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    // In production: `Ruleset::load(&std::fs::read("ward.luatc")?)?`.
    let rules = Ruleset::compile(&[Source::new("ward.luat", RULES)])?;
    let request = Request::on(iso::parse_date("2027-01-10").ok_or("a date")?);
    for (key, misses) in night(&rules, &request, table()) {
        println!("{key}: {}", misses.join("; "));
    }
    Ok(())
}

/// Twelve wards of 41 officers, of whom ever more are trained.
fn table() -> Table {
    let reports = (0..12).map(|at| {
        let trained = at * 2;
        let report = format!(
            r#"{{"body": {{"level": "ward", "id": "ward-{at}"}}, "periods": {{"2026": {{"officers": 41, "officers.trained": {trained}}}}}}}"#
        );
        (at, report)
    });
    Table {
        reports: reports.collect(),
        kept: BTreeMap::new(),
    }
}

/// What is kept after a night.
fn night(rules: &Ruleset, request: &Request, table: Table) -> BTreeMap<u64, Vec<String>> {
    let table = Mutex::new(table);
    judge_all(rules, request, &table);
    let table = table.into_inner().unwrap_or_else(PoisonError::into_inner);
    table.kept
}

/// Judges what the database has, on all cores; one ruleset serves them all.
fn judge_all(rules: &Ruleset, request: &Request, database: &Mutex<impl Database>) {
    let lock = || database.lock().unwrap_or_else(PoisonError::into_inner);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    // The lock is not held while a report is judged.
                    let Some((key, report)) = lock().next() else {
                        return;
                    };
                    let misses = misses(rules, request, &report);
                    lock().keep(key, rules.digest(), &misses);
                }
            });
        }
    });
}

/// What a report misses, in words; of one that cannot be used, why.
fn misses(rules: &Ruleset, request: &Request, report: &str) -> Vec<String> {
    let outcome = match rules.check(report, request) {
        Ok(outcome) => outcome,
        Err(error) => return vec![words::unusable(&error, Language::En)],
    };
    let missed = outcome.verdicts.iter();
    let missed = missed.filter(|verdict| verdict.severity.is_some());
    missed
        .map(|verdict| {
            let told = words::verdict(rules.program(), verdict, None, Language::En);
            format!("{}: {}", told.title, told.status)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_is_judged_once_and_its_misses_are_kept() {
        let rules = Ruleset::compile(&[Source::new("ward.luat", RULES)]).unwrap();
        let request = Request::on(iso::parse_date("2027-01-10").unwrap());
        let kept = night(&rules, &request, table());
        assert_eq!(kept.len(), 12);
        for (key, misses) in kept {
            // Over 20% of 41 are at least nine.
            assert_eq!(misses.len(), usize::from(key * 2 < 9), "{key}: {misses:?}");
        }
    }
}
