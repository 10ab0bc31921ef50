//! Document headers: what is in force, from when, for whom.

use std::collections::BTreeMap;
use std::mem::{Discriminant, discriminant};

use jiff_core::civil::Date;
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{DocumentStatus, Header, HeaderMember, Ident};

use super::Checker;
use super::declare::{Text, label_or_id};
use super::fault::{nearest, text};
use super::table::{Symbol, position};
use crate::author::model::Document;
use crate::run::program::{CalendarId, DocumentId};

impl<'t> Checker<'t> {
    /// Reads the headers, in the order of their ids.
    pub(super) fn headers(&mut self, texts: &[Text<'t>]) {
        let mut headers: Vec<(&Text<'t>, &Header)> = texts
            .iter()
            .filter_map(|text| text.tree.header.as_ref().map(|line| (text, &line.node)))
            .collect();
        headers.sort_by_key(|(text, _)| text.id);
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for (text, header) in headers {
            if let Some(before) = seen.insert(text.id, header.id.span) {
                self.faults.push(same_document(&header.id, before));
                continue;
            }
            if let Some(document) = self.header(text, header) {
                self.table.document_ids.insert(
                    document.id.clone(),
                    DocumentId(position(self.table.documents.len())),
                );
                self.table.documents.push(document);
            }
        }
    }

    fn header(&mut self, text: &Text<'t>, header: &Header) -> Option<Document> {
        self.header_lines_once(header);
        let (from, to) = self.in_force(header)?;
        let mut document = Document {
            id: text.id.to_owned(),
            span: header.id.span,
            label: label_or_id(header.title.as_ref(), text.id),
            number: None,
            advisory: false,
            from: from.node,
            from_span: from.span,
            to,
            calendar: None,
            implements: None,
            horizon: None,
            applies_to: None,
            catalogue: None,
            allows: Vec::new(),
        };
        for line in &header.members {
            self.header_line(&line.node, text, &mut document);
        }
        Some(document)
    }

    fn header_line(&mut self, line: &HeaderMember, text: &Text<'t>, document: &mut Document) {
        match line {
            HeaderMember::Number(number) => document.number = Some(number.node.clone()),
            HeaderMember::Status(status) => {
                document.advisory = match status.node {
                    DocumentStatus::InForce => false,
                    DocumentStatus::Draft | DocumentStatus::Plan => true,
                };
            }
            HeaderMember::Implements(id) => document.implements = Some(id.node.clone()),
            HeaderMember::Calendar(id) => document.calendar = self.calendar_named(id, text.id),
            HeaderMember::Catalogue { name, instrument } => {
                document.catalogue = Some((
                    name.node.clone(),
                    instrument.as_ref().map(|one| one.node.clone()),
                ));
            }
            HeaderMember::Throughout { from, to } => document.horizon = self.years(from, to),
            HeaderMember::AppliesTo { level, body } => {
                document.applies_to = self
                    .resolve_level(level)
                    .map(|level| (level, body.node.clone()));
            }
            HeaderMember::Allow { code, reason } => {
                document.allows.extend(self.allowed(code, reason));
            }
            HeaderMember::Issuer(_)
            | HeaderMember::Issued(_)
            | HeaderMember::Basis { .. }
            | HeaderMember::InForce { .. }
            | HeaderMember::Note(_) => {}
        }
    }

    fn in_force(&mut self, header: &Header) -> Option<(Spanned<Date>, Option<Date>)> {
        let found = header.members.iter().find_map(|line| match &line.node {
            HeaderMember::InForce { from, to, .. } => Some((*from, *to)),
            _ => None,
        });
        let Some((from, to)) = found else {
            let id = &header.id.node;
            // The line may be one of those that could not be read.
            if !self.unread {
                self.faults.push(
                    Diagnostic::error(
                        "E0311",
                        header.id.span,
                        text(
                            format!("nothing says from when `{id}` is in force"),
                            format!("chưa nêu `{id}` có hiệu lực từ ngày nào"),
                        ),
                    )
                    .help(text(
                        "add a line below: `in force from 2024-11-13`",
                        "thêm một dòng bên dưới: `có hiệu lực từ 13/11/2024`",
                    )),
                );
            }
            return None;
        };
        if let Some(to) = to.filter(|to| to.node < from.node) {
            self.faults.push(
                Diagnostic::error(
                    "E0313",
                    to.span,
                    text(
                        "the document ends before it is in force",
                        "văn bản hết hiệu lực trước khi có hiệu lực",
                    ),
                )
                .label(text("last day in force", "ngày cuối còn hiệu lực"))
                .also(
                    from.span,
                    text("first day in force", "ngày đầu có hiệu lực"),
                )
                .help(text(
                    "correct one of the two dates",
                    "sửa một trong hai ngày",
                )),
            );
        }
        Some((from, to.map(|to| to.node)))
    }

    /// Every line of a header stands once, but for those that list.
    fn header_lines_once(&mut self, header: &Header) {
        let mut seen: Vec<(Discriminant<HeaderMember>, Span)> = Vec::new();
        for line in &header.members {
            if matches!(
                line.node,
                HeaderMember::Note(_) | HeaderMember::Basis { .. } | HeaderMember::Allow { .. }
            ) {
                continue;
            }
            let kind = discriminant(&line.node);
            match seen.iter().find(|(known, _)| *known == kind) {
                Some((_, before)) => self.faults.push(
                    Diagnostic::error(
                        "E0312",
                        line.span,
                        text(
                            "this line stands twice in the header",
                            "dòng này có hai lần ở phần đầu văn bản",
                        ),
                    )
                    .also(*before, text("first stated here", "nêu lần đầu ở đây"))
                    .help(text("keep one of the two", "giữ lại một dòng")),
                ),
                None => seen.push((kind, line.span)),
            }
        }
    }

    /// The first and the last day of a span of years.
    pub(super) fn years(&mut self, from: &Spanned<i16>, to: &Spanned<i16>) -> Option<(Date, Date)> {
        if to.node < from.node {
            self.faults.push(
                Diagnostic::error(
                    "E0364",
                    to.span,
                    text(
                        "the years end before they begin",
                        "năm kết thúc trước năm bắt đầu",
                    ),
                )
                .also(from.span, text("first year", "năm đầu"))
                .help(text(
                    "write the earlier year first",
                    "ghi năm sớm hơn trước",
                )),
            );
            return None;
        }
        Some((
            Date::new(from.node, 1, 1).ok()?,
            Date::new(to.node, 12, 31).ok()?,
        ))
    }

    fn calendar_named(&mut self, id: &Ident, document: &str) -> Option<CalendarId> {
        if let Some(Symbol::Calendar(calendar)) = self.table.symbol(document, &id.node) {
            return Some(calendar);
        }
        // A calendar is picked by its id from all texts given: it belongs to no document's names.
        let found = self
            .table
            .calendars
            .iter()
            .position(|calendar| calendar.id == id.node);
        if found.is_none() && !self.unread {
            let name = &id.node;
            let told = Diagnostic::error(
                "E0314",
                id.span,
                text(
                    format!("there is no calendar `{name}`"),
                    format!("không có lịch `{name}`"),
                ),
            );
            self.faults.push(match nearest(name, self.table.calendars.iter().map(|calendar| calendar.id.as_str())) {
                Some(near) => told.did_you_mean(near),
                None => told.help(text(
                    "give the text that declares it along with this one, or write `calendar vietnam`",
                    "đưa kèm văn bản khai báo lịch này, hoặc viết `lịch vietnam`",
                )),
            });
        }
        found.map(|at| CalendarId(position(at)))
    }
}

fn same_document(id: &Ident, before: Span) -> Diagnostic {
    let name = &id.node;
    Diagnostic::error(
        "E0316",
        id.span,
        text(
            format!("two documents have the id `{name}`"),
            format!("hai văn bản có cùng mã `{name}`"),
        ),
    )
    .also(before, text("the other one", "văn bản kia"))
    .help(text(
        "give one of them another id",
        "đặt mã khác cho một trong hai",
    ))
}
