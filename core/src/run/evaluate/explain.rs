//! The tree of a sentence with the value at each node, by the evaluator's own steps.

use super::address;
use super::quantity::shown_unit;
use super::scope::{Found, Frame, Judge, Scope, Tense};
use super::terms::Terms;
use crate::run::because::{Count, Hours, Node, RowKey, Value, What};
use crate::run::calendar::Calendar;
use crate::run::calendar::days_off::DayOff;
use crate::run::calendar::limits::Account;
use crate::run::facts::path::Path;
use crate::run::facts::{self, Moment};
use crate::run::interval::Truth;
use crate::run::number::Number;
use crate::run::program::{
    Bound, Cell, Clause, Condition, Earned, Event, FactId, FactKind, Goal, Key, Label, Limit, Part,
    Quantity, Relation, Requirement, Row, Score, Table, Unit,
};
use crate::run::verdict::{MemberVerdict, Reason, Status};

/// So many members of an `each` are told one by one to a reader, the first ones.
pub(super) const MEMBERS_SHOWN: usize = 50;

impl Judge<'_> {
    /// The tree of a requirement as things stand.
    pub(super) fn explain(
        &self,
        scope: &Scope<'_>,
        requirement: &Requirement,
        terms: &Terms,
        tense: Tense,
    ) -> Node {
        let mut parts = Vec::new();
        let whole = &scope.of_whole_period();
        if let Some(condition) = &requirement.condition {
            parts.push(node(
                What::AppliesIf,
                Value::None,
                vec![self.explain_condition(whole, condition)],
            ));
        }
        if let Some(exception) = &requirement.exception {
            parts.push(node(
                What::ExceptWhen,
                Value::None,
                vec![self.explain_condition(whole, exception)],
            ));
        }
        parts.push(self.explain_goal(scope, &requirement.goal, terms));
        let outlook = self.outlook(scope, &requirement.goal, tense);
        parts.extend(outlook.map(|outlook| node(What::Outlook(outlook), Value::None, Vec::new())));
        node(What::Sentence(requirement.modality), Value::None, parts)
    }

    fn explain_goal(&self, scope: &Scope<'_>, goal: &Goal, terms: &Terms) -> Node {
        let judgement = self.goal(scope, goal, Tense::Settled, terms);
        let status = Value::Status(judgement.status);
        let value = judgement.measure.map_or_else(
            || status.clone(),
            |measure| Value::Measure(Box::new(measure)),
        );
        match goal {
            Goal::Share { pool, bound, .. } => {
                let told = pool.iter().map(|part| {
                    let mut told = self.explain_part(scope, part);
                    told.parts.extend(self.deciding(scope, part, bound));
                    told
                });
                let mut parts: Vec<Node> = told.collect();
                parts.extend(self.explain_bound(scope, bound));
                node(
                    What::Share(self.required(scope, bound, Tense::Settled)),
                    value,
                    parts,
                )
            }
            Goal::Ratio { part, whole, bound } => {
                let mut parts = vec![
                    self.explain_quantity(scope, part),
                    self.explain_quantity(scope, whole),
                ];
                parts.extend(self.explain_bound(scope, bound));
                node(
                    What::Share(self.required(scope, bound, Tense::Settled)),
                    value,
                    parts,
                )
            }
            Goal::Compare { quantity, bound } => {
                let mut parts = vec![self.explain_quantity(scope, quantity)];
                if let Quantity::Size(pool) = quantity
                    && caps(bound)
                {
                    parts.extend(
                        pool.iter()
                            .flat_map(|part| self.deciding(scope, part, bound)),
                    );
                }
                parts.extend(self.explain_bound(scope, bound));
                node(
                    What::Bound(self.required(scope, bound, Tense::Settled)),
                    status,
                    parts,
                )
            }
            Goal::Deeds { facts, limit } => {
                let parts = facts
                    .iter()
                    .map(|fact| self.explain_deed(scope, *fact, limit.as_ref(), terms))
                    .collect();
                node(What::All, status, parts)
            }
            Goal::Refrain { facts } => {
                let refrain = |fact: &FactId| What::Refrain(*fact, self.told(scope, *fact));
                let parts = facts.iter().map(|fact| {
                    node(
                        refrain(fact),
                        Value::Deed(self.deed_state(scope, *fact, None)),
                        Vec::new(),
                    )
                });
                node(What::All, status, parts.collect())
            }
            Goal::Each { pool, goals } => {
                let parts = self.explain_members(scope, pool, goals, terms);
                node(
                    What::Each(pool.iter().map(|part| part.collection).collect()),
                    value,
                    parts,
                )
            }
            Goal::Combined { how, parts } => {
                let parts = parts
                    .iter()
                    .map(|part| self.explain_clause(scope, part, terms))
                    .collect();
                node(What::Combined(*how), status, parts)
            }
        }
    }

    fn explain_clause(&self, scope: &Scope<'_>, clause: &Clause, terms: &Terms) -> Node {
        let goal = self.explain_goal(scope, &clause.goal, terms);
        match &clause.condition {
            None => goal,
            Some(condition) => node(
                What::AppliesIf,
                Value::None,
                vec![self.explain_condition(scope, condition), goal],
            ),
        }
    }

    fn explain_part(&self, scope: &Scope<'_>, part: &Part) -> Node {
        let all = Part {
            holds: None,
            ..part.clone()
        };
        let base = self.tally(scope, &[all], &[], Tense::Settled).base();
        let mut parts = Vec::new();
        let mut facts = Vec::new();
        for condition in part.filter.iter().chain(&part.holds) {
            super::tally::collect_facts(condition, &mut facts);
        }
        for fact in facts {
            let one = Part {
                holds: Some(Condition::Fact(fact)),
                filter: None,
                collection: part.collection,
            };
            if matches!(self.fact(fact).kind, FactKind::Choice(_)) {
                continue;
            }
            let holding = self.tally(scope, &[one], &[], Tense::Settled).holding();
            let value = holding.map_or(Value::None, |range| Value::Range(range, Unit::Plain));
            parts.push(node(
                What::Counted(part.collection, fact),
                value,
                Vec::new(),
            ));
        }
        let value = base.map_or(Value::None, |range| Value::Range(range, Unit::Plain));
        node(What::Members(part.collection), value, parts)
    }

    /// The members that stand in the way of a bound, as far as they are listed: those that do not do what is asked,
    /// or, under a cap, those that do what is capped.
    fn deciding(&self, scope: &Scope<'_>, part: &Part, bound: &Bound) -> Vec<Node> {
        let Some(asked) = part.holds.as_ref().or(part.filter.as_ref()) else {
            return Vec::new();
        };
        let decisive = match &part.holds {
            Some(holds) if !caps(bound) => &Part {
                holds: Some(Condition::Not(Box::new(holds.clone()))),
                ..part.clone()
            },
            _ => part,
        };
        let mut nodes = Vec::new();
        self.each_member(scope, decisive, Tense::Settled, |member, _| {
            if nodes.len() < MEMBERS_SHOWN {
                let what = What::Member(self.member_name(member));
                let parts = vec![self.explain_condition(member, asked)];
                nodes.push(node(what, Value::None, parts));
            }
        });
        nodes
    }

    /// Where there must be none: the members that there are, as far as they are told one by one.
    pub(super) fn contrary(
        &self,
        scope: &Scope<'_>,
        quantity: &Quantity,
        bound: &Bound,
    ) -> Vec<MemberVerdict> {
        let mut found = Vec::new();
        let (Relation::Exactly(most) | Relation::AtMost(most)) = &bound.relation else {
            return found;
        };
        let (Quantity::Size(pool), true) = (quantity, *most == Quantity::Number(Number::ZERO))
        else {
            return found;
        };
        for part in pool {
            if part.holds.is_none() && part.filter.is_none() {
                continue;
            }
            self.each_member(scope, part, Tense::Settled, |member, counts| {
                if counts != Truth::True {
                    return;
                }
                found.push(MemberVerdict {
                    member: self.member_name(member),
                    status: Status::NotMet,
                    reason: Reason::Count,
                    due: None,
                    due_time: None,
                    late_by: None,
                    before_event: false,
                    measure: None,
                });
            });
        }
        found
    }

    fn explain_members(
        &self,
        scope: &Scope<'_>,
        pool: &[Part],
        goals: &[Goal],
        terms: &Terms,
    ) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (part, goal) in pool.iter().zip(goals) {
            let scope = &scope.looked_at_for(goal);
            self.each_member(scope, part, Tense::Settled, |member, _| {
                if nodes.len() < self.members_shown {
                    let judgement = self.goal(member, goal, Tense::Settled, terms);
                    let what = What::Member(self.member_name(member));
                    let parts = vec![self.explain_goal(member, goal, terms)];
                    nodes.push(node(what, Value::Status(judgement.status), parts));
                }
            });
        }
        nodes
    }

    fn explain_deed(
        &self,
        scope: &Scope<'_>,
        fact: FactId,
        limit: Option<&Limit>,
        terms: &Terms,
    ) -> Node {
        let mut parts = Vec::new();
        if let Some(limit) = limit {
            parts.extend(self.explain_limit(scope, limit));
        }
        let judgement = self.judge_deed(scope, fact, limit, Tense::Settled, terms);
        parts.extend(
            judgement
                .late_by
                .map(|late| node(What::Late(late), Value::None, Vec::new())),
        );
        node(
            What::Deed(fact, self.told(scope, fact)),
            Value::Deed(self.deed_state(scope, fact, limit)),
            parts,
        )
    }

    fn explain_limit(&self, scope: &Scope<'_>, limit: &Limit) -> Vec<Node> {
        let event = match limit {
            Limit::Within(_, event)
            | Limit::Before(_, event)
            | Limit::EarlierThan(event)
            | Limit::LaterThan(event)
            | Limit::By(event) => *event,
            Limit::Lasting(_) => return Vec::new(),
        };
        let mut nodes = Vec::new();
        if let Event::Fact(fact) = event {
            nodes.push(node(
                What::Fact(fact, self.told(scope, fact)),
                Value::Deed(self.deed_state(scope, fact, None)),
                Vec::new(),
            ));
        }
        let plain = Calendar::without_holidays();
        let reckoner = self.calendar.unwrap_or(&plain).public();
        let moment = self.event_moment(scope, event);
        let account = moment.and_then(|moment| match limit {
            Limit::Within(length, _) => reckoner.account_within(*length, moment).ok(),
            Limit::Before(length, _) => reckoner.account_before(*length, moment).ok(),
            Limit::EarlierThan(_) | Limit::LaterThan(_) | Limit::By(_) | Limit::Lasting(_) => None,
        });
        if let Some((account, moment)) = account.zip(moment) {
            let count = counted(&account, moment, self.calendar);
            let due = count.due;
            nodes.push(node(What::Due(count), Value::Date(due), Vec::new()));
        }
        nodes
    }

    fn explain_condition(&self, scope: &Scope<'_>, condition: &Condition) -> Node {
        let truth = Value::Truth(self.condition(scope, condition, Tense::Settled));
        match condition {
            Condition::Constant(_) => node(What::Number, truth, Vec::new()),
            Condition::Fact(fact) => node(
                What::Fact(*fact, self.told(scope, *fact)),
                truth,
                Vec::new(),
            ),
            Condition::Is(fact, option) => {
                let label = match &self.fact(*fact).kind {
                    FactKind::Choice(options) => options
                        .get(*option as usize)
                        .map(|(_, label)| label.clone()),
                    _ => None,
                };
                node(
                    What::Option(*fact, label.unwrap_or_default()),
                    truth,
                    Vec::new(),
                )
            }
            Condition::Not(inner) => {
                node(What::Not, truth, vec![self.explain_condition(scope, inner)])
            }
            Condition::All(parts) => node(What::All, truth, self.explain_conditions(scope, parts)),
            Condition::Any(parts) => node(What::Any, truth, self.explain_conditions(scope, parts)),
            Condition::Compare(quantity, bound) => {
                let mut parts = vec![self.explain_quantity(scope, quantity)];
                parts.extend(self.explain_bound(scope, bound));
                node(
                    What::Bound(self.required(scope, bound, Tense::Settled)),
                    truth,
                    parts,
                )
            }
            Condition::Goal(goal) => self.explain_goal(scope, goal, &Terms::of_condition()),
        }
    }

    fn explain_conditions(&self, scope: &Scope<'_>, conditions: &[Condition]) -> Vec<Node> {
        conditions
            .iter()
            .map(|condition| self.explain_condition(scope, condition))
            .collect()
    }

    /// The quantities of a bound, where they are more than a number as written.
    fn explain_bound(&self, scope: &Scope<'_>, bound: &Bound) -> Vec<Node> {
        let limits = bound.relation.limits();
        let worked_out = limits.filter(|quantity| !matches!(quantity, Quantity::Number(_)));
        worked_out
            .map(|quantity| self.explain_quantity(scope, quantity))
            .collect()
    }

    fn explain_quantity(&self, scope: &Scope<'_>, quantity: &Quantity) -> Node {
        let range = self.quantity(scope, quantity, Tense::Settled);
        let value = Value::Range(range, shown_unit(self.program, quantity));
        let of = |quantities: &[&Quantity]| {
            quantities
                .iter()
                .map(|q| self.explain_quantity(scope, q))
                .collect()
        };
        let (what, parts) = match quantity {
            Quantity::Number(_) => (What::Number, Vec::new()),
            Quantity::Fact(fact) => (What::Fact(*fact, self.told(scope, *fact)), Vec::new()),
            Quantity::Size(pool) | Quantity::Share(pool) => (
                What::All,
                pool.iter()
                    .map(|part| self.explain_part(scope, part))
                    .collect(),
            ),
            Quantity::Over(reduction, parts) => (
                What::Over(*reduction),
                parts
                    .iter()
                    .map(|(part, _)| self.explain_part(scope, part))
                    .collect(),
            ),
            Quantity::Add(a, b) => (What::Arithmetic('+'), of(&[a, b])),
            Quantity::Subtract(a, b) => (What::Arithmetic('-'), of(&[a, b])),
            Quantity::Multiply(a, b) => (What::Arithmetic('*'), of(&[a, b])),
            Quantity::Divide(a, b) => (What::Arithmetic('/'), of(&[a, b])),
            Quantity::Greatest(all) => (
                What::Extreme { greatest: true },
                of(&all.iter().collect::<Vec<_>>()),
            ),
            Quantity::Least(all) => (
                What::Extreme { greatest: false },
                of(&all.iter().collect::<Vec<_>>()),
            ),
            Quantity::If(condition, then, otherwise) => {
                let chosen = match self.condition(scope, condition, Tense::Settled) {
                    Truth::True => of(&[then]),
                    Truth::False => of(&[otherwise]),
                    Truth::Unknown => of(&[then, otherwise]),
                };
                let mut parts = vec![self.explain_condition(scope, condition)];
                parts.extend::<Vec<Node>>(chosen);
                (What::Either, parts)
            }
            Quantity::Past(_, past) => (What::Past(*past), Vec::new()),
            Quantity::Parameter(_) => (What::Parameter, Vec::new()),
            Quantity::Definition(id) => {
                let definition = &self.program.definitions[id.index()];
                let parts = match &definition.value {
                    Quantity::Score(sheet) => self.explain_score(scope, sheet),
                    Quantity::Table(table) => self.explain_table(scope, table, &definition.unit),
                    value => of(&[value]),
                };
                (What::Definition(*id), parts)
            }
            Quantity::Rounded(inner, _) => (What::Rounded, of(&[inner])),
            // It is told in the unit that it has itself.
            Quantity::InUnit(inner, _, own) => {
                let told = self.explain_quantity(scope, inner);
                let value = match told.value {
                    Value::Range(range, Unit::Plain) => Value::Range(range, own.clone()),
                    value => value,
                };
                return Node { value, ..told };
            }
            Quantity::Score(sheet) => (What::All, self.explain_score(scope, sheet)),
            Quantity::Growth(growth) => (
                What::Growth {
                    falls: growth.falls,
                    relative: growth.relative,
                },
                of(&[
                    &growth.of,
                    &Quantity::Past(Box::new(growth.of.clone()), growth.since),
                ]),
            ),
            Quantity::Table(table) => (What::All, self.explain_table(scope, table, &Unit::Plain)),
            Quantity::Moved { day, length, back } => (
                What::Moved {
                    length: *length,
                    back: *back,
                },
                of(&[day]),
            ),
        };
        node(what, value, parts)
    }

    /// The lines of a score, each with its points.
    fn explain_score(&self, scope: &Scope<'_>, sheet: &Score) -> Vec<Node> {
        let lines = sheet.lines.iter().zip(1..);
        lines
            .map(|(line, number)| {
                let points = self.points(scope, sheet, line, Tense::Settled);
                let parts = match &line.earned {
                    Earned::Whole(clause) | Earned::ProRata { clause, .. } => {
                        vec![self.explain_clause(scope, clause, &Terms::default())]
                    }
                    Earned::Points(Quantity::Table(table)) => {
                        self.explain_table(scope, table, &Unit::Points)
                    }
                    Earned::Points(quantity) => vec![self.explain_quantity(scope, quantity)],
                };
                let what = What::Points {
                    line: number,
                    most: line.most,
                };
                node(what, Value::Range(points, Unit::Points), parts)
            })
            .collect()
    }

    /// What a table goes by, and the rows that can hold.
    fn explain_table(&self, scope: &Scope<'_>, table: &Table, unit: &Unit) -> Vec<Node> {
        let mut nodes: Vec<Node> = table
            .keys
            .iter()
            .map(|key| self.explain_key(scope, key))
            .collect();
        nodes.extend(
            self.rows(scope, table, Tense::Settled)
                .into_iter()
                .map(|row| {
                    let value = self.row_value(scope, row);
                    let what = What::Row(self.row_keys(table, row));
                    node(what, Value::Range(value, unit.clone()), Vec::new())
                }),
        );
        nodes
    }

    fn explain_key(&self, scope: &Scope<'_>, key: &Key) -> Node {
        let fact = match key {
            Key::Number { quantity, .. } => return self.explain_quantity(scope, quantity),
            Key::Choice { fact, .. } => *fact,
        };
        let given = match self.find(scope, fact) {
            Found::Given(facts::Value::Option(option)) => Some(*option),
            Found::Given(_) | Found::NotApplicable | Found::Nothing | Found::Elsewhere => None,
        };
        match given {
            Some(option) => self.explain_condition(scope, &Condition::Is(fact, option)),
            None => node(
                What::Fact(fact, self.told(scope, fact)),
                Value::Truth(Truth::Unknown),
                Vec::new(),
            ),
        }
    }

    fn row_keys(&self, table: &Table, row: &Row) -> Vec<RowKey> {
        let cells = table.keys.iter().zip(&row.cells);
        cells
            .map(|(key, cell)| match (key, cell) {
                (Key::Choice { fact, .. }, Cell::Options(chosen)) => {
                    let options = match &self.fact(*fact).kind {
                        FactKind::Choice(options) => options.as_slice(),
                        _ => &[],
                    };
                    let named = |at: &u32| options.get(*at as usize).cloned();
                    RowKey::Options(chosen.iter().filter_map(named).collect())
                }
                (Key::Number { unit, .. }, Cell::Band(band)) => RowKey::Band(*band, unit.clone()),
                (_, Cell::Options(_) | Cell::Band(_) | Cell::Rest) => RowKey::Rest,
            })
            .collect()
    }

    fn told(&self, scope: &Scope<'_>, fact: FactId) -> String {
        address::relative(&self.fact_path(scope, fact), self.asker, self.label)
    }

    /// How a member is named in verdicts: `decisions[d1]` or `commune:ang-to`.
    pub(super) fn member_name(&self, member: &Scope<'_>) -> String {
        match member.frame {
            Frame::Member(collection, row) => {
                let path = self.path(
                    member,
                    Path {
                        member: Some(row.id.clone()),
                        ..Path::of(self.collection_key(collection))
                    },
                );
                address::relative(
                    &Path {
                        period: None,
                        ..path
                    },
                    self.asker,
                    self.label,
                )
            }
            Frame::Body(body) => address::body(&self.name(body)),
        }
    }
}

/// Whether more than the bound is too much.
fn caps(bound: &Bound) -> bool {
    match &bound.relation {
        Relation::Under(_) | Relation::AtMost(_) => true,
        Relation::Exactly(most) => *most == Quantity::Number(Number::ZERO),
        Relation::Over(_) | Relation::AtLeast(_) | Relation::Not(_) | Relation::Between(..) => {
            false
        }
    }
}

fn node(what: What, value: Value, parts: Vec<Node>) -> Node {
    Node { what, value, parts }
}

fn counted(account: &Account<'_>, event: Moment, calendar: Option<&Calendar>) -> Count {
    let name = |off: &DayOff<'_>| match off {
        DayOff::Weekend => Label::default(),
        DayOff::Holiday(day) => day.label.clone(),
    };
    let hours = account.due.moment.map(|end| Hours {
        from: event.time,
        due: end.is_exact().then_some(end.from),
    });
    let calendar = calendar.filter(|_| hours.is_none());
    Count {
        from: account.from,
        days: account
            .days
            .iter()
            .map(|(day, off)| (*day, off.as_ref().map(name)))
            .collect(),
        counted_to: account.counted_to,
        moved_over: account
            .moved_over
            .iter()
            .map(|(day, off)| (*day, name(off)))
            .collect(),
        due: account.due.day,
        provisional: account.due.provisional,
        calendar: calendar.map(|calendar| calendar.label.clone()),
        hours,
    }
}
