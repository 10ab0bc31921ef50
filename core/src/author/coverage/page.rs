//! A coverage page before it is laid out: groups of rows, in one language.

use serde::Serialize;

use super::{Catalogue, Coverage, Covered, Coverer, Held, Place, Statement};
use crate::run::program::{Citation, Program, Requirement};
use crate::words::{self, Language};

/// The page.
#[derive(Debug, Serialize)]
pub struct Page {
    /// In which it is told.
    #[serde(skip)]
    pub language: Language,
    /// Of the source document.
    pub title: String,
    /// Shares of all statements, one a way of holding them.
    pub shares: Vec<Share>,
    /// What else must be known: repetitions, statements held less fully than asked.
    pub notes: Vec<String>,
    /// Statements by article.
    pub groups: Vec<Group>,
    /// What is wrong with citations.
    pub warnings: Vec<String>,
}

/// So many statements of all.
#[derive(Debug, Serialize)]
pub struct Share {
    /// In this way.
    pub held: Held,
    /// How many.
    pub words: String,
}

/// The statements of an article.
#[derive(Debug, Serialize)]
pub struct Group {
    /// None in a document without articles.
    pub heading: Option<String>,
    /// In the order of the document.
    pub rows: Vec<Row>,
}

/// A statement.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Its id in the catalogue.
    pub id: String,
    /// How it is held.
    pub held: Held,
    /// Where it stands within its article.
    pub place: String,
    /// What it says; empty where no catalogue tells.
    pub says: String,
    /// What holds it.
    pub by: Vec<By>,
    /// What it repeats, or is held less fully than.
    pub notes: Vec<String>,
}

/// What holds a statement.
#[derive(Debug, Serialize)]
pub struct By {
    /// Its document.
    pub document: String,
    /// Its own id.
    pub id: String,
    /// Its title, where it says more than the statement and the id.
    pub title: Option<String>,
    /// `over 15%; by 2030-12-31`.
    pub thresholds: String,
}

impl Page {
    /// Tells a coverage in a language.
    pub fn new(
        catalogue: &Catalogue,
        coverage: &Coverage<'_>,
        program: &Program,
        language: Language,
    ) -> Self {
        let document = &catalogue.document;
        let title = language.pick(&document.title_en, &document.title_vi);
        let mut page = Self {
            language,
            title: title.as_ref().unwrap_or(&document.id).clone(),
            shares: shares(coverage, language),
            notes: notes(coverage, language),
            groups: Vec::new(),
            warnings: warnings(coverage, language),
        };
        for covered in &coverage.rows {
            let place = &covered.statement.citation;
            let heading = heading(place, language);
            if page
                .groups
                .last()
                .is_none_or(|group| group.heading != heading)
            {
                page.groups.push(Group {
                    heading,
                    rows: Vec::new(),
                });
            }
            if let Some(group) = page.groups.last_mut() {
                group.rows.push(row(covered, coverage, program, language));
            }
        }
        page
    }
}

/// How a statement is held, in a word.
pub fn word(held: Held, language: Language) -> &'static str {
    match held {
        Held::Computed => language.pick("computed", "tính được"),
        Held::Attested => language.pick("attested", "xác nhận"),
        Held::Principle => language.pick("principle", "nguyên tắc"),
        Held::Missing => language.pick("missing", "còn thiếu"),
    }
}

fn shares(coverage: &Coverage<'_>, language: Language) -> Vec<Share> {
    let total = coverage.counted().count();
    let share = |held: Held| {
        let count = coverage.count(held);
        let word = word(held, language);
        Share {
            held,
            words: format!("{count} {word} ({})", words::share(count, total, language)),
        }
    };
    Held::ALL.into_iter().map(share).collect()
}

fn notes(coverage: &Coverage<'_>, language: Language) -> Vec<String> {
    let repeated = coverage.rows.len() - coverage.counted().count();
    let weak = coverage.weak();
    let mut notes = Vec::new();
    if repeated > 0 {
        notes.push(language.pick(
            format!("{repeated} repeat another statement and are counted with it"),
            format!("{repeated} nội dung lặp lại nội dung khác, được tính chung với nội dung ấy"),
        ));
    }
    if weak > 0 {
        notes.push(language.pick(
            format!("{weak} are held less fully than the catalogue asks"),
            format!("{weak} nội dung được diễn đạt chưa đầy đủ như danh mục yêu cầu"),
        ));
    }
    notes
}

fn warnings(coverage: &Coverage<'_>, language: Language) -> Vec<String> {
    let astray = language.pick(
        "these cite a place that the catalogue does not list:",
        "dẫn chiếu nơi không có trong danh mục:",
    );
    let unclear = language.pick(
        "these cite a place of several statements without saying which (add “statement N”):",
        "dẫn chiếu nơi có nhiều nội dung mà không nêu nội dung nào (hãy thêm “ý N”):",
    );
    let lists = [(astray, &coverage.astray), (unclear, &coverage.unclear)];
    let told = lists.into_iter().filter(|(_, ids)| !ids.is_empty());
    told.map(|(lead, ids)| format!("{lead} {}", ids.join(", ")))
        .collect()
}

fn row(
    covered: &Covered<'_>,
    coverage: &Coverage<'_>,
    program: &Program,
    language: Language,
) -> Row {
    let statement = covered.statement;
    let mut notes = Vec::new();
    if let Some(first) = covered.repeats.and_then(|at| coverage.rows.get(at)) {
        let place = &first.statement.citation;
        notes.push(language.pick(
            format!("repeats {}", whole(place, language)),
            format!("lặp lại {}", whole(place, language)),
        ));
    } else if let Some(elsewhere) = &statement.repeats {
        let lead = language.pick("repeats", "lặp lại");
        notes.push(format!("{lead} {elsewhere}"));
    }
    if covered.is_weak() && covered.repeats.is_none() {
        notes.push(
            language
                .pick(
                    "held less fully than the catalogue asks",
                    "diễn đạt chưa đầy đủ như danh mục yêu cầu",
                )
                .to_owned(),
        );
    }
    Row {
        id: statement.id.clone(),
        held: covered.held,
        place: within_article(&statement.citation, language),
        says: language
            .pick(&statement.summary_en, &statement.summary_vi)
            .clone(),
        by: covered
            .by
            .iter()
            .map(|by| told_by(by, covered.statement, program, language))
            .collect(),
        notes,
    }
}

fn told_by(by: &Coverer, statement: &Statement, program: &Program, language: Language) -> By {
    let title = language.one(&by.label);
    let says = language.pick(&statement.summary_en, &statement.summary_vi);
    By {
        document: by.document.clone(),
        id: by.id.clone(),
        title: (title != says && title != by.id).then(|| title.to_owned()),
        thresholds: thresholds(by, program, language).join("; "),
    }
}

/// What the sentences of a coverer ask in numbers, each once.
pub fn thresholds(by: &Coverer, program: &Program, language: Language) -> Vec<String> {
    let own = |requirement: &&Requirement| {
        let rule = &program.rules[requirement.rule.index()];
        rule.id == by.id
            && program.documents[rule.document.index()].id == by.document
            && by.sentences.contains(&requirement.number)
    };
    let mut found: Vec<String> = Vec::new();
    for requirement in program.requirements.iter().filter(own) {
        let words = words::thresholds(program, requirement, language).join(", ");
        if !words.is_empty() && !found.contains(&words) {
            found.push(words);
        }
    }
    found
}

/// The article of a place; none in a document without articles.
fn heading(place: &Place, language: Language) -> Option<String> {
    let (wide, _) = parts(place);
    (!wide.is_empty()).then(|| citation(wide, language))
}

/// A place within its article.
fn within_article(place: &Place, language: Language) -> String {
    citation(parts(place).1, language)
}

/// A whole place.
fn whole(place: &Place, language: Language) -> String {
    let (mut wide, narrow) = parts(place);
    wide.extend(narrow);
    citation(wide, language)
}

fn citation(parts: Parts, language: Language) -> String {
    words::citation(&Citation { parts }, language)
}

type Parts = Vec<(&'static str, String)>;

/// The number of a statement; none of a whole unit.
fn ordinal(place: &Place) -> Option<String> {
    (place.ordinal > 0).then(|| place.ordinal.to_string())
}

/// The units of a place: down to the article, and below it.
fn parts(place: &Place) -> (Parts, Parts) {
    let clause = if place.article.is_some() {
        "clause"
    } else {
        "paragraph"
    };
    let given = |units: Vec<(&'static str, Option<String>)>| {
        let given = units.into_iter();
        given
            .filter_map(|(unit, value)| Some((unit, value?)))
            .collect()
    };
    let wide = given(vec![
        ("instrument", place.instrument.clone()),
        ("article", place.article.clone()),
    ]);
    let narrow = given(vec![
        (clause, place.clause.clone()),
        ("point", place.point.clone()),
        ("indent", place.indent.map(|n| n.to_string())),
        ("statement", ordinal(place)),
    ]);
    (wide, narrow)
}
