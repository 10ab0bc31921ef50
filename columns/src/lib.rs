//! Statuses of reports whose facts stand in [Arrow](https://arrow.apache.org) columns: a row is a report, a column a fact.
//!
//! Requirements are judged one after the other, each over all rows. What that cannot tell of a row, such as a share of
//! which a number is missing, is told of that row by the one evaluator there is, so statuses are those of reports judged one by one.
//!
//! ```
//! # use std::error::Error;
//! # use std::sync::Arc;
//! use arrow_array::cast::AsArray;
//! use arrow_array::types::UInt8Type;
//! use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch};
//! use luat_columns::{Columns, Layout};
//! use luat_core::run::calendar::iso;
//! use luat_core::run::evaluate::Request;
//! use luat_core::run::statuses::Statuses;
//! use luat_core::run::verdict::Status;
//! use luat_core::{Ruleset, Source};
//!
//! # fn main() -> Result<(), Box<dyn Error>> {
//! let rules = r#"
//! language en
//! document ward_training "Training in the ward" / "Tập huấn của phường"
//!   in force from 2025-01-01
//! level ward "ward | wards" / "phường"
//! population officers "officer | officers" / "cán bộ" per ward
//!   state trained "trained" / "được tập huấn" in the period
//! rule training "Training" / "Tập huấn"
//!   cite article 1
//!   bearer ward
//!   annually over 20% of officers trained
//! "#;
//! let rules = Ruleset::compile(&[Source::new("ward_training.luat", rules)])?;
//! let request = Request::on(iso::parse_date("2026-01-10").ok_or("a date")?);
//! let statuses = Statuses::new(rules.program(), request);
//!
//! // Each row is a ward's report of 2025. Of the last nobody knows how many were trained.
//! let officers: ArrayRef = Arc::new(Int64Array::from(vec![10, 10, 10]));
//! let trained: ArrayRef = Arc::new(Int64Array::from(vec![Some(2), Some(3), None]));
//! let batch = RecordBatch::try_from_iter([("officers", officers), ("officers.trained", trained)])?;
//!
//! let layout = Layout { level: "ward", periods: &[("2025".parse()?, false)], within: &[] };
//! let mut columns = Columns::new(&statuses, &layout, &batch.schema())?;
//! let told = columns.judge(&batch)?;
//!
//! // A column a requirement and period; a number says which of `Status::ALL` it is.
//! assert_eq!(told.statuses.schema().field(0).name(), "ward_training.training.1 2025");
//! let of_training = told.statuses.column(0).as_primitive::<UInt8Type>();
//! let expected = [Status::NotMet, Status::Met, Status::Unknown];
//! assert_eq!(of_training.values(), &expected.map(|status| status as u8));
//! # Ok(())
//! # }
//! ```

mod cells;

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::UInt8Type;
use arrow_array::{
    Array, ArrayRef, DictionaryArray, RecordBatch, RecordBatchOptions, StringArray, UInt8Array,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use luat_core::run::calendar::period::Period;
use luat_core::run::facts::read::MOST_ID_BYTES;
use luat_core::run::statuses::{Column, MOST_ROWS, Place, Plan, Planned, Statuses, Work};
use luat_core::run::verdict::Status;

use cells::{Cells, is_read, quoted};

/// The column that names bodies; without it rows are of bodies that no rule speaks of.
pub const BODY: &str = "body";

/// What rows are reports of.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'l> {
    /// The level of the bodies.
    pub level: &'l str,
    /// The periods that they report of, each with whether it is declared final.
    pub periods: &'l [(Period, bool)],
    /// The bodies that they say they lie within, such as `district:muong-ang`.
    pub within: &'l [&'l str],
}

/// Judges record batches of one schema.
///
/// A column bears the key of a fact, as reports do: `officers`, `officers.trained`; where rows are of several periods, the
/// period behind it: `officers.trained@2025`. Whole numbers of any width, decimals of 128 bits, truth values, days and
/// texts are read; a null says that nothing is reported. A column `body` holds ids.
pub struct Columns<'s> {
    statuses: &'s Statuses<'s>,
    plan: Plan<'s>,
    level: String,
    within: Vec<String>,
    periods: Vec<(Period, bool)>,
    /// Where the facts of the plan stand in batches.
    places: Vec<Option<usize>>,
    body: Option<usize>,
    /// The columns read.
    fields: SchemaRef,
    /// The columns told.
    told: SchemaRef,
    /// The place of each verdict.
    verdicts: HashMap<(usize, String), usize>,
    work: Work,
    room: Vec<Vec<i64>>,
}

/// The statuses of a batch.
#[derive(Debug, Clone)]
pub struct Told {
    /// A column a requirement and period, in the order of an evaluation: the position of the status in
    /// [`Status::ALL`], null for rows that are [left](Self::left).
    ///
    /// Columns are named by document, rule, number and period; these stand in the metadata of their fields, too.
    pub statuses: RecordBatch,
    /// Rows that are no usable report, or of bodies of which the rules speak in a way that gives them other verdicts.
    pub left: Vec<usize>,
}

/// Batches that cannot be judged.
#[derive(Debug, thiserror::Error)]
pub enum ColumnsError {
    /// The rules have no such level or body, a period is named twice, or when such reports are judged hangs on what
    /// they tell.
    #[error("reports of the level \"{level}\" over these periods cannot be judged in columns")]
    Layout {
        /// The level named.
        level: String,
    },
    /// A column is no fact that such bodies report.
    #[error("the column \"{name}\" is no fact that bodies of the level report")]
    UnknownColumn {
        /// Its name.
        name: String,
    },
    /// A column of a type that is not read.
    #[error("the column \"{name}\" is of the type {found}, which is not read")]
    Type {
        /// Its name.
        name: String,
        /// Its type.
        found: DataType,
    },
    /// A batch of another schema.
    #[error("the batch has other columns than those it was made for")]
    Schema,
    /// Arrow refuses.
    #[error(transparent)]
    Arrow(#[from] ArrowError),
}

impl<'s> Columns<'s> {
    /// For batches of a schema.
    ///
    /// # Errors
    /// When reports of this layout cannot be judged in columns, or a column cannot be read.
    pub fn new(
        statuses: &'s Statuses<'s>,
        layout: &Layout<'_>,
        schema: &SchemaRef,
    ) -> Result<Self, ColumnsError> {
        let plan = statuses.plan_of(layout.level, layout.periods, layout.within);
        let plan = plan.ok_or_else(|| ColumnsError::Layout {
            level: layout.level.to_owned(),
        })?;
        let mut columns: HashMap<&str, usize> = HashMap::new();
        for (at, field) in schema.fields().iter().enumerate() {
            let name = field.name().as_str();
            let is_text = *field.data_type() == DataType::Utf8;
            if !is_read(field.data_type()) || name == BODY && !is_text {
                return Err(ColumnsError::Type {
                    name: name.to_owned(),
                    found: field.data_type().clone(),
                });
            }
            if columns.insert(name, at).is_some() {
                return Err(ColumnsError::UnknownColumn {
                    name: name.to_owned(),
                });
            }
        }
        let body = columns.remove(BODY);
        let is_alone = layout.periods.len() == 1;
        let places = plan.places().into_iter().map(|place| {
            let by_key = columns.remove(place.key()).filter(|_| is_alone);
            by_key.or_else(|| columns.remove(named(&place).as_str()))
        });
        let places = places.collect();
        if let Some(name) = columns.into_keys().min() {
            return Err(ColumnsError::UnknownColumn {
                name: name.to_owned(),
            });
        }
        let verdicts = plan.verdicts().iter().enumerate();
        Ok(Self {
            statuses,
            told: Arc::new(fields(statuses, &plan)),
            verdicts: verdicts
                .map(|(at, one)| ((one.requirement, one.period.clone()), at))
                .collect(),
            plan,
            level: layout.level.to_owned(),
            within: layout.within.iter().map(|&one| one.to_owned()).collect(),
            periods: layout.periods.to_vec(),
            places,
            body,
            fields: Arc::clone(schema),
            work: Work::default(),
            room: Vec::new(),
        })
    }

    /// The columns of statuses.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.told)
    }

    /// Tells the status of each requirement for each row.
    ///
    /// # Errors
    /// When the batch is of another schema.
    pub fn judge(&mut self, batch: &RecordBatch) -> Result<Told, ColumnsError> {
        if batch.schema().fields() != self.fields.fields() {
            return Err(ColumnsError::Schema);
        }
        let n_rows = batch.num_rows();
        let mut told: Vec<Vec<u8>> = Vec::new();
        told.resize_with(self.verdicts.len(), || Vec::with_capacity(n_rows));
        // Rows that are judged by themselves.
        let mut alone = self.spoken_of(batch);
        self.judge_rows(batch, &mut told, &mut alone);
        alone.sort_unstable();
        alone.dedup();
        let left = self.one_by_one(batch, &alone, &mut told);
        let columns = told.into_iter().map(|statuses| column(statuses, &left));
        let options = RecordBatchOptions::new().with_row_count(Some(n_rows));
        let statuses =
            RecordBatch::try_new_with_options(self.schema(), columns.collect(), &options)?;
        Ok(Told { statuses, left })
    }

    /// Judges all rows, and notes those that only the reader of reports can read.
    fn judge_rows(&mut self, batch: &RecordBatch, told: &mut [Vec<u8>], alone: &mut Vec<usize>) {
        let Self {
            plan, work, room, ..
        } = self;
        let places = plan.places().into_iter().zip(&self.places);
        let cells = |at: &Option<usize>| Cells::of(batch.column((*at)?));
        let places: Vec<(Place<'_>, Option<Cells<'_>>)> =
            places.map(|(place, at)| (place, cells(at))).collect();
        room.resize(places.len(), Vec::new());
        let n_rows = batch.num_rows();
        let blank = vec![Place::BLANK; n_rows.min(MOST_ROWS)];
        let mut is_left = Vec::new();
        for begin in (0..n_rows).step_by(MOST_ROWS) {
            let rows = begin..n_rows.min(begin + MOST_ROWS);
            is_left.clear();
            is_left.resize(rows.len(), false);
            let columns = places.iter().zip(&mut *room);
            let columns = columns.map(|((place, cells), room)| match cells {
                Some(cells) => cells.column(place, rows.clone(), room, &mut is_left),
                None => Column::Coded(blank.get(..rows.len()).unwrap_or_default()),
            });
            let columns: Vec<Column<'_>> = columns.collect();
            let refused = plan.judge_columns(&columns, rows.len(), told, work);
            let left = is_left.iter().enumerate();
            let left = left.filter_map(|(row, left)| left.then_some(row));
            alone.extend(left.chain(refused).map(|row| rows.start + row));
        }
    }

    /// Rows of bodies of which the rules speak, or that are not named.
    fn spoken_of(&self, batch: &RecordBatch) -> Vec<usize> {
        let Some(at) = self.body else {
            return Vec::new();
        };
        let ids = batch.column(at).as_string::<i32>().iter().enumerate();
        let is_alone = |id: Option<&str>| match id {
            None | Some("") => true,
            Some(id) => id.len() > MOST_ID_BYTES || self.statuses.speak_of(&self.level, id),
        };
        ids.filter(|(_, id)| is_alone(*id))
            .map(|(row, _)| row)
            .collect()
    }

    /// Judges rows as reports; answers those whose verdicts are no others than the columns have.
    fn one_by_one(&self, batch: &RecordBatch, rows: &[usize], told: &mut [Vec<u8>]) -> Vec<usize> {
        if rows.is_empty() {
            return Vec::new();
        }
        let mut desk = self.statuses.desk();
        let is_left = |row: &&usize| {
            let report = self.report(batch, **row);
            let Ok(judged) = desk.judge(&report) else {
                return true;
            };
            let mut n_told = 0;
            for one in judged.each() {
                let place = self.verdicts.get(&(one.requirement, one.period.to_owned()));
                let column = place.and_then(|at| told.get_mut(*at));
                let Some(cell) = column.and_then(|column| column.get_mut(**row)) else {
                    return true;
                };
                *cell = one.status as u8;
                n_told += 1;
            }
            n_told != self.verdicts.len()
        };
        rows.iter().filter(is_left).copied().collect()
    }

    /// A row as the report that it is.
    fn report(&self, batch: &RecordBatch, row: usize) -> String {
        let id = self.body.map_or("row", |at| {
            let ids = batch.column(at).as_string::<i32>();
            if ids.is_null(row) { "" } else { ids.value(row) }
        });
        let periods = self.periods.iter().map(|(period, is_final)| {
            let places = self.plan.places().into_iter().zip(&self.places);
            let entries = places.filter(|(place, _)| place.period() == *period);
            let entries = entries.filter_map(|(place, at)| {
                let value = Cells::of(batch.column((*at)?))?.json(row)?;
                Some(format!("{}:{value}", quoted(place.key())))
            });
            let entries: Vec<String> = entries.collect();
            let entries = entries.iter().map(|entry| format!(",{entry}"));
            format!(
                "\"{period}\":{{\"final\":{is_final}{}}}",
                entries.collect::<String>()
            )
        });
        let within: Vec<String> = self.within.iter().map(|body| quoted(body)).collect();
        format!(
            "{{\"body\":{{\"level\":{},\"id\":{}}},\"within\":[{}],\"periods\":{{{}}}}}",
            quoted(&self.level),
            quoted(id),
            within.join(","),
            periods.collect::<Vec<_>>().join(",")
        )
    }
}

impl Told {
    /// The statuses by their keys, `met`, `not_met`, as dictionaries: for files, and for those who do not know the
    /// positions.
    ///
    /// # Errors
    /// Never, as long as the columns are as they were told.
    pub fn named(&self) -> Result<RecordBatch, ColumnsError> {
        let keys: ArrayRef = Arc::new(StringArray::from(Status::ALL.map(Status::key).to_vec()));
        let schema = self.statuses.schema();
        let fields = schema.fields().iter().map(|field| {
            let kind = DataType::Dictionary(Box::new(DataType::UInt8), Box::new(DataType::Utf8));
            field.as_ref().clone().with_data_type(kind)
        });
        let schema = Schema::new(fields.collect::<Vec<_>>());
        let columns = self.statuses.columns().iter().map(|column| {
            let positions = column.as_primitive::<UInt8Type>().clone();
            let named = DictionaryArray::try_new(positions, Arc::clone(&keys))?;
            Ok(Arc::new(named) as ArrayRef)
        });
        let columns = columns.collect::<Result<Vec<_>, ArrowError>>()?;
        let options = RecordBatchOptions::new().with_row_count(Some(self.statuses.num_rows()));
        let batch = RecordBatch::try_new_with_options(Arc::new(schema), columns, &options)?;
        Ok(batch)
    }
}

/// The name of a column where rows are of several periods.
fn named(place: &Place<'_>) -> String {
    format!("{}@{}", place.key(), place.period())
}

fn column(statuses: Vec<u8>, left: &[usize]) -> ArrayRef {
    if left.is_empty() {
        return Arc::new(UInt8Array::from(statuses));
    }
    let mut statuses: Vec<Option<u8>> = statuses.into_iter().map(Some).collect();
    for row in left {
        if let Some(status) = statuses.get_mut(*row) {
            *status = None;
        }
    }
    Arc::new(UInt8Array::from(statuses))
}

/// A column for each verdict of a plan.
fn fields(statuses: &Statuses<'_>, plan: &Plan<'_>) -> Schema {
    let program = statuses.program();
    let field = |one: &Planned| {
        let requirement = program.requirements.get(one.requirement)?;
        let rule = program.rules.get(requirement.rule.index())?;
        let document = program.documents.get(rule.document.index())?;
        let part = requirement
            .part
            .and_then(|part| program.collections.get(part.index()));
        let part = part.map(|part| part.key.as_str());
        let name = format!(
            "{}.{}.{}{} {}",
            document.id,
            rule.id,
            requirement.number,
            part.map(|part| format!(".{part}")).unwrap_or_default(),
            one.period
        );
        let number = requirement.number.to_string();
        let about = [
            ("document", document.id.as_str()),
            ("rule", &rule.id),
            ("requirement", &number),
            ("period", &one.period),
        ];
        let about = about.into_iter().chain(part.map(|part| ("part", part)));
        let about = about.map(|(key, value)| (format!("luat.{key}"), value.to_owned()));
        Some(
            Field::new(name, DataType::UInt8, true).with_metadata(about.collect::<HashMap<_, _>>()),
        )
    };
    Schema::new(plan.verdicts().iter().filter_map(field).collect::<Vec<_>>())
}
