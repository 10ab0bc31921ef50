//! What went wrong with a request, as RFC 9457 has it, in the language that the request asks for.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, ALLOW, CONTENT_LANGUAGE, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER,
    VARY,
};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use luat_core::run::facts::read::ReadError;
use luat_core::words::{self, Language as Words};
use luat_grammar::Language;
use luat_grammar::diagnostic::Text;
use serde::Serialize;
use serde_json::{Map, Value};

use super::service::Service;

/// What a problem's `type` begins with.
const TYPES: &str = "https://luat-lang.github.io/problems/";

/// A kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    /// Its code.
    pub(super) code: &'static str,
    status: StatusCode,
    en: &'static str,
    vi: &'static str,
}

macro_rules! kinds {
    ($($name:ident = $code:literal $status:ident $en:literal $vi:literal;)*) => {
        $(pub(super) const $name: Kind = Kind {
            code: $code,
            status: StatusCode::$status,
            en: $en,
            vi: $vi,
        };)*
        /// All kinds.
        pub(super) const KINDS: &[Kind] = &[$($name),*];
    };
}

kinds! {
    NOT_JSON = "not_json" BAD_REQUEST "The report is not JSON" "Báo cáo không phải JSON";
    NOT_UTF8 = "not_utf8" BAD_REQUEST "The report is not UTF-8 text" "Báo cáo không phải văn bản UTF-8";
    NOT_AN_OBJECT = "not_an_object" UNPROCESSABLE_ENTITY "The report is no object" "Báo cáo không phải một đối tượng";
    VERSION = "version" UNPROCESSABLE_ENTITY "The report has another version" "Báo cáo thuộc phiên bản khác";
    NO_BODY = "no_body" UNPROCESSABLE_ENTITY "The report does not say whose it is" "Báo cáo không nêu đơn vị nào";
    UNKNOWN_LEVEL = "unknown_level" UNPROCESSABLE_ENTITY "The rules have no such level" "Quy định không có cấp này";
    RECEIPT = "unusable_receipt" UNPROCESSABLE_ENTITY "The receipt cannot be used" "Biên nhận không dùng được";
    RECEIPT_DIFFERS = "receipt_differs" UNPROCESSABLE_ENTITY "The receipt does not agree" "Biên nhận không khớp";
    RECEIPT_NOT_TRUSTED = "receipt_not_trusted" UNPROCESSABLE_ENTITY "The receipt is not signed by a trusted key" "Biên nhận không do khóa tin cậy ký";
    TOO_LARGE = "too_large" PAYLOAD_TOO_LARGE "The report is too large" "Báo cáo quá lớn";
    ARGUMENT = "unknown_argument" BAD_REQUEST "The address asks for what is not there" "Địa chỉ yêu cầu điều không có";
    RULESET = "unknown_ruleset" NOT_FOUND "No such ruleset" "Không có bộ quy định này";
    ROUTE = "unknown_route" NOT_FOUND "Nothing is served here" "Không có gì ở địa chỉ này";
    METHOD = "wrong_method" METHOD_NOT_ALLOWED "Another method is served here" "Địa chỉ này dùng phương thức khác";
    MEDIA_TYPE = "wrong_media_type" UNSUPPORTED_MEDIA_TYPE "The request is of another kind" "Yêu cầu không đúng kiểu nội dung";
    BROKEN_OFF = "broken_off" BAD_REQUEST "The request broke off" "Yêu cầu bị đứt giữa chừng";
    SLOW_REQUEST = "slow_request" REQUEST_TIMEOUT "The request took too long to come" "Yêu cầu gửi đến quá lâu";
    TOO_SLOW = "too_slow" SERVICE_UNAVAILABLE "The answer took too long" "Trả lời quá lâu";
    BUSY = "busy" SERVICE_UNAVAILABLE "Too many requests at a time" "Quá nhiều yêu cầu cùng lúc";
    INTERNAL = "internal" INTERNAL_SERVER_ERROR "A mistake of the service" "Lỗi của dịch vụ";
}

/// What went wrong with a request.
#[derive(Debug, Clone)]
pub(super) struct Problem(Box<Wrong>);

#[derive(Debug, Clone)]
struct Wrong {
    kind: Kind,
    detail: Text,
    /// Members of its own.
    more: Map<String, Value>,
}

#[derive(Serialize)]
struct Told<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    code: &'a str,
    #[serde(flatten)]
    more: &'a Map<String, Value>,
}

impl Kind {
    pub(super) fn of(self, detail: Text) -> Problem {
        let more = Map::new();
        Problem(Box::new(Wrong {
            kind: self,
            detail,
            more,
        }))
    }
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        let kind = KINDS.iter().find(|kind| kind.code == error.key());
        kind.copied().unwrap_or(NOT_JSON).of(Text::new(
            words::unusable(&error, Words::En),
            words::unusable(&error, Words::Vi),
        ))
    }
}

impl Problem {
    /// A way that leads nowhere.
    pub(super) fn no_route() -> Self {
        ROUTE.of(Text::new(
            "see /openapi.json for what is served",
            "xem /openapi.json để biết các địa chỉ",
        ))
    }

    /// What can be done there is told by the router.
    pub(super) fn wrong_method(method: &Method) -> Self {
        METHOD.of(Text::new(
            format!("{method} is not served at this address"),
            format!("địa chỉ này không nhận {method}"),
        ))
    }

    pub(super) fn internal() -> Self {
        INTERNAL.of(Text::new(
            "nothing is wrong with the request; the log has its id",
            "yêu cầu không sai; nhật ký có mã yêu cầu này",
        ))
    }

    /// With members of its own.
    pub(super) fn with(mut self, more: Map<String, Value>) -> Self {
        self.0.more = more;
        self
    }

    fn told(&self, language: Language) -> Response {
        let Wrong { kind, detail, more } = &*self.0;
        let Kind { code, status, .. } = *kind;
        let told = Told {
            r#type: format!("{TYPES}{code}"),
            title: language.pick(kind.en, kind.vi),
            status: status.as_u16(),
            detail: detail.in_language(language),
            code,
            more,
        };
        let text = serde_json::to_vec(&told).unwrap_or_default();
        let mut response = (status, text).into_response();
        let headers = response.headers_mut();
        let set = HeaderValue::from_static;
        headers.insert(CONTENT_TYPE, set("application/problem+json"));
        headers.insert(CONTENT_LANGUAGE, set(language.pick("en", "vi")));
        headers.append(VARY, set("accept-language"));
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(RETRY_AFTER, set("1"));
        }
        response
    }
}

/// Told by [`told`], which knows the language.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.0.kind.status;
        response.extensions_mut().insert(self);
        response
    }
}

/// Tells problems in the language that a request asks for.
pub(super) async fn told(
    State(service): State<Arc<Service>>,
    request: Request,
    next: Next,
) -> Response {
    let language = asked(request.headers()).unwrap_or(service.language);
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>() else {
        return response;
    };
    let mut told = problem.told(language);
    // Set by the router, which knows the methods.
    if let Some(allow) = response.headers_mut().remove(ALLOW) {
        told.headers_mut().insert(ALLOW, allow);
    }
    told
}

/// Of the languages that are spoken, the one that is liked most; the first of equals.
fn asked(headers: &HeaderMap) -> Option<Language> {
    let mut best = None;
    let values = headers.get_all(ACCEPT_LANGUAGE).into_iter();
    let ranges = values.filter_map(|value| value.to_str().ok());
    for range in ranges.flat_map(|value| value.split(',')) {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default();
        let language = match tag.split('-').next().map(str::to_ascii_lowercase) {
            Some(tag) if tag == "vi" => Language::Vi,
            Some(tag) if tag == "en" => Language::En,
            _ => continue,
        };
        let weight = parts.find_map(|part| part.strip_prefix("q="));
        let weight = weight.map_or(1000, thousandths);
        if weight > best.map_or(0, |(weight, _)| weight) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

/// `0.8` as 800; what is no weight weighs nothing.
fn thousandths(weight: &str) -> u32 {
    let (whole, part) = weight.split_once('.').unwrap_or((weight, ""));
    match (whole, format!("{part:0<3}").parse::<u32>()) {
        ("1", _) => 1000,
        ("0", Ok(part)) if part < 1000 => part,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(accepted: &str) -> Option<Language> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_str(accepted).unwrap());
        asked(&headers)
    }

    #[test]
    fn the_language_liked_most_is_spoken() {
        assert_eq!(language("vi-VN,vi;q=0.9,en;q=0.8"), Some(Language::Vi));
        assert_eq!(language("fr, vi;q=0.2, EN-us;q=0.35"), Some(Language::En));
        assert_eq!(language("en;q=0, vi;q=0.001"), Some(Language::Vi));
        assert_eq!(language("fr-FR, *;q=0.1"), None);
        assert_eq!(language(";;;,q=,en;q=nine"), None);
    }

    #[test]
    fn every_fault_of_a_report_has_a_kind_of_its_own() {
        let level = ReadError::UnknownLevel {
            found: "x".to_owned(),
            nearest: None,
        };
        for (error, status) in [(ReadError::NoBody, 422), (level, 422)] {
            let key = error.key();
            let problem = Problem::from(error);
            assert_eq!(problem.0.kind.code, key);
            assert_eq!(problem.0.kind.status.as_u16(), status);
        }
    }
}
