//! Scores: points for what is required; and growth since an earlier period.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;
use luat_grammar::syntax::{self, Expr, ExprKind, ScoreMember, TableRow};
use luat_grammar::units;

use super::Checker;
use super::expression::Value;
use super::fault::text;
use super::kind::Kind;
use super::scope::Scope;
use super::value::past_of;
use crate::run::number::Number;
use crate::run::program::{
    Bound, Definition, Earned, Goal, Growth, Quantity, Relation, Score, ScoreLine,
};

impl Checker<'_> {
    /// What a score comes to.
    pub(super) fn score_value(&mut self, tree: &syntax::Score, scope: &Scope) -> Option<Value> {
        let mut lines = Vec::new();
        let mut sound = true;
        for line in &tree.members {
            let found = match &line.node {
                ScoreMember::Cite(_) | ScoreMember::Note(_) | ScoreMember::NoneCountsAsMet => {
                    continue;
                }
                ScoreMember::Line(worth) => self.score_line(worth, scope),
                ScoreMember::Banded { of, bands } => self.banded(of, bands, line.span, scope),
                ScoreMember::Other(other) => self.other_points(other, scope),
            };
            match found {
                Some(found) => lines.push(found),
                None => sound = false,
            }
        }
        if !sound || self.unread {
            return None;
        }
        if lines.is_empty() {
            self.faults.push(
                Diagnostic::error(
                    "E0420",
                    tree.id.span,
                    text("the score has no lines", "thang điểm chưa có dòng nào"),
                )
                .help(text(
                    "write below it what earns points: `10 points: REQUIREMENT`",
                    "viết bên dưới những gì được điểm: `10 điểm: YÊU CẦU`",
                )),
            );
            return None;
        }
        let none_counts_as_met = tree
            .members
            .iter()
            .any(|line| matches!(line.node, ScoreMember::NoneCountsAsMet));
        let sheet = Score {
            lines,
            none_counts_as_met,
        };
        Some(Value::Quantity(
            Quantity::Score(Box::new(sheet)),
            Kind::Points,
        ))
    }

    fn score_line(&mut self, line: &syntax::ScoreLine, scope: &Scope) -> Option<ScoreLine> {
        let (most, _) = self.literal(&line.points)?;
        let clause = self.clause(&line.sentence, scope)?;
        if !line.pro_rata {
            return Some(ScoreLine {
                most,
                earned: Earned::Whole(clause),
            });
        }
        let Some((achieved, required)) = in_part(&clause.goal) else {
            self.faults.push(
                Diagnostic::error(
                    "E0421",
                    line.sentence.requirement.span,
                    text(
                        "no part of this can be reached, so that it earns all its points or none",
                        "yêu cầu này không chia được từng phần, nên chỉ được đủ điểm hoặc không điểm",
                    ),
                )
                .help(text(
                    "leave out `pro rata`, or ask for a share, a count or an amount with `at least`",
                    "bỏ `theo tỷ lệ đạt được`, hoặc yêu cầu một tỷ lệ, số lượng hay số tiền với `ít nhất`",
                )),
            );
            return None;
        };
        Some(ScoreLine {
            most,
            earned: Earned::ProRata {
                clause,
                achieved,
                required,
            },
        })
    }

    fn banded(
        &mut self,
        of: &Expr,
        bands: &[syntax::Line<TableRow>],
        span: Span,
        scope: &Scope,
    ) -> Option<ScoreLine> {
        let rows = bands.iter().map(|band| (&band.node, band.span));
        let (table, kind) = self.rows_to_table(std::slice::from_ref(of), rows, of.span, scope)?;
        self.must_be_points(&kind, span)?;
        let quantity = Quantity::Table(Box::new(table));
        let most = most_points(&quantity, &[])?;
        Some(ScoreLine {
            most,
            earned: Earned::Points(quantity),
        })
    }

    fn other_points(&mut self, other: &Expr, scope: &Scope) -> Option<ScoreLine> {
        let (quantity, kind) = self.quantity(other, scope)?;
        self.must_be_points(&kind, other.span)?;
        let definitions: Vec<Option<Definition>> = self.table.definitions.clone();
        let most = most_of(&quantity, &|id| definitions.get(id)?.as_ref());
        if most.is_none() {
            self.faults.push(
                Diagnostic::error(
                    "E0423",
                    other.span,
                    text(
                        "nothing says how many points this gives at most",
                        "chưa rõ phần này cho tối đa bao nhiêu điểm",
                    ),
                )
                .help(text(
                    "name another score or a table of points here",
                    "ghi một thang điểm khác hoặc một bảng điểm ở đây",
                )),
            );
        }
        Some(ScoreLine {
            most: most?,
            earned: Earned::Points(quantity),
        })
    }

    fn must_be_points(&mut self, kind: &Kind, span: Span) -> Option<()> {
        if *kind == Kind::Points {
            return Some(());
        }
        self.faults.push(
            Diagnostic::error(
                "E0422",
                span,
                text(
                    "a line of a score gives points",
                    "một dòng của thang điểm phải cho điểm",
                ),
            )
            .label(kind.label())
            .help(text(
                "write `points` behind its numbers: `10 points`",
                "ghi `điểm` sau các con số: `10 điểm`",
            )),
        );
        None
    }

    /// What stands before a bound; what growth is measured in depends on the bound.
    pub(super) fn compared(
        &mut self,
        left: &Expr,
        bound: &syntax::Bound,
        scope: &Scope,
    ) -> Option<(Quantity, Kind)> {
        let ExprKind::Growth {
            of,
            falls,
            level,
            since,
        } = &left.kind
        else {
            return self.quantity(left, scope);
        };
        let limit = match bound {
            syntax::Bound::Compare(_, limit) | syntax::Bound::Between(limit, _) => {
                Some((limit.span, self.quantity(limit, scope)?.1))
            }
            syntax::Bound::All | syntax::Bound::No => None,
        };
        let growth = self.growth(
            of,
            (*falls, *since),
            limit.as_ref().map(|(_, kind)| kind),
            scope,
        )?;
        if let (Some((span, Kind::Share | Kind::Ratio)), false) = (&limit, level)
            && is_share(&self.quantity(of, scope)?.1)
        {
            self.percent_of_percent(*span, *since);
            return None;
        }
        Some(growth)
    }

    /// `5%` of a share: of what it was, or of the whole?
    fn percent_of_percent(&mut self, span: Span, since: syntax::Past) {
        let (en, vi) = match since {
            syntax::Past::LastYear => ("last year", "năm trước"),
            syntax::Past::PreviousPeriod => ("previous period", "kỳ trước"),
        };
        self.faults.push(
            Diagnostic::error(
                "E0425",
                span,
                text(
                    "a percentage by which a share changes can be read in two ways",
                    "tỷ lệ tăng, giảm bao nhiêu phần trăm thì có thể hiểu hai cách",
                ),
            )
            .label(text(
                "from 9%, a fall by 1% is to 8%, or to 8.91%",
                "từ 9%, giảm 1% là còn 8%, hay còn 8,91%?",
            ))
            .help(text(
                format!("write `percentage points` for `%` where the two shares are subtracted (9% to 8%), or `compared with the level of {en}` where it is a share of what it was (9% to 8.91%)"),
                format!("ghi `điểm phần trăm` thay cho `%` nếu lấy hiệu hai tỷ lệ (9% còn 8%), hoặc `so với mức {vi}` nếu tính theo phần trăm của mức cũ (9% còn 8,91%)"),
            )),
        );
    }

    /// Growth: a share of what there was, or a difference where the limit is in the quantity's own unit.
    pub(super) fn growth(
        &mut self,
        of: &Expr,
        (falls, since): (bool, syntax::Past),
        limit: Option<&Kind>,
        scope: &Scope,
    ) -> Option<(Quantity, Kind)> {
        let (quantity, kind) = self.quantity(of, scope)?;
        let own = match &kind {
            Kind::Share | Kind::Ratio => Kind::PercentagePoints,
            percent if percent.is_percent() => Kind::Amount(units::PERCENTAGE_POINTS.to_owned()),
            Kind::Number | Kind::Amount(_) | Kind::Points => kind.clone(),
            Kind::Days | Kind::Date | Kind::PercentagePoints => {
                self.cannot_grow(&kind, of.span);
                return None;
            }
        };
        let relative = matches!(limit, None | Some(Kind::Share | Kind::Ratio));
        let growth = Growth {
            of: quantity,
            since: past_of(since),
            falls,
            relative,
        };
        Some((
            Quantity::Growth(Box::new(growth)),
            if relative { Kind::Share } else { own },
        ))
    }

    fn cannot_grow(&mut self, kind: &Kind, span: Span) {
        self.faults.push(
            Diagnostic::error(
                "E0424",
                span,
                text(
                    "this does not increase or decrease from period to period",
                    "đại lượng này không tăng giảm giữa các kỳ",
                ),
            )
            .label(kind.label())
            .help(text(
                "compare counts, amounts, shares or points of two periods",
                "so sánh số lượng, số tiền, tỷ lệ hoặc điểm giữa hai kỳ",
            )),
        );
    }
}

/// Whether a quantity is told in per cent, be it counted or measured.
fn is_share(kind: &Kind) -> bool {
    matches!(kind, Kind::Share | Kind::Ratio) || kind.is_percent()
}

/// How much a goal asks for, and how much of it has been reached.
fn in_part(goal: &Goal) -> Option<(Quantity, Quantity)> {
    match goal {
        Goal::Share {
            pool,
            weights,
            bound,
            rounding: None,
        } if weights.is_empty() => Some((Quantity::Share(pool.clone()), floor(bound)?)),
        Goal::Ratio { part, whole, bound } => {
            let required = Quantity::Multiply(Box::new(floor(bound)?), Box::new(whole.clone()));
            Some((part.clone(), required))
        }
        Goal::Compare { quantity, bound } => Some((quantity.clone(), floor(bound)?)),
        Goal::Share { .. }
        | Goal::Deeds { .. }
        | Goal::Refrain { .. }
        | Goal::Each { .. }
        | Goal::Combined { .. } => None,
    }
}

fn floor(bound: &Bound) -> Option<Quantity> {
    match &bound.relation {
        Relation::AtLeast(least) | Relation::Exactly(least) => Some(least.clone()),
        Relation::Over(_)
        | Relation::Under(_)
        | Relation::AtMost(_)
        | Relation::Not(_)
        | Relation::Between(..) => None,
    }
}

/// The most points that a score, or a table of points, can give.
pub(in crate::author) fn most_points(
    quantity: &Quantity,
    definitions: &[Definition],
) -> Option<Number> {
    most_of(quantity, &|id| definitions.get(id))
}

fn most_of<'d>(
    quantity: &Quantity,
    definition: &dyn Fn(usize) -> Option<&'d Definition>,
) -> Option<Number> {
    match quantity {
        Quantity::Score(score) => score
            .lines
            .iter()
            .try_fold(Number::ZERO, |sum, line| sum.checked_add(line.most)),
        Quantity::Table(table) => {
            let values = table.rows.iter().flat_map(|row| &row.values);
            values.map(|(_, value)| *value).max()
        }
        Quantity::Definition(id) => match &definition(id.index())?.value {
            worth @ (Quantity::Score(_) | Quantity::Table(_)) => most_of(worth, definition),
            _ => None,
        },
        _ => None,
    }
}
