//! A million reports in Arrow columns, beside a loop a target written by hand.
//!
//! `cargo bench -p luat-benches --bench columns`

use std::sync::Arc;
use std::time::Duration;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int64Type, UInt8Type};
use arrow_array::{ArrayRef, Int64Array, RecordBatch};
use luat_benches::columns::{Table, by_hand};
use luat_benches::targets::{AS_OF, KEYS, TARGETS, YEAR, program};
use luat_benches::{most_memory, time};
use luat_columns::{Columns, ColumnsError, Layout};
use luat_core::run::calendar::iso;
use luat_core::run::evaluate::Request;
use luat_core::run::statuses::Statuses;

const ROWS: u64 = 1_000_000;
/// Rows of a batch, as readers of Parquet hand them on.
const BATCH: u64 = 62_500;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let program = program();
    let as_of = iso::parse_date(AS_OF).ok_or("no day")?;
    let statuses = Statuses::new(&program, Request::on(as_of));
    let periods = [(YEAR.parse()?, false)];
    let layout = Layout {
        level: "district",
        periods: &periods,
        within: &[],
    };
    println!("{ROWS} rows, {} columns, {TARGETS} targets\n", KEYS.len());
    for (what, gaps) in [
        ("every number told", 0),
        ("one number in a hundred missing", 100),
    ] {
        let batches = batches(gaps)?;
        let mut columns = Columns::new(&statuses, &layout, &batches[0].schema())?;
        let hand = if gaps == 0 {
            agree(&mut columns, &batches)?;
            Some(time(|| batches.iter().map(hand_written).sum::<usize>()))
        } else {
            None
        };
        let judged = time(|| {
            let rows = batches
                .iter()
                .map(|batch| columns.judge(batch).map(|told| told.left.len()));
            rows.sum::<Result<usize, ColumnsError>>()
        });
        println!("{what}");
        if let Some(hand) = hand {
            let read = time(|| {
                batches
                    .iter()
                    .map(every_number)
                    .fold(0, |all, one| all | one)
            });
            row("every number read once, nothing told", read, hand);
            row("by hand, a loop a target", hand, hand);
        }
        row("in columns", judged, hand.unwrap_or(judged));
        println!();
    }
    println!("memory held at most: {}", most_memory());
    Ok(())
}

/// Made reports in batches; of so many numbers one is missing.
fn batches(gaps: u64) -> Result<Vec<RecordBatch>, Box<dyn std::error::Error>> {
    let begins = (0..ROWS / BATCH).map(|nth| nth * BATCH);
    let batch = |begin: u64| {
        let columns = Table::made(begin..begin + BATCH).into_columns().into_iter();
        let arrays = KEYS
            .iter()
            .zip(columns)
            .zip(1..)
            .map(|((key, column), nth)| {
                let array: ArrayRef = if gaps == 0 {
                    Arc::new(Int64Array::from(column))
                } else {
                    let cells = column.into_iter().zip(begin..);
                    let is_told =
                        |at: u64| !(at * 2_654_435_761 + nth * 40_503).is_multiple_of(gaps);
                    let cells = cells.map(|(cell, at)| is_told(at).then_some(cell));
                    Arc::new(cells.collect::<Int64Array>())
                };
                (*key, array)
            });
        Ok(RecordBatch::try_from_iter(arrays)?)
    };
    begins.map(batch).collect()
}

fn slices(batch: &RecordBatch) -> Vec<&[i64]> {
    let columns = batch.columns().iter();
    columns
        .map(|column| &**column.as_primitive::<Int64Type>().values())
        .collect()
}

/// All numbers put over one another: what bringing them from memory costs.
fn every_number(batch: &RecordBatch) -> i64 {
    let numbers = slices(batch);
    let of_column = |column: &[i64]| column.iter().fold(0, |all, number| all | number);
    numbers
        .into_iter()
        .fold(0, |all, column| all | of_column(column))
}

fn hand_written(batch: &RecordBatch) -> usize {
    let mut told: [Vec<u8>; TARGETS] =
        std::array::from_fn(|_| Vec::with_capacity(batch.num_rows()));
    by_hand(&slices(batch), &mut told);
    told.iter().map(Vec::len).sum()
}

/// Both ways tell the same of every row.
fn agree(columns: &mut Columns<'_>, batches: &[RecordBatch]) -> Result<(), ColumnsError> {
    for batch in batches {
        let mut expected: [Vec<u8>; TARGETS] = std::array::from_fn(|_| Vec::new());
        by_hand(&slices(batch), &mut expected);
        let told = columns.judge(batch)?;
        assert!(told.left.is_empty());
        assert_eq!(told.statuses.num_columns(), TARGETS);
        for (column, expected) in told.statuses.columns().iter().zip(&expected) {
            let column = column.as_primitive::<UInt8Type>().values();
            assert_eq!(column[..], expected[..]);
        }
    }
    Ok(())
}

fn row(what: &str, took: Duration, hand: Duration) {
    let a_row = took.as_nanos() * 10 / u128::from(ROWS);
    let tenths = took.as_nanos() * 10 / hand.as_nanos().max(1);
    println!(
        "{what:>42}  {:>5} ms  {:>4}.{} ns a row  {:>3}.{}×",
        took.as_millis(),
        a_row / 10,
        a_row % 10,
        tenths / 10,
        tenths % 10
    );
}
