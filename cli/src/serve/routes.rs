//! What is served where.

use std::any::Any;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::http::{Method, Response};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use luat_grammar::diagnostic::Text;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::log::{REQUEST_ID, observed};
use super::problem::{self, Problem};
use super::service::Service;
use super::{answer, batch, health, openapi, receipt};
use crate::failure::Failure;

/// All that is served; pages of `origins` may ask for it.
pub(crate) fn routes(service: &Arc<Service>, origins: &[String]) -> Result<Router, Failure> {
    let routes = Router::new()
        .route("/v1/check", post(answer::check))
        .route("/v1/batch", post(batch::batch))
        .route("/v1/form", get(answer::blank_form).post(answer::begun_form))
        .route("/v1/receipt", post(receipt::written))
        .route("/v1/verify", post(receipt::verified))
        .route("/v1/rulesets", get(health::rulesets))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        .route("/openapi.json", get(openapi::document));
    dressed(routes, service, origins)
}

/// Routes with what holds for all of them.
fn dressed(
    routes: Router<Arc<Service>>,
    service: &Arc<Service>,
    origins: &[String],
) -> Result<Router, Failure> {
    let caught = Arc::clone(service);
    let on_panic = move |_: Box<dyn Any + Send>| -> Response<Body> {
        caught.metrics.panicked();
        Problem::internal().into_response()
    };
    // The last one is the outermost.
    let mut routes = routes
        .fallback(|| async { Problem::no_route() })
        .method_not_allowed_fallback(async |method: Method| Problem::wrong_method(&method))
        .layer(CatchPanicLayer::custom(on_panic))
        .layer(from_fn_with_state(Arc::clone(service), problem::told));
    if let Some(cors) = cors(origins)? {
        routes = routes.layer(cors);
    }
    Ok(routes
        .layer(from_fn_with_state(Arc::clone(service), observed))
        .with_state(Arc::clone(service)))
}

/// Which pages may ask: none but those named.
fn cors(origins: &[String]) -> Result<Option<CorsLayer>, Failure> {
    if origins.is_empty() {
        return Ok(None);
    }
    let cors = CorsLayer::new()
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([CONTENT_TYPE, ACCEPT_LANGUAGE])
        .expose_headers([REQUEST_ID, RETRY_AFTER]);
    if origins.iter().any(|origin| origin == "*") {
        return Ok(Some(cors.allow_origin(tower_http::cors::Any)));
    }
    let origins = origins.iter().map(|origin| {
        HeaderValue::try_from(origin).map_err(|_| {
            Failure::Asked(Text::new(
                format!("{origin} is no origin of a page, such as https://example.vn"),
                format!("{origin} không phải nguồn của trang web, ví dụ https://example.vn"),
            ))
        })
    });
    let origins = origins.collect::<Result<Vec<_>, _>>()?;
    Ok(Some(cors.allow_origin(AllowOrigin::list(origins))))
}

#[cfg(test)]
mod tests {
    use axum::extract::{Request, State};
    use http_body_util::BodyExt as _;
    use hyper::service::Service as _;
    use hyper_util::service::TowerToHyperService;
    use luat_grammar::Language;

    use super::*;
    use crate::args;
    use crate::mistake::tests::broken;
    use crate::serve::receipt::Keys;
    use crate::serve::task::{Takes, Task};

    /// Rules of which a part is missing, with a report that can be judged and one that meets the gap.
    fn service() -> (Arc<Service>, [&'static str; 2]) {
        let words = ["luat", "serve", "rules"].map(Into::into);
        let parsed = args::parse(&words, Language::En).unwrap();
        let args::Subcommands::Serve(arguments) = parsed.command else {
            panic!("it serves")
        };
        let (rules, reports) = broken();
        let service = Service::new(
            rules.into(),
            Keys::default(),
            arguments.limits,
            Language::En,
        );
        (Arc::new(service), reports)
    }

    /// Mistakes that nobody knows of yet, on the threads that serve and on those that judge.
    async fn mistaken(
        State(service): State<Arc<Service>>,
        request: Request,
    ) -> Result<axum::response::Response, Problem> {
        assert!(request.uri().path() != "/serving", "a mistake");
        let takes = Takes {
            names: &[],
            content: &[],
        };
        let task = Task::begin(service, request, &takes).await?;
        task.answer(|_, _| panic!("a mistake")).await
    }

    #[test]
    fn a_mistake_of_the_service_ends_one_request_alone() {
        let (service, _) = service();
        let routes = Router::new()
            .route("/serving", get(mistaken))
            .route("/judging", get(mistaken));
        let routes = TowerToHyperService::new(dressed(routes, &service, &[]).unwrap());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        // More often than there is room at a time: none is kept.
        for at in 0..=service.limits.requests() {
            let path = ["/serving", "/judging"][at % 2];
            let request = Request::get(path).body(Body::empty()).unwrap();
            let told = runtime.block_on(routes.call(request)).unwrap();
            assert_eq!(told.status(), 500, "{path}");
            assert_eq!(told.headers()[CONTENT_TYPE], "application/problem+json");
        }
        let counted = service.metrics.text();
        assert!(counted.contains("luat_panics_total 65"), "{counted}");
    }
    #[test]
    fn a_mistake_with_one_report_of_many_is_told_of_it_alone() {
        let (service, [good, bad]) = service();
        let routes = TowerToHyperService::new(routes(&service, &[]).unwrap());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let lines = [good, bad, good, bad, good].join("\n");
        let told = runtime.block_on(async {
            let request = Request::post("/v1/batch?as_of=2027-01-10").body(Body::from(lines));
            let answer = routes.call(request.unwrap()).await.unwrap();
            answer.into_body().collect().await.unwrap().to_bytes()
        });
        let told: Vec<serde_json::Value> = told
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(|line| serde_json::from_slice(line).unwrap())
            .collect();
        assert_eq!(told.len(), 5);
        for (at, record) in told.iter().enumerate() {
            assert_eq!(record["line"], at + 1);
            let code = record["error"]["code"].as_str();
            assert_eq!(code, (at % 2 == 1).then_some("internal"), "{record}");
            assert!(!record["error"].to_string().contains("secret"));
        }
        let counted = service.metrics.text();
        assert!(counted.contains("luat_panics_total 2"), "{counted}");
    }
}
