//! Verdicts as text: by body, then by document and article, a row for each with what follows from it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anstyle::Style;
use luat_core::run::because::Explained;
use luat_core::run::counts::{Counts, Summary};
use luat_core::run::evaluate::{self, Request};
use luat_core::run::facts::{Body, Facts};
use luat_core::run::program::{DocumentId, Program};
use luat_core::run::verdict::{BodyName, Outcome, Reason, Severity, Status, Verdict};
use luat_core::words::{self, Language, VerdictWords};

use super::{BOLD, CYAN, DIM, GREEN, RED, YELLOW, clean, padded, pick, styled, width};

/// Entries of a list beside a verdict; the rest is counted.
const LISTED: usize = 8;
/// A value wider than this does not push the bounds of the others aside.
const WIDEST_VALUE: usize = 36;

/// Columns that a paragraph takes.
const PARAGRAPH: usize = 92;

/// The whole answer as text.
pub(crate) fn render(
    program: &Program,
    facts: &Facts,
    outcome: &Outcome,
    (request, language): (&Request, Language),
) -> String {
    let mut page = Page::new(program, facts, language);
    page.head(outcome);
    // A year reported for its base figures alone is not told line by line; one that is asked for is.
    let is_told = |verdict: &&Verdict| !request.periods.is_empty() || !verdict.precedes(program);
    let all = outcome.verdicts.iter();
    let told: Vec<(&Verdict, Option<&Explained>)> =
        all.filter(is_told).map(|verdict| (verdict, None)).collect();
    let untold = outcome.verdicts.len() - told.len();
    page.verdicts(told);
    page.untold(untold);
    page.counted(outcome);
    page.problems(outcome);
    page.next_facts(outcome);
    page.summary(outcome);
    page.text
}

/// Verdicts, each with the tree of its sentence below it.
pub(crate) fn render_explained(
    program: &Program,
    facts: &Facts,
    explained: &[Explained],
    language: Language,
) -> String {
    let mut page = Page::new(program, facts, language);
    page.verdicts(
        explained
            .iter()
            .map(|one| (&one.verdict, Some(one)))
            .collect(),
    );
    page.text
}

struct Page<'a> {
    program: &'a Program,
    names: BTreeMap<BodyName, &'a str>,
    language: Language,
    text: String,
}

/// Widths of the columns.
#[derive(Default)]
struct Columns {
    status: usize,
    period: usize,
    value: usize,
}

impl<'a> Page<'a> {
    fn new(program: &'a Program, facts: &'a Facts, language: Language) -> Self {
        let mut names = BTreeMap::new();
        gather_names(program, &facts.body, &mut names);
        Self {
            program,
            names,
            language,
            text: String::new(),
        }
    }

    fn line(&mut self, indent: usize, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{:indent$}{text}", "");
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn body_name(&self, body: &BodyName) -> String {
        clean(&words::body(
            self.program,
            body,
            self.names.get(body).copied(),
            self.language,
        ))
    }

    fn head(&mut self, outcome: &Outcome) {
        let body = self.body_name(&outcome.body);
        let day = words::date(outcome.as_of, self.language);
        let as_of = pick(self.language, "as of", "tính đến");
        self.line(
            0,
            &format!(
                "{} · {as_of} {day} · {}",
                styled(BOLD, &body),
                clean(&self.program.id)
            ),
        );
    }

    fn verdicts(&mut self, verdicts: Vec<(&Verdict, Option<&Explained>)>) {
        let told: Vec<VerdictWords> = verdicts
            .iter()
            .map(|(one, _)| {
                words::verdict(
                    self.program,
                    one,
                    self.names.get(&one.body).copied(),
                    self.language,
                )
            })
            .collect();
        let columns = Columns::of(&told);
        let mut before: Option<&Verdict> = None;
        let all: Vec<_> = verdicts.into_iter().zip(&told).collect();
        for run in all.chunk_by(|(one, _), (other, _)| are_both_to_come(one, other)) {
            let (Some(((verdict, explained), told)), Some((_, last))) = (run.first(), run.last())
            else {
                continue;
            };
            self.headings(before, verdict, told);
            if run.len() > 1 {
                self.ahead(verdict, (&told.period, &last.period), run.len(), &columns);
            } else {
                self.row(verdict, told, &columns);
            }
            self.details(verdict, told);
            if let Some(explained) = explained {
                self.because(explained);
            }
            before = Some(verdict);
        }
    }

    /// Several periods that have not begun, in one line; what follows is of the first.
    fn ahead(
        &mut self,
        verdict: &Verdict,
        (first, last): (&str, &str),
        periods: usize,
        columns: &Columns,
    ) {
        let status = words::status(verdict.status, self.language);
        let status = format!("{} {status}", mark(verdict.status));
        let status = styled(status_style(verdict), &padded(&status, columns.status));
        let told = pick(
            self.language,
            format!("{periods} periods that have not begun"),
            format!("{periods} kỳ chưa bắt đầu"),
        );
        let line = format!("{status}  {} – {}  {told}", clean(first), clean(last));
        self.line(6, &line);
    }

    /// The explanation as a paragraph, then the tree line by line.
    fn because(&mut self, explained: &Explained) {
        let name = self.names.get(&explained.verdict.body).copied();
        let paragraph = words::paragraph(self.program, explained, name, self.language);
        for line in wrapped(&clean(&paragraph), PARAGRAPH) {
            self.line(8, &line);
        }
        for line in words::because(self.program, explained, self.language) {
            let depth = usize::try_from(line.depth).unwrap_or_default();
            self.line(10 + 2 * depth, &styled(DIM, &clean(&line.with_path())));
        }
    }

    /// How many results are about periods before the rules were in force.
    fn untold(&mut self, results: usize) {
        if results > 0 {
            self.blank();
            let text = words::before_force(results, self.language);
            self.line(0, &styled(DIM, &text));
        }
    }

    /// What changed since the verdict before: body, document, article, rule.
    fn headings(&mut self, before: Option<&Verdict>, verdict: &Verdict, told: &VerdictWords) {
        let new_body = before.is_none_or(|before| before.body != verdict.body);
        if new_body {
            self.blank();
            let name = self.body_name(&verdict.body);
            self.line(0, &styled(BOLD, &name));
        }
        let document = self.document(verdict);
        let new_document =
            new_body || before.is_none_or(|before| self.document(before) != document);
        if new_document && self.program.documents.len() > 1 {
            let text = self.document_title(document);
            self.line(2, &text);
        }
        let article = self.article(verdict);
        if new_document || before.is_none_or(|before| self.article(before) != article) {
            self.line(2, &styled(BOLD, &clean(&article)));
        }
        if new_document
            || before.is_none_or(|before| {
                before.rule != verdict.rule || self.part(before) != self.part(verdict)
            })
        {
            let cite = told
                .cite
                .strip_prefix(&article)
                .unwrap_or(&told.cite)
                .trim();
            let cite = if cite.is_empty() {
                String::new()
            } else {
                format!("{} · ", clean(cite))
            };
            self.line(4, &format!("{cite}{}", clean(&told.title)));
        }
        let is_new = before.is_none_or(|before| {
            before.rule != verdict.rule || before.requirement != verdict.requirement
        });
        if new_document || is_new {
            self.asked(verdict);
        }
    }

    /// Which of the sentences of a rule, where it has several.
    fn asked(&mut self, verdict: &Verdict) {
        let requirement = &self.program.requirements[verdict.requirement];
        let mut others = self.program.requirements.iter();
        if others.any(|one| one.rule == requirement.rule && one.number != requirement.number) {
            let what = words::statement(self.program, requirement, self.language).what;
            let text = format!("{}. {}", requirement.number, clean(&what));
            for line in wrapped(&text, PARAGRAPH) {
                self.line(5, &styled(DIM, &line));
            }
        }
    }

    fn row(&mut self, verdict: &Verdict, told: &VerdictWords, columns: &Columns) {
        let status = format!("{} {}", mark(verdict.status), told.status);
        let status = styled(status_style(verdict), &padded(&status, columns.status));
        let period = padded(&clean(&told.period), columns.period);
        let rest = match &told.measure {
            Some(measure) => match &measure.required {
                Some(required) => format!(
                    "{}  {}",
                    padded(&clean(&measure.value), columns.value),
                    clean(required)
                ),
                None => clean(&measure.value),
            },
            None => told.reason.map(str::to_owned).unwrap_or_default(),
        };
        self.line(6, format!("{status}  {period}  {rest}").trim_end());
    }

    fn details(&mut self, verdict: &Verdict, told: &VerdictWords) {
        let language = self.language;
        if verdict.severity.is_some() {
            let severity = told
                .severity
                .as_ref()
                .map(|severity| format!("{severity}: "))
                .unwrap_or_default();
            let sentence = told
                .measure
                .as_ref()
                .map_or("", |measure| &measure.sentence);
            self.detail(RED, &format!("{severity}{sentence}"));
        }
        let reason = told
            .reason
            .filter(|_| told.measure.is_some())
            .map(str::to_owned);
        let facts = [
            reason,
            told.so_far.clone(),
            told.late_by.clone(),
            self.due(verdict, told),
        ];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        self.detail(DIM, &facts.join(" · "));
        let mut remedy = told.remedy.clone();
        remedy.extend(told.pace.clone());
        self.list(pick(language, "to meet it:", "để đạt:"), &remedy, "; ");
        self.list(
            pick(language, "missing:", "còn thiếu:"),
            &told.missing,
            "; ",
        );
        for member in told.members.iter().take(LISTED) {
            self.detail(Style::new(), &format!("- {member}"));
        }
        if let Some(more) = self.more(told.members.len()) {
            self.detail(DIM, &format!("- {more}"));
        }
        for note in &told.notes {
            self.detail(DIM, note);
        }
    }

    /// A due date says something while it lies ahead or was passed.
    fn due(&self, verdict: &Verdict, told: &VerdictWords) -> Option<String> {
        let telling =
            verdict.status.is_miss() || matches!(verdict.status, Status::Pending | Status::Unknown);
        let named = words::period(&verdict.period, self.language);
        told.due
            .clone()
            .filter(|_| telling && named == told.period && !verdict.period.starts_with("by "))
    }

    fn list(&mut self, lead: &str, items: &[String], mark: &str) {
        if items.is_empty() {
            return;
        }
        let mut shown: Vec<String> = items.iter().take(LISTED).cloned().collect();
        shown.extend(self.more(items.len()));
        self.detail(CYAN, &format!("{lead} {}", shown.join(mark)));
    }

    fn more(&self, items: usize) -> Option<String> {
        let more = items.checked_sub(LISTED).filter(|more| *more > 0)?;
        Some(pick(
            self.language,
            format!("and {more} more"),
            format!("và {more} mục khác"),
        ))
    }

    fn detail(&mut self, style: Style, text: &str) {
        if !text.is_empty() {
            self.line(10, &styled(style, &clean(text)));
        }
    }

    /// The body's own part in rules of the bodies above it.
    fn counted(&mut self, outcome: &Outcome) {
        if outcome.counted.is_empty() {
            return;
        }
        self.blank();
        let head = pick(
            self.language,
            "Counted in duties of the level above",
            "Được tính vào trách nhiệm của cấp trên",
        );
        self.line(0, &styled(BOLD, head));
        for one in &outcome.counted {
            let rule = &self.program.rules[one.rule.index()];
            let title = self.language.one(&rule.label);
            let period = words::period(&one.period, self.language);
            let counts = words::counts(one.counts, self.language);
            self.line(2, &clean(&format!("{title}, {period}: {counts}")));
        }
    }

    fn problems(&mut self, outcome: &Outcome) {
        if outcome.problems.is_empty() {
            return;
        }
        self.blank();
        let head = pick(
            self.language,
            "Problems in the report",
            "Số liệu báo cáo có vấn đề",
        );
        self.line(
            0,
            &styled(BOLD, &format!("{head} ({})", outcome.problems.len())),
        );
        for problem in &outcome.problems {
            let told = words::problem(self.program, problem, self.language);
            let line = format!(
                "{} {}: {}",
                styled(YELLOW, "!"),
                clean(&told.place),
                clean(&told.message)
            );
            self.line(2, &line);
            if let Some(help) = told.help {
                self.line(4, &styled(CYAN, &clean(&help)));
            }
        }
    }

    fn next_facts(&mut self, outcome: &Outcome) {
        if outcome.next_facts.is_empty() {
            return;
        }
        self.blank();
        let head = pick(
            self.language,
            "Most useful to report next",
            "Nên bổ sung trước",
        );
        self.line(0, &styled(BOLD, head));
        for path in outcome.next_facts.iter().take(LISTED) {
            let name = words::path(self.program, path, self.language);
            let path = if name == *path {
                String::new()
            } else {
                format!(" ({path})")
            };
            self.line(2, &format!("- {}", clean(&format!("{name}{path}"))));
        }
        if let Some(more) = self.more(outcome.next_facts.len()) {
            self.line(2, &format!("- {more}"));
        }
    }

    fn summary(&mut self, outcome: &Outcome) {
        self.blank();
        let Summary { computed, attested } = outcome.verdicts.iter().collect();
        let told = self.counts(computed);
        self.line(0, &told);
        if attested.total() > 0 {
            let lead = pick(self.language, "on a person's word:", "theo xác nhận:");
            let text = format!("{lead} {}", self.counts(attested));
            self.line(0, &text);
        }
    }

    fn counts(&self, counts: Counts) -> String {
        let told = counts.iter();
        let told =
            told.map(|(status, count)| format!("{count} {}", words::status(status, self.language)));
        told.collect::<Vec<_>>().join(" · ")
    }

    fn document(&self, verdict: &Verdict) -> DocumentId {
        self.program.rules[verdict.rule.index()].document
    }

    fn document_title(&self, id: DocumentId) -> String {
        let document = &self.program.documents[id.index()];
        let title = self.language.one(&document.label);
        let number = document
            .number
            .as_ref()
            .map(|number| format!("{number} · "))
            .unwrap_or_default();
        clean(&format!(
            "{number}{}",
            if title.is_empty() {
                &document.id
            } else {
                title
            }
        ))
    }

    /// The widest numbered place of a requirement, under which its verdicts are grouped.
    fn article(&self, verdict: &Verdict) -> String {
        let requirement = &self.program.requirements[verdict.requirement];
        let Some(cite) = self.program.cite(requirement, verdict.version) else {
            return String::new();
        };
        let wide = cite
            .parts
            .iter()
            .position(|(unit, _)| *unit == "article")
            .map_or(1, |at| at + 1);
        let mut cite = cite.clone();
        cite.parts.truncate(wide);
        words::citation(&cite, self.language)
    }

    fn part(&self, verdict: &Verdict) -> Option<luat_core::run::program::CollectionId> {
        self.program.requirements[verdict.requirement].part
    }
}

/// Whether two verdicts are of one requirement of a body, in periods of which neither has begun.
fn are_both_to_come(
    (one, is_explained): &(&Verdict, Option<&Explained>),
    (other, _): &(&Verdict, Option<&Explained>),
) -> bool {
    let is_to_come = |verdict: &Verdict| verdict.reason == Reason::NotBegun;
    is_explained.is_none()
        && is_to_come(one)
        && is_to_come(other)
        && (one.requirement, &one.body) == (other.requirement, &other.body)
}

impl Columns {
    fn of(told: &[VerdictWords]) -> Self {
        let mut columns = Self::default();
        for one in told {
            columns.status = columns.status.max(width(one.status) + 2);
            columns.period = columns.period.max(width(&one.period));
            let value = one
                .measure
                .iter()
                .filter(|measure| measure.required.is_some())
                .map(|measure| width(&measure.value));
            columns.value = columns.value.max(
                value
                    .filter(|value| *value <= WIDEST_VALUE)
                    .max()
                    .unwrap_or(0),
            );
        }
        columns
    }
}

/// A text broken between words into lines of at most so many columns, where its words allow.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The name of a body, where the report gives one.
pub(crate) fn name_of<'b>(program: &Program, body: &'b Body, wanted: &BodyName) -> Option<&'b str> {
    if evaluate::name(program, body) == *wanted {
        return body.name.as_deref();
    }
    let mut others = body.below.iter().chain(&body.predecessors);
    others.find_map(|other| name_of(program, other, wanted))
}

fn gather_names<'a>(program: &Program, body: &'a Body, names: &mut BTreeMap<BodyName, &'a str>) {
    if let Some(name) = &body.name {
        let level = program.levels[body.level.index()].id.clone();
        names.insert(
            BodyName {
                level,
                id: body.id.clone(),
            },
            name,
        );
    }
    for below in body.below.iter().chain(&body.predecessors) {
        gather_names(program, below, names);
    }
}

const fn mark(status: Status) -> &'static str {
    match status {
        Status::Met => "✓",
        Status::Late => "▲",
        Status::NotMet => "✗",
        Status::Pending => "…",
        Status::Unknown => "?",
        Status::NotApplicable => "–",
    }
}

fn status_style(verdict: &Verdict) -> Style {
    match (verdict.severity, verdict.status) {
        (Some(Severity::Breach), _) | (None, Status::Late | Status::NotMet) => RED,
        (Some(Severity::Shortfall | Severity::Note | Severity::Advisory), _)
        | (None, Status::Unknown) => YELLOW,
        (None, Status::Met) => GREEN,
        (None, Status::Pending) => CYAN,
        (None, Status::NotApplicable) => DIM,
    }
}
