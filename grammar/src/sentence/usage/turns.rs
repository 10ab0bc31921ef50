//! Turns of officials' prose that read once a word is left out, moved or said again.

use std::ops::Range;

use super::Prose;
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::keywords::Keyword;
use crate::lines::{Token, TokenKind};
use crate::names::{Name, NameKind};
use crate::sentence::is_sentence;
use crate::words::Word;

/// In longer lines nothing is tried: each try reads the line once.
const LONGEST_TRIED: usize = 120;

/// Members and what holds of them are sought so many words back.
const LONGEST_MEMBERS: usize = 24;

/// So many places for a comma are tried.
const MOST_CUTS: usize = 24;

/// Words that add nothing where they stand.
const LEFT_OUT: &[&str] = &["năm sau", "tổng", "ít nhất", "at least", "total"];

/// Words for which the language has another, and what to write for them.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("tới", "đến"),
    ("biennially", "every 2 years"),
    ("every other year", "every 2 years"),
    ("annual", "annually"),
    ("minimum", "at least"),
    ("maximum", "at most"),
    ("in the first quarter", "within the first quarter"),
    ("in the second quarter", "within the second quarter"),
    ("in the third quarter", "within the third quarter"),
    ("in the fourth quarter", "within the fourth quarter"),
    ("within a year", "within 1 year"),
    ("within a month", "within 1 month"),
    ("within a week", "within 1 week"),
    ("within a day", "within 1 day"),
    ("within an hour", "within 1 hour"),
    ("a month", "each month"),
    ("a quarter", "each quarter"),
    ("will", "must"),
    ("business days", "working days"),
    ("business day", "working day"),
];

impl Prose<'_, '_> {
    /// `không quá 10% tổng kinh phí`, `được kiểm tra ít nhất 2 năm một lần`, `năm sau giảm … so với năm trước`
    pub(super) fn reads_without(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, LEFT_OUT)?;
        let end = at + length;
        // What is asked at least once in a stretch of time is asked once in each.
        let bound = self.is_one(at, &["ít", "at"]);
        let in_years = self.number(end).is_some()
            && self.is_one(end + 1, &["năm", "tháng", "quý"])
            && self.is_one(end + 2, &["một", "1", "01"]);
        if bound && !in_years {
            return None;
        }
        self.reads(0..at, end..self.tokens.len())
            .then(|| faults::left_out(self.span(at, end), &self.spelled(at, end)))
    }

    /// `5 tới 15 lớp`, `biennially`
    pub(super) fn other_word(&self, at: usize) -> Option<Diagnostic> {
        OTHER_WORDS.iter().find_map(|(written, meant)| {
            let end = at + self.starts(at, &[written])?;
            let known = self
                .reader
                .lexicon
                .at(self.reader.language, self.tokens.get(at..)?);
            let known = known.into_iter().any(|(_, length)| at + length >= end);
            (!known).then(|| {
                let words = self.spelled(at, end);
                faults::unknown_words(self.span(at, end), &words, Some((*meant).to_owned()))
            })
        })
    }

    /// `số vụ cháy không tăng quá 5% so với năm trước`
    pub(super) fn no_more_growth(&self, at: usize) -> Option<Diagnostic> {
        let grows = ["tăng", "giảm"];
        let is_it = self.is(at, "không") && self.is_one(at + 1, &grows) && self.is(at + 2, "quá");
        let past = is_it
            && (at..self.tokens.len()).take(LONGEST_TRIED).any(|at| {
                self.is_one(at, &["năm", "kỳ"]) && self.is_one(at + 1, &["trước", "ngoái"])
            });
        let verb = self.spelled(at + 1, at + 2);
        past.then(|| {
            let instead = self.instead(at, at + 3, &format!("{verb} không quá"));
            faults::written_so(self.span(at, at + 3), &instead)
        })
    }

    /// `mỗi trạm y tế có ít nhất 01 bác sĩ, 01 hộ sinh`
    pub(super) fn two_numbers(&self, at: usize) -> Option<Diagnostic> {
        let (_, length) = self.comparator(at)?;
        self.decimal(at + length)?;
        let counted = |name: &Name| {
            matches!(
                name.kind,
                NameKind::Population | NameKind::Group | NameKind::Level | NameKind::Count
            )
        };
        let comma = self.named(at + length + 1, counted)?;
        let joins = self.is(comma, ",") || self.is_one(comma, &["và", "and"]);
        self.decimal(comma + 1)
            .filter(|_| joins && self.named(comma + 2, counted).is_some())?;
        let last = self.tokens.len();
        let shared = at + length;
        if !(self.reads(0..comma, 0..0) && self.reads(0..shared, comma + 1..last)) {
            return None;
        }
        let second = format!(
            "{} {}",
            self.spelled(0, shared),
            self.spelled(comma + 1, last)
        );
        Some(faults::two_sentences(
            self.span(comma + 1, last),
            &self.spelled(0, comma),
            &second,
            self.reader.is_part,
        ))
    }

    /// `sơ kết năm 2028, tổng kết quý IV năm 2030`
    pub(super) fn two_whole(&self, at: usize) -> Option<Diagnostic> {
        let last = self.tokens.len();
        if !self.is(at, ",") || last > LONGEST_TRIED {
            return None;
        }
        let commas = self.tokens.iter().filter(|token| token.is(",")).count();
        let leads = [
            Keyword::Annually,
            Keyword::HalfYearly,
            Keyword::Quarterly,
            Keyword::Monthly,
            Keyword::By,
            Keyword::Before,
            Keyword::Within,
            Keyword::Throughout,
            Keyword::From,
            Keyword::Must,
            Keyword::MustNot,
            Keyword::Prohibited,
            Keyword::Strive,
            Keyword::If,
            Keyword::Unless,
        ];
        let language = self.reader.language;
        let led = self.reader.lexicon.longest(&leads, language, self.tokens);
        // What leads the first may hold of the second as well.
        if commas != 1 || led.is_some() {
            return None;
        }
        if !(self.reads(0..at, 0..0) && self.reads(at + 1..last, 0..0)) {
            return None;
        }
        Some(faults::two_sentences(
            self.span(at + 1, last),
            &self.spelled(0, at),
            &self.spelled(at + 1, last),
            self.reader.is_part,
        ))
    }

    /// `hộ gia đình, trừ hộ nghèo, phải …`: of the members, not of the body.
    pub(super) fn excepted_members(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, &["ngoại trừ", "trừ", "except for", "except"])?;
        let before = at.checked_sub(1)?;
        let opened = self.is(before, ",") || self.is(before, "(");
        let members = if opened { before } else { at };
        let ends = |from: &usize| self.population(*from) == Some(members);
        let from = (0..members).rev().take(8).find(ends)?;
        let rest = self.tokens.get(from..)?;
        let (_, population) = self.reader.name_at(rest, |name| {
            matches!(name.kind, NameKind::Population | NameKind::Group)
        })?;
        let rest = self.tokens.get(at + length..)?;
        let (fact, _) = self.reader.name_at(rest, |name| {
            name.kind == NameKind::YesNo && name.owner == Some(population)
        })?;
        let end = at + length + fact;
        let after = end + usize::from(opened && self.is_one(end, &[",", ")"]));
        let language = self.reader.language;
        let chosen = format!(
            "{} {} {}",
            Keyword::Where.printed(language),
            Keyword::Not.printed(language),
            self.spelled(at + length, end)
        );
        let instead = self.instead(members, after, &chosen);
        Some(faults::excepted_members(self.span(at, end), &instead))
    }

    /// `hộ nghèo không phải trang bị bình chữa cháy`: need not, or must not?
    pub(super) fn exempt(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, &["không phải"])?;
        let deed =
            |name: &Name| matches!(name.kind, NameKind::Act | NameKind::State | NameKind::Date);
        let end = self.named(at + length, deed)?;
        let case = |name: &Name| name.kind == NameKind::YesNo;
        let from = (0..at)
            .rev()
            .take(8)
            .find(|from| self.named(*from, case) == Some(at))?;
        let (_, exempt) = self.reader.name_at(self.tokens.get(from..)?, case)?;
        let (span, deed) = (self.span(at, end), self.spelled(at + length, end));
        let names = self.reader.names;
        let members = names
            .owner(names.at(exempt))
            .filter(|owner| matches!(owner.kind, NameKind::Population | NameKind::Group));
        Some(match members {
            Some(members) => {
                let members = members.printed(self.reader.language);
                let case = self.spelled(from, at);
                faults::exempt_members(span, members, &case, &deed)
            }
            None => faults::exemption(span, &deed),
        })
    }

    /// `kết quả xếp loại từ khá trở lên`
    pub(super) fn options_in_order(&self, at: usize) -> Option<Diagnostic> {
        let option = |name: &Name| name.kind == NameKind::Option;
        let (comparator, from) = if self.is_one(at, &["từ", "from"]) {
            (None, at + 1)
        } else {
            let (comparator, length) = self.comparator(at)?;
            (Some(comparator), at + length)
        };
        let end = self.named(from, option)?;
        let behind = ["trở lên", "trở xuống", "or above", "or below", "or more"];
        let more = self.starts(end, &behind);
        let ordered = match comparator {
            None => more.is_some(),
            Some(comparator) => comparator != Keyword::Exactly,
        };
        ordered.then(|| faults::options_in_order(self.span(at, end + more.unwrap_or(0))))
    }

    /// `20% số xã còn lại được kiểm tra`
    pub(super) fn the_rest(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, &["còn lại", "remaining"])?;
        let behind = (0..at)
            .rev()
            .take(8)
            .any(|from| self.members(from) == Some(at));
        let before = self.members(at + length).is_some();
        (behind || before).then(|| faults::the_rest(self.span(at, at + length)))
    }

    /// `mỗi vụ cháy mà người chết ít nhất 1 có thiệt hại …`: where the choice ends, a comma tells.
    pub(super) fn comma_left_out(&self, at: usize) -> Option<Diagnostic> {
        let last = self.tokens.len();
        let choosing = &["mà", "where"];
        let is_first = !(0..at).any(|before| self.is_one(before, choosing));
        if !(is_first && self.is_one(at, choosing)) || last > LONGEST_TRIED {
            return None;
        }
        // Signs are known by their text.
        let mut comma = Token::nowhere(Word(u32::MAX));
        (comma.kind, comma.text) = (TokenKind::Symbol, ",");
        let parts = |cut: usize| {
            let (first, second) = self.tokens.split_at_checked(cut)?;
            Some([first, &[comma], second].concat())
        };
        let reads = |cut: &usize| parts(*cut).is_some_and(|parts| is_sentence(&parts, self.reader));
        // A word that adds nothing belongs to what follows it.
        let ends = |cut: &usize| !self.is_one(*cut - 1, &["có", "được", "phải", "bị"]);
        let cuts = (at + 2..last).take(MOST_CUTS).filter(ends);
        let mut cuts = cuts.filter(reads);
        let cut = cuts.next().filter(|_| cuts.next().is_none())?;
        let instead = format!("{}, {}", self.spelled(0, cut), self.spelled(cut, last));
        Some(faults::choice_without_comma(
            self.span(cut - 1, cut),
            &instead,
        ))
    }

    /// `báo cáo quý trước ngày 15/6, báo cáo năm trước ngày 15/12 hằng năm`
    pub(super) fn two_dated(&self, at: usize) -> Option<Diagnostic> {
        let last = self.tokens.len();
        let often = last.checked_sub(2)?;
        let yearly = self.is_one(often, &["hằng", "hàng", "each", "every"])
            && self.is_one(often + 1, &["năm", "year"]);
        let is_first = !(0..at).any(|before| self.is(before, ","));
        if !(is_first && self.is(at, ",") && yearly) {
            return None;
        }
        if !(self.reads(0..at, often..last) && self.reads(at + 1..last, 0..0)) {
            return None;
        }
        let first = format!("{} {}", self.spelled(0, at), self.spelled(often, last));
        Some(faults::two_sentences(
            self.span(at + 1, last),
            &first,
            &self.spelled(at + 1, last),
            self.reader.is_part,
        ))
    }

    /// `mỗi kiến nghị không quá 5 ngày làm việc kể từ ngày lập biên bản phải được khắc phục`
    pub(super) fn limit_before_must(&self, at: usize) -> Option<Diagnostic> {
        let (_, length) = self.comparator(at).filter(|(bound, _)| {
            *bound == Keyword::AtMost && self.reader.language == crate::Language::Vi
        })?;
        let number = at + length;
        self.number(number)?;
        self.starts(number + 1, &["ngày", "giờ", "tháng"])?;
        let last = self.tokens.len();
        let must = (number + 2..last).find(|at| self.is(*at, "phải"))?;
        let since = (number + 1..must).any(|at| self.is(at, "kể"));
        let instead = format!(
            "{} {} {} {}",
            self.spelled(0, at),
            self.spelled(must, last),
            Keyword::Within.printed(self.reader.language),
            self.spelled(number, must)
        );
        since.then(|| faults::limit_amid(self.span(at, must), instead.trim()))
    }

    /// `không có kiến nghị không được khắc phục trong 5 ngày …`
    pub(super) fn none_undone(&self, at: usize) -> Option<Diagnostic> {
        let members = at + self.starts(at, &["không có", "không để"])?;
        let end = self.population(members)?;
        let denied = self.starts(end, &["không", "chưa"])?;
        let deed = end + denied;
        let last = self.tokens.len();
        let within = (deed..last).find(|at| self.is(*at, "trong"))?;
        let instead = format!(
            "{} {} {} {}",
            self.spelled(0, at),
            Keyword::Each.printed(self.reader.language),
            self.spelled(members, end),
            self.spelled(deed, last)
        );
        Some(faults::limit_amid(self.span(at, within), instead.trim()))
    }

    /// `khu dân cư có điểm chữa cháy tăng ít nhất 2 so với năm trước`: the number of them rises.
    pub(super) fn members_rise(&self, at: usize) -> Option<Diagnostic> {
        let rises = self.is_one(at, &["tăng", "giảm"]) && at > 0;
        let mut behind = (at.saturating_sub(LONGEST_MEMBERS)..at).filter(|_| rises);
        let from = behind.find(|from| self.population(*from).is_some())?;
        let counted = from > 0 && self.is_one(from - 1, &["số", "tỷ", "lệ", "lượng"]);
        let based = (at..self.tokens.len()).any(|at| self.is(at, "so") && self.is(at + 1, "với"));
        let number = self.reader.language.pick("number of", "số");
        let words = format!("{number} {}", self.spelled(from, at));
        (based && !counted).then(|| {
            let instead = self.instead(from, at, &words);
            faults::number_rises(self.span(from, at), &instead)
        })
    }

    /// `không quá 500 triệu đồng hoặc 30% chi y tế, tùy mức nào thấp hơn`
    pub(super) fn whichever(&self, at: usize) -> Option<Diagnostic> {
        let lower = [
            "tùy theo mức nào thấp hơn",
            "tùy mức nào thấp hơn",
            "tuỳ mức nào thấp hơn",
            "whichever is lower",
            "whichever is the lower",
            "whichever is less",
        ];
        let higher = [
            "tùy theo mức nào cao hơn",
            "tùy mức nào cao hơn",
            "tuỳ mức nào cao hơn",
            "whichever is higher",
            "whichever is the higher",
            "whichever is greater",
        ];
        let (length, which) = match self.starts(at, &lower) {
            Some(length) => (length, Keyword::LesserOf),
            None => (self.starts(at, &higher)?, Keyword::GreaterOf),
        };
        let which = which.printed(self.reader.language);
        Some(faults::whichever(self.span(at, at + length), which))
    }

    /// `ít nhất 50% trạm y tế có kết quả xếp loại là tốt`, `ít nhất 2 xã có chi y tế trên 500 triệu đồng`
    pub(super) fn having(&self, at: usize) -> Option<Diagnostic> {
        let measured = |name: &Name| {
            matches!(
                name.kind,
                NameKind::Choice | NameKind::Amount | NameKind::Count
            )
        };
        let members = match self.decimal(at) {
            Some(_) => {
                let members = at + 1 + usize::from(self.is(at + 1, "%"));
                members + usize::from(self.is_one(members, &["of", "số"]))
            }
            // `số xã có kinh phí trên 500 triệu đồng ít nhất 2`
            None => at + self.starts(at, &["số lượng", "số", "number of"])?,
        };
        let end = self.members(members)?;
        let has = self.starts(end, &["có", "đạt", "with", "have", "has"])?;
        let measure = self.named(end + has, measured)?;
        let compared =
            self.comparator(measure).is_some() || self.is_one(measure, &["là", "is", "từ"]);
        compared.then(|| {
            let choosing = Keyword::Where.printed(self.reader.language);
            let instead = self.instead(end, end + has, choosing);
            faults::chosen_without_where(self.span(members, measure), &instead)
        })
    }

    /// `tổng kết quý IV năm 2030`
    pub(super) fn quarter_alone(&self, at: usize) -> Option<Diagnostic> {
        let leads = ["trong", "đến", "hết", "trước", "từ", "nhất", "cuối", "đầu"];
        let is_quarter = self.is(at, "quý") && self.is(at + 2, "năm") && at > 0;
        self.number(at + 3)
            .filter(|_| is_quarter && !self.is_one(at - 1, &leads))?;
        let instead = self.instead(at, at, "trong");
        Some(faults::quarter_alone(self.span(at, at + 4), &instead))
    }

    fn members(&self, at: usize) -> Option<usize> {
        self.named(at, |name| {
            matches!(
                name.kind,
                NameKind::Population | NameKind::Group | NameKind::Level
            )
        })
    }

    /// Whether two stretches of the line are a sentence, one behind the other.
    fn reads(&self, first: Range<usize>, second: Range<usize>) -> bool {
        let part = |part: Range<usize>| -> &[Token<'_>] { self.tokens.get(part).unwrap_or(&[]) };
        self.tokens.len() <= LONGEST_TRIED
            && is_sentence(&[part(first), part(second)].concat(), self.reader)
    }
}
