//! Do the scenarios notice when a rule says something else?
//!
//! Each line is written otherwise in turn, one word at a time: a number one higher, a date a
//! day earlier, `at least` for `over`, `or` for `and`. What no scenario notices is a part of the
//! rule that nothing shows to be encoded right.

mod bands;
mod expression;
mod near;
mod sentence;
mod site;
pub(in crate::author) mod slice;
#[cfg(test)]
mod tests;
mod whole;

use luat_grammar::source::{SourceId, Span};
use luat_grammar::syntax::{Declaration, Document, Header};
use luat_grammar::{Language, Parsed, format};

use super::compile;
use super::model::RuleSet;
use super::scenario;
use crate::run::program::Program;
use site::Sites;
use slice::Slice;

/// A header or declaration whose words are changed in turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// The text it stands in.
    pub source: SourceId,
    /// Position of its document among the trees.
    pub(super) document: usize,
    /// Position among the document's declarations; none: its header.
    pub(super) declaration: Option<usize>,
}

/// What a subject says.
#[derive(Debug, Clone)]
pub(super) enum Written {
    /// A header.
    Header(Header),
    /// A declaration.
    Declaration(Declaration),
}

impl Written {
    /// What stands in a document: its header, or one of its declarations.
    fn at(document: &Document, declaration: Option<usize>) -> Option<Self> {
        Some(match declaration {
            None => Self::Header(document.header.as_ref()?.node.clone()),
            Some(at) => Self::Declaration(document.declarations.get(at)?.node.clone()),
        })
    }
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// A scenario expects something else: it was noticed.
    Noticed,
    /// Every scenario is still as expected.
    Survived,
    /// The checker refuses it, by the words quoted from the law for instance.
    Refused,
    /// It means the same.
    Same,
}

/// A change of one word, and whether it was noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// Where the words stand.
    pub span: Span,
    /// What became of it.
    pub fate: Fate,
    /// Of a survivor: the line as it is.
    pub before: String,
    /// Of a survivor: the line as changed; empty where it was left out.
    pub after: String,
}

/// What can be changed, in the order of the texts: headers, rules and what later texts do to them,
/// definitions, parameters, tables, scores, calendars and successions.
pub fn subjects(parsed: &Parsed) -> Vec<Subject> {
    let mut found = Vec::new();
    for (document, tree) in parsed.documents.iter().enumerate() {
        let declarations = (0..tree.declarations.len()).map(Some);
        for declaration in std::iter::once(None).chain(declarations) {
            let written = Written::at(tree, declaration);
            if written.is_some_and(|written| change(&written, 0).is_some()) {
                found.push(Subject {
                    source: tree.source,
                    document,
                    declaration,
                });
            }
        }
    }
    found
}

/// Whether a declaration holds a threshold, a number, a date or a length of time.
pub(super) fn has_edge(declaration: &Declaration) -> bool {
    // More changes than there can be: the walk only looks.
    let mut sites = Sites::making(usize::MAX);
    whole::declaration(&mut declaration.clone(), &mut sites);
    sites.edge
}

/// Makes every change of a declaration in turn and runs the scenarios that could see it.
///
/// The scenarios are taken to be as expected; one that is not would notice everything.
pub fn try_out(parsed: &Parsed, rules: &RuleSet, subject: Subject) -> Vec<Mutant> {
    let Some(original) = parsed
        .documents
        .get(subject.document)
        .and_then(|tree| Written::at(tree, subject.declaration))
    else {
        return Vec::new();
    };
    let language = parsed
        .documents
        .get(subject.document)
        .map_or_else(Language::default, |tree| tree.language);
    let mut trial = Trial::new(parsed, rules, subject);
    let changes = (0..).map_while(|number| change(&original, number));
    changes
        .map(|(changed, span)| {
            let fate = trial.fate(changed.clone());
            let (before, after) = if fate == Fate::Survived {
                words(parsed, (&original, &changed), language)
            } else {
                Default::default()
            };
            Mutant {
                span,
                fate,
                before,
                after,
            }
        })
        .collect()
}

/// The change of a number, counted in the order of the text; none when there are no more.
fn change(of: &Written, number: usize) -> Option<(Written, Span)> {
    let mut changed = of.clone();
    let mut sites = Sites::making(number);
    match &mut changed {
        Written::Header(of) => whole::header(of, &mut sites),
        Written::Declaration(of) => whole::declaration(of, &mut sites),
    }
    sites.changed.map(|span| (changed, span))
}

/// Rules and scenarios to try changes of one declaration with.
struct Trial<'p> {
    slice: Slice<'p>,
    digest: String,
}

impl<'p> Trial<'p> {
    fn new(parsed: &'p Parsed, rules: &RuleSet, subject: Subject) -> Self {
        let by_itself = Slice::of_rule(parsed, rules, subject).and_then(|slice| {
            let rules = slice.check()?;
            let program = compile(&rules);
            as_expected(&program, &rules).then_some((slice, program.digest))
        });
        // What does not stand by itself is tried with everything around it.
        let (slice, digest) = by_itself.unwrap_or_else(|| {
            let digest = compile(rules).digest;
            (Slice::whole(parsed, subject), digest)
        });
        Self { slice, digest }
    }

    fn fate(&mut self, changed: Written) -> Fate {
        self.slice.replace(changed);
        let Some(rules) = self.slice.check() else {
            return Fate::Refused;
        };
        let program = compile(&rules);
        if program.digest == self.digest {
            Fate::Same
        } else if as_expected(&program, &rules) {
            Fate::Survived
        } else {
            Fate::Noticed
        }
    }
}

/// Whether every scenario that shows what the law wants comes out as it expects.
fn as_expected(program: &Program, rules: &RuleSet) -> bool {
    let mut vouched = rules.scenarios.iter().filter(|one| one.vouched());
    vouched.all(|scenario| {
        scenario::run(program, scenario)
            .is_ok_and(|answers| answers.iter().all(|answer| answer.holds))
    })
}

/// The lines that differ, before and after.
fn words(
    parsed: &Parsed,
    (before, after): (&Written, &Written),
    language: Language,
) -> (String, String) {
    let lines = |of: &Written| match of {
        Written::Header(of) => format::header_lines(&parsed.names, of, language),
        Written::Declaration(of) => format::lines(&parsed.names, of, language),
    };
    let (before, after) = (lines(before), lines(after));
    let same = |(one, other): &(&String, &String)| one == other;
    let first = before.iter().zip(&after).take_while(same).count();
    let shorter = before.len().min(after.len()) - first;
    let last = before
        .iter()
        .rev()
        .zip(after.iter().rev())
        .take(shorter)
        .take_while(same)
        .count();
    let middle = |lines: &[String]| {
        let end = lines.len() - last;
        lines.get(first..end).unwrap_or_default().join(" ")
    };
    (middle(&before), middle(&after))
}
