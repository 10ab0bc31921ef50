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
use super::{answer, batch, health, openapi};
use crate::failure::Failure;

/// All that is served; pages of `origins` may ask for it.
pub(super) fn routes(service: &Arc<Service>, origins: &[String]) -> Result<Router, Failure> {
    let routes = Router::new()
        .route("/v1/check", post(answer::check))
        .route("/v1/batch", post(batch::batch))
        .route("/v1/form", get(answer::blank_form).post(answer::begun_form))
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
    use std::path::PathBuf;

    use axum::extract::{Request, State};
    use hyper::service::Service as _;
    use hyper_util::service::TowerToHyperService;
    use luat_grammar::Language;

    use super::*;
    use crate::args;
    use crate::serve::shelf::Places;
    use crate::serve::task::{Takes, Task};

    fn service() -> Arc<Service> {
        let words = ["luat", "serve", "rules"].map(Into::into);
        let args::Subcommands::Serve(arguments) = args::parse(&words).unwrap().command else {
            panic!("it serves")
        };
        let rules = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../tests/cli/beside/trial.luat"
        );
        let Ok(loaded) = Places::new(&[PathBuf::from(rules)], &[]).load() else {
            panic!("the rules are in order")
        };
        Arc::new(Service::new(loaded.shelf, arguments.limits, Language::En))
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
        let service = service();
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
}
