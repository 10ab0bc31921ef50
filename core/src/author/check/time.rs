//! Time: periods, deadlines and how they go together.

use jiff_core::civil::Date;
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{Deadline, Period, Point};

use super::Checker;
use super::fault::text;
use super::sentence::Lead;
use crate::author::model::Timing;
use crate::run::program::{DueDay, Label};
use crate::words::place::month;

/// What of a sentence's goals bears on when it is judged.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "found one by one, independent of one another"
)]
pub(super) struct Judged {
    /// A time limit hangs on an event.
    pub(super) limit: bool,
    /// A limit hangs on the end of the period.
    pub(super) end_of_period: bool,
    /// Days off matter.
    pub(super) working_days: bool,
    /// Something counted afresh in each period.
    pub(super) flow: Option<Label>,
    /// That something is a state.
    pub(super) flow_is_state: bool,
    /// That something is a figure of each member.
    pub(super) flow_of_members: bool,
    /// Something stands on a person's word.
    pub(super) attested: bool,
    /// A deed is asked: nothing but a period says whether once will do.
    pub(super) deed: bool,
    /// All that is asked is a rate among the cases of a period.
    pub(super) rate: bool,
    /// All that is asked is asked of each case of a period, or that there be no more of them.
    pub(super) of_cases: bool,
}

/// Spans of years longer than this are a slip.
const MOST_YEARS: u16 = 100;

impl Checker<'_> {
    /// When a sentence is judged.
    pub(super) fn timing(
        &mut self,
        lead: &Lead<'_>,
        judged: &Judged,
        goal: Span,
    ) -> Option<Timing> {
        let periods = self.periods(lead)?;
        let recurs = !periods.is_empty() || lead.deadline.as_ref().is_some_and(recurs);
        let stands = judged.limit || judged.of_cases || (!judged.deed && judged.flow.is_none());
        let may_begin = recurs || (lead.deadline.is_none() && stands);
        if let (Some(starting), false) = (lead.starting, may_begin) {
            self.faults.push(
                Diagnostic::error(
                    "E0368",
                    starting.span,
                    text(
                        "nothing recurs that could start then",
                        "không có kỳ nào bắt đầu từ thời điểm này",
                    ),
                )
                .help(text(
                    "write how often: `annually`, `quarterly` …",
                    "ghi định kỳ: `hằng năm`, `hằng quý` …",
                )),
            );
            return None;
        }
        let timing = match &lead.deadline {
            None => self.without_deadline(periods, lead, judged),
            Some(deadline) => self.with_deadline(periods, lead, deadline, judged, goal),
        }?;
        if judged.end_of_period && !matches!(timing, Timing::Periodic { .. }) {
            self.faults.push(
                Diagnostic::error(
                    "E0365",
                    goal,
                    text(
                        "nothing says of which period the end is meant",
                        "chưa nêu hết kỳ nào",
                    ),
                )
                .help(text(
                    "write how often: `annually`, `quarterly` …",
                    "ghi định kỳ: `hằng năm`, `hằng quý` …",
                )),
            );
            return None;
        }
        Some(timing)
    }

    fn without_deadline(
        &mut self,
        periods: Vec<Period>,
        lead: &Lead<'_>,
        judged: &Judged,
    ) -> Option<Timing> {
        if !periods.is_empty() {
            let starting = self.starting(lead)?;
            return Some(Timing::Periodic {
                periods,
                starting,
                due: None,
                within: (None, None),
            });
        }
        // `at all times` says expressly that nothing else bounds it.
        let always = !lead.periods.is_empty();
        let since = self.starting(lead)?;
        if judged.limit && !always {
            return Some(Timing::Events { since });
        }
        if judged.of_cases {
            return Some(Timing::Cases { since });
        }
        Some(Timing::Standing {
            throughout: None,
            always,
            since,
        })
    }

    fn with_deadline(
        &mut self,
        periods: Vec<Period>,
        lead: &Lead<'_>,
        deadline: &Spanned<Deadline>,
        judged: &Judged,
        goal: Span,
    ) -> Option<Timing> {
        let span = deadline.span;
        match deadline.node {
            Deadline::Throughout { from, to } => {
                let years = self.years(&Spanned::new(from, span), &Spanned::new(to, span))?;
                if periods.is_empty() {
                    return Some(Timing::Standing {
                        throughout: Some(years),
                        always: !lead.periods.is_empty(),
                        since: None,
                    });
                }
                let starting = self.starting(lead)?;
                Some(Timing::Periodic {
                    periods,
                    starting,
                    due: None,
                    within: (Some(years.0), Some(years.1)),
                })
            }
            Deadline::By(Point::EachYear { month, day }) => {
                self.each_year(periods, lead, (month, day), false, span)
            }
            Deadline::Before(Point::EachYear { month, day }) => {
                self.each_year(periods, lead, (month, day), true, span)
            }
            Deadline::By(point @ (Point::EachMonth { day } | Point::LastMonth { day })) => {
                self.each_month(periods, lead, point, day, span)
            }
            Deadline::Before(point @ (Point::EachMonth { day } | Point::LastMonth { day })) => {
                self.each_month(periods, lead, point, day - 1, span)
            }
            // Of cases there is a rate of each year: by 2030 means that of 2030.
            Deadline::By(point @ Point::Year(_)) if judged.rate && lead.periods.is_empty() => {
                Some(Timing::Periodic {
                    periods: vec![Period::Year],
                    starting: first_day(point),
                    due: None,
                    within: (None, last_day(point)),
                })
            }
            Deadline::By(point) => self.once_by(periods, lead, last_day(point), span, judged, goal),
            Deadline::Before(point) => self.once_by(
                periods,
                lead,
                first_day(point).and_then(|day| day.yesterday().ok()),
                span,
                judged,
                goal,
            ),
        }
    }

    fn once_by(
        &mut self,
        periods: Vec<Period>,
        lead: &Lead<'_>,
        due: Option<Date>,
        span: Span,
        judged: &Judged,
        goal: Span,
    ) -> Option<Timing> {
        let Some(due) = due else {
            return self.impossible_day(span);
        };
        if !periods.is_empty() {
            if periods.iter().any(|period| is_cut_by(*period, due)) {
                self.faults.push(cut_short(span, due));
                return None;
            }
            let starting = self.starting(lead)?;
            return Some(Timing::Periodic {
                periods,
                starting,
                due: None,
                within: (None, Some(due)),
            });
        }
        if let Some(all_times) = lead.periods.first() {
            self.faults.push(
                Diagnostic::error(
                    "E0361",
                    span,
                    text(
                        "what holds at all times has no deadline",
                        "điều phải giữ thường xuyên thì không có hạn",
                    ),
                )
                .also(all_times.span, text("at all times", "thường xuyên"))
                .help(text("leave one of the two out", "bỏ một trong hai")),
            );
            return None;
        }
        if let Some(flow) = &judged.flow {
            self.flow_by(flow, judged, (span, due), goal);
            return None;
        }
        Some(Timing::By { due, span })
    }

    /// A date cannot be kept with what is counted afresh in each period.
    fn flow_by(&mut self, flow: &Label, judged: &Judged, by: (Span, Date), goal: Span) {
        let (deadline, year) = (by.0, by.1.year());
        let told = Diagnostic::error(
            "E0360",
            goal,
            text(
                format!(
                    "`{}` is counted anew in each period, so it cannot be reached by a date",
                    flow.en
                ),
                format!(
                    "`{}` được đếm lại trong mỗi kỳ nên không thể đạt đến một ngày",
                    flow.vi
                ),
            ),
        )
        .label(text("counted in the period", "đếm trong kỳ"))
        .also(deadline, text("the date", "thời hạn"));
        let (added_en, added_vi) = if judged.flow_of_members {
            (
                "if it is what each has on that day, declare it as a state of each, `state … as it stands`, and write `100% of POPULATION STATE`",
                "nếu là số hiện có vào ngày đó của từng đối tượng, hãy khai báo thành `trạng thái … hiện tại` của đối tượng rồi viết `100% ĐỐI TƯỢNG TRẠNG THÁI`",
            )
        } else if judged.flow_is_state {
            (
                "if it adds up over the years, use a state declared `to date`",
                "nếu cộng dồn qua các năm, dùng trạng thái khai báo `lũy kế`",
            )
        } else {
            (
                "if it adds up over the years, count a population that is there at that date",
                "nếu cộng dồn qua các năm, đếm một đối tượng hiện có vào ngày đó",
            )
        };
        // Amid a year it is not the year that is meant.
        if (by.1.month(), by.1.day()) != (12, 31) {
            self.faults.push(told.help(text(
                format!("what is counted is that of each month, quarter, half or whole year: write `quarterly …`, `every 6 months …` with the years, `throughout {year} to {year}`; {added_en}"),
                format!("số liệu này đếm theo từng tháng, quý, nửa năm hoặc năm: hãy viết `hằng quý …`, `6 tháng một lần …` kèm năm, `giai đoạn {year}-{year}`; {added_vi}"),
            )));
            return;
        }
        self.faults.push(told.help(text(
            format!("for the year {year} alone write `annually throughout {year} to {year} …`, for each year from then on `annually starting {year} …`; {added_en}"),
            format!("nếu chỉ tính riêng năm {year}, viết `hằng năm giai đoạn {year}-{year} …`; nếu tính mỗi năm từ đó, viết `hằng năm bắt đầu từ năm {year} …`; {added_vi}"),
        )));
    }

    fn each_year(
        &mut self,
        mut periods: Vec<Period>,
        lead: &Lead<'_>,
        (month, day): (i8, i8),
        before: bool,
        span: Span,
    ) -> Option<Timing> {
        // 2024 has a 29 February: a day of some year is a day of the text.
        let Ok(date) = Date::new(2024, month, day) else {
            return self.impossible_day(span);
        };
        let due = if before { date.yesterday().ok()? } else { date };
        if due.year() != 2024 {
            self.faults.push(
                Diagnostic::error(
                    "E0363",
                    span,
                    text(
                        "the day before 1 January lies in the year before",
                        "ngày trước 01 tháng 01 thuộc năm trước",
                    ),
                )
                .help(text(
                    "write `by 31 December each year`",
                    "viết `đến ngày 31 tháng 12 hằng năm`",
                )),
            );
            return None;
        }
        if let Some(shorter) = periods
            .iter()
            .find(|period| !matches!(period, Period::Year | Period::Years(_) | Period::Term(_)))
        {
            let shorter_span = lead
                .periods
                .iter()
                .find(|period| period.node == *shorter)
                .map_or(span, |period| period.span);
            self.faults.push(
                Diagnostic::error("E0362", span, text("a day of the year does not fit a shorter period", "một ngày trong năm không hợp với kỳ ngắn hơn năm"))
                    .also(shorter_span, text("this recurs more often than once a year", "kỳ này lặp lại nhiều hơn một lần mỗi năm"))
                    .help(text("write `annually`, or a limit from the end of the period: `within 15 days of the end of the period`", "viết `hằng năm`, hoặc thời hạn tính từ cuối kỳ: `trong 15 ngày kể từ hết kỳ`")),
            );
            return None;
        }
        if lead
            .periods
            .iter()
            .any(|period| period.node == Period::AllTimes)
        {
            self.faults.push(
                Diagnostic::error(
                    "E0361",
                    span,
                    text(
                        "what holds at all times has no deadline",
                        "điều phải giữ thường xuyên thì không có hạn",
                    ),
                )
                .help(text("leave one of the two out", "bỏ một trong hai")),
            );
            return None;
        }
        if periods.is_empty() {
            periods.push(Period::Year);
        }
        let starting = self.starting(lead)?;
        Some(Timing::Periodic {
            periods,
            starting,
            due: Some(DueDay::OfYear(due.month(), due.day())),
            within: (None, None),
        })
    }

    /// A day of the last month of each period.
    fn each_month(
        &mut self,
        mut periods: Vec<Period>,
        lead: &Lead<'_>,
        point: Point,
        day: i8,
        span: Span,
    ) -> Option<Timing> {
        if day == 0 {
            self.faults.push(
                Diagnostic::error(
                    "E0363",
                    span,
                    text(
                        "the day before the first lies in the month before",
                        "ngày trước ngày 01 thuộc tháng trước",
                    ),
                )
                .help(text(
                    "write `by` with the last day that serves",
                    "viết `chậm nhất` kèm ngày cuối cùng còn hợp lệ",
                )),
            );
            return None;
        }
        let monthly = matches!(point, Point::EachMonth { .. });
        if monthly && lead.periods.is_empty() {
            periods.push(Period::Month);
        }
        if periods.is_empty() || monthly && periods != [Period::Month] {
            self.faults.push(
                Diagnostic::error(
                    "E0362",
                    span,
                    text("nothing says which month is meant", "chưa nêu tháng nào"),
                )
                .help(text(
                    "begin with how often: `quarterly, by day 15 of the last month …`",
                    "bắt đầu bằng định kỳ: `hằng quý, chậm nhất ngày 15 của tháng cuối kỳ …`",
                )),
            );
            return None;
        }
        let starting = self.starting(lead)?;
        Some(Timing::Periodic {
            periods,
            starting,
            due: Some(DueDay::OfLastMonth(day)),
            within: (None, None),
        })
    }

    fn impossible_day<T>(&mut self, span: Span) -> Option<T> {
        self.faults.push(
            Diagnostic::error(
                "E0363",
                span,
                text("there is no such day", "không có ngày này trong lịch"),
            )
            .help(text(
                "correct the day or the month",
                "sửa lại ngày hoặc tháng",
            )),
        );
        None
    }

    /// The periods of a sentence, each once; `at all times` is none.
    fn periods(&mut self, lead: &Lead<'_>) -> Option<Vec<Period>> {
        let mut periods: Vec<Period> = Vec::new();
        for period in lead.periods {
            let one = match period.node {
                Period::Years(1) => Period::Year,
                Period::Years(n) if n > MOST_YEARS => {
                    self.faults.push(
                        Diagnostic::error(
                            "E0361",
                            period.span,
                            text("there is no such period", "không có kỳ này"),
                        )
                        .help(text(
                            "write a number of years from 1 to 100",
                            "ghi số năm từ 1 đến 100",
                        )),
                    );
                    return None;
                }
                other => other,
            };
            if periods.contains(&one) || (lead.periods.len() > 1 && one == Period::AllTimes) {
                self.faults.push(
                    Diagnostic::error(
                        "E0361",
                        period.span,
                        text(
                            "these periods do not go together",
                            "các kỳ này không đi cùng nhau",
                        ),
                    )
                    .label(text(
                        "said already, or at odds with the others",
                        "đã nêu rồi, hoặc trái với các kỳ kia",
                    ))
                    .help(text("keep one of them", "giữ lại một kỳ")),
                );
                return None;
            }
            if one != Period::AllTimes {
                periods.push(one);
            }
        }
        Some(periods)
    }

    #[expect(
        clippy::option_option,
        reason = "the outer one is whether it could be read"
    )]
    fn starting(&mut self, lead: &Lead<'_>) -> Option<Option<Date>> {
        let Some(starting) = lead.starting else {
            return Some(None);
        };
        match first_day(starting.node) {
            Some(day) => Some(Some(day)),
            None => self.impossible_day(starting.span),
        }
    }
}

/// Whether a deadline is one of every year or month.
fn recurs(deadline: &Spanned<Deadline>) -> bool {
    let (Deadline::By(point) | Deadline::Before(point)) = deadline.node else {
        return false;
    };
    matches!(point, Point::EachYear { .. } | Point::EachMonth { .. })
}

/// The first day of a point in time; a day of each year has none.
fn first_day(point: Point) -> Option<Date> {
    match point {
        Point::Year(year) => Date::new(year, 1, 1).ok(),
        Point::Month(year, month) => Date::new(year, month, 1).ok(),
        Point::Day(day) => Some(day),
        Point::EachYear { .. } | Point::EachMonth { .. } | Point::LastMonth { .. } => None,
    }
}

/// Its last day.
fn last_day(point: Point) -> Option<Date> {
    match point {
        Point::Year(year) => Date::new(year, 12, 31).ok(),
        Point::Month(year, month) => Date::new(year, month, 1).ok().map(Date::last_of_month),
        Point::Day(day) => Some(day),
        Point::EachYear { .. } | Point::EachMonth { .. } | Point::LastMonth { .. } => None,
    }
}

/// Whether a last day falls amid a period of the calendar, which then would never be judged.
fn is_cut_by(period: Period, last: Date) -> bool {
    let months = match period {
        Period::Month => 1,
        Period::Quarter => 3,
        Period::HalfYear => 6,
        Period::Year => 12,
        // Where those begin is for the sentence or the document to say.
        Period::Years(_) | Period::Term(_) | Period::AllTimes => return false,
    };
    last != last.last_of_month() || last.month() % months != 0
}

fn cut_short(span: Span, last: Date) -> Diagnostic {
    let (year, day, of) = (last.year(), last.day(), last.month());
    let named = month(of);
    Diagnostic::error(
        "E0361",
        span,
        text(
            "this day falls amid a period, so that the last one would never be judged",
            "ngày này rơi vào giữa một kỳ, nên kỳ cuối không bao giờ được xét",
        ),
    )
    .help(text(
        format!("a deadline of every year: `by {day} {named} each year`; the last year of the duty: `by {year}`"),
        format!("hạn của mỗi năm: `đến ngày {day:02} tháng {of:02} hằng năm`; năm cuối cùng phải làm: `đến hết năm {year}`"),
    ))
}
