//! What becomes of principles: statements that no program holds, since nothing judges them.

use luat_grammar::diagnostic::Text;

use super::aspect::{Aspect, AspectKind, Aspects, citations, cited, label, title};
use super::pair::pairs;
use super::{Change, How, Kind};
use crate::author::model::Principle;
use crate::run::program::Program;

/// The principles of one side, and the program compiled from the same texts.
pub(super) type Kept<'r> = (&'r Program, &'r [Principle]);

/// Principles changed, added and removed, in the order of the newer texts, those removed last.
pub(super) fn changes(before: Kept<'_>, after: Kept<'_>) -> Vec<Change> {
    let (olds, news) = (before.1, after.1);
    let key = |is_new: bool, at: usize, tell: &dyn Fn(&Principle) -> String| {
        let all = if is_new { news } else { olds };
        all.get(at)
            .map_or_else(Vec::new, |one| tell(one).into_bytes())
    };
    let whole =
        |is_new: bool, at: usize| key(is_new, at, &|one| format!("{}.{}", one.document, one.id));
    let id = |is_new: bool, at: usize| key(is_new, at, &|one| one.id.clone());
    let name = |is_new: bool, at: usize| {
        key(is_new, at, &|one| {
            format!("{}/{}", one.label.en, one.label.vi)
        })
    };
    let paired = pairs(olds.len(), news.len(), &[&whole, &id, &name]);
    let mut found = Vec::new();
    for (at, new) in news.iter().enumerate() {
        let old = paired.iter().find(|(_, other)| *other == at);
        match old.and_then(|(old, _)| olds.get(*old)) {
            Some(old) => {
                let aspects = changed(old, new);
                if !aspects.is_empty() {
                    found.push(change(after.0, new, How::Changed, aspects));
                }
            }
            None => found.push(change(after.0, new, How::Added, Vec::new())),
        }
    }
    for (at, old) in olds.iter().enumerate() {
        if !paired.iter().any(|(other, _)| *other == at) {
            found.push(change(before.0, old, How::Removed, Vec::new()));
        }
    }
    found
}

fn changed(old: &Principle, new: &Principle) -> Vec<Aspect> {
    let mut aspects = Aspects::default();
    let plain = |text: &String| Some(Text::new(text, text));
    if old.id != new.id {
        aspects.note(AspectKind::Id, plain(&old.id), plain(&new.id));
    }
    if old.document != new.document {
        let (old, new) = (plain(&old.document), plain(&new.document));
        aspects.note(AspectKind::Document, old, new);
    }
    if old.label != new.label {
        let (old, new) = (label(&old.label), label(&new.label));
        aspects.note(AspectKind::Name, Some(old), Some(new));
    }
    let (old, new) = (old.places(), new.places());
    if old != new {
        aspects.note(AspectKind::Citation, citations(&old), citations(&new));
    }
    aspects.found
}

fn change(program: &Program, of: &Principle, how: How, aspects: Vec<Aspect>) -> Change {
    Change {
        kind: Kind::Principle,
        how,
        id: of.id.clone(),
        title: title(&of.label, &of.id),
        cite: place(program, of),
        rule: (None, None),
        aspects,
        touches: Vec::new(),
    }
}

/// Where the law says it, with the document's number.
fn place(program: &Program, of: &Principle) -> Option<Text> {
    let places = of.places();
    let first = places.first()?;
    let document = program.documents.iter().find(|one| one.id == of.document);
    let number = document.and_then(|one| one.number.as_deref());
    Some(cited(first, number))
}
