//! Requests and what answers each.

use gen_lsp_types as lsp;
use gen_lsp_types::json_rpc::ResponseObject;
use gen_lsp_types::{ErrorCodes, LspRequestMethod as Ask, Uri};

use super::message::{Refusal, Request};
use super::state::State;
use super::view::View;
use super::{complete, edits, navigate, outline, tokens};

/// Answers a request.
pub(super) fn answer(state: &mut State, request: Request) -> ResponseObject {
    match Ask::from(request.method.as_str()) {
        Ask::TextDocumentHover => about::<lsp::HoverRequest, _>(state, request, navigate::hover),
        Ask::TextDocumentCompletion => {
            about::<lsp::CompletionRequest, _>(state, request, |view, params| {
                Some(complete::complete(view, params).into())
            })
        }
        Ask::TextDocumentDefinition => {
            about::<lsp::DefinitionRequest, _>(state, request, navigate::definition)
        }
        Ask::TextDocumentReferences => {
            about::<lsp::ReferencesRequest, _>(state, request, navigate::references)
        }
        Ask::TextDocumentDocumentHighlight => {
            about::<lsp::DocumentHighlightRequest, _>(state, request, navigate::highlights)
        }
        Ask::TextDocumentPrepareRename => {
            about::<lsp::PrepareRenameRequest, _>(state, request, navigate::prepare_rename)
        }
        Ask::TextDocumentRename => attempt::<lsp::RenameRequest>(state, request, navigate::rename),
        Ask::TextDocumentDocumentSymbol => {
            about::<lsp::DocumentSymbolRequest, _>(state, request, outline::symbols)
        }
        Ask::TextDocumentFoldingRange => {
            about::<lsp::FoldingRangeRequest, _>(state, request, outline::folds)
        }
        Ask::TextDocumentFormatting => {
            attempt::<lsp::DocumentFormattingRequest>(state, request, edits::format)
        }
        Ask::TextDocumentCodeAction => {
            about::<lsp::CodeActionRequest, _>(state, request, edits::actions)
        }
        Ask::TextDocumentSemanticTokensFull => {
            with::<lsp::SemanticTokensRequest>(state, request, |state, params| {
                state.view(&params.text_document.uri, |view, painted| {
                    Ok(Some(tokens::full(view, painted)))
                })
            })
        }
        Ask::TextDocumentSemanticTokensFullDelta => {
            with::<lsp::SemanticTokensDeltaRequest>(state, request, |state, params| {
                let before = &params.previous_result_id;
                state.view(&params.text_document.uri, |view, painted| {
                    Ok(Some(tokens::delta(view, painted, before)))
                })
            })
        }
        Ask::WorkspaceSymbol => {
            with::<lsp::WorkspaceSymbolRequest>(state, request, |state, params| {
                Ok(Some(outline::search(state, &params).into()))
            })
        }
        Ask::WorkspaceExecuteCommand => {
            with::<lsp::ExecuteCommandRequest>(state, request, edits::execute)
        }
        _ => {
            let message = format!("no such method: {}", request.method);
            Refusal::new(ErrorCodes::MethodNotFound, message).answer(request.id)
        }
    }
}

/// A request about one text.
trait AboutText {
    fn uri(&self) -> &Uri;
}

macro_rules! about_text {
    ($($params:ident $(. $within:ident)?),+) => {
        $(impl AboutText for lsp::$params {
            fn uri(&self) -> &Uri {
                &self.$($within.)?text_document.uri
            }
        })+
    };
}

about_text!(
    HoverParams.text_document_position_params,
    CompletionParams.text_document_position_params,
    DefinitionParams.text_document_position_params,
    ReferenceParams.text_document_position_params,
    DocumentHighlightParams.text_document_position_params,
    PrepareRenameParams.text_document_position_params,
    RenameParams.text_document_position_params,
    DocumentSymbolParams,
    FoldingRangeParams,
    DocumentFormattingParams,
    CodeActionParams
);

/// Answers what is asked about one text.
fn about<R: lsp::Request, A: Into<R::Result>>(
    state: &mut State,
    request: Request,
    answer: impl FnOnce(&View<'_>, &R::Params) -> A,
) -> ResponseObject
where
    R::Params: AboutText,
{
    attempt::<R>(state, request, |view, params| {
        Ok(answer(view, params).into())
    })
}

/// Answers what is asked about one text, where it can be.
fn attempt<R: lsp::Request>(
    state: &mut State,
    request: Request,
    answer: impl FnOnce(&View<'_>, &R::Params) -> Result<R::Result, Refusal>,
) -> ResponseObject
where
    R::Params: AboutText,
{
    with::<R>(state, request, |state, params| {
        state.view(params.uri(), |view, _| answer(view, &params))
    })
}

fn with<R: lsp::Request>(
    state: &mut State,
    request: Request,
    answer: impl FnOnce(&mut State, R::Params) -> Result<R::Result, Refusal>,
) -> ResponseObject {
    let Request { id, params, .. } = request;
    let answer = match serde_json::from_value(params) {
        Ok(params) => answer(state, params),
        Err(error) => Err(Refusal::new(ErrorCodes::InvalidParams, error.to_string())),
    };
    match answer {
        Ok(result) => ResponseObject::from_success::<R>(id, result),
        Err(refusal) => refusal.answer(id),
    }
}
