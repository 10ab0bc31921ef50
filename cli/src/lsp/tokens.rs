//! What each word of a text is, for colours that know its meaning.

use std::collections::BTreeMap;

use gen_lsp_types as lsp;
use luat_core::author::editor::TokenKind;

use super::text::{Walk, to_u32};
use super::view::View;

/// The tokens told last of each text, under a number: the next time only the difference is told.
#[derive(Debug, Default)]
pub(super) struct Painted {
    told: BTreeMap<String, (u64, Vec<lsp::SemanticToken>)>,
    last: u64,
}

impl Painted {
    fn remember(&mut self, name: &str, tokens: Vec<lsp::SemanticToken>) -> String {
        self.last += 1;
        self.told.insert(name.to_owned(), (self.last, tokens));
        self.last.to_string()
    }

    /// Forgets a text that is closed.
    pub(super) fn forget(&mut self, name: &str) {
        self.told.remove(name);
    }
}

/// The types of tokens that editors are told, by number.
const TYPES: [lsp::SemanticTokenTypes; 11] = [
    lsp::SemanticTokenTypes::Keyword,
    lsp::SemanticTokenTypes::Number,
    lsp::SemanticTokenTypes::Class,
    lsp::SemanticTokenTypes::Property,
    lsp::SemanticTokenTypes::EnumMember,
    lsp::SemanticTokenTypes::Variable,
    lsp::SemanticTokenTypes::Function,
    lsp::SemanticTokenTypes::Label,
    lsp::SemanticTokenTypes::String,
    lsp::SemanticTokenTypes::Comment,
    lsp::SemanticTokenTypes::Operator,
];

/// The number in [`TYPES`]; none for words that nothing is known of.
const fn number(kind: TokenKind) -> Option<u32> {
    match kind {
        TokenKind::Keyword | TokenKind::Unit => Some(0),
        TokenKind::Number | TokenKind::NumberWord | TokenKind::Date => Some(1),
        TokenKind::Bearer => Some(2),
        TokenKind::Fact => Some(3),
        TokenKind::Option => Some(4),
        TokenKind::Defined => Some(5),
        TokenKind::Rule => Some(6),
        TokenKind::Id => Some(7),
        TokenKind::Title | TokenKind::Text => Some(8),
        TokenKind::Comment => Some(9),
        TokenKind::Symbol => Some(10),
        TokenKind::Word => None,
    }
}

/// What is told on request.
pub(super) fn options() -> lsp::SemanticTokensOptions {
    lsp::SemanticTokensOptions {
        legend: lsp::SemanticTokensLegend {
            token_types: TYPES.map(String::from).to_vec(),
            token_modifiers: Vec::new(),
        },
        full: Some(lsp::SemanticTokensFullDelta { delta: Some(true) }.into()),
        ..lsp::SemanticTokensOptions::default()
    }
}

/// All tokens of a text.
pub(super) fn full(view: &View<'_>, painted: &mut Painted) -> lsp::SemanticTokens {
    let data = tokens(view);
    lsp::SemanticTokens {
        result_id: Some(painted.remember(view.name, data.clone())),
        data,
    }
}

/// What became of the tokens told before; all of them where that is not known any more.
pub(super) fn delta(
    view: &View<'_>,
    painted: &mut Painted,
    before: &str,
) -> lsp::SemanticTokensDeltaResponse {
    let told = painted.told.remove(view.name);
    let Some((_, old)) = told.filter(|(number, _)| number.to_string() == before) else {
        return full(view, painted).into();
    };
    let new = tokens(view);
    let edits = difference(&old, &new).into_iter().collect();
    lsp::SemanticTokensDelta {
        result_id: Some(painted.remember(view.name, new)),
        edits,
    }
    .into()
}

/// The one stretch in which two lists differ.
fn difference(
    old: &[lsp::SemanticToken],
    new: &[lsp::SemanticToken],
) -> Option<lsp::SemanticTokensEdit> {
    /// Numbers that a token is told in.
    const EACH: usize = 5;
    let same = |pairs: &mut dyn Iterator<Item = bool>| pairs.take_while(|same| *same).count();
    let front = same(&mut old.iter().zip(new).map(|(old, new)| old == new));
    let old = old.get(front..).unwrap_or_default();
    let new = new.get(front..).unwrap_or_default();
    let back = same(
        &mut old
            .iter()
            .rev()
            .zip(new.iter().rev())
            .map(|(old, new)| old == new),
    );
    let gone = old.len() - back;
    let came = new.get(..new.len() - back).unwrap_or_default();
    (gone > 0 || !came.is_empty()).then(|| lsp::SemanticTokensEdit {
        start: to_u32(front * EACH),
        delete_count: to_u32(gone * EACH),
        data: Some(came.iter().flat_map(numbers).collect()),
    })
}

fn numbers(token: &lsp::SemanticToken) -> [u32; 5] {
    [
        token.delta_line,
        token.delta_start,
        token.length,
        token.token_type,
        token.token_modifiers_bitset,
    ]
}

/// Tokens as the protocol counts them, each from the start of the one before it.
fn tokens(view: &View<'_>) -> Vec<lsp::SemanticToken> {
    let mut before = lsp::Position::default();
    let mut tokens = Vec::new();
    let mut walk = Walk::new(view.text, view.client.encoding);
    for token in view.project.workspace().tokens(view.name) {
        let Some(number) = number(token.kind) else {
            continue;
        };
        let (start, end) = (walk.to(token.span.start), walk.to(token.span.end));
        // No token goes over the end of a line; editors could not show one that did.
        if start.line != end.line || start < before {
            continue;
        }
        let is_same_line = start.line == before.line;
        tokens.push(lsp::SemanticToken {
            delta_line: start.line - before.line,
            delta_start: start.character - if is_same_line { before.character } else { 0 },
            length: end.character - start.character,
            token_type: number,
            token_modifiers_bitset: 0,
        });
        before = start;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(length: u32) -> lsp::SemanticToken {
        lsp::SemanticToken {
            delta_line: 0,
            delta_start: 1,
            length,
            token_type: 0,
            token_modifiers_bitset: 0,
        }
    }

    #[test]
    fn only_what_changed_is_told() {
        let lists: [&[u32]; 6] = [&[], &[1], &[1, 2, 3], &[1, 3], &[1, 2, 2, 3], &[4, 5]];
        for (old, new) in lists
            .iter()
            .flat_map(|old| lists.iter().map(move |new| (old, new)))
        {
            let [old, new] =
                [old, new].map(|list| list.iter().copied().map(token).collect::<Vec<_>>());
            let mut told: Vec<u32> = old.iter().flat_map(numbers).collect();
            if let Some(edit) = difference(&old, &new) {
                let start = edit.start as usize;
                told.splice(
                    start..start + edit.delete_count as usize,
                    edit.data.unwrap(),
                );
            } else {
                assert_eq!(old, new);
            }
            assert_eq!(told, new.iter().flat_map(numbers).collect::<Vec<_>>());
        }
    }
}
