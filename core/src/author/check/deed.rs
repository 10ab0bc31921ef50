//! Deeds: what is done or not, by the body or by each of its members, and in what time.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{Each, EachRequirement, Ref, TimeLimit};

use super::Checker;
use super::fault::text;
use super::goal::{Goals, Surroundings};
use super::name::describe;
use super::scope::Scope;
use super::table::Symbol;
use crate::author::walk::{self, Item};
use crate::run::program::{CollectionKind, FactId, FactKind, Goal, Owner, Part};

impl Checker<'_> {
    pub(super) fn acts(
        &mut self,
        acts: &[Ref],
        around: &Surroundings<'_>,
        scope: &Scope,
    ) -> Option<Goal> {
        let mut facts = Vec::new();
        for act in acts {
            match self.resolve(act)? {
                Symbol::Fact(named) => {
                    let fact = self.own_fact(named, act.span, scope)?;
                    self.deed(fact, act, scope)?;
                    facts.push(fact);
                }
                other => {
                    self.no_act(act, other);
                    return None;
                }
            }
        }
        self.deeds(facts, around, scope)
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

    pub(super) fn no_act(&mut self, named: &Ref, found: Symbol) {
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
                    .help(text(
                        "where it may be done only after something else, say so of the deed: `… after …`; where it must not be done at all, leave the time limit out",
                        "nếu chỉ được làm sau một việc khác, hãy nêu thành việc phải theo thứ tự: `… sau khi …`; nếu không bao giờ được làm thì bỏ thời hạn",
                    )),
                );
                return None;
            }
            return Some(Goal::Refrain { facts });
        }
        self.deeds_in_time(facts, around.limit, scope)
    }

    /// Deeds, each to be done in the time that is set.
    pub(super) fn deeds_in_time(
        &mut self,
        facts: Vec<FactId>,
        limit: Option<&Spanned<TimeLimit>>,
        scope: &Scope,
    ) -> Option<Goal> {
        let limit = match limit {
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

    pub(super) fn each(
        &mut self,
        each: &Each,
        around: &Surroundings<'_>,
        scope: &Scope,
    ) -> Option<Goals> {
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
                    let goal = self.goal(inner, each.requirement.span, &around, &member.scope)?;
                    self.of_member(&goal, &member.part, each.requirement.span)?;
                    goal
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

    /// Refuses what asks the same of every member, since it speaks of none.
    fn of_member(&mut self, goal: &Goal, part: &Part, span: Span) -> Option<()> {
        let kind = &self.table.collection(part.collection).kind;
        let measures = matches!(
            goal,
            Goal::Share { .. } | Goal::Ratio { .. } | Goal::Compare { .. }
        );
        let mut speaks = !measures || matches!(kind, CollectionKind::Bodies(_));
        walk::goal(goal, &mut |item| {
            speaks |= match item {
                Item::Fact(fact) => self.table.fact(fact).owner == Owner::Members(part.collection),
                // A named expression may stand on what is of the member.
                Item::Definition(_) => true,
                _ => false,
            };
        });
        if speaks {
            return Some(());
        }
        let of = &self.table.collection(part.collection).label;
        let (en, vi) = (of.en.clone(), of.vi.clone());
        self.faults.push(
            Diagnostic::error(
                "E0353",
                span,
                text(
                    format!("this is of the body, not of each of `{en}`"),
                    format!("nội dung này là của đơn vị, không phải của từng `{vi}`"),
                ),
            )
            .help(text(
                format!("declare it below `{en}`, such as `count …`, or leave `each` out"),
                format!("khai báo thông tin ấy trong `{vi}`, ví dụ `số lượng …`, hoặc bỏ `mỗi`"),
            )),
        );
        None
    }

    /// Refuses what belongs to a deed where there is none.
    pub(super) fn no_deed(&mut self, around: &Surroundings<'_>, span: Span) -> Option<()> {
        self.no_limit(around)?;
        self.no_prohibition(around, span)
    }

    /// Refuses `must not` before a number.
    pub(super) fn no_prohibition(&mut self, around: &Surroundings<'_>, span: Span) -> Option<()> {
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

    pub(super) fn no_limit(&mut self, around: &Surroundings<'_>) -> Option<()> {
        let Some(limit) = around.limit else {
            return Some(());
        };
        self.limit_without_deed(limit.span);
        None
    }

    pub(super) fn limit_without_deed(&mut self, span: Span) {
        self.faults.push(
            Diagnostic::error(
                "E0347",
                span,
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
    }
}
