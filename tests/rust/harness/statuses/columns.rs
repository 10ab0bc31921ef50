//! Reports in columns are judged as they are one by one.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::UInt8Type;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array,
    Int32Array, Int64Array, NullArray, RecordBatch, RecordBatchOptions, StringArray, UInt16Array,
};
use arrow_schema::{DataType, Field, Schema};
use luat_columns::{BODY, Columns, ColumnsError, Layout};
use luat_core::run::calendar::iso;
use luat_core::run::calendar::period::Period;
use luat_core::run::evaluate::evaluate;
use luat_core::run::facts::read::Reader;
use luat_core::run::facts::{Body, Facts, Moment, Value};
use luat_core::run::program::{FactId, FactKind, Program};
use luat_core::run::statuses::{Place, Statuses};
use luat_core::run::verdict::Outcome;
use luat_core::{Ruleset, Source};
use luat_tests::random::Random;

use super::{Seen, alone, request};

/// Rows made of each report.
const ROWS: usize = 4;

/// What rows tell in one place.
enum Cells {
    Numbers(Vec<Option<i64>>),
    Answers(Vec<Option<bool>>),
    Days(Vec<Option<i32>>),
    Texts(Vec<Option<String>>),
}

impl Cells {
    fn array(&self) -> ArrayRef {
        match self {
            Self::Numbers(cells) => Arc::new(Int64Array::from(cells.clone())),
            Self::Answers(cells) => Arc::new(BooleanArray::from(cells.clone())),
            Self::Days(cells) => Arc::new(Date32Array::from(cells.clone())),
            Self::Texts(cells) => Arc::new(StringArray::from(cells.clone())),
        }
    }

    fn json(&self, row: usize) -> Option<serde_json::Value> {
        Some(match self {
            Self::Numbers(cells) => cells[row]?.into(),
            Self::Answers(cells) => cells[row]?.into(),
            Self::Days(cells) => {
                let epoch = iso::parse_date("1970-01-01").unwrap();
                iso::print(epoch.checked_add(cells[row]?).unwrap())
                    .to_string()
                    .into()
            }
            Self::Texts(cells) => cells[row].clone()?.into(),
        })
    }
}

/// What a report says in one place, and the same with small changes, in a column; none where no column holds it.
fn cells(
    value: Option<&Value>,
    place: &Place<'_>,
    options: &[String],
    random: &mut Random,
) -> Cells {
    let rows = 0..ROWS;
    let number = |row: usize, told: Option<i64>, random: &mut Random| match random.below(12) {
        _ if row == 0 => told,
        0 => None,
        1 => Some(0),
        2 | 3 => told.map(|told| told.saturating_add(1)),
        4 | 5 => told.map(|told| told.saturating_sub(1)),
        6 => Some(i64::try_from(random.below(200)).unwrap()),
        7 if random.one_in(4) => {
            Some(*random.of(&[-1, -2, 1 << 28, (1 << 44) - 1, 1 << 44, i64::MAX, i64::MIN]))
        }
        _ => told,
    };
    match value {
        _ if place.is_number() => {
            let told = match value {
                Some(Value::Number(number)) => number.to_i64(),
                _ => None,
            };
            Cells::Numbers(rows.map(|row| number(row, told, random)).collect())
        }
        Some(Value::Moment(Moment { date, time: None })) => {
            let told = Some(date.to_unix_epoch_day().day());
            let day = |row, random: &mut Random| match random.below(6) {
                _ if row == 0 => told,
                0 => None,
                1 => told.map(|told| told + 1),
                2 => told.map(|told| told - 1),
                3 => told.map(|told| told + 365),
                4 => told.map(|told| told - 365),
                _ => told,
            };
            Cells::Days(rows.map(|row| day(row, random)).collect())
        }
        Some(Value::Option(position)) => {
            let told = options.get(*position as usize).cloned();
            let option = |row, random: &mut Random| match random.below(4) {
                _ if row == 0 => told.clone(),
                0 => None,
                1 => Some("none of these".to_owned()),
                _ => Some(random.of(options).clone()),
            };
            Cells::Texts(rows.map(|row| option(row, random)).collect())
        }
        value => {
            let told = match value {
                Some(Value::Bool(yes)) => Some(*yes),
                _ => None,
            };
            let answer = |row, random: &mut Random| match random.below(4) {
                _ if row == 0 => told,
                0 => None,
                1 => Some(random.one_in(2)),
                _ => told,
            };
            Cells::Answers(rows.map(|row| answer(row, random)).collect())
        }
    }
}

/// What a body says under a key in a period.
fn value<'b>(program: &Program, body: &'b Body, place: &Place<'_>) -> Option<&'b Value> {
    let mut periods = body.periods.iter();
    let reported = periods.find(|reported| reported.period == place.period())?;
    let name = |id: FactId| program.facts[id.index()].name.as_str();
    let mut values = reported.values.iter();
    if let Some((_, value)) = values.find(|(id, _)| name(**id) == place.key()) {
        return Some(value);
    }
    reported.members.iter().find_map(|(of, members)| {
        let key = &program.collections[of.index()].key;
        if key == place.key() {
            return members.total.as_ref();
        }
        let own = place.key().strip_prefix(key.as_str())?.strip_prefix('.')?;
        let mut totals = members.totals.iter();
        totals
            .find(|(id, _)| name(**id) == own)
            .map(|(_, total)| total)
    })
}

fn options(program: &Program, key: &str) -> Vec<String> {
    let facts = program.facts.iter().filter(|fact| fact.name == key);
    let options = facts.filter_map(|fact| match &fact.kind {
        FactKind::Choice(options) => Some(options.iter().map(|(id, _)| id.clone())),
        _ => None,
    });
    options.flatten().collect()
}

/// Judges rows like a report's body, in columns and one by one.
pub(super) fn agree<'s>(
    seen: &mut Seen,
    name: &str,
    statuses: &'s Statuses<'s>,
    reader: &Reader<'_>,
    body: &Body,
    random: &mut Random,
) {
    let program = statuses.program();
    // Of many requirements a few reports say enough.
    if !random.one_in(1 + program.requirements.len() / 20) {
        return;
    }
    let body = alone(body);
    let level = &program.levels[body.level.index()].id;
    let periods: Vec<(Period, bool)> = body
        .periods
        .iter()
        .map(|reported| (reported.period, reported.closed))
        .collect();
    let Some(plan) = statuses.plan_of(level, &periods, &[]) else {
        return;
    };
    let places = plan.places();
    let columns = places.iter().map(|place| {
        let told = value(program, &body, place);
        let options = options(program, place.key());
        (place, cells(told, place, &options, random))
    });
    let columns: Vec<(&Place<'_>, Cells)> = columns.collect();
    let fields = columns.iter().map(|(place, cells)| {
        let key = format!("{}@{}", place.key(), place.period());
        Field::new(key, cells.array().data_type().clone(), true)
    });
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let arrays = columns.iter().map(|(_, cells)| cells.array()).collect();
    let count = RecordBatchOptions::new().with_row_count(Some(ROWS));
    let batch = RecordBatch::try_new_with_options(Arc::clone(&schema), arrays, &count).unwrap();
    let layout = Layout {
        level,
        periods: &periods,
        within: &[],
    };
    let mut judge = Columns::new(statuses, &layout, &schema).unwrap();
    let told = judge.judge(&batch).unwrap();
    for row in 0..ROWS {
        let mut report = serde_json::json!({"body": {"level": level, "id": "row"}, "periods": {}});
        for (period, closed) in &periods {
            report["periods"][period.to_string()] = serde_json::json!({"final": closed});
        }
        for (place, cells) in &columns {
            if let Some(value) = cells.json(row) {
                report["periods"][place.period().to_string()][place.key()] = value;
            }
        }
        let facts = reader.read(&report.to_string()).unwrap();
        let outcome = evaluate(program, &facts, statuses.request());
        seen.rows += 1;
        if told.left.contains(&row) {
            let all = told.statuses.columns().iter();
            assert!(all.clone().all(|column| column.is_null(row)), "{name}");
            continue;
        }
        seen.in_columns += 1;
        let expected: Vec<u8> = outcome
            .verdicts
            .iter()
            .map(|one| one.status as u8)
            .collect();
        assert_eq!(at(&told.statuses, row), expected, "{name}: {report}");
    }
}

/// The statuses of a row.
pub(super) fn at(statuses: &RecordBatch, row: usize) -> Vec<u8> {
    let columns = statuses.columns().iter();
    columns
        .map(|column| column.as_primitive::<UInt8Type>().value(row))
        .collect()
}

/// Judges a report that is all in columns so, just as it is; none where it is not, with the reason.
pub(super) fn whole<'s>(
    name: &str,
    statuses: &'s Statuses<'s>,
    facts: &Facts,
    outcome: &Outcome,
) -> Result<(), &'static str> {
    fits(facts)?;
    let (program, body) = (statuses.program(), &facts.body);
    let level = &program.levels[body.level.index()].id;
    let periods = body.periods.iter();
    let periods: Vec<(Period, bool)> = periods.map(|one| (one.period, one.closed)).collect();
    let within = body.within.iter();
    let within = within.map(|(level, id)| format!("{}:{id}", program.levels[level.index()].id));
    let within: Vec<String> = within.collect();
    let within: Vec<&str> = within.iter().map(String::as_str).collect();
    let plan = statuses.plan_of(level, &periods, &within);
    let plan = plan.ok_or("when it is judged hangs on what it tells")?;
    let mut columns: Vec<(String, ArrayRef)> = vec![(
        BODY.to_owned(),
        Arc::new(StringArray::from(vec![body.id.as_str()])),
    )];
    for place in plan.places() {
        if let Some(value) = value(program, body, &place) {
            let key = format!("{}@{}", place.key(), place.period());
            columns.push((key, cell(value, &options(program, place.key()))));
        }
    }
    let fields = columns.iter();
    let fields = fields.map(|(key, array)| Field::new(key, array.data_type().clone(), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), arrays).unwrap();
    let layout = Layout {
        level,
        periods: &periods,
        within: &within,
    };
    let told = Columns::new(statuses, &layout, &schema)
        .unwrap()
        .judge(&batch);
    let told = told.unwrap();
    if !told.left.is_empty() {
        return Err("the rules speak of just this body");
    }
    let verdicts = outcome.verdicts.iter();
    let expected: Vec<u8> = verdicts.map(|one| one.status as u8).collect();
    assert_eq!(at(&told.statuses, 0), expected, "{name}");
    Ok(())
}

/// Whether columns hold all that a report tells.
fn fits(facts: &Facts) -> Result<(), &'static str> {
    let body = &facts.body;
    if !facts.problems.is_empty() {
        return Err("it has problems");
    }
    if !body.below.is_empty() {
        return Err("it tells of bodies below");
    }
    if !body.predecessors.is_empty() || !body.told.is_empty() || body.since.is_some() {
        return Err("it is of a body that took over from others");
    }
    for reported in &body.periods {
        let members = reported.members.values();
        if members.clone().any(|members| members.roster.is_some()) {
            return Err("it lists members one by one");
        }
        let totals = members.flat_map(|of| of.totals.values().chain(&of.total));
        for value in reported.values.values().chain(totals) {
            match value {
                Value::Number(number) if number.to_i64().is_none() => {
                    return Err("a number is not whole");
                }
                Value::Unknown(_) | Value::NotApplicable(_) => {
                    return Err("it declares a fact not known or not applicable");
                }
                Value::Moment(Moment { time: Some(_), .. }) | Value::Lasting(..) => {
                    return Err("it tells a time of day, or from when to when");
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// One cell that says this.
fn cell(value: &Value, options: &[String]) -> ArrayRef {
    match value {
        Value::Number(number) => Arc::new(Int64Array::from(vec![number.to_i64()])),
        Value::Bool(yes) => Arc::new(BooleanArray::from(vec![*yes])),
        Value::Moment(moment) => {
            let day = moment.date.to_unix_epoch_day().day();
            Arc::new(Date32Array::from(vec![day]))
        }
        Value::Option(position) => Arc::new(StringArray::from(vec![
            options[*position as usize].as_str(),
        ])),
        _ => Arc::new(NullArray::new(1)),
    }
}

const RULES: &str = r#"
language en
document offices "Offices" / "Văn phòng"
  in force from 2024-01-01
level office "office | offices" / "văn phòng"
population officers "officer | officers" / "cán bộ" per office
  state trained "trained" / "được tập huấn" in the period
  state sworn "sworn in" / "đã tuyên thệ" in the period
count meetings "meeting | meetings" / "cuộc họp" per office
amount budget "budget" / "kinh phí" per office in VND
act plan "issue the plan" / "ban hành kế hoạch" per office
rule training "Training" / "Tập huấn"
  cite article 1
  bearer office
  annually over 20% of officers trained
rule both "Both" / "Cả hai"
  cite article 2
  bearer office
  annually at least 90% of officers trained and sworn in
rule meets "Meetings" / "Họp"
  cite article 3
  bearer office
  annually at least 3 meetings
rule planned "Plan" / "Kế hoạch"
  cite article 4
  bearer office
  annually issue the plan
rule paid "Budget" / "Kinh phí"
  cite article 5
  bearer office
  annually budget at least 7.5 million VND
"#;

fn rules() -> Ruleset {
    Ruleset::compile(&[Source::new("offices.luat", RULES)]).unwrap()
}

const YEAR: &str = "2025";

fn layout(periods: &[(Period, bool)]) -> Layout<'_> {
    Layout {
        level: "office",
        periods,
        within: &[],
    }
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, array)| (name, array, true)),
    )
    .unwrap()
}

/// More rows than are judged at a time, with and without gaps, of which each tells something else.
#[test]
fn any_number_of_rows_is_judged() {
    let rules = rules();
    let statuses = Statuses::new(rules.program(), request("2026-01-10", &[] as &[&str]));
    let periods = [(YEAR.parse().unwrap(), true)];
    let reader = Reader::new(rules.program());
    for rows in [0, 1, 511, 512, 513, 1300] {
        let mut random = Random::new(5);
        let mut column = |most: usize, gaps: bool| -> Vec<Option<i64>> {
            let mut number = || match random.below(most + 5) {
                0 if gaps => None,
                number => Some(i64::try_from(number).unwrap()),
            };
            (0..rows).map(|_| number()).collect()
        };
        let told = [
            ("officers", column(40, false)),
            ("officers.trained", column(40, false)),
            ("officers.sworn", column(40, true)),
            ("meetings", column(5, true)),
            ("budget", column(9, false)),
        ];
        let arrays = told.iter().map(|(key, cells)| {
            let array: ArrayRef = Arc::new(Int64Array::from(cells.clone()));
            (*key, array)
        });
        let batch = batch(arrays.collect());
        let mut columns = Columns::new(&statuses, &layout(&periods), &batch.schema()).unwrap();
        let found = columns.judge(&batch).unwrap();
        assert_eq!(found.left, [0; 0]);
        assert_eq!(found.statuses.num_rows(), rows);
        for row in (0..rows).step_by(7).chain(rows.checked_sub(1)) {
            let mut report = serde_json::json!({"body": {"level": "office", "id": "row"}});
            report["periods"][YEAR]["final"] = true.into();
            for (key, cells) in &told {
                report["periods"][YEAR][key] = cells[row].into();
            }
            let facts = reader.read(&report.to_string()).unwrap();
            let outcome = evaluate(rules.program(), &facts, statuses.request());
            let expected: Vec<u8> = outcome
                .verdicts
                .iter()
                .map(|one| one.status as u8)
                .collect();
            assert_eq!(at(&found.statuses, row), expected, "{report}");
        }
    }
}

/// The statuses of rows in some columns, by their keys.
fn told(columns: Vec<(&str, ArrayRef)>) -> (Vec<Vec<String>>, Vec<usize>) {
    let rules = rules();
    let statuses = Statuses::new(rules.program(), request("2026-01-10", &[] as &[&str]));
    let periods = [(YEAR.parse().unwrap(), false)];
    let batch = batch(columns);
    let mut columns = Columns::new(&statuses, &layout(&periods), &batch.schema()).unwrap();
    let told = columns.judge(&batch).unwrap();
    let named = told.named().unwrap();
    let of_column = |column: &ArrayRef| {
        let keys: &DictionaryArray<UInt8Type> = column.as_dictionary();
        let keys = keys.downcast_dict::<StringArray>().unwrap();
        let keys = keys.into_iter().map(|key| key.unwrap_or("null").to_owned());
        keys.collect()
    };
    (named.columns().iter().map(of_column).collect(), told.left)
}

#[test]
fn every_type_that_is_read_says_the_same() {
    let of_type = |officers: ArrayRef, trained: ArrayRef, plan: ArrayRef, budget: ArrayRef| {
        let (told, left) = told(vec![
            ("officers", officers),
            ("officers.trained", trained),
            ("plan", plan),
            ("budget", budget),
        ]);
        assert_eq!(left, [0; 0]);
        told
    };
    let whole = of_type(
        Arc::new(Int64Array::from(vec![10, 10, 10])),
        Arc::new(Int64Array::from(vec![Some(2), None, Some(3)])),
        Arc::new(BooleanArray::from(vec![Some(true), None, Some(false)])),
        Arc::new(Int64Array::from(vec![7_500_000, 7_499_999, 8_000_000])),
    );
    assert_eq!(whole[0], ["not_met", "unknown", "met"]);
    assert_eq!(whole[3], ["met", "unknown", "not_met"]);
    assert_eq!(whole[4], ["met", "not_met", "met"]);
    let day = iso::parse_date("2025-03-01").unwrap().to_unix_epoch_day();
    let decimal = Decimal128Array::from(vec![750_000_000, 749_999_900, 800_000_000]);
    let again = of_type(
        Arc::new(UInt16Array::from(vec![10, 10, 10])),
        Arc::new(Int32Array::from(vec![Some(2), None, Some(3)])),
        Arc::new(StringArray::from(vec![Some("2025-03-01"), None, None])),
        Arc::new(decimal.with_precision_and_scale(12, 2).unwrap()),
    );
    assert_eq!(again[..3], whole[..3]);
    assert_eq!(again[4], whole[4]);
    let of_day = of_type(
        Arc::new(Int64Array::from(vec![10])),
        Arc::new(Int64Array::from(vec![3])),
        Arc::new(Date32Array::from(vec![day.day()])),
        Arc::new(NullArray::new(1)),
    );
    assert_eq!(
        (of_day[3][0].as_str(), of_day[4][0].as_str()),
        ("met", "unknown")
    );
}

/// What the reader of reports has a problem with, it is left to: what stands on it is unknown, and nothing else.
#[test]
fn faults_are_those_of_reports() {
    let (told, left) = told(vec![
        (
            "officers",
            Arc::new(Int64Array::from(vec![10, 10, -10, 1 << 50])),
        ),
        (
            "officers.trained",
            Arc::new(Int64Array::from(vec![3, 11, 3, 3])),
        ),
        ("meetings", Arc::new(Int64Array::from(vec![3, 3, 3, -3]))),
    ]);
    assert_eq!(left, [0; 0]);
    assert_eq!(told[0], ["met", "unknown", "unknown", "not_met"]);
    assert_eq!(told[2], ["met", "met", "met", "unknown"]);
}

#[test]
fn bodies_without_a_name_are_left() {
    let ids = StringArray::from(vec![Some("a"), None, Some(""), Some("b")]);
    let (told, left) = told(vec![
        (BODY, Arc::new(ids)),
        ("meetings", Arc::new(Int64Array::from(vec![3, 3, 3, 2]))),
    ]);
    assert_eq!(left, [1, 2]);
    assert_eq!(told[2], ["met", "null", "null", "not_met"]);
}

#[test]
fn what_cannot_be_read_is_refused() {
    let rules = rules();
    let statuses = Statuses::new(rules.program(), request("2026-01-10", &[] as &[&str]));
    let periods = [(YEAR.parse().unwrap(), false)];
    let numbers = || -> ArrayRef { Arc::new(Int64Array::from(vec![1])) };
    let refused = |columns: Vec<(&str, ArrayRef)>, layout: &Layout<'_>| {
        let schema = batch(columns).schema();
        Columns::new(&statuses, layout, &schema).err().unwrap()
    };
    let fine = layout(&periods);
    assert!(matches!(
        refused(vec![("oficers", numbers())], &fine),
        ColumnsError::UnknownColumn { name } if name == "oficers"
    ));
    assert!(matches!(
        refused(vec![("meetings", numbers()), ("meetings@2025", numbers())], &fine),
        ColumnsError::UnknownColumn { name } if name == "meetings@2025"
    ));
    assert!(matches!(
        refused(
            vec![("meetings", Arc::new(Float64Array::from(vec![1.0])))],
            &fine
        ),
        ColumnsError::Type {
            found: DataType::Float64,
            ..
        }
    ));
    let twice = [periods[0], periods[0]];
    assert!(matches!(
        refused(vec![("meetings", numbers())], &layout(&twice)),
        ColumnsError::Layout { .. }
    ));
    let given = batch(vec![("meetings", numbers())]);
    let mut columns = Columns::new(&statuses, &fine, &given.schema()).unwrap();
    let other = batch(vec![("officers", numbers())]);
    assert!(matches!(columns.judge(&other), Err(ColumnsError::Schema)));
    assert_eq!(columns.judge(&given).unwrap().statuses.num_columns(), 5);
}
