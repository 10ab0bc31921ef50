//! Why a verdict is what it is: the tree of its sentence, told line by line.

use super::condition::lacking;
use super::number::{Cut, date, in_unit, range};
use super::outlook::outlook;
use super::required::{length, required};
use super::verdict::{late_by, modality, status};
use super::{Language, count, list, measure, path, table};
use crate::run::because::{Count, Explained, Node, Value, What};
use crate::run::program::{
    CollectionId, Combination, FactId, Goal, Length, Owner, Past, Program, Reduction, Unit,
};
use crate::run::verdict::Truth;

/// A line of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct BecauseLine {
    /// How deep it stands in the tree; the sentence itself is 0.
    pub depth: u32,
    /// What was looked at and what it came to: `hamlet heads trained: 19`.
    pub text: String,
    /// Where the report has it: `hamlet_heads[h1].trained`; none where the line is about no fact reported by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

impl BecauseLine {
    /// The line with the place in the report behind it, for those who write reports by hand.
    pub fn with_path(&self) -> String {
        match &self.path {
            Some(path) => format!("{} ({path})", self.text),
            None => self.text.clone(),
        }
    }
}

/// The tree of a verdict in words, from the sentence down; empty where time alone decided.
pub fn because(program: &Program, explained: &Explained, language: Language) -> Vec<BecauseLine> {
    let goal = &program.requirements[explained.verdict.requirement].goal;
    let mut teller = Teller {
        program,
        goal,
        missing: &explained.verdict.missing,
        language,
        lines: Vec::new(),
    };
    if let Some(tree) = &explained.tree {
        teller.node(tree, 0);
    }
    teller.lines
}

struct Teller<'a> {
    program: &'a Program,
    goal: &'a Goal,
    missing: &'a [String],
    language: Language,
    lines: Vec<BecauseLine>,
}

impl Teller<'_> {
    fn node(&mut self, node: &Node, depth: u32) {
        let what = self.what(node);
        let value = match &node.what {
            What::Due(found) => count::end(found, self.language),
            What::Refrain(..) => self.happened(&node.value),
            _ => self.value(&node.value),
        };
        let text = match (what.is_empty(), value.is_empty()) {
            (false, false) => format!("{what}: {value}"),
            (true, _) => value,
            (false, true) => what,
        };
        let path = match &node.what {
            What::Fact(_, at) | What::Deed(_, at) | What::Refrain(_, at) => Some(at.clone()),
            _ => None,
        };
        self.lines.push(BecauseLine { depth, text, path });
        if let What::Due(count) = &node.what {
            self.count(count, depth + 1);
        }
        for part in &node.parts {
            self.node(part, depth + 1);
        }
    }

    /// What a node looks at.
    fn what(&self, node: &Node) -> String {
        let language = self.language;
        let plain = |en: &str, vi: &str| language.pick(en, vi).to_owned();
        match &node.what {
            What::Sentence(how) => format!(
                "{} ({})",
                language.pick("what is required", "nội dung yêu cầu"),
                modality(*how, language)
            ),
            What::AppliesIf => plain("applies if", "áp dụng nếu"),
            What::ExceptWhen => plain("except when", "trừ trường hợp"),
            What::Share(bound) => format!(
                "{} {}",
                language.pick("share,", "tỷ lệ,"),
                required(bound, language)
            ),
            What::Bound(bound) => required(bound, language),
            What::Members(collection) => self.many(*collection).to_owned(),
            What::Fact(fact, at) | What::Deed(fact, at) => self.at(*fact, at),
            What::Refrain(fact, at) => format!(
                "{} {}",
                language.pick("must not happen:", "không được để xảy ra:"),
                self.at(*fact, at)
            ),
            What::Counted(collection, fact) => path::counted(
                self.many(*collection),
                &self.program.facts[fact.index()],
                language,
            ),
            What::Option(fact, option) => format!(
                "{} {} {}",
                self.fact(*fact),
                language.pick("is", "là"),
                language.one(option)
            ),
            What::Not => self.denied(&node.parts),
            What::All | What::Any | What::Combined(_) if node.parts.len() == 1 => {
                plain("as follows", "cụ thể")
            }
            What::All | What::Combined(Combination::AllOf) => {
                plain("all of", "tất cả nội dung sau")
            }
            What::Any | What::Combined(Combination::AnyOf) => {
                plain("any of", "ít nhất một nội dung sau")
            }
            What::Combined(Combination::AtLeast(least)) => language.pick(
                format!("at least {least} of"),
                format!("ít nhất {least} nội dung sau"),
            ),
            What::Due(found) => count::last(found, language).to_owned(),
            What::Late(late) => language.pick(
                format!("done {}", late_by(*late, language)),
                format!("thực hiện {}", late_by(*late, language)),
            ),
            What::Outlook(found) => outlook(self.program, found, language),
            What::Each(of) => format!(
                "{} {}",
                language.pick("each of:", "từng đối tượng:"),
                self.collections(of)
            ),
            What::Member(at) => path(self.program, at, language),
            What::Number => String::new(),
            What::Arithmetic(sign) => self.arithmetic(*sign),
            What::Extreme { greatest: true } => plain("the greatest of", "số lớn nhất trong"),
            What::Extreme { greatest: false } => plain("the least of", "số nhỏ nhất trong"),
            What::Over(Reduction::Sum) => plain("sum", "tổng"),
            What::Over(Reduction::Average) => plain("average", "trung bình"),
            What::Over(Reduction::Least) => plain("least", "nhỏ nhất"),
            What::Over(Reduction::Greatest) => plain("greatest", "lớn nhất"),
            What::Either => plain("one or the other, by the condition", "tùy theo điều kiện"),
            What::Past(Past::LastYear) => plain("last year", "năm trước"),
            What::Past(Past::PreviousPeriod) => plain("previous period", "kỳ trước"),
            What::Parameter => plain("parameter", "tham số"),
            What::Definition(id) => language
                .one(&self.program.definitions[id.index()].label)
                .to_owned(),
            What::Points { line, most } => {
                let most = in_unit(*most, &Unit::Points, &[], Cut::Down, language);
                language.pick(
                    format!("line {line}, up to {most}"),
                    format!("dòng {line}, tối đa {most}"),
                )
            }
            What::Growth { falls: false, .. } => plain("increase", "mức tăng"),
            What::Growth { falls: true, .. } => plain("decrease", "mức giảm"),
            What::Row(keys) => table::row(keys, language),
            What::Rounded => plain("rounded as the law says", "làm tròn theo quy định"),
            What::Moved { length, back } => self.moved(*length, *back),
        }
    }

    /// That something does not hold, as the law would say it; of more than one thing, that what follows does not.
    fn denied(&self, parts: &[Node]) -> String {
        let language = self.language;
        let lacking = |fact: FactId, among| lacking(self.program, fact, among, language);
        match parts.first().map(|part| &part.what) {
            Some(What::Fact(fact, _)) => match self.program.facts[fact.index()].owner {
                Owner::Members(of) => lacking(*fact, Some(of)),
                Owner::Bodies(_) => lacking(*fact, None),
            },
            Some(What::Option(fact, option)) => format!(
                "{} {} {}",
                self.fact(*fact),
                language.pick("is not", "không phải là"),
                language.one(option)
            ),
            _ => language
                .pick("what follows does not hold", "không có nội dung sau")
                .to_owned(),
        }
    }

    fn moved(&self, by: Length, back: bool) -> String {
        let by = length(by, self.language);
        let (en, vi) = if back {
            ("earlier", "trước đó")
        } else {
            ("later", "sau đó")
        };
        self.language
            .pick(format!("{by} {en}"), format!("{by} {vi}"))
    }

    /// What is told of what must not be done.
    fn happened(&self, value: &Value) -> String {
        match value {
            Value::Deed(found) => measure::happened(*found, self.language),
            other => self.value(other),
        }
    }

    /// What a node came to.
    fn value(&self, value: &Value) -> String {
        let language = self.language;
        match value {
            Value::None => String::new(),
            Value::Range(found, unit) => range(
                *found,
                |number, cut: Cut| in_unit(number, unit, &[], cut, language),
                language,
            ),
            Value::Measure(found) => {
                measure::measure(self.program, (self.goal, self.missing), found, language).value
            }
            Value::Truth(Truth::True) => language.pick("yes", "đúng").to_owned(),
            Value::Truth(Truth::False) => language.pick("no", "không đúng").to_owned(),
            Value::Truth(Truth::Unknown) => language.pick("not known", "chưa rõ").to_owned(),
            Value::Status(found) => status(*found, language).to_owned(),
            Value::Deed(found) => measure::deed(*found, language),
            Value::Date(day) => date(*day, language),
        }
    }

    /// How a last day was counted, day by day.
    fn count(&mut self, found: &Count, depth: u32) {
        let language = self.language;
        let lines = [
            Some(count::start(found, language)),
            count::working_days(found, language),
            count::skipped(found, language),
            count::moved(found, language),
            count::provisional(found, language).map(str::to_owned),
        ];
        let lines = lines.into_iter().flatten();
        self.lines.extend(lines.map(|text| BecauseLine {
            depth,
            text,
            path: None,
        }));
    }

    fn at(&self, fact: FactId, at: &str) -> String {
        let name = path(self.program, at, self.language);
        if name == at {
            self.fact(fact).to_owned()
        } else {
            name
        }
    }

    fn arithmetic(&self, sign: char) -> String {
        let (en, vi) = match sign {
            '+' => ("sum", "tổng"),
            '-' => ("difference", "hiệu"),
            '*' => ("product", "tích"),
            _ => ("quotient", "thương"),
        };
        self.language.pick(en, vi).to_owned()
    }

    fn fact(&self, fact: FactId) -> &str {
        self.language.one(&self.program.facts[fact.index()].label)
    }

    fn many(&self, collection: CollectionId) -> &str {
        self.language
            .many(&self.program.collections[collection.index()].label)
    }

    fn collections(&self, of: &[CollectionId]) -> String {
        let names: Vec<String> = of.iter().map(|id| self.many(*id).to_owned()).collect();
        list(&names, self.language.pick("and", "và"))
    }
}
