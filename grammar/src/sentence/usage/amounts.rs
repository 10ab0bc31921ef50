//! How much is asked, as officials put it: vaguely, without a measure, as a share of two amounts.

use super::Prose;
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::keywords::Keyword;
use crate::names::NameKind;

/// Manners that no number tells.
const WITHOUT_MEASURE: &[&str] = &[
    "ngay sau",
    "ngay khi",
    "ngay lập tức",
    "lập tức",
    "immediately",
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
    "tăng cường",
    "đẩy mạnh",
    "chủ động",
    "chú trọng",
    "quan tâm",
    "nâng cao",
    "promptly",
    "timely",
    "effectively",
    "properly",
];

/// Amounts that no number tells.
const VAGUE: &[&str] = &[
    "quá bán",
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

/// Cases that nothing reported tells.
const WITHOUT_OCCASION: &[&str] = &[
    "khi có yêu cầu",
    "theo yêu cầu",
    "khi cần thiết",
    "nếu cần thiết",
    "khi cần",
    "khi có điều kiện",
    "theo kế hoạch",
    "where necessary",
    "when necessary",
    "if necessary",
    "upon request",
    "as planned",
];

/// Words between a number and what is counted.
const COUNTERS: &[&str] = &[
    "trường hợp",
    "hồ sơ",
    "người",
    "cuộc",
    "lượt",
    "buổi",
    "đợt",
    "vụ",
    "lớp",
    "đơn",
    "ca",
    "hộ",
    "cái",
    "chiếc",
];

/// The most points that a score gives, as its users call them.
const MOST_POINTS: &[&str] = &[
    "tổng số điểm tối đa",
    "tổng điểm tối đa",
    "số điểm tối đa",
    "điểm tối đa",
    "of the maximum points",
    "of the maximum score",
    "of maximum points",
    "of the most points",
];

impl Prose<'_, '_> {
    /// `ít nhất 60% điểm tối đa`
    pub(super) fn share_of_points(&self, at: usize) -> Option<Diagnostic> {
        let share = self.number(at).filter(|_| self.is(at + 1, "%"))?;
        let end = at + 2 + self.starts(at + 2, MOST_POINTS)?;
        let unit = Keyword::Points.printed(self.reader.language);
        let instead = self.instead(at, end, &format!("{share} {unit}"));
        Some(faults::share_of_points(self.span(at, end), &instead))
    }
}

impl Prose<'_, '_> {
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

    /// `khi cần thiết`, `theo kế hoạch`
    pub(super) fn without_occasion(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, WITHOUT_OCCASION)?;
        let words = self.spelled(at, at + length);
        Some(faults::without_occasion(self.span(at, at + length), &words))
    }

    /// `cần diễn tập`, `nên diễn tập`
    pub(super) fn softly(&self, at: usize) -> Option<Diagnostic> {
        let span = self.span(at, at + 1);
        let follows = at + 1 < self.tokens.len();
        match () {
            () if self.is(at, "cần") && follows => {
                let must = Keyword::Must.printed(self.reader.language).to_owned();
                let words = self.spelled(at, at + 1);
                Some(faults::unknown_words(span, &words, Some(must)))
            }
            () if self.is_one(at, &["nên", "should"]) && follows => Some(faults::should(span)),
            () => None,
        }
    }

    /// `không quá 3 vụ trẻ em tử vong`
    pub(super) fn counter(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, COUNTERS)?;
        self.number(at.checked_sub(1)?)?;
        let rest = self.tokens.get(at + length..)?;
        let counted = |name: &crate::names::Name| {
            matches!(
                name.kind,
                NameKind::Population | NameKind::Group | NameKind::Level | NameKind::Count
            )
        };
        let (named, _) = self.reader.name_at(rest, counted)?;
        let words = self.spelled(at, at + length);
        let name = self.spelled(at + length, at + length + named);
        let instead = self.instead(at, at + length, "");
        Some(faults::counter(
            self.span(at, at + length),
            &words,
            &name,
            &instead,
        ))
    }

    /// `dành ít nhất 2% tổng chi cho chi phòng chống đuối nước`
    pub(super) fn set_aside(&self, at: usize) -> Option<Diagnostic> {
        let verbs = [
            "dành",
            "bố trí",
            "phân bổ",
            "trích",
            "set aside",
            "allocate",
        ];
        let verb = self.starts(at, &verbs)?;
        let (_, number) = self.bound_at(at + verb);
        let level = number + 2;
        self.decimal(number).filter(|_| self.is(number + 1, "%"))?;
        let whole = level + usize::from(self.is_one(level, &["của", "trong", "of"]));
        let whole_end = self.amount(whole)?;
        let purpose = self.is_one(whole_end, &["cho", "để", "for", "to"]);
        let purpose = whole_end + usize::from(purpose);
        let part = self.amount(purpose).filter(|_| purpose > whole_end);
        let asked = format!(
            "{} {}",
            self.spelled(at + verb, level),
            self.spelled(whole, whole_end)
        );
        let instead = part.map(|part| {
            let (lead, rest) = (self.spelled(0, at), self.spelled(part, self.tokens.len()));
            let instead = format!("{lead} {} {asked} {rest}", self.spelled(purpose, part));
            instead.trim().to_owned()
        });
        let span = self.span(at, part.unwrap_or(whole_end));
        Some(faults::set_aside(span, &asked, instead.as_deref()))
    }

    /// `tỷ lệ rác chôn lấp trên khối lượng rác dưới 30%`
    pub(super) fn share_of_amounts(&self, at: usize) -> Option<Diagnostic> {
        if !(self.is(at, "tỷ") && self.is(at + 1, "lệ")) {
            return None;
        }
        let part = self.amount(at + 2)?;
        let whole = part + usize::from(self.is_one(part, &["trên", "trong"]));
        let instead = match self.amount(whole).filter(|_| whole > part) {
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

    /// The end of the name of an amount or count at a place.
    fn amount(&self, at: usize) -> Option<usize> {
        self.named(at, |name| {
            matches!(name.kind, NameKind::Amount | NameKind::Count)
        })
    }
}
