//! The identity platform: how tokens are got, and what they say.

mod authorize;
mod code;
mod device;
mod discovery;
mod foreign;
mod refresh;
mod token;

use axum::http::HeaderMap;
use data_encoding::BASE64URL_NOPAD;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use serde_json::Value;

use crate::support::{Answer, Mock};

/// The path of the fixture's organisation.
pub const TENANT: &str = "/11111111-1111-1111-1111-111111111111";
pub const CLIENT: &str = "client_id=22222222-2222-2222-2222-222222222222";
pub const SECRET: &str = "client_secret=mock-graph-secret";
pub const BACK: &str = "redirect_uri=http%3A%2F%2Flocalhost%2Fback";

/// Posts a form.
pub async fn post(mock: &Mock, path: &str, form: &str) -> Answer {
    mock.send(&format!("POST {path}\nContent-Type: application/x-www-form-urlencoded\n\n{form}")).await
}

/// Posts a form to the token endpoint of the fixture's organisation.
pub async fn token(mock: &Mock, form: &str) -> Answer {
    post(mock, &format!("{TENANT}/oauth2/v2.0/token"), form).await
}

/// Calls Graph with the access token of an answer.
pub async fn get(mock: &Mock, issued: &Answer, path: &str) -> Answer {
    let token = text(issued, "access_token");
    mock.send(&format!("GET /v1.0{path}\nAuthorization: Bearer {token}")).await
}

/// A member of an answer.
pub fn text(answer: &Answer, name: &str) -> String {
    answer.json()[name].as_str().unwrap_or_else(|| panic!("no {name}: {answer}")).to_owned()
}

/// The code that alice's consent to these scopes yields, with more parameters if there are any.
pub async fn code(mock: &Mock, scope: &str, more: &str) -> String {
    let path = format!("{TENANT}/oauth2/v2.0/authorize?{CLIENT}&{BACK}&response_type=code&scope={scope}");
    let answer = mock.send(&format!("GET {path}&prompt=none&login_hint=alice{more}")).await;
    let location = answer.header("location").to_owned();
    let code = location.split(['?', '&']).find_map(|pair| pair.strip_prefix("code="));
    code.unwrap_or_else(|| panic!("no code: {answer}")).to_owned()
}

/// An answer with its signed tokens verified by the published key and replaced by what they say.
pub async fn verified(mock: &Mock, answer: &Answer) -> String {
    let mut body = answer.json();
    for name in ["access_token", "id_token"] {
        if let Some(token) = body[name].as_str() {
            body[name] = claims(mock, token).await;
        }
    }
    if let Some(info) = body["client_info"].as_str() {
        body["client_info"] = part(info);
    }
    let body = serde_json::to_vec(&body).expect("JSON");
    Answer { status: answer.status, headers: HeaderMap::new(), body }.to_string()
}

/// What a token says, once its signature is verified.
pub async fn claims(mock: &Mock, token: &str) -> Value {
    let (signed, signature) = token.rsplit_once('.').expect("three parts");
    let (header, claims) = signed.split_once('.').expect("three parts");
    let header = part(header);
    let keys = mock.send("GET /common/discovery/v2.0/keys").await.json();
    let key = &keys["keys"][0];
    assert_eq!(
        (&header["alg"], &header["kid"], &header["typ"]),
        (&"RS256".into(), &key["kid"], &"JWT".into())
    );
    let number = |name: &str| bytes(key[name].as_str().expect("text"));
    let key = RsaPublicKeyComponents { n: number("n"), e: number("e") };
    key.verify(&RSA_PKCS1_2048_8192_SHA256, signed.as_bytes(), &bytes(signature))
        .expect("signed with the key");
    part(claims)
}

fn bytes(text: &str) -> Vec<u8> {
    BASE64URL_NOPAD.decode(text.as_bytes()).expect("base64url")
}

fn part(text: &str) -> Value {
    serde_json::from_slice(&bytes(text)).expect("JSON")
}
