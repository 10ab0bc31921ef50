//! Tokens to logical lines.

use super::tokens::{Physical, Token, TokenKind};
use super::{MAX_LINE_BYTES, MAX_NESTING};
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::reader::spell;
use crate::source::Span;
use crate::syntax::Trivia;
use crate::words::fold;

/// A line with all that belongs to it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Logical<'t> {
    /// Its tokens, without the `;` or `.` at its end.
    pub(crate) tokens: Vec<Token<'t>>,
    /// From its first token to its last.
    pub(crate) span: Span,
    /// Comments and blank lines around it.
    pub(crate) trivia: Trivia,
    /// Where in `tokens` a new line of the text begins, after a comma.
    pub(crate) breaks: Vec<usize>,
    /// The bullets below it.
    pub(crate) bullets: Vec<Logical<'t>>,
    /// A fault of it has been told, so that nothing further about it should be.
    pub(crate) faulty: bool,
}

impl<'t> Logical<'t> {
    /// The same line from a token on.
    pub(crate) fn after(&self, token: usize) -> Self {
        let tokens: Vec<Token<'t>> = self.tokens.get(token..).unwrap_or(&[]).to_vec();
        let span = tokens
            .iter()
            .map(|token| token.span)
            .reduce(Span::to)
            .unwrap_or(self.span);
        Self {
            tokens,
            span,
            trivia: Trivia::default(),
            breaks: self
                .breaks
                .iter()
                .filter_map(|at| at.checked_sub(token))
                .collect(),
            bullets: self.bullets.clone(),
            faulty: self.faulty,
        }
    }
}

/// A text's logical lines.
#[derive(Debug, Default)]
pub(crate) struct Lines<'t> {
    /// The lines, in order.
    pub(crate) lines: Vec<Logical<'t>>,
    /// Comments and blank lines after the last.
    pub(crate) rest: Trivia,
}

/// Joins lines that go on, and hangs bullets on the line above them. `opens` says whether a line
/// can only be a declaration or member line, never the continuation of another.
pub(crate) fn group<'t>(
    physical: Vec<Physical<'t>>,
    opens: impl Fn(&[Token<'t>]) -> bool,
    faults: &mut Vec<Diagnostic>,
) -> Lines<'t> {
    let mut grouping = Grouping {
        faults,
        done: Lines::default(),
        before: Vec::new(),
        open: Vec::new(),
        goes_on: false,
    };
    for line in physical {
        grouping.take(line, &opens);
    }
    grouping.end_of_text();
    grouping.done
}

struct Open<'t> {
    line: Logical<'t>,
    column: u32,
    brackets: Vec<Span>,
}

struct Grouping<'t, 'f> {
    faults: &'f mut Vec<Diagnostic>,
    done: Lines<'t>,
    /// Comments and blank lines that wait for the next line.
    before: Vec<Option<String>>,
    /// The line being built and, within it, the bullets being built.
    open: Vec<Open<'t>>,
    /// The innermost open line ends with a comma or within brackets.
    goes_on: bool,
}

impl<'t> Grouping<'t, '_> {
    fn take(&mut self, line: Physical<'t>, opens: &impl Fn(&[Token<'t>]) -> bool) {
        let Some(first) = line.tokens.first() else {
            return self.trivia(line.comment);
        };
        let is_bullet = first.is("-") || first.is("*") || first.is("+");
        let numbered = self.numbered(&line.tokens);
        let in_brackets = self
            .open
            .last()
            .is_some_and(|open| !open.brackets.is_empty());
        if self.goes_on && !opens(&line.tokens) && (in_brackets || !is_bullet) {
            return self.append(line);
        }
        self.stop_going_on();
        if (is_bullet || numbered) && self.hang_bullet(&line) {
            let mut line = line;
            line.tokens.drain(..if numbered { 2 } else { 1 });
            return self.begin(line);
        }
        self.flush(0);
        let mut line = line;
        let marks = numbering(&line.tokens);
        if let (Some(first), Some(last)) = (line.tokens.first(), marks.checked_sub(1)) {
            let span = line
                .tokens
                .get(last)
                .map_or(first.span, |last| first.span.to(last.span));
            let mark = spell(&line.tokens[..marks]);
            if !line.faulty {
                self.faults.push(faults::numbered_line(span, &mark));
            }
            line.tokens.drain(..marks);
        }
        if is_bullet && !line.faulty {
            line.faulty = true;
            self.faults.push(if is_points_off(&line.tokens) {
                faults::points_off(line.tokens[0].span)
            } else {
                faults::bullet_without_colon(line.tokens[0].span)
            });
        }
        self.begin(line);
    }

    /// Whether a line in a list begins with `1.`, `1)` or `a)`, as lists pasted from a word processor do.
    fn numbered(&self, tokens: &[Token<'t>]) -> bool {
        let in_list = self.open.iter().any(|open| {
            let last = open.line.tokens.last();
            last.is_some_and(|token| token.is(":"))
        });
        in_list && numbering(tokens) == 2
    }

    fn trivia(&mut self, comment: Option<&str>) {
        if comment.is_none() {
            self.stop_going_on();
        }
        self.before.push(comment.map(str::to_owned));
    }

    /// Makes room for a bullet: closes those it cannot belong to. False when no line above takes bullets.
    fn hang_bullet(&mut self, line: &Physical<'t>) -> bool {
        while let Some(last) = self.open.last() {
            let takes_bullets = last.line.tokens.last().is_some_and(|token| token.is(":"));
            let is_outer = self.open.len() == 1 || last.column < line.column;
            if takes_bullets && is_outer {
                if self.open.len() > MAX_NESTING {
                    if !last.line.faulty {
                        self.faults.push(faults::too_deep(line.tokens[0].span));
                    }
                    return false;
                }
                return line.tokens.len() > 1;
            }
            if self.open.len() == 1 {
                return false;
            }
            self.flush(self.open.len() - 1);
        }
        false
    }

    fn begin(&mut self, line: Physical<'t>) {
        let span = line
            .tokens
            .first()
            .map(|token| token.span)
            .unwrap_or_default();
        let trivia = Trivia {
            before: std::mem::take(&mut self.before),
            after: None,
        };
        let logical = Logical {
            tokens: Vec::new(),
            span,
            trivia,
            breaks: Vec::new(),
            bullets: Vec::new(),
            faulty: false,
        };
        self.open.push(Open {
            line: logical,
            column: line.column,
            brackets: Vec::new(),
        });
        self.append(line);
    }

    fn append(&mut self, line: Physical<'t>) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        open.line.faulty |= line.faulty;
        open.line.trivia.before.append(&mut self.before);
        if let Some(comment) = line.comment {
            match open.line.trivia.after {
                None => open.line.trivia.after = Some(comment.to_owned()),
                Some(_) => open.line.trivia.before.push(Some(comment.to_owned())),
            }
        }
        if open.brackets.is_empty() && !open.line.tokens.is_empty() {
            open.line.breaks.push(open.line.tokens.len());
        }
        for token in line.tokens {
            open.line.span = open.line.span.to(token.span);
            count_bracket(&token, open, self.faults);
            open.line.tokens.push(token);
        }
        let length = open.line.span.end - open.line.span.start;
        if length as usize > MAX_LINE_BYTES && !open.line.faulty {
            open.line.faulty = true;
            self.faults.push(faults::line_too_long(open.line.span));
        }
        self.goes_on =
            !open.brackets.is_empty() || open.line.tokens.last().is_some_and(|token| token.is(","));
    }

    /// The line that was to go on does not: its comma or bracket is told.
    fn stop_going_on(&mut self) {
        if !std::mem::take(&mut self.goes_on) {
            return;
        }
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let fault = match (open.brackets.first(), open.line.tokens.last()) {
            (Some(bracket), _) => {
                let fault = faults::open_bracket(*bracket);
                (!open.line.faulty).then(|| {
                    open.line.faulty = true;
                    fault
                })
            }
            (None, Some(comma)) => {
                let fault = faults::stray_comma(comma.span);
                open.line.tokens.pop();
                (!open.line.faulty).then_some(fault)
            }
            (None, None) => None,
        };
        self.faults.extend(fault);
    }

    /// Closes the open lines from the innermost up to `keep`.
    fn flush(&mut self, keep: usize) {
        while self.open.len() > keep {
            let Some(mut open) = self.open.pop() else {
                return;
            };
            while open
                .line
                .tokens
                .last()
                .is_some_and(|token| token.is(";") || token.is("."))
            {
                open.line.tokens.pop();
            }
            if let (Some(first), Some(last)) = (open.line.tokens.first(), open.line.tokens.last()) {
                open.line.span = first.span.to(last.span);
            } else {
                continue;
            }
            match self.open.last_mut() {
                Some(parent) => parent.line.bullets.push(open.line),
                None => self.done.lines.push(open.line),
            }
        }
    }

    fn end_of_text(&mut self) {
        self.stop_going_on();
        self.flush(0);
        // The text after the last line end is not a line of its own.
        if self.before.last() == Some(&None) {
            self.before.pop();
        }
        self.done.rest.before = std::mem::take(&mut self.before);
    }
}

/// How many tokens the numbering is that a line begins with: `1.`, `1)`, `a)`, `(1)`.
fn numbering(tokens: &[Token<'_>]) -> usize {
    let is_mark = |mark: &Token<'_>| match mark.kind {
        TokenKind::Number => mark.text.len() <= 4,
        TokenKind::Word => mark.text.chars().count() == 1,
        _ => false,
    };
    let is_sign = |sign: &Token<'_>| sign.glued && (sign.is(")") || sign.is("."));
    match tokens {
        [mark, sign, _, ..] if is_mark(mark) && is_sign(sign) => 2,
        [open, mark, close, _, ..] if open.is("(") && is_mark(mark) && close.is(")") => 3,
        [unit, mark, sign, _, ..]
            if is_mark(mark) && (sign.is(".") || sign.is(":")) && is_unit_of_text(unit) =>
        {
            3
        }
        _ => 0,
    }
}

/// Whether a word names a part of a document: `Điều 3.`, `Khoản 2:`.
fn is_unit_of_text(word: &Token<'_>) -> bool {
    let units = ["điều", "khoản", "điểm", "article", "clause", "point"];
    word.kind == TokenKind::Word && units.iter().any(|unit| fold(word.text) == fold(unit))
}

fn count_bracket(token: &Token<'_>, open: &mut Open<'_>, faults: &mut Vec<Diagnostic>) {
    let fault = if token.is("(") || token.is("[") {
        open.brackets.push(token.span);
        (open.brackets.len() > MAX_NESTING).then(|| faults::too_deep(token.span))
    } else if token.is(")") || token.is("]") {
        open.brackets
            .pop()
            .is_none()
            .then(|| faults::unopened_bracket(token.span))
    } else {
        None
    };
    if let Some(fault) = fault
        && !open.line.faulty
    {
        open.line.faulty = true;
        faults.push(fault);
    }
}

/// Whether a line that begins with a bullet takes points off: `-10 điểm: …`.
fn is_points_off(tokens: &[Token<'_>]) -> bool {
    let number = tokens
        .get(1)
        .filter(|number| number.kind == TokenKind::Number && number.glued);
    let points = tokens
        .get(2)
        .is_some_and(|unit| ["điểm", "points", "point"].contains(&unit.text));
    number.is_some() && points
}
