//! The shape of texts: what they declare, what can be folded, where something is declared.

use gen_lsp_types as lsp;
use luat_core::author::editor::{Item, ItemKind, Place};

use super::state::State;
use super::view::View;

pub(super) fn symbols(
    view: &View<'_>,
    _: &lsp::DocumentSymbolParams,
) -> lsp::DocumentSymbolResponse {
    let items = view.project.workspace().outline(view.name);
    let symbols: Vec<_> = items.iter().map(|item| symbol(view, item)).collect();
    symbols.into()
}

fn symbol(view: &View<'_>, item: &Item) -> lsp::DocumentSymbol {
    let children: Vec<_> = item
        .children
        .iter()
        .map(|child| symbol(view, child))
        .collect();
    #[expect(deprecated, reason = "the type has no other way to be made")]
    lsp::DocumentSymbol {
        name: name(item),
        detail: Some(item.detail.clone()),
        kind: kind(item.kind),
        tags: None,
        deprecated: None,
        range: view.range(&item.span),
        selection_range: view.range(&item.selection),
        children: (!children.is_empty()).then_some(children),
    }
}

/// Editors refuse a name that is empty.
fn name(item: &Item) -> String {
    let shown = [&item.label, &item.detail];
    let shown = shown.into_iter().find(|text| !text.trim().is_empty());
    shown.map_or_else(|| "…".to_owned(), String::clone)
}

const fn kind(kind: ItemKind) -> lsp::SymbolKind {
    match kind {
        ItemKind::Document => lsp::SymbolKind::File,
        ItemKind::Use => lsp::SymbolKind::Package,
        ItemKind::Level => lsp::SymbolKind::Class,
        ItemKind::Act => lsp::SymbolKind::Event,
        ItemKind::Population | ItemKind::Group => lsp::SymbolKind::Array,
        ItemKind::Fact => lsp::SymbolKind::Field,
        ItemKind::Option => lsp::SymbolKind::EnumMember,
        ItemKind::Parameter => lsp::SymbolKind::Constant,
        ItemKind::Define => lsp::SymbolKind::Variable,
        ItemKind::Table => lsp::SymbolKind::Object,
        ItemKind::Score => lsp::SymbolKind::Number,
        ItemKind::Principle => lsp::SymbolKind::String,
        ItemKind::Rule => lsp::SymbolKind::Function,
        ItemKind::Change => lsp::SymbolKind::Operator,
        ItemKind::Scenario => lsp::SymbolKind::Method,
        ItemKind::Calendar => lsp::SymbolKind::Module,
        ItemKind::Succession => lsp::SymbolKind::Interface,
    }
}

pub(super) fn folds(view: &View<'_>, _: &lsp::FoldingRangeParams) -> Vec<lsp::FoldingRange> {
    let folds = view.project.workspace().folds(view.name);
    let folds = folds.iter().filter_map(|fold| {
        let lsp::Range { start, end } = view.range(fold);
        // A range that ends where a line begins does not hold that line.
        let end_line = end.line.saturating_sub(u32::from(end.character == 0));
        (start.line < end_line).then(|| lsp::FoldingRange {
            start_line: start.line,
            end_line,
            ..lsp::FoldingRange::default()
        })
    });
    folds.collect()
}

/// What is declared anywhere under names that hold the words asked for.
pub(super) fn search(
    state: &mut State,
    params: &lsp::WorkspaceSymbolParams,
) -> Vec<lsp::WorkspaceSymbol> {
    state.projects.settle();
    let wanted = params.query.to_lowercase();
    let mut found = Vec::new();
    for project in state.projects.list() {
        for name in project.names() {
            let Some(view) = View::of(state.client, &state.projects, project, name) else {
                continue;
            };
            for item in project.workspace().outline(name) {
                matching(&view, &item, None, &wanted, &mut found);
            }
        }
    }
    found
}

fn matching(
    view: &View<'_>,
    item: &Item,
    within: Option<&Item>,
    wanted: &str,
    found: &mut Vec<lsp::WorkspaceSymbol>,
) {
    let holds = |text: &str| text.to_lowercase().contains(wanted);
    if holds(&item.label) || holds(&item.detail) {
        let place = Place {
            name: view.name.to_owned(),
            start: item.selection.start,
            end: item.selection.end,
        };
        found.extend(view.location(&place).map(|location| lsp::WorkspaceSymbol {
            location: location.into(),
            data: None,
            base_symbol_information: lsp::BaseSymbolInformation {
                name: name(item),
                kind: kind(item.kind),
                tags: None,
                container_name: within.map(name),
            },
        }));
    }
    for child in &item.children {
        matching(view, child, Some(item), wanted, found);
    }
}
