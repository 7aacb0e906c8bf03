//! `/_mock/quotas`: the daily limits and what is used up of them.

use axum::{http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};

use super::{
    json::Json,
    problem::problem,
    respond,
    state::{ControlState, Server},
};
use crate::{
    http::{Call, DailyLimit, QUOTA_DAY_OFFSET, date, day_end},
    world::{Api, App, AppKind},
};

/// The daily quotas.
#[derive(Serialize)]
struct Quotas {
    /// When the next day begins, and every counter with it.
    resets: String,
    /// The quotas of all applications.
    quotas: Vec<Quota>,
}

/// How often an application may call an operation within a day.
#[derive(Serialize)]
struct Quota {
    /// The key of the application.
    app: String,
    /// The operation.
    operation: &'static str,
    /// How many calls a day has.
    limit: u64,
    /// How many are used up today.
    used: u64,
}

/// What to change of one quota; what is left out stays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotaChange {
    /// The key of the application.
    app: String,
    /// The operation.
    operation: String,
    /// How many calls a day has from now on.
    limit: Option<u64>,
    /// How many are used up today.
    used: Option<u64>,
}

/// Handles `GET /_mock/quotas`: the quotas of today.
pub fn list(Server(server): Server, call: Call) -> Response {
    let sandbox = call.sandbox();
    let day = sandbox.clock.now().day(QUOTA_DAY_OFFSET);
    let spent = sandbox.usage.spent();
    let world = sandbox.snapshot();
    let quota = |app: &App, operation: &'static str, daily: DailyLimit| {
        let vendors = match app.kind {
            AppKind::Test => daily.test,
            AppKind::Production => daily.production,
        };
        let today = spent.iter().find(|s| s.app == app.id && s.operation == operation && s.day == day);
        Quota {
            app: app.key.to_string(),
            operation,
            limit: sandbox.usage.limit(app.id, &operation.into()).unwrap_or(vendors),
            used: today.map_or(0, |spent| spent.used),
        }
    };
    let quotas = world.apps().flat_map(|app| {
        let quota = &quota;
        limited(&server, app.api).map(move |(operation, daily)| quota(app, operation, daily))
    });
    respond::json(StatusCode::OK, &Quotas { resets: date::rfc3339(day_end(day)), quotas: quotas.collect() })
}

/// Handles `PUT /_mock/quotas`: sets the limit of a quota, or how much of it is used up today.
pub fn put(
    Server(server): Server,
    call: Call,
    Json(change): Json<QuotaChange>,
) -> Result<Response, Response> {
    let sandbox = call.sandbox();
    if change.limit.is_none() && change.used.is_none() {
        return Err(problem(StatusCode::BAD_REQUEST, "Name `limit`, `used` or both."));
    }
    let refuse = |detail: String| problem(StatusCode::BAD_REQUEST, &detail);
    let app = sandbox.read(|world, _| {
        let app = Api::ALL.into_iter().find_map(|api| world.app_keyed(api, &change.app)).cloned();
        app.ok_or_else(|| refuse(format!("There is no app `{}`; see GET /_mock/info.", change.app)))
    })?;
    let operation = limited(&server, app.api).find(|(name, _)| *name == change.operation);
    let (operation, _) = operation.ok_or_else(|| {
        refuse(format!("`{}` has no daily quota for this app; see GET /_mock/quotas.", change.operation))
    })?;
    if let Some(limit) = change.limit {
        sandbox.usage.set_limit(app.id, operation.into(), limit);
    }
    if let Some(used) = change.used {
        sandbox.usage.set_used(app.id, operation.into(), sandbox.clock.now().day(QUOTA_DAY_OFFSET), used);
    }
    Ok(list(Server(server), call))
}

/// Returns the operations of a service that have a daily limit.
fn limited(server: &ControlState, of: Api) -> impl Iterator<Item = (&'static str, DailyLimit)> {
    let rows = server.routes.iter().filter(move |(api, _)| *api == of);
    rows.filter_map(|(_, route)| Some((route.operation.name, route.operation.daily?)))
}
