//! Sharing links, from the world to the wire, by the kind of drive.

use super::memory::Render;
use crate::{
    graph::{
        address::web::drive_type,
        ids,
        wire::{Link, Shared},
    },
    world::{Actor, LinkKind, LinkScope, Node, Permission},
};

impl Render<'_> {
    /// Returns the link of a permission that was given on `node`.
    pub fn link(&self, node: &Node, permission: &Permission, kind: LinkKind, scope: LinkScope) -> Link {
        let web_url = self.link_address(node, permission);
        Link {
            kind: link_kind(kind),
            scope: link_scope(scope),
            web_html: (kind == LinkKind::Embed).then(|| {
                format!(
                    "<iframe src=\"{web_url}\" width=\"98\" height=\"120\" frameborder=\"0\" scrolling=\"no\"></iframe>"
                )
            }),
            web_url,
            prevents_download: false,
            application: permission.app.map(Actor::App).and_then(|app| self.identity(node.drive, app).application),
        }
    }

    /// Returns the widest scope in which an item itself is shared, if it is.
    pub fn shared(&self, node: &Node) -> Option<Shared> {
        let given = self.world.permissions(node.id).iter().filter(|given| !given.paused);
        let widest = given.map(Permission::scope).max()?;
        Some(Shared { scope: link_scope(widest) })
    }

    /// Returns the address of a link, in the form that the service has for this kind of drive.
    fn link_address(&self, node: &Node, permission: &Permission) -> String {
        let (base, token) = (self.base, ids::share(permission.number));
        let letter = kind_letter(node);
        let Ok(drive) = self.world.drive(node.drive) else { return format!("{base}/{letter}/s!{token}") };
        match drive_type(drive) {
            "personal" => format!("{base}/{letter}/s!{token}"),
            "business" => {
                let user = drive.person().and_then(|person| self.world.user(person));
                let user = user.map_or_else(String::new, |user| user.email.replace(['@', '.'], "_"));
                format!("{base}/:{letter}:/g/personal/{user}/{token}")
            }
            _ => {
                let site: String = drive.name.chars().filter(char::is_ascii_alphanumeric).collect();
                format!("{base}/:{letter}:/s/{site}/{token}")
            }
        }
    }
}

fn link_kind(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::View => "view",
        LinkKind::Edit => "edit",
        LinkKind::Embed => "embed",
    }
}

fn link_scope(scope: LinkScope) -> &'static str {
    match scope {
        LinkScope::Users => "users",
        LinkScope::Organization => "organization",
        LinkScope::Anonymous => "anonymous",
    }
}

/// Returns the letter that stands in links for folders, texts, tables and so on.
fn kind_letter(node: &Node) -> char {
    if node.is_notebook() {
        return 'o';
    }
    if node.is_folder() {
        return 'f';
    }
    let extension = node.name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        "doc" | "docx" => 'w',
        "xls" | "xlsx" => 'x',
        "ppt" | "pptx" => 'p',
        "pdf" => 'b',
        "txt" | "md" => 't',
        "jpg" | "jpeg" | "png" | "gif" | "bmp" | "webp" => 'i',
        "mp4" | "mov" => 'v',
        _ => 'u',
    }
}
