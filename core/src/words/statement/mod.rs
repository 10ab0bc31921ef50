//! A requirement as a sentence made from its meaning: who must do what, by when, in which cases.

pub(super) mod goal;
mod quantity;
mod schedule;

use super::condition::{Detail, Teller};
use super::number::{date, unit};
use super::place::citation;
use super::{Language, required};
use crate::run::program::{
    Bound, Citation, Condition, Definition, Ended, FactKind, Goal, LevelId, Limit, Modality,
    Program, Quantity, Requirement, Schedule, Unit, VersionId,
};

/// A requirement in one language, part by part and as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Statement {
    /// Where the law says it, from the first citation on.
    pub cite: Vec<String>,
    /// Whose duty it is: `district, commune`.
    pub bearer: String,
    /// How strongly it is asked: `must`.
    pub modality: &'static str,
    /// When it is judged: `every year, by 15 December`.
    pub when: String,
    /// What is asked: `over 15% of hamlet heads trained`.
    pub what: String,
    /// In which cases it is asked: `if region is Red River delta`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// In which cases it is not: `except when …`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception: Option<String>,
    /// From when to when this wording is in force.
    pub in_force: String,
    /// What else decides: that nobody to count is met, that an office's word is taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// All of it as a sentence.
    pub sentence: String,
}

/// A requirement in words.
pub fn statement(program: &Program, requirement: &Requirement, language: Language) -> Statement {
    let version = &program.versions[requirement.version.index()];
    let cites = if requirement.cites.is_empty() {
        &version.cites
    } else {
        &requirement.cites
    };
    let lead = |condition: &Condition, en: &str, vi: &str| {
        let told = self::condition(program, condition, language);
        format!("{} {told}", language.pick(en, vi))
    };
    let mut told = Statement {
        cite: places(cites, language),
        bearer: levels(program, &requirement.bearers, language),
        modality: super::modality(requirement.modality, language),
        when: schedule::timing(program, requirement, language),
        what: goal::goal(program, &requirement.goal, language),
        condition: requirement
            .condition
            .as_ref()
            .map(|condition| lead(condition, "if", "nếu")),
        exception: requirement
            .exception
            .as_ref()
            .map(|condition| lead(condition, "except when", "trừ trường hợp")),
        in_force: in_force(program, requirement, language),
        notes: terms(requirement, language),
        sentence: String::new(),
    };
    told.sentence = sentence(program, requirement, &told, language);
    told
}

/// Places in the order of the text, each once.
fn places(of: &[Citation], language: Language) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for one in of.iter().map(|cite| citation(cite, language)) {
        if !told.contains(&one) {
            told.push(one);
        }
    }
    told
}

/// What a goal asks: `over 15% of hamlet heads trained`.
pub fn required_goal(program: &Program, of: &Goal, language: Language) -> String {
    goal::goal(program, of, language)
}

/// A bound: `over 15%`, `at least the greater of 5 and number of hamlets`.
pub fn bound(program: &Program, of: &Bound, language: Language) -> String {
    quantity::bound(program, of, language)
}

/// A time limit: `within 5 working days of “issued”`.
pub fn time_limit(program: &Program, of: &Limit, language: Language) -> String {
    required::limit(program, of, language)
}

/// When a requirement is judged, with the years for which its sentence asks it: `every year, by 15 December`,
/// `every quarter, from 2026 to 2030`.
pub fn timing(program: &Program, of: &Requirement, language: Language) -> String {
    schedule::timing(program, of, language)
}

/// How often a requirement is judged, and so reported for: `every year`, `once`.
pub fn frequency(of: Schedule, language: Language) -> String {
    schedule::frequency(of, language)
}

/// What kind of fact is reported: `a number`, `a date`.
pub fn fact_kind(of: &FactKind, language: Language) -> String {
    match of {
        FactKind::StateInPeriod => language.pick(
            "whether it is so, counted in the period",
            "trạng thái, tính trong kỳ",
        ),
        FactKind::StateToDate => language.pick(
            "whether it is so, counted to date",
            "trạng thái, tính lũy kế",
        ),
        FactKind::StateNow => {
            language.pick("whether it is so, as it stands", "trạng thái hiện tại")
        }
        FactKind::Act => language.pick("the day on which it was done", "ngày thực hiện"),
        FactKind::Date => language.pick("a date", "ngày"),
        FactKind::Count => language.pick("a number", "số lượng"),
        FactKind::Amount(of) => {
            let unit = unit(of, language);
            return language.pick(
                format!("an amount in {unit}"),
                format!("số tiền, đại lượng ({unit})"),
            );
        }
        FactKind::Choice(_) => language.pick("a choice", "lựa chọn"),
        FactKind::YesNo => language.pick("yes or no", "có hoặc không"),
    }
    .to_owned()
}

/// What a named expression stands for.
pub fn defined(program: &Program, definition: &Definition, language: Language) -> String {
    match goal::truth(&definition.value) {
        Some(when) => condition(program, when, language),
        None => quantity::quantity(program, &definition.value, &definition.unit, language),
    }
}

/// What a named expression stands for, line by line where it is a table or a score.
pub fn defined_lines(
    program: &Program,
    definition: &Definition,
    language: Language,
) -> Vec<String> {
    match goal::truth(&definition.value) {
        Some(when) => vec![condition(program, when, language)],
        None => quantity::lines(program, &definition.value, &definition.unit, language),
    }
}

/// A condition, told in full.
pub fn condition(program: &Program, of: &Condition, language: Language) -> String {
    teller(program, language).whole(of)
}

fn teller(program: &Program, language: Language) -> Teller<'_, Full> {
    Teller {
        program,
        language,
        detail: Full {
            mark: language.pick(": ", " "),
        },
        among: None,
    }
}

/// Comparisons and requirements within conditions, told in full.
#[derive(Clone, Copy)]
struct Full {
    /// What stands between a quantity and its bound.
    mark: &'static str,
}

impl Detail for Full {
    fn compared(
        self,
        program: &Program,
        (quantity, bound): (&Quantity, &Bound),
        language: Language,
    ) -> String {
        goal::compared(program, quantity, bound, self.mark, language)
    }

    fn required(self, program: &Program, goal: &Goal, language: Language) -> String {
        goal::goal(program, goal, language)
    }
}

/// What stands behind the modality; a prohibited deed is named as it is, since the modality says no already.
fn behind_modality(
    program: &Program,
    requirement: &Requirement,
    what: &str,
    language: Language,
) -> String {
    match (&requirement.goal, requirement.modality) {
        (Goal::Refrain { facts }, Modality::MustNot) => {
            super::condition::any_named(program, facts, language)
        }
        _ => what.to_owned(),
    }
}

/// Levels by their names.
pub fn levels(program: &Program, of: &[LevelId], language: Language) -> String {
    let names: Vec<&str> = of
        .iter()
        .map(|level| language.one(&program.levels[level.index()].label))
        .collect();
    names.join(", ")
}

/// From when to when a requirement is in force: `from 2024-11-13 to 2026-12-31, then repealed`.
pub fn in_force(program: &Program, requirement: &Requirement, language: Language) -> String {
    let from = date(requirement.from, language);
    let Some(to) = requirement.to.map(|to| date(to, language)) else {
        return language.pick(format!("from {from}"), format!("từ {from}"));
    };
    let ended = match requirement.ended {
        Ended::Expired | Ended::PhaseOver => "",
        Ended::Repealed => language.pick(", then repealed", ", sau đó bị bãi bỏ"),
        Ended::Suspended => language.pick(", then suspended", ", sau đó tạm ngưng"),
        Ended::Amended => language.pick(", then amended", ", sau đó được sửa đổi"),
    };
    let by = requirement
        .ended_by
        .map(|id| made_by(program, id, language))
        .unwrap_or_default();
    language.pick(
        format!("from {from} to {to}{ended}{by}"),
        format!("từ {from} đến {to}{ended}{by}"),
    )
}

/// Where a wording of a rule, or its repeal, is made: ` (Article 2, 02/NQ-HĐND)`.
pub fn made_by(program: &Program, id: VersionId, language: Language) -> String {
    let version = &program.versions[id.index()];
    let document = &program.documents[version.document.index()];
    let cite = version.cites.first().map(|cite| citation(cite, language));
    let parts: Vec<String> = cite.into_iter().chain(document.number.clone()).collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join(", "))
    }
}

/// What else decides: that nobody to count is met, that an office's word is taken.
pub fn terms(requirement: &Requirement, language: Language) -> Vec<String> {
    let mut notes = Vec::new();
    if requirement.none_counts_as_met {
        notes.push(language.pick(
            "counts as met where there is nobody to count",
            "không có đối tượng nào thì coi là đạt",
        ));
    }
    if requirement.attested {
        notes.push(language.pick(
            "on the word of whoever attests it",
            "theo xác nhận của người có trách nhiệm",
        ));
    }
    notes.into_iter().map(str::to_owned).collect()
}

fn sentence(
    program: &Program,
    requirement: &Requirement,
    told: &Statement,
    language: Language,
) -> String {
    let must = match requirement.modality {
        Modality::Must => language.pick("must ensure", "phải bảo đảm"),
        Modality::Strive => language.pick("strives for", "phấn đấu"),
        Modality::Encouraged => language.pick("is encouraged to ensure", "được khuyến khích"),
        Modality::Requested => language.pick("is asked to ensure", "được đề nghị"),
        Modality::MustNot => language.pick("must not let happen", "không được để xảy ra"),
    };
    let (when, bearer) = (&told.when, &told.bearer);
    let what = behind_modality(program, requirement, &told.what, language);
    let cases: Vec<&str> = [&told.condition, &told.exception]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let cases = if cases.is_empty() {
        String::new()
    } else {
        format!(", {}", cases.join(", "))
    };
    super::paragraph::sentence(&format!("{when}, {bearer} {must}: {what}{cases}"))
}

/// A number in its unit.
fn number(of: crate::run::number::Number, unit: &Unit, language: Language) -> String {
    super::number::in_unit(of, unit, &[], super::number::Cut::Down, language)
}
