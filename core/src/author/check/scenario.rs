//! Scenarios: their facts as a report, their expectations resolved.

use std::collections::BTreeMap;

use jiff_core::civil::Date;
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{self, GivenValue, Ident, Ref, ScenarioLine};

use super::Checker;
use super::declare::{Entries, Entry};
use super::expression::Value;
use super::fault::{nearest, text};
use super::report::{Part, Place, Report, Step};
use super::scope::Scope;
use super::table::Symbol;
use crate::author::model::Rule;
use crate::author::scenario::{Expectation, Expected, Review, Scenario};
use crate::run::calendar::iso;
use crate::run::calendar::period::Period;
use crate::run::number::Number;
use crate::run::program::{FactId, FactKind, LevelId, Owner, Quantity};

/// A scenario while its lines are read.
struct Draft {
    as_of: Option<Date>,
    body: Option<(LevelId, String)>,
    report: Report,
    expectations: Vec<Expectation>,
    review: Option<Review>,
    /// The period of the `given` line before.
    period: Option<String>,
    told: Told,
}

/// What has been told, whose, of which period and under which key, and where.
#[derive(Default)]
struct Told {
    facts: BTreeMap<(Place, String, String), Span>,
    /// Populations of which members are named.
    named: BTreeMap<(Place, String, String), Span>,
}

impl Told {
    /// Where the same has been told before.
    fn before(&mut self, place: &Place, period: &str, key: &str, span: Span) -> Option<Span> {
        let at = |place: &Place, key: &str| (place.clone(), period.to_owned(), key.to_owned());
        let whose = Place {
            member: None,
            ..place.clone()
        };
        // How many there are is told by their number or by their names.
        let counted = match &place.member {
            Some((set, _)) => {
                let of_set = at(&whose, set);
                self.named.entry(of_set.clone()).or_insert(span);
                self.facts.get(&of_set).copied()
            }
            None => self.named.get(&at(place, key)).copied(),
        };
        counted.or_else(|| self.facts.insert(at(place, key), span))
    }
}

impl<'t> Checker<'t> {
    /// Reads the scenarios, in the order of the texts.
    pub(super) fn scenarios(&mut self, entries: &Entries<'t>, rules: &[Rule]) -> Vec<Scenario> {
        entries
            .scenarios
            .iter()
            .filter_map(|entry| self.scenario(*entry, rules))
            .collect()
    }

    fn scenario(&mut self, entry: Entry<'t, syntax::Scenario>, rules: &[Rule]) -> Option<Scenario> {
        let tree = entry.node;
        let mut draft = Draft {
            as_of: None,
            body: None,
            report: Report::default(),
            expectations: Vec::new(),
            review: None,
            period: None,
            told: Told::default(),
        };
        // Whose facts are given must be known before the facts are read.
        for line in &tree.lines {
            if let ScenarioLine::For { level, body } = &line.node {
                draft.body = self.resolve_level(level).map(|found| {
                    let id = body
                        .as_ref()
                        .map_or_else(|| level.id.clone(), |body| body.node.clone());
                    (found, id)
                });
            }
        }
        for line in &tree.lines {
            self.scenario_line(&line.node, line.span, entry.document, rules, &mut draft);
        }
        self.scenario_complete(tree, &draft);
        let (level, body) = draft.body?;
        let report = draft.report.to_json(&self.table.level(level).id, &body);
        let expectations = draft.expectations;
        Some(Scenario {
            title: tree.title.node.clone(),
            span: tree.title.span,
            as_of: draft.as_of?,
            level,
            body,
            report,
            expectations,
            review: draft.review,
        })
    }

    fn scenario_complete(&mut self, tree: &syntax::Scenario, draft: &Draft) {
        if self.unread {
            return;
        }
        let mut lacks = |code, en: &str, vi: &str, help: &str, help_vi: &str| {
            self.faults.push(
                Diagnostic::error(code, tree.title.span, text(en, vi)).help(text(help, help_vi)),
            );
        };
        if draft.as_of.is_none() {
            lacks(
                "E0380",
                "nothing says on which day the scenario is judged",
                "chưa nêu tình huống được xét vào ngày nào",
                "add a line `as of 2026-01-10`",
                "thêm dòng `tính đến 10/01/2026`",
            );
        }
        if !tree
            .lines
            .iter()
            .any(|line| matches!(line.node, ScenarioLine::For { .. }))
        {
            lacks(
                "E0381",
                "nothing says which body the scenario is about",
                "chưa nêu tình huống là của cơ quan nào",
                "add a line `for LEVEL`",
                "thêm dòng `cho CẤP`",
            );
        }
        if !tree.lines.iter().any(|line| line.node.is_expectation()) {
            lacks(
                "E0388",
                "the scenario expects nothing",
                "tình huống không nêu kết quả kỳ vọng",
                "add a line `expect RULE met in 2025`",
                "thêm dòng `kỳ vọng QUY_ĐỊNH đạt trong năm 2025`",
            );
        }
    }

    fn scenario_line(
        &mut self,
        line: &'t ScenarioLine,
        span: Span,
        document: &str,
        rules: &[Rule],
        draft: &mut Draft,
    ) {
        match line {
            ScenarioLine::AsOf(day) => draft.as_of = Some(day.node),
            ScenarioLine::For { .. } => {}
            ScenarioLine::Final(period) => {
                if self.period_key(period).is_some() {
                    draft.report.close(&period.node);
                }
            }
            ScenarioLine::Given { of, facts, period } => {
                self.given(of, facts, period.as_ref(), span, draft);
            }
            ScenarioLine::ExpectStatus {
                rule,
                called,
                requirement,
                status,
                period,
            } => {
                let document = called.as_ref().map_or(document, |called| &called.document);
                let Some(found) = self.expected_rule(rule, requirement.as_ref(), document, rules)
                else {
                    return;
                };
                let what = Expected::Status {
                    rule: found,
                    requirement: requirement.map(|one| one.node),
                    status: status.node,
                };
                draft.expectations.push(Expectation {
                    what,
                    period: period.as_ref().map(|one| one.node.clone()),
                    span,
                });
            }
            ScenarioLine::ExpectRemedy {
                rule,
                called,
                requirement,
                amount,
                more,
                fact,
                period,
            } => {
                let document = called.as_ref().map_or(document, |called| &called.document);
                let found = self.expected_rule(rule, requirement.as_ref(), document, rules);
                let path = self.given_path(fact, draft.body.as_ref().map(|(level, _)| *level));
                let number = self.number(&amount.node, amount.span);
                let (Some(found), Some((path, _)), Some(amount)) = (found, path, number) else {
                    return;
                };
                let what = Expected::Remedy {
                    rule: found,
                    requirement: requirement.map(|one| one.node),
                    amount,
                    more: *more,
                    fact: path.key(),
                };
                draft.expectations.push(Expectation {
                    what,
                    period: period.as_ref().map(|one| one.node.clone()),
                    span,
                });
            }
            ScenarioLine::ExpectValue {
                name,
                value,
                period,
            } => {
                let Some(what) = self.expected_value(name, value) else {
                    return;
                };
                draft.expectations.push(Expectation {
                    what,
                    period: period.as_ref().map(|one| one.node.clone()),
                    span,
                });
            }
            ScenarioLine::Review { tick, note: _ } => {
                let before = draft.review.as_ref().map(|review| review.tick);
                if before.is_none_or(|before| before < tick.node) {
                    let tick = tick.node;
                    draft.review = Some(Review { tick, span });
                }
            }
        }
    }

    fn expected_rule(
        &mut self,
        id: &Ident,
        requirement: Option<&Spanned<u32>>,
        document: &str,
        rules: &[Rule],
    ) -> Option<(String, String)> {
        let Some(rule) = self.rule_meant(id, document, rules) else {
            // A rule that could not be read may be the one.
            if !self.unread {
                self.no_one_rule(id, rules);
            }
            return None;
        };
        let document = self.document_named(rule).unwrap_or(document).to_owned();
        let last = rule
            .wordings()
            .flat_map(|wording| &wording.sentences)
            .map(|sentence| sentence.number)
            .max()
            .unwrap_or(0);
        if let Some(number) = requirement.filter(|number| {
            !rule
                .wordings()
                .flat_map(|wording| &wording.sentences)
                .any(|sentence| sentence.number == number.node)
        }) {
            // A sentence with a fault of its own is missing from the rule, and told.
            if !self.unread && self.faults.is_empty() {
                self.faults.push(
                    Diagnostic::error(
                        "E0383",
                        number.span,
                        text(
                            format!("the rule has no requirement {}", number.node),
                            format!("quy định không có yêu cầu thứ {}", number.node),
                        ),
                    )
                    .label(text(
                        format!("its requirements are numbered from 1 to {last}"),
                        format!("các yêu cầu được đánh số từ 1 đến {last}"),
                    ))
                    .also(rule.span, text("the rule", "quy định"))
                    .help(text("correct the number", "sửa lại số thứ tự")),
                );
            }
            return None;
        }
        Some((document, rule.id.clone()))
    }

    fn document_named(&self, rule: &Rule) -> Option<&str> {
        let document = self.table.documents.get(rule.document.index());
        document.map(|document| document.id.as_str())
    }

    /// The rule of an id: the document's own, else that of a document it uses, else the only one.
    fn rule_meant<'r>(&self, id: &Ident, document: &str, rules: &'r [Rule]) -> Option<&'r Rule> {
        let only = |of: &dyn Fn(&str) -> bool| {
            let mut reached = rules
                .iter()
                .filter(|rule| rule.id == id.node && self.document_named(rule).is_some_and(of));
            reached.next().filter(|_| reached.next().is_none())
        };
        let used = self.used.get(&id.span.source);
        only(&|of| of == document)
            .or_else(|| only(&|of| used.is_some_and(|used| used.contains(of))))
            .or_else(|| only(&|_| true))
    }

    /// There is no rule of an id, or several that could be meant.
    fn no_one_rule(&mut self, id: &Ident, rules: &[Rule]) {
        let name = &id.node;
        if rules.iter().any(|rule| rule.id == *name) {
            let headline = text(
                format!("several documents have a rule `{name}`"),
                format!("nhiều văn bản cùng có quy định `{name}`"),
            );
            self.faults
                .push(Diagnostic::error("E0382", id.span, headline).help(text(
                    "`use` only the document that is meant",
                    "chỉ `dùng` văn bản cần nói tới",
                )));
            return;
        }
        let headline = text(
            format!("there is no rule `{name}`"),
            format!("không có quy định `{name}`"),
        );
        let told = Diagnostic::error("E0382", id.span, headline);
        let near = nearest(name, rules.iter().map(|rule| rule.id.as_str()));
        self.faults.push(match near {
            Some(near) => told.did_you_mean(near),
            None => told.help(text(
                "name a rule of these texts by its id",
                "ghi mã của một quy định trong các văn bản này",
            )),
        });
    }

    fn expected_value(&mut self, name: &Ref, value: &syntax::Expr) -> Option<Expected> {
        let found = self.resolve(name)?;
        let Symbol::Definition(id) = found else {
            let (is_en, is_vi) = super::name::describe(found);
            self.faults.push(
                Diagnostic::error(
                    "E0382",
                    name.span,
                    text(
                        format!("`{}` is not a definition", name.id),
                        format!("`{}` không phải là định nghĩa", name.id),
                    ),
                )
                .label(text(format!("this is {is_en}"), format!("đây là {is_vi}")))
                .help(text(
                    "expect the value of a `define`, or the verdict of a rule",
                    "kỳ vọng giá trị của một `định nghĩa`, hoặc kết quả của một quy định",
                )),
            );
            return None;
        };
        let wanted = self.value(value, &Scope::default())?;
        let kind = self
            .table
            .definition_notes
            .get(id.index())
            .and_then(|notes| notes.kind.clone());
        let value_number = match (wanted, kind) {
            (Value::Condition(crate::run::program::Condition::Constant(holds)), None) => {
                Some(if holds { Number::ONE } else { Number::ZERO })
            }
            (Value::Quantity(Quantity::Number(number), found), Some(kind)) => {
                if kind.meet(&found).is_none() {
                    self.unlike_kinds(
                        (name.span, &kind),
                        (value.span, &found),
                        "compared",
                        "so sánh",
                    );
                    return None;
                }
                Some(number)
            }
            _ => None,
        };
        let Some(value_number) = value_number else {
            self.faults.push(
                Diagnostic::error(
                    "E0386",
                    value.span,
                    text(
                        "the value expected is not written out",
                        "giá trị kỳ vọng không phải là một giá trị cụ thể",
                    ),
                )
                .help(text(
                    "write a number, a percentage, an amount or a date",
                    "ghi một số, tỷ lệ, lượng hoặc ngày",
                )),
            );
            return None;
        };
        Some(Expected::Value {
            name: id,
            value: value_number,
        })
    }

    fn period_key(&mut self, period: &Spanned<String>) -> Option<Period> {
        let parsed = period.node.parse::<Period>().ok();
        if parsed.is_none() {
            let key = &period.node;
            self.faults.push(
                Diagnostic::error(
                    "E0387",
                    period.span,
                    text(
                        format!("`{key}` is not a period"),
                        format!("`{key}` không phải là một kỳ"),
                    ),
                )
                .help(text(
                    "write 2025, 2025-H1, 2025-Q3 or 2025-07",
                    "viết 2025, 2025-H1, 2025-Q3 hoặc 2025-07",
                )),
            );
        }
        parsed
    }

    fn given(
        &mut self,
        of: &[(Ref, Ident)],
        facts: &'t [(Ref, Spanned<GivenValue>)],
        period: Option<&Spanned<String>>,
        span: Span,
        draft: &mut Draft,
    ) {
        if let Some(period) = period {
            draft.period = self.period_key(period).map(|_| period.node.clone());
            if draft.period.is_none() {
                return;
            }
        }
        let Some(period) = draft.period.clone() else {
            self.faults.push(
                Diagnostic::error(
                    "E0384",
                    span,
                    text(
                        "nothing says under which period these facts are reported",
                        "chưa nêu các thông tin này được báo cáo trong kỳ nào",
                    ),
                )
                .help(text(
                    "add `in 2025` at the end of the line",
                    "thêm `trong năm 2025` ở cuối dòng",
                )),
            );
            return;
        };
        let Some(body) = draft.body.clone() else {
            return;
        };
        let Some(Whose { place, level }) = self.whose(of, body) else {
            return;
        };
        for (fact, value) in facts {
            let Some((path, kind)) = self.given_path(fact, level) else {
                continue;
            };
            let Some(json) = self.given_value(value, kind, &path) else {
                continue;
            };
            let key = path.key_in(place.member.is_some());
            let told = fact.span.to(value.span);
            if let Some(first) = draft.told.before(&place, &period, &key, told) {
                self.faults.push(told_twice(told, first));
            }
            draft.report.set(&place, &period, &key, json);
        }
    }

    /// Follows the steps before the facts: to a body below, to one taken over, to a member at last.
    fn whose(&mut self, of: &[(Ref, Ident)], mut body: (LevelId, String)) -> Option<Whose> {
        let mut place = Place::default();
        for (owner, id) in of {
            match self.resolve(owner)? {
                Symbol::Level(level) if place.member.is_none() => {
                    let part = self.told_within(&body, (level, &id.node));
                    let Some(part) = part else {
                        self.faults.push(not_within(owner, id, &body.1));
                        return None;
                    };
                    let level_id = self.table.level(level).id.clone();
                    place.bodies.push(Step {
                        part,
                        level: level_id,
                        id: id.node.clone(),
                    });
                    body = (level, id.node.clone());
                }
                Symbol::Population(set) if place.member.is_none() => {
                    let key = self.table.collection(set).key.clone();
                    place.member = Some((key, id.node.clone()));
                }
                Symbol::Level(_) | Symbol::Population(_) => {
                    self.faults.push(within_a_member(owner));
                    return None;
                }
                _ => {
                    self.resolve_set(owner);
                    return None;
                }
            }
        }
        let level = place.member.is_none().then_some(body.0);
        Some(Whose { place, level })
    }

    /// Where the report of a body tells another one, if it does.
    fn told_within(&self, body: &(LevelId, String), other: (LevelId, &str)) -> Option<Part> {
        let took_over = self
            .successions
            .iter()
            .filter(|one| one.is_to(body.0, &body.1))
            .any(|one| one.predecessor(other.0, other.1).is_some());
        if took_over {
            return Some(Part::Predecessor);
        }
        self.table.is_below(other.0, body.0).then_some(Part::Below)
    }

    /// The key under which a fact is given, and what kind of fact it is; none for how many there are.
    fn given_path(&mut self, named: &Ref, level: Option<LevelId>) -> Option<(Key, Option<FactId>)> {
        let found = match self.table.find(named) {
            Some(found) => found,
            None => match self.total_over_level(named) {
                Some(total) => return Some(total),
                None => self.resolve(named)?,
            },
        };
        match found {
            Symbol::Population(set) => Some((Key::of(&self.table.collection(set).key), None)),
            Symbol::Level(below) => Some((Key::of(&self.table.level(below).id), None)),
            Symbol::Fact(fact) => Some((self.fact_key(fact, level), Some(fact))),
            other => {
                let (is_en, is_vi) = super::name::describe(other);
                self.faults.push(
                    Diagnostic::error(
                        "E0385",
                        named.span,
                        text(
                            format!("`{}` is not reported", named.id),
                            format!("`{}` không phải là thông tin báo cáo", named.id),
                        ),
                    )
                    .label(text(format!("this is {is_en}"), format!("đây là {is_vi}")))
                    .help(text(
                        "name a fact, an act or a population",
                        "ghi một thông tin, một việc hoặc một đối tượng",
                    )),
                );
                None
            }
        }
    }

    /// `commune.dialogue`: the total of an act over the communes, which another document may declare.
    fn total_over_level(&self, named: &Ref) -> Option<(Key, Option<FactId>)> {
        let (level, fact) = named.id.split_once('.')?;
        let found = self.table.find(&Ref {
            document: named.document.clone(),
            id: fact.to_owned(),
            span: named.span,
        })?;
        let Symbol::Fact(fact) = found else {
            return None;
        };
        let declared = self.table.fact(fact);
        let Owner::Bodies(levels) = &declared.owner else {
            return None;
        };
        let is_reported = levels.iter().any(|of| self.table.level(*of).id == level);
        is_reported.then(|| {
            let key = Key {
                of: Some(level.to_owned()),
                name: declared.name.clone(),
            };
            (key, Some(fact))
        })
    }

    fn fact_key(&self, fact: FactId, level: Option<LevelId>) -> Key {
        let declared = self.table.fact(fact);
        match (&declared.owner, level) {
            (Owner::Members(set), _) => Key {
                of: Some(self.table.collection(*set).key.clone()),
                name: declared.name.clone(),
            },
            (Owner::Bodies(levels), Some(level)) if !levels.contains(&level) => {
                let below = levels
                    .iter()
                    .find(|below| self.table.is_below(**below, level));
                Key {
                    of: below.map(|below| self.table.level(*below).id.clone()),
                    name: declared.name.clone(),
                }
            }
            (Owner::Bodies(_), _) => Key {
                of: None,
                name: declared.name.clone(),
            },
        }
    }

    fn given_value(
        &mut self,
        value: &Spanned<GivenValue>,
        fact: Option<FactId>,
        key: &Key,
    ) -> Option<serde_json::Value> {
        use serde_json::{Value as Json, json};
        Some(match &value.node {
            GivenValue::Number(number) => {
                let number = self.number(number, value.span)?;
                match number.to_i64() {
                    Some(whole) => json!(whole),
                    None => Json::String(number.to_string()),
                }
            }
            GivenValue::Date(day) => Json::String(iso::print(*day).to_string()),
            GivenValue::Text(words) => Json::String(words.clone()),
            GivenValue::Bool(flag) => json!(flag),
            GivenValue::Unknown(why) => json!({ "unknown": why }),
            GivenValue::NotApplicable(why) => json!({ "not_applicable": why }),
            GivenValue::Span(from, to) => {
                json!({ "from": iso::print(*from).to_string(), "to": to.map(|to| iso::print(to).to_string()) })
            }
            GivenValue::Option(option) => {
                let chosen = self.resolve(option)?;
                let id = match (chosen, fact) {
                    (Symbol::Option(of, at), Some(fact)) if of == fact => {
                        match &self.table.fact(fact).kind {
                            FactKind::Choice(options) => {
                                options.get(at as usize).map(|(id, _)| id.clone())
                            }
                            _ => None,
                        }
                    }
                    _ => None,
                };
                let Some(id) = id else {
                    let key = key.key();
                    self.faults.push(
                        Diagnostic::error(
                            "E0338",
                            option.span,
                            text(
                                format!("`{}` is not an option of `{key}`", option.id),
                                format!("`{}` không phải là phương án của `{key}`", option.id),
                            ),
                        )
                        .help(text(
                            "name one of its options",
                            "ghi một trong các phương án của nó",
                        )),
                    );
                    return None;
                };
                Json::String(id)
            }
        })
    }
}

/// Whose facts a `given` line states.
struct Whose {
    place: Place,
    /// The body's level; none of a member.
    level: Option<LevelId>,
}

fn told_twice(span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(
        "E0390",
        span,
        text(
            "a scenario tells each figure once",
            "tình huống nêu mỗi số liệu một lần",
        ),
    )
    .label(text("this is told again", "số liệu này nêu lại"))
    .also(first, text("it was told here", "đã nêu ở đây"))
    .help(text(
        "keep the one that is meant; how many there are is told by their number or by naming each",
        "hãy giữ số liệu cần dùng; có bao nhiêu đối tượng thì nêu bằng tổng số, hoặc nêu tên từng đối tượng",
    ))
}

fn not_within(owner: &Ref, id: &Ident, body: &str) -> Diagnostic {
    let other = &id.node;
    Diagnostic::error(
        "E0389",
        owner.span.to(id.span),
        text(
            format!("`{other}` neither lies below `{body}` nor was taken over by it"),
            format!("`{other}` không thuộc `{body}`, cũng không được `{body}` kế thừa"),
        ),
    )
    .help(text(
        "name a body of a level below, or declare `successor … of … from …`",
        "nêu đơn vị của cấp dưới, hoặc khai báo `kế thừa … của … từ …`",
    ))
}

fn within_a_member(owner: &Ref) -> Diagnostic {
    Diagnostic::error(
        "E0389",
        owner.span,
        text(
            "nothing is told below a member",
            "bên dưới một đối tượng không còn gì được báo cáo",
        ),
    )
    .help(text(
        "name the bodies first, then the member: `ward an-lac: decision d1: …`",
        "nêu các đơn vị trước, rồi mới đến đối tượng: `phường an-lac: quyết định d1: …`",
    ))
}

/// The key of a fact: its name, and the collection it is a total of.
struct Key {
    of: Option<String>,
    name: String,
}

impl Key {
    fn of(name: &str) -> Self {
        Self {
            of: None,
            name: name.to_owned(),
        }
    }

    fn key(&self) -> String {
        match &self.of {
            Some(of) => format!("{of}.{}", self.name),
            None => self.name.clone(),
        }
    }

    /// Within the entry of a member, its facts go by their names alone.
    fn key_in(&self, member: bool) -> String {
        if member {
            self.name.clone()
        } else {
            self.key()
        }
    }
}
