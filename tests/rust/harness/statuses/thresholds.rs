//! Just below a bound, just on it and just above it: the evaluator, plans and columns say what arithmetic says.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use arrow_array::{ArrayRef, Int64Array, RecordBatch};
use luat_columns::{Columns, Layout};
use luat_core::run::evaluate::evaluate;
use luat_core::run::facts::read::Reader;
use luat_core::run::statuses::{Statuses, Told};
use luat_core::run::verdict::Status;
use luat_core::{Ruleset, Source};
use proptest::prelude::*;

use super::request;

/// Bounds as they are written, and as fractions.
const BOUNDS: [(&str, i64, i64); 11] = [
    ("0.5%", 1, 200),
    ("1%", 1, 100),
    ("15%", 3, 20),
    ("33%", 33, 100),
    ("37.5%", 3, 8),
    ("50%", 1, 2),
    ("2/3 of", 2, 3),
    ("3/7 of", 3, 7),
    ("85%", 17, 20),
    ("99.9%", 999, 1000),
    ("100%", 1, 1),
];
const ROUNDINGS: [&str; 4] = ["", " rounded down", " rounded up", " rounded half up"];
const RELATIONS: [&str; 4] = ["at least", "over", "at most", "under"];

/// A requirement: relation, bound, rounding.
type Asked = (usize, usize, usize);

static ASKED: LazyLock<Vec<Asked>> = LazyLock::new(|| {
    let bounds = (0..BOUNDS.len()).flat_map(|bound| (0..4).map(move |rounding| (bound, rounding)));
    let all = bounds.flat_map(|(bound, rounding)| (0..4).map(move |how| (how, bound, rounding)));
    // More than all of them is never asked.
    all.filter(|(how, bound, _)| !(*how == 1 && BOUNDS[*bound].1 == BOUNDS[*bound].2))
        .collect()
});

static RULES: LazyLock<Ruleset> = LazyLock::new(|| {
    let mut text = r#"language en
document offices "Offices" / "Văn phòng"
  in force from 2024-01-01
level office "office | offices" / "văn phòng"
population officers "officer | officers" / "cán bộ" per office
  state trained "trained" / "được tập huấn" in the period
"#
    .to_owned();
    for (at, (how, bound, rounding)) in ASKED.iter().enumerate() {
        let (how, bound, rounding) = (RELATIONS[*how], BOUNDS[*bound].0, ROUNDINGS[*rounding]);
        let of = if bound.ends_with("of") { "" } else { " of" };
        let _ = write!(
            text,
            "rule r{at} \"R{at}\" / \"R{at}\"\n  cite article {}\n  bearer office\n  annually {how} {bound}{of} officers trained{rounding}\n",
            at + 1
        );
    }
    Ruleset::compile(&[Source::new("offices.luat", text)]).unwrap()
});

/// The bound as a number of members, times its denominator.
fn quota(officers: i64, (_, bound, rounding): Asked) -> (i64, i64) {
    let (_, numerator, denominator) = BOUNDS[bound];
    let share = officers * numerator;
    match rounding {
        0 => (share, denominator),
        1 => (share / denominator, 1),
        2 => ((share + denominator - 1) / denominator, 1),
        _ => ((2 * share + denominator) / (2 * denominator), 1),
    }
}

fn expected(officers: i64, trained: i64, asked: Asked) -> Status {
    let (quota, times) = quota(officers, asked);
    let distance = trained * times - quota;
    let met = [distance >= 0, distance > 0, distance <= 0, distance < 0][asked.0];
    match (officers, met) {
        (0, _) => Status::NotApplicable,
        (_, true) => Status::Met,
        (_, false) => Status::NotMet,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn all_ways_to_judge_agree_around_bounds(
        officers in prop_oneof![0_i64..40, 0_i64..100_000, (1_i64 << 28) - 3..(1 << 28) + 3],
        which in proptest::sample::select((0..BOUNDS.len()).collect::<Vec<_>>()),
    ) {
        let (quota, times) = quota(officers, (0, which, 0));
        let near = quota / times;
        let trained = (near - 1..=near + 2).filter(|trained| (0..=officers).contains(trained));
        let trained: Vec<i64> = trained.collect();
        let program = RULES.program();
        let statuses = Statuses::new(program, request("2026-01-10", &[] as &[&str]));
        let periods = [("2025".parse().unwrap(), true)];
        let column = |cells: Vec<i64>| -> ArrayRef { Arc::new(Int64Array::from(cells)) };
        let batch = RecordBatch::try_from_iter([
            ("officers", column(vec![officers; trained.len()])),
            ("officers.trained", column(trained.clone())),
        ]);
        let batch = batch.unwrap();
        let layout = Layout { level: "office", periods: &periods, within: &[] };
        let mut columns = Columns::new(&statuses, &layout, &batch.schema()).unwrap();
        let in_columns = columns.judge(&batch).unwrap();
        let (reader, mut desk) = (Reader::new(program), statuses.desk());
        for (row, trained) in trained.iter().enumerate() {
            let expected: Vec<Status> = ASKED
                .iter()
                .map(|asked| expected(officers, *trained, *asked))
                .collect();
            let report = format!(
                r#"{{"body":{{"level":"office","id":"a"}},"periods":{{"2025":{{"final":true,"officers":{officers},"officers.trained":{trained}}}}}}}"#
            );
            let facts = reader.read(&report).unwrap();
            let verdicts = evaluate(program, &facts, statuses.request()).verdicts;
            let evaluated: Vec<Status> = verdicts.iter().map(|one| one.status).collect();
            prop_assert_eq!(&evaluated, &expected, "{} of {}", trained, officers);
            // The second time by a plan.
            let _ = desk.judge(&report);
            let told = desk.judge(&report).unwrap();
            let is_planned = matches!(told, Told::Planned { .. });
            prop_assert!(is_planned);
            let planned: Vec<Status> = told.each().map(|one| one.status).collect();
            prop_assert_eq!(&planned, &expected, "{} of {}", trained, officers);
            let in_columns: Vec<Status> = super::columns::at(&in_columns.statuses, row)
                .into_iter()
                .map(|status| Status::ALL[usize::from(status)])
                .collect();
            prop_assert_eq!(&in_columns, &expected, "{} of {}", trained, officers);
        }
    }
}
