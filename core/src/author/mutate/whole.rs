//! What can be changed in a header or a declaration as a whole.

use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{
    CalendarLine, Change, Date, Declaration, EndRule, Expr, ExprKind, Header, HeaderMember, Line,
    MonthEnd, Parameter, RowValue, RuleMember, Score, ScoreMember, Table, TableMember, TableRow,
};

use super::site::Sites;
use super::{bands, near};

/// Walks the lines of a header that say when the document holds.
pub(super) fn header(of: &mut Header, sites: &mut Sites) {
    for line in &mut of.members {
        match &mut line.node {
            HeaderMember::InForce { from, to, cites: _ } => {
                day(from, sites);
                if let Some(to) = to {
                    day(to, sites);
                }
            }
            HeaderMember::Throughout { from, to } => {
                for year in [from, to] {
                    let near = [year.node - 1, year.node + 1];
                    sites.offer_edge(&mut year.node, year.span, near);
                }
            }
            HeaderMember::Number(_)
            | HeaderMember::Issuer(_)
            | HeaderMember::Issued(_)
            | HeaderMember::Basis { .. }
            | HeaderMember::Status(_)
            | HeaderMember::Implements(_)
            | HeaderMember::Calendar(_)
            | HeaderMember::Catalogue { .. }
            | HeaderMember::AppliesTo { .. }
            | HeaderMember::Note(_)
            | HeaderMember::Allow { .. } => {}
        }
    }
}

/// Walks a declaration that says what is asked, when, or how it is worked out.
pub(super) fn declaration(of: &mut Declaration, sites: &mut Sites) {
    match of {
        Declaration::Rule(of) => rule_lines(&mut of.members, sites),
        Declaration::Amend(of) | Declaration::Repeal(of) => change(of, sites),
        Declaration::Define(of) => sites.expression(&mut of.value),
        Declaration::Parameter(of) => parameter(of, sites),
        Declaration::Table(of) => table(of, sites),
        Declaration::Score(of) => score(of, sites),
        Declaration::Calendar(of) => {
            for line in &mut of.lines {
                calendar(&mut line.node, sites);
            }
        }
        Declaration::Successor(of) => day(&mut of.from, sites),
        Declaration::Use(_)
        | Declaration::Level(_)
        | Declaration::Act(_)
        | Declaration::Population(_)
        | Declaration::Group(_)
        | Declaration::Fact(_)
        | Declaration::Principle(_)
        | Declaration::Scenario(_) => {}
    }
}

fn day(of: &mut Spanned<Date>, sites: &mut Sites) {
    let days = near::dates(of.node);
    sites.offer_edge(&mut of.node, of.span, days);
}

fn change(of: &mut Change, sites: &mut Sites) {
    day(&mut of.from, sites);
    if let Some(to) = &mut of.to {
        day(to, sites);
    }
    rule_lines(&mut of.members, sites);
}

fn rule_lines(of: &mut Vec<Line<RuleMember>>, sites: &mut Sites) {
    let counted_as_met = of
        .iter()
        .position(|line| matches!(line.node, RuleMember::NoneCountsAsMet));
    if let Some(at) = counted_as_met {
        let span = of.get(at).map_or_else(Span::default, |line| line.span);
        let mut without = of.clone();
        without.remove(at);
        sites.offer(of, span, [without]);
    }
    for line in of {
        match &mut line.node {
            RuleMember::Cite(_)
            | RuleMember::Bearer(_)
            | RuleMember::Note(_)
            | RuleMember::NoneCountsAsMet
            | RuleMember::Allow { .. } => {}
            RuleMember::ExceptWhen(when) => {
                negate(when, sites);
                sites.expression(when);
            }
            RuleMember::Sentence(of) => sites.sentence(of),
            RuleMember::Shared { leads, bullets } => {
                sites.leads(leads);
                sites.bullets(bullets);
            }
        }
    }
}

fn negate(when: &mut Expr, sites: &mut Sites) {
    if matches!(when.kind, ExprKind::Not(_)) {
        // Its own walk takes the negation away.
        return;
    }
    let negated = ExprKind::Not(Box::new(when.clone()));
    sites.offer(&mut when.kind, when.span, [negated]);
}

fn parameter(of: &mut Parameter, sites: &mut Sites) {
    for (value, from) in &mut of.values {
        sites.expression(value);
        day(from, sites);
    }
}

fn table(of: &mut Table, sites: &mut Sites) {
    bands::move_edges(&mut of.members, row_of, sites);
    for line in &mut of.members {
        if let Some(of) = row_of(line) {
            row(of, sites);
        }
    }
}

fn row_of(line: &mut Line<TableMember>) -> Option<&mut TableRow> {
    match &mut line.node {
        TableMember::Row(row) => Some(row),
        TableMember::Cite(_) | TableMember::Note(_) => None,
    }
}

fn score(of: &mut Score, sites: &mut Sites) {
    for line in &mut of.members {
        match &mut line.node {
            ScoreMember::Cite(_) | ScoreMember::Note(_) | ScoreMember::NoneCountsAsMet => {}
            ScoreMember::Line(of) => {
                sites.expression(&mut of.points);
                sites.sentence(&mut of.sentence);
            }
            ScoreMember::Banded { of, bands } => {
                sites.expression(of);
                bands::move_edges(bands, |line| Some(&mut line.node), sites);
                for band in bands {
                    row(&mut band.node, sites);
                }
            }
            ScoreMember::Other(of) => sites.expression(of),
        }
    }
}

fn row(of: &mut TableRow, sites: &mut Sites) {
    for RowValue { value, from } in &mut of.values {
        sites.expression(value);
        if let Some(from) = from {
            day(from, sites);
        }
    }
}

fn calendar(line: &mut CalendarLine, sites: &mut Sites) {
    match line {
        CalendarLine::Weekend(days) => {
            for weekday in days {
                let next = weekday.node % 7 + 1;
                sites.offer_edge(&mut weekday.node, weekday.span, [next]);
            }
        }
        CalendarLine::Holiday { from, to, .. } => {
            day(from, sites);
            if let Some(to) = to {
                day(to, sites);
            }
        }
        CalendarLine::Workday { day: worked, .. } => day(worked, sites),
        CalendarLine::MonthEnd(rule) => {
            let other = match rule.node {
                MonthEnd::LastDay => MonthEnd::Refused,
                MonthEnd::Refused => MonthEnd::LastDay,
            };
            sites.offer(&mut rule.node, rule.span, [other]);
        }
        CalendarLine::WeekendEnd(rule) | CalendarLine::HolidayEnd(rule) => {
            let other = match rule.node {
                EndRule::Rolls => EndRule::Stands,
                EndRule::Stands => EndRule::Rolls,
            };
            sites.offer(&mut rule.node, rule.span, [other]);
        }
        CalendarLine::KnownUntil(until) => day(until, sites),
        CalendarLine::Note(_) => {}
    }
}
