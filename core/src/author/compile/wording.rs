//! The wordings of a rule over time: each text with the days between which it is in force.

use jiff_core::civil::Date;

use super::citations;
use crate::author::model::{Document, Rule};
use crate::run::program::{Ended, Version, VersionId};

/// A wording, and a stretch of days in which it is in force.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wording<'r> {
    /// The rule in this wording.
    pub(super) rule: &'r Rule,
    pub(super) version: VersionId,
    /// First day on which the rule bound in any wording.
    pub(super) entry: Date,
    pub(super) from: Date,
    pub(super) to: Option<Date>,
    pub(super) ended: Ended,
    pub(super) ended_by: Option<VersionId>,
}

/// The wordings of a rule in the order of their days; their versions are added to those known.
///
/// An amendment or suspension for a time cuts the wording that it finds in two.
pub(super) fn wordings<'r>(
    rule: &'r Rule,
    document: &Document,
    versions: &mut Vec<Version>,
) -> Vec<Wording<'r>> {
    let first = add(
        versions,
        Version {
            document: rule.document,
            from: document.from,
            cites: citations(&rule.cites),
        },
    );
    let mut found = Vec::new();
    let mut current = Some(Wording {
        rule,
        version: first,
        entry: document.from,
        from: document.from,
        to: document.to,
        ended: Ended::Expired,
        ended_by: None,
    });
    for change in &rule.changes {
        let Some(before) = current.take() else { break };
        let version = add(
            versions,
            Version {
                document: change.document,
                from: change.from,
                cites: citations(&change.cites),
            },
        );
        found.push(Wording {
            to: change.from.yesterday().ok(),
            ended: match (&change.wording, change.to) {
                (Some(_), _) => Ended::Amended,
                (None, Some(_)) => Ended::Suspended,
                (None, None) => Ended::Repealed,
            },
            ended_by: Some(version),
            ..before
        });
        let amended = change.wording.as_ref().map(|rule| Wording {
            rule,
            version,
            from: change.from,
            ..before
        });
        current = match change.to {
            None => amended,
            Some(to) => {
                found.extend(amended.map(|amended| Wording {
                    to: Some(before.to.map_or(to, |last| last.min(to))),
                    ended: Ended::Amended,
                    ended_by: Some(before.version),
                    ..amended
                }));
                let again = to.tomorrow().ok().map(|from| Wording { from, ..before });
                again.filter(|again| again.to.is_none_or(|last| again.from <= last))
            }
        };
    }
    found.extend(current);
    found.retain(|wording| wording.to.is_none_or(|to| wording.from <= to));
    found
}

fn add(versions: &mut Vec<Version>, version: Version) -> VersionId {
    let id = VersionId(u32::try_from(versions.len()).unwrap_or(u32::MAX));
    versions.push(version);
    id
}
