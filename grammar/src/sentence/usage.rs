//! Ways of officials' prose that the language has another form for, or none: told from the words alone, since
//! readings stop at the wrong place in them.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::faults::{self, SameDay};
use crate::lines::{Token, TokenKind};
use crate::names::NameKind;
use crate::reader::{Reader, spell};
use crate::source::Span;
use crate::words::fold;

/// What is to be said of a sentence that does not read, if it holds a way of speaking that is known.
pub(super) fn told(tokens: &[Token<'_>], reader: &Reader<'_>) -> Option<Diagnostic> {
    let words = Prose::new(tokens, reader);
    (0..tokens.len()).find_map(|at| {
        words
            .next_period(at)
            .or_else(|| words.half_a_day(at))
            .or_else(|| words.same_day(at))
            .or_else(|| words.two_lengths(at))
            .or_else(|| words.base_year(at))
            .or_else(|| words.vague_amount(at))
            .or_else(|| words.fixed_day(at))
            .or_else(|| words.in_a_row(at))
            .or_else(|| words.without_measure(at))
            .or_else(|| words.open_range(at))
            .or_else(|| words.share_of_amounts(at))
            .or_else(|| words.several_targets(at))
            .or_else(|| words.exception(at))
            .or_else(|| words.needless(at))
    })
}

/// How long the words are at the start of a run that a sentence reads well without.
pub(super) fn needless(tokens: &[Token<'_>]) -> usize {
    let folded: Vec<String> = tokens.iter().map(|token| fold(token.text)).collect();
    let mut at = 0;
    while let Some(length) = starts(&folded, at, NEEDLESS) {
        at += length;
    }
    at
}

/// Verbs and places that official prose adds to what is asked.
const NEEDLESS: &[&str] = &[
    "tổ chức thực hiện",
    "tổ chức",
    "triển khai",
    "thực hiện việc",
    "thực hiện",
    "tiến hành",
    "bố trí",
    "duy trì",
    "hành vi",
    "ủy ban nhân dân",
    "UBND",
    "chính quyền",
];

/// Of several words, of which some mean something by themselves.
const NEEDLESS_TOGETHER: &[&str] = &[
    "mọi hành vi",
    "các hành vi",
    "trên địa bàn",
    "tại địa bàn",
    "bằng văn bản",
];

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

/// What stands before a day that is a deadline.
const DEADLINE: &[&str] = &[
    "chậm", "nhất", "trước", "đến", "hết", "vào", "là", "hạn", "muộn",
];

/// The length in words of the first phrase that stands at a place.
fn starts(words: &[String], at: usize, phrases: &[&str]) -> Option<usize> {
    phrases.iter().find_map(|phrase| {
        let phrase: Vec<String> = phrase.split(' ').map(fold).collect();
        let here = words.get(at..at + phrase.len())?;
        (here == phrase).then_some(phrase.len())
    })
}

struct Prose<'p, 't> {
    tokens: &'p [Token<'t>],
    reader: &'p Reader<'p>,
    /// The words folded; none where they are part of a declared name.
    words: Vec<String>,
}

/// Where declared names stand, the longest from each place on.
pub(super) fn names(tokens: &[Token<'_>], reader: &Reader<'_>) -> Vec<Range<usize>> {
    let scope = reader.names.scope(reader.source);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        let named = scope.and_then(|scope| {
            let prefixes = scope.phrases.prefixes(rest.iter().map(|token| token.word));
            prefixes.map(|(length, _)| length).last()
        });
        found.extend(named.map(|length| at..at + length));
        at += named.unwrap_or(1);
    }
    found
}

impl<'p, 't> Prose<'p, 't> {
    fn new(tokens: &'p [Token<'t>], reader: &'p Reader<'p>) -> Self {
        let mut words: Vec<String> = tokens.iter().map(|token| fold(token.text)).collect();
        for name in names(tokens, reader) {
            for word in words.get_mut(name).into_iter().flatten() {
                word.clear();
            }
        }
        Self {
            tokens,
            reader,
            words,
        }
    }

    fn is(&self, at: usize, wanted: &str) -> bool {
        self.words.get(at).is_some_and(|word| *word == fold(wanted))
    }

    fn is_one(&self, at: usize, wanted: &[&str]) -> bool {
        wanted.iter().any(|wanted| self.is(at, wanted))
    }

    fn starts(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        starts(&self.words, at, phrases)
    }

    fn number(&self, at: usize) -> Option<u32> {
        let token = self.tokens.get(at)?;
        let is_number = token.kind == TokenKind::Number;
        is_number.then(|| token.text.parse().ok()).flatten()
    }

    fn span(&self, from: usize, to: usize) -> Span {
        let spans = self.tokens.get(from..to).unwrap_or(&[]).iter();
        spans
            .map(|token| token.span)
            .reduce(Span::to)
            .unwrap_or_default()
    }

    fn spelled(&self, from: usize, to: usize) -> String {
        let words = spell(self.tokens.get(from..to).unwrap_or(&[]));
        words.trim_matches([',', ' ']).to_owned()
    }

    /// The sentence with other words in the place of some.
    fn instead(&self, from: usize, to: usize, words: &str) -> String {
        let parts = [
            self.spelled(0, from),
            words.to_owned(),
            self.spelled(to, self.tokens.len()),
        ];
        let parts: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" ")
    }

    /// `chậm nhất ngày 15/01 năm sau`, `trước ngày 05 của tháng đầu quý sau`
    fn next_period(&self, at: usize) -> Option<Diagnostic> {
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
    fn half_a_day(&self, at: usize) -> Option<Diagnostic> {
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
    fn same_day(&self, at: usize) -> Option<Diagnostic> {
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
    fn two_lengths(&self, at: usize) -> Option<Diagnostic> {
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

    /// `giảm ít nhất 30% so với năm 2025`
    fn base_year(&self, at: usize) -> Option<Diagnostic> {
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
    fn vague_amount(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, VAGUE)?;
        let words = self.spelled(at, at + length);
        Some(faults::vague_amount(self.span(at, at + length), &words))
    }

    /// `vào năm 2030`, `vào ngày 15 hằng tháng`
    fn fixed_day(&self, at: usize) -> Option<Diagnostic> {
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
    fn in_a_row(&self, at: usize) -> Option<Diagnostic> {
        let unit = self.is_one(at, &["năm", "quý", "tháng", "kỳ", "lần"]);
        let row = self.starts(at + 1, &["liên tiếp", "liên tục", "liền"])?;
        let from = at - usize::from(at > 0 && self.number(at - 1).is_some());
        unit.then(|| faults::in_a_row(self.span(from, at + 1 + row)))
    }

    /// `kịp thời`, `nghiêm túc`
    fn without_measure(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, WITHOUT_MEASURE)?;
        let words = self.spelled(at, at + length);
        Some(faults::without_measure(self.span(at, at + length), &words))
    }

    /// `từ trên 50% đến dưới 70%`
    fn open_range(&self, at: usize) -> Option<Diagnostic> {
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
    fn share_of_amounts(&self, at: usize) -> Option<Diagnostic> {
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
    fn several_targets(&self, at: usize) -> Option<Diagnostic> {
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

    /// `…, trừ trường hợp …`, at the end of a sentence
    fn exception(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, &["trừ trường hợp", "except when"])?;
        let unless = self.reader.language.pick("unless", "trừ khi");
        let instead = (at > 0).then(|| self.instead(at, at + length, unless))?;
        Some(faults::exception_within(
            self.span(at, at + length),
            &instead,
            unless,
        ))
    }

    /// `trên địa bàn xã`
    fn needless(&self, at: usize) -> Option<Diagnostic> {
        let once = self.is(at, "ít") && self.is(at + 1, "nhất") && self.number(at + 2) == Some(1);
        if once && self.is(at + 3, "lần") && at + 4 == self.tokens.len() {
            let words = self.spelled(at, at + 4);
            return Some(faults::needless(self.span(at, at + 4), &words));
        }
        let mut end = at + self.starts(at, NEEDLESS_TOGETHER)?;
        if self.is(end - 1, "bàn") {
            let level = |name: &crate::names::Name| name.kind == NameKind::Level;
            let rest = self.tokens.get(end..).unwrap_or(&[]);
            end += self
                .reader
                .name_at(rest, level)
                .map_or(0, |(length, _)| length);
        }
        let words = self.spelled(at, end);
        Some(faults::needless(self.span(at, end), &words))
    }
}
