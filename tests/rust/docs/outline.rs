//! What a page consists of, whichever language it is in.

use super::fences::blocks;

/// The page's headings by their level, its examples by their kind and its tables by their rows, in order,
/// each with its line.
pub fn outline(page: &str) -> Vec<(usize, String)> {
    let examples = blocks(page);
    let mut found: Vec<(usize, String)> = examples
        .iter()
        .map(|block| (block.line, format!("example of {}", block.kind())))
        .collect();
    let mut rows: Option<(usize, usize)> = None;
    let mut at = 0;
    for (number, line) in (1..).zip(page.split_inclusive('\n')) {
        let fenced = examples.iter().any(|block| block.range.contains(&at));
        at += line.len();
        if line.starts_with('|') && !fenced {
            let (first, count) = rows.unwrap_or((number, 0));
            rows = Some((first, count + 1));
            continue;
        }
        found.extend(
            rows.take()
                .map(|(first, count)| (first, format!("table of {count} rows"))),
        );
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if level > 0 && !fenced {
            found.push((number, format!("heading {level}")));
        }
    }
    found.sort();
    found
}
