//! Sentences: leads, one requirement, trailing parts.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{self, Deadline, Each, Leads, Period, Point, Requirement, ShareBase};

use super::Checker;
use super::exclusive::{counts_only, is_ceiling};
use super::fault::text;
use super::goal::{Goals, Surroundings};
use super::scope::Scope;
use super::time::Judged;
use crate::author::model::Sentence;
use crate::author::walk::{self, Item};
use crate::run::number::Number;
use crate::run::program::{
    Bound, Condition, FactId, FactKind, Goal, Modality, Owner, Part, Quantity, Relation, Unit,
};

/// Leads of a sentence, those it shares with others included.
#[derive(Debug, Clone, Default)]
pub(super) struct Lead<'t> {
    pub(super) modality: Option<Spanned<syntax::Modality>>,
    pub(super) periods: &'t [Spanned<Period>],
    pub(super) starting: Option<Spanned<Point>>,
    pub(super) deadline: Option<Spanned<Deadline>>,
    pub(super) conditions: Vec<&'t Spanned<syntax::Condition>>,
}

/// What a sentence turned out to be.
#[derive(Debug)]
pub(super) enum Read {
    /// It asks something.
    Asks(Box<Sentence>),
    /// It only permits.
    Permits,
}

impl<'t> Checker<'t> {
    /// A sentence's leads, with those it shares.
    pub(super) fn lead(&mut self, shared: Option<&'t Leads>, own: &'t Leads) -> Option<Lead<'t>> {
        let Some(shared) = shared else {
            return Some(Lead {
                modality: own.modality,
                periods: &own.periods,
                starting: own.starting,
                deadline: own.deadline,
                conditions: own.condition.iter().collect(),
            });
        };
        let modality = self.once(shared.modality, own.modality);
        let starting = self.once(shared.starting, own.starting);
        let deadline = self.once(shared.deadline, own.deadline);
        let periods = match (shared.periods.first(), own.periods.first()) {
            (Some(first), Some(second)) => {
                self.said_twice(first.span, second.span);
                None
            }
            (None, _) => Some(own.periods.as_slice()),
            (Some(_), None) => Some(shared.periods.as_slice()),
        };
        let conditions = shared.condition.iter().chain(&own.condition).collect();
        Some(Lead {
            modality: modality?,
            periods: periods?,
            starting: starting?,
            deadline: deadline?,
            conditions,
        })
    }

    #[expect(
        clippy::option_option,
        reason = "the outer one is whether it was said once"
    )]
    fn once<T>(
        &mut self,
        shared: Option<Spanned<T>>,
        own: Option<Spanned<T>>,
    ) -> Option<Option<Spanned<T>>> {
        match (shared, own) {
            (Some(first), Some(second)) => {
                self.said_twice(first.span, second.span);
                None
            }
            (shared, own) => Some(shared.or(own)),
        }
    }

    fn said_twice(&mut self, first: Span, second: Span) {
        self.faults.push(
            Diagnostic::error(
                "E0341",
                second,
                text(
                    "a requirement is led twice in the same way",
                    "một yêu cầu có hai phần dẫn cùng loại",
                ),
            )
            .label(text(
                "said again for this requirement",
                "nêu lại cho yêu cầu này",
            ))
            .also(
                first,
                text(
                    "already said for all bullets",
                    "đã nêu cho mọi gạch đầu dòng",
                ),
            )
            .help(text(
                "leave one of them out, or write the requirement as a sentence of its own",
                "bỏ một trong hai, hoặc viết yêu cầu thành câu riêng",
            )),
        );
    }

    /// Types a sentence of a rule.
    pub(super) fn sentence(
        &mut self,
        lead: &Lead<'t>,
        tree: &'t syntax::Sentence,
        number: u32,
        exception: Option<usize>,
        scope: &Scope,
    ) -> Option<Read> {
        let modality = match lead.modality.map(|one| one.node) {
            None | Some(syntax::Modality::Must) => Some(Modality::Must),
            Some(syntax::Modality::Strive) => Some(Modality::Strive),
            Some(syntax::Modality::Encouraged) => Some(Modality::Encouraged),
            Some(syntax::Modality::Requested) => Some(Modality::Requested),
            Some(syntax::Modality::MustNot | syntax::Modality::Prohibited) => {
                Some(Modality::MustNot)
            }
            Some(syntax::Modality::May) => None,
        };
        let must_not = lead
            .modality
            .filter(|one| one.node.forbids())
            .map(|one| one.span);
        let around = Surroundings {
            limit: tree.limit.as_ref(),
            rounding: tree.rounding,
            must_not,
        };
        let condition = self.when(&lead.conditions, tree, scope);
        let goals = self.goals(
            &tree.requirement.node,
            tree.requirement.span,
            &around,
            scope,
        );
        let Some(modality) = modality else {
            return goals.and(condition).map(|_| Read::Permits);
        };
        let goals = goals?;
        let judged = self.judged(&goals, condition.iter().flatten());
        if judged.working_days && scope.document.is_some_and(|document| !document.calendar) {
            self.no_calendar(tree.requirement.span);
        }
        let timing = self.timing(lead, &judged, tree.requirement.span)?;
        Some(Read::Asks(Box::new(Sentence {
            number,
            cites: Vec::new(),
            exception,
            modality,
            timing,
            condition: condition?,
            attested: judged.attested,
            goals,
            span: tree.span,
            goal_span: tree.requirement.span,
        })))
    }

    /// When a sentence applies: all its conditions.
    #[expect(
        clippy::option_option,
        reason = "the outer one is whether it could be read"
    )]
    pub(super) fn when(
        &mut self,
        leading: &[&Spanned<syntax::Condition>],
        tree: &syntax::Sentence,
        scope: &Scope,
    ) -> Option<Option<Condition>> {
        // A bullet's own leading condition stands in its leads; a sentence's is among `leading`.
        let own = if leading.is_empty() {
            tree.leads.condition.as_ref()
        } else {
            None
        };
        let mut all = Vec::new();
        for when in leading.iter().copied().chain(own) {
            all.push(self.condition_of(when, None, scope));
        }
        if let Some(when) = &tree.condition {
            all.push(self.condition_of(when, Some(&tree.requirement.node), scope));
        }
        let mut all = all.into_iter().collect::<Option<Vec<Condition>>>()?;
        Some(match all.len() {
            0 | 1 => all.pop(),
            _ => Some(Condition::All(all)),
        })
    }

    fn condition_of(
        &mut self,
        when: &Spanned<syntax::Condition>,
        after: Option<&Requirement>,
        scope: &Scope,
    ) -> Option<Condition> {
        match &when.node {
            syntax::Condition::If(expr) => self.condition(expr, scope),
            syntax::Condition::Unless(expr) => {
                Some(Condition::Not(Box::new(self.condition(expr, scope)?)))
            }
            syntax::Condition::IfAny => {
                let pool = match after {
                    Some(
                        Requirement::Share(syntax::Share {
                            base: ShareBase::Of(of) | ShareBase::Weighted { of, .. },
                            ..
                        })
                        | Requirement::Count(syntax::Count {
                            of: syntax::Counted::Members { of, .. },
                            ..
                        })
                        | Requirement::Each(Each { of, .. }),
                    ) => Some(of),
                    _ => None,
                };
                let Some(pool) = pool else {
                    self.faults.push(
                        Diagnostic::error("E0349", when.span, text("nothing says how to know whether there is any", "chưa nêu làm sao biết là có hay không"))
                            .label(text("any of what?", "nếu có cái gì?"))
                            .help(text(
                                "declare a `fact` (yes or no) for it and write `if FACT`, or speak of a population",
                                "khai báo một `thông tin` (có hoặc không) rồi viết `nếu THÔNG TIN`, hoặc nêu một đối tượng",
                            )),
                    );
                    return None;
                };
                let parts = self
                    .selection(pool, scope)?
                    .into_iter()
                    .map(|member| member.part)
                    .collect();
                Some(at_least_one(Quantity::Size(parts)))
            }
        }
    }

    fn no_calendar(&mut self, span: Span) {
        self.faults.push(
            Diagnostic::error(
                "E0367",
                span,
                text(
                    "working days are counted, but nothing says which days are off",
                    "có tính ngày làm việc nhưng chưa nêu lịch ngày nghỉ",
                ),
            )
            .help(text(
                "add a line to the header: `calendar vietnam`, or declare the calendar of another country with `calendar ID \"…\"` and name it there",
                "thêm dòng ở phần đầu văn bản: `lịch vietnam`",
            )),
        );
    }

    /// What of a sentence's goals bears on when it is judged.
    fn judged<'c>(&self, goals: &Goals, conditions: impl Iterator<Item = &'c Condition>) -> Judged {
        let mut judged = Judged::default();
        let mut definitions = Vec::new();
        // What each of those chosen has to do by a day, it does once: a count among what chooses them is none of it.
        let chooses = goals.iter().all(|(_, goal)| self.asks_each_a_deed(goal));
        for (_, goal) in goals {
            walk::goal(goal, &mut |item| {
                let counts = |fact| self.table.fact(fact).kind == FactKind::Count;
                if !(chooses && matches!(item, Item::Fact(fact) if counts(fact))) {
                    self.note(item, &mut judged, &mut definitions);
                }
            });
        }
        judged.deed = goals.iter().any(|(_, goal)| self.asks_a_deed(goal));
        judged.rate = goals.iter().all(|(_, goal)| self.is_rate_of_cases(goal));
        judged.of_cases = goals.iter().all(|(_, goal)| self.is_of_cases(goal));
        let mut asked = Judged::default();
        for condition in conditions {
            walk::condition(condition, &mut |item| {
                self.note(item, &mut asked, &mut definitions);
            });
        }
        judged.attested |= asked.attested;
        judged.working_days |= asked.working_days;
        judged
    }

    /// Whether a body itself has to do something.
    fn asks_a_deed(&self, goal: &Goal) -> bool {
        match goal {
            Goal::Deeds { facts, .. } => {
                let is_deed = |fact: &FactId| {
                    matches!(self.table.fact(*fact).kind, FactKind::Act | FactKind::Date)
                };
                facts.iter().any(is_deed)
            }
            Goal::Combined { parts, .. } => parts.iter().any(|part| self.asks_a_deed(&part.goal)),
            _ => false,
        }
    }

    /// Whether each of some members has something to do.
    fn asks_each_a_deed(&self, goal: &Goal) -> bool {
        matches!(goal, Goal::Each { goals, .. } if goals.iter().all(|each| self.asks_a_deed(each)))
    }

    /// Whether a goal is a share of cases that are counted afresh in each period.
    fn is_rate_of_cases(&self, goal: &Goal) -> bool {
        let Goal::Share { pool, .. } = goal else {
            return false;
        };
        self.are_cases(pool)
    }

    /// Whether a goal is asked of each case, or allows so many of them: those of an earlier period are
    /// judged as well, whatever a later one brings.
    fn is_of_cases(&self, goal: &Goal) -> bool {
        match goal {
            Goal::Each { pool, .. } => self.are_cases(pool),
            Goal::Compare { quantity, bound } => {
                is_ceiling(&bound.relation) && counts_only(quantity, |part| self.is_case(part))
            }
            _ => false,
        }
    }

    /// Whether members are counted afresh in each period.
    fn are_cases(&self, pool: &[Part]) -> bool {
        pool.iter().all(|part| self.is_case(part))
    }

    fn is_case(&self, part: &Part) -> bool {
        self.table.collection(part.collection).kind.happens()
    }

    fn note(
        &self,
        item: Item,
        judged: &mut Judged,
        definitions: &mut Vec<crate::run::program::DefinitionId>,
    ) {
        match item {
            Item::Fact(id) => {
                let fact = self.table.fact(id);
                judged.attested |= fact.attested_by.is_some();
                if matches!(fact.kind, FactKind::StateInPeriod | FactKind::Count)
                    && judged.flow.is_none()
                {
                    judged.flow = Some(fact.label.clone());
                    judged.flow_is_state = fact.kind == FactKind::StateInPeriod;
                    judged.flow_of_members =
                        fact.kind == FactKind::Count && matches!(fact.owner, Owner::Members(_));
                }
            }
            Item::Collection(id) => {
                let collection = self.table.collection(id);
                if collection.kind.happens() && judged.flow.is_none() {
                    judged.flow = Some(collection.label.clone());
                }
            }
            Item::Definition(id) if !definitions.contains(&id) => {
                definitions.push(id);
                if let Some(Some(definition)) = self.table.definitions.get(id.index()) {
                    walk::quantity(&definition.value, &mut |item| {
                        judged.working_days |= item == Item::Calendar;
                    });
                }
                for one in self
                    .table
                    .definition_notes
                    .get(id.index())
                    .map(|notes| notes.uses.clone())
                    .unwrap_or_default()
                {
                    match one {
                        super::table::Use::Fact(fact) => {
                            self.note(Item::Fact(fact), judged, definitions);
                        }
                        super::table::Use::Collection(set) => {
                            self.note(Item::Collection(set), judged, definitions);
                        }
                        super::table::Use::Parameter(_) => {}
                    }
                }
            }
            Item::Definition(_) | Item::Duration => {}
            Item::Limit => judged.limit = true,
            Item::EndOfPeriod => judged.end_of_period = true,
            Item::Calendar => judged.working_days = true,
        }
    }
}

fn at_least_one(quantity: Quantity) -> Condition {
    let bound = Bound {
        relation: Relation::AtLeast(Quantity::Number(Number::ONE)),
        unit: Unit::Plain,
    };
    Condition::Compare(Box::new(quantity), Box::new(bound))
}
