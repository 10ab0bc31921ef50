//! Names that are easily taken for one another.

use std::collections::BTreeMap;

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;

use super::{Declared, text};

/// Lints of names.
pub(super) fn lint(declared: &Declared, findings: &mut Vec<Diagnostic>) {
    let mut toneless: BTreeMap<String, (&str, Span)> = BTreeMap::new();
    for (name, span) in &declared.names {
        let (first, first_span) = *toneless.entry(without_tones(name)).or_insert((name, *span));
        if first_span != *span && first.to_lowercase() != name.to_lowercase() {
            findings.push(
                Diagnostic::warning(
                    "L0009",
                    *span,
                    text(
                        format!("`{name}` differs from `{first}` in tone marks only"),
                        format!("`{name}` chỉ khác `{first}` ở dấu thanh"),
                    ),
                )
                .also(first_span, text("the other name", "tên kia"))
                .help(text(
                    "choose names that nobody mistakes for one another",
                    "chọn tên khó nhầm lẫn hơn",
                )),
            );
        }
    }
    for (population, each) in &declared.without_singular {
        findings.push(
            Diagnostic::warning(
                "L0010",
                *population,
                text(
                    "the English name has no singular",
                    "tên tiếng Anh thiếu dạng số ít",
                ),
            )
            .also(
                *each,
                text("spoken of one by one here", "được nêu từng cái ở đây"),
            )
            .help(text(
                "write both numbers: `\"decision | decisions\"`",
                "ghi cả hai dạng: `\"decision | decisions\"`",
            )),
        );
    }
}

/// A name in lower case without its tone marks (the marks that make other letters stay).
fn without_tones(name: &str) -> String {
    const TONED: [(&str, char); 12] = [
        ("àáảãạ", 'a'),
        ("ằắẳẵặ", 'ă'),
        ("ầấẩẫậ", 'â'),
        ("èéẻẽẹ", 'e'),
        ("ềếểễệ", 'ê'),
        ("ìíỉĩị", 'i'),
        ("òóỏõọ", 'o'),
        ("ồốổỗộ", 'ô'),
        ("ờớởỡợ", 'ơ'),
        ("ùúủũụ", 'u'),
        ("ừứửữự", 'ư'),
        ("ỳýỷỹỵ", 'y'),
    ];
    let plain = |letter: char| {
        let mut toned = TONED.iter().filter(|_| !letter.is_ascii());
        toned
            .find(|(toned, _)| toned.contains(letter))
            .map_or(letter, |(_, plain)| *plain)
    };
    name.to_lowercase().chars().map(plain).collect()
}
