//! Turns of by-laws in English that read once they are said again.

use super::{DENYING, Prose};
use crate::Language;
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::keywords::Keyword;
use crate::names::{Name, NameKind};

/// What obliges, allows or foretells.
const SHALL: &[&str] = &[
    "shall not",
    "must not",
    "may not",
    "shall",
    "must",
    "may",
    "will",
    "can",
];

/// What stands before a day that is a deadline.
const DUE: &[&str] = &[
    "by",
    "before",
    "no later than",
    "not later than",
    "on or before",
];

impl Prose<'_, '_> {
    /// `a charge for a request must be at most …`: whose figure it is stands first.
    pub(super) fn figure_of_each(&self, at: usize) -> Option<Diagnostic> {
        if self.reader.language != Language::En || at > 0 {
            return None;
        }
        let articles = ["a", "an", "the", "each", "every", "any"];
        let figure = at + usize::from(self.is_one(at, &articles));
        let figures = |name: &Name| matches!(name.kind, NameKind::Count | NameKind::Amount);
        let (length, named) = self.reader.name_at(self.tokens.get(figure..)?, figures)?;
        let joined = figure + length;
        let members = joined + usize::from(self.is_one(joined, &["for", "of", "per"]));
        let members = members + usize::from(self.is_one(members, &articles));
        let population = |name: &Name| name.kind == NameKind::Population;
        let (length, whose) = self
            .reader
            .name_at(self.tokens.get(members..)?, population)?;
        if members == joined || self.reader.names.at(named).owner != Some(whose) {
            return None;
        }
        let mut end = members + length;
        end += self
            .starts(end, &["must be", "shall be", "is"])
            .unwrap_or(0);
        let words = format!(
            "{} {} {} {}",
            Keyword::Each.printed(Language::En),
            self.spelled(members, members + length),
            "has",
            self.spelled(figure, joined)
        );
        let instead = self.instead(at, end, &words);
        Some(faults::figure_of_each(
            self.span(at, members + length),
            &instead,
        ))
    }

    /// `at least 5 clear days before held`: neither the first nor the last of them counts.
    pub(super) fn clear_days(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, &["clear working day", "clear working days"]);
        let (length, unit) = match length {
            Some(length) => (length, "working days"),
            None => (self.starts(at, &["clear days", "clear day"])?, "days"),
        };
        let number = at.checked_sub(1)?;
        let days = self.number(number)?;
        let end = at + length;
        let longer = format!("{} {unit}", days.checked_add(1)?);
        let instead = self.is(end, "before");
        let instead = instead.then(|| self.instead(number, end, &longer));
        Some(faults::clear_days(
            self.span(number, end),
            (days, unit),
            instead.as_deref(),
        ))
    }

    /// `until the end of 2028`: by then, or all the time till then?
    pub(super) fn until(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, &["until the end of", "until end of", "until"])?;
        let year = self.number(at + length);
        let year = year.filter(|year| (1990..2200).contains(year))?;
        Some(faults::until(self.span(at, at + length + 1), year))
    }

    /// `by 30 June and 31 December each year`
    pub(super) fn several_dates(&self, at: usize) -> Option<Diagnostic> {
        let day = at + self.starts(at, DUE)?;
        let mut days: Vec<(usize, usize)> = Vec::new();
        let mut here = day;
        loop {
            let end = here + 2;
            let is_month = |month: Keyword| self.is(here + 1, month.printed(Language::En));
            let is_day = self.number(here).is_some() && Keyword::months().any(is_month);
            if !is_day {
                break;
            }
            days.push((here, end));
            if !self.is_one(end, &["and", ","]) {
                break;
            }
            here = end + 1 + usize::from(self.is(end + 1, "and"));
        }
        let (_, end) = *days.last().filter(|_| days.len() > 1)?;
        let due = self.spelled(at, day);
        let each = |(from, to): &(usize, usize)| {
            self.instead(at, end, &format!("{due} {}", self.spelled(*from, *to)))
        };
        let sentences: Vec<String> = days.iter().map(each).collect();
        Some(faults::several_days(self.span(at, end), &sentences))
    }

    /// `meetings must not be closed to the public`, `no meeting may be closed to the public`
    pub(super) fn members_barred(&self, at: usize) -> Option<Diagnostic> {
        if self.reader.language != Language::En {
            return None;
        }
        let led = self.starts(at, &["no"]).is_some();
        let members = at + usize::from(led || self.is_one(at, &["all", "each", "the"]));
        let population = self.population(members)?;
        let mut fact = population + self.starts(population, SHALL)?;
        let denied = self.is(fact - 1, "not");
        fact += usize::from(self.is(fact, "be"));
        let end = self.named(fact, |name| {
            matches!(name.kind, NameKind::YesNo | NameKind::State)
        })?;
        let words = format!(
            "{} {} {}",
            Keyword::No.printed(Language::En),
            self.spelled(members, population),
            self.spelled(fact, end)
        );
        (led != denied).then(|| {
            let instead = self.instead(at, end, &words);
            faults::barred(self.span(population, fact), &instead)
        })
    }

    /// `no town may charge a fee`: the body itself, or those below it?
    pub(super) fn no_body_may(&self, at: usize) -> Option<Diagnostic> {
        let level = |name: &Name| name.kind == NameKind::Level;
        let end = self.named(at + 1, level).filter(|_| self.is(at, "no"))?;
        let deed = end + self.starts(end, &["shall", "may", "must"])?;
        let (act, all) = (self.spelled(deed, self.tokens.len()), self.spelled(at, end));
        Some(faults::no_body_may(self.span(at, deed), &act, &all))
    }

    /// `no fee shall be charged for inspection`, where `charge a fee for inspection` is declared
    pub(super) fn passive_ban(&self, at: usize) -> Option<Diagnostic> {
        let is_first = !(0..at).any(|before| self.is(before, "no"));
        if !(is_first && self.is(at, "no") && self.reader.language == Language::En) {
            return None;
        }
        let be = (at + 2..at + 6)
            .find(|at| self.is_one(*at, &["shall", "may", "must"]) && self.is(*at + 1, "be"))?;
        let said = |from: usize, to: usize| self.spelled(from, to).to_lowercase();
        let (what, verb) = (said(at + 1, be), said(be + 2, be + 3));
        let stem = verb.strip_suffix("ed").filter(|stem| stem.len() > 1)?;
        let last = self.tokens.len();
        let rest = said(be + 3, last);
        let acts = self.reader.names.visible_from(self.reader.source);
        let act = acts.filter(|name| name.kind == NameKind::Act);
        let mut named = act.map(|name| name.printed(Language::En)).filter(|name| {
            let lower = name.to_lowercase();
            let mut words = lower.split(' ');
            let first = words.next().unwrap_or_default();
            let words = words.filter(|word| !["a", "an", "the", "any"].contains(word));
            let object = words.collect::<Vec<_>>().join(" ");
            let asked = format!("{what} {rest}");
            (first == stem || first.strip_suffix('e') == Some(stem)) && object == asked.trim()
        });
        let act = named.next()?;
        let words = format!("{} {act}", Keyword::MustNot.printed(Language::En));
        let instead = self.instead(at, last, &words);
        Some(faults::barred(self.span(at, last), &instead))
    }

    /// `only a festival town may charge a fee`
    pub(super) fn only(&self, at: usize) -> Option<Diagnostic> {
        let length = self.starts(at, &["chỉ có", "chỉ", "only"])?;
        let from = at + length;
        let fact = |name: &Name| name.kind == NameKind::YesNo;
        let case = self.named(from, fact).filter(|_| at == 0);
        let allowed = [
            "mới được phép",
            "mới được",
            "được phép",
            "có thể",
            "được",
            "may",
            "shall",
            "can",
        ];
        let instead = case.and_then(|case| {
            let deed = case + self.starts(case, &allowed)?;
            let language = self.reader.language;
            Some(format!(
                "{} {}, {} {}",
                Keyword::Unless.printed(language),
                self.spelled(from, case),
                Keyword::MustNot.printed(language),
                self.spelled(deed, self.tokens.len())
            ))
        });
        Some(faults::only(self.span(at, from), instead.as_deref()))
    }

    /// `must not publish … later than 30 June`
    pub(super) fn later_than(&self, at: usize) -> Option<Diagnostic> {
        let end = at + self.starts(at, &["later than", "muộn hơn", "chậm hơn"])?;
        // `no later than 5 days` is a deadline.
        if at > 0 && self.is_one(at - 1, DENYING) {
            return None;
        }
        let span = self.span(at, end);
        let by = Keyword::By.printed(self.reader.language);
        // `must not publish … later than 30 June`: what is late is not kept, and what is not done at all neither.
        let told = self.spelled(end, self.tokens.len());
        let is_day = self.number(end).is_some() || self.is(end, "ngày");
        let due = if is_day { told } else { "…".to_owned() };
        Some(faults::later_than(span, &format!("{by} {due}")))
    }

    /// `urgent requests must be answered`
    pub(super) fn described_first(&self, at: usize) -> Option<Diagnostic> {
        if self.reader.language != Language::En {
            return None;
        }
        let fact = |name: &Name| name.kind == NameKind::YesNo;
        let (length, described) = self.reader.name_at(self.tokens.get(at..)?, fact)?;
        let members = at + length;
        let names = self.reader.names;
        let population = |name: &Name| name.kind == NameKind::Population;
        let rest = self.tokens.get(members..)?;
        let (length, population) = self.reader.name_at(rest, population)?;
        if names.at(described).owner != Some(population) {
            return None;
        }
        let end = members + length;
        let words = format!(
            "{} {} {}",
            self.spelled(members, end),
            Keyword::Where.printed(Language::En),
            names.at(described).printed(Language::En)
        );
        let instead = self.instead(at, end, &words);
        Some(faults::described_first(self.span(at, end), &instead))
    }

    /// `more public hearings than last year`
    pub(super) fn more_than_last(&self, at: usize) -> Option<Diagnostic> {
        let more = self.is_one(at, &["more", "fewer", "less"]).then_some(at)?;
        let counted = |name: &Name| {
            matches!(
                name.kind,
                NameKind::Count | NameKind::Amount | NameKind::Population
            )
        };
        let than = self.named(more + 1, counted)?;
        if !(self.is(than, "than") && self.is(than + 1, "last")) {
            return None;
        }
        let words = format!(
            "{} {} than",
            self.spelled(more + 1, than),
            self.spelled(more, more + 1)
        );
        let instead = self.instead(at, than + 1, &words);
        Some(faults::compared_behind(self.span(at, than + 1), &instead))
    }
}
