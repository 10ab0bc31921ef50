//! Members: whom a sentence speaks of, and what is said of each.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{MemberRef, Selection, TimeLimit};

use super::Checker;
use super::fault::text;
use super::kind::Kind;
use super::scope::Scope;
use super::table::Symbol;
use crate::run::program::{CollectionId, Condition, FactId, FactKind, Owner, Part};

/// Members of one collection, and the scope of one of them.
#[derive(Debug, Clone)]
pub(super) struct Members {
    /// Who is looked at.
    pub(super) part: Part,
    /// The scope of a member.
    pub(super) scope: Scope,
}

impl Checker<'_> {
    /// The members a sentence speaks of, one entry a population.
    pub(super) fn selection(
        &mut self,
        selection: &Selection,
        scope: &Scope,
    ) -> Option<Vec<Members>> {
        let mut sets: Vec<(CollectionId, Span)> = Vec::new();
        for reference in &selection.of {
            let found = match self.table.find(reference) {
                Some(Symbol::Group(group)) => self
                    .table
                    .groups
                    .get(group)
                    .map(|group| group.of.clone())
                    .unwrap_or_default(),
                Some(_) | None => vec![self.resolve_set(reference)?],
            };
            for set in found {
                if let Some((_, before)) = sets.iter().find(|(known, _)| *known == set) {
                    let key = &self.table.collection(set).key;
                    self.faults.push(
                        Diagnostic::error(
                            "E0308",
                            reference.span,
                            text(
                                format!("`{key}` would be counted twice"),
                                format!("`{key}` sẽ bị đếm hai lần"),
                            ),
                        )
                        .also(*before, text("already counted here", "đã được đếm ở đây"))
                        .help(text("name it once", "chỉ nêu một lần")),
                    );
                    return None;
                }
                self.reach_set(set, reference.span, scope)?;
                sets.push((set, reference.span));
            }
        }
        if !selection.for_each {
            self.unlike(&sets);
        }
        let pool: Vec<CollectionId> = sets.iter().map(|(set, _)| *set).collect();
        let mut members = Vec::new();
        for (set, _) in sets {
            let inner = self.enter(scope, set, &pool);
            let filter = match &selection.filter {
                Some(filter) => Some(self.condition(filter, &inner)?),
                None => None,
            };
            members.push(Members {
                part: Part {
                    collection: set,
                    filter,
                    holds: None,
                },
                scope: inner,
            });
        }
        Some(members)
    }

    /// What members must have to count; none when nothing is said.
    #[expect(
        clippy::option_option,
        reason = "the outer one is whether it could be read"
    )]
    pub(super) fn holds(
        &mut self,
        predicate: &[MemberRef],
        limit: Option<&Spanned<TimeLimit>>,
        member: &Members,
    ) -> Option<Option<Condition>> {
        let mut facts = Vec::new();
        for one in predicate {
            facts.push(self.member_state(one, member)?);
        }
        if let Some(limit) = limit {
            if facts.is_empty() {
                self.limit_without_deed(limit.span);
                return None;
            }
            let goal = self.deeds_in_time(facts, Some(limit), &member.scope)?;
            return Some(Some(Condition::Goal(Box::new(goal))));
        }
        let mut all: Vec<Condition> = facts.into_iter().map(Condition::Fact).collect();
        Some(match all.len() {
            0 | 1 => all.pop(),
            _ => Some(Condition::All(all)),
        })
    }

    /// The fact of these members that a name stands for.
    fn member_named(&mut self, named: &MemberRef, member: &Members) -> Option<FactId> {
        let set = member.part.collection;
        let mut facts = Vec::new();
        for reference in &named.refs {
            match self.resolve(reference)? {
                Symbol::Fact(fact) => facts.push(fact),
                other => {
                    self.no_act(reference, other);
                    return None;
                }
            }
        }
        let first = *facts.first()?;
        let owns = |owner: &Owner| match owner {
            Owner::Members(of) => *of == set,
            Owner::Bodies(levels) => levels
                .iter()
                .any(|level| self.table.level(*level).collection == set),
        };
        let own = facts
            .iter()
            .copied()
            .find(|fact| owns(&self.table.fact(*fact).owner));
        let found = own.or_else(|| self.table.member_fact(set, &self.table.fact(first).name));
        if found.is_none() {
            self.faults.push(self.not_of_member(first, set, named.span));
        }
        let found = found?;
        self.reach_fact(found, named.span, &member.scope)?;
        Some(found)
    }

    pub(super) fn member_state(&mut self, named: &MemberRef, member: &Members) -> Option<FactId> {
        let fact = self.member_named(named, member)?;
        match self.table.fact(fact).kind {
            FactKind::StateInPeriod
            | FactKind::StateToDate
            | FactKind::StateNow
            | FactKind::Act
            | FactKind::Date
            | FactKind::YesNo => Some(fact),
            FactKind::Count | FactKind::Amount(_) | FactKind::Choice(_) => {
                let path = self.table.path(fact);
                self.faults.push(
                    Diagnostic::error(
                        "E0331",
                        named.span,
                        text(
                            format!("`{path}` does not hold or not, it is a value"),
                            format!("`{path}` là một giá trị, không phải điều đạt hay không đạt"),
                        ),
                    )
                    .help(text(
                        "compare it: `where … at least 1`",
                        "so sánh nó: `mà … ít nhất 1`",
                    )),
                );
                None
            }
        }
    }

    /// The count or amount of these members that a name stands for.
    pub(super) fn member_quantity(
        &mut self,
        named: &MemberRef,
        member: &Members,
    ) -> Option<(FactId, Kind)> {
        let fact = self.member_named(named, member)?;
        match &self.table.fact(fact).kind {
            FactKind::Count => Some((fact, Kind::Number)),
            FactKind::Amount(unit) => Some((fact, Kind::of_unit(unit))),
            FactKind::StateInPeriod
            | FactKind::StateToDate
            | FactKind::StateNow
            | FactKind::Act
            | FactKind::Date
            | FactKind::YesNo
            | FactKind::Choice(_) => {
                let path = self.table.path(fact);
                self.faults.push(
                    Diagnostic::error(
                        "E0332",
                        named.span,
                        text(
                            format!("`{path}` is not a count or an amount"),
                            format!("`{path}` không phải là số lượng hay số tiền"),
                        ),
                    )
                    .help(text(
                        "name a `count` or an `amount` of the members",
                        "ghi một `số lượng` hoặc `số tiền` của thành viên",
                    )),
                );
                None
            }
        }
    }

    /// A share needs something that some members do and others do not; a `where` may say it.
    pub(super) fn said_of_members(
        &mut self,
        members: Vec<Members>,
        span: Span,
    ) -> Option<Vec<Part>> {
        let mut pool = Vec::new();
        for Members { mut part, .. } in members {
            if part.holds.is_none() {
                part.holds = part.filter.take();
            }
            if part.holds.is_none() {
                let key = &self.table.collection(part.collection).key;
                self.faults.push(
                    Diagnostic::error(
                        "E0346",
                        span,
                        text(
                            format!("nothing says what the share of `{key}` has or does"),
                            format!("chưa nêu tỷ lệ `{key}` đạt điều gì"),
                        ),
                    )
                    .help(text(
                        "add a state, an act or `where …` after the population",
                        "thêm trạng thái, việc hoặc `mà …` sau đối tượng",
                    )),
                );
                return None;
            }
            pool.push(part);
        }
        Some(pool)
    }
}
