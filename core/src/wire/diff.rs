//! The JSON of a difference between two rule sets, and of what it changes for those who report.

use std::collections::BTreeMap;

use jiff_core::civil::Date;
use luat_grammar::diagnostic::Text;

use super::diagnostics::Words;
use super::{Body, RuleSet, VERSION, Verdict, body, date, one_verdict, rule_set};
use crate::author::diff::{self, Compared, Difference, FlipWords, Move, Moves, flip_words};
use crate::run::program::Program;
use crate::run::verdict::Status;
use crate::words::Language;

/// A difference between two rule sets.
#[derive(Debug, serde::Serialize)]
pub struct Diff<'a> {
    /// The version of this shape.
    pub luat: u32,
    /// The older rules.
    pub old: RuleSet<'a>,
    /// The newer rules.
    pub new: RuleSet<'a>,
    /// What differs; empty where both mean the same.
    pub changes: Vec<Change<'a>>,
    /// Facts that the newer rules read and the older do not.
    pub asked_anew: Vec<Asked<'a>>,
    /// Facts that the older rules read and the newer do not.
    pub no_longer_asked: Vec<Asked<'a>>,
    /// Given reports: what the difference changes for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reports: Option<Reports<'a>>,
}

/// A thing that was added, removed or changed.
#[derive(Debug, serde::Serialize)]
pub struct Change<'a> {
    /// `document`, `rule`, `principle`, `definition`, `level`, `population`, `fact`, `calendar`, `successor`, `other`.
    pub kind: &'static str,
    /// `added`, `removed`, `changed`, of rules also `repealed`, `suspended`.
    pub how: &'static str,
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: Words<'a>,
    /// Where the law says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cite: Option<Words<'a>>,
    /// What differs.
    pub aspects: Vec<Aspect<'a>>,
    /// Ids of the rules that stand on it.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub touches: &'a [String],
}

/// One respect in which something differs.
#[derive(Debug, serde::Serialize)]
pub struct Aspect<'a> {
    /// Which: `threshold`, `bearer`, `in_force` …
    pub aspect: &'static str,
    /// Of a rule with several: the number of the requirement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirement: Option<u32>,
    /// What it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Words<'a>>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Words<'a>>,
}

/// A fact that is asked of those who report.
#[derive(Debug, serde::Serialize)]
pub struct Asked<'a> {
    /// Its key in reports.
    pub fact: &'a str,
    /// Its name.
    pub name: Words<'a>,
    /// Ids of the levels whose bodies report it.
    pub levels: &'a [String],
    /// Ids of the rules that read it.
    pub rules: &'a [String],
}

/// What a difference changes for those who have reported.
#[derive(Debug, serde::Serialize)]
pub struct Reports<'a> {
    /// The day as of which they were judged.
    pub as_of: String,
    /// What all of them together show.
    pub summary: Summary,
    /// Verdicts that differ, report by report.
    pub flips: Vec<Flip<'a>>,
}

/// Flips counted.
#[derive(Debug, serde::Serialize)]
pub struct Summary {
    /// Reports judged.
    pub reports: u32,
    /// Verdicts held against each other.
    pub verdicts: u32,
    /// Verdicts that differ.
    pub flips: u32,
    /// Bodies of which some verdict differs.
    pub bodies: u32,
    /// Breaches that were none before.
    pub new_breaches: u32,
    /// Breaches that are none any more.
    pub ended_breaches: u32,
    /// Verdicts that became unknown because a fact is missing.
    pub new_unknown: u32,
    /// From which status to which.
    pub moves: Vec<Moved>,
    /// By id of the rule.
    pub by_rule: BTreeMap<String, Vec<Moved>>,
    /// By id of the level.
    pub by_level: BTreeMap<String, Vec<Moved>>,
}

/// How many verdicts went from one status to another.
#[derive(Debug, serde::Serialize)]
pub struct Moved {
    /// The older status; absent where the older rules do not ask it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<&'static str>,
    /// The newer status; absent where the newer rules do not ask it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<&'static str>,
    /// How many.
    pub count: u32,
}

/// A verdict that differs.
#[derive(Debug, serde::Serialize)]
pub struct Flip<'a> {
    /// Who is judged.
    pub body: Body<'a>,
    /// Its name, where the report gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'a str>,
    /// Id of the rule, in the newer rules where it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'a str>,
    /// The older verdict; absent where the older rules do not ask it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Verdict<'a>>,
    /// The newer verdict; absent where the newer rules do not ask it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Verdict<'a>>,
    /// It in English words.
    pub en: FlipWords,
    /// It in Vietnamese words.
    pub vi: FlipWords,
}

/// A difference in its JSON shape; `judged` holds the day and the reports, where there are any.
pub fn diff<'a>(
    (old, new): (&'a Program, &'a Program),
    found: &'a Difference,
    judged: Option<(Date, &'a [Compared])>,
) -> Diff<'a> {
    Diff {
        luat: VERSION,
        old: rule_set(old),
        new: rule_set(new),
        changes: found.changes.iter().map(change).collect(),
        asked_anew: found.asked_anew.iter().map(asked).collect(),
        no_longer_asked: found.no_longer_asked.iter().map(asked).collect(),
        reports: judged.map(|(as_of, compared)| Reports {
            as_of: date(as_of),
            summary: summary(compared),
            flips: compared
                .iter()
                .flat_map(|report| &report.flips)
                .map(|one| flip((old, new), found, one))
                .collect(),
        }),
    }
}

fn words(of: &Text) -> Words<'_> {
    Words {
        en: &of.en,
        vi: &of.vi,
    }
}

fn change(of: &diff::Change) -> Change<'_> {
    Change {
        kind: of.kind.key(),
        how: of.how.key(),
        id: &of.id,
        title: words(&of.title),
        cite: of.cite.as_ref().map(words),
        aspects: of
            .aspects
            .iter()
            .map(|one| Aspect {
                aspect: one.kind.key(),
                requirement: one.requirement,
                before: one.before.as_ref().map(words),
                after: one.after.as_ref().map(words),
            })
            .collect(),
        touches: &of.touches,
    }
}

fn asked(of: &diff::Asked) -> Asked<'_> {
    Asked {
        fact: &of.fact,
        name: words(&of.name),
        levels: &of.levels,
        rules: &of.rules,
    }
}

fn summary(compared: &[Compared]) -> Summary {
    let found = diff::summary(compared);
    let lines = |of: &BTreeMap<String, Moves>| {
        let lines = of.iter().map(|(id, of)| (id.clone(), moves(of)));
        lines.collect()
    };
    Summary {
        reports: found.reports,
        verdicts: found.verdicts,
        flips: found.flips(),
        bodies: found.bodies,
        new_breaches: found.new_breaches,
        ended_breaches: found.ended_breaches,
        new_unknown: found.new_unknown,
        moves: moves(&found.moves),
        by_rule: lines(&found.by_rule),
        by_level: lines(&found.by_level),
    }
}

fn moves(of: &Moves) -> Vec<Moved> {
    let moved = |((from, to), count): (&Move, &u32)| Moved {
        from: from.map(Status::key),
        to: to.map(Status::key),
        count: *count,
    };
    of.iter().map(moved).collect()
}

fn flip<'a>(
    (old, new): (&'a Program, &'a Program),
    found: &Difference,
    of: &'a diff::Flip,
) -> Flip<'a> {
    let told = |language| flip_words(found, (old, new), of, language);
    Flip {
        body: body(&of.body),
        name: of.name.as_deref(),
        rule: of.rule_id.as_deref(),
        before: of.before.as_ref().map(|one| one_verdict(old, one)),
        after: of.after.as_ref().map(|one| one_verdict(new, one)),
        en: told(Language::En),
        vi: told(Language::Vi),
    }
}
