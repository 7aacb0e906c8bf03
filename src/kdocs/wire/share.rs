//! The share of a document.

use std::sync::Arc;

use serde::Serialize;

use crate::{
    kdocs::ids,
    world::{LinkScope, Node, Permission, Role, Timestamp},
};

/// The share of a document: <https://developer.kdocs.cn/server/personal/create-links.html>; the members are those that
/// clients read.
#[derive(Serialize)]
pub struct ShareLink {
    pub link_url: String,
    pub sid: String,
    pub link_permission: &'static str,
    /// In seconds; 0 if it never ends.
    pub expire_time: i64,
    pub filename: Arc<str>,
    pub ext_perm_list: Vec<&'static str>,
    /// `open`, or `close` if only people who are named get in.
    pub status: &'static str,
}

impl ShareLink {
    /// Returns the share of an item as this link gives it.
    pub fn of(base: &str, node: &Node, link: &Permission) -> Self {
        let sid = ids::share(link.number);
        Self {
            link_url: format!("{base}/l/{sid}"),
            sid,
            link_permission: if link.role >= Role::Write { "write" } else { "read" },
            expire_time: link.expires.map_or(0, Timestamp::seconds),
            filename: Arc::clone(&node.name),
            ext_perm_list: if link.may_comment { vec!["comment"] } else { Vec::new() },
            status: if link.scope() == LinkScope::Users { "close" } else { "open" },
        }
    }
}

/// An address with an edit token in it; the vendor names no members.
#[derive(Serialize)]
pub struct UrlWithToken {
    pub url: String,
}

impl UrlWithToken {
    /// Returns the address of a document, which needs an edit token.
    pub fn address(base: &str, node: &Node) -> String {
        format!("{base}/api/v1/document/{}", ids::file_token(node.id))
    }

    /// Returns an address with this token.
    pub fn of(address: &str, token: &str) -> Self {
        Self { url: format!("{address}?edit_token={token}") }
    }
}
