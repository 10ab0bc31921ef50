//! Days and periods as officials put them: of the next period, half ones, in a row.

use super::{DEADLINE, DENYING, Prose};
use crate::diagnostic::Diagnostic;
use crate::faults::{self, SameDay};
use crate::keywords::Keyword;
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

/// The last words of lengths of time.
const UNITS: &[&str] = &[
    "ngày", "việc", "tục", "tiếp", "tuần", "tháng", "năm", "giờ", "days", "weeks", "months",
    "years", "hours",
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

    /// `trong tháng 01 năm sau`
    pub(super) fn next_month(&self, at: usize) -> Option<Diagnostic> {
        let month = self.number(at + 1).filter(|_| self.is(at, "tháng"))?;
        let year = at + 2 + usize::from(self.is(at + 2, "của"));
        let next = self
            .starts(year + 1, NEXT)
            .filter(|_| self.is(year, "năm"))?;
        let mut from = at;
        while from > 0 && (self.is_one(from - 1, DEADLINE) || self.is(from - 1, "trong")) {
            from -= 1;
        }
        let before = (from..at).any(|at| self.is(at, "trước"));
        let months = month.saturating_sub(u32::from(before));
        let end = year + 1 + next;
        let limit = (1..=12).contains(&months).then(|| {
            let has_period = (0..from).any(|at| self.is_one(at, &["hằng", "hàng", "định", "lần"]));
            let often = if has_period { "" } else { "hằng năm" };
            let asked = self.instead(from, end, "");
            let asked = format!("{often} {asked} trong vòng {months} tháng kể từ hết kỳ");
            asked.trim().to_owned()
        });
        Some(faults::next_period(self.span(from, end), limit.as_deref()))
    }

    /// `trong quý V`
    pub(super) fn no_such_quarter(&self, at: usize) -> Option<Diagnostic> {
        let beyond = ["v", "vi", "vii", "viii", "ix", "x"];
        let is_quarter = self.is(at, "quý")
            && (self
                .number(at + 1)
                .is_some_and(|quarter| !(1..=4).contains(&quarter))
                || self.is_one(at + 1, &beyond));
        is_quarter.then(|| faults::no_such_quarter(self.span(at, at + 2)))
    }

    /// `không sớm hơn 3 ngày sau …`, `ít nhất 3 ngày kể từ ngày …`
    pub(super) fn not_before(&self, at: usize) -> Option<Diagnostic> {
        if let Some(length) = self.starts(at, &["sớm hơn", "earlier than", "sooner than"]) {
            let span = self.span(at, at + length);
            if at > 0 && !self.is_one(at - 1, DENYING) {
                let before = Keyword::Before.printed(self.reader.language).to_owned();
                let words = self.spelled(at, at + length);
                return Some(faults::unknown_words(span, &words, Some(before)));
            }
            return Some(faults::not_before(span));
        }
        let at_least = self.starts(at, &["ít nhất", "tối thiểu", "không dưới", "at least"])?;
        self.number(at + at_least)?;
        let unit = at + at_least + 1;
        let units = &[
            "ngày làm việc",
            "ngày",
            "giờ",
            "tuần",
            "tháng",
            "days",
            "hours",
            "months",
        ];
        let since = unit + self.starts(unit, units)?;
        let counted =
            self.is_one(since, &["kể", "sau"]) || self.is(since, "after") && !self.is(since, "of");
        counted.then(|| faults::not_before(self.span(at, since + 1)))
    }

    /// `giám sát ít nhất 01 lần trong nhiệm kỳ 2026 - 2031`
    pub(super) fn in_the_term(&self, at: usize) -> Option<Diagnostic> {
        let mut end = at + self.starts(at, &["trong nhiệm kỳ", "trong cả nhiệm kỳ"])?;
        while self.number(end).is_some() || end > at + 2 && self.is_one(end, &["-", "–"]) {
            end += 1;
        }
        let each = self.instead(at, end, "");
        let instead = format!("mỗi nhiệm kỳ, {}", each.trim_matches([',', ' ']));
        Some(faults::in_the_term(self.span(at, end), &instead))
    }

    /// `từ năm 2026 diễn tập …`
    pub(super) fn since_year(&self, at: usize) -> Option<Diagnostic> {
        let from = self.starts(at, &["kể từ năm", "từ năm", "từ"])?;
        let year = self
            .number(at + from)
            .filter(|year| (1990..2200).contains(year))?;
        let is_lead = at == 0 || self.is(at - 1, ",");
        let goes_on = self.is_one(at + from + 1, &["đến", "-", "/", ",", "tới"]);
        // What is denied or bounded is no deed that is done by then.
        let rest = at + from + 1..self.tokens.len();
        let begins = rest.into_iter().any(|at| {
            self.is_one(at, DENYING) || self.comparator(at).is_some() || self.number(at).is_some()
        });
        let span = self.span(at, at + from + 1);
        (is_lead && !goes_on).then(|| faults::since_year(span, year, begins))
    }

    /// `từ ngày 01/7/2026 đến ngày 31/12/2028, …`
    pub(super) fn between_days(&self, at: usize) -> Option<Diagnostic> {
        let from = self.starts(at, &["kể từ ngày", "từ ngày", "from"])?;
        let day = |at: usize| {
            let token = self.tokens.get(at)?;
            token.text.contains(['/', '-']).then_some(at + 1)
        };
        let first = day(at + from)?;
        let to = self.starts(first, &["đến hết ngày", "đến ngày", "đến", "to", "until"])?;
        let end = day(first + to)?;
        let is_lead = at == 0 || self.is(at - 1, ",");
        let since = self.spelled(at, first);
        is_lead.then(|| faults::between_days(self.span(at, end), &since))
    }

    /// `kể từ ngày nghị quyết có hiệu lực`
    pub(super) fn since_in_force(&self, at: usize) -> Option<Diagnostic> {
        let in_force = self.starts(at, &["có hiệu lực", "entry into force", "in force"])?;
        let opens = [
            "kể", "từ", "sau", "trước", "đến", "of", "after", "from", "before", "by",
        ];
        let from = (0..at).rev().take(8).find(|at| self.is_one(*at, &opens))?;
        let from = from - usize::from(from > 0 && self.is(from - 1, "kể"));
        let span = self.span(from, at + in_force);
        if from
            .checked_sub(1)
            .is_some_and(|last| self.is_one(last, UNITS))
        {
            return Some(faults::since_in_force(span));
        }
        let day = (from..at).find(|at| self.is(*at, "ngày"));
        let words = self.spelled(from, day.unwrap_or(from) + 1);
        Some(faults::day_in_force(span, &words))
    }

    /// `hai mươi ngày`
    pub(super) fn number_in_words(&self, at: usize) -> Option<Diagnostic> {
        let tens = [
            "mươi", "trăm", "twenty", "thirty", "forty", "fifty", "sixty", "ninety",
        ];
        if !self.is_one(at, &tens) {
            return None;
        }
        let is_vi = self.is_one(at, &["mươi", "trăm"]);
        let from = if is_vi { at.checked_sub(1)? } else { at };
        let units = [
            "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
        ];
        if is_vi && !self.is_one(from, &units) {
            return None;
        }
        Some(faults::number_in_words(self.span(from, at + 1)))
    }

    /// `hằng tháng trước ngày 25 …`
    pub(super) fn day_of_each_month(&self, at: usize) -> Option<Diagnostic> {
        let day = self.number(at + 1).filter(|_| self.is(at, "ngày"))?;
        let goes_on = self.is_one(
            at + 2,
            &[
                "/", "-", "tháng", "hằng", "hàng", "mỗi", "làm", "liên", "kể", "trước", "sau",
            ],
        );
        let monthly =
            |at: &usize| self.is_one(*at, &["hằng", "hàng", "mỗi"]) && self.is(*at + 1, "tháng");
        let period = (0..at).find(monthly)?;
        if goes_on || !(1..=31).contains(&day) || at == 0 || !self.is_one(at - 1, DEADLINE) {
            return None;
        }
        let mut from = at;
        while from > 0 && self.is_one(from - 1, DEADLINE) {
            from -= 1;
        }
        let of_month = self.is(at + 2, "của") && self.is(at + 3, "tháng");
        let end = if of_month { at + 4 } else { at + 2 };
        let lead = format!("{} hằng tháng", self.spelled(from, at + 2));
        let rest = [
            self.spelled(0, period),
            self.spelled(period + 2, from),
            self.spelled(end, self.tokens.len()),
        ];
        let rest: Vec<&str> = rest
            .iter()
            .map(|part| part.trim_matches([',', ' ']))
            .filter(|part| !part.is_empty())
            .collect();
        let instead = format!("{lead} {}", rest.join(" "));
        Some(faults::day_of_each_month(self.span(from, end), &instead))
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
        // After so long it is not the longest that counts.
        if at > 0 && self.is_one(at - 1, &["sau", "after"]) {
            return None;
        }
        let leads = &["trong", "vòng", "thời", "hạn", "within"];
        let mut from = at;
        while from > 0 && self.is_one(from - 1, leads) {
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
        if let Some(several) = self.several_days(at + 1) {
            return Some(several);
        }
        let of_next = (at + 1..self.tokens.len()).any(|at| {
            self.is_one(at, &["năm", "quý", "tháng", "kỳ"]) && self.starts(at + 1, NEXT).is_some()
        });
        let (length, words) = if of_next {
            return None;
        } else if self.is_one(at + 1, &["tháng", "quý"]) {
            (1, "trong")
        } else if self.is(at + 1, "năm") {
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

    /// `trước ngày 20/3, 20/6 và 20/12`, `ngày 05 và ngày 20 hằng tháng`
    pub(super) fn several_days(&self, at: usize) -> Option<Diagnostic> {
        if at == 0 || !self.is(at, "ngày") || !self.is_one(at - 1, DEADLINE) {
            return None;
        }
        let mut days: Vec<(u32, Option<u32>)> = Vec::new();
        let mut here = at;
        loop {
            here += usize::from(self.is(here, "ngày"));
            let day = self.number(here).filter(|day| (1..=31).contains(day));
            let Some(day) = day else { break };
            let of_month = self.is_one(here + 1, &["/", "tháng"]);
            let month = self.number(here + 2).filter(|_| of_month);
            days.push((day, month));
            here += if month.is_some() { 3 } else { 1 };
            if !self.is_one(here, &[",", "và"]) {
                break;
            }
            here += 1;
        }
        if days.len() < 2 {
            return None;
        }
        let mut from = at;
        while from > 0 && self.is_one(from - 1, DEADLINE) {
            from -= 1;
        }
        let lead = match self.spelled(from, at) {
            words if words == "vào" => "chậm nhất".to_owned(),
            words => words,
        };
        let each = |(day, month): &(u32, Option<u32>)| match month {
            Some(month) => format!("… {lead} ngày {day} tháng {month} hằng năm"),
            None => format!("… {lead} ngày {day} hằng tháng"),
        };
        let sentences: Vec<String> = days.iter().map(each).collect();
        Some(faults::several_days(self.span(from, here), &sentences))
    }

    /// `2 năm liên tiếp`
    pub(super) fn in_a_row(&self, at: usize) -> Option<Diagnostic> {
        let unit = self.is_one(at, &["năm", "quý", "tháng", "kỳ", "lần"]);
        let row = self.starts(at + 1, &["liên tiếp", "liên tục", "liền"])?;
        if self.is_one(at + 1 + row, &["kề", "trước"]) {
            return None;
        }
        let from = at - usize::from(at > 0 && self.number(at - 1).is_some());
        unit.then(|| faults::in_a_row(self.span(from, at + 1 + row)))
    }
}
