//! Mends that findings know for sure.

use std::ops::Range;

use luat_grammar::diagnostic::Diagnostic;

use super::{Edit, Fix, Workspace};

/// The mends of findings that touch a part of a text.
pub(super) fn fixes(workspace: &Workspace, name: &str, span: &Range<usize>) -> Vec<Fix> {
    let found = workspace.diagnostics(name).into_iter();
    let touched = found.filter(|finding| {
        let place = finding.span();
        place.start as usize <= span.end && span.start <= place.end as usize
    });
    touched
        .flat_map(|finding| of(workspace, &finding))
        .collect()
}

/// The mends of a finding.
pub(super) fn of(workspace: &Workspace, finding: &Diagnostic) -> Vec<Fix> {
    let fixes = finding.fixes.iter();
    let fixes = fixes.filter_map(|fix| {
        Some(Fix {
            title: fix.title(workspace.texts())?,
            code: finding.code.0,
            edits: vec![Edit {
                place: workspace.place(fix.span)?,
                insert: fix.text.clone(),
            }],
        })
    });
    fixes.collect()
}
