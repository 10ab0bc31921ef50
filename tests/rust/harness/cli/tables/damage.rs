//! Files with bytes changed, cut off or put in: told by a code, or read; nothing else happens.

use std::fs;
use std::path::Path;

use luat_cli::Exit;

use super::files::{self, grid};
use super::{COMMUNES_TABLE, DAY, put};
use crate::{fixture, luat};

/// How often each file is damaged.
const TIMES: u64 = 120;

/// Numbers made up from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        // The generator of Knuth's MMIX; its high bits are good enough to break files by.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

fn damaged(whole: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    let at = dice.below(bytes.len());
    let end = (at + 1 + dice.below(16)).min(bytes.len());
    match dice.below(6) {
        0 => bytes.truncate(at),
        1 => bytes[at..end].fill(0),
        2 => bytes[at..end].fill(0xff),
        3 => {
            let again = bytes[at..end].to_vec();
            bytes.splice(at..at, again);
        }
        4 => {
            bytes.drain(at..end);
        }
        _ => {
            for _ in 0..=dice.below(3) {
                let at = dice.below(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
            }
        }
    }
    bytes
}

/// Judges a table by rules; the exit code and what is said agree.
fn judge(rules: &Path, table: &Path) -> Exit {
    let [rules, table] = [rules, table].map(|path| path.to_str().unwrap());
    let given = [
        "batch",
        rules,
        "--lang",
        "en",
        "--threads",
        "1",
        "--reports",
        table,
    ];
    let told = luat(&[&given[..], &DAY].concat());
    let records = told.out.lines().count();
    let unusable = told.out.matches("\"error\":{\"code\":\"").count();
    assert!(!told.out.contains("\"internal\""), "{}", told.out);
    if told.err.contains("reports judged: ") {
        assert_eq!(told.exit == Exit::Unusable, unusable > 0, "{}", told.err);
    } else {
        // Reading ended early: that is told, and what was read stands.
        assert_eq!(told.exit, Exit::Unusable, "{}", told.err);
        assert!(told.err.contains("error: "), "{}", told.err);
        assert!(records < 3);
    }
    told.exit
}

#[test]
fn damaged_files_are_told_or_read() {
    let home = tempfile::tempdir().unwrap();
    let rules = home.path().join("offices.luatc");
    let offices = fixture("form/offices.luat");
    let built = luat(&["build", &offices, "-o", rules.to_str().unwrap()]);
    assert_eq!(built.exit, Exit::Fine, "{}", built.err);
    put(home.path(), "it.csv", COMMUNES_TABLE);
    let table = grid(COMMUNES_TABLE);
    let whole = [
        ("it.parquet", table.parquet()),
        ("it.xlsx", files::workbook(&[("Xã", &table, true)])),
        ("it.csv", COMMUNES_TABLE.into()),
        ("it.luatc", fs::read(&rules).unwrap()),
    ];
    for (seed, (name, whole)) in (1..).zip(whole) {
        let mut dice = Dice(seed);
        let path = home.path().join(format!("damaged-{name}"));
        let mut refused = 0;
        for _ in 0..TIMES {
            fs::write(&path, damaged(&whole, &mut dice)).unwrap();
            let exit = if name == "it.luatc" {
                let exit = judge(&path, &home.path().join("it.csv"));
                assert_eq!(
                    exit,
                    Exit::Unusable,
                    "a changed byte of compiled rules is noticed"
                );
                exit
            } else {
                judge(&rules, &path)
            };
            refused += u64::from(exit == Exit::Unusable);
        }
        // Some damage does no harm: of a workbook's looks, of a name in a report.
        assert!(refused > TIMES / 4, "{name}: {refused}");
    }
}
