//! Examples of rules and reports: read, checked and compared with what the page says of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::Path;

use luat_core::author::model::RuleSet;
use luat_core::author::{self, scenario};
use luat_core::run::facts::read::read;
use luat_core::run::program::Program;
use luat_core::wire;
use luat_grammar::diagnostic::Severity;
use luat_grammar::source::Source;

use super::console::luat;
use super::fences::{Block, blocks};
use crate::project;

/// The bearer of a block of a rule's lines that names none.
const BEARER: &str = "ward";

/// What is wrong with the examples of a page, as lines for a person.
pub fn faults(page: &Path) -> Vec<String> {
    let text = project::read(page);
    let mut run = Run::default();
    for block in blocks(&text) {
        if let Err(fault) = run.block(&block) {
            let name = page.strip_prefix(project::root()).unwrap_or(page).display();
            run.faults.push(format!("{name}:{}: {fault}", block.line));
        }
    }
    run.faults
}

/// Codes that a page shows by an example: of diagnostics, or of problems in reports.
pub fn codes_shown(page: &Path) -> BTreeSet<String> {
    let keys = ["error", "warning", "problem", "refused"];
    let text = project::read(page);
    let shown = blocks(&text)
        .into_iter()
        .flat_map(|block| keys.map(|key| block.option(key).map(str::to_owned)));
    shown.flatten().collect()
}

#[derive(Default)]
struct Run {
    contexts: BTreeMap<String, String>,
    files: BTreeMap<String, String>,
    /// The English rules and the report shown last, which a `text` block answers.
    shown: (String, String),
    faults: Vec<String>,
}

impl Run {
    fn block(&mut self, block: &Block) -> Result<(), String> {
        match block.language.as_str() {
            "luat" => self.rules(block),
            "json" => self.json(block),
            "text" => self.answer(block),
            _ => Ok(()),
        }
    }

    fn rules(&mut self, block: &Block) -> Result<(), String> {
        let text = self.text(block)?;
        if text.starts_with("language en") {
            self.shown.0.clone_from(&text);
        }
        let mut sources = vec![Source::new("example.luat", text)];
        if let Some(name) = block.option("with") {
            sources.push(Source::new(format!("{name}.luat"), self.context(name)?));
        }
        let found = Found::of(&sources);
        let expected: Vec<&str> = block.option("error").into_iter().collect();
        if found.errors != expected {
            return Err(format!("expected {expected:?}, found\n{}", found.told));
        }
        match block.option("warning") {
            Some(code) if !found.warnings.contains(code) => {
                Err(format!("expected {code} among\n{}", found.told))
            }
            Some(_) => Ok(()),
            None if block
                .option("without")
                .is_some_and(|code| found.warnings.contains(code)) =>
            {
                Err(format!("not to be found, but\n{}", found.told))
            }
            None => found.disappointments(),
        }
    }

    /// The whole text that a block stands for.
    fn text(&mut self, block: &Block) -> Result<String, String> {
        if let Some(name) = block.option("context") {
            self.contexts.insert(name.to_owned(), block.text.clone());
            return Ok(block.text.clone());
        }
        if let Some(name) = block.option("file") {
            let before = if block.has("append") {
                self.files.get(name).cloned().unwrap_or_default()
            } else {
                String::new()
            };
            let text = before + &block.text;
            if block.option("error").is_none() {
                self.files.insert(name.to_owned(), text.clone());
            }
            return Ok(text);
        }
        if let Some(name) = block.option("in") {
            let text = format!("{}\n{}", self.context(name)?, block.text);
            if let Some(name) = block.option("named") {
                self.contexts.insert(name.to_owned(), text.clone());
            }
            return Ok(text);
        }
        let Some(name) = block.option("rule") else {
            return Ok(block.text.clone());
        };
        let context = self.context(name)?;
        let bearer = block.option("bearer").unwrap_or(BEARER);
        let (rule, cite, bearer_word) = if context.starts_with("ngôn ngữ") {
            ("quy định", "căn cứ Điều", "chủ thể")
        } else {
            ("rule", "cite article", "bearer")
        };
        let head =
            format!("{rule} example \"Example\" / \"Ví dụ\"\n{cite} 1\n{bearer_word} {bearer}\n");
        Ok(format!("{context}\n{head}{}", block.text))
    }

    /// A context of the page, of another page (`errors.md#ward`), or one of the files beside this one.
    fn context(&self, name: &str) -> Result<String, String> {
        if let Some((page, name)) = name.split_once('#') {
            let text = project::read(&project::root().join("docs").join(page));
            let found = blocks(&text)
                .into_iter()
                .find(|block| block.option("context") == Some(name));
            return found
                .map(|block| block.text)
                .ok_or_else(|| format!("no context `{name}` in {page}"));
        }
        let file = project::root().join(format!("tests/rust/docs/{name}.luat"));
        match self.contexts.get(name) {
            Some(context) => Ok(context.clone()),
            None if file.exists() => Ok(project::read(&file)),
            None => Err(format!("no context `{name}` before this block")),
        }
    }

    /// The lines of a block are some that the command tells of the report shown before.
    fn answer(&self, block: &Block) -> Result<(), String> {
        let Some(as_of) = block.option("as-of") else {
            return Ok(());
        };
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let path = |name| folder.path().join(name).into_os_string();
        let (rules, report) = (path("shown.luat"), path("report.json"));
        for (path, text) in [(&rules, &self.shown.0), (&report, &self.shown.1)] {
            std::fs::write(path, text).map_err(|error| error.to_string())?;
        }
        let words = ["luat", "check"].map(OsString::from).into_iter();
        let options = ["--as-of", as_of, "--report"].map(OsString::from);
        let words = words.chain([rules]).chain(options).chain([report]);
        let (_, told) = luat(&words.collect::<Vec<_>>())?;
        let told = String::from_utf8_lossy(&told).into_owned();
        let lines = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
        if lines(&told).contains(&lines(&block.text)) {
            Ok(())
        } else {
            Err(format!("not among what is told:\n{told}"))
        }
    }

    fn json(&mut self, block: &Block) -> Result<(), String> {
        self.shown.1.clone_from(&block.text);
        if let Some(name) = block.option("report") {
            let expected: Vec<&str> = block.option("problem").into_iter().collect();
            let program = self.program(name, block)?;
            let facts = match (read(&program, &block.text), block.option("refused")) {
                (Ok(facts), None) => facts,
                (Err(error), Some(key)) if error.key() == key => return Ok(()),
                (Err(error), _) => return Err(error.to_string()),
                (Ok(_), Some(key)) => return Err(format!("expected {key}, but it is read")),
            };
            let found: Vec<&str> = facts
                .problems
                .iter()
                .map(|problem| wire::problem_key(problem.code))
                .collect();
            return if found == expected {
                Ok(())
            } else {
                Err(format!(
                    "expected {expected:?}, found {:#?}",
                    facts.problems
                ))
            };
        }
        serde_json::from_str::<serde_json::Value>(&block.text)
            .map(|_| ())
            .map_err(|error| error.to_string())
    }

    fn program(&self, name: &str, block: &Block) -> Result<Program, String> {
        let mut sources = vec![Source::new(format!("{name}.luat"), self.context(name)?)];
        if let Some(with) = block.option("with") {
            sources.push(Source::new(format!("{with}.luat"), self.context(with)?));
        }
        project::compile(&sources)
    }
}

/// What is found in rule texts.
struct Found {
    /// In the order of the text, each as often as it is told.
    errors: Vec<String>,
    warnings: BTreeSet<String>,
    told: String,
    rules: Option<RuleSet>,
}

impl Found {
    fn of(sources: &[Source]) -> Self {
        let parsed = luat_grammar::parse(sources);
        let checked = author::check(&parsed);
        let found = || parsed.diagnostics.iter().chain(&checked.diagnostics);
        let codes = |severity| {
            found()
                .filter(move |one| one.severity == severity)
                .map(|one| one.code.0.to_owned())
        };
        let told: Vec<String> = found().map(|one| project::told(&parsed, one)).collect();
        Self {
            errors: codes(Severity::Error).collect(),
            warnings: codes(Severity::Warning).collect(),
            told: told.join("\n"),
            rules: checked.rules,
        }
    }

    /// Runs the scenarios, where the rules can be used.
    fn disappointments(&self) -> Result<(), String> {
        let Some(rules) = &self.rules else {
            return Ok(());
        };
        let program = author::compile(rules);
        for one in rules.scenarios() {
            let answers = scenario::run(&program, one).map_err(|error| error.to_string())?;
            if let Some(answer) = answers.iter().find(|answer| !answer.holds) {
                let (title, number, found) = (&one.title, answer.expectation + 1, &answer.found);
                return Err(format!("“{title}”, expectation {number}: {found:#?}"));
            }
        }
        Ok(())
    }
}
