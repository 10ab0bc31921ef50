//! How much is asked, as officials put it: vaguely, against a base year, open at both ends, for several years at once.

use std::ops::Range;

use super::{DEADLINE, Prose};
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::names::NameKind;

/// Manners that no number tells.
const WITHOUT_MEASURE: &[&str] = &[
    "kịp thời",
    "nhanh chóng",
    "nghiêm túc",
    "chặt chẽ",
    "có hiệu quả",
    "hiệu quả",
    "đúng quy định",
    "hợp lý",
    "phù hợp",
    "thuận lợi",
    "đầy đủ",
    "sạch sẽ",
    "promptly",
    "timely",
    "effectively",
    "properly",
];

/// Amounts that no number tells.
const VAGUE: &[&str] = &[
    "đa số",
    "phần lớn",
    "đại đa số",
    "hầu hết",
    "khoảng",
    "xấp xỉ",
    "một số",
    "cơ bản",
    "most of",
    "about",
    "approximately",
];

impl Prose<'_, '_> {
    /// `giảm ít nhất 30% so với năm 2025`
    pub(super) fn base_year(&self, at: usize) -> Option<Diagnostic> {
        let against = self.is(at, "so") && self.is(at + 1, "với");
        if !(against || self.is_one(at, &["compared", "than"])) {
            return None;
        }
        let is_year = |at: &usize| {
            self.number(*at)
                .is_some_and(|year| (1990..2100).contains(&year))
        };
        let year_at = (at + 1..at + 5).find(is_year)?;
        let year = self.number(year_at)?;
        let percent = (0..at).rev().find(|at| self.is(*at, "%"));
        let percent = percent.and_then(|at| self.number(at.checked_sub(1)?));
        let falls = (0..at).any(|at| self.is_one(at, &["giảm", "falls", "fall", "decrease"]));
        let rises = (0..at).any(|at| self.is_one(at, &["tăng", "rises", "rise", "increase"]));
        let factor = match percent {
            Some(percent) if falls && percent <= 100 => Some((true, 100 - percent)),
            Some(percent) if rises => Some((false, 100 + percent)),
            _ => None,
        };
        Some(faults::base_year(self.span(at, year_at + 1), year, factor))
    }

    /// `hầu hết hộ gia đình`
    pub(super) fn vague_amount(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, VAGUE)?;
        let words = self.spelled(at, at + length);
        Some(faults::vague_amount(self.span(at, at + length), &words))
    }

    /// `kịp thời`, `nghiêm túc`
    pub(super) fn without_measure(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, WITHOUT_MEASURE)?;
        let words = self.spelled(at, at + length);
        Some(faults::without_measure(self.span(at, at + length), &words))
    }

    /// `từ trên 50% đến dưới 70%`
    pub(super) fn open_range(&self, at: usize) -> Option<Diagnostic> {
        if !self.is(at, "từ") || !self.is_one(at + 1, &["trên", "ít", "không"]) {
            return None;
        }
        let to = (at + 2..self.tokens.len().min(at + 7)).find(|at| self.is(*at, "đến"))?;
        if !self.is_one(to + 1, &["dưới", "không"]) {
            return None;
        }
        let sign = (to + 1..to + 5).find(|at| self.is(*at, "%"));
        let rest = sign.map_or(to + 3, |sign| sign + 1);
        let sentence = |bound: Range<usize>| {
            let (before, bound) = (self.spelled(0, at), self.spelled(bound.start, bound.end));
            let rest = self.spelled(rest, self.tokens.len());
            format!("`{}`", format!("{before} {bound} {rest}").trim())
        };
        let (lower, upper) = (sentence(at + 1..to), sentence(to + 1..rest));
        Some(faults::open_range(
            self.span(at, rest),
            &format!("{lower}, {upper}"),
        ))
    }

    /// `tỷ lệ rác chôn lấp trên khối lượng rác dưới 30%`
    pub(super) fn share_of_amounts(&self, at: usize) -> Option<Diagnostic> {
        if !(self.is(at, "tỷ") && self.is(at + 1, "lệ")) {
            return None;
        }
        let amount = |at: usize| {
            let wanted =
                |name: &crate::names::Name| matches!(name.kind, NameKind::Amount | NameKind::Count);
            let (length, _) = self.reader.name_at(self.tokens.get(at..)?, wanted)?;
            Some(at + length)
        };
        let part = amount(at + 2)?;
        let whole = part + usize::from(self.is_one(part, &["trên", "trong"]));
        let instead = match amount(whole).filter(|_| whole > part) {
            Some(end) => format!(
                "{} {} {} {}",
                self.spelled(0, at),
                self.spelled(at + 2, part),
                self.spelled(end, self.tokens.len()),
                self.spelled(whole, end),
            ),
            None => format!(
                "{} {} …",
                self.spelled(0, at),
                self.spelled(at + 2, self.tokens.len())
            ),
        };
        Some(faults::share_of_amounts(
            self.span(at, part),
            instead.trim(),
        ))
    }

    /// `đến hết năm 2026 đạt 50%, năm 2028 đạt 70% hộ gia đình …`
    pub(super) fn several_targets(&self, at: usize) -> Option<Diagnostic> {
        let target = |at: usize| {
            let year = self.number(at + 1).filter(|_| self.is(at, "năm"))?;
            let percent = (at + 2..at + 6).find(|at| self.is(*at + 1, "%"))?;
            self.number(percent)?;
            (year > 1990).then_some((at, percent))
        };
        let (first, _) = target(at)?;
        let all: Vec<(usize, usize)> = (first..self.tokens.len()).filter_map(target).collect();
        let (_, last) = *all.last().filter(|_| all.len() > 1)?;
        let mut from = first;
        while from > 0 && self.is_one(from - 1, DEADLINE) {
            from -= 1;
        }
        let (before, rest) = (
            self.spelled(0, from),
            self.spelled(last + 2, self.tokens.len()),
        );
        let bound = |year: usize, percent: usize| {
            let from = year + 2 + usize::from(self.is_one(year + 2, &["đạt", "là"]));
            self.spelled(from, percent)
        };
        // Two targets with their bounds are told by what the grammar saw of them.
        let bare = all
            .iter()
            .any(|(year, percent)| bound(*year, *percent).is_empty());
        if all.len() < 3 && !bare {
            return None;
        }
        let sentences = all.iter().map(|(year, percent)| {
            let bound = match bound(*year, *percent) {
                bound if bound.is_empty() => "ít nhất".to_owned(),
                bound => bound,
            };
            let year = self.spelled(*year, *year + 2);
            let percent = self.spelled(*percent, *percent + 2);
            let sentence = format!("{before} đến {year} {bound} {percent} {rest}");
            format!("`{}`", sentence.trim())
        });
        let sentences: Vec<String> = sentences.collect();
        Some(faults::several_targets(
            self.span(from, last + 2),
            &sentences.join(", "),
        ))
    }
}
