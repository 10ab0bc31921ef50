//! Verdicts as a workbook: a sheet of verdicts, and one of what they come to.
//!
//! Rows are kept on disk until the workbook is put together, so that memory does not grow with them.

use std::fs::File;
use std::io;
use std::path::Path;

use luat_core::run::program::Program;
use luat_core::run::verdict::Status;
use luat_core::words::{self, Language};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::kept::{self, Worded};
use super::output::Run;
use super::table::{HEADINGS, Words, column};
use super::tally::Tally;
use crate::mistake::caught;
use crate::render::{clean, guarded, pick};

/// Most rows of a sheet under its headings.
const MOST_ROWS: u32 = 1_048_575;
/// Most letters of a cell.
const MOST_LETTERS: usize = 32_000;
/// So many digits a spreadsheet keeps.
const EXACT_DIGITS: usize = 15;

/// A workbook that is being written.
pub(super) struct Xlsx {
    book: Workbook,
    language: Language,
    /// Sheets of verdicts, and rows in the last of them.
    sheets: usize,
    rows: u32,
    head: Format,
    day: Format,
}

impl Xlsx {
    /// Writes the rows kept as a file, with what they come to.
    pub(super) fn write(
        rows: File,
        path: &Path,
        run: &Run,
        tally: &Tally,
        program: &Program,
        language: Language,
    ) -> io::Result<File> {
        // Rows that the disk has no room for make the writer of workbooks panic.
        let written = caught(|| {
            let mut xlsx = Self::new(language, run)?;
            for row in kept::read(rows) {
                xlsx.put(&row?)?;
            }
            xlsx.finish(path, tally, program)
        });
        let Ok(written) = written else {
            let full = "the disk, or the folder for temporary files, is full";
            return Err(io::Error::other(full));
        };
        written.map_err(io::Error::other)?;
        File::open(path)
    }

    fn new(language: Language, run: &Run) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        // Of the day of the check, so that the same reports give the same bytes.
        let day = ExcelDateTime::parse_from_str(&run.as_of)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
        Ok(Self {
            book,
            language,
            sheets: 0,
            rows: MOST_ROWS,
            head: Format::new().set_bold().set_text_wrap(),
            day: Format::new().set_num_format(pick(language, "yyyy-mm-dd", "dd/mm/yyyy")),
        })
    }

    /// Ends the last sheet, and saves all.
    fn finish(mut self, path: &Path, tally: &Tally, program: &Program) -> Result<(), XlsxError> {
        if self.sheets == 0 {
            self.add_sheet()?;
        }
        self.filter()?;
        self.summary(tally, program)?;
        self.book.save(path)
    }

    fn put(&mut self, row: &Worded) -> Result<(), XlsxError> {
        if self.rows == MOST_ROWS {
            self.filter()?;
            self.add_sheet()?;
        }
        self.rows += 1;
        let sheet = self.book.worksheet_from_index(self.sheets - 1)?;
        let Words { beside, instead } = &row.words;
        for (at, text) in (0..).zip(row.cells.iter().chain(beside)) {
            let text = match at {
                column::STATUS if !instead[0].is_empty() => &instead[0],
                column::SEVERITY if !instead[0].is_empty() => &instead[1],
                _ => text,
            };
            let column = u16::try_from(at).unwrap_or(u16::MAX);
            match at {
                _ if text.is_empty() => {}
                column::LINE | column::REQUIREMENT | column::ACHIEVED | column::OF => {
                    number(sheet, self.rows, column, text)?;
                }
                column::DUE => match ExcelDateTime::parse_from_str(text) {
                    Ok(day) => {
                        sheet.write_datetime_with_format(self.rows, column, &day, &self.day)?;
                    }
                    Err(_) => string(sheet, self.rows, column, text)?,
                },
                _ => string(sheet, self.rows, column, text)?,
            }
        }
        Ok(())
    }

    fn add_sheet(&mut self) -> Result<(), XlsxError> {
        self.sheets += 1;
        self.rows = 0;
        let name = pick(self.language, "Verdicts", "Kết luận");
        let name = match self.sheets {
            1 => name.to_owned(),
            more => format!("{name} {more}"),
        };
        let sheet = self
            .book
            .add_worksheet_with_constant_memory()?
            .set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        let names = headings(self.language);
        for (column, name) in (0..).zip(names) {
            sheet.write_string_with_format(0, column, name, &self.head)?;
            sheet.set_column_width(column, 12)?;
        }
        for column in [4, 5, 17] {
            sheet.set_column_width(column, 24)?;
        }
        sheet.set_column_width(18, 80)?;
        Ok(())
    }

    /// Filters over all rows of the last sheet of verdicts.
    fn filter(&mut self) -> Result<(), XlsxError> {
        let Some(last) = self.sheets.checked_sub(1) else {
            return Ok(());
        };
        let columns = u16::try_from(HEADINGS.len() + 1).unwrap_or(u16::MAX);
        self.book
            .worksheet_from_index(last)?
            .autofilter(0, 0, self.rows, columns)?;
        Ok(())
    }

    /// How many verdicts of which status, by level and by rule.
    fn summary(&mut self, tally: &Tally, program: &Program) -> Result<(), XlsxError> {
        let language = self.language;
        let head = self.head.clone();
        let sheet = self
            .book
            .add_worksheet()
            .set_name(pick(language, "Summary", "Tổng hợp"))?;
        sheet.set_freeze_panes(1, 0)?.set_column_width(1, 48)?;
        let statuses = Status::ALL.map(|status| words::status(status, language));
        let names = pick(language, ["Level", "Rule"], ["Cấp", "Quy định"]);
        for (column, name) in (0..).zip(names.into_iter().chain(statuses)) {
            sheet.write_string_with_format(0, column, name, &head)?;
        }
        let mut row = 0;
        for (level, rule, counts) in tally.lines(program) {
            row += 1;
            let all = pick(language, "all rules", "mọi quy định");
            string(sheet, row, 0, language.one(&level.label))?;
            match rule {
                Some(rule) => string(sheet, row, 1, language.one(&rule.label))?,
                None => {
                    sheet.write_string_with_format(row, 1, all, &head)?;
                }
            }
            for (column, (_, count)) in (2..).zip(counts.iter()) {
                number(sheet, row, column, &count.to_string())?;
            }
        }
        let line = tally.sentence();
        string(sheet, row + 2, 0, pick(language, &line.en, &line.vi))?;
        Ok(())
    }
}

/// Headings in a language, in the order of the columns.
const fn headings(language: Language) -> [&'static str; HEADINGS.len() + 2] {
    match language {
        Language::En => [
            "File",
            "Row",
            "Level",
            "Body",
            "Document",
            "Rule",
            "Requirement",
            "Part",
            "Period",
            "Due",
            "Status",
            "Severity",
            "Reason",
            "Achieved",
            "Of",
            "Required",
            "Error",
            "Title of the rule",
            "Verdict",
        ],
        Language::Vi => [
            "Tệp",
            "Dòng",
            "Cấp",
            "Đơn vị",
            "Văn bản",
            "Quy định",
            "Yêu cầu",
            "Phần",
            "Kỳ",
            "Hạn",
            "Kết luận",
            "Mức độ",
            "Lý do",
            "Đạt được",
            "Trên tổng số",
            "Yêu cầu tối thiểu",
            "Lỗi",
            "Tên quy định",
            "Diễn giải",
        ],
    }
}

/// A number that a spreadsheet keeps as it is; else a text.
fn number(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    let is_kept = text.len() <= EXACT_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<f64>() {
        Ok(number) if is_kept => {
            sheet.write_number(row, column, number)?;
            Ok(())
        }
        _ => string(sheet, row, column, text),
    }
}

/// A text that is nothing but text.
fn string(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    let text = guarded(&clean(text));
    let text = match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    };
    sheet.write_string(row, column, text)?;
    Ok(())
}
