//! Reading the text of a document that a client names by its address.
//!
//! The document is fetched and read when the call comes; its result is handed out when the task ends.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    documents::text,
    http::{self, Both, Operation, TaskPace},
    kdocs::{
        auth::{Caller, signed::Appspace},
        error::Error,
        files::{fetch, name},
        ids,
        json::Json,
        respond, scopes,
        wire::StartedOffice,
    },
    world::{self, Api, Content, Job, Needs, TaskSpec},
};

/// <https://developer.kdocs.cn/server/extract/plaint-text.html>
pub const EXTRACT: Operation =
    Operation { name: "office.plaintext.extract", starts_task: true, ..scopes::OFFICE };
/// <https://developer.kdocs.cn/server/convert/to-txt.html>
pub const CONVERT: Operation = Operation { name: "office.txt.convert", starts_task: true, ..scopes::OFFICE };

/// The documents whose text can be read, and those that the vendor can read too.
const READ: [&str; 6] = ["docx", "xlsx", "pptx", "txt", "csv", "md"];
const NOT_READ: [&str; 4] = ["doc", "xls", "ppt", "pdf"];
/// The longest text that is handed out.
const LONGEST: usize = 4 << 20;

/// A document; a password is of no use, as encrypted documents cannot be read.
#[derive(Deserialize)]
pub struct ExtractBody {
    url: String,
    filename: String,
    #[serde(rename = "password")]
    _password: Option<String>,
}

/// How a document becomes text.
#[derive(Deserialize)]
pub struct ConvertBody {
    /// Pages are not known here: the text is always one.
    #[serde(rename = "long_txt")]
    _long_txt: Option<bool>,
    hold_line_feed: Option<bool>,
    ranges: Option<String>,
    from_page: Option<u32>,
    to_page: Option<u32>,
}

/// Reads the text of a document.
///
/// Handles `POST /api/v1/openapi/office/extract/plaintext`.
pub async fn extract(
    Appspace(caller): Appspace,
    pace: TaskPace,
    Json(body): Json<ExtractBody>,
) -> Result<Response, Error> {
    start(&caller, pace, body, true).await
}

/// Makes text of a document; without `hold_line_feed` its lines become one.
///
/// Handles `POST /api/v1/openapi/office/convert/files/to/txt`.
pub async fn convert(
    Appspace(caller): Appspace,
    pace: TaskPace,
    Json(Both(body, document)): Json<Both<ConvertBody, ExtractBody>>,
) -> Result<Response, Error> {
    let pages = body.from_page.is_some() || body.to_page.is_some();
    match body.ranges.as_deref() {
        Some(_) if pages => return Err(Error::Invalid("ranges excludes from_page and to_page".into())),
        None if !pages => {}
        _ => return Err(Error::NotEmulated("the conversion of some pages only".into())),
    }
    start(&caller, pace, document, body.hold_line_feed.unwrap_or(false)).await
}

async fn start(
    caller: &Caller,
    pace: TaskPace,
    body: ExtractBody,
    keep_lines: bool,
) -> Result<Response, Error> {
    name::check("filename", &body.filename)?;
    let extension = name::extension(&body.filename);
    if NOT_READ.contains(&extension.as_str()) {
        return Err(Error::NotEmulated(format!("reading .{extension}")));
    }
    if !READ.contains(&extension.as_str()) {
        return Err(Error::Invalid(format!("filename ends with none of .{}", READ.join(" .")).into()));
    }
    let content = fetch::fetch(&caller.call, &body.url).await?;
    let read =
        http::heavy(caller.call.memory(), text::room(&content), move || text::of(&body.filename, &content));
    let text = read.await?;
    let text = text.filter(|text| text.len() <= LONGEST).map(|text| {
        let text = if keep_lines { text } else { text.lines().collect() };
        caller.call.memory().keep(text).map(Content::new).map_err(world::Error::from)
    });
    let job = Job::Read { text: text.transpose()?.ok_or(world::Error::BadArchive) };
    let settings = caller.settings();
    let task = caller.sandbox().write(|world, now| {
        // A task stands in a drive, although this one leaves it as it is.
        let own = world.drives().find(|drive| world.admits(drive, &caller.principal));
        let drive = own.or_else(|| world.drives().next()).ok_or(world::Error::NoDrive)?.id;
        let spec = TaskSpec {
            api: Api::Kdocs,
            owner: caller.principal,
            by: caller.actor,
            kind: 0,
            drive,
            job,
            needs: Needs::default(),
            items: Vec::new(),
            pace: pace.of(settings),
            fails: caller.call.failing_item(Api::Kdocs),
        };
        Ok::<_, Error>(world.enqueue(spec, now))
    })?;
    Ok(respond::success(&StartedOffice { task_id: ids::office_task(task) }))
}
