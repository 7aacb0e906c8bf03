//! Requests without a socket: to every route of every API.

use std::{sync::Arc, time::Duration};

use axum::{body::Body, http::Request};
use mockdrive::{server, world::Api};

use super::{
    checks,
    grammar::{Grammar, Made},
    random::Random,
    requests, seed, words,
};
use crate::{
    kdocs::Signed,
    support::{Mock, Sent},
    wps,
};

/// How long an answer may take.
const LIMIT: Duration = Duration::from_secs(20);

/// The mock starts over after so many requests.
const ROUND: usize = 500;

async fn grammars(mock: &Mock) -> Vec<Grammar> {
    let mut grammars = Vec::new();
    for api in [Api::Graph, Api::Kdocs, Api::Wps, Api::Koodrive] {
        let routes = server::routes().into_iter().filter(|(of, _)| *of == api).map(|(_, route)| route);
        let (ids, drives) = words::ids(mock, api).await;
        grammars.push(Grammar {
            api,
            routes: routes.collect(),
            words: words::of_source(api),
            ids,
            drives,
            bodies: words::bodies(api),
        });
    }
    grammars
}

/// The request with the credentials of its API; none if no client could send it.
fn request(api: Api, made: &Made, random: &mut Random) -> Option<Request<Body>> {
    let is_bare = random.one_in(30);
    let text = String::from_utf8(made.body.clone()).ok();
    let plain = made.path.is_ascii() && !made.path.contains(['<', '>']);
    if !is_bare
        && plain
        && made.headers.is_empty()
        && let Some(text) = &text
        && !text.contains(['<', '\n'])
    {
        if api == Api::Wps
            && let Some(behind) = made.path.strip_prefix("/graph")
        {
            return Some(wps::signed("alice-token", made.method.as_str(), behind, text).request());
        }
        if api == Api::Kdocs && random.one_in(2) {
            return Some(Signed::default().text(made.method.as_str(), &made.path, text).request());
        }
    }
    let mark = if made.path.contains('?') { '&' } else { '?' };
    let path = match api {
        Api::Kdocs if !is_bare => format!("{}{mark}access_token=alice-token", made.path),
        _ => made.path.clone(),
    };
    let mut builder = Request::builder().method(made.method.clone()).uri(path).header("Host", "mock.test");
    if !is_bare {
        builder = builder.header("Authorization", "Bearer alice-token");
    }
    if !made.headers.iter().any(|(name, _)| *name == "Content-Type") && !made.body.is_empty() {
        builder = builder.header("Content-Type", "application/json");
    }
    for (name, value) in &made.headers {
        builder = builder.header(*name, value);
    }
    builder.body(Body::from(made.body.clone())).ok()
}

#[tokio::test]
async fn no_request_breaks_the_server_its_answers_or_its_world() {
    let mock = Mock::new();
    let grammars = grammars(&mock).await;
    let (seed, requests) = (seed(), requests());
    let mut random = Random::new(seed);
    let (mut faults, mut sent, mut well) = (Vec::new(), 0, 0);
    let (mut kinds, mut reached) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    for number in 0..requests {
        if number % ROUND == 0 {
            mock.start_over();
        }
        let grammar = &grammars[number % grammars.len()];
        let made = grammar.make(&mut random);
        let Some(request) = request(grammar.api, &made, &mut random) else { continue };
        sent += 1;
        let before = mock.sandbox().snapshot();
        let fault = match tokio::time::timeout(LIMIT, mock.call(request)).await {
            Err(_) => Some(("it hangs", String::new())),
            Ok(answer) => {
                let is_changed = || !Arc::ptr_eq(&before, &mock.sandbox().snapshot());
                let refused = answer.status.as_u16() >= 400;
                well += usize::from(!refused);
                if !refused {
                    reached.insert(made.operation);
                }
                let fault = checks::fault(&made.method, &answer).or_else(|| {
                    (refused && is_changed()).then_some("it was refused, and has changed the world")
                });
                fault.map(|fault| (fault, answer.to_string().chars().take(600).collect()))
            }
        };
        // One of each kind is enough to begin with.
        if let Some((fault, answer)) = fault
            && kinds.insert((fault, made.operation))
        {
            let Made { method, path, headers, body, operation } = &made;
            let body: String = String::from_utf8_lossy(body).chars().take(600).collect();
            let path: String = path.chars().take(600).collect();
            faults.push(format!(
                "seed {seed}, request {number}: {fault}\n{operation}: {method} {path}\n{headers:?}\n{body}\n=> {answer}"
            ));
        }
    }
    println!("{sent} requests, {well} of them went well, on {} operations", reached.len());
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n\n"));
    assert!(well > requests / 20, "hardly anything is asked that makes sense: {well}");
}
