//! What can be written on the command line.

use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, value_parser};
use clap_complete::Shell;
use jiff_core::civil::Date;
use luat_core::run::calendar::iso;
use luat_core::run::calendar::period::Period;
use luat_core::run::evaluate::PeriodName;
use luat_core::run::facts::read::MOST_PERIODS;
use luat_grammar::Language;
use luat_grammar::diagnostic::Text;
use serde::{Deserialize, Serialize};

use crate::help;
use crate::serve::Limits;
use crate::sizes::Sizes;

/// Check what an office reports against what the law asks.
#[derive(Debug, Parser)]
#[command(name = "luat", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// Before the name of a command it says what it says behind it.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "vi|en",
        hide_possible_values = true
    )]
    pub(crate) lang: Option<Lang>,
    #[command(subcommand)]
    pub(crate) command: Subcommands,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Subcommands {
    New(NewArguments),
    Check(CheckArguments),
    Verify(VerifyArguments),
    Batch(BatchArguments),
    Serve(ServeArguments),
    Build(BuildArguments),
    Test(TestArguments),
    Fmt(FormatArguments),
    Explain(ExplainArguments),
    ExplainError(ExplainErrorArguments),
    Cover(CoverArguments),
    Diff(DiffArguments),
    Render(RenderArguments),
    Calendar(CalendarArguments),
    Form(FormArguments),
    Schema(SchemaArguments),
    Lint(LintArguments),
    GenTests(GenerateArguments),
    Completions(CompletionsArguments),
    Lsp(LspArguments),
}

/// The language is the editor's, which is told it in its greeting.
#[derive(Debug, Args)]
pub(crate) struct LspArguments {
    /// Where to speak: standard input and output, the only place there is. Editors name it.
    #[arg(long)]
    pub(crate) stdio: bool,
}

#[derive(Debug, Args)]
pub(crate) struct NewArguments {
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    #[arg(
        value_enum,
        value_name = "bash|zsh|fish|powershell|elvish",
        hide_possible_values = true
    )]
    pub(crate) shell: Shell,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    #[arg(required = true, value_name = "RULES")]
    pub(crate) rules: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) report: ReportArguments,
    #[arg(long, value_name = "FILE")]
    pub(crate) receipt: Option<PathBuf>,
    #[arg(long, value_name = "KEY.pem", requires = "receipt")]
    pub(crate) sign_with: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    #[arg(value_name = "RECEIPT")]
    pub(crate) receipt: PathBuf,
    #[arg(long, value_name = "RULES", num_args = 1..)]
    pub(crate) rules: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    pub(crate) as_of: Option<Date>,
    #[arg(long = "trust", value_name = "KEY.pem")]
    pub(crate) trusted: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct BatchArguments {
    #[arg(required = true, value_name = "RULES")]
    pub(crate) rules: Vec<PathBuf>,
    #[arg(long, required = true, value_name = "FILE", num_args = 1..)]
    pub(crate) reports: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) rosters: Vec<PathBuf>,
    #[arg(long, value_enum, value_name = "vi|en", hide_possible_values = true)]
    pub(crate) numbers: Option<Norm>,
    #[command(flatten)]
    pub(crate) when: WhenArguments,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(
        long,
        value_enum,
        value_name = "ndjson|csv|parquet|xlsx",
        hide_possible_values = true,
        default_value = "ndjson"
    )]
    pub(crate) format: BatchFormat,
    #[arg(long)]
    pub(crate) statuses: bool,
    #[arg(long, value_name = "FILE")]
    pub(crate) summary: Option<PathBuf>,
    #[arg(long, value_name = "COUNT")]
    pub(crate) threads: Option<NonZero<usize>>,
    #[command(flatten)]
    pub(crate) sizes: Sizes,
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,
    #[arg(long, requires = "output", conflicts_with = "resume")]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    #[arg(required_unless_present = "rulesets", value_name = "RULES")]
    pub(crate) rules: Vec<PathBuf>,
    #[arg(long = "ruleset", value_name = "NAME=RULES", value_parser = read_named)]
    pub(crate) rulesets: Vec<(String, PathBuf)>,
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub(crate) listen: String,
    #[arg(long)]
    pub(crate) watch: bool,
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) allow_origin: Vec<String>,
    #[arg(long, value_name = "KEY.pem")]
    pub(crate) sign_with: Option<PathBuf>,
    #[arg(long = "trust", value_name = "KEY.pem")]
    pub(crate) trusted: Vec<PathBuf>,
    #[arg(long, value_name = "COUNT")]
    pub(crate) threads: Option<NonZero<usize>>,
    #[command(flatten)]
    pub(crate) limits: Limits,
    #[command(flatten)]
    pub(crate) sizes: Sizes,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct BuildArguments {
    #[arg(required = true, value_name = "RULES")]
    pub(crate) rules: Vec<PathBuf>,
    #[arg(short, long, value_name = "NAME.luatc")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct TestArguments {
    #[arg(required = true, value_name = "RULES")]
    pub(crate) rules: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) require_all: bool,
    #[arg(long, conflicts_with = "require_all")]
    pub(crate) mutate: bool,
    #[arg(long, value_name = "PERCENT", requires = "mutate", value_parser = value_parser!(u8).range(..=100))]
    pub(crate) min: Option<u8>,
    #[arg(
        long,
        value_enum,
        value_name = "text|json|junit",
        hide_possible_values = true,
        default_value = "text"
    )]
    pub(crate) format: TestFormat,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct LintArguments {
    #[arg(required = true, value_name = "RULES")]
    pub(crate) rules: Vec<PathBuf>,
    #[arg(long, value_name = "L0007,…", num_args = 0.., require_equals = true, value_delimiter = ',')]
    deny: Option<Vec<String>>,
    #[arg(
        long,
        value_enum,
        value_name = "text|json|sarif",
        hide_possible_values = true,
        default_value = "text"
    )]
    pub(crate) format: LintFormat,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

impl LintArguments {
    /// Whether a finding of this code is a failure: of those named, or of all.
    pub(crate) fn denies(&self, code: &str) -> bool {
        self.deny
            .as_ref()
            .is_some_and(|codes| codes.is_empty() || codes.iter().any(|denied| denied == code))
    }
}

#[derive(Debug, Args)]
pub(crate) struct GenerateArguments {
    #[arg(required = true, value_name = "RULES")]
    pub(crate) rules: Vec<PathBuf>,
    #[arg(long, value_name = "ID")]
    pub(crate) rule: Option<String>,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct FormatArguments {
    #[arg(required = true, value_name = "FILES")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    #[arg(required = true, value_name = "RULES")]
    pub(crate) rules: Vec<PathBuf>,
    #[arg(long, value_name = "ID")]
    pub(crate) rule: String,
    #[command(flatten)]
    pub(crate) report: ReportArguments,
    #[arg(
        long,
        value_enum,
        value_name = "text|markdown|json",
        hide_possible_values = true,
        default_value = "text"
    )]
    pub(crate) format: PageFormat,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainErrorArguments {
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
    #[arg(
        long,
        value_enum,
        value_name = "text|markdown|json",
        hide_possible_values = true,
        default_value = "text"
    )]
    pub(crate) format: PageFormat,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct CoverArguments {
    #[arg(required = true, value_name = "RULES")]
    pub(crate) rules: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) catalogue: PathBuf,
    #[arg(long)]
    pub(crate) strict: bool,
    #[arg(
        long,
        value_enum,
        value_name = "text|markdown|html|json",
        hide_possible_values = true,
        default_value = "text"
    )]
    pub(crate) format: CoverFormat,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    #[arg(long, value_name = "FILES", num_args = 1..)]
    pub(crate) reports: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) when: WhenArguments,
    #[arg(
        long,
        value_enum,
        value_name = "text|markdown|html|json",
        hide_possible_values = true,
        default_value = "text"
    )]
    pub(crate) format: CoverFormat,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct RenderArguments {
    #[arg(required = true, value_name = "RULES")]
    pub(crate) rules: Vec<PathBuf>,
    #[arg(long, value_name = "ID")]
    pub(crate) doc: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) catalogue: Option<PathBuf>,
    #[arg(
        long,
        value_enum,
        value_name = "text|markdown|html",
        hide_possible_values = true,
        default_value = "text"
    )]
    pub(crate) format: RenderFormat,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct CalendarArguments {
    #[arg(required = true, value_name = "RULES")]
    pub(crate) rules: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    #[arg(long, value_name = "LEVEL:ID", required_unless_present = "report")]
    pub(crate) body: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(crate) level: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    pub(crate) from: Option<Date>,
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    pub(crate) to: Option<Date>,
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    pub(crate) as_of: Option<Date>,
    #[arg(
        long,
        value_enum,
        value_name = "text|ics|csv|json",
        hide_possible_values = true,
        default_value = "text"
    )]
    pub(crate) format: CalendarFormat,
    #[arg(long)]
    pub(crate) bom: bool,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct FormArguments {
    #[arg(required = true, value_name = "RULES")]
    pub(crate) rules: Vec<PathBuf>,
    #[arg(long, value_name = "ID", required_unless_present = "report")]
    pub(crate) level: Option<String>,
    #[arg(long, value_name = "PERIOD", value_parser = read_time)]
    pub(crate) period: Period,
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    #[arg(long, value_name = "DATE", value_parser = read_date, requires = "report")]
    pub(crate) as_of: Option<Date>,
    #[arg(
        long,
        value_enum,
        value_name = "text|markdown|json",
        hide_possible_values = true,
        default_value = "text"
    )]
    pub(crate) format: PageFormat,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["report", "format"])]
    pub(crate) xlsx: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    #[arg(required = true, value_name = "RULES")]
    pub(crate) rules: Vec<PathBuf>,
    #[arg(long, value_name = "ID")]
    pub(crate) level: Option<String>,
    #[command(flatten)]
    pub(crate) language: LanguageArgument,
}

/// Which report, judged when and for which periods.
#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    #[arg(long, value_name = "FILE")]
    pub(crate) report: PathBuf,
    #[command(flatten)]
    pub(crate) when: WhenArguments,
}

/// As of which day to judge, and for which periods.
#[derive(Debug, Args)]
pub(crate) struct WhenArguments {
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    pub(crate) as_of: Option<Date>,
    #[arg(long = "period", value_name = "PERIOD", value_parser = read_period)]
    pub(crate) periods: Vec<PeriodName>,
}

#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct FormatArgument {
    #[arg(
        long,
        value_enum,
        value_name = "text|json",
        hide_possible_values = true,
        default_value = "text"
    )]
    pub(crate) format: Format,
}

#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct LanguageArgument {
    #[arg(long, value_enum, value_name = "vi|en", hide_possible_values = true)]
    pub(crate) lang: Option<Lang>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    En,
    Vi,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// How a command can answer.
pub(crate) trait Answers: Copy + PartialEq {
    /// For machines.
    const JSON: Self;

    /// For whom what goes wrong is told: people or machines.
    fn of_findings(self) -> Format {
        if self == Self::JSON {
            Format::Json
        } else {
            Format::Text
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BatchFormat {
    Ndjson,
    Csv,
    Parquet,
    Xlsx,
}

/// How numbers are written: `1.250,5` or `1,250.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Norm {
    Vi,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TestFormat {
    Text,
    Json,
    Junit,
}

impl Answers for TestFormat {
    const JSON: Self = Self::Json;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintFormat {
    Text,
    Json,
    Sarif,
}

impl Answers for LintFormat {
    const JSON: Self = Self::Json;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CoverFormat {
    Text,
    Markdown,
    Html,
    Json,
}

impl Answers for CoverFormat {
    const JSON: Self = Self::Json;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RenderFormat {
    Text,
    Markdown,
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CalendarFormat {
    Text,
    Ics,
    Csv,
    Json,
}

impl Answers for CalendarFormat {
    const JSON: Self = Self::Json;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    Text,
    Markdown,
    Json,
}

impl Answers for PageFormat {
    const JSON: Self = Self::Json;
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::En,
            Lang::Vi => Self::Vi,
        }
    }
}

impl LanguageArgument {
    /// The language asked for, else this one.
    pub(crate) fn or(self, otherwise: Lang) -> Self {
        Self {
            lang: self.lang.or(Some(otherwise)),
        }
    }

    pub(crate) fn chosen(self) -> Option<Language> {
        self.lang.map(Language::from)
    }
}

/// Reads the command line, whose help is in a language; help, version and mistakes come back as `clap`'s error.
pub(crate) fn parse(arguments: &[OsString], language: Language) -> Result<Arguments, clap::Error> {
    let mut command = command(language);
    let matches = command.try_get_matches_from_mut(arguments)?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// The whole command line, with its help in a language.
pub(crate) fn command(language: Language) -> clap::Command {
    help::localised(Arguments::command(), language)
}

/// The language asked for, known before the rest is read so that help can speak it.
pub(crate) fn language_of(arguments: &[OsString]) -> Option<Language> {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let named = words.windows(2).find_map(|pair| match pair {
        ["--lang", named] => Some(*named),
        [_, second] => second.strip_prefix("--lang="),
        _ => None,
    });
    match named? {
        "vi" => Some(Language::Vi),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// A date as JSON or as people in Vietnam write it: `2025-12-31`, `31/12/2025`.
pub(crate) fn read_date(text: &str) -> Result<Date, String> {
    let written = iso::parse_date(text).or_else(|| {
        let mut parts = text.splitn(3, '/');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        iso::parse_date(&format!("{year}-{month:0>2}-{day:0>2}"))
    });
    written.ok_or_else(|| "2025-12-31, 31/12/2025".to_owned())
}

pub(crate) fn read_period(text: &str) -> Result<PeriodName, String> {
    text.parse().map_err(|_| {
        "2025, 2025-H1, 2025-Q3, 2025-07, 2025-2026, standing, \"by 2030-12-31\"".to_owned()
    })
}

/// More periods are named than are judged at once.
pub(crate) fn too_many_periods() -> Text {
    Text::new(
        format!(
            "at most {MOST_PERIODS} periods are judged at once, one of several years counted as so many; name fewer, or ask several times"
        ),
        format!(
            "mỗi lần xét tối đa {MOST_PERIODS} kỳ, kỳ dài bao nhiêu năm thì tính bấy nhiêu kỳ; hãy nêu ít kỳ hơn hoặc xét nhiều lần"
        ),
    )
}

pub(crate) fn read_time(text: &str) -> Result<Period, String> {
    text.parse()
        .map_err(|_| "2025, 2025-H1, 2025-Q3, 2025-07, 2025-2026".to_owned())
}

/// Rules under a name that requests can give.
fn read_named(text: &str) -> Result<(String, PathBuf), String> {
    let named = text.split_once('=');
    let named = named.filter(|(name, path)| {
        let is_plain = |one: char| one.is_ascii_alphanumeric() || matches!(one, '_' | '-' | '.');
        !name.is_empty() && name.chars().all(is_plain) && !path.is_empty()
    });
    named
        .map(|(name, path)| (name.to_owned(), PathBuf::from(path)))
        .ok_or_else(|| "wards=rules/wards, wards=wards.luatc".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_are_consistent() {
        for language in [Language::En, Language::Vi] {
            command(language).debug_assert();
        }
    }

    #[test]
    fn dates_are_read_both_ways() {
        assert_eq!(read_date("2025-12-31"), read_date("31/12/2025"));
        assert_eq!(read_date("2025-03-01"), read_date("1/3/2025"));
        assert!(read_date("31/31/2025").is_err());
        assert!(read_date("hôm nay").is_err());
    }
}
