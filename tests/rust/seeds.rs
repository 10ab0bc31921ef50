//! `seeds FOLDER`: what the search for bytes that break something begins with, `FOLDER/TARGET/NUMBER`, and the
//! words of the language, `FOLDER/words.dict`.

#![expect(
    clippy::unwrap_used,
    reason = "a tool of the tests, which stops at what it cannot write"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use luat_grammar::Language;
use luat_grammar::keywords::Keyword;
use luat_tests::fuzzed::TARGETS;

fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).unwrap());
    for target in TARGETS {
        let folder = folder.join(target.name);
        fs::create_dir_all(&folder).unwrap();
        for (at, seed) in (target.seeds)().into_iter().enumerate() {
            fs::write(folder.join(format!("{at:04}")), seed).unwrap();
        }
    }
    let mut words = String::new();
    for keyword in Keyword::ALL {
        let forms = [Language::En, Language::Vi].map(|language| keyword.forms(language));
        for spelling in forms.into_iter().flatten() {
            // What is not ASCII stands as its bytes.
            let bytes = spelling.bytes().map(|byte| match byte {
                b' '..=b'~' if byte != b'"' && byte != b'\\' => char::from(byte).to_string(),
                _ => format!("\\x{byte:02X}"),
            });
            writeln!(words, "\"{}\"", bytes.collect::<String>()).unwrap();
        }
    }
    fs::write(folder.join("words.dict"), words).unwrap();
}
