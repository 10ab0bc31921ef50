//! `says "trên 15%"`: the few words quoted from the law against the sentences under them.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{self, Comparator, Modality, Period, RuleMember, TimeUnit};

use super::Checker;
use super::fault::text;
use super::literal::{self, Due, Literal, Value};
use super::quote::{self, Claim, Strength};
use crate::author::passages::Passage;
use crate::run::number::Number;

impl Checker<'_> {
    /// Compares every quote of a rule with the sentences that stand on its citation.
    pub(super) fn quotes(&mut self, passages: &[Passage<'_>]) {
        for passage in passages {
            self.passage_quotes(passage);
        }
    }

    fn passage_quotes(&mut self, passage: &Passage<'_>) {
        let mut said = Vec::new();
        let mut sentences: Option<Span> = None;
        let mut add = |said: &mut Vec<Literal>,
                       shared: Option<&syntax::Leads>,
                       sentence: &syntax::Sentence| {
            said.extend(literal::of(shared, sentence));
            sentences = Some(sentences.map_or(sentence.span, |span| span.to(sentence.span)));
        };
        for line in passage.lines {
            match &line.node {
                RuleMember::Sentence(sentence) => add(&mut said, None, sentence),
                RuleMember::Shared { leads, bullets } => bullets
                    .iter()
                    .for_each(|bullet| add(&mut said, Some(leads), &bullet.node)),
                RuleMember::ExceptWhen(when) => said.extend(literal::of_exception(when)),
                RuleMember::Cite(_)
                | RuleMember::Bearer(_)
                | RuleMember::Note(_)
                | RuleMember::NoneCountsAsMet
                | RuleMember::Allow { .. } => {}
            }
        }
        // A rule without sentences, or with one that could not be read, has nothing to hold a quote against.
        let (Some(sentences), false) = (sentences, self.unread) else {
            return;
        };
        for quote in passage.cites.iter().filter_map(|cite| cite.says.as_ref()) {
            self.quote(quote, &said, sentences);
        }
    }

    fn quote(&mut self, quote: &Spanned<String>, said: &[Literal], sentences: Span) {
        for claim in quote::claims(&quote.node) {
            if said.iter().any(|literal| agrees(&claim.claim, literal))
                || counted_time(&claim.claim, said)
                || left_unsaid(&claim.claim, said)
            {
                continue;
            }
            let words = claim.words;
            let near = said.iter().find(|literal| is_about(&claim.claim, literal));
            let told = Diagnostic::error(
                "E0375",
                quote.span,
                text(
                    format!("the law says `{words}`, the rule does not"),
                    format!("văn bản nêu `{words}`, nhưng quy định không nêu như vậy"),
                ),
            )
            .label(text("quoted from the law", "trích từ văn bản"))
            .also(
                sentences,
                near.map_or_else(
                    || text("nothing here says so", "không có chỗ nào nêu như vậy"),
                    |literal| {
                        let (en, vi) = shown(literal);
                        text(format!("this says {en}"), format!("chỗ này nêu {vi}"))
                    },
                ),
            )
            .help(text(
                "correct the sentence, or the quote",
                "sửa lại câu, hoặc phần trích",
            ));
            self.faults.push(told);
        }
    }
}

/// Whether what a sentence says bears a claim out.
fn agrees(claim: &Claim, literal: &Literal) -> bool {
    match (claim, literal) {
        (Claim::Bound(comparator, values), Literal::Bound(other, value)) => {
            any(values, value)
                && (comparator == other
                    || (is_all(value)
                        && comparator_of_all(*comparator)
                        && comparator_of_all(*other)))
        }
        // Both ends of a range are bounds of their own: "at least 1" of "1 to 2".
        (Claim::Bound(Comparator::AtLeast, values), Literal::Between(least, _)) => {
            any(values, least)
        }
        (Claim::Bound(Comparator::AtMost, values), Literal::Between(_, most)) => any(values, most),
        (Claim::Between(least, most), Literal::Between(low, high)) => {
            any(least, low) && any(most, high)
        }
        (Claim::Number(values), Literal::Bound(_, value) | Literal::Number(value)) => {
            any(values, value)
        }
        (Claim::Number(values), Literal::Between(least, most)) => {
            any(values, least) || any(values, most)
        }
        (Claim::Number(_) | Claim::Bound(..), Literal::Length(..)) => length_agrees(claim, literal),
        (Claim::Length(_, amounts, unit), Literal::Length(amount, other)) => {
            amounts.contains(amount) && same_unit(*unit, *other)
        }
        (Claim::Length(_, amounts, unit), Literal::Period(period)) => {
            period_length(*period).is_some_and(|(n, of)| of == *unit && amounts.contains(&n))
        }
        (Claim::Year(year), Literal::Year(other)) => year == other,
        (Claim::Day(month, day, due), Literal::Day(other_month, other_day, other_due)) => {
            same_day((*month, *day, *due), (*other_month, *other_day, *other_due))
        }
        (Claim::Period(period), Literal::Period(other)) => period == other,
        (Claim::Change { falls }, Literal::Change { falls: other }) => falls == other,
        (Claim::Asked(strength), Literal::Asked { how, deed }) => {
            is_asked_so(*strength, *how, *deed)
        }
        _ => false,
    }
}

/// Whether two days bound what is due alike: before one is by the day before.
fn same_day(claim: (i8, i8, Option<Due>), literal: (i8, i8, Option<Due>)) -> bool {
    let ((month, day, due), (other_month, other_day, other_due)) = (claim, literal);
    let is_next = |(month, day): (i8, i8), next: (i8, i8)| {
        let is_last = match month {
            4 | 6 | 9 | 11 => day == 30,
            2 => day == 28 || day == 29,
            _ => day == 31,
        };
        next == (month, day + 1) || is_last && next == (month % 12 + 1, 1)
    };
    match (due, other_due) {
        (Some(Due::Before), Some(Due::By)) => is_next((other_month, other_day), (month, day)),
        (Some(Due::By), Some(Due::Before)) => is_next((month, day), (other_month, other_day)),
        _ => (month, day) == (other_month, other_day),
    }
}

/// Whether a sentence asks as strongly as a law says it does.
fn is_asked_so(strength: Strength, how: Modality, deed: bool) -> bool {
    match strength {
        Strength::Must => !matches!(
            how,
            Modality::Strive | Modality::Encouraged | Modality::Requested
        ),
        Strength::Strive => how == Modality::Strive,
        Strength::Encouraged => matches!(how, Modality::Encouraged | Modality::Requested),
        // What may not be is said in many ways, but never as a deed to be done.
        Strength::MustNot => !deed,
    }
}

/// Whether sentences say nothing of what a word claims, so that they do not gainsay it: how often, which way.
fn left_unsaid(claim: &Claim, said: &[Literal]) -> bool {
    match claim {
        Claim::Period(_) => !said
            .iter()
            .any(|literal| matches!(literal, Literal::Period(_))),
        Claim::Change { .. } => !said
            .iter()
            .any(|literal| matches!(literal, Literal::Change { .. })),
        _ => false,
    }
}

/// Hours, days or months may be what is counted, and then stand in a name: `at most 40 overtime hours`.
fn counted_time(claim: &Claim, said: &[Literal]) -> bool {
    let Claim::Length(comparator, amounts, _) = claim else {
        return false;
    };
    let values: Vec<Value> = amounts
        .iter()
        .map(|number| Value {
            number: *number,
            percent: false,
        })
        .collect();
    let count = match comparator {
        Some(comparator) => Claim::Bound(*comparator, values),
        None => Claim::Number(values),
    };
    let timed = |literal: &Literal| matches!(literal, Literal::Length(..));
    !said.iter().any(timed) && said.iter().any(|literal| agrees(&count, literal))
}

/// A number without a unit may be the amount of a length of time.
fn length_agrees(claim: &Claim, literal: &Literal) -> bool {
    match (claim, literal) {
        (Claim::Number(values) | Claim::Bound(_, values), Literal::Length(amount, _)) => values
            .iter()
            .any(|value| !value.percent && value.number == *amount),
        _ => false,
    }
}

/// Whether both speak of the same sort of thing, so that the one can be shown beside the other.
fn is_about(claim: &Claim, literal: &Literal) -> bool {
    let same_sort =
        |values: &[Value], value: &Value| values.iter().any(|one| one.percent == value.percent);
    match (claim, literal) {
        (
            Claim::Bound(_, values) | Claim::Number(values) | Claim::Between(values, _),
            Literal::Bound(_, value) | Literal::Between(value, _),
        ) => same_sort(values, value),
        (Claim::Length(..), Literal::Length(..))
        | (Claim::Year(_), Literal::Year(_))
        | (Claim::Day(..), Literal::Day(..))
        | (Claim::Period(_), Literal::Period(_))
        | (Claim::Change { .. }, Literal::Change { .. })
        | (Claim::Asked(_), Literal::Asked { .. }) => true,
        _ => false,
    }
}

fn any(values: &[Value], value: &Value) -> bool {
    let share = |value: &Value| {
        let hundred = Number::from(100);
        let part = value.percent.then(|| value.number.checked_div(hundred));
        part.flatten()
    };
    values.iter().any(|one| {
        one == value || share(one) == Some(value.number) || share(value) == Some(one.number)
    })
}

/// `all` is 100%.
fn is_all(value: &Value) -> bool {
    value.percent && value.number == Number::from(100)
}

fn comparator_of_all(comparator: Comparator) -> bool {
    matches!(comparator, Comparator::AtLeast | Comparator::Exactly)
}

fn same_unit(one: TimeUnit, other: TimeUnit) -> bool {
    // "30 ngày" may be days or days without a break; the law says the latter mostly beside the number.
    one == other
        || matches!(
            (one, other),
            (TimeUnit::Days, TimeUnit::ConsecutiveDays)
                | (TimeUnit::ConsecutiveDays, TimeUnit::Days)
        )
}

fn period_length(period: Period) -> Option<(Number, TimeUnit)> {
    match period {
        Period::Month => Some((Number::ONE, TimeUnit::Months)),
        Period::Quarter => Some((Number::from(3), TimeUnit::Months)),
        Period::HalfYear => Some((Number::from(6), TimeUnit::Months)),
        Period::Year => Some((Number::ONE, TimeUnit::Years)),
        Period::Years(n) => Some((Number::from(i64::from(n)), TimeUnit::Years)),
        Period::Term(Some(months)) => {
            Some((Number::ratio(i128::from(months), 12)?, TimeUnit::Years))
        }
        Period::Term(None) | Period::AllTimes => None,
    }
}

fn shown(literal: &Literal) -> (String, String) {
    let value = |value: &Value| format!("{}{}", value.number, if value.percent { "%" } else { "" });
    let value_vi = |one: &Value| value(one).replace('.', ",");
    match literal {
        Literal::Bound(comparator, bound) => {
            let (en, vi) = quote::comparator_words(*comparator);
            (
                format!("`{en} {}`", value(bound)),
                format!("`{vi} {}`", value_vi(bound)),
            )
        }
        Literal::Between(least, most) => (
            format!("`{} to {}`", value(least), value(most)),
            format!("`từ {} đến {}`", value_vi(least), value_vi(most)),
        ),
        Literal::Number(number) => (
            format!("`{}`", value(number)),
            format!("`{}`", value_vi(number)),
        ),
        Literal::Length(amount, unit) => {
            let (en, vi) = quote::unit_words(*unit);
            (format!("`{amount} {en}`"), format!("`{amount} {vi}`"))
        }
        Literal::Year(year) => (format!("`{year}`"), format!("`năm {year}`")),
        Literal::Day(month, day, due) => {
            let (en, vi) = match due {
                Some(Due::Before) => ("before ", "trước "),
                Some(Due::By) => ("by ", "chậm nhất "),
                None => ("", ""),
            };
            (
                format!("{en}day {day} of month {month}"),
                format!("{vi}ngày {day} tháng {month}"),
            )
        }
        Literal::DayOfMonth(day) => (
            format!("day {day} of the month"),
            format!("ngày {day} trong tháng"),
        ),
        Literal::Period(_) => ("another period".to_owned(), "một định kỳ khác".to_owned()),
        Literal::Change { falls: true } => ("that it falls".to_owned(), "là giảm".to_owned()),
        Literal::Change { falls: false } => ("that it rises".to_owned(), "là tăng".to_owned()),
        Literal::Asked { how, deed } => {
            let (en, vi) = match how {
                Modality::Strive => ("that it is striven for", "là phấn đấu"),
                Modality::Encouraged | Modality::Requested => {
                    ("that it is encouraged", "là khuyến khích")
                }
                Modality::May => ("that it may be done", "là có thể làm"),
                Modality::MustNot | Modality::Prohibited => ("that it is forbidden", "là cấm"),
                Modality::Must if *deed => ("that it must be done", "là phải làm"),
                Modality::Must => ("that it is a duty", "là bắt buộc"),
            };
            (en.to_owned(), vi.to_owned())
        }
    }
}
