//! Shares: what a person lets others have, for some days and perhaps behind a code.

mod change;
mod create;
mod files;
mod find;
mod list;
mod page;
mod task_detail;
mod tasks;
mod terms;
mod visit;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/share")
        .get("", &list::LIST_SHARE, list::mine)
        .post("", &create::CREATE_SHARE, create::create)
        .put("/{share_id}", &change::UPDATE_SHARE, change::update)
        .post("/cancel", &change::CANCEL_SHARE, change::cancel)
        .post("/exit", &change::EXIT_SHARE, change::exit)
        .get("/received", &list::LIST_SHARE_WITH_ME, list::received)
        .get("/received/{share_id}", &list::GET_SHARE_WITH_ME, list::one_received)
        .get("/visit", &visit::VISIT_SHARE, visit::visit)
        .get("/userInfo", &visit::GET_SHARE_USER_INFO, visit::user_info)
        .get("/public/userInfo", &visit::GET_SHARE_USER_INFO_PUBLIC, visit::public_user_info)
        .post("/verify", &visit::VERIFY_EXTRACT_CODE, visit::verify)
        .post("/public/verify", &visit::VERIFY_EXTRACT_CODE_PUBLIC, visit::verify_public)
        .post("/files", &files::LIST_SHARE_FILES, files::list)
        .post("/download", &files::DOWNLOAD_SHARE_FILE, files::download)
        .post("/tasks", &tasks::CREATE_BATCH_TASK, tasks::create)
        .post("/taskDetail", &task_detail::GET_BATCH_TASK, task_detail::detail)
        .and_at("/koodrive/share")
        .get("/{short_url}", &page::SHOW_SHARE, page::show)
}
