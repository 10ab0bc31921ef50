//! Well-formed sentences over a few names.

use luat_grammar::Parsed;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{
    Aggregate, Bound, Combination, Comparator, Comparison, Condition, Count, Counted, Date,
    Deadline, Duration, Each, EachRequirement, EventRef, Expr, ExprKind, Leads, Line, MemberRef,
    Modality, Notation, Number, Operator, Order, Past, Period, Point, Ref, Requirement, Rounding,
    RuleMember, Selection, Sentence, Share, ShareBase, TimeLimit, TimeUnit, Trivia,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};
use proptest::sample::{select, subsequence};

pub(crate) const FRAME: &str = r#"language en
document gen  "Generated" / "Sinh ra"
level district "district | districts" / "huyện"
level commune "commune | communes" / "xã, thị trấn" within district
act dialogue "a dialogue held" / "tổ chức hội nghị đối thoại" per commune
act plan_issued "an implementation plan issued" / "xây dựng kế hoạch" per commune
population hamlet_heads "hamlet head | hamlet heads" / "trưởng bản" per commune
  state trained "trained" / "được tập huấn" in the period
  state effective "effective" / "hoạt động hiệu quả" as it stands
population front_heads "head of a Front committee | heads of Front committees" / "trưởng ban công tác Mặt trận" per commune
  state trained "trained" / "được tập huấn" in the period
  state effective "rated effective" | "effective" / "hoạt động hiệu quả" as it stands
population staff "cadres, civil servants, public employees" / "cán bộ, công chức, viên chức" per commune
  state reached "reached by legal education" / "được tuyên truyền, phổ biến" to date
population decisions "decision | decisions" / "quyết định" per commune in the period
  date issued "issued" / "ban hành"
  date published "published" / "ngày công khai"
  count votes "votes in favour" / "phiếu tán thành"
  count present "people present" / "người có mặt"
  amount size "size" / "quy mô" in m2
  fact urgent "urgent" / "khẩn cấp"
  choice kind "kind" / "loại"
    option minor "minor" / "nhỏ"
    option major "major" / "lớn"
count training_classes "training class | training classes" / "lớp bồi dưỡng trong năm" per commune
amount budget "budget of the year" / "kinh phí trong năm" per commune in VND
choice region "region" / "vùng" per commune
  option midlands "Northern midlands" / "Trung du và miền núi phía Bắc"
  option delta "Red River delta" / "Đồng bằng sông Hồng"
parameter floor "floor" / "mức sàn" 15% from 2024-11-13
rule r "R" / "R"
  bearer commune
"#;

const NOWHERE: Span = Span::new(luat_grammar::source::SourceId(0), 0, 0);

pub(crate) fn line(node: RuleMember, model: &Line<RuleMember>) -> Line<RuleMember> {
    Line {
        node,
        span: model.span,
        trivia: Trivia::default(),
    }
}

pub(crate) fn show(parsed: &Parsed) -> String {
    format!("{:?}", parsed.documents[0].declarations.last())
}

fn at<T>(node: T) -> Spanned<T> {
    Spanned::new(node, NOWHERE)
}

fn named(id: &str) -> Ref {
    Ref {
        document: "gen".to_owned(),
        id: id.to_owned(),
        span: NOWHERE,
    }
}

fn member(ids: &[String]) -> MemberRef {
    MemberRef {
        refs: ids.iter().map(|id| named(id)).collect(),
        span: NOWHERE,
    }
}

fn expr(kind: ExprKind) -> Expr {
    Expr {
        kind,
        span: NOWHERE,
    }
}

pub(crate) fn lines() -> BoxedStrategy<Vec<RuleMember>> {
    let line = prop_oneof![
        8 => sentence(2).prop_map(|sentence| RuleMember::Sentence(Box::new(sentence))),
        1 => shared(),
        1 => condition_expr(2).prop_map(RuleMember::ExceptWhen),
    ];
    vec(line, 1..4).boxed()
}

fn shared() -> impl Strategy<Value = RuleMember> {
    let leads = leads().prop_filter("something is shared", |leads| {
        leads.modality.is_some() || !leads.periods.is_empty()
    });
    (leads, vec(bullet(1), 2..4)).prop_map(|(leads, bullets)| RuleMember::Shared { leads, bullets })
}

fn bullet(depth: u32) -> BoxedStrategy<Line<Sentence>> {
    sentence(depth)
        .prop_map(|node| Line {
            node,
            span: NOWHERE,
            trivia: Trivia::default(),
        })
        .boxed()
}

fn sentence(depth: u32) -> BoxedStrategy<Sentence> {
    let plain = (
        leads(),
        requirement(depth),
        option::of(deed_limit()),
        option::of(rounding()),
        option::of(condition(1)),
    );
    let plain = plain.prop_map(|(leads, requirement, limit, rounding, condition)| {
        let limit = limit
            .filter(|_| matches!(requirement, Requirement::Acts(_)))
            .map(at);
        let rounding = rounding
            .filter(|_| matches!(requirement, Requirement::Share(_)))
            .map(at);
        Sentence {
            leads,
            requirement: at(requirement),
            limit,
            rounding,
            condition: condition.map(at),
            span: NOWHERE,
        }
    });
    if depth == 0 {
        return plain.boxed();
    }
    let how = prop_oneof![
        Just(Combination::AllOf),
        Just(Combination::AnyOf),
        (1..3_u32).prop_map(Combination::AtLeast)
    ];
    let combined = (leads(), how, vec(bullet(depth - 1), 2..4)).prop_map(|(leads, how, parts)| {
        let requirement = at(Requirement::Combined { how, parts });
        Sentence {
            leads,
            requirement,
            limit: None,
            rounding: None,
            condition: None,
            span: NOWHERE,
        }
    });
    prop_oneof![5 => plain, 1 => combined].boxed()
}

fn leads() -> impl Strategy<Value = Leads> {
    let modality = select(vec![
        Modality::Must,
        Modality::Strive,
        Modality::Encouraged,
        Modality::Requested,
        Modality::May,
    ]);
    let periods = subsequence(
        vec![
            Period::Month,
            Period::Quarter,
            Period::HalfYear,
            Period::Year,
            Period::Years(2),
            Period::Term(None),
            Period::Term(Some(30)),
            Period::Term(Some(60)),
            Period::AllTimes,
        ],
        0..3,
    );
    let periods = prop_oneof![Just(Vec::new()), periods];
    let parts = (
        option::of(modality),
        periods,
        option::of(point()),
        option::of(deadline()),
        option::of(condition(1)),
    );
    parts.prop_map(|(modality, periods, starting, deadline, condition)| Leads {
        modality: modality.map(at),
        starting: starting.filter(|_| !periods.is_empty()).map(at),
        periods: periods.into_iter().map(at).collect(),
        deadline: deadline.map(at),
        condition: condition.map(at),
    })
}

fn day() -> impl Strategy<Value = Date> {
    (2000..2100_i16, 1..13_i8, 1..29_i8).prop_filter_map("a date", |(year, month, day)| {
        Date::new(year, month, day).ok()
    })
}

fn point() -> impl Strategy<Value = Point> {
    prop_oneof![
        (2000..2100_i16).prop_map(Point::Year),
        (2000..2100_i16, 1..13_i8).prop_map(|(year, month)| Point::Month(year, month)),
        day().prop_map(Point::Day),
    ]
}

fn deadline() -> impl Strategy<Value = Deadline> {
    let each_year = (1..13_i8, 1..29_i8).prop_map(|(month, day)| Point::EachYear { month, day });
    let point = prop_oneof![3 => point(), 1 => each_year].boxed();
    prop_oneof![
        point.clone().prop_map(Deadline::By),
        point.prop_map(Deadline::Before),
        (2000..2020_i16, 2020..2040_i16).prop_map(|(from, to)| Deadline::Throughout { from, to }),
    ]
}

fn condition(depth: u32) -> BoxedStrategy<Condition> {
    prop_oneof![
        condition_expr(depth).prop_map(Condition::If),
        condition_expr(depth).prop_map(Condition::Unless)
    ]
    .boxed()
}

fn requirement(depth: u32) -> BoxedStrategy<Requirement> {
    prop_oneof![
        share(depth).prop_map(Requirement::Share),
        count(depth).prop_map(Requirement::Count),
        acts().prop_map(Requirement::Acts),
        each(depth).prop_map(Requirement::Each),
        comparison().prop_map(Requirement::Comparison),
    ]
    .boxed()
}

fn acts() -> impl Strategy<Value = Vec<Ref>> {
    subsequence(vec!["dialogue", "plan_issued"], 1..=2)
        .prop_map(|acts| acts.into_iter().map(named).collect())
}

/// Populations with states that all of them have.
fn members(depth: u32) -> BoxedStrategy<(Selection, Vec<MemberRef>)> {
    let pooled = (
        subsequence(vec!["hamlet_heads", "front_heads"], 1..=2),
        subsequence(vec!["trained", "effective"], 0..=2),
        any::<bool>(),
    );
    let pooled = pooled.prop_map(|(of, states, for_each)| (of, states, for_each, None));
    let staff = Just((vec!["staff"], vec!["reached"], false, None));
    let filter = option::of(decision_filter(depth));
    let decisions = (subsequence(vec!["urgent", "published"], 0..=2), filter);
    let decisions =
        decisions.prop_map(|(states, filter)| (vec!["decisions"], states, false, filter));
    prop_oneof![pooled, staff, decisions]
        .prop_map(|(of, states, for_each, filter)| {
            let states = states
                .into_iter()
                .map(|state| {
                    member(
                        &of.iter()
                            .map(|population| format!("{population}.{state}"))
                            .collect::<Vec<_>>(),
                    )
                })
                .collect();
            let for_each = for_each && of.len() > 1;
            let of = of.into_iter().map(named).collect();
            (
                Selection {
                    of,
                    for_each,
                    filter: filter.map(Box::new),
                    span: NOWHERE,
                },
                states,
            )
        })
        .boxed()
}

fn decision_filter(depth: u32) -> BoxedStrategy<Expr> {
    let kind = (select(vec!["minor", "major"]), any::<bool>()).prop_map(|(option, negated)| {
        expr(ExprKind::IsOption {
            choice: named("decisions.kind"),
            option: named(&format!("decisions.kind.{option}")),
            negated,
        })
    });
    let votes = plain_bound().prop_map(|bound| {
        expr(ExprKind::Compare {
            left: Box::new(expr(ExprKind::Name(named("decisions.votes")))),
            bound: Box::new(bound),
        })
    });
    let urgent = Just(expr(ExprKind::Name(named("decisions.urgent"))));
    logical(prop_oneof![kind, votes, urgent].boxed(), depth)
}

/// `and`, `or`, `not` over something.
fn logical(leaf: BoxedStrategy<Expr>, depth: u32) -> BoxedStrategy<Expr> {
    leaf.prop_recursive(depth, 6, 2, |inner| {
        let op = select(vec![Operator::And, Operator::Or]);
        prop_oneof![
            inner
                .clone()
                .prop_map(|operand| expr(ExprKind::Not(Box::new(operand)))),
            (inner.clone(), op, inner).prop_map(|(left, op, right)| binary(left, op, right)),
        ]
    })
    .boxed()
}

fn binary(left: Expr, op: Operator, right: Expr) -> Expr {
    expr(ExprKind::Binary {
        left: Box::new(left),
        op,
        right: Box::new(right),
    })
}

fn condition_expr(depth: u32) -> BoxedStrategy<Expr> {
    let option =
        (select(vec!["midlands", "delta"]), any::<bool>()).prop_map(|(option, negated)| {
            expr(ExprKind::IsOption {
                choice: named("region"),
                option: named(&format!("region.{option}")),
                negated,
            })
        });
    let act = Just(expr(ExprKind::Name(named("dialogue"))));
    let compare = (quantity(1), bound()).prop_map(|(left, bound)| {
        expr(ExprKind::Compare {
            left: Box::new(left),
            bound: Box::new(bound),
        })
    });
    let share = share(0).prop_filter("a ratio is a comparison there", |share| {
        !matches!(share.base, ShareBase::Ratio { .. })
    });
    let required =
        share.prop_map(|share| expr(ExprKind::Requirement(Box::new(Requirement::Share(share)))));
    logical(prop_oneof![option, act, compare, required].boxed(), depth)
}

fn number() -> impl Strategy<Value = Number> {
    let whole = prop_oneof![0..20_i128, 900..2_000_i128, 900_000..90_000_000_i128]
        .prop_map(|numerator| (numerator, 1));
    let decimal = (1..400_i128).prop_map(|numerator| (numerator * 2 + 1, 2));
    prop_oneof![3 => whole, 1 => decimal].prop_map(|(numerator, denominator)| Number {
        numerator,
        denominator,
        notation: Notation::Digits,
    })
}

fn fraction() -> impl Strategy<Value = Number> {
    select(vec![
        (1, 2),
        (1, 3),
        (2, 3),
        (1, 4),
        (3, 4),
        (4, 5),
        (1, 10),
    ])
    .prop_map(|(numerator, denominator)| Number {
        numerator,
        denominator,
        notation: Notation::FractionWords,
    })
}

/// Numbers, counts, and arithmetic over them.
fn quantity(depth: u32) -> BoxedStrategy<Expr> {
    let leaf = prop_oneof![
        number().prop_map(|number| expr(ExprKind::Number(number))),
        Just(expr(ExprKind::Name(named("training_classes")))),
        Just(expr(ExprKind::Past {
            of: named("training_classes"),
            which: Past::LastYear
        })),
        Just(expr(ExprKind::Past {
            of: named("training_classes"),
            which: Past::PreviousPeriod
        })),
        aggregate(),
    ];
    leaf.prop_recursive(depth, 6, 2, |inner| {
        let op = select(vec![
            Operator::Add,
            Operator::Subtract,
            Operator::Multiply,
            Operator::Divide,
        ]);
        let extreme = (any::<bool>(), vec(inner.clone(), 2..=3));
        prop_oneof![
            3 => (inner.clone(), op, inner).prop_map(|(left, op, right)| {
                // `11 - 15` is refused: it reads as a stretch, too.
                let numbers = [&left, &right].map(|one| matches!(one.kind, ExprKind::Number(_)));
                let op = if numbers == [true, true] && op == Operator::Subtract {
                    Operator::Add
                } else {
                    op
                };
                binary(left, op, right)
            }),
            1 => extreme.prop_map(|(greatest, of)| expr(ExprKind::Extreme { greatest, of })),
        ]
    })
    .boxed()
}

fn aggregate() -> BoxedStrategy<Expr> {
    let number = members(0).prop_map(|(mut over, predicate)| {
        over.for_each = false;
        expr(ExprKind::Aggregate {
            what: Aggregate::Number,
            value: None,
            over,
            predicate,
        })
    });
    let what = select(vec![
        Aggregate::Sum,
        Aggregate::Average,
        Aggregate::Least,
        Aggregate::Greatest,
    ]);
    let figure = (what, option::of(decision_filter(0))).prop_map(|(what, filter)| {
        let over = Selection {
            of: vec![named("decisions")],
            for_each: false,
            filter: filter.map(Box::new),
            span: NOWHERE,
        };
        let value = Some(member(&["decisions.size".to_owned()]));
        expr(ExprKind::Aggregate {
            what,
            value,
            over,
            predicate: Vec::new(),
        })
    });
    prop_oneof![number, figure].boxed()
}

fn comparator() -> impl Strategy<Value = Comparator> {
    select(vec![
        Comparator::Over,
        Comparator::AtLeast,
        Comparator::Under,
        Comparator::AtMost,
        Comparator::Exactly,
    ])
}

fn bound() -> impl Strategy<Value = Bound> {
    let compared = (comparator(), quantity(1))
        .prop_map(|(comparator, value)| Bound::Compare(comparator, value));
    prop_oneof![2 => compared, 1 => plain_bound()]
}

/// A bound in numbers.
fn plain_bound() -> impl Strategy<Value = Bound> {
    let number = || number().prop_map(|number| expr(ExprKind::Number(number)));
    prop_oneof![
        4 => (comparator(), number()).prop_map(|(comparator, value)| Bound::Compare(comparator, value)),
        1 => (number(), number()).prop_map(|(from, to)| Bound::Between(from, to)),
    ]
}

fn share(depth: u32) -> BoxedStrategy<Share> {
    let percent = number()
        .prop_map(|number| expr(ExprKind::Percent(number)))
        .boxed();
    let fraction = fraction().prop_map(|number| expr(ExprKind::Number(number)));
    let value = prop_oneof![3 => percent.clone(), 1 => fraction, 1 => Just(expr(ExprKind::Name(named("floor"))))];
    let bound = prop_oneof![
        4 => (comparator(), value).prop_map(|(comparator, value)| Bound::Compare(comparator, value)),
        1 => (percent.clone(), percent).prop_map(|(from, to)| Bound::Between(from, to)),
        1 => Just(Bound::All),
    ];
    let of =
        members(depth).prop_map(|(selection, predicate)| (ShareBase::Of(selection), predicate));
    let of = of.prop_filter("a share is of those in a state", |(_, predicate)| {
        !predicate.is_empty()
    });
    let weighted = members(0).prop_filter_map("decisions have a size", |(of, predicate)| {
        let decisions = of.of.len() == 1 && of.of[0].id == "decisions" && !predicate.is_empty();
        decisions.then(|| {
            (
                ShareBase::Weighted {
                    weight: member(&["decisions.size".to_owned()]),
                    of,
                },
                predicate,
            )
        })
    });
    (bound, prop_oneof![4 => of, 1 => weighted])
        .prop_map(|(bound, (base, predicate))| Share {
            bound: at(bound),
            base,
            predicate,
        })
        .boxed()
}

fn count(depth: u32) -> BoxedStrategy<Count> {
    let counted = prop_oneof![
        Just(Counted::Fact(named("training_classes"))),
        members(depth).prop_map(|(mut of, predicate)| {
            of.for_each = false;
            Counted::Members { of, predicate }
        }),
    ];
    let bound = prop_oneof![4 => plain_bound(), 1 => Just(Bound::No)];
    (bound, counted)
        .prop_map(|(bound, of)| Count {
            bound: at(bound),
            of,
        })
        .boxed()
}

fn each(depth: u32) -> BoxedStrategy<Each> {
    let selection = option::of(decision_filter(depth)).prop_map(|filter| Selection {
        of: vec![named("decisions")],
        for_each: false,
        filter: filter.map(Box::new),
        span: NOWHERE,
    });
    let has = (
        subsequence(vec!["published", "urgent"], 1..=2),
        option::of(decision_limit()),
    )
        .prop_map(|(states, limit)| {
            let states = states
                .into_iter()
                .map(|state| member(&[format!("decisions.{state}")]))
                .collect();
            (EachRequirement::Has(states), limit)
        });
    let votes = || expr(ExprKind::Name(named("decisions.votes")));
    let compared = bound().prop_map(move |bound| {
        (
            EachRequirement::Requirement(Requirement::Comparison(Comparison {
                left: votes(),
                bound: at(bound),
            })),
            None,
        )
    });
    let ratio = (
        comparator(),
        prop_oneof![
            fraction().prop_map(ExprKind::Number),
            number().prop_map(ExprKind::Percent)
        ],
    );
    let ratio = ratio.prop_map(move |(comparator, value)| {
        let base = ShareBase::Ratio {
            part: votes(),
            whole: expr(ExprKind::Name(named("decisions.present"))),
        };
        let bound = at(Bound::Compare(comparator, expr(value)));
        (
            EachRequirement::Requirement(Requirement::Share(Share {
                bound,
                base,
                predicate: Vec::new(),
            })),
            None,
        )
    });
    (selection, prop_oneof![2 => has, 1 => compared, 1 => ratio])
        .prop_map(|(of, (requirement, limit))| Each {
            of,
            requirement: Box::new(at(requirement)),
            limit: limit.map(at),
        })
        .boxed()
}

fn duration() -> impl Strategy<Value = Duration> {
    let unit = select(vec![
        TimeUnit::Hours,
        TimeUnit::Days,
        TimeUnit::WorkingDays,
        TimeUnit::Weeks,
        TimeUnit::Months,
        TimeUnit::Years,
    ]);
    (1..40_i128, unit).prop_map(|(amount, unit)| Duration {
        amount: at(Number {
            numerator: amount,
            denominator: 1,
            notation: Notation::Digits,
        }),
        unit,
    })
}

fn decision_limit() -> impl Strategy<Value = TimeLimit> {
    limit("decisions.issued")
}

fn deed_limit() -> impl Strategy<Value = TimeLimit> {
    limit("plan_issued")
}

fn limit(event_name: &'static str) -> impl Strategy<Value = TimeLimit> {
    let event = move || prop_oneof![4 => Just(EventRef::Fact(named(event_name))), 1 => Just(EventRef::EndOfPeriod(NOWHERE))];
    prop_oneof![
        (duration(), event()).prop_map(|(length, of)| TimeLimit::Within { length, of }),
        (duration(), event()).prop_map(|(length, event)| TimeLimit::Before { length, event }),
        duration().prop_map(|mut length| {
            length.unit = TimeUnit::ConsecutiveDays;
            TimeLimit::Lasting { length }
        }),
        (any::<bool>(), event()).prop_map(|(after, event)| TimeLimit::Order {
            order: if after { Order::After } else { Order::Before },
            event,
        }),
        Just(TimeLimit::Order {
            order: Order::By,
            event: EventRef::Fact(named(event_name)),
        }),
    ]
}

fn rounding() -> impl Strategy<Value = Rounding> {
    select(vec![Rounding::Down, Rounding::Up, Rounding::HalfUp])
}

fn comparison() -> BoxedStrategy<Comparison> {
    (quantity(1), bound())
        .prop_filter("a number alone requires nothing", |(left, _)| {
            !matches!(left.kind, ExprKind::Number(_))
        })
        .prop_map(|(left, bound)| Comparison {
            left,
            bound: at(bound),
        })
        .boxed()
}
