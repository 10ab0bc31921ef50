//! A form as a workbook: the blank tables that `luat batch` reads when they are filled in.
//!
//! A sheet for the body's own facts, a row a period, and one for each list of members.

use std::collections::BTreeSet;

use luat_core::run::calendar::iso;
use luat_core::run::program::Label;
use luat_core::wire::form::{Field, Form, Section, Words};
use luat_core::words::{self, Language};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, Formula, Note,
    ProtectionOptions, Workbook, Worksheet, XlsxError, column_number_to_name,
};

use super::page::{Group, Page, Row};
use crate::render::pick;
use crate::tables::period::key_of;

/// Rows whose cells have bounds, under the headings.
const ROWS: u32 = 500;
/// Rows of a list of members that know their body.
const MEMBERS: u32 = 100;
/// Most letters of a message beside a cell, and of a list of options.
const MOST_LETTERS: usize = 250;
/// Longest name of a sheet.
const LONGEST_NAME: usize = 31;
/// Where keys stand in the sheet of the body.
const BODY: u16 = 1;

/// The workbook of a form.
pub(super) fn render(form: &Form<'_>, page: &Page, level: &Label) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let mut names = BTreeSet::new();
    let tables = Tables {
        form,
        language: page.language,
        formats: Formats::new(),
    };
    let groups: Vec<(&Section<'_>, &Group)> = form.sections.iter().zip(&page.groups).collect();
    let name = sheet_name(page.language.one(level), &mut names);
    tables.bodies(book.add_worksheet().set_name(&name)?, &groups)?;
    let mut keys: Vec<&str> = Vec::new();
    for section in form
        .sections
        .iter()
        .filter(|section| !section.columns.is_empty())
    {
        keys.extend(section.of.filter(|key| !keys.contains(key)));
    }
    for key in keys {
        let own: Vec<(&Section<'_>, &Group)> = groups
            .iter()
            .copied()
            .filter(|(section, _)| section.of == Some(key))
            .collect();
        let Some((first, _)) = own.first() else {
            continue;
        };
        let label = sheet_name(tables.pick(&first.label), &mut names);
        tables.members(book.add_worksheet().set_name(label)?, key, &own, &name)?;
    }
    book.save_to_buffer()
}

struct Formats {
    head: Format,
    text: Format,
    open: Format,
    day: Format,
    moment: Format,
    /// Of what is not asked for in a period.
    idle: Format,
}

impl Formats {
    fn new() -> Self {
        let open = Format::new().set_unlocked();
        Self {
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_background_color("#DDE8F0"),
            text: open.clone().set_num_format("@"),
            day: open.clone().set_num_format("dd/mm/yyyy"),
            moment: open.clone().set_num_format("dd/mm/yyyy hh:mm"),
            open,
            idle: Format::new().set_background_color("#D9D9D9"),
        }
    }
}

struct Tables<'f> {
    form: &'f Form<'f>,
    language: Language,
    formats: Formats,
}

/// A column of facts, with the periods in which it is asked for.
struct Column<'f> {
    field: &'f Field<'f>,
    row: &'f Row,
    /// What is told of it for each of the periods alike.
    hints: Vec<String>,
    periods: Vec<&'f str>,
}

impl Tables<'_> {
    fn pick<'w>(&self, words: &'w Words) -> &'w str {
        pick(self.language, &words.en, &words.vi)
    }

    /// A period as people call it, where tables that are filled in read it so.
    fn called(&self, period: &str) -> String {
        let called = words::period(period, self.language);
        if key_of(&called) == period {
            called
        } else {
            period.to_owned()
        }
    }

    /// The sheet of the body's own facts, and of totals.
    fn bodies(
        &self,
        sheet: &mut Worksheet,
        groups: &[(&Section<'_>, &Group)],
    ) -> Result<(), XlsxError> {
        let keys = [
            ("level", "level", "cấp"),
            ("body", "id of the body", "mã đơn vị"),
            ("name", "name of the body", "tên đơn vị"),
            ("period", "period", "kỳ"),
            ("final", "figures are final", "đã chốt số liệu"),
        ];
        let columns = columns(groups, |section, group| {
            section.fields.iter().zip(&group.rows).collect()
        });
        self.headings(sheet, &keys, &columns)?;
        self.bounds(sheet, 4, &self.answers(DataValidation::new())?)?;
        let first = u16::try_from(keys.len()).unwrap_or(u16::MAX);
        let at = |path: &str| {
            let found = columns
                .iter()
                .position(|column| column.field.path == path)?;
            Some(first + u16::try_from(found).ok()?)
        };
        for (at_column, column) in (first..).zip(&columns) {
            let most = column.field.at_most.as_deref().and_then(at);
            self.column(sheet, at_column, column, most)?;
        }
        let mut periods: Vec<&str> = vec![&self.form.period];
        for (section, _) in groups {
            if !periods.contains(&section.period.as_str()) {
                periods.push(&section.period);
            }
        }
        let last = first + u16::try_from(columns.len().saturating_sub(1)).unwrap_or_default();
        for (row, period) in (1..).zip(&periods) {
            sheet.write_string_with_format(row, 0, self.form.level, &self.formats.text)?;
            sheet.write_string_with_format(row, 3, self.called(period), &self.formats.text)?;
            if row > 1 {
                let (from, to) = (cell(first, row), cell(last, row));
                let same = format!("=IF(COUNTA({from}:{to})=0,\"\",B$2)");
                self.formula(sheet, row, BODY, &same)?;
            }
            for (at_column, column) in (first..).zip(&columns) {
                if !column.periods.contains(period) {
                    sheet.write_blank(row, at_column, &self.formats.idle)?;
                }
            }
        }
        Ok(())
    }

    /// The sheet of the members of a population.
    fn members(
        &self,
        sheet: &mut Worksheet,
        key: &str,
        groups: &[(&Section<'_>, &Group)],
        bodies: &str,
    ) -> Result<(), XlsxError> {
        let id = format!("{key}.id");
        let keys = [
            ("level", "level", "cấp"),
            ("body", "id of the body", "mã đơn vị"),
            ("period", "period", "kỳ"),
            (id.as_str(), "number or id", "số hiệu, mã"),
        ];
        let columns = columns(groups, |section, group| {
            let rows = group.list.iter().flat_map(|list| &list.columns);
            section.columns.iter().zip(rows).collect()
        });
        self.headings(sheet, &keys, &columns)?;
        let first = u16::try_from(keys.len()).unwrap_or(u16::MAX);
        for (at_column, column) in (first..).zip(&columns) {
            self.column(sheet, at_column, column, None)?;
        }
        let only = if let [(section, _)] = groups {
            Some(&section.period)
        } else {
            None
        };
        for row in 1..=MEMBERS {
            sheet.write_string_with_format(row, 0, self.form.level, &self.formats.text)?;
            let quoted = bodies.replace('\'', "''");
            let same = format!("=IF({}=\"\",\"\",'{quoted}'!B$2)", cell(3, row));
            self.formula(sheet, row, BODY, &same)?;
            if let Some(period) = only {
                sheet.write_string_with_format(row, 2, self.called(period), &self.formats.text)?;
            }
        }
        Ok(())
    }

    /// Headings in both languages, each ending with its key; they stay in sight, and as they are.
    fn headings(
        &self,
        sheet: &mut Worksheet,
        keys: &[(&str, &str, &str)],
        columns: &[Column<'_>],
    ) -> Result<(), XlsxError> {
        let of_keys = keys
            .iter()
            .map(|(key, en, vi)| (*key, (*en).to_owned(), (*vi).to_owned()));
        let of_columns = columns.iter().map(|column| {
            let unit = |language| {
                let unit = column.field.unit.map(|unit| words::unit(unit, language));
                unit.map(|unit| format!(" ({unit})")).unwrap_or_default()
            };
            let label = &column.field.label;
            (
                column.field.key.as_str(),
                format!("{}{}", label.en, unit(Language::En)),
                format!("{}{}", label.vi, unit(Language::Vi)),
            )
        });
        for (at, (key, en, vi)) in (0..).zip(of_keys.chain(of_columns)) {
            let [first, second] = pick(self.language, [&en, &vi], [&vi, &en]);
            let heading = format!("{first}\n{second}\n[{key}]");
            sheet.write_string_with_format(0, at, heading, &self.formats.head)?;
            sheet.set_column_width(at, 22)?;
            let is_key = usize::from(at) < keys.len();
            sheet.set_column_format(
                at,
                if is_key {
                    &self.formats.text
                } else {
                    &self.formats.open
                },
            )?;
        }
        sheet.set_row_height(0, 96)?;
        sheet.set_freeze_panes(1, 4)?;
        sheet.protect_with_options(&ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            insert_rows: true,
            delete_rows: true,
            sort: true,
            use_autofilter: true,
            ..ProtectionOptions::default()
        });
        Ok(())
    }

    /// What is told and bounded in a column of facts.
    fn column(
        &self,
        sheet: &mut Worksheet,
        at: u16,
        column: &Column<'_>,
        most: Option<u16>,
    ) -> Result<(), XlsxError> {
        let field = column.field;
        match (field.input, field.time) {
            (_, Some("hour")) => sheet.set_column_format(at, &self.formats.moment)?,
            (_, Some(_)) => sheet.set_column_format(at, &self.formats.text)?,
            ("act" | "date", None) => sheet.set_column_format(at, &self.formats.day)?,
            _ => sheet,
        };
        let hints = column.hints.iter().chain(&column.row.needed_by);
        let hints = hints.map(String::as_str);
        let hints: Vec<&str> = self.how(field).into_iter().chain(hints).collect();
        if !hints.is_empty() {
            let note = Note::new(hints.join("\n"))
                .add_author_prefix(false)
                .set_width(320)
                .set_height(140);
            sheet.insert_note(0, at, &note)?;
        }
        if let Some(bounds) = self.bounds_of(field, at, most)? {
            let message = shortened(&hints.join("\n"));
            let bounds = if message.is_empty() {
                bounds
            } else {
                bounds.set_input_message(message)?
            };
            self.bounds(sheet, at, &bounds)?;
        }
        Ok(())
    }

    /// How a time is written that is more than a day.
    fn how(&self, field: &Field<'_>) -> Option<&'static str> {
        Some(match field.time? {
            "hour" => pick(
                self.language,
                "day and time of day: 13/11/2026 14:30",
                "ghi cả ngày và giờ: 13/11/2026 14:30",
            ),
            _ => pick(
                self.language,
                "from day to day: 01/03/2026 - 31/03/2026; while it lasts: from 01/03/2026",
                "ghi từ ngày đến ngày: 01/03/2026 - 31/03/2026; nếu vẫn đang thực hiện: từ 01/03/2026",
            ),
        })
    }

    fn bounds(
        &self,
        sheet: &mut Worksheet,
        at: u16,
        bounds: &DataValidation,
    ) -> Result<(), XlsxError> {
        let title = pick(self.language, "Is this meant?", "Có đúng ý không?");
        let message = pick(
            self.language,
            "The rules cannot read this as an answer to what is asked here.",
            "Nội dung này không phải là câu trả lời mà quy định đọc được.",
        );
        // What is not known can be said in words of its own, so that nothing is refused for good.
        let bounds = bounds
            .clone()
            .set_error_style(DataValidationErrorStyle::Warning);
        let bounds = bounds.set_error_title(title)?.set_error_message(message)?;
        sheet.add_data_validation(1, at, ROWS, at, &bounds)?;
        Ok(())
    }

    fn bounds_of(
        &self,
        field: &Field<'_>,
        at: u16,
        most: Option<u16>,
    ) -> Result<Option<DataValidation>, XlsxError> {
        let bounds = DataValidation::new();
        let own = cell(at, 1);
        // Two days in one cell are a text, which no bound of a spreadsheet can read.
        if field.time == Some("span") {
            return Ok(None);
        }
        Ok(Some(match field.input {
            "count" => match most {
                None => bounds.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
                Some(most) => {
                    let most = cell(most, 1);
                    let most = Formula::new(format!("=IF({most}=\"\",10^15,{most})"));
                    bounds.allow_whole_number_formula(DataValidationRule::Between(
                        Formula::new("=0"),
                        most,
                    ))
                }
            },
            "amount" => bounds.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
            "yes_no" => self.answers(bounds)?,
            "choice" => match self.options(field) {
                Some(options) => bounds.allow_list_strings(&options)?,
                None => return Ok(None),
            },
            _ => {
                let since = field.not_before.as_deref().and_then(iso::parse_date);
                let since =
                    since.map(|day| format!("DATE({},{},{})", day.year(), day.month(), day.day()));
                let since = since.unwrap_or_else(|| "1".to_owned());
                let done: &[&str] = if field.input == "act" {
                    &["có", "x", "yes", "done"]
                } else {
                    &[]
                };
                let words = done.iter().chain(&["chưa", "không", "no", "not yet"]);
                let words: Vec<String> = words.map(|word| format!(",{own}=\"{word}\"")).collect();
                let words = words.concat();
                bounds.allow_custom(Formula::new(format!(
                    "=OR(AND(ISNUMBER({own}),{own}>={since}){words})"
                )))
            }
        }))
    }

    fn answers(&self, bounds: DataValidation) -> Result<DataValidation, XlsxError> {
        bounds.allow_list_strings(&pick(self.language, ["yes", "no"], ["có", "không"]))
    }

    /// The names of options, or their ids, as far as a list holds them.
    fn options(&self, field: &Field<'_>) -> Option<Vec<String>> {
        let names = field
            .options
            .iter()
            .map(|option| self.pick(&option.label).to_owned());
        let ids = field.options.iter().map(|option| option.id.to_owned());
        let fits = |list: &Vec<String>| {
            let letters: usize = list.iter().map(|one| one.chars().count() + 1).sum();
            letters <= MOST_LETTERS && !list.iter().any(|one| one.contains([',', '"']))
        };
        [names.collect(), ids.collect()].into_iter().find(fits)
    }

    /// A formula whose answer is blank until something is filled in.
    fn formula(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        formula: &str,
    ) -> Result<(), XlsxError> {
        sheet.set_formula_result_default("");
        sheet.write_formula_with_format(row, column, formula, &self.formats.open)?;
        Ok(())
    }
}

/// The columns of facts, each once, with the periods in which they are asked for.
fn columns<'f>(
    groups: &[(&'f Section<'f>, &'f Group)],
    fields: impl Fn(&'f Section<'f>, &'f Group) -> Vec<(&'f Field<'f>, &'f Row)>,
) -> Vec<Column<'f>> {
    let mut columns: Vec<Column<'f>> = Vec::new();
    for (section, group) in groups {
        for (field, row) in fields(section, group) {
            match columns
                .iter_mut()
                .find(|column| column.field.key == field.key)
            {
                Some(column) => {
                    column.hints.retain(|hint| row.hints.contains(hint));
                    column.periods.push(&section.period);
                }
                None => columns.push(Column {
                    field,
                    row,
                    hints: row.hints.clone(),
                    periods: vec![&section.period],
                }),
            }
        }
    }
    columns
}

/// The place of a cell, `F2`.
fn cell(column: u16, row: u32) -> String {
    format!("{}{}", column_number_to_name(column), row + 1)
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A name that no other sheet has and that spreadsheets allow.
fn sheet_name(label: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = label
        .chars()
        .map(|letter| {
            if "[]:*?/\\'".contains(letter) {
                ' '
            } else {
                letter
            }
        })
        .collect();
    let named = |ending: &str| {
        let most = LONGEST_NAME - ending.chars().count();
        let short: String = plain.trim().chars().take(most).collect();
        format!("{}{ending}", short.trim_end())
    };
    let mut name = named("");
    let mut more = 1;
    while !taken.insert(name.to_lowercase()) {
        more += 1;
        name = named(&format!(" {more}"));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_have_names_of_their_own() {
        let mut taken = BTreeSet::new();
        let long = "quyết định [của] xã: công khai/niêm yết ở trụ sở";
        assert_eq!(
            sheet_name(long, &mut taken),
            "quyết định  của  xã  công khai"
        );
        assert_eq!(
            sheet_name(long, &mut taken),
            "quyết định  của  xã  công kha 2"
        );
        assert_eq!(sheet_name("Xã", &mut taken), "Xã");
        assert_eq!(sheet_name("XÃ", &mut taken), "XÃ 2");
    }
}
