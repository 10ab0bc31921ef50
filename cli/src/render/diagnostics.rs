//! Findings in rule texts: message, place, the lines with the words marked, what to write instead.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use luat_grammar::Language;
use luat_grammar::diagnostic::{Diagnostic, Label, Severity};
use luat_grammar::source::{LineIndex, Source, Span, ends_line};

use super::{DIM, styled, width};

/// Columns of a rendered line; longer ones are clipped around the words marked.
const COLUMNS: usize = 120;
/// Columns of a line that are marked at most.
const WIDEST_MARK: usize = 80;
/// A longer text about the words stands below them, not behind.
const LONGEST_LABEL: usize = 60;

/// Most findings that are shown; JSON tells all.
const MOST_SHOWN: usize = 1_000;
/// Places further apart than this, in bytes, are shown one by one.
const LONGEST_EXCERPT: usize = 1 << 15;

/// A text with the beginnings of its lines.
struct Lined<'a> {
    source: &'a Source,
    lines: LineIndex,
}

/// All findings, a blank line after each.
pub(crate) fn render(sources: &[Source], found: &[Diagnostic], language: Language) -> String {
    let lined = |source| Lined {
        source,
        lines: LineIndex::new(&source.text),
    };
    let sources: Vec<Lined<'_>> = sources.iter().map(lined).collect();
    let mut text = String::new();
    for one in found.iter().take(MOST_SHOWN) {
        text.push_str(&render_one(&sources, one, language));
        text.push_str("\n\n");
    }
    if let Some(more @ 1..) = found.len().checked_sub(MOST_SHOWN) {
        text.push_str(&language.pick(
            format!("and {more} more; --format json tells all\n\n"),
            format!("và {more} phát hiện nữa; dùng --format json để xem tất cả\n\n"),
        ));
    }
    text.push_str(&page_hint(found, language));
    text
}

/// Where the findings are explained; one line for all of them.
fn page_hint(found: &[Diagnostic], language: Language) -> String {
    let Some(first) = found.first() else {
        return String::new();
    };
    let lead = if found.iter().all(|one| one.code == first.code) {
        language.pick(
            "why, and what is right instead:",
            "vì sao sai và viết thế nào cho đúng:",
        )
    } else {
        language.pick(
            "why, and what is right instead, for this code and the others:",
            "vì sao sai và viết thế nào cho đúng, với mã này và các mã khác:",
        )
    };
    let (code, lang) = (first.code.0, language.pick("en", "vi"));
    let command = format!("luat explain-error {code} --lang {lang}");
    format!("{} {command}\n\n", styled(DIM, lead))
}

fn render_one(sources: &[Lined<'_>], found: &Diagnostic, language: Language) -> String {
    let message = found.message.in_language(language);
    let mut group = level(found.severity, language)
        .primary_title(message)
        .id(found.code.0)
        .elements(snippets(sources, found, language));
    for label in found.labels.iter().filter(|label| is_long(label, language)) {
        let words = label.text.in_language(language);
        group = group.element(Level::NOTE.no_name().message(words));
    }
    if let Some(help) = &found.help {
        let level = Level::HELP.with_name(language.pick("help", "gợi ý"));
        group = group.element(level.message(help.in_language(language)));
    }
    let report: &[Group<'_>] = &[group];
    Renderer::styled().term_width(COLUMNS).render(report)
}

fn level(severity: Severity, language: Language) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR.with_name(language.pick("error", "lỗi")),
        Severity::Warning => Level::WARNING.with_name(language.pick("warning", "lưu ý")),
    }
}

fn is_long(label: &Label, language: Language) -> bool {
    width(label.text.in_language(language)) > LONGEST_LABEL
}

/// An excerpt for each text that has a label, the primary one first; several where its labels lie far apart.
fn snippets<'a>(
    sources: &'a [Lined<'a>],
    found: &'a Diagnostic,
    language: Language,
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let mut order: Vec<_> = Vec::new();
    for label in &found.labels {
        if !order.contains(&label.span.source) {
            order.push(label.span.source);
        }
    }
    order
        .into_iter()
        .filter_map(|id| Some((id, sources.get(id.0 as usize)?)))
        .flat_map(|(id, source)| {
            let labels = found.labels.iter().enumerate();
            let labels: Vec<(usize, &Label)> = labels
                .filter(|(_, label)| label.span.source == id)
                .collect();
            let spans = labels.iter().map(|(_, label)| label.span);
            let apart = excerpt(&source.source.text, spans).len() > LONGEST_EXCERPT;
            let at_a_time = if apart { 1 } else { labels.len().max(1) };
            let shown = labels.chunks(at_a_time);
            let shown = shown.map(|labels| snippet(source, labels, language));
            shown.collect::<Vec<_>>()
        })
        .collect()
}

fn snippet<'a>(
    Lined { source, lines }: &Lined<'a>,
    labels: &[(usize, &'a Label)],
    language: Language,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let excerpt = excerpt(&source.text, labels.iter().map(|(_, label)| label.span));
    let text = source.text.get(excerpt.clone()).unwrap_or_default();
    let start = u32::try_from(excerpt.start).unwrap_or(u32::MAX);
    let line = lines.line_column(&source.text, start).line as usize;
    let annotations = labels.iter().map(|(position, label)| {
        let kind = if *position == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let words = label.text.in_language(language);
        let span = within(&source.text, label.span, &excerpt);
        let annotation = kind.span(span);
        if words.is_empty() || is_long(label, language) {
            annotation
        } else {
            annotation.label(words)
        }
    });
    Snippet::source(text)
        .path(source.name.as_str())
        .line_start(line)
        .fold(true)
        .annotations(annotations)
}

/// The whole lines that hold the spans.
fn excerpt(text: &str, spans: impl Iterator<Item = Span>) -> Range<usize> {
    let (mut start, mut end) = (text.len(), 0);
    for span in spans {
        start = start.min(span.start as usize);
        end = end.max(span.end as usize);
    }
    let start = boundary(text, start.min(text.len()));
    let end = boundary(text, end.clamp(start, text.len()));
    let first = text
        .get(..start)
        .and_then(|before| {
            before
                .char_indices()
                .rfind(|(_, letter)| ends_line(*letter))
        })
        .map_or(0, |(at, sign)| at + sign.len_utf8());
    let last = text
        .get(end..)
        .and_then(|after| after.find(ends_line))
        .map_or(text.len(), |at| end + at);
    first..last
}

/// A span in an excerpt, on characters; of a long one the beginning, so that its line can be clipped.
fn within(text: &str, span: Span, excerpt: &Range<usize>) -> Range<usize> {
    let start = boundary(
        text,
        (span.start as usize).clamp(excerpt.start, excerpt.end),
    );
    let end = boundary(text, (span.end as usize).clamp(start, excerpt.end));
    let marked = text.get(start..end).unwrap_or_default();
    let shown = marked
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8());
    let shown = shown
        .take_while(|end| width(marked.get(..*end).unwrap_or_default()) <= WIDEST_MARK)
        .last();
    start - excerpt.start..start - excerpt.start + shown.unwrap_or_default()
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use luat_grammar::diagnostic::Text;
    use luat_grammar::source::SourceId;

    use super::*;

    fn span(text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap();
        let at = |at: usize| u32::try_from(at).unwrap();
        Span::new(SourceId(0), at(start), at(start + words.len()))
    }

    fn told(text: &str, found: &Diagnostic) -> String {
        let sources = [Source::new("rules/trial.luat", text)];
        let text = render(&sources, std::slice::from_ref(found), Language::Vi);
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn a_finding_shows_its_line_and_what_to_write() {
        let text = "quy định thử\n  hằng năm 15% trưởng bản được tập huấn\n";
        let found = Diagnostic::error(
            "E0203",
            span(text, "15%"),
            Text::new("15% has no comparator", "15% chưa có từ so sánh"),
        )
        .label(Text::new(
            "over, at least, under?",
            "trên, ít nhất hay dưới?",
        ))
        .help(Text::new("write “over 15%”", "hãy viết “trên 15%”"));
        let told = told(text, &found);
        assert!(
            told.starts_with("lỗi[E0203]: 15% chưa có từ so sánh\n"),
            "{told}"
        );
        assert!(told.contains("rules/trial.luat:2:12"), "{told}");
        assert!(told.contains("^^^ trên, ít nhất hay dưới?"), "{told}");
        assert!(told.contains("gợi ý: hãy viết “trên 15%”"), "{told}");
    }

    #[test]
    fn a_long_line_is_clipped() {
        let text = format!(
            "{}15%{}\n",
            "trưởng bản ".repeat(2_000),
            " được tập huấn".repeat(2_000)
        );
        let found = Diagnostic::error("E0203", span(&text, "15%"), Text::new("x", "x"));
        let told = told(&text, &found);
        assert!(told.contains("15%"), "{told}");
        assert!(told.len() < 2_000, "{}", told.len());
    }

    #[test]
    fn places_far_apart_are_shown_one_by_one() {
        let text = format!("first\n{}last\n", "between\n".repeat(10_000));
        let found = Diagnostic::error("E0101", span(&text, "last"), Text::new("x", "x"));
        let found = Diagnostic {
            labels: [
                &found.labels[..],
                &[Label {
                    span: span(&text, "first"),
                    text: Text::new("here", "đây"),
                }],
            ]
            .concat(),
            ..found
        };
        let told = told(&text, &found);
        assert!(told.contains("trial.luat:10002:1"), "{told}");
        assert!(told.contains("first") && told.contains("last"), "{told}");
        assert!(told.len() < 2_000, "{}", told.len());
    }

    #[test]
    fn findings_by_the_thousand_are_not_all_shown() {
        let one = Diagnostic::error("E0001", Span::new(SourceId(0), 0, 1), Text::new("x", "x"));
        let found = vec![one; MOST_SHOWN + 7];
        let sources = [Source::new("a.luat", "a\n")];
        let told = render(&sources, &found, Language::En);
        assert!(told.contains("and 7 more"), "{told}");
    }

    #[test]
    fn a_span_past_the_end_is_the_end() {
        let found = Diagnostic::error("E0001", Span::new(SourceId(0), 90, 99), Text::new("x", "x"));
        assert!(told("đ\n", &found).contains("rules/trial.luat"));
        let found = Diagnostic::error("E0001", Span::new(SourceId(7), 1, 1), Text::new("x", "x"));
        assert!(told("đ\n", &found).starts_with("lỗi[E0001]: x"));
    }
}
