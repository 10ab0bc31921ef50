//! Verdicts in words: status, severity, reason, and the sentence that puts them together.

use jiff_core::civil::{Date, Time};

use super::measure::{MeasureWords, measure, measured};
use super::number::{clock, date};
use super::remedy::{pace, remedy};
use super::{Language, list, path, place};
use crate::run::calendar::iso;
use crate::run::program::{Goal, Modality, Program, Requirement};
use crate::run::verdict::{
    LateBy, LateUnit, MemberVerdict, Reason, Severity, Status, Truth, Verdict,
};

/// A verdict in one language: the parts that a table or page puts together, and all of it as text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct VerdictWords {
    /// The rule's title.
    pub title: String,
    /// Where the law says it: `Article 1 clause 2 point b`.
    pub cite: String,
    /// The wording it stood on, or the repeal that lifted the rule: `under 154/NQ-HĐND, from 2024-11-13`.
    pub version: String,
    /// Who is judged.
    pub body: String,
    /// The period: `first half of 2025`.
    pub period: String,
    /// The status.
    pub status: &'static str,
    /// Of a miss, also of one that is certain before all is known: how grave it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    /// What was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<MeasureWords>,
    /// Why, where the measure does not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// How it would be judged as it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub so_far: Option<String>,
    /// The last day: `due 2025-12-31`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// By how much it is late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_by: Option<String>,
    /// How fast an open milestone must be worked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pace: Option<String>,
    /// The least change that would meet it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remedy: Vec<String>,
    /// Missing facts by their names, with their paths.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Of `each`: the members not met.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
    /// What else must be known to read it: attested, counted twice, read from another period.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The verdict as text: `not met (breach): 19 of 131 …`.
    pub sentence: String,
}

/// The title of a requirement: that of its rule, and of `for each of A, B` the population it is about.
pub fn title(program: &Program, requirement: &Requirement, language: Language) -> String {
    let rule = &program.rules[requirement.rule.index()];
    let title = language.one(&rule.label);
    match requirement.part {
        None => title.to_owned(),
        Some(part) => format!(
            "{title} ({})",
            language.many(&program.collections[part.index()].label)
        ),
    }
}

/// A verdict in words. `name` is the name of its body, where one is known.
pub fn verdict(
    program: &Program,
    verdict: &Verdict,
    name: Option<&str>,
    language: Language,
) -> VerdictWords {
    let requirement = &program.requirements[verdict.requirement];
    let mut words = VerdictWords {
        title: title(program, requirement, language),
        cite: program
            .cite(requirement, verdict.version)
            .map(|cite| place::citation(cite, language))
            .unwrap_or_default(),
        version: place::version(program, verdict.version, language),
        body: place::body(program, &verdict.body, name, language),
        period: place::period(&verdict.period, language),
        status: status(verdict.status, language),
        severity: verdict.severity.map(|how| match verdict.status {
            Status::Unknown => certain(how, "facts are missing", "còn thiếu số liệu", language),
            Status::Pending => certain(
                how,
                "the time is still running",
                "thời hạn chưa kết thúc",
                language,
            ),
            Status::Met | Status::Late | Status::NotMet | Status::NotApplicable => {
                severity(how, language).to_owned()
            }
        }),
        measure: verdict.measure.as_ref().map(|found| {
            let is_kept =
                verdict.status == Status::Met && matches!(requirement.goal, Goal::Refrain { .. });
            let kept = is_kept.then_some(requirement);
            let of = (&requirement.goal, verdict.missing.as_slice(), kept);
            measured(program, of, found, language)
        }),
        reason: (!is_said(verdict)).then(|| reason(verdict.reason, language)),
        so_far: verdict
            .so_far
            .map(|how| so_far(verdict.status, how, language)),
        due: verdict
            .due
            .filter(|_| verdict.status != Status::NotApplicable)
            .map(|day| due(day, verdict.due_time, language)),
        late_by: verdict.late_by.map(|late| late_by(late, language)),
        pace: verdict.pace.as_ref().map(|needed| pace(needed, language)),
        remedy: verdict
            .remedy
            .iter()
            .map(|step| remedy(program, step, language))
            .collect(),
        missing: verdict
            .missing
            .iter()
            .map(|missing| named(program, missing, language))
            .collect(),
        members: verdict
            .members
            .iter()
            .map(|one| member(program, &requirement.goal, one, language))
            .collect(),
        notes: notes(program, verdict, language),
        sentence: String::new(),
    };
    words.sentence = sentence(&words, language);
    words
}

/// How it would be judged as it stands; of what is met as it stands, that more may happen.
fn so_far(status_now: Status, how: Status, language: Language) -> String {
    if status_now == Status::Met {
        let (en, vi) = (
            "so far: the period still runs",
            "tính đến nay, kỳ chưa kết thúc",
        );
        return pick(language, en, vi).to_owned();
    }
    let lead = language.pick("so far:", "đến nay:");
    format!("{lead} {}", status(how, language))
}

/// The word for a status.
pub const fn status(status: Status, language: Language) -> &'static str {
    let (en, vi) = match status {
        Status::Met => ("met", "đạt"),
        Status::Late => ("late", "trễ hạn"),
        Status::NotMet => ("not met", "không đạt"),
        Status::Pending => ("pending", "chưa đến hạn"),
        Status::Unknown => ("unknown", "chưa rõ"),
        Status::NotApplicable => ("not applicable", "không áp dụng"),
    };
    pick(language, en, vi)
}

/// Whether a body counts in a rule of a body above it.
pub const fn counts(counts: Truth, language: Language) -> &'static str {
    let (en, vi) = match counts {
        Truth::True => ("counts", "được tính"),
        Truth::False => ("does not count", "không được tính"),
        Truth::Unknown => ("not known whether it counts", "chưa rõ có được tính không"),
    };
    pick(language, en, vi)
}

/// That results about periods before the rules were in force are not told one by one.
pub fn before_force(results: usize, language: Language) -> String {
    let results_en = if results == 1 { "result" } else { "results" };
    language.pick(
        format!(
            "Not applicable and not listed: {results} {results_en} for periods that were over before the rules were in force."
        ),
        format!(
            "Không áp dụng và không nêu ở đây: {results} kết quả của các kỳ đã hết trước khi quy định có hiệu lực."
        ),
    )
}

/// The word for a severity.
pub const fn severity(severity: Severity, language: Language) -> &'static str {
    let (en, vi) = match severity {
        Severity::Breach => ("breach", "vi phạm"),
        Severity::Shortfall => ("shortfall", "chưa đạt mục tiêu"),
        Severity::Note => ("note", "lưu ý"),
        Severity::Advisory => ("advisory", "tham khảo"),
    };
    pick(language, en, vi)
}

/// A miss that is certain whatever is still open.
fn certain(how: Severity, en: &str, vi: &str, language: Language) -> String {
    let how = match how {
        Severity::Breach => language.pick("breach", "chắc chắn vi phạm"),
        Severity::Shortfall => language.pick("shortfall", "chắc chắn không đạt mục tiêu"),
        Severity::Note => language.pick("note", "chắc chắn không đạt, chỉ lưu ý"),
        Severity::Advisory => language.pick("advisory", "chắc chắn không đạt, chỉ tham khảo"),
    };
    language.pick(
        format!("certain to be missed: {how}, though {en}"),
        format!("{how}, dù {vi}"),
    )
}

/// The word for a modality.
pub const fn modality(modality: Modality, language: Language) -> &'static str {
    let (en, vi) = match modality {
        Modality::Must => ("must", "phải"),
        Modality::Strive => ("strive", "phấn đấu"),
        Modality::Encouraged => ("encouraged", "khuyến khích"),
        Modality::Requested => ("requested", "đề nghị"),
        Modality::MustNot => ("must not", "không được"),
    };
    pick(language, en, vi)
}

/// A reason as a clause.
pub const fn reason(reason: Reason, language: Language) -> &'static str {
    let (en, vi) = match reason {
        Reason::Share => ("judged by the share", "xét theo tỷ lệ"),
        Reason::Count => ("judged by the count", "xét theo số lượng"),
        Reason::Comparison => (
            "judged by comparing the figures",
            "xét theo so sánh số liệu",
        ),
        Reason::Deed => (
            "judged by whether it was done",
            "xét theo việc đã thực hiện hay chưa",
        ),
        Reason::Each => ("each one is judged", "xét từng trường hợp"),
        Reason::Combined => (
            "several parts are judged together",
            "xét gộp nhiều nội dung",
        ),
        Reason::InTime => ("done in time", "thực hiện đúng hạn"),
        Reason::Late => ("done after its time", "thực hiện sau thời hạn"),
        Reason::Overdue => (
            "the time has passed and it is reported as not done",
            "đã quá hạn mà báo cáo là chưa thực hiện",
        ),
        Reason::MissingFacts => ("facts are missing", "thiếu số liệu"),
        Reason::TimeOfDay => (
            "the time of day is needed, not the day alone",
            "cần cả giờ, chỉ có ngày thì chưa kết luận được",
        ),
        Reason::FaultyFacts => (
            "the facts it stands on have problems",
            "số liệu làm căn cứ có lỗi",
        ),
        Reason::Overflow => (
            "the numbers are too large to compute exactly",
            "số liệu quá lớn, không thể tính chính xác",
        ),
        Reason::Running => ("the time is still running", "thời hạn chưa kết thúc"),
        Reason::NotBegun => ("the period has not begun", "kỳ chưa bắt đầu"),
        Reason::EmptyPopulation => ("there is nobody to count", "không có đối tượng nào để tính"),
        Reason::NothingBefore => (
            "the earlier period has nothing to compare with",
            "kỳ trước bằng 0 nên không có mức để so sánh",
        ),
        Reason::NotPrescribed => (
            "nothing is prescribed for this case",
            "văn bản không quy định mức cho trường hợp này",
        ),
        Reason::Condition => (
            "the condition does not hold",
            "không thuộc trường hợp áp dụng",
        ),
        Reason::ConditionUnknown => (
            "whether the condition holds is not known",
            "chưa rõ có thuộc trường hợp áp dụng hay không",
        ),
        Reason::Exception => ("an exception holds", "thuộc trường hợp ngoại lệ"),
        Reason::DeclaredNotApplicable => (
            "reported as not applicable",
            "được báo cáo là không áp dụng",
        ),
        Reason::BeforeFirstPeriod => (
            "before the first whole period in force",
            "trước kỳ trọn vẹn đầu tiên có hiệu lực",
        ),
        Reason::NotInForce => (
            "not in force on the day that decides",
            "chưa có hoặc không còn hiệu lực vào ngày được xét",
        ),
        Reason::PhaseNotBegun => (
            "the years for which it is asked have not begun",
            "chưa đến giai đoạn mà nội dung này áp dụng",
        ),
        Reason::Expired => ("it was no longer in force", "đã hết hiệu lực"),
        Reason::PhaseOver => (
            "the years for which it is asked are over",
            "đã hết giai đoạn mà nội dung này áp dụng",
        ),
        Reason::Repealed => ("the provision was repealed", "quy định đã bị bãi bỏ"),
        Reason::Suspended => (
            "the provision was suspended for a time",
            "quy định tạm ngưng hiệu lực",
        ),
        Reason::Amended => (
            "a later wording took its place",
            "đã được thay thế bằng nội dung sửa đổi",
        ),
        Reason::NoSuchDay => (
            "the time limit ends on a day that the month does not have",
            "thời hạn kết thúc vào ngày không có trong tháng",
        ),
    };
    pick(language, en, vi)
}

/// Whether what stands beside the status says the reason: the measure, or the list of what is missing.
fn is_said(verdict: &Verdict) -> bool {
    let listed = verdict.reason == Reason::MissingFacts && !verdict.missing.is_empty();
    verdict.measure.is_some() && (listed || is_evident(verdict.reason))
}

/// Whether a measure beside the status already says the reason.
pub const fn is_evident(reason: Reason) -> bool {
    match reason {
        Reason::Share
        | Reason::Count
        | Reason::Comparison
        | Reason::Deed
        | Reason::Each
        | Reason::Combined
        | Reason::Running => true,
        Reason::InTime
        | Reason::Late
        | Reason::Overdue
        | Reason::MissingFacts
        | Reason::TimeOfDay
        | Reason::FaultyFacts
        | Reason::Overflow
        | Reason::NotBegun
        | Reason::EmptyPopulation
        | Reason::NothingBefore
        | Reason::NotPrescribed
        | Reason::Condition
        | Reason::ConditionUnknown
        | Reason::Exception
        | Reason::DeclaredNotApplicable
        | Reason::BeforeFirstPeriod
        | Reason::NotInForce
        | Reason::PhaseNotBegun
        | Reason::Expired
        | Reason::PhaseOver
        | Reason::Repealed
        | Reason::Suspended
        | Reason::Amended
        | Reason::NoSuchDay => false,
    }
}

const fn pick(language: Language, en: &'static str, vi: &'static str) -> &'static str {
    match language {
        Language::En => en,
        Language::Vi => vi,
    }
}

/// `due 2025-03-04`; of hours `due 10:00 on 2025-03-04`. Midnight is the end of its day.
fn due(day: Date, time: Option<Time>, language: Language) -> String {
    let end = match time {
        None => date(day, language),
        Some(time) => clock(iso::print_end(time), day, language),
    };
    format!("{} {end}", language.pick("due", "hạn"))
}

const fn done_before(language: Language) -> &'static str {
    pick(
        language,
        "dated before the event from which its limit counts: check the dates",
        "ngày thực hiện sớm hơn ngày bắt đầu tính thời hạn: cần kiểm tra lại ngày tháng",
    )
}

pub(super) fn late_by(late: LateBy, language: Language) -> String {
    let one = late.amount == 1;
    let unit = match late.unit {
        LateUnit::Minutes => language.pick(if one { "minute" } else { "minutes" }, "phút"),
        LateUnit::Hours => language.pick(if one { "hour" } else { "hours" }, "giờ"),
        LateUnit::Days => language.pick(if one { "day" } else { "days" }, "ngày"),
        LateUnit::WorkingDays => language.pick(
            if one { "working day" } else { "working days" },
            "ngày làm việc",
        ),
    };
    let late_by = if late.at_least {
        language.pick("late by at least", "trễ ít nhất")
    } else {
        language.pick("late by", "trễ")
    };
    format!("{late_by} {} {unit}", late.amount)
}

/// A missing fact by its name, then its path as forms and columns use it.
fn named(program: &Program, missing: &str, language: Language) -> String {
    let name = path(program, missing, language);
    if name == missing {
        name
    } else {
        format!("{name} ({missing})")
    }
}

fn member(program: &Program, goal: &Goal, member: &MemberVerdict, language: Language) -> String {
    if let Goal::Compare { .. } = goal {
        let name = path(program, &member.member, language);
        let contrary = language.pick("one that there must not be", "thuộc số không được có");
        return format!("{name}: {contrary}");
    }
    let mut parts = vec![status(member.status, language).to_owned()];
    if let Some(found) = &member.measure {
        parts.push(measure(program, (inner(goal), &[]), found, language).sentence);
    }
    if member.measure.is_none() || !is_evident(member.reason) {
        parts.push(reason(member.reason, language).to_owned());
    }
    parts.extend(member.late_by.map(|late| late_by(late, language)));
    parts.extend(member.due.map(|day| due(day, member.due_time, language)));
    if member.before_event {
        parts.push(done_before(language).to_owned());
    }
    format!(
        "{}: {}",
        path(program, &member.member, language),
        parts.join("; ")
    )
}

/// What an `each` requires of its members; one goal a part, which differ in their collections only.
fn inner(goal: &Goal) -> &Goal {
    match goal {
        Goal::Each { goals, .. } => goals.first().unwrap_or(goal),
        Goal::Share { .. }
        | Goal::Ratio { .. }
        | Goal::Compare { .. }
        | Goal::Deeds { .. }
        | Goal::Refrain { .. }
        | Goal::Combined { .. } => goal,
    }
}

fn notes(program: &Program, verdict: &Verdict, language: Language) -> Vec<String> {
    let mut notes = Vec::new();
    if is_changed(program, verdict) {
        notes.push(place::version(program, verdict.version, language));
    }
    if verdict.attested {
        notes.push(
            language
                .pick(
                    "stands on a person's word",
                    "dựa trên xác nhận, không phải số đếm",
                )
                .to_owned(),
        );
    }
    if verdict.counted_twice {
        let text = (
            "whoever stands in two of the groups is counted twice",
            "đối tượng thuộc hai nhóm được tính hai lần",
        );
        notes.push(language.pick(text.0, text.1).to_owned());
    }
    if let Some(from) = &verdict.read_from {
        let from = place::period(from, language);
        notes.push(format!(
            "{} {from}",
            language.pick("read from the report for", "theo báo cáo")
        ));
    }
    notes.extend(taken_over(program, verdict, language));
    if verdict.before_event {
        notes.push(done_before(language).to_owned());
    }
    if verdict.due_provisional {
        let text = (
            "the due date may move: days off are not announced that far ahead",
            "hạn có thể thay đổi: lịch nghỉ đến ngày đó chưa được công bố",
        );
        notes.push(language.pick(text.0, text.1).to_owned());
    }
    notes
}

/// Whose facts were added, where bodies ended within the period.
fn taken_over(program: &Program, verdict: &Verdict, language: Language) -> Option<String> {
    let first = verdict.taken_over.first()?;
    let bodies: Vec<String> = verdict
        .taken_over
        .iter()
        .map(|one| {
            let body = place::body(program, &one.body, None, language);
            match (language, one.in_part) {
                (_, false) => body,
                (Language::En, true) => format!("the part taken over of {body}"),
                (Language::Vi, true) => format!("phần được nhận của {body}"),
            }
        })
        .collect();
    let bodies = list(&bodies, language.pick("and", "và"));
    let day = date(first.from, language);
    Some(language.pick(
        format!("judged together with {bodies}, ended on {day}"),
        format!("tính gộp với {bodies}, kết thúc hoạt động từ ngày {day}"),
    ))
}

/// Whether another wording than the rule's first decided, or its repeal.
fn is_changed(program: &Program, verdict: &Verdict) -> bool {
    let version = &program.versions[verdict.version.index()];
    let document = program.rules[verdict.rule.index()].document;
    version.document != document || version.from != program.documents[document.index()].from
}

fn sentence(words: &VerdictWords, language: Language) -> String {
    let severity = words
        .severity
        .as_ref()
        .map(|severity| format!(" ({severity})"))
        .unwrap_or_default();
    let mut parts: Vec<String> = words
        .measure
        .iter()
        .map(|measure| measure.sentence.clone())
        .collect();
    parts.extend(words.reason.map(str::to_owned));
    parts.extend(words.so_far.clone());
    parts.extend(words.late_by.clone());
    parts.extend(words.due.clone());
    if !words.remedy.is_empty() {
        parts.push(format!(
            "{} {}",
            language.pick("to meet it:", "để đạt:"),
            words.remedy.join("; ")
        ));
    }
    parts.extend(words.pace.clone());
    if !words.missing.is_empty() {
        parts.push(format!(
            "{} {}",
            language.pick("missing:", "còn thiếu:"),
            words.missing.join("; ")
        ));
    }
    format!("{}{severity}: {}", words.status, parts.join("; "))
}
