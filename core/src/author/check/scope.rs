//! Scope: whose facts a sentence may speak of at a place.

use jiff_core::civil::Date;
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;

use super::Checker;
use super::fault::text;
use super::table::{Use, position};
use crate::run::program::{CollectionId, CollectionKind, FactId, FactKind, Label, LevelId, Owner};

/// The body, and the members within it, that a sentence speaks of.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    /// Levels of the body; a rule may have several bearers.
    pub(super) bodies: Vec<LevelId>,
    /// Populations whose member is meant, the innermost last.
    pub(super) members: Vec<CollectionId>,
    /// The populations counted together with the innermost, itself included: a fact named for one
    /// of them stands for the same fact of each.
    pub(super) pool: Vec<CollectionId>,
    /// In a `define`, which is read wherever it is used: everything is in reach, and is noted.
    pub(super) anywhere: bool,
    /// The rule's document.
    pub(super) document: Option<DocumentDays>,
}

/// What of a document's header bears on its sentences.
#[derive(Debug, Clone, Copy)]
pub(super) struct DocumentDays {
    /// First day in force.
    pub(super) from: Date,
    /// Where it stands.
    pub(super) from_span: Span,
    /// Days off are known.
    pub(super) calendar: bool,
}

impl Scope {
    /// The scope of a member of `set`, counted together with those of `pool`.
    pub(super) fn inside(
        &self,
        set: CollectionId,
        kind: &CollectionKind,
        pool: &[CollectionId],
    ) -> Self {
        let mut inner = Self {
            pool: pool.to_vec(),
            ..self.clone()
        };
        match kind {
            CollectionKind::Bodies(level) => {
                inner.bodies = vec![*level];
                inner.members.clear();
                inner.anywhere = false;
            }
            CollectionKind::Population { .. } => inner.members.push(set),
        }
        inner
    }
}

impl Checker<'_> {
    /// The scope of a member of `set`.
    pub(super) fn enter(&self, scope: &Scope, set: CollectionId, pool: &[CollectionId]) -> Scope {
        scope.inside(set, &self.table.collection(set).kind, pool)
    }

    /// Of facts that several populations pooled share a name for, the one of the innermost.
    pub(super) fn own_fact(&mut self, fact: FactId, span: Span, scope: &Scope) -> Option<FactId> {
        let owner_sets: Vec<CollectionId> = match &self.table.fact(fact).owner {
            Owner::Members(set) => vec![*set],
            Owner::Bodies(levels) => levels
                .iter()
                .map(|level| self.table.level(*level).collection)
                .collect(),
        };
        let Some(innermost) = scope.pool.last().and_then(|_| self.innermost(scope)) else {
            return Some(fact);
        };
        let pooled = owner_sets.iter().any(|set| scope.pool.contains(set));
        if !pooled || owner_sets.contains(&innermost) {
            return Some(fact);
        }
        let name = self.table.fact(fact).name.clone();
        let found = self.table.member_fact(innermost, &name);
        if found.is_none() {
            self.faults.push(self.not_of_member(fact, innermost, span));
        }
        found
    }

    fn innermost(&self, scope: &Scope) -> Option<CollectionId> {
        scope
            .members
            .last()
            .copied()
            .or_else(|| match scope.bodies.as_slice() {
                [level] => Some(self.table.level(*level).collection),
                _ => None,
            })
    }

    /// A fact that the members of a population do not have.
    pub(super) fn not_of_member(&self, fact: FactId, set: CollectionId, span: Span) -> Diagnostic {
        let name = &self.table.fact(fact).name;
        let collection = self.table.collection(set);
        let (key, declared) = (
            &collection.key,
            self.table
                .fact_spans
                .get(fact.index())
                .copied()
                .unwrap_or(span),
        );
        Diagnostic::error(
            "E0309",
            span,
            text(
                format!("`{name}` is not a fact of `{key}`"),
                format!("`{name}` không phải là thông tin của `{key}`"),
            ),
        )
        .also(
            declared,
            text(
                "declared for others here",
                "được khai báo cho đối tượng khác ở đây",
            ),
        )
        .help(text(
            format!("declare `{name}` below `{key}` too, or leave `{key}` out of this sentence"),
            format!("khai báo thêm `{name}` dưới `{key}`, hoặc bỏ `{key}` khỏi câu này"),
        ))
    }

    /// Whether a fact can be known of the body or member in scope; told where not.
    pub(super) fn reach_fact(&mut self, fact: FactId, span: Span, scope: &Scope) -> Option<()> {
        self.table.used.insert(Use::Fact(fact));
        let declared = self.table.fact(fact);
        match &declared.owner {
            Owner::Members(set) if scope.members.contains(set) => Some(()),
            _ if scope.anywhere => {
                self.open.push(Use::Fact(fact));
                Some(())
            }
            Owner::Members(set) => {
                let fact = &declared.label;
                let of = &self.table.collection(*set).label;
                self.faults.push(
                    Diagnostic::error(
                        "E0334",
                        span,
                        text(
                            format!("`{}` is said of each of `{}`, not of the body", fact.en, of.en),
                            format!("`{}` là của từng `{}`, không phải của cơ quan báo cáo", fact.vi, of.vi),
                        ),
                    )
                    .help(text(
                        format!(
                            "a case apart is chosen with `where`, not with `if` or `except when`: `each … where {} …, …`; for all of them together say how many or what share",
                            fact.en
                        ),
                        format!(
                            "trường hợp riêng thì chọn bằng `mà`, không bằng `nếu` hay `trừ trường hợp`: `mỗi … mà {} …, …`; nếu nói về cả nhóm thì nêu bao nhiêu hoặc tỷ lệ nào",
                            fact.vi
                        ),
                    )),
                );
                None
            }
            Owner::Bodies(levels) => {
                let sums = matches!(declared.kind, FactKind::Count | FactKind::Amount(_));
                let levels = levels.clone();
                let lacking = self.lacking(scope, &levels, sums);
                let name = self.table.fact(fact).label.clone();
                self.unreachable(&name, &levels, &lacking, span, !sums)
            }
        }
    }

    /// Whether members can be counted by the body in scope; told where not.
    pub(super) fn reach_set(&mut self, set: CollectionId, span: Span, scope: &Scope) -> Option<()> {
        self.table.used.insert(Use::Collection(set));
        if scope.anywhere {
            self.open.push(Use::Collection(set));
            return Some(());
        }
        let (levels, itself) = match &self.table.collection(set).kind {
            CollectionKind::Population { per, .. } => (per.clone(), true),
            CollectionKind::Bodies(level) => (vec![*level], false),
        };
        let lacking: Vec<LevelId> = scope
            .bodies
            .iter()
            .copied()
            .filter(|body| {
                !levels
                    .iter()
                    .any(|level| (itself && level == body) || self.table.is_below(*level, *body))
            })
            .collect();
        if lacking.is_empty() || levels.is_empty() {
            return Some(());
        }
        let name = self.table.collection(set).label.clone();
        if itself {
            return self.unreachable(&name, &levels, &lacking, span, false);
        }
        let bodies = self.level_list(&lacking);
        self.faults.push(
            Diagnostic::error(
                "E0335",
                span,
                text(
                    format!("no `{}` lies within {}", name.en, bodies.en),
                    format!("không có `{}` nào thuộc {}", name.vi, bodies.vi),
                ),
            )
            .label(text(
                "the bearer reports on bodies within it only",
                "chủ thể chỉ báo cáo về các cơ quan trực thuộc",
            ))
            .help(if levels == lacking {
                text(
                    format!(
                        "the bearer is the {} itself: say what is asked of it without naming it, `must …` or `must not …`; for some of them alone begin with `if …,`",
                        name.en
                    ),
                    format!(
                        "chủ thể chính là {}: nêu thẳng yêu cầu, không nhắc lại: `phải …`, `không được …`; nếu chỉ một số phải làm thì mở đầu bằng `nếu …,`",
                        name.vi
                    ),
                )
            } else {
                text(
                    format!(
                        "add `within …` to the level `{}`, or name another bearer",
                        name.en
                    ),
                    format!(
                        "thêm `thuộc …` vào cấp `{}`, hoặc chọn chủ thể khác",
                        name.vi
                    ),
                )
            }),
        );
        None
    }

    /// Levels in scope that cannot know what `levels` report.
    fn lacking(&self, scope: &Scope, levels: &[LevelId], sums: bool) -> Vec<LevelId> {
        let known = |body: &LevelId| {
            levels
                .iter()
                .any(|level| level == body || (sums && self.table.is_below(*level, *body)))
        };
        scope
            .bodies
            .iter()
            .copied()
            .filter(|body| !known(body))
            .collect()
    }

    fn unreachable(
        &mut self,
        name: &Label,
        levels: &[LevelId],
        lacking: &[LevelId],
        span: Span,
        deed: bool,
    ) -> Option<()> {
        // Without a level of its own it is told at its declaration.
        if lacking.is_empty() || levels.is_empty() {
            return Some(());
        }
        let (bodies, reporters) = (self.level_list(lacking), self.level_list(levels));
        let below = deed
            && lacking.iter().all(|body| {
                levels
                    .iter()
                    .any(|level| self.table.is_below(*level, *body))
            });
        let told = Diagnostic::error(
            "E0335",
            span,
            text(
                format!("`{}` is not reported by {}", name.en, bodies.en),
                format!("{} không báo cáo `{}`", bodies.vi, name.vi),
            ),
        )
        .label(text(
            format!("reported per {}", reporters.en),
            format!("báo cáo theo {}", reporters.vi),
        ));
        self.faults.push(if below {
            let (plural, plural_vi) = levels
                .first()
                .map(|level| &self.table.level(*level).label)
                .map_or_else(Default::default, |label| {
                    (label.en_many.clone(), label.vi.clone())
                });
            told.help(text(
                format!(
                    "name {} as the bearer, or say of how many: `100% of {plural} …`",
                    reporters.en
                ),
                format!(
                    "ghi chủ thể là {}, hoặc nêu tỷ lệ: `100% {plural_vi} …`",
                    reporters.vi
                ),
            ))
        } else {
            told.help(text(
                format!(
                    "name {} as the bearer, or add the bearer to `per` where `{}` is declared",
                    reporters.en, name.en
                ),
                format!(
                    "ghi chủ thể là {}, hoặc thêm chủ thể vào `theo` ở nơi khai báo `{}`",
                    reporters.vi, name.vi
                ),
            ))
        });
        None
    }

    /// Checks that what a named expression stands on is in reach where it is used.
    pub(super) fn reach_uses(&mut self, uses: &[Use], span: Span, scope: &Scope) -> Option<()> {
        let mut reached = Some(());
        for one in uses {
            let here = match *one {
                Use::Fact(fact) => self.reach_fact(fact, span, scope),
                Use::Collection(set) => self.reach_set(set, span, scope),
                Use::Parameter(at) => self.reach_parameter(at, span, scope),
            };
            reached = reached.and(here);
        }
        reached
    }

    /// Whether a parameter has a value from the document's first day on; told where not.
    pub(super) fn reach_parameter(&mut self, at: usize, span: Span, scope: &Scope) -> Option<()> {
        if scope.anywhere {
            self.open.push(Use::Parameter(at));
            return Some(());
        }
        let (
            Some(DocumentDays {
                from, from_span, ..
            }),
            Some(Some(parameter)),
        ) = (scope.document, self.table.parameters.get(at))
        else {
            return Some(());
        };
        let first = parameter.values.first().map(|(day, _)| *day);
        if first.is_some_and(|first| first <= from) {
            return Some(());
        }
        let declared = parameter.span;
        let id = position(at);
        if self.parameters_told.insert(id) {
            self.faults.push(
                Diagnostic::error(
                    "E0320",
                    declared,
                    text(
                        "the parameter has no value when the document enters into force",
                        "tham số chưa có giá trị khi văn bản có hiệu lực",
                    ),
                )
                .also(
                    from_span,
                    text("in force from here", "có hiệu lực từ ngày này"),
                )
                .also(span, text("used here", "được dùng ở đây"))
                .help(text(
                    "add a value from that day or earlier",
                    "thêm một giá trị áp dụng từ ngày đó hoặc sớm hơn",
                )),
            );
        }
        None
    }
}
