//! Names in expressions: what the thing named is worth.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;
use luat_grammar::syntax::{self, Expr, ExprKind, Ref};

use super::Checker;
use super::expression::Value;
use super::fault::text;
use super::kind::Kind;
use super::name::describe;
use super::scope::Scope;
use super::table::Symbol;
use crate::run::number::Number;
use crate::run::program::{
    Bound, CollectionId, Condition, FactId, FactKind, Part, Past, Quantity, Relation, Unit,
};

impl Checker<'_> {
    pub(super) fn name(&mut self, reference: &Ref, scope: &Scope) -> Option<Value> {
        match self.resolve(reference)? {
            Symbol::Fact(fact) => self.fact_value(fact, reference, scope),
            Symbol::Population(set) => self.size(&[set], reference.span, scope),
            Symbol::Level(level) => {
                let set = self.table.level(level).collection;
                self.size(&[set], reference.span, scope)
            }
            Symbol::Group(group) => {
                let of = self
                    .table
                    .groups
                    .get(group)
                    .map(|group| group.of.clone())
                    .unwrap_or_default();
                self.size(&of, reference.span, scope)
            }
            Symbol::Parameter(at) => {
                let parameter = self.table.parameters.get(at)?.clone()?;
                self.reach_parameter(at, reference.span, scope)?;
                Some(Value::Quantity(
                    Quantity::Parameter(parameter.values),
                    parameter.kind,
                ))
            }
            Symbol::Definition(id) => {
                self.table.definitions.get(id.index())?.as_ref()?;
                let notes = self.table.definition_notes.get(id.index())?.clone();
                self.reach_uses(&notes.uses, reference.span, scope)?;
                Some(match notes.kind {
                    Some(kind) => Value::Quantity(Quantity::Definition(id), kind),
                    None => Value::Condition(Condition::Compare(
                        Box::new(Quantity::Definition(id)),
                        Box::new(exactly_one()),
                    )),
                })
            }
            other @ (Symbol::Option(..)
            | Symbol::Calendar(_)
            | Symbol::Rule
            | Symbol::Principle) => {
                self.worth_nothing(reference, other);
                None
            }
        }
    }

    fn worth_nothing(&mut self, reference: &Ref, found: Symbol) {
        let (is_en, is_vi) = describe(found);
        let id = &reference.id;
        let told = Diagnostic::error(
            "E0333",
            reference.span,
            text(
                format!("`{id}` has no value"),
                format!("`{id}` không có giá trị"),
            ),
        )
        .label(text(format!("this is {is_en}"), format!("đây là {is_vi}")));
        self.faults.push(match found {
            Symbol::Option(..) => told.help(text(
                "write `CHOICE is OPTION`",
                "viết `LỰA CHỌN là PHƯƠNG ÁN`",
            )),
            _ => told.help(text(
                "name a fact, a population, a parameter or a definition",
                "ghi một thông tin, đối tượng, tham số hoặc định nghĩa",
            )),
        });
    }

    fn size(&mut self, sets: &[CollectionId], span: Span, scope: &Scope) -> Option<Value> {
        for set in sets {
            self.reach_set(*set, span, scope)?;
        }
        let parts = sets
            .iter()
            .map(|set| Part {
                collection: *set,
                filter: None,
                holds: None,
            })
            .collect();
        Some(Value::Quantity(Quantity::Size(parts), Kind::Number))
    }

    fn fact_value(&mut self, named: FactId, reference: &Ref, scope: &Scope) -> Option<Value> {
        let fact = self.own_fact(named, reference.span, scope)?;
        let declared = self.table.fact(fact);
        let kind = declared.kind.clone();
        if let crate::run::program::Owner::Members(set) = declared.owner
            && !scope.members.contains(&set)
            && matches!(
                kind,
                FactKind::StateInPeriod
                    | FactKind::StateToDate
                    | FactKind::StateNow
                    | FactKind::YesNo
            )
        {
            // Named with its population, a state outside of it is how many are in it.
            self.reach_set(set, reference.span, scope)?;
            self.table.used.insert(super::table::Use::Fact(fact));
            let part = Part {
                collection: set,
                filter: None,
                holds: Some(Condition::Fact(fact)),
            };
            return Some(Value::Quantity(Quantity::Size(vec![part]), Kind::Number));
        }
        self.reach_fact(fact, reference.span, scope)?;
        match kind {
            FactKind::StateInPeriod
            | FactKind::StateToDate
            | FactKind::StateNow
            | FactKind::YesNo => Some(Value::Condition(Condition::Fact(fact))),
            FactKind::Act | FactKind::Date => Some(Value::Moment(fact)),
            FactKind::Count => Some(Value::Quantity(Quantity::Fact(fact), Kind::Number)),
            FactKind::Amount(unit) => {
                Some(Value::Quantity(Quantity::Fact(fact), Kind::of_unit(&unit)))
            }
            FactKind::Choice(_) => {
                let id = &reference.id;
                self.faults.push(
                    Diagnostic::error(
                        "E0333",
                        reference.span,
                        text(
                            format!("nothing says which option of `{id}` is meant"),
                            format!("chưa nêu phương án nào của `{id}`"),
                        ),
                    )
                    .help(text(
                        format!("write `{id} is OPTION`"),
                        format!("viết `{id} là PHƯƠNG ÁN`"),
                    )),
                );
                None
            }
        }
    }

    pub(super) fn past(
        &mut self,
        of: &Ref,
        which: syntax::Past,
        expr: &Expr,
        scope: &Scope,
    ) -> Option<Value> {
        let now = Expr {
            kind: ExprKind::Name(of.clone()),
            span: of.span,
        };
        let (quantity, kind) = self.quantity(&now, scope)?;
        if kind == Kind::Date {
            self.faults.push(
                Diagnostic::error(
                    "E0333",
                    expr.span,
                    text(
                        "a date has no value of an earlier period",
                        "một ngày không có giá trị của kỳ trước",
                    ),
                )
                .help(text(
                    "compare counts or amounts of two periods",
                    "so sánh số lượng hoặc số tiền giữa hai kỳ",
                )),
            );
            return None;
        }
        Some(Value::Quantity(
            Quantity::Past(Box::new(quantity), past_of(which)),
            kind,
        ))
    }

    pub(super) fn is_option(
        &mut self,
        choice: &Ref,
        option: &Ref,
        negated: bool,
        scope: &Scope,
    ) -> Option<Value> {
        let (asked, chosen) = (self.resolve(choice)?, self.resolve(option)?);
        let Symbol::Fact(fact) = asked else {
            self.worth_nothing(choice, asked);
            return None;
        };
        let at = match chosen {
            Symbol::Option(of, at) if of == fact => at,
            _ => {
                let (id, path) = (&option.id, self.table.path(fact));
                self.faults.push(
                    Diagnostic::error(
                        "E0338",
                        option.span,
                        text(
                            format!("`{id}` is not an option of `{path}`"),
                            format!("`{id}` không phải là phương án của `{path}`"),
                        ),
                    )
                    .also(choice.span, text("asked of this", "hỏi về mục này"))
                    .help(text(
                        "name one of its options",
                        "ghi một trong các phương án của nó",
                    )),
                );
                return None;
            }
        };
        let fact = self.own_fact(fact, choice.span, scope)?;
        self.reach_fact(fact, choice.span, scope)?;
        let is = Condition::Is(fact, at);
        Some(Value::Condition(if negated {
            Condition::Not(Box::new(is))
        } else {
            is
        }))
    }
}

/// How programs name an earlier period.
pub(super) fn past_of(past: syntax::Past) -> Past {
    match past {
        syntax::Past::LastYear => Past::LastYear,
        syntax::Past::PreviousPeriod => Past::PreviousPeriod,
    }
}

/// The bound that the worth of a named condition keeps where the condition holds.
fn exactly_one() -> Bound {
    Bound {
        relation: Relation::Exactly(Quantity::Number(Number::ONE)),
        unit: Unit::Plain,
    }
}
