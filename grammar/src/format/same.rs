//! Whether two trees say the same, wherever and in whichever language their words stand; and what they name.

use crate::source::{SourceId, Span, Spanned};
use crate::syntax;

/// True when two documents differ at most in layout and in the language of their keywords.
///
/// Declarations, names, numbers and comments must be equal, in order; spans, blank lines and the
/// source they were read from do not count.
pub fn same_tree(one: &syntax::Document, other: &syntax::Document) -> bool {
    one.same(other)
}

/// Equality that passes over spans, and a walk to all names.
///
/// Every field and variant is named below without `..`, so that a new one must be added here.
pub(crate) trait Same {
    fn same(&self, other: &Self) -> bool;

    /// Calls `met` with every declared thing that is named within.
    fn named(&self, met: &mut dyn FnMut(&syntax::Ref));

    /// Calls `met` with every word within that stands for something declared.
    fn spelled(&mut self, met: &mut dyn FnMut(Spelling<'_>));

    /// The same of what stands at a place.
    fn spelled_at(&mut self, _: Span, met: &mut dyn FnMut(Spelling<'_>)) {
        self.spelled(met);
    }
}

/// Words of a tree that stand for something declared.
#[derive(Debug)]
pub enum Spelling<'t> {
    /// A thing, where it is named.
    Ref(&'t mut syntax::Ref),
    /// A name, where it is declared.
    Phrase(&'t mut syntax::Phrase),
    /// An id or another text, and where it stands.
    Text(&'t mut String, Span),
}

/// Calls `met` with every word of a document that stands for something declared.
pub fn spelled(document: &mut syntax::Document, met: &mut dyn FnMut(Spelling<'_>)) {
    document.spelled(met);
}

/// What stands in a text, and may come to stand elsewhere.
pub(crate) trait Placed {
    /// Moves all places to `source`, each by so many bytes, modulo 2³².
    fn move_to(&mut self, source: SourceId, by: u32);
}

impl Placed for Span {
    fn move_to(&mut self, source: SourceId, by: u32) {
        *self = Self {
            source,
            start: self.start.wrapping_add(by),
            end: self.end.wrapping_add(by),
        };
    }
}

impl Placed for syntax::Phrase {
    fn move_to(&mut self, source: SourceId, by: u32) {
        self.span.move_to(source, by);
    }
}

impl Placed for String {
    fn move_to(&mut self, _: SourceId, _: u32) {}
}

impl Placed for syntax::Ref {
    fn move_to(&mut self, source: SourceId, by: u32) {
        self.span.move_to(source, by);
    }
}

impl Placed for syntax::Trivia {
    fn move_to(&mut self, _: SourceId, _: u32) {}
}

impl<T: Placed> Placed for Spanned<T> {
    fn move_to(&mut self, source: SourceId, by: u32) {
        self.node.move_to(source, by);
        self.span.move_to(source, by);
    }
}

impl<T: Placed> Placed for syntax::Line<T> {
    fn move_to(&mut self, source: SourceId, by: u32) {
        self.node.move_to(source, by);
        self.span.move_to(source, by);
    }
}

impl<T: Placed> Placed for Box<T> {
    fn move_to(&mut self, source: SourceId, by: u32) {
        (**self).move_to(source, by);
    }
}

impl<T: Placed> Placed for Option<T> {
    fn move_to(&mut self, source: SourceId, by: u32) {
        if let Some(one) = self {
            one.move_to(source, by);
        }
    }
}

impl<T: Placed> Placed for Vec<T> {
    fn move_to(&mut self, source: SourceId, by: u32) {
        for one in self {
            one.move_to(source, by);
        }
    }
}

/// Calls `met` with every declared thing that a document names, in the order of the text.
pub fn named(document: &syntax::Document, met: &mut dyn FnMut(&syntax::Ref)) {
    document.named(met);
}

impl Same for syntax::Ref {
    fn same(&self, other: &Self) -> bool {
        let Self {
            document,
            id,
            span: _,
        } = self;
        document.same(&other.document) && id.same(&other.id)
    }

    fn named(&self, met: &mut dyn FnMut(&syntax::Ref)) {
        met(self);
    }

    fn spelled(&mut self, met: &mut dyn FnMut(Spelling<'_>)) {
        met(Spelling::Ref(self));
    }
}

impl Same for Span {
    fn same(&self, _: &Self) -> bool {
        true
    }

    fn named(&self, _: &mut dyn FnMut(&syntax::Ref)) {}

    fn spelled(&mut self, _: &mut dyn FnMut(Spelling<'_>)) {}
}

impl<T: Same> Same for Spanned<T> {
    fn same(&self, other: &Self) -> bool {
        self.node.same(&other.node)
    }

    fn named(&self, met: &mut dyn FnMut(&syntax::Ref)) {
        self.node.named(met);
    }

    fn spelled(&mut self, met: &mut dyn FnMut(Spelling<'_>)) {
        self.node.spelled_at(self.span, met);
    }
}

impl<T: Same> Same for syntax::Line<T> {
    fn same(&self, other: &Self) -> bool {
        let Self {
            node,
            span: _,
            trivia,
        } = self;
        node.same(&other.node) && trivia.same(&other.trivia)
    }

    fn named(&self, met: &mut dyn FnMut(&syntax::Ref)) {
        self.node.named(met);
    }

    fn spelled(&mut self, met: &mut dyn FnMut(Spelling<'_>)) {
        self.node.spelled(met);
    }
}

impl Same for syntax::Trivia {
    fn same(&self, other: &Self) -> bool {
        comments(self).eq(comments(other))
    }

    fn named(&self, _: &mut dyn FnMut(&syntax::Ref)) {}

    fn spelled(&mut self, _: &mut dyn FnMut(Spelling<'_>)) {}
}

/// The comments of a line; blank lines may fall together, and ends of lines are cut.
fn comments(trivia: &syntax::Trivia) -> impl Iterator<Item = &str> {
    trivia
        .before
        .iter()
        .flatten()
        .chain(&trivia.after)
        .map(|comment| comment.trim_end())
}

impl Same for String {
    fn same(&self, other: &Self) -> bool {
        self == other
    }

    fn named(&self, _: &mut dyn FnMut(&syntax::Ref)) {}

    fn spelled(&mut self, _: &mut dyn FnMut(Spelling<'_>)) {}

    fn spelled_at(&mut self, span: Span, met: &mut dyn FnMut(Spelling<'_>)) {
        met(Spelling::Text(self, span));
    }
}

impl Same for syntax::Phrase {
    fn same(&self, other: &Self) -> bool {
        let Self { one, many, span: _ } = self;
        one.same(&other.one) && many.same(&other.many)
    }

    fn named(&self, _: &mut dyn FnMut(&syntax::Ref)) {}

    fn spelled(&mut self, met: &mut dyn FnMut(Spelling<'_>)) {
        met(Spelling::Phrase(self));
    }
}

impl<T: Same + ?Sized> Same for &T {
    fn same(&self, other: &Self) -> bool {
        (**self).same(*other)
    }

    fn named(&self, met: &mut dyn FnMut(&syntax::Ref)) {
        (**self).named(met);
    }

    /// What is borrowed is only compared.
    fn spelled(&mut self, _: &mut dyn FnMut(Spelling<'_>)) {}
}

impl<T: Same> Same for Box<T> {
    fn same(&self, other: &Self) -> bool {
        (**self).same(other)
    }

    fn named(&self, met: &mut dyn FnMut(&syntax::Ref)) {
        (**self).named(met);
    }

    fn spelled(&mut self, met: &mut dyn FnMut(Spelling<'_>)) {
        (**self).spelled(met);
    }
}

impl<T: Same> Same for Option<T> {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(one), Some(other)) => one.same(other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    fn named(&self, met: &mut dyn FnMut(&syntax::Ref)) {
        if let Some(one) = self {
            one.named(met);
        }
    }

    fn spelled(&mut self, met: &mut dyn FnMut(Spelling<'_>)) {
        if let Some(one) = self {
            one.spelled(met);
        }
    }
}

impl<T: Same> Same for Vec<T> {
    fn same(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(one, other)| one.same(other))
    }

    fn named(&self, met: &mut dyn FnMut(&syntax::Ref)) {
        for one in self {
            one.named(met);
        }
    }

    fn spelled(&mut self, met: &mut dyn FnMut(Spelling<'_>)) {
        for one in self {
            one.spelled(met);
        }
    }
}

macro_rules! tuples {
    ($(($($name:ident $index:tt),*))+) => {$(
        impl<$($name: Same),*> Same for ($($name,)*) {
            #[allow(unused_variables, reason = "the empty tuple has nothing to compare")]
            fn same(&self, other: &Self) -> bool {
                true $(&& self.$index.same(&other.$index))*
            }

            #[allow(unused_variables, reason = "the empty tuple names nothing")]
            fn named(&self, met: &mut dyn FnMut(&syntax::Ref)) {
                $(self.$index.named(met);)*
            }

            #[allow(unused_variables, reason = "the empty tuple names nothing")]
            fn spelled(&mut self, met: &mut dyn FnMut(Spelling<'_>)) {
                $(self.$index.spelled(met);)*
            }
        }

        impl<$($name: Placed),*> Placed for ($($name,)*) {
            #[allow(unused_variables, reason = "the empty tuple stands nowhere")]
            fn move_to(&mut self, source: SourceId, by: u32) {
                $(self.$index.move_to(source, by);)*
            }
        }
    )+};
}

tuples! {
    ()
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
}

macro_rules! plain {
    ($($name:ty)+) => {$(
        impl Same for $name {
            fn same(&self, other: &Self) -> bool {
                self == other
            }

            fn named(&self, _: &mut dyn FnMut(&syntax::Ref)) {}

            fn spelled(&mut self, _: &mut dyn FnMut(Spelling<'_>)) {}
        }

        impl Placed for $name {
            fn move_to(&mut self, _: SourceId, _: u32) {}
        }
    )+};
}

plain! {
    bool i8 i16 u32 syntax::Date
    syntax::Aggregate syntax::CitationUnit syntax::Combination syntax::Comparator syntax::Deadline
    syntax::DocumentStatus syntax::EndRule syntax::Modality syntax::MonthEnd syntax::Number syntax::Order
    syntax::Operator syntax::Past syntax::Period syntax::Point syntax::Rounding syntax::Sector
    syntax::StateKind syntax::Status syntax::Tick syntax::TimeUnit
}

macro_rules! structs {
    ($($name:ident { $($field:ident)+ })+) => {$(
        impl Same for syntax::$name {
            fn same(&self, other: &Self) -> bool {
                let Self { $($field),+ } = self;
                $($field.same(&other.$field))&&+
            }

            fn named(&self, met: &mut dyn FnMut(&syntax::Ref)) {
                let Self { $($field),+ } = self;
                $($field.named(met);)+
            }

            fn spelled(&mut self, met: &mut dyn FnMut(Spelling<'_>)) {
                let Self { $($field),+ } = self;
                $($field.spelled(met);)+
            }
        }

        impl Placed for syntax::$name {
            fn move_to(&mut self, source: SourceId, by: u32) {
                let Self { $($field),+ } = self;
                $($field.move_to(source, by);)+
            }
        }
    )+};
}

structs! {
    Label { en vi span }
    Header { id title members }
    Level { id label within members }
    Act { id label per members }
    Population { id label per events members }
    MemberFact { id label kind attested_by }
    ChoiceOption { id label }
    Group { id label of }
    BodyFact { id label kind per members }
    Parameter { id label values members }
    Define { id label value members }
    Table { id label by members }
    TableRow { keys values }
    RowValue { value from }
    Score { id label members }
    ScoreLine { points pro_rata sentence }
    Edge { at included }
    Principle { id label members }
    Rule { id label members }
    Change { document rule from to members }
    Citation { parts says span }
    Sentence { leads requirement limit rounding condition span }
    Leads { modality periods starting deadline condition }
    Share { bound base predicate }
    Selection { of for_each filter span }
    MemberRef { refs span }
    Count { bound of }
    Each { of requirement limit }
    Comparison { left bound }
    Duration { amount unit }
    Expr { kind span }
    Scenario { title lines }
    Calendar { id label lines }
    Succession { to of from members }
    Predecessor { body in_part }
    BodyRef { level body }
}

impl Same for syntax::Document {
    fn same(&self, other: &Self) -> bool {
        let Self {
            source: _,
            language: _,
            language_line,
            header,
            declarations,
            rest,
        } = self;
        language_line.same(&other.language_line)
            && header.same(&other.header)
            && declarations.same(&other.declarations)
            && rest.same(&other.rest)
    }

    fn named(&self, met: &mut dyn FnMut(&syntax::Ref)) {
        self.header.named(met);
        self.declarations.named(met);
    }

    fn spelled(&mut self, met: &mut dyn FnMut(Spelling<'_>)) {
        self.header.spelled(met);
        self.declarations.spelled(met);
    }
}

macro_rules! enums {
    ($($name:ident { $($variant:ident $(($($part:ident)+))? $({ $($field:ident)+ })?,)+ })+) => {$(
        impl Same for syntax::$name {
            fn same(&self, other: &Self) -> bool {
                match self {
                    $(Self::$variant $(($($part),+))? $({ $($field),+ })? => {
                        let mine = ($($($part,)+)? $($($field,)+)?);
                        match other {
                            Self::$variant $(($($part),+))? $({ $($field),+ })? => {
                                mine.same(&($($($part,)+)? $($($field,)+)?))
                            }
                            _ => false,
                        }
                    })+
                }
            }

            #[allow(unused_variables, reason = "some variants name nothing")]
            fn named(&self, met: &mut dyn FnMut(&syntax::Ref)) {
                match self {
                    $(Self::$variant $(($($part),+))? $({ $($field),+ })? => {
                        $($($part.named(met);)+)? $($($field.named(met);)+)?
                    })+
                }
            }

            #[allow(unused_variables, reason = "some variants name nothing")]
            fn spelled(&mut self, met: &mut dyn FnMut(Spelling<'_>)) {
                match self {
                    $(Self::$variant $(($($part),+))? $({ $($field),+ })? => {
                        $($($part.spelled(met);)+)? $($($field.spelled(met);)+)?
                    })+
                }
            }
        }

        impl Placed for syntax::$name {
            #[allow(unused_variables, reason = "some variants stand nowhere")]
            fn move_to(&mut self, source: SourceId, by: u32) {
                match self {
                    $(Self::$variant $(($($part),+))? $({ $($field),+ })? => {
                        $($($part.move_to(source, by);)+)? $($($field.move_to(source, by);)+)?
                    })+
                }
            }
        }
    )+};
}

enums! {
    HeaderMember {
        Number(number),
        Issuer(label),
        Issued(date),
        Basis { number issued title },
        InForce { from to cites },
        Status(status),
        Implements(id),
        Calendar(id),
        Catalogue { name instrument },
        Throughout { from to },
        AppliesTo { level body },
        Note(label),
        Allow { code reason },
    }
    Declaration {
        Use(id),
        Level(level),
        Act(act),
        Population(population),
        Group(group),
        Fact(fact),
        Parameter(parameter),
        Define(define),
        Table(table),
        Score(score),
        Principle(principle),
        Rule(rule),
        Amend(change),
        Repeal(change),
        Scenario(scenario),
        Calendar(calendar),
        Successor(succession),
    }
    Member {
        Note(label),
        AttestedBy(label),
        Fact(fact),
        Option(option),
    }
    FactKind {
        State(kind),
        Date,
        Count,
        Amount { unit },
        Choice,
        YesNo,
    }
    RuleMember {
        Cite(citations),
        Bearer(levels),
        Note(label),
        NoneCountsAsMet,
        Allow { code reason },
        ExceptWhen(condition),
        Sentence(sentence),
        Shared { leads bullets },
    }
    TableMember {
        Cite(citations),
        Note(label),
        Row(row),
    }
    ScoreMember {
        Cite(citations),
        Note(label),
        NoneCountsAsMet,
        Line(line),
        Banded { of bands },
        Other(other),
    }
    RowKey {
        Options(options),
        Band(band),
        Otherwise,
    }
    Band {
        Exactly(number),
        Stretch { low high },
    }
    Condition {
        If(condition),
        Unless(condition),
        IfAny,
    }
    Requirement {
        Share(share),
        Count(count),
        Acts(acts),
        Each(each),
        Comparison(comparison),
        Combined { how parts },
    }
    ShareBase {
        Of(selection),
        Weighted { weight of },
        Ratio { part whole },
    }
    Counted {
        Fact(fact),
        Members { of predicate },
    }
    EachRequirement {
        Has(predicate),
        Requirement(requirement),
    }
    Bound {
        Compare(comparator value),
        Between(from to),
        All,
        No,
    }
    TimeLimit {
        Within { length of },
        Before { length event },
        Lasting { length },
        Order { order event },
    }
    EventRef {
        Fact(fact),
        EndOfPeriod(span),
    }
    ExprKind {
        Number(number),
        Percent(number),
        Money { amount unit },
        Points(number),
        PercentagePoints(number),
        Date(date),
        Duration(duration),
        Bool(value),
        Name(name),
        Past { of which },
        IsOption { choice option negated },
        Not(operand),
        Binary { left op right },
        Compare { left bound },
        If { condition then otherwise },
        Extreme { greatest of },
        Aggregate { what value over predicate },
        Growth { of falls level since },
        Requirement(requirement),
        Timed { deed limit },
    }
    ScenarioLine {
        AsOf(date),
        For { level body },
        Final(period),
        Given { of facts period },
        ExpectStatus { rule called requirement status period },
        ExpectRemedy { rule called requirement amount more fact period },
        ExpectValue { name value period },
        Review { tick note },
    }
    GivenValue {
        Number(number),
        Date(date),
        Text(text),
        Bool(value),
        Option(option),
        Unknown(why),
        NotApplicable(why),
        Span(from to),
    }
    CalendarLine {
        Weekend(days),
        Holiday { from to label sector source },
        Workday { day label sector source },
        MonthEnd(rule),
        WeekendEnd(rule),
        HolidayEnd(rule),
        KnownUntil(date),
        Note(label),
    }
}
