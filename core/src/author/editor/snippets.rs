//! Whole declarations to be filled in, in the words of either language.

use luat_grammar::diagnostic::Text;
use luat_grammar::keywords::Keyword;
use luat_grammar::names::{Name, NameKind};
use luat_grammar::source::SourceId;
use luat_grammar::{Language, Parsed};

/// A declaration with places to fill in.
pub(super) struct Snippet {
    /// The keyword it opens with.
    pub(super) keyword: Keyword,
    /// What it is for.
    pub(super) title: Text,
    /// Its lines; places are `${1:…}`.
    pub(super) text: String,
}

/// What may be written below a declaration where a line begins.
pub(super) fn snippets(
    parsed: &Parsed,
    source: SourceId,
    language: Language,
    above: Option<Keyword>,
) -> Vec<Snippet> {
    let words = Words {
        parsed,
        source,
        language,
    };
    let mut found = Vec::new();
    let document = parsed.documents.get(source.0 as usize);
    if above.is_none() && document.is_some_and(|document| document.header.is_none()) {
        found.push(words.document());
    }
    found.extend([
        words.rule(),
        words.scenario(),
        words.population(),
        words.act(),
        words.fact(
            Keyword::Count,
            "a number that a body reports",
            "một con số do cơ quan báo cáo",
        ),
        words.fact(
            Keyword::Fact,
            "yes or no, reported by a body",
            "có hay không, do cơ quan báo cáo",
        ),
        words.fact(
            Keyword::Date,
            "a day that a body reports",
            "một ngày do cơ quan báo cáo",
        ),
        words.level(),
    ]);
    found
}

struct Words<'p> {
    parsed: &'p Parsed,
    source: SourceId,
    language: Language,
}

impl Words<'_> {
    fn word(&self, keyword: Keyword) -> &'static str {
        keyword.printed(self.language)
    }

    /// The first declared name of a kind, else what could stand there.
    fn first(&self, wanted: impl Fn(&Name) -> bool, otherwise: &str) -> String {
        let mut seen = self.parsed.names.visible_from(self.source);
        let found = seen.find(|name| wanted(name));
        found.map_or_else(
            || otherwise.to_owned(),
            |name| name.printed(self.language).to_owned(),
        )
    }

    fn a_level(&self) -> String {
        let is_level = |name: &Name| name.kind == NameKind::Level;
        let level = self
            .parsed
            .names
            .visible_from(self.source)
            .find(|name| is_level(name));
        let phrase = level.and_then(|level| level.phrases(self.language).first());
        phrase.map_or_else(
            || self.first(is_level, self.language.pick("commune", "xã")),
            |phrase| phrase.one.clone(),
        )
    }

    fn of(keyword: Keyword, title: (&str, &str), text: String) -> Snippet {
        Snippet {
            keyword,
            title: Text::new(title.0, title.1),
            text,
        }
    }

    fn document(&self) -> Snippet {
        let text = format!(
            "{} ${{1:van_ban}} \"${{2:Title}}\" / \"${{3:Tên văn bản}}\"\n  {} {} ${{4:{}}}\n$0",
            self.word(Keyword::Document),
            self.word(Keyword::InForce),
            self.language.pick("from", "từ ngày"),
            self.language.pick("2026-01-01", "01/01/2026"),
        );
        Self::of(
            Keyword::Document,
            ("the header of a document", "phần đầu của văn bản"),
            text,
        )
    }

    fn rule(&self) -> Snippet {
        let counted = self.first(
            |name| name.kind == NameKind::Population,
            self.language.pick("households", "hộ"),
        );
        let text = format!(
            "{} ${{1:quy_dinh}} \"${{2:{}}}\"\n  {} {} ${{3:1}} {} ${{4:1}}\n  {} ${{5:{}}}\n  {}, {} ${{6:1}} ${{7:{counted}}}\n$0",
            self.word(Keyword::Rule),
            self.language.pick("Title", "Tiêu đề"),
            self.word(Keyword::Cite),
            self.word(Keyword::Article),
            self.word(Keyword::Clause),
            self.word(Keyword::Bearer),
            self.a_level(),
            self.word(Keyword::Annually),
            self.word(Keyword::AtLeast),
        );
        Self::of(
            Keyword::Rule,
            ("a rule with its citation", "một quy định kèm căn cứ"),
            text,
        )
    }

    fn scenario(&self) -> Snippet {
        let rule = |name: &&Name| name.kind == NameKind::Rule;
        let rule = self.parsed.names.visible_from(self.source).find(rule);
        let rule = rule.map_or("quy_dinh", |rule| rule.id.as_str());
        let is_count = |name: &Name| name.kind == NameKind::Count && name.owner.is_none();
        let fact = self.first(is_count, self.language.pick("fact", "thông tin"));
        let text = format!(
            "{} \"${{1:{}}}\"\n  {} ${{2:{}}}\n  {} ${{3:{}}}\n  {} ${{4:{fact}}} = ${{5:1}} {} ${{6:2025}}\n  {} ${{7:{rule}}} ${{8:{}}}\n$0",
            self.word(Keyword::Scenario),
            self.language
                .pick("What it shows", "Tình huống cho thấy điều gì"),
            self.word(Keyword::AsOf),
            self.language.pick("2025-12-31", "31/12/2025"),
            self.word(Keyword::ForBody),
            self.a_level(),
            self.word(Keyword::Given),
            self.word(Keyword::InPeriod),
            self.word(Keyword::Expect),
            self.word(Keyword::Met),
        );
        Self::of(
            Keyword::Scenario,
            (
                "facts given and the verdict expected",
                "số liệu cho trước và kết quả mong đợi",
            ),
            text,
        )
    }

    fn population(&self) -> Snippet {
        let text = format!(
            "{} ${{1:doi_tuong}} \"${{2:member | members}}\" / \"${{3:đối tượng}}\" {} ${{4:{}}}\n  {} ${{5:trang_thai}} \"${{6:done}}\" / \"${{7:đã làm}}\" {}\n$0",
            self.word(Keyword::Population),
            self.word(Keyword::Per),
            self.a_level(),
            self.word(Keyword::State),
            self.word(Keyword::InThePeriod),
        );
        Self::of(
            Keyword::Population,
            (
                "whose members are counted, with a state",
                "nhóm được đếm, kèm một trạng thái",
            ),
            text,
        )
    }

    fn act(&self) -> Snippet {
        self.reported(
            Keyword::Act,
            ("a deed that is done or not", "một việc đã làm hay chưa làm"),
        )
    }

    fn fact(&self, keyword: Keyword, en: &str, vi: &str) -> Snippet {
        self.reported(keyword, (en, vi))
    }

    fn reported(&self, keyword: Keyword, title: (&str, &str)) -> Snippet {
        let text = format!(
            "{} ${{1:ma}} \"${{2:name}}\" / \"${{3:tên}}\" {} ${{4:{}}}\n$0",
            self.word(keyword),
            self.word(Keyword::Per),
            self.a_level(),
        );
        Self::of(keyword, title, text)
    }

    fn level(&self) -> Snippet {
        let text = format!(
            "{} ${{1:cap}} \"${{2:commune | communes}}\" / \"${{3:xã}}\"\n$0",
            self.word(Keyword::Level)
        );
        Self::of(
            Keyword::Level,
            ("a level of bodies", "một cấp cơ quan"),
            text,
        )
    }
}
