//! Requirements: shares, counts, acts, each, comparisons and their combinations.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{self, Counted, Ref, Requirement, ShareBase, TimeLimit};

use super::Checker;
use super::bound::rounding_of;
use super::fault::text;
use super::kind::Kind;
use super::scope::Scope;
use super::table::Symbol;
use crate::run::number::Number;
use crate::run::program::{
    Bound, Clause, CollectionId, Combination, FactKind, Goal, Part, Quantity, Relation, Unit,
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
                self.no_prohibition(around, span)?;
                self.share(share, span, around, scope)
            }
            Requirement::Count(count) => {
                // What must not be is none of it: `must not` says again what the bound says.
                let none = matches!(count.bound.node, syntax::Bound::No);
                let around = Surroundings {
                    must_not: around.must_not.filter(|_| !none),
                    ..*around
                };
                self.no_prohibition(&around, span)?;
                self.count(count, &around, scope)
            }
            Requirement::Comparison(comparison) => {
                self.no_deed(around, span)?;
                if is_share(&comparison.left) {
                    self.within_the_whole(&comparison.bound.node)?;
                }
                let (quantity, kind) =
                    self.compared(&comparison.left, &comparison.bound.node, scope)?;
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
            member.part.holds = self.holds(&share.predicate, around.limit, member)?;
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

    /// `at least 50% of the price + 20 million VND`: half of both together, or half the price and then so much.
    fn no_figure_added(&mut self, whole: &syntax::Expr) -> Option<()> {
        let syntax::ExprKind::Binary { left, op, right } = &whole.kind else {
            return Some(());
        };
        let is_figure = |of: &syntax::Expr| {
            matches!(
                of.kind,
                syntax::ExprKind::Number(_) | syntax::ExprKind::Money { .. }
            )
        };
        let adds = matches!(op, syntax::Operator::Add | syntax::Operator::Subtract);
        if !adds || !(is_figure(left) || is_figure(right)) {
            return Some(());
        }
        self.faults.push(
            Diagnostic::error(
                "E0227",
                whole.span,
                text(
                    "is the percentage of all of this, or of the first alone?",
                    "tỷ lệ này tính trên cả phần này, hay chỉ trên khoản đứng đầu?",
                ),
            )
            .help(text(
                "where the figure is added to the share, write the share as a product: `50% * NAME + 20 million VND`; where the share is of the sum, `50% * (NAME + 20 million VND)`",
                "nếu cộng con số vào phần được tính, hãy viết bằng phép nhân: `50% * TÊN + 20 triệu đồng`; nếu tính trên cả tổng, hãy viết `50% * (TÊN + 20 triệu đồng)`",
            )),
        );
        None
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
        self.no_limit(around)?;
        self.no_figure_added(whole)?;
        let (one, other) = (self.quantity(part, scope), self.quantity(whole, scope));
        let ((part_quantity, part_kind), (whole_quantity, whole_kind)) = (one?, other?);
        let (whole_quantity, whole_kind) = part_kind.bring(whole_quantity, whole_kind);
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

    fn count(
        &mut self,
        count: &syntax::Count,
        around: &Surroundings<'_>,
        scope: &Scope,
    ) -> Option<Goals> {
        match &count.of {
            Counted::Fact(reference) => {
                self.no_limit(around)?;
                let (quantity, kind) = self.counted(reference, scope)?;
                let bound = self.count_bound(&count.bound, (&kind, reference.span), scope)?;
                let bound = self.rounded(bound, around.rounding)?;
                Some(vec![(None, Goal::Compare { quantity, bound })])
            }
            Counted::Members { of, predicate } => {
                let bound = self.count_bound(&count.bound, (&Kind::Number, of.span), scope);
                let mut members = self.selection(of, scope)?;
                for member in &mut members {
                    member.part.holds = self.holds(predicate, around.limit, member)?;
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

    pub(super) fn clause(&mut self, bullet: &syntax::Sentence, scope: &Scope) -> Option<Clause> {
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
                    "viết nó trước `tất cả các việc sau`, hoặc thành một yêu cầu riêng",
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

/// Whether what is compared is the share of members.
fn is_share(expr: &syntax::Expr) -> bool {
    matches!(
        expr.kind,
        syntax::ExprKind::Aggregate {
            what: syntax::Aggregate::Share,
            ..
        }
    )
}
