//! Operations that failed: a file that is not there, a report that cannot be read.

use std::io;
use std::path::PathBuf;

use luat_core::receipt::Flaw;
use luat_core::run::artefact::LoadError;
use luat_core::words::{Language, flawed, unusable_artefact};
use luat_grammar::diagnostic::Text;

use crate::tables::Fault;

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// No such file or folder.
    Missing(PathBuf),
    /// There, but not to be read.
    Unreadable(PathBuf, io::Error),
    /// Not UTF-8.
    NotText(PathBuf),
    /// More bytes than are read.
    TooLarge(PathBuf, u64),
    /// A folder without rule files.
    NoRules(PathBuf),
    /// The compiled rules cannot be used.
    Artefact(PathBuf, LoadError),
    /// The report is no report; the words say why.
    Report(String, Text),
    /// What should be a receipt is none, or was changed.
    Receipt(String, Flaw),
    /// A key that cannot be used; the words never quote it.
    Key(String, Text),
    /// The table cannot be read.
    Table(PathBuf, Box<Fault>),
    /// A command line that asks for something that is not there.
    Asked(Text),
    /// A file could not be written.
    Unwritable(PathBuf, io::Error),
    /// The answer could not be written.
    Output(io::Error),
}

impl Failure {
    /// A stable name of the kind of failure, for machines.
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::Missing(_) => "missing_file",
            Self::Unreadable(..) => "unreadable_file",
            Self::NotText(_) => "not_utf8",
            Self::TooLarge(..) => "too_large",
            Self::NoRules(_) => "no_rules",
            Self::Artefact(_, error) => error.key(),
            Self::Report(..) => "unusable_report",
            Self::Receipt(_, flaw) => flaw.key(),
            Self::Key(..) => "unusable_key",
            Self::Table(_, fault) => fault.key(),
            Self::Asked(_) => "unknown_argument",
            Self::Unwritable(..) => "unwritable_file",
            Self::Output(_) => "output",
        }
    }

    /// What went wrong, with the path.
    pub(crate) fn text(&self) -> Text {
        match self {
            Self::Missing(path) => Text::new(
                format!("no such file or folder: {}", path.display()),
                format!("không có tệp hoặc thư mục: {}", path.display()),
            ),
            Self::Unreadable(path, error) => Text::new(
                format!("cannot read {}: {error}", path.display()),
                format!("không đọc được {}: {error}", path.display()),
            ),
            Self::NotText(path) => Text::new(
                format!("not UTF-8 text: {}", path.display()),
                format!("không phải văn bản UTF-8: {}", path.display()),
            ),
            Self::TooLarge(path, most) => Text::new(
                format!("more than {} MiB: {}", most >> 20, path.display()),
                format!("lớn hơn {} MiB: {}", most >> 20, path.display()),
            ),
            Self::NoRules(path) => Text::new(
                format!("no .luat file in this folder: {}", path.display()),
                format!("thư mục không có tệp .luat nào: {}", path.display()),
            ),
            Self::Artefact(path, error) => Text::new(
                format!(
                    "the compiled rules cannot be used: {}: {}",
                    path.display(),
                    unusable_artefact(error, Language::En)
                ),
                format!(
                    "không dùng được bộ quy định đã biên dịch: {}: {}",
                    path.display(),
                    unusable_artefact(error, Language::Vi)
                ),
            ),
            Self::Report(name, why) => Text::new(
                format!("the report cannot be used: {name}: {}", why.en),
                format!("không dùng được báo cáo: {name}: {}", why.vi),
            ),
            Self::Receipt(name, flaw) => Text::new(
                format!("{name}: {}", flawed(flaw, Language::En)),
                format!("{name}: {}", flawed(flaw, Language::Vi)),
            ),
            Self::Key(name, why) => Text::new(
                format!("the key cannot be used: {name}: {}", why.en),
                format!("không dùng được khóa: {name}: {}", why.vi),
            ),
            Self::Table(path, fault) => {
                let (path, why) = (path.display(), fault.text());
                Text::new(format!("{path}: {}", why.en), format!("{path}: {}", why.vi))
            }
            Self::Asked(text) => text.clone(),
            Self::Unwritable(path, error) => Text::new(
                format!("cannot write {}: {error}", path.display()),
                format!("không ghi được {}: {error}", path.display()),
            ),
            Self::Output(error) => Text::new(
                format!("cannot write the answer: {error}"),
                format!("không ghi được kết quả: {error}"),
            ),
        }
    }
}
