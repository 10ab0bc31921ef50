//! What is kept of a text for the next time it is read.

use std::ops::Range;

use crate::declarations::{Block, Head, Text, Ties, gives_percentages};
use crate::diagnostic::Diagnostic;
use crate::format::Placed;
use crate::keywords::Keyword;
use crate::lines::Logical;
use crate::recovery;
use crate::source::{SourceId, line_after, to_u32};
use crate::syntax::{Declaration, Line};
use crate::text::Composed;
use crate::words::{Word, Words};

/// What of a text can be taken over when it is read again.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// All its declarations; none where nothing can be taken over.
    pub(super) blocks: Vec<Extent>,
    /// Where the line ends that told the language.
    pub(super) told: Option<usize>,
}

/// Where a declaration stands.
#[derive(Debug)]
pub(super) struct Extent {
    pub(super) keyword: Keyword,
    /// Its lines, with what stands before them.
    pub(super) text: Range<usize>,
    /// Its first token.
    pub(super) start: u32,
    /// What it was read as, where nothing was told of it.
    pub(super) kept: Option<KeptBlock>,
}

/// A declaration that was read without fault.
#[derive(Debug)]
pub(super) struct KeptBlock {
    pub(super) head: Head,
    /// Those of its lines that name something.
    pub(super) members: Vec<Head>,
    pub(super) parts: Parts,
    /// Its position among the declarations of the tree.
    pub(super) at: usize,
}

/// What the lines of a declaration tell beside its heads and its tree.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    /// All its words, in the order of their numbers; of a scenario the parts of ids, too.
    pub(super) words: Box<[Word]>,
    pub(super) lost: Vec<String>,
    pub(super) ties: Option<Ties>,
    pub(super) gives_percentages: bool,
}

/// A declaration that was read before; its lines are not read again.
#[derive(Debug)]
pub(crate) struct Taken {
    /// Where it stands now.
    pub(super) text: Range<usize>,
    /// Which text it stood in before.
    pub(super) source: SourceId,
    pub(super) parts: Parts,
    pub(super) tree: Option<Line<Declaration>>,
    /// Its first token.
    pub(super) start: u32,
}

impl Taken {
    /// Words of its lines that count as those of names that could not be read.
    pub(crate) fn lost(&self) -> &[String] {
        &self.parts.lost
    }

    /// Where it stands among others, by the numbers that names had.
    pub(crate) fn ties(&self) -> Option<&Ties> {
        self.parts.ties.as_ref()
    }

    pub(crate) fn gives_percentages(&self) -> bool {
        self.parts.gives_percentages
    }

    /// What it declares.
    pub(crate) fn declaration(&self) -> Option<&Declaration> {
        self.tree.as_ref().map(|line| &line.node)
    }

    /// Its tree, once.
    pub(crate) fn take_tree(&mut self) -> Option<Line<Declaration>> {
        self.tree.take()
    }
}

impl KeptBlock {
    /// The block again, so many bytes further, modulo 2³².
    pub(super) fn taken<'t>(
        mut self,
        tree: Line<Declaration>,
        (before, source): (SourceId, SourceId),
        (text, start, by): (Range<usize>, u32, u32),
    ) -> Block<'t> {
        let mut tree = tree;
        let stays = by == 0 && before == source;
        let heads = std::iter::once(&mut self.head).chain(&mut self.members);
        for head in heads {
            head.name = None;
            if !stays {
                head.id.move_to(source, by);
                head.label.move_to(source, by);
            }
        }
        if !stays {
            tree.move_to(source, by);
        }
        let members = self.members.into_iter();
        Block {
            head: self.head,
            line: Logical::default(),
            members: members
                .map(|head| (Some(head), Logical::default()))
                .collect(),
            taken: Some(Box::new(Taken {
                text,
                source: before,
                parts: self.parts,
                tree: Some(tree),
                start,
            })),
        }
    }
}

/// What became of a block.
#[derive(Debug, Default)]
pub(crate) struct Lowered {
    /// The position of its tree, where it has one.
    pub(crate) at: Option<usize>,
    /// Where it stands among others, where that was asked.
    pub(crate) ties: Option<Ties>,
}

impl Kept {
    /// What can be taken over of a text that was just read; `faults` are all there are, in their order.
    pub(crate) fn of(
        text: Text<'_>,
        composed: &Composed<'_>,
        lowered: Vec<Lowered>,
        words: &mut Words,
        faults: &[Diagnostic],
    ) -> Self {
        if !composed.is_as_given() {
            return Self::default();
        }
        let (source, given) = (text.source, &composed.text);
        let told = |range: &Range<usize>| {
            let place = |byte: usize| {
                let place = (source, to_u32(byte));
                faults.partition_point(|fault| (fault.span().source, fault.span().start) < place)
            };
            place(range.start) < place(range.end)
        };
        let opened = text.language_line.as_ref();
        let mut start = opened.map_or(0, |line| next_line(given, line.span.end as usize));
        if told(&(0..start)) {
            return Self::default();
        }
        let mut blocks = Vec::with_capacity(text.blocks.len());
        for (block, lowered) in text.blocks.into_iter().zip(lowered) {
            let taken = block.taken.as_ref();
            let end = taken.map_or_else(
                || next_line(given, end(&block) as usize).max(start),
                |taken| taken.text.end,
            );
            let extent = start..end;
            start = end;
            let is_told = told(&extent);
            blocks.push(Extent {
                keyword: block.head.keyword,
                start: taken.map_or(block.line.span.start, |taken| taken.start),
                text: extent,
                kept: (!is_told && is_sound(&block))
                    .then(|| keep(block, lowered, words))
                    .flatten(),
            });
        }
        // Below the last declaration stands nothing but what has no place in a text: it is read again with it.
        let below = start..given.len();
        if let Some(last) = blocks.last_mut().filter(|_| told(&below)) {
            last.text.end = below.end;
            last.kept = None;
        }
        Self {
            blocks,
            told: text.told,
        }
    }
}

/// Whether nothing told of a block's lines bears on how they are read.
fn is_sound(block: &Block<'_>) -> bool {
    fn is_faulty(line: &Logical<'_>) -> bool {
        line.faulty || line.bullets.iter().any(is_faulty)
    }
    let heads = block.members.iter().filter_map(|(head, _)| head.as_ref());
    let mut heads = std::iter::once(&block.head).chain(heads);
    heads.all(|head| !head.broken) && !block.lines().any(is_faulty)
}

fn keep(block: Block<'_>, lowered: Lowered, words: &mut Words) -> Option<KeptBlock> {
    let at = lowered.at?;
    let parts = match &block.taken {
        Some(taken) => Parts {
            ties: lowered.ties,
            ..taken.parts.clone()
        },
        None => Parts {
            words: words_of(&block, words),
            lost: recovery::lost_words(&block),
            ties: lowered.ties,
            gives_percentages: gives_percentages(&block),
        },
    };
    Some(KeptBlock {
        head: block.head,
        members: block
            .members
            .into_iter()
            .filter_map(|(head, _)| head)
            .collect(),
        parts,
        at,
    })
}

fn words_of(block: &Block<'_>, words: &mut Words) -> Box<[Word]> {
    fn gather(line: &Logical<'_>, is_scenario: bool, words: &mut Words, found: &mut Vec<Word>) {
        for token in &line.tokens {
            found.push(token.word);
            if is_scenario && token.text.contains('.') {
                found.extend(token.text.split('.').map(|part| words.intern(part)));
            }
        }
        for bullet in &line.bullets {
            gather(bullet, is_scenario, words, found);
        }
    }
    let mut found = Vec::new();
    // The title of a rule stands for itself.
    let titled = matches!(block.head.keyword, Keyword::Rule | Keyword::Principle);
    for line in block.lines().skip(usize::from(titled)) {
        gather(
            line,
            block.head.keyword == Keyword::Scenario,
            words,
            &mut found,
        );
    }
    found.sort_unstable();
    found.dedup();
    found.into_boxed_slice()
}

/// The last byte of a block.
fn end(block: &Block<'_>) -> u32 {
    fn end(line: &Logical<'_>) -> u32 {
        line.bullets.last().map_or(0, end).max(line.span.end)
    }
    block.lines().map(end).max().unwrap_or(0)
}

/// Where the next line begins, or the text ends.
fn next_line(text: &str, byte: usize) -> usize {
    line_after(text, byte).unwrap_or(text.len())
}
