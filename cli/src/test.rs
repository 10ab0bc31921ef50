//! `luat test`: the scenarios that the rules carry.

mod junit;
mod told;

use std::fmt::Write as _;

use luat_core::author::model::{Rule, RuleSet};
use luat_core::author::scenario::{Ran, Standing};
use luat_core::author::shown::{Lack, is_computed, lacking};
use luat_core::wire::scenarios::place;
use luat_core::words::Language;
use luat_grammar::diagnostic::Text;
use luat_grammar::source::Source;

use crate::Exit;
use crate::args::{TestArguments, TestFormat};
use crate::cores::share_out;
use crate::failure::Failure;
use crate::mutate::mutate;
use crate::render::{BOLD, DIM, GREEN, RED, YELLOW, clean, pick, styled};
use crate::rules::Rules;
use crate::session::Session;
use told::told;

/// Runs all scenarios and tells each: as expected, or what was found instead; then what they do not
/// show of the rules.
pub(crate) fn test(
    session: &mut Session<'_, '_>,
    arguments: &TestArguments,
) -> Result<Exit, Failure> {
    if arguments.mutate && arguments.format == TestFormat::Junit {
        return Err(Failure::Asked(no_junit_of_mutants()));
    }
    let rules = session.read_rules(&arguments.rules)?;
    let Some((found, program)) = session.compile(&rules)? else {
        return Ok(Exit::Unusable);
    };
    let language = session.language().into();
    let ran: Vec<Ran<'_>> = found
        .scenarios()
        .iter()
        .map(|scenario| Ran::new(&program, scenario, language))
        .collect();
    let all_as_expected = !ran.iter().any(Ran::failed);
    if arguments.mutate && all_as_expected {
        return mutate(session, arguments, &rules, &found);
    }
    let untouched = if arguments.mutate {
        Vec::new()
    } else {
        untouched(session, &rules, &found)
    };
    let sources = &rules.parsed.sources;
    match arguments.format {
        TestFormat::Json => session.json(&told(sources, &ran, &untouched))?,
        TestFormat::Junit => {
            let told = told(sources, &ran, &untouched);
            session.print(&junit::report(&told, arguments.require_all, language)?)?;
        }
        TestFormat::Text => session.print(&page(sources, &ran, &untouched, language))?,
    }
    let all_ticked = ran.iter().all(|one| one.standing != Standing::ToTick);
    let complete = !arguments.require_all || (untouched.is_empty() && all_ticked);
    Ok(if all_as_expected && complete {
        Exit::Fine
    } else {
        Exit::Found
    })
}

fn no_junit_of_mutants() -> Text {
    Text::new(
        "JUnit tells scenarios; with --mutate choose --format text or json",
        "JUnit chỉ nêu kết quả tình huống; với --mutate hãy chọn --format text hoặc json",
    )
}

/// A rule of which the scenarios do not show all.
struct Untouched<'a> {
    rule: &'a Rule,
    lacks: Vec<Lack>,
}

/// What the scenarios do not show of the computed rules in the files given.
fn untouched<'a>(
    session: &mut Session<'_, '_>,
    rules: &Rules,
    found: &'a RuleSet,
) -> Vec<Untouched<'a>> {
    let mut asked: Vec<&Rule> = found
        .rules()
        .iter()
        .filter(|rule| (rule.span.source.0 as usize) < rules.given && is_computed(rule))
        .collect();
    asked.sort_by_key(|rule| rule.span);
    let lacks = share_out(
        &asked,
        |rule| lacking(&rules.parsed, found, rule),
        |done| session.progress(&format!("{done}/{}", asked.len())),
    );
    session.progress("");
    asked
        .into_iter()
        .zip(lacks)
        .filter(|(_, lacks)| !lacks.is_empty())
        .map(|(rule, lacks)| Untouched { rule, lacks })
        .collect()
}

fn page(
    sources: &[Source],
    ran: &[Ran<'_>],
    untouched: &[Untouched<'_>],
    language: Language,
) -> String {
    let mut page = String::new();
    for one in ran {
        page.push_str(&tell(sources, one, language));
    }
    page.push_str(&summary(ran, language));
    if !untouched.is_empty() {
        let lead = pick(
            language,
            "No scenario shows:",
            "Chưa có tình huống nào thể hiện:",
        );
        // Writing to a string cannot fail.
        let _ = writeln!(page, "\n{}", styled(YELLOW, lead));
        for one in untouched {
            let place = place(sources, one.rule.span).map_or_else(String::new, |place| place.at());
            let lacks: Vec<&str> = one
                .lacks
                .iter()
                .map(|lack| lack_word(*lack, language))
                .collect();
            let _ = writeln!(
                page,
                "  {} {}: {}",
                styled(DIM, &clean(&place)),
                clean(&one.rule.id),
                lacks.join(", ")
            );
        }
    }
    page
}

fn lack_word(lack: Lack, language: Language) -> &'static str {
    match lack {
        Lack::Met => pick(language, "met", "đạt"),
        Lack::NotMet => pick(language, "not met or late", "không đạt hoặc trễ hạn"),
        Lack::Boundary => pick(language, "exactly on its boundary", "đúng tại ngưỡng"),
    }
}

fn tell(sources: &[Source], ran: &Ran<'_>, language: Language) -> String {
    let title = clean(&ran.scenario.title);
    match ran.standing {
        Standing::AsExpected => return format!("{} {title}\n", styled(GREEN, "✓")),
        Standing::ToTick => return format!("{} {title}\n", styled(YELLOW, "○")),
        Standing::NotAsExpected | Standing::TickedWrong => {}
    }
    let mut text = format!("{} {}\n", styled(RED, "✗"), styled(BOLD, &title));
    let lead = pick(language, "found instead:", "thực tế:");
    for one in &ran.disappointments {
        // Writing to a string cannot fail.
        if let Some(place) = place(sources, one.span) {
            let _ = writeln!(
                text,
                "    {} {}",
                styled(DIM, &clean(&place.at())),
                clean(place.line)
            );
        }
        for line in &one.found {
            let _ = writeln!(text, "      {} {}", styled(RED, lead), clean(line));
        }
    }
    text
}

fn summary(ran: &[Ran<'_>], language: Language) -> String {
    let count = |standing| ran.iter().filter(|one| one.standing == standing).count();
    let (passed, to_tick) = (count(Standing::AsExpected), count(Standing::ToTick));
    let failed = ran.len() - passed - to_tick;
    let text = pick(
        language,
        format!("{passed} as expected, {failed} not"),
        format!("{passed} tình huống đúng kỳ vọng, {failed} không đúng"),
    );
    let mut told = format!(
        "\n{}\n",
        styled(if failed == 0 { GREEN } else { RED }, &text)
    );
    if to_tick > 0 {
        let text = pick(
            language,
            format!(
                "{to_tick} to be ticked (○): does the law want it so? Put an x into a bracket of its line `review`"
            ),
            format!(
                "{to_tick} tình huống chờ rà soát (○): pháp luật có muốn như vậy không? Ghi x vào một ô ở dòng `rà soát`"
            ),
        );
        // Writing to a string cannot fail.
        let _ = writeln!(told, "{}", styled(YELLOW, &text));
    }
    told
}
