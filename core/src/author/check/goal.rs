//! Requirements: shares, counts, acts, each, comparisons and their combinations.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{
    self, Counted, Each, EachRequirement, MemberRef, Ref, Requirement, Selection, ShareBase,
    TimeLimit,
};

use super::Checker;
use super::bound::rounding_of;
use super::fault::text;
use super::kind::Kind;
use super::name::describe;
use super::scope::Scope;
use super::table::Symbol;
use crate::run::number::Number;
use crate::run::program::{
    Bound, Clause, CollectionId, Combination, Condition, FactId, FactKind, Goal, Owner, Part,
    Quantity, Relation, Unit,
};

/// What a sentence says around its requirement that becomes part of the goal.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Surroundings<'t> {
    /// The time limit of the deed.
    pub(super) limit: Option<&'t Spanned<TimeLimit>>,
    /// The rounding of the quota.
    pub(super) rounding: Option<Spanned<syntax::Rounding>>,
    /// `must not`, where it stands.
    pub(super) must_not: Option<Span>,
}

/// Members of one collection, and the scope of one of them.
#[derive(Debug, Clone)]
pub(super) struct Members {
    /// Who is looked at.
    pub(super) part: Part,
    /// The scope of a member.
    pub(super) scope: Scope,
}

/// One goal, or one a population for `for each of A, B`.
pub(super) type Goals = Vec<(Option<CollectionId>, Goal)>;

impl Checker<'_> {
    /// A requirement as one goal.
    pub(super) fn goal(
        &mut self,
        requirement: &Requirement,
        span: Span,
        around: &Surroundings<'_>,
        scope: &Scope,
    ) -> Option<Goal> {
        let mut goals = self.goals(requirement, span, around, scope)?;
        if goals.len() == 1 {
            return goals.pop().map(|(_, goal)| goal);
        }
        let parts = goals
            .into_iter()
            .map(|(_, goal)| Clause {
                goal,
                condition: None,
            })
            .collect();
        Some(Goal::Combined {
            how: Combination::AllOf,
            parts,
        })
    }

    /// A requirement as the goals that are judged one by one.
    pub(super) fn goals(
        &mut self,
        requirement: &Requirement,
        span: Span,
        around: &Surroundings<'_>,
        scope: &Scope,
    ) -> Option<Goals> {
        let one = |goal| vec![(None, goal)];
        match requirement {
            Requirement::Share(share) => {
                self.no_deed(around, span)?;
                self.share(share, span, around, scope)
            }
            Requirement::Count(count) => {
                self.no_deed(around, span)?;
                self.count(count, around, scope)
            }
            Requirement::Comparison(comparison) => {
                self.no_deed(around, span)?;
                let (quantity, kind) = self.quantity(&comparison.left, scope)?;
                let bound = self.bound(
                    &comparison.bound.node,
                    (&kind, comparison.left.span),
                    comparison.bound.span,
                    scope,
                )?;
                let bound = self.rounded(bound, around.rounding)?;
                Some(one(Goal::Compare { quantity, bound }))
            }
            Requirement::Acts(acts) => {
                self.no_rounding(around)?;
                self.acts(acts, around, scope).map(one)
            }
            Requirement::Each(each) => {
                self.no_rounding(around)?;
                self.each(each, around, scope)
            }
            Requirement::Combined { how, parts } => {
                self.no_rounding(around)?;
                self.no_deed(around, span)?;
                self.combined(*how, parts, span, scope).map(one)
            }
        }
    }

    fn share(
        &mut self,
        share: &syntax::Share,
        span: Span,
        around: &Surroundings<'_>,
        scope: &Scope,
    ) -> Option<Goals> {
        let rounding = around.rounding.map(|rounding| rounding_of(rounding.node));
        let (selection, weight) = match &share.base {
            ShareBase::Of(selection) => (selection, None),
            ShareBase::Weighted { weight, of } => (of, Some(weight)),
            ShareBase::Ratio { part, whole } => {
                return self.ratio(share, part, whole, around, scope);
            }
        };
        let bound = self.share_bound(&share.bound, scope);
        let mut members = self.selection(selection, scope)?;
        for member in &mut members {
            member.part.holds = self.holds(&share.predicate, member)?;
        }
        let weights = match weight {
            None => Vec::new(),
            Some(weight) => {
                let mut weights = Vec::new();
                for member in &members {
                    weights.push(self.member_quantity(weight, member)?.0);
                }
                weights
            }
        };
        let pool = self.said_of_members(members, span)?;
        let bound = bound?;
        if selection.for_each {
            let weight_of = |at: usize| weights.get(at).map(|fact| vec![*fact]).unwrap_or_default();
            let goals = pool.into_iter().enumerate().map(|(at, part)| {
                let collection = Some(part.collection);
                (
                    collection,
                    Goal::Share {
                        pool: vec![part],
                        weights: weight_of(at),
                        bound: bound.clone(),
                        rounding,
                    },
                )
            });
            return Some(goals.collect());
        }
        Some(vec![(
            None,
            Goal::Share {
                pool,
                weights,
                bound,
                rounding,
            },
        )])
    }

    fn ratio(
        &mut self,
        share: &syntax::Share,
        part: &syntax::Expr,
        whole: &syntax::Expr,
        around: &Surroundings<'_>,
        scope: &Scope,
    ) -> Option<Goals> {
        self.no_rounding(around)?;
        let (one, other) = (self.quantity(part, scope), self.quantity(whole, scope));
        let ((part_quantity, part_kind), (whole_quantity, whole_kind)) = (one?, other?);
        if part_kind.meet(&whole_kind).is_none() {
            self.unlike_kinds(
                (whole.span, &whole_kind),
                (part.span, &part_kind),
                "compared",
                "so sánh",
            );
            return None;
        }
        let bound = match &share.bound.node {
            syntax::Bound::All => Bound {
                relation: Relation::AtLeast(Quantity::Number(Number::ONE)),
                unit: Unit::Percent,
            },
            other => self.bound(
                other,
                (&Kind::Share, share.bound.span),
                share.bound.span,
                scope,
            )?,
        };
        Some(vec![(
            None,
            Goal::Ratio {
                part: part_quantity,
                whole: whole_quantity,
                bound,
            },
        )])
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

    fn count(
        &mut self,
        count: &syntax::Count,
        around: &Surroundings<'_>,
        scope: &Scope,
    ) -> Option<Goals> {
        match &count.of {
            Counted::Fact(reference) => {
                let (quantity, kind) = self.counted(reference, scope)?;
                let bound = self.count_bound(&count.bound, (&kind, reference.span), scope)?;
                let bound = self.rounded(bound, around.rounding)?;
                Some(vec![(None, Goal::Compare { quantity, bound })])
            }
            Counted::Members { of, predicate } => {
                let bound = self.count_bound(&count.bound, (&Kind::Number, of.span), scope);
                let mut members = self.selection(of, scope)?;
                for member in &mut members {
                    member.part.holds = self.holds(predicate, member)?;
                }
                let bound = self.rounded(bound?, around.rounding)?;
                let compare = |pool: Vec<Part>| Goal::Compare {
                    quantity: Quantity::Size(pool),
                    bound: bound.clone(),
                };
                let parts = members.into_iter().map(|member| member.part);
                if of.for_each {
                    return Some(
                        parts
                            .map(|part| (Some(part.collection), compare(vec![part])))
                            .collect(),
                    );
                }
                Some(vec![(None, compare(parts.collect()))])
            }
        }
    }

    fn counted(&mut self, reference: &Ref, scope: &Scope) -> Option<(Quantity, Kind)> {
        if let Symbol::Fact(fact) = self.resolve(reference)?
            && matches!(self.table.fact(fact).kind, FactKind::Act | FactKind::Date)
        {
            let id = &reference.id;
            self.faults.push(
                Diagnostic::error(
                    "E0348",
                    reference.span,
                    text(
                        format!("`{id}` is done or not, it is not counted"),
                        format!("`{id}` chỉ có làm hoặc không, không đếm được"),
                    ),
                )
                .help(text(
                    "declare a `count`, or a population `in the period`",
                    "khai báo `số lượng`, hoặc một đối tượng `trong kỳ`",
                )),
            );
            return None;
        }
        let name = syntax::Expr {
            kind: syntax::ExprKind::Name(reference.clone()),
            span: reference.span,
        };
        self.quantity(&name, scope)
    }

    fn acts(&mut self, acts: &[Ref], around: &Surroundings<'_>, scope: &Scope) -> Option<Goal> {
        let mut facts = Vec::new();
        let mut goals = Vec::new();
        for act in acts {
            match self.resolve(act)? {
                Symbol::Fact(named) => {
                    let fact = self.own_fact(named, act.span, scope)?;
                    if around.must_not.is_some() && self.table.fact(fact).kind == FactKind::Count {
                        self.reach_fact(fact, act.span, scope)?;
                        goals.push(none_of(Quantity::Fact(fact)));
                        continue;
                    }
                    self.deed(fact, act, scope)?;
                    facts.push(fact);
                }
                Symbol::Population(set) if around.must_not.is_some() => {
                    self.reach_set(set, act.span, scope)?;
                    goals.push(none_of(Quantity::Size(vec![Part {
                        collection: set,
                        filter: None,
                        holds: None,
                    }])));
                }
                other => {
                    self.no_act(act, other);
                    return None;
                }
            }
        }
        if !facts.is_empty() {
            goals.insert(0, self.deeds(facts, around, scope)?);
        } else {
            self.no_limit(around)?;
        }
        if goals.len() == 1 {
            return goals.pop();
        }
        let parts = goals
            .into_iter()
            .map(|goal| Clause {
                goal,
                condition: None,
            })
            .collect();
        Some(Goal::Combined {
            how: Combination::AllOf,
            parts,
        })
    }

    /// Whether a fact of the body can be done: an act, a date, a yes or no.
    fn deed(&mut self, fact: FactId, named: &Ref, scope: &Scope) -> Option<()> {
        self.reach_fact(fact, named.span, scope)?;
        match self.table.fact(fact).kind {
            FactKind::Act
            | FactKind::Date
            | FactKind::YesNo
            | FactKind::StateInPeriod
            | FactKind::StateToDate
            | FactKind::StateNow => Some(()),
            FactKind::Count | FactKind::Amount(_) | FactKind::Choice(_) => {
                self.no_act(named, Symbol::Fact(fact));
                None
            }
        }
    }

    fn no_act(&mut self, named: &Ref, found: Symbol) {
        let (is_en, is_vi) = describe(found);
        let id = &named.id;
        self.faults.push(
            Diagnostic::error(
                "E0348",
                named.span,
                text(
                    format!("nothing is required of `{id}`"),
                    format!("chưa nêu yêu cầu gì đối với `{id}`"),
                ),
            )
            .label(text(
                format!("this is {is_en}, which is not something done"),
                format!("đây là {is_vi}, không phải là một việc làm"),
            ))
            .help(text(
                "write how many or what share: `at least 1 …`, `no …`, `100% of …`",
                "nêu bao nhiêu hoặc tỷ lệ: `ít nhất 1 …`, `không có …`, `100% …`",
            )),
        );
    }

    fn deeds(
        &mut self,
        facts: Vec<FactId>,
        around: &Surroundings<'_>,
        scope: &Scope,
    ) -> Option<Goal> {
        if let Some(must_not) = around.must_not {
            if let Some(limit) = around.limit {
                self.faults.push(
                    Diagnostic::error(
                        "E0347",
                        limit.span,
                        text(
                            "what must not be done has no time limit",
                            "việc không được làm thì không có thời hạn",
                        ),
                    )
                    .also(must_not, text("forbidden here", "bị cấm ở đây"))
                    .help(text("leave the time limit out", "bỏ thời hạn")),
                );
                return None;
            }
            return Some(Goal::Refrain { facts });
        }
        let limit = match around.limit {
            None => None,
            Some(limit) => {
                for fact in &facts {
                    self.dated(*fact, limit.span)?;
                }
                Some(self.time_limit(limit, scope)?)
            }
        };
        Some(Goal::Deeds { facts, limit })
    }

    fn each(&mut self, each: &Each, around: &Surroundings<'_>, scope: &Scope) -> Option<Goals> {
        if let (Some(one), Some(other)) = (&each.limit, around.limit) {
            self.faults.push(
                Diagnostic::error(
                    "E0347",
                    other.span,
                    text("two time limits in one sentence", "một câu có hai thời hạn"),
                )
                .also(one.span, text("the first one", "thời hạn thứ nhất"))
                .help(text("write two sentences", "viết thành hai câu")),
            );
            return None;
        }
        let around = Surroundings {
            limit: each.limit.as_ref().or(around.limit),
            ..*around
        };
        let mut judged = Vec::new();
        for member in self.selection(&each.of, scope)? {
            if let Some(name) = self.plural_only.remove(&member.part.collection) {
                self.without_singular.push((name, each.of.span));
            }
            let goal = match &each.requirement.node {
                EachRequirement::Has(named) => {
                    let mut facts = Vec::new();
                    for one in named {
                        facts.push(self.member_state(one, &member)?);
                    }
                    self.deeds(facts, &around, &member.scope)?
                }
                EachRequirement::Requirement(inner) => {
                    self.goal(inner, each.requirement.span, &around, &member.scope)?
                }
            };
            judged.push((member.part, goal));
        }
        if each.of.for_each {
            let goals = judged.into_iter().map(|(part, goal)| {
                (
                    Some(part.collection),
                    Goal::Each {
                        pool: vec![part],
                        goals: vec![goal],
                    },
                )
            });
            return Some(goals.collect());
        }
        let (pool, goals) = judged.into_iter().unzip();
        Some(vec![(None, Goal::Each { pool, goals })])
    }

    fn combined(
        &mut self,
        how: syntax::Combination,
        bullets: &[syntax::Line<syntax::Sentence>],
        span: Span,
        scope: &Scope,
    ) -> Option<Goal> {
        let typed: Vec<Option<Clause>> = bullets
            .iter()
            .map(|bullet| self.clause(&bullet.node, scope))
            .collect();
        let parts = typed.into_iter().collect::<Option<Vec<Clause>>>()?;
        let how = match how {
            syntax::Combination::AllOf => Combination::AllOf,
            syntax::Combination::AnyOf => Combination::AnyOf,
            syntax::Combination::AtLeast(n) if n > 0 && n as usize <= parts.len() => {
                Combination::AtLeast(n)
            }
            syntax::Combination::AtLeast(n) => {
                let there = parts.len();
                self.faults.push(
                    Diagnostic::error(
                        "E0352",
                        span,
                        text(
                            format!("at least {n} of {there} cannot be asked"),
                            format!("không thể yêu cầu ít nhất {n} trong {there}"),
                        ),
                    )
                    .help(text(
                        "ask for one or more, and no more than there are bullets",
                        "yêu cầu từ một trở lên và không quá số gạch đầu dòng",
                    )),
                );
                return None;
            }
        };
        Some(Goal::Combined { how, parts })
    }

    fn clause(&mut self, bullet: &syntax::Sentence, scope: &Scope) -> Option<Clause> {
        let leads = &bullet.leads;
        let stray = [
            leads.modality.map(|one| one.span),
            leads.periods.first().map(|one| one.span),
            leads.starting.map(|one| one.span),
            leads.deadline.map(|one| one.span),
        ];
        if let Some(span) = stray.into_iter().flatten().next() {
            self.faults.push(
                Diagnostic::error(
                    "E0351",
                    span,
                    text(
                        "a part of one requirement has a lead of its own",
                        "một phần của yêu cầu lại có phần dẫn riêng",
                    ),
                )
                .label(text(
                    "this holds for the whole requirement",
                    "phần này áp dụng cho cả yêu cầu",
                ))
                .help(text(
                    "write it before `all of`, or as a requirement of its own",
                    "viết nó trước `tất cả các điều sau`, hoặc thành một yêu cầu riêng",
                )),
            );
            return None;
        }
        let around = Surroundings {
            limit: bullet.limit.as_ref(),
            rounding: bullet.rounding,
            must_not: None,
        };
        let condition = self.when(&[], bullet, scope);
        let goal = self.goal(
            &bullet.requirement.node,
            bullet.requirement.span,
            &around,
            scope,
        );
        Some(Clause {
            goal: goal?,
            condition: condition?,
        })
    }

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
        member: &Members,
    ) -> Option<Option<Condition>> {
        let mut all = Vec::new();
        for one in predicate {
            all.push(Condition::Fact(self.member_state(one, member)?));
        }
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

    fn member_state(&mut self, named: &MemberRef, member: &Members) -> Option<FactId> {
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
            FactKind::Amount(unit) => Some((fact, Kind::Amount(unit.clone()))),
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

    /// Refuses what belongs to a deed where there is none.
    fn no_deed(&mut self, around: &Surroundings<'_>, span: Span) -> Option<()> {
        self.no_limit(around)?;
        let Some(must_not) = around.must_not else {
            return Some(());
        };
        self.faults.push(
            Diagnostic::error(
                "E0340",
                must_not,
                text(
                    "`must not` forbids a deed, not a number",
                    "`không được` cấm một việc, không cấm một con số",
                ),
            )
            .also(span, text("this is a bound", "đây là một mức"))
            .help(text(
                "write the bound that is allowed: `at most …`",
                "viết mức được phép: `không quá …`",
            )),
        );
        None
    }

    fn no_limit(&mut self, around: &Surroundings<'_>) -> Option<()> {
        let Some(limit) = around.limit else {
            return Some(());
        };
        self.faults.push(
            Diagnostic::error(
                "E0347",
                limit.span,
                text(
                    "a time limit without a deed",
                    "thời hạn không gắn với việc nào",
                ),
            )
            .label(text(
                "what must be done in this time?",
                "việc gì phải làm trong thời hạn này?",
            ))
            .help(text(
                "write `each POPULATION DEED within …`, or an act",
                "viết `mỗi ĐỐI TƯỢNG VIỆC trong …`, hoặc một việc",
            )),
        );
        None
    }

    fn no_rounding(&mut self, around: &Surroundings<'_>) -> Option<()> {
        let Some(rounding) = around.rounding else {
            return Some(());
        };
        self.faults.push(
            Diagnostic::error(
                "E0350",
                rounding.span,
                text("there is nothing to round", "không có gì để làm tròn"),
            )
            .help(text("leave the rounding out", "bỏ phần làm tròn")),
        );
        None
    }
}

fn none_of(quantity: Quantity) -> Goal {
    Goal::Compare {
        quantity,
        bound: Bound {
            relation: Relation::AtMost(Quantity::Number(Number::ZERO)),
            unit: Unit::Plain,
        },
    }
}
