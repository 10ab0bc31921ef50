//! Several levels in one sentence: ranges without one of their ends, targets of several years.

use super::{DEADLINE, DENYING, Prose};
use crate::diagnostic::Diagnostic;
use crate::faults::{self, Halves};
use crate::keywords::{Class, Keyword};

/// What leads a condition or a choice of members: two sentences in its place would hold in more cases than one.
const CHOOSING: &[&str] = &[
    "nếu",
    "khi",
    "trường",
    "trừ",
    "mà",
    "if",
    "when",
    "unless",
    "where",
    "except",
];

/// A level by a year: `đến hết năm 2026 đạt ít nhất 50%`.
struct Target {
    /// Where its deadline begins, where the year stands, and where the level ends.
    from: usize,
    year: usize,
    end: usize,
    deadline: String,
    modality: Option<String>,
    bound: Option<String>,
    level: String,
}

impl Prose<'_, '_> {
    /// `từ trên 50% đến dưới 70%`, `từ 50% đến dưới 70%`
    pub(super) fn open_range(&self, at: usize) -> Option<Diagnostic> {
        let from = ["từ", "from", "between"];
        let first = if self.is_one(at, &from) {
            at + 1
        } else {
            // `trên 50% đến 60%`
            let led = at > 0 && self.is_one(at - 1, &from);
            self.comparator(at).filter(|_| !led)?;
            at
        };
        let (low, low_number) = self.bound_at(first);
        let low_end = self.level_end(low_number)?;
        if !self.is_one(low_end, &["đến", "to", "and"]) {
            return None;
        }
        let (high, high_number) = self.bound_at(low_end + 1);
        let end = self.level_end(high_number)?;
        let rest = self.spelled(end, self.tokens.len());
        // Rows of tables say as much, and read.
        if low.or(high).is_none() || at == 0 && rest.is_empty() {
            return None;
        }
        let language = self.reader.language;
        let part = |bound: Option<Keyword>, closed: Keyword, number: usize, to: usize| {
            let unit = self.spelled(high_number + 1, end);
            let glue = if unit.starts_with('%') { "" } else { " " };
            let lacks_unit = to < end && self.has_unit(end) && !self.has_unit(to);
            let level = if to == number + 1 {
                format!("{}{glue}{unit}", self.spelled(number, to))
            } else if lacks_unit {
                format!(
                    "{} {}",
                    self.spelled(number, to),
                    self.spelled(end - 1, end)
                )
            } else {
                self.spelled(number, to)
            };
            let bound = bound.unwrap_or(closed).printed(language);
            format!("{bound} {}", level.trim())
        };
        let lower = part(low, Keyword::AtLeast, low_number, low_end);
        let upper = part(high, Keyword::AtMost, high_number, end);
        let span = self.span(at, end);
        let halves = match () {
            () if self.led_by(at, CHOOSING) => Halves::Joined(lower, upper),
            () if self.led_by(at, DENYING) => return None,
            () => {
                let sentence = |bound: &str| {
                    let sentence = format!("{} {bound} {rest}", self.spelled(0, at));
                    sentence.trim().to_owned()
                };
                self.halves(vec![sentence(&lower), sentence(&upper)])
            }
        };
        Some(faults::open_range(span, &halves))
    }

    /// Sentences that take the place of one: parts, where it is one of several.
    fn halves(&self, sentences: Vec<String>) -> Halves {
        if self.reader.is_part {
            Halves::Parts(sentences)
        } else {
            Halves::Sentences(sentences)
        }
    }

    /// Whether such a word leads to a place, with no comma in between.
    fn led_by(&self, at: usize, words: &[&str]) -> bool {
        let before = (0..at).rev();
        before
            .take_while(|at| !self.is(*at, ","))
            .any(|at| self.is_one(at, words))
    }

    /// `đến hết năm 2026 đạt 50%, năm 2028 đạt 70% hộ gia đình …`
    pub(super) fn several_targets(&self, at: usize) -> Option<Diagnostic> {
        let first = self.target(at)?;
        let mut all = vec![first];
        while let Some(next) = all.last().and_then(|last| {
            (last.end..self.tokens.len().min(last.end + 8)).find_map(|at| self.target(at))
        }) {
            all.push(next);
        }
        // Two targets with their bounds are told by what the grammar saw of them.
        let bare = all.iter().any(|target| target.bound.is_none());
        if all.len() < 2 || (all.len() < 3 && !bare) {
            return None;
        }
        let (from, end) = (all.first()?.from, all.last()?.end);
        let (before, rest) = (self.spelled(0, from), self.spelled(end, self.tokens.len()));
        let language = self.reader.language;
        // What one target says of all that follow it.
        let mut bound = Keyword::AtLeast.printed(language).to_owned();
        let (mut deadline, mut modality) = (String::new(), String::new());
        let mut sentences = Vec::new();
        for target in &all {
            bound = target.bound.clone().unwrap_or(bound);
            modality = target.modality.clone().unwrap_or(modality);
            if !target.deadline.is_empty() {
                deadline.clone_from(&target.deadline);
            }
            let year = self.spelled(target.year, target.year + 2);
            // Behind what it is of, the year would be no lead.
            let year = if before.is_empty() {
                year
            } else {
                format!("{year},")
            };
            let parts = [
                &modality,
                &deadline,
                &year,
                &before,
                &bound,
                &target.level,
                &rest,
            ];
            let parts: Vec<&str> = parts
                .into_iter()
                .map(String::as_str)
                .filter(|part| !part.is_empty())
                .collect();
            sentences.push(parts.join(" "));
        }
        let halves = self.halves(sentences);
        Some(faults::several_targets(self.span(from, end), &halves))
    }

    /// A year with its level, if these words are all there is between the two.
    fn target(&self, at: usize) -> Option<Target> {
        self.number(at + 1)
            .filter(|year| *year > 1990 && self.is(at, "năm"))?;
        let (mut modality, mut bound) = (None, None);
        let mut here = at + 2;
        while self.number(here).is_none() || !self.is(here + 1, "%") {
            let rest = self.tokens.get(here..).filter(|rest| !rest.is_empty())?;
            let language = self.reader.language;
            let found = self.reader.lexicon.sentence(language);
            let found = found.prefixes(rest.iter().map(|token| token.word)).last();
            let (length, keywords) = found?;
            let said = self.spelled(here, here + length);
            let is = |class: Class| keywords.iter().any(|keyword| keyword.class() == class);
            match () {
                () if is(Class::Filler) || self.is(here, "là") => {}
                () if is(Class::Modality) && modality.is_none() => modality = Some(said),
                () if is(Class::Comparator) && bound.is_none() => bound = Some(said),
                () => return None,
            }
            here += length;
        }
        let mut from = at;
        while from > 0 && self.is_one(from - 1, DEADLINE) {
            from -= 1;
        }
        let deadline = match self.spelled(from, at) {
            words if words.is_empty() && bound.is_none() => String::new(),
            words => words,
        };
        Some(Target {
            from,
            year: at,
            end: here + 2,
            deadline,
            modality,
            bound,
            level: self.spelled(here, here + 2),
        })
    }
}
