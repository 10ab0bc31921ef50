//! Bands of a table or score: where one ends the next begins, so that both move together.

use luat_grammar::source::Span;
use luat_grammar::syntax::{Band, Edge, Expr, ExprKind, Number, RowKey, TableRow};

use super::near;
use super::site::Sites;

/// Offers each edge between bands one higher and lower, and on its other side.
pub(super) fn move_edges<T: Clone>(
    lines: &mut Vec<T>,
    row: fn(&mut T) -> Option<&mut TableRow>,
    sites: &mut Sites,
) {
    let mut edges: Vec<(usize, Number, Span)> = Vec::new();
    // Only looked at: what is changed are the copies that are offered.
    for row in lines.iter_mut().filter_map(row) {
        for (column, key) in row.keys.iter_mut().enumerate() {
            for at in numbers(&mut key.node) {
                let known = |edge: &(usize, Number, Span)| edge.0 == column && same(edge.1, at.0);
                if !edges.iter().any(known) {
                    edges.push((column, at.0, at.1));
                }
            }
        }
    }
    for (column, number, span) in edges {
        let changed = |change: &dyn Fn(&mut RowKey)| {
            let mut others = lines.clone();
            for row in others.iter_mut().filter_map(row) {
                if let Some(key) = row.keys.get_mut(column) {
                    change(&mut key.node);
                }
            }
            others
        };
        let mut others: Vec<Vec<T>> = near::numbers(number)
            .into_iter()
            .map(|next| changed(&|key| each_number(key, number, |at| *at = next)))
            .collect();
        others.push(changed(&|key| {
            each_edge(key, number, |edge| edge.included = !edge.included);
        }));
        sites.offer_edge(lines, span, others);
    }
}

fn same(one: Number, other: Number) -> bool {
    (one.numerator, one.denominator) == (other.numerator, other.denominator)
}

/// The numbers at which a band begins and ends, and where they stand.
fn numbers(key: &mut RowKey) -> Vec<(Number, Span)> {
    let mut found = Vec::new();
    for expression in ends(key) {
        let span = expression.span;
        found.extend(literal(expression).map(|number| (*number, span)));
    }
    found
}

fn each_number(key: &mut RowKey, at: Number, change: impl Fn(&mut Number)) {
    let literals = ends(key).into_iter().filter_map(literal);
    for number in literals.filter(|number| same(**number, at)) {
        change(number);
    }
}

fn each_edge(key: &mut RowKey, at: Number, change: impl Fn(&mut Edge)) {
    let RowKey::Band(band) = key else {
        return;
    };
    if let Band::Stretch { low, high } = band.as_mut() {
        for edge in [low, high].into_iter().flatten() {
            if literal(&mut edge.at).is_some_and(|number| same(*number, at)) {
                change(edge);
            }
        }
    }
}

fn ends(key: &mut RowKey) -> Vec<&mut Expr> {
    match key {
        RowKey::Band(band) => match band.as_mut() {
            Band::Exactly(at) => vec![at],
            Band::Stretch { low, high } => {
                let edges = [low, high].into_iter().flatten();
                edges.map(|edge| &mut edge.at).collect()
            }
        },
        RowKey::Options(_) | RowKey::Otherwise => Vec::new(),
    }
}

fn literal(of: &mut Expr) -> Option<&mut Number> {
    match &mut of.kind {
        ExprKind::Number(number)
        | ExprKind::Percent(number)
        | ExprKind::Points(number)
        | ExprKind::PercentagePoints(number)
        | ExprKind::Money {
            amount: number,
            unit: _,
        } => Some(number),
        _ => None,
    }
}
