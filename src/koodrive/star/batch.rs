//! Making items favorites, and ordinary items again.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive/batchStarFile.html>.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Operation, body::Object},
    koodrive::{
        auth::Caller,
        error::Error,
        respond,
        scopes::WRITE,
        wire::{StarResult, Starred},
    },
    world::{Ability, Error as WorldError, Timestamp, World},
};

/// Makes items favorites, or ordinary items again.
pub const BATCH_STAR_FILE: Operation = Operation { name: "batchStarFile", ..WRITE };

/// The most items of one call.
const MOST: usize = 100;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct BatchBody {
    starred: bool,
    sub_request_list: Vec<Object<Item>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    container_id: String,
    file_id: String,
}

/// Makes items favorites of the caller, or ordinary items again; each succeeds or fails by itself.
///
/// Handles `POST /koodrive/ose/v1/star/batch`.
pub fn change(caller: Caller) -> Result<Response, Error> {
    let BatchBody { starred, sub_request_list } = caller.body()?;
    if !(1..=MOST).contains(&sub_request_list.len()) {
        return Err(Error::Parameters);
    }
    let results = caller.sandbox().write(|world, now| {
        let results = sub_request_list.iter().map(|Object(item)| one(&caller, world, item, starred, now));
        Ok::<_, Error>(results.collect::<Vec<_>>())
    })?;
    let failed = results.iter().filter(|result| result.is_err()).count();
    let status = match failed {
        0 => 0,
        failed if failed == results.len() => 2,
        _ => 1,
    };
    let row = |(Object(item), result): (Object<Item>, Result<(), WorldError>)| {
        let (code, message) = match result {
            Ok(()) => ("0".to_owned(), "success".to_owned()),
            Err(error) => {
                let reply = Error::from(error).reply();
                (reply.code.to_string(), reply.msg.into_owned())
            }
        };
        StarResult { file_id: item.file_id, code, message }
    };
    let sub_response_list = sub_request_list.into_iter().zip(results).map(row).collect();
    Ok(respond::beside(Starred { status, sub_response_list }))
}

fn one(
    caller: &Caller,
    world: &mut World,
    item: &Item,
    starred: bool,
    now: Timestamp,
) -> Result<(), WorldError> {
    let id = caller.live_item(world, &item.container_id, &item.file_id, Ability::Preview)?.id;
    if starred {
        world.star(caller.user, id, now)?;
    } else {
        world.unstar(caller.user, id);
    }
    Ok(())
}
