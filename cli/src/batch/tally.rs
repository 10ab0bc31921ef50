//! What many verdicts come to, by rule and by level.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use luat_core::run::counts::Counts;
use luat_core::run::program::{Level, LevelId, Program, Rule, RuleId};
use luat_core::run::statuses::{self, Statuses};
use luat_core::run::verdict::{Outcome, Severity, Status};
use luat_core::wire;
use luat_core::words::{self, Language};
use luat_grammar::diagnostic::Text;
use serde::Serialize;

use crate::render::{BOLD, clean, styled};

/// How many verdicts of which status there are.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Tally {
    /// Reports judged.
    pub(super) judged: u64,
    /// Lines that cannot be used.
    pub(super) unusable: u64,
    /// Verdicts that are breaches.
    pub(super) breaches: u64,
    /// Facts that cannot be used as they are told, and reports with such facts.
    pub(super) problems: u64,
    pub(super) faulty: u64,
    counts: BTreeMap<(LevelId, RuleId), Counts>,
}

/// The tally as JSON.
#[derive(Serialize)]
pub(super) struct Told<'t> {
    luat: u32,
    digest: &'t str,
    reports: u64,
    unusable: u64,
    breaches: u64,
    #[serde(skip_serializing_if = "is_none")]
    problems: u64,
    #[serde(skip_serializing_if = "is_none")]
    faulty: u64,
    levels: Vec<OfLevel<'t>>,
    rules: Vec<OfRule<'t>>,
}

#[derive(Serialize)]
struct OfLevel<'t> {
    level: &'t str,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Serialize)]
struct OfRule<'t> {
    level: &'t str,
    document: &'t str,
    rule: &'t str,
    #[serde(flatten)]
    counts: Counts,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn is_none(count: &u64) -> bool {
    *count == 0
}

impl Tally {
    /// With a report more.
    pub(super) fn add(&mut self, program: &Program, outcome: &Outcome) {
        self.judged += 1;
        self.problems += outcome.problems.len() as u64;
        self.faulty += u64::from(!outcome.problems.is_empty());
        for verdict in &outcome.verdicts {
            if let Some(level) = program.level_named(&verdict.body.level) {
                let is_breach = verdict.severity == Some(Severity::Breach);
                self.count(level, verdict.rule, verdict.status, is_breach);
            }
        }
    }

    /// With a report more, of which the statuses alone are told.
    pub(super) fn add_statuses(&mut self, of: &Statuses<'_>, told: &statuses::Told<'_>) {
        self.judged += 1;
        let program = of.program();
        for one in told.each() {
            let requirement = program.requirements.get(one.requirement);
            if let (Some(level), Some(requirement)) = (program.level_named(one.level), requirement)
            {
                let severity = of.severity(one.requirement, one.status);
                let is_breach = severity == Some(Severity::Breach);
                self.count(level, requirement.rule, one.status, is_breach);
            }
        }
    }

    /// With a verdict more.
    pub(super) fn count(&mut self, level: LevelId, rule: RuleId, status: Status, is_breach: bool) {
        self.breaches += u64::from(is_breach);
        self.counts.entry((level, rule)).or_default().add(status, 1);
    }

    /// With what another holds.
    pub(super) fn add_all(&mut self, other: &Self) {
        self.judged += other.judged;
        self.unusable += other.unusable;
        self.breaches += other.breaches;
        self.problems += other.problems;
        self.faulty += other.faulty;
        for (of, counts) in &other.counts {
            let own = self.counts.entry(*of).or_default();
            counts
                .iter()
                .for_each(|(status, more)| own.add(status, more));
        }
    }

    /// Each level with all of its rules together, then each of them.
    pub(super) fn lines<'p>(
        &self,
        program: &'p Program,
    ) -> Vec<(&'p Level, Option<&'p Rule>, Counts)> {
        let mut lines: Vec<(&Level, Option<&Rule>, Counts)> = Vec::new();
        let (mut last, mut of_level) = (None, 0);
        for ((level, rule), counts) in &self.counts {
            let (Some(of), Some(rule)) = (
                program.levels.get(level.index()),
                program.rules.get(rule.index()),
            ) else {
                continue;
            };
            if last != Some(level) {
                of_level = lines.len();
                lines.push((of, None, Counts::default()));
                last = Some(level);
            }
            if let Some((_, _, sum)) = lines.get_mut(of_level) {
                counts
                    .iter()
                    .for_each(|(status, more)| sum.add(status, more));
            }
            lines.push((of, Some(rule), *counts));
        }
        lines
    }

    /// As JSON.
    pub(super) fn told<'t>(&'t self, program: &'t Program) -> Told<'t> {
        let (mut levels, mut rules) = (Vec::new(), Vec::new());
        for (level, rule, counts) in self.lines(program) {
            let level = level.id.as_str();
            match rule {
                None => levels.push(OfLevel { level, counts }),
                Some(rule) => rules.push(OfRule {
                    level,
                    document: program
                        .documents
                        .get(rule.document.index())
                        .map_or("", |one| &one.id),
                    rule: &rule.id,
                    counts,
                }),
            }
        }
        Told {
            luat: wire::VERSION,
            digest: &program.digest,
            reports: self.judged,
            unusable: self.unusable,
            breaches: self.breaches,
            problems: self.problems,
            faulty: self.faulty,
            levels,
            rules,
        }
    }

    /// As lines for people, a rule each, by level.
    pub(super) fn page(&self, program: &Program, language: Language) -> String {
        let mut page = String::new();
        for (level, rule, counts) in self.lines(program) {
            let told = counts.iter().filter(|(_, count)| *count > 0);
            let told =
                told.map(|(status, count)| format!("{count} {}", words::status(status, language)));
            let told = told.collect::<Vec<_>>().join(" · ");
            let name = match rule {
                None => styled(BOLD, &clean(language.one(&level.label))),
                Some(rule) => format!("  {}", clean(language.one(&rule.label))),
            };
            let _ = writeln!(page, "{name}: {told}");
        }
        page
    }

    /// In a sentence.
    pub(super) fn sentence(&self) -> Text {
        let (judged, unusable, breaches) = (self.judged, self.unusable, self.breaches);
        let (problems, faulty) = (self.problems, self.faulty);
        let wrong = |text: String| if problems == 0 { String::new() } else { text };
        let en = wrong(format!(
            "; facts with problems: {problems}, in {faulty} of the reports"
        ));
        let vi = wrong(format!(
            "; số liệu có vấn đề: {problems}, trong {faulty} báo cáo"
        ));
        Text::new(
            format!(
                "reports judged: {judged}; breaches: {breaches}{en}; lines that cannot be used: {unusable}"
            ),
            format!(
                "số báo cáo đã xét: {judged}; vi phạm: {breaches}{vi}; dòng không dùng được: {unusable}"
            ),
        )
    }
}
