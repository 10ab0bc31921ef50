//! How much is asked, as officials put it: vaguely, without a measure, as a share of two amounts.

use super::Prose;
use crate::diagnostic::Diagnostic;
use crate::faults;
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
}
