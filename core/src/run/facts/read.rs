//! A report, from JSON to facts and problems.
//!
//! What makes the whole report unusable is a [`ReadError`]. Anything else that is wrong becomes a
//! [problem](super::Problem): its value is [faulty](super::Value::Faulty), the rules that stand on it are unknown, and reading
//! goes on.

pub(super) mod bodies;
mod entries;
pub(super) mod reading;
mod roster;

use super::agree;
use super::names::{Index, Names};
use super::retold;
use super::succession::take_over;
use super::{Body, Facts};
use crate::run::json::{Json, JsonError, Object, shorten};
use crate::run::limits::Limits;
use crate::run::program::Program;
use bodies::Header;
use reading::{PeriodRead, Problems, Reading};

/// The version of the report format that is read, as `"luat": 1`.
pub const FORMAT_VERSION: u32 = 1;
/// Most bodies in one report.
pub const MOST_BODIES: usize = 100_000;
/// Most members in all rosters of one report.
pub const MOST_MEMBERS: usize = 1_000_000;
/// Most periods of one body; one of several years counts as so many, for what is asked each year is judged in each.
pub const MOST_PERIODS: usize = 1_000;
/// Most bodies of a report times the periods that it speaks of: each body is judged in each of them.
pub const MOST_TIMES: usize = 500_000;
/// Longest id of a body or member, in bytes.
pub const MOST_ID_BYTES: usize = 256;
/// Most problems that are listed; what else is wrong is still not known.
pub const MOST_PROBLEMS: usize = 1_000;

/// A report that cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Not JSON, or larger than is read.
    #[error("the report is not readable JSON: {0}")]
    Json(#[from] JsonError),
    /// JSON, but no object.
    #[error("the report is {found}, not an object with a body and its periods")]
    NotAnObject {
        /// What it is.
        found: String,
    },
    /// Another version of the format.
    #[error("the report says \"luat\": {found}; this engine reads version {FORMAT_VERSION}")]
    Version {
        /// What it says.
        found: String,
    },
    /// It does not say whose report it is.
    #[error("the report needs one \"body\": {{\"level\": …, \"id\": …}}")]
    NoBody,
    /// Its body is of no level of the rules.
    #[error("the rules have no level \"{found}\"{}", nearest.as_ref().map(|nearest| format!("; did you mean \"{nearest}\"?")).unwrap_or_default())]
    UnknownLevel {
        /// The level named.
        found: String,
        /// The nearest one.
        nearest: Option<String>,
    },
}

impl ReadError {
    /// Its key in JSON.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Json(JsonError::Syntax { .. }) => "not_json",
            Self::Json(JsonError::TooLarge { .. }) => "too_large",
            Self::NotAnObject { .. } => "not_an_object",
            Self::Version { .. } => "version",
            Self::NoBody => "no_body",
            Self::UnknownLevel { .. } => "unknown_level",
        }
    }
}

/// Reads a report.
///
/// # Errors
/// When the report cannot be used at all.
pub fn read(program: &Program, report: &str) -> Result<Facts, ReadError> {
    Reader::new(program).read(report)
}

/// What reading a report of a program's rules needs to know, looked up once.
#[derive(Debug)]
pub(in crate::run) struct Vocabulary {
    pub(super) index: Index,
    pub(in crate::run) limits: Limits,
}

impl Vocabulary {
    pub(in crate::run) fn new(program: &Program) -> Self {
        Self {
            index: Index::new(program),
            limits: Limits::default(),
        }
    }

    /// Reads a report of the program that this is of.
    pub(in crate::run) fn read(&self, program: &Program, report: &str) -> Result<Facts, ReadError> {
        self.read_json(program, &Json::parse_within(report, self.limits.bytes)?)
    }

    fn read_json(&self, program: &Program, report: &Json) -> Result<Facts, ReadError> {
        let names = Names::new(program, &self.index);
        let mut raw = Raw::read(&names, self, report)?;
        agree::check(&names, &mut raw.body, &mut raw.problems);
        take_over(&names, &mut raw.body, &mut raw.problems);
        retold::fill(program, &mut raw.body);
        Ok(Facts {
            body: raw.body,
            problems: raw.problems.into_vec(),
        })
    }
}

/// Reads any number of reports for one program.
pub struct Reader<'p> {
    program: &'p Program,
    vocabulary: Vocabulary,
}

impl<'p> Reader<'p> {
    /// Prepares the names of a program.
    pub fn new(program: &'p Program) -> Self {
        Self {
            program,
            vocabulary: Vocabulary::new(program),
        }
    }

    /// Reads reports of at most such a size.
    #[must_use]
    pub const fn within(mut self, limits: Limits) -> Self {
        self.vocabulary.limits = limits;
        self
    }

    /// The program.
    pub const fn program(&self) -> &'p Program {
        self.program
    }

    /// Reads a report.
    ///
    /// # Errors
    /// When the report cannot be used at all.
    pub fn read(&self, report: &str) -> Result<Facts, ReadError> {
        self.vocabulary.read(self.program, report)
    }

    /// Reads a report that is parsed already.
    ///
    /// # Errors
    /// When the report cannot be used at all.
    pub fn read_json(&self, report: &Json) -> Result<Facts, ReadError> {
        self.vocabulary.read_json(self.program, report)
    }
}

/// A report read entry by entry, before its parts are held against one another.
pub(super) struct Raw {
    pub(super) body: Body,
    pub(super) problems: Problems,
    /// Some body is reported twice.
    pub(super) has_repeated: bool,
    /// Rows of all rosters.
    pub(super) members: usize,
    /// Where the problems of each entry stand, in the order of reading.
    pub(super) outline: Vec<PeriodRead>,
}

impl Raw {
    pub(super) fn read(
        names: &Names<'_>,
        vocabulary: &Vocabulary,
        report: &Json,
    ) -> Result<Self, ReadError> {
        let object = report.as_object().ok_or_else(|| ReadError::NotAnObject {
            found: report.shown(),
        })?;
        check_version(object)?;
        let header = object
            .get("body")
            .and_then(Header::of)
            .ok_or(ReadError::NoBody)?;
        if object.repeated().contains("body") {
            return Err(ReadError::NoBody);
        }
        let level = names
            .level(header.level)
            .ok_or_else(|| ReadError::UnknownLevel {
                found: shorten(header.level),
                nearest: names.nearest_level(header.level),
            })?;
        let mut reading = Reading::new(names, vocabulary);
        let own = (String::new(), (level, header.id.to_owned()));
        reading.bodies.insert(own);
        let mut body = reading.body(&header, level, object);
        agree::spoil_repeated(&mut body, &reading.repeated);
        Ok(Self {
            body,
            problems: reading.problems,
            has_repeated: !reading.repeated.is_empty(),
            members: reading.members,
            outline: reading.outline,
        })
    }
}

fn check_version(report: &Object) -> Result<(), ReadError> {
    match report.get("luat") {
        None => Ok(()),
        Some(Json::Number(version)) if *version == FORMAT_VERSION.to_string() => Ok(()),
        Some(other) => Err(ReadError::Version {
            found: other.shown(),
        }),
    }
}
