//! Verdicts as Parquet: a row a verdict, written some thousands at a time.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;
use std::sync::Arc;

use luat_core::run::calendar::iso;
use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::kept::{self, Worded};
use super::output::Run;
use super::table::{HEADINGS, column};

/// Rows of a group.
const ROWS: usize = 16_384;
/// The verdict in words, after the columns that all tables have.
const WORDS: [&str; 2] = ["message_en", "message_vi"];

/// A file of verdicts that is being written.
pub(super) struct Parquet {
    writer: SerializedFileWriter<BufWriter<File>>,
    rows: Vec<Worded>,
}

impl Parquet {
    /// Writes the rows kept as a file.
    pub(super) fn write(rows: File, path: &Path, run: &Run) -> io::Result<File> {
        let mut parquet = Self::create(path, run)?;
        for row in kept::read(rows) {
            parquet.add(row?)?;
        }
        parquet.finish()
    }

    fn create(path: &Path, run: &Run) -> io::Result<Self> {
        let columns: Vec<String> = (0..)
            .zip(HEADINGS.iter().chain(&WORDS))
            .map(|(at, name)| match at {
                column::LINE => format!("required int64 {name};"),
                column::REQUIREMENT => format!("optional int32 {name};"),
                column::DUE => format!("optional int32 {name} (DATE);"),
                _ => format!("optional binary {name} (UTF8);"),
            })
            .collect();
        let schema = parse_message_type(&format!("message verdicts {{ {} }}", columns.join(" ")));
        let about = [("luat.rules", &run.rules), ("luat.as_of", &run.as_of)];
        let about = about.map(|(key, value)| KeyValue::new(key.to_owned(), value.clone()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("luat {}", run.engine))
            .set_key_value_metadata(Some(about.to_vec()))
            .build();
        let file = BufWriter::new(File::create(path)?);
        let schema = Arc::new(schema.map_err(io::Error::other)?);
        let writer = SerializedFileWriter::new(file, schema, Arc::new(properties));
        Ok(Self {
            writer: writer.map_err(io::Error::other)?,
            rows: Vec::with_capacity(ROWS),
        })
    }

    fn add(&mut self, row: Worded) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.len() == ROWS {
            self.put().map_err(io::Error::other)?;
        }
        Ok(())
    }

    /// The file, all of it written.
    fn finish(mut self) -> io::Result<File> {
        if !self.rows.is_empty() {
            self.put().map_err(io::Error::other)?;
        }
        let file = self.writer.into_inner().map_err(io::Error::other)?;
        file.into_inner().map_err(io::IntoInnerError::into_error)
    }

    /// Writes the rows so far as a group.
    fn put(&mut self) -> Result<(), ParquetError> {
        let rows = std::mem::take(&mut self.rows);
        let mut group = self.writer.next_row_group()?;
        let mut at = 0;
        while let Some(mut column) = group.next_column()? {
            let cells = rows.iter().map(|row| cell(row, at));
            let given: Vec<i16> = cells
                .clone()
                .map(|cell| i16::from(!cell.is_empty()))
                .collect();
            let cells = cells.filter(|cell| !cell.is_empty());
            match column.untyped() {
                ColumnWriter::Int64ColumnWriter(writer) => {
                    let numbers: Vec<i64> =
                        cells.map(|cell| cell.parse().unwrap_or_default()).collect();
                    writer.write_batch(&numbers, None, None)?;
                }
                ColumnWriter::Int32ColumnWriter(writer) => {
                    let numbers: Vec<i32> = cells.map(number).collect();
                    writer.write_batch(&numbers, Some(&given), None)?;
                }
                ColumnWriter::ByteArrayColumnWriter(writer) => {
                    let texts: Vec<ByteArray> = cells.map(ByteArray::from).collect();
                    writer.write_batch(&texts, Some(&given), None)?;
                }
                _ => {}
            }
            column.close()?;
            at += 1;
        }
        group.close()?;
        Ok(())
    }
}

fn cell(row: &Worded, at: usize) -> &str {
    let cell = row
        .cells
        .get(at)
        .or_else(|| row.words.beside.get(at - HEADINGS.len()));
    cell.map_or("", String::as_str)
}

/// A number, or a day as the days since 1970.
fn number(cell: &str) -> i32 {
    match iso::parse_date(cell) {
        Some(day) => day.to_unix_epoch_day().day(),
        None => cell.parse().unwrap_or_default(),
    }
}
