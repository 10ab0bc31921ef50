//! The keyword table keeps what its users rely on.

use std::collections::{BTreeMap, BTreeSet};

use luat_grammar::Language;
use luat_grammar::keywords::{Class, Keyword};
use unicode_normalization::UnicodeNormalization;

const LANGUAGES: [Language; 2] = [Language::En, Language::Vi];

#[test]
fn ids_are_unique() {
    let ids: BTreeSet<&str> = Keyword::ALL.iter().map(|keyword| keyword.id()).collect();
    assert_eq!(ids.len(), Keyword::ALL.len());
}

#[test]
fn forms_are_composed_trimmed_and_not_repeated() {
    for keyword in Keyword::ALL {
        for language in LANGUAGES {
            let forms = keyword.forms(language);
            let distinct: BTreeSet<&&str> = forms.iter().collect();
            assert_eq!(distinct.len(), forms.len(), "{keyword:?} repeats a form");
            for form in forms {
                assert_eq!(*form, form.nfc().collect::<String>());
                assert_eq!(
                    *form,
                    form.split(' ')
                        .filter(|word| !word.is_empty())
                        .collect::<Vec<_>>()
                        .join(" ")
                );
            }
        }
    }
}

/// The doc comment of the table names every pair; a new pair must be thought about.
#[test]
fn shared_forms_are_the_known_ones() {
    let mut shared = Vec::new();
    for language in LANGUAGES {
        let mut owners: BTreeMap<String, Vec<Keyword>> = BTreeMap::new();
        for keyword in Keyword::ALL {
            for form in keyword.forms(language) {
                owners
                    .entry(form.to_lowercase())
                    .or_default()
                    .push(*keyword);
            }
        }
        let several = owners
            .into_iter()
            .filter(|(_, keywords)| keywords.len() > 1);
        shared.extend(several.map(|(form, keywords)| format!("{form}: {keywords:?}")));
    }
    let expected = [
        "by: [KeyedBy, By]",
        "each month: [Monthly, EachMonth]",
        "each year: [Annually, EachYear]",
        "every month: [Monthly, EachMonth]",
        "every year: [Annually, EachYear]",
        "for: [ForBody, ForAtLeast]",
        "in: [InUnit, InPeriod]",
        "may: [May, MonthMay]",
        "of: [Of, Among, Since, OfTheFollowing]",
        "otherwise: [Else, Rest]",
        "over: [Over, Across, ComparedWith]",
        "point: [Point, Points]",
        "within: [WithinLevel, Within]",
        "bằng: [InUnit, Exactly]",
        "có: [Filler, True]",
        "hằng năm: [Annually, EachYear]",
        "hằng tháng: [Monthly, EachMonth]",
        "không: [Not, No, False]",
        "kể từ: [From, Since]",
        "kể từ ngày: [From, Since]",
        "mỗi năm: [Annually, EachYear]",
        "mỗi tháng: [Monthly, EachMonth]",
        "ngày: [Date, Days]",
        "năm: [Years, Five]",
        "sai: [Wrong, False]",
        "số: [Number, NumberOf]",
        "theo: [Per, KeyedBy]",
        "trong: [InPeriod, Within]",
        "trong kỳ: [InThePeriod, InPeriod]",
        "từ: [From, Between]",
        "từ ngày: [From, Since]",
        "văn bản: [Document, Instrument]",
        "điểm: [Point, Points]",
        "đúng: [Right, Exactly, True]",
        "đạt: [Met, Filler]",
        "đến: [By, To]",
        "đến hết: [By, To]",
        "đến hết ngày: [By, To]",
        "đến ngày: [By, To]",
        "đến năm: [By, To]",
    ];
    assert_eq!(shared, expected);
}

#[test]
fn words_for_numbers_months_and_weekdays_have_values() {
    assert_eq!(Keyword::Twelve.value(), Some((12, 1)));
    assert_eq!(Keyword::TwoThirds.value(), Some((2, 3)));
    assert_eq!(Keyword::MonthMay.value(), Some((5, 1)));
    assert_eq!(Keyword::Sunday.value(), Some((7, 1)));
    assert_eq!(Keyword::Over.value(), None);
    for keyword in Keyword::ALL {
        let counts = matches!(
            keyword.class(),
            Class::Number | Class::Fraction | Class::Month | Class::Weekday
        );
        assert_eq!(keyword.value().is_some(), counts, "{keyword:?}");
    }
}

#[test]
fn units_of_time_have_a_plural_and_a_singular() {
    for keyword in Keyword::ALL
        .iter()
        .filter(|keyword| keyword.class() == Class::Unit)
    {
        assert_eq!(keyword.forms(Language::En).len(), 2, "{keyword:?}");
    }
}
