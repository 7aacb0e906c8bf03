//! Creating documents, uploading them, and fetching them from an address.

use axum::{http::request::Parts, response::Response};
use bytes::Bytes;
use serde::Deserialize;

use super::place::{self, Place};
use crate::{
    http::{Both, FromBody, Operation, body::BodyError},
    kdocs::{
        auth::token::Personal,
        error::Error,
        files::{blank, fetch, form::Form, name},
        json::{self, Json},
        scopes,
    },
};

/// <https://developer.kdocs.cn/server/personal/create-files.html>
pub const CREATE: Operation = Operation { name: "personal.files.create", ..scopes::CREATE_PERSONAL };

/// <https://developer.kdocs.cn/server/personal/upload-local-files.html>
pub const UPLOAD: Operation = Operation { name: "personal.files.upload", ..scopes::CREATE_PERSONAL };

/// <https://developer.kdocs.cn/server/personal/create-files-url.html>
pub const CLOUD: Operation = Operation { name: "personal.files.cloud.upload", ..scopes::CREATE_PERSONAL };

/// The body of a request to create a document.
#[derive(Deserialize)]
pub struct CreateBody {
    filename: String,
}

/// The body of a request to fetch a document.
#[derive(Deserialize)]
pub struct CloudBody {
    url: String,
    filename: String,
}

/// What is sent to the path of all files: the printed example of an upload leaves `/upload` out.
pub enum CreateRequest {
    /// A document to create, and where.
    Create(CreateBody, Place),
    /// A file to upload.
    Upload(Form),
}

impl FromBody for CreateRequest {
    type Refusal = Error;
    type Head = ();

    fn head(parts: &Parts) -> Result<((), u64), Error> {
        Ok(((), json::longest_body(&parts.headers)))
    }

    fn from_body((): (), parts: &Parts, body: Result<Bytes, BodyError>) -> Result<Self, Error> {
        if json::is_form(&parts.headers) {
            return Form::from_body((), parts, body).map(Self::Upload);
        }
        Json::from_body((), parts, body).map(|Json(Both(body, place))| Self::Create(body, place))
    }
}

/// Creates a document with nothing in it, or uploads one as the vendor's example does.
///
/// Handles `POST /api/v1/openapi/personal/files`.
pub fn create(Personal(caller): Personal, request: CreateRequest) -> Result<Response, Error> {
    match request {
        CreateRequest::Create(CreateBody { filename }, place) => {
            name::check_created("filename", &filename)?;
            place::create(&caller, &place, &filename, &blank::content(&filename))
        }
        CreateRequest::Upload(form) => {
            place::create(&caller, &Place::of_form(&form)?, &form.filename, &form.content)
        }
    }
}

/// Uploads a file.
///
/// Handles `POST /api/v1/openapi/personal/files/upload`.
pub fn upload(Personal(caller): Personal, form: Form) -> Result<Response, Error> {
    place::create(&caller, &Place::of_form(&form)?, &form.filename, &form.content)
}

/// Fetches a file from an address; what could not be stored is not fetched.
///
/// Handles `POST /api/v1/openapi/personal/files/cloud`.
pub async fn cloud(
    Personal(caller): Personal,
    Json(Both(body, place)): Json<Both<CloudBody, Place>>,
) -> Result<Response, Error> {
    name::check("filename", &body.filename)?;
    place.check(&caller, &body.filename)?;
    let content = fetch::fetch(&caller.call, &body.url).await?;
    place::create(&caller, &place, &body.filename, &content)
}
