//! Tables as Parquet, read one group of rows after the other.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::Offset;
use luat_core::run::calendar::iso::PLACE_OFFSET_HOURS;
use parquet::basic::{
    Compression, ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical,
};
use parquet::data_type::Decimal;
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::schema::types::Type;

use super::cell::{Cell, day};
use super::fault::Fault;
use super::headings::Headings;
use super::kind::Keys;
use super::pages::Pages;
use super::{Row, Rows, fault};
use crate::failure::Failure;
use crate::mistake::caught;

/// Rows decoded at a time.
const ROWS: usize = 256;
/// Most digits behind the comma.
const MOST_SCALE: usize = 38;

/// A table as Parquet.
pub(super) struct Parquet {
    path: PathBuf,
    table: Arc<str>,
    headings: Arc<Headings>,
    times: Vec<Option<Time>>,
    reader: SerializedFileReader<Pages>,
    size: u64,
    group: usize,
    rows: Option<ReaderIter>,
    number: u64,
    all: u64,
}

/// How a column tells moments.
#[derive(Debug, Clone, Copy)]
struct Time {
    /// How many of its units are a second.
    a_second: i64,
    /// In the time of Greenwich, else in that of the place.
    is_utc: bool,
}

impl Parquet {
    pub(super) fn open(path: &Path, keys: &Keys) -> Result<Self, Failure> {
        let file = File::open(path).map_err(|error| Failure::Unreadable(path.to_owned(), error))?;
        let size = file.metadata().map_or(0, |about| about.len());
        let reader = caught(|| SerializedFileReader::new(Pages(file)));
        let reader = reader.map_err(|_| damaged(path, "its parts contradict one another"))?;
        let reader = reader.map_err(|error| damaged(path, error.to_string()))?;
        let about = reader.metadata().file_metadata();
        let all = u64::try_from(about.num_rows()).unwrap_or_default();
        let fields = about.schema_descr().root_schema().get_fields();
        let names: Vec<String> = fields.iter().map(|field| field.name().to_owned()).collect();
        let headings = Headings::read(&names, keys).map_err(|found| fault(path, found))?;
        if let Some(other) = fields.iter().find(|field| !is_read(field)) {
            return Err(fault(path, Fault::ColumnKind(other.name().to_owned())));
        }
        if let Some(kind) = packed(&reader) {
            return Err(fault(path, Fault::Packed(kind)));
        }
        Ok(Self {
            path: path.to_owned(),
            table: Arc::from(path.display().to_string()),
            headings: Arc::new(headings),
            times: fields.iter().map(|field| time(field)).collect(),
            reader,
            size,
            group: 0,
            rows: None,
            number: 0,
            all,
        })
    }

    /// The cells of the next row.
    fn next(&mut self) -> Result<Option<Vec<Cell>>, String> {
        loop {
            if let Some(row) = self.rows.as_mut().and_then(Iterator::next) {
                let row = row.map_err(|error| error.to_string())?;
                let cells = row.into_columns().into_iter().zip(&self.times);
                let cells = cells.map(|((_, field), time)| cell(field, *time));
                return Ok(Some(cells.collect()));
            }
            if self.group == self.reader.num_row_groups() {
                return Ok(None);
            }
            let group = self
                .reader
                .get_row_group(self.group)
                .map_err(|error| error.to_string())?;
            let columns = self.reader.metadata().file_metadata().schema_descr_ptr();
            let rows = TreeBuilder::new()
                .with_batch_size(ROWS)
                .as_iter(columns, &*group);
            self.rows = Some(rows.map_err(|error| error.to_string())?);
            self.group += 1;
        }
    }
}

impl Rows for Parquet {
    fn row(&mut self) -> Result<Option<Row>, Failure> {
        // A damaged file may make its reader give up; a row is then no row.
        let next = caught(|| self.next());
        let next = next.unwrap_or_else(|_| Err("its pages contradict one another".to_owned()));
        let Some(cells) = next.map_err(|why| damaged(&self.path, why))? else {
            return Ok(None);
        };
        self.number += 1;
        Ok(Some(Row {
            table: Arc::clone(&self.table),
            headings: Arc::clone(&self.headings),
            number: self.number,
            cells,
            fault: None,
        }))
    }

    fn read(&self) -> u64 {
        let share = u128::from(self.size) * u128::from(self.number) / u128::from(self.all.max(1));
        u64::try_from(share).unwrap_or(self.size)
    }

    fn is_of_members(&self) -> bool {
        self.headings.members.is_some()
    }
}

/// How pages are packed, where that cannot be unpacked.
fn packed(reader: &SerializedFileReader<Pages>) -> Option<String> {
    let groups = reader.metadata().row_groups().iter();
    let columns = groups.flat_map(RowGroupMetaData::columns);
    let mut kinds = columns.map(ColumnChunkMetaData::compression);
    let is_read = |kind: &Compression| {
        use Compression::{GZIP, SNAPPY, UNCOMPRESSED};
        matches!(kind, UNCOMPRESSED | SNAPPY | GZIP(_))
    };
    let unread = kinds.find(|kind| !is_read(kind))?;
    // With its level, as in `ZSTD(ZstdLevel(1))`, which nobody chose.
    let name = format!("{unread:?}");
    name.split('(').next().map(str::to_owned)
}

fn damaged(path: &Path, why: impl Into<String>) -> Failure {
    fault(path, Fault::Damaged("Parquet", why.into()))
}

/// Whether cells of a column can be told in a report: one value each, of a kind that is known.
fn is_read(field: &Type) -> bool {
    let about = field.get_basic_info();
    if !field.is_primitive()
        || (about.has_repetition() && about.repetition() == Repetition::REPEATED)
    {
        return false;
    }
    let kind = about.converted_type();
    match field.get_physical_type() {
        Physical::BOOLEAN | Physical::DOUBLE | Physical::FLOAT => kind == ConvertedType::NONE,
        Physical::INT32 => matches!(
            kind,
            ConvertedType::NONE
                | ConvertedType::INT_8
                | ConvertedType::INT_16
                | ConvertedType::INT_32
                | ConvertedType::UINT_8
                | ConvertedType::UINT_16
                | ConvertedType::UINT_32
                | ConvertedType::DATE
                | ConvertedType::DECIMAL
        ),
        Physical::INT64 => {
            let is_time = matches!(about.logical_type_ref(), Some(LogicalType::Time(_)));
            !is_time
                && matches!(
                    kind,
                    ConvertedType::NONE
                        | ConvertedType::INT_64
                        | ConvertedType::UINT_64
                        | ConvertedType::TIMESTAMP_MILLIS
                        | ConvertedType::TIMESTAMP_MICROS
                        | ConvertedType::DECIMAL
                )
        }
        Physical::BYTE_ARRAY => matches!(
            kind,
            ConvertedType::NONE
                | ConvertedType::UTF8
                | ConvertedType::ENUM
                | ConvertedType::JSON
                | ConvertedType::DECIMAL
        ),
        Physical::FIXED_LEN_BYTE_ARRAY => kind == ConvertedType::DECIMAL,
        Physical::INT96 => false,
    }
}

fn time(field: &Type) -> Option<Time> {
    let about = field.get_basic_info();
    let of_unit = |a_second, is_utc| Some(Time { a_second, is_utc });
    match about.logical_type_ref() {
        Some(LogicalType::Timestamp(about)) => {
            let a_second = match about.unit {
                TimeUnit::MILLIS => 1_000,
                TimeUnit::MICROS => 1_000_000,
                TimeUnit::NANOS => 1_000_000_000,
            };
            of_unit(a_second, about.is_adjusted_to_u_t_c)
        }
        _ => match about.converted_type() {
            ConvertedType::TIMESTAMP_MILLIS => of_unit(1_000, true),
            ConvertedType::TIMESTAMP_MICROS => of_unit(1_000_000, true),
            _ => None,
        },
    }
}

fn cell(field: Field, time: Option<Time>) -> Cell {
    match field {
        Field::Null => Cell::Blank,
        Field::Bool(answer) => Cell::Bool(answer),
        Field::Byte(number) => Cell::Number(number.to_string()),
        Field::Short(number) => Cell::Number(number.to_string()),
        Field::Int(number) => Cell::Number(number.to_string()),
        Field::UByte(number) => Cell::Number(number.to_string()),
        Field::UShort(number) => Cell::Number(number.to_string()),
        Field::UInt(number) => Cell::Number(number.to_string()),
        Field::ULong(number) => Cell::Number(number.to_string()),
        Field::Long(number) | Field::TimestampMillis(number) | Field::TimestampMicros(number) => {
            match time {
                None => Cell::Number(number.to_string()),
                Some(time) => moment(number, time),
            }
        }
        Field::Float(number) => match number.to_string().parse() {
            Ok(shortest) => Cell::of_float(shortest),
            Err(_) => Cell::Other(number.to_string()),
        },
        Field::Double(number) => Cell::of_float(number),
        Field::Decimal(number) => decimal(&number),
        Field::Date(days) => moment(
            i64::from(days) * 86_400,
            Time {
                a_second: 1,
                is_utc: false,
            },
        ),
        Field::Str(text) => Cell::of_text(&text),
        Field::Bytes(bytes) => match std::str::from_utf8(bytes.data()) {
            Ok(text) => Cell::of_text(text),
            Err(_) => Cell::Other("bytes".to_owned()),
        },
        other => Cell::Other(other.to_string()),
    }
}

/// Ticks since 1970 as a day or moment of the place.
fn moment(ticks: i64, time: Time) -> Cell {
    let of_second = ticks.rem_euclid(time.a_second);
    let nanoseconds =
        i32::try_from(of_second * (1_000_000_000 / time.a_second)).unwrap_or_default();
    let hours = if time.is_utc {
        i8::try_from(PLACE_OFFSET_HOURS).unwrap_or_default()
    } else {
        0
    };
    match Timestamp::new(ticks.div_euclid(time.a_second), nanoseconds) {
        Ok(moment) => day(&Offset::constant(hours).to_datetime(moment).to_string()),
        Err(_) => Cell::Other(ticks.to_string()),
    }
}

fn decimal(number: &Decimal) -> Cell {
    let bytes = number.data();
    let Some(first) = bytes.first().filter(|_| bytes.len() <= 16) else {
        return Cell::Other("decimal".to_owned());
    };
    let start = if *first >= 0x80 { -1 } else { 0 };
    let whole = bytes
        .iter()
        .fold(start, |sum: i128, byte| (sum << 8) | i128::from(*byte));
    let sign = if whole < 0 { "-" } else { "" };
    let scale = usize::try_from(number.scale()).unwrap_or(usize::MAX);
    if scale > MOST_SCALE {
        return Cell::Other("decimal".to_owned());
    }
    let digits = format!("{:0>width$}", whole.unsigned_abs(), width = scale + 1);
    let (before, behind) = digits.split_at(digits.len() - scale);
    Cell::Number(if scale == 0 {
        format!("{sign}{before}")
    } else {
        format!("{sign}{before}.{behind}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_the_place() {
        let millis = |is_utc| Time {
            a_second: 1_000,
            is_utc,
        };
        assert_eq!(moment(0, millis(false)), Cell::Day("1970-01-01".to_owned()));
        assert_eq!(
            moment(0, millis(true)),
            Cell::Day("1970-01-01T07:00:00".to_owned())
        );
        assert_eq!(
            moment(-25_200_000, millis(true)),
            Cell::Day("1970-01-01".to_owned())
        );
        assert!(matches!(
            moment(
                i64::MAX,
                Time {
                    a_second: 1,
                    is_utc: false
                }
            ),
            Cell::Other(_)
        ));
    }

    #[test]
    fn decimals_keep_their_digits() {
        for (whole, scale, digits) in [
            (12_345, 2, "123.45"),
            (-5, 2, "-0.05"),
            (7, 0, "7"),
            (i64::MIN, 1, "-922337203685477580.8"),
        ] {
            assert_eq!(
                decimal(&Decimal::from_i64(whole, 18, scale)),
                Cell::Number(digits.to_owned())
            );
        }
    }
}
