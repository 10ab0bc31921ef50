//! Small tables written in each format.

use std::io::{Cursor, Write};
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::record::Field;
use parquet::schema::parser::parse_message_type;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Cells as they are typed, the headings first.
#[derive(Debug, Clone)]
pub(super) struct Grid(pub(super) Vec<Vec<String>>);

pub(super) fn grid(csv: &str) -> Grid {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(csv.as_bytes());
    let rows = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect());
    Grid(rows.collect())
}

impl Grid {
    pub(super) fn of(&self, ending: &str) -> Vec<u8> {
        match ending {
            "parquet" => self.parquet(),
            _ => self.csv(',').into_bytes(),
        }
    }

    pub(super) fn csv(&self, mark: char) -> String {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(mark as u8)
            .from_writer(Vec::new());
        self.0
            .iter()
            .for_each(|row| writer.write_record(row).unwrap());
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    }

    /// Texts all, an empty one as none.
    pub(super) fn parquet(&self) -> Vec<u8> {
        self.packed(Compression::UNCOMPRESSED)
    }

    pub(super) fn packed(&self, kind: Compression) -> Vec<u8> {
        let (headings, rows) = self.0.split_first().unwrap();
        let columns: Vec<String> = headings
            .iter()
            .map(|name| format!("optional binary {name} (UTF8);"))
            .collect();
        let columns = columns.join(" ");
        let schema = Arc::new(parse_message_type(&format!("message it {{ {columns} }}")).unwrap());
        let properties = WriterProperties::builder().set_compression(kind).build();
        let mut writer =
            SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).unwrap();
        // Groups of two rows, as a large table has many.
        for rows in rows.chunks(2) {
            let mut group = writer.next_row_group().unwrap();
            for at in 0..headings.len() {
                let mut column = group.next_column().unwrap().unwrap();
                let given: Vec<i16> = rows
                    .iter()
                    .map(|row| i16::from(!row[at].is_empty()))
                    .collect();
                let texts: Vec<ByteArray> = rows
                    .iter()
                    .filter(|row| !row[at].is_empty())
                    .map(|row| row[at].as_str().into())
                    .collect();
                let typed = column.typed::<ByteArrayType>();
                typed.write_batch(&texts, Some(&given), None).unwrap();
                column.close().unwrap();
            }
            group.close().unwrap();
        }
        writer.into_inner().unwrap()
    }
}

/// A workbook of sheets; in a typed one numbers, days and answers are no texts.
pub(super) fn workbook(sheets: &[(&str, &Grid, bool)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, grid, typed) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        let as_day = Format::new().set_num_format("dd/mm/yyyy");
        for (row, cells) in (0..).zip(&grid.0) {
            for (column, text) in (0..).zip(cells) {
                let day: Vec<&str> = text.split('/').collect();
                match (text.parse::<f64>(), day.as_slice()) {
                    _ if text.is_empty() => continue,
                    (Ok(number), _) if *typed && !text.starts_with('0') => {
                        sheet.write_number(row, column, number)
                    }
                    (_, [day, month, year]) if *typed => {
                        let [month, day] = [month, day].map(|part| part.parse().unwrap());
                        let day =
                            ExcelDateTime::from_ymd(year.parse().unwrap(), month, day).unwrap();
                        sheet.write_datetime_with_format(row, column, &day, &as_day)
                    }
                    _ if *typed && text == "có" => sheet.write_boolean(row, column, true),
                    _ => sheet.write_string(row, column, text),
                }
                .unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// The rows of a table as Parquet, as CSV would have them.
pub(super) fn of_parquet(bytes: Vec<u8>) -> Vec<Vec<String>> {
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let text = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Date(_) => field.to_string().chars().take(10).collect(),
        other => other.to_string(),
    };
    let rows = reader.get_row_iter(None).unwrap().map(Result::unwrap);
    rows.map(|row| {
        row.get_column_iter()
            .map(|(_, field)| text(field))
            .collect()
    })
    .collect()
}

/// The sheets of a workbook, as texts.
pub(super) fn of_workbook(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let text = |cell: &Data| match cell {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    };
    let sheets = book.worksheets().into_iter();
    let rows = sheets.map(|(name, cells)| {
        (
            name,
            cells
                .rows()
                .map(|row| row.iter().map(text).collect())
                .collect(),
        )
    });
    rows.collect()
}

/// Files packed together.
pub(super) fn zipped(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
