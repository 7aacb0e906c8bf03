//! What stands around every handler while faults may hit its request: what goes wrong before it runs, and after.

use std::sync::Arc;

use axum::{
    extract::Request,
    http::{HeaderValue, Method, header},
    response::Response,
};
use tokio::time::sleep;

use super::{
    answer,
    plan::{HEADER, Plan},
    subject::Live,
};
use crate::{
    http::{body, call::Call},
    sandbox::{
        events::Event,
        faults::{self, Asked, Connection, Decision, Hit, Named, Rule, Upload, When},
    },
};

/// What may still go wrong with a request that is carried out.
pub struct Risk<'a> {
    call: &'a Call,
    plan: &'a Plan,
    live: Live,
    own: Option<&'a Rule>,
}

/// Lets go wrong what does before a request is carried out; none of it where nothing may.
///
/// # Errors
/// The response that takes the place of any other.
pub async fn before<'a>(call: &'a Call, request: &mut Request) -> Result<Option<Risk<'a>>, Response> {
    let Some(plan) = call.plan().filter(|_| !is_preflight(request)) else { return Ok(None) };
    let rules = &call.sandbox().faults;
    let live = Live::of(call.clone(), request, rules.need_body()).await;
    let own = own(call, plan, &live);
    let decision = match own.filter(|rule| rule.when == When::Before) {
        Some(rule) => of_rule(rule).unwrap_or_else(|| rules.before(&asked(&live, plan))),
        None => rules.before(&asked(&live, plan)),
    };
    match carry_out(&decision, plan, call, &live, request).await {
        Some(response) => Err(response),
        None => Ok(Some(Risk { call, plan, live, own })),
    }
}

impl Risk<'_> {
    /// Lets go wrong what does after a request was carried out; returns the response that the client gets.
    pub async fn after(mut self, response: Response) -> Response {
        if response.status().is_client_error() || response.status().is_server_error() {
            return response;
        }
        let plan = self.plan;
        self.live.note_caller();
        let decision = match self.own.filter(|rule| rule.when == When::After).and_then(of_rule) {
            Some(decision) => decision,
            None => self.call.sandbox().faults.after(&asked(&self.live, plan)),
        };
        carry_out(&decision, plan, self.call, &self.live, &mut Request::default()).await.unwrap_or(response)
    }
}

/// Returns whether a browser asks for another page's leave, which no client sees.
fn is_preflight(request: &Request) -> bool {
    *request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

fn asked<'a>(live: &'a Live, plan: &Plan) -> Asked<'a> {
    let call = live.call();
    Asked {
        subject: live,
        credential: &live.credential,
        n: plan.batch.as_ref().unwrap_or_else(|| call.record()).number(),
        is_part: plan.batch.is_some(),
        now: call.sandbox().clock.now(),
        passed: call.sandbox().clock.passed(),
    }
}

/// Returns the fault that a request brings itself, if it can happen to it.
fn own<'a>(call: &Call, plan: &'a Plan, live: &Live) -> Option<&'a Rule> {
    match plan.own.as_ref()? {
        Ok(rule) if rule.matcher.matches(live) => Some(rule),
        Ok(_) => {
            call.note("X-Mock-Fault: passed over, as this cannot happen to this request");
            None
        }
        Err(why) => {
            call.note(format!("X-Mock-Fault: passed over: {why}"));
            None
        }
    }
}

/// Returns what a rule decides that hits one request only.
fn of_rule(rule: &Rule) -> Option<Decision> {
    let effect = rule.effects.first().cloned().flatten()?;
    let delay = effect.delay.map(|delay| delay.draw(rule.seed, &rule.id, 0)).unwrap_or_default();
    let retry_after = effect.retry_after.map(|retry| retry.seconds);
    if effect.is_delay() {
        return Some(Decision { delay, delayed_by: Some(Arc::clone(&rule.id)), hit: None });
    }
    Some(Decision {
        delay,
        delayed_by: None,
        hit: Some(Hit { id: Arc::clone(&rule.id), effect, retry_after }),
    })
}

/// Does what was decided. Returns what takes the place of the response, if anything does.
async fn carry_out(
    decision: &Decision,
    plan: &Plan,
    call: &Call,
    live: &Live,
    request: &mut Request,
) -> Option<Response> {
    if let Some(id) = &decision.delayed_by {
        call.note(format!("fault {id}: delayed by {} ms", decision.delay.as_millis()));
        plan.set_delayed(id);
        call.sandbox().events.tell(|| Event::Fault(Arc::clone(id)));
    }
    if let Some(Hit { id, effect, .. }) = &decision.hit {
        plan.set_hit(id, effect);
        call.sandbox().events.tell(|| Event::Fault(Arc::clone(id)));
        plan.batch.as_ref().unwrap_or_else(|| call.record()).set_fault(Arc::clone(id));
    }
    if !decision.delay.is_zero() {
        sleep(decision.delay).await;
    }
    let Hit { id, effect, retry_after } = decision.hit.as_ref()?;
    if let Some(upload) = &effect.upload {
        return interrupt(upload, id, call, live, request).await;
    }
    let answer = effect.answer.as_ref()?;
    call.note(format!("fault {id}: {}", named(answer)));
    let retry = effect.retry_after.zip(*retry_after);
    let mut response = answer::make(answer, retry, call, &live.headers).await?;
    if let Ok(id) = HeaderValue::try_from(&**id) {
        response.headers_mut().insert(HEADER, id);
    }
    Some(response)
}

/// Reads some of a request's body, and lets then happen what does.
async fn interrupt(
    Upload { after_bytes, then }: &Upload,
    id: &str,
    call: &Call,
    live: &Live,
    request: &mut Request,
) -> Option<Response> {
    call.note(format!("fault {id}: {} after {after_bytes} bytes of the body", named(then)));
    let rest = body::skip(std::mem::take(request.body_mut()), *after_bytes).await;
    // While nothing happens the client goes on sending, up to what fits between it and the server.
    let response = answer::make(then, None, call, &live.headers).await?;
    match then {
        // Many clients read the response only when they have sent everything.
        faults::Answer::Worded(_) => body::discard(rest).await,
        faults::Answer::Raw(_) | faults::Answer::Connection(_) => drop(rest),
    }
    Some(response)
}

/// Returns what happens, for the journal.
fn named(answer: &faults::Answer) -> String {
    match answer {
        faults::Answer::Worded(wording) => match &wording.named {
            Named::Code(code) => format!("error {code}"),
            Named::Status(status) => format!("status {status}"),
        },
        faults::Answer::Raw(raw) => format!("a raw response of status {}", raw.status),
        faults::Answer::Connection(Connection::Reset) => "the connection was reset".into(),
        faults::Answer::Connection(Connection::Close) => "the connection was closed".into(),
        faults::Answer::Connection(Connection::Hang) => "no response".into(),
    }
}
