//! Paths of facts, told relative to who asks.

use crate::run::facts::path::{Id, Path, Told};
use crate::run::verdict::BodyName;

/// The path less the body and the period that the reader knows already.
pub(super) fn relative(path: &Path, body: &BodyName, period: &str) -> String {
    let named = |(level, id): &(String, String)| *level != body.level || *id != body.id;
    let told = Told {
        path,
        body: path.body.as_ref().is_some_and(named),
        period: path.period.is_some_and(|own| own.to_string() != period),
    };
    told.to_string()
}

/// A body as members are named: `commune:ang-to`.
pub(super) fn body(name: &BodyName) -> String {
    format!("{}:{}", name.level, Id(&name.id))
}
