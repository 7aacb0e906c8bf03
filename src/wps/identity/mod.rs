//! Who calls, and by which ids people, companies and files are known.

mod current;
mod id_convert;
mod logout;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7")
        .get("/users/current", &current::USER, current::user)
        .get("/service_principals/current", &current::PRINCIPAL, current::principal)
        .post("/users/batch_logout", &logout::BATCH_LOGOUT, logout::batch_logout)
        .post("/id_convert", &id_convert::ID_CONVERT, id_convert::id_convert)
}
