//! The one table of keywords: what each is called in English and in Vietnamese.
//!
//! Reader, printer, highlighter, completion and reference all take their words from here. A keyword
//! is a role in the grammar, not a spelling: each has whole phrases (`trong vòng`, `kể từ ngày`), the
//! printed one first, synonyms after it, in composed form (NFC) and in the case that is printed
//! (`Điều`, `June`). The reader folds case, tone placement, and `hàng năm` as `hằng năm`. Symbols are forms too. A form may hold digits
//! (`6 tháng một lần`, `tháng 12`).
//!
//! # Forms that two keywords share
//!
//! Within one language a form may serve several keywords where their places differ. The first of
//! them in the order of [`Keyword::ALL`] is the reader's token for it; the grammar takes that token
//! in the place of the others.
//!
//! Told apart by the kind of line (declarations and member lines against sentences):
//! - English `within`: [`Keyword::WithinLevel`], [`Keyword::Within`]; `in`: [`Keyword::InUnit`],
//!   [`Keyword::InPeriod`]; `point`: [`Keyword::Point`], [`Keyword::Points`]; `for`:
//!   [`Keyword::ForBody`], [`Keyword::ForAtLeast`]; `by`: [`Keyword::KeyedBy`], [`Keyword::By`];
//!   `otherwise`: [`Keyword::Else`], [`Keyword::Rest`];
//! - Vietnamese `văn bản`: [`Keyword::Document`], [`Keyword::Instrument`]; `ngày`: [`Keyword::Date`],
//!   [`Keyword::Days`]; `số`: [`Keyword::Number`], [`Keyword::NumberOf`]; `trong kỳ`:
//!   [`Keyword::InThePeriod`], [`Keyword::InPeriod`]; `trong`: [`Keyword::InPeriod`],
//!   [`Keyword::Within`]; `điểm`: [`Keyword::Point`],
//!   [`Keyword::Points`]; `bằng`: [`Keyword::InUnit`], [`Keyword::Exactly`]; `theo`:
//!   [`Keyword::Per`], [`Keyword::KeyedBy`]; `đạt`: [`Keyword::Met`], [`Keyword::Filler`].
//!
//! Told apart by their place in the sentence:
//! - English `of`: [`Keyword::Of`], [`Keyword::Among`], [`Keyword::Since`],
//!   [`Keyword::OfTheFollowing`]; `over`: [`Keyword::Over`], [`Keyword::Across`],
//!   [`Keyword::ComparedWith`]; `may`:
//!   [`Keyword::May`], [`Keyword::MonthMay`]; `each year`, `every year`: [`Keyword::Annually`],
//!   [`Keyword::EachYear`]; `each month`, `every month`: [`Keyword::Monthly`], [`Keyword::EachMonth`];
//! - Vietnamese `đến`, `đến ngày`, `đến năm`, `đến hết`: [`Keyword::By`], [`Keyword::To`]; `từ`,
//!   `từ ngày`, `kể từ`, `kể từ ngày`: [`Keyword::From`], [`Keyword::Since`], [`Keyword::Between`];
//!   `năm`: [`Keyword::Years`], [`Keyword::Five`]; `hằng năm` and its
//!   synonyms: [`Keyword::Annually`], [`Keyword::EachYear`]; `hằng tháng`, `mỗi tháng`: [`Keyword::Monthly`],
//!   [`Keyword::EachMonth`]; `không`: [`Keyword::Not`],
//!   [`Keyword::No`], [`Keyword::False`]; `có`: [`Keyword::Filler`], [`Keyword::True`]; `đúng`:
//!   [`Keyword::Exactly`], [`Keyword::True`], [`Keyword::Right`]; `sai`: [`Keyword::False`],
//!   [`Keyword::Wrong`].
//!
//! `=` is a form of [`Keyword::Exactly`] and also stands between a name and what it is given; `-` and
//! `/` are operators, and part of bullets, dates and labels, which the reader of lines takes first.

use crate::Language;

/// What a keyword is for, as the highlighter colours it and completion offers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Opens a declaration: `rule`, `level`; also the language line.
    Declaration,
    /// Opens a member line of the document header.
    Header,
    /// Opens a member line of a level, act, population or fact.
    Member,
    /// Opens a line of a rule, principle, define or parameter.
    RuleLine,
    /// Opens a line of a scenario.
    ScenarioLine,
    /// Opens a line of a calendar.
    CalendarLine,
    /// Stands after the name in a declaration or member line: `within`, `per`, `to date`.
    Detail,
    /// Whether a document binds: `draft`.
    DocumentStatus,
    /// How strongly something is asked: `strive`.
    Modality,
    /// How often: `annually`.
    Period,
    /// Until when: `by`.
    Deadline,
    /// A month by its name.
    Month,
    /// A day of the week.
    Weekday,
    /// A limit in time: `within`, `of`.
    Limit,
    /// A unit of time.
    Unit,
    /// How a quantity is compared: `over`.
    Comparator,
    /// Of whom: `all`, `each`.
    Quantifier,
    /// A whole number in words.
    Number,
    /// A fraction in words.
    Fraction,
    /// Joins parts: `and`, `of`.
    Connective,
    /// When something applies: `if`.
    Condition,
    /// How a quota is rounded.
    Rounding,
    /// A part of an expression: `sum of`, `last year`.
    Expression,
    /// A status as a scenario expects it.
    Status,
    /// A unit of a legal document.
    Citation,
    /// Passed over where it changes nothing.
    Filler,
}

struct Entry {
    id: &'static str,
    class: Class,
    en: &'static [&'static str],
    vi: &'static [&'static str],
}

macro_rules! keywords {
    ($($(#[$doc:meta])* $name:ident $id:literal $class:ident [$($en:literal),+] [$($vi:literal),+])+) => {
        /// A keyword of the language, by its role.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the printed English form says what the role is")]
        pub enum Keyword {
            $($(#[$doc])* $name,)+
        }

        impl Keyword {
            /// All keywords; of two that share a form, the reader's one comes first.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            fn entry(self) -> &'static Entry {
                match self {
                    $(Self::$name => &Entry { id: $id, class: Class::$class, en: &[$($en),+], vi: &[$($vi),+] },)+
                }
            }
        }
    };
}

keywords! {
    Language "language" Declaration ["language"] ["ngôn ngữ"]
    Document "document" Declaration ["document"] ["văn bản"]
    Use "use" Declaration ["use"] ["dùng", "sử dụng"]
    Level "level" Declaration ["level"] ["cấp"]
    Act "act" Declaration ["act"] ["việc"]
    Population "population" Declaration ["population"] ["đối tượng"]
    Group "group" Declaration ["group"] ["nhóm"]
    Parameter "parameter" Declaration ["parameter"] ["tham số"]
    Define "define" Declaration ["define"] ["định nghĩa"]
    Table "table" Declaration ["table"] ["bảng"]
    Score "score" Declaration ["score"] ["thang điểm"]
    Principle "principle" Declaration ["principle"] ["nguyên tắc"]
    Rule "rule" Declaration ["rule"] ["quy định"]
    Scenario "scenario" Declaration ["scenario"] ["tình huống"]
    /// `amend DOCUMENT rule ID from DATE`: a new wording.
    Amend "amend" Declaration ["amend"] ["sửa đổi", "sửa đổi bổ sung"]
    Repeal "repeal" Declaration ["repeal"] ["bãi bỏ"]
    /// A repeal with a last day: the rule comes back after it.
    Suspend "suspend" Declaration ["suspend"] ["ngưng hiệu lực", "tạm ngưng hiệu lực", "tạm ngưng"]
    /// `successor LEVEL BODY of LEVEL BODY, … from DATE`: who takes over from bodies that end.
    Successor "successor" Declaration ["successor"] ["kế thừa"]
    /// A declaration with a label, a line of the header without.
    Calendar "calendar" Declaration ["calendar"] ["lịch"]
    /// These five open a declaration with `per`, a member line without.
    Date "date" Member ["date"] ["ngày"]
    Count "count" Member ["count"] ["số lượng"]
    Amount "amount" Member ["amount"] ["số tiền", "đại lượng"]
    Choice "choice" Member ["choice"] ["lựa chọn"]
    Fact "fact" Member ["fact"] ["thông tin"]

    Number "number" Header ["number"] ["số", "số hiệu", "số ký hiệu"]
    Issuer "issuer" Header ["issuer"] ["cơ quan ban hành"]
    Issued "issued" Header ["issued"] ["ngày ban hành"]
    Basis "basis" Header ["basis"] ["căn cứ pháp lý", "cơ sở pháp lý"]
    /// A line of the header, and a document status.
    InForce "in_force" Header ["in force", "effective", "in effect"] ["có hiệu lực", "đang có hiệu lực", "còn hiệu lực"]
    DocumentStatus "status" Header ["status"] ["tình trạng"]
    Implements "implements" Header ["implements"] ["thi hành", "triển khai thi hành", "thực hiện"]
    Catalogue "catalogue" Header ["catalogue"] ["danh mục"]
    AppliesTo "applies_to" Header ["applies to"] ["áp dụng cho", "áp dụng đối với"]
    /// A line of the header, and a deadline.
    Throughout "throughout" Header ["throughout"] ["giai đoạn", "trong giai đoạn", "trong cả giai đoạn"]
    Draft "draft" DocumentStatus ["draft"] ["dự thảo"]
    Plan "plan" DocumentStatus ["plan"] ["kế hoạch"]

    State "state" Member ["state"] ["trạng thái"]
    Option "option" Member ["option"] ["phương án"]
    Note "note" Member ["note"] ["ghi chú"]
    /// A member line, and the end of one.
    AttestedBy "attested_by" Member ["attested by"] ["xác nhận bởi", "được xác nhận bởi"]
    PartOf "part_of" Detail ["part of", "a part of"] ["một phần", "một phần của"]
    WithinLevel "within_level" Detail ["within"] ["thuộc", "trực thuộc"]
    Per "per" Detail ["per"] ["theo"]
    /// What a table goes by.
    KeyedBy "keyed_by" Detail ["by"] ["theo"]
    InUnit "in_unit" Detail ["in"] ["tính bằng", "bằng", "đơn vị tính"]
    InThePeriod "in_the_period" Detail ["in the period", "during the period"] ["trong kỳ"]
    ToDate "to_date" Detail ["to date"] ["lũy kế", "cộng dồn"]
    AsItStands "as_it_stands" Detail ["as it stands"] ["hiện tại", "hiện trạng"]

    Cite "cite" RuleLine ["cite"] ["căn cứ"]
    Bearer "bearer" RuleLine ["bearer", "bearers"] ["chủ thể"]
    NoneCountsAsMet "none_counts_as_met" RuleLine ["none counts as met"] ["không có thì coi là đạt", "không có đối tượng thì coi là đạt"]
    Allow "allow" RuleLine ["allow"] ["cho phép"]
    ExceptWhen "except_when" RuleLine ["except when"] ["trừ trường hợp"]

    AsOf "as_of" ScenarioLine ["as of"] ["tính đến", "tính đến ngày"]
    /// A line of a scenario, and the sector of a holiday.
    ForBody "for_body" ScenarioLine ["for"] ["cho"]
    Final "final" ScenarioLine ["final"] ["đã chốt", "chốt số liệu"]
    Given "given" ScenarioLine ["given"] ["biết"]
    Expect "expect" ScenarioLine ["expect"] ["kỳ vọng"]
    /// What a reader of a scenario has ticked: `review [ ] right [x] wrong`.
    Review "review" ScenarioLine ["review"] ["rà soát"]
    Right "right" Detail ["right"] ["đúng"]
    Wrong "wrong" Detail ["wrong"] ["sai"]
    InPeriod "in_period" Detail ["in"] ["trong", "trong kỳ", "trong năm", "kỳ"]
    Requirement "requirement" Detail ["requirement"] ["yêu cầu"]
    Needs "needs" Detail ["needs"] ["cần"]
    /// English `needs 1 more X`, Vietnamese `cần thêm 1 X`.
    More "more" Detail ["more"] ["thêm"]
    Fewer "fewer" Detail ["fewer", "less"] ["bớt"]
    Met "met" Status ["met"] ["đạt"]
    Late "late" Status ["late"] ["trễ hạn", "quá hạn"]
    NotMet "not_met" Status ["not met"] ["không đạt", "chưa đạt"]
    Pending "pending" Status ["pending"] ["chưa đến hạn"]
    Unknown "unknown" Status ["unknown"] ["chưa rõ"]
    NotApplicable "not_applicable" Status ["not applicable"] ["không áp dụng"]

    Weekend "weekend" CalendarLine ["weekend"] ["nghỉ hằng tuần", "ngày nghỉ hằng tuần"]
    Holiday "holiday" CalendarLine ["holiday"] ["nghỉ lễ", "ngày nghỉ lễ", "nghỉ tết"]
    Workday "workday" CalendarLine ["workday"] ["làm bù", "ngày làm bù"]
    MonthEnd "month_end" CalendarLine ["month end"] ["cuối tháng"]
    WeekendEnd "weekend_end" CalendarLine ["weekend end"] ["hạn rơi vào nghỉ hằng tuần", "hạn rơi vào ngày nghỉ hằng tuần"]
    HolidayEnd "holiday_end" CalendarLine ["holiday end"] ["hạn rơi vào nghỉ lễ", "hạn rơi vào ngày nghỉ lễ"]
    KnownUntil "known_until" CalendarLine ["known until"] ["đã công bố đến", "đã công bố đến ngày"]
    LastDay "last_day" Detail ["last day"] ["ngày cuối cùng"]
    Refused "refused" Detail ["refused"] ["không chấp nhận"]
    Rolls "rolls" Detail ["rolls"] ["chuyển sang ngày làm việc"]
    Stands "stands" Detail ["stands"] ["giữ nguyên"]
    Public "public" Detail ["public"] ["khu vực công"]
    Private "private" Detail ["private"] ["khu vực tư"]
    Source "source" Detail ["source"] ["nguồn"]

    Says "says" Citation ["says"] ["nêu", "ghi"]
    Instrument "instrument" Citation ["instrument"] ["văn bản"]
    Annex "annex" Citation ["annex", "appendix", "schedule"] ["Phụ lục"]
    Part "part" Citation ["part"] ["Phần"]
    Chapter "chapter" Citation ["chapter"] ["Chương"]
    Section "section" Citation ["section"] ["Mục"]
    Article "article" Citation ["article", "articles"] ["Điều"]
    Clause "clause" Citation ["clause"] ["khoản"]
    Point "point" Citation ["point"] ["điểm"]
    Indent "indent" Citation ["indent"] ["gạch đầu dòng"]
    Paragraph "paragraph" Citation ["paragraph"] ["đoạn"]
    Statement "statement" Citation ["statement"] ["ý"]

    Filler "filler" Filler ["with", "that have", "who have", "which have", "that are", "who are", "have been", "has been", "have", "has", "are", "be", "the"] ["có", "bảo đảm", "đảm bảo", "được", "đạt", "chiếm", "đã", "các", "những", "theo quy định", "theo quy định của pháp luật"]

    And "and" Connective ["and"] ["và"]
    Or "or" Connective ["or"] ["hoặc", "hay"]
    Not "not" Connective ["not"] ["không phải", "không"]
    Of "of" Connective ["of"] ["của"]
    /// Between the two counts of a ratio: `votes in favour over half of people present`.
    Among "among" Connective ["of", "out of"] ["trong số", "trong tổng số", "trên tổng số"]

    Must "must" Modality ["must", "shall"] ["phải", "có trách nhiệm", "có nghĩa vụ", "cần phải", "bắt buộc", "bắt buộc phải"]
    Strive "strive" Modality ["strive", "strive for"] ["phấn đấu", "mục tiêu"]
    Encouraged "encouraged" Modality ["encouraged"] ["khuyến khích"]
    Requested "requested" Modality ["requested"] ["đề nghị"]
    May "may" Modality ["may"] ["có thể", "được phép"]
    /// The last form is printed before what is counted: `prohibited acts of retaliation`.
    MustNot "must_not" Modality ["must not", "shall not", "may not"] ["không được", "không được phép"]
    Prohibited "prohibited" Modality ["prohibited", "it is prohibited to", "it is forbidden to"] ["nghiêm cấm", "nghiêm cấm việc", "nghiêm cấm hành vi", "nghiêm cấm các hành vi", "nghiêm cấm các hành vi sau", "nghiêm cấm các hành vi sau đây", "cấm"]

    Annually "annually" Period ["annually", "yearly", "each year", "every year", "per year", "a year"] ["hằng năm", "mỗi năm", "định kỳ hằng năm", "định kỳ mỗi năm"]
    /// After a day and month: `15 December each year`.
    EachYear "each_year" Period ["each year", "every year"] ["hằng năm", "mỗi năm"]
    HalfYearly "half_yearly" Period ["half-yearly", "every 6 months", "every six months"] ["6 tháng một lần", "06 tháng một lần", "định kỳ 6 tháng một lần", "định kỳ 06 tháng một lần", "sáu tháng một lần", "định kỳ sáu tháng một lần", "định kỳ 6 tháng", "định kỳ 06 tháng"]
    Quarterly "quarterly" Period ["quarterly", "each quarter", "every quarter", "per quarter", "every 3 months", "every three months"] ["hằng quý", "mỗi quý", "định kỳ hằng quý", "định kỳ mỗi quý", "3 tháng một lần", "03 tháng một lần", "ba tháng một lần"]
    Monthly "monthly" Period ["monthly", "each month", "every month", "per month"] ["hằng tháng", "mỗi tháng", "định kỳ hằng tháng", "định kỳ mỗi tháng"]
    /// Recognized so that the message can say which periods there are.
    Weekly "weekly" Period ["weekly", "each week", "every week"] ["hằng tuần", "mỗi tuần"]
    /// After a day: `day 20 each month`.
    EachMonth "each_month" Period ["each month", "every month"] ["hằng tháng", "mỗi tháng"]
    /// After a day: `day 15 of the last month` of a quarter, half-year or year.
    LastMonth "last_month" Period ["of the last month", "of the last month of the period", "of the last month of the quarter"] ["của tháng cuối kỳ", "tháng cuối kỳ", "của tháng cuối quý", "tháng cuối quý", "của tháng cuối cùng", "tháng cuối cùng"]
    EachTerm "each_term" Period ["each term", "every term"] ["mỗi nhiệm kỳ", "hằng nhiệm kỳ", "từng nhiệm kỳ"]
    AtAllTimes "at_all_times" Period ["at all times", "always"] ["thường xuyên"]
    /// English `every 2 years`, Vietnamese `2 năm một lần`.
    Every "every" Period ["every"] ["định kỳ", "cứ"]
    Once "once" Period ["once"] ["một lần", "1 lần", "01 lần"]
    Starting "starting" Period ["starting", "starting from", "starting in"] ["bắt đầu từ", "bắt đầu từ năm", "bắt đầu từ ngày"]

    By "by" Deadline ["by", "by the end of", "no later than", "not later than"] ["đến", "đến năm", "đến ngày", "đến hết", "đến hết năm", "đến hết ngày", "chậm nhất", "chậm nhất là", "chậm nhất ngày", "chậm nhất là ngày", "chậm nhất vào", "chậm nhất vào ngày", "chậm nhất đến", "chậm nhất đến ngày", "chậm nhất năm", "chậm nhất đến năm", "muộn nhất", "muộn nhất là", "muộn nhất ngày", "muộn nhất là ngày", "muộn nhất vào", "muộn nhất vào ngày", "không muộn hơn", "không muộn hơn ngày", "không chậm hơn", "không chậm hơn ngày", "đến cuối năm", "cuối năm", "vào cuối năm", "trước hoặc đúng", "trước hoặc đúng ngày", "trước hoặc vào ngày", "tới năm", "tới ngày", "tới hết năm", "tới hết ngày"]
    /// Before a day (its own day excluded), and before an event.
    Before "before" Deadline ["before"] ["trước", "trước ngày", "trước năm", "trước khi", "đến trước", "đến trước ngày"]
    After "after" Limit ["after"] ["sau", "sau ngày", "sau khi"]
    From "from" Connective ["from"] ["từ", "từ ngày", "từ năm", "kể từ", "kể từ ngày"]
    To "to" Connective ["to"] ["đến", "đến ngày", "đến năm", "đến hết", "đến hết ngày"]

    /// Parts of a year, by the end of which something is due: `trong quý I năm 2026`.
    FirstQuarter "first_quarter" Deadline ["the first quarter", "first quarter", "Q1"] ["quý I", "quý 1", "quý một"]
    SecondQuarter "second_quarter" Deadline ["the second quarter", "second quarter", "Q2"] ["quý II", "quý 2", "quý hai"]
    ThirdQuarter "third_quarter" Deadline ["the third quarter", "third quarter", "Q3"] ["quý III", "quý 3", "quý ba"]
    FourthQuarter "fourth_quarter" Deadline ["the fourth quarter", "fourth quarter", "Q4"] ["quý IV", "quý 4", "quý tư", "quý bốn"]
    FirstHalf "first_half" Deadline ["the first half", "first half", "the first 6 months", "the first six months"] ["6 tháng đầu", "06 tháng đầu", "sáu tháng đầu", "nửa đầu"]
    SecondHalf "second_half" Deadline ["the second half", "second half", "the last 6 months", "the last six months"] ["6 tháng cuối", "06 tháng cuối", "sáu tháng cuối", "nửa cuối"]
    FirstNineMonths "first_nine_months" Deadline ["the first 9 months", "the first nine months"] ["9 tháng đầu", "09 tháng đầu", "chín tháng đầu"]

    January "january" Month ["January"] ["tháng 1", "tháng 01", "tháng một"]
    February "february" Month ["February"] ["tháng 2", "tháng 02", "tháng hai"]
    March "march" Month ["March"] ["tháng 3", "tháng 03", "tháng ba"]
    April "april" Month ["April"] ["tháng 4", "tháng 04", "tháng tư", "tháng bốn"]
    MonthMay "month_may" Month ["May"] ["tháng 5", "tháng 05", "tháng năm"]
    June "june" Month ["June"] ["tháng 6", "tháng 06", "tháng sáu"]
    July "july" Month ["July"] ["tháng 7", "tháng 07", "tháng bảy"]
    August "august" Month ["August"] ["tháng 8", "tháng 08", "tháng tám"]
    September "september" Month ["September"] ["tháng 9", "tháng 09", "tháng chín"]
    October "october" Month ["October"] ["tháng 10", "tháng mười"]
    November "november" Month ["November"] ["tháng 11", "tháng mười một"]
    December "december" Month ["December"] ["tháng 12", "tháng mười hai"]

    Monday "monday" Weekday ["Monday"] ["thứ hai", "thứ 2"]
    Tuesday "tuesday" Weekday ["Tuesday"] ["thứ ba", "thứ 3"]
    Wednesday "wednesday" Weekday ["Wednesday"] ["thứ tư", "thứ 4"]
    Thursday "thursday" Weekday ["Thursday"] ["thứ năm", "thứ 5"]
    Friday "friday" Weekday ["Friday"] ["thứ sáu", "thứ 6"]
    Saturday "saturday" Weekday ["Saturday"] ["thứ bảy", "thứ 7"]
    Sunday "sunday" Weekday ["Sunday"] ["chủ nhật"]

    Within "within" Limit ["within"] ["trong vòng", "trong", "trong thời hạn", "sau không quá"]
    /// Between a length of time and the event it runs from: `within 5 days of issued`.
    Since "since" Limit ["of", "since", "from the date of", "of the date of"] ["kể từ ngày", "kể từ", "kể từ khi", "kể từ lúc", "kể từ thời điểm", "tính từ", "tính từ ngày", "từ ngày", "từ khi"]
    /// Opens a stay in English, `for at least 30 consecutive days`; Vietnamese may leave it out and the printer does.
    ForAtLeast "for_at_least" Limit ["for"] ["trong thời gian", "trong suốt"]
    EndOfPeriod "end_of_period" Limit ["the end of the period", "end of the period"] ["hết kỳ", "kết thúc kỳ", "ngày kết thúc kỳ"]
    /// Units of time: English has the plural first and the singular second.
    Hours "hours" Unit ["hours", "hour"] ["giờ", "tiếng"]
    /// These two are recognized so that the message can say what to write instead.
    WorkingHours "working_hours" Unit ["working hours", "working hour"] ["giờ làm việc", "giờ hành chính"]
    Minutes "minutes" Unit ["minutes", "minute"] ["phút"]
    /// How often a deed is done: `at least 1 occasion`, `ít nhất 01 lần`.
    Occasions "occasions" Unit ["occasions", "occasion"] ["lần"]
    WorkingDays "working_days" Unit ["working days", "working day"] ["ngày làm việc"]
    ConsecutiveDays "consecutive_days" Unit ["consecutive days", "consecutive day"] ["ngày liên tục", "ngày liên tiếp"]
    /// Vietnamese also sets it before a date: `đến ngày 30/06/2026`.
    Days "days" Unit ["days", "day"] ["ngày"]
    Weeks "weeks" Unit ["weeks", "week"] ["tuần"]
    Months "months" Unit ["months", "month"] ["tháng"]
    /// Vietnamese also sets it before a year: `đến năm 2030`.
    Years "years" Unit ["years", "year"] ["năm"]
    Points "points" Unit ["points", "point"] ["điểm"]
    /// What a difference of two percentages is counted in.
    PercentagePoints "percentage_points" Unit ["percentage points", "percentage point"] ["điểm phần trăm"]

    Over "over" Comparator ["over", "more than", "above", "exceeding", "greater than", ">"] ["trên", "quá", "hơn", "nhiều hơn", "lớn hơn", "cao hơn", "vượt quá", ">"]
    AtLeast "at_least" Comparator ["at least", "not less than", "no less than", "not fewer than", "no fewer than", "greater than or equal to", "≥", ">="] ["ít nhất", "ít nhất là", "ít nhất bằng", "bằng ít nhất", "tối thiểu bằng", "bằng tối thiểu", "không dưới", "tối thiểu", "tối thiểu là", "không ít hơn", "không thấp hơn", "không nhỏ hơn", "lớn hơn hoặc bằng", "bằng hoặc lớn hơn", "cao hơn hoặc bằng", "bằng hoặc cao hơn", "≥", ">="]
    Under "under" Comparator ["under", "less than", "fewer than", "below", "<"] ["dưới", "ít hơn", "nhỏ hơn", "thấp hơn", "chưa đến", "<"]
    AtMost "at_most" Comparator ["at most", "not more than", "no more than", "up to", "not exceeding", "must not exceed", "shall not exceed", "may not exceed", "not exceed", "less than or equal to", "≤", "<="] ["không quá", "tối đa", "tối đa là", "tối đa bằng", "bằng tối đa", "nhiều nhất", "nhiều nhất là", "không vượt quá", "không được vượt quá", "không được quá", "không vượt", "không hơn", "không lớn hơn", "không cao hơn", "không nhiều hơn", "nhỏ hơn hoặc bằng", "bằng hoặc nhỏ hơn", "dưới hoặc bằng", "thấp hơn hoặc bằng", "bằng hoặc thấp hơn", "≤", "<="]
    Exactly "exactly" Comparator ["exactly", "equal to", "="] ["đúng", "bằng", "đúng bằng", "="]
    NotEqual "not_equal" Comparator ["not equal to", "≠", "!="] ["khác", "không bằng", "≠", "!="]
    /// Directly after a value: `90% trở lên`, `từ 90% trở lên`.
    OrMore "or_more" Comparator ["or more", "or above", "or later"] ["trở lên", "trở đi"]
    OrLess "or_less" Comparator ["or less", "or fewer", "or below"] ["trở xuống"]
    /// English `between A and B`, Vietnamese `từ A đến B`.
    Between "between" Comparator ["between"] ["từ"]

    All "all" Quantifier ["all", "all the"] ["tất cả", "toàn bộ", "tất cả các", "mọi"]
    No "no" Quantifier ["no"] ["không có", "không"]
    Each "each" Quantifier ["each"] ["mỗi", "từng"]
    /// In the place of `of`: `over 20% for each of A, B and C trained`.
    ForEachOf "for_each_of" Quantifier ["for each of"] ["đối với từng", "của từng", "trong từng"]
    /// These three are followed by `:` and bullets.
    AllOf "all_of" Quantifier ["all of", "all of the following"] ["tất cả các việc sau", "tất cả các nội dung sau", "tất cả những việc sau", "tất cả các việc sau đây"]
    AnyOf "any_of" Quantifier ["any of", "any of the following"] ["một trong các việc sau", "một trong các nội dung sau", "một trong những việc sau", "một trong các việc sau đây"]
    OfTheFollowing "of_the_following" Quantifier ["of", "of the following"] ["trong các việc sau", "trong các nội dung sau", "trong số các việc sau"]

    One "one" Number ["one"] ["một"]
    Two "two" Number ["two"] ["hai"]
    Three "three" Number ["three"] ["ba"]
    Four "four" Number ["four"] ["bốn", "tư"]
    Five "five" Number ["five"] ["năm"]
    Six "six" Number ["six"] ["sáu"]
    Seven "seven" Number ["seven"] ["bảy"]
    Eight "eight" Number ["eight"] ["tám"]
    Nine "nine" Number ["nine"] ["chín"]
    Ten "ten" Number ["ten"] ["mười"]
    Eleven "eleven" Number ["eleven"] ["mười một"]
    Twelve "twelve" Number ["twelve"] ["mười hai"]

    Half "half" Fraction ["half", "a half", "one half"] ["một nửa", "nửa", "một phần hai"]
    OneThird "one_third" Fraction ["one third", "a third"] ["một phần ba"]
    TwoThirds "two_thirds" Fraction ["two thirds"] ["hai phần ba"]
    OneQuarter "one_quarter" Fraction ["a quarter", "one quarter", "one fourth"] ["một phần tư", "một phần bốn"]
    ThreeQuarters "three_quarters" Fraction ["three quarters", "three fourths"] ["ba phần tư", "ba phần bốn"]
    OneFifth "one_fifth" Fraction ["one fifth", "a fifth"] ["một phần năm"]
    TwoFifths "two_fifths" Fraction ["two fifths"] ["hai phần năm"]
    ThreeFifths "three_fifths" Fraction ["three fifths"] ["ba phần năm"]
    FourFifths "four_fifths" Fraction ["four fifths"] ["bốn phần năm"]
    OneTenth "one_tenth" Fraction ["one tenth", "a tenth"] ["một phần mười"]

    If "if" Condition ["if", "when"] ["nếu", "khi", "trường hợp"]
    IfAny "if_any" Condition ["if any"] ["nếu có"]
    Unless "unless" Condition ["unless"] ["trừ khi"]
    Where "where" Condition ["where"] ["mà"]

    RoundedDown "rounded_down" Rounding ["rounded down"] ["làm tròn xuống"]
    RoundedUp "rounded_up" Rounding ["rounded up"] ["làm tròn lên"]
    RoundedHalfUp "rounded_half_up" Rounding ["rounded half up", "rounded to the nearest"] ["làm tròn đến số gần nhất", "làm tròn nửa lên"]

    Then "then" Expression ["then"] ["thì"]
    Else "else" Expression ["else", "otherwise"] ["nếu không thì"]
    /// The row of a table for whatever no other row names.
    NotPrescribed "not_prescribed" Expression ["not prescribed"] ["không quy định"]
    Rest "rest" Expression ["otherwise"] ["còn lại", "các trường hợp còn lại", "trường hợp còn lại"]
    Is "is" Expression ["is"] ["là"]
    IsNot "is_not" Expression ["is not"] ["không phải là", "không là"]
    True "true" Expression ["true", "yes"] ["đúng", "có"]
    False "false" Expression ["false"] ["sai", "không"]
    Plus "plus" Expression ["+", "plus"] ["+", "cộng"]
    Minus "minus" Expression ["-", "minus"] ["-", "trừ"]
    Times "times" Expression ["*", "×", "times"] ["*", "×", "nhân"]
    DividedBy "divided_by" Expression ["/", "divided by"] ["/", "chia", "chia cho"]
    GreaterOf "greater_of" Expression ["the greater of", "greater of"] ["số lớn hơn giữa", "giá trị lớn hơn giữa"]
    LesserOf "lesser_of" Expression ["the lesser of", "lesser of", "the smaller of"] ["số nhỏ hơn giữa", "giá trị nhỏ hơn giữa"]
    NumberOf "number_of" Expression ["number of", "the number of"] ["tổng số", "số"]
    ShareOf "share_of" Expression ["share of", "the share of"] ["tỷ lệ", "tỉ lệ"]
    SumOf "sum_of" Expression ["sum of", "the sum of", "total of", "the total of"] ["tổng"]
    AverageOf "average_of" Expression ["average of", "the average of"] ["bình quân", "trung bình"]
    LeastOf "least_of" Expression ["least of", "the least of"] ["giá trị nhỏ nhất của", "nhỏ nhất của"]
    GreatestOf "greatest_of" Expression ["greatest of", "the greatest of"] ["giá trị lớn nhất của", "lớn nhất của"]
    /// Before the population of an aggregate: `sum of size over classes`.
    Across "across" Expression ["over", "across"] ["trên các", "trong các", "của các"]
    /// Before the name of a score.
    ScoreOf "score_of" Expression ["score of", "total score of"] ["tổng điểm", "điểm số của", "tổng số điểm", "điểm của"]
    /// Points by how much of what is required has been reached.
    ProRata "pro_rata" Expression ["pro rata"] ["theo tỷ lệ đạt được", "tính theo tỷ lệ đạt được"]
    Increases "increases" Expression ["increases by", "increase by", "grows by", "rises by"] ["tăng"]
    Decreases "decreases" Expression ["decreases by", "decrease by", "falls by"] ["giảm"]
    ComparedWith "compared_with" Expression ["compared with", "over", "against"] ["so với"]
    /// Growth as a share of what there was, where the thing that grows is a share itself.
    ComparedWithLevel "compared_with_level" Expression ["compared with the level of", "over the level of"] ["so với mức", "so với mức của"]
    LastYear "last_year" Expression ["last year", "of last year", "the previous year"] ["năm trước", "năm ngoái", "năm trước liền kề", "năm liền kề trước", "năm liền trước", "của năm trước", "cùng kỳ năm trước", "cùng kỳ năm ngoái", "cùng kỳ"]
    PreviousPeriod "previous_period" Expression ["previous period", "the previous period", "last period"] ["kỳ trước", "kỳ liền trước", "của kỳ trước"]
}

impl Keyword {
    /// The name of the role, the same in both languages: `at_least`.
    pub fn id(self) -> &'static str {
        self.entry().id
    }

    /// What it is for.
    pub fn class(self) -> Class {
        self.entry().class
    }

    /// How it may be written in a language, the printed form first.
    ///
    /// ```
    /// use luat_grammar::{Language, keywords::Keyword};
    /// assert!(Keyword::Over.forms(Language::Vi).contains(&"quá"));
    /// ```
    pub fn forms(self, language: Language) -> &'static [&'static str] {
        match language {
            Language::En => self.entry().en,
            Language::Vi => self.entry().vi,
        }
    }

    /// The months, in the order of the year.
    pub(crate) fn months() -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|keyword| keyword.class() == Class::Month)
    }

    /// How the formatter writes it.
    ///
    /// ```
    /// use luat_grammar::{Language, keywords::Keyword};
    /// assert_eq!(Keyword::Within.printed(Language::Vi), "trong vòng");
    /// ```
    pub fn printed(self, language: Language) -> &'static str {
        self.forms(language).first().copied().unwrap_or_default()
    }

    /// The comparator of what is left by a fall: of at least so much, at most the rest.
    pub(crate) const fn mirrored(self) -> Self {
        match self {
            Self::Over => Self::Under,
            Self::AtLeast => Self::AtMost,
            Self::Under => Self::Over,
            Self::AtMost => Self::AtLeast,
            other => other,
        }
    }

    /// The number that a number word, fraction, month or weekday stands for, as a fraction in lowest
    /// terms; 1 is January, and Monday.
    pub fn value(self) -> Option<(i128, i128)> {
        let fraction = match self {
            Self::Half => (1, 2),
            Self::OneThird => (1, 3),
            Self::TwoThirds => (2, 3),
            Self::OneQuarter => (1, 4),
            Self::ThreeQuarters => (3, 4),
            Self::OneFifth => (1, 5),
            Self::TwoFifths => (2, 5),
            Self::ThreeFifths => (3, 5),
            Self::FourFifths => (4, 5),
            Self::OneTenth => (1, 10),
            _ => return self.whole().map(|whole| (whole, 1)),
        };
        Some(fraction)
    }

    fn whole(self) -> Option<i128> {
        let first = match self.class() {
            Class::Number => Self::One,
            Class::Month => Self::January,
            Class::Weekday => Self::Monday,
            _ => return None,
        };
        Some(self as i128 - first as i128 + 1)
    }
}
