//! What stands at a place: what it is, where it is declared and named, and another name for it.

use gen_lsp_types as lsp;
use luat_core::author::editor::Place;

use super::message::Refusal;
use super::view::View;

pub(super) fn hover(view: &View<'_>, params: &lsp::HoverParams) -> Option<lsp::Hover> {
    let offset = view.offset(params.text_document_position_params.position);
    let workspace = view.project.workspace();
    let found = workspace.hover(view.name, offset, view.client.language)?;
    Some(lsp::Hover {
        contents: lsp::MarkupContent {
            kind: lsp::MarkupKind::Markdown,
            value: found.markdown,
        }
        .into(),
        range: Some(view.range(&found.span)),
    })
}

pub(super) fn definition(
    view: &View<'_>,
    params: &lsp::DefinitionParams,
) -> Option<lsp::DefinitionResponse> {
    let offset = view.offset(params.text_document_position_params.position);
    let place = view.project.workspace().definition(view.name, offset)?;
    let location = view.location(&place)?;
    Some(lsp::Definition::from(location).into())
}

pub(super) fn references(view: &View<'_>, params: &lsp::ReferenceParams) -> Vec<lsp::Location> {
    let offset = view.offset(params.text_document_position_params.position);
    let workspace = view.project.workspace();
    let declared = workspace.definition(view.name, offset);
    let left_out = declared.filter(|_| !params.context.include_declaration);
    let places = workspace.references(view.name, offset);
    places
        .iter()
        .filter(|place| Some(*place) != left_out.as_ref())
        .filter_map(|place| view.location(place))
        .collect()
}

/// The references in the same text.
pub(super) fn highlights(
    view: &View<'_>,
    params: &lsp::DocumentHighlightParams,
) -> Vec<lsp::DocumentHighlight> {
    let offset = view.offset(params.text_document_position_params.position);
    let places = view.project.workspace().references(view.name, offset);
    places
        .into_iter()
        .filter(|place| place.name == view.name)
        .map(|Place { start, end, .. }| lsp::DocumentHighlight {
            range: view.range(&(start..end)),
            kind: None,
        })
        .collect()
}

pub(super) fn prepare_rename(
    view: &View<'_>,
    params: &lsp::PrepareRenameParams,
) -> Option<lsp::PrepareRenameResult> {
    let offset = view.offset(params.text_document_position_params.position);
    let (place, now) = view.project.workspace().renamable(view.name, offset)?;
    let prepared = lsp::PrepareRenamePlaceholder {
        range: view.range(&(place.start..place.end)),
        placeholder: now,
    };
    Some(prepared.into())
}

pub(super) fn rename(
    view: &View<'_>,
    params: &lsp::RenameParams,
) -> Result<Option<lsp::WorkspaceEdit>, Refusal> {
    let offset = view.offset(params.text_document_position_params.position);
    let workspace = view.project.workspace();
    match workspace.rename(view.name, offset, &params.new_name) {
        Ok(edits) => Ok(Some(view.edit(&edits))),
        Err(refusal) => {
            let message = refusal.message.in_language(view.client.language);
            Err(Refusal::failed(message))
        }
    }
}
