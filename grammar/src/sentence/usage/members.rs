//! What is said of members in an order that the language has otherwise, with the sentence to write.

use super::Prose;
use crate::Language;
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::keywords::Keyword;
use crate::lines::{Token, TokenKind};
use crate::names::{Name, NameKind};
use crate::reader::Reader;

/// What forbids something of members, or says that it is not so.
const NOT: &[&str] = &[
    "không được phép",
    "không được để",
    "không được",
    "không",
    "must not be",
    "may not be",
    "shall not be",
];

/// What stands before members when all of them are meant.
const EACH: &[&str] = &[
    "mỗi",
    "từng",
    "tất cả các",
    "tất cả",
    "các",
    "each",
    "all",
    "every",
];

/// Names that end at a place are sought so many words back.
const LONGEST_NAME: usize = 24;

/// Units of a time limit.
const UNITS: &[&str] = &[
    "ngày làm việc",
    "ngày",
    "tháng",
    "giờ",
    "working days",
    "working day",
    "days",
    "day",
    "months",
    "hours",
];

fn is_population(name: &Name) -> bool {
    matches!(name.kind, NameKind::Population | NameKind::Group)
}

fn is_date(name: &Name) -> bool {
    name.kind == NameKind::Date
}

fn is_act(name: &Name) -> bool {
    name.kind == NameKind::Act
}

fn is_figure(name: &Name) -> bool {
    matches!(name.kind, NameKind::Count | NameKind::Amount)
}

/// What is to be said of a sentence that reads, though not as it is meant, or fails for its meaning.
pub(in crate::sentence) fn meant(tokens: &[Token<'_>], reader: &Reader<'_>) -> Option<Diagnostic> {
    let words = Prose::new(tokens, reader);
    let mut places = (0..tokens.len()).filter(|at| !words.is_within_name(*at));
    places.find_map(|at| {
        words
            .never_after(at)
            .or_else(|| words.has_no_more(at))
            .or_else(|| words.either_banned(at))
            .or_else(|| words.of_last_year(at))
            .or_else(|| words.all_with_figure(at))
            .or_else(|| words.no_later_than_after(at))
            .or_else(|| words.before_or_more(at))
            .or_else(|| words.half_of_year(at))
    })
}

impl Prose<'_, '_> {
    /// Where a name of some kind begins that ends at a place.
    fn ending(&self, at: usize, wanted: impl Fn(&Name) -> bool + Copy) -> Option<usize> {
        let mut from = at.saturating_sub(LONGEST_NAME)..at;
        from.find(|from| self.named(*from, wanted) == Some(at))
    }

    /// `hồ sơ không được trả kết quả sau hẹn trả`, `không trả kết quả hồ sơ quá hẹn trả`
    pub(super) fn never_after(&self, at: usize) -> Option<Diagnostic> {
        let not = self.starts(at, NOT)?;
        let from = at + not;
        let done = self.named(from, is_date)?;
        let before = self.ending(at, is_population);
        let (first, members, behind) = if let Some(members) = before {
            let each = (members.saturating_sub(3)..members).find(|from| {
                self.starts(*from, EACH)
                    .is_some_and(|length| from + length == members)
            });
            (each.unwrap_or(members), (members, at), done)
        } else {
            let end = self.population(done)?;
            (at, (done, end), end)
        };
        let after = self.starts(behind, &["quá", "sau", "muộn hơn", "after", "later than"])?;
        let event = self.named(behind + after, is_date)?;
        let language = self.reader.language;
        let words = format!(
            "{} {} {} {} {} {}",
            language.pick("no", "không có"),
            self.spelled(members.0, members.1),
            Keyword::Where.printed(language),
            self.spelled(from, done),
            language.pick("after", "sau"),
            self.spelled(behind + after, event),
        );
        let instead = self.instead(first, event, &words);
        Some(faults::barred(self.span(first, event), &instead))
    }

    /// `mỗi hồ sơ không có quá 1 lần yêu cầu bổ sung`
    pub(super) fn has_no_more(&self, at: usize) -> Option<Diagnostic> {
        let over = [
            "không được có quá",
            "không được có trên",
            "không được có nhiều hơn",
            "không có quá",
            "không có trên",
            "không có nhiều hơn",
        ];
        let number = at + self.starts(at, &over)?;
        self.decimal(number)?;
        let is_behind = at > 0 && self.ending(at, is_population).is_some();
        is_behind.then(|| {
            let most = Keyword::AtMost.printed(self.reader.language);
            let instead = self.instead(at, number, &format!("có {most}"));
            faults::barred(self.span(at, number), &instead)
        })
    }

    /// `không A hoặc B`: neither, which is both of them forbidden.
    pub(super) fn either_banned(&self, at: usize) -> Option<Diagnostic> {
        let not = self.starts(at, NOT)?;
        let first = self.named(at + not, is_act)?;
        let other = self.named(first + 1, is_act)?;
        let language = self.reader.language;
        if !self.is_one(first, &["hoặc", "or"]) {
            return None;
        }
        let words = format!(
            "{} {} {} {}",
            Keyword::MustNot.printed(language),
            self.spelled(at + not, first),
            Keyword::And.printed(language),
            self.spelled(first + 1, other),
        );
        let instead = self.instead(at, other, &words);
        Some(faults::barred(self.span(at, other), &instead))
    }

    /// The event behind `sau`, `trước`, and where its name ends.
    fn event_at(&self, at: usize) -> Option<usize> {
        let event = at + usize::from(self.is(at, "ngày"));
        self.named(event, is_date)
            .or_else(|| self.named(at, is_date))
    }

    /// `trả kết quả sau hẹn trả không quá 1 ngày`
    fn no_later_than_after(&self, at: usize) -> Option<Diagnostic> {
        let after = at + self.starts(at, &["sau", "after"])?;
        let end = self.event_at(after)?;
        let (bound, length) = self.comparator(end)?;
        let number = end + length;
        let days = self.number(number).filter(|_| bound == Keyword::AtMost)?;
        let unit = number + 1;
        let unit_end = unit + self.starts(unit, UNITS)?;
        let language = self.reader.language;
        let words = format!(
            "{} {days} {} {} {}",
            Keyword::Within.printed(language),
            self.spelled(unit, unit_end),
            language.pick("of", "kể từ"),
            self.spelled(after, end),
        );
        let instead = self.instead(at, unit_end, &words);
        Some(faults::under_days(self.span(at, unit_end), &instead))
    }

    /// `trả kết quả trước hẹn trả từ 1 ngày trở lên`
    fn before_or_more(&self, at: usize) -> Option<Diagnostic> {
        let before = at + self.starts(at, &["trước"])?;
        let end = self.event_at(before)?;
        let number = end + usize::from(self.is(end, "từ"));
        self.number(number)?;
        let unit_end = number + 1 + self.starts(number + 1, UNITS)?;
        let last = unit_end + self.starts(unit_end, &["trở lên"])?;
        let bound = Keyword::AtLeast.printed(self.reader.language);
        let words = format!("{bound} {}", self.spelled(number, unit_end));
        let instead = self.instead(end, last, &words);
        Some(faults::under_days(self.span(end, last), &instead))
    }

    /// `100% hồ sơ trực tuyến có phí bằng 0 đồng`
    fn all_with_figure(&self, at: usize) -> Option<Diagnostic> {
        self.number(at)
            .filter(|share| *share == 100 && self.is(at + 1, "%"))?;
        let members = at + 2 + usize::from(self.is_one(at + 2, &["số", "of"]));
        let population = self.population(members)?;
        let chosen = self.named(population, |name| name.kind == NameKind::YesNo)?;
        let has = self.starts(chosen, &["có", "with", "have", "has"])?;
        self.comparator(self.named(chosen + has, is_figure)?)?;
        let language = self.reader.language;
        let words = format!(
            "{} {} {} {}",
            Keyword::Each.printed(language),
            self.spelled(members, population),
            Keyword::Where.printed(language),
            self.spelled(population, chosen),
        );
        let instead = self.instead(at, chosen, &words);
        Some(faults::chosen_without_where(
            self.span(at, chosen),
            &instead,
        ))
    }

    /// `tỷ lệ hồ sơ trả kết quả trước hoặc đúng hẹn trả đạt 98% trở lên`
    pub(super) fn rate_in_time(&self, at: usize) -> Option<Diagnostic> {
        let rate = self.starts(at, &["tỷ lệ", "tỉ lệ", "share of"])?;
        let members = at + rate;
        let end = self.population(members)?;
        let done = self.named(end + usize::from(self.is(end, "được")), is_date)?;
        let percent = (done..self.tokens.len())
            .take(LONGEST_NAME)
            .find(|at| self.is(*at, "%"))?;
        let number = percent.checked_sub(1)?;
        self.decimal(number)?;
        let bound = (done..number).find_map(|at| {
            self.comparator(at)
                .filter(|(_, length)| at + length == number)
                .map(|found| (at, found.0))
        });
        let up = self.starts(percent + 1, &["trở lên"]).unwrap_or(0);
        let (bound_at, bound) = match bound {
            Some((bound_at, bound)) => (bound_at, bound),
            None if up > 0 => (
                number - usize::from(self.is(number - 1, "từ")),
                Keyword::AtLeast,
            ),
            None => return None,
        };
        let joined = usize::from(self.is_one(bound_at - 1, &["đạt", "là", "is", "phải"]));
        let words = format!(
            "{} {}% {}",
            bound.printed(self.reader.language),
            self.spelled(number, number + 1),
            if self.is(done, "đúng") && !self.is(done + 1, "hạn") {
                let (who, when) = (
                    self.spelled(members, done),
                    self.spelled(done, bound_at - joined),
                );
                format!("{who} trước hoặc {when}")
            } else {
                self.spelled(members, bound_at - joined)
            },
        );
        let instead = self.instead(at, percent + 1 + up, &words);
        Some(faults::rate_in_time(self.span(at, end), &instead))
    }

    /// `kinh phí bằng 120% năm trước`
    pub(super) fn of_last_year(&self, at: usize) -> Option<Diagnostic> {
        let number = at + usize::from(self.is_one(at, &["bằng", "đạt"]));
        self.decimal(number).filter(|_| self.is(number + 1, "%"))?;
        let of = number + 2;
        let end = of
            + self.starts(
                of,
                &[
                    "so với năm trước",
                    "của năm trước",
                    "năm trước",
                    "of last year",
                ],
            )?;
        let figure = self.ending(at, is_figure)?;
        let language = self.reader.language;
        let figure = self.spelled(figure, at);
        let words = format!(
            "{} {}% * {figure} {}",
            Keyword::AtLeast.printed(language),
            self.spelled(number, number + 1),
            language.pick("last year", "năm trước"),
        );
        let instead = self.instead(at, end, &words);
        Some(faults::of_last_year(self.span(at, end), &instead))
    }

    /// `phí của hồ sơ trực tuyến không quá 50.000 đồng`
    pub(super) fn figure_of_those(&self, at: usize) -> Option<Diagnostic> {
        if self.reader.language != Language::Vi {
            return None;
        }
        let joined = self
            .named(at, is_figure)
            .filter(|end| self.is(*end, "của"))?;
        let members = joined + 1 + self.starts(joined + 1, EACH).unwrap_or(0);
        let end = self.population(members)?;
        let chosen = |name: &Name| name.kind == NameKind::YesNo;
        let fact = self.named(end, chosen);
        let which = fact.map_or(String::new(), |last| {
            let choosing = Keyword::Where.printed(Language::Vi);
            format!(" {choosing} {}", self.spelled(end, last))
        });
        let last = fact.unwrap_or(end);
        let words = format!(
            "{} {}{which} có {}",
            Keyword::Each.printed(Language::Vi),
            self.spelled(members, end),
            self.spelled(at, joined),
        );
        let last = last + usize::from(self.is(last, "là"));
        self.comparator(last)?;
        let instead = self.instead(at, last, &words);
        Some(faults::figure_of_each(self.span(at, last), &instead))
    }

    /// `nếu khu vực III thì …`, where `khu vực III` is an option
    pub(super) fn option_alone(&self, at: usize) -> Option<Diagnostic> {
        let case = self.starts(
            at,
            &[
                "nếu",
                "trừ khi",
                "trừ trường hợp",
                "trường hợp",
                "if",
                "unless",
                "except when",
            ],
        )?;
        let level = |name: &Name| name.kind == NameKind::Level;
        let option = |name: &Name| name.kind == NameKind::Option;
        let from = at + case;
        let from = from + usize::from(self.is_one(from, &["là", "thuộc", "có"]));
        let from = self.named(from, level).unwrap_or(from);
        let (length, found) = self.reader.name_at(self.tokens.get(from..)?, option)?;
        let names = self.reader.names;
        let choice = names.at(names.at(found).owner?);
        let language = self.reader.language;
        let end = from + length;
        // Amid a sentence an exception is a condition.
        let lead = if at > 0 && self.is_one(at, &["trừ", "except"]) {
            Keyword::Unless.printed(language).to_owned()
        } else {
            self.spelled(at, at + case)
        };
        let words = format!(
            "{lead} {} {} {}",
            choice.printed(language),
            language.pick("is", "là"),
            self.spelled(from, end),
        );
        let instead = self.instead(at, end, &words);
        Some(faults::option_alone(self.span(from, end), &instead))
    }

    /// `trả kết quả đúng hẹn trả`, `đúng hoặc trước hẹn trả`
    pub(super) fn when_due(&self, at: usize) -> Option<Diagnostic> {
        let due = self.starts(at, &["đúng hoặc trước", "đúng"])?;
        let event = at + due + usize::from(self.is(at + due, "ngày"));
        let end = self.named(event, is_date)?;
        (at > 0 && self.ending(at, is_date).is_some()).then_some(())?;
        // Within a rate it would not read either: that is told first.
        let words = format!("trước hoặc đúng {}", self.spelled(event, end));
        let instead = self.instead(at, end, &words);
        Some(faults::when_due(self.span(at, end), &instead))
    }

    /// `xử lý dưới 7 ngày kể từ ngày tiếp nhận`
    pub(super) fn under_days(&self, at: usize) -> Option<Diagnostic> {
        let number =
            at + self.starts(at, &["dưới", "ít hơn", "under", "fewer than", "less than"])?;
        let days = self
            .number(number)?
            .checked_sub(1)
            .filter(|days| *days > 0)?;
        let unit = self.starts(
            number + 1,
            &["ngày làm việc", "ngày", "working days", "days"],
        )?;
        let end = number + 1 + unit;
        self.starts(end, &["kể từ", "of", "from", "after"])?;
        let language = self.reader.language;
        let of = if language == Language::En && !self.is(end, "of") {
            (end + 1, " of")
        } else {
            (end, "")
        };
        let words = format!(
            "{} {days} {}{}",
            Keyword::Within.printed(language),
            self.spelled(number + 1, end),
            of.1
        );
        let instead = self.instead(at, of.0, &words);
        Some(faults::under_days(self.span(at, end), &instead))
    }

    /// `kinh phí từ 500 triệu đồng`
    pub(super) fn amount_from(&self, at: usize) -> Option<Diagnostic> {
        let last = self.tokens.len();
        let is_number = |token: &Token<'_>| token.kind == TokenKind::Number;
        let from = self.is(at, "từ") && self.tokens.get(at + 1).is_some_and(is_number);
        (from && self.level_end(at + 1) == Some(last) && self.ending(at, is_figure).is_some()).then(
            || {
                let instead = self.instead(last, last, "trở lên");
                faults::from_amount(self.span(at, last), &instead)
            },
        )
    }

    /// `cán bộ chưa được cấp chữ ký số không quá 5%`
    pub(super) fn share_left(&self, at: usize) -> Option<Diagnostic> {
        let state = |name: &Name| matches!(name.kind, NameKind::State | NameKind::YesNo);
        let not = self.starts(at, &["chưa được", "chưa", "không được", "không", "not"])?;
        let members = self.ending(at, is_population)?;
        let state_from = if self.named(at + not, state).is_some() {
            at + not
        } else {
            at + 1
        };
        let end = self.named(state_from, state)?;
        let asked = end + usize::from(self.is_one(end, &["chiếm", "đạt"]));
        let (bound, length) = self.comparator(asked)?;
        let number = asked + length;
        let rest = self.number(number).filter(|_| self.is(number + 1, "%"))?;
        let rest = 100_u32.checked_sub(rest)?;
        let turned = match bound {
            Keyword::AtMost => Keyword::AtLeast,
            Keyword::Under => Keyword::Over,
            _ => return None,
        };
        let language = self.reader.language;
        let said = if self.is(state_from - 1, "được") {
            self.spelled(state_from - 1, end)
        } else {
            self.spelled(state_from, end)
        };
        let members_said = self.spelled(members, at);
        let words = format!("{} {rest}% {members_said} {said}", turned.printed(language));
        let lead = members - usize::from(members > 0 && self.is_one(members - 1, &["số"]));
        let instead = self.instead(lead, number + 2, &words);
        Some(faults::share_of_those_not(self.span(at, end), &instead))
    }

    /// `trước khi cắt nước phải thông báo ít nhất 3 ngày`
    pub(super) fn before_it(&self, at: usize) -> Option<Diagnostic> {
        let before = at + self.starts(at, &["trước khi", "trước", "before"])?;
        let done = |name: &Name| is_act(name) || is_date(name);
        let event = self.named(before, done)?;
        let must = event + usize::from(self.is(event, ","));
        let deed = must + self.starts(must, &["phải", "must", "shall"])?;
        let end = self.named(deed, done)?;
        let behind = end + usize::from(self.is(end, "trước"));
        let (bound, length) = self.comparator(behind)?;
        let number = behind + length;
        self.number(number).filter(|_| bound == Keyword::AtLeast)?;
        let last = number + 1 + self.starts(number + 1, UNITS)?;
        let (deed, event) = (self.spelled(deed, end), self.spelled(before, event));
        let (days, lead) = (self.spelled(behind, last), self.spelled(at, before));
        let words = match self.reader.language {
            Language::En => format!("{deed} {days} {lead} {event}"),
            Language::Vi => format!("{deed} trước ngày {event} {days}"),
        };
        let instead = self.instead(at, last, &words);
        Some(faults::before_it(self.span(at, last), &instead))
    }

    /// `trong 6 tháng đầu năm rà soát`, of what is done once
    pub(super) fn half_of_year(&self, at: usize) -> Option<Diagnostic> {
        let halves = [
            ("trong 6 tháng đầu năm", "30/6"),
            ("trong sáu tháng đầu năm", "30/6"),
            ("trong 6 tháng cuối năm", "31/12"),
            ("trong sáu tháng cuối năm", "31/12"),
        ];
        let (length, last) = halves
            .iter()
            .find_map(|(said, last)| Some((self.starts(at, &[said])?, *last)))?;
        let end = at + length;
        // A figure of half a year is no figure of the year by a day; a year that is named is no year after year.
        let mut rest = (0..at).chain(end..self.tokens.len());
        let is_figure = |at: usize| self.decimal(at).is_some() || self.comparator(at).is_some();
        let is_plain = !rest.clone().any(is_figure);
        is_plain.then(|| {
            let yearly = ["hằng năm", "hàng năm", "mỗi năm"];
            let is_said = rest.any(|at| self.starts(at, &yearly).is_some());
            let each = if is_said { "" } else { " hằng năm" };
            let instead = self.instead(at, end, &format!("chậm nhất ngày {last}{each}"));
            faults::half_of_year(self.span(at, end), &instead)
        })
    }

    /// `cán bộ không được chia sẻ tài khoản`, where that is declared of the body
    pub(super) fn act_of_body(&self, at: usize) -> Option<Diagnostic> {
        let ban = [
            "nghiêm cấm",
            "cấm",
            "không được phép",
            "không được",
            "must not",
            "may not",
            "shall not",
        ];
        let length = self.starts(at, &ban)?;
        let behind = at + length;
        let (from, members, act) = if let Some(end) = self.population(behind) {
            (at, behind, end)
        } else {
            let members = self.ending(at, is_population)?;
            (members, members, behind)
        };
        let end = self.named(act, is_act)?;
        let words = format!(
            "{} {}",
            Keyword::MustNot.printed(self.reader.language),
            self.spelled(act, end)
        );
        let instead = self.instead(from, end, &words);
        let who_end = self.population(members)?;
        Some(faults::act_of_body(self.span(members, who_end), &instead))
    }
}
