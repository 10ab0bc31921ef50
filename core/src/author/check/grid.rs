//! Tables: every combination of keys falls into exactly one row.

use std::collections::{BTreeMap, BTreeSet};

use jiff_core::civil::Date;
use luat_grammar::diagnostic::{Diagnostic, Text};
use luat_grammar::source::Span;
use luat_grammar::syntax::{self, Expr, ExprKind, RowKey, TableMember, TableRow};

use super::Checker;
use super::define::mixed;
use super::expression::Value;
use super::fault::text;
use super::kind::Kind;
use super::scope::Scope;
use super::table::{Symbol, position};
use crate::run::number::Number;
use crate::run::program::{
    Cell, Edge, FactId, FactKind, Key, Label, Quantity, Reduction, Row, Stretch, Table, Unit,
};
use crate::words::{self, Language};

/// Combinations of keys at most.
const MOST_PLACES: usize = 10_000;
/// Holes told of one table.
const HOLES_TOLD: usize = 3;

/// What a table goes by, before its rows are known.
enum By {
    Choice {
        fact: FactId,
        options: Vec<Label>,
    },
    Number {
        quantity: Quantity,
        kind: Kind,
        span: Span,
    },
}

/// A row with its place in the text.
struct Placed {
    row: Row,
    span: Span,
}

impl Checker<'_> {
    /// What a table gives.
    pub(super) fn table_value(&mut self, tree: &syntax::Table, scope: &Scope) -> Option<Value> {
        let rows = tree.members.iter().filter_map(|line| match &line.node {
            TableMember::Row(row) => Some((row, line.span)),
            TableMember::Cite(_) | TableMember::Note(_) => None,
        });
        let (table, kind) = self.rows_to_table(&tree.by, rows, tree.id.span, scope)?;
        Some(Value::Quantity(Quantity::Table(Box::new(table)), kind))
    }

    /// A table of these rows, and what sort of quantity it gives.
    pub(super) fn rows_to_table<'r>(
        &mut self,
        by: &[Expr],
        trees: impl Iterator<Item = (&'r TableRow, Span)>,
        span: Span,
        scope: &Scope,
    ) -> Option<(Table, Kind)> {
        let by: Vec<Option<By>> = by.iter().map(|key| self.key(key, scope)).collect();
        let by = by.into_iter().collect::<Option<Vec<By>>>()?;
        let mut kind: Option<(Kind, Span)> = None;
        let mut rows = Vec::new();
        let mut sound = true;
        for (row, span) in trees {
            match self.row(row, &by, span, &mut kind) {
                Some(row) => rows.push(Placed { row, span }),
                None => sound = false,
            }
        }
        // A row that could not be read may be the one that is missing.
        let (kind, _) = kind.filter(|_| sound && !self.unread)?;
        let keys: Vec<Key> = by
            .iter()
            .enumerate()
            .map(|(at, by)| key_of(by, at, &rows))
            .collect();
        let grid = self.grid(span, &by, &keys, &rows)?;
        let rows = rows.into_iter().map(|placed| placed.row).collect();
        Some((Table { keys, rows, grid }, kind))
    }

    fn key(&mut self, key: &Expr, scope: &Scope) -> Option<By> {
        if let ExprKind::Name(reference) = &key.kind
            && let Symbol::Fact(named) = self.resolve(reference)?
            && let FactKind::Choice(options) = self.table.fact(named).kind.clone()
        {
            let fact = self.own_fact(named, reference.span, scope)?;
            self.reach_fact(fact, reference.span, scope)?;
            return Some(By::Choice {
                fact,
                options: options.into_iter().map(|(_, label)| label).collect(),
            });
        }
        let (quantity, kind) = self.quantity(key, scope)?;
        match kind {
            Kind::Number
            | Kind::Share
            | Kind::Ratio
            | Kind::Amount(_)
            | Kind::Points
            | Kind::PercentagePoints
            | Kind::Days => Some(By::Number {
                quantity,
                kind,
                span: key.span,
            }),
            Kind::Date => {
                self.faults.push(
                    Diagnostic::error(
                        "E0410",
                        key.span,
                        text("a table cannot go by a date", "bảng không phân theo ngày được"),
                    )
                    .help(text(
                        "let it go by a choice or a number; for values that change from a day on write `VALUE from DATE` in its rows",
                        "hãy phân theo một lựa chọn hoặc một con số; giá trị thay đổi từ một ngày thì ghi `GIÁ TRỊ từ NGÀY` trong dòng",
                    )),
                );
                None
            }
        }
    }

    fn row(
        &mut self,
        tree: &TableRow,
        by: &[By],
        span: Span,
        kind: &mut Option<(Kind, Span)>,
    ) -> Option<Row> {
        let mut cells = Vec::new();
        for (key, by) in tree.keys.iter().zip(by) {
            cells.push(self.cell(&key.node, key.span, by)?);
        }
        let mut values: Vec<(Date, Number)> = Vec::new();
        for value in &tree.values {
            let (number, this) = self.literal(&value.value)?;
            match kind {
                Some((known, first)) if *known != this => {
                    self.faults
                        .push(mixed(value.value.span, &this, *first, known));
                    return None;
                }
                Some(_) => {}
                None => *kind = Some((this, value.value.span)),
            }
            let from = value.from.map_or(Date::MIN, |from| from.node);
            if values.last().is_some_and(|(last, _)| *last >= from) {
                self.faults.push(
                    Diagnostic::error(
                        "E0411",
                        value.from.map_or(span, |from| from.span),
                        text(
                            "the values of a row do not follow one another in time",
                            "các giá trị của dòng không theo thứ tự thời gian",
                        ),
                    )
                    .help(text(
                        "write the earliest first, each from a day of its own",
                        "ghi giá trị sớm nhất trước, mỗi giá trị từ một ngày khác nhau",
                    )),
                );
                return None;
            }
            values.push((from, number));
        }
        Some(Row { cells, values })
    }

    fn cell(&mut self, key: &RowKey, span: Span, by: &By) -> Option<Cell> {
        match (key, by) {
            (RowKey::Otherwise, _) => Some(Cell::Rest),
            (RowKey::Options(options), By::Choice { fact, .. }) => {
                let mut chosen = Vec::new();
                for option in options {
                    if let Symbol::Option(of, at) = self.resolve(option)?
                        && of == *fact
                    {
                        chosen.push(at);
                    }
                }
                Some(Cell::Options(chosen))
            }
            (RowKey::Band(band), By::Number { kind, span, .. }) => {
                self.stretch(band, (kind, *span)).map(Cell::Band)
            }
            (RowKey::Options(_), By::Number { .. }) | (RowKey::Band(_), By::Choice { .. }) => {
                self.faults.push(
                    Diagnostic::error(
                        "E0412",
                        span,
                        text(
                            "this does not fit what the table goes by",
                            "phần này không hợp với căn cứ phân loại của bảng",
                        ),
                    )
                    .help(text(
                        "for a choice name its options, for a number write bands: `under 200`",
                        "với lựa chọn thì ghi phương án, với con số thì ghi khoảng: `dưới 200`",
                    )),
                );
                None
            }
        }
    }

    /// A band of a quantity of a kind that stands at a place.
    pub(super) fn stretch(
        &mut self,
        band: &syntax::Band,
        (kind, span): (&Kind, Span),
    ) -> Option<Stretch> {
        let mut edge = |at: &Expr, included| {
            let (number, found) = self.literal(at)?;
            // `100 triệu đồng` of what is measured in millions is 100 of them.
            match kind.bring(Quantity::Number(number), found.clone()) {
                (Quantity::Number(at), brought) if kind.meet(&brought).is_some() => {
                    Some(Edge { at, included })
                }
                _ => {
                    self.unlike_kinds((span, kind), (at.span, &found), "compared", "so sánh");
                    None
                }
            }
        };
        match band {
            syntax::Band::Exactly(at) => {
                let only = Some(edge(at, true)?);
                Some(Stretch {
                    low: only,
                    high: only,
                })
            }
            syntax::Band::Stretch { low, high } => {
                let mut end = |end: &Option<syntax::Edge>| match end {
                    Some(end) => edge(&end.at, end.included).map(Some),
                    None => Some(None),
                };
                let (low, high) = (end(low), end(high));
                Some(Stretch {
                    low: low?,
                    high: high?,
                })
            }
        }
    }

    /// For each combination of steps the one row that holds; told where there is none or several.
    fn grid(&mut self, span: Span, by: &[By], keys: &[Key], rows: &[Placed]) -> Option<Vec<u32>> {
        let n_places = keys
            .iter()
            .try_fold(1_usize, |n, key| n.checked_mul(key.n_steps()));
        let Some(n_places) = n_places.filter(|n| *n <= MOST_PLACES) else {
            self.faults.push(
                Diagnostic::error(
                    "E0416",
                    span,
                    text("the table is too large", "bảng quá lớn"),
                )
                .help(text(
                    "split it into several tables",
                    "tách thành nhiều bảng nhỏ hơn",
                )),
            );
            return None;
        };
        let mut grid = Vec::with_capacity(n_places);
        let mut holes = Vec::new();
        let mut clashes = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for place in 0..n_places {
            let steps = steps_at(keys, place);
            match holding(rows, keys, &steps).as_slice() {
                [] => holes.push(steps),
                [row] => {
                    taken.insert(*row);
                    grid.push(position(*row));
                }
                [first, second, ..] => {
                    taken.extend([*first, *second]);
                    clashes.entry((*first, *second)).or_insert(steps);
                }
            }
        }
        let never = (0..rows.len()).filter(|row| !taken.contains(row));
        let never: Vec<Span> = never.filter_map(|row| Some(rows.get(row)?.span)).collect();
        if holes.is_empty() && clashes.is_empty() && never.is_empty() {
            return Some(grid);
        }
        for ((first, second), steps) in clashes {
            if let (Some(first), Some(second)) = (rows.get(first), rows.get(second)) {
                let what = told(by, keys, &steps);
                self.faults.push(overlap(first.span, second.span, &what));
            }
        }
        for span in never {
            self.faults.push(never_taken(span));
        }
        if !holes.is_empty() {
            let holes = joined(keys, &holes);
            let told: Vec<Text> = holes
                .iter()
                .take(HOLES_TOLD)
                .map(|hole| described(by, hole))
                .collect();
            self.faults
                .push(gap(span, &told, holes.len() > told.len(), by.len()));
        }
        None
    }
}

/// A key with the steps into which the bands of the rows cut it.
fn key_of(by: &By, at: usize, rows: &[Placed]) -> Key {
    match by {
        By::Choice { fact, options } => Key::Choice {
            fact: *fact,
            options: position(options.len()),
        },
        By::Number { quantity, kind, .. } => {
            let bands = rows
                .iter()
                .filter_map(|placed| match placed.row.cells.get(at) {
                    Some(Cell::Band(band)) => Some(*band),
                    _ => None,
                });
            Key::Number {
                quantity: quantity.clone(),
                unit: kind.unit(),
                steps: steps(bands, kind, quantity),
            }
        }
    }
}

/// Stretches between the ends of bands that hold a value which the quantity can have.
pub(super) fn steps(
    bands: impl Iterator<Item = Stretch>,
    kind: &Kind,
    quantity: &Quantity,
) -> Vec<Stretch> {
    let mut ends: Vec<Number> = bands
        .flat_map(|band| [band.low, band.high])
        .flatten()
        .map(|edge| edge.at)
        .collect();
    ends.sort_unstable();
    ends.dedup();
    let open = |at: &Number| Edge {
        at: *at,
        included: false,
    };
    let mut cut = Vec::new();
    let mut low = None;
    for end in &ends {
        cut.push(Stretch {
            low,
            high: Some(open(end)),
        });
        let only = Some(Edge {
            at: *end,
            included: true,
        });
        cut.push(Stretch {
            low: only,
            high: only,
        });
        low = Some(open(end));
    }
    cut.push(Stretch { low, high: None });
    let (least, most) = limits(quantity);
    let whole = is_whole(kind, quantity);
    let within = cut.into_iter().filter_map(|step| {
        let step = clipped(step, least, most);
        let step = if whole { to_whole(step) } else { step };
        has_values(step).then_some(step)
    });
    within.collect()
}

/// The least and the greatest value that a quantity can have, where that is known.
fn limits(quantity: &Quantity) -> (Option<Number>, Option<Number>) {
    match quantity {
        Quantity::Share(_) => (Some(Number::ZERO), Some(Number::ONE)),
        Quantity::Size(_) | Quantity::Over(..) | Quantity::Fact(_) => (Some(Number::ZERO), None),
        Quantity::Past(of, _) => limits(of),
        _ => (None, None),
    }
}

/// Whether a quantity is a whole number.
fn is_whole(kind: &Kind, quantity: &Quantity) -> bool {
    match quantity {
        Quantity::Size(_) | Quantity::Rounded(..) => true,
        // A fact that is a plain number is a count.
        Quantity::Fact(_)
        | Quantity::Over(Reduction::Sum | Reduction::Least | Reduction::Greatest, _) => {
            *kind == Kind::Number
        }
        Quantity::Past(of, _) => is_whole(kind, of),
        _ => false,
    }
}

fn clipped(step: Stretch, least: Option<Number>, most: Option<Number>) -> Stretch {
    let end = |at: Number| Edge { at, included: true };
    let low = match (step.low, least) {
        (Some(low), Some(least)) if low.at >= least => Some(low),
        (_, Some(least)) => Some(end(least)),
        (low, None) => low,
    };
    let high = match (step.high, most) {
        (Some(high), Some(most)) if high.at <= most => Some(high),
        (_, Some(most)) => Some(end(most)),
        (high, None) => high,
    };
    Stretch { low, high }
}

/// The whole numbers of a stretch.
fn to_whole(step: Stretch) -> Stretch {
    let included = |at: Number| Edge { at, included: true };
    let low = step.low.map(|low| {
        let up = low.at.ceil().unwrap_or(low.at);
        let next = up.checked_add(Number::ONE).unwrap_or(up);
        included(if low.included || up != low.at {
            up
        } else {
            next
        })
    });
    let high = step.high.map(|high| {
        let down = high.at.floor();
        let before = down.checked_sub(Number::ONE).unwrap_or(down);
        included(if high.included || down != high.at {
            down
        } else {
            before
        })
    });
    Stretch { low, high }
}

fn has_values(step: Stretch) -> bool {
    step.low.zip(step.high).is_none_or(|(low, high)| {
        low.at < high.at || low.at == high.at && low.included && high.included
    })
}

/// The step of each key at a place of the grid.
fn steps_at(keys: &[Key], mut place: usize) -> Vec<usize> {
    let mut steps = Vec::new();
    for key in keys.iter().rev() {
        let n_steps = key.n_steps().max(1);
        steps.push(place % n_steps);
        place /= n_steps;
    }
    steps.reverse();
    steps
}

/// The rows that hold at some steps: of those that do, the ones that say `otherwise` least often.
fn holding(rows: &[Placed], keys: &[Key], steps: &[usize]) -> Vec<usize> {
    let rest = |row: &Row| row.cells.iter().filter(|cell| **cell == Cell::Rest).count();
    let fitting: Vec<(usize, usize)> = rows
        .iter()
        .enumerate()
        .filter(|(_, placed)| {
            let mut cells = placed.row.cells.iter().zip(keys).zip(steps);
            cells.all(|((cell, key), step)| holds(cell, key, *step))
        })
        .map(|(at, placed)| (rest(&placed.row), at))
        .collect();
    let least = fitting.iter().map(|(rest, _)| *rest).min();
    fitting
        .into_iter()
        .filter(|(rest, _)| Some(*rest) == least)
        .map(|(_, at)| at)
        .collect()
}

fn holds(cell: &Cell, key: &Key, step: usize) -> bool {
    match (cell, key) {
        (Cell::Rest, _) => true,
        (Cell::Options(options), _) => options.iter().any(|option| *option as usize == step),
        (Cell::Band(band), Key::Number { steps, .. }) => {
            steps.get(step).is_some_and(|step| encloses(*band, *step))
        }
        (Cell::Band(_), Key::Choice { .. }) => false,
    }
}

/// Whether a band holds a step whole; steps never reach over an end of a band.
fn encloses(band: Stretch, step: Stretch) -> bool {
    let low = band.low.is_none_or(|low| {
        step.low.is_some_and(|own| {
            own.at > low.at || own.at == low.at && (low.included || !own.included)
        })
    });
    let high = band.high.is_none_or(|high| {
        step.high.is_some_and(|own| {
            own.at < high.at || own.at == high.at && (high.included || !own.included)
        })
    });
    low && high
}

/// A part of a table that no row speaks of: options, or stretches of numbers.
type Hole = Vec<HolePart>;

#[derive(Clone, PartialEq)]
enum HolePart {
    Option(usize),
    Stretch(Stretch, Unit),
}

fn part(key: &Key, step: usize) -> Option<HolePart> {
    Some(match key {
        Key::Choice { .. } => HolePart::Option(step),
        Key::Number { steps, unit, .. } => HolePart::Stretch(*steps.get(step)?, unit.clone()),
    })
}

/// Holes, with those that lie next to one another in the last key as one.
fn joined(keys: &[Key], holes: &[Vec<usize>]) -> Vec<Hole> {
    let mut found: Vec<(Vec<usize>, Hole)> = Vec::new();
    for steps in holes {
        let hole: Hole = keys
            .iter()
            .zip(steps)
            .filter_map(|(key, step)| part(key, *step))
            .collect();
        if let Some((last, before)) = found.last_mut()
            && let (Some((end, lead)), Some((step, own_lead))) =
                (last.split_last(), steps.split_last())
            && lead == own_lead
            && end + 1 == *step
            && let (Some(HolePart::Stretch(grown, _)), Some(HolePart::Stretch(next, _))) =
                (before.last_mut(), hole.last())
        {
            grown.high = next.high;
            last.clone_from(steps);
            continue;
        }
        found.push((steps.clone(), hole));
    }
    found.into_iter().map(|(_, hole)| hole).collect()
}

fn told(by: &[By], keys: &[Key], steps: &[usize]) -> Text {
    let hole: Hole = keys
        .iter()
        .zip(steps)
        .filter_map(|(key, step)| part(key, *step))
        .collect();
    described(by, &hole)
}

fn described(by: &[By], hole: &Hole) -> Text {
    let parts: Vec<Text> = by
        .iter()
        .zip(hole)
        .map(|(by, part)| match (by, part) {
            (By::Choice { options, .. }, HolePart::Option(at)) => {
                let label = options.get(*at);
                text(
                    label.map(|label| label.en.clone()).unwrap_or_default(),
                    label.map(|label| label.vi.clone()).unwrap_or_default(),
                )
            }
            (_, HolePart::Stretch(stretch, unit)) => text(
                words::table::stretch(*stretch, unit, Language::En),
                words::table::stretch(*stretch, unit, Language::Vi),
            ),
            (By::Number { .. }, HolePart::Option(_)) => text("", ""),
        })
        .collect();
    join(&parts, ", ")
}

fn join(parts: &[Text], by: &str) -> Text {
    let en: Vec<&str> = parts.iter().map(|part| part.en.as_str()).collect();
    let vi: Vec<&str> = parts.iter().map(|part| part.vi.as_str()).collect();
    text(en.join(by), vi.join(by))
}

fn gap(span: Span, holes: &[Text], more: bool, n_keys: usize) -> Diagnostic {
    let rest = |word: &str| vec![word; n_keys].join(", ");
    let (rest_en, rest_vi) = (rest("otherwise"), rest("còn lại"));
    let holes = join(holes, "; ");
    let (and_en, and_vi) = if more {
        ("; and others", "; và các trường hợp khác")
    } else {
        ("", "")
    };
    Diagnostic::error(
        "E0413",
        span,
        text(
            "the table has no row for everything that can be",
            "bảng chưa có dòng cho mọi trường hợp",
        ),
    )
    .label(text(
        format!("no row for: {}{and_en}", holes.en),
        format!("chưa có dòng cho: {}{and_vi}", holes.vi),
    ))
    .help(text(
        format!("add a row for `{}`, or `{rest_en}: VALUE`", holes.en),
        format!("thêm dòng cho `{}`, hoặc `{rest_vi}: GIÁ TRỊ`", holes.vi),
    ))
}

fn overlap(first: Span, second: Span, what: &Text) -> Diagnostic {
    Diagnostic::error(
        "E0414",
        second,
        text(
            format!("two rows hold for `{}`", what.en),
            format!("hai dòng cùng áp dụng cho `{}`", what.vi),
        ),
    )
    .label(text("this row", "dòng này"))
    .also(first, text("and this one", "và dòng này"))
    .help(text(
        "let every case fall into one row: `under 200` beside `200 or more`",
        "mỗi trường hợp chỉ thuộc một dòng: `dưới 200` bên cạnh `từ 200 trở lên`",
    ))
}

fn never_taken(span: Span) -> Diagnostic {
    Diagnostic::error(
        "E0415",
        span,
        text(
            "no case falls into this row",
            "không trường hợp nào thuộc dòng này",
        ),
    )
    .help(text(
        "correct its bounds, or leave it out: the other rows hold for all there can be",
        "sửa lại giới hạn, hoặc bỏ dòng: các dòng khác đã gồm mọi trường hợp",
    ))
}
