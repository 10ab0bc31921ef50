//! A form as people read it, whatever it is printed as.

use luat_core::run::program::Program;
use luat_core::wire::TakenOver;
use luat_core::wire::form::{Field, Form, NeededBy, Section, Words};
use luat_core::words::{self, Language};

use super::entry::entry;
use crate::render::pick;

/// A form in words.
pub(super) struct Page {
    pub(super) language: Language,
    pub(super) title: String,
    pub(super) notes: Vec<String>,
    pub(super) groups: Vec<Group>,
}

/// What stands together.
pub(super) struct Group {
    pub(super) heading: String,
    pub(super) notes: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// The list of members that can be given instead of totals, or must be.
    pub(super) list: Option<List>,
}

/// A list of members.
pub(super) struct List {
    pub(super) lead: String,
    pub(super) columns: Vec<Row>,
}

/// A field.
pub(super) struct Row {
    pub(super) label: String,
    pub(super) entry: String,
    pub(super) mark: Mark,
    /// Explanation, bounds, whose word it is.
    pub(super) hints: Vec<String>,
    /// The rules that need it.
    pub(super) needed_by: Vec<String>,
}

/// How it stands in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// There is no report.
    None,
    /// Missing; its place among what to fill in first.
    Missing(usize),
    Given,
    Open,
    Settled,
}

impl Page {
    pub(super) fn new(program: &Program, form: &Form<'_>, language: Language) -> Self {
        let teller = Teller { form, language };
        let level = program.levels.iter().find(|level| level.id == form.level);
        let level = level.map_or(form.level, |level| language.one(&level.label));
        let period = words::period(&form.period, language);
        Self {
            language,
            title: pick(
                language,
                format!("What to report: {level}, {period}"),
                format!("Biểu mẫu báo cáo: {level}, {period}"),
            ),
            notes: teller.notes(program),
            groups: form.sections.iter().map(|one| teller.group(one)).collect(),
        }
    }
}

struct Teller<'f> {
    form: &'f Form<'f>,
    language: Language,
}

impl Teller<'_> {
    fn pick<'w>(&self, words: &'w Words) -> &'w str {
        pick(self.language, &words.en, &words.vi)
    }

    fn notes(&self, program: &Program) -> Vec<String> {
        let needed = |id: &str| self.form.rules.iter().any(|rule| rule.document == id);
        let documents = program.documents.iter().filter(|one| needed(&one.id));
        let mut notes: Vec<String> = documents
            .map(|document| {
                let title = self.language.one(&document.label);
                match &document.number {
                    Some(number) => format!("{title} ({number})"),
                    None => title.to_owned(),
                }
            })
            .collect();
        if !self.form.predecessors.is_empty() {
            let bodies: Vec<String> = self
                .form
                .predecessors
                .iter()
                .map(|one| self.body(program, one))
                .collect();
            let bodies = bodies.join(", ");
            notes.push(pick(
                self.language,
                format!("to be reported beside it, under \"predecessors\": {bodies}"),
                format!("báo cáo kèm theo, ghi tại \"predecessors\": {bodies}"),
            ));
        }
        if let Some(next) = self.form.next_facts {
            notes.push(if next.is_empty() {
                pick(
                    self.language,
                    "nothing is missing",
                    "không còn thiếu số liệu",
                )
                .to_owned()
            } else {
                let n = next.len();
                pick(
                    self.language,
                    format!("figures still missing: {n}; the numbers in brackets say what to fill in first"),
                    format!("số liệu còn thiếu: {n}; số trong dấu ngoặc cho biết nên điền mục nào trước"),
                )
            });
        }
        if self.form.sections.is_empty() {
            let none = pick(
                self.language,
                "no rule asks anything of this level in this period",
                "không có quy định nào yêu cầu cấp này báo cáo trong kỳ này",
            );
            notes.push(none.to_owned());
        }
        notes
    }

    /// A body that ended, by its level and id.
    fn body(&self, program: &Program, one: &TakenOver<'_>) -> String {
        let level = program
            .levels
            .iter()
            .find(|level| level.id == one.body.level);
        let level = level.map_or(one.body.level, |level| self.language.one(&level.label));
        let id = one.body.id;
        if one.in_part {
            pick(
                self.language,
                format!("the part taken over of {level} {id}"),
                format!("phần được nhận của {level} {id}"),
            )
        } else {
            format!("{level} {id}")
        }
    }

    fn group(&self, section: &Section<'_>) -> Group {
        let language = self.language;
        let label = self.pick(&section.label);
        let heading = if section.period == self.form.period {
            label.to_owned()
        } else {
            format!("{label}, {}", words::period(&section.period, language))
        };
        let rows = section.fields.iter().map(|one| self.row(one)).collect();
        let list = (!section.columns.is_empty()).then(|| List {
            lead: if section.one_by_one {
                pick(
                    language,
                    "One by one, since some rules look at each:",
                    "Kê từng mục, vì có quy định xét từng trường hợp:",
                )
                .to_owned()
            } else {
                pick(
                    language,
                    "Or one by one instead of totals:",
                    "Hoặc kê từng mục thay cho số tổng:",
                )
                .to_owned()
            },
            columns: section.columns.iter().map(|one| self.row(one)).collect(),
        });
        Group {
            heading,
            notes: section
                .note
                .iter()
                .map(|note| self.pick(note).to_owned())
                .collect(),
            rows,
            list,
        }
    }

    fn row(&self, field: &Field<'_>) -> Row {
        Row {
            label: self.pick(&field.label).to_owned(),
            entry: entry(field, self.language),
            mark: mark(field),
            hints: self.hints(field),
            needed_by: self.all_needed_by(field),
        }
    }

    /// A rule that asks for it in several requirements is told once.
    fn all_needed_by(&self, field: &Field<'_>) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        for need in &field.needed_by {
            let one = self.needed_by(need);
            if !told.contains(&one) {
                told.push(one);
            }
        }
        told
    }

    fn hints(&self, field: &Field<'_>) -> Vec<String> {
        let language = self.language;
        let mut hints: Vec<String> = Vec::new();
        hints.extend(field.note.iter().map(|note| self.pick(note).to_owned()));
        if let Some(office) = &field.attested_by {
            let office = self.pick(office);
            hints.push(pick(
                language,
                format!("attested by {office}"),
                format!("{office} xác nhận"),
            ));
        }
        if let Some(most) = field.at_most.as_ref().and_then(|path| self.field(path)) {
            let most = self.pick(&most.label);
            hints.push(pick(
                language,
                format!("at most the {most}"),
                format!("không quá {most}"),
            ));
        }
        if let Some(day) = field
            .not_before
            .as_deref()
            .and_then(luat_core::run::calendar::iso::parse_date)
        {
            let day = words::date(day, language);
            hints.push(pick(
                language,
                format!("not before {day}"),
                format!("không trước ngày {day}"),
            ));
        }
        hints
    }

    fn field(&self, path: &str) -> Option<&Field<'_>> {
        let fields = self
            .form
            .sections
            .iter()
            .flat_map(|section| &section.fields);
        fields.into_iter().find(|field| field.path == path)
    }

    /// `Training, Article 1 clause 2: if region is Red River delta`.
    fn needed_by(&self, need: &NeededBy<'_>) -> String {
        let rules = &self.form.rules;
        let rule = rules
            .iter()
            .find(|rule| (rule.document, rule.id) == (need.document, need.rule));
        let (title, cite) = rule.map_or((need.rule, ""), |rule| {
            (self.pick(&rule.label), self.pick(&rule.cite))
        });
        let title = if title.is_empty() { need.rule } else { title };
        let mut told = title.to_owned();
        if !cite.is_empty() {
            told = format!("{told} ({cite})");
        }
        let relevant: Vec<&str> = need.relevant.iter().map(|one| self.pick(one)).collect();
        if relevant.is_empty() {
            told
        } else {
            format!("{told}, {}", relevant.join(", "))
        }
    }
}

fn mark(field: &Field<'_>) -> Mark {
    match (field.state, field.place) {
        (None, _) => Mark::None,
        (Some("missing"), Some(place)) => Mark::Missing(place),
        (Some("given"), _) => Mark::Given,
        (Some("settled"), _) => Mark::Settled,
        (Some(_), _) => Mark::Open,
    }
}
