//! What client and server agreed on at the beginning.

use gen_lsp_types as lsp;
use luat_grammar::Language;
use serde::Deserialize;

use super::text::Encoding;

/// The client's ways.
#[derive(Debug, Clone, Copy)]
pub(super) struct Client {
    /// How it counts columns.
    pub(super) encoding: Encoding,
    /// The language of messages.
    pub(super) language: Language,
    /// It tells of changes on disk when asked to.
    pub(super) watches_files: bool,
    /// It fills places of a text in, one after the other.
    pub(super) fills_in: bool,
}

/// What a user may set, as `initializationOptions` or as a changed configuration.
#[derive(Debug, Default, Deserialize)]
struct Settings {
    language: Option<String>,
}

impl Client {
    pub(super) fn of(params: &lsp::InitializeParams) -> Self {
        let capabilities = &params.capabilities;
        let workspace = capabilities.workspace.as_ref();
        let watching = workspace.and_then(|it| it.did_change_watched_files.as_ref());
        let text = capabilities.text_document.as_ref();
        let completion = text.and_then(|it| it.completion.as_ref());
        let items = completion.and_then(|it| it.completion_item.as_ref());
        let set = params
            .initialization_options
            .as_ref()
            .and_then(language_set);
        Self {
            encoding: encoding(capabilities),
            language: set.unwrap_or_else(|| language_of(params.locale.as_deref())),
            watches_files: watching.and_then(|it| it.dynamic_registration) == Some(true),
            fills_in: items.and_then(|it| it.snippet_support) == Some(true),
        }
    }

    /// The encoding, as the server answers.
    pub(super) fn encoding_kind(self) -> lsp::PositionEncodingKind {
        match self.encoding {
            Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
            Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
        }
    }
}

/// Bytes where the client can count them, which spares both the conversion.
fn encoding(capabilities: &lsp::ClientCapabilities) -> Encoding {
    let general = capabilities.general.as_ref();
    let offered = general.and_then(|general| general.position_encodings.as_deref());
    if offered.is_some_and(|offered| offered.contains(&lsp::PositionEncodingKind::UTF8)) {
        Encoding::Utf8
    } else {
        Encoding::Utf16
    }
}

/// The language that a user set: `vi` or `en`; anything else leaves it to the editor's.
pub(super) fn language_set(settings: &serde_json::Value) -> Option<Language> {
    let settings: Settings = serde_json::from_value(settings.clone()).ok()?;
    match settings.language?.as_str() {
        "vi" => Some(Language::Vi),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// Vietnamese, unless the editor speaks another language.
fn language_of(locale: Option<&str>) -> Language {
    let primary = locale.map(|locale| locale.split(['-', '_']).next().unwrap_or_default());
    match primary {
        None | Some("" | "vi") => Language::Vi,
        Some(_) => Language::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn client(params: Value) -> Client {
        Client::of(&serde_json::from_value(params).unwrap())
    }

    #[test]
    fn the_language_is_the_one_set_else_the_editors_else_vietnamese() {
        let speaks = |locale: Value, options: Value| {
            let params = json!({ "processId": null, "rootUri": null, "capabilities": {},
                "locale": locale, "initializationOptions": options });
            client(params).language
        };
        assert_eq!(
            speaks(json!("vi-VN"), json!({ "language": "en" })),
            Language::En
        );
        assert_eq!(
            speaks(json!("en-us"), json!({ "language": "auto" })),
            Language::En
        );
        assert_eq!(speaks(json!("vi"), json!(null)), Language::Vi);
        assert_eq!(speaks(json!(null), json!("what")), Language::Vi);
    }

    #[test]
    fn bytes_are_counted_where_the_client_can() {
        let counts = |encodings: Value| {
            let general = json!({ "positionEncodings": encodings });
            client(json!({ "capabilities": { "general": general } })).encoding
        };
        assert_eq!(counts(json!(["utf-16", "utf-8"])), Encoding::Utf8);
        assert_eq!(counts(json!(["utf-16", "utf-32"])), Encoding::Utf16);
        assert_eq!(
            client(json!({ "capabilities": {} })).encoding,
            Encoding::Utf16
        );
    }
}
