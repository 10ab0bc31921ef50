//! Findings, told whenever they change.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gen_lsp_types as lsp;
use luat_grammar::Language;
use luat_grammar::diagnostic::{Diagnostic, Severity, Text as Words};
use luat_grammar::source::Span;

use super::projects::Project;
use super::state::State;
use super::view::View;
use crate::render::sarif::page_of;

/// What was told last, by the text it is about; nothing of texts without findings.
#[derive(Debug, Default)]
pub(super) struct Told(BTreeMap<String, Vec<lsp::Diagnostic>>);

/// What is to be told now: of an open text that changed everything, of others what is new.
pub(super) fn due(state: &mut State) -> Vec<lsp::PublishDiagnosticsParams> {
    if !state.projects.has_untold() {
        return Vec::new();
    }
    let found = found(state);
    let changed = state.projects.take_changed();
    let before = std::mem::take(&mut state.told.0);
    let names: BTreeSet<&String> = found.keys().chain(before.keys()).chain(&changed).collect();
    let due = names
        .into_iter()
        .filter(|name| changed.contains(*name) || found.get(*name) != before.get(*name))
        .map(|name| lsp::PublishDiagnosticsParams {
            uri: state.projects.uri(name),
            version: state.projects.version(name),
            diagnostics: found.get(name).cloned().unwrap_or_default(),
        })
        .collect();
    state.told = Told(found);
    due
}

/// The findings in all texts that have some.
fn found(state: &mut State) -> BTreeMap<String, Vec<lsp::Diagnostic>> {
    let client = state.client;
    state.projects.settle();
    let projects = &state.projects;
    let mut found = BTreeMap::new();
    for project in projects.list() {
        for name in project.names() {
            let Some(view) = View::of(client, projects, project, name) else {
                continue;
            };
            let told = told_here(projects.home(name).is_some(), project, name);
            let findings = project.workspace().diagnostics(name);
            let findings: Vec<lsp::Diagnostic> = findings
                .iter()
                .filter(|finding| told(finding))
                .map(|finding| diagnostic(&view, finding))
                .collect();
            if !findings.is_empty() {
                found.insert(name.to_owned(), findings);
            }
        }
    }
    found
}

/// Which findings of a text a project tells: all where it is one of its own; of one that is only
/// used, and nobody's own, errors.
fn told_here(has_home: bool, project: &Project, name: &str) -> impl Fn(&Diagnostic) -> bool {
    let own = project.is_home_of(name);
    move |finding| own || (!has_home && finding.severity == Severity::Error)
}

fn bytes(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

fn diagnostic(view: &View<'_>, finding: &Diagnostic) -> lsp::Diagnostic {
    let say = |words: &Words| words.in_language(view.client.language).to_owned();
    let mut labels = finding.labels.iter();
    let primary = labels.next();
    let mut message = say(&finding.message);
    if let Some(label) = primary
        .map(|label| say(&label.text))
        .filter(|label| !label.is_empty())
    {
        message.push_str(": ");
        message.push_str(&label);
    }
    if let Some(help) = &finding.help {
        let lead = match view.client.language {
            Language::En => "help",
            Language::Vi => "gợi ý",
        };
        message.extend(["\n", lead, ": ", help.in_language(view.client.language)]);
    }
    let related = labels.filter_map(|label| {
        Some(lsp::DiagnosticRelatedInformation {
            location: view.location(&view.project.workspace().place(label.span)?)?,
            message: if label.text.en.is_empty() {
                say(&finding.message)
            } else {
                say(&label.text)
            },
        })
    });
    let related: Vec<_> = related.collect();
    lsp::Diagnostic {
        range: view.range(&bytes(finding.span())),
        severity: Some(match finding.severity {
            Severity::Error => lsp::DiagnosticSeverity::Error,
            Severity::Warning => lsp::DiagnosticSeverity::Warning,
        }),
        code: Some(finding.code.0.to_owned().into()),
        code_description: Some(lsp::CodeDescription {
            href: page_of(finding.code.0, view.client.language).into(),
        }),
        source: Some("luat".to_owned()),
        message: message.into(),
        tags: None,
        related_information: (!related.is_empty()).then_some(related),
        data: None,
    }
}
