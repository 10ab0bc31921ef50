//! Where a fact would be reported, told relative to who asks.

use crate::run::calendar::period::Period;
use crate::run::verdict::BodyName;

/// The place of a fact in a report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address {
    pub(super) body: BodyName,
    pub(super) period: Option<Period>,
    /// `hamlet_heads[h2].trained`; empty for the body itself.
    pub(super) fact: String,
}

impl Address {
    /// `[LEVEL:ID/][PERIOD/]FACT`, less the body and the period that the reader knows already.
    pub(super) fn relative_to(&self, body: &BodyName, period: &str) -> String {
        let mut parts = Vec::new();
        if self.body != *body {
            parts.push(format!("{}:{}", self.body.level, self.body.id));
        }
        parts.extend(
            self.period
                .map(|own| own.to_string())
                .filter(|own| own != period),
        );
        if !self.fact.is_empty() {
            parts.push(self.fact.clone());
        }
        parts.join("/")
    }

    /// The same place, whatever the period.
    pub(super) fn in_any_period(self) -> Self {
        Self {
            period: None,
            ..self
        }
    }
}
