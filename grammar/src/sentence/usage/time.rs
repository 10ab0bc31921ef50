//! Days and periods as officials put them: of the next period, half ones, in a row.

use super::{DEADLINE, Prose};
use crate::diagnostic::Diagnostic;
use crate::faults::{self, SameDay};
use crate::names::NameKind;

/// Which period comes next.
const NEXT: &[&str] = &[
    "sau",
    "tới",
    "tiếp theo",
    "kế tiếp",
    "liền kề",
    "liền sau",
    "next",
];

impl Prose<'_, '_> {
    /// `chậm nhất ngày 15/01 năm sau`, `trước ngày 05 của tháng đầu quý sau`
    pub(super) fn next_period(&self, at: usize) -> Option<Diagnostic> {
        let day = self.number(at + 1).filter(|_| self.is(at, "ngày"))?;
        let mut after = at + 2;
        let mut month = None;
        if self.is_one(after, &["/", "tháng"]) && self.number(after + 1).is_some() {
            month = self.number(after + 1);
            after += 2;
        }
        after += usize::from(self.is(after, "của"));
        let first_month = month.is_none() && self.is(after, "tháng") && self.is(after + 1, "đầu");
        if first_month {
            after += 2 + usize::from(self.is(after + 2, "tiên"));
            after += usize::from(self.is(after, "của"));
        }
        let often = match () {
            () if self.is(after, "năm") => "hằng năm",
            () if self.is_one(after, &["quý", "kỳ"]) => "hằng quý",
            () if self.is(after, "tháng") => "hằng tháng",
            () => return None,
        };
        let end = after + 1 + self.starts(after + 1, NEXT)?;
        let mut from = at;
        while from > 0 && self.is_one(from - 1, DEADLINE) {
            from -= 1;
        }
        let before = (from..at).any(|at| self.is(at, "trước"));
        let days = match month {
            None | Some(1) => day,
            Some(2) => day + 31,
            Some(_) => 0,
        };
        let days = days.saturating_sub(u32::from(before));
        let limit = (days > 0).then(|| {
            let has_period = (0..from).any(|at| self.is_one(at, &["hằng", "hàng", "định", "lần"]));
            let often = if has_period { "" } else { often };
            let asked = self.instead(from, end, "");
            let asked = format!("{often} {asked} trong vòng {days} ngày kể từ hết kỳ");
            asked.trim().to_owned()
        });
        Some(faults::next_period(self.span(from, end), limit.as_deref()))
    }

    /// `trong nửa ngày`, `trong 1/2 ngày làm việc`
    pub(super) fn half_a_day(&self, at: usize) -> Option<Diagnostic> {
        let length = if self.is(at, "nửa") {
            1
        } else if self.number(at) == Some(1)
            && self.is(at + 1, "/")
            && self.number(at + 2) == Some(2)
        {
            3
        } else if self.is(at, "half") && self.is(at + 1, "a") {
            2
        } else {
            return None;
        };
        let of_day = self.is_one(at + length, &["ngày", "buổi", "day"]);
        of_day.then(|| faults::half_a_day(self.span(at, at + length + 1)))
    }

    /// `trong ngày tiếp nhận`, `ngay trong ngày làm việc`
    pub(super) fn same_day(&self, at: usize) -> Option<Diagnostic> {
        if !self.is_one(at, &["trong", "within"]) {
            return None;
        }
        let day = at + 1 + usize::from(self.is(at + 1, "the"));
        if !self.is_one(day, &["ngày", "day"]) || self.number(day + 1).is_some() {
            return None;
        }
        let from = at - usize::from(at > 0 && self.is(at - 1, "ngay"));
        if self.is(day + 1, "làm") && self.is(day + 2, "việc") {
            return Some(faults::same_day(
                self.span(from, day + 3),
                &SameDay::Working,
            ));
        }
        let rest = self.tokens.get(day + 1..).unwrap_or(&[]);
        let dates = |name: &crate::names::Name| matches!(name.kind, NameKind::Date | NameKind::Act);
        let named = self.reader.name_at(rest, dates);
        let end = day + 1 + named.map_or(0, |(length, _)| length);
        let by = self
            .reader
            .language
            .pick("no later than", "chậm nhất vào ngày");
        let day = named.map_or(SameDay::Unnamed, |(length, _)| {
            let name = self.spelled(day + 1, day + 1 + length);
            SameDay::Named(self.instead(from, end, &format!("{by} {name}")))
        });
        Some(faults::same_day(self.span(from, end), &day))
    }

    /// `từ 3 đến 5 ngày làm việc kể từ …`
    pub(super) fn two_lengths(&self, at: usize) -> Option<Diagnostic> {
        let first = at + usize::from(self.is_one(at, &["từ", "from"]));
        self.number(first)?;
        if !self.is_one(first + 1, &["đến", "-", "to"]) {
            return None;
        }
        let most = self.number(first + 2)?;
        let units = [
            "ngày", "giờ", "tháng", "tuần", "days", "working", "hours", "months",
        ];
        let rest = first + 3..self.tokens.len();
        let counted = rest
            .into_iter()
            .any(|at| self.is_one(at, &["kể", "of", "after"]));
        if !self.is_one(first + 3, &units) || !counted {
            return None;
        }
        let within = at > 0 && self.is_one(at - 1, &["trong", "vòng", "within"]);
        let mut from = at;
        while from > 0 && within && self.is_one(from - 1, &["trong", "vòng", "within"]) {
            from -= 1;
        }
        let limit = self.reader.language.pick("within", "trong vòng");
        let instead = self.instead(from, first + 3, &format!("{limit} {most}"));
        Some(faults::two_lengths(self.span(from, first + 4), &instead))
    }

    /// `vào năm 2030`, `vào ngày 15 hằng tháng`
    pub(super) fn fixed_day(&self, at: usize) -> Option<Diagnostic> {
        if !self.is(at, "vào") {
            return None;
        }
        let (length, words) = if self.is_one(at + 1, &["năm", "tháng", "quý"]) {
            (1, "đến")
        } else if self.is(at + 1, "ngày") && self.number(at + 2).is_some() {
            (1, "chậm nhất")
        } else {
            return None;
        };
        let instead = self.instead(at, at + length, words);
        Some(faults::fixed_day(
            self.span(at, at + length),
            &instead,
            words,
        ))
    }

    /// `2 năm liên tiếp`
    pub(super) fn in_a_row(&self, at: usize) -> Option<Diagnostic> {
        let unit = self.is_one(at, &["năm", "quý", "tháng", "kỳ", "lần"]);
        let row = self.starts(at + 1, &["liên tiếp", "liên tục", "liền"])?;
        let from = at - usize::from(at > 0 && self.number(at - 1).is_some());
        unit.then(|| faults::in_a_row(self.span(from, at + 1 + row)))
    }
}
