//! Conditions in words, without a report: `if region is Red River delta`.

use super::path::{counted, is_clause, is_deed, is_noun};
use super::predicate::{denied, denied_of_many, denied_vi, is_one_of, said_vi};
use super::subject::{fact_name, name, pool_name, share_subject};
use super::threshold::{of_bound, of_goal};
use super::{Language, list};
use crate::run::program::{
    Bound, CollectionId, Condition, Fact, FactId, FactKind, Goal, Label, Owner, Program, Quantity,
    Unit,
};
use crate::run::reads::Guard;

/// When a fact matters: `if region is Red River delta`, `unless a trade union`.
pub fn guard(program: &Program, guard: &Guard<'_>, language: Language) -> String {
    let teller = Teller {
        program,
        language,
        detail: Brief,
        among: None,
    };
    let lead = if guard.holds {
        language.pick("if", "nếu")
    } else {
        language.pick("unless", "trừ khi")
    };
    format!("{lead} {}", teller.whole(guard.condition))
}

/// That a state, a deed or a yes/no fact does not hold; `among`: of one of those, who has been named.
pub(super) fn lacking(
    program: &Program,
    fact: FactId,
    among: Option<CollectionId>,
    language: Language,
) -> String {
    let teller = Teller {
        program,
        language,
        detail: Brief,
        among,
    };
    teller.lacks(fact)
}

/// How fully comparisons and requirements within a condition are told.
pub(super) trait Detail: Copy {
    /// A quantity against its bound.
    fn compared(self, program: &Program, of: (&Quantity, &Bound), language: Language) -> String;

    /// A requirement.
    fn required(self, program: &Program, goal: &Goal, language: Language) -> String;
}

/// As a hint beside a field: what is looked at, and its number where it has one.
#[derive(Clone, Copy)]
struct Brief;

impl Detail for Brief {
    fn compared(
        self,
        program: &Program,
        (quantity, bound): (&Quantity, &Bound),
        language: Language,
    ) -> String {
        let told = of_bound(bound, language);
        let of = brief_quantity(program, quantity, language);
        if bound.unit == Unit::Date {
            format!("{of} {told}")
        } else {
            format!("{of}: {told}")
        }
    }

    fn required(self, program: &Program, goal: &Goal, language: Language) -> String {
        brief_goal(program, goal, language)
    }
}

/// Tells a condition.
#[derive(Clone, Copy)]
pub(super) struct Teller<'p, D> {
    pub(super) program: &'p Program,
    pub(super) language: Language,
    pub(super) detail: D,
    /// Those in question have been named: what holds of them is told without their name.
    pub(super) among: Option<CollectionId>,
}

impl<D: Detail> Teller<'_, D> {
    pub(super) fn whole(self, condition: &Condition) -> String {
        let language = self.language;
        match condition {
            Condition::Constant(true) => language.pick("always", "luôn luôn").to_owned(),
            Condition::Constant(false) => language.pick("never", "không bao giờ").to_owned(),
            Condition::Fact(fact) => self.holds(*fact),
            Condition::Is(fact, option) => {
                let is = language.pick("is", "là");
                format!("{} {is} {}", self.fact(*fact), self.option(*fact, *option))
            }
            Condition::Not(inner) => self.not(condition, inner),
            Condition::All(parts) => self.joined(condition, parts, language.pick(" and ", " và ")),
            Condition::Any(parts) => self.joined(condition, parts, language.pick(" or ", " hoặc ")),
            Condition::Compare(quantity, bound) => {
                self.detail
                    .compared(self.program, (quantity, bound), language)
            }
            Condition::Goal(goal) => self.detail.required(self.program, goal, language),
        }
    }

    /// That something does not hold, said of a fact as the law would say it.
    fn not(self, around: &Condition, condition: &Condition) -> String {
        match (condition, self.language) {
            (Condition::Fact(fact), _) => self.lacks(*fact),
            (Condition::Is(fact, option), _) => {
                let is_not = self.language.pick("is not", "không phải là");
                format!(
                    "{} {is_not} {}",
                    self.fact(*fact),
                    self.option(*fact, *option)
                )
            }
            (Condition::Goal(goal), Language::Vi) if matches!(**goal, Goal::Deeds { .. }) => {
                denied(&self.part(around, condition))
            }
            (_, Language::Vi) => format!("không phải {}", self.part(around, condition)),
            (_, Language::En) => format!("not {}", self.part(around, condition)),
        }
    }

    /// That a state, a deed or a yes/no fact does not hold.
    fn lacks(self, id: FactId) -> String {
        let fact = &self.program.facts[id.index()];
        let among = matches!(fact.owner, Owner::Members(of) if self.among == Some(of));
        let name = self.language.one(&fact.label);
        match (self.language, &fact.owner) {
            (Language::Vi, Owner::Members(of)) if !among => {
                let members = self.program.collections[of.index()].label.vi.as_str();
                format!("{members} {}", denied_vi(members, fact))
            }
            (Language::Vi, _) => denied_vi(self.owner(fact), fact),
            (Language::En, Owner::Bodies(_)) if is_one_of(self.owner(fact), fact) => {
                format!("it is not {name}")
            }
            (Language::En, Owner::Bodies(_)) if is_noun(fact) => {
                format!("there is no {}", without_article(name))
            }
            (Language::En, Owner::Bodies(_)) if is_deed(fact) => format!("they do not {name}"),
            (Language::En, _) if is_clause(fact) => denied_clause(name),
            (Language::En, Owner::Members(of))
                if !among && fact.kind == FactKind::YesNo && !is_noun(fact) =>
            {
                let members = self
                    .language
                    .many(&self.program.collections[of.index()].label);
                format!("{members} {}", denied_of_many(fact))
            }
            (Language::En, _) => format!("not {}", self.holds(id)),
        }
    }

    /// A condition within another one; `all` within `all` needs no brackets.
    fn part(self, around: &Condition, condition: &Condition) -> String {
        let told = self.whole(condition);
        if std::mem::discriminant(around) == std::mem::discriminant(condition) {
            return told;
        }
        match condition {
            Condition::All(parts) | Condition::Any(parts) if parts.len() > 1 => format!("({told})"),
            Condition::All(_)
            | Condition::Any(_)
            | Condition::Constant(_)
            | Condition::Fact(_)
            | Condition::Is(..)
            | Condition::Not(_)
            | Condition::Compare(..)
            | Condition::Goal(_) => told,
        }
    }

    fn joined(self, around: &Condition, parts: &[Condition], word: &str) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.part(around, part)).collect();
        parts.join(word)
    }

    /// That a state, a deed or a yes/no fact holds.
    fn holds(self, id: FactId) -> String {
        let fact = &self.program.facts[id.index()];
        match fact.owner {
            Owner::Members(of) if self.among == Some(of) => match self.language {
                Language::En => fact.label.en.clone(),
                Language::Vi => said_vi(self.owner(fact), fact),
            },
            Owner::Members(of) => {
                let members = self
                    .language
                    .many(&self.program.collections[of.index()].label);
                counted(members, fact, self.language)
            }
            Owner::Bodies(_) => self.holds_of_body(fact),
        }
    }

    /// Where the label is a noun, that there is one; where it is a verb, that it is done.
    fn holds_of_body(self, fact: &Fact) -> String {
        let name = &fact.label.en;
        let lead = match self.language {
            Language::Vi => return said_vi(self.owner(fact), fact),
            Language::En if is_one_of(self.owner(fact), fact) => "it is ",
            Language::En if is_noun(fact) => "there is ",
            Language::En if is_deed(fact) => "they ",
            Language::En => "",
        };
        format!("{lead}{name}")
    }

    /// What has a fact, by its name: `commune`, `household`.
    fn owner(&self, fact: &Fact) -> &str {
        let label = match &fact.owner {
            Owner::Members(of) => Some(&self.program.collections[of.index()].label),
            Owner::Bodies(levels) => levels
                .first()
                .map(|level| &self.program.levels[level.index()].label),
        };
        label.map_or("", |label| self.language.one(label))
    }

    fn fact(&self, id: FactId) -> &str {
        self.language.one(&self.program.facts[id.index()].label)
    }

    fn option(&self, id: FactId, option: u32) -> &str {
        let label: Option<&Label> = match &self.program.facts[id.index()].kind {
            FactKind::Choice(options) => options.get(option as usize).map(|(_, label)| label),
            FactKind::StateInPeriod
            | FactKind::StateToDate
            | FactKind::StateNow
            | FactKind::Act
            | FactKind::Date
            | FactKind::Count
            | FactKind::Amount(_)
            | FactKind::YesNo => None,
        };
        label.map_or("", |label| self.language.one(label))
    }
}

/// An English sentence denied: `there is no loudspeaker system`, `the body is not special`.
pub(super) fn denied_clause(said: &str) -> String {
    for there in ["there is ", "there are "] {
        if let Some(what) = said.strip_prefix(there) {
            return format!("{there}no {}", without_article(what));
        }
    }
    match (said.split_once(" is "), said.split_once(" are ")) {
        (Some((who, what)), _) => format!("{who} is not {what}"),
        (None, Some((who, what))) => format!("{who} are not {what}"),
        (None, None) => format!("not {said}"),
    }
}

/// An English noun without its article.
pub(super) fn without_article(name: &str) -> &str {
    ["a ", "an ", "the ", "their ", "its "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
}

fn brief_quantity(program: &Program, quantity: &Quantity, language: Language) -> String {
    if let Quantity::Share(pool) = quantity
        && let Some(pool) = pool_name(program, pool, false, language)
    {
        return format!("{} {pool}", language.pick("share of", "tỷ lệ"));
    }
    match name(program, quantity, false, language) {
        Some(name) => name.into_words(),
        None => language
            .pick(
                "a figure worked out from the report",
                "một số liệu tính từ báo cáo",
            )
            .to_owned(),
    }
}

/// A requirement as a condition, by what it is about and what it asks.
fn brief_goal(program: &Program, goal: &Goal, language: Language) -> String {
    let about = match goal {
        Goal::Deeds { facts, .. } => Some(facts_named(program, facts, language)),
        Goal::Refrain { facts } => Some(forbidden(program, facts, language)),
        Goal::Compare { quantity, .. } => Some(brief_quantity(program, quantity, language)),
        Goal::Each { pool, .. } => pool_name(program, pool, false, language)
            .map(|pool| format!("{} {pool}", language.pick("each of", "từng"))),
        Goal::Share { .. } | Goal::Ratio { .. } => share_subject(program, goal, language),
        Goal::Combined { .. } => None,
    };
    let mut asked = Vec::new();
    of_goal(program, goal, language, &mut asked);
    let asked = list(&asked, language.pick("and", "và"));
    match (about, asked.is_empty()) {
        (Some(about), true) => about,
        (Some(about), false) => format!("{about}: {asked}"),
        (None, false) => asked,
        (None, true) => language
            .pick("a duty is fulfilled", "nghĩa vụ liên quan được thực hiện")
            .to_owned(),
    }
}

/// Deeds that must not be done: `không được gây phiền hà`, `forbidden: harassment or a fee`.
pub(super) fn forbidden(program: &Program, facts: &[FactId], language: Language) -> String {
    let named = any_named(program, facts, language);
    match language {
        // Names are nouns and verbs.
        Language::En => format!("forbidden: {named}"),
        // A deed named in the passive has its `được` already.
        Language::Vi => format!(
            "không được {}",
            named.strip_prefix("được ").unwrap_or(&named)
        ),
    }
}

/// Facts by their names, any of them.
pub(super) fn any_named(program: &Program, facts: &[FactId], language: Language) -> String {
    names_of(program, facts, language.pick("or", "hoặc"), language)
}

/// Facts by their names, all of them.
pub(super) fn facts_named(program: &Program, facts: &[FactId], language: Language) -> String {
    names_of(program, facts, language.pick("and", "và"), language)
}

fn names_of(program: &Program, facts: &[FactId], last: &str, language: Language) -> String {
    let names: Vec<String> = facts
        .iter()
        .map(|fact| fact_name(program, *fact, language).to_owned())
        .collect();
    list(&names, last)
}
