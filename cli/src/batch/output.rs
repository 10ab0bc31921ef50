//! Where records go: standard output, or a file that appears whole when all is done.
//!
//! Until then they stand beside it in `NAME.part`, and `NAME.run` says what is being run, so that an
//! interrupted run can go on where it stopped, and only with the rules, day and reports it began with.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use luat_core::run::program::Program;
use luat_core::words::Language;
use luat_grammar::diagnostic::Text;
use serde::{Deserialize, Serialize};

use super::earlier::{self, Earlier};
use super::input::Input;
use super::parquet::Parquet;
use super::tally::Tally;
use super::xlsx::Xlsx;
use crate::args::{BatchArguments, BatchFormat, Norm};
use crate::failure::Failure;
use crate::files;
use crate::session::Session;

/// What is being run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Run {
    pub(super) rules: String,
    pub(super) engine: String,
    pub(super) as_of: String,
    pub(super) periods: Vec<String>,
    pub(super) format: BatchFormat,
    /// Of words, where only one is written.
    #[serde(default)]
    pub(super) language: Option<String>,
    /// Statuses alone.
    #[serde(default)]
    pub(super) statuses: bool,
    pub(super) reports: Vec<String>,
    pub(super) rosters: Vec<String>,
    pub(super) numbers: Option<Norm>,
    /// Bodies, periods and members that a report may have.
    pub(super) limits: [usize; 3],
    /// Of reports and rosters, those that are files.
    pub(super) inputs: Vec<Input>,
    /// It may take the place of a file that is there.
    pub(super) replaces: bool,
}

/// Where records go.
pub(super) enum Output {
    Stdout,
    File(Growing),
}

/// A file that is being written.
pub(super) struct Growing {
    target: PathBuf,
    part: PathBuf,
    run: PathBuf,
    file: BufWriter<File>,
}

impl Output {
    /// Opens it, and tells what an interrupted run has done already.
    ///
    /// # Errors
    /// When something is there that must not be lost, or there is nothing to go on with.
    pub(super) fn open(
        arguments: &BatchArguments,
        run: &Run,
        program: &Program,
    ) -> Result<(Self, Earlier), Failure> {
        spare_inputs(arguments)?;
        let Some(target) = &arguments.output else {
            if matches!(run.format, BatchFormat::Parquet | BatchFormat::Xlsx) {
                return Err(Failure::Asked(Text::new(
                    "name the file to write with --output",
                    "cần nêu tệp kết quả bằng --output",
                )));
            }
            return Ok((Self::Stdout, Earlier::default()));
        };
        if !files::is_replaceable(target) {
            return Err(Failure::Asked(Text::new(
                format!(
                    "{} is no file; without --output the records go to standard output",
                    target.display()
                ),
                format!(
                    "{} không phải tệp; bỏ --output để ghi ra đầu ra chuẩn",
                    target.display()
                ),
            )));
        }
        let (part, noted) = (beside(target, "part"), beside(target, "run"));
        let begun = read_run(&noted)?.filter(|_| arguments.resume);
        let may_replace = begun.as_ref().map_or(run.replaces, |begun| begun.replaces);
        if target.exists() && !may_replace {
            return Err(Failure::Asked(Text::new(
                format!(
                    "{} is there already; --force writes it anew",
                    target.display()
                ),
                format!("đã có tệp {}; dùng --force để ghi lại", target.display()),
            )));
        }
        let earlier = match &begun {
            Some(begun) => {
                begun.same_as(run)?;
                earlier::read(&part, run.format, program)?
            }
            None if part.exists() && !arguments.force => {
                return Err(Failure::Asked(Text::new(
                    format!(
                        "{} was left by a run that did not end; --resume goes on, --force begins anew",
                        part.display()
                    ),
                    format!(
                        "còn tệp {} của lần chạy chưa xong; dùng --resume để chạy tiếp, --force để chạy lại từ đầu",
                        part.display()
                    ),
                )));
            }
            None => Earlier::default(),
        };
        let unwritable = |error| Failure::Unwritable(part.clone(), error);
        let run = &Run {
            replaces: may_replace,
            ..run.clone()
        };
        let text = serde_json::to_vec_pretty(run).unwrap_or_default();
        files::write_whole(&noted, &text)?;
        let file = OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(false)
            .open(&part);
        let file = file.map_err(unwritable)?;
        file.set_len(earlier.bytes).map_err(unwritable)?;
        let growing = Growing {
            target: target.clone(),
            file: BufWriter::new(
                OpenOptions::new()
                    .append(true)
                    .open(&part)
                    .map_err(unwritable)?,
            ),
            part,
            run: noted,
        };
        Ok((Self::File(growing), earlier))
    }

    pub(super) fn write(
        &mut self,
        session: &mut Session<'_, '_>,
        records: &[u8],
    ) -> Result<(), Failure> {
        match self {
            Self::Stdout => session.write(records),
            Self::File(growing) => growing.write(records),
        }
    }

    /// Puts the file in its place.
    pub(super) fn finish(
        self,
        run: &Run,
        tally: &Tally,
        program: &Program,
        language: Language,
    ) -> Result<(), Failure> {
        match self {
            Self::Stdout => Ok(()),
            Self::File(growing) => growing.finish(|rows, whole| match run.format {
                BatchFormat::Ndjson | BatchFormat::Csv => Ok(None),
                BatchFormat::Parquet => Parquet::write(rows, whole, run).map(Some),
                BatchFormat::Xlsx => {
                    Xlsx::write(rows, whole, run, tally, program, language).map(Some)
                }
            }),
        }
    }
}

impl Growing {
    /// Written through at once: what a killed run has told as done is in the file.
    fn write(&mut self, records: &[u8]) -> Result<(), Failure> {
        let written = self
            .file
            .write_all(records)
            .and_then(|()| self.file.flush());
        written.map_err(|error| Failure::Unwritable(self.part.clone(), error))
    }

    /// What is whole takes its name, and what was noted of the run is of no use any more. `table` writes a table of
    /// the rows kept, if it is to be one, to another file.
    fn finish(
        self,
        table: impl FnOnce(File, &Path) -> io::Result<Option<File>>,
    ) -> Result<(), Failure> {
        let unwritable = |error| Failure::Unwritable(self.target.clone(), error);
        let file = self.file.into_inner();
        let file = file.map_err(|error| unwritable(error.into_error()))?;
        let rows = File::open(&self.part).map_err(unwritable)?;
        let whole = beside(&self.target, "whole");
        let written = table(rows, &whole).inspect_err(|_| {
            // Half of it is of no use; the rows are kept.
            let _ = fs::remove_file(&whole);
        });
        let done = if let Some(table) = written.map_err(unwritable)? {
            table.sync_all().map_err(unwritable)?;
            fs::rename(&whole, &self.target).map_err(unwritable)?;
            fs::remove_file(&self.part)
        } else {
            file.sync_all().map_err(unwritable)?;
            fs::rename(&self.part, &self.target)
        };
        done.map_err(unwritable)?;
        fs::remove_file(&self.run).map_err(unwritable)?;
        files::keep_names(files::folder_of(&self.target));
        Ok(())
    }
}

impl Run {
    /// Whether an interrupted run can go on as this one.
    fn same_as(&self, now: &Self) -> Result<(), Failure> {
        let names_are_same = (&self.reports, &self.rosters) == (&now.reports, &now.rosters);
        let differs = [
            (self.rules != now.rules, ("the rules", "bộ quy định")),
            (
                self.engine != now.engine,
                ("the version of luat", "phiên bản luat"),
            ),
            (
                self.as_of != now.as_of,
                ("the day (--as-of)", "ngày xét (--as-of)"),
            ),
            (self.periods != now.periods, ("the periods", "kỳ xét")),
            (self.format != now.format, ("the format", "định dạng")),
            (
                self.language != now.language,
                ("the language (--lang)", "ngôn ngữ (--lang)"),
            ),
            (
                self.statuses != now.statuses,
                ("what is told (--statuses)", "nội dung ghi ra (--statuses)"),
            ),
            (self.reports != now.reports, ("the reports", "tệp báo cáo")),
            (
                self.rosters != now.rosters,
                ("the lists (--rosters)", "danh sách (--rosters)"),
            ),
            (
                self.numbers != now.numbers,
                (
                    "how numbers are written (--numbers)",
                    "cách viết số (--numbers)",
                ),
            ),
            (
                self.limits != now.limits,
                ("the limits of a report", "giới hạn của một báo cáo"),
            ),
            (
                names_are_same && self.inputs != now.inputs,
                (
                    "what stands in the files that are read",
                    "nội dung của tệp cần đọc",
                ),
            ),
        ];
        let (en, vi): (Vec<_>, Vec<_>) = differs
            .into_iter()
            .filter(|(differs, _)| *differs)
            .map(|(_, names)| names)
            .unzip();
        if en.is_empty() {
            return Ok(());
        }
        Err(Failure::Asked(Text::new(
            format!(
                "the interrupted run cannot go on, for it had other: {}; it was as of {}; --force begins anew",
                en.join(", "),
                self.as_of
            ),
            format!(
                "không chạy tiếp được vì lần trước khác về: {}; ngày xét lần trước là {}; dùng --force để chạy lại từ đầu",
                vi.join(", "),
                self.as_of
            ),
        )))
    }
}

/// What is read must not be what is written: `--force` would leave verdicts in the place of reports.
fn spare_inputs(arguments: &BatchArguments) -> Result<(), Failure> {
    // By whatever path it is named.
    let whole = |path: &Path| fs::canonicalize(path).ok();
    let mut written: Vec<PathBuf> = arguments.output.iter().cloned().collect();
    if let Some(target) = &arguments.output {
        written.extend(["part", "run", "whole"].map(|ending| beside(target, ending)));
    }
    written.extend(arguments.summary.clone());
    let written: Vec<PathBuf> = written.iter().filter_map(|path| whole(path)).collect();
    let mut read = arguments.reports.iter().chain(&arguments.rosters);
    match read.find(|path| whole(path).is_some_and(|path| written.contains(&path))) {
        None => Ok(()),
        Some(path) => Err(Failure::Asked(Text::new(
            format!(
                "{} would be written over, and is read as well; name another file to write",
                path.display()
            ),
            format!(
                "{} vừa là tệp cần đọc vừa là tệp sẽ bị ghi đè; hãy nêu tệp khác để ghi kết quả",
                path.display()
            ),
        ))),
    }
}

fn beside(target: &Path, ending: &str) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// What an interrupted run was; none where there is none to go on with.
fn read_run(path: &Path) -> Result<Option<Run>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::Unreadable(path.to_owned(), error)),
    }
}
