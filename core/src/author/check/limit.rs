//! Time limits on deeds.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{self, EventRef, Order, Ref, TimeLimit};

use super::Checker;
use super::fault::text;
use super::name::describe;
use super::scope::Scope;
use super::table::Symbol;
use crate::run::program::{Event, FactId, FactKind, Length, Limit, TimeUnit};

/// A limit longer than this is a slip; it keeps sums of days far from their bounds.
const LONGEST: i64 = 100_000;

impl Checker<'_> {
    /// A limit on deeds in scope.
    pub(super) fn time_limit(
        &mut self,
        limit: &Spanned<TimeLimit>,
        scope: &Scope,
    ) -> Option<Limit> {
        match &limit.node {
            TimeLimit::Within { length, of } => {
                let (length, event) = (self.length(length), self.event(of, scope));
                Some(Limit::Within(length?, event?))
            }
            TimeLimit::Before { length, event } => {
                let (length, event) = (self.length(length), self.event(event, scope));
                Some(Limit::Before(length?, event?))
            }
            TimeLimit::Lasting { length } => Some(Limit::Lasting(self.length(length)?)),
            TimeLimit::Order { order, event } => {
                let event = self.event(event, scope)?;
                Some(match order {
                    Order::Before => Limit::EarlierThan(event),
                    Order::By => Limit::By(event),
                    Order::After => Limit::LaterThan(event),
                })
            }
        }
    }

    pub(super) fn length(&mut self, duration: &syntax::Duration) -> Option<Length> {
        let (factor, unit) = match duration.unit {
            syntax::TimeUnit::Hours => (1, TimeUnit::Hours),
            syntax::TimeUnit::Days => (1, TimeUnit::Days),
            syntax::TimeUnit::ConsecutiveDays => (1, TimeUnit::ConsecutiveDays),
            syntax::TimeUnit::WorkingDays => (1, TimeUnit::WorkingDays),
            syntax::TimeUnit::Weeks => (7, TimeUnit::Days),
            syntax::TimeUnit::Months => (1, TimeUnit::Months),
            syntax::TimeUnit::Years => (1, TimeUnit::Years),
        };
        let amount = self.number(&duration.amount.node, duration.amount.span)?;
        let whole = amount
            .to_i64()
            .filter(|amount| (1..=LONGEST).contains(amount))
            .and_then(|amount| u32::try_from(amount).ok());
        let Some(whole) = whole else {
            self.faults.push(
                Diagnostic::error(
                    "E0366",
                    duration.amount.span,
                    text(
                        "a time limit is a whole number from 1 to 100000",
                        "thời hạn phải là số nguyên, từ 1 đến 100000",
                    ),
                )
                .help(text(
                    "write a whole number; less than a day is said in hours: `within 4 hours of …`",
                    "viết số tròn; ngắn hơn một ngày thì tính theo giờ: `trong vòng 4 giờ kể từ khi …`",
                )),
            );
            return None;
        };
        Some(Length {
            amount: whole * factor,
            unit,
        })
    }

    fn event(&mut self, event: &EventRef, scope: &Scope) -> Option<Event> {
        let reference = match event {
            EventRef::EndOfPeriod(_) => return Some(Event::EndOfPeriod),
            EventRef::Fact(reference) => reference,
        };
        self.dated_fact(reference, scope).map(Event::Fact)
    }

    /// A date or act in scope.
    pub(super) fn dated_fact(&mut self, reference: &Ref, scope: &Scope) -> Option<FactId> {
        let found = self.resolve(reference)?;
        let Symbol::Fact(named) = found else {
            let (is_en, is_vi) = describe(found);
            self.undated(&reference.id, reference.span, is_en, is_vi);
            return None;
        };
        let fact = self.own_fact(named, reference.span, scope)?;
        self.reach_fact(fact, reference.span, scope)?;
        self.dated(fact, reference.span)?;
        Some(fact)
    }

    /// Whether a fact has a day of its own; told where not.
    pub(super) fn dated(&mut self, fact: FactId, span: Span) -> Option<()> {
        let path = self.table.path(fact);
        match self.table.fact(fact).kind {
            FactKind::Act | FactKind::Date => Some(()),
            FactKind::StateInPeriod | FactKind::StateToDate | FactKind::StateNow => {
                self.undated(&path, span, "a state", "một trạng thái")
            }
            FactKind::Count => self.undated(&path, span, "a count", "một số lượng"),
            FactKind::Amount(_) => self.undated(&path, span, "an amount", "một số tiền hoặc lượng"),
            FactKind::Choice(_) => self.undated(&path, span, "a choice", "một lựa chọn"),
            FactKind::YesNo => {
                self.undated(&path, span, "a yes or no", "một thông tin có hoặc không")
            }
        }
    }

    fn undated(&mut self, id: &str, span: Span, is_en: &str, is_vi: &str) -> Option<()> {
        self.faults.push(
            Diagnostic::error(
                "E0348",
                span,
                text(
                    format!("`{id}` has no date to count a time limit with"),
                    format!("`{id}` không có ngày để tính thời hạn"),
                ),
            )
            .label(text(format!("this is {is_en}"), format!("đây là {is_vi}")))
            .help(text(
                "declare it as a `date` of the member or as an `act` of the body",
                "khai báo nó là `ngày` của thành viên hoặc là `việc` của cơ quan báo cáo",
            )),
        );
        None
    }
}
