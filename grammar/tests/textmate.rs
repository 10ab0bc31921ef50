//! The grammar by which editors colour a text before the language server has read it is made from the
//! one table of keywords. `UPDATE=1 cargo test -p luat-grammar --test textmate` writes it anew.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test stops where it fails, and reads the file it holds true"
)]

use std::collections::BTreeMap;
use std::path::Path;

use luat_grammar::Language;
use luat_grammar::keywords::{Class, Keyword};
use serde_json::{Value, json};

const GRAMMAR: &str = "../editors/vscode/syntaxes/luat.tmLanguage.json";
const CONFIGURATION: &str = "../editors/vscode/language-configuration.json";

/// What stands on neither side of a word.
const BEFORE: &str = r"(?<![\p{L}\p{M}\p{N}_])";
const AFTER: &str = r"(?![\p{L}\p{M}\p{N}_])";
const BLANK: &str = r"[ \t\x{00A0}\x{202F}]";
/// What the reader of lines takes for a string; one that is not closed ends with its line.
const STRING: &str = r#""[^"]*(?:"|$)|[“”„][^“”]*(?:[“”]|$)"#;

#[test]
fn the_grammar_of_editors_is_that_of_the_keyword_table() {
    holds(GRAMMAR, &grammar());
}

#[test]
fn editors_indent_below_the_declarations_of_the_keyword_table() {
    holds(CONFIGURATION, &configuration());
}

fn holds(file: &str, expected: &Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let expected = format!("{}\n", serde_json::to_string_pretty(expected).unwrap());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, expected).unwrap();
        return;
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(
        written == expected,
        "{file} is not what the keyword table says; UPDATE=1 writes it anew"
    );
}

/// A text has one language: that of its first line, else that of its first declaration.
fn grammar() -> Value {
    let languages = [Language::Vi, Language::En];
    let said = languages.map(|language| {
        let opening = forms(languages.map(|language| (Keyword::Language, language)));
        let begin = format!(
            "^({BLANK}*)({opening}){BLANK}+((?i:{})){AFTER}",
            key(language)
        );
        json!({
            "begin": begin,
            "beginCaptures": {
                "2": { "name": "keyword.control.declaration.luat" },
                "3": { "name": "constant.language.luat" },
            },
            "end": r"(?!)",
            "patterns": [{ "include": format!("#{}", key(language)) }],
        })
    });
    let unsaid = languages.map(|language| {
        let opening = of_classes(language, &[Class::Declaration]);
        json!({
            "begin": format!("^(?={BLANK}*{opening})"),
            "end": r"(?!)",
            "patterns": [{ "include": format!("#{}", key(language)) }],
        })
    });
    let mut patterns = vec![json!({ "include": "#common" })];
    patterns.extend(said);
    patterns.extend(unsaid);
    json!({
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "comment": "Made from grammar/src/keywords.rs by grammar/tests/textmate.rs; not to be edited by hand.",
        "name": "luat",
        "scopeName": "source.luat",
        "patterns": patterns,
        "repository": {
            "common": { "patterns": common() },
            "en": { "patterns": sentences(Language::En) },
            "vi": { "patterns": sentences(Language::Vi) },
        },
    })
}

const fn key(language: Language) -> &'static str {
    match language {
        Language::En => "en",
        Language::Vi => "vi",
    }
}

/// Comments, strings and figures, which are the same in both languages.
fn common() -> Vec<Value> {
    let figure = |digits: &str, name: &str| json!({ "match": format!("{BEFORE}(?:{digits}){AFTER}"), "name": format!("constant.numeric.{name}.luat") });
    vec![
        json!({ "match": "#.*$", "name": "comment.line.number-sign.luat" }),
        json!({ "match": STRING, "name": "string.quoted.double.luat" }),
        figure(
            r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:/\d{1,2}/|-\d{1,2}-|\.\d{1,2}\.)\d{4}",
            "date",
        ),
        figure(r"\d{4}-(?:[Hh]\d|[Qq]\d|\d{2})(?!-)", "period"),
    ]
}

fn sentences(language: Language) -> Vec<Value> {
    let mut patterns = common();
    patterns.extend(openings(language));
    patterns.push(json!({
        "match": format!("({}){BLANK}+([A-Z]{{3}}){AFTER}", forms([(Keyword::InUnit, language)])),
        "captures": {
            "1": { "name": format!("{}.luat", scope(Class::Detail)) },
            "2": { "name": format!("{}.luat", scope(Class::Unit)) },
        },
    }));
    patterns.extend(words(language));
    // After the words, some of which begin with figures: `6 tháng một lần`.
    let number = r"\d+(?:(?:[_\x{00A0}\x{202F}]\d{3}(?!\d))+|(?:[.,]\d+)+)?";
    patterns.push(json!({
        "match": format!("{BEFORE}({number}){AFTER}(?:{BLANK}+([A-Z]{{3}}){AFTER})?"),
        "captures": {
            "1": { "name": "constant.numeric.luat" },
            "2": { "name": format!("{}.luat", scope(Class::Unit)) },
        },
    }));
    patterns
}

/// What opens a line, with the id that it declares.
fn openings(language: Language) -> Vec<Value> {
    let id = r"[\p{L}_][\p{L}\p{M}\p{N}_.]*";
    let named = [Class::Declaration, Class::Member];
    let bare = [
        Class::Header,
        Class::RuleLine,
        Class::ScenarioLine,
        Class::CalendarLine,
    ];
    let declaration = of_classes(language, &named[..1]);
    let member = of_classes(language, &named[1..]);
    let line = of_classes(language, &bare);
    let pattern = |what: &str, name: &str| {
        json!({
            "match": format!("^{BLANK}*({what})(?:{BLANK}+({id})(?={BLANK}*[\"“”/=]|{BLANK}*$))?"),
            "captures": {
                "1": { "name": format!("{name}.luat") },
                "2": { "name": "entity.name.type.luat" },
            },
        })
    };
    vec![
        pattern(&declaration, "keyword.control.declaration"),
        pattern(&member, "storage.type.member"),
        json!({ "match": format!("^{BLANK}*({line})"), "captures": { "1": { "name": "storage.type.line.luat" } } }),
    ]
}

/// Every form of every keyword; the first of the keywords that share a form says what it is. One pattern
/// holds all words, since editors try patterns one after the other: by their first letter, the longest
/// first, as the reader tries them.
fn words(language: Language) -> Vec<Value> {
    let mut scopes: BTreeMap<&'static str, &'static str> = BTreeMap::new();
    for keyword in Keyword::ALL {
        for form in keyword.forms(language) {
            scopes.entry(form).or_insert(scope(keyword.class()));
        }
    }
    let is_sign = |form: &str| !form.chars().any(char::is_alphanumeric);
    let mut patterns = Vec::new();
    let mut by_letter: BTreeMap<String, Vec<(&str, &str)>> = BTreeMap::new();
    for (form, scope) in scopes {
        if is_sign(form) {
            patterns.push((form, scope));
        } else {
            let letter = form.chars().take(1).flat_map(char::to_lowercase).collect();
            by_letter.entry(letter).or_default().push((form, scope));
        }
    }
    patterns.sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));
    let signs = patterns
        .iter()
        .map(|(sign, scope)| json!({ "match": regex(sign), "name": format!("{scope}.luat") }));
    let signs: Vec<Value> = signs.collect();
    let mut captures = serde_json::Map::new();
    let letters: Vec<String> = by_letter
        .into_values()
        .map(|forms| beginning_alike(forms, &mut captures))
        .collect();
    let words = json!({
        "match": format!("{BEFORE}(?i:{}){AFTER}", letters.join("|")),
        "captures": captures,
    });
    std::iter::once(words).chain(signs).collect()
}

/// Words that begin with one letter; neighbours of one kind share a group.
fn beginning_alike(
    mut forms: Vec<(&str, &str)>,
    captures: &mut serde_json::Map<String, Value>,
) -> String {
    forms.sort_by_key(|(form, _)| (std::cmp::Reverse(form.chars().count()), *form));
    let groups = forms.chunk_by(|one, other| one.1 == other.1);
    let groups: Vec<String> = groups
        .map(|group| {
            let scope = group.first().map_or("", |(_, scope)| scope);
            let number = (captures.len() + 1).to_string();
            captures.insert(number, json!({ "name": format!("{scope}.luat") }));
            let forms: Vec<String> = group.iter().map(|(form, _)| regex(form)).collect();
            format!("({})", forms.join("|"))
        })
        .collect();
    let letter = forms.first().and_then(|(form, _)| form.chars().next());
    let letter = letter.map_or_else(String::new, String::from);
    format!("(?={letter})(?:{})", groups.join("|"))
}

/// What themes know the kinds of keywords by.
const fn scope(class: Class) -> &'static str {
    match class {
        Class::Declaration => "keyword.control.declaration",
        Class::Header | Class::Member => "storage.type.member",
        Class::RuleLine | Class::ScenarioLine | Class::CalendarLine => "storage.type.line",
        Class::Detail => "storage.modifier.detail",
        Class::DocumentStatus | Class::Status => "constant.language.status",
        Class::Modality => "keyword.control.modality",
        Class::Period | Class::Deadline | Class::Limit => "keyword.other.time",
        Class::Month | Class::Weekday | Class::Unit => "keyword.other.unit",
        Class::Comparator => "keyword.operator.comparison",
        Class::Quantifier => "keyword.other.quantifier",
        Class::Number | Class::Fraction => "constant.numeric.word",
        Class::Connective | Class::Rounding | Class::Expression => "keyword.operator.word",
        Class::Condition => "keyword.control.condition",
        Class::Citation => "keyword.other.citation",
        Class::Filler => "keyword.other.filler",
    }
}

fn of_classes(language: Language, classes: &[Class]) -> String {
    let meant = |keyword: &&Keyword| classes.contains(&keyword.class());
    forms(
        Keyword::ALL
            .iter()
            .filter(meant)
            .map(|keyword| (*keyword, language)),
    )
}

fn forms(keywords: impl IntoIterator<Item = (Keyword, Language)>) -> String {
    let mut forms: Vec<&str> = keywords
        .into_iter()
        .flat_map(|(keyword, language)| keyword.forms(language))
        .copied()
        .collect();
    forms.sort_by_key(|form| (std::cmp::Reverse(form.chars().count()), *form));
    forms.dedup();
    any(&forms)
}

/// A pattern for any of some forms, the longest first: words as words, signs wherever they stand.
fn any(forms: &[&str]) -> String {
    let is_sign = |form: &&&str| !form.chars().any(char::is_alphanumeric);
    let signs: Vec<String> = forms
        .iter()
        .filter(is_sign)
        .map(|form| regex(form))
        .collect();
    let words: Vec<String> = forms
        .iter()
        .filter(|form| !is_sign(form))
        .map(|form| regex(form))
        .collect();
    let words = format!("{BEFORE}(?i:{}){AFTER}", words.join("|"));
    match (signs.is_empty(), signs.len() == forms.len()) {
        (true, _) => words,
        (false, true) => signs.join("|"),
        (false, false) => format!("{words}|{}", signs.join("|")),
    }
}

/// A form as the reader knows it again: over any blanks, with the tone mark in either place.
fn regex(form: &str) -> String {
    let mut pattern = String::new();
    let mut rest = form;
    while let Some(first) = rest.chars().next() {
        let spelt = SPELLINGS.iter().find(|(one, _)| rest.starts_with(one));
        let length = match (first, spelt) {
            (' ', _) => {
                pattern.push_str(BLANK);
                pattern.push('+');
                1
            }
            (_, Some((one, either))) => {
                pattern.push_str(either);
                one.len()
            }
            (first, None) if r"+*/.()[]{}?^$|\".contains(first) => {
                pattern.extend(['\\', first]);
                1
            }
            (first, None) => {
                pattern.push(first);
                first.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    pattern
}

/// What may be written in two ways.
const SPELLINGS: [(&str, &str); 5] = [
    ("hằng", "h[ằà]ng"),
    ("lũy", "(?:lũy|luỹ)"),
    ("òa", "(?:òa|oà)"),
    ("óa", "(?:óa|oá)"),
    ("ủy", "(?:ủy|uỷ)"),
];

/// How an editor helps to write lines: comments, brackets, what is indented.
fn configuration() -> Value {
    let declarations = [Language::Vi, Language::En]
        .map(|language| of_classes(language, &[Class::Declaration]).replace(BEFORE, ""));
    // JavaScript knows neither the flag within a pattern nor these names of characters.
    let plain = |pattern: &str| {
        pattern
            .replace("(?i:", "(?:")
            .replace(AFTER, r"(?![\p{L}\p{M}\p{N}_])")
            .replace(r"\x{00A0}\x{202F}", r"\u00A0\u202F")
    };
    let declaration = format!("^(?:{}).*$", declarations.map(|one| plain(&one)).join("|"));
    json!({
        "comments": { "lineComment": "#" },
        "brackets": [["(", ")"], ["[", "]"]],
        "autoClosingPairs": [
            { "open": "(", "close": ")" },
            { "open": "[", "close": "]" },
            { "open": "\"", "close": "\"", "notIn": ["string", "comment"] },
            { "open": "“", "close": "”", "notIn": ["string", "comment"] },
        ],
        "surroundingPairs": [["(", ")"], ["[", "]"], ["\"", "\""], ["“", "”"]],
        "folding": { "offSide": true },
        "wordPattern": { "pattern": r"[\p{L}\p{M}\p{N}_]+(?:\.[\p{L}\p{M}\p{N}_]+)*", "flags": "u" },
        "onEnterRules": [
            {
                "beforeText": { "pattern": declaration, "flags": "iu" },
                "action": { "indent": "indent" },
            },
            {
                "beforeText": { "pattern": r"^\s*-\s+\S.*$", "flags": "u" },
                "action": { "indent": "none", "appendText": "- " },
            },
            {
                "beforeText": { "pattern": r"^\s+.*:\s*$", "flags": "u" },
                "action": { "indent": "indent", "appendText": "- " },
            },
        ],
    })
}
