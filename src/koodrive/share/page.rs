//! What stands behind the link of a share: not the vendor's application, but a page for people.

use axum::{http::StatusCode, response::Response};

use super::find;
use crate::{
    http::{Access, Call, LinkBase, Operation, html},
    koodrive::{
        addresses::{VersionAddress, Via},
        dates,
        error::Error,
        json::{Id, Query},
        render::display_name,
        scopes::READ,
    },
    world::{Audience, Share, World},
};

/// Shows a share to people.
pub const SHOW_SHARE: Operation = Operation { name: "showShare", access: Access::Address, ..READ };

/// Shows what is shared with everybody, once its code was entered; of other shares only who shares.
///
/// Handles `GET /koodrive/share/{short_url}`.
pub fn show(call: Call, base: LinkBase, Id(short_url): Id, query: Query) -> Result<Response, Error> {
    let (number, is_open) = {
        let share = find::opened(call.world(), &short_url, call.now())?;
        let entered = query.get("extractCode");
        let is_right = share.terms.code.as_deref().is_none_or(|code| entered == Some(code));
        (share.number, is_right && share.terms.audience == Audience::Anyone)
    };
    let count = |world: &mut World| world.count_share(number, |counts| counts.views += 1);
    let ((), world) = call.sandbox().write_and_view(|world, now| {
        find::opened(world, &short_url, now)?;
        Ok::<_, Error>(count(world)?)
    })?;
    let share = find::opened(&world, &short_url, call.now())?;
    let mut body = String::new();
    let owner = world.user(share.owner).map_or("Somebody", |user| &*user.display_name);
    let end = dates::clock(share.terms.expires);
    html::push(
        &mut body,
        format_args!("<p class=\"soft\">Shared by {} until {end}.</p>", html::escape(owner)),
    );
    if !share.terms.comment.is_empty() {
        html::push(&mut body, format_args!("<p>{}</p>", html::escape(&*share.terms.comment)));
    }
    if is_open {
        push_files(&mut body, &world, share, &base);
        return Ok(html::page(StatusCode::OK, &display_name(&world, share), &body));
    }
    body.push_str(match share.terms.audience {
        Audience::Anyone => {
            "<form><label>Code<input name=\"extractCode\" autocomplete=\"off\" required></label>\
             <button class=\"main\">Open</button></form>"
        }
        Audience::Company | Audience::Named { .. } => "<p>Sign in to KooDrive to see it.</p>",
    });
    Ok(html::page(StatusCode::OK, "Shared files", &body))
}

fn push_files(body: &mut String, world: &World, share: &Share, base: &LinkBase) {
    body.push_str("<ul>");
    for node in world.shared_items(share, base.now) {
        let name = html::escape(&*node.name);
        if node.is_folder() || !share.terms.download {
            html::push(body, format_args!("<li>{name}</li>"));
        } else {
            let address =
                VersionAddress { node: node.id, version: node.version(), via: Via::Share(share.number) }
                    .url(base);
            html::push(body, format_args!("<li><a href=\"{}\">{name}</a></li>", html::escape(&address)));
        }
    }
    body.push_str("</ul>");
}
