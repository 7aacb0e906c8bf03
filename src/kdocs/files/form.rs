//! Uploads in forms: `multipart/form-data` with a file in it.

use std::{convert::Infallible, future::ready};

use axum::http::{HeaderMap, header, request::Parts};
use bytes::Bytes;
use futures_util::{FutureExt, stream};
use multer::Multipart;

use super::name;
use crate::{
    http::{
        Call, FromBody, Part, ReadPairs,
        body::{self, BodyError},
    },
    kdocs::{
        error::Error,
        json::{LONGEST_FILE, LONGEST_FORM},
    },
    world::Content,
};

/// The part of a form that holds the file.
const FILE: &str = "file";

/// A form with a file in it.
///
/// It stands behind the caller in the arguments of a handler: credentials are checked first.
pub struct Form {
    /// The name of the file.
    pub filename: String,
    /// Its bytes.
    pub content: Content,
    /// The other parts, in their order.
    fields: ReadPairs,
}

impl Form {
    /// Returns the value of a part, if it is not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.find(|known| known == name).filter(|value| !value.is_empty())
    }

    /// Returns the names of a path, which stand in one part with commas between them.
    pub fn path(&self, name: &str) -> Option<Vec<String>> {
        self.get(name).map(|path| path.split(',').map(str::to_owned).collect())
    }

    /// Reads a form.
    async fn read(call: &Call, headers: &HeaderMap, body: Bytes) -> Result<Self, Error> {
        let invalid = |error: multer::Error| Error::Invalid(format!("the form: {error}").into());
        let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let boundary = multer::parse_boundary(content_type.unwrap_or_default()).map_err(invalid)?;
        let mut form = Multipart::new(stream::once(ready(Ok::<_, Infallible>(body))), boundary);
        let (mut file, mut fields) = (None, Vec::new());
        while let Some(part) = form.next_field().await.map_err(invalid)? {
            let Some(name) = part.name().map(str::to_owned) else { continue };
            if name != FILE {
                // As UTF-8, whatever the part says: tables of all charsets would be a fiftieth of the program.
                let bytes = part.bytes().await.map_err(invalid)?;
                fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
                continue;
            }
            let Some(filename) = part.file_name().map(str::to_owned) else {
                return Err(Error::Invalid("file: the part has no filename".into()));
            };
            name::check(FILE, &filename)?;
            let bytes = part.bytes().await.map_err(invalid)?;
            if bytes.len() as u64 > LONGEST_FILE {
                return Err(Error::FileTooLarge(LONGEST_FILE));
            }
            if file.replace((filename, bytes)).is_some() {
                return Err(Error::Invalid("file: the form has several".into()));
            }
        }
        let Some((filename, bytes)) = file else {
            return Err(Error::Invalid("file: the form has none".into()));
        };
        let bytes = body::part_to_keep(bytes, call.memory()).map_err(BodyError::from)?;
        Ok(Self { filename, content: Content::new(bytes), fields: ReadPairs::new(call, Part::Form, fields) })
    }
}

impl FromBody for Form {
    type Refusal = Error;
    type Head = ();

    fn head(_: &Parts) -> Result<((), u64), Error> {
        Ok(((), LONGEST_FORM))
    }

    fn from_body((): (), parts: &Parts, body: Result<Bytes, BodyError>) -> Result<Self, Error> {
        let body = body.map_err(|error| match error {
            BodyError::TooLarge(_) => Error::FileTooLarge(LONGEST_FILE),
            error => error.into(),
        })?;
        let form = Self::read(Call::of(&parts.extensions), &parts.headers, body);
        form.now_or_never().expect("a form that is there is not waited for")
    }
}
