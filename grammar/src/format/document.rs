//! Prints the header and the declarations.

use super::layout::{Columns, Row};
use super::names::Amount;
use super::printer::{Printer, quoted, spaced};
use super::words;
use crate::Language;
use crate::keywords::Keyword;
use crate::syntax::{
    BodyRef, Change, Declaration, Document, FactKind, Header, HeaderMember, Label, Line, Member,
    MemberFact, Predecessor, Ref, Succession, Trivia,
};
use crate::units;

/// The rows of a document. The language line and the header have the number 0, the declarations follow.
pub(super) fn rows<'t>(document: &'t Document, printer: Printer<'_>) -> Vec<Row<'t>> {
    let mut rows = Vec::new();
    if let Some(line) = &document.language_line {
        let code = match printer.language {
            Language::En => "en",
            Language::Vi => "vi",
        };
        rows.push(printer.row(
            &line.trivia,
            0,
            Columns::None,
            vec![printer.after(Keyword::Language, code)],
        ));
    }
    if let Some(line) = &document.header {
        header(&line.node, &line.trivia, printer, &mut rows);
    }
    for (number, line) in document.declarations.iter().enumerate() {
        declaration(
            &line.node,
            &line.trivia,
            printer.at((number + 1, 0)),
            &mut rows,
        );
    }
    rows
}

pub(super) fn header<'t>(
    header: &'t Header,
    trivia: &'t Trivia,
    printer: Printer<'_>,
    rows: &mut Vec<Row<'t>>,
) {
    let mut cells = vec![printer.after(Keyword::Document, &header.id.node)];
    cells.extend(header.title.as_ref().map(|label| printer.label(label)));
    rows.push(printer.row(trivia, 0, Columns::None, cells));
    for (number, line) in header.members.iter().enumerate() {
        let printer = printer.at((0, number + 1));
        let (keyword, rest) = header_member(&line.node, printer);
        rows.push(printer.row(
            &line.trivia,
            1,
            Columns::Members,
            vec![printer.word(keyword).to_owned(), rest],
        ));
    }
}

fn header_member(member: &HeaderMember, printer: Printer<'_>) -> (Keyword, String) {
    match member {
        HeaderMember::Number(number) => (Keyword::Number, quoted(&number.node)),
        HeaderMember::Issuer(issuer) => (Keyword::Issuer, printer.label(issuer)),
        HeaderMember::Issued(date) => (Keyword::Issued, printer.date(date.node)),
        HeaderMember::Basis {
            number,
            issued,
            title,
        } => {
            let issued = issued.map(|day| printer.after(Keyword::Issued, &printer.date(day.node)));
            let title = title.as_ref().map(|title| printer.label(title));
            (
                Keyword::Basis,
                spaced(&[
                    &quoted(&number.node),
                    &issued.unwrap_or_default(),
                    &title.unwrap_or_default(),
                ]),
            )
        }
        HeaderMember::InForce { from, to, cites } => {
            let to = to
                .map(|to| printer.after(Keyword::To, &printer.date(to.node)))
                .unwrap_or_default();
            let cites = if cites.is_empty() {
                String::new()
            } else {
                printer.after(Keyword::Cite, &printer.citations(cites))
            };
            (
                Keyword::InForce,
                spaced(&[
                    &printer.after(Keyword::From, &printer.date(from.node)),
                    &to,
                    &cites,
                ]),
            )
        }
        HeaderMember::Status(status) => (
            Keyword::DocumentStatus,
            printer.word(words::document_status(status.node)).to_owned(),
        ),
        HeaderMember::Implements(id) => (Keyword::Implements, id.node.clone()),
        HeaderMember::Calendar(id) => (Keyword::Calendar, id.node.clone()),
        HeaderMember::Catalogue { name, instrument } => {
            let instrument = instrument
                .as_ref()
                .map(|name| printer.after(Keyword::Instrument, &quoted(&name.node)));
            (
                Keyword::Catalogue,
                spaced(&[&quoted(&name.node), &instrument.unwrap_or_default()]),
            )
        }
        HeaderMember::Throughout { from, to } => {
            (Keyword::Throughout, printer.years(from.node, to.node))
        }
        HeaderMember::AppliesTo { level, body } => (
            Keyword::AppliesTo,
            spaced(&[&printer.name(level, Amount::One), &body.node]),
        ),
        HeaderMember::Note(note) => (Keyword::Note, printer.label(note)),
        HeaderMember::Allow { code, reason } => {
            (Keyword::Allow, spaced(&[&code.node, &quoted(&reason.node)]))
        }
    }
}

pub(super) fn declaration<'t>(
    declaration: &'t Declaration,
    trivia: &'t Trivia,
    printer: Printer<'_>,
    rows: &mut Vec<Row<'t>>,
) {
    let (keyword, id, rest) = head(declaration, printer);
    let mut cells = vec![printer.after(keyword, &id)];
    cells.extend(rest);
    rows.push(printer.row(trivia, 0, Columns::Declarations, cells));
    match declaration {
        Declaration::Use(_) | Declaration::Group(_) => {}
        Declaration::Level(level) => members(&level.members, printer, rows),
        Declaration::Act(act) => members(&act.members, printer, rows),
        Declaration::Population(population) => members(&population.members, printer, rows),
        Declaration::Fact(fact) => members(&fact.members, printer, rows),
        Declaration::Parameter(parameter) => printer.rule_members(&parameter.members, rows),
        Declaration::Define(define) => printer.rule_members(&define.members, rows),
        Declaration::Table(table) => printer.table_members(&table.members, rows),
        Declaration::Score(score) => printer.score_members(&score.members, rows),
        Declaration::Principle(principle) => printer.rule_members(&principle.members, rows),
        Declaration::Rule(rule) => printer.rule_members(&rule.members, rows),
        Declaration::Amend(change) | Declaration::Repeal(change) => {
            printer.rule_members(&change.members, rows);
        }
        Declaration::Scenario(scenario) => printer.scenario_lines(&scenario.lines, rows),
        Declaration::Calendar(calendar) => printer.calendar_lines(&calendar.lines, rows),
        Declaration::Successor(succession) => printer.rule_members(&succession.members, rows),
    }
}

/// Keyword, id, and the further cells of the first line.
fn head(declaration: &Declaration, printer: Printer<'_>) -> (Keyword, String, Vec<String>) {
    match declaration {
        Declaration::Use(id) => (Keyword::Use, id.node.clone(), Vec::new()),
        Declaration::Level(level) => {
            let within = level.within.as_ref().map(|above| {
                printer.after(Keyword::WithinLevel, &printer.name(above, Amount::One))
            });
            (
                Keyword::Level,
                level.id.node.clone(),
                labelled(printer, &level.label, within.unwrap_or_default()),
            )
        }
        Declaration::Act(act) => (
            Keyword::Act,
            act.id.node.clone(),
            labelled(printer, &act.label, per(&act.per, printer)),
        ),
        Declaration::Population(population) => {
            let events = if population.events {
                printer.word(Keyword::InThePeriod)
            } else {
                ""
            };
            let tail = spaced(&[&per(&population.per, printer), events]);
            (
                Keyword::Population,
                population.id.node.clone(),
                labelled(printer, &population.label, tail),
            )
        }
        Declaration::Group(group) => {
            let of: Vec<String> = group
                .of
                .iter()
                .map(|name| printer.name(name, Amount::Many))
                .collect();
            (
                Keyword::Group,
                group.id.node.clone(),
                labelled(printer, &group.label, format!("= {}", of.join(", "))),
            )
        }
        Declaration::Fact(fact) => {
            let tail = spaced(&[&per(&fact.per, printer), &kind_tail(&fact.kind, printer)]);
            (
                words::fact_kind(&fact.kind),
                fact.id.node.clone(),
                labelled(printer, &fact.label, tail),
            )
        }
        Declaration::Parameter(parameter) => {
            let values: Vec<String> = parameter
                .values
                .iter()
                .map(|(value, from)| {
                    spaced(&[
                        &printer.whole(value),
                        &printer.after(Keyword::From, &printer.date(from.node)),
                    ])
                })
                .collect();
            (
                Keyword::Parameter,
                parameter.id.node.clone(),
                labelled(printer, &parameter.label, values.join(", ")),
            )
        }
        Declaration::Define(define) => (
            Keyword::Define,
            define.id.node.clone(),
            labelled(
                printer,
                &define.label,
                format!("= {}", printer.whole(&define.value)),
            ),
        ),
        Declaration::Table(table) => (
            Keyword::Table,
            table.id.node.clone(),
            labelled(printer, &table.label, printer.table_keys(&table.by)),
        ),
        Declaration::Score(score) => (
            Keyword::Score,
            score.id.node.clone(),
            labelled(printer, &score.label, String::new()),
        ),
        Declaration::Principle(principle) => (
            Keyword::Principle,
            principle.id.node.clone(),
            principle
                .label
                .as_ref()
                .map(|label| printer.label(label))
                .into_iter()
                .collect(),
        ),
        Declaration::Rule(rule) => (
            Keyword::Rule,
            rule.id.node.clone(),
            rule.label
                .as_ref()
                .map(|label| printer.label(label))
                .into_iter()
                .collect(),
        ),
        Declaration::Amend(change) => changed(Keyword::Amend, change, printer),
        Declaration::Repeal(change) if change.to.is_some() => {
            changed(Keyword::Suspend, change, printer)
        }
        Declaration::Repeal(change) => changed(Keyword::Repeal, change, printer),
        Declaration::Scenario(scenario) => {
            (Keyword::Scenario, quoted(&scenario.title.node), Vec::new())
        }
        Declaration::Calendar(calendar) => (
            Keyword::Calendar,
            calendar.id.node.clone(),
            vec![printer.label(&calendar.label)],
        ),
        Declaration::Successor(succession) => (
            Keyword::Successor,
            bodies_taken_over(succession, printer),
            Vec::new(),
        ),
    }
}

/// `commune ang-to of district muong-ang from 2025-07-01`.
fn bodies_taken_over(succession: &Succession, printer: Printer<'_>) -> String {
    let body = |of: &BodyRef| spaced(&[&printer.name(&of.level, Amount::One), &of.body.node]);
    let predecessor = |of: &Predecessor| {
        let body = body(&of.body);
        if of.in_part {
            printer.after(Keyword::PartOf, &body)
        } else {
            body
        }
    };
    let of: Vec<String> = succession.of.iter().map(predecessor).collect();
    spaced(&[
        &body(&succession.to),
        &printer.after(Keyword::Of, &of.join(", ")),
        &printer.after(Keyword::From, &printer.date(succession.from.node)),
    ])
}

/// `amend DOCUMENT rule ID from DATE [to DATE]`.
fn changed(
    keyword: Keyword,
    change: &Change,
    printer: Printer<'_>,
) -> (Keyword, String, Vec<String>) {
    let to = change
        .to
        .map(|to| printer.after(Keyword::To, &printer.date(to.node)));
    let rest = spaced(&[
        &change.document.node,
        &printer.after(Keyword::Rule, &change.rule.id),
        &printer.after(Keyword::From, &printer.date(change.from.node)),
        &to.unwrap_or_default(),
    ]);
    (keyword, rest, Vec::new())
}

fn labelled(printer: Printer<'_>, names: &Label, tail: String) -> Vec<String> {
    let mut cells = vec![printer.label(names)];
    if !tail.is_empty() {
        cells.push(tail);
    }
    cells
}

fn per(levels: &[Ref], printer: Printer<'_>) -> String {
    if levels.is_empty() {
        String::new()
    } else {
        printer.after(Keyword::Per, &printer.levels(levels))
    }
}

/// What stands after the label of a fact.
fn kind_tail(kind: &FactKind, printer: Printer<'_>) -> String {
    match kind {
        FactKind::State(kind) => printer.word(words::state_kind(*kind)).to_owned(),
        FactKind::Amount { unit } => printer.after(
            Keyword::InUnit,
            units::written(&unit.node, printer.language),
        ),
        FactKind::Date | FactKind::Count | FactKind::Choice | FactKind::YesNo => String::new(),
    }
}

fn members<'t>(members: &'t [Line<Member>], printer: Printer<'_>, rows: &mut Vec<Row<'t>>) {
    let mut below_fact = 0;
    for (number, line) in members.iter().enumerate() {
        let printer = printer.at((printer.place.0, number + 1));
        let word = |keyword| printer.word(keyword).to_owned();
        let (indent, cells) = match &line.node {
            Member::Note(note) => (1, vec![word(Keyword::Note), printer.label(note)]),
            Member::AttestedBy(office) => (
                1 + below_fact,
                vec![word(Keyword::AttestedBy), printer.label(office)],
            ),
            Member::Option(option) => (
                1 + below_fact,
                vec![
                    word(Keyword::Option),
                    option.id.node.clone(),
                    printer.label(&option.label),
                ],
            ),
            Member::Fact(fact) => {
                below_fact = 1;
                (1, member_fact(fact, printer))
            }
        };
        rows.push(printer.row(&line.trivia, indent, Columns::Members, cells));
    }
}

fn member_fact(fact: &MemberFact, printer: Printer<'_>) -> Vec<String> {
    let attested = fact
        .attested_by
        .as_ref()
        .map(|office| printer.after(Keyword::AttestedBy, &printer.label(office)));
    let tail = spaced(&[
        &kind_tail(&fact.kind, printer),
        &attested.unwrap_or_default(),
    ]);
    let mut cells = vec![
        printer.word(words::fact_kind(&fact.kind)).to_owned(),
        fact.id.node.clone(),
    ];
    cells.extend(labelled(printer, &fact.label, tail));
    cells
}
