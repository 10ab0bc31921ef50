//! Cells of Arrow columns: as slots hold them, and as a report's JSON writes them.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal128Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType, PrimitiveArray};
use arrow_schema::DataType;
use jiff_core::civil::Date;
use luat_core::run::calendar::iso;
use luat_core::run::statuses::{Column, Place};

/// The column of a fact.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cells<'a> {
    array: &'a dyn Array,
    kind: Kind,
}

/// What is read.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Null,
    Whole(Whole),
    Decimal,
    Bool,
    Day,
    Text,
}

#[derive(Debug, Clone, Copy)]
enum Whole {
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
}

/// Whether columns of a type are read.
pub(crate) fn is_read(of: &DataType) -> bool {
    Kind::of(of).is_some()
}

impl Kind {
    fn of(of: &DataType) -> Option<Self> {
        Some(match of {
            DataType::Null => Self::Null,
            DataType::Int8 => Self::Whole(Whole::Int8),
            DataType::Int16 => Self::Whole(Whole::Int16),
            DataType::Int32 => Self::Whole(Whole::Int32),
            DataType::Int64 => Self::Whole(Whole::Int64),
            DataType::UInt8 => Self::Whole(Whole::UInt8),
            DataType::UInt16 => Self::Whole(Whole::UInt16),
            DataType::UInt32 => Self::Whole(Whole::UInt32),
            DataType::UInt64 => Self::Whole(Whole::UInt64),
            DataType::Decimal128(..) => Self::Decimal,
            DataType::Boolean => Self::Bool,
            DataType::Date32 => Self::Day,
            DataType::Utf8 => Self::Text,
            _ => return None,
        })
    }
}

impl<'a> Cells<'a> {
    /// None where columns of its type are not read.
    pub(crate) fn of(array: &'a dyn Array) -> Option<Self> {
        let kind = Kind::of(array.data_type())?;
        Some(Self { array, kind })
    }

    /// Some cells as a plan reads them, in `room` where they are not so already; rows that only the
    /// reader of reports can read are noted.
    pub(crate) fn column<'c>(
        self,
        place: &Place<'_>,
        rows: Range<usize>,
        room: &'c mut Vec<i64>,
        left: &mut [bool],
    ) -> Column<'c>
    where
        'a: 'c,
    {
        room.clear();
        if let (Kind::Whole(whole), true) = (self.kind, place.is_number()) {
            let nulls = self.array.nulls();
            let nulls = nulls.map(|nulls| nulls.slice(rows.start, rows.len()));
            let nulls = nulls.filter(|nulls| nulls.null_count() > 0);
            if let (Whole::Int64, None) = (whole, &nulls) {
                let all = self.array.as_primitive::<Int64Type>().values();
                return Column::Numbers(all.get(rows).unwrap_or_default());
            }
            self.widen(whole, rows, room);
            let Some(nulls) = nulls else {
                return Column::Numbers(room);
            };
            for ((number, left), is_told) in room.iter_mut().zip(left).zip(&nulls) {
                // Below nothing is a fault, unless there is nothing.
                *left |= is_told && *number < 0;
                *number = if is_told { *number } else { Place::BLANK };
            }
            return Column::Coded(room);
        }
        for (row, left) in rows.zip(left) {
            let cell = if self.array.is_null(row) {
                Some(Place::BLANK)
            } else {
                self.slot(place, row)
            };
            *left |= cell.is_none();
            room.push(cell.unwrap_or(Place::BLANK));
        }
        Column::Coded(room)
    }

    fn widen(self, whole: Whole, rows: Range<usize>, room: &mut Vec<i64>) {
        fn all<T: ArrowPrimitiveType>(array: &dyn Array, rows: Range<usize>, room: &mut Vec<i64>)
        where
            T::Native: TryInto<i64>,
        {
            let array: &PrimitiveArray<T> = array.as_primitive();
            let values = array.values().get(rows).unwrap_or_default();
            // What is too large is below nothing, and so left to the reader of reports.
            room.extend(
                values
                    .iter()
                    .map(|value| (*value).try_into().unwrap_or(i64::MIN)),
            );
        }
        match whole {
            Whole::Int8 => all::<Int8Type>(self.array, rows, room),
            Whole::Int16 => all::<Int16Type>(self.array, rows, room),
            Whole::Int32 => all::<Int32Type>(self.array, rows, room),
            Whole::Int64 => all::<Int64Type>(self.array, rows, room),
            Whole::UInt8 => all::<UInt8Type>(self.array, rows, room),
            Whole::UInt16 => all::<UInt16Type>(self.array, rows, room),
            Whole::UInt32 => all::<UInt32Type>(self.array, rows, room),
            Whole::UInt64 => all::<UInt64Type>(self.array, rows, room),
        }
    }

    /// A cell as a slot holds it; none where only the reader of reports can say what it means.
    fn slot(self, place: &Place<'_>, row: usize) -> Option<i64> {
        match self.kind {
            Kind::Null => Some(Place::BLANK),
            Kind::Whole(_) => place.number(i64::try_from(self.whole(row)?).ok()?),
            Kind::Decimal => place.number(self.decimal(row).parse().ok()?),
            Kind::Bool => place.yes_or_no(self.array.as_boolean().value(row)),
            Kind::Day => place.day(self.day(row)?),
            Kind::Text => {
                let text = self.array.as_string::<i32>().value(row);
                let day = || place.day(iso::parse_date(text)?);
                place.option(text).or_else(day)
            }
        }
    }

    /// A cell as JSON writes it; none where it says nothing.
    pub(crate) fn json(self, row: usize) -> Option<String> {
        if self.array.is_null(row) {
            return None;
        }
        match self.kind {
            Kind::Null => None,
            Kind::Whole(_) => self.whole(row).map(|number| number.to_string()),
            Kind::Decimal => Some(self.decimal(row)),
            Kind::Bool => Some(self.array.as_boolean().value(row).to_string()),
            // A day beyond all calendars is told as such.
            Kind::Day => Some(match self.day(row) {
                Some(day) => format!("\"{}\"", iso::print(day)),
                None => "\"no day\"".to_owned(),
            }),
            Kind::Text => Some(quoted(self.array.as_string::<i32>().value(row))),
        }
    }

    fn whole(self, row: usize) -> Option<i128> {
        fn one<T: ArrowPrimitiveType>(array: &dyn Array, row: usize) -> i128
        where
            T::Native: Into<i128>,
        {
            array.as_primitive::<T>().value(row).into()
        }
        let Kind::Whole(whole) = self.kind else {
            return None;
        };
        Some(match whole {
            Whole::Int8 => one::<Int8Type>(self.array, row),
            Whole::Int16 => one::<Int16Type>(self.array, row),
            Whole::Int32 => one::<Int32Type>(self.array, row),
            Whole::Int64 => one::<Int64Type>(self.array, row),
            Whole::UInt8 => one::<UInt8Type>(self.array, row),
            Whole::UInt16 => one::<UInt16Type>(self.array, row),
            Whole::UInt32 => one::<UInt32Type>(self.array, row),
            Whole::UInt64 => one::<UInt64Type>(self.array, row),
        })
    }

    /// In its shortest form: what is whole has no point.
    fn decimal(self, row: usize) -> String {
        let decimals = self.array.as_primitive::<Decimal128Type>();
        let text = decimals.value_as_string(row);
        if text.contains('.') {
            let shortest = text.trim_end_matches('0').trim_end_matches('.');
            return shortest.to_owned();
        }
        text
    }

    fn day(self, row: usize) -> Option<Date> {
        let days = self.array.as_primitive::<Date32Type>().value(row);
        Date::new(1970, 1, 1).ok()?.checked_add(days).ok()
    }
}

/// A text as JSON writes it.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
