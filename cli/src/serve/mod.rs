//! `luat serve`: reports judged over HTTP, for portals written in whatever language.
//!
//! A thin shell like the other commands: what is answered is what `luat check`, `luat batch`, `luat form`
//! and `luat verify` write. One thread of the machine's reads and writes connections; judging has threads of its own.

mod answer;
mod batch;
pub(crate) mod connections;
mod health;
mod limits;
mod log;
mod metrics;
mod openapi;
mod problem;
mod query;
pub(crate) mod receipt;
mod reload;
pub(crate) mod routes;
pub(crate) mod service;
pub(crate) mod shelf;
mod signals;
mod task;

use std::sync::Arc;

use luat_grammar::diagnostic::Text;
use tokio::net::TcpListener;
use tokio::runtime;

use crate::Exit;
use crate::args::ServeArguments;
use crate::cores;
use crate::failure::Failure;
use crate::receipt::{Signing, Trusted};
use crate::session::Session;
use connections::Connections;
pub(crate) use limits::Limits;
use receipt::Keys;
use service::Service;
use shelf::{Places, Unusable};

/// Serves until it is told to stop.
pub(crate) fn serve(
    session: &mut Session<'_, '_>,
    arguments: &ServeArguments,
) -> Result<Exit, Failure> {
    let places = Places::new(
        &arguments.rules,
        &arguments.rulesets,
        arguments.sizes.limits(),
    );
    let loaded = match places.load() {
        Ok(loaded) => loaded,
        Err(Unusable::Failure(failure)) => return Err(failure),
        Err(Unusable::Findings(rules, found)) => {
            session.speak(rules.language());
            session.diagnostics(&rules.parsed.sources, &found);
            return Ok(Exit::Unusable);
        }
    };
    session.speak(loaded.language);
    let keys = Keys {
        signing: Signing::find(arguments.sign_with.as_deref())?,
        trusted: Trusted::read(&arguments.trusted)?,
    };
    let service = Arc::new(Service::new(
        loaded.shelf,
        keys,
        arguments.limits,
        session.language(),
    ));
    let threads = arguments.threads.unwrap_or_else(cores::all);
    let runtime = runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(threads.get())
        .build()
        .map_err(Failure::Output)?;
    let routes = routes::routes(&service, &arguments.allow_origin)?;
    runtime.block_on(async {
        let listen = &arguments.listen;
        let unheard = |error| unheard(listen, &error);
        let listener = TcpListener::bind(listen).await.map_err(unheard)?;
        let address = listener.local_addr().map_err(unheard)?;
        let signals = signals::Signals::new().map_err(Failure::Output)?;
        log::begin();
        session.print(&format!("http://{address}\n"))?;
        tracing::info!(address = %address, engine = luat_core::run::artefact::ENGINE, "listening");
        service.tell_rules();
        let reload = reload::begin(&service, places, loaded.stamp, arguments.watch);
        let connections = Connections::new(listener, routes, &service);
        signals.obey(connections, &service, &reload).await;
        tracing::info!("stopped");
        Ok(Exit::Fine)
    })
    .inspect(|_| runtime.shutdown_background())
}

/// Nothing can be heard there.
fn unheard(listen: &str, error: &std::io::Error) -> Failure {
    Failure::Asked(Text::new(
        format!("cannot listen on {listen}: {error}"),
        format!("không lắng nghe được ở {listen}: {error}"),
    ))
}
