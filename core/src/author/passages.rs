//! Which sentences of a rule stand on which of its citations.

use luat_grammar::syntax::{Citation, Line, RuleMember};

/// Lines of a rule whose sentences stand on the same citations.
#[derive(Debug)]
pub(super) struct Passage<'t> {
    /// Where the law says them.
    pub(super) cites: Vec<&'t Citation>,
    /// The lines, in the order of the text.
    pub(super) lines: &'t [Line<RuleMember>],
}

impl Passage<'_> {
    fn has_sentences(&self) -> bool {
        self.lines.iter().any(|line| is_sentence(&line.node))
    }
}

/// A rule's lines as passages, in the order of the text. The first stands on the citations of the
/// rule: those before its first sentence, and those after its last. A `cite` line between two
/// sentences opens a passage with citations of its own, which runs to the next one.
pub(super) fn passages(members: &[Line<RuleMember>]) -> Vec<Passage<'_>> {
    let mut passages = Vec::new();
    let mut rest = members;
    while !rest.is_empty() {
        let (lines, after) = rest.split_at(length(rest));
        let mut cites = Vec::new();
        for line in lines {
            if let RuleMember::Cite(places) = &line.node {
                cites.extend(places);
            }
        }
        passages.push(Passage { cites, lines });
        rest = after;
    }
    if let [first, .., last] = passages.as_mut_slice()
        && !last.has_sentences()
    {
        first.cites.append(&mut last.cites);
    }
    passages
}

/// How many lines the first passage takes: to the first `cite` line behind one of its sentences.
fn length(lines: &[Line<RuleMember>]) -> usize {
    let first = lines.iter().position(|line| is_sentence(&line.node));
    let Some(first) = first else {
        return lines.len();
    };
    let cite = lines
        .iter()
        .skip(first)
        .position(|line| matches!(line.node, RuleMember::Cite(_)));
    cite.map_or(lines.len(), |behind| first + behind)
}

fn is_sentence(line: &RuleMember) -> bool {
    matches!(line, RuleMember::Sentence(_) | RuleMember::Shared { .. })
}
