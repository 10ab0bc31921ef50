//! Due dates in words.

use super::number::date;
use super::{Language, path, place, statement, status};
use crate::run::calendar::iso;
use crate::run::due::Due;
use crate::run::program::Program;

/// A due date in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueWords {
    /// The last day, with the time where it has one.
    pub day: String,
    /// Whose duty it is.
    pub body: String,
    /// What is due: the rule's title, with what is asked where it asks several things, and the member it is about.
    pub title: String,
    /// The period it is for.
    pub period: String,
    /// Where the law says it, with the document's number.
    pub cite: String,
    /// What is asked, as a sentence.
    pub asked: String,
    /// How it stands.
    pub status: &'static str,
    /// That the day may still move.
    pub provisional: Option<&'static str>,
    /// All of it on one line, as an office calendar shows it.
    pub summary: String,
}

/// A due date in words. `name` is the name of its body, where one is known.
pub fn due(program: &Program, of: &Due, name: Option<&str>, language: Language) -> DueWords {
    let requirement = &program.requirements[of.requirement];
    let rule = &program.rules[requirement.rule.index()];
    let told = statement(program, requirement, language);
    let mut title = match language.one(&rule.label) {
        "" => rule.id.clone(),
        title => title.to_owned(),
    };
    let mut others = program.requirements.iter();
    if others.any(|one| one.rule == requirement.rule && one.number != requirement.number) {
        title = format!("{title} – {}", told.what);
    }
    if let Some(member) = &of.member {
        title = format!("{title}: {}", path(program, member, language));
    }
    let mut day = date(of.day, language);
    if let Some(time) = of.time {
        day = format!("{} {day}", iso::print_end(time));
    }
    let document = &program.documents[rule.document.index()];
    let cite: Vec<String> = told
        .cite
        .first()
        .cloned()
        .into_iter()
        .chain(document.number.clone())
        .collect();
    let provisional = of
        .provisional
        .then(|| language.pick("provisional", "tạm tính"));
    let due = match provisional {
        Some(provisional) => format!("{} ({provisional})", language.pick("Due", "Hạn")),
        None => language.pick("Due", "Hạn").to_owned(),
    };
    let body = place::body(program, &of.body, name, language);
    DueWords {
        summary: format!("{due}: {title} – {body}"),
        day,
        body,
        title,
        period: place::period(&of.period, language),
        cite: cite.join(", "),
        asked: told.sentence,
        status: status(of.status, language),
        provisional,
    }
}
