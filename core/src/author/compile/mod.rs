//! Model to program: leads handed out, one requirement a period and population, all in order.

pub(super) mod order;
mod prohibition;
mod requirement;
mod wording;

pub(super) use requirement::{FIRST_YEAR_OF_A_TERM, TERM, long_period_start};

use std::sync::OnceLock;

use super::model::{self, RuleSet};
use crate::run::artefact;
use crate::run::program::{Citation, Document, Program, Rule};

/// Compiles a rule set. It cannot fail: checking left nothing to refuse.
pub fn compile(rules: &RuleSet) -> Program {
    let (versions, requirements) = requirement::all(rules);
    let documents: Vec<Document> = rules.documents.iter().map(document).collect();
    let mut program = Program {
        id: Program::joined_ids(&documents),
        digest: String::new(),
        documents,
        levels: rules.levels.clone(),
        collections: rules.collections.clone(),
        facts: rules.facts.clone(),
        rules: rules.rules.iter().map(rule).collect(),
        versions,
        requirements,
        definitions: rules.definitions.clone(),
        calendars: rules.calendars.clone(),
        successions: rules.successions.clone(),
        derived: OnceLock::new(),
    };
    order::sort(&mut program);
    program.digest = artefact::digest(&program);
    program
}

fn document(of: &model::Document) -> Document {
    Document {
        id: of.id.clone(),
        label: of.label.clone(),
        number: of.number.clone(),
        advisory: of.advisory,
        from: of.from,
        to: of.to,
        calendar: of.calendar,
        horizon: of.horizon,
        applies_to: of.applies_to.clone(),
    }
}

fn rule(of: &model::Rule) -> Rule {
    Rule {
        id: of.id.clone(),
        label: of.label.clone(),
        document: of.document,
        cites: citations(&of.cites),
    }
}

pub(in crate::author) fn citations(of: &[model::Citation]) -> Vec<Citation> {
    of.iter().map(citation).collect()
}

fn citation(of: &model::Citation) -> Citation {
    Citation {
        parts: of
            .parts
            .iter()
            .map(|(unit, value)| (order::unit_key(*unit), value.clone()))
            .collect(),
    }
}
