//! What is wrong with a table, or with a report in it, and what to do instead.

use luat_core::run::json::{MOST_BYTES, shorten};
use luat_core::wire::batch::{Message, Unusable};
use luat_grammar::diagnostic::Text;

use super::headings::MOST_COLUMNS;

/// A row of a table, and a column where it is about one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Where {
    /// Where the place is in another table than that of the bodies.
    pub(crate) table: Option<String>,
    pub(crate) row: u64,
    pub(crate) column: String,
}

/// What is wrong with a report in a table, or with the whole table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A number that means two.
    AmbiguousNumber(Where, String, Vec<String>),
    /// A number of which a spreadsheet has lost digits.
    InexactNumber(Where, String),
    /// What no report can hold.
    UnreadableCell(Where, String),
    /// A key column without what is needed there.
    NoKey(Where),
    /// A quotation mark that its line does not close.
    OpenQuote(Where),
    /// More cells than headings.
    TooManyCells(u64),
    /// The rows of a body stand apart.
    RowsApart(u64, String),
    /// It is below a body that is not in the same report.
    NotBelow(Where, String),
    /// Members of a body that is not among the reports at this place.
    StrayMembers(u64, String),
    /// More than a report may hold.
    TooLarge(u64),
    /// Not UTF-8.
    NotText(u64),
    /// A heading that no report knows; the nearest that is known.
    UnknownHeading(String, Option<String>),
    /// Two columns with one heading.
    RepeatedHeading(String),
    /// No such column.
    MissingHeading(&'static str),
    /// More columns than are read.
    TooManyColumns,
    /// A column of lists, or of another kind that no report can hold.
    ColumnKind(String),
    /// Pages packed in a way that is not read.
    Packed(String),
    /// A table of bodies, or no table at all, given as one of members.
    NotMembers,
    /// A table of members given as one of bodies.
    NotBodies,
    /// Not what its ending says, or cut off.
    Damaged(&'static str, String),
    /// A workbook larger than is read.
    LargeWorkbook(&'static str, u64),
}

impl Fault {
    /// A stable name, for machines.
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::AmbiguousNumber(..) => "ambiguous_number",
            Self::InexactNumber(..) => "inexact_number",
            Self::UnreadableCell(..) => "unreadable_cell",
            Self::NoKey(_) => "no_key",
            Self::OpenQuote(_) => "open_quote",
            Self::TooManyCells(_) => "too_many_cells",
            Self::RowsApart(..) => "rows_apart",
            Self::NotBelow(..) => "not_below",
            Self::StrayMembers(..) => "stray_members",
            Self::TooLarge(_) | Self::LargeWorkbook(..) => "too_large",
            Self::NotText(_) => "not_utf8",
            Self::UnknownHeading(..) => "unknown_heading",
            Self::RepeatedHeading(_) => "repeated_heading",
            Self::MissingHeading(_) => "missing_heading",
            Self::TooManyColumns => "too_many_columns",
            Self::ColumnKind(_) => "column_kind",
            Self::Packed(_) => "unread_compression",
            Self::NotMembers => "no_members",
            Self::NotBodies => "no_bodies",
            Self::Damaged(..) => "damaged_table",
        }
    }

    pub(crate) fn unusable(&self) -> Unusable {
        let text = self.text();
        Unusable {
            code: self.key(),
            message: Message {
                en: text.en,
                vi: text.vi,
            },
        }
    }

    /// What is wrong, and what to write instead.
    pub(crate) fn text(&self) -> Text {
        match self {
            Self::AmbiguousNumber(place, text, readings) => {
                let (en, vi) = place.told();
                let (text, readings) = (
                    shorten(text),
                    readings.iter().map(|one| shorten(one)).collect::<Vec<_>>(),
                );
                let (or, hoac) = (readings.join(" or "), readings.join(" hoặc "));
                Text::new(
                    format!(
                        "{en}: “{text}” can be {or}; name the way numbers are written with --numbers vi or --numbers en"
                    ),
                    format!(
                        "{vi}: “{text}” có thể là {hoac}; hãy nêu cách viết số bằng --numbers vi hoặc --numbers en"
                    ),
                )
            }
            Self::InexactNumber(place, digits) => {
                let (en, vi) = place.told();
                Text::new(
                    format!("{en}: {digits} has more digits than a cell keeps; write it as text"),
                    format!(
                        "{vi}: {digits} có nhiều chữ số hơn một ô giữ được; hãy nhập dưới dạng văn bản"
                    ),
                )
            }
            Self::UnreadableCell(place, found) => {
                let ((en, vi), found) = (place.told(), shorten(found));
                Text::new(
                    format!(
                        "{en}: {found} is nothing that a report can hold; mend or empty the cell"
                    ),
                    format!(
                        "{vi}: {found} không phải nội dung báo cáo; hãy sửa hoặc để trống ô này"
                    ),
                )
            }
            Self::NoKey(place) => {
                let (en, vi) = place.told();
                Text::new(
                    format!("{en}: the cell must say it for every row"),
                    format!("{vi}: ô này không được để trống"),
                )
            }
            Self::OpenQuote(place) => {
                let (en, vi) = place.told();
                Text::new(
                    format!(
                        "{en}: the quotation mark \" that opens this cell is not closed on its line; close it or take it out, and write the cell on one line"
                    ),
                    format!(
                        "{vi}: dấu \" mở đầu ô này không được đóng trên cùng dòng; hãy đóng hoặc xóa dấu đó, và viết nội dung ô trên một dòng"
                    ),
                )
            }
            Self::TooManyCells(row) => Text::new(
                format!("row {row}: it has more cells than there are headings"),
                format!("dòng {row}: có nhiều ô hơn số cột có tiêu đề"),
            ),
            Self::RowsApart(row, body) => Text::new(
                format!(
                    "row {row}: {body} has rows further up; rows of one body must follow one another: sort the table by body"
                ),
                format!(
                    "dòng {row}: {body} đã có dòng ở phía trên; các dòng của một đơn vị phải liền nhau: hãy sắp xếp bảng theo đơn vị"
                ),
            ),
            Self::NotBelow(place, body) => {
                let (en, vi) = place.told();
                Text::new(
                    format!(
                        "{en}: {body} is not in the report above; its row must stand before those of the bodies below it"
                    ),
                    format!(
                        "{vi}: {body} không có trong báo cáo ở trên; dòng của đơn vị này phải đứng trước dòng của các đơn vị cấp dưới"
                    ),
                )
            }
            Self::StrayMembers(row, body) => Text::new(
                format!(
                    "row {row}: {body} is not among the reports at this place; sort both tables alike"
                ),
                format!(
                    "dòng {row}: {body} không có trong bảng báo cáo ở vị trí này; hãy sắp xếp hai bảng theo cùng thứ tự"
                ),
            ),
            Self::TooLarge(row) => Text::new(
                format!(
                    "row {row}: the rows of this report are more than {MOST_BYTES} bytes together"
                ),
                format!("dòng {row}: các dòng của báo cáo này dài hơn {MOST_BYTES} byte"),
            ),
            Self::NotText(row) => Text::new(
                format!("row {row}: it is not UTF-8 text; save the table as “CSV UTF-8”"),
                format!("dòng {row}: không phải văn bản UTF-8; hãy lưu bảng dưới dạng “CSV UTF-8”"),
            ),
            Self::UnknownHeading(found, nearest) => {
                let found = shorten(found);
                let near = |ask: &str, end: &str| match nearest {
                    Some(nearest) => format!("; {ask} “{nearest}”{end}"),
                    None => String::new(),
                };
                Text::new(
                    format!(
                        "no report has a column “{found}”{}",
                        near("did you mean", "?")
                    ),
                    format!(
                        "không báo cáo nào có cột “{found}”{}",
                        near("có phải là", " không?")
                    ),
                )
            }
            Self::RepeatedHeading(found) => {
                let found = shorten(found);
                Text::new(
                    format!("there are two columns “{found}”; keep one"),
                    format!("có hai cột “{found}”; hãy giữ lại một"),
                )
            }
            Self::MissingHeading(name) => Text::new(
                format!("the first row has no heading “{name}”"),
                format!("dòng đầu tiên không có tiêu đề “{name}”"),
            ),
            Self::TooManyColumns => Text::new(
                format!("it has more than {MOST_COLUMNS} columns"),
                format!("bảng có nhiều hơn {MOST_COLUMNS} cột"),
            ),
            Self::ColumnKind(name) => {
                let name = shorten(name);
                Text::new(
                    format!(
                        "the cells of column “{name}” are of a kind that no report can hold; lists of members stand in a table of their own"
                    ),
                    format!(
                        "các ô của cột “{name}” thuộc loại không dùng được trong báo cáo; danh sách thành viên phải ở bảng riêng"
                    ),
                )
            }
            Self::Packed(kind) => Text::new(
                format!(
                    "it is compressed with {kind}, which is not read; write it with Snappy, gzip or uncompressed"
                ),
                format!(
                    "tệp được nén bằng {kind}, không đọc được; hãy ghi lại bằng Snappy, gzip hoặc không nén"
                ),
            ),
            Self::NotBodies => Text::new(
                "it is a table of members; name it with --rosters, and with --reports the table of their bodies",
                "đây là bảng danh sách thành viên; hãy nêu tệp này ở --rosters, còn ở --reports nêu bảng của các đơn vị",
            ),
            Self::NotMembers => Text::new(
                "it is no table of members: that is .csv or .parquet with a column “POPULATION.id”; a workbook has its own sheets of members",
                "không phải bảng danh sách thành viên: cần tệp .csv hoặc .parquet có cột “ĐỐI-TƯỢNG.id”; sổ tính .xlsx có sẵn trang tính riêng cho danh sách",
            ),
            Self::Damaged(kind, why) => Text::new(
                format!("it cannot be read as {kind}, or is damaged: {why}"),
                format!("không đọc được dưới dạng {kind}, hoặc tệp bị hỏng: {why}"),
            ),
            Self::LargeWorkbook(what, limit) => {
                let vi = match *what {
                    "bytes" => "byte",
                    "files" => "tệp con",
                    _ => "ô",
                };
                Text::new(
                    format!(
                        "the workbook is too large: more than {limit} {what}; save its sheets as CSV"
                    ),
                    format!(
                        "sổ tính quá lớn: nhiều hơn {limit} {vi}; hãy lưu từng trang tính dưới dạng CSV"
                    ),
                )
            }
        }
    }
}

impl Where {
    fn told(&self) -> (String, String) {
        let Self { table, row, column } = self;
        let column = shorten(column);
        let table = table
            .as_ref()
            .map(|table| format!("{table}: "))
            .unwrap_or_default();
        (
            format!("{table}row {row}, column {column}"),
            format!("{table}dòng {row}, cột {column}"),
        )
    }
}
