//! A flip in words: what it was, what it is, and what in the rules made the difference.

use super::{Aspect, Change, Difference, Flip, Kind};
use crate::run::program::Program;
use crate::run::verdict::Verdict;
use crate::words::{self, Language};

/// A flip in one language.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FlipWords {
    /// Who is judged.
    pub body: String,
    /// The rule's title, in the newer rules where it is there.
    pub title: String,
    /// Where the law says it.
    pub cite: String,
    /// The period.
    pub period: String,
    /// The older verdict as text, with the numbers it stood on.
    pub before: String,
    /// The newer verdict as text.
    pub after: String,
    /// What changed in the rules that this verdict stands on.
    pub because: Vec<String>,
    /// The least change that would meet it now.
    pub remedy: Vec<String>,
    /// Facts that are missing now and were not before.
    pub missing: Vec<String>,
}

/// A flip in words.
pub fn flip_words(
    difference: &Difference,
    (old, new): (&Program, &Program),
    flip: &Flip,
    language: Language,
) -> FlipWords {
    let name = flip.name.as_deref();
    let told = |program: &Program, of: &Option<Verdict>| {
        of.as_ref()
            .map(|one| words::verdict(program, one, name, language))
    };
    let (before, after) = (told(old, &flip.before), told(new, &flip.after));
    let of_rule = after.as_ref().or(before.as_ref());
    let part = |of: &dyn Fn(&words::VerdictWords) -> &str| {
        of_rule.map_or_else(String::new, |one| of(one).to_owned())
    };
    let verdict = |of: &Option<words::VerdictWords>| match of {
        Some(one) => one.sentence.clone(),
        None => language.pick("not asked", "không yêu cầu").to_owned(),
    };
    let missing_before = before.as_ref().map(|one| one.missing.clone());
    let known = missing_before.unwrap_or_default();
    let now = after.as_ref();
    FlipWords {
        body: part(&|one| &one.body),
        title: part(&|one| &one.title),
        cite: part(&|one| &one.cite),
        period: part(&|one| &one.period),
        before: verdict(&before),
        after: verdict(&after),
        because: because(difference, (old, new), flip, language),
        remedy: now.map(|one| one.remedy.clone()).unwrap_or_default(),
        missing: now
            .map(|one| one.missing.iter().filter(|fact| !known.contains(fact)))
            .map(|missing| missing.cloned().collect())
            .unwrap_or_default(),
    }
}

/// What changed in the rule itself, else in what it stands on.
fn because(
    difference: &Difference,
    (old, new): (&Program, &Program),
    flip: &Flip,
    language: Language,
) -> Vec<String> {
    let after = flip.after.as_ref().map(|one| one.rule);
    let before = flip.before.as_ref().map(|one| one.rule);
    let number = |program: &Program, of: &Option<Verdict>| {
        let requirement = program.requirements.get(of.as_ref()?.requirement)?;
        Some(requirement.number)
    };
    let number = number(new, &flip.after).or_else(|| number(old, &flip.before));
    let is_own = |change: &&Change| {
        let (old, new) = change.rule;
        (new.is_some() && new == after) || (old.is_some() && old == before)
    };
    let bears = |aspect: &&Aspect| {
        aspect.kind.decides() && (aspect.requirement.is_none() || aspect.requirement == number)
    };
    let own: Vec<String> = difference
        .changes
        .iter()
        .filter(is_own)
        .flat_map(|change| told(change, change.aspects.iter().filter(bears), language))
        .collect();
    if !own.is_empty() {
        return own;
    }
    let stands_on = difference
        .changes
        .iter()
        .filter(|change| match change.kind {
            Kind::Definition | Kind::Fact | Kind::Population | Kind::Calendar => flip
                .rule_id
                .as_ref()
                .is_some_and(|rule| change.touches.contains(rule)),
            Kind::Document
            | Kind::Rule
            | Kind::Principle
            | Kind::Level
            | Kind::Successor
            | Kind::Other => false,
        });
    stands_on
        .flat_map(|change| told(change, change.aspects.iter(), language))
        .collect()
}

/// The changes of one thing, each as a clause.
fn told<'c>(
    change: &Change,
    aspects: impl Iterator<Item = &'c Aspect>,
    language: Language,
) -> Vec<String> {
    let title = language.pick(&change.title.en, &change.title.vi);
    aspects
        .map(|aspect| {
            let (kind, words) = (aspect.kind.words(language), aspect.words(language));
            if change.kind == Kind::Rule {
                format!("{kind}: {words}")
            } else {
                format!("“{title}”, {kind}: {words}")
            }
        })
        .collect()
}
