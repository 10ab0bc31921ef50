//! The syntax tree: what a rule text says, before anyone asks what it means.
//!
//! One tree for both languages. Names are resolved to declared ids (that is part of reading: a
//! phrase like "cán bộ, công chức" is only a name because it was declared), but nothing is checked
//! here: dimensions, references between rules and dates belong to `luat-core`.
//!
//! Every line keeps its [`Trivia`], so that the formatter can put comments back where they were.
//! Declarations with a fault are left out of the tree; the fault is among the diagnostics.

mod score;
mod table;

pub use jiff_core::civil::Date;
pub use score::{Score, ScoreLine, ScoreMember};
pub use table::{Band, Edge, RowKey, RowValue, Table, TableMember, TableRow};

use crate::Language;
use crate::source::{SourceId, Span, Spanned};

/// Comments and blank lines before a line, and the comment at its end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trivia {
    /// Whole lines before: a comment's text (from its `#`), or `None` for a blank line.
    pub before: Vec<Option<String>>,
    /// The comment at the end of the line, from its `#`.
    pub after: Option<String>,
}

/// A line of text: what it says, where it stands and the comments around it.
#[derive(Debug, Clone)]
pub struct Line<T> {
    /// What it says.
    pub node: T,
    /// The whole logical line, without comments.
    pub span: Span,
    /// Comments and blank lines around it.
    pub trivia: Trivia,
}

/// One source text, read.
#[derive(Debug, Clone)]
pub struct Document {
    /// Which source it was read from.
    pub source: SourceId,
    /// The language its keywords are in.
    pub language: Language,
    /// The line `language vi`, when written.
    pub language_line: Option<Line<()>>,
    /// The `document` header; a file that only shares names may lack it.
    pub header: Option<Line<Header>>,
    /// All further declarations, in the order of the text.
    pub declarations: Vec<Line<Declaration>>,
    /// Comments and blank lines after the last declaration.
    pub rest: Trivia,
}

/// An ASCII id where it is written.
pub type Ident = Spanned<String>;

/// The names of a thing, in both languages; `"en" / "vi"`.
#[derive(Debug, Clone)]
pub struct Label {
    /// English names, the first is printed.
    pub en: Vec<Phrase>,
    /// Vietnamese names, the first is printed.
    pub vi: Vec<Phrase>,
    /// Where the label stands.
    pub span: Span,
}

/// One way to name a thing; English may have both numbers: `"decision | decisions"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The name, or its singular where there are two.
    pub one: String,
    /// The plural, where it differs.
    pub many: Option<String>,
    /// Where it stands, without the quotes.
    pub span: Span,
}

/// `document ID "…" / "…"` and its members.
#[derive(Debug, Clone)]
pub struct Header {
    /// The document's id.
    pub id: Ident,
    /// Its title.
    pub title: Option<Label>,
    /// Its member lines.
    pub members: Vec<Line<HeaderMember>>,
}

/// A member line of the header.
#[derive(Debug, Clone)]
pub enum HeaderMember {
    /// `number "154/NQ-HĐND"`.
    Number(Spanned<String>),
    /// `issuer "…" / "…"`.
    Issuer(Label),
    /// `issued 2024-11-13`.
    Issued(Spanned<Date>),
    /// `basis "346/QĐ-TTg" [issued DATE] ["…" / "…"]`: an instrument that the document is made under.
    Basis {
        /// Its number.
        number: Spanned<String>,
        /// When it was issued.
        issued: Option<Spanned<Date>>,
        /// What it is.
        title: Option<Label>,
    },
    /// `in force from DATE [to DATE] [cite …]`.
    InForce {
        /// First day.
        from: Spanned<Date>,
        /// Last day, when it ends.
        to: Option<Spanned<Date>>,
        /// The clause that says so.
        cites: Vec<Citation>,
    },
    /// `status in force | draft | plan`.
    Status(Spanned<DocumentStatus>),
    /// `implements ID`.
    Implements(Ident),
    /// `calendar ID`.
    Calendar(Ident),
    /// `catalogue "NAME" [instrument "…"]`: the list of statements that the rules should cover.
    Catalogue {
        /// Name of the catalogue file, without its ending.
        name: Spanned<String>,
        /// The instrument within it, for files over several instruments.
        instrument: Option<Spanned<String>>,
    },
    /// `throughout 2025 to 2030`: the horizon in which standing duties are to be reached.
    Throughout {
        /// First year.
        from: Spanned<i16>,
        /// Last year.
        to: Spanned<i16>,
    },
    /// `applies to district muong-ang`.
    AppliesTo {
        /// The level.
        level: Ref,
        /// The body's id.
        body: Ident,
    },
    /// `note "…" / "…"`.
    Note(Label),
    /// `allow L0014 "reason"`, for what is found about the document and none of its rules.
    Allow {
        /// The lint's code.
        code: Spanned<String>,
        /// Why.
        reason: Spanned<String>,
    },
}

/// Whether a document binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentStatus {
    /// It is in force: a miss is a breach.
    InForce,
    /// A draft: verdicts are advisory.
    Draft,
    /// A plan: verdicts are advisory.
    Plan,
}

/// Everything that stands at the start of a line with a keyword of its own.
#[derive(Debug, Clone)]
pub enum Declaration {
    /// `use NAME`.
    Use(Ident),
    /// `level …`.
    Level(Level),
    /// `act …`.
    Act(Act),
    /// `population …`.
    Population(Population),
    /// `group …`.
    Group(Group),
    /// `count | amount | choice | fact | date … per LEVEL`: a fact of a body.
    Fact(BodyFact),
    /// `parameter …`.
    Parameter(Parameter),
    /// `define …`.
    Define(Define),
    /// `table …`.
    Table(Table),
    /// `score …`.
    Score(Score),
    /// `principle …`.
    Principle(Principle),
    /// `rule …`.
    Rule(Rule),
    /// `amend DOCUMENT rule ID from DATE [to DATE]` with a new wording.
    Amend(Change),
    /// `repeal DOCUMENT rule ID from DATE`; with a last day, `suspend … from DATE to DATE`.
    Repeal(Change),
    /// `scenario …`.
    Scenario(Scenario),
    /// `calendar ID "…"` with its days.
    Calendar(Calendar),
    /// `successor LEVEL BODY of LEVEL BODY, … from DATE`.
    Successor(Succession),
}

/// `successor LEVEL BODY of LEVEL BODY, … from DATE`: a body that takes over from others, which end.
#[derive(Debug, Clone)]
pub struct Succession {
    /// The body that takes over.
    pub to: BodyRef,
    /// The bodies that end.
    pub of: Vec<Predecessor>,
    /// The first day on which they are no more.
    pub from: Spanned<Date>,
    /// `cite` and `note` lines.
    pub members: Vec<Line<RuleMember>>,
}

/// A body that ends: `district muong-ang`, `part of district muong-ang`.
#[derive(Debug, Clone)]
pub struct Predecessor {
    /// The body.
    pub body: BodyRef,
    /// Several bodies take it over, each a part of it.
    pub in_part: bool,
}

/// A body by its level and id: `district muong-ang`.
#[derive(Debug, Clone)]
pub struct BodyRef {
    /// The level.
    pub level: Ref,
    /// The body's id.
    pub body: Ident,
}

/// `level ID "…" / "…" [within LEVEL, …]` with member facts.
#[derive(Debug, Clone)]
pub struct Level {
    /// Id.
    pub id: Ident,
    /// Names.
    pub label: Label,
    /// The level above.
    pub within: Option<Ref>,
    /// Facts of a body of this level, declared below it.
    pub members: Vec<Line<Member>>,
}

/// `act ID "…" / "…" per LEVEL, …`: a deed that is done or not, best reported by its date.
#[derive(Debug, Clone)]
pub struct Act {
    /// Id.
    pub id: Ident,
    /// Names.
    pub label: Label,
    /// The levels whose bodies report it.
    pub per: Vec<Ref>,
    /// `note` and `attested by` lines.
    pub members: Vec<Line<Member>>,
}

/// `population ID "…" / "…" per LEVEL, … [in the period]` and its members.
#[derive(Debug, Clone)]
pub struct Population {
    /// Id.
    pub id: Ident,
    /// Names.
    pub label: Label,
    /// The levels whose bodies report it.
    pub per: Vec<Ref>,
    /// `in the period`: things that happen, so their number only grows while the period runs.
    pub events: bool,
    /// Its members' facts, notes, attestations.
    pub members: Vec<Line<Member>>,
}

/// A member line of a level, act, population or fact.
#[derive(Debug, Clone)]
pub enum Member {
    /// `note "…" / "…"`.
    Note(Label),
    /// `attested by "…" / "…"`; of the line above it when that is a member with an id.
    AttestedBy(Label),
    /// A fact of each member.
    Fact(MemberFact),
    /// `option ID "…" / "…"` of a choice above it.
    Option(ChoiceOption),
}

/// `state | date | count | amount | choice | fact ID "…" / "…" …` below a population or level.
#[derive(Debug, Clone)]
pub struct MemberFact {
    /// Id, unique in its owner.
    pub id: Ident,
    /// Names.
    pub label: Label,
    /// What is reported.
    pub kind: FactKind,
    /// `attested by "…"` written on the same line.
    pub attested_by: Option<Label>,
}

/// What kind of fact is reported.
#[derive(Debug, Clone)]
pub enum FactKind {
    /// A state a member is in or not.
    State(StateKind),
    /// A date, with a time of day when reported so.
    Date,
    /// A whole number that grows while a period runs.
    Count,
    /// An exact amount `in UNIT`; the unit is a free ASCII word such as `VND` or `m2`.
    Amount {
        /// The unit.
        unit: Spanned<String>,
    },
    /// One of the options declared below it.
    Choice,
    /// Yes or no.
    YesNo,
}

/// How a state is counted over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateKind {
    /// `in the period`: a flow.
    InPeriod,
    /// `to date`: cumulative, never falls.
    ToDate,
    /// `as it stands`: a snapshot, may fall.
    AsItStands,
}

/// `option ID "…" / "…"`.
#[derive(Debug, Clone)]
pub struct ChoiceOption {
    /// Id, unique in its choice.
    pub id: Ident,
    /// Names.
    pub label: Label,
}

/// `group ID "…" / "…" = POPULATION, …`.
#[derive(Debug, Clone)]
pub struct Group {
    /// Id.
    pub id: Ident,
    /// Names.
    pub label: Label,
    /// The populations (or levels) pooled.
    pub of: Vec<Ref>,
}

/// `count | amount | choice | fact | date ID "…" / "…" per LEVEL, …`.
#[derive(Debug, Clone)]
pub struct BodyFact {
    /// Id.
    pub id: Ident,
    /// Names.
    pub label: Label,
    /// What is reported; never a state.
    pub kind: FactKind,
    /// The levels whose bodies report it.
    pub per: Vec<Ref>,
    /// Options, notes, attestation.
    pub members: Vec<Line<Member>>,
}

/// `parameter ID "…" / "…" VALUE from DATE, VALUE from DATE …`.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Id.
    pub id: Ident,
    /// Names.
    pub label: Label,
    /// Its values, each from a day on.
    pub values: Vec<(Expr, Spanned<Date>)>,
    /// `cite` and `note` lines.
    pub members: Vec<Line<RuleMember>>,
}

/// `define ID "…" / "…" = EXPRESSION`.
#[derive(Debug, Clone)]
pub struct Define {
    /// Id.
    pub id: Ident,
    /// Names.
    pub label: Label,
    /// What it stands for.
    pub value: Expr,
    /// `cite` and `note` lines.
    pub members: Vec<Line<RuleMember>>,
}

/// `principle ID ["…" / "…"]` with citations and notes: kept, never judged.
#[derive(Debug, Clone)]
pub struct Principle {
    /// Id.
    pub id: Ident,
    /// Names.
    pub label: Option<Label>,
    /// `cite` and `note` lines.
    pub members: Vec<Line<RuleMember>>,
}

/// `rule ID "…" / "…"` and its lines.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Id.
    pub id: Ident,
    /// Title.
    pub label: Option<Label>,
    /// Its lines, in order.
    pub members: Vec<Line<RuleMember>>,
}

/// What a document does to a rule, its own or another's.
#[derive(Debug, Clone)]
pub struct Change {
    /// Id of the document that holds the rule.
    pub document: Ident,
    /// The rule.
    pub rule: Ref,
    /// First day on which the change holds.
    pub from: Spanned<Date>,
    /// Last day, after which the former wording holds again.
    pub to: Option<Spanned<Date>>,
    /// The new wording's lines; of a repeal, `cite` and `note`.
    pub members: Vec<Line<RuleMember>>,
}

/// A line of a rule (or, for `cite` and `note`, of a principle, define or parameter).
#[derive(Debug, Clone)]
pub enum RuleMember {
    /// `cite article 1 clause 2 point b says "trên 15%"`.
    Cite(Vec<Citation>),
    /// `bearer district, commune`.
    Bearer(Vec<Ref>),
    /// `note "…" / "…"`.
    Note(Label),
    /// `none counts as met`: a share or `each` over nobody is met.
    NoneCountsAsMet,
    /// `allow L0012 "reason"`.
    Allow {
        /// The lint's code.
        code: Spanned<String>,
        /// Why.
        reason: Spanned<String>,
    },
    /// `except when C`: the sentences after it, up to the next, displace the rule when C holds.
    ExceptWhen(Expr),
    /// A sentence.
    Sentence(Box<Sentence>),
    /// `annually:` with bullets: several requirements under one lead.
    Shared {
        /// The lead.
        leads: Leads,
        /// The bullets, each a requirement of its own.
        bullets: Vec<Line<Sentence>>,
    },
}

/// A place in a legal document.
#[derive(Debug, Clone)]
pub struct Citation {
    /// From the widest unit to the narrowest.
    pub parts: Vec<(CitationUnit, String)>,
    /// `says "…"`: the few words around the number.
    pub says: Option<Spanned<String>>,
    /// Where it stands.
    pub span: Span,
}

/// A unit of a legal document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CitationUnit {
    /// An instrument, where a document holds several; its value is the name in quotes.
    Instrument,
    /// Phụ lục, annex.
    Annex,
    /// Phần, part.
    Part,
    /// Chương, chapter.
    Chapter,
    /// Mục, section; may be a roman number.
    Section,
    /// Điều, article.
    Article,
    /// Khoản, clause; may be `2.1`.
    Clause,
    /// Điểm, point; may be `đ`.
    Point,
    /// Gạch đầu dòng, indent: a bullet without a number of its own, counted.
    Indent,
    /// Đoạn, paragraph without a number of its own, counted.
    Paragraph,
    /// Ý, statement: the n-th of the smallest unit.
    Statement,
}

/// A sentence: leads, one requirement, trailing parts.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// What stands before the requirement.
    pub leads: Leads,
    /// What is required.
    pub requirement: Spanned<Requirement>,
    /// `within 5 working days of EVENT` and the like.
    pub limit: Option<Spanned<TimeLimit>>,
    /// `rounded up`.
    pub rounding: Option<Spanned<Rounding>>,
    /// `if C` after the requirement (a leading condition is in `leads`).
    pub condition: Option<Spanned<Condition>>,
    /// The whole sentence.
    pub span: Span,
}

/// Modality, period, deadline, condition; in any order in the text, in this order in print.
#[derive(Debug, Clone, Default)]
pub struct Leads {
    /// `strive`; none written means must.
    pub modality: Option<Spanned<Modality>>,
    /// `annually`, or several: `quarterly, annually`.
    pub periods: Vec<Spanned<Period>>,
    /// `starting 2024` or `starting DATE`: overrides the first period.
    pub starting: Option<Spanned<Point>>,
    /// `by 2030`.
    pub deadline: Option<Spanned<Deadline>>,
    /// `if C,`.
    pub condition: Option<Spanned<Condition>>,
}

/// How strongly something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// phải, or nothing written.
    Must,
    /// phấn đấu.
    Strive,
    /// khuyến khích.
    Encouraged,
    /// đề nghị.
    Requested,
    /// có thể.
    May,
    /// không được.
    MustNot,
    /// nghiêm cấm: the same, in the words of a list of what is forbidden.
    Prohibited,
}

impl Modality {
    /// Whether it forbids.
    #[must_use]
    pub const fn forbids(self) -> bool {
        matches!(self, Self::MustNot | Self::Prohibited)
    }
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Each month.
    Month,
    /// Each quarter.
    Quarter,
    /// Each half of the year.
    HalfYear,
    /// Each year.
    Year,
    /// Every so many years (two or more).
    Years(u16),
    /// Each term of office; how many months it lasts, where the text says so (else five years).
    Term(Option<u16>),
    /// At all times: the same as a standing duty.
    AllTimes,
}

/// A deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deadline {
    /// `by POINT`, the point's last day included.
    By(Point),
    /// `before POINT`, the point's first day excluded.
    Before(Point),
    /// `throughout 2025 to 2030`.
    Throughout {
        /// First year.
        from: i16,
        /// Last year.
        to: i16,
    },
}

/// A point in time as the text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// `2030`: the whole year; `by 2030` means to its end.
    Year(i16),
    /// `June 2026` / `tháng 6 năm 2026`.
    Month(i16, i8),
    /// A day.
    Day(Date),
    /// `15 December each year`: month and day; implies the period `annually`.
    EachYear {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// `day 20 each month`; implies the period `monthly`. A shorter month ends sooner.
    EachMonth {
        /// 1 to 31.
        day: i8,
    },
    /// `day 15 of the last month` of the period.
    LastMonth {
        /// 1 to 31.
        day: i8,
    },
}

/// When a requirement applies.
#[derive(Debug, Clone)]
pub enum Condition {
    /// `if C`.
    If(Expr),
    /// `unless C`.
    Unless(Expr),
    /// `if any` / `nếu có`: of the thing named just before it.
    IfAny,
}

/// What is required.
#[derive(Debug, Clone)]
pub enum Requirement {
    /// `over 15% of hamlet heads trained`.
    Share(Share),
    /// `1 to 2 training classes`, `no retaliation cases`.
    Count(Count),
    /// `an implementation plan issued`; several joined by `and`.
    Acts(Vec<Ref>),
    /// `each decision published within 5 working days of issued`.
    Each(Each),
    /// `budget at least budget last year`.
    Comparison(Comparison),
    /// `all of:`, `any of:`, `at least 2 of:` over bullets.
    Combined {
        /// How many must hold.
        how: Combination,
        /// The bullets.
        parts: Vec<Line<Sentence>>,
    },
}

/// How many of several parts must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combination {
    /// All of them.
    AllOf,
    /// One of them.
    AnyOf,
    /// So many of them.
    AtLeast(u32),
}

/// A share of a population.
#[derive(Debug, Clone)]
pub struct Share {
    /// What share is asked.
    pub bound: Spanned<Bound>,
    /// Of what.
    pub base: ShareBase,
    /// The states, facts or acts that all must hold of a member; empty when `base` has a `where` that says it.
    pub predicate: Vec<MemberRef>,
}

/// What a share is taken of.
#[derive(Debug, Clone)]
#[expect(
    clippy::large_enum_variant,
    reason = "few of these live at once; a box would burden every reader"
)]
pub enum ShareBase {
    /// Members of populations.
    Of(Selection),
    /// A quantity of members: `of floor area of owners …`.
    Weighted {
        /// An amount or count of each member.
        weight: MemberRef,
        /// The members.
        of: Selection,
    },
    /// One count among another: `votes in favour over half of people present`.
    Ratio {
        /// The part.
        part: Expr,
        /// The whole.
        whole: Expr,
    },
}

/// Members of one or several populations (or levels, as the set of their bodies).
#[derive(Debug, Clone)]
pub struct Selection {
    /// The populations or groups; several are pooled, or taken one by one with `for_each`.
    pub of: Vec<Ref>,
    /// `for each of A, B, C`: a rate of each.
    pub for_each: bool,
    /// `where C`.
    pub filter: Option<Box<Expr>>,
    /// Where it stands.
    pub span: Span,
}

/// A fact of the members of the populations in scope: one declaration for each population pooled
/// (groups taken apart), in their order.
#[derive(Debug, Clone)]
pub struct MemberRef {
    /// The declarations, without repeats when one serves all (an act `per agency, commune`).
    pub refs: Vec<Ref>,
    /// Where it stands.
    pub span: Span,
}

/// A count with a bound.
#[derive(Debug, Clone)]
pub struct Count {
    /// How many.
    pub bound: Spanned<Bound>,
    /// Of what: a count (as [`ExprKind::Name`]), or members of a population.
    pub of: Counted,
}

/// What a count counts.
#[derive(Debug, Clone)]
pub enum Counted {
    /// A declared count (or amount) of the body or of the member in scope.
    Fact(Ref),
    /// Members of populations that have all these states.
    Members {
        /// The members.
        of: Selection,
        /// States that all must hold; may be empty.
        predicate: Vec<MemberRef>,
    },
}

/// A requirement on each member.
#[derive(Debug, Clone)]
pub struct Each {
    /// The members.
    pub of: Selection,
    /// What is required of each.
    pub requirement: Box<Spanned<EachRequirement>>,
    /// The time limit of the deed, when it has one.
    pub limit: Option<Spanned<TimeLimit>>,
}

/// What is required of each member.
#[derive(Debug, Clone)]
#[expect(
    clippy::large_enum_variant,
    reason = "few of these live at once; a box would burden every reader"
)]
pub enum EachRequirement {
    /// States, dates or acts of the member: `published`.
    Has(Vec<MemberRef>),
    /// `posted for at least 30 consecutive days`: the duration is in `Each::limit`.
    /// A comparison, share or count with the member's facts in scope.
    Requirement(Requirement),
}

/// A comparison as a requirement.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What is compared.
    pub left: Expr,
    /// With what.
    pub bound: Spanned<Bound>,
}

/// A bound on a quantity.
#[derive(Debug, Clone)]
pub enum Bound {
    /// `over 15%`, `at least one third`; a bound may be an expression.
    Compare(Comparator, Expr),
    /// `between A and B`, `A to B`, both included.
    Between(Expr, Expr),
    /// `all`.
    All,
    /// `no`.
    No,
}

/// How a quantity is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparator {
    /// `over`, `>`.
    Over,
    /// `at least`, `≥`.
    AtLeast,
    /// `under`, `<`.
    Under,
    /// `at most`, `≤`.
    AtMost,
    /// `exactly`, `=`; a bare `100%` too.
    Exactly,
    /// `is not`, `≠`: in conditions only.
    Not,
}

/// A limit in time.
#[derive(Debug, Clone)]
pub enum TimeLimit {
    /// `within 5 working days of EVENT`: the deed at most so long after it.
    Within {
        /// How long.
        length: Duration,
        /// After what.
        of: EventRef,
    },
    /// `at least 3 days before EVENT`.
    Before {
        /// How long.
        length: Duration,
        /// Before what.
        event: EventRef,
    },
    /// `for at least 30 consecutive days`.
    Lasting {
        /// How long.
        length: Duration,
    },
    /// `before EVENT`, `by EVENT` or `after EVENT`: order alone.
    Order {
        /// Which comes first.
        order: Order,
        /// The event.
        event: EventRef,
    },
}

/// How a deed stands to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// On an earlier day.
    Before,
    /// On its day at the latest.
    By,
    /// Not on an earlier day.
    After,
}

/// The event a limit hangs on.
#[derive(Debug, Clone)]
pub enum EventRef {
    /// A declared date or act, of the member or of the body.
    Fact(Ref),
    /// `the end of the period` / `hết kỳ`, and the like.
    EndOfPeriod(Span),
}

/// A length of time.
#[derive(Debug, Clone)]
pub struct Duration {
    /// How many.
    pub amount: Spanned<Number>,
    /// Of what.
    pub unit: TimeUnit,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// Hours.
    Hours,
    /// Calendar days.
    Days,
    /// Consecutive days: calendar days, and the stay must not break.
    ConsecutiveDays,
    /// Working days.
    WorkingDays,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// How a quota is rounded, only where the law says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Down.
    Down,
    /// Up.
    Up,
    /// To the nearest, a half up.
    HalfUp,
}

/// An exact number as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Numerator, in lowest terms.
    pub numerator: i128,
    /// Denominator, positive.
    pub denominator: i128,
    /// How it was written, for the printer.
    pub notation: Notation,
}

/// How a number was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// `15`, `0.5`.
    Digits,
    /// `one third`, `half`, `hai phần ba`.
    FractionWords,
}

/// A declared thing, by its id, where the text names it.
#[derive(Debug, Clone)]
pub struct Ref {
    /// Id of the document that declares it.
    pub document: String,
    /// `hamlet_heads`, or `hamlet_heads.trained` for a fact of its members.
    pub id: String,
    /// Where it is named.
    pub span: Span,
}

/// An expression, in `define`, bounds and conditions.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of expressions.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// `1000`, `one third`.
    Number(Number),
    /// `15%`; the number before the sign.
    Percent(Number),
    /// `12.500.000 VND`.
    Money {
        /// How much.
        amount: Number,
        /// The unit.
        unit: String,
    },
    /// `80 points`.
    Points(Number),
    /// `5 percentage points`.
    PercentagePoints(Number),
    /// `2024-11-13`.
    Date(Date),
    /// `5 working days`.
    Duration(Duration),
    /// `true`, `false`.
    Bool(bool),
    /// A declared thing: fact, count, act, choice, option, parameter, define, population (its number).
    Name(Ref),
    /// `last year`, `previous period` after a name.
    Past {
        /// The thing.
        of: Ref,
        /// Which period.
        which: Past,
    },
    /// `CHOICE is OPTION`; the option's id.
    IsOption {
        /// The choice.
        choice: Ref,
        /// The option, as `region.delta`.
        option: Ref,
        /// `is not`.
        negated: bool,
    },
    /// `not C`.
    Not(Box<Expr>),
    /// Two operands.
    Binary {
        /// Left.
        left: Box<Expr>,
        /// The operator.
        op: Operator,
        /// Right.
        right: Box<Expr>,
    },
    /// A comparison, also with two bounds: `between A and B`.
    Compare {
        /// What.
        left: Box<Expr>,
        /// With what.
        bound: Box<Bound>,
    },
    /// `if C then A else B`.
    If {
        /// Condition.
        condition: Box<Expr>,
        /// When it holds.
        then: Box<Expr>,
        /// When not.
        otherwise: Box<Expr>,
    },
    /// `the greater of A and B`, `the lesser of A and B`.
    Extreme {
        /// True for the greater.
        greatest: bool,
        /// Of what.
        of: Vec<Expr>,
    },
    /// `number of …`, `share of …`, `sum of F over P` and the like.
    Aggregate {
        /// Which.
        what: Aggregate,
        /// The fact summed; none for number and share.
        value: Option<MemberRef>,
        /// Over whom.
        over: Selection,
        /// States of those counted.
        predicate: Vec<MemberRef>,
    },
    /// By how much something has changed since an earlier period; always compared with a bound:
    /// `budget increases by at least 5% compared with last year`.
    Growth {
        /// What has changed.
        of: Box<Expr>,
        /// True for `decreases`.
        falls: bool,
        /// It is asked for as a share of what there was: `compared with the level of`.
        level: bool,
        /// Since when.
        since: Past,
    },
    /// A share, count or acts requirement used as a condition.
    Requirement(Box<Requirement>),
    /// A deed held against a time, as a condition: `a plan issued before the session`.
    Timed {
        /// The act or date.
        deed: Ref,
        /// Its time.
        limit: Box<Spanned<TimeLimit>>,
    },
}

/// What is worked out over a population.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregate {
    /// How many.
    Number,
    /// Which share.
    Share,
    /// Sum of an amount or count.
    Sum,
    /// Average.
    Average,
    /// Least.
    Least,
    /// Greatest.
    Greatest,
}

/// A past period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// `last year`.
    LastYear,
    /// `previous period`.
    PreviousPeriod,
}

/// An operator with two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `and`.
    And,
    /// `or`.
    Or,
}

/// `scenario "…"` and its lines.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// What it shows; one text, as written.
    pub title: Spanned<String>,
    /// Its lines.
    pub lines: Vec<Line<ScenarioLine>>,
}

/// A line of a scenario.
#[derive(Debug, Clone)]
pub enum ScenarioLine {
    /// `as of DATE`.
    AsOf(Spanned<Date>),
    /// `for LEVEL [BODY]`.
    For {
        /// The level.
        level: Ref,
        /// The body's id; the level's id when left out.
        body: Option<Ident>,
    },
    /// `final PERIOD`.
    Final(Spanned<String>),
    /// `given [MEMBER ID: …] FACT = VALUE, … [in PERIOD]`.
    Given {
        /// `decision d1:`, `commune ang-to:` or `commune ang-to: district muong-ang:`: whose facts these
        /// are, step by step from the body down; else the body's own.
        of: Vec<(Ref, Ident)>,
        /// The facts.
        facts: Vec<(Ref, Spanned<GivenValue>)>,
        /// `in 2025`, as a period key; the previous `given` line's when left out.
        period: Option<Spanned<String>>,
    },
    /// `expect RULE [requirement N] STATUS [SEVERITY] [in PERIOD]`.
    ExpectStatus {
        /// The rule's id.
        rule: Ident,
        /// The rule, where its title names it.
        called: Option<Ref>,
        /// Which requirement, when the rule has several.
        requirement: Option<Spanned<u32>>,
        /// The status.
        status: Spanned<Status>,
        /// Its period key or label.
        period: Option<Spanned<String>>,
    },
    /// `expect RULE [requirement N] needs 1 more FACT [in PERIOD]`.
    ExpectRemedy {
        /// The rule's id.
        rule: Ident,
        /// The rule, where its title names it.
        called: Option<Ref>,
        /// Which requirement.
        requirement: Option<Spanned<u32>>,
        /// How many.
        amount: Spanned<Number>,
        /// True for `more`, false for `fewer`.
        more: bool,
        /// Of which fact.
        fact: Ref,
        /// Its period key or label.
        period: Option<Spanned<String>>,
    },
    /// `expect NAME = VALUE [in PERIOD]`.
    ExpectValue {
        /// A define or fact.
        name: Ref,
        /// Its value.
        value: Expr,
        /// Its period.
        period: Option<Spanned<String>>,
    },
    /// `review [ ] right [x] wrong ["…"]`: what a reader ticked.
    Review {
        /// Which bracket holds a mark.
        tick: Spanned<Tick>,
        /// Who ticked, or why.
        note: Option<Spanned<String>>,
    },
}

/// What a reader of a scenario ticked; of two readers, the later one here is heeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tick {
    /// The law wants it so.
    Right,
    /// Nothing yet.
    Open,
    /// The law wants it otherwise.
    Wrong,
}

impl ScenarioLine {
    /// Whether it says what is to come out.
    #[must_use]
    pub fn is_expectation(&self) -> bool {
        match self {
            Self::ExpectStatus { .. } | Self::ExpectRemedy { .. } | Self::ExpectValue { .. } => {
                true
            }
            Self::AsOf(_)
            | Self::For { .. }
            | Self::Final(_)
            | Self::Given { .. }
            | Self::Review { .. } => false,
        }
    }
}

/// A value given in a scenario.
#[derive(Debug, Clone)]
pub enum GivenValue {
    /// A number.
    Number(Number),
    /// A day.
    Date(Date),
    /// A date and time, or a longer text, as reported.
    Text(String),
    /// Yes or no.
    Bool(bool),
    /// An option of a choice, by id.
    Option(Ref),
    /// `unknown "why"`.
    Unknown(String),
    /// `not applicable "why"`.
    NotApplicable(String),
    /// `from DATE to DATE`: what lasts.
    Span(Date, Option<Date>),
}

/// A status as a scenario expects it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// met / đạt.
    Met,
    /// late / trễ hạn.
    Late,
    /// not met / không đạt.
    NotMet,
    /// pending / chưa đến hạn.
    Pending,
    /// unknown / chưa rõ.
    Unknown,
    /// not applicable / không áp dụng.
    NotApplicable,
}

/// `calendar ID "…" / "…"` and its days.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Id.
    pub id: Ident,
    /// Names.
    pub label: Label,
    /// Its lines.
    pub lines: Vec<Line<CalendarLine>>,
}

/// A line of a calendar.
#[derive(Debug, Clone)]
pub enum CalendarLine {
    /// `weekend saturday, sunday`; 1 is Monday.
    Weekend(Vec<Spanned<i8>>),
    /// `holiday DATE [to DATE] "…" [/ "…"] [for public | private] [source "…"]`.
    Holiday {
        /// First day.
        from: Spanned<Date>,
        /// Last day.
        to: Option<Spanned<Date>>,
        /// What it is.
        label: Label,
        /// For one sector only.
        sector: Option<Sector>,
        /// Where it is announced.
        source: Option<Spanned<String>>,
    },
    /// `workday DATE …`: a day off that is worked.
    Workday {
        /// The day.
        day: Spanned<Date>,
        /// Why.
        label: Option<Label>,
        /// For one sector only.
        sector: Option<Sector>,
        /// Where it is announced.
        source: Option<Spanned<String>>,
    },
    /// `month end last day | refused`.
    MonthEnd(Spanned<MonthEnd>),
    /// `weekend end rolls | stands`.
    WeekendEnd(Spanned<EndRule>),
    /// `holiday end rolls | stands`.
    HolidayEnd(Spanned<EndRule>),
    /// `known until DATE`: later due dates are provisional.
    KnownUntil(Spanned<Date>),
    /// `note "…" / "…"`.
    Note(Label),
}

/// Public or private sector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sector {
    /// State bodies.
    Public,
    /// Everyone else.
    Private,
}

/// What becomes of 31 January plus one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthEnd {
    /// The last day of the month (Civil Code 2015, Article 148).
    LastDay,
    /// Refused.
    Refused,
}

/// What becomes of a limit that ends on a day off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndRule {
    /// It moves to the next working day.
    Rolls,
    /// It stands.
    Stands,
}
