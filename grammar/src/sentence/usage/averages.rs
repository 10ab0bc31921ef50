//! Averages over periods: what the sentence asks for is a total, or a growth from one year to another.

use super::Prose;
use super::growth::{FALLS, RISES};
use crate::diagnostic::Diagnostic;
use crate::faults::{self, Averaged};

const AVERAGE: &[&str] = &["tính bình quân", "bình quân", "trung bình", "on average"];

impl Prose<'_, '_> {
    /// `bình quân mỗi tháng ít nhất 2 lớp`, `mỗi năm bình quân …`, `tăng bình quân hằng năm 8%`
    pub(super) fn averaged(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, AVERAGE)?;
        let behind = self.period(at + length);
        let before = at.checked_sub(2).and_then(|from| {
            let from = from.saturating_sub(usize::from(self.is(at - 1, ",")));
            self.period(from)
                .filter(|(end, _)| *end == at || *end + 1 == at)
                .map(|(_, months)| (from, months))
        });
        let each = self.is_one(at + length, &["mỗi", "từng", "each"]);
        if let Some(end) = self.population(at + length + 1).filter(|_| each) {
            let of = self.spelled(at + length + 1, end);
            return Some(faults::averaged(self.span(at, end), &Averaged::Members(of)));
        }
        let (from, end, months) = match (behind, before) {
            (Some((end, months)), _) => (at, end, months),
            (None, Some((from, months))) => (from, at + length, months),
            (None, None) => return None,
        };
        let grows =
            (0..self.tokens.len()).any(|at| self.is_one(at, RISES) || self.is_one(at, FALLS));
        let averaged = match () {
            () if grows => Averaged::Growth,
            () if months == 12 => Averaged::Years,
            () => Averaged::Parts(12 / months),
        };
        Some(faults::averaged(self.span(from, end), &averaged))
    }

    /// The end of a word for a period at a place, and its months: `mỗi tháng`, `hằng quý`.
    fn period(&self, at: usize) -> Option<(usize, u32)> {
        let every = self.is_one(
            at,
            &["mỗi", "hằng", "hàng", "một", "each", "every", "a", "per"],
        );
        let months = match () {
            () if !every => return None,
            () if self.is_one(at + 1, &["tháng", "month"]) => 1,
            () if self.is_one(at + 1, &["quý", "quarter"]) => 3,
            () if self.is_one(at + 1, &["năm", "year"]) => 12,
            () => return None,
        };
        Some((at + 2, months))
    }
}
