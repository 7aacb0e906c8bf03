//! Requests as clients write and sign them; written apart from the mock's verifier.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Method, Request},
};
use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use sm3::Sm3;

use crate::support::{Answer, Mock, Sent, unfold_text};

/// Where [`crate::support::NOW`] stands, as the vendor's samples write it.
pub const DATE: &str = "Fri, 02 Jan 2026 03:04:05 GMT";
pub const PATH: &str = "/graph/v7/files/batch_get_meta";

/// A request before it is signed; every part can be replaced.
#[derive(Clone)]
pub struct Draft {
    pub scheme: &'static str,
    pub key: &'static str,
    pub secret: &'static str,
    pub method: Method,
    pub path: String,
    /// What is signed of the path.
    pub signed: String,
    pub content_type: Option<&'static str>,
    pub date: String,
    pub token: Option<String>,
    pub body: Vec<u8>,
}

impl Draft {
    /// A question for these files, by alice.
    pub fn files(ids: &[&str]) -> Self {
        let body = serde_json::to_vec(&std::collections::BTreeMap::from([("file_ids", ids)])).expect("JSON");
        Self::body(&body)
    }

    pub fn body(body: impl AsRef<[u8]>) -> Self {
        Self {
            scheme: "WPS-4",
            key: "AK20260101WPSAPP",
            secret: "mock-wps-secret",
            method: Method::POST,
            path: PATH.into(),
            signed: "/v7/files/batch_get_meta".into(),
            content_type: Some("application/json"),
            date: DATE.into(),
            token: Some("alice-token".into()),
            body: body.as_ref().to_vec(),
        }
    }

    /// A question of the public cloud, signed with KSO-1 by the application that has to sign.
    pub fn kso(method: Method, path: &str, body: &str) -> Self {
        Self {
            scheme: "KSO-1",
            key: "AK123456",
            secret: "sk098765",
            method,
            path: path.into(),
            signed: path.strip_prefix("/openapi").unwrap_or(path).into(),
            token: None,
            ..Self::body(body)
        }
    }

    /// A request of alice's to a private deployment of the older kind.
    pub fn to(method: Method, path: &str, body: &str) -> Self {
        let (path, body) = (unfold_text(path), unfold_text(body));
        let signed = path.strip_prefix("/graph").expect("behind /graph").to_owned();
        Self { method, path, signed, ..Self::body(body) }
    }

    /// A request for a token in a private deployment of the older kind.
    pub fn grant(form: &str) -> Self {
        Self {
            path: "/o/oauth/v1/token".into(),
            signed: "/v1/token".into(),
            content_type: Some("application/x-www-form-urlencoded"),
            token: None,
            ..Self::body(form)
        }
    }

    pub fn by(self, token: &str) -> Self {
        Self { token: Some(token.into()), ..self }
    }

    pub fn signature(&self) -> String {
        let content_type = self.content_type.unwrap_or_default();
        let is_signed = self.scheme == "KSO-1"
            || content_type.contains("json")
            || content_type.contains("form-urlencoded");
        let body = if is_signed { &*self.body } else { b"" };
        let hash = match (body.is_empty(), self.scheme) {
            (true, _) => String::new(),
            (false, "WPS-4-GM") => HEXLOWER.encode(&Sm3::digest(body)),
            (false, _) => HEXLOWER.encode(&Sha256::digest(body)),
        };
        let text = format!("{}{}{}{content_type}{}{hash}", self.scheme, self.method, self.signed, self.date);
        let key = self.secret.as_bytes();
        if self.scheme == "WPS-4-GM" {
            let mut mac = Hmac::<Sm3>::new_from_slice(key).expect("any key");
            mac.update(text.as_bytes());
            HEXLOWER.encode(&mac.finalize().into_bytes())
        } else {
            let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any key");
            mac.update(text.as_bytes());
            HEXLOWER.encode(&mac.finalize().into_bytes())
        }
    }

    pub fn request(self) -> Request<Body> {
        let authorization = format!("{} {}:{}", self.scheme, self.key, self.signature());
        let headers = match self.scheme {
            "KSO-1" => ("X-Kso-Date", "X-Kso-Authorization"),
            _ => ("Wps-Docs-Date", "Wps-Docs-Authorization"),
        };
        let mut builder = Request::builder()
            .method(self.method)
            .uri(self.path)
            .header("Host", "mock.test")
            .header(headers.0, self.date)
            .header(headers.1, authorization);
        if let Some(content_type) = self.content_type {
            builder = builder.header("Content-Type", content_type);
        }
        if let Some(token) = self.token {
            builder = builder.header("Authorization", format!("Bearer {token}"));
        }
        builder.body(Body::from(self.body)).expect("a request")
    }

    pub async fn send(self, mock: &Mock) -> Answer {
        mock.call(self.request()).await
    }

    /// The request with a header changed or, if there is no value, left out after signing.
    pub fn with_header(self, name: &'static str, value: Option<&str>) -> Request<Body> {
        let mut request = self.request();
        let name = HeaderName::from_static(name);
        request.headers_mut().remove(&name);
        if let Some(value) = value {
            request.headers_mut().insert(name, HeaderValue::from_str(value).expect("text"));
        }
        request
    }
}

impl Sent for Draft {
    fn request(self) -> Request<Body> {
        Self::request(self)
    }
}
