//! Records as rows: one a verdict, for spreadsheets and databases.

use luat_core::wire::batch::{Answer, Record};

use crate::render::guarded;

/// The columns.
pub(super) const HEADINGS: [&str; 14] = [
    "file",
    "line",
    "level",
    "body",
    "document",
    "rule",
    "requirement",
    "part",
    "period",
    "due",
    "status",
    "severity",
    "reason",
    "error",
];

/// Where the columns stand that are read again when an interrupted run goes on.
pub(super) mod column {
    pub(in crate::batch) const LEVEL: usize = 2;
    pub(in crate::batch) const DOCUMENT: usize = 4;
    pub(in crate::batch) const RULE: usize = 5;
    pub(in crate::batch) const STATUS: usize = 10;
    pub(in crate::batch) const SEVERITY: usize = 11;
    pub(in crate::batch) const ERROR: usize = 13;
}

/// The first row.
pub(super) fn headings() -> Vec<u8> {
    let mut row = Vec::new();
    put(&mut row, HEADINGS);
    row
}

/// Writes the rows of a report; one that cannot be used has a single row, as has one without verdicts.
pub(super) fn write(rows: &mut Vec<u8>, record: &Record<'_>) {
    let file = record.file.unwrap_or_default();
    let line = record.line.to_string();
    let short = |level: &str, body: &str, error: &str| {
        let mut row = [""; HEADINGS.len()];
        (row[0], row[1], row[2], row[3]) = (file, &line, level, body);
        row[column::ERROR] = error;
        row.map(guarded)
    };
    match &record.answer {
        Answer::Error(unusable) => put(rows, short("", "", unusable.code)),
        Answer::Result(result) if result.verdicts.is_empty() => {
            put(rows, short(result.body.level, result.body.id, ""));
        }
        Answer::Result(result) => {
            for verdict in &result.verdicts {
                let row = [
                    file,
                    &line,
                    verdict.body.level,
                    verdict.body.id,
                    verdict.document,
                    verdict.rule,
                    &verdict.requirement.to_string(),
                    verdict.part.unwrap_or_default(),
                    verdict.period,
                    verdict.due.as_deref().unwrap_or_default(),
                    verdict.status,
                    verdict.severity.unwrap_or_default(),
                    verdict.reason,
                    "",
                ];
                put(rows, row.map(guarded));
            }
        }
    }
}

fn put(rows: &mut Vec<u8>, row: [impl AsRef<[u8]>; HEADINGS.len()]) {
    let mut writer = csv::WriterBuilder::new().from_writer(rows);
    // Memory does not refuse what is written to it.
    let _ = writer.write_record(row).and_then(|()| Ok(writer.flush()?));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_read_again_are_those_named() {
        let named = [
            (column::LEVEL, "level"),
            (column::DOCUMENT, "document"),
            (column::RULE, "rule"),
            (column::STATUS, "status"),
            (column::SEVERITY, "severity"),
            (column::ERROR, "error"),
        ];
        for (at, name) in named {
            assert_eq!(HEADINGS[at], name);
        }
    }
}
