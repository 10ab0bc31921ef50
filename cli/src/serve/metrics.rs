//! What a service counts, in the format that Prometheus reads.

use std::time::Duration;

use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use super::shelf::Shelf;

/// What is encoded here, as its media type.
pub(super) const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Upper bounds of the times that are told apart, in seconds.
const TIMES: [f64; 12] = [
    0.000_1, 0.000_3, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0,
];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfRequest {
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfRoute {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfReport {
    ruleset: String,
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfLimit {
    limit: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfReload {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfRules {
    ruleset: String,
    digest: String,
}

/// What a service counts.
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<OfRequest, Counter>,
    times: Family<OfRoute, Histogram, fn() -> Histogram>,
    at_work: Gauge,
    connections: Gauge,
    reports: Family<OfReport, Counter>,
    refused: Family<OfLimit, Counter>,
    panics: Counter,
    reloads: Family<OfReload, Counter>,
    stale: Gauge,
    rules: Family<OfRules, Gauge>,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("luat"),
            requests: Family::default(),
            times: Family::new_with_constructor(|| Histogram::new(TIMES)),
            at_work: Gauge::default(),
            connections: Gauge::default(),
            reports: Family::default(),
            refused: Family::default(),
            panics: Counter::default(),
            reloads: Family::default(),
            stale: Gauge::default(),
            rules: Family::default(),
        };
        let registry = &mut metrics.registry;
        registry.register(
            "requests",
            "Requests answered; status 0: who asked went away",
            metrics.requests.clone(),
        );
        registry.register_with_unit(
            "request",
            "Time until an answer has gone out",
            Unit::Seconds,
            metrics.times.clone(),
        );
        registry.register(
            "requests_at_work",
            "Requests that are being answered",
            metrics.at_work.clone(),
        );
        registry.register(
            "connections",
            "Open connections",
            metrics.connections.clone(),
        );
        registry.register(
            "reports",
            "Reports judged, and those that cannot be used",
            metrics.reports.clone(),
        );
        registry.register("refused", "What a limit refused", metrics.refused.clone());
        registry.register("panics", "Mistakes of the service", metrics.panics.clone());
        registry.register("reloads", "Rules read again", metrics.reloads.clone());
        registry.register(
            "rules_stale",
            "1 while the rules on disk cannot be used and older ones are served",
            metrics.stale.clone(),
        );
        registry.register(
            "rules",
            "The rules that are served, by the digest of their meaning",
            metrics.rules.clone(),
        );
        metrics
    }

    /// All of it as text.
    pub(super) fn text(&self) -> String {
        let mut told = String::new();
        // Memory does not refuse what is written to it.
        let _ = text::encode(&mut told, &self.registry);
        told
    }

    /// These rules are served from here on.
    pub(super) fn rules(&self, served: &Shelf) {
        self.rules.clear();
        for one in served.iter() {
            let of = OfRules {
                ruleset: one.name.clone(),
                digest: one.rules.digest().to_owned(),
            };
            self.rules.get_or_create(&of).set(1);
        }
        self.stale.set(0);
    }

    /// Rules were read again.
    pub(super) fn reloaded(&self) {
        self.reload("done");
    }

    /// Rules were read again and cannot be used.
    pub(super) fn stale(&self) {
        self.stale.set(1);
        self.reload("refused");
    }

    fn reload(&self, outcome: &'static str) {
        self.reloads.get_or_create(&OfReload { outcome }).inc();
    }

    pub(super) fn begun(&self) {
        self.at_work.inc();
    }

    pub(super) fn ended(&self, route: &str, status: u16, took: Duration) {
        self.at_work.dec();
        let route = route.to_owned();
        let times = self.times.get_or_create_owned(&OfRoute {
            route: route.clone(),
        });
        times.observe(took.as_secs_f64());
        self.requests
            .get_or_create(&OfRequest { route, status })
            .inc();
    }

    /// So many reports were judged by a ruleset, and so many cannot be used.
    pub(super) fn reports(&self, ruleset: &str, judged: u64, unusable: u64) {
        for (outcome, count) in [("judged", judged), ("unusable", unusable)] {
            if count > 0 {
                let ruleset = ruleset.to_owned();
                let of = OfReport { ruleset, outcome };
                self.reports.get_or_create(&of).inc_by(count);
            }
        }
    }

    pub(super) fn refused(&self, limit: &'static str) {
        self.refused.get_or_create(&OfLimit { limit }).inc();
    }

    pub(super) fn panicked(&self) {
        self.panics.inc();
    }

    pub(super) fn connected(&self) {
        self.connections.inc();
    }

    pub(super) fn disconnected(&self) {
        self.connections.dec();
    }
}
