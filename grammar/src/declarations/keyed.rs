//! Lines of a header, calendar or scenario: a keyword, and what it asks for.

use crate::cursor::Cursor;
use crate::diagnostic::Diagnostic;
use crate::faults::{self, Near};
use crate::keywords::Keyword;
use crate::lines::Logical;
use crate::reader::Reader;
use crate::source::Span;

use super::opening::opening;

/// Reads a line that one of these keywords opens; another is told with the nearest of them.
pub(super) fn keyed_line<'c, T>(
    line: &Logical<'_>,
    reader: &mut Reader<'c>,
    keywords: &[Keyword],
    unknown: fn(Span, Option<Near>) -> Diagnostic,
    read: impl FnOnce(Keyword, &mut Cursor<'_, '_>, &mut Reader<'c>) -> Option<T>,
) -> Option<T> {
    let mut cursor = reader.cursor(line);
    let Some((keyword, _)) = opening(reader.lexicon, reader.language, cursor.tokens, keywords)
    else {
        if line.faulty {
            return None;
        }
        if reader.is_full() {
            reader.faults.push(faults::untold(line.span));
        } else {
            let near = faults::nearest_keyword(keywords, reader.language, &line.tokens);
            reader.faults.push(unknown(line.span, near));
        }
        return None;
    };
    cursor.keyword(keyword);
    let found = read(keyword, &mut cursor, reader);
    let sound = reader.close(cursor, line);
    found.filter(|_| sound)
}
