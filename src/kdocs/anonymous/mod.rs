//! Documents that people without an account may see for a day.

mod create;
mod page;
mod tokens;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi/anonymous")
        .post("/preview/appspace/with_token", &create::APPSPACE, create::appspace)
        .post("/preview/cloud/with_token", &create::CLOUD, create::cloud)
        .get("/tasks/{task_id}", &tokens::TASK, tokens::task)
        .post("/token", &tokens::RENEW, tokens::renew)
        .delete("/token/{token}", &tokens::DELETE, tokens::delete)
        .and_at("/api/v1/preview")
        .get("/{token}", &page::SHOW, page::show)
        .get("/{token}/content", &page::DOWNLOAD, page::download)
}
