//! Package downloads: what a job gathered, written as one zip when it is fetched.
//!
//! The address is all that is needed. Its form, the archive's name and its layout are not documented.

use std::{
    collections::{HashMap, HashSet},
    io::{Cursor, Write},
    sync::Arc,
    time::Duration,
};

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use zip::{DateTime, ZipWriter, result::ZipResult, write::SimpleFileOptions};

use crate::{
    http::{Access, Call, Operation, blocking},
    koodrive::{dates, error::Error, ids, json::Id, scopes::READ},
    world::{Api, Effect, Packed, Task, Timestamp, World, name::split_extension},
};

/// Sends a package.
pub const DOWNLOAD_PACKAGE: Operation =
    Operation { name: "downloadPackage", access: Access::Address, ..READ };

/// How long a package can be fetched: packageDownloadExpires, which nothing changes here.
const LIFE: Duration = Duration::from_hours(7 * 24);

/// What goes into an archive.
struct Package {
    name: String,
    parts: Vec<Arc<[Packed]>>,
}

/// Returns the path of the package that a task made, if it made one.
pub fn path(task: &Task) -> Option<String> {
    parts(task).next().map(|_| format!("/koodrive/ose/v1/package/{}", ids::package(task.id)))
}

/// Sends a package as a zip.
///
/// Handles `GET /koodrive/ose/v1/package/{key}`.
pub async fn download(call: Call, Id(key): Id) -> Result<Response, Error> {
    let package = find(call.world(), &key, call.now()).ok_or(Error::NoPackage)?;
    let name = package.name.clone();
    let bytes = blocking(move || package.write()).await.map_err(|cause| {
        tracing::error!(%cause, path = call.path(), "a package could not be written");
        Error::Download
    })?;
    let length = bytes.len();
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(header::CONTENT_LENGTH, length.into());
    headers.insert(header::CONTENT_DISPOSITION, disposition(&name));
    Ok(response)
}

fn find(world: &World, key: &str, now: Timestamp) -> Option<Package> {
    let task = world.task(ids::parse_package(key)?).ok()?;
    let ended = task.ended.filter(|_| task.spec.api == Api::Koodrive && !task.cancelled)?;
    let parts: Vec<_> = parts(task).cloned().collect();
    let first = parts.first()?;
    if now >= ended.plus(LIFE) {
        return None;
    }
    // A whole space has no name of its own among its parts.
    let top = first.first().filter(|top| !top.path.contains('/') && is_one(first, &top.path));
    let name = top.map_or("root", |top| match top.content {
        Some(_) => split_extension(&top.path).0,
        None => &top.path,
    });
    Some(Package { name: format!("{name}.zip"), parts })
}

fn parts(task: &Task) -> impl Iterator<Item = &Arc<[Packed]>> {
    task.results.iter().filter_map(|result| match result {
        Ok(Effect::Packed(part)) => Some(part),
        Ok(Effect::Node(_) | Effect::Gone | Effect::Unpacked(_)) | Err(_) => None,
    })
}

/// Returns whether all of a part lies in, or is, the item of this name.
fn is_one(part: &[Packed], name: &str) -> bool {
    part.iter().all(|packed| packed.path.split('/').next() == Some(name))
}

impl Package {
    /// Returns the archive: the same bytes each time.
    fn write(&self) -> ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut taken = HashSet::new();
        for part in &self.parts {
            let mut tops = HashMap::new();
            for packed in part.iter() {
                let (top, below) = packed.path.split_at(packed.path.find('/').unwrap_or(packed.path.len()));
                let is_folder = packed.content.is_none() || !below.is_empty();
                let top = tops.entry(top).or_insert_with(|| free_name(&mut taken, top, is_folder));
                let options = SimpleFileOptions::default().last_modified_time(stamp(packed.modified));
                match &packed.content {
                    None => zip.add_directory(format!("{top}{below}"), options)?,
                    Some(content) => {
                        let large = content.size() >= u64::from(u32::MAX);
                        zip.start_file(format!("{top}{below}"), options.large_file(large))?;
                        content.pieces().iter().try_for_each(|piece| zip.write_all(piece))?;
                    }
                }
            }
        }
        Ok(zip.finish()?.into_inner())
    }
}

/// Returns a name that stands nowhere at the top yet: entries of one package may come from several folders.
fn free_name(taken: &mut HashSet<String>, name: &str, is_folder: bool) -> String {
    let (stem, extension) = if is_folder { (name, "") } else { split_extension(name) };
    let mut free = name.to_owned();
    let mut round = 0u32;
    while !taken.insert(free.clone()) {
        round += 1;
        free = format!("{stem}({round}){extension}");
    }
    free
}

/// Returns a time in the form of archives, which begins in 1980 and has no zone: by the service's clocks.
fn stamp(at: Timestamp) -> DateTime {
    let at = dates::local(at);
    let part = |number: i8| u8::try_from(number).unwrap_or(0);
    let year = u16::try_from(at.year()).unwrap_or(0);
    let (date, time) = ((part(at.month()), part(at.day())), (part(at.hour()), part(at.minute())));
    DateTime::from_date_and_time(year, date.0, date.1, time.0, time.1, part(at.second())).unwrap_or_default()
}

/// Returns the header that names the file: for every client, and spelt in full for those that read RFC 5987.
fn disposition(name: &str) -> HeaderValue {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\') { c } else { '_' })
        .collect();
    let full = utf8_percent_encode(name, NON_ALPHANUMERIC);
    let value = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}");
    HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static("attachment"))
}
