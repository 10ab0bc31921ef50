//! Which keyword says what in the tree.

use crate::Language;
use crate::keywords::Keyword;
use crate::syntax::{
    Aggregate, CitationUnit, Comparator, DocumentStatus, EndRule, FactKind, Modality, MonthEnd,
    Operator, Past, Period, Rounding, Sector, StateKind, Status, TimeUnit,
};

pub(super) fn document_status(status: DocumentStatus) -> Keyword {
    match status {
        DocumentStatus::InForce => Keyword::InForce,
        DocumentStatus::Draft => Keyword::Draft,
        DocumentStatus::Plan => Keyword::Plan,
    }
}

pub(super) fn fact_kind(kind: &FactKind) -> Keyword {
    match kind {
        FactKind::State(_) => Keyword::State,
        FactKind::Date => Keyword::Date,
        FactKind::Count => Keyword::Count,
        FactKind::Amount { .. } => Keyword::Amount,
        FactKind::Choice => Keyword::Choice,
        FactKind::YesNo => Keyword::Fact,
    }
}

pub(super) fn state_kind(kind: StateKind) -> Keyword {
    match kind {
        StateKind::InPeriod => Keyword::InThePeriod,
        StateKind::ToDate => Keyword::ToDate,
        StateKind::AsItStands => Keyword::AsItStands,
    }
}

pub(super) fn modality(modality: Modality) -> Keyword {
    match modality {
        Modality::Must => Keyword::Must,
        Modality::Strive => Keyword::Strive,
        Modality::Encouraged => Keyword::Encouraged,
        Modality::Requested => Keyword::Requested,
        Modality::May => Keyword::May,
        Modality::MustNot => Keyword::MustNot,
        Modality::Prohibited => Keyword::Prohibited,
    }
}

/// The keyword of a period; `every 2 years` is a phrase.
pub(super) fn period(period: Period, language: Language) -> String {
    let keyword = match period {
        Period::Month => Keyword::Monthly,
        Period::Quarter => Keyword::Quarterly,
        Period::HalfYear => Keyword::HalfYearly,
        Period::Year => Keyword::Annually,
        Period::Term(None) => Keyword::EachTerm,
        Period::Term(Some(months)) => return term(months, language),
        Period::AllTimes => Keyword::AtAllTimes,
        Period::Years(years) => {
            let unit = Keyword::Years.printed(language);
            return match language {
                Language::En => format!("{} {years} {unit}", Keyword::Every.printed(language)),
                Language::Vi => format!("{years} {unit} {}", Keyword::Once.printed(language)),
            };
        }
    };
    keyword.printed(language).to_owned()
}

/// `each term of 5 years`, `mỗi nhiệm kỳ 2,5 năm`.
fn term(months: u16, language: Language) -> String {
    let (amount, unit) = match months % 12 {
        0 => ((months / 12).to_string(), Keyword::Years),
        6 => {
            let point = if language == Language::En { '.' } else { ',' };
            (format!("{}{point}5", months / 12), Keyword::Years)
        }
        _ => (months.to_string(), Keyword::Months),
    };
    let one = language == Language::En && amount == "1";
    let unit = if one {
        unit.forms(language).last().copied().unwrap_or_default()
    } else {
        unit.printed(language)
    };
    let each = Keyword::EachTerm.printed(language);
    match language {
        Language::En => format!("{each} {} {amount} {unit}", Keyword::Of.printed(language)),
        Language::Vi => format!("{each} {amount} {unit}"),
    }
}

/// The keyword of a comparator.
pub(crate) fn comparator(comparator: Comparator) -> Keyword {
    match comparator {
        Comparator::Over => Keyword::Over,
        Comparator::AtLeast => Keyword::AtLeast,
        Comparator::Under => Keyword::Under,
        Comparator::AtMost => Keyword::AtMost,
        Comparator::Exactly => Keyword::Exactly,
        Comparator::Not => Keyword::NotEqual,
    }
}

pub(super) fn time_unit(unit: TimeUnit) -> Keyword {
    match unit {
        TimeUnit::Hours => Keyword::Hours,
        TimeUnit::Days => Keyword::Days,
        TimeUnit::ConsecutiveDays => Keyword::ConsecutiveDays,
        TimeUnit::WorkingDays => Keyword::WorkingDays,
        TimeUnit::Weeks => Keyword::Weeks,
        TimeUnit::Months => Keyword::Months,
        TimeUnit::Years => Keyword::Years,
    }
}

pub(super) fn rounding(rounding: Rounding) -> Keyword {
    match rounding {
        Rounding::Down => Keyword::RoundedDown,
        Rounding::Up => Keyword::RoundedUp,
        Rounding::HalfUp => Keyword::RoundedHalfUp,
    }
}

pub(super) fn operator(operator: Operator) -> Keyword {
    match operator {
        Operator::Add => Keyword::Plus,
        Operator::Subtract => Keyword::Minus,
        Operator::Multiply => Keyword::Times,
        Operator::Divide => Keyword::DividedBy,
        Operator::And => Keyword::And,
        Operator::Or => Keyword::Or,
    }
}

pub(super) fn aggregate(aggregate: Aggregate) -> Keyword {
    match aggregate {
        Aggregate::Number => Keyword::NumberOf,
        Aggregate::Share => Keyword::ShareOf,
        Aggregate::Sum => Keyword::SumOf,
        Aggregate::Average => Keyword::AverageOf,
        Aggregate::Least => Keyword::LeastOf,
        Aggregate::Greatest => Keyword::GreatestOf,
    }
}

pub(super) fn past(past: Past) -> Keyword {
    match past {
        Past::LastYear => Keyword::LastYear,
        Past::PreviousPeriod => Keyword::PreviousPeriod,
    }
}

/// The keyword of a unit of citations.
pub fn citation_unit(unit: CitationUnit) -> Keyword {
    match unit {
        CitationUnit::Instrument => Keyword::Instrument,
        CitationUnit::Annex => Keyword::Annex,
        CitationUnit::Part => Keyword::Part,
        CitationUnit::Chapter => Keyword::Chapter,
        CitationUnit::Section => Keyword::Section,
        CitationUnit::Article => Keyword::Article,
        CitationUnit::Clause => Keyword::Clause,
        CitationUnit::Point => Keyword::Point,
        CitationUnit::Indent => Keyword::Indent,
        CitationUnit::Paragraph => Keyword::Paragraph,
        CitationUnit::Statement => Keyword::Statement,
    }
}

pub(super) fn status(status: Status) -> Keyword {
    match status {
        Status::Met => Keyword::Met,
        Status::Late => Keyword::Late,
        Status::NotMet => Keyword::NotMet,
        Status::Pending => Keyword::Pending,
        Status::Unknown => Keyword::Unknown,
        Status::NotApplicable => Keyword::NotApplicable,
    }
}

pub(super) fn sector(sector: Sector) -> Keyword {
    match sector {
        Sector::Public => Keyword::Public,
        Sector::Private => Keyword::Private,
    }
}

pub(super) fn month_end(rule: MonthEnd) -> Keyword {
    match rule {
        MonthEnd::LastDay => Keyword::LastDay,
        MonthEnd::Refused => Keyword::Refused,
    }
}

pub(super) fn end_rule(rule: EndRule) -> Keyword {
    match rule {
        EndRule::Rolls => Keyword::Rolls,
        EndRule::Stands => Keyword::Stands,
    }
}

/// A month, or a day of the week, by its number from 1.
pub(super) fn counted(first: Keyword, number: i8, language: Language) -> &'static str {
    let class = first.class();
    let found = Keyword::ALL.iter().find(|keyword| {
        keyword.class() == class && keyword.value() == Some((i128::from(number), 1))
    });
    found.map_or("", |keyword| keyword.printed(language))
}
