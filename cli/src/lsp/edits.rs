//! Edits that the server offers: a text laid out, turned into the other language, or mended.

use std::collections::HashMap;

use gen_lsp_types as lsp;
use gen_lsp_types::ErrorCodes;
use luat_core::author::editor::Fix;
use luat_grammar::Language;
use luat_grammar::diagnostic::Text as Words;
use luat_grammar::format::FormatError;
use serde_json::{Value, json};

use super::message::Refusal;
use super::state::State;
use super::view::View;

/// The command that turns a text into a language: `[uri, "vi"]` or `[uri, "en"]`.
pub(super) const TRANSLATE: &str = "luat.translate";

/// What kinds of actions there are.
pub(super) fn options() -> lsp::CodeActionOptions {
    lsp::CodeActionOptions {
        code_action_kinds: Some(vec![
            lsp::CodeActionKind::QuickFix,
            lsp::CodeActionKind::RefactorRewrite,
        ]),
        ..lsp::CodeActionOptions::default()
    }
}

pub(super) fn format(
    view: &View<'_>,
    _: &lsp::DocumentFormattingParams,
) -> Result<Option<Vec<lsp::TextEdit>>, Refusal> {
    let text = view.project.workspace().format(view.name);
    let text = text.map_err(|error| refused(view, error))?;
    Ok(Some(whole(view, &text)))
}

/// The lines that differ, so that the editor keeps cursors and folds in all others.
fn whole(view: &View<'_>, new: &str) -> Vec<lsp::TextEdit> {
    let old = view.text.as_str();
    if old == new {
        return Vec::new();
    }
    let (start, old_end, new_end) = differing_lines(old, new);
    vec![lsp::TextEdit {
        range: view.range(&(start..old_end)),
        new_text: new.get(start..new_end).unwrap_or(new).to_owned(),
    }]
}

/// Where two texts begin to differ, and where either goes on alike, in whole lines.
fn differing_lines(old: &str, new: &str) -> (usize, usize, usize) {
    let alike = |lines: &mut dyn Iterator<Item = (&str, &str)>| {
        let alike = lines.take_while(|(old, new)| old == new);
        alike.map(|(old, _)| old.len()).sum::<usize>()
    };
    let start = alike(&mut old.split_inclusive('\n').zip(new.split_inclusive('\n')));
    let old_rest = old.get(start..).unwrap_or_default();
    let new_rest = new.get(start..).unwrap_or_default();
    let old_back = old_rest.split_inclusive('\n').rev();
    let end = alike(&mut old_back.zip(new_rest.split_inclusive('\n').rev()));
    (start, old.len() - end, new.len() - end)
}

fn refused(view: &View<'_>, error: FormatError) -> Refusal {
    Refusal::failed(error.message().in_language(view.client.language))
}

/// Mends of what is wrong in a range, and the text in the other language.
pub(super) fn actions(
    view: &View<'_>,
    params: &lsp::CodeActionParams,
) -> Vec<lsp::CodeActionResponse> {
    let only = params.context.only.as_deref();
    let wanted = |kind: &lsp::CodeActionKind| {
        only.is_none_or(|only| only.iter().any(|asked| includes(asked, kind)))
    };
    let mut actions = Vec::new();
    if wanted(&lsp::CodeActionKind::QuickFix) {
        let span = view.offset(params.range.start)..view.offset(params.range.end);
        let fixes = view.project.workspace().fixes(view.name, span);
        actions.extend(fixes.iter().map(|fix| mend(view, fix, &params.context)));
    }
    if wanted(&lsp::CodeActionKind::RefactorRewrite) {
        actions.extend(turn(view));
    }
    actions.into_iter().map(Into::into).collect()
}

/// `refactor` asks for `refactor.rewrite` too.
fn includes(asked: &lsp::CodeActionKind, kind: &lsp::CodeActionKind) -> bool {
    let [asked, kind] = [asked, kind].map(ToString::to_string);
    let rest = kind.strip_prefix(&asked);
    rest.is_some_and(|rest| asked.is_empty() || rest.is_empty() || rest.starts_with('.'))
}

fn mend(view: &View<'_>, fix: &Fix, context: &lsp::CodeActionContext) -> lsp::CodeAction {
    let mended: Vec<lsp::Diagnostic> = context
        .diagnostics
        .iter()
        .filter(|one| matches!(&one.code, Some(lsp::Code::String(code)) if code == fix.code))
        .cloned()
        .collect();
    lsp::CodeAction {
        title: fix.title.in_language(view.client.language).to_owned(),
        kind: Some(lsp::CodeActionKind::QuickFix),
        is_preferred: Some(mended.len() == 1),
        diagnostics: (!mended.is_empty()).then_some(mended),
        edit: Some(view.edit(&fix.edits)),
        ..lsp::CodeAction::default()
    }
}

/// The command that turns the text into the language it is not in.
fn turn(view: &View<'_>) -> Option<lsp::CodeAction> {
    let (title, language) = match view.project.workspace().language(view.name)? {
        Language::En => (
            Words::new("Turn into Vietnamese", "Chuyển sang tiếng Việt"),
            "vi",
        ),
        Language::Vi => (
            Words::new("Turn into English", "Chuyển sang tiếng Anh"),
            "en",
        ),
    };
    let title = title.in_language(view.client.language).to_owned();
    let uri = view.projects.uri(view.name);
    Some(lsp::CodeAction {
        title: title.clone(),
        kind: Some(lsp::CodeActionKind::RefactorRewrite),
        command: Some(lsp::Command {
            title,
            command: TRANSLATE.to_owned(),
            arguments: Some(vec![json!(uri), json!(language)]),
            ..lsp::Command::default()
        }),
        ..lsp::CodeAction::default()
    })
}

/// Runs a command; what it changes is asked of the client.
pub(super) fn execute(
    state: &mut State,
    params: lsp::ExecuteCommandParams,
) -> Result<Option<Value>, Refusal> {
    if params.command != TRANSLATE {
        let message = format!("no such command: {}", params.command);
        return Err(Refusal::new(ErrorCodes::InvalidParams, message));
    }
    let arguments = Value::from(params.arguments.unwrap_or_default());
    let (uri, language) = serde_json::from_value::<(lsp::Uri, String)>(arguments)
        .map_err(|error| Refusal::new(ErrorCodes::InvalidParams, error.to_string()))?;
    let language = match language.as_str() {
        "vi" => Language::Vi,
        "en" => Language::En,
        other => {
            let message = format!("no such language: {other}");
            return Err(Refusal::new(ErrorCodes::InvalidParams, message));
        }
    };
    let edits = state.view(&uri, |view, _| {
        let text = view.project.workspace().translate(view.name, language);
        Ok(whole(view, &text.map_err(|error| refused(view, error))?))
    })?;
    if !edits.is_empty() {
        state.ask::<lsp::ApplyWorkspaceEditRequest>(lsp::ApplyWorkspaceEditParams {
            edit: lsp::WorkspaceEdit {
                changes: Some(HashMap::from([(uri, edits)])),
                ..lsp::WorkspaceEdit::default()
            },
            ..lsp::ApplyWorkspaceEditParams::default()
        });
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lines_that_differ_are_written() {
        let texts = [
            "",
            "a\n",
            "a\nb\n",
            "a\nb\nc",
            "a\na\nb\nc",
            "b\nb\na\nc",
            "c",
        ];
        for (old, new) in texts
            .iter()
            .flat_map(|old| texts.map(move |new| (*old, new)))
        {
            let (start, old_end, new_end) = differing_lines(old, new);
            let edited = [&old[..start], &new[start..new_end], &old[old_end..]].concat();
            assert_eq!(edited, new, "{old:?}");
        }
        assert_eq!(differing_lines("a\nb\nc\n", "a\nx\nc\n"), (2, 4, 4));
    }

    #[test]
    fn a_kind_asked_for_includes_those_below_it() {
        let rewrite = lsp::CodeActionKind::RefactorRewrite;
        assert!(includes(&lsp::CodeActionKind::Refactor, &rewrite));
        assert!(includes(&rewrite, &rewrite));
        assert!(!includes(&lsp::CodeActionKind::RefactorInline, &rewrite));
        assert!(!includes(&rewrite, &lsp::CodeActionKind::Refactor));
    }
}
