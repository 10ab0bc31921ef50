//! Receipts: what was judged by what, in a form that can be signed, kept, and checked again.
//!
//! A receipt is JSON in one form only ([`canonical`]). It holds the digests of the rules, of the days
//! off, of the report and of the engine, the day as of which was judged, and the verdicts with their
//! numbers. Of the report itself it holds no more than its digest: names in rosters do not stand in it,
//! so neither do the members that a verdict lists, nor what is missing. All of that is within the digest
//! `result`, which changes with any of it.
//!
//! ```
//! use luat_core::{Ruleset, Source};
//! use luat_core::receipt::{Against, Receipt, issue, verify};
//! use luat_core::run::calendar::iso;
//! use luat_core::run::evaluate::Request;
//! use luat_core::run::json::Json;
//! use luat_core::run::limits::Limits;
//!
//! # #[cfg(feature = "author")] {
//! let text = r#"
//! language en
//! document ward_plans "Plans of the ward" / "Kế hoạch của phường"
//!   in force from 2026-01-01
//! level ward "ward | wards" / "phường"
//! act plan "a plan issued" / "ban hành kế hoạch" per ward
//! rule yearly_plan "Yearly plan" / "Kế hoạch hằng năm"
//!   cite article 1
//!   bearer ward
//!   annually a plan issued
//! "#;
//! let rules = Ruleset::compile(&[Source::new("ward_plans.luat", text)])?;
//! let report = r#"{"body": {"level": "ward", "id": "an-binh"}, "periods": {"2026": {"plan": "2026-02-03"}}}"#;
//! let request = Request::on(iso::parse_date("2026-06-30").ok_or("a date")?);
//! let text = issue(rules.program(), report, &request)?.text();
//!
//! // Kept, sent, read again: whoever has the rules and the report comes to the same.
//! let receipt = Receipt::read(&text)?;
//! let told = Json::parse(report)?;
//! let against = Against { program: Some(rules.program()), report: Some(&told), as_of: None, limits: Limits::default() };
//! assert!(verify(&receipt, &against)?.agrees());
//!
//! // Another report: the digest of the facts tells, and the verdict that came of it.
//! let told = Json::parse(&report.replace("2026-02-03", "2027-02-03"))?;
//! let found = verify(&receipt, &Against { report: Some(&told), ..against })?.differences;
//! let parts: Vec<&str> = found.iter().map(|one| one.part.key()).collect();
//! assert_eq!(parts, ["facts", "verdicts", "result"]);
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod canonical;
mod compare;
mod issue;
mod read;
mod verify;

pub use canonical::canonical;
pub use compare::{Difference, Part, differences, differences_from};
pub use issue::{engine_digest, facts_of, issue, issue_by, issue_of, issue_with, judged_by};
pub use read::{ALGORITHM, Flaw, Receipt, Signature};
pub use verify::{Against, Signed, Verified, verify};

/// The version of this form.
const FORM: &str = "1";
