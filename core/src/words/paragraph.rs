//! An explanation as a paragraph: what is judged, on which numbers, what moved a limit, what to do.

use super::outlook::outlook;
use super::verdict::{VerdictWords, late_by, verdict};
use super::{Language, count, path};
use crate::run::because::{Explained, Node, Value, What};
use crate::run::program::Program;
use crate::run::verdict::Status;

/// Members of `each` whose counting is told one by one.
const MEMBERS_TOLD: usize = 3;

/// A verdict with its reasons as a paragraph. `name` is the name of its body, where one is known.
pub fn paragraph(
    program: &Program,
    explained: &Explained,
    name: Option<&str>,
    language: Language,
) -> String {
    let words = verdict(program, &explained.verdict, name, language);
    let mut told = vec![opening(program, explained, &words, language)];
    told.extend(words.measure.iter().map(|measure| measure.sentence.clone()));
    told.extend(words.reason.map(str::to_owned));
    told.extend(words.so_far.clone());
    let mut reasons = Reasons {
        program,
        language,
        members: 0,
        told: Vec::new(),
    };
    if let Some(tree) = &explained.tree {
        reasons.node(tree, None);
    }
    let Reasons { told: reasons, .. } = reasons;
    if reasons.is_empty() {
        told.extend(words.late_by.clone());
        told.extend(words.due.clone());
    }
    told.extend(reasons);
    let lists = [
        (language.pick("to meet it:", "để đạt:"), &words.remedy),
        (
            language.pick("still missing:", "còn thiếu:"),
            &words.missing,
        ),
    ];
    for (lead, items) in lists {
        if !items.is_empty() {
            told.push(format!("{lead} {}", items.join("; ")));
        }
    }
    told.extend(words.pace.clone());
    told.extend(words.notes.clone());
    let sentences: Vec<String> = told.iter().map(|text| sentence(text)).collect();
    sentences.join(" ")
}

/// `District Mường Ảng, 2025: “Training” (Article 1 clause 2, 154/NQ-HĐND) is not met (breach)`.
fn opening(
    program: &Program,
    explained: &Explained,
    words: &VerdictWords,
    language: Language,
) -> String {
    let rule = &program.rules[explained.verdict.rule.index()];
    let document = &program.documents[rule.document.index()];
    let title = language.one(&document.label);
    let document = document.number.as_deref().unwrap_or(title);
    let place = [words.cite.as_str(), document]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<&str>>()
        .join(", ");
    let severity = words
        .severity
        .as_ref()
        .map(|severity| format!(" ({severity})"))
        .unwrap_or_default();
    let status = match (language, explained.verdict.status) {
        (Language::En, Status::NotApplicable) => "does not apply".to_owned(),
        (Language::En, _) => format!("is {}", words.status),
        (Language::Vi, _) => words.status.to_owned(),
    };
    let (body, period, title) = (&words.body, &words.period, &words.title);
    language.pick(
        format!("{body}, {period}: “{title}” ({place}) {status}{severity}"),
        format!("{body}, {period}: nội dung “{title}” ({place}) {status}{severity}"),
    )
}

/// Goes through a tree for what moved limits, what came late, and who can still change the answer.
struct Reasons<'a> {
    program: &'a Program,
    language: Language,
    members: usize,
    told: Vec<String>,
}

impl Reasons<'_> {
    fn node(&mut self, node: &Node, of: Option<&str>) {
        let language = self.language;
        match &node.what {
            What::Member(at) => {
                if is_fine(&node.value) || self.members >= MEMBERS_TOLD {
                    return;
                }
                self.members += 1;
                let name = path(self.program, at, language);
                for part in &node.parts {
                    self.node(part, Some(&name));
                }
                return;
            }
            What::Due(found) => {
                let (start, end) = (count::start(found, language), count::end(found, language));
                let last = count::last(found, language);
                let last = language.pick(
                    format!("{start}, the {last} is {end}"),
                    format!("{start}, {last} là {end}"),
                );
                self.tell(of, &last);
                let more = [
                    count::moved(found, language),
                    count::provisional(found, language).map(str::to_owned),
                ];
                for one in more.into_iter().flatten() {
                    self.tell(None, &one);
                }
            }
            What::Late(late) => {
                let late = late_by(*late, language);
                let told = language.pick(
                    format!("it was done {late}"),
                    format!("việc này thực hiện {late}"),
                );
                self.tell(None, &told);
            }
            What::Outlook(found) => {
                let told = outlook(self.program, found, language);
                self.tell(None, &told);
            }
            _ => {}
        }
        for part in &node.parts {
            self.node(part, of);
        }
    }

    fn tell(&mut self, of: Option<&str>, text: &str) {
        self.told.push(match of {
            Some(member) => format!("{member}: {text}"),
            None => text.to_owned(),
        });
    }
}

/// Whether a member's answer needs no word of explanation; one that is only counted has no answer of its own.
fn is_fine(value: &Value) -> bool {
    matches!(
        value,
        Value::None | Value::Status(Status::Met | Status::NotApplicable)
    )
}

/// A clause as a sentence: a capital at its head, a full stop at its end.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let mut told: String = first.to_uppercase().chain(letters).collect();
    if !told.ends_with(['.', '!', '?']) {
        told.push('.');
    }
    told
}
