//! What the client tells: texts opened, changed and closed, files changed, folders added.

use gen_lsp_types as lsp;
use gen_lsp_types::LspNotificationMethod as Notice;
use gen_lsp_types::TextDocumentContentChangeEvent as Change;
use serde_json::Value;

use super::state::State;
use super::text::Text;
use super::{client, projects};

/// Takes a notification in. One that is not understood is passed over, as the protocol asks.
pub(super) fn take(state: &mut State, method: &str, params: Value) {
    match Notice::from(method) {
        Notice::Initialized => watch_files(state),
        Notice::TextDocumentDidOpen => {
            take_as::<lsp::DidOpenTextDocumentNotification>(state, params, opened);
        }
        Notice::TextDocumentDidChange => {
            take_as::<lsp::DidChangeTextDocumentNotification>(state, params, changed);
        }
        Notice::TextDocumentDidClose => {
            take_as::<lsp::DidCloseTextDocumentNotification>(state, params, |state, params| {
                let uri = &params.text_document.uri;
                state.projects.close(uri);
                state.painted.forget(&projects::name_of(uri));
            });
        }
        Notice::WorkspaceDidChangeWatchedFiles => {
            take_as::<lsp::DidChangeWatchedFilesNotification>(state, params, |state, params| {
                for change in params.changes {
                    state.projects.file_changed(&change.uri);
                }
            });
        }
        Notice::WorkspaceDidChangeWorkspaceFolders => {
            take_as::<lsp::DidChangeWorkspaceFoldersNotification>(state, params, folders_changed);
        }
        Notice::WorkspaceDidChangeConfiguration => {
            take_as::<lsp::DidChangeConfigurationNotification>(state, params, |state, params| {
                configured(state, &params);
            });
        }
        _ => {}
    }
}

fn take_as<N: lsp::Notification>(
    state: &mut State,
    params: Value,
    take: impl FnOnce(&mut State, N::Params),
) {
    if let Ok(params) = serde_json::from_value(params) {
        take(state, params);
    }
}

fn watch_files(state: &mut State) {
    if !state.client.watches_files {
        return;
    }
    let watchers = vec![lsp::FileSystemWatcher {
        glob_pattern: "**/*.luat".to_owned().into(),
        kind: None,
    }];
    let options = lsp::DidChangeWatchedFilesRegistrationOptions { watchers };
    let registration = lsp::Registration {
        id: "files".to_owned(),
        method: Notice::WorkspaceDidChangeWatchedFiles.to_string(),
        register_options: serde_json::to_value(options).ok(),
    };
    state.ask::<lsp::RegistrationRequest>(lsp::RegistrationParams {
        registrations: vec![registration],
    });
}

fn opened(state: &mut State, params: lsp::DidOpenTextDocumentParams) {
    let lsp::TextDocumentItem {
        uri, version, text, ..
    } = params.text_document;
    state.projects.open(uri, version, text);
}

fn changed(state: &mut State, params: lsp::DidChangeTextDocumentParams) {
    let lsp::VersionedTextDocumentIdentifier {
        version,
        text_document_identifier: document,
    } = params.text_document;
    let encoding = state.client.encoding;
    let edit = |text: &mut Text| {
        for change in params.content_changes {
            match change {
                Change::TextDocumentContentChangePartial(part) => {
                    text.replace(part.range, &part.text, encoding);
                }
                Change::TextDocumentContentChangeWholeDocument(whole) => {
                    *text = Text::new(whole.text);
                }
            }
        }
    };
    state.projects.change(&document.uri, version, edit);
}

fn folders_changed(state: &mut State, params: lsp::DidChangeWorkspaceFoldersParams) {
    for folder in params.event.removed {
        state.projects.remove_folder(&folder.uri);
    }
    for folder in params.event.added {
        state.projects.add_folder(&folder.uri);
    }
}

/// Settings come under the server's name, or bare.
fn configured(state: &mut State, params: &lsp::DidChangeConfigurationParams) {
    let settings = params.settings.get("luat").unwrap_or(&params.settings);
    if let Some(language) = client::language_set(settings) {
        state.client.language = language;
        state.projects.tell_anew();
    }
}
