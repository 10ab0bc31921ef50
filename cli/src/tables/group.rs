//! Rows put together to reports, as they follow one another.

use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use luat_core::run::json::MOST_BYTES;

use super::csv::Csv;
use super::fault::{Fault, Where};
use super::headings::Key;
use super::kind::Keys;
use super::parquet::Parquet;
use super::report::Flat;
use super::xlsx::{Held, Workbook};
use super::{Format, Row, Rows, fault};
use crate::args::Norm;
use crate::failure::Failure;

/// So many bodies back a table is seen not to be sorted by body.
const REMEMBERED: usize = 1 << 17;

/// The reports in a table.
pub(crate) struct Reports {
    rows: Ahead,
    /// Members told in the same workbook.
    own: Rosters,
    seen: Seen,
    norm: Option<Norm>,
}

/// Tables of members, read along with the bodies that have them.
#[derive(Default)]
pub(crate) struct Rosters {
    tables: Vec<Ahead>,
}

/// Rows with the next one in sight.
struct Ahead {
    rows: Box<dyn Rows>,
    next: Option<Row>,
}

/// The level and id of a body.
pub(super) type Body = (String, String);

impl Reports {
    /// # Errors
    /// When its headings cannot be used.
    pub(crate) fn open(path: &Path, keys: &Keys, norm: Option<Norm>) -> Result<Self, Failure> {
        let (rows, own) = match Format::of(path) {
            Some(Format::Xlsx) => {
                let book = Workbook::read(path, keys)?;
                let own = book
                    .members
                    .into_iter()
                    .map(|rows| Ahead::of(Held::from(rows)));
                let own = own.collect::<Result<_, _>>()?;
                (Ahead::of(Held::from(book.bodies))?, Rosters { tables: own })
            }
            Some(Format::Csv | Format::Parquet) | None => (table(path, keys)?, Rosters::default()),
        };
        if rows.rows.is_of_members() {
            return Err(fault(path, Fault::NotBodies));
        }
        Ok(Self {
            rows,
            own,
            seen: Seen::default(),
            norm,
        })
    }

    /// How much of the file is read, in bytes.
    pub(crate) fn read(&self) -> u64 {
        self.rows.rows.read()
    }

    /// The next report.
    pub(crate) fn next(&mut self, rosters: &mut Rosters) -> Result<Option<Flat>, Failure> {
        let Some(first) = self.rows.take()? else {
            return self.own.stray(self.norm);
        };
        let mut flat = Flat::new(first.table.clone(), first.number, self.norm);
        let own = match begin(&first) {
            Ok(own) => own,
            Err(fault) => {
                flat.fault = Some(fault);
                return Ok(Some(flat));
            }
        };
        let is_new = self.seen.is_new(&own);
        flat.fault.clone_from(&first.fault);
        if !is_new && flat.fault.is_none() {
            let body = format!("{}:{}", own.0, own.1);
            flat.fault = Some(Fault::RowsApart(first.number, body));
        }
        let mut bodies = vec![own.clone()];
        let mut size = first.size();
        flat.rows.push(first);
        while let Some(row) = self.rows.next_if(|row| continues(row, &own))? {
            size += row.size();
            if size > MOST_BYTES {
                flat.fault.get_or_insert(Fault::TooLarge(flat.number));
                flat.rows.clear();
                continue;
            }
            if let Some(body) = body_of(&row)
                && bodies.last() != Some(&body)
            {
                bodies.push(body);
            }
            flat.rows.push(row);
        }
        let bodies: HashSet<Body> = bodies.into_iter().collect();
        for table in self.own.tables.iter_mut().chain(&mut rosters.tables) {
            // A row that names no body would keep the members behind it from theirs.
            let of_report = |row: &Row| body_of(row).is_none_or(|body| bodies.contains(&body));
            while let Some(row) = table.next_if(of_report)? {
                size += row.size();
                if size > MOST_BYTES {
                    flat.fault.get_or_insert(Fault::TooLarge(flat.number));
                } else {
                    flat.members.push(row);
                }
            }
        }
        Ok(Some(flat))
    }
}

/// A row that may open a report says whose it is, and is below nobody. One that cannot be used may say it, too: the
/// rows behind it are of the same report.
fn begin(row: &Row) -> Result<Body, Fault> {
    for key in [Key::Below, Key::PredecessorOf] {
        if let Some(above) = row.at(key).word() {
            let missing = || Fault::NotBelow(row.place(key.heading()), above.to_owned());
            return Err(row.fault.clone().unwrap_or_else(missing));
        }
    }
    let missing = if row.at(Key::Level).word().is_none() {
        Key::Level
    } else {
        Key::Body
    };
    body_of(row).ok_or_else(|| {
        let missing = || Fault::NoKey(row.place(missing.heading()));
        row.fault.clone().unwrap_or_else(missing)
    })
}

/// Rows of the same body, and of bodies below it. One that says nothing of its body stands alone.
fn continues(row: &Row, own: &Body) -> bool {
    let belongs = [Key::Below, Key::PredecessorOf]
        .iter()
        .any(|key| !row.at(*key).is_blank());
    belongs || body_of(row).as_ref() == Some(own)
}

pub(super) fn body_of(row: &Row) -> Option<Body> {
    let (level, id) = (row.at(Key::Level).word()?, row.at(Key::Body).word()?);
    Some((level.to_owned(), id.to_owned()))
}

impl Rosters {
    /// # Errors
    /// When one is no table of members.
    pub(crate) fn open(paths: &[PathBuf], keys: &Keys) -> Result<Self, Failure> {
        let tables = paths.iter().map(|path| {
            if !matches!(Format::of(path), Some(Format::Csv | Format::Parquet)) {
                return Err(fault(path, Fault::NotMembers));
            }
            let table = table(path, keys)?;
            if table.rows.is_of_members() {
                Ok(table)
            } else {
                Err(fault(path, Fault::NotMembers))
            }
        });
        Ok(Self {
            tables: tables.collect::<Result<_, _>>()?,
        })
    }

    /// Members of a body that is among no reports, once all of those are read.
    pub(crate) fn stray(&mut self, norm: Option<Norm>) -> Result<Option<Flat>, Failure> {
        for table in &mut self.tables {
            let Some(row) = table.take()? else { continue };
            let mut flat = Flat::new(row.table.clone(), row.number, norm);
            let body = body_of(&row);
            flat.fault = Some(match (&row.fault, &body) {
                (Some(fault), _) => fault.clone(),
                (None, Some((level, id))) => {
                    Fault::StrayMembers(row.number, format!("{level}:{id}"))
                }
                (None, None) => Fault::NoKey(Where {
                    table: None,
                    ..row.place(Key::Body.heading())
                }),
            });
            while body.is_some() && table.next_if(|row| body_of(row) == body)?.is_some() {}
            return Ok(Some(flat));
        }
        Ok(None)
    }
}

/// A table in a file of its own.
fn table(path: &Path, keys: &Keys) -> Result<Ahead, Failure> {
    if Format::of(path) == Some(Format::Parquet) {
        Ahead::of(Parquet::open(path, keys)?)
    } else {
        Ahead::of(Csv::open(path, keys)?)
    }
}

impl Ahead {
    fn of(rows: impl Rows + 'static) -> Result<Self, Failure> {
        let mut ahead = Self {
            rows: Box::new(rows),
            next: None,
        };
        ahead.step()?;
        Ok(ahead)
    }

    fn step(&mut self) -> Result<(), Failure> {
        self.next = loop {
            match self.rows.row()? {
                Some(row) if row.is_idle() => {}
                next => break next,
            }
        };
        Ok(())
    }

    fn take(&mut self) -> Result<Option<Row>, Failure> {
        let row = self.next.take();
        if row.is_some() {
            self.step()?;
        }
        Ok(row)
    }

    fn next_if(&mut self, belongs: impl FnOnce(&Row) -> bool) -> Result<Option<Row>, Failure> {
        if self.next.as_ref().is_some_and(belongs) {
            self.take()
        } else {
            Ok(None)
        }
    }
}

/// The bodies whose rows were read last.
#[derive(Default)]
struct Seen {
    known: HashSet<u64>,
    order: VecDeque<u64>,
}

impl Seen {
    fn is_new(&mut self, body: &Body) -> bool {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        let hash = hasher.finish();
        let is_new = self.known.insert(hash);
        if is_new {
            self.order.push_back(hash);
        }
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
        is_new
    }
}
