//! Contents of files: reading, writing and uploading them, their versions, thumbnails and previews.

mod bytes;
mod download;
mod office;
mod preview;
mod put_item;
mod ranges;
mod sealed;
mod session;
mod thumbnails;
mod uploads;
mod versions;

use crate::http::Routes;

/// Returns the rows of the route table.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v1.0/drives/{drive}/items/{item}")
        .put("", &put_item::PUT_ITEM, put_item::put)
        .get("/content", &bytes::GET_CONTENT, bytes::get)
        .put("/content", &bytes::PUT_CONTENT, bytes::put)
        .post("/createUploadSession", &uploads::CREATE_SESSION, uploads::create)
        .post("/preview", &preview::PREVIEW, preview::preview)
        .get("/thumbnails", &thumbnails::LIST, thumbnails::list)
        .get("/thumbnails/{set}", &thumbnails::GET_SET, thumbnails::get_set)
        .get("/thumbnails/{set}/{size}", &thumbnails::GET, thumbnails::get)
        .get("/thumbnails/{set}/{size}/content", &thumbnails::CONTENT, thumbnails::content)
        .get("/versions", &versions::LIST, versions::list)
        .get("/versions/{version}", &versions::GET, versions::get)
        .delete("/versions/{version}", &versions::DELETE, versions::delete)
        .get("/versions/{version}/content", &versions::CONTENT, versions::content)
        .post("/versions/{version}/restoreVersion", &versions::RESTORE, versions::restore)
        .and_at("/_api/v2.0")
        .get("/sealed/{token}", &sealed::SEALED, sealed::open)
        .get("/upload/{sealed}", &ranges::GET_SESSION, ranges::get)
        .put("/upload/{sealed}", &ranges::PUT_RANGE, ranges::put)
        .post("/upload/{sealed}", &ranges::COMMIT, ranges::commit)
        .delete("/upload/{sealed}", &ranges::CANCEL, ranges::cancel)
        .and_at("/_layouts/15")
        .get("/download.aspx", &download::DOWNLOAD, download::download)
}
