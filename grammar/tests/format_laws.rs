//! Laws of printing, over generated trees: read again they are the same, in both languages.

#[path = "format/generate.rs"]
mod generate;

use luat_grammar::diagnostic::Severity;
use luat_grammar::format::{format, same_tree};
use luat_grammar::source::{Source, SourceId};
use luat_grammar::syntax::{Declaration, RuleMember};
use luat_grammar::{Language, Parsed, parse};
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};

const GENERATED: SourceId = SourceId(0);

/// The names that generated sentences speak of, and a rule to put them in.
fn frame() -> Parsed {
    let parsed = parse(&[Source::new("gen.luat", generate::FRAME)]);
    let errors: Vec<_> = parsed
        .diagnostics
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    parsed
}

/// Puts lines into the rule of the frame.
fn with_lines(mut parsed: Parsed, lines: &[RuleMember]) -> Parsed {
    for declaration in &mut parsed.documents[0].declarations {
        if let Declaration::Rule(rule) = &mut declaration.node {
            let model = rule.members[0].clone();
            rule.members.truncate(1);
            rule.members.extend(
                lines
                    .iter()
                    .map(|line| generate::line(line.clone(), &model)),
            );
        }
    }
    parsed
}

fn reread(text: &str) -> Parsed {
    parse(&[Source::new("gen.luat", text)])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printed_trees_read_the_same(lines in generate::lines()) {
        let parsed = with_lines(frame(), &lines);
        let english = format(&parsed, GENERATED, Language::En);
        prop_assert!(english.is_ok(), "{:?}\n{}", english, generate::show(&parsed));
        let english = english.unwrap_or_default();
        let again = reread(&english);
        prop_assert!(same_tree(&parsed.documents[0], &again.documents[0]), "{english}");
        prop_assert_eq!(format(&again, GENERATED, Language::En).unwrap_or_default(), english.clone());

        let vietnamese = format(&again, GENERATED, Language::Vi);
        prop_assert!(vietnamese.is_ok(), "{vietnamese:?}\n{english}");
        let vietnamese = vietnamese.unwrap_or_default();
        let abroad = reread(&vietnamese);
        prop_assert!(same_tree(&parsed.documents[0], &abroad.documents[0]), "{vietnamese}");
        prop_assert_eq!(format(&abroad, GENERATED, Language::Vi).unwrap_or_default(), vietnamese);
        prop_assert_eq!(format(&abroad, GENERATED, Language::En).unwrap_or_default(), english);
    }
}
