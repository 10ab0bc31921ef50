//! What may be written at a cursor.

use gen_lsp_types as lsp;
use luat_core::author::editor::{Completion, CompletionKind};

use super::view::View;

/// What is offered, in the engine's order. The engine knows better than an editor what the words typed
/// may mean, tone marks or none: it is asked again at each key.
pub(super) fn complete(view: &View<'_>, params: &lsp::CompletionParams) -> lsp::CompletionList {
    let offset = view.offset(params.text_document_position_params.position);
    let workspace = view.project.workspace();
    let offered = workspace.complete(view.name, offset, view.client.language);
    lsp::CompletionList {
        is_incomplete: true,
        items: (0..)
            .zip(&offered)
            .map(|(at, one)| item(view, at, one))
            .collect(),
        ..lsp::CompletionList::default()
    }
}

fn item(view: &View<'_>, at: usize, offered: &Completion) -> lsp::CompletionItem {
    let is_snippet = offered.kind == CompletionKind::Snippet;
    let fills_in = is_snippet && view.client.fills_in;
    let new_text = if is_snippet && !fills_in {
        without_places(&offered.insert)
    } else {
        offered.insert.clone()
    };
    let typed = view.text.as_str().get(offered.replaces.clone());
    lsp::CompletionItem {
        label: offered.label.clone(),
        kind: Some(kind(offered.kind)),
        detail: (!offered.detail.is_empty()).then(|| offered.detail.clone()),
        sort_text: Some(format!("{at:05}")),
        filter_text: typed.filter(|typed| !typed.is_empty()).map(str::to_owned),
        insert_text_format: fills_in.then_some(lsp::InsertTextFormat::Snippet),
        text_edit: Some(
            lsp::TextEdit {
                range: view.range(&offered.replaces),
                new_text,
            }
            .into(),
        ),
        ..lsp::CompletionItem::default()
    }
}

const fn kind(kind: CompletionKind) -> lsp::CompletionItemKind {
    match kind {
        CompletionKind::Keyword => lsp::CompletionItemKind::Keyword,
        CompletionKind::Name => lsp::CompletionItemKind::Variable,
        CompletionKind::Id => lsp::CompletionItemKind::Reference,
        CompletionKind::Unit => lsp::CompletionItemKind::Unit,
        CompletionKind::Snippet => lsp::CompletionItemKind::Snippet,
    }
}

/// A snippet with its examples instead of places to fill in: `${1:15%}` is `15%`, `$0` is nothing.
fn without_places(snippet: &str) -> String {
    let mut text = String::new();
    let mut rest = snippet.chars().peekable();
    let mut inside = false;
    while let Some(character) = rest.next() {
        match character {
            '\\' => text.extend(rest.next()),
            '$' => {
                inside |= rest.next_if_eq(&'{').is_some();
                while rest.next_if(char::is_ascii_digit).is_some() {}
                rest.next_if(|next| inside && *next == ':');
            }
            '}' if inside => inside = false,
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::without_places;

    #[test]
    fn places_to_fill_in_become_their_examples() {
        for (snippet, text) in [
            ("rule ${1:id} \"${2:Title}\"\n  $0", "rule id \"Title\"\n  "),
            ("${1}$2 5\\$ \\} {}", " 5$ } {}"),
            ("$", ""),
        ] {
            assert_eq!(without_places(snippet), text, "{snippet}");
        }
    }
}
